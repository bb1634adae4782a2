"""What a second reader is worth, on documents that it did not learn from: beside the rules, and at their places.

Comes in: lessons. Goes out: a :class:`ReaderComparison`. Documents are left out one at a time, or, where there are
more than ten, in ten groups of whole documents. All that people decided is the truth: what they accepted is right, what
they changed or rejected is wrong, what they added was missed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from hmtn_ingest.review.facts import groundings
from hmtn_ingest.second_reader.consult import Disagreement, disagreement, facts_of
from hmtn_ingest.second_reader.lines import Lines, headed_lines
from hmtn_ingest.second_reader.model import KINDS, Opinion, SecondReader
from hmtn_ingest.training.learning import kinds_by_line, learn
from hmtn_ingest.training.lessons import Lesson
from parsers.records import DocumentRecord

FOLDS = 10
MOST_RIGHT_FLAGGED = 0.06
LEAST_HITS = 0.2
"""Of what is newly pointed at, the share that has to be wrong or missed: more than one in five."""


@dataclass
class Score:
    """How one reader says of lines that a kind of fact stands in them."""

    found: int = 0
    extra: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return _share(self.found, self.found + self.extra)

    @property
    def recall(self) -> float:
        return _share(self.found, self.found + self.missed)

    @property
    def f1(self) -> float:
        return _share(2 * self.found, 2 * self.found + self.extra + self.missed)


@dataclass
class Pointers:
    """How much of what is wrong or missed is pointed at, and how much of what is right is flagged."""

    wrong: int = 0
    wrong_doubted: int = 0
    missed: int = 0
    missed_shown: int = 0
    right: int = 0
    right_doubted: int = 0

    @property
    def pointed_at(self) -> float:
        return _share(self.wrong_doubted + self.missed_shown, self.wrong + self.missed)

    @property
    def right_flagged(self) -> float:
        return _share(self.right_doubted, self.right)


@dataclass
class ReaderComparison:
    """The rules, and the rules with a second reader beside them, on documents that it did not learn from.

    ``pointed`` counts what only the second reader points at, ``hits`` how much of that is wrong or missed.
    """

    rules: dict[str, Score] = field(default_factory=lambda: {kind: Score() for kind in KINDS})
    model: dict[str, Score] = field(default_factory=lambda: {kind: Score() for kind in KINDS})
    before: Pointers = field(default_factory=Pointers)
    after: Pointers = field(default_factory=Pointers)
    pointed: int = 0
    hits: int = 0

    @property
    def adds(self) -> bool:
        """Whether it points at more, mostly enough at what is wrong, and does not flag too much of what is right."""
        return (
            self.after.pointed_at > self.before.pointed_at
            and self.hits > LEAST_HITS * self.pointed
            and self.after.right_flagged <= max(MOST_RIGHT_FLAGGED, self.before.right_flagged)
        )


def compare_with_rules(lessons: Sequence[Lesson]) -> ReaderComparison:
    """Learn without each group of documents in turn, and judge by it."""
    comparison = ReaderComparison()
    for own, rest in _folds(lessons):
        reader = SecondReader(learn(rest), version="left-out")
        for lesson in own:
            _judge(comparison, lesson, reader.opinions(headed_lines(lesson.record)))
    return comparison


def _folds(lessons: Sequence[Lesson]) -> Iterator[tuple[Sequence[Lesson], Sequence[Lesson]]]:
    count = min(FOLDS, len(lessons))
    for fold in range(count):
        own = lessons[fold::count]
        yield own, [lesson for at, lesson in enumerate(lessons) if at % count != fold]


def _judge(comparison: ReaderComparison, lesson: Lesson, opinions: Sequence[Opinion]) -> None:
    lines = Lines([opinion.line for opinion in opinions])
    wanted = kinds_by_line(lesson, lines)
    read = _read(lesson.record, lines)
    for kind in KINDS:
        for at, opinion in enumerate(opinions):
            _count(comparison.rules[kind], kind in wanted[at], (at, kind) in read)
            _count(comparison.model[kind], kind in wanted[at], opinion.shares.get(kind, 0.0) >= 0.5)
    found = disagreement(lesson.record, opinions)
    doubted = _doubted(lesson.record)
    shown = {at for entry in lesson.record.residue for at in lines.holding(entry.spans)}
    begins = {start for _, start, _ in found.unread}
    unread = {at for at, opinion in enumerate(opinions) if opinion.line.start in begins}
    _point(comparison.before, lesson, lines, doubted, shown)
    _point(comparison.after, lesson, lines, doubted | found.doubted, shown | unread)
    _new(comparison, lesson, lines, found, doubted, unread - shown)


def _new(
    comparison: ReaderComparison, lesson: Lesson, lines: Lines, found: Disagreement, doubted: set[str], unread: set[int]
) -> None:
    known = (lesson.right | lesson.wrong) & (found.doubted - doubted)
    missed = {at for fact in lesson.missed for at in lines.holding(fact.spans[:1])}
    comparison.pointed += len(known) + len(unread)
    comparison.hits += len(known & lesson.wrong) + len(unread & missed)


def _point(pointers: Pointers, lesson: Lesson, lines: Lines, doubted: set[str], shown: set[int]) -> None:
    pointers.wrong += len(lesson.wrong)
    pointers.wrong_doubted += len(lesson.wrong & doubted)
    pointers.right += len(lesson.right)
    pointers.right_doubted += len(lesson.right & doubted)
    pointers.missed += len(lesson.missed)
    pointers.missed_shown += sum(not shown.isdisjoint(lines.holding(fact.spans[:1])) for fact in lesson.missed)


def _read(record: DocumentRecord, lines: Lines) -> Counter[tuple[int, str]]:
    return Counter((at, kind) for kind, fact in facts_of(record) for at in lines.holding(fact.spans[:1]))


def _doubted(record: DocumentRecord) -> set[str]:
    """The ids of facts that a doubt or a finding speaks of."""
    named = {id_ for finding in record.findings for id_ in finding.records}
    return {
        fact.id
        for _, fact in facts_of(record)
        if fact.id in named or any(set(part.doubts) - {"blank"} for part in groundings(fact))
    }


def _count(score: Score, wanted: bool, given: bool) -> None:
    score.found += wanted and given
    score.extra += given and not wanted
    score.missed += wanted and not given


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
