"""The source pane of a scan: marks over its words, and no phone number on any picture."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from hmtn_ingest.pipeline import ingest
from hmtn_ingest.privacy import mask_personal_data
from hmtn_ingest.readers.errors import NoRecogniser
from hmtn_ingest.readers.page import drawing
from hmtn_ingest.review.reviewed import Reviewed, review
from hmtn_ingest.web.panes.source import source_data
from tests.readers.scan.photographs import encoded
from tests.readers.scan.pictures import page_picture, scanned_pdf

STRIP = (0, 940, 1654, 1420)
"""Of a letter: a deadline, and who is to be called."""


@pytest.fixture(scope="session")
def strip() -> Image.Image:
    return page_picture("cong-van").crop(STRIP)


@pytest.fixture(scope="session", params=["pdf", "png"])
def scan(
    request: pytest.FixtureRequest, strip: Image.Image, tmp_path_factory: pytest.TempPathFactory
) -> tuple[bytes, Reviewed, Path]:
    """A file, its record, and the folder of its recognised pages."""
    keep = tmp_path_factory.mktemp("scan")
    data = scanned_pdf(strip) if request.param == "pdf" else encoded(strip, "PNG", dpi=(200, 200))
    return data, review(ingest(data, name=f"quét.{request.param}", keep=keep)), keep


def test_its_pages_are_shown_with_marks(scan: tuple[bytes, Reviewed, Path], strip: Image.Image) -> None:
    data, reviewed, _ = scan
    pages = source_data.page_images(data, reviewed.extracted)
    assert [(round(page.width), round(page.height)) for page in pages] == [(595, 173)]
    told = source_data.source_data(reviewed, reviewed.extracted.text, pages, "vi")
    assert told["marks"]
    grey = strip.convert("L")
    for *_, page, boxes in told["marks"]:
        assert page == 1
        for box in boxes:
            assert grey.crop(tuple(round(edge / 72 * 200) for edge in box)).getextrema()[0] < 90
    picture = Image.open(io.BytesIO(source_data.shown_picture(data, reviewed.extracted, 1, ())))
    assert picture.width == drawing.WIDTH


def test_phone_numbers_are_patched(scan: tuple[bytes, Reviewed, Path]) -> None:
    """Seven of ten digits are under patches, and nothing of their shape is left."""
    data, reviewed, keep = scan
    patches = source_data.patches(data, reviewed.extracted, source_data.hiding(reviewed), keep)
    assert patches is not None
    assert len(patches[1]) == 7
    picture = Image.open(io.BytesIO(source_data.shown_picture(data, reviewed.extracted, 1, patches[1]))).convert("L")
    scale = drawing.WIDTH / 595.3
    for box in patches[1]:
        darkest, lightest = picture.crop(tuple(round(edge * scale) for edge in box)).getextrema()
        assert lightest - darkest < 60


def test_words_come_from_the_pages_that_were_kept(
    scan: tuple[bytes, Reviewed, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    data, reviewed, keep = scan
    monkeypatch.setattr("hmtn_ingest.readers.scan.reader.recognise", lambda *_: pytest.fail("was recognised again"))
    words = source_data.words(data, reviewed.extracted, keep)
    assert {reviewed.extracted.text[word.start : word.end] for word in words} == set(reviewed.extracted.text.split())


def test_a_page_that_nobody_can_recognise_any_more_is_withheld(
    scan: tuple[bytes, Reviewed, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(*_: object) -> None:
        raise NoRecogniser

    data, reviewed, _ = scan
    monkeypatch.setattr("hmtn_ingest.readers.scan.reader.recognise", missing)
    assert source_data.patches(data, reviewed.extracted, source_data.hiding(reviewed)) is None
    assert source_data.withheld(reviewed.extracted, 1, all_pages=True) == [1]


@pytest.mark.parametrize("text", ["ĐT O912.345.678", "ĐT 09l2 345 67B", "zalo 0912 345 6Z8"])
def test_a_number_with_letters_read_for_digits_is_hidden(text: str) -> None:
    assert mask_personal_data(source_data._digits(text)).count("•") == 7
    assert source_data._digits("Số: 120/KH-BCĐ, 250 đơn vị, BSI OLD") == "Số: 120/KH-BCĐ, 250 đơn vị, BSI OLD"
