"""Who owes a limit where no plain subject opens its sentence: conditions, agents, labels, sentences that hand over."""

from __future__ import annotations

import pytest

from parsers.annotate import annotate
from parsers.extractors.obligations import obligations
from parsers.extractors.times import deadlines
from parsers.records import Deadline
from tests.factory import document

HEAD = "Số: 12/KH-UBND\nVĩnh An, ngày 05 tháng 3 năm 2031\nKẾ HOẠCH\nHiến máu tình nguyện năm 2031\n"
WORK = "III. TỔ CHỨC THỰC HIỆN\n"


def limits(body: str) -> list[Deadline]:
    return deadlines.extract(annotate(document(HEAD + body)))


def owed(body: str) -> list[list[str]]:
    return [[body.name for body in found.bodies] for found in limits(body)]


def to(body: str) -> list[list[str]]:
    return [[body.name for body in found.submit_to or []] for found in limits(body)]


def duties(body: str) -> list[tuple[list[str], str, str]]:
    found = obligations.extract(annotate(document(HEAD + body)))
    return [([b.name for b in o.bodies], o.role, o.action[:24]) for o in found]


@pytest.mark.parametrize(
    ("task", "bodies"),
    [
        # a day before what somebody does then
        ("+ 24/11/2031: Đoàn xã chốt danh sách với bệnh viện.", ["Đoàn xã"]),
        ("+ 17 giờ ngày 15/11/2031: hạn chót các trường nộp phiếu.", ["các trường"]),
        # whoever is at fault answers for it
        (
            "1. Các thôn\n- Vận động; thôn nào vắng quá 1/3 thì trưởng thôn báo cáo UBND xã trong 3 ngày sau đợt hiến máu.",
            ["trưởng thôn"],
        ),
        (
            "1. Các cơ quan\n- Đơn vị nào không đạt thì thủ trưởng đơn vị giải trình với Ban Chỉ đạo tỉnh trước ngày 10/5/2031.",
            ["thủ trưởng đơn vị"],
        ),
        (
            "1. Các thôn\n- Nếu mưa bão thì Trạm Y tế xã thông báo lịch mới trước ngày 10/5/2031.",
            ["Trạm Y tế xã"],
        ),
        # what another body made is dealt with by the one who leads the line
        (
            "1. Phòng Tài chính: thẩm định dự toán do Trạm Y tế lập, trình UBND xã chậm nhất 24/4/2031.",
            ["Phòng Tài chính"],
        ),
        (
            "1. Văn phòng UBND xã\n- Rà soát danh sách do các thôn lập, hoàn thành trước ngày 20/4/2031.",
            ["Văn phòng UBND xã"],
        ),
        ("1. Trạm Y tế xã\n- Hồ sơ do các trường nộp trước ngày 20/4/2031.", ["các trường"]),
        (
            "b) Phòng Kinh tế, Hạ tầng: thẩm định dự toán do Trạm Y tế lập, trình UBND xã chậm nhất 24/4/2031.",
            ["Phòng Kinh tế, Hạ tầng"],
        ),
        # those who were told before go on, where the limit opens the clause
        (
            "1. Sở Y tế\n- Chỉ đạo Bệnh viện tỉnh cử 02 kíp; trong 24 giờ kể từ khi kết thúc đợt thông báo kết quả.",
            ["Bệnh viện tỉnh"],
        ),
        (
            "1. Sở Y tế\n- Chỉ đạo Bệnh viện tỉnh cử 02 kíp; gửi lịch cho các đơn vị trước ngày 20/4/2031.",
            ["Sở Y tế"],
        ),
        (
            "1. Ban Chỉ đạo chăm sóc sức khỏe Nhân dân xã giao ban 02 ngày/lần.",
            ["Ban Chỉ đạo chăm sóc sức khỏe Nhân dân xã"],
        ),
        # those whom a share is of
        ("1. Mục tiêu\n- 100% thôn, bản kiện toàn xong tổ vận động trong quý II.", ["thôn, bản"]),
        ("1. Mục tiêu\n- Phấn đấu 100% trường học thành lập đội tình nguyện trước ngày 20/4/2031.", ["trường học"]),
        # those who make the schedule send it
        (
            "1. Lịch\n- Các đợt khác theo lịch của Bệnh viện Đa khoa tỉnh, gửi các đơn vị trước ngày 20/4/2031.",
            ["Bệnh viện Đa khoa tỉnh"],
        ),
        # so that somebody goes on with it
        (
            "1. Các thôn\n- Báo lại trước ngày 03/4/2031 để Hội Chữ thập đỏ xã trao sau, hoàn thành trong quý II/2031.",
            ["Hội Chữ thập đỏ xã"],
        ),
        # names that a label gives whole
        (
            "1. Phòng Công tác chính trị và Quản lý sinh viên: chủ trì xây dựng kế hoạch trước 15/4/2031.\n"
            "2. Trạm Y tế Trường: kiểm tra cơ số thuốc.",
            ["Phòng Công tác chính trị và Quản lý sinh viên"],
        ),
        (
            "1. Ban Chỉ đạo chăm sóc sức khỏe Nhân dân xã tổ chức rút kinh nghiệm trước ngày 31/5/2031.",
            ["Ban Chỉ đạo chăm sóc sức khỏe Nhân dân xã"],
        ),
        (
            "1. Văn hóa - xã hội:\n- Lập danh sách trước ngày 25/3/2031.\n2. Trạm Y tế xã:\n- Cử y sĩ.",
            ["Văn hóa - xã hội"],
        ),
        (
            "1. Tư pháp - hộ tịch:\n- Lập danh sách trước ngày 25/3/2031.\n2. Công an xã:\n- Trực.",
            ["Tư pháp - hộ tịch"],
        ),
    ],
)
def test_who_owes_it(task: str, bodies: list[str]) -> None:
    assert owed(WORK + task)[-1] == bodies


