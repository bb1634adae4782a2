"""What a rule sees: the record of a document, and the forms of its text that patterns are written against.

``Context(record)`` is made once for all rules of a check; what it offers is worked out when it is first asked for.
Three forms of the text have offsets of their own: that of the record (spans), ``plain``/``norm`` (:meth:`Context.at`,
:meth:`Context.span`) and ``prose.text`` (:meth:`Context.place`, :meth:`Context.said`).
"""

from __future__ import annotations

import bisect
import datetime
import functools
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from parsers import regex
from parsers.layout import cues
from parsers.plain_text import PlainText
from parsers.records import DateValue, DocumentRecord, Section, Span
from parsers.text import Memo, normal
from rules.prose import Prose

_HEAD_LINES = 12
_ANNEX_WORDS = ("phụ lục", "phụ biểu")
_WORD = regex.compile(r"\p{L}+")


@dataclass(frozen=True)
class Context:
    """A document as rules see it. It knows no day of reading: a record has the same findings every day."""

    record: DocumentRecord

    @cached_property
    def memo(self) -> Memo:
        """What several rules ask for, found once (:func:`parsers.text.memo`)."""
        return Memo()

    @cached_property
    def _plain(self) -> PlainText:
        return PlainText(self.record.text)

    @property
    def plain(self) -> str:
        """The text in NFC without formatting marks, with plain, single blanks and hyphens; line ends and tabs stay.

        Offsets of ``plain`` and ``norm`` become spans by :meth:`span`; :meth:`at` leads from the record to them.
        """
        return self._plain.text

    @cached_property
    def norm(self) -> str:
        """``parsers.text.normal`` of :attr:`plain`, equally long: patterns are written against this form."""
        return normal(self.plain)

    @cached_property
    def words(self) -> list[str]:
        """The words of ``norm`` in their order, without digits and signs."""
        found: list[str] = []
        for piece in self.norm.split():
            if piece.isalpha():
                found.append(piece)
            else:
                found += _words(piece)
        return found

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The different words of ``norm``."""
        return frozenset(self.words)

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the record's text behind ``[start, end)`` of ``plain``."""
        return self._plain.source(start, end)

    def at(self, offset: int) -> int:
        """Offset into ``plain`` of an offset into the record's text."""
        return self._plain.at(offset)

    def span(self, start: int, end: int) -> Span:
        """The stretch ``[start, end)`` of ``plain`` as a span; its page is that of the record before it."""
        start, end = self.source(start, end)
        return Span(start=start, end=end, quote=self.record.text[start:end], page=self._page(start))

    def _page(self, offset: int) -> int | None:
        offsets, pages = self._pages
        return pages[max(0, bisect.bisect_right(offsets, offset) - 1)] if pages else None

    @cached_property
    def _pages(self) -> tuple[list[int], list[int]]:
        if self.record.source.pages is None:
            return [], []
        known = sorted({(s.start, s.page) for s in self._spans() if s.page is not None})
        return [start for start, _ in known], [page for _, page in known]

    def _spans(self) -> Iterator[Span]:
        record = self.record
        for section in self.sections:
            yield section.span
        for table in record.quota_tables:
            yield from table.spans
            for row in table.rows:
                yield from row.spans
        for records in (record.citations, record.dates, record.targets, record.obligations, record.recipients):
            for item in records:
                yield from item.spans
        for name in type(record.header).model_fields:
            field = getattr(record.header, name)
            yield from field.spans if field else ()

    @cached_property
    def sections(self) -> list[Section]:
        """All sections, parents before their children, in the order of the text."""
        found: list[Section] = []

        def walk(sections: list[Section]) -> None:
            for section in sections:
                found.append(section)
                walk(section.children)

        walk(self.record.sections)
        return found

    @cached_property
    def _section_starts(self) -> list[int]:
        return [section.span.start for section in self.sections]

    def section_at(self, offset: int) -> Section | None:
        """The section in which an offset of the record's text stands."""
        index = bisect.bisect_right(self._section_starts, offset) - 1
        return self.sections[index] if index >= 0 else None

    @cached_property
    def _parents(self) -> dict[int, Section]:
        return {id(child): section for section in self.sections for child in section.children}

    def headings_at(self, offset: int) -> list[Section]:
        """The section in which an offset of the record's text stands and those above it, the outermost first."""
        section = self.section_at(offset)
        chain: list[Section] = []
        while section is not None:
            chain.insert(0, section)
            section = self._parents.get(id(section))
        return chain

    @cached_property
    def _ends(self) -> dict[int, int]:
        found: dict[int, int] = {}

        def walk(sections: list[Section], stop: int) -> None:
            ends = [*(after.span.start for after in sections[1:]), stop]
            for section, end in zip(sections, ends, strict=False):
                found[id(section)] = end
                walk(section.children, found[id(section)])

        walk(self.record.sections, len(self.record.text))
        return found

    def end_of(self, section: Section) -> int:
        """Where the part under a heading ends in the record's text: at the next heading that is not below it."""
        return self._ends[id(section)]

    def line_at(self, offset: int) -> Span:
        """The line of the record's text around an offset of that text."""
        text = self.record.text
        start = text.rfind("\n", 0, offset) + 1
        end = text.find("\n", offset)
        end = len(text) if end < 0 else end
        return Span(start=start, end=end, quote=text[start:end], page=self._page(start))

    @cached_property
    def prose(self) -> Prose:
        """The text as running prose; its offsets become spans by :meth:`said`."""
        openings = [self.at(section.span.start) for section in self.sections]
        return Prose(self.plain, self.norm, openings, wrapped=self.record.source.media_type.startswith("text/"))

    def said(self, start: int, end: int) -> Span:
        """The stretch ``[start, end)`` of ``prose.text`` as a span."""
        return self.span(*self.prose.plain(start, end))

    def place(self, offset: int) -> int:
        """Offset into ``prose.text`` of an offset into the record's text."""
        return self.prose.at(self.at(offset))

    @cached_property
    def heading(self) -> Span:
        """Where to point at the document as a whole: its type name, else its issuer, else its first line with text."""
        header = self.record.header
        for field in (header.type_name, header.organ_name):
            if field and field.spans:
                return field.spans[0]
        text = self.record.text
        return self.line_at(len(text) - len(text.lstrip()))

    @cached_property
    def signing(self) -> list[Span]:
        """Where to point at who signed: the name of the signer, else the document as a whole."""
        name = self.record.header.signer_name
        return name.spans if name and name.spans else [self.heading]

    @cached_property
    def end(self) -> Span:
        """Where to point at what is missing at the end: the last line with text."""
        return self.line_at(max(0, len(self.record.text.rstrip()) - 1))

    @cached_property
    def formal(self) -> bool:
        """Whether our copy holds the frame of a document, so that what is missing in it is missing in the document.

        A letterhead is one, and so are type, signer and recipients together: they frame a whole document. Excerpts
        have neither; in a scan a missing part may be one that could not be read. What is attached to a document has
        the number, the day and the recipients of that document.
        """
        if self.is_attached:
            return False
        header = self.record.header
        organ = header.organ_name is not None and header.organ_name.how != "inferred"
        shown = (header.code_notation, header.issued_date, header.issued_place)
        framed = None not in (header.type_name, header.signer_name) and bool(self.record.recipients)
        return (not self.record.source.ocr or self.record.source.reader == "scan") and (
            organ or framed or any(field is not None for field in shown)
        )

    @cached_property
    def head_lines(self) -> list[str]:
        """The first lines with text, above any section: letterhead and title stand there."""
        begins = min((section.span.start for section in self.record.sections), default=len(self.record.text))
        return [line.strip() for line in self.plain[: self.at(begins)].split("\n") if line.strip()][:_HEAD_LINES]

    @cached_property
    def is_attached(self) -> bool:
        """Whether the whole text is an annex: it begins by saying so, or says what it is attached to."""
        type_name = self.record.header.type_name
        lines = [normal(line) for line in self.head_lines]
        if any(cues.NUMBER_LINE.match(part) for line in lines for part in line.split("\t")):
            return False
        titled = type_name is None and any(line.startswith(_ANNEX_WORDS) for line in lines)
        return titled or any(cues.ATTACHED.match(line) for line in lines)

    @cached_property
    def is_draft(self) -> bool:
        """A document that waits for its number: it is numbered, dated and signed last."""
        number = self.record.header.code_number
        return number is not None and number.value is None

    @cached_property
    def type_name(self) -> str | None:
        field = self.record.header.type_name
        return field.value if field else None

    @property
    def is_report(self) -> bool:
        return self.type_name == "BÁO CÁO"

    @cached_property
    def issued(self) -> datetime.date | None:
        """The day of issue; ``None`` where it is blank, absent or no day of the calendar."""
        field = self.record.header.issued_date
        return calendar_day(field.value) if field else None

    @cached_property
    def issue_year(self) -> int | None:
        return self.record.issue_year


def calendar_day(value: DateValue | None) -> datetime.date | None:
    """The calendar day that a value names exactly; ``None`` for a month, an interval, a blank or an impossible day."""
    if value is None or len(value.edtf) != 10:
        return None
    try:
        return datetime.date.fromisoformat(value.edtf)
    except ValueError:
        return None


def format_day(date: datetime.date) -> str:
    """A day as these documents write it: 05/01/2026."""
    return f"{date:%d/%m/%Y}"


@functools.lru_cache(maxsize=16384)
def _words(piece: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(piece))
