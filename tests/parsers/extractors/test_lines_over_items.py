"""Lines over items: whom they tell to do them, with whom the items are done, and what they carry out."""

from __future__ import annotations

import pytest

from parsers.annotate import annotate
from parsers.extractors.obligations import obligations
from tests.factory import document

HEAD = (
    "Số: 12/KH-UBND\nVĩnh An, ngày 05 tháng 3 năm 2031\nKẾ HOẠCH\nHiến máu tình nguyện năm 2031\n"
    "III. TỔ CHỨC THỰC HIỆN\n"
)


def duties(body: str) -> list[tuple[list[str], str, list[str], str]]:
    found = obligations.extract(annotate(document(HEAD + body)))
    return [([b.name for b in o.bodies], o.role, [p.name for p in o.partners], o.action[:20].strip()) for o in found]


@pytest.mark.parametrize(
    ("line", "bodies"),
    [
        ("1. Sở Nông nghiệp chỉ đạo Chi cục Thú y thực hiện các nội dung sau:", ["Chi cục Thú y"]),
        ("1. Sở Xây dựng giao Thanh tra Sở:", ["Thanh tra Sở"]),
        (
            "1. Hiệu trưởng các trường học trên địa bàn chỉ đạo tổ chức Công đoàn, Đoàn Thanh niên nhà trường thực hiện "
            "các nội dung sau:",
            ["Công đoàn", "Đoàn Thanh niên nhà trường"],
        ),
        ("1. Phòng Giáo dục và Đào tạo\na) Chỉ đạo các trường tiểu học:", ["các trường tiểu học"]),
        ("1. Ban Chỉ đạo các xã thực hiện các nội dung sau:", ["Ban Chỉ đạo các xã"]),
        ("1. Sở Y tế chỉ đạo, kiểm tra việc thực hiện, cụ thể:", ["Sở Y tế"]),
    ],
)
def test_items_are_of_those_whom_the_line_tells_to_do_them(line: str, bodies: list[str]) -> None:
    found = duties(f"{line}\n- Lập danh sách người đăng ký.\n- Báo cáo kết quả trước ngày 15/4/2031.")
    assert [names for names, _, _, action in found if action.startswith(("Lập", "Báo"))] == [bodies, bodies]


@pytest.mark.parametrize(
    "line", ["a) Chủ trì, phối hợp:", "a) Chủ trì, phối hợp với", "a) Chủ trì và phối hợp với các đơn vị sau:"]
)
def test_those_named_below_a_line_of_co_operation_are_partners(line: str) -> None:
    found = duties(
        f"1. Công an tỉnh\n{line}\n- Sở Tài chính và Sở Nội vụ cân đối kinh phí.\n- Sở Y tế tập huấn cán bộ."
    )
    assert found == [
        (["Công an tỉnh"], "lead", ["Sở Tài chính", "Sở Nội vụ"], "Sở Tài chính và Sở N"),
        (["Công an tỉnh"], "lead", ["Sở Y tế"], "Sở Y tế tập huấn cán"),
    ]


def test_co_operation_without_the_lead_is_support() -> None:
    found = duties("1. Công an tỉnh\na) Phối hợp với:\n- Sở Y tế tập huấn cán bộ.")
    assert [(names, role) for names, role, _, _ in found] == [(["Công an tỉnh"], "support")]


def test_projects_below_the_line_that_carries_them_out_are_no_duties() -> None:
    body = (
        "1. Công an tỉnh\na) Chủ trì thực hiện các dự án sau:\n- Dự án 1: “Tuyên truyền, vận động”.\n"
        "- Tiểu dự án 2 (Dự án 7): “Nâng cao hiệu quả truyền thông”.\nb) Tổng hợp kết quả, báo cáo UBND tỉnh."
    )
    assert [(names, role, action) for names, role, _, action in duties(body)] == [
        (["Công an tỉnh"], "lead", "Chủ trì thực hiện cá"),
        (["Công an tỉnh"], "other", "Tổng hợp kết quả, bá"),
    ]


def test_a_line_that_says_what_is_led_names_nobody() -> None:
    body = (
        "1. Sở Công Thương\na) Chủ trì, phối hợp với các sở, ngành và cơ quan liên quan\n- Tổ chức tập huấn.\n"
        "b) Chủ trì thực hiện các đề án:\n- Rà soát danh mục."
    )
    assert {name for names, *_ in duties(body) for name in names} == {"Sở Công Thương"}


