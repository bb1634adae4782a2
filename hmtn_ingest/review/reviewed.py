"""The record as people left it: what the program read, with the decisions in force applied to it. Pure.

Comes in: a record and every decision about it, from wherever they are kept. Goes out: a :class:`Reviewed`, which says
of each fact how far it is decided. Who opens a stored document asks :mod:`hmtn_ingest.service.documents`.

    review(record, decisions).state("header.subject").status  # "accepted"
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, NamedTuple

from hmtn_ingest.kinds import BY_NAME, KINDS, LISTS, header_fields, model_of, records_by_kind
from hmtn_ingest.review.decision import Decision, Status, in_force
from hmtn_ingest.review.facts import Fact, TextContext, facts, groundings
from hmtn_ingest.review.matching import Matcher, found_again, kind_of, placed_again
from hmtn_ingest.review.patches import Invalid, at, changed, in_list
from hmtn_ingest.review.stored import RegisterEntry
from hmtn_ingest.review.unread import Addition, answers, unread_facts
from parsers.records import DocumentRecord, Finding, Span


@dataclass(frozen=True, slots=True)
class State:
    """How far a fact is decided. ``decisions`` are those in force, oldest first; ``done`` marks a met deadline."""

    status: Status = "open"
    decisions: tuple[Decision, ...] = ()
    done: Decision | None = None

    @property
    def last(self) -> Decision | None:
        return self.decisions[-1] if self.decisions else None

    @property
    def reviewed(self) -> bool:
        return self.status not in ("open", "stale")


class Unread(NamedTuple):
    """Something that was not read, and how far a person answered it: "rejected", "accepted" or "added".

    ``left`` are the parts of it that no addition answers yet; see :attr:`parsers.records.ResidueEntry.asked`.
    """

    fact: Fact
    state: State
    left: tuple[int, ...] = (0,)


@dataclass(frozen=True)
class Reviewed:
    """A record with what people decided.

    ``extracted`` is as the program read it, ``record`` as people left it: changed values changed and free of doubts,
    rejected facts gone, added ones in. ``states`` has every key of both. A fact is ``stale`` where its words, the line
    around them or what is read from them are no longer what the person saw who decided last; what was rejected or
    accepted is then as open as before, while an edit of words that still stand is kept until somebody looks again.
    ``register`` is what the register of incoming documents has of it.
    ``stale`` are decisions that no fact answers to any more. ``read`` are the facts of ``extracted``: whoever replaces
    one replaces the other. ``unread`` are questions about what was not read; what is answered of them is no more in
    the residue of ``record``. ``settled`` and ``raised`` are findings that changes took the ground from, or gave it to
    (:mod:`hmtn_ingest.review.rechecking`).
    """

    extracted: DocumentRecord
    record: DocumentRecord
    states: Mapping[str, State]
    read: Mapping[str, Fact] = field(repr=False)
    stale: Sequence[Decision] = ()
    unread: Mapping[str, Unread] = field(default_factory=dict, repr=False)
    decisions: Sequence[Decision] = field(default=(), repr=False)
    settled: frozenset[str] = frozenset()
    raised: Mapping[str, Finding] = field(default_factory=dict, repr=False)
    register: RegisterEntry | None = None

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """The facts to decide on, as people left them; rejected ones as they were read or added.

        A date that was part of a rejected fact does not become one of its own.
        """
        left = dict(self.read)
        around = TextContext(self.record)
        items: list[tuple[str, str, Any]] = [
            (f"header.{name}", "header", value) for name, value in header_fields(self.record.header) if value
        ]
        items += [(item.id, kind, item) for kind, listed in records_by_kind(self.record) for item in listed]
        items += [(item.id, "finding", item) for item in (*self.record.findings, *self.raised.values())]
        for key, kind, item in items:
            if key in self.states and not (key in left and left[key].item is item):
                left[key] = around.fact(key, kind, item)
        for key, state in self.states.items():
            if key not in left:  # added and rejected
                item = next(one.after[""] for one in state.decisions if one.action == "add")
                added: Any = model_of(key).model_validate(item)
                left[key] = around.fact(key, kind_of(key), added)
        return left

    def words_given(self, key: str) -> list[Span]:
        """The words of a fact that a person gave: of an added one all, of a changed one those that filled fields."""
        fact, read = self.facts[key], self.read.get(key)
        if read is None:
            return fact.item.spans
        known = {(span.start, span.end) for part in groundings(read.item) for span in part.spans}
        return [span for part in groundings(fact.item) for span in part.spans if (span.start, span.end) not in known]

    def state(self, key: str) -> State:
        return self.unread[key].state if key in self.unread else self.states.get(key, State())

    def waits(self, key: str) -> bool:
        """Whether somebody still has to decide on a fact or question; a settled finding has nothing left to decide."""
        return not self.state(key).reviewed and key not in self.settled


def review(
    record: DocumentRecord, decisions: Sequence[Decision] = (), read: Mapping[str, Fact] | None = None
) -> Reviewed:
    """The record as its decisions leave it; ``read`` are its facts, where they are at hand.

    What nobody changed is shared with ``record``, so neither is to be changed in place.
    """
    extracted = facts(record) if read is None else read
    questions = unread_facts(record)
    matcher = Matcher({**extracted, **questions})
    history: dict[str, list[Decision]] = {}
    outdated: dict[str, list[Decision]] = {}
    stale: list[Decision] = []
    added: dict[str, Decision] = {}
    for decision in (placed_again(one, record.text) for one in in_force(decisions)):
        if decision.action == "add" and decision.record not in extracted:
            added[decision.record] = decision
            history.setdefault(decision.record, []).append(decision)
        elif decision.record in added:
            history[decision.record].append(decision)
        elif "-added-" not in decision.record:  # else its addition was taken back
            if key := matcher.key(decision):
                history.setdefault(key, []).append(decision)
            elif decision.record in extracted:
                outdated.setdefault(decision.record, []).append(decision)
            elif kind_of(decision.record) not in ("residue", "none"):  # else it has been read, or its words are gone
                stale.append(decision)
    left = record.model_copy(update={kind.list_name: list(getattr(record, kind.list_name)) for kind in LISTS})
    states: dict[str, State] = {}
    for key, fact in extracted.items():
        states[key] = _state(fact, history.get(key, []), outdated.get(key, []))
        if key in history:  # somebody decided on the words as they are; what was said of others is past
            stale += outdated.get(key, [])
    for key, decision in added.items():
        if _add(left, key, decision):
            states[key] = _added(history[key])
        else:
            stale += history[key]
    unread = _unread(questions, history, _additions(left, states, added))
    left.residue = [entry for entry in record.residue if not unread[entry.id].state.reviewed]
    _apply(left, extracted, states, history)
    stale.sort(key=lambda decision: decision.id)
    return Reviewed(record, left, states, extracted, tuple(stale), unread, tuple(decisions))


def _additions(record: DocumentRecord, states: Mapping[str, State], added: Mapping[str, Decision]) -> list[Addition]:
    """What people added and nobody rejected, with the words at which it stands now."""
    in_force = {key: decision for key, decision in added.items() if key in states and states[key].status == "added"}
    return [
        Addition(kind, item.spans, in_force[item.id])
        for kind, items in records_by_kind(record)
        for item in items
        if item.id in in_force
    ]


def _unread(
    questions: Mapping[str, Fact], history: Mapping[str, list[Decision]], additions: Sequence[Addition]
) -> dict[str, Unread]:
    """What was not read with its answers: an addition says more than an earlier word that there is nothing."""
    found = {}
    for key, fact in questions.items():
        said = tuple(history.get(key, ()))
        given = answers(fact, additions)
        added = [one for one in given if one is not None]
        if len(added) == len(given):
            state = State("added", (max(added, key=lambda one: one.id),))
        elif said:
            state = State("rejected" if said[-1].action == "reject" else "accepted", said)
        else:
            state = State()
        found[key] = Unread(fact, state, tuple(at for at, one in enumerate(given) if one is None))
    return found


def under_name(reviewed: Reviewed, file_name: str) -> Reviewed:
    """The same under the name of the file that a person gave, which need not be that under which it was kept."""

    def named(record: DocumentRecord) -> DocumentRecord:
        return record.model_copy(update={"source": record.source.model_copy(update={"file_name": file_name})})

    return replace(reviewed, extracted=named(reviewed.extracted), record=named(reviewed.record))


def _state(fact: Fact, history: list[Decision], outdated: list[Decision]) -> State:
    """The state of a fact by the decisions on these very words, else on what stood there before."""
    done = next((decision for decision in reversed(history) if decision.action == "done"), None)
    said = [decision for decision in history if decision.action != "done"]
    if not said:
        outdated = [decision for decision in outdated if decision.action != "done"]
        return State("stale", tuple(outdated), done) if outdated else State(done=done)
    status: Status
    if not fact.says(said[-1].digest):
        status = "stale"
    elif said[-1].action == "reject":
        status = "rejected"
    elif _edited(fact, said) is not fact.item:
        status = "edited"
    else:
        status = "accepted"
    return State(status, tuple(said), done)


def _added(history: list[Decision]) -> State:
    done = next((decision for decision in reversed(history) if decision.action == "done"), None)
    said = tuple(decision for decision in history if decision.action != "done")
    return State("rejected" if said[-1].action == "reject" else "added", said, done)


def _add(record: DocumentRecord, key: str, decision: Decision) -> bool:
    """Put an added fact back at its words; ``False`` where it is not clear that they still stand.

    A header field holds without them: a person typed it.
    """
    kind = BY_NAME[kind_of(key)]
    fact: Any = model_of(key).model_validate(decision.after[""])
    spans = [found_again(record, span, decision.line.split("\n")) for span in fact.spans]
    fact.spans = [span for span in spans if span]
    if kind.name == "header":
        record.header = record.header.model_copy(update={key.partition(".")[2]: fact})
        return True
    if len(fact.spans) == len(spans):
        getattr(record, kind.list_name).append(fact)
    return len(fact.spans) == len(spans)


def _apply(
    record: DocumentRecord,
    read: Mapping[str, Fact],
    states: Mapping[str, State],
    history: Mapping[str, Sequence[Decision]],
) -> None:
    """Change, clear of doubts and remove: new lists, header and facts in place of those that change."""

    def left(key: str, item: Any) -> Any:
        state = states.get(key, State())
        if state.status == "rejected":
            return None
        edited = _edited(read.get(key), history.get(key, ()), item)
        return _settled(edited, edited=edited is not item) if state.reviewed else edited

    header = {name: left(f"header.{name}", value) for name, value in header_fields(record.header) if value is not None}
    record.header = record.header.model_copy(update=header)
    for kind in LISTS:
        items = (left(item.id, item) for item in getattr(record, kind.list_name))
        setattr(record, kind.list_name, [item for item in items if item is not None])
    gone = {key for key, state in states.items() if state.status == "rejected"}
    record.findings = [finding for finding in record.findings if finding.id not in gone]
    if gone:
        _unlink(record, gone)


def _unlink(record: DocumentRecord, gone: set[str]) -> None:
    """Take the ids of rejected facts out of the links of the others."""
    for kind in KINDS:
        items: list[Any] = getattr(record, kind.list_name) if kind.links else []
        for index, item in enumerate(items):
            update: dict[str, Any] = {}
            for link in kind.links:
                holder, _, name = link.rpartition(".")
                inner = getattr(item, holder) if holder else item
                value = getattr(inner, name, None)
                if isinstance(value, list) and not gone.isdisjoint(value):
                    update[link] = [one for one in value if one not in gone]
                elif isinstance(value, str) and value in gone:
                    update[holder or name] = inner.model_copy(update={name: None}) if holder else None
            if update:
                items[index] = item.model_copy(update=update)


def _edited(fact: Fact | None, decisions: Sequence[Decision], item: Any = None) -> Any:
    """A fact (an added one as ``item``) with its edits one after the other, as far as they still fit it.

    It is the very same where nobody changed anything.
    """
    left = read = fact.item if fact else item
    for decision in decisions:
        if decision.action != "edit":
            continue
        if fact and not fact.says(decision.digest):
            # what is read from these words has changed since: places in lists only count where the values are known
            known = (
                not in_list(place) or at(read, place) in (decision.before.get(place), value)
                for place, value in decision.after.items()
            )
            if not all(known):
                continue
        try:
            left = changed(left, decision.after)
        except Invalid:  # it changed what an edit before it had set, which has been taken back
            continue
    return left


def _settled(item: Any, *, edited: bool) -> Any:
    """A fact that a person looked at: no doubts, no alternatives, but a blank that nobody filled is blank."""
    if not any(part.doubts for part in groundings(item)):
        return item
    left = item.model_copy(deep=True)
    for part in groundings(left):
        blank = part.value is None if hasattr(part, "value") else not edited
        part.doubts = ["blank"] if blank and "blank" in part.doubts else []
        part.alternatives = []
    return left
