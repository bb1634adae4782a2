"""What reads like work and is none: points of a programme, courtesies, lines that announce, numbers that say who is meant."""

from __future__ import annotations

import pytest

from parsers.annotate import annotate
from parsers.extractors.events import events
from parsers.extractors.figures import targets
from parsers.extractors.obligations import obligations
from parsers.extractors.times import deadlines
from tests.factory import document, plan

PROGRAMME = (
    "7h00 - 7h30\tĐón khách, phát tài liệu\tVăn phòng Hội Chữ thập đỏ xã\n"
    "7h30 - 8h15\tBáo cáo kết quả phong trào\tTrạm Y tế xã\n"
    "8h15 - 9h00\tTrao giấy khen\tUBND xã"
)
INVITATION = (
    "BAN CHỈ ĐẠO HIẾN MÁU TÌNH NGUYỆN XÃ VĨNH AN\nSố: 07/GM-BCĐ\nVĩnh An, ngày 02 tháng 12 năm 2030\nGIẤY MỜI\n"
    "Dự Lễ tôn vinh người hiến máu tiêu biểu và\ntổng kết phong trào năm 2030\n"
    "Ban Chỉ đạo hiến máu tình nguyện xã Vĩnh An trân trọng kính mời:\n1. Thường trực Đảng ủy, HĐND, UBND xã;\n"
    "2. Các đồng chí thành viên Ban Chỉ đạo;\n3. 25 người hiến máu tiêu biểu.\n"
    "Thời gian: 7 giờ 30 phút, thứ Sáu, ngày 13 tháng 12 năm 2030.\nĐịa điểm: Hội trường UBND xã.\n"
)


def duties(text: str) -> list[str]:
    return [one.action for one in obligations.extract(annotate(document(text)))]


@pytest.mark.parametrize("head", ["Thời gian\tNội dung\tThực hiện", "Giờ\tNội dung chương trình\tĐơn vị thực hiện"])
def test_a_programme_gives_no_work(head: str) -> None:
    assert duties(f"{INVITATION}Chương trình:\n{head}\n{PROGRAMME}\nTrân trọng kính mời./.") == []


def test_work_that_is_shared_out_by_the_hour_stays_work() -> None:
    table = "Thời gian\tCông việc\tNgười phụ trách\n6h00 - 6h30\tKê bàn ghế\tTrạm Y tế xã\n6h30 - 7h00\tTrực cổng\tCông an xã"
    assert duties(f"{INVITATION}{table}") == ["Kê bàn ghế", "Trực cổng"]


@pytest.mark.parametrize(
    "line",
    [
        "Để buổi lễ thành công, Ban Chỉ đạo xã đề nghị:",
        "Để chuẩn bị chu đáo, UBND xã yêu cầu một số nội dung sau:",
        "Ban Chỉ đạo xã phân công nhiệm vụ như sau:",
    ],
)
def test_a_line_that_only_announces_what_is_asked_gives_no_work(line: str) -> None:
    asked = "- Các thôn đăng ký danh sách người dự về Văn phòng UBND xã trước ngày 08/12/2030."
    found = obligations.extract(annotate(document(f"{INVITATION}{line}\n{asked}")))
    assert [(one.section, [body.name for body in one.bodies], one.action) for one in found] == [
        (None, ["Các thôn"], asked.removeprefix("- "))
    ]


@pytest.mark.parametrize(
    "closing",
    [
        "Rất mong nhận được sự quan tâm, phối hợp của các cơ quan, đơn vị./.",
        "UBND xã kính mong quý đơn vị quan tâm ủng hộ./.",
        "Hội Chữ thập đỏ xã rất mong các doanh nghiệp đồng hành cùng chương trình.",
        "UBND phường trân trọng cảm ơn sự chung tay của các đơn vị, cá nhân./.",
        "Xin trân trọng cảm ơn sự hợp tác của các trường, các thôn./.",
        "Trên đây là Kế hoạch vận động hiến máu tình nguyện năm 2026 của Ban Chỉ đạo phường Suối Ngàn./.",
    ],
)
def test_a_courtesy_gives_no_work(closing: str) -> None:
    body = f"III. TỔ CHỨC THỰC HIỆN\n1. Các doanh nghiệp\nTạo điều kiện cho công nhân hiến máu.\n{closing}"
    assert [one.action for one in obligations.extract(annotate(plan(body)))] == [
        "Tạo điều kiện cho công nhân hiến máu."
    ]


@pytest.mark.parametrize(
    "closing",
    [
        "Rất mong quý đơn vị quan tâm, gửi danh sách về Trạm Y tế xã trước ngày 20/3/2026.",
        "Trên đây là Kế hoạch vận động hiến máu năm 2026, các đơn vị chủ động triển khai thực hiện./.",
        "Trên đây là Kế hoạch vận động hiến máu năm 2026, đề nghị các thôn báo cáo kết quả về UBND phường./.",
    ],
)
def test_a_closing_with_something_to_do_is_no_courtesy(closing: str) -> None:
    body = f"III. TỔ CHỨC THỰC HIỆN\n1. Các doanh nghiệp\nTạo điều kiện cho công nhân hiến máu.\n{closing}"
    found = [one.action for one in obligations.extract(annotate(plan(body)))]
    assert found[1:] == [closing] or closing.startswith("Trên đây là Kế hoạch vận động hiến máu năm 2026, các")