@pytest.mark.parametrize(
    "line",
    [
        "Các huyện đoàn và đoàn trực thuộc cũ đã kết thúc hoạt động; nhiệm vụ dưới đây giao Đoàn các xã và Trạm Y tế khu vực:",
        "Từ ngày 01/7/2030 cấp huyện không còn; công việc sau đây giao Đoàn các xã và Trạm Y tế khu vực:",
        "Do không tổ chức cấp huyện, đề nghị Đoàn các xã và Trạm Y tế khu vực:",
    ],
)
def test_a_sentence_that_hands_over_names_those_who_get_the_work(line: str) -> None:
    body = f"{WORK}1. Cấp tỉnh\n- Văn phòng Tỉnh đoàn bố trí kinh phí.\n2. Cấp cơ sở\n{line}\n- Ban hành kế hoạch trước 10/4/2031.\n- Lập danh sách."
    assert owed(body)[-1] == ["Đoàn các xã", "Trạm Y tế khu vực"]
    assert [d[0] for d in duties(body)][-2:] == [["Đoàn các xã", "Trạm Y tế khu vực"]] * 2


@pytest.mark.parametrize(
    ("line", "bodies"),
    [
        (
            "UBND các xã chưa đạt 50% kế hoạch rà soát nguyên nhân, gửi Ban Chỉ đạo tỉnh trước ngày 10/4/2031.",
            "UBND các xã",
        ),
        ("Các xã, phường chưa tổ chức trong quý I lựa chọn ngày tổ chức trước ngày 10/4/2031.", "Các xã, phường"),
        ("Các đơn vị chưa hoàn thành chỉ tiêu khẩn trương đăng ký lịch trước ngày 10/4/2031.", "Các đơn vị"),
        ("Các trường có tỷ lệ vắng cao tăng cường tuyên truyền, báo cáo trước ngày 10/4/2031.", "Các trường"),
        ("Các thôn đã có câu lạc bộ gửi danh sách thành viên trước ngày 10/4/2031.", "Các thôn"),
    ],
)
def test_bodies_with_what_they_lack_are_charged(line: str, bodies: str) -> None:
    assert owed(f"{WORK}1. Nhiệm vụ\n- {line}") == [[bodies]]


@pytest.mark.parametrize(
    "line",
    [
        "- Các xã chưa tổ chức hiến máu trong quý I.",
        "- Các đơn vị chưa gửi báo cáo kết quả.",
        "- Các trường đã tổ chức tuyên truyền rộng rãi.",
        "- Các thôn chưa xây dựng kế hoạch tổ chức hiến máu.",
    ],
)
def test_what_bodies_lack_is_no_work_by_itself(line: str) -> None:
    assert duties(f"I. TÌNH HÌNH\n{line}") == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Cung cấp số liệu cho Trạm Y tế xã trước ngày 16/4/2031.", ["Trạm Y tế xã"]),
        ("Tạm ứng kinh phí cho Văn phòng UBND xã trước ngày 16/4/2031.", ["Văn phòng UBND xã"]),
        (
            "Tổng hợp danh sách, hoàn thành trước ngày 16/4/2031; gửi Bệnh viện Đa khoa tỉnh để bố trí.",
            ["Bệnh viện Đa khoa tỉnh"],
        ),
        ("Tổng hợp danh sách xong trước ngày 16/4/2031, sau đó nộp về Trạm Y tế xã.", ["Trạm Y tế xã"]),
        ("Báo cáo nhanh UBND xã trong ngày 16/4/2031.", ["UBND xã"]),
        ("Tham mưu tổ chức Hành trình Đỏ trước ngày 16/4/2031.", []),
        ("Xây dựng chương trình Giọt hồng trước ngày 16/4/2031.", []),
    ],
)
def test_to_whom(line: str, expected: list[str]) -> None:
    assert to(f"{WORK}1. Hội Chữ thập đỏ xã\n- {line}") == [expected]


