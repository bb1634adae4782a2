"""A damaged file is read whole, or says that it is not: whatever is done to it, no text goes in silence."""

from __future__ import annotations

import io
import random
from collections import Counter
from functools import cache
from pathlib import Path

import pikepdf
import pytest

from hmtn_ingest.readers import Unreadable, read
from tests.hostile.damage import damaged
from tests.hostile.packages import archive
from tests.readers import annex

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "documents"
A_TIME = 15
"""Damaged files a test."""
SEEDS = [*range(3), *(pytest.param(seed, marks=pytest.mark.deep) for seed in range(3, 60))]
LOST = 0.02
"""Of the words; a single changed letter changes a word, and can be told from nothing."""


@cache
def originals(ending: str) -> list[bytes]:
    if ending == "xlsx":
        return [annex.workbook()]
    if ending == "zip":
        return [archive({path.name: path.read_bytes() for path in sorted(SAMPLES.glob("c*.*"))})]
    files = [path.read_bytes() for path in sorted(SAMPLES.glob(f"*.{ending}"))[:4]]
    return [variant for file in files for variant in _variants(file)] if ending == "pdf" else files


def _variants(file: bytes) -> list[bytes]:
    """The same PDF with its objects packed together, and with all of them laid open."""
    found = [file]
    for settings in (
        {"object_stream_mode": pikepdf.ObjectStreamMode.generate},
        {"compress_streams": False, "stream_decode_level": pikepdf.StreamDecodeLevel.generalized},
    ):
        with pikepdf.open(io.BytesIO(file)) as pdf:
            target = io.BytesIO()
            pdf.save(target, static_id=True, **settings)  # type: ignore[arg-type]
        found.append(target.getvalue())
    return found


@cache
def words(data: bytes, name: str) -> Counter[str]:
    return Counter(read(data, name).text.split())


@pytest.mark.parametrize("ending", ["pdf", "docx", "xlsx", "txt"])
@pytest.mark.parametrize("seed", SEEDS)
def test_no_text_goes_in_silence(ending: str, seed: int) -> None:
    silent = []
    for number in range(A_TIME):
        chance = random.Random(seed * 1000 + number)
        original = chance.choice(originals(ending))
        kind, file = damaged(original, chance)
        try:
            document = read(file, f"a.{ending}")
        except Unreadable:
            continue
        whole, found = words(original, f"a.{ending}"), Counter(document.text.split())
        lost, new = (whole - found).total() / whole.total(), (found - whole).total() / whole.total()
        if not document.problems and lost > LOST and lost - new > LOST and not _is_plain(ending, kind):
            silent.append((seed * 1000 + number, kind, round(lost, 3)))
    assert silent == []


def _is_plain(ending: str, kind: str) -> bool:
    """A text that was cut is a shorter text: nothing in it tells."""
    return ending == "txt" and kind in ("cut-end", "drop-middle", "swap", "drop-tag")
