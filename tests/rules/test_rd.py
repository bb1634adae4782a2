"""Rules on our reading: they speak of what we read, never of the document."""

from __future__ import annotations

import pytest

from rules import check
from tests.rules.factory import PLAN, findings, found, planted, record
from tests.rules.test_qt import REPORT

HEALTH = "Cử cán bộ tham gia khám, tư vấn cho người hiến máu."
ROW = "3\tThôn Lũng Cải\t20"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (HEALTH, "Cử từ 10 đồng chí tham gia khám, tư vấn.", ["value-ambiguous"]),
        (HEALTH, "Cử từ 10 đồng chí trở lên tham gia khám, tư vấn.", []),
        (ROW, "3\tThôn Lũng Cải\t2O", ["not-checkable", "table-ragged"]),
        (ROW, "3\t\t20", ["table-ragged"]),
        (
            "Suối Lạnh, ngày 15 tháng 01 năm 2026",
            "Suối Lạnh, ngày    tháng    năm 2026",
            ["date-blank", "not-checkable"],
        ),
    ],
)
def test_doubts_become_findings(old: str, new: str, expected: list[str]) -> None:
    text = planted(old, new)
    text = text.replace("(Kèm theo Kế hoạch số 26/KH-UBND ngày 15/01/2026 của UBND xã Suối Lạnh)\n", "")
    names = [f.name for f in findings(text) if not f.name.startswith("annex-")]
    assert sorted(names) == expected


def test_all_of_them_are_about_the_reading() -> None:
    text = planted(ROW, "3\tThôn Lũng Cải\t2O", planted(HEALTH, "Cử từ 10 đồng chí tham gia khám, tư vấn."))
    raised = [f for f in findings(text) if f.code.startswith("RD")]
    assert {f.name for f in raised} == {"table-ragged", "value-ambiguous", "not-checkable"}
    assert {f.about for f in raised} == {"reading"}


@pytest.mark.parametrize(
    ("row", "named"), [("3\tThôn Lũng Cải\t2O", "“3”"), ("\tThôn Lũng Cải\t2O", "“Thôn Lũng Cải”")]
)
def test_a_row_that_is_not_whole_is_named_by_its_number_or_its_body(row: str, named: str) -> None:
    (finding,) = (one for one in findings(planted(ROW, row)) if one.name == "table-ragged")
    assert f"chưa đọc được đủ: {named}. " in finding.message_vi


def test_not_checkable_says_which_rule_and_what_is_missing() -> None:
    raised = findings(planted(ROW, "3\tThôn Lũng Cải\t2O"))
    finding = next(f for f in raised if f.name == "not-checkable")
    assert "Chưa đối chiếu được tổng với các dòng ở cột “Số đơn vị máu”" in finding.message_vi
    assert "chưa đọc được" in finding.message_vi
    assert "quota-sum-mismatch" not in found(PLAN)


def test_damaged_text_is_said() -> None:
    scanned = record(PLAN)
    field = scanned.header.issued_date
    assert field is not None
    field.doubts = ["ocr"]
    raised = [f for f in check(scanned) if f.name == "ocr-doubt"]
    assert [f.spans[0].quote for f in raised] == ["ngày 15 tháng 01 năm 2026"]
    assert "ngày ban hành" in raised[0].message_vi


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("I1 tháng 6 năm 2026", ["ocr-doubt"]),
        ("3I tháng 11 năm 2026", ["ocr-doubt"]),
        ("3O/02/2026", ["ocr-doubt"]),
        ("l4/13/2026", ["ocr-doubt"]),
        ("30/02/2026", ["date-impossible"]),
        ("31 tháng 6 năm 2026", ["date-impossible"]),
    ],
)
def test_letters_in_a_figure_are_misread_not_miswritten(day: str, expected: list[str]) -> None:
    names = {f.name for f in findings(planted("trước ngày 02/3/2026", f"trước ngày {day}"))}
    assert sorted(names & {"ocr-doubt", "date-impossible"}) == expected


def test_contradictions_in_a_scan_are_about_the_reading() -> None:
    scanned = record(planted("\tTổng cộng\t90", "\tTổng cộng\t95"))
    scanned.source.ocr = True
    (finding,) = [f for f in check(scanned) if f.name == "quota-sum-mismatch"]
    assert finding.about == "reading"


def test_a_heading_that_hands_out_work_and_gave_none_is_named() -> None:
    plan = record(PLAN)
    assert "part-without-duty" not in {f.name for f in check(plan)}
    heading = plan.text.index("2. Trạm Y tế xã")
    after = plan.text.index("3. Các thôn")
    plan.obligations = [o for o in plan.obligations if not heading <= o.spans[0].start < after]
    (finding,) = [f for f in check(plan) if f.name == "part-without-duty"]
    assert [span.quote for span in finding.spans] == ["2. Trạm Y tế xã"]
    plan.obligations = []
    (finding,) = [f for f in check(plan) if f.name == "part-without-duty"]
    assert [span.quote for span in finding.spans] == ["III. TỔ CHỨC THỰC HIỆN"]


