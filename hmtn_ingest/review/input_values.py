"""What a person types, as values of the record; nothing is guessed: what is not clear is refused with a reason.

Numbers are in Vietnamese writing: the dot parts thousands, the comma decimals.
"""

from __future__ import annotations

from collections.abc import Sequence

from hmtn_ingest.i18n import Language, say
from hmtn_ingest.i18n.phrases import say_edtf, say_number, say_quantity
from parsers import regex
from parsers.document import Block, Document
from parsers.mentions.bodies.lists import begins_body
from parsers.mentions.bodies.mentions import body_ref, find_bodies
from parsers.mentions.dates.context import clock_time
from parsers.mentions.dates.mentions import DateContext, find_dates
from parsers.mentions.dates.patterns import YEAR
from parsers.mentions.dates.values import Point, part_of_month, value
from parsers.mentions.quantities.mentions import find_quantities
from parsers.records import Body, BodyRef, DateValue, DeadlineRelation, Number, Offset, Quantity
from parsers.text import NormalisedText, fold


class Refused(ValueError):  # noqa: N818 - the name states the fact
    """Typed text that is not taken; ``reason`` is a code that :func:`say_reason` puts into words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class RefusedField(Refused):
    """The same, with the name of the field that it is about."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(reason)
        self.name = name


def say_reason(reason: str, language: Language = "vi") -> str:
    return say(f"refusal.{reason}", language)


def parse_number(text: str) -> Number | None:
    """ "1.520" → 1520, "1,5" → 1.5, "" → ``None``; a dot that cannot part thousands is refused.

    Raises :class:`Refused`.
    """
    text = _clean(text)
    if not text:
        return None
    if text[0] in "-−":
        raise Refused("negative")
    plain = text.replace(" ", "")
    if regex.fullmatch(r"\d+(?:,\d+)?|\d{1,3}(?:\.\d{3})+(?:,\d+)?", plain):
        found = float(plain.replace(".", "").replace(",", "."))
        return int(found) if found.is_integer() else found
    raise Refused("dot" if regex.fullmatch(r"[\d.,]+", plain) else "number")


def format_number(value: Number | None) -> str:
    """A number as :func:`parse_number` reads it back."""
    return "" if value is None else say_number(value)


# "12" "1.520 người tham gia": a number with whatever is counted
_COUNTED = regex.compile(r"(?P<number>[\d.,]*\d)(?: (?P<unit>\p{L}[^\d;]*))?")

_ODD_DOT = regex.compile(r"\d\.(?!\d{3}(?!\d))")  # "1.5 đợt": a dot that parts no thousands


def parse_quantity(text: str) -> Quantity | None:
    """ "03 đợt" → exactly 3 "đợt", "khoảng 500 người" → about 500; ``None`` for nothing. Raises :class:`Refused`.

    The words are read as those of a document are; what counts something that the lexicon does not know is a number
    with its unit.
    """
    text = _clean(text)
    if not text:
        return None
    if _ODD_DOT.search(text):
        raise Refused("dot")
    view = NormalisedText(typed_document(text))
    found = find_quantities(view, [])
    if len(found) == 1 and found[0].start == 0 and found[0].end == len(view.norm):
        return found[0].quantity
    if not (counted := _COUNTED.fullmatch(text)):
        raise Refused("quantity")
    number = parse_number(counted["number"])
    return Quantity(comparator="exactly", min=number, max=number, unit=counted["unit"], indicator="other")


def format_quantity(quantity: Quantity | None) -> str:
    """A quantity as :func:`parse_quantity` reads it back."""
    return say_quantity(quantity) if quantity else ""


# "2026-03-19" "2026-03-XX" "2026-03" "2026-33" "2026" "XXXX-03-19"
_EDTF = regex.compile(r"(\d{4}|XXXX)(?:-(\d\d|XX)(?:-(\d\d|XX))?)?")
# "13/2026" "03-2026" "tháng 13/2026"
_MONTH_IN_FIGURES = regex.compile(r"(?:tháng )?(\d{1,2}) ?[/.-] ?(\d{4})")
# "19/3" "ngày 19/03" "tháng 3" "19/3/26"
_NO_YEAR = regex.compile(r"(?:ngày |tháng )?\d{1,2}(?:[/.-]\d{1,2}(?:[/.-]\d{2})?)?")
# "quý I, 2026"
_COMMA_YEAR = regex.compile(rf", ({YEAR})$")
_TO = regex.compile(r" ?(?:[-–—]| đến(?: hết)?(?= )) ?(?=\D{0,8}\d)")


