"""What PDFium tells of a page is what pdfplumber tells of it, whatever program made the file."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pdfplumber
import pypdfium2
import pytest
from pdfplumber.page import Page
from reportlab.pdfgen.canvas import Canvas

from hmtn_ingest.readers.pdf.page_objects import Objects, opened
from hmtn_ingest.readers.pdf.ruling import rules_of
from tests.chromium import CHROMIUM
from tests.readers.test_pdf import BODY_LINES, HEIGHT, SHARED, Draw, at, body, draw, quota, slanted
from tests.readers.test_pdf import flow as flowing

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "documents"
MADE = [*sorted(SAMPLES.glob("*.pdf")), *sorted(path for path in SHARED.glob("*.pdf") if "scan" not in path.name)]

SUBSET = re.compile(r"^[A-Z]{6}\+")


def pages(data: bytes) -> Iterator[tuple[Page, Objects]]:
    """Each page, and what is drawn on it as PDFium tells; a page that is left to pdfplumber fails."""
    with pdfplumber.open(io.BytesIO(data)) as pdf, opened(data, len(pdf.pages)) as drawn:
        for page in pdf.pages:
            objects = drawn.objects(page)
            assert "_objects" not in page.__dict__, f"page {page.page_number} was read by pdfplumber"
            yield page, objects


def letters(objects: Objects) -> list[dict[str, Any]]:
    """The characters but blanks, a ligature as its letters."""
    found = []
    for char in objects.get("char", []):
        ligature = char["text"] in "ﬁﬂﬀ"
        text = unicodedata.normalize("NFKC", char["text"]) if ligature else char["text"]
        found += [char | {"text": letter, "ligature": ligature} for letter in text if not letter.isspace()]
    return found


def words(objects: Objects) -> list[str]:
    """The characters in the order of the file, cut at blanks."""
    return "".join(char["text"] for char in objects.get("char", [])).split()


def differences(page: Page, ours: Objects) -> list[str]:
    theirs: Objects = page.objects
    found: list[str] = []
    if words(ours) != words(theirs) and "".join(words(ours)) == "".join(words(theirs)):
        found.append(f"blanks: {sorted(set(words(ours)) ^ set(words(theirs)))}")
    mine, others = letters(ours), letters(theirs)
    if [char["text"] for char in mine] != [char["text"] for char in others]:
        return [*found, "letters"]
    for char, other in zip(mine, others, strict=True):
        if other["ligature"]:
            continue
        apart = max(abs(char[edge] - other[edge]) for edge in ("x0", "top", "bottom"))
        base, other_base = (c["bottom"] + c["y0"] - c["matrix"][5] for c in (char, other))
        if apart > 1 or abs(char["size"] - other["size"]) > 0.5 or abs(base - other_base) > 0.5:
            found.append(f"{char['text']}: {apart:.1f} pt, {char['size']:.1f} for {other['size']:.1f}")
        if len(other["text"]) == 1 and abs(char["x1"] - other["x1"]) > 1:
            found.append(f"{char['text']}: as wide as {char['x1'] - char['x0']}, not {other['x1'] - other['x0']}")
        if SUBSET.sub("", char["fontname"]) != SUBSET.sub("", other["fontname"]):
            found.append(f"{char['fontname']} for {other['fontname']}")
    for mine_rules, other_rules in zip(rules_of(ours), rules_of(theirs), strict=True):
        if len(mine_rules) != len(other_rules):
            found.append(f"{len(mine_rules)} ruling lines for {len(other_rules)}")
        for rule, other in zip(mine_rules, other_rules, strict=False):
            if any(abs(rule[edge] - other[edge]) > 0.5 for edge in ("x0", "x1", "top", "bottom")):
                found.append(f"line: {rule} for {other}")
    for kind in ("line", "rect", "curve", "image"):
        if len(ours.get(kind, ())) != len(theirs.get(kind, ())):
            found.append(f"{kind}: {len(ours.get(kind, ()))} for {len(theirs.get(kind, ()))}")
    for image, other in zip(ours.get("image", ()), theirs.get("image", ()), strict=True):
        if tuple(image["srcsize"]) != tuple(other["srcsize"]) or abs(image["x1"] - other["x1"]) > 1:
            found.append(f"image: {image} for {other}")
    return found


def agree(data: bytes) -> None:
    read = [(page.page_number, differences(page, ours)) for page, ours in pages(data)]
    assert read
    assert [(number, found[:5]) for number, found in read if found] == []


# -- programs that make PDFs -------------------------------------------------------------------------------------------


@pytest.mark.documents
@pytest.mark.parametrize("path", MADE or [None], ids=lambda path: path.stem if path else "none")
def test_documents_at_hand(path: Path | None) -> None:
    if path is None:
        pytest.skip("no document at hand")
    agree(path.read_bytes())


@pytest.mark.libreoffice
def test_what_libreoffice_makes(tmp_path: Path) -> None:
    """With letters that its font lacks, which LibreOffice draws from another one behind their line."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("needs LibreOffice")
    command = [program, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "pdf"]
    names = ("bao-cao-6-thang", "ke-hoach-huyen")
    written = [SAMPLES / f"{name}.docx" for name in names]
    subprocess.run([*command, "--outdir", tmp_path, *written], check=True, capture_output=True)
    for name in names:
        agree((tmp_path / f"{name}.pdf").read_bytes())


