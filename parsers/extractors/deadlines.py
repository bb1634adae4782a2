from __future__ import annotations

from parsers.reading import Reading
from parsers.records import Deadline


def extract(reading: Reading) -> list[Deadline]:
    return []
