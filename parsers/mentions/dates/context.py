"""The words beside a date: cue ("chậm nhất đến"), clock time, part of day or month, weekday, "dự kiến", name."""

from __future__ import annotations

from dataclasses import replace

from parsers import regex
from parsers.mentions.dates.candidates import DateCandidate, Relation
from parsers.mentions.dates.patterns import LEXICON, PART_OF_DAY, PART_OF_PERIOD, WEEKDAY, WEEKDAYS
from parsers.mentions.dates.recurrence import Repetition
from parsers.records import DateValue
from parsers.text import NormalisedText, either, fold

_RELATIONS: dict[str, Relation] = {"before": "before", "by": "by", "within": "within", "on": "on", "from": "from"}
_PARTS_OF_DAY: dict[str, str] = LEXICON["part_of_day"]
_PARTS_OF_PERIOD: dict[str, str] = LEXICON["part_of_period"]
_DAYS_OF_MONTH: dict[str, list[int]] = LEXICON["days_of_month"]
CUES: dict[str, str] = {phrase: cue["relation"] for cue in LEXICON["cue"] for phrase in cue["phrases"]}
_FUZZY: dict[str, Relation] = {phrase: kind for kind, phrases in LEXICON["fuzzy"].items() for phrase in phrases}

# "7h30" · "8g 00" · "7 giờ 30 phút" · "17.00 ngày 12/6": a dot only before the day
_CLOCK = (
    r"(?<![\w:.,/])(?:\d{1,2} ?(?:giờ|h|g|:(?=\d))(?: ?\d{2}(?!\d))?(?: ?(?:phút|ph|p)(?!\w))?'?"
    r"|(?:[01]?\d|2[0-3])\.[0-5]\d"
    r"(?=,? (?:ngày|thứ|chủ nhật|hằng ngày|hàng ngày)(?!\w)|,? ?$| ?(?:-|đến|tới) ?\d{1,2}\.\d\d ))"
)
CLOCKS = rf"{_CLOCK}(?: ?(?:-|đến|tới|~|và) ?(?:trước )?{_CLOCK})?"
_CLOCK_END = regex.compile(r" ?(?:-|đến|tới|~) ?(?:trước )?(?P<end>\d{1,2} ?(?:giờ|h|g|:|\.).*)")
_HOUR = regex.compile(r"(?P<hour>\d{1,2}) ?(?:giờ|h|g|:|\.) ?(?P<minute>\d{2})?")
_NOW = r"(?:từ (?:nay|giờ|thời điểm này),? )?"
_CUE = rf"(?:{_NOW}(?:{either(CUES)}))"
_AND_WEEKDAY = rf"(?:(?:,| và| -) {WEEKDAY})?"
# "trước 11g00 " · "khai mạc vào hồi 7 giờ, " · "8g 00 ngày thứ năm " · "vào sáng Chủ nhật, "
# · "7 giờ 30 phút, ngày thứ ba, " · "8h00, Chủ nhật (CN), "
_BEFORE_DAY = regex.compile(
    rf"(?r)(?:(?<!\w)(?<!gia )(?P<cue>{_CUE}) ?:? ?)?"
    rf"(?:(?P<office>(?:hết |trước )?giờ (?:hành chính|làm việc|tan (?:ca|sở|tầm|học)|nghỉ trưa))(?: của)?,? )?"
    rf"(?:(?P<clock>{CLOCKS})[,;]?(?: -)? ?(?:của )?)?"
    rf"(?:(?<!\w)(?:buổi |(?:đầu|cuối) giờ )?(?P<part>{PART_OF_DAY})(?: của)?[,:]? ?)?"
    rf"(?:(?<!\w)(?:ngày )?(?:(?P<weekday>{WEEKDAY}) \({WEEKDAY}\)|\(?(?P<weekday>{WEEKDAY}){_AND_WEEKDAY}\)?)"
    r"(?: tuần (?:này|sau|tới))?[,:]?(?: -)? ?\(?)?"
    rf"(?:(?<!\w)(?P<word>ngày):? ?)?"
)
# "vào đầu " · "trong " · "từ " · "nửa đầu "
_BEFORE_PERIOD = regex.compile(
    rf"(?r)(?:(?<!\w)(?<!gia )(?P<cue>{_CUE}) ?:? ?)?(?:(?<!\w)(?P<part>{PART_OF_PERIOD})(?: của)? )?"
)
# "trước " · "trước 16 giờ " · "tối "
_BEFORE_REPEAT = regex.compile(
    rf"(?r)(?:(?<!\w)(?P<cue>{_CUE}) )?(?:(?P<clock>{CLOCKS}),? ?)?"
    rf"(?:(?<!\w)(?:buổi |(?:đầu|cuối) giờ )?(?P<part>{PART_OF_DAY}) )?"
)
# " (Chủ nhật)" · " (chiều thứ Năm)" · ", thứ Bảy" · " (sáng)" · " (thứ Bảy và Chủ nhật)"
# not "(ngày thứ hai)", the second of several
_AFTER_DAY = regex.compile(
    rf"(?: ?,? ?\((?!ngày thứ (?:hai|ba|tư)\))"
    rf"(?:(?:buổi )?(?P<part>{PART_OF_DAY})(?: |(?=\))))?(?:ngày )?(?P<weekday>{WEEKDAY})?{_AND_WEEKDAY}"
    rf"(?:,? {CLOCKS})?\)"
    rf"|,? (?P<bare_weekday>{WEEKDAY})(?! hằng| hàng| tuần|,? ngày))"
)
# ", bắt đầu từ 7h00" · " lúc 8 giờ 30" · " (từ 7h00 đến 11h30)" · ", 07h30"; not the time of the next date
_CLOCK_AFTER = regex.compile(
    r"(?: \([^()\n\t:]{1,25}\))?,? ?\(?"
    r"(?:(?:vào |bắt đầu |khai mạc |thời gian )*(?:lúc|từ|hồi|vào|bắt đầu|khai mạc)(?: lúc| hồi)?:? )?"
    rf"(?P<clock>{CLOCKS})(?!,? ?(?:ngày|sáng|chiều|tối|thứ|chủ nhật)(?!\w))\)?"
)
# "ngày 22/4/2026 | là muộn nhất"
_LIMIT_BEHIND = regex.compile(
    r",? là (?:(?:muộn|chậm|trễ) nhất|hạn (?:chót|cuối(?: cùng)?)|cùng|hết hạn)(?!\w)(?! (?:là|ngày|\d))"
)
# "Hằng tháng, | trước | ngày 22"
_CUE_INSIDE = regex.compile(rf"(?:định kỳ )?h[ằà]ng tháng[,:]? \(?(?P<cue>(?:{either(CUES)})) (?=ngày )")
# "02 lần/ngày | (trước 9h00 và 16h00)" · "hằng ngày | (lúc 7 giờ)" · "mỗi ngày | trước 15 giờ 30"
_HOURS_BEHIND = regex.compile(
    rf" ?\((?:(?P<cue>{_CUE}) )?(?P<clock>{CLOCKS})\)"
    rf"|,? (?P<cue>{_CUE}) (?P<clock>(?>{CLOCKS}))"
    r"(?!\w|,? (?:ngày|sáng|chiều|tối|thứ|chủ nhật|hằng|hàng|mỗi|sau|kể)(?!\w))"
)
# "dự kiến vào " · "dự kiến tổ chức " · "Dự kiến: " | " (dự kiến)"
_TENTATIVE_BEFORE = regex.compile(
    r"(?r)(?<!\w)dự kiến[,:]?(?: (?:vào|tổ chức|diễn ra|khai mạc|thời gian|thực hiện|tiến hành|trong|sẽ|là|từ|khoảng"
    r"|ngày|được|lần)(?: \d)?){0,4}:? ?"
)
_TENTATIVE_AFTER = regex.compile(r" ?[(,] ?(?:thời gian )?dự kiến")
# " năm trước kỳ báo cáo" · " của kỳ báo cáo": the year of a report that is not this document
_RELATIVE_YEAR = regex.compile(
    r",? (?:của )?(?:năm trước(?: liền kề)?(?: kỳ báo cáo| năm báo cáo)?|năm sau|kỳ báo cáo|năm báo cáo|kỳ trước)(?!\w)"
)
# "Ngày Toàn dân hiến máu tình nguyện 7/4" · "Ngày Quốc tế Người hiến máu (14/6)" · "“Ngày quốc tế tình nguyện 05/12”"
_NAMED_BEFORE = regex.compile(
    r"(?r)(?:^|[^\p{L}])(?:[Nn]gày|NGÀY) (?!Hội |hội |HỘI )(?:\p{Lu}[^.;:\n\t\d]{3,90}?"
    r"|(?:quốc tế|thế giới|toàn dân|thành lập|truyền thống|thầy thuốc|nhà giáo|hiến máu)[^.;:\n\t\d]{0,80}?)[ (“”\",]+"
)
# "“Ngày Quốc tế xóa bỏ mọi hình thức bạo lực” | (ngày 25/11)"
_NAMED_BRACKET = regex.compile(
    r"(?r)(?<!\w)ngày (?:quốc tế|thế giới|toàn dân|thành lập|truyền thống|việt nam)(?!\w)[^.;:\n\t\d()]{3,110} ?\("
)
# "Ngày 14/6 | được chọn là Ngày Quốc tế người hiến máu"
NAMED_BEHIND = regex.compile(
    r" (?:(?:đã )?được (?:chọn|lấy|công nhận|gọi) )?(?:làm|là) ngày"
    r" (?:quốc tế|thế giới|toàn dân|truyền thống|thầy thuốc|thành lập)(?!\w)"
)
# "dịp 30/4" · "chào mừng 20/11" · "nhân ngày 27/7" · "kỷ niệm ngày 19/8"
_NAMED_CUE = regex.compile(
    r"(?r)(?<!\w)(?:dịp(?: lễ)?|kỷ niệm|chào mừng|mừng|lễ|nhân|hưởng ứng|nhân dịp|tết"
    r"|quốc khánh|quốc tế lao động|quốc tế phụ nữ|phụ nữ việt nam|nhà giáo việt nam|thầy thuốc việt nam|liệt sỹ)"
    r"(?: các)?(?: ngày(?: lễ)?)?[ :(]+"
)
# "Thời gian: 15/4." · a cell that holds the day only
_FIELD_BEFORE = regex.compile(r"(?r)(?:(?:thời gian|thời hạn|thời điểm|ngày|hạn)[^:\n\t.;]{0,40}: ?|(?<=[\t\n])|^)")
_CELL_AFTER = regex.compile(r" ?(?:\([^)\n]{0,30}\))? ?[.,;]?(?=[\t\n]|$)")
# "Dự phòng | 26/4" · "Ngày dự bị: | 26/4" · "nếu mưa, bù | 26/4"
# "dự phòng | 12/10", "đợt 2 | (28/6) được 98 đơn vị"
_MEETING = regex.compile(r"(?r)(?<!\w)(?:buổi|hôm|dịp|đêm|phiên)(?: (?:lấy máu|hiến máu|họp|tiếp nhận))? ")
_SPARE = regex.compile(
    r"(?r)(?<!\w)(?:(?:dự phòng|dự bị|bù|thay bằng):? (?:vào |ngày )*|(?:đợt|lần|buổi) [\divx]{1,4} ?\("
    r"|(?:lùi|dời|hoãn|chuyển|đổi)(?!\w)[^.;:,\n\t\d]{1,60} sang )"
)
# "cập nhật xong | trước | Ngày Toàn dân hiến máu tình nguyện | 07/4"
_DONE_BEFORE = regex.compile(
    r"(?r)(?<!\w)(?:xong|hoàn thành|hoàn tất)(?: [^\W\d]+){0,3} (?P<cue>trước) (?:ngày|dịp|lễ) [^.;:,()\d\n\t]{3,70} ?"
)
# "+ | 24/11: Đoàn trường chốt danh sách", "| 05/11 - 14/11:", a cell that holds two days: what heads a line
_LINE_BEFORE = regex.compile(r"(?r)(?:^|[\n\t])(?:[-+*•] ?)?(?:\d{1,2}/\d{1,2} ?(?:-|đến) ?)?")
_LINE_AFTER = regex.compile(r"(?: ?(?:-|đến) ?\d{1,2}/\d{1,2})? ?(?::(?!\d)|[\t\n]|$)")
_COUNTED = regex.compile(rf" (?:{either(LEXICON['ratios']['counted'])})(?!\w)")
_LAST_WORDS = regex.compile(r"(?r)(?:\S+ ){1,5}")
_FAR_BACK = 90


