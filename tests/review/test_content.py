"""The same document in another format is found by its words or its facts, another document of the same office is not."""

from __future__ import annotations

import pytest

from hmtn_ingest.pipeline import ingest
from hmtn_ingest.review.content import content_sketch, may_be_alike, same_content
from hmtn_ingest.web.pages.samples import FOLDER as SAMPLES
from tests.plans import PLAN, as_docx, read
from tests.reading import record_at

OF_THE_YEAR_BEFORE = PLAN.replace("2026", "2025").replace("07/KH", "09/KH")
TWINS = [
    ("another format", as_docx(PLAN), True),
    ("a draft without its number", PLAN.replace("07/KH", "   /KH").replace("ngày 12", "ngày   "), True),
    ("a word mended", PLAN.replace("Toàn xã vận động", "Toàn xã phấn đấu vận động"), True),
    ("the year before", OF_THE_YEAR_BEFORE, False),
    ("the year before, a draft", OF_THE_YEAR_BEFORE.replace("09/KH", "/KH").replace("ngày 12", "ngày   "), False),
    ("another number", PLAN.replace("07/KH", "08/KH"), False),
    ("another day", PLAN.replace("ngày 12 tháng 01", "ngày 13 tháng 01"), False),
    ("another text", (SAMPLES / "ke-hoach-huyen.docx").read_bytes(), False),
]


@pytest.mark.parametrize(("other", "same"), [twin[1:] for twin in TWINS], ids=[twin[0] for twin in TWINS])
def test_twins(other: str | bytes, same: bool) -> None:
    plan = read(PLAN)
    twin = read(other) if isinstance(other, str) else ingest(other, name="ke-hoach.docx")
    assert same_content(plan, twin) is same
    assert same_content(twin, plan) is same


@pytest.mark.parametrize("name", ["ke-hoach-huyen", "bao-cao-6-thang", "cong-van"])
def test_a_sketch_finds_the_other_formats_of_a_sample_and_no_other(name: str) -> None:
    texts = {path.name: record_at(path).text for path in SAMPLES.glob("*.docx")}
    pdf = content_sketch(record_at(SAMPLES / f"{name}.pdf").text)
    assert [other for other, text in texts.items() if may_be_alike(pdf, content_sketch(text))] == [f"{name}.docx"]


def test_a_text_of_a_few_words_is_like_none() -> None:
    assert content_sketch("Kính gửi các đồng chí.") == ""
    assert not may_be_alike("", "")
