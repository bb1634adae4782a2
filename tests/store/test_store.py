"""Documents and decisions as they are kept: the same on SQLite and on PostgreSQL."""

from __future__ import annotations

import datetime
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from hmtn_ingest.pipeline import ingest
from hmtn_ingest.review.decision import undo
from hmtn_ingest.review.drafts import accept, accept_rest, edit, reject
from hmtn_ingest.review.stored import Head, Stored
from hmtn_ingest.store.rows import natural_key
from hmtn_ingest.store.store import Store
from tests.plans import PLAN, as_docx, read
from tests.stored import open_stored

LETTER = """\
ỦY BAN NHÂN DÂN
XÃ BẢN SỌI
Số: 31/UBND-VX
V/v phối hợp tổ chức ngày hội hiến máu

Bản Sọi, ngày 03 tháng 03 năm 2026

Kính gửi: Các trường học trên địa bàn xã.

Đề nghị các trường gửi danh sách giáo viên đăng ký hiến máu về UBND xã trước ngày 15/3/2026, phấn đấu đạt 100% kế_hoạch.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Quàng Văn Pó
"""


def put(store: Store, text: str = PLAN, name: str = "ke-hoach.md", document: int | None = None) -> Stored:
    return store.add(text.encode(), read(text, name), by="Lan", document=document)


# -- documents and versions --------------------------------------------------------------------------------------------


def test_a_document_comes_back_as_it_was_given(store: Store) -> None:
    stored = put(store)
    assert store.data(stored.document) == PLAN.encode()
    assert store.record(stored.document) == read(PLAN)
    assert (stored.code, stored.issued, stored.added_by) == ("07/KH-BCĐ", "2026-01-12", "Lan")
    assert stored.added_at.tzinfo is datetime.UTC
    assert abs(datetime.datetime.now(datetime.UTC) - stored.added_at) < datetime.timedelta(minutes=5)
    assert store.documents() == [stored]


def test_versions_stand_in_their_order_and_the_newest_speaks_for_the_document(store: Store) -> None:
    issued = PLAN.replace("28/02/2026", "15/03/2026")
    first = put(store, PLAN.replace("Số: 07", "Số:   "), "du-thao.md")
    other = put(store, LETTER, "cong-van.md")
    second = store.add(as_docx(issued), ingest(as_docx(issued), name="ban-hanh.docx"), by="Pó", document=first.document)
    assert [one.file_name for one in store.versions(first.document)] == ["du-thao.md", "ban-hanh.docx"]
    assert [one.file_name for one in store.documents()] == ["ban-hanh.docx", "cong-van.md"]
    assert (second.versions, other.versions) == (2, 1)
    assert store.record(first.document).source.file_name == "ban-hanh.docx"
    assert store.record(first.document, first.version).source.file_name == "du-thao.md"
    assert store.data(first.document, first.version).startswith(b"BAN")
    with pytest.raises(LookupError):
        store.record(first.document, other.version)


def test_what_is_not_there_is_said(store: Store) -> None:
    for call in (store.record, store.data, store.delete, store.head):
        with pytest.raises(LookupError):
            call(7)  # type: ignore[operator]
    with pytest.raises(LookupError):
        put(store, document=7)
    with pytest.raises(LookupError):
        store.decide(7, [], by="Lan")
    assert store.versions(7) == []
    assert store.documents() == store.heads() == []


def test_the_same_bytes_are_known_again(store: Store) -> None:
    stored = put(store)
    found = store.same_bytes(stored.sha256)
    assert found is not None
    assert found.document == stored.document
    assert store.same_bytes(read(LETTER).source.sha256) is None


def test_the_same_number_symbol_issuer_and_year_are_known_again(store: Store) -> None:
    stored = put(store)
    alike = {
        "another text": PLAN.replace("ít nhất 120", "ít nhất 150"),
        "other writing": PLAN.replace("Số: 07/KH-BCĐ", "Số: 7 / KH-BCĐ"),
        "another day of the year": PLAN.replace("ngày 12 tháng 01", "ngày 15 tháng 01"),
    }
    others = {
        "another number": PLAN.replace("Số: 07", "Số: 08"),
        "another year": PLAN.replace("tháng 01 năm 2026", "tháng 01 năm 2025"),
        "another issuer": PLAN.replace("XÃ ĐỒNG MÂY", "XÃ ĐỒNG MƯA"),
        "no number yet": PLAN.replace("Số: 07", "Số:   "),
    }
    for what, text in alike.items():
        assert [one.document for one in store.same_number(read(text))] == [stored.document], what
    for what, text in others.items():
        assert store.same_number(read(text)) == [], what
    assert natural_key(read(others["no number yet"])) is None


