"""Whose a body is: the issuer's place goes to bodies that each unit has one of, and to no others."""

from __future__ import annotations

import pytest

from hmtn_ingest.pipeline import extract
from parsers.records import Body, Source
from tests.factory import document

HEAD = "ỦY BAN NHÂN DÂN\n{unit}\nSố: 15/KH-UBND\n{place}, ngày 20 tháng 01 năm 2026\nKẾ HOẠCH\nPhòng, chống dịch năm 2026\n"
SOURCE = Source(file_name="a.txt", sha256="0" * 64, media_type="text/plain", reader="text")


def named(unit: str, words: str) -> dict[str, Body]:
    head = HEAD.format(unit=unit.upper(), place=unit.split(" ", 1 if unit.startswith("tỉnh") else 2)[-1])
    record = extract(document(f"{head}I. MỤC ĐÍCH\nTriển khai ý kiến của {words}.\n"), SOURCE)
    return {body.name: body for body in record.bodies}


@pytest.mark.parametrize(
    ("unit", "name", "canonical", "level"),
    [
        ("tỉnh Lâm Hà", "Sở Y tế", "Sở Y tế tỉnh Lâm Hà", "province"),
        ("tỉnh Lâm Hà", "Sở Văn hóa, Thể thao và Du lịch", "Sở Văn hóa, Thể thao và Du lịch tỉnh Lâm Hà", "province"),
        (
            "tỉnh Lâm Hà",
            "Ban Chỉ đạo phòng, chống dịch, bệnh tỉnh",
            "Ban Chỉ đạo phòng, chống dịch, bệnh tỉnh Lâm Hà",
            "province",
        ),
        ("tỉnh Lâm Hà", "UBND xã, phường", "Ủy ban nhân dân xã, phường", "commune"),
        ("tỉnh Lâm Hà", "Tỉnh ủy", "Tỉnh ủy Lâm Hà", "province"),
        ("tỉnh Lâm Hà", "Ban Thường vụ Tỉnh ủy", "Ban Thường vụ Tỉnh ủy Lâm Hà", "province"),
        ("tỉnh Lâm Hà", "Tỉnh đoàn", "Tỉnh đoàn Lâm Hà", "province"),
        ("thành phố Cần Thơ", "Thành ủy Cần Thơ", "Thành ủy Cần Thơ", "province"),
        ("tỉnh Lâm Hà", "Thành ủy Cần Thơ", "Thành ủy Cần Thơ", "province"),
        ("thành phố Cần Thơ", "TT.HĐND TP", "Thường trực Hội đồng nhân dân thành phố Cần Thơ", "province"),
        ("thành phố Cần Thơ", "các sở, ban, ngành thành phố", "các sở, ban, ngành thành phố", "province"),
        ("tỉnh Lâm Hà", "các tỉnh, thành phố", "các tỉnh, thành phố", "province"),
        # another unit than the issuer's
        ("tỉnh Lâm Hà", "UBND tỉnh Sóc Trăng", "Ủy ban nhân dân tỉnh Sóc Trăng", "province"),
        ("tỉnh Lâm Hà", "UBND xã Bản Lầu", "Ủy ban nhân dân xã Bản Lầu", "commune"),
        # of the whole country
        ("tỉnh Lâm Hà", "Bộ Chính trị", "Bộ Chính trị", "central"),
        ("tỉnh Lâm Hà", "Ban Bí thư Trung ương Đảng", "Ban Bí thư Trung ương Đảng", "central"),
        ("tỉnh Lâm Hà", "Ban Chấp hành Trung ương", "Ban Chấp hành Trung ương Đảng", "central"),
        ("tỉnh Lâm Hà", "Quốc hội", "Quốc hội", "central"),
        ("tỉnh Lâm Hà", "Đoàn đại biểu Quốc hội", "Đoàn đại biểu Quốc hội tỉnh Lâm Hà", "province"),
        ("tỉnh Lâm Hà", "Cục Phòng bệnh", "Cục Phòng bệnh", "central"),
        ("tỉnh Lâm Hà", "Cục Thuế tỉnh", "Cục Thuế tỉnh Lâm Hà", "province"),
        ("tỉnh Lâm Hà", "Tòa án nhân dân tối cao", "Tòa án nhân dân tối cao", "central"),
        ("tỉnh Lâm Hà", "Tòa án nhân dân tỉnh", "Tòa án nhân dân tỉnh Lâm Hà", "province"),
        ("tỉnh Lâm Hà", "Tổng Liên đoàn Lao động Việt Nam", "Tổng Liên đoàn Lao động Việt Nam", "central"),
        ("tỉnh Lâm Hà", "Bộ Tư lệnh Bộ đội Biên phòng", "Bộ Tư lệnh Bộ đội Biên phòng", "central"),
        ("tỉnh Lâm Hà", "Quân khu 5", "Quân khu 5", None),
        ("tỉnh Lâm Hà", "Chi cục Hải quan khu vực XIX", "Chi cục Hải quan khu vực XIX", None),
        # of nobody in particular
        ("tỉnh Lâm Hà", "công đoàn cơ sở", "Công đoàn cơ sở", None),
        ("tỉnh Lâm Hà", "BCĐ Quốc gia", "Ban Chỉ đạo Quốc gia vận động hiến máu tình nguyện", "central"),
    ],
)
def test_the_place_of_the_issuer(unit: str, name: str, canonical: str, level: str | None) -> None:
    body = named(unit, name)[name]
    assert (body.canonical, body.level) == (canonical, level)


