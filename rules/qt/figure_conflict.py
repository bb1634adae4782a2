"""figure-conflict: one figure, typed in two ways / một số liệu ghi hai số gần giống nhau

What it finds: The same thing counted in the same words in two sentences, with two figures that are one digit or two
swapped digits apart; a figure with two digits swapped that stands right several times; "thành 03 đợt" and "cả 04 đợt".

Why it matters: One of the two was corrected, the other was forgotten; each reader prepares for another number.

Example: "ít nhất 480 đơn vị máu do đoàn viên, thanh niên hiến" under the aims, and "450 đơn vị máu do đoàn viên, thanh
niên hiến" among the tasks.

How to resolve: Find out which figure holds, and put it in both places.

Phát hiện: Cùng một nội dung, cùng lời văn ở hai câu nhưng hai con số chỉ khác nhau một chữ số hoặc đảo hai chữ số;
một số bị đảo hai chữ số trong khi số đúng có ở nhiều chỗ; ghi "thành 03 đợt" rồi lại ghi "cả 04 đợt".

Vì sao: Một chỗ đã sửa, chỗ kia bị sót; mỗi nơi chuẩn bị theo một số.

Ví dụ: Phần chỉ tiêu ghi "ít nhất 480 đơn vị máu do đoàn viên, thanh niên hiến", phần nhiệm vụ ghi "450 đơn vị máu do
đoàn viên, thanh niên hiến".

Cách xử lý: Xác định số đúng và ghi thống nhất.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from parsers import regex
from rules.context import Context
from rules.rule import Hit, Rule, two_places
from rules.support.slips import mistyped, swapped

# "60 suất quà | cho hộ nghèo"
_COUNTED = regex.compile(
    r"(?=\d)(?<![\w.,/:-])(?P<figure>[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{1,5})(?![\d.,/:%-]\d?|\d) "
    r"(?P<unit>(?!tháng|năm|ngày|giờ|phút|tuần|lần|quý|kg|ml|tuổi|đến|và|triệu|tỷ|đồng)[^\W\d]+)"
    r"(?P<what>(?: [^\W\d]+)*(?:, (?!mỗi|gồm|trong|đạt|bằng)[^\W\d]+ [^\W\d]+(?= [^\W\d]))?(?: [^\W\d]+)*)"
)
# words that tell nothing of what is counted
_EMPTY = frozenset((
    "và", "của", "cho", "các", "những", "được", "là", "có", "trong", "tại", "ở", "về", "với", "theo", "từ", "đến", "để",
    "do", "trên", "khi", "sẽ", "đã", "ra", "vào", "một", "trở", "lên", "hơn", "này", "đó", "như", "gồm", "cả", "trao",
    "hiến", "tham", "gia", "đăng", "ký", "tiếp", "nhận", "vị", "máu", "toàn", "phần", "người", "lượt", "tình", "nguyện",
))  # fmt: skip
_OTHERWISE = regex.compile(
    r"(?<!\w)(?:năm trước|năm ngoái|cùng kỳ|so với(?! chỉ tiêu| kế hoạch)|trước đây|trước khi"
    r"|(?:tăng|giảm)(?= \d| từ| thêm| còn| xuống| lên| so)"
    r"|năm \d{4})(?!\w)"
)
# what tells one part from another: "đợt 1", "loại A", "cụm 2"
_MEMBER = regex.compile(
    r"(?<!\w)(?:đợt|quý|lần|buổi|cụm|lớp|khối|nhóm|điểm|ca|tháng|kỳ|vòng|loại|bảng|giải|tổ|đội|thôn|xã|phường|trường)"
    r"(?: thứ| số)? (?:\d{1,2}(?:/\d{1,2})?|[ivx]+|nhất|hai|ba|tư|đầu|cuối|\p{Lu}|[a-e])(?!\w)"
)
_EACH = regex.compile(r"(?<!\w)(?:mỗi|từng|bình quân)(?!\w)")
_LEAST_WORDS, _MOST_COMPARED = 3, 200


@dataclass(frozen=True, slots=True)
class _Count:
    figure: str
    what: frozenset[str]
    start: int
    end: int


# "638 đơn vị máu", where 683 stands at every other place
_OF_ONE_UNIT = regex.compile(
    r"(?=\d)(?<![\w.,/:-])(?P<figure>\d{1,3}(?:\.\d{3})+|\d{3,6})(?![\d.,/:%-]\d|\d| ?%)"
    r"(?: (?P<unit>đơn vị|người|lượt|suất|hộ|ca|phần|học sinh|thành viên)(?!\w))?"
)
_LEAST_RIGHT = 3
# "được chia thành 03 đợt", and "rút kinh nghiệm từ cả 04 đợt"
_IN_SO_MANY = regex.compile(
    r"(?<!\w)(?:tổ chức|chia|thực hiện|triển khai|tiến hành)(?: [^\W\d]+){0,2}? (?:thành|làm) "
    r"(?P<count>\d{1,2}) (?P<unit>đợt|buổi|giai đoạn|vòng|lần)(?!\w)"
)
_ALL_OF_THEM = regex.compile(r"(?<!\w)(?:cả|tất cả) (?P<count>\d{1,2}) (?P<unit>đợt|buổi|giai đoạn|vòng|lần)(?!\w)")

# "đạt 85,0% | chỉ tiêu thành phố giao cả năm"
_SHARE = regex.compile(r"(?<!\w)đạt (?P<share>\d{1,3}(?:,\d{1,2})?) ?% (?P<of>[^\W\d]+(?: [^\W\d]+){3,9})(?=[.,;(\n])")
_OF_THE_WHOLE = regex.compile(r"(?<!\w)(?:toàn|cả) (?:tỉnh|thành phố|huyện|xã|phường|trường|đơn vị|ngành)(?!\w)")
_PART = regex.compile(
    r"(?<!\w)(?:thôn|bản|ấp|tdp|tổ dân phố|khu phố|khối|đợt|quý|tháng|học kỳ|nhóm|cụm|phấn đấu|mục tiêu)(?!\w)"
)


def check(context: Context) -> Iterator[Hit]:
    yield from _alike(context)
    yield from _turned_round(context)
    yield from _all_of_them(context)
    yield from _shares_of_the_whole(context)


def _hit(context: Context, a: tuple[int, int], b: tuple[int, int]) -> Hit:
    return two_places(
        context.said(*a),
        context.said(*b),
        "“{first}” và “{second}”: một nội dung ghi hai số. Kiểm tra số nào đúng.",
        "“{first}” and “{second}”: one thing with two figures. Check which holds.",
    )


def _turned_round(context: Context) -> Iterator[Hit]:
    """A figure that stands once, in a sentence, and several times with two digits the other way round."""
    found = list(_OF_ONE_UNIT.finditer(context.prose.text))
    places: dict[str, list[regex.Match[str]]] = defaultdict(list)
    for match in found:
        places[match["figure"]].append(match)
    often = {figure for figure, matches in places.items() if len(matches) >= _LEAST_RIGHT}
    for match in found:
        if match["unit"] is None or len(places[match["figure"]]) > 1 or not often:
            continue
        begin, end = context.prose.sentence(match.start())
        if "\t" in context.prose.text[begin:end] or _OTHERWISE.search(context.prose.text, begin, end):
            continue
        for right in sorted(often):
            same = next((one for one in places[right] if one["unit"] == match["unit"]), None)
            if same and swapped(right, match["figure"]):
                yield _hit(context, same.span(), match.span())
                return


def _all_of_them(context: Context) -> Iterator[Hit]:
    """ "chia thành 03 đợt" once and for all, and another number where all of them are named."""
    text = context.prose.text
    parted: dict[str, regex.Match[str] | None] = {}
    for match in context.prose.finditer(_IN_SO_MANY, "thành ", "làm "):
        parted[match["unit"]] = None if match["unit"] in parted else match
    for match in context.prose.finditer(_ALL_OF_THEM, "cả ") if parted else ():
        whole = parted.get(match["unit"])
        if whole is None or int(whole["count"]) == int(match["count"]):
            continue
        if not _OTHERWISE.search(text, *context.prose.sentence(match.start())):
            yield _hit(context, whole.span(), match.span())
            return


def _shares_of_the_whole(context: Context) -> Iterator[Hit]:
    """ "đạt 85,0% chỉ tiêu tỉnh giao cả năm" and, of the whole place, "mới đạt 78,5% chỉ tiêu tỉnh giao cả năm"."""
    text = context.prose.text
    told: dict[str, list[regex.Match[str]]] = defaultdict(list)
    for match in context.prose.finditer(_SHARE, "đạt "):
        begin, _ = context.prose.sentence(match.start())
        before = text[begin : match.end()]
        if "\t" not in before and not _OTHERWISE.search(before) and not _PART.search(before):
            told[match["of"]].append(match)
    for matches in told.values():
        figures = {match["share"].removesuffix(",0") for match in matches}
        wholes = [one for one in matches if _OF_THE_WHOLE.search(text, *context.prose.sentence(one.start()))]
        if len(matches) == len(figures) == 2 and wholes:
            yield _hit(context, matches[0].span(), matches[1].span())
            return


def _alike(context: Context) -> Iterator[Hit]:
    """What is counted twice in the same words, with two figures a digit apart."""
    for counts in _by_unit(context).values():
        for a, b in itertools.combinations(counts[:_MOST_COMPARED], 2):
            alike = a.what <= b.what or b.what <= a.what
            if alike and mistyped(a.figure, b.figure) and not _are_parts(context, a, b):
                yield _hit(context, (a.start, a.end), (b.start, b.end))
                return


def _by_unit(context: Context) -> dict[str, list[_Count]]:
    """What running sentences count once and for all, by its noun."""
    text = context.prose.text
    found: dict[str, list[_Count]] = defaultdict(list)
    for match in _COUNTED.finditer(text):
        words = frozenset(match["what"].replace(",", "").split()) - _EMPTY
        if len(words) < _LEAST_WORDS:
            continue
        if "\t" in text[slice(*context.prose.paragraph(match.start()))]:
            continue
        begin, end = context.prose.sentence(match.start())
        if not _OTHERWISE.search(text, begin, end) and not _EACH.search(text, begin, match.start()):
            found[match["unit"]].append(_Count(match["figure"], words, *match.span()))
    return found


def _are_parts(context: Context, a: _Count, b: _Count) -> bool:
    """Whether the two stand in one sentence, or count different rounds or places."""
    text = context.prose.text
    sentences = [context.prose.sentence(one.start) for one in (a, b)]
    members = [{match[0] for match in _MEMBER.finditer(text, *sentence)} for sentence in sentences]
    return sentences[0] == sentences[1] or (members[0] != members[1] and all(members))


RULE = Rule("QT324", "figure-conflict", "warning", "document", check)
