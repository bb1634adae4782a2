"""Values of command-line options, refused in Vietnamese where they are wrong (the parser's own words are English)."""

from __future__ import annotations

import datetime
import enum
import re
from collections.abc import Callable
from typing import TypeVar

import typer

_DAY = re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})|(\d{4})-(\d{1,2})-(\d{1,2})")
_PORTS = range(1, 65536)
Choice = TypeVar("Choice", bound=enum.StrEnum)


def one_of(choices: type[Choice]) -> Callable[[str], Choice]:
    """A parser for one of the names of an enumeration."""

    def parse(given: str) -> Choice:
        try:
            return choices(given.lower())
        except ValueError:
            raise typer.BadParameter(f"“{given}” không có; chọn một trong: {', '.join(choices)}.") from None

    return parse


def names(choices: type[enum.StrEnum]) -> str:
    """How ``--help`` shows the choices: "text|json"."""
    return "|".join(choices)


def day(given: str) -> datetime.date:
    """A day as people write it (31/12/2024, 5/1/2026) or after ISO 8601 (2024-12-31)."""
    match = _DAY.fullmatch(given.strip())
    if match is None:
        raise typer.BadParameter(f"“{given}” không phải một ngày; viết như 31/12/2024 hoặc 2024-12-31.")
    year, month, number = match.group("year", "month", "day") if match["year"] else match.group(4, 5, 6)
    try:
        return datetime.date(int(year), int(month), int(number))
    except ValueError:
        raise typer.BadParameter(f"“{given}” là ngày không có trong lịch.") from None


def port(given: str) -> int:
    """A TCP port."""
    text = str(given).strip()
    if not (text.isascii() and text.isdigit() and int(text) in _PORTS):
        raise typer.BadParameter(f"“{given}” không phải số cổng; chọn một số từ {_PORTS[0]} đến {_PORTS[-1]}.")
    return int(text)
