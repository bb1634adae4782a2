"""One place of a document that was typed wrongly or left over, told from the others: each with a clean twin."""

from __future__ import annotations

import pytest

from tests.rules.factory import PLAN, found, planted
from tests.rules.test_sums_and_leaders import ended, told

HEAD = (
    "Kiện toàn Ban Chỉ đạo xã gồm 9 đồng chí, do đồng chí {made}, Phó Chủ tịch UBND xã làm Trưởng ban. Các thôn báo cáo "
    "Trưởng ban, đồng chí Hà Văn Đội, sau mỗi buổi."
)
RESULT = (
    "Đợt ra quân vận động được 346 lượt hộ, trong đó 346 lượt hộ ký cam kết. Kinh phí hỗ trợ 346 hộ đã chi đủ. Nhờ {count} "
    "hộ hưởng ứng, cuộc vận động góp phần giảm tình trạng khan hiếm máu."
)
SPORTS = """\
IV. NỘI DUNG THI ĐẤU

Hội thao tổ chức {count} môn, cụ thể:

1. Bóng chuyền nam.
2. Kéo co.
3. Đẩy gậy.

"""
SHARES = (
    "Tính đến nay đã vận động đạt 85,0% chỉ tiêu tỉnh giao cả năm. Cả xã mới đạt {share}% chỉ tiêu tỉnh giao cả năm, "
    "chưa thể chủ quan."
)
OFFICES = (
    "Danh sách gửi cho đồng chí Lò Thị Mẩy, {office} phụ trách công tác hội, tổng hợp. Thành viên Ban Tổ chức có đồng chí Lò Thị "
    "Mẩy, Trưởng Ban Phong trào Tỉnh đoàn."
)
BANNER = """\
4. Văn phòng

Thiết kế phông sân khấu với dòng chữ chính: "Ngày hội {name} - Suối Lạnh 2026".

"""
BY_QUARTER = planted(
    PLAN[PLAN.index("STT\t") :],
    "STT\tĐơn vị\tQuý I\tQuý II\tCộng\n1\tThôn Đồng Mạ\t12\t20\t32\n2\tThôn Khe Vầu\t8\t50\t58\n\tTổng cộng\t20\t70\t90\n",
)
QUARTER = "figure-beside-total"
WOMEN = (
    "Người hiến máu là công dân không phân biệt nam nữ, tuổi từ đủ 18 đến hết 60. Nữ cán bộ đã qua tuổi {age} không thuộc diện "
    "lấy máu."
)
SLOTS = """\
IV. KHUNG GIỜ

Trạm Y tế xã bố trí xe đưa toàn bộ kíp lấy máu rời xã lúc {close}.

TT\tĐơn vị\tSố người\tKhung giờ
1\tThôn Đồng Mạ\t20\t7 giờ 30 - 8 giờ 30
2\tThôn Khe Vầu\t25\t8 giờ 30 - 9 giờ 30
3\tThôn Lũng Cải\t15\t10 giờ 00 - 10 giờ 45

"""
HALF = "Có 45 người hiến máu, nữ chiếm 46,7%. Lao động nữ là nòng cốt, đóng góp {half} số người hiến máu."
DISEASES = """\
IV. DỊCH BỆNH

TT\tBệnh\tNăm 2024\tNăm 2025\tTăng, giảm
1\tCúm mùa\t305\t298\t-7
2\tThủy đậu\t41\t38\t-3
3\tTay chân miệng\t20\t29\t+9

Chuẩn bị buồng cách ly cho người mắc thủy đậu, vì bệnh này có chiều hướng {way} so với năm ngoái.

"""
VILLAGE = """\
4. Thôn Khe Vầu

Vận động người dân từ 18 tuổi, đăng ký đủ {count} người theo chỉ tiêu được giao.

"""
RANKS = """\
IV. KẾT QUẢ NĂM {year}

Năm {year}, toàn xã tiếp nhận được 74 đơn vị máu. Thôn Lũng Cải là đơn vị có nhiều người tham gia nhất.

"""
KINDS = """\
IV. ĐĂNG KÝ

TT\tĐơn vị\tSố đăng ký
1\tTDP An Hòa\t22
2\tTDP Bình Phú\t{second}
3\tTDP Chùa Vàng\t19
4\tHội Cựu chiến binh\t4

Các đơn vị đã gửi danh sách. TDP thấp nhất: TDP Bình Phú (16).

"""


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        (told("Bảo đảm an ninh trong suốt ngày hiến máu 15/3/2026."), "event-day-conflict", True),
        (told("Bảo đảm an ninh trong suốt ngày hiến máu 14/3/2026."), "event-day-conflict", False),
        (told("Đưa đón người dân đến điểm hiến máu là Trạm Y tế xã."), "place-conflict", True),
        (told("Đưa đón người dân đến điểm hiến máu là Nhà văn hóa xã."), "place-conflict", False),
        (told("Đưa đón người dân đến một trong các điểm hiến máu là Trạm Y tế xã."), "place-conflict", False),
        (ended(VILLAGE.format(count="40")), "figure-beside-total", True),
        (ended(VILLAGE.format(count="25")), "figure-beside-total", False),
        (ended(SPORTS.format(count="04")), "list-count-mismatch", True),
        (ended(SPORTS.format(count="03")), "list-count-mismatch", False),
        (told(RESULT.format(count="364")), "figure-conflict", True),
        (told(RESULT.format(count="346")), "figure-conflict", False),
        (told("Đợt vận động chia thành 03 giai đoạn. Rút kinh nghiệm qua cả 04 giai đoạn."), "figure-conflict", True),
        (told("Đợt vận động chia thành 03 giai đoạn. Rút kinh nghiệm qua cả 03 giai đoạn."), "figure-conflict", False),
        (
            told("Đợt vận động chia thành 03 giai đoạn. So với cả 04 giai đoạn của năm trước, thời gian ngắn hơn."),
            "figure-conflict", False,
        ),
        (told(HEAD.format(made="Lò Văn Mẫu")), "person-conflict", True),
        (told(HEAD.format(made="Hà Văn Đội")), "person-conflict", False),
        (told(SHARES.format(share="78,5")), "figure-conflict", True),
        (told(SHARES.format(share="85")), "figure-conflict", False),
        (told(SHARES.format(share="78,5").replace("Cả xã", "Thôn Khe Vầu")), "figure-conflict", False),
        (told("Gọi trực cấp cứu: 0900.271.845. Khi cần, gọi Ban Chỉ huy Quân sự xã: 0900.271.485."), "person-conflict", True),
        (told("Gọi trực cấp cứu: 0900.271.845. Khi cần, gọi Ban Chỉ huy Quân sự xã: 0900.271.945."), "person-conflict", False),
        (told("Gọi Văn phòng: 0236.388.1145. Gọi Ban Chăm sóc sức khỏe: 0236.388.1154."), "person-conflict", False),
        (told(OFFICES.format(office="Phó Chánh Văn phòng")), "person-conflict", True),
        (told(OFFICES.format(office="Trưởng Ban")), "person-conflict", False),
        (ended(BANNER.format(name="Chủ nhật Đỏ")), "name-left-over", False),
        (
            ended(BANNER.format(name="Chủ nhật Đỏ")).replace("hiến máu tình nguyện năm 2026\n", "Hành trình Đỏ năm 2026\n"),
            "name-left-over", True,
        ),
        (
            ended(BANNER.format(name="Hành trình Đỏ")).replace("hiến máu tình nguyện năm 2026\n", "Hành trình Đỏ năm 2026\n"),
            "name-left-over", False,
        ),
        (told("Ba tháng đầu năm, do gắn với Lễ hội Xuân hồng, phấn đấu thu được 30 đơn vị.", BY_QUARTER), QUARTER, True),
        (told("Ba tháng đầu năm, do gắn với Lễ hội Xuân hồng, phấn đấu thu được 20 đơn vị.", BY_QUARTER), QUARTER, False),
        (told("Quý I, thôn Đồng Mạ phấn đấu thu được 12 đơn vị.", BY_QUARTER), QUARTER, False),
        (told(WOMEN.format(age="55")), "donor-criteria", True),
        (told(WOMEN.format(age="60")), "donor-criteria", False),
        (ended(SLOTS.format(close="10 giờ 30")), "event-day-conflict", True),
        (ended(SLOTS.format(close="11 giờ 00")), "event-day-conflict", False),
        (told(HALF.format(half="quá nửa")), "share-mismatch", True),
        (told(HALF.format(half="chưa đến một nửa")), "share-mismatch", False),
        (ended(DISEASES.format(way="đi lên")), "comparison-mismatch", True),
        (ended(DISEASES.format(way="giảm")), "comparison-mismatch", False),
        (ended(DISEASES.format(way="đi lên").replace("thủy đậu,", "tay chân miệng,")), "comparison-mismatch", False),
        # a rank of a year before this plan's, and of those of one kind
        (ended(RANKS.format(year="2025")), "rank-mismatch", False),
        (ended(RANKS.format(year="2026")), "rank-mismatch", True),
        (ended(KINDS.format(second="16")), "rank-mismatch", False),
        (ended(KINDS.format(second="21")), "rank-mismatch", True),
        # what is wanting and what is added are no parts
        (
            planted(
                "toàn xã tiếp nhận từ 90 đơn vị máu trở lên",
                "còn thiếu 33 đơn vị máu, phấn đấu vận động thêm 80 đơn vị máu, đưa tổng số đơn vị máu cả năm lên 267 "
                "đơn vị máu",
            ),
            "parts-sum-mismatch", False,
        ),
    ],
)  # fmt: skip
def test_a_slip_is_told_from_what_the_other_places_say(text: str, name: str, expected: bool) -> None:
    assert (name in found(text)) is expected


