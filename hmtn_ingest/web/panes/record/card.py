"""A card of the record pane as plain data, as its scripts get it: texts to be set as text, never as markup."""

from __future__ import annotations

from typing import TypedDict


class HistoryLine(TypedDict):
    """One decision of a fact's history; ``at`` is ISO 8601 in UTC."""

    id: int
    by: str
    at: str
    what: str


class CellTexts(TypedDict):
    path: str
    text: str
    doubts: str


class GridTexts(TypedDict):
    """A quota table: a row of cells for each body, and for each group row, whose cells are its stated sub-totals.

    ``groups`` has the places of the group rows, ``sums`` says which columns add up. ``stated`` is empty where the
    document gives no total.
    """

    columns: list[str]
    sums: list[bool]
    rows: list[tuple[str, str, str, list[CellTexts]]]
    groups: list[int]
    stated: list[CellTexts]


class UnreadOffer(TypedDict, total=False):
    """What can be made of something unread, or of one of several numbers or dates in it.

    ``take`` names the kind that is added by one key, ``other`` the kind that a form opens with, ``text`` says what
    would be added, ``place`` is the stretch of the text that it is about, ``part`` which of several it is.
    """

    part: int
    take: str
    other: str
    text: str
    place: tuple[int, int]


class Card(TypedDict, total=False):
    """``parts`` are the places of values inside a fact that have spans of their own, with their names.

    ``leads`` is the key of the header field that a finding misses.
    ``offers`` are those of something unread that nobody took yet, ``place`` is the whole stretch of it.
    """

    key: str
    kind: str
    group: str
    heading: str | None
    label: str
    severity: str
    lead: str
    what: str
    meta: list[str]
    reasons: list[str]
    words: str
    status: str
    log: list[HistoryLine]
    form: str
    values: list[str | None]
    locked: list[int]
    grid: GridTexts
    gone: bool
    undo: int
    spans: list[tuple[int, int]]
    added: int
    leads: str
    parts: list[tuple[str, int, int]]
    offers: list[UnreadOffer]
    place: tuple[int, int]
