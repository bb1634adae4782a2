"""Annexes as the text announces them and as their own first lines name the document, for the rules on references."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from parsers import regex
from parsers.layout import cues
from parsers.lexicon import TYPE_CODES
from parsers.text import fold, normal
from rules.context import Context

_TYPES = "|".join(sorted((normal(name).replace(" ", r"\s") for name in TYPE_CODES), key=len, reverse=True))
_BLANK = r"[\s.…_]*"

# "(Kèm theo Kế hoạch số 09/KH-BCĐ ngày 14/01/2026 của …", "(Kèm theo Kế hoạch số      /KH-UBND ngày     /01/2026",
# "(Ban hành kèm theo Quyết định số 88/QĐ-UBND ngày 23 tháng 01 năm 2026", "(kèm theo Kế hoạch 235/KH-UBND ngày …"
_REFERENCE = regex.compile(
    rf"""
    [ \t]*[(\[]?\s?(?:được\s)?(?:ban\shành\s)?(?:đính\s)?kèm\s(?:theo\s)?
    (?P<ref>(?P<type>{_TYPES})\s
    (?:số\s?)?[:.]?{_BLANK}(?P<number>\d{{1,5}})?{_BLANK}[/-]\s?
    (?P<notation>\p{{L}}[\p{{L}}\d]*(?:\s?[-/]\s?\p{{L}}[\p{{L}}\d]*)*)
    (?:,?\s(?P<date>ngày{_BLANK}(?P<day>\d{{1,2}})?{_BLANK}(?:/|tháng){_BLANK}(?P<month>\d{{1,2}})?{_BLANK}
    (?:/|năm)\s?(?P<year>\d{{4}})?))?)
    """,
    regex.VERBOSE,
)


def annex_title(context: Context) -> str | None:
    """The title of a text that is an annex, as its first lines have it: "PHỤ LỤC II", "BIỂU PHÂN BỔ CHỈ TIÊU"."""
    if context.record.header.type_name is not None:
        return None
    titles = (line for line in context.head_lines if cues.ANNEX.match(normal(line)) and "\t" not in line)
    return next((line for line in titles if line.isupper() or line.startswith(("Phụ lục", "Phụ biểu"))), None)


@dataclass(frozen=True, slots=True)
class Reference:
    """The line under the title of an annex; ``None`` is a blank. Offsets are offsets into ``Context.plain``."""

    start: int
    end: int
    type_name: str
    number: str | None
    notation: str
    dated: bool
    day: int | None
    month: int | None
    year: int | None

    @property
    def blank(self) -> bool:
        """Whether the number, or day or month of a date that was begun, was not filled in."""
        return self.number is None or (self.dated and (self.day is None or self.month is None))


def annex_references(context: Context) -> Iterator[Reference]:
    """Every first line of an annex that names a document, in the order of the text."""
    for match in _matches(context.norm):
        yield Reference(
            start=match.start("ref"),
            end=match.end("ref"),
            type_name=fold(match["type"]),
            number=match["number"],
            notation=context.plain[match.start("notation") : match.end("notation")].replace(" ", "").replace("\n", ""),
            dated=match["date"] is not None,
            day=int(match["day"]) if match["day"] else None,
            month=int(match["month"]) if match["month"] else None,
            year=int(match["year"]) if match["year"] else None,
        )


def _matches(norm: str) -> Iterator[regex.Match[str]]:
    """The pattern at the beginning of each line that has "kèm" in it."""
    start = -1
    found = norm.find("kèm")
    while found >= 0:
        line = norm.rfind("\n", 0, found) + 1
        if line != start and (match := _REFERENCE.match(norm, line)):
            yield match
        start = line
        found = norm.find("kèm", found + 1)
