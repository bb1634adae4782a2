from __future__ import annotations

from parsers.reading import Reading
from parsers.records import Recipient


def extract(reading: Reading) -> list[Recipient]:
    return []
