"""Measure how often a value without a doubt is wrong, by kind, and write it where the review page reads it.

    python scripts/measure.py DOCUMENTS GOLD [DOCUMENTS GOLD …] --date 2026-11-29 --vi "…" --en "…"

Each pair is a folder of documents (or records) and one of gold, as ``hmtn-ingest evaluate`` takes them. ``--vi`` and
``--en`` say which documents these are, as people will read it.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))


def main() -> None:
    from hmtn_ingest import evaluation
    from hmtn_ingest.evaluation.measured import FILE, MeasuredTrust

    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folders", type=Path, nargs="+", metavar="DOCUMENTS GOLD")
    for name in ("date", "vi", "en"):
        asked.add_argument(f"--{name}", required=True)
    given = asked.parse_args()
    if len(given.folders) % 2:
        asked.error("each folder of documents needs one of gold")
    measured = []
    for documents, gold in zip(given.folders[::2], given.folders[1::2], strict=True):
        measured += evaluation.evaluate(evaluation.load_records(documents), evaluation.load_gold(gold)).documents
    trust = evaluation.Summary.of(measured).trust
    figures = MeasuredTrust.of(trust, documents=len(measured), date=given.date, set_vi=given.vi, set_en=given.en)
    (ROOT / "hmtn_ingest" / "evaluation" / FILE).write_text(figures.model_dump_json(indent=2) + "\n", encoding="utf-8")
    for kind, (count, wrong) in figures.kinds.items():
        print(f"{kind}: {wrong}/{count}")


if __name__ == "__main__":
    main()
