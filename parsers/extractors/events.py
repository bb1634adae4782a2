from __future__ import annotations

from parsers.reading import Reading
from parsers.records import Event


def extract(reading: Reading) -> list[Event]:
    return []
