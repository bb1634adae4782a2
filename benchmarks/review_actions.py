"""How many keys and clicks a full, correct review takes, by somebody who knows what is right.

    python benchmarks/review_actions.py

Over real plans with their gold in ``../shared/eval``, where that is: the record is reviewed through ``ReviewSession``,
as the page does it, until it says what gold says. Counted are the actions of a person at the page:

    one key      accept, reject, take a suggestion, say that a place is nothing, mend the facts that are wrong alike
    an edit      e, the field, its value (typed, or words dragged over), Enter: four
    an addition  words dragged over, the kind in the menu, two for each field that is not proposed right, Enter
    Shift+A      one, for all values without doubt; one more for all places that are nothing

Then the same on records that were damaged by a fixed seed: a tenth of the facts taken out, the bodies of a twentieth
swapped; what that adds, divided by the faults. What cannot be mended at the page is named.
"""

from __future__ import annotations

import datetime
import itertools
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hmtn_ingest import readers
from hmtn_ingest.evaluation import Gold
from hmtn_ingest.evaluation.kinds import KINDS, header_answers
from hmtn_ingest.evaluation.matching import body_agreement
from hmtn_ingest.pipeline import ingest
from hmtn_ingest.render.describe import describe
from hmtn_ingest.review import fields
from hmtn_ingest.review.command import Command
from hmtn_ingest.review.decision import Decision, Draft
from hmtn_ingest.review.reviewed import Reviewed, review
from hmtn_ingest.review.session import ReviewSession
from parsers import residue
from parsers.annotate import annotate
from parsers.records import BodyRef, DocumentRecord

SHARED = Path(__file__).resolve().parents[2] / "shared" / "eval"
GOALS = {"001.docx": 30, "003.pdf": 120}
SEED, TAKEN_OUT, SWAPPED = 20_260_101, 10, 20
KEY, EDIT, FIELD, ADDITION = 1, 4, 2, 3

KIND_OF = {
    "targets": "target", "results": "result", "events": "event", "obligations": "obligation",
    "deadlines": "deadline", "citations": "citation", "contacts": "contact", "recipients": "recipient",
}  # fmt: skip
DAMAGED = ("deadlines", "targets", "events", "obligations")


@dataclass
class Clerk:
    """Reviews a record and counts what that takes."""

    record: DocumentRecord
    actions: Counter[str] = field(default_factory=Counter)
    not_mended: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._kept: list[Decision] = []
        self._session = ReviewSession(1, self.load, self._keep, applied=set(), phones=True)
        self._numbers = itertools.count(1)

    def load(self) -> Reviewed:
        return review(self.record, self._kept)

    def _keep(self, drafts: list[Draft]) -> list[Decision]:
        at = datetime.datetime(2026, 5, 4, 8, tzinfo=datetime.UTC)
        first = len(self._kept) + 1
        made = [
            Decision(**draft.model_dump(), id=number, by="Người rà soát", at=at)
            for number, draft in enumerate(drafts, first)
        ]
        self._kept += made
        return made

    def do(self, what: str, cost: int, **command: Any) -> bool:
        """Whether the page does it; only then it is counted."""
        before = len(self._kept)
        one = Command(id=f"k-{next(self._numbers)}", **command)  # type: ignore[typeddict-item]
        self._session.apply([one])
        if len(self._kept) == before:
            return False
        self.actions[what] += cost
        return True

    def edit(self, key: str, name: str, text: str) -> bool:
        return self.do("edits", EDIT, op="edit", key=key, field=name, text=text)

    def take(self, start: int, end: int, kind: str) -> bool:
        """Take what the record suggests at a place that was not read; whether there was such a suggestion."""
        for entry in self.record.residue:
            for part, asked in enumerate(entry.asked):
                here = any(span.start < end and start < span.end for span in asked.spans)
                if here and asked.suggestion and asked.suggestion.kind == kind:
                    return self.do("suggestions taken", KEY, op="take", key=entry.id, part=part)
        return False

    def add(self, start: int, end: int, kind: str, wanted: dict[str, Any]) -> bool:
        """Add a fact at words of the text; ``wanted`` are its fields as they have to be."""
        one = Command(id=f"k-{next(self._numbers)}", op="propose", kind=kind, start=start, end=end)
        self._session.apply([one])
        proposal = self._session.answers[one["id"]].get("proposal")
        if proposal is None:
            return False
        shown = {form.name: text for form, text in zip(fields.FORMS[kind], proposal["values"], strict=False)}
        values = {name: _text(value) for name, value in wanted.items() if not _says(shown.get(name, ""), value)}
        cost = ADDITION + FIELD * len(values)
        return self.do("additions", cost, op="add", kind=kind, start=start, end=end, values=values)

    def finish(self) -> None:
        """What is left when everything is right: findings and doubtful values one by one, the rest together."""
        reviewed = self.load()
        for key, fact in reviewed.facts.items():
            if reviewed.state(key).status == "open" and (fact.kind == "finding" or fact.doubts):
                self.do("findings" if fact.kind == "finding" else "doubts", KEY, op="accept", key=key)
        self.do("places that are nothing", KEY, op="dismiss rest")
        for kind in ("deadline", "target", "result", "event", "obligation"):
            self.do("kinds with nothing in them", KEY, op="accept", key=f"none.{kind}")
        self.do("the rest", KEY, op="rest")

    @property
    def total(self) -> int:
        return sum(self.actions.values())


