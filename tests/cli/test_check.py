"""The commands check, rules and explain as a shell sees them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import regex
from typer.testing import CliRunner, Result

from hmtn_ingest.cli import app
from hmtn_ingest.pipeline import ingest
from hmtn_ingest.web.pages.samples import FOLDER
from rules import RULES, check

DRAFT = FOLDER / "du-thao.txt"
CLEAN = FOLDER / "ke-hoach-phuong.pdf"
FAULTY = FOLDER / "mau-thuan.pdf"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_a_line_a_finding_with_its_places() -> None:
    result = run("check", DRAFT)
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert [regex.match(r".*?du-thao\.txt:(\d+): (\w+ [\w-]+) ", line).groups() for line in lines] == [  # type: ignore[union-attr]
        ("3", "HD101 number-blank"),
        ("8", "HD103 date-blank"),
        ("72", "RF502 annex-reference-blank"),
    ]
    assert lines[0].endswith("| dòng 3: “Số: /KH-BCĐ”")


def test_a_file_with_pages_says_the_page() -> None:
    result = run("check", FAULTY, "--select", "deadline-conflict")
    assert regex.match(r".*mau-thuan\.pdf:2:\d+: DT203 deadline-conflict ", result.stdout)
    assert result.stdout.count("trang 2, dòng") == 2


def test_exit_codes() -> None:
    assert run("check", CLEAN).exit_code == 0
    assert run("check", CLEAN, FAULTY).exit_code == 1
    assert run("check", CLEAN, "nowhere.docx").exit_code == 2
    assert run("check", FAULTY, "nowhere.docx").exit_code == 2


def test_a_note_alone_is_no_failure(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    text = (FOLDER / "ke-hoach-phuong.txt").read_text(encoding="utf-8")
    path.write_text(text.replace("Số: 09/KH-BCĐ", "Số: 9/KH-BCĐ"), encoding="utf-8")
    result = run("check", path, "--select", "number-padding")
    assert "HD106 number-padding" in result.stdout
    assert result.exit_code == 0


def test_select_and_ignore() -> None:
    assert "HD103" not in run("check", DRAFT, "--select", "number-blank,RF").stdout
    assert "HD1" not in run("check", DRAFT, "--ignore", "HD").stdout
    assert run("check", DRAFT, "--ignore", "HD,RF,TX", "--ignore", "OL").exit_code == 0


def test_an_unknown_rule_is_wrong_usage_with_a_hint() -> None:
    result = run("check", DRAFT, "--select", "number-blnak")
    assert result.exit_code == 2
    assert "number-blank" in result.output


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--format", "xml", "text, json, sarif, github"),
    ],
)
def test_a_wrong_value_is_refused_in_vietnamese(option: str, value: str, said: str) -> None:
    result = run("check", DRAFT, option, value)
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.replace("│", " ").split())
    assert "Value error" not in result.stderr


def test_json_holds_the_findings_of_the_record() -> None:
    (clean, draft) = json.loads(run("check", CLEAN, DRAFT, "--format", "json").stdout)
    assert (clean["status"], clean["findings"]) == ("ok", [])
    expected = [finding.model_dump(mode="json", by_alias=True) for finding in ingest(DRAFT).findings]
    assert draft["findings"] == expected


def test_github_annotations() -> None:
    first = run("check", DRAFT, "--format", "github").stdout.splitlines()[0]
    assert regex.fullmatch(r"::warning file=.*du-thao\.txt,line=3,col=1,title=HD101 number-blank::.+", first)


def sarif(*files: Path) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(run("check", *files, "--format", "sarif").stdout)
    return log


def test_sarif() -> None:
    log = sarif(DRAFT, FAULTY)
    assert log["version"] == "2.1.0"
    (one_run,) = log["runs"]
    rules = one_run["tool"]["driver"]["rules"]
    assert all(rule["shortDescription"]["text"] and rule["help"]["text"] for rule in rules)
    findings = {name: ingest(path) for name, path in (("draft", DRAFT), ("faulty", FAULTY))}
    assert len(one_run["results"]) == sum(len(record.findings) for record in findings.values())
    for result in one_run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        assert result["message"]["text"]
        assert len(result["locations"]) == 1


def test_sarif_regions_are_where_the_quotes_are() -> None:
    text = ingest(DRAFT).text
    lines = text.split("\n")
    for result in sarif(DRAFT)["runs"][0]["results"]:
        for location in result["locations"] + result.get("relatedLocations", []):
            region = location["physicalLocation"]["region"]
            start = region["charOffset"]
            quote = text[start : start + region["charLength"]]
            assert region["snippet"]["text"] == quote
            if region["startLine"] == region["endLine"]:
                assert lines[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1] == quote


def test_sarif_of_a_clean_file_is_an_empty_run() -> None:
    (one_run,) = sarif(CLEAN)["runs"]
    assert one_run["results"] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_is_listed_and_explained(rule: Any) -> None:
    assert f"{rule.code}  {rule.name} " in run("rules").stdout
    for name in (rule.name, rule.code):
        result = run("explain", name)
        assert result.exit_code == 0
        assert "Cách xử lý:" in result.stdout


def test_explain_of_nothing() -> None:
    assert run("explain", "gap-in-numbers").exit_code == 2


def test_phone_numbers_are_masked(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    text = DRAFT.read_text(encoding="utf-8")
    path.write_text(text + "\nLiên hệ các các ông 0912 345 678 trước.\n", encoding="utf-8")
    for form in ("text", "sarif", "github"):
        assert "345 678" not in run("check", path, "--format", form).stdout


def test_findings_are_part_of_every_record() -> None:
    record = ingest(FAULTY)
    assert [finding.id for finding in record.findings] == [finding.id for finding in check(record)]
    assert all(span.page and span.boxes for finding in record.findings for span in finding.spans)
