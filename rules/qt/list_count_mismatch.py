"""list-count-mismatch: more or fewer are listed than were announced / liệt kê khác số đã nêu

What it finds: A number of people, places or days that a sentence or heading announces right before their list, or
before the heading of their list, and a list of another number.

Why it matters: Somebody was left out of the list, or counted although he is not on it.

Example: "gồm 09 ông, bà có tên sau", and a table of eight; "13 xã, phường, gồm: …" before twelve names; "Quý III: 05
đợt" over four days.

How to resolve: Compare the list with the draft, and correct the list or the number.

Phát hiện: Số người, số địa bàn hoặc số ngày nêu ngay trước danh sách, hoặc trước đề mục của danh sách, khác số được
liệt kê.

Vì sao: Danh sách bị sót, hoặc số nêu tính cả người, nơi không có tên.

Ví dụ: "gồm 09 ông, bà có tên sau", nhưng bảng có tám người; "13 xã, phường, gồm: …" nhưng có mười hai tên; "Quý III: 05
đợt" nhưng có bốn ngày.

Cách xử lý: Đối chiếu danh sách với bản gốc, sửa danh sách hoặc sửa số.
"""

from __future__ import annotations

from collections.abc import Iterator

from parsers import regex
from rules.context import Context
from rules.prose import one_line
from rules.rule import Hit, Rule
from rules.support.series import series
from rules.support.text_tables import text_tables

