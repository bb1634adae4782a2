"""A program that is killed while people decide: what it had acknowledged is there afterwards."""

from __future__ import annotations

import contextlib
import random
import sqlite3
import sys
import time
from pathlib import Path

import pytest

from hmtn_ingest.store.store import Store
from tests.plans import PLAN, read
from tests.store.people import PROCESSES, decide
from tests.stored import open_stored

ROUNDS = 8


class Person:
    """Somebody who decides without end, in a process that can be killed."""

    def __init__(self, url: str, by: str) -> None:
        self._acknowledged, theirs = PROCESSES.Pipe(duplex=False)
        self.process = PROCESSES.Process(target=decide, args=(url, by, theirs))
        self.process.start()
        theirs.close()

    def next(self) -> int:
        """The number of the next decision that was taken."""
        number: int = self._acknowledged.recv()
        return number

    def rest(self) -> list[int]:
        """The numbers that were still under way when the process was killed."""
        found = []
        with contextlib.suppress(EOFError), self._acknowledged:
            while True:
                found.append(self.next())
        self.process.join()
        return found


@pytest.mark.kills
@pytest.mark.skipif(sys.platform == "win32", reason="needs the signals of a Unix system")
@pytest.mark.parametrize(
    "seed", [20260112, *(pytest.param(seed, marks=pytest.mark.deep) for seed in range(20260113, 20260120))]
)
def test_no_acknowledged_decision_is_lost(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "hmtn.sqlite3"
    url = f"sqlite:///{path}"
    store = Store(url)
    store.add(PLAN.encode(), read(PLAN), by="Lan")
    store.close()
    moments = random.Random(seed)
    acknowledged: list[int] = []
    for _ in range(ROUNDS):
        people = [Person(url, by) for by in ("Lan", "Pó")]
        acknowledged += [person.next() for person in people]  # both are at it
        time.sleep(moments.uniform(0, 0.3))
        for person in people:
            person.process.kill()
        for person in people:
            acknowledged += person.rest()
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
