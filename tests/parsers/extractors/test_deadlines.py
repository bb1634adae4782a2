"""Deadlines: what is due when, from whom, to whom."""

from __future__ import annotations

import pytest

from parsers.annotate import annotate
from parsers.document import Document
from parsers.extractors.times import deadlines
from parsers.records import Deadline
from tests.factory import document, plan


def extracted(doc: Document) -> list[Deadline]:
    return deadlines.extract(annotate(doc))


def when(deadline: Deadline) -> str:
    value = " ".join(deadline.rrule) if deadline.rrule else deadline.date.edtf if deadline.date else "-"
    return f"{deadline.relation} {value} {deadline.due or '-'}"


def under(paragraph: str, heading: str = "1. Hội Chữ thập đỏ phường") -> Document:
    return plan(f"I. TỔ CHỨC THỰC HIỆN\n{heading}\n{paragraph}\n2. Trạm Y tế phường\n- Chuẩn bị thuốc, vật tư.")


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        # the day itself is too late, or the last day, or the last of a stretch
        ("- Gửi danh sách trước ngày 28/02/2026.", "before 2026-02-28 2026-02-27"),
        ("- Gửi danh sách trước ngày 01/3/2026.", "before 2026-03-01 2026-02-28"),
        ("- Gửi danh sách trước 11g00 ngày 28/02/2026.", "before 2026-02-28 2026-02-28"),
        ("- Gửi danh sách chậm nhất ngày 28/02/2026.", "by 2026-02-28 2026-02-28"),
        ("- Gửi danh sách đến hết ngày 28/02/2026.", "by 2026-02-28 2026-02-28"),
        ("- Gửi danh sách, hạn chót 28/02/2026.", "by 2026-02-28 2026-02-28"),
        ("- Gửi danh sách, từ nay đến hết ngày 28/02/2026.", "by 2026-02-28 2026-02-28"),
        ("- Gửi danh sách trước tháng 4/2026.", "before 2026-04 2026-03-31"),
        ("- Kiện toàn Ban Chỉ đạo, xong trong tháng 02/2026.", "within 2026-02 2026-02-28"),
        ("- Kiện toàn Ban Chỉ đạo trong quý II/2026, hoàn thành trong quý II/2026.", "within 2026-34 2026-06-30"),
        ("- Rà soát danh sách, hoàn thành trong 6 tháng đầu năm 2026.", "within 2026-40 2026-06-30"),
        ("- Phấn đấu đạt ít nhất 55% chỉ tiêu trong 6 tháng đầu năm 2026.", "within 2026-40 2026-06-30"),
        ("- Rà soát danh sách, hoàn thành trong năm 2026.", "within 2026 2026-12-31"),
        ("- Rà soát danh sách từ ngày 02/3/2026 đến ngày 20/3/2026.", "within 2026-03-02/2026-03-20 2026-03-20"),
        ("- Cử 02 cán bộ phục vụ Ngày hội vào chiều ngày 18/4/2026.", "on 2026-04-18 2026-04-18"),
        # repeated duties have no one last day
        ("- Báo cáo Ban Chỉ đạo tỉnh trước ngày 20 hằng tháng.", "before FREQ=MONTHLY;BYMONTHDAY=20 -"),
        ("- Báo cáo hằng năm (trước ngày 15/11).", "before FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=15 -"),
        ("- Tổng hợp báo cáo định kỳ 6 tháng, 1 năm.", "every FREQ=MONTHLY;INTERVAL=6 FREQ=YEARLY -"),
        ("- Báo cáo vào thứ Sáu hằng tuần.", "every FREQ=WEEKLY;BYDAY=FR -"),
    ],
)
def test_when(paragraph: str, expected: str) -> None:
    found = extracted(under(paragraph))
    assert expected in [when(d) for d in found]
    assert {tuple(b.name for b in d.bodies) for d in found} == {("Hội Chữ thập đỏ phường",)}


