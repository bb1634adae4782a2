"""Small documents for tests: text in, ``Document`` or ``NormalisedText`` out, without a file or a reader.

Paragraphs stand one a line. A line with tabs is a row of a table; rows that follow one another are one table.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from typing import Any

from parsers.document import Block, Cell, Document, Table
from parsers.text import NormalisedText


def document(text: str | Sequence[str], *, ocr: bool = False) -> Document:
    """A document with a block for each line of ``text``, or for each string of a list (which may hold line breaks).

    Cells of a table row are separated by tabs. Empty lines give no block.
    """
    paragraphs = text.split("\n") if isinstance(text, str) else list(text)
    joined = "\n".join(paragraphs)
    blocks: list[Block] = []
    tables: list[Table] = []
    rows: list[tuple[Cell | None, ...]] = []
    offset = 0

    def close_table() -> None:
        if rows:
            width = max(len(row) for row in rows)
            padded = tuple(row + (None,) * (width - len(row)) for row in rows)
            cells = [cell for row in rows for cell in row if cell]
            tables.append(Table(cells[0].start, cells[-1].end, padded))
            rows.clear()

    for paragraph in paragraphs:
        if "\t" in paragraph:
            at = offset
            row: list[Cell | None] = []
            for column, cell in enumerate(paragraph.split("\t")):
                row.append(Cell(at, at + len(cell)))
                blocks.append(Block(at, at + len(cell), table=len(tables), row=len(rows), column=column))
                at += len(cell) + 1
            rows.append(tuple(row))
        else:
            close_table()
            if paragraph.strip():
                blocks.append(Block(offset, offset + len(paragraph)))
        offset += len(paragraph) + 1
    close_table()
    return Document(text=joined, blocks=tuple(blocks), tables=tuple(tables), ocr=ocr)


def view(text: str | Sequence[str]) -> NormalisedText:
    """The view of :func:`document`."""
    return NormalisedText(document(text))


def forms(text: str) -> dict[str, Document]:
    """One text as readers may deliver it: composed, decomposed, with doubled blanks, broken at every blank.

    A fact found in one of them has to be found in all.
    """
    lines = text.split("\n")
    return {
        "nfc": document([unicodedata.normalize("NFC", line) for line in lines]),
        "nfd": document([unicodedata.normalize("NFD", line) for line in lines]),
        "spaces": document([line.replace(" ", " \u00a0 ") for line in lines]),
        "broken": document([line.replace(" ", "\n") for line in lines]),
    }


def in_each_form(text: str, tell: Callable[[NormalisedText], Any]) -> dict[str, Any]:
    """What is told of a text in each of its forms; :func:`whatever_form` says that it is the same in all."""
    return {form: tell(NormalisedText(found)) for form, found in forms(text).items()}


def whatever_form(expected: object) -> dict[str, object]:
    return dict.fromkeys(("nfc", "nfd", "spaces", "broken"), expected)


def plan(
    body: str, *, type_name: str = "KẾ HOẠCH", subject: str = "Vận động hiến máu tình nguyện năm 2026"
) -> Document:
    """A document of the usual form around ``body``: number 15/KH-BCĐ, issued in Suối Ngàn on 20 January 2026."""
    symbol = "BC" if type_name == "BÁO CÁO" else "KH"
    head = (
        "BAN CHỈ ĐẠO VẬN ĐỘNG HIẾN MÁU TÌNH NGUYỆN\nPHƯỜNG SUỐI NGÀN\n"
        f"Số: 15/{symbol}-BCĐ\nSuối Ngàn, ngày 20 tháng 01 năm 2026\n{type_name}\n{subject}\n"
    )
    return document(head + body)
