"""Running prose: line ends inside sentences are blanks, offsets lead back to the record's own text."""

from __future__ import annotations

import unicodedata

import pytest

from rules.context import Context
from tests.rules.factory import PLAN, planted, record

WRAPPED = planted(
    "Thực hiện Kế hoạch số 12/KH-BCĐ ngày 05/01/2026 của Ban Chỉ đạo",
    "Thực hiện Kế hoạch số 12/KH-BCĐ ngày 05/01/2026 của **Ban  Chỉ\nđạo**",
)
FORMS = {"nfc": WRAPPED, "nfd": unicodedata.normalize("NFD", WRAPPED)}


@pytest.mark.parametrize("form", FORMS)
def test_spans_lead_back_to_the_text(form: str) -> None:
    context = Context(record(FORMS[form]))
    start = context.prose.text.index("ban chỉ đạo vận động")
    span = context.said(start, start + len("ban chỉ đạo"))
    assert context.record.text[span.start : span.end] == span.quote
    assert unicodedata.normalize("NFC", span.quote).replace("**", "") == "Ban  Chỉ\nđạo"
    assert context.place(span.start) == start


def test_paragraphs_and_sentences() -> None:
    prose = Context(record(PLAN)).prose
    start = prose.text.index("gửi danh sách về")
    assert prose.text[slice(*prose.sentence(start))] == (
        "gửi danh sách về phòng văn hóa - xã hội trước ngày 02/3/2026."
    )
    assert prose.text[slice(*prose.paragraph(start))].startswith("vận động nhân dân đăng ký hiến máu; gửi")
    row = prose.text.index("thôn khe vầu")
    assert prose.text[slice(*prose.paragraph(row))] == "2\tthôn khe vầu\t25"


def test_numbers_and_abbreviations_end_no_sentence() -> None:
    text = planted("Cử cán bộ tham gia khám", "Đến P. Him Lim, TP. Đông Lạc nhận 1.200 tờ rơi; cử cán bộ tham gia khám")
    prose = Context(record(text)).prose
    start = prose.text.index("1.200")
    assert prose.text[slice(*prose.sentence(start))] == "đến p. him lim, tp. đông lạc nhận 1.200 tờ rơi;"
