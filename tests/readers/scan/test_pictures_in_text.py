"""Pictures pasted into Word files and pages of PDF: their words are read where they stand, emblems are passed over."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

import docx
import numpy as np
import pytest
from docx.shared import Pt
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from hmtn_ingest import readers
from hmtn_ingest.pipeline import ingest
from hmtn_ingest.readers.docx import reader as docx_reader
from hmtn_ingest.readers.kept_pages import KeptPages
from hmtn_ingest.readers.legacy import libreoffice as office
from hmtn_ingest.readers.pdf import reader as pdf_reader
from hmtn_ingest.readers.watch import PageProgress, PageWatch
from parsers.document import Document, Problem
from parsers.records import DocumentRecord
from tests.readers.scan.pictures import as_scanned, page_picture
from tests.readers.test_legacy import written_as

Part = str | tuple[Image.Image, float]
"""A paragraph, or a picture and the points that it is wide."""

ABOVE, BELOW = "Các đơn vị đăng ký theo biểu sau:", "Danh sách gửi về Hội Chữ thập đỏ phường trước ngày 20/3/2026."
LINES = (
    "Ban Chỉ đạo vận động hiến máu tình nguyện phường giao chỉ tiêu cho các đơn vị năm 2026.",
    "Trạm Y tế phường chuẩn bị địa điểm tại nhà văn hóa trung tâm trong tháng 02 năm 2026.",
)
WIDE = 450.0  # points, as wide as the text
HIGH = WIDE * 344 / 1654  # of the piece of a page
FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"


def duties() -> Image.Image:
    """The middle of a scanned page: who does what by when."""
    return as_scanned(page_picture("ke-hoach-phuong", 2).crop((0, 656, 1654, 1000)), noise=20)


def quotas() -> Image.Image:
    """A photographed quota table."""
    return as_scanned(page_picture("ke-hoach-phuong", 5).crop((0, 120, 1654, 700)), lean=0.4, noise=20)


def emblem(size: int = 700) -> Image.Image:
    picture = Image.new("RGB", (size, size), "white")
    drawing = ImageDraw.Draw(picture)
    drawing.ellipse((20, 20, size - 20, size - 20), fill=(205, 25, 30), outline=(250, 210, 0), width=24)
    drawing.regular_polygon((size // 2, size // 2, size // 4), 5, fill=(250, 210, 0))
    return picture


def crowd() -> Image.Image:
    """What a photograph of people is to a recogniser: many edges, no words."""
    random = np.random.default_rng(3)
    picture = Image.fromarray(random.integers(0, 255, (18, 24, 3)).astype(np.uint8)).resize((720, 540))
    drawing = ImageDraw.Draw(picture)
    for x, y, size in random.integers((0, 250, 10), (720, 540, 40), (40, 3)).tolist():
        drawing.ellipse((x, y, x + size, y + size * 1.3), fill=tuple(random.integers(0, 255, 3).tolist()))
    return picture


def image_file(picture: Image.Image) -> io.BytesIO:
    stream = io.BytesIO()
    picture.save(stream, "PNG")
    stream.seek(0)
    return stream


def word(*parts: Part, header: Image.Image | None = None) -> bytes:
    document = docx.Document()
    for part in parts:
        if isinstance(part, str):
            document.add_paragraph(part)
        else:
            document.add_picture(image_file(part[0]), width=Pt(part[1]))
    if header is not None:
        document.sections[0].header.paragraphs[0].add_run().add_picture(image_file(header), width=Pt(WIDE))
    return saved(document)


def saved(document: docx.document.Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def changed(data: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """The file with other bytes in one of its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w") as after:
        for entry in before.infolist():
            content = before.read(entry)
            after.writestr(entry, content.replace(old, new) if entry.filename == name else content)
    return out.getvalue()


def printed(*parts: Part) -> bytes:
    """A page of a PDF."""
    pdfmetrics.registerFont(TTFont("DejaVu", FONT))
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4)
    canvas.setFont("DejaVu", 11)
    height = 780.0
    for part in parts:
        if isinstance(part, str):
            canvas.drawString(70, height - 11, part)
            height -= 18
        else:
            picture, width = part
            high = width * picture.height / picture.width
            canvas.drawImage(ImageReader(picture), 70, height - high, width, high)
            height -= high + 8
    canvas.save()
    return stream.getvalue()


def codes(problems: Sequence[Problem]) -> list[str]:
    return [problem.code for problem in problems]


def grounded(record: DocumentRecord) -> bool:
    spans = [span for fact in (*record.deadlines, *record.obligations, *record.dates) for span in fact.spans]
    return bool(spans) and all(record.text[span.start : span.end] == span.quote for span in spans)


