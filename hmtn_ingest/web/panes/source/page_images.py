"""What the source pane is given: the text line by line, a place for every mark, the pages of a PDF as pictures.

Nothing here is markup. All lengths are PDF points from the top left corner of the page as it is seen (cropped and
turned), unless pixels are named.
"""

from __future__ import annotations

import ctypes
import io
import statistics
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
import regex
from PIL import Image, ImageDraw

from hmtn_ingest.i18n import Language
from hmtn_ingest.privacy import hider
from hmtn_ingest.readers import Unreadable, read
from hmtn_ingest.render.highlight import MarkedPiece, SourceMark, mark_title, marks, source_lines
from hmtn_ingest.review.reviewed import Reviewed
from parsers.document import Document
from parsers.records import DocumentRecord

Box = tuple[float, float, float, float]

WIDTH = 1100
"""Pixels that a page is wide as a picture."""

_TALLEST = 4 * WIDTH
_QUALITY = 70
_PATCH = (201, 204, 208)
_MARGIN = 1.5  # points that a patch reaches over the box of a digit, which is not exact in recognised scans
_SAMPLED = 24  # boxes of a page that are looked at
_STANDING = frozenset("abcdefhiklmnorstuvxzđABCDEGHIKLMNOPRSTUVXĐ0123456789")  # letters that stand on the line
_DESCENT = 0.21  # the part of a box below the line, in the fonts that say it
_LITTLE_ROOM = 0.08
_UNMASKABLE = ("no-text-layer", "bad-text-layer")


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page of a PDF: its size, and where the reader's boxes have their origin on it.

    ``drop`` is the part of its height by which a box is too high: where a font does not say how far its letters reach
    below the line, the reader's boxes stand on the line.
    """

    width: float
    height: float
    left: float = 0.0
    top: float = 0.0
    drop: float = 0.0

    def box(self, box: Box) -> Box:
        """A box of a :class:`~parsers.records.Span` on the page as it is seen."""
        x0, top, x1, bottom = box
        down = self.top + self.drop * (bottom - top)
        return (x0 + self.left, top + down, x1 + self.left, bottom + down)


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
            if "-added-" in key
            for span in fact.item.spans
        ],
        "states": {key: state.status for key, state in reviewed.states.items() if state.status != "open"},
    }


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

_one_at_a_time = threading.Lock()  # PDFium is not made for threads


@contextmanager
def _opened(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    with _one_at_a_time:
        pdf = pypdfium2.PdfDocument(data)
        try:
            pdf.init_forms()  # or filled-in fields stay invisible
            yield pdf
        finally:
            pdf.close()


def page_images(data: bytes, record: DocumentRecord) -> tuple[PageImage, ...]:
    """The pages of a PDF; none where the file is no PDF, or one that cannot be opened."""
    boxes: dict[int, list[Box]] = {}
    for mark in marks(record):
        if mark.page and mark.boxes and len(boxes.setdefault(mark.page, [])) < _SAMPLED:
            boxes[mark.page].append(mark.boxes[0])
    try:
        with _opened(data) as pdf:
            return tuple(_page_image(page, boxes.get(number, [])) for number, page in enumerate(_pages(pdf), 1))
    except pypdfium2.PdfiumError:
        return ()


def _pages(pdf: pypdfium2.PdfDocument) -> Iterator[pypdfium2.PdfPage]:
    for number in range(len(pdf)):
        page = pdf[number]
        try:
            yield page
        finally:
            page.close()


def _page_image(page: pypdfium2.PdfPage, boxes: Sequence[Box]) -> PageImage:
    width, height = page.get_size()
    left, bottom, right, top = page.get_mediabox()
    corners = [_seen(page, x, y) for x in (left, right) for y in (bottom, top)]
    if page.get_rotation() in (90, 270):
        left, bottom = bottom, left
    # pdfplumber gives y its origin one media box too high where that does not begin at 0
    image = PageImage(width, height, min(x for x, _ in corners) - left, min(y for _, y in corners) + bottom)
    layer = page.get_textpage()
    below = [share for box in boxes if (share := _room_below(page, layer, image.box(box))) is not None]
    layer.close()
    if below and (room := statistics.median(below)) < _LITTLE_ROOM:
        return replace(image, drop=_DESCENT - room)
    return image


def _room_below(page: pypdfium2.PdfPage, layer: pypdfium2.PdfTextPage, box: Box) -> float | None:
    """The part of a box that lies under its first letter; ``None`` where that letter may reach below the line."""
    if page.get_rotation():
        return None
    x0, top, _, bottom = box
    left, _, _, upper = page.get_cropbox()
    index = pdfium.FPDFText_GetCharIndexAtPos(layer, left + x0 + 3, upper - (top + bottom) / 2, 3, 3)
    letter = chr(pdfium.FPDFText_GetUnicode(layer, index)) if index >= 0 else ""
    place = _character_box(page, layer, index) if letter in _STANDING else None
    return (bottom - place[3]) / (bottom - top) if place and bottom > top else None


def _seen(page: pypdfium2.PdfPage, x: float, y: float) -> tuple[float, float]:
    """A point of the page's own space as it is seen. PDFium answers in whole pixels, so it is asked for many."""
    fine = 100
    width, height = page.get_size()
    across, down = ctypes.c_int(), ctypes.c_int()
    size = (round(width * fine), round(height * fine))
    pdfium.FPDF_PageToDevice(page, 0, 0, *size, 0, x, y, across, down)
    return across.value / fine, down.value / fine


