"""The tuple of rules and the files on disk agree; every rule has its page; findings keep their ids."""

from __future__ import annotations

import datetime
import importlib
from pathlib import Path

import pytest
import regex

import rules
from rules import RULES, chosen
from rules.rule import Rule
from tests.rules.factory import findings

FOLDER = Path(rules.__file__).parent
FAMILIES = ("HD", "OL", "DT", "QT", "BO", "RF", "TX", "RD")
PARTS = (
    "What it finds:", "Why it matters:", "Example:", "How to resolve:",
    "Phát hiện:", "Vì sao:", "Ví dụ:", "Cách xử lý:",
)  # fmt: skip


def test_tuple_equals_files_on_disk() -> None:
    on_disk = {
        importlib.import_module(f"rules.{path.parent.name}.{path.stem}").RULE
        for path in FOLDER.glob("*/*.py")
        if not path.stem.startswith("_") and path.parent.name != "support"
    }
    assert {rule.name for rule in on_disk} == {rule.name for rule in RULES}


def test_codes_are_unique_and_in_order() -> None:
    codes = [rule.code for rule in RULES]
    assert len(set(codes)) == len(codes)
    assert codes == sorted(codes, key=lambda code: (FAMILIES.index(code[:2]), code))
    assert len({rule.name for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rule_is_well_formed(rule: Rule) -> None:
    assert regex.fullmatch(r"(?:HD1|OL1|DT2|QT3|BO4|RF5|TX6|RD9)\d\d", rule.code)
    assert regex.fullmatch(r"[a-z]+(?:-[a-z]+)+", rule.name)
    module = rule.check.__module__
    assert module == f"rules.{rule.family.lower()}.{rule.name.replace('-', '_')}"
    assert importlib.import_module(module).RULE is rule


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_page_has_its_four_parts_in_both_languages(rule: Rule) -> None:
    assert rule.page.startswith(f"{rule.name}: ")
    places = [rule.page.find(f"\n{part}") for part in PARTS]
    assert -1 not in places, [part for part, place in zip(PARTS, places, strict=True) if place < 0]
    assert places == sorted(places)
    contents = regex.split("|".join(map(regex.escape, PARTS)), rule.page)[1:]
    assert all(len(content.split()) >= 5 for content in contents)


def test_selectors() -> None:
    names = {rule.name for rule in chosen(["numbering-gap", "HD101"])}
    assert names == {"numbering-gap", "number-blank"}
    assert {rule.family for rule in chosen(["TX"], preview=True)} == {"TX"}
    assert "number-blank" not in {rule.name for rule in chosen(ignore=["hd"])}
    with pytest.raises(ValueError, match="numbering-gaps"):
        chosen(["numbering-gaps"])


def test_preview_rules_are_off_by_default() -> None:
    assert not any(rule.preview for rule in chosen())
    assert set(chosen(preview=True)) == set(RULES)


def test_a_rule_says_no_more_than_twenty_things_and_counts_the_rest() -> None:
    """Thirty wrong weekdays: nineteen by themselves, and eleven in the last finding, which leads to each of them."""
    days = "".join(f"- Đợt {n}: thứ Sáu, ngày {n}/3/2026, tại nhà văn hóa thôn {n}.\n" for n in range(1, 32))
    told = [one for one in findings(f"LỊCH HIẾN MÁU\n{days}") if one.name == "weekday-mismatch"]
    wrong = [n for n in range(1, 32) if datetime.date(2026, 3, n).weekday() != 4]
    assert len(told) == 20
    assert [len(one.spans) for one in told] == [1] * 19 + [len(wrong) - 19]
    assert told[-1].message_vi.startswith(f"{len(wrong) - 19} chỗ: ")
    assert told[-1].message_en.startswith(f"{len(wrong) - 19} places: ")
    assert len({one.id for one in told}) == 20
