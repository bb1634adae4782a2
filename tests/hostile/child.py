"""Reads hostile files in a process of its own and says of each what came of it: ``python -m tests.hostile.child BOMBS``."""

from __future__ import annotations

import json
import re
import resource
import sys
from pathlib import Path

from hmtn_ingest.pipeline import ingest
from tests.hostile import packages, pdfs

KINDS = {
    "BOMBS": (pdfs.BOMBS, "a.pdf"),
    "LOOPS": (pdfs.LOOPS, "a.pdf"),
    "NUMBERS": (pdfs.NUMBERS, "a.pdf"),
    "DOCX": (packages.DOCX, "a.docx"),
    "XLSX": (packages.XLSX, "a.xlsx"),
    "OPEN": (packages.OPEN, "a.odt"),
}


def peak_megabytes() -> int:
    """The most memory that this process held; on Linux its ``ru_maxrss`` would count what its parent held when it was started."""
    if sys.platform != "linux":
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024 // 1024
    (peak,) = re.findall(r"VmHWM:\s*(\d+) kB", Path("/proc/self/status").read_text())
    return int(peak) // 1024


def main(group: str) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (240, 240))  # for all of them; a loop ends here
    kinds, name = KINDS[group]
    for kind, build in kinds.items():
        record = ingest(build(), name=name)
        peak = peak_megabytes()
        problems = [[problem.code, problem.message] for problem in record.problems]
        print(json.dumps([kind, record.status, problems, peak]), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
