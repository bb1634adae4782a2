"""The command line as a shell sees it: output, messages, exit codes."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner, Result

from hmtn_ingest.cli import app
from hmtn_ingest.cli.files import PageBar
from hmtn_ingest.cli.show import print_summary
from hmtn_ingest.pipeline import ingest
from hmtn_ingest.readers import PageProgress
from hmtn_ingest.web.pages.samples import FOLDER
from parsers.records import DocumentRecord, Problem
from tests import test_annexes
from tests.exports.material import signed
from tests.readers.scan.pictures import scanned_strips
from tests.readers.test_container import archive

PLAN = FOLDER / "ke-hoach-huyen.txt"
LETTER = FOLDER / "cong-van.txt"


def run(*arguments: str | Path, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], input=stdin)


def test_one_file_gives_one_object() -> None:
    result = run("extract", PLAN)
    assert result.exit_code == 0
    assert result.stderr == ""
    assert DocumentRecord.model_validate_json(result.stdout) == ingest(PLAN)
    assert json.loads(result.stdout)["header"]["type_name"]["value"] == "KẾ HOẠCH"


def test_letters_are_not_escaped_and_the_same_bytes_come_out_again() -> None:
    first, second = run("extract", PLAN), run("extract", PLAN)
    assert first.stdout_bytes == second.stdout_bytes
    assert "ỦY BAN NHÂN DÂN" in first.stdout_bytes.decode("utf-8")
    assert b"\\u" not in first.stdout_bytes


def test_several_files_give_an_array_in_the_order_given() -> None:
    result = run("extract", LETTER, PLAN)
    assert [record["source"]["file_name"] for record in json.loads(result.stdout)] == [LETTER.name, PLAN.name]


def test_jsonl_gives_a_record_a_line() -> None:
    lines = run("extract", PLAN, LETTER, "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line)["source"]["file_name"] for line in lines] == [PLAN.name, LETTER.name]


def test_table_gives_a_line_a_document() -> None:
    result = run("extract", PLAN, "--format", "table")
    assert result.exit_code == 0
    assert "041" in result.stdout
    assert "27/02" in result.stdout


def test_standard_input() -> None:
    result = run("extract", "-", stdin=PLAN.read_bytes())
    piped, read = json.loads(result.stdout), json.loads(run("extract", PLAN).stdout)
    assert piped["source"].pop("file_name") == "stdin"
    read["source"].pop("file_name")
    assert piped == read
    assert run("extract", "-", "-", stdin=b"").exit_code == 2


def test_output_folder_has_a_file_for_each_document(tmp_path: Path) -> None:
    twin = tmp_path / "twin"
    twin.mkdir()
    (twin / PLAN.name).write_bytes(LETTER.read_bytes())
    result = run("extract", PLAN, twin / PLAN.name, "--output", tmp_path / "out")
    written = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert written == ["ke-hoach-huyen.txt-2.json", "ke-hoach-huyen.txt.json"]
    assert result.stdout.split() == [str(tmp_path / "out" / name) for name in reversed(written)]
    assert (tmp_path / "out" / "ke-hoach-huyen.txt.json").read_bytes() == run("extract", PLAN).stdout_bytes


def test_output_folder_holds_records_not_tables(tmp_path: Path) -> None:
    assert run("extract", PLAN, "--output", tmp_path, "--format", "table").exit_code == 2


def test_output_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("", encoding="utf-8")
    result = run("extract", PLAN, "--output", tmp_path / "taken")
    assert result.exit_code == 3
    assert "không ghi được" in result.stderr


@pytest.mark.parametrize(
    ("name", "content", "code", "said"),
    [
        ("trong.txt", b"", 3, "trống"),
        ("gia.docx", b"\x00\x01\x02" * 400, 3, "không phải Word"),
        ("cut.docx", (FOLDER / "cong-van.docx").read_bytes()[:6000], 3, "bị hỏng hoặc bị cắt cụt"),
        ("nhieu.txt", bytes(range(256)) * 200, 3, "nhieu.txt"),
    ],
)
def test_unreadable_files_are_named_with_a_remedy(
    tmp_path: Path, name: str, content: bytes, code: int, said: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    result = run("extract", path)
    assert result.exit_code == code
    assert f"{path}: " in result.stderr
    assert result.stderr.count(name) == 1
    assert said in result.stderr
    assert "Traceback" not in result.output
    record = json.loads(result.stdout)
    assert record["status"] == "failed"
    assert record["text"] == ""


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    result = run("extract", tmp_path / "khong-co.docx", PLAN, tmp_path, LETTER)
    assert result.exit_code == 3
    assert [record["source"]["file_name"] for record in json.loads(result.stdout)] == [PLAN.name, LETTER.name]
    assert "khong-co.docx: không tìm thấy tệp; kiểm tra lại đường dẫn." in result.stderr
    assert "là thư mục" in result.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes among files")
def test_a_pipe_into_which_nobody_writes_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "ke-hoach.txt")
    result = run("extract", tmp_path / "ke-hoach.txt")
    assert result.exit_code == 3
    assert "không phải là tệp" in result.stderr


def test_no_file_that_is_there_gives_an_empty_array(tmp_path: Path) -> None:
    result = run("extract", tmp_path / "a", tmp_path / "b")
    assert (result.exit_code, json.loads(result.stdout)) == (3, [])


def test_a_partly_read_file_is_in_the_output_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def partly(source: Path, name: str, **_: object) -> list[DocumentRecord]:
        problems = [Problem(code="page-unread", message="trang không có chữ", page=2)]
        return [ingest(source, name=name).model_copy(update={"status": "partial", "problems": problems})]

    monkeypatch.setattr("hmtn_ingest.cli.files.read_all_limited", partly)
    result = run("extract", PLAN)
    assert result.exit_code == 1
    assert json.loads(result.stdout)["status"] == "partial"
    assert result.stderr == f"{PLAN}: trang không có chữ (trang 2) [page-unread]\n"


@pytest.mark.processes
@pytest.mark.parametrize("command", ["extract", "show", "check"])
def test_a_name_that_is_no_utf_8_stops_nothing(command: str, tmp_path: Path) -> None:
    """As an old archive unpacks on Linux; in a process of its own, whose arguments may be any bytes."""
    named = os.fsencode(tmp_path) + b"/k\xe9.txt"
    with open(named, "wb") as file:
        file.write(PLAN.read_bytes())
    packed = os.fsencode(tmp_path) + b"/h\xe9.zip"
    with open(packed, "wb") as file:
        file.write(archive({"ke-hoach.txt": PLAN.read_bytes()}))
    missing = os.fsencode(tmp_path) + b"/v\xe9.txt"
    arguments = [sys.executable, "-m", "hmtn_ingest", command, named, packed, PLAN, missing]
    done = subprocess.run(arguments, capture_output=True, cwd=Path(__file__).parents[2], check=False)
    said, errors = done.stdout.decode(), done.stderr.decode()
    assert done.returncode == (2 if command == "check" else 3)
    assert "Traceback" not in errors
    assert "không tìm thấy tệp" in errors
    assert "k\ufffd.txt" in said
    assert "h\ufffd.zip › ke-hoach.txt" in said
    assert PLAN.name in said


@pytest.mark.processes
def test_a_file_beyond_a_limit_is_said_with_a_remedy_and_the_others_are_read(tmp_path: Path) -> None:
    scan = tmp_path / "quét.pdf"
    scan.write_bytes(scanned_strips())
    result = run("extract", scan, "--timeout", "0.05")
    assert result.exit_code == 3
    assert result.stderr.startswith(f"{scan}: đọc quá 0.05 giây nên bị dừng. Hãy tách nhỏ tệp, hoặc tăng --timeout")
    assert json.loads(result.stdout)["status"] == "failed"
    assert "HMTN_MEMORY" in run("extract", "--help").stdout


def test_show_masks_phone_numbers_unless_asked_for() -> None:
    masked, whole = run("show", PLAN), run("show", PLAN, "--phones")
    assert masked.exit_code == whole.exit_code == 0
    assert "0900" not in masked.stdout
    assert "0900" in whole.stdout


def test_show_says_header_deadlines_quotas_and_obligations() -> None:
    shown = run("show", FOLDER / "ke-hoach-phuong.docx").stdout
    for said in ("Ban Chỉ đạo", "Thời hạn", "25/02/2026", "Bảng phân bổ", "Tổng ghi trong văn bản", "Nhiệm vụ: "):
        assert said in shown
    assert shown.index("25/02/2026") < shown.index("02/03/2026")


def test_show_says_events_behind_deadlines_and_recipients_last() -> None:
    record = ingest(PLAN)
    (event, *_), (*_, recipient) = record.events, record.recipients
    shown = run("show", PLAN).stdout
    sections = [shown.index(f"\n{title}") for title in ("Thời hạn", "Sự kiện", "Chỉ tiêu", "Nhiệm vụ: ", "Nơi nhận")]
    assert sections == sorted(sections)
    assert event.name.split()[0] in shown[sections[1] : sections[2]]
    assert recipient.name.split()[0] in shown[sections[-1] :]


def test_show_says_who_signed_the_file(capsys: pytest.CaptureFixture[str]) -> None:
    print_summary(signed(), phones=False)
    words = " ".join(capsys.readouterr().out.split())
    assert "Chữ ký số Đèo Văn Hướng" in words
    assert "BAN CHỈ ĐẠO HMTN, 09:15 20/01/2026" in words


def test_show_says_what_rules_found() -> None:
    assert "weekday-mismatch" in run("show", FOLDER / "mau-thuan.txt").stdout


def test_schema_describes_what_extract_prints() -> None:
    schema = json.loads(run("schema").stdout)
    assert schema["$id"] == "urn:hmtn-ingest:record:1.1"
    for path in (PLAN, FOLDER / "ke-hoach-phuong.pdf"):
        jsonschema.validate(json.loads(run("extract", path).stdout), schema, jsonschema.Draft202012Validator)
    broken = json.loads(run("extract", PLAN).stdout) | {"status": "perfect"}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, schema, jsonschema.Draft202012Validator)


def test_evaluate_prints_figures_and_what_changed(tmp_path: Path) -> None:
    gold = FOLDER.parent / "gold"
    records = tmp_path / "records"
    run("extract", PLAN, "--output", records)
    first = run("evaluate", records, gold, "--output", tmp_path / "first.json")
    assert first.exit_code == 0
    assert "ke-hoach-huyen.txt" in first.stdout
    assert "no record, not measured" in first.stdout

    saved = records / "ke-hoach-huyen.txt.json"
    record = json.loads(saved.read_text(encoding="utf-8"))
    record["header"]["code_number"] = None
    saved.write_text(json.dumps(record), encoding="utf-8")
    second = run("evaluate", records, gold, "--against", tmp_path / "first.json")
    assert "+0 −1" in second.stdout
    assert "− missed:" in second.stdout


def test_evaluate_refuses_what_it_cannot_use(tmp_path: Path) -> None:
    result = run("evaluate", PLAN, tmp_path / "khong-co")
    assert result.exit_code == 2
    assert "không có tệp hoặc thư mục này" in result.stderr
    (tmp_path / "thư mục").mkdir()
    result = run("evaluate", PLAN, FOLDER.parent / "gold" / "ke-hoach-huyen.json", "--output", tmp_path / "thư mục")
    assert result.exit_code == 2
    assert "(đó là thư mục)" in result.stderr


@pytest.mark.parametrize("port", ["99999", "0", "-1", "tám"])
def test_a_port_that_cannot_be_is_wrong_usage(port: str) -> None:
    result = run("run", "--port", port)
    assert result.exit_code == 2
    assert "chọn một số từ 1 đến 65535" in " ".join(result.stderr.replace("│", " ").split())


def test_a_port_that_another_program_has_is_said_before_anything_is_started() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        result = run("run", "--port", port)
    assert result.exit_code == 3
    assert "cổng này đang có chương trình khác dùng" in result.stderr
    assert "Mở trong trình duyệt" not in result.stderr


def test_help_lists_the_exit_codes() -> None:
    for arguments in (["--help"], ["extract", "--help"], ["show", "--help"]):
        shown = run(*arguments).stdout
        for code in "0123":
            assert f"\n {code}  " in shown


@pytest.mark.processes
@pytest.mark.parametrize(("command", "needed"), [("--help", set()), ("schema", {"pydantic"})])
def test_help_and_schema_do_not_wait_for_heavy_libraries(command: str, needed: set[str]) -> None:
    heavy = {"spacy", "pdfplumber", "streamlit", "docx", "pandas", "lxml", "pydantic"} - needed
    code = (
        "import sys\nfrom hmtn_ingest.cli import app\n"
        "try: app(sys.argv[1:])\nexcept SystemExit: pass\n"
        f"loaded = {heavy} & sys.modules.keys()\n"
        "sys.exit(f'loaded too early: {sorted(loaded)}' if loaded else 0)\n"
    )
    result = subprocess.run([sys.executable, "-c", code, command], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


def test_an_archive_gives_an_array_with_a_record_for_each_file(tmp_path: Path) -> None:
    path = tmp_path / "ho-so.zip"
    path.write_bytes(
        archive({"ke-hoach.txt": PLAN.read_bytes(), "xã/cong-van.txt": LETTER.read_bytes(), "x.bin": b"\0"})
    )
    result = run("extract", path)
    names = [record["source"]["file_name"] for record in json.loads(result.stdout)]
    assert names == [f"ho-so.zip › {name}" for name in ("ke-hoach.txt", "xã/cong-van.txt", "x.bin")]
    assert result.exit_code == 3
    assert result.stderr.startswith(f"{path} › x.bin: ")
    assert [json.loads(line)["status"] for line in run("extract", path, "--format", "jsonl").stdout.splitlines()][
        2
    ] == "failed"
    output = tmp_path / "ra"
    assert run("extract", path, "--output", output).exit_code == 3
    assert {file.name for file in output.iterdir()} == {f"{name.replace('/', ' - ')}.json" for name in names}


def test_an_annex_given_beside_its_plan_is_found_in_any_order(tmp_path: Path) -> None:
    plan, annex = tmp_path / "ke-hoach.txt", tmp_path / "bieu.xlsx"
    plan.write_text(test_annexes.PLAN, encoding="utf-8")
    annex.write_bytes(test_annexes.sheet())
    assert "annex-missing" in run("check", plan).stdout
    for files in ((plan, annex), (annex, plan), (plan, LETTER, annex)):
        result = run("extract", *files)
        records = json.loads(result.stdout)
        assert [record["source"]["file_name"] for record in records] == [file.name for file in files]
        assert [len(record["source"].get("annexes", [])) for record in records] == [int(file == plan) for file in files]
        assert "annex-missing" not in run("check", *files, "--select", "RF").stdout


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of recognised pages, for this test alone."""
    monkeypatch.setattr("hmtn_ingest.readers.kept_pages.default_folder", lambda: tmp_path / "pages")
    return tmp_path / "pages"


