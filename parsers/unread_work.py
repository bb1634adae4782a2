"""Paragraphs that read like work and that no record holds.

In comes an annotated document with the record drawn from it, out go those paragraphs in order; ``residue`` lists them.
Work is what the rules found and no record has, and what is likely by what stands around it, where the words do not
say something else: whom a plan concerns, what it costs, how things are, what is to be reached.
"""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from parsers import regex
from parsers.annotated import AnnotatedDocument, within
from parsers.extractors.obligations.candidate import Candidate
from parsers.extractors.obligations.labels import labels_of
from parsers.extractors.obligations.outlook import looks_ahead, tells_results
from parsers.extractors.obligations.parts import part_role, parts
from parsers.extractors.obligations.refusals import is_something_else
from parsers.extractors.obligations.subjects import REQUEST, subject_of
from parsers.extractors.signs import paragraph_vote
from parsers.layout.outline import Node, Paragraph, title_of
from parsers.mentions.bodies.words import begins_with_verb, names_thing
from parsers.mentions.quantities.mentions import TakenStretches
from parsers.records import DocumentRecord, Grounding
from parsers.sentences import sentences
from parsers.text import NormalisedText

LIKELY = 0.1
"""Share of the vote from which on a paragraph without a record is taken for work."""
_SHORTEST = 20
_LONGEST_TITLE, _LONGEST_HEADING, _FEW = 160, 250, 8

# "Thực hiện Chỉ thị số …", "Triển khai Kế hoạch số …"
_CARRIES_OUT = regex.compile(r"(?:thực hiện|triển khai|theo|tiếp theo|để thực hiện)\ ")
# "Đầu mối liên hệ: …" · "Mọi thông tin xin liên hệ ông …": whom to ask is a contact and no work
_ASK_WHOM = regex.compile(r"[^.;]{0,40}?(?<!\w)liên hệ(?!\w)")
# words that ask, whatever a paragraph begins with: "…, đơn vị chịu trách nhiệm giải trình", "Hồ sơ gửi về …"
_ASKS = regex.compile(
    r"(?<!\w)(?:phải|cần|có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|(?<!cơ quan |đơn vị )chủ trì|đề nghị|gửi|nộp"
    r"|báo cáo (?:về|cho))(?!\w)"
)
# "Đối tượng", "Thành phần đoàn kiểm tra", "Phạm vi": whom and what the plan concerns
_CONCERNS = regex.compile(r"(?<!\w)(?:đối tượng|thành phần|phạm vi)(?!\w)")
_AND_MORE = regex.compile(
    r"(?<!\w)(?:nội dung|hình thức|nguyên tắc|tiêu chuẩn|tiêu chí|cách|phương pháp|giải pháp|nhiệm vụ|tổ chức thực hiện"
    r"|quy trình|hồ sơ)(?!\w)"
)
# "Sau 8 năm triển khai …", "Hiện nay, …", "Ngày 22/12/2024, Bộ Chính trị đã ban hành …": how things are and came to be
_TELLS = regex.compile(
    r"(?:sau \d+ (?:năm|tháng)|hiện nay|hiện tại|tuy nhiên|(?:trong )?(?:thời gian|những năm|năm) qua|từ nay)(?!\w)"
    r"|ngày \d{1,2}[/.]\d{1,2}[/.]\d{4},? [^.;]{3,120}? đã (?:ban hành|ký|có|ra)(?!\w)"
)
# "Nhằm nâng cao nhận thức …" · "Quyết định này có hiệu lực …" · "Ban hành kèm theo Quyết định này …"
_NO_WORK = regex.compile(
    r"nhằm (?!thực hiện)|ban hành kèm theo |(?:quyết định|kế hoạch|quy chế|quy định) này có hiệu lực(?!\w)"
)
_FOOTNOTE = regex.compile(r"\[\d{1,2}\] ")
# "01 vị trí tại khu vực …" · "Hệ thống giám sát hành trình …": things, with or without their number
_THINGS = regex.compile(r"\d[\d.]* (?!ngày|tuần|tháng|năm|giờ|phút)\p{L}|(?:các )?hệ thống (?!hóa)")
# "Truyền thông về …" says what is to be done
_DOES = regex.compile(r"truyền thông (?:về|cho|trên|đến|tới)(?!\w)")
# "Ngân sách địa phương: | chi cho …"
_LABEL = regex.compile(r"[^.;:\n]{2,90}: ?")
# "Hỗ trợ từ ngân sách Trung ương"
_SOURCE = regex.compile(r"(?:hỗ trợ|huy động|tài trợ|đóng góp) từ(?!\w)")


