"""An expression that may be a date, on its way through the steps of ``find_dates``."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from parsers.mentions.dates.values import Join, Point

Relation = Literal["before", "by", "on", "within", "every", "from"]


@dataclass(slots=True)
class DateCandidate:
    """An expression that may be a date, while the words around it are read."""

    start: int
    end: int
    cue_start: int
    points: tuple[Point, ...]
    join: Join | None = None
    bare: bool = False
    """Looks like a date only ("19/5", "13/13"): needs a word beside it that says so."""
    headed: bool = False
    """Begins with its own "ngày"."""
    follows: bool = False
    """Names no month: it is that of the date before ("(ngày 18/3) … (ngày 19)")."""
    relation: Relation | None = None
    cue: str | None = None
    time: str | None = None
    time_end: str | None = None
    part: str | None = None
    weekday: int | None = None
    rules: tuple[str, ...] = ()
    named: bool = False
    tentative: bool = False
    until_now: bool = False
    """Ends on the day of issue, which the words leave out ("đến nay")."""
    timeless: bool = False
    """The year is not the document's ("ngày 14 tháng 12 của kỳ báo cáo")."""
    completed_by: tuple[int, int] | None = None
    """The expression that holds its year or its "tháng": "tháng 4 và tháng 8 năm 2026", "các tháng 3, 6, 9"."""
    year_shared: bool = False
    """The year stands at the other end of the same expression ("từ ngày 15/11 đến ngày 15/12/2025")."""
    year_inferred: bool = False
    called_off: bool = False
    """No longer holds: another day took its place, or nothing takes place."""
    instead: bool = False
    """Took the place of the day before it."""
    doubts: list[str] = field(default_factory=list)

    @property
    def yearless(self) -> bool:
        return not self.timeless and any(p.year is None for p in self.points)

    @property
    def unit(self) -> str | None:
        return self.points[0].unit if self.points else None
