"""Reads one quantity around the number that was found: its comparator, its unit, what it is counted per.

In comes the place of a number, out goes a :class:`QuantityMention`, or ``None`` where the number counts nothing.
``find_quantities`` calls it for each number of a text.
"""

from __future__ import annotations

from collections.abc import Callable

from parsers import regex
from parsers.mentions.quantities import comparators, numerals
from parsers.mentions.quantities.blood_units import is_allotted, is_of_round
from parsers.mentions.quantities.comparators import Bound
from parsers.mentions.quantities.mention import QuantityMention
from parsers.mentions.quantities.nouns import unknown_noun, whole_noun, with_others
from parsers.mentions.quantities.numbers import NUMBER, read_number
from parsers.mentions.quantities.plans import PLANNED, whole_of
from parsers.mentions.quantities.rates import RATE_BASES, counted_per
from parsers.mentions.quantities.units import LEXICON, Unit, indicator_of, unit_at
from parsers.mentions.quantities.words import WORD_NUMBER, number_in_words
from parsers.records import Comparator, Indicator, Number, Quantity
from parsers.sentences import FULL_STOP
from parsers.text import NormalisedText, either, normal

SHARE = Unit("%", "share")
_BLOOD = Unit("đơn vị máu", "blood")
_PER_MILLE = Unit("‰", "rate")
_BARE = Unit("", "bare")


# "130" "1.520" "04 (bốn)" | "18 - 60" "10 - 13%" "50% đến 60%" | "325/250" "13/13"
NUMBERS = regex.compile(
    rf"""
    (?=\d)(?<![\w,/%.])(?<!\w-)
    (?P<a>{NUMBER})(?P<percent>\ ?%)?(?:\ ?\((?P<words>[^()\d\n\t]{{2,40}})\))?
    (?:\ ?(?:-|đến|tới)\ ?(?P<b>{NUMBER})|\ ?/\ ?(?P<plan>{NUMBER}))?+
    """,
    regex.VERBOSE,
)
_TAKEN_AT = frozenset(("ngày", "đợt", "buổi", "sự kiện", "ngày hội"))
_NUMERAL_WORDS = (
    r"(?:(?:một|mốt|hai|ba|bốn|tư|năm|lăm|sáu|bảy|tám|chín|mười|mươi|trăm|nghìn|ngàn|triệu|linh|lẻ|không) ?)+"
)
_NUMERAL = regex.compile(_NUMERAL_WORDS, regex.I)
# "một trăm hai mươi (120) đơn vị máu"
_NUMERAL_BEFORE = regex.compile(rf"(?r)(?<!\w){_NUMERAL_WORDS}\(")

_MULTIPLIER = regex.compile(rf" ?(?P<word>{either(LEXICON['multipliers'])})(?= (?!đồng|usd|vnđ))")
_MULTIPLIERS = {normal(word): number for word, number in LEXICON["multipliers"].items()}
# "350ml", "toàn phần" between the unit and what follows it
_VOLUME = regex.compile(r"(?: toàn phần)?(?: (?:loại|thể tích))? ?\(?\d{3} ?ml\)?")

# "412 đơn vị máu/400 đơn vị máu", "107 trẻ sơ sinh trai/100 trẻ sơ sinh gái"
_RANGE_END = regex.compile(rf" (?:đến|tới|-) (?P<b>{NUMBER}) ")  # "từ 100 người đến 150 người"
# "từ 40% lên 60%", "từ 23 ca (năm 2025) xuống còn 18 ca"
_CHANGED_TO = regex.compile(r"(?: \(?(?:vào |của |trong )?năm \d{4}\)?)? (?:lên|xuống|thành|còn)(?: [^\W\d]+){0,2} \d")
# what a measure stands behind where it is reached: "đạt 75 tuổi", "giảm còn 1,7 lần", "nâng lên 20 lít"
_REACHES = regex.compile(r"(?r)(?<!\w)(?:đạt|đạt mức|còn|lên|lên mức|xuống|lên đến|lên tới) $")
_DIFFERENCE = regex.compile(r"(?r)(?<!\w)(?:vượt|tăng|tăng thêm|giảm|thiếu|hụt|nhiều hơn|ít hơn) ")
_COMPARED = regex.compile(r" (?:so|kế hoạch|chỉ tiêu)(?!\w)")
_SECOND_COUNT = regex.compile(rf" ?/ ?(?P<b>{NUMBER}) (?=\p{{L}})")
# "tăng bình quân 10 - 13%/năm" is a speed, no share of anything
_GROWS = regex.compile(r"(?<!\w)(?:tăng|giảm|tăng trưởng|tốc độ)(?!\w)")
# "Số đợt: 03", "Số người đăng ký là 300", "Người hiến lần đầu: 268"
_LABEL = regex.compile(
    r"(?r)(?<!\w)(?:(?:tổng số|số lượng|số) (?P<unit>\p{L}[^\d:;.\n\t]{1,50}?)(?: ?: ?| là )"
    r"|(?P<unit>(?:người|sinh viên|học sinh|đoàn viên)(?!\w)[^\d:;.\n\t]{0,40}(?:thứ \d{1,2} trở lên)?) ?: ?)"
)
# "xã Phú Hòa | 115/180 đơn vị máu", "Khối cơ quan: | 40/50 đơn vị"
_NAME_BEFORE = regex.compile(r"(?r)(?<!\w)\p{Lu}\p{L}* ?:? ")
_NOTHING_SAID = regex.compile(r" ?(?:[,;.()\n\t]|$|đạt|bằng|=)")
_CLAUSE = regex.compile(rf"(?r)[;\n\t:]|{FULL_STOP}|\. (?=\d)")

