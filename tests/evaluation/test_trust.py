"""How far a record may be trusted unread: each fact judged for itself, and the figures of it."""

from __future__ import annotations

import pytest

from hmtn_ingest.evaluation import Evaluation, Gold, Trust, evaluate
from hmtn_ingest.evaluation.judgement import measure_trust
from hmtn_ingest.evaluation.trust import wilson
from parsers.records import DateRecord, DateValue, DocumentRecord, Finding, ResidueEntry, Source, Span

TEXT = "Báo cáo trước ngày 14/5/2026. Họp ngày 20/5/2026. Sơ kết ngày 30/6/2026."


def span(quote: str) -> Span:
    start = TEXT.index(quote)
    return Span(start=start, end=start + len(quote), quote=quote)


def date(edtf: str, quote: str, *doubts: str) -> DateRecord:
    return DateRecord(
        id=f"date-{quote}", date=DateValue(edtf=edtf), role="due", spans=[span(quote)], doubts=list(doubts)
    )


def record(*dates: DateRecord, residue: tuple[str, ...] = (), findings: tuple[str, ...] = ()) -> DocumentRecord:
    return DocumentRecord(
        source=Source(file_name="a.txt", sha256="0", media_type="text/plain", reader="text"),
        status="ok",
        text=TEXT,
        dates=list(dates),
        residue=[ResidueEntry(id=q, kind="date", reason="no-deadline-or-event", spans=[span(q)]) for q in residue],
        findings=[
            Finding(
                id=about, code="DT1", name="x", severity="info", about="reading", message_vi="", message_en="",
                records=[about],
            )
            for about in findings
        ],
    )  # fmt: skip


GOLD = Gold.model_validate(
    {
        "dates": [
            {"edtf": "2026-05-14", "role": "due", "quote": "ngày 14/5/2026"},
            {"edtf": "2026-05-20", "role": "event", "quote": "ngày 20/5/2026"},
        ]
    }
)
RIGHT = date("2026-05-14", "ngày 14/5/2026")


def test_a_wrong_part_makes_a_fact_wrong_and_a_doubt_points_at_it() -> None:
    sure = measure_trust(GOLD, record(RIGHT, date("2026-05-20", "ngày 20/5/2026")))
    assert (sure.right, sure.wrong, sure.wrong_doubted, sure.missed) == (1, 1, 0, 0)
    assert (sure.wrong_when_sure, sure.pointed_at) == (0.5, 0.0)
    doubted = measure_trust(GOLD, record(RIGHT, date("2026-05-20", "ngày 20/5/2026", "fuzzy-cue")))
    assert (doubted.wrong_when_sure, doubted.pointed_at, doubted.wrong_when_doubted) == (0.0, 1.0, 1.0)
    assert doubted.codes == {"fuzzy-cue": (1, 1)}


def test_a_finding_about_a_fact_counts_as_a_doubt() -> None:
    trust = measure_trust(GOLD, record(RIGHT, findings=(RIGHT.id,)))
    assert (trust.right_doubted, trust.right_flagged) == (1, 1.0)


@pytest.mark.parametrize(
    ("entry", "pointed"), [("Họp ngày 20/5/2026", 1), ("Sơ kết ngày 30/6/2026", 0), ("ngày 20", 0)]
)
def test_the_residue_points_at_what_is_missed(entry: str, pointed: int) -> None:
    trust = measure_trust(GOLD, record(RIGHT, residue=(entry,)))
    assert (trust.missed, trust.missed_pointed, trust.residue_a_page) == (1, pointed, 1.0)


def test_a_value_counts_as_grounded_where_its_words_overlap_the_evidence_by_half() -> None:
    gold = Gold.model_validate({"dates": [{"rrule": "FREQ=DAILY", "role": "due", "quote": "Sơ kết ngày 30/6/2026"}]})
    for quote, grounded in (("ngày 30/6/2026", 1), ("Họp", 0)):
        given = DateRecord(date=None, rrule=["FREQ=DAILY"], role="due", spans=[span(quote)])
        trust = measure_trust(gold, record(given))
        assert (trust.right, trust.grounded, trust.grounded_f1) == (1, grounded, float(grounded))


def test_clues_are_counted_like_doubts() -> None:
    trust = measure_trust(GOLD, record(RIGHT), {RIGHT.id: ["dates: named"]})
    assert trust.codes == {"dates: named": (1, 0)}


def test_figures_of_several_documents_add_up_and_are_saved() -> None:
    evaluation = evaluate({"a.txt": record(RIGHT, residue=("Họp ngày 20/5/2026",)), "a.md": record()}, {"a": GOLD})
    total = evaluation.total.trust
    assert (total.right, total.missed, total.missed_pointed, total.pages) == (1, 3, 1, 2)
    assert Evaluation.model_validate_json(evaluation.model_dump_json()).total.trust == total


def test_the_interval_of_a_share() -> None:
    assert [round(end, 3) for end in wilson(0, 100)] == [0.0, 0.037]
    assert [round(end, 3) for end in wilson(5, 50)] == [0.043, 0.214]
    assert wilson(0, 0) == (0.0, 1.0)


def test_nothing_at_all_is_no_error() -> None:
    nothing = Trust()
    assert (nothing.wrong_when_sure, nothing.pointed_at, nothing.grounded_f1, nothing.residue_a_page) == (
        0.0,
        0.0,
        1.0,
        0.0,
    )
