"""Which facts belong together: a number to the event of its day or clause."""

from __future__ import annotations

import pytest

from hmtn_ingest.pipeline import extract
from parsers.records import Source
from tests.factory import plan

ORIGIN = Source(file_name="plan.txt", sha256="0", media_type="text/plain", reader="test")


@pytest.mark.parametrize(
    ("line", "held"),
    [
        (
            "Đợt thứ nhất: 60 đơn vị máu, ngày 20/3/2026; đợt thứ hai: 50 đơn vị máu, ngày 18/9/2026 tại Nhà văn hóa xã.",
            [[60], [50]],
        ),
        ("Đợt 1: ngày 20/3/2026, 60 đơn vị máu; Đợt 2: ngày 18/9/2026, 50 đơn vị máu.", [[60], [50]]),
        ("Ngày hội hiến máu tổ chức ngày 20/3/2026 tại Nhà văn hóa xã, phấn đấu 60 đơn vị máu.", [[60]]),
    ],
)
def test_a_number_belongs_to_the_event_of_its_day(line: str, held: list[list[int]]) -> None:
    record = extract(plan(f"II. THỜI GIAN, ĐỊA ĐIỂM\n1. {line}"), ORIGIN)
    of_target = {target.id: target for target in record.targets}
    assert [[of_target[i].quantity.min for i in event.targets] for event in record.events] == held
    assert all(of_target[i].event == event.id for event in record.events for i in event.targets)
