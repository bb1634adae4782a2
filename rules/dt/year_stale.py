"""year-stale: a year left over from an earlier document / còn sót năm của văn bản cũ

What it finds: In a passage that looks ahead, a year before the one that the document is about.

Why it matters: Plans are written over last year's text. A year that stays behind moves a deadline, a budget or a
report into the past.

Example: A plan for 2024 says "Kinh phí tổ chức hiến máu tình nguyện năm 2023 được sử dụng từ ngân sách huyện".

How to resolve: Check whether last year is really meant, and else put this document's year.

Phát hiện: Trong nội dung nói về việc sẽ làm lại ghi năm trước năm của văn bản.

Vì sao: Kế hoạch thường soạn trên văn bản năm trước; năm còn sót làm sai thời hạn, kinh phí hoặc kỳ báo cáo.

Ví dụ: Kế hoạch năm 2024 ghi "Kinh phí tổ chức hiến máu tình nguyện năm 2023 được sử dụng từ ngân sách huyện".

Cách xử lý: Kiểm tra có đúng là nói về năm trước không; nếu không thì sửa thành năm của văn bản.
"""

from __future__ import annotations

from collections.abc import Iterator

from parsers import regex
from parsers.mentions.dates.patterns import YEAR, YEAR_WORD
from parsers.records import DateRecord
from parsers.text import memo
from rules.context import Context
from rules.prose import one_line
from rules.rule import Hit, Rule
from rules.support.outlook import looks_back, retrospective
from rules.support.timing import DATED_AHEAD, about_years

