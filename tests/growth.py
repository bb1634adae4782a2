"""How the cost of some work grows with its length, in time that the processor spends on it: other programs do not count."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def grows_with_length_only(work: Callable[[T], object], short: T, long: T) -> bool:
    """Whether work on ``long``, eight times ``short``, costs about eight times as much; by its square it were 64."""

    def cost(of: T) -> float:
        begun = time.thread_time()
        work(of)
        return time.thread_time() - begun

    work(short)  # fills the caches
    # a busy machine makes the caches of a processor colder, so it may be tried again
    return any(cost(long) < 24 * max(cost(short), 0.01) for _ in range(3))
