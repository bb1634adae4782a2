from __future__ import annotations

from parsers.reading import Reading
from parsers.records import DateRecord


def extract(reading: Reading) -> list[DateRecord]:
    return []
