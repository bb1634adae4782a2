"""The shapes of running text that announce an event: which of them a dated sentence has, and the name that it gives.

In comes a date with the words around it (:class:`Scene`), out goes where the name and the quote stand; the first shape
that fits decides. A shape that says that this is none (work around an event, a day put off) ends the search.
"""

from __future__ import annotations

from collections.abc import Callable

from parsers import regex
from parsers.annotated import within
from parsers.extractors.events.anchors import (
    DONATION,
    NAMED,
    TIME,
    Stretch,
    goes_around,
    heading,
    held,
    hosts,
    last_name,
    name_before,
    name_start,
    place_in,
    place_next,
    surroundings,
)
from parsers.extractors.events.day_lines import (
    FEW_DAYS,
    HELD_THING,
    THEN_PLACE,
    TO_THE_DAY,
    Verdict,
    day_and_place,
    day_below_a_name,
    day_of_a_place,
    day_then_held,
    day_then_meets,
    day_then_named,
    days,
    held_on_a_day,
)
from parsers.extractors.events.in_clauses import (
    bracketed,
    comes_together,
    expected_meeting,
    held_all_over,
    held_at_a_level,
    in_place_of_another,
    month_of_a_name,
    opens_a_sentence,
    put_off,
)
from parsers.extractors.events.scene import Announcement, Scene
from parsers.extractors.times.invitations import invited_to
from parsers.lexicon import load
from parsers.text import either

_WORDS = load("dates")["events"]

