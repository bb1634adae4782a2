"""Values of command-line options, refused in Vietnamese where they are wrong (the parser's own words are English)."""

from __future__ import annotations

import enum
import os
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from hmtn_ingest.i18n import say
from hmtn_ingest.reading.worker import MEMORY_VARIABLE, TIMEOUT_VARIABLE, Limits
from hmtn_ingest.second_reader.folder import SECOND_READER_VARIABLE, NoModel, model_version

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
SecondReader = Annotated[
    Path | None,
    typer.Option(
        "--second-reader",
        envvar=SECOND_READER_VARIABLE,
        metavar="THƯ_MỤC",
        help="Mô hình do lệnh train ghi: chỗ nó không đồng ý thành nghi vấn, không thành dữ kiện · a model that train "
        "wrote; its disagreement is a doubt, never a fact",
    ),
]
SECONDS, MEGABYTES = Limits().seconds, Limits().megabytes


def one_of(choices: type[Choice]) -> Callable[[str], Choice]:
    """A parser for one of the names of an enumeration."""

    def parse(given: str) -> Choice:
        try:
            return choices(given.lower())
        except ValueError:
            raise typer.BadParameter(say("cli.no-choice", given=given, choices=", ".join(choices))) from None

    return parse


def names(choices: type[enum.StrEnum]) -> str:
    """How ``--help`` shows the choices: "text|json"."""
    return "|".join(choices)


def port(given: str) -> int:
    """A TCP port."""
    text = str(given).strip()
    if not (text.isascii() and text.isdigit() and int(text) in _PORTS):
        raise typer.BadParameter(say("cli.no-port", given=given, first=_PORTS[0], last=_PORTS[-1]))
    return int(text)


def use_second_reader(folder: Path | None) -> None:
    """Let what reads files ask this model, in this process and in those that it starts."""
    if folder is None:
        return
    try:
        model_version(folder)
    except NoModel:
        raise typer.BadParameter(say("cli.no-model", folder=folder), param_hint="--second-reader") from None
    os.environ[SECOND_READER_VARIABLE] = str(folder.absolute())
