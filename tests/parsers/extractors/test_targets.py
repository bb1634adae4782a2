"""Targets: which numbers are commitments, whose, and for when."""

from __future__ import annotations

import pytest

from parsers.annotate import annotate
from parsers.annotated import AnnotatedDocument
from parsers.document import Document
from parsers.extractors.figures import results
from parsers.extractors.figures.targets import extract
from parsers.records import Target
from tests.factory import document, forms

PLAN = "Số: 12/KH-BCĐ\nKhe Mây, ngày 05 tháng 01 năm 2031\nKẾ HOẠCH\nVận động hiến máu tình nguyện năm 2031\n"
REPORT = (
    "Số: 12/BC-BCĐ\nKhe Mây, ngày 05 tháng 7 năm 2031\nBÁO CÁO\nCông tác hiến máu tình nguyện 6 tháng đầu năm 2031\n"
)


def annotated(text: str | Document) -> AnnotatedDocument:
    return annotate(document(text) if isinstance(text, str) else text)


def targets(text: str) -> list[Target]:
    return extract(annotated(PLAN + text))


def brief(target: Target) -> tuple[object, ...]:
    q = target.quantity
    return q.comparator, q.min if q.min is not None else q.max, q.unit, q.indicator


COMMITMENTS = [
    ("I. CHỈ TIÊU\n- Xã phấn đấu tiếp nhận từ 90 đơn vị máu trở lên.", [("at_least", 90, "đơn vị máu", "blood_units")]),
    ("1. Mục đích\nVận động nhân dân, phấn đấu đạt trên 150 đơn vị máu; bảo đảm an toàn.", [
        ("more_than", 150, "đơn vị máu", "blood_units"),
    ]),
    ("3. Số lượng\nVận động từ 200 người trở lên đăng ký. Lượng máu dự kiến nhận được trên 120 đơn vị máu.", [
        ("at_least", 200, "người", "registrants"), ("more_than", 120, "đơn vị máu", "blood_units"),
    ]),
    ("II. NỘI DUNG\nCác trường vận động tối thiểu 25% số giáo viên hiến máu.", [("at_least", 25, "%", "share")]),
    ("II. MỤC TIÊU\n1. 100% các xã, phường bố trí cán bộ phụ trách.", [("exactly", 100, "%", "share")]),
    ("II. NỘI DUNG\nTrong năm, phường tổ chức 02 đợt hiến máu.", [("exactly", 2, "đợt", "events")]),
    ("II. NỘI DUNG\n- Các xã mỗi đơn vị tổ chức 01 sự kiện, tối thiểu 40 đơn vị máu/sự kiện.", [
        ("exactly", 1, "sự kiện", "events"), ("at_least", 40, "đơn vị máu", "blood_units"),
    ]),
    ("III. TỔ CHỨC THỰC HIỆN\n1. Trạm Y tế xã\n- Cử 02 bác sĩ, 03 điều dưỡng khám sàng lọc.", [
        ("exactly", 2, "bác sĩ", "staff"), ("exactly", 3, "điều dưỡng", "staff"),
    ]),
    ("III. TỔ CHỨC THỰC HIỆN\n1. Đoàn xã\nHuy động 20 tình nguyện viên phục vụ điểm hiến máu.", [
        ("exactly", 20, "tình nguyện viên", "staff"),
    ]),
    ("II. CHỈ TIÊU\n- Thành lập 01 câu lạc bộ có ít nhất 30 thành viên trở lên.", [
        ("exactly", 1, "câu lạc bộ", "other"), ("at_least", 30, "thành viên", "members"),
    ]),
    ("III. NỘI DUNG\nMỗi quý đăng, phát ít nhất 04 tin, bài.", [("at_least", 4, "tin, bài", "other")]),
    ("III. NỘI DUNG\nTập trung hoàn thiện 05 mô hình điểm tại các bản.", [("exactly", 5, "mô hình", "other")]),
    ("Thực hiện Kế hoạch số 9/KH-UBND, Ban Chỉ đạo được giao chỉ tiêu 150 đơn vị máu.", [
        ("exactly", 150, "đơn vị máu", "blood_units"),
    ]),
    ("II. NHIỆM VỤ\n- Thành lập 02 câu lạc bộ máu hiếm với 40 thành viên.", [
        ("exactly", 2, "câu lạc bộ", "other"), ("exactly", 40, "thành viên", "members"),
    ]),
    ("II. ĐỢT\n- Đợt 3: quý IV/2031, dự kiến 150 đơn vị/01 ngày.", [("exactly", 150, "đơn vị máu", "blood_units")]),
    ("I. MỤC TIÊU\nXã tiếp nhận 300 đơn vị máu, chia làm 02 đợt.", [
        ("exactly", 300, "đơn vị máu", "blood_units"), ("exactly", 2, "đợt", "events"),
    ]),
    ("II. CHỈ TIÊU\n- Vận động nguồn lực trị giá từ 2 tỷ đồng trở lên.\n- Mỗi xã xây dựng một đội hiến máu dự bị gồm mười người.\n"
     "- Các xã có chỉ tiêu dưới 90 đơn vị máu tổ chức ghép theo cụm.\n- Bố trí xe 45 chỗ đưa đón.", [
        ("at_least", 2, "tỷ đồng", "other"), ("exactly", 1, "đội hiến máu dự bị", "other"),
        ("exactly", 10, "người", "members"),
    ]),
    ("III. PHÂN CÔNG\n1. Đoàn xã\nTreo 08 băng rôn, 12 phướn dọc trục đường chính.", [
        ("exactly", 8, "băng rôn", "other"), ("exactly", 12, "phướn", "other"),
    ]),
    ("III. PHÂN CÔNG\n1. Văn phòng\nBố trí hội trường, âm thanh, 30 bàn, 150 ghế.", [
        ("exactly", 30, "bàn", "other"), ("exactly", 150, "ghế", "other"),
    ]),
    ("III. PHÂN CÔNG\n1. Trạm Y tế\nHỗ trợ khám sàng lọc, mỗi buổi cử 03 y sĩ và 01 xe cứu thương.", [
        ("exactly", 3, "y sĩ", "staff"), ("exactly", 1, "xe cứu thương", "other"),
    ]),
    ("III. PHÂN CÔNG\n1. Hội Phụ nữ\nChuẩn bị 180 suất ăn nhẹ cho người hiến máu.", [
        ("exactly", 180, "suất ăn nhẹ", "other"),
    ]),
    ("III. PHÂN CÔNG\n1. Đoàn xã\nRa mắt đội tình nguyện gồm 25 thanh niên hướng dẫn người hiến máu.", [
        ("exactly", 25, "thanh niên", "staff"),
    ]),
    ("III. PHÂN CÔNG\n1. Đoàn trường\nThành lập đội hình 35 tình nguyện viên phục vụ ngày hội.", [
        ("exactly", 35, "tình nguyện viên", "staff"),
    ]),
    ("III. PHÂN CÔNG\n1. Huyện đoàn\nTập huấn kỹ năng vận động cho 90 cộng tác viên.", [
        ("exactly", 90, "cộng tác viên", "other"),
    ]),
    ("II. NỘI DUNG\n- Gặp mặt, biểu dương 20 người hiến máu nhiều lần.", [("exactly", 20, "người", "donors")]),
    ("II. CHỈ TIÊU\n- 14 bản: 170 đơn vị máu;\n- Khối trường học, lực lượng vũ trang: 40 đơn vị máu.", [
        ("exactly", 170, "đơn vị máu", "blood_units"), ("exactly", 40, "đơn vị máu", "blood_units"),
    ]),
    ("II. NỘI DUNG\nĐợt cao điểm kết thúc ngày 20/3/2031. 100% chi đoàn thay ảnh đại diện.", [
        ("exactly", 100, "%", "share"),
    ]),
    ("III. PHÂN CÔNG\n1. Bệnh viện\nBảo đảm có ít nhất 05 kíp lấy máu mỗi ngày.", [
        ("at_least", 5, "kíp lấy máu", "staff"),
    ]),
    ("II. CHỈ TIÊU\nMỗi tổ 03 người đăng ký, mỗi chi hội từ 02 hội viên trở lên đăng ký.", [
        ("exactly", 3, "người", "registrants"), ("at_least", 2, "hội viên", "registrants"),
    ]),
    ("II. CHỈ TIÊU\n- Chỉ tiêu: 05 ĐVTN đăng ký", [("exactly", 5, "ĐVTN", "registrants")]),
    ("II. CHỈ TIÊU\n- Mỗi thôn giới thiệu 02 người tham gia Đội hiến máu dự bị.", [("exactly", 2, "người", "members")]),
    # lines without a verb
    ("II. NỘI DUNG\nQuý I: 03 đợt\n- Xã Khe Mây và Công an tỉnh, mỗi đơn vị 01 đợt.", [
        ("exactly", 3, "đợt", "events"), ("exactly", 1, "đợt", "events"),
    ]),
    ("II. NỘI DUNG\n+ Lắp mới: 12 trạm (trong đó: Bưu điện: 05 trạm, Hợp tác xã: 07 trạm);", [
        ("exactly", 12, "trạm", "other"), ("exactly", 5, "trạm", "other"), ("exactly", 7, "trạm", "other"),
    ]),
    ("II. CHỈ TIÊU\nKhối cơ quan: 50; khối trường học: 40. Tổng: 90 đơn vị máu.", [
        ("exactly", 50, "đơn vị máu", "blood_units"), ("exactly", 40, "đơn vị máu", "blood_units"),
        ("exactly", 90, "đơn vị máu", "blood_units"),
    ]),
    ("II. CHỈ TIÊU\nXã Khe Mây, xã Đá Sen lần lượt 55 và 35 đơn vị máu.", [
        ("exactly", 55, "đơn vị máu", "blood_units"), ("exactly", 35, "đơn vị máu", "blood_units"),
    ]),
    # any unit where part or clause commits
    ("II. MỤC TIÊU\n- Thu ngân sách đạt 120 tỷ đồng.\n- Giải ngân đạt 95% kế hoạch vốn.", [
        ("exactly", 120, "tỷ đồng", "other"), ("exactly", 95, "%", "share"),
    ]),
    ("II. MỤC TIÊU\n- Tuổi thọ bình quân đạt 76 tuổi; tỷ suất sinh giảm còn 14‰.", [
        ("exactly", 76, "tuổi", "other"), ("exactly", 14, "‰", "other"),
    ]),
    ("II. MỤC TIÊU\n- Giảm từ 31 ca sinh năm 2030 xuống còn 26 ca sinh năm 2031.", [("exactly", 26, "ca sinh", "other")]),
    # the object of a duty, whatever its verb
    ("III. TỔ CHỨC THỰC HIỆN\n1. Đoàn xã\n- Cử 12 đoàn viên làm nhiệm vụ hậu cần, dán 40 bích chương.", [
        ("exactly", 12, "đoàn viên", "staff"), ("exactly", 40, "bích chương", "other"),
    ]),
]  # fmt: skip