@pytest.mark.browser
def test_what_a_browser_prints(tmp_path: Path) -> None:
    """Each letter by itself, no blank drawn, and a ligature in the address below the page."""
    if CHROMIUM is None:
        pytest.skip("needs Chromium")
    rows = "".join(f"<tr><td>{number}<td>Thôn Bến Đá {number}<td>{number + 4}" for number in range(9))
    page = tmp_path / "in.html"
    text = "".join(f"<p style='text-align: justify'>{' '.join(BODY_LINES)}" for _ in range(12))
    page.write_text(f"<meta charset=utf-8><body>{text}<table border=1>{rows}</table>", encoding="utf-8")
    out = tmp_path / "in.pdf"
    options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
    subprocess.run([CHROMIUM, *options, f"--print-to-pdf={out}", page.as_uri()], check=True, capture_output=True)
    agree(out.read_bytes())


# -- what pages may hold -----------------------------------------------------------------------------------------------


def spaced(canvas: Canvas) -> None:
    """Letters and blanks set apart by the operators for it, and stretched."""
    text = canvas.beginText(85, HEIGHT - 300)
    text.setFont("Test Serif", 12)
    text.setWordSpace(6)
    text.textLine("Ban Chỉ đạo vận động hiến máu tình nguyện xã Bến Lau")
    text.setCharSpace(2)
    text.textLine("KẾ HOẠCH")
    text.setHorizScale(80)
    text.textLine("Vận động hiến máu tình nguyện")
    canvas.drawText(text)


def in_a_form(canvas: Canvas) -> None:
    """Text and a frame in a form that is drawn twice, shifted and shrunk."""
    canvas.beginForm("khung")
    canvas.setFont("Test Serif", 12)
    canvas.drawString(10, 10, "Đã kiểm tra")
    canvas.rect(0, 0, 120, 30)
    canvas.endForm()
    for x in (85, 300):
        canvas.saveState()
        canvas.translate(x, 300)
        canvas.scale(0.8, 0.8)
        canvas.doForm("khung")
        canvas.restoreState()


def shapes(canvas: Canvas) -> None:
    """Lines, boxes, paths and curves, drawn, filled, white, and painted without being seen."""
    canvas.line(85, 300, 500, 300)
    canvas.rect(85, 310, 100, 20, fill=0)
    canvas.rect(200, 310, 100, 0.5, fill=1, stroke=0)
    canvas.setStrokeColorRGB(1, 1, 1)
    canvas.rect(320, 310, 100, 20)
    canvas.setStrokeColorCMYK(0, 0, 0, 1)
    path = canvas.beginPath()
    path.moveTo(85, 400)
    path.lineTo(185, 400)
    path.lineTo(185, 450)
    path.moveTo(200, 400)
    path.curveTo(220, 450, 240, 450, 260, 400)
    path.close()
    canvas.drawPath(path)
    canvas.circle(400, 420, 20)


