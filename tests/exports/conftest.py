"""Documents that the tests of the exports share: read once, looked at by many."""

from __future__ import annotations

from pathlib import Path

import pytest

from hmtn_ingest.review.drafts import accept, add, edit, reject
from hmtn_ingest.review.reviewed import Reviewed, review
from hmtn_ingest.web.pages.samples import FOLDER
from parsers.records import Span
from tests.exports.material import decided, plan
from tests.reading import record_at

HELD_OUT = FOLDER.parent / "heldout"


@pytest.fixture(scope="session")
def samples() -> list[Reviewed]:
    """The samples as Word files, and the held-out documents: reports, tables with parts, blank numbers."""
    paths: list[Path] = sorted(FOLDER.glob("*.docx"))
    paths += [path for path in sorted(HELD_OUT.iterdir()) if path.suffix != ".json"]
    return [review(record_at(path)) for path in paths]


@pytest.fixture(scope="session")
def judged() -> Reviewed:
    """A plan on which a person has accepted, changed, rejected and added something."""
    record = plan()
    open_ = review(record)
    due = next(deadline for deadline in record.deadlines if deadline.due == "2026-02-28")
    rejected = next(deadline for deadline in record.deadlines if deadline.rrule)
    quote = "chuẩn bị địa điểm hiến máu"
    start = record.text.index(quote)
    drafts = (
        accept(open_, "header.subject"),
        edit(open_, due.id, {"/due": "2026-02-27", "/action": "=Gửi danh sách"}, note="gọi 0900 000 245 để hỏi"),
        reject(open_, rejected.id),
        edit(open_, record.quota_tables[0].id, {"/rows/0/values/0/value": 9}),
        add(
            record,
            "deadline",
            [Span(start=start, end=start + len(quote), quote=quote)],
            {"relation": "by", "date": None, "due": "2026-03-14", "action": quote},
        ),
    )
    return decided(record, *drafts)
