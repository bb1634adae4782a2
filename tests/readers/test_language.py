"""Noise and other languages are told from Vietnamese, however it is typed."""

from __future__ import annotations

import random
import unicodedata

import pytest

from hmtn_ingest.readers import Unreadable, read
from hmtn_ingest.readers.language import problems_of
from parsers.syllables import _ONSETS, _RIMES

PLAN = "Kế hoạch vận động hiến máu tình nguyện năm 2026 của phường Tân Hòa, chỉ tiêu 130 đơn vị máu."


@pytest.mark.parametrize(
    "text",
    [
        PLAN,
        unicodedata.normalize("NFD", PLAN),
        PLAN.upper(),
        "ke hoach van dong hien mau tinh nguyen nam 2026 cua phuong Tan Hoa, chi tieu 130 don vi mau",
        PLAN.replace("hoạch", "ho\u200bạch").replace("máu", "m\u00adáu"),
        "Phụ lục I",
        "STT\tĐơn vị\tChỉ tiêu\n1\tXã Nậm Pung\t45\n2\tXã Mường Hum\t60",
    ],
)
def test_vietnamese(text: str) -> None:
    assert problems_of(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The committee prepares the yearly plan of blood donation for the ward.",
        "Le comité prépare le plan annuel du don de sang, très tôt.",
        "qzx wvb kkj trrp",
        "4 5 6 7 8",
    ],
)
def test_what_is_not(text: str) -> None:
    assert [problem.code for problem in problems_of(text)] == ["not-vietnamese"]


def _built(chance: random.Random) -> str:
    return chance.choice(sorted(_ONSETS)) + chance.choice(sorted(_RIMES))


@pytest.mark.parametrize("seed", range(20))
def test_noise_is_never_ok(seed: int) -> None:
    chance = random.Random(seed)
    noise = {
        "bytes": chance.randbytes(300),
        "signs": bytes(32 + byte % 95 for byte in chance.randbytes(300)),
        "letters of many scripts": "".join(chr(chance.randrange(0x20, 0x2000)) for _ in range(300)).encode(
            errors="replace"
        ),
        "built syllables": " ".join(_built(chance) for _ in range(40)).encode(),
        "shuffled words": " ".join(
            chance.choice(
                [
                    "hiến",
                    "phiên",
                    "tạo",
                    "sông",
                    "đọc",
                    "quỹ",
                    "thuế",
                    "rừng",
                    "mưa",
                    "bệnh",
                    "chiếu",
                    "học",
                    "lũ",
                    "ghế",
                    "vườn",
                    "kẹo",
                ]
            )
            for _ in range(60)
        ).encode(),
    }
    for kind, data in noise.items():
        try:
            problems = [problem.code for problem in read(data, "ke-hoach.txt").problems]
        except Unreadable as refusal:
            problems = [refusal.problem.code]
        assert problems, kind