# "Thời gian đăng ký: " · "Thời gian tuyên truyền"
_OTHER_TIME = regex.compile(rf"(?<!\w)(?:{either(_WORDS['other_times'])})(?!\w)")
# "Đợt cao điểm tuyên truyền từ …": a stretch of work, no event
_CAMPAIGN = regex.compile(r"(?:[-+*•] ?)?đợt (?:cao điểm|tuyên truyền|vận động|ra quân tuyên truyền)(?!\w)")
# "Họp thống nhất công tác chuẩn bị: …" · "Tổng duyệt: …" · "Nghỉ lễ: …": around an event, where no calendar lists it
_PREPARES = regex.compile(rf"(?:[-+*•] ?)?(?:tổ chức )?(?:{either(_WORDS['preparations'])})(?!\w)")
# "tổ chức" · "khai mạc" · "diễn ra"
HOLDS = regex.compile(rf"(?<!\w)(?<!ban )(?:{either(_WORDS['holds'])})(?!\w)")
# "ít nhất | 22 - 24 buổi" · "05 đợt"; not "đợt 5", "5 buổi/tuần"
_COUNT = regex.compile(rf"(?<![\w.,/-])(?P<n>\d{{1,2}})(?: ?- ?\d{{1,2}})? (?:{either(_WORDS['counted'])})(?![\w/])")
# "tổ chức điểm hiến máu cố định vào sáng thứ Bảy hằng tuần, bắt đầu từ ngày …"
_OPENS = regex.compile(r"(?<!\w)tổ chức (?=(?:các )?(?:điểm|ngày|buổi|đợt)(?: tiếp nhận| hiến) máu)")
# "Hội CTĐ phường: | Ngày hiến máu: 7h00 …", as a chat has it
_SPEAKER = regex.compile(r"[^:\n\t]{3,60}: (?=\w)")
# "Sơ kết 6 tháng đầu năm, | dự kiến 26/6/2026" · "Tập huấn tuyên truyền viên: | 13 giờ 30 ngày 18/9/2026, tại …"
_MEETING = regex.compile(
    r"(?:[-+*•] ?)?(?:tổ chức )?"
    r"(?P<name>(?:(?P<teaches>(?:lớp )?tập huấn)"
    r"|(?:hội nghị |lễ )?(?:sơ kết|tổng kết|gặp mặt|họp mặt|tọa đàm|mít tinh))(?!\w)"
    r"[^.;\n\t]{0,90}?)[:,] ?(?:dự kiến |vào |lúc |từ |sáng |chiều |tối |(?:trong )?(?:tiết|giờ) \p{L}+ \p{L}+ )*"
)
# between a name and its day: " (7/4): 01 đợt, " · ": 02 ngày "
_UP_TO_DAY = regex.compile(
    rf"(?: ?\([^()\n\t]{{1,40}}\))?(?: năm \d{{4}})? ?: ?"
    rf"(?:\d{{1,2}} (?:(?:{either(_WORDS['counted'])}|ngày)(?!\w),? ?)?)?"
    r"(?:vào |lúc |từ |dự kiến )*"
)
# "Xã tổ chức | giao lưu văn nghệ | vào tối 26/7/2026"
_HOLDS_SOMETHING = regex.compile(rf"(?<!\w)tổ chức (?P<name>{HELD_THING}){TO_THE_DAY}$")
# "- Thực tập chữa cháy cấp tỉnh: | 14h00 ngày …"; "Đoàn số 1 | do đồng chí … làm Trưởng đoàn: sáng ngày …"
_CALENDAR_NAME = regex.compile(r"(?:[-+*•] ?)?(?P<name>\p{L}[^:;.\n\t]{4,140}?) ?: ?(?:(?:dự kiến|vào|lúc|từ|hai) )*")
_NAME_ENDS = regex.compile(r",? do (?=\p{L})")
# "… buổi hiến máu sẽ diễn ra | lúc 7h00"
_IS_HELD = regex.compile(r"(?:sẽ )?(?:được tổ chức|diễn ra|khai mạc)(?: dự kiến)?(?: vào| lúc| từ)? ?$")
# "…, thời gian dự kiến | trong tháng 12" · "… do Công đoàn tổ chức, dự kiến | ngày 20/9"
_TIME_OF_IT = regex.compile(r", (?:thời gian(?: tổ chức)?(?: dự kiến)?|dự kiến):? ?(?:vào )?$")
# "chuẩn bị hội thao cấp Công ty dự kiến | ngày 04/10/2026 tại kho Khe Mây"
_EXPECTED = regex.compile(r"(?<!\w)dự kiến(?P<verb> tổ chức| diễn ra| bố trí)?(?: vào| trong)? $")
# "tổ chức “| Tuần lễ đón tân sinh viên”"
_WEEK = regex.compile(r"(?<!\w)(?:tổ chức|phát động|hưởng ứng) [“\"]?(?P<name>(?:tuần lễ|ngày hội|lễ hội)(?!\w))")
# "quý II| : 05 đợt"
_COUNTED_THEN = regex.compile(rf" ?[:,]? ?(?:tổ chức )?\d{{1,2}} (?:{either(_WORDS['counted'])})(?![\w/])")
# "dự kiến | đợt 1 | vào ngày …" · ", đợt 2 | trong tháng …" · "(lần 1: | ngày …"
_ROUND = regex.compile(
    r"(?:[;:,(] ?|(?<!\w)(?:dự kiến|và|cụ thể) )"
    r"(?P<name>(?:đợt|lần|buổi)(?: thứ| số)? (?:\d{1,2}|[ivx]+|nhất|hai|ba|tư)(?: hiến máu)?)"
    r",? ?:? ?(?:dự kiến |tổ chức |diễn ra |vào |trong |từ |lúc |sáng |chiều )*$"
)
# "tổ chức các đợt lưu động ra đảo Khe Mây (đợt 1: …"
_ROUNDS = regex.compile(r"(?<!\w)tổ chức (?:các|\d{1,2}) (?:đợt|buổi|chuyến|phiên)(?!\w)")
# what is handed in round by round: "gửi danh sách: đợt 1 ngày …, đợt 2 ngày …"
_HANDS_IN = regex.compile(
    r"(?<!\w)(?:gửi|nộp|báo cáo|danh sách|đăng ký|rà soát|hạn|thanh toán|cấp|chốt|phân bổ|giao|tập huấn"
    r"|tuyên truyền)(?!\w)"
)
# "Hiệp hội dự kiến tổ chức đại hội nhiệm kỳ | vào ngày 18/12"
_PLANNED = regex.compile(r"(?<!\w)dự kiến tổ chức [^.;:,\n\t]{3,80} (?:vào )?$")
# "Hội nghị đối thoại với người dân, hộ kinh doanh | dự kiến tổ chức | ngày 24/9"
_MEETING_IS_HELD = regex.compile(
    r"(?P<name>(?:hội nghị|hội thảo|tọa đàm|đại hội|kỳ họp|phiên họp|cuộc họp|lớp tập huấn|lễ)(?!\w)[^.;:\n\t]{3,140}?)"
    r",? (?:dự kiến |sẽ |được )*(?:tổ chức|diễn ra|khai mạc)(?!\w)"
)
_SCHOOL_BEGINS = regex.compile(r"(?<!\w)(?:khai giảng|bế giảng|tựu trường)(?!\w)")
_LONGEST_WEEK = 10
_JUST_BEFORE = 14


