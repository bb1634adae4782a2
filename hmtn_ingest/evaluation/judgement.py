"""Judges each fact of a record for itself: right or wrong, sure or doubted, grounded or not, missed but pointed at.

A fact is wrong where gold has none such, or where one of its aspects (bodies, role, …) is not gold's. A wrong fact is
pointed at by a doubt of its own or a finding about it, a missed one by an entry of the residue or a finding that quotes
it. Grounded counts as ExtractBench does: a value counts only where it is right and its span overlaps the evidence by
half.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from hmtn_ingest.evaluation.gold import Gold
from hmtn_ingest.evaluation.kinds import KINDS, header_answers
from hmtn_ingest.evaluation.matching import fold_name
from hmtn_ingest.evaluation.quota_lines import QuotaLine
from hmtn_ingest.evaluation.trust import Trust
from parsers.records import DocumentRecord, Grounding, Span

PAGE = 2500  # characters of a page, where formats have none
_SENTENCE, _PARAGRAPH = 350, 900  # characters that may point at something; what quotes more points at nothing
_WHOLE = 0.99


def measure_trust(gold: Gold, record: DocumentRecord, marks: Mapping[str, Sequence[str]] | None = None) -> Trust:
    """The counts of one document. ``marks`` has by id what else is to be counted as ``codes`` are: clues."""
    trust = Trust(entries=len(record.residue), pages=max(1, round(len(record.text) / PAGE)))
    named = {about for finding in record.findings for about in finding.records}
    codes: dict[str, Counter[str]] = {}
    sure: dict[str, tuple[int, int]] = {}
    for kind, want, got, right in _judged(gold, record):
        if got is None:
            trust.missed += 1
            trust.wanted += 1
            trust.missed_pointed += _points_at(_words_of(want), kind, record)
            continue
        doubts = set(_doubts(got))
        doubted = bool(doubts) or getattr(got, "id", None) in named
        trust.given += 1
        trust.wanted += want is not None
        trust.grounded += right and _on_the_evidence(_words_of(want), got)
        trust.right += right
        trust.wrong += not right
        trust.right_doubted += right and doubted
        trust.wrong_doubted += not right and doubted
        if not doubted:
            of, wrong = sure.get(kind, (0, 0))
            sure[kind] = of + 1, wrong + (not right)
        for code in sorted({*doubts, *(marks or {}).get(getattr(got, "id", ""), ())}):
            codes.setdefault(code, Counter()).update(used=1, wrong=int(not right))
    trust.codes = {code: (count["used"], count["wrong"]) for code, count in sorted(codes.items())}
    trust.sure = dict(sorted(sure.items()))
    return trust


def _judged(gold: Gold, record: DocumentRecord) -> Iterator[tuple[str, Any | None, Any | None, bool]]:
    """Kind, gold fact, fact, and whether both are there and agree; ``None`` for the side that is missing."""
    for answer in header_answers(gold, record):
        if answer.given is not None:  # a right value is evidence of itself; the day of issue is written otherwise
            evidence = "" if answer.name == "issued_date" else str(answer.given.value)
            yield "header", evidence if answer.right else None, answer.given, answer.right
        if not answer.right and answer.wanted is not None:
            yield "header", answer.wanted, None, False
    for kind in KINDS:
        pairs = kind.pair(gold, record)
        if pairs is None:
            continue
        for want, got, aspects in pairs.found:
            yield kind.name, want, got, all(agreement >= _WHOLE for agreement in aspects.values())
        yield from ((kind.name, want, None, False) for want in pairs.missed)
        yield from ((kind.name, None, got, False) for got in pairs.extra)


def _words_of(want: Any) -> str:
    """The words of the document that a gold fact stands on, as far as gold names them."""
    if isinstance(want, str):
        return want.partition(" | ")[0]
    for name in ("quote", "starts", "code", "name", "body"):
        if isinstance(words := getattr(want, name, None), str) and words:
            return words
    return ""


def _doubts(got: Any) -> Iterator[str]:
    """The doubts of a fact and of the values inside it; that a blank is blank is none."""
    if isinstance(got, QuotaLine):
        got = got.row
    if isinstance(got, Grounding):
        yield from (doubt for doubt in got.doubts if doubt != "blank")
    if isinstance(got, BaseModel):
        for name in type(got).model_fields:
            value = getattr(got, name, None)
            for inner in value if isinstance(value, list) else (value,):
                yield from _doubts(inner)


def _on_the_evidence(words: str, got: Any) -> bool:
    """Whether the spans of a fact hold half of the words that gold stands on, or more."""
    spans: list[Span] = getattr(got, "spans", [])
    evidence = fold_name(words)
    quotes = [*(fold_name(span.quote) for span in spans), " ".join(fold_name(span.quote) for span in spans)]
    return not spans or not evidence or any(_shared(evidence, quote) >= len(evidence) / 2 for quote in quotes)


def _shared(one: str, other: str) -> int:
    """The length of the longest stretch that two texts have in common, in whole words."""
    if not one or not other:
        return 0
    words = one.split()
    best = 0
    for start in range(len(words)):
        end = start + 1
        while end <= len(words) and " ".join(words[start:end]) in other:
            best = max(best, len(" ".join(words[start:end])))
            end += 1
    return best


def _points_at(words: str, kind: str, record: DocumentRecord) -> bool:
    """Whether an entry of the residue or a finding quotes most of the words of a missed fact, and not a whole page."""
    missed = f" {fold_name(words)} "
    if not missed.strip():
        return False
    rows = ("quota_rows", "obligations", "events", "deadlines")
    for about, spans in (*((e.kind, e.spans) for e in record.residue), *(("", f.spans) for f in record.findings)):
        if about in ("table", "heading") and kind not in rows:
            continue
        most = _PARAGRAPH if about in ("duty", "heading", "table") else _SENTENCE
        quotes = [f" {fold_name(span.quote)} " for span in spans if len(span.quote) <= most]
        if any(missed in quote or _shared(missed.strip(), quote) >= 0.7 * len(missed) for quote in quotes):
            return True
    return False
