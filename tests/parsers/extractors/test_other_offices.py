"""How offices of other fields write: plans with a part of results, occasions without blood, orders to several bodies."""

from __future__ import annotations

import pytest

from hmtn_ingest.pipeline import ingest
from parsers.records import DocumentRecord

HEAD = """ỦY BAN NHÂN DÂN
XÃ KHE NGANG
Số: 41/KH-UBND
Khe Ngang, ngày 02 tháng 3 năm 2031
KẾ HOẠCH
Chuyển đổi số trên địa bàn xã năm 2031
"""


def read(body: str, name: str = "ke-hoach.txt") -> DocumentRecord:
    return ingest((HEAD + body).encode(), name=name)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "I. KẾT QUẢ NĂM HỌC 2029 - 2030\nToàn ngành có 318 trường ký cam kết; xử lý 120 học sinh vi phạm.\n"
            "II. MỤC TIÊU\n- 100% trường học ký cam kết.",
            [(318, "2029/2030"), (120, "2029/2030")],
        ),
        (
            "I. KẾT QUẢ CHĂM LO TẾT NĂM 2030\nCác thôn đã trao 415 suất quà cho hộ nghèo.\nII. MỤC TIÊU\n- Trao 430 suất.",
            [(415, "2030")],
        ),
        # no year of its own: that of the plan would be wrong
        (
            "I. KẾT QUẢ ĐẠT ĐƯỢC\nĐã trao 415 suất quà cho hộ nghèo.\nII. MỤC TIÊU\n- Phấn đấu trao 430 suất quà.",
            [(415, None)],
        ),
        # what is to come is no result
        ("I. KẾT QUẢ DỰ KIẾN\n- Trao 430 suất quà cho hộ nghèo.", []),
    ],
)
def test_the_results_part_of_a_plan(body: str, expected: list[tuple[int, str | None]]) -> None:
    found = [(r.quantity.min, r.period.edtf if r.period else None) for r in read(body).results]
    assert found == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "- Thực tập phương án chữa cháy cấp xã: 14h00 ngày 09/10/2031, tại Trường THCS Khe Ngang.",
            ("Thực tập phương án chữa cháy cấp xã", "2031-10-09", "Trường THCS Khe Ngang"),
        ),
        (
            "- Đoàn số 2 do đồng chí Chủ tịch UBND xã làm Trưởng đoàn: sáng ngày 07/02/2032, tại Nhà văn hóa thôn Bến.",
            ("Đoàn số 2", "2032-02-07", "Nhà văn hóa thôn Bến"),
        ),
        (
            "- Tham mưu UBND xã tổ chức Ngày hội chuyển đổi số xã vào ngày 10/10/2031 tại sân vận động xã.",
            ("Ngày hội chuyển đổi số xã", "2031-10-10", "sân vận động xã"),
        ),
        (
            '- Hội thi "Thiếu nhi với an toàn giao thông" khối tiểu học: ngày 20/3/2032 tại Nhà Thiếu nhi.',
            ('Hội thi "Thiếu nhi với an toàn giao thông" khối tiểu học', "2032-03-20", "Nhà Thiếu nhi"),
        ),
        (
            '- Chương trình "Xuân ấm bản làng" phối hợp với Đồn Biên phòng: 19h30 ngày 11/02/2032 (24 tháng Chạp), '
            "tại sân trường.",
            ('Chương trình "Xuân ấm bản làng"', "2032-02-11", "sân trường"),
        ),
    ],
)
def test_an_occasion_with_its_day_and_place(line: str, expected: tuple[str, str, str]) -> None:
    record = read(f"III. NỘI DUNG\n1. Phòng Văn hóa - Xã hội\n{line}\n- Chuẩn bị âm thanh.")
    found = [(e.name, e.date.edtf if e.date else None, e.place.value if e.place else None) for e in record.events]
    assert found == [expected]


