from __future__ import annotations

from parsers.reading import Reading
from parsers.records import QuotaTable


def extract(reading: Reading) -> list[QuotaTable]:
    return []
