"""Who acts under words that no list of bodies holds: people, teams and houses that open a sentence before a verb."""

from __future__ import annotations

import pytest

from parsers.annotate import annotate
from parsers.extractors.obligations import obligations
from tests.factory import document

PLAN = "Số: 12/KH-UBND\nVĩnh An, ngày 05 tháng 3 năm 2031\nKẾ HOẠCH\nHiến máu tình nguyện năm 2031\n"
WORK = f"{PLAN}IV. TỔ CHỨC THỰC HIỆN\n"
HEAD = f"{WORK}1. "


def doers(line: str) -> list[list[str]]:
    found = obligations.extract(annotate(document(HEAD + line)))
    return [[body.name for body in one.bodies] for one in found]


@pytest.mark.parametrize(
    ("who", "work"),
    [
        ("Cộng tác viên dân số", "lập danh sách người trong độ tuổi."),
        ("Cán bộ phụ trách y tế", "lập danh sách người trong độ tuổi."),
        ("Công chức Văn hóa - Xã hội", "tổng hợp kết quả hằng tháng."),
        ("Tổ phó Tổ dân phố số 3", "vận động các hộ gia đình tham gia."),
        ("Lớp trưởng các lớp", "tổng hợp số người đăng ký."),
        ("Đội trưởng Đội tình nguyện", "phân công người trực tại bàn đăng ký."),
        ("Tổ công nghệ số cộng đồng", "hướng dẫn người dân đăng ký trên ứng dụng."),
        ("Bộ phận hậu cần", "chuẩn bị nước uống cho người hiến máu."),
        ("Bộ phận Tiếp nhận và Trả kết quả", "niêm yết lịch hiến máu."),
        ("Tổ thư ký", "ghi biên bản, báo cáo kết quả sau mỗi buổi."),
        ("Lực lượng bảo vệ an ninh, trật tự ở cơ sở", "trực tại cổng hội trường."),
        ("Cảnh sát giao thông", "phân luồng tại ngã ba chợ."),
        ("Nhà thiếu nhi", "bố trí hội trường tầng 2."),
        ("Chùa Linh Sơn", "vận động phật tử tham gia."),
        ("Chi đoàn 12A1", "mua 20 chai nước."),
        ("Toàn thể cán bộ, công chức xã", "hưởng ứng ngày hội."),
        ("Sinh viên", "tham gia hiến máu mang theo căn cước công dân."),
        ("Sinh viên năm nhất đã đăng ký", "mang theo căn cước công dân."),
        ("Người dân có nhu cầu đăng ký", "liên hệ Trạm Y tế xã."),
        ("Người được phân công", "mở sổ theo dõi."),
        ("Đơn vị đăng cai", "bố trí xe đưa đón."),
        ("Những đơn vị chưa thành lập Ban Chỉ đạo", "kiện toàn xong trong tháng 3."),
        ("Bà Trần Thị Hoa", "chuẩn bị tủ thuốc cấp cứu."),
        ("Người đủ điều kiện", "đăng ký tại bàn số 1."),
        ("Tổ kiểm tra", "lập biên bản sau mỗi buổi."),
        ("Đoàn giám sát", "báo cáo kết quả với UBND xã."),
        ("Các trưởng thôn", "lập danh sách người đăng ký."),
    ],
)
def test_who_opens_the_sentence_and_acts(who: str, work: str) -> None:
    assert doers(f"{who} {work}") == [[who]]


@pytest.mark.parametrize(
    "opening",
    ["Cứ ngày 28 hằng tháng", "Cứ mười ngày một lần", "Mỗi thứ Sáu", "Cứ đến ngày 20 mỗi tháng,", "Mỗi chiều thứ Hai"],
)
def test_how_often_may_stand_first(opening: str) -> None:
    assert doers(f"{opening} Trạm Y tế xã báo cáo số liệu.") == [["Trạm Y tế xã"]]


@pytest.mark.parametrize(
    "line",
    [
        "Đoàn viên có quyền đăng ký nhiều lần.",
        "Đảng viên đã gương mẫu đăng ký, vận động người thân.",
        "Người dân đã tích cực tham gia hiến máu.",
        "Đội ngũ cán bộ thường xuyên được tập huấn.",
        "Nhóm máu O cần bổ sung 200 đơn vị.",
        "Cán bộ, công chức tham gia hiến máu tăng 12% so với năm trước.",
        "Những người đã đăng ký tại các điểm nêu trên không cần đăng ký lại.",
        "Người bị sốt không tham gia hiến máu.",
        # titles and degrees in short are other words too
        "DS HMTN của các thôn đầy đủ.",
        "Bác Hồ dạy thanh niên xung kích.",
    ],
)
def test_what_somebody_has_is_or_did_is_no_work(line: str) -> None:
    assert doers(line) == []


