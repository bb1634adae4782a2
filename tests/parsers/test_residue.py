"""What no record accounts for stands in the residue, and what a record or a role accounts for does not."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hmtn_ingest import readers
from hmtn_ingest.kinds import BY_NAME
from hmtn_ingest.pipeline import extract
from parsers import residue
from parsers.annotate import annotate
from parsers.annotated import AnnotatedDocument
from parsers.document import Document
from parsers.records import DocumentRecord, Record, ResidueEntry, Source
from tests.factory import document, forms, plan
from tests.growth import grows_with_length_only

ROOT = Path(__file__).parent.parent.parent
SAMPLES = sorted((ROOT / "samples" / "documents").glob("*.docx"))
ORIGIN = Source(file_name="plan.txt", sha256="0", media_type="text/plain", reader="test")


def record_of(source: Document) -> DocumentRecord:
    return extract(source, ORIGIN)


def entries(source: Document, kind: str) -> list[ResidueEntry]:
    return [entry for entry in record_of(source).residue if entry.kind == kind]


def words(entry: ResidueEntry) -> str:
    return " | ".join(" ".join(unicodedata.normalize("NFC", span.quote).split()) for span in entry.spans)


# kind, body of a plan, words that an entry holds
UNREAD = [
    ("quantity", "I. MỤC TIÊU\n- Phấn đấu lập 12 quỹ chéo ngoài kia cùng 3,5‰ dân số.", "3,5‰"),
    ("quantity", "II. NỘI DUNG\n- Huy động thêm khoảng hai trăm tấm lòng vàng phục vụ tại ba cụm.", "hai trăm"),
    ("quantity", "III. NHIỆM VỤ\nTT\tNội dung\tChủ trì\tThời gian\n1\tMở lớp cho 30 hướng dẫn viên\tĐoàn phường\tTháng 5/2026\n"
     "2\tRà soát tủ thuốc\tTrạm Y tế phường\tTháng 6/2026", "30 hướng dẫn viên"),
    ("quantity", "III. TỔ CHỨC THỰC HIỆN\n1. Trường THCS Đồi Chè\n- Lồng ghép ít nhất 04 tiết kỹ năng trong năm học.",
     "ít nhất 04 tiết"),
    ("date", "III. TỔ CHỨC THỰC HIỆN\n1. Trạm Y tế phường\n- Hai ngày trước mỗi đợt, rà soát lại danh sách.", "Hai ngày trước"),
    ("quantity", "II. NỘI DUNG\n- Tủ thuốc lưu động phục vụ 4/100.000 dân.", "4/100.000 dân"),
    ("date", "III. TỔ CHỨC THỰC HIỆN\n1. Trạm Y tế phường\n- Rà soát sổ theo dõi trước mỗi đợt 07 ngày.", "trước mỗi đợt 07 ngày"),
    ("date", "III. TỔ CHỨC THỰC HIỆN\n1. Trạm Y tế phường\n- Rà soát tủ thuốc từng quý, thay thuốc hết hạn.", "từng quý"),
    ("date", "III. TỔ CHỨC THỰC HIỆN\n1. Trạm Y tế phường\n- Báo cáo nhanh ngay trong ngày tổ chức.", "trong ngày tổ chức"),
    ("date", "III. TỔ CHỨC THỰC HIỆN\n1. Trạm Y tế phường\n- Gửi danh sách trước kỳ nghỉ lễ 30/4 - 01/5.", "30/4 - 01/5"),
    ("date", "III. TỔ CHỨC THỰC HIỆN\n1. Trạm Y tế phường\n- Tổng hợp sổ theo dõi vào cuối quý.", "vào cuối quý"),
    ("date", "II. NỘI DUNG\n- Đoàn kiểm tra liên ngành làm việc tại các tổ dân phố ngày 14/5/2026.", "14/5/2026"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "body", "expected"), UNREAD, ids=[expected for _, _, expected in UNREAD])
def test_what_is_said_stands_in_a_record_or_in_the_residue(kind: str, body: str, expected: str) -> None:
    record = record_of(plan(body))
    at = record.text.index(expected)
    lists = (record.targets, record.results) if kind == "quantity" else (record.deadlines, record.events)
    facts = [span for facts in lists for fact in facts for span in fact.spans]
    listed = [span for entry in record.residue if entry.kind == kind for span in entry.spans]
    assert any(span.start < at + len(expected) and at < span.end for span in (*facts, *listed))


def test_a_number_is_listed_in_every_form_of_the_text() -> None:
    text = "KẾ HOẠCH\nVận động hiến máu năm 2026\nII. NỘI DUNG\n- Tủ thuốc lưu động phục vụ 4/100.000 dân."
    for name, source in forms(text).items():
        assert [words(entry) for entry in entries(source, "quantity")] == [
            "Tủ thuốc lưu động phục vụ 4/100.000 dân."
        ], name


ACCOUNTED = [
    "- Người hiến máu từ đủ 18 đến 60 tuổi, cân nặng ít nhất 42 kg, mỗi lần hiến 350 ml.",
    "- Thời gian làm việc từ 7 giờ 30 đến 11 giờ, có mặt lúc 7h00.",
    "- Thực hiện Điều 5 Thông tư số 26/2013/TT-BYT ngày 16/9/2013 của Bộ Y tế.",
    "- Phát huy kết quả giai đoạn 2021 - 2025 tại Tổ dân phố 4 và Đội số 7.",
    "- Quyết định số 38/QĐ-TTg ngày 03/4/2023 của Thủ tướng Chính phủ phê duyệt Đề án “Trồng 02 rừng cây đầu nguồn”.",
]


NO_DATE = [
    "- Tập trung tại Công viên 23/9, xe đón ở số 8, đường 30/4.",
    "- Rà soát, quản lý, vận hành hệ thống 24/7, phối hợp với các đơn vị liên quan.",
    "- Phối hợp với các đơn vị lồng ghép trong dự toán kinh phí hằng năm của huyện.",
    "- Xây dựng kế hoạch phát triển kinh tế - xã hội hằng năm và 5 năm.",
    "- Xác định chỉ tiêu, mục tiêu, nhiệm vụ hằng năm của chương trình.",
    "- Phối hợp với Công an xã định kỳ kiểm tra, đánh giá an toàn hệ thống.",
    "- Các thôn định kỳ trước ngày 30 tháng 11 hằng năm báo cáo kết quả về Ủy ban nhân dân xã.",
    "- Duy trì loa truyền thanh phát 02 lần/tháng; thời gian phát từ tháng 3 đến tháng 10 năm 2026.",
]


@pytest.mark.parametrize("line", NO_DATE)
def test_what_is_no_date_or_has_nobody_to_keep_it_is_not_listed(line: str) -> None:
    assert [words(entry) for entry in entries(plan(f"II. NỘI DUNG\n{line}"), "date")] == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- Phối hợp với các đơn vị liên quan, định kỳ tổng hợp kết quả báo cáo Ủy ban nhân dân xã.", "định kỳ"),
        (
            "- Đợt 3: trong quý IV/2026, kết hợp Ngày hội Đại đoàn kết toàn dân tộc 18/11, dự kiến 90 đơn vị máu.",
            "18/11",
        ),
    ],
)
def test_a_report_without_its_interval_and_a_day_in_the_line_of_an_event_are_listed(line: str, expected: str) -> None:
    assert expected in " ".join(words(entry) for entry in entries(plan(f"II. THỜI GIAN, NỘI DUNG\n{line}"), "date"))


@pytest.mark.parametrize("line", ACCOUNTED)
def test_what_a_role_accounts_for_is_not_listed(line: str) -> None:
    found = record_of(plan(f"I. THÔNG TIN CHUNG\n{line}")).residue
    assert [words(entry) for entry in found if entry.kind in ("quantity", "date")] == []


def test_whom_to_ask_is_no_duty_that_was_missed() -> None:
    source = plan(
        "III. TỔ CHỨC THỰC HIỆN\n1. Trạm Y tế phường\n- Chủ trì khám tuyển.\n"
        "Đầu mối liên hệ: BS. Vũ Hồng Nhạn - Trạm Y tế phường, điện thoại 0900 000 171."
    )
    assert [words(entry) for entry in entries(source, "duty")] == []


@pytest.mark.parametrize(
    "line",
    [
        "Căn cứ Kế hoạch số 12/KH-UBND của UBND tỉnh yêu cầu các xã tổ chức hiến máu;",
        "(Kèm theo danh sách các đơn vị tổ chức hiến máu)",
        "Thực hiện Chỉ thị số 05/CT-UBND của Chủ tịch UBND tỉnh về việc các xã tổ chức hiến máu.",
    ],
)
def test_grounds_and_notes_of_attachments_are_no_duties_that_were_missed(line: str) -> None:
    source = plan(f"{line}\nI. MỤC ĐÍCH\nNâng cao nhận thức.")
    assert [words(entry) for entry in entries(source, "duty")] == []


def test_work_that_is_asked_for_in_the_first_sentence_is_no_mere_ground() -> None:
    asked = (
        "Thực hiện Công văn số 12/UBND-VX của UBND tỉnh, Hội Chữ thập đỏ xã đề nghị các thôn lập danh sách"
        " gửi trước ngày 02/3/2026."
    )
    (entry,) = entries(plan(f"{asked}\nI. MỤC ĐÍCH\nNâng cao nhận thức."), "duty")
    assert "lập danh sách" in words(entry)


def test_titles_that_charge_bodies_and_told_results_are_no_duties_that_were_missed() -> None:
    charged = plan(
        "III. TỔ CHỨC THỰC HIỆN\n1. Trung tâm Truyền máu khu vực\nCử cán bộ khám tuyển.\n"
        "2. Hội Chữ thập đỏ phường và các tổ dân phố\nLập danh sách người đăng ký."
    )
    assert [words(entry) for entry in entries(charged, "duty")] == []
    told = document(
        "Số: 12/BC-BCĐ\nKhe Mây, ngày 05 tháng 7 năm 2026\nBÁO CÁO\nKết quả hiến máu 6 tháng đầu năm 2026\n"
        "I. KẾT QUẢ THỰC HIỆN\n1. Công tác chỉ đạo\nHội đã tham mưu Ban Chỉ đạo ban hành kế hoạch, tổ chức giao ban."
    )
    assert [words(entry) for entry in entries(told, "duty")] == []


def test_a_table_with_numbers_that_gave_no_rows_is_one_entry_with_a_span_a_row() -> None:
    table = "Hạng mục\tKinh phí dự kiến\tGhi chú\nNước uống\t1.200\tCả ngày\nKhăn giấy\t350\tDự phòng"
    source = plan(f"IV. KINH PHÍ\nDự toán như sau:\n{table}")
    annotated = annotate(source)
    empty = record_of(source).model_copy(update={"quota_tables": [], "results": [], "targets": []})
    (entry,) = [entry for entry in residue.unread(annotated, empty) if entry.kind == "table"]
    assert (entry.reason, [span.quote.split("\t")[0] for span in entry.spans]) == (
        "no-rows",
        ["Nước uống", "Khăn giấy"],
    )


def test_a_long_sentence_is_cut_around_what_is_unread() -> None:
    long = (
        "II. NỘI DUNG\n- "
        + "Nêu gương người tốt việc tốt ở cơ sở " * 30
        + "phục vụ 4/100.000 dân "
        + "và nhân rộng " * 40
    )
    (entry,) = entries(plan(long), "quantity")
    assert "4/100.000 dân" in words(entry)
    assert len(entry.spans[0].quote) <= residue.SENTENCE


@pytest.mark.parametrize("body", [body for _, body, _ in UNREAD])
def test_a_suggestion_is_a_fact_but_for_its_place(body: str) -> None:
    for entry in record_of(plan(body)).residue:
        if entry.suggestion:
            fact = BY_NAME[entry.suggestion.kind].model.model_validate(entry.suggestion.fields)
            assert isinstance(fact, Record)


# --- a fact that is taken away comes back -----------------------------------------------------------------------------


def _holds(found: list[ResidueEntry], fact: Record) -> bool:
    """Whether an entry stands at the first words of a fact."""
    return any(
        span.start < fact.spans[0].end and fact.spans[0].start < span.end for entry in found for span in entry.spans
    )


def _known_by_date(record: DocumentRecord, event: Record) -> bool:
    """Whether a limit has the day of an event, so that its words are read all the same."""
    days = [(s.start, s.end) for deadline in record.deadlines for s in deadline.spans]
    return any(a < span.end and span.start < b for span in event.spans for a, b in days)


@pytest.mark.documents
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_fact_that_is_taken_out_of_the_record_reappears(path: Path) -> None:
    source = readers.read(path.read_bytes(), path.name)
    annotated, record = annotate(source), extract(source, ORIGIN)
    kinds = ("targets", "results", "obligations", "deadlines", "events", "quota_tables")
    assert {kind: list(_lost(annotated, record, kind)) for kind in kinds} == {kind: [] for kind in kinds}


def _lost(annotated: AnnotatedDocument, record: DocumentRecord, kind: str) -> Iterator[str]:
    for at, fact in enumerate(getattr(record, kind)):
        facts = [one for n, one in enumerate(getattr(record, kind)) if n != at]
        reduced = record.model_copy(update={kind: facts})
        same = any(one.spans and fact.spans and one.spans[0] == fact.spans[0] for one in facts)
        if same or (kind == "events" and _known_by_date(record, fact)):
            continue
        if kind == "quota_tables":
            reduced = reduced.model_copy(update={"results": []})
        if not _holds(residue.unread(annotated, reduced), fact):
            yield fact.spans[0].quote


WITHOUT: dict[str, Callable[[AnnotatedDocument], object]] = {
    "quantities": lambda annotated: annotated.quantities.clear(),
    "dates": lambda annotated: annotated.dates.clear(),
    "duties": lambda annotated: annotated.duties.clear(),
}


@pytest.mark.parametrize("mentions", WITHOUT)
def test_what_the_grammars_miss_stands_in_the_residue(mentions: str) -> None:
    source = plan(
        "III. TỔ CHỨC THỰC HIỆN\n1. Trạm Y tế phường\n- Chuẩn bị 40 suất ăn nhẹ, báo cáo trước ngày 25/4/2026.\n"
        "- Phối hợp với các khu phố tuyên truyền về lợi ích của việc hiến máu."
    )
    annotated = annotate(source)
    WITHOUT[mentions](annotated)
    nothing = DocumentRecord(source=ORIGIN, status="ok", text=source.text, header=annotated.header)
    held = " ".join(words(entry) for entry in residue.unread(annotated, nothing))
    for expected in ("40 suất", "25/4/2026", "Phối hợp với các khu phố"):
        assert expected in held


def test_ids_stay_while_words_stay_and_tell_equal_words_apart() -> None:
    line = "- Tủ thuốc lưu động phục vụ 4/100.000 dân."
    once, more = (
        record_of(plan(f"II. NỘI DUNG\n{line}")),
        record_of(plan(f"II. NỘI DUNG\n- Thêm một dòng.\n{line}\n{line}")),
    )
    ids = [entry.id for entry in more.residue if entry.kind == "quantity"]
    assert [entry.id for entry in once.residue if entry.kind == "quantity"] == ids[:1]
    assert len(set(ids)) == len(ids) == 2


def test_an_empty_document_has_no_residue() -> None:
    assert record_of(document("")).residue == []


def test_the_cost_grows_with_the_length_only() -> None:
    line = "- Tủ thuốc lưu động phục vụ 4/100.000 dân từng quý, giao Trạm Y tế phường rà soát trước ngày 14/5/2026.\n"

    def work(times: int) -> object:
        source = plan(f"II. NỘI DUNG\n{line * times}")
        return residue.unread(annotate(source), DocumentRecord(source=ORIGIN, status="ok", text=source.text))

    assert grows_with_length_only(work, 25, 200)
