"""Automatic numbers: by what the standard says, and against LibreOffice where that is installed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from hmtn_ingest.readers.docx import reader as docx
from tests.readers.docx_builder import abstract, build, level, num, numbered, paragraph, run, start_override
from tests.readers.old_typing import tcvn3

PLAN = abstract(
    1,
    level(0, "upperRoman", "%1."),
    level(1, "decimal", "%2."),
    level(2, "lowerLetter", "%3)"),
    level(3, "decimal", "%2.%4."),
)
DECIMAL = abstract(1, level(0, "decimal", "%1."), level(1, "decimal", "%1.%2."), level(2, "decimal", "%1.%2.%3."))

# name: (numbering, ((numId, level, expected label), …)); what LibreOffice 7.4 can render, and renders alike
COMMON = {
    "plan": (
        PLAN + num(1, 1),
        (
            (1, 0, "I."), (1, 1, "1."), (1, 2, "a)"), (1, 2, "b)"), (1, 1, "2."), (1, 3, "2.1."), (1, 3, "2.2."),
            (1, 0, "II."), (1, 1, "1."), (1, 2, "a)"),
        ),
    ),
    "stepped over levels count as begun": (
        DECIMAL + num(1, 1),
        ((1, 2, "1.1.1."), (1, 1, "1.2."), (1, 0, "2."), (1, 2, "2.1.1."), (1, 1, "2.2."), (1, 2, "2.2.1.")),
    ),
    "two lists of one definition go on": (
        DECIMAL + num(1, 1) + num(2, 1),
        ((1, 0, "1."), (1, 1, "1.1."), (2, 0, "2."), (2, 1, "2.1."), (1, 1, "2.2."), (1, 0, "3.")),
    ),
    "a restarted list": (
        DECIMAL + num(1, 1) + num(2, 1, start_override(0, 1)),
        ((1, 0, "1."), (1, 0, "2."), (2, 0, "1."), (2, 0, "2."), (1, 0, "3."), (2, 0, "4.")),
    ),
    "a restarted sublevel": (
        DECIMAL + num(1, 1) + num(2, 1, start_override(1, 5)),
        ((1, 0, "1."), (1, 1, "1.1."), (2, 1, "1.5."), (2, 1, "1.6."), (2, 0, "2.")),
    ),
    "start values": (
        abstract(1, level(0, "decimal", "%1.", start=3), level(1, "decimal", "%1.%2.", start=4)) + num(1, 1),
        ((1, 1, "3.4."), (1, 1, "3.5."), (1, 0, "4."), (1, 1, "4.4.")),
    ),
    "letters beyond z, brackets": (
        abstract(1, level(0, "lowerLetter", "%1)", start=25), level(1, "upperRoman", "(%2)", start=4)) + num(1, 1),
        ((1, 0, "y)"), (1, 0, "z)"), (1, 0, "aa)"), (1, 0, "bb)"), (1, 1, "(IV)")),
    ),
    "articles": (
        abstract(1, level(0, "decimal", "Điều %1."), level(1, "upperLetter", "%2."), level(2, "lowerRoman", "%3)"))
        + num(1, 1),
        ((1, 0, "Điều 1."), (1, 1, "A."), (1, 2, "i)"), (1, 2, "ii)"), (1, 1, "B."), (1, 0, "Điều 2.")),
    ),
    "a level redefined for one list": (
        DECIMAL + num(1, 1) + num(2, 1, f'<w:lvlOverride w:ilvl="1">{level(1, "lowerLetter", "%2)")}</w:lvlOverride>'),
        ((1, 0, "1."), (1, 1, "1.1."), (2, 1, "b)"), (1, 1, "1.3."), (2, 0, "2."), (2, 1, "a)")),
    ),
}  # fmt: skip

SYMBOL = '<w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr>'
WINGDINGS = SYMBOL.replace("Symbol", "Wingdings")

# what LibreOffice does not follow the standard in, or its text output leaves out
BY_STANDARD = {
    "bullets with a glyph": (
        abstract(1, level(0, "bullet", "-"), level(1, "bullet", "+"), level(2, "bullet", "•")) + num(1, 1),
        ((1, 0, "-"), (1, 1, "+"), (1, 2, "•"), (1, 0, "-")),
    ),
    "a level that never restarts": (
        abstract(1, level(0, "upperRoman", "%1."), level(1, "decimal", "%2.", extra='<w:lvlRestart w:val="0"/>'))
        + num(1, 1),
        ((1, 0, "I."), (1, 1, "1."), (1, 1, "2."), (1, 0, "II."), (1, 1, "3.")),
    ),
    "a level that only the first level restarts": (
        abstract(
            1,
            level(0, "upperRoman", "%1."),
            level(1, "decimal", "%2."),
            level(2, "lowerLetter", "%3)", extra='<w:lvlRestart w:val="1"/>'),
        )
        + num(1, 1),
        ((1, 0, "I."), (1, 1, "1."), (1, 2, "a)"), (1, 1, "2."), (1, 2, "b)"), (1, 0, "II."), (1, 2, "a)")),
    ),
    "legal numbers": (
        abstract(1, level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2.", extra="<w:isLgl/>")) + num(1, 1),
        ((1, 0, "I."), (1, 0, "II."), (1, 1, "2.1.")),
    ),
    "zeros in front": (
        abstract(1, level(0, "decimalZero", "%1.", start=9)) + num(1, 1),
        ((1, 0, "09."), (1, 0, "10.")),
    ),
    "a custom width": (
        abstract(
            1,
            '<w:lvl w:ilvl="0"><w:start w:val="7"/><mc:AlternateContent><mc:Choice Requires="w14">'
            '<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice></mc:AlternateContent>'
            '<w:lvlText w:val="%1"/></w:lvl>',
        )
        + num(1, 1),
        ((1, 0, "007"), (1, 0, "008")),
    ),
    "symbol bullets": (
        abstract(
            1,
            level(0, "bullet", "\uf0b7").replace("</w:lvl>", SYMBOL + "</w:lvl>"),
            level(1, "bullet", "Ø").replace("</w:lvl>", WINGDINGS + "</w:lvl>"),
            level(2, "bullet", "·"),
            level(3, "bullet", "\uf02d"),
        )
        + num(1, 1),
        ((1, 0, "-"), (1, 1, "-"), (1, 2, "-"), (1, 3, "-")),
    ),
    "hidden, empty and undefined labels": (
        abstract(
            1,
            level(0, "decimal", "%1.").replace("</w:lvl>", "<w:rPr><w:vanish/></w:rPr></w:lvl>"),
            level(1, "bullet", ""),
            level(2, "none", ""),
        )
        + num(1, 1),
        ((1, 0, ""), (1, 1, ""), (1, 2, ""), (1, 7, ""), (0, 0, ""), (99, 0, "")),
    ),
    "a restarted sublevel restarts at its own start": (
        DECIMAL + num(2, 1, start_override(1, 5)),
        ((2, 0, "1."), (2, 1, "1.5."), (2, 0, "2."), (2, 1, "2.5.")),
    ),
    "absurd numbers": (
        abstract(1, level(0, "upperRoman", "%1.", start=2_000_000_000), level(1, "lowerLetter", "%2)", start=9_999_999))
        + num(1, 1),
        ((1, 0, "2000000000."), (1, 1, "9999999)")),
    ),
}

ITEM = "Hội Chữ thập đỏ phường Đông Hải tổng hợp danh sách"


def body(entries: tuple[tuple[int, int, str], ...]) -> str:
    return "".join(numbered(num_id, index, ITEM) for num_id, index, _ in entries)


def lines(entries: tuple[tuple[int, int, str], ...]) -> list[str]:
    return [f"{label} {ITEM}".strip() for _, _, label in entries]


@pytest.mark.parametrize("name", [*COMMON, *BY_STANDARD])
def test_labels(name: str) -> None:
    numbering, entries = (COMMON | BY_STANDARD)[name]
    assert docx.read(build(body(entries), numbering=numbering)).text.split("\n") == lines(entries)


@pytest.fixture(scope="session")
def libreoffice(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Lines of each common case as LibreOffice writes them."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice (soffice) is not installed: numbers are not compared with it")
    folder = tmp_path_factory.mktemp("numbering")
    files = []
    for index, (numbering, entries) in enumerate(COMMON.values()):
        files.append(folder / f"{index}.docx")
        files[-1].write_bytes(build(body(entries), numbering=numbering))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "txt:Text", "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return {name: _plain(file.with_suffix(".txt")) for name, file in zip(COMMON, files, strict=True)}


def _plain(file: Path) -> list[str]:
    text = file.read_text(encoding="utf-8-sig")
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


@pytest.mark.parametrize("name", COMMON)
def test_labels_are_those_of_libreoffice(name: str, libreoffice: dict[str, list[str]]) -> None:
    numbering, entries = COMMON[name]
    assert docx.read(build(body(entries), numbering=numbering)).text.split("\n") == libreoffice[name]


HEADINGS = """
<w:style w:type="paragraph" w:styleId="Phan"><w:name w:val="Phan"/>
  <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Muc"><w:name w:val="Muc"/><w:basedOn w:val="Phan"/>
  <w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="MucDam"><w:name w:val="MucDam"/><w:basedOn w:val="Muc"/>
  <w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="KhongSo"><w:name w:val="KhongSo"/><w:basedOn w:val="Muc"/>
  <w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>
