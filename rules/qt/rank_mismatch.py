"""rank-mismatch: another one is first or last in the table / nêu đơn vị dẫn đầu, cuối bảng khác với bảng

What it finds: A sentence that calls a place or unit the highest or lowest, where no column of its table has it so.

Why it matters: Somebody is praised or blamed wrongly; mostly the table was brought up to date and the text was not.

Example: "Dẫn đầu là thôn An Hòa", while An Hòa has 45 in the table and Bình Phú 62.

How to resolve: Look for the largest and the smallest number of the column, and correct the sentence or the row.

Phát hiện: Câu nêu đơn vị cao nhất, dẫn đầu hoặc thấp nhất, nhưng không cột nào trong bảng cho kết quả như vậy.

Vì sao: Biểu dương hoặc nhắc nhở nhầm đơn vị; thường do cập nhật bảng mà quên sửa lời.

Ví dụ: "Dẫn đầu là thôn An Hòa", trong khi bảng ghi An Hòa 45 và Bình Phú 62.

Cách xử lý: Tìm số lớn nhất, nhỏ nhất của cột, sửa câu hoặc sửa bảng.
"""

from __future__ import annotations

from collections.abc import Iterator

from parsers import regex
from rules.context import Context
from rules.prose import one_line
from rules.rule import Hit, Rule
from rules.support.text_tables import UNIT_OF_HEAD, TextCell, TextTable, text_tables
from rules.support.timing import about_years

_HIGHEST = r"(?:(?:cao|nhiều|lớn)(?: (?!nhất)[^\W\d]+){0,4} nhất|dẫn đầu|đứng đầu|đứng thứ nhất|xếp thứ nhất)"
_LOWEST = r"(?:(?:thấp|ít|nhỏ)(?: (?!nhất)[^\W\d]+){0,4} nhất|đứng cuối|xếp cuối|cuối bảng)"
_RANKED = regex.compile(rf"(?<!\w)(?:(?P<highest>{_HIGHEST})|(?P<lowest>{_LOWEST}))(?!\w| là \d| \d| từ \d)")
_SAID_OF = regex.compile(
    r"(?:[^.;:,\n\t\d]{0,30}?) ?(?:là|thuộc về|:) (?:các |đơn vị |địa phương )?"
    r"(?:thôn |xã |phường |bản |ấp |khu phố |trường |huyện |tỉnh )?"
)
_PARTED = regex.compile(r"[.;\n\t]|(?<!\w)(?:còn|trong khi|tiếp theo|sau đó|tiếp đến)(?!\w)|\d\)?,")
_RATE = regex.compile(r"%|(?<!\w)(?:tỷ lệ|tỉ lệ|mức độ hoàn thành|tiến độ)(?!\w)")
_OTHERS = regex.compile(
    r"(?<!\w)(?:cùng kỳ|năm trước|năm ngoái|đợt trước|quý trước|từ trước|nhóm|cụm|khối|lứa tuổi|mục tiêu"
    r"|phấn đấu|trong các|trong số|xét riêng)(?!\w)"
)
_YEAR = regex.compile(r"(?<!\w)năm (?P<year>20\d\d)(?!\w)")
_KIND = regex.compile(
    r"^(?:thôn|xã|phường|đặc khu|bản|ấp|buôn|khu phố|khóm|tổ dân phố|trường|huyện|tỉnh|ubnd xã|ubnd phường) "
)
_VALUE = regex.compile(r"(?P<number>\d{1,3}(?:\.\d{3})+|\d+)(?:,(?P<decimals>\d+))? ?%?")
_FIRST_COLUMNS, _LEAST_ROWS, _LONGEST_NAME = 3, 3, 40
_WHOLE = regex.compile(r"(?:tổng|cộng|cả năm|toàn năm)(?!\w)")
_ORDINAL = regex.compile(r"(?:stt|tt|số tt|số thứ tự)$")


def check(context: Context) -> Iterator[Hit]:
    tables = [(table, names) for table in text_tables(context) if len(names := _names(table)) >= _LEAST_ROWS]
    if not tables:
        return
    text = context.prose.text
    for match in context.prose.finditer(_RANKED, "nhất", "đầu", "cuối"):
        begin, end = context.prose.sentence(match.start())
        if "\t" in text[begin:end] or _OTHERS.search(text, begin, end) or _of_another_year(context, match.start()):
            continue
        several = len(_RANKED.findall(text, begin, end)) > 1
        first, last = _clause(text, match, begin, end) if several else (begin, end)
        said, rate = text[first:last], _RATE.search(text, first, last) is not None
        before = text[context.prose.paragraph(begin)[0] : begin]
        found = [(table, names[name]) for table, names in tables if (name := _named(text, match, begin, end, names))]
        if found and not any(
            _is_so(
                row,
                _of_the_kind(table, row, text[begin : match.start()]),
                _meant(table, said, before, rate=rate),
                highest=match["highest"] is not None,
            )
            for table, row in found
        ):
            cell = _name_of(found[0][1])
            span, place = context.said(match.start(), match.end()), context.span(cell.start, cell.end)
            name, rank = one_line(place.quote), one_line(span.quote)
            yield Hit(
                [span, place],
                f"Văn bản nêu “{name}” là {rank}, nhưng trong bảng không như vậy. Kiểm tra câu và bảng.",
                f"“{name}” is called “{rank}”, but the table does not have it so. Check both.",
            )


