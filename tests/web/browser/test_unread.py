"""What was not read, in a real browser: seen in the text, answered by one key, remembered; and keys that do no harm."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

pytest.importorskip("playwright.sync_api")

from playwright.sync_api import Page, expect

from hmtn_ingest.review.queue import unfilled
from hmtn_ingest.store.store import Store
from tests.stored import open_stored
from tests.web.browser.conftest import Server
from tests.web.browser.review_page import SAVED, ReviewPage
from tests.web.browser.test_review import PLAN, key_of

Keep = Callable[..., int]

UNREAD = "Nộp biên bản tổng hợp sau đợt hiến máu, tuần đầu tháng 5/2026."
LETTER = """ỦY BAN NHÂN DÂN
XÃ LÈN BÔNG
Số: 19/UBND-VHXH
V/v treo băng rôn
Lèn Bông, ngày 06 tháng 3 năm 2026
Kính gửi: Các thôn.
Ủy ban nhân dân xã đề nghị các thôn treo băng rôn tuyên truyền hiến máu.
CHỦ TỊCH
Lục Văn Mẫu
"""


@pytest.fixture
def review(page: Page, server: Server) -> Iterator[ReviewPage]:
    one = ReviewPage(page, server.url)
    yield one
    assert one.errors == []


def unread_key(store: Store, document: int) -> str:
    reviewed = open_stored(store, document)
    return next(key for key, one in reviewed.unread.items() if UNREAD in one.fact.words)


def test_what_was_not_read_is_striped_and_one_key_takes_what_is_suggested(
    review: ReviewPage, store: Store, keep: Keep, picture: Callable[[Page, str], None]
) -> None:
    document = keep(PLAN)
    key = unread_key(store, document)
    review.open(document)
    striped = review.page.locator(".hm-text mark.hm-unread")
    expect(striped.first).to_be_visible()
    review.press("m")
    expect(review.chosen).to_have_attribute("data-key", key)
    expect(review.chosen).to_contain_text("Gợi ý – Sự kiện")
    expect(review.page.locator(".hm-text mark.hm-unread.hm-on").first).to_be_in_viewport()
    picture(review.page, "unread")

    review.press("a")
    review.saved(key, "added")
    expect(striped).to_have_count(0)
    [event] = open_stored(store, document).record.events
    assert event.spans[0].quote == UNREAD
    expect(review.card(event.id)).to_have_attribute("data-status", "added")

    review.press("Control+z")
    review.saved(key, "open")
    expect(striped.first).to_be_visible()
    review.press("Control+y")
    review.saved(key, "added")
    assert len(open_stored(store, document).record.events) == 1


def test_nothing_to_follow_up_is_remembered(review: ReviewPage, store: Store, keep: Keep) -> None:
    document = keep(PLAN)
    key = unread_key(store, document)
    review.open(document)
    review.press("m", "x")
    review.saved(key, "rejected")
    expect(review.page.locator(".hm-text mark.hm-unread")).to_have_count(0)
    review.page.reload()
    review.ready()
    review.saved(key, "rejected")
    expect(review.card(key)).to_contain_text("không cần theo dõi")
    review.press("m")
    expect(review.page.locator(".record-pane .notice")).to_contain_text("Không còn chỗ nào chưa đọc")


def test_it_can_be_added_as_another_kind_by_keys_alone(review: ReviewPage, store: Store, keep: Keep) -> None:
    document = keep(PLAN)
    key = unread_key(store, document)
    review.open(document)
    review.press("m", "e")
    expect(review.page.locator(".record-pane .menu button").first).to_be_focused()
    review.press("Enter")  # the first kind: a deadline
    expect(review.page.locator(".record-pane .adding")).to_contain_text("Thêm thời hạn")
    review.page.locator(".record-pane .adding").get_by_role("button", name="Thêm").first.click()
    review.saved(key, "added")
    assert any(UNREAD[:12] in one.action for one in open_stored(store, document).record.deadlines)


def test_a_kind_with_nothing_in_it_is_a_question_with_no_green_bar(
    review: ReviewPage, store: Store, keep: Keep, picture: Callable[[Page, str], None]
) -> None:
    document = keep(LETTER, "cong-van.txt")
    review.open(document)
    part = review.page.locator(".record-pane .parts button", has_text="thời hạn")
    expect(part).to_contain_text("0 – không nêu, hay sót?")
    expect(review.card("none.deadline")).to_contain_text("0 – văn bản không nêu, hay chương trình sót?")
    assert part.locator(".fill").evaluate("(fill) => fill.getBoundingClientRect().width") == 0
    picture(review.page, "nothing-of-a-kind")
    part.click()
    expect(review.chosen).to_have_attribute("data-key", "none.deadline")
    review.press("a")
    review.saved("none.deadline", "accepted")
    expect(part).to_contain_text("đã xác nhận")
    assert open_stored(store, document).state("none.deadline").status == "accepted"


def test_what_would_be_accepted_unseen_is_said_first_with_the_score_of_this_machine(
    review: ReviewPage, store: Store, keep: Keep, picture: Callable[[Page, str], None]
) -> None:
    document = keep(PLAN)
    duty = key_of(open_stored(store, document), "obligation")
    review.open(document)
    review.choose(duty)
    review.press("x")
    review.saved(duty, "rejected")
    review.press("Shift+A")
    box = review.page.get_by_role("dialog")
    expect(box).to_contain_text("chưa thấy nghi ngờ sẽ được chấp nhận mà không ai xem")
    expect(box.get_by_role("row", name="Nhiệm vụ")).to_contain_text("/")
    picture(review.page, "rest")
    review.press("a", "x")  # nothing behind the box
    review.press("Escape")
    expect(box).to_be_hidden()
    assert [one.action for one in store.decisions(document)] == ["reject"]


def test_caps_lock_and_telex_accept_one_card_and_not_the_rest(review: ReviewPage, store: Store, keep: Keep) -> None:
    document = keep(PLAN)
    review.open(document)
    decided = open_stored(store, document)
    keys = [key_of(decided, "target"), key_of(decided, "deadline")]
    # Caps Lock on; the letter that Telex makes of a second "a"
    for chosen, (key, code) in zip(keys, (("A", "KeyA"), ("â", "")), strict=True):
        review.choose(chosen)
        review.page.evaluate(
            "(init) => document.body.dispatchEvent(new KeyboardEvent('keydown', { ...init, bubbles: true, composed: true }))",
            {"key": key, "code": code, "shiftKey": False},
        )
        review.saved(chosen, "accepted")
    expect(review.page.get_by_role("dialog")).to_be_hidden()
    assert [(one.action, one.record) for one in store.decisions(document)] == [("accept", key) for key in keys]


def test_single_letters_can_be_switched_off_for_this_browser(review: ReviewPage, store: Store, keep: Keep) -> None:
    document = keep(PLAN)
    review.open(document)
    review.press("?")
    expect(review.page.locator(".record-pane .help")).to_contain_text("bôi chữ trong văn bản")
    review.page.get_by_label("Phím một chữ cái").uncheck()
    review.press("Escape")
    review.page.reload()
    review.ready()
    chosen = review.chosen.get_attribute("data-key") or ""
    review.press("a", "x", "Shift+A")
    review.press("ArrowDown")  # keys that are no letters still work
    expect(review.chosen).not_to_have_attribute("data-key", chosen)
    assert store.decisions(document) == []


def test_where_unit_and_addressee_of_a_deadline_were_read_is_marked(
    review: ReviewPage, store: Store, keep: Keep, picture: Callable[[Page, str], None]
) -> None:
    document = keep(PLAN)
    review.open(document)
    review.choose(key_of(open_stored(store, document), "deadline", "20/3"))
    marked = review.page.locator(".hm-text .hm-part")
    expect(review.page.locator('.hm-text [data-part="Đơn vị"]')).to_have_text("Trạm Y tế xã")
    expect(review.page.locator('.hm-text [data-part="Gửi về"]')).to_contain_text("Hội Chữ thập đỏ xã")
    picture(review.page, "parts")
    review.press("g")
    expect(marked.filter(has_text="Trạm Y tế xã")).to_have_count(0)


def test_cards_are_found_by_their_words_and_spoken_when_they_are_chosen(
    review: ReviewPage, store: Store, keep: Keep
) -> None:
    document = keep(PLAN)
    review.open(document)
    review.press("/")
    review.page.keyboard.type("lap danh sach")
    review.press("Enter")
    shown = review.page.locator(".record-pane .card")
    expect(review.chosen).to_contain_text("Lập danh sách")
    assert all("Lập danh sách" in text for text in shown.all_text_contents())
    expect(review.page.locator(".record-pane .spoken")).to_contain_text("Lập danh sách người đăng ký")
    review.press("/", "Escape")
    reviewed = open_stored(store, document)
    expect(shown).to_have_count(len(reviewed.states) + len(reviewed.unread) + len(unfilled(reviewed)))


def test_after_an_undone_addition_one_goes_on_where_one_was(review: ReviewPage, store: Store, keep: Keep) -> None:
    document = keep(PLAN)
    key = unread_key(store, document)
    review.open(document)
    review.press("m", "a")
    review.saved(key, "added")
    [event] = open_stored(store, document).record.events
    review.choose(event.id)
    before = [card.get_attribute("data-key") for card in review.page.locator(".record-pane .card").all()]
    behind = before[before.index(event.id) + 1]
    review.press("u")
    expect(review.card(event.id)).to_have_count(0, timeout=SAVED)
    expect(review.chosen).to_have_attribute("data-key", str(behind))
    review.press("Control+y")
    expect(review.chosen).to_have_attribute("data-key", event.id, timeout=SAVED)
