"""The sheet of the register after the last card: prefilled, typed, Enter, and the next document is open."""

from __future__ import annotations

import csv
import dataclasses
import datetime
import io
import re
from collections.abc import Callable, Iterator

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from hmtn_ingest.exports import export
from hmtn_ingest.pipeline import ingest
from hmtn_ingest.review.stored import RegisterEntry
from hmtn_ingest.store.store import Store
from tests.stored import open_stored
from tests.web.browser.conftest import Server
from tests.web.browser.review_page import ReviewPage

PLAN = """ỦY BAN NHÂN DÂN
XÃ ĐỒI THÔNG
Số:     /KH-UBND
Đồi Thông, ngày 02 tháng 3 năm 2026
KẾ HOẠCH
Vận động hiến máu tình nguyện năm 2026
I. TỔ CHỨC THỰC HIỆN
1. Trạm Y tế xã
- Lập danh sách gửi UBND xã trước ngày 20/5/2026.
"""


@pytest.fixture
def store(empty_server: Server) -> Iterator[Store]:
    opened = empty_server.store()
    opened.set_setting("", "own_body", "Xã Đồi Thông, tỉnh Hạ Lĩnh")
    yield opened
    opened.close()


def kept(store: Store, text: str) -> int:
    data = text.encode()
    return store.add(data, ingest(data, name="ke-hoach.txt"), by="Lê Thị Kiểm").document


def decide_all(page: ReviewPage) -> None:
    """Press the key of the chosen card until none is left."""
    for _ in range(page.page.locator(".record-pane .card").count()):
        page.press("a")
    page.all_saved()


def test_after_the_last_card_one_row_and_the_next_document(
    empty_server: Server, store: Store, page: Page, picture: Callable[[Page, str], None]
) -> None:
    following = kept(store, PLAN.replace("Trạm Y tế xã", "Công an xã").replace("Số:     /", "Số: 8/"))
    first = kept(store, PLAN)
    review = ReviewPage(page, empty_server.url)
    review.open(first)
    expect(page.locator(".st-key-register-sheet")).to_have_count(0)
    decide_all(review)
    sheet = page.locator(".st-key-register-sheet")
    expect(sheet).to_be_visible()
    expect(sheet.get_by_label("Ngày đến")).to_have_value("04/05/2026")
    expect(sheet.get_by_label("Số, ký hiệu")).to_have_value("/KH-UBND")
    expect(sheet.get_by_label("Trích yếu")).to_have_value("Vận động hiến máu tình nguyện năm 2026")
    expect(sheet.get_by_label("Hạn xử lý")).to_have_value("19/05/2026")
    page.keyboard.press("Enter")
    expect(sheet.get_by_label("Số đến")).to_be_focused()
    picture(page, "vao-so")
    sheet.get_by_label("Số đến").fill("41")
    sheet.get_by_label("Số, ký hiệu").fill("12/KH-UBND")
    sheet.get_by_label("Người xử lý").fill("Kha Thị Thử")
    sheet.get_by_label("Người xử lý").press("Enter")
    page.wait_for_url(f"**document={following}*")
    entry = store.registered(first)[first]
    assert (entry.arrival_number, entry.code, entry.handler, entry.by) == (
        "41",
        "12/KH-UBND",
        "Kha Thị Thử",
        "Vi Thu Hà",
    )
    table, _ = export(open_stored(store, first), "register")
    (row,) = csv.DictReader(io.StringIO(table.data.decode("utf-8-sig"), newline=""))
    assert {name: row[name] for name in ("ArrivalNumber", "ArrivalDate", "CodeNumber", "CodeNotation", "DueDate")} == {
        "ArrivalNumber": "41",
        "ArrivalDate": "04/05/2026",
        "CodeNumber": "12",
        "CodeNotation": "KH-UBND",
        "DueDate": "19/05/2026",
    }
    assert row["TraceHeaderList"] == "Kha Thị Thử"
    page.get_by_role("button", name="Danh sách").click()
    expect(page.get_by_role("heading", name="Văn bản chờ rà soát")).to_be_visible()
    assert "document" not in page.url  # so that reloading does not lead back
    page.get_by_role("link", name="Sổ văn bản đến").click()
    line = page.locator("table.book tr", has_text="12/KH-UBND")
    expect(line).to_contain_text("Kế hoạch: Vận động hiến máu tình nguyện năm 2026")
    expect(line).to_contain_text("hạn 19/05/2026")
    line.get_by_role("button", name="Sửa dòng").click()
    expect(sheet.get_by_label("Người xử lý")).to_have_value("Kha Thị Thử")
    sheet.get_by_label("Người xử lý").fill("Tòng Văn Piêng")
    sheet.get_by_label("Người xử lý").press("Enter")  # back in the register
    expect(line).to_contain_text("Tòng Văn Piêng")
    store.delete(first)
    page.reload()
    expect(line).to_contain_text("Văn bản đã xóa")
    expect(line).to_contain_text("ỦY BAN NHÂN DÂN XÃ ĐỒI THÔNG")
    expect(line.get_by_role("button")).to_have_count(0)
    with page.expect_download() as taken:
        page.get_by_role("button", name="Tải sổ (Excel)").click()
    (sheet_,) = openpyxl.load_workbook(io.BytesIO(taken.value.path().read_bytes())).worksheets
    cells = [[str(cell) for cell in cells if cell] for cells in sheet_.iter_rows(values_only=True)]
    (written,) = [one for one in cells if "12/KH-UBND" in one]
    assert written[-1] == "Hạn xử lý: 19/05/2026. Văn bản đã xóa khỏi kho"


