"""Which rules an office works with: what that hides and adds, and that no decision is lost by it."""

from __future__ import annotations

import pytest

from hmtn_ingest.pipeline import ingest
from hmtn_ingest.review.reviewed import Reviewed, review
from hmtn_ingest.service import rulebook
from hmtn_ingest.service.rulebook import FAMILIES, Rulebook
from hmtn_ingest.web.pages.samples import FOLDER
from parsers.records import DocumentRecord
from rules import RULES
from rules.rule import Rule

CONTRADICTIONS = FOLDER / "mau-thuan.pdf"
# a task with a deadline and nobody to do it, which only a preview rule finds
NOBODY = """ỦY BAN NHÂN DÂN
XÃ ĐỒI THÔNG
Số: 17/KH-UBND
Đồi Thông, ngày 02 tháng 3 năm 2026
KẾ HOẠCH
Vận động hiến máu tình nguyện năm 2026
I. TỔ CHỨC THỰC HIỆN
1. Công tác chuẩn bị
- Gửi danh sách đăng ký về Hội Chữ thập đỏ xã trước ngày 25/3/2026.
"""


def rule(code: str) -> Rule:
    return next(one for one in RULES if one.code == code)


def codes(reviewed: Reviewed) -> set[str]:
    return {found.code for found in reviewed.record.findings}


@pytest.fixture(scope="module")
def contradictions() -> DocumentRecord:
    return ingest(CONTRADICTIONS)


@pytest.fixture(scope="module")
def nobody() -> DocumentRecord:
    return ingest(NOBODY.encode(), name="ke-hoach.txt")


def test_every_family_has_a_name() -> None:
    assert {one.family for one in RULES} == set(FAMILIES)


def test_what_a_rule_found_is_hidden_while_it_is_off(contradictions: DocumentRecord) -> None:
    reviewed = review(rulebook.fully_checked(contradictions))
    before = codes(rulebook.without_silent(reviewed, Rulebook()))
    assert "DT201" in before
    after = rulebook.without_silent(reviewed, Rulebook().switched(rule("DT201"), False))
    assert codes(after) == before - {"DT201"}
    hidden = {found.id for found in contradictions.findings if found.code == "DT201"}
    assert hidden
    assert not hidden & (set(after.facts) | set(after.states))
    assert not after.stale


def test_preview_rules_run_once_they_are_switched_on(nobody: DocumentRecord) -> None:
    preview = rule("BO403")
    assert preview.preview
    reviewed = review(rulebook.fully_checked(nobody))
    assert "BO403" not in codes(rulebook.without_silent(reviewed, Rulebook()))
    on = Rulebook().switched(preview, True)
    assert "BO403" in codes(rulebook.without_silent(reviewed, on))
    assert on.switched(preview, False) == Rulebook()


def test_an_added_finding_has_the_page_and_boxes_of_its_words(nobody: DocumentRecord) -> None:
    """A rule itself knows no boxes."""
    record = nobody.model_copy(deep=True)
    span = record.deadlines[0].spans[0]
    span.page, span.boxes = 2, [(72.0, 100.0, 180.0, 114.0)]
    (found,) = (one for one in rulebook.fully_checked(record).findings if one.code == "BO403")
    assert found.spans == [span]


def test_added_findings_stand_in_the_order_of_the_text(contradictions: DocumentRecord) -> None:
    full = rulebook.fully_checked(contradictions).findings
    starts = [found.spans[0].start if found.spans else -1 for found in full]
    assert starts == sorted(starts)


@pytest.mark.parametrize("one", RULES, ids=lambda one: one.name)
def test_every_manual_page_is_taken_apart_whole(one: Rule) -> None:
    for language in ("vi", "en"):
        page = rulebook.manual(one, language)  # type: ignore[arg-type]
        assert page.title
        assert len(page.parts) == 4
        assert all(heading and text for heading, text in page.parts)
    written = "".join(" ".join(one.page.split()).split())
    parts = [text for language in ("en", "vi") for _, text in rulebook.manual(one, language).parts]  # type: ignore[arg-type]
    assert all("".join(text.split()) in written for text in parts)


@pytest.mark.parametrize(
    ("words", "found", "not_found"),
    [
        ("", "HD101", None),
        ("DT211", "DT211", "HD101"),
        ("dt2", "DT201", "QT301"),
        ("quota-sum", "QT301", "DT211"),
        ("thời hạn đã qua", "DT211", "HD101"),
        ("THOI HAN da qua", "DT211", "HD101"),
        ("left blank", "HD101", "DT211"),
    ],
)
def test_rules_are_found_by_their_words(words: str, found: str, not_found: str | None) -> None:
    named = {one.code for one in rulebook.find(words)}
    assert found in named
    assert not_found not in named


def test_nonsense_finds_no_rule() -> None:
    assert rulebook.find("xyzzy") == []
