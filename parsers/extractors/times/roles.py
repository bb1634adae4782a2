"""What a date is for: issued, cited, due, event, window, recurring, observance or period."""

from __future__ import annotations

import bisect
import datetime
from dataclasses import dataclass

import regex

from parsers.annotated import AnnotatedDocument
from parsers.extractors.obligations.doers import duty_at, paragraph_at
from parsers.extractors.outlook import looks_ahead
from parsers.extractors.times.invitations import invited_to
from parsers.layout.cues import ATTACHED
from parsers.layout.outline import Paragraph
from parsers.lexicon import load
from parsers.mentions.dates.mentions import DateMention
from parsers.records import DateRole
from parsers.text import either, memo

_WORDS = load("dates")["roles"]

_YEAR_ONLY = regex.compile(r"\d{4}(?:/(?:\d{4}|\.\.))?")
_HALF = regex.compile(r"[\dX]{4}-4[01]")
_DAY = regex.compile(r"[\dX]{4}-[\dX]{2}-[\dX]{2}")
_QUARTER = regex.compile(r"[\dX]{4}-3[3-6]")
_MONTH = regex.compile(r"[\dX]{4}-\d\d")

# between a document number and its date: " ngày ", ", ngày ", " ký ngày "
_AFTER_CODE = regex.compile(r"[ ,(]*(?:(?:ký|đề|ban hành)(?: ngày)?[ :]*)?")
# "Luật Quy hoạch ngày …" · "Công văn ngày …" · "Quyết định số 12 ngày …"
_AFTER_ACT = regex.compile(rf"(?r)(?<!\w)(?:{either(_WORDS['acts'])})(?: số:? ?\S*)?[^.;:,\n\t()]{{0,70}}?,? ")
_ACT_WITH_NUMBER = regex.compile(r"số:? ?\d")
_PLANS = regex.compile(rf"(?<!\w)(?:{either(_WORDS['plans'])})(?!\w)")
_LAW = regex.compile(r"(?r)(?<!\w)(?:luật|pháp lệnh|hiến pháp)(?!\w)[^.;:\n\t()]{0,90}?,? ")
# "Ngày 22/12/2024, Bộ Chính trị đã ban hành Nghị quyết số …"
_THEN_ISSUED = regex.compile(r",? [^.;\n]{0,90}?(?<!\w)(?:ban hành|ký ban hành|có|gửi) [^.;\n]{0,40}?$")
_BASIS = regex.compile(r"\W*(?:căn cứ|xét đề nghị|theo đề nghị)(?!\w)")
# signing stamp: "Thời gian ký: 13/11/2025 15:53:50" · "Ngày ký: …"
# and what is a person's: "sinh ngày 12/5/1998" · "cấp ngày …"
_STAMP = regex.compile(r"(?r)(?:(?:thời gian|ngày|giờ) ký(?: số)? ?:|(?<!\w)(?:sinh|ngày sinh ?:?|cấp|ngày cấp ?:?)) ?")
# "12/3/2026, 08:15", alone in its line: when a browser printed the page
_PRINTED = regex.compile(r"\d{1,2}/\d{1,2}/\d{4},? \d{1,2}:\d{2}(?: [ap]m)?")

