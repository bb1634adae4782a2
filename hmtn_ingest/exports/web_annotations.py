"""``annotations``: every fact as a W3C Web Annotation (JSON-LD) on the words that it was read from.

A TextQuoteSelector and a TextPositionSelector point into the text as it was read, which is written beside the
annotations (UTF-8, no line ending changed); positions count Unicode code points, as the model asks for. Where the
source is a PDF, a FragmentSelector (RFC 8118) points to the box on its page as well.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote as percent

from hmtn_ingest.exports import names
from hmtn_ingest.exports.body_tasks import cite
from hmtn_ingest.exports.model import File, Options
from hmtn_ingest.exports.review_status import said
from hmtn_ingest.i18n import say
from hmtn_ingest.i18n.phrases import say_doubts
from hmtn_ingest.review.facts import Fact
from hmtn_ingest.review.reviewed import Reviewed, State
from parsers.records import DocumentRecord, Finding, QuotaTable, Span

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_PDF_FRAGMENTS = "https://www.rfc-editor.org/rfc/rfc8118"
_AROUND = 32  # code points of prefix and suffix
_GENERATOR = {"id": "urn:hmtn-ingest", "type": "Software", "name": "hmtn-ingest"}
_GROUNDING = {"id", "spans", "how", "doubts", "alternatives"}


def write(documents: Sequence[Reviewed], options: Options) -> list[File]:
    """For each document ``<name>.annotations.json``, an AnnotationCollection of one page, and its text."""
    written = []
    for document, stem in zip(documents, names.for_documents(documents, ""), strict=True):
        made = collection(document, f"{stem}.txt")
        written.append(
            File(f"{stem}.annotations.json", (json.dumps(made, ensure_ascii=False, indent=2) + "\n").encode())
        )
        written.append(File(f"{stem}.txt", document.record.text.encode(errors="replace")))
    return written


def collection(document: Reviewed, text_file: str) -> dict[str, Any]:
    """The facts of a document, those rejected left out; ``text_file`` is where its text stands."""
    record = document.record
    name = f"urn:hmtn-ingest:{record.source.sha256}"
    items = [item for fact in _facts(document) for item in _annotations(document, fact, name, text_file)]
    return {
        "@context": CONTEXT,
        "id": name,
        "type": "AnnotationCollection",
        "label": cite(record),
        "generator": _GENERATOR,
        "total": len(items),
        "first": {"id": f"{name}:1", "type": "AnnotationPage", "partOf": name, "startIndex": 0, "items": items},
    }


def _facts(document: Reviewed) -> Iterator[Fact]:
    for key, fact in document.facts.items():
        if document.state(key).status != "rejected":
            yield fact


def _annotations(document: Reviewed, fact: Fact, name: str, text_file: str) -> Iterator[dict[str, Any]]:
    item, state = fact.item, document.state(fact.key)
    if isinstance(item, Finding):
        value: Any = {"code": item.code, "name": item.name, "severity": item.severity, "about": item.about}
        bodies = [_text(item.message_vi, "commenting"), _text(item.message_en, "commenting", "en"), _data(value)]
    elif isinstance(item, QuotaTable):
        yield from _cells(document, item, state, name, text_file)
        value = item.model_dump(mode="json", exclude={"rows", "columns", "groups"} | _GROUNDING)
        groups = [group.model_dump(mode="json", exclude=_GROUNDING) for group in item.groups]
        bodies = [_data(value | {"columns": [column.name for column in item.columns], "groups": groups})]
    else:
        bodies = [_data(item.model_dump(mode="json", by_alias=True, exclude=_GROUNDING))]
    if fact.doubts:
        bodies.append(_text(say("fact-note.doubtful", reasons=say_doubts(fact.doubts)), "questioning"))
    motivation = "commenting" if isinstance(item, Finding) else "identifying"
    kind = say(fact.key if fact.kind == "header" else f"kind.{fact.kind}")
    yield _annotation(document, f"{name}:{fact.key}", motivation, kind, bodies, state, item.spans, text_file)


def _cells(document: Reviewed, table: QuotaTable, state: State, name: str, text_file: str) -> Iterator[dict[str, Any]]:
    columns = table.value_columns
    for number, row in enumerate(table.rows, 1):
        for column, (of, cell) in enumerate(zip(columns, row.values, strict=False), 1):
            value = {"body": row.body.canonical, "column": of.name, "value": cell.value, "unit": of.unit}
            value |= {"group": row.group} if row.group else {}
            key = f"{name}:{table.id}:{number}:{column}"
            bodies = [_data(value)]
            yield _annotation(document, key, "identifying", say("kind.quota"), bodies, state, cell.spans, text_file)


def _annotation(
    document: Reviewed,
    key: str,
    motivation: str,
    kind: str,
    bodies: list[dict[str, Any]],
    state: State,
    spans: Sequence[Span],
    text_file: str,
) -> dict[str, Any]:
    record = document.record
    made: dict[str, Any] = {"id": key, "type": "Annotation", "motivation": motivation}
    if state.last:
        made["creator"] = {"type": "Person", "name": state.last.by}
        made["modified"] = state.last.at.isoformat().replace("+00:00", "Z")
    made["generator"] = _GENERATOR
    made["body"] = [_text(kind, "classifying"), *bodies, _text(said(state), "assessing")]
    targets = [target for span in spans for target in _targets(record, span, text_file)]
    made["target"] = targets or [{"id": percent(text_file), "type": "Text", "format": "text/plain"}]
    return made


def _targets(record: DocumentRecord, span: Span, text_file: str) -> Iterator[dict[str, Any]]:
    text = record.text
    yield {
        "type": "SpecificResource",
        "source": {"id": percent(text_file), "type": "Text", "format": "text/plain", "language": "vi"},
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": span.quote,
                "prefix": text[max(0, span.start - _AROUND) : span.start],
                "suffix": text[span.end : span.end + _AROUND],
            },
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        ],
    }
    if span.page and record.source.media_type == "application/pdf":
        source = {"id": percent(record.source.file_name), "type": "Text", "format": "application/pdf"}
        for x0, top, x1, bottom in span.boxes or []:
            box = ",".join(f"{value:g}" for value in (x0, top, round(x1 - x0, 1), round(bottom - top, 1)))
            fragment = f"page={span.page}&viewrect={box}"
            selector = {"type": "FragmentSelector", "conformsTo": _PDF_FRAGMENTS, "value": fragment}
            yield {"type": "SpecificResource", "source": source, "selector": selector}


def _text(value: str, purpose: str, language: str = "vi") -> dict[str, Any]:
    return {"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain", "language": language}


def _data(value: Any) -> dict[str, Any]:
    said = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return {"type": "TextualBody", "purpose": "describing", "value": said, "format": "application/json"}
