"""Clues that a paragraph gives nobody work: it is a heading, a quota, a contact, a look back."""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Callable

from parsers import regex
from parsers.annotated import within
from parsers.extractors.obligations.candidate import Candidate
from parsers.extractors.obligations.frames import WITH_OTHERS, hosting, whichever
from parsers.extractors.obligations.headings import is_list, opens_work
from parsers.extractors.obligations.outlook import looks_ahead
from parsers.extractors.obligations.parts import parts_above
from parsers.extractors.obligations.persons import is_member
from parsers.extractors.obligations.subjects import ASKS_BELOW, REQUEST
from parsers.layout.cues import UNIT_LINE
from parsers.layout.outline import RANKS, Node
from parsers.lexicon import load
from parsers.mentions.bodies.lists import body_list
from parsers.mentions.bodies.words import begins_with_verb
from parsers.text import either

_LETTER = RANKS["letter"]
# "Khoa Cơ khí: 40 người;", "Đoàn các xã: mỗi đơn vị 15 ĐVTN."
_ALLOTS = regex.compile(r"[^:.;\n]{2,90}:\ ?(?:mỗi\ \w+(?:\ \w+)?\ )?\d[\d.]*\ [^.;:\n]{1,40}[.;]?(?=\n|$)")
# "Xin liên hệ Văn phòng Hội", "Liên hệ: …"; but "Liên hệ Bệnh viện tỉnh thống nhất số giường" is work
_CONTACT = regex.compile(
    r"[^.:]{0,30}liên hệ\ ?:|xin liên hệ "
    r"|liên hệ (?:với )?(?:ông|bà|anh|chị|cô|bạn|đồng chí|đ/c|bác sĩ|bs|số|điện thoại|đt|theo|qua|trực tiếp|zalo)(?!\w)"
    r"|(?:mọi |các )?(?:thông tin|chi tiết|vướng mắc|thắc mắc)[^.:]{0,60}liên hệ"
)
# "UBND các xã: Tại Phụ lục II đính kèm.", "Chỉ tiêu giao cho từng khoa thực hiện theo Phụ lục 01."
_REFERS = regex.compile(
    r"[^.:]{3,160}:\ ?(?:chi tiết )?(?:tại|theo|xem) (?:phụ lục|biểu|bảng|mẫu|danh sách)"
    r"|(?:chỉ tiêu|số lượng|định mức)(?!\w)[^.:;]{3,120}? (?:theo|tại) (?:phụ lục|biểu|bảng|danh sách)"
    r"[^.:;]{0,60}[.;]?$"
)
# "Đơn vị tiếp nhận: Ngân hàng máu …", "Người phụ trách: …": a label in a list of what an event is like
_WHO_LABEL = regex.compile(r"(?:đơn vị|cơ quan|bộ phận|người|nơi)\ [^.;:,]{2,30}:\ ")
# … in a line of its own: "Đơn vị tiếp nhận máu: Trung tâm Huyết học …"
_HOST_LABEL = regex.compile(
    r"(?:đơn vị|cơ quan) (?:tiếp nhận|(?:đồng )?tổ chức|phối hợp|đồng hành|tài trợ|bảo trợ|đăng cai)[^.;:,\d]{0,20}: "
)
# "14h15 - 14h45: …": a line of the day's programme
_PROGRAMME = regex.compile(
    r"(?:từ )?\d{1,2} ?(?:h|g|giờ|:) ?\d{0,2}(?: phút)? ?(?:-|đến) ?\d{1,2} ?(?:h|g|giờ|:) ?\d{0,2}(?: phút)? ?[:,-]"
)
# "Nhà máy 1 (…): từ 13h00 đến 16h30 thứ Năm, ngày 18/9/2025, tại …": when something takes place at whose
_HELD_AT = regex.compile(
    r"[^:;\n]{3,140}?(?<!\d): ?(?:từ |lúc |vào |dự kiến |bắt đầu |cả |trong )*"
    r"(?:\d{1,2} ?(?:h|g|giờ|:|/)|(?:(?:sáng|chiều|tối|buổi|ngày|thứ|chủ nhật|tháng|tuần|thượng tuần|trung tuần|hạ tuần"
    r"|đầu tháng|giữa tháng|cuối tháng)(?!\w)))"
)
# "Ngày 05/8/2026 (Chủ nhật)| : Trường THPT …, dự kiến 90 đơn vị máu", "… |, tại Nhà văn hóa xã"
_DAY_THEN_PLACE = regex.compile(
    r"(?: \([^()\n]{1,30}\))? ?(?:[:-] ?(?:dự kiến )?(?:tại |địa điểm:? )?"
    rf"(?=(?:{either(load('dates')['events']['houses'])})(?!\w))|[:,]? ?(?:dự kiến:? )?(?:tại|địa điểm) )"
)
_THEN_PLACE = regex.compile(
    rf"[ ,.;)]*(?:$|\n|\(|(?:tại|ở|địa điểm|{either(load('dates')['events']['houses'])})(?!\w))"
)
# "Đầu mối của xã: bà Lò Thị Mai, Trạm trưởng …, điện thoại 0900 …"
# "Ông Võ Văn Lò, Chủ tịch Hội … - ĐT: 0900 …"
_PERSON = regex.compile(
    r"(?:[^.:;]{3,40}: ?)?"
    r"(?:ông|bà|đ/c|đồng chí|anh|chị|thầy|cô|bác sĩ|(?:bs(?:ck)?(?:i{1,2}|[12])?|ths|ts|cn|ks|pgs|gs)\.?) "
    r"[^;:]{4,140}:? ?(?:[\d()][ .]?){8,}"
)
# "Bí thư Đảng ủy: Đồng chí Trần Văn Bình", "Trưởng ban: Ông ……": who holds an office
_HOLDS_OFFICE = regex.compile(
    r"[^.:;,\n]{3,80}: ?(?i:ông|bà|đ/c|đồng chí)(?: ?[.…]{2,}|(?: \p{Lu}[\p{L}'’]*){1,6})"
    r"(?:,? ?[-–(]?\ ?\p{Lu}[^.:;\n]{2,80})?[ .;)…]*"
)
# "Cá nhân hiến máu từ 10 lần trở lên được đề nghị tặng Giấy khen", "Người hiến máu được nhận quà": what people get
_ENTITLED = regex.compile(
    r"(?:mỗi |các |những )?(?:cá nhân|tập thể|gia đình|người (?:hiến|tham gia)|hộ gia đình|đoàn viên|hội viên|sinh viên"
    r"|tình nguyện viên|thân nhân)(?!\w)[^.;:]{0,120}?(?<!\w)được (?:xét(?! nghiệm)|đề nghị|tặng"
    r"|trao|nhận|hưởng|cấp|nghỉ|miễn"
    r"|biểu dương|khen thưởng|tôn vinh|công nhận|bồi dưỡng|hỗ trợ|ưu tiên|cộng|tính)(?!\w)"
)
_ASKED = regex.compile(rf"(?<!được ){REQUEST.pattern}")
_LABEL = regex.compile(r"[^.;:,]{3,40}: ")
# "Dự án 1: “Phòng ngừa, đấu tranh …”", "Đề án số 2. …": one of what the line above says is carried out
_TITLED_PART = regex.compile(
    r"(?:tiểu )?(?:dự án|đề án|hợp phần|chương trình|chuyên đề|mô hình)(?: thành phần)? (?:số )?\d{1,2}"
    r"(?: ?\([^()\n]{2,30}\))? ?[:.]"
)
_HOLDS = regex.compile(r"(?:tổ chức|tiếp nhận|hiến máu|khai mạc)(?!\w)")
_BRACKETS = regex.compile(r"\(.*\)\W*")
# "Rất mong nhận được sự quan tâm của quý đơn vị", "Ban Tổ chức kính mong các xã hưởng ứng", "Xin trân trọng cảm ơn"
_HOPES = regex.compile(
    r"(?:[^.;:,\n]{3,90} )?(?:rất |kính |xin |hết sức )*mong(?: muốn)? [^.;:\n]*?"
    r"(?<!\w)(?:quan tâm|phối hợp|hợp tác|ủng hộ|giúp đỡ|hưởng ứng|đồng hành|chia sẻ|hỗ trợ|tham dự|tham gia|có mặt)"
    r"(?!\w)"
    r"[^.;:\n]*[./ ]*"
    r"|(?:[^.;:,\n]{3,60} )?(?:xin |chân thành |trân trọng )+(?:cảm ơn|cám ơn)(?!\w)[^;:\n]*"
)
# "Sở Công Thương trân trọng báo cáo./."
_BOWS = regex.compile(r"(?:[^.;:,\n]{3,60} )?(?:xin |kính |trân trọng )+(?:báo cáo|thông báo|kính trình|trình)[./ ]*")
_HANDS_IN = regex.compile(r"(?<!\w)(?:gửi|nộp|báo cáo|lập|cử|bố trí|chuẩn bị|trước|chậm nhất)(?!\w)")
# "Trên đây là Kế hoạch … của Đoàn trường./."
_SAYS_WHAT = regex.compile(r"trên đây là [^.;:\n]*[./ ]*(?:(?:xin )?(?:trân trọng|kính) [^.;:,\n]*[./ ]*)?")
# "CHỦ TỊCH UBND TỈNH … điện:" · "Ban Chỉ đạo … trân trọng kính mời:"
_ADDRESSES = regex.compile(r"(?<!\w)(?:điện|điện gửi|gửi|kính gửi|mời|kính mời)(?: tới)? ?:$")
_COMMA = regex.compile(r", ")
_SHORTEST, _LONGEST_TITLE, _MOST_ITEMS = 12, 160, 60


