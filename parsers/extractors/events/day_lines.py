"""Lines of a list that begin with the day or the place of an event: "- Ngày 05/7/2026: tại Trung tâm Y tế"."""

from __future__ import annotations

import datetime
from typing import Literal

from parsers import regex
from parsers.extractors.events.anchors import (
    DONATION,
    NAMED,
    goes_around,
    heading,
    place_behind,
    place_in,
    place_label,
    title_of_items,
)
from parsers.extractors.events.scene import Announcement, Scene
from parsers.mentions.dates.context import CLOCKS
from parsers.records import DateValue

# "Ngày 05/7/2026 (Chủ nhật): | tại Trung tâm …" · "Ngày 05/7/2026, dự kiến: tại …" · "…, buổi sáng: tại …"
THEN_PLACE = regex.compile(
    r"(?: \([^()\n]{1,30}\))?(?:,? buổi (?:sáng|chiều|tối))?[,:]?(?: dự kiến)?[,:]? ?(?:tại|địa điểm) "
)
# "Tại xã Nà Hoa: | ngày 12/4/2026"
_PLACE_FIRST = regex.compile(r"(?:[-+*•] ?)?tại (?=\p{L})")
# "- Ngày 08/3/2026| : tổ chức | Lễ hội Xuân hồng tại …"
_THEN_HOLDS = regex.compile(
    r"(?: ?\([^()\n]{1,30}\))?,? ?:? ?(?:dự kiến )?(?:phối hợp )?(?:tổ chức|diễn ra|khai mạc|phát động) "
)
_HELD_UNTIL = regex.compile(r",? (?:tại|ở|do|với sự|nhằm) |[,;.(\n]|$")
# "Tổ chức | diễn tập chữa cháy | vào ngày 22/5/2026 tại …"
HELD_THING = r"(?!(?:vào|từ|trong|tại|lúc|dự kiến|các|sáng|chiều|tối)(?!\w))\p{L}[^;:.()/\n\t]{4,110}?"
TO_THE_DAY = r",?(?: (?:dự kiến|vào|trong|lúc|từ|sáng|chiều|tối))* ?"
_HOLDS_ON = regex.compile(rf"(?:[-+*•] ?)?(?:[^.;:,\n\t]{{2,40}} )?tổ chức (?P<name>{HELD_THING}){TO_THE_DAY}")
# "Sáng ngày 14/6/2026, tổ chức | mít tinh hưởng ứng …"
_COMES_TOGETHER = regex.compile(r"(?:mít tinh|tọa đàm|giao lưu|diễu hành|gặp mặt|đại hội|hội thảo)(?!\w)")
# "12/3/2026 (thứ Năm): | Lễ khai mạc"
_THEN_NAMED = regex.compile(
    r"(?: ?\([^()\n]{1,30}\))? ?: ?"
    r"(?=(?:lễ|ngày hội|lễ hội|(?:ngày|buổi|đợt) hiến máu|hội thi|hội thao|mít tinh|tọa đàm)(?!\w))"
)
# "Ngày 25/02/2026: | Ban Tổ chức họp rà soát |, 14h00 tại phòng họp số 2" · "Sáng 11/5/2026, | họp Ban Chỉ đạo |"
_THEN_MEETS = regex.compile(
    r"(?: ?\([^()\n]{1,30}\))?(?: ?: ?(?P<name>[^.;:,\n\t]{2,60} họp(?!\w)[^.;:,\n\t]{0,60}),? ?"
    rf"(?:(?:vào |lúc |từ )?{CLOCKS}|tại )"
    r"|[:,]? ?(?P<name>họp (?!được)(?:(?! tại )[^.;:,\n\t]){2,80}))"
)
# "Tổ chức | ngày 01/3/2026 …" · "Dự kiến trong hai | ngày 18 và 19/7": below the name of what takes place
_HELD_THEN = regex.compile(
    r"(?:[-+*•] ?)?(?=\p{L})(?:dự kiến )?(?:(?:được )?(?:tổ chức|diễn ra|khai mạc) )?"
    r"(?:(?:dự kiến|vào|trong|từ|lúc|sáng|chiều|tối) )*(?:(?:hai|ba|02|03) )?"
)
FEW_DAYS = 4

Verdict = Announcement | Literal["none"] | None
"""``None`` leaves it to the next shape, "none" says that no event is announced."""


def days(value: DateValue | None) -> int:
    """How many days a date spans; none where it leaves them open."""
    if value is None or value.first is None or value.last is None:
        return 0
    return (datetime.date.fromisoformat(value.last) - datetime.date.fromisoformat(value.first)).days + 1