# -- Word --------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def pasted() -> bytes:
    """A text with a piece of a scanned page in it."""
    return word("KẾ HOẠCH", ABOVE, (duties(), WIDE), BELOW)


@pytest.fixture(scope="module")
def record(pasted: bytes) -> DocumentRecord:
    return ingest(pasted, name="kế hoạch.docx")


def test_words_of_a_picture_stand_where_it_stands(record: DocumentRecord) -> None:
    above, seen, below = (record.text.index(words) for words in (ABOVE, "chậm nhất ngày 02/3/2026", BELOW))
    assert above < seen < below
    assert (record.source.reader, record.source.ocr, record.status) == ("docx", True, "ok")
    assert grounded(record)


def test_facts_come_from_both_and_only_those_of_the_picture_may_be_doubted_for_it(record: DocumentRecord) -> None:
    due = {deadline.due: deadline for deadline in record.deadlines}
    assert {"2026-03-02", "2026-03-19"} <= due.keys()
    assert "ocr" not in due["2026-03-19"].doubts


def test_what_the_readers_are_not_sure_of_lies_inside_the_picture() -> None:
    blurred = duties().resize((700, 152), Image.Resampling.BOX)
    document = readers.read(word(ABOVE, (blurred, WIDE), BELOW), "kế hoạch.docx")
    assert document.voted
    assert document.doubtful
    inside = range(document.text.index(ABOVE) + len(ABOVE), document.text.index(BELOW))
    assert all(one.start in inside and one.end - 1 in inside for one in document.doubtful)


def test_a_file_that_is_nothing_but_pictures_of_pages_is_a_scan() -> None:
    page = page_picture("thong-bao")
    strips = [page.crop((0, top, page.width, top + 420)) for top in (150, 560)]
    told: list[PageProgress] = []
    document = readers.read(word("", *((one, WIDE) for one in strips)), "thông báo.docx", PageWatch(told.append))
    assert (document.reader, document.ocr, document.voted, document.pages) == ("scan", True, True, 2)
    assert document.media_type == docx_reader.MEDIA_TYPE
    assert document.layout is not None
    assert document.problems == []
    assert "từ nay đến hết ngày 12/9/2026." in document.text
    assert [(page.number, page.pages, page.recognised) for page in told if not page.begun] == [
        (1, 2, True),
        (2, 2, True),
    ]


def test_a_photographed_table_is_a_table() -> None:
    record = ingest(word(ABOVE, (quotas(), WIDE), BELOW), name="kế hoạch.docx")
    assert [len(table.rows) > 4 for table in record.quota_tables] == [True]
    cells = [cell for row in record.quota_tables[0].rows for cell in row.values if cell.value is not None]
    assert all(record.text[span.start : span.end] == span.quote for cell in cells for span in cell.spans)


def test_a_picture_in_a_cell_belongs_to_the_cell() -> None:
    document = docx.Document()
    table = document.add_table(1, 2, "Table Grid")
    table.cell(0, 0).text = "Phân công"
    table.cell(0, 1).paragraphs[0].add_run().add_picture(image_file(duties()), width=Pt(WIDE))
    read = readers.read(saved(document), "a.docx")
    cell = read.tables[0].rows[0][1] or pytest.fail("no cell")
    assert "chậm nhất ngày 02/3/2026" in read.text[cell.start : cell.end]
    assert {block.column for block in read.blocks if block.start >= cell.start} == {1}


def test_emblems_stamps_and_photographs_say_nothing() -> None:
    stamp = duties().crop((200, 100, 700, 360))  # words, shown no larger than a signature
    parts = [ABOVE, (emblem(), 90.0), (emblem(), 250.0), (stamp, 140.0), (crowd(), 320.0), BELOW]
    document = readers.read(word(*parts, header=duties()), "kế hoạch.docx")
    assert document.text == f"{ABOVE}\n{BELOW}"
    assert (document.problems, document.ocr) == ([], False)


def test_the_same_picture_twice_is_read_once() -> None:
    document = readers.read(word((duties(), WIDE), ABOVE, (duties(), WIDE)), "a.docx")
    assert document.text.count("chậm nhất ngày 02/3/2026") == 1


