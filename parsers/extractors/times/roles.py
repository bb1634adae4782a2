"""What a date is for: issued, cited, due, event, window, recurring, observance or period."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from parsers import regex
from parsers.annotated import AnnotatedDocument
from parsers.extractors.obligations.doers import duty_at, paragraph_at
from parsers.extractors.obligations.parts import part_role
from parsers.extractors.times.cited import cited_role
from parsers.extractors.times.columns import alone_under_days
from parsers.extractors.times.hand_in_days import day_of_hand_in
from parsers.extractors.times.invitations import invited_to
from parsers.extractors.times.setting import DUE_FIELD, DateSetting
from parsers.extractors.times.states import (
    as_of,
    covered,
    covers_a_period,
    heads_a_column,
    of_what_is_held,
    says_who_is_meant,
    tells_state,
    tells_which,
    titles_a_schedule,
)
from parsers.layout.outline import Paragraph
from parsers.lexicon import load
from parsers.mentions.dates.mentions import DateMention
from parsers.mentions.dates.patterns import OWN_WORD
from parsers.records import DateRole
from parsers.text import either, memo

_WORDS = load("dates")["roles"]

_YEAR_ONLY = regex.compile(r"\d{4}(?:/(?:\d{4}|\.\.))?")
_HALF = regex.compile(r"[\dX]{4}-4[01]")
# "Thời gian ký: 13/11/2025 15:53:50"; what is a person's: "sinh ngày 12/5/1998"; not "tổng vệ sinh | ngày 12/5"
_STAMP = regex.compile(
    r"(?r)(?:(?:thời gian|ngày|giờ) ký(?: số)? ?:|(?<!\w)(?:ngày sinh ?:?|ngày cấp ?:?"
    rf"|(?<!(?:{either(_WORDS['not_born'])}) )(?:sinh|cấp))) ?"
)
# "12/3/2026, 08:15", alone in its line: when a browser printed the page
_PRINTED = regex.compile(r"\d{1,2}/\d{1,2}/\d{4},? \d{1,2}:\d{2}(?: [ap]m)?")

# "đạt ít nhất 60% chỉ tiêu | trong 6 tháng đầu năm"
_REACHES = regex.compile(r"(?r)(?<!\w)đạt(?!\w)[^.;\n\t]{0,60}")
# "Thời hạn gửi danh sách được lùi từ ngày 28/5 sang | ngày 04/6" · "UBND xã lùi thời hạn nộp hồ sơ sang | ngày 20/6"
_ANY_LIMIT = r"(?:thời hạn|hạn chót|hạn (?:gửi|nộp|đăng ký))(?!\w)"
_MOVES = r"(?<!\w)(?:lùi|dời|hoãn|chuyển|điều chỉnh|gia hạn|kéo dài)(?!\w)"
_PUT_OFF = regex.compile(
    rf"(?r)(?<!\w)(?:{_ANY_LIMIT}[^.;\n\t]{{0,90}}{_MOVES}|{_MOVES} (?:\p{{L}}+ )?{_ANY_LIMIT})"
    r"[^.;\n\t]{0,90}(?<!\w)(?:sang|đến|tới|thành) (?:hết )?"
)
# "không nhận đăng ký thay đổi | sau ngày 10/11"
_NO_MORE = regex.compile(
    r"(?r)(?<!\w)không (?:tiếp nhận|nhận|giải quyết|xem xét|bổ sung|điều chỉnh)(?!\w)[^.;:\n\t]{0,60}(?:sau )?"
)
# "100% điều dưỡng được tập huấn | trong quý II": what a share is to have got by then
_SHARE_GETS = regex.compile(r"(?r)\d ?%[^.;:\n\t]{0,80}(?<!\w)được (?!tổ chức)[^.;:\n\t]{0,80}")
# "Thời gian đăng ký được gia hạn | đến ngày 08/3" · "gia hạn thời gian tổ chức đại hội | đến ngày …"
_EXTENDED = regex.compile(r"(?r)(?<!\w)(?:gia hạn|kéo dài)(?: thêm)?(?: thời gian [^.;:,\d\n\t]{0,60})? ")
_ASIDE_TO_A_DATE = regex.compile(r"(?r)(?<=\d) ?\(")
# "Trường hợp có bão thì lùi | đến ngày 28/6"
_MOVED_IF = regex.compile(
    r"(?r)(?<!\w)(?:trường hợp|nếu|khi)(?!\w)[^.;\n\t]{3,90}(?<!\w)(?:lùi|dời|hoãn|chuyển)(?!\w)[^.;:,\n\t\d]{0,20}"
)
# "Trong tháng 5|, toàn tỉnh tổ chức bốn ngày hội hiến máu"
_THEN_HOLDS = regex.compile(
    r", [^,.;:\n\t]{2,40}? tổ chức (?:\d{1,2}|hai|ba|bốn|năm|sáu|các) (?:ngày hội|đợt|buổi|điểm|lễ hội|chương trình)"
)
# "xếp bù | vào tuần đầu tháng 5": a day of donors in place of another · "vòng 3 dự kiến | trong tháng 9"
_MADE_UP = regex.compile(
    r"(?r)(?<!\w)(?:xếp|tổ chức|hiến|làm) bù(?: lịch)?(?: sang| vào| lại| đến| trong)* ?"
    r"|(?<!\w)(?:vòng|đợt|lượt)(?: thứ)? (?:\d{1,2}|[ivx]{1,4}|hai|ba|tư) dự kiến (?:vào )?"
)
# in a schedule, behind the day: ": Họp Ban Tổ chức" · ": tổ chức Ngày hội" · ": Ban Tổ chức họp rà soát, 14h00 tại …"
_GATHERING = regex.compile(
    rf" ?:? ?(?:tổ chức )?(?:{either(_WORDS['gatherings'])})(?!\w)"
    r"| ?: ?[^.;:,\n\t]{2,60} họp(?!\w)[^.;:\n\t]{0,80}(?<!\w)\d{1,2} ?(?:h|g|giờ)"
)
# "lập danh sách gửi … " · "báo cáo Sở Y tế kết quả "
_HANDS_IN = regex.compile(rf"(?r)(?<!\w){OWN_WORD}(?:{either(_WORDS['hands_in'])})(?!\w)[^.;\n\t]{{0,140}}")
# "Thời gian thực hiện: " · "Lộ trình: từ "
_TIME_FIELD = regex.compile(
    rf"(?r)(?<!\w)(?:{either(_WORDS['time_fields'])})[^:\n\t.;]{{0,40}} ?: ?(?:[^:\n\t.;]{{0,60}} )?"
)
# "- Thời gian: 7 giờ ngày 12/4" right above "- Địa điểm: …": when something takes place
_PLAIN_TIME = regex.compile(r"(?:[-+*•] ?)?(?:\w{1,3}[.)] )?thời gian(?: tổ chức)? ?:")
_PLACE_NEXT = regex.compile(r"\s*(?:[-+*•] ?)?(?:\w{1,3}[.)] )?(?:địa điểm|nơi tổ chức)(?!\w)")
_OCCASION = regex.compile(rf"(?<!\w)(?:{either(_WORDS['occasions'])})(?!\w)")
# "cao điểm | tháng 6" · "tháng 6 | - tháng cao điểm"
_PEAK = regex.compile(r"(?r)(?<!\w)cao điểm(?!\w)[^.;\n\t]{0,110}")
_PEAK_BEHIND = regex.compile(r",? ?-? ?(?:là )?(?:tháng |đợt )?cao điểm(?!\w)")
# donors come together
_DONORS = regex.compile(rf"(?<!\w)(?:{either(_WORDS['donors'])})(?!\w)")
# "tổ chức Hội chợ xuân | từ ngày 05/01 đến ngày 20/01/2027 tại …"
_FAIR = regex.compile(
    r"(?<!\w)tổ chức [“\"]?(?:lễ hội|hội chợ|triển lãm|hội báo|liên hoan|festival|hội thi|hội thao)(?!\w)"
)
# "18 - 19/7/2026 | tại Nhà thi đấu tỉnh", "từ ngày 23 đến ngày 25/01/2027 | (thứ Bảy đến thứ Hai), tại Nhà văn hóa"
_AT_PLACE = regex.compile(r"(?: ?\([^()\n\t]{1,40}\))? ?,? ?tại (?=\w)")
# "Điểm xã Lương Sơn, tại Nhà văn hóa xã: | ngày 07 và 08/3/2026"
_PLACED = regex.compile(r"(?r)(?<!\w)tại \p{L}[^.;:\n\t]{2,90}: ?(?:dự kiến |vào |từ )*")
# ", thời gian dự kiến | trong tháng 12"
_ITS_TIME = regex.compile(
    r"(?r)(?:, thời gian(?: tổ chức)?(?: dự kiến)?:? ?(?:là |vào )?|(?P<held>,? dự kiến (?:tổ chức|diễn ra)(?: vào)? ))"
)
_FEW_DAYS = 4
_LONGEST_TITLE = 160
# "III. TIẾN ĐỘ THỰC HIỆN" · "Lộ trình" · "Thời gian thực hiện"
_SCHEDULE = regex.compile(
    r"(?<!\w)(?:tiến độ|lộ trình|tiến trình|lịch (?:công tác|trình|triển khai|thực hiện)"
    r"|thời gian (?:triển khai|thực hiện))(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A mention with its role and the paragraph that it stands in."""

    mention: DateMention
    role: DateRole
    paragraph: Paragraph
    sure: bool = True
    """Whether words around it say the role; a month that none speaks of is taken for the time of an event."""


