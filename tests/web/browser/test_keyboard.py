"""A clerk without a mouse: from the file that comes in to the file that is taken away, with keys alone."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from hmtn_ingest.review.queue import left_of_all
from hmtn_ingest.store.store import Store
from tests.stored import open_stored
from tests.web.browser.conftest import SAMPLES, Server
from tests.web.browser.review_page import SAVED, ReviewPage

TABS = 60  # after which something is not reached by Tab
UNREAD = '.record-pane .card.k-residue[data-status="open"]'
OPEN = '.record-pane .card:is([data-status="open"], [data-status="stale"])'
HAS_FOCUS = "node => node.getRootNode().activeElement === node"


@pytest.fixture
def store(own_server: Server) -> Iterator[Store]:
    opened = own_server.store()
    yield opened
    opened.close()


def tab_to(page: Page, control: Locator) -> None:
    """Go there with Tab, as somebody who sees where the focus is."""
    expect(control).to_be_visible()
    for _ in range(TABS):
        page.keyboard.press("Tab")
        if control.evaluate(HAS_FOCUS):
            return
    raise AssertionError(f"Tab does not lead to {control}")


def chosen_key(review: ReviewPage, kind: str) -> str:
    """The key of the chosen card, which is one of this kind."""
    expect(review.chosen).to_have_class(re.compile(rf"\bk-{kind}\b"))
    return review.chosen.get_attribute("data-key") or ""


def test_a_whole_review_by_keyboard_alone(own_server: Server, store: Store, page: Page) -> None:
    press = page.keyboard.press
    page.goto(own_server.url)
    with page.expect_file_chooser() as chooser:
        tab_to(page, page.get_by_test_id("stFileUploaderDropzone").locator("button"))
        press("Enter")
    chooser.value.set_files(SAMPLES / "ke-hoach-phuong.docx")
    tab_to(page, page.get_by_role("button", name="Rà soát", exact=True))
    press("Enter")
    page.wait_for_url("**/ra-soat?document=*")
    review = ReviewPage(page, own_server.url)
    review.ready()
    (document,) = (stored.document for stored in store.documents())

    target = chosen_key(review, "target")  # what is doubtful comes first
    press("e")
    tab_to(page, review.field(target, "low"))
    page.keyboard.type("40")
    press("Enter")
    review.saved(target, "edited")

    unread = chosen_key(review, "residue")
    press("a")  # takes what is suggested
    review.saved(unread, "added")
    dismissed = [card.get_attribute("data-key") or "" for card in review.page.locator(UNREAD).all()]
    assert len(dismissed) > 1
    tab_to(page, page.locator(".record-pane .dismiss"))
    press("Enter")
    for key in dismissed:
        review.saved(key, "rejected")

    rejected = chosen_key(review, "deadline")
    press("x")
    review.saved(rejected, "rejected")
    chosen_key(review, "deadline")
    press("w")
    for _ in range(3):
        press("Shift+ArrowRight")
    press("Enter")
    page.wait_for_timeout(400)  # meanwhile the browser tells that words are selected
    expect(page.locator(".record-pane .menu").get_by_role("menuitem").first).to_be_focused()
    press("3")  # a duty
    expect(page.locator('.record-pane .adding [name="action"]')).to_be_focused()
    page.keyboard.type("Phát giấy mời đến từng hộ")
    press("Enter")
    expect(page.locator(".record-pane .card.k-obligation.selected")).to_have_attribute(
        "data-status", "added", timeout=SAVED
    )
    added = chosen_key(review, "obligation")

    review.all_saved()
    press("n")
    for _ in range(left_of_all(open_stored(store, document))[0]):  # far cards are not drawn yet
        press("a")
    expect(page.locator(OPEN)).to_have_count(0)
    review.all_saved()
    assert left_of_all(open_stored(store, document))[0] == 0

    sheet = page.locator(".st-key-register-sheet")
    expect(sheet).to_be_visible()
    press("Enter")  # begins where something is missing
    expect(sheet.get_by_label("Số đến")).to_be_focused()
    page.keyboard.type("41")
    tab_to(page, sheet.get_by_label("Người xử lý"))
    page.keyboard.type("Kha Thị Thử")
    press("Enter")
    expect(sheet).to_be_hidden()

    tab_to(page, page.get_by_role("button", name="Xuất"))
    press("Enter")
    expect(page.get_by_role("combobox", name="Dạng")).to_be_focused()
    page.keyboard.type("JSON")
    press("Enter")
    expect(page.locator(".st-key-take-json")).to_be_visible()
    with page.expect_download() as download:
        tab_to(page, page.get_by_role("button", name="Tải về"))
        press("Enter")

    reviewed = open_stored(store, document)
    assert {state.status for state in reviewed.states.values()} == {"accepted", "edited", "added", "rejected"}
    assert (reviewed.states[target].status, reviewed.states[rejected].status) == ("edited", "rejected")
    row = store.registered(document)[document]
    assert (row.arrival_number, row.handler) == ("41", "Kha Thị Thử")
    with zipfile.ZipFile(download.value.path()) as archive:  # the record, and its schema beside it
        record = json.loads(archive.read(next(name for name in archive.namelist() if "schema" not in name)))
    facts = {fact["id"]: fact for name in ("deadlines", "targets", "obligations") for fact in record[name]}
    assert facts[target]["quantity"]["min"] == 40
    assert facts[added]["action"] == "Phát giấy mời đến từng hộ"
    assert rejected not in facts
    assert review.errors == []
