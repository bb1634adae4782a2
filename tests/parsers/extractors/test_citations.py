"""Cited documents: relation, code, date, issuer and title as the sentence gives them."""

from __future__ import annotations

import pytest

from parsers.annotate import annotate
from parsers.extractors import citations
from parsers.records import Citation
from tests.factory import document, forms

HEAD = "UBND XÃ ĐỒI CHÈ\nSố: 12/KH-UBND\nĐồi Chè, ngày 05 tháng 3 năm 2026\nKẾ HOẠCH\n{title}\n"
TITLE = "Vận động hiến máu tình nguyện năm 2026"


def cited(body: str, title: str = TITLE) -> list[Citation]:
    return citations.extract(annotate(document(HEAD.format(title=title) + body)))


def facts(record: Citation) -> tuple[str, str | None, str | None, str | None, str | None]:
    day = record.date.edtf if record.date else None
    return record.relation, record.type_name, record.code, day, record.organ_name


ONE = [
    ("Thực hiện Kế hoạch số 31/KH-BCĐ ngày 05/01/2026 của Ban Chỉ đạo vận động hiến máu tình nguyện tỉnh Hòa Giang"
     " về vận động"
     " hiến máu, UBND xã xây dựng Kế hoạch như sau:",
     ("implements", "Kế hoạch", "31/KH-BCĐ", "2026-01-05", "Ban Chỉ đạo vận động hiến máu tình nguyện tỉnh Hòa Giang")),
    ("Căn cứ Nghị quyết số 81-NQ/TW ngày 12 tháng 5 năm 2024 của Bộ Chính trị về y tế;",
     ("based_on", "Nghị quyết", "81-NQ/TW", "2024-05-12", "Bộ Chính trị")),
    ("- Căn cứ Quy định số 33-QĐ/TW ngày 17/8/2022 của Ban Chấp hành Trung ương;",
     ("based_on", "Quy định", "33-QĐ/TW", "2022-08-17", "Ban Chấp hành Trung ương")),
    ("Thực hiện Kế hoạch số 9/KH-BCĐ, ngày 11/01/2024 của Ban Chỉ đạo tỉnh.",
     ("implements", "Kế hoạch", "9/KH-BCĐ", "2024-01-11", "Ban Chỉ đạo tỉnh")),
    ("Triển khai thực hiện Công văn số 284 của Hội Chữ thập đỏ tỉnh Vạn Trạch ngày 20/10/2025 về việc tiếp nhận máu.",
     ("implements", "Công văn", "284", "2025-10-20", "Hội Chữ thập đỏ tỉnh Vạn Trạch")),
    ("Theo đề nghị của Trưởng phòng Văn hóa - Xã hội xã tại Tờ trình số 14/TTr-VHXH ngày 19/01/2026.",
     ("based_on", "Tờ trình", "14/TTr-VHXH", "2026-01-19", "Trưởng phòng Văn hóa - Xã hội xã")),
    ("Ngày 15/01/2026, Ban Chỉ đạo vận động hiến máu tình nguyện tỉnh Hòa Giang (sau đây gọi tắt là Ban Chỉ đạo tỉnh) ban hành Kế"
     " hoạch số 19/KH-BCĐ về tiếp nhận máu năm 2026.",
     ("mentions", "Kế hoạch", "19/KH-BCĐ", "2026-01-15", "Ban Chỉ đạo vận động hiến máu tình nguyện tỉnh Hòa Giang")),
    ("Ngày 14/10/2023, Tỉnh ủy đã ban hành Nghị quyết số 35-NQ/TU về công tác nhân đạo.",
     ("mentions", "Nghị quyết", "35-NQ/TU", "2023-10-14", "Tỉnh ủy")),
    ("- Quán triệt Thông tư 07/2021/TT-BLĐTBXH ngày 14 tháng 9 năm 2021 của Bộ trưởng Bộ Lao động - Thương binh và"
     " Xã hội"
     " hướng dẫn trợ giúp.",
     ("mentions", "Thông tư", "07/2021/TT-BLĐTBXH", "2021-09-14", "Bộ trưởng Bộ Lao động - Thương binh và Xã hội")),
    ("Căn cứ Quyết định số 1207/QĐ-BXD ngày 18/8/2025 của Bộ trưởng Bộ Xây dựng ban hành Đề án;",
     ("based_on", "Quyết định", "1207/QĐ-BXD", "2025-08-18", "Bộ trưởng Bộ Xây dựng")),
    ("- Thực hiện chế độ bồi dưỡng theo Thông tư số 15/2023/TT-BYT của Bộ Y tế.",
     ("mentions", "Thông tư", "15/2023/TT-BYT", None, "Bộ Y tế")),
    ("Căn cứ Quy chế phối hợp số 02/QCPH ngày 15/01/2024 giữa Công đoàn và Ban Giám đốc;",
     ("based_on", "Quy chế phối hợp", "02/QCPH", "2024-01-15", None)),
    ("Căn cứ Luật Hiến máu nhân đạo số 44/2024/QH15;", ("based_on", "Luật", "44/2024/QH15", None, None)),
    ("Thực hiện Kế hoạch 217/KH- UBND ngày 08/ 12 / 2025 của UBND tỉnh và các văn bản liên quan.",
     ("implements", "Kế hoạch", "217/KH-UBND", "2025-12-08", "UBND tỉnh")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ONE)
def test_a_citation_is_read_with_all_that_stands_beside_its_number(text: str, expected: tuple[str, ...]) -> None:
    [record] = cited(text)
    assert facts(record) == expected


@pytest.mark.parametrize(("text", "expected"), ONE[:6])
def test_a_citation_is_read_in_any_form_of_the_text(text: str, expected: tuple[str, ...]) -> None:
    for name, source in forms(HEAD.format(title=TITLE) + text).items():
        if name == "broken":  # a letterhead broken at every blank is none
            continue
        [record] = citations.extract(annotate(source))
        assert facts(record) == expected, name
        for span in record.spans:
            assert source.text[span.start : span.end] == span.quote


def test_a_sentence_cites_several_documents() -> None:
    text = (
        "Thực hiện Kế hoạch số 19-KH/TU ngày 26/6/2025 của Ban Thường vụ Tỉnh ủy và Kế hoạch số 38/KH-UBND ngày"
        " 11/8/2025 của UBND tỉnh về hiến máu tình nguyện; Quyết định 1302/QĐ-UBND ngày 27/02/2025 của UBND tỉnh,"
        " UBND xã ban hành Kế hoạch:"
    )
    assert [facts(r) for r in cited(text)] == [
        ("implements", "Kế hoạch", "19-KH/TU", "2025-06-26", "Ban Thường vụ Tỉnh ủy"),
        ("implements", "Kế hoạch", "38/KH-UBND", "2025-08-11", "UBND tỉnh"),
        ("implements", "Quyết định", "1302/QĐ-UBND", "2025-02-27", "UBND tỉnh"),
    ]


@pytest.mark.parametrize(
    ("cue", "relation"),
    [
        ("căn cứ", "based_on"),
        ("theo", "based_on"),
        ("thực hiện", "implements"),
        ("UBND xã báo cáo theo", "mentions"),
        ("chi trả căn cứ", "mentions"),
    ],
)
def test_a_later_clause_has_its_own_relation(cue: str, relation: str) -> None:
    text = f"Thực hiện Công văn số 18/BCĐ-VP ngày 06/01/2026 của Ban Chỉ đạo tỉnh; {cue} Kế hoạch số 305/KH-UBND ngày 22/12/2025."
    assert [record.relation for record in cited(text)] == ["implements", relation]


@pytest.mark.parametrize(
    ("opening", "relation"),
    [
        ("Hưởng ứng Tháng Nhân đạo năm 2026 và thực hiện", "implements"),
        ("Hưởng ứng Ngày Toàn dân hiến máu tình nguyện 07/4, triển khai", "implements"),
        ("Nhân dịp kỷ niệm 80 năm ngày thành lập Hội, căn cứ", "based_on"),
        ("Các xã báo cáo tiến độ thực hiện", "mentions"),
    ],
)
def test_an_occasion_may_stand_before_what_is_carried_out(opening: str, relation: str) -> None:
    text = f"{opening} Kế hoạch số 305/KH-BCĐ ngày 06/01/2026 của Ban Chỉ đạo tỉnh, Công đoàn xây dựng kế hoạch:"
    assert [record.relation for record in cited(text)] == [relation]


def test_all_mentions_of_one_document_are_one_record() -> None:
    [record] = cited(
        "- Tuyên truyền Nghị quyết 208/NQ-CP đến Nhân dân.\n"
        "Thực hiện Nghị quyết số 208/NQ-CP ngày 21/7/2025 của Chính phủ về hiến máu, UBND xã báo cáo.\n",
        title="TRIỂN KHAI NGHỊ QUYẾT SỐ 208/NQ-CP CỦA CHÍNH PHỦ",
    )
    assert facts(record) == ("implements", "Nghị quyết", "208/NQ-CP", "2025-07-21", "Chính phủ")
    assert [s.quote for s in record.spans] == [
        "NGHỊ QUYẾT SỐ 208/NQ-CP CỦA CHÍNH PHỦ",
        "Nghị quyết 208/NQ-CP",
        "Nghị quyết số 208/NQ-CP ngày 21/7/2025 của Chính phủ",
    ]


def test_a_code_in_the_capitals_of_a_title_takes_the_form_of_the_body() -> None:
    [record] = cited("Thực hiện Chỉ thị số 31/CT-TTg năm 2024.", title="THỰC HIỆN CHỈ THỊ SỐ 31/CT-TTG VỀ Y TẾ")
    assert (record.code, record.relation) == ("31/CT-TTg", "implements")


def test_two_dates_of_one_document_are_a_doubt() -> None:
    [record] = cited("Thực hiện Kế hoạch số 9/KH-BCĐ ngày 09/01/2024.\nCăn cứ Kế hoạch số 9/KH-BCĐ ngày 10/01/2024.")
    assert record.date is not None
    assert (record.date.edtf, record.doubts) == ("2024-01-09", ["conflicting-dates"])


def test_an_impossible_date_is_said_not_repaired() -> None:
    [record] = cited("Thực hiện Kế hoạch số 9/KH-BCĐ ngày 31/11/2024 của UBND tỉnh.")
    assert (record.date, record.organ_name, record.doubts) == (None, "UBND tỉnh", ["impossible-date"])


NOT_CITED = [
    "UBND xã ban hành Kế hoạch số 12/KH-UBND để thực hiện.",  # its own number
    "PHỤ LỤC\n(Kèm theo Kế hoạch số 12/KH-UBND ngày 05/3/2026 của UBND xã Đồi Chè)",
    "PHỤ LỤC\n(Kèm theo Kế hoạch số 15/KH-UBND ngày 05/3/2026 của UBND xã)",  # a number left over
    "Thực hiện Nghị quyết số /NQ-CP ngày 01 tháng 01 năm 2025 của Chính phủ.",  # blank
    "Theo Luật Hiến máu, tỷ lệ 325/250 đơn vị máu.",
]


@pytest.mark.parametrize("text", NOT_CITED)
def test_own_and_blank_numbers_are_no_citations(text: str) -> None:
    assert cited(text) == []


def test_a_plan_attached_to_a_foreign_decision_cites_it() -> None:
    text = "KẾ HOẠCH\nVận động hiến máu\n(Kèm theo Quyết định số 88/QĐ-UBND ngày 23/01/2026 của UBND xã)\nI. MỤC TIÊU\n"
    [record] = citations.extract(annotate(document(text)))
    assert (record.code, record.relation) == ("88/QĐ-UBND", "mentions")


def test_title_of_a_cited_document() -> None:
    [record] = cited(
        "Căn cứ Kế hoạch số 9/KH-BCĐ ngày 09/01/2024 của Ban Chỉ đạo tỉnh về việc vận động hiến máu, tiếp nhận"
        " máu năm 2024;"
    )
    assert record.title == "vận động hiến máu, tiếp nhận máu năm 2024"


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ("Thực hiện Quyết định số 12/QĐ-TTg ngày 02/01/2026 của Thủ tướng Chính phủ phê duyệt Đề án “Y tế cơ sở vùng cao”,"
         " theo đề nghị của Sở Y tế, UBND xã xây dựng kế hoạch.", "phê duyệt Đề án “Y tế cơ sở vùng cao”"),
        ("Căn cứ Quyết định số 12/QĐ-TTg ngày 02/01/2026 của Thủ tướng Chính phủ phê duyệt Chương trình “Sóng và máy tính”"
         " đối với học sinh nghèo.", "phê duyệt Chương trình “Sóng và máy tính”"),
        ("Căn cứ Kế hoạch số 21/KH-UBND ngày 02/01/2026 của UBND tỉnh về xây dựng “xã an toàn” giai đoạn 2026 - 2030;",
         "xây dựng “xã an toàn” giai đoạn 2026 - 2030"),
        ("Căn cứ Quyết định số 12/QĐ-TTg của Thủ tướng Chính phủ về “Tháng hành động”;", "Tháng hành động"),
        ("Căn cứ Quyết định số 12/QĐ-UBND ngày 02/01/2026 của UBND tỉnh về việc phân bổ dự toán (vốn sự nghiệp) thuộc"
         " Chương trình nước sạch năm 2026;", "phân bổ dự toán (vốn sự nghiệp) thuộc Chương trình nước sạch năm 2026"),
        ("Căn cứ Quyết định số 12/QĐ-UBND của UBND tỉnh về nước sạch nông thôn (sau đây gọi tắt là Đề án) giao các xã;",
         "nước sạch nông thôn"),
        ("Căn cứ Thông tư số 5/2026/TT-BYT ngày 02/01/2026 của Bộ trưởng Bộ Y tế sửa đổi, bổ sung một số điều (Điều 3) của"
         " Thông tư số 9/2024/TT-BYT;", "sửa đổi, bổ sung một số điều (Điều 3) của Thông tư số 9/2024/TT-BYT"),
    ],
)  # fmt: skip
def test_where_a_title_begins_and_ends(sentence: str, title: str) -> None:
    assert cited(sentence)[0].title == title


