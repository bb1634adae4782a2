"""The sample documents that come with the program."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).resolve().parents[3] / "samples" / "documents"
_SUFFIXES = (".docx", ".pdf", ".txt")


def sample_files() -> list[Path]:
    """The samples in every format, by name; empty where the folder is absent."""
    if not FOLDER.is_dir():
        return []
    return sorted(path for path in FOLDER.iterdir() if path.suffix in _SUFFIXES)
