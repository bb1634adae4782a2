"""Whose a number is in lists of shares, sites and clubs; what teams count; rounds by way of which; rows of timetables."""

from __future__ import annotations

import pytest

from parsers.annotate import annotate
from parsers.extractors.figures import targets
from tests.factory import document

HEAD = (
    "Số: 12/KH-UBND\nVĩnh An, ngày 05 tháng 3 năm 2031\nKẾ HOẠCH\nHiến máu tình nguyện năm 2031\n"
    "I. MỤC ĐÍCH\nNâng cao nhận thức.\nII. CHỈ TIÊU\n"
)
Shown = list[tuple[float | None, list[str]]]


def shown(text: str) -> Shown:
    found = targets.extract(annotate(document(HEAD + text)))
    return [(t.quantity.min or t.quantity.max, [body.name for body in t.bodies]) for t in found]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        # "mỗi" of two
        ("Mỗi bản, tiểu khu giới thiệu 03 người vào đội dự bị.", [(3, ["Mỗi bản, tiểu khu"])]),
        ("Mỗi thôn, khu vận động 04 người.", [(4, ["Mỗi thôn, khu"])]),
        ("Mỗi tổ dân phố, cụm dân cư đăng ký 05 người.", [(5, ["Mỗi tổ dân phố, cụm dân cư"])]),
        # a share of bodies that a grammar reads in part is theirs, not of the clause before
        (
            "Mỗi chi đoàn có tối thiểu 05 người; 100% chi bộ, công đoàn bộ phận có viên chức đăng ký.",
            [(5, ["Mỗi chi đoàn"]), (100, ["chi bộ, công đoàn bộ phận"])],
        ),
        (
            "Mỗi khoa có tối thiểu 05 người; 90% chi đoàn, liên chi trực thuộc có đoàn viên đăng ký.",
            [(5, ["Mỗi khoa"]), (90, ["chi đoàn, liên chi trực thuộc"])],
        ),
        ("Toàn xã tiếp nhận 90 đơn vị máu, ít nhất 80% đơn vị máu có thể tích 350 ml.", [(90, ["Toàn xã"]), (80, ["Toàn xã"])]),
        ("100% các thôn, cơ quan phổ biến nội dung tới cán bộ.", [(100, ["các thôn, cơ quan"])]),
        ("Ít nhất 70% công đoàn cơ sở doanh nghiệp tổ chức đối thoại.", [(70, ["công đoàn cơ sở doanh nghiệp"])]),
        # the subject behind what opens the sentence
        ("Trong tháng 4/2031 mỗi xã, phường tổ chức ít nhất 02 điểm hiến máu.", [(2, ["mỗi xã, phường"])]),
        ("Cả xã vận động 350 người đăng ký, tiếp nhận 210 đơn vị máu.", [(350, ["Cả xã"]), (210, ["Cả xã"])]),
        ("Do đường đi lại khó khăn nên trong năm BCĐ xã tổ chức 05 buổi hiến máu.", [(5, ["BCĐ xã"])]),
        ("Vận động trên 700 đoàn viên, NLĐ đăng ký, tiếp nhận 450 đơn vị máu.", [(700, []), (450, [])]),
        (
            "Cụm phía Nam (các phường Trà Câu, Sa Huỳnh): ngày 09/5/2031, tại nhà thi đấu, tiếp nhận 250 đơn vị máu.",
            [(250, ["Cụm phía Nam"])],
        ),
        ("Đợt này toàn huyện thu 320 đơn vị máu.", [(320, ["toàn huyện"])]),
        (
            "Mỗi khu vực vận động 05 người, cộng cả phường khoảng 110 người đăng ký.",
            [(5, ["Mỗi khu vực"]), (110, ["cả phường"])],
        ),
        ("Hai bên phối hợp tiếp nhận 9.500 đơn vị máu.", [(9500, ["Hai bên"])]),
        # how big somebody is, and where another rule holds
        (
            "Công đoàn cơ sở có từ 1.000 đoàn viên trở lên giới thiệu ít nhất 30 người; công đoàn cơ sở có từ 500 đến"
            " dưới 1.000 đoàn viên giới thiệu ít nhất 15 người.",
            [(30, ["Công đoàn cơ sở"]), (15, ["công đoàn cơ sở"])],
        ),
        (
            "Mỗi thôn có ít nhất 03 người đăng ký, riêng các thôn có dưới 100 hộ tối thiểu 01 người.",
            [(3, ["Mỗi thôn"]), (1, ["Mỗi thôn"])],
        ),
        (
            "Các xã tiếp nhận 900 đơn vị máu. Những xã có chỉ tiêu dưới 100 đơn vị máu được tổ chức theo cụm liên xã.",
            [(900, ["Các xã"])],
        ),
        (
            "Mỗi xã bố trí 01 điểm hiến máu; nơi có dưới 80 người đăng ký thì ghép điểm với xã liền kề.",
            [(1, ["Mỗi xã"])],
        ),
        # sites
        (
            "Toàn tỉnh tiếp nhận 1.300 đơn vị máu; mỗi điểm hiến máu có số người đăng ký bằng ít nhất 150% chỉ tiêu.",
            [(1300, ["Toàn tỉnh"]), (150, ["mỗi điểm hiến máu"])],
        ),
        # an undertaking is nobody
        ("Toàn chiến dịch vận động 400 lượt đăng ký, tiếp nhận 300 đơn vị máu.", [(400, []), (300, [])]),
        ("Toàn đợt tiếp nhận 300 đơn vị máu.", [(300, [])]),
        # clubs
        ("Phát triển Câu lạc bộ nhóm máu hiếm lên 20 thành viên.", [(20, ["Câu lạc bộ nhóm máu hiếm"])]),
        ("Nâng số thành viên Câu lạc bộ Giọt Ấm lên 40 người.", [(40, ["Câu lạc bộ Giọt Ấm"])]),
        ("Củng cố Đội hiến máu dự bị đủ 30 người.", [(30, ["Đội hiến máu dự bị"])]),
        # by way of rounds
        ("Tiếp nhận 1.700 đơn vị máu qua 04 đợt.", [(1700, []), (4, [])]),
        ("Toàn xã tiếp nhận 900 đơn vị máu thông qua 05 buổi hiến máu.", [(900, ["Toàn xã"]), (5, ["Toàn xã"])]),
    ],
)  # fmt: skip
def test_whose_a_number_is(line: str, expected: Shown) -> None:
    assert shown(f"- {line}") == expected


