"""How two readings of a line become one, and what is left blank because a hand wrote it."""

from __future__ import annotations

import numpy as np
import pytest

from hmtn_ingest.readers.scan.handwriting import in_several_boxes, read_by_hand
from hmtn_ingest.readers.scan.reading import LineReading
from hmtn_ingest.readers.scan.tesseract_reader import with_vietnamese_d
from hmtn_ingest.readers.scan.vote import Letter, alone, is_hardly_legible, is_noise, vote
from hmtn_ingest.readers.scan.words import recognised_words


def seen(text: str, sure: float = 0.95) -> LineReading:
    """A reading with its letters ten pixels apart."""
    return LineReading(text, (sure,) * len(text), tuple(10.0 * at for at in range(len(text))))


def printed(letters: list[Letter]) -> str:
    return "".join(letter.text for letter in letters)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        # tones: what is a syllable, then what is usual between the words around it
        ("vận động hiển máu ình nguyện", "vận động hiến máu tình nguyện", "vận động hiến máu tình nguyện"),
        ("các tãng lớp Nhân dân", "các tầng lớp Nhân dân", "các tầng lớp Nhân dân"),
        ("trong toàn xã", "trong tòan xã", "trong toàn xã"),
        # figures: the first reader
        ("tối thiểu 350 đơn vị máu", "tối thiểu 850 đơn vị máu", "tối thiểu 350 đơn vị máu"),
        ("số 16O/KH-BCĐ", "số 160/KH-BCĐ", "số 160/KH-BCĐ"),
        ("ngày 12(12/2026", "ngày 12/12/2026", "ngày 12/12/2026"),
        ("số 48/2026/TT-BYT", "số 48/202 6/TT-BYT", "số 48/2026/TT-BYT"),
        ("có từ 306 cán bộ", "có từ 30% cán bộ", "có từ 30% cán bộ"),
        ("số 81/QĐ-BCĐ", "số 81/QD-BCĐ", "số 81/QĐ-BCĐ"),
        ("S6: 09/KH-BCĐ", "Số: 09/KH-BCĐ", "Số: 09/KH-BCĐ"),
        # marks: at the ends of a line the longer one
        ("tại các cơ sở y tế", "tại các cơ sở y tế.", "tại các cơ sở y tế."),
        ("nguyên tắc +Thực hành tốt", "nguyên tắc “Thực hành tốt", "nguyên tắc “Thực hành tốt"),
        # a cell with a figure: what the second reader makes of specks is no mark
        ("2", "2}", "2"),
        ("32", "32.", "32."),
        ("1", "|:", "1"),
        # blanks, capitals, Roman numerals
        ("HĐND,UBND các xã", "HĐND, UBND các xã", "HĐND, UBND các xã"),
        ("phạt 115 cơ sở vi phạm", "phạt 115 cơ SỞ vi phạm", "phạt 115 cơ sở vi phạm"),
        ("II TỔ CHỨC THỰC HIỆN", "III. TỔ CHỨC THỰC HIỆN", "III. TỔ CHỨC THỰC HIỆN"),
    ],
)
def test_the_better_of_two_readings_is_printed(first: str, second: str, expected: str) -> None:
    letters = vote(seen(first), seen(second))
    assert printed(letters) == expected
    assert any(letter.doubt for letter in letters)


def test_what_both_readers_see_is_sure() -> None:
    text = "Toàn phường vận động 600 người đăng ký"
    assert [letter.doubt for letter in vote(seen(text), seen(text))] == [None] * len(text)


def test_a_doubt_keeps_the_other_reading() -> None:
    letters = vote(seen("tối thiểu 350 đơn vị"), seen("tối thiểu 850 đơn vị"))
    assert {(letter.text, letter.doubt.other, letter.doubt.cause) for letter in letters if letter.doubt} == {
        ("3", "850", "disagreement"),
        ("5", "850", "disagreement"),
        ("0", "850", "disagreement"),
    }


