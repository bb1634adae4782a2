"""What dates are for. Documents are of the usual form (see ``tests.factory.plan``): 15/KH-BCĐ of 20 January 2026."""

from __future__ import annotations

import pytest

from parsers.annotate import annotate
from parsers.document import Document
from parsers.extractors.times import dates
from parsers.records import DateRecord
from tests.factory import document, plan


def records(doc: Document) -> list[DateRecord]:
    return dates.extract(annotate(doc))


def roles(doc: Document) -> list[str]:
    """The dates of the body as "role value"; the issue line, which every plan has, is left out."""
    shown = [f"{r.role} {' '.join(r.rrule) if r.rrule else r.date.edtf if r.date else '-'}" for r in records(doc)]
    assert shown[0] == "issued 2026-01-20"
    return shown[1:]


PLAN_ROWS = [
    # handed in on a day, what a part is for, expected
    ("II. PHÂN CÔNG\n1. Đoàn phường lập danh sách nộp Phòng Nội vụ ngày 14/4/2026.", ["due 2026-04-14"]),
    ("II. PHÂN CÔNG\n1. Đoàn phường chốt số đăng ký và gửi Trạm Y tế vào ngày 14/4/2026.", ["due 2026-04-14"]),
    ("II. PHÂN CÔNG\n1. Trạm Y tế phường xếp khung giờ và thông báo lại vào ngày 05/6/2026.", ["due 2026-06-05"]),
    ("I. MỤC ĐÍCH\n1. Bổ sung nguồn máu cho cấp cứu trong quý III/2026.", ["period 2026-35"]),
    ("II. PHÂN CÔNG\n1. Phòng Nội vụ chuẩn bị hội nghị sơ kết, dự kiến tổ chức trong tháng 9/2026.", ["event 2026-09"]),
    (
        "II. PHÂN CÔNG\n1. Đài Truyền thanh phường tăng gấp đôi thời lượng trong tháng 3, tháng 4 và tháng 6/2026.",
        ["window 2026-03", "window 2026-04", "window 2026-06"],
    ),
    # cited
    ("Thực hiện Kế hoạch số 31/KH-UBND ngày 05/01/2026 của UBND tỉnh;", ["cited 2026-01-05"]),
    ("Thực hiện Kế hoạch số 110/KH-BCĐ, ngày 09/01/2026 của Ban Chỉ đạo tỉnh;", ["cited 2026-01-09"]),
    ("Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 02 năm 2025;", ["cited 2025-02-19"]),
    ("Thực hiện Luật Khám bệnh, chữa bệnh ngày 09 tháng 01 năm 2023, phường yêu cầu", ["cited 2023-01-09"]),
    ("Theo Công văn số 45 ngày 12/01/2026 của Sở Y tế, các đơn vị rà soát.", ["cited 2026-01-12"]),
    ("Ngày 12/01/2026, Sở Y tế ban hành Kế hoạch số 7/KH-SYT về hiến máu.", ["cited 2026-01-12"]),
    # the document's own date
    ("(Kèm theo Kế hoạch số 15/KH-BCĐ ngày 20/01/2026 của Ban Chỉ đạo phường)", ["issued 2026-01-20"]),
    ("(Kèm theo Kế hoạch số 16/KH-UBND ngày 21/01/2026 của UBND phường)", ["cited 2026-01-21"]),
    # due
    ("Các khu phố gửi danh sách trước ngày 28/02/2026.", ["due 2026-02-28"]),
    ("Các khu phố gửi danh sách chậm nhất ngày 27/02/2026.", ["due 2026-02-27"]),
    ("Các đơn vị xây dựng kế hoạch, xong trong tháng 3/2026.", ["due 2026-03"]),
    ("Trạm Y tế báo cáo UBND phường trong ngày 15/4/2026.", ["due 2026-04-15"]),
    ("Thời hạn hoàn thành: Từ ngày 01/3/2026 đến ngày 31/3/2026", ["due 2026-03-01/2026-03-31"]),
    ("Thời hạn hoàn thành: 30/6/2026", ["due 2026-06-30"]),
    # event
    ("- Thời gian: 7 giờ 00, ngày 19/4/2026 (Chủ nhật).", ["event 2026-04-19"]),
    ("- Thời gian: dự kiến vào đầu tháng 4 năm 2026.", ["event 2026-04"]),
    ("Trạm Y tế cử 02 cán bộ phục vụ vào chiều ngày 18/4/2026.", ["event 2026-04-18"]),
    ("- Thời gian: 02 ngày, 18-19/4/2026, bắt đầu từ 7h00.", ["event 2026-04-18/2026-04-19"]),
    # window
    ("Thời gian tuyên truyền từ ngày 01/3/2026 đến ngày 18/4/2026.", ["window 2026-03-01/2026-04-18"]),
    ("Thời gian thực hiện: Từ 01/7/2026.", ["window 2026-07-01/.."]),
    ("1. Quý II/2026: 200 đơn vị máu", ["window 2026-34"]),
    # recurring
    ("Hội Chữ thập đỏ tổng hợp báo cáo định kỳ 6 tháng, 1 năm.", ["recurring FREQ=MONTHLY;INTERVAL=6 FREQ=YEARLY"]),
    ("Các trường báo cáo trước ngày 25 hằng tháng.", ["recurring FREQ=MONTHLY;BYMONTHDAY=25"]),
    # observance
    ("Tuyên truyền nhân Ngày Toàn dân hiến máu tình nguyện 07/4.", ["observance 2026-04-07"]),
    ("Lập thành tích chào mừng ngày 30/4 và 01/5.", ["observance 2026-04-30", "observance 2026-05-01"]),
    # period, and what is no date at all
    ("Số liệu tính từ ngày 15/12/2025 đến ngày 14/6/2026.", ["period 2025-12-15/2026-06-14"]),
    ("Phấn đấu trong năm 2026 tiếp nhận từ 90 đơn vị máu trở lên.", []),
    ("Tuyên truyền tại Trường Mầm non 19/5 và 12/12 khu phố.", []),
    ("Kinh phí bố trí trong dự toán ngân sách hằng năm.", []),
]


