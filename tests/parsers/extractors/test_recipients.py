"""The list under "Nơi nhận", and the addressees of a letter."""

from __future__ import annotations

import pytest

from parsers.annotate import annotate
from parsers.extractors import recipients
from parsers.extractors.obligations.addressees import find_addressees
from parsers.layout.outline import outline
from parsers.text import NormalisedText
from tests.factory import document

HEAD = (
    "UBND XÃ ĐỒI CHÈ\nSố: 12/KH-UBND\nĐồi Chè, ngày 05 tháng 3 năm 2026\nKẾ HOẠCH\nVận động hiến máu năm 2026\n"
    "I. MỤC ĐÍCH\nTrạm Y tế xã chủ trì thực hiện Kế hoạch này./.\n"
)
SIGNED = "\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê Thị Gấm\n"

Row = tuple[str, str | None, bool]


def listed(lines: str) -> list[Row]:
    found = recipients.extract(annotate(document(HEAD + lines + SIGNED)))
    return [(r.name, r.note, r.archive) for r in found]


LISTS: list[tuple[str, list[Row]]] = [
    ("Nơi nhận:\n- UBND tỉnh (b/c);\n- Hội CTĐ tỉnh (P/h);\n- Lưu: VT.",
     [("UBND tỉnh", "b/c", False), ("Hội CTĐ tỉnh", "p/h", False), ("Lưu: VT", None, True)]),
    ("Nơi nhận:\n- Bộ Y tế (để báo cáo);\n- Tỉnh ủy (bc);\n- Sở Y tế (để ph/h);\n- Các phòng (để t/h);\n- Website"
     " (để biết);"
     "\n- Lưu: VT, NC.Thu(04b).",
     [("Bộ Y tế", "b/c", False), ("Tỉnh ủy", "b/c", False), ("Sở Y tế", "p/h", False), ("Các phòng", "t/h", False),
      ("Website", "biết", False), ("Lưu: VT, NC.Thu(04b)", None, True)]),
    ("Nơi nhận:\n- Như trên;\n- Công an; BCH Quân sự xã;\n- UBND các xã, phường,\n- Lưu: VT./.",
     [("Như trên", None, False), ("Công an; BCH Quân sự xã", None, False), ("UBND các xã, phường", None, False),
      ("Lưu: VT", None, True)]),
    ("Nơi nhận: - Như trên; - UBND tỉnh (b/c); - Lưu: VT, YT.",
     [("Như trên", None, False), ("UBND tỉnh", "b/c", False), ("Lưu: VT, YT", None, True)]),
    ("Nơi nhận: Như trên; UBND tỉnh (để b/c); Lưu: VT.",
     [("Như trên", None, False), ("UBND tỉnh", "b/c", False), ("Lưu: VT", None, True)]),
    ("Nơi nhận:\n- VPUB: CVP, các PCVP,\ncác phòng, đơn vị: TH, KGVX;\n- Sở Y tế; (để báo cáo)\n- Lưu: VT.\n09 KH",
     [("VPUB: CVP, các PCVP, các phòng, đơn vị: TH, KGVX", None, False), ("Sở Y tế", "b/c", False),
      ("Lưu: VT", None, True)]),
    ("Nơi nhận:\n- Bộ Nông nghiệp và Môi trường\n(để b/c);\n- CT, PCT UBND (1A, 1G);\n- Lưu VP.",
     [("Bộ Nông nghiệp và Môi trường", "b/c", False), ("CT, PCT UBND (1A, 1G)", None, False), ("Lưu VP", None, True)]),
    # dashes as recognisers see them, a semicolon taken for a colon
    ("Nơi nhận:\n- Thường trực HĐND tỉnh:\n- GĐ và các PGĐ Sở; VP ĐU\nˆ Các phòng CN, các đơn vị -Website Sở\n.-.Lưu: VT.",
     [("Thường trực HĐND tỉnh", None, False), ("GĐ và các PGĐ Sở; VP ĐU", None, False),
      ("Các phòng CN, các đơn vị", None, False), ("Website Sở", None, False), ("Lưu: VT", None, True)]),
    ("*Nơi nhận:*\n+ Huyện ủy (để báo cáo),\n+ Các chi bộ trực thuộc,\n+ Lưu ĐU.",
     [("Huyện ủy", "b/c", False), ("Các chi bộ trực thuộc", None, False), ("Lưu ĐU", None, True)]),
    # in what way it comes, and what for
    ("Nơi nhận:\n- Sở Y tế (e-copy, b/c);\n- Công an xã (bản giấy);\n- Các thôn (gửi qua email, để t/hiện);\n- Đoàn xã (b/c, p/hợp);"
     "\n- Các xã, phường (miền núi);\n- Lưu: VT.",
     [("Sở Y tế", "b/c", False), ("Công an xã", "bản giấy", False), ("Các thôn", "t/h", False),
      ("Đoàn xã", "b/c, p/h", False), ("Các xã, phường (miền núi)", None, False), ("Lưu: VT", None, True)]),
    # what is to be done with it
    ("Nơi nhận:\n- Đài Truyền thanh xã (đưa tin);\n- Công an xã (theo dõi);\n- Hội CTĐ xã (qua Trạm Y tế);\n- Lưu: VT.",
     [("Đài Truyền thanh xã", "đưa tin", False), ("Công an xã", "theo dõi", False),
      ("Hội CTĐ xã (qua Trạm Y tế)", None, False), ("Lưu: VT", None, True)]),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "expected"), LISTS)
