"""Files that are there whole or not at all, whatever happens while they are written.

put(Path("out/ke-hoach.json"), data)
"""

from __future__ import annotations

import os
from pathlib import Path

TEMPORARY = ".hmtn-tmp"
"""How the name of a file ends that is not written to its end."""


def put(path: Path, data: bytes) -> None:
    """Write a file, making its folder where it is missing; until all of it is written, what was there stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}{TEMPORARY}")
    try:
        with draft.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise type(error)(error.errno, error.strerror, str(path)) from None
