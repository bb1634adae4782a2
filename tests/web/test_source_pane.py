"""What the source pane is given: marks at their words, boxes over their words, phone numbers on no picture."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from hmtn_ingest.pipeline import ingest
from hmtn_ingest.privacy import mask_personal_data
from hmtn_ingest.readers.page import drawing
from hmtn_ingest.readers.page.words import Box
from hmtn_ingest.readers.pdf import images
from hmtn_ingest.render.highlight import highlight, marks
from hmtn_ingest.review.decision import Decision
from hmtn_ingest.review.drafts import add, reject
from hmtn_ingest.review.reviewed import Reviewed, review
from hmtn_ingest.web.pages.samples import sample_files
from hmtn_ingest.web.panes.source import source_data
from parsers.records import (
    Citation,
    Contact,
    DateRecord,
    DateValue,
    DocumentRecord,
    Grounded,
    Header,
    Problem,
    Source,
    Span,
    Target,
)
from tests.reading import record_at

FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf")
PDFS = [path for path in sample_files() if path.suffix == ".pdf"]
WIDTH, HEIGHT = A4

drawn = pytest.mark.skipif(not FONT.exists(), reason="needs the DejaVu fonts (package fonts-dejavu-core)")

Draw = Callable[[Canvas], None]


def at(x: float, top: float, text: str) -> Draw:
    return lambda canvas: canvas.drawString(x, HEIGHT - top, text)


def draw(*pages: list[Draw]) -> bytes:
    if "Test Serif" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("Test Serif", str(FONT)))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for page in pages:
        canvas.setFont("Test Serif", 12)
        for paint in page:
            paint(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def changed(data: bytes, change: Callable[[pypdfium2.PdfPage], None]) -> bytes:
    pdf = pypdfium2.PdfDocument(data)
    change(pdf[0])
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def darkest(picture: bytes) -> int:
    return int(Image.open(io.BytesIO(picture)).convert("L").getextrema()[0])


PLAIN = [
    at(90, 90, "UBND XÃ BẾN LAU"),
    at(90, 140, "Đề nghị các thôn gửi danh sách trước ngày 15/4/2026."),
    at(90, 400, "Liên hệ: ông Mạc Văn Thử, điện thoại 0900.000.123."),
]


FLAT = [at(90, 90, "xã Lau"), at(300, 140, "gửi danh sách hôm"), at(90, 400, "15/4/2026."), at(420, 700, "cuối")]
"""No letter that rises out of its box, as capitals with two accents do."""


# -- text and marks ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", sample_files(), ids=lambda path: path.name)
def test_lines_and_marks_cover_the_text_once(path: Path) -> None:
    reviewed = review(record_at(path))
    record = reviewed.extracted
    told = json.loads(json.dumps(source_data.source_data(reviewed, record.text, (), "vi")))
    read = "\n".join(
        "\t".join("".join(record.text[start:end] for start, end, *_ in cell) for cell in cells)
        for _, _, cells in told["lines"]
    )
    assert read == record.text
    starts = {(key, start, end) for key, _, _, _, start, end, _, _ in told["marks"]}
    for key, fact in reviewed.facts.items():
        if fact.kind != "quota":  # marked cell by cell
            assert {(key, span.start, span.end) for span in fact.item.spans if span.start < span.end} <= starts
    for _, _, cells in told["lines"]:
        for start, end, *over in (piece for cell in cells for piece in cell):
            assert all(told["marks"][one][4] <= start and end <= told["marks"][one][5] for one in over)


def record(text: str, **lists: object) -> DocumentRecord:
    source = Source(file_name="thu.txt", sha256="0" * 64, media_type="text/plain", reader="text")
    return DocumentRecord.model_validate({"source": source, "status": "ok", "text": text, **lists})


def span(text: str, quote: str, **place: object) -> Span:
    start = text.index(quote)
    return Span.model_validate({"start": start, "end": start + len(quote), "quote": quote, **place})


def test_a_date_inside_a_fact_does_not_cover_its_colour() -> None:
    text = "Theo Công văn số 12/UBND ngày 05/01/2026, hẹn ngày 15/4."
    cited = Citation(id="c", relation="mentions", type_name=None, code=None, spans=[span(text, "ngày 05/01/2026")])
    inner = DateRecord(id="d", date=DateValue(edtf="2026-01-05"), role="cited", spans=[span(text, "05/01/2026")])
    own = DateRecord(id="e", date=None, role="due", spans=[span(text, "15/4")])
    told = source_data.source_data(review(record(text, citations=[cited], dates=[inner, own])), text, (), "vi")
    assert [mark[0] for mark in told["marks"]] == ["c", "e"]


def test_states_and_added_facts() -> None:
    text = "Gửi báo cáo trước ngày 15/4. Họp ngày 20/4."
    fact = DateRecord(id="date-00000000d1", date=None, role="due", spans=[span(text, "15/4")])
    read = record(text, dates=[fact])
    missed = add(
        read, "deadline", [span(text, "ngày 20/4")], {"relation": "on", "date": None, "due": None, "action": "Họp"}
    )
    drafts = [missed, reject(review(read), fact.id)]
    at_once = {"by": "An", "at": "2026-01-05T00:00:00Z"}
    kept = [Decision.model_validate({**one.model_dump(), **at_once, "id": n}) for n, one in enumerate(drafts, 1)]
    told = source_data.source_data(review(read, kept), text, (), "vi")
    assert told["states"] == {fact.id: "rejected", missed.record: "added"}
    assert told["added"] == [{"key": missed.record, "kind": "deadline", "start": 33, "end": 42}]
    assert [mark[0] for mark in told["marks"]] == [fact.id]  # struck out, not gone


PAYLOADS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "'-alert(1)-'",
    "</p></td></table><iframe srcdoc='<b>'>",
    "[a](javascript:alert(1)) **b** <b>c</b> &lt;script&gt;",
    "{{constructor.constructor('alert(1)')()}} :red[x] $x$ ![](http://x)",
)


class Elements(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.attributes: set[str] = set()
        self.content = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.content += data


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_document_brings_markup(payload: str) -> None:
    """In the text, a table cell, the title of a plan, a doubt, an id and the file's name."""
    text = f"KẾ HOẠCH\n{payload}\nTT\tĐơn vị\n1\t{payload} 40\ntrước {payload} 15/4"
    hostile = record(
        text,
        header=Header(subject=Grounded(value=payload, spans=[span(text, payload)], doubts=[payload])),
        dates=[DateRecord(id=payload, date=None, role="due", spans=[span(text, f"{payload} 15/4")], doubts=[payload])],
    )
    hostile.source.file_name = f"{payload}.txt"
    page = Elements(highlight(hostile).html)
    assert page.seen <= {"p", "mark", "table", "tr", "td", "span"}
    assert page.attributes <= {"id", "class", "title"}
    assert payload in page.content
    told = source_data.source_data(review(hostile), text, (), "vi")
    assert told["text"] == text  # data, which the pane puts in as text
    scripts = list(Path(source_data.__file__).parent.glob("*.js"))
    assert scripts
    assert not [script.name for script in scripts if "innerHTML" in script.read_text("utf-8")]