@pytest.mark.parametrize(
    "line",
    [
        "Lập danh sách đợt 1 gửi Hội Chữ thập đỏ xã chậm nhất ngày 05/4/2031; các đợt sau gửi trước ngày tổ chức 10 ngày.",
        "Nộp danh sách đợt 1 về Hội Chữ thập đỏ xã trước ngày 05/4/2031; danh sách đợt 2 nộp trước ngày 05/9/2031.",
        "Báo cáo Hội Chữ thập đỏ xã trước ngày 05/4/2031; báo cáo năm trước ngày 05/12/2031.",
    ],
)
def test_the_next_lists_go_where_the_first_went(line: str) -> None:
    assert to(f"{WORK}1. Các thôn\n- {line}") == [["Hội Chữ thập đỏ xã"]] * 2


def test_a_stretch_of_time_over_items_binds_their_doers() -> None:
    body = (
        "V. TIẾN ĐỘ\nTừ 10/3 đến 20/3:\n- Các thôn họp dân; Đoàn xã viết bài.\n- Công an xã trực.\n"
        "Tuần cuối tháng 3:\n- Hội Chữ thập đỏ xã đến từng nhà."
    )
    assert owed(body) == [["Các thôn", "Đoàn xã", "Công an xã"], ["Hội Chữ thập đỏ xã"]]


def test_a_name_that_heads_work_acts_in_a_sentence_too() -> None:
    body = (
        f"{WORK}1. Văn hóa - xã hội:\n- Lập danh sách.\n2. Trạm Y tế xã:\n- Cử y sĩ.\n"
        "IV. TIẾN ĐỘ\n- Văn hóa xã hội báo cáo nhanh UBND xã trong ngày 13/4/2031.\n"
        "- Các thôn họp dân; Văn hóa xã hội viết bài."
    )
    assert duties(body)[-2:] == [
        (["Văn hóa xã hội"], "other", "Văn hóa xã hội báo cáo n"),
        (["Các thôn", "Văn hóa xã hội"], "other", "Các thôn họp dân; Văn hó"),
    ]
    assert owed(body) == [["Văn hóa xã hội"]]


@pytest.mark.parametrize(
    ("heading", "doubts"),
    [
        ("1. Văn hóa - xã hội:", ["unknown-body"]),
        ("1. Nhóm Giọt hồng:", ["unknown-body"]),
        ("1. Trạm Y tế phường:", []),
        ("1. Các trường học:", []),
    ],
)
def test_a_doer_under_an_unknown_name_is_doubtful(heading: str, doubts: list[str]) -> None:
    (found,) = limits(f"{WORK}{heading}\n- Lập danh sách trước ngày 25/3/2031.\n2. Công an xã:\n- Giữ trật tự.")
    assert found.doubts == doubts


@pytest.mark.parametrize(
    "line",
    [
        "1. Nhà máy 1 (Xưởng may 1, Khối văn phòng): từ 13h00 đến 16h30 thứ Năm, ngày 18/4/2031, tại Nhà ăn.",
        "1. Khoa Nông học: sáng ngày 18/4/2031 tại Hội trường A.",
        "1. Xã Nà Hoa, xã Bờ Kè: 7h30, Chủ nhật ngày 20/4/2031.",
        "1. Trường THPT Bờ Kè: dự kiến trong tháng 5/2031.",
    ],
)
def test_a_time_of_day_behind_a_name_is_no_work(line: str) -> None:
    assert duties(f"II. THỜI GIAN, ĐỊA ĐIỂM\n{line}\n2. Khoa Kinh tế: chiều ngày 19/4/2031.") == []


@pytest.mark.parametrize(
    ("line", "bodies"),
    [
        ("Các ông, bà được biểu dương mang theo căn cước, giấy chứng nhận.", ["Các ông, bà được biểu dương"]),
        ("Các đồng chí được khen thưởng có mặt trước 30 phút.", ["Các đồng chí được khen thưởng"]),
        (
            "Mỗi điểm phải bảo đảm đủ 2/3 số người; UBND xã, phường xác nhận số người trước 15h00 ngày 10/4/2031.",
            ["UBND xã, phường"],
        ),
        ("Xe và người của Khoa Huyết học khởi hành trước giờ ghi trong lịch.", ["Khoa Huyết học"]),
        (
            "Hành trình Đỏ năm 2031: dự kiến ngày 18 và 19/7/2031, giao Hội Chữ thập đỏ xã chủ trì, phối hợp với Đoàn xã tổ chức.",
            ["Hội Chữ thập đỏ xã"],
        ),
    ],
)
def test_who_gets_the_work_of_a_line(line: str, bodies: list[str]) -> None:
    assert [
        found for found, _, _ in duties(f"B. NHỮNG VIỆC ĐỀ NGHỊ PHỐI HỢP\n1. {line}\n2. Công an xã giữ trật tự.")
    ] == [
        bodies,
        ["Công an xã"],
    ]
