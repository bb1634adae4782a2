"""All ratios in one table: ``python benchmarks/table.py`` (``make bench``), in some minutes.

They are kept as ``benchmarks/results/<commit>.json``, which git leaves alone; the table has the ratios of the commit
that was measured last beside those of this one. What takes longer is run by hand: see README.md.
"""

from __future__ import annotations

import contextlib
import io
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import cold_start
import extraction_speed
import long_text
import pdf_speed
import rules_cost

RESULTS = Path(__file__).parent / "results"
MEASURES: dict[str, tuple[str, Callable[[], float]]] = {
    "text to record, beside eyecite": ("1.3 or more", extraction_speed.measure),
    "rules, beside extraction": ("0.08 or less", rules_cost.measure),
    "text twice as long": ("2.2 or less", long_text.measure),
    "start of extract, beside its libraries": ("3 or less", cold_start.measure),
    "PDF of 12 pages, beside pdfplumber": ("under 0.5", lambda: pdf_speed.compare("", pdf_speed.sample(12))),
}


def commit() -> str:
    said = subprocess.run(["git", "describe", "--always", "--dirty"], check=True, capture_output=True, text=True)
    return said.stdout.strip()


def main() -> None:
    RESULTS.mkdir(exist_ok=True)
    kept = sorted(RESULTS.glob("*.json"), key=lambda path: path.stat().st_mtime)
    before: dict[str, float] = json.loads(kept[-1].read_text("utf-8")) if kept else {}
    now: dict[str, float] = {}
    print(f"{'ratio':42}{'to be reached':>15}{commit():>18}{kept[-1].stem if kept else '':>18}")
    for name, (goal, measure) in MEASURES.items():
        with contextlib.redirect_stdout(io.StringIO()):
            now[name] = round(measure(), 3)
        earlier = f"{before[name]:.2f}" if name in before else ""
        print(f"{name:42}{goal:>15}{now[name]:>18.2f}{earlier:>18}", flush=True)
    (RESULTS / f"{commit()}.json").write_text(json.dumps(now, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
