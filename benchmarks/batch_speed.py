"""A folder of a thousand documents with one worker and with two: how much faster, how much memory, the same records?

``python benchmarks/batch_speed.py [DOCUMENTS]``. The documents are the samples (.txt, .docx, .pdf in turn), each copy
with bytes of its own. Time is that of the whole command; memory is the largest of a worker, in the first and in the
last quarter of the run.
"""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from pathlib import Path

from hmtn_ingest.web.pages.samples import FOLDER


def make(folder: Path, documents: int) -> None:
    """Copies of the samples that differ in what no reader looks at."""
    samples = sorted(FOLDER.iterdir())
    for number in range(documents):
        sample = samples[number % len(samples)]
        copy = number // len(samples)
        data = copied(sample.suffix, sample.read_bytes(), copy)
        (folder / f"{sample.stem}-{copy:03}{sample.suffix}").write_bytes(data)


def copied(suffix: str, data: bytes, copy: int) -> bytes:
    """A file with bytes of its own, which says the same."""
    if suffix == ".docx":
        archive = io.BytesIO(data)
        with zipfile.ZipFile(archive, "a") as opened:
            opened.comment = str(copy).encode()
        return archive.getvalue()
    if suffix == ".pdf":
        return data + f"\n%{copy}\n".encode()
    return data + b"\n" * copy


class Memory(threading.Thread):
    """Samples the largest worker of a command, in MB, twice a second (Linux)."""

    def __init__(self, command: int) -> None:
        super().__init__(daemon=True)
        self.command = command
        self.samples: list[float] = []
        self.ended = threading.Event()

    def run(self) -> None:
        while not self.ended.wait(0.5):
            parents: dict[int, int] = {}
            resident: dict[int, float] = {}
            for entry in Path("/proc").iterdir():
                if entry.name.isdigit():
                    try:
                        fields = (entry / "stat").read_text().rpartition(")")[2].split()
                    except OSError:
                        continue
                    parents[int(entry.name)] = int(fields[1])
                    resident[int(entry.name)] = int(fields[21]) * os.sysconf("SC_PAGE_SIZE") / 2**20
            below = {self.command}
            for _ in range(3):  # the command, the workers, what they start
                below |= {process for process, parent in parents.items() if parent in below}
            self.samples.append(max((resident[process] for process in below - {self.command}), default=0.0))


def run(folder: Path, root: Path, workers: int) -> tuple[float, list[float], str]:
    """Seconds, memory samples, and a digest of all records."""
    output = root / f"out-{workers}"
    command = [sys.executable, "-m", "hmtn_ingest", "batch", str(folder), "--output", str(output)]
    command += ["--workers", str(workers)]
    environment = os.environ | {"HMTN_DATABASE_URL": f"sqlite:///{root}/store-{workers}.sqlite3"}
    began = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    memory = Memory(process.pid)
    memory.start()
    code = process.wait()
    took = time.perf_counter() - began
    memory.ended.set()
    memory.join()
    assert code == 0, f"exit code {code}"
    digest = hashlib.sha256()
    for path in sorted(output.glob("*.json")):
        digest.update(path.name.encode() + path.read_bytes())
    return took, memory.samples, digest.hexdigest()


def main() -> None:
    documents = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory(prefix="hmtn-batch-") as made:
        folder = Path(made) / "documents"
        folder.mkdir()
        make(folder, documents)
        found = {}
        for workers in (1, 2):
            found[workers] = run(folder, Path(made), workers)
            took, memory, _ = found[workers]
            quarter = max(1, len(memory) // 4)
            print(
                f"{workers} worker{'s' if workers > 1 else ' '}  {documents} documents in {took:6.1f} s  "
                f"{documents / took:5.1f}/s  largest worker {max(memory[:quarter]):.0f} MB in the first quarter, "
                f"{max(memory[-quarter:]):.0f} MB in the last"
            )
        print(f"ratio {found[1][0] / found[2][0]:.2f} (to be reached: 1.8 or more on two cores that are free)")
        print("records byte-identical" if found[1][2] == found[2][2] else "RECORDS DIFFER")


if __name__ == "__main__":
    main()
