"""Whether a compound file (MS-CFB) is whole: .xls, .msg and .doc lie in one, sectors of a disk in chains.

with olefile.OleFileIO(io.BytesIO(data)) as file:
    is_whole(file)
"""

from __future__ import annotations

from collections.abc import Sequence

import olefile


def is_whole(file: olefile.OleFileIO) -> bool:
    """Whether nothing contradicts itself in what was opened of a file so far, and no chain comes back to itself."""
    file.loadminifat()
    return not file.parsing_issues and not any(map(_has_circle, (file.fat, file.minifat)))


def _has_circle(table: Sequence[int]) -> bool:
    """Whether sectors lead back to one before them; ``table`` says of each which one follows."""
    last_way = [-1] * len(table)
    for way in range(len(table)):
        here = way
        while here < len(table) and last_way[here] == -1:
            last_way[here] = way
            here = table[here]
        if here < len(table) and last_way[here] == way:
            return True
    return False
