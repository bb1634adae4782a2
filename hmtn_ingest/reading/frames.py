"""Messages over a pipe that nobody buffers: the length of each before it."""

from __future__ import annotations

from io import FileIO

_WIDTH = 8  # bytes of a length


def write_frame(pipe: FileIO, data: bytes) -> None:
    """Raises ``OSError`` where nobody reads any more."""
    left = memoryview(len(data).to_bytes(_WIDTH, "big") + data)
    while left:
        left = left[pipe.write(left) :]


def read_frame(pipe: FileIO) -> bytearray | None:
    """The next message; ``None`` where the other end is closed, be it in the middle of one."""
    length = read_length(pipe)
    return None if length is None else read_bytes(pipe, length)


def read_length(pipe: FileIO) -> int | None:
    """How many bytes the next message has, which come with :func:`read_bytes`; ``None`` where there is none."""
    head = read_bytes(pipe, _WIDTH)
    return None if head is None else int.from_bytes(head, "big")


def read_bytes(pipe: FileIO, length: int) -> bytearray | None:
    """Raises ``MemoryError`` where there is no room for so many."""
    data = bytearray(length)
    left = memoryview(data)
    while left:
        count = pipe.readinto(left)
        if not count:
            return None
        left = left[count:]
    return data