# "hoàn thành trong" · "xong trong" · "Thời hạn hoàn thành: "
_FINISHES = regex.compile(rf"(?r)(?<!\w)(?:{either(_WORDS['finishes'])})(?!\w)[^.;\n\t]{{0,60}}")
# "đạt ít nhất 60% chỉ tiêu | trong 6 tháng đầu năm"
_REACHES = regex.compile(r"(?r)(?<!\w)đạt(?!\w)[^.;\n\t]{0,60}")
# "6 tháng đầu năm | trước ngày …" · "quý I/2026 | (chậm nhất …"
_THEN_LIMIT = regex.compile(r"[ (:,]*(?:gửi |nộp |là )*(?:trước|chậm nhất|muộn nhất|hạn chót)(?!\w)")
# "Nhiệm vụ trọng tâm | quý IV năm 2026" · "kết quả | quý III/2026"
_TASKS_OF = regex.compile(r"(?r)(?<!\w)(?:nhiệm vụ|kết quả|phương hướng)(?: công tác)?(?: trọng tâm)?(?: của)? ")
# in a schedule, behind the day: ": Họp Ban Tổ chức" · ": tổ chức Ngày hội" · ": Tập huấn …"
_GATHERING = regex.compile(rf" ?:? ?(?:tổ chức )?(?:{either(_WORDS['gatherings'])})(?!\w)")
# "lập danh sách gửi … " · "báo cáo Sở Y tế kết quả "
_HANDS_IN = regex.compile(rf"(?r)(?<!\w)(?:{either(_WORDS['hands_in'])})(?!\w)[^.;\n\t]{{0,140}}")
# "Thời gian hoàn thành: " · "Thời hạn ban hành: " · "Tiến độ: "
_DUE_FIELD = regex.compile(
    rf"(?r)(?<!\w)(?:{either(_WORDS['due_fields'])})[^:\n\t.;]{{0,40}}: ?(?:hoàn thành |xong |thực hiện |dự kiến )*"
)
# "Thời gian thực hiện: " · "Lộ trình: từ "
_TIME_FIELD = regex.compile(
    rf"(?r)(?<!\w)(?:{either(_WORDS['time_fields'])})[^:\n\t.;]{{0,40}} ?: ?(?:[^:\n\t.;]{{0,60}} )?"
)
_OCCASION = regex.compile(rf"(?<!\w)(?:{either(_WORDS['occasions'])})(?!\w)")
# the state of things on a day: "tính đến " · "số liệu đến " · "đến " before a report's day
_AS_OF = regex.compile(r"(?:tính|cập nhật|số liệu|tại thời điểm|thời điểm|đến thời điểm)(?!\w)|đến ?$")
# the stretch that a report covers: "số liệu tính từ "
_COVERS = regex.compile(rf"(?r)(?<!\w)(?:{either(_WORDS['covers'])})(?!\w)[^.;\n\t]{{0,40}}")
_TO_NOW = regex.compile(r"đến (?:nay|thời điểm|hiện nay)")
_FEW_DAYS = 4
_LONGEST_TITLE = 160
# "III. TIẾN ĐỘ THỰC HIỆN" · "Lộ trình" · "Thời gian thực hiện"
_SCHEDULE = regex.compile(r"(?<!\w)(?:tiến độ|lộ trình|thời gian (?:triển khai|thực hiện)|tiến trình)(?!\w)")


@dataclass(frozen=True, slots=True)
class Dated:
    """A mention with its role and the paragraph that it stands in."""

    mention: DateMention
    role: DateRole
    paragraph: Paragraph


@memo
def dated(annotated: AnnotatedDocument) -> list[Dated]:
    """The mentions of the document with their roles, in order; bare years have the role of a window.

    Signing stamps and the words of recipients are left out.
    """
    found: list[Dated] = []
    ends = [c.end for c in sorted(annotated.codes, key=lambda c: c.end)]
    issued = annotated.header.issued_date
    spans = [(s.start, s.end) for s in issued.spans] if issued else []
    for mention in annotated.dates:
        paragraph = paragraph_at(annotated, mention.start)
        if paragraph is None or paragraph.zone in ("recipients", "signature"):
            continue
        norm = annotated.view.norm
        if _STAMP.match(norm, max(0, mention.start - 20), mention.start):
            continue
        block = annotated.view.block_at(mention.start)
        if _PRINTED.fullmatch(norm, block.start, block.end):
            continue
        start, end = annotated.view.source(mention.start, mention.end)
        if any(a < end and start < b for a, b in spans):
            found.append(Dated(mention, "issued", paragraph))
            continue
        found.append(Dated(mention, _role(annotated, mention, paragraph, ends), paragraph))
    return found


def year_only(mention: DateMention) -> bool:
    """Whether the mention names years and nothing finer."""
    return mention.value is not None and _YEAR_ONLY.fullmatch(mention.value.edtf) is not None


