"""Whether a date binds somebody, and how: before, by, on, within a day or stretch, or every so often.

In comes a date with its role, out goes the relation of the deadline that it is, or ``None``.
"""

from __future__ import annotations

from parsers import regex
from parsers.annotated import AnnotatedDocument
from parsers.extractors.obligations.doers import duty_at
from parsers.extractors.obligations.needs import says_what_is_needed
from parsers.extractors.obligations.outlook import looks_ahead
from parsers.extractors.obligations.parts import part_role
from parsers.extractors.obligations.subjects import subject_of
from parsers.extractors.obligations.task_tables import BEGINS
from parsers.extractors.times.columns import head_of
from parsers.extractors.times.invitations import invited_to
from parsers.extractors.times.offsets import relation_of
from parsers.extractors.times.roles import Dated, in_time_label, year_only
from parsers.extractors.times.submission import CLAUSE_BREAK
from parsers.lexicon import load
from parsers.mentions.dates.context import NAMED_BEHIND
from parsers.mentions.dates.mentions import DateMention
from parsers.records import DeadlineRelation
from parsers.sentences import Sentences
from parsers.text import either

_WORDS = load("dates")["deadlines"]

# "Hoàn thành trong năm 2025" · "xong trong năm 2026"
_FINISHES = regex.compile(r"(?r)(?<!\w)(?:hoàn thành|hoàn tất|xong|kết thúc)(?!\w)[^.;\n\t]{0,60}")
_FINISHES_HERE = regex.compile(r"(?r)(?<!\w)(?:hoàn thành|hoàn tất|xong|kết thúc):? ")
# "gia hạn thời gian tổ chức đại hội đến ngày …": how long something may last
# "đến ngày 30/9 | toàn phường mới tiếp nhận được 500 đơn vị": what was reached by then
_REACHED = regex.compile(r",? (?:\w+ ){0,6}?(?:mới(?: chỉ)?|đã|chỉ) \w+(?: \w+)? (?:được|xong|đạt)(?!\w)")
_LASTS = regex.compile(r"(?r)(?<!\w)(?:gia hạn|kéo dài|duy trì)(?!\w)[^.;\n\t]{0,100}")
# "Thời gian đăng ký được gia hạn | đến ngày 08/3"
_EXTENDED_LIMIT = regex.compile(
    r"(?r)(?<!\w)(?:đăng ký|nộp|gửi|báo cáo|thời hạn|hạn chót)(?!\w)[^.;\n\t]{0,60}(?<!\w)gia hạn(?: thêm)? "
)
# what somebody is to do on the day itself: "cử 02 đồng chí … vào chiều ngày …", "hỗ trợ …"
_ON_THE_DAY = regex.compile(rf"(?<!\w)(?:{either(_WORDS['on_the_day'])})(?!\w)")
# "Thời gian tuyên truyền từ ngày …": a stretch of time that is described, not a piece of work
_DESCRIBES = regex.compile(r"\W*(?:thời gian|thời điểm|địa điểm|kinh phí)(?!\w)")
# "Triển khai chiến dịch “Giọt máu mùa hè” từ ngày … đến ngày …": an event, where nobody is charged with it
_CAMPAIGN = regex.compile(r"(?<!\w)(?:chiến dịch|hành trình|đợt cao điểm)(?!\w)")
# "“Chủ nhật Đỏ” lần thứ XVIII: | từ ngày …" · "Triển khai Tháng hành động (| từ ngày …": the event's own time
_OWN_TIME = regex.compile(
    r"[“\"]?(?:chiến dịch|hành trình|chủ nhật đỏ|lễ hội|ngày hội|(?:các )?(?:điểm|đợt|buổi) (?:hiến|tiếp nhận|lấy) máu)"
    r"(?!\w)[^.;:\n\t]{0,80}: ?(?:dự kiến )?$"
    r"|[^.;\n\t]{0,60}(?<!\w)(?:chiến dịch|tháng hành động|tuần lễ)(?!\w)[^.;:()\n\t]{0,60}\($"
)
_HOLDS = regex.compile(r"(?<!\w)(?:tổ chức|chủ trì|đăng cai|khai mạc|diễn ra)(?!\w)")
_DOES = regex.compile(rf"(?:[-+*•] ?)?(?:{either(_WORDS['begins'])})(?!\w)")
_REPORTS = regex.compile(rf"(?<!\w)(?:{either(_WORDS['reports'])})(?!\w)")
# "Xong trước ngày" · "Thời hạn", over a column of days
_HEADS: tuple[tuple[DeadlineRelation, regex.Pattern[str]], ...] = (
    ("before", regex.compile(r"(?<!\w)trước(?!\w)")),
    ("by", regex.compile(r"(?<!\w)(?:hạn|hoàn thành|xong|(?:chậm|muộn|trễ) nhất|nộp)(?!\w)")),
)
# "Mít tinh hưởng ứng …" · "Tổ chức lễ tôn vinh"
_GATHERS = regex.compile(rf"(?:tổ chức )?(?:{either(load('dates')['roles']['gatherings'])})(?!\w)")
# "người dân có thể hiến máu tại …, | vào thứ Ba và thứ Năm hằng tuần"
_OPEN_TO_ALL = regex.compile(r"(?<!\w)(?:có thể|mở cửa|làm việc|được (?:phục vụ|tiếp nhận|đón tiếp))(?!\w)")
# "đăng mỗi tuần | tối thiểu 03 tin", "mỗi tháng | 02 buổi", "mỗi ngày | tiếp nhận ít nhất 130 đơn vị máu": how much
_SO_MUCH = regex.compile(
    r" (?:(?:tiếp nhận|thu|lấy|đón) )?(?:(?:ít nhất|tối thiểu|từ|trên|khoảng|không dưới|không ít hơn) )?"
    r"\d{1,4}(?! ?/)(?! lần)"
)
# "90% hộ gia đình được kiểm tra dụng cụ chứa nước | mỗi tháng một lần": what a share is to get
_SHARE_GETS = regex.compile(r"(?r)\d ?%[^.;:\n\t]{0,80}(?<!\w)được (?!giao)[^.;:\n\t]{0,80}")
# "80% cán bộ hiến máu | 01 lần/năm": how often people give is to be reached
_GIVES = regex.compile(r"(?r)(?<!\w)(?:hiến (?:máu|tiểu cầu)|tham gia)(?: [^.;:,\n\t]{1,30})? ")
# "Toàn tỉnh tiếp nhận 2.400 đơn vị máu | trong quý III"
_BRINGS_IN = regex.compile(
    r"(?r)(?<!\w)(?:tiếp nhận|vận động|thu|thu nhận|đạt|hiến)(?!\w)[^.;:\n]{0,20}\d[\d.]*[^.;:,\n]{0,40}"
)
_OF_BLOOD = regex.compile(r"\d (?:đơn vị|đv|túi) máu")
# "quan trắc với tần suất | 02 lần/năm": how often something is measured
_FREQUENCY = regex.compile(r"(?r)(?<!\w)tần suất(?!\w)[^.;:\n\t]{0,30}:? ?")
_SENTENCE_END = regex.compile(r" ?(?:[.;\n\t]|$)")
_BEHIND_DAY = regex.compile(r" ?: (?P<limit>(?:hạn chót|hạn cuối|thời hạn|hạn)(?: để)? )?")
_HELD = regex.compile(
    r"(?<!\w)(?:tổ chức|chủ trì|đăng cai|khai mạc|diễn ra|ngày hội|tiếp nhận máu|hiến máu|lấy máu)(?!\w)"
)
_NEAR = 90
_NO_LIMIT = frozenset({"issued", "cited", "observance", "period"})