def clock_time(text: str | None) -> str | None:
    """The first clock time of ``text`` as "06:30", or ``None``."""
    match = _HOUR.match(text) if text else None
    if not match or int(match["hour"]) > 24 or int(match["minute"] or 0) > 59:
        return None
    return f"{int(match['hour']) % 24:02d}:{int(match['minute'] or 0):02d}"


def _set_clock(candidate: DateCandidate, clock: str | None) -> None:
    """The time, and the end of "7h00 - 10h30"; of "9h00 và 16h00" the first."""
    candidate.time = clock_time(clock)
    ends = _CLOCK_END.search(clock) if clock and candidate.time else None
    candidate.time_end = clock_time(ends["end"]) if ends else None


_NOW_LEADS = ("từ nay", "từ giờ", "từ thời điểm này")


def set_hours(date: DateValue, clock: str) -> DateValue:
    """The date with the time, and its end, that another place says."""
    ends = _CLOCK_END.search(clock)
    hours = {"time": clock_time(clock), "time_end": clock_time(ends["end"]) if ends else None}
    return date.model_copy(update=hours)


def attach_context(candidate: DateCandidate, view: NormalisedText) -> None:
    """Give a candidate its cue, time, weekday, part and tentativeness, and say whether it is a date at all."""
    norm = view.norm
    if candidate.unit == "day":
        _words_before_day(candidate, norm)
        _words_after_day(candidate, norm)
    elif candidate.unit is not None:
        _words_before_period(candidate, norm)
    _tentativeness(candidate, norm)
    if candidate.relation is None and (limit := _LIMIT_BEHIND.match(norm, candidate.end)):
        candidate.relation, candidate.end = "by", limit.end()
    if candidate.cue is None and candidate.unit == "day":
        _fuzzy_cue(candidate, norm)
    _other_year(candidate, norm)
    candidate.named = _is_named(candidate, view)
    if candidate.named:
        _named_limit(candidate, norm)
    if candidate.bare and not candidate.named:
        candidate.bare = not (_reads_as_date(candidate, norm) or _fills_a_field(candidate, norm))