def test_without_a_recogniser_large_pictures_are_named(pasted: bytes) -> None:
    document = docx_reader.read(word(ABOVE, (emblem(), 90.0), (duties(), WIDE), BELOW))
    assert document.text == f"{ABOVE}\n{BELOW}"
    assert codes(document.problems) == ["picture-unread"]
    assert "Hãy cài lại chương trình" in document.problems[0].message


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("word/media/image1.png", b"\x89PNG", b"\x01\x00\x00\x00"),  # as an .emf begins
        ("word/media/image1.png", b"IDAT", b"IDXX"),
        ("word/_rels/document.xml.rels", b'Target="media/image1.png"', b'Target="file:///D:/a.png" TargetMode="External"'),
        ("word/_rels/document.xml.rels", b"media/image1.png", b"media/image9.png"),
    ],
)  # fmt: skip
def test_a_picture_that_cannot_be_opened_is_named(pasted: bytes, part: str, old: bytes, new: bytes) -> None:
    record = ingest(changed(pasted, part, old, new), name="kế hoạch.docx")
    assert (record.status, codes(record.problems)) == ("partial", ["picture-unread"])
    assert "lưu thành PDF" in record.problems[0].message
    assert record.text == f"KẾ HOẠCH\n{ABOVE}\n{BELOW}"


def small(width: int) -> Image.Image:
    return duties().resize((width, round(width * 344 / 1654)), Image.Resampling.BOX)


def test_a_picture_that_unfolds_beyond_measure_is_named_and_not_unpacked(pasted: bytes) -> None:
    head = b"IHDR" + struct.pack(">II", 30_000, 30_000) + b"\x08\x02\0\0\0"
    name = "word/media/image1.png"
    with zipfile.ZipFile(io.BytesIO(pasted)) as file:
        own = file.read(name)[12:33]
    document = readers.read(changed(pasted, name, own, head + struct.pack(">I", zlib.crc32(head))), "a.docx")
    assert codes(document.problems) == ["picture-unread"]
    assert ABOVE in document.text


def test_a_picture_in_a_text_box_is_read(pasted: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(pasted)) as file:
        xml = file.read("word/document.xml")
    drawing = (re.search(rb"<w:drawing>.*</w:drawing>", xml, re.DOTALL) or pytest.fail("no picture"))[0]
    box = (
        b'<w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="width:470pt;height:120pt"><v:textbox>'
        b"<w:txbxContent><w:p><w:r>" + drawing + b"</w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict>"
    )
    document = readers.read(changed(pasted, "word/document.xml", drawing, box), "a.docx")
    at = document.text.index("chậm nhất ngày 02/3/2026")
    assert [block.role for block in document.blocks if block.start <= at < block.end] == ["textbox"]


def test_a_picture_of_few_pixels_is_read() -> None:
    document = readers.read(word(ABOVE, (small(560), WIDE), BELOW), "a.docx")
    assert document.problems == []
    assert "chậm nhất ngày 02/3/2026." in document.text
    assert "Bố trí ít nhất 04 cán bộ y tế thường trực tại điểm hiến máu." in document.text


@pytest.mark.parametrize(("make", "page"), [(word, None), (printed, 1)])
def test_a_picture_of_far_too_few_pixels_is_said_to_be_unclear(make: Callable[..., bytes], page: int | None) -> None:
    document = readers.read(make(*LINES, (small(250), WIDE), BELOW), "a")
    assert [(problem.code, problem.page) for problem in document.problems] == [("picture-unread", page)]
    assert "Hãy đối chiếu" in document.problems[0].message


def test_a_picture_of_older_word_is_read() -> None:
    """In VML, as in what was once a .doc, its size in centimetres."""
    data = word(ABOVE, (duties(), WIDE), BELOW)
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        xml = file.read("word/document.xml")
    name = (re.search(rb'r:embed="(\w+)"', xml) or pytest.fail("no picture"))[1]
    drawing = (re.search(rb"<w:drawing>.*</w:drawing>", xml, re.DOTALL) or pytest.fail("no picture"))[0]
    pict = (
        b'<w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="width:15.9cm;height:93.6pt">'
        b'<v:imagedata r:id="' + name + b'"/></v:shape></w:pict>'
    )
    document = readers.read(changed(data, "word/document.xml", drawing, pict), "a.docx")
    assert "chậm nhất ngày 02/3/2026" in document.text


def test_recognised_pictures_are_kept(pasted: bytes, tmp_path: Path) -> None:
    told: list[PageProgress] = []
    read = [readers.read(pasted, "a.docx", PageWatch(told.append, KeptPages(tmp_path, "0" * 64))) for _ in range(2)]
    assert read[0].text == read[1].text
    assert [(page.anew, page.kept) for page in told if not page.begun] == [(True, True), (False, True)]


def test_a_secret_is_refused_where_its_stamp_is_in_a_picture() -> None:
    page = page_picture("thong-bao").crop((0, 0, 1654, 700))
    ImageDraw.Draw(page).text((240, 30), "TỐI MẬT", fill=(215, 30, 40), font=ImageFont.truetype(FONT, 56))
    record = ingest(word((page, WIDE), "Trang tiếp theo của văn bản."), name="a.docx")
    assert (record.status, codes(record.problems), record.text) == ("failed", ["state-secret"], "")


