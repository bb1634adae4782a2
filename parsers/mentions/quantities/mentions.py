"""Numbers with comparator and unit: "từ 130 đơn vị máu trở lên", "02 - 03 sự kiện/quý", "325/250 đơn vị máu"."""

from __future__ import annotations

import bisect
from dataclasses import dataclass, replace

import regex

from parsers.mentions.quantities import comparators, numerals
from parsers.mentions.quantities.comparators import Bound
from parsers.mentions.quantities.numbers import NUMBER, read_number
from parsers.mentions.quantities.plans import plan_after, ratio_after, whole_of
from parsers.mentions.quantities.units import LEXICON, Unit, indicator_of, phrases, unit_at
from parsers.records import Comparator, Number, Quantity
from parsers.text import FULL_STOP, NormalisedText, normal

SHARE = Unit("%", "share")
_BARE = Unit("", "bare")


@dataclass(frozen=True, slots=True)
class QuantityMention:
    """A quantity in the view; ``planned`` is the second number of "325/250", ``ratio`` the percentage that follows it.

    ``kind`` is the kind of its unit in the lexicon (blood, people, event, staff, members, money, body, award, gift,
    thing), "share" for a percentage, "noun" for a unit that the lexicon does not know, "bare" for a compared number
    without unit, "difference" for what something is above or below another ("vượt 12 đơn vị máu so với chỉ tiêu").
    ``doubts`` say why the reading may be wrong.
    """

    start: int
    end: int
    quantity: Quantity
    planned: Number | None = None
    ratio: Number | None = None
    kind: str = "thing"
    doubts: tuple[str, ...] = ()


# "130" "1.520" "04 (bốn)" | "18 - 60" "10 - 13%" "50% đến 60%" | "325/250" "13/13"
_CORE = regex.compile(
    rf"""
    (?=\d)(?<![\w,/%.])(?<!\w-)
    (?P<a>{NUMBER})(?P<percent>\ ?%)?(?:\ ?\((?P<words>[^()\d\n\t]{{2,40}})\))?
    (?:\ ?(?:-|đến|tới)\ ?(?P<b>{NUMBER})|\ ?/\ ?(?P<plan>{NUMBER}))?+
    """,
    regex.VERBOSE,
)
# "hai đợt", "ba sự kiện", "mười đơn vị máu"
_WORD_NUMBER = regex.compile(
    rf"(?<!\w)(?P<a>{phrases(list(LEXICON['words']))})"
    r"(?= (?:đợt|sự kiện|buổi hiến|ngày hội|đơn vị máu|điểm hiến|đồng chí)\b)"
)
_WORDS = {normal(word): number for word, number in LEXICON["words"].items()}
_TAKEN_AT = frozenset(("ngày", "đợt", "buổi", "sự kiện", "ngày hội"))
_EDGES = frozenset(("", "\n", "\t"))
_NUMERAL = regex.compile(
    r"(?:(?:một|mốt|hai|ba|bốn|tư|năm|lăm|sáu|bảy|tám|chín|mười|mươi|trăm|nghìn|ngàn|triệu|linh|lẻ|không) ?)+", regex.I
)

_WORD = regex.compile(r"\p{L}++[\p{L}\d-]*+")
_STOPS = frozenset(normal(w) for w in LEXICON["stops"]["words"])
_MULTIPLIER = regex.compile(rf" ?(?P<word>{phrases(list(LEXICON['multipliers']))})(?= (?!đồng|usd|vnđ))")
_MULTIPLIERS = {normal(word): number for word, number in LEXICON["multipliers"].items()}
# "350ml", "toàn phần" between the unit and what follows it
_VOLUME = regex.compile(r"(?: toàn phần)?(?: (?:loại|thể tích))? ?\(?\d{3} ?ml\)?")

_PER = regex.compile(rf" ?/ ?(?:0?1 )?(?P<per>{phrases(LEXICON['per']['words'])}|\p{{L}}+)(?!\w)")
_EACH = regex.compile(rf"(?<!\w)(?:mỗi|từng) (?P<per>{phrases(LEXICON['per']['each'])})(?!\w)")
# "100 đơn vị máu mỗi đợt", "60 tình nguyện viên phục vụ mỗi đợt", but not "02 sự kiện, mỗi sự kiện đạt …"
_EACH_AFTER = regex.compile(
    rf"(?: [^\W\d]+){{0,4}}? (?:trong )?(?:mỗi|từng|một) (?P<per>{phrases(LEXICON['per']['each'])})(?!\w)"
)
# "412 đơn vị máu/400 đơn vị máu", "107 trẻ sơ sinh trai/100 trẻ sơ sinh gái"
_RANGE_END = regex.compile(rf" (?:đến|tới|-) (?P<b>{NUMBER}) ")  # "từ 100 người đến 150 người"
_CHANGED_TO = regex.compile(r" (?:lên|xuống|thành|còn)(?: \w+)? \d")  # "từ 40% lên 60%"
_DIFFERENCE = regex.compile(r"(?r)(?<!\w)(?:vượt|tăng|tăng thêm|giảm|thiếu|hụt|nhiều hơn|ít hơn) ")
_COMPARED = regex.compile(r" (?:so|kế hoạch|chỉ tiêu)(?!\w)")
_SECOND_COUNT = regex.compile(rf" ?/ ?(?P<b>{NUMBER}) (?=\p{{L}})")
_CLAUSE = regex.compile(rf"(?r)[;\n\t:]|{FULL_STOP}|\. (?=\d)")


