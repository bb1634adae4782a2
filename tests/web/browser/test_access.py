"""What every page owes to a small window, to twice the size, and to those who do not see it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator

import pytest

pytest.importorskip("playwright.sync_api")

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from hmtn_ingest.review.stored import RegisterEntry
from tests.reading import record_at
from tests.web.browser.conftest import SAMPLES, Server, empty

TELEPHONE, TWICE_ITS_SIZE, DESK = (390, 844), (683, 384), (1366, 768)

# Where a page is, and what stands there once it is built.
PAGES = {
    "today": ("/hom-nay", "[data-testid=stMain] h1"),
    "receive": ("/", "[data-testid=stFileUploaderDropzone]"),
    "waiting": ("/ra-soat", ".waiting"),
    "review": ("/ra-soat?document={document}", ".record-pane .card"),
    "deadlines": ("/thoi-han", ".listing .fact"),
    "targets": ("/chi-tieu", ".listing .fact"),
    "documents": ("/van-ban", "table.docs .progress"),
    "document": ("/van-ban?document={document}", "table.versions"),
    "register": ("/so-van-ban-den", "table.book"),
    "rules": ("/quy-tac", ".rules .fired:not(:empty)"),
}

SUBJECT = "Vận động hiến máu tình nguyện và tôn vinh người hiến máu tiêu biểu năm 2026"
SIDEWAYS = """() => [document.documentElement, document.querySelector("[data-testid=stMain]")]
  .map((part) => part.scrollWidth - part.clientWidth)"""
# Words that stand in less room than three letters take, and titles that the bar above covers or the side cuts off.
SQUEEZED = """() => {
  const parts = [];
  const walk = (root) => {
    for (const node of root.querySelectorAll("*")) {
      if (node.shadowRoot) walk(node.shadowRoot);
      if (node.matches(".cell, table.docs td, table.history td, h1, .subject, .waiting b")) parts.push(node);
    }
  };
  walk(document);
  const seen = (node) => node.innerText?.trim().length > 3 && node.checkVisibility();
  return parts.filter(seen).filter((node) => {
    const { width, right } = node.getBoundingClientRect();
    return width < 60 || right > innerWidth + 1 || node.scrollWidth > node.clientWidth + 1;
  }).map((node) => node.outerHTML.slice(0, 200));
}"""
COVERED = """() => {
  const bar = document.querySelector("[data-testid=stHeader]").getBoundingClientRect().bottom;
  document.querySelector("[data-testid=stMain]").scrollTop = 0;
  const title = document.querySelector("h1");
  return title !== null && title.getBoundingClientRect().top < bar;
}"""
OPTIONS = {"resultTypes": ["violations"]}


@pytest.fixture(scope="module")
def document(server: Server) -> Iterator[int]:
    """One of three documents, which the tests here only look at."""
    empty(server)
    store = server.store()
    numbers = [
        store.add(path.read_bytes(), record_at(path), by="Phạm Thị Kiểm").document
        for path in (
            SAMPLES / "mau-thuan.docx",
            SAMPLES / "bao-cao-6-thang.docx",
            SAMPLES / "ke-hoach-phuong.docx",  # with deadlines of this year
        )
    ]
    for count, number in enumerate(numbers, 1):
        entry = RegisterEntry(str(count), datetime.date(2025, 5, count), "8/KH-UBND", SUBJECT, "Kha Thị Thử", None)
        if not any(kept.arrival == entry.arrival for kept in store.registered().values()):
            store.register(number, entry, by="Phạm Thị Kiểm")
    yield numbers[0]
    store.close()
    empty(server)


def show_in(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})


def shows_everything(page: Page) -> bool:
    assert page.evaluate(SIDEWAYS) == [0, 0]
    assert page.evaluate(SQUEEZED) == []
    return page.evaluate(COVERED) is False


@pytest.mark.parametrize("name", PAGES)
def test_a_small_window_shows_everything_and_axe_finds_nothing(
    page: Page, server: Server, document: int, name: str, picture: Callable[[Page, str], None]
) -> None:
    where, there = PAGES[name]
    show_in(page, TELEPHONE)
    page.goto(server.url + where.format(document=document))
    page.locator(there).first.wait_for(state="attached")
    expect(page.locator("[data-testid=stApp]")).to_have_attribute("data-test-script-state", "notRunning")
    expect(page.locator("[data-stale=true]")).to_have_count(0)
    picture(page, f"{name}-{TELEPHONE[0]}")
    assert shows_everything(page)
    show_in(page, TWICE_ITS_SIZE)
    picture(page, f"{name}-{TWICE_ITS_SIZE[0]}")
    assert shows_everything(page)
    show_in(page, DESK)
    found = Axe().run(page, options=OPTIONS).response["violations"]
    assert [f"{one['id']}: {one['nodes'][0]['html']}" for one in found] == []


def test_a_lost_connection_is_said_in_the_language_of_the_page_and_what_is_half_typed_stays(
    own_server: Server, page: Page
) -> None:
    page.goto(own_server.url)
    page.locator("[data-testid=stFileUploaderDropzone]").wait_for()
    field = page.get_by_role("textbox", name="Hoặc dán nội dung")
    field.press_sequentially("KẾ HOẠCH vận động hiến máu")
    own_server.stop(hard=True)
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    expect(dialog).to_have_accessible_name(re.compile("Mất kết nối với chương trình"))
    expect(page.get_by_text("yourscript")).not_to_be_visible()
    words = dialog.evaluate(
        "(part) => [...part.querySelectorAll('div')].map((one) => getComputedStyle(one, '::after').content).join()"
    )
    assert "Hãy mở lại chương trình" in words
    store = own_server.store()
    path = SAMPLES / "mau-thuan.docx"
    store.add(path.read_bytes(), record_at(path), by="Phạm Thị Kiểm")
    store.close()
    own_server.start()
    expect(page.get_by_text("mau-thuan.docx")).to_be_visible()  # the page was built again
    expect(field).to_have_value("KẾ HOẠCH vận động hiến máu")


def test_a_program_that_was_started_again_gives_its_files_without_a_reload(own_server: Server, page: Page) -> None:
    store = own_server.store()
    first, second = (
        store.add(path.read_bytes(), record_at(path), by="Phạm Thị Kiểm").document
        for path in (SAMPLES / "mau-thuan.docx", SAMPLES / "bao-cao-6-thang.docx")
    )
    day = datetime.date(2026, 5, 4)
    store.register(first, RegisterEntry("1", day, "8/KH-UBND", SUBJECT, "Kha Thị Thử", None), by="Phạm Thị Kiểm")
    page.goto(f"{own_server.url}/so-van-ban-den")
    expect(page.locator("table.book")).to_contain_text("8/KH-UBND")
    own_server.stop(hard=True)
    store.register(second, RegisterEntry("2", day, "9/BC-UBND", SUBJECT, "Kha Thị Thử", None), by="Phạm Thị Kiểm")
    own_server.start()
    expect(page.locator("table.book")).to_contain_text("9/BC-UBND")
    with page.expect_download() as taken:
        page.get_by_role("button", name="Tải sổ (Excel)").click()
    assert taken.value.suggested_filename == "so-van-ban-den-2026.xlsx"
    store.close()
