"""The words that names of bodies begin with, as the lexicon lists them: "Sở", "Ban Chỉ đạo", "Trạm Y tế"."""

from __future__ import annotations

from parsers.mentions.bodies.words import LEXICON
from parsers.text import Tokens, normal

HEADS = LEXICON["head"]
BY_FORM = {tuple(Tokens(normal(form)).words): head for head in HEADS for form in head["forms"]}


def begins_head(words: tuple[str, ...]) -> bool:
    """Whether a head of two words or more stands at the beginning of ``words``."""
    return any(words[:length] in BY_FORM for length in range(2, len(words) + 1))


def head_at(tokens: Tokens, index: int) -> bool:
    """Whether a head stands at token ``index``; of the short ones those that begin an office."""
    words = tuple(tokens.words[index : index + 8])
    return begins_head(words) or words[:1] in (
        ("sở",),
        ("ubnd",),
        ("hđnd",),
        ("công an",),
        ("phòng",),
        ("trường",),
        ("bộ",),
    )
