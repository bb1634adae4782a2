"""Which parts of a document look ahead, and which tell what was done."""

from __future__ import annotations

from parsers import regex
from parsers.annotated import AnnotatedDocument
from parsers.extractors.obligations.doers import paragraph_at
from parsers.extractors.obligations.parts import AIMED_AT
from parsers.layout.outline import Node, title_of
from parsers.lexicon import load
from parsers.roman import roman_value
from parsers.text import either, normal

_WORDS = load("dates")["outlook"]
# "III. NHIỆM VỤ 6 THÁNG CUỐI NĂM" · "Phương hướng" · "MỘT SỐ GIẢI PHÁP" · "Kiến nghị, đề xuất" · "Tổ chức thực hiện"
_AHEAD = regex.compile(rf"(?<!\w)(?:{either(_WORDS['ahead'])})(?!\w)")
# "I. ĐÁNH GIÁ KẾT QUẢ …" · "Tình hình thực hiện nhiệm vụ" · "Tồn tại, hạn chế"
_BEHIND = regex.compile(rf"(?<!\w)(?:{either(_WORDS['behind'])})(?!\w)")
_WORK = regex.compile(rf"(?<!\w)(?:{either(_WORDS['work'])})(?!\w)")
# "I. KẾT QUẢ CHĂM LO TẾT NĂM 2025", "Đánh giá kết quả năm học 2025 - 2026"
_RESULTS = regex.compile(
    r"(?:đánh giá |một số |những |khái quát )?kết quả(?!\w)"
    r"|đánh giá (?:chung|tình hình|công tác|việc)(?!\w)"
)
# "VIỆC QUÝ IV NĂM 2024", "Tháng 12/2024"
_QUARTER_OR_MONTH = regex.compile(
    r"(?<!\w)(?:quý (?P<quarter>i{1,3}|iv|[1-4])|tháng (?P<month>\d{1,2}))(?: năm |/)(?P<year>20\d\d)(?!\d)"
)
_REPORTS = ("BÁO CÁO", "THÔNG BÁO")
# "THÔNG BÁO | Kết quả chiến dịch tiêm bổ sung …"
_OF_RESULTS = regex.compile(r"(?:về )?(?:việc )?kết quả(?! (?:cuộc họp|hội nghị))(?!\w)")
_LONGEST_TITLE = 160


def looks_ahead(annotated: AnnotatedDocument, at: int) -> bool:
    """Whether the part around ``at`` says what is to be done.

    The outermost titles decide first ("I. KẾT QUẢ …" with all below it), then the type of the document: a report tells
    what was done, everything else plans.
    """
    for title in _titles(annotated, at):
        if AIMED_AT.search(title):
            return True
        if _BEHIND.match(title):
            return False
        if _WORK.search(title) or (_AHEAD.search(title) and not _BEHIND.search(title)):
            return True
        if _BEHIND.search(title):
            return not is_report(annotated)
        if _is_of_time_to_come(annotated, title):
            return True
    return not is_report(annotated)


def _is_of_time_to_come(annotated: AnnotatedDocument, title: str) -> bool:
    """Whether a title names a quarter or month that the document was issued before the end of."""
    issued = annotated.header.issued_date
    day = issued.value.first if issued and issued.value else None
    named = _QUARTER_OR_MONTH.search(title)
    if day is None or named is None:
        return False
    quarter = named["quarter"]
    month = 3 * (roman_value(quarter) or int(quarter)) if quarter else int(named["month"])
    return f"{named['year']}-{month:02}" >= day[:7]


def tells_results(annotated: AnnotatedDocument, at: int) -> bool:
    """Whether a title above ``at`` opens the part of a plan or letter that tells results: "I. KẾT QUẢ NĂM 2025"."""
    return any(_RESULTS.match(title) and not AIMED_AT.search(title) for title in _titles(annotated, at))


def _titles(annotated: AnnotatedDocument, at: int) -> list[str]:
    """The titles above a place, in the normal form, the outermost first."""
    paragraph = paragraph_at(annotated, at)
    node: Node | None = paragraph.node if paragraph else None
    titles: list[str] = []
    while node is not None:
        start, end = title_of(annotated.view, node)
        if end - start < _LONGEST_TITLE and not node.paragraph.start <= at < end:
            titles.insert(0, annotated.view.norm[start:end])
        node = node.parent
    return titles


def is_report(annotated: AnnotatedDocument) -> bool:
    """Whether the document tells what was done: a report, or a notice of results."""
    type_name, subject = annotated.header.type_name, annotated.header.subject
    if type_name is None or type_name.value not in _REPORTS:
        return False
    return type_name.value == "BÁO CÁO" or _OF_RESULTS.match(normal((subject and subject.value) or "")) is not None
