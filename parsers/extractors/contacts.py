from __future__ import annotations

from parsers.reading import Reading
from parsers.records import Contact


def extract(reading: Reading) -> list[Contact]:
    return []
