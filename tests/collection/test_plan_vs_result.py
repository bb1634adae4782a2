"""Numbers of several documents set against each other: what is compared, what is added, what is left alone."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from hmtn_ingest.collection.charts import plan_vs_result_chart
from hmtn_ingest.collection.document import MaskedDocument
from hmtn_ingest.collection.figures import Figure, Measure, figures
from hmtn_ingest.collection.figures_words import say_figure, say_measure, say_period
from hmtn_ingest.collection.plan_result_pair import PlanResultPair, Reason, Total
from hmtn_ingest.collection.plan_vs_result import PlanVsResult
from hmtn_ingest.exports.figures_csv import figures_table
from hmtn_ingest.pipeline import ingest
from hmtn_ingest.review.drafts import accept_rest, reject
from hmtn_ingest.review.reviewed import review
from tests.collection.test_due import decided

BLOOD = Measure("blood_units", "đơn vị máu")
PEOPLE = Measure("registrants", "người")


def head(organ: str, number: str, kind: str, subject: str) -> str:
    symbol = "BC" if kind == "BÁO CÁO" else "KH"
    return f"{organ}\nSố: {number}/{symbol}-UBND\nLũng Tre, ngày 12 tháng 01 năm 2026\n{kind}\n{subject}\n"


DISTRICT = "ỦY BAN NHÂN DÂN\nHUYỆN LŨNG TRE"
PLAN = (
    head(DISTRICT, "45", "KẾ HOẠCH", "Tổ chức hiến máu tình nguyện năm 2026")
    + """I. CHỈ TIÊU
- Toàn huyện tiếp nhận ít nhất 150 đơn vị máu.
II. PHÂN BỔ CHỈ TIÊU
TT	Đơn vị	Chỉ tiêu (đơn vị máu)
1	Xã Đồi Thông	60
2	Xã Suối Cạn	50
3	Thị trấn Lũng Tre	40
	Tổng cộng	150
"""
)
ROUNDS = (
    head(DISTRICT, "46", "KẾ HOẠCH", "Tổ chức hiến máu tình nguyện năm 2026")
    + """II. PHÂN BỔ CHỈ TIÊU
TT	Đơn vị	Đợt 1 (đơn vị máu)	Đợt 2 (đơn vị máu)
1	Xã Đồi Thông	30	30
2	Xã Suối Cạn	30	20
	Tổng cộng	60	50
"""
)
COMMUNE_REPORT = (
    head("ỦY BAN NHÂN DÂN\nXÃ ĐỒI THÔNG", "12", "BÁO CÁO", "Kết quả hiến máu tình nguyện năm 2026")
    + """I. KẾT QUẢ
- Toàn xã tiếp nhận được 66/60 đơn vị máu.
"""
)
HALF_REPORT = (
    head(DISTRICT, "99", "BÁO CÁO", "Kết quả hiến máu tình nguyện 6 tháng đầu năm 2026")
    + """I. KẾT QUẢ
