"""The command line; ``hmtn_ingest.cli:app`` is its entry point."""

from __future__ import annotations

from hmtn_ingest.cli.main import app

__all__ = ["app"]
