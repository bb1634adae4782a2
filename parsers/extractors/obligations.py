from __future__ import annotations

from parsers.reading import Reading
from parsers.records import Obligation


def extract(reading: Reading) -> list[Obligation]:
    return []
