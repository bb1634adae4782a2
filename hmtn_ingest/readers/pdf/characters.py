"""The characters of a PDF page as PDFium reads them, in the form and order in which pdfplumber gives them.

PDFium sorts characters into lines, puts blanks where it sees gaps and takes out typed ones that follow each other; here
they come in the order of the file, with the blanks that were typed.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from ctypes import addressof, c_double, c_float, create_string_buffer
from typing import Any, NamedTuple

import pypdfium2.raw
from pdfminer.utils import apply_matrix_rect, mult_matrix

from hmtn_ingest.readers.old_codes import font_code
from hmtn_ingest.readers.pdf import pdfium
from hmtn_ingest.readers.pdf.pdfium import Matrix, Numbers

Shape = dict[str, Any]

_BLANK, _GENERATED = 32, 0
_HYPHEN = 2  # at the end of a line
_LINE_ENDS = (10, 13)
_NO_LETTER = 0xE0F5
"""A code point that no font has, to learn how wide a font is where it has no letter."""
_MOST_BLANKS = 200
_SQUEEZED = 0.5  # so much of a blank a justified line may take away
_MOST_STRETCHED = 3
_NOTHING = 0.01
_ROW = 3.0
_IN_LIGATURES = frozenset(map(ord, "filst"))


class ReadOtherwise(Exception):  # noqa: N818 - the name states what is to be done
    """PDFium does not tell for certain what stands on the page."""


class TextObject(NamedTuple):
    """A piece of text that the page draws at once; ``matrix`` leads from its space to that of the page."""

    address: int
    matrix: Matrix


class ShownPage(NamedTuple):
    """The page as it is shown: what leads to it from the page's own space, and its upper edge in it."""

    matrix: Matrix
    upper: float


def characters(
    text_page: int, objects: Iterable[TextObject], sheet: ShownPage, descents: Mapping[str, float]
) -> list[Shape]:
    """The characters of the text objects, in their order; ``descents`` are those of fonts, in ems, where known.

    Raises ``ReadOtherwise`` for text in old fonts, in fonts that say no letters, of several letters in one place, and
    for text that is not to be seen, whose blanks PDFium does not tell from letters.
    """
    fonts = _Fonts(text_page, descents)
    drawn = _drawn(text_page, fonts)
    found: list[Shape] = []
    supplied: list[range] = []
    for text in objects:
        if pdfium.text_mode(text.address) == pdfium.INVISIBLE:
            raise ReadOtherwise
        run = _TextRun(text, fonts.of(text.address))
        letters = run.typed(drawn.get(text.address, ()))
        supplied += [range(len(found) + at.start, len(found) + at.stop) for at in run.supplied]
        found += run.shapes(letters, sheet)
    return _without_covered(found, supplied) if supplied else found


def _without_covered(found: list[Shape], supplied: Iterable[range]) -> list[Shape]:
    """The characters without blanks supplied where a letter stands that another font draws."""
    rows: dict[int, list[Shape]] = defaultdict(list)
    for char in found:
        if not char["text"].isspace():
            rows[round(char["matrix"][5] / _ROW)].append(char)
    gone: set[int] = set()
    for run in supplied:
        for at in run:
            if over := _over(found[at], found[run.stop - 1], rows):
                gone.update(range(at, run.stop))
                end, last = max(char["x1"] for char in over), found[run.stop - 1]
                if last["x1"] - end > _SQUEEZED * (last["x1"] - last["x0"]):  # a blank behind the letter
                    gone.remove(run.stop - 1)
                    last["x0"] = end
                break
    return [char for at, char in enumerate(found) if at not in gone] if gone else found


def _over(first: Shape, last: Shape, rows: Mapping[int, Sequence[Shape]]) -> list[Shape]:
    """The letters that cover the first of several blanks, and those that cover the others where they do."""
    row, slack = round(first["matrix"][5] / _ROW), 0.05 * first["size"]
    near = [char for beside in (row - 1, row, row + 1) for char in rows.get(beside, ())]
    inside = [char for char in near if char["x0"] < last["x1"] - slack and char["x1"] > first["x0"] + slack]
    return inside if any(char["x0"] < first["x1"] - slack for char in inside) else []


