"""The corpus for spaCy says what the records say, and spaCy reads it again."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc, DocBin

from hmtn_ingest.exports import export
from hmtn_ingest.exports.spacy_corpus import PARAGRAPH_KINDS
from hmtn_ingest.review.drafts import accept, reject
from tests.exports.material import decided, plan


def corpus(data: bytes) -> list[Doc]:
    return list(DocBin().from_bytes(data).get_docs(spacy.blank("vi", config=TOKENS).vocab))


TOKENS = {"nlp": {"tokenizer": {"@tokenizers": "spacy.Tokenizer.v1"}}}


def test_spans_and_entities_are_the_words_of_the_facts() -> None:
    document = decided(plan())
    whole, _ = export(document, "spacy", reveal=True)
    (doc,) = corpus(whole.data)
    assert doc.text == document.record.text
    for fact in document.facts.values():
        if fact.kind == "deadline":
            quotes = [span.quote for span in fact.item.spans]  # type: ignore[union-attr]
            assert set(quotes) <= {span.text for span in doc.spans["deadline"]}
    assert {"BODY", "QUANTITY"} <= {entity.label_ for entity in doc.ents}
    assert doc.cats == {document.record.header.type_name.value: 1.0}  # type: ignore[union-attr]


def test_what_was_rejected_is_left_out_and_what_was_accepted_says_so() -> None:
    document = plan()
    first, second, *_ = [item.id for item in document.deadlines]
    drafts = accept(decided(document), first), reject(decided(document), second)
    whole, _ = export(decided(document, *drafts), "spacy")
    (doc,) = corpus(whole.data)
    assert doc.spans["deadline"][0].kb_id_ == "accepted"
    assert document.deadlines[1].spans[0].quote not in [span.text for span in doc.spans["deadline"]]


def test_each_line_has_the_kinds_of_fact_that_stand_in_it() -> None:
    document = decided(plan())
    _, lines = export(document, "spacy", reveal=True)
    paragraphs = corpus(lines.data)
    assert [doc.text for doc in paragraphs] == [line for line in document.record.text.split("\n") if line.strip()]
    assert all(set(doc.cats) == set(PARAGRAPH_KINDS) for doc in paragraphs)
    deadlines = [doc.text for doc in paragraphs if doc.cats["deadline"]]
    assert all(any(d.spans[0].quote in line for line in deadlines) for d in document.record.deadlines)
    assert 0 < len(deadlines) < len(paragraphs)


def test_the_same_documents_give_the_same_bytes() -> None:
    first, second = (export(decided(plan()), "spacy") for _ in range(2))
    assert first == second


def test_phone_numbers_are_masked_unless_asked_for() -> None:
    masked, revealed = (
        corpus(export(decided(plan()), "spacy", reveal=reveal)[0].data)[0].text for reveal in (False, True)
    )
    assert "0900.000.245" in revealed
    assert "0900.000.245" not in masked
