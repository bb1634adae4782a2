"""Rules on annexes and cited documents."""

from __future__ import annotations

import pytest

from tests.rules.factory import PLAN, findings, found, planted

ANNEX = PLAN[PLAN.index("BIỂU PHÂN BỔ CHỈ TIÊU") :]
REFERENCE = "(Kèm theo Kế hoạch số 26/KH-UBND ngày 15/01/2026 của UBND xã Suối Lạnh)"
WITHOUT = planted(ANNEX, "")
ANNOUNCED = "(có Biểu phân bổ kèm theo)"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("(có Biểu phân bổ kèm theo)", ["annex-missing"]),
        ("(có phân bổ chỉ tiêu kèm theo)", ["annex-missing"]),
        ("(Chi tiết theo Phụ lục đính kèm)", ["annex-missing"]),
        ("theo Phụ lục I kèm theo", ["annex-missing"]),
        ("theo mẫu kèm theo Kế hoạch này", ["annex-missing"]),
        ("theo chỉ tiêu tại Phụ lục", ["annex-missing"]),
        # annexes of others, things handed in, nothing announced
        ("theo Phụ lục II Nghị quyết số 41/NQ-HĐND ngày 10/12/2025", []),
        ("theo mẫu ban hành kèm theo Thông tư số 26/2013/TT-BYT", []),
        ("kèm theo danh sách người đăng ký", []),
        ("theo phân bổ", []),
    ],
)
def test_annex_missing(words: str, expected: list[str]) -> None:
    assert found(planted(ANNOUNCED, words, WITHOUT)) == expected


BEHIND = "Thôn Đồng Mạ vận động ba mươi người, thôn Khe Vầu và thôn Lũng Cải mỗi thôn hai mươi lăm người."


@pytest.mark.parametrize(
    ("behind", "expected"), [("", ["annex-missing"]), ("Ghi chú: không", ["annex-missing"]), (BEHIND, [])]
)
def test_text_behind_the_signature_may_be_the_annex(behind: str, expected: list[str]) -> None:
    assert found(f"{WITHOUT}\n\n{behind}\n") == expected


def test_an_annex_is_announced_by_words_and_not_by_its_own_title() -> None:
    text = planted(ANNOUNCED, "(chia theo số hộ)", WITHOUT)
    assert found(planted("Nơi nhận:", "PHỤ LỤC KÈM THEO KẾ HOẠCH NÀY\n\nSố hộ của các thôn.\n\nNơi nhận:", text)) == []
    (finding,) = findings(WITHOUT)
    assert [span.quote for span in finding.spans] == ["có Biểu phân bổ kèm theo"]


@pytest.mark.parametrize("words", ["(chi tiết tại Phụ lục I, II kèm theo)", "theo Phụ lục I, II kèm theo"])
def test_annex_by_number(words: str) -> None:
    two = planted(ANNOUNCED, words).replace("BIỂU PHÂN BỔ CHỈ TIÊU", "PHỤ LỤC I\nPhân bổ chỉ tiêu")
    (finding,) = findings(two)
    assert finding.name == "annex-missing"
    assert "Phụ lục II " in finding.message_vi
    assert found(two.replace("Phụ lục I, II kèm", "Phụ lục I kèm")) == []


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        (REFERENCE, []),
        ("(Kèm theo Kế hoạch số      /KH-UBND ngày      /01/2026 của UBND xã Suối Lạnh)", ["annex-reference-blank"]),
        (
            "(Kèm theo Kế hoạch số 26/KH-UBND ngày ... tháng 01 năm 2026 của UBND xã Suối Lạnh)",
            ["annex-reference-blank"],
        ),
        ("(Kèm theo Kế hoạch số 25/KH-UBND ngày 15/01/2026 của UBND xã Suối Lạnh)", ["annex-reference-mismatch"]),
        ("(Kèm theo Kế hoạch số 26/KH-BCĐ ngày 15/01/2026 của UBND xã Suối Lạnh)", ["annex-reference-mismatch"]),
        ("(Kèm theo Kế hoạch số 26/KH-UBND ngày 16/01/2026 của UBND xã Suối Lạnh)", ["annex-reference-mismatch"]),
        ("(Kèm theo Kế hoạch số 026/KH-UBND ngày 15 tháng 01 năm 2026 của UBND xã)", []),
        ("(Ban hành kèm theo Quyết định số 31/QĐ-UBND ngày 15/01/2026 của UBND xã)", []),
        ("(Kèm theo Kế hoạch này)", []),
    ],
)
def test_annex_reference(reference: str, expected: list[str]) -> None:
    assert found(planted(REFERENCE, reference)) == expected


