"""Whose a fact is: a place with every body in it, groups only inside the territory of who issued the document."""

from __future__ import annotations

import pytest

from hmtn_ingest.collection.document import DocumentSummary
from hmtn_ingest.collection.home import concerns, home_of, settled_home
from parsers.communes import communes, find_commune, provinces
from parsers.records import BodyKind, BodyLevel, BodyRef

OURS = "ỦY BAN NHÂN DÂN XÃ QUỐC VIỆT"
DISTRICT = "ỦY BAN NHÂN DÂN HUYỆN TRÀNG ĐỊNH"
PROVINCE = "BAN CHỈ ĐẠO VẬN ĐỘNG HMTN TỈNH LẠNG SƠN"
OTHER_DISTRICT = "ỦY BAN NHÂN DÂN HUYỆN KHE LẠNH"
HOME = "Xã Quốc Việt, tỉnh Lạng Sơn"


def summary(organ: str | None, *bodies: str, superior: str | None = None) -> DocumentSummary:
    named = tuple(name for name in (*bodies, organ) if name)
    return DocumentSummary(1, "5/KH-UBND", "KẾ HOẠCH", organ, superior, None, None, None, None, named)


def body(name: str, level: BodyLevel | None = None, kind: BodyKind = "government") -> BodyRef:
    return BodyRef(name=name, canonical=name, kind=kind, level=level)


def test_the_list_has_every_commune_with_its_province_and_what_was_before() -> None:
    assert len(communes()) == 3321
    assert len(provinces()) == 34
    found = find_commune("xã quốc việt", "TỈNH LẠNG SƠN")
    assert found
    assert found.former == ("Huyện Tràng Định", "Tỉnh Lạng Sơn")
    assert all(len(commune.former) > 1 for commune in communes())
    assert find_commune("Xã Quốc Việt", "Tỉnh Cao Bằng") is None


REACH = [
    # the bodies of a fact, the issuer, how it concerns the commune
    ([body("Ủy ban nhân dân xã Quốc Việt", "commune")], DISTRICT, "named"),
    ([body("Phòng Văn hóa - Xã hội xã Quốc Việt", "commune")], OURS, "inside"),
    ([body("Trạm Y tế xã Quốc Việt", "commune", "health")], DISTRICT, "inside"),
    # in its own plan nobody says where a body lies
    ([body("Các thôn", "village", "residential_unit")], OURS, "inside"),
    ([body("Các phòng ban, đơn vị")], OURS, "inside"),
    ([body("Hội Chữ thập đỏ tỉnh", "province", "red_cross")], OURS, None),
    ([body("Viện Huyết học - Truyền máu Trung ương", None, "health")], OURS, None),
    # groups, in the territory of the issuer and outside it
    ([body("Ủy ban nhân dân các xã, thị trấn", "commune")], DISTRICT, "group"),
    ([body("Ban Chỉ đạo các xã, phường", "commune", "steering_committee")], PROVINCE, "group"),
    ([body("các thôn, tổ dân phố", "village", "residential_unit")], DISTRICT, "group"),
    ([body("các trường học", None, "school")], DISTRICT, "group"),
    ([body("các sở, ban, ngành tỉnh", "province")], PROVINCE, None),
    ([body("các huyện, thành phố", "district")], PROVINCE, None),
    ([body("Ủy ban nhân dân các xã, thị trấn", "commune")], OTHER_DISTRICT, None),
    ([body("Ủy ban nhân dân các xã, phường", "commune")], "ỦY BAN NHÂN DÂN TỈNH CAO BẰNG", None),
    ([body("Ủy ban nhân dân các xã, phường", "commune")], "BỘ Y TẾ", "group"),
    ([body("các đơn vị")], "ỦY BAN NHÂN DÂN XÃ THẤT KHÊ", None),
    # nobody is named
    ([], OURS, "unsaid"),
    ([], DISTRICT, "unsaid"),
    ([], OTHER_DISTRICT, None),
    ([], "ỦY BAN NHÂN DÂN XÃ THẤT KHÊ", None),
]


@pytest.mark.parametrize(("bodies", "issuer", "expected"), REACH)
def test_a_commune_with_every_body_in_it(bodies: list[BodyRef], issuer: str, expected: str | None) -> None:
    assert concerns(home_of(HOME), summary(issuer), bodies) == expected


def test_a_commune_of_the_same_name_in_another_province_is_another() -> None:
    theirs = summary(OURS, "Ủy ban nhân dân tỉnh Cao Bằng")
    ours = summary(OURS, "Hội Chữ thập đỏ tỉnh Lạng Sơn")
    for bodies in ([body("Ủy ban nhân dân xã Quốc Việt")], [body("Các thôn", "village")], []):
        assert concerns(home_of(HOME), theirs, bodies) is None
        assert concerns(home_of(HOME), ours, bodies) is not None


def test_a_body_of_the_commune_is_asked_for_alone() -> None:
    station = home_of("Trạm Y tế xã Quốc Việt, tỉnh Lạng Sơn")
    assert not station.is_place
    assert concerns(station, summary(DISTRICT), [body("Trạm Y tế xã Quốc Việt", "commune", "health")]) == "named"
    assert concerns(station, summary(OURS), [body("Phòng Văn hóa - Xã hội xã Quốc Việt", "commune")]) is None
    assert concerns(station, summary(OTHER_DISTRICT), [body("Trạm Y tế các xã", "commune", "health")]) is None


def test_the_superior_tells_for_whom_a_committee_speaks() -> None:
    issued = summary("BAN CHỈ ĐẠO VẬN ĐỘNG HMTN", superior="ỦY BAN NHÂN DÂN HUYỆN TRÀNG ĐỊNH")
    assert concerns(home_of(HOME), issued, [body("các xã, thị trấn", "commune")]) == "group"


def test_documents_tell_in_which_district_an_unlisted_commune_lies() -> None:
    group = [body("Ủy ban nhân dân các xã, thị trấn", "commune")]
    names_it = summary("ỦY BAN NHÂN DÂN HUYỆN LŨNG TRE", "Ủy ban nhân dân xã Đồi Thông")
    silent = summary("ỦY BAN NHÂN DÂN HUYỆN KHE VÀNG", "Hội Chữ thập đỏ huyện Khe Vàng")
    home = settled_home("Xã Đồi Thông", [names_it, silent])
    assert home.above == {("huyện", "lũng tre")}
    assert concerns(home, names_it, group) == "group"
    assert concerns(home, silent, group) is None
    twice = settled_home("Xã Đồi Thông", [names_it, summary("ỦY BAN NHÂN DÂN HUYỆN BÃI", "UBND xã Đồi Thông")])
    assert twice.above == frozenset()


def test_what_follows_the_name_says_where_it_lies() -> None:
    home = home_of("xã Mường Hoa, huyện Khe Lạnh, tỉnh Cao Quảng")
    assert home.above == {("huyện", "khe lạnh"), ("tỉnh", "cao quảng")}
    assert (
        concerns(home, summary(OTHER_DISTRICT, "UBND tỉnh Cao Quảng"), [body("các xã, thị trấn", "commune")]) == "group"
    )
    assert concerns(home, summary(DISTRICT), [body("các xã, thị trấn", "commune")]) is None