# "gồm 09 (chín) ông, bà có tên sau:", "gồm 05 thành viên như sau:", then the list
_ANNOUNCED = regex.compile(
    r"(?<!\w)(?:gồm|gồm có|cho|đối với) (?P<count>\d{1,3})(?: \([^()\n]{1,20}\))? "
    r"(?:ông, bà|ông \(bà\)|ông/bà|đồng chí|thành viên|người|cá nhân|đại biểu|giáo viên|học sinh)(?!\w)"
    r"[^.;\n\d]{0,60}?(?:sau(?: đây)?|dưới đây)? ?[.:]?\n+"
)
_PERSON = regex.compile(
    r"(?P<number>\d{1,3})[.)] (?:ông|bà|đ/c|đồng chí|anh|chị|thầy|cô|bs|ths|ts|ck)(?!\w)[^\n]*(?:\n+|$)"
)
# "I. Lãnh đạo Ban", "Ủy viên:" between those of a list
_GROUP = regex.compile(r"(?!\d)(?:[ivx]+[.)] |\p{L}[.)] |[-+*•] ?)?(?:(?!\d)[^\n.;]){3,60}:?\n+(?=\d{1,3}[.)] )")
_NEAR = 3
_PLACE = r"(?:xã|phường|đặc khu|thị trấn|huyện|tỉnh|thôn|bản|ấp|buôn|làng|khu phố|khóm|khối phố|tổ dân phố|tổ|khu)"
# "Có 13 xã, phường đạt từ 50% trở lên, gồm: …" · "03 thôn (Lèn, Bông, Nà Hạ)" · "tại 04 khu phố: 1, 2, 3 và 5"
_PLACES_ANNOUNCED = regex.compile(
    r"(?=\d)(?<![\d.,/]|khoảng |trên |hơn |ít nhất |thêm )(?P<count>\d{1,2}) "
    rf"{_PLACE}(?:,? (?:và )?{_PLACE})*(?!\w)(?:(?! gồm| là |: |\()[^.;:()\n\t]){{0,80}}?"
    rf"(?:,? (?:bao gồm|gồm có|gồm|là|đó là|cụ thể là|cụ thể):? ?|: ?| ?\()(?:(?:các |các địa bàn )?{_PLACE} )?"
)
_LISTED = regex.compile(r"[^.;:()\n\t]+")
_OPEN = regex.compile(r"…|\.\.\.|(?<!\w)(?:v\.v|vân vân|và các|trong đó|mỗi|với)(?!\w)")
_PLACE_NAME = regex.compile(
    rf"(?:(?i:{_PLACE} ))?(?:\p{{Lu}}[\w'’-]*(?: [\p{{Lu}}\d][\w'’-]*){{0,4}}|\d{{1,2}}|[IVX]+)"
)
# "c) Quý III: 05 đợt" · "Lịch tiếp nhận gồm 04 buổi:", then a line a day
_DAYS_ANNOUNCED = regex.compile(
    r"(?<![\d.,/])(?P<count>\d{1,2}) (?:đợt|buổi|lần|ngày|lớp|phiên|cuộc)(?!\w)[^\d.;\n\t]{0,50}[.:;]?\n+(?=[-+*•])"
)
_ONE_CLAUSE = regex.compile(r"(?:\d{1,2}[.)] |\p{L}[.)] ?)?[^\n\t.;]{0,80}")
_DAY_ITEM = regex.compile(
    r"[-+*•] ?(?:(?:sáng|chiều|tối|cả ngày|thứ \p{L}+|chủ nhật),? )*(?:ngày |đợt \d|buổi \d|lần \d)?"
    r"\d{1,2}(?:/\d{1,2}| tháng \d)[^\n]*(?:\n+|$)"
)
# "lập thành 02 bản: | 01 bản gửi Hội, 01 bản gửi Trạm, 01 bản lưu"
_COPIES = regex.compile(
    r"(?<!\w)(?:lập|làm|gồm|in)(?: thành)? (?P<count>\d{1,2}) (?P<noun>bản|bộ)(?!\w)[^.;\n\d]{0,60}?"
    r"(?: gồm:? |[:(,] ?)(?:trong đó:? )?(?=\d{1,2} (?P=noun)(?!\w))"
)
_COPY = regex.compile(r"(?<![\d.,/])(?P<count>\d{1,2}) (?:bản|bộ)(?!\w)")
# "Kế hoạch gồm 03 nội dung:", "thực hiện 04 nhiệm vụ sau:", then "a) …" or "1. …", a line each
_THINGS = (
    r"(?:nội dung|nhiệm vụ|nhóm nhiệm vụ|nhóm giải pháp|giải pháp|phần|bước|hoạt động|tiêu chí|công việc|việc|hạng mục"
    r"|yêu cầu|mục tiêu|biện pháp|chuyên đề|môn|môn thi đấu|phần thi|tiết mục|chủ đề|mô hình"
    r"|tổ|đội|nhóm|điểm|địa điểm|cụm|tuyến)"
)
_THINGS_ANNOUNCED = regex.compile(
    rf"(?<![\d.,/]|ít nhất |trên |hơn |khoảng )(?P<count>\d{{1,2}}) (?P<noun>{_THINGS})(?!\w)"
    r"(?:(?!trong đó)[^.;:\n\t\d]){0,80}:\n+"
)
_ENUMERATED = regex.compile(
    r"(?:(?P<letter>[a-zđ])[.)]|(?P<number>\d{1,2})[.)]|(?P<noun>\p{L}+(?: \p{L}+)?) (?P<at>\d{1,2})[:.]) ?"
    r"(?!\d)"
)
_SUB_ITEM = regex.compile(r"[-+*•]")
_LETTERS = ("abcdđeghiklm", "abcdefghijklm")
# "02 tổ giúp việc gồm: Tổ tuyên truyền, Tổ hậu cần và Tổ tiếp nhận": each begins with what is counted
_NAMED_ALIKE = regex.compile(
    r"(?<![\d.,/])(?P<count>\d{1,2}) (?P<noun>tổ|đội|nhóm|tiểu ban|ban|cụm|điểm|khu|bàn|bộ phận)(?!\w)"
    r"[^.;:\n\t\d]{0,60}?(?:,? (?:bao gồm|gồm có|gồm|là)(?: các)?:? |: ?|\()(?=(?P=noun) )"
)
# "04 đợt: đợt 1 tháng 3, đợt 2 tháng 6, đợt 3 tháng 9"
_NUMBERED_ALIKE = regex.compile(
    r"(?<![\d.,/]|ít nhất |trên |hơn |khoảng |tối thiểu )(?P<count>\d{1,2}) "
    r"(?P<noun>đợt|lần|buổi|ca|giai đoạn|bước|vòng|cụm|điểm|tổ|đội)(?!\w)(?:(?!trong đó)[^\n\t\d]){0,90}?\n*"
    r"(?:[-+*•] ?|\p{L}\) ?|\d[.)] ?)?(?=(?P=noun)(?: thứ| số)? (?:0?1|i|nhất)(?!\w|[/.]\d))"
)
_ORDINALS = {"nhất": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7}
_ORDINAL = "|".join(_ORDINALS)
_EACH = regex.compile(r"(?<!\w)(?:mỗi|từng|hằng|hàng)(?!\w)")
_FAR = 1500
_IN_BRACKETS = regex.compile(r"[^)\n]*")
_SENTENCE_REST = regex.compile(r"[^.;\n]*")
# "a) Tập thể:" · "* Cá nhân:"
_HEADED = regex.compile(
    r"\n(?:\p{L}\) ?|[*+] ?|\d{1,2}(?:\.\d{1,2})*[.)] ?|[ivx]+\. ?)"
    r"(?:danh sách |về )?(?P<noun>tập thể|cá nhân|gia đình|hộ gia đình|đơn vị|cơ quan|trường học|địa phương)"
    r"(?: (?:tiêu biểu|xuất sắc|điển hình))?:\n+"
)
_LONGEST_NAME = 16
_ANY_ITEM = regex.compile(r"[-+*•][^\n]*(?:\n+|$)")


