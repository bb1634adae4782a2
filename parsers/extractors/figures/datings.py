"""The dates of a stretch that may be the time of a number.

In come two offsets, out go the dates between them but named days, those of cited documents, of comparisons and of
budgets. ``periods`` and ``occasions`` call it.
"""

from __future__ import annotations

from datetime import date

from parsers import regex
from parsers.annotated import AnnotatedDocument, follows_code, within
from parsers.extractors.figures.asides import is_aside
from parsers.mentions.dates.mentions import DateMention

_DAY = 10  # characters of "2026-04-25"
_FEW = 3
# "tính đến hết ngày 30/6/2026" says how far a count goes, the report's term is what it is of
_CUT_OFF = regex.compile(r"(?r)(?<!\w)(?:tính đến|đến hết|tính tới|đến)(?: hết)?(?: ngày| thời điểm)? $")


def times(annotated: AnnotatedDocument, start: int, end: int) -> list[DateMention]:
    """The dates of a stretch but named days, those of cited documents, of comparisons and of budgets."""
    norm = annotated.view.norm
    return [
        d for d in within(annotated.dates, start, end)
        if d.value is not None and d.value.edtf and not d.named
        and not follows_code(annotated, d.start, 12)
        and not is_aside(norm, start, d.start)
    ]  # fmt: skip


def is_day(mention: DateMention) -> bool:
    """Whether it is one day."""
    return mention.value is not None and len(mention.value.edtf or "") >= _DAY and "/" not in (mention.value.edtf or "")


def is_few_days(mention: DateMention) -> bool:
    """Whether it is one day or up to three that follow one another: "ngày 12 và 13/6/2026"."""
    found = mention.value
    if is_day(mention) or found is None or not found.first or not found.last or len(found.edtf or "") <= _DAY:
        return is_day(mention)
    return 0 < (date.fromisoformat(found.last) - date.fromisoformat(found.first)).days < _FEW


def is_cut_off(annotated: AnnotatedDocument, mention: DateMention) -> bool:
    """Whether a date says how far a count goes: "tính đến hết ngày 30/6/2026"."""
    start = max(0, mention.cue_start - 24)
    return is_day(mention) and _CUT_OFF.search(annotated.view.norm, start, mention.start) is not None
