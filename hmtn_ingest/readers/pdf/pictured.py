"""Which pages of a PDF have to be read by their picture, and what their text layer still tells.

A page may be a picture without letters (a scan), with letters that are wrong (a poor recognition, an old 8-bit font),
or with letters for a part of it only (a number and a name put on a scanned page).
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from pdfminer.pdftypes import PDFStream, dict_value, resolve1
from pdfminer.psparser import LIT
from pdfplumber.page import Page

from hmtn_ingest.readers.errors import NoRecogniser
from hmtn_ingest.readers.jpeg import is_whole_jpeg
from hmtn_ingest.readers.page.document import PageContent
from hmtn_ingest.readers.page.lines import PageLine
from hmtn_ingest.readers.pdf.images import pixels
from hmtn_ingest.readers.pdf.text_layer import is_rubbish, lacks_marks, resolution
from hmtn_ingest.readers.watch import PageWatch

Recognise = Callable[[Any, int, float, float, PageContent | None, Callable[[str], None]], PageContent]
"""Reads the picture of a page: pixels (rows of red, green and blue), number, width and height in points, the page
before, and who is told its first words before all is read. Raises ``NoRecogniser`` where it cannot."""

_STAMPED = 40
"""So few letters on a picture are a number, a date or a signature put on it."""
_SCANTY = 600
"""So few letters on a picture of a whole page may be a part of what it shows; a page of text has 1,500 and more."""
_WHOLE, _MOST = 0.8, 0.4
_MUCH_MORE = 1.5


def is_only_picture(content: PageContent) -> bool:
    """Whether a page is a picture without letters to speak of."""
    return content.letters < _STAMPED and content.pictured >= _MOST


def has_damaged_picture(page: Page) -> bool:
    """Whether a JPEG that the page may show is not whole."""
    pictures = (resolve1(one) for one in dict_value(dict_value(page.page_obj.resources).get("XObject", {})).values())
    return any(
        isinstance(one, PDFStream)
        and one.get_any(("F", "Filter")) in (LIT("DCTDecode"), [LIT("DCTDecode")])
        and not is_whole_jpeg(one.get_rawdata() or b"")
        for one in pictures
    )


class PictureReader:
    """Reads pages of one PDF by their pictures; ``recognise`` may be missing, as where no recogniser is installed."""

    def __init__(self, data: bytes, recognise: Recognise | None, watch: PageWatch) -> None:
        self._data, self._recognise, self._watch = data, recognise, watch

    def instead(
        self, page: Page, images: Sequence[dict[str, Any]], layer: PageContent, before: PageContent | None
    ) -> PageContent | None:
        """The page as its picture tells, where that is better than what its letters told; else ``None``."""
        text = " ".join(line.text for line in layer.every_line())
        rubbish = is_rubbish(text)
        scanned = layer.pictured >= _WHOLE and (layer.letters < _SCANTY or lacks_marks(text))
        if self._recognise is None or not (is_only_picture(layer) or rubbish or scanned):
            return None
        picture = pixels(self._data, layer.number, resolution(images))
        try:
            begun = functools.partial(self._watch.begun, layer.number)
            seen = self._recognise(picture, layer.number, float(page.width), float(page.height), before, begun)
        except NoRecogniser:
            return None
        if rubbish or lacks_marks(text):
            return seen if seen.letters > layer.letters / 2 else None
        if seen.letters < _MUCH_MORE * layer.letters or not seen.letters:
            return None
        _confirm(seen, layer)
        return seen


def _confirm(seen: PageContent, layer: PageContent) -> None:
    """Takes the doubts off what the letters of the page say too."""
    letters = [letter for line in layer.every_line() for letter in _letters(line, 0, len(line.text))]
    for line in seen.every_line():
        line.doubts = [(start, end, why) for start, end, why in line.doubts if not _says(letters, line, start, end)]


class _Placed(NamedTuple):
    """A letter and its box on the page."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float


def _letters(line: PageLine, start: int, end: int) -> Iterator[_Placed]:
    """The letters of a stretch of a line, blanks left out."""
    for at in range(start, end):
        if not line.text[at].isspace():
            yield _Placed(line.text[at], *line.boxes[4 * at : 4 * at + 4])


def _says(letters: list[_Placed], line: PageLine, start: int, end: int) -> bool:
    """Whether the same letters stand where the stretch of the line stands."""
    own = list(_letters(line, start, end))
    if not own:
        return False
    x0, top = min(letter.x0 for letter in own), min(letter.top for letter in own)
    x1, bottom = max(letter.x1 for letter in own), max(letter.bottom for letter in own)
    there = [
        letter.text
        for letter in letters
        if x0 <= (letter.x0 + letter.x1) / 2 <= x1 and top <= (letter.top + letter.bottom) / 2 <= bottom
    ]
    return unicodedata.normalize("NFC", "".join(there)) == "".join(letter.text for letter in own)
