"""The form of a document, as readers and layout ask for it: line by line."""

from __future__ import annotations

import ast
import unicodedata
from pathlib import Path

import pytest

import hmtn_ingest.readers
from hmtn_ingest.readers import read
from parsers.layout import cues
from parsers.layout.header import extract
from parsers.layout.outline import outline
from parsers.lexicon import TYPE_CODES, load
from parsers.text import NormalisedText, fold

WORDS = load("letterhead")


@pytest.mark.parametrize("position", WORDS["positions"])
def test_every_position_of_the_lexicon_opens_a_signature(position: str) -> None:
    assert cues.is_signature(position.upper())
    assert cues.is_signature(f"PHÓ {position.upper()}")
    assert not cues.is_signature(f"{position.lower()} phụ trách công tác hiến máu")


@pytest.mark.parametrize("organ", WORDS["organs"])
def test_every_organ_of_the_lexicon_opens_a_line_of_the_letterhead(organ: str) -> None:
    assert cues.is_organ(f"{organ.upper()} AN SƠN")
    assert not cues.is_organ(f"{organ.lower()} an sơn")


@pytest.mark.parametrize("name", TYPE_CODES)
def test_every_type_of_the_lexicon_is_a_line_of_its_own(name: str) -> None:
    assert (
        cues.type_of_line(name)
        == cues.type_of_line(f"{name}:")
        == cues.type_of_line(" ".join(name.replace(" ", "")))
        == name
    )
    assert cues.type_of_line(f"{name} VẬN ĐỘNG HIẾN MÁU") is None
    assert cues.type_of_line(name.capitalize()) is None


HEAD_LINES = [
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "CỘNG HOÀ XÃ HỘI",
    "Độc lập - Tự do - Hạnh phúc",
    "Độc lập – Tự do – Hạnh phúc",
    "ĐẢNG CỘNG SẢN VIỆT NAM",
    "Số: 12/KH-BCĐ",
    "Số: /KH-BCĐ",
    "Số:",
    "Số …/BC-UBND",
    "SỐ 12-KH/TU",
    "Bến Sậy, ngày 14 tháng 01 năm 2026",
    "TP. Vân Hải, ngày … tháng … năm 20…",
    "Lạc Sơn ngày 4 tháng 4 năm 2026",
    "V/v tổ chức hiến máu đợt 1",
    "Nơi nhận:",
    "Nơi nhân",
    "Kính gửi: Các đơn vị",
    "HỎA TỐC",
    "(DỰ THẢO)",
]
RUNNING_LINES = [
    "số 12/KH-BCĐ ngày 05/01/2026 của Ban Chỉ đạo tỉnh",
    "ngày 14 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh",
    "Cộng hòa xã hội chủ nghĩa Việt Nam và các quy định",
    "độc lập của các cơ quan",
    "Số lượng người đăng ký: 120",
    "Số người hiến máu tăng",
    "Khẩn trương lập danh sách",
    "Dự thảo kế hoạch đã được gửi các đơn vị để lấy ý kiến",
    "Ủy ban nhân dân xã gửi kế hoạch về Ban Chỉ đạo",
]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("line", HEAD_LINES)
def test_lines_of_the_head(line: str, form: str) -> None:
    assert cues.is_head_line(unicodedata.normalize("NFC", unicodedata.normalize(form, line)))  # type: ignore[arg-type]


@pytest.mark.parametrize("line", RUNNING_LINES)
def test_lines_of_running_text_are_no_head(line: str) -> None:
    assert not cues.is_head_line(line)


def test_subject_and_address_of_a_letter_may_go_on_in_the_next_line() -> None:
    assert cues.is_whole_head_line("Số: 12/UBND-VX")
    assert not cues.is_whole_head_line("V/v tổ chức hiến máu")
    assert not cues.is_whole_head_line("Kính gửi: Các trường học")


