"""What was recognised from a picture and is not sure makes the facts doubtful whose values hang on it, and no others.

In comes a record whose facts are linked, out it goes with more doubts and with what else its words may say
(``Grounding.alternatives``); ``pipeline`` calls it beside :mod:`parsers.gaps`. What is not sure comes from two places:
the reader, whose two recognisers disagreed or met handwriting or a stamp (``Document.doubtful``), and the words that
were mended (``NormalisedText.mended``).

A disagreement doubts a value only where the value would be another one: a figure when its figures differ, a name when
its letters do, the name of a person or place when its tones do. Nor does what nobody writes speak against Vietnamese a
letter away ("ưrong", "trong"), but in such a name, or a 6 against the sign for per cent that one reader takes it for.
"""

from __future__ import annotations

import bisect
import operator
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Levenshtein

from parsers import regex
from parsers.annotated import AnnotatedDocument
from parsers.mending.known_words import known_words
from parsers.records import Alternative, BodyRef, DocumentRecord, Grounding, Span
from parsers.syllables import is_syllable
from parsers.text import fold, normal

Content = Literal["figures", "name", "proper"]
"""What a value is made of: its figures alone count; its letters; its letters with their tones."""

# numbers and Roman numerals, with what a recogniser takes for figures and blanks that it puts into a number
_FIGURES = regex.compile(r"(?<!\p{L})[\dIVXlO|§]+(?!\p{L})|[\d§]+")
_AS_FIGURES = str.maketrans("Il|O§", "11108")
_SPLIT_NUMBER = regex.compile(r"(?<=[\dl/]) (?=[\dlI])")
_WORD = regex.compile(r"[\p{L}\d]+")
# "U3ếwiệc", "h1ến"; not "4A2b"
_FIGURE_INSIDE = regex.compile(r"\p{L}\d+\p{Ll}{2}")
_HEADER: dict[str, Content] = {
    "code_number": "figures", "issued_date": "figures", "period": "figures", "issued_place": "proper",
    "signer_name": "proper",
}  # fmt: skip
_LONGEST_ALTERNATIVE = 60
_MOST_GAPS = 0.2


@dataclass(frozen=True, slots=True)
class _Reading:
    """A stretch of the source that may say ``other``; a value is doubtful where that makes it another, or always where
    there is nothing to compare it with. A mended word was a cue for what stands in a short clause with it.
    """

    start: int
    end: int
    other: str
    doubt: str
    compared: bool
    mended: bool
    source: Literal["second-reader", "handwriting"] | None


def doubt_readings(annotated: AnnotatedDocument, record: DocumentRecord) -> None:
    """Doubt every value that would be another one if the other reading of its words were right, in place."""
    readings = _Readings(annotated)
    if not readings.found:
        return
    for name in type(record.header).model_fields:
        field = getattr(record.header, name)
        if field is not None:
            readings.doubt(field, field.spans, _HEADER.get(name, "name"))
    _doubt_facts(readings, record)
    _doubt_issue_again(record)
    _doubt_tables(readings, record)
    if annotated.document.ocr:
        _doubt_empty_cells(record)


def _doubt_facts(readings: _Readings, record: DocumentRecord) -> None:
    for dated in (*record.citations, *record.dates, *record.deadlines):
        readings.doubt(dated, dated.spans, "figures")
    for figure in (*record.targets, *record.results):
        readings.doubt(figure, figure.spans, "figures")
    for event in record.events:
        readings.doubt(event, event.spans, "figures")
        if event.place is not None:
            readings.doubt(event.place, event.place.spans, "proper")
    for contact in record.contacts:
        readings.doubt(contact, contact.spans, "figures")
        readings.doubt(contact, contact.spans, "proper")
    for recipient in record.recipients:
        readings.doubt(recipient, recipient.spans, "name")
    for body in record.bodies:
        readings.doubt(body, body.spans[:1], "name")
    for fact, bodies in _with_bodies(record):
        readings.doubt(fact, [span for body in bodies for span in body.spans], "name")


def _doubt_issue_again(record: DocumentRecord) -> None:
    """The date of issue stands among the dates too, and is doubtful there as it is in the header."""
    issued = record.header.issued_date
    for date in record.dates if issued is not None else ():
        if issued and any(a.start <= b.start and b.end <= a.end for a in issued.spans for b in date.spans):
            date.doubts = list(dict.fromkeys([*date.doubts, *issued.doubts]))


def _with_bodies(record: DocumentRecord) -> Iterator[tuple[Grounding, list[BodyRef]]]:
    yield from ((target, target.bodies) for target in record.targets)
    yield from ((result, result.bodies) for result in record.results)
    yield from ((event, event.organisers) for event in record.events)
    yield from ((duty, [*duty.bodies, *duty.partners]) for duty in record.obligations)
    yield from ((deadline, [*deadline.bodies, *deadline.submit_to]) for deadline in record.deadlines)


def _doubt_tables(readings: _Readings, record: DocumentRecord) -> None:
    for table in record.quota_tables:
        for row in table.rows:
            readings.doubt(row, row.body.spans, "name")
        totals = [cells for cells in (table.stated_total, *(g.stated_subtotal for g in table.groups)) if cells]
        for cell in (cell for cells in (*(row.values for row in table.rows), *totals) for cell in cells):
            readings.doubt(cell, cell.spans, "figures")


