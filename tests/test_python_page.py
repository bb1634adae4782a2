"""The page docs/python.md: its blocks run one after the other, and print what stands below them."""

from __future__ import annotations

import contextlib
import io
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "python.md"

# a block of code, with the block of its output where there is one
_BLOCK = re.compile(r"^```python\n(?P<code>.*?)^```\n(?:\n```text\n(?P<output>.*?)^```\n)?", re.MULTILINE | re.DOTALL)


def test_the_page_runs_and_prints_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "samples" / "documents", tmp_path / "samples" / "documents")
    monkeypatch.chdir(tmp_path)
    blocks = list(_BLOCK.finditer(PAGE.read_text(encoding="utf-8")))
    assert len(blocks) >= 5
    names: dict[str, object] = {}
    printed = []
    for block in blocks:
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            exec(compile(block["code"], str(PAGE), "exec"), names)
        printed.append(out.getvalue())
    assert printed == [block["output"] or "" for block in blocks]


def test_nothing_is_loaded_before_it_is_asked_for() -> None:
    code = (
        "import sys, hmtn_ingest; print([name for name in ('spacy', 'pydantic', 'xlsxwriter') if name in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout == "[]\n"


def test_the_package_says_what_it_offers() -> None:
    import hmtn_ingest

    assert set(hmtn_ingest.__all__) <= set(dir(hmtn_ingest))
    assert all(callable(getattr(hmtn_ingest, name)) for name in hmtn_ingest.__all__)
    with pytest.raises(AttributeError, match="no attribute 'extract'"):
        hmtn_ingest.extract  # noqa: B018
