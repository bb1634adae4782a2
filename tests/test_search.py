"""Words are found without accents and shown as they are written."""

from __future__ import annotations

import unicodedata

import pytest

from hmtn_ingest.search import marked, snippet

TEXT = (
    "ỦY BAN NHÂN DÂN XÃ ĐỒNG GIAO\nSố: 12/KH-UBND\nKẾ HOẠCH\nTổ chức hiến máu tình nguyện năm 2026\n"
    + "Căn cứ chương trình công tác năm của xã về chăm sóc sức khỏe nhân dân trên địa bàn.\n" * 4
    + "1. Trạm Y tế xã chuẩn bị nước uống; Đoàn Thanh niên gửi danh sách đăng ký trước ngày 15/4/2026.\n"
)


def found(stretches: list[object]) -> list[str]:
    return [one.text for one in stretches if one.found]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Ủy ban nhân dân xã Đồng Giao", "dong giao", ["Đồng Giao"]),
        ("Ủy ban nhân dân xã Đồng Giao", "ĐỒNG XÃ", ["xã", "Đồng"]),
        ("Số 12/KH-UBND", "12/kh", ["12/KH"]),
        ("Tổ chức hiến máu", "máu chức", ["chức", "máu"]),
        ("Tổ chức hiến máu", "kế hoạch", []),
        ("Tổ chức hiến máu", "", []),
        ("Tổ chức (a.b*) hiến máu", "a.b*", ["a.b"]),
        ("Chỉ tiêu máu, máu đạt chỉ tiêu", '"dat chi tieu" máu', ["máu", "máu", "đạt chỉ tiêu"]),
        ("Tổ 2 năm 2026", "2", ["2", "2"]),
        (unicodedata.normalize("NFD", "Trạm Y tế phường"), "tram y te", ["Trạm Y tế"]),
    ],
)
def test_marked(text: str, words: str, expected: list[str]) -> None:
    stretches = marked(text, words)
    assert found(stretches) == expected  # type: ignore[arg-type]
    assert "".join(one.text for one in stretches) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("danh sach dang ky", ["danh sách đăng ký"]),
        ("nuoc uong danh sach", ["nước", "uống", "danh", "sách"]),
        ("dong giao", ["ĐỒNG GIAO"]),
    ],
)
def test_snippet_shows_the_place_that_holds_most(words: str, expected: list[str]) -> None:
    stretches = snippet(TEXT, words)
    assert found(stretches) == expected  # type: ignore[arg-type]
    shown = "".join(one.text for one in stretches)
    assert len(shown) < 200
    assert "\n" not in shown


def test_snippet_of_a_place_in_the_middle_says_that_more_stands_around_it() -> None:
    stretches = snippet(TEXT, "đăng ký")
    assert stretches[0].text == "… "


def test_no_snippet_where_nothing_is_found() -> None:
    assert snippet(TEXT, "hội chợ") == []
    assert snippet("", "hội chợ") == []
