"""Plain lines over items inside a part: whom they name has the items, whoever the number above speaks to."""

from __future__ import annotations

from parsers.annotate import annotate
from parsers.extractors.figures import targets
from parsers.extractors.obligations import obligations
from tests.factory import plan

BODY = (
    "II. PHÂN CÔNG\n6. Văn phòng UBND phường\nBố trí phương tiện cho đoàn kiểm tra.\n"
    "Về chỉ tiêu trồng cây năm 2026, các khu phố thống nhất thực hiện theo mức sau:\n"
    "+ Trồng mới 450 cây bóng mát;\n+ Trồng ít nhất 1.000 khóm hoa."
)


def test_the_items_are_theirs() -> None:
    annotated = annotate(plan(BODY, subject="Trồng cây năm 2026"))
    found = [([body.name for body in one.bodies], one.action) for one in obligations.extract(annotated)]
    assert found[0] == (["Văn phòng UBND phường"], "Bố trí phương tiện cho đoàn kiểm tra.")
    assert [names for names, _ in found[1:]] == [["các khu phố"]] * len(found[1:])
    aims = targets.extract(annotated)
    assert [(one.quantity.min, [body.name for body in one.bodies]) for one in aims] == [
        (450, ["các khu phố"]),
        (1000, ["các khu phố"]),
    ]