@pytest.mark.parametrize(
    ("line", "bodies"),
    [
        ("Các doanh nghiệp viễn thông phủ sóng và gửi tin nhắn.", ["Các doanh nghiệp viễn thông"]),
        ("Tổ y tế lưu động sơ tán người dân vùng ngập.", ["Tổ y tế lưu động"]),
        ("Ban Tổ chức trang bị 05 máy đo huyết áp.", ["Ban Tổ chức"]),
        ("Các cơ sở kinh doanh mua 200 suất quà.", ["Các cơ sở kinh doanh"]),
        ("Đài truyền thanh mua 02 loa.", ["Đài truyền thanh"]),
        ("Bệnh viện tỉnh đóng góp ý kiến.", ["Bệnh viện tỉnh"]),
        ("Đoàn xã đưa đón người hiến máu; Hội Phụ nữ xã nấu cháo.", ["Đoàn xã", "Hội Phụ nữ xã"]),
        ("Các đơn vị vận hành trạm bơm báo cáo hằng tuần.", ["Các đơn vị vận hành trạm bơm"]),
        ("Chi hội Chữ thập đỏ trường học lập danh sách.", ["Chi hội Chữ thập đỏ trường học"]),
        ("Câu lạc bộ Ngân hàng máu sống xã gọi người hiến.", ["Câu lạc bộ Ngân hàng máu sống xã"]),
    ],
)
def test_a_name_ends_before_what_the_body_does(line: str, bodies: list[str]) -> None:
    assert doers(line) == [bodies]


@pytest.mark.parametrize(
    ("body", "duties"),
    [
        (  # the further doers of an item under a heading
            ["1. Các trường trung học", "- Vận động giáo viên đăng ký. Riêng Trường THPT Ngã Bảy cho mượn hội trường."],
            [("IV.1", ["Các trường trung học", "Trường THPT Ngã Bảy"])],
        ),
        (
            ["1. Mặt trận Tổ quốc xã", "- Tuyên truyền trong các thôn; Đoàn xã thành lập 01 đội tình nguyện."],
            [("IV.1", ["Mặt trận Tổ quốc xã", "Đoàn xã"])],
        ),
        (  # … but not those with whom it is done
            ["1. Đoàn xã", "- Tổ chức đội hình; phối hợp Trạm Y tế xã; các thôn và các trường học làm vệ sinh."],
            [("IV.1", ["Đoàn xã"])],
        ),
        (["1. Hằng quý Hội Chữ thập đỏ xã rà soát danh sách."], [("IV.1", ["Hội Chữ thập đỏ xã"])]),
        (["1. Trong năm học, mỗi tháng các lớp tổ chức 01 buổi sinh hoạt."], [("IV.1", ["các lớp"])]),
        (["1. Tăng cường kiểm tra: mỗi quý Ban Chỉ đạo kiểm tra ít nhất 03 thôn."], [("IV.1", ["Ban Chỉ đạo"])]),
        (["1. Đề nghị người sử dụng lao động bố trí ca làm việc."], [("IV.1", ["người sử dụng lao động"])]),
        (["1. Nhiệm vụ, quyền hạn của Phó Trưởng ban", "- Triệu tập các cuộc họp."], [("IV.1", ["Phó Trưởng ban"])]),
        (["1. Nhiệm vụ cụ thể của các Ủy viên", "- Theo dõi địa bàn."], [("IV.1", ["các Ủy viên"])]),
        (["1. Trưởng ban: Ông Lê Văn Tám, Phó Chủ tịch UBND xã.", "2. Phó Trưởng ban: Bà …………"], []),
        (["Ngày 05/02/2031, Hội Chữ thập đỏ tỉnh có Công văn số 58/HCTĐ đề nghị các xã gửi kế hoạch."], []),
    ],
)
def test_whose_work_an_item_is(body: list[str], duties: list[tuple[str, list[str]]]) -> None:
    found = obligations.extract(annotate(document(WORK + "\n".join(body))))
    assert [(one.section, [body.name for body in one.bodies]) for one in found] == duties