def test_one_reader_alone_is_sure_of_no_figure() -> None:
    doubted = [
        letter.text for letter in alone(seen("ngày 08/3")) if letter.doubt and letter.doubt.cause == "single-reader"
    ]
    assert doubted == ["0", "8", "3"]


def test_seals_and_signatures_are_no_text() -> None:
    assert is_noise(seen("Kp", 0.4), seen("=)"))
    assert not is_noise(seen("2", 0.4), seen("Z"))  # a figure in a cell
    assert not is_noise(seen("Nguyễn Thị Lan", 0.4), seen("Nguyền Thị Lan"))


@pytest.mark.parametrize(
    ("first", "second", "expected", "hint"),
    [
        ("Số: 2155/KH-BCĐ", "Số:-4X5 /KH-BCĐ", "Số: /KH-BCĐ", "2155 | -4X5"),
        ("S6:.215A_/BC-SYT", "Số:21?Á_ /BC-SYT", "Số: /BC-SYT", ".215A_ | 21?Á_"),
        (
            "Bến Sậy, ngày 1b tháng 11 năm 2026",
            "Bến Sậy, ngày 43 tháng 11 năm 2026",
            "Bến Sậy, ngày tháng 11 năm 2026",
            "1b | 43",
        ),
        (
            "Bến Sậy,ngàyc2O tháng 10 năm 2026",
            "Bến Sậy, ngàyc?O tháng 10 năm 2026",
            "Bến Sậy, ngày tháng 10 năm 2026",
            "c2O | c?O",
        ),
        (
            "Bến Sậy, ngày 24 thánggịnũm 2027",
            "Bến Sậy, ngày 24 tháng 4{năm 2027",
            "Bến Sậy, ngày 24 tháng năm 2027",
            "gị | 4{",
        ),
        (  # a blank of one reading only, behind the place
            "Bến Sậy, ngày 7)tháng 01 năm 2027",
            "Bến Sậy, ngày 20 tháng 01 năm 2027",
            "Bến Sậy, ngày tháng 01 năm 2027",
            "7) | 20",
        ),
        ("Số 5T/KH-SYT", "Số S7/KH-SYT", "Số /KH-SYT", "5T | S7"),
        ("Số /2-TB/ĐTN", "Số 12-TB/ĐTN", "Số -TB/ĐTN", "/2 | 12"),
        (".S0/2-TB/ĐTN", "Số42-TB/ĐTN", ".Số -TB/ĐTN", "/2 | 42"),
    ],
)
def test_what_a_hand_wrote_is_blank_with_a_hint(first: str, second: str, expected: str, hint: str) -> None:
    letters = read_by_hand(seen(first, 0.6), seen(second))
    assert letters is not None
    assert " ".join(printed(letters).split()) == expected
    assert [letter.doubt.other for letter in letters if letter.doubt and letter.doubt.cause == "handwriting"] == [hint]
    paper = np.full((20, 10 * len(first)), 255, np.uint8)
    words = recognised_words(paper, [((0, 0, 10 * len(first), 20), letters)], points=0.5)
    doubts = [word.doubt_after for word in words if word.doubt_after]
    assert [doubt.other for doubt in doubts if doubt.cause == "handwriting"] == [hint]


@pytest.mark.parametrize(
    "text", ["Số: 09/KH-BCĐ", "Số 12-TB/ĐTN", "Số:      /KH-BCĐ", "Bến Sậy, ngày 14 tháng 01 năm 2026"]
)
def test_what_both_read_in_a_letterhead_stays(text: str) -> None:
    letters = read_by_hand(seen(text, 0.6), seen(text))
    assert letters is not None
    assert printed(letters) == text
    assert not any(letter.doubt for letter in letters)


ROW = [(0, 100, 60, 130), (90, 80, 150, 122), (190, 100, 330, 131)]
"""Boxes of the words before a place to write in, of what a hand wrote out of line, and of the words behind."""


