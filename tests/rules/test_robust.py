"""Whatever the text, rules give findings that stand on it, the same each time, and never an exception."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Iterable

import pytest

import rules
from parsers.records import DocumentRecord, Source
from rules import RULES, check
from rules.context import Context
from rules.rule import Hit
from tests.growth import grows_with_length_only
from tests.rules.factory import PLAN, findings, planted, record

SEEDS = range(12)


def soup(seed: int) -> str:
    """The lines, and in some of them the words, of the clean plan in any order."""
    chance = random.Random(seed)
    lines = PLAN.split("\n") * chance.choice((1, 2))
    chance.shuffle(lines)
    for at in chance.sample(range(len(lines)), len(lines) // 3):
        words = lines[at].split(" ")
        chance.shuffle(words)
        lines[at] = chance.choice((" ", "\n", "\t", "  ")).join(words)
    return "\n".join(lines)


@pytest.mark.parametrize("seed", SEEDS)
def test_soup(seed: int) -> None:
    mixed = record(soup(seed))
    found = check(mixed, preview=True)
    assert found == check(mixed, preview=True)
    for finding in found:
        assert finding.message_vi
        assert finding.message_en
        assert "program failed" not in finding.message_en
        assert all(mixed.text[span.start : span.end] == span.quote for span in finding.spans)
    assert len({finding.id for finding in found}) == len(found)


def test_nothing_to_read() -> None:
    source = Source(file_name="x.txt", sha256="", media_type="text/plain", reader="text")
    assert check(DocumentRecord(source=source, status="ok"), preview=True) == []
    assert check(DocumentRecord(source=source, status="failed", text=PLAN), preview=True) == []


def test_a_rule_that_fails_is_named_and_costs_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(context: Context) -> Iterable[Hit]:
        yield Hit([context.heading], "trước khi lỗi", "before it fails")
        raise ValueError(context.prose.text)

    plan = record(planted("III. TỔ CHỨC THỰC HIỆN", "IV. TỔ CHỨC THỰC HIỆN"))
    before = check(plan)
    broken = [dataclasses.replace(rule, check=fails) if rule.code == "DT207" else rule for rule in RULES]
    monkeypatch.setattr(rules, "RULES", tuple(broken))
    (told,) = [found for found in check(plan) if found not in before]
    assert (told.code, told.name) == ("RD904", "not-checkable")
    assert "“year-stale” (DT207)" in told.message_vi
    assert "ValueError" in told.message_vi
    assert "KẾ HOẠCH" not in told.message_vi
    assert [found for found in check(plan) if found != told] == before


def test_ids_stay_when_other_text_changes() -> None:
    one = planted("III. TỔ CHỨC THỰC HIỆN", "IV. TỔ CHỨC THỰC HIỆN")
    two = planted("3. Địa điểm: Nhà văn hóa xã.", "3. Địa điểm: Nhà văn hóa xã Suối Lạnh, đường Bờ Suối.", one)
    (before,), (after,) = findings(one), findings(two)
    assert before.id == after.id
    assert before.spans[1].start != after.spans[1].start


@pytest.mark.documents
@pytest.mark.parametrize(
    "line", ["tô chức triểt “1. ", "1. Vận vận động\n\n", "Phụ lục I kèm theo (Kèm theo Kế hoạch số /KH ", "a) "]
)
def test_cost_grows_with_length_only(line: str) -> None:
    def work(text: DocumentRecord) -> None:
        check(text, preview=True)

    assert grows_with_length_only(work, record(line * 500), record(line * 4000))


@pytest.mark.documents
@pytest.mark.parametrize("end", [", ", ".\n\n"], ids=["one sentence", "a paragraph each"])
def test_many_deadlines_for_one_paper(end: str) -> None:
    """Each is compared with others: "gửi danh sách …" is due on many days."""

    def lists(count: int) -> DocumentRecord:
        days = (f"{1 + at % 28:02}/{1 + at // 28 % 12:02}/2026" for at in range(count))
        return record("".join(f"Gửi danh sách về Hội Chữ thập đỏ huyện trước ngày {day}{end}" for day in days))

    def work(text: DocumentRecord) -> None:
        check(text, preview=True)

    few, many = lists(100), lists(800)
    assert len(many.deadlines) == 800
    assert grows_with_length_only(work, few, many)


def test_no_rule_needs_another() -> None:
    text = record(soup(3))
    together = {finding.id for finding in check(text)}
    alone = {finding.id for rule in RULES for finding in check(text, select=[rule.name])}
    assert together == alone