PARTS = [
    ("- Gửi danh sách trước hạ tuần tháng 4/2026.", "before 2026-04 2026-04-20", []),
    ("- Rà soát danh sách, hoàn thành trong trung tuần tháng 5/2026.", "within 2026-05 2026-05-20", []),
    ("- Rà soát danh sách, hoàn thành trong nửa đầu tháng 5/2026.", "within 2026-05 2026-05-15", []),
    ("- Rà soát danh sách, hoàn thành trước cuối tháng 4/2026.", "before 2026-04 -", ["vague-day"]),
    ("- Rà soát danh sách, hoàn thành trong đầu tháng 4/2026.", "within 2026-04 -", ["vague-day"]),
    ("- Rà soát danh sách, hoàn thành trong tuần 2 tháng 4/2026.", "within 2026-04 -", ["vague-day"]),
    ("- Rà soát danh sách, hoàn thành trong cuối tháng 4/2026.", "within 2026-04 2026-04-30", []),
]


@pytest.mark.parametrize(("paragraph", "expected", "doubts"), PARTS)
def test_a_part_of_a_month_has_its_last_day_or_a_doubt(paragraph: str, expected: str, doubts: list[str]) -> None:
    (deadline,) = extracted(under(paragraph))
    assert (when(deadline), deadline.doubts) == (expected, doubts)


@pytest.mark.parametrize(
    "paragraph",
    [
        "- Tổng hợp kết quả theo thời gian quy định.",
        "- Giấy xác nhận có giá trị đến hết ngày 31/12/2026.",
        "- Người hiến máu không uống rượu, bia trong vòng 24 giờ trước khi hiến máu.",
        "- Nghỉ ngơi tối thiểu 12 tuần sau lần hiến máu trước.",
        "- Thực hiện nội dung Công văn số 12/SYT-NVY ngày 05/01/2026 của Sở Y tế.",
        "- Chuẩn bị Ngày hội hiến máu ngày 19/4/2026.",
        "- Bố trí kinh phí trong dự toán hằng năm.",
        "- Đăng ký chỉ tiêu thôn không rác theo lộ trình thực hiện hằng năm, phấn đấu đạt 20%.",
        "- Rà soát người hưởng trợ cấp hằng tháng và kinh phí hằng năm của đơn vị.",
        "- Tuyên truyền nhân Ngày Toàn dân hiến máu tình nguyện 07/4.",
        "- Chăm sóc người hiến máu trước, trong và sau khi hiến máu.",
        "- Phấn đấu đến năm 2030 đạt 2% dân số tham gia hiến máu.",
    ],
)
def test_a_duty_without_a_limit(paragraph: str) -> None:
    assert extracted(under(paragraph)) == []


@pytest.mark.parametrize(
    ("paragraph", "bodies", "to", "action"),
    [
        (
            "Lưu ý: Các cơ quan, đơn vị; các khu phố lập danh sách gửi về Phòng Văn hóa - Xã hội "
            "(qua bà Vừ Thị Say, số điện thoại: 0900 000 123) trước ngày 28/02/2026 để tổng hợp.",
            ["Các cơ quan, đơn vị", "các khu phố"],
            "Phòng Văn hóa - Xã hội",
            "lập danh sách gửi về Phòng Văn hóa - Xã hội",
        ),
        (
            "- Tổng hợp kết quả báo cáo UBND phường và Ban Chỉ đạo tỉnh (qua Hội Chữ thập đỏ tỉnh) "
            "trước ngày 05/5/2026.",
            ["Hội Chữ thập đỏ phường"],
            "UBND phường; Ban Chỉ đạo tỉnh (qua Hội Chữ thập đỏ tỉnh)",
            "Tổng hợp kết quả báo cáo UBND phường và Ban Chỉ đạo tỉnh (qua Hội Chữ thập đỏ tỉnh)",
        ),
        (
            "- Chuẩn bị hội trường, giấy mời; hoàn thành trước ngày 09/4/2026.",
            ["Hội Chữ thập đỏ phường"],
            None,
            "Chuẩn bị hội trường, giấy mời",
        ),
        (
            "- Định kỳ trước ngày 05 hằng tháng báo cáo kết quả về Hội Chữ thập đỏ tỉnh.",
            ["Hội Chữ thập đỏ phường"],
            "Hội Chữ thập đỏ tỉnh",
            "báo cáo kết quả về Hội Chữ thập đỏ tỉnh",
        ),
        (
            "Công an phường cử 04 đồng chí giữ gìn trật tự vào sáng ngày 19/4/2026.",
            ["Công an phường"],
            None,
            "cử 04 đồng chí giữ gìn trật tự",
        ),
    ],
)
def test_who_to_whom_and_what(paragraph: str, bodies: list[str], to: str | None, action: str) -> None:
    (deadline,) = extracted(under(paragraph))
    assert [b.name for b in deadline.bodies] == bodies
    assert [body.name for body in deadline.submit_to] == (to.split("; ") if to else [])
    assert deadline.action == action


