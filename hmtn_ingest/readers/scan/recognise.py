"""Pictures of pages to :class:`~hmtn_ingest.readers.page.document.PageContent`: the one door of this package.

``recognise(picture, 1, 595, 842)`` takes what was scanned or photographed, as rows of red, green and blue, and the
size of the page in points. It gives the lines of the page in reading order, each letter with its box on the page as it
was scanned, and with its doubt where the two readers do not agree.
"""

from __future__ import annotations

import functools
import importlib
import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, NamedTuple

from hmtn_ingest.readers.errors import NoRecogniser
from hmtn_ingest.readers.page.aligned import aligned_tables
from hmtn_ingest.readers.page.document import PageContent
from hmtn_ingest.readers.page.lines import lines_of
from hmtn_ingest.readers.page.tables import tables_of
from hmtn_ingest.readers.page.words import Box, rows_of
from hmtn_ingest.readers.scan.grid import cut_at_rules, find_grids, with_lone_figures
from hmtn_ingest.readers.scan.handwriting import read_by_hand
from hmtn_ingest.readers.scan.picture import Grey, Picture, Posture, red_channel
from hmtn_ingest.readers.scan.reading import LineBox
from hmtn_ingest.readers.scan.vote import Letter, alone, vote
from hmtn_ingest.readers.scan.words import recognised_words

if TYPE_CHECKING:
    from hmtn_ingest.readers.scan.tesseract_reader import Tesseract
    from hmtn_ingest.readers.scan.trueocr_reader import TrueOcr


class _Readers(NamedTuple):
    """The two readers, or one of them where the other cannot be loaded."""

    first: TrueOcr | None
    second: Tesseract | None

    def lines(self, grey: Grey) -> list[LineBox]:
        """The boxes of the lines of text."""
        finder = self.first or self.second
        return finder.lines(grey) if finder else []

    def read(self, grey: Grey, boxes: list[LineBox]) -> list[list[Letter]]:
        """What stands in each line. The readers work side by side; which of them is done first changes nothing."""
        first = _threads.submit(self.first.read, grey, boxes) if self.first else None
        second = [_threads.submit(self.second.read, grey, box) for box in boxes] if self.second else []
        if first is None:
            return [alone(reading.result()) for reading in second]
        if self.second is None:
            return [alone(reading) for reading in first.result()]
        return [
            read_by_hand(one, other.result()) or vote(one, other.result())
            for one, other in zip(first.result(), second, strict=True)
        ]


def recognise(
    picture: Picture, number: int, width: float, height: float, before: PageContent | None = None
) -> PageContent:
    """Page ``number`` (from 1) as it stands in its picture; ``before`` is the page before, whose table may go on here.

    ``width`` and ``height`` are those of the picture in points; where its text lies on its side, the content has them
    the other way round. Raises ``NoRecogniser`` where no reader can be loaded.
    """
    readers = _readers()
    grey = red_channel(picture)
    turns, angle = readers.first.posture(grey) if readers.first else (0, 0.0)
    posture = Posture(turns, angle, picture.shape[1], picture.shape[0])
    points = width / picture.shape[1]
    if turns % 2:
        width, height = height, width
    grids, straight = find_grids(posture.straightened(grey), 72 / points)
    boxes = with_lone_figures(cut_at_rules(readers.lines(straight), grids), grids, straight, 72 / points)
    boxes.sort(key=lambda box: (box[1], box[0]))
    words = recognised_words(straight, boxes, readers.read(straight, boxes), points)
    content = PageContent(number, width, height, pictured=1.0, recognised=True)
    content.letters = sum(len(word.text) for word in words)
    ruled = [[_in_points(cell, points) for cell in grid.cells] for grid in grids]
    content.grids, words = tables_of(ruled, words, number)
    unruled, rows = aligned_tables(rows_of(words), number, [], before.last_columns if before else None)
    content.grids = sorted([*content.grids, *unruled], key=lambda grid: (grid.top, grid.x0))
    content.lines = lines_of(rows, number, width, height)
    where = posture.way_back(points)
    for line in content.every_line():
        line.place(where)
    return content


def _in_points(box: LineBox, points: float) -> Box:
    x0, top, x1, bottom = box
    return x0 * points, top * points, x1 * points, bottom * points


_loading = threading.Lock()
_threads = ThreadPoolExecutor(2, "scan")


def _readers() -> _Readers:
    with _loading:
        return _loaded()


@functools.cache
def _loaded() -> _Readers:
    """The readers that can be loaded here; it takes a second. Raises ``NoRecogniser`` where there is none."""
    readers = _Readers(_load("trueocr_reader", "TrueOcr"), _load("tesseract_reader", "Tesseract"))
    if not any(readers):
        raise NoRecogniser
    return readers


def _load(module: str, name: str) -> Any:
    try:
        return getattr(importlib.import_module(f"hmtn_ingest.readers.scan.{module}"), name)()
    except MemoryError:
        raise
    except Exception:  # a missing wheel, system library or model: each says it with an error of its own
        logging.getLogger(__name__).warning("cannot load %s", name, exc_info=True)
        return None
