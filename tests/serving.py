"""The processes that read files for another, as Linux shows them."""

from __future__ import annotations

from pathlib import Path


def serving(parent: int) -> list[int]:
    """The processes that read for another."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            command = (entry / "cmdline").read_bytes()
            state, above, *_ = (entry / "stat").read_text().rpartition(")")[2].split()
        except (OSError, ValueError):
            continue
        if b"hmtn_ingest.reading.serve" in command and int(above) == parent and state != "Z":
            found.append(int(entry.name))
    return found


def alive(process: int) -> bool:
    try:
        return (Path("/proc") / str(process) / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
