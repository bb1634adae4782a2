"""The .docx reader: text verbatim, exact positions, and clear words about files that cannot be read."""

from __future__ import annotations

import contextlib
import random
import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from hmtn_ingest.readers.docx import package as docx_package
from hmtn_ingest.readers.docx import reader as docx
from hmtn_ingest.readers.errors import Unreadable
from parsers.document import Block, Document
from tests.readers.docx_builder import build, cell, paragraph, row, run, table
from tests.readers.old_typing import tcvn3, tcvn3_capitals, vni

SHARED = Path(__file__).parents[2].parent / "shared"


def open_stored(body: str, *, styles: str = "", footnotes: str = "", endnotes: str = "") -> Document:
    document = docx.read(build(body, styles=styles, footnotes=footnotes, endnotes=endnotes))
    check_positions(document)
    return document


def check_positions(document: Document) -> None:
    """Blocks follow each other, are never blank, and lie in the cell that they name."""
    at = 0
    for block in document.blocks:
        assert at <= block.start < block.end <= len(document.text)
        assert document.text[block.start : block.end] == document.text[block.start : block.end].strip()
        at = block.end
        if block.table is not None:
            assert block.row is not None
            assert block.column is not None
            place = document.tables[block.table].rows[block.row][block.column]
            assert place is not None
            assert place.start <= block.start <= block.end <= place.end
    for laid in document.tables:
        assert len({len(cells) for cells in laid.rows}) == 1
        assert all(laid.start <= c.start <= c.end <= laid.end for cells in laid.rows for c in cells if c)


def texts(document: Document, blocks: tuple[Block, ...] | None = None) -> list[str]:
    return [document.text[b.start : b.end] for b in (document.blocks if blocks is None else blocks)]


def cells(document: Document, index: int = 0) -> list[list[str | None]]:
    return [[document.text[c.start : c.end] if c else None for c in r] for r in document.tables[index].rows]