def _is_heading(c: Candidate) -> bool:
    node, view = c.paragraph.node, c.view
    if c.paragraph.opens and node is not None and opens_work(view, node) and not _lists_days(c, node):
        return True
    bodies, reached = body_list(view, c.start, c.paragraph.end)
    return bool(bodies) and is_list(view, reached, c.paragraph.end)


def _says_who(c: Candidate) -> bool:
    """A line of what a thing needs ("Người nhận: …"), where it does not say who of them acts in a case."""
    label = _WHO_LABEL.match(c.view.norm, c.start, c.end)
    if c.paragraph.label is None or label is None or begins_with_verb(c.view, label.end()):
        return False
    return not whichever(c.view, c.start, c.end)


def _frames(c: Candidate) -> bool:
    """A line with a colon over labelled lines that name no bodies: "Thông tin về buổi lễ:" - "Thời gian: …"."""
    node, view = c.paragraph.node, c.view
    if not (c.paragraph.opens and node and node.children and c.text.endswith(":")):
        return False
    below = [child.paragraph for child in node.children]
    if c.predicate and all(_TITLED_PART.match(view.norm, p.content, p.end) for p in below):
        return False  # "Triển khai các dự án sau:" is the work
    if has_days_below(c):
        return False
    labels = [p for p in below if _LABEL.match(view.norm, p.content, p.end)]
    who = [p for p in labels if body_list(view, p.content, p.end)[0] and not _WHO_LABEL.match(view.norm, p.content)]
    return len(labels) == len(below) and not who


