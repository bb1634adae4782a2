"""What one body has to do by a document, and how a reader finds it there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

from hmtn_ingest.collection.document import DocumentSummary, MaskedDocument
from hmtn_ingest.collection.home import HomeUnit, concerns, settled_home
from hmtn_ingest.i18n import say
from hmtn_ingest.i18n.phrases import say_date
from hmtn_ingest.review.reading_order import deadlines_by_date
from hmtn_ingest.review.reviewed import Reviewed
from parsers import regex
from parsers.mentions.bodies.identity import concern
from parsers.records import (
    BodyRef,
    Deadline,
    DocumentRecord,
    Event,
    Obligation,
    QuotaRow,
    QuotaTable,
    Span,
    Target,
)
from parsers.text import fold

Fact = TypeVar("Fact", Deadline, Event, Obligation, Target, QuotaRow)


Share = Literal["named", "inside", "group"]
"""How a fact concerns whom was asked for: by its name, as a body of the place that was named, through a group."""


class NotConcerned(ValueError):  # noqa: N818 - the name states the fact
    """What was asked for is made for one body, and none is named or no document concerns it; says in Vietnamese
    which bodies the documents name."""


@dataclass(frozen=True, slots=True)
class BodyTask(Generic[Fact]):
    """A fact that concerns a body: how (``None`` where no body was asked for), through which of the bodies that the
    fact names, and whether it only takes part."""

    fact: Fact
    how: Share | None = None
    support: bool = False
    through: tuple[BodyRef, ...] = ()

    @property
    def own(self) -> bool:
        """Whether it is certain that the fact concerns whom was asked for."""
        return self.how in ("named", "inside")


@dataclass(frozen=True, slots=True)
class Work:
    """What a document asks of a body: duties in reading order, deadlines by date. ``incoming`` are deadlines of others
    who hand in to it; quota rows stand with their table."""

    document: Reviewed
    duties: list[BodyTask[Obligation]] = field(default_factory=list)
    deadlines: list[BodyTask[Deadline]] = field(default_factory=list)
    incoming: list[BodyTask[Deadline]] = field(default_factory=list)
    targets: list[BodyTask[Target]] = field(default_factory=list)
    shares: list[tuple[QuotaTable, BodyTask[QuotaRow]]] = field(default_factory=list)
    events: list[BodyTask[Event]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.duties or self.deadlines or self.targets or self.shares or self.incoming)


class _Asker:
    """Whom a document is asked about, nobody in particular where no body was named."""

    def __init__(self, home: HomeUnit | None, summary: DocumentSummary) -> None:
        self._home = home
        self._summary = summary

    def how(self, bodies: Sequence[BodyRef]) -> Share | None:
        found = concerns(self._home, self._summary, bodies) if self._home and bodies else None
        return None if found == "unsaid" else found

    def receives(self, deadline: Deadline) -> bool:
        return self.how(deadline.submit_to) == "named"

    def tasks(
        self, fact: Fact, bodies: Sequence[BodyRef], partners: Sequence[BodyRef] = (), support: bool = False
    ) -> Iterator[BodyTask[Fact]]:
        if self._home is None:
            yield BodyTask(fact, None, support)
        elif how := self.how(bodies):
            yield BodyTask(fact, how, support, self._through(bodies, how))
        elif how := self.how(partners):
            yield BodyTask(fact, how, True, self._through(partners, how))

    def _through(self, refs: Sequence[BodyRef], how: Share) -> tuple[BodyRef, ...]:
        return tuple(ref for ref in refs if self.how([ref]) == how)


def body_work(document: Reviewed, asker: _Asker) -> Work:
    """What a document asks of somebody, groups that they belong to included.

    An event concerns those who hold it. One that the issuer of the document holds concerns everybody who has
    something to do by the document.
    """
    record = document.record
    duties = {obligation.id: obligation for obligation in record.obligations}
    found = Work(document)
    theirs: set[str | None] = set()
    for deadline in deadlines_by_date(record):
        ours = _deadline_tasks(asker, deadline, duties.get(deadline.obligation or ""))
        # nobody hands in to himself
        if asker.receives(deadline) and not any(task.own for task in ours):
            found.incoming.append(BodyTask(deadline, "named"))
            theirs.add(deadline.obligation)
        else:
            found.deadlines.extend(ours)
    for obligation in record.obligations:
        tasks = asker.tasks(obligation, obligation.bodies, obligation.partners, obligation.role == "support")
        found.duties.extend(task for task in tasks if task.own or obligation.id not in theirs)
    for target in record.targets:
        found.targets.extend(asker.tasks(target, target.bodies))
    for table in record.quota_tables:
        found.shares.extend((table, task) for row in table.rows for task in asker.tasks(row, [row.body]))
    found.events.extend(_event_tasks(asker, record, shared=bool(found)))
    return found


def _deadline_tasks(asker: _Asker, deadline: Deadline, duty: Obligation | None) -> list[BodyTask[Deadline]]:
    """A deadline concerns those whom it names, else those whom the duty names to which it belongs."""
    if duty is None:
        return list(asker.tasks(deadline, deadline.bodies))
    return list(asker.tasks(deadline, deadline.bodies or duty.bodies, duty.partners, duty.role == "support"))


def _event_tasks(asker: _Asker, record: DocumentRecord, *, shared: bool) -> Iterator[BodyTask[Event]]:
    """The events that the body holds; those that the issuer of the document holds too, where they are ``shared``."""
    issued_by = record.header.organ_name.value if record.header.organ_name else None
    for event in record.events:
        tasks = list(asker.tasks(event, event.organisers))
        yield from tasks
        if not tasks and shared and issued_by and concern(issued_by, event.organisers) == "named":
            yield BodyTask(event, "group")


def concerned(documents: Sequence[Reviewed], body: str | None) -> list[Work]:
    """The work by each document that asks something of the body, or of a place and every body in it ("xã Đồi Thông");
    raises :class:`NotConcerned` where none does."""
    if body is not None and not fold(body):
        body = None
    summaries = [MaskedDocument(number, document).summary for number, document in enumerate(documents)]
    home = settled_home(body, summaries) if body else None
    works = (body_work(*one) for one in zip(documents, (_Asker(home, summary) for summary in summaries), strict=True))
    found = [mine for mine in works if mine or body is None]
    if body is not None and not found:
        raise NotConcerned(f"{say('for-body.none', body=body)} {named(documents)}")
    return found


def working_bodies(documents: Sequence[Reviewed]) -> list[str]:
    """The bodies to which the documents give something to do, in the order in which they are named."""
    found: dict[str, str] = {}
    for document in documents:
        record = document.record
        refs = [ref for duty in record.obligations for ref in duty.bodies]
        refs += [ref for deadline in record.deadlines for ref in deadline.bodies]
        refs += [ref for target in record.targets for ref in target.bodies]
        refs += [row.body for table in record.quota_tables for row in table.rows]
        for ref in refs:
            name = " ".join((ref.canonical or ref.name).split())
            found.setdefault(fold(name), name)
    return list(found.values())


def named(documents: Sequence[Reviewed]) -> str:
    """A sentence with the bodies to which the documents give something to do."""
    bodies = working_bodies(documents)
    if not bodies:
        return say("for-body.no-bodies")
    return say("for-body.bodies", bodies="; ".join(bodies))


def cite(record: DocumentRecord) -> str:
    """The document as others cite it: "Kế hoạch số 15/KH-UBND ngày 05/01/2026"; its file where it has no number."""
    header = record.header
    kind = header.type_name.value if header.type_name else None
    words = [kind.capitalize()] if kind else []
    if header.code:
        words.append(f"số {header.code}")
    if header.issued_date and header.issued_date.value:
        date = say_date(header.issued_date.value)
        words.append(f"ngày {date}" if date[:1].isdigit() else f"({date})")
    return " ".join(words) if header.code else f"{' '.join(words)} ({record.source.file_name})".strip()


_LEVELS = "TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU"
# "ỦY BAN NHÂN DÂN XÃ ĐỒI THÔNG": what the body is, its unit, its place
_CAPITALS = regex.compile(rf"(?P<what>.+?)\ (?P<unit>{_LEVELS})\ (?P<place>[^\p{{Ll}}]+)")


def issuer(record: DocumentRecord) -> str:
    """The issuing body; one in capitals, as letterheads have it, as a sentence writes it where that can be told."""
    organ = " ".join(((record.header.organ_name and record.header.organ_name.value) or "").split())
    parts = _CAPITALS.fullmatch(organ)
    if not organ.isupper() or not parts:
        return organ
    what = next((head for head in _HEADS if fold(head) == fold(parts["what"])), parts["what"])
    return f"{what} {parts['unit'].lower()} {parts['place'].title()}"


_HEADS = ("Ủy ban nhân dân", "Hội đồng nhân dân", "Hội Chữ thập đỏ", "Ban Chỉ đạo vận động hiến máu tình nguyện")


def where(record: DocumentRecord, spans: Sequence[Span], section: str | None = None) -> str:
    """Where a fact stands, as people say it: "mục VI.2, trang 2"; letters and dashes of lists are left out."""
    part = section or (record.section_at(spans[0].start) if spans else None)
    page = spans[0].page if spans else None
    return ", ".join([f"mục {part}"] * bool(part) + [f"trang {page}"] * bool(page))
