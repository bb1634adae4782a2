"""The review page in a real browser: what a person does from a received plan to checked records."""

from __future__ import annotations

import json
import re
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("playwright.sync_api")

from playwright.sync_api import Page, expect

from hmtn_ingest.pipeline import ingest
from hmtn_ingest.review.decision import in_force
from hmtn_ingest.review.reviewed import Reviewed
from hmtn_ingest.store.store import Store
from tests.stored import open_stored
from tests.web.browser.conftest import SAMPLES, Server, listen
from tests.web.browser.review_page import SAVED, ReviewPage

Keep = Callable[..., int]

PLAN = """ỦY BAN NHÂN DÂN
XÃ LÈN BÔNG
Số: 18/KH-UBND
Lèn Bông, ngày 05 tháng 3 năm 2026
KẾ HOẠCH
Tổ chức hiến máu tình nguyện năm 2026
I. MỤC TIÊU
Toàn xã tiếp nhận ít nhất 150 đơn vị máu.
II. TỔ CHỨC THỰC HIỆN
1. Trạm Y tế xã
- Lập danh sách người đăng ký gửi Hội Chữ thập đỏ xã trước ngày 20/3/2026.
- Nộp biên bản tổng hợp sau đợt hiến máu, tuần đầu tháng 5/2026.
2. Hội Chữ thập đỏ xã
- Báo cáo kết quả về Ủy ban nhân dân xã trước ngày 15/6. Liên hệ bà Hoàng Thị Thử, điện thoại 0900 000 345.
Nơi nhận:
- Trạm Y tế xã;
- Lưu: VT.
CHỦ TỊCH
Lục Văn Mẫu
"""


@pytest.fixture
def review(page: Page, server: Server) -> Iterator[ReviewPage]:
    one = ReviewPage(page, server.url)
    yield one
    assert one.errors == []


def key_of(reviewed: Reviewed, kind: str, words: str = "") -> str:
    return next(key for key, fact in reviewed.facts.items() if fact.kind == kind and words in fact.words)


def said(store: Store, document: int) -> list[tuple[str, str, Any]]:
    """What was decided, in order: action, kind of fact, new values."""
    return [(one.action, one.record.partition("-")[0], one.after) for one in store.decisions(document)]


@pytest.mark.parametrize("sample", ["ke-hoach-huyen.docx", "ke-hoach-phuong.pdf"])
def test_a_file_comes_in_a_wrong_deadline_is_put_right_undone_and_the_rest_accepted(
    empty_server: Server, page: Page, picture: Callable[[Page, str], None], sample: str
) -> None:
    review, store = ReviewPage(page, empty_server.url), empty_server.store()
    page.goto(empty_server.url)
    page.locator('input[type="file"]').set_input_files(SAMPLES / sample)
    page.get_by_role("button", name="Rà soát", exact=True).click()
    review.ready()
    document = int(page.url.rpartition("document=")[2])
    before = open_stored(store, document)
    key = key_of(before, "deadline", "trước")
    picture(review.page, f"review-{Path(sample).suffix[1:]}")

    review.choose(key)
    review.press("e")
    date = review.field(key, "date")
    expect(date).to_be_focused()
    date.fill("19/03/2027")
    date.press("Enter")
    review.saved(key, "edited")
    deadline = next(one for one in open_stored(store, document).record.deadlines if one.id == key)
    assert deadline.date is not None
    assert (deadline.date.edtf, deadline.doubts) == ("2027-03-19", [])
    assert deadline.due == ("2027-03-19" if deadline.date.time else "2027-03-18")
    expect(review.chosen).not_to_have_attribute("data-key", key)  # the next one to look at

    review.press("Control+z")
    review.saved(key, "open")
    assert [one.action for one in store.decisions(document)] == ["edit", "undo"]

    review.page.reload()
    review.ready()
    review.saved(key, "open")
    review.press("Shift+A")
    expect(review.page.get_by_role("dialog")).to_contain_text("Sai khi đo")
    review.press("Enter")
    review.all_saved()
    expect(review.page.locator(".record-pane .parts .count").last).to_contain_text("✓ ")
    left = open_stored(store, document)
    still = {one for one, state in left.states.items() if not state.reviewed}
    assert still == {k for k, fact in left.read.items() if fact.kind == "finding" or fact.doubts}

    expect(review.page.locator(".record-pane .bar button", has_text="Hoàn tác")).to_be_enabled()
    review.press("Control+z")
    expect(review.page.locator('.record-pane .card[data-status="accepted"]')).to_have_count(0, timeout=SAVED)
    assert in_force(store.decisions(document)) == []
    assert review.errors == []
    store.close()