def _words_before_day(candidate: DateCandidate, norm: str) -> None:
    """ "trước 11g00 ngày", "vào sáng Chủ nhật,"."""
    before = _BEFORE_DAY.match(norm, max(0, candidate.start - _FAR_BACK), candidate.start)
    if not before or before.end() == before.start():
        return
    own = [before.start(group) for group in ("office", "clock", "part", "weekday", "word") if before[group]]
    candidate.start = candidate.cue_start = min(own, default=candidate.start)
    if before["word"]:
        candidate.bare = False
    words = norm[candidate.start : before.end()]
    if words.count("(") > words.count(")") and norm.startswith(")", candidate.end):
        candidate.end += 1  # "thứ Sáu (16/01)"
    _set_clock(candidate, before["clock"])
    candidate.part = _PARTS_OF_DAY.get(before["part"] or "")
    candidate.weekday = WEEKDAYS.get(before["weekday"] or "")
    _set_cue(candidate, before, clocked=before["clock"] is not None)
    if before["office"]:
        candidate.relation = "by"  # "trước hết giờ hành chính ngày …" is in time on that day


def _words_after_day(candidate: DateCandidate, norm: str) -> None:
    """ "(chiều thứ Năm)", ", bắt đầu từ 7h00"."""
    after = _AFTER_DAY.match(norm, candidate.end)
    name = after["weekday"] or after["bare_weekday"] if after else None
    if after and (after["part"] or name):
        candidate.part = candidate.part or _PARTS_OF_DAY.get(after["part"] or "")
        if candidate.weekday is None:
            candidate.weekday = WEEKDAYS.get(name or "")
        candidate.end = after.end()
    clock = _CLOCK_AFTER.match(norm, candidate.end) if candidate.time is None else None
    if clock:
        _set_clock(candidate, clock["clock"])
        bracketed = clock[0].endswith(")") and "(" in clock[0]
        candidate.end = clock.end() if bracketed else clock.end("clock")


