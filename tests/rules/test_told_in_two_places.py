"""What two places of a document tell otherwise, most often after one of them was changed: each with a clean twin."""

from __future__ import annotations

import pytest

from parsers import regex
from rules.context import Context
from tests.rules.factory import PLAN, found, planted, record
from tests.rules.test_sums_and_leaders import ended, told

COLLECTED = """\
IV. KẾT QUẢ RA QUÂN

{sentence}

TT\tThôn\tChiều dài dọn (km)\tRác thu gom (tấn)
1\tĐồng Mạ\t2,4\t1,8
2\tKhe Vầu\t1,9\t0,9
3\tNà Hạ\t3,1\t1,2
\tCộng\t7,4\t3,9

"""
QUARTERS = """\
IV. PHÂN THEO QUÝ

- Quý I: 20 đơn vị máu, trọng tâm là Lễ hội Xuân hồng.
- Quý II: {second} đơn vị máu, trọng tâm là Ngày 07/4.
- Quý III: 25 đơn vị máu.

Đơn vị\tQuý I\tQuý II\tQuý III\tCộng
Thôn Đồng Mạ\t12\t20\t10\t42
Thôn Khe Vầu\t8\t25\t15\t48
Tổng cộng\t20\t45\t25\t90

"""
COST = """\
IV. KINH PHÍ

{sentence}

TT\tNội dung\tSố lượng\tĐơn giá (đồng)\tThành tiền (đồng)
1\tGiải Nhì kể chuyện\t2\t200.000\t400.000
2\tÁo cộng tác viên\t{shirts}\t100.000\t{paid}
3\tNước uống\t10\t90.000\t900.000
\tCộng\t\t\t{total}

{sources}

"""
SLOTS = """\
IV. KHUNG GIỜ

Ngày hội bắt đầu lúc 7 giờ 00, kết thúc việc lấy máu lúc {close}.

TT\tĐơn vị\tSố người\tKhung giờ
1\tThôn Đồng Mạ\t20\t7 giờ 30 - 8 giờ 30
2\tThôn Khe Vầu\t25\t8 giờ 30 - 9 giờ 30
3\tThôn Lũng Cải\t15\t10 giờ 00 - 10 giờ 45

"""
PRAISED = """\
IV. KHEN THƯỞNG

Đề nghị tặng Giấy khen cho {teams} tập thể và 02 cá nhân:
a) Tập thể:
- Thôn Đồng Mạ;
- Công an xã;
- Trạm Y tế xã.
b) Cá nhân:
- Bà Lò Thị Mẩy, thôn Khe Vầu;
- Ông Sùng A Dính, Công an xã.

"""
CONTEST = """\
IV. HỘI THI

Các thôn nộp kịch bản về Phòng Văn hóa - Xã hội trước ngày {due}/3/2026.

Ban Giám khảo chấm toàn bộ kịch bản từ ngày 12/3 đến ngày 13/3/2026.

"""
FESTIVAL = """\
IV. CÁC HOẠT ĐỘNG

1. Lễ hội Xuân hồng năm 2026

- Địa điểm: Quảng trường trung tâm xã Suối Lạnh.

2. Văn nghệ

- Dàn dựng chương trình phục vụ Lễ hội Xuân hồng tại {place}; tổng duyệt chiều ngày 13/3/2026.

"""
DAYS = """\
IV. CÁC ĐỢT

1. Đợt 1: Thứ Năm, ngày 12/3/2026, tại Nhà văn hóa xã.

2. Đợt 2: Thứ Sáu, ngày 12/6/2026, tại Trường Tiểu học Suối Lạnh.

V. PHỤC VỤ

Đợt 2 tổ chức tại trường nên cần bố trí thêm 01 tổ cấp cứu trực trong ngày {day}/2026.

"""
TAKEN = "Kê bàn ghế, bảo đảm điện, nước cho khu vực khám tuyển và tiếp nhận máu tại {place}."
PROGRAMME = """\
IV. BAN TỔ CHỨC

1. Ông Hà Văn Đội, Chủ tịch Công đoàn - Trưởng Ban Tổ chức.
2. Bà Lò Thị Mẩy, Phó Chủ tịch Công đoàn - Phó Trưởng Ban Tổ chức.

Giờ\tNội dung\tNgười thực hiện
7 giờ 30\tVăn nghệ\tĐoàn xã
7 giờ 40\tTrưởng Ban Tổ chức phát biểu khai mạc\t{name}
8 giờ 00\tKhám, lấy máu\tBệnh viện

"""
PAID = """\
IV. KINH PHÍ

Mỗi người hiến máu được bồi dưỡng tại chỗ {price} đồng.

TT\tNội dung\tSố lượng\tĐơn giá (đồng)\tThành tiền (đồng)
1\tBồi dưỡng tại chỗ cho người hiến máu\t90 người\t40.000\t3.600.000
2\tNước uống\t10 thùng\t90.000\t900.000
\tCộng\t\t\t4.500.000

"""
SUMMED = """\
Thời gian\tSố đợt\tSố đơn vị máu
Quý I\t14\t340
Quý II\t19\t388
Quý III\t31\t606
Cả năm\t64\t1.334

"""
ITEMISED = """\
IV. KẾT QUẢ TỪNG ĐỢT

TT\tĐợt\tĐăng ký (người)\tTiếp nhận (đơn vị)
1\tĐợt 1\t60\t51
2\tĐợt 2\t55\t42
3\tĐợt 3\t58\t48
\tCộng\t173\t141

- Đợt 1: tổ chức tại Nhà văn hóa xã. Tiếp nhận 51 đơn vị, vượt chỉ tiêu đợt là 40 đơn vị.

- Đợt 2: tổ chức tại trường. Tiếp nhận {figure} đơn vị, vượt chỉ tiêu đợt là 40 đơn vị.

"""
OPENING = """\
IV. CHƯƠNG TRÌNH

Giờ\tNội dung\tNgười thực hiện
7 giờ 00 - 7 giờ 30\tĐón tiếp\tĐoàn xã
7 giờ 30 - 8 giờ 00\tLễ khai mạc\tVăn phòng
8 giờ 00 - 11 giờ 00\tKhám, lấy máu\tBệnh viện

V. PHỤC VỤ

Văn phòng đôn đốc các thôn dự lễ khai mạc lúc {hour} đông đủ.

"""
TAKERS = (
    "Cả hai ngày do Trung tâm Truyền máu thuộc Bệnh viện Đa khoa Đông Lạc đảm nhiệm tiếp nhận máu. Văn phòng đón {other}, "
    "đơn vị tiếp nhận máu của chương trình."
)
DAY = "Kê bàn ghế, lắp âm thanh tại hội trường xong trước {hour} giờ 00 ngày 14/3/2026."
REPORT = """\
ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
XÃ SUỐI LẠNH\tĐộc lập - Tự do - Hạnh phúc
Số: 90/BC-UBND\tSuối Lạnh, ngày 12 tháng 12 năm 2026

BÁO CÁO
Kết quả vận động hiến máu tình nguyện năm 2026

Ủy ban nhân dân xã báo cáo kết quả năm 2026 như sau (số liệu tính từ ngày 01/01/2026 đến hết ngày {until}/2026):

I. KẾT QUẢ

{sentence}

Đợt\tNgày\tĐịa điểm\tĐăng ký (người)\tCộng (đơn vị)
I\t16/02/2026\tNhà văn hóa xã\t50\t40
II\t17/5/2026\tTrường Tiểu học Suối Lạnh\t35\t28
III\t13/9/2026\tNhà văn hóa xã\t52\t41
IV\t06/12/2026\tNhà văn hóa xã\t31\t27

II. HẠN CHẾ

{shortcoming}

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Lục Văn Thuần
"""


