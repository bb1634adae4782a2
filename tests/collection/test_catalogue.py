"""The list of documents: filters, orders, what waits, which two are one plan in two years."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from hmtn_ingest.collection.catalogue import (
    Filter,
    Order,
    Waiting,
    choices,
    filtered,
    likely_pairs,
    progress,
    sorted_by,
    waiting,
    years,
)
from hmtn_ingest.render.document_tables import documents_table
from hmtn_ingest.review.drafts import accept, accept_rest
from hmtn_ingest.review.reviewed import review
from hmtn_ingest.review.stored import Stored
from hmtn_ingest.search import snippet
from hmtn_ingest.store.store import Store
from tests.plans import PLAN, read
from tests.stored import open_stored

BOARD = "Ban Chỉ đạo vận động hiến máu tình nguyện xã Đồng Mây"


def stored(number: int, **more: Any) -> Stored:
    held: dict[str, Any] = {
        "document": number,
        "version": number,
        "versions": 1,
        "sha256": str(number),
        "file_name": f"tep-{number}.docx",
        "status": "ok",
        "type_name": "KẾ HOẠCH",
        "code_number": f"{number:02}",
        "code_notation": "KH-BCĐ",
        "organ_name": BOARD,
        "subject": "Tổ chức hiến máu tình nguyện năm 2026",
        "issued": "2026-01-12",
        "added_by": "Vi Thị Sao",
        "added_at": datetime.datetime(2026, 1, 20, tzinfo=datetime.UTC),
    }
    return Stored(**(held | more))


def test_filters() -> None:
    documents = [
        stored(1),
        stored(2, type_name="Kế hoạch", issued="2025-02-01", organ_name=BOARD.upper()),
        stored(3, type_name="BÁO CÁO", issued=None, organ_name=None),
    ]
    assert [one.document for one in filtered(documents, Filter())] == [1, 2, 3]
    assert [one.document for one in filtered(documents, Filter(type_name="KẾ HOẠCH"))] == [1, 2]
    assert [one.document for one in filtered(documents, Filter(year="2025"))] == [2]
    assert [one.document for one in filtered(documents, Filter(organ=BOARD, year="2026"))] == [1]
    assert choices(one.type_name for one in documents) == ["BÁO CÁO", "KẾ HOẠCH"]
    assert years(documents) == ["2026", "2025"]


@pytest.mark.parametrize(
    ("order", "down", "expected"),
    [
        ("added", True, [4, 3, 2, 1]),
        ("code", False, [4, 1, 2, 3]),
        ("code", True, [2, 1, 4, 3]),
        ("issued", True, [1, 4, 2, 3]),
        ("organ", False, [3, 4, 2, 1]),
        ("waiting", True, [2, 1, 4, 3]),
    ],
)
def test_orders(order: Order, down: bool, expected: list[int]) -> None:
    documents = [
        stored(4, code_number="9"),
        stored(3, code_number=None, code_notation=None, issued=None, organ_name="Ấp Bắc"),
        stored(2, code_number="118", issued="2025-02-01"),
        stored(1, code_number="12", issued="2026-03-XX"),
    ]
    waits = {1: Waiting(2, 0, 0), 2: Waiting(2, 9, 0), 3: Waiting(0, 0, 5), 4: Waiting(0, 30, 0)}
    assert [one.document for one in sorted_by(documents, order, waits, down=down)] == expected


def test_what_waits_and_how_far_it_is() -> None:
    reviewed = review(read(PLAN))
    every = [accept(reviewed, key) for key in [*reviewed.states, *reviewed.unread]]
    open_ = waiting(reviewed)
    assert reviewed.unread  # it has to be looked at, as nothing accepts it at once
    assert open_ == Waiting(len(every) - len(accept_rest(reviewed)), len(accept_rest(reviewed)), 0)
    assert progress(stored(1), open_) == "new"
    store = Store("sqlite://")
    one = store.add(PLAN.encode(), reviewed.extracted, by="Vi Thị Sao")
    store.decide(one.document, every[:3], by="Vi Thị Sao")
    begun = waiting(open_stored(store, one.document))
    assert (begun.look + begun.rest, begun.decided) == (len(every) - 3, 3)
    assert progress(one, begun) == "begun"
    store.decide(one.document, every[3:], by="Vi Thị Sao")
    assert progress(one, waiting(open_stored(store, one.document))) == "done"
    assert progress(stored(1, status="failed"), open_) == "failed"


def test_one_plan_in_several_years() -> None:
    documents = [
        stored(1, subject="Tổ chức hiến máu tình nguyện năm 2024", issued="2024-01-10"),
        stored(2, subject="Tổ chức hiến máu tình nguyện năm 2025", issued="2025-01-14"),
        stored(3, subject="Tổ chức hiến máu tình nguyện năm 2026", issued="2026-01-12"),
        stored(4, subject="Phòng, chống rét cho gia súc vụ đông năm 2025", issued="2025-11-02"),
        stored(5, subject="Tổ chức hiến máu tình nguyện năm 2025", organ_name="UBND xã Khe Lau"),
        stored(6, subject="Tổ chức hiến máu tình nguyện năm 2025", type_name="BÁO CÁO"),
        stored(7, subject=None),
    ]
    assert [(old.document, new.document) for old, new in likely_pairs(documents)] == [(2, 3), (1, 2)]


def test_two_of_the_same_year_are_no_pair() -> None:
    assert likely_pairs([stored(1), stored(2)]) == []


def test_the_list_escapes_marks_and_hides() -> None:
    bad = stored(
        1, subject="Về <script>alert(1)</script> hiến máu, ĐT 0900.000.117", code_number=None, code_notation=None,
        file_name="<img src=x onerror=alert(1)>.docx",
    )  # fmt: skip
    html = documents_table(
        [bad], {1: Waiting(1, 2, 0)}, {1: snippet("gọi <b>hiến máu</b>", "hien")}, "hien mau", ("added", True)
    )
    assert "<script" not in html
    assert "<img" not in html
    assert "<b>hiến" not in html
    assert '<mark class="hit">hiến máu</mark>' in html
    assert "0900" not in html
