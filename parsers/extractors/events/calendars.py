"""Events that stand in a calendar: the rows of a schedule, and a calendar that was pasted as lines of text."""

from __future__ import annotations

from parsers import regex
from parsers.annotated import AnnotatedDocument
from parsers.extractors.events.anchors import Stretch, hosts, name_of, place_in
from parsers.extractors.obligations.doers import duty_at
from parsers.extractors.obligations.task_tables import BEGINS
from parsers.extractors.times.columns import cells, grid_at, headed
from parsers.extractors.times.dates import doubts, how
from parsers.extractors.times.roles import Dated, dated
from parsers.layout.grounding import grounded
from parsers.layout.outline import Paragraph
from parsers.layout.tables import says_how_often
from parsers.mentions.bodies.mentions import body_ref
from parsers.mentions.dates.context import CLOCKS, set_hours
from parsers.records import BodyRef, DateValue, Event
from parsers.text import NormalisedText, normal

# "08h00: Giao ban …" · "- Từ 7 giờ 30: Ngày hội …" · "8h00 - 10h30, họp …"
_HOUR_LINE = regex.compile(rf"(?:[-+*•] ?)?(?:từ |lúc |vào )?(?P<clock>{CLOCKS}) ?[:,.-]? ?")
# "Sáng: Họp …" · "- Chiều: Kiểm tra …"
_PART_LINE = regex.compile(r"(?:[-+*•] ?)?(?:buổi )?(?P<part>sáng|chiều|tối) ?[:-] ?")
_PART_CELL = regex.compile(r"(?:buổi )?(?P<part>sáng|chiều|tối)")
# "Cụm 1: …" · "Điểm số 2 - …" · "Đợt III: …"
_GROUP = regex.compile(r"(?:cụm|điểm|nhóm|đợt|buổi|tuyến|ca|khu vực)(?: số| thứ)? [\wđ]{1,5} ?[:(–-]")
_PARTS = {"sáng": "morning", "chiều": "afternoon", "tối": "evening"}
_CALENDAR = regex.compile(r"lịch (?!sử)")
_BEHIND_DAY = regex.compile(r" ?(?:\([^()\n\t]{1,30}\))?[\]:.,-]* ?")
_NAME_END = regex.compile(r",? (?:tại|ở|địa điểm|do|chủ trì|thành phần)(?!\w)|[;.(\n\t]|$")
_PLACE_ONLY = regex.compile(r"(?:tại|ở|địa điểm:?) ")
_SHORTEST = 6
_FIRST_LINES = 15
_TIME_HEADS = ("thời gian", "ngày", "thứ")
# "Địa điểm", "Đậu ở đâu", "Nơi tổ chức"; not "Nơi nào đến"
_HEADS_PLACES = regex.compile(
    r"^(?:địa điểm|điểm (?:hiến|tiếp nhận|tổ chức)|vùng)|(?<!\w)(?:ở|tại) đâu(?!\w)"
    r"|(?<!\w)nơi(?!\w)(?!.*(?<!\w)(?:đến|tới|gửi|dự|tham gia)(?!\w))"
)
# "Hội trường UBND xã", "Quảng trường 2/9" under a head that nobody knows
_A_PLACE = regex.compile(
    r"(?:hội trường|nhà (?:văn hóa|thi đấu|sinh hoạt|truyền thống|cộng đồng)|quảng trường|sân (?:vận động|trường|khấu)"
    r"|công viên|trung tâm (?:văn hóa|hội nghị|thương mại|thể thao)|khu công nghiệp"
    r"|(?:các |đặc )?(?:khu|xã|phường) )(?!\w)"
)
_NO_PLACE_HEAD = regex.compile(
    r"(?<!\w)(?:đơn vị|cơ quan|chủ trì|phụ trách|phối hợp|thực hiện|ai|bên|người|thành phần|đối tượng|ghi chú|nội dung"
    r"|tên|hoạt động|địa bàn)(?!\w)"
)
# "Thời gian, địa điểm" over one cell
_NAMES_PLACE = regex.compile(r"(?<!\w)(?:địa điểm|nơi)(?!\w)")
_HOST_HEADS = ("đơn vị", "cơ quan", "chủ trì")
# "1" · "IV." · "120" · "1.200 đơn vị" · "-"
_NO_NAME = regex.compile(r"(?:[ivx]{1,4}|[a-h])[.)]?|[\d.,]+(?: \w+){0,2}|\W*")
_DUE_HEAD = regex.compile(r"(?<!\w)(?:hạn|hoàn thành|xong|nộp|gửi)(?!\w)")
_DUE_CELL = regex.compile(r"(?:xong )?(?:trước|(?:chậm|muộn|trễ) nhất|hạn|đến hết)(?!\w)")
# "Ngày cũ" beside "Ngày mới", "Lịch đã công bố" beside "Lịch điều chỉnh"
_OLD_DAY = regex.compile(
    r"(?<!\w)(?:cũ|ban đầu|trước (?:đây|khi)|đã (?:công bố|thông báo|ban hành|đăng ký|định|duyệt|thống nhất)"
    r"|theo (?:kế hoạch|lịch))(?!\w)"
)
_NEW_DAY = regex.compile(r"(?<!\w)(?:mới|điều chỉnh|thay đổi|thay thế|(?:chuyển|dời|lùi|đổi) sang)(?!\w)")
# "Ngày nhận", "Ngày cấp", "Ngày ký": no day at which people come together
_HANDED_OVER = regex.compile(
    r"^(?:ngày|thời gian|thời điểm) (?:giao|trả|bàn )?(?:nhận|cấp|giao|trả|ký|ban hành|nộp|gửi|sinh)(?! lưu)(?!\w)"
)
# "Tổ chức | Lễ phát động …" · "Hội thi tìm hiểu …": a task that is an occasion
_OCCASION = regex.compile(
    r"(?:(?:phối hợp )?tổ chức )?(?=(?:lễ|ngày hội|lễ hội|hội thi|hội thao|hội nghị|liên hoan|mít tinh|tọa đàm"
    r"|(?:ngày|buổi|đợt) hiến máu|chương trình)(?!\w))"
)
# "Lễ khai mạc" · "Ngày hiến máu số 2": no work, whatever head stands over its day
_IS_AN_OCCASION = regex.compile(r"(?:lễ|ngày hội|lễ hội|(?:ngày|buổi|đợt) hiến máu|hội thi|hội thao)(?!\w)")
_WEEKDAY = regex.compile(r"(?<!\w)(?:thứ \w+|chủ nhật|cn|t[2-7])(?!\w)")
_WORK_HEADS = ("nội dung", "công việc", "hoạt động", "việc", "nhiệm vụ", "chương trình", "sự kiện")
_DOERS = regex.compile(r"(?<!\w)(?:phối hợp|chủ trì|thực hiện|phụ trách|tham gia|tham dự)(?!\w)")
_NAME_HEADS = ("nội dung", "tên", "đợt", "điểm", "đơn vị", "cơ quan", "địa bàn")