def collected(sentence: str) -> str:
    return ended(COLLECTED.format(sentence=sentence))


def cost(sentence: str = "", shirts: int = 20, sources: str = "") -> str:
    paid = f"{shirts}00.000" if shirts < 10 else f"{shirts // 10}.{shirts % 10}00.000"
    total = f"{400_000 + shirts * 100_000 + 900_000:,}".replace(",", ".")
    return ended(COST.format(sentence=sentence, shirts=shirts, paid=paid, total=total, sources=sources))


def reported(
    until: str = "12/12", sentence: str = "Xã đã tổ chức các đợt hiến máu.", shortcoming: str = "Người dân đi làm xa."
) -> str:
    return REPORT.format(until=until, sentence=sentence, shortcoming=shortcoming)


def taken(place: str) -> str:
    at = "3. Khám tuyển và tiếp nhận máu: Nhà thi đấu đa năng."
    return planted("3. Địa điểm: Nhà văn hóa xã.", at, told(TAKEN.format(place=place)))


def summed(rounds: str) -> str:
    text = reported(sentence=f"Năm 2026 toàn xã đã tổ chức {rounds} đợt hiến máu.")
    return planted("II. HẠN CHẾ", SUMMED + "II. HẠN CHẾ", text)


def titled(title: str, sentence: str) -> str:
    return planted("Vận động hiến máu tình nguyện năm 2026\n\nThực hiện", f"{title}\n\nThực hiện", told(sentence))