def announcement(scene: Scene) -> Announcement | None:
    """What the date announces, by the first shape that fits."""
    for shape in _SHAPES:
        verdict = shape(scene)
        if verdict is not None:
            return None if verdict == "none" else verdict
    return None


def _meets(scene: Scene) -> Verdict:
    """ "Sơ kết 6 tháng đầu năm, dự kiến 26/6/2026"; a training only with its place."""
    meeting = _MEETING.fullmatch(scene.view.norm, scene.paragraph.content, scene.mention.cue_start)
    if meeting is None or scene.one.role != "event" or not scene.free or days(scene.mention.value) != 1:
        return None
    if meeting["teaches"] and place_in(scene.view, scene.mention.end, scene.end) is None:
        return None
    return scene.announces(scene.view.trim(*meeting.span("name"), " ,:"))


def _another_held(scene: Scene) -> Verdict:
    """ "… tổ chức Chương trình … vào ngày 11/01/2026; | Lễ hội Xuân hồng vào ngày 08/3/2026"."""
    norm, cue = scene.view.norm, scene.mention.cue_start
    name = name_before(scene.view, scene.begin, cue)
    if scene.one.role != "event" or name is None or name[0] != scene.begin or not _is_near(scene, name):
        return None
    held_before = HOLDS.search(norm, scene.paragraph.content, scene.begin)
    return scene.announces(name) if held_before and days(scene.mention.value) == 1 else None


def _prepares(scene: Scene) -> Verdict:
    """ "Họp thống nhất công tác chuẩn bị: 14 giờ ngày …": what only goes around the event."""
    return "none" if _PREPARES.match(scene.view.norm, scene.paragraph.content) else None


def _numbered_round(scene: Scene) -> Verdict:
    """ "…; dự kiến đợt 1 vào ngày 08/3/2026 tại …, đợt 2 trong tháng 6/2026": rounds that a sentence lists."""
    if scene.one.role == "due" or scene.mention.relation in ("before", "by"):
        return None
    if not scene.donors() and not _ROUNDS.search(scene.clause):
        return None
    norm, cue = scene.view.norm, scene.mention.cue_start
    numbered = _ROUND.search(norm, scene.begin, cue)
    several = _ROUNDS.search(norm, scene.last_clause, cue)
    if numbered is None or _HANDS_IN.search(norm, several.end() if several else scene.last_clause, cue):
        return None
    return Announcement(scene.view.trim(*numbered.span("name")), (numbered.start("name"), scene.mention.end))


def _share_of_a_count(scene: Scene) -> Verdict:
    """ "…, trong đó quý I: 04 đợt; quý II: 05 đợt": how many are to be held in each."""
    value = scene.mention.value
    if value is None or value.first == value.last or hosts(scene.view, scene.last_clause, scene.mention.cue_start):
        return None
    return "none" if _COUNTED_THEN.match(scene.view.norm, scene.mention.end, scene.end) else None


def _frames_days(scene: Scene) -> Verdict:
    """ "1. Chiến dịch … (từ ngày 20/01 đến ngày 15/3/2026)" over items that announce days of their own."""
    node, value = scene.paragraph.node, scene.mention.value
    if not (scene.paragraph.opens and node and node.children) or value is None or value.first == value.last:
        return None
    below = (child.paragraph for child in node.children)
    dates = [d.value for p in below for d in within(scene.annotated.dates, p.start, p.end)]
    return "none" if scene.one.role == "window" and any(days(date) == 1 for date in dates) else None


def _total(scene: Scene) -> Verdict:
    """ "Quý III: tổ chức ít nhất 22 - 24 buổi hiến máu": a count that names nobody and no day is to be reached."""
    count = _COUNT.search(scene.view.norm, scene.begin, scene.end)
    value = scene.mention.value
    if not count or int(count["n"]) < 2 or 0 < days(value) < FEW_DAYS:
        return None
    if ":" in scene.view.norm[count.end() : scene.mention.cue_start]:
        return None  # "02 đợt hiến máu: đợt 1 vào tháng 4"
    return None if hosts(scene.view, scene.begin, count.start()) else "none"


def _invited(scene: Scene) -> Verdict:
    """ "… kính mời … tham dự Hội nghị … Thời gian: …": what people are invited to, or what the document is about."""
    name = invited_to(scene.annotated, scene.mention)
    if name is None:
        return None
    return scene.announces(None if "\n" in scene.view.text[slice(*name)] else name)


