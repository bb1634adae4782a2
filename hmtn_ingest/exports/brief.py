"""``brief``: what one body must do by the documents, on a page that its head can read and hand on.

Each line says where it stands and whether a person has reviewed it; what is doubtful is said beside it.
"""

from __future__ import annotations

import datetime
import itertools
import math
from collections.abc import Callable, Iterable, Iterator, Sequence

from hmtn_ingest.exports import names
from hmtn_ingest.exports.body_tasks import BodyTask, NotConcerned, Work, cite, concerned, issuer, named, where
from hmtn_ingest.exports.model import File, Options
from hmtn_ingest.exports.review_status import day
from hmtn_ingest.exports.word_page import TextLine, TextRun, WordPage
from hmtn_ingest.i18n import say
from hmtn_ingest.i18n.phrases import (
    say_bodies,
    say_date,
    say_doubts,
    say_edtf,
    say_number,
    say_quantity,
)
from hmtn_ingest.render.describe import say_deadline
from hmtn_ingest.review.reviewed import Reviewed
from parsers.mentions.bodies.identity import concern
from parsers.records import BodyRef, Deadline, DocumentRecord, Event, Obligation, QuotaRow, Span, Target
from parsers.text import fold

_SIZES = (13.0, 12.0, 11.0)  # Nghị định 30/2020/NĐ-CP asks for 13 or 14; a fuller page is read before a second one
_LINES, _WIDTH = 47, 78  # of a page at the first size, in lines and in characters
_WIDTHS = (30.0, 71.0, 34.0, 25.0)  # millimetres
_FULL = 220  # characters up to which a duty stands whole in the table of deadlines
_QUOTED = 160
_SEEN, _UNSEEN = "●", "○"
_REST = 12  # letters of a duty that its deadlines may leave unsaid


def write(documents: Sequence[Reviewed], options: Options) -> list[File]:
    """One ``.docx`` over all documents; raises ``NotConcerned`` without a body, or where none concerns it."""
    body = " ".join((options.body or "").split())
    if not body:
        raise NotConcerned(f"{say('for-body.asked')} {named(documents)}")
    works = concerned(documents, body)
    speaking = [id(work.document) for work in works]
    brief = _Brief(body, works, [document for document in documents if id(document) not in speaking])
    return [File(names.safe(f"Việc phải làm - {body}") + ".docx", brief.data())]


