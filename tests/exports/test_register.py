"""The register of incoming documents and the header of edXML, read back by csv, openpyxl and lxml."""

from __future__ import annotations

import csv
import dataclasses
import datetime
import io
import json

import openpyxl
import pytest
from lxml import etree

from hmtn_ingest.exports import export
from hmtn_ingest.exports.edxml import NAMESPACE
from hmtn_ingest.review.drafts import accept, edit
from hmtn_ingest.review.reviewed import Reviewed, review
from hmtn_ingest.review.stored import RegisterEntry
from tests.exports.material import decided, plan, signed
from tests.plans import read

# Nghị định 30/2020/NĐ-CP, Phụ lục VI, in its order, with the groups FileCode and SignerInfo laid open
NAMES = [
    "OrganId", "FileCatalog", "FileNotation", "DocOrdinal", "TypeName", "CodeNumber", "CodeNotation", "IssuedDate",
    "OrganName", "Subject", "Language", "PageAmount", "Description", "ArrivalDate", "ArrivalNumber", "Position",
    "FullName", "Priority", "ToPlaces", "TraceHeaderList", "DueDate",
]  # fmt: skip
LONGEST = {"CodeNumber": 11, "CodeNotation": 30, "OrganName": 200, "Subject": 500, "Description": 500, "ToPlaces": 1000}


def rows(reviewed: Reviewed | list[Reviewed]) -> list[dict[str, str]]:
    table, _ = export(reviewed, "register")
    return list(csv.DictReader(io.StringIO(table.data.decode("utf-8-sig"), newline="")))


def test_the_row_of_a_plan() -> None:
    (row,) = rows(review(plan()))
    assert list(row) == NAMES
    assert {name: value for name, value in row.items() if value} == {
        "TypeName": "KẾ HOẠCH",
        "CodeNumber": "31",
        "CodeNotation": "KH-BCĐ",
        "IssuedDate": "19/01/2026",
        "OrganName": "BAN CHỈ ĐẠO VẬN ĐỘNG HIẾN MÁU TÌNH NGUYỆN PHƯỜNG BỜ LAU",
        "Subject": "Vận động hiến máu tình nguyện năm 2026",
        "Language": "Tiếng Việt",
        "Description": "hmtn_ingest đọc từ tệp; chưa rà soát",
        "Position": "TRƯỞNG BAN",
        "FullName": "Đèo Văn Hướng",
        "ToPlaces": "UBND phường; Lưu: VT",
    }


def test_the_workbook_holds_the_same_and_a_real_date(samples: list[Reviewed]) -> None:
    _, file = export(samples, "register")
    book = openpyxl.load_workbook(io.BytesIO(file.data))
    head, *body = book.worksheets[0].iter_rows(values_only=True)
    fields = list(book.worksheets[1].iter_rows(min_row=2, max_col=2, values_only=True))
    assert fields[NAMES.index("ArrivalNumber")] == ("Số đến", "ArrivalNumber")
    assert list(zip(head, NAMES, strict=True)) == fields  # heads that people read, each with its field of the decree
    found = [
        [f"{value:%d/%m/%Y}" if isinstance(value, datetime.datetime) else str(value or "") for value in row]
        for row in body
    ]
    assert found == [list(row.values()) for row in rows(samples)]
    assert any(isinstance(row[NAMES.index("IssuedDate")], datetime.datetime) for row in body)


def test_a_blank_number_and_half_a_date_stay_empty_and_are_told() -> None:
    record = read(
        "UBND XÃ PHỐ CÁO\nSố:      /KH-UBND\nPhố Cáo, ngày     tháng 3 năm 2026\nKẾ HOẠCH\nHiến máu năm 2026\n", "a.txt"
    )
    (row,) = rows(review(record))
    assert (row["CodeNumber"], row["CodeNotation"], row["IssuedDate"]) == ("", "KH-UBND", "")
    assert "Số: văn bản để trống" in row["Description"]
    assert "Ngày ban hành ghi chưa đủ: …/03/2026" in row["Description"]


def test_the_row_says_who_signed_the_file() -> None:
    (row,) = rows(review(signed()))
    assert row["Description"] == (
        "hmtn_ingest đọc từ tệp; chưa rà soát. Chữ ký số: Đèo Văn Hướng (UBND PHƯỜNG BỜ LAU), 08:30 20/01/2026: KHÔNG "
        "KHỚP, nội dung đã bị sửa sau khi ký. Chữ ký số: BAN CHỈ ĐẠO HMTN, 09:15 20/01/2026: nguyên vẹn, chưa xác minh "
        "được nơi cấp chứng thư"
    )
    assert (row["IssuedDate"], row["FullName"]) == ("19/01/2026", "Đèo Văn Hướng")


