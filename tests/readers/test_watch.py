"""A reading is told page by page, can be stopped, and goes on where it was without recognising a page twice."""

from __future__ import annotations

import os
import pickle
import stat
import time
from pathlib import Path

import pytest

from hmtn_ingest import readers
from hmtn_ingest.readers import Cancelled, PageProgress, PageWatch, Unreadable, length
from hmtn_ingest.readers.errors import problem
from hmtn_ingest.readers.kept_pages import KeptPages
from hmtn_ingest.readers.scan import reader as scan
from parsers.document import Document
from tests.readers.scan.pictures import scanned_strips

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "documents"
DIGEST = "9" * 64


@pytest.fixture(scope="session")
def three_pages() -> bytes:
    return scanned_strips()


def read(data: bytes, folder: Path, stop_at: int = 0) -> tuple[list[PageProgress], Document | None]:
    told: list[PageProgress] = []

    def tell(page: PageProgress) -> None:
        if not page.begun:
            told.append(page)
            if page.number == stop_at:
                raise Cancelled

    try:
        return told, readers.read(data, "quét.pdf", PageWatch(tell, KeptPages(folder, DIGEST)))
    except Cancelled:
        return told, None


@pytest.fixture(scope="session")
def stopped(three_pages: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of the pages that were recognised before somebody stopped the reading at its second page."""
    folder = tmp_path_factory.mktemp("stopped") / "pages"
    told, document = read(three_pages, folder, stop_at=2)
    assert document is None
    assert [(page.number, page.pages, page.anew, page.kept) for page in told] == [
        (1, 3, True, True),
        (2, 3, True, True),
    ]
    assert "ĐOÀN TNCS HỒ CHÍ MINH" in told[0].words
    return folder


@pytest.mark.scans
def test_a_stopped_scan_goes_on_and_is_the_same_as_one_read_at_once(
    three_pages: bytes, stopped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recognised: list[int] = []
    recognise = scan.recognise

    def counted(picture, number, *more):  # type: ignore[no-untyped-def]
        recognised.append(number)
        return recognise(picture, number, *more)

    monkeypatch.setattr(scan, "recognise", counted)
    told, resumed = read(three_pages, stopped)
    assert recognised == [3]
    assert [(page.number, page.anew) for page in told] == [(1, False), (2, False), (3, True)]
    _, at_once = read(three_pages, tmp_path)
    assert resumed is not None
    assert at_once is not None
    assert recognised == [3, 1, 2, 3]
    assert (resumed.text, resumed.blocks, resumed.doubtful) == (at_once.text, at_once.blocks, at_once.doubtful)
    assert resumed.layout is not None
    assert at_once.layout is not None
    assert (resumed.layout.boxes, resumed.layout.pages) == (at_once.layout.boxes, at_once.layout.pages)


def test_only_its_owner_can_look_into_the_folder(stopped: Path) -> None:
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in (stopped, stopped / DIGEST)} == {0o700}


def test_pages_go_when_they_are_forgotten_or_old(stopped: Path, tmp_path: Path) -> None:
    content, problems = KeptPages(stopped, DIGEST).page(1) or pytest.fail("is not kept")
    old, other = KeptPages(tmp_path, "1" * 64), KeptPages(tmp_path, "2" * 64)
    old.keep(content, problems)
    month = time.time() - 31 * 24 * 3600
    os.utime(tmp_path / ("1" * 64), (month, month))
    other.keep(content)
    assert old.page(1) is None
    assert other.page(1) is not None
    other.forget()
    assert other.page(1) is None
    assert list(tmp_path.iterdir()) == []


def test_a_page_comes_back_with_what_was_wrong_with_it(stopped: Path, tmp_path: Path) -> None:
    content, _ = KeptPages(stopped, DIGEST).page(1) or pytest.fail("is not kept")
    blurred = problem("unclear-page", page=1)
    pages = KeptPages(tmp_path, DIGEST)
    assert pages.keep(content, [blurred])
    _, problems = pages.page(1) or pytest.fail("is not kept")
    assert problems == [blurred]


class Trap:
    def __reduce__(self):  # type: ignore[no-untyped-def]
        return (os.mkdir, ("trap",))


@pytest.mark.parametrize("kept", [b"", b"no page", pickle.dumps(Trap())])
def test_a_page_that_is_none_is_recognised_anew(kept: bytes, stopped: Path, tmp_path: Path) -> None:
    content, _ = KeptPages(stopped, DIGEST).page(1) or pytest.fail("is not kept")
    pages = KeptPages(tmp_path / "pages", DIGEST)
    assert pages.keep(content)
    (file,) = (tmp_path / "pages").rglob("1")
    file.write_bytes(kept)
    assert pages.page(1) is None
    assert not Path("trap").exists()


def test_a_disk_that_cannot_be_written_keeps_nothing(stopped: Path, tmp_path: Path) -> None:
    content, _ = KeptPages(stopped, DIGEST).page(1) or pytest.fail("is not kept")
    (tmp_path / "pages").write_text("a file")
    pages = KeptPages(tmp_path / "pages", DIGEST)
    assert not pages.keep(content)
    assert pages.page(1) is None


def test_pages_with_letters_are_told_too() -> None:
    told: list[PageProgress] = []
    readers.read((SAMPLES / "bao-cao-6-thang.pdf").read_bytes(), "bao-cao.pdf", PageWatch(told.append))
    assert [(page.number, page.pages, page.anew) for page in told] == [(1, 2, False), (2, 2, False)]


def test_the_first_words_of_a_scan_come_before_it_is_read(three_pages: bytes) -> None:
    told: list[PageProgress] = []

    def tell(page: PageProgress) -> None:
        told.append(page)
        if not page.begun:
            raise Cancelled

    with pytest.raises(Cancelled):
        readers.read(three_pages, "quét.pdf", PageWatch(tell))
    first, done = told
    assert (first.begun, first.number, first.pages, first.content) == (True, 1, 3, None)
    assert "CHÍ MINH PHƯỜNG BẾN SẬY" in first.words
    assert (done.begun, done.number, done.anew) == (False, 1, True)


def test_a_scan_that_is_too_long_is_refused_before_all_of_it_is_recognised(
    three_pages: bytes, stopped: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(length, "MOST_CHARACTERS", 200)
    told: list[PageProgress] = []
    with pytest.raises(Unreadable, match="tách thành nhiều tệp"):
        readers.read(three_pages, "quét.pdf", PageWatch(told.append, KeptPages(stopped, DIGEST)))
    assert len([page for page in told if not page.begun]) < 2
