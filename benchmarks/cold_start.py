"""How long a command takes from the shell, everything loaded anew, and which packages that time goes into.

    python benchmarks/cold_start.py

Wall time of each command as a new process, median and best of several, files in the disk cache. The profile adds up, by
package, what ``python -X importtime`` reports as each module's own time for ``extract`` on a text file.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import statistics
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

_SUBREAPER = 36  # of Linux: a process whose parent has ended is ours to wait for

TURNS = 5
PACKAGES = 12
DOCUMENTS = Path(__file__).resolve().parents[1] / "samples" / "documents"
COMMANDS = (
    ("--help",),
    ("schema",),
    ("extract", str(DOCUMENTS / "cong-van.txt")),
    ("extract", str(DOCUMENTS / "cong-van.docx")),
    ("extract", str(DOCUMENTS / "cong-van.pdf")),
    ("show", str(DOCUMENTS / "cong-van.txt")),
)


def run(arguments: tuple[str, ...], *options: str) -> str:
    """Runs a command and gives back its standard error."""
    command = [sys.executable, *options, "-m", "hmtn_ingest", *arguments]
    result = subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8")
    return result.stderr


def wall(arguments: tuple[str, ...]) -> float:
    began = time.perf_counter()
    run(arguments)
    return time.perf_counter() - began


def processor_time(command: tuple[str, ...]) -> float:
    """Seconds of processor time of a command as a new process, and of the process that reads files for it."""
    before = os.times()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    with contextlib.suppress(ChildProcessError):  # the reading process ends after the command
        while True:
            os.wait()
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def measure() -> float:
    """Prints and returns the ratio of ``extract`` on a small text to the import of the libraries that it cannot do
    without, by processor time and in turns."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SUBREAPER, 1)
    extract = (sys.executable, "-m", "hmtn_ingest", "extract", str(DOCUMENTS / "thong-bao.txt"))
    libraries = (sys.executable, "-c", "import regex, pydantic")
    turns = [(processor_time(extract), processor_time(libraries)) for _ in range(TURNS + 1)][1:]
    ours, least = (statistics.median(turn[side] for turn in turns) for side in (0, 1))
    print(f"extract {ours:.2f} s, import regex and pydantic {least:.2f} s, ratio {ours / least:.1f}")
    return ours / least


def own_time_by_package(report: str) -> Counter[str]:
    """Microseconds by top-level package, from lines such as "import time:      1234 |      5678 |   spacy.tokens"."""
    spent: Counter[str] = Counter()
    for line in report.splitlines():
        fields = line.removeprefix("import time:").split("|")
        if len(fields) == 3 and fields[0].strip().isdigit():
            spent[fields[2].strip().split(".")[0]] += int(fields[0])
    return spent


def main() -> None:
    measure()
    print(f"{'command':40} {'median':>8} {'best':>8}")
    for arguments in COMMANDS:
        run(arguments)
        times = [wall(arguments) for _ in range(TURNS)]
        shown = " ".join(Path(argument).name for argument in arguments)
        print(f"{shown:40} {statistics.median(times):6.2f} s {min(times):6.2f} s")
    spent = own_time_by_package(run(COMMANDS[2], "-X", "importtime"))
    print(f"\nimports of 'extract cong-van.txt': {sum(spent.values()) / 1e6:.2f} s (slower for being measured)")
    for package, microseconds in spent.most_common(PACKAGES):
        print(f"  {package:24} {microseconds / 1000:7.0f} ms")


if __name__ == "__main__":
    main()
