"""Findings in the forms that people and tools read: lines of text, JSON, SARIF 2.1.0, annotations of GitHub Actions.

Personal data is masked in all of them, in names of files too.
"""

from __future__ import annotations

import bisect
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import PurePath
from typing import Any
from urllib.parse import quote as percent

from hmtn_ingest.privacy import hider, mask_values
from parsers.records import DocumentRecord, Finding, Span
from parsers.text import shorten
from rules import RULES
from rules.rule import Rule

_QUOTED = 90  # characters of a quote that a line shows
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_GITHUB = {"error": "error", "warning": "warning", "info": "notice"}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


@dataclass(frozen=True, slots=True)
class Place:
    """Line and column from 1, in the text as it was read; ``page`` where the file has pages."""

    page: int | None
    line: int
    column: int


class Checked:
    """A file with its findings and a way to tell where they stand.

    ``review`` says by id of the finding how far a person has looked at it, where people do.
    """

    def __init__(
        self, name: str, record: DocumentRecord, findings: list[Finding], review: Mapping[str, str] | None = None
    ) -> None:
        hide = hider([record])
        text = hide(record.text)
        self.name = hide(name)
        self.record = record
        self.findings = [
            Finding.model_validate(mask_values(one.model_dump(by_alias=True), hide, text)) for one in findings
        ]
        self.review = review or {}
        self._lines = [0, *(i + 1 for i, c in enumerate(record.text) if c == "\n")]

    def place(self, offset: int, page: int | None) -> Place:
        line = bisect.bisect_right(self._lines, offset)
        return Place(page, line, offset - self._lines[line - 1] + 1)

    def first(self, finding: Finding) -> Place:
        """Where a finding is shown; one that concerns the whole document stands at its beginning."""
        span = finding.spans[0] if finding.spans else Span(start=0, end=0, quote="")
        return self.place(span.start, span.page)


def text(checked: Checked) -> str:
    """One line a finding: ``file:page:line: CODE name message``, then each place with its quote."""
    lines = []
    for finding in checked.findings:
        place = checked.first(finding)
        where = f"{checked.name}:{place.page}:{place.line}" if place.page else f"{checked.name}:{place.line}"
        quotes = "".join(f" | {_where(checked, span)}: “{_short(span.quote)}”" for span in finding.spans)
        message = finding.message_vi
        lines.append(f"{where}: {finding.code} {finding.name} {message}{quotes}\n")
    return "".join(lines)


def github(checked: Checked) -> str:
    """Workflow commands of GitHub Actions, one a finding."""
    lines = []
    for finding in checked.findings:
        place = checked.first(finding)
        properties = {
            "file": checked.name,
            "line": str(place.line),
            "col": str(place.column),
            "title": f"{finding.code} {finding.name}",
        }
        said = ",".join(f"{key}={_escape(value, ':,')}" for key, value in properties.items())
        message = f"{finding.message_vi} / {finding.message_en}"
        lines.append(f"::{_GITHUB[finding.severity]} {said}::{_escape(message)}\n")
    return "".join(lines)


def as_json(files: Iterable[Checked]) -> str:
    """An array with an object for each file: its name, how well it was read, its findings as in the record."""
    items = [
        {
            "file": checked.name,
            "status": checked.record.status,
            "findings": [finding.model_dump(mode="json", by_alias=True) for finding in checked.findings],
        }
        for checked in files
    ]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def sarif(files: Iterable[Checked]) -> str:
    """A SARIF 2.1.0 log (OASIS) with one run; regions count characters as Python does, in the text as it was read."""
    checked_files = list(files)
    used = {finding.code for checked in checked_files for finding in checked.findings}
    rules = [rule for rule in RULES if rule.code in used]
    index = {rule.code: number for number, rule in enumerate(rules)}
    driver = {"name": "hmtn-ingest", "version": version("hmtn-ingest"), "rules": [_descriptor(rule) for rule in rules]}
    results = [
        _result(checked, finding, index.get(finding.code)) for checked in checked_files for finding in checked.findings
    ]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "language": "vi", "results": results}
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _descriptor(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.page.partition("\n")[0]},
        "fullDescription": {"text": rule.page},
        "help": {"text": rule.page},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"about": rule.about},
    }


def _result(checked: Checked, finding: Finding, rule_index: int | None) -> dict[str, Any]:
    """``rule_index`` is ``None`` for a finding kept from a time when there was a rule of that code."""
    result: dict[str, Any] = {
        "ruleId": finding.code,
        **({} if rule_index is None else {"ruleIndex": rule_index}),
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message_vi},
        "partialFingerprints": {"finding/v1": finding.id},
        "properties": {"about": finding.about, "message_en": finding.message_en},
    }
    if finding.id in checked.review:
        result["properties"]["review"] = checked.review[finding.id]
    locations = [_location(checked, span, number) for number, span in enumerate(finding.spans)]
    result["locations"] = locations[:1] or [{"physicalLocation": {"artifactLocation": {"uri": _uri(checked.name)}}}]
    if locations[1:]:
        result["relatedLocations"] = locations[1:]
    return result


def _location(checked: Checked, span: Span, number: int) -> dict[str, Any]:
    start, end = checked.place(span.start, span.page), checked.place(span.end, span.page)
    region = {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
        "charOffset": span.start,
        "charLength": span.end - span.start,
        "snippet": {"text": span.quote},
    }
    location: dict[str, Any] = {
        "id": number,
        "physicalLocation": {"artifactLocation": {"uri": _uri(checked.name)}, "region": region},
        "message": {"text": _short(span.quote) or "…"},
    }
    if span.page:
        location["properties"] = {"page": span.page}
    return location


def _uri(name: str) -> str:
    """A file name as a URI reference: forward slashes, everything else escaped."""
    return percent(PurePath(name).as_posix())


def _where(checked: Checked, span: Span) -> str:
    place = checked.place(span.start, span.page)
    return f"trang {place.page}, dòng {place.line}" if place.page else f"dòng {place.line}"


def _short(quote: str) -> str:
    return shorten(" ".join(quote.split()), _QUOTED)


def _escape(value: str, more: str = "") -> str:
    """Percent-escapes of GitHub's workflow commands."""
    for character in "%\r\n" + more:
        value = value.replace(character, f"%{ord(character):02X}")
    return value
