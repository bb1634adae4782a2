"""Zones and section tree."""

from __future__ import annotations

from typing import Literal
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.layout.cues import looks_like_name, type_of_line
from parsers.layout.outline import Node, outline, section_path, sections
from tests.factory import view

PLAN = [
    ("letterhead", "UBND XÃ ĐỒI CHÈ"),
    ("letterhead", "Số: 12/KH-UBND"),
    ("letterhead", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    ("letterhead", "Đồi Chè, ngày 05 tháng 3 năm 2026"),
    ("title", "KẾ HOẠCH"),
    ("title", "Vận động hiến máu tình nguyện năm 2026"),
    (
        "body",
        "Thực hiện Kế hoạch số 31/KH-BCĐ ngày 05/01/2026 của Ban Chỉ đạo tỉnh, UBND xã xây dựng Kế hoạch như sau:",
    ),
    ("body", "I. MỤC ĐÍCH"),
    ("body", "- Tuyên truyền."),
    ("body", "II. TỔ CHỨC THỰC HIỆN"),
    ("body", "Trạm Y tế xã thực hiện Kế hoạch này./."),
    ("recipients", "Nơi nhận:"),
    ("recipients", "- UBND tỉnh (b/c);"),
    ("recipients", "- Lưu: VT."),
    ("signature", "KT. CHỦ TỊCH"),
    ("signature", "PHÓ CHỦ TỊCH"),
    ("signature", "Lê Thị Gấm"),
]

DOCUMENTS = [
    PLAN,
    # an annex after the signature, with and without a word that says so
    [*PLAN, ("annex", "PHỤ LỤC I"), ("annex", "Phân bổ chỉ tiêu"), ("annex", "(Kèm theo Kế hoạch số 12/KH-UBND)")],
    [*PLAN, ("annex", "GIAO CHỈ TIÊU HIẾN MÁU CHO CÁC THÔN"), ("annex", "Thôn Bờ Kè: 12 người")],
    [*PLAN, ("annex", "[1] Luật số 9/2024/QH15 của Quốc hội.")],
    # the signature stands before the recipients
    [*PLAN[:11], *PLAN[14:], *PLAN[11:14], ("annex", "BIỂU TỔNG HỢP")],
    # a head of office signs alone, without recipients
    [*PLAN[:11], ("signature", "HIỆU TRƯỞNG"), ("signature", "Tạ Quang Sơn"), ("annex", "DANH SÁCH ĐĂNG KÝ")],
    # a decision that carries a plan
    [
        ("letterhead", "Số: 88/QĐ-UBND"),
        ("title", "QUYẾT ĐỊNH"),
        ("title", "Về việc ban hành Kế hoạch hiến máu năm 2026"),
        ("title", "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ ĐỒI CHÈ"),
        ("body", "Căn cứ Luật Tổ chức chính quyền địa phương;"),
        ("body", "QUYẾT ĐỊNH:"),
        ("body", "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch hiến máu."),
        ("body", "Điều 2. Trạm Y tế xã chịu trách nhiệm thi hành./."),
        *PLAN[11:],
        ("title", "KẾ HOẠCH"),
        ("title", "Hiến máu tình nguyện năm 2026"),
        ("title", "(Ban hành kèm theo Quyết định số 88/QĐ-UBND ngày 05/3/2026)"),
        ("body", "I. MỤC TIÊU"),
    ],
    # a letter
    [
        ("letterhead", "SỞ Y TẾ"),
        ("letterhead", "Số: 87/SYT-NVY"),
        ("letterhead", "V/v tiếp nhận máu"),
        ("letterhead", "Lạc Sơn, ngày 05 tháng 5 năm 2026"),
        ("title", "Kính gửi:"),
        ("title", "- Hội Chữ thập đỏ tỉnh;"),
        ("title", "- UBND các xã."),
        ("body", "Thực hiện Kế hoạch số 96/KH-UBND của UBND tỉnh, Sở Y tế đề nghị:"),
        ("body", "1. Các xã lập danh sách."),
        *PLAN[11:],
    ],
    # two bodies sign, what stamps leave stands above the name
    [*PLAN, ("signature", "TM. HỘI CHỮ THẬP ĐỎ"), ("signature", "(Đã ký và đóng dấu)"), ("signature", "Trần Thị Bưởi")],
    # recipients and signature side by side, read line by line
    [
        *PLAN[:12],
        ("signature", "KT. CHỦ TỊCH"),
        ("recipients", "- UBND tỉnh (b/c);"),
        ("signature", "PHÓ CHỦ TỊCH"),
        ("recipients", "- Lưu: VT."),
        ("signature", "Lê Thị Gấm"),
    ],
    # nothing but sections
    [("body", "I. MỤC ĐÍCH"), ("body", "- Tuyên truyền."), ("body", "II. NỘI DUNG")],
]


@pytest.mark.parametrize("expected", DOCUMENTS)
def test_zones(expected: list[tuple[str, str]]) -> None:
    v = view("\n".join(text for _, text in expected))
    assert [(p.zone, v.text[p.start : p.end]) for p in outline(v).paragraphs] == expected


PATHS = [
    ("I. MỤC ĐÍCH\n1. Mục đích\n- Tuyên truyền.", "I.1"),
    ("III. TỔ CHỨC\n2. Nhiệm vụ\n2.1. Trạm Y tế\na) Chủ trì thực hiện", "III.2.1"),
    ("II. NỘI DUNG\nII.1. Chỉ tiêu\n- Phấn đấu 100 đơn vị", "II.1"),
    ("I. MỤC TIÊU\n1. 100% đội ngũ cán bộ đăng ký", "I.1"),
    ("Chương II\nQUY ĐỊNH\nĐiều 5. Trách nhiệm\n2. Trạm Y tế chủ trì", "II.5.2"),
    ("A. PHẦN CHUNG\nI. MỤC ĐÍCH\nLưu ý: các thôn lập danh sách", "A.I"),
    ("II/ Nội dung\n3) Kinh phí\n+ Từ ngân sách", "II.3"),
    ("I. NỘI DUNG\nA. Tuyên truyền\n1. Hình thức\nB. Tiếp nhận\n2. Địa điểm", "I.B.2"),
    ("A. PHẦN CHUNG\nI. MỤC ĐÍCH\nB. PHẦN RIÊNG\nII. CHỈ TIÊU", "B.II"),
    ("III. PHẠM VI\n2. Khu vực\n- Nhóm 1:\n25 xã, phường đã được công bố", "III.2"),
    ("III. TỔ CHỨC THỰC HIỆN\n1. Trạm Y tế\n- Cử cán bộ\nCÔNG AN XÃ\n- Giữ trật tự", "III.1"),
    ("IV- PHÂN CÔNG\n1- Đảng ủy xã\n- Lãnh đạo các chi bộ\n2 - Đoàn xã\n- Đón tiếp", "IV.2"),
    ("1-Hội Phụ nữ\n+ Vận động\n2-Đoàn trường\n2.1- Chi đoàn giáo viên\n+ Đón tiếp", "2.1"),
    ("II- CHỈ TIÊU\n1- 100% chi bộ đăng ký\n1-2 người mỗi lớp\n5 - 7 ngày một lần", "II.1"),
    ("II. NHIỆM VỤ\n1/ Y tế\na/ Trạm Y tế\n(1) Khám\n- Tư vấn\n(2) Nghỉ ngơi", "II.1"),
    ("II. NHIỆM VỤ\n(1) Trạm Y tế\na) Khám\n(2) Công an\na) Trật tự\n3. Kinh phí", "II.3"),
    ("V/v tổ chức hiến máu\nMột đoạn không đánh số", None),
    ("13/13 xã đã thành lập Ban Chỉ đạo", None),
]


@pytest.mark.parametrize(("text", "path"), PATHS)
def test_the_last_paragraph_stands_in_its_section(text: str, path: str | None) -> None:
    v = view("BÁO CÁO\nKết quả hiến máu\nThực hiện kế hoạch, UBND xã báo cáo như sau:\n" + text)
    assert section_path(outline(v).paragraphs[-1].node) == path


NESTED = [
    # two kinds of items: the one that comes first holds the other
    ("* Quý I:\n- Xã Bờ Kè: 01 đợt\n- Xã Đá Dựng: 01 đợt\n* Quý II:\n- Xã Bờ Kè", "* Quý I: > - Xã Bờ Kè: 01 đợt"),
    ("+ Trạm Y tế:\n- Cử cán bộ\n+ Công an xã:\n- Giữ trật tự", "+ Trạm Y tế: > - Cử cán bộ"),
    ("a) Trạm Y tế\n- Cử cán bộ\nb) Công an xã", "a) Trạm Y tế > - Cử cán bộ"),
    # lines without a number that others hang from
    (
        "Quý I: tổ chức 06 đợt:\n- Xã Bờ Kè: 01 đợt\nQuý II: 04 đợt:\n- Xã Đá Dựng",
        "Quý I: tổ chức 06 đợt: > - Xã Bờ Kè: 01 đợt",
    ),
    ("TRẠM Y TẾ XÃ\n- Cử 03 cán bộ.\nCÔNG AN XÃ\n- Giữ trật tự.", "TRẠM Y TẾ XÃ > - Cử 03 cán bộ."),
    (
        "Đoàn Thanh niên xã\n- Đón tiếp người hiến máu.\nHội Nông dân xã\n- Vận động.",
        "Đoàn Thanh niên xã > - Đón tiếp người hiến máu.",
    ),
    ("TỔ CHỨC THỰC HIỆN\n1. Trạm Y tế\n- Cử cán bộ\n2. Công an xã", "TỔ CHỨC THỰC HIỆN > 1. Trạm Y tế > - Cử cán bộ"),
    (
        "I. TỔ CHỨC\n1. Trạm Y tế thực hiện các việc sau:\n- Cử cán bộ",
        "I. TỔ CHỨC > 1. Trạm Y tế thực hiện các việc sau: > - Cử cán bộ",
    ),
    # a sentence heads nothing
    ("Kinh phí do xã bảo đảm.\n- Nguồn xã hội hóa", "- Nguồn xã hội hóa"),
]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(("text", "path"), NESTED)
def test_what_hangs_from_what(text: str, path: str, form: Literal["NFC", "NFD"]) -> None:
    v = view(normalize(form, "KẾ HOẠCH\nHiến máu năm 2026\nUBND xã ban hành Kế hoạch này.\n" + text))
    node = max((p.node for p in outline(v).paragraphs if p.node), key=lambda n: len(_above(n)))
    deepest = [v.text[n.paragraph.start : n.paragraph.end] for n in reversed(_above(node))]
    assert " > ".join(deepest) == path


def _above(node: Node | None) -> list[Node]:
    return [node, *_above(node.parent)] if node else []


BROKEN = [
    "- Hội Chữ thập đỏ xã báo cáo kết quả vận động của các thôn, bản cho cơ quan thường trực của Ban\nChỉ đạo tỉnh.",
    "- Chương trình hiến máu mùa hè do Ban Chỉ đạo xã phối hợp với Viện Huyết học -\nTruyền máu Trung ương tổ chức.",
    "Các thôn thống nhất kế hoạch tiếp nhận máu năm 2026 với Hội Chữ thập đỏ xã và\nTrạm Y tế xã.",
]


@pytest.mark.parametrize("text", BROKEN)
def test_the_rest_of_a_broken_paragraph_is_none_of_its_own(text: str) -> None:
    v = view("KẾ HOẠCH\nHiến máu năm 2026\nUBND xã ban hành Kế hoạch như sau:\nI. NỘI DUNG\n" + text)
    *_, first, rest = outline(v).paragraphs
    assert (first.goes_on, rest.goes_on) == (False, True)
    assert rest.node is first.node


def test_sections_keep_gaps_and_odd_beginnings() -> None:
    v = view("KẾ HOẠCH\nHiến máu\nII. NỘI DUNG\n1. Một\n2. Hai\n4. Bốn\nV. TỔ CHỨC\n")
    tree = sections(outline(v), v)
    assert [(s.number, [c.number for c in s.children]) for s in tree] == [("II", ["1", "2", "4"]), ("V", [])]


@pytest.mark.parametrize(
    ("text", "name"),
    [("KẾ HOẠCH", "KẾ HOẠCH"), ("KÊ HOACH", "KẾ HOẠCH"), ("QUYẾT ĐỊNH:", "QUYẾT ĐỊNH"), ("B Á O  C Á O", "BÁO CÁO"),
     ("Kế hoạch", None), ("KẾ HOẠCH NĂM 2026", None), ("MỤC ĐÍCH", None)],
)  # fmt: skip
def test_type_names(text: str, name: str | None) -> None:
    assert type_of_line(" ".join(text.split())) == name


@pytest.mark.parametrize(
    ("text", "is_name"),
    [("Lê Thị Gấm", True), ("ĐOÀN THU SƯƠNG", True), ("Đoàn Thu Sương", True), ("Y Wen Êban", True),
     ("H'Yim Kđoh", True), ("PHƯỜNG AN SƠN", False), ("Sở Y tế", False), ("Phó Chủ Tịch", False),
     ("TM. BAN CHỈ ĐẠO", False), ("Lưu: VT", False)],
)  # fmt: skip
def test_names_of_people(text: str, is_name: bool) -> None:
    assert looks_like_name(text) is is_name


_WORDS = st.sampled_from(
    ["KẾ HOẠCH", "Nơi nhận:", "TM. BAN CHỈ ĐẠO", "PHỤ LỤC", "Kính gửi:", "I.", "1.1.", "- ", "a)", "Điều 5", "Căn cứ",
     "(Kèm theo", "Số: /KH-BCĐ", "ngày tháng năm", "./.", "Lưu: VT", "Lê Thị Gấm", "\t", "\n", " ", ";", "V/v"]
)  # fmt: skip


@given(st.lists(_WORDS, max_size=30).map("".join))
def test_no_document_is_refused(text: str) -> None:
    v = view(text)
    parts = outline(v)
    assert len(parts.paragraphs) == sum(b.start < b.end for b in v.blocks)
    sections(parts, v)


def test_items_under_numbers_in_brackets_hang_from_them() -> None:
    v = view(
        "BÁO CÁO\nKết quả\nUBND xã báo cáo như sau:\nI. VIỆC\n(1) Trạm Y tế xã\n(a) Khám\n(2) Công an xã\n(a) Trật tự"
    )
    last = outline(v).paragraphs[-1].node
    assert last is not None
    assert last.parent is not None
    assert [(n.number, v.text[n.paragraph.content : n.paragraph.end]) for n in (last.parent, last)] == [
        ("2", "Công an xã"),
        ("a", "Trật tự"),
    ]
