"""A PDF before it is read: what it unfolds to is bounded, what is broken in it is said, what can be mended is mended.

Comes in: the bytes of the file. Goes out: bytes that the libraries which read it can be given, the problems of the file
as a whole, and for each page what is wrong with it. qpdf follows the references, so that loops among them end here.

    inspected = inspect(data)
    inspected.pages[2].refusal   # why page 2 must not be drawn, or None
"""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf

from hmtn_ingest.readers.errors import Unreadable, problem
from hmtn_ingest.readers.pdf.operators import Drawing, drawing_of
from hmtn_ingest.readers.pdf.streams import MOST_UNPACKED, TooMuch, Unpacked, unpacked
from parsers.document import Problem

MOST_PAGES = 3000
MOST_OF_FILE = 256 * 2**20
"""Bytes of all that its pages draw, unpacked; a page of text has some ten thousands."""
MOST_DRAWN = 2_000
"""Forms and annotations drawn on one page; a chart whose dots are forms has some hundreds."""
DEEPEST = 20
"""Forms within forms."""
MOST_STEPS = 1_500_000
"""Operators on one page, those of its forms each time that they are drawn; a map has some hundred thousands."""
MOST_TEXT = 400_000
"""Bytes of the strings shown on one page."""
MOST_CODES = 150_000
"""Codes that the tables of one font may speak of; a font has at most 65,536."""
MOST_OBJECTS = 500_000
LARGEST_PAGE = 14_400.0
"""Points, five metres: the most that ISO 32000-1 (annex C) foresees."""
MOST_PIXELS = 200_000_000
"""Of one picture; A3 at 600 dpi has 70 million."""

_ODDITIES = ("duplicated key", "stream keyword followed by")
_OF_STREAMS = ("expected endstream", "recover stream", "recovered stream")
"""Warnings of qpdf that tell nothing: streams that are drawn are looked at one by one."""
_SHOWS_TEXT = re.compile(rb"\bBT\b.{0,2000}?\bTf\b.{0,2000}?\bT[jJ]\b", re.DOTALL)
_FEWEST = 20
_LEAST_DRAWN = 0.4
"""Characters a byte of the strings shown; fonts with codes of two bytes have half as many."""


@dataclass(slots=True)
class PageState:
    """``refusal`` is why a page is not to be drawn; ``broken`` says that a part of it is lost, ``faint`` that it shows
    text in white or in no colour, ``cropped`` that its margins are cut off, ``sizeless`` that it has no extent.

    ``text`` is how many bytes its strings have: one or two for a character.
    """

    refusal: Problem | None = None
    broken: bool = False
    faint: bool = False
    cropped: bool = False
    sizeless: bool = False
    text: int = 0

    def problems(self, number: int, drawn: int | None) -> Iterator[Problem]:
        """What is wrong with page ``number``, of which a reader got ``drawn`` characters, or only its picture."""
        lost = drawn is not None and self.text >= _FEWEST and drawn < _LEAST_DRAWN * self.text
        if self.broken or lost:
            yield problem("damaged.page-part", page=number)
        if self.sizeless:
            yield problem("damaged.page-sizeless", page=number)


@dataclass(slots=True)
class Inspected:
    """``data`` is the file, written anew where its structure was broken; ``pages`` are numbered from 1."""

    data: bytes
    problems: list[Problem] = field(default_factory=list)
    pages: dict[int, PageState] = field(default_factory=dict)


def inspect(data: bytes) -> Inspected:
    """Look through the file. Raises ``Unreadable``: ``encrypted``, ``damaged``, ``too-large``."""
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
            return _Inspection(pdf, data).result
    except pikepdf.PasswordError as error:
        raise Unreadable("encrypted.pdf") from error
    except TooMuch as error:
        raise Unreadable("too-large.pdf-unpacked") from error
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, IndexError, RecursionError) as error:
        # pikepdf raises Python's own errors for objects that are of another kind than expected
        raise Unreadable("damaged.pdf") from error


