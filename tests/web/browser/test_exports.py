"""Every format of the menu *Xuất*, taken away in a real browser and opened by a reader of that format."""

from __future__ import annotations

import csv
import io
import json
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import docx
import frictionless
import icalendar
import jsonschema
import openpyxl
import pytest
import spacy
from lxml import etree
from lxml import html as lxml_html
from spacy.tokens import DocBin

pytest.importorskip("playwright.sync_api")

from playwright.sync_api import Page, expect

from hmtn_ingest.exports import EXPORTS
from hmtn_ingest.review.reviewed import Reviewed
from hmtn_ingest.store.store import Store
from tests.stored import open_stored
from tests.web.browser.conftest import Server
from tests.web.browser.review_page import ReviewPage

PLAN = """ỦY BAN NHÂN DÂN
XÃ NÀ KHUỔI
Số: 21/KH-UBND
Nà Khuổi, ngày 06 tháng 3 năm 2026
KẾ HOẠCH
Tổ chức hiến máu tình nguyện năm 2026
I. MỤC TIÊU
Toàn xã tiếp nhận ít nhất 160 đơn vị máu.
II. TỔ CHỨC THỰC HIỆN
1. Trạm Y tế xã
- Lập danh sách người đăng ký gửi Hội Chữ thập đỏ xã trước ngày 20/3/2026.
2. Hội Chữ thập đỏ xã
- Báo cáo kết quả về Ủy ban nhân dân xã trước ngày 15/6/2026. Liên hệ bà Hoàng Thị Thử, điện thoại 0900 000 145.
Nơi nhận:
- Trạm Y tế xã;
- Lưu: VT.
CHỦ TỊCH
Lục Văn Mẫu
"""
STEM, SUBJECT = "kế hoạch Nà Khuổi", "Tổ chức hiến máu tình nguyện năm 2026"
DUTY = "Lập danh sách người đăng ký"


class Taken(NamedTuple):
    """What arrived in the folder for downloads."""

    name: str
    data: bytes

    def members(self) -> dict[str, bytes]:
        with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
            assert archive.testzip() is None
            return {name: archive.read(name) for name in archive.namelist()}


def workbook(taken: Taken) -> str:
    book = openpyxl.load_workbook(io.BytesIO(taken.data))
    return "\n".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell)


def word(taken: Taken) -> str:
    page = docx.Document(io.BytesIO(taken.data))
    rows = [cell.text for table in page.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in page.paragraphs), *rows])


def calendar(taken: Taken) -> str:
    parts = icalendar.Calendar.from_ical(taken.data).walk()
    assert {str(part["due"].dt)[:10] for part in parts if part.name == "VTODO"} >= {"2026-03-19"}
    return "\n".join(str(part[name]) for part in parts for name in ("summary", "description") if name in part)


def web_page(taken: Taken) -> str:
    return str(lxml_html.fromstring(taken.data.decode("utf-8")).text_content())


def register(taken: Taken) -> str:
    files = taken.members()
    (book,) = (data for name, data in files.items() if name.endswith(".xlsx"))
    (table,) = (data for name, data in files.items() if name.endswith(".csv"))
    (row,) = csv.DictReader(io.StringIO(table.decode("utf-8-sig")))
    return "\n".join([*row.values(), workbook(Taken("", book))])


def tables(taken: Taken) -> str:
    assert taken.name == f"{STEM} - Bảng dữ liệu (CSV).zip"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for member, data in taken.members().items():
            (folder / member).write_bytes(data)
        report = frictionless.validate(str(folder / "datapackage.json"))
        assert report.valid, report.flatten(["title", "message"])
        return "\n".join(path.read_text(encoding="utf-8-sig") for path in folder.glob("*.csv"))


def message(taken: Taken) -> str:
    return " ".join("".join(etree.fromstring(taken.data).itertext()).split())


def records(taken: Taken) -> str:
    """A record a file or a line, each of which the schema that lies beside it describes."""
    files = taken.members()
    schema = json.loads(files.pop("record.schema.json"))
    given = [
        json.loads(part)
        for name, data in files.items()
        for part in (data.splitlines() if name.endswith(".jsonl") else [data])
    ]
    for record in given:
        jsonschema.validate(record, schema)
    return json.dumps(given, ensure_ascii=False)


