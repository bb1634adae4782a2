"""The page of documents in a real browser: find, compare, look back, read anew, delete."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest

pytest.importorskip("playwright.sync_api")

from playwright.sync_api import Page, expect

from hmtn_ingest.pipeline import ingest
from hmtn_ingest.review.decision import undo
from hmtn_ingest.review.drafts import accept, edit
from hmtn_ingest.store.store import Store
from tests.stored import open_stored
from tests.web.browser.conftest import Server

PLAN = """ỦY BAN NHÂN DÂN
XÃ NẬM KHAO
Số: {number}/KH-UBND
Nậm Khao, ngày 05 tháng 3 năm {year}
KẾ HOẠCH
Tổ chức hiến máu tình nguyện năm {year}
I. MỤC TIÊU
Toàn xã tiếp nhận ít nhất {units} đơn vị máu.
II. TỔ CHỨC THỰC HIỆN
1. Trạm Y tế xã
- Lập danh sách người đăng ký gửi Hội Chữ thập đỏ xã trước ngày {due}/3/{year}.
2. Hội Chữ thập đỏ xã
- Báo cáo kết quả về Ủy ban nhân dân xã trước ngày 15/6/{year}. Liên hệ bà Lù Thị Xanh, điện thoại 0900 000 456.
Nơi nhận:
- Trạm Y tế xã;
- Lưu: VT.
CHỦ TỊCH
Giàng Văn Mẫu
"""

Picture = Callable[[Page, str], None]
LAST, ISSUED = "11/KH-UBND", "17/KH-UBND"


@pytest.fixture
def filled(empty_server: Server) -> Iterator[Store]:
    """Last year's plan, this year's in draft and as issued, and a report."""
    store = empty_server.store()
    last = PLAN.format(number="11", year=2025, units=120, due=20)
    draft = PLAN.format(number="    ", year=2026, units=140, due=18)
    issued = PLAN.format(number="17", year=2026, units=150, due=18)
    _put(store, last, "ke-hoach-2025.txt")
    document = _put(store, draft, "du-thao-2026.txt")
    _put(store, issued, "ke-hoach-2026.txt", document)
    _put(store, "UBND PHƯỜNG SƠN LA HẠ\nSố: 5/BC-UBND\nBÁO CÁO\nKết quả <b>thu gom</b> rác\n", "<img src=x>.txt")
    yield store
    store.close()


def _put(store: Store, text: str, name: str, document: int | None = None) -> int:
    return store.add(text.encode(), ingest(text.encode(), name=name), by="Giàng A Sử", document=document).document


def _number(store: Store, code: str) -> int:
    """The number in the store of the document of this number and notation."""
    return next(one.document for one in store.documents() if f"{one.code_number}/{one.code_notation}" == code)


def _open(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/van-ban")
    expect(page.locator("table.docs")).to_be_visible()


def test_an_empty_store_says_what_to_do(page: Page, empty_server: Server, picture: Picture) -> None:
    page.goto(f"{empty_server.url}/van-ban")
    expect(page.locator(".empty")).to_contain_text("Chưa có văn bản nào")
    picture(page, "van-ban-trong")
    page.get_by_role("button", name="Đến trang Tiếp nhận").click()
    expect(page).to_have_url(f"{empty_server.url}/tiep-nhan")


def test_find_without_accents_and_go_to_review(
    page: Page, empty_server: Server, filled: Store, picture: Picture
) -> None:
    _open(page, empty_server)
    expect(page.locator("table.docs tr[data-document]")).to_have_count(3)
    assert page.locator("b, img").filter(has_text="thu gom").count() == 0  # markup of a document is text here
    search = page.get_by_role("textbox", name="Tìm")
    search.fill('"danh sach nguoi dang ky" 2026')
    search.press("Enter")
    expect(page.locator("table.docs tr[data-document]")).to_have_count(1)
    expect(page.locator("mark.hit").filter(has_text="danh sách người đăng ký")).to_be_visible()
    search.fill("0900 000 456")
    search.press("Enter")
    expect(page.locator("table.docs tr[data-document]")).to_have_count(2)
    expect(page.locator("tr.found").first).to_contain_text("456")
    expect(page.locator("body")).not_to_contain_text("000 456")
    picture(page, "van-ban-tim")
    search.fill("không có ở đâu")
    search.press("Enter")
    expect(page.locator(".empty")).to_contain_text("Không có văn bản nào khớp")
    page.get_by_role("button", name="Bỏ tìm và lọc").click()
    expect(page.locator("table.docs tr[data-document]")).to_have_count(3)
    page.locator("table.docs tr", has_text=ISSUED).get_by_role("button", name="Rà soát").click()
    expect(page).to_have_url(f"{empty_server.url}/ra-soat?document={_number(filled, ISSUED)}")


def test_sort(page: Page, empty_server: Server, filled: Store) -> None:
    _open(page, empty_server)
    codes = page.locator("table.docs tbody .c-code")
    expect(codes).to_have_text(["5/BC-UBND", "17/KH-UBND", "11/KH-UBND"])
    page.get_by_role("button", name="Số, ký hiệu").click()
    expect(codes).to_have_text(["5/BC-UBND", "11/KH-UBND", "17/KH-UBND"])
    page.get_by_role("button", name="Số, ký hiệu").click()
    expect(codes).to_have_text(["17/KH-UBND", "11/KH-UBND", "5/BC-UBND"])


def test_compare_a_draft_and_two_years(page: Page, empty_server: Server, filled: Store, picture: Picture) -> None:
    _open(page, empty_server)
    page.get_by_text("So sánh", exact=True).click()
    pairs = page.locator("ul.pairs button")
    expect(pairs).to_have_count(2)
    pairs.nth(0).click()
    expect(page.locator("section.cmp-target tr.changed")).to_contain_text("+10 (7 %)")
    expect(page.locator("section.cmp-deadline tr.changed")).to_have_count(0)
    expect(page.locator("section.cmp-header tr.changed")).to_contain_text("để trống")
    picture(page, "van-ban-so-sanh-du-thao")
    page.get_by_role("button", name="Chọn cặp khác").click()
    pairs.nth(1).click()
    changed = page.locator("section.cmp-deadline tr.changed")
    expect(changed).to_contain_text("sớm hơn 2 ngày so với cùng kỳ")
    picture(page, "van-ban-so-sanh-hai-nam")
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải bảng so sánh").click()
    table = download.value.path().read_text(encoding="utf-8-sig")
    assert "sớm hơn 2 ngày" in table
    assert "0900" not in table
    changed.locator("td.is").get_by_role("button", name="Xem trong văn bản").click()
    expect(page).to_have_url(re.compile(rf"/ra-soat\?document={_number(filled, ISSUED)}&fact=deadline-"))


def test_history_shows_what_was_undone_and_by_whom(
    page: Page, empty_server: Server, filled: Store, picture: Picture
) -> None:
    last, issued = _number(filled, LAST), _number(filled, ISSUED)
    reviewed = open_stored(filled, issued)
    deadline = next(key for key in reviewed.states if key.startswith("deadline-"))
    (first,) = filled.decide(
        issued, edit(reviewed, deadline, {"/due": "2026-03-16"}, "theo điện thoại"), by="Vàng Thị Mỷ"
    )
    filled.decide(issued, undo(first), by="Giàng A Sử")
    filled.decide(last, accept(open_stored(filled, last), "header.code_number"), by="Giàng A Sử")
    filled.log_reveal(last, by="Vàng Thị Mỷ")
    _open(page, empty_server)
    page.get_by_text("Lịch sử", exact=True).click()
    rows = page.locator("table.history:not(.reveals) tbody tr")
    expect(rows).to_have_count(3)
    expect(page.locator("tr.undone")).to_contain_text("17/03/2026 → 16/03/2026")
    expect(page.locator("table.reveals")).to_contain_text("Vàng Thị Mỷ")
    picture(page, "van-ban-lich-su")
    page.get_by_role("combobox", name="Người quyết định").click()
    page.get_by_role("option", name="Vàng Thị Mỷ").click()
    expect(rows).to_have_count(1)


def test_read_anew_and_delete(page: Page, empty_server: Server, filled: Store, picture: Picture) -> None:
    issued = _number(filled, ISSUED)
    reviewed = open_stored(filled, issued)
    filled.decide(issued, accept(reviewed, "header.code_number"), by="Vàng Thị Mỷ")
    before = filled.head(issued)
    _open(page, empty_server)
    page.locator("table.docs tr", has_text="17/KH-UBND").locator("button.open").click()
    page.get_by_role("button", name="Đọc lại").click()
    expect(page.locator(".box")).to_contain_text("kết quả không đổi. Quyết định còn khớp: 1.")
    assert filled.head(issued).reading == before.reading + 1
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải tệp gốc").click()
    assert download.value.path().read_bytes() == filled.data(issued)
    picture(page, "van-ban-mot")
    page.get_by_role("button", name="Xóa…").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("2 tệp gốc và kết quả đọc: du-thao-2026.txt, ke-hoach-2026.txt")
    expect(dialog).to_contain_text("1 quyết định của Vàng Thị Mỷ")
    picture(page, "van-ban-xoa")
    dialog.get_by_role("textbox").fill("11/KH-UBND")
    dialog.get_by_role("button", name="Xóa hẳn").click()
    expect(dialog.locator(".box")).to_contain_text("chưa xóa gì")
    assert len(filled.versions(issued)) == 2
    dialog.get_by_role("textbox").fill("17/kh-ubnd")
    dialog.get_by_role("button", name="Xóa hẳn").click()
    expect(page.locator(".box")).to_contain_text("Đã xóa văn bản 17/KH-UBND")
    expect(page.locator("table.docs tr[data-document]")).to_have_count(2)
    assert filled.versions(issued) == []
    for place in (f"van-ban?document={issued}", f"ra-soat?document={issued}"):
        page.goto(f"{empty_server.url}/{place}")
        expect(page.get_by_text("năm 2026")).to_have_count(0)
        expect(page.locator(".box, .empty").first).to_be_visible()