def test_who_makes_the_estimate_stands_behind_what_it_costs() -> None:
    line = "Kinh phí 48 triệu đồng từ ngân sách xã. Các bộ phận lập dự toán gửi Phòng Kinh tế trước ngày 20/3/2031."
    (found,) = obligations.extract(annotate(document(f"{PLAN}IV. KINH PHÍ\n{line}")))
    assert [body.name for body in found.bodies] == ["Các bộ phận"]
    assert found.action.startswith("Các bộ phận lập dự toán")


@pytest.mark.parametrize(
    "title", ["Các chiến dịch trong năm", "CÁC TỒN TẠI", "Các mô hình", "Các lĩnh vực trong quý I"]
)
def test_a_title_of_things_names_nobody(title: str) -> None:
    text = f"{PLAN}III. {title}\n1. Thực hiện tốt tuyên truyền.\n2. Tổ chức họp mặt."
    assert [body.name for one in obligations.extract(annotate(document(text))) for body in one.bodies] == []


@pytest.mark.parametrize(
    ("line", "bodies"),
    [
        ("Việc trang trí hội trường do tổ hậu cần thực hiện.", ["tổ hậu cần"]),
        ("Danh sách dự phòng do cán bộ phụ trách y tế quản lý.", ["cán bộ phụ trách y tế"]),
        ("Đảng viên: Vận động người thân đăng ký.", ["Đảng viên"]),
    ],
)
def test_people_behind_the_work_or_as_its_label(line: str, bodies: list[str]) -> None:
    assert doers(line) == [bodies]


@pytest.mark.parametrize("title", ["CƠ SỞ XÂY DỰNG KẾ HOẠCH", "Cơ sở thực tiễn", "ĐIỀU KIỆN HIẾN MÁU", "Ý nghĩa"])
def test_what_a_plan_rests_on_gives_no_work(title: str) -> None:
    text = f"{PLAN}I. {title}\n1. Tổ chức vận động tốt trong năm qua.\n2. Các thôn vận động đạt chỉ tiêu."
    assert obligations.extract(annotate(document(text))) == []


def test_lines_that_say_what_and_then_who() -> None:
    lines = [
        "- Trang trí, khánh tiết: Văn phòng UBND xã;",
        "- Âm thanh, loa đài: Đài Truyền thanh xã;",
        "- Khám sàng lọc, tư vấn trước hiến máu: Trạm Y tế xã (phối hợp Bệnh viện tỉnh).",
        "- Địa điểm: Trường THPT Nà Lốm.",
        "- Đầu mối: Văn phòng Hội Chữ thập đỏ.",
    ]
    text = WORK.replace("TỔ CHỨC THỰC HIỆN", "PHÂN CÔNG NHIỆM VỤ") + "\n".join(lines)
    found = obligations.extract(annotate(document(text)))
    names = [[body.name for body in one.bodies] for one in found]
    assert names == [["Văn phòng UBND xã"], ["Đài Truyền thanh xã"], ["Trạm Y tế xã"]]


@pytest.mark.parametrize(
    ("line", "who"),
    [
        (
            "Giao đồng chí Lò Văn Pâng, công chức Văn hóa - Xã hội, theo dõi số liệu.",
            "đồng chí Lò Văn Pâng",
        ),
        ("Ngay sau mỗi buổi hiến máu, đầu mối các thôn gửi số liệu vào nhóm.", "đầu mối các thôn"),
        ("Khi có thay đổi, bộ phận văn thư gửi lại giấy mời.", "bộ phận văn thư"),
    ],
)
def test_people_behind_an_order_or_what_comes_first(line: str, who: str) -> None:
    assert doers(line) == [[who]]


