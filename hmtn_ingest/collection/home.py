"""Whose work a person asks for: a place with every body in it, or one body; and whether a document can mean it. Pure.

"Xã Đồi Thông, tỉnh Hạ Lĩnh" is a place, "Trạm Y tế xã Đồi Thông" one body of it. What a document says to groups ("các
xã, thị trấn") reaches only what lies in the territory of its issuer, so the units above a place have to be known: from
the list of communes, from what follows the name, or from documents that say it.

    concerns(home_of("Xã Đồi Thông, tỉnh Hạ Lĩnh"), summary, deadline.bodies)   # "group"
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from hmtn_ingest.collection.document import DocumentSummary
from parsers.communes import find_commune
from parsers.mentions.bodies.identity import BodyIdentity, Concern, body_identity, concern
from parsers.records import BodyLevel, BodyRef
from parsers.text import normal

Reach = Concern | Literal["inside", "unsaid"]
"""How a fact concerns a home: by its own name, as a body inside the place, through a group, or perhaps, as the document
does not say whom it binds."""

Unit = tuple[str, str]
"""What a unit is and where: ("huyện", "lũng tre")."""

ADMINISTRATION = "ủy ban nhân dân"
LEVELS: tuple[BodyLevel, ...] = ("village", "commune", "district", "province", "central")

_ORDER: tuple[Reach, ...] = ("named", "inside", "group")
_IN_ANY_COMMUNE = frozenset(("school", "residential_unit", "business"))


@dataclass(frozen=True, slots=True)
class HomeUnit:
    """A body, or with ``is_place`` a unit with every body in it; ``above`` are the units that it lies in, none where
    they are not known."""

    name: str
    unit: Unit | None
    level: BodyLevel | None
    is_place: bool
    above: frozenset[Unit] = frozenset()

    @property
    def short(self) -> str:
        """The name without what says where it lies."""
        return self.name.partition(",")[0]


@functools.lru_cache(maxsize=256)
def home_of(name: str) -> HomeUnit:
    """The home that a person named."""
    written = " ".join(name.split())
    own, *behind = (part.strip() for part in written.split(","))
    identity = body_identity(own)
    unit = _unit(identity)
    above = {found for part in behind if (found := _unit(body_identity(part)))}
    if unit and behind and (commune := find_commune(" ".join(unit), behind[-1])):
        above |= {found for part in commune.former if (found := _unit(body_identity(part)))}
    is_place = unit is not None and identity.office == ADMINISTRATION and normal(own).startswith(unit[0])
    return HomeUnit(written, unit, identity.level, is_place, frozenset(above))


def settled_home(name: str, summaries: Iterable[DocumentSummary]) -> HomeUnit:
    """The home that a person named; where nothing says in which units it lies, documents that do are believed.

    These are its own, which name the units above it, and those of a higher unit that name it. Where two units of one
    level do, two places have the name, and neither is believed.
    """
    home = home_of(name)
    if home.unit is None or home.above:
        return home
    found: defaultdict[BodyLevel, set[Unit]] = defaultdict(set)
    for summary in summaries:
        issuer, level = _issuer(summary), _issuer_level(summary)
        if issuer == home.unit:
            for unit, of in _units(summary):
                if _rank(of) > _rank(home.level):
                    found[of].add(unit)
        elif issuer and level and _rank(level) > _rank(home.level) and home.unit in {one for one, _ in _units(summary)}:
            found[level].add(issuer)
    return replace(home, above=frozenset(unit for units in found.values() if len(units) == 1 for unit in units))


def concerns(home: HomeUnit, summary: DocumentSummary, bodies: Sequence[BodyRef]) -> Reach | None:
    """How what a document asks of bodies concerns a home; of nobody in particular, where it names none."""
    if _is_elsewhere(home, summary):
        return None
    if not bodies:
        return "unsaid" if _can_bind(home, summary) else None
    found = {_concerns(home, summary, body) for body in bodies}
    return next((how for how in _ORDER if how in found), None)


def names_home(home: HomeUnit, summary: DocumentSummary) -> bool:
    """Whether a document names the home anywhere."""
    return any(
        concern(home.name, [BodyRef(name=name, canonical=name, kind="other")]) == "named" for name in summary.bodies
    )


def _concerns(home: HomeUnit, summary: DocumentSummary, body: BodyRef) -> Reach | None:
    how = concern(home.name, [body])
    if how == "named":
        return how
    identity = body_identity(body.canonical or body.name)
    if home.is_place and _lies_inside(home, summary, identity, body):
        return "inside"
    if how != "group" and not (home.is_place and _may_lie_inside(home, identity, body)):
        return None
    return "group" if _can_bind(home, summary) else None


def _lies_inside(home: HomeUnit, summary: DocumentSummary, identity: BodyIdentity, body: BodyRef) -> bool:
    """A body of the place by its name, or one that the place's own document names without saying where it lies."""
    if identity.place:
        return not identity.several and _unit(identity) == home.unit
    level = "central" if identity.office.endswith("trung ương") else body.level or identity.level
    return _issuer(summary) == home.unit and (level is None or _rank(level) <= _rank(home.level))


