"""What the rules cost beside extraction: ``python benchmarks/rules_cost.py FILE…`` (without files: the samples).

Each file is read and extracted and then checked, several times in one process; the least times of both are compared, so
that a busy machine weighs on neither. The rules shall cost less than a tenth.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from hmtn_ingest.pipeline import ingest
from rules import RULES, check
from rules.context import Context

SAMPLES = Path(__file__).parent.parent / "samples" / "documents"
ROUNDS = 15
LIMIT = 0.08


def least(work: Callable[[], object]) -> float:
    """The least processor time of several rounds, in milliseconds."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times) * 1000


def measure(files: Sequence[Path] = ()) -> float:
    """Prints what the rules cost and returns the ratio of their time to that of extraction."""
    files = files or sorted(SAMPLES.glob("*.txt")) + sorted(SAMPLES.glob("*.docx"))
    total = {"extract": 0.0, "rules": 0.0}
    by_rule = dict.fromkeys((rule.name for rule in RULES), 0.0)
    for path in files:
        data = path.read_bytes()
        record = ingest(data, name=path.name)
        rules = least(lambda record=record: check(record))  # type: ignore[misc]
        whole = least(lambda data=data, path=path: ingest(data, name=path.name))  # type: ignore[misc]
        total["rules"] += rules
        total["extract"] += whole - rules
        for rule in RULES:
            by_rule[rule.name] += least(lambda record=record, rule=rule: list(rule.check(Context(record))))  # type: ignore[misc]
        print(f"{path.name:40} {len(record.text):7} characters  {whole - rules:7.1f} ms  rules {rules:6.2f} ms")
    ratio = total["rules"] / total["extract"]
    print(f"extraction {total['extract']:.1f} ms, rules {total['rules']:.1f} ms: ratio {ratio:.3f} (limit {LIMIT})")
    for name, spent in sorted(by_rule.items(), key=lambda item: -item[1])[:6]:
        print(f"  {name:28} {spent:7.2f} ms alone")
    return ratio


if __name__ == "__main__":
    sys.exit(int(measure([Path(name) for name in sys.argv[1:]]) >= LIMIT))