@pytest.mark.parametrize("form", ["nfc", "nfd", "spaces", "broken"])
@pytest.mark.parametrize(("text", "expected"), COMMITMENTS, ids=[text[:40] for text, _ in COMMITMENTS])
def test_commitments(text: str, expected: list[tuple[object, ...]], form: str) -> None:
    found = extract(annotated(forms(PLAN + text)[form]))
    assert [brief(t) for t in found] == expected


NO_TARGETS = {
    "age": "1. Đối tượng\nNam từ 18 - 60 tuổi, nữ từ 18 - 55 tuổi, nặng từ 45 kg trở lên.",
    "entitlement": "IV. NỘI DUNG\n1. Mỗi người hiến máu tình nguyện nhận được 01 giấy chứng nhận.",
    "another entitlement": "IV. QUYỀN LỢI\n- Người hiến máu được tặng 01 phần quà và hỗ trợ 01 suất ăn.",
    "reward": "IV. KHEN THƯỞNG\n- Đề nghị khen thưởng 05 tập thể, 10 cá nhân.",
    "share of those rewarded": "IV. KHEN THƯỞNG\nTỷ lệ khen thưởng không quá 10% tập thể.",
    "condition": "IV. NỘI DUNG\n- Nếu đạt từ 100% chỉ tiêu trở lên thì được xét thi đua.",
    "duration": "2. Thời gian\n- Thời gian: 01 ngày; trong 24-48 giờ.",
    "volume": "2. Nội dung\nTiếp nhận máu thể tích 350ml hoặc 250ml.",
    "money": "3. Kinh phí\nPhấn đấu vận động 25 triệu đồng.",
    "guests": "3. Thành phần\n- Đại diện các xã: 30 đại biểu; mời 20 người.",
    "what was done": "I. TÌNH HÌNH\nNăm 2030, toàn xã đã tiếp nhận 96 đơn vị máu.",
    "background": "I. ĐẶC ĐIỂM\nHiện nay xã có 14 bản với 5.200 người.",
    "places": "II. NỘI DUNG\nTuyên truyền tại 14 bản của xã.",
    "names": "II. NỘI DUNG\n- Đợt 2 tại Tổ 9, thực hiện Đề án 06 theo Điều 5.",
    "phone": "III. TỔ CHỨC\nLiên hệ: 0912.138.598 hoặc 0215 381 2345.",
    "a distance": "II. NỘI DUNG\nGiữ khoảng cách giữa các bàn tối thiểu 1,5 mét.",
    "marks of a contest": "IV. THI ĐUA\nChi đoàn vượt chỉ tiêu được cộng 10 điểm thi đua; trừ 05 điểm khi chậm.",
    "a condition of size": "II. NỘI DUNG\nNhóm (từ 12 người trở lên): lập danh sách riêng.",
    "a condition of service": "II. NỘI DUNG\nBố trí xe đưa đón cho các điểm từ 100 người đăng ký.",
    "how many bodies there are": "II. PHÂN BỔ\n- 12 thôn: xem biểu kèm theo.",
    "the work of reporting": "III. PHÂN CÔNG\n- Tổng hợp kết quả cả hai đợt, báo cáo Ủy ban nhân dân xã.",
    "one gift for each": "IV. NỘI DUNG\n- Chuẩn bị 01 suất ăn cho mỗi người hiến máu.",
    "last year, aside": "I. CĂN CỨ\nPhát huy phong trào (năm 2030 tiếp nhận 96 đơn vị máu).",
    "growth over last year": "II. CHỈ TIÊU\nSố điểm hiến máu tăng 10% so với năm 2030.",
    "what a year lacked": "I. ĐÁNH GIÁ\nNăm 2030 còn thiếu 15 đơn vị máu so với kế hoạch.",
    "how big a place is": "II. NỘI DUNG\nƯu tiên các xã có trên 10.000 dân.",
    "how much there is to look through": "III. TỔ CHỨC THỰC HIỆN\n1. Văn phòng\n- Rà soát 34 thôn, tổng hợp 57 hồ sơ.",
    "copies": "III. TỔ CHỨC THỰC HIỆN\n1. Văn phòng\n- Gửi 01 bản về Hội Chữ thập đỏ xã.",
    "a budget": "IV. KINH PHÍ\nTổng kinh phí: 45 triệu đồng, mức chi 50.000 đồng/người.",
    "volumes": "II. NỘI DUNG\nTúi máu 250 ml + 350 ml; mỗi lần 350 ml trở lên.",
    "a rule": "IV. THI ĐUA\nThôn đạt dưới 30% thì được điều chỉnh chỉ tiêu.",
    "losses": "II. NỘI DUNG\nKhắc phục thiệt hại làm sập 12 nhà dân.",
    "a box without a tick": "II. NỘI DUNG\n☐ Tổ chức 02 đợt hiến máu.",
    "how long the day is": "II. NỘI DUNG\n- Thời gian: 01 buổi.",
    "a number of today": "I. HIỆN TRẠNG\nHiện nay có 87 trạm. Trong đó, có 28 trạm phát sóng.",
    "when something happens": "II. NỘI DUNG\nLịch có thể thay đổi khi kho máu của tỉnh xuống dưới 200 đơn vị máu.",
    "an amount that calls for help": "II. NỘI DUNG\nHội báo riêng, nếu số người đăng ký còn thiếu 30 người.",
    "who falls short": "III. NHIỆM VỤ\n- UBND các xã chưa đạt 50% kế hoạch rà soát nguyên nhân.",
    "who has done little": "III. NHIỆM VỤ\n- Các thôn mới đạt 30% chỉ tiêu họp dân, giải trình với xã.",
    "what a count leaves out": "II. PHÂN BỔ\n(*) Số liệu do Phòng Nhân sự cung cấp, chưa tính 35 người thử việc.",
    "what a count leaves out too": "II. CHỈ TIÊU\nSố đoàn viên do Đoàn xã lập, không bao gồm 12 người đi làm xa.",
    "chemical": "II. NỘI DUNG\nKhử khuẩn bề mặt bằng cồn 70%, Chlorine 0,5%.",
}


