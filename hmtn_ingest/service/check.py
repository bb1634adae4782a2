"""What the rules find in a record, each finding with the page and boxes of its words."""

from __future__ import annotations

from collections.abc import Sequence

import rules
from parsers.records import DocumentRecord, Finding


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
    findings = rules.check(record, select=select, ignore=ignore, preview=preview)
    placed = {(span.start, span.end): span for finding in record.findings for span in finding.spans}
    for finding in findings:  # a rule knows no pages and boxes
        finding.spans = [placed.get((span.start, span.end), span) for span in finding.spans]
    return findings