def parse_date(text: str) -> DateValue | None:
    """A date as typed, read as those of a document are, or as EDTF (ISO 8601-2); ``None`` for nothing.

    Raises :class:`Refused` where the words do not say their year, or say more than a date.
    """
    text = _clean(text)
    if not text:
        return None
    if found := _worded(text):
        return found
    if text[0] in "[{" and text[-1] in "]}":
        points = [_point(part.strip()) for part in text[1:-1].split(",")]
        if all(points):
            return value([point for point in points if point], "or" if text[0] == "[" else "and")
    if (point := _point(text)) is not None:
        return value([point])
    for cut in (regex.fullmatch(r"([^/]+)/([^/]+)", text), *_cuts(text)):
        if cut and (stretch := _stretch(cut[1].strip(), cut[2].strip())):
            return stretch
    raise Refused("year" if _NO_YEAR.fullmatch(text.lower()) else "date")


def _cuts(text: str) -> list[regex.Match[str]]:
    found = [regex.fullmatch(rf"(.{{{at.start()}}}){_TO.pattern}(.+)", text) for at in _TO.finditer(text)]
    return [match for match in found if match]


def _stretch(first: str, last: str) -> DateValue | None:
    begin = _point(first)
    if begin is not None and last == "..":
        return value([begin], "open")
    end = _point(last) if begin is not None else None
    return _not_reversed(value([begin, end], "to")) if begin is not None and end is not None else None


def _not_reversed(found: DateValue) -> DateValue:
    begin, _, end = found.edtf.partition("/")
    if len(begin) == len(end) and begin > end:
        raise Refused("reversed")
    return found


def _worded(text: str) -> DateValue | None:
    """The one date that the whole text is, as a document would say it."""
    text = _COMMA_YEAR.sub(r" năm \1", text.removeprefix("từ ").removeprefix("Từ "))
    view = NormalisedText(typed_document(text))
    found = find_dates(view, DateContext(), [])
    if len(found) != 1 or found[0].start > 0 or found[0].end < len(view.norm):
        return None
    date, doubts = found[0].value, found[0].doubts
    if date is None or "ambiguous-date" in doubts or "vague-day" in doubts:
        return None
    if "two-digit-year" in doubts or "XXXX" in date.edtf:
        raise Refused("year")
    if "impossible-date" in doubts:
        raise Refused("calendar")
    return _not_reversed(date)


def _point(text: str) -> Point | None:
    """One place in the calendar, as EDTF or in words."""
    if match := _EDTF.fullmatch(text.upper()):
        return _edtf(*match.groups())
    if match := _MONTH_IN_FIGURES.fullmatch(text.lower()):
        return _possible(Point("month", int(match[2]), int(match[1])))
    date = _worded(text)
    match = _EDTF.fullmatch(date.edtf) if date else None
    return _edtf(*match.groups()) if match else None


def _edtf(year: str, part: str | None, day: str | None) -> Point | None:
    at = None if year == "XXXX" else int(year)
    if part is None:
        return Point("year", at) if at else None
    if day is not None:
        return _possible(Point("day", at, _open(part), _open(day)))
    number = _open(part)
    if number is not None and 33 <= number <= 36:
        return Point("quarter", at, number - 32)
    if number in (40, 41):
        return Point("half", at, number - 39)
    return _possible(Point("month", at, number))


def _open(part: str) -> int | None:
    return None if part == "XX" else int(part)


def _possible(point: Point) -> Point:
    if point.impossible or not (point.year is None or 1900 <= point.year <= 2199):
        raise Refused("calendar")
    return point


def typed_document(text: str) -> Document:
    """Typed text as a document of one paragraph, for the parsers."""
    return Document(text=text, blocks=(Block(0, len(text)),))