@pytest.mark.parametrize("text", NO_TARGETS.values(), ids=NO_TARGETS.keys())
def test_what_is_no_target(text: str) -> None:
    assert [t.spans[0].quote for t in targets(text)] == []


def test_whom_each_sends_to_a_meeting_is_a_target() -> None:
    found = targets(
        "II. THÀNH PHẦN\n1. Mỗi xã, phường cử 01 lãnh đạo Hội và 03 tình nguyện viên, riêng phường Khe Mây 10 tình nguyện viên."
        "\n2. 45 cá nhân được biểu dương."
    )
    assert [t.quantity.min for t in found] == [1, 3, 10]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        (
            "II. NỘI DUNG\n- Lễ tôn vinh: tổ chức vào 14/6/2031, biểu dương khoảng 80 cá nhân, 10 gia đình và 15 tập thể.",
            [80, 10, 15],
        ),
        ("II. NỘI DUNG\n- Gặp mặt, tôn vinh 25 gia đình tiêu biểu.", [25]),
        (
            "II. NỘI DUNG\n- Thành lập đội tình nguyện 30 người, gồm 15 đoàn viên thanh niên, 10 cán bộ và 5 nhân viên.",
            [30, 15, 10, 5],
        ),
    ],
)
def test_who_is_honoured_and_who_makes_up_a_team(text: str, numbers: list[int]) -> None:
    assert [t.quantity.min for t in targets(text)] == numbers


def test_an_aim_in_two_numbers_is_a_target() -> None:
    (target,) = targets("III. NHIỆM VỤ\n- Đoàn xã gặp từng người, phấn đấu 8/10 người đồng ý.")
    assert (target.quantity.min, target.quantity.unit) == (8, "người")


def test_several_bodies_of_a_kind_are_no_name_with_a_number() -> None:
    found = targets("II. CHỈ TIÊU\nPhân bổ: các phường 45 người/tháng; các xã 30 người/tháng; phường 4 gửi danh sách.")
    assert [t.quantity.min for t in found] == [45, 30]