@pytest.mark.parametrize("suffix", [".doc", ".odt", ".rtf"])
@pytest.mark.libreoffice
def test_pictures_of_older_files_are_read_through_libreoffice(pasted: bytes, suffix: str, tmp_path: Path) -> None:
    if office.find_libreoffice() is None:
        pytest.skip("LibreOffice is not installed (libreoffice-writer-nogui)")
    document = readers.read(written_as(tmp_path, suffix, pasted), f"a{suffix}")
    assert (document.reader, document.ocr) == ("legacy", True)
    assert document.text.index(ABOVE) < document.text.index("chậm nhất ngày 02/3/2026") < document.text.index(BELOW)


# -- PDF ---------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def page() -> Document:
    return readers.read(printed(*LINES, ABOVE, (duties(), WIDE), BELOW), "kế hoạch.pdf")


def test_words_of_a_picture_stand_between_the_lines_of_its_page(page: Document) -> None:
    above, seen, below = (page.text.index(words) for words in (ABOVE, "chậm nhất ngày 02/3/2026", BELOW))
    assert above < seen < below
    assert (page.reader, page.ocr, page.voted, page.pages, page.problems) == ("pdf", True, True, 1, [])


def test_lines_of_a_picture_are_joined_by_its_own_margins(page: Document) -> None:
    lines = page.text.split("\n")
    assert any(re.search(r"gửi Trung tâm Truyền máu tỉnh chậm nhất ngày 02/3/2026\.$", line) for line in lines)


def test_letters_of_a_picture_lie_inside_it_on_the_page(page: Document) -> None:
    assert page.layout is not None
    start = page.text.index("chậm nhất")
    number, boxes = page.layout.locate(start, start + len("chậm nhất"))
    x0, top, x1, bottom = boxes[0]
    picture_top = A4[1] - 780 + 18 * (len(LINES) + 1)
    assert number == 1
    assert 70 <= x0 < x1 <= 70 + WIDE
    assert picture_top <= top < bottom <= picture_top + HIGH


def test_emblems_and_photographs_on_a_page_say_nothing() -> None:
    document = readers.read(printed(*LINES, (emblem(), 90.0), (emblem(), 200.0), (crowd(), 250.0), BELOW), "a.pdf")
    assert (document.problems, document.ocr) == ([], False)
    assert document.text.endswith(BELOW)


def test_a_picture_cut_into_strips_is_one() -> None:
    whole = duties()
    pdfmetrics.registerFont(TTFont("DejaVu", FONT))
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4)
    canvas.setFont("DejaVu", 11)
    for number, line in enumerate((*LINES, ABOVE)):
        canvas.drawString(70, 780 - 18 * number, line)
    for top in range(0, whole.height, 40):
        strip = whole.crop((0, top, whole.width, top + 40))
        high = WIDE * 40 / whole.width
        canvas.drawImage(ImageReader(strip), 70, 680 - high * (top // 40), WIDE, high + 0.01)
    canvas.save()
    assert "chậm nhất ngày 02/3/2026" in readers.read(stream.getvalue(), "a.pdf").text


def test_a_picture_with_its_letters_over_it_is_not_read_again() -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4)
    pdfmetrics.registerFont(TTFont("DejaVu", FONT))
    canvas.drawImage(ImageReader(duties()), 70, 600, WIDE, HIGH)
    canvas.setFont("DejaVu", 9)
    for number, line in enumerate((*LINES, ABOVE, BELOW)):
        canvas.drawString(75, 660 - 12 * number, line)
    canvas.save()
    document = readers.read(stream.getvalue(), "a.pdf")
    assert (document.ocr, document.problems) == (False, [])
    assert "02/3/2026" not in document.text


def test_without_a_recogniser_a_page_with_a_large_picture_is_named() -> None:
    document = pdf_reader.read(printed(*LINES, (emblem(), 90.0), (duties(), WIDE), BELOW))
    assert [(problem.code, problem.page) for problem in document.problems] == [("picture-unread", 1)]
    assert "Hãy cài lại chương trình" in document.problems[0].message


def test_a_page_with_a_recognised_picture_is_kept(tmp_path: Path) -> None:
    data = printed(*LINES, (duties(), WIDE), BELOW)
    told: list[PageProgress] = []
    read = [readers.read(data, "a.pdf", PageWatch(told.append, KeptPages(tmp_path, "0" * 64))) for _ in range(2)]
    assert read[0].text == read[1].text
    assert [(page.recognised, page.anew, page.kept) for page in told if not page.begun] == [
        (True, True, True),
        (True, False, True),
    ]
