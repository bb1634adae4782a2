"""Figures of an evaluation as they are printed, saved and compared."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import BaseModel, computed_field

from hmtn_ingest.evaluation.trust import Trust


class Mean(BaseModel):
    """An accuracy of the matched facts: the sum of agreements from 0 to 1, and of how many facts."""

    total: float = 0.0
    count: int = 0

    @computed_field  # type: ignore[prop-decorator]
    @property
    def mean(self) -> float:
        return self.total / self.count if self.count else 0.0


class Figures(BaseModel):
    """One kind of fact. Nothing wanted and nothing given counts as right (1.0)."""

    found: int = 0
    extra: int = 0
    missed: int = 0
    aspects: dict[str, Mean] = {}
    """How far the found facts agree in what is not needed to recognise them: bodies, section, role, …"""

    @computed_field  # type: ignore[prop-decorator]
    @property
    def precision(self) -> float:
        return self.found / (self.found + self.extra) if self.found + self.extra else 1.0

    @computed_field  # type: ignore[prop-decorator]
    @property
    def recall(self) -> float:
        return self.found / (self.found + self.missed) if self.found + self.missed else 1.0

    @computed_field  # type: ignore[prop-decorator]
    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @computed_field  # type: ignore[prop-decorator]
    @property
    def support(self) -> int:
        """Facts in gold, optional ones left out."""
        return self.found + self.missed

    @staticmethod
    def sum(several: Iterable[Figures]) -> Figures:
        total = Figures()
        for figures in several:
            total.found += figures.found
            total.extra += figures.extra
            total.missed += figures.missed
            for name, mean in figures.aspects.items():
                into = total.aspects.setdefault(name, Mean())
                into.total += mean.total
                into.count += mean.count
        return total


FINDINGS = "findings"
"""The kind that is no fact of the document: counted for itself, not in the sum of all facts."""


class KindResult(Figures):
    """A kind in one document, with what went wrong, in words."""

    misses: list[str] = []
    extras: list[str] = []


class DocumentResult(BaseModel):
    document: str
    gold: str
    format: str
    """The file's suffix, and the variant of the document where its name tells one: ".pdf", ".pdf scan200"."""
    status: str
    ungrounded: int = 0
    """Spans whose quote is not what stands at their offsets."""
    kinds: dict[str, KindResult]
    trust: Trust = Trust()

    @computed_field  # type: ignore[prop-decorator]
    @property
    def facts(self) -> Figures:
        """All kinds together, without the findings and without aspects."""
        total = Figures.sum(figures for kind, figures in self.kinds.items() if kind != FINDINGS)
        return total.model_copy(update={"aspects": {}})

    @computed_field  # type: ignore[prop-decorator]
    @property
    def whole(self) -> bool:
        """No fact missed and none too many."""
        return not self.facts.missed and not self.facts.extra


class Summary(BaseModel):
    """Several documents together."""

    documents: int
    whole: int
    """Documents with no fact missed and none too many."""
    ungrounded: int
    kinds: dict[str, Figures]
    facts: Figures
    trust: Trust = Trust()

    @computed_field  # type: ignore[prop-decorator]
    @property
    def whole_rate(self) -> float:
        return self.whole / self.documents if self.documents else 0.0

    @computed_field  # type: ignore[prop-decorator]
    @property
    def macro_f1(self) -> float:
        """Mean F1 of the kinds of fact: each kind weighs the same, however often it occurs."""
        values = [figures.f1 for kind, figures in self.kinds.items() if kind != FINDINGS]
        return sum(values) / len(values) if values else 0.0

    @classmethod
    def of(cls, documents: Iterable[DocumentResult]) -> Summary:
        several = list(documents)
        names = sorted({kind for document in several for kind in document.kinds})
        return cls(
            documents=len(several),
            whole=sum(document.whole for document in several),
            ungrounded=sum(document.ungrounded for document in several),
            kinds={
                kind: Figures.sum(document.kinds[kind] for document in several if kind in document.kinds)
                for kind in names
            },
            facts=Figures.sum(document.facts for document in several),
            trust=Trust.sum(document.trust for document in several),
        )


class LocalScore(BaseModel):
    """How often a kind was right by what people decided in one installation, and how many facts they had to add."""

    right: int
    judged: int
    missed: int


class Evaluation(BaseModel):
    documents: list[DocumentResult] = []
    without_gold: list[str] = []
    """Records that no gold file belongs to; they are in no figure."""
    without_record: list[str] = []
    """Gold files that no record belongs to; they are in no figure either."""
    here: dict[str, LocalScore] = {}
    """The score of this installation by kind, where it was asked for."""

    @computed_field  # type: ignore[prop-decorator]
    @property
    def formats(self) -> dict[str, Summary]:
        names = sorted({document.format for document in self.documents})
        return {name: Summary.of(d for d in self.documents if d.format == name) for name in names}

    @computed_field  # type: ignore[prop-decorator]
    @property
    def total(self) -> Summary:
        return Summary.of(self.documents)


class Change(BaseModel):
    """What became better and what became worse in one kind of one document.

    A fact gained is one that was missed and is found, or was too many and is gone; lost is the reverse.
    """

    document: str
    kind: str
    f1_before: float
    f1_now: float
    gained: list[str]
    lost: list[str]


class Changes(BaseModel):
    changes: list[Change]
    added: list[str]
    """Documents that only the later evaluation has."""
    removed: list[str]

    @computed_field  # type: ignore[prop-decorator]
    @property
    def gains(self) -> int:
        return sum(len(change.gained) for change in self.changes)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def losses(self) -> int:
        return sum(len(change.lost) for change in self.changes)