def test_a_missed_deadline_is_added_from_its_words(
    review: ReviewPage, store: Store, keep: Keep, picture: Callable[[Page, str], None]
) -> None:
    document = keep(PLAN)
    assert not any("biên bản" in one.action for one in store.record(document).deadlines)
    review.open(document)
    review.select_words("Nộp biên bản tổng hợp sau đợt hiến máu, tuần đầu tháng 5/2026")
    review.page.locator(".record-pane .menu").wait_for()
    picture(review.page, "review-words")
    review.menu("Thêm thời hạn")
    adding = review.page.locator(".record-pane .adding")
    expect(adding).to_contain_text("Nộp biên bản tổng hợp")
    expect(adding.locator('[name="bodies"]')).to_have_value("Trạm Y tế xã")  # read from the heading above
    adding.locator('[name="date"]').fill("7/5")
    picture(review.page, "review-adding")
    adding.get_by_role("button", name="Thêm").click()
    expect(adding).to_contain_text("Thiếu năm")  # refused at its field, and still there
    expect(adding.locator('[name="date"]')).to_have_value("7/5")
    adding.locator('[name="date"]').fill("7/5/2026")
    adding.locator('[name="relation"]').select_option("by")
    adding.locator('[name="date"]').press("Enter")
    expect(review.chosen).to_have_attribute("data-status", "added", timeout=SAVED)
    added = open_stored(store, document).record.deadlines[-1]
    assert added.date is not None
    assert (added.date.edtf, added.due, added.relation) == ("2026-05-07", "2026-05-07", "by")
    assert [body.name for body in added.bodies] == ["Trạm Y tế xã"]
    assert added.spans[0].quote == "Nộp biên bản tổng hợp sau đợt hiến máu, tuần đầu tháng 5/2026"
    review.press("u")
    expect(review.card(added.id)).to_have_count(0, timeout=SAVED)
    assert not any(one.id == added.id for one in open_stored(store, document).record.deadlines)


def test_one_key_a_decision(review: ReviewPage, store: Store, keep: Keep) -> None:
    document = keep(SAMPLES / "mau-thuan.docx")
    review.open(document)
    findings = review.page.locator(".record-pane .card.k-finding")
    keys = [findings.nth(n).get_attribute("data-key") or "" for n in range(findings.count())]
    assert len(keys) == 7
    expect(review.chosen).to_have_attribute("data-key", keys[0])
    review.press("a", "x", "a", "a", "a", "a", "a")  # faster than any answer can come
    for n, key in enumerate(keys):
        review.saved(key, "rejected" if n == 1 else "accepted")
    states = open_stored(store, document).states
    assert [states[key].status for key in keys] == ["accepted", "rejected", *["accepted"] * 5]
    review.press("u", "u")
    for key in keys[5:]:
        review.saved(key, "open")
    review.saved(keys[4], "accepted")
    assert [one.action for one in store.decisions(document)].count("undo") == 2


def test_no_key_acts_while_somebody_types(review: ReviewPage, store: Store, keep: Keep) -> None:
    document = keep(PLAN)
    key = key_of(open_stored(store, document), "deadline", "20/3")
    review.open(document)
    review.choose(key)
    review.press("e")
    action = review.field(key, "action")
    action.fill("")
    action.press_sequentially("axe ujk ? AAA")
    expect(action).to_have_value("axe ujk ? AAA")
    assert store.decisions(document) == []
    action.blur()
    review.saved(key, "edited")
    assert said(store, document) == [("edit", "deadline", {"/action": "axe ujk ? AAA"})]


