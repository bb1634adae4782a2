"""A program that is killed while people decide: what it had acknowledged is there afterwards."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from hmtn_ingest.store.store import Store
from tests.plans import PLAN, read
from tests.stored import open_stored

ROOT = Path(__file__).resolve().parent.parent.parent
ROUNDS = 8

DECIDE = """
import sys
from hmtn_ingest.review.drafts import accept, edit
from hmtn_ingest.review.reviewed import review
from hmtn_ingest.store.store import Store
store = Store(sys.argv[1])
reviewed = review(store.record(1), store.decisions(1))
keys = [key for key in reviewed.facts]
turn = 0
while True:
    draft = edit(reviewed, "header.subject", {"/value": "Tổ chức hiến máu " * 50})
    drafts = [draft, accept(reviewed, keys[turn % len(keys)])]
    for one in store.decide(1, drafts, by=sys.argv[2]):
        sys.stdout.write(f"{one.id}\\n")
    sys.stdout.flush()
    turn += 1
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs the signals of a Unix system")
def test_no_acknowledged_decision_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "hmtn.sqlite3"
    url = f"sqlite:///{path}"
    store = Store(url)
    store.add(PLAN.encode(), read(PLAN), by="Lan")
    store.close()
    moments = random.Random(20260112)
    acknowledged: list[int] = []
    for _ in range(ROUNDS):
        people = [
            subprocess.Popen([sys.executable, "-c", DECIDE, url, by], stdout=subprocess.PIPE, cwd=ROOT, text=True)
            for by in ("Lan", "Pó")
        ]
        for person in people:  # both are at it
            assert person.stdout is not None
            acknowledged.append(int(person.stdout.readline()))
        time.sleep(moments.uniform(0, 0.3))
        for person in people:
            person.kill()
        for person in people:
            said, _ = person.communicate()
            acknowledged += [int(line) for line in said.splitlines(keepends=True) if line.endswith("\n")]
        with sqlite3.connect(path) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        connection.close()
    store = Store(url)
    kept = store.decisions(1)
    assert len(acknowledged) > 2 * ROUNDS
    assert set(acknowledged) <= {one.id for one in kept}
    assert len(kept) % 2 == 0  # an edit and an acceptance each time, both or none
    assert all(one.action == ("edit", "accept")[place % 2] for place, one in enumerate(kept))
    assert len(kept) - len(set(acknowledged)) <= 2 * 2 * ROUNDS  # at most what each was about to say when it was killed
    assert open_stored(store, 1).state("header.subject").reviewed
    store.close()
