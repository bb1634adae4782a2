"""Messages over a pipe that nobody buffers: the length of each before it."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from io import FileIO

_WIDTH = 8  # bytes of a length
_ANY = nullcontext()


def write_frame(pipe: FileIO, data: bytes) -> None:
    """Raises ``OSError`` where nobody reads any more."""
    left = memoryview(len(data).to_bytes(_WIDTH, "big") + data)
    while left:
        left = left[pipe.write(left) :]


def read_frame(pipe: FileIO, room: AbstractContextManager[object] = _ANY) -> bytes | None:
    """The next message; ``None`` where the other end is closed, be it in the middle of one.

    ``room`` is held while the message comes in, which may take much memory; its announcement takes none.
    """
    head = _read(pipe, _WIDTH)
    if head is None:
        return None
    with room:
        return _read(pipe, int.from_bytes(head, "big"))


def _read(pipe: FileIO, length: int) -> bytes | None:
    data = bytearray(length)
    left = memoryview(data)
    while left:
        count = pipe.readinto(left)
        if not count:
            return None
        left = left[count:]
    return bytes(data)
