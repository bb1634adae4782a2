"""What is said before the rest is accepted unread: how often such values were wrong when measured, and right here.

Comes in: the score of this installation. Goes out: for each kind of fact its name and both figures in words, to which
the pane adds how many of that kind it would accept.
"""

from __future__ import annotations

from typing import TypedDict

from hmtn_ingest.evaluation.measured import measured_trust
from hmtn_ingest.i18n import Language, say
from hmtn_ingest.i18n.phrases import say_edtf
from hmtn_ingest.kinds import in_order
from hmtn_ingest.review.score import KindScore, Scores


class TrustLine(TypedDict):
    """A kind with ``measured``, "4/120 (3 %)" wrong, and ``here``, "91/104" right; empty where nothing is known."""

    kind: str
    label: str
    measured: str
    here: str


def trust_lines(scores: Scores, language: Language) -> list[TrustLine]:
    """A line for each kind that can be accepted, in the order of the pane."""
    measured = measured_trust().kinds
    lines: list[TrustLine] = []
    for kind in in_order("reviewed"):
        count, wrong = measured.get(kind.name, (0, 0))
        here = scores.get(kind.name, KindScore())
        share = say("pane.record.share", language, part=wrong, whole=count, percent=round(100 * wrong / (count or 1)))
        missed = say("pane.record.missed here", language, count=here.missed) if here.missed else ""
        judged = f"{here.right}/{here.judged}" if here.judged else ""
        lines.append(
            {
                "kind": kind.name,
                "label": say(f"kind.{kind.name}", language),
                "measured": share if count else "",
                "here": ", ".join(part for part in (judged, missed) if part),
            }
        )
    return lines


def say_measured(language: Language) -> str:
    """When and on what the figures were measured."""
    figures = measured_trust()
    documents = figures.set_en if language == "en" else figures.set_vi
    return say("pane.record.measured", language, date=say_edtf(figures.date, language), documents=documents)
