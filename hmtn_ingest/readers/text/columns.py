"""Two columns set with blanks: letterhead and signature of files that were saved as text with their layout.

UBND XÃ ĐÔNG LẠC                     CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 15/KH-BCĐ                     Đông Lạc, ngày 03 tháng 3 năm 2026
"""

from __future__ import annotations

import re

from hmtn_ingest.readers.text.marks import Stretch
from parsers.layout import cues

_GAP = re.compile(r"(?<=\S)[ \u00a0]{3,}(?=\S)")
# "Số:        /KH-BCĐ", "ngày      tháng      năm 2026": a blank to be filled in by hand is no gap between columns
_BLANK = re.compile(r"(?:\bS\w{1,3}\s?[:.]?|ngày|tháng|năm)$")
_LONGEST = 25  # lines; a longer list of recipients goes on as running text


def two_columns(text: str, lines: list[Stretch], index: int) -> tuple[int, list[list[Stretch | None]]] | None:
    """Number of the last line and rows of two cells of the columns that begin at line ``index``, if such begin there.

    The right part of the first line has to be what stands on the right of a letterhead or above a signature.
    """
    parts = _parts(text, lines[index])
    if parts is None or not _stands_right(text[slice(*parts[1])]):
        return None
    rows: list[list[Stretch | None]] = []
    boundary = parts[1][0] - lines[index][0]
    last = index
    for here in range(index, min(len(lines), index + _LONGEST)):
        start, end = lines[here]
        line = text[start:end]
        if not line.strip():
            continue
        parts = _parts(text, lines[here])
        if parts is not None:
            boundary = min(boundary, parts[1][0] - start)
            rows.append([parts[0], parts[1]])
        elif len(line) - len(line.lstrip()) >= max(boundary - 4, 12):
            rows.append([None, (start, end)])
        elif here == last + 1 and len(line.rstrip()) < boundary and not cues.type_of_line(line.strip(" *#")):
            rows.append([(start, end), None])
        else:
            break
        last = here
    return last, rows


def _parts(text: str, line: Stretch) -> tuple[Stretch, Stretch] | None:
    gaps = [gap for gap in _GAP.finditer(text, *line) if not _BLANK.search(text, line[0], gap.start())]
    if len(gaps) != 1 or "\t" in text[slice(*line)]:
        return None
    return (line[0], gaps[0].start()), (gaps[0].end(), line[1])


def _stands_right(part: str) -> bool:
    plain = part.strip(" *_\u00a0")
    return cues.is_head_line(plain) or cues.is_signature(plain)
