"""Phrases are found as spaCy's phrase matcher finds them, which is built for nothing else."""

from __future__ import annotations

import random
from pathlib import Path

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.util import filter_spans
from spacy.vocab import Vocab

from parsers.mentions.bodies.heads import HEADS
from parsers.mentions.bodies.phrases import Phrases
from parsers.text import NormalisedText, Tokens, normal
from tests.factory import view

GAZETTEER = {str(number): head["forms"] for number, head in enumerate(HEADS)}


class Oracle:
    """spaCy's matcher over the same tokens."""

    def __init__(self, phrases: dict[str, list[str]]) -> None:
        self.vocab = Vocab()
        self.matcher = PhraseMatcher(self.vocab)
        for label, forms in phrases.items():
            self.matcher.add(label, [Doc(self.vocab, words=Tokens(normal(form)).words) for form in forms])

    def find(self, view: NormalisedText) -> list[tuple[str, int, int]]:
        spans = filter_spans(self.matcher(Doc(self.vocab, words=view.tokens.words), as_spans=True))
        return [(span.label_, span.start, span.end) for span in spans]


SAMPLES = sorted(Path("samples").glob("*/*.txt"))
ORACLE, FOUND_HERE = Oracle(GAZETTEER), Phrases(GAZETTEER)


def test_the_names_of_bodies_in_all_samples_are_those_that_spacy_finds() -> None:
    views = [view(path.read_text(encoding="utf-8")) for path in SAMPLES]
    assert all(FOUND_HERE.find(text) == ORACLE.find(text) for text in views)
    assert sum(len(FOUND_HERE.find(text)) for text in views) > 800


def test_names_that_overlap_and_names_cut_short_are_those_that_spacy_finds() -> None:
    chance = random.Random(7)
    names = [form for forms in GAZETTEER.values() for form in forms]
    for _ in range(300):
        words = " ".join(chance.choices(names, k=12)).split()
        del words[chance.randrange(len(words)) :: 7]
        text = view(" ".join(words))
        assert FOUND_HERE.find(text) == ORACLE.find(text)


def test_a_longer_phrase_hides_those_it_overlaps() -> None:
    phrases = Phrases({"tỉnh": ["Hội Chữ thập đỏ tỉnh"], "hội": ["Hội Chữ thập đỏ", "hội"], "ban": ["đỏ tỉnh Ban"]})
    assert phrases.find(view("HỘI CHỮ THẬP ĐỎ TỈNH; hội; Hội Chữ thập đỏ xã")) == [
        ("tỉnh", 0, 5),
        ("hội", 6, 7),
        ("hội", 8, 12),
    ]
    assert phrases.find(view("hội")) == [("hội", 0, 1)]
    assert phrases.find(view("Hội Chữ")) == [("hội", 0, 1)]
    assert phrases.find(view("")) == []
