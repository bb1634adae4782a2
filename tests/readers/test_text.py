"""Text files of many makes, read by the real reader."""

from __future__ import annotations

import textwrap
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hmtn_ingest.readers.errors import Unreadable
from hmtn_ingest.readers.text import reader as text
from parsers.document import Document

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
FILES = sorted(
    path for pattern in ("eval/docs/*.txt", "eval/plans/*.md", "corpus/plans/*.md") for path in SHARED.glob(pattern)
) + sorted((ROOT / "samples" / "documents").glob("*.txt"))


def read(content: str) -> Document:
    return text.read(content.encode())


def content(document: Document, start: int, end: int) -> str:
    """A stretch without its marks, blanks run together."""
    marked = {place for mark in document.marks for place in range(*mark)}
    kept = "".join(document.text[i] for i in range(start, end) if i not in marked)
    return " ".join(kept.split())


def paragraphs(document: Document) -> list[str]:
    return [content(document, b.start, b.end) for b in document.blocks]


def grid(document: Document, number: int = 0) -> list[list[str | None]]:
    return [[content(document, c.start, c.end) if c else None for c in row] for row in document.tables[number].rows]


def check(document: Document) -> None:
    """What holds of every document: blocks lie in order, apart, inside the text, and hold all that is content."""
    place = 0
    covered = set()
    for start, end in document.marks:
        assert 0 <= start < end <= len(document.text)
        covered.update(range(start, end))
    held: set[int] = set()
    for block in document.blocks:
        assert place <= block.start < block.end <= len(document.text)
        assert not document.text[block.start].isspace()
        assert not document.text[block.end - 1].isspace()
        assert document.span(block.start, block.end).quote == document.text[block.start : block.end]
        held.update(range(block.start, block.end))
        place = block.end
        if block.table is not None:
            assert block.row is not None
            assert block.column is not None
            cell = document.tables[block.table].rows[block.row][block.column]
            assert cell is not None
            assert cell.start <= block.start < block.end <= cell.end
    lost = [i for i, c in enumerate(document.text) if not c.isspace() and i not in covered and i not in held]
    assert not lost, document.text[max(0, lost[0] - 20) : lost[0] + 20]
    for table in document.tables:
        assert len({len(row) for row in table.rows}) == 1
        for row in table.rows:
            assert all(cell is None or table.start <= cell.start <= cell.end <= table.end for cell in row)