def test_the_row_says_whether_it_was_reviewed() -> None:
    open_ = review(plan())
    header = [key for key in open_.states if key.startswith("header.")]
    accepted = decided(open_.extracted, *(accept(open_, key) for key in header))
    assert rows(accepted)[0]["Description"] == "hmtn_ingest đọc từ tệp; đã xác nhận"
    changed = decided(
        open_.extracted, *(accept(open_, key) for key in header), edit(open_, header[0], {"/value": "QUYẾT ĐỊNH"})
    )
    (row,) = rows(changed)
    assert (row["TypeName"], row["Description"]) == ("QUYẾT ĐỊNH", "hmtn_ingest đọc từ tệp; đã sửa")
    partly = decided(open_.extracted, *(accept(open_, key) for key in header[1:]))
    assert rows(partly)[0]["Description"] == "hmtn_ingest đọc từ tệp; chưa rà soát"


ENTRY = RegisterEntry(
    arrival_number="41",
    arrival_date=datetime.date(2026, 1, 22),
    code="31/KH-BCĐ",
    subject="Vận động hiến máu tình nguyện năm 2026",
    handler="Kha Thị Thử",
    due=datetime.date(2026, 2, 20),
    by="Vi Thu Hà",
    at=datetime.datetime(2026, 1, 22, 2, tzinfo=datetime.UTC),
)


def registered(**changed: str) -> Reviewed:
    return dataclasses.replace(review(plan()), register=dataclasses.replace(ENTRY, **changed))


@pytest.mark.parametrize(
    ("code", "number", "symbol"),
    [
        ("31/KH-BCĐ", "31", "KH-BCĐ"),
        (" 31 / KH-BCĐ", "31", "KH-BCĐ"),
        ("15/2026/QĐ-UBND", "15", "2026/QĐ-UBND"),
        ("31", "31", ""),
        ("31a KH-BCĐ", "31a KH-BCĐ", ""),
        ("KH-BCĐ", "", "KH-BCĐ"),
        ("", "", ""),
    ],
)
def test_what_the_office_wrote_wins_whole_over_what_was_read(code: str, number: str, symbol: str) -> None:
    (row,) = rows(registered(code=code, subject=""))
    assert (row["CodeNumber"], row["CodeNotation"], row["Subject"]) == (number, symbol, "")


def test_a_row_that_the_document_speaks_against_tells_it() -> None:
    (row,) = rows(registered())
    assert row["Description"] == "hmtn_ingest đọc từ tệp; chưa rà soát"
    (row,) = rows(registered(code="13/KH-BCĐ"))
    assert row["CodeNumber"] == "13"
    assert "Văn bản ghi số, ký hiệu 31/KH-BCĐ, khác với sổ" in row["Description"]
    corrected = edit(review(plan()), "header.subject", {"/value": "Vận động hiến máu tình nguyện đợt 1 năm 2026"})
    later = dataclasses.replace(decided(plan(), corrected), register=ENTRY)
    (row,) = rows(later)
    assert row["Subject"] == "Vận động hiến máu tình nguyện năm 2026"
    assert "Văn bản ghi trích yếu “Vận động hiến máu tình nguyện đợt 1 năm 2026”, khác với sổ" in row["Description"]


def test_numbers_that_the_office_wrote_are_hidden_unless_asked_for() -> None:
    """In free text, with the words that tell a phone and without them, where the document has it."""
    reviewed = registered(handler="Bà Mạc Thị Sen 0900.000.245", subject="Hiến máu (ĐT 0900 000 246)")
    (row,) = rows(reviewed)
    assert row["TraceHeaderList"] == "Bà Mạc Thị Sen ••••.•••.245"
    assert row["Subject"] == "Hiến máu (ĐT •••• ••• 246)"
    (record, _) = export(reviewed, "json")
    assert "0900" not in json.dumps(json.loads(record.data)["review"]["register"])
    shown, _ = export(reviewed, "register", reveal=True)
    assert "Bà Mạc Thị Sen 0900.000.245" in shown.data.decode()


def test_the_record_as_json_has_the_row_too() -> None:
    (record, _) = export(registered(), "json")
    assert json.loads(record.data)["review"]["register"] == {
        "arrival_number": "41",
        "arrival_date": "2026-01-22",
        "code": "31/KH-BCĐ",
        "subject": "Vận động hiến máu tình nguyện năm 2026",
        "handler": "Kha Thị Thử",
        "due": "2026-02-20",
        "by": "Vi Thu Hà",
        "at": "2026-01-22T02:00:00Z",
    }