def test_quota_cells_and_quota_lists_are_no_targets() -> None:
    table = "BIỂU PHÂN BỔ CHỈ TIÊU\nTT\tĐơn vị\tChỉ tiêu (người)\n1\tXã Khe\t5 người\n2\tXã Lúa\t6 người\n\n"
    flat = "II. PHÂN BỔ CHỈ TIÊU\n- Bản Sen: 5 người\n- Bản Lúa: 6 người\n- Bản Khe: 7 người\n"
    assert targets(flat + table) == []


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("I. CHỈ TIÊU\n- Xã phấn đấu tiếp nhận 90 đơn vị máu.", ["Xã"]),
        ("I. CHỈ TIÊU\n- Toàn huyện tiếp nhận 90 đơn vị máu.", ["Toàn huyện"]),
        ("I. CHỈ TIÊU\n- Các trường học phấn đấu vận động 25% số giáo viên.", ["Các trường học"]),
        ("I. CHỈ TIÊU\n- Các trường học phần đầu vận động 25% số giáo viên.", ["Các trường học"]),
        ("I. MỤC TIÊU\n1. 100% các Sở, ngành bố trí cán bộ.", ["các Sở, ngành"]),
        ("I. MỤC TIÊU\n1. 100% đội ngũ cán bộ, công chức được tập huấn.", []),
        ("I. MỤC TIÊU\nVận động nhiều người, phấn đấu đạt trên 90 đơn vị máu.", []),
        ("II. NỘI DUNG\n- Trạm Y tế xã cử 02 bác sĩ phục vụ.", ["Trạm Y tế xã"]),
        ("III. TỔ CHỨC THỰC HIỆN\n1. Hội Chữ thập đỏ xã\n- Vận động 40 người đăng ký.", ["Hội Chữ thập đỏ xã"]),
        (
            "I. CHỈ TIÊU\nCăn cứ vào biên chế của các cơ quan, đơn vị, phấn đấu vận động 30% số cán bộ tham gia.",
            ["các cơ quan, đơn vị"],
        ),
        ("I. MỤC TIÊU\nPhấn đấu năm 2031 toàn huyện vận động, tiếp nhận 90 đơn vị máu.", ["toàn huyện"]),
        ("II. NỘI DUNG\nVận động giáo viên. Riêng Trường THPT Khe Mây vận động 50 học sinh.", ["Trường THPT Khe Mây"]),
        ("I. CHỈ TIÊU\n- Mỗi tháng đạt tối thiểu 20 đơn vị máu.", []),
        ("I. CHỈ TIÊU\n- Riêng CB-GV-NV đăng ký khoảng 20 người.", ["CB-GV-NV"]),
        ("I. CHỈ TIÊU\n- 14 bản: 170 đơn vị máu.", ["14 bản"]),
        ("I. CHỈ TIÊU\n- Khối trường học, lực lượng vũ trang: 40 đơn vị máu.", ["Khối trường học, lực lượng vũ trang"]),
        ("I. CHỈ TIÊU\n- Các điểm lưu động, trong đó điểm Khe Mây 60 đơn vị máu.", ["điểm Khe Mây"]),
        ("I. CHỈ TIÊU\n- 100% thôn, bản có tổ vận động.", ["thôn, bản"]),
        ("I. CHỈ TIÊU\n- Đơn vị máu 350 ml chiếm 60% trở lên.", []),
        ("II. NỘI DUNG\n1. Trạm Y tế xã\nMỗi đợt cử 02 bác sĩ khám sàng lọc.", ["Trạm Y tế xã"]),
        (
            "Giao chỉ tiêu năm 2031 cho Hội Chữ thập đỏ huyện với tổng số 300 đơn vị máu.",
            ["Hội Chữ thập đỏ huyện"],
        ),
        ("I. CHỈ TIÊU\n- Trong năm 2031, Hội Chữ thập đỏ xã tổ chức 02 đợt hiến máu.", ["Hội Chữ thập đỏ xã"]),
        ("I. CHỈ TIÊU\n- Hai xã Khe Mây và Đá Sen: tối thiểu 20 đơn vị máu.", ["xã Khe Mây", "xã Đá Sen"]),
        ("I. CHỈ TIÊU\n- Mỗi bản 05 người đăng ký.", ["Mỗi bản"]),
        (
            "II. LỊCH\n- Lễ hội Xuân hồng do Hội Chữ thập đỏ xã chủ trì, tiếp nhận 90 đơn vị máu.",
            ["Hội Chữ thập đỏ xã"],
        ),
        ("I. CHỈ TIÊU\n1. Chỉ tiêu chung toàn tỉnh\n- Tiếp nhận 90 đơn vị máu.", ["toàn tỉnh"]),
        ("II. LỊCH\nNăm 2031 toàn xã vận động, cụ thể như sau:\n- Tiếp nhận 90 đơn vị máu.", ["toàn xã"]),
        (
            "II. NỘI DUNG\n- Xã Khe Mây; xã Đá Sen; Công an huyện tổ chức 01 đợt.",
            ["Xã Khe Mây", "xã Đá Sen", "Công an huyện"],
        ),
        ("II. NỘI DUNG\n- Duy trì Câu lạc bộ “Giọt hồng” với 30 thành viên.", ["Câu lạc bộ “Giọt hồng”"]),
        ("I. MỤC TIÊU\n- Có 70% cơ sở trợ giúp xã hội triển khai.", ["cơ sở trợ giúp xã hội"]),
        ("I. MỤC TIÊU\n- 100% ca cấp cứu được đáp ứng kịp thời.", []),
        ("I. CHỈ TIÊU\n- Bưu điện Khe Mây: 12 trạm.", ["Bưu điện Khe Mây"]),
        (
            "III. TỔ CHỨC THỰC HIỆN\n1. Huyện đoàn, Hội Phụ nữ huyện\n- Mỗi đơn vị vận động 40 người đăng ký.",
            ["Huyện đoàn", "Hội Phụ nữ huyện"],
        ),
    ],
)
def test_bodies(text: str, bodies: list[str]) -> None:
    (target,) = targets(text)
    assert [b.name for b in target.bodies] == bodies


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("I. CHỈ TIÊU\n- Thôn Sen 15 người, thôn Lúa 10 người, Trường THCS Khe Mây 08 người.", [
            ["Thôn Sen"], ["thôn Lúa"], ["Trường THCS Khe Mây"],
        ]),
        ("I. CHỈ TIÊU\nToàn xã vận động 70 người. Trong đó khối thôn là 40 người, khối trường học là 30 người.", [
            ["Toàn xã"], ["khối thôn"], ["khối trường học"],
        ]),
        ("I. CHỈ TIÊU\nMỗi thôn vận động 30 người; riêng khối lực lượng vũ trang không dưới 20 người.", [
            ["Mỗi thôn"], ["khối lực lượng vũ trang"],
        ]),
        ("I. CHỈ TIÊU\nXã Khe Mây và xã Đá Sen lần lượt 55 và 35 đơn vị máu.", [["Xã Khe Mây"], ["xã Đá Sen"]]),
        ("I. MỤC TIÊU\n100% xã có đội hiến máu dự bị, mỗi đội từ 15 thành viên trở lên.", [["xã"], ["xã"]]),
        ("II. NỘI DUNG\n- Sở Y tế cử 02 bác sĩ, Công an tỉnh cử 03 chiến sĩ.", [["Sở Y tế"], ["Công an tỉnh"]]),
        ("I. CHỈ TIÊU\n1. Toàn xã vận động 70 người.\n2. Chia làm 02 đợt hiến máu.", [["Toàn xã"], ["Toàn xã"]]),
    ],
)  # fmt: skip
def test_each_number_has_its_own_bodies(text: str, bodies: list[list[str]]) -> None:
    found = targets(text)
    assert [[b.name for b in t.bodies] for t in found] == bodies
    assert all(span.quote == b.name for t in found for b in t.bodies for span in b.spans)


