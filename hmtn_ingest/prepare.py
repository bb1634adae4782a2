"""``python -m hmtn_ingest.prepare``: after installing, work out what every start needs (:mod:`parsers.kept`).

Setting up with ``make`` runs it. A program that was installed in another way works without it; its commands then take
about twice as long to start, and so does one whose Python or library ``regex`` was changed since.
"""

from __future__ import annotations

import compileall
import importlib
import pkgutil
import sys
from pathlib import Path

from parsers import kept

_PACKAGES = ("parsers", "rules", "hmtn_ingest")

_NOT_NEEDED = ("hmtn_ingest.__main__", "hmtn_ingest.prepare", "hmtn_ingest.web", "hmtn_ingest.store")
"""What starts something when it is imported, and what only the pages need, which start once a day."""


def _import_all(package: str) -> None:
    try:
        inside = importlib.import_module(package)
    except ModuleNotFoundError as missing:
        if str(missing.name).partition(".")[0] in _PACKAGES:
            raise
        return  # what only an extra of the installation brings: its modules are not there to be started
    for module in pkgutil.iter_modules(getattr(inside, "__path__", ()), f"{package}."):
        if module.name not in _NOT_NEEDED:
            _import_all(module.name)


def prepare() -> int:
    """Keep what can be kept; how many values that is. Raises ``OSError`` where the program's folder is read-only."""
    kept.forget()
    for package in _PACKAGES:
        _import_all(package)
        compileall.compile_dir(Path(str(sys.modules[package].__file__)).parent, quiet=2)
    return kept.write()


if __name__ == "__main__":
    try:
        prepare()
    except OSError as error:
        sys.exit(f"{error.filename}: không ghi được · cannot be written ({error.strerror})")
