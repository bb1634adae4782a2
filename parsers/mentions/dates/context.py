"""The words beside a date: cue ("chậm nhất đến"), clock time, part of day or month, weekday, "dự kiến", name."""

from __future__ import annotations

import regex

from parsers.lexicon import load
from parsers.mentions.dates.expressions import Draft, Relation, any_of
from parsers.mentions.dates.recurrence import WEEKDAY, Repetition
from parsers.text import NormalisedText, fold

_LEXICON = load("dates")
_WEEKDAYS: dict[str, int] = _LEXICON["weekdays"]
_PART_OF_DAY: dict[str, str] = _LEXICON["part_of_day"]
_PART_OF_PERIOD: dict[str, str] = _LEXICON["part_of_period"]
_RELATIONS: dict[str, Relation] = {"before": "before", "by": "by", "within": "within", "on": "on", "from": "from"}
CUES: dict[str, str] = {phrase: cue["relation"] for cue in _LEXICON["cue"] for phrase in cue["phrases"]}
_FUZZY: dict[str, Relation] = {phrase: kind for kind, phrases in _LEXICON["fuzzy"].items() for phrase in phrases}

_CLOCK = r"(?<![\w:.,/])\d{1,2} ?(?:giờ|h|g|:(?=\d))(?: ?\d{2}(?!\d))?(?: ?(?:phút|ph|p)(?!\w))?'?"
_CLOCKS = rf"{_CLOCK}(?: ?(?:-|đến|tới|~|và) ?(?:trước )?{_CLOCK})?"
_HOUR = regex.compile(r"(?P<hour>\d{1,2}) ?(?:giờ|h|g|:) ?(?P<minute>\d{2})?")
_PART = any_of(_PART_OF_DAY)
_NOW = r"(?:từ (?:nay|giờ|thời điểm này),? )?"
_CUE = rf"(?:{_NOW}{any_of(CUES)})"
_AND_WEEKDAY = rf"(?:(?:,| và| -) {WEEKDAY})?"
# "trước 11g00 " · "khai mạc vào hồi 7 giờ, " · "8g 00 ngày thứ năm " · "vào sáng Chủ nhật, "
# · "7 giờ 30 phút, ngày thứ ba, "
_BEFORE_DAY = regex.compile(
    rf"(?r)(?:(?<!\w)(?P<cue>{_CUE}) ?:? ?)?"
    rf"(?:(?P<clock>{_CLOCKS})[,;]?(?: -)? ?(?:của )?)?"
    rf"(?:(?<!\w)(?:buổi )?(?P<part>{_PART})(?: của)?[,:]? ?)?"
    rf"(?:(?<!\w)(?:ngày )?\(?(?P<weekday>{WEEKDAY}){_AND_WEEKDAY}\)?[,:]?(?: -)? ?)?"
    rf"(?:(?<!\w)(?P<word>ngày):? ?)?"
)
# "vào đầu " · "trong " · "từ " · "nửa đầu "
_BEFORE_PERIOD = regex.compile(
    rf"(?r)(?:(?<!\w)(?P<cue>{_CUE}) ?:? ?)?(?:(?<!\w)(?P<part>{any_of(_PART_OF_PERIOD)})(?: của)? )?"
)
# "trước " · "trước 16 giờ " · "tối "
_BEFORE_REPEAT = regex.compile(
    rf"(?r)(?:(?<!\w)(?P<cue>{_CUE}) )?(?:(?P<clock>{_CLOCKS}),? ?)?(?:(?<!\w)(?:buổi )?(?P<part>{_PART}) )?"
)
# " (Chủ nhật)" · " (chiều thứ Năm)" · ", thứ Bảy" · " (sáng)" · " (thứ Bảy và Chủ nhật)"
_AFTER_DAY = regex.compile(
    rf"(?: ?,? ?\((?:(?:buổi )?(?P<part>{_PART})(?: |(?=\))))?(?:ngày )?(?P<weekday>{WEEKDAY})?{_AND_WEEKDAY}"
    rf"(?:,? {_CLOCKS})?\)"
    rf"|,? (?P<bare_weekday>{WEEKDAY})(?! hằng| hàng| tuần|,? ngày))"
)
# ", bắt đầu từ 7h00" · " lúc 8 giờ 30" · " (từ 7h00 đến 11h30)" · ", 07h30"; not the time of the next date
_CLOCK_AFTER = regex.compile(
    r"(?: \([^()\n\t:]{1,25}\))?,? ?\(?"
    r"(?:(?:vào |bắt đầu |khai mạc |thời gian )*(?:lúc|từ|hồi|vào|bắt đầu|khai mạc)(?: lúc| hồi)?:? )?"
    rf"(?P<clock>{_CLOCKS})(?!,? ?(?:ngày|sáng|chiều|tối|thứ|chủ nhật)(?!\w))\)?"
)
# "Hằng tháng, | trước | ngày 22"
_CUE_INSIDE = regex.compile(rf"h[ằà]ng tháng[,:]? \(?(?P<cue>{any_of(CUES)}) (?=ngày )")
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
# "dịp 30/4" · "chào mừng 20/11" · "nhân ngày 27/7" · "kỷ niệm ngày 19/8"
_NAMED_CUE = regex.compile(
    r"(?r)(?<!\w)(?:dịp(?: lễ)?|kỷ niệm|chào mừng|mừng|lễ|nhân|hưởng ứng|nhân dịp|tết"
    r"|quốc khánh|quốc tế lao động|quốc tế phụ nữ|phụ nữ việt nam|nhà giáo việt nam|thầy thuốc việt nam|liệt sỹ)"
    r"(?: các)?(?: ngày(?: lễ)?)?[ :(]+"
)
# "Thời gian: 15/4." · a cell that holds the day only
_FIELD_BEFORE = regex.compile(r"(?r)(?:(?:thời gian|thời hạn|thời điểm|ngày|hạn)[^:\n\t.;]{0,40}: ?|(?<=[\t\n])|^)")
_CELL_AFTER = regex.compile(r" ?(?:\([^)\n]{0,30}\))? ?[.,;]?(?=[\t\n]|$)")
_COUNTED = regex.compile(rf" {any_of(_LEXICON['ratios']['counted'])}(?!\w)")
_LAST_WORDS = regex.compile(r"(?r)(?:\S+ ){1,5}")


