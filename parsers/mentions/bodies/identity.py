"""Whether a fact concerns a body: by its own name, or through a group that the body belongs to.

Names are compared as people mean them: without case and tone placement, abbreviations spelled out, the leader for the
office ("Giám đốc Sở Y tế"), the unit's place where both say one. Two places that differ by one accent are two places.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz

from parsers import regex
from parsers.mentions.bodies.heads import BY_FORM
from parsers.mentions.bodies.levels import LEVELS
from parsers.mentions.bodies.names import expand
from parsers.mentions.bodies.words import LEXICON
from parsers.records import BodyLevel, BodyRef
from parsers.text import Tokens, either, fold, normal

Concern = Literal["named", "group"]


def concern(body: str, refs: Sequence[BodyRef]) -> Concern | None:
    """How the bodies of a fact concern ``body``, a name as a person writes it or as records have it.

    "named": one of them is this body. "group": they say less than would settle it, so that a person should look: a
    group that the body belongs to ("UBND các xã, phường" and "UBND xã Đồi Thông"), or a name without the place that
    the other has. ``None``: none of them.
    """
    found: Concern | None = None
    for ref in refs:
        how = _concern(body, ref.canonical or ref.name)
        if how == "named":
            return how
        found = found or how
    return found


# Forms of one and the same body; other heads of the lexicon gather bodies that are only alike.
_ONE_BODY = frozenset(
    (
        "Ủy ban nhân dân",
        "Hội đồng nhân dân",
        "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân",
        "Ban Chỉ đạo vận động hiến máu tình nguyện",
        "Ủy ban Mặt trận Tổ quốc Việt Nam",
        "Hội Chữ thập đỏ",
        "Hội Liên hiệp Thanh niên Việt Nam",
        "Hội Liên hiệp Phụ nữ",
        "Hội Nông dân",
        "Hội Cựu chiến binh",
        "Trạm Y tế",
        "Trung tâm Y tế",
        "Công an",
    )
)


def _plain(text: str) -> str:
    """The words alone, of signs only the comma: "phòng văn hóa - xã hội" → "phòng văn hóa xã hội"."""
    return " ".join(word for word in Tokens(normal(text)).words if word[0].isalnum() or word == ",").replace(" ,", ",")


def _head(text: str) -> str:
    """A name without the word that is written or left out at will: "văn hóa và xã hội" → "văn hóa xã hội"."""
    return " ".join(word for word in text.split() if word != "và")


_CANONICAL = {
    _head(_plain(written)): _head(_plain(head["canonical"]))
    for head in LEXICON["head"]
    if head["canonical"] in _ONE_BODY
    for form in head["forms"]
    if not form.startswith("Chi hội")
    for written in (form, expand(form))
} | dict.fromkeys(("", "chính quyền"), "ủy ban nhân dân")  # "xã Đồi Thông" in a table is its administration
_CANONICAL |= {
    "đoàn thanh niên cộng sản hồ chí minh": "đoàn thanh niên",
    "đoàn thanh niên cộng sản": "đoàn thanh niên",
    "đoàn thanh niên cộng sản hcm": "đoàn thanh niên",
    "đoàn": "đoàn thanh niên",
    "đoàn thanh niên trường": "đoàn trường",
    "ban chỉ đạo": "ban chỉ đạo vận động hiến máu tình nguyện",
    "bch quân sự": "ban chỉ huy quân sự",
}

# what the lexicon has without its sign or its neighbour: "VH-XH", "P. Bến Sậy", "TX. Gò Mây", "TT. Trạc", "BV Đa khoa"
_WRITTEN_OUT = (
    (regex.compile(r"\bVH\s?-\s?XH\b"), "Văn hóa - Xã hội"),
    (regex.compile(r"\bĐoàn TN\b(?!CS)"), "Đoàn Thanh niên"),
    (regex.compile(r"\bP\.\s?(?=\p{Lu})"), "phường "),
    (regex.compile(r"\bX\.\s?(?=\p{Lu})"), "xã "),
    (regex.compile(r"\bH\.\s?(?=\p{Lu})"), "huyện "),
    (regex.compile(r"\bT\.\s?(?=\p{Lu})"), "tỉnh "),
    (regex.compile(r"\bTX\b\.?"), "thị xã"),
    (regex.compile(r"(?<=\p{L} )TT\.?(?= \p{Lu}\p{Ll})"), "thị trấn"),
    (regex.compile(r"\bBV\b"), "Bệnh viện"),
)
# "Giám đốc Sở …", "Trưởng phòng …", "Chánh Văn phòng …", "Ban Thường vụ Đoàn trường", "đại diện lãnh đạo các đơn vị"
_LEADER = regex.compile(
    r"^(?:(?:đại diện|tất cả|toàn thể|toàn bộ|đồng chí|các đồng chí|phó|lãnh đạo|ld|lđ|thủ trưởng|người đứng đầu|"
    r"chủ tịch|giám đốc|bí thư|hiệu trưởng|thường trực|ban thường vụ|btv|ban chấp hành|tổ trưởng|"
    r"trưởng(?=\ (?:phòng|ban|khoa|thôn|bản|ấp|khu|trạm|công an|các))|chánh(?=\ văn phòng)|"
    r"bch(?!\ quân sự))\ (?:của\ )?)+"
)
_UNITS = "tỉnh|thành phố|huyện|quận|thị xã|xã(?! hội| đoàn)|phường|thị trấn|đặc khu"
_SOME = "các|mọi|mỗi|từng|những"
# "trạm y tế phường bến sậy" · "phường bến sậy" · "ủy ban nhân dân các xã, phường" · "ban chỉ đạo … cấp xã"
_TAIL = regex.compile(
    rf"(?P<head>.*?)\ ?\b(?P<several>(?:{_SOME})\ (?!cấp)|(?:các\ )?cấp\ |)"
    rf"(?P<units>(?:{_UNITS})\b(?:(?:,|\ và|)\ (?:{_UNITS})\b)*)(?:\ (?P<place>.+))?"
)
# "phường bến sậy, tỉnh vạn trạch" · "các xã thuộc huyện": what follows says where the unit lies
_WIDER = regex.compile(rf"(?:^|,?\ )(?:thuộc|trên địa bàn|trực thuộc|của|{_UNITS})\b.*|,.*")
# "huyện đoàn khe trầm" · "tỉnh ủy": the unit stands in the name
_UNIT_IN_NAME = regex.compile(
    rf"^(tỉnh|thành|huyện|quận|thị|phường|xã)\ (đoàn|ủy)\b(?!\ thể)(?:\ (?={_UNITS}))?(?P<own>{_UNITS})?"
)
_FULL_UNIT = {"thành": "thành phố", "thị": "thị xã"}
_BY_LEVEL: dict[BodyLevel, frozenset[str]] = {
    "province": frozenset(("tỉnh", "thành phố")),
    "district": frozenset(("huyện", "quận", "thị xã", "thành phố")),
    "commune": frozenset(("xã", "phường", "thị trấn", "đặc khu")),
}
_CITIES = frozenset(normal(name) for name in LEXICON["cities"]["names"])


@dataclass(frozen=True, slots=True)
class _Name:
    """A name taken apart: what it is, of which units, at which place; ``items`` are the members of a free group."""

    text: str
    head: str
    units: frozenset[str] = frozenset()
    several: bool = False
    place: str | None = None
    items: tuple[str, ...] = ()

    @property
    def level(self) -> BodyLevel | None:
        if self.head.startswith("sở "):
            return "province"
        if self.units == {"thành phố"}:
            return "province" if self.place in _CITIES else "district"
        levels = {LEVELS[unit] for unit in self.units if unit in LEVELS}
        return levels.pop() if len(levels) == 1 else None


@functools.lru_cache(maxsize=16384)
def _read(name: str) -> _Name:
    for pattern, full in _WRITTEN_OUT:
        name = pattern.sub(full, name)
    text = _plain(expand(name))
    rest = _unit_written_out(_LEADER.sub("", text) or text)
    head, units, several, place = rest, frozenset[str](), False, None
    lists = False
    if tail := _TAIL.fullmatch(rest):
        head = tail["head"].strip(" ,")
        units = frozenset(regex.findall(_UNITS, tail["units"]))
        several = bool(tail["several"]) or len(units) > 1
        place = _WIDER.sub("", tail["place"] or "").strip() or None
        lists = several and "," in (tail["place"] or "")
        if tail["several"].endswith("cấp "):
            units = _units_of_levels(units)
    elif rest.endswith(" các cấp"):
        head, units, several = rest.removesuffix(" các cấp"), frozenset().union(*_BY_LEVEL.values()), True
    if lists or _is_group(head):
        return _Name(_head(text), "", units, True, place, _items(rest))
    head = _head(head)
    return _Name(_head(text), _CANONICAL.get(head, head), units, several, place)


def _unit_written_out(name: str) -> str:
    """ "huyện đoàn khe trầm" → "đoàn thanh niên huyện khe trầm", "tỉnh ủy" → "đảng ủy tỉnh"."""
    unit = _UNIT_IN_NAME.match(name)
    if not unit:
        return name
    what = "đoàn thanh niên" if unit[2] == "đoàn" else "đảng ủy"
    own = unit["own"] or _FULL_UNIT.get(unit[1], unit[1])
    return f"{what} {own}{name[unit.end() :]}"


def _units_of_levels(units: frozenset[str]) -> frozenset[str]:
    """All units of the levels that some name: "cấp xã" are communes, wards and towns."""
    levels = {LEVELS[unit] for unit in units if unit in LEVELS}
    return units.union(*(of for level, of in _BY_LEVEL.items() if level in levels))


_GROUP_FORMS = sorted((_head(_plain(form)) for form in LEXICON["groups"]["forms"]), key=len, reverse=True)
_GROUP = regex.compile(rf"(?:{_SOME}|lực lượng)\b|(?:thành viên|ủy viên)\b|(?:{either(_GROUP_FORMS)}),")
_ITEM_START = regex.compile(rf"^(?:{_SOME})\ ")
# "… có liên quan", "… trên địa bàn phường": no part of what the members are
_TRAILER = regex.compile(r"\ (?:có liên quan|liên quan|trên địa bàn|trực thuộc|thuộc|được phân công|được giao)\b.*")


def _is_group(head: str) -> bool:
    return bool(_GROUP.match(head))


def _items(text: str) -> tuple[str, ...]:
    parts = (_ITEM_START.sub("", part.strip()) for part in regex.split(r",|\ và\ ", _TRAILER.sub("", text)))
    return tuple(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class BodyIdentity:
    """What a name says by itself: the office without its unit (normal form), the unit's kind, place and level.

    ``several`` tells a group ("các xã, phường"), which is no body of its own.
    """

    office: str
    units: frozenset[str]
    place: str | None
    level: BodyLevel | None
    several: bool


@functools.lru_cache(maxsize=16384)
def body_identity(name: str) -> BodyIdentity:
    """A name taken apart. Equal identities are one body; a unit's own name is its administration ("xã Đồi Thông")."""
    read = _read(name)
    return BodyIdentity(read.head, read.units, read.place, read.level, read.several or bool(read.items))


