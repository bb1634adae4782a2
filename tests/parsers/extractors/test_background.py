"""Numbers that say how things are commit nobody; the same words with something to be done do."""

from __future__ import annotations

import pytest

from parsers.annotate import annotate
from parsers.extractors.figures import targets
from parsers.extractors.times import deadlines
from tests.factory import document

HEAD = "Số: 15/KH-UBND\nTân Lâm, ngày 04 tháng 3 năm 2031\nKẾ HOẠCH\nHiến máu tình nguyện năm 2031\n"
WORK, AIMS = f"{HEAD}II. TỔ CHỨC THỰC HIỆN\n- ", f"{HEAD}II. CHỈ TIÊU\n- "

BACKGROUND = [
    "Ngày 07/4 hằng năm là Ngày toàn dân hiến máu tình nguyện.",
    "Mỗi năm cả nước cần 1,5 triệu đơn vị máu.",
    "Mỗi tháng Bệnh viện đa khoa tỉnh cần khoảng 600 đơn vị máu.",
    "Nhu cầu máu của các bệnh viện trong tỉnh khoảng 12.000 đơn vị mỗi năm.",
    "Tỷ lệ hiến máu của Việt Nam đạt 1,5% dân số.",
    "Theo Tổ chức Y tế thế giới, cần 2% dân số hiến máu hằng năm.",
    "Một lần hiến máu có thể cứu 03 người bệnh.",
    "Toàn xã có 9 thôn, 1.200 hộ, 5.300 nhân khẩu.",
    "Chi đoàn có 45 đoàn viên, Chi hội có 60 hội viên.",
    "Công ty có 1.250 lao động, trong đó 70% là nữ.",
    "Trên địa bàn phường có 12 cơ quan, 5 trường học và 30 doanh nghiệp.",
]
ACTED_ON = [
    ("Chi đoàn có 45 đoàn viên tham gia hiến máu.", 45),
    ("Năm 2031, toàn xã có 120 người đăng ký hiến máu.", 120),
    ("Phấn đấu toàn xã có 9 thôn tổ chức tuyên truyền.", 9),
    ("Mỗi thôn có ít nhất 5 người hiến máu.", 5),
    ("Để đáp ứng nhu cầu máu, vận động 60 đơn vị máu.", 60),
    ("Thành lập 01 câu lạc bộ.", 1),
]


@pytest.mark.parametrize("line", BACKGROUND)
def test_how_things_are_commits_nobody(line: str) -> None:
    annotated = annotate(document(WORK + line))
    assert (targets.extract(annotated), deadlines.extract(annotated)) == ([], [])


@pytest.mark.parametrize(("line", "least"), ACTED_ON)
def test_the_same_words_with_something_to_be_done_do(line: str, least: int) -> None:
    assert [t.quantity.min for t in targets.extract(annotate(document(WORK + line)))] == [least]


def test_in_a_part_of_aims_an_office_can_aim_at_what_it_is_to_have() -> None:
    assert [t.quantity.min for t in targets.extract(annotate(document(f"{AIMS}Toàn xã có 5 chi hội.")))] == [5]
    assert targets.extract(annotate(document(f"{AIMS}Toàn xã có 1.200 hộ, dân số 5.300 người."))) == []
