"""One name for one body: abbreviations spelled out, and the place that the document leaves to the reader put in.

"Hội CTĐ phường" in a plan of phường An Sơn is "Hội Chữ thập đỏ phường An Sơn"; "Sở Y tế" of a province plan is the
department of that province. What the document does not settle stays open: a place is added only where it names
exactly one.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from parsers import regex
from parsers.document import Block, Document
from parsers.mentions.bodies.levels import level_of
from parsers.mentions.bodies.lists import body_list
from parsers.mentions.bodies.names import BodyMention, expand
from parsers.records import Body, BodyKind, BodyLevel, BodyRef, DocumentRecord, assign_ids
from parsers.text import NormalisedText, fold, normal

# the unit at the end of a name: "… phường", "… thành phố", "… TP"
_UNIT = regex.compile(r"(?:^|\ )(tỉnh|thành phố|tp|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)$")
_UNIT_WITH_PLACE = regex.compile(
    r"\ (tỉnh|thành phố|tp\.?|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)\ (?!hội\b)\p{L}", regex.IGNORECASE
)
_SAME_UNIT = {"tp": "thành phố"}
# bodies that exist once in each unit, so that one without a unit is the issuer's own
_LOCAL: frozenset[BodyKind] = frozenset(
    (
        "government",
        "council",
        "front",
        "mass_organisation",
        "red_cross",
        "health",
        "armed_forces",
        "steering_committee",
        "party",
    )
)
_UNITS = r"(?:tỉnh|thành phố|TP|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu|cấp|các (?!chương trình))"
# "Ban Chỉ đạo phường" says less than "Ban Chỉ đạo vận động hiến máu tình nguyện phường"
_COMMITTEE = regex.compile(rf"^Ban Chỉ đạo(?=$|\ {_UNITS}\b)", regex.IGNORECASE)
_COMMITTEE_NAME = regex.compile(rf"^Ban Chỉ đạo((?:,?\ (?!{_UNITS}\b)[\p{{L}}-]+)*+)", regex.IGNORECASE)
# … and the national one: "BCĐ Quốc gia" alone is the one for blood donation where no other is named
_NATIONAL = regex.compile(r"Ban Chỉ đạo quốc gia", regex.IGNORECASE)
_OF_BLOOD = "Ban Chỉ đạo Quốc gia vận động hiến máu tình nguyện"
_GROUP = regex.compile(
    r"^(?:các|mọi|mỗi|từng|toàn bộ|những|đại diện|thành viên|thủ trưởng|lãnh đạo)\ |;|\ các\ (?!chương trình)"
    rf"|\ cơ sở$|,\ {_UNITS}(?!\w)|^(?!(?:ban|báo|hội đồng|phòng|sở|tổ công tác|trung tâm|ủy ban)\ ).*,"
)
# bodies with a name of their own, and those of a region: "Quân khu 9", "Chi cục Hải quan khu vực XIX"
_OWN_NAME = regex.compile(
    r"^(?:bệnh viện|trung tâm huyết học|khoa|ngân hàng|viện|quân khu|sư đoàn|trung đoàn|lữ đoàn)(?:\ |$)|"
    r"\ khu vực (?:[ivx]+|\d+)$"
)
# "Ban Thường vụ Tỉnh ủy", "Thành đoàn Vĩnh An": the unit stands in the name
_UNIT_INSIDE = regex.compile(
    r"(?:^|\ )(?P<unit>tỉnh|thành|huyện|quận|thị|xã|phường)\ (?:ủy|đoàn)"
    r"(?:\ (?!tỉnh|thành|huyện|quận|thị|xã|phường)(?P<place>.+))?$"
)
# "Bệnh viện Đa khoa Sông Vàng | (dưới đây viết tắt là Bệnh viện)"
_CALLED = regex.compile(
    r"\ ?\((?:sau|dưới)\ đây\ (?:được\ |xin\ )?(?:gọi|viết)(?:\ tắt)?(?:\ là)?:?\ [“\"']?"
    r"(?P<name>(?!chung\ )[^()“”\"'\n]{2,60})[”\"']?\)",
    regex.IGNORECASE,
)
_UNITS_BESIDE = regex.compile(r"\ (?:huyện|quận|thị xã|xã|phường)(?:,|\ và)\ ")
_FULL_UNIT = {"thành": "thành phố", "thị": "thị xã"}


@dataclass(frozen=True, slots=True)
class Home:
    """The unit that the issuer belongs to: "phường", "An Sơn"."""

    unit: str
    place: str
    level: BodyLevel | None


@dataclass(frozen=True, slots=True)
class Places:
    """What the document says about places: the issuer's unit, and for each kind of unit the one place named with it."""

    home: Home | None
    named: dict[str, str]
    committee: str | None = None
    """The one committee that "Ban Chỉ đạo" without more stands for."""
    national: str = _OF_BLOOD
    """The one that "Ban Chỉ đạo Quốc gia" without more stands for."""
    called: dict[str, tuple[str, BodyLevel | None]] = field(default_factory=dict)
    """The full names of bodies that the document says a short one for: "(sau đây gọi tắt là Bệnh viện)"."""

    def canonical(self, name: str, kind: BodyKind, level: BodyLevel | None) -> tuple[str, BodyLevel | None]:
        """``name`` with the unit's place where the document settles it, and the body's level."""
        name, level = self.called.get(normal(name), (name, level))
        if self.committee:
            name = _COMMITTEE.sub(self.committee, name)
        if _NATIONAL.fullmatch(name):
            name = self.national
        norm = normal(name)
        if inside := _UNIT_INSIDE.search(norm):
            return self._of_unit(name, _FULL_UNIT.get(inside["unit"], inside["unit"]), inside["place"], level)
        unit = _UNIT.search(norm)
        group = _GROUP.search(norm)
        if unit and not group:
            return self._of_unit(name, _SAME_UNIT.get(unit[1], unit[1]), None, level)
        if unit and level == "district" and self._is_city and not _UNITS_BESIDE.search(norm):
            return name, "province"  # "các sở, ban, ngành thành phố"
        if self.home and not group and self._is_local(name, kind, level, self.home):
            told = f" {self.home.unit} {self.home.place}" if self.home.place not in name else ""
            return f"{name}{told}", self.home.level
        return name, level

    @staticmethod
    def _is_local(name: str, kind: BodyKind, level: BodyLevel | None, home: Home) -> bool:
        """Whether each unit has one such body, and the name says neither whose it is nor that it is another's."""
        local = kind in _LOCAL and level in (None, home.level)
        return local and not (_UNIT_WITH_PLACE.search(name) or _OWN_NAME.search(normal(name)))

    def _of_unit(
        self, name: str, unit: str, place: str | None, level: BodyLevel | None
    ) -> tuple[str, BodyLevel | None]:
        """The name of a body that says its unit, with the place where it does not say that, too."""
        if place:
            return name, level or level_of(unit, place)
        if self.home and unit == self.home.unit:
            return f"{name} {self.home.place}", self.home.level
        if unit in self.named:
            return f"{name} {self.named[unit]}", level or level_of(unit, self.named[unit])
        return name, level

    @property
    def _is_city(self) -> bool:
        return self.home is not None and self.home.unit == "thành phố" and self.home.level == "province"


