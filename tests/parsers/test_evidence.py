"""Weights that were learned add up to votes; what they say of plain cases is tested, not each weight."""

from __future__ import annotations

import pytest

from parsers.annotate import annotate
from parsers.evidence import BIAS, Question, Vote, weigh, weights
from parsers.extractors.signs import number_signs, paragraph_signs
from tests.factory import plan

QUESTIONS: tuple[Question, ...] = ("duty", "target", "result")


@pytest.mark.parametrize("question", QUESTIONS)
def test_weights_are_few_and_rounded(question: Question) -> None:
    table = weights(question)
    assert BIAS in table
    assert 100 < len(table) < 1000
    assert all(weight == round(weight, 2) for weight in table.values())


def test_a_sign_without_a_weight_and_a_sign_said_twice_add_nothing() -> None:
    assert weigh("duty", ["subject", "subject", "no such sign"]) == weigh("duty", ["subject"])
    assert weigh("duty", []).parts == ((BIAS, weights("duty")[BIAS]),)


def test_the_share_grows_with_the_score() -> None:
    shares = [Vote("duty", (("a", score),)).share for score in (-1000.0, -3.0, 0.0, 3.0, 1000.0)]
    assert shares == sorted(shares)
    assert shares[2] == 0.5


LINES = [
    ("III. TỔ CHỨC THỰC HIỆN\n1. Trạm Y tế phường\n- Chuẩn bị nhân lực, phương tiện cấp cứu tại điểm hiến máu.", True),
    ("III. TỔ CHỨC THỰC HIỆN\n1. Hợp tác xã Gió Ngàn\n- Phối hợp bố trí chỗ để xe cho người hiến máu.", True),
    ("I. MỤC ĐÍCH, YÊU CẦU\n1. Mục đích\n- Nâng cao nhận thức của Nhân dân về nghĩa cử hiến máu.", False),
    ("I. TÌNH HÌNH CHUNG\n- Lượng máu dự trữ mùa hè thường giảm do sinh viên nghỉ học.", False),
]


@pytest.mark.parametrize(("body", "expected"), LINES)
def test_the_vote_tells_a_duty_from_its_place(body: str, expected: bool) -> None:
    annotated = annotate(plan(body))
    vote = weigh("duty", paragraph_signs(annotated, annotated.outline.paragraphs[-1].start))
    assert (vote.share > 0.5) == expected


def test_the_vote_tells_a_target_from_a_result() -> None:
    ahead = annotate(plan("II. CHỈ TIÊU\n- Phấn đấu tiếp nhận tối thiểu 250 đơn vị máu."))
    behind = annotate(plan("I. KẾT QUẢ ĐẠT ĐƯỢC\n- Đã tiếp nhận 250 đơn vị máu.", type_name="BÁO CÁO"))
    for annotated, likelier, other in ((ahead, "target", "result"), (behind, "result", "target")):
        signs = number_signs(annotated, annotated.quantities[-1])
        assert weigh(likelier, signs).share > weigh(other, signs).share  # type: ignore[arg-type]