def day_and_place(scene: Scene) -> Verdict:
    """ "Ngày 05/7/2026: tại Trung tâm …" · "Tại xã Nà Hoa: ngày 12/4/2026"."""
    norm, cue = scene.view.norm, scene.mention.cue_start
    before = norm[scene.paragraph.content : cue].rstrip()
    place_first = _PLACE_FIRST.match(norm, scene.paragraph.content) is not None and before.endswith(":")
    if not scene.free or not scene.donors() or not (place_first or (scene.leads and _places(scene))):
        return None
    return scene.announces(
        title_of_items(scene.annotated, scene.paragraph) or heading(scene.annotated, scene.paragraph)
    )


def held_on_a_day(scene: Scene) -> Verdict:
    """ "Tổ chức diễn tập chữa cháy vào ngày 22/5/2026 tại chợ trung tâm xã"."""
    holds = _HOLDS_ON.fullmatch(scene.view.norm, scene.paragraph.content, scene.mention.cue_start)
    if scene.one.role != "event" or holds is None or not scene.free or not 0 < days(scene.mention.value) <= FEW_DAYS:
        return None
    if goes_around(scene.annotated, scene.paragraph.content, holds.start("name")):
        return None
    placed = THEN_PLACE.match(scene.view.norm, scene.mention.end, scene.end)
    return scene.announces(scene.view.trim(*holds.span("name"))) if placed else None


def day_then_held(scene: Scene) -> Verdict:
    """ "- Ngày 08/3/2026: tổ chức Lễ hội Xuân hồng tại Nhà Văn hóa lao động tỉnh"."""
    norm, end = scene.view.norm, scene.paragraph.end
    holds = _THEN_HOLDS.match(norm, scene.mention.end, end)
    if scene.one.role != "event" or not scene.leads or holds is None or not 0 < days(scene.mention.value) <= FEW_DAYS:
        return None
    named = NAMED.match(norm, holds.end()) or DONATION.match(norm, holds.end())
    if not named and not (_COMES_TOGETHER.match(norm, holds.end()) and days(scene.mention.value) == 1):
        return None
    until = _HELD_UNTIL.search(norm, holds.end(), end)
    return scene.announces(scene.view.trim(holds.end(), until.start() if until else end))


def day_then_named(scene: Scene) -> Verdict:
    """ "- 12/3/2026: Lễ khai mạc."."""
    named = _THEN_NAMED.match(scene.view.norm, scene.mention.end, scene.paragraph.end)
    if scene.one.role != "event" or not scene.leads or named is None or not 0 < days(scene.mention.value) <= FEW_DAYS:
        return None
    until = _HELD_UNTIL.search(scene.view.norm, named.end(), scene.paragraph.end)
    return scene.announces(scene.view.trim(named.end(), until.start() if until else scene.paragraph.end))


def day_then_meets(scene: Scene) -> Verdict:
    """ "Ngày 25/02/2026: Ban Tổ chức họp rà soát lần cuối, 14h00 tại phòng họp số 2"."""
    meets = _THEN_MEETS.match(scene.view.norm, scene.mention.end, scene.paragraph.end)
    if scene.one.role != "event" or not scene.leads or meets is None or days(scene.mention.value) != 1:
        return None
    return scene.announces(scene.view.trim(*meets.span("name")))


def day_below_a_name(scene: Scene) -> Verdict:
    """ "Tổ chức ngày 01/3/2026 (Chủ nhật) tại Nhà thi đấu tỉnh" below "1. Lễ hội Xuân hồng"."""
    content, cue = scene.paragraph.content, scene.mention.cue_start
    held = _HELD_THEN.fullmatch(scene.view.norm, content, cue) if cue > content else None
    if held is None or scene.one.role not in ("event", "window") or not 0 < days(scene.mention.value) <= FEW_DAYS:
        return None
    if not NAMED.match(scene.title) or place_in(scene.view, scene.mention.end, scene.end) is None:
        return None
    return scene.announces(heading(scene.annotated, scene.paragraph))


def day_of_a_place(scene: Scene) -> Verdict:
    """ "- Trạm Y tế xã: sáng ngày 12/5/2026" below "Địa điểm:"."""
    labelled = place_label(scene.annotated, scene.paragraph, scene.mention.cue_start)
    if scene.one.role != "event" or labelled is None:
        return None
    return scene.announces(heading(scene.annotated, scene.paragraph))


def _places(scene: Scene) -> bool:
    end = scene.paragraph.end
    return THEN_PLACE.match(scene.view.norm, scene.mention.end, end) is not None or (
        scene.one.role == "event" and place_behind(scene.view, scene.mention.end, end) is not None
    )