def test_the_sheet_can_be_opened_at_any_time_and_says_what_is_wrong(
    empty_server: Server, store: Store, page: Page
) -> None:
    first, second = kept(store, PLAN.replace("Số:     /", "Số: 8/")), kept(store, PLAN)
    earlier, later = numbers_to_come(store)
    for document, number in ((first, earlier), (second, later)):
        page.goto(f"{empty_server.url}/ra-soat?document={document}")
        if document == first:  # the click that ends the typing in a field is not lost
            page.locator(".record-pane .card.k-deadline").first.click(position={"x": 30, "y": 8})
            page.keyboard.press("e")
            page.locator('.record-pane .form [name="action"]').fill("Lập danh sách")
        page.get_by_role("button", name="Vào sổ").click()
        sheet = page.locator(".st-key-register-sheet")
        if document == first:
            # the number, or what is empty first where the register gives the number
            expect(sheet.locator("input:focus")).to_have_attribute("aria-label", re.compile("^(Số đến|Người xử lý)$"))
        day = sheet.get_by_label("Ngày đến")
        if document == second:
            expect(sheet.get_by_label("Số đến")).to_have_value(later)  # behind the last one
            sheet.get_by_label("Số đến").fill(earlier)
            sheet.get_by_label("Số đến").press("Enter")
            expect(page.get_by_text(f"Số đến {earlier} đã dùng cho văn bản khác")).to_be_visible()
        sheet.get_by_label("Số đến").fill(number)
        day.fill("hôm kia ấy")
        day.press("Enter")
        expect(page.get_by_text("chưa đọc được “hôm kia ấy”")).to_be_visible()
        assert document not in store.registered()
        day.fill("3/5/2026")
        day.press("Enter")
        page.wait_for_url(lambda url, document=document: not url.endswith(f"document={document}"))
        assert store.registered(document)[document].arrival_number == number
    page.goto(f"{empty_server.url}/ra-soat?document={second}")
    page.get_by_role("button", name=f"Số đến {later}").click()
    expect(page.locator(".st-key-register-sheet").get_by_label("Ngày đến")).to_have_value("03/05/2026")


def numbers_to_come(store: Store) -> tuple[str, str]:
    """The next two arrival numbers: the register of this server remembers those of every test before."""
    highest = max((int(entry.arrival_number) for entry in store.registered().values()), default=6)
    return str(highest + 1), str(highest + 2)


def test_what_a_colleague_registers_meanwhile_changes_nothing_that_is_being_typed(
    empty_server: Server, store: Store, page: Page
) -> None:
    first, second = kept(store, PLAN.replace("Số:     /", "Số: 8/")), kept(store, PLAN)
    earlier, later = numbers_to_come(store)
    colleague = RegisterEntry(earlier, datetime.date(2026, 5, 4), "8/KH-UBND", "Hiến máu", "Kha Thị Thử", None)
    store.register(first, colleague, by="Lò Thị Mai")
    page.goto(f"{empty_server.url}/ra-soat?document={second}")
    page.get_by_role("button", name="Vào sổ").click()
    sheet = page.locator(".st-key-register-sheet")
    expect(sheet.get_by_label("Số đến")).to_have_value(later)
    third = kept(store, PLAN.replace("Số:     /", "Số: 9/"))
    store.register(third, dataclasses.replace(colleague, arrival_number=later), by="Lò Thị Mai")
    handler = sheet.get_by_label("Người xử lý")
    handler.fill("Tòng Văn Piêng 0900.000.246")
    handler.press("Enter")
    expect(page.get_by_text(f"Số đến {later} đã dùng cho văn bản khác")).to_be_visible()
    expect(sheet.get_by_label("Số đến")).to_have_value(later)
    expect(handler).to_have_value("Tòng Văn Piêng 0900.000.246")
    assert second not in store.registered()
    mine = str(int(later) + 1)
    sheet.get_by_label("Số đến").fill(mine)
    sheet.get_by_label("Số đến").press("Enter")
    page.wait_for_url(lambda url: not url.endswith(f"document={second}"))
    assert store.registered(second)[second].handler == "Tòng Văn Piêng 0900.000.246"
    page.goto(f"{empty_server.url}/ra-soat?document={second}")
    page.get_by_role("button", name=f"Số đến {mine}").click()
    expect(handler).to_have_value("Tòng Văn Piêng ••••.•••.246")
    expect(handler).to_be_disabled()
    sheet.get_by_label("Hạn xử lý").fill("20/5/2026")
    sheet.get_by_label("Hạn xử lý").press("Enter")
    page.wait_for_url(lambda url: not url.endswith(f"document={second}"))
    entry = store.registered(second)[second]
    assert (entry.handler, entry.due) == ("Tòng Văn Piêng 0900.000.246", datetime.date(2026, 5, 20))
