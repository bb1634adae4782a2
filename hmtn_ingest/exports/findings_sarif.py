"""``sarif``: what rules found, as ``hmtn-ingest check`` gives it, without what people rejected."""

from __future__ import annotations

from collections.abc import Sequence

from hmtn_ingest.exports.findings import Checked, sarif
from hmtn_ingest.exports.model import File, Options
from hmtn_ingest.exports.review_status import word
from hmtn_ingest.review.reviewed import Reviewed


def write(documents: Sequence[Reviewed], options: Options) -> list[File]:
    """One SARIF 2.1.0 log with the findings of all documents; phone numbers stay masked in it."""
    checked = [_checked(document) for document in documents]
    return [File("findings.sarif", sarif(checked).encode())]


def _checked(document: Reviewed) -> Checked:
    findings = document.record.findings
    review = {finding.id: word(document.state(finding.id).status) for finding in findings}
    return Checked(document.record.source.file_name, document.record, findings, review)
