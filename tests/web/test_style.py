"""What the style sheets ask of every element of a page, of which a long document has a hundred thousand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

SHEETS = sorted((Path(__file__).resolve().parents[2] / "hmtn_ingest").rglob("*.css"))
# ":has(" that stands on no element, class or attribute of its own
BARE_HAS = re.compile(r"(?:^|[\s>+~,])\*?:has\(", re.MULTILINE)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.relative_to(SHEETS[0].parents[1]).as_posix())
def test_no_selector_looks_into_every_element(sheet: Path) -> None:
    assert BARE_HAS.findall(sheet.read_text(encoding="utf-8")) == []


def test_one_that_did_is_found() -> None:
    assert BARE_HAS.findall('[role="dialog"] :has(> [data-testid="stErrorCodeBlock"]) > * { display: none; }')