def unread_work(annotated: AnnotatedDocument, record: DocumentRecord) -> list[Paragraph]:
    """The paragraphs of body and annexes that read like work and are in no obligation, in order.

    Items of one list share their fate: where most that begin with work are listed, the others are too.
    """
    covered, counted = _stretches(record.obligations), _stretches(record.targets, record.results)
    free = [
        paragraph
        for paragraph in annotated.outline.zone("body", "annex")
        if paragraph.block.role != "footnote"
        and paragraph.end - paragraph.content >= _SHORTEST
        and not covered.overlaps(*annotated.view.source(paragraph.content, paragraph.end))
    ]
    found = {duty.start for duty in annotated.duties}
    charged = _charged_above(annotated)
    able = [
        paragraph
        for paragraph in free
        if paragraph.block.table is None
        and paragraph.content not in found
        and bisect.bisect_left(charged, paragraph.content) == bisect.bisect_left(charged, paragraph.end)
        and _may_be_work(annotated, paragraph)
        and not _is_counted(annotated, paragraph, counted)
    ]
    likely = {p.start for p in able if paragraph_vote(annotated, p.start).share >= LIKELY}
    likely |= _in_likely_lists(annotated, able, likely)
    return [p for p in free if p.content in found or p.start in likely]


def _stretches(*lists: Sequence[Grounding]) -> TakenStretches:
    """Where the facts of some lists stand, in the source."""
    return TakenStretches(sorted((span.start, span.end) for facts in lists for fact in facts for span in fact.spans))


def _charged_above(annotated: AnnotatedDocument) -> list[int]:
    """Where those begin whom a title charges with the duties below it, in order."""
    bodies = {
        body.start
        for duty in annotated.duties
        for body in duty.bodies
        if not duty.paragraph.start <= body.start < duty.paragraph.end
    }
    return sorted(bodies)


def _in_likely_lists(annotated: AnnotatedDocument, able: list[Paragraph], likely: set[int]) -> set[int]:
    """Where the items begin that begin with work beside others of their list that do, of which most are likely."""
    lists: dict[tuple[Node | None, str], list[int]] = {}
    for paragraph in able:
        node = paragraph.node
        if paragraph.opens and node is not None and node.mark and begins_with_verb(annotated.view, paragraph.content):
            lists.setdefault((node.parent, node.mark), []).append(paragraph.start)
    return {at for items in lists.values() if 2 * len(likely.intersection(items)) >= len(items) for at in items}


# --- what is none -----------------------------------------------------------------------------------------------------


def _may_be_work(annotated: AnnotatedDocument, paragraph: Paragraph) -> bool:
    """Whether the words of a paragraph leave it open that it gives somebody work."""
    view, place = annotated.view, (paragraph.content, paragraph.end)
    if tells_results(annotated, paragraph.content) or not looks_ahead(annotated, paragraph.content):
        return False
    if labels_of(view, paragraph) or _only_opens(view, paragraph) or _is_note_or_date(annotated, paragraph):
        return False
    if within(annotated.contacts, paragraph.start, paragraph.end) and _ASK_WHOM.match(view.norm, *place):
        return False
    if is_something_else(Candidate(annotated, paragraph, paragraph.end, [])) or _tells_why(annotated, paragraph):
        return False
    return _asks(annotated, paragraph) or not _describes(view, paragraph)


