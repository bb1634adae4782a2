"""``explain FILE --fact ID``, and ``evaluate --by clue``, as a shell sees them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from hmtn_ingest.cli import app
from tests.reading import record_at

SAMPLES = Path(__file__).parent.parent.parent / "samples"
PLAN = SAMPLES / "documents" / "ke-hoach-phuong.txt"


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    return result.exit_code, result.output


@pytest.mark.parametrize("kind", ["targets", "obligations", "deadlines", "events", "recipients"])
def test_a_fact_says_why_it_is_there(kind: str) -> None:
    fact = getattr(record_at(PLAN), kind)[0]
    code, output = run("explain", PLAN, "--fact", fact.id)
    assert code == 0
    assert fact.id in output
    assert " ".join(fact.spans[0].quote.split())[:40] in output
    assert ("weights add up" in output) == (kind in ("targets", "obligations"))


def test_weights_are_listed_with_the_heaviest_first() -> None:
    _, output = run("explain", PLAN, "--fact", record_at(PLAN).obligations[0].id)
    weights = [abs(float(line.split()[0])) for line in output.splitlines() if line.strip().startswith(("+", "-"))]
    assert len(weights) > 3
    assert weights == sorted(weights, reverse=True)


def test_doubts_are_said_in_both_languages() -> None:
    path = SAMPLES / "documents" / "mau-thuan.txt"
    record = record_at(path)
    doubted = next(one for name in ("dates", "events", "deadlines") for one in getattr(record, name) if one.doubts)
    _, output = run("explain", path, "--fact", doubted.id)
    assert f"doubt {doubted.doubts[0]}: " in output


def test_phones_are_hidden() -> None:
    contact = record_at(PLAN).contacts[0]
    assert contact.phone
    assert contact.phone not in run("explain", PLAN, "--fact", contact.id)[1]


@pytest.mark.parametrize("arguments", [(PLAN, "--fact", "target-0000000000"), ("nowhere.txt", "--fact", "x")])
def test_what_is_not_there_is_refused(arguments: tuple[object, ...]) -> None:
    assert run("explain", *arguments)[0] == 2


def test_use_and_precision_of_each_clue(tmp_path: Path) -> None:
    gold = SAMPLES / "gold" / "ke-hoach-phuong.json"
    saved = tmp_path / "saved.json"
    code, output = run("evaluate", PLAN, gold, "--by", "clue", "--output", saved)
    assert code == 0
    assert "targets: blood" in output
    assert "wrong when sure" in output.replace("\n", " ")
    assert json.loads(saved.read_text())["documents"][0]["trust"]["codes"]["targets: blood"][1] == 0
