"""What holds for all tests: what they need, how long they are, and which of them run one after another.

``make test`` runs all but the tests marked ``deep``; ``make test-fast`` also leaves out what waits for other programs
(a browser, a server, LibreOffice, processes), what recognises letters, and what reads all documents or broken ones;
``make deep`` (``pytest --deep``) runs the tests marked ``deep``, and those of made-up examples with many more of them.
"""

from __future__ import annotations

import gc
import os
import shutil
import tempfile

import hypothesis
import pytest
import xdist.remote
import xdist.scheduler

from tests.reading import SHARED_BY_PROCESSES

# Tests of one of these folders share a cluster, a pool of processes or the documents that they read.
SHARING = ("tests/batch/", "tests/exports/", "tests/store/")
# What lasts longest comes first, so that no process is left with it at the end: the batch, which waits more than it
# works, beside the pages, for which each process starts an application of its own, as they last too long for one.
FIRST = ("tests/batch/", "tests/web/browser/", "tests/hostile/", "tests/web/", "tests/exports/", "tests/store/")
MARKED_FOLDERS = {
    "tests/web/browser/": "browser",
    "tests/batch/": "processes",
    "tests/readers/scan/": "scans",
    "tests/hostile/": "hostile",
}
MARKED_FIXTURES = {"cluster": "postgresql", "libreoffice": "libreoffice", "recalculated": "libreoffice"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--deep", action="store_true", help="run the tests marked deep, and more made-up examples")


def pytest_configure(config: pytest.Config) -> None:
    # no deadline for an example: how long it takes says more about the machine than about the program
    hypothesis.settings.register_profile("short", deadline=None)
    hypothesis.settings.register_profile("deep", deadline=None, max_examples=3000)
    hypothesis.settings.load_profile("deep" if config.getoption("--deep") else "short")
    gc.set_threshold(
        100_000
    )  # as in a command; what is collected here stays to the end, and is not looked through again


def pytest_sessionstart(session: pytest.Session) -> None:
    if SHARED_BY_PROCESSES not in os.environ:  # the first process of the run, before it starts others
        os.environ[SHARED_BY_PROCESSES] = tempfile.mkdtemp(prefix="hmtn-records-")
        session.config.add_cleanup(lambda: shutil.rmtree(os.environ.pop(SHARED_BY_PROCESSES), ignore_errors=True))


def pytest_collection_finish() -> None:
    gc.freeze()


@pytest.hookimpl(tryfirst=True)  # before pytest looks for the markers that were asked for
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        needed = [marker for folder, marker in MARKED_FOLDERS.items() if item.nodeid.startswith(folder)]
        needed += [MARKED_FIXTURES[name] for name in getattr(item, "fixturenames", ()) if name in MARKED_FIXTURES]
        for marker in needed:
            item.add_marker(marker)
    items.sort(key=lambda item: [not item.nodeid.startswith(folder) for folder in FIRST])
    if not config.getoption("--deep"):
        config.hook.pytest_deselected(items=[item for item in items if item.get_closest_marker("deep")])
        items[:] = [item for item in items if not item.get_closest_marker("deep")]


def pytest_xdist_make_scheduler(config: pytest.Config, log: xdist.remote.Producer) -> xdist.scheduler.Scheduling:
    return ByService(config, log)


class ByService(xdist.scheduler.LoadFileScheduling):
    """Whole files go to one process, and all files of a folder that share a service, so that it is started once."""

    def _split_scope(self, nodeid: str) -> str:
        return next((folder for folder in SHARING if nodeid.startswith(folder)), super()._split_scope(nodeid))
