"""Sentences: where they end, and where only an abbreviation does."""

from __future__ import annotations

import pytest

from parsers.lexicon import load
from parsers.sentences import clauses, sentence_ends
from parsers.text import NormalisedText, fold
from tests.factory import forms

ABBREVIATIONS = load("abbreviations")

SENTENCES = [
    ["Trạm Y tế (ThS. Nguyễn Thị Hoa) lập danh sách.", "Các trường gửi trước ngày 15/4."],
    ["Mời PGS.TS. Trần Văn Bình, BS.CKII. Phạm Thị Dung.", "Đ/c. Hoàng Văn Em chủ trì."],
    ["UBND TP. Vĩnh An, UBND P. Him Lam báo cáo.", "Ông Nguyễn V. An theo dõi!", "Ai làm gì?"],
    ["Người dân ở Tp.HCM.", "Khu phố 3 vận động 1.250 người.", "Hạn nộp: 15.4.2026.", "Hết."],
    ["Treo băng rôn, phát tờ rơi, v.v…", "Công an xã giữ trật tự.", "Có v.v. và khác."],
    ["Ưu tiên nhóm máu O.", "Các trường lập danh sách.", "(Có biểu kèm theo.)", "Trạm Y tế khám."],
    ["Xã giao chỉ tiêu cho 14 thôn.", "11/11 tổ kiện toàn xong trong quý I.", "Hội cử 03 người (tr. 12, số. 5)."],
    ["Sở Y tế gửi danh sách;", "Sở Nội vụ tổng hợp; theo dõi;", "- Công an xã giữ trật tự."],
]


@pytest.mark.parametrize("expected", SENTENCES, ids=lambda parts: parts[0])
def test_a_text_falls_into_its_sentences(expected: list[str]) -> None:
    written = " ".join(expected)
    for form, made in forms(f"Mở đầu\n{written}").items():
        seen = NormalisedText(made)
        start = seen.text.index("Mở đầu") + len("Mở đầu") + 1
        parts = [seen.text[a:b] for a, b in clauses(seen).within(start, len(seen.text))]
        assert parts == expected, form
        for part in parts:
            at = seen.text.index(part)
            begin, end = clauses(seen).around(at + len(part) // 2)
            assert seen.text[begin:end].rstrip() == part, form


def test_a_semicolon_parts_clauses_of_one_sentence() -> None:
    text = "Sở Y tế gửi danh sách; Sở Nội vụ tổng hợp. Hết."
    assert sentence_ends(text) == [text.index("Hết")]
    assert sentence_ends(text, clauses=True) == [text.index("Sở Nội vụ"), text.index("Hết")]


def test_lines_and_cells_end_a_sentence() -> None:
    assert sentence_ends("TT\tĐơn vị\nXã Suối Ngàn") == [3, 10]


@pytest.mark.parametrize("entry", ABBREVIATIONS["abbreviation"], ids=lambda entry: entry["forms"][0])
def test_the_stop_of_an_abbreviation_ends_no_sentence(entry: dict[str, list[str]]) -> None:
    assert entry["forms"] == sorted(entry["forms"], key=fold)
    for form in entry["forms"]:
        assert sentence_ends(f"Trạm Y tế phối hợp {form}. Trần Văn Bình lập danh sách.") == [], form
    for example in entry["examples"]:
        assert sentence_ends(example) == [], example


def test_what_no_name_begins_with_opens_a_sentence() -> None:
    openers = ABBREVIATIONS["openers"]
    assert openers["words"] == sorted(openers["words"], key=fold)
    for word in openers["words"]:
        assert len(sentence_ends(f"Tổ chức tại P. Him Lam, TP. {word} thực hiện.")) == 1, word
    for example in openers["examples"]:
        assert len(sentence_ends(example)) == 1, example
