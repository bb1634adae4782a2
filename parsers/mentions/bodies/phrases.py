"""Fixed phrases found in a view: the gazetteer and all cue words that are lists rather than grammars."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from parsers.text import NormalisedText, Tokens, normal


class Phrases:
    """Finds the phrases of a lexicon, each under its label; letter case and tone placement do not matter.

    spaCy is loaded at the first search, not at import.
    """

    def __init__(self, phrases: Mapping[str, Iterable[str]]) -> None:
        self._phrases = {label: tuple(forms) for label, forms in phrases.items()}
        self._matcher: Any = None
        self._vocab: Any = None

    def find(self, view: NormalisedText) -> list[tuple[str, int, int]]:
        """Label, first token and token after the last of every phrase, in order; a longer one hides those inside it."""
        from spacy.tokens import Doc
        from spacy.util import filter_spans

        if self._matcher is None:
            self._compile()
        doc = Doc(self._vocab, words=view.tokens.words)
        spans = filter_spans(self._matcher(doc, as_spans=True))
        return [(span.label_, span.start, span.end) for span in spans]

    def _compile(self) -> None:
        from spacy.matcher import PhraseMatcher
        from spacy.tokens import Doc
        from spacy.vocab import Vocab

        self._vocab = Vocab()
        self._matcher = PhraseMatcher(self._vocab)
        for label, forms in self._phrases.items():
            self._matcher.add(label, [Doc(self._vocab, words=Tokens(normal(form)).words) for form in forms])
