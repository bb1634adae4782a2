"""Fixed phrases found in a view: the gazetteer and all cue words that are lists rather than grammars."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from parsers.text import NormalisedText, Tokens, normal

_LABEL = ""  # where a node of the tree holds the label of the phrase that ends there; no token is empty


class Phrases:
    """Finds the phrases of a lexicon, each under its label; letter case and tone placement do not matter."""

    def __init__(self, phrases: Mapping[str, Iterable[str]]) -> None:
        self._tree: dict[str, Any] = {}
        for label, forms in phrases.items():
            for form in forms:
                node = self._tree
                for word in Tokens(normal(form)).words:
                    node = node.setdefault(word, {})
                node.setdefault(_LABEL, label)

    def find(self, view: NormalisedText) -> list[tuple[str, int, int]]:
        """Label, first token and token after the last of every phrase; a longer one hides those that it overlaps."""
        words = view.tokens.words
        found: list[tuple[str, int, int]] = []
        for first, word in enumerate(words):
            node, after = self._tree.get(word), first + 1
            while node is not None:
                if _LABEL in node:
                    found.append((node[_LABEL], first, after))
                node, after = node.get(words[after]) if after < len(words) else None, after + 1
        return _longest(found)


def _longest(found: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    kept: list[tuple[str, int, int]] = []
    taken: set[int] = set()
    for label, first, after in sorted(found, key=lambda phrase: (phrase[1] - phrase[2], phrase[1])):
        if taken.isdisjoint((first, after - 1)):
            kept.append((label, first, after))
            taken.update(range(first, after))
    return sorted(kept, key=lambda phrase: phrase[1])