class _Brief:
    """The page of one body."""

    def __init__(self, body: str, works: Sequence[Work], silent: Sequence[Reviewed]) -> None:
        self.body = body
        self.silent = silent
        self.works = works
        self._seen = self._shown = 0
        self._told: set[str] = set()
        self._number = itertools.count(1)

    def data(self) -> bytes:
        table, relative = list(self._deadlines(relative=False)), list(self._deadlines(relative=True))
        parts = [(heading, lines) for heading, lines in self._parts() if lines]
        page = WordPage(_size([*table, *relative], parts, len(self.works)))
        self._head(page)
        for heading, rows in (("Thời hạn", table), ("Thời hạn tính từ một mốc, chưa có ngày", relative)):
            if rows:
                page.heading(f"{next(self._number)}. {heading}")
                page.table(_WIDTHS, ("Hạn", "Việc", "Gửi về", "Nguồn"), rows)
        for heading, items in parts:
            page.heading(f"{next(self._number)}. {heading}")
            for line in items:
                page.item(line)
        page.heading(f"{next(self._number)}. Mức độ tin cậy")
        page.text(self._trust())
        page.footer("Phiếu tóm tắt, không thay thế văn bản gốc")
        return page.data(f"Việc phải làm: {self.body}", self._day())

    def _head(self, page: WordPage) -> None:
        page.title([TextRun("VIỆC PHẢI LÀM", bold=True)], 14)
        page.title([TextRun(self.body, bold=True)], 14)
        if len(self.works) == 1:
            page.title([TextRun(f"Theo {_about(self.works[0].document.record)}", italic=True)], page.size)
            return
        page.text([TextRun("Theo các văn bản:", italic=True)])
        for number, work in enumerate(self.works, 1):
            page.text([TextRun(f"[{number}] {_about(work.document.record)}", italic=True)])

    def _deadlines(self, *, relative: bool) -> Iterator[Sequence[TextLine]]:
        """By the last day in time; what repeats follows, then what has no clear day.

        ``relative`` asks for those that are counted from something whose day is not known, else they are left out.
        """
        tasks = [(work, task) for work in self.works for task in work.deadlines if _is_relative(task.fact) is relative]
        tasks.sort(key=lambda one: (one[1].fact.due or ("8" if one[1].fact.rrule else "9"), not one[1].own))
        for work, task in tasks:
            deadline = task.fact
            to = say_bodies(deadline.submit_to) or "văn bản không nêu"
            yield (
                _due(work.document, deadline),
                [TextRun(_inside_place(task, self._what(work, deadline))), *self._remarks(work, task)],
                [TextRun(to)],
                [TextRun(self._source(work, deadline.id, deadline.spans, _section(work, deadline)))],
            )

    def _what(self, work: Work, deadline: Deadline) -> str:
        """What is to be done: the whole duty where it is short, so that it need not stand a second time below."""
        duty = next((one for one in work.document.record.obligations if one.id == deadline.obligation), None)
        if duty is None or len(duty.action) > _FULL:
            return deadline.action
        self._told.add(duty.id)
        return duty.action

    def _parts(self) -> Iterator[tuple[str, list[TextLine]]]:
        yield "Chủ trì, thực hiện", list(self._duties(lambda task: task.own and not task.support))
        yield "Phối hợp", list(self._duties(lambda task: task.own and task.support))
        yield "Giao chung, cần xem có phải mình", list(self._duties(lambda task: task.how == "group"))
        yield "Chỉ tiêu được giao", [*self._shares(), *self._targets()]
        yield "Sự kiện", list(self._events())
        yield "Nơi nhận báo cáo, danh sách", list(self._receivers())
        yield "Nơi khác gửi về đơn vị", list(self._incoming())

    def _duties(self, kind: Callable[[BodyTask[Obligation]], bool]) -> Iterator[TextLine]:
        for work in self.works:
            listed = {task.fact.id for task in work.deadlines}
            for task in filter(kind, work.duties):
                duty = task.fact
                if duty.id in self._told or _told(work.document.record, duty, listed):
                    continue
                whose = _whose(task)
                yield [
                    TextRun(f"{whose}{_lower(duty.action) if whose else _sentence(duty.action)}"),
                    *self._remarks(work, task),
                    TextRun(f" ({self._source(work, duty.id, duty.spans, duty.section)})", soft=True),
                ]

    def _shares(self) -> Iterator[TextLine]:
        for work in self.works:
            for table, task in work.shares:
                row = task.fact
                columns = table.value_columns
                cells = [
                    f"{column.name}: {'…' if cell.value is None else say_number(cell.value)}"
                    + (f" {column.unit}" if column.unit and fold(column.unit) not in fold(column.name) else "")
                    for column, cell in zip(columns, row.values, strict=False)
                ]
                spans = row.body.spans or row.spans
                doubts = [*row.doubts, *(doubt for cell in row.values for doubt in cell.doubts)]
                yield [
                    TextRun("; ".join(cells), bold=True),
                    TextRun(f" – {' '.join(table.title.split())}" if table.title else ""),
                    TextRun(f", nhóm {' '.join(row.group.split())}" if row.group else ""),
                    *self._remarks(work, task, doubts),
                    TextRun(f" ({self._source(work, table.id, spans)})", soft=True),
                ]

    def _targets(self) -> Iterator[TextLine]:
        for work in self.works:
            told = [duty.fact.spans for duty in work.duties] + [deadline.fact.spans for deadline in work.deadlines]
            for task in work.targets:
                target = task.fact
                if any(_inside(target.spans, spans) for spans in told):
                    continue  # the duty above says it in its own words
                line = work.document.facts[target.id].line
                line = line.lstrip("-–+•* ")
                quoted = line if len(line) <= _QUOTED else f"{line[: _QUOTED - 1].rpartition(' ')[0]}…"
                yield [
                    TextRun(_sentence(say_quantity(target.quantity)), bold=True),
                    TextRun(f" – {name}" if (name := target.name) and fold(name) not in fold(line) else ""),
                    TextRun(f": “{quoted}”"),
                    *self._remarks(work, task),
                    TextRun(f" ({self._source(work, target.id, target.spans)})", soft=True),
                ]

    def _events(self) -> Iterator[TextLine]:
        tasks = [(work, task) for work in self.works for task in work.events]
        tasks.sort(key=lambda one: (one[1].fact.date and one[1].fact.date.first) or "9")
        for work, task in tasks:
            event = task.fact
            when = say_date(event.date) if event.date else say("fact.undated")
            place = f", tại {event.place.value}" if event.place and event.place.value else ""
            yield [
                TextRun(f"{when[:1].upper()}{when[1:]}", bold=True),
                TextRun(f": {' '.join(event.name.split())}{place}"),
                *self._remarks(work, BodyTask(event)),
                TextRun(f" ({self._source(work, event.id, event.spans)})", soft=True),
            ]

    def _receivers(self) -> Iterator[TextLine]:
        """Each body to which something is handed in, with the person whom the document names for it."""
        people: dict[str, list[str]] = {}
        for work in self.works:
            for task in work.deadlines:
                for to in task.fact.submit_to:
                    found = people.setdefault(say_bodies([to]), [])
                    found += [one for one in _contacts(work.document.record, to) if one not in found]
        if alone := [name for name, found in people.items() if not found]:
            yield [TextRun("; ".join(alone))]
        for name, found in people.items():
            if found:
                yield [TextRun(f"{name} – {'; '.join(found)}")]

    def _incoming(self) -> Iterator[TextLine]:
        for work in self.works:
            for task in work.incoming:
                deadline = task.fact
                yield [
                    *_due(work.document, deadline),
                    TextRun(f": {say_bodies(deadline.bodies) or say('fact.nobody')} – {_lower(deadline.action)}"),
                    *self._remarks(work, task),
                    TextRun(
                        f" ({self._source(work, deadline.id, deadline.spans, _section(work, deadline))})", soft=True
                    ),
                ]

    def _remarks(
        self,
        work: Work,
        task: BodyTask[Deadline] | BodyTask[Obligation] | BodyTask[Target] | BodyTask[QuotaRow] | BodyTask[Event],
        doubts: Iterable[str] | None = None,
    ) -> list[TextRun]:
        """What a reader has to know before relying on a line."""
        said = []
        if task.support and isinstance(task.fact, Deadline):
            said.append("phối hợp")
        if task.how == "group" and task.through:
            said.append(f"giao chung cho {_lower(say_bodies(list(task.through)))}")
        reasons = [doubt for doubt in (task.fact.doubts if doubts is None else doubts) if doubt != "blank"]
        if reasons:
            said.append(f"cần xem lại: {say_doubts(list(dict.fromkeys(reasons)))}")
        return [TextRun(f" ({'; '.join(said)})", italic=True)] if said else []

    def _source(self, work: Work, key: str, spans: Sequence[Span], section: str | None = None) -> str:
        """Which document, part and page, and whether a person has looked at it."""
        seen = work.document.state(key).reviewed
        self._shown += 1
        self._seen += seen
        number = f"[{self.works.index(work) + 1}] " if len(self.works) > 1 else ""
        place = where(work.document.record, spans, section)
        return f"{number}{place} {_SEEN if seen else _UNSEEN}".strip()

    def _trust(self) -> TextLine:
        if not self._seen:
            state = f"Chưa ai rà soát: cả {self._shown} mục ({_UNSEEN}) do chương trình đọc, cần đối chiếu với văn bản."
        elif self._seen == self._shown:
            state = f"Đã có người rà soát cả {self._shown} mục ({_SEEN})."
        else:
            state = (
                f"Đã có người rà soát {self._seen}/{self._shown} mục ({_SEEN}); "
                f"{self._shown - self._seen} mục còn lại ({_UNSEEN}) do chương trình đọc, cần đối chiếu với văn bản."
            )
        unread = [work.document.record for work in self.works if work.document.record.status != "ok"]
        partly = f" Chỉ đọc được một phần: {'; '.join(cite(record) for record in unread)}." if unread else ""
        silent = "; ".join(cite(document.record) for document in self.silent)
        return [TextRun(state + partly + (f" Không giao việc cho đơn vị: {silent}." if silent else ""))]

    def _day(self) -> datetime.datetime:
        """When the last thing in the page was said: by a decision, else by a document."""
        decided = [decision.at for work in self.works for decision in work.document.decisions]
        if decided:
            return max(decided).astimezone(datetime.UTC).replace(tzinfo=None, microsecond=0)
        issued = [
            value.value.first
            for work in self.works
            if (value := work.document.record.header.issued_date) and value.value and value.value.first
        ]
        return datetime.datetime.fromisoformat(max(issued)) if issued else datetime.datetime(1980, 1, 1)