def test_the_whole_of_a_list_owes_the_rates_of_its_people_too() -> None:
    lines = "- Toàn xã có từ 340 người đăng ký.\n- Tỷ lệ người đăng ký không đến còn dưới 10%.\n- Tỷ lệ người hiến nhắc lại đạt trên 50%."
    found = targets.extract(annotate(document(HEAD + lines)))
    assert [[body.name for body in t.bodies] for t in found] == [["Toàn xã"]] * 3
    assert [t.doubts for t in found[1:]] == [["inherited-body"]] * 2


@pytest.mark.parametrize(
    ("line", "indicator"),
    [
        ("Đoàn xã thành lập các tổ truyền thông, mỗi tổ 06 sinh viên; đăng 02 bài trong thời gian mở đăng ký.", "members"),
        ("Trạm Y tế xã bố trí 02 kíp, mỗi kíp không ít hơn 08 cán bộ y tế; tư vấn cho người hiến máu.", "staff"),
        ("Trạm Y tế xã cử 03 bác sĩ; khám cho người đăng ký hiến máu.", "staff"),
        ("Trạm Y tế xã vận động 08 cán bộ y tế hiến máu.", "registrants"),
        ("Mỗi ê kíp lấy máu từ 8 đến 10 cán bộ.", "staff"),
        ("Bệnh viện bố trí đội lấy máu, mỗi đội 09 người.", "staff"),
        ("Hội Chữ thập đỏ tỉnh cử 02 giảng viên.", "staff"),
        ("Các xã kiện toàn đội tuyên truyền viên từ 7 - 10 người.", "members"),
        ("Công đoàn kết nạp mới từ 300 đoàn viên trở lên.", "members"),
    ],
)  # fmt: skip
def test_what_another_clause_speaks_of_is_not_counted(line: str, indicator: str) -> None:
    body = f"Toàn xã.\nIII. TỔ CHỨC THỰC HIỆN\n1. {line}"
    found = targets.extract(annotate(document(HEAD + body)))
    assert indicator in [t.quantity.indicator for t in found]


def test_the_numbers_of_a_timetable_are_for_the_time_of_their_row() -> None:
    table = (
        "III. TIẾN ĐỘ\nSTT\tThời gian\tCông việc\tĐơn vị chủ trì\n1\tTrước 22/9/2031\tLập danh sách 40 hội viên\tPhòng Nội vụ\n"
        "2\tTháng 11/2031\tTập huấn cho 120 tình nguyện viên\tĐoàn Thanh niên xã\n3\tQuý IV/2031\tKhen thưởng 05 tập thể\tHội Chữ thập đỏ xã"
    )
    found = targets.extract(annotate(document(HEAD + table)))
    assert [(t.quantity.min, t.period and t.period.edtf) for t in found][-2:] == [(120, "2031-11"), (5, "2031-36")]