def scheduled(annotated: AnnotatedDocument, one: Dated) -> Event | None:
    """A row of a schedule: "Thời gian | Địa điểm | Đơn vị", "Đợt | Điểm hiến máu | Ngày | Giờ".

    The cell of the day says so by its head, or by holding little else.
    """
    duty = duty_at(annotated, one.mention.start)
    if one.role != "event" or (duty is not None and duty.clue != "schedule-row"):
        return None
    grid = grid_at(annotated, one.paragraph.content)
    if grid is not None and headed(grid).in_head(one.paragraph.content):
        return None  # "Ngày tiêm (tháng 10/2026)" over days
    row = _row(annotated, one.paragraph)
    if len(row) == 1 and (held := _group_held(annotated, one)):
        return held
    own = next((head for head, stretch in row if stretch[0] == one.paragraph.content), "")
    if any(says_how_often(head) for head, _ in row):
        return None
    if not _says_when(one, own) or (_OLD_DAY.search(own) and any(_NEW_DAY.search(head) for head, _ in row)):
        return None
    return _of_row(annotated, one, own, [(head, s) for head, s in row if s[0] != one.paragraph.content])


def scheduled_below(annotated: AnnotatedDocument, one: Dated) -> list[Event]:
    """The further rows of a day: "20/4" beside "Sáng | Trạm Y tế", "Chiều | Chợ".

    Its cell is merged over them, or they leave it empty and say an hour or a part of the day of their own.
    """
    block = one.paragraph.block
    if block.table is None or block.row is None or scheduled(annotated, one) is None:
        return []
    table, column = annotated.document.tables[block.table], block.column or 0
    cell = table.rows[block.row][column]
    own = next((head for head, s in _row(annotated, one.paragraph) if s[0] == one.paragraph.content), "")
    found: list[Event] = []
    for down in range(1, len(table.rows) - block.row):
        row = _cells(annotated, block.table, block.row + down)
        left_out = table.rows[block.row + down][column]
        empty = left_out is None or left_out.start == left_out.end
        if down >= (cell.rows if cell else 1) and not (empty and _has_own_time(annotated.view.norm, row)):
            break
        found += [event] if (event := _of_row(annotated, one, own, row)) else []
    return found