PARAGRAPHS = {
    "lines are paragraphs": (
        "KẾ HOẠCH\nTổ chức hiến máu tình nguyện đợt 1 năm 2026\nI. MỤC ĐÍCH\n- Nâng cao nhận thức.\n1. Mục tiêu\n"
        "Tiếp nhận từ 90 đơn vị máu trở lên.",
        [
            "KẾ HOẠCH",
            "Tổ chức hiến máu tình nguyện đợt 1 năm 2026",
            "I. MỤC ĐÍCH",
            "- Nâng cao nhận thức.",
            "1. Mục tiêu",
            "Tiếp nhận từ 90 đơn vị máu trở lên.",
        ],
    ),
    "wrapped sentence": (
        "- Trạm Y tế xã Đông Lạc phối hợp với các thôn\nchuẩn bị bàn ghế, nước uống và cử cán bộ trực\n"
        "trong suốt buổi hiến máu.\n"
        "- Công an xã giữ gìn trật tự.",
        [
            "- Trạm Y tế xã Đông Lạc phối hợp với các thôn chuẩn bị bàn ghế, nước uống và cử cán bộ trực trong "
            "suốt buổi hiến máu.",
            "- Công an xã giữ gìn trật tự.",
        ],
    ),
    "wrapped dash inside a name": (
        "Giao Phòng Kinh tế phối hợp cùng Phòng Văn hóa\n- Xã hội và các thôn tổ chức ngày hội hiến máu\n"
        "ở nhà văn hóa xã.",
        [
            "Giao Phòng Kinh tế phối hợp cùng Phòng Văn hóa - Xã hội và các thôn tổ chức ngày hội hiến máu ở nhà văn "
            "hóa xã."
        ],
    ),
    "item in small letters under a heading in capitals": (
        "II. CHỈ TIÊU\n- tiếp nhận 60 đơn vị máu;\n- vận động 90 người đăng ký.",
        ["II. CHỈ TIÊU", "- tiếp nhận 60 đơn vị máu;", "- vận động 90 người đăng ký."],
    ),
    "the greeting of a mail": (
        "Kính gửi các anh/chị,\nThực hiện Kế hoạch số 17/KH-BCĐ, đề nghị các thôn gửi danh sách trước ngày 20/3/2026.",
        [
            "Kính gửi các anh/chị,",
            "Thực hiện Kế hoạch số 17/KH-BCĐ, đề nghị các thôn gửi danh sách trước ngày 20/3/2026.",
        ],
    ),
    "wrapped range of years": (
        "4. Trong giai đoạn 2026\n- 2030 phấn đấu có ít nhất 2% dân số của xã tham gia\nhiến máu hằng năm.",
        ["4. Trong giai đoạn 2026 - 2030 phấn đấu có ít nhất 2% dân số của xã tham gia hiến máu hằng năm."],
    ),
    "wrapped number that looks like an item": (
        "Các thôn gửi danh sách đăng ký hiến máu trước ngày 15 tháng\n12. Định kỳ hằng quý các thôn báo cáo "
        "kết quả vận động\n"
        "về Ban Chỉ đạo xã.",
        [
            "Các thôn gửi danh sách đăng ký hiến máu trước ngày 15 tháng 12. Định kỳ hằng quý các thôn báo cáo kết quả "
            "vận động về Ban Chỉ đạo xã."
        ],
    ),
    "deadline broken before its number": (
        "1. Mục tiêu\nCác trường nộp danh sách chậm nhất ngày\n20/5/2026.\n2. Kinh phí\nDo ngân sách xã chi.",
        [
            "1. Mục tiêu",
            "Các trường nộp danh sách chậm nhất ngày 20/5/2026.",
            "2. Kinh phí",
            "Do ngân sách xã chi.",
        ],
    ),
    "heading in two lines": (
        "**I. MỤC ĐÍCH,\nYÊU CẦU**\n\n**1. Mục\nđích**\n\nVận động người dân hiến máu.",
        ["I. MỤC ĐÍCH, YÊU CẦU", "1. Mục đích", "Vận động người dân hiến máu."],
    ),
    "number on a line of its own": (
        "**3.\nCông an xã**\n\nBảo đảm an ninh.",
        ["3. Công an xã", "Bảo đảm an ninh."],
    ),
    "blank line inside a sentence": (
        "Đề nghị các trường học, Hội Nông dân và UBND\n\ncác phường triển khai thực hiện tốt Kế hoạch này.",
        ["Đề nghị các trường học, Hội Nông dân và UBND các phường triển khai thực hiện tốt Kế hoạch này."],
    ),
    "page number inside a sentence": (
        "Hội Phụ nữ xã vận động hội viên và phối hợp với\n\n- 2 -\n\ntrạm y tế lập danh sách.",
        ["Hội Phụ nữ xã vận động hội viên và phối hợp với trạm y tế lập danh sách."],
    ),
    "blank line before a heading": (
        "Kinh phí do ngân sách xã bảo đảm\n\na) Chi nước uống\n\nb) Chi tuyên truyền",
        ["Kinh phí do ngân sách xã bảo đảm", "a) Chi nước uống", "b) Chi tuyên truyền"],
    ),
    "recipients and signature": (
        "Nơi nhận:\n- Sở Y tế (b/c);\n- Các thôn, tổ dân phố\n- Lưu: VT.\n\n**TM. BAN CHỈ ĐẠO\nTRƯỞNG BAN**\n\n"
        "**PHÓ CHỦ TỊCH UBND XÃ\nPhan Thị Mơ**",
        [
            "Nơi nhận:",
            "- Sở Y tế (b/c);",
            "- Các thôn, tổ dân phố",
            "- Lưu: VT.",
            "TM. BAN CHỈ ĐẠO",
            "TRƯỞNG BAN",
            "PHÓ CHỦ TỊCH UBND XÃ",
            "Phan Thị Mơ",
        ],
    ),
    "letterhead in lines": (
        "UBND HUYỆN SÔNG VÀNG\nBAN CHỈ ĐẠO VẬN ĐỘNG\nHIẾN MÁU TÌNH NGUYỆN\n-------\nSố: 08/BC-BCĐ\n\n"
        "BÁO CÁO\nKết quả đợt 1",
        [
            "UBND HUYỆN SÔNG VÀNG",
            "BAN CHỈ ĐẠO VẬN ĐỘNG HIẾN MÁU TÌNH NGUYỆN",
            "Số: 08/BC-BCĐ",
            "BÁO CÁO",
            "Kết quả đợt 1",
        ],
    ),
    "attachment line under a title": (
        "BIỂU PHÂN BỔ\nChỉ tiêu hiến máu năm 2026\n(Kèm theo Kế hoạch số /KH-BCĐ ngày /02/2026\n"
        "của Ban Chỉ đạo xã Đông Lạc)",
        [
            "BIỂU PHÂN BỔ",
            "Chỉ tiêu hiến máu năm 2026",
            "(Kèm theo Kế hoạch số /KH-BCĐ ngày /02/2026 của Ban Chỉ đạo xã Đông Lạc)",
        ],
    ),
    "title behind the type name": (
        "KẾ HOẠCH **Ngày hội hiến máu năm 2026**",
        ["KẾ HOẠCH", "Ngày hội hiến máu năm 2026"],
    ),
    "form feed and soft break": (
        "Các thôn thực hiện.\fNơi nhận:\n- Như trên;\u2028- Lưu: VT.",
        ["Các thôn thực hiện.", "Nơi nhận:", "- Như trên;", "- Lưu: VT."],
    ),
    "small letters behind a sentence and a blank line": (
        "Các thôn lập danh sách.\n\ncác trường gửi danh sách.",
        ["Các thôn lập danh sách.", "các trường gửi danh sách."],
    ),
    "two blanks at the end of a line": (
        "Trạm Y tế xã  \nlãnh đạo các thôn, các trường học, Hội Phụ nữ và các chi đoàn trên địa bàn xã.",
        ["Trạm Y tế xã", "lãnh đạo các thôn, các trường học, Hội Phụ nữ và các chi đoàn trên địa bàn xã."],
    ),
    "address in a wrapped text": (
        "Trạm Y tế xã phối hợp với các thôn chuẩn bị bàn ghế, nước\nuống và cử cán bộ trực suốt buổi hiến máu để bảo "
        "đảm an toàn\ncho người hiến máu tại Nhà văn hóa xã Đông Lạc trong dịp này\nKính gửi: Các thôn",
        [
            "Trạm Y tế xã phối hợp với các thôn chuẩn bị bàn ghế, nước uống và cử cán bộ trực suốt buổi hiến máu để bảo "
            "đảm an toàn cho người hiến máu tại Nhà văn hóa xã Đông Lạc trong dịp này",
            "Kính gửi: Các thôn",
        ],
    ),
    "numbers of a list in a wrapped text": (
        "Các đơn vị chuẩn bị ngày hội, phân công người phụ trách rồi\nlàm những việc này trong tháng 3:\n"
        "1. Trạm Y tế xã cử cán bộ khám và tư vấn cho mọi người dân\n2. Công an xã giữ gìn trật tự.",
        [
            "Các đơn vị chuẩn bị ngày hội, phân công người phụ trách rồi làm những việc này trong tháng 3:",
            "1. Trạm Y tế xã cử cán bộ khám và tư vấn cho mọi người dân",
            "2. Công an xã giữ gìn trật tự.",
        ],
    ),
    "wrapped range of numbers": (
        "4. Phấn đấu mỗi thôn có từ 5\n- 8 người hiến máu nhắc lại\nhằng năm.",
        ["4. Phấn đấu mỗi thôn có từ 5 - 8 người hiến máu nhắc lại hằng năm."],
    ),
    "items in small letters": (
        "- Hội Phụ nữ xã\n- các thôn lập danh sách",
        ["- Hội Phụ nữ xã", "- các thôn lập danh sách"],
    ),
    "day of one figure": (
        "Các trường nộp danh sách chậm nhất ngày\n5 tháng 3 năm 2026.",
        ["Các trường nộp danh sách chậm nhất ngày 5 tháng 3 năm 2026."],
    ),
    "number line and what stands below it": ("Số: 12/KH-BCĐ\nvề việc hiến máu", ["Số: 12/KH-BCĐ", "về việc hiến máu"]),
    "year of the date line": ("Bến Sậy, ngày 14 tháng 01 năm\n2026", ["Bến Sậy, ngày 14 tháng 01 năm 2026"]),
    "signature in bold": ("**KT. TRƯỞNG BAN\nLÊ VĂN AN**", ["KT. TRƯỞNG BAN", "LÊ VĂN AN"]),
    "open sentence before an address": (
        "Đề nghị Ủy ban nhân dân các xã, các trường học, Hội Nông dân xã và\n\nKính gửi: Các thôn",
        ["Đề nghị Ủy ban nhân dân các xã, các trường học, Hội Nông dân xã và", "Kính gửi: Các thôn"],
    ),
    "open sentence before an item": (
        "Đề nghị Ủy ban nhân dân các xã, các trường học, Hội Nông dân xã và\n\n1. Công an xã giữ gìn trật tự.",
        ["Đề nghị Ủy ban nhân dân các xã, các trường học, Hội Nông dân xã và", "1. Công an xã giữ gìn trật tự."],
    ),
    "a bold heading in two lines behind another one": (
        "**1. Chỉ tiêu**\n\n**2. Thời gian tổ chức Ngày hội\nHiến máu tình nguyện**\n\nNgày 14/3/2026.",
        ["1. Chỉ tiêu", "2. Thời gian tổ chức Ngày hội Hiến máu tình nguyện", "Ngày 14/3/2026."],
    ),
    "a name in bold under a line in capitals": (
        "**ĐẠI DIỆN THÔN ĐÔNG\nPhan Thị Mơ**\n\n**TIẾP NHẬN MÁU\nTẠI NHÀ VĂN HÓA**",
        ["ĐẠI DIỆN THÔN ĐÔNG", "Phan Thị Mơ", "TIẾP NHẬN MÁU TẠI NHÀ VĂN HÓA"],
    ),
    "comma and open bracket": (
        "1. Thành phần: lãnh đạo xã, Hội Chữ thập đỏ,\nTrạm Y tế (danh sách\nSở Y tế duyệt)",
        ["1. Thành phần: lãnh đạo xã, Hội Chữ thập đỏ, Trạm Y tế (danh sách Sở Y tế duyệt)"],
    ),
}