DELETED = "<w:del w:id='1' w:author='A'><w:r><w:delText>20/01/2026</w:delText></w:r></w:del>"
INSERTED = f"<w:ins w:id='2' w:author='A'>{run('28/01/2026')}</w:ins>"
MOVED = f"<w:moveFrom w:id='3'>{run('gửi Sở Y tế')}</w:moveFrom><w:moveTo w:id='4'>{run(' gửi Hội')}</w:moveTo>"
BOX = f"<w:txbxContent>{paragraph('DỰ THẢO LẦN 2')}</w:txbxContent>"
SHAPE = f"<w:drawing><wps:wsp><wps:txbx>{BOX}</wps:txbx></wps:wsp></w:drawing>"
PICT = f"<w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict>"
BOTH = (
    f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{SHAPE}</mc:Choice>'
    f"<mc:Fallback>{PICT}</mc:Fallback></mc:AlternateContent></w:r>"
)


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def instruction(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (run("Trước ngày ") + DELETED + INSERTED + run("."), "Trước ngày 28/01/2026."),
        (run("Đơn vị") + MOVED, "Đơn vị gửi Hội"),
        (f"<w:hyperlink w:anchor='x'>{run('Phòng Y tế')}</w:hyperlink>{run(' quận')}", "Phòng Y tế quận"),
        (f"<w:smartTag w:element='place'>{run('xã Đồng Tiến')}</w:smartTag>", "xã Đồng Tiến"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('Số: 15/KH-BCĐ')}</w:sdtContent></w:sdt>", "Số: 15/KH-BCĐ"),
        (f"<w:fldSimple w:instr='DATE'>{run('ngày 05/3/2026')}</w:fldSimple>", "ngày 05/3/2026"),
        (
            run("Tháng ") + mark("begin") + instruction("REF x") + mark("separate") + run("6") + mark("end"),
            "Tháng 6",
        ),
        # a field in the instruction of a field
        (
            mark("begin") + instruction("IF") + mark("begin") + instruction("PAGE") + mark("separate") + run("9")
            + mark("end") + mark("separate") + run("đạt") + mark("end") + run(" 130 đơn vị"),
            "đạt 130 đơn vị",
        ),
        # a field that never ends does not swallow the rest
        (mark("begin") + instruction("PAGE") + run("Kế hoạch năm 2026"), "Kế hoạch năm 2026"),
        ("<w:r><w:t>Kinh tế</w:t><w:noBreakHyphen/><w:t>Xã hội</w:t></w:r>", "Kinh tế-Xã hội"),
        ("<w:r><w:t>hiến</w:t><w:tab/><w:t>máu</w:t></w:r>", "hiến\tmáu"),
        ("<w:r><w:t>tình ng</w:t><w:softHyphen/><w:t>uy\u00adện</w:t></w:r>", "tình nguyện"),
        ("<w:r><w:t>gồm:</w:t><w:br/><w:t>xã, phường</w:t></w:r>", "gồm:\nxã, phường"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>' + run(" 250 đơn vị máu"), "≥ 250 đơn vị máu"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F028"/></w:r>' + run(" 0900 000 000"), "☎ 0900 000 000"),
        ('<w:r><w:t>hi</w:t><w:sym w:font=".VnTime" w:char="00D5"/><w:t>n máu</w:t></w:r>', "hiến máu"),
        (run("\uf0a3", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>') + run(" 5%"), "≤ 5%"),
        (run("kế hoạch", "<w:caps/>") + run(" số 5"), "KẾ HOẠCH số 5"),
        (run("Bản nháp", "<w:vanish/>") + run("Thông báo"), "Thông báo"),
        (
            "<m:oMath><m:f><m:num><m:r><m:t>325</m:t></m:r></m:num><m:den><m:r><m:t>250</m:t></m:r></m:den></m:f>"
            "</m:oMath>",
            "325/250",
        ),
        ("<w:ruby><w:rt/></w:ruby>" + run("Ghi chú") + "<w:commentRangeStart w:id='0'/>", "Ghi chú"),
    ],
)  # fmt: skip
def test_inline_content(content: str, text: str) -> None:
    assert open_stored(paragraph(content)).text == text


def test_a_field_may_span_paragraphs() -> None:
    body = (
        paragraph(mark("begin") + instruction("TOC") + mark("separate") + run("I. MỤC ĐÍCH"))
        + paragraph(run("II. NỘI DUNG") + mark("end"))
        + paragraph("Căn cứ tình hình thực tế")
    )
    assert open_stored(body).text == "I. MỤC ĐÍCH\nII. NỘI DUNG\nCăn cứ tình hình thực tế"


MARK_GONE = "<w:rPr><w:del w:id='9' w:author='A'/></w:rPr>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (paragraph("Ban Chỉ đạo ", MARK_GONE) + paragraph("phường họp"), ["Ban Chỉ đạo phường họp"]),
        (paragraph("Hội ", MARK_GONE) + paragraph("Chữ ", MARK_GONE) + paragraph("thập đỏ"), ["Hội Chữ thập đỏ"]),
        (paragraph("Còn lại", MARK_GONE) + table(row(cell("A"), cell("B"))), ["Còn lại", "A", "B"]),
        (paragraph(f"{DELETED}", MARK_GONE) + paragraph("Giữ"), ["Giữ"]),
        (paragraph(f"{DELETED}") + paragraph("Giữ"), ["Giữ"]),
        (paragraph("Một", "<w:rPr><w:vanish/></w:rPr>") + paragraph(" dòng"), ["Một dòng"]),
        (f"<w:sdt><w:sdtContent>{paragraph('Trong khối')}</w:sdtContent></w:sdt>", ["Trong khối"]),
        (paragraph(run("Trang một") + "<w:r><w:br w:type='page'/></w:r>" + run("BIỂU")), ["Trang một", "BIỂU"]),
        (paragraph(" \u00a0 ") + paragraph("  Điều 3. ") + "<w:p/>", ["Điều 3."]),
    ],
)
def test_paragraphs(body: str, expected: list[str]) -> None:
    assert texts(open_stored(body)) == expected


