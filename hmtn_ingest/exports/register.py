"""``register``: the row of an incoming document after Phụ lục VI of Nghị định 30/2020/NĐ-CP, as CSV and XLSX.

The names of the fields are those of the decree, inside FileCode and SignerInfo too. What the receiving office gives is
what it wrote on the sheet of *Rà soát*: arrival, who handles it, time to answer, and number, symbol and subject as it
took them over; the rest stays empty, as does what the document does not say. Where the document says another number or
subject than its row, the remarks tell it.

A text longer than the decree allows is cut with "[…]" at its end; a number or symbol is never cut, as a shortened one
would look like another. Both are said in ``File.notes``. Whether the row was reviewed stands in Description, which the
decree keeps for remarks.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from hmtn_ingest.exports import review_status
from hmtn_ingest.exports.cells import CellValue, csv_file
from hmtn_ingest.exports.model import File, Options
from hmtn_ingest.exports.xlsx_file import XlsxColumn, XlsxFile, XlsxRow
from hmtn_ingest.i18n import say
from hmtn_ingest.i18n.phrases import say_date, say_doubts, say_signature
from hmtn_ingest.kinds import header_fields
from hmtn_ingest.review.reviewed import Reviewed
from parsers.records import DateValue, Grounded

CUT = " […]"


@dataclass(frozen=True, slots=True)
class RegisterField:
    """A field of the decree: its name, its Vietnamese name, the characters it may have, and where its value is.

    ``identifier`` marks what must never be cut.
    """

    name: str
    title: str
    width: float
    value: Callable[[Reviewed], CellValue]
    longest: int | None = None
    identifier: bool = False


def _office(reviewed: Reviewed) -> None:
    """What only the receiving office knows."""


def _entered(name: str) -> Callable[[Reviewed], CellValue]:
    """What the office wrote into its register."""

    def value(reviewed: Reviewed) -> CellValue:
        return (getattr(reviewed.register, name) or None) if reviewed.register else None

    return value


def _code(part: int) -> Callable[[Reviewed], CellValue]:
    """Number (0) or symbol (1): as the office wrote it, else as it was read."""
    read = _header(("code_number", "code_notation")[part])

    def value(reviewed: Reviewed) -> CellValue:
        return _code_parts(reviewed.register.code)[part] or None if reviewed.register else read(reviewed)

    return value


def _code_parts(code: str) -> tuple[str, str]:
    """Number and symbol of what the office wrote as one.

    >>> _code_parts("12/KH-UBND"), _code_parts("12"), _code_parts("KH-UBND")
    (('12', 'KH-UBND'), ('12', ''), ('', 'KH-UBND'))
    """
    number, sign, symbol = code.partition("/")
    if not sign and not code[:1].isdigit():
        number, symbol = "", code
    return number.strip(), symbol.strip()


def _subject(reviewed: Reviewed) -> CellValue:
    return (_entered if reviewed.register else _header)("subject")(reviewed)


def _header(name: str) -> Callable[[Reviewed], CellValue]:
    def value(reviewed: Reviewed) -> CellValue:
        grounded: Grounded[Any] | None = getattr(reviewed.record.header, name)
        return " ".join(str(grounded.value).split()) if grounded and grounded.value is not None else None

    return value


def _issued(reviewed: Reviewed) -> datetime.date | None:
    """A date of issue without its day is no date yet."""
    grounded = reviewed.record.header.issued_date
    date = grounded.value if grounded else None
    return datetime.date.fromisoformat(date.edtf) if date and date.edtf == date.first == date.last else None


def _language(reviewed: Reviewed) -> str | None:
    return "Tiếng Việt" if reviewed.record.text else None


def _pages(reviewed: Reviewed) -> int | None:
    return reviewed.record.source.pages


def _places(reviewed: Reviewed) -> str | None:
    return "; ".join(" ".join(recipient.name.split()) for recipient in reviewed.record.recipients) or None


def _otherwise(reviewed: Reviewed) -> list[str]:
    """What the document says other than its row of the register, in words: it may have been corrected since."""
    header, entry = reviewed.record.header, reviewed.register
    number, symbol, subject = (_header(name)(reviewed) for name in ("code_number", "code_notation", "subject"))
    if entry is None:
        return []
    code = header.code if number and symbol and (number, symbol) != _code_parts(entry.code) else None
    said = [say("register.other-code", code=code)] if code else []
    if subject and subject != entry.subject:
        said.append(say("register.other-subject", subject=subject))
    return said


def _description(reviewed: Reviewed) -> str:
    """How far the row may be trusted: review first, then where the document says something else, how it is signed, what
    is doubtful or blank."""
    header = {name: grounded for name, grounded in header_fields(reviewed.record.header) if grounded}
    state = review_status.overall(reviewed.state(f"header.{name}") for name in header)
    said = _otherwise(reviewed)
    said += [f"{say('signature.title')}: {say_signature(signature)}" for signature in reviewed.record.signatures]
    for name, grounded in header.items():
        doubts = grounded.doubts
        if isinstance(grounded.value, DateValue) and _issued(reviewed) is None:
            said.append(say("register.half-date", field=say(f"header.{name}"), date=say_date(grounded.value)))
            doubts = [doubt for doubt in doubts if doubt != "blank"]
        if doubts:
            said.append(f"{say(f'header.{name}')}: {say_doubts(doubts).lower()}")
    return ". ".join([say("register.read", status=review_status.word(state).lower()), *said])


_number, _symbol = map(_code, (0, 1))
_arrived, _numbered, _handled, _answered = map(_entered, ("arrival_date", "arrival_number", "handler", "due"))

FIELDS: tuple[RegisterField, ...] = (
    RegisterField("OrganId", "Mã hồ sơ: mã định danh của cơ quan", 10, _office),
    RegisterField("FileCatalog", "Mã hồ sơ: năm hình thành hồ sơ", 10, _office),
    RegisterField("FileNotation", "Mã hồ sơ: số và ký hiệu hồ sơ", 12, _office),
    RegisterField("DocOrdinal", "Số thứ tự văn bản trong hồ sơ", 10, _office),
    RegisterField("TypeName", "Tên loại văn bản", 12, _header("type_name")),
    RegisterField("CodeNumber", "Số của văn bản", 11, _number, 11, identifier=True),
    RegisterField("CodeNotation", "Ký hiệu của văn bản", 14, _symbol, 30, identifier=True),
    RegisterField("IssuedDate", "Ngày, tháng, năm văn bản", 12, _issued),
    RegisterField("OrganName", "Tên cơ quan, tổ chức ban hành", 28, _header("organ_name"), 200),
    RegisterField("Subject", "Trích yếu nội dung", 40, _subject, 500),
    RegisterField("Language", "Ngôn ngữ", 10, _language),
    RegisterField("PageAmount", "Số trang của văn bản", 10, _pages),
    RegisterField("Description", "Ghi chú", 28, _description, 500),
    RegisterField("ArrivalDate", "Ngày, tháng, năm đến", 10, _arrived),
    RegisterField("ArrivalNumber", "Số đến", 10, _numbered),
    RegisterField("Position", "Chức vụ của người ký", 16, _header("signer_position")),
    RegisterField("FullName", "Họ và tên người ký", 16, _header("signer_name")),
    RegisterField("Priority", "Mức độ khẩn", 9, _header("priority")),
    RegisterField("ToPlaces", "Nơi nhận", 34, _places, 1000),
    RegisterField("TraceHeaderList", "Thông tin xử lý văn bản", 10, _handled),
    RegisterField("DueDate", "Hạn trả lời văn bản", 10, _answered),
)
"""The fields in the order of the decree."""

_DAY = "%d/%m/%Y"


def write(documents: Sequence[Reviewed], options: Options) -> list[File]:
    """``register.csv`` and ``register.xlsx`` with a row for each document."""
    rows: list[list[CellValue]] = []
    notes: list[str] = []
    for document in documents:
        row: list[CellValue] = []
        for field in FIELDS:
            value = field.value(document)
            if isinstance(value, str) and field.longest is not None and len(value) > field.longest:
                notes.append(_too_long(document, field, len(value)))
                if not field.identifier:
                    value = value[: field.longest - len(CUT)].rstrip() + CUT
            row.append(value)
        rows.append(row)
    plain = [[f"{cell:{_DAY}}" if isinstance(cell, datetime.date) else cell for cell in row] for row in rows]
    return [
        File("register.csv", csv_file([[field.name for field in FIELDS], *plain]), tuple(notes)),
        File("register.xlsx", _workbook(rows)),
    ]


def _too_long(document: Reviewed, field: RegisterField, length: int) -> str:
    long = say(
        "register.too-long",
        file=document.record.source.file_name,
        name=field.name,
        title=field.title,
        length=length,
        longest=field.longest,
    )
    return f"{long} {say('register.uncut') if field.identifier else say('register.cut', cut=CUT.strip())}"


def _workbook(rows: list[list[CellValue]]) -> bytes:
    """The register with heads that people read, and a sheet that says which field of the decree each of them is."""
    file = XlsxFile("Sổ đăng ký văn bản đến", footer="Phụ lục VI, Nghị định 30/2020/NĐ-CP")
    register = file.sheet("Văn bản đến", [field.width for field in FIELDS], wide=True, paper="A3")
    register.table([XlsxColumn(field.title, field.width) for field in FIELDS], map(XlsxRow, rows), "")
    columns = (
        XlsxColumn("Cột", 46), XlsxColumn("Trường theo Phụ lục VI", 22), XlsxColumn("Tối đa (ký tự)", 14, "right"),
        XlsxColumn("Ai ghi", 40),
    )  # fmt: skip
    fields = file.sheet("Các trường", [column.width for column in columns], wide=False)
    described = [(field.title, field.name, field.longest, _who(field)) for field in FIELDS]
    fields.table(columns, map(XlsxRow, described), "")
    return file.data()


def _who(field: RegisterField) -> str:
    if field.value in (_office, _arrived, _numbered, _handled, _answered):
        return say("register.by-office")
    return say("register.by-either" if field.value in (_number, _symbol, _subject) else "register.by-document")