@pytest.mark.parametrize(("source", "expected"), PARAGRAPHS.values(), ids=PARAGRAPHS.keys())
def test_paragraphs(source: str, expected: list[str]) -> None:
    document = read(source)
    check(document)
    assert paragraphs(document) == expected


@pytest.mark.parametrize(("source", "expected"), PARAGRAPHS.values(), ids=PARAGRAPHS.keys())
def test_paragraphs_of_decomposed_text(source: str, expected: list[str]) -> None:
    document = read(unicodedata.normalize("NFD", source))
    check(document)
    assert document.text == unicodedata.normalize("NFD", source)
    assert [unicodedata.normalize("NFC", p) for p in paragraphs(document)] == expected


PLAN = """KẾ HOẠCH

Tổ chức hiến máu tình nguyện năm 2026 trên địa bàn xã Đông Lạc

Thực hiện Kế hoạch số 41/KH-BCĐ ngày 09/01/2026 của Ban Chỉ đạo vận động hiến máu tình nguyện huyện Sông Vàng, Ban \
Chỉ đạo xã Đông Lạc xây dựng Kế hoạch như sau:

I. MỤC ĐÍCH, YÊU CẦU

1. Tuyên truyền sâu rộng ý nghĩa nhân đạo của việc hiến máu đến cán bộ, hội viên và Nhân dân các thôn Đông, Đoài, \
Thượng, Hạ; phấn đấu tiếp nhận từ 120 đơn vị máu trở lên.

2. Phối hợp giữa Hội Chữ thập đỏ xã, Phòng Văn hóa - Xã hội và Trạm Y tế bảo đảm chặt chẽ. Mọi khâu an toàn, tiết kiệm.

II. TỔ CHỨC THỰC HIỆN

1. Hội Chữ thập đỏ xã

- Chủ trì, phối hợp với Trung tâm Huyết học - Truyền máu Bệnh viện Đa khoa tỉnh tổ chức tiếp nhận máu vào lúc 7 giờ \
30 phút ngày 18/4/2026 tại Nhà văn hóa xã.

- Tổng hợp danh sách đăng ký trước ngày 10/4/2026, báo cáo Ban Chỉ đạo.

Trên đây là Kế hoạch của Ban Chỉ đạo vận động hiến máu tình nguyện xã Đông Lạc./.
"""


