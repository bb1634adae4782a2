"""reached-count-mismatch: how many reached their quota is not what the table shows / số đơn vị đạt khác với bảng

What it finds: A number of places or units that a sentence says reached their quota, or did not, and a table of
percentages that shows another number.

Why it matters: Somebody is praised or blamed wrongly; mostly the table was brought up to date and the text was not.

Example: "còn 03 khu phố chưa đạt chỉ tiêu", while two rows stay below 100 percent.

How to resolve: Count the rows again, and correct the sentence or the row.

Phát hiện: Câu nêu số địa bàn, đơn vị đạt hoặc chưa đạt chỉ tiêu khác với số dòng tương ứng trong bảng tỷ lệ.

Vì sao: Biểu dương hoặc nhắc nhở nhầm đơn vị; thường do cập nhật bảng mà quên sửa lời.

Ví dụ: "còn 03 khu phố chưa đạt chỉ tiêu", trong khi bảng có hai dòng dưới 100%.

Cách xử lý: Đếm lại các dòng, sửa câu hoặc sửa bảng.
"""

from __future__ import annotations

from collections.abc import Iterator

from parsers import regex
from rules.context import Context
from rules.prose import one_line
from rules.rule import Hit, Rule
from rules.support.outlook import OTHER_TIME, looks_back
from rules.support.text_tables import TextTable, text_tables

_UNITS = (
    r"xã|phường|đặc khu|thôn|bản|ấp|khu phố|khóm|tổ dân phố|đơn vị|địa phương|trường|khoa|chi hội|chi đoàn|cơ sở|huyện"
)
# "còn 03 khu phố chưa đạt chỉ tiêu" · "có 13 xã, phường đạt từ 50% kế hoạch năm trở lên"
_REACHED = regex.compile(
    rf"(?<![\d.,/])(?P<count>\d{{1,3}}) (?P<noun>(?:{_UNITS})(?:,? (?:và )?(?:{_UNITS}))*) (?:(?:vẫn )?(?:còn )?)?"
    r"(?P<verb>(?:chưa |không )?(?:đạt|hoàn thành)(?:(?: và|,) vượt)?|vượt)"
    r" (?:(?P<bound>từ |trên |dưới |ít nhất )?(?P<percent>\d{1,3}) ?% ?)?(?:mức |số )?(?:chỉ tiêu|kế hoạch)(?!\w)"
)
# "tất cả các thôn đều hoàn thành và vượt chỉ tiêu" · "100% đơn vị đạt kế hoạch giao"
_ALL_REACHED = regex.compile(
    rf"(?<!\w)(?:tất cả|toàn bộ|100 ?%)(?: (?:các|số|\d{{1,3}}))* (?P<noun>{_UNITS})(?!\w)[^.;\n\t\d]{{0,40}}? "
    r"(?P<verb>(?:đạt|hoàn thành)(?:(?: và|,) vượt)?|vượt) (?P<bound>)(?P<percent>)(?:mức |số )?"
    r"(?:chỉ tiêu|kế hoạch)(?!\w)"
)
# "thôn nào cũng vượt mức 80% tổng đàn" · "các thôn đều đạt trên 80%"
_EACH_REACHED = regex.compile(
    rf"(?<!\w)(?:(?P<noun>{_UNITS}) nào cũng(?: đã)?|(?:tất cả|toàn bộ|100 ?%|cả)? ?(?:các|số|\d{{1,3}}) "
    rf"(?P<noun>{_UNITS}) (?:đã )?đều) (?P<verb>đạt|hoàn thành|vượt|thực hiện|tiêm|thu|giải ngân)"
    r"(?: (?:được|mức|tỷ lệ))* (?P<bound>từ |trên |ít nhất )?(?P<percent>\d{1,3}) ?%"
)
# "không có thôn nào chưa hoàn thành chỉ tiêu" · "không còn đơn vị nào đạt dưới 80% kế hoạch"
_NONE_FAILED = regex.compile(
    r"(?<!\w)(?:không có|không còn|chưa có) (?P<noun>[^\W\d]+(?: [^\W\d]+){0,2}?) nào (?:còn )?"
    r"(?P<verb>(?:chưa |không )(?:đạt|hoàn thành)|(?:đạt|ở mức|giải ngân|thực hiện|thu|tiêm|có tỷ lệ)(?: tỷ lệ| được)?)"
    r"(?: (?P<bound>dưới )(?P<percent>\d{1,3}) ?%)?(?: (?:mức |số )?(?:chỉ tiêu|kế hoạch)|(?<=%))(?!\w)"
)
_PERCENT = regex.compile(r"(?=.*(?:%|tỷ lệ|tỉ lệ|đạt))(?!.*(?:cơ cấu|chiếm))")
_SHARE = regex.compile(r"(?P<number>\d{1,3}(?:,\d{1,2})?) ?%?")
_AIM = regex.compile(r"(?<!\w)(?:phấn đấu|bảo đảm|đảm bảo|mục tiêu|yêu cầu|đề nghị|để|nhằm|sẽ)(?!\w)")
_LEAST_ROWS = 4
_LEAST_OF_ALL = 3


