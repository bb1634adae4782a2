"""The recognisers that can be loaded here, and their work side by side."""

from __future__ import annotations

import functools
import importlib
import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, NamedTuple

from hmtn_ingest.readers.errors import NoRecogniser
from hmtn_ingest.readers.scan.handwriting import in_several_boxes, read_by_hand
from hmtn_ingest.readers.scan.picture import Grey
from hmtn_ingest.readers.scan.reading import LineBox
from hmtn_ingest.readers.scan.vote import Letter, alone, is_hardly_legible, vote

if TYPE_CHECKING:
    from hmtn_ingest.readers.scan.tesseract_reader import Tesseract
    from hmtn_ingest.readers.scan.trueocr_reader import TrueOcr

_FEW, _SHARE = 12, 0.03
"""Letters, and their part of a page: of clean scans less than 1 % are unclear, of damaged pictures 4 % and more."""
_loading = threading.Lock()
_threads = ThreadPoolExecutor(2, "scan")


class LinesRead(NamedTuple):
    """The letters of some lines; how many were ``seen``, and how many of those in lines of which little can be said."""

    letters: list[list[Letter]]
    seen: int = 0
    unclear: int = 0

    @property
    def are_poor(self) -> bool:
        """Whether so much is unclear as only blurred, stained and damaged pages have."""
        return self.unclear >= _FEW and self.unclear > _SHARE * self.seen


class Engines(NamedTuple):
    """The two readers, or one of them where the other cannot be loaded."""

    first: TrueOcr | None
    second: Tesseract | None

    def posture(self, grey: Grey) -> tuple[int, float]:
        """Quarter turns and degrees, both counter-clockwise, by which the text of a page is turned."""
        return self.first.posture(grey) if self.first else (0, 0.0)

    def lines(self, grey: Grey) -> list[LineBox]:
        """The boxes of the lines of text."""
        finder = self.first or self.second
        return finder.lines(grey) if finder else []

    def glimpse(self, grey: Grey, boxes: list[LineBox]) -> str:
        """What the quicker reader sees in some lines."""
        if self.first:
            return " ".join(reading.text for reading in self.first.read(grey, boxes))
        return " ".join(self.second.read(grey, box).text for box in boxes) if self.second else ""

    def read(self, grey: Grey, boxes: list[LineBox]) -> LinesRead:
        """What stands in each line. The readers work side by side; which of them is done first changes nothing."""
        first = _threads.submit(self.first.read, grey, boxes) if self.first else None
        second = [_threads.submit(self.second.read, grey, box) for box in boxes] if self.second else []
        if first is None:
            return LinesRead([alone(reading.result()) for reading in second])
        if self.second is None:
            return LinesRead([alone(reading) for reading in first.result()])
        readings = list(zip(first.result(), (one.result() for one in second), strict=True))
        parted = in_several_boxes(boxes, readings)
        by_hand = [parted[at] if at in parted else read_by_hand(*both) for at, both in enumerate(readings)]
        printed = [both for both, hand in zip(readings, by_hand, strict=True) if not hand]
        return LinesRead(
            [hand or vote(*both) for both, hand in zip(readings, by_hand, strict=True)],
            sum(len(one.text) for one, _ in readings),
            sum(len(one.text) for one, other in printed if is_hardly_legible(one, other)),
        )


def engines() -> Engines:
    """The recognisers, loaded at the first call. Raises ``NoRecogniser`` where none can be loaded."""
    with _loading:
        return _loaded()


@functools.cache
def _loaded() -> Engines:
    """It takes a second, so it is done once."""
    found = Engines(_load("trueocr_reader", "TrueOcr"), _load("tesseract_reader", "Tesseract"))
    if not any(found):
        raise NoRecogniser
    return found


def _load(module: str, name: str) -> Any:
    try:
        return getattr(importlib.import_module(f"hmtn_ingest.readers.scan.{module}"), name)()
    except MemoryError:
        raise
    except Exception:  # a missing wheel, system library or model: each says it with an error of its own
        logging.getLogger(__name__).info("cannot load %s", name, exc_info=True)
        return None
