"""Whole documents: the specimens raise what their gold says and nothing else above a note, in each of their formats."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import regex

from hmtn_ingest.pipeline import ingest
from samples import make
from tests.reading import record_at

SAMPLES = Path(make.__file__).parent
SHARED = SAMPLES.parent.parent / "shared" / "eval"
GOLD = sorted((SAMPLES / "gold").glob("*.json"))
DOCUMENTS = sorted((SAMPLES / "documents").iterdir())


def gold(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


def above_notes(path: Path) -> set[str]:
    return {finding.name for finding in record_at(path).findings if finding.severity != "info"}


@pytest.mark.documents
@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_specimens_raise_what_their_gold_says(path: Path) -> None:
    assert above_notes(path) == set(gold(SAMPLES / "gold" / f"{path.stem}.json")["must_find"])


@pytest.mark.documents
@pytest.mark.parametrize("path", [path for path in DOCUMENTS if path.suffix == ".txt"], ids=lambda path: path.name)
def test_spelling_and_spaces_change_nothing(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    names = [finding.name for finding in record_at(path).findings]
    other_tones = unicodedata.normalize("NFC", text).replace("òa", "oà").replace("ủy", "uỷ")
    for form in (
        unicodedata.normalize("NFC", text),
        unicodedata.normalize("NFD", text),
        other_tones,
        regex.sub(r"(?<=\p{Ll}) (?=\p{Ll})", "  ", text),
    ):
        assert [finding.name for finding in ingest(form.encode("utf-8"), name=path.name).findings] == names


ANNOTATED = [
    path
    for source in sorted((SHARED / "gold").glob("*.json"))
    for path in sorted((SHARED / "docs").glob(f"{source.stem}.*"))
    if path.suffix in (".txt", ".docx", ".pdf")
]


@pytest.mark.documents
@pytest.mark.skipif(not ANNOTATED, reason="the annotated documents are not here")
@pytest.mark.parametrize("path", ANNOTATED, ids=lambda path: path.name)
def test_annotated_documents(path: Path) -> None:
    expected = gold(SHARED / "gold" / f"{path.stem}.json")
    names = {finding.name for finding in record_at(path).findings}
    missing = [want for want in expected["must_find"] if names.isdisjoint([want] if isinstance(want, str) else want)]
    assert missing == []
    assert names.isdisjoint(expected["must_not_find"])
