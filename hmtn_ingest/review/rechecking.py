"""What the rules find in a record as people left it: findings that their changes settled, and such as arise from them.

Comes in: a :class:`~hmtn_ingest.review.reviewed.Reviewed`. Goes out: the same with the findings of the rules as they
are now. Who opens a document asks it (:mod:`hmtn_ingest.service.documents`); pure.

    recheck(review(record, decisions)).settled    # {"finding-3f…"}: the sum is right now
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import rules
from hmtn_ingest.review.decision import Decision, Status
from hmtn_ingest.review.queue import MISSING_FIELDS
from hmtn_ingest.review.reviewed import Reviewed, State, review
from parsers.records import Finding
from rules.findings import with_places

_CHANGES = frozenset({"edit", "reject", "add"})


def recheck(reviewed: Reviewed) -> Reviewed:
    """The findings of the record as it is now; a decision about one goes with the change that it arose from."""
    checked = _check_changes(reviewed)
    without = [one for one in checked.stale if not _arose_from_change(reviewed, one)]
    return checked if len(without) == len(checked.stale) else replace(checked, stale=without)


def _arose_from_change(reviewed: Reviewed, decision: Decision) -> bool:
    """Whether a decision is about a finding that was there only because of what people had changed by then."""
    if not decision.record.startswith("finding-"):
        return False
    before = [one for one in reviewed.decisions if one.id < decision.id]
    return decision.record in _check_changes(review(reviewed.extracted, before)).raised


def _check_changes(reviewed: Reviewed) -> Reviewed:
    """The findings as they are after what people changed; nothing is asked where nobody changed a fact.

    A finding that this version of the rules does not raise on the record as it was read is not theirs: it stays. What
    rules say of our reading says nothing of what people changed: such findings only go.
    """
    about = (decision for key, state in reviewed.states.items() for decision in state.decisions if _is_change(decision))
    if next(about, None) is None:
        return reviewed
    now = {finding.id: finding for finding in rules.check(reviewed.record, preview=True)}
    read = {finding.id: finding for finding in reviewed.extracted.findings}
    gone = [one for one in read.values() if one.id not in now and not _beside(one, now.values())]
    new = [one for one in now.values() if one.id not in read and one.about == "document"]
    new = [one for one in new if not _beside(one, read.values())]
    other = [one for key, one in now.items() if key in read and one.message_vi != read[key].message_vi]
    codes = sorted({one.code for one in (*gone, *new, *other)} & {rule.code for rule in rules.RULES})
    before = {one.id: one for one in rules.check(reviewed.extracted, select=codes, preview=True)} if codes else {}
    lost = {one.id for one in gone if one.id in before}
    raised = {one.id: one for one in new if not _beside(one, before.values())}
    anew = {one.id: one for one in other if one.id in before and before[one.id].message_vi == read[one.id].message_vi}
    return _with_findings(reviewed, anew, lost, raised)


def _is_change(decision: Decision) -> bool:
    return decision.action in _CHANGES and not (decision.action == "reject" and decision.record.startswith("finding-"))


def _beside(finding: Finding, others: Iterable[Finding]) -> bool:
    """Whether a rule says the same of the same words, among others: several places may be one finding."""
    words = {(span.start, span.end) for span in finding.spans}
    return any(
        other.code == finding.code and (not words or any((span.start, span.end) in words for span in other.spans))
        for other in others
    )


def _with_findings(
    reviewed: Reviewed, anew: dict[str, Finding], lost: set[str], raised: dict[str, Finding]
) -> Reviewed:
    """The record without the ``lost`` findings, with the ``raised`` ones, and those that say something new ``anew``."""
    said: dict[str, list[Decision]] = {}
    for decision in reviewed.stale:
        if decision.record in raised:
            said.setdefault(decision.record, []).append(decision)
    states = dict(reviewed.states)
    for key in raised:
        decisions = said.get(key, [])
        status: Status = "accepted" if decisions else "open"
        states[key] = State("rejected" if decisions and decisions[-1].action == "reject" else status, tuple(decisions))
    with_places([*anew.values(), *raised.values()], reviewed.extracted)
    kept = [anew.get(one.id, one) for one in reviewed.record.findings if one.id not in lost]
    kept += [one for key, one in raised.items() if states[key].status != "rejected"]
    return replace(
        reviewed,
        record=reviewed.record.model_copy(update={"findings": kept}),
        states=states,
        stale=[one for one in reviewed.stale if one.record not in raised],
        settled=frozenset(key for key in lost if not reviewed.state(key).reviewed),
        raised=raised,
    )


def changes_about(reviewed: Reviewed, key: str) -> tuple[Decision, ...]:
    """The changes that took the ground from a finding: those of its facts and words, else the last of all."""
    finding = reviewed.read[key].item
    assert isinstance(finding, Finding)
    changes = {
        decision.id: (fact, decision)
        for fact, state in reviewed.states.items()
        for decision in state.decisions
        if _is_change(decision)
    }
    near = [
        decision
        for fact, decision in changes.values()
        if fact in finding.records or fact == MISSING_FIELDS.get(finding.name) or _share_words(reviewed, fact, finding)
    ]
    return tuple(sorted(near, key=lambda one: one.id)) or (changes[max(changes)][1],)


def _share_words(reviewed: Reviewed, key: str, finding: Finding) -> bool:
    spans = reviewed.facts[key].item.spans
    return any(one.start < span.end and span.start < one.end for one in spans for span in finding.spans)