PAIRS = [
    # (paragraph, [(due, to, action)])
    (
        "- Lập danh sách (theo mẫu) gửi về Trạm Y tế trước ngày 06/3/2026 đối với đợt 1 và trước ngày 04/9/2026 "
        "đối với đợt 2.",
        [
            ("2026-03-05", "Trạm Y tế", "Lập danh sách (theo mẫu) gửi về Trạm Y tế"),
            ("2026-09-03", "Trạm Y tế", "Lập danh sách (theo mẫu) gửi về Trạm Y tế"),
        ],
    ),
    (
        "- Báo cáo kết quả về Ban Chỉ đạo tỉnh trước ngày 18/6/2026 (đợt 1), ngày 12/10/2026 (đợt 2) và báo cáo năm "
        "trước ngày 03/12/2026.",
        [
            ("2026-06-17", "Ban Chỉ đạo tỉnh", "Báo cáo kết quả về Ban Chỉ đạo tỉnh"),
            ("2026-10-11", "Ban Chỉ đạo tỉnh", "Báo cáo kết quả về Ban Chỉ đạo tỉnh"),
            ("2026-12-02", "Ban Chỉ đạo tỉnh", "báo cáo năm"),
        ],
    ),
    (
        "- Gửi báo cáo kết quả đợt 1 trước ngày 02/5/2026, đợt 2 trước ngày 02/11/2026.",
        [
            ("2026-05-01", None, "Gửi báo cáo kết quả đợt 1"),
            ("2026-11-01", None, "Gửi báo cáo kết quả đợt 2"),
        ],
    ),
    (
        "- Tổng hợp kết quả, báo cáo UBND phường sau mỗi đợt; báo cáo tổng kết năm trước ngày 28/11/2026.",
        [("2026-11-27", "UBND phường", "báo cáo tổng kết năm")],
    ),
    (
        "- Treo băng rôn trước ngày 02/4/2026 và dọn vệ sinh điểm hiến máu trước ngày 17/4/2026.",
        [
            ("2026-04-01", None, "Treo băng rôn"),
            ("2026-04-16", None, "dọn vệ sinh điểm hiến máu"),
        ],
    ),
    (
        "Hội Chữ thập đỏ phường (Cơ quan Thường trực) chủ trì xây dựng kịch bản trong tháng 3/2026; định kỳ hằng quý "
        "tổng hợp số liệu báo cáo UBND phường.",
        [
            ("2026-03-31", None, "chủ trì xây dựng kịch bản"),
            (None, "UBND phường", "tổng hợp số liệu báo cáo UBND phường"),
        ],
    ),
    (
        "- Bố trí 01 xe cứu thương trực trong các ngày 12/4/2026 và 16/8/2026.",
        [
            ("2026-04-12", None, "Bố trí 01 xe cứu thương trực"),
            ("2026-08-16", None, "Bố trí 01 xe cứu thương trực"),
        ],
    ),
    (
        "- Tham mưu UBND phường sơ kết vào tháng 7/2026, tổng kết trong tháng 12/2026.",
        [("2026-07-31", None, "Tham mưu UBND phường sơ kết"), ("2026-12-31", None, "tổng kết")],
    ),
    (
        "- Rà soát, lập danh sách hiến máu dự bị xong trong quý II/2026, báo cáo UBND phường trước ngày 05/7/2026.",
        [
            ("2026-06-30", None, "Rà soát, lập danh sách hiến máu dự bị"),
            ("2026-07-04", "UBND phường", "báo cáo UBND phường"),
        ],
    ),
    (
        "- Gửi bản giấy trước ngày 05/3/2026 và bản điện tử trước ngày 07/3/2026 về Văn phòng UBND phường.",
        [
            ("2026-03-04", "Văn phòng UBND phường", "Gửi bản giấy"),
            ("2026-03-06", "Văn phòng UBND phường", "bản điện tử"),
        ],
    ),
    (
        "- Thời hạn gửi báo cáo: 6 tháng đầu năm trước ngày 15/6/2026; cả năm trước ngày 15/12/2026.",
        [
            ("2026-06-14", None, "Thời hạn gửi báo cáo: 6 tháng đầu năm"),
            ("2026-12-14", None, "Thời hạn gửi báo cáo: 6 tháng đầu năm"),
        ],
    ),
    (
        "- Báo cáo 6 tháng gửi trước ngày 10/6/2026, báo cáo năm gửi trước ngày 25/11/2026 về UBND phường (qua Phòng "
        "Văn hóa - Xã hội).",
        [
            ("2026-06-09", "UBND phường (qua Phòng Văn hóa - Xã hội)", "Báo cáo 6 tháng gửi"),
            ("2026-11-24", "UBND phường (qua Phòng Văn hóa - Xã hội)", "báo cáo năm gửi"),
        ],
    ),
    (
        "- Đợt 1: thu nhận danh sách đến ngày 20/3/2026; đợt 2: đến ngày 20/8/2026.",
        [
            ("2026-03-20", None, "Đợt 1: thu nhận danh sách"),
            ("2026-08-20", None, "Đợt 2: thu nhận danh sách"),
        ],
    ),
    (
        "- Lập danh sách trước ngày 01/4/2026 (đối với đợt 1), trước ngày 01/9/2026 (đối với đợt 2), gửi Trạm Y tế "
        "phường.",
        [
            ("2026-03-31", "Trạm Y tế phường", "Lập danh sách"),
            ("2026-08-31", "Trạm Y tế phường", "Lập danh sách"),
        ],
    ),
    (
        "- Định kỳ ngày 25 hằng tháng tổng hợp số liệu; ngày 10 tháng cuối quý báo cáo Sở Y tế.",
        [(None, None, "tổng hợp số liệu"), (None, "Sở Y tế", "báo cáo Sở Y tế")],
    ),
    (
        "- Có mặt tại Nhà văn hóa lúc 6 giờ 45 phút ngày 12/4/2026 để chuẩn bị.",
        [("2026-04-12", None, "Có mặt tại Nhà văn hóa")],
    ),
    (
        "- Từ nay đến hết tháng 4/2026 đẩy mạnh tuyên truyền trên hệ thống loa.",
        [("2026-04-30", None, "đẩy mạnh tuyên truyền trên hệ thống loa")],
    ),
    (
        "- Tổng hợp kết quả, tham mưu báo cáo UBND tỉnh trước ngày 25/7/2026.",
        [("2026-07-24", "UBND tỉnh", "Tổng hợp kết quả, tham mưu báo cáo UBND tỉnh")],
    ),
]


