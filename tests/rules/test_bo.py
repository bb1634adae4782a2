"""Rules on bodies: each planted defect raises exactly its finding, its clean twin none."""

from __future__ import annotations

import pytest

from rules import check
from tests.rules.factory import PLAN, findings, found, planted, record

HEALTH = "Cử cán bộ tham gia khám, tư vấn cho người hiến máu."
ROW = "4\tTrường Tiểu học Suối Lạnh\t15"
OFFICE = "a) Chủ trì, phối hợp với Trạm Y tế xã tổ chức hiến máu."
VILLAGES = "3. Các thôn\n"
IN_2024 = PLAN.replace("2026", "2024").replace("Phòng Văn hóa - Xã hội", "Văn phòng HĐND và UBND xã")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        # another joint
        (HEALTH, "Phối hợp với Phòng Văn hóa, Xã hội khám, tư vấn.", ["body-named-two-ways"]),
        (HEALTH, "Phối hợp với Phòng Văn hóa và Xã hội khám, tư vấn.", ["body-named-two-ways"]),
        # a rival name
        (ROW, "4\tTrung tâm Y tế xã\t15", ["body-named-two-ways"]),
        (OFFICE, "a) Chủ trì, phối hợp với Trung tâm Y tế xã tổ chức hiến máu.", ["body-named-two-ways"]),
        # abbreviations, tone placement, capitals, dashes and a missing place are no second name
        (HEALTH, "Phối hợp với Phòng VH-XH khám, tư vấn.", []),
        (HEALTH, "Phối hợp với Phòng Văn hoá – Xã hội xã khám, tư vấn.", []),
        (HEALTH, "Phối hợp với phòng Văn hóa - Xã hội xã Suối Lạnh khám, tư vấn.", []),
        (ROW, "4\tTRẠM Y TẾ\t15", []),
        (ROW, "4\tTYT xã\t15", []),
        (ROW, "4\tPHÒNG VĂN HÓA VÀ XÃ HỘI\t15", ["body-named-two-ways"]),
        # other places and levels are other bodies
        (HEALTH, "Phối hợp với Phòng Văn hóa và Xã hội phường Bến Sậy khám, tư vấn.", []),
        (HEALTH, "Phối hợp với Trung tâm Y tế khu vực Đông Lạc khám, tư vấn.", []),
        (HEALTH, "Phối hợp với Bệnh viện Đa khoa tỉnh Đông Lạc khám, tư vấn.", []),
    ],
)
def test_one_body_two_names(old: str, new: str, expected: list[str]) -> None:
    assert found(planted(old, new)) == expected


def test_both_names_are_quoted() -> None:
    (finding,) = findings(planted(ROW, "4\tTrung tâm Y tế xã\t15"))
    assert {span.quote for span in finding.spans} == {"Trạm Y tế xã", "Trung tâm Y tế xã"}


def test_the_first_place_of_each_name_is_shown() -> None:
    (finding,) = findings(planted(HEALTH, "Phối hợp với Phòng Văn hóa và Xã hội khám, Phòng Văn hóa và Xã hội tư vấn."))
    assert [span.quote for span in finding.spans] == ["Phòng Văn hóa - Xã hội", "Phòng Văn hóa và Xã hội"]
    assert [span.start for span in finding.spans] == sorted(span.start for span in finding.spans)
    assert finding.spans[0].start == PLAN.index("Phòng Văn hóa - Xã hội")


def test_a_stroke_is_another_joint_than_and() -> None:
    text = PLAN.replace("Phòng Văn hóa - Xã hội", "Phòng Văn hóa và Xã hội")
    assert found(text) == []
    assert found(planted(HEALTH, "Phối hợp với Phòng Văn hóa/Xã hội khám, tư vấn.", text)) == ["body-named-two-ways"]


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        ("Phối hợp với Phòng Y tế khám, tư vấn.", ["body-obsolete"]),
        ("Phối hợp với UBND huyện Đá Mài vận động Nhân dân.", ["body-obsolete"]),
        ("Tham mưu Huyện ủy chỉ đạo các chi bộ tham gia hiến máu.", ["body-obsolete"]),
        ("Phối hợp với Sở Thông tin và Truyền thông đưa tin.", ["body-obsolete"]),
        ("Phối hợp với Hội Chữ thập đỏ thị trấn Nà Lạnh vận động.", ["body-obsolete"]),
        # what is said of earlier times, of the reform, or in a name that stays
        ("Tiếp nhận hồ sơ do Phòng Y tế huyện Đá Mài bàn giao khi sắp xếp đơn vị hành chính.", []),
        ("Quản lý danh sách người hiến máu của UBND huyện Đá Mài (cũ).", []),
        ("Thực hiện Kế hoạch số 25/KH-UBND ngày 12/02/2025 của UBND huyện Đá Mài về công tác y tế.", []),
        ("Phối hợp với Trường THPT thị xã Đá Mài vận động giáo viên.", []),
        ("Phối hợp với Sở Khoa học và Công nghệ đưa tin.", []),
    ],
)
def test_body_obsolete(new: str, expected: list[str]) -> None:
    assert found(planted(HEALTH, new)) == expected


