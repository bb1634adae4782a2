"""Small .docx, .xlsx, .odt and .zip files that ask too much of whoever reads them."""

from __future__ import annotations

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Mapping

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TEXT = "".join(
    f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>"
    for line in ("KẾ HOẠCH", "Vận động hiến máu tình nguyện năm 2026", "Chỉ tiêu 130 đơn vị máu, trước ngày 15/6/2026.")
)
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def archive(parts: Mapping[str, bytes | str], more: Iterable[tuple[str, bytes | str]] = ()) -> bytes:
    """A ZIP of the parts; ``more`` may hold another with the name of one."""
    target = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        warnings.simplefilter("ignore", UserWarning)
        for name, content in (*parts.items(), *more):
            way = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            new.writestr(zipfile.ZipInfo(name), content, way)
    return target.getvalue()


def part(data: bytes, name: str) -> bytes:
    """A part of an archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        return old.read(name)


def packed_archive(
    name: str, before: bytes, unit: bytes, times: int, after: bytes, more: Mapping[str, str] = {}
) -> bytes:
    """An archive with one member of a great deal of the same, never unfolded here."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    piece = unit * 1000
    crc, size, body = 0, 0, []
    for part in (before, *([piece] * (times // 1000)), after):
        crc, size = zlib.crc32(part, crc), size + len(part)
        body.append(packer.compress(part))
    data = b"".join([*body, packer.flush()])
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for other, content in (more or {}).items():
            new.writestr(zipfile.ZipInfo(other), content)
        info = zipfile.ZipInfo(name)
        new.writestr(info, data)  # stored, then said to be deflated
    written = bytearray(target.getvalue())
    for signature, shift in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        at = written.rindex(signature, 0, written.rindex(b"PK\x05\x06"))
        written[at + shift : at + shift + 2] = (8).to_bytes(2, "little")
        written[at + shift + 6 : at + shift + 10] = crc.to_bytes(4, "little")
        written[at + shift + 10 : at + shift + 14] = len(data).to_bytes(4, "little")
        written[at + shift + 14 : at + shift + 18] = size.to_bytes(4, "little")
    return bytes(written)


def with_stated_size(data: bytes, size: int) -> bytes:
    """An archive whose last member says to unfold to so many bytes."""
    changed = bytearray(data)
    end = changed.rindex(b"PK\x05\x06")
    for signature, shift in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = changed.rindex(signature, 0, end) + shift
        changed[at : at + 4] = size.to_bytes(4, "little")
    return bytes(changed)


def docx(body: str = "", numbering: str = "", styles: str = "", document: str = "") -> bytes:
    """A plan of three lines, with more in its body or in parts beside it."""
    links = "".join(
        f'<Relationship Id="r{name}" Type="{_RELATIONSHIPS}/{name}" Target="{name}.xml"/>'
        for name in ("numbering", "styles")
    )
    return archive(
        {
            "word/document.xml": document or f"<w:document {_W}><w:body>{_TEXT}{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>',
            "word/numbering.xml": f"<w:numbering {_W}>{numbering}</w:numbering>",
            "word/styles.xml": f"<w:styles {_W}>{styles}</w:styles>",
        }
    )


def _numbered(level: str, count: int = 3) -> bytes:
    item = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>Mục</w:t></w:r></w:p>'
    )
    return docx(
        item * count,
        f'<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">{level}</w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
    )


def _nested(opening: str, closing: str, depth: int) -> bytes:
    return docx(opening * depth + "<w:p><w:r><w:t>sâu</w:t></w:r></w:p>" + closing * depth)


def _table(cell: str) -> bytes:
    return docx(f"<w:tbl><w:tr>{cell}<w:tc><w:p><w:r><w:t>45</w:t></w:r></w:p></w:tc></w:tr></w:tbl>")


def _huge_docx(unit: str, times: int) -> bytes:
    head, tail = f"<w:document {_W}><w:body>{_TEXT}".encode(), b"</w:body></w:document>"
    return packed_archive("word/document.xml", head, unit.encode(), times, tail)


def _document(number: int) -> str:
    return f"<w:document {_W}><w:body>{_TEXT.replace('130', str(number))}</w:body></w:document>"


DOCX = {
    "paragraphs": lambda: _huge_docx("<w:p/>", 6_000_000),
    "attributes": lambda: _huge_docx('<w:p w:a="" w:b="" w:c="" w:d="" w:e=""/>', 1_000_000),
    "runs": lambda: _huge_docx("<w:p><w:r><w:t>a</w:t></w:r></w:p>", 900_000),
    "letters": lambda: _huge_docx("<w:p><w:r><w:t>" + "vận động " * 100 + "</w:t></w:r></w:p>", 20_000),
    "blanks": lambda: _huge_docx(" " * 1000, 150_000),
    "tables in tables": lambda: _nested("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 70),
    "tables in tables beyond the parser": lambda: _nested("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 5000),
    "controls in controls": lambda: _nested("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", 110),
    "span of a cell": lambda: _table('<w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr><w:p/></w:tc>'),
    "span of 5,000 figures": lambda: _table(f'<w:tc><w:tcPr><w:gridSpan w:val="{"9" * 5000}"/></w:tcPr><w:p/></w:tc>'),
    "cells before a row": lambda: _table('<w:trPr><w:gridBefore w:val="999999999"/></w:trPr>'),
    "number of 4,300 figures": lambda: _numbered(
        f'<w:start w:val="{"9" * 4300}"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>'
    ),
    "number of 5,000 figures": lambda: _numbered(
        f'<w:start w:val="{"9" * 5000}"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>'
    ),
    "number in Roman": lambda: _numbered(
        '<w:start w:val="2000000000"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/>'
    ),
    "number in letters": lambda: _numbered(
        '<w:start w:val="2000000000"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1."/>'
    ),
    "number said 50,000 times": lambda: _numbered(
        f'<w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{"%1" * 50_000}"/>'
    ),
    "number with a long text": lambda: _numbered(
        f'<w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{"Điều " * 20_000}"/>'
    ),
    "custom number": lambda: _numbered(
        f'<w:numFmt w:val="custom" w:format="{"0" * 100_000}"/><w:lvlText w:val="%1"/>', 9
    ),
    "style based on itself": lambda: docx(
        '<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>một</w:t></w:r></w:p>',
        styles='<w:style w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>',
    ),
    "style on 30,000 others": lambda: docx(
        '<w:p><w:pPr><w:pStyle w:val="S29999"/></w:pPr><w:r><w:t>một</w:t></w:r></w:p>',
        styles="".join(f'<w:style w:styleId="S{n}"><w:basedOn w:val="S{n - 1}"/></w:style>' for n in range(30_000)),
    ),
    "text stored three times": lambda: archive({}, [("word/document.xml", _document(n)) for n in (130, 250, 990)]),
    "text stored in two spellings": lambda: archive(
        {"word/document.xml": _document(130), "Word/Document.xml": _document(990)}
    ),
    "a lie about its size": lambda: with_stated_size(_huge_docx("<w:p><w:r><w:t>a</w:t></w:r></w:p>", 300_000), 1_000),
    "entities": lambda: docx(
        document='<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">'
        + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
        + f"]><w:document {_W}><w:body><w:p><w:r><w:t>&j;</w:t></w:r></w:p></w:body></w:document>"
    ),
}

_SHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_BOOK = {
    "_rels/.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{_RELATIONSHIPS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    "xl/workbook.xml": f'<workbook {_SHEET} xmlns:r="{_RELATIONSHIPS}"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{_RELATIONSHIPS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}


def xlsx(rows: str, after: str = "") -> bytes:
    return archive(
        {**_BOOK, "xl/worksheets/sheet1.xml": f"<worksheet {_SHEET}><sheetData>{rows}</sheetData>{after}</worksheet>"}
    )


def _cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def _huge_xlsx(unit: str, times: int) -> bytes:
    head, tail = f"<worksheet {_SHEET}><sheetData>".encode(), b"</sheetData></worksheet>"
    return packed_archive("xl/worksheets/sheet1.xml", head, unit.encode(), times, tail, _BOOK)


def _shared(texts: str, claim: str) -> bytes:
    """A workbook of 10,000 cells that all show the first of its shared texts."""
    rows = "".join(f'<row r="{row}">{_ROW_OF_SHARED}</row>' for row in range(1, 1001))
    links = _BOOK["xl/_rels/workbook.xml.rels"].replace(
        "</Relationships>",
        f'<Relationship Id="r9" Type="{_RELATIONSHIPS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    )
    return archive(
        _BOOK
        | {
            "xl/_rels/workbook.xml.rels": links,
            "xl/sharedStrings.xml": f"<sst {_SHEET}{claim}>{texts}</sst>",
            "xl/worksheets/sheet1.xml": f"<worksheet {_SHEET}><sheetData>{rows}</sheetData></worksheet>",
        }
    )


_ROW_OF_SHARED = '<c t="s"><v>0</v></c>' * 10
_WORDS = f'<row r="1">{_cell("A1", "Đơn vị")}{_cell("B1", "Chỉ tiêu")}</row><row r="2">{_cell("A2", "Xã An Hòa")}<c r="B2"><v>45</v></c></row>'
XLSX = {
    "cells": lambda: _huge_xlsx("<row>" + "<c><v>1</v></c>" * 50 + "</row>", 200_000),
    "rows": lambda: _huge_xlsx("<row/>", 6_000_000),
    "far corner": lambda: xlsx(_WORDS + f'<row r="1048576">{_cell("XFD1048576", "x")}</row>'),
    "beyond the corner": lambda: xlsx(_WORDS + f'<row r="99999999999">{_cell("ZZZZZZ99999999999", "x")}</row>'),
    "merged all": lambda: xlsx(_WORDS, '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
    "merged backwards": lambda: xlsx(_WORDS, '<mergeCells><mergeCell ref="Z9:A1"/><mergeCell ref="?"/></mergeCells>'),
    "hidden columns": lambda: xlsx(_WORDS, '<cols><col min="1" max="2000000000" hidden="1"/></cols>'),
    "number of 5,000 figures": lambda: xlsx(_WORDS.replace("45", "4" * 5000)),
    "infinite number": lambda: xlsx(_WORDS.replace("45", "1e999")),
    "far corner, its place not said": lambda: xlsx(_WORDS + f'<row r="1048576">{"<c/>" * 16_000}<c><v>1</v></c></row>'),
    "far corner with an empty text": lambda: xlsx(
        _WORDS + '<row r="1048576"><c r="XFD1048576" t="str"><f>A1</f><v></v></c></row>'
    ),
    "far corner in small letters": lambda: xlsx(_WORDS + '<row r="3"><c r="xfd1048576"><v>1</v></c></row>'),
    "one text in ten thousand cells": lambda: _shared(f"<si><t>{'a' * 1_000_000}</t></si>", ""),
    "texts that are only claimed": lambda: _shared(
        "<si><t>Xã</t></si>", ' count="4000000000" uniqueCount="4000000000"'
    ),
    "one part for many sheets": lambda: archive(
        {
            **_BOOK,
            "xl/workbook.xml": _BOOK["xl/workbook.xml"].replace(
                "<sheet ", '<sheet name="B" sheetId="2" r:id="r1"/><sheet '
            ),
        }
        | {"xl/worksheets/sheet1.xml": f"<worksheet {_SHEET}><sheetData>{_WORDS}</sheetData></worksheet>"}
    ),
    "sheet stored twice": lambda: archive(
        _BOOK,
        [
            ("xl/worksheets/sheet1.xml", f"<worksheet {_SHEET}><sheetData>{rows}</sheetData></worksheet>")
            for rows in (_WORDS, _WORDS.replace("45", "99"))
        ],
    ),
    "format without end": lambda: archive(
        {
            **_BOOK,
            "xl/styles.xml": f'<styleSheet {_SHEET}><numFmts><numFmt numFmtId="200" formatCode="0.{"0" * 50_000}"/></numFmts><cellXfs><xf/><xf numFmtId="200"/></cellXfs></styleSheet>',
            "xl/worksheets/sheet1.xml": f'<worksheet {_SHEET}><sheetData>{_WORDS.replace("""r="B2">""", """r="B2" s="1">""")}</sheetData></worksheet>',
        }
    ),
    "shared text that is not there": lambda: xlsx(
        _WORDS.replace("<v>45", "<v>45").replace('<c r="B2">', '<c r="B2" t="s">')
    ),
}

_ODT = "application/vnd.oasis.opendocument"
_NAMES = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "text", "table"))


def _odt(body: str) -> bytes:
    content = f"<office:document-content {_NAMES}><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    return archive({"mimetype": f"{_ODT}.text", "content.xml": content})


def _ods(body: str) -> bytes:
    content = f'<office:document-content {_NAMES}><office:body><office:spreadsheet><table:table table:name="A">{body}</table:table></office:spreadsheet></office:body></office:document-content>'
    return archive({"mimetype": f"{_ODT}.spreadsheet", "content.xml": content})


_ODS_ROW = "<table:table-row{}><table:table-cell{}><text:p>45</text:p></table:table-cell></table:table-row>"
OPEN = {
    "rows repeated": lambda: _ods(_ODS_ROW.format(' table:number-rows-repeated="2000000000"', "")),
    "cells repeated": lambda: _ods(_ODS_ROW.format("", ' table:number-columns-repeated="2000000000"')),
    "both repeated": lambda: _ods(
        _ODS_ROW.format(' table:number-rows-repeated="9000"', ' table:number-columns-repeated="9000"')
    ),
    "many cells repeated": lambda: _ods(
        _ODS_ROW.format(' table:number-rows-repeated="2000"', ' table:number-columns-repeated="2000"') * 9
    ),
    "hidden rows repeated": lambda: _ods(
        '<table:table-row table:visibility="collapse" table:number-rows-repeated="2000"/>' * 30_000
        + _ODS_ROW.format("", "")
    ),
    "value beyond all reckoning": lambda: _ods(
        _ODS_ROW.format("", ' office:value-type="percentage" office:value="1e999999"')
    ),
    "content stored twice": lambda: archive(
        {"mimetype": f"{_ODT}.text"}, [("content.xml", "<a/>"), ("content.xml", "<b/>")]
    ),
    "repeated 5,000 figures": lambda: _ods(_ODS_ROW.format(f' table:number-rows-repeated="{"9" * 5000}"', "")),
    "paragraphs": lambda: packed_archive(
        "content.xml",
        f"<office:document-content {_NAMES}><office:body><office:text>".encode(),
        b"<text:p/>",
        12_000_000,
        b"</office:text></office:body></office:document-content>",
        {"mimetype": f"{_ODT}.text"},
    ),
    "blanks counted": lambda: _odt(f'<text:p>một<text:s text:c="{"9" * 5000}"/>hai</text:p>'),
}
