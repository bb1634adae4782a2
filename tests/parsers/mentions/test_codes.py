"""Document numbers: each row is a form that offices write."""

from __future__ import annotations

import pytest

from parsers.mentions.codes import find_codes
from parsers.text import NormalisedText
from tests.factory import forms, view

# text, code, number, notation, type name
NUMBERS = [
    ("Số: 141/KH-UBND", "141/KH-UBND", "141", "KH-UBND", "Kế hoạch"),
    ("Số: 0130/KH-UBND", "0130/KH-UBND", "0130", "KH-UBND", "Kế hoạch"),
    ("Số: 228 /BC-SNV", "228/BC-SNV", "228", "BC-SNV", "Báo cáo"),
    ("Số 206-KH/ĐTN", "206-KH/ĐTN", "206", "KH/ĐTN", "Kế hoạch"),
    ("Số 3260-KH/ĐĐQH15", "3260-KH/ĐĐQH15", "3260", "KH/ĐĐQH15", "Kế hoạch"),
    ("Thực hiện Kế hoạch số 466-KH/TU của Tỉnh ủy", "466-KH/TU", "466", "KH/TU", "Kế hoạch"),
    ("Quy định số 178-QĐ/TW", "178-QĐ/TW", "178", "QĐ/TW", "Quy định"),
    ("Kế hoạch số: 2911/KH-UBND ngày 03/8/2023", "2911/KH-UBND", "2911", "KH-UBND", "Kế hoạch"),
    ("Số: 07/KH-BCĐVĐHMTN", "07/KH-BCĐVĐHMTN", "07", "KH-BCĐVĐHMTN", "Kế hoạch"),
    ("Số: 15/KH-TƯCTĐ", "15/KH-TƯCTĐ", "15", "KH-TƯCTĐ", "Kế hoạch"),
    ("Số: 312/GDĐT", "312/GDĐT", "312", "GDĐT", None),
    ("Số: 45/KH-UBND-VX", "45/KH-UBND-VX", "45", "KH-UBND-VX", "Kế hoạch"),
    ("Công văn số 92/SYT-NVY", "92/SYT-NVY", "92", "SYT-NVY", "Công văn"),
    ("tại văn bản 41/SNV-CCHC&VTLT", "41/SNV-CCHC&VTLT", "41", "SNV-CCHC&VTLT", "Văn bản"),
    ("số 93/KH-TTra", "93/KH-TTra", "93", "KH-TTra", "Kế hoạch"),
    ("Quyết định số 1850/QĐ-TTg", "1850/QĐ-TTg", "1850", "QĐ-TTg", "Quyết định"),
    ("Nghị định số 126/2024/NĐ-CP", "126/2024/NĐ-CP", "126", "NĐ-CP", "Nghị định"),
    ("Thông tư 15/2023/TT-BYT", "15/2023/TT-BYT", "15", "TT-BYT", "Thông tư"),
    ("Nghị quyết số 202/2025/QH15", "202/2025/QH15", "202", "QH15", "Nghị quyết"),
    ("Luật Phòng, chống ma túy số 73/2021/QH14", "73/2021/QH14", "73", "QH14", "Luật"),
    ("Số: 12 KH/BCĐ", "12-KH/BCĐ", "12", "KH/BCĐ", "Kế hoạch"),
    ("Số: 13 /KH – BCĐ", "13/KH-BCĐ", "13", "KH-BCĐ", "Kế hoạch"),
    ("Số: 1234⁄KH-BCĐ", "1234/KH-BCĐ", "1234", "KH-BCĐ", "Kế hoạch"),
    ("Số: 1214- CV/HSV", "1214-CV/HSV", "1214", "CV/HSV", "Công văn"),
    ("Công văn số 1735/LÐTBXH-BGD", "1735/LĐTBXH-BGD", "1735", "LĐTBXH-BGD", "Công văn"),
    ("theo công văn 251/TTrB-P2", "251/TTrB-P2", "251", "TTrB-P2", "Công văn"),
    ("Nghị quyết 93/NQ-CP", "93/NQ-CP", "93", "NQ-CP", "Nghị quyết"),
    ("Kế hoạch 223/KH- UBND ngày 24/10/2025", "223/KH-UBND", "223", "KH-UBND", "Kế hoạch"),
    ("Nghị quyết số 71/NQ -CP", "71/NQ-CP", "71", "NQ-CP", "Nghị quyết"),
    ("QUYẾT ĐỊNH SỐ 06/QĐ-TTG NGÀY 02", "06/QĐ-TTG", "06", "QĐ-TTG", "Quyết định"),
    ("Công văn số 284 của Hội Chữ thập đỏ", "284", "284", "", "Công văn"),
    ("Số: 308/KH-UBND Sơn Khê, ngày 17 tháng 11", "308/KH-UBND", "308", "KH-UBND", "Kế hoạch"),
    ("Kế hoạch số 12/KH-UBND - Sở Y tế", "12/KH-UBND", "12", "KH-UBND", "Kế hoạch"),
    ("Công văn số 45/BV.HHTM-KHTH ngày 13/01/2026", "45/BV.HHTM-KHTH", "45", "BV.HHTM-KHTH", "Công văn"),
    ("Kế hoạch số 19/KH-UBND.VX.", "19/KH-UBND.VX", "19", "KH-UBND.VX", "Kế hoạch"),
    ("Kế hoạch số 12/KH-UBND. UBND xã giao", "12/KH-UBND", "12", "KH-UBND", "Kế hoạch"),
    ("Nghị quyết số 12.1/2024/NQ-HĐND ngày 03/4/2024", "12.1/2024/NQ-HĐND", "12.1", "NQ-HĐND", "Nghị quyết"),
    ("Chương trình hành động số 45-CTrHĐ/TU", "45-CTrHĐ/TU", "45", "CTrHĐ/TU", "Chương trình hành động"),
    ("Kế hoạch hành động số 31-KHHĐ/HU", "31-KHHĐ/HU", "31", "KHHĐ/HU", "Kế hoạch hành động"),
    ("Kế hoạch số 12/KH-UBNDngày 03/4/2024", "12/KH-UBND", "12", "KH-UBND", "Kế hoạch"),
]