def test_the_addressees_of_a_letter_owe_no_number() -> None:
    letter = PLAN.replace("KẾ HOẠCH\nVận động", "V/v vận động") + "Kính gửi: Các trường học; Trưởng các thôn.\n"
    (target,) = extract(annotated(letter + "Ủy ban nhân dân xã đề ra:\n- Phấn đấu tiếp nhận 90 đơn vị máu."))
    assert [b.name for b in target.bodies] != ["Các trường học", "Trưởng các thôn"]


def test_a_list_of_bodies_is_distributed() -> None:
    (target,) = targets("II. NỘI DUNG\n- Các huyện Khe Mây, Đá Sen và Nậm Lúa mỗi đơn vị tổ chức 01 sự kiện.")
    assert [b.canonical.split()[-2:] for b in target.bodies] == [["Khe", "Mây"], ["Đá", "Sen"], ["Nậm", "Lúa"]]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("I. CHỈ TIÊU\n- Xã phấn đấu tiếp nhận 90 đơn vị máu.", "2031"),
        ("I. CHỈ TIÊU\n- Đến năm 2035, phấn đấu tiếp nhận 90 đơn vị máu.", "2035"),
        ("1. Quý I/2031: 90 đơn vị máu", "2031-33"),
        ("1. Quý II/2031\n- Bản Sen tổ chức 01 sự kiện.", "2031-34"),
        ("I. NỘI DUNG\n- Đợt 1 tổ chức ngày 12/4/2031 với chỉ tiêu 90 đơn vị máu.", "2031-04-12"),
        ("1. Đợt 1\n- Thời gian: ngày 12/4/2031.\n- Chỉ tiêu: 90 đơn vị máu.", "2031-04-12"),
        # a comparison, a budget, a bracket behind the number, a named day are for something else
        ("I. CHỈ TIÊU\n- Tiếp nhận 90 đơn vị máu, tăng hơn hẳn so với năm 2030.", "2031"),
        ("I. CHỈ TIÊU\n- Tiếp nhận 90 đơn vị máu (năm 2030 đạt thấp) trên địa bàn.", "2031"),
        ("I. CHỈ TIÊU\n- Theo dự toán ngân sách năm 2030, tiếp nhận 90 đơn vị máu.", "2031"),
        ("I. CHỈ TIÊU\n- Tiếp nhận 90 đơn vị máu hưởng ứng Ngày Toàn dân hiến máu tình nguyện 07/4.", "2031"),
        # lines above: milestones, quarters without a number, a term
        ("I. MỤC TIÊU\nĐến năm 2033:\n- Tiếp nhận 90 đơn vị máu.", "2033"),
        ("I. MỤC TIÊU\n1. Mục tiêu đến năm 2036\na) Tiếp nhận 90 đơn vị máu.", "2036"),
        ("II. LỊCH\nQuý III:\n- Bản Sen tổ chức 01 sự kiện trong chiến dịch hè năm 2031.", "2031-35"),
        ("II. LỊCH\n* Quý IV:\n- Bản Sen tổ chức 01 sự kiện, xong trước ngày 20/11/2031.", "2031-36"),
        ("II. NHIỆM VỤ 6 THÁNG CUỐI NĂM 2031\n1. Chỉ tiêu\n- Tiếp nhận 90 đơn vị máu.", "2031-41"),
        ("II. NHIỆM VỤ 6 THÁNG CUỐI NĂM 2031\n- Trong năm 2031 tiếp nhận 90 đơn vị máu.", "2031"),
        # a round whose day another line tells
        (
            "I. CHỈ TIÊU\n- Đợt 2 là 90 đơn vị máu.\nII. LỊCH\n- Đợt 1: ngày 02/3/2031;\n- Đợt 2: ngày 15/6/2031.",
            "2031-06-15",
        ),
        ("I. CHỈ TIÊU\n- Tốc độ tăng bình quân 5%/năm đến năm 2031.", "2031"),
    ],
)
def test_period(text: str, edtf: str) -> None:
    (target,) = targets(text)
    assert target.period is not None
    assert target.period.edtf == edtf


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("I. CHỈ TIÊU\nTiếp nhận 90 đơn vị máu (quý I: 40 đơn vị máu; quý II: 50 đơn vị máu); vận động 200 người.", [
            "2031", "2031-33", "2031-34", "2031",
        ]),
        ("I. CHỈ TIÊU\nNăm 2032 tiếp nhận 90 đơn vị máu, vận động 200 người đăng ký.", ["2032", "2032"]),
        ("I. CHỈ TIÊU\nVận động 200 người đăng ký, tiếp nhận 90 đơn vị máu trong quý II/2031.", ["2031-34", "2031-34"]),
        ("I. CHỈ TIÊU 6 THÁNG CUỐI NĂM 2031\nTiếp nhận 90 đơn vị máu, nâng tổng số cả năm lên trên 200 đơn vị máu.", [
            "2031-41", "2031",
        ]),
        (
            "I. CHỈ TIÊU\nCông đoàn tổng hợp danh sách, hoàn thành chậm nhất ngày 10/4/2031; vận động 60 người đăng ký.",
            ["2031"],
        ),
        ("I. CHỈ TIÊU\nĐợt 1 ngày 09/5/2031, tại nhà văn hóa. Chỉ tiêu: vận động trên 70 người đăng ký.", ["2031-05-09"]),
        (
            "I. THỜI GIAN\nNgày hội hiến máu: 7 giờ ngày 14/6/2031.\nTổng duyệt Ngày hội: 14 giờ ngày 13/6/2031.\n"
            "II. CHỈ TIÊU\nThành đoàn huy động 120 người đăng ký tại Ngày hội. Trong năm vận động 300 người đăng ký.",
            ["2031-06-14", "2031"],
        ),
        (
            "I. THỜI GIAN\n- Đợt 1: ngày 16/4/2031, tại Trạm Y tế xã.\n- Đợt 2: ngày 20/9/2031, tại Nhà văn hóa.\n"
            "II. CHỈ TIÊU\nĐợt 1, toàn xã vận động 53 người đăng ký; xóm 1 vận động 06 người; Trạm Y tế 03 người.",
            ["2031-04-16", "2031-04-16", "2031-04-16"],
        ),
        ("I. CHỈ TIÊU\nVận động 45 người đăng ký, mở nhóm đăng ký trực tuyến từ ngày 21/8 đến ngày 28/8.", ["2031"]),
        ("I. CHỈ TIÊU\n- Quý I tiếp nhận 40 đơn vị máu, quý II tiếp nhận 50 đơn vị máu.", ["2031-33", "2031-34"]),
    ],
)  # fmt: skip
def test_each_number_has_its_own_period(text: str, periods: list[str]) -> None:
    assert [t.period.edtf if t.period else None for t in targets(text)] == periods