def _words_before_period(candidate: DateCandidate, norm: str) -> None:
    """ "vào đầu", "trong"."""
    before = _BEFORE_PERIOD.match(norm, max(0, candidate.start - _FAR_BACK), candidate.start)
    if not before or before.end() == before.start():
        return
    if before["part"]:
        candidate.part, candidate.start = _PARTS_OF_PERIOD[before["part"]], before.start("part")
        days = _DAYS_OF_MONTH.get(before["part"])
        if days and candidate.unit == "month":
            candidate.points = tuple(replace(point, days=(days[0], days[1])) for point in candidate.points)
    candidate.cue_start = candidate.start
    _set_cue(candidate, before, clocked=False)


def _set_cue(candidate: DateCandidate, match: regex.Match[str], *, clocked: bool) -> None:
    cue = match["cue"]
    if not cue:
        return
    for lead in _NOW_LEADS:
        if cue.startswith(lead):
            cue = cue.removeprefix(lead).lstrip(" ,")
    relation = CUES.get(cue)
    candidate.cue_start, candidate.cue = match.start("cue"), cue
    if relation == "from" and clocked:
        relation = "on"  # "từ 14h00 ngày …" says when it begins on that day
    candidate.relation = _RELATIONS.get(relation or "")


def _fuzzy_cue(candidate: DateCandidate, norm: str) -> None:
    """A cue that a scanner spoilt: "chậm nhât đên hệt ngày"."""
    words = _LAST_WORDS.match(norm, max(0, candidate.start - 40), candidate.start)
    if not words:
        return
    last = fold(words[0]).split()
    for count in range(min(5, len(last)), 0, -1):
        relation = _FUZZY.get("".join(last[-count:]))
        if relation:
            pieces = words[0].split(" ")
            candidate.cue_start = candidate.start - len(" ".join(pieces[-count - 1 :]))
            candidate.relation, candidate.cue = relation, "?"
            candidate.doubts.append("fuzzy-cue")
            return