def in_time_label(annotated: AnnotatedDocument, mention: DateMention) -> bool:
    """Whether the mention stands in the "Thời gian thực hiện: …" line, or time cell, of a task."""
    duty = duty_at(annotated, mention.start)
    if duty is None or not any(a <= mention.start < b for a, b in duty.labels):
        return False
    block = annotated.view.block_at(mention.start)
    if block.block.table is not None:
        return True
    return _TIME_FIELD.match(annotated.view.norm, block.start, mention.cue_start) is not None or (
        _DUE_FIELD.match(annotated.view.norm, block.start, mention.cue_start) is not None
    )


def _role(annotated: AnnotatedDocument, mention: DateMention, paragraph: Paragraph, code_ends: list[int]) -> DateRole:
    norm = annotated.view.norm
    cited = _cited(annotated, mention, paragraph, code_ends)
    if cited:
        return cited
    if mention.rrule:
        return "recurring"
    if mention.offset:
        return "due"
    value = mention.value
    if value is None:
        return "event"
    if mention.named:
        return "observance"
    if paragraph.zone == "letterhead" and mention.weekday is not None and mention.cue_start == paragraph.content:
        return "event"  # "Thứ Hai (16/3/2026): …" of a calendar
    if paragraph.zone == "letterhead":  # "V/v đăng ký hiến máu 6 tháng cuối năm 2026" of a letter is its subject
        return "issued" if _DAY.fullmatch(value.edtf) else "period"
    before = max(paragraph.start, mention.cue_start - 200)
    cue = norm[mention.cue_start : mention.start]
    ahead = looks_ahead(annotated, mention.start)
    if invited_to(annotated, mention):
        return "event"
    if mention.relation in ("before", "by"):
        if cue.strip() in ("đến", "đến hết", "hết") and not ahead and paragraph.zone != "title":
            return "period"  # "Đến ngày 31/5/2026, toàn huyện đã có …"
        return "due"
    finishes = bool(
        cue.startswith("xong")
        or _FINISHES.match(norm, max(before, mention.cue_start - 80), mention.cue_start)
        or _DUE_FIELD.match(norm, before, mention.cue_start)
    )
    edtf = value.edtf
    if paragraph.zone == "title":
        return "period"
    if "/" in edtf:
        return _interval_role(annotated, mention, before, finishes, ahead)
    if mention.relation is None and not _DAY.fullmatch(edtf) and _THEN_LIMIT.match(norm, mention.end):
        return "period"  # "báo cáo 6 tháng đầu năm trước ngày 15/6": what the report covers
    if mention.relation is None and _QUARTER.fullmatch(edtf) and _TASKS_OF.match(norm, before, mention.cue_start):
        return "period"
    if _HALF.fullmatch(edtf):
        reaches = mention.relation == "within" and _REACHES.match(norm, before, mention.cue_start)
        bound = finishes or (reaches and duty_at(annotated, mention.start) is not None)
        return "due" if bound and ahead else "period"
    if _AS_OF.match(cue):
        return "period"
    if finishes and ahead:
        return "due"
    if ahead and _leads_a_schedule(annotated, mention, paragraph):
        gathers = _GATHERING.match(norm, mention.end, paragraph.end) is not None
        return "event" if gathers and _DAY.fullmatch(edtf) else "due"
    coarse = _MONTH.fullmatch(edtf) is not None or "[" in edtf
    if in_time_label(annotated, mention):
        return "due"
    if not ahead:
        return "period" if coarse and mention.relation == "within" else "event"
    if mention.relation == "within":
        occasion = _OCCASION.search(norm, max(before, mention.cue_start - 60), mention.cue_start)
        if _HANDS_IN.match(norm, before, mention.cue_start):
            return "due"
        if duty_at(annotated, mention.start) is not None and not occasion:
            return "due"
        return "event"
    if coarse and paragraph.opens and mention.start - paragraph.content < 4:
        return "window"  # "1. Quý I/2026: …": a heading that only names its stretch of time
    return "event"