def _opens_quotas(c: Candidate) -> bool:
    """A line over nothing but whom so many are given: "UBND xã giao chỉ tiêu cho các thôn như sau:"."""
    if not c.text.endswith(":"):
        return False
    paragraphs = c.annotated.outline.paragraphs
    at = bisect.bisect_right(paragraphs, c.paragraph.start, key=lambda p: p.start)
    items = list(itertools.takewhile(lambda p: p.label is not None, itertools.islice(paragraphs, at, at + _MOST_ITEMS)))
    return len(items) > 1 and all(_ALLOTS.match(c.view.norm, p.content, p.end) for p in items)


def has_days_below(c: Candidate) -> bool:
    """Whether work has nothing but its days below it: "Đăng ký số người tham gia 02 đợt:" - "Đợt tháng 9: …"."""
    node = c.paragraph.node
    if not (c.predicate and c.paragraph.opens and node and node.children) or _HOLDS.match(c.view.norm, c.start):
        return False
    below = (child.paragraph for child in node.children)
    return all(within(c.annotated.dates, p.content, p.end) for p in below)


def _is_held(c: Candidate) -> bool:
    """A label before nothing but a day and a place, or a day before its place, where nobody is said to lead."""
    if hosting(c.view, c.start, c.end):
        return False
    if _is_day_of_place(c):
        return True
    if not _HELD_AT.match(c.view.norm, c.start, c.end):
        return False
    days = within(c.annotated.dates, c.start, c.end)
    if days and days[0].relation in ("before", "by"):
        return False  # "Trạm Y tế xã gửi danh sách (hạn cuối: 16h ngày 10/4)"
    return bool(days) and _THEN_PLACE.match(c.view.norm, days[0].end, c.end) is not None