def _tentativeness(candidate: DateCandidate, norm: str) -> None:
    before = _TENTATIVE_BEFORE.match(norm, max(0, candidate.cue_start - 60), candidate.cue_start)
    candidate.tentative = before is not None or _TENTATIVE_AFTER.match(norm, candidate.end) is not None


def _other_year(candidate: DateCandidate, norm: str) -> None:
    """ "31/12 năm trước", "ngày 14 tháng 12 của kỳ báo cáo": no year of this document."""
    relative = _RELATIVE_YEAR.match(norm, candidate.end) if candidate.yearless else None
    if relative and (candidate.relation not in ("before", "by") or "báo cáo" in relative[0]):
        candidate.timeless, candidate.end = True, relative.end()


def _is_named(candidate: DateCandidate, view: NormalisedText) -> bool:
    """Whether a fixed day is called by its name: "Ngày Quốc tế Người hiến máu 14/6", "dịp 30/4"."""
    if candidate.unit != "day" or candidate.time or candidate.relation in ("before", "by", "from"):
        return False
    if NAMED_BEHIND.match(view.norm, candidate.end):
        return True
    if _NAMED_CUE.match(view.norm, max(0, candidate.start - 40), candidate.start):
        return True
    if _NAMED_BRACKET.match(view.norm, max(0, candidate.start - 130), candidate.start):
        return True
    headed = view.norm.startswith("ng", candidate.start)
    return not headed and _NAMED_BEFORE.match(view.text, max(0, candidate.start - 110), candidate.start) is not None


