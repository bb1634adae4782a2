"""Reports of one occasion, their tables, who the members of a committee are, and who carries out a decision."""

from __future__ import annotations

import pytest

from parsers.annotate import annotate
from parsers.extractors.figures import quota_tables, results, targets
from parsers.extractors.obligations import obligations
from parsers.extractors.times import dates, deadlines
from tests.factory import document

HEAD = "XÃ TÂN LÂM\nSố: 27/BC-BCĐ\nTân Lâm, ngày 16 tháng 6 năm 2031\nBÁO CÁO\n"
PLAN = "Số: 15/KH-UBND\nTân Lâm, ngày 04 tháng 3 năm 2031\nKẾ HOẠCH\nHiến máu tình nguyện năm 2031\nIII. PHÂN CÔNG\n"


@pytest.mark.parametrize(
    ("report", "period"),
    [
        ("Kết quả hiến máu tình nguyện đợt 1 năm 2031\nNgày 14/6/2031 tại Nhà văn hóa xã đã diễn ra ngày hội hiến máu.\n"
         "1. Kết quả\n- Thu được 120 đơn vị máu.", "2031-06-14"),
        ("Kết quả chiến dịch tiêm bổ sung\nNgày 12/6/2031, UBND xã họp tổng kết chiến dịch.\n1. Kết quả\n"
         "- Chiến dịch diễn ra từ ngày 30/5 đến ngày 08/6/2031.\n- Phát được 900 tờ rơi.", "2031-05-30/2031-06-08"),
        ("Công tác hiến máu 6 tháng đầu năm 2031\n1. Kết quả\n- Thu được 120 đơn vị máu.", "2031-40"),
    ],
)  # fmt: skip
def test_the_time_of_a_report_is_that_of_its_occasion(report: str, period: str) -> None:
    found = results.extract(annotate(document(HEAD + report)))
    assert [result.period.edtf if result.period else None for result in found] == [period]


def test_a_table_of_indicators_keeps_its_plans_and_results() -> None:
    table = "TT\tChỉ tiêu\tĐVT\tKế hoạch\tThực hiện\tTỷ lệ (%)\n1\tĐường bê tông\tkm\t12\t9\t75,0\n2\tSản phẩm OCOP\tsản phẩm\t8\t6\t75,0"
    annotated = annotate(document(f"{HEAD}Tình hình kinh tế năm 2031\nI. KẾT QUẢ\n{table}"))
    (quotas,) = quota_tables.extract(annotated)
    assert [(row.body.name, [v.value for v in row.values]) for row in quotas.rows] == [
        ("Đường bê tông", [12, 9, 75]), ("Sản phẩm OCOP", [8, 6, 75]),
    ]  # fmt: skip
    assert [(r.quantity.min, r.planned, r.ratio) for r in results.extract(annotated)] == [(9, 12, 75), (6, 8, 75)]


def test_who_came_stands_beside_plan_and_result() -> None:
    table = "TT\tĐơn vị\tChỉ tiêu (đơn vị máu)\tĐăng ký (người)\tTiếp nhận (đơn vị máu)\n1\tKhoa Cơ khí\t140\t251\t158\n2\tKhoa Điện\t130\t236\t137\n3\tKhoa Hóa\t90\t120\t88"
    found = results.extract(annotate(document(f"{HEAD}Kết quả hiến máu năm 2031\nI. KẾT QUẢ\n{table}")))
    assert sorted(r.quantity.min or 0 for r in found) == [88, 120, 137, 158, 236, 251]


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        ("Người hiến lần đầu: 268; người hiến từ lần thứ 5 trở lên: 94.", [268, 94]),
        ("Số trẻ đã tiêm là 3.241, đạt yêu cầu.", [3241]),
        ("Thôn Khe Mây 31 đơn vị máu (giao 20).", [31]),
    ],
)
def test_numbers_behind_what_they_count(line: str, numbers: list[int]) -> None:
    found = results.extract(annotate(document(f"{HEAD}Kết quả hiến máu năm 2031\nI. KẾT QUẢ\n- {line}")))
    assert [result.quantity.min for result in found] == numbers
    assert [result.planned for result in found] == [20 if "giao" in line else None] * len(numbers)


