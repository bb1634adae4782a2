"""One name for one body: abbreviations spelled out, and the place that the document leaves to the reader put in.

"Hội CTĐ phường" in a plan of phường An Sơn is "Hội Chữ thập đỏ phường An Sơn"; "Sở Y tế" of a province plan is the
department of that province. What the document does not settle stays open: a place is added only where it names
exactly one.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from parsers import regex
from parsers.document import Block, Document
from parsers.mentions.bodies.lists import body_list
from parsers.mentions.bodies.names import BodyMention
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
_UNITS = r"(?:tỉnh|thành phố|TP|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu|cấp|các)"
# "Ban Chỉ đạo phường" says less than "Ban Chỉ đạo vận động hiến máu tình nguyện phường"
_COMMITTEE = regex.compile(rf"^Ban Chỉ đạo(?=$|\ {_UNITS}\b)", regex.IGNORECASE)
_COMMITTEE_NAME = regex.compile(rf"^Ban Chỉ đạo((?:\ (?!{_UNITS}\b)(?!Quốc gia)[\p{{L}}-]+)*+)", regex.IGNORECASE)
_GROUP = regex.compile(r"^(?:các|mọi|mỗi|từng|toàn bộ|những|đại diện|thành viên|thủ trưởng|lãnh đạo)\ |,|;|\ các\ ")
_OWN_NAME = regex.compile(r"^(?:bệnh viện|trung tâm huyết học|khoa|ngân hàng|viện)\ ")


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

    def canonical(self, name: str, kind: BodyKind, level: BodyLevel | None) -> tuple[str, BodyLevel | None]:
        """``name`` with the unit's place where the document settles it, and the body's level."""
        if self.committee:
            name = _COMMITTEE.sub(self.committee, name)
        norm = normal(name)
        unit = _UNIT.search(norm)
        if unit and not _GROUP.search(norm):
            word = _SAME_UNIT.get(unit[1], unit[1])
            if self.home and word == self.home.unit:
                return f"{name} {self.home.place}", self.home.level
            if word in self.named:
                return f"{name} {self.named[word]}", level
            return name, level
        local = kind in _LOCAL and level in (None, self.home.level if self.home else None)
        if self.home and local and not (_UNIT_WITH_PLACE.search(name) or _GROUP.search(norm) or _OWN_NAME.search(norm)):
            return f"{name} {self.home.unit} {self.home.place}", self.home.level
        return name, level


def named_places(record: DocumentRecord, mentions: Iterable[BodyMention]) -> Places:
    """The places that a document names, its issuer's first."""
    named: defaultdict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        if mention.place:
            before = _UNIT.search(normal(mention.canonical.removesuffix(mention.place)).rstrip(" ."))
            if before:
                named[_SAME_UNIT.get(before[1], before[1])].add(_titled(mention.place))
    committees = {
        full[0]
        for mention in mentions
        if mention.kind == "steering_committee" and (full := _COMMITTEE_NAME.match(mention.canonical)) and full[1]
    }
    return Places(
        _home(record),
        {unit: next(iter(found)) for unit, found in named.items() if len({fold(f) for f in found}) == 1},
        committees.pop() if len(committees) == 1 else None,
    )


def resolve_names(record: DocumentRecord, mentions: list[BodyMention], view: NormalisedText) -> None:
    """Give every body reference of the record its canonical name, and list the bodies of the document."""
    canonical_of = functools.cache(named_places(record, mentions).canonical)  # a document repeats its bodies
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