@memo
def dated(annotated: AnnotatedDocument) -> list[Dated]:
    """The mentions of the document with their roles, in order; bare years have the role of a window.

    Stamps and the words of recipients are left out.
    """
    found: list[Dated] = []
    issued = annotated.header.issued_date
    spans = [(s.start, s.end) for s in issued.spans] if issued else []
    for mention in annotated.dates:
        paragraph = paragraph_at(annotated, mention.start)
        if paragraph is None or paragraph.zone in ("recipients", "signature", "stamp"):
            continue
        norm, block = annotated.view.norm, annotated.view.block_at(mention.start)
        stamped = _STAMP.match(norm, max(0, mention.start - 20), mention.start)
        if stamped or _PRINTED.fullmatch(norm, block.start, block.end):
            continue
        start, end = annotated.view.source(mention.start, mention.end)
        if any(a < end and start < b for a, b in spans):
            found.append(Dated(mention, "issued", paragraph))
            continue
        role = _role(annotated, mention, paragraph)
        sure = role is not None or _is_an_occasion(annotated, mention, paragraph)
        found.append(Dated(mention, role or "event", paragraph, sure=sure))
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
        return duty.clue != "schedule-row"
    if _PLAIN_TIME.match(annotated.view.norm, block.start) and _PLACE_NEXT.match(annotated.view.norm, block.end):
        return False
    return _TIME_FIELD.match(annotated.view.norm, block.start, mention.cue_start) is not None or (
        DUE_FIELD.match(annotated.view.norm, block.start, mention.cue_start) is not None
    )


