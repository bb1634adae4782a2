"""Whether rows of text whose columns no line and no sign parts are a table: numbers have to speak for it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from parsers import regex
from parsers.text import normal

# "12", "1.200", "27,5", "1 200", "85%", "-"
NUMBER = regex.compile(r"(?:\d[\d.,]*(?: \d{3})*\s?%?|[-–—])")
# "1", "12.", "3)"
ORDINAL = regex.compile(r"(?P<n>\d{1,3})[.)]?")
_ORDINAL_HEAD = regex.compile(r"s?tt|số tt|số thứ tự")

LEAST_ROWS = 3


def speaks_of_numbers(cells: Sequence[Sequence[str]]) -> bool:
    """Whether the rows count themselves, or a column of numbers stands below a head."""
    whole = [row for row in cells if len(row) > 1]
    if len(whole) < LEAST_ROWS:
        return False
    numbers = [sum(bool(NUMBER.fullmatch(row[c])) for row in whole) for c in range(1, len(whole[0]))]
    figures = sum(count * 2 >= len(whole) - 1 and count >= 2 for count in numbers)
    ordinals = [int(m["n"]) for row in whole if (m := ORDINAL.fullmatch(row[0]))]
    counts = sum(b == a + 1 for a, b in pairwise(ordinals)) >= 2
    headed = any(_ORDINAL_HEAD.fullmatch(normal(row[0])) for row in whole[:4])
    head = next((row for row in whole if any(row)), [])
    named = not any(NUMBER.fullmatch(text) for text in head) and all(head)
    return (counts and (bool(figures) or headed)) or (bool(figures) and named)