@dataclass(slots=True)
class _Cost:
    """What drawing a form comes to, with all forms in it."""

    drawn: int = 1
    depth: int = 1
    steps: int = 0
    text: int = 0


class _Inspection:
    def __init__(self, pdf: pikepdf.Pdf, data: bytes) -> None:
        self._pdf = pdf
        self._unpacked: dict[tuple[int, int], Unpacked] = {}
        self._room = MOST_OF_FILE
        self._costs: dict[tuple[int, int], _Cost | None] = {}
        self._fonts: dict[tuple[int, int], bool] = {}
        self._drawn: set[tuple[int, int]] = set()
        self._broken = self._faint = False
        self.result = Inspected(data)
        self._look()
        # qpdf tells its warnings once
        warnings = [str(one) for one in pdf.get_warnings() if not any(words in str(one) for words in _ODDITIES)]
        if warnings:
            if not self.result.problems and not all(any(words in one for words in _OF_STREAMS) for one in warnings):
                self.result.problems.append(problem("damaged.pdf-mended"))
            self._write_anew()

    def _look(self) -> None:
        pages = list(self._pdf.pages)
        if not pages:
            raise Unreadable("damaged.pdf")
        if len(pages) > MOST_PAGES:
            raise Unreadable("too-large.pdf-pages", pages=len(pages), most=MOST_PAGES)
        if len(self._pdf.objects) > MOST_OBJECTS:
            raise TooMuch
        for number, page in enumerate(pages, 1):
            self.result.pages[number] = self._page(page.obj, number)
        stated = _number(self._pdf.Root.Pages.get("/Count"))
        lost = stated is not None and stated > len(pages)
        if lost:
            self.result.problems.append(problem("damaged.pdf-pages", pages=len(pages), stated=stated))
        if not lost and self._has_unreached_text():
            self.result.problems.append(problem("damaged.pdf-unreached"))

    # -- pages ---------------------------------------------------------------------------------------------------------

    def _page(self, page: pikepdf.Object, number: int) -> PageState:
        self._broken = self._faint = False
        state = PageState()
        try:
            state.text = self._text_of(page)
        except TooMuch:
            state.refusal = problem("too-large.page", page=number)
        box = _box(_inherited(page, "/MediaBox"))
        if box is None:
            state.sizeless = True
        elif max(box[2] - box[0], box[3] - box[1]) > LARGEST_PAGE or max(map(abs, box)) > 10 * LARGEST_PAGE:
            state.refusal = problem("too-large.page-size", page=number)
        else:
            crop = _box(_inherited(page, "/CropBox"))
            state.cropped = crop is not None and any(abs(a - b) > 1 for a, b in zip(crop, box, strict=True))
        state.broken, state.faint = self._broken, self._faint
        return state

    def _text_of(self, page: pikepdf.Object) -> int:
        """How many bytes the strings of a page have, once all that it draws has been looked at."""
        contents = page.get("/Contents")
        streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
        parts, size = [], 0
        for stream in streams:
            if not isinstance(stream, pikepdf.Stream):
                self._broken = True
                continue
            self._drawn.add(stream.objgen)
            parts.append(self._unpack(stream))
            size += len(parts[-1])
            if size > MOST_UNPACKED:
                raise TooMuch
        resources = _inherited(page, "/Resources")
        drawing = drawing_of(b"\n".join(parts), MOST_STEPS)
        cost = self._cost_of(drawing, resources, ())
        text = cost.text
        for appearance in self._appearances(page):
            self._add(cost, self._form_cost(appearance, ()), 1)
        return text

    def _appearances(self, page: pikepdf.Object) -> Iterator[pikepdf.Stream]:
        annotations = page.get("/Annots")
        for annotation in annotations if isinstance(annotations, pikepdf.Array) else ():
            normal = _under(_under(annotation, "/AP"), "/N")
            if isinstance(normal, pikepdf.Stream):
                yield normal

    # -- what is drawn -------------------------------------------------------------------------------------------------

    def _unpack(self, stream: pikepdf.Stream) -> bytes:
        name = stream.objgen
        if name not in self._unpacked:
            found = unpacked(stream)
            self._room -= len(found.data)
            if self._room < 0:
                raise TooMuch
            self._unpacked[name] = found
        found = self._unpacked[name]
        self._broken |= not found.whole
        return found.data

    def _form_cost(self, form: pikepdf.Stream, above: tuple[tuple[int, int], ...]) -> _Cost:
        name = form.objgen
        if name in above or len(above) >= DEEPEST:
            raise TooMuch
        known = self._costs.get(name)
        if known is None:
            self._drawn.add(name)
            drawing = drawing_of(self._unpack(form), MOST_STEPS)
            known = self._cost_of(drawing, form.get("/Resources"), (*above, name))
            self._costs[name] = known
        if known.depth + len(above) > DEEPEST:
            raise TooMuch
        return known

    def _cost_of(self, drawing: Drawing, resources: pikepdf.Object | None, above: tuple[tuple[int, int], ...]) -> _Cost:
        self._faint |= drawing.faint
        self._broken |= drawing.odd > 0 or drawing.unbalanced
        cost = _Cost(steps=drawing.steps, text=drawing.text)
        fonts, objects = _under(resources, "/Font"), _under(resources, "/XObject")
        for name in sorted(drawing.fonts):
            font = _under(fonts, name)
            if isinstance(font, pikepdf.Dictionary):
                self._check_font(font)
            else:
                self._broken = True
        for name, times in sorted(drawing.forms.items()):
            target = _under(objects, name)
            if not isinstance(target, pikepdf.Stream):
                self._broken = True
            elif target.get("/Subtype") == "/Form":
                self._add(cost, self._form_cost(target, above), times)
            elif target.get("/Subtype") == "/Image":
                self._broken |= not _is_whole_picture(target)
            else:
                self._broken = True
        self._check(cost)
        return cost

    def _add(self, cost: _Cost, part: _Cost, times: int) -> None:
        cost.drawn += part.drawn * times
        cost.steps += part.steps * times
        cost.text += part.text * times
        cost.depth = max(cost.depth, part.depth + 1)
        self._check(cost)

    def _check(self, cost: _Cost) -> None:
        if cost.drawn > MOST_DRAWN or cost.steps >= MOST_STEPS or cost.text > MOST_TEXT:
            raise TooMuch

    # -- fonts ---------------------------------------------------------------------------------------------------------

    def _check_font(self, font: pikepdf.Object) -> None:
        """Raises :class:`TooMuch` for a font that asks for too much, on each page that names it."""
        name = font.objgen
        if name in self._fonts:
            if not self._fonts[name]:
                raise TooMuch
            return
        if name != (0, 0):
            self._fonts[name] = False
        self._check_tables(font)
        if name != (0, 0):
            self._fonts[name] = True

    def _check_tables(self, font: pikepdf.Object) -> None:
        inner: pikepdf.Object | None = font
        if font.get("/Subtype") == "/Type0":
            below = font.get("/DescendantFonts")
            inner = next(iter(below), None) if isinstance(below, pikepdf.Array) else None
            self._broken |= not isinstance(inner, pikepdf.Dictionary) or "/Encoding" not in font
            for key in ("/W", "/W2"):
                _check_widths(_under(inner, key))
        described = _under(inner, "/FontDescriptor")
        programs = (_under(described, key) for key in ("/FontFile", "/FontFile2", "/FontFile3"))
        for program in (_under(inner, "/CIDToGIDMap"), *programs):
            if isinstance(program, pikepdf.Stream):
                unpacked(program)
        for key in ("/ToUnicode", "/Encoding"):
            table = font.get(key)
            if isinstance(table, pikepdf.Stream):
                _check_codes(self._unpack(table))

    # -- the file as a whole -------------------------------------------------------------------------------------------

    def _has_unreached_text(self) -> bool:
        """Whether there are drawing instructions that show text and that no page names."""
        for held in self._pdf.objects:
            if not isinstance(held, pikepdf.Stream) or held.objgen in self._drawn:
                continue
            if any(key in held for key in ("/Type", "/Subtype", "/PatternType", "/FunctionType", "/ShadingType", "/N")):
                continue
            with contextlib.suppress(TooMuch):  # so large are attached files, which no page draws
                if _SHOWS_TEXT.search(self._unpack(held)):
                    return True
        return False

    def _write_anew(self) -> None:
        mended = io.BytesIO()
        self._pdf.save(mended, static_id=True)
        self.result.data = mended.getvalue()