def _text(value: Any) -> str:
    return "; ".join(value) if isinstance(value, list) else str(value)


def _says(text: str, value: Any) -> bool:
    if isinstance(value, list):
        return body_agreement([_body(name) for name in text.split(";") if name.strip()], value) == 1
    return text.strip() == str(value)


def _body(name: str) -> BodyRef:
    return BodyRef(name=name.strip(), canonical=name.strip(), kind="other")


# --- against gold -----------------------------------------------------------------------------------------------------


def correct(clerk: Clerk, gold: Gold) -> None:
    """Make the record say what gold says: reject what is too much, mend what is wrong, add what is missing."""
    for answer in header_answers(gold, clerk.record):
        if answer.wanted is not None and not answer.right:
            done = clerk.edit(f"header.{answer.name}", "value", answer.wanted.split(" | ")[0])
            if not done:
                clerk.not_mended.append(f"header.{answer.name}")
        elif answer.given is not None and not answer.right:
            clerk.do("rejections", KEY, op="reject", key=f"header.{answer.name}")
    for kind in KINDS:
        if kind.name not in KIND_OF:
            continue
        pairs = kind.pair(gold, clerk.record)
        if pairs is None:
            continue
        for got in pairs.extra:
            clerk.do("rejections", KEY, op="reject", key=got.id)
        _mend(clerk, kind.name, pairs.found)
        for want in pairs.missed:
            _supply(clerk, kind, gold, want)


def _mend(clerk: Clerk, kind: str, found: Sequence[tuple[Any, Any, Any]]) -> None:
    """Mend aspects that are wrong; where one mistake was made in several facts, the page offers to mend all at once."""
    wrong = [
        (got.id, name, getattr(want, name))
        for want, got, aspects in found
        for name, agreement in aspects.items()
        if agreement < 1 and name != "section"  # which part a duty stands in is shown, and not to be typed
    ]
    mended: set[tuple[str, str]] = set()
    for key, name, value in wrong:
        if (key, name) in mended:
            continue
        value = value[0] if isinstance(value, list) and name not in ("bodies", "submit_to") else value
        last = len(clerk.load().decisions)
        if not value or not clerk.edit(key, name, _text(value)):
            clerk.not_mended.append(f"{kind}.{name}")
            continue
        alike = [other for other, field_, wanted in wrong if other != key and (field_, wanted) == (name, value)]
        made = [one.id for one in clerk.load().decisions[last:]]
        if alike and clerk.do("mended alike", KEY, op="alike", ids=made, keys=alike):
            changed = {one.record for one in clerk.load().decisions[last:]}
            mended |= {(other, name) for other in alike if other in changed}


def _supply(clerk: Clerk, kind: Any, gold: Gold, want: Any) -> None:
    """What was not read: taken from what is suggested at its place, else added there by hand."""
    name = KIND_OF[kind.name]
    place = _place(clerk.record.text, want, whole_line=name == "obligation")
    wanted = {part: value for part in ("bodies", "place") if (value := getattr(want, part, None))}

    def missed() -> bool:
        pairs = kind.pair(gold, clerk.load().record)
        return pairs is not None and want in pairs.missed

    if place and clerk.take(*place, name) and not missed():
        return
    if not place or not clerk.add(*place, name, wanted) or missed():
        clerk.not_mended.append(f"{kind.name}: {kind.say_wanted(want)[:60]}")