BLANKS = [
    ("Số: /KH-BCĐ", "/KH-BCĐ", "KH-BCĐ"),
    ("Số:..... /KH-BCĐ", "/KH-BCĐ", "KH-BCĐ"),
    ("Số:             /KH-UBND", "/KH-UBND", "KH-UBND"),
    ("Số      -QC/ĐU", "-QC/ĐU", "QC/ĐU"),
    ("Số:       /UBND-NCPC", "/UBND-NCPC", "UBND-NCPC"),
    ("(Kèm theo Kế hoạch số /KH-BCĐ ngày /01/2026)", "/KH-BCĐ", "KH-BCĐ"),
    ("Nghị quyết số …/NQ-CP ngày 01 tháng 01 năm 2025", "/NQ-CP", "NQ-CP"),
]

NONE = [
    "tiếp nhận 325/250 đơn vị máu, vượt 130% kế hoạch",
    "trước ngày 15/9/2024 hoặc 15-9-2024; ngày 14/6",
    "cá nhân và/hoặc tập thể; CVP/PCVP; GV/HS",
    "3/4 xã, 13/13 xã, thị trấn; 124/124 UBND xã",
    "xem https://vanban.example.vn/2025/12/KH-UBND.html",
    "ít nhất 01/QUÝ; mỗi năm 2 ĐỢT/NĂM; 50 TRIỆU/NĂM",
    "số nhà 12/4A đường Hai Bà Trưng; từ 14-17 tuổi",
    "nhiệm kỳ 2025 - 2030; giai đoạn 2021-2025; 350ml",
    "Ban Chỉ đạo 389; Đề án 06; Khoản 3 Điều 15",
]


@pytest.mark.parametrize(("text", "code", "number", "notation", "type_name"), NUMBERS)
def test_a_number_is_read_in_its_written_form(
    text: str, code: str, number: str, notation: str, type_name: str | None
) -> None:
    [mention] = find_codes(view(text))
    assert (mention.code, mention.number, mention.notation, mention.type_name) == (code, number, notation, type_name)


@pytest.mark.parametrize(("text", "code"), [(row[0], row[1]) for row in NUMBERS])
def test_a_number_is_read_in_any_form_of_the_text(text: str, code: str) -> None:
    for name, document in forms(text).items():
        found = find_codes(NormalisedText(document))
        assert [m.code for m in found] == [code], name
        start, end = NormalisedText(document).source(found[0].start, found[0].end)
        assert document.text[start:end].strip() == document.text[start:end]


@pytest.mark.parametrize(("text", "code", "notation"), BLANKS)
def test_a_blank_number_is_a_mention_without_number(text: str, code: str, notation: str) -> None:
    [mention] = find_codes(view(text))
    assert (mention.code, mention.number, mention.notation) == (code, None, notation)
    assert text[mention.start : mention.start + 2].lower() == "số"


@pytest.mark.parametrize("text", NONE)
def test_ratios_dates_and_addresses_are_no_numbers(text: str) -> None:
    assert find_codes(view(text)) == []


def test_several_numbers_in_one_sentence_are_told_apart() -> None:
    text = "Theo Luật Dữ liệu số 60/2024/QH15, Luật Nhà ở số 27/2023/QH15; Nghị quyết số 57-NQ/TW; Kế hoạch 9/KH-BCĐ"
    found = find_codes(view(text))
    assert [(m.code, m.type_name) for m in found] == [
        ("60/2024/QH15", "Luật"),
        ("27/2023/QH15", "Luật"),
        ("57-NQ/TW", "Nghị quyết"),
        ("9/KH-BCĐ", "Kế hoạch"),
    ]
    assert text[found[0].lead : found[0].end] == "Luật Dữ liệu số 60/2024/QH15"
    assert text[found[3].start : found[3].end] == "9/KH-BCĐ"