def test_the_day_of_the_one_event_that_the_document_is_about() -> None:
    opening = PLAN.replace("Vận động hiến máu", "Tổ chức Ngày hội hiến máu")
    text = "1. Thời gian\n- Ngày hội: từ 7 giờ 30, ngày 20/3/2031.\n2. Chỉ tiêu\n- Tiếp nhận 90 đơn vị máu."
    (target,) = extract(annotated(opening + text))
    assert target.period is not None
    assert target.period.edtf == "2031-03-20"


def test_the_outlook_of_a_report_gives_targets_and_the_rest_results() -> None:
    text = """I. KẾT QUẢ
Ban Chỉ đạo đã tổ chức 01 đợt hiến máu, tiếp nhận 96/90 đơn vị máu.
II. PHƯƠNG HƯỚNG, NHIỆM VỤ 6 THÁNG CUỐI NĂM
Phấn đấu tiếp nhận ít nhất 80 đơn vị máu."""
    both = annotated(REPORT + text)
    assert [brief(t) for t in extract(both)] == [("at_least", 80, "đơn vị máu", "blood_units")]
    assert [r.quantity.min for r in results.extract(both)] == [1, 96]


def test_table_of_targets_with_comparators_in_its_cells() -> None:
    found = targets(
        "PHỤ LỤC\nTT\tChỉ tiêu\tĐơn vị\tNăm 2031\tCơ quan chủ trì\n"
        "1\tTỷ lệ người hiến máu nhắc lại\t%\t≥ 60\tHội Chữ thập đỏ xã\n"
        "2\tSố điểm hiến máu cố định\tđiểm\t≤ 3\tTrạm Y tế xã"
    )
    assert [(t.quantity.comparator, t.quantity.min, t.quantity.max, t.quantity.unit) for t in found] == [
        ("at_least", 60, None, "%"),
        ("at_most", None, 3, "điểm"),
    ]
    assert [[b.name for b in t.bodies] for t in found] == [["Hội Chữ thập đỏ xã"], ["Trạm Y tế xã"]]


def test_a_commitment_that_only_its_place_makes_one_is_doubtful() -> None:
    (target,) = targets("II. NỘI DUNG\nSố máu còn lại: 30 đơn vị máu.")
    assert target.doubts == ["weak-cue"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("I. CHỈ TIÊU\n- Tỷ lệ người hiến máu nhắc lại đạt trên 55%.", "Tỷ lệ người hiến máu nhắc lại"),
        ("I. CHỈ TIÊU\n- Người hiến máu nhắc lại chiếm trên 55%.", "Người hiến máu nhắc lại"),
        ("I. CHỈ TIÊU\n- Vận động tối thiểu 25% số giáo viên hiến máu.", "giáo viên"),
        ("I. CHỈ TIÊU\n- Phấn đấu tiếp nhận 90 đơn vị máu.", "tiếp nhận máu"),
        ("I. CHỈ TIÊU\n- Vận động từ 120 người trở lên đăng ký hiến máu.", "người đăng ký hiến máu"),
        ("I. CHỈ TIÊU\n- Mỗi quý đăng ít nhất 04 tin, bài.", "tin, bài"),
        ("I. CHỈ TIÊU\n- Vận động từ 15 đến 20 người hiến máu.", "người hiến máu"),
        ("I. CHỈ TIÊU\n+ Lắp mới trạm phát sóng: 12 trạm.", "Lắp mới trạm phát sóng"),
        ("I. CHỈ TIÊU\n- Xã Khe Mây: 12 trạm.", "trạm"),
        ("I. CHỈ TIÊU\n- Thu ngân sách năm 2031 đạt 120 tỷ đồng.", "Thu ngân sách năm 2031"),
        ("I. CHỈ TIÊU\n- Phấn đấu giá trị xuất khẩu đến năm 2031 đạt 5 triệu USD.", "giá trị xuất khẩu"),
        ("I. CHỈ TIÊU\n- Ít nhất 02 sự kiện/xã.", "sự kiện"),
    ],
)
def test_what_is_counted(text: str, name: str) -> None:
    (target,) = targets(text)
    assert target.name == name
    assert "open-name" not in target.doubts


