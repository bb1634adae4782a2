from __future__ import annotations

from parsers.reading import Reading
from parsers.records import Target


def extract(reading: Reading) -> list[Target]:
    return []
