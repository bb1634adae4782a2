"""Bad files end in a message that says what is wrong with which file and what to do, and never in a traceback."""

from __future__ import annotations

import base64
import random
import unicodedata
from io import BytesIO
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from hmtn_ingest.pipeline import ingest
from hmtn_ingest.readers import Unreadable, read
from tests.growth import grows_with_length_only

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "documents"
TEN_MEGABYTES = 10 * 1024 * 1024


def sample(name: str) -> bytes:
    return (SAMPLES / name).read_bytes()


def refused(data: bytes, name: str) -> tuple[str, str]:
    with pytest.raises(Unreadable) as caught:
        read(data, name)
    return caught.value.problem.code, caught.value.problem.message


def advises(message: str, name: str) -> bool:
    return name in message and "Hãy" in message


@pytest.mark.parametrize("name", ["ke-hoach.txt", "ke-hoach.md", "ke-hoach.docx", "ke-hoach.pdf"])
def test_empty_file(name: str) -> None:
    code, message = refused(b"", name)
    assert code == "empty"
    assert advises(message, name)


@pytest.mark.parametrize("kept", [0.05, 0.5, 0.9, 0.999])
@pytest.mark.parametrize("name", ["ke-hoach.docx", "ke-hoach.txt"])
def test_truncated_docx(kept: float, name: str) -> None:
    data = sample("ke-hoach-huyen.docx")
    code, message = refused(data[: int(len(data) * kept)], name)
    assert code == "damaged"
    assert advises(message, name)


@pytest.mark.parametrize("kept", [0.002, 0.3])
def test_truncated_pdf(kept: float) -> None:
    data = sample("ke-hoach-huyen.pdf")
    code, message = refused(data[: int(len(data) * kept)], "ke-hoach.pdf")
    assert code in ("damaged", "no-text-layer")
    assert advises(message, "ke-hoach.pdf")


def test_zip_that_is_no_docx() -> None:
    code, message = refused(b"PK\x03\x04" + bytes(range(256)) * 8, "ke-hoach.docx")
    assert code == "damaged"
    assert advises(message, "ke-hoach.docx")


@pytest.mark.parametrize("name", ["ke-hoach.pdf", "ke-hoach.docx"])
def test_text_that_claims_to_be_something_else_is_read(name: str) -> None:
    assert read(sample("quyet-dinh.txt"), name).reader == "text"


@pytest.mark.parametrize("name", ["ke-hoach.pdf", "ke-hoach.docx"])
def test_noise_that_claims_to_be_a_document(name: str) -> None:
    code, message = refused(random.Random(5).randbytes(4096), name)
    assert code == "damaged"
    assert advises(message, name)


def test_encrypted_pdf() -> None:
    target = BytesIO()
    canvas = Canvas(target, encrypt=StandardEncryption("mat-khau", canPrint=0))
    canvas.drawString(72, 700, "KE HOACH hien mau tinh nguyen")
    canvas.save()
    code, message = refused(target.getvalue(), "ke-hoach.pdf")
    assert code == "encrypted"
    assert advises(message, "ke-hoach.pdf")


def test_encrypted_docx() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600
    code, message = refused(data, "ke-hoach.docx")
    assert code == "encrypted"
    assert advises(message, "ke-hoach.docx")


def noise(kind: str) -> bytes:
    chance = random.Random(7)
    if kind == "bytes":
        return chance.randbytes(TEN_MEGABYTES)
    if kind == "high bytes":
        return bytes(0x80 | b for b in chance.randbytes(1024)) * (TEN_MEGABYTES // 1024)
    if kind == "printable":
        return bytes(32 + b % 95 for b in chance.randbytes(4096)) * (TEN_MEGABYTES // 4096)
    if kind == "base64":
        return base64.encodebytes(chance.randbytes(65536)) * (TEN_MEGABYTES // 88000)
    return b"\0" * TEN_MEGABYTES


@pytest.mark.parametrize("kind", ["bytes", "high bytes", "printable", "base64", "zeros"])
def test_ten_megabytes_of_noise_are_refused_at_once(kind: str) -> None:
    def work(data: bytes) -> None:
        code, message = refused(data, "ke-hoach.txt")
        assert code == "not-text"
        assert advises(message, "ke-hoach.txt")

    data = noise(kind)
    assert grows_with_length_only(work, data[: TEN_MEGABYTES // 8], data)


@pytest.mark.parametrize(
    "repeated", ["** *a* ", "|\n", "|\na\n|\nb\n|\n", "a\tb\n", "_a ", "(a ", "- a\n", "\n", "- \n\n", "a   b\n"]
)
def test_no_repetition_takes_for_ever(repeated: str) -> None:
    def work(count: int) -> None:
        read(("Kế hoạch hiến máu\n" + repeated * count).encode(), "ke-hoach.txt")

    assert grows_with_length_only(work, 750, 6000)


DENSE = (
    "vận động 130 đơn vị máu và 45 người đăng ký, (Trạm Y tế (xã An Hòa) [45 người]) ngày 15/6/2026 hiến máu; theo Kế hoạch "
    "số 12/KH-UBND ngày 5/3/2026, Hội Chữ thập đỏ xã, Đoàn Thanh niên xã An Hòa, "
)


def test_a_paragraph_without_end_takes_no_longer_than_it_is() -> None:
    def work(times: int) -> None:
        record = ingest(f"KẾ HOẠCH\nHiến máu năm 2026\n- {DENSE * times}".encode(), name="ke-hoach.txt")
        assert "long-paragraph" in [problem.code for problem in record.problems]

    assert grows_with_length_only(work, 16, 128)


def test_a_long_paragraph_is_parted_where_its_sentences_end() -> None:
    text = "Trạm Y tế lập danh sách gửi về Ban Chỉ đạo trước ngày 15/6/2026. " * 60
    document = read(text.encode(), "ke-hoach.txt")
    parts = [document.text[block.start : block.end] for block in document.blocks]
    assert " ".join(parts) == text.strip()
    assert all(part.endswith("15/6/2026.") and len(part) <= 1_000 for part in parts)
    assert [problem.code for problem in document.problems] == ["long-paragraph"]
    assert read(text[:2_900].encode(), "ke-hoach.txt").problems == []


def test_other_language() -> None:
    document = read(b"The committee shall report to the province before the end of March.\n", "plan.txt")
    assert [p.code for p in document.problems] == ["not-vietnamese"]
    assert len(document.blocks) == 1


def test_decomposed_text_is_read_as_it_stands() -> None:
    source = unicodedata.normalize("NFD", sample("ke-hoach-huyen.txt").decode())
    document = read(source.encode(), "ke-hoach.txt")
    composed = read(unicodedata.normalize("NFC", source).encode(), "ke-hoach.txt")
    assert document.text == source
    assert document.problems == []
    assert [unicodedata.normalize("NFC", document.text[b.start : b.end]) for b in document.blocks] == [
        composed.text[b.start : b.end] for b in composed.blocks
    ]