@pytest.mark.scans
def test_a_scan_that_was_interrupted_goes_on(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl+C leaves whole records only; the pages that were recognised wait for the next time, and no longer."""
    first, scan = tmp_path / "ke-hoach.txt", tmp_path / "quét.pdf"
    first.write_bytes((FOLDER / "cong-van.txt").read_bytes())
    scan.write_bytes(scanned_strips())
    told = PageBar.tell

    def interrupted(self: PageBar, page: PageProgress) -> None:
        told(self, page)
        if not page.begun:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(PageBar, "tell", interrupted)
        result = run("extract", first, scan)
    assert result.exit_code == 130
    assert [record["source"]["file_name"] for record in json.loads(result.stdout)] == ["ke-hoach.txt"]
    assert "chạy lại lệnh để đọc tiếp" in result.stderr
    assert [path.name for path in cache.glob("*/*/*")] == ["1"]
    result = run("extract", scan)
    assert result.exit_code == 0
    assert json.loads(result.stdout)["source"]["pages"] == 3
    assert list(cache.iterdir()) == []


def test_progress_is_shown_on_a_terminal_only(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with PageBar("quét.pdf") as bar:
        bar.tell(PageProgress(1, 200, "KẾ HOẠCH", recognised=True))
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with PageBar("quét [1].pdf") as bar:
        bar.tell(PageProgress(1, 200, "KẾ HOẠCH", recognised=True))
        bar.tell(PageProgress(2, 200, "I.", recognised=True))
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "quét [1].pdf" in captured.err
    assert "2/200" in captured.err