def _size(
    table: Sequence[Sequence[TextLine]], parts: Sequence[tuple[str, Sequence[TextLine]]], documents: int
) -> float:
    """The largest size of text at which all should fit one page."""
    for size in _SIZES:
        scale = _SIZES[0] / size
        width = _WIDTH * scale
        lines = 6.5 + 2.4 * documents + 1.6 * len(parts)
        lines += sum(_wrapped(line, width) + 0.2 for _, items in parts for line in items)
        in_table = scale * size / (size - 1)
        widths = [_WIDTH * share / sum(_WIDTHS) * in_table - 2 for share in _WIDTHS]
        lines += sum(max(map(_wrapped, row, widths)) for row in table) * (size - 1) / size + 2.6 * bool(table)
        if lines <= _LINES * scale:
            return size
    return _SIZES[-1]


def _wrapped(line: TextLine, width: float) -> int:
    return math.ceil(sum(len(words.text) for words in line) / width)


def _about(record: DocumentRecord) -> str:
    subject = record.header.subject.value if record.header.subject else None
    by = issuer(record)
    return f"{cite(record)}{f' của {by}' if by else ''}{f': {_lower(subject)}' if subject else ''}"


def _is_relative(deadline: Deadline) -> bool:
    return deadline.offset is not None and deadline.due is None and not deadline.rrule