# -- pages -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", PDFS, ids=lambda path: path.name)
def test_boxes_lie_over_the_words_of_their_fact(path: Path) -> None:
    reviewed = review(record_at(path))
    data = path.read_bytes()
    pages = source_data.page_images(data, reviewed.extracted)
    told = source_data.source_data(reviewed, reviewed.extracted.text, pages, "vi")
    pdf = pypdfium2.PdfDocument(data)
    layers = [page.get_textpage() for page in pdf]
    over_pages = 0
    for _, _, _, _, start, end, page, boxes in told["marks"]:
        assert page
        quote = "".join(reviewed.extracted.text[start:end].split())
        top = pages[page - 1].height
        # a little smaller, as what a box touches counts as inside
        seen = [layers[page - 1].get_text_bounded(a + 1, top - d + 2, c - 1, top - b - 2) for a, b, c, d in boxes]
        words = "".join("".join(seen).split())
        if words != quote:  # what runs over to the next page has its boxes on the first
            assert quote.startswith(words)
            over_pages += 1
    assert len(told["marks"]) > 15
    assert over_pages <= len(pages)


SHAPES: dict[str, Callable[[pypdfium2.PdfPage], None]] = {
    "as drawn": lambda page: None,
    "cropped": lambda page: page.set_cropbox(40, 30, WIDTH - 20, HEIGHT - 60),
    "media box elsewhere": lambda page: page.set_mediabox(-30, -45, WIDTH, HEIGHT),
    "media box from the middle": lambda page: page.set_mediabox(20, 25, WIDTH, HEIGHT),
    "turned": lambda page: page.set_rotation(90),
    "upside down": lambda page: page.set_rotation(180),
    "turned and cropped": lambda page: (page.set_rotation(270), page.set_cropbox(40, 30, WIDTH - 20, HEIGHT - 60))[1],
    "turned, media box elsewhere": lambda page: (page.set_rotation(90), page.set_mediabox(-30, -45, WIDTH, HEIGHT))[1],
}