def _leads_a_schedule(annotated: AnnotatedDocument, mention: DateMention, paragraph: Paragraph) -> bool:
    """ "- Ngày 27/3/2026: Chuẩn bị hội trường" under "Tiến độ thực hiện": a piece of work with its day."""
    view = annotated.view
    if mention.cue_start > paragraph.content or not view.norm.startswith((":", " :"), mention.end):
        return False
    node = paragraph.node.parent if paragraph.opens and paragraph.node else paragraph.node
    title = view.norm[node.paragraph.content : node.paragraph.end] if node else ""
    return len(title) < _LONGEST_TITLE and _SCHEDULE.search(title) is not None


def _interval_role(
    annotated: AnnotatedDocument, mention: DateMention, before: int, finishes: bool, ahead: bool
) -> DateRole:
    norm = annotated.view.norm
    value = mention.value
    assert value is not None
    words = norm[mention.start : mention.end]
    days = value.edtf.count("-")
    if not ahead and days == 4 and value.first and value.last and mention.relation is None:
        return "event" if _short(value.first, value.last) else "period"  # "(ngày 08 - 09/7/2026)" of a report
    if _TO_NOW.search(words) or not ahead or _COVERS.match(norm, before, mention.cue_start):
        return "period"
    if "tháng đầu" in words or "tháng cuối" in words or (mention.relation is None and "X" in value.edtf):
        return "period"
    if value.last is None:
        return "window"
    if finishes:
        return "due"
    if value.first and days == 4 and _short(value.first, value.last):
        if value.time or value.part:
            return "event"
        if mention.relation != "from" and _OCCASION.search(norm, before, mention.start):
            return "event"
    return "window"


def _short(first: str, last: str) -> bool:
    return (datetime.date.fromisoformat(last) - datetime.date.fromisoformat(first)).days < _FEW_DAYS


def _cited(
    annotated: AnnotatedDocument, mention: DateMention, paragraph: Paragraph, code_ends: list[int]
) -> DateRole | None:
    norm = annotated.view.norm
    index = bisect.bisect_right(code_ends, mention.cue_start) - 1
    if index >= 0 and mention.cue_start - code_ends[index] < 24:
        gap = norm[code_ends[index] : mention.cue_start]
        if _AFTER_CODE.fullmatch(gap):
            return "issued" if _is_own(annotated, code_ends[index], paragraph) else "cited"
    if mention.rrule or mention.value is None or mention.relation in ("before", "by", "within"):
        return None
    if _BASIS.match(norm, paragraph.start, paragraph.end):
        return "cited"
    day = mention.value.first
    if mention.relation is None and day and day == mention.value.last:
        low = max(paragraph.start, mention.cue_start - 120)
        worded = norm.startswith("ngày", mention.start)
        if worded and _LAW.match(norm, low, mention.cue_start):
            return "cited"
        act = _AFTER_ACT.match(norm, low, mention.cue_start)
        if act and worded:
            issued = annotated.header.issued_date
            known = issued.value.last if issued and issued.value else None
            if _ACT_WITH_NUMBER.search(act[0]) or (known and day <= known and not _PLANS.search(act[0])):
                return "cited"
        following = next((c for c in annotated.codes if c.start > mention.end), None)
        if (
            following
            and following.lead - mention.end < 160
            and _THEN_ISSUED.match(norm, mention.end, max(mention.end, following.lead))
        ):
            return "cited"
    return None


def _is_own(annotated: AnnotatedDocument, code_end: int, paragraph: Paragraph) -> bool:
    """Whether the number is this document's own, as in "(Kèm theo Kế hoạch số /KH-BCĐ ngày /01/2026"."""
    head = annotated.header
    code = next((c for c in annotated.codes if c.end == code_end), None)
    if code is None or head.code_notation is None or head.code_notation.value is None:
        return False
    if code.notation.lower() != head.code_notation.value.lower():
        return False
    own = head.code_number.value if head.code_number else None
    if code.number is None:
        return True
    if own is not None:
        return code.number.lstrip("0") == own.lstrip("0")
    return ATTACHED.match(annotated.view.norm, paragraph.start) is not None
