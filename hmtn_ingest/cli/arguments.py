"""Values of command-line options, refused in Vietnamese where they are wrong (the parser's own words are English)."""

from __future__ import annotations

import enum
from collections.abc import Callable
from typing import Annotated, TypeVar

import typer

from hmtn_ingest.reading.worker import MEMORY_VARIABLE, TIMEOUT_VARIABLE, Limits

_PORTS = range(1, 65536)
Choice = TypeVar("Choice", bound=enum.StrEnum)

Timeout = Annotated[
    float,
    typer.Option(
        "--timeout",
        min=0.01,
        envvar=TIMEOUT_VARIABLE,
        metavar="GIÂY",
        help="Thời gian tối đa cho một văn bản; bản quét: cho mỗi trang · for one document, of a scan for a page",
    ),
]
Memory = Annotated[
    int,
    typer.Option(
        "--memory",
        min=0,
        envvar=MEMORY_VARIABLE,
        metavar="MB",
        help="Bộ nhớ tối đa cho một văn bản, 0 là không hạn chế; Windows và macOS không giữ được hạn mức này · for one "
        "document, 0 for any; Windows and macOS cannot hold to it",
    ),
]
SECONDS, MEGABYTES = Limits().seconds, Limits().megabytes


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


def port(given: str) -> int:
    """A TCP port."""
    text = str(given).strip()
    if not (text.isascii() and text.isdigit() and int(text) in _PORTS):
        raise typer.BadParameter(f"“{given}” không phải số cổng; chọn một số từ {_PORTS[0]} đến {_PORTS[-1]}.")
    return int(text)
