"""Phone numbers, e-mail addresses and the people beside them. All numbers are of the reserved range 0900 000."""

from __future__ import annotations

import pytest

from parsers.annotate import annotate
from parsers.extractors import contacts
from parsers.mentions.contacts import find_contacts
from tests.factory import document, view

PHONES = [
    ("ĐT 0211.3830.xxx, hotline 1900 …", []),
    ("số điện thoại: 0900000112", ["0900000112"]),
    ("ĐT: 0900 000 112", ["0900000112"]),
    ("SĐT: 0900.000.112.", ["0900000112"]),
    ("Điện thoại 0900-000-112 để được hướng dẫn", ["0900000112"]),
    ("theo SĐT: 02153.000.112 hoặc 02153.000.113", ["02153000112", "02153000113"]),
    ("ĐT: (0215) 3.000.112", ["02153000112"]),
    ("Tel: +84 900 000 112", ["0900000112"]),
    ("điện thoại: 3.000.112", ["3000112"]),
    ("đường dây nóng 1900 0112", ["19000112"]),
    ("ông Lý Văn Sòi (0900 000 112)", ["0900000112"]),
    ("(Lý Văn Sòi, SĐT quân sự 069 000 871).\n2. Định kỳ 6 tháng", ["069000871"]),
    ("(số máy 0900 000 112)\n3. Các thôn", ["0900000112"]),
    ("gọi 0900000112/0900000113", []),  # a ratio of two numbers is not to be read as either
    ("Kế hoạch số 0130/KH-UBND ngày 05/01/2026", []),
    ("138.598 đơn vị máu; 0,85%; 2.000.000.000 đồng", []),
    ("01 02 03 04 05", []),
    ("từ 05/01 - 08/06, 07h00-11h00 ngày 20/10/2026", []),
    ("tọa độ 2167970; 582853; số tài khoản 0900000112555", []),
    ("điện thoại thông minh 100%", []),
]


@pytest.mark.parametrize(("text", "phones"), PHONES)
def test_phone_numbers(text: str, phones: list[str]) -> None:
    assert [m.phone for m in find_contacts(view(text)) if m.phone] == phones


def test_the_stretch_of_a_number_holds_its_digits_only() -> None:
    text = "(ĐT: 0900 000 112); email: hienmau.xa@doiche.example.vn."
    phone, email = find_contacts(view(text))
    assert text[phone.start : phone.end] == "0900 000 112"
    assert (email.email, text[email.start : email.end]) == ("hienmau.xa@doiche.example.vn",) * 2


# text, name, title, body, purpose
PEOPLE = [
    ("gửi về Phòng Văn hóa - Xã hội (qua ông Lý Văn Sòi, số điện thoại: 0900000112) trước ngày 28/01/2026",
     "Lý Văn Sòi", "ông", "Phòng Văn hóa - Xã hội", None),
    ("Khi cần xin liên hệ đ/c Trần Bình An - Phó Chủ tịch Hội Chữ thập đỏ xã, Điện thoại 0900000112 để được hướng dẫn.",
     "Trần Bình An", "đ/c, Phó Chủ tịch Hội Chữ thập đỏ xã", "Hội Chữ thập đỏ xã", "được hướng dẫn"),
    ("(bà Vàng Thị Mỷ – Chuyên viên phòng Y tế, ĐT: 0900.000.112)",
     "Vàng Thị Mỷ", "bà, Chuyên viên phòng Y tế", "phòng Y tế", None),
    ("đầu mối: đ/c Vàng Thị Mỷ, Chuyên viên Ban Chính sách - Pháp luật, ĐT: 0900 000 112.",
     "Vàng Thị Mỷ", "đ/c, Chuyên viên Ban Chính sách - Pháp luật", None, None),
    ("Liên hệ bà Vàng Thị Mỷ, Phó Trưởng phòng Phòng Văn hóa - Xã hội, điện thoại 0900 000 112.",
     "Vàng Thị Mỷ", "bà, Phó Trưởng phòng Phòng Văn hóa - Xã hội", "Phòng Văn hóa - Xã hội", None),
    ("Liên hệ anh Nghĩa, SĐT 0900 000 112", "Nghĩa", "anh", None, None),
    ("thông báo qua số máy trực 0900.000.112 (BSCKI. Mạc Thị Hoài, Trưởng khoa Tiếp nhận máu).",
     "Mạc Thị Hoài", "BSCKI., Trưởng khoa Tiếp nhận máu", None, None),
    ("gọi số 0900 000 112 (gặp bà Vàng Thị Mỷ) để đăng ký.", "Vàng Thị Mỷ", "bà", None, None),
    ("điện thoại: 0900000112 (Nguyễn Văn Sếnh, Văn phòng UBND xã).", "Nguyễn Văn Sếnh", None, "Văn phòng UBND xã", None),
    ("Đầu mối: BS. Mạc Thị Hoài - Phòng Nghiệp vụ Y, điện thoại 0900 000 112.",
     "Mạc Thị Hoài", "BS.", "Phòng Nghiệp vụ Y", None),
    ("gửi cho đồng chí Ông Thế Vinh (Phó Bí thư Đoàn phường, ĐT 0900 000 112) trước ngày 12/9/2026",
     "Ông Thế Vinh", "đồng chí, Phó Bí thư Đoàn phường", "Đoàn phường", None),
    ("gửi về Đội Tham mưu (qua đồng chí Thượng úy Lù Minh Khai, SĐT 0900 000 112).",
     "Lù Minh Khai", "đồng chí Thượng úy", "Đội Tham mưu", None),
    ("(đồng chí Lê Thị Mạ, Trưởng ban Công tác xã hội, ĐT 0900 000 112)",
     "Lê Thị Mạ", "đồng chí, Trưởng ban Công tác xã hội", None, None),
    ("Mọi thông tin liên hệ: Nguyễn Văn Sếnh, điện thoại 0900 000 112", "Nguyễn Văn Sếnh", None, None, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "title", "organ", "purpose"), PEOPLE)
