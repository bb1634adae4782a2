"""Tables whose heads stand in two rows: quotas by quarter, schedules with two quotas, tasks with who leads and helps."""

from __future__ import annotations

import pytest

from parsers.annotate import annotate
from parsers.extractors import recipients
from parsers.extractors.figures import quota_tables, targets
from parsers.extractors.obligations import obligations
from parsers.extractors.times import deadlines
from tests.factory import document

HEAD = "Số: 12/KH-UBND\nKhe Mây, ngày 05 tháng 01 năm 2031\nKẾ HOẠCH\nHiến máu năm 2031\n"

SCHEDULES = [
    "TT\tThời gian\tNơi đăng cai\tĐịa điểm\tChỉ tiêu (đơn vị)\t\n\t\t\t\tMáu\tTiểu cầu\n"
    "1\t04/7\tXã Bản Sen\tTrạm Y tế\t80\t5\n2\t11/7\tXã Nậm Lúa\tNhà văn hóa\t90\t\n"
    "3\t12/7\tCông an xã Khe Mây\tTrụ sở\t60\t\n\t\tTổng cộng\t\t230\t5",
    "STT\tNgày, giờ\tĐơn vị chủ nhà\tSố phải vận động\t\n\t\t\tNgười đăng ký\tĐơn vị máu\n"
    "1\t04/7\tXã Bản Sen\t80\t5\n2\t11/7\tXã Nậm Lúa\t90\t\n3\t12/7\tCông an xã Khe Mây\t60\t\n\t\tCộng\t230\t5",
]  # fmt: skip


@pytest.mark.parametrize("table", SCHEDULES)
def test_a_schedule_that_shares_out_two_quotas_is_a_quota_table(table: str) -> None:
    plan = annotate(document(f"{HEAD}2. Lịch và chỉ tiêu\n{table}"))
    (found,) = quota_tables.extract(plan)
    assert [(row.body.name, [v.value for v in row.values]) for row in found.rows] == [
        ("Xã Bản Sen", [80, 5]),
        ("Xã Nậm Lúa", [90, None]),
        ("Công an xã Khe Mây", [60, None]),
    ]
    assert [v.value for v in found.stated_total or []] == [230, 5]
    assert targets.extract(plan) == []


@pytest.mark.parametrize(
    "counted", ["Số hồ sơ số hóa tối thiểu", "Số hộp sữa trao tặng", "Số hồ sơ phải nộp trực tuyến"]
)
def test_files_are_no_households(counted: str) -> None:
    plan = annotate(
        document(
            f"{HEAD}Điều 2. Giao cho các cơ quan, đơn vị như sau:\nTT\tCơ quan, đơn vị\t{counted}\t\t\n\t\tQuý I\tQuý II\tCả năm\n"
            "1\tPhòng Kinh tế\t9\t10\t19\n2\tCông an xã\t15\t18\t33\n\tTổng số\t24\t28\t52"
        )
    )
    (found,) = quota_tables.extract(plan)
    assert [(row.body.name, [v.value for v in row.values]) for row in found.rows] == [
        ("Phòng Kinh tế", [9, 10, 19]),
        ("Công an xã", [15, 18, 33]),
    ]


TASKS = (
    "TT\tNhiệm vụ\tCơ quan thực hiện\t\tThời gian\t\tKết quả\n\t\tChủ trì\tPhối hợp\tBắt đầu\tHoàn thành\t\n"
    "1\tRà soát danh mục thủ tục\tPhòng Kinh tế\tCông an xã\t01/3/2031\t10/4/2031\tDanh mục\n"
    "2\tLắp đặt máy lấy số\tVăn phòng Ủy ban\tTrạm Y tế xã\t01/5/2031\t30/9/2031\t06 máy\n"
)  # fmt: skip


def test_who_leads_and_who_helps_under_one_head() -> None:
    plan = annotate(document(f"{HEAD}Danh mục nhiệm vụ\n{TASKS}"))
    found = obligations.extract(plan)
    assert [(o.action, o.role, [b.name for b in o.bodies], [b.name for b in o.partners]) for o in found] == [
        ("Rà soát danh mục thủ tục", "lead", ["Phòng Kinh tế"], ["Công an xã"]),
        ("Lắp đặt máy lấy số", "lead", ["Văn phòng Ủy ban"], ["Trạm Y tế xã"]),
    ]
    assert [(d.date and d.date.edtf, [b.name for b in d.bodies]) for d in deadlines.extract(plan)] == [
        ("2031-04-10", ["Phòng Kinh tế"]),
        ("2031-09-30", ["Văn phòng Ủy ban"]),
    ]


@pytest.mark.parametrize("head", ["Nơi nhận kết quả", "Nơi nhận", "Nơi nhận văn bản", "Nơi nhận sản phẩm"])
def test_the_head_of_a_column_opens_no_list_of_recipients(head: str) -> None:
    plan = annotate(
        document(
            f"{HEAD}III. Phân công\nĐơn vị\tNội dung công việc\tThời hạn\t{head}\n"
            "Phòng Kinh tế\tRà soát danh mục\t16/3/2031\tVăn phòng\nCông an xã\tTập huấn\t20/3/2031\tPhòng Kinh tế\n"
            "1. Công an xã bảo đảm an ninh trật tự.\nNơi nhận:\n- Như trên;\n- Lưu: VT."
        )
    )
    assert [r.name for r in recipients.extract(plan)] == ["Như trên", "Lưu: VT"]