def clock_time(text: str | None) -> str | None:
    """The first clock time of ``text`` as "06:30", or ``None``."""
    match = _HOUR.match(text) if text else None
    if not match or int(match["hour"]) > 24 or int(match["minute"] or 0) > 59:
        return None
    return f"{int(match['hour']) % 24:02d}:{int(match['minute'] or 0):02d}"


def _set_cue(draft: Draft, match: regex.Match[str], *, clocked: bool) -> None:
    cue = match["cue"]
    if not cue:
        return
    for lead in ("từ nay", "từ giờ", "từ thời điểm này"):
        if cue.startswith(lead):
            cue = cue.removeprefix(lead).lstrip(" ,")
    relation = CUES.get(cue)
    draft.cue_start, draft.cue = match.start("cue"), cue
    if relation == "from" and clocked:
        relation = "on"  # "từ 14h00 ngày …" says when it begins on that day
    draft.relation = _RELATIONS.get(relation or "")


def dress(draft: Draft, view: NormalisedText) -> None:
    """Give a draft its cue, time, weekday, part and tentativeness, and say whether it is a date at all."""
    norm = view.norm
    low = max(0, draft.start - 90)
    if draft.unit == "day":
        before = _BEFORE_DAY.match(norm, low, draft.start)
        if before and before.end() > before.start():
            draft.start = min((before.start(g) for g in ("clock", "part", "weekday") if before[g]), default=draft.start)
            if before["word"]:
                draft.start = min(draft.start, before.start("word"))
                draft.bare = False
            draft.cue_start = draft.start
            draft.time = clock_time(before["clock"])
            draft.part = _PART_OF_DAY.get(before["part"]) if before["part"] else None
            draft.weekday = _WEEKDAYS.get(before["weekday"]) if before["weekday"] else None
            _set_cue(draft, before, clocked=before["clock"] is not None)
        after = _AFTER_DAY.match(norm, draft.end)
        if after and (after["part"] or after["weekday"] or after["bare_weekday"]):
            draft.part = draft.part or _PART_OF_DAY.get(after["part"] or "")
            name = after["weekday"] or after["bare_weekday"]
            draft.weekday = draft.weekday if draft.weekday is not None else _WEEKDAYS.get(name or "")
            draft.end = after.end()
        clock = _CLOCK_AFTER.match(norm, draft.end)
        if draft.time is None and clock:
            draft.time = clock_time(clock["clock"])
            draft.end = clock.end() if clock[0].endswith(")") and "(" in clock[0] else clock.end("clock")
    elif draft.unit is not None:
        before = _BEFORE_PERIOD.match(norm, low, draft.start)
        if before and before.end() > before.start():
            if before["part"]:
                draft.part, draft.start = _PART_OF_PERIOD[before["part"]], before.start("part")
            draft.cue_start = draft.start
            _set_cue(draft, before, clocked=False)
    tentative = _TENTATIVE_BEFORE.match(norm, max(0, draft.cue_start - 60), draft.cue_start)
    draft.tentative = tentative is not None or _TENTATIVE_AFTER.match(norm, draft.end) is not None
    if draft.cue is None and draft.unit == "day":
        _fuzzy_cue(draft, norm)
    relative = _RELATIVE_YEAR.match(norm, draft.end)
    if relative and draft.yearless and (draft.relation not in ("before", "by") or "báo cáo" in relative[0]):
        draft.timeless, draft.end = True, relative.end()
    _name(draft, view)
    if draft.bare and not draft.named:
        said = draft.cue is not None or draft.time or draft.part or draft.weekday is not None
        field_ = _FIELD_BEFORE.match(norm, max(0, draft.start - 60), draft.start) and _CELL_AFTER.match(norm, draft.end)
        if (said and not _COUNTED.match(norm, draft.end)) or field_:
            draft.bare = False