def test_people_to_ask(text: str, name: str, title: str | None, organ: str | None, purpose: str | None) -> None:
    [record] = contacts.extract(annotate(document(text)))
    assert (record.name, record.title, record.organ_name, record.purpose) == (name, title, organ, purpose)
    assert record.phone == "0900000112"
    assert all(text[s.start : s.end] == s.quote for s in record.spans)


@pytest.mark.parametrize(
    "text",
    [
        "gọi số 0900 000 112 (trong giờ hành chính).",
        "gọi số 0900 000 112 (Phòng Y tế) hoặc 0900 000 113 (Trạm Y tế xã).",
    ],
)
def test_no_person_stands_behind_a_number(text: str) -> None:
    assert contacts.extract(annotate(document(text))) == []


@pytest.mark.parametrize("between", [" hoặc ", ", di động ", "; số máy riêng: ", ", máy lẻ 12, di động "])
def test_two_numbers_of_one_person(between: str) -> None:
    found = contacts.extract(annotate(document(f"Liên hệ bà Vàng Thị Mỷ, SĐT: 02153.000.112{between}0900.000.112.")))
    assert [(r.name, r.phone) for r in found] == [("Vàng Thị Mỷ", "02153000112"), ("Vàng Thị Mỷ", "0900000112")]


def test_a_number_without_a_person_is_no_contact() -> None:
    assert contacts.extract(annotate(document("Trạm Y tế xã, điện thoại: 0900 000 112"))) == []
    street = "Gửi về Hội Chữ thập đỏ tỉnh (số 9 đường Hoàng Văn Thụ; điện thoại: 0205.3.000.112)."
    assert contacts.extract(annotate(document(street))) == []


def test_a_table_of_people() -> None:
    text = "TT\tHọ tên\tViệc\tĐiện thoại\n1\tLý Văn Sòi\tPhó ban\t0900 000 112\n2\tVàng Thị Mỷ\tỦy viên\t0900 000 113"
    found = contacts.extract(annotate(document(text)))
    assert [(r.name, r.phone) for r in found] == [("Lý Văn Sòi", "0900000112"), ("Vàng Thị Mỷ", "0900000113")]


def test_a_table_of_people_with_their_offices() -> None:
    text = (
        "TT\tHọ tên\tĐơn vị, chức vụ\tĐiện thoại\n"
        "1\tĐồng chí Lý Văn Sòi\tChủ tịch Hội Chữ thập đỏ xã\t0900 000 112\n"
        "2\tĐồng chí Vàng Thị Mỷ\tBí thư Đoàn xã\t0900 000 113"
    )
    found = contacts.extract(annotate(document(text)))
    assert [(r.name, r.organ_name, r.phone) for r in found] == [
        ("Lý Văn Sòi", "Hội Chữ thập đỏ xã", "0900000112"),
        ("Vàng Thị Mỷ", "Đoàn xã", "0900000113"),
    ]