@functools.lru_cache(maxsize=65536)
def _concern(body: str, other: str) -> Concern | None:
    mine, theirs = _read(body), _read(other)
    if mine.text == theirs.text or (body.isascii() and fold(expand(body)) == fold(expand(other))):
        return "named"
    if mine.items or not mine.text:
        return None
    if theirs.items:
        return "group" if any(_belongs(mine, item, theirs) for item in theirs.items) else None
    same = mine.head == theirs.head
    if not (same or _misspelt(mine.head, theirs.head)):
        return None
    how = _same_unit(mine, theirs)
    return how if same else how and "group"


def _same_unit(mine: _Name, theirs: _Name) -> Concern | None:
    """For two names of one head: whether they can be the same office, by unit and place."""
    if mine.units and theirs.units:
        if not mine.units & theirs.units:
            return None
        if theirs.several:
            return "group"
        if mine.place and theirs.place:
            return "named" if mine.place == theirs.place else None
        return "group" if mine.place else "named"
    if theirs.several:
        return "group"
    one_a_province = mine.head.startswith("sở ") and not (mine.place and theirs.place)
    return "named" if one_a_province or mine.units == theirs.units else "group"


_OFFICES = frozenset(
    ("government", "council", "party", "front", "mass_organisation", "red_cross", "health", "armed_forces", "media")
)
_UNITS_OF_ANY_KIND = _OFFICES | {"school", "business", "other"}
# Group words that mean kinds of body; any other group word means the bodies whose names begin with it.
_KINDS: dict[str, frozenset[str]] = {
    "cơ quan": _OFFICES,
    "cơ quan đảng": frozenset(("party",)),
    "đơn vị": _UNITS_OF_ANY_KIND,
    "đơn vị trường": frozenset(("school",)),
    "đơn vị trường học": frozenset(("school",)),
    "đơn vị y tế": frozenset(("health",)),
    "đơn vị doanh nghiệp": frozenset(("business",)),
    "đơn vị lực lượng vũ trang": frozenset(("armed_forces",)),
    "cơ sở": frozenset(("health", "school", "business")),
    "ngành": frozenset(("government", "armed_forces", "media", "health")),
    "đoàn thể": frozenset(("front", "mass_organisation", "red_cross")),
    "hội đoàn thể": frozenset(("front", "mass_organisation", "red_cross")),
    "tổ chức đoàn thể": frozenset(("front", "mass_organisation", "red_cross")),
    "tổ chức chính trị xã hội": frozenset(("front", "mass_organisation")),
    "tổ chức": frozenset(("front", "mass_organisation", "red_cross", "business")),
    "trường": frozenset(("school",)),
    "trường học": frozenset(("school",)),
    "nhà trường": frozenset(("school",)),
    "cơ sở giáo dục": frozenset(("school",)),
    "cơ sở y tế": frozenset(("health",)),
    "doanh nghiệp": frozenset(("business",)),
    "lực lượng vũ trang": frozenset(("armed_forces",)),
    "cấp ủy": frozenset(("party",)),
    "cấp ủy đảng": frozenset(("party",)),
    "cơ quan báo chí": frozenset(("media",)),
    "cơ quan thông tin đại chúng": frozenset(("media",)),
}
_NO_BODY = frozenset(("cá nhân", "đồng chí", "đại biểu", "hộ", "cấp", "lực lượng", "cụm"))
_INSIDE = (" trường", " bệnh viện")  # "Đoàn trường", "Công đoàn bệnh viện": part of one institution
_MEMBERS = regex.compile(r"^(?:thành viên|ủy viên)\b\ ?(?P<of>.*)")
_ITEM_FORMS = sorted({*_GROUP_FORMS, *_KINDS}, key=len, reverse=True)