def _is_an_occasion(annotated: AnnotatedDocument, mention: DateMention, paragraph: Paragraph) -> bool:
    """Whether a date that no clue speaks of is a day, or stands behind what takes place or is planned."""
    value = mention.value
    if value is None or value.tentative or value.first == value.last or "/" in value.edtf or year_only(mention):
        return True
    return DateSetting(annotated, mention, value, paragraph).occasion(_OCCASION, 160)


def _role(annotated: AnnotatedDocument, mention: DateMention, paragraph: Paragraph) -> DateRole | None:
    """What the first clue that speaks says; a date that none speaks of is the day of something."""
    cited = cited_role(annotated, mention, paragraph)
    if cited:
        return cited
    if mention.rrule or mention.offset:
        return "recurring" if mention.rrule else "due"
    if mention.value is None:
        return "event"
    setting = DateSetting(annotated, mention, mention.value, paragraph)
    return next((role for clue in _CLUES if (role := clue(setting))), None)


def _named(at: DateSetting) -> DateRole | None:
    return "observance" if at.mention.named else None


def _in_letterhead(at: DateSetting) -> DateRole | None:
    """ "V/v đăng ký hiến máu 6 tháng cuối năm 2026" is a letter's subject; "Thứ Hai (16/3): …" a calendar's line."""
    if at.paragraph.zone != "letterhead":
        return None
    if at.mention.weekday is not None and at.mention.cue_start == at.paragraph.content:
        return "event"
    return "issued" if at.is_day else "period"