def test_district_bodies_stood_until_the_reform() -> None:
    for words in ("Phòng Y tế", "UBND huyện Đá Mài", "Sở Thông tin và Truyền thông"):
        assert "body-obsolete" not in found(planted(HEALTH, f"Phối hợp với {words} khám, tư vấn.", IN_2024))


def test_divisions_of_a_school_bear_names_of_offices() -> None:
    text = planted("ỦY BAN NHÂN DÂN\tCỘNG", "UBND TỈNH ĐÔNG LẠC\tCỘNG")
    text = planted("XÃ SUỐI LẠNH\tĐộc lập", "TRƯỜNG CAO ĐẲNG Y TẾ\tĐộc lập", text)
    assert "body-obsolete" not in found(planted(HEALTH, "Phối hợp với Phòng Y tế khám, tư vấn.", text))


def test_obsolete_office_names_its_successor() -> None:
    (finding,) = findings(planted(HEALTH, "Phối hợp với Phòng Y tế khám, tư vấn."))
    assert "Phòng Văn hóa - Xã hội" in finding.message_vi
    assert finding.spans[0].quote == "Phòng Y tế"


def test_body_without_duty() -> None:
    text = planted(VILLAGES, "3. Hội Chữ thập đỏ xã\n")
    text = planted("yêu cầu các đơn vị triển khai thực hiện", "Hội Chữ thập đỏ xã theo dõi việc thực hiện", text)
    finding = next(f for f in findings(text) if f.name == "body-without-duty")
    assert finding.severity == "info"
    assert "4 đơn vị" in finding.message_vi
    assert "“Thôn Đồng Mạ”, “Thôn Khe Vầu”, “Thôn Lũng Cải”…. " in finding.message_vi
    (finding,) = findings(planted("3. Hội Chữ thập đỏ xã\n", "3. Thôn Đồng Mạ\n", text))
    assert "“Thôn Khe Vầu”, “Thôn Lũng Cải”, “Trường Tiểu học Suối Lạnh”. " in finding.message_vi
    assert "body-without-duty" not in found(PLAN)


def test_classes_of_a_table_have_quotas_and_no_duty() -> None:
    text = planted(VILLAGES, "3. Hội Chữ thập đỏ xã\n")
    text = planted("yêu cầu các đơn vị triển khai thực hiện", "Hội Chữ thập đỏ xã theo dõi việc thực hiện", text)
    classes = "STT\tLớp\tSố đơn vị máu\n1\tA1\t30\n2\tA2\t25\n3\tB1\t20\n4\tB2\t15\n\tTổng cộng\t90\n"
    (finding,) = findings(planted(PLAN[PLAN.index("STT\t") :], classes, text))
    assert [span.quote for span in finding.spans] == ["A1", "A2", "B1", "B2"]


LISTS = "Vận động Nhân dân đăng ký hiến máu; gửi danh sách về Phòng Văn hóa - Xã hội trước ngày 02/3/2026."
WANTED = "Gửi danh sách đăng ký về Hội Chữ thập đỏ trước ngày 25/02/2026."


@pytest.mark.parametrize(
    ("duty", "named"),
    [
        (WANTED, False),
        (LISTS, False),
        (f"Thôn Đồng Mạ g{WANTED[1:]}", True),
        ("Kê bàn ghế trước ngày 25/02/2026.", True),  # no paper
        ("Gửi danh sách đăng ký trước ngày 25/02/2026.", True),  # to nobody
    ],
)
def test_a_paper_that_nobody_is_to_hand_in(duty: str, named: bool) -> None:
    text = planted(LISTS, duty, planted(VILLAGES, "3. Công tác vận động\n"))
    places = [one.spans[0].quote for one in check(record(text), select=["BO403"], preview=True)]
    assert places == ([] if named else [f"trước ngày {'02/3' if duty == LISTS else '25/02'}/2026"])


@pytest.mark.parametrize(("old", "new"), [(VILLAGES, VILLAGES), ("3. Địa điểm: Nhà văn hóa xã.", f"3. {WANTED}")])
def test_a_paper_under_a_body_or_outside_the_tasks_is_not_missed(old: str, new: str) -> None:
    assert check(record(planted(old, new)), select=["BO403"], preview=True) == []