def _drawn(text_page: int, fonts: _Fonts) -> dict[int, list[_Letter]]:
    """The characters of the page by the text object that draws them."""
    drawn: dict[int, list[_Letter]] = {}
    code_of, generated, holder = pdfium.char_code, pdfium.char_is_generated, pdfium.char_object
    unmapped, origin = pdfium.char_is_unmapped, pdfium.char_origin
    x, y = c_double(), c_double()
    at_x, at_y = addressof(x), addressof(y)
    current, letters, advances = 0, [], {}
    before, before_x, before_y = _GENERATED, 0.0, 0.0
    for index in range(pdfium.char_count(text_page)):
        code, address = code_of(text_page, index), holder(text_page, index)
        if code <= _BLANK and generated(text_page, index):
            if code != _BLANK or not address:
                continue
            code = _GENERATED
        elif code == _HYPHEN and pdfium.char_is_hyphen(text_page, index):
            code = ord("-")
        elif unmapped(text_page, index):
            raise ReadOtherwise
        if address != current:
            current, letters, font = address, drawn.setdefault(address, []), fonts.of(address)
            advances = font.advances
        origin(text_page, index, at_x, at_y)
        here_x, here_y = x.value, y.value
        if code not in advances:
            font.measure(code, index)
        if here_x == before_x and here_y == before_y and letters and not _may_overlie(before, code, advances):
            raise ReadOtherwise
        letters.append((code, here_x, here_y))
        before, before_x, before_y = code, here_x, here_y
    return drawn


def _may_overlie(before: int, code: int, advances: dict[int, float]) -> bool:
    """Whether a letter may be in the place of that before it: a mark, a ligature; else it is text beside glyphs."""
    mark = advances[before] <= 0 or code == _GENERATED or unicodedata.combining(chr(code))
    return bool(mark) or (before in _IN_LIGATURES and code in _IN_LIGATURES)


_Letter = tuple[int, float, float]
"""The code of a character, and where it begins on its baseline, in the space of the page."""


# -- text objects ------------------------------------------------------------------------------------------------------


class _TextRun:
    """The text of one object: letters, each so many units of text space along from where the object begins."""

    def __init__(self, text: TextObject, font: _PageFont) -> None:
        self._address, self._font = text.address, font
        self._own = pdfium.matrix_of(text.address)
        self._matrix = mult_matrix(self._own, text.matrix)
        a, b, *_ = self._matrix
        size = Numbers(c_float, 1)
        pdfium.text_size(text.address, *size.at)
        self._size = size()[0]
        self._blank = font.advances[_BLANK] * self._size
        if not (a or b) or not self._size:
            raise ReadOtherwise
        self.supplied: list[range] = []
        """Which of the letters typed are blanks that may be room for letters of another font."""

    def shapes(self, letters: Sequence[_Letter], page: ShownPage) -> Iterator[Shape]:
        """The characters as pdfplumber gives them."""
        a, b, c, d, _, _ = mult_matrix(self._matrix, page.matrix)
        pa, pb, pc, pd, pe, pf = page.matrix
        advances, size, name, upper = self._font.advances, self._size, self._font.name, page.upper
        low = self._font.descent * size
        upright = a > 0 and d > 0 and not b and not c
        high = size * d
        for code, x, y in letters:
            x, y = pa * x + pc * y + pe, pb * x + pd * y + pf
            matrix, wide = (a, b, c, d, x, y), advances[code] * size
            if upright:
                x0, y0, x1, y1 = x, y + low * d, x + wide * a, y + (low + size) * d
            else:
                x0, y0, x1, y1 = apply_matrix_rect(matrix, (0.0, low, wide, low + size))
                high = y1 - y0
            yield {
                "text": chr(code), "x0": x0, "x1": x1, "top": upper - y1, "bottom": upper - y0,
                "y0": y0, "matrix": matrix, "size": high, "fontname": name, "upright": upright,
            }  # fmt: skip

    def typed(self, letters: Sequence[_Letter]) -> list[_Letter]:
        """The letters with the blanks that were typed between them, those of a ligature one behind the other."""
        typed: list[_Letter] = []
        # Behind a generated blank, and where the object begins, room is that of a typed one.
        reached, before, before_x, before_y = 0.0, _GENERATED, 0.0, 0.0
        for letter in letters:
            code, x, y = letter
            if before in (_BLANK, _GENERATED) and (room := self._along(letter) - reached) > 0:
                least = 1 if before == _GENERATED and room > _SQUEEZED * self._blank else 0
                self._supply(typed, letter, -room, max(least, self._count(room, 1 - least)), least)
            if x == before_x and y == before_y and code in _IN_LIGATURES and before in _IN_LIGATURES:
                a, b, *_ = self._matrix
                wide = self._font.advances[before] * self._size
                typed.append((code, typed[-1][1] + a * wide, typed[-1][2] + b * wide))
            elif code != _GENERATED:
                typed.append(letter)
            before, before_x, before_y = letter
            if before in (_BLANK, _GENERATED):
                reached = self._along(letter) + self._font.advances[before] * self._size
        if not letters or before in (_BLANK, _GENERATED):
            self._supply_last(typed, letters[-1] if letters else (_GENERATED, *self._matrix[4:]))
        return typed

    def _supply_last(self, typed: list[_Letter], last: _Letter) -> None:
        """The blanks that an object ends with, or has alone; PDFium tells one of them at most, and where all end."""
        _, bottom, right, top = self._bounds()
        a, b, _, _, e, _ = self._own
        if a <= 0 or b or (not typed and top - bottom > _NOTHING):  # drawn a second time, and therefore not told
            return
        end = (right - e) / a - self._along(last)
        if last[0] == _BLANK:
            count = self._count(end, 1)
            self._supply(typed, last, self._blank, count, count)
        elif end > -_NOTHING:
            count = 1 + self._count(end, 1)
            self._supply(typed, last, 0.0, count, count)

    def _count(self, room: float, before: int) -> int:
        """How many blanks were typed into room behind so many; a justified line stretches them, not to threefold."""
        count = room / self._blank if self._blank > 0 else 0.0
        whole = round(count)
        return whole if abs(count - whole) < 0.1 or count + before > _MOST_STRETCHED else 0

    def _supply(self, typed: list[_Letter], beside: _Letter, begin: float, count: int, sure: int) -> None:
        """Adds so many blanks in a row, the first so far along from where a letter begins; the first ones are sure."""
        a, b, *_ = self._matrix
        count = min(count, _MOST_BLANKS)
        if count > sure:
            self.supplied.append(range(len(typed) + sure, len(typed) + count))
        along = (begin + number * self._blank for number in range(count))
        typed += [(_BLANK, beside[1] + a * far, beside[2] + b * far) for far in along]

    def _along(self, letter: _Letter) -> float:
        a, b, _, _, e, f = self._matrix
        return ((letter[1] - e) * a + (letter[2] - f) * b) / (a * a + b * b)

    def _bounds(self) -> tuple[float, float, float, float]:
        numbers = Numbers(c_float, 4)
        pdfium.object_bounds(self._address, *numbers.at)
        left, bottom, right, top = numbers()
        return left, bottom, right, top


