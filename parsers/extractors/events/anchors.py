"""What an occasion is called, where it takes place and who comes: the words around an announced day."""

from __future__ import annotations

import itertools
from collections import defaultdict
from dataclasses import dataclass

from parsers import regex
from parsers.annotated import AnnotatedDocument, within
from parsers.layout.outline import Node, Paragraph
from parsers.lexicon import load
from parsers.mentions.bodies.lists import body_list
from parsers.mentions.bodies.mentions import body_ref
from parsers.records import BodyRef, Span
from parsers.text import NormalisedText, either, memo

_WORDS = load("dates")["events"]
Stretch = tuple[int, int]

# "Địa điểm: " · "- Địa điểm tổ chức: Tại " · "Nơi hiến máu: " · "2.2. Địa điểm" as a heading
_PLACE = regex.compile(
    r"(?:[-+*•] ?)?(?:địa điểm|nơi tổ chức|(?:nơi|điểm) (?:hiến|tiếp nhận|lấy|diễn ra)(?=[^:\n\t]{0,40}:))(?!\w)"
    r"(?P<what>[^:\n\t]{0,40})(?P<colon>:?) ?(?:tại )?"
)
# "2. Địa điểm:" · "Các điểm tiêm", over items that name a place each
_PLACES = regex.compile(r"(?:các )?(?:địa điểm|điểm)(?!\w)")
_OWN_LABEL = regex.compile(r"(?:[-+*•] ?)?(?:tại )?(?P<place>\p{L}[^:;\n\t]{2,80}?) ?: ?")
# "Điểm | xã Lương Sơn", not "Điểm 1"
_POINT = regex.compile(r"[Đđ]iểm (?=\p{Lu}|xã|phường|thị trấn|thôn|khu|huyện)")
# "Thời gian: …", "Địa điểm: …" below a point: no name of it
_OTHER_LABEL = regex.compile(r"(?:thời gian|thời điểm|ngày|giờ|địa điểm|nơi|thành phần|đối tượng|quy mô|dự kiến)(?!\w)")
# "Điểm phường Tân Hà: | dự kiến | giữa tháng 3"
_STILL_OPEN = regex.compile(r" ?(?:(?:dự kiến|vào|lúc|từ|sáng|chiều) )*")
# "Thời gian: " · "Thời gian tổ chức: " · "Thời gian, địa điểm: "
TIME = regex.compile(
    r"(?:[-+*•] ?)?(?:địa điểm(?: và|,) )?(?:thời gian|thời điểm|ngày tổ chức)(?!\w)"
    r"(?P<what>[^:\n\t]{0,60})(?P<colon>:?) ?"
)
# "Thành phần: " · "Thành phần tham dự: " · "Đối tượng: "
_PEOPLE = regex.compile(r"(?:[-+*•] ?)?(?:thành phần|đối tượng)(?!\w)(?P<what>[^:\n\t]{0,40})(?P<colon>:?) ?")
# "Đợt 1: …" · "Ngày hội “…”: …" · "Buổi thứ nhất: …" · "Các điểm vệ tinh: …"
NAMED = regex.compile(rf"(?:[-+*•] ?)?(?:tổ chức )?(?=[“\"]?(?:các )?(?:{either(_WORDS['names'])})(?!\w))")
# the same inside a sentence: "…: đợt 1 vào …"
_ANY_NAME = regex.compile(
    rf"(?<!\w)(?<!\d )(?<!địa )(?<!thời )(?<!cao )(?:{either(_WORDS['names'])})(?!\w)(?! (?:sáng|chiều|tối)(?!\w))"
)
# "phục vụ chương trình" · "lên chương trình": work around an event
_AROUND = regex.compile(rf"(?<!\w)(?!dự kiến)(?:{either(_WORDS['around'])})(?!\w)")
_BETWEEN_NAMES = regex.compile(
    r"[:;,.\n\t]| và |(?<!\w)(?:tại|vào|ngày \d|trong|phục vụ|cho)(?!\w)|(?<=máu(?: [^\W\d]+){1,8}) tổ chức "
)
# "đăng ký | hiến máu hưởng ứng Ngày hội …": what people do, no name
_ACT = regex.compile(r"(?:tổ chức )?hiến máu(?!\w)|tiếp nhận máu(?!\w)")
_HELD = regex.compile(r"(?<!\w)(?<!ban )(?:tổ chức|khai mạc) ")
# "hiến máu" · "tiếp nhận máu" · "Ngày hội"
DONATION = regex.compile(rf"(?<!\w)(?:{either(_WORDS['donation'])})(?!\w)")
# where the name ends: "Đợt 1 | dự kiến tổ chức ngày …" · "Chương trình hiến máu | khai mạc vào hồi …"
_NAME_END = regex.compile(
    r" ?:|,? do (?=\p{L}[^.;:\n\t]{3,60} (?:đảm nhận|chủ trì|tổ chức|đăng cai|phụ trách)(?!\w))"
    r"| được (?:tổ chức|diễn ra)"
    r"|(?<!\blễ),? (?:dự kiến|sẽ|được tổ chức|tổ chức|khai mạc|diễn ra|vào|từ|bắt đầu|tại|trong|thời gian|lúc|hồi"
    r"|chuyển(?! đổi)|dời|lùi|phối hợp (?:với|cùng)"
    r"|với)(?!\w)| ?[(;]|\. "
)
_QUOTED = regex.compile(r"“[^“”\n]{2,120}”|\"[^\"\n]{2,120}\"")
# "tại Nhà văn hóa xã, " up to what is no place any more
_AT = regex.compile(
    r"(?<!\w)(?:tại|ở|địa điểm(?! và| hoặc) ?:?|địa điểm tổ chức ?:?)(?: địa điểm)? (?P<place>[^\n\t;]+)"
)
# "Ngày 11/4/2026 (thứ Bảy): | Trường THCS …"
# "từ 7h30 ngày 01/3/2026 (Chủ nhật), | Nhà thi đấu tỉnh"
_HOUSE_NEXT = regex.compile(
    rf"(?: \([^()\n\t]{{1,30}}\))?, (?P<place>(?:{either(_WORDS['houses'])})(?!\w)"
    r"(?:(?!(?<!\w)(?:tổ chức|chủ trì|phụ trách|phối hợp|thực hiện|chuẩn bị|gửi|báo cáo|tiếp nhận|cử)(?!\w))"
    r"[^;:\n\t])+)$"
)
_HOUSE = regex.compile(rf"(?: \([^()\n\t]{{1,30}}\))? ?[:-] ?(?=(?:{either(_WORDS['houses'])})(?!\w))")
_PLACE_END = regex.compile(
    r"[;\n\t]|(?<!\d (?:điểm|nơi|địa điểm|cụm|khu vực)) ?: (?=\p{L})"
    r"|(?:sẽ|thông báo sau)(?!\w)|(?<!\b\p{L})(?<!\btp)(?<!\btx)\.(?=\s|$|/)"
    r"|(?<=(?:phòng|phòng họp|hội trường|khu|nhà|dãy|tầng|tổ) \p{L})\.(?=\s|$)"
    r"| [-–] (?=nhân|hưởng ứng|chào mừng|kỷ niệm|trong khuôn khổ)"
    r"|:? từ (?:ngày )?\d|,? (?:với|nhằm|để|gồm|do|và tiếp nhận|dự kiến|thời gian|chỉ tiêu|phấn đấu|thành phần|vào|lúc"
    r"|quy mô|mỗi|tối thiểu|có|kết hợp|lồng ghép|đồng chí|hưởng ứng|nhân (?:dịp|kỷ niệm|ngày)|tiếp nhận"
    r"|(?<!sân )vận động|theo|huy động|số lượng|khoảng|dành cho|thông báo"
    r"|trong (?:\d|hai|ngày|tháng|quý|tuần|thời gian))(?!\w)"
    r"|, ?(?=ngày|từ \d|thứ |chủ nhật|trong |(?:và )?(?:đợt|lần|buổi) (?:\d|[ivx]+(?!\w)|thứ|nhất|hai|ba))"
    r"| (?:sáng|chiều|tối) (?=ngày|thứ|chủ nhật|\d)"
    r"|:? ?\d[\d.]* (?:đơn vị|người|đv)(?!\w)"
    r"|, ?(?=\d{1,2} ?(?:h|giờ|g)(?!\p{L}))"
    r"|, ?(?=bắt đầu |khai mạc |(?:kết thúc|đón tiếp|tập trung) (?:từ|lúc|vào|trước)(?!\w))"
    r"|, ?(?=(?:giao |đơn vị )?\p{L}[^,.;:()\n\t]{2,60}"
    r" (?:chủ trì|phụ trách|đăng cai|đảm nhận|đảm nhiệm|tổ chức|phối hợp)(?!\w))"
    r"| \((?=(?:kết hợp|lồng ghép|trong khuôn khổ|cùng với|nhân|hưởng ứng|chào mừng|gắn với)(?!\w))"
    r"| \((?=ngày|thời gian|từ|lúc|có|dự kiến|theo|dành (?:riêng )?cho|phục vụ|đối với"
    r"|cho (?:các|khối|cán|công|sinh|người|nhân))"
    r"|, ?số (?:nhà )?\d(?!\w*,? (?:đường|phố|ngõ|ngách|hẻm|quốc lộ|tỉnh lộ|đại lộ)(?!\w))"
)
# "địa điểm cụ thể Ban Chỉ đạo sẽ | thông báo sau": it is open, and not that of another round
LEFT_OPEN = regex.compile(
    r"(?<!\w)(?:địa điểm|nơi tổ chức)(?!\w)[^.;\n\t]{0,120}?"
    r"(?<!\w)(?:sẽ|thông báo|quyết định|thống nhất|chưa|xác định)(?!\w)"
)
# "địa điểm | do Cụm trưởng quyết định" · "theo thông báo": not yet settled
_OPEN_PLACE = regex.compile(
    r"(?:do|theo|căn cứ|chưa|sẽ|không (?:thay )?đổi|giữ nguyên|như cũ|vẫn)(?!\w)"
    r"|(?:phù hợp|thuận lợi|cụ thể|lúc|hồi|sau khi)(?!\w)"
    r"|(?:nơi )?xa(?!\w)|sau$|(?:từ |ngày )?\d{1,2} ?(?:h|g|giờ|/)"
)
# the bracket that the place stands in closes: "(ngày 12/4/2026, tại | Hội trường xã), …"
_CLOSES = regex.compile(r"[^()]*(?:\([^()]*\)[^()]*)*+\)")
# "Các điểm vệ tinh" · "Điểm hiến máu lưu động" · "Các đợt hiến máu tập trung"
_NAMES_ITEMS = regex.compile(rf"(?:các )?(?:{either(_WORDS['names'])})(?!\w)[^.;\n\t]{{0,80}}$")
# "Tổ chức " · "V/v tổ chức " · "Hội Chữ thập đỏ tỉnh thông báo " before the name in a title, " như sau" behind it
_AS_FOLLOWS = regex.compile(r"(?r),? (?:cụ thể )?(?:như sau|sau đây)[ :.]*")
_ORGANISE = regex.compile(
    r"(?:[^:.;\n\t]{0,80}?(?<!\w)(?:thông báo|thông tin)(?: về| chi tiết| cụ thể)* )?(?:kế hoạch )?"
    r"(?:v/v )?(?:về việc )?(?:tổ chức |phối hợp tổ chức )?(?:(?:kính )?mời )?(?:(?:tham |đến )?dự )?"
)
LONGEST_TITLE = 160


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the items around an announcement say of it."""

    place: Stretch | None
    people: Stretch | None


def name_before(view: NormalisedText, start: int, until: int) -> Stretch | None:
    """The name that a stretch before a date begins with, or ``None`` where it names no event."""
    lead = NAMED.match(view.norm, start, until)
    if not lead:
        return None
    name = view.trim(lead.end(), _name_end(view, lead.end() + 2, until), " ,:;-(\n\t")
    return None if view.norm[slice(*name)] == "buổi" else name  # "buổi sáng ngày …"


def _name_end(view: NormalisedText, start: int, until: int) -> int:
    """Where a name that goes on at ``start`` is over; words in quotation marks are never cut."""
    quoted = [match.span() for match in _QUOTED.finditer(view.text, max(0, start - 4), until)]
    ends = (match.start() for match in _NAME_END.finditer(view.norm, start, until))
    return next((end for end in ends if not any(a < end < b for a, b in quoted)), until)


def last_name(view: NormalisedText, start: int, until: int) -> Stretch | None:
    """The event named nearest before a date: "tổ chức 02 đợt hiến máu: đợt 1 vào …"."""
    at = name_start(view, start, until)
    return name_before(view, at, until) if at is not None else None


def name_start(view: NormalisedText, start: int, until: int) -> int | None:
    """Where the name nearest before a date begins: "Chương trình Hành trình Đỏ lần thứ XI" is one name."""
    names = [m.start() for m in _ANY_NAME.finditer(view.norm, start, until)]
    if not names:
        return None
    at = names.pop()
    while names and not _BETWEEN_NAMES.search(view.norm, names[-1], at) and not _ACT.match(view.norm, names[-1]):
        at = names.pop()
    inside = any(match.start() + 1 < at < match.end() for match in _QUOTED.finditer(view.text, start, until))
    return None if inside else at  # "phát động thử thách “Tôi hiến máu” trong tháng 6"


def held(view: NormalisedText, start: int, until: int) -> Stretch | None:
    """What a clause says is held: its name, or else what follows the verb ("Tổ chức | hội nghị tôn vinh | vào …")."""
    at = name_start(view, start, until)
    verbs = list(_HELD.finditer(view.norm, start, until))
    if at is not None and (not verbs or at < verbs[-1].end() or not _ACT.match(view.norm, at)):
        return name_before(view, at, until)
    if not verbs or not DONATION.search(view.norm, verbs[-1].end(), until):
        return None
    stretch = view.trim(verbs[-1].end(), _name_end(view, verbs[-1].end() + 2, until), " ,:;-(\n\t")
    return stretch if stretch[1] - stretch[0] > 5 else None


def first_held(view: NormalisedText, start: int, until: int) -> Stretch | None:
    """What a sentence says is held first: "tổ chức | Chương trình “…” | tại …, hưởng ứng Chiến dịch …"."""
    for verb in _HELD.finditer(view.norm, start, until):
        name = name_before(view, verb.end(), until)
        if name:
            return name
    return held(view, start, until)


def heading(annotated: AnnotatedDocument, paragraph: Paragraph) -> Stretch | None:
    """The title above that names the event ("2. Tổ chức Ngày hội hiến máu …"), without "Tổ chức"."""
    view = annotated.view
    node = paragraph.node.parent if paragraph.opens and paragraph.node else paragraph.node
    while node is not None:
        p = node.paragraph
        if p is not paragraph and p.end - p.content < LONGEST_TITLE:
            title = view.norm[p.content : p.end]
            if not title.startswith(("thời gian", "nội dung", "địa điểm")) and (
                NAMED.match(title) or DONATION.search(title)
            ):
                lead = _ORGANISE.match(view.norm, p.content, p.end)
                tail = _AS_FOLLOWS.match(view.norm, p.content, p.end)
                return view.trim(lead.end() if lead else p.content, tail.start() if tail else p.end, " .:;")
        node = node.parent
    return None


def title_of_items(annotated: AnnotatedDocument, paragraph: Paragraph) -> Stretch | None:
    """The title that items stand under, where it names them: "2. Các điểm vệ tinh:", not "1. Thời gian, địa điểm"."""
    view = annotated.view
    node = paragraph.node.parent if paragraph.opens and paragraph.node else paragraph.node
    if node is None or not _NAMES_ITEMS.match(view.norm, node.paragraph.content, node.paragraph.end):
        return None
    return view.trim(node.paragraph.content, node.paragraph.end, " .:;")


def title_above(view: NormalisedText, node: Node | None, paragraph: Paragraph) -> str:
    """The title that a paragraph stands under."""
    if node is not None and node.paragraph is paragraph:
        node = node.parent
    if node is None or node.paragraph.end - node.paragraph.content > LONGEST_TITLE:
        return ""
    return view.norm[node.paragraph.content : node.paragraph.end]


def name_of(annotated: AnnotatedDocument, name: Stretch | None) -> tuple[str, list[Span]]:
    """The name as text; without one, what the document is about, with the spans that say so."""
    view = annotated.view
    if name and name[1] > name[0]:
        return view.text[slice(*name)], []
    subject = annotated.header.subject
    if subject and subject.value:
        lead = _ORGANISE.match(subject.value.lower())
        return subject.value[lead.end() if lead else 0 :], list(subject.spans)
    return "hiến máu tình nguyện", []


def hosts(view: NormalisedText, start: int, end: int) -> list[BodyRef]:
    """The bodies that a stretch begins with; "Tổ chức" at the head of a line is what they do."""
    bodies, _ = body_list(view, start, end)
    return [body_ref(view, b) for b in bodies if b.name.lower() != "tổ chức"]


def place_in(view: NormalisedText, start: int, end: int) -> Stretch | None:
    """The place behind "tại" or "Địa điểm:" in a stretch."""
    match = _AT.search(view.norm, start, end)
    if not match:
        return None
    return _cut_place(view, match.start("place"), end)


def place_behind(view: NormalisedText, start: int, end: int) -> Stretch | None:
    """The place that follows a day with a colon only: "Ngày 11/4/2026: Trường THCS …"."""
    match = _HOUSE.match(view.norm, start, end)
    return _cut_place(view, match.end(), end) if match else None


def place_next(view: NormalisedText, start: int, end: int) -> Stretch | None:
    """The place that ends the line of a day: "Điểm trung tâm: 7h30 ngày 01/3/2026, Nhà thi đấu tỉnh"."""
    cut = view.norm.find(";", start, end)
    match = _HOUSE_NEXT.match(view.norm, start, view.trim(start, cut if cut >= 0 else end, " .;")[1])
    return _cut_place(view, match.start("place"), end) if match else None


def place_label(annotated: AnnotatedDocument, paragraph: Paragraph, until: int) -> Stretch | None:
    """The place that an item below "Địa điểm:" begins with: "- Trạm Y tế xã: | sáng ngày 12/5/2026"."""
    view = annotated.view
    above = title_above(view, paragraph.node, paragraph)
    label = _OWN_LABEL.match(view.norm, paragraph.content, until) if _PLACES.match(above) else None
    if label is None or not _STILL_OPEN.fullmatch(view.norm, label.end(), until):
        return None
    start, end = label.span("place")
    if _OTHER_LABEL.match(view.norm, start, end):
        return None
    inside = place_in(view, start, end)
    point = _POINT.match(view.text, start, end)
    return inside or (point.end() if point else start, end)


def _cut_place(view: NormalisedText, start: int, end: int) -> Stretch | None:
    stop = _PLACE_END.search(view.norm, start, end)
    end = stop.start() if stop else end
    bracket = _CLOSES.match(view.norm, start, end)
    stretch = view.trim(start, bracket.end() - 1 if bracket else end, " ,.;:")
    return stretch if stretch[1] > stretch[0] and not _OPEN_PLACE.match(view.norm, *stretch) else None


def vague_name(text: str) -> list[str]:
    """The doubt of an event whose name is one word, or a count: "15 đợt tiếp nhận máu"."""
    return [] if " " in text.strip() and not text[:1].isdigit() else ["vague-name"]


def surroundings(annotated: AnnotatedDocument, paragraph: Paragraph) -> Surroundings:
    """Place and participants that the items beside a time line name, or the headings beside its heading."""
    view = annotated.view
    node = paragraph.node
    own = node.parent if node and node.paragraph is paragraph else node
    place = people = None
    for level in (own, own.parent if own else None):
        place_there, people_there = _labelled_under(annotated, level)
        place, people = place or place_there, people or people_there
        if place or level is None:
            break
    if place and not paragraph.start <= place[0] < paragraph.end and within(annotated.dates, *place):
        return Surroundings(None, people)  # "Địa điểm và thời gian: Hội trường xã, 7h30 ngày 24/4": of that day
    if place:
        place = _cut_place(view, *place) or place
    return Surroundings(place, people)


@memo
def _labelled_under(annotated: AnnotatedDocument, level: Node | None) -> tuple[Stretch | None, Stretch | None]:
    """The first place and the first people that a label names in a section, or in the document above its sections."""
    paragraphs = _paragraphs_under(annotated).get(level, [])
    place = people = None
    for p, following in itertools.zip_longest(paragraphs, paragraphs[1:]):
        place = place or _labelled(annotated.view, _PLACE, p, following)
        people = people or _labelled(annotated.view, _PEOPLE, p, following)
    return place, people


@memo
def _paragraphs_under(annotated: AnnotatedDocument) -> dict[Node | None, list[Paragraph]]:
    """The items and text of each section, up to three levels down; of the document above its sections: ``None``."""
    found: dict[Node | None, list[Paragraph]] = defaultdict(list)
    for paragraph in annotated.outline.zone("body", "annex"):
        if paragraph.block.table is not None:
            continue
        at = paragraph.node
        if at is None or (at.parent is None and at.paragraph is paragraph):
            found[None].append(paragraph)
        for _ in range(3):
            if at is not None:
                found[at].append(paragraph)
                at = at.parent
    return found


def _labelled(
    view: NormalisedText, label: regex.Pattern[str], paragraph: Paragraph, following: Paragraph | None
) -> Stretch | None:
    match = label.match(view.norm, paragraph.content, paragraph.end)
    if not match:
        return None
    start, end = view.trim(match.end(), paragraph.end, " .;\n\t")
    if end > start:
        return (start, end) if match["colon"] else None
    if following and following.node is paragraph.node and not following.opens:
        return view.trim(following.content, following.end, " .;\n\t")  # below a heading: "2.2. Địa điểm"
    return None


def goes_around(annotated: AnnotatedDocument, begin: int, until: int) -> bool:
    """Whether the words before the name of what is held say that it is somebody else's, or what is done around it."""
    norm = annotated.view.norm
    at = name_start(annotated.view, begin, until)
    if at is None:
        at = begin + max(0, norm[begin:until].rfind("tổ chức"))
    return _AROUND.search(norm[begin:at].rsplit(";", 1)[-1][-60:]) is not None
