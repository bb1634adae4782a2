"""The page *Quy tắc* in a real browser."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

pytest.importorskip("playwright.sync_api")

from playwright.sync_api import Locator, Page, expect

from hmtn_ingest.i18n import say
from hmtn_ingest.service import rulebook
from hmtn_ingest.service.actor import local_actor
from hmtn_ingest.service.documents import Documents
from hmtn_ingest.store.store import Store
from tests.web.browser.conftest import SAMPLES, Server

Picture = Callable[[Page, str], None]


@pytest.fixture
def rules(page: Page, empty_server: Server, keep: Callable[..., int]) -> Page:
    keep(SAMPLES / "mau-thuan.txt")
    page.goto(f"{empty_server.url}/quy-tac")
    page.locator(".rules").wait_for()
    return page


def switch(page: Page, code: str) -> Locator:
    return page.locator(f'[data-rule="{code}"]').get_by_role("switch")


def running(store: Store, code: str) -> bool:
    book = Documents(store).rulebook(local_actor())
    return book.runs(next(rule for rule in rulebook.find("") if rule.code == code))


def test_every_rule_stands_under_its_family_with_its_manual_page(rules: Page, picture: Picture) -> None:
    expect(rules.get_by_role("switch")).to_have_count(len(rulebook.find("")))
    for family in rulebook.FAMILIES:
        expect(rules.locator(f'[data-family="{family}"]')).to_contain_text(say(f"family.{family}"))
    rules.locator('[data-rule="QT301"] .title').click()
    manual = rules.locator("article.manual")
    expect(manual).to_contain_text("QT301")
    expect(manual).to_contain_text("Cách xử lý")
    expect(rules.locator('[data-rule="QT301"]')).to_have_class("rule here")
    picture(rules, "quy-tac")


def test_a_rule_is_found_without_accents(rules: Page) -> None:
    search = rules.get_by_role("textbox", name="Tìm quy tắc")
    search.fill("thoi han da qua")
    search.press("Enter")
    expect(rules.get_by_role("switch")).to_have_count(1)
    expect(switch(rules, "DT211")).to_be_visible()
    search.fill("xyzzy")
    search.press("Enter")
    expect(rules.locator(".empty")).to_contain_text("Không có quy tắc nào khớp")


def test_a_rule_says_how_often_it_found_something_here(rules: Page, store: Store) -> None:
    (document,) = store.documents()
    found = Counter(finding.code for finding in store.record(document.document).findings)
    assert found["DT201"]
    expect(rules.locator('[data-rule="DT201"] .fired')).to_have_text(f"{found['DT201']} lần")
    rules.locator('[data-rule="DT201"] .title').click()
    expect(rules.locator("article.manual")).to_contain_text(f"tìm thấy {found['DT201']} lần, trong 1 văn bản")
    rules.locator('[data-rule="HD110"] .title').click()
    expect(rules.locator("article.manual")).to_contain_text("chưa tìm thấy lần nào")


def test_a_switch_holds_for_everybody_and_keeps_the_focus(
    rules: Page, new_page: Callable[[], Page], empty_server: Server, store: Store
) -> None:
    expect(switch(rules, "DT201")).to_be_checked()
    expect(switch(rules, "BO403")).not_to_be_checked()  # on trial
    switch(rules, "DT201").press("Space")
    expect(rules.get_by_role("button", name="Về mặc định")).to_be_visible()
    expect(switch(rules, "DT201")).to_be_focused()
    assert not running(store, "DT201")
    rules.locator('[data-rule="DT201"] .title').click()
    expect(rules.locator("article.manual")).to_contain_text("Đang tắt")
    rules.reload()
    expect(switch(rules, "DT201")).not_to_be_checked()
    other = new_page()
    other.goto(f"{empty_server.url}/quy-tac")
    expect(switch(other, "DT201")).not_to_be_checked()
    expect(other.locator('[data-rule="DT201"] .fired')).to_be_visible()  # what it would find is counted, too
    rules.get_by_role("button", name="Về mặc định").click()
    expect(switch(rules, "DT201")).to_be_checked()
    assert running(store, "DT201")
