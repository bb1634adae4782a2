"""A damaged file is read whole, or says that it is not: whatever is done to it, no text goes in silence."""

from __future__ import annotations

import io
import random
from collections import Counter
from email.message import EmailMessage
from functools import cache
from pathlib import Path

import pikepdf
import pytest

from hmtn_ingest.readers import FileMember, Unreadable, members, read
from parsers.document import Problem
from tests.hostile.damage import damaged
from tests.hostile.packages import archive
from tests.readers import annex
from tests.readers.compound import outlook
from tests.readers.old_workbook import Shown, old_workbook

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "documents"
A_TIME = 15
"""Damaged files a test."""
SEEDS = [0, *(pytest.param(seed, marks=pytest.mark.deep) for seed in range(1, 60))]
LOST = 0.02
"""Of the words; a single changed letter changes a word, and can be told from nothing."""


@cache
def originals(ending: str) -> list[bytes]:
    if ending == "xlsx":
        return [annex.workbook()]
    if ending == "xls":
        cells = {
            (row, column): value if isinstance(value, str) else Shown(value, "#,##0")
            for row, values in enumerate(annex.ROWS)
            for column, value in enumerate(values)
            if value is not None
        }
        return [old_workbook(cells)]
    if ending in ("msg", "eml"):
        plan, letter = (SAMPLES / "thong-bao.txt").read_text(encoding="utf-8"), SAMPLES / "cong-van.txt"
        files = {letter.name: letter.read_bytes(), "Phụ lục.xlsx": annex.workbook()}
        return [outlook("Gửi", "Hội Chữ thập đỏ", plan, files) if ending == "msg" else mail(plan, files)]
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


def mail(text: str, files: dict[str, bytes]) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"], message["Message-ID"] = "hctd@vidu.vn", "Gửi Kế hoạch", "<1@vidu.vn>"
    message.set_content(text, cte="quoted-printable")
    message.add_alternative("".join(f"<p>{line}</p>" for line in text.splitlines()), subtype="html")
    for name, data in files.items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    message.set_boundary("b1")
    next(iter(message.iter_parts())).set_boundary("b2")  # type: ignore[attr-defined]
    return message.as_bytes()


def found_in(data: bytes, name: str) -> tuple[Counter[str], list[Problem]]:
    """The words of a document, or of all that a container holds, and what is wrong with it."""
    words: Counter[str] = Counter()
    problems: list[Problem] = []
    for member in members(data, name) or [FileMember(name, data)]:
        try:
            if member.problem is not None:
                problems.append(member.problem)
                continue
            document = read(member.data, member.name)
            words.update(document.text.split())
            problems += document.problems
        except Unreadable as refusal:
            problems.append(refusal.problem)
    return words, problems


@cache
def words(data: bytes, name: str) -> Counter[str]:
    return found_in(data, name)[0]


@pytest.mark.parametrize("ending", ["pdf", "docx", "xlsx", "txt", "xls", "eml", "msg"])
@pytest.mark.parametrize("seed", SEEDS)
def test_no_text_goes_in_silence(ending: str, seed: int) -> None:
    silent = []
    for number in range(A_TIME):
        chance = random.Random(seed * 1000 + number)
        original = chance.choice(originals(ending))
        kind, file = damaged(original, chance)
        try:
            found, problems = found_in(file, f"a.{ending}")
        except Unreadable:
            continue
        whole = words(original, f"a.{ending}")
        lost, new = (whole - found).total() / whole.total(), (found - whole).total() / whole.total()
        if not problems and lost > LOST and lost - new > LOST and not _is_plain(ending, kind):
            silent.append((seed * 1000 + number, kind, round(lost, 3)))
    assert silent == []


def _is_plain(ending: str, kind: str) -> bool:
    """A text that was cut is a shorter text: nothing in it tells."""
    return ending == "txt" and kind in ("cut-end", "drop-middle", "swap", "drop-tag")