def test_a_table_that_gave_no_row_is_named() -> None:
    plan = record(PLAN)
    assert "heading-without-rows" not in {f.name for f in check(plan)}
    plan.quota_tables = []
    (finding,) = [f for f in check(plan) if f.name == "heading-without-rows"]
    assert [span.quote for span in finding.spans] == ["BIỂU PHÂN BỔ CHỈ TIÊU"]


PART = PLAN[PLAN.index("II. NỘI DUNG") : PLAN.index("III. TỔ CHỨC")]
VILLAGES = ("1. Thôn Đồng Mạ vận động 30", "2. Thôn Khe Vầu vận động 25", "3. Thôn Lũng Cải vận động 20")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (VILLAGES, ["II. PHÂN BỔ CHỈ TIÊU"]),
        (VILLAGES[:2], []),  # the numbers of the next part are not those of this one
        ((*VILLAGES[:2], "Xong trước ngày 20/02/2026"), []),
    ],
)
def test_rows_are_looked_for_up_to_the_next_part(rows: tuple[str, ...], expected: list[str]) -> None:
    plan = record(planted(PART, "II. PHÂN BỔ CHỈ TIÊU\n\n" + "\n\n".join(rows) + "\n\n"))
    plan.targets = []
    raised = [f for f in check(plan) if f.name == "heading-without-rows"]
    assert [span.quote for finding in raised for span in finding.spans] == expected


@pytest.mark.parametrize(
    ("kind", "quote"), [("obligations", "KẾ HOẠCH"), ("deadlines", "trước ngày 0")], ids=["duties", "deadlines"]
)
def test_an_expected_kind_that_is_empty_is_named(kind: str, quote: str) -> None:
    plan = record(PLAN)
    assert "kind-empty" not in {f.name for f in check(plan)}
    setattr(plan, kind, [])
    (finding,) = [f for f in check(plan) if f.name == "kind-empty"]
    assert [span.quote for span in finding.spans] == [quote]


AIMS = "II. CHỈ TIÊU\n\n1. Vận động 130 người đăng ký.\n\n2. Tiếp nhận 90 đơn vị máu.\n\n"


@pytest.mark.parametrize(
    ("text", "empty", "expected"),
    [
        (planted(PART, AIMS), ("targets", "quota_tables"), ["II. CHỈ TIÊU"]),
        (planted(PART, AIMS), ("targets",), []),  # a table of quotas says what is aimed at
        (planted(PART, AIMS), ("quota_tables",), []),
        (planted(PART, AIMS.replace("130 người", "Nhân dân")), ("targets", "quota_tables"), []),
        (REPORT, ("results",), ["I. KẾT QUẢ"]),
        (REPORT, (), []),
    ],
)
def test_figures_of_a_part_that_gave_none_are_named(text: str, empty: tuple[str, ...], expected: list[str]) -> None:
    read = record(text).model_copy(update={name: [] for name in empty})
    raised = [finding for finding in check(read) if finding.name == "kind-empty"]
    assert [span.quote for finding in raised for span in finding.spans] == expected


def test_a_text_layer_without_marks_is_named() -> None:
    assert "text-not-vietnamese" not in set(found(PLAN))
    marks = str.maketrans({letter: " " for letter in "ạảãáàậẩẫấầếềệểễịỉĩíìọỏõóòộổỗốồợởỡớờụủũúùựửữứừỵỷỹýỳ"})
    assert "text-not-vietnamese" in set(found(PLAN.translate(marks)))


def test_many_doubts_of_one_kind_are_one_finding_with_several_places() -> None:
    words = "Tô chức, triên khai, kê hoạch, đột suất, chị trách nhiệm."
    (finding,) = [
        f
        for f in findings(planted("Cử cán bộ tham gia khám", f"{words} Cử cán bộ tham gia khám"))
        if f.name == "reading-suspect"
    ]
    assert len(finding.spans) >= 4
    assert finding.message_vi.startswith(f"{len(finding.spans)} chỗ: “")


def test_what_needs_the_day_of_issue_is_said_in_words() -> None:
    raised = findings(planted("ngày 15 tháng 01 năm 2026", "ngày      tháng      năm 2026"))
    (finding,) = (one for one in raised if one.name == "not-checkable")
    assert "văn bản căn cứ có ban hành sau văn bản này không" in finding.message_vi
    assert "có thời hạn nào đã qua khi ban hành không" in finding.message_vi
    assert "-" not in finding.message_vi.replace(" - ", "")