@pytest.mark.parametrize(
    "line",
    [
        "- Thời gian đăng ký: ngày 09/10/2031, tại Trạm Y tế xã.",
        "- Họp thống nhất: 14h00 ngày 09/10/2031, tại UBND xã.",
    ],
)
def test_work_around_an_occasion_is_none(line: str) -> None:
    assert read(f"III. NỘI DUNG\n1. Công tác chuẩn bị\n{line}").events == []


def test_what_is_not_put_off_is_no_day_put_off() -> None:
    moved = read("III. NỘI DUNG\nNếu mưa, Ngày hội chuyển sang ngày 17/10/2031 tại sân vận động xã.")
    assert moved.events == []


@pytest.mark.parametrize(
    ("lead", "bodies"),
    [
        ("Giao chỉ tiêu năm 2031 cho các phòng, các thôn như sau:", ["các phòng", "các thôn"]),
        ("Giao Trạm Y tế xã và Công an xã thực hiện như sau:", ["Trạm Y tế xã", "Công an xã"]),
    ],
)
def test_an_order_above_a_list_says_whose_its_numbers_are(lead: str, bodies: list[str]) -> None:
    record = read(f"II. CHỈ TIÊU\n1. {lead}\n- Tỷ lệ hồ sơ nộp trực tuyến đạt từ 80% trở lên.")
    (target,) = record.targets
    assert [body.name for body in target.bodies] == bodies


@pytest.mark.parametrize(
    ("total", "parts"),
    [
        ("Tổng số quà: 620 suất, gồm: hộ nghèo 410 suất; người có công 150 suất; trẻ em 60 suất.", [620, 410, 150, 60]),
        ("Vận động 90 người đăng ký, trong đó: thôn Bến 50 người; thôn Đồi 40 người.", [90, 50, 40]),
    ],
)
def test_the_parts_of_a_total_are_targets(total: str, parts: list[int]) -> None:
    assert [t.quantity.min for t in read(f"II. CHỈ TIÊU\n1. {total}").targets] == parts


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Trạm Y tế cấp vắc xin, bơm kim tiêm cho các điểm ít nhất 05 ngày trước khi bắt đầu mỗi vòng.", "P5D"),
        ("Trạm Y tế nhập dữ liệu lên Hệ thống tiêm chủng chậm nhất 48 giờ sau buổi tiêm.", "PT48H"),
        ("Trạm Y tế gửi giấy mời trước buổi tiêm từ 03 đến 05 ngày.", "P3D"),
        ("Phản ứng nặng sau tiêm phải báo cáo Trạm Y tế trong vòng 24 giờ kể từ khi phát hiện.", "PT24H"),
    ],
)
def test_limits_in_hours_and_between_two_numbers(line: str, expected: str) -> None:
    record = read(f"III. TỔ CHỨC THỰC HIỆN\n1. Trạm Y tế xã\n- {line}\n- Chuẩn bị bàn ghế.")
    assert [d.offset.duration for d in record.deadlines if d.offset] == [expected]


def test_a_case_is_no_school() -> None:
    record = read("III. NỘI DUNG\n1. Giám sát\n- Trường hợp phản ứng nặng sau tiêm phải báo cáo ngay trong ngày.")
    assert all(not body.name.startswith("Trường hợp") for o in record.obligations for body in o.bodies)


@pytest.mark.parametrize(
    ("label", "body"),
    [
        ("Khoa Phòng, chống bệnh truyền nhiễm: đầu mối tổ chức 02 lớp", "Khoa Phòng, chống bệnh truyền nhiễm"),
        ("Phòng Tổ chức, hành chính: tham mưu văn bản", "Phòng Tổ chức, hành chính"),
        ("Khoa Dược: chuẩn bị thuốc", "Khoa Dược"),
    ],
)
def test_an_office_before_a_colon_has_its_whole_name(label: str, body: str) -> None:
    record = read(f"V. TỔ CHỨC THỰC HIỆN\n1. Trung tâm Y tế khu vực\n- {label} trước ngày 16/3/2031.\n- Lập kế hoạch.")
    assert [b.name for b in record.obligations[0].bodies] == [body]


