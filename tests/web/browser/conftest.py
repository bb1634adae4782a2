"""A server with a database of its own, and pages of a real browser. Without chromium the tests here are skipped.

Pictures of pages are taken where ``HMTN_SCREENSHOTS`` names a folder for them.
"""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from hmtn_ingest.pipeline import ingest
from hmtn_ingest.store.store import Store
from tests.chromium import CHROMIUM
from tests.reading import record_at

sync_api = pytest.importorskip("playwright.sync_api")

ROOT = Path(__file__).resolve().parents[3]
SAMPLES = ROOT / "samples" / "documents"
ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
TODAY = "2026-05-04"  # for the applications, so that it is the same day whenever tests run
WINDOW: sync_api.ViewportSize = {"width": 1366, "height": 768}
PATIENCE = 120_000  # milliseconds until something must be there, on a busy machine


class Server:
    """A running application. ``url`` has no slash at its end; ``database`` is where its store is."""

    def __init__(self, folder: Path) -> None:
        self.database = f"sqlite:///{folder / 'hmtn.sqlite3'}"
        with socket.socket() as free:
            free.bind(("localhost", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://localhost:{self.port}"
        self.log = folder / "server.log"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "hmtn_ingest", "run", "--port", str(self.port)]
        own = {"HMTN_DATABASE_URL": self.database, "HMTN_TODAY": TODAY, "PYTHONUNBUFFERED": "1"}
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=os.environ | own, stdout=self.log.open("ab"), stderr=subprocess.STDOUT
        )
        until = time.monotonic() + PATIENCE / 1000
        while time.monotonic() < until:
            with contextlib.suppress(OSError), urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=2):
                return
            assert self.process.poll() is None, self.log.read_text(errors="replace")
            time.sleep(0.1)
        raise TimeoutError(self.log.read_text(errors="replace"))

    def stop(self, *, hard: bool = False) -> None:
        """``hard`` is kill -9."""
        if self.process:
            self.process.kill() if hard else self.process.terminate()
            self.process.wait(timeout=20)
            self.process = None

    def store(self) -> Store:
        """The same store, from outside the server."""
        return Store(self.database)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A test that fails on a page says what stood there for whoever looks by roles and names, and what was hidden."""
    report = yield
    page = getattr(item, "funcargs", {}).get("page")
    if report.when == "call" and report.failed and page is not None and not page.is_closed():
        with contextlib.suppress(sync_api.Error):
            seen = page.locator("body").aria_snapshot(timeout=10_000)
            hidden = page.locator("[aria-hidden=true]:not([data-testid=stIconMaterial])").evaluate_all(
                "all => all.map(one => one.outerHTML.slice(0, 120))"
            )
            report.sections.append(("the page", "\n".join((page.url, seen, "hidden:", *hidden))))
    return report


@pytest.fixture(scope="session")
def browser() -> Iterator[sync_api.Browser]:
    if CHROMIUM is None:
        pytest.skip("chromium is not installed")
    with sync_api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield running
        running.close()


@pytest.fixture(scope="session")
def server(browser: sync_api.Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One application for all tests of a process, each of which brings documents of its own."""
    one = Server(tmp_path_factory.mktemp("server"))
    one.start()
    yield one
    one.stop()


@pytest.fixture
def empty_server(server: Server) -> Iterator[Server]:
    """The same application without documents and settings, before the test and after it.

    It never gives a number of a document again, so tests ask the store for the numbers of theirs.
    """
    empty(server)
    yield server
    empty(server)


def empty(server: Server) -> None:
    store = server.store()
    for head in store.heads():
        store.delete(head.document)
    with store.engine.begin() as connection:
        connection.execute(sa.text("DELETE FROM setting"))
    store.close()


@pytest.fixture(scope="session")
def last_of_its_own() -> Iterator[list[Server]]:
    """The application that the last test had for itself, if there was one."""
    used: list[Server] = []
    yield used
    for one in used:
        one.stop()


@pytest.fixture
def own_server(
    browser: sync_api.Browser, last_of_its_own: list[Server], tmp_path_factory: pytest.TempPathFactory
) -> Server:
    """An application for one test alone, which may stop it, start it again, or break its database.

    To start one and open its first page takes as long as most tests: the one before is given again if it still runs, and
    nothing was written into its register, which forgets nothing.
    """
    for one in last_of_its_own:
        if one.process and not registered(one):
            empty(one)
            return one
        one.stop()
    last_of_its_own[:] = [Server(tmp_path_factory.mktemp("own"))]
    last_of_its_own[0].start()
    return last_of_its_own[0]