@pytest.mark.parametrize("width", [56, 64, 72, 80, 96])
@pytest.mark.parametrize("indent", ["", "    "])
def test_wrapping_does_not_change_the_paragraphs(width: int, indent: str) -> None:
    whole = paragraphs(read(PLAN))
    assert len(whole) == 11
    wrapped = "\n".join(
        textwrap.fill(line, width, initial_indent=indent, break_on_hyphens=False) for line in PLAN.splitlines()
    )
    assert paragraphs(read(wrapped)) == whole


def test_wrapped_text_without_blank_lines() -> None:
    whole = paragraphs(read(PLAN))
    lines = [textwrap.fill(line, 78, break_on_hyphens=False) for line in PLAN.splitlines() if line]
    assert paragraphs(read("\n".join(lines))) == whole


# (text, marks in order, content of the blocks)
MARKS = [
    ("# KẾ HOẠCH #", ["#", " #"], ["KẾ HOẠCH"]),
    ("### **Hiến máu** năm 2026", ["###", "**", "**"], ["Hiến máu năm 2026"]),
    ("**1. **Phấn đấu 100%", ["**", "**"], ["1. Phấn đấu 100%"]),
    ("*- Đơn vị phối hợp: *Trạm\ny tế xã.", ["*", "*"], ["- Đơn vị phối hợp: Trạm y tế xã."]),
    ("***Nơi nhận:***", ["***", "***"], ["Nơi nhận:"]),
    ("Gồm 05 người (*có danh sách\nkèm theo*).", ["*", "*"], ["Gồm 05 người (có danh sách kèm theo)."]),
    ("không ma túy*.*", ["*", "*"], ["không ma túy."]),
    ("** **\n\nHết.", ["** **"], ["Hết."]),
    ("****Hết.****", ["****", "****"], ["Hết."]),
    ("Thôn (*) *mới* lập", ["*", "*"], ["Thôn (*) mới lập"]),
    ("Các thôn*, xã *và* trường", ["*", "*"], ["Các thôn*, xã và trường"]),
    ("Ghi chú * các thôn *và* trường", ["*", "*"], ["Ghi chú * các thôn và trường"]),
    ("* *\n\nHết.", ["*", "*"], ["Hết."]),
    ("- Danh sách người hiến máu;*\n- Lưu: VT.", ["*"], ["- Danh sách người hiến máu;", "- Lưu: VT."]),
    ("*   Các thôn;\n*   Lưu: VT.", [], ["* Các thôn;", "* Lưu: VT."]),
    ("Dự kiến 5 * 3 = 15 người, 2*4 bàn", [], ["Dự kiến 5 * 3 = 15 người, 2*4 bàn"]),
    ("Số người hiến máu* (*) tính đến tháng 6", [], ["Số người hiến máu* (*) tính đến tháng 6"]),
    ("\\- Sở Y tế;\n1\\. Mục đích", ["\\", "\\"], ["- Sở Y tế;", "1. Mục đích"]),
    ("> Lưu ý: gửi sớm", [">"], ["Lưu ý: gửi sớm"]),
    ("đạt > 30% chỉ tiêu\n> 0,7% dân số", [], ["đạt > 30% chỉ tiêu", "> 0,7% dân số"]),
    ("_Có phân bổ kèm theo_", ["_", "_"], ["Có phân bổ kèm theo"]),
    ("Số: ____/KH-UBND", [], ["Số: ____/KH-UBND"]),
    ("tệp bieu_mau_01.xlsx", [], ["tệp bieu_mau_01.xlsx"]),
    ("Hết.\n---------------\nPhụ lục", ["---------------"], ["Hết.", "Phụ lục"]),
    ("Hết.\n-----o0o-----\nPhụ lục", ["-----o0o-----"], ["Hết.", "Phụ lục"]),
    ("```\nHết.\n```", ["```", "```"], ["Hết."]),
    ("Hết.\n|\n", ["|"], ["Hết."]),
    ("<b>Lưu ý</b> gửi sớm", ["<b>", "</b>"], ["Lưu ý gửi sớm"]),
]