def test_the_first_paragraph_with_text_says_how_a_joined_one_is_set() -> None:
    body = paragraph(DELETED, "<w:jc w:val='right'/>" + MARK_GONE) + paragraph("KẾ HOẠCH", "<w:jc w:val='center'/>")
    assert [block.centred for block in open_stored(body).blocks] == [True]


PICTURE_OR_TEXT = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wpc"><w:drawing/></mc:Choice>'
    f"<mc:Fallback>{PICT}</mc:Fallback></mc:AlternateContent></w:r>"
)


@pytest.mark.parametrize("content", [BOTH, PICTURE_OR_TEXT, f"<w:r>{PICT}</w:r>", f"<w:r>{SHAPE}</w:r>"])
def test_a_text_box_stands_once_after_its_paragraph(content: str) -> None:
    document = open_stored(paragraph(run("Kính gửi: ") + content + run("Trạm Y tế")) + paragraph("Nội dung"))
    assert document.text == "Kính gửi: Trạm Y tế\nDỰ THẢO LẦN 2\nNội dung"
    assert [block.role for block in document.blocks] == ["body", "textbox", "body"]


def note(name: int, text: str, kind: str = "footnote") -> str:
    return f'<w:{kind} w:id="{name}">{paragraph(f"<w:r><w:{kind}Ref/></w:r>" + run(text))}</w:{kind}>'


def reference(name: int, more: str = "", kind: str = "footnote") -> str:
    return f'<w:r><w:{kind}Reference w:id="{name}"{more}/></w:r>'


def test_notes_stand_after_the_text_and_leave_no_mark() -> None:
    body = (
        paragraph(run("(qua Phòng Cải cách hành chính") + reference(3) + run(")"))
        + paragraph(run("Trung tâm Truyền máu") + reference(2) + reference(7, kind="endnote"))
        + paragraph(
            f"<w:del w:id='1'>{reference(4)}</w:del>"
            + run("Hội Phụ nữ")
            + '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="5"/><w:t>*</w:t></w:r>'
        )
    )
    footnotes = (
        f'<w:footnote w:type="separator" w:id="0">{paragraph("-----")}</w:footnote>'
        + note(2, " Tầng 2, nhà B")
        + note(3, "Điện thoại 0900 111 222")
        + note(4, "Chú thích đã xoá")
        + note(5, "Cơ sở 2")
    )
    document = open_stored(body, footnotes=footnotes, endnotes=note(7, "Số liệu đến 30/6", "endnote"))
    assert texts(document) == [
        "(qua Phòng Cải cách hành chính)",
        "Trung tâm Truyền máu",
        "Hội Phụ nữ",
        "Điện thoại 0900 111 222",
        "Tầng 2, nhà B",
        "Cơ sở 2",
        "Số liệu đến 30/6",
    ]
    assert [block.role for block in document.blocks] == ["body"] * 3 + ["footnote"] * 4


STYLES = """
<w:style w:type="paragraph" w:styleId="TenLoai"><w:name w:val="TenLoai"/>
  <w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="TrichYeu"><w:name w:val="TrichYeu"/><w:basedOn w:val="TenLoai"/>
  <w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Dam"><w:name w:val="Dam"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Vong"><w:name w:val="Vong"/><w:basedOn w:val="Vong"/></w:style>
"""


@pytest.mark.parametrize(
    ("content", "properties", "bold", "italic", "centred"),
    [
        (run("KẾ HOẠCH", "<w:b/>"), "<w:jc w:val='center'/>", True, False, True),
        (run("Căn", "<w:b/>") + run(" ") + run("cứ", "<w:b w:val='true'/>"), "", True, False, False),
        (run("Mục", "<w:b/>") + run(" 1"), "", False, False, False),
        (run("Kính gửi", "<w:b w:val='0'/><w:i/>"), "<w:pStyle w:val='TenLoai'/>", False, True, True),
        (run("BÁO CÁO"), "<w:pStyle w:val='TenLoai'/>", True, False, True),
        (run("Về việc hiến máu"), "<w:pStyle w:val='TrichYeu'/><w:jc w:val='left'/>", True, True, False),
        (run("Nơi nhận", "<w:rStyle w:val='Dam'/>"), "", True, False, False),
        # a toggle that both styles switch on is off
        (run("Nơi nhận", "<w:rStyle w:val='Dam'/>"), "<w:pStyle w:val='TenLoai'/>", False, False, True),
        (run("Nơi gửi"), "<w:pStyle w:val='Vong'/>", False, False, False),
        (run("Nơi gửi"), "<w:pStyle w:val='KhongCo'/>", False, False, False),
    ],
)
def test_flags(content: str, properties: str, bold: bool, italic: bool, centred: bool) -> None:
    (block,) = open_stored(paragraph(content, properties), styles=STYLES).blocks
    assert (block.bold, block.italic, block.centred) == (bold, italic, centred)