def test_the_national_committee_is_the_one_that_is_named() -> None:
    bodies = named("tỉnh Lâm Hà", "Ban Chỉ đạo Quốc gia Dân số và Phát triển, thông báo của BCĐ Quốc gia")
    (body,) = [body for body in bodies.values() if body.kind == "steering_committee"]
    assert body.aliases == ["Ban Chỉ đạo Quốc gia Dân số và Phát triển", "BCĐ Quốc gia"]


@pytest.mark.parametrize(
    ("name", "canonical"),
    [
        ("Sở Sây dựng", "Sở Xây dựng tỉnh Lâm Hà"),
        ("Sở Ngoại vu", "Sở Ngoại vụ tỉnh Lâm Hà"),
        ("Ủy ban nhân tỉnh", "Ủy ban nhân dân tỉnh Lâm Hà"),
        ("Chủ tịch Ủy ban nhân tỉnh", "Chủ tịch Ủy ban nhân dân tỉnh Lâm Hà"),
        # other offices
        ("Sở Công nghiệp", "Sở Công nghiệp tỉnh Lâm Hà"),
        ("Phòng Hành chính", "Phòng Hành chính tỉnh Lâm Hà"),
        ("Ủy ban Nhân quyền", "Ủy ban Nhân quyền"),
    ],
)
def test_a_slip_of_the_pen_is_the_same_body(name: str, canonical: str) -> None:
    assert canonical in [body.canonical for body in named("tỉnh Lâm Hà", name).values() if name in body.aliases]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Phó Thủ tướng Chính phủ Lê Văn Bình tại Hội nghị", "Phó Thủ tướng Chính phủ"),
        ("CHỈ THỊ CỦA THỦ TƯỚNG CHÍNH PHỦ VỀ VIỆC TĂNG CƯỜNG", "THỦ TƯỚNG CHÍNH PHỦ"),
    ],
)
def test_who_sits_in_an_office_is_no_place(words: str, name: str) -> None:
    assert named("tỉnh Lâm Hà", words)[name].place is None


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("các tổ chức chính trị - xã hội", "mass_organisation"),
        ("các tổ chức chính trị - xã hội xã", "mass_organisation"),
        ("các sở, ban, ngành, tổ chức chính trị - xã hội", "government"),
        ("các cơ sở tiếp nhận máu", "health"),
        ("các cơ sở, doanh nghiệp", "business"),
        ("Ủy ban Pháp luật", "council"),
    ],
)
def test_the_kind_of_a_body(name: str, kind: str) -> None:
    assert named("tỉnh Lâm Hà", name)[name].kind == kind


def receiver(said: str, unit: str = "xã Khe Vầu") -> str:
    """The canonical name of the hospital that a list goes to."""
    head = HEAD.format(unit=unit.upper(), place=unit.split(" ", 2)[-1])
    sends = "Hội Chữ thập đỏ xã gửi danh sách chính thức cho Bệnh viện trước ngày 01/4/2026."
    record = extract(document(f"{head}I. TỔ CHỨC\n1. {said}\n2. {sends}\n"), SOURCE)
    return next(body.canonical for deadline in record.deadlines for body in deadline.submit_to)


@pytest.mark.parametrize(
    ("said", "canonical"),
    [
        (
            "Đơn vị tiếp nhận máu: Khoa Huyết học, Bệnh viện Đa khoa Sông Vàng (dưới đây viết tắt là Bệnh viện).",
            "Bệnh viện Đa khoa Sông Vàng",
        ),
        (
            "Đơn vị tiếp nhận máu: Bệnh viện Đa khoa Sông Vàng (sau đây gọi tắt là “Bệnh viện”).",
            "Bệnh viện Đa khoa Sông Vàng",
        ),
        # of several, of two, of nothing that is called so: a commune has no hospital of its own
        ("Bệnh viện Đa khoa Sông Vàng, Bệnh viện Nhi Lâm Hà (sau đây gọi chung là các Bệnh viện).", "Bệnh viện"),
        (
            "Bệnh viện Đa khoa Sông Vàng (sau đây gọi tắt là Bệnh viện), Bệnh viện Nhi Lâm Hà (sau đây gọi tắt là Bệnh viện).",
            "Bệnh viện",
        ),
        ("Theo quy chế của Sở Y tế (sau đây gọi tắt là Quy chế).", "Bệnh viện"),
    ],
)
def test_a_short_name_that_the_document_gives(said: str, canonical: str) -> None:
    assert receiver(said) == canonical
