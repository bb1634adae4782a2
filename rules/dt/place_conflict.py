"""place-conflict: blood is given at one place, and another is made ready / địa điểm tổ chức ghi hai nơi

What it finds: The only place that the document gives for the day, and a duty that has another hall or house made ready
for giving blood, or in which it is said to take place; an occasion that is elsewhere in another part.

Why it matters: Tables and beds stand in one house, donors come to the other.

Example: "Địa điểm: Nhà thi đấu đa năng", and "kê bàn ghế tại Hội trường C phục vụ việc lấy máu".

How to resolve: Ask the organiser where it takes place, and write the same at both places.

Phát hiện: Văn bản chỉ nêu một địa điểm, nhưng phần phân công lại giao chuẩn bị một hội trường, nhà khác để lấy máu,
hoặc nói buổi hiến máu diễn ra ở nơi khác; một chương trình ghi hai địa điểm ở hai phần.

Vì sao: Bàn ghế, giường kê một nơi, người hiến máu đến nơi khác.

Ví dụ: "Địa điểm: Nhà thi đấu đa năng", sau đó "kê bàn ghế tại Hội trường C phục vụ việc lấy máu".

Cách xử lý: Hỏi đơn vị tổ chức địa điểm đúng và ghi thống nhất.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from parsers import regex
from parsers.text import normal
from rules.context import Context
from rules.rule import Hit, Rule, two_places

_VENUE = r"(?:hội trường|nhà|sảnh|sân|trung tâm|trụ sở|trường|trạm|phòng|khu|quảng trường|tầng)"
# "2. Địa điểm: Nhà thi đấu đa năng, cơ sở 1, …"
_HELD_AT = regex.compile(
    r"(?<!\w)(?:địa điểm(?: (?:tổ chức|khám|tiếp nhận máu|hiến máu|lấy máu),?)*:?"
    r"|(?<=\n(?:[-+*•] ?|\w{1,2}[.)] ?)?)khám (?:tuyển|sàng lọc)(?:,| và) (?:tiếp nhận|lấy) máu:)(?: hiến máu)? "
    r"(?:(?:các khâu|tất cả|toàn bộ|việc)[^.;:\n\d]{0,80}? )?"
    r"(?:(?:được |đều )*(?:bố trí|tổ chức|đặt|diễn ra) )?(?:tại )?"
    rf"(?P<place>{_VENUE}[^,;.()\n]{{2,70}})"
)
_WHERE = ("địa điểm", "máu:")
_MOST_COMPARED = 50
# "bố trí bàn ghế, nguồn điện tại Hội trường C, cơ sở 2 | phục vụ việc lấy máu"
_READY = r"(?<!\w)(?:bố trí|chuẩn bị|trang trí|kê|dọn|lắp đặt|sắp xếp|dựng|vệ sinh)(?!\w)"
_GIVING = (
    r"(?:tổ chức )?(?:khám (?:tuyển|sàng lọc)(?:,| và) (?:tiếp nhận|lấy) máu|lấy máu|hiến máu|tiếp nhận máu|khám tuyển"
    r"|ngày hội)"
)
_MADE_READY = (
    regex.compile(
        rf"{_READY}[^.;:\n]{{0,120}}?(?<!\w)tại (?P<place>{_VENUE}[^,;.()\n]{{2,60}}?)(?:,[^.;\n]{{0,40}}?)?"
        rf" (?:để |phục vụ |cho )(?:việc |công tác |buổi |ngày )?{_GIVING}"
    ),
    # "chuẩn bị điểm khám, tiếp nhận máu tại | Hội trường Ủy ban nhân dân xã"
    regex.compile(
        rf"{_READY}(?:[^.;:\n]{{0,60}} cho)? (?:các )?(?:điểm|khu vực|nơi) (?:khám,? )?{_GIVING} tại "
        rf"(?P<place>{_VENUE}[^,;.()\n]{{2,60}})"
    ),
    # "bố trí bàn ghế tại | Hội trường UBND xã |, nơi diễn ra buổi hiến máu"
    regex.compile(
        rf"(?<!\w)tại (?P<place>{_VENUE}[^,;.()\n]{{2,60}}?),? (?:là )?nơi (?:diễn ra|tổ chức|sẽ) "
        rf"[^.;\n]{{0,20}}?{_GIVING}"
    ),
    # "đưa đón đoàn viên đến điểm hiến máu là | Hội trường UBND xã"
    regex.compile(
        rf"(?<!\w)(?<!các |\d |mỗi )(?:điểm|nơi|địa điểm) {_GIVING} (?:là|đặt tại|ở) "
        rf"(?P<place>{_VENUE}[^,;.()\n]{{2,60}})"
    ),
)
# "việc khám và lấy máu diễn ra ngay tại | Hội trường lớn của Cơ sở 2"
_TAKES_PLACE = regex.compile(
    r"(?<!\w)(?:(?:việc |buổi |ngày )?(?:khám(?:,| và)? )?(?:lấy máu|hiến máu|tiếp nhận máu|ngày hội(?: hiến máu)?)"
    r"[^.;:,\n\d]{0,30}? (?:được )?(?:diễn ra|tổ chức|thực hiện)(?: ngay)?|(?:mở|tổ chức) (?:ngày hội|buổi hiến máu)"
    rf"(?: [^\W\d]+){{0,4}}?) (?:tại|ở) (?P<place>{_VENUE}[^,;.()\n]{{2,50}}?)"
    r"(?= (?:nên|để|vào|từ|lúc|trong|và|nhằm)(?!\w)|[,;.()\n])"
)
# "3. Lễ hội Xuân hồng năm 2026", with a place of its own below it
_OCCASION = regex.compile(
    r"(?P<name>(?:ngày hội|lễ hội|lễ|hội nghị|chương trình|hội thi|chủ nhật đỏ|hành trình đỏ)(?: [^\W\d]+){0,6}?)"
    r"(?: (?:năm |lần thứ )?\d{4}| lần thứ \w+)?:?$"
)
_AT_VENUE = regex.compile(
    rf"(?<!\w)(?:tại|ở) (?P<place>{_VENUE}[^,;.()\n]{{2,50}}?)(?= (?:để|vào|từ|lúc|và)(?!\w)|[,;.()\n])"
)
# what many houses are called by
_GENERIC = frozenset((
    "nhà", "trường", "trung", "tâm", "trụ", "sở", "phòng", "khu", "tầng", "của", "ubnd", "xã", "phường", "tỉnh", "thôn",
    "huyện", "cơ", "tại", "lớn",
))  # fmt: skip


def check(context: Context) -> Iterator[Hit]:
    yield from _named_occasions(context)
    text = context.prose.text
    held = list(context.prose.finditer(_HELD_AT, *_WHERE))
    if len(held) != 1:
        return
    place = _words(held[0]["place"])
    for match in (match for pattern in (*_MADE_READY, _TAKES_PLACE) for match in pattern.finditer(text)):
        other = _words(match["place"])
        if not place or not other or place & other:
            continue
        yield _hit(context, held[0], match)
        return


def _hit(context: Context, held: regex.Match[str], other: regex.Match[str]) -> Hit:
    return two_places(
        context.said(*held.span("place")),
        context.said(*other.span("place")),
        "Địa điểm ghi “{first}”, nhưng chỗ khác ghi “{second}”. Kiểm tra nơi nào đúng.",
        "The place is “{first}”, elsewhere “{second}”. Check which holds.",
    )


def _named_occasions(context: Context) -> Iterator[Hit]:
    """An occasion with a part of its own that names the place, where another part has it elsewhere."""
    text = context.prose.text
    for match in itertools.islice(context.prose.finditer(_HELD_AT, *_WHERE), _MOST_COMPARED):
        offset = context.said(*match.span("place")).start
        titles = [normal(section.title) for section in context.headings_at(offset)]
        named = next((found["name"] for title in titles if (found := _OCCASION.match(title))), None)
        place = _words(match["place"])
        for other in context.prose.finditer(_AT_VENUE, f"{named} tại", f"{named} ở") if named and place else ():
            elsewhere = _words(other["place"])
            begins = text.endswith((f"{named} tại ", f"{named} ở "), 0, other.start("place"))
            if begins and elsewhere and not place & elsewhere:
                yield _hit(context, match, other)
                return


def _words(place: str) -> frozenset[str]:
    return frozenset(place.split()) - _GENERIC


RULE = Rule("DT215", "place-conflict", "warning", "document", check)
