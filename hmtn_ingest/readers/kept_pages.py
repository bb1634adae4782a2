"""Recognised pages of a file, kept on the disk of this user so that no page is recognised twice.

A page is kept under the SHA-256 of its file and the version of what recognises, and is the same as if it had been
recognised anew. What is kept is content of documents: only its owner can read it, it goes with
:meth:`KeptPages.forget`, and what nobody asked for in a month goes by itself.

    pages = KeptPages(default_folder(), sha256)
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import os
import pickle
import shutil
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import platformdirs

if TYPE_CHECKING:
    from hmtn_ingest.readers.page.document import PageContent
    from parsers.document import Problem

_LONGEST = 30 * 24 * 3600  # seconds that a page is kept without being asked for
_LIBRARIES = ("trueocr", "tesserocr", "onnxruntime", "opencv-python-headless", "numpy", "pillow", "pypdfium2")


def default_folder() -> Path:
    """Where the pages of this installation are kept: in the user's cache folder."""
    return Path(platformdirs.user_cache_dir("hmtn-ingest", appauthor=False)) / "pages"


class KeptPages:
    """The pages of one file in ``folder``; where the disk is full or cannot be written, nothing is kept."""

    def __init__(self, folder: Path, sha256: str) -> None:
        self._file = folder / sha256

    @functools.cached_property
    def _pages(self) -> Path:
        return self._file / _version()

    def page(self, number: int) -> tuple[PageContent, list[Problem]] | None:
        """Page ``number`` with its problems; ``None`` where it is not kept."""
        try:
            with (self._pages / str(number)).open("rb") as kept:
                found: tuple[PageContent, list[Problem]] = _Unpickler(kept).load()
        except Exception:  # a file that another program wrote, or that breaks off, may raise anything
            return None
        with contextlib.suppress(OSError):
            os.utime(self._file)
        return found

    def keep(self, content: PageContent, problems: Sequence[Problem] = ()) -> bool:
        """Keep a page with its problems; whether that could be done."""
        with contextlib.suppress(OSError):
            if not self._pages.is_dir():
                self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                _remove_old(self._file.parent)
                self._file.mkdir(exist_ok=True, mode=0o700)
                self._pages.mkdir(exist_ok=True, mode=0o700)
            draft = self._pages / f".{content.number}.{os.getpid()}"
            draft.write_bytes(pickle.dumps((content, list(problems)), protocol=5))
            draft.replace(self._pages / str(content.number))
            return True
        return False

    def forget(self) -> None:
        """Remove what is kept of the file."""
        shutil.rmtree(self._file, ignore_errors=True)


def _remove_old(folder: Path) -> None:
    for file in folder.iterdir():
        if time.time() - file.stat().st_mtime > _LONGEST:
            shutil.rmtree(file, ignore_errors=True)


@functools.cache
def _version() -> str:
    """What recognises: the code of the readers and the libraries that they use."""
    import importlib.metadata

    digest = hashlib.sha256()
    here = Path(__file__).parent
    for path in sorted(here.rglob("*.py")):
        digest.update(path.read_bytes())
    for name in _LIBRARIES:
        with contextlib.suppress(importlib.metadata.PackageNotFoundError):
            digest.update(f"{name} {importlib.metadata.version(name)}\n".encode())
    return digest.hexdigest()[:16]


class _Unpickler(pickle.Unpickler):
    """Makes nothing but what a page is made of, whatever stands in the file."""

    def find_class(self, module: str, name: str) -> Any:
        if module.startswith("hmtn_ingest.readers.page.") or (module, name) in _PARTS:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name}")


_PARTS = {
    ("parsers.source", "Problem"),
    ("array", "array"),
    ("array", "_array_reconstructor"),
    ("copyreg", "__newobj__"),
}