@pytest.mark.parametrize(
    ("task", "is_work"),
    [
        ("Liên hệ Trung tâm Truyền máu tỉnh thống nhất số giường và giờ lấy máu.", True),
        ("Liên hệ với Bệnh viện Đa khoa tỉnh mượn dụng cụ.", True),
        ("Liên hệ bà Lò Thị Mai, Trạm trưởng, điện thoại 0900 000 101.", False),
        ("Liên hệ qua số điện thoại 0900 000 102.", False),
        ("Xin liên hệ Văn phòng Hội để biết thêm.", False),
    ],
)
def test_to_get_in_touch_with_a_body_is_work_and_whom_to_ask_is_none(task: str, is_work: bool) -> None:
    found = obligations.extract(annotate(plan(f"III. TỔ CHỨC THỰC HIỆN\n1. Trạm Y tế phường\n- {task}")))
    assert [one.action for one in found] == ([task] if is_work else [])


@pytest.mark.parametrize(
    ("which", "bodies"),
    [
        ("UBND các xã đạt dưới 50% chỉ tiêu rà soát nguyên nhân, báo cáo UBND huyện", ["UBND các xã"]),
        ("Các trường đạt trên 80% kế hoạch tiếp tục vận động giáo viên hiến máu", ["Các trường"]),
        ("Các đơn vị hoàn thành dưới 70% chỉ tiêu tập trung vận động đoàn viên", ["Các đơn vị"]),
        ("Các CĐCS đạt dưới 60% chỉ tiêu năm học trước chủ động đăng ký bổ sung", ["Các CĐCS"]),
        ("Các thôn chưa đạt 30% kế hoạch khẩn trương lập danh sách", ["Các thôn"]),
    ],
)
def test_a_share_that_says_who_is_meant_is_no_target(which: str, bodies: list[str]) -> None:
    annotated = annotate(plan(f"III. NHIỆM VỤ\n1. {which}.\n2. Trạm Y tế phường trực tại điểm hiến máu."))
    assert targets.extract(annotated) == []
    assert [body.name for body in obligations.extract(annotated)[0].bodies] == bodies


def test_a_share_of_blood_that_was_received_keeps_its_whole() -> None:
    annotated = annotate(
        plan("II. CHỈ TIÊU\n1. 100% đơn vị máu tiếp nhận được sàng lọc đủ.\n2. 100% xã tiếp nhận máu.")
    )
    assert [one.quantity.of for one in targets.extract(annotated)] == ["đơn vị máu tiếp nhận", "xã"]


@pytest.mark.parametrize("subject", ["Dự Lễ tôn vinh người hiến máu năm 2030", "Về việc mời tham dự Lễ tôn vinh người hiến máu năm 2030"])  # fmt: skip
def test_an_invitation_is_to_what_it_is_about(subject: str) -> None:
    text = INVITATION.replace("Dự Lễ tôn vinh người hiến máu tiêu biểu và\ntổng kết phong trào năm 2030", subject)
    found = events.extract(annotate(document(text)))
    assert [(one.name, one.date.edtf if one.date else None) for one in found] == [
        ("Lễ tôn vinh người hiến máu năm 2030", "2030-12-13")
    ]


def test_a_name_over_two_lines_is_whole() -> None:
    found = events.extract(annotate(document(INVITATION)))
    assert [one.name for one in found] == ["Lễ tôn vinh người hiến máu tiêu biểu và tổng kết phong trào năm 2030"]


def test_an_address_is_nobody() -> None:
    line = "- Các thôn gửi danh sách về địa chỉ hienmau.vinhan@example.vn chậm nhất ngày 08/12/2030."
    found = deadlines.extract(annotate(document(f"{INVITATION}Ban Chỉ đạo xã đề nghị:\n{line}")))
    assert [[body.name for body in one.submit_to] for one in found] == [[]]


def test_who_takes_the_blood_is_no_work() -> None:
    lines = (
        "II. NỘI DUNG\nĐơn vị tiếp nhận máu: Trung tâm Huyết học - Truyền máu.\nĐơn vị đồng hành: Công ty May Vĩnh An."
    )
    assert [one.action for one in obligations.extract(annotate(plan(lines)))] == []


@pytest.mark.parametrize(
    "line",
    [
        "Chỉ tiêu giao cho các đơn vị, địa phương thực hiện theo Phụ lục kèm theo Kế hoạch này.",
        "Chỉ tiêu cụ thể giao cho từng khoa thực hiện theo Phụ lục 01.",
        "Nhà trường: ThS. Võ Duy Tuấn - Trưởng phòng Công tác HSSV, số điện thoại 0900 000 731.",
        "Trạm Y tế: BSCKI. Lò Thị Mai, Trạm trưởng, điện thoại 0900 000 112.",
    ],
)
def test_where_the_figures_stand_and_whom_to_call_is_no_work(line: str) -> None:
    body = f"II. TỔ CHỨC THỰC HIỆN\n1. Trạm Y tế xã khám sàng lọc cho người hiến máu.\n2. {line}"
    assert [one.action for one in obligations.extract(annotate(plan(body)))] == [
        "Trạm Y tế xã khám sàng lọc cho người hiến máu."
    ]


def test_to_keep_to_the_figures_of_an_annex_is_work() -> None:
    body = "II. TỔ CHỨC THỰC HIỆN\n1. Các thôn vận động người hiến máu theo chỉ tiêu tại Phụ lục I."
    assert len(obligations.extract(annotate(plan(body)))) == 1
