"""The first reader, trueocr: sets pages upright, finds lines of text, and reads them.

Its models come inside its wheel (Apache-2.0). Nothing is fetched at run time.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import trueocr
from trueocr.page import DESKEW_MIN, VERTICAL, PageEngine, estimate_skew, rotate_page
from trueocr.preprocess import crop_line, pad_batch, width_batches
from trueocr.recognizer import Recognizer

from hmtn_ingest.readers.scan.picture import Grey
from hmtn_ingest.readers.scan.reading import NOTHING, LineBox, LineReading, tidy

_MODELS = Path(trueocr.__file__).parent / "models"
_STEP = 4
"""Pixels of a resized line that one step of the network covers."""
_HEIGHT = 32
_WINDOW = 3
_LARGEST_BATCH = 32
_ROOM_ABOVE = 0.08
"""Heights of a line above its box that are looked at too, where marks on capitals stand. Saves two errors in five."""


class TrueOcr:
    """The models of trueocr, each on one thread: pages and lines are what runs side by side."""

    def __init__(self) -> None:
        self._page = PageEngine(_MODELS, threads=1)
        self._recogniser = Recognizer(_MODELS, threads=1)

    def posture(self, grey: Grey) -> tuple[int, float]:
        """Quarter turns and degrees, both counter-clockwise, by which the text of a page is turned."""
        angle = estimate_skew(grey)
        turns = self._page.orientation(rotate_page(grey, angle) if abs(angle) >= DESKEW_MIN else grey)
        turns = 0 if turns == VERTICAL else turns
        if turns % 2:
            angle = estimate_skew(np.ascontiguousarray(np.rot90(grey, -turns)))
        return turns, angle if abs(angle) >= DESKEW_MIN else 0.0

    def lines(self, grey: Grey) -> list[LineBox]:
        """The boxes of the lines of text in a straightened picture, in no certain order."""
        height, width = grey.shape
        found: list[LineBox] = []
        for x0, top, x1, bottom, _ in self._page.detect(grey):
            box = (
                max(0, int(np.floor(x0))),
                max(0, int(np.floor(top))),
                min(width, int(np.ceil(x1))),
                min(height, int(np.ceil(bottom))),
            )
            if box[2] > box[0] and box[3] > box[1]:
                found.append(box)
        return found

    def read(self, grey: Grey, boxes: list[LineBox]) -> list[LineReading]:
        """What stands in each box."""
        boxes = [_with_marks(box) for box in boxes]
        inks = [self._ink(grey, box) for box in boxes]
        readings = [NOTHING] * len(boxes)
        for batch in width_batches([ink.shape[1] for ink in inks], max_batch=_LARGEST_BATCH):
            tensor, widths = pad_batch([inks[i] for i in batch])
            ids, sure, lengths = self._recogniser.session.run(
                ["ids", "conf", "lengths"], {"x": tensor, "widths": widths}
            )
            for row, index in enumerate(batch):
                count = int(lengths[row])
                readings[index] = self._reading(ids[row, :count], sure[row, :count], boxes[index], int(widths[row]))
        return readings

    def _ink(self, grey: Grey, box: LineBox) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        x0, top, x1, bottom = box
        crop = grey[top:bottom, x0:x1]
        recogniser = self._recogniser
        ink: np.ndarray[tuple[int, ...], np.dtype[np.float32]] = crop_line(
            crop,
            (0, 0, x1 - x0, bottom - top),
            window=_WINDOW,
            max_width=recogniser.max_width,
            pad_y=recogniser.pad_y,
            pad_x=recogniser.pad_x,
        )
        return ink

    def _reading(
        self,
        ids: np.ndarray[tuple[int, ...], np.dtype[np.int64]],
        sure: np.ndarray[tuple[int, ...], np.dtype[np.float32]],
        box: LineBox,
        width: int,
    ) -> LineReading:
        """The greedy path through the steps: a letter is where its run of steps is surest."""
        x0, top, x1, bottom = box
        pad = self._recogniser.pad_x * (bottom - top)
        scale = (x1 - x0 + 2 * pad) / width
        letters: list[str] = []
        confidences: list[float] = []
        places: list[float] = []
        previous = 0
        for step, letter in enumerate(ids.tolist()):
            confidence = float(sure[step])
            at = x0 - pad + (step + 0.5) * _STEP * scale
            if letter and letter != previous:
                letters.append(self._recogniser.chars[letter - 1])
                confidences.append(confidence)
                places.append(at)
            elif letter and confidence > confidences[-1]:
                confidences[-1], places[-1] = confidence, at
            previous = letter
        return tidy(letters, confidences, places)


def _with_marks(box: LineBox) -> LineBox:
    x0, top, x1, bottom = box
    return x0, max(0, round(top - _ROOM_ABOVE * (bottom - top))), x1, bottom