def _instead(at: DateSetting) -> DateRole | None:
    """ "dời buổi hiến máu ngày 02/4 đến | ngày 09/4"; of a limit the new one."""
    if at.behind(_MOVED_IF):
        return "event"
    if not at.mention.instead or not at.ahead:
        return None
    return "due" if at.mention.relation in ("before", "by") or at.behind(_PUT_OFF, 200) else "event"


def _invited(at: DateSetting) -> DateRole | None:
    return "event" if invited_to(at.annotated, at.mention) else None


def _limit(at: DateSetting) -> DateRole | None:
    """ "trước ngày …"; not "Đến ngày 31/5/2026, toàn huyện đã có …", "tình hình thiệt hại đến sáng ngày …"."""
    if at.mention.relation not in ("before", "by"):
        return None
    if at.mention.value and at.mention.value.first is None and at.behind(_ASIDE_TO_A_DATE):
        return "period"  # "từ ngày 20/01 đến ngày 10/02/2026 (trước Tết Nguyên đán)"
    reaches = at.cue.split(" ")[0] in ("đến", "hết", "cho") and at.paragraph.zone != "title"
    told = says_who_is_meant(at) or (reaches and not at.behind(_EXTENDED) and tells_state(at))
    return "period" if told else "due"


def _title(at: DateSetting) -> DateRole | None:
    return "period" if at.paragraph.zone == "title" else None


def _interval(at: DateSetting) -> DateRole | None:
    """A stretch of time: what is told or covered is a period, an occasion of few days an event, work a window."""
    if "/" not in at.edtf:
        return None
    if covers_a_period(at):
        return "event" if not at.ahead and at.mention.relation is None and _few_days(at) else "period"
    if at.value.last is None or at.finishes:
        return "due" if at.value.last else "window"
    return "event" if _is_fair(at) or (_few_days(at) and (_takes_place(at) or _under_days(at))) else "window"


def _under_days(at: DateSetting) -> bool:
    duty = duty_at(at.annotated, at.mention.start)
    return (duty is None or duty.clue != "task-row") and alone_under_days(at.annotated, at.mention, at.paragraph)


def _few_days(at: DateSetting) -> bool:
    first, last = at.value.first, at.value.last
    return bool(at.edtf.count("-") == 4 and first and last and _short(first, last))


def _is_fair(at: DateSetting) -> bool:
    """Whether an occasion with its place takes those days, however many: "tổ chức Hội chợ … từ ngày … tại …"."""
    return bool(_FAIR.search(at.norm, at.before, at.mention.start) and _AT_PLACE.match(at.norm, at.mention.end))


def _takes_place(at: DateSetting) -> bool:
    if at.value.time or at.value.part:
        return True
    if _AT_PLACE.match(at.norm, at.mention.end) or at.behind(_PLACED, 120):
        return True
    return at.mention.relation != "from" and _OCCASION.search(at.norm, at.before, at.mention.start) is not None


def _half_year(at: DateSetting) -> DateRole | None:
    if not _HALF.fullmatch(at.edtf):
        return None
    reaches = at.mention.relation == "within" and at.bound and at.behind(_REACHES)
    return "due" if (at.finishes or reaches) and at.ahead else "period"


def _made_up(at: DateSetting) -> DateRole | None:
    return "event" if at.behind(_MADE_UP) else None


def _time_of_it(at: DateSetting) -> DateRole | None:
    """ "Ngày Chủ nhật Đỏ do Đoàn trường đảm nhận, thời gian dự kiến trong tháng 12"."""
    low = max(at.before, at.mention.cue_start - 60)
    said = _ITS_TIME.match(at.norm, low, at.mention.cue_start)
    occasion = _OCCASION if said and said["held"] else _DONORS
    return "event" if said and at.occasion(occasion, 140) and not at.finishes else None


