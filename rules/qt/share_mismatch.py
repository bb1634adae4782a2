"""share-mismatch: a share is not what its number is of the whole / tỷ lệ từng phần không khớp với số chung

What it finds: One of several parts of a whole whose percentage is not what its number is of that whole, while those of
the others are; in the text, and in the column of shares of a table with a total. Shares of the blood groups, or of men
and women, that do not make up a hundred; "quá nửa" of whom a share below it is given.

Why it matters: The number or the percentage is wrong; mostly digits changed places or belong to another year.

Example: "giải quyết 1.200 hồ sơ, trong đó trước hạn 1.020 hồ sơ, chiếm 58%; đúng hạn 180 hồ sơ, chiếm 15%" (it is 85%).

How to resolve: Compute the share anew; if it was right, look for the wrong number.

Phát hiện: Trong các phần của một số chung, có phần ghi tỷ lệ không đúng với số của phần đó trên số chung, trong khi các
phần khác đúng; cả trong lời văn và cột tỷ lệ của bảng có dòng tổng. Tỷ lệ các nhóm máu, hoặc nam và nữ, cộng lại không
đủ một trăm; ghi "quá nửa" trong khi tỷ lệ dưới 50%.

Vì sao: Số hoặc tỷ lệ bị sai, thường do đảo chữ số hoặc lấy nhầm số của năm khác.

Ví dụ: "giải quyết 1.200 hồ sơ, trong đó trước hạn 1.020 hồ sơ, chiếm 58%; đúng hạn 180 hồ sơ, chiếm 15%" (đúng là 85%).

Cách xử lý: Tính lại tỷ lệ; nếu tỷ lệ đúng thì kiểm tra số của phần đó và số chung.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parsers import regex
from rules.context import Context
from rules.prose import one_line
from rules.rule import Hit, Rule
from rules.support.outlook import OTHER_TIME
from rules.support.quantities import number_en, number_vi
from rules.support.text_tables import TextTable, text_tables

_NUMBER = r"(?<![\d.,/])(?:\d{1,3}(?:\.\d{3}){1,4}|\d{1,12})(?![.,]?\d|/)"
# "1.022 hồ sơ, chiếm 85,4%" · "964 đơn vị (30,0%)" · "41 lượt, tỷ lệ 12%"; not "… đạt 96% kế hoạch"
_PART = regex.compile(
    rf"(?<!(?<!\w)(?:tăng|giảm|vượt|thêm) )(?P<count>{_NUMBER})(?: (?!%)[^\W\d]+){{0,5}}"
    r"(?:,? (?:chiếm|bằng|tương ứng|tương đương)(?: (?:tỷ lệ|tỉ lệ))?:? |,? (?:tỷ lệ|tỉ lệ):? "
    r"|,? ?\((?:chiếm |tỷ lệ )?)"
    r"(?P<percent>\d{1,3}(?:,\d{1,2})?) ?%(?! ?(?:kế hoạch|chỉ tiêu|so với|dân số|mỗi))"
)
_FIGURE = regex.compile(_NUMBER)
# "chiếm 93,0% | tổng số giáo viên": the whole is said with the share
_OF_ITS_OWN = regex.compile(r" (?:tổng|số|toàn bộ|trên tổng|của)(?!\w)")
_STOP = regex.compile(r"[.!?] ")
# "nhóm O chiếm 43,9%, nhóm A …, nhóm B … và nhóm AB chiếm 7,5%": shares that make up a whole
_GROUPS = (
    regex.compile(r"(?<!\w)nhóm (?:máu )?(?P<name>o|a|b|ab)(?!\w)[^%;.\n]{0,40}? (?P<percent>\d{1,3}(?:,\d{1,2})?) ?%"),
    regex.compile(r"(?<!\w)(?P<name>nam|nữ)(?: giới)?(?!\w)[^%;.\n]{0,40}? (?P<percent>\d{1,3}(?:,\d{1,2})?) ?%"),
)
# "nữ chiếm 46,1%", and of the women "đóng góp quá nửa số người hiến máu"
_SHARE_OF = regex.compile(
    r"(?<!\w)(?P<who>nữ|nam|đoàn viên|thanh niên|sinh viên|học sinh|công nhân|nông dân|công chức|viên chức|giáo viên"
    r"|hiến lần đầu|hiến nhắc lại)(?: giới)? chiếm (?P<percent>\d{1,3}(?:,\d{1,2})?) ?%"
)
_HALF = regex.compile(
    r"(?<!\w)(?:(?P<more>quá nửa|quá một nửa|hơn nửa|hơn một nửa|trên một nửa|hơn phân nửa)"
    r"|chưa đến nửa|chưa đến một nửa|chưa tới một nửa|chưa được một nửa)(?: tổng)? (?:số|lượng)(?!\w)"
)
_HALF_OF_ALL = 50
_NAMES = (frozenset(("o", "a", "b", "ab")), frozenset(("nam", "nữ")))
_ITEM = regex.compile(r"[-+*•] ?|\p{L}\) ?")
_PERCENT_HEAD = regex.compile(r".*(?:%|tỷ lệ|tỉ lệ|cơ cấu)")
_SHARE = regex.compile(r"\d{1,3}(?:,\d{1,2})? ?%?")
_ALL, _ROUNDING = 100, 0.6
_YEARS = range(1950, 2100)
_TWO_PARTS = 2
_MOST_LINES, _LEAST_WHOLE, _LEAST_FITTING = 12, 20, 3


@dataclass(frozen=True, slots=True)
class _Share:
    """A part with its percentage, and the stretch of ``prose.text`` (of ``Context.plain`` in a table) that says it."""

    count: int
    percent: str
    start: int
    end: int

    def fits(self, whole: int) -> bool:
        decimals = len(self.percent.partition(",")[2])
        slack = 0.6 if not decimals else 0.1 if decimals == 1 else 0.02
        return abs(100 * self.count / whole - float(self.percent.replace(",", "."))) <= slack


def check(context: Context) -> Iterator[Hit]:
    for shares, ahead in _in_the_text(context):
        for wrong, whole in _wrong(shares, ahead):
            yield _hit(context, wrong, whole, in_table=False)
    for table in text_tables(context):
        yield from _in_a_table(context, table)
    yield from _sums(context)
    yield from _halves(context)


def _halves(context: Context) -> Iterator[Hit]:
    """Who is said to be more than a half, and has a share below it elsewhere, or the other way round."""
    text = context.prose.text
    shares: dict[str, list[regex.Match[str]]] = {}
    for match in context.prose.finditer(_SHARE_OF, "chiếm "):
        shares.setdefault(match["who"], []).append(match)
    for match in context.prose.finditer(_HALF, "nửa") if shares else ():
        begin, end = context.prose.sentence(match.start())
        before = text[begin : match.start()]
        told = [who for who in shares if regex.search(rf"(?<!\w){who}(?!\w)", before)]
        if (
            len(told) != 1
            or len(shares[told[0]]) != 1
            or "\t" in text[begin:end]
            or OTHER_TIME.search(text, begin, end)
        ):
            continue
        share = shares[told[0]][0]
        if (float(share["percent"].replace(",", ".")) > _HALF_OF_ALL) != (match["more"] is not None):
            spans = [context.said(*share.span()), context.said(begin, match.end())]
            first, second = one_line(spans[0].quote), one_line(context.said(*match.span()).quote)
            yield Hit(
                spans,
                f"“{first}”, nhưng chỗ khác ghi “{second}”. Kiểm tra hai chỗ.",
                f"“{first}”, but elsewhere “{second}”. Check both.",
            )
            return


def _sums(context: Context) -> Iterator[Hit]:
    """Shares of all blood groups, or of men and women, that do not make up a hundred."""
    text = context.prose.text
    for pattern, names in zip(_GROUPS, _NAMES, strict=True):
        found: list[regex.Match[str]] = []
        for match in pattern.finditer(text):
            if found and (
                match["name"] in {one["name"] for one in found} or "\n" in text[found[-1].end() : match.start()]
            ):
                found = []
            found.append(match)
            if {one["name"] for one in found} != names:
                continue
            total = sum(float(one["percent"].replace(",", ".")) for one in found)
            if abs(total - _ALL) > _ROUNDING:
                span, made = context.said(found[0].start(), found[-1].end()), round(total, 1)
                yield Hit(
                    [span],
                    f"“{one_line(span.quote)}”: các tỷ lệ cộng lại được {number_vi(made)}%. Kiểm tra từng tỷ lệ.",
                    f"“{one_line(span.quote)}”: the shares add up to {number_en(made)}%. Check each of them.",
                )
            found = []


def _hit(context: Context, wrong: _Share, whole: int, *, in_table: bool) -> Hit:
    span = context.span(wrong.start, wrong.end) if in_table else context.said(wrong.start, wrong.end)
    made, said = round(100 * wrong.count / whole, 1), one_line(span.quote)
    return Hit(
        [span],
        f"“{said}”: {number_vi(wrong.count)} trên {number_vi(whole)} là {number_vi(made)}%, không phải "
        f"{wrong.percent}%. Kiểm tra số và tỷ lệ.",
        f"“{said}”: {number_en(wrong.count)} of {number_en(whole)} is {number_en(made)}%, not "
        f"{wrong.percent.replace(',', '.')}%. Check number and share.",
    )


def _in_the_text(context: Context) -> Iterator[tuple[list[_Share], list[int]]]:
    """The parts that a sentence lists, or the items below it, with the numbers before the first of them."""
    text = context.prose.text
    done = 0
    for match in context.prose.finditer(_PART, "%"):
        if match.start() < done:
            continue
        begin, done = _stretch(text, match.start())
        if "\t" in text[begin:done]:
            continue
        shares = [
            _Share(_value(one["count"]), one["percent"].replace(" ", ""), one.start(), one.end())
            for one in _PART.finditer(text, match.start(), done)
            if not _OF_ITS_OWN.match(text, one.end())
        ]
        ahead = [_value(figure[0]) for figure in _FIGURE.finditer(text, begin, match.start())]
        yield shares, ahead


def _stretch(text: str, place: int) -> tuple[int, int]:
    """The sentence around a place, semicolons within it; of a list with a part an item all its items, and the line that
    leads to them.
    """
    begin = text.rfind("\n", 0, place) + 1
    end = (text.find("\n", place) + 1 or len(text) + 1) - 1
    if not _ITEM.match(text, begin) or len(_PART.findall(text, begin, end)) > 1:
        stops = [stop.end() for stop in _STOP.finditer(text, begin, end)]
        return max([begin, *(at for at in stops if at <= place)]), min([end, *(at for at in stops if at > place)])
    for _ in range(_MOST_LINES):
        if not _ITEM.match(text, end + 1):
            break
        end = (text.find("\n", end + 1) + 1 or len(text) + 1) - 1
    return text.rfind("\n", 0, max(0, begin - 1)) + 1, end


def _wrong(shares: Sequence[_Share], ahead: Sequence[int]) -> Iterator[tuple[_Share, int]]:
    """The parts that do not fit the whole which the others fit; a part of any other number before it is right."""
    if len(shares) < 2:
        yield from _alone(shares, ahead)
        return
    made = sum(share.count for share in shares)
    wholes = [whole for whole in {*ahead, made} if whole >= max(_LEAST_WHOLE, *(share.count for share in shares))]
    if not wholes:
        return
    whole = max(wholes, key=lambda one: sum(share.fits(one) for share in shares))
    fitting = sum(share.fits(whole) for share in shares)
    complete = whole == made and (whole in ahead or (len(shares) == _TWO_PARTS and not _adds_up(shares)))
    if fitting < (1 if complete else 2) or 2 * fitting < len(shares):
        return
    for share in shares:
        if not any(share.fits(one) for one in (*wholes, *(other.count for other in shares if other is not share))):
            yield share, whole


def _adds_up(shares: Sequence[_Share]) -> bool:
    return abs(sum(float(share.percent.replace(",", ".")) for share in shares) - _ALL) <= _ROUNDING


def _alone(shares: Sequence[_Share], ahead: Sequence[int]) -> Iterator[tuple[_Share, int]]:
    """The only part, which fits no number before it: "1.200 hộ, trong đó 300 hộ đăng ký, chiếm 30%"."""
    wholes = [one for one in ahead if one >= _LEAST_WHOLE and one not in _YEARS]
    for share in shares:
        if len(wholes) == 1 and wholes[0] > share.count and not any(share.fits(one) for one in ahead if one):
            yield share, wholes[0]


def _in_a_table(context: Context, table: TextTable) -> Iterator[Hit]:
    """The column of shares of a table whose other rows show each its number of the total."""
    percent, total = table.column(_PERCENT_HEAD), table.total
    if percent is None or total is None:
        return
    rows = [row for row in table.rows[:-1] if _SHARE.fullmatch(row[percent].text)]
    for column, whole in enumerate(total):
        if column == percent or whole.number is None or whole.number < _LEAST_WHOLE:
            continue
        counted = [(row[column].number, row[percent]) for row in rows]
        shares = [
            _Share(count, cell.text.rstrip(" %"), cell.start, cell.end)
            for count, cell in counted
            if count is not None and count <= whole.number
        ]
        wrong = [share for share in shares if not share.fits(whole.number)]
        if len(shares) - len(wrong) >= max(_LEAST_FITTING, 2 * len(wrong)):
            for share in wrong:
                yield _hit(context, share, whole.number, in_table=True)
            return


def _value(written: str) -> int:
    return int(written.replace(".", ""))


RULE = Rule("QT315", "share-mismatch", "warning", "document", check)