@pytest.mark.parametrize(("paragraph", "expected"), PLAN_ROWS)
def test_role_in_a_plan(paragraph: str, expected: list[str]) -> None:
    assert roles(plan(f"I. NỘI DUNG\n{paragraph}\nII. KINH PHÍ\nTheo quy định.")) == expected


REPORT = """I. KẾT QUẢ THỰC HIỆN
Từ ngày 01/7/2025 đến nay, phường tổ chức 02 đợt hiến máu. Trong quý IV/2025 đã phát 300 tờ rơi.
Đến ngày 15/12/2025, có 6/6 khu phố thành lập tổ vận động.
Ngày 12/9/2025 tổ chức Ngày hội tại Nhà văn hóa.
Hành trình Đỏ (ngày 05 - 06/7/2025) tiếp nhận 130 đơn vị máu.
Nhiệm vụ trọng tâm quý IV/2025 đã hoàn thành.
II. NHIỆM VỤ 6 THÁNG ĐẦU NĂM 2026
Trạm Y tế cập nhật danh sách người hiến máu dự bị, xong trong quý I/2026.
Các khu phố gửi danh sách chậm nhất ngày 05/3/2026."""


def test_roles_in_a_report() -> None:
    doc = plan(REPORT, type_name="BÁO CÁO", subject="Kết quả 6 tháng cuối năm 2025, nhiệm vụ 6 tháng đầu năm 2026")
    assert roles(doc) == [
        "period 2025-41",
        "period 2026-40",
        "period 2025-07-01/2026-01-20",
        "period 2025-36",
        "period 2025-12-15",
        "event 2025-09-12",
        "event 2025-07-05/2025-07-06",
        "period 2025-36",
        "period 2026-40",
        "due 2026-33",
        "due 2026-03-05",
    ]


def test_role_in_a_table_of_tasks() -> None:
    rows = "TT\tNhiệm vụ\tCơ quan chủ trì\tThời gian hoàn thành\n1\tTập huấn\tSở Y tế\tQuý II/2026"
    assert roles(plan(f"I. NHIỆM VỤ\n{rows}")) == ["due 2026-34"]


SCHEDULE = """II. TIẾN ĐỘ THỰC HIỆN
- Ngày 06/4/2026: Đoàn xã chốt danh sách.
- 14h00 ngày 09/4/2026: Họp Ban Tổ chức.
- Ngày 12/4/2026: tổ chức Ngày hội.
- Trước 20/4/2026: quyết toán kinh phí."""


def test_who_gathers_in_a_schedule() -> None:
    assert roles(plan(SCHEDULE)) == ["due 2026-04-06", "event 2026-04-09", "event 2026-04-12", "due 2026-04-20"]