@pytest.mark.parametrize(("source", "marks", "expected"), MARKS)
def test_marks_are_no_content(source: str, marks: list[str], expected: list[str]) -> None:
    document = read(source)
    check(document)
    assert [document.text[a:b] for a, b in document.marks] == marks
    assert paragraphs(document) == expected


@pytest.mark.parametrize(
    ("source", "bold", "italic"),
    [
        ("**TM. BAN CHỈ ĐẠO\nTRƯỞNG BAN**", [True, True], [False, False]),
        ("**TM. BAN CHỈ ĐẠO\n\nTRƯỞNG BAN**\n\nHết.", [True, True, False], [False, False, False]),
        ("**Lưu ý\n\nAn toàn.\n\nTiết kiệm.\n\nĐúng giờ.\n\nTRƯỞNG BAN**", [False] * 5, [False] * 5),
        ("**1**. **Mục đích**", [True], [False]),
        ("**Hết**\n\n./.", [True, False], [False, False]),
        ("## Mục đích\nHiến máu.", [True, False], [False, False]),
        ("*Đông Lạc, ngày 03 tháng 3\nnăm 2026*", [False], [True]),
        ("***Nơi nhận:***\n- Lưu: VT.", [True, False], [True, False]),
        ("- **Thời gian:** 7 giờ 30 phút ngày 18/4/2026", [False], [False]),
    ],
)
def test_emphasis_of_blocks(source: str, bold: list[bool], italic: list[bool]) -> None:
    document = read(source)
    assert [b.bold for b in document.blocks] == bold
    assert [b.italic for b in document.blocks] == italic