@drawn
@pytest.mark.parametrize("shape", SHAPES)
def test_words_lie_where_the_page_shows_them(shape: str) -> None:
    """Patches over all words leave no ink on the picture, however the page is cropped and turned."""
    data = changed(draw(FLAT), SHAPES[shape])
    read = ingest(data, name="thu.pdf")
    words = source_data.words(data, read)
    assert {read.text[word.start : word.end] for word in words} == set(read.text.split())
    assert darkest(images.picture(data, 1)) < 60
    assert darkest(images.picture(data, 1, [word.box for word in words])) > 150


@drawn
def test_a_word_over_two_lines_has_two_boxes() -> None:
    data = draw(
        [
            at(90, 100, "Các thôn, tổ dân phố gửi danh sách người đủ điều kiện tham gia hiến máu về Trạm Y tế-"),
            at(90, 116, "Dân số xã trước ngày 20/3/2026 để tổng hợp."),
        ]
    )
    read = ingest(data, name="thu.pdf")
    places = [(word.start, word.end, round(word.box[1])) for word in source_data.words(data, read)]
    assert len(places) == len(set(places))
    assert len({top for _, _, top in places}) == 2


def test_words_of_another_reading_are_refused() -> None:
    path = PDFS[0]
    read = ingest(path)
    read.text += "…"
    assert source_data.words(path.read_bytes(), read) == []


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4 broken", b"plain text"])
def test_what_is_no_pdf_has_no_pages(data: bytes) -> None:
    assert source_data.page_images(data, record("")) == ()


@drawn
def test_boxes_of_a_font_without_descent_come_down_to_their_words() -> None:
    """The reader's boxes of such a font stand on the line of the letters; drawn there they would strike the words out."""
    usual = draw(PLAIN)
    said = [number for number in re.findall(rb"/Descent (-\d+\.?\d*)", usual) if float(number)]
    assert len(said) == 1
    flat = usual.replace(b"/Descent " + said[0], b"/Descent " + b"0".rjust(len(said[0])))
    tops = []
    for data in (usual, flat):
        read = ingest(data, name="thu.pdf")
        (page,) = source_data.page_images(data, read)
        tops.append([round(page.box(box)[1]) for mark in marks(read) for box in mark.boxes])
    assert tops[0] == pytest.approx(tops[1], abs=1)


@drawn
def test_pictures_stay_small() -> None:
    data = changed(draw(PLAIN), lambda page: page.set_mediabox(0, 0, 30, HEIGHT))
    width, height = Image.open(io.BytesIO(images.picture(data, 1))).size
    assert width <= drawing.WIDTH
    assert height <= 4 * drawing.WIDTH


# -- phone numbers -----------------------------------------------------------------------------------------------------


def hidden_on(data: bytes, reviewed: Reviewed) -> dict[int, list[Box]]:
    return source_data.patches(data, reviewed.extracted, source_data.hiding(reviewed))


@pytest.mark.parametrize("path", PDFS, ids=lambda path: path.name)
def test_every_hidden_digit_is_patched(path: Path) -> None:
    reviewed = review(record_at(path))
    text = reviewed.extracted.text
    hidden = sum(old != new for old, new in zip(text, source_data.hiding(reviewed)(text), strict=True))
    assert sum(map(len, hidden_on(path.read_bytes(), reviewed).values())) == hidden


@drawn
def test_patches_cover_the_digits_and_nothing_else() -> None:
    data = draw([at(90, 90, "Điện thoại: 0900.000.123")])
    reviewed = review(ingest(data, name="thu.pdf"))
    patches = hidden_on(data, reviewed)
    words = {
        reviewed.extracted.text[word.start : word.end]: word.box for word in source_data.words(data, reviewed.extracted)
    }
    x0, top, x1, bottom = words["0900.000.123"]
    assert len(patches[1]) == 7
    assert all(x0 <= a and c <= x1 and top <= b and d <= bottom for a, b, c, d in patches[1])
    picture = Image.open(io.BytesIO(images.picture(data, 1, patches[1]))).convert("L")
    scale = drawing.WIDTH / WIDTH
    for a, b, c, d in patches[1]:
        lightest, darkest = picture.crop(
            (int(a * scale), int(b * scale), int(c * scale) + 1, int(d * scale) + 1)
        ).getextrema()
        assert darkest - lightest < 60  # one grey: no shape of a digit is left
    assert (
        picture.crop((int(x1 * scale) - 30, int(top * scale), int(x1 * scale), int(bottom * scale))).getextrema()[0]
        < 90
    )