def _is_day_of_place(c: Candidate) -> bool:
    """ "- Ngày 05/8/2026: Trường THPT Nà Hoa, dự kiến 90 đơn vị máu." """
    days = within(c.annotated.dates, c.start, c.end)
    if not days or days[0].cue_start > c.start or days[0].relation in ("before", "by"):
        return False
    place = _DAY_THEN_PLACE.match(c.view.norm, days[0].end, c.end)
    if place is None:
        return False
    there, reached = body_list(c.view, place.end(), c.end)
    return not (there and begins_with_verb(c.view, reached)) and not _others_act(c)


def _lists_days(c: Candidate, node: Node) -> bool:
    """Whether a line holds nothing but the days of what it says: "Trạm Y tế tổ chức 02 buổi lưu động:"."""
    below = [Candidate(c.annotated, child.paragraph, child.paragraph.end, []) for child in node.children]
    return bool(below) and all(map(_is_day_of_place, below))


# "BCĐ xã đã phân công 18 thành viên" asks for nothing
_REQUESTS = regex.compile(r"(?<!\w)(?:đề nghị|yêu cầu|kiến nghị|đề xuất|cần|phải)(?!\w)")


def _looks_back(c: Candidate) -> bool:
    if c.type_name != "BÁO CÁO":
        return False
    above = parts_above(c.view, c.paragraph)
    if not above and c.paragraph.node is not None and not looks_ahead(c.annotated, c.start):
        due = any(date.relation in ("before", "by") for date in within(c.annotated.dates, c.start, c.end))
        return not due and _REQUESTS.search(c.view.norm, c.start, c.end) is None
    if "results" not in above:
        return False
    return "requests" not in above or not c.asks  # "Đánh giá và kiến nghị": only what asks


def _is_entitlement(c: Candidate) -> bool:
    """What people get, where nobody is asked for anything besides."""
    gets = _ENTITLED.match(c.view.norm, c.start, c.end)
    return gets is not None and _ASKED.search(c.view.norm, gets.end(), c.end) is None


def _is_basis(c: Candidate) -> bool:
    """What a document is based on, before its first part."""
    return c.paragraph.node is None and c.view.norm.startswith(("căn cứ ", "xét "), c.start) and not c.asks


def _is_title(c: Candidate) -> bool:
    """A numbered line, no sentence, that holds text, items or a table: "Các đợt tiếp nhận máu"."""
    node = c.paragraph.node
    if not (c.paragraph.opens and node and node.holds and node.rank < _LETTER) or len(c.text) > _LONGEST_TITLE:
        return False
    if any(child.rank < _LETTER for child in node.children):
        return True
    return not c.text.endswith((".", ";", ":")) or (c.text.endswith(":") and c.introduces)


def _is_courtesy(c: Candidate) -> bool:
    """A closing that asks for nothing in particular: what one hopes for, thanks, what the document was."""
    norm = c.view.norm
    if c.asks:
        return False
    if _BOWS.fullmatch(norm, c.start, c.end):
        return True
    if _HOPES.fullmatch(norm, c.start, c.end):
        return _HANDS_IN.search(norm, c.start, c.end) is None
    return _SAYS_WHAT.fullmatch(norm, c.start, c.end) is not None and not _others_act(c)


