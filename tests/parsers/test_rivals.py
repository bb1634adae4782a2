"""Facts beside which another body is named say so; those that are told apart do not."""

from __future__ import annotations

import pytest

from hmtn_ingest.pipeline import extract
from parsers.records import DocumentRecord, Source
from tests.factory import plan

SOURCE = Source(file_name="ke-hoach.txt", sha256="0", media_type="text/plain", reader="test")


def read(text: str) -> DocumentRecord:
    return extract(plan(text), SOURCE)


TARGETS = [
    ("1. Đoàn Thanh niên xã\n- Phấn đấu vận động 30 người đăng ký hiến máu.", False),
    ("1. Đoàn Thanh niên xã\n- Vận động đoàn viên hiến máu; mỗi trường học vận động ít nhất 30 người đăng ký.", True),
]


@pytest.mark.parametrize(("text", "doubtful"), TARGETS)
def test_a_target_of_others_than_those_whose_duty_it_is(text: str, doubtful: bool) -> None:
    record = read(f"II. TỔ CHỨC THỰC HIỆN\n{text}\n2. Công an xã\n- Bảo đảm an ninh, trật tự tại điểm hiến máu.")
    (target,) = record.targets
    assert ("weak-body" in target.doubts) is doubtful


NEAR = [
    "Ban Chỉ đạo đề nghị các đơn vị triển khai một số việc sau:\n1. Vận động ít nhất 15 người đăng ký hiến máu."
    "\n2. Gửi danh sách về Hội Chữ thập đỏ xã trước ngày 05/3/2027.",
    "1. Toàn xã vận động ít nhất 240 đơn vị máu.\n2. Chia thành các đợt: đợt 1 là 130 đơn vị máu, đợt 2 là 110 đơn vị máu.",
    "1. Trong năm, 80% cơ sở giáo dục tư thục trên địa bàn phối hợp tuyên truyền về hiến máu.",
]


@pytest.mark.parametrize("text", NEAR)
def test_bodies_of_a_lead_in_of_the_whole_and_of_a_share_are_no_doubt(text: str) -> None:
    record = read(f"II. CHỈ TIÊU\n{text}")
    assert record.targets
    assert not any("weak-body" in fact.doubts for fact in (*record.targets, *record.obligations))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- Ngày 05/8/2026: Trường THPT Nà Hoa, dự kiến 90 đơn vị máu.", ["weak-body"]),
        ("- Ngày 05/8/2026, Trường THPT Nà Hoa tiếp nhận 90 đơn vị máu.", []),
    ],
)
def test_a_body_where_a_place_would_stand(line: str, expected: list[str]) -> None:
    record = read(f"II. LỊCH\n1. Tiếp nhận lưu động\n{line}")
    assert [one for target in record.targets for one in target.doubts if one == "weak-body"] == expected