def test_the_same_number_names_each_document_once(store: Store) -> None:
    first = put(store)
    put(store, PLAN + "\n", document=first.document)
    second = put(store, PLAN + "\n\n")
    assert sorted(one.document for one in store.same_number(read(PLAN))) == [first.document, second.document]


def test_a_new_reading_takes_the_place_of_the_old_and_shows_in_the_head(store: Store) -> None:
    stored = put(store)
    head = store.head(stored.document)
    assert head == Head(stored.document, stored.version, 1, 0)
    better = read(PLAN).model_copy(deep=True)
    assert better.header.subject is not None
    better.header.subject.value = "Tổ chức ngày hội hiến máu"
    store.reread(stored.version, better)
    assert store.record(stored.document) == better
    assert store.documents()[0].subject == "Tổ chức ngày hội hiến máu"
    assert [one.document for one in store.documents("ngày hội")] == [stored.document]
    assert store.head(stored.document) == Head(stored.document, stored.version, 2, 0)


def test_keeping_the_same_file_twice_keeps_it_once(store: Store) -> None:
    first = store.keep(PLAN.encode(), read(PLAN), by="Lan")
    again = store.keep(PLAN.encode(), read(PLAN, "ban-sao.md"), by="Pó")
    assert again == first
    assert store.heads() == [Head(first.document, first.version, 1, 0)]
    better = read(PLAN).model_copy(deep=True)
    better.contacts = []
    better.findings = []
    store.keep(PLAN.encode(), better, by="Pó")
    assert store.record(first.document) == better
    assert store.heads() == [Head(first.document, first.version, 2, 0)]


def test_many_who_bring_the_same_file_at_once_keep_it_once(store: Store) -> None:
    record = read(PLAN)
    with ThreadPoolExecutor(6) as pool:
        kept = list(pool.map(lambda _: store.keep(PLAN.encode(), record, by="Lan"), range(12)))
    assert {one.document for one in kept} == {store.heads()[0].document}
    assert len(store.heads()) == 1


def test_heads_are_those_of_all_documents(store: Store) -> None:
    plan, letter = put(store), put(store, LETTER)
    key = "header.subject"
    store.decide(plan.document, accept(open_stored(store, plan.document), key), by="Lan")
    last = store.decide(plan.document, reject(open_stored(store, plan.document), key), by="Lan")[0]
    newer = put(store, PLAN + "\n", document=plan.document)
    assert store.heads() == [
        Head(plan.document, newer.version, 1, last.id),
        Head(letter.document, letter.version, 1, 0),
    ]
    assert [store.head(head.document) for head in store.heads()] == store.heads()


# -- search ------------------------------------------------------------------------------------------------------------


SEARCHES = (
    ("", "plan letter"),
    ("   ", "plan letter"),
    ("hiến máu", "plan letter"),
    ("HIEN MAU", "plan letter"),
    ("hiê\u0301n ma\u0301u", "plan letter"),  # decomposed, as some keyboards write
    ("đồng mây", "plan"),
    ("dong may", "plan"),
    ("nà sen", "plan"),  # in a table
    ("giáo viên đăng ký", "letter"),
    ("viên giáo", "letter"),  # the order does not matter
    ("“viên giáo”", ""),
    ('"giao vien dang ky"', "letter"),
    ("“chưa khép", ""),
    ("giáo trạm", ""),  # all words have to be there
    ("31/UBND-VX", "letter"),
    ("07/KH-BCĐ", "plan"),
    ("7/kh-bcd", "plan"),
    ("21/KH-UBND", "plan"),  # a document that it cites
    ("07/UBND-VX", ""),
    ("cong-van.md", "letter"),
    ("iáo viê", "letter"),  # parts of words
    ("100%", "letter"),
    ("100", "letter"),
    ("1_0", ""),
    ("%", ""),
    ("_", ""),
    ("kế_hoạch", "letter plan"),
    ("'; DROP TABLE document; --", ""),
)


def test_search(store: Store) -> None:
    put(store)
    put(store, LETTER, "cong-van.md")
    names = {"ke-hoach.md": "plan", "cong-van.md": "letter"}
    for words, found in SEARCHES:
        assert {names[one.file_name] for one in store.documents(words)} == set(found.split()), words


def test_search_looks_at_the_newest_version_and_not_from_one_part_into_the_next(store: Store) -> None:
    first = put(store)
    put(store, PLAN.replace("Thôn Nà Sen", "Thôn Nà Súng"), document=first.document)
    assert store.documents("Nà Sen") == []
    assert len(store.documents("Nà Súng")) == 1
    assert store.documents("“năm 2026 ke-hoach.md”") == []  # the subject's end and the file's name