def _others_act(c: Candidate) -> bool:
    """Whether somebody acts behind a comma: "Trên đây là …, các đơn vị căn cứ tổ chức thực hiện"."""
    behind = (body_list(c.view, comma.end(), c.end) for comma in _COMMA.finditer(c.view.norm, c.start, c.end))
    return any(bodies and begins_with_verb(c.view, reached) for bodies, reached in behind)


def _is_titled_part(c: Candidate) -> bool:
    """An item that only names a project of the line above, which says what is done with it."""
    above = c.above.paragraph if c.above is not None else None
    titled = _TITLED_PART.match(c.view.norm, c.start, c.end) is not None
    return (
        titled and above is not None and c.view.text[above.end - 1] == ":" and begins_with_verb(c.view, above.content)
    )


def _says_with_whom(c: Candidate) -> bool:
    """A line over items that only says that they are done with those whom the items name."""
    node = c.paragraph.node
    holds = c.paragraph.opens and node is not None and node.holds
    return holds and WITH_OTHERS.fullmatch(c.view.norm, c.start, c.end) is not None


def _is_addressed(c: Candidate) -> bool:
    """An item below the line that says who is called or invited: "Chủ tịch UBND tỉnh điện:", "… kính mời:"."""
    above = c.above.paragraph if c.above is not None else None
    return above is not None and _ADDRESSES.search(c.view.norm, above.content, above.end) is not None


def is_something_else(c: Candidate) -> bool:
    """Whether a line is known to be no work, however much it reads like some."""
    return any(refuses(c) for name, refuses in REFUSALS if name in _ELSE)


_ELSE = frozenset(
    (
        "basis",
        "quota",
        "quotas-below",
        "in-brackets",
        "programme",
        "who",
        "person",
        "office",
        "contact",
        "asks-below",
        "courtesy",
        "addressed",
        "entitled",
        "titled-part",
        "with-others",
    )
)

# "Biểu số 1. Người phụ trách, việc trọng tâm của từng tổ"
_CAPTION = regex.compile(r"(?:phụ )?(?:biểu|bảng|hình)(?: số)? \d{1,2} ?[.:]")

REFUSALS: tuple[tuple[str, Callable[[Candidate], bool]], ...] = (
    ("goes-on", lambda c: c.paragraph.goes_on),
    ("title", _is_title),
    ("basis", _is_basis),
    ("opening", lambda c: c.paragraph.node is None and c.text.endswith(":")),
    ("quotas-below", _opens_quotas),
    ("quota", lambda c: bool(_ALLOTS.match(c.view.norm, c.start, c.paragraph.end))),
    ("short", lambda c: c.end - c.start < _SHORTEST or c.text.isupper()),
    ("in-brackets", lambda c: bool(_BRACKETS.fullmatch(c.view.norm, c.start, c.end))),
    ("refers", lambda c: bool(_REFERS.match(c.view.norm, c.start, c.end))),
    ("frame", _frames),
    ("programme", lambda c: bool(_PROGRAMME.match(c.view.norm, c.start, c.end))),
    ("who", _says_who),
    ("host", lambda c: bool(_HOST_LABEL.match(c.view.norm, c.start, c.end))),
    ("held", _is_held),
    ("unit", lambda c: bool(UNIT_LINE.match(c.view.norm, c.start, c.end))),
    ("person", lambda c: bool(_PERSON.match(c.view.norm, c.start, c.end))),
    ("caption", lambda c: bool(_CAPTION.match(c.view.norm, c.start, c.end))),
    ("member", lambda c: is_member(c.view, c.start, c.end)),
    (
        "office",
        lambda c: (
            bool(_HOLDS_OFFICE.fullmatch(c.view.text, c.start, c.end)) and not within(c.annotated.dates, c.start, c.end)
        ),
    ),
    ("asks-below", lambda c: bool(ASKS_BELOW.fullmatch(c.view.norm, c.start, c.end))),
    ("courtesy", _is_courtesy),
    ("addressed", _is_addressed),
    ("titled-part", _is_titled_part),
    ("with-others", _says_with_whom),
    ("contact", lambda c: bool(_CONTACT.match(c.view.norm, c.start, c.end))),
    ("looks-back", _looks_back),
    ("entitled", _is_entitlement),
    ("heading", _is_heading),
)