def test_targets_are_grounded_and_have_ids() -> None:
    source = document(PLAN + "I. CHỈ TIÊU\n- Xã tiếp nhận từ 90 đơn vị máu trở lên; tổ chức 01 đợt.")
    found = extract(annotate(source))
    assert [t.spans[0].quote for t in found] == ["từ 90 đơn vị máu trở lên", "01 đợt"]
    assert all(source.text[s.start : s.end] == s.quote for t in found for s in t.spans)
    assert len({t.id for t in found}) == 2


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        # a line that counts and is no lead-in by its form, above items marked otherwise
        ("II. LỊCH\nTrong năm tổ chức 05 đợt, theo quý:\n* Quý I: 02 đợt\n- Xã Bản Sen, xã Nậm Lúa: mỗi đơn vị 01 đợt.\n"
         "* Quý II: 03 đợt\n- Trường Khe Mây: 03 đợt.", ["2031", "2031-33", "2031-33", "2031-34", "2031-34"]),
        # the date belongs to the number behind it
        ("II. CHỈ TIÊU\n- Tiếp nhận tối thiểu 900 đơn vị máu, riêng quý III là 400 đơn vị máu.", ["2031", "2031-35"]),
        ("II. CHỈ TIÊU\n- Vận động 300 người đăng ký, trong đó quý I đạt 80 người.", ["2031", "2031-33"]),
        # the title of a part stands below its number
        ("Phần thứ nhất\nMỤC TIÊU NĂM 2032\nI. CHỈ TIÊU\n1. Tiếp nhận ít nhất 500 đơn vị máu.", ["2032"]),
    ],
)  # fmt: skip
def test_the_line_that_dates_a_number(text: str, periods: list[str]) -> None:
    assert [target.period and target.period.edtf for target in targets(text)] == periods


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("II. CHỈ TIÊU\n- Toàn xã thu nhận tối thiểu 200 đơn vị máu.", ["Toàn xã"]),
        ("II. CHỈ TIÊU\n- Toàn Đội giữ vững ít nhất 200 thành viên.", ["Toàn Đội"]),
        ("II. CHỈ TIÊU\n- Mỗi thôn thành lập 01 tổ vận động, mỗi tổ có từ 3 đến 5 thành viên.", ["Mỗi thôn", "Mỗi thôn"]),
        ("III. TỔ CHỨC THỰC HIỆN\n1. Trạm Y tế xã\n- Bố trí 02 đội tiêm, mỗi đội ít nhất 04 người.",
         ["Trạm Y tế xã", "Trạm Y tế xã"]),
        ("Đề nghị Hội Chữ thập đỏ các xã, phường vận động mỗi đơn vị tối thiểu 08 người hiến máu.",
         ["Hội Chữ thập đỏ các xã, phường"]),
        ("II. NỘI DUNG\n- Đơn vị tiếp nhận: Ngân hàng máu.\n- Số lượng máu cần tiếp nhận: từ 280 đơn vị máu trở lên.", []),
        ("III. TỔ CHỨC THỰC HIỆN\n1. Các khu phố\n- Mỗi đơn vị vận động ít nhất 40 người hiến máu.", ["Các khu phố"]),
        ("II. CHỈ TIÊU\n- Toàn Công ty phấn đấu 90 người đăng ký hiến máu.", ["Toàn Công ty"]),
        ("II. CHỈ TIÊU\n- Các thôn, làng: mỗi nơi ít nhất 10 người đăng ký; riêng làng Kon Sơ và thôn Mới, mỗi nơi 15 người.",
         ["Các thôn, làng", "làng Kon Sơ", "thôn Mới"]),
        ("II. CHỈ TIÊU\n- Cụ thể: Bệnh viện Phổi và Bệnh viện Mắt, mỗi bệnh viện 60 người đăng ký.",
         ["Bệnh viện Phổi", "Bệnh viện Mắt"]),
        ("II. CHỈ TIÊU\n- Các phường còn lại vận động 40 người đăng ký hiến máu.", ["Các phường còn lại"]),
        ("II. CHỈ TIÊU\n- Đội hiến máu dự bị của xã giữ ở mức 20 thành viên.", ["Đội hiến máu dự bị của xã"]),
        ("II. CHỈ TIÊU\n- Giao Khoa Công nghệ thông tin 90 người đăng ký, Khoa Điện 40 người.",
         ["Khoa Công nghệ thông tin", "Khoa Điện"]),
        ("III. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n- Chỉ đạo Bệnh viện Đa khoa tỉnh mỗi tháng tiếp nhận 80 đơn vị máu.",
         ["Bệnh viện Đa khoa tỉnh"]),
        ("II. CHỈ TIÊU\n- Giao Hội Chữ thập đỏ xã chủ trì, toàn xã tiếp nhận 90 đơn vị máu.", ["toàn xã"]),
        ("II. CHỈ TIÊU\n- Chỉ đạo các phòng xây dựng kế hoạch; tiếp nhận tối thiểu 90 đơn vị máu.", []),
        ("II. CHỈ TIÊU\n- Đoàn trường Đại học Khe Mây, Đoàn trường THPT Đá Sen, mỗi trường 90 người đăng ký.",
         ["Đoàn trường Đại học Khe Mây", "Đoàn trường THPT Đá Sen"]),
        ("II. CHỈ TIÊU\n- Mỗi xã, phường cử 02 tình nguyện viên, riêng xã Nậm Lúa, xã Bản Sen mỗi xã 05 tình nguyện viên.",
         ["Mỗi xã, phường", "xã Nậm Lúa", "xã Bản Sen"]),
        ("II. CHỈ TIÊU\n- Các xã ven biển 40 đơn vị máu; các xã miền núi, biên giới 15 đơn vị máu; các phường 60 đơn vị máu.",
         ["Các xã ven biển", "các xã miền núi, biên giới", "các phường"]),
        ("II. CHỈ TIÊU\n- Phấn đấu mỗi bệnh viện hạng I đạt 60 đơn vị máu, bệnh viện hạng III đạt 20 đơn vị máu.",
         ["mỗi bệnh viện hạng I", "bệnh viện hạng III"]),
        ("II. CHỈ TIÊU\n- 100% xã có Ban Chỉ đạo; mỗi xã duy trì 01 câu lạc bộ ngân hàng máu sống có ít nhất 20 thành viên.",
         ["xã", "mỗi xã", "mỗi xã"]),
        ("III. NỘI DUNG\n- Ngày hội “Giọt hồng”: dự kiến thu 90 đơn vị máu. Đơn vị đăng cai: Đoàn xã Bản Sen.",
         ["Đoàn xã Bản Sen"]),
        ("III. TỔ CHỨC THỰC HIỆN\n- Các khoa, viện: cử 01 cán bộ đầu mối.", ["Các khoa, viện"]),
        ("II. CHỈ TIÊU\n- Trung tâm Truyền máu phân bổ như sau: các phường 45 đơn vị máu; các xã 15 đơn vị máu.",
         ["các phường", "các xã"]),
    ],
)  # fmt: skip
def test_whom_a_whole_or_each_stands_for(text: str, bodies: list[str]) -> None:
    assert [body.name for target in targets(text) for body in target.bodies] == bodies


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("II. CHỈ TIÊU\nNăm 2031 vận động 820 người hiến máu, cao hơn 70 người so với kết quả năm 2030.", [(820, [])]),
        ("II. CHỈ TIÊU\nNăm 2031 vận động 900 người, bằng 120% so với thực hiện năm 2030 (750 người).", [(900, [])]),
        ("II. CHỈ TIÊU\nKhối cơ quan và khối trường học vận động lần lượt 500 và 300 người đăng ký.",
         [(500, ["Khối cơ quan"]), (300, ["khối trường học"])]),
        ("II. CHỈ TIÊU\n1. Vận động Quỹ hỗ trợ người hiến máu đạt ít nhất 450 triệu đồng.", [(450, [])]),
        ("II. CHỈ TIÊU\n1. Mức hỗ trợ người hiến máu 60.000 đồng.", []),
    ],
)  # fmt: skip
def test_comparisons_turns_and_funds(text: str, expected: list[tuple[int, list[str]]]) -> None:
    assert [(t.quantity.min, [body.name for body in t.bodies]) for t in targets(text)] == expected


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("II. CHỈ TIÊU\n- Toàn trường có 90 sinh viên đăng ký.\n- Giao: Khoa Cơ khí 50 sinh viên, Khoa Điện 40 sinh viên.",
         ["registrants", "registrants", "registrants"]),
        ("II. CHỈ TIÊU\n- Vận động 90 người đăng ký, số người hiến được máu không thấp hơn 60 người.",
         ["registrants", "donors"]),
        ("II. CHỈ TIÊU\n- Công an xã, Quân sự xã: mỗi đơn vị ít nhất 12 đồng chí đăng ký.", ["registrants"]),
        ("III. PHỤC VỤ\n- Câu lạc bộ “Nhịp đập” đón tiếp, nòng cốt là 40 tình nguyện viên.", ["staff"]),
        ("III. PHỤC VỤ\n- Mỗi Tổ công đoàn thêm 02 người phục vụ.", ["staff"]),
        ("III. PHỤC VỤ\n- Trạm Y tế xã thành lập 03 tổ tiếp nhận, mỗi tổ không ít hơn 09 người.", ["other", "members"]),
        ("II. CHỈ TIÊU\n- Vận động nguồn lực, phấn đấu trợ giúp 400 lượt người.", ["other"]),
        ("III. PHỤC VỤ\n- Huy động 24 đoàn viên, chia đều cho hai điểm, làm nhiệm vụ tiếp đón.", ["staff"]),
        ("III. PHỤC VỤ\n- Công an xã bố trí 2 công an viên giữ trật tự.", ["staff"]),
        ("III. PHỤC VỤ\n- Đoàn xã cử mười đoàn viên tiếp đón.", ["staff"]),
        ("II. CHỈ TIÊU\n- Huy động 24 đoàn viên đăng ký hiến máu; phục vụ chu đáo.", ["registrants"]),
        ("II. CHỈ TIÊU\n- Thành lập đội tình nguyện viên 30 người.", ["members"]),
    ],
)  # fmt: skip
def test_what_the_people_of_a_number_are(text: str, indicators: list[str]) -> None:
    assert [target.quantity.indicator for target in targets(text)] == indicators


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a number of blood before it, or words that are said of blood
        ("Các xã miền núi 15 đơn vị, các phường 45 đơn vị máu.", ["blood_units", "blood_units"]),
        ("Toàn tỉnh cần 2.900 đơn vị máu: các xã 30 đơn vị, các phường 45 đơn vị.", ["blood_units", "blood_units", "blood_units"]),
        ("Bệnh viện lấy được ít nhất 75 đơn vị (có bảng giao).", ["blood_units"]),
        ("Ngày hội hiến máu tại xã Bản Sen, chỉ tiêu 90 đơn vị.", ["blood_units"]),
        # offices
        ("Kiểm tra 05 đơn vị trong quý II.", ["other"]),
        ("Vận động 10 đơn vị tham gia hiến máu, chọn 03 đơn vị làm điểm.", ["other", "other"]),
    ],
)  # fmt: skip
def test_what_units_are(text: str, expected: list[str]) -> None:
    assert [target.quantity.indicator for target in targets(f"II. CHỈ TIÊU\n1. {text}")] == expected


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("ba mươi", 30), ("hai trăm linh ba", 203), ("một trăm lẻ năm", 105), ("một nghìn hai trăm", 1200),
        ("ba ngàn", 3000), ("mười hai nghìn ba trăm", 12300),
    ],
)  # fmt: skip
def test_numbers_that_are_written_out(words: str, number: int) -> None:
    (target,) = targets(f"II. CHỈ TIÊU\n- Vận động {words} đoàn viên đăng ký hiến máu.")
    assert (target.quantity.min, target.spans[0].quote) == (number, f"{words} đoàn viên")


