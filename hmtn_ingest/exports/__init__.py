"""Records into the formats of other systems: one module a format, listed in ``EXPORTS``.

What people decided wins over what the program read, and every row says which of the two it is. Phone numbers are masked
unless asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from hmtn_ingest.exports import (
    brief,
    calendar,
    edxml,
    findings_sarif,
    record_json,
    register,
    tables_csv,
    web_annotations,
    workbook,
)
from hmtn_ingest.exports import html_page as page
from hmtn_ingest.exports.model import Export, File, Options
from hmtn_ingest.privacy import masked_review
from hmtn_ingest.review.reviewed import Reviewed, review
from parsers.records import DocumentRecord

__all__ = ["EXPORTS", "Export", "File", "Options", "export", "save"]

EXPORTS: tuple[Export, ...] = (
    Export("json", "bản ghi đầy đủ, mỗi văn bản một tệp", "the record, one file a document", record_json.write),
    Export(
        "jsonl", "mọi bản ghi trong một tệp, mỗi dòng một bản ghi", "all records, one a line", record_json.write_lines
    ),
    Export(
        "csv", "các bảng phẳng kèm datapackage.json", "flat tables as a Frictionless data package", tables_csv.write
    ),
    Export("xlsx", "sổ tính Excel để xem, in và rà soát", "a workbook to look at and print", workbook.write),
    Export("register", "dòng sổ đăng ký văn bản đến (Phụ lục VI)", "rows of the register of documents", register.write),
    Export("edxml", "phần đầu gói tin edXML (QCVN 102:2016)", "MessageHeader for exchange as edXML", edxml.write),
    Export(
        "ics",
        "thời hạn và sự kiện cho lịch điện thoại",
        "deadlines and events for calendars",
        calendar.write,
        by_body=True,
    ),
    Export(
        "html",
        "một trang tự đủ: văn bản có đánh dấu, bản ghi bên cạnh",
        "one self-contained page: the marked text, the record beside it",
        page.write,
    ),
    Export(
        "annotations", "chú giải W3C trên từng lời văn bản", "W3C Web Annotations on the words", web_annotations.write
    ),
    Export("sarif", "phát hiện của các quy tắc, SARIF 2.1.0", "findings as SARIF 2.1.0", findings_sarif.write),
    Export(
        "brief",
        "phiếu việc phải làm của một đơn vị (Word)",
        "a page of what one body must do (Word)",
        brief.write,
        by_body=True,
    ),
)


def export(
    documents: Reviewed | DocumentRecord | Iterable[Reviewed | DocumentRecord],
    to: str,
    *,
    body: str | None = None,
    reveal: bool = False,
) -> list[File]:
    """One or more documents in the format named ``to``; the same documents always give the same bytes.

    ``body`` narrows to what one body has to do, in the formats that can (``Export.by_body``). ``reveal`` leaves phone
    numbers unmasked. Raises ``ValueError`` for a name that is not in ``EXPORTS``, and for a body where none is asked
    for.
    """
    form = next((form for form in EXPORTS if form.name == to), None)
    if form is None:
        raise ValueError(f"no format is named {to!r}")
    if body is not None and not form.by_body:
        raise ValueError(f"the format {to} is not made for one body")
    given = [documents] if isinstance(documents, Reviewed | DocumentRecord) else documents
    decided = [one if isinstance(one, Reviewed) else review(one) for one in given]
    return form.write(decided if reveal else [masked_review(one) for one in decided], Options(body, reveal))


def save(files: Iterable[File], folder: Path) -> list[Path]:
    """Write files into a folder, which is made where it is missing; what stood there under their names is replaced."""
    paths = []
    for file in files:
        path = folder / PurePosixPath(file.name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data)
        paths.append(path)
    return paths
