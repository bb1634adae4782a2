"""Chỉ tiêu as an officer uses it: plan against result, totals, what is not compared, the table."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from hmtn_ingest.pipeline import ingest
from hmtn_ingest.store.store import Store
from tests.collection.test_plan_vs_result import COMMUNE_REPORT, PLAN
from tests.web.browser.conftest import SAMPLES, Server


@pytest.fixture
def store(empty_server: Server) -> Iterator[Store]:
    opened = empty_server.store()
    yield opened
    opened.close()


@pytest.fixture
def documents(store: Store) -> list[int]:
    """A district's plan and the report of one of its communes."""
    kept = []
    for name, text in (("ke-hoach.txt", PLAN), ("bao-cao<i>.txt", COMMUNE_REPORT)):
        data = text.replace("Suối Cạn", "Suối <b onclick=x>Cạn</b>").encode()
        kept.append(store.add(data, ingest(data, name=name), by="Lê Thị Kiểm").document)
    return kept


@pytest.fixture
def targets(empty_server: Server, documents: list[int], page: Page) -> Page:
    page.goto(f"{empty_server.url}/chi-tieu")
    expect(rows(page).first).to_be_visible()
    return page


def rows(page: Page) -> Locator:
    return page.locator(".listing .row.fact")


def view(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name).or_(page.get_by_role("button", name=name)).first.click()


def test_without_documents_the_page_says_what_to_do(empty_server: Server, store: Store, page: Page) -> None:
    page.goto(f"{empty_server.url}/chi-tieu")
    expect(page.locator(".empty")).to_contain_text("Tiếp nhận")


def test_plan_meets_result_and_totals_stand_beside_stated_ones(
    targets: Page, documents: list[int], picture: Callable[[Page, str], None]
) -> None:
    pair = rows(targets).filter(has_text="Xã Đồi Thông")
    expect(pair).to_contain_text("110 %")
    expect(pair).to_contain_text("tỷ lệ do chương trình tính")
    expect(targets.locator(".listing b, .listing i")).to_have_count(0)
    picture(targets, "chi-tieu")
    view(targets, "Tổng theo cấp")
    total = rows(targets).filter(has_text="Huyện Lũng Tre").filter(has_text="từ 3 đơn vị")
    expect(total).to_contain_text("khớp")
    view(targets, "Mọi số liệu")
    expect(rows(targets).filter(has_text="tổng ghi trong bảng")).to_have_count(1)
    with targets.expect_download() as download:
        targets.get_by_role("button", name="Tải bảng (.csv)").click()
    table = list(csv.reader(io.StringIO(Path(download.value.path()).read_bytes().decode("utf-8-sig"))))
    assert table[0][0] == "Đơn vị"
    assert len(table) == 7
    view(targets, "Kế hoạch – kết quả")
    pair.get_by_role("button", name="Xem báo cáo").click()
    targets.wait_for_url("**/ra-soat?*")
    assert f"document={documents[1]}" in targets.url
    assert "fact=result-" in targets.url


def test_one_body_with_those_it_gives_numbers_to(targets: Page) -> None:
    box = targets.get_by_role("combobox", name="Đơn vị", exact=True)
    box.click()
    box.fill("UBND xã Đồi Thông")
    targets.keyboard.press("Enter")
    expect(rows(targets)).to_have_count(1)
    expect(rows(targets)).to_contain_text("Xã Đồi Thông")


def test_the_samples_fit_the_window(
    empty_server: Server, store: Store, page: Page, picture: Callable[[Page, str], None]
) -> None:
    for sample in sorted(SAMPLES.glob("*.docx")):
        data = sample.read_bytes()
        store.add(data, ingest(data, name=sample.name), by="Lê Thị Kiểm")
    page.goto(f"{empty_server.url}/chi-tieu")
    expect(rows(page).first).to_be_visible()
    picture(page, "chi-tieu-mau")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1366
    view(page, "Chưa ghép được")
    expect(rows(page).first).to_contain_text("số của riêng một sự kiện")
    view(page, "English")
    expect(page.get_by_role("heading", name="Targets")).to_be_visible()