def _doubt_empty_cells(record: DocumentRecord) -> None:
    """Doubt the empty cells of a column that is full but for a few: recognisers lose a single figure."""
    for table in record.quota_tables:
        for index in range(len(table.value_columns)):
            cells = [row.values[index] for row in table.rows]
            empty = [cell for cell in cells if cell.value is None and "blank" in cell.doubts]
            if len(empty) <= _MOST_GAPS * len(cells):
                for cell in empty:
                    cell.doubts = [*cell.doubts, "ocr"]


class _Readings:
    """What is not sure in a document, in order."""

    def __init__(self, annotated: AnnotatedDocument) -> None:
        self.text = annotated.document.text
        found = (*_recognised(annotated), *_odd_words(annotated), *_mended(annotated))
        self.found = sorted(found, key=operator.attrgetter("start", "end"))
        self._longest = max((one.end - one.start for one in self.found), default=0)

    def doubt(self, fact: Grounding, spans: Iterable[Span], content: Content) -> None:
        for span in spans:
            for one in self._at(span):
                changes = self._differs(one, span, content) or (one.mended and content == "figures")
                if one.compared and not changes:
                    continue
                if one.doubt not in fact.doubts:
                    fact.doubts = [*fact.doubts, one.doubt]
                if one.source and one.other and len(one.other) <= _LONGEST_ALTERNATIVE:
                    _offer(fact, Alternative(text=one.other, source=one.source))

    def _at(self, span: Span) -> Iterator[_Reading]:
        first = bisect.bisect_left(self.found, span.start - self._longest, key=operator.attrgetter("start"))
        for one in self.found[first:]:
            if one.start > span.end:
                break
            touches = one.end > span.start and one.start < span.end
            if touches or (one.start == one.end and span.start <= one.start <= span.end):
                yield one

    def _differs(self, one: _Reading, span: Span, content: Content) -> bool:
        """Whether the part of the value that the reading covers would be another; an odd stretch may hold more."""
        here = self.text[max(one.start, span.start) : min(one.end, span.end)]
        whole = self.text[one.start : one.end]
        if content == "figures":
            if "%" in whole and _figures_of(whole.replace("%", "6")) == _figures_of(one.other):
                return False
            read, other = _figures_of(here), _figures_of(one.other)
            return read != other if read == _figures_of(whole) else not set(read) <= set(other)
        if content == "name" and _is_written(whole) and not _is_written(one.other) and _is_slip(whole, one.other):
            return False
        key = _letters if content == "name" else _letters_with_tones
        return key(here) != key(one.other) if here == whole else key(here) not in key(one.other)


def _offer(fact: Grounding, alternative: Alternative) -> None:
    if alternative not in fact.alternatives:
        fact.alternatives = [*fact.alternatives, alternative]


def _recognised(annotated: AnnotatedDocument) -> Iterator[_Reading]:
    for reading in annotated.document.doubtful_segments():
        blank = not annotated.document.text[reading.start : reading.end].strip()
        doubt = "handwriting" if reading.cause == "handwriting" and blank else "ocr"
        source: Literal["second-reader", "handwriting"]
        source = "handwriting" if reading.cause == "handwriting" else "second-reader"
        yield _Reading(reading.start, reading.end, reading.other, doubt, reading.cause == "disagreement", False, source)


def _odd_words(annotated: AnnotatedDocument) -> Iterator[_Reading]:
    """What both recognisers took for a word though none is written so: a figure among letters, no syllable."""
    if not annotated.document.voted:
        return
    for match in _WORD.finditer(annotated.document.text):
        word = match[0]
        in_small = word.islower() and word.isalpha() and not word.isascii()
        if _FIGURE_INSIDE.search(word) or (in_small and not is_syllable(word)):
            yield _Reading(*match.span(), "", "ocr", compared=False, mended=False, source=None)


def _mended(annotated: AnnotatedDocument) -> Iterator[_Reading]:
    view = annotated.view
    for start, end in view.mended:
        meant, written = view.text[start:end], view.span(start, end).quote
        if meant.replace(" ", "") == written.replace(" ", ""):
            continue  # only torn or run together
        doubt = "ocr" if any(map(str.isdigit, meant)) else "fuzzy-cue"
        yield _Reading(*view.source(start, end), meant, doubt, True, True, None)


def _figures_of(text: str) -> list[str]:
    return [figure.translate(_AS_FIGURES) for figure in _FIGURES.findall(_SPLIT_NUMBER.sub("", text))]


def _is_written(text: str) -> bool:
    """Whether all words of a text are syllables, or known to be written though they are none ("UBND")."""
    words = _WORD.findall(normal(text))
    return bool(words) and all(is_syllable(word) or word in known_words().others for word in words)


def _is_slip(written: str, other: str) -> bool:
    return Levenshtein.distance(_letters(written), _letters(other), score_cutoff=1) <= 1


def _letters(text: str) -> str:
    return fold(text).replace(" ", "")


def _letters_with_tones(text: str) -> str:
    return "".join(letter for letter in normal(text) if letter.isalnum())