def _is_whole_picture(picture: pikepdf.Stream) -> bool:
    """Whether a JPEG has its end, as far as that can be seen. Raises :class:`TooMuch`."""
    across, down = _number(picture.get("/Width")) or 0, _number(picture.get("/Height")) or 0
    if across * down > MOST_PIXELS:
        raise TooMuch
    if picture.get("/Filter") != "/DCTDecode":
        return True
    data = bytes(picture.read_raw_bytes())
    return data.rstrip(b"\0\r\n ").endswith(b"\xff\xd9")


def _check_widths(widths: pikepdf.Object | None) -> None:
    """``[first [w1 w2 ...] first last w ...]`` (ISO 32000-1, 9.7.4.3)."""
    entries = list(widths) if isinstance(widths, pikepdf.Array) else []
    codes = at = 0
    while at + 1 < len(entries):
        first, second = entries[at], entries[at + 1]
        if isinstance(second, pikepdf.Array):
            codes, at = codes + len(second), at + 2
        else:
            low, high = _number(first), _number(second)
            codes, at = codes + max(0, (high or 0) - (low or 0)), at + 3
        if codes > MOST_CODES:
            raise TooMuch


# "<0003> <0041> <0020>", "<0003> <0041> 3"
_RANGE = re.compile(rb"<([0-9A-Fa-f]{1,16})>\s*<([0-9A-Fa-f]{1,16})>\s*(?=[<\[\d])")
_RANGES = re.compile(rb"begin(?:bf|cid|notdef)range(.*?)(?:end(?:bf|cid|notdef)range|\Z)", re.DOTALL)