def test_who_serves_at_a_donation_does_not_donate() -> None:
    record = read(
        "II. CHỈ TIÊU\n- Mỗi điểm hiến máu có ít nhất 05 tình nguyện viên.\n- Vận động 60 tình nguyện viên hiến máu."
    )
    assert [t.quantity.indicator for t in record.targets] == ["staff", "registrants"]


def test_so_many_times_within_a_quarter_is_that_quarter() -> None:
    record = read("III. NỘI DUNG\n1. Đoàn Thanh niên xã\n- Mỗi thôn ra quân ít nhất 01 lần trong quý II/2031.")
    assert [(d.date.edtf if d.date else None, d.rrule) for d in record.dates[1:]] == [("2031-34", None)]


def test_a_recurrence_before_the_way_it_is_reported() -> None:
    record = read("III. NỘI DUNG\n1. Lưu ý\n- Các trường báo cáo định kỳ hằng quý qua phần mềm.")
    assert record.dates[-1].rrule == ["FREQ=MONTHLY;INTERVAL=3"]


def test_a_limit_has_no_weekday_of_the_words_before_it() -> None:
    record = read("II. MỤC TIÊU\n- Xóa 31 điểm trường chưa có lối thoát nạn thứ hai trước ngày 31/12/2031.")
    assert "weekday-mismatch" not in {finding.name for finding in record.findings}


def test_emphasis_parts_the_lines_of_a_form_in_markdown() -> None:
    text = """| UBND TỈNH KHE NGANG **SỞ Y TẾ** | **CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM** **Độc lập - Tự do - Hạnh phúc** |
|---|---|
| Số: 19/KH-SYT | *Khe Ngang, ngày 20 tháng 8 năm 2031* |

# KẾ HOẠCH
**Bảo đảm an toàn năm 2031**

1. Văn phòng Sở gửi danh sách trước ngày 15/9/2031.

| **Nơi nhận:** - UBND tỉnh; - Lưu: VT. | **KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC** *(Đã ký)* **Mai Thế Trung** |
|---|---|
"""
    header = ingest(text.encode(), name="ke-hoach.md").header
    values = (header.organ_name, header.superior_organ_name, header.signer_position, header.signer_name)
    assert [one.value if one else None for one in values] == [
        "SỞ Y TẾ",
        "UBND TỈNH KHE NGANG",
        "PHÓ GIÁM ĐỐC",
        "Mai Thế Trung",
    ]


def test_a_column_of_numbers_under_a_word_for_personal_data_is_kept() -> None:
    table = """PHỤ LỤC
CHỈ TIÊU GIAO CÁC THÔN NĂM 2031
STT\tThôn\tSố người trong độ tuổi lao động\tHộ dùng mã QR
1\tThôn Bến\t420\t85
2\tThôn Đồi\t385\t80
3\tThôn Sen\t610\t120
\tTổng\t1.415\t285
"""
    (quotas,) = read(table).quota_tables
    assert [[cell.value for cell in row.values] for row in quotas.rows] == [[420, 85], [385, 80], [610, 120]]


def test_the_time_of_the_whole_is_no_deadline() -> None:
    record = read(
        "IV. THỜI GIAN\nTừ ngày 15/11/2031 đến ngày 15/12/2031\nV. THỰC HIỆN\n1. Trạm Y tế xã báo cáo trước 20/12."
    )
    assert [d.due for d in record.deadlines] == ["2031-12-19"]
    assert "2031-11-15/2031-12-15" in [d.date.edtf for d in record.dates if d.date]


def test_days_that_run_backwards_are_in_doubt() -> None:
    record = read("III. NỘI DUNG\n1. Trạm Y tế xã tổ chức hiến máu ngày 20-18/4/2031 tại sân xã.")
    assert record.dates[-1].doubts == ["ambiguous-date"]
    assert "window-reversed" in {finding.name for finding in record.findings}


def test_noise_is_no_stretch_of_days() -> None:
    assert [d.date.edtf for d in read("III. NỘI DUNG\nSố liệu: 9-7/4 và 10-7/5.").dates if d.date] == ["2031-03-02"]
