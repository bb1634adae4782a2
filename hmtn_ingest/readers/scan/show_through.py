"""Print on the back of thin paper, which shows through and would be read as lines of letters in a mirror."""

from __future__ import annotations

import numpy as np

from hmtn_ingest.readers.scan.engines import Engines
from hmtn_ingest.readers.scan.picture import Grey
from hmtn_ingest.readers.scan.reading import LineBox

_FAINT = 0.4
"""The part of the contrast of the darkest lines that faint ones have at most; stamps and pencils have more."""
_FEWEST = 5
"""Faint lines that make it worth asking whether anybody can read them."""
_LEGIBLE = 0.5
"""The part of their letters that both readers see alike, where these are letters: of mirrored ones it is hardly any."""
_NO_INK, _INK = 0.3, 0.5
"""Parts of the contrast of the darkest lines that are taken for paper and left as they are."""


def without_show_through(loaded: Engines, grey: Grey) -> tuple[Grey, list[LineBox]]:
    """The page without its faintest ink where that makes up lines that cannot be read, and the boxes of its lines."""
    boxes = loaded.lines(grey)
    if not boxes:
        return grey, boxes
    paper = float(np.median(grey))
    contrasts = [paper - float(np.percentile(grey[top:bottom, x0:x1], 3)) for x0, top, x1, bottom in boxes]
    darkest = float(np.percentile(contrasts, 90))
    faint = [box for box, contrast in zip(boxes, contrasts, strict=True) if contrast < _FAINT * darkest]
    if len(faint) < _FEWEST:
        return grey, boxes
    read = loaded.read(grey, faint)
    sure = sum(letter.doubt is None and letter.text != " " for letters in read.letters for letter in letters)
    if sure > _LEGIBLE * read.seen:
        return grey, boxes
    contrast = paper - np.arange(256)
    levels = paper - contrast * np.interp(contrast / darkest, [_NO_INK, _INK], [0.0, 1.0])
    clean: Grey = np.clip(levels, 0, 255).astype(np.uint8)[grey]
    return clean, loaded.lines(clean)
