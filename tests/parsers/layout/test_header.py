"""Header fields: layouts and damages of letterhead, title and signature, each as a small document."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from parsers.layout.header import date_context, extract
from parsers.layout.outline import outline
from parsers.records import Header
from parsers.text import NormalisedText
from tests.factory import document

TITLE = "KẾ HOẠCH\nVận động hiến máu tình nguyện năm 2026\n"
BODY = (
    "Thực hiện Kế hoạch số 31/KH-BCĐ ngày 05/01/2026 của Ban Chỉ đạo vận động hiến máu tình nguyện tỉnh Hòa Giang.\n"
    "I. MỤC ĐÍCH, YÊU CẦU\n1. Mục đích\n- Tuyên truyền, vận động cán bộ và Nhân dân tham gia hiến máu.\n"
    "II. TỔ CHỨC THỰC HIỆN\nTrạm Y tế chủ trì, phối hợp với các đơn vị thực hiện Kế hoạch này./.\n"
)
END = "Nơi nhận:\n- Hội Chữ thập đỏ tỉnh (b/c);\n- Lưu: VT.\n"


def header(text: str, *, ocr: bool = False) -> Header:
    view = NormalisedText(document(text, ocr=ocr))
    return extract(view, outline(view))


def values(found: Header) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for name in Header.model_fields:
        field = getattr(found, name)
        value = field.value if field else None
        out[name] = value.edtf if name == "issued_date" and value else value
    return out


# letterhead lines, expected fields
LETTERHEADS: list[tuple[str, dict[str, Any]]] = [
    (  # cells of a two-column table, row by row
        "ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nXÃ SƠN KHÊ\tĐộc lập - Tự do - Hạnh phúc\n"
        "Số: 0130/KH-UBND\tSơn Khê, ngày 06 tháng 6 năm 2026\n",
        {"code_number": "0130", "code_notation": "KH-UBND", "issued_place": "Sơn Khê", "issued_date": "2026-06-06",
         "organ_name": "ỦY BAN NHÂN DÂN XÃ SƠN KHÊ", "superior_organ_name": None},
    ),
    (  # both columns on one line, as PDFs give them
        "UBND TỈNH LẠC SƠN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSỞ Y TẾ Độc lập – Tự do – Hạnh phúc\n"
        "Số: 85 /KH-SYT Lạc Sơn, ngày 21 tháng 11 năm 2025\n",
        {"code_number": "85", "code_notation": "KH-SYT", "issued_place": "Lạc Sơn", "issued_date": "2025-11-21",
         "organ_name": "SỞ Y TẾ", "superior_organ_name": "UBND TỈNH LẠC SƠN"},
    ),
    (  # an office that has no name but that of the body above
        "ỦY BAN NHÂN DÂN TỈNH LẠC SƠN\nVĂN PHÒNG\nSố: 305/TB-VP\nLạc Sơn, ngày 26 tháng 9 năm 2025\n",
        {"code_number": "305", "organ_name": "VĂN PHÒNG ỦY BAN NHÂN DÂN TỈNH LẠC SƠN",
         "superior_organ_name": "ỦY BAN NHÂN DÂN TỈNH LẠC SƠN"},
    ),
    (  # pipes of a text converter
        "|UBND TỈNH LẠC SƠN |CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM|\n|SỞ NỘI VỤ |Độc lập - Tự do - Hạnh phúc|\n"
        "|Số: /KH-SNV |Lạc Sơn, ngày tháng 01 năm 2026|\n",
        {"code_number": None, "code_notation": "KH-SNV", "issued_place": "Lạc Sơn", "issued_date": "2026-01-XX",
         "organ_name": "SỞ NỘI VỤ", "superior_organ_name": "UBND TỈNH LẠC SƠN"},
    ),
    (  # a scraped page, one cell a line, motto broken in two
        "UỶ BAN NHÂN DÂN\nTHÀNH PHỐ VÂN HẢI\nCỘNG HOÀ XÃ HỘI\nCHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        "Số: 308/KH-UBND\nVân Hải, ngày 17 tháng 11 năm 2025\n",
        {"code_number": "308", "issued_place": "Vân Hải", "issued_date": "2025-11-17",
         "organ_name": "UỶ BAN NHÂN DÂN THÀNH PHỐ VÂN HẢI", "superior_organ_name": None},
    ),
    (  # party style
        "HUYỆN ỦY KHE TRẦM\nĐẢNG ỦY XÃ SƠN KHÊ\n*\nSố 12-KH/ĐU\nĐẢNG CỘNG SẢN VIỆT NAM\nSơn Khê, ngày 9 tháng 3"
        " năm 2026\n",
        {"code_number": "12", "code_notation": "KH/ĐU", "issued_date": "2026-03-09",
         "organ_name": "ĐẢNG ỦY XÃ SƠN KHÊ", "superior_organ_name": "HUYỆN ỦY KHE TRẦM"},
    ),
    (  # youth union: its name stands over both columns
        "BAN CHẤP HÀNH\nĐOÀN TNCS HỒ CHÍ MINH\nTỈNH LẠC SƠN\n***\nSố  77-KH/ĐTN\nĐOÀN TNCS HỒ CHÍ MINH\n"
        "Lạc Sơn, ngày 9 tháng 3 năm 2026\n",
        {"code_number": "77", "code_notation": "KH/ĐTN", "superior_organ_name": None,
         "organ_name": "BAN CHẤP HÀNH ĐOÀN TNCS HỒ CHÍ MINH TỈNH LẠC SƠN"},
    ),
    (  # … or beside who issues, in a text that keeps the columns by blanks
        "TỈNH ĐOÀN LẠC SƠN\nBCH ĐOÀN TRƯỜNG CAO ĐẲNG Y TẾ    ĐOÀN TNCS HỒ CHÍ MINH\n***\nSố: 21-KH/ĐTN\n",
        {"organ_name": "BCH ĐOÀN TRƯỜNG CAO ĐẲNG Y TẾ", "superior_organ_name": "TỈNH ĐOÀN LẠC SƠN"},
    ),
    (  # an advisory body takes its place from the body above
        "UBND PHƯỜNG ĐỒI CHÈ\nBAN CHỈ ĐẠO VẬN ĐỘNG\nHIẾN MÁU TÌNH NGUYỆN\nSố:      /KH-BCĐ\n"
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nĐồi Chè, ngày       tháng      năm 2026\n",
        {"code_number": None, "code_notation": "KH-BCĐ", "issued_date": "2026-XX-XX",
         "organ_name": "BAN CHỈ ĐẠO VẬN ĐỘNG HIẾN MÁU TÌNH NGUYỆN PHƯỜNG ĐỒI CHÈ",
         "superior_organ_name": "UBND PHƯỜNG ĐỒI CHÈ"},
    ),
    (  # two names with heads of their own, urgency, draft mark, a place with its kind
        "HỎA TỐC\nBỘ Y TẾ\nVIỆN HUYẾT HỌC VÙNG CAO\nSố: 15/KH-VHH\nDỰ THẢO\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Độc lập - Tự do - Hạnh phúc\nThành phố Vân Hải, ngày 18 tháng 11 năm 2025\n",
        {"priority": "HỎA TỐC", "organ_name": "VIỆN HUYẾT HỌC VÙNG CAO", "superior_organ_name": "BỘ Y TẾ",
         "issued_place": "Thành phố Vân Hải"},
    ),
    (  # only number and date are left
        "Số: 58/KH-BCĐ\nTam Lĩnh, ngày 06 tháng 6 năm 2024\n",
        {"code_number": "58", "issued_place": "Tam Lĩnh", "issued_date": "2024-06-06", "superior_organ_name": None},
    ),
    (  # a law site's data stand above, with dates of their own
        "Ngày ban hành: 25/04/2014 | Ngày hiệu lực: Đã biết\nBAN CHỈ ĐẠO QUỐC GIA\nVẬN ĐỘNG HIẾN MÁU TÌNH NGUYỆN\n"
        "Số: 9/KH-BCĐQG\nHà Thành, ngày 28 tháng 4 năm 2014\n",
        {"code_number": "9", "issued_date": "2014-04-28",
         "organ_name": "BAN CHỈ ĐẠO QUỐC GIA VẬN ĐỘNG HIẾN MÁU TÌNH NGUYỆN"},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "expected"), LETTERHEADS)
def test_letterheads_of_all_layouts(lines: str, expected: dict[str, Any]) -> None:
    found = values(header(lines + TITLE + BODY + END + "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê Thị Gấm\n"))
    assert {name: found[name] for name in expected} == expected
    assert found["type_name"] == "KẾ HOẠCH"
    assert found["subject"] == "Vận động hiến máu tình nguyện năm 2026"
    assert found["signer_name"] == "Lê Thị Gấm"


DATE_LINES = [
    ("Đồi Chè, ngày tháng 01 năm 2026", "Đồi Chè", "2026-01-XX", ["blank"]),
    ("Đồi Chè, ngày        tháng        năm 2026", "Đồi Chè", "2026-XX-XX", ["blank"]),
    ("Đồi Chè, ngày ..... tháng ..... năm 2026", "Đồi Chè", "2026-XX-XX", ["blank"]),
    ("Đồi Chè, ngày ... tháng ... năm 20...", "Đồi Chè", None, ["blank"]),
    ("Bà Điểm - Sông Ray, ngày 06 tháng 6 năm 2024", "Bà Điểm - Sông Ray", "2024-06-06", []),
    ("TP. Vân Hải, ngày 06/6/2024", "TP. Vân Hải", "2024-06-06", []),
    ("Đồi Chè ngày 4 tháng 4 năm 2017", "Đồi Chè", "2017-04-04", []),
    ("Đồi Chè, ngày32 tháng 10 năm 2017", "Đồi Chè", "2017-10-XX", ["impossible-date"]),
    ("Đồi Chè, ngày 31 tháng 11 năm 2017", "Đồi Chè", "2017-11-XX", ["impossible-date"]),
    ("Đồi Chè, ngày 05 tháng 11 năm 201", "Đồi Chè", None, ["blank"]),
    ("Đồi Chè, ngày 05 tháng 13 năm 2017", "Đồi Chè", "2017-XX-XX", ["impossible-date"]),
    ("Đồi Chè, ngày 05 tháng 11 năm 2117", "Đồi Chè", None, ["impossible-date"]),
    ("Đồi Chè, ngày 4Ô tháng 10 năm 2017", "Đồi Chè", "2017-10-XX", ["unreadable"]),
    ("Đồi Chè, ngày 05 tháng I1 năm 2017", "Đồi Chè", "2017-XX-XX", ["unreadable"]),
    ("ĐỒI CHÈ, ngày 05 tháng 11 năm 2017", "ĐỒI CHÈ", "2017-11-05", []),
]


@pytest.mark.parametrize(("line", "place", "edtf", "doubts"), DATE_LINES)
def test_date_lines_blank_damaged_or_impossible(line: str, place: str, edtf: str | None, doubts: list[str]) -> None:
    found = header(f"UBND XÃ ĐỒI CHÈ\nSố: 12/KH-UBND\n{line}\n{TITLE}{BODY}")
    assert found.issued_date is not None
    assert found.issued_place is not None
    assert found.issued_place.value == place
    assert (found.issued_date.value.edtf if found.issued_date.value else None) == edtf
    assert found.issued_date.doubts == doubts


NUMBER_LINES = [
    ("Số: /KH-UBND", None, ["blank"], "KH-UBND"),
    ("Số:..... /KH-UBND", None, ["blank"], "KH-UBND"),
    ("Só: 45/KH-UBND", "45", ["ocr"], "KH-UBND"),
    ("Số: {24.2 /KH-UBND", None, ["unreadable"], "KH-UBND"),
    ("Số: 45 /KH – UBND", "45", [], "KH-UBND"),
    ("45/KH-UBND", "45", [], "KH-UBND"),
]


@pytest.mark.parametrize(("line", "number", "doubts", "notation"), NUMBER_LINES)
def test_number_lines(line: str, number: str | None, doubts: list[str], notation: str) -> None:
    found = header(f"UBND XÃ ĐỒI CHÈ\n{line}\nĐồi Chè, ngày 05 tháng 3 năm 2026\n{TITLE}{BODY}")
    assert found.code_number is not None
    assert found.code_notation is not None
    assert (found.code_number.value, found.code_number.doubts) == (number, doubts)
    assert found.code_notation.value == notation


TITLES = [
    ("KẾ HOẠCH\nTổ chức Ngày hội hiến máu\nhưởng ứng Tháng Thanh niên năm 2026", "KẾ HOẠCH",
     "Tổ chức Ngày hội hiến máu hưởng ứng Tháng Thanh niên năm 2026"),
    ("KẾ HOẠCH Vận động hiến máu tình nguyện năm 2026", "KẾ HOẠCH", "Vận động hiến máu tình nguyện năm 2026"),
    ("KẾ HOẠCH\nV/v tổ chức hiến máu tình nguyện năm 2026", "KẾ HOẠCH", "V/v tổ chức hiến máu tình nguyện năm 2026"),
    ("KẾ HOẠCH\nThực hiện Chỉ thị số 9-CT/TU ngày 02/5/2025 của Ban Thường vụ Tỉnh ủy về hiến máu", "KẾ HOẠCH",
     "Thực hiện Chỉ thị số 9-CT/TU ngày 02/5/2025 của Ban Thường vụ Tỉnh ủy về hiến máu"),
    ("KÉ HOẠCH\nTổ chức hiến máu năm 2026", "KẾ HOẠCH", "Tổ chức hiến máu năm 2026"),
    ("K Ế H O Ạ C H\nTổ chức hiến máu năm 2026", "KẾ HOẠCH", "Tổ chức hiến máu năm 2026"),
    ("Kế hoạch\nTổ chức hiến máu năm 2026", "KẾ HOẠCH", "Tổ chức hiến máu năm 2026"),
    ("BÁO CÁO KẾT QUẢ VẬN ĐỘNG HIẾN MÁU NĂM 2025", "BÁO CÁO", "KẾT QUẢ VẬN ĐỘNG HIẾN MÁU NĂM 2025"),
    ("BẢO CÁO\nKết quả hiến máu 6 tháng đầu năm 2026 và phương hướng 6 tháng cuối năm 2026\n----------", "BÁO CÁO",
     "Kết quả hiến máu 6 tháng đầu năm 2026 và phương hướng 6 tháng cuối năm 2026"),
    ("TỜ TRÌNH\nVề việc giao chỉ tiêu hiến máu năm 2026\nKính gửi: Ủy ban nhân dân tỉnh", "TỜ TRÌNH",
     "Về việc giao chỉ tiêu hiến máu năm 2026"),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "type_name", "subject"), TITLES)
def test_titles(lines: str, type_name: str, subject: str) -> None:
    found = header(f"UBND XÃ ĐỒI CHÈ\nSố: 12/KH-UBND\nĐồi Chè, ngày 05 tháng 3 năm 2026\n{lines}\n{BODY}")
    assert found.type_name is not None
    assert found.subject is not None
    assert (found.type_name.value, found.subject.value) == (type_name, subject)


SIGNATURES = [
    # lines, competence, position, office, name
    ("TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLê Thị Gấm",
     "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", None, "Lê Thị Gấm"),
    ("TM. ỦY BAN NHÂN\nDÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLê Thị Gấm",
     "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", None, "Lê Thị Gấm"),
    ("TM. BAN CHỈ ĐẠO\nTRƯỞNG BAN\n(Đã ký)\nPHÓ CHỦ TỊCH UBND PHƯỜNG\nLù A Sài",
     "TM. BAN CHỈ ĐẠO", "TRƯỞNG BAN", "PHÓ CHỦ TỊCH UBND PHƯỜNG", "Lù A Sài"),
    ("TM. BAN CHỈ ĐẠO TRƯỞNG BAN PHÓ CHỦ TỊCH UBND PHƯỜNG Lù A Sài",
     "TM. BAN CHỈ ĐẠO", "TRƯỞNG BAN", "PHÓ CHỦ TỊCH UBND PHƯỜNG", "Lù A Sài"),
    ("TM. BAN CHỈ ĐẠO\nKT. TRƯỞNG BAN\nPHÓ TRƯỞNG BAN THƯỜNG TRỰC\nCHỦ TỊCH HỘI CHỮ THẬP ĐỎ\nTHÀNH PHỐ\nĐoàn Thu Sương",
     "TM. BAN CHỈ ĐẠO KT. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN THƯỜNG TRỰC", "CHỦ TỊCH HỘI CHỮ THẬP ĐỎ THÀNH PHỐ",
     "Đoàn Thu Sương"),
    ("TL. CHỦ TỊCH\nKT. CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG\nPHAN VĂN SƠN",
     "TL. CHỦ TỊCH KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG", None, "PHAN VĂN SƠN"),
    ("KT.GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nBS.CKII Hà Đức Thảo", "KT.GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", None, "Hà Đức Thảo"),
    ("GIÁM ĐỐC\nTS. Phùng Minh Tuệ", None, "GIÁM ĐỐC", None, "Phùng Minh Tuệ"),
    ("GIÁM ĐỐC SỞ Y TẾ\nThS. BS. Phùng Minh Tuệ", None, "GIÁM ĐỐC SỞ Y TẾ", None, "Phùng Minh Tuệ"),
    ("T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\nY Wen Êban", "T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", None, "Y Wen Êban"),
    ("TM. BAN CHỈ ĐẠO\nTRƯỞNG BAN\nPHÓ CHỦ TỊCH UBND\nPHƯỜNG AN SƠN",
     "TM. BAN CHỈ ĐẠO", "TRƯỞNG BAN", "PHÓ CHỦ TỊCH UBND PHƯỜNG AN SƠN", None),
    ("Q. CHỦ TỊCH\nLê Thị Gấm", "Q. CHỦ TỊCH", None, None, "Lê Thị Gấm"),
    ("KT. GIÁM ĐỐC\nPHÓ GIÁM ĐÓC\nPHÓ GIÁM ĐỐC\nHà Đức Thảo", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐÓC", None, "Hà Đức Thảo"),
    ("TL-CHỦ TỊCH ỦY BAN\nCHÁNH VĂN PHÒNG\nLê Thị Gấm",
     "TL-CHỦ TỊCH ỦY BAN", "CHÁNH VĂN PHÒNG", None, "Lê Thị Gấm"),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "competence", "position", "office", "name"), SIGNATURES)
def test_signatures(
    lines: str, competence: str | None, position: str | None, office: str | None, name: str | None
) -> None:
    head = "UBND XÃ ĐỒI CHÈ\nSố: 12/KH-UBND\nĐồi Chè, ngày 05 tháng 3 năm 2026\n"
    annex = "\nPHỤ LỤC\nPhân bổ chỉ tiêu đăng ký hiến máu\nTT\tĐơn vị\tChỉ tiêu\n1\tThôn Bờ Kè\t12\n"
    for text in (head + TITLE + BODY + END + lines, head + TITLE + BODY + END + lines + annex):
        found = values(header(text))
        assert found["competence"] == competence
        assert (found["signer_position"], found["signer_office"]) == (position, office)
        assert found["signer_name"] == name


def test_two_columns_of_recipients_and_signature_side_by_side() -> None:
    text = (
        "UBND XÃ ĐỒI CHÈ\nSố: 12/KH-UBND\nĐồi Chè, ngày 05 tháng 3 năm 2026\n" + TITLE + BODY
        + "Nơi nhận:\tTM. BAN CHỈ ĐẠO\n- Hội Chữ thập đỏ tỉnh;\tTRƯỞNG BAN\n- Lưu: VT.\t\n"
        + "\tPHÓ CHỦ TỊCH UBND XÃ\n\tLê Thị Gấm\n"
    )  # fmt: skip
    found = values(header(text))
    assert found["competence"] == "TM. BAN CHỈ ĐẠO"
    assert (found["signer_position"], found["signer_office"]) == ("TRƯỞNG BAN", "PHÓ CHỦ TỊCH UBND XÃ")
    assert found["signer_name"] == "Lê Thị Gấm"


ORGANS = [
    # without a letterhead: the sentence that issues, with an aside, the closing sentence, the annex
    ("Ban Chỉ đạo vận động hiến máu tình nguyện phường Đồi Chè xây dựng Kế hoạch như sau:", "",
     "Ban Chỉ đạo vận động hiến máu tình nguyện phường Đồi Chè"),
    ("Ban Chỉ đạo vận động hiến máu tình nguyện (sau đây gọi tắt là BCĐ) phường Đồi Chè ban hành Kế hoạch như sau:", "",
     "Ban Chỉ đạo vận động hiến máu tình nguyện phường Đồi Chè"),
    ("", "Trên đây là Kế hoạch vận động hiến máu năm 2026 của Ban Chỉ đạo vận động HMTN phường Đồi Chè./.",
     "Ban Chỉ đạo vận động HMTN phường Đồi Chè"),
    ("", "Trên đây là Kế hoạch hiến máu năm 2026 của Hội Chữ thập đỏ xã Sơn Khê, đề nghị các đơn vị thực hiện./.",
     "Hội Chữ thập đỏ xã Sơn Khê"),
]  # fmt: skip


@pytest.mark.parametrize(("opening", "closing", "organ"), ORGANS)
def test_the_issuer_is_inferred_when_the_letterhead_is_gone(opening: str, closing: str, organ: str) -> None:
    found = header(TITLE + (opening + "\n" if opening else "") + BODY + closing)
    assert found.organ_name is not None
    assert (found.organ_name.value, found.organ_name.how) == (organ, "inferred")


def test_a_bare_signature_names_the_issuer_only_with_a_doubt() -> None:
    found = header(TITLE + BODY + END + "TM. BAN CHỈ ĐẠO\nTRƯỞNG BAN\nLê Thị Gấm")
    assert found.organ_name is not None
    assert (found.organ_name.value, found.organ_name.doubts) == ("BAN CHỈ ĐẠO", ["incomplete-name"])


def test_the_cited_body_is_not_the_issuer() -> None:
    found = header(TITLE + BODY.replace(" tỉnh Hòa Giang.", " tỉnh Hòa Giang ban hành Kế hoạch năm 2026."))
    assert found.organ_name is None


def test_a_fuller_name_in_the_body_completes_the_letterhead() -> None:
    opening = "Ban Chỉ đạo vận động hiến máu tình nguyện thị xã Gò Mây báo cáo kết quả như sau:\n"
    found = header("BCĐ VẬN ĐỘNG HMTN\nSố: 3/KH-BCĐ\nGò Mây, ngày 02 tháng 3 năm 2026\n" + TITLE + opening + BODY)
    assert found.organ_name is not None
    assert found.organ_name.value == "Ban Chỉ đạo vận động hiến máu tình nguyện thị xã Gò Mây"


@pytest.mark.parametrize(
    ("opening", "organ"),
    [
        (
            "Năm 2025, Hội Chữ thập đỏ thành phố Gò Mây (sau đây gọi là Thành Hội) đã đạt được kết quả sau đây:\n",
            "Hội Chữ thập đỏ thành phố Gò Mây",
        ),
        (
            "Hội Chữ thập đỏ thị xã Gò Mây (dưới đây gọi tắt là Thị Hội) xin báo cáo một số nội dung.\n",
            "Hội Chữ thập đỏ thị xã Gò Mây",
        ),
        ("Năm 2025, Hội Chữ thập đỏ các xã, phường (sau đây gọi là cơ sở Hội) có nhiều cố gắng.\n", "HỘI CHỮ THẬP ĐỎ"),
        (
            "Năm 2025, Hội Chữ thập đỏ ban hành Chương trình Giọt ấm (sau đây gọi là Chương trình).\n",
            "HỘI CHỮ THẬP ĐỎ",
        ),
        ("Năm 2025, Sở Y tế thành phố (sau đây gọi là Sở) có nhiều cố gắng.\n", "HỘI CHỮ THẬP ĐỎ"),
    ],
)
def test_the_issuer_calls_itself_by_its_whole_name(opening: str, organ: str) -> None:
    head = "ỦY BAN MTTQ VIỆT NAM THÀNH PHỐ GÒ MÂY\nHỘI CHỮ THẬP ĐỎ\nSố: 3/KH-HCTĐ\nGò Mây, ngày 02 tháng 3 năm 2026\n"
    found = header(head + TITLE + opening + "1. Các đơn vị triển khai thực hiện.\n")
    assert found.organ_name is not None
    assert found.organ_name.value == organ


LETTER = (
    "UBND TỈNH LẠC SƠN\nSỞ Y TẾ\nSố: 1187 /SYT-NVY\nV/v chuẩn bị tiếp nhận máu dịp hè theo\n"
    "Công văn số 214/CTĐ-HM của Hội Chữ thập đỏ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    "Lạc Sơn, ngày 05 tháng 5 năm 2026\nKính gửi:\n- Các bệnh viện trực thuộc Sở;\n- Trung tâm Huyết học tỉnh.\n"
    "Thực hiện Kế hoạch số 96/KH-UBND ngày 28/01/2026 của UBND tỉnh Lạc Sơn, Sở Y tế đề nghị các đơn vị:\n"
    "1. Rà soát nhu cầu sử dụng máu.\nĐề nghị Thủ trưởng các đơn vị thực hiện./.\n"
    "Nơi nhận:\n- Như trên;\n- Lưu: VT, NVY.\nKT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nĐinh Xuân Khoát\n"
)


def test_a_letter_has_no_type_line() -> None:
    found = header(LETTER)
    assert values(found) == {
        "type_name": "CÔNG VĂN",
        "code_number": "1187",
        "code_notation": "SYT-NVY",
        "issued_place": "Lạc Sơn",
        "issued_date": "2026-05-05",
        "organ_name": "SỞ Y TẾ",
        "superior_organ_name": "UBND TỈNH LẠC SƠN",
        "subject": "V/v chuẩn bị tiếp nhận máu dịp hè theo Công văn số 214/CTĐ-HM của Hội Chữ thập đỏ",
        "competence": "KT. GIÁM ĐỐC",
        "signer_position": "PHÓ GIÁM ĐỐC",
        "signer_office": None,
        "signer_name": "Đinh Xuân Khoát",
        "priority": None,
        "period": None,
    }
    assert found.type_name is not None
    assert found.type_name.how == "inferred"


def test_the_number_of_a_letter_that_is_answered_is_not_its_own() -> None:
    letter = LETTER.replace("Số: 1187 /SYT-NVY\n", "").replace("theo\nCông văn số 214", "theo Công văn số 214")
    found = header(letter)
    assert (found.code_number, found.code_notation) == (None, None)


def test_a_lost_type_line_is_inferred_from_the_symbol() -> None:
    found = header(LETTER.replace("1187 /SYT-NVY", "1187/GM-SYT"))
    assert found.type_name is not None
    assert (found.type_name.value, found.type_name.doubts) == ("GIẤY MỜI", ["inferred-type"])


def test_the_header_of_a_decision_that_carries_a_plan_is_the_decisions() -> None:
    text = (
        "ỦY BAN NHÂN DÂN\nXÃ TÂN KIỆU\nSố: 88/QĐ-UBND\nTân Kiệu, ngày 23 tháng 01 năm 2026\nQUYẾT ĐỊNH\n"
        "Về việc ban hành Kế hoạch vận động hiến máu tình nguyện năm 2026\nCHỦ TỊCH ỦY BAN NHÂN DÂN XÃ TÂN KIỆU\n"
        "Căn cứ Quyết định số 2950/QĐ-UBND ngày 30/12/2025 của UBND tỉnh;\nQUYẾT ĐỊNH:\n"
        "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch vận động hiến máu.\nĐiều 2. Trạm Y tế xã thi hành./.\n"
        + END + "CHỦ TỊCH\nLê Thị Gấm\nKẾ HOẠCH\nVận động hiến máu năm 2026\n"
        "(Kèm theo Quyết định số 88/QĐ-UBND ngày 23/01/2026)\nI. MỤC TIÊU\nTM. BAN TỔ CHỨC\nTRƯỞNG BAN\nLê Văn Sau\n"
    )  # fmt: skip
    found = values(header(text))
    assert (found["type_name"], found["code_number"], found["signer_name"]) == ("QUYẾT ĐỊNH", "88", "Lê Thị Gấm")
    assert found["subject"] == "Về việc ban hành Kế hoạch vận động hiến máu tình nguyện năm 2026"
    assert found["organ_name"] == "ỦY BAN NHÂN DÂN XÃ TÂN KIỆU"


ANNEX = "PHỤ LỤC\n(Kèm theo Kế hoạch số 15/KH-BCĐ ngày 09/01/2026 của Ban Chỉ đạo vận động HMTN phường Đồi Chè)\n"


def test_a_blank_number_stays_blank_though_title_basis_and_annex_offer_others() -> None:
    found = header("Số: /KH-BCĐ\nĐồi Chè, ngày tháng 01 năm 2026\n" + TITLE + BODY + END + ANNEX)
    assert found.code_number is not None
    assert (found.code_number.value, found.code_number.doubts) == (None, ["blank"])
    assert found.code_number.spans[0].quote == "Số: /KH-BCĐ"
    assert found.issued_date is not None
    assert found.issued_date.value is not None
    assert found.issued_date.value.edtf == "2026-01-XX"


def test_without_a_number_line_the_annex_names_the_document() -> None:
    found = header(TITLE + BODY + END + ANNEX)
    assert found.code_number is not None
    assert (found.code_number.value, found.code_number.how, found.code_number.doubts) == (
        "15",
        "inferred",
        ["from-annex"],
    )
    assert header(TITLE + BODY + END).code_number is None
    assert header(TITLE + BODY + END + ANNEX.replace("Kế hoạch số 15/KH", "Quyết định số 15/QĐ")).code_number is None


def test_a_signing_stamp_is_not_the_date_of_issue_but_a_doubt() -> None:
    stamp = "Người ký: Sở Nội vụ\nThời gian ký: 13/11/2025 10:20:30\n"
    found = header(stamp + "UBND XÃ ĐỒI CHÈ\nSố: 12/KH-UBND\nĐồi Chè, ngày 12 tháng 11 năm 2025\n" + TITLE + BODY)
    assert found.issued_date is not None
    assert found.issued_date.value is not None
    assert (found.issued_date.value.edtf, found.issued_date.doubts) == ("2025-11-12", ["signing-stamp"])
    same = header(stamp + "UBND XÃ ĐỒI CHÈ\nSố: 12/KH-UBND\nĐồi Chè, ngày 13 tháng 11 năm 2025\n" + TITLE + BODY)
    assert same.issued_date is not None
    assert same.issued_date.doubts == []
    assert found.organ_name is not None
    assert found.organ_name.value == "UBND XÃ ĐỒI CHÈ"


def test_what_a_scanner_read_is_doubted() -> None:
    found = header("UBND XÃ ĐỒI CHÈ\nSố: 2442 /KH-UBND\nĐồi Chè, ngày 05 tháng 3 năm 2026\n" + TITLE + BODY, ocr=True)
    assert found.code_number is not None
    assert found.issued_date is not None
    assert found.code_number.doubts == ["ocr"]
    assert found.issued_date.doubts == ["ocr"]


def test_number_and_date_may_stand_below_the_title_or_above_the_signature() -> None:
    below = header("KẾ HOẠCH\nTổ chức hiến máu\nSố: 21/KH-BCĐ\nSơn Khê, ngày 10 tháng 01 năm 2026\n" + BODY)
    assert values(below)["code_number"] == "21"
    assert values(below)["issued_date"] == "2026-01-10"
    assert values(below)["subject"] == "Tổ chức hiến máu"
    text = "THÔNG BÁO\nVề việc hiến máu\nĐoàn xã thông báo:\n1. Thời gian: ngày 15/3/2024.\n"
    above = header(text + "Sơn Khê, ngày 01 tháng 3 năm 2024\nTM. BCH ĐOÀN XÃ\nBí thư\nVàng A Páo\n")
    assert (values(above)["issued_place"], values(above)["issued_date"]) == ("Sơn Khê", "2024-03-01")


PERIODS = [
    ("Vận động hiến máu tình nguyện năm 2026", "năm 2026", 2026),
    ("Tổ chức hiến máu đợt 2 năm 2024 trên địa bàn", "đợt 2 năm 2024", 2024),
    ("Tổ chức hiến máu đợt 2, năm 2024", "đợt 2, năm 2024", 2024),
    ("Kết quả hiến máu quý III năm 2024", "quý III năm 2024", 2024),
    ("KẾT QUẢ HIẾN MÁU 6 THÁNG ĐẦU NĂM 2024", "6 tháng đầu năm 2024", 2024),
    ("Công tác hiến máu 6 tháng đầu năm, phương hướng 6 tháng cuối năm 2024", "6 tháng đầu năm 2024", 2024),
    ("Phát triển phong trào hiến máu giai đoạn 2026 - 2030", "giai đoạn 2026 - 2030", 2025),
    ("Hiến máu tình nguyện đến năm 2030", None, 2025),
    ("Thực hiện Chỉ thị số 31/CT-TTg ngày 16 tháng 9 năm 2024 của Thủ tướng Chính phủ", None, 2025),
    ("Thực hiện Kế hoạch số 9/KH-UBND ngày 15/8/2024 về hiến máu tình nguyện tháng 12/2025", "tháng 12/2025", 2025),
]


@pytest.mark.parametrize(("subject", "period", "year"), PERIODS)
def test_the_period_is_that_of_the_title(subject: str, period: str | None, year: int) -> None:
    found = header(f"UBND XÃ ĐỒI CHÈ\nSố: 12/KH-UBND\nĐồi Chè, ngày 18 tháng 12 năm 2025\nKẾ HOẠCH\n{subject}\n{BODY}")
    assert (found.period.value if found.period else None) == period
    context = date_context(found)
    assert (context.issued, context.year) == (datetime.date(2025, 12, 18), year)


def test_a_blank_day_gives_the_year_alone() -> None:
    found = header("Số: /KH-BCĐ\nĐồi Chè, ngày tháng 01 năm 2026\nKẾ HOẠCH\nTổ chức hiến máu\n" + BODY)
    context = date_context(found)
    assert (context.issued, context.year) == (None, 2026)
    assert date_context(header("Một đoạn văn bất kỳ.")) == type(context)()


def test_every_value_is_what_its_spans_say() -> None:
    for lines, _ in LETTERHEADS:
        text = lines + TITLE + BODY + END + "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê Thị Gấm\n"
        found = header(text)
        for name in Header.model_fields:
            field = getattr(found, name)
            if field is None:
                continue
            for span in field.spans:
                assert text[span.start : span.end] == span.quote
            if field.how in ("exact", "joined") and isinstance(field.value, str):
                assert " ".join(s.quote for s in field.spans) == field.value


@pytest.mark.parametrize(
    "text", ["", "\n", "KẾ HOẠCH", "Số:", "ngày tháng năm", "TM. ", "Kính gửi:", "Nơi nhận:\n-", "V/v"]
)
def test_no_document_is_refused(text: str) -> None:
    assert isinstance(header(text), Header)