@pytest.mark.parametrize(
    ("first", "second", "expected", "hints"),
    [
        (["Số:", "2119", "/KH-SYT"], ["Số:", "Xứ9", "/KH-SYT"], ["Số: ", "", "/KH-SYT"], ["2119 | Xứ9"]),
        (["Số:", "2119", "/KH-SYT"], ["Số:", "2119", "/KH-SYT"], ["Số: ", "2119 ", "/KH-SYT"], []),
        (["Số:", "", "l7/KH-SYT"], ["Số:", "", "17/KH-SYT"], ["Số: ", "", "/KH-SYT"], ["l7 | 17"]),
        (
            ["Bến Sậy, ngày", "1b", "tháng 11 năm 2026"],
            ["Bến Sậy, ngày", "¬", "tháng 11 năm 2026"],
            ["Bến Sậy, ngày ", "", "tháng 11 năm 2026"],
            ["1b | ¬"],
        ),
    ],
)
def test_a_hand_parts_a_line_into_several_boxes(
    first: list[str], second: list[str], expected: list[str], hints: list[str]
) -> None:
    readings = [(placed(a, box), placed(b, box)) for a, b, box in zip(first, second, ROW, strict=True)]
    parts = in_several_boxes(ROW, readings)
    assert [" ".join(printed(parts[at]).split()) for at in range(3)] == [text.strip() for text in expected]
    doubts = [letter.doubt for at in range(3) for letter in parts[at] if letter.doubt]
    assert [doubt.other for doubt in doubts] == hints


def placed(text: str, box: tuple[int, int, int, int]) -> LineReading:
    """A reading, unsure of its letters, that fills its box."""
    step = (box[2] - box[0]) / max(1, len(text))
    return LineReading(text, (0.6,) * len(text), tuple(box[0] + step * (at + 0.5) for at in range(len(text))))


@pytest.mark.parametrize(
    ("texts", "boxes"),
    [
        (["Số:", "2119", "người"], ROW),
        (["Số:", "2119", "/KH-SYT"], [ROW[0], (90, 300, 150, 330), (190, 300, 330, 331)]),  # not beside
        (["Số:", "/KH-SYT"], [ROW[0], (600, 100, 740, 131)]),  # in the other column
    ],
)
def test_other_lines_stay_parted(texts: list[str], boxes: list[tuple[int, int, int, int]]) -> None:
    readings = [(placed(text, box), placed(text, box)) for text, box in zip(texts, boxes, strict=True)]
    assert in_several_boxes(boxes, readings) == {}


def test_dots_to_write_on_are_no_handwriting() -> None:
    letters = read_by_hand(seen("Số:../KH-BCĐ", 0.6), seen("Số:..... /KH-BCĐ"))
    assert letters is not None
    assert not any(letter.doubt and letter.doubt.cause == "handwriting" for letter in letters)


def test_sentences_are_no_letterhead() -> None:
    first, second = "kết thúc trước ngày 31 tháng 12 năm 2026;", "kết thúc trước ngày 81 tháng 12 năm 2026;"
    assert read_by_hand(seen(first, 0.6), seen(second)) is None


def test_what_nobody_can_make_out_is_unclear() -> None:
    assert is_hardly_legible(seen("Sâu gnờu", 0.6), seen("yim CẾP"))
    assert is_hardly_legible(seen("12/9/2D", 0.7), seen("12/9/2026"))
    assert not is_hardly_legible(seen("trước ngày 12/9/2026"), seen("trước ngày 12/9/2026;"))
    assert not is_hardly_legible(seen("7"), seen(""))  # a figure in its cell


@pytest.mark.parametrize(
    ("read", "text"),
    [("các PGĐ, TT ÐĐU", "các PGĐ, TT ĐU"), ("BCĐÐ", "BCĐ"), ("LÐ, ĐV", "LĐ, ĐV"), ("Đồng Đăng", "Đồng Đăng")],
)
def test_the_second_reader_sees_one_letter_once(read: str, text: str) -> None:
    reading = with_vietnamese_d(seen(read))
    assert (reading.text, len(reading.sure), len(reading.at)) == (text, len(text), len(text))
    assert list(reading.at) == sorted(reading.at)
