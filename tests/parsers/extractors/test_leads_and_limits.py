"""Who leads behind a label, limits in more words, who is picked out, tables of offices nobody knows, parts in plain type."""

from __future__ import annotations

import pytest

from parsers.annotate import annotate
from parsers.extractors.events import events
from parsers.extractors.figures import targets
from parsers.extractors.obligations import obligations
from parsers.extractors.times import deadlines
from parsers.records import Deadline
from tests.factory import document

HEAD = "Số: 15/KH-UBND\nTân Lâm, ngày 04 tháng 3 năm 2031\nKẾ HOẠCH\nHiến máu tình nguyện năm 2031\nII. CHỈ TIÊU\n"
WORK = HEAD.replace("II. CHỈ TIÊU", "III. TỔ CHỨC THỰC HIỆN")


@pytest.mark.parametrize(
    ("line", "role", "bodies", "partners"),
    [
        (
            "Dọn vệ sinh, thu gom rác: do Phòng Kinh tế, Hạ tầng và Đô thị chủ trì, Trạm Y tế và các khu phố phối hợp.",
            "lead", ["Phòng Kinh tế, Hạ tầng và Đô thị"], ["Trạm Y tế", "các khu phố"],
        ),
        ("Tập huấn cộng tác viên do Phòng Y tế chủ trì, phối hợp với Trạm Y tế.", "lead", ["Phòng Y tế"], ["Trạm Y tế"]),
        ("Phòng Văn hóa chủ trì tuyên truyền, Đoàn xã phối hợp thực hiện.", "lead", ["Phòng Văn hóa"], ["Đoàn xã"]),
        ("Đối với các xã chưa đạt chỉ tiêu: rà soát nguyên nhân.", "other", ["các xã chưa đạt chỉ tiêu"], []),
        (
            "Riêng đối với các trường đại học, cao đẳng chưa có đội: thành lập đội.",
            "other", ["các trường đại học, cao đẳng chưa có đội"], [],
        ),
        ("Đoàn Công an tỉnh, Đoàn Quân sự tỉnh cử đoàn viên.", "other", ["Đoàn Công an tỉnh", "Đoàn Quân sự tỉnh"], []),
        ("Hội Luật gia tỉnh, Hội Nhà báo tỉnh cử hội viên.", "other", ["Hội Luật gia tỉnh", "Hội Nhà báo tỉnh"], []),
    ],
)  # fmt: skip
def test_who_leads_and_who_takes_part(line: str, role: str, bodies: list[str], partners: list[str]) -> None:
    (duty,) = obligations.extract(annotate(document(f"{WORK}1. {line}")))
    assert (duty.role, [b.name for b in duty.bodies], [b.name for b in duty.partners]) == (role, bodies, partners)


def test_what_a_committee_hands_out_is_led_by_nobody() -> None:
    (duty,) = obligations.extract(annotate(document(f"{WORK}1. Thực hiện việc khác do Ban Chỉ đạo phân công.")))
    assert duty.bodies == []


def limit(deadline: Deadline) -> tuple[str, str | None, str | None]:
    """The relation, the duration and what it counts from."""
    offset = deadline.offset
    return deadline.relation, offset.duration if offset else None, offset.anchor if offset else None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "Trạm Y tế xã quyết toán không muộn hơn 15 ngày kể từ khi chương trình kết thúc.",
            ("within", "P15D", "khi chương trình kết thúc"),
        ),
        ("Trạm Y tế xã báo cáo không chậm hơn 05 ngày sau mỗi đợt.", ("within", "P5D", "mỗi đợt")),
        ("Trạm Y tế xã gửi giấy mời trễ nhất là ba ngày trước buổi họp.", ("before", "P3D", "buổi họp")),
        ("Trạm Y tế xã thông báo kết quả xét nghiệm cho người hiến máu trong 07 ngày.", ("within", "P7D", None)),
        (
            "Công an xã sẵn sàng huy động lực lượng trong vòng 02 giờ khi có yêu cầu máu khẩn cấp.",
            ("within", "PT2H", "khi có yêu cầu máu khẩn cấp"),
        ),
        (
            "Trạm Y tế xã lập danh sách trẻ, gửi Trung tâm Y tế trước khi tổ chức buổi tiêm 07 ngày.",
            ("before", "P7D", "khi tổ chức buổi tiêm"),
        ),
    ],
)
def test_limits_that_count_from_something(line: str, expected: tuple[str, str | None, str | None]) -> None:
    assert [limit(one) for one in deadlines.extract(annotate(document(f"{WORK}1. {line}")))] == [expected]


@pytest.mark.parametrize(
    "line",
    [
        "Trạm Y tế xã thông báo trên loa truyền thanh trong 07 ngày.",
        "Trạm Y tế xã tư vấn người hiến máu không uống rượu bia trong vòng 24 giờ trước khi hiến.",
    ],
)
def test_how_long_something_goes_on_is_no_limit(line: str) -> None:
    assert deadlines.extract(annotate(document(f"{WORK}1. {line}"))) == []


@pytest.mark.parametrize(
    "line",
    [
        "Các đơn vị báo cáo kết quả (số đăng ký, số hiến được, số phải hoãn) về Tỉnh đoàn chậm nhất ngày 05/6/2031.",
        "Các đơn vị báo cáo các buổi bị hủy về Tỉnh đoàn trước ngày 06/6/2031.",
    ],
)
def test_a_limit_holds_where_donors_or_sessions_are_put_off(line: str) -> None:
    assert len(deadlines.extract(annotate(document(f"{WORK}1. {line}")))) == 1


def test_a_session_that_is_put_off_does_not_hold() -> None:
    annotated = annotate(document(f"{WORK}1. Hoãn buổi hiến máu (cụm Đông) ngày 03/5/2031 tại xã Tân Lâm."))
    assert [
        mention.called_off for mention in annotated.dates if mention.value and mention.value.edtf == "2031-05-03"
    ] == [True]