- Toàn huyện tiếp nhận được 80 đơn vị máu.
"""
)


def read(*texts: str) -> list[Figure]:
    found: list[Figure] = []
    for number, text in enumerate(texts, 1):
        reviewed = review(ingest(text.encode(), name=f"van-ban-{number}.txt"))
        found += figures(MaskedDocument(number, reviewed), reviewed)
    return found


def pair_of(
    compared: PlanVsResult, body_name: str, measure: Measure = BLOOD, round: str | None = None
) -> PlanResultPair:
    (found,) = [
        pair
        for pair in compared.pairs
        if (pair.body_name, pair.measure, pair.period.round) == (body_name, measure, round)
    ]
    return found


def totals_of(compared: PlanVsResult, measure: Measure = BLOOD) -> dict[tuple[str, str], Total]:
    periods = {pair.period: None for pair in compared.pairs}
    return {
        (total.body_name, say_period(total.period)): total for one in periods for total in compared.totals(measure, one)
    }


def test_a_table_gives_each_body_its_line_and_the_unit_its_stated_total() -> None:
    found = [(one.body_name, one.kind, one.number) for one in read(PLAN)]
    assert found == [
        ("Huyện Lũng Tre", "target", 150),
        ("Xã Đồi Thông", "quota", 60),
        ("Xã Suối Cạn", "quota", 50),
        ("Thị trấn Lũng Tre", "quota", 40),
        ("Huyện Lũng Tre", "stated_total", 150),
    ]


def test_plan_and_report_of_one_body_meet() -> None:
    pair = pair_of(PlanVsResult(read(PLAN, COMMUNE_REPORT)), "Xã Đồi Thông")
    assert (pair.plan, pair.result, pair.percent, pair.notes) == (60, 66, 110, ())
    assert [figure.summary.document for figure in pair.results] == [2]


def test_a_report_s_own_plan_figure_counts_where_no_plan_is_there_and_says_so() -> None:
    pair = pair_of(PlanVsResult(read(COMMUNE_REPORT)), "Xã Đồi Thông")
    assert (pair.plan, pair.result, pair.notes) == (60, 66, ("plan-from-report",))


def test_a_report_that_gives_another_plan_figure_is_told() -> None:
    report = COMMUNE_REPORT.replace("66/60", "66/55")
    pair = pair_of(PlanVsResult(read(PLAN, report)), "Xã Đồi Thông")
    assert (pair.plan, pair.notes) == (60, ("plans-differ",))


def test_half_a_year_is_the_first_part_of_the_year_and_no_full_result() -> None:
    compared = PlanVsResult(read(PLAN, HALF_REPORT))
    pair = pair_of(compared, "Huyện Lũng Tre")
    assert (pair.plan, pair.result, pair.notes) == (150, 80, ("part-of-period",))
    assert pair.reported
    assert say_period(pair.reported) == "6 tháng đầu năm 2026"
    assert say_period(replace(pair.reported, round="lần thứ xii")) == "lần thứ XII, 6 tháng đầu năm 2026"
    assert totals_of(compared)["Huyện Lũng Tre", "năm 2026"].stated_result is None


def test_two_reports_that_disagree_give_no_percentage() -> None:
    other = COMMUNE_REPORT.replace("66/60", "70/60").replace("12/BC", "13/BC")
    compared = PlanVsResult(read(PLAN, COMMUNE_REPORT, other))
    pair = pair_of(compared, "Xã Đồi Thông")
    assert (pair.result, pair.percent, pair.notes) == (None, None, ("results-differ",))
    assert [reason for _, reason in compared.set_aside] == ["results-differ", "results-differ"]


def test_units_are_never_mixed() -> None:
    people = COMMUNE_REPORT.replace("tiếp nhận được 66/60 đơn vị máu", "có 66 người đăng ký hiến máu")
    compared = PlanVsResult(read(PLAN, people))
    assert pair_of(compared, "Xã Đồi Thông").notes == ("no-result",)
    assert pair_of(compared, "Xã Đồi Thông", PEOPLE).notes == ("no-plan",)
    assert ("no-plan", 66) in [(reason, figure.number) for figure, reason in compared.set_aside]


def test_other_years_are_never_mixed() -> None:
    compared = PlanVsResult(read(PLAN, COMMUNE_REPORT.replace("năm 2026\nI.", "năm 2025\nI.")))
    plan, report = [pair for pair in compared.pairs if pair.body_name == "Xã Đồi Thông"]
    assert (plan.result, plan.notes) == (None, ("no-result",))
    assert (report.result, say_period(report.period)) == (66, "năm 2025")


def test_a_total_and_its_parts_are_not_added_together() -> None:
    total = totals_of(PlanVsResult(read(PLAN)))["Huyện Lũng Tre", "năm 2026"]
    assert (total.stated_plan, total.summed_plan, total.plan_parts, total.differs) == (150, 150, 3, False)


def test_the_same_table_in_two_documents_counts_once() -> None:
    draft = PLAN.replace("Số: 45/KH-UBND", "Số: /KH-UBND")
    total = totals_of(PlanVsResult(read(PLAN, draft)))["Huyện Lũng Tre", "năm 2026"]
    assert (total.summed_plan, total.plan_parts) == (150, 3)


def test_a_body_with_two_different_quotas_is_left_out_of_the_sum() -> None:
    other = PLAN.replace("Xã Suối Cạn\t50", "Xã Suối Cạn\t55").replace("45/KH", "47/KH")
    compared = PlanVsResult(read(PLAN, other))
    assert "plans-differ" in pair_of(compared, "Xã Suối Cạn").notes
    total = totals_of(compared)["Huyện Lũng Tre", "năm 2026"]
    assert (total.summed_plan, total.omitted, total.differs) == (100, ("Xã Suối Cạn",), False)


def test_a_stated_total_that_the_rows_do_not_give_is_told() -> None:
    wrong = PLAN.replace("Tổng cộng\t150", "Tổng cộng\t160")
    total = totals_of(PlanVsResult(read(wrong)))["Huyện Lũng Tre", "năm 2026"]
    assert (total.stated_plan, total.summed_plan, total.differs) == (160, 150, True)


def test_rounds_stay_apart_and_our_sum_of_them_is_said_to_be_ours() -> None:
    compared = PlanVsResult(read(ROUNDS))
    assert pair_of(compared, "Xã Đồi Thông", round="đợt 1").plan == 30
    year = pair_of(compared, "Xã Đồi Thông")
    assert (year.plan, [figure.kind for figure in year.plans]) == (60, ["rounds"])
    sums = {when: (one.stated_plan, one.summed_plan) for (_, when), one in totals_of(compared).items()}
    assert sums == {"đợt 1, năm 2026": (60, 60), "đợt 2, năm 2026": (50, 50), "năm 2026": (None, 110)}


def test_columns_that_are_no_rounds_are_not_added() -> None:
    text = ROUNDS.replace("Đợt 1 (đơn vị máu)", "Trong giờ (đơn vị máu)").replace("Đợt 2 (đơn", "Lưu động (đơn")
    assert {figure.kind for figure in read(text)} == {"quota", "stated_total"}
    assert len({figure.period for figure in read(text)}) == 2


def test_results_of_the_units_below_add_up_beside_the_stated_one() -> None:
    reports = [
        COMMUNE_REPORT,
        COMMUNE_REPORT.replace("ĐỒI THÔNG", "SUỐI CẠN").replace("66/60", "40/50").replace("12/BC", "7/BC"),
    ]
    total = totals_of(PlanVsResult(read(PLAN, *reports)))["Huyện Lũng Tre", "năm 2026"]
    assert (total.stated_result, total.summed_result, total.result_parts) == (None, 106, 2)
    assert total.missing == ("Thị trấn Lũng Tre",)


def test_districts_add_up_to_the_province_that_their_plans_name() -> None:
    closing = "III. CHẾ ĐỘ BÁO CÁO\nUBND huyện báo cáo UBND tỉnh Hạ Lĩnh trước ngày 10/12/2026.\n"
    second = PLAN.replace("LŨNG TRE", "KHE VÀNG").replace("Lũng Tre", "Khe Vàng").replace("Xã ", "Xã Nà ")
    found = totals_of(PlanVsResult(read(PLAN + closing, second + closing)))
    total = found["Tỉnh Hạ Lĩnh", "năm 2026"]
    assert (total.stated_plan, total.summed_plan, total.plan_parts) == (None, 300, 2)


def test_two_communes_of_one_name_are_not_taken_for_one() -> None:
    second = PLAN.replace("LŨNG TRE", "KHE VÀNG").replace("Lũng Tre", "Khe Vàng").replace("Suối Cạn", "Nà Lau")
    compared = PlanVsResult(read(PLAN, second))
    assert [reason for figure, reason in compared.set_aside if figure.body_name == "Xã Đồi Thông"] == [
        "namesake",
        "namesake",
    ]
    assert not [pair for pair in compared.pairs if pair.body_name == "Xã Đồi Thông"]
    total = totals_of(compared)["Huyện Lũng Tre", "năm 2026"]
    assert (total.summed_plan, total.omitted, total.differs) == (90, ("Xã Đồi Thông",), False)


def test_village_groups_of_one_name_in_two_communes_are_two() -> None:
    text = (
        head("ỦY BAN NHÂN DÂN\nXÃ ĐỒI THÔNG", "5", "KẾ HOẠCH", "Hiến máu tình nguyện năm 2026")
        + "II. PHÂN BỔ CHỈ TIÊU\nTT\tĐơn vị\tChỉ tiêu (người)\n1\tThôn Một\t5\n2\tThôn Hai\t6\n\tTổng\t11\n"
    )
    other = text.replace("ĐỒI THÔNG", "SUỐI CẠN").replace("Thôn Một\t5", "Thôn Một\t9").replace("\t11", "\t15")
    compared = PlanVsResult(read(text, other))
    assert sorted(pair.plan or 0 for pair in compared.pairs if pair.body_name == "Thôn Một") == [5, 9]
    drawn = plan_vs_result_chart([pair for pair in compared.pairs if pair.body_name == "Thôn Một"]).to_dict()
    names = [value["said"] for value in drawn["layer"][0]["data"]["values"]]
    assert names == ["Thôn Một (Xã Đồi Thông)", "Thôn Một (Xã Suối Cạn)"]


ASIDE: list[tuple[str, Reason]] = [
    ("- Mỗi xã vận động ít nhất 10 người đăng ký hiến máu.", "group"),
    ("- Tiếp nhận tối thiểu 50 đơn vị máu/đợt.", "per"),
]


@pytest.mark.parametrize(("sentence", "reason"), ASIDE)
def test_what_cannot_be_compared_is_set_aside_with_its_reason(sentence: str, reason: Reason) -> None:
    text = head(DISTRICT, "45", "KẾ HOẠCH", "Hiến máu tình nguyện năm 2026") + f"I. CHỈ TIÊU\n{sentence}\n"
    compared = PlanVsResult(read(text))
    assert [why for _, why in compared.set_aside] == [reason]
    assert compared.pairs == []


def test_shares_and_events_are_not_added() -> None:
    assert BLOOD.additive
    assert not Measure("share", "%", of="dân số").additive
    assert not Measure("events", "sự kiện").additive
    assert not Measure("blood_units", "đơn vị máu", per="đợt").additive


def test_a_school_does_not_speak_for_the_province_above_it() -> None:
    text = "UBND TỈNH HẠ LĨNH\n" + head(
        "TRƯỜNG CAO ĐẲNG Y TẾ BỜ LAU", "9", "KẾ HOẠCH", "Ngày hội hiến máu tình nguyện năm 2026"
    )
    (figure,) = read(text + "I. CHỈ TIÊU\n- Tiếp nhận ít nhất 120 đơn vị máu.\n")
    assert figure.assumed
    assert "Hạ Lĩnh" not in figure.body_name


def test_what_a_person_rejected_is_no_number() -> None:
    reviewed = review(ingest(PLAN.encode(), name="ke-hoach.txt"))
    draft = reject(reviewed, reviewed.record.targets[0].id)
    after = decided(reviewed, draft)
    assert [figure.kind for figure in figures(MaskedDocument(1, after), after)] == [
        "quota",
        "quota",
        "quota",
        "stated_total",
    ]


def test_the_table_has_a_head_and_no_cell_that_runs() -> None:
    text = PLAN.replace("Xã Đồi Thông", "=1+2 Xã Đồi Thông")
    rows = list(csv.reader(io.StringIO(figures_table(read(text)).decode("utf-8-sig"))))
    assert len(rows) == 6
    assert rows[1][:8] == [
        "Huyện Lũng Tre", "Cấp huyện", "Lượng máu", "đơn vị máu", "chỉ tiêu", "ít nhất", "150", "",
    ]  # fmt: skip
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@"))]


def test_numbers_are_said_with_unit_and_comparator() -> None:
    figure = read(PLAN)[0]
    assert say_figure(figure) == "từ 150 đơn vị máu trở lên"
    assert say_measure(figure.measure) == "Lượng máu (đơn vị máu)"
    assert say_measure(Measure("share", "%", of="dân số"), "en") == "Share (% dân số)"


REPORT_TABLE = (
    head(DISTRICT, "90", "BÁO CÁO", "Kết quả hiến máu tình nguyện 6 tháng đầu năm 2026")
    + """I. KẾT QUẢ
