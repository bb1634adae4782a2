"""``python -m hmtn_ingest`` is the command ``hmtn-ingest``."""

from hmtn_ingest.cli import app

app()
