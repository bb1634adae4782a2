"""The words that the lexicon holds, and which of them stand side by side: what misread ones are taken for."""

from __future__ import annotations

import functools
import itertools
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from parsers import regex
from parsers.lexicon import FILES, load
from parsers.syllables import is_syllable
from parsers.text import fold, normal

TOKEN = regex.compile(r"\p{L}+|\d+|[^\w ]")
FIGURE = "#"
"""Stands for any number beside a word."""
_VOWEL = regex.compile(r"[aeiouy]")


@dataclass(frozen=True, slots=True)
class KnownWords:
    """Words that the lexicon holds, which of them stand side by side, and what they are without their marks."""

    words: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    by_letters: dict[str, tuple[str, ...]]
    others: frozenset[str]
    """What is written with letters and is no syllable: "ubnd", "poster"."""


@functools.cache
def known_words() -> KnownWords:
    words: set[str] = set()
    others: set[str] = set()
    pairs: set[tuple[str, str]] = set()
    for name in FILES:
        for phrase in _phrases(load(name)):
            tokens = [FIGURE if t.isdigit() else t for t in TOKEN.findall(normal(phrase))]
            words.update(t for t in tokens if len(t) > 1 and is_syllable(t))
            others.update(t for t in tokens if t.isalpha() and not is_syllable(t))
            pairs.update(itertools.pairwise(tokens))
    pairs |= _names_of_offices()
    by_letters: dict[str, list[str]] = defaultdict(list)
    for word in sorted(words):
        by_letters[fold(word)].append(word)
    return KnownWords(
        frozenset(words), frozenset(pairs), {k: tuple(v) for k, v in by_letters.items()}, frozenset(others)
    )


def _names_of_offices() -> set[tuple[str, str]]:
    """What stands side by side in the names that the lexicon has in two parts: "Sở" | "Lao động", "Phòng" | "Y tế"."""
    bodies = load("bodies")
    heads = [form for head in bodies["head"] if head["tail"] == "field" for form in head["forms"]]
    lasts = {normal(form).split()[-1] for form in heads}
    return {(last, normal(field).split()[0]) for last in lasts for field in bodies["fields"]["forms"]}


def _phrases(node: object) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for key, value in node.items():
            yield str(key)
            yield from _phrases(value)
    elif isinstance(node, list):
        for value in node:
            yield from _phrases(value)


def has_vowel(word: str) -> bool:
    return _VOWEL.search(fold(word)) is not None


def in_case(shown: str, word: str) -> str:
    letters = shown.replace(" ", "")
    if letters.isupper() and len(letters) > 1:
        return word.upper()
    return word[:1].upper() + word[1:] if shown[:1].isupper() else word