def _check_codes(table: bytes) -> None:
    """The ranges of codes in a table of a font (ISO 32000-1, 9.7.5, 9.10.3)."""
    codes = 0
    for block in _RANGES.finditer(table):
        for low, high in _RANGE.findall(block[1]):
            codes += max(0, int(high, 16) - int(low, 16))
            if codes > MOST_CODES:
                raise TooMuch


# -- objects that may be of any kind -----------------------------------------------------------------------------------


def _under(holder: object, key: str) -> pikepdf.Object | None:
    """What a dictionary has under a key; ``None`` where there is no such dictionary or key."""
    return holder.get(key) if isinstance(holder, (pikepdf.Dictionary, pikepdf.Stream)) else None


def _inherited(page: pikepdf.Object, key: str) -> pikepdf.Object | None:
    node: pikepdf.Object | None = page
    for _ in range(64):
        found = _under(node, key)
        if found is not None or node is None:
            return found
        node = _under(node, "/Parent")
    return None


def _number(value: object) -> int | None:
    try:
        return int(value)  # type: ignore[call-overload, no-any-return]
    except (TypeError, ValueError, OverflowError):
        return None


def _box(value: object) -> tuple[float, float, float, float] | None:
    """A rectangle with its corners in order; ``None`` where it is none or holds nothing."""
    try:
        x0, y0, x1, y1 = (float(side) for side in value)  # type: ignore[attr-defined]
    except (TypeError, ValueError, OverflowError):
        return None
    box = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
    return box if box[2] - box[0] >= 1 and box[3] - box[1] >= 1 else None
