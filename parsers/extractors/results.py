from __future__ import annotations

from parsers.reading import Reading
from parsers.records import Result


def extract(reading: Reading) -> list[Result]:
    return []
