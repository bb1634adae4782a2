"""hmtn-ingest export as a shell sees it: files, messages, exit codes, and what people decided."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from hmtn_ingest.cli import app
from hmtn_ingest.pipeline import ingest
from hmtn_ingest.review.drafts import edit
from hmtn_ingest.store.store import Store
from hmtn_ingest.web.pages.samples import FOLDER
from tests.exports.material import PLAN
from tests.stored import open_stored

LETTER = FOLDER / "cong-van.txt"


@pytest.fixture(autouse=True)
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "kho" / "hmtn.sqlite3"
    monkeypatch.setenv("HMTN_DATABASE_URL", f"sqlite:///{path}")
    return path


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "xuất"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "ke-hoach.txt"
    path.write_text(PLAN, encoding="utf-8")
    return path


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["export", *map(str, arguments)])


def decide(file: Path) -> tuple[int, str]:
    """Keeps the file under another name and moves its first deadline; gives document and key."""
    store = Store()
    kept = store.add(file.read_bytes(), ingest(file.read_bytes(), name="cũ.txt"), by="Lò Thị Ín")
    reviewed = open_stored(store, kept.document)
    key = next(deadline.id for deadline in reviewed.record.deadlines if deadline.due)
    store.decide(kept.document, edit(reviewed, key, {"/due": "2026-02-01"}), by="Lò Thị Ín")
    store.close()
    return kept.document, key


def due(path: Path, key: str) -> str | None:
    record = json.loads(path.read_text(encoding="utf-8"))
    return next(deadline["due"] for deadline in record["deadlines"] if deadline["id"] == key)


def test_files_are_written_and_their_paths_printed(file: Path, out: Path, database: Path) -> None:
    result = run(file, LETTER, "--to", "json", "--output", out)
    assert result.exit_code == 0, result.stderr
    assert result.stderr == ""
    paths = [out / "ke-hoach.json", out / "cong-van.json", out / "record.schema.json"]
    assert result.stdout.splitlines() == [str(path) for path in paths]
    assert all(path.is_file() for path in paths)
    assert not database.exists()  # looking for reviewed values makes no database


def test_reviewed_values_win_and_that_is_said(file: Path, out: Path) -> None:
    document, key = decide(file)
    result = run(file, "--to", "JSON", "--output", out)
    assert result.exit_code == 0
    assert f"dùng kết quả đã rà soát của văn bản #{document} trong kho (1 quyết định)" in result.stderr
    assert due(out / "ke-hoach.json", key) == "2026-02-01"
    assert json.loads((out / "ke-hoach.json").read_text(encoding="utf-8"))["source"]["file_name"] == "ke-hoach.txt"


@pytest.mark.parametrize("form", ["#{}", "{}"])
def test_a_document_of_the_store_by_its_number(form: str, file: Path, out: Path) -> None:
    document, key = decide(file)
    result = run(form.format(document), "--to", "json", "--output", out)
    assert (result.exit_code, result.stderr) == (0, "")
    assert due(out / "cũ.json", key) == "2026-02-01"


def test_a_file_that_is_only_kept_is_read_anew(file: Path, out: Path) -> None:
    store = Store()
    store.add(file.read_bytes(), ingest(file), by="Lò Thị Ín")
    store.close()
    result = run(file, "--to", "json", "--output", out)
    assert (result.exit_code, result.stderr) == (0, "")


def test_a_file_named_like_a_number_is_a_file(tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "12").write_text(PLAN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert run("12", "--to", "json", "--output", out).exit_code == 0


def test_what_is_not_there_does_not_stop_the_rest(file: Path, out: Path) -> None:
    decide(file)
    assert "không có văn bản mang số này" in run("#" + "9" * 23, "--to", "jsonl", "--output", out).stderr
    result = run("#99", "vắng.docx", LETTER, "--to", "jsonl", "--output", out)
    assert result.exit_code == 3
    assert "#99: không có văn bản mang số này trong kho" in result.stderr
    assert "vắng.docx: không tìm thấy tệp" in result.stderr
    assert len((out / "records.jsonl").read_text(encoding="utf-8").splitlines()) == 1


def test_nothing_is_written_where_nothing_can_be_read(tmp_path: Path, out: Path) -> None:
    broken = tmp_path / "hỏng.pdf"
    broken.write_bytes(b"%PDF-1.7\n\x00")
    result = run(broken, "--to", "xlsx", "--output", out)
    assert result.exit_code == 3
    assert "hỏng.pdf" in result.stderr
    assert not out.exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--to", "zip"], "chọn một trong: xlsx"),
        (["--to", "csv", "--body", "Trạm Y tế"], "--body dùng được với"),
        (["--to", "brief"], "đơn vị"),
    ],
)
def test_wrong_usage_is_said_in_vietnamese(options: list[str], said: str, file: Path, out: Path) -> None:
    result = run(file, *options, "--output", out)
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.replace("│", " ").split())
    assert "Traceback" not in result.stderr
    assert not out.exists()


def test_numbers_are_masked_unless_asked_for_and_asking_is_remembered(file: Path, out: Path) -> None:
    document, _ = decide(file)
    run(file, "--to", "json", "--output", out)
    assert "0900.000.245" not in (out / "ke-hoach.json").read_text(encoding="utf-8")
    assert Store().reveals() == []
    run(file, "--to", "json", "--output", out, "--reveal-personal-data")
    assert "0900.000.245" in (out / "ke-hoach.json").read_text(encoding="utf-8")
    assert [reveal.document for reveal in Store().reveals()] == [document]


def test_a_database_that_cannot_be_used_leaves_the_file(file: Path, out: Path, database: Path) -> None:
    database.parent.mkdir()
    database.write_text("không phải cơ sở dữ liệu" * 100, encoding="utf-8")
    result = run(file, "--to", "json", "--output", out)
    assert result.exit_code == 0
    assert "Kết quả rà soát (nếu có) không được dùng" in result.stderr
    result = run("#1", "--to", "json", "--output", out)
    assert result.exit_code == 3
    assert "Traceback" not in result.stderr


def test_a_folder_that_cannot_be_written(file: Path, tmp_path: Path) -> None:
    (tmp_path / "tệp").write_text("", encoding="utf-8")
    result = run(file, "--to", "json", "--output", tmp_path / "tệp")
    assert result.exit_code == 3
    assert "không ghi được" in result.stderr


def test_notes_about_a_file_are_said(file: Path, out: Path) -> None:
    store = Store()
    kept = store.add(file.read_bytes(), ingest(file), by="Lò Thị Ín")
    store.decide(
        kept.document, edit(open_stored(store, kept.document), "header.subject", {"/value": "A" * 501}), by="Ín"
    )
    store.close()
    result = run("#1", "--to", "register", "--output", out)
    assert result.exit_code == 0
    assert "Subject" in result.stderr
    assert "501 ký tự" in result.stderr
