"""Numbers that leave their unit to a later one: "lần lượt 500 và 300 đơn vị máu", "Khối cơ quan: 50; Khối trường: 40".

In come the quantities that were read, out go those that share the unit of one of them, each with the doubt
``shared-unit`` where only the line and no "lần lượt" joins them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from parsers import regex
from parsers.mentions.quantities.mention import QuantityMention
from parsers.mentions.quantities.numbers import NUMBER, read_number
from parsers.mentions.quantities.numerals import is_part_of_name
from parsers.text import NormalisedText

# "lần lượt 500, 400 và ", "lần lượt là 500 và "
_IN_TURN = regex.compile(rf"(?r)(?<!\w)lần lượt(?: [^\W\d]+){{0,3}} (?P<numbers>(?:{NUMBER}(?:,? và |, |; ))+)")
_NUMBER = regex.compile(NUMBER)
# "Khối cơ quan: 50;", "+ Thôn Sen: 12."
_LABELLED = regex.compile(rf"[^\W\d]\)? ?: ?(?P<n>{NUMBER})(?= ?(?:[;,.](?!\d)|$))", regex.M)
_TOTAL = regex.compile(r"(?r)(?<!\w)(?:tổng|tổng số|tổng cộng|cộng)(?: cộng)? ?:? ?")
_COUNTED = frozenset(("blood", "people", "donors", "members", "event"))
_FEWEST = 2


def shared_units(
    view: NormalisedText, found: list[QuantityMention], taken: Callable[[int, int], bool]
) -> list[QuantityMention]:
    """The quantities whose numbers leave their unit to one of ``found``."""
    extra: list[QuantityMention] = []
    for mention in found:
        if mention.kind in _COUNTED:
            extra += _in_turn(view.norm, mention)
            if _TOTAL.match(view.norm, max(0, mention.start - 20), mention.start):
                extra += _labelled(view, mention, taken)
    covered = {m.start for m in found}
    return [m for m in extra if m.start not in covered]


def _in_turn(norm: str, mention: QuantityMention) -> Iterator[QuantityMention]:
    before = _IN_TURN.match(norm, max(0, mention.start - 80), mention.start)
    if before is not None:
        for number in _NUMBER.finditer(norm, *before.span("numbers")):
            yield from _like(mention, number.start(), number.end(), number[0])


def _labelled(view: NormalisedText, total: QuantityMention, taken: Callable[[int, int], bool]) -> list[QuantityMention]:
    """The parts before a total that has the unit of them all."""
    line = view.norm.rfind("\n", 0, total.start) + 1
    parts = [
        part
        for part in _LABELLED.finditer(view.norm, line, total.start)
        if not taken(*part.span("n")) and not is_part_of_name(view, part.start("n"), part.end("n"))
    ]
    if len(parts) < _FEWEST:
        return []
    found = [m for part in parts for m in _like(total, part.start("n"), part.end("n"), part["n"])]
    return [replace(m, doubts=(*m.doubts, "shared-unit")) for m in found]


def _like(mention: QuantityMention, start: int, end: int, digits: str) -> Iterator[QuantityMention]:
    number = read_number(digits)
    if number is not None:
        value, doubt = number
        quantity = mention.quantity.model_copy(update={"comparator": "exactly", "min": value, "max": value})
        yield QuantityMention(start, end, quantity, None, None, mention.kind, (doubt,) if doubt else ())