def named_places(record: DocumentRecord, mentions: Iterable[BodyMention], text: str) -> Places:
    """The places and the short names that a document gives, in its text as normalised; its issuer's place first."""
    named: defaultdict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        if mention.place:
            before = _UNIT.search(normal(mention.canonical.removesuffix(mention.place)).rstrip(" ."))
            if before:
                named[_SAME_UNIT.get(before[1], before[1])].add(_titled(mention.place))
    committees = {
        full[0]
        for mention in mentions
        if mention.kind == "steering_committee"
        and mention.level != "central"
        and (full := _COMMITTEE_NAME.match(mention.canonical))
        and full[1]
    }
    national = {
        mention.canonical
        for mention in mentions
        if _NATIONAL.match(mention.canonical) and not _NATIONAL.fullmatch(mention.canonical)
    }
    return Places(
        _home(record),
        {unit: next(iter(found)) for unit, found in named.items() if len({fold(f) for f in found}) == 1},
        committees.pop() if len(committees) == 1 else None,
        national.pop() if len(national) == 1 else _OF_BLOOD,
        _called(mentions, text),
    )


def _called(mentions: Iterable[BodyMention], text: str) -> dict[str, tuple[str, BodyLevel | None]]:
    """The short names that a document gives bodies right behind their full ones; none that it gives to two."""
    full: dict[str, set[tuple[str, BodyLevel | None]]] = defaultdict(set)
    for mention in mentions:
        match = _CALLED.match(text, mention.end)
        short = normal(expand(match["name"])) if match else None
        if short and not _GROUP.search(short) and short.split()[0] in normal(mention.canonical).split():
            # "Khoa Huyết học, | Bệnh viện Đa khoa tỉnh (sau đây gọi tắt là Bệnh viện)"
            meant = (part for part in mention.canonical.split(", ") if normal(part).startswith(f"{short} "))
            full[short].add((next(meant, mention.canonical), mention.level))
    return {name: bodies.pop() for name, bodies in full.items() if len(bodies) == 1}