def test_the_rest_of_a_written_number_is_none() -> None:
    assert targets("II. CHỈ TIÊU\n- Vận động ba vạn hai trăm đoàn viên đăng ký hiến máu.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Nâng cao kết quả vận động (phấn đấu 400 đơn vị máu).",
        "Kết quả đạt được phải vượt năm 2030 (phấn đấu 500 đơn vị máu).",
    ],
)
def test_an_aim_in_brackets_is_no_result(text: str) -> None:
    annotated = annotate(document(PLAN + f"II. CHỈ TIÊU\n- {text}"))
    assert results.extract(annotated) == []
    assert len(extract(annotated)) == 1


def test_a_schedule_keeps_what_bounds_its_numbers() -> None:
    table = (
        "II. LỊCH HIẾN MÁU\nTT\tThời gian\tĐịa điểm\tĐơn vị vận động\tPhấn đấu\n"
        "1\t15/4/2031\tNhà văn hóa\tBản Pù Tong\tTối thiểu 55 đơn vị máu\n"
        "2\t16/4/2031\tTrạm Y tế\tBản Cơm\tTừ 60 đến 70 đơn vị máu\n"
        "3\t17/4/2031\tTrường học\tBản Na\tKhoảng 30 đơn vị máu"
    )
    found = [(t.quantity.comparator, t.quantity.min, t.quantity.max) for t in targets(table)]
    assert found == [("at_least", 55, None), ("between", 60, 70), ("about", 30, 30)]