def check(context: Context) -> Iterator[Hit]:
    tables = [(table, column) for table in text_tables(context) if (column := table.column(_PERCENT)) is not None]
    if tables:
        yield from _of_all(context, tables)
    if len(tables) != 1:
        return
    table, column = tables[0]
    for match in _REACHED.finditer(context.prose.text):
        sentence = context.prose.text[slice(*context.prose.sentence(match.start()))]
        shares = _shares(table, column, match["noun"])
        if len(shares) < _LEAST_ROWS or OTHER_TIME.search(sentence) or "\t" in sentence:
            continue
        count = sum(_is_meant(match, share) for share in shares)
        if count == int(match["count"]):
            continue
        span, head = context.said(match.start(), match.end()), table.head[column]
        yield Hit(
            [span, context.span(head.start, head.end)],
            f"“{one_line(span.quote)}”, nhưng trong bảng có {count} dòng như vậy. Kiểm tra câu và bảng.",
            f"“{one_line(span.quote)}”, but the table shows {count} such rows. Check both.",
        )


def _of_all(context: Context, tables: list[tuple[TextTable, int]]) -> Iterator[Hit]:
    """What is said of every place, or of none, where the table has one of which it does not hold."""
    for pattern in (_ALL_REACHED, _EACH_REACHED, _NONE_FAILED):
        for match in pattern.finditer(context.prose.text):
            begin, end = context.prose.sentence(match.start())
            sentence, until = context.prose.text[begin:end], context.prose.text[begin : match.end()]
            table, column = _table_of(match["noun"], tables)
            if table is None:
                continue
            shares = _shares(table, column, match["noun"])
            if len(shares) < _LEAST_OF_ALL or OTHER_TIME.search(until) or "\t" in sentence:
                continue
            if _AIM.search(sentence) or not looks_back(context, context.said(*match.span()).start):
                continue
            meant = sum(_is_meant(match, share) for share in shares)
            exceptions = meant if pattern is _NONE_FAILED else len(shares) - meant
            if exceptions:
                span, head = context.said(match.start(), match.end()), table.head[column]
                yield Hit(
                    [span, context.span(head.start, head.end)],
                    f"“{one_line(span.quote)}”, nhưng trong bảng có {exceptions} dòng không như vậy. "
                    "Kiểm tra câu và bảng.",
                    f"“{one_line(span.quote)}”, but {exceptions} rows of the table are not so. Check both.",
                )


def _table_of(noun: str, tables: list[tuple[TextTable, int]]) -> tuple[TextTable | None, int]:
    """The only table whose head has a noun, with its column of percentages; the only one of all where no head has."""
    alike = [(one, at) for one, at in tables if any(cell.text == noun for cell in one.head)]
    alike = alike or [(one, at) for one, at in tables if any(noun in cell.text for cell in one.head)] or tables
    return alike[0] if len(alike) == 1 else (None, 0)


def _shares(table: TextTable, column: int, noun: str) -> list[float]:
    """The percentages of the rows that a noun means: of those that begin with it, else of all but the total."""
    rows = [row for row in table.rows if row is not table.total]
    first = noun.replace(" và", ",").split(", ")
    named = [row for row in rows if any(cell.text.startswith(tuple(first)) for cell in row)]
    matches = (_SHARE.fullmatch(row[column].text) for row in (named or rows))
    return [float(match["number"].replace(",", ".")) for match in matches if match]


def _is_meant(match: regex.Match[str], share: float) -> bool:
    limit = float(match["percent"] or 100)
    if match["verb"].startswith(("chưa", "không")) or match["bound"] == "dưới ":
        return share < limit
    return share > limit if match["verb"] == "vượt" or match["bound"] == "trên " else share >= limit


RULE = Rule("QT317", "reached-count-mismatch", "warning", "document", check)
