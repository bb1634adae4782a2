"""Doubts of what was recognised from a picture: where a value hangs on an unsure reading, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from parsers.records import Alternative, DocumentRecord
from tests.rules.factory import PLAN, planted
from tests.scanned import blank, record_of, scan


def doubted(record: DocumentRecord, *codes: str) -> dict[str, list[str]]:
    """The quotes of all values that carry one of the doubts, by what they are."""
    found: dict[str, list[str]] = {}

    def values() -> Iterator[tuple[str, object]]:
        yield from ((f"header.{name}", getattr(record.header, name)) for name in type(record.header).model_fields)
        for kind in ("citations", "dates", "deadlines", "targets", "obligations", "recipients", "bodies"):
            yield from ((kind, fact) for fact in getattr(record, kind))
        for table in record.quota_tables:
            yield from (("row", row) for row in table.rows)
            yield from (("cell", cell) for row in table.rows for cell in row.values)

    for kind, value in values():
        if value is not None and set(codes) & set(value.doubts):  # type: ignore[attr-defined]
            found.setdefault(kind, []).append(value.spans[0].quote)  # type: ignore[attr-defined]
    return found


@pytest.mark.parametrize(
    ("unsure", "expected"),
    [
        ([], {}),
        ([("Số: 26/KH-UBND", "Số: 28/KH-UBND")], {"header.code_number": ["26"]}),
        ([("Số: 26/KH-UBND", "Só:26 /KH-UBND")], {}),
        ([("Số: 26/KH-UBND", "Số: 26/KH-UBNĐ")], {}),  # the same letters but for a mark
        ([("ngày 15 tháng 01", "ngày 16 tháng 01")], {
            "header.issued_date": ["ngày 15 tháng 01 năm 2026"], "dates": ["ngày 15 tháng 01 năm 2026"]}),
        ([("ngày 15 tháng 01", "ngảy 15 tháng 01")], {}),
        ([("05/01/2026", "05/0l/2026")], {}),  # the same stroke
        ([("05/01/2026", "06/01/2026")], {"dates": ["ngày 05/01/2026"], "citations": ["Kế hoạch số 12/KH-BCĐ ngày 05/01/2026 của Ban Chỉ đạo vận động hiến máu tình nguyện tỉnh Đông Lạc"]}),
        ([("06/3/2026", "06/8/2026")], {"dates": ["trước ngày 06/3/2026"], "deadlines": ["trước ngày 06/3/2026"]}),
        ([("từ 90 đơn", "từ 80 đơn")], {"targets": ["từ 90 đơn vị máu trở lên"]}),
        ([("từ 90 đơn", "tử 90 đơn")], {}),
        ([("nghĩa cử hiến", "nghĩa cứ hiến"), ("cứu người", "cửu ngưòi")], {}),  # no value hangs on them
        ([("Lục Văn Thuần", "Lục Văn Thuận")], {"header.signer_name": ["Lục Văn Thuần"]}),
        ([("CHỦ TỊCH\n", "CHÚ TỊCH\n")], {}),
        ([("\t25\n", "\t26\n")], {"cell": ["25"]}),
        ([("Khe Vầu", "Khe Vấu")], {}),
        ([("Khe Vầu", "Khe Bầu")], {"row": ["2\tThôn Khe Vầu\t25"], "bodies": ["Thôn Khe Vầu"]}),
    ],
)  # fmt: skip
def test_only_values_that_would_be_others_are_doubted(
    unsure: list[tuple[str, str]], expected: dict[str, list[str]]
) -> None:
    assert doubted(record_of(scan(PLAN, *unsure)), "ocr") == expected


@pytest.mark.parametrize(
    ("unsure", "expected"),
    [
        # what nobody writes, a letter away from Vietnamese
        ([("Khe Vầu", "Khc Vầu"), ("Thôn Lũng", "Thhôn Lũng")], {}),
        ([("VĐHMTN", "VĐHMITN"), ("Trạm Y tế xã\n\nCử", "Trạm Y tẽế xã\n\nCử")], {}),
        ([("Khe Vầu", "Klc Vầu")], {"row": ["2\tThôn Khe Vầu\t25"], "bodies": ["Thôn Khe Vầu"]}),
        ([("Khe Vầu", "Khe")], {"row": ["2\tThôn Khe Vầu\t25"], "bodies": ["Thôn Khe Vầu"]}),
        ([("Lục Văn Thuần", "Lục Văn Thuầnn")], {"header.signer_name": ["Lục Văn Thuần"]}),
        # a sign that stands for 8
        ([("\t20\n", "\t2§\n")], {"cell": ["20"]}),
        ([("06/3/2026", "0§/3/2026")], {"dates": ["trước ngày 06/3/2026"], "deadlines": ["trước ngày 06/3/2026"]}),
    ],
)  # fmt: skip
def test_what_nobody_writes_is_no_rival(unsure: list[tuple[str, str]], expected: dict[str, list[str]]) -> None:
    assert doubted(record_of(scan(PLAN, *unsure)), "ocr") == expected


@pytest.mark.parametrize(
    ("printed", "other", "doubtful"),
    [
        ("từ 28 đơn vị máu", "từ 2§ đơn vị máu", False),
        ("từ 95% cán bộ", "từ 956 cán bộ", False),
        ("từ 95% cán bộ", "từ 85% cán bộ", True),
        ("từ 95% cán bộ", "từ 966 cán bộ", True),
        ("từ 956 cán bộ", "từ 95% cán bộ", True),
    ],
)
def test_one_reader_takes_a_sign_for_per_cent_for_a_figure(printed: str, other: str, doubtful: bool) -> None:
    text = planted("từ 90 đơn vị máu", printed)
    targets = record_of(scan(text, (printed, other))).targets
    assert ["ocr" in target.doubts for target in targets] == [doubtful]


def test_words_that_the_other_reader_ran_together_are_no_disagreement() -> None:
    sure = record_of(scan(PLAN, ("Lục", "LụcVăn Thuần"), ("Văn Thuần", "LụcVăn Thuần")))
    assert doubted(sure, "ocr") == {}


@pytest.mark.parametrize(
    ("read", "doubtful"),
    [
        ("Vận động hiến máu", False),
        ("U3ện động hiến máu", True),
        ("Vận động hiếnt máu", True),
        ("Vận động hiến máu toàn quốc ở Pleiku và Đắk Lắk", False),
        ("Vận động người hiến máu nhóm O, AB (Rh-)", False),
        ("Vận động hiến máu theo Chương trình 4A2b", False),
    ],
)
def test_a_word_that_nobody_writes_is_doubtful_though_both_readers_agree(read: str, doubtful: bool) -> None:
    text = PLAN.replace("Vận động hiến máu tình nguyện năm 2026\n", f"{read} năm 2026\n")
    expected = {"header.subject": [f"{read} năm 2026"]} if doubtful else {}
    assert doubted(record_of(scan(text)), "ocr") == expected


@pytest.mark.parametrize("cause", ["stamp", "single-reader"])
def test_a_stamp_or_a_reader_alone_doubts_whatever_it_touches(cause: str) -> None:
    record = record_of(scan(PLAN, ("90 đơn vị máu trở", "", cause)))  # type: ignore[arg-type]
    assert doubted(record, "ocr") == {"targets": ["từ 90 đơn vị máu trở lên"]}


def test_the_second_reading_reaches_the_reviewer_and_never_the_value() -> None:
    number = record_of(scan(PLAN, ("Số: 26/KH-UBND", "Số: 28/KH-UBND"))).header.code_number
    assert number is not None
    assert (number.value, [one.model_dump() for one in number.alternatives]) == (
        "26", [{"text": "Số: 28/KH-UBND", "source": "second-reader"}],
    )  # fmt: skip


HANDWRITTEN = PLAN.replace("Số: 26/KH-UBND", "Số:      /KH-UBND").replace("ngày 15 tháng 01", "ngày     tháng 01")


def test_handwriting_that_was_not_read_leaves_a_blank_with_a_doubt_and_a_hint() -> None:
    document = scan(HANDWRITTEN)
    number_at, day_at = blank(document.text, ("Số:", "/KH"), "2119"), blank(document.text, ("ngày", "tháng"), "1S")
    document.doubtful = (number_at, day_at)
    record = record_of(document)
    number, issued = record.header.code_number, record.header.issued_date
    assert number is not None
    assert (number.value, number.doubts) == (None, ["blank", "handwriting"])
    assert number.alternatives == [Alternative(text="2119", source="handwriting")]
    assert number.spans[0].start <= number_at.start <= number.spans[0].end
    assert issued is not None
    assert issued.value is not None
    assert (issued.value.edtf, issued.doubts) == ("2026-01-XX", ["blank", "handwriting"])
    assert issued.alternatives == [Alternative(text="1S", source="handwriting")]
    assert doubted(record, "handwriting")["dates"] == ["ngày     tháng 01 năm 2026"]


def test_what_a_pen_wrote_was_not_left_open() -> None:
    document = scan(HANDWRITTEN)
    assert {"number-blank", "date-blank"} <= {finding.name for finding in record_of(document).findings}
    document.doubtful = (blank(document.text, ("Số:", "/KH"), "2119"), blank(document.text, ("ngày", "tháng"), ""))
    assert {"number-blank", "date-blank"}.isdisjoint(finding.name for finding in record_of(document).findings)


def test_text_that_others_recognised_is_doubted_as_a_whole() -> None:
    document = scan(PLAN)
    document.reader, document.voted = "pdf", False
    record = record_of(document)
    assert record.header.code_number is not None
    assert record.header.code_number.doubts == ["ocr"]
    assert all("ocr" in date.doubts for date in record.dates)


def test_a_clean_document_has_no_doubts_of_recognition() -> None:
    document = scan(PLAN)
    document.reader, document.ocr = "text", False
    assert doubted(record_of(document), "ocr", "fuzzy-cue") == {}


def test_what_hangs_on_a_mended_cue_is_doubted() -> None:
    damaged = PLAN.replace("đăng ký trước ngày 06/3", "đăng ký trưóc ngày 06/3").replace("Khe Vầu", "Khê Vầu")
    damaged = damaged.replace("từ 90 đơn vị máu", "từ 90 đơn vị rnáu")
    record = record_of(scan(damaged))
    assert doubted(record, "fuzzy-cue")["deadlines"] == ["trưóc ngày 06/3/2026"]
    assert doubted(record, "fuzzy-cue")["targets"] == ["từ 90 đơn vị rnáu trở lên"]
    assert [deadline.relation for deadline in record.deadlines] == ["before", "before"]


def test_the_only_empty_cell_of_a_full_column_is_doubted_in_a_scan() -> None:
    lost = PLAN.replace("1\tThôn Đồng Mạ\t30\n", "1\tThôn Đồng Mạ\t30\n2\tThôn Nà Sáo\t\n").replace(
        "Vầu\t25", "Vầu\t25\n9\tThôn Tà Làng\t12"
    )
    cells = [row.values[0] for row in record_of(scan(lost, ("Tà Làng", "Tà Lảng"))).quota_tables[0].rows]
    assert [cell.doubts for cell in cells if cell.value is None] == [["blank", "ocr"]]


def test_signs_that_a_rule_left_beside_a_number_of_a_scan_leave_it_readable_and_doubtful() -> None:
    stained = PLAN.replace("\t25\n", "\t25:\n").replace("3\tThôn Lũng", "3,\tThôn Lũng").replace("\t15\n", "\t1S\n")
    table = record_of(scan(stained)).quota_tables[0]
    cells = [(row.ordinal, row.values[0].value, row.values[0].doubts) for row in table.rows]
    assert cells == [("1", 30, []), ("2", 25, ["ocr"]), ("3", 20, []), ("4", None, ["unreadable"])]
    clean = scan(stained)
    clean.reader, clean.ocr = "text", False
    assert record_of(clean).quota_tables[0].rows[1].values[0].value is None


@pytest.mark.parametrize(
    ("office", "position"),
    [
        ("CHỦ TỊCH\n", "CHỦ TỊCH"),
        ("CHỦ TỊCH\nA\n", "CHỦ TỊCH"),  # a piece of a seal
        ("HỦ TỊC\n62\n", None),  # a seal over the office
        ("", None),
    ],
)
def test_a_seal_costs_no_more_than_what_it_covers(office: str, position: str | None) -> None:
    assert PLAN.count("CHỦ TỊCH\n") == 1
    before, after = PLAN.split("CHỦ TỊCH\n")
    record = record_of(scan(before.replace("TM. ỦY BAN NHÂN DÂN\n", "") + office + after))
    header = record.header
    assert header.signer_name is not None
    assert header.signer_name.value == "Lục Văn Thuần"
    assert (header.signer_position and header.signer_position.value) == position
    assert ("ocr" in header.signer_name.doubts) == (position is None)
