"""The plain source of a specimen, read into blocks that the three writers (text, Word, PDF) share.

A source begins with options in TOML between two lines ``+++``; below them one line is one paragraph, and its first
characters say what it is::

    :: letterhead      left cell, a line ``::``, right cell, a line ``::`` (``:: signature`` likewise)
    = line             centred bold (type name, subject, annex title)
    ~ line             centred italic
    ^ line             centred
    # / ## line        heading, with its number
    - line             bullet
    _ line             italic paragraph (the bases of a decision)
    |: 1 6 2 2         relative widths of the table below
    | a | b |          table row, the first one is the head
    ***                page break
    anything else      paragraph

``**…**`` is bold; a line of a cell may also be ``_…_`` (italic) or ``**_…_**``.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

Kind = Literal["title", "italic_title", "centred", "heading", "subheading", "bullet", "basis", "paragraph"]

_MARKS: tuple[tuple[str, Kind], ...] = (
    ("= ", "title"),
    ("~ ", "italic_title"),
    ("^ ", "centred"),
    ("## ", "subheading"),
    ("# ", "heading"),
    ("- ", "bullet"),
    ("_ ", "basis"),
)


class Options(BaseModel):
    """How one specimen is written out; the facts are the same in every format."""

    model_config = ConfigDict(extra="forbid")

    numbering: Literal["typed", "word"] = "typed"
    """``word``: headings and bullets are automatic numbers in the .docx, and stand in no run of its text."""
    letterhead: Literal["cells", "tabs"] = "cells"
    """The letterhead in the .txt: one cell after the other, or both side by side with a tab between."""
    wrap: int = 0
    """Characters to a line in the .txt; 0 leaves each paragraph on one line."""
    unicode: Literal["NFC", "NFD"] = "NFC"
    """Normalisation form of the .txt."""


@dataclass(frozen=True)
class Paragraph:
    kind: Kind
    text: str
    """With its number and its bold marks, without the mark of its kind."""


@dataclass(frozen=True)
class Pair:
    """Letterhead or signature: two cells side by side, each with its lines; an empty line is room for a signature."""

    kind: Literal["letterhead", "signature"]
    left: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    widths: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class PageBreak:
    pass


Part = Paragraph | Pair | Grid | PageBreak


@dataclass(frozen=True)
class Specimen:
    name: str
    options: Options
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Run:
    text: str
    bold: bool
    italic: bool


def runs(text: str) -> list[Run]:
    """A line split at its bold marks; a line inside ``_…_`` is italic as a whole."""
    # "**_Nơi nhận:_**", "_Bến Sậy, ngày 14 tháng 01 năm 2026_"
    whole = re.fullmatch(r"(\*\*)?_(.+)_(\*\*)?", text)
    if whole:
        return [Run(whole[2], bool(whole[1]), True)]
    pieces = text.split("**")
    return [Run(piece, bool(i % 2), False) for i, piece in enumerate(pieces) if piece]


def plain(text: str) -> str:
    """The line as a reader sees it, without marks."""
    return "".join(run.text for run in runs(text))


def parse(path: Path) -> Specimen:
    """Reads one source file; raises ``ValueError`` with file and line where it does not follow the format above."""
    content = path.read_text(encoding="utf-8")
    _, head, body = content.split("+++\n", 2)
    lines = body.splitlines()
    parts: list[Part] = []
    at = 0
    while at < len(lines):
        line = lines[at].rstrip()
        at += 1
        if not line:
            continue
        if line == "***":
            parts.append(PageBreak())
        elif line.startswith(":: "):
            left, at = _cell(path, lines, at)
            right, at = _cell(path, lines, at)
            kind: Literal["letterhead", "signature"] = "letterhead" if line == ":: letterhead" else "signature"
            parts.append(Pair(kind, left, right))
        elif line.startswith("|: "):
            rows: list[tuple[str, ...]] = []
            while at < len(lines) and lines[at].startswith("|"):
                rows.append(tuple(cell.strip() for cell in lines[at].strip().strip("|").split("|")))
                at += 1
            widths = tuple(float(width) for width in line[3:].split())
            if any(len(row) != len(widths) for row in rows):
                raise ValueError(f"{path.name}:{at}: a row has not as many cells as the table has widths")
            parts.append(Grid(widths, tuple(rows)))
        else:
            mark, kind_of = next(((m, k) for m, k in _MARKS if line.startswith(m)), ("", "paragraph"))
            parts.append(Paragraph(kind_of, line.removeprefix(mark)))
    return Specimen(path.stem, Options.model_validate(tomllib.loads(head.split("+++\n")[-1])), tuple(parts))


def _cell(path: Path, lines: list[str], at: int) -> tuple[tuple[str, ...], int]:
    try:
        end = lines.index("::", at)
    except ValueError:
        raise ValueError(f"{path.name}:{at}: a cell is not closed by a line '::'") from None
    return tuple(line.rstrip() for line in lines[at:end]), end + 1