def test_a_ceremony_has_one_leader() -> None:
    leads = "a) Chủ trì, phối hợp với Trạm Y tế xã tổ chức hiến máu."
    text = planted(leads, f"{leads}\n\nb) Chủ trì tổ chức Lễ tôn vinh người hiến máu tiêu biểu.", PLAN)
    text = text.replace("\n\nb) Tổng hợp", "\n\nc) Tổng hợp")
    assert "led-by-two" not in found(text)
    clinic = "Cử cán bộ tham gia khám, tư vấn cho người hiến máu."
    assert "led-by-two" in found(planted(clinic, f"{clinic}\n\nChủ trì tổ chức Lễ tôn vinh năm 2026.", text))
    in_villages = "Chủ trì tổ chức Lễ tôn vinh tại thôn."
    assert "led-by-two" not in found(planted(clinic, f"{clinic}\n\n{in_villages}", text))


REPORT = """\
ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
XÃ SUỐI LẠNH\tĐộc lập - Tự do - Hạnh phúc
Số: 126/BC-UBND\tSuối Lạnh, ngày 15 tháng 12 năm 2026

BÁO CÁO
Kết quả vận động hiến máu tình nguyện năm 2026

I. KẾT QUẢ

1. Số liệu trong các bảng được chốt vào cuối ngày làm việc {closed}.

2. Trong năm đã tổ chức {rounds} đợt tiếp nhận máu, cụ thể như sau.

3. Kết quả từng đợt

Thời gian\tĐịa điểm\tĐơn vị máu
Thứ Bảy, 14/3/2026\tNhà văn hóa xã\t40
Thứ Bảy, 13/6/2026\tNhà văn hóa thôn Khe Vầu\t30
Thứ Bảy, 12/9/2026\tTrường Tiểu học Suối Lạnh\t25
Cộng\t\t95

Ghi chú: Bảng trên lũy kế từ đầu năm đến hết ngày 10/12/2026.

4. Công ty và thôn

TT\tĐơn vị\tChỉ tiêu\tThực hiện\tTỷ lệ (%)
1\tThôn Đồng Mạ\t30\t45\t150,0
2\tThôn Khe Vầu\t25\t30\t120,0
3\tThôn Lũng Cải\t10\t20\t200,0
\tCộng\t65\t95\t146,2

Dẫn đầu về tỷ lệ là Thôn Lũng Cải, dẫn đầu về số lượng là {most}.

Nơi nhận:
- BCĐ VĐHMTN tỉnh (b/c);
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Lục Văn Thuần
"""


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({"closed": "12/12/2026"}, "event-outside-period"),
        ({"rounds": "bốn"}, "schedule-conflict"),
        ({"most": "Thôn Khe Vầu"}, "rank-mismatch"),
    ],
)
def test_a_slip_in_a_report(changed: dict[str, str], name: str) -> None:
    right = {"closed": "10/12/2026", "rounds": "ba", "most": "Thôn Đồng Mạ"}
    assert name not in found(REPORT.format(**right))
    assert name in found(REPORT.format(**right | changed))


def test_the_final_list_waits_for_the_lists_it_is_made_of() -> None:
    sends = "b) Tổng hợp danh sách đăng ký trước ngày 06/3/2026."
    final = "b) Gửi danh sách chính thức toàn xã cho Bệnh viện Đa khoa tỉnh Đông Lạc trước ngày {day}/2026."
    assert "cycle-conflict" not in found(planted(sends, final.format(day="06/3")))
    assert "cycle-conflict" in found(planted(sends, final.format(day="01/3")))
