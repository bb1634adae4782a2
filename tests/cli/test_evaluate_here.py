"""``evaluate --here``: the score of this installation by what people decided, as a shell sees it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from hmtn_ingest.cli import app
from hmtn_ingest.pipeline import ingest
from hmtn_ingest.review.drafts import accept, edit, reject
from hmtn_ingest.service.actor import local_actor
from hmtn_ingest.service.documents import open_documents
from hmtn_ingest.web.pages.samples import FOLDER

PLAN = FOLDER / "ke-hoach-huyen.txt"


def test_what_people_decided_is_printed_and_exported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HMTN_DATABASE_URL", f"sqlite:///{tmp_path / 'kho.sqlite3'}")
    documents, clerk = open_documents(), local_actor("Lò Thị Ín")
    number = documents.keep(PLAN.read_bytes(), ingest(PLAN), clerk).document
    reviewed = documents.open(number, clerk)
    first, second, third = [key for key in reviewed.states if key.startswith("obligation-")][:3]
    said = [accept(reviewed, first), edit(reviewed, second, {"/action": "Lập danh sách"}), reject(reviewed, third)]
    documents.decide(number, said, clerk)
    assert documents.scores(clerk, without=number) == {}
    documents.close()

    saved = tmp_path / "here.json"
    result = CliRunner().invoke(app, ["evaluate", "--here", "--output", str(saved)])
    assert result.exit_code == 0, result.output
    assert "1/3" in result.stdout
    assert json.loads(saved.read_text(encoding="utf-8"))["here"] == {
        "obligation": {"right": 1, "judged": 3, "missed": 0}
    }


def test_an_installation_without_documents_has_no_score(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "khong-co.sqlite3"
    monkeypatch.setenv("HMTN_DATABASE_URL", f"sqlite:///{file}")
    assert CliRunner().invoke(app, ["evaluate", "--here"]).exit_code == 0
    assert not file.exists()  # looking for one makes none


@pytest.mark.parametrize("arguments", [[], [str(PLAN)], [str(PLAN), "--here"]])
def test_records_need_gold(arguments: list[str]) -> None:
    assert CliRunner().invoke(app, ["evaluate", *arguments]).exit_code == 2
