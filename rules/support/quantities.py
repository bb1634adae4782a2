"""Quantities as the rules compare and show them."""

from __future__ import annotations

import math

from parsers.records import Number, Quantity, QuotaColumn, QuotaTable, Target


def quota_columns(table: QuotaTable) -> list[tuple[int, QuotaColumn]]:
    """The columns that hold quotas, each with its place among the values of a row."""
    return [(index, column) for index, column in enumerate(table.value_columns) if column.role == "quota"]


def summed_columns(table: QuotaTable) -> list[tuple[int, QuotaColumn]]:
    """The columns of what was given out and of what was reached, each with its place among the values of a row."""
    return [(index, column) for index, column in enumerate(table.value_columns) if column.role in ("quota", "result")]


def column_total(table: QuotaTable, index: int) -> Number | None:
    """What a quota column adds up to; the stated total where a row could not be read."""
    computed = table.computed_total[index] if index < len(table.computed_total) else None
    if computed is not None:
        return computed
    if table.stated_total is None or index >= len(table.stated_total):
        return None
    return table.stated_total[index].value


def least(quantity: Quantity) -> float:
    """The least amount that the quantity allows; 0 where only an upper limit is set."""
    return float(quantity.min) if quantity.min is not None else 0.0


def most(quantity: Quantity) -> float:
    """The greatest amount that the quantity allows; infinite where only a lower limit is set."""
    return float(quantity.max) if quantity.max is not None else math.inf


_NOT_OF_THE_NUMBER = frozenset(("inherited-body", "unknown-body", "no-body", "weak-body", "weak-cue", "ambiguous-body"))


def in_doubt(target: Target) -> bool:
    """Whether the number of a target is in doubt; whose it is may be, where only numbers are compared."""
    return not _NOT_OF_THE_NUMBER.issuperset(target.doubts)


def number_vi(number: float) -> str:
    """A number as these documents write it: 1.520 and 1,5.

    >>> number_vi(1520), number_vi(1.5)
    ('1.520', '1,5')
    """
    return number_en(number).translate(str.maketrans(".,", ",."))


def number_en(number: float) -> str:
    """A number in English: 1,520 and 1.5."""
    whole = round(number, 2)
    return f"{int(whole):,}" if whole == int(whole) else f"{whole:,}"
