"""What reading needs of this machine, tried out: each library loaded, a picture recognised, a document converted.

``hmtn-ingest doctor`` shows it. A part is named by its key in the table ``[doctor.part]`` of the catalogues.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from importlib.metadata import version
from shutil import which
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from hmtn_ingest.readers.scan.picture import Grey
    from hmtn_ingest.readers.scan.reading import LineBox

State = Literal["there", "missing", "broken"]


class Part(NamedTuple):
    """``needed``: some kind of file cannot be read in full without it. ``detail``: its version, place or error."""

    name: str
    state: State
    needed: bool
    detail: str = ""


_FORMATS = (
    "lxml", "pdfplumber", "pikepdf", "pypdfium2", "cv2", "PIL.Image", "pillow_heif", "python_calamine", "oxmsg",
    "olefile", "pyhanko",
)  # fmt: skip
_SHOWN = "2026"
# what is drawn in place of the fonts that a PDF names and does not hold
_FONTS = ("Times New Roman.ttf", "times.ttf", "LiberationSerif-Regular.ttf", "DejaVuSerif.ttf", "DejaVuSans.ttf")
_RTF = rb"{\rtf1\ansi Hi\u7871?n m\'e1u}"


def equipment() -> Iterator[Part]:
    """The parts one after the other, as each is tried; all of it takes some seconds."""
    yield tried("formats", _load_formats, needed=True)
    yield tried("trueocr", _recognise_by_trueocr, needed=True)
    yield tried("tesseract", _recognise_by_tesseract, needed=True)
    yield tried("libreoffice", _convert, needed=True)
    antiword = which("antiword")
    yield Part("antiword", "there" if antiword else "missing", False, antiword or "")
    yield tried("fonts", _draw_vietnamese, needed=False)


class _Missing(Exception):  # noqa: N818 - the name states the fact
    """The part is not there at all."""


def tried(name: str, work: Callable[[], str], *, needed: bool) -> Part:
    """The part whose work was tried; ``work`` answers its detail, and raises ``ImportError`` where it is missing."""
    try:
        return Part(name, "there", needed, work())
    except (ImportError, _Missing) as error:
        return Part(name, "missing", needed, str(error))
    except Exception as error:  # whatever a library of another's trips over is what is asked for here
        return Part(name, "broken", needed, str(error) or type(error).__name__)


def _load_formats() -> str:
    lost = []
    for name in _FORMATS:
        try:
            importlib.import_module(name)
        except ImportError as error:
            lost.append(str(error.name or name))
    if lost:
        raise _Missing(", ".join(lost))
    return ""


def _recognise_by_trueocr() -> str:
    from hmtn_ingest.readers.scan.trueocr_reader import TrueOcr

    grey, box = _picture()
    (reading,) = TrueOcr().read(grey, [box])
    _expect(reading.text)
    return version("trueocr")


def _recognise_by_tesseract() -> str:
    from hmtn_ingest.readers.scan.tesseract_reader import Tesseract

    grey, box = _picture()
    _expect(Tesseract().read(grey, box).text)
    return version("tesserocr")


def _expect(text: str) -> None:
    if text != _SHOWN:
        raise ValueError(f"“{_SHOWN}” → “{text}”")


def _picture() -> tuple[Grey, LineBox]:
    """A line of dark digits on white, and its box."""
    import numpy
    from PIL import Image, ImageDraw, ImageFont

    picture = Image.new("L", (200, 80), 255)
    ImageDraw.Draw(picture).text((40, 20), _SHOWN, fill=0, font=ImageFont.load_default(36))
    left, top, right, bottom = Image.eval(picture, lambda grey: 255 - grey).getbbox() or (0, 0, 1, 1)
    return numpy.asarray(picture), (left - 4, top - 4, right + 4, bottom + 4)


def _convert() -> str:
    from hmtn_ingest.readers.docx.reader import read as read_docx
    from hmtn_ingest.readers.legacy.libreoffice import convert, find_libreoffice

    program = find_libreoffice()
    if program is None:
        raise _Missing
    text = read_docx(convert(program, _RTF, ".rtf", "Rich Text Format")).text
    if text != "Hiến máu":
        raise ValueError(f"{program} → “{text}”")
    return program


def _draw_vietnamese() -> str:
    from PIL import ImageFont

    for name in _FONTS:
        try:
            font = ImageFont.truetype(name, 20)
        except OSError:
            continue
        if bytes(font.getmask("ế")) != bytes(font.getmask("\uffff")):  # the box that stands for a letter it lacks
            return f"{font.getname()[0]} ({name})"
    raise _Missing