def _clause(text: str, match: regex.Match[str], begin: int, end: int) -> tuple[int, int]:
    """The part of a sentence, between commas, that a rank stands in."""
    ends = [one.start() for one in regex.finditer(r"[,;](?!\d)", text, pos=begin, endpos=end)]
    return (
        max((at for at in ends if at < match.start()), default=begin),
        min((at for at in ends if at >= match.end()), default=end),
    )


def _of_another_year(context: Context, place: int) -> bool:
    """Whether the paragraph, up to a place, tells of a year that the document is not about."""
    text, years = context.prose.text, about_years(context)
    named = [int(one["year"]) for one in _YEAR.finditer(text, context.prose.paragraph(place)[0], place)]
    return bool(named and years) and named[-1] not in years


def _names(table: TextTable) -> dict[str, list[TextCell]]:
    """The rows by the names that they begin with, without what they are names of."""
    rows = [row for row in table.rows if row is not table.total and any(map(str.isalpha, _name_of(row).text))]
    return {_KIND.sub("", _name_of(row).text): row for row in rows}


def _name_of(row: list[TextCell]) -> TextCell:
    """The first cell of a row that holds words; the first of all where none does."""
    named = (cell for cell in row[:_FIRST_COLUMNS] if any(letter.isalpha() for letter in cell.text))
    return next((cell for cell in named if len(cell.text) <= _LONGEST_NAME), row[0])


def _named(text: str, match: regex.Match[str], begin: int, end: int, names: dict[str, list[TextCell]]) -> str | None:
    """The name that a rank is said of: "dẫn đầu là thôn An Hòa", else the only one before it: "An Hòa cao nhất"."""
    said_of = _SAID_OF.match(text, match.end(), end)
    if said_of:
        behind = [name for name in names if text.startswith(name, said_of.end())]
        return max(behind, key=len, default=None)
    first = max([begin, *(one.end() for one in _PARTED.finditer(text, begin, match.start()))])
    before = [name for name in names if _holds(text[first : match.start()], name)]
    longest = [name for name in before if not any(name != other and name in other for other in before)]
    return longest[0] if len(longest) == 1 else None


def _holds(words: str, name: str) -> bool:
    return name in words and regex.search(rf"(?<!\w){regex.escape(name)}(?!\w)", words) is not None


def _meant(table: TextTable, said: str, before: str, *, rate: bool) -> list[int]:
    """The columns that a sentence may speak of: those of rates, those whose heads it names, or what stands before it in
    its paragraph; else that of the whole.
    """
    counted = [
        at
        for at, head in enumerate(table.head)
        if not _ORDINAL.match(head.text) and any(_value(row[at]) is not None for row in table.rows)
    ]
    rates = [at for at in counted if _RATE.search(table.head[at].text)]
    named = _named_in(table, counted, said) or _named_in(table, counted, before)
    whole = [at for at in counted if _WHOLE.match(table.head[at].text)]
    return rates if rate and rates else named or whole or counted


def _named_in(table: TextTable, columns: list[int], said: str) -> list[int]:
    found = [at for at in columns if UNIT_OF_HEAD.sub("", table.head[at].text) in said]
    return found or _told_in_part(table, columns, said)


def _told_in_part(table: TextTable, columns: list[int], said: str) -> list[int]:
    """The only column of whose head a sentence has the last words: "lượng máu thu được" of "Đơn vị máu thu được"."""
    tails = {at: regex.search(r"\w+ \w+ \w+$", table.head[at].text) for at in columns}
    found = [at for at, tail in tails.items() if tail and tail[0] in said]
    return found if len(found) == 1 else []


def _of_the_kind(table: TextTable, row: list[TextCell], before: str) -> list[list[TextCell]]:
    """The rows that are compared: those of the kind named right before the rank ("TDP ít nhất"), else all."""
    rows = [one for one in table.rows if one is not table.total]
    kind = before.rstrip().rpartition(" ")[2]
    alike = [one for one in rows if kind and _name_of(one).text.startswith(f"{kind} ")]
    return alike if row in alike and len(alike) >= _LEAST_ROWS else rows


def _is_so(row: list[TextCell], rows: list[list[TextCell]], columns: list[int], *, highest: bool) -> bool:
    """Whether a row has the largest, or smallest, number in any of some columns; so it is where none has numbers."""
    compared = False
    for column in columns:
        mine = _value(row[column])
        others = [value for one in rows if (value := _value(one[column])) is not None]
        if mine is None or len(others) < _LEAST_ROWS:
            continue
        compared = True
        if mine == (max(others) if highest else min(others)):
            return True
    return not compared


def _value(cell: TextCell) -> float | None:
    match = _VALUE.fullmatch(cell.text)
    return float(f"{match['number'].replace('.', '')}.{match['decimals'] or 0}") if match else None


RULE = Rule("QT320", "rank-mismatch", "warning", "document", check)