def _belongs(mine: _Name, item: str, group: _Name) -> bool:
    """Whether a body may be a member of a group, by what the group's word says and the level that it names."""
    if _lies_elsewhere(mine, group):
        return False
    administration = mine.head == "ủy ban nhân dân"
    inside = _is_inside(mine)
    if inside and group.level:
        return False
    if members := _MEMBERS.match(item):
        return _sits_on_committee(mine, members["of"]) and not administration and not inside
    if item in mine.units or item == "địa phương":
        return administration
    form = next((form for form in _ITEM_FORMS if item == form or item.startswith(f"{form} ")), item)
    if form in _NO_BODY:
        return False
    if kinds := _KINDS.get(form):
        return _kind(mine.head) in kinds and not (administration and form == "ngành")
    called_so = mine.head == form or mine.head.startswith(f"{form} ")
    return called_so and _kind(mine.head) != "steering_committee"


def _lies_elsewhere(mine: _Name, group: _Name) -> bool:
    if mine.level != group.level:
        return bool(mine.level and group.level)
    return bool(mine.place and group.place) and mine.place != group.place


def _is_inside(mine: _Name) -> bool:
    """Whether a body belongs to one institution: "Đoàn trường", or one of no known kind."""
    return _kind(mine.head) == "other" or mine.head.endswith(_INSIDE)


