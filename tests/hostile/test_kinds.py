"""Bombs, loops and crazy numbers end within their memory, with a record that says what happened."""

from __future__ import annotations

import functools
import io
import json
import subprocess
import sys
import zlib
from typing import NamedTuple

import pikepdf
import pytest

from hmtn_ingest.readers import read
from hmtn_ingest.readers.pdf import inspection
from tests.hostile import packages, pdfs
from tests.hostile.child import KINDS

MOST_MEGABYTES = 600


class Told(NamedTuple):
    """What came of a file: the status of its record, its problems as codes and messages, the memory it took."""

    kind: str
    status: str
    problems: list[tuple[str, str]]
    megabytes: int


@functools.cache
def told(group: str) -> list[Told]:
    """Of all files of a group, read one after the other by one process."""
    child = subprocess.run([sys.executable, "-m", "tests.hostile.child", group], capture_output=True, text=True)
    found = [Told(*json.loads(line)) for line in child.stdout.splitlines()]
    assert [one.kind for one in found] == list(KINDS[group][0]), child.stderr[-2000:]
    return found


@pytest.mark.processes
@pytest.mark.parametrize("group", KINDS)
def test_each_ends_with_a_record(group: str) -> None:
    assert {one.kind: one.megabytes for one in told(group) if one.megabytes > MOST_MEGABYTES} == {}
    assert [one.kind for one in told(group) if one.status != "ok" and not one.problems] == []
    if group in ("BOMBS", "LOOPS", "NUMBERS"):  # none of them is whole, or its letters have no marks
        assert [one.kind for one in told(group) if one.status == "ok"] == []


@pytest.mark.processes
@pytest.mark.parametrize(
    ("group", "kind", "code"),
    [
        ("BOMBS", "flate twice", "too-large"),
        ("BOMBS", "forms doubled 24 times", "too-large"),
        ("BOMBS", "widths", "too-large"),
        ("BOMBS", "map of glyphs", "too-large"),
        ("BOMBS", "program of a font", "too-large"),
        ("BOMBS", "page of 300 streams", "too-large"),
        ("BOMBS", "picture", "too-large"),
        ("BOMBS", "page of a kilometre", "too-large"),
        ("LOOPS", "kids are references to each other", "damaged"),
        ("LOOPS", "form draws itself", "too-large"),
        ("DOCX", "paragraphs", "too-large"),
        ("DOCX", "letters", "too-long"),
        ("DOCX", "text stored three times", "damaged"),
        ("DOCX", "text stored in two spellings", "damaged"),
        ("DOCX", "a lie about its size", "damaged"),
        ("XLSX", "rows", "too-large"),
        ("XLSX", "far corner, its place not said", "too-large"),
        ("XLSX", "far corner with an empty text", "too-large"),
        ("XLSX", "far corner in small letters", "damaged"),
        ("XLSX", "one text in ten thousand cells", "too-long"),
        ("XLSX", "texts that are only claimed", "damaged"),
        ("XLSX", "one part for many sheets", "damaged"),
        ("XLSX", "sheet stored twice", "damaged"),
        ("OPEN", "content stored twice", "damaged"),
        ("XLSX", "far corner", "too-large"),
    ],
)
def test_refusals_say_what_it_is_and_what_to_do(group: str, kind: str, code: str) -> None:
    (one,) = [one for one in told(group) if one.kind == kind]
    assert one.status == "failed"  # as what is Unreadable is
    ((found, message),) = one.problems
    assert found == code
    assert KINDS[group][1] in message
    assert "Hãy" in message


def test_a_bomb_costs_its_page_alone() -> None:
    objects = {
        2: b"<</Type/Pages/Kids[3 0 R 8 0 R]/Count 2>>",
        8: pdfs.PAGE.replace(b"5 0 R", b"9 0 R"),
        9: pdfs.stream(pdfs.blown_up(b"q Q ", 60_000_000), b"/Filter/FlateDecode"),
    }
    document = read(pdfs.pdf(objects), "a.pdf")
    assert "KE HOACH" in document.text
    assert [(problem.code, problem.page) for problem in document.problems if problem.code == "too-large"] == [
        ("too-large", 2)
    ]


def test_a_font_that_asks_for_too_much_costs_every_page_that_names_it() -> None:
    font = pdfs.stream(pdfs.blown_up(bytes(1000), 90_000), b"/Filter/FlateDecode/Length1 90000000")
    objects = {
        2: b"<</Type/Pages/Kids[3 0 R 8 0 R 9 0 R]/Count 3>>",
        6: b"<</Type/FontDescriptor/FontName/A/FontFile2 7 0 R>>",
        7: font,
        8: pdfs.PAGE.replace(b"4 0 R", b"10 0 R"),
        9: pdfs.PAGE.replace(b"4 0 R", b"10 0 R"),
        10: b"<</Type/Font/Subtype/TrueType/BaseFont/A/FontDescriptor 6 0 R>>",
    }
    document = read(pdfs.pdf(objects), "a.pdf")
    assert "KE HOACH" in document.text
    assert [problem.page for problem in document.problems if problem.code == "too-large"] == [2, 3]