def _bounds_a_repetition(at: DateSetting) -> DateRole | None:
    """ "vào thứ Năm hằng tuần trong quý III": how long it goes on."""
    begin = at.mention.cue_start
    behind = at.coarse and not _ends_of_repetitions(at.annotated).isdisjoint(range(begin - 2, begin + 1))
    return "window" if behind else None


@memo
def _ends_of_repetitions(annotated: AnnotatedDocument) -> frozenset[int]:
    return frozenset(mention.end for mention in annotated.dates if mention.rrule)


def _finished(at: DateSetting) -> DateRole | None:
    return "due" if at.finishes and at.ahead else None


def _put_off(at: DateSetting) -> DateRole | None:
    return "due" if at.ahead and (at.behind(_PUT_OFF, 200) or at.behind(_NO_MORE, 90)) else None


def _scheduled(at: DateSetting) -> DateRole | None:
    if not at.ahead or not _leads_a_schedule(at.annotated, at.mention, at.paragraph):
        return None
    gathers = _GATHERING.match(at.norm, at.mention.end, at.paragraph.end) is not None
    return "event" if gathers and at.is_day else "due"


def _time_of_a_task(at: DateSetting) -> DateRole | None:
    return "due" if in_time_label(at.annotated, at.mention) else None


def _looking_back(at: DateSetting) -> DateRole | None:
    """Months and quarters of a report are what its figures cover, where nothing was held in them."""
    if at.ahead:
        return None
    return "period" if at.coarse and not at.occasion(_OCCASION, 120) else "event"


def _within(at: DateSetting) -> DateRole | None:
    """ "rà soát danh sách trong tháng 4" is due then; "tổ chức Ngày hội trong tháng 4" takes place."""
    if at.mention.relation != "within":
        return None
    if at.coarse and not at.bound and part_role(at.annotated.view, at.paragraph) == "background":
        return "period"  # "Mục đích: Bổ sung nguồn máu cho cấp cứu trong quý III"
    if at.behind(_PEAK, 120) or (at.coarse and at.listed):
        return "window"
    if at.behind(_HANDS_IN) or (at.coarse and at.behind(_SHARE_GETS)):
        return "due"
    if _THEN_HOLDS.match(at.norm, at.mention.end):
        return "event"
    return "event" if at.occasion(_DONORS if at.bound else _OCCASION, 60) else "due"


def _peak(at: DateSetting) -> DateRole | None:
    """ "tập trung vào tháng 6 - tháng cao điểm": a stretch of work."""
    peak = at.behind(_PEAK, 120) or _PEAK_BEHIND.match(at.norm, at.mention.end)
    return "window" if at.coarse and peak else None


def _opens_a_part(at: DateSetting) -> DateRole | None:
    """ "1. Quý I/2026: …": a heading that only names its stretch of time."""
    leads = at.paragraph.opens and at.mention.start - at.paragraph.content < 4
    return "window" if leads and at.coarse else None


_CLUES: tuple[Callable[[DateSetting], DateRole | None], ...] = (
    _named,
    _in_letterhead,
    _invited,
    _instead,
    heads_a_column,
    _limit,
    _title,
    _interval,
    covered,
    _half_year,
    as_of,
    tells_which,
    titles_a_schedule,
    _made_up,
    _time_of_it,
    _bounds_a_repetition,
    _finished,
    _put_off,
    _scheduled,
    _time_of_a_task,
    _looking_back,
    of_what_is_held,
    day_of_hand_in,
    _within,
    _peak,
    _opens_a_part,
)


def _leads_a_schedule(annotated: AnnotatedDocument, mention: DateMention, paragraph: Paragraph) -> bool:
    """ "- Ngày 27/3/2026: Chuẩn bị hội trường" under "Tiến độ thực hiện": a piece of work with its day."""
    view = annotated.view
    if mention.cue_start > paragraph.content or not view.norm.startswith((":", " :"), mention.end):
        return False
    node = paragraph.node.parent if paragraph.opens and paragraph.node else paragraph.node
    title = view.norm[node.paragraph.content : node.paragraph.end] if node else ""
    return len(title) < _LONGEST_TITLE and _SCHEDULE.search(title) is not None


def _short(first: str, last: str) -> bool:
    return (datetime.date.fromisoformat(last) - datetime.date.fromisoformat(first)).days < _FEW_DAYS
