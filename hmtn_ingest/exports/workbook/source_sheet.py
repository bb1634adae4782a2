"""The sheet with the text of the document as it was read, by lines: what the rows of all other sheets link to."""

from __future__ import annotations

from hmtn_ingest.exports.workbook.document_workbook import DocumentWorkbook


def write_source(book: DocumentWorkbook) -> None:
    """A row a line, with its number; a line too long for one cell goes on in the rows below."""
    sheet = book.file.sheet(book.say("source"), (7, 92), wide=False)
    sheet.title(book.say("as-read"), f"{book.caption}. {book.say('for-screen')}")
    sheet.leave_out_of_print()
    head = sheet.row
    sheet.head((book.say("line-number"), book.say("content")))
    sheet.freeze(head)
    assert sheet.row == book.first_line_row
    for number, pieces in enumerate(book.lines, start=1):
        for piece in pieces:
            sheet.line((number, piece), ("center", "left"))