CENTRE = "<w:jc w:val='center'/>"
TWO_LINES = "<w:r><w:rPr><w:b/></w:rPr><w:t>ỦY BAN NHÂN DÂN</w:t><w:br/><w:t>PHƯỜNG BÌNH AN</w:t></w:r>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (paragraph(TWO_LINES, CENTRE), ["ỦY BAN NHÂN DÂN", "PHƯỜNG BÌNH AN"]),
        (paragraph(TWO_LINES), ["ỦY BAN NHÂN DÂN\nPHƯỜNG BÌNH AN"]),
        (
            table(row(cell(paragraph(TWO_LINES)), cell("Số: 01")), ruled=False),
            ["ỦY BAN NHÂN DÂN", "PHƯỜNG BÌNH AN", "Số: 01"],
        ),
        (table(row(cell(paragraph(TWO_LINES)), cell("Số: 01"))), ["ỦY BAN NHÂN DÂN\nPHƯỜNG BÌNH AN", "Số: 01"]),
    ],
)
def test_a_line_break_parts_blocks_where_lines_stand_alone(body: str, expected: list[str]) -> None:
    document = open_stored(body)
    assert texts(document) == expected
    assert document.text.startswith("ỦY BAN NHÂN DÂN\nPHƯỜNG BÌNH AN")
    assert document.blocks[0].bold


@pytest.mark.parametrize(
    ("inside", "lines"),
    [("single", ["ỦY BAN NHÂN DÂN\nPHƯỜNG BÌNH AN"]), ("nil", ["ỦY BAN NHÂN DÂN", "PHƯỜNG BÌNH AN"])],
)
def test_a_table_is_ruled_as_its_style_says(inside: str, lines: list[str]) -> None:
    style = (
        '<w:style w:type="table" w:styleId="Luoi"><w:name w:val="Luoi"/><w:tblPr><w:tblBorders>'
        f'<w:insideV w:val="{inside}"/></w:tblBorders></w:tblPr></w:style>'
    )
    body = table(row(cell(paragraph(TWO_LINES)), cell("Số: 01")), ruled=False)
    styled = body.replace("<w:tblPr>", '<w:tblPr><w:tblStyle w:val="Luoi"/>')
    assert texts(open_stored(styled, styles=style)) == [*lines, "Số: 01"]


