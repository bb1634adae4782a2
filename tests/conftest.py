"""What holds for all tests: what they need, how long they are, and which of them run one after another.

``make test`` runs all but the tests marked ``deep``; ``make test-fast`` also leaves out what needs a service or kills
processes; ``make deep`` (``pytest --deep``) runs the long forms: the tests marked ``deep``, and more made-up examples.
"""

from __future__ import annotations

from pathlib import Path

import hypothesis
import pytest
import xdist.remote
import xdist.scheduler

TESTS = Path(__file__).parent
# Tests of one of these folders share a server, a cluster or a pool of processes; these come first, as they last longest.
SHARING = ("tests/web/browser/", "tests/batch/", "tests/store/")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--deep", action="store_true", help="run the tests marked deep, and more made-up examples")


def pytest_configure(config: pytest.Config) -> None:
    # no deadline for an example: how long it takes says more about the machine than about the program
    hypothesis.settings.register_profile("short", deadline=None)
    hypothesis.settings.register_profile("deep", deadline=None, max_examples=3000)
    hypothesis.settings.load_profile("deep" if config.getoption("--deep") else "short")


@pytest.hookimpl(tryfirst=True)  # before pytest looks for the markers that were asked for
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(TESTS / "web" / "browser"):
            item.add_marker("browser")
        if "cluster" in getattr(item, "fixturenames", ()):
            item.add_marker("postgresql")
    items.sort(key=lambda item: [not item.nodeid.startswith(folder) for folder in SHARING])
    if not config.getoption("--deep"):
        config.hook.pytest_deselected(items=[item for item in items if item.get_closest_marker("deep")])
        items[:] = [item for item in items if not item.get_closest_marker("deep")]


def pytest_xdist_make_scheduler(config: pytest.Config, log: xdist.remote.Producer) -> xdist.scheduler.Scheduling:
    return ByService(config, log)


class ByService(xdist.scheduler.LoadFileScheduling):
    """Whole files go to one process, and all files of a folder that share a service, so that it is started once."""

    def _split_scope(self, nodeid: str) -> str:
        return next((folder for folder in SHARING if nodeid.startswith(folder)), super()._split_scope(nodeid))
