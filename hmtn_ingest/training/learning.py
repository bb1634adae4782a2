"""Fits a second reader: spaCy's text categoriser over lines, its span categoriser for bodies and dates.

Comes in: lessons. Goes out: a pipeline of spaCy; the same lessons give the same one. It runs on the processor alone,
without vectors and without anything from a network. Lines with personal data are left out, and what is saved holds no
word of a document: features are hashes.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hmtn_ingest.second_reader.folder import MODEL_NAME
from hmtn_ingest.second_reader.lines import HeadedLine, Lines, headed_lines
from hmtn_ingest.second_reader.model import BODY, DATE, KINDS, NOTHING, SPANS
from hmtn_ingest.training.lessons import Lesson
from parsers.records import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.training import Example

_SEED = 0
_ROUNDS = {"textcat_multilabel": 8, "spancat": 3}
_BATCH, _DROPOUT = 32, 0.2
_STEP = 0.01  # ten times spaCy's own, which leaves a few thousand lines half learned after so few rounds
_LONGEST_NAME = 8  # syllables of a body or date that are looked at together: each more costs a tenth of the time
_TOKENIZER = {"nlp": {"tokenizer": {"@tokenizers": "spacy.Tokenizer.v1"}}}  # the language's own moves offsets
_CATEGORISER: dict[str, Any] = {
    "model": {
        "@architectures": "spacy.TextCatBOW.v3",
        "exclusive_classes": False,
        "ngram_size": 2,
        "no_output_layer": False,
    }
}
_PLACES: dict[str, Any] = {
    "spans_key": SPANS,
    "suggester": {"@misc": "spacy.ngram_range_suggester.v1", "min_size": 1, "max_size": _LONGEST_NAME},
    "model": {
        "@architectures": "spacy.SpanCategorizer.v1",
        "scorer": {"@layers": "spacy.LinearLogistic.v1", "nO": None, "nI": None},
        "reducer": {"@layers": "spacy.mean_max_reducer.v1", "hidden_size": 32},
        "tok2vec": {
            "@architectures": "spacy.HashEmbedCNN.v2",
            "pretrained_vectors": None,
            "width": 32,
            "depth": 2,
            "embed_size": 1000,
            "window_size": 1,
            "maxout_pieces": 2,
            "subword_features": True,
        },
    },
}


def learn(lessons: Sequence[Lesson]) -> Language:
    """A pipeline that learned from all of the lessons."""
    import spacy
    from thinc.util import fix_random_seed

    fix_random_seed(_SEED)
    pipeline = spacy.blank("vi", config=_TOKENIZER)
    pipeline.add_pipe("textcat_multilabel", config=_CATEGORISER)
    pipeline.add_pipe("spancat", config=_PLACES)
    examples = [example for lesson in lessons for example in _examples(pipeline, lesson)]
    optimizer = pipeline.initialize(lambda: examples)
    optimizer.learn_rate = _STEP
    order = random.Random(_SEED)
    for name, rounds in _ROUNDS.items():
        with pipeline.select_pipes(enable=name):
            for _ in range(rounds):
                order.shuffle(examples)
                for first in range(0, len(examples), _BATCH):
                    pipeline.update(examples[first : first + _BATCH], sgd=optimizer, drop=_DROPOUT)
    return pipeline


def save_model(pipeline: Language, lessons: Sequence[Lesson], folder: Path) -> str:
    """Write a second reader into a folder; returns its version, which says what it was learned from."""
    learned = "".join(sorted(f"{one.record.source.sha256}{sorted(one.right)}{sorted(one.wrong)}" for one in lessons))
    version = f"1.0+{hashlib.sha256(learned.encode()).hexdigest()[:12]}"
    pipeline.to_disk(folder, exclude=["vocab"])  # which would hold the words
    meta = {"lang": "vi", "name": MODEL_NAME, "version": version, "documents": len(lessons)}
    (folder / "meta.json").write_text(json.dumps(meta, indent=2) + "\n", encoding="utf-8")
    return version


def kinds_by_line(lesson: Lesson, lines: Lines) -> list[set[str]]:
    """The kinds of the facts that begin in each line, as people left them."""
    kinds: list[set[str]] = [set() for _ in range(len(lines))]
    for kind, fact in lesson.facts:
        for at in lines.holding(fact.spans[:1]):
            kinds[at].add(kind)
    return kinds


def _examples(pipeline: Language, lesson: Lesson) -> Iterator[Example]:
    from spacy.training import Example

    found = headed_lines(lesson.record)
    lines = Lines(found)
    private = set(lines.holding(span for contact in lesson.record.contacts for span in contact.spans))
    kinds = kinds_by_line(lesson, lines)
    places = [(span, BODY) for span in lesson.bodies] + [(span, DATE) for span in lesson.dates]
    for at, line in enumerate(found):
        if at in private:
            continue
        labels = kinds[at] or {NOTHING}
        reference = pipeline.make_doc(line.text)
        reference.cats = {kind: float(kind in labels) for kind in (*KINDS, NOTHING)}
        spans = (
            reference.char_span(start, end, label, alignment_mode="contract")
            for start, end, label in _inside(line, places)
        )
        reference.spans[SPANS] = [span for span in spans if span is not None]
        yield Example(pipeline.make_doc(line.text), reference)


def _inside(line: HeadedLine, places: Iterable[tuple[Span, str]]) -> list[tuple[int, int, str]]:
    """The places that lie in a line, as stretches of its text, each once."""
    moved = line.offset - line.start
    return sorted(
        {
            (span.start + moved, span.end + moved, label)
            for span, label in places
            if line.start <= span.start and span.end <= line.end
        }
    )