def _may_lie_inside(home: HomeUnit, identity: BodyIdentity, body: BodyRef) -> bool:
    """Whether a body without a place of its own is one that every such place has: "Trạm Y tế xã", "các thôn"."""
    if identity.place:
        return False
    level = body.level or identity.level
    if level is None:
        return identity.several and body.kind in _IN_ANY_COMMUNE
    return _rank(level) <= _rank(home.level)


def _can_bind(home: HomeUnit, summary: DocumentSummary) -> bool:
    """Whether what a document says to groups can reach a home: it lies in the territory of the issuer."""
    issuer = _issuer(summary)
    if home.unit is None or not home.above or issuer is None:
        return _is_above(summary.organ, home)
    return issuer == home.unit or issuer in home.above


def _is_above(organ: str | None, home: HomeUnit) -> bool:
    """Whether an issuer can bind a home as far as their levels tell: not a unit beside it or below it."""
    if not organ:
        return True
    issuer, mine = body_identity(organ), body_identity(home.name)
    if issuer.level is None or mine.level is None:
        return True
    if issuer.level == mine.level:
        return issuer.place == mine.place or None in (issuer.place, mine.place)
    return _rank(issuer.level) > _rank(mine.level)


def _is_elsewhere(home: HomeUnit, summary: DocumentSummary) -> bool:
    """Whether a document is of another district or province than that of the home: its communes are others, even of
    the same name."""
    if home.unit is None or not home.above:
        return False
    issuer, level = _issuer(summary), _issuer_level(summary)
    ours = {home.unit, *home.above}
    if issuer and issuer not in ours and _rank(level) > _rank(home.level):
        return True
    if issuer is None and level is None and summary.organ:  # of the whole country
        return False
    provinces = {unit for unit in ours if body_identity(" ".join(unit)).level == "province"}
    named = {unit for unit, of in _units(summary) if of == "province"}
    return bool(named and provinces) and named.isdisjoint(provinces)


def _unit(identity: BodyIdentity) -> Unit | None:
    if len(identity.units) != 1 or not identity.place or identity.several:
        return None
    (kind,) = identity.units
    return kind, identity.place


def _issuer(summary: DocumentSummary) -> Unit | None:
    """The unit for which a document speaks: that of its issuer, else that of the body above it."""
    if not summary.organ:
        return None
    issuer = body_identity(summary.organ)
    if unit := _unit(issuer):
        return unit
    above = body_identity(summary.superior) if summary.superior else None
    if above and (not issuer.units or issuer.units == above.units):
        return _unit(above)
    alike = {unit for unit, _ in _units(summary) if unit[0] in issuer.units}
    return alike.pop() if len(alike) == 1 else None


def _issuer_level(summary: DocumentSummary) -> BodyLevel | None:
    issuer = body_identity(summary.organ) if summary.organ else None
    if issuer is None or issuer.level:
        return issuer.level if issuer else None
    return body_identity(summary.superior).level if summary.superior else None


def _units(summary: DocumentSummary) -> Iterable[tuple[Unit, BodyLevel]]:
    """The units that a document names, each with its level."""
    names = (*summary.bodies, *((summary.superior,) if summary.superior else ()))
    for identity in map(body_identity, names):
        unit = _unit(identity)
        if unit and identity.level:
            yield unit, identity.level


def _rank(level: BodyLevel | None) -> int:
    return LEVELS.index(level) if level else -1