def test_what_is_refused_says_why_and_keeps_the_typed_text(review: ReviewPage, store: Store, keep: Keep) -> None:
    document = keep(PLAN)
    key = key_of(open_stored(store, document), "target")
    review.open(document)
    review.choose(key)
    review.press("e")
    low = review.field(key, "low")
    for text, why in (("1.5", "Dấu chấm chia hàng nghìn"), ("nhiều", "Không phải là số"), ("", "không được để trống")):
        low.fill(text)
        low.press("Tab")
        expect(review.card(key).locator(".why:visible")).to_contain_text(why)
        expect(low).to_have_value(text)
    assert store.decisions(document) == []
    low.fill("1.520")
    low.press("Tab")
    review.saved(key, "edited")
    quantity = open_stored(store, document).record.targets[0].quantity
    assert (quantity.min, quantity.max, quantity.comparator) == (1520, None, "at_least")


def test_half_typed_text_survives_a_reload(review: ReviewPage, store: Store, keep: Keep) -> None:
    document = keep(PLAN)
    key = key_of(open_stored(store, document), "deadline", "20/3")
    review.open(document)
    review.choose(key)
    review.press("e")
    review.field(key, "date").fill("25/3/20")
    review.page.reload()
    review.ready()
    expect(review.field(key, "date")).to_have_value("25/3/20")
    expect(review.card(key)).to_contain_text("có chữ chưa lưu")
    review.field(key, "date").fill("25/3/2026")
    review.field(key, "date").press("Enter")
    review.saved(key, "edited")
    assert open_stored(store, document).record.deadlines[0].due == "2026-03-24"


def test_two_people_never_see_each_others_unsaved_text(
    server: Server, store: Store, keep: Keep, new_page: Callable[[], Page]
) -> None:
    document = keep(PLAN)
    key = key_of(open_stored(store, document), "deadline", "20/3")
    an, binh = ReviewPage(new_page(), server.url), ReviewPage(new_page(), server.url)
    an.open(document, person="Lò Thị An")
    binh.open(document, person="Vi Văn Bình")
    for one, text in ((an, "21/3/2026"), (binh, "22/3/2026")):
        one.choose(key)
        one.press("e")
        one.field(key, "date").fill(text)
    expect(an.field(key, "date")).to_have_value("21/3/2026")
    expect(binh.field(key, "date")).to_have_value("22/3/2026")
    assert store.decisions(document) == []
    an.field(key, "date").press("Enter")
    an.saved(key, "edited")
    binh.page.reload()
    binh.ready()
    expect(binh.field(key, "date")).to_have_value("22/3/2026")  # still what Bình typed
    binh.field(key, "date").press("Enter")
    expect(binh.card(key)).to_contain_text("người khác đã sửa mục này")
    expect(binh.field(key, "date")).to_have_value("22/3/2026")
    assert len(store.decisions(document)) == 1  # asked first
    binh.field(key, "date").press("Enter")
    binh.saved(key, "edited")
    binh.page.wait_for_timeout(300)
    decisions = store.decisions(document)
    assert [(one.by, one.after["/date"]["edtf"]) for one in decisions] == [  # type: ignore[index,call-overload]
        ("Lò Thị An", "2026-03-21"),
        ("Vi Văn Bình", "2026-03-22"),
    ]
    assert decisions[1].before["/date"]["edtf"] == "2026-03-21"  # type: ignore[index,call-overload]
    binh.choose(key)
    expect(binh.card(key)).to_contain_text("Lò Thị An đã sửa")
    assert an.errors + binh.errors == []


def test_a_name_is_asked_for_and_kept_by_the_browser_alone(
    server: Server, store: Store, keep: Keep, new_page: Callable[[], Page]
) -> None:
    document = keep(PLAN)
    key = key_of(open_stored(store, document), "deadline", "20/3")
    an, other = ReviewPage(new_page(), server.url), ReviewPage(new_page(), server.url)
    an.open(document, person="")
    an.choose(key)
    an.press("a")
    expect(an.page.get_by_text("hãy ghi tên của bạn").first).to_be_visible()
    assert store.decisions(document) == []
    an.open(document, person='Lò Thị Ấn; "</script>')
    an.choose(key)
    an.press("a")
    an.saved(key, "accepted")
    assert [one.by for one in store.decisions(document)] == ['Lò Thị Ấn; "</script>']
    an.page.reload()
    an.ready()
    name = "Người rà soát"
    expect(an.page.get_by_role("textbox", name=name)).to_have_value('Lò Thị Ấn; "</script>')
    other.page.goto(f"{server.url}/ra-soat?document={document}")
    other.ready()
    expect(other.page.get_by_role("textbox", name=name)).to_have_value("")
    assert an.errors + other.errors == []