def _due(document: Reviewed, deadline: Deadline) -> TextLine:
    done = document.state(deadline.id).done
    finished = f" (đã xong, {day(done.at):%d/%m/%Y})" if done else ""
    return [*_when(deadline), TextRun(finished)]


def _when(deadline: Deadline) -> TextLine:
    """The last day in time, or how the document says it: a repetition, from when it runs."""
    if deadline.rrule or (deadline.offset and not deadline.due):
        return [TextRun(_sentence(say_deadline(deadline)), bold=True)]
    if deadline.offset and deadline.due:
        return [TextRun(say_edtf(deadline.due), bold=True), TextRun(f" ({say_deadline(deadline)})")]
    date = deadline.date
    if not deadline.due or not date:
        return [TextRun(_sentence(say_date(date) if date else say("fact.undated")), bold=True)]
    time = deadline.time or (date.time if date.first == date.last else None)
    note = ""
    if deadline.due != date.last:
        note = f" (trước {say_edtf(date.edtf)})"
    elif date.first != date.last and deadline.relation == "within":
        note = f" ({say_date(date)})"
    return [
        TextRun(f"{time} " if time else "", bold=True),
        TextRun(say_edtf(deadline.due), bold=True),
        TextRun(note),
    ]


def _whose(task: BodyTask[Obligation]) -> str:
    """Who has to do it, where that is not just the body asked for: those of a place, or those whom it supports."""
    if task.how == "inside" and not task.support:
        return f"{say_bodies(list(task.through))}: "
    names_us = any(ref in task.fact.bodies for ref in task.through)
    return "" if names_us or not task.fact.bodies else f"Cùng {say_bodies(task.fact.bodies)}: "


def _inside_place(task: BodyTask[Deadline], what: str) -> str:
    """What is to be done, with who of the place has to do it."""
    return f"{say_bodies(list(task.through))}: {_lower(what)}" if task.how == "inside" else _sentence(what)


def _section(work: Work, deadline: Deadline) -> str | None:
    found = (duty.section for duty in work.document.record.obligations if duty.id == deadline.obligation)
    return next(found, None)


def _told(record: DocumentRecord, duty: Obligation, told: set[str]) -> bool:
    """Whether the deadlines that the page lists say all of a duty."""
    deadlines = [one for one in record.deadlines if one.id in duty.deadlines or one.obligation == duty.id]
    if not any(one.id in told for one in deadlines):
        return False
    rest = fold(duty.action)
    for deadline in deadlines:
        for words in (deadline.action, *(span.quote for span in deadline.spans)):
            rest = rest.replace(fold(words), " ")
    return len(rest.replace(" ", "")) <= _REST


def _inside(spans: Sequence[Span], around: Sequence[Span]) -> bool:
    return bool(spans) and all(any(o.start <= s.start and s.end <= o.end for o in around) for s in spans)


def _contacts(record: DocumentRecord, of: BodyRef) -> Iterator[str]:
    for contact in record.contacts:
        organ = contact.organ_name
        if organ and concern(of.canonical or of.name, [BodyRef(name=organ, canonical=organ, kind="other")]) == "named":
            yield ", ".join(part for part in (contact.name, contact.title, contact.phone) if part)


def _sentence(text: str) -> str:
    words = " ".join(text.split()).rstrip(";,")
    return words[:1].upper() + words[1:]


_COMMON = frozenset(
    ("các", "mỗi", "mọi", "từng", "những", "thủ", "toàn", "công", "tổ", "triển", "vận", "chủ", "phối", "về")
)


def _lower(text: str) -> str:
    """A phrase inside a sentence: a common first word loses its capital, a name keeps it."""
    words = " ".join(text.split())
    common = words.partition(" ")[0].lower() in _COMMON and not words[1:2].isupper()
    return words[:1].lower() + words[1:] if common else words
