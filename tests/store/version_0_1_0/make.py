"""Made ``store.sqlite3`` with version 0.1.0, whose records are of schema 1.0: a document with decisions of each kind.

Today's program cannot make it again; with the code of version 0.1.0 (commit 1bf89b2) unpacked in ``old``:

    git archive 1bf89b2 | tar x -C old && PYTHONPATH=old python tests/store/version_0_1_0/make.py store.sqlite3

Two people reviewed the specimen ``samples/documents/ke-hoach-huyen.txt``. What they decided stands below.
"""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path

from hmtn_ingest.pipeline import ingest
from hmtn_ingest.review.decision import Draft, undo
from hmtn_ingest.review.drafts import accept, add, done, edit, reject
from hmtn_ingest.review.reviewed import Reviewed
from hmtn_ingest.service.actor import local_actor
from hmtn_ingest.service.documents import open_documents
from parsers.records import Span

SAMPLE = Path("samples/documents/ke-hoach-huyen.txt")
SIN, PAO = local_actor("Lù Thị Sín"), local_actor("Giàng A Páo")
CROSS = {"name": "Hội CTĐ tỉnh", "canonical": "Hội Chữ thập đỏ tỉnh", "kind": "red_cross", "level": "province"}


def by_words(reviewed: Reviewed, kind: str, words: str, line: str = "") -> str:
    (key,) = [
        key for key, fact in reviewed.read.items() if fact.kind == kind and words in fact.words and line in fact.line
    ]
    return key


def drafts(now: Reviewed) -> list[Draft]:
    record = now.extracted
    quote = "tổng hợp kết quả báo cáo UBND huyện"
    start = record.text.index(quote)
    first, second = (by_words(now, "deadline", words, "Gửi danh sách đăng ký") for words in ("15/4", "30/9"))
    table = record.quota_tables[0]
    (finding,) = record.findings
    return [
        accept(now, "header.subject"),
        accept(now, by_words(now, "target", "không dưới 300 đơn vị máu")),
        accept(now, second),
        edit(now, first, {"/submit_to": {**CROSS, "spans": []}, "/due": "2024-04-12"}, note="theo điện thoại"),
        done(now, first),
        edit(now, by_words(now, "deadline", "10/4/2024"), {"/submit_to": None, "/action": "in xong tài liệu"}),
        edit(now, by_words(now, "target", "ít nhất 25%"), {"/quantity/min": 30}),
        edit(now, table.id, {"/rows/1/values/0/value": 41, "/stated_total/0/value": 500}),
        edit(now, by_words(now, "event", "13 tháng 10"), {"/name": "Ngày hội đợt 2"}),
        reject(now, by_words(now, "target", "02 bác sĩ")),
        reject(now, finding.id, note="không phải lỗi"),
        add(
            record,
            "deadline",
            [Span(start=start, end=start + len(quote), quote=quote)],
            {
                "relation": "by",
                "date": {"edtf": "2024-05-10", "first": "2024-05-10", "last": "2024-05-10"},
                "due": None,
                "bodies": [],
                "submit_to": {**CROSS, "spans": []},
                "action": "báo cáo kết quả đợt 1",
            },
        ),
    ]


def main(path: str) -> None:
    documents = open_documents(f"sqlite:///{path}")
    stored = documents.add(SAMPLE.read_bytes(), ingest(SAMPLE), SIN)
    number = stored.document
    documents.decide(number, drafts(documents.open(number, SIN)), SIN)
    now = documents.open(number, PAO)
    added = next(key for key in now.states if "-added-" in key)
    taken_back = documents.decide(number, reject(now, by_words(now, "target", "60 tình nguyện viên")), PAO)[0]
    documents.decide(number, [accept(now, added), undo(taken_back)], PAO)
    documents.close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode=DELETE")
    connection.execute("VACUUM")
    connection.close()


if __name__ == "__main__":
    main(sys.argv[1])
