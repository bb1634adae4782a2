"""Whose a number or a piece of work is where titles, requests and short names stand around it."""

from __future__ import annotations

import pytest

from parsers.annotate import annotate
from parsers.extractors.figures import targets
from parsers.extractors.obligations import obligations
from parsers.extractors.times import deadlines
from tests.factory import document

HEAD = "Số: 15/KH-UBND\nTân Lâm, ngày 04 tháng 3 năm 2031\nKẾ HOẠCH\nHiến máu tình nguyện năm 2031\nII. CHỈ TIÊU\n"
WORK = HEAD.replace("II. CHỈ TIÊU", "III. TỔ CHỨC THỰC HIỆN")


@pytest.mark.parametrize(
    ("line", "bodies"),
    [
        ("Tỉnh giao xã Tân Lâm 150 đơn vị máu.", [["xã Tân Lâm"]]),
        ("Năm 2031 xã tổ chức 03 đợt hiến máu.", [["xã"]]),
        ("Cán bộ xã và giáo viên các trường: ít nhất 25% số người đủ sức khỏe.", [["Cán bộ xã và giáo viên các trường"]]),
        ("Kiểm tra 130 cơ sở, trong đó tuyến huyện 40 cơ sở, tuyến xã 90 cơ sở.", [[], ["tuyến huyện"], ["tuyến xã"]]),
        ("Có 240 người đăng ký, trong đó viên chức, người lao động bệnh viện là 90 người.",
         [[], ["viên chức, người lao động bệnh viện"]]),
        ("Duy trì 12 tổ xung kích, mỗi tổ có ít nhất 05 cộng tác viên.", [[], ["mỗi tổ"]]),
        ("Toàn xã tổ chức 18 hội nghị, mỗi thôn, bản 02 hội nghị.", [["Toàn xã"], ["mỗi thôn, bản"]]),
        ("Toàn tỉnh tiếp nhận 900 đơn vị máu; mỗi điểm cố định từ 150 đơn vị máu trở lên.",
         [["Toàn tỉnh"], ["mỗi điểm cố định"]]),
        ("Mỗi khoa lâm sàng và phòng chức năng không dưới 04 đơn vị máu.", [["Mỗi khoa lâm sàng và phòng chức năng"]]),
    ],
)  # fmt: skip
def test_whose_a_number_is(line: str, bodies: list[list[str]]) -> None:
    found = targets.extract(annotate(document(f"{HEAD}1. {line}")))
    assert [[body.name for body in target.bodies] for target in found] == bodies


@pytest.mark.parametrize("title", ["Chính quyền số", "Trường học hạnh phúc", "Doanh nghiệp số", "Chính quyền điện tử"])
def test_what_a_title_wants_them_to_be_is_nobody(title: str) -> None:
    annotated = annotate(document(f"{HEAD}1. {title}\n- Tỷ lệ hồ sơ trực tuyến đạt từ 75% trở lên."))
    assert [target.bodies for target in targets.extract(annotated)] == [[]]
    assert obligations.extract(annotated) == []


@pytest.mark.parametrize(
    ("line", "bound", "indicator"),
    [
        ("Huy động ít nhất 50 đoàn viên tham gia lễ ra quân.", "at_least", "other"),
        ("Trường huy động 120 học sinh dự lễ.", "exactly", "other"),
        ("Mở lớp tập huấn kỹ năng tuyên truyền, tư vấn cho 45 cộng tác viên.", "exactly", "other"),
        ("Vận động 50 đoàn viên tham gia Lễ hội Xuân hồng.", "exactly", "registrants"),
    ],
)
def test_people_who_come_to_something_else_are_no_donors(line: str, bound: str, indicator: str) -> None:
    (target,) = targets.extract(annotate(document(f"{WORK}1. Hội Chữ thập đỏ xã\n- {line}")))
    assert (target.quantity.comparator, target.quantity.indicator) == (bound, indicator)


def test_a_bound_goes_for_the_share_beside_it() -> None:
    line = "Ít nhất 80% người bán hàng và 70% người chế biến thức ăn được phổ biến kiến thức."
    found = targets.extract(annotate(document(f"{HEAD}1. {line}")))
    assert [(t.quantity.comparator, t.quantity.min) for t in found] == [("at_least", 80), ("at_least", 70)]


