"""When a number is for: days of an occasion, the document's own term, months of a title; not when other work is done."""

from __future__ import annotations

import pytest

from parsers.annotate import annotate
from parsers.extractors.figures import results, targets
from tests.factory import document

TITLE = "Số: 12/KH-UBND\nVĩnh An, ngày 05 tháng 3 năm 2031\nKẾ HOẠCH\n"
REPORT = (
    "Số: 12/BC-UBND\nVĩnh An, ngày 05 tháng 7 năm 2031\nBÁO CÁO\nKết quả hiến máu 6 tháng đầu năm 2031\nI. KẾT QUẢ\n"
)


def planned(text: str) -> list[tuple[float | None, str | None]]:
    found = targets.extract(annotate(document(TITLE + text)))
    return [(t.quantity.min or t.quantity.max, t.period.edtf if t.period else None) for t in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # an occasion of two days, and each of its days
        (
            "Tổ chức chương trình hiến máu “Mùa hè xanh” năm 2031\nI. NỘI DUNG\n- Chương trình: hai ngày 07/6/2031 và 08/6/2031,"
            " tại hội trường.\n2. Chỉ tiêu\nTiếp nhận 300 đơn vị máu, ngày thứ nhất 180 đơn vị máu, ngày thứ hai 120 đơn vị máu.",
            [(300, "2031-06-07/2031-06-08"), (180, "2031-06-07"), (120, "2031-06-08")],
        ),
        (
            "Tổ chức Ngày hội hiến máu năm 2031\nI. NỘI DUNG\nThời gian: ngày 07/6/2031.\n2. Chỉ tiêu\nTiếp nhận 300 đơn vị máu.",
            [(300, "2031-06-07")],
        ),
        (
            "Tổ chức Ngày hội hiến máu năm 2031\nI. NỘI DUNG\n- Ngày hội đợt đầu: ngày 07/6/2031.\n- Ngày hội đợt sau: ngày"
            " 19/9/2031.\n2. Chỉ tiêu\nTiếp nhận 300 đơn vị máu.",
            [(300, "2031")],
        ),
        # months and quarters of a title
        ("Hiến máu tháng 8 và tháng 9 năm 2031\nI. CHỈ TIÊU\nTiếp nhận 300 đơn vị máu.", [(300, "2031-08/2031-09")]),
        ("Hiến máu quý III và quý IV năm 2031\nI. CHỈ TIÊU\nTiếp nhận 300 đơn vị máu.", [(300, "2031-35/2031-36")]),
        # when something else is so, and what goes on with a dated number
        (
            "Hiến máu năm 2031\nI. NỘI DUNG\nDo số ca bệnh dồn vào các tháng 5, 6, Bệnh viện tỉnh mở thêm 02 đợt hiến máu tình"
            " nguyện trong quý III/2031.",
            [(2, "2031-35")],
        ),
        (
            "Hiến máu năm 2031\nI. NỘI DUNG\nBệnh viện tỉnh mở 02 đợt hiến máu trong quý III/2031, trong đó có 40 đơn vị tiểu cầu.",
            [(2, "2031-35"), (40, "2031-35")],
        ),
    ],
)
def test_when_a_plan_wants_it(text: str, expected: list[tuple[float, str]]) -> None:
    assert planned(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the document's term, however the words say it
        ("Từ ngày 01/01 đến ngày 30/6/2031, toàn xã tiếp nhận 150 đơn vị máu.", [(150, "2031-40")]),
        ("Trong quý II, toàn xã tiếp nhận 80 đơn vị máu.", [(80, "2031-34")]),
        # the day of other work
        ("UBND xã ban hành 05 văn bản, tổ chức lễ phát động ngày 22/3/2031.", [(5, "2031-40")]),
        ("Toàn xã vận động 120 người, tổ chức trong tháng 4/2031.", [(120, "2031-04")]),
        # sentences that begin with a figure or end in a Roman numeral
        (
            "Từ tháng 01, UBND xã giao chỉ tiêu cho 14 đơn vị. 11/11 thôn kiện toàn tổ vận động trong quý I. Hội cử 03 đoàn công tác.",
            [(11, "2031-33"), (3, "2031-40")],
        ),
    ],
)
def test_when_it_was_reached(text: str, expected: list[tuple[float, str]]) -> None:
    found = results.extract(annotate(document(REPORT + text)))
    assert [(r.quantity.min, r.period.edtf if r.period else None) for r in found] == expected