def format_date(date: DateValue | None) -> str:
    """A date so that :func:`parse_date` reads it back: as people write it where that says all, else as EDTF."""
    if date is None:
        return ""
    said = say_edtf(date.edtf)
    if "…" in said or date.edtf[:1] in "[{":
        return date.edtf
    if date.part not in ("early", "mid", "late"):
        return said.removeprefix("năm ")
    part = part_of_month(date) or say(f"part.{date.part}")
    return f"{part} {said.removeprefix('năm ')}"


def parse_day(text: str) -> str | None:
    """One single day as "2026-03-19"; raises :class:`Refused`."""
    found = parse_date(text)
    if found is None:
        return None
    if not regex.fullmatch(r"\d{4}-\d\d-\d\d", found.edtf):
        raise Refused("day")
    return found.edtf


def parse_time(text: str) -> str | None:
    """A clock time as "06:30"; raises :class:`Refused`."""
    text = _clean(text).lower()
    if not text:
        return None
    # "7:05" "07h30" "7 giờ 30" "7 giờ"
    plain = regex.fullmatch(r"(\d{1,2})(?: ?[:hg] ?| giờ ?)(\d\d)?(?: phút)?", text)
    if plain and int(plain[1]) < 24 and int(plain[2] or 0) < 60:
        return f"{int(plain[1]):02d}:{int(plain[2] or 0):02d}"
    if not plain and (found := clock_time(text)):
        return found
    raise Refused("time")


_RULE = regex.compile(r"FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY)(?:;[A-Z]+=[A-Z0-9,+-]+)*")
# "hằng tháng" "hàng quý" "mỗi năm" "6 tháng một lần" "2 tuần/lần" "hằng năm"
_EVERY = regex.compile(r"(?:(?:hằng|hàng|mỗi) (?P<one>ngày|tuần|tháng|quý|năm)|"
                       r"(?P<count>\d{1,2}) (?P<unit>ngày|tuần|tháng|quý|năm)(?: (?:một|1) lần|/lần))")  # fmt: skip
# "6 tháng, năm" "quý" "tháng, quý và năm"
_PERIOD = regex.compile(r"(?:\d{1,2} )?(?:ngày|tuần|tháng|quý|năm)(?! ?\d)(?!\w)")
_UNITS = {"ngày": "DAILY", "tuần": "WEEKLY", "tháng": "MONTHLY", "quý": "MONTHLY", "năm": "YEARLY"}


def parse_recurrence(text: str) -> list[str] | None:
    """RFC 5545 rules, from the words of a plan or as they are; several are parted by ";", "," or "và".

    "6 tháng, năm" and "6 tháng một lần; hằng năm" are two each. Raises :class:`Refused`.
    """
    text = _clean(text)
    if not text:
        return None
    if "FREQ=" in text.upper():
        rules = regex.split(r"[ ,]+|; ", text.upper().strip(" ,;"))
        if all(map(_RULE.fullmatch, rules)):
            return rules
        raise Refused("recurrence")
    text = text.lower().strip(" ,;")
    found = [_repeated(text) or _periodic(text)]
    if not found[0]:
        found = [_repeated(part) or _periodic(part) for part in regex.split(r"[,;] ?(?:và )?| và ", text)]
    if not all(found):
        raise Refused("recurrence")
    return list(dict.fromkeys(rule for rules in found for rule in rules))


def _repeated(text: str) -> list[str]:
    if match := _EVERY.fullmatch(text):
        unit = match["one"] or match["unit"]
        count = int(match["count"] or 1) * (3 if unit == "quý" else 1)
        return [f"FREQ={_UNITS[unit]}" + (f";INTERVAL={count}" if count > 1 else "")]
    view = NormalisedText(typed_document(text))
    found = [one for one in find_dates(view, DateContext(), []) if one.rrule]
    whole = len(found) == 1 and found[0].cue_start == 0 and found[0].end == len(view.norm)
    return list(found[0].rrule or ()) if whole else []


def _periodic(text: str) -> list[str]:
    """What a plan says behind "định kỳ" or "báo cáo": "6 tháng, năm", "quý"."""
    return _repeated(f"định kỳ {text}") if _PERIOD.match(text) else []


