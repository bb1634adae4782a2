"""Evidence: what speaks for a reading and what against it, added up with weights that were learned from gold.

In comes the name of a question ("duty", "target", "result") and the signs that a place shows, out goes a :class:`Vote`
that says for each sign how much it counted. The weights stand in ``lexicon/weights.json`` and are made by
``scripts/train_weights.py``; reading only adds them up.

>>> Vote("duty", (("children", -0.5), ("subject", 2.0))).score
1.5
"""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import resources
from typing import Literal

Question = Literal["duty", "target", "result"]

BIAS = "bias"
"""The sign that every place shows."""


@dataclass(frozen=True, slots=True)
class Vote:
    """How the signs of one place answer a question: each with its weight, those without one left out."""

    question: Question
    parts: tuple[tuple[str, float], ...]

    @property
    def score(self) -> float:
        return sum(weight for _, weight in self.parts)

    @property
    def share(self) -> float:
        """How often the answer is yes where the signs add up to this, as learned: from 0 to 1."""
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, self.score))))


@functools.cache
def _tables() -> dict[str, dict[str, float]]:
    text = resources.files("parsers.lexicon").joinpath("weights.json").read_text(encoding="utf-8")
    tables: dict[str, dict[str, float]] = json.loads(text)
    return tables


def weights(question: Question) -> dict[str, float]:
    """The weight of each sign for a question."""
    return _tables()[question]


@functools.cache
def _parts(question: Question) -> dict[str, tuple[str, float]]:
    """Each sign with its weight: made once, as every place has a dozen of them."""
    return {sign: (sign, weight) for sign, weight in weights(question).items()}


def weigh(question: Question, signs: Iterable[str]) -> Vote:
    """The vote of a place that shows ``signs``; the same sign counts once."""
    parts = _parts(question)
    return Vote(question, tuple(parts[sign] for sign in dict.fromkeys((BIAS, *signs)) if sign in parts))