@pytest.mark.parametrize(("paragraph", "expected"), PAIRS)
def test_several_limits_of_one_paragraph(paragraph: str, expected: list[tuple[str | None, str | None, str]]) -> None:
    found = extracted(under(paragraph))
    assert [(d.due, next((body.name for body in d.submit_to), None), d.action) for d in found] == expected
    assert {tuple(b.name for b in d.bodies) for d in found} == {("Hội Chữ thập đỏ phường",)}


def test_each_clause_has_its_own_doer() -> None:
    text = (
        "Trạm Y tế phường cử 03 cán bộ trực trong ngày 12/4/2026; Công an phường bố trí lực lượng phân luồng từ 6 giờ 30 "
        "ngày 12/4/2026; Hội Chữ thập đỏ phường chuẩn bị quà chậm nhất ngày 10/4/2026."
    )
    assert [[b.name for b in d.bodies] for d in extracted(under(text))] == [
        ["Trạm Y tế phường"],
        ["Công an phường"],
        ["Hội Chữ thập đỏ phường"],
    ]


def test_each_school_of_a_heading() -> None:
    text = "Mỗi trường lập danh sách gửi Trạm Y tế chậm nhất ngày 20/3/2026."
    (deadline,) = extracted(under(text, heading="1. Các trường trung học phổ thông"))
    assert [b.name for b in deadline.bodies] == ["Các trường trung học phổ thông"]