def binding(annotated: AnnotatedDocument, one: Dated, sentences: Sentences) -> DeadlineRelation | None:
    """How the date binds a duty; ``None`` where it binds none."""
    mention = one.mention
    if one.paragraph.zone not in ("body", "annex") or one.paragraph.block.role == "footnote":
        return None
    if one.role in _NO_LIMIT or not looks_ahead(annotated, mention.start):
        return None
    begin, end = sentences.around(mention.start)
    if mention.offset:
        return relation_of(annotated, mention, begin, end)
    if one.role == "recurring":
        return _of_a_repetition(annotated, one, sentences, begin)
    if year_only(mention):
        return _of_a_year(annotated, mention)
    if one.role == "due":
        return _of_a_limit(annotated, one, begin)
    if one.role == "window":
        return _of_a_stretch(annotated, one, begin, end)
    if one.role != "event" or invited_to(annotated, mention):
        return None
    return _of_a_day(annotated, one, max(begin, one.paragraph.content))


def _of_a_repetition(
    annotated: AnnotatedDocument, one: Dated, sentences: Sentences, begin: int
) -> DeadlineRelation | None:
    if _is_measure(annotated, one, begin):
        return None
    if weakly_bound(annotated, one, sentences) and _binds_nobody(annotated, one, begin):
        return None
    return _limit(one.mention) or "every"


