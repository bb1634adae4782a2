"""part-exceeds-whole: a part is more than the whole / phần nhiều hơn toàn thể

What it finds: More places or schools than there are ("14/12 thôn"), a number of people among others that is larger
than theirs, people who gave blood and who could not that are together more than those who came, and "12/12 thôn" of
eleven.

Why it matters: One of the two numbers is wrong, and both go into the report.

Example: "250 người đăng ký, 40 người không đủ điều kiện, 220 người hiến máu".

How to resolve: Compare both numbers with the lists.

Phát hiện: Số địa bàn, trường, chi hội nhiều hơn số đang có ("14/12 thôn"); số "trong đó" lớn hơn số chung; số người
hiến được và số người không đủ điều kiện cộng lại nhiều hơn số người đến; "12/12 thôn" trong khi có 11 thôn.

Vì sao: Một trong hai số sai, mà cả hai đều đưa vào báo cáo.

Ví dụ: "250 người đăng ký, 40 người không đủ điều kiện, 220 người hiến máu".

Cách xử lý: Đối chiếu cả hai số với danh sách.
"""

from __future__ import annotations

from collections.abc import Iterator

from parsers import regex
from rules.context import Context
from rules.prose import one_line
from rules.rule import Hit, Rule, two_places
from rules.support.quantities import number_en, number_vi
from rules.support.shares import COUNT, digits

_NUMBER = rf"(?<![\d.,/-])(?:{COUNT})(?![.,/-]?\d| ?%)"
_PLACES = (
    r"(?:thôn|xã|phường|đặc khu|huyện|tỉnh|bản|ấp|buôn|khu phố|khóm|tổ dân phố|trường|khoa|phòng|chi hội|chi đoàn"
    r"|chi bộ|cơ quan|địa phương|thành viên|đại biểu|lớp)"
)
# "14/12 thôn tham gia"; not "ngày 14/12 thôn …", nor what may go beyond a plan
_OF_ALL = regex.compile(
    rf"(?<![\d.,/]|ngày |sáng |chiều |tối |số )(?P<part>\d{{1,3}})/(?P<whole>\d{{1,3}}) (?:tổng số )?{_PLACES}(?!\w)"
)
# "Toàn xã có 11 thôn, bản" · "12/12 thôn, bản trong toàn xã"
_NOUN = r"(?P<noun>thôn|bản|ấp|buôn|tổ dân phố|khu phố|khóm|xã|phường|lớp)(?!\w)"
_HAS = regex.compile(
    r"(?<!\w)(?:toàn (?:xã|phường|huyện|tỉnh|trường)|(?:xã|phường)(?: [^\W\d]+){1,3}) (?:hiện )?có "
    rf"(?P<count>\d{{1,3}}) {_NOUN}(?! (?:chưa|đạt|được|thuộc|khó|nghèo|vượt|có|đã))"
)
_OF_EVERY = regex.compile(rf"(?<![\d.,/])(?P<part>\d{{1,3}})/(?P<whole>\d{{1,3}}) {_NOUN}")
_EARLIER = regex.compile(r"(?<!\w)(?:trước|cũ|sáp nhập|sắp xếp|năm trước|năm \d{4})(?!\w)")
_PLANNED = regex.compile(r"(?<!\w)(?:kế hoạch|chỉ tiêu|vượt|được giao|đăng ký)(?!\w)")
# "130 người hiến máu, trong đó 140 nữ" is told by its unit: "120 người …, trong đó có 135 người hiến lần đầu"
_AMONG = regex.compile(
    rf"(?P<whole>{_NUMBER}) (?P<unit>[^\W\d]+)(?!\w)[^.;\n\t\d]{{0,80}}?,? \(?(?:trong đó|trong số đó|trong số này)"
    rf"(?: có)?:? (?P<part>{_NUMBER}) (?P=unit)(?!\w)"
)
# "250 người đăng ký, 40 người không đủ điều kiện, 220 người hiến máu"
_CAME = regex.compile(
    rf"(?P<whole>{_NUMBER}) (?:người|lượt người|cán bộ|đoàn viên|sinh viên|học sinh|công dân)(?: [^\W\d]+){{0,2}}? "
    r"(?:đến|đăng ký|tham gia đăng ký|được khám|khám sàng lọc|tham gia khám)(?!\w)[^.;\n\t\d]{0,60}?"
)
_TURNED_AWAY = regex.compile(
    rf"(?<!\w)(?P<part>{_NUMBER}) (?:người|trường hợp|lượt người)(?: (?!hiến|không)[^\W\d]+){{0,3}}? "
    r"(?:không đủ|chưa đủ|không đạt|bị hoãn|phải hoãn|tạm hoãn|bị loại)(?!\w)"
)
_GAVE = regex.compile(
    rf"(?<!\w)(?P<part>{_NUMBER}) (?:người|lượt người|trường hợp)(?: (?!không|chưa|đăng)[^\W\d]+){{0,3}}? "
    r"(?:hiến(?: được)?(?: máu)?|đủ điều kiện(?: hiến máu)?)(?!\w)"
)


def check(context: Context) -> Iterator[Hit]:
    text = context.prose.text
    for match in _OF_ALL.finditer(text):
        sentence = text[slice(*context.prose.sentence(match.start()))]
        if int(match["part"]) > int(match["whole"]) > 0 and not _PLANNED.search(sentence):
            yield _hit(context, match.span(), int(match["part"]), int(match["whole"]))
    for match in context.prose.finditer(_AMONG, "trong "):
        part, whole = int(digits(match["part"])), int(digits(match["whole"]))
        if part > whole:
            yield _hit(context, match.span(), part, whole)
    yield from _came_and_gave(context)
    yield from _of_how_many(context)


def _of_how_many(context: Context) -> Iterator[Hit]:
    """ "Toàn xã có 11 thôn", and elsewhere "12/12 thôn"."""
    text = context.prose.text
    have = {match["noun"]: match for match in context.prose.finditer(_HAS, "toàn ", " có ")}
    for match in context.prose.finditer(_OF_EVERY, "/") if have else ():
        said = have.get(match["noun"])
        if said is None or int(said["count"]) == int(match["whole"]) or _EARLIER.search(match[0]):
            continue
        if not any(_EARLIER.search(text, *context.prose.sentence(one.start())) for one in (said, match)):
            yield two_places(
                context.said(*said.span()),
                context.said(*match.span()),
                "“{first}”, nhưng chỗ khác ghi “{second}”. Kiểm tra tổng số.",
                "“{first}”, but elsewhere “{second}”. Check how many there are.",
            )
            return


def _came_and_gave(context: Context) -> Iterator[Hit]:
    text = context.prose.text
    for match in _CAME.finditer(text):
        end = context.prose.sentence(match.start())[1]
        away, gave = _TURNED_AWAY.search(text, match.end(), end), _GAVE.search(text, match.end(), end)
        if away is None or gave is None:
            continue
        parts = int(digits(away["part"])) + int(digits(gave["part"]))
        if parts > int(digits(match["whole"])):
            yield _hit(context, (match.start(), max(away.end(), gave.end())), parts, int(digits(match["whole"])))


def _hit(context: Context, place: tuple[int, int], part: int, whole: int) -> Hit:
    span = context.said(*place)
    return Hit(
        [span],
        f"“{one_line(span.quote)}”: phần được nêu là {number_vi(part)}, nhiều hơn số chung {number_vi(whole)}. "
        "Kiểm tra hai số.",
        f"“{one_line(span.quote)}”: the part ({number_en(part)}) is more than the whole ({number_en(whole)}).",
    )


RULE = Rule("QT319", "part-exceeds-whole", "warning", "document", check)
