"""The page as a person uses it, without a browser; and once as a server."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from hmtn_ingest.review.samples import FOLDER

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def page() -> AppTest:
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()


def html(page: AppTest) -> str:
    """Everything that the page shows as HTML."""
    return "\n".join(element.proto.body for element in page.get("html"))


def tabs(page: AppTest) -> list[str]:
    return [tab.label for tab in page.tabs]


def upload(page: AppTest, name: str, data: bytes) -> AppTest:
    page.segmented_control(key="origin").set_value("upload").run()
    return page.file_uploader(key="file").upload(name, data, "application/octet-stream").run()


def test_starts_on_the_ward_plan_with_source_and_record(page: AppTest) -> None:
    assert not page.exception
    shown = html(page)
    assert "Công tác hiến máu tình nguyện trên địa bàn phường Bến Sậy" in shown
    assert '<div class="source"' in shown
    assert 'class="k-deadline' in shown
    assert "Đọc trọn vẹn" in shown
    assert tabs(page)[1:3] == ["Thể thức", "Thời hạn 3"]
    assert "Phân bổ 60" in tabs(page)


def test_another_sample(page: AppTest) -> None:
    sample = page.selectbox(key="sample")
    sample.set_value(FOLDER / "mau-thuan.pdf").run()
    assert not page.exception
    assert "12/KH-BCĐ" in html(page)
    assert "Hai dòng tổng không bằng nhau" in html(page)
    assert tabs(page)[0].startswith("Cần xem ")
    assert "weekday-mismatch" in html(page)


def test_findings_stand_first_and_lead_to_each_of_their_places(page: AppTest) -> None:
    page.selectbox(key="sample").set_value(FOLDER / "mau-thuan.pdf").run()
    shown = html(page)
    cards = shown.split('<div class="card finding ')[1:]
    assert [card.split('"')[0] for card in cards[:3]] == ["error"] * 3
    conflict = next(card for card in cards if "deadline-conflict" in card).split("</div></div>")[0]
    places = {part.split('"')[0] for part in conflict.split('href="#')[1:]}
    assert len(places) == 2
    assert all(f'id="{place}"' in shown for place in places)


def test_english(page: AppTest) -> None:
    page.segmented_control(key="language").set_value("English").run()
    assert tabs(page)[1:3] == ["Header", "Deadlines 3"]
    assert "Read completely" in html(page)
    assert "14 Jan 2026" in html(page)


def test_every_link_leads_to_a_place_in_the_text(page: AppTest) -> None:
    shown = html(page)
    links = {part.split('"')[0] for part in shown.split('href="#')[1:]}
    assert len(links) > 20
    assert all(f'id="{link}"' in shown for link in links)


def test_before_a_file_is_chosen_the_page_says_what_to_do(page: AppTest) -> None:
    page.segmented_control(key="origin").set_value("upload").run()
    assert "Hãy thả một tệp" in html(page)
    assert not page.tabs


def test_upload(page: AppTest) -> None:
    text = (
        "ỦY BAN NHÂN DÂN\nXÃ ĐỒI THÔNG\nSố: 7/KH-UBND\nĐồi Thông, ngày 02 tháng 3 năm 2026\nKẾ HOẠCH\n"
        "Vận động hiến máu tình nguyện năm 2026\nI. TỔ CHỨC THỰC HIỆN\n1. Trạm Y tế xã\n"
        "- Lập danh sách gửi UBND xã trước ngày 20/3/2026. Liên hệ bà Kha Thị Thử, điện thoại 0900 000 199.\n"
    )
    upload(page, "ke-hoach.txt", text.encode())
    assert not page.exception
    shown = html(page)
    assert "19/03/2026" in shown
    assert "0900 000 199" not in shown
    assert "•••• ••• 199" in shown
    page.toggle(key="phones").set_value(True).run()
    assert "0900 000 199" in html(page)


def test_markup_in_a_document_stays_text(page: AppTest) -> None:
    text = "KẾ HOẠCH\nVề vận động hiến máu\nI. MỤC ĐÍCH\nNâng cao <script>alert(1)</script> nhận thức của nhân dân.\n"
    upload(page, "x.txt", text.encode())
    assert "<script>alert" not in html(page)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html(page)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("trong.txt", b"", "trống"),
        ("hong.docx", (FOLDER / "cong-van.docx").read_bytes()[:5000], "bị hỏng"),
    ],
)
def test_an_unreadable_file_is_said_plainly(page: AppTest, name: str, data: bytes, said: str) -> None:
    upload(page, name, data)
    assert not page.exception
    assert any(name in error.value and said in error.value for error in page.error)
    assert "Không đọc được" in html(page)
    assert not page.tabs


def test_a_document_without_facts_says_so(page: AppTest) -> None:
    upload(page, "tho.txt", "Trăng rằm sáng tỏ ngoài sân\nGió đưa cành trúc la đà\n".encode())
    shown = html(page)
    for said in ("không nêu thời hạn", "Không thấy chỉ tiêu", "không có bảng phân bổ", "Không thấy nhiệm vụ"):
        assert said in shown


def test_a_defect_shows_no_traceback(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise KeyError("bí mật")

    monkeypatch.setattr("hmtn_ingest.pipeline.ingest", broken)
    upload(page, "loi.txt", "KẾ HOẠCH\nkhông ai đọc trước đó\n".encode())
    assert not page.exception
    assert any("loi.txt" in error.value and "KeyError" in error.value for error in page.error)
    assert not any("bí mật" in error.value for error in page.error)


def test_run_serves_the_page_on_this_machine_only_and_stops() -> None:
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "hmtn_ingest", "run", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/") as server:
        try:
            assert _health(f"http://localhost:{port}/_stcore/health", server) == "ok"
        finally:
            server.terminate()
        server.wait(timeout=20)
    with socket.socket() as probe:
        assert probe.connect_ex(("localhost", port)) != 0


def _health(url: str, server: subprocess.Popen[bytes]) -> str:
    for _ in range(300):
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:
                return str(answer.read().decode())
        except OSError:
            assert server.poll() is None, "the server stopped by itself"
            time.sleep(0.1)
    return "no answer"
