"""Text that a PDF page shows through its annotations: form fields, typed notes, stamps and visible signatures.

A viewer draws their appearance streams over the page (ISO 32000-1, 12.5.5); pdfplumber reads the page alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import PDFStream, dict_value, list_value, resolve1
from pdfminer.psparser import PSLiteral
from pdfminer.utils import apply_matrix_pt, mult_matrix
from pdfplumber.page import Page

_SHOWN = ("Widget", "Stamp", "FreeText")
_HIDDEN = 2 | 32
"""Bits "Hidden" and "NoView" of the annotation flags (ISO 32000-1, table 165)."""

Matrix = tuple[float, float, float, float, float, float]


def annotation_chars(page: Page) -> list[list[dict[str, Any]]]:
    """Characters of each annotation that shows text, in page coordinates like ``page.chars``."""
    found = []
    for annotation, stream in _appearances(page):
        matrix = _placement(annotation, stream)
        if matrix is None:
            continue
        device = PDFPageAggregator(page.pdf.rsrcmgr, pageno=page.page_number, laparams=None)
        interpreter = PDFPageInterpreter(page.pdf.rsrcmgr, device)
        ctm = page_matrix(page)
        device.begin_page(page.page_obj, ctm)
        interpreter.render_contents(dict_value(stream.get("Resources")) or {}, [stream], ctm=mult_matrix(matrix, ctm))
        device.end_page(page.page_obj)
        chars = [o for o in page.iter_layout_objects(device.get_result()._objs) if o["object_type"] == "char"]
        if any(c["text"].strip() for c in chars):
            found.append(chars)
    return found


def _appearances(page: Page) -> Iterator[tuple[dict[str, Any], PDFStream]]:
    for reference in list_value(resolve1(page.page_obj.annots) or []):
        annotation = resolve1(reference)
        if not isinstance(annotation, dict):
            continue
        subtype = resolve1(annotation.get("Subtype"))
        flags = resolve1(annotation.get("F")) or 0
        if not isinstance(subtype, PSLiteral) or subtype.name not in _SHOWN or flags & _HIDDEN:
            continue
        normal = resolve1((resolve1(annotation.get("AP")) or {}).get("N"))
        if isinstance(normal, PDFStream):
            yield annotation, normal


def _placement(annotation: dict[str, Any], stream: PDFStream) -> Matrix | None:
    """The matrix that puts the appearance's box into the annotation's rectangle (ISO 32000-1, algorithm 8.1)."""
    own: Matrix = tuple(map(float, list_value(stream.get("Matrix")) or (1, 0, 0, 1, 0, 0)))  # type: ignore[assignment]
    x0, y0, x1, y1 = map(float, list_value(stream.get("BBox")))
    corners = [apply_matrix_pt(own, point) for point in ((x0, y0), (x1, y0), (x0, y1), (x1, y1))]
    left, low = min(x for x, _ in corners), min(y for _, y in corners)
    wide, high = max(x for x, _ in corners) - left, max(y for _, y in corners) - low
    a0, b0, a1, b1 = map(float, list_value(annotation.get("Rect")))
    if wide <= 0 or high <= 0 or a0 == a1 or b0 == b1:
        return None
    across, up = abs(a1 - a0) / wide, abs(b1 - b0) / high
    placed: Matrix = (across, 0.0, 0.0, up, min(a0, a1) - left * across, min(b0, b1) - low * up)
    return mult_matrix(own, placed)


def page_matrix(page: Page) -> Matrix:
    """The matrix from user space to the page as it is shown, its rotation included."""
    x0, y0, x1, y1 = page.page_obj.mediabox
    return {
        90: (0.0, -1.0, 1.0, 0.0, -y0, x1),
        180: (-1.0, 0.0, 0.0, -1.0, x1, y1),
        270: (0.0, 1.0, -1.0, 0.0, y1, -x0),
    }.get(page.rotation, (1.0, 0.0, 0.0, 1.0, -x0, -y0))
