"""What the sheets of a document's workbook share: the file, the links to the source, the marks of review.

In: a document as people left it. Each module of sheets writes into ``DocumentWorkbook.file``; what it counts there,
``DocumentWorkbook.summaries``, the overview shows.

    book.fact_sheet("deadlines", columns, (fact_row(book, deadline, 1, day, …) for …), "no-deadlines")

Sheets and columns are named by keys of the catalogues' table ``[workbook]``; the book says them in its language.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from hmtn_ingest.exports import review_status
from hmtn_ingest.exports.line_numbers import LineNumbers, page
from hmtn_ingest.exports.xlsx_file import XlsxColumn, XlsxFile, XlsxLink, XlsxRow, XlsxValue, text_pieces
from hmtn_ingest.i18n import Language, say
from hmtn_ingest.i18n.phrases import say_date, say_doubts
from hmtn_ingest.review.reviewed import Reviewed, State
from parsers.records import Grounded, Header, Record, Span

_TOLD = 15  # facts that the overview has room for
_EMPTY = 8.0  # width of a column in which nothing stands; its head has two lines


@dataclass(frozen=True, slots=True)
class SheetSummary:
    """A sheet with how many rows it has, how many are not reviewed, and how many want a look."""

    name: str
    rows: int
    open: int
    doubtful: int


class DocumentWorkbook:
    """The workbook of one document in the making."""

    first_line_row = 5
    """Row of the sheet "Nguồn" in which the first line of the text stands."""

    def __init__(self, reviewed: Reviewed, language: Language) -> None:
        self.reviewed = reviewed
        self.language = language
        self.record = reviewed.record
        self.numbers = LineNumbers(reviewed.record)
        self.summaries: list[SheetSummary] = []
        header = reviewed.record.header
        kind, subject, code = _words(header.type_name) or "VĂN BẢN", _words(header.subject), header.code or ""
        self.title = f"{kind}: {subject}" if subject else kind
        self.caption = _caption(kind, code, header)
        self.file = XlsxFile(self.title, footer=code or kind, language=language)
        self.lines = [text_pieces(line.replace("\t", "  |  ")) for line in self.numbers.lines]
        """The lines of the text as they stand in "Nguồn"; one that is too long for a cell takes several rows."""
        self.told = _told((self.record.targets, self.record.results, self.record.events))
        """Facts that the overview tells; their sheets need not be printed."""
        said = [state.last for state in reviewed.states.values() if state.last]
        self.reviewers = {
            who: sorted(review_status.day(one.at) for one in said if one.by == who)
            for who in dict.fromkeys(one.by for one in said)
        }
        self._rows: list[int] = []
        row = self.first_line_row
        for pieces in self.lines:
            self._rows.append(row)
            row += len(pieces)

    def say(self, key: str, **values: object) -> str:
        """A text of the table ``[workbook]``."""
        return say(f"workbook.{key}", self.language, **values)

    def tells(self, facts: Sequence[Record]) -> bool:
        """Whether the overview tells these facts of one kind."""
        return any(facts[0] is one for one in self.told) if facts else False

    def review(self, state: State) -> str:
        """How far a fact is reviewed, by whom only where there were several; the overview says when."""
        words = review_status.word(state.status, self.language)
        return f"{words}: {state.last.by}" if state.last and len(self.reviewers) > 1 else words

    def link(self, spans: Sequence[Span]) -> XlsxLink | None:
        """The way from a row to its words."""
        line = self.numbers.first_line(spans)
        if line is None:
            return None
        on = page(spans)
        words = self.say("page-line", page=on, line=line) if on else self.say("line", line=line)
        return XlsxLink(words, self.say("source"), self._rows[line - 1])

    def fact_sheet(
        self,
        name: str,
        columns: Sequence[XlsxColumn],
        rows: Iterable[XlsxRow],
        empty: str,
        note: str = "",
        *,
        printed: bool = True,
    ) -> None:
        """A sheet with one table; its numbers go into the overview. ``empty`` and ``note`` are keys, too.

        One that is not ``printed`` is for the screen, and so is one without rows: the overview has its nought.
        """
        made = list(rows)
        printed = printed and bool(made)
        review = next((number for number, column in enumerate(columns) if column.title == "review"), None)
        columns = [replace(column, title=self.say(column.title)) for column in _fitted(columns, made)]
        sheet = self.file.sheet(self.say(name), [column.width for column in columns], wide=True)
        notes = [self.say(key) for key in (note, "" if printed else "for-screen") if key]
        sheet.title(self.say(name), self.caption, *notes)
        if not printed:
            sheet.leave_out_of_print()
        sheet.table(columns, made, self.say(empty) if empty else "")
        unreviewed = tuple(review_status.word(status, self.language) for status in ("open", "stale"))
        waiting = sum(review is not None and str(row.values[review]).startswith(unreviewed) for row in made)
        self.summaries.append(SheetSummary(self.say(name), len(made), waiting, sum(row.doubtful for row in made)))


def _told(kinds: Sequence[Sequence[Record]]) -> list[Record]:
    """The facts of those kinds that have room together, in the order of the kinds."""
    room, inside = _TOLD, set()
    for at in sorted(range(len(kinds)), key=lambda at: len(kinds[at])):
        if len(kinds[at]) <= room:
            room -= len(kinds[at])
            inside.add(at)
    return [fact for at in sorted(inside) for fact in kinds[at]]


def _fitted(columns: Sequence[XlsxColumn], rows: Sequence[XlsxRow]) -> list[XlsxColumn]:
    """The columns with the room of those in which nothing stands given to the widest."""
    filled = [any(row.values[at] not in (None, "") for row in rows) for at in range(len(columns))]
    fitted = [
        column if full or not rows else replace(column, width=min(column.width, _EMPTY))
        for column, full in zip(columns, filled, strict=True)
    ]
    spare = sum(column.width for column in columns) - sum(column.width for column in fitted)
    widest = max(range(len(fitted)), key=lambda at: fitted[at].width)
    fitted[widest] = replace(fitted[widest], width=fitted[widest].width + spare)
    return fitted


def fact_row(book: DocumentWorkbook, item: Record, *values: XlsxValue, more: str = "") -> XlsxRow:
    """A row for a fact: its values, then review, doubts and the link to its words."""
    state = book.reviewed.state(item.id)
    doubts = say_doubts([doubt for doubt in item.doubts if doubt != "blank"], book.language)
    review = "\n".join(filter(None, (book.review(state), more)))
    return XlsxRow((*values, review, doubts or None, book.link(item.spans)), bool(doubts) or state.status == "stale")


def _words(field: Grounded[str] | None) -> str:
    return (field and field.value) or ""


def _caption(kind: str, code: str, header: Header) -> str:
    """The document in a line: "Kế hoạch số 31/KH-BCĐ ngày 19/01/2026 · BAN CHỈ ĐẠO PHƯỜNG BỜ LAU"."""
    date = header.issued_date.value if header.issued_date else None
    parts = (kind.capitalize(), f"số {code}" if code else "", f"ngày {say_date(date)}" if date else "")
    organ = _words(header.organ_name)
    return " ".join(part for part in parts if part) + (f" · {organ}" if organ else "")
