"""The same document in another format is found by its words or its facts, another document of the same office is not."""

from __future__ import annotations

import pytest

from hmtn_ingest.pipeline import ingest
from hmtn_ingest.review.content import content_sketch, may_be_alike, same_content
from hmtn_ingest.web.pages.samples import FOLDER as SAMPLES
from tests.plans import PLAN, as_docx, read

OF_THE_YEAR_BEFORE = PLAN.replace("2026", "2025").replace("07/KH", "09/KH")
TWINS = [
    ("another format", read(PLAN), ingest(as_docx(PLAN), name="ke-hoach.docx"), True),
    ("a draft without its number", read(PLAN), read(PLAN.replace("07/KH", "   /KH").replace("ngày 12", "ngày   ")), True),
    ("a word mended", read(PLAN), read(PLAN.replace("Toàn xã vận động", "Toàn xã phấn đấu vận động")), True),
    ("the year before", read(PLAN), read(OF_THE_YEAR_BEFORE), False),
    ("the year before, a draft", read(PLAN), read(OF_THE_YEAR_BEFORE.replace("09/KH", "/KH").replace("ngày 12", "ngày   ")), False),
    ("another number", read(PLAN), read(PLAN.replace("07/KH", "08/KH")), False),
    ("another day", read(PLAN), read(PLAN.replace("ngày 12 tháng 01", "ngày 13 tháng 01")), False),
    ("another text", read(PLAN), ingest((SAMPLES / "ke-hoach-huyen.docx").read_bytes(), name="ke-hoach-huyen.docx"), False),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "same"), [twin[1:] for twin in TWINS], ids=[twin[0] for twin in TWINS])
def test_twins(one: object, other: object, same: bool) -> None:
    assert same_content(one, other) is same  # type: ignore[arg-type]
    assert same_content(other, one) is same  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["ke-hoach-huyen", "bao-cao-6-thang", "cong-van"])
def test_a_sketch_finds_the_other_formats_of_a_sample_and_no_other(name: str) -> None:
    texts = {path.name: ingest(path.read_bytes(), name=path.name).text for path in SAMPLES.glob("*.docx")}
    pdf = content_sketch(ingest((SAMPLES / f"{name}.pdf").read_bytes(), name="x.pdf").text)
    assert [other for other, text in texts.items() if may_be_alike(pdf, content_sketch(text))] == [f"{name}.docx"]


def test_a_text_of_a_few_words_is_like_none() -> None:
    assert content_sketch("Kính gửi các đồng chí.") == ""
    assert not may_be_alike("", "")