def test_three_limits_in_one_sentence() -> None:
    text = (
        "- Số liệu hiến máu: báo cáo tháng (trước ngày 22 hằng tháng), 6 tháng (trước ngày 12/6), "
        "báo cáo năm (trước ngày 08/12 hằng năm) gửi về UBND phường."
    )
    assert [when(d) for d in extracted(under(text))] == [
        "before FREQ=MONTHLY;BYMONTHDAY=22 -",
        "before FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=12 -",
        "before FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=8 -",
    ]


def test_two_limits_for_one_list_are_both_kept() -> None:
    text = "- Gửi danh sách về Trạm Y tế trước ngày 06/5/2026.\n- Gửi danh sách về Trạm Y tế trước ngày 10/5/2026."
    assert [d.due for d in extracted(under(text))] == ["2026-05-05", "2026-05-09"]


def test_two_days_of_duty_in_one_sentence() -> None:
    text = (
        "- Cử 02 cán bộ giúp chuẩn bị hội trường vào chiều ngày 18/4/2026 "
        "và hỗ trợ tiếp nhận máu vào sáng ngày 19/4/2026."
    )
    first, second = extracted(under(text))
    assert (first.action, second.action) == ("Cử 02 cán bộ giúp chuẩn bị hội trường", "hỗ trợ tiếp nhận máu")
    assert (first.relation, second.relation) == ("on", "on")


@pytest.mark.parametrize(
    "line",
    [
        "- Các thông số: độ mặn, pH lấy mẫu với tần suất 04 lần/năm; số lượng mẫu theo phụ lục.",
        "- Hằng năm, số vụ cháy trên địa bàn giảm từ 5% trở lên.",
        "- Hội thi tuyên truyền viên giỏi được tổ chức hằng năm.",
    ],
)
def test_how_often_something_is_done_or_grows_is_owed_by_nobody(line: str) -> None:
    assert extracted(plan(f"II. NỘI DUNG\n{line}")) == []


def test_a_report_that_comes_back_is_owed() -> None:
    (found,) = extracted(plan("II. NỘI DUNG\n- Hằng năm, báo cáo kết quả về Sở Y tế."))
    assert (when(found), [body.name for body in found.submit_to]) == ("every FREQ=YEARLY -", ["Sở Y tế"])


LABELS = """II. NHIỆM VỤ
1. Củng cố tổ chức
- Kiện toàn Ban Chỉ đạo vận động hiến máu.
Đơn vị chủ trì: Phòng Văn hóa - Xã hội.
Thời gian thực hiện: Tháng 3/2026.
- Tập huấn tuyên truyền viên.
Đơn vị chủ trì: Trạm Y tế phường.
Thời gian thực hiện: Hằng năm.
- Duy trì câu lạc bộ hiến máu dự bị.
Đơn vị chủ trì: Đoàn Thanh niên phường.
Thời gian thực hiện: Thường xuyên."""


def test_label_lines() -> None:
    found = extracted(plan(LABELS))
    assert [(when(d), [b.name for b in d.bodies], d.action) for d in found] == [
        ("within 2026-03 2026-03-31", ["Phòng Văn hóa - Xã hội"], "Kiện toàn Ban Chỉ đạo vận động hiến máu"),
        ("every FREQ=YEARLY -", ["Trạm Y tế phường"], "Tập huấn tuyên truyền viên"),
    ]


SCHEDULE = """II. TIẾN ĐỘ THỰC HIỆN
- Từ ngày 03/3 - 10/3/2026: Triển khai kế hoạch đến các chi đoàn.
- Trước ngày 20/3/2026: Các chi đoàn gửi danh sách về Đoàn phường.
- Ngày 27/3/2026: Chuẩn bị hội trường.
- Tháng 4/2026: Sơ kết, rút kinh nghiệm."""


def test_schedule() -> None:
    assert [(when(d), d.action) for d in extracted(plan(SCHEDULE))] == [
        ("within 2026-03-03/2026-03-10 2026-03-10", "Triển khai kế hoạch đến các chi đoàn"),
        ("before 2026-03-20 2026-03-19", "Các chi đoàn gửi danh sách về Đoàn phường"),
        ("on 2026-03-27 2026-03-27", "Chuẩn bị hội trường"),
        ("within 2026-04 2026-04-30", "Sơ kết, rút kinh nghiệm"),
    ]