def resolve_names(record: DocumentRecord, mentions: list[BodyMention], view: NormalisedText) -> None:
    """Give every body reference of the record its canonical name, and list the bodies of the document."""
    canonical_of = functools.cache(named_places(record, mentions, view.text).canonical)  # a document repeats its bodies
    for ref in body_references(record):
        ref.canonical, ref.level = canonical_of(ref.canonical, ref.kind, ref.level)
    bodies: dict[str, Body] = {}
    for mention in mentions:
        canonical, level = canonical_of(mention.canonical, mention.kind, mention.level)
        body = bodies.get(fold(canonical))
        if body is None:
            body = bodies[fold(canonical)] = Body(
                name=mention.name,
                canonical=canonical,
                kind=mention.kind,
                level=level,
                place=mention.place if level else None,
            )
        body.spans.append(view.span(mention.start, mention.end))
        if mention.name not in body.aliases:
            body.aliases.append(mention.name)
    for body in bodies.values():
        body.how = "exact" if fold(body.name) == fold(body.canonical) else "normalised"
    record.bodies = list(bodies.values())
    assign_ids("body", [(body, fold(body.canonical)) for body in record.bodies])


def body_references(record: DocumentRecord) -> Iterable[BodyRef]:
    """Every body reference of a record."""
    for event in record.events:
        yield from event.organisers
    for target in record.targets:
        yield from target.bodies
    for result in record.results:
        yield from result.bodies
    for table in record.quota_tables:
        for row in table.rows:
            yield row.body
    for obligation in record.obligations:
        yield from (*obligation.bodies, *obligation.partners)
    for deadline in record.deadlines:
        yield from (*deadline.bodies, *deadline.submit_to)


def _home(record: DocumentRecord) -> Home | None:
    organ = record.header.organ_name.value if record.header.organ_name else None
    if not organ:
        return None
    view = NormalisedText(Document(organ, (Block(0, len(organ)),)))
    named, _ = body_list(view, 0, len(view.text))
    issuer = next((b for b in named if b.place), None)
    if issuer is None or issuer.place is None:
        return None
    unit = _UNIT.search(normal(issuer.name.removesuffix(issuer.place)).rstrip(" ."))
    return Home(_SAME_UNIT.get(unit[1], unit[1]), _titled(issuer.place), issuer.level) if unit else None


def _titled(place: str) -> str:
    return place.title() if place.isupper() else place
