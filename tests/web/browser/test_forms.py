"""Forms of the review page in a real browser: what is missing is typed in, words of the source fill fields."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest

pytest.importorskip("playwright.sync_api")

from playwright.sync_api import Locator, Page, expect

from hmtn_ingest.kinds import header_fields
from hmtn_ingest.review.facts import Fact
from hmtn_ingest.review.queue import unfilled
from hmtn_ingest.store.store import Store
from tests.stored import open_stored
from tests.web.browser.conftest import SAMPLES, Server
from tests.web.browser.review_page import SAVED, ReviewPage
from tests.web.browser.test_review import PLAN, key_of, said

Keep = Callable[..., int]

DRAFT = PLAN.replace("Số: 18/KH-UBND\nLèn Bông, ngày 05 tháng 3 năm 2026\n", "")
"""A plan without its stamp: neither number nor date."""


@pytest.fixture
def review(page: Page, server: Server) -> Iterator[ReviewPage]:
    one = ReviewPage(page, server.url)
    yield one
    assert one.errors == []


def form(review: ReviewPage) -> Locator:
    return review.page.locator(".record-pane .adding")


def click_on(review: ReviewPage, words: str) -> None:
    """Click into the middle of words of the source text."""
    frame = review.frames(words)[0]
    review.page.mouse.click(frame["x"] + frame["width"] / 2, frame["y"] + frame["height"] / 2)


def test_a_missing_number_and_date_are_typed_in_where_their_findings_lead(
    review: ReviewPage, store: Store, keep: Keep, picture: Callable[[Page, str], None]
) -> None:
    document = keep(DRAFT)
    before = open_stored(store, document)
    number = key_of_rule(before.facts, "number-missing")
    date = key_of_rule(before.facts, "date-missing")
    review.open(document)
    picture(review.page, "forms-empty-fields")
    review.choose(number)
    review.press("e")
    field = review.field("header.code_number", "value")
    expect(field).to_be_focused()
    field.fill("18")
    picture(review.page, "forms-number")
    field.press("Enter")
    review.saved("header.code_number", "added")
    review.saved(number, "gone")  # the number is there
    expect(review.card("header.code_number")).to_contain_text("18")
    review.choose("header.code_number")
    expect(review.card("header.code_number")).to_contain_text("người rà soát nhập, văn bản không ghi")
    review.choose(date)
    review.press("e")
    field = review.field("header.issued_date", "value")
    field.fill("5/3/2026")
    field.press("Enter")
    review.saved("header.issued_date", "added")
    review.saved(date, "gone")
    header = open_stored(store, document).record.header
    assert header.code_number is not None
    assert header.issued_date is not None
    assert header.issued_date.value is not None
    assert (header.code_number.value, header.issued_date.value.edtf) == ("18", "2026-03-05")
    review.page.reload()
    review.ready()
    review.saved("header.code_number", "added")
    picture(review.page, "forms-number-saved")
    review.choose("header.code_number")
    review.press("u")
    review.saved("header.code_number", "empty")
    review.saved(number, "open")


def test_every_header_field_can_be_filled_in_by_keyboard(review: ReviewPage, store: Store, keep: Keep) -> None:
    document = keep(
        "Kính gửi: Các thôn.\nĐề nghị các thôn lập danh sách người đăng ký hiến máu trước ngày 20/3/2026.\n"
    )
    typed = {
        key: "05/03/2026" if key == "header.issued_date" else f"Chữ {n}"
        for n, key in enumerate(unfilled(open_stored(store, document)))
    }
    assert len(typed) > 10
    review.open(document)
    for key, text in typed.items():
        review.choose(key)
        field = review.field(key, "value")
        expect(field).to_be_focused()
        review.page.keyboard.type(text)
        review.press("Enter")
    for key in typed:
        review.saved(key, "added")
    header = open_stored(store, document).record.header
    values = {name: value.value for name, value in header_fields(header) if value}
    assert values["issued_date"].edtf == "2026-03-05"  # type: ignore[attr-defined]
    assert {f"header.{name}": text for name, text in values.items() if isinstance(text, str)} == {
        key: text for key, text in typed.items() if key != "header.issued_date"
    }


def key_of_rule(facts: dict[str, Fact], name: str) -> str:
    return next(key for key, fact in facts.items() if getattr(fact.item, "name", "") == name)


def test_words_of_the_source_fill_the_field_and_never_throw_the_form_away(
    review: ReviewPage, store: Store, keep: Keep, picture: Callable[[Page, str], None]
) -> None:
    document = keep(PLAN)
    review.open(document)
    review.select_words("Nộp biên bản tổng hợp sau đợt hiến máu")
    review.menu("Thêm thời hạn")
    adding = form(review)
    action = adding.locator('[name="action"]')
    action.fill("Nộp biên bản đã ký")
    adding.locator('[name="submit_to"]').focus()
    review.select_words("Ủy ban nhân dân xã trước")
    expect(review.page.locator(".record-pane .menu")).to_be_hidden()
    expect(adding.locator('[name="submit_to"]')).to_have_value(re.compile("Ủy ban nhân dân xã"))
    adding.locator('[name="submit_to"]').fill("")
    click_on(review, "Hội Chữ thập đỏ xã trước")
    expect(adding.locator('[name="submit_to"]')).to_have_value("Hội Chữ thập đỏ xã")
    adding.locator('[name="date"]').focus()
    click_on(review, "ngày 20/3/2026")
    expect(adding.locator('[name="date"]')).to_have_value("20/03/2026")
    picture(review.page, "forms-filled")
    expect(action).to_have_value("Nộp biên bản đã ký")  # nothing of it is lost
    adding.locator('[name="date"]').press("Enter")
    expect(review.chosen).to_have_attribute("data-status", "added", timeout=SAVED)
    added = open_stored(store, document).record.deadlines[-1]
    assert (added.action, added.date and added.date.edtf) == ("Nộp biên bản đã ký", "2026-03-20")
    assert [span.quote for span in added.spans][1:] == ["trước ngày 20/3/2026"]
    assert [[span.quote for span in body.spans] for body in added.submit_to] == [["Hội Chữ thập đỏ xã"]]


def test_a_changed_fact_is_linked_to_the_words_that_filled_its_field(
    review: ReviewPage, store: Store, keep: Keep
) -> None:
    document = keep(PLAN)
    key = key_of(open_stored(store, document), "target")
    review.open(document)
    review.choose(key)
    review.press("e")
    bodies = review.field(key, "bodies")
    bodies.focus()
    click_on(review, "Trạm Y tế xã\n- Lập".partition("\n")[0])
    expect(bodies).to_have_value("Trạm Y tế xã")
    review.select_words("Hội Chữ thập đỏ xã trước")  # a second drag adds a body
    expect(bodies).to_have_value(re.compile("Trạm Y tế xã; Hội Chữ thập đỏ xã"))
    bodies.press("Enter")
    review.saved(key, "edited")
    target = next(one for one in open_stored(store, document).record.targets if one.id == key)
    assert [bool(body.spans) for body in target.bodies] == [True, True]


def test_words_are_chosen_and_become_a_fact_by_keyboard_alone(
    review: ReviewPage, store: Store, keep: Keep, picture: Callable[[Page, str], None]
) -> None:
    document = keep(PLAN)
    key = key_of(open_stored(store, document), "obligation", "biên bản")
    review.open(document)
    review.choose(key)
    review.press("w")
    expect(review.page.locator(".hm-heard")).to_have_text("Nộp")
    review.press("ArrowRight", "ArrowLeft", "Shift+ArrowRight", "Shift+End")
    expect(review.page.locator(".hm-heard")).to_contain_text("Nộp biên bản tổng hợp")
    picture(review.page, "forms-chosen-by-key")
    review.press("Enter")
    menu = review.page.locator(".record-pane .menu")
    expect(menu.get_by_role("menuitem").first).to_be_focused()
    picture(review.page, "forms-menu")
    review.press("ArrowDown", "ArrowUp", "1")
    adding = form(review)
    date = adding.locator('[name="date"]')
    date.focus()
    review.press("F2", "Enter")
    expect(date).to_be_focused()
    date.fill("7/5/2026")
    review.press("Enter")
    expect(review.chosen).to_have_attribute("data-status", "added", timeout=SAVED)
    added = open_stored(store, document).record.deadlines[-1]
    assert (added.date and added.date.edtf, added.bodies[0].name) == ("2026-05-07", "Trạm Y tế xã")


ADDED = (
    ("Thêm nơi nhận", "Trạm Y tế xã;", "recipients", {"name": "Trạm Y tế xã"}),
    ("Thêm ngày tháng", "tuần đầu tháng 5/2026", "dates", {"role": "event"}),
    ("Thêm văn bản viện dẫn", "Kế hoạch số 09/KH-UBND", "citations", {"code": "09/KH-UBND"}),
    ("Thêm liên hệ", "bà Hoàng Thị Thử", "contacts", {"name": "Hoàng Thị Thử"}),
    ("Thêm sự kiện", "Ngày hội Giọt hồng ngày 12/4/2026", "events", {"name": "Ngày hội Giọt hồng"}),
)
"""For a kind of fact what the menu calls it, words that it is made of, where the record has it, and what it says there."""


def test_every_kind_can_be_added(review: ReviewPage, store: Store, keep: Keep) -> None:
    text = PLAN.replace("Nơi nhận:", "Theo Kế hoạch số 09/KH-UBND, dự Ngày hội Giọt hồng ngày 12/4/2026.\nNơi nhận:")
    document = keep(text)
    review.open(document)
    for count, (kind, words, list_name, expected) in enumerate(ADDED, 1):
        review.select_words(words)
        review.menu(kind)
        form(review).locator("input, textarea").first.press("Enter")
        expect(form(review)).to_be_hidden()
        expect(review.chosen).to_have_attribute("data-status", "added", timeout=SAVED)
        review.all_saved()
        record = open_stored(store, document).record
        added = getattr(record, list_name)[-1]
        assert {name: getattr(added, name) for name in expected} == expected
        expect(review.chosen).to_have_attribute("data-key", added.id)
        assert [action for action, *_ in said(store, document)] == ["add"] * count


def test_words_become_a_header_field(review: ReviewPage, store: Store, keep: Keep) -> None:
    document = keep(DRAFT.replace("KẾ HOẠCH\n", "KẾ HOẠCH\n(theo bản số 18/KH-UBND)\n"))
    review.open(document)
    review.select_words("18/KH-UBND")
    review.menu("Phần đầu, phần ký")
    review.page.locator(".record-pane .menu button", has_text=re.compile("^Số")).click()
    field = review.field("header.code_number", "value")
    expect(field).to_have_value("18")
    field.press("Enter")
    review.saved("header.code_number", "added")
    number = open_stored(store, document).record.header.code_number
    assert number is not None
    assert (number.value, [span.quote for span in number.spans]) == ("18", ["18"])


def test_a_mended_body_is_offered_to_all_below_its_heading(
    review: ReviewPage, store: Store, keep: Keep, picture: Callable[[Page, str], None]
) -> None:
    document = keep(PLAN)
    before = open_stored(store, document)
    duty, deadline = (key_of(before, kind, "20/3") for kind in ("obligation", "deadline"))
    other = key_of(before, "obligation", "biên bản")
    review.open(document)
    review.choose(deadline)
    review.press("e")
    bodies = review.field(deadline, "bodies")
    bodies.fill("Hội Chữ thập đỏ xã; Đoàn Thanh niên xã")
    bodies.press("Enter")
    review.saved(deadline, "edited")
    review.saved(duty, "edited")  # linked: mended once
    offer = review.page.locator(".record-pane .offer")
    expect(offer).to_contain_text("Trạm Y tế xã → Hội Chữ thập đỏ xã")
    picture(review.page, "forms-offer")
    review.press("s")
    review.saved(other, "edited")
    expect(offer).to_be_hidden()
    record = open_stored(store, document).record
    names = [body.name for body in next(one for one in record.obligations if one.id == other).bodies]
    assert names == ["Hội Chữ thập đỏ xã", "Đoàn Thanh niên xã"]
    review.press("Control+z")
    review.saved(other, "open")
    review.press("Control+z")
    review.saved(deadline, "open")
    review.saved(duty, "open")


def test_a_row_and_a_column_are_added_to_a_table(
    review: ReviewPage, store: Store, keep: Keep, picture: Callable[[Page, str], None]
) -> None:
    quotas = "\nBIỂU PHÂN BỔ\nSTT\tĐơn vị\tSố đơn vị máu\n1\tThôn Nà Lèn\t70\n2\tThôn Bông Hạ\t60\n"
    document = keep(PLAN + quotas)
    key = key_of(open_stored(store, document), "quota")
    review.open(document)
    review.choose(key)
    review.press("e")
    grid = review.card(key).locator(".grid")
    grid.get_by_role("button", name="Dòng").click()
    adding = form(review)
    adding.locator('[name="body"]').fill("Thôn Đồi Mơ")
    picture(review.page, "forms-row")
    adding.locator('[name="values/0"]').fill("20")
    adding.locator('[name="values/0"]').press("Enter")
    expect(grid).to_contain_text("Thôn Đồi Mơ", timeout=SAVED)
    grid.get_by_role("button", name="Cột").click()
    adding.locator('[name="name"]').fill("Lượt đăng ký")
    adding.locator('[name="name"]').press("Enter")
    expect(grid).to_contain_text("Lượt đăng ký", timeout=SAVED)
    cell = grid.locator('[data-path="/rows/2/values/1"]')
    cell.fill("45")
    cell.press("Enter")
    picture(review.page, "forms-table")
    cell.blur()
    expect(grid.locator("tfoot")).to_contain_text("45")
    review.all_saved()
    table = open_stored(store, document).record.quota_tables[0]
    assert (table.rows[2].body.name, [cell.value for cell in table.rows[2].values]) == ("Thôn Đồi Mơ", [20, 45])
    assert table.computed_total == [150, 45]


def test_words_of_a_page_fill_fields(
    review: ReviewPage, store: Store, keep: Keep, picture: Callable[[Page, str], None]
) -> None:
    document = keep(SAMPLES / "ke-hoach-phuong.pdf")
    record = open_stored(store, document).record
    key = next(one.id for one in record.targets if one.spans[0].page == 1)
    review.open(document)
    review.choose(key)
    review.press("e")
    bodies = review.field(key, "bodies")
    bodies.focus()
    review.page.locator("mark.hm-box.k-header").first.click()
    expect(review.card(key).locator('.field:has([name="bodies"]) .mark')).to_have_text("← từ văn bản")
    picture(review.page, "forms-page")
    bodies.press("F2")
    expect(review.page.locator(".hm-heard")).not_to_be_empty()
    review.press("Escape")
    expect(bodies).to_be_focused()