def _sits_on_committee(mine: _Name, committee: str) -> bool:
    """Whether "thành viên (Ban Chỉ đạo …)" can mean an office like this."""
    return _kind(mine.head) in _OFFICES | {"steering_committee"} and (
        not committee or committee.startswith("ban chỉ đạo")
    )


@functools.lru_cache(maxsize=16384)
def _kind(head: str) -> str:
    """The kind of body that the longest head of the lexicon tells; "other" where none begins the name."""
    words = tuple(Tokens(head).words)
    for length in range(len(words), 0, -1):
        if known := _HEADS.get(words[:length]):
            return known
    return "other"


_HEADS: dict[tuple[str, ...], str] = {
    tuple(_head(_plain(expand(" ".join(form)))).split()): str(head["kind"]) for form, head in BY_FORM.items()
} | {("đoàn", "thanh", "niên"): "mass_organisation", ("đảng", "ủy"): "party"}

_SAME_SPELLING = 94
_FREE_NAMES = frozenset(("school", "business", "residential_unit", "other"))


def _misspelt(one: str, other: str) -> bool:
    """Whether two heads differ by a slip of the pen or of a scan; names of schools and firms may differ by a letter."""
    if _kind(one) in _FREE_NAMES or min(len(one), len(other)) < 12 or one.split()[0] != other.split()[0]:
        return False
    figures = [[word for word in name.split() if word.isdigit()] for name in (one, other)]
    return figures[0] == figures[1] and fuzz.ratio(one, other) >= _SAME_SPELLING
