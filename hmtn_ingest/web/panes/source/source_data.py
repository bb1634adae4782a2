"""What the source pane is given: the text line by line, a place for every mark, the places of words and phone numbers.

Nothing here is markup. All lengths are PDF points from the top left corner of the page as it is seen (cropped and
turned), unless pixels are named.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hmtn_ingest.i18n import Language
from hmtn_ingest.privacy import hider
from hmtn_ingest.readers import PageProgress, PageWatch, Unreadable, read
from hmtn_ingest.readers.kept_pages import KeptPages
from hmtn_ingest.readers.page.words import Box
from hmtn_ingest.readers.pdf.images import SAMPLED, PageImage, PageText, page_sizes, page_texts, picture
from hmtn_ingest.readers.scan.images import scan_picture, scan_sizes
from hmtn_ingest.render.highlight import MarkedPiece, SourceMark, mark_title, marks, source_lines
from hmtn_ingest.review.reviewed import Reviewed, State
from parsers import regex
from parsers.document import Document
from parsers.records import DocumentRecord, Problem

_UNMASKABLE = ("no-text-layer", "bad-text-layer", "picture-unread")


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or the part of a word on one line, where it stands in the text and on its page (from 1)."""

    page: int
    start: int
    end: int
    box: Box


# -- text and marks ----------------------------------------------------------------------------------------------------


def hiding(reviewed: Reviewed) -> Callable[[str], str]:
    """Hides the phone numbers of a document in any text, its length unchanged."""
    return hider([reviewed.extracted, reviewed.record])


def source_data(reviewed: Reviewed, text: str, images: Sequence[PageImage], language: Language) -> dict[str, Any]:
    """The text and its marks as JSON; ``text`` is that of the record, masked or not.

    ``lines`` are ``[look, is a row of a table, cells]``, a cell is a list of pieces ``[start, end, marks…]``, the mark
    that gives the colour first. ``marks`` are ``[key, kind, doubtful, title, start, end, page, boxes]``, the page from
    1 and 0 where there is none. ``added`` lists the marks that people added as ``{key, kind, start, end}``. Offsets are
    code points.
    """
    # a date that belongs to another fact would only cover that fact's colour
    marked = [mark for mark in marks(reviewed.extracted) if mark.kind != "date" or mark.record in reviewed.states]
    index = {mark: at for at, mark in enumerate(marked)}
    return {
        "text": text,
        "lines": [
            [line.look, line.row, [[_piece(piece, index) for piece in cell] for cell in line.cells]]
            for line in source_lines(reviewed.extracted, marked)
        ],
        "marks": [_mark(mark, images, language) for mark in marked],
        "added": [
            {"key": key, "kind": fact.kind, "start": span.start, "end": span.end}
            for key, fact in reviewed.facts.items()
            if reviewed.state(key).status in ("added", "edited")
            for span in reviewed.words_given(key)
        ],
        "states": {key: state.status for key, state in _states(reviewed) if state.status != "open"},
    }


def _states(reviewed: Reviewed) -> Iterator[tuple[str, State]]:
    """How far each fact, and each entry of the residue, is decided."""
    yield from reviewed.states.items()
    yield from ((key, one.state) for key, one in reviewed.unread.items() if one.fact.kind == "residue")


def _piece(piece: MarkedPiece, index: Mapping[SourceMark, int]) -> list[int]:
    return [piece.start, piece.end, *(index[mark] for mark in piece.marks)]


def _mark(mark: SourceMark, images: Sequence[PageImage], language: Language) -> list[Any]:
    page = mark.page if mark.page and mark.page <= len(images) else 0
    boxes = [_rounded(images[page - 1].box(box)) for box in mark.boxes] if page else []
    doubtful = any(doubt != "blank" for doubt in mark.doubts)
    return [mark.record, mark.kind, doubtful, mark_title(mark, language), mark.start, mark.end, page, boxes]


def _rounded(box: Box) -> list[float]:
    return [round(edge, 1) for edge in box]


# -- pages -------------------------------------------------------------------------------------------------------------


def page_images(data: bytes, record: DocumentRecord) -> tuple[PageImage, ...]:
    """The pages of a PDF or an image file; none where it is neither, or cannot be opened."""
    if is_image_file(record):
        return tuple(PageImage(width, height) for width, height in scan_sizes(data))
    boxes: dict[int, list[Box]] = {}
    for mark in marks(record):
        if mark.page and mark.boxes and len(boxes.setdefault(mark.page, [])) < SAMPLED:
            boxes[mark.page].append(mark.boxes[0])
    return page_sizes(data, boxes)


def is_image_file(record: DocumentRecord) -> bool:
    return record.source.media_type.startswith("image/")


def shown_picture(data: bytes, record: DocumentRecord, number: int, patches: Sequence[Box]) -> bytes:
    """A page of the file as a JPEG, with patches painted over it."""
    return (scan_picture if is_image_file(record) else picture)(data, number, patches)


def withheld(record: DocumentRecord, count: int, *, all_pages: bool = False) -> list[int]:
    """The pages, of ``count``, on which no program can tell a phone number: they are pictures, or read as rubbish."""
    if all_pages:
        return list(range(1, count + 1))
    found = _unmaskable(record.problems)
    return list(range(1, count + 1)) if None in found else sorted(page for page in found if page)


def _unmaskable(problems: Iterable[Problem]) -> set[int | None]:
    return {problem.page for problem in problems if problem.code in _UNMASKABLE}


# -- phone numbers on pages --------------------------------------------------------------------------------------------


