"""Small PDFs written by hand, object by object, that ask too much of whoever reads them."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Mapping

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

LINES = ("KẾ HOẠCH", "Vận động hiến máu tình nguyện năm 2026", "Chỉ tiêu 130 đơn vị máu, trước ngày 15/6/2026.")
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<</Font<</F1 4 0 R>>>>>>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
SHOWN = b"BT /F1 12 Tf 60 780 Td (KE HOACH van dong hien mau tinh nguyen) Tj ET"


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """A stream object as it is, its filters named in ``entries``."""
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(data), entries, data)


def packed(data: bytes, entries: bytes = b"") -> bytes:
    """A stream object of compressed data."""
    return stream(zlib.compress(data, 9), b"/Filter/FlateDecode" + entries)


def blown_up(unit: bytes, times: int) -> bytes:
    """A great deal of the same, compressed; a block of it is compressed once, and what came of that repeated."""
    a_block = 1000 * max(1, 1000 // len(unit))  # units, which come to about a megabyte
    written, low, high = [b"\x78\xda"], 1, 0
    for block, count in ((unit * a_block, times // a_block), (unit * (times % a_block), 1)):
        packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
        written.append((packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)) * count)
        weights, sums = divmod(zlib.adler32(block, 0), 2**16)
        for _ in range(count):
            low, high = (low + sums) % 65521, (high + len(block) * low + weights) % 65521
    return b"".join([*written, b"\x03\x00", struct.pack(">HH", high, low)])


def pdf(objects: Mapping[int, bytes] | None = None, trailer: bytes = b"") -> bytes:
    """A PDF of one page of text, with objects replaced or added."""
    whole = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: PAGE,
        4: FONT,
        5: packed(SHOWN),
        **(objects or {}),
    }
    written, places = bytearray(b"%PDF-1.7\n"), {}
    for number, content in sorted(whole.items()):
        places[number] = len(written)
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table, size = len(written), max(whole) + 1
    written += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        written += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
    written += b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, table)
    return bytes(written)


def typeset(*, mode: int = 0, white: bool = False, left: float = 60, crop: bool = False, cover: bool = False) -> bytes:
    """A page of Vietnamese text; its last line is drawn in another way."""
    target = io.BytesIO()
    pdfmetrics.registerFont(TTFont("DejaVu", "DejaVuSans.ttf"))
    canvas = Canvas(target, pagesize=(595, 842), invariant=1)
    if crop:
        canvas.setCropBox((0, 740, 595, 842))
    for number, line in enumerate((*LINES, "Các trường vận động 45 người tham gia hiến máu.")):
        last = number == len(LINES)
        text = canvas.beginText(left if last else 60, 700 if last else 800 - 18 * number)
        text.setFont("DejaVu", 12)
        if last:
            text.setTextRenderMode(mode)
            if white:
                text.setFillColorRGB(1, 1, 1)
        text.textOut(line)
        canvas.drawText(text)
    if cover:
        canvas.setFillColorRGB(1, 1, 1)
        canvas.rect(50, 690, 500, 24, stroke=0, fill=1)
    canvas.save()
    return target.getvalue()


def _chain(depth: int, width: int, last: bytes = b"") -> dict[int, bytes]:
    """Forms that each draw the next one some times."""
    objects = {
        3: PAGE.replace(b"/Font<<", b"/XObject<</X 6 0 R>>/Font<<"),
        5: packed(SHOWN + b" /X Do"),
    }
    for number in range(6, 6 + depth):
        draws = b" /X Do" * width if number < 5 + depth else last
        entries = b"/Type/XObject/Subtype/Form/BBox[0 0 600 900]/Resources<</Font<</F1 4 0 R>>/XObject<</X %d 0 R>>>>"
        objects[number] = packed(draws, entries % (number + 1 if number < 5 + depth else 6))
    return objects


def _composite(widths: bytes, more: bytes = b"") -> dict[int, bytes]:
    return {
        4: b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[6 0 R]%s>>" % more,
        5: packed(b"BT /F1 12 Tf 60 780 Td <000300040005> Tj ET"),
        6: b"<</Type/Font/Subtype/CIDFontType2/BaseFont/A%s"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>" % widths,
    }


def _pages_tree(depth: int) -> dict[int, bytes]:
    """Each node has the next one twice."""
    objects = {2: b"<</Type/Pages/Kids[10 0 R 10 0 R]/Count %d>>" % 2**depth}
    for number in range(10, 10 + depth):
        below = b"3 0 R" if number == 9 + depth else b"%d 0 R" % (number + 1)
        objects[number] = b"<</Type/Pages/Parent 2 0 R/Count 1/Kids[%s %s]>>" % (below, below)
    return objects


def _object_stream_bomb() -> bytes:
    content = stream(blown_up(b"8 0 9 4 ", 60_000_000), b"/Filter/FlateDecode/Type/ObjStm/N 2/First 8")
    return pdf({7: content, 3: PAGE.replace(b"/Type/Page/", b"/Type/Page/Tabs 8 0 R/")})


def _table_bomb() -> bytes:
    """A cross-reference stream of 300 MB."""
    table = stream(
        blown_up(bytes(1000), 300_000),
        b"/Filter/FlateDecode/Type/XRef/W[1 2 1]/Index[0 2000000000]/Size 2000000000/Root 1 0 R",
    )
    head = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
    head += b"3 0 obj\n" + PAGE + b"\nendobj\n4 0 obj\n" + FONT + b"\nendobj\n5 0 obj\n" + packed(SHOWN) + b"\nendobj\n"
    return head + b"9 0 obj\n" + table + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(head)


def _code_table(ranges: bytes) -> bytes:
    return packed(b"/CIDInit /ProcSet findresource begin begincmap 1 beginbfrange\n" + ranges + b"\nendbfrange endcmap")


def _notes(count: int, draws: bytes) -> dict[int, bytes]:
    note = b"<</Type/Annot/Subtype/Stamp/Rect[0 0 90 90]/AP<</N 7 0 R>>>>"
    return {
        3: PAGE.replace(b"/Contents", b"/Annots[%s]/Contents" % (b" 6 0 R" * count)),
        6: note,
        7: packed(
            draws, b"/Type/XObject/Subtype/Form/BBox[0 0 90 90]/Resources<</Font<</F1 4 0 R>>/XObject<</X 7 0 R>>>>"
        ),
    }


def _box(written: bytes) -> bytes:
    return pdf({3: PAGE.replace(b"[0 0 595 842]", written)})


def _shown(operators: bytes) -> bytes:
    return pdf({5: packed(operators)})


BOMBS = {
    "flate twice": lambda: pdf(
        {5: stream(zlib.compress(blown_up(bytes(1000), 900_000), 9), b"/Filter[/FlateDecode/FlateDecode]")}
    ),
    "flate once": lambda: pdf({5: stream(blown_up(b"q Q ", 60_000_000), b"/Filter/FlateDecode")}),
    "flate five times": lambda: pdf({5: stream(b"x" * 90, b"/Filter[" + b"/FlateDecode" * 5 + b"]")}),
    "columns of a predictor": lambda: pdf(
        {5: packed(b"\x02" * 4000, b"/DecodeParms<</Predictor 12/Columns 2000000000>>")}
    ),
    "run length": lambda: pdf({5: stream(b"\x81q" * 3_000_000 + b"\x80", b"/Filter/RunLengthDecode")}),
    "object stream": _object_stream_bomb,
    "table of objects": _table_bomb,
    "forms doubled 24 times": lambda: pdf(_chain(24, 2)),
    "forms in a row": lambda: pdf(_chain(400, 1)),
    "form drawn for ever": lambda: pdf(
        {5: packed(SHOWN + b" /X Do" * 300_000), **{k: v for k, v in _chain(1, 1, b"q Q").items() if k != 5}}
    ),
    "widths": lambda: pdf(_composite(b"/W[0 2000000000 500]")),
    "widths in many ranges": lambda: pdf(_composite(b"/W[" + b"0 65535 500 " * 900 + b"]")),
    "vertical widths": lambda: pdf(_composite(b"/W2[0 2000000000 -500 500 900]")),
    "codes": lambda: pdf(_composite(b"", b"/ToUnicode 7 0 R") | {7: _code_table(b"<0000> <7fffffff> <0000>")}),
    "map of glyphs": lambda: pdf(
        _composite(b"/CIDToGIDMap 8 0 R") | {8: stream(blown_up(bytes(1000), 500_000), b"/Filter/FlateDecode")}
    ),
    "program of a font": lambda: pdf(
        {
            4: b"<</Type/Font/Subtype/TrueType/BaseFont/A/FontDescriptor 6 0 R>>",
            6: b"<</Type/FontDescriptor/FontName/A/FontFile2 7 0 R>>",
            7: stream(blown_up(bytes(1000), 900_000), b"/Filter/FlateDecode/Length1 900000000"),
        }
    ),
    "page of 300 streams": lambda: pdf(
        {3: PAGE.replace(b"5 0 R", b"[%s]" % b" ".join(b"%d 0 R" % number for number in range(10, 310)))}
        | dict.fromkeys(range(10, 310), stream(blown_up(b"q Q ", 3_000_000), b"/Filter/FlateDecode"))
    ),
    "annotations": lambda: pdf(_notes(60_000, SHOWN)),
    "letters": lambda: _shown(b"BT /F1 12 Tf 60 780 Td (" + b"hien mau " * 500_000 + b") Tj ET"),
    "operators": lambda: _shown(SHOWN + b" 0 0 m 9 9 l S" * 900_000),
    "pages without end": lambda: pdf(_pages_tree(22)),
    "page named 90,000 times": lambda: pdf({2: b"<</Type/Pages/Kids[%s]/Count 90000>>" % (b"3 0 R " * 90_000)}),
    "nested arrays": lambda: pdf(
        {3: PAGE.replace(b"/Contents", b"/Tabs " + b"[" * 90_000 + b"]" * 90_000 + b"/Contents")}
    ),
    "nested dictionaries": lambda: _shown(SHOWN + b" /A " + b"<</A" * 50_000 + b">>" * 50_000 + b" DP"),
    "brackets in a string": lambda: _shown(b"BT /F1 12 Tf " + b"(" * 200_000 + b" Tj ET"),
    "picture": lambda: pdf(
        {
            3: PAGE.replace(b"/Font<<", b"/XObject<</X 6 0 R>>/Font<<"),
            5: packed(b"q 595 0 0 842 0 0 cm /X Do Q"),
            6: packed(bytes(1000), b"/Subtype/Image/Width 60000/Height 60000/BitsPerComponent 8/ColorSpace/DeviceRGB"),
        }
    ),
    "page of a kilometre": lambda: _box(b"[0 0 2834645 2834645]"),
}

LOOPS = {
    "kids are references to each other": lambda: pdf(
        {2: b"<</Type/Pages/Kids 6 0 R/Count 1>>", 6: b"7 0 R", 7: b"6 0 R"}
    ),
    "kids hold their parent": lambda: pdf({2: b"<</Type/Pages/Kids[3 0 R 2 0 R]/Count 2>>"}),
    "parent of itself": lambda: pdf(
        {2: b"<</Type/Pages/Parent 2 0 R/Kids[3 0 R]/Count 1>>", 3: PAGE.replace(b"/MediaBox[0 0 595 842]", b"")}
    ),
    "length is itself": lambda: pdf({5: b"<</Length 5 0 R>>\nstream\n" + SHOWN + b"\nendstream"}),
    "length in a circle": lambda: pdf(
        {5: b"<</Length 6 0 R>>\nstream\n" + SHOWN + b"\nendstream", 6: b"7 0 R", 7: b"6 0 R"}
    ),
    "previous table is this one": lambda: pdf(trailer=b"/Prev %d" % pdf(trailer=b"/Prev 000").rindex(b"xref\n0")),
    "contents hold themselves": lambda: pdf({3: PAGE.replace(b"5 0 R", b"6 0 R"), 6: b"[6 0 R 5 0 R]"}),
    "resources in a circle": lambda: pdf(
        {3: PAGE.replace(b"/Resources<</Font<</F1 4 0 R>>>>", b"/Resources 6 0 R"), 6: b"7 0 R", 7: b"6 0 R"}
    ),
    "form draws itself": lambda: pdf(_chain(1, 1, b"/X Do /X Do")),
    "two forms draw each other": lambda: pdf(_chain(2, 1, b"/X Do /X Do")),
    "stamp draws itself": lambda: pdf(_notes(1, b"/X Do")),
    "font inside itself": lambda: pdf(
        {4: b"<</Type/Font/Subtype/Type0/Encoding 4 0 R/DescendantFonts[4 0 R]/ToUnicode 4 0 R>>"}
    ),
    "filter in a circle": lambda: pdf({5: stream(zlib.compress(SHOWN), b"/Filter 6 0 R"), 6: b"7 0 R", 7: b"6 0 R"}),
    "field inside itself": lambda: pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R/AcroForm<</SigFlags 3/Fields[8 0 R]>>>>",
            8: b"<</FT/Sig/T(a)/Kids[8 0 R]/Parent 8 0 R/V<</ByteRange[0 1 2 3]>>>>",
        }
    ),
    "first page of the outline is itself": lambda: pdf(
        {1: b"<</Type/Catalog/Pages 2 0 R/Outlines 8 0 R>>", 8: b"<</First 8 0 R/Next 8 0 R/Last 8 0 R>>"}
    ),
}

NUMBERS = {
    "page without extent": lambda: _box(b"[0 0 0 0]"),
    "page of negative size": lambda: _box(b"[595 842 0 0]"),
    "page of names": lambda: _box(b"[/A /B /C /D]"),
    "page of two numbers": lambda: _box(b"[0 0]"),
    "page of null": lambda: _box(b"null"),
    "page far away": lambda: _box(b"[1e30 1e30 2e30 2e30]"),
    "page with 5,000 figures": lambda: _box(b"[0 0 595 8" + b"4" * 5000 + b"]"),
    "page as thin as a hair": lambda: _box(b"[0 0 595 0.001]"),
    "turned by 37 degrees": lambda: pdf({3: PAGE.replace(b"/Contents", b"/Rotate 37/Contents")}),
    "turned by 5,000 figures": lambda: pdf({3: PAGE.replace(b"/Contents", b"/Rotate " + b"9" * 5000 + b"/Contents")}),
    "unit of a million": lambda: pdf({3: PAGE.replace(b"/Contents", b"/UserUnit 1000000/Contents")}),
    "font of 1e30 points": lambda: _shown(SHOWN.replace(b" 12 Tf", b" 1e30 Tf").replace(b"1e30", b"1" + b"0" * 30)),
    "font without size": lambda: _shown(SHOWN.replace(b" 12 Tf", b" 0 Tf")),
    "number of 5,000 figures": lambda: _shown(SHOWN.replace(b"60 780", b"9" * 5000 + b" 780")),
    "matrix of zeros": lambda: _shown(b"0 0 0 0 0 0 cm " + SHOWN),
    "matrix that is none": lambda: _shown(b"nan inf 1e999 -1e999 0 0 cm " + SHOWN),
    "count of 5,000 figures": lambda: pdf({2: b"<</Type/Pages/Kids[3 0 R]/Count " + b"9" * 5000 + b">>"}),
    "count below zero": lambda: pdf({2: b"<</Type/Pages/Kids[3 0 R]/Count -7>>"}),
    "object of 5,000 figures": lambda: pdf({2: b"<</Type/Pages/Kids[" + b"3" * 5000 + b" 0 R 3 0 R]/Count 1>>"}),
    "version of 5,000 figures": lambda: pdf().replace(b"%PDF-1.7", b"%PDF-" + b"1" * 5000),
}