def _place(text: str, want: Any, *, whole_line: bool) -> tuple[int, int] | None:
    """Where the words stand by which gold names a fact; of a duty its whole paragraph."""
    words = next((value for name in ("quote", "starts", "code", "name") if (value := getattr(want, name, None))), "")
    found = re.search(r"\s+".join(map(re.escape, words.split())), text, re.IGNORECASE) if words else None
    if found is None:
        return None
    end = text.find("\n", found.end()) if whole_line else found.end()
    return found.start(), end if end >= 0 else len(text)


# --- against damage ---------------------------------------------------------------------------------------------------


@dataclass
class Damage:
    """A record with faults of a fixed seed, and what it said before."""

    record: DocumentRecord
    gone: list[tuple[str, Any]]
    swapped: list[tuple[str, Any]]


def damage(record: DocumentRecord, data: bytes, name: str) -> Damage:
    chance = random.Random(SEED)
    hurt = record.model_copy(deep=True)
    known = [(list_name, fact) for list_name in DAMAGED for fact in getattr(hurt, list_name)]
    gone = chance.sample(known, max(1, len(known) // TAKEN_OUT))
    left = [one for one in known if one not in gone and getattr(one[1], "bodies", None)]
    swapped = chance.sample(left, max(1, len(known) // SWAPPED))
    before = [(list_name, fact.model_copy(deep=True)) for list_name, fact in swapped]
    for list_name, fact in gone:
        getattr(hurt, list_name).remove(fact)
    for _, fact in swapped:
        others = [body for _, other in left for body in other.bodies if body.canonical != fact.bodies[0].canonical]
        fact.bodies = [chance.choice(others)]
    hurt.residue = residue.unread(annotate(readers.read(data, name)), hurt)
    return Damage(hurt, gone, before)


def repair(clerk: Clerk, hurt: Damage) -> None:
    """Mend what was damaged."""
    for list_name, fact in hurt.swapped:
        if not clerk.edit(fact.id, "bodies", _text([body.name for body in fact.bodies])):
            clerk.not_mended.append(f"{list_name}.bodies")
    for list_name, fact in hurt.gone:
        kind, span = KIND_OF[list_name], fact.spans[0]
        bodies = [body.name for body in getattr(fact, "bodies", [])]
        if not (
            clerk.take(span.start, span.end, kind)
            or clerk.add(*_words(fact), kind, {"bodies": bodies} if bodies else {})
        ):
            clerk.not_mended.append(f"{list_name}: {describe(fact).lead}")


def _words(fact: Any) -> tuple[int, int]:
    return min(span.start for span in fact.spans), max(span.end for span in fact.spans)


# --- printing ---------------------------------------------------------------------------------------------------------


def lines(name: str, data: bytes, gold: Gold) -> Iterator[str]:
    record = ingest(data, name=name)
    clerk = Clerk(record)
    correct(clerk, gold)
    clerk.finish()
    yield f"{name:10} {clerk.total:4} actions (goal {GOALS[name]}): " + _spent(clerk)
    yield from (f"{'':10}      not mended: {what}" for what in clerk.not_mended)
    calm = Clerk(record)
    calm.finish()
    hurt = damage(record, data, name)
    clerk = Clerk(hurt.record)
    repair(clerk, hurt)
    clerk.finish()
    faults = len(hurt.gone) + len(hurt.swapped)
    more = clerk.total - calm.total
    yield f"{'damaged':10} {more / faults:4.1f} actions a fault (goal 2), {faults} faults: " + _spent(clerk)
    yield from (f"{'':10}      not mended: {what}" for what in clerk.not_mended)


def _spent(clerk: Clerk) -> str:
    return ", ".join(f"{count} {what}" for what, count in clerk.actions.most_common())


def main() -> None:
    if not SHARED.is_dir():
        print(f"{SHARED} is not here; nothing to measure")
        return
    for name in GOALS:
        gold = Gold.model_validate_json((SHARED / "gold" / f"{Path(name).stem}.json").read_bytes())
        for line in lines(name, (SHARED / "docs" / name).read_bytes(), gold):
            print(line, flush=True)


if __name__ == "__main__":
    main()
