"""figure-beside-total: one of two figures is not that of the table / một số khớp dòng tổng, số kia không

What it finds: Two figures in one clause, of which one is the total of a table, while the other differs from the total
in the column of its unit; what is said to be left that is, but for one digit, the difference of two totals; a figure
behind the name of a row that the row has but for a digit, or has not in the column whose head is named with it; one of
a list of the columns, or what is counted over the whole place, that is not the total of its column.

Why it matters: The text was brought up to date and the table was not, or the reverse.

Example: "412 hộ với 1.586 nhân khẩu", over a table whose total says 398 hộ and 1.586 nhân khẩu.

How to resolve: Compare the sentence with the table, and correct the figure that is wrong.

Phát hiện: Hai số trong cùng một ý, một số khớp dòng tổng của bảng, số kia khác số tổng ở cột cùng đơn vị tính; số còn
lại sai một chữ số so với hiệu của hai số ở dòng tổng; số ghi sau tên một đơn vị sai một chữ số so với dòng của nó,
hoặc khác số ở cột được nêu cùng; số của một cột liệt kê trong lời văn, hoặc số chung toàn địa bàn, khác dòng tổng.

Vì sao: Đã cập nhật lời mà quên sửa bảng, hoặc ngược lại.

Ví dụ: "412 hộ với 1.586 nhân khẩu", trong khi dòng tổng của bảng ghi 398 hộ và 1.586 nhân khẩu.

Cách xử lý: Đối chiếu câu với bảng và sửa số sai.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from decimal import Decimal

from parsers import regex
from parsers.text import memo, normal
from rules.context import Context
from rules.prose import one_line
from rules.rule import Hit, Rule
from rules.support.outlook import OTHER_TIME, looks_back
from rules.support.quantities import number_en, number_vi
from rules.support.slips import mistyped
from rules.support.text_tables import UNIT_OF_HEAD, TextCell, TextTable, text_tables

_NUMBER = r"(?<![\d.,/-])(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?(?![.,/-]?\d| ?%)"
# "412 hộ với 1.586 nhân khẩu" · "684 trường, 9.510 lớp"
_PAIR = regex.compile(
    rf"(?P<one>{_NUMBER}) (?P<unit>[^\W\d]+(?: [^\W\d]+)?)(?:,| với| và|, với|; | \()? ?"
    rf"(?:gồm |có )?(?P<other>{_NUMBER}) (?P<second>[^\W\d]+(?: [^\W\d]+)?)(?!\w)"
)
# "phần vốn chưa giải ngân … còn 2.189,8 tỷ đồng" · "còn thiếu 1.250 đơn vị máu"
_LEFT = regex.compile(
    rf"(?<!\w)còn(?: (?:lại|thiếu|phải[^\d.;,\n]{{0,20}}|chưa[^\d.;,\n]{{0,20}}))?:? (?P<left>{_NUMBER}) [^\W\d]"
)
# behind the name of a row: "phường Bắc Cầu | (456 đơn vị)", "quý iii | phải trì hoãn 62 người"
_BRACKETED = regex.compile(r",? ?\((?P<figure>\d[\d.,]*\d)(?: ?%|(?! ?%) [^\W\d])")
_FIGURE_OF_ROW = regex.compile(
    r"(?P<said>(?: (?!và |với |trong đó|còn |cùng kỳ|năm |so )[^\W\d]+){1,8}?) "
    r"(?:là |được |đạt |có )?(?P<figure>\d{1,3}(?:\.\d{3})+|\d+)(?![.,/-]?\d| ?%)(?= [^\W\d])"
)
# behind the head of a column at the beginning of an item: "- Quý II | : 1.540 đơn vị"
_FIGURE_OF_ITEM = regex.compile(
    r"(?: năm \d{4})?(?::| là)? (?P<figure>\d{1,3}(?:\.\d{3})+|\d+)(?![.,/-]?\d| ?%) (?P<unit>[^\W\d]+)"
)
_OPENS_ITEM = regex.compile(r"(?r)(?:^|\n)(?:[-+*•] ?|\p{L}\) ?|\d{1,2}[.)] ?)?")
_MARK = 6
_COLON = regex.compile(r"(?: \([^()\n]*\))?:")
_COUNTED = regex.compile(
    r"(?<![\d.,/-])(?<!(?<!\w)(?:chỉ tiêu|kế hoạch|dự kiến|đăng ký)(?:(?: [^\W\d]+)*:? |[^.;\n]{0,40}\())"
    r"(?P<figure>\d{1,3}(?:\.\d{3})+|\d{2,})(?![.,/-]?\d| ?%) (?P<unit>đơn vị|người|lượt|hộ|suất|ca)(?!\w)"
)
# "toàn tỉnh đã tổ chức | 62 đợt", and the total below "Số đợt"
_WHOLE = regex.compile(
    r"(?<!\w)(?:toàn (?:tỉnh|thành phố|huyện|xã|phường|trường|ngành)|cả năm)(?: (?:đã|được|có|tổ chức|mở))+ "
    r"(?P<figure>\d{1,3}(?:\.\d{3})+|\d+)(?![.,/-]?\d| ?%) (?P<unit>đợt|buổi|cuộc|lớp|điểm|ca|hộ|vụ|lượt)(?!\w)"
)
# "đăng ký đủ 40 người theo chỉ tiêu được giao"
_AS_ASSIGNED = regex.compile(
    r"(?<!\w)đủ (?:tối thiểu )?(?P<figure>\d{1,3}(?:\.\d{3})+|\d+) "
    r"(?:người|đơn vị(?: máu)?|lượt(?: người)?|học sinh|em)"
    r"(?: [^\W\d]+){0,4}? (?:theo|đúng|bằng) (?:đúng )?chỉ tiêu(?: đã| được)* (?:giao|phân bổ|phân)(?!\w)"
)
# "Ba tháng đầu năm, …, phấn đấu thu được 3.800 đơn vị"
_QUARTER = regex.compile(r"(?<!\w)(?:quý (?:iv|i{1,3})|(?:ba|0?3) tháng đầu năm|(?:sáu|0?6|chín|0?9) tháng)(?!\w)")
_AIM_OF_QUARTER = regex.compile(
    r"(?<!\w)(?:quý (?P<number>iv|i{1,3})|(?:ba|0?3) tháng đầu năm)(?!\w)[^.;\n\t\d]{0,80}?(?<!\w)"
    r"(?:phấn đấu|chỉ tiêu|dự kiến)[^.;\n\t\d]{0,40} (?P<figure>\d{1,3}(?:\.\d{3})+|\d{2,}) đơn vị(?!\w)"
)
_PLACE = regex.compile(r"(?<!\w)(?:thôn|xã|phường|huyện|trường|khối|cụm|mỗi|riêng)(?!\w)")
_SO_MANY = regex.compile(r"(?:tổng )?số \w+")
_KIND_OF_ROW = regex.compile(r"quý|tháng|đợt|thôn|xã|phường|bản|ấp|tổ|cụm|khu phố|khối|lớp|nhóm")
_LOOSELY = regex.compile(r"(?<!\w)(?:khoảng|trên|hơn|gần|ít nhất|dưới|trong đó)(?!\w)")
_NUMBER_CELL = regex.compile(r"(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?")
_JOINTS = frozenset(("với", "và", "gồm", "có", "số"))
_LEAST, _FEWEST_DIGITS = 100, 4
_FIRST_COLUMNS, _LEAST_OF_NAME, _LEAST_OF_FIGURE = 3, 2, 3


def check(context: Context) -> Iterator[Hit]:
    tables = [(table, total) for table in text_tables(context) if (total := table.total) is not None]
    if not text_tables(context):
        return
    yield from _rows(context)
    yield from _cells(context)
    yield from _items(context)
    yield from _assigned(context)
    if tables:
        yield from _listed(context, tables)
        yield from _of_a_quarter(context, tables)
        yield from _of_the_whole(context, tables)
        yield from _pairs(context, tables)
        yield from _left(context, tables)


def _listed(context: Context, tables: list[tuple[TextTable, list[TextCell]]]) -> Iterator[Hit]:
    """A list of the columns with their totals, one of which the table has otherwise: "- Quý II: 1.540 đơn vị"."""
    text = context.prose.text
    for table, total in tables:
        items = [
            (match, cell)
            for head, cell in zip(table.head, total, strict=True)
            if _NUMBER_CELL.fullmatch(cell.text) and " " in head.text
            for at, match in _behind(context, head.text, _FIGURE_OF_ITEM)
            if _OPENS_ITEM.match(text, max(0, at - _MARK), at)
        ]
        wrong = [(match, cell) for match, cell in items if match["figure"] != cell.text]
        units = {match["unit"] for match, _ in items}
        if len(wrong) == 1 and len(items) > len(wrong) + 1 and len(units) == 1:
            match, cell = wrong[0]
            yield _row_hit(context, (text.rfind("\n", 0, match.start()) + 1, match.end()), cell)


def _of_a_quarter(context: Context, tables: list[tuple[TextTable, list[TextCell]]]) -> Iterator[Hit]:
    """What all are to reach in a quarter, where its column has another total: "ba tháng đầu năm … 3.800 đơn vị"."""
    text = context.prose.text
    for match in context.prose.finditer(_AIM_OF_QUARTER, "phấn đấu", "chỉ tiêu", "dự kiến"):
        begin, end = context.prose.sentence(match.start())
        if "\t" in text[begin:end] or OTHER_TIME.search(text, begin, end) or _PLACE.search(text, begin, end):
            continue
        if len(_QUARTER.findall(text, begin, end)) != 1 or _LOOSELY.search(text, match.start(), match.end()):
            continue
        quarter = match["number"] or "i"
        cells = [
            cell
            for table, total in tables
            for head, cell in zip(table.head, total, strict=True)
            if head.text == f"quý {quarter}" and _NUMBER_CELL.fullmatch(cell.text)
        ]
        if len(cells) == 1 and _cell(cells[0]) != _decimal(match["figure"]):
            yield _row_hit(context, match.span(), cells[0])


def _of_the_whole(context: Context, tables: list[tuple[TextTable, list[TextCell]]]) -> Iterator[Hit]:
    """What a sentence counts over the whole place, where a column has another total: "toàn tỉnh đã tổ chức 62 đợt"."""
    text = context.prose.text
    for match in context.prose.finditer(_WHOLE, "toàn ", "cả năm"):
        begin, end = context.prose.sentence(match.start())
        if "\t" in text[begin:end] or OTHER_TIME.search(text, begin, end) or _LOOSELY.search(text, begin, match.end()):
            continue
        if not looks_back(context, context.said(*match.span()).start):
            continue
        cells = [
            cell
            for table, total in tables
            for head, cell in zip(table.head, total, strict=True)
            if _SO_MANY.fullmatch(head.text) and head.text.endswith(f" {match['unit']}")
        ]
        if len(cells) == 1 and _cell(cells[0]) not in (None, _decimal(match["figure"])):
            yield _row_hit(context, match.span(), cells[0])


def _rows(context: Context) -> Iterator[Hit]:
    """A figure behind the name of a row that the row has but for a digit: "phường Bắc Cầu (456 đơn vị)", row 465."""
    for _, row, name in _named_rows(context):
        values = {cell.text for cell in row if _NUMBER_CELL.fullmatch(cell.text)}
        for at, match in _behind(context, name, _BRACKETED):
            figure = match["figure"]
            slip = next((one for one in values if mistyped(one, figure)), None)
            if figure in values or slip is None or len(figure) < _LEAST_OF_FIGURE:
                continue
            yield _row_hit(context, (at, match.end()), next(cell for cell in row if cell.text == slip))


def _cells(context: Context) -> Iterator[Hit]:
    """A figure behind the name of a row and words of a column, that is not in the cell where the two meet: "quý III
    phải trì hoãn 62 người", where row III has 52 under "Phải trì hoãn".
    """
    text = context.prose.text
    for table, row, name in _named_rows(context):
        for at, match in _behind(context, name, _FIGURE_OF_ROW):
            if any(cell.text == match["figure"] for cell in row):
                continue
            heads = (UNIT_OF_HEAD.sub("", head.text) for head in table.head)
            columns = [c for c, head in enumerate(heads) if " " in head and match["said"].endswith(f" {head}")]
            meant = [row[c] for c in columns if _NUMBER_CELL.fullmatch(row[c].text)]
            if len(meant) == 1 and not OTHER_TIME.search(text, *context.prose.sentence(at)):
                yield _row_hit(context, (at, match.end()), meant[0])


def _items(context: Context) -> Iterator[Hit]:
    """An item that begins with the name of a row, and has a figure of it but for a digit: "- Đợt 2: … 152 đơn vị"."""
    text = context.prose.text
    for table, row, name in _named_rows(context):
        values = {cell.text: at for at, cell in enumerate(row) if _NUMBER_CELL.fullmatch(cell.text)}
        for at, opened in _behind(context, name, _COLON):
            if not _OPENS_ITEM.match(text, max(0, at - _MARK), at):
                continue
            for figure in _COUNTED.finditer(text, opened.end(), context.prose.paragraph(at)[1]):
                heads = {one: table.head[at].text for one, at in values.items()}
                slips = [one for one in values if figure["unit"] in heads[one] and mistyped(one, figure["figure"])]
                if figure["figure"] in values or len(slips) != 1:
                    continue
                if not OTHER_TIME.search(text, *context.prose.sentence(figure.start())):
                    yield _row_hit(context, figure.span(), row[values[slips[0]]])


def _assigned(context: Context) -> Iterator[Hit]:
    """What a body is told to reach "theo chỉ tiêu được giao", where no cell of its row has so many."""
    rows = {name: row for _, row, name in _named_rows(context)}
    for match in context.prose.finditer(_AS_ASSIGNED, "chỉ tiêu"):
        start = context.said(*match.span()).start
        duties = [one for one in context.record.obligations if any(s.start <= start < s.end for s in one.spans)]
        names = {normal(body.name) for duty in duties for body in duty.bodies}
        row = rows.get(names.pop()) if len(names) == 1 else None
        numbers = [cell for cell in row or () if _NUMBER_CELL.fullmatch(cell.text) and cell is not (row or [])[0]]
        if len(numbers) == 1 and _cell(numbers[0]) != _decimal(match["figure"]):
            yield _row_hit(context, match.span(), numbers[0])


def _row_hit(context: Context, said: tuple[int, int], cell: TextCell) -> Hit:
    span = context.said(*said)
    return Hit(
        [span, context.span(cell.start, cell.end)],
        f"“{one_line(span.quote)}”, nhưng trong bảng ghi {cell.text}. Kiểm tra hai chỗ.",
        f"“{one_line(span.quote)}”, but the table says {cell.text}. Check both.",
    )


@memo
def _named_rows(context: Context) -> list[tuple[TextTable, list[TextCell], str]]:
    """The rows of all tables that have a name of their own, of two words or more."""
    named = ((table, row, _name(table, row)) for table in text_tables(context) for row in table.rows)
    return [
        (table, row, name)
        for table, row, name in named
        if row is not table.total and len(name.split()) >= _LEAST_OF_NAME
    ]


@memo
def _behind(context: Context, name: str, pattern: regex.Pattern[str]) -> list[tuple[int, regex.Match[str]]]:
    """Where a name stands as words of their own, and what a pattern finds right behind it; rows may share a name."""
    text, found = context.prose.text, []
    at = text.find(name)
    while at >= 0:
        match = pattern.match(text, at + len(name))
        if match and not text[max(at - 1, 0) : at].isalnum():
            found.append((at, match))
        at = text.find(name, at + len(name))
    return found


def _name(table: TextTable, row: list[TextCell]) -> str:
    """What a row is called in a sentence: "thôn bến", and "quý iii" of a "III" below "Quý"."""
    named = next((at for at, cell in enumerate(row[:_FIRST_COLUMNS]) if any(map(str.isalpha, cell.text))), None)
    if named is None:
        return ""
    head, text = table.head[named].text, row[named].text
    return text if " " in text or not _KIND_OF_ROW.fullmatch(head) else f"{head} {text}"


def _pairs(context: Context, tables: list[tuple[TextTable, list[TextCell]]]) -> Iterator[Hit]:
    text = context.prose.text
    for match in _PAIR.finditer(text, overlapped=True):
        if "\t" in text[slice(*context.prose.paragraph(match.start()))] or _LOOSELY.search(match[0]):
            continue
        for known, asked in (("other", "one"), ("one", "other")):
            units = [match["unit" if name == "one" else "second"] for name in (known, asked)]
            wrong = _differs(match[known], match[asked], units, tables)
            if wrong is None:
                continue
            span, cell = context.said(*match.span()), context.span(wrong.start, wrong.end)
            yield Hit(
                [span, cell],
                f"“{one_line(span.quote)}”, nhưng dòng tổng của bảng ghi {wrong.text} {units[1]}. Kiểm tra hai chỗ.",
                f"“{one_line(span.quote)}”, but the total of the table says {wrong.text}. Check both.",
            )
            return


def _differs(
    known: str, asked: str, units: list[str], tables: list[tuple[TextTable, list[TextCell]]]
) -> TextCell | None:
    """The cell of a total row that has another number than a sentence, where its neighbour has the same."""
    if _decimal(known) < _LEAST or any(_decimal(asked) == _cell(cell) for _, total in tables for cell in total):
        return None
    found: list[TextCell] = []
    for table, total in tables:
        columns = [_column(table, unit) for unit in units]
        if None in columns or columns[0] == columns[1]:
            continue
        beside, cell = (total[column] for column in columns if column is not None)
        if _cell(beside) == _decimal(known) and _cell(cell) is not None:
            found.append(cell)
    return found[0] if len(found) == 1 else None


def _column(table: TextTable, unit: str) -> int | None:
    """The only column whose head has a word of a unit: "Số khẩu" of "nhân khẩu"."""
    word = rf"(?<!\w)(?:{'|'.join(regex.escape(one) for one in unit.split() if one not in _JOINTS)})(?!\w)"
    found = [at for at, head in enumerate(table.head) if regex.search(word, head.text)]
    return found[0] if len(found) == 1 else None


def _left(context: Context, tables: list[tuple[TextTable, list[TextCell]]]) -> Iterator[Hit]:
    text = context.prose.text
    for match in _LEFT.finditer(text):
        left = _decimal(match["left"])
        if len(match["left"].replace(".", "").replace(",", "")) < _FEWEST_DIGITS or _LOOSELY.search(match[0]):
            continue
        pairs = [
            (a, b, abs(value_a - value_b))
            for _, total in tables
            for a, b in itertools.combinations(total, 2)
            if (value_a := _cell(a)) is not None and (value_b := _cell(b)) is not None
        ]
        if any(difference == left for _, _, difference in pairs):
            continue
        slip = next(((a, b, difference) for a, b, difference in pairs if _one_digit_apart(difference, left)), None)
        if slip:
            span, made = context.said(*match.span()), float(slip[2])
            yield Hit(
                [span, *(context.span(cell.start, cell.end) for cell in slip[:2])],
                f"“{one_line(span.quote)}”, nhưng hai số ở dòng tổng chênh nhau {number_vi(made)}. Kiểm tra lại.",
                f"“{one_line(span.quote)}”, but the two totals are {number_en(made)} apart. Check them.",
            )


def _one_digit_apart(a: Decimal, b: Decimal) -> bool:
    first, second = str(a), str(b)
    return len(first) == len(second) and sum(x != y for x, y in zip(first, second, strict=True)) == 1


def _cell(cell: TextCell) -> Decimal | None:
    return _decimal(cell.text) if _NUMBER_CELL.fullmatch(cell.text) else None


def _decimal(written: str) -> Decimal:
    return Decimal(written.replace(".", "").replace(",", "."))


RULE = Rule("QT321", "figure-beside-total", "warning", "document", check)
