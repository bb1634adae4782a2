"""Files read in a process of its own: the same records, limits that are held, a process that is replaced and never left."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from hmtn_ingest.pipeline import ingest, ingest_all
from hmtn_ingest.readers import Cancelled, PageProgress, Unreadable
from hmtn_ingest.reading.files import read_all_limited, read_limited, unpack_limited
from hmtn_ingest.reading.worker import Limits, default_limits
from hmtn_ingest.web.pages.samples import FOLDER
from tests.plans import PLAN
from tests.readers.scan.pictures import scanned_strips
from tests.readers.test_container import archive
from tests.serving import alive, serving

pytestmark = [
    pytest.mark.processes,
    pytest.mark.skipif(sys.platform != "linux", reason="looks for processes where Linux shows them"),
]
PATIENCE = 300  # seconds for what takes a few on a machine that does nothing else
SOUND = FOLDER / "ke-hoach-huyen.docx"


@pytest.fixture(scope="module")
def scan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("scan") / "quét.pdf"
    path.write_bytes(scanned_strips())
    return path


@pytest.mark.parametrize("name", ["ke-hoach-huyen.docx", "ke-hoach-truong.pdf", "bao-cao-6-thang.txt"])
def test_a_record_is_the_same_as_one_that_is_read_here(name: str) -> None:
    assert read_limited(FOLDER / name) == ingest(FOLDER / name)


def test_an_archive_is_read_file_by_file(tmp_path: Path) -> None:
    path = tmp_path / "hồ sơ.zip"
    path.write_bytes(archive({"kh.txt": PLAN.encode(), "hong.docx": SOUND.read_bytes()[:4000], "anh.bin": b"\0\1" * 9}))
    read = read_all_limited(path, name=path.name, keep=tmp_path / "pages", limits=Limits())
    assert read == ingest_all(path)
    assert [record.status for record in read] == ["ok", "failed", "failed"]


def test_where_there_is_no_file_that_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_limited(tmp_path / "không có.txt")
    assert read_limited(SOUND).status == "ok"


def test_the_next_file_is_read_by_the_same_process() -> None:
    limits = Limits(seconds=61)
    read_limited(SOUND, limits=limits)
    before = set(serving(os.getpid()))
    read_limited(SOUND, limits=limits)
    assert set(serving(os.getpid())) == before


def test_pages_are_told_and_kept_when_the_process_dies(scan: Path, tmp_path: Path) -> None:
    """Killed as a system kills that has no memory left: the file fails, its pages stay, the next process goes on."""
    limits, keep, told = Limits(seconds=62), tmp_path / "pages", list[PageProgress]()
    others = serving(os.getpid())

    def kill(page: PageProgress) -> None:
        if page.begun:
            return
        told.append(page)
        for process in set(serving(os.getpid())) - set(others):
            os.kill(process, signal.SIGKILL)

    record = read_limited(scan, tell=kill, keep=keep, limits=limits)
    assert [(page.number, page.pages, page.anew) for page in told][:1] == [(1, 3, True)]
    assert "ĐOÀN TNCS HỒ CHÍ MINH" in told[0].words
    assert (record.status, [problem.code for problem in record.problems]) == ("failed", ["crashed"])
    assert record.problems[0].message.startswith("“quét.pdf”: ")
    assert record.source.sha256 == hashlib.sha256(scan.read_bytes()).hexdigest()
    told.clear()
    again = read_limited(scan, tell=told.append, keep=keep, limits=limits)
    assert again.status != "failed"
    assert [page.number for page in told if not page.anew and not page.begun][:1] == [1]


def test_a_file_beyond_the_limit_of_time_fails_alone(scan: Path) -> None:
    limits = Limits(seconds=0.2)
    record = read_limited(scan, limits=limits)
    assert [problem.code for problem in record.problems] == ["timeout"]
    assert "quá 0.2 giây" in record.problems[0].message
    assert "0.2 s" in (record.problems[0].message_en or "")
    assert read_limited(PLAN.encode(), name="ke-hoach.txt", limits=limits).source.sha256


def test_an_ordinary_scan_needs_no_more_memory_than_is_allowed(scan: Path) -> None:
    assert read_limited(scan, limits=Limits(megabytes=1024)).status == "ok"


def test_a_file_beyond_the_limit_of_memory_fails_alone() -> None:
    limits = Limits(megabytes=280)
    record = read_limited("Xã vận động hiến máu. ".encode() * 3_000_000, name="lớn.txt", limits=limits)
    assert [problem.code for problem in record.problems] == ["memory"]
    assert record.problems[0].message.startswith("“lớn.txt”: ")
    assert "--memory" in record.problems[0].message
    assert read_limited(SOUND, limits=limits).status == "ok"


def test_a_file_that_does_not_fit_into_the_memory_fails_alone() -> None:
    """Not even its bytes come in: nobody waits for them for ever."""
    limits = Limits(megabytes=160)
    for _ in range(2):
        record = read_limited(bytes(95_000_000), name="lớn.pdf", limits=limits)
        assert [problem.code for problem in record.problems] == ["memory"]


def test_who_wants_it_to_end_does_not_wait(scan: Path) -> None:
    wanted = threading.Event()
    with pytest.raises(Cancelled):
        read_limited(scan, tell=lambda page: wanted.set(), cancelled=wanted.is_set)
    assert read_limited(SOUND).status == "ok"


def test_several_are_read_at_once_and_one_process_stays(scan: Path) -> None:
    limits, before = Limits(seconds=63), set(serving(os.getpid()))
    records = []
    threads = [threading.Thread(target=lambda: records.append(read_limited(SOUND, limits=limits))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [record.status for record in records] == ["ok"] * 3
    assert len(set(serving(os.getpid())) - before) == 1


def test_no_process_outlives_who_started_it() -> None:
    program = "from hmtn_ingest.reading.worker import *; workers(Limits()).start(); print('ready', flush=True); input()"
    parent = subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert parent.stdout
    parent.stdout.readline()
    (child,) = serving(parent.pid)
    parent.kill()
    parent.communicate()
    deadline = time.monotonic() + PATIENCE
    while alive(child):
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such limit")
def test_a_process_that_never_comes_to_an_end_of_preparing_is_ended() -> None:
    """``sum`` holds the interpreter, as a library does that asks for memory again and again."""
    program = (
        "import sys; sys.argv = ['serve', '0']; from hmtn_ingest.reading import serve; serve._PREPARING = 0.5; "
        "serve._PREPARATIONS = (lambda: sum(iter(int, 1)),); serve.main()"
    )
    child = subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    try:
        assert child.wait(PATIENCE) == -signal.SIGPROF
    finally:
        child.kill()


def test_a_process_that_ended_while_nobody_asked_is_replaced() -> None:
    assert read_limited(SOUND, limits=Limits(seconds=61)).status == "ok"
    for child in serving(os.getpid()):
        os.kill(child, signal.SIGKILL)
        while alive(child):
            time.sleep(0.05)
    assert read_limited(SOUND, limits=Limits(seconds=61)).status == "ok"


def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    """Five gigabytes that take no room on the disk: reading them would meet the limit of memory."""
    path = tmp_path / "lớn.pdf"
    with path.open("wb") as file:
        file.truncate(5 * 2**30)
    for record in (ingest(path), read_limited(path), *ingest_all(path)):
        assert [problem.code for problem in record.problems] == ["too-large"]
        assert "5120 MB" in record.problems[0].message
    with pytest.raises(Unreadable, match="lớn"):
        unpack_limited(path, name=path.name)


def test_a_device_without_an_end_is_too_large() -> None:
    assert [problem.code for problem in ingest(Path("/dev/zero")).problems] == ["too-large"]


@pytest.mark.parametrize(
    ("seconds", "megabytes", "found"),
    [
        ("30", "512", Limits(30, 512)),
        ("", "", Limits()),
        ("nhiều", "1", Limits()),
        ("nan", "", Limits()),
        ("-1", "", Limits()),
        ("", "-5", Limits()),
    ],
)
def test_limits_of_the_installation(
    monkeypatch: pytest.MonkeyPatch, seconds: str, megabytes: str, found: Limits
) -> None:
    monkeypatch.setenv("HMTN_TIMEOUT", seconds)
    monkeypatch.setenv("HMTN_MEMORY", megabytes)
    assert default_limits() == found
