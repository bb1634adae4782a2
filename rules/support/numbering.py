"""Numbers of headings and items as sequences, for the rules on the outline."""

from __future__ import annotations

import bisect
from collections.abc import Iterator

from parsers import regex
from parsers.records import Section
from parsers.roman import roman, roman_value
from parsers.text import memo
from rules.context import Context

Numbered = list[tuple[Section, int]]
"""Sections that count on from one another, each with its value."""

# a b c d đ e g h i k l m n o p q r s t u v x y: Nghị định 30/2020/NĐ-CP, Phụ lục I
_LETTERS = "abcdđeghiklmnopqrstuvxy"
# "quy định: “3. Sau khi hội hoàn thành …; d) Không báo cáo …”": the numbers of another document
_QUOTED = regex.compile(r"“[^“”]{1,5000}+”")
_SMALLER = regex.compile(r"(?:Điều )?(\d{1,3})")


def families(context: Context) -> Iterator[list[Section]]:
    """The sections that stand side by side under one heading, in the order of the text."""

    def walk(sections: list[Section]) -> Iterator[list[Section]]:
        if sections:
            yield sections
        for section in sections:
            yield from walk(section.children)

    yield from walk(context.record.sections)


@memo
def numbered_lists(context: Context) -> list[Numbered]:
    """Every list of numbers in a document.

    A number that falls back begins a new list, and the one before goes on where its next number comes. Numbers of one
    list are written alike ("1." or "1)"; a footnote has "1"), and those inside a quotation belong to what is quoted.
    """
    plain = context.plain
    quoted = [context.source(*match.span()) for match in _QUOTED.finditer(plain)] if "“" in plain else []
    openings = [start for start, _ in quoted]
    found: list[Numbered] = []
    for children in families(context):
        running: dict[str, list[Numbered]] = {}
        for section in children:
            kind, value = _counted(section.number or "")
            quotation = bisect.bisect_left(openings, section.span.start) - 1
            if not kind or (quotation >= 0 and section.span.start < quoted[quotation][1]):
                continue
            sign = section.span.quote[len(section.number or "") :].lstrip()[:1]
            runs = running.setdefault(f"{kind} {sign if sign in '.)/:' else ''}", [])
            _run_for(value, runs).append((section, value))
        for runs in running.values():
            found += runs
    return found


def _run_for(value: int, runs: list[Numbered]) -> Numbered:
    """The run that a number goes on: the last that waits for it, else the last that it does not fall back behind."""
    waiting = next((run for run in reversed(runs) if run[-1][1] + 1 == value), None)
    if waiting is not None:
        return waiting
    if not runs or value < runs[-1][-1][1]:
        runs.append([])
    return runs[-1]


def label(like: Section, value: int) -> str:
    """``value`` as a number in the style of another section's: 3 like "IV" is "III"."""
    kind, _ = _counted(like.number or "")
    if kind == "roman":
        return roman(value)
    if kind in ("letter", "upper"):
        letter = _LETTERS[value - 1]
        return letter if kind == "letter" else letter.upper()
    if kind == "điều":
        return f"Điều {value}"
    return f"{kind}{value}" if "." in kind else f"{value}"


def _counted(number: str) -> tuple[str, int]:
    """Style of a number and its value; ("", 0) for a bullet or what cannot be counted.

    The style of "2.3" holds the "2.", so that 2.1, 2.2 and 3.1 are two lists.
    """
    if simple := _SMALLER.fullmatch(number):
        return ("điều" if number.startswith("Đ") else "arabic"), int(simple[1])
    if set(number) <= set("IVXL") and (value := roman_value(number)):
        return "roman", value
    if len(number) == 1 and number.lower() in _LETTERS:
        return ("letter" if number.islower() else "upper"), _LETTERS.index(number.lower()) + 1
    stem, dot, last = number.rpartition(".")
    if dot and last.isdigit():
        return f"{stem}.", int(last)
    return "", 0
