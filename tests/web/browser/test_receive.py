"""Bringing documents in, in a real browser: several files at once, a broken one, copies, a pasted text."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import test_annexes
from tests.readers import annex
from tests.readers.scan.pictures import page_picture, scanned_pdf
from tests.readers.test_container import attach, mail
from tests.serving import alive, serving
from tests.web.browser.conftest import PATIENCE, SAMPLES, Server

sync_api = pytest.importorskip("playwright.sync_api")
expect = sync_api.expect

PLAN = """ỦY BAN NHÂN DÂN
XÃ ĐỒI THÔNG
Số: 7/KH-UBND
Đồi Thông, ngày 02 tháng 3 năm 2026
KẾ HOẠCH
Vận động hiến máu tình nguyện năm 2026
I. TỔ CHỨC THỰC HIỆN
1. Trạm Y tế xã
- Lập danh sách gửi UBND xã trước ngày 20/3/2026.
"""
MARKUP = '<img src=x onerror="window.stolen=1">'


def open_page(page: sync_api.Page, server: Server) -> sync_api.Page:
    page.goto(server.url)
    expect(page.get_by_role("heading", name="Tiếp nhận văn bản")).to_be_visible()
    expect(page.get_by_role("textbox", name="Hoặc dán nội dung")).to_be_visible()
    return page


def bring(page: sync_api.Page, *paths: Path) -> None:
    page.set_input_files("input[type=file]", list(paths))


def turn_to(page: sync_api.Page, name: str) -> None:
    # as long as a finger: the field that loses the focus is sent first
    page.get_by_test_id("stSidebar").get_by_role("link", name=name).click(delay=150)


def row(page: sync_api.Page, words: str) -> sync_api.Locator:
    """The row of what became of a file; while it is drawn anew, the row of its reading may stand beside it, and its own
    from before, which Streamlit marks as stale."""
    return page.locator("[data-testid=stElementContainer][data-stale=false] .arrival:not(.waiting)", has_text=words)


def reading(page: sync_api.Page, words: str) -> sync_api.Locator:
    return page.locator(".arrival.waiting", has_text=words)


def test_files_come_in_and_one_bad_file_does_not_stop_the_rest(
    empty_server: Server, page: sync_api.Page, tmp_path: Path, picture: Callable[[sync_api.Page, str], None]
) -> None:
    open_page(page, empty_server)
    picture(page, "tiep-nhan-trong")
    broken = tmp_path / "hong.docx"
    broken.write_bytes((SAMPLES / "cong-van.docx").read_bytes()[:5000])
    bring(page, SAMPLES / "ke-hoach-phuong.pdf", broken, SAMPLES / "mau-thuan.docx")
    expect(row(page, "ke-hoach-phuong.pdf")).to_contain_text("Đã nạp")
    expect(row(page, "mau-thuan.docx")).to_contain_text("phát hiện")
    expect(row(page, "hong.docx")).to_contain_text("bị hỏng")
    expect(page.get_by_role("button", name="Rà soát", exact=True)).to_have_count(2)
    picture(page, "tiep-nhan")
    store = empty_server.store()
    assert {one.file_name for one in store.documents()} == {"ke-hoach-phuong.pdf", "mau-thuan.docx"}

    # copies: the same bytes, and the same document in another form
    bring(page, SAMPLES / "ke-hoach-phuong.pdf", SAMPLES / "mau-thuan.pdf")
    expect(page.get_by_text("Tệp này đã có trong kho")).to_be_visible()
    expect(page.get_by_text("Trùng cơ quan, số, ký hiệu và năm")).to_be_visible()
    picture(page, "tiep-nhan-trung")
    assert len(store.documents()) == 2
    turn_to(page, "Quy tắc")  # the choices wait
    expect(page.get_by_role("heading", name="Quy tắc kiểm tra")).to_be_visible()
    turn_to(page, "Tiếp nhận")
    page.get_by_role("button", name="Là bản mới của văn bản đó").click()
    expect(row(page, "mau-thuan.pdf")).to_contain_text("bản thứ 2")
    page.get_by_role("button", name="Mở văn bản đã có").click()
    page.wait_for_url("**/ra-soat?document=*")
    expect(page.get_by_text("09/KH-BCĐ").first).to_be_visible()
    assert sorted(one.versions for one in store.documents()) == [1, 2]
    store.close()


def test_what_was_typed_survives_a_change_of_page(empty_server: Server, page: sync_api.Page) -> None:
    open_page(page, empty_server)
    page.get_by_role("textbox", name="Hoặc dán nội dung").fill(PLAN)
    turn_to(page, "Quy tắc")
    expect(page.get_by_role("heading", name="Quy tắc kiểm tra")).to_be_visible()
    turn_to(page, "Tiếp nhận")
    expect(page.get_by_role("textbox", name="Hoặc dán nội dung")).to_have_value(PLAN)
    page.get_by_role("button", name="Đọc nội dung đã dán").click()
    expect(row(page, "Kế hoạch 7-KH-UBND.txt")).to_contain_text("1 thời hạn")
    expect(page.get_by_role("textbox", name="Hoặc dán nội dung")).to_have_value("")


def test_no_markup_of_a_file_becomes_an_element(empty_server: Server, page: sync_api.Page, tmp_path: Path) -> None:
    open_page(page, empty_server)
    good = tmp_path / "<img src=x onerror=stolen=1>.txt"
    good.write_text(PLAN.replace("Vận động", f"{MARKUP}<script>window.stolen=1</script> Vận động"))
    bad = tmp_path / "<svg onload=stolen=1>[a](javascript:stolen=1).docx"
    bad.write_bytes(b"PK\x03\x04")
    bring(page, good, bad)
    expect(row(page, "7/KH-UBND")).to_contain_text("<script>")
    expect(row(page, "<svg")).to_contain_text("bị hỏng")
    assert page.evaluate("window.stolen") is None
    main = page.get_by_test_id("stMain")
    assert main.locator("img, .arrival script, .arrival svg, .arrival a").count() == 0


def test_the_page_speaks_one_language(empty_server: Server, page: sync_api.Page) -> None:
    open_page(page, empty_server)
    assert page.evaluate("document.documentElement.lang") == "vi"
    button = page.get_by_test_id("stFileUploaderDropzone").locator("button p").first
    said = button.evaluate("e => [getComputedStyle(e, '::after').content, getComputedStyle(e).fontSize]")
    assert said == ['"Chọn tệp"', "0px"]
    page.get_by_test_id("stSidebar").get_by_text("English", exact=True).click()
    expect(page.get_by_role("heading", name="Receive documents")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="Receive documents")).to_be_visible()


def test_a_message_comes_in_as_the_documents_that_it_holds(
    empty_server: Server, page: sync_api.Page, tmp_path: Path, picture: Callable[[sync_api.Page, str], None]
) -> None:
    message = mail()
    attach(message, "ke-hoach.txt", test_annexes.PLAN.encode())
    attach(message, "chi-tieu.xlsx", annex.workbook(rows=annex_rows(), merges=annex.MERGES))
    path = tmp_path / "thu.eml"
    path.write_bytes(message.as_bytes())
    open_page(page, empty_server)
    bring(page, path)
    expect(row(page, "thu.eml › Nội dung thư.txt")).to_contain_text("Đã nạp")
    expect(row(page, "thu.eml › ke-hoach.txt")).to_contain_text("Đã nạp")
    expect(row(page, "thu.eml › chi-tieu.xlsx")).to_contain_text("3 dòng phân bổ")
    picture(page, "tiep-nhan-thu")
    page.get_by_role("button", name="Rà soát", exact=True).nth(1).click()
    expect(page.locator(".document.compact")).to_contain_text("phụ lục ở tệp thu.eml › chi-tieu.xlsx")
    turn_to(page, "Tiếp nhận")
    page.get_by_role("button", name="Rà soát", exact=True).nth(0).click()
    expect(page.get_by_text("Ủy ban nhân dân xã Nậm Lúa").first).to_be_visible()
    expect(page.get_by_text("1.200").first).to_be_visible()
    picture(page, "ra-soat-bang-tinh")


def annex_rows() -> annex.Rows:
    reference = "(Kèm theo Kế hoạch số 26/KH-UBND ngày 15/01/2026 của Ủy ban nhân dân xã Suối Lạnh)"
    return [*annex.TITLE[:2], [reference], *annex.ROWS[3:]]


def long_scan(folder: Path) -> Path:
    """Twenty-four low pages: strips of a printed one, which together take some seconds to be recognised."""
    printed = page_picture("ke-hoach-phuong")
    path = folder / "quét.pdf"
    strips = [printed.crop((0, top, printed.width, top + 230)) for top in range(150, 1990, 230)]
    path.write_bytes(scanned_pdf(*strips, *strips, *strips))
    return path


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes where Linux shows them")
def test_a_tab_that_is_closed_ends_its_reading(
    own_server: Server, new_page: Callable[[], sync_api.Page], tmp_path: Path
) -> None:
    assert own_server.process
    tab = open_page(new_page(), own_server)
    bring(tab, long_scan(tmp_path))
    expect(reading(tab, "quét.pdf")).to_contain_text("/24")
    (process,) = serving(own_server.process.pid)
    tab.close()
    deadline = time.monotonic() + PATIENCE / 1000
    while alive(process):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    store = own_server.store()
    assert store.documents() == []
    store.close()
    # the next one finds a process that waits for it
    tab = open_page(new_page(), own_server)
    bring(tab, SAMPLES / "ke-hoach-huyen.docx")
    expect(row(tab, "ke-hoach-huyen.docx")).to_contain_text("Đã nạp")


def test_a_scan_says_how_far_it_is_is_stopped_and_goes_on(
    empty_server: Server, page: sync_api.Page, tmp_path: Path, picture: Callable[[sync_api.Page, str], None]
) -> None:
    open_page(page, empty_server)
    bring(page, long_scan(tmp_path))
    expect(page.locator(".arrival .preview").first).to_contain_text("1. ")  # what is seen of it before it is read
    expect(page.locator(".arrival .preview").first).to_contain_text(re.compile(r"^([2-9]|1\d)\. "))
    expect(reading(page, "quét.pdf")).to_contain_text("/24")
    picture(page, "tiep-nhan-ban-quet")
    page.get_by_role("button", name="Dừng").click()
    expect(row(page, "quét.pdf")).to_contain_text("Các trang đã đọc được giữ lại")
    picture(page, "tiep-nhan-da-dung")
    page.get_by_role("button", name="Đọc tiếp").click()
    expect(row(page, "quét.pdf")).to_contain_text("Đã nạp", timeout=3 * PATIENCE)  # some twenty pages are recognised
    expect(row(page, "quét.pdf")).to_contain_text("24 trang")