# -- decisions ---------------------------------------------------------------------------------------------------------


def test_decisions_come_back_as_they_were_made_and_in_their_order(store: Store) -> None:
    document = put(store).document
    seen = open_stored(store, document)
    key = seen.record.deadlines[0].id
    drafts = [
        edit(seen, key, {"/due": "2026-11-20", "/bodies": []}, note="theo lời chị Hoa"),
        accept(seen, "header.subject"),
    ]
    kept = store.decide(document, drafts, by="Lan")
    kept += store.decide(document, undo(kept[0]), by="Pó")
    assert store.decisions(document) == kept
    assert [one.id for one in kept] == sorted(one.id for one in kept)
    assert [(one.by, one.action, one.undoes) for one in kept] == [
        ("Lan", "edit", None),
        ("Lan", "accept", None),
        ("Pó", "undo", kept[0].id),
    ]
    assert kept[0].after == {"/due": "2026-11-20", "/bodies": []}
    assert kept[0].before["/due"] == "2026-11-24"
    assert kept[0].note == "theo lời chị Hoa"
    assert store.history() == [(document, one) for one in reversed(kept)]
    reviewed = open_stored(store, document)
    assert reviewed.state(key).status == "open"
    assert reviewed.state("header.subject").status == "accepted"


def test_an_undo_of_an_undo_brings_the_decision_back(store: Store) -> None:
    document = put(store).document
    seen = open_stored(store, document)
    key = seen.record.deadlines[0].id
    (first,) = store.decide(document, reject(seen, key), by="Lan")
    (second,) = store.decide(document, undo(first), by="Lan")
    assert open_stored(store, document).state(key).status == "open"
    store.decide(document, undo(second), by="Lan")
    assert open_stored(store, document).state(key).status == "rejected"
    assert len(store.decisions(document)) == 3


def test_decisions_are_kept_all_or_none(store: Store) -> None:
    document = put(store).document
    seen = open_stored(store, document)
    draft = accept(seen, "header.subject")
    missing = draft.model_copy(update={"action": "undo", "undoes": 999})
    with pytest.raises(Exception, match=r"(?i)foreign key"):
        store.decide(document, [draft, missing], by="Lan")
    assert store.decisions(document) == []


def test_two_people_at_once_lose_nothing(url: object) -> None:
    """Two open stores, as in two processes: each decides forty times, on a page that it read before the other wrote."""
    stores = [Store(url), Store(url)]  # type: ignore[arg-type]
    document = put(stores[0]).document
    seen = [open_stored(store, document) for store in stores]
    keys = [key for key, fact in seen[0].facts.items() if fact.kind == "header"]
    start = threading.Barrier(2)

    def person(number: int) -> list[int]:
        start.wait()
        made = []
        for turn in range(40):
            draft = accept(seen[number], keys[turn % len(keys)], note=f"{number}/{turn}")
            made += [one.id for one in stores[number].decide(document, draft, by=f"Người {number}")]
        return made

    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(person, (0, 1)))
    kept = stores[0].decisions(document)
    assert sorted(made[0] + made[1]) == [one.id for one in kept]
    for number in (0, 1):
        mine = [one for one in kept if one.by == f"Người {number}"]
        assert [one.id for one in mine] == made[number]
        assert [one.note for one in mine] == [f"{number}/{turn}" for turn in range(40)]
    assert stores[1].head(document).decision == kept[-1].id
    for store in stores:
        store.close()


def test_two_people_who_change_one_deadline_both_have_their_word(store: Store) -> None:
    document = put(store).document
    lan, minh = open_stored(store, document), open_stored(store, document)
    key = lan.record.deadlines[0].id
    store.decide(document, edit(lan, key, {"/due": "2026-11-20"}), by="Lan")
    store.decide(document, edit(minh, key, {"/action": "Gửi báo cáo"}), by="Minh")
    reviewed = open_stored(store, document)
    one = next(one for one in reviewed.record.deadlines if one.id == key)
    assert (one.due, one.action) == ("2026-11-20", "Gửi báo cáo")
    assert [decision.by for decision in reviewed.state(key).decisions] == ["Lan", "Minh"]


