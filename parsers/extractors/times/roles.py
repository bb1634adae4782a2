"""What a date is for: issued, cited, due, event, window, recurring, observance or period."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from parsers import regex
from parsers.annotated import AnnotatedDocument
from parsers.extractors.obligations.doers import duty_at, paragraph_at
from parsers.extractors.outlook import looks_ahead
from parsers.extractors.times.cited import cited_role
from parsers.extractors.times.columns import is_head
from parsers.extractors.times.invitations import invited_to
from parsers.layout.outline import Paragraph
from parsers.lexicon import load
from parsers.mentions.bodies.words import begins_with_verb
from parsers.mentions.dates.mentions import DateMention
from parsers.mentions.dates.patterns import OWN_WORD, QUARTER
from parsers.records import DateRole, DateValue
from parsers.text import either, memo

_WORDS = load("dates")["roles"]

_YEAR_ONLY = regex.compile(r"\d{4}(?:/(?:\d{4}|\.\.))?")
_HALF = regex.compile(r"[\dX]{4}-4[01]")
_DAY = regex.compile(r"[\dX]{4}-[\dX]{2}-[\dX]{2}")
_QUARTER = regex.compile(r"[\dX]{4}-3[3-6]")
_MONTH = regex.compile(r"[\dX]{4}-\d\d")

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
# "Nhiệm vụ trọng tâm | quý IV năm 2026" · "lịch tiếp nhận quý III, | quý IV" · "nhu cầu máu | tháng 10"
_PAPER_OF = regex.compile(
    rf"(?r)(?<!\w)(?:{either(_WORDS['papers_of'])})(?: (?!trong|vào|từ|đến|đợt|buổi|tổ|dự)\p{{L}}+){{0,3}} "
    rf"(?:(?:quý|tháng) (?:{QUARTER}|\d{{1,2}})(?:/\d{{4}})?(?:,| và) )*"
)
# "Trong quý III, | toàn tỉnh cần tối thiểu 2.900 đơn vị" · "quý IV | cần 3.300 đơn vị"
_NEEDS = regex.compile(
    r",? (?:[^.;:,\n\t\d]{2,40}? )?(?:cần|cần có|nhu cầu)"
    r"(?: (?:tối thiểu|ít nhất|khoảng|gần|trên|từ|thêm|huy động|tiếp nhận)){0,2} \d"
)
# "xếp bù | vào tuần đầu tháng 5": a day of donors in place of another
_MADE_UP = regex.compile(r"(?r)(?<!\w)(?:xếp|tổ chức|hiến|làm) bù(?: lịch)?(?: sang| vào| lại| đến| trong)* ?")
# in a schedule, behind the day: ": Họp Ban Tổ chức" · ": tổ chức Ngày hội" · ": Tập huấn …"
_GATHERING = regex.compile(rf" ?:? ?(?:tổ chức )?(?:{either(_WORDS['gatherings'])})(?!\w)")
# "lập danh sách gửi … " · "báo cáo Sở Y tế kết quả "
_HANDS_IN = regex.compile(rf"(?r)(?<!\w){OWN_WORD}(?:{either(_WORDS['hands_in'])})(?!\w)[^.;\n\t]{{0,140}}")
# "Thời gian hoàn thành: " · "Thời hạn ban hành: " · "Tiến độ: "
_DUE_FIELD = regex.compile(
    rf"(?r)(?<!\w)(?:{either(_WORDS['due_fields'])})[^:\n\t.;]{{0,40}}: ?(?:hoàn thành |xong |thực hiện |dự kiến )*"
)
# "Thời gian thực hiện: " · "Lộ trình: từ "
_TIME_FIELD = regex.compile(
    rf"(?r)(?<!\w)(?:{either(_WORDS['time_fields'])})[^:\n\t.;]{{0,40}} ?: ?(?:[^:\n\t.;]{{0,60}} )?"
)
# "- Thời gian: 7 giờ ngày 12/4" right above "- Địa điểm: …": when something takes place
_PLAIN_TIME = regex.compile(r"(?:[-+*•] ?)?(?:\w{1,3}[.)] )?thời gian(?: tổ chức)? ?:")
_PLACE_NEXT = regex.compile(r"\s*(?:[-+*•] ?)?(?:\w{1,3}[.)] )?(?:địa điểm|nơi tổ chức)(?!\w)")
_OCCASION = regex.compile(rf"(?<!\w)(?:{either(_WORDS['occasions'])})(?!\w)")
# the state of things on a day: "tính đến " · "số liệu đến " · "đến " before a report's day
_AS_OF = regex.compile(r"(?:tính|cập nhật|số liệu|tại thời điểm|thời điểm|đến thời điểm)(?!\w)|đến ?$")
# "số trẻ lấy theo dữ liệu | ngày 31/8"
_TAKEN_FROM = regex.compile(
    r"(?r)(?<!\w)(?:theo|tính theo|lấy từ) (?:báo cáo|danh sách|dữ liệu|số liệu|thống kê)(?!\w)[^.;,:\n\t]{0,30} "
)
# the stretch that a report covers: "số liệu tính từ "
_COVERS = regex.compile(rf"(?r)(?<!\w)(?:{either(_WORDS['covers'])})(?!\w)[^.;\n\t]{{0,40}}")
_TO_NOW = regex.compile(r"đến (?:nay|thời điểm|hiện nay)")
# "tình hình thiệt hại | đến sáng ngày …"
_STATE = regex.compile(
    r"(?r)(?<!\w)(?:tình hình|thiệt hại|kết quả|số liệu|theo (?:báo cáo|thống kê|dữ liệu))(?!\w)[^.;:\n\t]{0,90}"
)
# "Giấy xác nhận có giá trị | đến hết ngày …"
_VALID = regex.compile(r"(?r)(?<!\w)(?:giá trị|hiệu lực|hạn sử dụng|còn hạn)(?!\w)[^.;:\n\t]{0,40}")
# "Đến ngày …, | toàn tỉnh ghi nhận …" · "từ ngày 17 đến ngày 20, tỉnh | đang phải hứng chịu"
_TELLS = regex.compile(
    r",? [^.;:\n\t]{0,60}?(?<!\w)(?:đã|đang|ghi nhận|xảy ra|hứng chịu|(?:chỉ|hiện) còn|hiện có)(?!\w)"
)
# "quý III| : 2.200 đơn vị máu" · "Quý I | tiếp nhận 2.940 đơn vị máu"
_COUNTS = regex.compile(
    r" ?:? ?(?:tiếp nhận |đạt |vận động |thu được )?(?:được )?\d[\d.]*(?![\d/]| ?(?:%|đợt|buổi|sự kiện|lần))"
)
# "cao điểm | tháng 6" · "tháng 6 | - tháng cao điểm"
_PEAK = regex.compile(r"(?r)(?<!\w)cao điểm(?!\w)[^.;\n\t]{0,110}")
_PEAK_BEHIND = regex.compile(r",? ?-? ?(?:là )?(?:tháng |đợt )?cao điểm(?!\w)")
# donors come together
_DONORS = regex.compile(rf"(?<!\w)(?:{either(_WORDS['donors'])})(?!\w)")
# "18 - 19/7/2026 | tại Nhà thi đấu tỉnh"
_AT_PLACE = regex.compile(r" ?,? ?tại (?=\w)")
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
        found.append(Dated(mention, _role(annotated, mention, paragraph), paragraph))
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
        _DUE_FIELD.match(annotated.view.norm, block.start, mention.cue_start) is not None
    )


class DateSetting:
    """A date with the words around it, as the clues ask for them."""

    def __init__(
        self, annotated: AnnotatedDocument, mention: DateMention, value: DateValue, paragraph: Paragraph
    ) -> None:
        self.annotated, self.mention, self.value, self.paragraph = annotated, mention, value, paragraph
        self.norm, self.edtf = annotated.view.norm, value.edtf
        self.before = max(paragraph.start, mention.cue_start - 200)
        self.cue = self.norm[mention.cue_start : mention.start]
        self.ahead = looks_ahead(annotated, mention.start)
        self.is_day = _DAY.fullmatch(value.edtf) is not None
        self.finishes = bool(
            self.cue.startswith("xong")
            or _FINISHES.match(self.norm, max(self.before, mention.cue_start - 80), mention.cue_start)
            or _DUE_FIELD.match(self.norm, self.before, mention.cue_start)
        )

    @property
    def coarse(self) -> bool:
        """A month, a quarter or one of several, and no day."""
        return bool(_MONTH.fullmatch(self.edtf) or _QUARTER.fullmatch(self.edtf) or "[" in self.edtf)

    @property
    def bound(self) -> bool:
        return duty_at(self.annotated, self.mention.start) is not None

    @property
    def charged(self) -> bool:
        """Whether somebody is told to do something by then; a line below a heading that begins with no verb tells."""
        duty = duty_at(self.annotated, self.mention.start)
        told = duty is not None and duty.clue == "heading"
        return duty is not None and (not told or begins_with_verb(self.annotated.view, duty.start))

    def behind(self, words: regex.Pattern[str], reach: int = 200) -> bool:
        """Whether ``words``, read backwards, stand right before the date."""
        low = max(self.before, self.mention.cue_start - reach)
        return words.match(self.norm, low, self.mention.cue_start) is not None

    def occasion(self, words: regex.Pattern[str], reach: int) -> bool:
        """Whether the sentence before the date, as far as ``reach``, has one of ``words``."""
        low = max(self.before, self.mention.cue_start - reach)
        return words.search(self.norm[low : self.mention.cue_start].rsplit(". ", 1)[-1]) is not None


def _role(annotated: AnnotatedDocument, mention: DateMention, paragraph: Paragraph) -> DateRole:
    """What the first clue that speaks says; a date that none speaks of is the day of something."""
    cited = cited_role(annotated, mention, paragraph)
    if cited:
        return cited
    if mention.rrule or mention.offset:
        return "recurring" if mention.rrule else "due"
    if mention.value is None:
        return "event"
    setting = DateSetting(annotated, mention, mention.value, paragraph)
    return next((role for clue in _CLUES if (role := clue(setting))), "event")


def _named(at: DateSetting) -> DateRole | None:
    return "observance" if at.mention.named else None


def _in_letterhead(at: DateSetting) -> DateRole | None:
    """ "V/v đăng ký hiến máu 6 tháng cuối năm 2026" is a letter's subject; "Thứ Hai (16/3): …" a calendar's line."""
    if at.paragraph.zone != "letterhead":
        return None
    if at.mention.weekday is not None and at.mention.cue_start == at.paragraph.content:
        return "event"
    return "issued" if at.is_day else "period"


def _invited(at: DateSetting) -> DateRole | None:
    return "event" if invited_to(at.annotated, at.mention) else None


def _limit(at: DateSetting) -> DateRole | None:
    """ "trước ngày …"; not "Đến ngày 31/5/2026, toàn huyện đã có …", "tình hình thiệt hại đến sáng ngày …"."""
    if at.mention.relation not in ("before", "by"):
        return None
    reaches = at.cue.split(" ")[0] in ("đến", "hết", "cho") and at.paragraph.zone != "title"
    told = reaches and (not at.ahead or at.behind(_STATE) or at.behind(_VALID) or _narrates(at) or _lies_back(at))
    return "period" if told else "due"


def _lies_back(at: DateSetting) -> bool:
    """ "Số lao động có mặt đến 20/8" in a paper of 28/8: a state of things, where nobody is charged with it."""
    issued = at.annotated.header.issued_date
    day = issued.value.first if issued and issued.value else None
    return at.cue.strip() == "đến" and not at.charged and day is not None and (at.value.last or day) < day


def _heads_a_column(at: DateSetting) -> DateRole | None:
    """ "Số người có mặt đến 20/8", "Ngày tiêm (tháng 10/2026)" over the cells of a column."""
    alone = at.mention.cue_start == at.paragraph.content and at.mention.end == at.paragraph.end
    says = at.mention.relation in ("by", "within") or at.coarse
    return "period" if says and not alone and is_head(at.annotated, at.paragraph) else None


def _narrates(at: DateSetting) -> bool:
    """Whether the sentence tells what is: "Đến 12 giờ ngày …, toàn tỉnh ghi nhận …"."""
    return not at.charged and _TELLS.match(at.norm, at.mention.end, at.paragraph.end) is not None


def _title(at: DateSetting) -> DateRole | None:
    return "period" if at.paragraph.zone == "title" else None


def _interval(at: DateSetting) -> DateRole | None:
    """A stretch of time: what is told or covered is a period, an occasion of few days an event, work a window."""
    if "/" not in at.edtf:
        return None
    if _is_period(at):
        return "event" if not at.ahead and at.mention.relation is None and _few_days(at) else "period"
    if at.value.last is None:
        return "window"
    if at.finishes:
        return "due"
    return "event" if _few_days(at) and _takes_place(at) else "window"


def _is_period(at: DateSetting) -> bool:
    words, relation = at.norm[at.mention.start : at.mention.end], at.mention.relation
    if not at.ahead or _TO_NOW.search(words) or at.behind(_COVERS) or _narrates(at):
        return True
    return "tháng đầu" in words or "tháng cuối" in words or (relation is None and "X" in at.edtf)


def _few_days(at: DateSetting) -> bool:
    first, last = at.value.first, at.value.last
    return bool(at.edtf.count("-") == 4 and first and last and _short(first, last))


def _takes_place(at: DateSetting) -> bool:
    if at.value.time or at.value.part:
        return True
    if _AT_PLACE.match(at.norm, at.mention.end):
        return True
    return at.mention.relation != "from" and _OCCASION.search(at.norm, at.before, at.mention.start) is not None


def _covered(at: DateSetting) -> DateRole | None:
    """What a report covers, or figures count: "báo cáo 6 tháng đầu năm trước ngày …", "(quý III: 2.200 đơn vị máu)"."""
    if at.coarse and at.mention.relation in (None, "within") and _NEEDS.match(at.norm, at.mention.end):
        return "period"
    if at.is_day or at.mention.relation is not None:
        return None
    if _THEN_LIMIT.match(at.norm, at.mention.end):
        return "period"
    if at.coarse and not at.finishes and at.behind(_PAPER_OF):
        return "period"
    counts = at.coarse and _COUNTS.match(at.norm, at.mention.end) is not None
    return "period" if counts and not (at.paragraph.opens and at.mention.start - at.paragraph.content < 4) else None


def _half_year(at: DateSetting) -> DateRole | None:
    if not _HALF.fullmatch(at.edtf):
        return None
    reaches = at.mention.relation == "within" and at.bound and at.behind(_REACHES)
    return "due" if (at.finishes or reaches) and at.ahead else "period"


def _as_of(at: DateSetting) -> DateRole | None:
    return "period" if _AS_OF.match(at.cue) or (at.is_day and at.behind(_TAKEN_FROM)) else None


def _made_up(at: DateSetting) -> DateRole | None:
    return "event" if at.behind(_MADE_UP) else None


def _bounds_a_repetition(at: DateSetting) -> DateRole | None:
    """ "vào thứ Năm hằng tuần trong quý III": how long it goes on."""
    repeated = (m for m in at.annotated.dates if m.rrule and 0 <= at.mention.cue_start - m.end < 3)
    return "window" if at.coarse and next(repeated, None) else None


def _finished(at: DateSetting) -> DateRole | None:
    return "due" if at.finishes and at.ahead else None


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
    if at.behind(_PEAK, 120):
        return "window"
    if at.behind(_HANDS_IN):
        return "due"
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
    _heads_a_column,
    _limit,
    _title,
    _interval,
    _covered,
    _half_year,
    _as_of,
    _made_up,
    _bounds_a_repetition,
    _finished,
    _scheduled,
    _time_of_a_task,
    _looking_back,
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