def test_what_all_pages_unpack_to_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inspection, "MOST_OF_FILE", 1_000)
    long = pdfs.packed(pdfs.SHOWN + b" " * 600)
    two = {2: b"<</Type/Pages/Kids[3 0 R 8 0 R]/Count 2>>", 8: pdfs.PAGE.replace(b"5 0 R", b"9 0 R"), 5: long, 9: long}
    problems = read(pdfs.pdf(two), "a.pdf").problems
    assert [problem.page for problem in problems if problem.code == "too-large"] == [2]


def test_a_page_without_extent_is_read() -> None:
    document = read(pdfs.NUMBERS["page without extent"](), "a.pdf")
    assert "KE HOACH" in document.text
    assert "damaged" in [problem.code for problem in document.problems]


def test_a_stream_that_ends_early() -> None:
    lines = b" ".join(pdfs.SHOWN.replace(b"780", b"%d" % height) for height in range(780, 100, -20))
    content = zlib.compress(lines, 0)  # not packed, so that its first half unpacks
    document = read(pdfs.pdf({5: pdfs.stream(content[: len(content) // 2], b"/Filter/FlateDecode")}), "a.pdf")
    assert "KE HOACH" in document.text
    assert ("damaged", 1) in [(problem.code, problem.page) for problem in document.problems]


def test_a_hole_in_the_middle_of_a_name() -> None:
    content = pdfs.SHOWN + b" /Span" + bytes(20) + b" BMC EMC"
    document = read(pdfs.pdf({5: pdfs.stream(content)}), "a.pdf")
    assert ("damaged", 1) in [(problem.code, problem.page) for problem in document.problems]


@pytest.mark.parametrize(
    "drawn",
    [{"mode": 3}, {"mode": 7}, {"white": True}, {"left": 700}, {"left": -500}, {"crop": True}, {"cover": True}],
    ids=str,
)
def test_letters_that_nobody_sees(drawn: dict[str, object]) -> None:
    problems = read(pdfs.typeset(**drawn), "a.pdf").problems  # type: ignore[arg-type]
    assert [(problem.code, problem.page) for problem in problems] == [("invisible-text", 1)]
    assert "Hãy" in problems[0].message


@pytest.mark.parametrize(
    "colour", [b".96 g", b".95 .96 .97 rg", b"0 0 0 0 k", b"/DeviceCMYK cs 0 0 0 0 sc", b"3.0 Tr", b"03 Tr"], ids=str
)
def test_letters_in_a_colour_that_nobody_sees(colour: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdfs.typeset(white=True))) as pdf:
        drawn = pdf.pages[0].Contents.read_bytes()
        assert b"1 1 1 rg" in drawn
        pdf.pages[0].Contents = pdf.make_stream(drawn.replace(b"1 1 1 rg", colour))
        pale = io.BytesIO()
        pdf.save(pale)
    assert [problem.code for problem in read(pale.getvalue(), "a.pdf").problems] == ["invisible-text"]


@pytest.mark.parametrize("drawn", [{}, {"mode": 1}, {"left": 200}], ids=str)
def test_letters_that_everybody_sees(drawn: dict[str, object]) -> None:
    assert read(pdfs.typeset(**drawn), "a.pdf").problems == []  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "kind", ["number said 50,000 times", "number with a long text", "custom number"], ids=lambda kind: kind
)
def test_numbers_longer_than_any_of_word_are_left_out_and_said(kind: str) -> None:
    document = read(packages.DOCX[kind](), "a.docx")
    assert len(document.text) < 200
    assert [problem.code for problem in document.problems] == ["numbering-overlong"]


def test_a_document_whose_numbers_or_notes_lost_their_part() -> None:
    item = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>Mục</w:t></w:r></w:p>'
    )
    document = packages.docx(item)
    lost = packages.archive({"word/document.xml": packages.part(document, "word/document.xml")})
    assert [problem.code for problem in read(lost, "a.docx").problems] == ["missing-part"]


def test_a_number_that_is_none_is_an_error_of_its_cell() -> None:
    document = read(packages.XLSX["infinite number"](), "a.xlsx")
    assert "#NUM!" in document.text
    assert [problem.code for problem in document.problems] == ["formula-error"]
