"""Image files to pictures of pages: PNG, JPEG, TIFF of several pages, HEIC, WebP, BMP and what else Pillow reads.

Comes in: the bytes of a file. Goes out: each page as pixels, turned as the camera noted it, with its size in points. A
size that the file does not give, or that no sheet has, is guessed: the long side is that of A4.

    file = ImageFile(data)
    picture = file.page(1)
"""

from __future__ import annotations

import io
import os
import re
import tempfile
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
import pillow_heif
from numpy.typing import NDArray
from PIL import ExifTags, Image, ImageOps
from PIL import ImageFile as PillowFile

from hmtn_ingest.readers.errors import Unreadable
from hmtn_ingest.readers.jpeg import is_whole_jpeg
from hmtn_ingest.readers.png import is_whole_png
from hmtn_ingest.readers.scan.tiff_holes import has_hole

Pixels = NDArray[np.uint8]

A4 = (595.3, 841.9)
_INCH = 72.0
_MOST_PIXELS = 150_000_000
"""An A2 sheet at 600 dpi has 139 million; what unpacks to more is refused before it takes all memory."""

_MOST_SIDE = 40_000
"""Pixels of a side; a strip of paper that were longer is no sheet."""
_MOST_COSTLY, _MOST_DEAR = 70_000_000, 40_000_000
"""Pixels where 8 or more bytes are taken for each of them while they are unpacked, and where it is 12 and more."""
_MOST_FRAMES = 1_000

_LONGEST = 5000
"""Pixels of the long side that are kept; A3 at 300 dpi has 4960."""

_LEAST_DPI = 100  # 72 and 96 are what programs write that know no resolution
_MOST_DPI = 2400
_SHORTEST_SIDE, _LONGEST_SIDE = 2.0, 40.0  # inches of a sheet that somebody scans

_PAGED = ("TIFF",)  # elsewhere more pictures are moments of a film, or a telephone's copies for other screens
_REDUCED = 1  # TIFF 6.0, NewSubfileType: a smaller copy of another page

pillow_heif.register_heif_opener()
warnings.filterwarnings("ignore", module="PIL")  # what matters is reported as a problem


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page as RGB pixels (height × width × 3), ``width`` and ``height`` in points.

    ``whole`` is false where the file breaks off or is damaged: the rest of the page is grey, or what nobody wrote.
    """

    pixels: Pixels
    width: float
    height: float
    whole: bool = True

    def reduced(self, dpi: float) -> PagePicture:
        """The page with no more than so many pixels an inch."""
        height, width = self.pixels.shape[:2]
        share = dpi / _INCH * max(self.width, self.height) / max(width, height)
        if share >= 1:
            return self
        size = (max(round(width * share), 1), max(round(height * share), 1))
        pixels = np.asarray(Image.fromarray(self.pixels).resize(size, Image.Resampling.BOX))
        return PagePicture(pixels, self.width, self.height, self.whole)


class ImageFile:
    """An image file that is open. Raises ``Unreadable``: ``damaged``, ``too-large`` (in pixels)."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._image = _opened(data)
        self.media_type = Image.MIME.get(self._image.format or "", "image/unknown")
        self.cut = False
        """Whether the file breaks off between two pages."""
        self._frames = list(self._count()) if self._image.format in _PAGED else [0]

    @property
    def pages(self) -> int:
        return len(self._frames)

    def _count(self) -> Iterator[int]:
        """The frames that are pages."""
        frame = 0
        while True:
            try:
                self._image.seek(frame)
                reduced = getattr(self._image, "tag_v2", {}).get(254, 0) & _REDUCED
            except EOFError:
                return
            except Exception:  # a directory of pages that breaks off; Pillow lets through whatever it trips over
                self.cut = True
                return
            if not reduced or not frame:
                yield frame
            frame += 1
            if frame > _MOST_FRAMES:
                raise Unreadable("too-large.picture-pages", most=_MOST_FRAMES)

    def page(self, number: int) -> PagePicture:
        """Page ``number``, from 1. Raises ``Unreadable`` where nothing of it can be seen."""
        image = self._image if self.pages > 1 else _opened(self._data)  # which forgets its pixels afterwards
        try:
            image.seek(self._frames[number - 1])
            _check_size(image)
            size = image.size  # of a large JPEG less is unpacked
            image, whole = self._loaded(image)
            width, height = _inches(image, size)
            upright = _on_white(ImageOps.exif_transpose(_smaller(image)))
        except (Unreadable, MemoryError):
            raise
        except Exception as error:  # see _count
            raise _damaged() from error
        return PagePicture(_pixels(upright, width / height), width * _INCH, height * _INCH, whole)

    def _loaded(self, image: Image.Image) -> tuple[Image.Image, bool]:
        """The frame that was sought, unpacked as far as it goes, and whether that is all of it."""
        sound = True
        if image.format in ("JPEG", "MPO"):
            sound = is_whole_jpeg(self._data)
            image.draft("RGB", (_LONGEST, _LONGEST))
        elif image.format == "PNG":
            sound = is_whole_png(self._data)
        elif image.format == "TIFF":
            sound = not has_hole(image, self._data)
        try:
            with _complaints() as complaints:
                image.load()
        except OSError:
            again = _opened(self._data)
            again.seek(image.tell())
            with _patient():
                again.load()
            return again, False
        return image, sound and not complaints

    def size(self, number: int) -> tuple[float, float]:
        """Width and height of a page in points, which takes no unpacking; those of A4 where the page is damaged."""
        try:
            self._image.seek(self._frames[number - 1])
            width, height = _inches(self._image, self._image.size)
        except Exception:  # see _count
            return A4
        return (width * _INCH, height * _INCH)


