"""What one body has to do by a document, and how a reader finds it there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from hmtn_ingest.i18n.phrases import say_date
from hmtn_ingest.review.reading_order import deadlines_by_date
from hmtn_ingest.review.reviewed import Reviewed
from parsers import regex
from parsers.mentions.bodies.identity import Concern, concern
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


class NotConcerned(ValueError):  # noqa: N818 - the name states the fact
    """What was asked for is made for one body, and none is named or no document concerns it; says in Vietnamese
    which bodies the documents name."""


@dataclass(frozen=True, slots=True)
class BodyTask(Generic[Fact]):
    """A fact that concerns a body: how (``None`` where no body was asked for), through which of the bodies that the
    fact names, and whether it only takes part."""

    fact: Fact
    how: Concern | None = None
    support: bool = False
    through: tuple[BodyRef, ...] = ()


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


def body_work(document: Reviewed, body: str | None) -> Work:
    """What a document asks of ``body``, groups that it belongs to included; of everybody where it is ``None``.

    An event concerns those who hold it. One that the issuer of the document holds concerns everybody who has
    something to do by the document.
    """
    record = document.record
    duties = {obligation.id: obligation for obligation in record.obligations}
    found = Work(document)
    theirs: set[str | None] = set()
    for deadline in deadlines_by_date(record):
        ours = _deadline_tasks(body, deadline, duties.get(deadline.obligation or ""))
        # nobody hands in to himself
        if _receives(body, deadline) and not any(task.how == "named" for task in ours):
            found.incoming.append(BodyTask(deadline, "named"))
            theirs.add(deadline.obligation)
        else:
            found.deadlines.extend(ours)
    for obligation in record.obligations:
        tasks = _task(body, obligation, obligation.bodies, obligation.partners, obligation.role == "support")
        found.duties.extend(task for task in tasks if task.how == "named" or obligation.id not in theirs)
    for target in record.targets:
        found.targets.extend(_task(body, target, target.bodies))
    for table in record.quota_tables:
        found.shares.extend((table, task) for row in table.rows for task in _task(body, row, [row.body]))
    found.events.extend(_event_tasks(body, record, shared=bool(found)))
    return found


def _deadline_tasks(body: str | None, deadline: Deadline, duty: Obligation | None) -> list[BodyTask[Deadline]]:
    """A deadline concerns those whom it names, else those whom the duty names to which it belongs."""
    if duty is None:
        return list(_task(body, deadline, deadline.bodies))
    return list(_task(body, deadline, deadline.bodies or duty.bodies, duty.partners, duty.role == "support"))


def _receives(body: str | None, deadline: Deadline) -> bool:
    return bool(body and concern(body, deadline.submit_to) == "named")


def _event_tasks(body: str | None, record: DocumentRecord, *, shared: bool) -> Iterator[BodyTask[Event]]:
    """The events that the body holds; those that the issuer of the document holds too, where they are ``shared``."""
    issued_by = record.header.organ_name.value if record.header.organ_name else None
    for event in record.events:
        tasks = list(_task(body, event, event.organisers))
        yield from tasks
        if not tasks and shared and issued_by and concern(issued_by, event.organisers) == "named":
            yield BodyTask(event, "group")


def _task(
    body: str | None, fact: Fact, bodies: Sequence[BodyRef], partners: Sequence[BodyRef] = (), support: bool = False
) -> Iterator[BodyTask[Fact]]:
    if body is None:
        yield BodyTask(fact, None, support)
    elif how := concern(body, bodies):
        yield BodyTask(fact, how, support, _through(body, bodies, how))
    elif how := concern(body, partners):
        yield BodyTask(fact, how, True, _through(body, partners, how))


def _through(body: str, refs: Sequence[BodyRef], how: Concern) -> tuple[BodyRef, ...]:
    return tuple(ref for ref in refs if concern(body, [ref]) == how)


def concerned(documents: Sequence[Reviewed], body: str | None) -> list[Work]:
    """The work by each document that asks something of the body; raises :class:`NotConcerned` where none does."""
    if body is not None and not fold(body):
        body = None
    found = [mine for mine in (body_work(document, body) for document in documents) if mine or body is None]
    if body is not None and not found:
        raise NotConcerned(f"Không văn bản nào giao việc cho “{body}”. {named(documents)}")
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
        return "Các văn bản này không giao việc cho đơn vị nào."
    return f"Các đơn vị được giao việc: {'; '.join(bodies)}."


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