@pytest.mark.parametrize(
    ("field", "name", "longest", "cut"),
    [
        ("subject", "Subject", 500, True),
        ("organ_name", "OrganName", 200, True),
        ("code_notation", "CodeNotation", 30, False),
        ("code_number", "CodeNumber", 11, False),
    ],
)
def test_what_is_too_long_is_cut_in_sight_or_left_whole_and_always_told(
    field: str, name: str, longest: int, cut: bool
) -> None:
    open_ = review(plan())

    def with_value(value: str) -> Reviewed:
        return decided(open_.extracted, edit(open_, f"header.{field}", {"/value": value}))

    fits = with_value("A" * longest)
    assert rows(fits)[0][name] == "A" * longest
    assert export(fits, "register")[0].notes == ()
    too_long = with_value("A" * (longest + 1))
    value = rows(too_long)[0][name]
    assert value == ("A" * (longest - 4) + " […]" if cut else "A" * (longest + 1))
    (note,) = export(too_long, "register")[0].notes
    assert name in note
    assert f"{longest + 1} ký tự" in note


def test_no_field_is_longer_than_the_decree_allows(samples: list[Reviewed]) -> None:
    for row in rows(samples):
        assert {name: len(row[name]) for name, longest in LONGEST.items() if len(row[name]) > longest} == {}


def parse(data: bytes) -> etree._Element:
    """An XML parser that takes no document type and loads nothing."""
    parser = etree.XMLParser(dtd_validation=False, load_dtd=False, no_network=True, resolve_entities=False)
    root = etree.fromstring(data, parser)
    assert root.getroottree().docinfo.doctype == ""
    return root


def values(element: etree._Element) -> dict[str, list[str]]:
    """The texts of all elements that have one, by the way that leads to them."""
    found: dict[str, list[str]] = {}
    for leaf in element.iter(f"{{{NAMESPACE}}}*"):
        if leaf.text and leaf.text.strip():
            way = [leaf, *leaf.iterancestors(f"{{{NAMESPACE}}}*")]
            names = [etree.QName(one).localname for one in reversed(way)]
            found.setdefault("/".join(names[names.index("MessageHeader") + 1 :]), []).append(leaf.text)
    return found


def test_the_message_header_of_a_plan() -> None:
    (file,) = export(review(plan()), "edxml")
    assert file.name == "ke-hoach-bo-lau.edxml"
    root = parse(file.data)
    assert root.tag == f"{{{NAMESPACE}}}edXMLEnvelope"
    assert values(root) == {
        "From/OrganName": ["BAN CHỈ ĐẠO VẬN ĐỘNG HIẾN MÁU TÌNH NGUYỆN PHƯỜNG BỜ LAU"],
        "Code/CodeNumber": ["31"],
        "Code/CodeNotation": ["KH-BCĐ"],
        "PromulgationInfo/Place": ["Bờ Lau"],
        "PromulgationInfo/PromulgationDate": ["2026/01/19"],
        "DocumentType/TypeName": ["KẾ HOẠCH"],
        "Subject": ["Vận động hiến máu tình nguyện năm 2026"],
        "Content": ["Vận động hiến máu tình nguyện năm 2026"],
        "SignerInfo/Competence": ["TM. BAN CHỈ ĐẠO"],
        "SignerInfo/Position": ["TRƯỞNG BAN"],
        "SignerInfo/FullName": ["Đèo Văn Hướng"],
        "ToPlaces/Place": ["UBND phường", "Lưu: VT"],
    }


def test_markup_in_a_document_is_text_in_the_message() -> None:
    open_ = review(plan())
    hostile = ']]><!ENTITY x "y"> &amp; <edXML:To/> \x01 hiến máu'
    reviewed = decided(open_.extracted, edit(open_, "header.subject", {"/value": hostile}))
    (file,) = export(reviewed, "edxml")
    assert values(parse(file.data))["Subject"] == [hostile.replace("\x01", "\ufffd")]


def test_every_sample_has_a_header_that_can_be_read(samples: list[Reviewed]) -> None:
    for reviewed, file in zip(samples, export(samples, "edxml"), strict=True):
        subject = reviewed.record.header.subject
        assert values(parse(file.data)).get("Subject", [None])[0] == (
            " ".join(str(subject.value).split()) if subject else None
        )