def patches(
    data: bytes, record: DocumentRecord, hide: Callable[[str], str], keep: Path | None = None
) -> dict[int, list[Box]] | None:
    """By page, the boxes of the digits that ``hide`` hides, as seen by PDFium, which also sees heads and feet of pages.

    Pages that are pictures are asked of what recognised them; ``None`` where that cannot be done any more. Where a
    number of the record is not among them (it stands in an annotation, or runs over two cells), the file is read once
    more for its place.
    """
    pages = [] if is_image_file(record) else list(_hidden_places(page_texts(data), hide))
    if record.source.ocr:
        recognised: list[PageText] = []
        document = reading(data, record, keep, lambda page: recognised.extend(_recognised_text(page)))
        if document is None or _unmaskable(document.problems) - _unmaskable(record.problems):
            return None
        pages += _hidden_places(recognised, lambda text: hide(_digits(text)))
    found: dict[int, list[Box]] = {}
    seen: Counter[str] = Counter()
    for number, numbers, boxes in pages:
        seen.update(numbers)
        if boxes:
            found.setdefault(number, []).extend(boxes)
    if Counter(_hidden_numbers(record.text, hide(record.text))) - seen:
        for number, more in _read_patches(data, record, hide, keep).items():
            found[number] = found.get(number, []) + more
    return found


def _hidden_places(pages: Iterable[PageText], hide: Callable[[str], str]) -> Iterator[tuple[int, list[str], list[Box]]]:
    """For each page its number, the digits of the phone numbers on it, and the boxes of what is hidden of them."""
    for page in pages:
        text = page.characters
        hidden = hide(text)
        changed = (at for at, new in enumerate(hidden) if new == "•" and text[at] != "•")
        yield page.number, _hidden_numbers(text, hidden), [box for at in changed if (box := page.box(at))]


def _recognised_text(page: PageProgress) -> Iterator[PageText]:
    """All lines of a page that is a picture, heads and feet of pages among them."""
    if page.content is None or not page.recognised:
        return
    boxes: list[Box | None] = []
    lines: list[str] = []
    for line in page.content.every_line():
        lines.append(line.text)
        edges = iter(line.boxes)
        boxes += zip(edges, edges, edges, edges, strict=True)
        boxes.append(None)
    yield PageText(page.number, "\n".join(lines), boxes.__getitem__)


# "O912 345 678" · "09l2.345.67B": what may be a number for a reader of letters is hidden as one
_LIKE_DIGITS = regex.compile(r"(?<!\w)[\dOoQDlI|SZB](?:[.\-–‑ ()]{0,2}[\dOoQDlI|SZB]){7,13}(?!\w)")
_AS_DIGITS = str.maketrans("OoQDlI|SZB", "0000111528")


def _digits(text: str) -> str:
    """The text with letters that are taken for digits, inside what is as long as a phone number, set right."""
    return str(_LIKE_DIGITS.sub(lambda match: match[0].translate(_AS_DIGITS), text))


# "••••.•••.123" · "•••• •••\n123" · "(••••) ••• •88"
_HIDDEN = regex.compile(r"•(?:[^\p{L}\d]{0,6}[•\d])*")


def _hidden_numbers(text: str, hidden: str) -> list[str]:
    """The digits of each number that was hidden."""
    matches = _HIDDEN.finditer(hidden)
    found = ("".join(filter(str.isdigit, text[match.start() : match.end()])) for match in matches)
    return [digits for digits in found if digits]


def _read_patches(
    data: bytes, record: DocumentRecord, hide: Callable[[str], str], keep: Path | None
) -> dict[int, list[Box]]:
    document = reading(data, record, keep)
    if document is None or document.layout is None:
        return {}
    seen = page_images(data, record)
    found: dict[int, list[Box]] = {}
    for at, (old, new) in enumerate(zip(document.text, hide(document.text), strict=True)):
        if old != new:
            page, boxes = document.layout.locate(at, at + 1)
            if page:
                found.setdefault(page, []).extend(seen[page - 1].box(box) for box in boxes)
    return found


# -- words on pages ----------------------------------------------------------------------------------------------------

# "máu", "0900.000.123", "15/4/2026," – what a person drags over
_WORD = regex.compile(r"\S+")


def reading(
    data: bytes,
    record: DocumentRecord,
    keep: Path | None = None,
    tell: Callable[[PageProgress], None] = lambda page: None,
) -> Document | None:
    """The file read once more, for the place of every character; takes about a tenth of a second a page.

    Recognised pages come from the folder ``keep``, where they were put when the file was read first.
    """
    shelf = KeptPages(keep, record.source.sha256) if keep else None
    try:
        return read(data, record.source.file_name, PageWatch(tell, shelf))
    except Unreadable:
        return None


def words(data: bytes, record: DocumentRecord, keep: Path | None = None) -> list[Word]:
    """Every word of a file with pages; none where the file is now read otherwise than the record says."""
    document = reading(data, record, keep)
    if document is None or document.layout is None or document.text != record.text:
        return []
    seen = page_images(data, record)
    found = []
    for match in _WORD.finditer(record.text):
        page, boxes = document.layout.locate(match.start(), match.end())
        if page and page <= len(seen):
            found += [Word(page, match.start(), match.end(), seen[page - 1].box(box)) for box in boxes]
    return found


def by_page(found: Sequence[Word]) -> dict[int, list[list[float]]]:
    """Words as JSON: by page ``[start, end, x0, top, x1, bottom]``."""
    pages: dict[int, list[list[float]]] = {}
    for word in found:
        pages.setdefault(word.page, []).append([word.start, word.end, *_rounded(word.box)])
    return pages
