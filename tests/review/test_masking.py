"""What leaves the program about a reviewed document shows no phone number."""

from __future__ import annotations

from hmtn_ingest.pipeline import ingest
from hmtn_ingest.review.drafts import accept, add, edit, reject
from hmtn_ingest.review.masking import mask_review
from hmtn_ingest.review.reviewed import review
from parsers.records import Span
from tests.exports.material import decided

PLAN = """ỦY BAN NHÂN DÂN XÃ KHE VẢI
Số: 09/KH-UBND
Khe Vải, ngày 14 tháng 01 năm 2026
KẾ HOẠCH
Hiến máu tình nguyện năm 2026
Đầu mối liên hệ: bà Lò Thị Mẩy, Trạm Y tế xã, điện thoại 0900 000 123.
"""


def test_the_masked_copy_has_facts_of_its_own() -> None:
    """The facts of the original hold the number, and must not come along."""
    masked = mask_review(review(ingest(PLAN.encode(), name="ke-hoach.txt")))
    (contact,) = (fact for fact in masked.read.values() if fact.kind == "contact")
    assert contact.item is masked.extracted.contacts[0]
    assert "123" in contact.words + contact.line
    assert "0900" not in repr(masked)


def test_what_people_decided_is_masked_too() -> None:
    seen = review(ingest(PLAN.encode(), name="ke-hoach.txt"))
    (contact,) = (fact.key for fact in seen.read.values() if fact.kind == "contact")
    drafts = [edit(seen, contact, {"/phone": "0900 000 124"}), accept(seen, "header.subject", "gọi 0900 000 124")]
    masked = mask_review(decided(seen.extracted, *drafts))
    assert masked.record.contacts[0].phone == "•••• ••• 124"
    assert "0900" not in repr(masked)
    assert [one.note for one in masked.decisions] == [None, "gọi •••• ••• 124"]


def test_the_number_of_a_contact_that_a_person_added_is_hidden_in_every_word_about_it() -> None:
    """Also one that no shape tells, and that is in no record any more."""
    seen = review(ingest(PLAN.replace(" 0900 000 123", " nội bộ").encode(), name="ke-hoach.txt"))
    start = seen.extracted.text.index("Lò Thị Mẩy")
    words = Span(start=start, end=start + len("Lò Thị Mẩy"), quote="Lò Thị Mẩy")
    added = add(seen.extracted, "contact", [words], {"name": "Lò Thị Mẩy", "phone": "38889990"})
    gone = reject(decided(seen.extracted, added), added.record, "số 38889990 không đúng")
    masked = mask_review(decided(seen.extracted, added, gone))
    assert "38889990" not in repr(masked)
    assert masked.decisions[1].note == "số •••••990 không đúng"
