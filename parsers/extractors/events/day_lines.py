"""Lines of a list that begin with the day or the place of an event: "- Ngày 05/7/2026: tại Trung tâm Y tế"."""

from __future__ import annotations

import datetime
from typing import Literal

from parsers import regex
from parsers.extractors.events.anchors import (
    DONATION,
    NAMED,
    Stretch,
    goes_around,
    heading,
    place_behind,
    place_in,
    place_label,
    place_next,
    title_of_items,
)
from parsers.extractors.events.scene import Announcement, Scene
from parsers.mentions.bodies.lists import body_list
from parsers.mentions.bodies.words import begins_with_verb
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
    r"(?:[-+*•] ?)?(?=\p{L}|$)(?:dự kiến )?(?:(?:được )?(?:tổ chức|diễn ra|khai mạc|bắt đầu|mở cửa|xuất bến"
    r"|xuất phát|khởi hành|lên đường|đón khách|tập trung) )?(?:(?:dự kiến|vào|trong|từ|lúc|sáng|chiều|tối) )*"
    r"(?:(?:hai|ba|02|03) )?"
)
# … and from where: "Xuất bến lúc 5 giờ ngày 02/02/2027 | từ cổng số 3"
_FROM_PLACE = regex.compile(r"(?: \([^()\n]{1,30}\))?,? từ (?!ngày|\d)(?=\p{L})")
# titles that name no occasion: "Thời gian", "Đối tượng", "Các bước", "Tổ chức thực hiện"
_NO_OCCASION = regex.compile(
    r"(?:thời|thời gian|thời điểm|địa điểm|nội dung|đối tượng|thành phần|phạm vi|mục|yêu cầu|chỉ tiêu|kinh phí"
    r"|các bước|hình thức|quy mô|số lượng|phân công|tổ chức thực hiện|tiến độ|lịch|kế hoạch|công tác|chuẩn bị"
    r"|chạy thử|tập huấn|đào tạo|bàn giao|tổng duyệt|khảo sát|giai đoạn|bước|báo cáo|đăng ký|hồ sơ|lưu ý|ghi chú)(?!\w)"
)
_LONGEST_NAME = 80
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
    """ "Tổ chức ngày 01/3/2026 (Chủ nhật) tại Nhà thi đấu tỉnh" below "1. Lễ hội Xuân hồng"; below any other title that
    may be a name it begins with the day: "Trưa thứ Bảy 30/01/2027 tại nhà ăn số 2" below "2. Tất niên".
    """
    content, cue = scene.paragraph.content, scene.mention.cue_start
    held = _HELD_THEN.fullmatch(scene.view.norm, content, cue)
    if held is None or scene.one.role not in ("event", "window") or not 0 < days(scene.mention.value) <= FEW_DAYS:
        return None
    placed = place_in(scene.view, scene.mention.end, scene.end) is not None
    if cue > content and NAMED.match(scene.title) and placed:
        return scene.announces(heading(scene.annotated, scene.paragraph))
    placed = placed or place_next(scene.view, scene.mention.end, scene.end) is not None
    placed = placed or _FROM_PLACE.match(scene.view.norm, scene.mention.end, scene.end) is not None
    return scene.announces(_title_as_name(scene)) if placed and _title_as_name(scene) else None


def _title_as_name(scene: Scene) -> Stretch | None:
    """The title right above that may name an occasion: no work, no body, no word for a part of a plan."""
    node, value = scene.paragraph.node, scene.mention.value
    timed = value is not None and (value.time or value.part)
    if node is None or scene.paragraph.opens or not timed or days(value) != 1 or not scene.title:
        return None
    start, end = scene.view.trim(node.paragraph.content, node.paragraph.end, " .:;")
    named = end - start <= _LONGEST_NAME and scene.paragraph.start - node.paragraph.end <= 2
    works = begins_with_verb(scene.view, start) and not _COMES_TOGETHER.match(scene.title)
    if not named or works or _NO_OCCASION.match(scene.title):
        return None
    return None if body_list(scene.view, start, end)[0] else (start, end)


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
