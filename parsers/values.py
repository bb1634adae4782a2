"""What the facts of a record are made of: stretches of text, dates, quantities, names of bodies.

Every value stands on the spans that it was read from. :mod:`parsers.records` makes the facts of a document from them,
and has all of these names too.
"""

from __future__ import annotations

import datetime
import operator
from typing import Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

How = Literal["exact", "normalised", "joined", "inferred"]
BodyKind = Literal[
    "party", "council", "government", "front", "mass_organisation", "red_cross", "health", "school", "armed_forces",
    "residential_unit", "business", "media", "steering_committee", "other",
]  # fmt: skip
BodyLevel = Literal["central", "province", "district", "commune", "village"]
Comparator = Literal["exactly", "at_least", "more_than", "at_most", "less_than", "about", "between"]
Indicator = Literal["blood_units", "registrants", "donors", "events", "share", "members", "staff", "other"]
Number = int | float

T = TypeVar("T")


def absent(value: object) -> bool:
    """Whether a field is left out of JSON: one that a value has nothing to say for."""
    return value is None


class Model(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class Span(Model):
    """A half-open stretch of the document's text, in code points; ``text[start:end] == quote``."""

    start: int
    end: int
    quote: str
    page: int | None = Field(None, exclude_if=absent, description="from 1")
    boxes: list[tuple[float, float, float, float]] | None = Field(
        None, exclude_if=absent, description="one box a line in PDF points: x0, top, x1, bottom"
    )


class Alternative(Model):
    """What a value may also be, for a person to choose, never taken for the value: as a second reader or a guess at
    handwriting has it, as the file's name says, or as a column would add up."""

    text: str
    source: Literal["second-reader", "handwriting", "file-name", "sum"]


class Grounding(Model):
    """Where a value was read, how it came, why it may be wrong, and what it may also be. Empty ``doubts`` mean: accept
    unread."""

    spans: list[Span] = []
    how: How = "exact"
    doubts: list[str] = []
    alternatives: list[Alternative] = Field([], exclude_if=operator.not_)


class Grounded(Grounding, Generic[T]):
    """A value with its grounding; ``value`` is ``None`` where the document leaves a blank."""

    value: T | None


class Record(Grounding):
    """A fact with an ``id`` that stays the same while its text stays the same."""

    id: str = ""


class DateValue(Model):
    """A date as EDTF with its first and last plain day; ``inferred`` lists what is left out.

    ``first`` and ``last`` are ``None`` where no year or day settles them ("XXXX-11-20"). ``time`` is "06:30",
    ``time_end`` the end of "06h30 - 10h30".
    """

    edtf: str
    first: str | None = None
    last: str | None = None
    time: str | None = Field(None, exclude_if=absent)
    time_end: str | None = Field(None, exclude_if=absent)
    part: Literal["morning", "afternoon", "evening", "early", "mid", "late"] | None = Field(None, exclude_if=absent)
    inferred: list[str] | None = Field(None, exclude_if=absent)
    tentative: bool | None = Field(None, exclude_if=absent)

    def last_day(self, relation: str | None, time: str | None = None) -> str | None:
        """The last calendar day in time where this is a limit, with ``time`` of its own or not.

        "trước ngày 28/01" ends on 27/01, "trước 11 giờ ngày 28/01" on 28/01. ``None`` where the words settle no day:
        one left blank, one of several, "trước cuối tháng 4", "trong đầu tháng 4".
        """
        if self.first is None or self.last is None or "X" in self.edtf or self.edtf.startswith("["):
            return None
        if relation == "before" and not (time or self.time):
            if self.rough and self.part != "early":
                return None
            return (datetime.date.fromisoformat(self.first) - datetime.timedelta(days=1)).isoformat()
        return None if self.rough and self.part != "late" else self.last

    @property
    def rough(self) -> bool:
        """Whether ``part`` is said of a month or longer and leaves its days open ("giữa tháng 4"; not "trung tuần")."""
        if self.part not in ("early", "mid", "late") or not self.first or not self.last or "/" in self.edtf:
            return False
        following = datetime.date.fromisoformat(self.last) + datetime.timedelta(days=1)
        return self.first.endswith("-01") and following.day == 1


class Offset(Model):
    """A limit counted from something: "trong 05 ngày làm việc kể từ ngày nhận" (``duration`` in ISO 8601: "P5D").

    ``working`` says that only working days count; ``anchor`` has the words of what it is counted from, and
    ``anchor_record`` the id of the date or event that they mean, where the document has it.
    """

    duration: str
    working: bool = False
    anchor: str | None = None
    anchor_record: str | None = Field(None, exclude_if=absent)


class Quantity(Model):
    """A number with its comparator; ``exactly`` has min = max, ``between`` both, ``at_least``, ``more_than`` min."""

    comparator: Comparator
    min: Number | None
    max: Number | None
    unit: str | None
    indicator: Indicator
    of: str | None = None
    per: str | None = None


class BodyRef(Model):
    """A body as written at one place, with its canonical name."""

    name: str
    canonical: str
    kind: BodyKind
    level: BodyLevel | None = None
    spans: list[Span] = []
