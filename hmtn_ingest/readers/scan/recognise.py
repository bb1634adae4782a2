"""Pictures of pages to :class:`~hmtn_ingest.readers.page.document.PageContent`: the one door of this package.

``recognise(picture, 1, 595, 842)`` takes what was scanned or photographed, as rows of red, green and blue, and the
size of the page in points. It gives the lines of the page in reading order, each letter with its box on the page as it
was scanned, and with its doubt where the two readers do not agree.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable

import cv2
import numpy as np

from hmtn_ingest.readers.page.aligned import aligned_tables
from hmtn_ingest.readers.page.document import PageContent
from hmtn_ingest.readers.page.lines import lines_of
from hmtn_ingest.readers.page.tables import tables_of
from hmtn_ingest.readers.page.words import Box, PageWord, rows_of
from hmtn_ingest.readers.scan.engines import Engines, engines
from hmtn_ingest.readers.scan.grid import RuleGrid, cut_at_rules, find_grids, with_lone_figures
from hmtn_ingest.readers.scan.picture import Grey, Picture, Posture, red_channel
from hmtn_ingest.readers.scan.reading import LineBox
from hmtn_ingest.readers.scan.show_through import without_show_through
from hmtn_ingest.readers.scan.specks import without_specks
from hmtn_ingest.readers.scan.stamp import Line, has_red_ink, red_ink, signing_place, with_signers, without_pen
from hmtn_ingest.readers.scan.words import recognised_words
from parsers.layout.secrecy import is_secrecy_stamp

Glimpse = Callable[[str], None]

_FINE = 1700
"""Pixels of the long side; a page at 150 dpi has 1754."""
_LARGEST = 5000
"""Pixels of the long side up to which a picture is enlarged."""
_LOWEST_LINE = 18
"""Pixels that lines have to be high, so that their letters are recognised."""
_GLIMPSED = 6
"""Lines that are read at once, to show which page it is."""


def recognise(
    picture: Picture,
    number: int,
    width: float,
    height: float,
    before: PageContent | None = None,
    glimpse: Glimpse = lambda words: None,
) -> PageContent:
    """Page ``number`` (from 1) as it stands in its picture; ``before`` is the page before, whose table may go on here.

    ``width`` and ``height`` are those of the picture in points; where its text lies on its side, the content has them
    the other way round. ``glimpse`` is told the first words as soon as one reader has them. Raises ``NoRecogniser``
    where no recogniser can be loaded.
    """
    loaded = engines()
    picture = _enlarged(loaded, picture)
    points = width / picture.shape[1]
    grey = without_specks(red_channel(picture), 72 / points)
    posture = _posture(loaded, grey)
    if posture.turns % 2:
        width, height = height, width
    grids, straight = find_grids(posture.straightened(grey), 72 / points)
    coloured = posture.straightened(picture)
    red = red_ink(coloured) if has_red_ink(picture) else None
    if red is not None and number == 1 and (stamped := _secrecy(loaded, red)):
        # such a document is refused: the stamp is all that is to be read of it
        lines, poor, straight = stamped, False, red
    else:
        straight, found = without_show_through(loaded, straight)
        lines, poor = _lines(loaded, straight, found, grids, 72 / points, glimpse)
        lines, straight = _with_signers(loaded, lines, straight, coloured, red)
    content = PageContent(number, width, height, pictured=1.0, recognised=True, poor=poor)
    _lay_out(content, recognised_words(straight, lines, points), grids, points, before)
    where = posture.way_back(points)
    for line in content.every_line():
        line.place(where)
    return content


def _enlarged(loaded: Engines, picture: Picture) -> Picture:
    """The picture, enlarged where its letters are so low that they, and then whole lines, would be lost unnoticed."""
    long = max(picture.shape[:2])
    heights = [bottom - top for _, top, _, bottom in loaded.lines(red_channel(picture))] if long <= _FINE else []
    times = min(math.ceil(_LOWEST_LINE / statistics.median(heights)), _LARGEST // long) if heights else 1
    if times == 1:
        return picture
    high, wide = picture.shape[:2]
    return np.asarray(cv2.resize(picture, (wide * times, high * times), interpolation=cv2.INTER_CUBIC), np.uint8)


def posture_of(picture: Picture) -> Posture:
    """How the text of a picture lies. Raises ``NoRecogniser`` where no recogniser can be loaded."""
    return _posture(engines(), red_channel(picture))


def _posture(loaded: Engines, grey: Grey) -> Posture:
    return Posture(*loaded.posture(grey), grey.shape[1], grey.shape[0])


def _lines(
    loaded: Engines, grey: Grey, found: list[LineBox], grids: list[RuleGrid], inch: float, glimpse: Glimpse
) -> tuple[list[Line], bool]:
    """The lines of a page from top to bottom, each with its letters; whether many letters cannot be made out.

    They were ``found`` on the page, and are cut at the rules of its tables.
    """
    boxes = with_lone_figures(cut_at_rules(found, grids), grids, grey, inch)
    boxes.sort(key=lambda box: (box[1], box[0]))
    if words := loaded.glimpse(grey, boxes[:_GLIMPSED]):
        glimpse(words)
    read = loaded.read(grey, boxes)
    return list(zip(boxes, read.letters, strict=True)), read.are_poor


def _with_signers(
    loaded: Engines, lines: list[Line], grey: Grey, picture: Picture, red: Grey | None
) -> tuple[list[Line], Grey]:
    """The lines with those stamped in red or hidden by a pen where the document is signed, and a picture of all."""
    place = signing_place(lines, grey.shape[1])
    if place is None:
        return lines, grey
    for other in (red, without_pen(picture, grey, place)):
        if other is None:
            continue
        boxes = [box for box in loaded.lines(other) if place[0] <= box[0] and place[1] <= box[1]]
        signed = with_signers(lines, list(zip(boxes, loaded.read(other, boxes).letters, strict=True)))
        if signed != lines:
            lines, grey = signed, np.minimum(grey, other)
    return lines, grey


def _secrecy(loaded: Engines, red: Grey) -> list[Line]:
    """The level of secrecy that is stamped in red on the upper half of a page."""
    upper = red[: red.shape[0] // 2]
    if not np.any(upper < 255):
        return []
    boxes = loaded.lines(upper)
    read = zip(boxes, loaded.read(upper, boxes).letters, strict=True)
    return [(box, letters) for box, letters in read if is_secrecy_stamp("".join(letter.text for letter in letters))]


def _lay_out(
    content: PageContent, words: list[PageWord], grids: list[RuleGrid], points: float, before: PageContent | None
) -> None:
    """Puts the words of a page into its tables and its lines."""
    content.letters = sum(len(word.text) for word in words)
    ruled = [[_in_points(cell, points) for cell in grid.cells] for grid in grids]
    content.grids, words = tables_of(ruled, words, content.number)
    columns = before.last_columns if before else None
    unruled, rows = aligned_tables(rows_of(words), content.number, [], columns)
    content.grids = sorted([*content.grids, *unruled], key=lambda grid: (grid.top, grid.x0))
    content.lines = lines_of(rows, content.number, content.width, content.height)


def _in_points(box: LineBox, points: float) -> Box:
    x0, top, x1, bottom = box
    return x0 * points, top * points, x1 * points, bottom * points
