"""The second reader, Tesseract with its Vietnamese model, through tesserocr.

The wheel of tesserocr carries Tesseract itself, ``data/vie.traineddata`` is part of this package: nothing of the system
is needed.
"""

from __future__ import annotations

import os
import threading
from pathlib import Path

from hmtn_ingest.readers.scan.picture import Grey
from hmtn_ingest.readers.scan.reading import NOTHING, LineBox, LineReading, tidy
from parsers import regex

# Tesseract shares the work on a line among threads that wait for each other more than they work: on two cores it takes
# seven times as long as with one thread. OpenMP looks at this once, when the library is loaded.
_before = os.environ.get("OMP_THREAD_LIMIT")
os.environ["OMP_THREAD_LIMIT"] = "1"
import tesserocr  # noqa: E402

_DATA = Path(__file__).parent / "data"
_RESOLUTION = 200
# beside the line, and above and below it, in heights of the line
_ROOM = (0.3, 0.2)
_LITTLE_ROOM = (0.1, 0.1)
# "BCĐÐ", "ÐĐU": one letter, seen as that of Vietnamese and as the Icelandic one that looks like it
_SEEN_TWICE = regex.compile("Ð(?=Đ)|(?<=Đ)Ð")


class Tesseract:
    """One line at a time; each thread has an engine of its own."""

    def __init__(self) -> None:
        self._engines = threading.local()
        self._engine()

    def _engine(self) -> tesserocr.PyTessBaseAPI:
        if not hasattr(self._engines, "own"):
            self._engines.own = tesserocr.PyTessBaseAPI(
                path=str(_DATA), lang="vie", psm=tesserocr.PSM.SINGLE_LINE, oem=tesserocr.OEM.LSTM_ONLY
            )
        return self._engines.own

    def lines(self, grey: Grey) -> list[LineBox]:
        """The boxes of the lines of text, where no other finder of lines is at hand."""
        engine = self._engine()
        engine.SetPageSegMode(tesserocr.PSM.AUTO)
        try:
            engine.SetImageBytes(grey.tobytes(), grey.shape[1], grey.shape[0], 1, grey.shape[1])
            engine.SetSourceResolution(_RESOLUTION)
            found = [box for _, box, _, _ in engine.GetComponentImages(tesserocr.RIL.TEXTLINE, True)]
        finally:
            engine.SetPageSegMode(tesserocr.PSM.SINGLE_LINE)
        return [(box["x"], box["y"], box["x"] + box["w"], box["y"] + box["h"]) for box in found]

    def read(self, grey: Grey, box: LineBox) -> LineReading:
        """What stands in the box, looking a little over its edges: nearer ones where Tesseract sees no line at all."""
        reading = self._read(grey, box, *_ROOM)
        return reading if reading.text else self._read(grey, box, *_LITTLE_ROOM)

    def _read(self, grey: Grey, box: LineBox, beside: float, above: float) -> LineReading:
        x0, top, x1, bottom = box
        high = bottom - top
        left, upper = max(0, int(x0 - beside * high)), max(0, int(top - above * high))
        crop = grey[upper : int(bottom + above * high) + 1, left : int(x1 + beside * high) + 1]
        engine = self._engine()
        engine.SetImageBytes(crop.tobytes(), crop.shape[1], crop.shape[0], 1, crop.shape[1])
        engine.SetSourceResolution(_RESOLUTION)
        if not engine.Recognize():
            return NOTHING
        letters: list[str] = []
        sure: list[float] = []
        at: list[float] = []
        previous = None
        for symbol in tesserocr.iterate_level(engine.GetIterator(), tesserocr.RIL.SYMBOL):
            if symbol.Empty(tesserocr.RIL.SYMBOL):
                continue
            text = symbol.GetUTF8Text(tesserocr.RIL.SYMBOL)
            sides = symbol.BoundingBox(tesserocr.RIL.SYMBOL)
            if not text or sides is None:
                continue
            middle = left + (sides[0] + sides[2]) / 2
            if previous is not None and symbol.IsAtBeginningOf(tesserocr.RIL.WORD):
                letters.append(" ")
                sure.append(1.0)
                at.append((previous + left + sides[0]) / 2)
            letters.append(text)
            sure.append(symbol.Confidence(tesserocr.RIL.SYMBOL) / 100)
            at.append(middle)
            previous = left + sides[2]
        return with_vietnamese_d(tidy(letters, sure, at))


def with_vietnamese_d(reading: LineReading) -> LineReading:
    """The line without the letter Ð, which no Vietnamese word has."""
    twice = {match.start() for match in _SEEN_TWICE.finditer(reading.text)}
    kept = [at for at in range(len(reading.text)) if at not in twice]
    return LineReading(
        "".join(reading.text[at] for at in kept).replace("Ð", "Đ"),
        tuple(reading.sure[at] for at in kept),
        tuple(reading.at[at] for at in kept),
    )