def _has_own_time(norm: str, row: list[tuple[str, Stretch]]) -> bool:
    return any(_is_clock(norm[slice(*s)]) or _PART_CELL.fullmatch(norm, *s) for _, s in row)


def _of_row(annotated: AnnotatedDocument, one: Dated, own: str, rest: list[tuple[str, Stretch]]) -> Event | None:
    """The event that the cells beside a day tell of; ``own`` is the head over the day."""
    view = annotated.view
    place = _place_in(view, rest) or _beside_day(view, one, own)
    name = _name_in(view.norm, rest, place)
    if name is None:
        return None
    event = _event(annotated, one, name, place or place_in(view, *name))
    event.organisers = _hosts_in(view, rest)
    hours = next((s for _, s in rest if _is_clock(view.norm[slice(*s)])), None)
    part = next((match for _, s in rest if (match := _PART_CELL.fullmatch(view.norm, *s))), None)
    if event.date and event.date.time is None:
        _set_time(view, event, hours, part)
    return event


def _set_time(view: NormalisedText, event: Event, hours: Stretch | None, part: regex.Match[str] | None) -> None:
    """The time of an event from the cells beside its day: an hour, else "Sáng", "Chiều"."""
    if event.date and hours:
        event.date = set_hours(event.date, view.norm[slice(*hours)])
        event.spans.append(view.span(*hours))
    elif event.date and part:
        event.date = event.date.model_copy(update={"part": _PARTS[part["part"]]})
        event.spans.append(view.span(*part.span()))


def _group_held(annotated: AnnotatedDocument, one: Dated) -> Event | None:
    """A row over all columns that names what those below come to: "Cụm 1: 7 giờ ngày 22/7/2031 tại Nhà văn hóa"."""
    view, paragraph = annotated.view, one.paragraph
    named = _GROUP.match(view.norm, paragraph.content, one.mention.cue_start)
    if named is None:
        return None
    name = view.trim(paragraph.content, one.mention.cue_start, " ,.;:-–(")
    event = _event(annotated, one, name, place_in(view, one.mention.end, paragraph.end))
    event.spans = [view.span(*view.trim(paragraph.content, paragraph.end)), *event.spans]
    return event


def _hosts_in(view: NormalisedText, row: list[tuple[str, Stretch]]) -> list[BodyRef]:
    host = next((s for head, s in row if head.startswith(_HOST_HEADS)), None)
    return hosts(view, *host) if host else []


