"""What calamine does not tell of a sheet: number formats, hidden rows and columns, formulas without a value."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class SheetLooks:
    """``formats`` holds the number format of each filled cell that has one, by row and column from 0; ``errors`` what
    a cell shows whose formula fails.
    """

    formats: dict[tuple[int, int], str] = field(default_factory=dict)
    filled: set[tuple[int, int]] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    unvalued: list[tuple[int, int]] = field(default_factory=list)
