"""Pictures in a .docx file: where they are shown and how large, and what is recognised in those that may hold words."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from itertools import chain

from hmtn_ingest.readers.docx.grid import branch
from hmtn_ingest.readers.docx.package import Element, Package, W
from hmtn_ingest.readers.errors import NoRecogniser, Unreadable, problem
from hmtn_ingest.readers.page.document import PageContent
from hmtn_ingest.readers.page.pictures import holds_words, is_unclear, may_hold_words
from hmtn_ingest.readers.watch import PageWatch
from parsers import regex
from parsers.document import Problem

RecognisePicture = Callable[[bytes, int, PageContent | None, Callable[[str], None]], PageContent]
"""Reads an image file as a page: its bytes, number, the page before, and who is told its first words before all is
read. Raises ``NoRecogniser``, and ``Unreadable`` where the picture cannot be unpacked."""

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_V = "{urn:schemas-microsoft-com:vml}"
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_EMU = 12_700  # a point has so many English metric units
# "width:453.6pt;height:12cm": VML, where lengths without a unit are pixels
_STYLE = regex.compile(r"(?:^|;)\s*(?P<side>width|height)\s*:\s*(?P<length>\d+(?:\.\d+)?)(?P<unit>[a-z]*)")
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "pc": 12.0, "px": 0.75, "": 0.75}


def _large_pictures(package: Package) -> Iterator[str | None]:
    """The parts of all pictures of the text that may hold words; ``None`` for one that lies outside the file."""
    shapes = (image.getparent() for image in package.document.iter(_V + "imagedata"))
    for picture in chain(package.document.iter(_PIC + "pic"), shapes):
        if picture is not None and may_hold_words(*_size(picture)):
            yield package.images.get(_name(picture))


def _parts(node: Element, images: dict[str, str]) -> Iterator[str | None]:
    """As :func:`_large_pictures`, of one drawing and without its text boxes, which are read by themselves."""
    if node.tag == _PIC + "pic" or node.find(_V + "imagedata") is not None:
        if may_hold_words(*_size(node)):
            yield images.get(_name(node))
    elif node.tag != W + "txbxContent":
        for child in node:
            chosen = branch(child) if child.tag == _ALTERNATIVES else child
            if chosen is not None:
                yield from _parts(chosen, images)


def _name(picture: Element) -> str:
    """The relationship that a picture is found by."""
    image = next(picture.iter(_A + "blip", _V + "imagedata"), None)
    return "" if image is None else image.get(_R + "embed") or image.get(_R + "id") or ""


def _size(picture: Element) -> tuple[float, float]:
    """Width and height in points, as far as they are said."""
    if picture.tag == _PIC + "pic":
        extent = picture.find(f"{_PIC}spPr/{_A}xfrm/{_A}ext")
        return (0.0, 0.0) if extent is None else (_points(extent.get("cx")), _points(extent.get("cy")))
    sides = dict.fromkeys(("width", "height"), 0.0)
    for found in _STYLE.finditer((picture.get("style") or "").lower()):
        sides[found["side"]] = float(found["length"]) * _POINTS.get(found["unit"], 0.0)
    return sides["width"], sides["height"]


def _points(units: str | None) -> float:
    return int(units) / _EMU if units and units.isdecimal() and len(units) < 12 else 0.0


class PictureWords:
    """Recognises the pictures of one file that may hold words, each where it is shown first.

    ``recognise`` may be missing, as where no recogniser is installed.
    """

    def __init__(self, package: Package, recognise: RecognisePicture | None, watch: PageWatch) -> None:
        self._package, self._recognise, self._watch = package, recognise, watch
        self._numbers: dict[str | None, int] = {}
        self._without_recogniser: list[int] = []
        self._unopened: list[int] = []
        self._unclear: list[int] = []
        watch.pages = len(set(_large_pictures(package)))

    def pages(self, drawing: Element, before: PageContent | None) -> Iterator[PageContent]:
        """The words of the pictures of a drawing, each as a page; ``before`` is the page that they may go on from."""
        for part in _parts(drawing, self._package.images):
            if part not in self._numbers and (content := self._page(part, before)) is not None:
                before = content
                yield content

    def _page(self, part: str | None, before: PageContent | None) -> PageContent | None:
        number = self._numbers[part] = len(self._numbers) + 1
        try:
            content = self._content(part, number, before)
        except NoRecogniser:
            self._without_recogniser.append(number)
            return None
        except Unreadable:
            self._unopened.append(number)
            return None
        self._watch.done(content)
        if is_unclear(content):
            self._unclear.append(number)
        return content if holds_words(content) else None

    def _content(self, part: str | None, number: int, before: PageContent | None) -> PageContent:
        if kept := self._watch.kept(number):
            return kept[0]
        if self._recognise is None:
            raise NoRecogniser
        if part is None:
            raise Unreadable("damaged.picture")
        begun = functools.partial(self._watch.begun, number)
        return self._recognise(self._package.image(part), number, before, begun)

    def problems(self) -> Iterator[Problem]:
        """What is wrong with the pictures that were looked at."""
        for why, numbers in (
            ("no-recogniser", self._without_recogniser),
            ("unopened", self._unopened),
            ("unclear", self._unclear),
        ):
            if numbers:
                yield problem(f"picture-unread.{why}", pictures=", ".join(map(str, numbers)))
