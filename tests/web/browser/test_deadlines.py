"""Thời hạn as an officer uses it on 4 May 2026: whose, when, done, its words, the calendar."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from hmtn_ingest.pipeline import ingest
from hmtn_ingest.store.store import Store
from tests.web.browser.conftest import SAMPLES, Server

PLAN = """ỦY BAN NHÂN DÂN
HUYỆN LŨNG TRE
Số: 45/KH-UBND
Lũng Tre, ngày 12 tháng 01 năm 2026
KẾ HOẠCH
Tổ chức hiến máu tình nguyện năm 2026
III. TỔ CHỨC THỰC HIỆN
1. Hội Chữ thập đỏ huyện báo cáo UBND huyện trước ngày 10/5/2026.
2. UBND các xã, thị trấn gửi danh sách về Hội Chữ thập đỏ huyện (ông Tạ Văn Mẫu, điện thoại 0900 000 345) chậm nhất ngày 20/4/2026.
3. UBND xã Đồi Thông chuẩn bị <img src=x onerror="document.title='XSS'"> [hội trường](http://x.example) xong trước ngày 01/6/2026.
4. Trạm Y tế xã Đồi Thông báo cáo Hội Chữ thập đỏ huyện trước ngày 05 hằng tháng.
"""


@pytest.fixture
def store(empty_server: Server) -> Iterator[Store]:
    opened = empty_server.store()
    yield opened
    opened.close()


@pytest.fixture
def document(store: Store) -> int:
    data = PLAN.encode()
    return store.add(data, ingest(data, name="ke-hoach<b>.txt"), by="Lê Thị Kiểm").document


@pytest.fixture
def deadlines(empty_server: Server, document: int, page: Page) -> Page:
    """The page with the deadlines of one plan."""
    page.goto(f"{empty_server.url}/thoi-han")
    expect(rows(page)).to_have_count(4)
    return page


def rows(page: Page) -> Locator:
    return page.locator(".listing .row.fact")


def choose_own(page: Page, name: str) -> None:
    box = page.get_by_role("combobox", name="Đơn vị của tôi")
    box.click()
    box.fill(name)
    page.keyboard.press("Enter")


def choose(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name).or_(page.get_by_role("button", name=name)).first.click()


def test_without_documents_the_page_says_what_to_do(empty_server: Server, store: Store, page: Page) -> None:
    page.goto(f"{empty_server.url}/thoi-han")
    expect(page.locator(".empty")).to_contain_text("Tiếp nhận")


def test_my_deadlines_by_name_and_by_group_are_remembered(
    empty_server: Server,
    deadlines: Page,
    known_page: Callable[[], Page],
    picture: Callable[[Page, str], None],
) -> None:
    choose_own(deadlines, "ubnd xã đồi thông")
    expect(rows(deadlines)).to_have_count(2)
    group = rows(deadlines).filter(has_text="chậm nhất ngày 20/4/2026")
    named = rows(deadlines).filter(has_text="hội trường")
    expect(group).to_contain_text("theo nhóm")
    expect(named).to_contain_text("Chủ nhật, 31/05/2026")
    expect(named).to_contain_text("còn 27 ngày")
    expect(named).not_to_contain_text("theo nhóm")
    picture(deadlines, "thoi-han-cua-toi")
    again = known_page()
    again.goto(f"{empty_server.url}/thoi-han")
    expect(rows(again)).to_have_count(2)
    with again.expect_download() as download:
        again.get_by_role("button", name="Tải lịch (.ics)").click()
    calendar = Path(download.value.path()).read_text("utf-8").replace("\r\n ", "")
    assert calendar.count("BEGIN:VTODO") == 2
    assert "20260531" in calendar
    assert "0900 000" not in calendar


def test_words_of_a_document_stay_words_and_phones_stay_hidden(deadlines: Page) -> None:
    expect(deadlines.locator(".listing img, .listing a, .listing b")).to_have_count(0)
    expect(rows(deadlines).filter(has_text="hội trường")).to_contain_text("[hội trường](http://x.example)")
    assert deadlines.title() != "XSS"
    assert "0900 000" not in deadlines.content()
    assert "0900 000" not in deadlines.locator(".listing").inner_text()


def test_done_and_reopened_are_decisions_in_the_store(deadlines: Page, store: Store, document: int) -> None:
    hall = rows(deadlines).filter(has_text="hội trường")
    hall.get_by_role("button", name="Đánh dấu xong").click()
    expect(rows(deadlines)).to_have_count(3)
    assert [decision.action for decision in store.decisions(document)] == ["done"]
    choose(deadlines, "Đã xong")
    expect(rows(deadlines)).to_have_count(1)
    hall.get_by_role("button", name="Mở lại").click()
    choose(deadlines, "Chưa xong")
    expect(rows(deadlines)).to_have_count(4)
    assert [decision.action for decision in store.decisions(document)] == ["done", "undo"]


def test_one_occurrence_of_a_repeated_deadline_is_done(deadlines: Page, store: Store, document: int) -> None:
    monthly = rows(deadlines).filter(has_text="hằng tháng")
    expect(monthly).to_contain_text("hôm nay")
    expect(monthly).to_contain_text("sau đó 04/06, 04/07, 04/08")
    monthly.get_by_role("button", name="Xong kỳ 04/05").click()
    expect(rows(deadlines)).to_have_count(3)
    (decision,) = store.decisions(document)
    assert (decision.action, decision.note) == ("done", "2026-05-04")


def test_windows_narrow_the_list_and_one_click_leads_to_the_words(deadlines: Page, document: int) -> None:
    for window, count in (("Quá hạn (1)", 1), ("7 ngày tới (2)", 2), ("30 ngày tới (3)", 3), ("Mọi lúc (4)", 4)):
        choose(deadlines, window)
        expect(rows(deadlines)).to_have_count(count)
    rows(deadlines).filter(has_text="hội trường").get_by_role("button", name="Xem trong văn bản").click()
    deadlines.wait_for_url("**/ra-soat?*")
    assert f"document={document}" in deadlines.url
    assert "fact=deadline-" in deadlines.url


def test_the_samples_fit_the_window(
    empty_server: Server, store: Store, page: Page, picture: Callable[[Page, str], None]
) -> None:
    for sample in sorted(SAMPLES.glob("*.pdf")):
        data = sample.read_bytes()
        store.add(data, ingest(data, name=sample.name), by="Lê Thị Kiểm")
    page.goto(f"{empty_server.url}/thoi-han")
    expect(rows(page).first).to_be_visible()
    expect(
        page.locator("[data-testid=stVegaLiteChart] svg, [data-testid=stVegaLiteChart] canvas").first
    ).to_be_visible()
    picture(page, "thoi-han")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1366
    choose(page, "English")
    expect(page.locator(".listing").first).to_contain_text("days overdue")
