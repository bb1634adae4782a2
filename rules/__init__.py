"""A linter over records: what contradicts itself in a document, found before someone acts on it.

A rule sees one :class:`~parsers.records.DocumentRecord` and nothing else: no file and no clock. Codes go by family:
HD header, OL outline, DT dates, QT quantities and quotas, BO bodies, RF references, TX text, RD our reading. A code is
never used twice.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection

from parsers.records import DocumentRecord, Finding
from rules.bo import (
    body_named_two_ways,
    body_obsolete,
    body_without_duty,
    duty_without_body,
    led_by_two,
    name_left_over,
    person_conflict,
    reports_to_itself,
    sent_to_two,
    two_standing_bodies,
)
from rules.context import Context
from rules.dt import (
    basis_after_issue,
    cycle_conflict,
    date_impossible,
    deadline_after_event,
    deadline_conflict,
    deadline_past,
    double_booked,
    duration_mismatch,
    event_day_conflict,
    event_outside_period,
    place_conflict,
    planned_date_past,
    quarter_mismatch,
    round_mismatch,
    rounds_out_of_order,
    weekday_mismatch,
    window_reversed,
    year_stale,
)
from rules.hd import (
    archive_line_missing,
    changed_after_signing,
    date_blank,
    date_missing,
    date_padding,
    issuer_conflict,
    notation_type_mismatch,
    number_blank,
    number_missing,
    number_padding,
    recipients_missing,
    signature_tampered,
    signer_missing,
)
from rules.ol import numbering_gap, numbering_repeat, part_repeat
from rules.qt import (
    allowance_conflict,
    budget_mismatch,
    comparison_mismatch,
    denied_elsewhere,
    donor_criteria,
    figure_beside_total,
    figure_conflict,
    list_count_mismatch,
    part_exceeds_whole,
    parts_sum_mismatch,
    product_mismatch,
    quota_below_target,
    quota_exceeds_registrants,
    quota_ordinal_gap,
    quota_row_repeated,
    quota_sum_mismatch,
    rank_mismatch,
    ratio_mismatch,
    ratio_wording,
    reached_count_mismatch,
    schedule_conflict,
    share_mismatch,
    target_conflict,
    words_mismatch,
)
from rules.rd import (
    heading_without_rows,
    kind_empty,
    not_checkable,
    ocr_doubt,
    part_without_duty,
    table_ragged,
    text_not_vietnamese,
    value_ambiguous,
)
from rules.rf import (
    annex_missing,
    annex_reference_blank,
    annex_reference_mismatch,
    citation_conflict,
    citation_incomplete,
    inner_reference,
)
from rules.rule import Hit, Rule
from rules.tx import reading_suspect, repeated_word

RULES: tuple[Rule, ...] = (
    number_blank.RULE,
    number_missing.RULE,
    date_blank.RULE,
    date_missing.RULE,
    notation_type_mismatch.RULE,
    number_padding.RULE,
    date_padding.RULE,
    signer_missing.RULE,
    recipients_missing.RULE,
    archive_line_missing.RULE,
    issuer_conflict.RULE,
    signature_tampered.RULE,
    changed_after_signing.RULE,
    numbering_gap.RULE,
    numbering_repeat.RULE,
    part_repeat.RULE,
    weekday_mismatch.RULE,
    date_impossible.RULE,
    deadline_conflict.RULE,
    window_reversed.RULE,
    deadline_after_event.RULE,
    planned_date_past.RULE,
    year_stale.RULE,
    round_mismatch.RULE,
    basis_after_issue.RULE,
    cycle_conflict.RULE,
    deadline_past.RULE,
    quarter_mismatch.RULE,
    event_outside_period.RULE,
    duration_mismatch.RULE,
    place_conflict.RULE,
    event_day_conflict.RULE,
    rounds_out_of_order.RULE,
    double_booked.RULE,
    quota_sum_mismatch.RULE,
    quota_ordinal_gap.RULE,
    quota_row_repeated.RULE,
    quota_exceeds_registrants.RULE,
    quota_below_target.RULE,
    parts_sum_mismatch.RULE,
    target_conflict.RULE,
    ratio_mismatch.RULE,
    ratio_wording.RULE,
    schedule_conflict.RULE,
    budget_mismatch.RULE,
    words_mismatch.RULE,
    comparison_mismatch.RULE,
    list_count_mismatch.RULE,
    share_mismatch.RULE,
    donor_criteria.RULE,
    reached_count_mismatch.RULE,
    product_mismatch.RULE,
    part_exceeds_whole.RULE,
    rank_mismatch.RULE,
    figure_beside_total.RULE,
    denied_elsewhere.RULE,
    allowance_conflict.RULE,
    figure_conflict.RULE,
    body_named_two_ways.RULE,
    body_without_duty.RULE,
    duty_without_body.RULE,
    body_obsolete.RULE,
    reports_to_itself.RULE,
    led_by_two.RULE,
    two_standing_bodies.RULE,
    person_conflict.RULE,
    name_left_over.RULE,
    sent_to_two.RULE,
    annex_missing.RULE,
    annex_reference_blank.RULE,
    annex_reference_mismatch.RULE,
    citation_incomplete.RULE,
    citation_conflict.RULE,
    inner_reference.RULE,
    repeated_word.RULE,
    reading_suspect.RULE,
    ocr_doubt.RULE,
    table_ragged.RULE,
    value_ambiguous.RULE,
    not_checkable.RULE,
    part_without_duty.RULE,
    heading_without_rows.RULE,
    kind_empty.RULE,
    text_not_vietnamese.RULE,
)
"""Every rule, in the order of the codes."""


def matches(rule: Rule, selector: str) -> bool:
    """Whether a selector names the rule: its name ("numbering-gap"), its code ("OL101") or how that begins ("OL")."""
    return selector.lower() == rule.name or rule.code.startswith(selector.upper())


def chosen(
    select: Collection[str] | None = None, ignore: Collection[str] | None = None, *, preview: bool = False
) -> list[Rule]:
    """The rules that selectors leave; ``ValueError`` names a selector that no rule answers to."""
    for selector in (*(select or ()), *(ignore or ())):
        if not any(matches(rule, selector) for rule in RULES):
            raise ValueError(selector)
    return [
        rule
        for rule in RULES
        if (preview or not rule.preview)
        and (select is None or any(matches(rule, s) for s in select))
        and not any(matches(rule, s) for s in ignore or ())
    ]


def check(
    record: DocumentRecord,
    *,
    select: Collection[str] | None = None,
    ignore: Collection[str] | None = None,
    preview: bool = False,
) -> list[Finding]:
    """The findings of all chosen rules, by place and then by code; at most 20 of a rule, of which the last counts more.

    A finding's id stays the same while its rule's name and its quotes stay the same.
    """
    if record.status == "failed":
        return []
    context = Context(record)
    found: list[tuple[Rule, Hit]] = []
    for rule in chosen(select, ignore, preview=preview):
        found.extend(_found(rule, context))
    found = _grouped(found)
    found.sort(key=lambda pair: (pair[1].spans[0].start if pair[1].spans else -1, pair[0].code))
    seen: Counter[str] = Counter()
    return [_finding(rule, hit, seen) for rule, hit in _capped(found)]


def _found(rule: Rule, context: Context) -> list[tuple[Rule, Hit]]:
    """What a rule finds; where it breaks off, that it was not checked: a fault of one rule costs no record."""
    try:
        return [(rule, hit) for hit in rule.check(context)]
    except MemoryError:
        raise
    except Exception as error:
        return [(not_checkable.RULE, not_checkable.broken_off(rule, error, context))]


_DENSE = 3
_NAMED = 8
_MOST = 20


def _grouped(found: list[tuple[Rule, Hit]]) -> list[tuple[Rule, Hit]]:
    """Many small things of one kind as one with several places: notes, and doubts about words and values."""
    counts = Counter(rule.code for rule, _ in found)
    kept: list[tuple[Rule, Hit]] = []
    dense: dict[str, list[tuple[Rule, Hit]]] = {}
    for rule, hit in found:
        if counts[rule.code] > _DENSE and (rule.severity == "info" or "reading" in (rule.about, hit.about)):
            dense.setdefault(f"{rule.code} {hit.about or rule.about}", []).append((rule, hit))
        else:
            kept.append((rule, hit))
    return kept + [(pairs[0][0], _joined([hit for _, hit in pairs])) for pairs in dense.values()]


def _capped(found: list[tuple[Rule, Hit]]) -> list[tuple[Rule, Hit]]:
    """At most so many of a rule; what is beyond stands in the last of them, with all its places."""
    by_rule: dict[str, list[Hit]] = {}
    for rule, hit in found:
        by_rule.setdefault(rule.code, []).append(hit)
    told: Counter[str] = Counter()
    kept: list[tuple[Rule, Hit]] = []
    for rule, hit in found:
        told[rule.code] += 1
        hits = by_rule[rule.code]
        if len(hits) <= _MOST or told[rule.code] < _MOST:
            kept.append((rule, hit))
        elif told[rule.code] == _MOST:
            kept.append((rule, _joined(hits[_MOST - 1 :])))
    return kept


def _joined(hits: list[Hit]) -> Hit:
    """One hit for several: what each of them says first, and once what is to be done."""

    def said(messages: list[str], places: str) -> str:
        openings = [message.partition(". ")[0] for message in messages[:_NAMED]]
        openings += ["…"] if len(messages) > _NAMED else []
        rest = messages[0].partition(". ")[2]
        return f"{len(messages)} {places}: {'; '.join(openings)}. {rest}".rstrip()

    return Hit(
        [span for hit in hits for span in hit.spans],
        said([hit.message_vi for hit in hits], "chỗ"),
        said([hit.message_en for hit in hits], "places"),
        tuple(dict.fromkeys(record for hit in hits for record in hit.records)),
        hits[0].about,
    )


def _finding(rule: Rule, hit: Hit, seen: Counter[str]) -> Finding:
    key = "\x00".join((rule.name, *(span.quote for span in hit.spans)))
    seen[key] += 1
    digest = hashlib.blake2s(f"{key}\x00{seen[key]}".encode(), digest_size=5).hexdigest()
    return Finding(
        id=f"finding-{digest}",
        code=rule.code,
        name=rule.name,
        severity=rule.severity,
        about=hit.about or rule.about,
        message_vi=hit.message_vi,
        message_en=hit.message_en,
        spans=hit.spans,
        records=list(hit.records),
    )
