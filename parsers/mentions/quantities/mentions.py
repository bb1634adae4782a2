"""Numbers with comparator and unit: "từ 130 đơn vị máu trở lên", "02 - 03 sự kiện/quý", "325/250 đơn vị máu".

In comes the text with the stretches that hold none (dates, document numbers), out go its quantities in order.
``reader`` reads one of them, ``numbers`` and ``numerals`` what its figures are, ``units`` what it counts,
``comparators`` what bounds it, ``plans`` what it is measured against.
"""

from __future__ import annotations

import bisect
from dataclasses import replace

from parsers import regex
from parsers.mentions.quantities import numerals
from parsers.mentions.quantities.mention import QuantityMention
from parsers.mentions.quantities.plans import PLANNED, is_plan, plan_after, ratio_after, ratio_that_fits
from parsers.mentions.quantities.reader import NUMBERS, QuantityReader
from parsers.mentions.quantities.shared import of_one_list, shared_units, told_as_blood
from parsers.mentions.quantities.words import word_numbers
from parsers.text import NormalisedText

__all__ = ["QuantityMention", "find_quantities"]

_EDGES = frozenset(("", "\n", "\t"))


def find_quantities(view: NormalisedText, taken: list[tuple[int, int]]) -> list[QuantityMention]:
    """All quantities of the view in order; ``taken`` stretches (dates, document numbers, phones) hold none."""
    norm = view.norm
    busy = TakenStretches(sorted([*taken, *((m.start(), m.end()) for m in numerals.PHONE.finditer(norm))]))
    found: list[QuantityMention] = []
    for match in _candidates(norm):
        start = match.start()
        if norm[start - 1 : start] in _EDGES and norm[match.end() : match.end() + 1] in _EDGES:
            continue  # a table cell, or a line, that holds nothing but a number
        if (found and start < found[-1].end) or busy.overlaps(start, match.end("a")):
            continue
        mention = QuantityReader(view, match, busy.overlaps, found[-1].end if found else 0).read()
        if mention is not None:
            found.append(mention)
    found = of_one_list(view, found)
    found = sorted([*found, *shared_units(view, found, busy.overlaps)], key=lambda m: m.start)
    return told_as_blood(view, _with_ratios(norm, found))


def _candidates(norm: str) -> list[regex.Match[str]]:
    """Matches of a number, in order; the second number of a refused range is tried again on its own."""
    out = list(word_numbers(norm))
    at = 0
    while match := NUMBERS.search(norm, at):
        first = numerals.named_before_blank(norm, match)
        if first is not None:
            at = first
            continue
        out.append(match)
        at = match.end("a")
    return sorted(out, key=lambda m: m.start())


class TakenStretches:
    """Stretches that hold no quantity."""

    def __init__(self, stretches: list[tuple[int, int]]) -> None:
        self._starts = [a for a, _ in stretches]
        self._ends: list[int] = []
        for _, end in stretches:
            self._ends.append(max(end, self._ends[-1]) if self._ends else end)

    def overlaps(self, start: int, end: int) -> bool:
        at = bisect.bisect_left(self._starts, end) - 1
        return at >= 0 and self._ends[at] > start


def _with_ratios(norm: str, found: list[QuantityMention]) -> list[QuantityMention]:
    """Hang percentages of a plan ("đạt 98,3%", "vượt 130% kế hoạch") and the plan's number on the count before them."""
    out: list[QuantityMention] = []
    covered = 0
    for mention in found:
        if mention.start < covered:
            continue
        if mention.kind not in ("money", "bare"):
            mention = _with_plan(norm, mention)
            covered = mention.end
        out.append(mention)
    return out


def _with_plan(norm: str, mention: QuantityMention) -> QuantityMention:
    if mention.planned is not None and mention.kind not in PLANNED and not is_plan(norm, mention):
        mention = replace(mention, planned=None)
    if mention.planned is None and (plan := plan_after(norm, mention.end)):
        number, end, doubts = plan
        mention = replace(mention, planned=number, end=end, doubts=(*mention.doubts, *doubts))
    ratio = None if mention.kind == "share" else ratio_after(norm, mention.end, mention.planned is not None)
    if ratio := ratio or ratio_that_fits(norm, mention):
        number, end, doubts = ratio
        mention = replace(mention, ratio=number, end=end, doubts=(*mention.doubts, *doubts))
    return mention
