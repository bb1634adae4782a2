"""What single cells of a table of figures say: a number, a body, the unit that a head names."""

from __future__ import annotations

from collections.abc import Sequence

from parsers import regex
from parsers.layout.tables import GridCell
from parsers.mentions.bodies.lists import split_bodies
from parsers.mentions.bodies.names import expand
from parsers.mentions.quantities.numbers import read_number
from parsers.mentions.quantities.units import unit_at
from parsers.records import BodyLevel, BodyRef, Indicator, Number
from parsers.text import NormalisedText, fold, normal

# "25 người", "1.200 đơn vị máu", "1 200", "≥ 80", "80%"
_COUNT = regex.compile(
    r"(?P<bound>(?:[≥≤><]=?|từ|trên|tối thiểu|ít nhất|khoảng) ?)?"
    r"(?P<n>\d{1,3}(?: \d{3})+(?:,\d+)?(?!\d)|\d[\d.,]*)(?: ?(?P<unit>%|\D+))?"
)
_PAIR = regex.compile(r"(?P<reached>\d[\d.,]*) ?/ ?(?P<planned>\d[\d.,]*)")
_BARE_UNITS = regex.compile(r"\((?:đv|đơn vị)\)|(?<!\w)đv$")
_OF_BLOOD = regex.compile(r"(?<!\w)(?:máu|hmtn)(?!\w)")
_BLANK = frozenset(("", "x", "0.", "…", "..."))
_NOTHING = frozenset("-–—/")
_PLACES: dict[str, BodyLevel] = {
    "xã": "commune", "phường": "commune", "thị trấn": "commune", "đặc khu": "commune",
    "huyện": "district", "quận": "district", "thị xã": "district", "thành phố": "district", "tỉnh": "province",
}  # fmt: skip
_PLACE = regex.compile(rf"(?:{'|'.join(_PLACES)})(?!\w| đoàn| ủy| hội)")


# "Số đơn vị máu", "Đợt 1 (đơn vị máu)", "Lượng máu", "Máu phải nhận"
# "Số người đăng ký", "Chỉ tiêu vận động" | "Số người hiến máu"
_BLOOD_HEAD = regex.compile(
    r"(?:đơn vị|đv|lượng|số|túi) máu|^(?:máu|túi)(?!\w)|(?<!\w)đvm(?!\w)|số đơn vị(?! tham gia)"
)
_REGISTER_HEAD = regex.compile(r"đăng ký|vận động")
_DONOR_HEAD = regex.compile(r"hiến máu|(?<!\w)hmtn(?!\w)|(?<!\w)số(?: người| lượt)? hiến$")
_EVENT_HEAD = regex.compile(r"(?:số|tổ chức) (?P<unit>đợt|buổi|sự kiện|ngày hội|điểm)")
_PERSON_HEAD = regex.compile(
    r"lượt người|lượt|người|tình nguyện viên|đoàn viên|đvtn|hội viên|thành viên|cán bộ|học sinh|sinh viên|học viên"
    r"|đồng chí|(?<!\w)đ/c(?!\w)|chiến sĩ|công nhân|giáo viên"
)


def unit_of_head(name: str) -> tuple[str | None, Indicator | None]:
    """The unit and indicator that a column head or title names; both ``None`` where it names none."""
    norm = normal(name)
    if "%" in norm or "tỷ lệ" in norm:
        return "%", "share"
    if _BLOOD_HEAD.search(norm):
        return "đơn vị máu", "blood_units"
    if event := _EVENT_HEAD.search(norm):
        return event["unit"], "events"
    person = _PERSON_HEAD.search(norm)
    registers, donors = _REGISTER_HEAD.search(norm), _DONOR_HEAD.search(norm)
    if person is None and not registers and not donors:
        return None, None
    known = unit_at(norm, person.start()) if person else None
    unit = known[0].unit if known and known[0].unit else "người"
    return unit, "registrants" if registers else "donors" if donors else "other"


def unit_of_column(name: str, words: str) -> tuple[str | None, Indicator | None]:
    """The unit of a column of numbers: of its head, of the brackets in it, or else of the words above the table.

    "Dự kiến (đv)" counts units of blood where those words speak of blood.
    """
    unit = unit_of_head(name)
    if unit[0] is None and _BARE_UNITS.search(normal(name)) and _OF_BLOOD.search(normal(words)):
        return "đơn vị máu", "blood_units"
    return unit if unit[0] is not None else unit_of_head(words)


def pair_of(cell: GridCell | None) -> tuple[Number, Number] | None:
    """What was reached and what was planned, of a cell that holds both: "52/50"."""
    pair = _PAIR.fullmatch(normal(cell.text)) if cell is not None else None
    reached, planned = (read_number(pair[name]) for name in ("reached", "planned")) if pair else (None, None)
    return (reached[0], planned[0]) if reached and planned else None


def value_of(cell: GridCell | None) -> tuple[Number | None, list[str]]:
    """The number of a cell and why there may be none; never a guess. A dash is no number and leaves no doubt."""
    if cell is None:
        return None, ["merged"]
    if cell.text in _NOTHING and cell.text:
        return None, []
    if cell.text.lower() in _BLANK:
        return None, ["blank"]
    count = _COUNT.fullmatch(normal(cell.text))
    number = read_number(count["n"].replace(" ", ".")) if count else None
    unit = (count["unit"] or "").strip() if count else ""
    if count is None or number is None or (unit and unit != "%" and unit_at(unit, 0) is None):
        return None, ["unreadable"]
    return number[0], [*([number[1]] if number[1] else []), *(["bounded-cell"] if count["bound"] else [])]


def body_of(view: NormalisedText, name: str, places: Sequence[tuple[int, int]], skip: int = 0) -> BodyRef:
    """The body that a whole cell names; ``skip`` characters at its beginning are an ordinal."""
    spans = [view.span(a + (skip if not i else 0), b) for i, (a, b) in enumerate(places)]
    found = split_bodies(view, places[0][0] + skip, places[0][1]) if places else []
    first = found[0] if found and found[0].start == places[0][0] + skip else None
    if first is not None and len(found) == 1 and fold(first.name) == fold(name):
        return BodyRef(name=name, canonical=first.canonical, kind=first.kind, level=first.level, spans=spans)
    if (place := _PLACE.match(normal(name))) is not None:
        # a quota given to a commune is its administration's
        return BodyRef(name=name, canonical=name, kind="government", level=_PLACES[place[0]], spans=spans)
    return BodyRef(name=name, canonical=expand(name), kind=first.kind if first else "other", spans=spans)
