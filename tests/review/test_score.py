"""The score of the reading, as people judged it fact by fact."""

from __future__ import annotations

import datetime
from itertools import count

from hmtn_ingest.review.decision import Action, Decision
from hmtn_ingest.review.score import KindScore, score, total_score

AT = datetime.datetime(2026, 3, 9, 8, 0, tzinfo=datetime.UTC)


def decisions(*said: tuple[Action, str] | tuple[Action, str, str]) -> list[Decision]:
    numbers = count(1)
    return [
        Decision(id=next(numbers), action=one[0], record=one[1], note=one[2] if len(one) > 2 else None, by="Ín", at=AT)
        for one in said
    ]


def test_each_fact_is_judged_once_by_all_that_was_said_of_it() -> None:
    said = decisions(
        ("accept", "obligation-1"),
        ("edit", "obligation-2"),
        ("accept", "obligation-2"),
        ("reject", "obligation-3"),
        ("add", "obligation-added-1"),
        ("edit", "obligation-added-1"),
        ("accept", "header.subject"),
        ("done", "deadline-1"),
    )
    assert score(said) == {"header": KindScore(right=1), "obligation": KindScore(right=1, wrong=2, missed=1)}
    assert score(said)["obligation"].judged == 3


def test_what_was_accepted_together_proves_nothing_until_it_is_corrected() -> None:
    note = "chấp nhận cùng lúc 2 mục, k-7"
    said = decisions(("accept", "target-1", note), ("accept", "target-2", note), ("edit", "target-2"))
    assert score(said) == {"target": KindScore(wrong=1)}


def test_what_was_taken_back_does_not_count() -> None:
    said = decisions(("reject", "target-1"), ("add", "target-added-1"), ("reject", "target-added-1"))
    said.append(said[0].model_copy(update={"id": 9, "action": "undo", "undoes": 1}))
    assert score(said) == {}


def test_questions_about_what_was_not_read_are_no_facts() -> None:
    assert score(decisions(("reject", "residue-1"), ("accept", "none.deadline"))) == {}


def test_documents_add_up() -> None:
    one, other = {"target": KindScore(right=2)}, {"target": KindScore(wrong=1), "event": KindScore(missed=1)}
    assert total_score([one, other]) == {"event": KindScore(missed=1), "target": KindScore(right=2, wrong=1)}
