"""People who work with one database at the same time, each in a process of their own.

The processes are forked from one that has imported what they need, so that many can come and go at no great cost.
"""

from __future__ import annotations

import multiprocessing
from multiprocessing.connection import Connection
from threading import Barrier

from hmtn_ingest.review.drafts import accept, edit
from hmtn_ingest.review.reviewed import review
from hmtn_ingest.store.store import Store

_FORKS = "forkserver" in multiprocessing.get_all_start_methods()
PROCESSES = multiprocessing.get_context("forkserver" if _FORKS else "spawn")
if _FORKS:
    PROCESSES.set_forkserver_preload([__name__])


def decide(url: str, by: str, acknowledged: Connection) -> None:
    """Edit and accept facts of the first document without end; the number of each decision that was taken is sent."""
    store = Store(url)
    reviewed = review(store.record(1), store.decisions(1))
    keys = [key for key in reviewed.facts]
    turn = 0
    while True:
        draft = edit(reviewed, "header.subject", {"/value": "Tổ chức hiến máu " * 50})
        drafts = [draft, accept(reviewed, keys[turn % len(keys)])]
        for one in store.decide(1, drafts, by=by):
            acknowledged.send(one.id)
        turn += 1


def open_at_once(url: str, name: str, everyone: Barrier) -> None:
    """Open the database at the same moment as the others, and leave a word in it."""
    everyone.wait()
    store = Store(url)
    store.set_setting(name, "was", "here")
    store.close()
