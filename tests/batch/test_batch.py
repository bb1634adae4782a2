"""Whole folders from the command line, as a person would run it: bad files, limits, kills, a folder that is watched."""

from __future__ import annotations

import io
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from hmtn_ingest import export, ingest
from hmtn_ingest.batch.run import Batch, Outcome, Readers
from hmtn_ingest.batch.worker import Unfinished
from hmtn_ingest.cli import app
from hmtn_ingest.privacy import mask_personal_data
from hmtn_ingest.reading.worker import Limits
from hmtn_ingest.review.drafts import edit
from hmtn_ingest.review.reviewed import review
from hmtn_ingest.service.documents import open_documents
from hmtn_ingest.store.database import URL_VARIABLE
from hmtn_ingest.store.store import Store
from hmtn_ingest.web.pages.samples import FOLDER
from tests import test_annexes
from tests.plans import PLAN, as_docx
from tests.readers.scan.pictures import scanned_strips
from tests.readers.test_container import archive
from tests.reading import record_at
from tests.stored import open_stored

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 300  # seconds for what takes a few on a machine that does nothing else

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs the signals of a Unix system")


def _heed_interrupts() -> None:
    """As in a terminal: a shell lets what it starts in the background ignore Ctrl+C, and children inherit that."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Place:
    """A folder of documents, a folder for results, and a database."""

    def __init__(self, root: Path) -> None:
        self.folder = root / "văn bản"
        self.output = root / "kết quả"
        self.url = f"sqlite:///{root / 'hmtn.sqlite3'}"
        self.folder.mkdir(parents=True)

    def put(self, name: str, data: bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    def _command(self, *options: str | Path, output: Path | None = None) -> list[str]:
        return [str(part) for part in ("batch", self.folder, "--output", output or self.output, *options)]

    def start(self, *options: str | Path) -> subprocess.Popen[str]:
        """The command in a process of its own, which can be sent signals."""
        return subprocess.Popen(
            [sys.executable, "-m", "hmtn_ingest", *self._command(*options)],
            env=os.environ | {URL_VARIABLE: self.url},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            preexec_fn=_heed_interrupts,
        )

    def run(self, *options: str | Path, output: Path | None = None) -> tuple[int, str, str]:
        """The command in this process, which spares its start; the workers are processes of their own all the same.

        Gives the exit code, and what was said on standard output and on standard error.
        """
        handler = signal.getsignal(signal.SIGTERM)
        try:
            result = CliRunner().invoke(app, self._command(*options, output=output), env={URL_VARIABLE: self.url})
        finally:
            signal.signal(signal.SIGTERM, handler)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result.exit_code, result.stdout, result.stderr

    @property
    def summary(self) -> Any:
        return json.loads((self.output / "summary.json").read_bytes())

    def journal(self) -> list[Any]:
        """What is done; a line that is only half written is not there yet."""
        path = self.output / ".batch.jsonl"
        lines = path.read_bytes().splitlines(keepends=True) if path.exists() else []
        return [json.loads(line) for line in lines if line.endswith(b"\n")]

    def kept(self) -> list[str]:
        """What the store holds, by content, in order."""
        store = Store(self.url)
        found = sorted(one.sha256 for one in store.documents())
        store.close()
        return found


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def results(folder: Path) -> dict[str, bytes]:
    """All files of an output folder but the journal."""
    paths = [path for path in folder.rglob("*") if path.is_file() and path.name != ".batch.jsonl"]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def wait_until(reached: Any) -> None:
    deadline = time.monotonic() + PATIENCE
    while not reached():
        assert time.monotonic() < deadline
        time.sleep(0.05)


SOUND = ["ke-hoach-huyen.docx", "ke-hoach-huyen.txt", "ke-hoach-truong.pdf", "bao-cao-6-thang.txt"]


def test_a_folder_with_good_and_bad_files(place: Place) -> None:
    """From a shell, in a process of its own."""
    for name in SOUND:
        place.put(f"2024/{name}", (FOLDER / name).read_bytes())
    twin = (FOLDER / SOUND[0]).read_bytes()
    place.put("bản sao/gửi lại 0900.000.117.docx", twin)
    place.put("hỏng.docx", twin[: len(twin) // 2])
    place.put("rỗng.pdf", b"")
    place.put("công văn cũ.doc", bytes.fromhex("d0cf11e0a1b11ae1") + "WordDocument".encode("utf-16-le") + bytes(4096))
    place.put("ảnh chụp.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 8)
    place.put("cắt.pdf", (FOLDER / "ke-hoach-tinh.pdf").read_bytes()[:-600])
    place.put("~$ke-hoach.docx", b"\x0bLan")
    place.put("đang tải.pdf.crdownload", twin)
    place.put(".ẩn/ke-hoach.txt", PLAN.encode())
    place.put("2024/Thumbs.db", b"x")
    process = place.start("--workers", "2")
    said, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 3
    summary = place.summary
    status = {name: one["status"] for one in summary["documents"] for name in one["names"]}
    reasons = {one["names"][0]: " ".join(one["reasons"]) for one in summary["documents"]}
    cut = status.pop("cắt.pdf")
    assert cut in ("partial", "failed")
    assert reasons["cắt.pdf"]
    assert status == {
        **{f"2024/{name}": "ok" for name in SOUND},
        "bản sao/gửi lại ••••.•••.117.docx": "ok",
        "hỏng.docx": "failed",
        "rỗng.pdf": "failed",
        "công văn cũ.doc": "failed",
        "ảnh chụp.jpg": "failed",
    }
    assert (summary["ok"], summary["repeated"], summary["open"]) == (4, 1, 0)
    for name, code_of_reason in (
        ("rỗng.pdf", "[empty]"),
        ("hỏng.docx", "[damaged]"),
        ("công văn cũ.doc", "[damaged]"),
    ):
        assert code_of_reason in reasons[name]
        assert name in said
        assert name in errors
    # what is written is what the export writes, and the store holds each document once
    for name in SOUND:
        (expected, _) = export(ingest(place.folder / "2024" / name), "json")
        assert (place.output / "2024" / f"{name}.json").read_bytes() == expected.data
    sound = sorted(one["sha256"] for one in summary["documents"] if one["status"] != "failed")
    assert place.kept() == sound
    written = results(place.output)
    assert {name.rpartition("/")[2] for name in written} >= {"summary.json", "record.schema.json"}
    assert len(written) == 2 + len(sound)
    # no phone number anywhere
    for text in (said, errors, *(data.decode() for data in written.values())):
        assert mask_personal_data(text) == text
    assert not [path for path in place.output.rglob("*") if path.suffix == ".hmtn-tmp"]


def test_the_results_do_not_depend_on_the_number_of_workers(place: Place, tmp_path: Path) -> None:
    for path in sorted(FOLDER.iterdir())[:6]:
        place.put(path.name, path.read_bytes())
    found = []
    for workers in ("1", "4"):
        place.url = f"sqlite:///{tmp_path / workers}.sqlite3"
        output = tmp_path / workers
        assert place.run("--workers", workers, "--to", "json,csv", "--to", "ics", output=output)[0] == 0
        found.append(results(output))
    assert found[0] == found[1]
    assert len([name for name in found[0] if name.endswith(".ics")]) == 6
    assert f"{path.name}.csv/deadlines.csv" in found[0]


@pytest.mark.kills
@pytest.mark.parametrize(
    ("seed", "times"), [(4, 5), *(pytest.param(seed, 10, marks=pytest.mark.deep) for seed in range(4, 9))]
)
def test_killed_at_any_moment_it_goes_on_without_loss_and_without_doing_anything_twice(
    place: Place, seed: int, times: int
) -> None:
    """Many kills in one run over all samples; what was acknowledged before a kill is not read again after it."""
    for path in FOLDER.iterdir():
        place.put(path.name, path.read_bytes())
    documents = len(list(place.folder.iterdir()))
    moments = random.Random(seed)
    kills = 0
    process = place.start("--workers", "2", "--resume")
    while kills < times and process.poll() is None:
        goal = len(place.journal()) + moments.choice((0, 1, 1, 2, 2, 3))
        while process.poll() is None and len(place.journal()) < goal:
            time.sleep(0.02)
        time.sleep(moments.uniform(0, 0.2))
        process.kill()
        process.communicate()
        kills += 1
        process = place.start("--workers", "2", "--resume")
    _, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, errors
    assert kills == times
    done_once = [line["sha256"] for line in place.journal()]
    assert len(done_once) == len(set(done_once)) == documents
    assert place.summary["ok"] == documents
    assert place.kept() == sorted(done_once)
    for path in place.folder.iterdir():
        record = record_at(FOLDER / path.name)
        assert (place.output / f"{path.name}.json").read_bytes() == export(record, "json")[0].data
    assert not list(place.output.rglob("*.hmtn-tmp"))
    # and once more: there is nothing left to do
    assert place.run("--resume")[0] == 0
    assert len(place.journal()) == documents


def slow() -> bytes:
    """A text as long as may be, with a body, a number and a day in every line."""
    lines = (
        f"{n}. Xã {n} Bản Hồ: vận động {n} đơn vị máu, báo cáo kết quả về Ban Chỉ đạo trước ngày {n % 28 + 1}/11/2026."
        for n in range(1, 2_900)
    )
    return "\n".join(lines).encode()


def heavy() -> bytes:
    """A Word file of 60 KB that unfolds to a quarter of a million paragraphs."""
    plain, folded = io.BytesIO(as_docx(PLAN)), io.BytesIO()
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(folded, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            data = source.read(part)
            if part.filename == "word/document.xml":
                more = b"<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 240_000
                data = data.replace(b"<w:sectPr", more + b"<w:sectPr", 1)
            target.writestr(part, data)
    return folded.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "options", "reason", "remedy"),
    [
        ("chậm.txt", slow, ["--timeout", "3"], "quá 3 giây", "tăng --timeout"),
        pytest.param(
            "nặng.docx",
            heavy,
            ["--memory", "200"],
            "nhiều bộ nhớ hơn mức cho phép",
            "tăng --memory",
            marks=pytest.mark.skipif(
                sys.platform != "linux", reason="other systems do not hold processes to the limit"
            ),
        ),
    ],
)
def test_a_document_beyond_a_limit_fails_alone(
    place: Place, name: str, content: Callable[[], bytes], options: list[str], reason: str, remedy: str
) -> None:
    for sound in SOUND[:2]:
        place.put(sound, (FOLDER / sound).read_bytes())
    place.put(name, content())
    code, said, _ = place.run(*options, "--workers", "1")
    assert code == 3
    reasons = {one["names"][0]: " ".join(one["reasons"]) for one in place.summary["documents"]}
    assert reason in reasons.pop(name)
    assert remedy in said
    assert list(reasons.values()) == ["", ""]
    assert len(place.kept()) == 2
    # it is tried again, as the limits may be others; what was read is not
    assert place.run("--resume", *options, "--workers", "1")[0] == 3
    assert [line["status"] for line in place.journal()].count("ok") == 2
    assert [line["status"] for line in place.journal()].count("failed") == 2


def test_interrupted_it_says_what_is_left(place: Place) -> None:
    for path in FOLDER.iterdir():
        place.put(path.name, path.read_bytes())
    process = place.start("--workers", "1")
    wait_until(lambda: len(place.journal()) >= 2)
    process.send_signal(signal.SIGTERM)
    said, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130, errors
    assert "Traceback" not in errors
    assert "--resume" in said
    assert place.summary["open"] == 30 - len(place.journal()) > 0


def test_a_second_run_does_not_get_in_the_way_of_the_first(place: Place) -> None:
    place.put("ke-hoach.txt", PLAN.encode())
    with Batch(place.folder, place.output, ["json"]):
        code, _, errors = place.run()
    assert code == 3
    assert "đang được một lần chạy khác dùng" in errors


def test_what_is_gone_or_asked_for_anew_is_made_again_and_nothing_else(place: Place) -> None:
    for name in SOUND[1:]:
        place.put(name, (FOLDER / name).read_bytes())
    assert place.run()[0] == 0
    (place.output / f"{SOUND[1]}.json").unlink()
    with (place.output / ".batch.jsonl").open("ab") as journal:
        journal.write(b'{"sha256":"9a51c3eb')  # as after a power cut
    assert place.run("--resume")[0] == 0
    assert (place.output / f"{SOUND[1]}.json").is_file()
    assert len(place.journal()) == 4
    assert place.run("--resume", "--to", "json", "--to", "ics")[0] == 0
    assert len(place.journal()) == 7
    # without --resume all is read again, into the same store
    kept = place.kept()
    assert place.run()[0] == 0
    assert len(place.journal()) == 3
    assert place.kept() == kept


def test_a_changed_file_takes_the_place_of_what_it_was_but_not_of_its_twin(place: Place) -> None:
    place.put("a.txt", PLAN.encode())
    place.put("b.txt", PLAN.encode())
    assert place.run()[0] == 0
    assert [one["names"] for one in place.summary["documents"]] == [["a.txt", "b.txt"]]
    place.put("a.txt", PLAN.replace("28/02/2026", "15/03/2026").encode())
    assert place.run("--resume")[0] == 0
    assert [one["names"] for one in place.summary["documents"]] == [["a.txt"], ["b.txt"]]
    dues = [
        [one["due"] for one in json.loads((place.output / f"{name}.txt.json").read_bytes())["deadlines"]]
        for name in "ab"
    ]
    assert "2026-03-14" in dues[0]
    assert "2026-02-27" in dues[1]


def test_values_that_people_reviewed_are_written(place: Place) -> None:
    data = as_docx(PLAN)
    place.put("ke-hoach.docx", data)
    store = Store(place.url)
    document = store.add(data, ingest(data, name="ban-giay.docx"), by="Lan").document
    seen = open_stored(store, document)
    key = seen.record.deadlines[-1].id
    store.decide(document, edit(seen, key, {"/due": "2026-02-20"}), by="Lan")
    made = store.decisions(document)
    store.close()
    assert place.run()[0] == 0
    assert len(place.kept()) == 1
    expected = review(ingest(place.folder / "ke-hoach.docx"), made)
    assert (place.output / "ke-hoach.docx.json").read_bytes() == export(expected, "json")[0].data
    assert b"2026-02-20" in (place.output / "ke-hoach.docx.json").read_bytes()


@pytest.fixture
def watching(place: Place) -> Iterator[subprocess.Popen[str]]:
    process = place.start("--watch", "--workers", "1")
    yield process
    process.kill()
    process.communicate()


def test_a_watched_folder_takes_each_file_when_it_is_complete(place: Place, watching: subprocess.Popen[str]) -> None:
    text = PLAN.encode()
    arriving = place.put("đến dần.txt", text[: len(text) // 2])
    for end in range(len(text) // 2, len(text), 200):  # faster than it looks, slower than it reads
        arriving.write_bytes(text[:end])
        time.sleep(0.4)
    arriving.write_bytes(text)
    place.put("sẵn.txt", PLAN.replace("07/KH", "08/KH").encode())
    wait_until(lambda: (place.output / "summary.json").exists() and place.summary["ok"] >= 2)
    late = place.put("sau/muộn.docx", as_docx(PLAN))
    wait_until(lambda: place.summary["ok"] >= 3)
    watching.send_signal(signal.SIGINT)
    said, errors = watching.communicate(timeout=PATIENCE)
    assert watching.returncode == 130, errors
    assert "Traceback" not in errors
    assert "3 văn bản: 3 đọc trọn vẹn" in said
    complete = {ingest(path).source.sha256 for path in (arriving, place.folder / "sẵn.txt", late)}
    assert set(place.kept()) == complete  # no half of a file


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (["--to", "doc"], 2, "“doc” không có; chọn một trong: xlsx"),
        (["--to", "brief"], 2, "“brief” không có"),
        (["--workers", "0"], 2, "workers"),
    ],
)
def test_wrong_usage(place: Place, options: list[str], code: int, said: str) -> None:
    place.put("ke-hoach.txt", PLAN.encode())
    found, _, errors = place.run(*options)
    assert found == code
    assert said in errors
    assert not place.output.exists()


def test_what_cannot_be_written_stops_the_run_with_a_reason(place: Place, tmp_path: Path) -> None:
    place.put("ke-hoach.txt", PLAN.encode())
    (tmp_path / "tệp").write_text("x")
    code, _, errors = place.run(output=tmp_path / "tệp")
    assert code == 3
    assert "không ghi được vào" in errors
    assert "chọn thư mục khác" in errors
    place.url = f"sqlite:///{tmp_path / 'tệp' / 'x'}"
    code, _, errors = place.run()
    assert code == 3
    assert "Tệp dữ liệu" in errors
    assert "Traceback" not in errors


def test_an_output_folder_inside_is_not_read(place: Place) -> None:
    place.put("ke-hoach.txt", PLAN.encode())
    inside = place.folder / "kết quả"
    for _ in range(2):
        code, said, errors = place.run(output=inside)
        assert code == 0, errors
        assert said.startswith("1 văn bản: 1 đọc trọn vẹn")


def test_names_that_a_file_system_may_not_take_stay_apart(place: Place) -> None:
    long = "kế hoạch vận động hiến máu tình nguyện của ban chỉ đạo xã " * 3
    for number, name in enumerate((f"{long} 1.txt", f"{long} 2.txt", "=1+1.txt", "summary", "record.schema")):
        place.put(
            name[-240:] if len(name.encode()) < 250 else name[:100] + name[-8:],
            PLAN.replace("07/KH", f"1{number}/KH").encode(),
        )
    shutil.copy(place.folder / "summary", os.fsencode(place.folder) + b"/k\xe9.txt")
    assert place.run()[0] == 0
    summary = place.summary
    assert summary["ok"] == 5
    files = [file for one in summary["documents"] for file in one["files"]]
    assert len(set(files)) == 5
    assert all((place.output / file).is_file() for file in files)
    assert json.loads((place.output / "record.schema.json").read_bytes())["$schema"]


def test_links_that_lead_out_of_the_folder_are_not_read(place: Place, tmp_path: Path) -> None:
    secret = tmp_path / "ngoài" / "bí mật.txt"
    secret.parent.mkdir()
    secret.write_bytes(PLAN.encode())
    place.put("a.txt", PLAN.replace("2026", "2025").encode())
    (place.folder / "ra ngoài.txt").symlink_to(secret)
    (place.folder / "thư mục").symlink_to(secret.parent, target_is_directory=True)
    (place.folder / "trong.txt").symlink_to(place.folder / "a.txt")
    with Batch(place.folder, place.output, []) as batch:
        assert [path.name for path in batch.files()] == ["a.txt", "trong.txt"]


def test_a_link_that_leads_to_itself_is_a_file_that_cannot_be_opened(place: Place) -> None:
    place.put("a.txt", PLAN.encode())
    (place.folder / "vòng.txt").symlink_to(place.folder / "vòng.txt")
    assert place.run()[0] == 3
    summary = place.summary
    assert (summary["ok"], summary["failed"]) == (1, 1)


def test_archives_and_annexes_in_a_folder(place: Place) -> None:
    """Each file of an archive has its record; a plan finds its annex in its folder, whichever is read first."""
    missing = "annex-missing"
    place.put("xã/ke-hoach.txt", test_annexes.PLAN.encode())
    place.put("xã/chi-tieu.xlsx", test_annexes.sheet())
    place.put("khác/ke-hoach.txt", test_annexes.OTHER.encode())
    inside = {
        "ke-hoach.txt": test_annexes.OTHER.replace("27/", "28/").encode(),
        "pl/bieu.xlsx": test_annexes.sheet(None),
    }
    place.put("thu/ho-so.zip", archive(inside | {"anh.bin": b"\0\1\2" * 99}))
    code, _, _ = place.run("--workers", "2")
    records = {name: json.loads(data) for name, data in results(place.output).items() if name.endswith(".json")}
    found = {
        name: [one["name"] for one in record["findings"]] for name, record in records.items() if "findings" in record
    }
    assert missing not in found["xã/ke-hoach.txt.json"]
    assert missing in found["khác/ke-hoach.txt.json"]
    assert missing not in found["thu/ho-so.zip/ke-hoach.txt.json"]
    assert "thu/ho-so.zip/pl/bieu.xlsx.json" in found
    assert records["xã/ke-hoach.txt.json"]["source"]["annexes"][0]["file_name"] == "chi-tieu.xlsx"
    assert code == 1
    (partly,) = [one for one in place.summary["documents"] if one["status"] == "partial"]
    assert partly["names"] == ["thu/ho-so.zip"]
    assert ["ho-so.zip › anh.bin" in reason for reason in partly["reasons"]] == [True]
    before = results(place.output)
    assert place.run("--workers", "2", "--resume")[0] == 1
    assert results(place.output) == before


def test_a_scan_takes_turns_with_the_others(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit of time is one for some pages of a scan: the next turn goes on behind the pages that are recognised."""
    monkeypatch.setattr("hmtn_ingest.batch.run._TURN", 0.001)
    place.put("a-quét.pdf", scanned_strips())
    place.put("b-ke-hoach.txt", PLAN.encode())
    told: list[tuple[str, object]] = []
    documents = open_documents(place.url)
    documents.close()
    with (
        Batch(place.folder, place.output, ["json"]) as batch,
        Readers(1, Limits(), address=place.url, output=place.output, formats=["json"], by="Lan") as readers,
    ):
        batch.look(batch.files())
        batch.read(batch.open(), readers, lambda task, outcome: told.append((task.name, outcome)))
    assert told[0] == ("a-quét.pdf", Unfinished(1, 3))
    assert [name for name, outcome in told if isinstance(outcome, Outcome)] == ["b-ke-hoach.txt", "a-quét.pdf"]
    assert ("a-quét.pdf", Unfinished(2, 3)) in told
    record = json.loads((place.output / "a-quét.pdf.json").read_bytes())
    assert record["source"]["pages"] == 3
    assert "ĐOÀN TNCS HỒ CHÍ MINH" in record["text"]