@pytest.mark.parametrize(
    ("left", "right", "broken"),
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA", "VIỆT NAM", True),
        ("Phòng Văn hóa", "- Xã hội", True),
        ("dịch", "vụ chi trả", True),
        ("ỦY BAN NHÂN DÂN", "XÃ AN SƠN", False),
    ],
)
def test_fixed_phrases_are_not_cut(left: str, right: str, broken: bool) -> None:
    assert cues.crosses_phrase(left, right) is broken


@pytest.mark.parametrize(
    ("norm", "found"),
    [
        ("ubnd xã an sơn cộng hòa xã hội chủ nghĩa việt nam", ["cộng hòa xã hội chủ nghĩa việt nam"]),
        ("cộng hòa xã hội\nchủ nghĩa việt nam", ["cộng hòa xã hội\nchủ nghĩa việt nam"]),
        ("cộng hỏa xã hội chủ nghía việt nam", ["cộng hỏa xã hội chủ nghía việt nam"]),  # a scanner's
        ("trạm y tế độc lập - tự do - hạnh phúc", ["độc lập - tự do - hạnh phúc"]),
        ("trạm y tế xã an sơn", []),
    ],
)
def test_mottoes_are_found_inside_a_letterhead(norm: str, found: list[str]) -> None:
    assert [norm[start:end].strip() for start, end in cues.mottoes(norm)] == found


LETTER = """UBND XÃ AN SƠN                              CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TRUNG TÂM Y TẾ XÃ AN SƠN                    Độc lập - Tự do - Hạnh phúc
{type_line}
Tham gia hiến máu tình nguyện năm 2026

Kính gửi: Toàn thể Nhân dân trên địa bàn xã.
Thực hiện Kế hoạch số 31/KH-BCĐ ngày 05/01/2026 của Ban Chỉ đạo tỉnh, Trung tâm kêu gọi mọi người tham gia hiến máu.
"""


@pytest.mark.parametrize("columns", [True, False])
@pytest.mark.parametrize("type_line", ["THƯ KÊU GỌI", "THƯ NGỎ", "Thư ngỏ", "THƯ KÊU GỌI:"])
def test_an_open_letter_has_its_type_and_its_issuer(type_line: str, columns: bool) -> None:
    text = LETTER.format(type_line=type_line)
    if not columns:
        text = text.replace("   ", "\n")
    view = NormalisedText(read(text.encode(), "thu.txt"))
    header = extract(view, outline(view))
    fields = (header.type_name, header.organ_name, header.subject)
    assert [field and field.value for field in fields] == [
        type_line.upper().rstrip(":"), "TRUNG TÂM Y TẾ XÃ AN SƠN", "Tham gia hiến máu tình nguyện năm 2026",
    ]  # fmt: skip
    assert not any(field.doubts for field in fields if field)


OF_THE_FORM = ("cong hoa", "doc lap", "noi nhan", "kinh gui", "chu tich", "giam doc", "uy ban", "trung tam", "bao cao")


def test_readers_have_no_vocabulary_of_the_form_of_their_own() -> None:
    """What a letterhead, a title or a signature is made of stands in the lexicon, and :mod:`cues` reads it."""
    for path in Path(hmtn_ingest.readers.__path__[0]).rglob("*.py"):
        if path.name == "decoding.py":  # knows usual words by their bytes, whatever they are for
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # docstrings
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
                assert not any(words in fold(node.value) for words in OF_THE_FORM), f"{path.name}:{node.lineno}"


@pytest.mark.parametrize(
    ("line", "numbered"),
    [
        ("1- Thời gian: Buổi sáng, ngày 09/4/2026", True),
        ("2 - Đoàn xã", True),
        ("3/ Kinh phí", True),
        ("2-Hội Nông dân xã", True),
        ("c/ Công an xã", True),
        ("5 - 7 ngày làm việc", False),
        ("05-KH/KĐĐT ngày 09/3/2026", False),
        ("19/5 năm 2026", False),
    ],
)
def test_a_line_that_begins_with_a_number_of_a_part(line: str, numbered: bool) -> None:
    assert cues.is_numbered(line) == numbered
