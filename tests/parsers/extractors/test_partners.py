"""With whom work is done where "phối hợp" stands without "với"."""

from __future__ import annotations

import pytest

from parsers.annotate import annotate
from parsers.extractors.obligations import obligations
from tests.factory import document

HEAD = (
    "Số: 12/KH-UBND\nKhe Mây, ngày 05 tháng 01 năm 2031\nKẾ HOẠCH\nHiến máu năm 2031\nIII. PHÂN CÔNG\n1. Trạm Y tế xã\n"
)


@pytest.mark.parametrize(
    ("task", "partners"),
    [
        ("Phối hợp chặt chẽ lực lượng Công an và các lực lượng liên quan thực hiện Kế hoạch.", ["lực lượng Công an", "các lực lượng liên quan"]),
        ("Phối hợp đồng bộ lực lượng dân quân và các thôn kiểm tra đê.", ["lực lượng dân quân", "các thôn"]),
        ("Thường xuyên phối hợp, trao đổi thông tin cơ quan Công an để nắm tình hình.", ["cơ quan Công an"]),
        ("Phối hợp tổ chức chính trị - xã hội tại địa phương tuyên truyền.", ["tổ chức chính trị - xã hội tại địa phương"]),
        ("Phối hợp tổ chức công đoàn vận động đoàn viên tham gia.", ["tổ chức công đoàn"]),
        ("Phối hợp đơn vị tiếp nhận máu bố trí bàn ghế.", ["đơn vị tiếp nhận máu"]),
        ("Phối hợp Sở Y tế kiểm tra các cơ sở.", ["Sở Y tế"]),
        # what is done together
        ("Phối hợp tổ chức lễ phát động hiến máu.", []),
        ("Phối hợp thực hiện công tác truyền thông.", []),
        ("Phối hợp xây dựng cơ sở dữ liệu người hiến máu.", []),
        ("Phối hợp thông tin, tuyên truyền tại các thôn.", []),
    ],
)  # fmt: skip
def test_partners_without_with(task: str, partners: list[str]) -> None:
    (duty,) = obligations.extract(annotate(document(f"{HEAD}- {task}")))
    assert [body.name for body in duty.partners] == partners
