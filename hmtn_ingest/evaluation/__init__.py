"""Published evaluation: precision, recall, F1 and support of each kind of fact against gold, and what a change brought.

Rules: numbers, dates and codes are strict; names are compared without case, accents and punctuation, abbreviations
written out; a date, target, result, event or deadline has to be read where the gold fact stands. Figures of documents
that the patterns were written on say little: publish those of documents held back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Any

from hmtn_ingest.evaluation.figures import (
    Change,
    Changes,
    DocumentResult,
    Evaluation,
    Figures,
    KindResult,
    LocalScore,
    Mean,
    Summary,
)
from hmtn_ingest.evaluation.files import EvaluationInputError, load_clues, load_evaluation, load_gold, load_records
from hmtn_ingest.evaluation.gold import Gold
from hmtn_ingest.evaluation.judgement import measure_trust
from hmtn_ingest.evaluation.kinds import score_kinds
from hmtn_ingest.evaluation.trust import Trust
from parsers.records import DocumentRecord

__all__ = [
    "Change",
    "Changes",
    "DocumentResult",
    "Evaluation",
    "EvaluationInputError",
    "Figures",
    "Gold",
    "KindResult",
    "LocalScore",
    "Mean",
    "Summary",
    "Trust",
    "compare_evaluations",
    "evaluate",
    "load_clues",
    "load_evaluation",
    "load_gold",
    "load_records",
    "ungrounded",
]


Marks = Mapping[str, Mapping[str, Sequence[str]]]


def evaluate(records: Mapping[str, DocumentRecord], gold: Mapping[str, Gold], marks: Marks | None = None) -> Evaluation:
    """Score each record against the gold of its document.

    ``records`` are named like their files: ``plan.docx`` and ``plan.pdf`` belong to the gold ``plan``, as does
    ``plan_scan200.pdf``. Several formats of one document are each measured. Documents come out sorted by name.
    ``marks`` has, by record and id of a fact, what else its use and precision are counted of: clues.
    """
    documents: list[DocumentResult] = []
    without_gold: list[str] = []
    for name in sorted(records):
        belongs = _gold_of(name, records[name], gold)
        if belongs is None:
            without_gold.append(name)
            continue
        gold_name, form = belongs
        record = records[name]
        documents.append(
            DocumentResult(
                document=name,
                gold=gold_name,
                format=form,
                status=record.status,
                ungrounded=len(ungrounded(record)),
                kinds=score_kinds(gold[gold_name], record),
                trust=measure_trust(gold[gold_name], record, marks.get(name) if marks else None),
            )
        )
    measured = {document.gold for document in documents}
    return Evaluation(
        documents=documents,
        without_gold=without_gold,
        without_record=sorted(name for name in gold if name not in measured),
    )


def _gold_of(name: str, record: DocumentRecord, gold: Mapping[str, Gold]) -> tuple[str, str] | None:
    """The gold that a record belongs to, and its format as the figures name it."""
    path = PurePath(name)
    stem, suffix = (name, PurePath(record.source.file_name).suffix) if name in gold else (path.stem, path.suffix)
    if stem in gold:
        return stem, suffix.lower()
    # "004_scan200.pdf", "ke-hoach-phuong_nfd.txt"
    base, _, variant = stem.rpartition("_")
    return (base, f"{suffix.lower()} {variant}") if base in gold else None


def ungrounded(record: DocumentRecord) -> list[str]:
    """Paths of spans whose quote is not what stands at their offsets in the record's text."""

    def walk(node: Any, path: str) -> Iterator[str]:
        if isinstance(node, dict):
            if node.keys() >= {"start", "end", "quote"} and record.text[node["start"] : node["end"]] != node["quote"]:
                yield path
            for key, child in node.items():
                yield from walk(child, f"{path}.{key}" if path else key)
        elif isinstance(node, list):
            for at, child in enumerate(node):
                yield from walk(child, f"{path}[{at}]")

    return list(walk(record.model_dump(exclude={"text"}), ""))


def compare_evaluations(now: Evaluation, before: Evaluation) -> Changes:
    """Gains and losses of each document and kind against an earlier evaluation; unchanged ones are left out.

    A fact is recognised by its words, so an edited gold fact counts as gained or lost once.
    """
    earlier = {document.document: document for document in before.documents}
    changes: list[Change] = []
    for document in now.documents:
        old = earlier.get(document.document)
        if old is None:
            continue
        for kind in sorted(document.kinds.keys() | old.kinds.keys()):
            was, is_now = old.kinds.get(kind, KindResult()), document.kinds.get(kind, KindResult())
            gained = [*_less(was.misses, is_now.misses, "found"), *_less(was.extras, is_now.extras, "no longer")]
            lost = [*_less(is_now.misses, was.misses, "missed"), *_less(is_now.extras, was.extras, "extra")]
            if gained or lost:
                changes.append(
                    Change(
                        document=document.document,
                        kind=kind,
                        f1_before=was.f1,
                        f1_now=is_now.f1,
                        gained=gained,
                        lost=lost,
                    )
                )
    present = {document.document for document in now.documents}
    return Changes(
        changes=changes,
        added=sorted(present - earlier.keys()),
        removed=sorted(earlier.keys() - present),
    )


def _less(these: list[str], those: list[str], how: str) -> list[str]:
    """What is in ``these`` and not in ``those``, as often as it is there more."""
    return [f"{how}: {said}" for said in sorted((Counter(these) - Counter(those)).elements())]