def test_the_subject_of_a_letter_names_a_period() -> None:
    text = (
        "SỞ Y TẾ TỈNH ĐÔNG LẠC\nSố: 221/SYT-NVY\nV/v đăng ký hiến máu 6 tháng cuối năm 2026\n"
        "Đông Lạc, ngày 27 tháng 5 năm 2026\nKính gửi: Các đơn vị trực thuộc\nSở Y tế đề nghị các đơn vị đăng ký."
    )
    found = [(r.role, r.date.edtf if r.date else None) for r in records(document(text))]
    assert sorted(found) == [("issued", "2026-05-27"), ("period", "2026-41")]


def test_until_now_leaves_the_end_out() -> None:
    (since,) = records(plan("I. NỘI DUNG\nTừ ngày 01/12/2025 đến nay, phường có 06 tổ."))[1:]
    assert (since.how, since.date and since.date.inferred) == ("inferred", ["last"])


def test_blank_issue_date_is_repeated_by_the_annex() -> None:
    text = (
        "ỦY BAN NHÂN DÂN\nXÃ ĐỒI SIM\nSố:      /KH-UBND\nĐồi Sim, ngày      tháng 3 năm 2026\nKẾ HOẠCH\n"
        "Tổ chức hiến máu tình nguyện\nI. NỘI DUNG\nVận động Nhân dân tham gia.\nNơi nhận:\n- Như trên;\n"
        "CHỦ TỊCH\nLò Văn Sinh\n"
        "PHỤ LỤC\n(Kèm theo Kế hoạch số     /KH-UBND ngày     /3/2026 của UBND xã Đồi Sim)"
    )
    found = records(document(text))
    assert [(r.role, r.date.edtf if r.date else None, r.doubts) for r in found] == [
        ("issued", "2026-03-XX", ["blank"]),
        ("issued", "2026-03-XX", ["blank"]),
    ]


def test_signing_stamp_is_no_date_of_the_document() -> None:
    assert roles(plan("I. NỘI DUNG\nVận động Nhân dân.\nThời gian ký: 21/01/2026 15:53:50")) == []


def test_a_birthday_is_no_date_of_the_document() -> None:
    assert roles(plan("I. NỘI DUNG\nKhen thưởng bà Vừ Thị Say, sinh ngày 12/5/1998.")) == []


@pytest.mark.parametrize("work", ["Tổng vệ sinh", "Đón học sinh", "Họp giao ban hai cấp"])
def test_a_day_behind_a_word_that_ends_like_a_birth_is_a_day_of_work(work: str) -> None:
    assert roles(plan(f"I. NỘI DUNG\n- {work} ngày 12/5/2026.")) == ["event 2026-05-12"]


def test_what_was_read_off_a_picture_is_doubtful() -> None:
    doc = plan("I. NỘI DUNG\n- Gửi danh sách trước ngày 15/4/2026.")
    doc.ocr = True
    assert ["ocr" in r.doubts for r in records(doc)] == [True, True]


def test_a_year_from_elsewhere_is_said_and_shown() -> None:
    (april, august) = records(plan("I. NỘI DUNG\n- Quan trắc vào tháng 4 và tháng 8 năm 2026."))[1:]
    assert (april.how, august.how) == ("joined", "normalised")
    assert [s.quote for s in april.spans] == ["tháng 4", "tháng 8 năm 2026"]
    (inferred,) = records(plan("I. NỘI DUNG\n- Gửi danh sách trước ngày 15/4."))[1:]
    assert (inferred.how, inferred.doubts) == ("inferred", [])
    assert inferred.date
    assert inferred.date.inferred == ["year"]


def test_span_of_a_limit_holds_its_cue() -> None:
    (due,) = records(plan("I. NỘI DUNG\n- Gửi danh sách trước 16 giờ ngày 15/4/2026 để tổng hợp."))[1:]
    assert due.spans[0].quote == "trước 16 giờ ngày 15/4/2026"
    assert due.date
    assert due.date.time == "16:00"


def test_ids_stay_and_differ() -> None:
    doc = plan("I. NỘI DUNG\n- Gửi trước ngày 15/4/2026.\n- Nhắc lại trước ngày 15/4/2026.")
    first, second = records(doc), records(doc)
    assert [r.id for r in first] == [r.id for r in second]
    assert len({r.id for r in first}) == len(first)
