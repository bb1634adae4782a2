"""Specks that copiers, fax machines and dirty glass strew over a page, which recognisers take for marks."""

from __future__ import annotations

import cv2
import numpy as np

from hmtn_ingest.readers.scan.picture import Grey

_LARGEST = 0.012
"""Inches of a side; full stops of small letters are larger."""
_REACH = 3
"""Pixels around a letter in which its dots and its broken strokes lie."""
_FEW = 300
"""Specks on a page that are left alone: so many may be dots of faint letters."""


def without_specks(grey: Grey, inch: float) -> Grey:
    """The page, specks that lie alone painted like the paper where there are many of them."""
    darkest, ink = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    small = stats[:, cv2.CC_STAT_AREA] <= (_LARGEST * inch) ** 2
    small[0] = False
    if np.count_nonzero(small) < _FEW:
        return grey
    letters = (ink > 0) & ~small[labels]
    beside = cv2.dilate(letters.astype(np.uint8), np.ones((2 * _REACH + 1, 2 * _REACH + 1), np.uint8)) > 0
    kept = np.zeros(count, np.bool_)
    kept[labels[beside]] = True
    alone = small & ~kept
    if np.count_nonzero(alone) < _FEW:
        return grey
    edges = cv2.dilate(alone[labels].astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    return np.where(edges & ~letters, np.uint8(np.median(grey[grey > darkest])), grey)