def task_held(annotated: AnnotatedDocument, one: Dated) -> Event | None:
    """A row of tasks that is an occasion: "Tổ chức Lễ phát động … | … | 7h30, 31/5/2026 (Chủ nhật)".

    That it has an hour or a day of the week, or is called an occasion ("Lễ khai mạc"), tells it from work to be done
    by then.
    """
    view, value = annotated.view, one.mention.value
    duty = duty_at(annotated, one.mention.start)
    if duty is None or duty.clue != "task-row" or value is None or value.first is None or value.first != value.last:
        return None
    lead = _OCCASION.match(view.norm, duty.start)
    timed = value.time or _WEEKDAY.search(view.norm, one.paragraph.content, one.paragraph.end)
    timed = timed or _IS_AN_OCCASION.match(view.norm, duty.start)
    if lead is None or not timed or _DUE_CELL.match(view.norm, one.paragraph.content):
        return None
    event = _event(annotated, one, view.trim(lead.end(), duty.end, " .;\n\t"), None)
    event.organisers = [body_ref(view, body) for body in duty.bodies]
    return event


def _says_when(one: Dated, head: str) -> bool:
    """Whether a cell says when its row takes place, not when it has to be done."""
    if _HANDED_OVER.search(head) or BEGINS.search(head):
        return False
    if head.startswith(_TIME_HEADS):
        return True
    alone = (one.mention.end - one.mention.cue_start) * 2 > one.paragraph.end - one.paragraph.content
    return alone and bool(head) and not _DUE_HEAD.search(head)


def _place_in(view: NormalisedText, cells: list[tuple[str, Stretch]]) -> Stretch | None:
    """The cell that says where: the surest head first; what only numbers the points of a calendar is no place."""
    named = [(head, s) for head, s in cells if not _counts_or_clocks(view.norm[slice(*s)])]
    surely = next((s for head, s in named if _HEADS_PLACES.search(head)), None)
    return surely or next(
        (
            s
            for head, s in named
            if head.startswith("điểm") or (not _NO_PLACE_HEAD.search(head) and _A_PLACE.match(view.norm, *s))
        ),
        None,
    )


def _beside_day(view: NormalisedText, one: Dated, head: str) -> Stretch | None:
    """What stands beside the day in a cell of time and place: "Sáng 24/5/2031, | Hội trường xã"."""
    if _NAMES_PLACE.search(head) is None:
        return None
    p = one.paragraph
    for start, end in ((_behind(view.norm, one.mention.end, p.end), p.end), (p.content, one.mention.cue_start)):
        place = view.trim(start, end, " ,.;:-–\n")
        if place[1] - place[0] >= _SHORTEST and not _counts_or_clocks(view.norm[slice(*place)]):
            return place
    return None


def _name_in(norm: str, cells: list[tuple[str, Stretch]], place: Stretch | None) -> Stretch | None:
    """The cell that names what takes place: by its head, else the place, else the first cell of words."""
    texts = [(head, s) for head, s in cells if not _counts_or_clocks(norm[slice(*s)])]
    works = [s for head, s in texts if head.startswith(_WORK_HEADS)]
    named = works + [s for head, s in texts if head.startswith(_NAME_HEADS) and not _DOERS.search(head)]
    return next(iter(named), place) or next((s for _, s in texts), None)


def _row(annotated: AnnotatedDocument, paragraph: Paragraph) -> list[tuple[str, Stretch]]:
    """The cells of the row that a paragraph stands in, each with the head of its column."""
    return _cells(annotated, paragraph.block.table or 0, paragraph.block.row or 0)


def _cells(annotated: AnnotatedDocument, table: int, row: int) -> list[tuple[str, Stretch]]:
    """The cells of a row, each with the head of its column."""
    stretches = sorted(cells(annotated).get(table, {}).get(row, {}).items())
    grid = grid_at(annotated, stretches[0][1][0]) if stretches else None
    known = headed(grid) if grid else None
    return [(normal(known.column_name(column)) if known else "", stretch) for column, stretch in stretches]


