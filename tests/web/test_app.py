"""The application as a person uses it, without a browser; and once as a server."""

from __future__ import annotations

import contextlib
import http.client
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from hmtn_ingest.exports import Export, File
from hmtn_ingest.i18n import say
from hmtn_ingest.readers.length import MOST_CHARACTERS
from hmtn_ingest.store.store import Store
from hmtn_ingest.web.pages.samples import FOLDER
from tests import plans

ROOT = Path(__file__).resolve().parents[2]
PLAN = (
    "ỦY BAN NHÂN DÂN\nXÃ ĐỒI THÔNG\nSố: 7/KH-UBND\nĐồi Thông, ngày 02 tháng 3 năm 2026\nKẾ HOẠCH\n"
    "Vận động hiến máu tình nguyện năm 2026\nI. TỔ CHỨC THỰC HIỆN\n1. Trạm Y tế xã\n"
    "- Lập danh sách gửi UBND xã trước ngày 20/3/2026. Liên hệ bà Kha Thị Thử, điện thoại 0900 000 199.\n"
)


@pytest.fixture(autouse=True)
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """No test touches the store of the person who runs it."""
    url = f"sqlite:///{tmp_path / 'hmtn.sqlite3'}"
    monkeypatch.setenv("HMTN_DATABASE_URL", url)
    # a page that was run takes the place of the program, which a process that a later test starts would run first
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])
    opened = Store(url)
    yield opened
    opened.close()


@pytest.fixture
def page() -> AppTest:
    return start()


def start() -> AppTest:
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=120).run()


def html(page: AppTest) -> str:
    """Everything that the page shows as HTML."""
    return "\n".join(element.proto.body for element in page.get("html"))


def buttons(page: AppTest) -> list[str]:
    return [button.label for button in page.button]


def press(page: AppTest, label: str) -> AppTest:
    return next(button for button in page.button if button.label == label).click().run()


def upload(page: AppTest, *files: tuple[str, bytes]) -> AppTest:
    return page.file_uploader[0].set_value([(name, data, "application/octet-stream") for name, data in files]).run()


def paste(page: AppTest, text: str) -> AppTest:
    page.text_area[0].set_value(text)
    return press(page, "Đọc nội dung đã dán")


def test_before_anything_came_in_the_page_says_what_to_do(page: AppTest) -> None:
    assert not page.exception
    assert "Tiếp nhận văn bản" in html(page)
    assert "Chưa nhận văn bản nào. Hãy thả tệp" in html(page)


def test_a_sample_is_one_click(page: AppTest, own_store: Store) -> None:
    page.button_group(key="sample").set_value("mau-thuan").run()
    assert not page.exception
    shown = html(page)
    assert "12/KH-BCĐ" in shown
    assert "mau-thuan.pdf" in shown
    assert "phát hiện</span>" in shown
    assert [one.file_name for one in own_store.documents()] == ["mau-thuan.pdf"]


def test_several_files_of_which_one_is_bad(page: AppTest, own_store: Store) -> None:
    broken = (FOLDER / "cong-van.docx").read_bytes()[:5000]
    upload(page, ("ke-hoach.txt", PLAN.encode()), ("hong.docx", broken), ("trong.txt", b""))
    assert not page.exception
    shown = html(page)
    assert "7/KH-UBND" in shown
    assert "1 thời hạn" in shown
    assert "hong.docx" in shown
    assert "bị hỏng" in shown
    assert "trống" in shown
    assert buttons(page).count("Rà soát") == 1
    assert [one.file_name for one in own_store.documents()] == ["ke-hoach.txt"]
    press(page, "Bỏ khỏi danh sách")
    assert html(page).count('class="arrival refused"') == 1
    press(page, "Dọn danh sách")
    assert 'class="arrival refused"' not in html(page)
    assert "7/KH-UBND" in html(page)  # among what was received lately
    assert len(own_store.documents()) == 1


def test_the_same_bytes_are_not_kept_twice_silently(page: AppTest, own_store: Store) -> None:
    upload(page, ("ke-hoach.txt", PLAN.encode()))
    upload(page, ("ban-sao.txt", PLAN.encode()))
    assert "Tệp này đã có trong kho" in html(page)
    assert {"Mở văn bản đã có", "Nạp lại thành bản mới", "Bỏ qua"} <= set(buttons(page))
    page.run()  # the choice is still open, and the file still there
    assert "ban-sao.txt" in html(page)
    press(page, "Nạp lại thành bản mới")
    assert not page.exception
    (one,) = own_store.documents()
    assert one.versions == 2
    upload(page, ("ban-ba.txt", PLAN.encode()))
    press(page, "Bỏ qua")
    assert own_store.documents()[0].versions == 2
    assert "ban-ba.txt" not in html(page)