def test_what_a_report_tells_before_its_results_is_no_work() -> None:
    text = f"{HEAD}Kết quả hiến máu đợt 1\n1. Công tác chuẩn bị\n- BCĐ xã họp 02 phiên, phân công 18 thành viên.\n"
    text += "2. Việc cần làm tiếp\n- Trạm Y tế xã theo dõi sức khỏe người hiến máu."
    assert [o.bodies[0].name for o in obligations.extract(annotate(document(text)))] == ["Trạm Y tế xã"]


def test_the_members_of_a_committee_do_what_their_row_says() -> None:
    head = "STT\tHọ và tên, chức vụ\tVai trò\tNhiệm vụ\tHoàn thành\n"
    rows = "1\tÔng Lò Văn Pâng, Phó Hiệu trưởng\tTrưởng ban\tChỉ đạo chung\tTrước 30/4/2031\n2\tBà Vi Thị Hạnh, Kế toán\tỦy viên\tChủ trì thanh toán\t10/5/2031"
    found = obligations.extract(annotate(document(f"{PLAN}{head}{rows}")))
    assert [([b.name for b in o.bodies], o.role) for o in found] == [
        (["Ông Lò Văn Pâng, Phó Hiệu trưởng"], "other"), (["Bà Vi Thị Hạnh, Kế toán"], "lead"),
    ]  # fmt: skip


def test_a_list_of_members_is_no_work() -> None:
    rows = "STT\tHọ và tên\tNhiệm vụ\n1\tÔng Lò Văn Pâng\tTrưởng ban\n2\tBà Vi Thị Hạnh\tPhó Trưởng ban\n3\tÔng Lừu A Sính\tỦy viên"
    assert obligations.extract(annotate(document(f"{PLAN}{rows}"))) == []


@pytest.mark.parametrize(
    ("part", "bodies"),
    [
        ("2. ThS. BS. Ngô Thị Thu - Phó Trưởng khoa\n- Lập lịch trực.", [["ThS. BS. Ngô Thị Thu"]]),
        ("2. KTV trưởng Lò Thị Hạnh và các kỹ thuật viên\na) Nhập số liệu.", [["KTV trưởng Lò Thị Hạnh", "các kỹ thuật viên"]]),
        ("2. Trung tá Hứa Đức Thịnh phụ trách tuyên truyền.", [["Trung tá Hứa Đức Thịnh"]]),
        ("2. Các khoa, phòng phối hợp\n- Quà do Phòng Tài chính chuẩn bị; bàn ghế do Phòng Hành chính bố trí.",
         [["Phòng Tài chính", "Phòng Hành chính"]]),
        ("2. Các khoa, phòng phối hợp\n- Việc đưa tin trên trang điện tử: giao Tổ Truyền thông thực hiện.", [["Tổ Truyền thông"]]),
        ("2. Chi ủy dự thảo báo cáo.", [["Chi ủy"]]),
        ("2. Chi hội Phụ nữ nấu một nồi cháo.", [["Chi hội Phụ nữ"]]),
        ("2. Chánh Văn phòng, Trưởng các phòng và các ông, bà có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này.",
         [["Chánh Văn phòng", "Trưởng các phòng", "các ông, bà có tên tại Điều 1"]]),
        ("2. Kiến nghị UBND tỉnh bố trí vốn nạo vét kênh.", [["UBND tỉnh"]]),
    ],
)  # fmt: skip
def test_who_has_to_do_it(part: str, bodies: list[list[str]]) -> None:
    found = obligations.extract(annotate(document(PLAN + part)))
    assert [[body.name for body in obligation.bodies] for obligation in found] == bodies


@pytest.mark.parametrize(
    ("line", "days"),
    [
        (
            "Phòng Nội vụ nhận đăng ký: đợt 1 đến hết ngày 10/4/2031, đợt 2 đến hết ngày 05/6/2031.",
            ["2031-04-10", "2031-06-05"],
        ),
        ("Sáng 07/6 chi đoàn cắt cử 4 bạn đón bà con.", ["2031-06-07"]),
        ("Đạt 05/6 chi đoàn có đội.", []),
        ("Phòng Nội vụ thứ Bảy nào cũng gửi số liệu.", ["FREQ=WEEKLY;BYDAY=SA"]),
        ("Phòng Nội vụ mỗi tuần một lần (chiều thứ Sáu) tổng hợp.", ["FREQ=WEEKLY;BYDAY=FR"]),
        ("Đài truyền thanh đọc loa ngày hai lần.", ["FREQ=DAILY"]),
    ],
)
def test_days_and_how_often(line: str, days: list[str]) -> None:
    found = [d for d in dates.extract(annotate(document(f"{PLAN}1. {line}"))) if d.role != "issued"]
    assert [
        d.date.edtf if d.date else (d.rrule or [""])[0] for d in found if not d.date or len(d.date.edtf) > 4
    ] == days