def find_quantities(view: NormalisedText, taken: list[tuple[int, int]]) -> list[QuantityMention]:
    """All quantities of the view in order; ``taken`` stretches (dates, document numbers, phones) hold none."""
    norm = view.norm
    busy = _Busy(sorted([*taken, *((m.start(), m.end()) for m in numerals.PHONE.finditer(norm))]))
    found: list[QuantityMention] = []
    for match in _candidates(norm):
        start = match.start()
        if norm[start - 1 : start] in _EDGES and norm[match.end() : match.end() + 1] in _EDGES:
            continue  # a table cell, or a line, that holds nothing but a number
        if (found and start < found[-1].end) or busy.overlaps(start, match.end("a")):
            continue
        mention = _Reader(view, busy, match, found[-1].end if found else 0).read()
        if mention is not None:
            found.append(mention)
    return _with_ratios(norm, found)


def _candidates(norm: str) -> list[regex.Match[str]]:
    """Matches of a number, in order; the second number of a refused range is tried again on its own."""
    out = list(_WORD_NUMBER.finditer(norm))
    at = 0
    while match := _CORE.search(norm, at):
        out.append(match)
        at = match.end("a")
    return sorted(out, key=lambda m: m.start())


class _Busy:
    """Stretches that hold no quantity."""

    def __init__(self, stretches: list[tuple[int, int]]) -> None:
        self._starts = [a for a, _ in stretches]
        self._ends: list[int] = []
        for _, end in stretches:
            self._ends.append(max(end, self._ends[-1]) if self._ends else end)

    def overlaps(self, start: int, end: int) -> bool:
        at = bisect.bisect_left(self._starts, end) - 1
        return at >= 0 and self._ends[at] > start