def picture(data: bytes, number: int, patches: Sequence[Box] = ()) -> bytes:
    """Page ``number`` (from 1) of a PDF as a JPEG, :data:`WIDTH` pixels wide, with patches painted over it."""
    with _opened(data) as pdf:
        page = pdf[number - 1]
        width, height = page.get_size()
        scale = min(WIDTH / max(width, 1.0), _TALLEST / max(height, 1.0))
        image: Image.Image = page.render(scale=scale).to_pil().convert("RGB")
    draw = ImageDraw.Draw(image)
    for x0, top, x1, bottom in patches:
        edges = (x0 - _MARGIN, top - _MARGIN, x1 + _MARGIN, bottom + _MARGIN)
        draw.rectangle([edge * scale for edge in edges], fill=_PATCH)
    done = io.BytesIO()
    image.save(done, "JPEG", quality=_QUALITY)
    return done.getvalue()


def withheld(record: DocumentRecord, count: int) -> list[int]:
    """The pages, of ``count``, on which no program can tell a phone number: they are pictures, or read as rubbish."""
    found = [problem.page for problem in record.problems if problem.code in _UNMASKABLE]
    return list(range(1, count + 1)) if None in found else sorted({page for page in found if page})


# -- phone numbers on pages --------------------------------------------------------------------------------------------


def patches(data: bytes, record: DocumentRecord, hide: Callable[[str], str]) -> dict[int, list[Box]]:
    """By page, the boxes of the digits that ``hide`` hides, as seen by PDFium, which also sees heads and feet of pages.

    Where a number of the record is not among them (it stands in an annotation, or runs over two cells), the file is
    read once more for its place.
    """
    found: dict[int, list[Box]] = {}
    seen: Counter[str] = Counter()
    with _opened(data) as pdf:
        for number, page in enumerate(_pages(pdf), 1):
            layer = page.get_textpage()
            text = _characters(page, layer)
            hidden = hide(text)
            seen.update(_hidden_numbers(text, hidden))
            changed = (at for at, (old, new) in enumerate(zip(text, hidden, strict=True)) if old != new)
            here = [box for at in changed if (box := _character_box(page, layer, at))]
            if here:
                found[number] = here
            layer.close()
    if Counter(_hidden_numbers(record.text, hide(record.text))) - seen:
        for number, more in _read_patches(data, record, hide).items():
            found[number] = found.get(number, []) + more
    return found


# "••••.•••.123" · "•••• •••\n123" · "(••••) ••• •88"
_HIDDEN = regex.compile(r"•(?:[^\p{L}\d]{0,6}[•\d])*")


def _hidden_numbers(text: str, hidden: str) -> list[str]:
    """The digits of each number that was hidden."""
    matches = _HIDDEN.finditer(hidden)
    found = ("".join(filter(str.isdigit, text[match.start() : match.end()])) for match in matches)
    return [digits for digits in found if digits]


# the blank in "0912 345 678" and in a row of quotas "… 091   2345 678 …"
_BETWEEN_DIGITS = regex.compile(r"(?<=[\d)])\s(?=[\d(+])")


def _characters(page: pypdfium2.PdfPage, layer: pypdfium2.PdfTextPage) -> str:
    """The characters of a page in the order of the file; a blank as wide as a gap between cells is a tab."""
    count = layer.count_chars()
    characters = [chr(pdfium.FPDFText_GetUnicode(layer, at) or 0xFFFD) for at in range(count)]
    for match in _BETWEEN_DIGITS.finditer("".join(characters)):
        left = _character_box(page, layer, match.start() - 1)
        right = _character_box(page, layer, match.end())
        if left and right and right[0] - left[2] > 1.5 * (left[3] - left[1]):
            characters[match.start()] = "\t"
    return "".join(characters)


def _character_box(page: pypdfium2.PdfPage, layer: pypdfium2.PdfTextPage, index: int) -> Box | None:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    if not pdfium.FPDFText_GetCharBox(layer, index, left, right, bottom, top):
        return None
    (x, y), (z, w) = _seen(page, left.value, top.value), _seen(page, right.value, bottom.value)
    return (min(x, z), min(y, w), max(x, z), max(y, w))


def _read_patches(data: bytes, record: DocumentRecord, hide: Callable[[str], str]) -> dict[int, list[Box]]:
    document = reading(data, record.source.file_name)
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


def reading(data: bytes, name: str) -> Document | None:
    """The file read once more, for the place of every character; takes about a tenth of a second a page."""
    try:
        return read(data, name)
    except Unreadable:
        return None


def words(data: bytes, record: DocumentRecord) -> list[Word]:
    """Every word of a PDF with its place; none where the file is now read otherwise than the record says."""
    document = reading(data, record.source.file_name)
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