def test_a_later_sentence_of_a_person_has_its_own_limit() -> None:
    text = f"{PLAN}1. Đ/c Lò Văn Pâng, Phó Chủ tịch, phụ trách chung. Đ/c Hạnh tổng hợp danh sách, ngày 22/4/2031 gửi bệnh viện."
    (found,) = deadlines.extract(annotate(document(text)))
    assert ([b.name for b in found.bodies], found.relation) == (["Đ/c Hạnh"], "by")


def test_the_letters_of_a_trade_union_are_no_telegram_and_ranks_no_names() -> None:
    letter = "CÔNG ĐOÀN CÔNG TY MAY\nSố: 23/CĐ-VP\nV/v vận động hiến máu\nTân Lâm, ngày 06 tháng 4 năm 2031\nKính gửi: Các tổ.\nĐề nghị các tổ vận động."
    found = annotate(
        document(f"{letter}\n\nNơi nhận:\n- Như trên.\nTM. BAN CHẤP HÀNH\nCHỦ TỊCH\n\nThượng tá Hứa Đức Thịnh")
    ).header
    shown = [grounded and grounded.value for grounded in (found.type_name, found.signer_name)]
    assert shown == ["CÔNG VĂN", "Hứa Đức Thịnh"]


def test_parts_of_blood_are_no_bodies() -> None:
    text = "II. CHỈ TIÊU\n1. Khối hồng cầu tồn tại khoa luôn giữ mức tối thiểu 120 đơn vị."
    (found,) = targets.extract(annotate(document(PLAN.replace("III. PHÂN CÔNG\n", text))))
    assert found.bodies == []


@pytest.mark.parametrize(
    ("line", "doers"),
    [
        ("Công an xã lập 03 tổ kiểm tra; số còn lại do Ban Công an các thôn kiểm tra.", ["Công an xã", "Ban Công an các thôn"]),
        ("Tiền ăn nhẹ do Phòng Kinh tế chi; bàn ghế do Đoàn xã chuẩn bị.", ["Phòng Kinh tế", "Đoàn xã"]),
        ("Bộ phận hành chính, do CN. Vi Thị Hạnh phụ trách, lo giấy mời.", ["Bộ phận hành chính"]),
        ("Tổ hậu cần, do chị Tô Thị Sen làm tổ trưởng, chuẩn bị nước uống.", ["Tổ hậu cần"]),
        ("Đội Cảnh sát QLHC về TTXH tham mưu kế hoạch.", ["Đội Cảnh sát QLHC về TTXH"]),
        ("Đội Cảnh sát giao thông, trật tự phân luồng.", ["Đội Cảnh sát giao thông, trật tự"]),
        ("Đồng chí Bí thư Đoàn TNCS Hồ Chí Minh xã chỉ đạo trang trí.", ["Đồng chí Bí thư Đoàn TNCS Hồ Chí Minh xã"]),
    ],
)  # fmt: skip
def test_whoever_does_the_rest_and_whoever_is_led_by_somebody(line: str, doers: list[str]) -> None:
    (duty,) = obligations.extract(annotate(document(f"{PLAN}1. {line}")))
    assert [body.name for body in duty.bodies] == doers


def test_a_limit_binds_those_who_act_right_before_it() -> None:
    line = "Mẫu phiếu do Văn phòng Đảng ủy cấp, các chi bộ nhận trước ngày 05/4/2031."
    (limit,) = deadlines.extract(annotate(document(f"{PLAN}1. {line}")))
    assert [body.name for body in limit.bodies] == ["các chi bộ"]