TASKS = """II. NHIỆM VỤ
TT\tNhiệm vụ\tCơ quan chủ trì\tCơ quan phối hợp\tThời gian hoàn thành
1\tKiện toàn Ban Chỉ đạo\tPhòng Văn hóa - Xã hội\tTrạm Y tế\tTrước ngày 28/02/2026
2\tTập huấn tuyên truyền viên\tTrạm Y tế\tĐoàn Thanh niên\tQuý II/2026
3\tSơ kết công tác vận động\tHội Chữ thập đỏ phường\t\tNăm 2026
4\tTuyên truyền\tCông an phường\t\tThường xuyên"""


def test_table_of_tasks() -> None:
    found = extracted(plan(TASKS))
    assert [(when(d), [b.name for b in d.bodies], d.action) for d in found] == [
        ("before 2026-02-28 2026-02-27", ["Phòng Văn hóa - Xã hội"], "Kiện toàn Ban Chỉ đạo"),
        ("within 2026-34 2026-06-30", ["Trạm Y tế"], "Tập huấn tuyên truyền viên"),
        ("within 2026 2026-12-31", ["Hội Chữ thập đỏ phường"], "Sơ kết công tác vận động"),
    ]


def test_a_missed_limit_in_a_reminder() -> None:
    text = (
        "SỞ Y TẾ TỈNH ĐÔNG LẠC\nSố: 221/SYT-NVY\nV/v đôn đốc báo cáo\nĐông Lạc, ngày 27 tháng 10 năm 2026\n"
        "Kính gửi: Các đơn vị trực thuộc\n"
        "Ngày 10/10/2026, Sở Y tế có Công văn số 205/SYT-NVY về việc báo cáo, thời gian báo cáo trước ngày 25/10/2026, "
        "tuy nhiên đến nay còn một số đơn vị chưa thực hiện.\n"
        "Sở Y tế đề nghị các đơn vị báo cáo về Sở Y tế chậm nhất ngày 31/10/2026."
    )
    missed, due = extracted(document(text))
    assert (when(missed), missed.doubts) == ("before 2026-10-25 2026-10-24", ["past"])
    assert (when(due), due.doubts) == ("by 2026-10-31 2026-10-31", [])


def test_what_a_report_tells_is_not_due() -> None:
    body = (
        "I. KẾT QUẢ\nPhường đã gửi danh sách trước ngày 15/3/2025 theo quy định.\n"
        "II. NHIỆM VỤ TRỌNG TÂM\nTrạm Y tế gửi danh sách trước ngày 15/3/2026."
    )
    found = extracted(plan(body, type_name="BÁO CÁO", subject="Kết quả năm 2025, nhiệm vụ năm 2026"))
    assert [when(d) for d in found] == ["before 2026-03-15 2026-03-14"]


def test_spans_hold_the_limit_and_the_year_of_another_date() -> None:
    (first, _) = extracted(under("- Gửi danh sách trước ngày 15/4 và 15/9/2026."))
    assert [s.quote for s in first.spans] == ["trước ngày 15/4", "15/9/2026"]


def test_a_limit_that_another_took_the_place_of_is_none() -> None:
    lines = (
        "- Trạm Y tế gửi danh sách trước ngày 09/3/2026 (thay cho hạn ngày 02/3/2026).\n"
        "- Thời gian đăng ký được gia hạn đến 17 giờ ngày 20/3/2026."
    )
    found = extracted(plan(f"I. TỔ CHỨC THỰC HIỆN\n{lines}"))
    assert [(when(d), d.action) for d in found] == [
        ("before 2026-03-09 2026-03-08", "gửi danh sách"),
        ("by 2026-03-20 2026-03-20", "Thời gian đăng ký được gia hạn"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Cao điểm tuyên truyền từ ngày 20/01 đến ngày 10/02/2026 (trước Tết Nguyên đán).",
        "Thời gian: 02 ngày, 28 - 29/3/2026, từ 7h00 đến 11h30 mỗi ngày.",
        "Ngoài ra, người dân có thể hiến máu tại Bệnh viện Đa khoa tỉnh vào thứ Ba và thứ Năm hằng tuần.",
        "Nhiều bệnh nhân phải chờ máu từng ngày.",
        "Trung tâm tiếp nhận 6.200 đơn vị máu toàn phần trở lên trong quý II/2026.",
        "Tuy nhiên, đến hết tháng 01/2026 mới có 61/102 xã, phường ban hành kế hoạch.",
        "Tin đăng lúc 09:12, 23/03/2026.",
        "Trong tháng 5, toàn tỉnh tổ chức bốn ngày hội hiến máu theo cụm.",
        "Đợt 2: sáng ngày 21/6/2026, tại cầu cảng. Trường hợp có bão thì lùi đến ngày 28/6/2026.",
        "Hội nghị tôn vinh tổ chức sáng ngày 20/6/2026 (chuyển từ ngày 13/6/2026 do trùng kỳ họp).",
    ],
)
def test_what_is_described_or_told_binds_nobody(line: str) -> None:
    assert extracted(plan(f"II. NỘI DUNG\n{line}")) == []