def test_decisions_go_over_to_a_new_version_and_are_stale_where_its_words_changed(store: Store) -> None:
    document = put(store).document
    seen = open_stored(store, document)
    store.decide(document, accept_rest(seen), by="Lan")
    moved = "I. CĂN CỨ\nCăn cứ tình hình thực tế của xã.\n\nI. CHỈ TIÊU"
    text = PLAN.replace("I. CHỈ TIÊU", moved).replace("trước ngày 28/02/2026", "trước ngày 15/03/2026")
    store.add(as_docx(text), ingest(as_docx(text), name="ban-hanh.docx"), by="Lan", document=document)
    reviewed = open_stored(store, document)
    assert {one.action for one in reviewed.stale} == {"accept"}
    assert any("28/02/2026" in one.words for one in reviewed.stale)
    new = next(one for one in reviewed.record.deadlines if one.due == "2026-03-14")
    assert reviewed.state(new.id).status == "open"
    held = [one for one in reviewed.record.deadlines if one is not new]
    assert [reviewed.state(one.id).status for one in held] == ["accepted", "accepted"]
    assert reviewed.state(reviewed.record.quota_tables[0].id).status == "accepted"
    # the first version still has all that was decided on it
    first = open_stored(store, document, store.versions(document)[0].version)
    assert first.stale == ()
    assert first.states.keys() == seen.states.keys()


# -- deleting, reveals, settings ---------------------------------------------------------------------------------------


def test_deleting_takes_all_that_is_derived_and_no_number_comes_twice(store: Store) -> None:
    plan, letter = put(store), put(store, LETTER, "cong-van.md")
    put(store, PLAN + "\n", document=plan.document)
    for stored in (plan, letter):
        drafts = [accept(open_stored(store, stored.document), "header.subject")]
        (one,) = store.decide(stored.document, drafts, by="Lan")
        store.decide(stored.document, undo(one), by="Lan")
    store.log_reveal(plan.document, by="Lan")
    store.delete(plan.document)
    assert [one.document for one in store.documents()] == [letter.document]
    assert store.versions(plan.document) == store.decisions(plan.document) == []
    assert store.same_bytes(plan.sha256) is None
    assert store.same_number(read(PLAN)) == []
    assert len(store.decisions(letter.document)) == 2
    assert [(one.document, one.by) for one in store.reveals()] == [(plan.document, "Lan")]
    store.delete(letter.document)
    new = put(store)
    assert new.document > letter.document
    assert new.version > letter.version
    assert store.reveals(new.document) == []


def test_reveals_are_remembered(store: Store) -> None:
    plan, letter = put(store), put(store, LETTER)
    for document, by in ((plan.document, "Lan"), (letter.document, "Pó"), (plan.document, "Pó")):
        store.log_reveal(document, by=by)
    assert [(one.document, one.by) for one in store.reveals()] == [
        (plan.document, "Lan"),
        (letter.document, "Pó"),
        (plan.document, "Pó"),
    ]
    assert [one.by for one in store.reveals(plan.document)] == ["Lan", "Pó"]
    assert store.reveals()[0].at.tzinfo is datetime.UTC


def test_settings_belong_to_a_person(store: Store) -> None:
    assert store.setting("Lan", "body") is None
    assert store.setting("Lan", "body", "xã") == "xã"
    store.set_setting("Lan", "body", "Trạm Y tế xã")
    store.set_setting("Lan", "rules", {"off": ["QT301"], "số": 1.5})
    store.set_setting("Pó", "body", None)
    store.set_setting("Lan", "body", "Hội Chữ thập đỏ xã")
    assert store.setting("Lan", "body") == "Hội Chữ thập đỏ xã"
    assert store.setting("Lan", "rules") == {"off": ["QT301"], "số": 1.5}
    assert store.setting("Pó", "body", "mặc định") is None
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda number: store.set_setting("Mẩy", "trang", number), range(30)))
    assert store.setting("Mẩy", "trang") in range(30)


def test_text_that_a_database_does_not_like_is_kept(store: Store) -> None:
    """A PDF can hold NUL characters; words can hold what SQL, JSON or LIKE take for signs."""
    record = read(PLAN)
    record = record.model_copy(update={"text": record.text.replace("Toàn xã", "Toàn\0xã")})
    assert record.header.subject is not None
    record.header.subject.value = "Tổ chức\0 'hiến máu' \\ %_ \U0001f9e1"
    stored = store.add(b"\x00\xff", record, by="Lan'); --")
    assert store.record(stored.document) == record
    assert store.data(stored.document) == b"\x00\xff"
    assert len(store.documents("toàn xã")) == 1
    draft = edit(open_stored(store, stored.document), "header.subject", {"/value": "a\0b 'c' \\u0000 \U0001f9e1"})
    (kept,) = store.decide(stored.document, draft, by="Lan")
    assert store.decisions(stored.document) == [kept]
    assert kept.after == {"/value": "a\0b 'c' \\u0000 \U0001f9e1"}