@pytest.mark.parametrize(
    ("line", "bodies", "partners"),
    [
        ("1. Đồng thời, giao Công an xã chủ trì, phối hợp với các thôn rà soát địa bàn.", ["Công an xã"], ["các thôn"]),
        ("1. Hằng quý, Phòng Nội vụ chủ trì, cùng Trạm Y tế tổng hợp.", ["Phòng Nội vụ"], ["Trạm Y tế"]),
        ("1. Trường hợp chậm, không gửi số liệu, đơn vị chịu trách nhiệm giải trình.", ["đơn vị"], []),
        ("1. Nâng cao ý thức người dân; từng thôn phải đăng ký chỉ tiêu.", ["từng thôn"], []),
        # whom a verb governs does not act
        ("1. Trên cơ sở kết quả, Sở Nội vụ họp xét đánh giá các xã, các tổ chức, các cá nhân.", ["Sở Nội vụ"], []),
    ],
)
def test_who_acts_behind_what_stands_first(line: str, bodies: list[str], partners: list[str]) -> None:
    assert [(names, others) for names, _, others, _ in duties(line)] == [(bodies, partners)]


@pytest.mark.parametrize(
    ("line", "bodies"),
    [
        ("1. Để thực hiện Nghị quyết, Đảng ủy xã xác định các nhiệm vụ trọng tâm sau:", ["Đảng ủy xã"]),
        ("1. Căn cứ Kế hoạch này, Hội Chữ thập đỏ xã triển khai các nội dung sau:", ["Hội Chữ thập đỏ xã"]),
    ],
)
def test_a_line_may_say_first_why_its_items_are_done(line: str, bodies: list[str]) -> None:
    found = obligations.extract(annotate(document(f"{HEAD}{line}\n- Rà soát khó khăn.\n- Tuyên truyền trên loa.")))
    assert [([b.name for b in o.bodies], o.section) for o in found] == [(bodies, "III.1")] * 2


def test_a_paragraph_that_shares_work_out_gives_each_its_own() -> None:
    body = (
        "1. Sở Khoa học và Công nghệ: Hoàn thành nâng cấp trung tâm dữ liệu; phối hợp với Sở Y tế phủ sóng các trạm; "
        "Công an tỉnh: Làm sạch dữ liệu người hiến máu; Sở Nội vụ, Sở Tài chính: Rà soát kinh phí.\n"
        "2. Trạm Y tế xã: Chuẩn bị phòng khám. Công an xã: Bảo đảm trật tự.\n"
        "3. Các trường: Trường THCS Nà Lốm; Trường THCS Khe Vầu; Trường THPT số 2: Tuyên truyền cho học sinh.\n"
        "4. Trạm Y tế xã: Lập danh sách; gửi cho các đơn vị: Hội Chữ thập đỏ, Đoàn xã."
    )
    assert duties(body) == [
        (["Sở Khoa học và Công nghệ"], "other", ["Sở Y tế"], "Sở Khoa học và Công"),
        (["Công an tỉnh"], "other", [], "Công an tỉnh: Làm sạ"),
        (["Sở Nội vụ", "Sở Tài chính"], "other", [], "Sở Nội vụ, Sở Tài ch"),
        (["Trạm Y tế xã"], "other", [], "Trạm Y tế xã: Chuẩn"),
        (["Công an xã"], "other", [], "Công an xã: Bảo đảm"),
        (["Các trường"], "other", [], "Các trường: Trường T"),
        (["Trạm Y tế xã"], "other", [], "Trạm Y tế xã: Lập da"),
    ]


@pytest.mark.parametrize(
    ("title", "line", "is_work"),
    [
        ("IV. CHẾ ĐỘ BÁO CÁO", "Số liệu hội viên cập nhật trên phần mềm trước ngày 25 hằng tháng.", True),
        ("IV. CHẾ ĐỘ THÔNG TIN, BÁO CÁO", "Báo cáo kết quả thực hiện định kỳ 6 tháng (trước ngày 15/6/2031).", True),
        ("IV. CHẾ ĐỘ BÁO CÁO", "Số liệu hội viên cập nhật trên phần mềm của Trung ương Hội.", False),
        ("I. TÌNH HÌNH", "Số liệu hội viên cập nhật trên phần mềm trước ngày 25 hằng tháng.", False),
    ],
)
def test_papers_with_a_limit_are_due_where_reporting_is_ordered(title: str, line: str, is_work: bool) -> None:
    found = duties(f"1. Trạm Y tế xã khám sàng lọc cho người hiến máu.\n{title}\n1. {line}")
    assert [one[3] for one in found[1:]] == [line[:20].strip()] * is_work


@pytest.mark.parametrize(
    ("line", "body"),
    [
        ("Công đoàn cấp trên trực tiếp cơ sở báo cáo tiến độ hằng tuần.", "Công đoàn cấp trên trực tiếp cơ sở"),
        ("Đề nghị các cấp công đoàn triển khai vận động đoàn viên.", "các cấp công đoàn"),
        ("Đề nghị các chi đoàn kiểm tra danh sách, báo cáo Đoàn xã.", "các chi đoàn"),
        ("Các đoàn kiểm tra báo cáo kết quả về UBND xã.", "Các đoàn kiểm tra"),
    ],
)
def test_unions_end_where_their_work_begins(line: str, body: str) -> None:
    assert duties(f"1. {line}")[0][0] == [body]
