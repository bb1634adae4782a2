"""Days inside a clause: in the place of another, in brackets behind a name, behind the month that names a round.

In comes a date with the words around it (:class:`Scene`), out goes what it announces there.
"""

from __future__ import annotations

from parsers import regex
from parsers.annotated import beginning, within
from parsers.extractors.events.anchors import (
    NAMED,
    TIME,
    Stretch,
    goes_around,
    heading,
    last_name,
    name_before,
    place_in,
)
from parsers.extractors.events.day_lines import Verdict, days
from parsers.extractors.events.scene import Announcement, Scene
from parsers.mentions.bodies.lists import body_list
from parsers.text import NormalisedText

# "Trường hợp mưa bão, lùi sang tháng 11/2026": the day of an event that has one already
_MOVED = regex.compile(
    r"(?r)(?<!\w)(?<!n[aà]y (?:được )?)(?:lùi|dời|chuyển(?! đổi)|hoãn|(?<!chuyển )đổi)"  # no "chuyển đổi số"
    r"(?: lịch| ngày)?(?: sang| đến| vào| lại)*[^.;:\n\t]{0,20}"
)
# "Ngày hội “Sắc đỏ” | (Chủ nhật, ngày 12/4/2026 …)"
_BRACKET = regex.compile(r"(?r)(?<=[\w”\"]) \((?:[^()\n\t]{1,40}[, ])?")
# "Lễ hội Xuân hồng (ngày 28/02), Hành trình Đỏ (tháng 7) và | Giọt máu mùa thu | (tháng 10)"
_NEXT_IN_BRACKETS = regex.compile(
    r"(?r)(?<=\)(?:,|;|,? và|,? cùng) )(?P<name>\p{Lu}\p{L}*(?: \p{L}+){1,7}|[“\"][^“”\"\n]{3,60}[”\"])"
    r" \((?:dự kiến |trong |vào |ngày )*"
)
# "Đợt tháng 9|: thứ Bảy, ngày 26/9/2026", "Buổi quý II| (sơ kết): dự kiến ngày 20/5"
_THEN_ITS_DAY = regex.compile(r" ?(?:\([^()\n\t]{1,40}\))? ?[:–-] ?(?:dự kiến |tổ chức |vào |lúc |từ )*")
# "Cấp tỉnh: tổ chức vào | 8 giờ, ngày 15/4/2026 tại …" under "1. Lễ phát động"
_AT_A_LEVEL = regex.compile(
    r"(?:cấp|tuyến|khối|cụm|khu vực) [^:;.\n\t]{2,40} ?: (?:dự kiến |sẽ |được )*tổ chức"
    r"(?: (?:vào|lúc|từ|sáng|chiều|tối|ngày))* ?"
)
# "Ra quân diệt lăng quăng: tổ chức đồng loạt vào sáng | thứ Bảy, ngày 06/6/2026"
_HELD_ALL_OVER = regex.compile(
    r"(?:[-+*•] ?)?(?P<name>\p{L}[^:;.\n\t]{4,100}) ?: (?:dự kiến |sẽ |được )*tổ chức(?: đồng loạt| thống nhất| chung)*"
    r"(?: (?:vào|lúc|từ|sáng|chiều|tối|ngày))* ?"
)
# "chuẩn bị | hội nghị rút kinh nghiệm|, dự kiến tổ chức trong | tuần cuối tháng 9/2026"
_EXPECTED_MEETING = regex.compile(
    r"(?<!\w)(?P<name>(?:hội nghị|hội thảo|tọa đàm|đại hội|lễ|ngày hội|chương trình|hội thi|hội thao|mít tinh)(?!\w)"
    r"[^.;:,\n\t]{2,90}),? dự kiến (?:tổ chức|diễn ra)(?: vào| trong| từ)? $"
)
# "mời | họp cha mẹ học sinh | vào 8 giờ Chủ nhật 07/3/2027", "…; | diễn tập chữa cháy liên gia | lúc 19g30 …"
_COMES_TOGETHER = regex.compile(
    r"(?<!\w)(?<!cuộc )(?<!buổi )(?<!phòng )(?P<name>"
    r"(?:(?P<sure>diễn tập|ra quân|hội thi|hội thao|mít tinh)|họp|hội nghị|tọa đàm|đối thoại|gặp mặt|kỳ họp)(?!\w)"
    r"(?:(?! (?:tại|ở|tổ chức|do|được) )[^.;:,\n\t]){3,90}?)"
    r",?(?: (?:dự kiến|vào|lúc|từ|sáng|chiều|tối|ngày))* ?$"
)
_OCCASIONS = ("ngày hội", "lễ hội", "chương trình", "lễ ", "kỳ thi", "hội thi", "hội thao", "hội diễn")


def put_off(scene: Scene) -> Verdict:
    """ "nếu mưa thì lùi sang ngày …"; "đợt 2 chuyển sang tháng 5" has no other day, nor has "năm nay lùi sang …"."""
    start = scene.last_clause
    first = not beginning(scene.annotated.dates, start, scene.mention.start)
    if scene.mention.instead or (first and NAMED.match(scene.view.norm, start, scene.mention.cue_start)):
        return None
    return "none" if _MOVED.match(scene.view.norm, scene.begin, scene.mention.cue_start) else None