Toàn huyện tiếp nhận được 70/150 đơn vị máu, đạt 46,7% kế hoạch năm.
- Chiến dịch hè tiếp nhận 30/25 đơn vị máu.
TT	Đơn vị	Kế hoạch năm (đơn vị máu)	Kết quả (đơn vị máu)
1	Xã Đồi Thông	60	40
2	Xã Suối Cạn	50	10
3	Thị trấn Lũng Tre	40	20
	Tổng cộng	150	70
"""
)


def test_planned_and_reached_of_a_row_stand_together_for_their_own_year() -> None:
    compared = PlanVsResult(read(REPORT_TABLE))
    for name, plan, result in (("Xã Đồi Thông", 60, 40), ("Xã Suối Cạn", 50, 10), ("Thị trấn Lũng Tre", 40, 20)):
        pair = pair_of(compared, name)
        assert (pair.plan, pair.result, pair.notes) == (plan, result, ("part-of-period",))
        assert say_period(pair.period) == "năm 2026"
        assert pair.reported
        assert say_period(pair.reported) == "6 tháng đầu năm 2026"


def test_a_part_of_what_a_report_gives_is_not_taken_for_the_whole() -> None:
    compared = PlanVsResult(read(REPORT_TABLE))
    pair = pair_of(compared, "Huyện Lũng Tre")
    assert (pair.plan, pair.result) == (150, 70)
    assert [(figure.number, reason) for figure, reason in compared.set_aside] == [(30, "part")]


def test_a_number_of_an_event_and_of_each_event_is_no_plan_of_the_body() -> None:
    plan = head(DISTRICT, "45", "KẾ HOẠCH", "Hiến máu tình nguyện năm 2026") + (
        "I. CHỈ TIÊU\n- Toàn huyện tiếp nhận 900 đơn vị máu.\n"
        "- UBND xã Đồi Thông: tổ chức 02 sự kiện, mỗi sự kiện có 300 người đăng ký, tiếp nhận 200 đơn vị máu.\n"
    )
    compared = PlanVsResult(read(plan))
    assert {(pair.body_name, pair.measure.unit, pair.plan) for pair in compared.pairs} == {
        ("Huyện Lũng Tre", "đơn vị máu", 900),
        ("Xã Đồi Thông", "sự kiện", 2),
    }
    assert {(figure.number, reason) for figure, reason in compared.set_aside} == {(300, "per"), (200, "per")}


def test_one_number_is_never_that_of_two_bodies() -> None:
    report = COMMUNE_REPORT + "- Trạm Y tế xã và Công an xã tiếp nhận được 12 đơn vị máu.\n"
    compared = PlanVsResult(read(report))
    shared = [figure.body_name for figure, reason in compared.set_aside if reason == "shared"]
    assert len(shared) == 2
    assert not [pair for pair in compared.pairs if pair.body_name in shared]


def test_what_nobody_reviewed_is_hatched() -> None:
    reviewed = review(ingest(PLAN.encode(), name="ke-hoach.txt"))
    seen = decided(reviewed, *accept_rest(reviewed))
    for one, hatched in ((reviewed, True), (seen, False)):
        pairs = PlanVsResult(figures(MaskedDocument(1, one), one)).pairs
        strokes = [
            layer for layer in plan_vs_result_chart(pairs).to_dict()["layer"] if layer["mark"]["type"] == "point"
        ]
        assert any(layer["data"]["values"] for layer in strokes) is hatched