@pytest.mark.parametrize(("label", "documents"), [("Là bản mới của văn bản đó", 1), ("Là văn bản khác", 2)])
def test_the_same_number_is_a_choice(page: AppTest, own_store: Store, label: str, documents: int) -> None:
    upload(page, ("ke-hoach.txt", PLAN.encode()))
    upload(page, ("ban-ky.txt", f"{PLAN}2. Hội Chữ thập đỏ xã\n- Tổ chức lễ tôn vinh.\n".encode()))
    assert "Trùng cơ quan, số, ký hiệu và năm" in html(page)
    press(page, label)
    assert not page.exception
    assert len(own_store.documents()) == documents
    assert sum(one.versions for one in own_store.documents()) == 2


def test_the_same_content_brings_the_same_choice(page: AppTest, own_store: Store) -> None:
    draft = plans.PLAN.replace("07/KH-BCĐ", "    /KH-BCĐ")
    upload(page, ("du-thao.md", draft.encode()))
    upload(page, ("du-thao.docx", plans.as_docx(draft)))
    assert "Cùng nội dung với văn bản đã có" in html(page)
    assert {"Là văn bản khác", "Bỏ qua"} <= set(buttons(page))
    press(page, "Lấy quyết định của du-thao.md")
    assert not page.exception
    (one,) = own_store.documents()
    assert (one.file_name, one.versions) == ("du-thao.docx", 2)


def test_two_equal_files_dropped_together(page: AppTest, own_store: Store) -> None:
    upload(page, ("a.txt", PLAN.encode()), ("b.txt", PLAN.encode()))
    assert len(own_store.documents()) == 1
    assert "Tệp này đã có trong kho" in html(page)


def test_a_pasted_text_is_kept_and_the_field_is_free_again(page: AppTest, own_store: Store) -> None:
    paste(page, PLAN)
    assert not page.exception
    assert [one.file_name for one in own_store.documents()] == ["Kế hoạch 7-KH-UBND.txt"]
    assert page.text_area[0].value == ""