@pytest.mark.parametrize(
    ("line", "comparator", "number", "unit"),
    [
        ("Giảm tử vong bà mẹ xuống dưới 4/100.000 trẻ đẻ sống.", "less_than", 4, "/100.000 trẻ"),
        ("Giữ tỷ số giới tính khi sinh ở mức 107 trẻ sơ sinh trai/100 trẻ sơ sinh gái.", "exactly", 107, "trẻ sơ sinh trai"),
    ],
)  # fmt: skip
def test_rates_of_children_are_no_plans(line: str, comparator: str, number: int, unit: str) -> None:
    text = f"Số: 15/KH-UBND\nTân Lâm, ngày 04 tháng 3 năm 2031\nKẾ HOẠCH\nDân số năm 2031\nII. CHỈ TIÊU\n- {line}"
    (target,) = targets.extract(annotate(document(text)))
    quantity = target.quantity
    assert (quantity.comparator, quantity.max if comparator == "less_than" else quantity.min, quantity.unit) == (
        comparator,
        number,
        unit,
    )


def test_a_share_of_members_counts_members() -> None:
    line = "Duy trì Câu lạc bộ máu sống với từ 40 thành viên trở lên, trong đó khoảng 06 người thuộc nhóm máu hiếm."
    text = f"Số: 15/KH-UBND\nTân Lâm, ngày 04 tháng 3 năm 2031\nKẾ HOẠCH\nHiến máu năm 2031\nII. CHỈ TIÊU\n- {line}"
    found = targets.extract(annotate(document(text)))
    assert [target.quantity.indicator for target in found] == ["members", "members"]


def test_persons_look_after_what_their_row_names() -> None:
    areas = "STT\tHọ và tên\tChức vụ\tĐịa bàn phụ trách\n1\tLò Văn Pâng\tPhó Chủ tịch UBND xã\tThôn Đông, thôn Đoài\n2\tVi Thị Sen\tBí thư Đoàn xã\tThôn Hạ\n"
    places = "STT\tĐịa điểm\tNgười phụ trách\tHoàn thành trước\n1\tNhà văn hóa\tTô Thị Hạnh, Trưởng Trạm Y tế\t15/5/2031\n2\tTrường THCS\tÔng Lò Văn Sáng, Hiệu trưởng\t25/5/2031\n"
    phones = "TT\tHọ và tên\tChức vụ\tSố điện thoại\n1\tLò Thị Mai\tCán bộ\t0912 345 678\n2\tTô Văn Quý\tCán bộ\t0912 345 679"
    text = f"{PLAN}1. Phụ trách địa bàn\n{areas}2. Phụ trách điểm\n{places}3. Đầu mối\n{phones}"
    annotated = annotate(document(text))
    assert [[body.name for body in duty.bodies] for duty in obligations.extract(annotated)] == [
        ["Lò Văn Pâng"], ["Vi Thị Sen"], ["Tô Thị Hạnh, Trưởng Trạm Y tế"], ["Ông Lò Văn Sáng, Hiệu trưởng"],
    ]  # fmt: skip
    assert [(limit.relation, limit.bodies[0].name.split(",")[0]) for limit in deadlines.extract(annotated)] == [
        ("before", "Tô Thị Hạnh"), ("before", "Ông Lò Văn Sáng"),
    ]  # fmt: skip


def test_whoever_looks_after_others_does_not_owe_their_reports() -> None:
    table = "TT\tĐơn vị\tCán bộ theo dõi\tHạn nộp báo cáo\n1\tChi đoàn thôn Đông\tLò Thị Mai\t10/6/2031\n2\tChi đoàn thôn Hạ\tTô Văn Quý\t12/6/2031"
    annotated = annotate(document(f"{PLAN}1. Theo dõi\n{table}"))
    assert [duty.bodies[0].name for duty in obligations.extract(annotated)] == ["Lò Thị Mai", "Tô Văn Quý"]
    assert not deadlines.extract(annotated)


@pytest.mark.parametrize(
    ("line", "recipient"),
    [
        ("Ông Lã Quang Tiềm mượn xe của Công ty Môi trường, báo lại tổ trưởng trước ngày 03/6/2031.", ["tổ trưởng"]),
        ("Các trưởng nhóm gửi số liệu cho cán bộ văn hóa của phường trước ngày 05/6/2031.", ["cán bộ văn hóa của phường"]),
        ("Các thôn gửi phiếu đăng ký về đầu mối (bà Vi Thị Sen) trước ngày 20/6/2031.", ["đầu mối"]),
        ("Các chi đoàn chuyển giấy chứng nhận cho người hiến máu trước ngày 21/6/2031.", ["người hiến máu"]),
        ("Bệnh viện tỉnh trả kết quả xét nghiệm cho người hiến chậm nhất 15 ngày kể từ ngày hiến.", ["người hiến"]),
        ("Các xã giao chỉ tiêu cho từng thôn, gửi về Ban Chỉ đạo tỉnh chậm nhất ngày 10/3/2031.", ["Ban Chỉ đạo tỉnh"]),
        ("Nếu phải lùi lịch, Thường trực Ban Chỉ đạo báo cho các thôn trước ít nhất 03 ngày.", ["các thôn"]),
    ],
)  # fmt: skip
def test_who_receives_without_a_name(line: str, recipient: list[str]) -> None:
    (limit,) = deadlines.extract(annotate(document(f"{PLAN}1. {line}")))
    assert [body.name for body in limit.submit_to or ()] == recipient
    assert "chuyển" not in limit.bodies[0].name


