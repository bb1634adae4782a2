"""``xlsx``: a workbook for each document, as an officer would have made it.

Overview, deadlines, targets, results, quotas in the plan's own layout, events, duties by body, findings, and the text
itself by lines, to which every row links. Every row says how far it is reviewed. An empty sheet is left out,
but for what a reader looks for in every plan: that there is no deadline, target, duty or finding is said.
"""

from __future__ import annotations

from collections.abc import Sequence

from hmtn_ingest.exports import names
from hmtn_ingest.exports.model import File, Options
from hmtn_ingest.exports.workbook.document_workbook import DocumentWorkbook
from hmtn_ingest.exports.workbook.fact_sheets import (
    write_deadlines,
    write_duties,
    write_events,
    write_findings,
    write_others,
    write_residue,
    write_results,
    write_targets,
)
from hmtn_ingest.exports.workbook.overview_sheet import add_overview, write_overview
from hmtn_ingest.exports.workbook.quota_sheets import write_quotas
from hmtn_ingest.exports.workbook.source_sheet import write_source
from hmtn_ingest.i18n import Language
from hmtn_ingest.review.reviewed import Reviewed


def write(documents: Sequence[Reviewed], options: Options) -> list[File]:
    """``<name>.xlsx`` for each document."""
    return [
        File(name, _workbook(one, options.language, masked=not options.reveal))
        for name, one in zip(names.for_documents(documents, ".xlsx"), documents, strict=True)
    ]


def _workbook(reviewed: Reviewed, language: Language, *, masked: bool) -> bytes:
    book = DocumentWorkbook(reviewed, language)
    record = book.record
    overview = add_overview(book)
    write_deadlines(book)
    if record.targets or not record.results:
        write_targets(book)
    if record.results:
        write_results(book)
    write_quotas(book)
    if record.events:
        write_events(book)
    write_duties(book)
    write_findings(book)
    if record.residue:
        write_residue(book)
    if record.citations or record.recipients or record.contacts:
        write_others(book, masked=masked)
    write_source(book)
    write_overview(book, overview)
    return book.file.data()
