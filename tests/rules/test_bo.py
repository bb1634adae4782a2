"""Rules on bodies: each planted defect raises exactly its finding, its clean twin none."""

from __future__ import annotations

import pytest

from tests.rules.factory import PLAN, findings, found, planted

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
        # other levels are other bodies
        (HEALTH, "Phối hợp với Trung tâm Y tế khu vực Đông Lạc khám, tư vấn.", []),
        (HEALTH, "Phối hợp với Bệnh viện Đa khoa tỉnh Đông Lạc khám, tư vấn.", []),
    ],
)
def test_one_body_two_names(old: str, new: str, expected: list[str]) -> None:
    assert found(planted(old, new)) == expected


def test_both_names_are_quoted() -> None:
    (finding,) = findings(planted(ROW, "4\tTrung tâm Y tế xã\t15"))
    assert {span.quote for span in finding.spans} == {"Trạm Y tế xã", "Trung tâm Y tế xã"}


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


def test_obsolete_office_names_its_successor() -> None:
    (finding,) = findings(planted(HEALTH, "Phối hợp với Phòng Y tế khám, tư vấn."))
    assert "Phòng Văn hóa - Xã hội" in finding.message_vi
    assert finding.spans[0].quote == "Phòng Y tế"


def test_body_without_duty() -> None:
    text = planted(VILLAGES, "3. Hội Chữ thập đỏ xã\n")
    text = planted("yêu cầu các đơn vị triển khai thực hiện", "Hội Chữ thập đỏ xã theo dõi việc thực hiện", text)
    finding = next(f for f in findings(text) if f.name == "body-without-duty")
    assert finding.severity == "info"
    assert "Thôn Đồng Mạ" in finding.message_vi
    assert "body-without-duty" not in found(PLAN)