# "hiến máu tình nguyện năm 2023" · "trong năm 2023"; a range of years ("2021 - 2025") and "năm học" name no year of
# ours
_YEAR = regex.compile(rf"(?<![\w/.-]){YEAR_WORD} (?P<year>{YEAR})(?![\w.]?\d|/\d| ?- ?\d| đến| trở)")
# what stands before a year that is meant as a past one
_OTHERWISE = regex.compile(
    r"(?r)(?<!\w)(?:giai đoạn|nhiệm kỳ|khóa|năm học|từ|kể từ|đến|sau|trước|hết|so với|cùng kỳ|như|như của|vượt|bằng"
    r"|hơn|đóng góp|quyên góp|tích lũy|từ cuối"
    r"|từ đầu|sinh|tháng \d\d?|tháng \d\d? của"
    r"|quý [ivx\d]+|6 tháng (?:đầu|cuối)|và|với|cuối|đầu)(?: của)? "
)
# "… đạt 300 đơn vị máu (năm 2025 đạt 287 đơn vị)" · "(thực hiện năm 2025: 287)" · "(chỉ tiêu năm 2025 là 250)": in
# brackets behind a figure of this year stands that of another
_COMPARED = regex.compile(r"(?r)\((?:(?:riêng|trong|kết quả|thực hiện|chỉ tiêu|kế hoạch|cả|của) ?){0,3}")
_FIGURE = regex.compile(r" ?(?::|=|là|đạt|có|được|thực hiện|tiếp nhận|vận động|chỉ)[^.;()]{0,40}?\d")
# "| Năm 2025, toàn xã tiếp nhận 87 đơn vị …": a sentence opens with a year whose figure was reached
_OPENS = regex.compile(r"(?:(?:[-+•*]|\w{1,3}[.)]) ?)?(?:trong )?$")
# acts with a year in their name, and papers of that year that are cited by their subject
_ACT = regex.compile(
    r"(?<!\w)(?:luật|hiến pháp|pháp lệnh|nghị định|nghị quyết|quyết định|thông tư|chỉ thị|kết luận|công văn|tờ trình"
    r"|thông báo|hướng dẫn"
    r"|quy định|điều lệ|công điện|biên bản|đề án|chiến lược|quy hoạch|chương trình|giao ước|bộ chỉ số|số \d+)(?!\w)"
)
_OUTCOME = regex.compile(
    r"(?<!\w)(?:chưa đạt|không đạt|tổng kết|sơ kết|khen thưởng|tôn vinh|biểu dương|tiêu biểu|xét tặng"
    r"|kỷ niệm chương|bằng khen|giấy khen|thi đua|thành tích|số liệu|thống kê|tính đến|kết quả"
    r"|đạt được|chuyển nguồn|bình quân|mức sử dụng|mức tiêu thụ|thực trạng|hiện trạng"
    r"|quyết toán|thực hiện được|báo cáo năm|hoàn thành năm|kiểm kê|điều tra|đánh giá|xếp loại|xếp hạng|công bố|nợ"
    r"|tồn đọng|dôi dư|lưu trữ|nộp lưu|số hóa)(?!\w)"
)
# "bố trí trong dự toán ngân sách năm …": money of that year, whatever it pays for; not money that is left of it
_BUDGET = regex.compile(r"(?r)(?<!\w)(?:dự toán|ngân sách|kinh phí)(?!\w)[^,;:.()\d]{0,60}")
_SETTLED = regex.compile(r"(?<!\w)(?:quyết toán|thanh toán|chuyển nguồn|kết dư|kiểm toán)(?!\w)")
# "Tổng hợp kết quả … năm …, báo cáo …": work to do, although it speaks of results
_SUMS_UP = regex.compile(r"(?:(?:[-+•*]|\w{1,3}[.)]) ?)?(?:tổng hợp|báo cáo|theo dõi, tổng hợp)(?!\w)")
# the document about itself: "… ban hành Kế hoạch … năm 2026 như sau:", "Trên đây là Kế hoạch … năm 2026"
_SELF = regex.compile(
    r"(?r)(?<!\w)(?:(?:ban hành|xây dựng|lập) (?:kế hoạch|thông báo|hướng dẫn)|trên đây là (?:kế hoạch|báo cáo"
    r"|thông báo))(?!\w)"
    r"(?:(?! số | so với | giai đoạn | từ năm )[^;:\n]){0,160}"
)
# "Năm 2025 | chỉ tiêu tương ứng là 85%"
_LIKEWISE = regex.compile(r"[^.;\n\d]{0,30}(?<!\w)(?:tương ứng|con số này|số này)(?!\w)")
# "Chương trình năm 2024 tiếp nhận 96 đơn vị; năm 2025 | Trường không tổ chức": what was, or was not
_NOT_HELD = regex.compile(r"[^.;\n]{0,40}(?<!\w)(?:không|chưa|hoãn) tổ chức(?!\w)")
# "07 điểm hiến máu, tiếp nhận 1.500 đơn vị máu. Chiến dịch năm 2025 có 06 điểm, …": the nouns that figures count
_COUNTED = regex.compile(r"(?<![\d.,/])(?:\d{1,3}(?:\.\d{3})+|\d{1,6}) (?P<noun>[^\W\d]+(?: vị)?)")
# "Lần thứ 11 (tháng 3/2025) có 302 người đăng ký, thu 251 đơn vị máu": figures of a time that is named in brackets
_COUNTS_WHAT_WAS = regex.compile(
    r"(?<!\w)(?:lần|đợt|kỳ|khóa|năm)(?: thứ)? [\w/]{1,5} \((?:tháng |ngày |năm )?[\d/]{4,10}\) "
    r"(?:có|thu|đạt|tiếp nhận|vận động) (?:được )?\d"
)
# "| Quý III năm 2025 toàn tỉnh tổ chức 09 điểm, …"
_OPENS_WITH_TERM = regex.compile(
    r"(?:(?:[-+•*]|\w{1,3}[.)]) ?)?(?:trong )?"
    r"(?:(?:quý [ivx\d]+|(?:0?[369]|sáu|chín) tháng(?: (?:đầu|cuối))?|đợt \w+) )?$"
)
_LEAST_DIGITS = 3
_FARTHEST = 3
# "phấn đấu trong | năm 2025", "mục tiêu của | năm 2025"
_AIMS = regex.compile(r"(?<!\w)(?:phấn đấu|mục tiêu)(?: \p{L}+){0,2} $")
_LAST_WEEKS = 11
"""The month from which plans are those of the next year."""

_Place = tuple[int, int, tuple[str, ...]]
"""Start and end in ``prose.text``, and the ids of the records that say the year."""


def check(context: Context) -> Iterator[Hit]:
    years = about_years(context)
    if not years or max(years) - min(years) > 1:
        return
    limit = min(*years, context.issue_year) if context.issue_year else min(years)
    found: dict[int, _Place] = {}  # one slip, said once, however often its sentence repeats it
    for place in _candidates(context, limit):
        found.setdefault(context.prose.sentence(place[0])[0], place)
    if found:
        yield _hit(context, list(found.values()), max(years))