# "9 trên | 10 người dân": a share, and no ten
_OUT_OF = regex.compile(r"(?r)(?<![\w.,/])\d{1,3} trên (?:tổng số )?")


class QuantityReader:
    """Reads one quantity around the number that ``match`` found.

    ``taken`` says whether a stretch belongs to something else; no comparator is looked for before ``floor``.
    """

    def __init__(
        self, view: NormalisedText, match: regex.Match[str], taken: Callable[[int, int], bool], floor: int
    ) -> None:
        self.view, self.norm, self.match, self.taken, self.floor = view, view.norm, match, taken, floor
        self.doubts: list[str] = []
        self.low: Number = 0
        self.high: Number | None = None
        self.planned: Number | None = None
        self.begin = match.start()

    def read(self) -> QuantityMention | None:
        numbers_end = self._numbers()
        if numbers_end is None:
            return None
        numbers_end = self._in_brackets(numbers_end)
        start, comparator = comparators.before(self.norm, self.floor, self.begin)
        if (comparator is None and self._is_name()) or _OUT_OF.match(self.norm, max(0, self.begin - 12), self.begin):
            return None
        unit, end = self._unit(self._multiply(numbers_end), comparator)
        if unit is None or (unit.kind == "measure" and not self._is_reached(start)):
            return None
        if unit.kind == "share":
            return self._share(start, end, comparator)
        return self._count(start, end, comparator, unit)

    def _in_brackets(self, end: int) -> int:
        """Where a number ends that its own words stand before: "một trăm hai mươi (120)"."""
        words = _NUMERAL_BEFORE.match(self.norm, self.floor, self.begin) if self.norm[end : end + 1] == ")" else None
        if words is None:
            return end
        self.begin = words.start()
        return end + 1

    def _is_reached(self, start: int) -> bool:
        """Whether a measure is what something comes to, and not how long or how often: "giảm còn 1,7 lần"."""
        return _REACHES.match(self.norm, max(0, start - 12), start) is not None or (
            start < self.begin and _REACHES.search(self.norm, start, self.begin) is not None
        )

    def _count(self, start: int, end: int, comparator: Bound | None, unit: Unit) -> QuantityMention | None:
        """What is counted in ``unit``, which ends at ``end``."""
        end, comparator = self._second(end, comparator, unit)
        unit_end = end
        per, end = counted_per(self.view, self._clause_start(), self.match.start(), end)
        start, end, comparator = self._bound_behind(start, end, comparator)
        if per is None:
            per, end = counted_per(self.view, self._clause_start(), self.match.start(), end)
        unit, indicator = self._what_it_is(unit, per, start, unit_end)
        if "thousands-or-decimals" in self.doubts and unit.kind not in ("money", "bare"):
            # what is counted has no decimals: "12,500 người"
            self.low, self.high = _whole(self.low * 1000), None if self.high is None else _whole(self.high * 1000)
        kind = "difference" if comparator is None and self._is_difference(start, end) else unit.kind
        rare = self.planned in RATE_BASES and self.low < self.planned
        if rare and (unit.kind not in PLANNED or normal(unit.unit).startswith("trẻ")):
            # "dưới 4/100.000 trẻ sinh ra còn sống"
            unit, kind, self.planned = Unit(f"/{self.match['plan']} {unit.unit}", "rate"), "rate", None
        return self._mention(start, end, comparator, Quantity(
            comparator="exactly", min=None, max=None, unit=unit.unit or None, indicator=indicator, per=per,
        ), kind)  # fmt: skip

    def _bound_behind(self, start: int, end: int, comparator: Bound | None) -> tuple[int, int, Bound | None]:
        """The quantity with the comparator that follows it: "130 đơn vị máu trở lên"."""
        if self.norm.endswith((" ml", " cc"), start, end):
            return start, end, comparator  # "3.784 đơn vị loại 350 ml | trở lên" bounds the volume
        if comparator not in ("at_least", "at_most"):
            found = comparators.after(self.norm, end) or comparators.at_once(self.norm, self.match.end("a"))
            return self._bounded(start, end, comparator, found)
        again = comparators.at_once(self.norm, end)
        return start, again[0] if again and again[1] == comparator else end, comparator

    def _what_it_is(self, unit: Unit, per: str | None, start: int, unit_end: int) -> tuple[Unit, Indicator]:
        """The unit as the clause decides it, and its indicator."""
        of_plan = self.planned is not None and (self.low > self.planned or self._is_ones_own(unit_end))
        if unit.kind == "unit" and (of_plan or per in _TAKEN_AT or is_of_round(self.norm, start, unit_end)):
            # more than planned, what one body reached of it, or so many a day: "420/350 đơn vị" are no offices
            unit = _BLOOD
            self.doubts.append("ambiguous-unit")
        elif unit.kind == "unit" and is_allotted(self.norm, self._clause_start(), start, unit_end):
            unit = _BLOOD
        before = self.norm[max(self._label_start(start), start - 80) : start]
        unit, indicator, doubt = indicator_of(unit, before, self.norm[unit_end : unit_end + 60])
        if doubt:
            self.doubts.append(doubt)
        return unit, indicator

    def _is_ones_own(self, end: int) -> bool:
        """Whether a figure stands right behind a name and nothing is said of it: "xã Phú Hòa 115/180 đơn vị;"."""
        name = _NAME_BEFORE.match(self.view.text, max(0, self.begin - 20), self.begin)
        return name is not None and _NOTHING_SAID.match(self.norm, end) is not None

    def _label_start(self, start: int) -> int:
        """Where the clause begins, with the label right before the number: "Số người hiến máu: 205 người"."""
        clause = self._clause_start()
        if self.norm[clause - 1 : clause] != ":" or start - clause > 2:
            return clause
        found = _CLAUSE.search(self.view.text, max(0, clause - 80), clause - 1)
        return found.end() if found else max(0, clause - 80)

    def _is_difference(self, start: int, end: int) -> bool:
        """ "vượt 12 đơn vị máu so với chỉ tiêu"."""
        led = _DIFFERENCE.match(self.norm, max(0, start - 10), start)
        return led is not None and _COMPARED.match(self.norm, end) is not None

    def _numbers(self) -> int | None:
        """Read the numbers of the match; where they end, or ``None`` where they are none."""
        match = self.match
        if match.re is WORD_NUMBER:
            self.low = number_in_words(match["a"])
            upper = number_in_words(match["b"]) if match["b"] else self.low
            self.high = upper if upper > self.low else None
            return match.end()
        first = read_number(match["a"])
        if first is None or numerals.is_section(self.view, match.start()):
            return None
        self.low, doubt = first
        end = match.end("percent") if match["percent"] else match.end("a")
        if match["words"] is not None:
            if not _NUMERAL.fullmatch(match["words"]):
                return self._ends(end, doubt)
            end = match.end("words") + 1
        for name in ("b", "plan"):
            if match[name] is not None and not self.taken(match.start(name), match.end(name)):
                return self._second_number(name, end, doubt)
        return self._ends(end, doubt)

    def _second_number(self, name: str, first_end: int, doubt: str | None) -> int | None:
        """Read the end of a range ("b"), or the number of the plan ("plan"), behind the first number."""
        second = read_number(self.match[name])
        end = self.match.end(name)
        if second is None or numerals.goes_on_as_code(self.view, end):
            return None
        if name == "plan":
            is_fraction = self.low < second[0] <= 5 and self.norm[self.match.start("a")] != "0"  # "2/3 số xã"
            if is_fraction or self.norm[end : end + 1] == "/":
                return None
            self.planned = second[0]
        elif second[0] > self.low:
            self.high = second[0]
        else:
            return self._ends(first_end, doubt)
        return self._ends(end, doubt or second[1])

    def _ends(self, end: int, doubt: str | None) -> int | None:
        """``end``, unless what follows makes a document number of the figures."""
        if doubt:
            self.doubts.append(doubt)
        return None if numerals.goes_on_as_code(self.view, end) else end

    def _is_name(self) -> bool:
        match = self.match
        if match.re is NUMBERS and numerals.is_year(match["a"]):
            if match["b"] is not None and numerals.is_year(match["b"]):
                return True
            if not unit_at(self.norm, match.end("a") + 1):
                return True
        return numerals.is_part_of_name(self.view, match.start(), match.end("a"))

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
        if self._has_percent():
            return self._percent(end)
        at = end + 1 if norm[end : end + 1] == " " else end
        if norm[at : at + 1] == "%":
            return self._percent(at + 1)
        if norm[at : at + 1] == "‰":
            return _PER_MILLE, at + 1
        if at_once := comparators.at_once(norm, end):  # "từ 10 trở lên người"
            comparator = comparator or at_once[1]
            at = at_once[0] + 1
        known = unit_at(norm, at)
        if known is not None:
            unit, stop = known
            if unit.kind == "never" or (at == end and stop - at < 2):
                return None, at
            unit, stop = whole_noun(self.view, unit, at, stop)
            unit, stop = with_others(self.view, unit, at, stop)
            if volume := _VOLUME.match(norm, stop):
                stop = volume.end()
            return unit, stop
        if at == end or norm[at : at + 1] in ("", "\n", "\t"):
            return self._bare(end, comparator)
        return self._noun(at, comparator)

    def _has_percent(self) -> bool:
        """Whether "%" stands behind the only number of the match."""
        match = self.match
        return match.re is NUMBERS and bool(match["percent"]) and match["b"] is None and match["plan"] is None

    def _percent(self, end: int) -> tuple[Unit | None, int]:
        if self.norm[end : end + 1] in ("o", "0"):
            return _PER_MILLE, end + 1  # as scanners write it
        return SHARE, end

    def _bare(self, end: int, comparator: Bound | None) -> tuple[Unit | None, int]:
        label = _LABEL.match(self.norm, max(0, self.begin - 70), self.begin)
        known = unit_at(self.norm, label.start("unit")) if label else None
        if known is not None and known[0].kind not in ("never", "measure", "money"):
            return known[0], end
        if comparator in (None, "from"):
            return None, end
        self.doubts.append("no-unit")
        return _BARE, end

    def _noun(self, at: int, comparator: Bound | None) -> tuple[Unit | None, int]:
        """A unit that the lexicon does not know: up to four words that are no verb or preposition."""
        if self.high is None and isinstance(self.low, float):
            return self._bare(at - 1, comparator)
        end = unknown_noun(self.view, at)
        if end == at:
            return self._bare(at - 1, comparator)
        self.doubts.append("unknown-unit")
        return Unit(self.view.text[at:end].strip('“”"'), "noun"), end

    def _second(self, end: int, comparator: Bound | None, unit: Unit) -> tuple[int, Bound | None]:
        """A second number with its unit: the plan, or the end of a range."""
        found = _SECOND_COUNT.match(self.norm, end) if self.planned is None else None
        if found and (second := self._again(found, unit)):
            self.planned, end = second
            return end, comparator
        follows = _RANGE_END.match(self.norm, end) if comparator == "from" and self.high is None else None
        if follows and (second := self._again(follows, unit)) and second[0] > self.low:
            self.high, end = second
        return end, comparator

    def _again(self, found: regex.Match[str], unit: Unit) -> tuple[Number, int] | None:
        """A number with the same unit once more: how much, and where the unit ends."""
        number, again = read_number(found["b"]), unit_at(self.norm, found.end())
        return (number[0], again[1]) if number and again and again[0] == unit else None

    def _clause_start(self) -> int:
        start = self.match.start()
        found = _CLAUSE.search(self.view.text, max(0, start - 300), start)
        return found.end() if found else max(0, start - 300)

    def _bounded(
        self, start: int, end: int, comparator: Bound | None, found: tuple[int, Bound] | None
    ) -> tuple[int, int, Bound | None]:
        if found is None:
            return start, end, comparator
        if comparator not in (None, "from", found[1]):
            self.doubts.append("two-comparators")
        return start, max(end, found[0]), found[1]

    def _share(self, start: int, end: int, comparator: Bound | None) -> QuantityMention | None:
        norm = self.norm
        per, end = counted_per(self.view, self._clause_start(), self.match.start(), end)
        grows = per == "năm" and _GROWS.search(norm, max(self._clause_start(), start - 80), start) is not None
        of, end = whole_of(self.view, end)
        start, end, comparator = self._bounded(start, end, comparator, comparators.at_once(norm, end))
        return self._mention(start, end, comparator, Quantity(
            comparator="exactly", min=None, max=None, unit="%", indicator="other" if grows else "share", of=of, per=per,
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
