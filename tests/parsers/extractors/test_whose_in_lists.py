"""Whose a number is where several are named in one sentence, each with its own, or where something else is meant."""

from __future__ import annotations

import pytest

from parsers.annotate import annotate
from parsers.extractors.figures import targets
from parsers.extractors.obligations import obligations
from tests.factory import document

HEAD = "Số: 12/KH-UBND\nKhe Mây, ngày 05 tháng 01 năm 2031\nKẾ HOẠCH\nHiến máu năm 2031\n"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "III. PHÂN CÔNG\n1. Hội Chữ thập đỏ xã vận động: Thôn 9 cử 06 người, các Thôn 4, 5 mỗi thôn 03 người, các thôn còn lại mỗi thôn ít nhất 02 người.",
            [["Thôn 9"], ["Thôn 4", "Thôn 5"], ["các thôn còn lại"]],
        ),
        (
            "II. CHỈ TIÊU\n1. Mỗi bản có 01 đội vận động; 80% dân số trưởng thành được tuyên truyền.",
            [["Mỗi bản"], []],
        ),
        ("II. CHỈ TIÊU\n1. Tỉnh giao 360 đơn vị máu.", [[]]),
        (
            "III. PHÂN CÔNG\n1. Công an xã bố trí 05 người giữ trật tự, Ban Chỉ huy Quân sự xã bố trí 12 dân quân dựng rạp.",
            [["Công an xã"], ["Ban Chỉ huy Quân sự xã"]],
        ),
        ("II. CHỈ TIÊU\n1. Toàn LLVT huyện có ít nhất 90 người đăng ký.", [["Toàn LLVT huyện"]]),
        (
            "II. CHỈ TIÊU\n1. Phân bổ: hai ấp Khe Mây và Rạch Sen mỗi ấp 20 đơn vị máu.",
            [["ấp Khe Mây", "ấp Rạch Sen"]],
        ),
    ],
)  # fmt: skip
def test_whose_each_number_is(line: str, expected: list[list[str]]) -> None:
    found = targets.extract(annotate(document(HEAD + line)))
    assert [[b.name for b in t.bodies] for t in found] == expected


def test_a_heading_that_says_which_bodies_gives_them_its_items() -> None:
    letter = (
        f"{HEAD}Ban Chỉ đạo đề nghị các cơ quan, đơn vị phối hợp như sau:\n1. Công an xã giữ trật tự.\n"
        "2. Ủy ban nhân dân các xã đăng cai\na) Giao Trạm Y tế lập danh sách.\nb) Bố trí địa điểm rộng rãi."
    )
    found = obligations.extract(annotate(document(letter)))
    assert [[b.name for b in o.bodies] for o in found if o.action.startswith("Bố trí")] == [["Ủy ban nhân dân các xã"]]