def in_place_of_another(scene: Scene) -> Verdict:
    """ "dời Ngày hội hiến máu tình nguyện từ ngày 18/4 sang ngày 25/4": by the name before the day that is given up."""
    before = within(scene.annotated.dates, scene.begin, scene.mention.cue_start)
    old = next((day for day in before if day.called_off), None)
    if not scene.mention.instead or scene.one.role != "event" or old is None:
        return None
    name = last_name(scene.view, scene.begin, old.cue_start)
    return scene.announces(name) if name else None


def month_of_a_name(scene: Scene) -> Verdict:
    """ "Đợt tháng 9: thứ Bảy, ngày 26/9/2026": the month only tells which round it is; its day follows."""
    month, norm = scene.mention.value, scene.view.norm
    follows = _THEN_ITS_DAY.match(norm, scene.mention.end, scene.paragraph.end)
    if month is None or follows is None or not NAMED.match(norm, scene.paragraph.content):
        return None
    later = within(scene.annotated.dates, scene.mention.end, scene.paragraph.end)
    day = next((d.value for d in later if d.cue_start <= follows.end() <= d.start), None)
    inside = day is not None and (month.first or "") <= (day.first or "") <= (month.last or "")
    return "none" if inside and 0 < days(day) < days(month) else None


def opens_a_sentence(scene: Scene) -> Verdict:
    """ "…. Lễ ra quân vào 7 giờ 30 phút, thứ Bảy, ngày 06/6/2026 tại Quảng trường 19 tháng 5"."""
    name = name_before(scene.view, scene.begin, scene.mention.cue_start)
    if scene.one.role != "event" or name is None or name[0] != scene.begin or days(scene.mention.value) != 1:
        return None
    beside = name[1] + 1 >= scene.mention.cue_start
    placed = place_in(scene.view, scene.mention.end, scene.end) is not None
    return scene.announces(name) if beside and placed and scene.begin > scene.paragraph.content else None


def held_at_a_level(scene: Scene) -> Verdict:
    """ "Cấp tỉnh: tổ chức vào 8 giờ, ngày 15/4/2026 tại …" under a title that names it: "1. Lễ phát động"."""
    level = _AT_A_LEVEL.fullmatch(scene.view.norm, scene.paragraph.content, scene.mention.cue_start)
    above = heading(scene.annotated, scene.paragraph) if level and scene.one.role == "event" else None
    return scene.announces(above) if above and days(scene.mention.value) == 1 else None


def held_all_over(scene: Scene) -> Verdict:
    """ "Ra quân diệt lăng quăng: tổ chức đồng loạt vào sáng thứ Bảy, ngày 06/6/2026"."""
    held = _HELD_ALL_OVER.fullmatch(scene.view.norm, scene.paragraph.content, scene.mention.cue_start)
    if held is None or scene.one.role != "event" or days(scene.mention.value) != 1:
        return None
    if TIME.match(held["name"]) or body_list(scene.view, held.start("name"), held.end("name"))[0]:
        return None  # "Thời gian: …", "Sở Y tế: tổ chức vào ngày …"
    return scene.announces(scene.view.trim(*held.span("name")))


def expected_meeting(scene: Scene) -> Verdict:
    """ "chuẩn bị hội nghị rút kinh nghiệm, dự kiến tổ chức trong tuần cuối tháng 9/2026"."""
    meeting = _EXPECTED_MEETING.search(scene.view.norm, scene.begin, scene.mention.cue_start)
    return scene.announces(scene.view.trim(*meeting.span("name"))) if meeting and scene.one.role == "event" else None


def comes_together(scene: Scene) -> Verdict:
    """ "cô Hợp mời họp cha mẹ học sinh vào 8 giờ Chủ nhật 07/3/2027": in somebody's work, or behind another event."""
    begin, cue, value = scene.last_clause, scene.mention.cue_start, scene.mention.value
    found = _COMES_TOGETHER.search(scene.view.norm, begin, cue)
    if found is None or scene.one.role != "event" or value is None or days(value) != 1:
        return None
    if scene.free and begin == scene.paragraph.content:
        return None
    known = value.time or value.part or place_in(scene.view, scene.mention.end, scene.end)
    if not (found["sure"] or known) or goes_around(scene.annotated, begin, found.start("name")):
        return None
    return scene.announces(scene.view.trim(*found.span("name")))


def bracketed(scene: Scene) -> Verdict:
    """ "Ngày hội “Sắc đỏ” (Chủ nhật, ngày 12/4/2026 …)"; in a list with such days also by a name of its own."""
    bracket = _BRACKET.match(scene.view.norm, scene.begin, scene.mention.cue_start)
    name = last_name(scene.view, scene.begin, bracket.start()) if bracket else None
    if bracket is None or name is None:
        return None
    following = _NEXT_IN_BRACKETS.match(scene.view.text, name[1], scene.mention.cue_start)
    if following and scene.one.role == "event":
        return scene.announces(following.span("name"))
    if not _reaches(scene.view, name, bracket.start()):
        return None
    whole_day = scene.mention.value is not None and scene.mention.value.first == scene.mention.value.last
    if not scene.free and not whole_day and goes_around(scene.annotated, scene.begin, bracket.start()):
        return None  # "vận động … tham gia hiến máu tại Chương trình … (tháng 6)"
    return Announcement(name, (name[0], scene.quote[1]))


def _reaches(view: NormalisedText, name: Stretch, bracket: int) -> bool:
    """Whether the name reaches up to the bracket: "Ngày hội “Sắc đỏ” (Chủ nhật, ngày 12/4/2026 …)"."""
    return bracket - name[1] < 2 and view.norm.startswith(_OCCASIONS, name[0])