@pytest.mark.parametrize(
    ("paragraph", "expected", "to"),
    [
        (
            "- Tổng hợp báo cáo Ban Chỉ đạo thành phố vào ngày 30/6/2026.",
            ["on 2026-06-30 2026-06-30"],
            ["Ban Chỉ đạo thành phố"],
        ),
        (
            "- Gửi danh sách về Trạm Y tế trước ngày 01/4/2026 đối với các điểm trong tháng 4 và trước ngày 25/4/2026 đối"
            " với các điểm trong tháng 5, tháng 6.",
            ["before 2026-04-01 2026-03-31", "before 2026-04-25 2026-04-24"],
            ["Trạm Y tế"],
        ),
        (
            "- Tổng hợp, trình Hiệu trưởng ký báo cáo gửi Hội Chữ thập đỏ tỉnh và Tỉnh đoàn trước ngày 06/5/2026.",
            ["before 2026-05-06 2026-05-05"],
            ["Hội Chữ thập đỏ tỉnh", "Tỉnh đoàn"],
        ),
        (
            "- Thông báo đến các cơ quan, đơn vị, địa phương trước ngày 15/3/2026.",
            ["before 2026-03-15 2026-03-14"],
            ["các cơ quan, đơn vị, địa phương"],
        ),
        (
            "- Chốt danh sách đợt 5 trước ngày 15/8/2026, đợt 6 trước ngày 14/9/2026; nộp về Trạm Y tế phường.",
            ["before 2026-08-15 2026-08-14", "before 2026-09-14 2026-09-13"],
            ["Trạm Y tế phường"],
        ),
        (
            "- Sau mỗi đợt báo cáo Chủ tịch UBND phường trong 3 ngày.",
            ["within - -"],
            ["Chủ tịch UBND phường"],
        ),
        (
            "- Nhắn số người đã vận động được cho Trạm Y tế phường vào thứ Hai hằng tuần.",
            ["every FREQ=WEEKLY;BYDAY=MO -"],
            ["Trạm Y tế phường"],
        ),
        (
            "- Xây dựng đề cương tuyên truyền gửi các cấp công đoàn trước ngày 10/4/2026.",
            ["before 2026-04-10 2026-04-09"],
            ["các cấp công đoàn"],
        ),
    ],
)
def test_when_and_to_whom_it_is_handed_in(paragraph: str, expected: list[str], to: list[str]) -> None:
    found = extracted(under(paragraph))
    assert [when(d) for d in found] == expected
    assert all([body.name for body in d.submit_to] == to for d in found)


def test_the_first_body_behind_a_date_has_its_limit_and_a_list_of_a_title_those_who_are_called() -> None:
    found = extracted(
        plan(
            "I. TỔ CHỨC THỰC HIỆN\n1. Phòng Tài chính; phòng Vật tư, thiết bị y tế\n"
            "- Phòng Vật tư, thiết bị y tế kiểm tra máy trước ngày 03/3/2026.\n"
            "- Trong tháng 5, Bệnh viện Nhi đồng mở đường dây tư vấn; các bệnh viện khác phối hợp tiếp nhận."
        )
    )
    assert [[body.name for body in d.bodies] for d in found] == [
        ["phòng Vật tư, thiết bị y tế"],
        ["Bệnh viện Nhi đồng"],
    ]