def _opened(data: bytes) -> Image.Image:
    try:
        image = Image.open(io.BytesIO(data))
    except Image.DecompressionBombError as error:
        raise _too_large() from error
    except MemoryError:  # says nothing about the file
        raise
    except Exception as error:  # see ImageFile._count
        raise _damaged() from error
    _check_size(image)
    return image


def _check_size(image: Image.Image) -> None:
    most = _most_pixels(image)
    if image.width * image.height > most or max(image.size) > _MOST_SIDE:
        raise _too_large(most)


def _most_pixels(image: Image.Image) -> int:
    if image.format in ("JPEG2000", "WEBP"):
        return _MOST_DEAR
    plain = image.mode in ("1", "L", "RGB") and image.format != "HEIF" and not image.info.get("progressive")
    return _MOST_PIXELS if plain else _MOST_COSTLY


def _too_large(most: int = _MOST_PIXELS) -> Unreadable:
    return Unreadable("too-large.picture", most=most // 1_000_000)


def _damaged() -> Unreadable:
    return Unreadable("damaged.picture")


_LOADING = threading.Lock()


@contextmanager
def _patient() -> Iterator[None]:
    """Pillow keeps what it could read of a file that breaks off; a switch of the library, for one file at a time."""
    with _LOADING:
        PillowFile.LOAD_TRUNCATED_IMAGES = True
        try:
            yield
        finally:
            PillowFile.LOAD_TRUNCATED_IMAGES = False


# "Fax4Decode: Bad code word at line 267 of strip 2 (x 1653)."
_COMPLAINT = re.compile(rb"^(?:\w+Decode\w*|JPEGLib): .*\n?", re.MULTILINE)


@contextmanager
def _complaints() -> Iterator[list[bytes]]:
    """What libtiff prints of damage meanwhile, which it tells nobody who could ask; what others print is printed."""
    found: list[bytes] = []
    try:
        errors = os.dup(2)
    except OSError:  # a program without a terminal, which prints nowhere
        yield found
        return
    with _LOADING, tempfile.TemporaryFile() as printed:
        os.dup2(printed.fileno(), 2)
        try:
            yield found
        finally:
            os.dup2(errors, 2)
            printed.seek(0)
            said = printed.read()
            found += _COMPLAINT.findall(said)
            os.write(errors, _COMPLAINT.sub(b"", said))
            os.close(errors)


def _inches(image: Image.Image, size: tuple[int, int]) -> tuple[float, float]:
    """Width and height of a page as it is seen."""
    width, height = _noted_inches(image, size) or _guessed_inches(size)
    on_its_side = image.getexif().get(ExifTags.Base.Orientation, 1) > 4
    return (height, width) if on_its_side else (width, height)


def _noted_inches(image: Image.Image, size: tuple[int, int]) -> tuple[float, float] | None:
    """What the file says, where it can be believed."""
    given: Any = image.info.get("dpi")
    try:
        across, down = (float(one) for one in given)
        sides = (size[0] / across, size[1] / down)
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    if not _LEAST_DPI <= max(across, down) <= _MOST_DPI or not 1 / 3 < across / down < 3:
        return None
    return sides if min(sides) >= _SHORTEST_SIDE and max(sides) <= _LONGEST_SIDE else None


def _guessed_inches(size: tuple[int, int]) -> tuple[float, float]:
    inch = max(size) / (A4[1] / _INCH)
    return (size[0] / inch, size[1] / inch)


def _smaller(image: Image.Image) -> Image.Image:
    """A picture of far more pixels than are of use with fewer of them, before each further step copies them all."""
    share = _LONGEST / max(image.size)
    if share >= 1 or image.mode not in ("L", "RGB", "CMYK", "RGBA", "LA"):
        return image
    fewer = image.resize([max(round(side * share), 1) for side in image.size], Image.Resampling.BOX)
    fewer.info = image.info
    return fewer


def _on_white(image: Image.Image) -> Image.Image:
    """In grey or colour of eight bits; what is transparent lies on white paper."""
    if image.mode in ("1", "L"):
        return image.convert("L")
    if image.mode.startswith("I;16"):
        return Image.fromarray((np.asarray(image) >> 8).astype(np.uint8))
    if image.has_transparency_data:
        clear = image.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", clear.size, "white"), clear).convert("RGB")
    return image.convert("RGB")


def _pixels(image: Image.Image, shape: float) -> Pixels:
    """RGB, pixels square (a fax has twice as many across as down), no more than are of use."""
    width, height = image.size
    if abs(width / height / shape - 1) > 0.02:
        width, height = (width, round(width / shape)) if width / height > shape else (round(height * shape), height)
    share = min(1.0, _LONGEST / max(width, height))
    size = (max(round(width * share), 1), max(round(height * share), 1))
    if size != image.size:
        image = image.resize(size, Image.Resampling.BOX if share < 1 else Image.Resampling.BICUBIC)
    return np.asarray(image.convert("RGB"))
