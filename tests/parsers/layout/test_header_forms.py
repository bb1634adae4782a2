"""Headers of other houses: heads who sign alone, numbers apart from their label, party papers, letters and calls."""

from __future__ import annotations

import pytest

from hmtn_ingest.pipeline import ingest
from parsers.annotate import annotate
from parsers.records import DocumentRecord
from tests.factory import document

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
BODY = """
I. MỤC ĐÍCH

1. Vận động Nhân dân hiến máu tình nguyện.

II. TỔ CHỨC THỰC HIỆN

- Các lớp lập danh sách gửi về Đoàn trường trước ngày 10/3/2026.

"""
SCHOOL = (
    f"UBND XÃ NÀ LẠNH\nTRƯỜNG THCS NÀ LẠNH\n{NATION}Số: 21/KH-THCS\nNà Lạnh, ngày 02 tháng 3 năm 2026\n\n"
    f"KẾ HOẠCH\nHiến máu tình nguyện năm 2026\n{BODY}"
)
COMMUNE = (
    f"ỦY BAN NHÂN DÂN\nXÃ NÀ LẠNH\n{NATION}Số: 17/KH-UBND\nNà Lạnh, ngày 02 tháng 3 năm 2026\n\n"
    f"KẾ HOẠCH\nHiến máu tình nguyện năm 2026\n{BODY}"
)
SIGNED = "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nSùng Thị Dợ\n"


def read(text: str) -> DocumentRecord:
    return ingest(text.encode("utf-8"), name="ke-hoach.txt")


def shown(text: str) -> dict[str, str | None]:
    header = read(text).header
    fields = {name: getattr(header, name) for name in type(header).model_fields}
    return {name: getattr(f.value, "edtf", f.value) for name, f in fields.items() if f is not None}


@pytest.mark.parametrize(
    ("signature", "position", "name"),
    [
        ("HIỆU TRƯỞNG\n(Ký, ghi rõ họ tên)\n\nSùng Thị Dợ\n", "HIỆU TRƯỞNG", "Sùng Thị Dợ"),
        ("Phó Hiệu trưởng\n(Đã ký)\nSùng Thị Dợ\n", "Phó Hiệu trưởng", "Sùng Thị Dợ"),
        ("GIÁM ĐỐC\n\nBS.CKII. Sùng Thị Dợ\n", "GIÁM ĐỐC", "Sùng Thị Dợ"),
        ("Nà Lạnh, ngày 02 tháng 3 năm 2026\nTRƯỞNG BAN\nSùng Thị Dợ\n", "TRƯỞNG BAN", "Sùng Thị Dợ"),
        ("HIỆU TRƯỞNG\n(đã ký)\nSùng Thị Dợ\n", "HIỆU TRƯỞNG", "Sùng Thị Dợ"),
        ("DUYỆT CỦA HIỆU TRƯỞNG\tTRƯỞNG PHÒNG\n\nLò Văn Khạ\tSùng Thị Dợ\n", "TRƯỞNG PHÒNG", "Sùng Thị Dợ"),
        ("HIỆU TRƯỞNG\n\n\nNGUYỄN VĂN ĐÁ\n", "HIỆU TRƯỞNG", "NGUYỄN VĂN ĐÁ"),
    ],
)
def test_a_head_signs_alone_without_recipients(signature: str, position: str, name: str) -> None:
    found = read(SCHOOL + signature)
    header = found.header
    assert header.signer_position is not None
    assert header.signer_position.value == position
    assert header.signer_name is not None
    assert header.signer_name.value == name
    assert "signer-missing" not in {finding.name for finding in found.findings}


def test_an_office_in_the_middle_of_the_text_signs_nothing() -> None:
    text = SCHOOL.replace("- Các lớp lập", "GIÁM ĐỐC TRUNG TÂM Y TẾ\n\n- Cử cán bộ khám, tư vấn.\n\n- Các lớp lập")
    assert "signer_name" not in shown(text)


@pytest.mark.parametrize("line", ["128\nSố:        /KH-UBND", "Số:        /KH-UBND\n128", "128\nSố: ....../KH-UBND"])
def test_a_number_stamped_on_another_line_is_read_with_a_doubt(line: str) -> None:
    header = read(COMMUNE.replace("Số: 17/KH-UBND", line) + SIGNED).header
    assert header.code_number is not None
    assert header.code_number.value == "128"
    assert header.code_number.doubts == ["number-apart"]


def test_a_blank_number_without_figures_beside_it_stays_blank() -> None:
    header = read(COMMUNE.replace("Số: 17/KH-UBND", "Số:        /KH-UBND") + SIGNED).header
    assert header.code_number is not None
    assert header.code_number.value is None


@pytest.mark.parametrize("title", ["K Ế H O Ạ C H", "K Ế  H O Ạ C H", "K Ế   H O Ạ C H"])
def test_letters_set_apart_are_a_title(title: str) -> None:
    found = shown(COMMUNE.replace("KẾ HOẠCH\n", f"{title}\n") + SIGNED)
    assert (found["type_name"], found["organ_name"]) == ("KẾ HOẠCH", "ỦY BAN NHÂN DÂN XÃ NÀ LẠNH")