def test_a_table_of_offices_that_no_list_knows() -> None:
    rows = (
        "TT\tCông việc\tThực hiện\tHạn hoàn thành\n1\tNhắn tin nhắc lịch\tCông đoàn cơ sở\t02 ngày trước ngày hiến máu\n"
        "2\tIn giấy mời\tVăn phòng\t10/3/2031\n3\tTổng hợp danh sách\tVăn phòng\tSau mỗi đợt 03 ngày"
    )
    annotated = annotate(document(f"{WORK}{rows}"))
    assert [[b.name for b in one.bodies] for one in obligations.extract(annotated)] == [
        ["Công đoàn cơ sở"], ["Văn phòng"], ["Văn phòng"],
    ]  # fmt: skip
    assert [one.offset.duration if one.offset else one.due for one in deadlines.extract(annotated)] == [
        "P2D", "2031-03-10", "P3D",
    ]  # fmt: skip


NOTICE = """\
Số: 15/TB-ĐHTL
Tân Lâm, ngày 04 tháng 3 năm 2031
THÔNG BÁO
Ngày hội hiến máu năm 2031
Trường Đại học Tân Lâm thông báo về việc tổ chức Ngày hội hiến máu tình nguyện như sau:
Chỉ tiêu
Toàn Trường phấn đấu tiếp nhận 450 đơn vị máu, với khoảng 600 lượt đăng ký. Trong đó: Khoa Cơ khí 110 đơn vị; Khoa Điện 90 đơn vị.
Quyền lợi
Người hiến máu được khám, tư vấn và nhận giấy chứng nhận theo quy định hiện hành của Bộ Y tế.
"""


def test_parts_in_plain_type_say_what_numbers_are() -> None:
    found = targets.extract(annotate(document(NOTICE)))
    assert [(one.quantity.min, [b.name for b in one.bodies]) for one in found] == [
        (450, ["Toàn Trường"]), (600, ["Toàn Trường"]), (110, ["Khoa Cơ khí"]), (90, ["Khoa Điện"]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "value", "indicator"),
    [
        ("Số ca mắc năm 2031 giảm ít nhất 10% so với năm 2030.", 10, "share"),
        ("Toàn Đoàn xã làm 01 công trình thanh niên cấp xã.", 1, "other"),
        ("UBND các xã xử lý dứt điểm 07 điểm rác tồn đọng ven kênh.", 7, "other"),
        ("Thành lập tổ vận động tại các thôn, mỗi tổ từ 3 - 5 người.", 3, "members"),
        ("Xây dựng lực lượng hiến máu dự bị từ 30 đến 40 người.", 30, "members"),
    ],
)
def test_what_is_an_aim(line: str, value: float, indicator: str) -> None:
    (target,) = targets.extract(annotate(document(f"{HEAD}1. {line}")))
    assert (target.quantity.min, target.quantity.indicator) == (value, indicator)


def test_so_much_a_day_is_no_duty_of_every_day() -> None:
    line = "Lịch tiếp nhận máu, mỗi ngày tiếp nhận ít nhất 130 đơn vị máu:\n- Ngày 23/5/2031: tại Nhà văn hóa xã."
    found = deadlines.extract(annotate(document(f"{WORK}1. {line}")))
    assert not any(one.rrule for one in found)


@pytest.mark.parametrize(
    ("line", "place"),
    [
        (
            "Ngày 04/7/2031, tại Nhà Văn hóa tỉnh: Liên đoàn Lao động tỉnh đăng cai, tiếp nhận 300 đơn vị máu.",
            "Nhà Văn hóa tỉnh",
        ),
        ("Ngày 04/7/2031: tại Bệnh viện tỉnh (dành riêng cho người có nhóm máu O).", "Bệnh viện tỉnh"),
        ("Ngày 04/7/2031: tại 02 điểm: Nhà văn hóa và Trạm Y tế.", "02 điểm: Nhà văn hóa và Trạm Y tế"),
    ],
)
def test_where_a_place_ends(line: str, place: str) -> None:
    text = HEAD.replace("II. CHỈ TIÊU", "II. LỊCH TIẾP NHẬN MÁU")
    (event,) = events.extract(annotate(document(f"{text}1. {line}")))
    assert event.place is not None
    assert event.place.value == place


@pytest.mark.parametrize("title", ["MỘT SỐ YÊU CẦU", "Các yêu cầu đối với đơn vị đăng cai"])
def test_what_is_asked_of_some_is_work(title: str) -> None:
    lines = "1. Trung tâm Huyết học bảo đảm 03 đội lấy máu; trả kết quả.\n2. Báo Tân Lâm đưa tin lịch hiến máu."
    found = obligations.extract(annotate(document(f"{HEAD.replace('CHỈ TIÊU', title)}{lines}")))
    assert [[body.name for body in one.bodies] for one in found] == [["Trung tâm Huyết học"], ["Báo Tân Lâm"]]


def test_a_person_whose_office_stands_behind_the_label() -> None:
    line = "* Đ/c Trần Quốc Bảo, Bí thư Đoàn trường: Trưởng Ban Tổ chức, phụ trách chung; ký báo cáo."
    (duty,) = obligations.extract(annotate(document(f"{WORK}{line}")))
    assert [body.name for body in duty.bodies] == ["Đ/c Trần Quốc Bảo"]


def test_a_member_is_told_to_do_nothing() -> None:
    found = obligations.extract(
        annotate(document(f"{WORK}* Ông Lò Văn Bảo, Chủ tịch xã: Trưởng ban, Phó Chủ tịch Hội."))
    )
    assert found == []