def _candidates(context: Context, limit: int) -> Iterator[_Place]:
    """Years before ``limit`` that a passage on what lies ahead names: those of dates, then those in the text."""
    for record in context.record.dates:
        if record.spans and _is_stale_date(record, limit):
            start = context.place(min(span.start for span in record.spans))
            end = context.place(max(span.end for span in record.spans))
            planned = "dự kiến" in context.prose.text[max(0, start - 40) : start]
            said = _YEAR.search(context.prose.text, start, end)
            if said and _counts_exactly(context, said, context.prose.sentence(start)[0]):
                continue
            if not planned and _ahead(context, start, record.spans[0].start, limited=record.role == "due"):
                yield start, end, (record.id,)
    yield from _aims_of_last_year(context, limit)
    dated = [(context.place(s.start), context.place(s.end)) for r in context.record.dates for s in r.spans]
    for match in _YEAR.finditer(context.prose.text):
        start = match.start()
        if not _is_stale(match["year"], limit):
            continue
        sentence, _ = context.prose.sentence(start)
        if _SELF.match(context.prose.text, sentence, start):
            yield start, match.end(), ()
            continue
        if any(a <= start < b for a, b in dated) or _is_past(context, match, sentence):
            continue
        if _ahead(context, start, context.source(*context.prose.plain(start, start + 1))[0]):
            yield start, match.end(), ()


def _aims_of_last_year(context: Context, limit: int) -> Iterator[_Place]:
    """Aims for the year in whose last weeks a plan for the next was issued: "phấn đấu trong năm 2025 …" in December."""
    if context.issued is None or context.issued.year != limit or context.issued.month < _LAST_WEEKS:
        return
    if limit in about_years(context):
        return
    for match in _YEAR.finditer(context.prose.text):
        begin, _ = context.prose.sentence(match.start())
        if int(match["year"]) != limit or not _AIMS.search(context.prose.text, begin, match.start()):
            continue
        if _ahead(context, match.start(), context.source(*context.prose.plain(match.start(), match.start() + 1))[0]):
            yield match.start(), match.end(), ()


def _is_stale(year: str, limit: int) -> bool:
    return year.isdigit() and limit - _FARTHEST <= int(year) < limit


def _is_stale_date(record: DateRecord, limit: int) -> bool:
    """Whether a date of what lies ahead is that of an earlier year, as it is written and to its last day."""
    if record.role not in DATED_AHEAD or record.date is None or "inferred-year" in record.doubts:
        return False
    if "/.." in record.date.edtf or not _is_stale(record.date.edtf[:4], limit):
        return False
    return not record.date.last or int(record.date.last[:4]) < limit


def _is_past(context: Context, match: regex.Match[str], sentence: int) -> bool:
    """Whether a year in a sentence that begins at ``sentence`` is meant as past: compared with, counted from."""
    prose = context.prose
    if _OTHERWISE.match(prose.text, sentence, match.start()):
        return True
    if "\t" in prose.text[slice(*prose.paragraph(match.start()))]:
        return True  # columns of a table name the years that they compare
    if _OPENS.match(prose.text, sentence, match.start()) and _tells_a_result(context, match.end()):
        return True
    if _counts_exactly(context, match, sentence):
        return True
    if _OPENS.match(prose.text, sentence, match.start()) and _LIKEWISE.match(prose.text, match.end()):
        return True
    if _NOT_HELD.match(prose.text, match.end()) or _counts_again(context, match):
        return True
    if _counts_in_brackets(context, match, sentence):
        return True
    compared = _COMPARED.match(prose.text, sentence, match.start())
    return compared is not None and _FIGURE.match(prose.text, match.end()) is not None


def _counts_exactly(context: Context, year: regex.Match[str], sentence: int) -> bool:
    """Whether a sentence opens with its time and has a figure that nobody would aim at: "Quý III năm 2025 … 1.362 đơn
    vị máu".
    """
    opens = _OPENS_WITH_TERM.match(context.prose.text, sentence, year.start())
    end = context.prose.sentence(year.start())[1]
    figures = [
        match[0].split(" ")[0].replace(".", "") for match in _COUNTED.finditer(context.prose.text, year.end(), end)
    ]
    return opens is not None and any(len(figure) >= _LEAST_DIGITS and figure[-1] not in "05" for figure in figures)


def _counts_in_brackets(context: Context, year: regex.Match[str], sentence: int) -> bool:
    """ "320 người (năm 2025 xã được giao 280 người)", "250 người (lần 4, năm 2025, có 228 người)"."""
    text = context.prose.text
    opened, closed = text.rfind("(", sentence, year.start()), text.rfind(")", sentence, year.start())
    ended = text.find(")", year.end())
    return (
        opened > closed and regex.search(r"\d", text, pos=year.end(), endpos=ended if ended > 0 else None) is not None
    )


