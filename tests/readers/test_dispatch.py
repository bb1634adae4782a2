"""What a file is decides its content; which reader takes it, and what is said of files that none takes."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from hmtn_ingest import readers
from hmtn_ingest.readers import READERS, Unreadable, length, read
from tests.readers.docx_builder import build, paragraph, run

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "documents"
PLAN = "KẾ HOẠCH\nTổ chức hiến máu tình nguyện năm 2026 tại xã Đông Lạc\n".encode()
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def archive(*members: str) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as file:
        for member in members:
            file.writestr(member, "<x/>")
    return target.getvalue()


def stream(name: str) -> bytes:
    return OLE + name.encode("utf-16-le") + b"\0" * 64


def refused(data: bytes, name: str) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        read(data, name)
    return caught.value


def test_each_reader_is_a_module() -> None:
    folder = Path(readers.__file__).parent
    assert [r.name for r in READERS] == ["docx", "pdf", "sheet", "legacy", "scan", "text"]
    assert all((folder / r.name / "reader.py").exists() for r in READERS)


@pytest.mark.parametrize("suffix", ["docx", "pdf", "txt"])
@pytest.mark.parametrize("name", ["ke-hoach.docx", "ke-hoach.pdf", "ke-hoach.txt", "ke-hoach.md", "ke-hoach"])
def test_a_wrong_name_changes_nothing(suffix: str, name: str) -> None:
    document = read((SAMPLES / f"cong-van.{suffix}").read_bytes(), name)
    assert document.reader == {"txt": "text"}.get(suffix, suffix)
    assert "Trung tâm Huyết học tỉnh" in document.text


@pytest.mark.parametrize(
    ("name", "codes"),
    [("ke-hoach.docx", ["not-as-named"]), ("ke-hoach.pdf", ["not-as-named"]), ("ke-hoach.txt", []), ("ke-hoach", [])],
)
def test_plain_text_under_another_name_is_read_and_said(name: str, codes: list[str]) -> None:
    document = read(PLAN, name)
    assert "hiến máu tình nguyện" in document.text
    assert [problem.code for problem in document.problems] == codes


def test_markdown_is_known_by_its_name() -> None:
    assert read(PLAN, "ke-hoach.md").media_type == "text/markdown"
    assert read(PLAN, "ke-hoach.txt").media_type == "text/plain"


@pytest.mark.parametrize(
    ("data", "code", "said"),
    [
        (stream("WordDocument"), "damaged", ".doc"),
        (stream("EncryptedPackage"), "encrypted", "bỏ mật khẩu"),
        (stream("Workbook"), "damaged", "Excel"),
        (stream("PowerPoint Document"), "unsupported", "PowerPoint"),
        (OLE, "damaged", "Office"),
        (b"\xdb\xa5" + b"\0" * 64, "unsupported", "Word 2.0"),
        (archive("[Content_Types].xml", "xl/workbook.xml"), "damaged", "Excel"),
        (archive("[Content_Types].xml", "xl/workbook.bin"), "unsupported", ".xlsb"),
        (archive("[Content_Types].xml", "ppt/presentation.xml"), "unsupported", ".pptx"),
        (archive("mimetype", "content.xml"), "unsupported", "OpenDocument"),
        (archive("ke-hoach.txt"), "container", "ingest_all"),
        (b"<!DOCTYPE html><html><body>K</body></html>", "unsupported", "HTML"),
        (b"\xef\xbb\xbf\n<html lang='vi'><body>K</body></html>", "unsupported", "HTML"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "damaged", "Ảnh"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF" + b"\0" * 64, "damaged", "Ảnh"),
        (b"II*\0" + b"\0" * 64, "damaged", "Ảnh"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "damaged", "Ảnh"),
        (b"Rar!\x1a\x07\0" + b"\0" * 64, "unsupported", "RAR"),
        (b"", "empty", "0 byte"),
        (b"\xef\xbb\xbf \r\n\t", "empty", "trống"),
    ],
)
@pytest.mark.parametrize("name", ["Kế hoạch 15.docx", "ke-hoach.txt"])
def test_what_cannot_be_read_is_named(data: bytes, code: str, said: str, name: str) -> None:
    problem = refused(data, name).problem
    assert problem.code == code
    assert said in problem.message
    assert name in problem.message


def test_a_line_that_mentions_a_format_is_still_text() -> None:
    for line in ("Gửi tệp %PDF-1.7 hoặc .docx về Hội Chữ thập đỏ xã Đông Lạc\n", "BM. Biểu mẫu đăng ký hiến máu\n"):
        assert read(line.encode(), "huong-dan.txt").text == line


def test_size_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "MOST_BYTES", 1024 * 1024)
    problem = refused(b"x" * (3 * 1024 * 1024), "bao-cao.pdf").problem
    assert problem.code == "too-large"
    assert "3 MB" in problem.message
    assert "1 MB" in problem.message


LONG = "Trạm Y tế xã gửi danh sách đăng ký hiến máu trước ngày 20/3/2026.\n"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ((LONG * 60).encode(), "ke-hoach.txt"),
        ((LONG * 60).encode("utf-16"), "ke-hoach.txt"),
        ((LONG * 5000).encode(), "noi-nhieu-van-ban.md"),
        (build("".join(paragraph(run(LONG)) for _ in range(60))), "ke-hoach.docx"),
    ],
)
def test_a_text_that_would_take_minutes_is_refused(data: bytes, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(length, "MOST_CHARACTERS", 2000)
    problem = refused(data, name).problem
    assert problem.code == "too-long"
    assert "tách thành nhiều tệp" in problem.message
    assert name in problem.message


def test_megabytes_of_words_are_refused_before_they_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hmtn_ingest.readers.text.reader.split_lines", lambda text: pytest.fail("was read"))
    assert refused((LONG * 50_000).encode(), "tat-ca.txt").problem.code == "too-long"


def test_reading_text_imports_no_format_library() -> None:
    program = (
        "import sys; from hmtn_ingest.readers import read; read('Kế hoạch hiến máu'.encode(), 'a.txt'); "
        "print(sorted({'pdfplumber', 'pdfminer', 'pypdfium2', 'docx', 'lxml', 'spacy'} & set(sys.modules)))"
    )
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