def test_a_conclusion_of_the_party() -> None:
    found = shown(
        "ĐẢNG BỘ TỈNH HÀ LẠNH\nĐẢNG ỦY XÃ NÀ LẠNH\n*\nĐẢNG CỘNG SẢN VIỆT NAM\nSố 07-KL/ĐU\n"
        f"Nà Lạnh, ngày 12 tháng 01 năm 2026\n\nKẾT LUẬN\nvề công tác hiến máu tình nguyện\n{BODY}"
        "T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n\nSùng Thị Dợ\n"
    )
    assert (found["type_name"], found["code_number"], found["code_notation"]) == ("KẾT LUẬN", "07", "KL/ĐU")
    assert (found["organ_name"], found["superior_organ_name"]) == ("ĐẢNG ỦY XÃ NÀ LẠNH", "ĐẢNG BỘ TỈNH HÀ LẠNH")


def test_a_second_signer_is_a_doubt_of_the_first() -> None:
    second = "\nTM. BAN THƯỜNG VỤ\nHỘI CHỮ THẬP ĐỎ XÃ\nCHỦ TỊCH\n\nVàng A Chớ\n"
    name = read(COMMUNE + SIGNED + second).header.signer_name
    assert name is not None
    assert (name.value, name.doubts) == ("Sùng Thị Dợ", ["second-signer"])


@pytest.mark.parametrize(
    "listed",
    [
        "Nơi nhận:\nBan Chỉ đạo tỉnh (b/c);\nTT. Đảng ủy, HĐND xã;\nTrưởng các thôn;\nLưu: VT.\n",
        "Nơi gửi:\nBan Chỉ đạo tỉnh (b/c)\nTT. Đảng ủy, HĐND xã\nTrưởng các thôn\nLưu: VT\n\n",
        "Nơi nhận: Ban Chỉ đạo tỉnh (b/c); TT. Đảng ủy, HĐND xã; Trưởng các thôn; Lưu: VT.\n\n",
        "Nơi nhận (bản điện tử):\n- Ban Chỉ đạo tỉnh (b/c);\n- TT. Đảng ủy, HĐND xã;\n- Trưởng các thôn;\n- Lưu: VT.\n",
        "Nơi nhận:\n*   Ban Chỉ đạo tỉnh (b/c),\n*   TT. Đảng ủy, HĐND xã,\n*   Trưởng các thôn,\n*   Lưu: VT.\n",
    ],
)
def test_recipients_with_and_without_bullets(listed: str) -> None:
    found = read(COMMUNE + listed + SIGNED).recipients
    assert [(r.name, r.note, r.archive) for r in found] == [
        ("Ban Chỉ đạo tỉnh", "b/c", False),
        ("TT. Đảng ủy, HĐND xã", None, False),
        ("Trưởng các thôn", None, False),
        ("Lưu: VT", None, True),
    ]


@pytest.mark.parametrize(
    ("opening", "annex", "organ"),
    [
        (
            "Ban Chỉ đạo vận động HMTN xã (sau đây gọi là Ban Chỉ đạo xã) xây dựng kế hoạch như sau:",
            "",
            "Ban Chỉ đạo vận động HMTN xã NÀ LẠNH",
        ),
        (
            "Ban Chỉ đạo vận động hiến máu tình nguyện xã xây dựng kế hoạch như sau:",
            "PHỤ LỤC\n(Kèm theo Kế hoạch số 04/KH-BCĐ ngày 02/3/2026 của Ban Chỉ đạo vận động HMTN xã Nà Lạnh)\n",
            "Ban Chỉ đạo vận động HMTN xã Nà Lạnh",
        ),
        (
            "Ban Chỉ đạo vận động HMTN xã Nà Lạnh xây dựng kế hoạch như sau:",
            "",
            "Ban Chỉ đạo vận động HMTN xã Nà Lạnh",
        ),
        # of another level than the body above: nothing is put together
        (
            "Ban Chỉ đạo vận động HMTN phường xây dựng kế hoạch như sau:",
            "",
            "Ban Chỉ đạo vận động HMTN phường",
        ),
    ],
)
def test_an_issuer_named_without_its_place_gets_it(opening: str, annex: str, organ: str) -> None:
    text = (
        f"UBND XÃ NÀ LẠNH\nBAN CHỈ ĐẠO VẬN ĐỘNG\nHIẾN MÁU TÌNH NGUYỆN\n{NATION}Số: 04/KH-BCĐ\n"
        f"Nà Lạnh, ngày 02 tháng 3 năm 2026\n\nKẾ HOẠCH\nHiến máu tình nguyện năm 2026\n{opening}\n{BODY}"
        f"Nơi nhận:\n- Các thôn;\n- Lưu: VT.\nTM. BAN CHỈ ĐẠO\nTRƯỞNG BAN\n\nSùng Thị Dợ\n\n{annex}"
    )
    assert shown(text)["organ_name"] == organ


