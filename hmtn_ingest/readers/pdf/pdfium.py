"""PDFium's raw functions that are called for every character and every point of a page.

They are called without letting other threads in: handing the interpreter over and back a hundred thousand times a page
would take longer than the page. Addresses are plain numbers, so that two of them can be compared.
"""

from __future__ import annotations

import threading
from ctypes import PYFUNCTYPE, addressof, c_char_p, c_double, c_float, c_int, c_size_t, c_uint, c_ulong, c_void_p, cast
from typing import Any

import pypdfium2.raw

one_at_a_time = threading.Lock()
"""Held by whoever calls PDFium, which is not made for threads."""

Matrix = tuple[float, float, float, float, float, float]


def _function(name: str, result: Any, *arguments: Any) -> Any:
    return PYFUNCTYPE(result, *arguments)(cast(getattr(pypdfium2.raw, name), c_void_p).value or 0)


TEXT, PATH, IMAGE, FORM = (
    pypdfium2.raw.FPDF_PAGEOBJ_TEXT,
    pypdfium2.raw.FPDF_PAGEOBJ_PATH,
    pypdfium2.raw.FPDF_PAGEOBJ_IMAGE,
    pypdfium2.raw.FPDF_PAGEOBJ_FORM,
)
MOVE, CURVE = pypdfium2.raw.FPDF_SEGMENT_MOVETO, pypdfium2.raw.FPDF_SEGMENT_BEZIERTO
INVISIBLE = pypdfium2.raw.FPDF_TEXTRENDERMODE_INVISIBLE

char_count = _function("FPDFText_CountChars", c_int, c_void_p)
char_code = _function("FPDFText_GetUnicode", c_uint, c_void_p, c_int)
char_is_generated = _function("FPDFText_IsGenerated", c_int, c_void_p, c_int)
char_is_hyphen = _function("FPDFText_IsHyphen", c_int, c_void_p, c_int)
char_is_unmapped = _function("FPDFText_HasUnicodeMapError", c_int, c_void_p, c_int)
char_object = _function("FPDFText_GetTextObject", c_void_p, c_void_p, c_int)
char_origin = _function("FPDFText_GetCharOrigin", c_int, c_void_p, c_int, c_void_p, c_void_p)
char_matrix = _function("FPDFText_GetMatrix", c_int, c_void_p, c_int, c_void_p)
char_size = _function("FPDFText_GetFontSize", c_double, c_void_p, c_int)
char_loose_box = _function("FPDFText_GetLooseCharBox", c_int, c_void_p, c_int, c_void_p)

text_font = _function("FPDFTextObj_GetFont", c_void_p, c_void_p)
text_size = _function("FPDFTextObj_GetFontSize", c_int, c_void_p, c_void_p)
text_mode = _function("FPDFTextObj_GetTextRenderMode", c_int, c_void_p)
font_name = _function("FPDFFont_GetBaseFontName", c_size_t, c_void_p, c_char_p, c_size_t)
font_descent = _function("FPDFFont_GetDescent", c_int, c_void_p, c_float, c_void_p)
font_advance = _function("FPDFFont_GetGlyphWidth", c_int, c_void_p, c_uint, c_float, c_void_p)

page_count = _function("FPDFPage_CountObjects", c_int, c_void_p)
page_object = _function("FPDFPage_GetObject", c_void_p, c_void_p, c_int)
form_count = _function("FPDFFormObj_CountObjects", c_int, c_void_p)
form_object = _function("FPDFFormObj_GetObject", c_void_p, c_void_p, c_ulong)
object_type = _function("FPDFPageObj_GetType", c_int, c_void_p)
object_bounds = _function("FPDFPageObj_GetBounds", c_int, c_void_p, *[c_void_p] * 4)
object_matrix = _function("FPDFPageObj_GetMatrix", c_int, c_void_p, c_void_p)
stroke_colour = _function("FPDFPageObj_GetStrokeColor", c_int, c_void_p, *[c_void_p] * 4)
fill_colour = _function("FPDFPageObj_GetFillColor", c_int, c_void_p, *[c_void_p] * 4)
path_mode = _function("FPDFPath_GetDrawMode", c_int, c_void_p, c_void_p, c_void_p)
path_count = _function("FPDFPath_CountSegments", c_int, c_void_p)
path_segment = _function("FPDFPath_GetPathSegment", c_void_p, c_void_p, c_int)
segment_point = _function("FPDFPathSegment_GetPoint", c_int, c_void_p, c_void_p, c_void_p)
segment_type = _function("FPDFPathSegment_GetType", c_int, c_void_p)
segment_closes = _function("FPDFPathSegment_GetClose", c_int, c_void_p)
image_size = _function("FPDFImageObj_GetImagePixelSize", c_int, c_void_p, c_void_p, c_void_p)


class Numbers:
    """Room for the numbers that a function of PDFium answers; ``at`` are their addresses."""

    def __init__(self, kind: type[c_double] | type[c_float] | type[c_int] | type[c_uint], count: int) -> None:
        self._held = [kind() for _ in range(count)]
        self.at = [addressof(number) for number in self._held]

    def __call__(self) -> tuple[Any, ...]:
        return tuple(number.value for number in self._held)


_matrix = pypdfium2.raw.FS_MATRIX


def matrix_of(page_object: int) -> Matrix:
    """What leads from the space of a page object to that of the page or form that it stands on."""
    held = _matrix()
    object_matrix(page_object, addressof(held))
    return (held.a, held.b, held.c, held.d, held.e, held.f)
