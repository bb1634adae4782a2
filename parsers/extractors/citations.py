from __future__ import annotations

from parsers.reading import Reading
from parsers.records import Citation


def extract(reading: Reading) -> list[Citation]:
    return []