def _named_line(scene: Scene) -> Verdict:
    """ "Đợt 1: dự kiến ngày …" · "Ngày hội “…”: …"."""
    norm, content, cue = scene.view.norm, scene.paragraph.content, scene.mention.cue_start
    if not NAMED.match(norm, content) and (speaker := _SPEAKER.match(norm, content, cue)):
        content = content if _HANDS_IN.search(speaker[0]) else speaker.end()
    if not NAMED.match(norm, content):
        return None
    leading = name_before(scene.view, content, cue)
    if not (scene.free and content == scene.paragraph.content) and not _is_near(scene, leading):
        return None  # "Đợt 1 các thôn gửi danh sách trước …"
    held = scene.donors() or place_in(scene.view, scene.mention.end, scene.end) is not None
    if _CAMPAIGN.match(norm, content) or (scene.one.role == "window" and not held):
        return "none"
    own = name_before(scene.view, scene.last_clause, cue)  # "Đợt 1 vào …; đợt 2 vào …"
    return scene.announces(own or name_before(scene.view, scene.begin, cue) or leading)


def _is_near(scene: Scene, name: Stretch | None) -> bool:
    """Whether a name stands right before the day, at most its bracket and its count between."""
    if name is None:
        return False
    cue = scene.mention.cue_start
    return cue - name[1] <= _JUST_BEFORE or _UP_TO_DAY.fullmatch(scene.view.norm, name[1], cue) is not None


def _named_with_place(scene: Scene) -> Verdict:
    """ "- Tỉnh đoàn chủ trì Hành trình Đỏ năm 2026: 02 ngày 18 - 19/7/2026 tại Nhà thi đấu"."""
    cue, after = scene.mention.cue_start, scene.mention.end
    name = last_name(scene.view, scene.begin, cue)
    if scene.one.role != "event" or name is None or _UP_TO_DAY.fullmatch(scene.view.norm, name[1], cue) is None:
        return None
    return scene.announces(name) if place_in(scene.view, after, scene.end) else None


def _line_of_a_calendar(scene: Scene) -> Verdict:
    """ "- Thực tập phương án chữa cháy cấp tỉnh: 14h00 ngày 09/10/2026, tại Trường THCS Lê Hồng Phong"; of donors also
    "1. Xã Lũng Sa: ngày 05/6/2026, Nhà văn hóa xã".
    """
    named = _CALENDAR_NAME.fullmatch(scene.view.norm, scene.paragraph.content, scene.mention.cue_start)
    if named is None or scene.one.role != "event" or not 0 < days(scene.mention.value) <= FEW_DAYS:
        return None
    if TIME.match(named["name"]) or _OTHER_TIME.search(named["name"]):
        return None
    beside = scene.donors() and not _HANDS_IN.search(named["name"])
    placed = THEN_PLACE.match(scene.view.norm, scene.mention.end, scene.end)
    if not placed and not (beside and place_next(scene.view, scene.mention.end, scene.end)):
        return None
    start = named.start("name")
    end = _NAME_ENDS.search(scene.view.norm, start + 2, named.end("name"))
    return scene.announces(scene.view.trim(start, end.start() if end else named.end("name")))


def _time_line(scene: Scene) -> Verdict:
    """ "Thời gian: 7 giờ ngày …" under a title that names it."""
    label = scene.label
    timed = label if label and label.end() <= scene.mention.cue_start else None if label else TIME.match(scene.title)
    if not timed or _OTHER_TIME.search(timed["what"]):
        return None
    after = label.end() if label and label["colon"] else scene.paragraph.content
    above = heading(scene.annotated, scene.paragraph)
    if scene.one.role == "window" and surroundings(scene.annotated, scene.paragraph).place is None:
        named = above is not None and NAMED.match(scene.view.norm, above[0])
        if not named or _OTHER_TIME.search(scene.view.norm, *(above or (0, 0))):
            return "none"
    return scene.announces(name_before(scene.view, after, scene.mention.cue_start) or above)


