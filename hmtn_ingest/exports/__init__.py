"""Records into the formats of other systems: one module a format, listed in ``EXPORTS``.

What people decided wins over what the program read, and every row says which of the two it is. Phone numbers are masked
unless asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from hmtn_ingest.review.decisions import Reviewed, review
from hmtn_ingest.review.privacy import masked
from parsers.records import DocumentRecord


@dataclass(frozen=True, slots=True)
class Options:
    """``body`` narrows to what one body has to do; ``reveal`` leaves phone numbers as they are."""

    body: str | None = None
    reveal: bool = False


class File(NamedTuple):
    """A file that an export makes; ``name`` may have folders in it."""

    name: str
    data: bytes


class Export(NamedTuple):
    """A format. ``write`` gets documents whose personal data is already masked where it has to be."""

    name: str
    about_vi: str
    about_en: str
    write: Callable[[Sequence[Reviewed], Options], list[File]]


EXPORTS: tuple[Export, ...] = ()


def export(
    documents: Sequence[Reviewed | DocumentRecord], to: str, *, body: str | None = None, reveal: bool = False
) -> list[File]:
    """Documents in the format named ``to``; raises ``ValueError`` for a name that is not in ``EXPORTS``."""
    form = next((form for form in EXPORTS if form.name == to), None)
    if form is None:
        raise ValueError(to)
    decided = [one if isinstance(one, Reviewed) else review(one) for one in documents]
    if not reveal:
        decided = [replace(one, extracted=masked(one.extracted), record=masked(one.record)) for one in decided]
    return form.write(decided, Options(body, reveal))
