"""What takes long to work out and never changes: worked out once when the program is set up, not at every start.

Patterns (:mod:`parsers.regex`) and word lists (:mod:`parsers.lexicon`) ask here. ``python -m hmtn_ingest.prepare``
writes the file; without it, or for whatever changed since, everything is worked out as it is asked for.

The file is unpickled, which can run whatever it says: it lies beside this module and is looked for nowhere else, so
that who can write it could change the program as well.
"""

from __future__ import annotations

import functools
import os
import pickle
import sys
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Any, TypeVar

import regex

FILE = Path(__file__).with_name("kept.pickle")
_MADE_BY = (sys.version, regex.__version__)
"""A compiled pattern is only good for the library, and the interpreter, that compiled it."""

T = TypeVar("T")


def _read() -> dict[Hashable, bytes]:
    try:
        made_by, pickled = pickle.loads(FILE.read_bytes())
        return pickled if made_by == _MADE_BY else {}
    except Exception:  # there is none; or it breaks off, or is of another library, which may raise anything
        return {}


_pickled = _read()
"""Each value by itself: a command that waits for another process needs few of them."""
_values: dict[Hashable, Any] = {}


def kept(key: Hashable, work: Callable[[], T]) -> T:
    """What ``work`` gives; ``key`` is all that this depends on."""
    if key not in _values:
        _values[key] = pickle.loads(_pickled[key]) if key in _pickled else work()
    return _values[key]  # type: ignore[no-any-return]


@functools.cache
def kept_toml(path: Path) -> dict[str, Any]:
    """What a TOML file of the program says."""

    def parse() -> dict[str, Any]:
        import tomllib

        return tomllib.loads(text)

    text = path.read_text(encoding="utf-8")
    return kept(text, parse)


def forget() -> None:
    """Let everything be worked out anew."""
    _values.clear()
    _pickled.clear()


def write() -> int:
    """Keep what was asked for in this process; how many values that is. Raises ``OSError``."""
    beside = FILE.with_name(f"{FILE.name}.{os.getpid()}")
    beside.write_bytes(_dumped((_MADE_BY, {key: _dumped(value) for key, value in _values.items()})))
    beside.replace(FILE)
    return len(_values)


def _dumped(value: object) -> bytes:
    return pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