def _is_measure(annotated: AnnotatedDocument, one: Dated, begin: int) -> bool:
    """Whether a repetition says how much there is to be or is needed, or what a share of people or things is to get."""
    norm, mention = annotated.view.norm, one.mention
    if _limit(mention) or mention.rrule is None or "BY" in mention.rrule[0]:
        return False
    if norm.startswith(("mỗi", "từng"), mention.start) and _SO_MUCH.match(norm, mention.end):
        return True
    if says_what_is_needed(norm, begin, annotated.view.block_at(begin).end):
        return True
    charged = duty_at(annotated, mention.start) is not None
    return not charged and _SHARE_GETS.match(norm, begin, mention.cue_start) is not None


def _binds_nobody(annotated: AnnotatedDocument, one: Dated, begin: int) -> bool:
    """Whether a repetition says how much of something there is to be, when something is open, or how long a day is."""
    if "several-per-period" in one.mention.doubts:
        return True  # "Phát thanh trên loa 02 lần/tuần"
    if _is_frequency(annotated, one) or _ends_sentence(annotated, one.mention):
        return True
    if NAMED_BEHIND.match(annotated.view.norm, one.mention.end):
        return True  # "Ngày 07/4 hằng năm là Ngày toàn dân hiến máu tình nguyện"
    if _OPEN_TO_ALL.search(annotated.view.norm, begin, one.mention.cue_start):
        return True
    if _DESCRIBES.match(annotated.view.norm, one.paragraph.content, one.mention.cue_start):
        return True
    gives = _GIVES.match(annotated.view.norm, begin, one.mention.cue_start)
    return gives is not None and part_role(annotated.view, one.paragraph) == "targets"


def _is_frequency(annotated: AnnotatedDocument, one: Dated) -> bool:
    head = head_of(annotated, one.paragraph)
    begins = max(0, one.mention.cue_start - _NEAR)
    return "tần suất" in head or _FREQUENCY.match(annotated.view.norm, begins, one.mention.cue_start) is not None


def _ends_sentence(annotated: AnnotatedDocument, mention: DateMention) -> bool:
    """Whether a plain "hằng năm" ends what is done: "Tổ chức hội thi nhân viên y tế giỏi hằng năm."."""
    return mention.rrule == ("FREQ=YEARLY",) and (
        _SENTENCE_END.match(annotated.view.norm, mention.end) is not None
        and mention.cue_start > annotated.view.block_at(mention.start).start
    )


def weakly_bound(annotated: AnnotatedDocument, one: Dated, sentences: Sentences) -> bool:
    """Whether a repetition is a duty only because nothing speaks against it: nobody is charged, nothing handed in."""
    if one.role != "recurring" or _limit(one.mention) or in_time_label(annotated, one.mention):
        return False
    begin, end = sentences.around(one.mention.start)
    return duty_at(annotated, one.mention.start) is None and not _REPORTS.search(annotated.view.norm, begin, end)


def _limit(mention: DateMention) -> DeadlineRelation | None:
    return "before" if mention.relation == "before" else "by" if mention.relation == "by" else None


def _of_a_limit(annotated: AnnotatedDocument, one: Dated, begin: int) -> DeadlineRelation | None:
    norm, mention = annotated.view.norm, one.mention
    limit = _limit(mention)
    if _REACHED.match(norm, mention.end) or norm.startswith("sau ", mention.cue_start):
        return None  # "không nhận đăng ký sau ngày …": what nobody does then
    if BEGINS.search(head_of(annotated, one.paragraph)):
        return None
    if limit:
        lasts = norm.startswith("đến", mention.cue_start) and _LASTS.match(norm, begin, mention.cue_start)
        return None if lasts and not _EXTENDED_LIMIT.match(norm, begin, mention.cue_start) else limit
    if mention.relation == "within" or (mention.value and mention.value.first != mention.value.last):
        return None if _is_term_of_aim(annotated, one, begin) else "within"
    if limit_of_column := _of_a_column(annotated, one):
        return limit_of_column
    # "- Ngày 27/3/2026: Chuẩn bị …" is work of that day, "Thời hạn hoàn thành: 30/6/2026" a limit
    return "on" if mention.relation == "on" or mention.cue_start == one.paragraph.content else "by"


def _is_term_of_aim(annotated: AnnotatedDocument, one: Dated, begin: int) -> bool:
    """Whether it is when an aim holds: "Trong quý I tiếp nhận tối thiểu 180 đơn vị máu" under "Mục tiêu"; not "Kiện
    toàn xong tổ vận động trong quý II".
    """
    norm, mention = annotated.view.norm, one.mention
    brings = _BRINGS_IN.match(norm, max(begin, mention.cue_start - _NEAR), mention.cue_start)
    if brings and _OF_BLOOD.search(brings[0]):
        return True
    if part_role(annotated.view, one.paragraph) != "targets" or duty_at(annotated, one.mention.start) is not None:
        return False
    return brings is not None or mention.cue_start <= max(begin, one.paragraph.content)