def plain_json(taken: Taken) -> str:
    return json.dumps(json.loads(taken.data), ensure_ascii=False)


def annotations(taken: Taken) -> str:
    """The text of the document with the annotations that quote it."""
    return "\n".join(data.decode("utf-8") for data in taken.members().values())


def corpus(taken: Taken) -> str:
    vocab = spacy.blank("vi", config={"nlp": {"tokenizer": {"@tokenizers": "spacy.Tokenizer.v1"}}}).vocab
    docs = DocBin().from_bytes(taken.members()["documents.spacy"]).get_docs(vocab)
    return "\n".join(doc.text for doc in docs)


READERS: dict[str, tuple[Callable[[Taken], str], str]] = {
    "xlsx": (workbook, DUTY),
    "csv": (tables, DUTY),
    "ics": (calendar, DUTY),
    "html": (web_page, DUTY),
    "register": (register, SUBJECT),
    "edxml": (message, SUBJECT),
    "json": (records, DUTY),
    "jsonl": (records, DUTY),
    "annotations": (annotations, DUTY),
    "sarif": (plain_json, "2.1.0"),
    "spacy": (corpus, DUTY),
    "brief": (word, DUTY),
}
"""For each format its reader, and words that it must find there; last the one for which a body is chosen."""


def test_every_format_has_a_test() -> None:
    assert set(READERS) == {form.name for form in EXPORTS}


@pytest.fixture
def document(page: Page, server: Server, keep: Callable[..., int]) -> int:
    number = keep(PLAN, f"{STEM}.txt")
    ReviewPage(page, server.url).open(number)
    page.get_by_role("button", name="Xuất").click()
    return number


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_role("combobox", name=label).click()
    page.get_by_role("option", name=option, exact=True).click()


def take(page: Page, form: str) -> Taken:
    chosen = next(one for one in EXPORTS if one.name == form)
    choose(page, "Dạng", chosen.called())
    if chosen.needs_body:
        expect(page.get_by_text("hãy chọn đơn vị")).to_be_visible()
        expect(page.get_by_role("button", name="Tải về")).to_have_count(0)
        choose(page, "Đơn vị", "Trạm Y tế xã Nà Khuổi")
    expect(page.get_by_text(chosen.about())).to_be_visible()
    with page.expect_download() as download:
        page.locator(f".st-key-take-{form} button").click()
    return Taken(download.value.suggested_filename, Path(download.value.path()).read_bytes())


def test_every_format_is_taken_away_and_opened(page: Page, document: int) -> None:
    for form, (read, words) in READERS.items():
        taken = take(page, form)
        assert taken.name.startswith(STEM), form
        said = read(taken)
        assert words in said, form
        assert "0900 000 145" not in said, form
        assert "0900000145" not in said, form


def test_a_calendar_is_made_for_one_body(page: Page, document: int) -> None:
    choose(page, "Dạng", "Lịch cho điện thoại, máy tính")
    choose(page, "Đơn vị", "Hội Chữ thập đỏ xã Nà Khuổi")
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải về cho Hội Chữ thập đỏ xã Nà Khuổi").click()
    said = Path(download.value.path()).read_text("utf-8").replace("\r\n ", "")
    assert "Báo cáo kết quả" in said
    assert "DUE;VALUE=DATE:20260320" not in said
    assert "X-WR-CALNAME:Thời hạn: Hội Chữ thập đỏ xã" in said


def test_what_is_decided_later_stands_in_the_file(page: Page, document: int, store: Store) -> None:
    """The menu is open while somebody decides; the file is made of what holds when it is asked for."""
    from hmtn_ingest.review.drafts import edit

    choose(page, "Dạng", "Sổ tính Excel")
    expect(page.get_by_role("button", name="Tải về")).to_be_visible()
    reviewed: Reviewed = open_stored(store, document)
    store.decide(document, edit(reviewed, "header.subject", {"/value": "Hiến máu đợt mùa xuân"}), by="Lò Thị Nhân")
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải về").click()
    assert "Hiến máu đợt mùa xuân" in workbook(Taken("", Path(download.value.path()).read_bytes()))
