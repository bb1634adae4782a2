"""Work that names nobody: notes, what all are to hand in, tasks of a part that says who does what, timetables."""

from __future__ import annotations

from parsers import regex
from parsers.annotated import within
from parsers.extractors.obligations.candidate import NOTE, Candidate
from parsers.layout.outline import RANKS, Node
from parsers.lexicon import load
from parsers.mentions.bodies.lists import body_list
from parsers.mentions.bodies.words import begins_with_verb, names_thing
from parsers.text import NormalisedText, either

_LETTER = RANKS["letter"]
_WHO = regex.compile(rf"(?<!\w)(?:{either(load('duties')['who']['titles'])})(?!\w)")
# "Báo cáo tổng hợp hằng ngày gửi UBND tỉnh", "Khi có ca bệnh bất thường, báo cáo ngay về …"
_REPORTS = regex.compile(
    r"(?:(?:khi|trước|sau|định kỳ|hằng|hàng|kết thúc|trong)\ [^.;:]{3,80},\ )?(?:báo cáo|gửi|nộp|tổng hợp)(?!\w)"
    r"[^.;]{0,60}?(?<!\w)(?:về|gửi|cho)\ (?=\p{L})"
)
_HANDED = regex.compile(r"(?<!\w)(?:gửi|nộp) (?:về|cho)(?!\w)")
# "3. Chế độ báo cáo" over "Báo cáo công tác … thực hiện định kỳ 6 tháng", "Số liệu … cập nhật …"
_REPORTING = regex.compile(r"(?<!\w)(?:báo cáo|thông tin)(?!\w)")
_PAPERS = regex.compile(
    r"(?:báo cáo|số liệu|danh sách|biểu(?: mẫu)?|hồ sơ|kết quả|thông tin|phiếu|kế hoạch)(?!\w)[^.;:]*?"
    r"(?<!\w)(?:cập nhật|thực hiện|tổng hợp|lập|gửi|nộp|hoàn thành|chốt)(?!\w)"
)
# "Bản đăng ký (theo Mẫu số 01) | gửi về Hội … trước ngày …", "Hồ sơ gồm …, | nộp trực tiếp tại Sở chậm nhất …"
_HANDED_IN = regex.compile(
    r"(?:các |mọi |toàn bộ )?"
    r"(?:bản|hồ sơ|danh sách|báo cáo|phiếu|biểu mẫu|kết quả|văn bản|đơn|bài dự thi|đề xuất)(?!\w)"
    r"[^;:]{0,200}?(?<!\w)(?:gửi|nộp|chuyển)(?!\w)[^.;:]{0,120}?(?<!\w)(?:về|cho|tại|đến|qua)(?!\w)"
)
# "- Tháng 01/2026 | : | tham mưu …"
_BEHIND_DAY = regex.compile(r"(?: ?\([^()\n]{1,30}\))? ?[:,-] ?+(?!(?:tổ chức|khai mạc|phát động|diễn ra)(?!\w))")
MUST = regex.compile(r"(?<!\w)phải(?!\w)")


def is_for_nobody(c: Candidate) -> bool:
    """A task that names nobody: below a note, a report to be handed in, a task in a part that says who does what."""
    if c.describes or c.paragraph.node is None or c.introduces:
        return False
    noted = c.paragraph.noted and c.paragraph.label is not None
    node = c.above
    told = c.predicate and node is not None and node.rank < _LETTER and says_who(c.view, node)
    must = c.paragraph.label is not None and MUST.search(c.view.norm, c.start, min(c.end, c.start + 110)) is not None
    return noted or told or must or _is_everybodys(c) or _is_scheduled(c)


def is_note(c: Candidate) -> bool:
    """A note behind the work of a body ("* Lưu ý: Danh sách …"), no item of its list: it speaks to all."""
    node = c.paragraph.node
    if NOTE.match(c.view.norm, c.start, c.end) is None or node is None:
        return False
    if not c.paragraph.opens:
        return c.paragraph.label is None
    return not any(one.mark == node.mark for one in node.beside if one is not node)


def is_for_all(c: Candidate) -> bool:
    """A plain paragraph behind the work of a body that begins with a thing to be handed in, by all."""
    holds = c.above is not None and bool(c.above.children)
    return holds and names_thing(c.view, c.start, c.end) and _HANDED.search(c.view.norm, c.start, c.end) is not None


def _is_everybodys(c: Candidate) -> bool:
    """Whether a task that names nobody is there for all: a report to be handed in, a note, a limit among the work."""
    reports = _REPORTS.match(c.view.norm, c.start, c.end) is not None
    return reports or is_for_all(c) or is_note(c) or _among_work(c) or _is_reported(c) or is_handed_in(c)


def is_handed_in(c: Candidate) -> bool:
    """Whether a paragraph says by when papers are due somewhere, whoever has them: "Hồ sơ gồm …, nộp về Sở trước …"."""
    if _HANDED_IN.match(c.view.norm, c.start, c.end) is None:
        return False
    return any(d.relation in ("before", "by") for d in within(c.annotated.dates, c.start, c.end))


def _is_reported(c: Candidate) -> bool:
    """Whether an item on reporting says by when papers are due: "Số liệu cập nhật trên phần mềm trước ngày 25"."""
    node = c.above
    if node is None or not c.paragraph.opens or _PAPERS.match(c.view.norm, c.start, c.end) is None:
        return False
    about = _REPORTING.search(c.view.norm, node.paragraph.content, node.paragraph.end) is not None
    limits = (d for d in within(c.annotated.dates, c.start, c.end) if d.relation in ("before", "by", "every"))
    return about and any(limits)


def _is_scheduled(c: Candidate) -> bool:
    """Whether a line of a timetable says what is to be done then: "- Tháng 01/2026: tham mưu ban hành kế hoạch";
    what is held then is an event.
    """
    dates = within(c.annotated.dates, c.start, c.end) if c.role == "when" and c.paragraph.label is not None else []
    if not dates or dates[0].cue_start != c.start:
        return False
    behind = _BEHIND_DAY.match(c.view.norm, dates[0].end, c.end)
    return behind is not None and begins_with_verb(c.view, behind.end())


def _among_work(c: Candidate) -> bool:
    """Whether an item with a limit stands among items that mostly begin with who has to act: "Sơ kết trước ngày …"."""
    node, view = c.paragraph.node, c.view
    if node is None or not c.paragraph.opens or c.role != "who" or not begins_with_verb(view, c.start):
        return False
    others = [one.paragraph for one in node.beside if one is not node]
    named = [p for p in others if body_list(view, p.content, p.end)[0]]
    limits = (d for d in within(c.annotated.dates, c.start, c.end) if d.relation in ("before", "by"))
    return len(named) > 1 and 2 * len(named) > len(others) and any(limits)


def says_who(view: NormalisedText, node: Node) -> bool:
    """Whether a title is one under which work is handed out: "IV. Tổ chức thực hiện"."""
    return _WHO.search(view.norm, node.paragraph.content, node.paragraph.end) is not None