def _fuzzy_cue(draft: Draft, norm: str) -> None:
    words = _LAST_WORDS.match(norm, max(0, draft.start - 40), draft.start)
    if not words:
        return
    last = fold(words[0]).split()
    for count in range(min(5, len(last)), 0, -1):
        relation = _FUZZY.get("".join(last[-count:]))
        if relation:
            pieces = words[0].split(" ")
            draft.cue_start = draft.start - len(" ".join(pieces[-count - 1 :]))
            draft.relation, draft.cue = relation, "?"
            draft.doubts.append("fuzzy-cue")
            return


def _name(draft: Draft, view: NormalisedText) -> None:
    if draft.unit != "day" or draft.time or draft.relation in ("before", "by", "from"):
        return
    if _NAMED_CUE.match(view.norm, max(0, draft.start - 40), draft.start):
        draft.named = True
    elif not view.norm.startswith("ng", draft.start):
        draft.named = _NAMED_BEFORE.match(view.text, max(0, draft.start - 110), draft.start) is not None


def repetition(one: Repetition, norm: str) -> Draft:
    """A repetition that stands alone, with its limit and clock time ("trước 16 giờ ngày thứ Sáu hằng tuần")."""
    draft = Draft(one.start, one.end, one.start, (), rules=one.rules, doubts=list(one.doubts))
    before = _BEFORE_REPEAT.match(norm, max(0, one.start - 70), one.start)
    if before and before.end() > before.start():
        if before["clock"] or before["part"]:
            draft.start = draft.cue_start = min(before.start(g) for g in ("clock", "part") if before[g])
            draft.time = clock_time(before["clock"])
        if before["cue"] and CUES.get(before["cue"]) in ("before", "by"):
            _set_cue(draft, before, clocked=False)
    inside = _CUE_INSIDE.match(norm, one.start, one.end)
    if inside:
        draft.cue, draft.relation = inside["cue"], _RELATIONS.get(CUES[inside["cue"]])
    return draft
