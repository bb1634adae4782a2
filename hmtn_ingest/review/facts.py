"""The facts of a record that a person can decide on, each under a key that survives a new reading."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from hmtn_ingest.review.overview import header_fields, records_by_kind
from parsers.records import DocumentRecord, Finding, Grounded, Grounding, QuotaTable, Record, Span

Item = Record | Grounded[Any] | Finding


@dataclass(frozen=True, slots=True)
class Fact:
    """A header field, a record of a list, or a finding.

    ``key`` is "header.<field>" or the id of the record. ``words`` are those that it was read from, ``line`` the lines
    around them; ``digest`` stands for what was read, so that it can be told whether a later reading says the same.
    """

    key: str
    kind: str
    item: Item
    words: str
    line: str
    digest: str

    @property
    def doubts(self) -> list[str]:
        """Why the value may be wrong; that a blank is blank is no doubt about the reading."""
        if isinstance(self.item, Finding):
            return []
        doubts = list(self.item.doubts)
        if isinstance(self.item, QuotaTable):
            parts: list[Grounding] = [*self.item.rows, *(self.item.stated_total or [])]
            doubts += [doubt for part in parts for doubt in part.doubts]
        return [doubt for doubt in dict.fromkeys(doubts) if doubt != "blank"]


def facts(record: DocumentRecord) -> dict[str, Fact]:
    """Every fact by its key: header fields, the lists in their order, findings.

    A date that stands inside another fact (a deadline's date, the date of issue) is decided on with that fact and is
    not listed for itself.
    """
    text = record.text
    found = [fact(text, f"header.{name}", "header", value) for name, value in header_fields(record.header) if value]
    lists = records_by_kind(record)
    taken = [span for one in found for span in one.item.spans]
    taken += [span for kind, items in lists if kind not in _AROUND for item in items for span in item.spans]
    for kind, items in lists:
        for item in items:
            if kind != "date" or not all(_inside(span, taken) for span in item.spans):
                found.append(fact(text, item.id, kind, item))
    found += [fact(text, finding.id, "finding", finding) for finding in record.findings]
    return {one.key: one for one in found}


_AROUND = ("date", "obligation", "quota")  # kinds whose spans say nothing about the dates inside them


def _inside(span: Span, others: list[Span]) -> bool:
    return any(other.start <= span.start and span.end <= other.end for other in others)


def fact(text: str, key: str, kind: str, item: Item) -> Fact:
    """One fact of a document with this text."""
    words = " … ".join(" ".join(span.quote.split()) for span in item.spans)
    lines = dict.fromkeys(_line(text, span) for span in item.spans)
    value = json.dumps(_bare(item.model_dump(mode="json", by_alias=True)), ensure_ascii=False, sort_keys=True)
    return Fact(key, kind, item, words, "\n".join(lines), hashlib.blake2s(value.encode(), digest_size=8).hexdigest())


def _line(text: str, span: Span) -> str:
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    return " ".join(text[start : end if end >= 0 else len(text)].split())


_GROUNDING = frozenset({"id", "spans", "how", "doubts"})


def _bare(value: Any) -> Any:
    """A value without its grounding, which may move while the value stays."""
    if isinstance(value, dict):
        return {name: _bare(inner) for name, inner in value.items() if name not in _GROUNDING}
    if isinstance(value, list):
        return [_bare(inner) for inner in value]
    return value