CITED = "Kế hoạch số 12/KH-BCĐ ngày 05/01/2026 của Ban Chỉ đạo"
AGAIN = "2. Hoàn thành chỉ tiêu tỉnh giao."


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (CITED, "Kế hoạch số 12/KH-BCĐ của Ban Chỉ đạo", ["citation-incomplete"]),
        (AGAIN, "2. Hoàn thành chỉ tiêu theo Kế hoạch số 12/KH-BCĐ ngày 15/01/2026.", ["citation-conflict"]),
        (AGAIN, "2. Hoàn thành chỉ tiêu theo Kế hoạch số 12/KHBCĐ ngày 15/01/2026.", ["citation-conflict"]),
        (AGAIN, "2. Hoàn thành chỉ tiêu theo Kế hoạch số 12/KHBCĐ ngày 05/01/2026.", []),
        (
            AGAIN,
            "2. Căn cứ Chỉ thị số 27/CT-TTg ngày 15/8/2024 của Thủ tướng; hoàn thành Chỉ thị số 27/CTTg ngày 15/7/2024.",
            ["citation-conflict"],
        ),
        (
            AGAIN,
            "2. Căn cứ Nghị quyết số 66.1/2025/NQ-CP ngày 15/8/2025 và Nghị quyết số 66.2/2025/NQ-CP ngày 28/8/2025.",
            [],
        ),
        (
            AGAIN,
            "2. Hoàn thành chỉ tiêu theo Nghị quyết số 158/2024/QH15 ngày 12 tháng 12 năm 2025.",
            ["citation-conflict"],
        ),
        # another day of another year may be another document, the same day is a slip
        (AGAIN, "2. Hoàn thành chỉ tiêu theo Kế hoạch số 12/KH-BCĐ ngày 05/01/2025.", ["citation-conflict"]),
        (
            AGAIN,
            "2. Theo Kế hoạch số 12/KH-BCĐ ngày 15/01/2026; Kế hoạch 12/KH-BCĐ ngày 15/01/2026.",
            ["citation-conflict"],
        ),
        (CITED, f"văn bản số 15/BCĐ-HM và {CITED}", ["citation-incomplete"]),
        # laws are known by name; what is only mentioned is no basis
        (CITED, f"Pháp lệnh số 12/PL-UBTVQH và {CITED}", []),
        (CITED, f"Nghị quyết số 57/2025/QH15 và {CITED}", []),
        (AGAIN, "2. Hoàn thành chỉ tiêu nêu tại Công văn số 41/CTĐ.", []),
        (AGAIN, "2. Hoàn thành chỉ tiêu theo Kế hoạch số 12/KH-BCĐ ngày 05 tháng 01 năm 2026.", []),
        (AGAIN, "2. Hoàn thành chỉ tiêu theo Kế hoạch số 12/KH-BCĐ ngày 20/02/2025 của Ban Chỉ đạo tỉnh.", []),
        (AGAIN, "2. Hoàn thành chỉ tiêu theo Nghị quyết số 158/2024/QH15 ngày 12 tháng 12 năm 2024.", []),
    ],
)
def test_citations(old: str, new: str, expected: list[str]) -> None:
    assert found(planted(old, new)) == expected