@pytest.mark.parametrize(
    ("part", "bodies"),
    [
        ("1. Yêu cầu các đơn vị\na) Sở Nội vụ\nChỉ đạo các phòng cử công chức tham gia.\nb) Hội Chữ thập đỏ tỉnh\n"
         "Đôn đốc việc thực hiện lịch.", [["Sở Nội vụ"], ["Hội Chữ thập đỏ tỉnh"]]),
        ("1. Các trường học, Công ty may Bình Yên\nVận động giáo viên, công nhân; gửi danh sách về Phòng Y tế. Đề nghị "
         "Công ty may Bình Yên cho công nhân nghỉ ca sáng.", [["Các trường học", "Công ty may Bình Yên"]]),
        ("1. Đơn vị đăng cai các đợt\nChuẩn bị địa điểm, nước uống. Riêng đợt 2, đề nghị Đoàn xã bố trí đội hình.",
         [["Đơn vị đăng cai các đợt", "Đoàn xã"]]),
        ("1. Trung tâm Phục vụ hành chính công, Văn phòng HĐND và UBND xã\nVăn phòng bố trí hội trường, loa đài.",
         [["Văn phòng HĐND và UBND xã"]]),
        ("1. Các trường\nNăm nay số học sinh tăng nhanh. Vì vậy các đơn vị cần:\n- Rà soát phòng học.",
         [["các đơn vị"]]),
        ("1. Các phòng, ban gửi báo cáo về Văn phòng UBND xã hằng ngày (qua bộ phận trực; đ/c Lò Văn Sính trực ban).",
         [["Các phòng, ban"]]),
        ("1. Trung tâm cho dán thông báo tại nơi tiếp dân.", [["Trung tâm"]]),
    ],
)  # fmt: skip
def test_who_has_to_do_it(part: str, bodies: list[list[str]]) -> None:
    found = obligations.extract(annotate(document(f"{WORK}{part}")))
    assert [[body.name for body in obligation.bodies] for obligation in found] == bodies


def test_each_clause_of_a_list_has_its_own_time() -> None:
    found = targets.extract(annotate(document(f"{HEAD}1. Quý I: 2 đợt, 300 đơn vị; quý II: 3 đợt, 450 đơn vị.")))
    shown = [(t.quantity.min, t.quantity.indicator, t.period.edtf if t.period else None) for t in found]
    assert shown == [
        (2, "events", "2031-33"), (300, "blood_units", "2031-33"),
        (3, "events", "2031-34"), (450, "blood_units", "2031-34"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "indicators"),
    [
        ("Ban Chỉ đạo giao UBND các xã: xã Mường Lò 100 đơn vị, xã Nà Phja 90 đơn vị.", ["blood_units", "blood_units"]),
        ("Đoàn kiểm tra làm việc tại 03 đơn vị, xã Mường Lò 01 buổi.", ["events"]),
        ("Ra mắt 01 câu lạc bộ với ít nhất 25 thành viên.\n2. Tại điểm chính dự kiến 150 người.",
         ["other", "members", "other"]),
        ("Vận động kinh phí xã hội hóa 40 triệu đồng.", ["other"]),
    ],
)  # fmt: skip
def test_what_is_meant_by_a_bare_word(line: str, indicators: list[str]) -> None:
    found = targets.extract(annotate(document(f"{HEAD}1. {line}")))
    assert [target.quantity.indicator for target in found] == indicators


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("Trạm Y tế xã gửi danh sách (hạn cuối: 16h ngày 10/4/2031).", [("by", "2031-04-10", ["Trạm Y tế xã"])]),
        ("Muộn nhất đến 15/4/2031 Trạm Y tế xã phải gửi danh sách.", [("by", "2031-04-15", ["Trạm Y tế xã"])]),
        ("Trạm Y tế xã trực 03 ngày, từ ngày 10 đến ngày 12/4/2031.", [("within", "2031-04-10/2031-04-12", ["Trạm Y tế xã"])]),
        ("Trạm Y tế xã gửi danh sách trong 03 ngày, từ ngày 10 đến ngày 12/4/2031.",
         [("within", "2031-04-10/2031-04-12", ["Trạm Y tế xã"])]),
    ],
)  # fmt: skip
def test_limits_of_work(line: str, shown: list[tuple[str, str, list[str]]]) -> None:
    found = deadlines.extract(annotate(document(f"{WORK}1. {line}")))
    assert [(d.relation, d.date.edtf if d.date else None, [b.name for b in d.bodies]) for d in found] == shown
