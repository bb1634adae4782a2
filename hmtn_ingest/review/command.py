"""What the record pane sends and gets back: plain data, as JSON has it."""

from __future__ import annotations

from typing import Any, TypedDict


class Command(TypedDict, total=False):
    """What the pane sends. ``id`` is unique to the command; ``seen`` the last decision that the person could see.

    ``words`` are the stretches of the source that a typed text was filled from, ``links`` those of each field.

    ``part`` is which of several mentions of something unread is taken.

    ``have`` is the stamp of what the pane has been told; "all" asks to be told everything.
    """

    id: str
    op: str
    have: int
    key: str
    part: int
    seen: int
    field: str
    text: str
    ids: list[int]
    of: str
    kind: str
    start: int
    end: int
    values: dict[str, str]
    words: list[list[int]]
    links: dict[str, list[list[int]]]
    keys: list[str]


class Answer(TypedDict, total=False):
    """What the pane gets back. ``reason`` says why a command was refused, ``failed`` that the store did not take it."""

    id: str
    reason: str
    place: str
    failed: bool
    proposal: dict[str, Any]
    filling: dict[str, Any]
    others: list[int]