# -- fonts -------------------------------------------------------------------------------------------------------------


class _PageFont:
    """A font of the page: its name without the mark of a subset, its depth and the advances of its letters, in ems."""

    def __init__(self, address: int, text_page: int) -> None:
        self._address, self._text_page = address, text_page
        self._number = Numbers(c_float, 1)
        name = create_string_buffer(256)
        pdfium.font_name(address, name, len(name))
        self.name = name.value.decode("utf-8", "replace")
        pdfium.font_descent(address, 1.0, *self._number.at)
        self.descent = max(-1.0, min(0.0, self._number()[0]))
        self._unknown = self._advance(_NO_LETTER)
        self.advances: dict[int, float] = {_GENERATED: 0.0, _BLANK: self._advance(_BLANK)}

    def measure(self, code: int, index: int) -> None:
        """Learns the advance of a letter, which stands at an index of the page."""
        advance = self._advance(code)
        if advance == self._unknown:
            box, matrix, origin = pypdfium2.raw.FS_RECTF(), pypdfium2.raw.FS_MATRIX(), Numbers(c_double, 2)
            pdfium.char_loose_box(self._text_page, index, addressof(box))
            pdfium.char_matrix(self._text_page, index, addressof(matrix))
            pdfium.char_origin(self._text_page, index, *origin.at)
            em = pdfium.char_size(self._text_page, index) * matrix.a
            if em > 0 and not matrix.b:
                advance = (box.right - origin()[0]) / em
        self.advances[code] = advance

    def _advance(self, code: int) -> float:
        pdfium.font_advance(self._address, code, 1.0, *self._number.at)
        return float(self._number()[0])


class _Fonts:
    """The fonts of a page by the text objects that use them."""

    def __init__(self, text_page: int, descents: Mapping[str, float]) -> None:
        self._text_page, self._descents = text_page, descents
        self._known: dict[int, _PageFont] = {}

    def of(self, text: int) -> _PageFont:
        address = pdfium.text_font(text)
        if address not in self._known:
            font = _PageFont(address, self._text_page) if address else None
            if font is None or font_code(font.name):
                raise ReadOtherwise
            font.descent = self._descents.get(font.name, font.descent)
            self._known[address] = font
        return self._known[address]
