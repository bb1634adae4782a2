"""Records into the formats of other systems: one module a format, listed in ``EXPORTS``.

What people decided wins over what the program read, and every row says which of the two it is. Phone numbers are masked
unless asked for.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath

from hmtn_ingest.exports import (
    brief,
    calendar,
    edxml,
    findings_sarif,
    html_page,
    names,
    record_json,
    register,
    spacy_corpus,
    tables_csv,
    web_annotations,
    workbook,
)
from hmtn_ingest.exports.model import Export, File, Options
from hmtn_ingest.i18n import Language
from hmtn_ingest.review.masking import mask_review
from hmtn_ingest.review.reviewed import Reviewed, review
from hmtn_ingest.whole_file import put
from parsers.records import DocumentRecord

__all__ = ["EXPORTS", "Export", "File", "Options", "export", "pack", "save"]

EXPORTS: tuple[Export, ...] = (
    Export("xlsx", workbook.write),
    Export("brief", brief.write, by_body=True, needs_body=True),
    Export("ics", calendar.write, by_body=True),
    Export("html", html_page.write),
    Export("register", register.write),
    Export("csv", tables_csv.write),
    Export("edxml", edxml.write),
    Export("json", record_json.write),
    Export("jsonl", record_json.write_lines),
    Export("annotations", web_annotations.write),
    Export("sarif", findings_sarif.write),
    Export("spacy", spacy_corpus.write),
)
"""What people read first, then what other systems take."""


def export(
    documents: Reviewed | DocumentRecord | Iterable[Reviewed | DocumentRecord],
    to: str,
    *,
    body: str | None = None,
    reveal: bool = False,
    language: Language = "vi",
) -> list[File]:
    """One or more documents in the format named ``to``; the same documents always give the same bytes.

    ``body`` narrows to what one body has to do, in the formats that can (``Export.by_body``). ``reveal`` leaves phone
    numbers unmasked. ``language`` is that of heads and notes for people; see :class:`Options`. Raises ``ValueError``
    for a name that is not in ``EXPORTS``, and for a body where none is asked for.
    """
    form = next((form for form in EXPORTS if form.name == to), None)
    if form is None:
        raise ValueError(f"no format is named {to!r}")
    if body is not None and not form.by_body:
        raise ValueError(f"the format {to} is not made for one body")
    given = [documents] if isinstance(documents, Reviewed | DocumentRecord) else documents
    decided = [one if isinstance(one, Reviewed) else review(one) for one in given]
    return form.write(decided if reveal else [mask_review(one) for one in decided], Options(body, reveal, language))


def pack(files: Sequence[File], document: Reviewed, name: str) -> File:
    """What was made of one document, as one file that is named after it: several go into a ZIP archive, called
    ``name`` behind the name of the document."""
    (stem,) = names.for_documents([document], "")
    notes = tuple(note for file in files for note in file.notes)
    if len(files) == 1:
        own = PurePosixPath(files[0].name).name
        return File(own if own.startswith(stem) else f"{stem} - {own}", files[0].data, notes)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            archive.writestr(zipfile.ZipInfo(file.name), file.data, zipfile.ZIP_DEFLATED)
    return File(f"{stem} - {names.safe(name)}.zip", packed.getvalue(), notes)


def save(files: Iterable[File], folder: Path) -> list[Path]:
    """Write files into a folder, which is made where it is missing; what stood there under their names is replaced."""
    paths = []
    for file in files:
        path = folder / PurePosixPath(file.name)
        put(path, file.data)
        paths.append(path)
    return paths