def _of_a_column(annotated: AnnotatedDocument, one: Dated) -> DeadlineRelation | None:
    """How the head of a column says that its days bind; what takes place does so on the day itself."""
    head = head_of(annotated, one.paragraph)
    relation = next((r for r, words in _HEADS if words.search(head)), None)
    duty = duty_at(annotated, one.mention.start)
    held = relation == "by" and duty is not None and _GATHERS.match(annotated.view.norm, duty.start)
    return "on" if held else relation


def _of_a_stretch(annotated: AnnotatedDocument, one: Dated, begin: int, end: int) -> DeadlineRelation | None:
    norm, mention = annotated.view.norm, one.mention
    if mention.value is None or not mention.value.last:
        return None
    if in_time_label(annotated, mention):
        return "within"
    duty = duty_at(annotated, mention.start)
    if _OWN_TIME.match(norm, one.paragraph.content, mention.cue_start):
        return None
    role = part_role(annotated.view, one.paragraph)
    held = role == "when" and _HOLDS.search(norm, clause_start(annotated, mention, begin), mention.cue_start)
    if held or (duty is None and role == "targets"):
        return None  # the time of an event, the period of a target
    if duty is None and _CAMPAIGN.search(norm, begin, mention.cue_start):
        return None
    if _DESCRIBES.match(norm, begin, end) or mention.value.edtf.count("-") < 4:
        return None  # "Thời gian tuyên truyền từ …"; "nhu cầu máu từ tháng 6 đến tháng 8"
    return "within" if duty or _DOES.match(norm, one.paragraph.content) else None


def _of_a_day(annotated: AnnotatedDocument, one: Dated, begin: int) -> DeadlineRelation | None:
    return _heading_a_line(annotated, one) or _on_the_day(annotated, one.mention, begin)


def _heading_a_line(annotated: AnnotatedDocument, one: Dated) -> DeadlineRelation | None:
    """A day before what somebody does then: "24/11: Đoàn trường chốt danh sách", "15/11: hạn chót các lớp nộp"."""
    mention, norm = one.mention, annotated.view.norm
    behind = _BEHIND_DAY.match(norm, mention.end, one.paragraph.end)
    duty = duty_at(annotated, mention.start)
    if behind is None or mention.cue_start > one.paragraph.content or duty is None or not duty.bodies:
        return None
    if duty.bodies[0].start != behind.end() or _HELD.search(norm, behind.end(), one.paragraph.end):
        return None
    return "by" if behind["limit"] else "on"


def _on_the_day(annotated: AnnotatedDocument, mention: DateMention, begin: int) -> DeadlineRelation | None:
    """ "cử 02 đồng chí … vào chiều ngày …": what somebody is to do on the day itself."""
    norm = annotated.view.norm
    worded = mention.relation == "on" or norm.startswith(("vào", "trong", "từ", "lúc"), mention.cue_start)
    start = clause_start(annotated, mention, begin)
    # "Đoàn xã tiếp đón; dọn vệ sinh hội trường chiều ngày 9/4"
    worded = worded or bool(mention.value and mention.value.part and _ON_THE_DAY.match(norm, start))
    if not worded or duty_at(annotated, mention.start) is None:
        return None
    if not _ON_THE_DAY.search(norm[start : mention.cue_start]):
        return None
    whole_day = mention.value is not None and mention.value.first == mention.value.last
    return "on" if whole_day else "within"  # "tham mưu tổng kết trong tháng 12/2026"


def _of_a_year(annotated: AnnotatedDocument, mention: DateMention) -> DeadlineRelation | None:
    norm = annotated.view.norm
    if mention.value is None or mention.value.last is None:
        return None
    finishes = _FINISHES if mention.relation in ("before", "by", "within") else _FINISHES_HERE
    if finishes.match(norm, max(0, mention.cue_start - 80), mention.cue_start):
        return _limit(mention) or "within"
    if in_time_label(annotated, mention):
        return "by" if mention.relation == "by" else "within"
    return None


def clause_start(annotated: AnnotatedDocument, mention: DateMention, begin: int) -> int:
    """Where the clause of the date begins, at ``begin`` or later: behind the last semicolon and its subject."""
    view = annotated.view
    for cut in CLAUSE_BREAK.finditer(view.text, begin, mention.cue_start):
        begin = cut.end()
    subject = subject_of(view, begin, mention.cue_start, mention.cue_start)
    return subject[1] if subject and subject[1] < mention.cue_start else begin