@pytest.mark.parametrize(
    ("line", "bodies"),
    [
        (
            "Thầy Bùi Quốc Vinh (chủ nhiệm 12A1) làm tổ trưởng; cô Hồ Thị Thảo (chủ nhiệm 12A6) làm tổ phó.",
            ["Thầy Bùi Quốc Vinh", "cô Hồ Thị Thảo"],
        ),
        ("Em Đặng Minh Khôi (bí thư chi đoàn 11A5) lo phần đón khách.", ["Em Đặng Minh Khôi"]),
        (
            "BSCKII. Hoàng Văn Khái, Trưởng khoa, chịu trách nhiệm chuyên môn; CN. Trịnh Thị Hòa phụ trách niêm phong.",
            ["BSCKII. Hoàng Văn Khái", "CN. Trịnh Thị Hòa"],
        ),
        (
            "Ông Lưu Đức Thẳng (Tổ trưởng tổ 7) và ông Cao Văn Quỳ (Tổ trưởng tổ 11) làm điểm mô hình.",
            ["Ông Lưu Đức Thẳng", "ông Cao Văn Quỳ"],
        ),
        ("Bí thư chi bộ, tổ trưởng dân phố đến từng hộ phát phiếu.", ["Bí thư chi bộ, tổ trưởng dân phố"]),
        (
            "Tổ Công nghệ thông tin: anh Phạm Đức Lộng thiết kế ấn phẩm.",
            ["Tổ Công nghệ thông tin", "anh Phạm Đức Lộng"],
        ),
        (
            "Tỉnh đoàn xây dựng lực lượng. Giao đồng chí Ksor Y Bảnh, Phó Bí thư Tỉnh đoàn, làm đầu mối.",
            ["Tỉnh đoàn", "đồng chí Ksor Y Bảnh"],
        ),
        (
            "Sau mỗi đợt, thầy Lê Hoàng Nám tổng hợp kết quả; BCH Đoàn trường xét tuyên dương.",
            ["thầy Lê Hoàng Nám", "BCH Đoàn trường"],
        ),
        ("TS Nguyễn Văn Bính phụ trách chuyên môn.", ["TS Nguyễn Văn Bính"]),
        ("Riêng 04 đơn vị chưa đạt chỉ tiêu năm 2030 phải kiểm điểm.", ["04 đơn vị chưa đạt chỉ tiêu năm 2030"]),
        ("Treo băng rôn dọc trục đường (Đoàn Thanh niên xã, hoàn thành trước ngày 14/4/2031).", ["Đoàn Thanh niên xã"]),
        ("Bảo đảm an ninh trật tự trong ngày tổ chức (Công an xã).", ["Công an xã"]),
    ],
)
def test_persons_by_name_and_those_in_the_last_bracket(line: str, bodies: list[str]) -> None:
    assert doers(line) == [bodies]


@pytest.mark.parametrize(
    ("heading", "who"),
    [
        ("Cô Phan Thị Sến (nhân viên y tế):", "Cô Phan Thị Sến"),
        ("Đồng chí Vũ Thị Lan, Phó Chủ tịch UBND phường - Trưởng Ban Chỉ đạo", "Đồng chí Vũ Thị Lan"),
    ],
)
def test_a_heading_that_names_a_person(heading: str, who: str) -> None:
    assert doers(f"{heading}\n- Tư vấn sức khỏe cho học sinh.\n- Phụ trách chung.") == [[who], [who]]


def test_a_line_over_nothing_but_quotas_is_no_work() -> None:
    text = f"{PLAN}II. CHỈ TIÊU\nUBND xã giao chỉ tiêu cho các thôn như sau:\n- Thôn Đông: 45 người;\n- Thôn Tây: 38 người."
    assert obligations.extract(annotate(document(text))) == []


@pytest.mark.parametrize(
    ("lines", "bodies"),
    [
        (["Hồ sơ gồm tờ trình và báo cáo thành tích, nộp về Sở Nội vụ trước ngày 16/11/2031."], [[]]),
        (["Bản đăng ký (theo Mẫu số 01) gửi về Hội Chữ thập đỏ tỉnh trước ngày 15/9/2031."], [[]]),
        (["Hồ sơ gồm tờ trình, báo cáo thành tích."], []),
    ],
)
def test_papers_to_be_handed_in_by_whoever_has_them(lines: list[str], bodies: list[list[str]]) -> None:
    text = f"{PLAN}III. ĐĂNG KÝ, XÉT CHỌN\n1. " + "\n2. ".join(lines)
    assert [[one.name for one in duty.bodies] for duty in obligations.extract(annotate(document(text)))] == bodies


@pytest.mark.parametrize("line", ["DS HMTN gửi Hội CTĐ trước ngày 10/3/2031.", "CN Đoàn xã tổ chức ra quân."])
def test_a_degree_in_short_makes_no_person_of_other_words(line: str) -> None:
    assert [name for names in doers(line) for name in names] == []


def test_whom_somebody_assigns_does_the_work_of_somebody() -> None:
    body = f"{WORK}1. Công an xã, Ban Chỉ huy Quân sự xã\nPhân công lực lượng giữ gìn trật tự, trông giữ xe."
    (found,) = obligations.extract(annotate(document(body)))
    assert [one.name for one in found.bodies] == ["Công an xã", "Ban Chỉ huy Quân sự xã"]
