"""Builds compound files (MS-CFB) for tests, and messages of Outlook (MS-OXMSG) in them: no library writes these."""

from __future__ import annotations

import struct
from collections.abc import Mapping

Tree = Mapping[str, "bytes | Tree"]

_END, _FREE, _FAT, _NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
_TEXT, _BINARY, _NUMBER = 0x001F, 0x0102, 0x0003


def compound(tree: Tree) -> bytes:
    """A file with these streams (bytes) and storages (mappings); small streams lie in the stream of the root."""
    entries: list[list[object]] = [["Root Entry", 5, _NONE, _NONE, _END, 0]]  # name, kind, next, child, start, size
    large, small = _Space(512), _Space(64)

    def add(parent: int, inside: Tree) -> None:
        before = -1
        for name, content in inside.items():
            number = len(entries)
            if isinstance(content, bytes):
                start = (small if len(content) < 4096 else large).put(content)
                entries.append([name, 2, _NONE, _NONE, start, len(content)])
            else:
                entries.append([name, 1, _NONE, _NONE, 0, 0])
            entries[before if before >= 0 else parent][2 if before >= 0 else 3] = number
            before = number
            if not isinstance(content, bytes):
                add(number, content)

    add(0, tree)
    minor = b"".join(small.sectors)
    entries[0][4:] = [large.put(minor), len(minor)]
    minor_table = struct.pack(f"<{len(small.chains)}I", *small.chains)
    minor_start = large.put(minor_table, fill=b"\xff")
    directory_start = large.put(b"".join(_entry(*entry) for entry in entries))  # type: ignore[arg-type]
    fats = -(-(len(large.sectors) + 8) // 128)
    places = [*range(len(large.sectors), len(large.sectors) + fats), *[_FREE] * (109 - fats)]
    chains = [*large.chains, *[_FAT] * fats]
    chains += [_FREE] * (fats * 128 - len(chains))
    header = struct.pack(
        "<8s16sHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, 0, fats,
        directory_start, 0, 4096, minor_start, -(-len(minor_table) // 512), _END, 0,
    )  # fmt: skip
    sectors = b"".join(large.sectors)
    return header + struct.pack("<109I", *places) + sectors + struct.pack(f"<{len(chains)}I", *chains)


class _Space:
    """Sectors of one size, and the chains that lead from each to the next."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.sectors: list[bytes] = []
        self.chains: list[int] = []

    def put(self, data: bytes, fill: bytes = b"\0") -> int:
        start = len(self.sectors)
        pieces = [data[at : at + self.size].ljust(self.size, fill) for at in range(0, len(data), self.size)]
        self.sectors += pieces
        self.chains += [*range(start + 1, start + len(pieces)), _END] if pieces else []
        return start if pieces else _END


def _entry(name: str, kind: int, following: int, child: int, start: int, size: int) -> bytes:
    written = name.encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sHBBIII16xI8x8xIQ", written, len(written), kind, 1, _NONE, following, child, 0, start & 0xFFFFFFFF, size
    )


def outlook(
    subject: str, sender: str, body: str | bytes, files: Mapping[str, bytes], logos: Mapping[str, bytes] = {}
) -> bytes:
    """A message as Outlook saves it, a body of bytes being packed RTF; ``logos`` are pictures that its body shows."""
    written = 0x1000 if isinstance(body, str) else 0x1009
    tree: dict[str, bytes | Tree] = _properties(
        {0x001A: "IPM.Note", 0x0037: subject, written: body, 0x0C1A: sender}, 32
    )
    for number, (name, data) in enumerate([*files.items(), *logos.items()]):
        values: dict[int, str | bytes | int] = {0x3707: name, 0x3701: data, 0x3705: 1}
        if name in logos:
            values[0x3712] = f"logo{number}@vidu"
        tree[f"__attach_version1.0_#{number:08X}"] = _properties(values, 8)
    return compound(tree)


def _properties(values: Mapping[int, str | bytes | int], header: int) -> dict[str, bytes | Tree]:
    streams: dict[str, bytes | Tree] = {}
    table = b"\0" * header
    for key, value in values.items():
        kind = _TEXT if isinstance(value, str) else _BINARY if isinstance(value, bytes) else _NUMBER
        if isinstance(value, int):
            table += struct.pack("<HHIII", kind, key, 6, value, 0)
            continue
        data = value.encode("utf-16-le") if isinstance(value, str) else value
        streams[f"__substg1.0_{key:04X}{kind:04X}"] = data
        table += struct.pack("<HHIII", kind, key, 6, len(data) + 2 * isinstance(value, str), 0)
    return {"__properties_version1.0": table, **streams}