@pytest.mark.parametrize(
    ("encoding", "bom"),
    [("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff"),
     ("utf-16-le", b""), ("utf-16-be", b"")],
)  # fmt: skip
def test_unicode_encodings(encoding: str, bom: bytes) -> None:
    document = text.read(bom + PLAN.encode(encoding))
    assert document.text == PLAN
    assert document.problems == []


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_line_ends_become_line_feeds_and_nothing_else_is_touched(line_end: str) -> None:
    source = unicodedata.normalize("NFD", PLAN).replace("số", "số\u00a0")
    document = text.read(source.replace("\n", line_end).encode())
    assert document.text == source


TCVN3 = "KÕ ho¹ch vËn ®éng hiÕn m¸u t×nh nguyÖn n¨m 2026 cña ph\u00adêng"
VNI = "KEÁ HOAÏCH VAÄN ÑOÄNG HIEÁN MAÙU TÌNH NGUYEÄN NAÊM 2026"


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (
            b"K\xea\xec hoa\xf2ch hi\xea\xecn ma\xecu ti\xccnh nguy\xea\xf2n",
            "encoding-guessed",
            "Kê\u0301 hoa\u0323ch hiê\u0301n",
        ),
        (TCVN3.encode("latin-1"), "encoding-converted", "Kế hoạch vận động hiến máu tình nguyện năm 2026 của phường"),
        (TCVN3.encode(), "encoding-converted", "Kế hoạch vận động hiến máu tình nguyện năm 2026 của phường"),
        (b"\x93" + TCVN3.encode("latin-1") + b"\x94", "encoding-converted", "“Kế hoạch vận động hiến máu"),
        (VNI.encode(), "encoding-converted", "KẾ HOẠCH VẬN ĐỘNG HIẾN MÁU TÌNH NGUYỆN NĂM 2026"),
        (PLAN.encode()[: PLAN.encode().rfind("ộ".encode()) + 1], "encoding-damaged", "tình nguyện"),
    ],
)
def test_doubtful_files_are_read_with_a_problem(data: bytes, code: str, words: str) -> None:
    document = text.read(data)
    assert [p.code for p in document.problems] == [code]
    assert words in document.text


def test_a_line_of_unicode_among_lines_of_an_old_code_stays() -> None:
    typed = f"{TCVN3}\n{TCVN3}\n{TCVN3}\n"
    assert text.read((typed * 9 + "Gửi có chọn lọc").encode()).text.endswith("của phường\nGửi có chọn lọc")


def test_vietnamese_without_diacritics_is_vietnamese() -> None:
    assert read("KE HOACH van dong hien mau tinh nguyen nam 2026 cua phuong va cac don vi").problems == []


@pytest.mark.documents
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_real_files_keep_all_their_content(path: Path) -> None:
    data = path.read_bytes()
    document = text.read(data)
    assert document.text == data.decode("utf-8-sig")
    assert document.problems == []
    check(document)


PIECES = st.sampled_from(
    ["**", "*", "***", "_", "#", "## ", "> ", "|", "|\n", "\n", "\n\n", "\t", " ", "  \n", "-", "- ", "1. ", "a) ",
     "\\-", "<br>", "---", "|---|---|", "KẾ HOẠCH", "TM. BAN CHỈ ĐẠO", "Số: /KH-BCĐ", "hiến máu", "trước ngày", "12/4",
     "(", ")", "TT\tTên", "\f", "\u00a0", "I. ", "Điều 3. ", "```", "CỘNG HÒA XÃ HỘI", "     ", "Nơi nhận:",
     "ỦY BAN NHÂN\nDÂN", "[1]", "e\u0302\u0301"]
)  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=5), max_size=60).map("".join))
@settings(max_examples=4 * settings.default.max_examples)
def test_any_text_keeps_its_content(source: str) -> None:
    try:
        document = text.read(source.encode("utf-8", "ignore"))
    except Unreadable as refusal:
        problem = refusal.problem
    else:
        check(document)
        return
    assert problem.code in ("empty", "not-text")
