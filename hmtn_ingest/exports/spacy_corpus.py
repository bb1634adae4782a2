"""``spacy``: documents as a corpus of spaCy (DocBin), so that others train and evaluate on what people reviewed.

``documents.spacy`` holds one Doc a document: bodies, dates, numbers and cited documents are its entities, each kind of
fact is a span group (label: its role, where it has one; ``kb_id_``: how far its review is), the type of document is its
category. ``paragraphs.spacy`` holds one Doc a line of text, with the kinds of fact that stand in it as categories.
Tokens are those of ``spacy.Tokenizer.v1`` for Vietnamese, which never change the text.

    corpus = list(DocBin().from_disk("documents.spacy").get_docs(Vocab()))
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from hmtn_ingest.exports.model import File, Options
from hmtn_ingest.review.facts import Fact
from hmtn_ingest.review.reviewed import Reviewed
from parsers.records import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_ENTITIES = {"date": "DATE", "target": "QUANTITY", "result": "QUANTITY", "citation": "CITATION"}
PARAGRAPH_KINDS = ("obligation", "deadline", "event", "target", "result")
"""The categories of a paragraph; one without any has none of them."""


def write(documents: Sequence[Reviewed], options: Options) -> list[File]:
    """The documents and their paragraphs; facts that a person rejected are left out."""
    from spacy.tokens import DocBin

    nlp = _tokens_only()
    whole, lines = DocBin(store_user_data=True), DocBin(store_user_data=True)
    for document in documents:
        whole.add(_document(nlp, document))
        for paragraph in _paragraphs(nlp, document):
            lines.add(paragraph)
    return [File("documents.spacy", whole.to_bytes()), File("paragraphs.spacy", lines.to_bytes())]


def _tokens_only() -> Language:
    import spacy

    # the language's own tokenizer joins syllables to words, which moves their places
    return spacy.blank("vi", config={"nlp": {"tokenizer": {"@tokenizers": "spacy.Tokenizer.v1"}}})


def _facts(document: Reviewed) -> Iterator[tuple[Fact, str]]:
    for key, fact in document.facts.items():
        status = document.state(key).status
        if status != "rejected" and fact.kind != "finding":
            yield fact, status


def _document(nlp: Language, document: Reviewed) -> Doc:
    from spacy.util import filter_spans

    record = document.record
    doc = nlp.make_doc(record.text)
    doc.user_data = {"file_name": record.source.file_name, "sha256": record.source.sha256}
    if record.header.type_name is not None:
        doc.cats = {str(record.header.type_name.value): 1.0}
    groups: dict[str, list[Any]] = {}
    places = [(place, "BODY") for body in record.bodies for place in body.spans]
    for fact, status in _facts(document):
        label = str(getattr(fact.item, "role", None) or fact.kind)
        for place in _places(fact):
            span = doc.char_span(place.start, place.end, label, status, alignment_mode="expand")
            if span is not None:
                groups.setdefault(fact.kind, []).append(span)
                if fact.kind in _ENTITIES:
                    places.append((place, _ENTITIES[fact.kind]))
    for kind, spans in sorted(groups.items()):
        doc.spans[kind] = spans
    entities = [doc.char_span(place.start, place.end, label, alignment_mode="expand") for place, label in places]
    doc.ents = filter_spans([entity for entity in entities if entity is not None])
    return doc


def _places(fact: Fact) -> Sequence[Span]:
    return getattr(fact.item, "spans", ())


def _paragraphs(nlp: Language, document: Reviewed) -> Iterator[Doc]:
    record = document.record
    found = [(place.start, fact.kind) for fact, _ in _facts(document) for place in _places(fact)[:1]]
    start = 0
    for number, line in enumerate(record.text.split("\n"), 1):
        end = start + len(line)
        if line.strip():
            doc = nlp.make_doc(line)
            here = {kind for at, kind in found if start <= at < end}
            doc.cats = {kind: float(kind in here) for kind in PARAGRAPH_KINDS}
            doc.user_data = {"sha256": record.source.sha256, "line": number, "start": start}
            yield doc
        start = end + 1
