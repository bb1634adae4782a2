"""Letters that nobody sees change nothing, and every value can be read again from the words that it quotes."""

from __future__ import annotations

import functools
import random
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmtn_ingest.pipeline import ingest
from parsers.ignorable import NO_CHARACTERS
from parsers.records import DocumentRecord

PLAN = """ỦY BAN NHÂN DÂN XÃ AN HÒA
Số: 12/KH-UBND
An Hòa, ngày 5 tháng 3 năm 2026
KẾ HOẠCH
Vận động hiến máu tình nguyện năm 2026
I. CHỈ TIÊU
- Toàn xã vận động 130 đơn vị máu.
- Trạm Y tế vận động 45 người đăng ký hiến máu.
II. TỔ CHỨC THỰC HIỆN
1. Trạm Y tế
- Lập danh sách gửi về Ban Chỉ đạo trước ngày 15/6/2026.
2. Các trường
- Báo cáo kết quả về Ủy ban nhân dân xã chậm nhất ngày 20/6/2026.
Đ/c Lò Thị Mây, điện thoại 0900 000 112.
"""
UNSEEN = sorted(letter for letter in NO_CHARACTERS if letter < "\ufff0")
MARKS = "\u0301\u0323\u0300\u0309\u0303\u0331\u20dd"
SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "documents"

places = st.integers(0, len(PLAN))
unseen = st.lists(st.tuples(places, st.text(st.sampled_from(UNSEEN), min_size=1, max_size=3)), min_size=1, max_size=12)
marked = st.lists(
    st.tuples(places, st.text(st.sampled_from([*UNSEEN, *MARKS]), min_size=1, max_size=3)), min_size=1, max_size=12
)


def typed(insertions: list[tuple[int, str]]) -> str:
    text = PLAN
    for place, letters in sorted(insertions, reverse=True):
        text = text[:place] + letters + text[place:]
    return text


def read(text: str) -> DocumentRecord:
    return ingest(text.encode(), name="ke-hoach.txt")


def facts(record: DocumentRecord) -> Counter[tuple[object, ...]]:
    return Counter(
        [
            *(("target", one.quantity.min, one.quantity.max, one.quantity.unit) for one in record.targets),
            *(("date", one.date and one.date.edtf, one.role) for one in record.dates),
            *(("deadline", one.due) for one in record.deadlines),
        ]
    )


@functools.cache
def of_the_plan() -> Counter[tuple[object, ...]]:
    return facts(read(PLAN))


def plain(quotes: str) -> str:
    letters = unicodedata.normalize("NFD", quotes)
    return "".join(one for one in letters if one not in NO_CHARACTERS and not unicodedata.combining(one))


def assert_quoted(record: DocumentRecord) -> None:
    """Each value stands in its quotes."""
    for one in (*record.targets, *record.dates, *record.deadlines):
        for span in one.spans:
            assert record.text[span.start : span.end] == span.quote
    for target in record.targets:
        figures = [number for number in (target.quantity.min, target.quantity.max) if number is not None]
        quotes = plain(" ".join(span.quote for span in target.spans))
        assert all(f"{number:g}" in quotes.replace(".", "") for number in figures), (figures, quotes)
    for date in record.dates:
        edtf = date.date.edtf if date.date else ""
        if len(edtf) == 10 and edtf.replace("-", "").isdigit() and date.how in ("exact", "normalised"):
            quotes = plain(" ".join(span.quote for span in date.spans))
            assert all(str(int(part)) in quotes for part in edtf.split("-")), (edtf, quotes)


@given(unseen)
def test_what_nobody_sees_changes_no_fact(insertions: list[tuple[int, str]]) -> None:
    record = read(typed(insertions))
    assert facts(record) == of_the_plan()
    assert_quoted(record)


@given(marked)
def test_marks_on_anything_shift_no_quote(insertions: list[tuple[int, str]]) -> None:
    assert_quoted(read(typed(insertions)))


@given(
    st.text(st.sampled_from(["\u1100", "\u1161", "\u11a8", "\u09c7", "\u09be", *MARKS, "g", " ", "\u200b"]), max_size=8)
)
def test_letters_that_run_into_one_shift_no_quote(letters: str) -> None:
    record = read(PLAN.replace("- Toàn xã", f"- {letters} Toàn xã"))
    assert_quoted(record)


HUGE = ("9" * 4300, "9" * 5000, "1" + ".000" * 1500, "0," + "3" * 5000, "IV" * 3000)


@pytest.mark.parametrize("figures", HUGE, ids=lambda figures: f"{figures[:5]}…")
@pytest.mark.parametrize(
    "line",
    [
        "Chỉ tiêu {0} đơn vị máu, trước ngày 15/6/2026.",
        "{0}. Trạm Y tế nộp báo cáo.",
        "Số: {0}/KH-UBND",
        "ngày {0} tháng 5 năm {0}; trong {0} ngày làm việc kể từ ngày nhận; đợt {0}, tuần {0} tháng {0}",
        "đạt {0}/{0} đơn vị máu; {0}%; lúc {0}h{0}; từ {0} đến {0} người; {0} triệu đồng",
        "STT\tĐơn vị\tChỉ tiêu\n1\tXã A\t{0}\n2\tXã B\t{0}\nTổng\t\t{0}",
        "Điều {0}. Mục {0}.{0}.{0} Chương {0}",
    ],
)
def test_figures_without_end(line: str, figures: str) -> None:
    record = read(PLAN + line.format(figures) + "\n")
    assert all(span.quote == record.text[span.start : span.end] for one in record.targets for span in one.spans)


ENDINGS = ("trường", "Trạm Y tế trường", "các trường", "Ủy ban", "Ban Chỉ đạo", "Hội", "Trường", "Đ/c", "ngày", "trước")


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_text_that_ends_in_the_middle_of_a_name(ending: str) -> None:
    for before in ("KẾ HOẠCH\nNơi nhận:\n- Như trên;\n- ", "KẾ HOẠCH\n1. ", "KẾ HOẠCH\nGiao ", ""):
        assert read(before + ending).text.endswith(ending)


@pytest.mark.parametrize("first", [0, *(pytest.param(first, marks=pytest.mark.deep) for first in range(40, 3000, 40))])
def test_texts_cut_and_mixed_are_read(first: int) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*.txt"))]
    for seed in range(first, first + 40):
        record = read(cut_and_mixed(texts, seed))
        for one in (*record.targets, *record.dates, *record.deadlines, *record.obligations, *record.events):
            for span in one.spans:
                assert record.text[span.start : span.end] == span.quote, seed


def cut_and_mixed(texts: list[str], seed: int) -> str:
    chance = random.Random(seed)
    text, other = chance.choice(texts), chance.choice(texts)
    text = text[: chance.randrange(1, len(text))]
    for _ in range(chance.randrange(12)):
        at, source = chance.randrange(len(text)), chance.randrange(len(other))
        piece = chance.choice(
            ("", other[source : source + chance.randrange(60)], "\n", "\t", "9" * 30, "|", "<td>", "\x0c")
        )
        text = text[:at] + piece + text[at + chance.choice((0, 1, 20)) :]
        text = text or "a"
    return text
