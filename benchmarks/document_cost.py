"""What a document costs by its kind: processor time and bytes, from file to masked line of JSON, in one process.

``python benchmarks/document_cost.py [DOCUMENTS OF A KIND]``. Text, Word and PDF are the samples in turn, each copy with
another number in its bytes; scans are first pages of the PDFs, drawn at 200 dpi, each a little darker than the last.
"""

from __future__ import annotations

import gzip
import io
import os
import statistics
import sys
import time
from collections.abc import Iterator

import pypdfium2
from batch_speed import copied
from PIL import Image

from hmtn_ingest import export, ingest
from hmtn_ingest.web.pages.samples import FOLDER


def documents(kind: str, count: int) -> Iterator[tuple[str, bytes]]:
    """Names and bytes; the first ones only warm the program up."""
    samples = sorted(FOLDER.glob("*.pdf" if kind == "scan" else f"*.{kind}"))
    for number in range(count):
        sample = samples[number % len(samples)]
        data = sample.read_bytes()
        yield sample.name, scanned(data, number) if kind == "scan" else copied(sample.suffix, data, number)


def scanned(pdf: bytes, shade: int) -> bytes:
    """The first page of a PDF as a scanner gives it."""
    opened = pypdfium2.PdfDocument(pdf)
    drawn: Image.Image = opened[0].render(scale=200 / 72).to_pil().convert("L")
    opened.close()
    out = io.BytesIO()
    drawn.point([max(0, grey - shade % 20) for grey in range(256)]).save(out, "PDF", resolution=200, quality=80)
    return out.getvalue()


def measure(kind: str, count: int) -> None:
    seconds, sizes, records, packed, wrong = [], [], [], [], 0
    for number, (name, data) in enumerate(documents(kind, count + 2)):
        began = time.process_time()
        record = ingest(data, name=name)
        line = export(record, "jsonl")[0].data if record.status != "failed" else b""
        took = time.process_time() - began
        if number < 2:
            continue
        wrong += record.status == "failed"
        seconds.append(took)
        sizes.append(len(data))
        records.append(len(line))
        packed.append(len(gzip.compress(line, 6)))
    print(
        f"{kind:5} {count:4}  processor {statistics.mean(seconds):6.3f} mean, {statistics.median(seconds):6.3f} median "
        f"{max(seconds):6.3f} most   file {statistics.mean(sizes) / 1000:6.1f} kB   record "
        f"{statistics.mean(records) / 1000:6.1f} kB, gzip {statistics.mean(packed) / 1000:5.1f} kB   failed {wrong}",
        flush=True,
    )


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    for kind in ("txt", "docx", "pdf", "scan"):
        measure(kind, count)
    print("load", *(f"{one:.1f}" for one in os.getloadavg()))


if __name__ == "__main__":
    main()