def _counts_again(context: Context, year: regex.Match[str]) -> bool:
    """Whether a sentence counts for its year what those before it in the paragraph count for this year."""
    text = context.prose.text
    (begin, end), (paragraph, _) = context.prose.sentence(year.start()), context.prose.paragraph(year.start())
    again = {match["noun"] for match in _COUNTED.finditer(text, year.end(), end)}
    return bool(again) and again <= {match["noun"] for match in _COUNTED.finditer(text, paragraph, begin)}


def _tells_a_result(context: Context, start: int) -> bool:
    """Whether the first figure of a sentence, from a place on, is one that was reached."""
    _, end = context.prose.sentence(start)
    places = [context.place(span.start) for fact in context.record.results for span in fact.spans[:1]]
    aims = [context.place(span.start) for fact in context.record.targets for span in fact.spans[:1]]
    return any(start <= at < end for at in places) and not any(start <= at < end for at in aims)


@memo
def _cited(context: Context) -> list[tuple[int, int]]:
    return [(context.place(s.start), context.place(s.end)) for c in context.record.citations for s in c.spans]


def _ahead(context: Context, start: int, offset: int, *, limited: bool = False) -> bool:
    """Whether the passage around a year looks ahead, and the year is not that of a paper that it names.

    ``limited`` says that the year is that of a deadline, so that reports on results are still to be made.
    """
    if _is_frame(context, offset) or looks_back(context, offset):
        return False
    begin, end = context.prose.sentence(start)
    sentence = context.prose.text[begin:end]
    if (
        _COUNTS_WHAT_WAS.search(sentence)
        or retrospective(sentence)
        or any(a < end and begin < b for a, b in _cited(context))
    ):
        return False
    before = context.prose.text[max(begin, start - 110) : start]
    if _ACT.search(before):
        return False
    if limited or not _OUTCOME.search(sentence) or (_BUDGET.match(before) and not _SETTLED.search(before)):
        return True
    # early in the year last year's results are still to be summed up
    return _SUMS_UP.match(sentence) is not None and (context.issued is None or context.issued.month > 2)


def _is_frame(context: Context, offset: int) -> bool:
    """Whether a place is letterhead, title, opening before the first heading, or lies behind the text.

    Behind the recipients of a decision may follow the plan that it issues, with headings of its own.
    """
    sections = context.sections
    header = context.record.header
    fields = (header.subject, header.issued_date, header.code_number, header.signer_name)
    framed = [span for field in fields if field for span in field.spans]
    if any(s.start <= offset < s.end for s in framed):
        return True
    if sections and offset < sections[0].span.start:
        return True
    first = min((s.start for r in context.record.recipients for s in r.spans), default=None)
    return first is not None and offset >= first and not any(first < x.span.start <= offset for x in sections)


def _hit(context: Context, places: list[_Place], about: int) -> Hit:
    """All places as one: they come from the same earlier text, and are looked at together."""
    years = " · ".join(dict.fromkeys(one_line(context.said(start, end).quote) for start, end, _ in places))
    quotes = [_quote(context, start, end) for start, end, _ in places[:_NAMED]]
    said = "; ".join([*quotes, *(["…"] if len(places) > _NAMED else [])])
    field = context.record.header.subject or context.record.header.issued_date
    several = len(places) > 1
    return Hit(
        [*(context.said(start, end) for start, end, _ in places), *(field.spans[:1] if field else ())],
        f"{f'{len(places)} chỗ' if several else 'Chỗ này'} nói về việc sẽ làm nhưng ghi “{years}”, trong khi văn bản "
        f"là của năm {about}: {said}. Kiểm tra có phải còn sót năm của văn bản cũ.",
        f"{f'{len(places)} passages' if several else 'A passage'} on what lies ahead "
        f"{'say' if several else 'says'} “{years}”; the document is about {about}: {said}. "
        "Check whether the year is left over from an earlier text.",
        tuple(record for _, _, records in places for record in records),
    )


def _quote(context: Context, start: int, end: int) -> str:
    """The sentence around a year; of a long one what stands next to the year."""
    sentence, year = (one_line(context.said(*place).quote) for place in (context.prose.sentence(start), (start, end)))
    before, _, behind = sentence.partition(year)
    if len(before) > _BEFORE:
        before = f"… {before[-_BEFORE:].partition(' ')[2]}"
    if len(behind) > _BEHIND:
        behind = f"{behind[:_BEHIND].rpartition(' ')[0]} …"
    return f"“{before}{year}{behind}”"


_NAMED, _BEFORE, _BEHIND = 4, 90, 40  # sentences that are quoted, and how much of each


RULE = Rule("DT207", "year-stale", "warning", "document", check)
