"""Task tables under heads of any words: who does what until when is read from the head and from the look of the cells."""

from __future__ import annotations

import pytest

from parsers.annotate import annotate
from parsers.extractors.obligations import obligations
from parsers.extractors.times import dates, deadlines
from tests.factory import document

HEAD = "Số: 12/KH-UBND\nVĩnh An, ngày 05 tháng 3 năm 2031\nKẾ HOẠCH\nHiến máu tình nguyện năm 2031\nII. TIẾN ĐỘ\n"


def duties(table: str) -> list[tuple[list[str], str, list[str], str]]:
    found = obligations.extract(annotate(document(HEAD + table)))
    return [([b.name for b in o.bodies], o.role, [b.name for b in o.partners], o.action) for o in found]


@pytest.mark.parametrize(
    ("head", "role", "last"),
    [
        ("TT\tNội dung công việc\tĐơn vị chủ trì\tThời hạn", "lead", "2031-04-15"),
        ("TT\tViệc cần làm\tĐơn vị thực hiện\tXong trước", "other", "2031-04-14"),
        ("STT\tĐầu việc\tAi làm\tBao giờ xong", "other", "2031-04-15"),
        ("Số TT\tHạng mục\tĐầu mối\tMốc", "lead", "2031-04-15"),
        ("TT\tCông việc\tBộ phận lo\tNgày", "other", "2031-04-15"),
    ],
)
def test_columns_are_known_by_their_cells(head: str, role: str, last: str) -> None:
    table = f"{head}\n1\tRà soát phòng khám\tTrạm Y tế xã\tTrước ngày 12/4/2031\n2\tIn giấy mời\tVăn phòng UBND xã\tNgày 15/4/2031"
    assert duties(table) == [
        (["Trạm Y tế xã"], role, [], "Rà soát phòng khám"),
        (["Văn phòng UBND xã"], role, [], "In giấy mời"),
    ]
    due = deadlines.extract(annotate(document(HEAD + table)))
    assert [([b.name for b in d.bodies], d.due, d.action) for d in due] == [
        (["Trạm Y tế xã"], "2031-04-11", "Rà soát phòng khám"),
        (["Văn phòng UBND xã"], last, "In giấy mời"),
    ]


@pytest.mark.parametrize(
    "table",
    [
        # what is allotted, visited or held is no task
        "TT\tNơi đến\tĐơn vị\tNgày\n1\tTrường THCS Nà Mèo\tTrạm Y tế xã\tNgày 12/4/2031\n2\tThôn Bản Sen\tCông an xã\tNgày 15/4/2031",
        "Thời gian\tNội dung\tĐịa điểm\n01/3\tTổ chức Lễ hội Xuân hồng\tTrạm Y tế xã\n15/6\tTiếp nhận máu đợt 2\tCông an xã",
        "TT\tĐơn vị\tChỉ tiêu\n1\tCông an xã\t12\n2\tTrạm Y tế xã\t9",
        "TT\tHọ tên\tĐơn vị\tĐiện thoại\n1\tLò Văn Sơn\tCông an xã\t0900000101\n2\tVì Thị Mai\tTrạm Y tế xã\t0900000102",
    ],
)
def test_rows_without_tasks_are_no_duties(table: str) -> None:
    assert duties(table) == []


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Phòng Quản trị, Đội Giọt hồng vùng cao", ["Phòng Quản trị", "Đội Giọt hồng vùng cao"]),
        ("Hội Chữ thập đỏ xã; Nhóm Áo đỏ", ["Hội Chữ thập đỏ xã", "Nhóm Áo đỏ"]),
        ("Công an xã và Trạm Y tế xã", ["Công an xã", "Trạm Y tế xã"]),
        ("Tổ Hậu cần, Ban Chỉ huy Quân sự xã", ["Tổ Hậu cần", "Ban Chỉ huy Quân sự xã"]),
    ],
)
def test_every_name_of_a_cell_is_a_doer(cell: str, names: list[str]) -> None:
    (first, _) = duties(f"TT\tNội dung\tĐơn vị chủ trì\n1\tDựng rạp\t{cell}\n2\tDọn dẹp\tCông an xã")
    assert first[0] == names


LEAD_IN = "Các trường học gửi báo cáo về Trạm Y tế xã theo các mốc sau:\n"
HANDED_IN = """TT\tLoại báo cáo\tKỳ số liệu\tThời hạn nộp
1\tBáo cáo tháng\tTrong tháng\tNgày 22 hằng tháng
2\tBáo cáo học kỳ I\t01/9/2030 - 10/1/2031\tTrước ngày 15/4/2031
3\tBáo cáo đột xuất\tKhi có yêu cầu\tTrong 03 ngày kể từ khi nhận được yêu cầu"""


def test_whom_the_line_above_charges_hands_in_each_row() -> None:
    annotated = annotate(document(HEAD + LEAD_IN + HANDED_IN))
    due = deadlines.extract(annotated)
    assert [(d.action, d.due or d.rrule or (d.offset and d.offset.duration)) for d in due] == [
        ("Báo cáo tháng", ["FREQ=MONTHLY;BYMONTHDAY=22"]),
        ("Báo cáo học kỳ I", "2031-04-14"),
        ("Báo cáo đột xuất", "P3D"),
    ]
    who = {(*(b.name for b in d.bodies), "→", *(to.name for to in d.submit_to)) for d in due}
    assert who == {("Các trường học", "→", "Trạm Y tế xã")}
    (period,) = (d for d in dates.extract(annotated) if d.date and "/" in d.date.edtf)
    assert (period.date and period.date.edtf, period.role) == ("2030-09-01/2031-01-10", "period")


@pytest.mark.parametrize("lead_in", ["", "Chế độ báo cáo như sau:\n", "Các trường học gửi báo cáo về Trạm Y tế xã.\n"])
def test_without_a_line_that_charges_somebody_rows_are_nobodys(lead_in: str) -> None:
    assert not [action for *_, action in duties(lead_in + HANDED_IN) if action.startswith("Báo cáo")]