def _only_opens(view: NormalisedText, paragraph: Paragraph) -> bool:
    """Whether a line is the heading of its items, or announces them."""
    node = paragraph.node
    if view.text[paragraph.end - 1] == ":":
        return True
    heads = paragraph.opens and node is not None and bool(node.children)
    short = paragraph.end - paragraph.content < _LONGEST_HEADING
    return heads and short and view.text[paragraph.end - 1] not in ".;"


def _is_note_or_date(annotated: AnnotatedDocument, paragraph: Paragraph) -> bool:
    """Whether a line is a footnote at the end of the text, "[1] Nghị quyết …", or says nothing but a time."""
    if _FOOTNOTE.match(annotated.view.norm, paragraph.content, paragraph.end):
        return True
    dates = within(annotated.dates, paragraph.content, paragraph.end)
    return any(d.cue_start - paragraph.content <= _FEW and paragraph.end - d.end <= 1 for d in dates)


def _tells_why(annotated: AnnotatedDocument, paragraph: Paragraph) -> bool:
    """Whether a paragraph in front of the parts names the document that this one carries out, and asks nobody."""
    place = (paragraph.content, paragraph.end)
    if paragraph.node is not None or not _CARRIES_OUT.match(annotated.view.norm, *place):
        return False
    return bool(within(annotated.codes, *place)) and REQUEST.search(annotated.view.norm, *place) is None


def _asks(annotated: AnnotatedDocument, paragraph: Paragraph) -> bool:
    """Whether something is asked of somebody in so many words, or due by a day, whatever a paragraph begins with."""
    place = (paragraph.content, paragraph.end)
    if _ASKS.search(annotated.view.norm, *place) or _charges(annotated.view, *place):
        return True
    return any(date.relation in ("before", "by") for date in within(annotated.dates, *place))


def _charges(view: NormalisedText, start: int, end: int) -> bool:
    """Whether somebody is charged with something: "giao Sở Y tế …", not "tham gia giao thông", "theo yêu cầu"."""
    return any(
        view.text[asked.end()].isupper() or view.norm.startswith(("các ", "mỗi "), asked.end())
        for asked in REQUEST.finditer(view.norm, start, end)
        if asked.end() < end
    )


def _describes(view: NormalisedText, paragraph: Paragraph) -> bool:
    """Whether a paragraph says whom and what a plan concerns, what pays for it, or how things are."""
    norm, start, end = view.norm, paragraph.content, paragraph.end
    if _NO_WORK.match(norm, start, end) or _TELLS.match(norm, start, end) or _SOURCE.match(norm, start, end):
        return True
    label = _LABEL.match(norm, start, end)
    acts = begins_with_verb(view, start) or _DOES.match(norm, start, end)
    if acts or (label and label.end() < end and begins_with_verb(view, label.end())):
        return False
    if _concerns(view, paragraph):
        return True
    if any(subject_of(view, a, b, b) for a, b in sentences(view).within(start, end)):
        return False
    of_money = part_role(view, paragraph) == "money"
    return of_money or names_thing(view, start, end) or _THINGS.match(norm, start, end) is not None


def _concerns(view: NormalisedText, paragraph: Paragraph) -> bool:
    """Whether the nearest title that says what its lines are, says that they name whom and what the plan concerns."""
    for node in parts(paragraph):
        start, end = title_of(view, node)
        if end - start >= _LONGEST_TITLE or _AND_MORE.search(view.norm, start, end):
            return False
        if _CONCERNS.search(view.norm, start, end):
            return True
    return False


def _is_counted(annotated: AnnotatedDocument, paragraph: Paragraph, counted: TakenStretches) -> bool:
    """Whether a paragraph is told by its figure: in a part that says what is to be reached, or in its only clause."""
    view, place = annotated.view, (paragraph.content, paragraph.end)
    if not counted.overlaps(*view.source(*place)) or _asks(annotated, paragraph):
        return False
    more = ";" in view.text[slice(*place)] or len(sentences(view).within(*place)) > 1
    return not more or part_role(view, paragraph) == "targets"