def test_a_board_that_begins_like_an_office_is_no_office() -> None:
    letterhead = (
        "HỘI SINH VIÊN TỈNH VĨNH AN\tHỘI SINH VIÊN VIỆT NAM\nBAN CHẤP HÀNH TRƯỜNG CAO ĐẲNG NÀ HOA\t\n"
        "Số: 05-KH/HSV\tVĩnh An, ngày 02 tháng 3 năm 2026\n"
    )
    body = "KẾ HOẠCH\nTổ chức ngày hội hiến máu năm 2026\nI. MỤC ĐÍCH\nVận động sinh viên hiến máu.\n"
    text = f"{letterhead}{body}TM. BAN THƯ KÝ HỘI SINH VIÊN\nCHỦ TỊCH\nSùng Thị Dợ\n"
    header = annotate(document(text)).header
    fields = (header.organ_name, header.competence, header.signer_position, header.signer_office)
    assert [field.value if field else None for field in fields] == [
        "BAN CHẤP HÀNH TRƯỜNG CAO ĐẲNG NÀ HOA",
        "TM. BAN THƯ KÝ HỘI SINH VIÊN",
        "CHỦ TỊCH",
        None,
    ]


@pytest.mark.parametrize(
    ("above", "issuer"),
    [
        ("TỈNH ỦY SƠN LA", "KHỐI THI ĐUA CÁC CƠ QUAN ĐẢNG"),
        ("ĐẢNG ỦY XÃ NÀ LẠNH", "CHI BỘ TRƯỜNG THCS NÀ LẠNH"),
        ("TỈNH ĐOÀN SƠN LA", "ĐOÀN TRƯỜNG CAO ĐẲNG Y TẾ"),
        ("LĐLĐ TỈNH SƠN LA", "CÔNG ĐOÀN NGÀNH GIÁO DỤC"),
        ("LIÊN ĐOÀN LAO ĐỘNG TỈNH SƠN LA", "CĐCS BỆNH VIỆN ĐA KHOA TỈNH"),
        ("ĐOÀN TRƯỜNG ĐẠI HỌC TÂY BẮC", "LIÊN CHI ĐOÀN KHOA NÔNG LÂM"),
        ("TRƯỜNG ĐẠI HỌC TÂY BẮC", "KHOA NÔNG - LÂM"),
        ("UBND TỈNH SƠN LA", "CỤM THI ĐUA CÁC XÃ VÙNG CAO"),
        ("", "BAN CHỈ ĐẠO TỈNH SƠN LA\nVẬN ĐỘNG HIẾN MÁU TÌNH NGUYỆN"),
        ("", "SỞ\nKHOA HỌC VÀ CÔNG NGHỆ"),
        ("", "ĐẢNG ỦY\nKHỐI CÁC CƠ QUAN TỈNH SƠN LA"),
    ],
)
def test_the_last_body_of_the_left_column_issues(above: str, issuer: str) -> None:
    left = [line for line in (above, *issuer.split("\n")) if line]
    right = ["ĐẢNG CỘNG SẢN VIỆT NAM", "", ""]
    columns = "\n".join(f"{a}\t{b}" if b else a for a, b in zip(left, right, strict=False))
    head = f"{columns}\n*\tSơn La, ngày 02 tháng 3 năm 2026\nSố 05-KH/KTĐ\n\nKẾ HOẠCH\nHiến máu tình nguyện năm 2026\n"
    assert shown(head + BODY)["organ_name"] == issuer.replace("\n", " ")


@pytest.mark.parametrize(
    ("first", "office"), [("TRƯỞNG KHỐI", "CHÁNH VĂN PHÒNG TỈNH ỦY"), ("CỤM TRƯỞNG", "CHỦ TỊCH UBND XÃ NÀ LẠNH")]
)
def test_an_office_beside_a_recipient_signs(first: str, office: str) -> None:
    end = (
        f"Nơi nhận:\tT/M KHỐI\n- Thường trực Tỉnh ủy (để báo cáo),\t{first}\n- Hội Chữ thập đỏ tỉnh (phối hợp),\n"
        f"- Các cơ quan trong Khối,\t{office}\n- Lưu VT.\tSùng Thị Dợ\n"
    )
    record = read(COMMUNE + end)
    assert record.header.signer_position is not None
    assert record.header.signer_office is not None
    assert (record.header.signer_position.value, record.header.signer_office.value) == (first, office)
    assert [one.name for one in record.recipients][:2] == ["Thường trực Tỉnh ủy", "Hội Chữ thập đỏ tỉnh"]


@pytest.mark.parametrize("day", ["Ngày 02 tháng 3 năm 2026", "Ngày 02/3/2026"])
def test_a_date_alone_beside_the_number_is_that_of_issue(day: str) -> None:
    text = COMMUNE.replace("Số: 17/KH-UBND\nNà Lạnh, ngày 02 tháng 3 năm 2026", f"Số: 17/KH-UBND\t{day}")
    assert day in text
    found = read(text + SIGNED).header.issued_date
    assert found is not None
    assert found.value is not None
    assert found.value.edtf == "2026-03-02"