def test_letterhead_goes_left_cell_first() -> None:
    head = table(
        row(
            cell(paragraph("BAN CHỈ ĐẠO HMTN", CENTRE) + paragraph("XÃ TÂN HOÀ", CENTRE)),
            cell(paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", CENTRE)),
        ),
        row(cell("Số:   /KH-BCĐ"), cell("Tân Hoà, ngày 02 tháng 3 năm 2026")),
        ruled=False,
    )
    document = open_stored(head + paragraph("KẾ HOẠCH", CENTRE))
    assert document.text == (
        "BAN CHỈ ĐẠO HMTN\nXÃ TÂN HOÀ\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Số:   /KH-BCĐ\tTân Hoà, ngày 02 tháng 3 năm 2026\nKẾ HOẠCH"
    )
    places = [(b.table, b.row, b.column) for b in document.blocks]
    assert places == [(0, 0, 0), (0, 0, 0), (0, 0, 1), (0, 1, 0), (0, 1, 1), (None, None, None)]


SPAN2 = "<w:gridSpan w:val='2'/>"
MERGE, COVERED = "<w:vMerge w:val='restart'/>", "<w:vMerge/>"


def test_merged_cells_stand_once() -> None:
    document = open_stored(
        table(
            row(cell("TT", MERGE), cell("Đơn vị", MERGE), cell("Chỉ tiêu", SPAN2)),
            row(cell("", COVERED), cell("", COVERED), cell("Đăng ký"), cell("Hiến máu")),
            row(cell("1"), cell("Công an xã"), cell("12"), cell("7")),
            row(cell("Tổng cộng", SPAN2), cell("12"), cell("7")),
        )
    )
    assert cells(document) == [
        ["TT", "Đơn vị", "Chỉ tiêu", None],
        [None, None, "Đăng ký", "Hiến máu"],
        ["1", "Công an xã", "12", "7"],
        ["Tổng cộng", None, "12", "7"],
    ]
    first = document.tables[0].rows[0]
    assert [(c.rows, c.columns) for c in first if c] == [(2, 1), (2, 1), (1, 2)]
    assert document.text.split("\n")[2:] == ["1\tCông an xã\t12\t7", "Tổng cộng\t12\t7"]


@pytest.mark.parametrize(
    ("rows", "widths", "expected"),
    [
        # a row that begins and ends inside the table
        (
            (
                row(cell("TT"), cell("Tên"), cell("Số")),
                row(cell("Cộng"), properties="<w:gridBefore w:val='1'/><w:gridAfter w:val='1'/>"),
            ),
            (),
            [["TT", "Tên", "Số"], [None, "Cộng", None]],
        ),
        # borders dragged a hair apart are one border
        (
            (
                row(cell("1"), cell("Tổ dân phố 3", SPAN2), cell("5")),
                row(cell("2", SPAN2), cell("Tổ dân phố 4"), cell("6")),
            ),
            (600, 40, 4000, 900),
            [["1", "Tổ dân phố 3", "5"], ["2", "Tổ dân phố 4", "6"]],
        ),
        # a narrow column with cells of its own stays
        (
            (row(cell("1"), cell("x"), cell("5")), row(cell("2"), cell(""), cell("6"))),
            (600, 40, 900),
            [["1", "x", "5"], ["2", "", "6"]],
        ),
        # a grid column at which nothing begins
        ((row(cell("A", SPAN2), cell("B")), row(cell("C", SPAN2), cell("D"))), (), [["A", "B"], ["C", "D"]]),
        # merged the old way
        (
            (row(cell("Đợt 1", "<w:hMerge w:val='restart'/>"), cell("", "<w:hMerge/>")), row(cell("20"), cell("30"))),
            (),
            [["Đợt 1", None], ["20", "30"]],
        ),
        # nothing above to continue
        ((row(cell("A", COVERED), cell("B")), row(cell("C"), cell("D"))), (), [["A", "B"], ["C", "D"]]),
        # a deleted and a hidden row
        (
            (
                row(cell("A"), cell("B")),
                row(cell("C"), cell("D"), properties="<w:del w:id='1'/>"),
                row(cell("E"), cell("F"), properties="<w:hidden/>"),
                row(cell("G"), cell("H"), properties="<w:ins w:id='1'/>"),
            ),
            (),
            [["A", "B"], ["G", "H"]],
        ),
        # content controls around rows and cells
        (
            (
                f"<w:sdt><w:sdtContent>{row(cell('A'), cell('B'))}</w:sdtContent></w:sdt>",
                row(f"<w:sdt><w:sdtContent>{cell('C')}</w:sdtContent></w:sdt>", cell("D")),
            ),
            (),
            [["A", "B"], ["C", "D"]],
        ),
        # rows of which a program writes two forms
        (
            (
                row(cell("A"), cell("B")),
                f'<mc:AlternateContent><mc:Choice Requires="wps">{row(cell("C"), cell("D"))}</mc:Choice>'
                f"<mc:Fallback>{row(cell('C'), cell('D'))}</mc:Fallback></mc:AlternateContent>",
            ),
            (),
            [["A", "B"], ["C", "D"]],
        ),
        # an absurd span takes no room
        (
            (row(cell("A", "<w:gridSpan w:val='999999999'/>"), cell("B")), row(cell("C"), cell("D"))),
            (),
            [["A", None, None, "B"], ["C", "D", None, None]],
        ),
    ],
)
def test_grids(rows: tuple[str, ...], widths: tuple[int, ...], expected: list[list[str | None]]) -> None:
    assert cells(open_stored(table(*rows, widths=widths))) == expected


def test_an_empty_ordinal_cell_keeps_its_tab() -> None:
    document = open_stored(paragraph("Biểu") + table(row(cell(""), cell("Tổng cộng"), cell("45"))) + paragraph("Hết"))
    assert document.text == "Biểu\n\tTổng cộng\t45\nHết"
    first = document.tables[0].rows[0][0]
    assert first is not None
    assert (first.start, first.end) == (5, 5)


def test_a_nested_table_belongs_to_the_cell_around_it() -> None:
    inner = table(row(cell("Đợt 1"), cell("20")), row(cell("Đợt 2"), cell("25")))
    document = open_stored(
        table(
            row(cell("Quân sự xã"), cell(paragraph("Chia ra:") + inner + "<w:p/>"), cell("45")),
            row(cell("Đoàn xã"), cell("10"), cell("10")),
        )
    )
    assert document.text == "Quân sự xã\tChia ra:\nĐợt 1\t20\nĐợt 2\t25\t45\nĐoàn xã\t10\t10"
    assert [(b.table, b.row, b.column) for b in document.blocks][:7] == [(0, 0, 0), *[(0, 0, 1)] * 5, (0, 0, 2)]
    assert cells(document)[0] == ["Quân sự xã", "Chia ra:\nĐợt 1\t20\nĐợt 2\t25", "45"]
    assert cells(document, 1) == [["Đợt 1", "20"], ["Đợt 2", "25"]]


def test_a_frame_of_one_cell_is_no_table() -> None:
    document = open_stored(
        table(row(cell(paragraph("I. MỤC ĐÍCH") + table(row(cell("A"), cell("B")))))) + paragraph("Hết")
    )
    assert [(b.table, b.row, b.column) for b in document.blocks] == [
        (None, None, None), (0, 0, 0), (0, 0, 1), (None, None, None),
    ]  # fmt: skip


def fonts(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}"/>'


def in_font(text: str, name: str) -> str:
    return run(text, fonts(name))


@pytest.mark.parametrize(
    ("font", "typed", "shown"),
    [
        (".VnTime", tcvn3("Kế hoạch hiến máu của phường"), "Kế hoạch hiến máu của phường"),
        (".VnTimeH", tcvn3_capitals("Kế hoạch năm 2026"), "KẾ HOẠCH NĂM 2026"),
        (".VnTimeH", "Thanh Xu" + tcvn3("â") + "n", "THANH XUÂN"),
        ("VNI-Times", vni("Kế hoạch hiến máu, ĐIỀU 5"), "Kế hoạch hiến máu, ĐIỀU 5"),
        (".VnTime", "350 ml", "350 ml"),
        (".VnTime", "có", "cú"),  # what the font shows: nothing here says that it was typed otherwise
    ],
)
def test_old_fonts_are_read_as_they_show(font: str, typed: str, shown: str) -> None:
    document = open_stored(paragraph(in_font(typed, font)))
    assert document.text == shown
    assert document.problems == []


def test_unicode_in_an_old_font_stays_unicode() -> None:
    for font in (".VnTime", ".VnTimeH", "VNI-Times"):
        document = open_stored(
            paragraph(in_font("Các xã, phường có", font) + in_font(" hoà", font)) + paragraph(in_font("có", font))
        )
        assert document.text == "Các xã, phường có hoà\ncó"


def test_old_and_new_fonts_in_one_paragraph() -> None:
    content = in_font(tcvn3("Hội ") + tcvn3("Chữ thập đỏ"), ".VnTime") + in_font(" có 12 đơn vị, ", "Times New Roman")
    content += in_font(vni("đợt 2"), "VNI-Times") + in_font(tcvn3(" tại"), ".VnTime")
    assert open_stored(paragraph(content)).text == "Hội Chữ thập đỏ có 12 đơn vị, đợt 2 tại"


def test_a_letter_of_vni_that_two_runs_share() -> None:
    content = run("Hie", fonts("VNI-Times") + "<w:b/>") + in_font("án ma", "VNI-Helve") + in_font("ùu", "VNI-Times")
    document = open_stored(paragraph(content))
    assert document.text == "Hiến máu"
    assert not document.blocks[0].bold


def test_old_fonts_that_styles_defaults_and_theme_name() -> None:
    style = (
        f'<w:style w:type="paragraph" w:styleId="Cu"><w:name w:val="Cu"/><w:rPr>{fonts(".VnTime")}</w:rPr></w:style>'
    )
    based = '<w:style w:type="paragraph" w:styleId="Con"><w:name w:val="Con"/><w:basedOn w:val="Cu"/></w:style>'
    text = tcvn3("hiến máu")
    document = open_stored(paragraph(text, '<w:pStyle w:val="Con"/>') + paragraph("Kế hoạch"), styles=style + based)
    assert document.text == "hiến máu\nKế hoạch"

    data = build(paragraph(text))
    with zipfile.ZipFile(BytesIO(data)) as file:
        styles = re.sub(rb"<w:rFonts[^>]*/>", fonts(".VnTime").encode(), file.read("word/styles.xml"), count=1)
        theme = re.sub(
            rb'(<a:minorFont>\s*<a:latin typeface=)"[^"]*"', rb'\1".VnTimeH"', file.read("word/theme/theme1.xml")
        )
    assert docx.read(rezipped(data, word__styles_xml=styles)).text == "hiến máu"
    assert docx.read(rezipped(data, word__theme__theme1_xml=theme)).text == "HIẾN MÁU"


def test_the_letter_that_programs_write_as_a_soft_hyphen() -> None:
    def with_hyphen(font: str) -> str:
        return f"<w:r><w:rPr>{fonts(font)}</w:rPr><w:t>ph</w:t><w:softHyphen/><w:t>\u00eang</w:t></w:r>"

    assert open_stored(paragraph(with_hyphen(".VnTime"))).text == "phường"
    assert open_stored(paragraph(with_hyphen("Times New Roman"))).text == "phêng"


def test_capitals_by_format_in_an_old_font() -> None:
    assert open_stored(paragraph(run(tcvn3("hiến máu"), fonts(".VnTime") + "<w:caps/>"))).text == "HIẾN MÁU"


def test_a_font_of_another_old_code_is_told_and_left_as_it_is() -> None:
    document = open_stored(paragraph(in_font("hi\u00aan m\u00b8u", "VNtimes new roman")))
    assert document.text == "hi\u00aan m\u00b8u"
    assert [problem.code for problem in document.problems] == ["legacy-encoding"]
    assert open_stored(paragraph(in_font("Kế hoạch có", "VNtimes new roman"))).problems == []


def test_kind_and_media_type() -> None:
    document = open_stored(paragraph("Thông báo"))
    assert (document.reader, document.pages, document.layout, document.problems) == ("docx", None, None, [])
    assert document.media_type == "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def rezipped(data: bytes, **changes: bytes | None) -> bytes:
    """The file with parts replaced, or taken out where ``None``; ``word__document_xml`` is "word/document.xml"."""
    wanted = {name.replace("__", "/").replace("_xml", ".xml"): value for name, value in changes.items()}
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = wanted.get(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return buffer.getvalue()


PLAIN = build(paragraph("Kế hoạch tổ chức Ngày hội hiến máu") + table(row(cell("1"), cell("Trạm Y tế"))))
OLE = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504)
BOMB = b'<!DOCTYPE d [<!ENTITY a "hien mau"><!ENTITY b "&a;&a;&a;">]>'
DOCUMENT = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'


def archive(**members: bytes) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as new:
        for name, content in members.items():
            new.writestr(name.replace("__", "/"), content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "code", "word"),
    [
        (b"", "damaged", "rỗng"),
        (b"%PDF-1.7\n", "not-docx", "không phải văn bản Word"),
        ("KẾ HOẠCH".encode(), "not-docx", "không phải văn bản Word"),
        (PLAIN[: len(PLAIN) // 2], "damaged", "hỏng"),
        (PLAIN[:4], "damaged", "hỏng"),
        (archive(mimetype=b"application/vnd.oasis.opendocument.text"), "not-docx", "không phải văn bản Word"),
        (archive(xl__workbook=b"<workbook/>"), "not-docx", "không phải văn bản Word"),
        (rezipped(PLAIN, word__document_xml=None), "damaged", "thiếu phần nội dung chính"),
        (rezipped(PLAIN, word__document_xml=b"<w:document"), "damaged", "hỏng"),
        (rezipped(PLAIN, word__document_xml=b"<html/>"), "not-docx", "không phải văn bản Word"),
        (rezipped(PLAIN, word__document_xml=BOMB + DOCUMENT), "damaged", "hỏng"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted", "mật khẩu"),
        (OLE + "WordDocument".encode("utf-16-le"), "legacy-doc", ".doc"),
    ],
)
def test_unreadable_files_say_why(data: bytes, code: str, word: str) -> None:
    with pytest.raises(Unreadable) as caught:
        docx.read(data)
    assert caught.value.problem.code == code
    assert word in caught.value.problem.message


def test_a_file_that_unfolds_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_package, "MAX_UNZIPPED", 2_000_000)
    with pytest.raises(Unreadable) as caught:
        docx.read(rezipped(PLAIN, word__document_xml=DOCUMENT + b" " * 3_000_000))
    assert caught.value.problem.code == "too-large"


def test_an_encrypted_member_is_told() -> None:
    data = bytearray(PLAIN)
    with zipfile.ZipFile(BytesIO(PLAIN)) as old:
        for entry in old.infolist():
            data[entry.header_offset + 6] |= 1
    # the flag in the central directory is the one that counts
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    with pytest.raises(Unreadable) as caught:
        docx.read(bytes(data))
    assert caught.value.problem.code == "encrypted"


def test_a_lost_part_beside_the_text_is_a_problem() -> None:
    document = docx.read(rezipped(PLAIN, word__numbering_xml=None))
    assert document.text.startswith("Kế hoạch tổ chức Ngày hội hiến máu")
    assert [problem.code for problem in document.problems] == ["missing-part"]
    assert "word/numbering.xml" in document.problems[0].message


def test_a_document_without_text_is_told() -> None:
    assert [problem.code for problem in open_stored("<w:p/>").problems] == ["no-text"]


def test_an_embedded_document_is_told() -> None:
    document = open_stored(paragraph("Thông báo") + "<w:altChunk/>")
    assert [problem.code for problem in document.problems] == ["embedded-document"]


def test_broken_files_never_end_in_a_traceback() -> None:
    chance = random.Random(30)
    with zipfile.ZipFile(BytesIO(PLAIN)) as old:
        main = old.read("word/document.xml")
    for _ in range(150):
        if chance.random() < 0.5:
            data = PLAIN[: chance.randrange(len(PLAIN))]
        else:
            broken = bytearray(main)
            for _ in range(3):
                broken[chance.randrange(len(broken))] = chance.randrange(32, 127)
            data = rezipped(PLAIN, word__document_xml=bytes(broken))
        with contextlib.suppress(Unreadable):
            check_positions(docx.read(data))


@pytest.mark.documents
@pytest.mark.parametrize("path", sorted(SHARED.glob("*/[!h]*/*.docx")), ids=lambda path: path.stem)
def test_real_files(path: Path) -> None:
    document = docx.read(path.read_bytes())
    check_positions(document)
    assert document.problems == []
    assert document == docx.read(path.read_bytes())
    twin = path.with_suffix(".txt")
    if twin.exists():
        # the text has no letterhead, and marks where the other has formatting
        words = document.text.split()
        wanted = twin.read_text(encoding="utf-8").replace("*", "").replace("#", "").split()
        assert words[-len(wanted) :] == wanted