def signed(sentence: str, head: str = "CHỦ TỊCH") -> str:
    return planted("CHỦ TỊCH\n\nLục", f"{head}\n\nLục", told(sentence))


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        # ranks, with the column named in the clause before, or with its unit in the head
        (
            collected("Lượng rác thu gom nhiều nhất là thôn Đồng Mạ (1,8 tấn); ít nhất là thôn Nà Hạ."),
            "rank-mismatch", True,
        ),
        (
            collected("Lượng rác thu gom nhiều nhất là thôn Đồng Mạ (1,8 tấn); ít nhất là thôn Khe Vầu."),
            "rank-mismatch", False,
        ),
        # two shares of a whole
        (
            told("Có 120 người khám lần đầu (chiếm 45,0%), 180 người khám lại (chiếm 60,0%)."),
            "share-mismatch", True,
        ),
        (
            told("Có 120 người khám lần đầu (chiếm 40,0%), 180 người khám lại (chiếm 60,0%)."),
            "share-mismatch", False,
        ),
        # sums whose parts are named by several words
        (
            told("Huy động 320 lượt người, gồm 250 lượt dân quân và 50 lượt cán bộ, công chức, đoàn viên."),
            "parts-sum-mismatch", True,
        ),
        (
            told("Huy động 300 lượt người, gồm 250 lượt dân quân và 50 lượt cán bộ, công chức, đoàn viên."),
            "parts-sum-mismatch", False,
        ),
        (told("Huy động 12 đội, gồm 05 đội xung kích, đội cơ động và 06 đội dự bị."), "parts-sum-mismatch", False),
        (told("Phòng Tổng hợp in 03 bản, 01 bản gửi xã, 01 bản lưu."), "parts-sum-mismatch", False),
        # columns and their list
        (ended(QUARTERS.format(second="54")), "figure-beside-total", True),
        (ended(QUARTERS.format(second="45")), "figure-beside-total", False),
        # budgets: what is bought, and who pays
        (cost("Hội thi có 03 giải Nhì, mỗi thôn dự thi một tiết mục."), "budget-mismatch", True),
        (cost("Hội thi có 02 giải Nhì, mỗi thôn dự thi một tiết mục."), "budget-mismatch", False),
        (cost("Huy động 30 cộng tác viên, mỗi cộng tác viên được cấp 01 áo đồng phục."), "budget-mismatch", True),
        (cost("Huy động 18 cộng tác viên, mỗi cộng tác viên được cấp 01 áo đồng phục."), "budget-mismatch", False),
        (
            cost(sources="Nguồn kinh phí: ngân sách xã 2.000.000 đồng và xã hội hóa 1.800.000 đồng."),
            "budget-mismatch", True,
        ),
        (
            cost(sources="Nguồn kinh phí: ngân sách xã 2.000.000 đồng và xã hội hóa 1.300.000 đồng."),
            "budget-mismatch", False,
        ),
        (
            cost(sources="Nguồn kinh phí: ngân sách xã cấp một phần là 2.000.000 đồng, quỹ Hội 500.000 đồng."),
            "budget-mismatch", False,
        ),
        # lists below the headings that their count announces
        (ended(PRAISED.format(teams="04")), "list-count-mismatch", True),
        (ended(PRAISED.format(teams="03")), "list-count-mismatch", False),
        # hours and days
        (ended(SLOTS.format(close="10 giờ 30")), "event-day-conflict", True),
        (ended(SLOTS.format(close="11 giờ 00")), "event-day-conflict", False),
        (ended(CONTEST.format(due="16")), "deadline-after-event", True),
        (ended(CONTEST.format(due="11")), "deadline-after-event", False),
        (told(DAY.format(hour="17")), "deadline-after-event", False),
        (
            planted("ngày 14 tháng 3 năm 2026.", "từ 7 giờ 00 ngày 14/3/2026.", told(DAY.format(hour="17"))),
            "deadline-after-event", True,
        ),
        (
            planted("ngày 14 tháng 3 năm 2026.", "từ 7 giờ 00 ngày 14/3/2026.", told(DAY.format(hour="6"))),
            "deadline-after-event", False,
        ),
        (
            told("Theo dõi ít nhất 30 phút sau tiêm. Cô giáo đưa trẻ về lớp sau tiêm 15 phút."),
            "duration-mismatch", True,
        ),
        (
            told("Theo dõi ít nhất 30 phút sau tiêm. Cô giáo đưa trẻ về lớp sau tiêm 30 phút."),
            "duration-mismatch", False,
        ),
        (reported(until="30/11"), "event-outside-period", True),
        (reported(until="12/12"), "event-outside-period", False),
        # places, occasions, people
        (ended(FESTIVAL.format(place="Nhà thi đấu đa năng huyện")), "place-conflict", True),
        (ended(FESTIVAL.format(place="Quảng trường trung tâm xã")), "place-conflict", False),
        (
            titled("Tổ chức Ngày hội hiến máu tình nguyện lần thứ IX năm 2026", "Đây là lần thứ tám xã mở Ngày hội."),
            "round-mismatch", True,
        ),
        (
            titled("Tổ chức Ngày hội hiến máu tình nguyện lần thứ IX năm 2026", "Đây là lần thứ chín xã mở Ngày hội."),
            "round-mismatch", False,
        ),
        (
            titled("Tổ chức hiến máu hưởng ứng Ngày Sách Việt Nam lần thứ 5", "Đây là lần thứ ba xã mở ngày hội."),
            "round-mismatch", False,
        ),
        (signed("Đồng chí Hà Văn Đội, Chủ tịch Ủy ban nhân dân xã trực tiếp chỉ đạo."), "person-conflict", True),
        (signed("Đồng chí Lục Văn Thuần, Chủ tịch Ủy ban nhân dân xã trực tiếp chỉ đạo."), "person-conflict", False),
        (signed("Đồng chí Hà Văn Đội, Chủ tịch Ủy ban Mặt trận Tổ quốc xã dự."), "person-conflict", False),
        (
            signed("Đồng chí Hà Văn Đội, Chủ tịch Ủy ban nhân dân xã chỉ đạo.", "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"),
            "person-conflict", False,
        ),
        # what all have done, and what each gets
        (
            reported(
                sentence="8/8 thôn đã thành lập câu lạc bộ hiến máu.",
                shortcoming="Thôn Nà Hạ đến nay vẫn chưa thành lập câu lạc bộ hiến máu.",
            ),
            "denied-elsewhere", True,
        ),
        (
            reported(
                sentence="7/8 thôn đã thành lập câu lạc bộ hiến máu.",
                shortcoming="Thôn Nà Hạ đến nay vẫn chưa thành lập câu lạc bộ hiến máu.",
            ),
            "denied-elsewhere", False,
        ),
        (
            reported(
                sentence="8/8 thôn đã thành lập câu lạc bộ hiến máu.",
                shortcoming="Đầu năm thôn Nà Hạ chưa thành lập câu lạc bộ hiến máu.",
            ),
            "denied-elsewhere", False,
        ),
        (
            told("Sinh viên hiến máu được cộng 05 điểm rèn luyện. Phòng Công tác sinh viên cộng 03 điểm rèn luyện."),
            "allowance-conflict", True,
        ),
        (
            told("Sinh viên hiến máu được cộng 05 điểm rèn luyện; người bị hoãn được cộng 02 điểm rèn luyện."),
            "allowance-conflict", False,
        ),
        (
            told("Người hiến máu được hỗ trợ tiền xe 50.000 đồng/người. Kế toán chi hỗ trợ tiền xe 40.000 đồng/người."),
            "allowance-conflict", True,
        ),
        # limits of donors
        (
            told("Người hiến máu từ đủ 18 đến 60 tuổi, cả nam và nữ. Trạm nhắc: nam từ 18 đến 60, nữ từ 18 đến 55 tuổi."),
            "donor-criteria", True,
        ),
        (
            told("Cân nặng từ 42 kg trở lên đối với nữ. Người dưới 45 kg hiến không quá 250 ml."),
            "donor-criteria", False,
        ),
        # one figure, hour, place or day, changed in one place only
        (
            told("Giao 480 suất quà cho hộ nghèo, cận nghèo. Trạm chuẩn bị 450 suất quà trao cho hộ nghèo, cận nghèo."),
            "figure-conflict", True,
        ),
        (
            told("Giao 480 suất quà cho hộ nghèo, cận nghèo. Trạm chuẩn bị 480 suất quà trao cho hộ nghèo, cận nghèo."),
            "figure-conflict", False,
        ),
        (
            told("Đợt 1 trao 48 suất quà cho hộ nghèo của xã. Đợt 2 trao 45 suất quà cho hộ nghèo của xã."),
            "figure-conflict", False,
        ),
        (
            told("Trao 48 suất quà cho hộ nghèo của xã. Cùng kỳ năm trước trao 45 suất quà cho hộ nghèo của xã."),
            "figure-conflict", False,
        ),
        (
            told("Khai mạc lúc 7 giờ 30 ngày 08/5/2026. Giấy mời ghi dự khai mạc Lễ phát động lúc 8 giờ 00 ngày 08/5/2026."),
            "event-day-conflict", True,
        ),
        (
            told("Khai mạc lúc 7 giờ 30 ngày 08/5/2026. Giấy mời ghi dự khai mạc hội thao lúc 8 giờ 00 ngày 09/5/2026."),
            "event-day-conflict", False,
        ),
        (ended(DAYS.format(day="19/6")), "event-day-conflict", True),
        (ended(DAYS.format(day="12/6")), "event-day-conflict", False),
        (taken("sảnh Thư viện xã"), "place-conflict", True),
        (taken("Nhà thi đấu đa năng"), "place-conflict", False),
        (ended(PROGRAMME.format(name="Bà Lò Thị Mẩy")), "person-conflict", True),
        (ended(PROGRAMME.format(name="Ông Hà Văn Đội")), "person-conflict", False),
        (cost("Mỗi người được nước uống đóng chai 80.000 đồng.", sources=""), "budget-mismatch", False),
        (ended(PAID.format(price="50.000")), "budget-mismatch", True),
        (ended(PAID.format(price="40.000")), "budget-mismatch", False),
        (
            reported(
                sentence="Không có ca tử vong do sốt xuất huyết.",
                shortcoming="Tại thôn Nà Hạ 01 bệnh nhân sốt xuất huyết nhập viện muộn và đã tử vong.",
            ),
            "denied-elsewhere", True,
        ),
        (
            reported(
                sentence="Không có ca tử vong do sốt xuất huyết.",
                shortcoming="Tại thôn Nà Hạ ghi nhận 01 ca tử vong do bệnh dại.",
            ),
            "denied-elsewhere", False,
        ),
        (summed("62"), "figure-beside-total", True),
        (summed("64"), "figure-beside-total", False),
        (
            told("Trạm chịu trách nhiệm tiếp nhận đủ chỉ tiêu 70 đơn vị máu của cả đợt."), "target-conflict", True,
        ),
        (
            told("Trạm chịu trách nhiệm tiếp nhận đủ chỉ tiêu 90 đơn vị máu của cả đợt."), "target-conflict", False,
        ),
        (ended(ITEMISED.format(figure="52")), "figure-beside-total", True),
        (ended(ITEMISED.format(figure="42")), "figure-beside-total", False),
        (
            told("Theo Quyết định số 38/QĐ-UBND ngày 15/01/2026 và Quyết định số 83/QĐ-UBND ngày 15/01/2026."),
            "citation-conflict", True,
        ),
        (
            told("Theo Quyết định số 38/QĐ-UBND ngày 15/01/2026 và Quyết định số 39/QĐ-UBND ngày 15/01/2026."),
            "citation-conflict", False,
        ),
        (ended(OPENING.format(hour="8 giờ 00")), "event-day-conflict", True),
        (ended(OPENING.format(hour="7 giờ 30")), "event-day-conflict", False),
        (
            told("Khai mạc lúc 7 giờ 00 ngày 13/11/2026. Tổng duyệt để sẵn sàng cho lễ khai mạc sáng ngày 14/11/2026."),
            "event-day-conflict", True,
        ),
        (
            told("Khai mạc lúc 7 giờ 00 ngày 13/11/2026. Khai mạc lớp tập huấn ngày 10/11/2026."),
            "event-day-conflict", False,
        ),
        (cost("Tổng kinh phí dự kiến: 3.500.000 đồng."), "budget-mismatch", True),
        (cost("Tổng kinh phí dự kiến: 3.300.000 đồng."), "budget-mismatch", False),
        (told(TAKERS.format(other="Bệnh viện Quân y 7C")), "led-by-two", True),
        (told(TAKERS.format(other="Trung tâm Truyền máu Đông Lạc")), "led-by-two", False),
        (told("Toàn xã có 11 thôn. Đến nay 12/12 thôn trong xã đã niêm yết danh sách."), "part-exceeds-whole", True),
        (told("Toàn xã có 12 thôn. Đến nay 12/12 thôn trong xã đã niêm yết danh sách."), "part-exceeds-whole", False),
        (
            told("Trước khi sắp xếp toàn xã có 11 thôn. Đến nay 12/12 thôn trong xã đã niêm yết danh sách."),
            "part-exceeds-whole", False,
        ),
        (
            told("Cử ông Hà Văn Đội, Phó Hiệu trưởng, Trưởng Ban Tổ chức. Gửi Trưởng Ban Tổ chức (thầy Lò Văn Pâng)."),
            "person-conflict", True,
        ),
        (
            told("Cử ông Hà Văn Đội, Phó Hiệu trưởng, Trưởng Ban Tổ chức. Gửi Trưởng Ban Tổ chức (thầy Hà Văn Đội)."),
            "person-conflict", False,
        ),
        (signed("Đồng chí Thuần Văn Lục, Chủ tịch Ủy ban nhân dân xã trực tiếp chỉ đạo."), "person-conflict", True),
        (
            told("Kê bàn ghế tại Hội trường Đảng ủy, nơi diễn ra buổi hiến máu."), "place-conflict", True,
        ),
        (
            told("Kê bàn ghế tại Nhà văn hóa xã, nơi diễn ra buổi hiến máu."), "place-conflict", False,
        ),
        (
            told("Cân nặng từ 42 kg trở lên đối với nữ. Người dưới 45 kg chỉ hiến loại 250 ml."), "donor-criteria", False,
        ),
        (
            told("Người hiến máu từ đủ 18 đến 60 tuổi. Người hiến máu từ 18 đến 30 tuổi chiếm trên 35%."),
            "donor-criteria", False,
        ),
        (
            told("Danh sách người hiến (năm sinh, lần hiến gần nhất) gửi chậm nhất 07 ngày trước ngày xe tới."),
            "donor-criteria", False,
        ),
        # what is none: parts that look back, rounds of a whole, differences, figures of last year
        (ended("IV. TÌNH HÌNH NĂM 2025\n\nToàn xã mở 03 đợt hiến máu.\n\n"), "year-stale", False),
        (
            told("Quý III năm 2025 toàn xã tổ chức 02 điểm, tiếp nhận 162 đơn vị máu."), "year-stale", False,
        ),
        (
            told("Giám sát từ tháng 7 đến tháng 11; khống chế số ca dưới 450 ca (năm 2025: 473 ca)."), "year-stale", False,
        ),
        (told("Ghi nhận 161 ca mắc, giảm 37 ca (18,7%) so với cùng kỳ năm 2025 (198 ca)."), "share-mismatch", False),
        (
            planted(
                "toàn xã tiếp nhận từ 90 đơn vị máu trở lên",
                "toàn xã tiếp nhận 190 đơn vị máu, chia làm 02 đợt: đợt 1 tiếp nhận 90 đơn vị máu, đợt 2 tiếp nhận 100 "
                "đơn vị máu",
            ),
            "quota-below-target", False,
        ),
        # words that look misread beside their neighbours
        (told("Bố trí 01 xe cứu thương trực tại điểm hiến máu."), "reading-suspect", False),
        (told("Cổng đóng trước ngày hiến máu 05 ngày."), "reading-suspect", False),
    ],
)  # fmt: skip
def test_told_in_two_places(text: str, name: str, expected: bool) -> None:
    assert (name in found(text)) is expected


def test_what_is_reported_twice_is_due_in_time_for_the_later_report() -> None:
    text = ended(
        "IV. BÁO CÁO\n\n1. Trạm Y tế xã\n\nTổng hợp tình hình, báo cáo Trung tâm Y tế khu vực trước ngày 25/6/2026 và "
        "trước ngày 15/12/2026.\n\n2. Các thôn\n\nBáo cáo kết quả năm trước ngày {day}, gửi Trạm Y tế xã.\n\n"
    )
    assert "cycle-conflict" not in found(text.format(day="30/11/2026"))


def test_a_pattern_is_found_wherever_its_words_stand() -> None:
    prose = Context(record(PLAN)).prose
    pattern = regex.compile(r"trước ngày \d{2}/\d")
    assert [match[0] for match in prose.finditer(pattern, "trước ")] == pattern.findall(prose.text)
    assert list(prose.finditer(pattern, "không có chữ này")) == []
