"""The words around and inside the names of bodies: what ends a name, what begins a predicate, what names nobody."""

from __future__ import annotations

from parsers import regex
from parsers.lexicon import load
from parsers.text import NormalisedText, either, normal

LEXICON = load("bodies")
END = frozenset((".", ";", ":", "(", ")", "\n", "\t", ",", "“", "”", '"', "?", "!", "…", "/"))
PLURAL = frozenset(("các", "những", "mọi", "mỗi", "từng"))
_STOPS = frozenset(normal(word) for word in LEXICON["stops"]["words"])
# words that end a name like a predicate does, but are no verb
_PARTICLES = frozenset(normal(word) for word in LEXICON["stops"]["particles"])
_VERBS = _STOPS - _PARTICLES
_COMPOUNDS = frozenset(normal(word) for word in LEXICON["stops"]["compounds"])
_THING = regex.compile(rf"(?:(?:các|những|một số|mọi|về)\ )?(?:{either(LEXICON['things']['words'])})(?!\w)")


def is_capital(view: NormalisedText, index: int) -> bool:
    char = view.text[view.tokens.starts[index]]
    return char.isupper()


def stops_at(view: NormalisedText, index: int) -> bool:
    """Whether a name ends before token ``index``; a word in capitals is part of a name ("Cần Thơ"), not a predicate."""
    tokens = view.tokens
    word = tokens.words[index]
    if word in END or word in PLURAL:
        return True
    if is_capital(view, index) or (index and f"{tokens.words[index - 1]} {word}" in _COMPOUNDS):
        return False
    return word in _STOPS or (index + 1 < len(tokens.words) and f"{word} {tokens.words[index + 1]}" in _STOPS)


def is_predicate(view: NormalisedText, index: int) -> bool:
    """Whether a predicate begins with token ``index``, whatever its first letter: "Tổ chức …", "phối hợp …"."""
    words = view.tokens.words
    return any(" ".join(words[index : index + length]) in _STOPS for length in (1, 2, 3))


def is_stop(words: str) -> bool:
    """Whether these words, in small letters, begin a predicate."""
    return words in _STOPS


def begins_with_verb(view: NormalisedText, start: int) -> bool:
    """Whether the words at ``start`` say what is to be done: a predicate, no time and no preposition ("Trong …")."""
    index = view.tokens.first(start)
    words = view.tokens.words
    return index < len(words) and any(" ".join(words[index : index + length]) in _VERBS for length in (1, 2, 3))


def names_thing(view: NormalisedText, start: int, end: int) -> bool:
    """Whether words begin with a thing to be dealt with, nobody: "Các đợt tiếp nhận máu", "Chế độ báo cáo"."""
    return _THING.match(view.norm, start, end) is not None