def registered(server: Server) -> bool:
    store = server.store()
    entries = store.registered()
    store.close()
    return bool(entries)


@pytest.fixture
def store(server: Server) -> Iterator[Store]:
    opened = server.store()
    yield opened
    opened.close()


@pytest.fixture
def keep(store: Store) -> Callable[..., int]:
    """Put a file, or a text, into the store as the pages would; gives the number of the document."""

    def put(source: Path | str, name: str = "van-ban.txt") -> int:
        data = source.read_bytes() if isinstance(source, Path) else source.encode()
        record = record_at(source) if isinstance(source, Path) else ingest(data, name=name)
        return store.add(data, record, by="Phạm Thị Kiểm").document

    return put


def _new_context(browser: sync_api.Browser) -> sync_api.BrowserContext:
    context = browser.new_context(viewport=WINDOW, locale="vi-VN", accept_downloads=True)
    context.set_default_timeout(PATIENCE)
    sync_api.expect.set_options(timeout=PATIENCE / 2)
    return context


def _introduce(context: sync_api.BrowserContext) -> None:
    """Let the browser know the name of the person: the same one each time."""
    context.add_cookies([{"name": "hmtn_person", "value": "Vi%20Thu%20H%C3%A0", "domain": "localhost", "path": "/"}])


@pytest.fixture(scope="session")
def tabs_of_others(browser: sync_api.Browser) -> Iterator[list[sync_api.Page]]:
    """Pages of other people that tests have left, each in a context of its own."""
    left: list[sync_api.Page] = []
    yield left
    for one in left:
        one.context.close()


@pytest.fixture
def new_page(browser: sync_api.Browser, tabs_of_others: list[sync_api.Page]) -> Iterator[Callable[[], sync_api.Page]]:
    """Open a page of a new person: no cookies, no session, no tab is shared."""
    given: list[sync_api.Page] = []

    def make() -> sync_api.Page:
        given.append(tabs_of_others.pop() if tabs_of_others else _new_context(browser).new_page())
        return given[-1]

    yield make
    for one in given:
        if one.is_closed():
            one.context.close()
        else:
            leave(one)
            tabs_of_others.append(one)


@pytest.fixture
def known_page(new_page: Callable[[], sync_api.Page]) -> Callable[[], sync_api.Page]:
    """Open a page in a new browser that knows the name of the person."""

    def make() -> sync_api.Page:
        opened = new_page()
        _introduce(opened.context)
        return opened

    return make


_listening: dict[sync_api.Page, list[tuple[str, Callable[[Any], object]]]] = {}


def listen(page: sync_api.Page, event: str, heard: Callable[[Any], object]) -> None:
    """Hear of what happens on a page until its test ends, as the next test may be given the same page."""
    page.on(event, heard)
    _listening.setdefault(page, []).append((event, heard))


def leave(page: sync_api.Page) -> None:
    """Make a page as good as a new one; it costs less than a new one, as it has read the application's own files."""
    for event, heard in _listening.pop(page, ()):
        page.remove_listener(event, heard)
    forget = "() => { sessionStorage.clear(); localStorage.clear(); }"
    page.evaluate(f"addEventListener('pagehide', {forget})")  # after what the page itself keeps when it is left
    page.mouse.move(0, 0)
    page.goto("about:blank")
    page.set_viewport_size(WINDOW)
    page.context.clear_cookies()


@pytest.fixture(scope="session")
def tab(browser: sync_api.Browser) -> Iterator[sync_api.Page]:
    """The page of the person in whose name most tests act, which one test after the other is given."""
    context = _new_context(browser)
    yield context.new_page()
    context.close()


@pytest.fixture
def page(tab: sync_api.Page) -> Iterator[sync_api.Page]:
    """A page of a person whose browser knows the name, and nothing else of the tests before."""
    _introduce(tab.context)
    yield tab
    leave(tab)


@pytest.fixture
def picture() -> Callable[[sync_api.Page, str], None]:
    """Take a picture of what the window shows, where somebody asked for pictures."""
    folder = os.environ.get("HMTN_SCREENSHOTS")

    def take(page: sync_api.Page, name: str) -> None:
        if folder:
            page.screenshot(path=Path(folder) / f"{name}.png")

    return take