def _named_limit(candidate: DateCandidate, norm: str) -> None:
    """ "cập nhật xong trước Ngày Toàn dân hiến máu tình nguyện 07/4": a limit, called by the name of its day."""
    limit = _DONE_BEFORE.match(norm, max(0, candidate.start - _FAR_BACK), candidate.start)
    if limit:
        candidate.named = candidate.bare = False
        candidate.cue_start, candidate.cue, candidate.relation = limit.start("cue"), limit["cue"], "before"


def _reads_as_date(candidate: DateCandidate, norm: str) -> bool:
    """Whether words beside bare figures make them a date, and not a share of what is counted ("13/13 xã")."""
    spare = _SPARE.match(norm, max(0, candidate.start - 80), candidate.start)
    placed = spare or _heads_line(candidate, norm)
    timed = candidate.time or candidate.part or candidate.weekday is not None
    worded = placed or candidate.cue is not None or _is_of_meeting(candidate, norm)
    return bool(timed or (worded and not _COUNTED.match(norm, candidate.end)))  # "Sáng 07/6 chi đoàn cử 4 bạn"


def _is_of_meeting(candidate: DateCandidate, norm: str) -> bool:
    """ "buổi 15/3", "hai buổi 06/9 và 20/9", "dịp 14/6"; "buổi 1/3" may be the first of three."""
    if _MEETING.match(norm, max(0, candidate.start - 20), candidate.start) is None:
        return False
    day, month = norm[candidate.start : candidate.end].partition("/")[::2]
    return day.startswith("0") or month.startswith("0") or (month.isdigit() and day.isdigit() and int(day) > int(month))


def _heads_line(candidate: DateCandidate, norm: str) -> bool:
    before = _LINE_BEFORE.match(norm, max(0, candidate.start - 16), candidate.start)
    return before is not None and _LINE_AFTER.match(norm, candidate.end) is not None


def _fills_a_field(candidate: DateCandidate, norm: str) -> bool:
    """ "Thời gian: 15/4.", or a cell that holds the figures only."""
    opened = _FIELD_BEFORE.match(norm, max(0, candidate.start - 60), candidate.start)
    return opened is not None and _CELL_AFTER.match(norm, candidate.end) is not None


def repeated_candidate(one: Repetition, norm: str) -> DateCandidate:
    """A repetition that stands alone, with its limit and clock time ("trước 16 giờ ngày thứ Sáu hằng tuần")."""
    candidate = DateCandidate(one.start, one.end, one.start, (), rules=one.rules, doubts=list(one.doubts))
    candidate.completed_by = one.cycle
    before = _BEFORE_REPEAT.match(norm, max(0, one.start - 70), one.start)
    if before and before.end() > before.start():
        if before["clock"] or before["part"]:
            candidate.start = candidate.cue_start = min(before.start(g) for g in ("clock", "part") if before[g])
            candidate.time = clock_time(before["clock"])
        if before["cue"] and CUES.get(before["cue"]) in ("before", "by"):
            _set_cue(candidate, before, clocked=False)
    hours = _HOURS_BEHIND.match(norm, one.end) if candidate.time is None and "BY" not in one.rules[0] else None
    if hours:
        candidate.end, candidate.time = hours.end(), clock_time(hours["clock"])
        if hours["cue"] and CUES.get(hours["cue"]) in ("before", "by"):
            candidate.cue, candidate.relation = hours["cue"], _RELATIONS.get(CUES[hours["cue"]])
    inside = _CUE_INSIDE.match(norm, one.start, one.end)
    if inside:
        candidate.cue, candidate.relation = inside["cue"], _RELATIONS.get(CUES[inside["cue"]])
    return candidate
