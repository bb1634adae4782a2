"""How long recognising scanned pages takes, with both readers and with one, and how much memory a long scan needs.

    python benchmarks/scan_speed.py [SCAN.pdf ...]

For each file: seconds a page with both readers on two threads, and with the first reader alone, best of several turns
taken alternately in one run, and their ratio; processor seconds a page beside them. Without a file pages of a sample
are drawn as pictures. Then the peak memory of reading 4 and 40 such pages, each in a process of its own.
"""

from __future__ import annotations

import io
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from unittest.mock import patch

import pypdfium2

from hmtn_ingest import readers
from hmtn_ingest.readers.scan.engines import Engines, engines

SAMPLE = Path(__file__).resolve().parent.parent / "samples" / "documents" / "ke-hoach-tinh.pdf"
RESOLUTION = 200
TURNS = 3


def scanned(pages: int) -> bytes:
    """A PDF of so many pictures of pages."""
    own = pypdfium2.PdfDocument(SAMPLE.read_bytes())
    pictures = [own[at % len(own)].render(scale=RESOLUTION / 72).to_pil().convert("L") for at in range(pages)]
    out = io.BytesIO()
    pictures[0].save(out, "PDF", save_all=True, append_images=pictures[1:], resolution=RESOLUTION)
    return out.getvalue()


def compare(name: str, data: bytes) -> None:
    """Prints seconds a page with both readers and with one."""
    both = engines()
    wall: dict[str, float] = {}
    processor: dict[str, float] = {}
    for _ in range(TURNS):
        for label, used in (("both", both), ("first", Engines(both.first, None))):
            with patch("hmtn_ingest.readers.scan.recognise.engines", return_value=used):
                start, before = time.perf_counter(), sum(os.times()[:2])
                pages = readers.read(data, name).pages or 1
            wall[label] = min(wall.get(label, float("inf")), (time.perf_counter() - start) / pages)
            processor[label] = min(processor.get(label, float("inf")), (sum(os.times()[:2]) - before) / pages)
    print(
        f"{name}: both readers {wall['both']:.2f} s a page ({processor['both']:.2f} s of processors), "
        f"the first alone {wall['first']:.2f} s ({processor['first']:.2f} s), ratio {wall['both'] / wall['first']:.2f}"
    )


def peak_memory(pages: int) -> float:
    """Peak resident memory in MB of a process that reads a scan of so many pages."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(scanned(pages))
        file.flush()
        done = subprocess.run(
            [sys.executable, __file__, "--peak", file.name], capture_output=True, text=True, check=True
        )
    return float(done.stdout)


def main() -> None:
    if sys.argv[1:2] == ["--peak"]:
        readers.read(Path(sys.argv[2]).read_bytes(), "scan.pdf")
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        return
    for path in map(Path, sys.argv[1:]):
        compare(path.name, path.read_bytes())
    if not sys.argv[1:]:
        compare("4 pages of a sample", scanned(4))
    few, many = peak_memory(4), peak_memory(40)
    print(f"peak memory: 4 pages {few:.0f} MB, 40 pages {many:.0f} MB")


if __name__ == "__main__":
    main()