def test_quota_cells_with_their_sums(
    review: ReviewPage, store: Store, keep: Keep, picture: Callable[[Page, str], None]
) -> None:
    document = keep(SAMPLES / "mau-thuan.docx")
    before = open_stored(store, document)
    key = key_of(before, "quota")
    finding = next(k for k, fact in before.facts.items() if "QT301" in getattr(fact.item, "code", ""))
    review.open(document)
    review.choose(key)
    review.press("e")
    grid = review.card(key).locator(".grid")
    expect(grid.locator("tfoot")).to_contain_text("≠ −20")  # more than colour
    cell = grid.locator('[data-path="/rows/1/values/1"]')
    cell.fill("60")
    expect(grid.locator("tfoot .differs")).to_have_count(0)  # before anything is saved
    cell.press("ArrowDown")
    expect(grid.locator('[data-path="/rows/2/values/1"]')).to_be_focused()
    review.saved(key, "edited")
    review.saved(finding, "gone")  # the sum is right now
    picture(review.page, "review-quota")
    table = open_stored(store, document).record.quota_tables[0]
    assert table.rows[1].values[1].value == 60
    assert table.computed_total[1] == 280
    assert said(store, document) == [("edit", "quota", {"/rows/1/values/1/value": 60})]


def test_phone_numbers_are_hidden_until_somebody_asks(review: ReviewPage, store: Store, keep: Keep) -> None:
    document = keep(PLAN)
    review.open(document)
    review.page.wait_for_timeout(500)
    assert "0900 000 345" not in everything(review.page)
    review.page.get_by_text("Hiện dữ liệu cá nhân").click()
    expect(review.page.locator(".record-pane .card.k-contact")).to_contain_text("0900000345", timeout=SAVED)
    assert "0900 000 345" in everything(review.page)
    assert [one.document for one in store.reveals(document)] == [document]
    review.page.get_by_text("Hiện dữ liệu cá nhân").click()
    expect(review.page.locator(".record-pane .card.k-contact")).not_to_contain_text("0900", timeout=SAVED)
    assert len(store.reveals(document)) == 1


def test_the_reviewed_record_is_taken_away(review: ReviewPage, store: Store, keep: Keep) -> None:
    document = keep(PLAN)
    key = key_of(open_stored(store, document), "deadline", "20/3")
    review.open(document)
    review.choose(key)
    review.press("x")
    review.saved(key, "rejected")
    review.page.get_by_role("button", name="Xuất").click()
    review.page.get_by_role("combobox", name="Dạng").click()
    review.page.get_by_role("option", name="Bản ghi đầy đủ (JSON)", exact=True).click()
    expect(review.page.locator(".st-key-take-json")).to_be_visible()
    with review.page.expect_download() as download:
        review.page.get_by_role("button", name="Tải về").click()
    with zipfile.ZipFile(download.value.path()) as archive:  # the record, and its schema beside it
        name = next(name for name in archive.namelist() if "schema" not in name)
        record = json.loads(archive.read(name))
    assert not any(one["id"] == key for one in record["deadlines"])
    assert "0900 000 345" not in json.dumps(record, ensure_ascii=False)


