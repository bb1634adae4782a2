"""Which rules an office works with, their manual pages, and the findings that this leaves of a record. Pure.

    shown(review(fully_checked(record), decisions), Rulebook(off=frozenset(["QT309"])))

Which rulebook holds in an installation is asked of :mod:`hmtn_ingest.service.documents`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import rules
from hmtn_ingest.i18n import Language
from hmtn_ingest.review.reviewed import Reviewed
from parsers import regex
from parsers.records import DocumentRecord
from parsers.text import fold
from rules import RULES
from rules.findings import in_text_order, with_places
from rules.rule import Rule

FAMILIES = ("HD", "OL", "DT", "QT", "BO", "RF", "TX", "RD")
"""The families of rules, by the letters with which their codes begin."""


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Which rules run: all but preview ones, without the codes in ``off`` and with the preview codes in ``on``."""

    off: frozenset[str] = frozenset()
    on: frozenset[str] = frozenset()

    def runs(self, rule: Rule) -> bool:
        return rule.code in self.on if rule.preview else rule.code not in self.off

    def switched(self, rule: Rule, on: bool) -> Rulebook:
        """The same with one rule switched on or off."""
        codes = frozenset([rule.code])
        if rule.preview:
            return replace(self, on=self.on | codes if on else self.on - codes)
        return replace(self, off=self.off - codes if on else self.off | codes)

    @property
    def silent(self) -> frozenset[str]:
        """The codes of all rules that do not run."""
        return frozenset(rule.code for rule in RULES if not self.runs(rule))


def fully_checked(record: DocumentRecord) -> DocumentRecord:
    """The record with the findings of every rule: those that run at intake, and preview ones.

    Decisions on findings are to be applied to this record, so that none loses its finding while a rule is off.
    """
    codes = [rule.code for rule in RULES if rule.preview]
    known = {finding.id for finding in record.findings}
    more = [found for found in rules.check(record, select=codes, preview=True) if found.id not in known]
    if not more:
        return record
    return record.model_copy(update={"findings": in_text_order([*record.findings, *with_places(more, record)])})


def without_silent(reviewed: Reviewed, book: Rulebook) -> Reviewed:
    """What a person sees of a reviewed record: without the findings of rules that do not run."""
    every = (*reviewed.extracted.findings, *reviewed.raised.values())
    hidden = {found.id for found in every if found.code in book.silent}
    if not hidden:
        return reviewed
    return replace(
        reviewed,
        extracted=_without(reviewed.extracted, hidden),
        record=_without(reviewed.record, hidden),
        states={key: state for key, state in reviewed.states.items() if key not in hidden},
        read={key: fact for key, fact in reviewed.read.items() if key not in hidden},
        raised={key: found for key, found in reviewed.raised.items() if key not in hidden},
    )


def _without(record: DocumentRecord, hidden: set[str]) -> DocumentRecord:
    return record.model_copy(update={"findings": [found for found in record.findings if found.id not in hidden]})


@dataclass(frozen=True, slots=True)
class Manual:
    """A manual page in one language: the first line, and its paragraphs by their headings."""

    title: str
    parts: tuple[tuple[str, str], ...]


_HEADINGS = {
    "vi": ("Phát hiện", "Vì sao", "Ví dụ", "Cách xử lý"),
    "en": ("What it finds", "Why it matters", "Example", "How to resolve"),
}


def manual(rule: Rule, language: Language) -> Manual:
    """The manual page of a rule; its form is that of :class:`rules.rule.Rule`."""
    first, *paragraphs = rule.page.split("\n\n")
    english, _, vietnamese = first.partition(": ")[2].partition(" / ")
    parts = []
    for paragraph in paragraphs:
        heading, _, text = " ".join(paragraph.split()).partition(": ")
        if heading in _HEADINGS[language]:
            parts.append((heading, text))
    title = english if language == "en" else vietnamese
    return Manual(title[:1].upper() + title[1:], tuple(parts))


def find(words: str) -> list[Rule]:
    """The rules whose code, name or manual page holds the words, accents aside; all of them for no word.

    They are looked for together ("phân bổ"), and one by one where they stand together nowhere.
    """
    wanted = _WORD.findall(fold(words))
    pages = {rule: f" {' '.join(_WORD.findall(fold(f'{rule.code} {rule.name} {rule.page}')))}" for rule in RULES}
    together = [rule for rule, page in pages.items() if f" {' '.join(wanted)}" in page]
    return together or [rule for rule, page in pages.items() if all(f" {word}" in page for word in wanted)]


_WORD = regex.compile(r"\w+")