class _Reader:
    """Reads one quantity around the number that ``match`` found."""

    def __init__(self, view: NormalisedText, busy: _Busy, match: regex.Match[str], floor: int) -> None:
        self.view, self.norm, self.busy, self.match, self.floor = view, view.norm, busy, match, floor
        self.doubts: list[str] = []
        self.low: Number = 0
        self.high: Number | None = None
        self.planned: Number | None = None

    def read(self) -> QuantityMention | None:
        numbers_end = self._numbers()
        if numbers_end is None:
            return None
        start, comparator = comparators.before(self.norm, self.floor, self.match.start())
        if comparator is None and self._is_name():
            return None
        end = self._multiply(numbers_end)
        unit, end = self._unit(end, comparator)
        if unit is None:
            return None
        if unit.kind == "share":
            return self._share(start, end, comparator)
        end, comparator, unit = self._second(end, comparator, unit)
        unit_end = end
        per, end = self._per(end)
        if comparator not in ("at_least", "at_most"):
            start, end, comparator = self._after(start, end, comparator)
        elif (again := comparators.at_once(self.norm, end)) and again[1] == comparator:
            end = again[0]
        if per is None:
            per, end = self._per(end)
        clause_start = self._clause_start()
        over_plan = self.planned is not None and self.low > self.planned
        if unit.kind == "unit" and (over_plan or per in _TAKEN_AT):
            # more than planned, or so many a day: "420/350 đơn vị" are no offices
            unit = Unit("đơn vị máu", "blood")
            self.doubts.append("ambiguous-unit")
        unit, indicator, doubt = indicator_of(
            unit, self.norm[max(clause_start, start - 80) : start], self.norm[unit_end : unit_end + 60]
        )
        if doubt:
            self.doubts.append(doubt)
        if "thousands-or-decimals" in self.doubts and unit.kind not in ("money", "bare"):
            # what is counted has no decimals: "12,500 người"
            self.low, self.high = _whole(self.low * 1000), None if self.high is None else _whole(self.high * 1000)
        kind = unit.kind
        if (
            comparator is None
            and _DIFFERENCE.match(self.norm, max(0, start - 10), start)
            and _COMPARED.match(self.norm, end)
        ):
            kind = "difference"
        if self.planned is not None and unit.kind not in ("blood", "people", "event", "members", "award", "gift"):
            # "13/13 xã, thị trấn", "39/45 nhiệm vụ": the second number is how many there are
            self.planned = None
        return self._mention(start, end, comparator, Quantity(
            comparator="exactly", min=None, max=None, unit=unit.unit or None, indicator=indicator, per=per,
        ), kind)  # fmt: skip

    def _numbers(self) -> int | None:
        """Read the numbers of the match; where they end, or ``None`` where they are none."""
        match = self.match
        if match.re is _WORD_NUMBER:
            self.low = _WORDS[match["a"]]
            return match.end()
        first = read_number(match["a"])
        if first is None or numerals.is_section(self.view, match.start()):
            return None
        self.low, doubt = first
        end = match.end("percent") if match["percent"] else match.end("a")
        if match["words"] is not None:
            if not _NUMERAL.fullmatch(match["words"]):
                return self._alone(end, doubt)
            end = match.end("words") + 1
        for name in ("b", "plan"):
            if match[name] is None or self.busy.overlaps(match.start(name), match.end(name)):
                continue
            second = read_number(match[name])
            if second is None or numerals.goes_on_as_code(self.view, match.end(name)):
                return None
            if name == "b" and second[0] > self.low:
                self.high = second[0]
            elif name == "plan":
                if self.norm[match.end(name) : match.end(name) + 1] == "/":
                    return None
                if self.low < second[0] <= 5:
                    return None  # a fraction: "2/3 số xã"
                self.planned = second[0]
            else:
                break
            doubt = doubt or second[1]
            return self._alone(match.end(name), doubt)
        return self._alone(end, doubt)

    def _alone(self, end: int, doubt: str | None) -> int | None:
        if doubt:
            self.doubts.append(doubt)
        if numerals.goes_on_as_code(self.view, end):
            return None
        return end

    def _is_name(self) -> bool:
        match = self.match
        if match.re is _CORE and numerals.is_year(match["a"]):
            if match["b"] is not None and numerals.is_year(match["b"]):
                return True
            if not unit_at(self.norm, match.end("a") + 1):
                return True
        return numerals.is_name(self.view, match.start(), match.end("a"))

    def _multiply(self, end: int) -> int:
        found = _MULTIPLIER.match(self.norm, end)
        if not found:
            return end
        factor = _MULTIPLIERS[found["word"]]
        after = unit_at(self.norm, found.end() + 1)
        if after is None or after[0].kind in ("money", "never"):
            return end
        self.low = _whole(self.low * factor)
        self.high = None if self.high is None else _whole(self.high * factor)
        return found.end()

    def _unit(self, end: int, comparator: Bound | None) -> tuple[Unit | None, int]:
        norm = self.norm
        if self.match.re is _CORE and self.match["percent"] and self.match["b"] is None and self.match["plan"] is None:
            return self._percent(end)
        at = end + 1 if norm[end : end + 1] == " " else end
        if norm[at : at + 1] == "%":
            return self._percent(at + 1)
        if at_once := comparators.at_once(norm, end):  # "từ 10 trở lên người"
            comparator = comparator or at_once[1]
            at = at_once[0] + 1
        known = unit_at(norm, at)
        if known is not None:
            unit, stop = known
            if unit.kind == "never" or (at == end and stop - at < 4):
                return None, at
            if volume := _VOLUME.match(norm, stop):
                stop = volume.end()
            return unit, stop
        if at == end or norm[at : at + 1] in ("", "\n", "\t"):
            return self._bare(end, comparator)
        return self._noun(at, comparator)

    def _percent(self, end: int) -> tuple[Unit | None, int]:
        if self.norm[end : end + 1] in ("o", "0"):
            return None, end  # per mille, as scanners write it
        return SHARE, end

    def _bare(self, end: int, comparator: Bound | None) -> tuple[Unit | None, int]:
        if comparator in (None, "from"):
            return None, end
        self.doubts.append("no-unit")
        return _BARE, end

    def _noun(self, at: int, comparator: Bound | None) -> tuple[Unit | None, int]:
        """A unit that the lexicon does not know: up to four words that are no verb or preposition."""
        if self.high is None and isinstance(self.low, float):
            return self._bare(at - 1, comparator)
        end, count = at, 0
        while count < 4 and (word := _WORD.match(self.norm, end)):
            written = self.view.text[end : word.end()]
            if word[0] in _STOPS or (count == 0 and written[0].isupper() and not written.isupper()):
                break
            end, count = word.end() + 1, count + 1
            if self.norm[word.end() : word.end() + 1] != " ":
                break
        if not count:
            return self._bare(at - 1, comparator)
        self.doubts.append("unknown-unit")
        return Unit(self.view.text[at : end - 1], "noun"), end - 1

    def _second(self, end: int, comparator: Bound | None, unit: Unit) -> tuple[int, Bound | None, Unit]:
        """A second number with its unit: the plan, or the end of a range."""
        norm = self.norm
        if found := _SECOND_COUNT.match(norm, end):
            again = unit_at(norm, found.end())
            second = read_number(found["b"])
            if again and second and again[0] == unit and self.planned is None:
                self.planned = second[0]
                return again[1], comparator, unit
        if comparator == "from" and self.high is None:
            follows = _RANGE_END.match(norm, end)
            second = read_number(follows["b"]) if follows else None
            again = unit_at(norm, follows.end()) if follows else None
            if follows and second and again and again[0] == unit and second[0] > self.low:
                self.high = second[0]
                return again[1], comparator, unit
        return end, comparator, unit

    def _per(self, end: int) -> tuple[str | None, int]:
        if found := _PER.match(self.norm, end):
            return self.view.text[found.start("per") : found.end("per")], found.end()
        if found := _EACH_AFTER.match(self.norm, end):
            return self.view.text[found.start("per") : found.end("per")], end
        start = self.match.start()
        clause = max(self._clause_start(), start - 60)
        found = None
        for found in _EACH.finditer(self.norm, clause, start):  # noqa: B007  # the last one counts
            pass
        return (self.view.text[found.start("per") : found.end("per")] if found else None), end

    def _clause_start(self) -> int:
        start = self.match.start()
        found = _CLAUSE.search(self.view.text, max(0, start - 300), start)
        return found.end() if found else max(0, start - 300)

    def _after(self, start: int, end: int, comparator: Bound | None) -> tuple[int, int, Bound | None]:
        return self._bounded(
            start,
            end,
            comparator,
            comparators.after(self.norm, end) or comparators.at_once(self.norm, self.match.end("a")),
        )

    def _bounded(
        self, start: int, end: int, comparator: Bound | None, found: tuple[int, Bound] | None
    ) -> tuple[int, int, Bound | None]:
        if found is None:
            return start, end, comparator
        if comparator not in (None, "from", found[1]):
            self.doubts.append("two-comparators")
        return start, max(end, found[0]), found[1]

    def _share(self, start: int, end: int, comparator: Bound | None) -> QuantityMention | None:
        norm, text = self.norm, self.view.text
        per = None
        if found := _PER.match(norm, end):
            per, end = text[found.start("per") : found.end("per")], found.end()
        else:
            per, _ = self._per(end)
        of, end = whole_of(self.view, end)
        start, end, comparator = self._bounded(start, end, comparator, comparators.at_once(norm, end))
        return self._mention(start, end, comparator, Quantity(
            comparator="exactly", min=None, max=None, unit="%", indicator="share", of=of, per=per,
        ), "share")  # fmt: skip

    def _mention(
        self, start: int, end: int, comparator: Bound | None, shape: Quantity, kind: str
    ) -> QuantityMention | None:
        low, high = self.low, self.high
        if comparator == "from" and high is None:
            if _CHANGED_TO.match(self.norm, end):
                return None  # "từ 40% lên 60%": where it stood before
            self.doubts.append("open-from")
            comparator = "at_least"
        if high is not None:
            if comparator in (None, "from", "about"):
                return self._build(start, end, "between", low, high, shape, kind)
            self.doubts.append("comparator-on-range")
            bound = low if comparator in ("at_least", "more_than") else high
            low = high = bound
        match comparator:
            case "at_least" | "more_than":
                return self._build(start, end, comparator, low, None, shape, kind)
            case "at_most" | "less_than":
                return self._build(start, end, comparator, None, low, shape, kind)
            case "about":
                return self._build(start, end, comparator, low, low, shape, kind)
            case _:
                return self._build(start, end, "exactly", low, low, shape, kind)

    def _build(
        self,
        start: int,
        end: int,
        name: Comparator,
        low: Number | None,
        high: Number | None,
        shape: Quantity,
        kind: str,
    ) -> QuantityMention:
        quantity = shape.model_copy(update={"comparator": name, "min": low, "max": high})
        return QuantityMention(start, end, quantity, self.planned, None, kind, tuple(self.doubts))


def _whole(value: Number) -> Number:
    value = round(value, 6)
    return int(value) if float(value).is_integer() else value


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
    if mention.planned is None and (plan := plan_after(norm, mention.end)):
        number, end, doubts = plan
        mention = replace(mention, planned=number, end=end, doubts=(*mention.doubts, *doubts))
    if mention.kind != "share" and (ratio := ratio_after(norm, mention.end, mention.planned is not None)):
        number, end, doubts = ratio
        mention = replace(mention, ratio=number, end=end, doubts=(*mention.doubts, *doubts))
    return mention
