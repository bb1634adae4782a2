"""One defect at a time, planted into the clean specimens: exactly its finding is raised, and nothing else changes."""

from __future__ import annotations

import functools
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from hmtn_ingest.pipeline import ingest
from parsers.records import Finding
from rules import RULES
from samples import make
from tests.reading import record_at

DOCUMENTS = Path(make.__file__).parent / "documents"
SUFFIXES = (".txt", ".docx", ".pdf")
CLEAN = (
    "bao-cao-6-thang", "cong-van", "ke-hoach-huyen", "ke-hoach-phuong", "ke-hoach-tinh", "ke-hoach-truong",
    "quyet-dinh", "thong-bao",
)  # fmt: skip

# specimen, what stands there, what is put there instead, the findings that this has to raise
DEFECTS = [
    # header
    ("ke-hoach-huyen", "Số: 041/KH-UBND", "Số:      /KH-UBND", "number-blank"),
    ("ke-hoach-huyen", "Khe Trầm, ngày 27 tháng 02", "Khe Trầm, ngày      tháng 02", "date-blank"),
    ("ke-hoach-huyen", "Số: 041/KH-UBND", "Số: 041/BC-UBND", "notation-type-mismatch"),
    ("bao-cao-6-thang", "Số: 23 /BC-BCĐ", "Số: 3 /BC-BCĐ", "number-padding"),
    ("bao-cao-6-thang", "ngày 16 tháng 6 năm 2023", "ngày 6 tháng 7 năm 2023", "date-padding"),
    ("ke-hoach-huyen", "\nSầm Thị Hạ\n", "\n", "signer-missing"),
    ("ke-hoach-phuong", "TM. BAN CHỈ ĐẠO\nTRƯỞNG BAN", "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", "issuer-conflict"),
    ("bao-cao-6-thang", "\n- Lưu: VT, CTĐ.", "", "archive-line-missing"),
    # outline
    ("ke-hoach-phuong", "7. Các cơ quan, đơn vị, trường", "8. Các cơ quan, đơn vị, trường", "numbering-gap"),
    ("ke-hoach-phuong", "7. Các cơ quan, đơn vị, trường", "6. Các cơ quan, đơn vị, trường", "numbering-repeat"),
    ("bao-cao-6-thang", "IV. KIẾN NGHỊ", "IV. TỒN TẠI, HẠN CHẾ", "part-repeat"),
    # dates
    ("ke-hoach-phuong", "08/3/2026 (Chủ nhật)", "08/3/2026 (thứ Bảy)", "weekday-mismatch"),
    ("ke-hoach-truong", "thứ Năm, ngày 04/12/2025", "thứ Sáu, ngày 04/12/2025", "weekday-mismatch"),
    ("ke-hoach-huyen", "Chủ nhật, ngày 13 tháng 10", "Chủ nhật, ngày 12 tháng 10", "weekday-mismatch"),
    ("quyet-dinh", "trước ngày 31/3/2026", "trước ngày 31/4/2026", "date-impossible"),
    ("ke-hoach-truong", "từ ngày 10/11/2025 đến", "từ ngày 10/12/2025 đến", "window-reversed"),
    (
        "quyet-dinh",
        "IV. KINH PHÍ",
        "Lưu ý: Các thôn nộp danh sách người đăng ký về Phòng Văn hóa - Xã hội xã trước ngày 04/4/2026."
        "\n\nIV. KINH PHÍ",
        "deadline-conflict",
    ),
    ("quyet-dinh", "trước ngày 31/3/2026", "trước ngày 21/4/2026", "deadline-after-event"),
    ("bao-cao-6-thang", "dự kiến sáng ngày 19/8/2023", "dự kiến sáng ngày 10/6/2023", "planned-date-past"),
    ("ke-hoach-phuong", "trong dự toán năm 2026", "trong dự toán năm 2025", "year-stale"),
    ("ke-hoach-tinh", "(trước\nngày 10/12/2025)", "(trước\nngày 10/12/2023)", "year-stale"),
    ("ke-hoach-huyen", "ngân sách huyện năm 2024", "ngân sách huyện năm 2023", "year-stale"),
    ("thong-bao", "3. Chỉ tiêu: mỗi chi đoàn", "3. Chỉ tiêu đợt 1: mỗi chi đoàn", "round-mismatch"),
    ("ke-hoach-phuong", "số 31/KH-BCĐ ngày 05/01/2026", "số 31/KH-BCĐ ngày 25/01/2026", "basis-after-issue"),
    (
        "ke-hoach-tinh",
        "\n3. Sở Tài chính",
        "\nc) Báo cáo kết quả hằng tháng về Ủy ban nhân dân tỉnh trước ngày 02 hằng tháng.\n\n3. Sở Tài chính",
        "cycle-conflict",
    ),
    ("ke-hoach-huyen", "17h00 ngày 10/4/2024", "17h00 ngày 10/01/2024", "deadline-past"),
    # quantities and quotas
    ("ke-hoach-phuong", "Tổng cộng\t600\t400", "Tổng cộng\t600\t410", "quota-sum-mismatch"),
    ("ke-hoach-huyen", "Xã Hang Cáo\t35\t30", "Xã Hang Cáo\t35\t33", "quota-sum-mismatch"),
    ("ke-hoach-phuong", "60\tVăn phòng HĐND", "61\tVăn phòng HĐND", "quota-ordinal-gap"),
    ("ke-hoach-phuong", "16\tTổ dân phố số 5", "16\tTổ dân phố số 4", "quota-row-repeated"),
    (
        "ke-hoach-phuong",
        "\t5\t3\n43\tPhòng Giao dịch Ngân hàng Chính sách xã hội\t4\t2",
        "\t2\t3\n43\tPhòng Giao dịch Ngân hàng Chính sách xã hội\t7\t2",
        "quota-exceeds-registrants",
    ),
    ("ke-hoach-phuong", "tối thiểu 400 đơn vị máu", "tối thiểu 450 đơn vị máu", "quota-below-target"),
    ("ke-hoach-tinh", "3. Quý III/2025: 1.800", "3. Quý III/2025: 1.700", "parts-sum-mismatch"),
    ("ke-hoach-phuong", "tổ chức 02 đợt hiến máu", "tổ chức 03 đợt hiến máu", "parts-sum-mismatch"),
    (
        "ke-hoach-phuong",
        "b) Giữ nguồn máu an toàn",
        "b) Phấn đấu toàn phường tiếp nhận tối thiểu 300 đơn vị máu; giữ nguồn máu an toàn",
        "target-conflict",
    ),
    ("bao-cao-6-thang", "đạt 103% kế hoạch", "đạt 113% kế hoạch", "ratio-mismatch"),
    ("bao-cao-6-thang", "đạt 103% kế hoạch", "vượt 103% kế hoạch", "ratio-wording"),
    (
        "ke-hoach-tinh",
        "b) Định kỳ trước ngày 05",
        "b) UBND huyện Sông Vàng tổ chức 03 sự kiện trong năm 2025.\n\nc) Định kỳ trước ngày 05",
        "schedule-conflict",
    ),
    # bodies
    ("ke-hoach-phuong", "40\tTrạm Y tế phường", "40\tTrung tâm Y tế phường", "body-named-two-ways"),
    ("ke-hoach-phuong", "55\tPhòng Văn hóa - Xã hội", "55\tPhòng Văn hóa, Xã hội", "body-named-two-ways"),
    ("quyet-dinh", "- Phối hợp với Bệnh viện", "- Phối hợp với Phòng Y tế, Bệnh viện", "body-obsolete"),
    # references and words
    ("ke-hoach-phuong", "(Kèm theo Kế hoạch số 09/", "(Kèm theo Kế hoạch số 19/", "annex-reference-mismatch"),
    ("ke-hoach-phuong", "36\tTrường Mầm non Hoa Súng", "36\tTrường trường Mầm non Hoa Súng", "repeated-word"),
    ("bao-cao-6-thang", "- Đã tổ chức 03 buổi", "- Đã tô chức 03 buổi", "reading-suspect"),
]