def test_recipients(lines: str, expected: list[Row]) -> None:
    assert listed(lines) == expected


def test_recipients_beside_the_signature() -> None:
    cells = "Nơi nhận:\tKT. CHỦ TỊCH\n- UBND tỉnh (b/c);\tPHÓ CHỦ TỊCH\n- Lưu: VT.\tLê Thị Gấm\n"
    found = recipients.extract(annotate(document(HEAD + cells)))
    assert [(r.name, r.note) for r in found] == [("UBND tỉnh", "b/c"), ("Lưu: VT", None)]


@pytest.mark.parametrize("mark", ["(Đã ký)", "(đã ký, đóng dấu)", "(Ký)"])
def test_that_it_was_signed_is_no_part_of_the_recipient_beside_it(mark: str) -> None:
    cells = f"Nơi nhận:\tPHÓ BÍ THƯ\n- Hội Chữ thập đỏ tỉnh (p/h);\t{mark}\n- Lưu: VP.\tLê Thị Gấm\n"
    found = recipients.extract(annotate(document(HEAD + cells)))
    assert [(r.name, r.note) for r in found] == [("Hội Chữ thập đỏ tỉnh", "p/h"), ("Lưu: VP", None)]


def test_lines_that_hold_both_columns_are_cut() -> None:
    text = (
        HEAD + "Nơi nhận: GIÁM ĐỐC\n- Như trên;\n- UBND tỉnh (b/c); KT. GIÁM ĐỐC\n- Lưu: VT. PHÓ GIÁM ĐỐC\nLê Thị Gấm\n"
    )
    found = recipients.extract(annotate(document(text)))
    assert [r.name for r in found] == ["Như trên", "UBND tỉnh", "Lưu: VT"]


def test_a_note_broken_over_a_line_is_a_note() -> None:
    lines = "Nơi nhận:\n- Hội Chữ thập đỏ tỉnh (để\nb/c);\n- Các thôn (để phối\nhợp);\n- Lưu: VT.\n"
    found = recipients.extract(annotate(document(HEAD + lines + SIGNED)))
    assert [(r.name, r.note) for r in found] == [
        ("Hội Chữ thập đỏ tỉnh", "b/c"),
        ("Các thôn", "p/h"),
        ("Lưu: VT", None),
    ]


def test_names_are_what_their_spans_say() -> None:
    for lines, _ in LISTS:
        text = HEAD + lines + SIGNED
        for record in recipients.extract(annotate(document(text))):
            assert all(text[s.start : s.end] == s.quote for s in record.spans)
            if record.how == "exact":
                assert record.spans[0].quote == record.name


def test_addressees_of_a_letter_are_no_recipients() -> None:
    text = (
        "UBND TỈNH LẠC SƠN\nSỞ Y TẾ\nSố: 87/SYT-NVY\nV/v tiếp nhận máu\nLạc Sơn, ngày 05 tháng 5 năm 2026\n"
        "Kính gửi:\n- Hội Chữ thập đỏ tỉnh;\n- UBND các xã, phường.\n"
        "Thực hiện Kế hoạch số 96/KH-UBND của UBND tỉnh, Sở Y tế đề nghị các đơn vị phối hợp./.\n"
        "Nơi nhận:\n- Như trên;\n- Lưu: VT.\nGIÁM ĐỐC\nLê Thị Gấm\n"
    )
    view = NormalisedText(document(text))
    assert [b.name for b in find_addressees(view, outline(view))] == ["Hội Chữ thập đỏ tỉnh", "UBND các xã, phường"]
    assert [r.name for r in recipients.extract(annotate(document(text)))] == ["Như trên", "Lưu: VT"]


def test_one_addressee_on_the_line_itself() -> None:
    text = "UBND XÃ ĐỒI CHÈ\nSố: 9/TTr-UBND\nTỜ TRÌNH\nVề chỉ tiêu hiến máu\nKính gửi: Hội Chữ thập đỏ tỉnh\n"
    view = NormalisedText(document(text))
    assert [b.name for b in find_addressees(view, outline(view))] == ["Hội Chữ thập đỏ tỉnh"]