def check(context: Context) -> Iterator[Hit]:
    text = context.prose.text
    for match in _ANNOUNCED.finditer(text):
        listed = _rows_behind(context, match.end()) or _people_behind(context, match.end())
        yield from _compared(context, match, match.end(), listed, ("người", "people"))
    for match in _PLACES_ANNOUNCED.finditer(text):
        listing = _LISTED.match(text, match.end())
        listed = _names(context, *listing.span()) if listing else 0
        yield from _compared(context, match, listing.end() if listing else match.end(), listed, ("tên", "names"))
    for match in _COPIES.finditer(text):
        rest = (_IN_BRACKETS if text[match.end() - 1] == "(" else _SENTENCE_REST).match(text, match.end())
        parts = [int(copy["count"]) for copy in _COPY.finditer(text, match.end(), rest.end() if rest else match.end())]
        if len(parts) > 1:
            yield from _compared(context, match, match.end(), sum(parts), ("bản", "copies"))
    yield from _things(context)
    yield from _below_headings(context)
    for match in _DAYS_ANNOUNCED.finditer(text):
        if not _ONE_CLAUSE.fullmatch(text, text.rfind("\n", 0, match.start()) + 1, match.start()):
            continue
        yield from _compared(context, match, match.end(), _days_behind(text, match.end()), ("ngày", "days"))


def _things(context: Context) -> Iterator[Hit]:
    """What is counted by its own name: "03 nội dung" over a) to d), "02 tổ: Tổ …", "04 đợt: đợt 1 …"."""
    text = context.prose.text
    for match in _THINGS_ANNOUNCED.finditer(text):
        listed, end = _items_behind(text, match.end())
        if not regex.search(rf"\d (?:{match['noun']})(?!\w)", text, pos=match.end(), endpos=end):  # no list of groups
            yield from _compared(context, match, match.end(), listed, ("mục", "items"))
    for match in _NAMED_ALIKE.finditer(text):
        yield from _compared(context, match, match.end(), _alike_behind(text, match), ("tên", "names"))
    outlined = {group.word for group in series(context)}  # are counted with what they come to
    for match in _NUMBERED_ALIKE.finditer(text):
        clause = text[context.prose.sentence(match.start())[0] : match.start()]
        if match["noun"] in outlined or _EACH.search(clause):
            continue
        yield from _compared(context, match, match.end(), _last_number(text, match), (match["noun"], "of them"))


def _below_headings(context: Context) -> Iterator[Hit]:
    """ "06 tập thể và 09 cá nhân …:", and then "a) Tập thể:" over the names of five."""
    text = context.prose.text
    for heading in _HEADED.finditer(text):
        counts = list(
            regex.finditer(
                rf"(?<![\d.,/])(?P<count>\d{{1,3}}) {heading['noun']}(?!\w)",
                text,
                pos=max(0, heading.start() - _FAR),
                endpos=heading.start(),
            )
        )
        if counts and "\n" in text[counts[-1].end() : heading.start() + 1]:
            yield from _compared(
                context, counts[-1], counts[-1].end(), _bullets_behind(text, heading.end()), ("tên", "names")
            )


def _bullets_behind(text: str, place: int) -> int:
    """The items of one sign at a place that are names and nothing else."""
    count = 0
    while (item := _ANY_ITEM.match(text, place)) and item[0][0] == text[place]:
        if len(item[0].split()) > _LONGEST_NAME or regex.search(r"\d{2}|:", item[0]):
            return 0
        count, place = count + 1, item.end()
    return count


