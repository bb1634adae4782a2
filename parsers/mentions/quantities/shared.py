"""Numbers that leave their unit to another one: "lần lượt 500 và 300 đơn vị máu", "Khối cơ quan: 50; Khối trường: 40",
"xã An Bình 45/40 người; xã Hòa Lợi: 30/35".

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
# "xã Hòa Lợi: | 30/35 |;": what was reached of a plan
_OF_PLAN = regex.compile(rf"[^\W\d] ?:? (?P<n>{NUMBER}) ?/ ?(?P<plan>{NUMBER})(?= ?(?:[;(]|[,.](?!\d)|$))", regex.M)
# "đợt 1: | 210 đơn vị |; đợt 2: 240/200 đơn vị": alone between the signs of a list; of offices it is said what they do
_ALONE = regex.compile(rf"(?P<n>{NUMBER})(?: ?/ ?(?P<plan>{NUMBER}))? đơn vị(?= ?(?:[;,.(]|đạt|$))", regex.M)
# "4.700 đơn vị|, trong đó: Công an tỉnh 900; Tỉnh đoàn 600"
_OF_WHICH = regex.compile(r",? ?[(;]?(?:trong đó|bao gồm|gồm|cụ thể|chia ra|phân bổ)(?: có)? ?:? ?")
_PART = regex.compile(
    rf"(?P<name>(?:(?:p|tp|tx|tt)\. ?)?\p{{L}}[^;.:\n\t]{{2,70}}?) ?:? ?(?<= )(?P<n>{NUMBER})"
    r"(?= ?(?:[;,)](?!\d)|\.(?!\d)| và |$))(?P<sign> ?[;,] ?(?:và )?| và )?",
    regex.M,
)
_TOTAL = regex.compile(r"(?r)(?<!\w)(?:tổng|tổng số|tổng cộng|cộng)(?: cộng)? ?:? ?")
_BLOOD_WORD = regex.compile(r"(?<!\w)máu(?!\w)")
_COUNTED = frozenset(("blood", "people", "donors", "members", "event"))
_FEWEST = 2


def shared_units(
    view: NormalisedText, found: list[QuantityMention], taken: Callable[[int, int], bool]
) -> list[QuantityMention]:
    """The quantities whose numbers leave their unit to one of ``found``."""
    extra: list[QuantityMention] = []
    for mention in found:
        if mention.kind in _COUNTED:
            extra += _parts_of(view, mention, taken)
            extra += _in_turn(view.norm, mention)
            extra += _of_plans(view, mention, taken)
            if _TOTAL.match(view.norm, max(0, mention.start - 20), mention.start):
                extra += _labelled(view, mention, taken)
    covered = {m.start for m in found}
    return [m for m in extra if m.start not in covered]


def of_one_list(view: NormalisedText, found: list[QuantityMention]) -> list[QuantityMention]:
    """``found`` with blood for each bare "đơn vị" of a line in which another is blood by its plan or verb."""
    lines = {view.norm.rfind("\n", 0, m.start) for m in found if m.kind == "blood" and "ambiguous-unit" in m.doubts}
    return [
        _of_blood(mention, alone)
        if mention.kind == "body"
        and view.norm.rfind("\n", 0, mention.start) in lines
        and (alone := _ALONE.match(view.norm, mention.start))
        else mention
        for mention in found
    ]


def told_as_blood(view: NormalisedText, found: list[QuantityMention]) -> list[QuantityMention]:
    """``found`` without the doubt of a bare "đơn vị" in a line of blood: "450 đơn vị máu, trong đó 110 đơn vị"."""
    return [
        replace(mention, doubts=tuple(doubt for doubt in mention.doubts if doubt != "ambiguous-unit"))
        if "ambiguous-unit" in mention.doubts and _BLOOD_WORD.search(view.norm, *_line(view.norm, mention.start))
        else mention
        for mention in found
    ]


def _line(norm: str, place: int) -> tuple[int, int]:
    end = norm.find("\n", place)
    return norm.rfind("\n", 0, place) + 1, len(norm) if end < 0 else end


def _of_blood(mention: QuantityMention, alone: regex.Match[str]) -> QuantityMention:
    quantity = mention.quantity.model_copy(update={"unit": "đơn vị máu", "indicator": "blood_units"})
    plan = read_number(alone["plan"]) if alone["plan"] else None
    planned = plan[0] if plan else mention.planned
    return replace(
        mention, quantity=quantity, kind="blood", planned=planned, doubts=(*mention.doubts, "ambiguous-unit")
    )


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


def _parts_of(view: NormalisedText, whole: QuantityMention, taken: Callable[[int, int], bool]) -> list[QuantityMention]:
    """The parts behind a whole that has the unit of them all; where they add up to it, that is sure."""
    lead = _OF_WHICH.match(view.norm, whole.end)
    at = lead.end() if lead else whole.end + len(": ") if view.norm.startswith(": ", whole.end) else len(view.norm)
    parts: list[regex.Match[str]] = []
    while (part := _PART.match(view.norm, at)) and not taken(*part.span("n")):
        parts.append(part)
        if part["sign"] is None:
            break
        at = part.end()
    found = [m for part in parts for m in _like(whole, part.start("n"), part.end("n"), part["n"])]
    if len(found) >= _FEWEST and sum(m.quantity.min or 0 for m in found) == whole.quantity.min:
        return found
    # without the sum only names of somebody are parts, and only where words say that parts follow
    nameless = (i for i, part in enumerate(parts) if view.text[slice(*part.span("name"))].islower())
    found = found[: next(nameless, len(found))] if lead else []
    return [replace(m, doubts=(*m.doubts, "shared-unit")) for m in found] if len(found) >= _FEWEST else []


def _of_plans(
    view: NormalisedText, first: QuantityMention, taken: Callable[[int, int], bool]
) -> Iterator[QuantityMention]:
    """What others in the line reached of their plans, behind the first whose unit is said."""
    if first.planned is None:
        return
    end = view.norm.find("\n", first.end)
    for pair in _OF_PLAN.finditer(view.norm, first.end, len(view.norm) if end < 0 else end):
        plan = read_number(pair["plan"])
        if plan is None or taken(*pair.span("n")) or taken(*pair.span("plan")):
            continue
        for mention in _like(first, pair.start("n"), pair.end("n"), pair["n"]):
            yield replace(mention, end=pair.end("plan"), planned=plan[0], doubts=(*mention.doubts, "shared-unit"))


def _like(mention: QuantityMention, start: int, end: int, digits: str) -> Iterator[QuantityMention]:
    number = read_number(digits)
    if number is not None:
        value, doubt = number
        quantity = mention.quantity.model_copy(update={"comparator": "exactly", "min": value, "max": value})
        yield QuantityMention(start, end, quantity, None, None, mention.kind, (doubt,) if doubt else ())
