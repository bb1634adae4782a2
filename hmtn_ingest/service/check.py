"""What the rules find in a record, each finding with the page and boxes of its words."""

from __future__ import annotations

from collections.abc import Sequence

import rules
from parsers.records import DocumentRecord, Finding
from rules.findings import with_places


def check(
    record: DocumentRecord,
    *,
    select: Sequence[str] | None = None,
    ignore: Sequence[str] | None = None,
    preview: bool = False,
) -> list[Finding]:
    """The findings of a record.

    ``select`` and ``ignore`` are names, codes or families of rules ("repeated-word", "OL101", "HD"). ``preview`` takes
    in rules that are not yet precise. Raises ``ValueError`` for a rule that there is not.
    """
    return with_places(rules.check(record, select=select, ignore=ignore, preview=preview), record)
