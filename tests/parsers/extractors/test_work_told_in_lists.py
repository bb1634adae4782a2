"""Who has the work where lists, labels, timetables or people stand in front of it, and what only looks like work."""

from __future__ import annotations

import pytest

from parsers.annotate import annotate
from parsers.extractors.obligations import obligations
from tests.factory import document

HEAD = "Số: 12/KH-UBND\nVĩnh An, ngày 05 tháng 3 năm 2031\nKẾ HOẠCH\nHiến máu tình nguyện năm 2031\n"
WORK = "III. TỔ CHỨC THỰC HIỆN\n"
Shown = list[tuple[list[str], str]]


def shown(body: str) -> Shown:
    found = obligations.extract(annotate(document(HEAD + body)))
    return [([b.name for b in o.bodies], o.action) for o in found]


def doers(body: str) -> list[list[str]]:
    return [bodies for bodies, _ in shown(body)]


@pytest.mark.parametrize(
    ("line", "bodies"),
    [
        # behind the list that a verb governs no part of the list acts
        (
            "Theo đề nghị của các sở, ban, ngành, Sở Tài chính trình Ủy ban nhân dân tỉnh bố trí kinh phí.",
            [["Sở Tài chính"]],
        ),
        ("Trên cơ sở kế hoạch này, Hội Chữ thập đỏ xã xây dựng lịch.", [["Hội Chữ thập đỏ xã"]]),
        ("Để đạt chỉ tiêu tỉnh giao, đề nghị Đoàn Thanh niên xã vận động đoàn viên.", [["Đoàn Thanh niên xã"]]),
        ("Trong quá trình thực hiện có vướng mắc, các đơn vị phản ánh về Hội Chữ thập đỏ xã.", [["các đơn vị"]]),
        ("Có vướng mắc, các đơn vị phản ánh về Hội Chữ thập đỏ xã để xem xét.", [["các đơn vị"]]),
        ("Gặp khó khăn phát sinh, các thôn báo cáo Trạm Y tế xã để xử lý.", [["các thôn"]]),
        # people act where nobody else is named
        ("Anh Lý Phát (Phó Chủ tịch Công đoàn) liên hệ bệnh viện để chốt lịch.", [["Anh Lý Phát"]]),
        ("Đồng chí Lê Thị Hoa, Phó Bí thư, phụ trách khâu đón tiếp.", [["Đồng chí Lê Thị Hoa"]]),
    ],
)
def test_who_acts_behind_several_commas(line: str, bodies: list[list[str]]) -> None:
    assert doers(f"{WORK}1. {line}") == bodies


def test_what_is_told_behind_grounds_is_the_work_of_the_heading() -> None:
    part = "1. Công an xã\n- Căn cứ chức năng, nhiệm vụ, phối hợp với các cơ quan, đơn vị liên quan giữ trật tự."
    assert doers(WORK + part) == [["Công an xã"]]


@pytest.mark.parametrize(
    ("heading", "bodies"),
    [
        ("1. CÔNG ĐOÀN CƠ SỞ CÓ TRÁCH NHIỆM", ["CÔNG ĐOÀN CƠ SỞ"]),
        ("1. Văn phòng Đăng ký đất đai - Chi nhánh Vĩnh An", ["Văn phòng Đăng ký đất đai - Chi nhánh Vĩnh An"]),
        ("1. Ban điều hành 10 khu phố", ["Ban điều hành 10 khu phố"]),
        ("1. Tiểu ban Tuyên truyền", ["Tiểu ban Tuyên truyền"]),
        ("1. Trạm Y tế quân dân y Vĩnh An", ["Trạm Y tế quân dân y Vĩnh An"]),
        ("1. Công đoàn, Ban nhân dân các ấp", ["Công đoàn", "Ban nhân dân các ấp"]),
    ],
)
def test_a_name_in_a_heading_is_whole(heading: str, bodies: list[str]) -> None:
    assert doers(f"{WORK}{heading}\n- Vận động người dân tham gia hiến máu.") == [bodies]


@pytest.mark.parametrize(
    "line",
    [
        # where the money comes from
        "IV. KINH PHÍ\n- Kinh phí khen thưởng thực hiện theo quy định của Luật Thi đua, khen thưởng.",
        # who somebody is
        "IV. NGUYÊN TẮC\n- Kết quả là căn cứ để đánh giá cơ quan chủ trì Chương trình, cơ quan chủ trì dự án.",
        # a title that tells who is told below
        "IV. PHÂN CÔNG TRÁCH NHIỆM",
    ],
)
def test_what_tells_of_work_is_none(line: str) -> None:
    assert doers(line) == []


@pytest.mark.parametrize(
    ("title", "is_work"),
    [
        ("2. Giám sát, đánh giá", True),
        ("2. Tiêu chí đánh giá", True),
        ("2. Đánh giá kết quả năm 2030", False),
    ],
)
def test_work_of_looking_at_results_is_told_of_what_lies_ahead(title: str, is_work: bool) -> None:
    line = "- Trạm Y tế xã theo dõi số đơn vị máu tiếp nhận của từng thôn."
    assert bool(doers(f"II. NỘI DUNG\n{title}\n{line}")) is is_work


def test_a_label_that_is_a_verb_names_nobody() -> None:
    part = "1. Trạm Y tế xã\n- Thực hiện: khám sàng lọc cho người hiến máu."
    assert doers(WORK + part) == [["Trạm Y tế xã"]]


def test_a_line_of_a_timetable_is_work_and_what_is_held_then_is_none() -> None:
    table = (
        "III. TIẾN ĐỘ THỰC HIỆN\n- Tháng 4/2031: Khảo sát địa điểm, lập danh sách người đăng ký.\n"
        "- Tháng 5/2031: Tổ chức tiếp nhận máu tại Nhà văn hóa."
    )
    assert shown(table) == [([], "Tháng 4/2031: Khảo sát địa điểm, lập danh sách người đăng ký.")]


def test_a_part_behind_a_numbered_title_looks_ahead() -> None:
    report = (
        "Phần thứ nhất\nKẾT QUẢ THỰC HIỆN NĂM 2030\nHội Chữ thập đỏ xã tổ chức 04 đợt hiến máu.\n"
        "Phần thứ hai\nPHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2031\nHội Chữ thập đỏ xã tổ chức 05 đợt hiến máu.\n"
    )
    text = "Số: 12/BC-HCTĐ\nVĩnh An, ngày 05 tháng 3 năm 2031\nBÁO CÁO\nKết quả hiến máu tình nguyện\n"
    found = obligations.extract(annotate(document(text + report)))
    assert [o.action for o in found] == ["Hội Chữ thập đỏ xã tổ chức 05 đợt hiến máu."]
