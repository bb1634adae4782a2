"""Damages files as disks, mails and downloads do, and worse: the same way for the same seed.

kind, data = damaged(data, random.Random(7))
"""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable

Change = Callable[[bytes, random.Random], bytes]


def damaged(data: bytes, chance: random.Random) -> tuple[str, bytes]:
    """The name of what was done, and the file after it."""
    name = chance.choice(sorted(_changes(data)))
    return name, _changes(data)[name](data, chance)


def _changes(data: bytes) -> dict[str, Change]:
    special = _PDF if data.startswith(b"%PDF") else _ZIP if data.startswith(b"PK") else _PLAIN
    return {**_ANY, **special}


# -- bytes -------------------------------------------------------------------------------------------------------------


def _flip(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 3, 20, 200))):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _cut_end(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) // 20, len(data))]


def _drop_middle(data: bytes, chance: random.Random) -> bytes:
    at, length = chance.randrange(len(data)), chance.choice((1, 16, 512, 4096))
    return data[:at] + data[at + length :]


def _zero_middle(data: bytes, chance: random.Random) -> bytes:
    at, length = chance.randrange(len(data)), chance.choice((16, 512, 4096))
    gone = min(length, len(data) - at)
    return data[:at] + bytes(gone) + data[at + gone :]


def _insert(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + chance.randbytes(chance.choice((1, 16, 300))) + data[at:]


def _swap(data: bytes, chance: random.Random) -> bytes:
    """Two blocks of a disk in each other's place."""
    size = 512
    a, b = sorted(chance.randrange(max(1, len(data) // size)) * size for _ in range(2))
    if b - a < size:
        return data[::-1]
    return data[:a] + data[b : b + size] + data[a + size : b] + data[a : a + size] + data[b + size :]


def _as_text(data: bytes, chance: random.Random) -> bytes:
    """Sent as text: each line end is changed."""
    return data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


_ANY: dict[str, Change] = {
    "flip": _flip,
    "cut-end": _cut_end,
    "drop-middle": _drop_middle,
    "zero-middle": _zero_middle,
    "insert": _insert,
    "swap": _swap,
    "as-text": _as_text,
}

# -- PDF ---------------------------------------------------------------------------------------------------------------

_OBJECT = re.compile(rb"\d+ \d+ obj\b.*?endobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_NUMBER = re.compile(rb"(?<![\d.])\d+(?![\d.])")
_NAME = re.compile(rb"/[A-Z][A-Za-z]+")


def _drop_object(data: bytes, chance: random.Random) -> bytes:
    found = list(_OBJECT.finditer(data))
    if not found:
        return data[1:]
    gone = chance.choice(found)
    return data[: gone.start()] + b" " * (gone.end() - gone.start()) + data[gone.end() :]


def _cut_stream(data: bytes, chance: random.Random) -> bytes:
    """The last bytes of a stream are overwritten by nothing."""
    found = [one for one in _STREAM.finditer(data) if one.end(1) - one.start(1) > 20]
    if not found:
        return data[1:]
    one = chance.choice(found)
    at = chance.randrange(one.start(1) + 2, one.end(1))
    return data[:at] + b"\0" * (one.end(1) - at) + data[one.end(1) :]


def _flip_in_stream(data: bytes, chance: random.Random) -> bytes:
    found = [one for one in _STREAM.finditer(data) if one.end(1) > one.start(1)]
    if not found:
        return data[1:]
    one = chance.choice(found)
    changed = bytearray(data)
    changed[chance.randrange(one.start(1), one.end(1))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _outside_streams(pattern: re.Pattern[bytes], data: bytes) -> list[re.Match[bytes]]:
    streams = [one.span(1) for one in _STREAM.finditer(data)]
    return [one for one in pattern.finditer(data) if not any(a <= one.start() < b for a, b in streams)]


def _crazy_number(data: bytes, chance: random.Random) -> bytes:
    found = _outside_streams(_NUMBER, data)
    if not found:
        return data[1:]
    one = chance.choice(found)
    number = chance.choice((b"0", b"-1", b"1", b"65536", b"2147483647", b"99999999999999999999", b"9" * 400))
    return data[: one.start()] + number + data[one.end() :]


def _misspelt_name(data: bytes, chance: random.Random) -> bytes:
    found = _outside_streams(_NAME, data)
    if not found:
        return data[1:]
    one = chance.choice(found)
    at = chance.randrange(one.start() + 1, one.end())
    return data[:at] + b"q" + data[at + 1 :]


_PDF: dict[str, Change] = {
    "drop-object": _drop_object,
    "cut-stream": _cut_stream,
    "flip-in-stream": _flip_in_stream,
    "crazy-number": _crazy_number,
    "misspelt-name": _misspelt_name,
}

# -- archives of XML ---------------------------------------------------------------------------------------------------


def _rezipped(data: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """The archive with changed parts, those that became nothing left out."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = change(name, old.read(name))
            if part is not None:
                new.writestr(zipfile.ZipInfo(name), part)
    return target.getvalue()


def _in_one_part(alter: Callable[[bytes, random.Random], bytes | None]) -> Change:
    def change(data: bytes, chance: random.Random) -> bytes:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            chosen = chance.choice(archive.namelist())
        return _rezipped(data, lambda name, part: alter(part, chance) if name == chosen and part else part)

    return change


def _drop_element(part: bytes, chance: random.Random) -> bytes:
    """A tag is gone, whose partner stays."""
    tags = list(re.finditer(rb"<[^>]*>", part))
    if not tags:
        return part[1:]
    gone = chance.choice(tags)
    return part[: gone.start()] + part[gone.end() :]


def _crazy_attribute(part: bytes, chance: random.Random) -> bytes:
    found = list(re.finditer(rb'(?<==")-?\d+(?=")', part))
    if not found:
        return part
    one = chance.choice(found)
    number = chance.choice((b"-1", b"0", b"99999999999", b"9" * 5000, b"NaN", b""))
    return part[: one.start()] + number + part[one.end() :]


_ZIP: dict[str, Change] = {
    "drop-part": _in_one_part(lambda part, chance: None),
    "cut-part": _in_one_part(lambda part, chance: part[: chance.randrange(len(part))]),
    "flip-part": _in_one_part(_flip),
    "drop-tag": _in_one_part(_drop_element),
    "crazy-attribute": _in_one_part(_crazy_attribute),
}

_PLAIN: dict[str, Change] = {"drop-tag": _drop_element, "crazy-number": _crazy_number}
