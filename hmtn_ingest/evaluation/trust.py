"""How far records may be trusted unread, as figures: what is wrong without a doubt, what doubts and residue point at.

Counted by :mod:`hmtn_ingest.evaluation.judgement`, summed up and printed here and there.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable

from pydantic import BaseModel, computed_field


class Trust(BaseModel):
    """Counts of facts, and of what is said about them.

    ``codes`` has for each doubt how often it is used and how often the fact is then wrong, ``sure`` for each kind how
    many facts have no doubt and how many of these are wrong.
    """

    right: int = 0
    right_doubted: int = 0
    wrong: int = 0
    wrong_doubted: int = 0
    missed: int = 0
    missed_pointed: int = 0
    grounded: int = 0
    given: int = 0
    wanted: int = 0
    entries: int = 0
    pages: int = 0
    codes: dict[str, tuple[int, int]] = {}
    sure: dict[str, tuple[int, int]] = {}

    @computed_field  # type: ignore[prop-decorator]
    @property
    def wrong_when_sure(self) -> float:
        """The share of wrong facts among those without a doubt."""
        return _of(self.wrong - self.wrong_doubted, self._sure)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def wrong_when_sure_interval(self) -> tuple[float, float]:
        return wilson(self.wrong - self.wrong_doubted, self._sure)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def wrong_when_doubted(self) -> float:
        return _of(self.wrong_doubted, self.wrong_doubted + self.right_doubted)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def pointed_at(self) -> float:
        """The share of what is wrong or missed that a doubt, a finding or the residue points at."""
        return _of(self.wrong_doubted + self.missed_pointed, self.wrong + self.missed)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def right_flagged(self) -> float:
        return _of(self.right_doubted, self.right)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def residue_a_page(self) -> float:
        return _of(self.entries, self.pages)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def grounded_f1(self) -> float:
        return _of(2 * self.grounded, self.given + self.wanted) if self.given + self.wanted else 1.0

    @property
    def _sure(self) -> int:
        return self.right + self.wrong - self.right_doubted - self.wrong_doubted

    @classmethod
    def sum(cls, several: Iterable[Trust]) -> Trust:
        total, each = cls(), list(several)
        for name in cls.model_fields:
            if name not in ("codes", "sure"):
                setattr(total, name, sum(getattr(one, name) for one in each))
        total.codes = _pairs_sum(one.codes for one in each)
        total.sure = _pairs_sum(one.sure for one in each)
        return total


def _pairs_sum(several: Iterable[dict[str, tuple[int, int]]]) -> dict[str, tuple[int, int]]:
    counts: dict[str, Counter[str]] = {}
    for one in several:
        for name, (used, wrong) in one.items():
            counts.setdefault(name, Counter()).update(used=used, wrong=wrong)
    return {name: (count["used"], count["wrong"]) for name, count in sorted(counts.items())}


def _of(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def wilson(hits: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share, after Wilson.

    >>> [round(end, 3) for end in wilson(1, 100)]
    [0.002, 0.054]
    """
    if not of:
        return 0.0, 1.0
    z = 1.959964
    share, scale = hits / of, 1 + z * z / of
    middle = (share + z * z / (2 * of)) / scale
    half = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / scale
    return max(0.0, middle - half), min(1.0, middle + half)