def turned(angle: int) -> Draw:
    def paint(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(300, 400)
        canvas.rotate(angle)
        canvas.setFont("Test Serif", 24)
        canvas.drawString(0, 0, "DỰ THẢO lần 2")
        canvas.restoreState()

    return paint


PAGES: dict[str, Callable[[], bytes]] = {
    "number left open": lambda: draw([at(85, 100, "Số:        /KH-BCĐ     ngày   tháng   năm 2026   "), *body(200)]),
    "hyphen at the end of a line": lambda: draw([at(85, 100, "đợt 1 -"), at(85, 116, "hiến máu xe lưu-"), at(85, 132, "động")]),
    "blanks by themselves": lambda: draw([at(85, 100, "Số:"), at(110, 100, "     "), at(140, 100, " "), at(160, 100, "/KH")]),
    "decomposed": lambda: draw([at(85, 100, unicodedata.normalize("NFD", line)) for line in BODY_LINES[:1]]),
    "spacing": lambda: draw([spaced]),
    "forms": lambda: draw([in_a_form]),
    "shapes": lambda: draw([*body(80), shapes]),
    "slanted": lambda: draw([slanted(85, 100, "Đơn vị tính: người")]),
    "turned up": lambda: draw([*body(80), turned(90)]),
    "turned down": lambda: draw([*body(80), turned(-90)]),
    "turned upside down": lambda: draw([*body(80), turned(180)]),
    "askew": lambda: draw([*body(80), turned(45)]),
    "table": lambda: flowing([quota([[f"{n}.", f"Thôn Bến Đá {n}", str(n + 4), str(n)] for n in range(1, 40)])]),
}  # fmt: skip


@pytest.mark.parametrize("make", PAGES.values(), ids=PAGES.keys())
def test_pages_that_are_drawn(make: Callable[[], bytes]) -> None:
    agree(make())


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("box", [(0, 0, 595, 842), (-20, 30, 575, 872), (40, 50, 600, 850)])
def test_pages_that_are_cropped_and_turned(turn: int, box: tuple[int, int, int, int]) -> None:
    pdf = pypdfium2.PdfDocument(draw([*body(200), shapes]))
    pdf[0].set_mediabox(*box)
    pdf[0].set_cropbox(box[0] + 10, box[1] + 10, box[2] - 10, box[3] - 10)
    pdf[0].set_rotation(turn)
    out = io.BytesIO()
    pdf.save(out)
    agree(out.getvalue())


# -- what PDFium does not tell -----------------------------------------------------------------------------------------


def unmapped() -> bytes:
    return draw(body(80)).replace(b"/ToUnicode", b"/ToUnicodX")


def unseen(canvas: Canvas) -> None:
    """Text over the picture of a page, as a recognition program leaves it."""
    text = canvas.beginText(85, HEIGHT - 200)
    text.setFont("Test Serif", 12)
    text.setTextRenderMode(3)
    text.textLine("Tiếp nhận 120 đơn vị máu")
    canvas.drawText(text)


def nested(canvas: Canvas) -> None:
    """Forms within forms within forms."""
    for depth in range(9):
        canvas.beginForm(f"f{depth}")
        if depth:
            canvas.doForm(f"f{depth - 1}")
        else:
            canvas.rect(100, 100, 50, 50)
        canvas.endForm()
    canvas.doForm("f8")


@pytest.mark.parametrize(
    "data",
    [unmapped(), draw([unseen]), draw([*body(80), nested])],
    ids=["letters without meaning", "text not to be seen", "forms in forms"],
)
def test_pages_left_to_pdfplumber(data: bytes) -> None:
    with pdfplumber.open(io.BytesIO(data)) as pdf, opened(data, len(pdf.pages)) as drawn:
        assert [drawn.objects(page) is page.objects for page in pdf.pages] == [True] * len(pdf.pages)
