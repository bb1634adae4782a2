"""Where the weights and the rules disagree: duties that no rule knows, and facts that the weights speak against."""

from __future__ import annotations

import pytest

from hmtn_ingest.pipeline import extract
from parsers.annotate import annotate
from parsers.evidence import weigh
from parsers.extractors import votes
from parsers.extractors.signs import paragraph_signs
from parsers.records import DocumentRecord, Source
from tests.factory import plan

ORIGIN = Source(file_name="plan.txt", sha256="0", media_type="text/plain", reader="test")


def record_of(body: str) -> DocumentRecord:
    return extract(plan(body), ORIGIN)


WORK = "IV. TỔ CHỨC THỰC HIỆN\n1. Trạm Y tế phường\n- Chuẩn bị nhân lực, phương tiện cấp cứu.\n2. {who}\n- {task}"


@pytest.mark.parametrize(
    ("who", "task"),
    [
        ("Câu lạc bộ Xe tải Gió Núi thực hiện các việc sau:", "Phối hợp tổ chức đưa đón người hiến máu theo lịch."),
        ("Những hộ buôn ven quốc lộ", "Xây dựng kế hoạch, triển khai tuyên truyền tại điểm bán hàng."),
    ],
)
def test_a_duty_below_a_title_that_no_rule_knows_is_kept_with_a_doubt_or_listed(who: str, task: str) -> None:
    record = record_of(WORK.format(who=who, task=task))
    found = [one for one in record.obligations if one.action == task]
    listed = [entry for entry in record.residue if entry.kind == "duty" and entry.spans[0].quote == task]
    assert found or listed


def test_a_duty_by_vote_alone_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(votes, "_SURE", 0.0)
    record = record_of("II. NỘI DUNG\n- Thời tiết trong tháng khá thuận lợi cho việc đi lại.")
    assert [(one.bodies, one.doubts) for one in record.obligations] == [([], ["weak-duty", "no-body"])]


def test_a_fact_that_the_weights_speak_against_is_doubted(monkeypatch: pytest.MonkeyPatch) -> None:
    body = "II. CHỈ TIÊU\n- Toàn phường phấn đấu tiếp nhận tối thiểu 250 đơn vị máu.\nIII. TỔ CHỨC THỰC HIỆN\n1. Công an phường\n- Bảo đảm an ninh."
    assert {code for one in record_of(body).targets for code in one.doubts} == set()
    monkeypatch.setattr(votes, "_WEAK", dict.fromkeys(votes._WEAK, 1.1))
    record = record_of(body)
    assert "weak-target" in record.targets[0].doubts
    assert all("weak-duty" in one.doubts for one in record.obligations)


def test_each_fact_of_the_running_text_has_a_vote() -> None:
    source = plan(
        "II. CHỈ TIÊU\n- Tiếp nhận 250 đơn vị máu.\nIII. TỔ CHỨC THỰC HIỆN\n1. Công an phường\n- Bảo đảm an ninh."
    )
    annotated, record = annotate(source), extract(source, ORIGIN)
    asked = [(fact, vote.question) for fact, vote in votes.votes(annotated, record)]
    assert [question for _, question in asked] == ["duty"] * len(record.obligations) + ["target"] * len(record.targets)
    duty = annotated.duties[-1]
    assert list(votes.votes(annotated, record))[len(record.obligations) - 1][1] == weigh(
        "duty", paragraph_signs(annotated, duty.paragraph.start)
    )