@functools.cache
def text_of(name: str) -> str:
    return unicodedata.normalize("NFC", (DOCUMENTS / f"{name}.txt").read_text(encoding="utf-8"))


@functools.cache
def raised(text: str, suffix: str = ".txt") -> tuple[str, ...]:
    return tuple(finding.name for finding in ingest(text.encode("utf-8"), name=f"x{suffix}").findings)


@functools.cache
def raised_in(file_name: str) -> tuple[Finding, ...]:
    return tuple(record_at(DOCUMENTS / file_name).findings)


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"), DEFECTS, ids=[f"{rule}-{n}" for n, (*_, rule) in enumerate(DEFECTS)]
)
def test_planted_defect_raises_its_finding_alone(name: str, old: str, new: str, expected: str) -> None:
    text = text_of(name)
    assert text.count(old) == 1, (old, text.count(old))
    before, after = Counter(raised(text)), Counter(raised(text.replace(old, new)))
    assert set(after - before) == {expected}
    assert before - after == Counter()


def test_every_rule_on_documents_has_a_planted_defect() -> None:
    planted = {rule for *_, rule in DEFECTS}
    known = {rule.name for rule in RULES}
    assert planted <= known
    families = Counter(rule.family for rule in RULES if rule.name in planted)
    assert {"HD", "OL", "DT", "QT", "BO", "RF", "TX"} == set(families)
    assert len(DEFECTS) >= 40


@pytest.mark.documents
@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("name", CLEAN)
def test_clean_specimens_raise_nothing_above_info(name: str, suffix: str) -> None:
    assert [f for f in raised_in(f"{name}{suffix}") if f.severity != "info"] == []


@pytest.mark.documents
@pytest.mark.parametrize("name", sorted({path.stem for path in DOCUMENTS.iterdir()}))
def test_every_format_raises_the_same(name: str) -> None:
    def said(suffix: str) -> Counter[tuple[str, str]]:
        return Counter((f.name, f.about) for f in raised_in(f"{name}{suffix}"))

    assert said(".docx") == said(".txt")
    assert said(".pdf") == said(".txt")


def _old_tone(text: str) -> str:
    """The other placement of tones: hóa → hoá, hòa → hoà, khỏe → khoẻ, ủy → uỷ."""
    for new, old in (("òa", "oà"), ("óa", "oá"), ("ỏa", "oả"), ("ọa", "oạ"), ("ỏe", "oẻ"), ("ủy", "uỷ"), ("Ủy", "Uỷ")):
        text = text.replace(f"{new} ", f"{old} ").replace(f"{new}\n", f"{old}\n").replace(f"{new},", f"{old},")
    return text


FORMS: dict[str, Callable[[str], str]] = {
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "old tone placement": _old_tone,
    "doubled blanks": lambda text: text.replace(" ", "  "),
    "no-break blanks": lambda text: text.replace(" ngày ", " ngày\u00a0").replace(" đơn vị", "\u00a0đơn vị"),
    "long dashes": lambda text: text.replace(" - ", " – "),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ["mau-thuan", "ke-hoach-phuong", "bao-cao-6-thang", "du-thao"])
def test_findings_do_not_depend_on_the_writing(name: str, form: str) -> None:
    text = text_of(name)
    assert Counter(raised(FORMS[form](text))) == Counter(raised(text))