@pytest.mark.parametrize(
    ("sentence", "organ"),
    [
        ("Căn cứ Quyết định số 03-QĐ/BCĐ ngày 13/8/2025 của Ban Chỉ đạo về phòng cháy, cứu nạn và chuyển đổi số huyện ban"
         " hành Chương trình công tác;", "Ban Chỉ đạo về phòng cháy, cứu nạn và chuyển đổi số huyện"),
        ("Thực hiện Kế hoạch số 31/KH-BCĐ ngày 05/01/2026 của Ban Chỉ đạo về việc vận động hiến máu, UBND xã ban hành kế"
         " hoạch.", "Ban Chỉ đạo"),
    ],
)  # fmt: skip
def test_an_issuer_is_named_up_to_what_it_does(sentence: str, organ: str) -> None:
    assert cited(sentence)[0].organ_name == organ


@pytest.mark.parametrize(
    ("sentence", "relations"),
    [
        ("Thực hiện chế độ cộng tác viên theo Quyết định số 96/QĐ-TTg ngày 30/3/2021 của Thủ tướng Chính phủ phê duyệt Đề án"
         " dân số và Thông tư số 34/2023/TT-BYT của Bộ trưởng Bộ Y tế.", ["mentions", "mentions"]),
        ("Thực hiện Kế hoạch số 21/KH-UBND (theo Nghị định số 8/2024/NĐ-CP của Chính phủ) và Quyết định số 9/QĐ-UBND của UBND"
         " tỉnh.", ["implements", "mentions", "implements"]),
        ("Thực hiện Kế hoạch số 21/KH-UBND của UBND tỉnh và Quyết định số 9/QĐ-UBND của UBND huyện.",
         ["implements", "implements"]),
    ],
)  # fmt: skip
def test_documents_that_are_named_side_by_side_are_cited_alike(sentence: str, relations: list[str]) -> None:
    assert [record.relation for record in cited(sentence)] == relations