def test_a_pasted_text_that_is_refused_stays_in_its_field(page: AppTest) -> None:
    text = PLAN + "- Vận động hiến máu.\n" * (MOST_CHARACTERS // 20)
    paste(page, text)
    assert "tách thành nhiều tệp" in html(page)
    assert page.text_area[0].value == text


def test_pasting_nothing(page: AppTest, own_store: Store) -> None:
    paste(page, "  \n ")
    assert "Hãy dán nội dung văn bản" in html(page)
    assert own_store.documents() == []


def test_phone_numbers_are_hidden(page: AppTest) -> None:
    upload(page, ("0900 000 199.txt", PLAN.replace("năm 2026\nI.", "năm 2026, điện thoại 0900 000 199\nI.").encode()))
    assert "0900 000 199" not in html(page)


MARKUP = '<img src=x onerror="alert(1)">'


def test_markup_stays_text(page: AppTest) -> None:
    text = PLAN.replace("Vận động", f"{MARKUP} **Vận** động")
    upload(page, (f"{MARKUP}.txt", text.encode()), (f"{MARKUP}.docx", b"PK\x03\x04"))
    upload(page, (f"[x](javascript:alert(1)) {MARKUP}.txt", text.encode()))
    shown = html(page)
    assert "<img" not in shown
    assert "&lt;img" in shown
    said = [element.value for kind in ("markdown", "error", "warning", "info", "caption") for element in page.get(kind)]
    assert not any("onerror" in value or "javascript" in value for value in said)
    assert not any("onerror" in label or "javascript" in label for label in buttons(page))


def test_a_defect_of_a_page_shows_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise ValueError("bí mật")

    monkeypatch.setattr("hmtn_ingest.web.pages.receive.page", broken)
    page = start()
    assert not page.exception
    assert "Chương trình gặp lỗi ở trang này (ValueError)" in html(page)
    assert "bí mật" not in html(page)


def test_a_defect_of_an_export_is_said_where_the_menu_is(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> list[File]:
        raise ValueError("bí mật")

    monkeypatch.setattr("hmtn_ingest.web.pages.export_menu.EXPORTS", (Export("xlsx", broken),))
    monkeypatch.setattr("hmtn_ingest.exports.EXPORTS", (Export("xlsx", broken),))

    def menu() -> None:
        from hmtn_ingest.pipeline import ingest
        from hmtn_ingest.review.reviewed import review
        from hmtn_ingest.web.pages.export_menu import form_and_file

        form_and_file(lambda: review(ingest("KẾ HOẠCH\nNăm 2026".encode(), name="a.txt")), False)

    page = AppTest.from_function(menu, default_timeout=60).run()
    assert not page.exception
    assert "Chương trình gặp lỗi ở trang này (ValueError)" in html(page)
    assert "bí mật" not in html(page)


def test_a_database_that_cannot_be_opened_is_said_plainly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bad = tmp_path / "khong-phai-csdl.sqlite3"
    bad.write_text("đây không phải cơ sở dữ liệu " * 40)
    monkeypatch.setenv("HMTN_DATABASE_URL", f"sqlite:///{bad}")
    page = start()
    assert not page.exception
    assert 'class="box error"' in html(page)
    assert "khong-phai-csdl.sqlite3" in html(page)


def test_the_language_is_remembered_and_no_name_is_taken_from_another(page: AppTest) -> None:
    page.sidebar.button_group(key="language").set_value("English").run()
    page.sidebar.text_input(key="person").set_value("Trần Thị Sen").run()
    assert "Receive documents" in html(page)
    later = start()
    assert "Receive documents" in html(later)
    assert later.sidebar.text_input(key="person").value == ""  # this browser has none
    upload(later, ("trong.txt", b""))
    assert "The file is empty" in html(later)
    assert "Not read" in html(later)


def test_who_brought_a_file_is_kept(page: AppTest, own_store: Store) -> None:
    page.sidebar.text_input(key="person").set_value("  Trần Thị   Sen ").run()
    upload(page, ("ke-hoach.txt", PLAN.encode()))
    assert own_store.documents()[0].added_by == "Trần Thị Sen"


def test_the_address_can_ask_for_a_language() -> None:
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    page.query_params["lang"] = "en"
    assert "Receive documents" in html(page.run())


@pytest.mark.parametrize("address", ["12345678901234567890123", "²", "-1", "12 hoặc 13"])
@pytest.mark.parametrize("path", ["ra-soat", "van-ban"])
def test_an_address_of_no_document_says_so(own_store: Store, path: str, address: str) -> None:
    script = f"""
import streamlit as st
from hmtn_ingest.web.pages import documents, review
st.query_params["document"] = {address!r}
({{"ra-soat": review, "van-ban": documents}}[{path!r}]).page()
"""
    page = AppTest.from_string(script, default_timeout=120).run()
    assert not page.exception
    assert say("page.review.gone" if path == "ra-soat" else "page.document_one.gone") in html(page)


def test_the_head_of_a_document_says_who_signed_the_file() -> None:
    def script() -> None:
        import datetime

        import streamlit as st

        from hmtn_ingest.review.reviewed import review
        from hmtn_ingest.review.stored import Stored
        from hmtn_ingest.web.pages.review import _head
        from tests.exports.material import signed

        at = datetime.datetime(2026, 2, 2, tzinfo=datetime.UTC)
        stored = Stored(
            document=1,
            version=1,
            versions=1,
            sha256="",
            file_name="a.pdf",
            status="ok",
            type_name=None,
            code_number=None,
            code_notation=None,
            organ_name=None,
            subject=None,
            issued=None,
            added_by="",
            added_at=at,
        )
        st.html(_head(review(signed()), stored, False))

    head = html(AppTest.from_function(script, default_timeout=120).run())
    assert head.index('class="reason">Đèo Văn Hướng (UBND PHƯỜNG BỜ LAU), 08:30 20/01/2026: KHÔNG KHỚP') < head.index(
        "<span>BAN CHỈ ĐẠO HMTN, 09:15 20/01/2026: nguyên vẹn"
    )


@pytest.mark.processes
def test_run_serves_the_page_on_this_machine_only_and_stops() -> None:
    with running() as (server, port):
        assert _health(f"http://localhost:{port}/_stcore/health", server) == "ok"
        assert [status(port, path) for path in ("/", "/van-ban", "/_stcore/host-config")] == [200] * 3
        assert [status(port, "/", f"127.0.0.1:{port}")] == [200]
        for host in ("evil.example", f"evil.example:{port}", "localhost.evil.example", "192.168.1.5", ""):
            assert {status(port, path, host) for path in ("/", "/_stcore/health", "/media/x", "/van-ban")} == {400}
            assert status(port, "/_stcore/stream", host, UPGRADE) in (400, 403)
        assert status(port, "/_stcore/stream", f"localhost:{port}", UPGRADE) == 101
        assert {status(port, path) for path in ("/_stcore/metrics", "/_stcore/metrics/")} == {404}
        server.terminate()
        server.wait(timeout=20)
    with socket.socket() as probe:
        assert probe.connect_ex(("localhost", port)) != 0


@pytest.mark.processes
def test_a_network_is_opened_by_name_and_what_that_means_is_said() -> None:
    with running("--network", "127.0.0.2") as (server, port):
        assert _health(f"http://127.0.0.2:{port}/_stcore/health", server) == "ok"
        assert status(port, "/", f"127.0.0.2:{port}", at="127.0.0.2") == 200
        assert status(port, "/", "evil.example", at="127.0.0.2") == 400
        server.terminate()
        _, told = server.communicate(timeout=20)
    assert "không cần mật khẩu" in told.decode()
    assert "nothing is encrypted" in told.decode()


UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
}


@contextlib.contextmanager
def running(*options: str) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "hmtn_ingest", "run", "--port", str(port), *options]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd="/") as server:
        try:
            yield server, port
        finally:
            server.terminate()


def status(
    port: int, path: str, host: str = "localhost", more: dict[str, str] | None = None, at: str = "localhost"
) -> int:
    connection = http.client.HTTPConnection(at, port, timeout=60)
    connection.putrequest("GET", path, skip_host=True)
    for name, value in {"Host": host, **(more or {})}.items():
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse().status
    connection.close()
    return answer


def _health(url: str, server: subprocess.Popen[bytes]) -> str:
    for _ in range(300):
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:
                return str(answer.read().decode())
        except OSError:
            assert server.poll() is None, "the server stopped by itself"
            time.sleep(0.1)
    return "no answer"