def _counts_or_clocks(text: str) -> bool:
    """Whether a cell holds no name: an ordinal, a number, an hour."""
    return _is_clock(text) or _NO_NAME.fullmatch(text) is not None


def _is_clock(text: str) -> bool:
    match = _HOUR_LINE.match(text)
    return match is not None and match.end() >= len(text.rstrip())


def calendar_events(annotated: AnnotatedDocument) -> list[tuple[int, Event]]:
    """The lines of a calendar: "Thứ Hai (16/3): 8h00 Giao ban", or a line for the day and lines for its hours."""
    if not _is_calendar(annotated):
        return []
    view = annotated.view
    found: list[tuple[int, Event]] = []
    day: Dated | None = None
    openers = {id(d.paragraph): d for d in reversed(dated(annotated)) if _opens(d)}
    for paragraph in annotated.outline.zone("letterhead", "title", "body", "annex"):
        if paragraph.block.table is not None:
            continue
        opener = openers.get(id(paragraph))
        if opener is not None:
            day = opener
            at = _behind(view.norm, opener.mention.end, paragraph.end)
            if paragraph.end - at >= _SHORTEST:
                found.append((paragraph.content, _line_event(annotated, opener, paragraph, at)))
            continue
        leads = _HOUR_LINE.match(view.norm, paragraph.content) or _PART_LINE.match(view.norm, paragraph.content)
        if day is not None and leads and paragraph.end - leads.end() >= _SHORTEST:
            found.append((paragraph.content, _line_event(annotated, day, paragraph, paragraph.content)))
    return found


def _opens(one: Dated) -> bool:
    """Whether a line begins with its day."""
    value, content = one.mention.value, one.paragraph.content
    return one.role == "event" and value is not None and one.mention.cue_start - content < _SHORTEST


def _is_calendar(annotated: AnnotatedDocument) -> bool:
    """Whether one of the first lines calls the document one: "LỊCH CÔNG TÁC TUẦN"."""
    first = annotated.outline.paragraphs[:_FIRST_LINES]
    return any(_CALENDAR.match(annotated.view.norm, p.start, p.end) for p in first)


def _behind(norm: str, at: int, end: int) -> int:
    match = _BEHIND_DAY.match(norm, at, end)
    return match.end() if match else at


def _line_event(annotated: AnnotatedDocument, day: Dated, paragraph: Paragraph, at: int) -> Event:
    view = annotated.view
    hours = _HOUR_LINE.match(view.norm, at) or _PART_LINE.match(view.norm, at)
    start = hours.end() if hours else at
    stop = _NAME_END.search(view.norm, start + 3, paragraph.end)
    name = view.trim(start, stop.start() if stop else paragraph.end, " ,.;:-")
    if _PLACE_ONLY.match(view.norm, start):  # "Sáng 06/6: tại Nhà văn hóa xã" in a calendar of one kind of occasion
        event = _event(annotated, day, name, place_in(view, start, paragraph.end))
        event.name, event.spans = name_of(annotated, None)
    else:
        event = _event(annotated, day, name, place_in(view, name[1], paragraph.end))
    if hours and event.date:
        groups = hours.groupdict()
        if groups.get("clock"):
            event.date = set_hours(event.date, groups["clock"])
        elif groups.get("part"):
            event.date = event.date.model_copy(update={"part": _PARTS[groups["part"]], "time": None})
    event.spans = [view.span(*view.trim(paragraph.content, paragraph.end)), *event.spans[:1]]
    return event


def _event(annotated: AnnotatedDocument, one: Dated, name: Stretch, place: Stretch | None) -> Event:
    view = annotated.view
    date: DateValue | None = one.mention.value
    return Event(
        name=view.text[slice(*name)],
        date=date,
        place=grounded(view, [place]) if place else None,
        organisers=[],
        tentative=bool(date and date.tentative),
        spans=[view.span(one.mention.start, one.mention.end), view.span(*name)],
        how=how(one),
        doubts=doubts(annotated, one),
    )