def _compared(
    context: Context, match: regex.Match[str], end: int, listed: int, counted: tuple[str, str]
) -> Iterator[Hit]:
    if listed < 2 or listed == int(match["count"]):
        return
    span = context.said(match.start("count"), end)
    said = one_line(context.said(match.start(), match.end()).quote).rstrip(" (:,")
    yield Hit(
        [span],
        f"“{said}”, nhưng danh sách có {listed} {counted[0]}. Kiểm tra danh sách và số đã nêu.",
        f"“{said}”, but the list has {listed} {counted[1]}. Check the list and the number.",
    )


def _rows_behind(context: Context, place: int) -> int:
    """The rows of a table that begins at a place, where they are counted from 1."""
    start, _ = context.prose.plain(place, place + 1)
    for table in text_tables(context):
        if 0 <= table.head[0].start - start <= _NEAR:
            numbers = [row[0].number for row in table.rows]
            return len(numbers) if numbers == list(range(1, len(numbers) + 1)) else 0
    return 0


def _people_behind(context: Context, place: int) -> int:
    """The numbered lines of people at a place, headings of their groups between them; each group may count anew."""
    text = context.prose.text
    count = last = 0
    while True:
        if group := _GROUP.match(text, place):
            place = group.end()
        match = _PERSON.match(text, place)
        if match is None or int(match["number"]) not in ((last + 1, 1) if group else (last + 1,)):
            return count
        count, last, place = count + 1, int(match["number"]), match.end()


def _names(context: Context, start: int, end: int) -> int:
    """How many places a stretch lists, 0 where it holds anything but their names, or leaves some out."""
    if _OPEN.search(context.prose.text, start, end):
        return 0
    words = one_line(context.said(start, end).quote).rstrip(" ,")
    names = [name for piece in words.split(", ") for name in piece.removeprefix("và ").split(" và ")]
    return len(names) if all(_PLACE_NAME.fullmatch(name.strip()) for name in names) else 0


def _items_behind(text: str, place: int) -> tuple[int, int]:
    """How many lettered or numbered items stand at a place, with what is said below each, and where they end."""
    count, end = 0, place
    kind: str | None = None
    for line in text[place : place + _FAR].split("\n"):
        match = _ENUMERATED.match(line)
        if match is None:
            if kind is None or (line and not _SUB_ITEM.match(line)):
                break
        elif kind not in (None, match.lastgroup) or not _is_next(match, count):
            break
        else:
            kind, count = match.lastgroup, count + 1
        end += len(line) + 1
    return count, min(end, len(text))


def _is_next(match: regex.Match[str], count: int) -> bool:
    if match["letter"]:
        return any(match["letter"] == letters[count : count + 1] for letters in _LETTERS)
    return int(match["number"] or match["at"]) == count + 1


def _alike_behind(text: str, announced: regex.Match[str]) -> int:
    """The names of a sentence that all begin with what was counted; 0 where another thing stands among them."""
    rest = _SENTENCE_REST.match(text, announced.end())
    if rest is None or _OPEN.search(rest[0]):
        return 0
    names = [piece.removeprefix("và ").strip(" ()") for piece in regex.split(r", | và ", rest[0])]
    return len(names) if all(name.startswith(f"{announced['noun']} ") for name in names) else 0


def _last_number(text: str, announced: regex.Match[str]) -> int:
    """How far "đợt 1 …, đợt 2 …" count, in one list without a gap; 0 where they do not."""
    member = regex.compile(rf"(?<!\w){announced['noun']}(?: thứ| số)? (?P<number>0?\d{{1,2}}|{_ORDINAL})(?!\w|[/.]\d)")
    count = 0
    for match in member.finditer(text, announced.end(), announced.end() + _FAR):
        number = _ORDINALS.get(match["number"]) or int(match["number"])
        if number == count + 1:
            count += 1
        elif number > count + 1:
            return 0
    return count


def _days_behind(text: str, place: int) -> int:
    """The items at a place, where each begins with its day."""
    count = 0
    while match := _ANY_ITEM.match(text, place):
        if not _DAY_ITEM.match(text, place):
            return 0
        count, place = count + 1, match.end()
    return count


RULE = Rule("QT314", "list-count-mismatch", "warning", "document", check)