<w:style w:type="numbering" w:styleId="DanhSach"><w:name w:val="DanhSach"/>
  <w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style>
"""


def styled(style: str, text: str, more: str = "") -> str:
    return paragraph(text, f'<w:pStyle w:val="{style}"/>{more}')


def test_numbers_come_from_styles() -> None:
    numbering = abstract(
        1,
        level(0, "upperRoman", "%1.", extra='<w:pStyle w:val="Phan"/>'),
        level(1, "decimal", "%2.", extra='<w:pStyle w:val="Muc"/>'),
    ) + num(1, 1)
    content = (
        styled("Phan", "MỤC ĐÍCH")
        + styled("Muc", "Mục đích")
        + styled("MucDam", "Yêu cầu")
        + styled("KhongSo", "Các đơn vị lưu ý")
        + styled("Muc", "Phần này không đánh số", '<w:numPr><w:numId w:val="0"/></w:numPr>')
        + styled("Phan", "NỘI DUNG")
        + styled("Muc", "Chỉ tiêu")
        + styled("Muc", "Hạ một bậc", '<w:numPr><w:ilvl w:val="0"/></w:numPr>')
    )
    document = docx.read(build(content, styles=HEADINGS, numbering=numbering))
    assert document.text.split("\n") == [
        "I. MỤC ĐÍCH",
        "1. Mục đích",
        "2. Yêu cầu",
        "Các đơn vị lưu ý",
        "Phần này không đánh số",
        "II. NỘI DUNG",
        "1. Chỉ tiêu",
        "III. Hạ một bậc",
    ]
    assert [block.bold for block in document.blocks] == [False, False, True, *[False] * 5]


def test_a_list_may_follow_a_numbering_style() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="7"><w:numStyleLink w:val="DanhSach"/></w:abstractNum>'
        + abstract(2, level(0, "lowerLetter", "%1)"))
        + num(4, 7)
        + num(5, 2)
    )
    document = docx.read(build(numbered(4, 0, ITEM) + numbered(5, 0, ITEM), styles=HEADINGS, numbering=numbering))
    assert document.text == f"a) {ITEM}\nb) {ITEM}"


def test_an_empty_numbered_paragraph_shows_its_number() -> None:
    numbering = abstract(1, level(0, "decimal", "%1")) + num(1, 1)
    document = docx.read(build(numbered(1, 0, "") + numbered(1, 0, "Trạm Y tế"), numbering=numbering))
    assert document.text == "1\n2 Trạm Y tế"


def test_deleted_paragraphs_do_not_count() -> None:
    mark = "<w:rPr><w:del w:id='1' w:author='A'/></w:rPr>"
    place = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    gone = f"<w:p><w:pPr>{place}{mark}</w:pPr><w:del w:id='2'><w:r><w:delText>Mục bỏ</w:delText></w:r></w:del></w:p>"
    numbering = abstract(1, level(0, "decimal", "%1.")) + num(1, 1)
    content = numbered(1, 0, "Mục một") + gone + numbered(1, 0, "Mục hai") + gone
    assert docx.read(build(content, numbering=numbering)).text == "1. Mục một\n2. Mục hai"


def test_text_boxes_and_notes_count_apart() -> None:
    numbering = abstract(1, level(0, "decimal", "%1.")) + num(1, 1)
    box = f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{numbered(1, 0, 'Trong khung')}</w:txbxContent></v:textbox>"
    box += "</v:shape></w:pict></w:r>"
    content = numbered(1, 0, "Mục một") + paragraph(run("Khung bên") + box) + numbered(1, 0, "Mục hai")
    text = docx.read(build(content, numbering=numbering)).text
    assert text == "1. Mục một\nKhung bên\n1. Trong khung\n2. Mục hai"


def test_a_number_format_that_is_not_known_is_told() -> None:
    numbering = abstract(1, level(0, "thaiCounting", "%1.")) + num(1, 1)
    document = docx.read(build(numbered(1, 0, ITEM), numbering=numbering))
    assert document.text == f"1. {ITEM}"
    assert [problem.code for problem in document.problems] == ["numbering-format"]
    assert "thaiCounting" in document.problems[0].message


@pytest.mark.parametrize("where", ["level", "paragraph"])
def test_words_of_a_number_in_an_old_font(where: str) -> None:
    font = '<w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr>'
    numbering = abstract(1, level(0, "decimal", tcvn3("Điều %1."))) + num(1, 1)
    numbering = numbering.replace("</w:lvl>", f"{font}</w:lvl>") if where == "level" else numbering
    place = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    content = paragraph(run("Phạm vi"), place + (font if where == "paragraph" else ""))
    assert docx.read(build(content, numbering=numbering)).text == "Điều 1. Phạm vi"