# where the number stands · what is drawn
NUMBERS: dict[str, list[list[Draw]]] = {
    "in the text": [PLAIN],
    "in the foot of each page": [[*PLAIN[:2], at(90, HEIGHT - 30, "ĐT: (0236) 3 000 126 - Fax: 0236.3000.127")]] * 3,
    "over two lines": [[*PLAIN[:2], at(90, 400, "Mọi vướng mắc đề nghị các đơn vị liên hệ trực tiếp số điện thoại 0900 000"), at(90, 416, "123 để được giải đáp.")]],
    "twice": [[*PLAIN, at(90, 440, "Có thể nhắn tin qua số 0900 000 123.")]],
}  # fmt: skip


@drawn
@pytest.mark.parametrize("case", NUMBERS)
def test_numbers_are_found_wherever_they_stand(case: str) -> None:
    data = draw(*NUMBERS[case])
    reviewed = review(ingest(data, name="thu.pdf"))
    pages = source_data.page_images(data, reviewed.extracted)
    pdf = pypdfium2.PdfDocument(data)
    patches = hidden_on(data, reviewed)
    assert set(patches) == set(range(1, len(pages) + 1))
    for number, page in enumerate(pdf, 1):
        layer = page.get_textpage()
        text = layer.get_text_range()
        expected = sum(old != new for old, new in zip(text, mask_personal_data(text), strict=True))
        assert len(patches[number]) == expected > 0


@drawn
def test_a_number_in_a_filled_field_is_patched() -> None:
    def field(canvas: Canvas) -> None:
        canvas.acroForm.textfield(
            name="phone", value="Tel 0900.000.123", x=300, y=HEIGHT - 66, width=220, height=18,
            borderWidth=0, borderStyle="solid", fontName="Helvetica", fontSize=12,
        )  # fmt: skip

    data = draw([*PLAIN[:2], field])
    reviewed = review(ingest(data, name="thu.pdf"))
    assert "0900.000.123" in reviewed.extracted.text
    (boxes,) = hidden_on(data, reviewed).values()
    assert len(boxes) == 7
    assert all(box[0] >= 300 and box[2] <= 520 and box[1] >= 48 and box[3] <= 66 for box in boxes)


@drawn
def test_rows_of_figures_are_no_number() -> None:
    """Cells side by side; the words of a neighbour are not run together with them."""
    cells = [at(90 + 70 * column, 300, figure) for column, figure in enumerate(("09", "120", "345", "678", "90"))]
    data = draw([*PLAIN[:2], *cells])
    assert hidden_on(data, review(ingest(data, name="thu.pdf"))) == {}


def test_a_contact_known_without_a_cue_is_hidden_in_the_text_too() -> None:
    text = "Đầu mối: Mạc Văn Thử (3 000 126 77)"
    contact = Contact(id="c", name="Mạc Văn Thử", phone="300012677", spans=[span(text, "3 000 126 77")])
    assert source_data.hiding(review(record(text, contacts=[contact])))(text) == "Đầu mối: Mạc Văn Thử (• ••• ••6 77)"


@pytest.mark.parametrize(
    ("problems", "expected"),
    [
        ([], []),
        ([Problem(code="no-text-layer", message="", page=2)], [2]),
        ([Problem(code="picture-unread", message="", page=3)], [3]),
        ([Problem(code="bad-text-layer", message="", page=3), Problem(code="damaged", message="", page=1)], [3]),
        ([Problem(code="no-text-layer", message="")], [1, 2, 3]),  # a scan as a whole
    ],
)
def test_pages_that_cannot_be_masked_are_withheld(problems: list[Problem], expected: list[int]) -> None:
    assert source_data.withheld(record("", problems=problems), 3) == expected


def test_marks_outside_the_pages_have_no_place() -> None:
    text = "Tiếp nhận 120 đơn vị máu"
    far = span(text, "120", page=9, boxes=[(1.0, 2.0, 3.0, 4.0)])
    target = Target.model_validate(
        {
            "id": "t",
            "quantity": {"comparator": "exactly", "min": 120, "max": 120, "unit": None, "indicator": "other"},
            "spans": [far],
        }
    )
    told = source_data.source_data(review(record(text, targets=[target])), text, (images.PageImage(595, 842),), "vi")
    assert told["marks"][0][6:] == [0, []]
