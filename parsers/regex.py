"""The library ``regex``, with patterns that need no compiling once the program is set up (:mod:`parsers.kept`).

Every room takes the library from here: compiling its thousand patterns takes longer than reading a document.
"""

from __future__ import annotations

import regex as library
from regex import BESTMATCH as BESTMATCH
from regex import DOTALL as DOTALL
from regex import IGNORECASE as IGNORECASE
from regex import MULTILINE as MULTILINE
from regex import VERBOSE as VERBOSE
from regex import I as I
from regex import M as M
from regex import Match as Match
from regex import Pattern as Pattern
from regex import S as S
from regex import escape as escape
from regex import findall as findall
from regex import finditer as finditer
from regex import fullmatch as fullmatch
from regex import match as match
from regex import search as search
from regex import split as split
from regex import sub as sub

from parsers.kept import kept


def compile(pattern: str, flags: int = 0) -> Pattern[str]:
    """As ``regex.compile``."""
    return kept((pattern, int(flags)), lambda: library.compile(pattern, flags))