def _dated_name(scene: Scene) -> Verdict:
    """ "Ngày Chủ nhật Đỏ do Đoàn khối trường học đảm nhận, thời gian dự kiến trong tháng 12"."""
    expected = _EXPECTED.search(scene.clause)
    placed = expected and place_in(scene.view, scene.mention.end, scene.end)
    timed = _TIME_OF_IT.search(scene.clause) or (expected and expected["verb"])
    if not placed and not (timed and scene.donors()):
        return None
    name = _subject_held(scene) or last_name(scene.view, scene.last_clause, scene.mention.cue_start)
    return scene.announces(name) if name else None


def _stretch_of_time(scene: Scene) -> Verdict:
    """ "tổ chức điểm hiến máu cố định …, bắt đầu từ ngày …", "tổ chức “Tuần lễ …” từ ngày … đến ngày …"; any other
    stretch announces nothing.
    """
    if scene.one.role != "window":
        return None
    week = _WEEK.search(scene.view.norm, scene.begin, scene.mention.cue_start)
    if week and scene.donors() and days(scene.mention.value) <= _LONGEST_WEEK:
        return scene.announces(scene.view.trim(week.start("name"), scene.mention.cue_start, ' ,:;“”"'))
    opens = _OPENS.search(scene.view.norm, scene.begin, scene.mention.cue_start)
    if not opens or (scene.mention.value and scene.mention.value.last):
        return "none"
    return scene.announces(scene.view.trim(opens.end(), scene.mention.cue_start, " ,:;"))


def _line_below_a_name(scene: Scene) -> Verdict:
    if scene.free and scene.leads and NAMED.match(scene.title):
        return scene.announces(_object_of_verb(scene) or heading(scene.annotated, scene.paragraph))
    return None


def _held(scene: Scene) -> Verdict:
    """ "Ban Chỉ đạo xã tổ chức Ngày hội … vào ngày …"."""
    around = not scene.mention.instead and goes_around(scene.annotated, scene.begin, scene.mention.cue_start)
    if not HOLDS.search(scene.clause) or (around and not _IS_HELD.search(scene.clause)):
        return None
    given = DONATION.search(scene.clause) or (scene.free and DONATION.search(scene.title))
    if not given and not _is_an_occasion(scene):
        return None
    held_here = _subject_held(scene) or held(scene.view, scene.begin, scene.mention.cue_start) or _object_of_verb(scene)
    name = held_here or heading(scene.annotated, scene.paragraph)
    value = scene.mention.value
    if name is None and (value is None or value.first != value.last):
        return None
    return scene.announces(name)


def _object_of_verb(scene: Scene) -> Stretch | None:
    """ "Xã tổ chức | giao lưu văn nghệ | vào tối 26/7/2026", under a title that speaks of donors."""
    found = _HOLDS_SOMETHING.search(scene.view.norm, scene.begin, scene.mention.cue_start)
    return scene.view.trim(*found.span("name")) if found else None


def _subject_held(scene: Scene) -> Stretch | None:
    """ "Hội nghị đối thoại với hộ kinh doanh dự kiến tổ chức ngày 24/9/2026, tại hội trường UBND xã"."""
    found = _MEETING_IS_HELD.match(scene.view.norm, scene.begin, scene.mention.cue_start)
    return scene.view.trim(*found.span("name")) if found else None


def _is_an_occasion(scene: Scene) -> bool:
    """Whether something with a name is held on one day at a place, whatever for: "tổ chức Ngày hội chuyển đổi số …";
    a beginning of the school year needs no more than its part of the day.
    """
    named, value = name_start(scene.view, scene.begin, scene.mention.cue_start), scene.mention.value
    timed = value is not None and (value.part or value.time) and _SCHOOL_BEGINS.search(scene.clause)
    placed = timed or _PLANNED.search(scene.clause) or place_in(scene.view, scene.mention.end, scene.end)
    return named is not None and bool(placed) and days(scene.mention.value) == 1


_SHAPES: tuple[Callable[[Scene], Verdict], ...] = (
    put_off,
    in_place_of_another,
    month_of_a_name,
    opens_a_sentence,
    _meets,
    day_below_a_name,
    day_then_meets,
    expected_meeting,
    comes_together,
    _prepares,
    _invited,
    _share_of_a_count,
    _frames_days,
    _total,
    _another_held,
    _named_line,
    _named_with_place,
    _line_of_a_calendar,
    _time_line,
    held_at_a_level,
    held_all_over,
    _dated_name,
    _stretch_of_time,
    held_on_a_day,
    _line_below_a_name,
    day_of_a_place,
    day_then_held,
    day_then_named,
    day_and_place,
    bracketed,
    _held,
    _numbered_round,
)
