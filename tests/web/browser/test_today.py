"""Hôm nay as a clerk meets it: asked once for the commune, then its week, its month, and a sheet for each body."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Locator, Page, expect

from hmtn_ingest.pipeline import ingest
from hmtn_ingest.store.store import Store
from tests.web.browser.conftest import Server

COMMUNE = """ỦY BAN NHÂN DÂN
XÃ QUỐC VIỆT
Số: 7/KH-UBND
Quốc Việt, ngày 02 tháng 3 năm 2026
KẾ HOẠCH
Vận động hiến máu tình nguyện đợt 1 năm 2026
II. TỔ CHỨC THỰC HIỆN
1. Phòng Văn hóa - Xã hội
- Lập danh sách người đăng ký, gửi Hội Chữ thập đỏ tỉnh Lạng Sơn trước ngày 07/5/2026.
2. Trạm Y tế xã
- Báo cáo kết quả về Ủy ban nhân dân xã trước ngày 20/5/2026.
3. Các thôn
- Vận động ít nhất 15 người đăng ký hiến máu, gửi danh sách về Phòng Văn hóa - Xã hội trước ngày 29/4/2026.
"""
ELSEWHERE = """ỦY BAN NHÂN DÂN
HUYỆN KHE LẠNH
Số: 45/KH-UBND
Khe Lạnh, ngày 12 tháng 01 năm 2026
KẾ HOẠCH
Tổ chức hiến máu tình nguyện năm 2026
III. TỔ CHỨC THỰC HIỆN
1. UBND các xã, thị trấn gửi danh sách về Hội Chữ thập đỏ huyện chậm nhất ngày 08/5/2026.
"""
OLD = COMMUNE.replace("2026", "2024").replace("Số: 7", "Số: 9")


@pytest.fixture
def store(empty_server: Server) -> Iterator[Store]:
    opened = empty_server.store()
    yield opened
    opened.close()


@pytest.fixture
def documents(store: Store) -> list[int]:
    kept = []
    for name, text in (("cua-xa.txt", COMMUNE), ("huyen-khac.txt", ELSEWHERE), ("nam-cu.txt", OLD)):
        data = text.encode()
        kept.append(store.add(data, ingest(data, name=name), by="Lê Thị Kiểm").document)
    return kept


def rows(page: Page) -> Locator:
    return page.locator(".listing .row.fact")


def choose_home(page: Page, name: str) -> None:
    box = page.get_by_role("combobox", name="Đơn vị của tôi")
    box.fill(name)
    box.press("Enter")


def test_the_commune_is_asked_for_once_and_its_work_is_there(
    empty_server: Server,
    documents: list[int],
    page: Page,
    known_page: Callable[[], Page],
    new_page: Callable[[], Page],
    picture: Callable[[Page, str], None],
) -> None:
    page.goto(empty_server.url)
    expect(page.get_by_text("Bạn làm việc ở xã, phường hoặc đơn vị nào?")).to_be_visible()
    choose_home(page, "quoc viet")
    expect(page.get_by_role("heading", name="Xã Quốc Việt")).to_be_visible()
    expect(rows(page)).to_have_count(3)
    late, week, month = (rows(page).filter(has_text=day) for day in ("28/04/2026", "06/05/2026", "19/05/2026"))
    expect(late).to_contain_text("Các thôn")
    expect(late).to_contain_text("từ 15 người trở lên")
    expect(week).to_contain_text("gửi Hội Chữ thập đỏ tỉnh Lạng Sơn")
    expect(month).to_contain_text("Trạm Y tế")
    expect(page.locator(".listing")).not_to_contain_text("45/KH-UBND")  # of another province
    expect(page.locator(".listing")).not_to_contain_text("9/KH-UBND")  # of years ago
    picture(page, "hom-nay")
    for again in (known_page(), new_page()):  # the same person, and a colleague who was not asked
        again.goto(empty_server.url)
        expect(again.get_by_role("heading", name="Xã Quốc Việt")).to_be_visible()
        expect(rows(again)).to_have_count(3)


def test_a_sheet_for_the_commune_and_for_each_body(empty_server: Server, documents: list[int], page: Page) -> None:
    page.goto(empty_server.url)
    choose_home(page, "Xã Quốc Việt")
    whole = page.get_by_role("button", name="Cả Xã Quốc Việt")
    expect(whole).to_be_visible()
    with page.expect_download() as download:
        whole.click()
    words = text_of(Path(download.value.path()))
    assert "Các thôn: " in words
    assert "29/04/2026" in words
    assert "Hội Chữ thập đỏ tỉnh Lạng Sơn" in words
    assert "thị trấn" not in words
    with page.expect_download() as download:
        page.get_by_role("button", name="Các thôn (1 việc)").click()
    assert download.value.suggested_filename == "Phiếu việc - Các thôn.docx"
    only = text_of(Path(download.value.path()))
    assert "29/04/2026" in only
    assert "Trạm Y tế" not in only


def text_of(path: Path) -> str:
    page = docx.Document(io.BytesIO(path.read_bytes()))
    cells = [cell.text for table in page.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in page.paragraphs), *cells])


def test_later_is_an_answer_too_and_the_page_can_still_be_opened(
    empty_server: Server, documents: list[int], page: Page
) -> None:
    page.goto(empty_server.url)
    page.get_by_role("button", name="Để sau").click()
    expect(page.get_by_text("Bạn làm việc ở xã")).to_have_count(0)
    page.reload()
    expect(page.get_by_role("heading", name="Tiếp nhận văn bản")).to_be_visible()
    expect(page.get_by_text("Bạn làm việc ở xã")).to_have_count(0)
    page.goto(f"{empty_server.url}/hom-nay")
    expect(page.locator(".empty")).to_contain_text("Chọn xã, phường")


def test_old_deadlines_fall_silent_and_can_be_shown(empty_server: Server, documents: list[int], page: Page) -> None:
    page.goto(f"{empty_server.url}/thoi-han")
    expect(rows(page)).to_have_count(4)
    page.get_by_text("Hiện cả 3 thời hạn cũ").click()
    expect(rows(page)).to_have_count(7)
