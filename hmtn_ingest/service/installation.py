"""What the program needs of this machine, tried out: what reading needs, and where documents are kept."""

from __future__ import annotations

import importlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

from hmtn_ingest.readers.equipment import Part, equipment, tried
from hmtn_ingest.store.database import Unusable, default_url, try_connection

__all__ = ["Part", "installation"]


def installation() -> Iterator[Part]:
    """The parts one after the other, as each is tried; nothing is left behind, and no database is made."""
    yield from equipment()
    try:
        url = default_url()
    except Unusable as error:
        yield Part("storage", "broken", True, error.say())
        return
    served = url.get_backend_name() == "postgresql"
    yield tried("postgresql", _load_driver, needed=served)
    yield tried("storage", lambda: try_connection(url) if served else _write(Path(str(url.database))), needed=True)


def _load_driver() -> str:
    return str(importlib.import_module("psycopg").__version__)


def _write(file: Path) -> str:
    """Write beside the file of data, or where its folder would be made, and take that away again."""
    if file.exists():
        with file.open("r+b"):
            pass
    folder = next(parent for parent in file.absolute().parents if parent.exists())
    with tempfile.TemporaryFile(dir=folder) as probe:
        probe.write(b"hmtn")
    return str(file)
