"""The figures that the program comes with: every kind that can be accepted unread has one, and a set with a date."""

from __future__ import annotations

import datetime

from hmtn_ingest.evaluation.measured import MeasuredTrust, measured_trust
from hmtn_ingest.evaluation.trust import Trust
from hmtn_ingest.kinds import in_order
from hmtn_ingest.review.score import KindScore
from hmtn_ingest.web.panes.record.trust import say_measured, trust_lines


def test_every_kind_that_can_be_accepted_was_measured() -> None:
    figures = measured_trust()
    assert figures.kinds.keys() == {kind.name for kind in in_order("reviewed")}
    assert all(0 <= wrong <= count and count > 0 for count, wrong in figures.kinds.values())
    assert datetime.date.fromisoformat(figures.date)
    assert figures.set_vi in say_measured("vi")
    assert figures.set_en in say_measured("en")


def test_figures_are_written_by_kind_as_people_see_it() -> None:
    trust = Trust.sum([Trust(sure={"deadlines": (3, 1), "quota_rows": (9, 0)}), Trust(sure={"deadlines": (2, 0)})])
    figures = MeasuredTrust.of(trust, documents=2, date="2026-03-01", set_vi="hai", set_en="two")
    assert figures.kinds == {"deadline": (5, 1), "quota": (9, 0)}


def test_a_line_says_what_was_measured_and_what_people_here_found() -> None:
    lines = {line["kind"]: line for line in trust_lines({"obligation": KindScore(91, 13, 5)}, "vi")}
    count, wrong = measured_trust().kinds["obligation"]
    assert lines["obligation"]["label"] == "Nhiệm vụ"
    assert lines["obligation"]["measured"] == f"{wrong}/{count} ({round(100 * wrong / count)} %)"
    assert lines["obligation"]["here"] == "91/104, sót 5"
    assert lines["deadline"]["here"] == ""
