"""Signs before words are in the font that the pages bring along: elsewhere a reader sees an empty box."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "hmtn_ingest"
SHOWN = [
    *sorted((PACKAGE / "i18n").glob("*.toml")),
    *sorted(path for path in (PACKAGE / "web").rglob("*") if path.suffix in (".css", ".js", ".html")),
]

IN_FONT = set("✓✗▲●○▶▸×−≠≥≤→←↓↑›«»“”‘’–—…·•©")
"""Of the signs that Source Sans has, as Streamlit ships it, those that stand somewhere."""

DRAWN = {"🩸": "the mark of the browser's tab, which the system draws", "�": "said of a letter that is none"}


@pytest.mark.parametrize("path", SHOWN, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_every_sign_is_in_the_font(path: Path) -> None:
    signs = {
        sign
        for sign in path.read_text(encoding="utf-8")
        if ord(sign) > 127 and unicodedata.category(sign)[0] not in "LMZC"
    }
    assert sorted(signs - IN_FONT - DRAWN.keys()) == []
