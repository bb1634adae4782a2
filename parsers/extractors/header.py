"""The header of a document: Nghị định 30/2020/NĐ-CP, Phụ lục VI field names."""

from __future__ import annotations

import datetime

from parsers.mentions.dates import DateContext
from parsers.normalise import View
from parsers.outline import Outline
from parsers.records import Header


def extract(view: View, outline: Outline) -> Header:
    """Every header field that the document shows, grounded; absent fields are ``None``."""
    return Header()


def date_context(header: Header) -> DateContext:
    """What year-less dates of this document are read against."""
    issued = header.issued_date.value if header.issued_date else None
    day = datetime.date.fromisoformat(issued.edtf) if issued and len(issued.edtf) == 10 and "X" not in issued.edtf else None
    return DateContext(issued=day, year=int(issued.edtf[:4]) if issued and issued.edtf[:4].isdigit() else None)