def test_a_crash_loses_nothing_that_was_acknowledged(own_server: Server, page: Page) -> None:
    store = own_server.store()
    data = PLAN.encode()
    document = store.add(data, ingest(data, name="ke-hoach.txt"), by="Phạm Thị Kiểm").document
    key, other = (key_of(open_stored(store, document), "deadline", words) for words in ("20/3", "15/6"))
    review = ReviewPage(page, own_server.url)
    review.open(document)
    review.choose(key)
    review.press("a")
    review.saved(key, "accepted")
    own_server.stop(hard=True)
    review.choose(other)
    review.press("a")  # nobody is there to save it
    expect(review.page.locator(".record-pane .notice")).to_contain_text("chưa lưu được", timeout=SAVED)
    expect(review.card(other)).to_have_attribute("data-saved", "false")
    assert [one.record for one in store.decisions(document)] == [key]
    own_server.start()
    review.saved(other, "accepted")  # sent again by itself
    assert [one.record for one in store.decisions(document)] == [key, other]
    store.close()


def test_when_the_database_fails_it_is_said_and_nothing_is_lost(own_server: Server, page: Page) -> None:
    store = own_server.store()
    data = PLAN.encode()
    document = store.add(data, ingest(data, name="ke-hoach.txt"), by="Phạm Thị Kiểm").document
    key = key_of(open_stored(store, document), "deadline", "20/3")
    review = ReviewPage(page, own_server.url)
    review.open(document)
    review.choose(key)
    review.press("e")
    review.field(key, "date").fill("25/3/2026")
    assert store.url.database
    raw = sqlite3.connect(store.url.database, timeout=30)
    raw.execute("ALTER TABLE decision RENAME TO away")
    raw.commit()
    review.field(key, "date").press("Tab")
    expect(page.locator(".record-pane .notice")).to_contain_text("chưa lưu được", timeout=SAVED)
    expect(review.field(key, "date")).to_have_value("25/3/2026")
    raw.execute("ALTER TABLE away RENAME TO decision")
    raw.commit()
    raw.close()
    review.saved(key, "edited")  # sent again by itself
    assert open_stored(store, document).record.deadlines[0].due == "2026-03-24"
    expect(page.locator(".record-pane .notice")).to_be_hidden()
    store.close()


XSS = [
    "<img src=x onerror=alert(1)>",
    "<script>alert(2)</script>",
    '"><svg onload=alert(3)>',
    "</textarea><iframe srcdoc='<script>alert(4)</script>'>",
    "[x](javascript:alert(5)) ![y](x)",
    "{{7*7}} ${alert(6)} <b>đậm</b>",
]


def test_nothing_of_a_document_becomes_markup(review: ReviewPage, store: Store, keep: Keep) -> None:
    payload = " ".join(XSS)
    text = PLAN.replace("Tổ chức hiến máu tình nguyện năm 2026", f"Tổ chức hiến máu {payload} năm 2026", 1)
    text = text.replace("Trạm Y tế xã\n- Lập", f"Trạm Y tế xã {XSS[0]}\n- Lập {XSS[1]}")
    text += f"\nSTT\tĐơn vị\tSố người\n1\tThôn {XSS[0]}\t12\n2\tThôn {XSS[2]}\t{XSS[1]}\nTổng cộng\t\t30\n"
    document = keep(text, f"{XSS[0]}.txt")
    review.open(document)
    for key in list(open_stored(store, document).facts):
        review.choose(key)
        if review.card(key).get_by_role("button", name=re.compile("^Sửa")).count():
            review.press("e")
            review.press("Escape")
    review.page.goto(f"{review.address}/ra-soat")
    review.page.locator(".waiting").first.wait_for()
    assert strangers(review.page) == []
    broken = keep(f"%PDF-1.7 {XSS[1]}", f"{XSS[0]}.pdf")  # no PDF at all: its name stands on the page
    review.page.goto(f"{review.address}/ra-soat?document={broken}")
    review.page.locator(".box.error").first.wait_for()
    assert strangers(review.page) == []


def test_without_a_document_the_waiting_ones_are_listed(review: ReviewPage, keep: Keep) -> None:
    first, second = keep(PLAN), keep(SAMPLES / "cong-van.txt")
    review.page.goto(f"{review.address}/ra-soat")
    waiting = review.page.locator(".waiting")
    expect(waiting.first).to_contain_text("còn 29 / 29 mục")  # the newest
    review.page.locator(f".st-key-open-{first} button").click()
    review.ready()
    expect(review.page).to_have_url(re.compile(rf"document={first}"))
    assert second > first