@pytest.mark.parametrize(
    ("line", "doer"),
    [
        ("Tiểu ban tuyên truyền viết bài trên trang của xã.", "Tiểu ban tuyên truyền"),
        ("Trong thời gian chờ, bộ phận tiếp nhận gửi phiếu cho từng người.", "bộ phận tiếp nhận"),
        ("Các bộ phận chuẩn bị báo cáo kết quả.", "Các bộ phận"),
    ],
)
def test_sections_are_named_by_their_work(line: str, doer: str) -> None:
    (duty,) = obligations.extract(annotate(document(f"{PLAN}1. {line}")))
    assert [body.name for body in duty.bodies] == [doer]


def test_teams_of_a_school_are_named_by_their_subjects() -> None:
    lines = "1. Tổ Ngữ văn, Tổ Sử - Địa chấm thi trước ngày 16/4/2031.\n2. Các tổ chuyên môn nhắc lại việc đọc sách.\n3. Tổ Sinh viên tình nguyện lập danh sách."
    annotated = annotate(document(PLAN + lines))
    assert [[body.name for body in duty.bodies] for duty in obligations.extract(annotated)] == [
        ["Tổ Ngữ văn", "Tổ Sử - Địa"], ["Các tổ chuyên môn"], ["Tổ Sinh viên tình nguyện"],
    ]  # fmt: skip
    (limit,) = deadlines.extract(annotated)
    assert [body.name for body in limit.bodies] == ["Tổ Ngữ văn", "Tổ Sử - Địa"]


@pytest.mark.parametrize(
    ("line", "reached", "planned"),
    [
        ("Đợt 2: tiếp nhận 149 đơn vị máu, đạt 106,4% chỉ tiêu (chỉ tiêu giao 140 đơn vị máu).", 149, 140),
        ("Đợt 1: tiếp nhận 120 đơn vị máu, đạt 96% (kế hoạch giao 125 đơn vị).", 120, 125),
    ],
)
def test_the_plan_in_brackets_behind_its_percentage(line: str, reached: int, planned: int) -> None:
    found = results.extract(annotate(document(f"{HEAD}Kết quả hiến máu năm 2031\nI. KẾT QUẢ\n- {line}")))
    assert [(result.quantity.min, result.planned) for result in found] == [(reached, planned)]


def test_a_limit_from_what_is_learnt_binds_whoever_investigates() -> None:
    line = "Trạm Y tế xã điều tra ca bệnh trong vòng 24 giờ kể từ khi nhận được thông tin."
    (limit,) = deadlines.extract(annotate(document(f"{PLAN}1. {line}")))
    assert limit.offset is not None
    assert limit.offset.duration == "PT24H"


@pytest.mark.parametrize(
    ("tasks", "held", "due"),
    [
        (("Chuyên đề đọc sách cho học sinh khối 6", "Cuộc thi kể chuyện theo sách"), 2, 0),
        (("Lập danh sách học sinh dự thi", "Gửi bài dự thi về phòng"), 0, 2),
    ],
)
def test_days_before_what_is_held_are_no_limits(tasks: tuple[str, str], held: int, due: int) -> None:
    rows = f"13/4/2031\t{tasks[0]}\tTổ Ngữ văn\n14/4/2031\t{tasks[1]}\tTổ Toán - Tin"
    annotated = annotate(document(f"{PLAN}1. Lịch\nThời gian\tHoạt động\tPhụ trách\n{rows}"))
    assert len(deadlines.extract(annotated)) == due
    assert [date.role for date in dates.extract(annotated)].count("event") == held
