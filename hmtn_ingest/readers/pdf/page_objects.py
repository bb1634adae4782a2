"""What a PDF page draws, in the form in which pdfplumber gives it: characters, lines, boxes, curves and images.

PDFium reads the pages, many times as fast; pdfplumber reads those of which PDFium does not tell everything for certain.

    with opened(data, len(pdf.pages)) as drawn:
        drawn.objects(pdf.pages[0])   →  {"char": [{"text": "S", "x0": 85.1, …}, …], "line": […], "image": […]}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from ctypes import c_float, c_int, c_uint, c_void_p, cast
from itertools import chain, pairwise
from typing import Any

import pypdfium2
from pdfminer.pdftypes import PDFStream, dict_value, list_value, resolve1
from pdfminer.psparser import LIT, PSLiteral
from pdfminer.utils import apply_matrix_pt, apply_matrix_rect, mult_matrix
from pdfplumber.page import Page

from hmtn_ingest.readers.pdf import pdfium
from hmtn_ingest.readers.pdf.annotations import page_matrix
from hmtn_ingest.readers.pdf.characters import ReadOtherwise, Shape, ShownPage, TextObject, characters
from hmtn_ingest.readers.pdf.pdfium import Matrix, Numbers
from parsers import regex

_AS_IT_IS: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_DEEPEST = 3
"""Forms nested deeper draw more than the file has room for; PDFium cannot be stopped while it unfolds them."""
# "BAAAAA+LiberationSerif"
_SUBSET = regex.compile(r"^[A-Z]{6}\+")

Objects = dict[str, list[Shape]]


class Drawn:
    """What the pages of one file draw; ``pdf`` is missing where PDFium cannot open the file."""

    def __init__(self, pdf: pypdfium2.PdfDocument | None) -> None:
        self._pdf = pdf

    def objects(self, page: Page) -> Objects:
        """Characters, lines, boxes (``rect``), curves and images of a page by their kind, in the order of the file."""
        levels = _resources(page)
        if self._pdf is None or len(levels) > _DEEPEST + 1:
            return page.objects
        try:
            with pdfium.one_at_a_time, _loaded(self._pdf, page) as loaded:
                return _Collected(loaded, page, _descents(chain.from_iterable(levels))).objects()
        except (ReadOtherwise, pypdfium2.PdfiumError):
            return page.objects


@contextmanager
def opened(data: bytes, pages: int) -> Iterator[Drawn]:
    """The file, opened by PDFium as well where that sees as many pages in it."""
    pdf: pypdfium2.PdfDocument | None = None
    with pdfium.one_at_a_time:
        try:
            pdf = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError:
            same = False
        else:
            same = len(pdf) == pages
    try:
        yield Drawn(pdf if same else None)
    finally:
        if pdf is not None:
            with pdfium.one_at_a_time:
                pdf.close()


@contextmanager
def _loaded(pdf: pypdfium2.PdfDocument, page: Page) -> Iterator[pypdfium2.PdfPage]:
    loaded = pdf[page.page_number - 1]
    try:
        if any(
            abs(ours - theirs) > 1 for ours, theirs in zip(page.page_obj.mediabox, loaded.get_mediabox(), strict=True)
        ):
            raise ReadOtherwise
        yield loaded
    finally:
        loaded.close()


def _resources(page: Page) -> list[list[Any]]:
    """The resources of the page, of the forms on it, of the forms on these, …, one level more than forms may nest."""
    levels = [[page.page_obj.resources]]
    while levels[-1] and len(levels) <= _DEEPEST + 1:
        forms = {
            id(form): form
            for resources in levels[-1]
            for form in map(resolve1, dict_value(dict_value(resources).get("XObject") or {}).values())
            if isinstance(form, PDFStream) and resolve1(form.get("Subtype")) is LIT("Form")
        }
        levels.append([form.get("Resources") or {} for form in forms.values()])
    return levels


def _descents(resources: Iterable[Any]) -> dict[str, float]:
    """How far the fonts reach below the line, in ems, by name, as far as the file says it; PDFium guesses where not."""
    found: dict[str, float] = {}
    for held in resources:
        for value in dict_value(dict_value(held).get("Font") or {}).values():
            font = dict_value(value)
            name = resolve1(font.get("BaseFont"))
            for part in [font, *map(dict_value, list_value(font.get("DescendantFonts") or []))]:
                descent = resolve1(dict_value(part.get("FontDescriptor") or {}).get("Descent"))
                if isinstance(name, PSLiteral) and isinstance(descent, (int, float)):
                    found.setdefault(_SUBSET.sub("", str(name.name)), -abs(descent) / 1000)
    return found


class _Collected:
    """The objects of one page, gathered by going through it and the forms on it."""

    def __init__(self, loaded: pypdfium2.PdfPage, page: Page, descents: dict[str, float]) -> None:
        self._loaded, self._descents = loaded, descents
        left, top, *_ = page.mediabox
        # pdfplumber gives places from the media box's corner, not from that of what is shown of it
        self._sheet = ShownPage(mult_matrix(page_matrix(page), (1.0, 0.0, 0.0, 1.0, left, 0.0)), page.height + top)
        self._texts: list[TextObject] = []
        self._found: Objects = {}

    def objects(self) -> Objects:
        address = cast(self._loaded.raw, c_void_p).value or 0
        for number in range(pdfium.page_count(address)):
            self._take(pdfium.page_object(address, number), _AS_IT_IS)
        if self._texts:
            text_page = self._loaded.get_textpage()
            try:
                raw = cast(text_page.raw, c_void_p).value or 0
                self._found["char"] = characters(raw, self._texts, self._sheet, self._descents)
            finally:
                text_page.close()
        return self._found

    def _take(self, address: int, matrix: Matrix) -> None:
        kind = pdfium.object_type(address)
        if kind == pdfium.TEXT:
            self._texts.append(TextObject(address, matrix))
        elif kind == pdfium.PATH:
            self._take_path(address, mult_matrix(pdfium.matrix_of(address), matrix))
        elif kind == pdfium.IMAGE:
            self._take_image(address, mult_matrix(pdfium.matrix_of(address), matrix))
        elif kind == pdfium.FORM:
            inner = mult_matrix(pdfium.matrix_of(address), matrix)
            for number in range(pdfium.form_count(address)):
                self._take(pdfium.form_object(address, number), inner)

    def _take_image(self, address: int, matrix: Matrix) -> None:
        size = Numbers(c_uint, 2)
        pdfium.image_size(address, *size.at)
        x0, y0, x1, y1 = apply_matrix_rect(mult_matrix(matrix, self._sheet.matrix), (0.0, 0.0, 1.0, 1.0))
        self._add("image", [(x0, self._sheet.upper - y1), (x1, self._sheet.upper - y0)], {"srcsize": size()})

    def _take_path(self, address: int, matrix: Matrix) -> None:
        mode = Numbers(c_int, 2)
        pdfium.path_mode(address, *mode.at)
        filled, stroked = mode()
        drawing = {
            "fill": bool(filled),
            "stroke": bool(stroked),
            "non_stroking_color": _colour(pdfium.fill_colour, address) if filled else None,
            "stroking_color": _colour(pdfium.stroke_colour, address) if stroked else None,
        }
        for points, bent in _subpaths(address):
            shown = mult_matrix(matrix, self._sheet.matrix)
            places = [(x, self._sheet.upper - y) for x, y in (apply_matrix_pt(shown, point) for point in points)]
            self._add("curve" if bent else _kind(places), places, drawing)

    def _add(self, kind: str, places: list[tuple[float, float]], more: dict[str, Any]) -> None:
        across, down = [x for x, _ in places], [y for _, y in places]
        box = {"x0": min(across), "x1": max(across), "top": min(down), "bottom": max(down)}
        self._found.setdefault(kind, []).append({"object_type": kind, **box, "pts": places, **more})


def _subpaths(address: int) -> Iterator[tuple[list[tuple[float, float]], bool]]:
    """The corners of each part of a path, where it is closed the first once more, and whether any part is bent."""
    place = Numbers(c_float, 2)
    points: list[tuple[float, float]] = []
    bends, bent = 0, False
    for number in range(pdfium.path_count(address)):
        segment = pdfium.path_segment(address, number)
        kind = pdfium.segment_type(segment)
        if kind == pdfium.MOVE and points:
            yield points, bent
            points, bent = [], False
        bends = bends + 1 if kind == pdfium.CURVE else 0
        bent = bent or bends > 0
        if bends % 3:
            continue
        pdfium.segment_point(segment, *place.at)
        points.append(place())
        if pdfium.segment_closes(segment) and points[-1] != points[0]:
            points.append(points[0])
    if points:
        yield points, bent


def _kind(places: list[tuple[float, float]]) -> str:
    """What pdfplumber calls a straight path of these corners."""
    closed = len(places) > 2 and places[0] == places[-1]
    if len(places) - closed == 2:
        return "line"
    square = all((ax == bx) != (ay == by) for (ax, ay), (bx, by) in pairwise(places))
    return "rect" if closed and len(places) == 5 and square else "curve"


def _colour(ask: Any, address: int) -> tuple[float, ...] | None:
    """Red, green and blue, from 0 to 1; ``None`` for a pattern."""
    parts = Numbers(c_uint, 4)
    return tuple(part / 255 for part in parts()[:3]) if ask(address, *parts.at) else None