def test_an_unknown_document_is_said_and_the_list_offered(review: ReviewPage, keep: Keep) -> None:
    keep(PLAN)
    for unknown in ("999999", "abc", "-1"):
        review.page.goto(f"{review.address}/ra-soat?document={unknown}")
        expect(review.page.locator(".box.warning")).to_contain_text("Không có văn bản này")
        expect(review.page.locator(".waiting").first).to_be_visible()


def everything(page: Page) -> str:
    """All text and all values on the page, inside components too."""
    return str(
        page.evaluate(
            """() => {
              const parts = [];
              const walk = (root) => {
                for (const node of root.querySelectorAll("*")) {
                  if (node.shadowRoot) walk(node.shadowRoot);
                  if (node.value) parts.push(node.value);
                  if (node.title) parts.push(node.title);
                }
                parts.push(root.textContent ?? "");
              };
              walk(document.body);
              return parts.join("\\n");
            }"""
        )
    )


def strangers(page: Page) -> list[str]:
    """Elements that only a document can have brought, in the page and inside components."""
    return list(
        page.evaluate(
            """() => {
              const found = [];
              const walk = (root) => {
                for (const node of root.querySelectorAll("*")) {
                  if (node.shadowRoot) walk(node.shadowRoot);
                  const handlers = [...node.attributes].filter((one) => one.name.startsWith("on"));
                  const strange = node.matches('img[src="x"], iframe[srcdoc], [href^="javascript:"]')
                    || (node.localName === "script" && /alert/.test(node.textContent)) || handlers.length
                    || (node.localName === "b" && node.textContent === "đậm");
                  if (strange) found.push(node.outerHTML.slice(0, 200));
                }
              };
              walk(document);
              return found;
            }"""
        )
    )


def test_a_page_that_opens_is_given_its_text_once(review: ReviewPage, keep: Keep) -> None:
    given: list[bytes] = []

    def keep_frame(frame: bytes | str) -> None:
        given.append(frame if isinstance(frame, bytes) else frame.encode())

    listen(review.page, "websocket", lambda socket: socket.on("framereceived", keep_frame))
    review.open(keep(PLAN))
    review.page.wait_for_timeout(1000)  # in which it would come again
    assert sum(frame.count(b'"sheets": []') for frame in given) == 1


def test_a_long_list_is_reviewed_as_a_short_one(review: ReviewPage, store: Store, keep: Keep) -> None:
    duty = "- Thôn Lèn {n} vận động {units} người đăng ký hiến máu, báo cáo trước ngày {day}/{month}/2026."
    duties = [duty.format(n=n, units=20 + n % 70, day=1 + n % 28, month=4 + n % 8) for n in range(1, 401)]
    document = keep(PLAN.replace("Nơi nhận:", "\n".join([*duties, "Nơi nhận:"])))
    before = open_stored(store, document)
    targets = [fact for fact in before.facts.values() if fact.kind == "target"]
    review.open(document)
    cards = review.page.locator(".record-pane .card")
    assert 0 < cards.count() < len(before.states) / 2

    review.press("g", "g", "g")  # a group whose cards are far
    far = review.chosen.get_attribute("data-key")
    expect(review.chosen).to_be_in_viewport()
    review.press("a")
    review.saved(str(far), "accepted")
    expect(review.chosen).not_to_have_attribute("data-key", str(far))

    wanted = next(fact for fact in targets if "Lèn 388 " in fact.line)
    review.press("/")
    review.page.keyboard.type("lèn 388")
    expect(review.card(wanted.key)).to_be_visible()
    review.press("Escape")
    review.choose(wanted.key)
    expect(review.page.locator(".hm-text mark.hm-on").first).to_be_in_viewport()
    review.press("x")
    review.saved(wanted.key, "rejected")
    review.press("Control+z")
    review.saved(wanted.key, "open")

    review.page.reload()
    review.ready()
    expect(review.chosen).to_have_attribute("data-key", wanted.key)
    expect(review.chosen).to_be_in_viewport()
    assert cards.count() < len(before.states) / 2
