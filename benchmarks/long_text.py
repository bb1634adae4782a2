"""Whether time grows with length: ``python benchmarks/long_text.py``.

The samples' .txt files are joined, again and again with other numbers, to a text and to one twice as long.
"""

from __future__ import annotations

import itertools
import time
from pathlib import Path

from hmtn_ingest.pipeline import ingest

LENGTH = 140_000
SAMPLES = sorted((Path(__file__).resolve().parents[1] / "samples" / "documents").glob("*.txt"))


def text(length: int) -> bytes:
    """About so many characters; no two copies of a document name the same places, so that none is a repetition."""
    joined = ""
    for turn in itertools.count():
        for path in SAMPLES:
            joined += path.read_text(encoding="utf-8").replace("xã ", f"xã {chr(65 + turn)}") + "\n"
            if len(joined) >= length:
                return joined[:length].encode()
    raise AssertionError


def seconds(data: bytes) -> float:
    began = time.process_time()
    ingest(data, name="dai.txt")
    return time.process_time() - began


def measure() -> float:
    """Prints and returns the ratio of the time for a text to that for half of it."""
    whole = text(2 * LENGTH)
    half = text(LENGTH)
    seconds(half)
    turns = [(seconds(half), seconds(whole)) for _ in range(2)]
    least = [min(turn[side] for turn in turns) for side in (0, 1)]
    print(f"{LENGTH:,} characters {least[0]:.1f} s, twice as many {least[1]:.1f} s, ratio {least[1] / least[0]:.2f}")
    return least[1] / least[0]


if __name__ == "__main__":
    measure()
