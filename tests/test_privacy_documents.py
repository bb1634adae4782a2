"""Over real documents beside the project, where they are: no code, date, amount or quota is taken for personal data."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hmtn_ingest.privacy import mask_personal_data
from hmtn_ingest.readers import read
from parsers.text import NormalisedText

SHARED = Path(__file__).resolve().parents[2] / "shared"
READABLE = (".txt", ".md", ".docx", ".pdf", ".xlsx")
NOT_DOCUMENTS = ("README.md", "GUIDE.md")

# told without the program: "12/KH-UBND" · "ngày 12/3/2026" · "tháng 3 năm 2026" · "1.250 người" · a cell of a table
_PLAIN = re.compile(
    r"\d+(?:/\d{4})?[/-][A-ZĐ]{2,}|ngày \d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?|tháng \d{1,2}(?:/| năm )\d{4}"
    r"|\d[\d.,]*(?: (?:đồng|triệu|tỷ|người|đơn vị|lượt|%)|%)|(?<=\t)\d{1,6}(?=[\t\n])"
)


def documents() -> list[Path]:
    found = [p for part in ("eval", "corpus") for p in sorted((SHARED / part).rglob("*")) if p.suffix in READABLE]
    return [p for p in found if p.name not in NOT_DOCUMENTS and "scan" not in p.name and "scans" not in p.parts]


def gold_words(path: Path) -> set[str]:
    """The quotes and codes of the gold that lies beside a document."""
    beside = [folder / f"{path.stem}.json" for folder in (path.parent, path.parent.parent, path.parent.parent / "gold")]
    gold = next((json.loads(one.read_text(encoding="utf-8")) for one in beside if one.exists()), {})
    return {words for words in _words({k: v for k, v in gold.items() if k != "contacts"}) if re.search(r"\d", words)}


def _words(value: Any, key: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, one in value.items():
            yield from _words(one, name)
    elif isinstance(value, list):
        for one in value:
            yield from _words(one, key)
    elif isinstance(value, str) and key in ("quote", "code", "edtf"):
        yield value


@pytest.mark.documents
@pytest.mark.skipif(not documents(), reason="no ../shared beside the project")
@pytest.mark.parametrize("path", documents(), ids=lambda path: "/".join(path.parts[-2:]))
def test_nothing_but_personal_data_is_hidden(path: Path) -> None:
    text = NormalisedText(read(path.read_bytes(), path.name)).text
    masked = mask_personal_data(text)
    stretches = {match.span() for match in _PLAIN.finditer(text)}
    stretches |= {match.span() for words in gold_words(path) for match in re.finditer(re.escape(words), text)}
    assert [text[a:b] for a, b in sorted(stretches) if text[a:b] != masked[a:b]] == []