_LENGTH = r"(?P<count>\d{1,3}) (?P<unit>giờ|ngày|tuần|tháng|năm)(?P<working> làm việc)?"
# "trong 5 ngày làm việc kể từ ngày nhận" · "chậm nhất 24 giờ sau khi kết thúc đợt" · "10 ngày" · "5 ngày trước ngày mở"
_COUNTED_FROM = regex.compile(
    rf"(?:(?:trong(?: vòng| thời hạn)?|chậm nhất(?: là)?) )?{_LENGTH}"
    r"(?:,? (?P<way>kể từ|tính từ|từ|sau|trước) (?P<anchor>.+))?",
    regex.IGNORECASE,
)
# "trước ngày tổ chức 5 ngày"
_COUNTED_BACK = regex.compile(rf"(?P<way>trước) (?P<anchor>.+?)(?: ít nhất)? {_LENGTH}", regex.IGNORECASE)
_DURATIONS = {"giờ": "PT{}H", "ngày": "P{}D", "tuần": "P{}W", "tháng": "P{}M", "năm": "P{}Y"}


def parse_offset(text: str) -> tuple[DeadlineRelation | None, Offset | None]:
    """A limit counted from something, and its relation where the words say one; ``None`` for nothing.

    "trong 5 ngày làm việc kể từ ngày nhận" → P5D of working days from "ngày nhận". Raises :class:`Refused`.
    """
    text = _clean(text)
    if not text:
        return None, None
    found = _COUNTED_BACK.fullmatch(text) or _COUNTED_FROM.fullmatch(text)
    if found is None:
        raise Refused("offset")
    way, before = (found["way"] or "").lower(), text.lower()
    relation: DeadlineRelation | None = "before" if way == "trước" else "within" if before.startswith("trong") else None
    relation = "by" if before.startswith("chậm nhất") and way != "trước" else relation
    duration = _DURATIONS[found["unit"].lower()].format(int(found["count"]))
    return relation, Offset(duration=duration, working=bool(found["working"]), anchor=found["anchor"])


def parse_bodies(text: str, known: Sequence[Body] = (), before: Sequence[BodyRef] = ()) -> list[BodyRef]:
    """Bodies by name, parted by semicolons or, where that is clear, by commas.

    Those of the document get their full name, those that stood there ``before`` stay as they were, others are as typed.
    """
    found: list[BodyRef] = []
    for name in filter(None, map(_clean, regex.split(r"[;\n]", text))):
        found += _bodies(name, known, before)
    return found


def _bodies(name: str, known: Sequence[Body], before: Sequence[BodyRef]) -> list[BodyRef]:
    """One body, or several between whose commas each name is clear; the longest name counts."""
    parts, found = name.split(", "), []
    while parts:
        names = ((end, ", ".join(parts[:end])) for end in range(len(parts), 0, -1))
        read = next(((end, body) for end, one in names if (body := _body(one, known, before))), None)
        if read is None:
            return [BodyRef(name=name, canonical=name, kind="other")]
        found.append(read[1])
        parts = parts[read[0] :]
    return found


def _body(name: str, known: Sequence[Body], before: Sequence[BodyRef]) -> BodyRef | None:
    """The body that all these words name, if they do."""
    if kept := next((one for one in before if one.name == name), None):
        return kept
    folded = fold(name)
    for body in known:
        if any(fold(form) == folded for form in (body.canonical, body.name, *body.aliases)):
            return BodyRef(name=name, canonical=body.canonical, kind=body.kind, level=body.level)
    view = NormalisedText(typed_document(name))
    end = len(view.norm)
    whole = [one for one in find_bodies(view) if one.start == 0 and one.end == end]
    if whole:
        return body_ref(view, whole[0]).model_copy(update={"spans": []})
    begins = "," not in name and begins_body(view, 0, end)
    return BodyRef(name=name, canonical=name, kind="other") if begins else None


def parse_text(text: str) -> str | None:
    """The text itself, blanks at its ends off; ``None`` for nothing."""
    return text.strip() or None


def _clean(text: str) -> str:
    return " ".join(text.split())
