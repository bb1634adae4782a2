"""Task tables: "TT | Nhiệm vụ | Chủ trì | Phối hợp | Thời gian hoàn thành", one duty a row.

"Các trường gửi báo cáo về UBND xã theo thời hạn sau:" over "TT | Loại báo cáo | Thời hạn gửi" charges those whom it
names with every row.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from parsers import regex
from parsers.annotated import AnnotatedDocument, Duty, Role, within
from parsers.extractors.obligations.doers import paragraph_at
from parsers.extractors.obligations.headings import cut_names
from parsers.extractors.obligations.persons import persons_in_cell
from parsers.extractors.obligations.subjects import subject_of
from parsers.extractors.obligations.task_columns import (
    ENOUGH,
    LONGEST_NAME,
    PLACE,
    Column,
    Heads,
    Rows,
    Stretch,
    by_likeness,
)
from parsers.layout.outline import Paragraph, section_path
from parsers.lexicon import load
from parsers.mentions.bodies.lists import body_list, split_bodies
from parsers.mentions.bodies.names import BodyMention
from parsers.mentions.bodies.words import begins_with_verb
from parsers.text import NormalisedText, either

# Heads of columns: "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành"
_HEADS = {
    column: regex.compile(rf"(?<!\w)(?:{either(words)})(?!\w)") for column, words in load("duties")["columns"].items()
}
_DOES = regex.compile(r"(?:thực hiện|phụ trách|ai làm|họ (?:và )?tên|thành viên)")
_LEADS = regex.compile(r"(?:chủ trì|đầu mối)")
# "Việc phải làm xong", "Việc giao thêm": the work, whatever else the head says of it
_IS_WORK = regex.compile(r"(?:các |những |phần |đầu |công )?việc(?!\w)")
# "Thời gian | Nội dung | Địa điểm | Đơn vị phụ trách" is a schedule of what takes place, "… | Thời hạn | …" is none
_DUE = regex.compile(r"(?<!\w)(?:hạn|hoàn thành|xong|nộp|tiến độ|chậm nhất)(?!\w)")
_HANDED_IN = regex.compile(rf"(?<!\w)(?:{either(load('duties')['handed_in']['heads'])})(?!\w)")
# "7h30 - 8h00" · "Từ 08 giờ 15 phút đến 9 giờ": when a point of a programme begins and ends
_FROM_TO = regex.compile(
    r"(?:từ )?\d{1,2} ?(?:h|g|giờ|:) ?\d{0,2}(?: ?phút)? ?(?:-|đến) ?\d{1,2} ?(?:h|g|giờ|:) ?\d{0,2}(?: ?phút)?\W*"
)
# "Thời gian | Công việc | Phụ trách" shares out work by the hour, "Thời gian | Nội dung | Thực hiện" is a programme
_WORK = regex.compile(r"(?<!\w)(?:công việc|nhiệm vụ|phần việc)(?!\w)")
_MEMBERS = regex.compile(r"(?<!\w)(?:họ (?:và )?tên|thành viên)(?!\w)")
_DAY = regex.compile(r"(?:ngày )?\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?(?!\d)")
_DAYS = regex.compile(r"(?:thứ(?:,| và| -)? ?)?(?:ngày|thời gian)(?!\w)(?!.*(?:hạn|hoàn thành|xong|nộp))|thứ$")
_HOUR = regex.compile(r"(?<!\d)\d{1,2} ?(?:h|g|giờ|:)(?: ?\d\d)?(?!\w)|(?<!\w)(?:sáng|chiều|tối)(?!\w)")
_NUMBERS = regex.compile(r"s?tt|số tt|số thứ tự")
# "Họ và tên | Chức vụ | Địa bàn phụ trách", "Chi bộ | Người phụ trách": who looks after what
_CHARGE = regex.compile(r"(?<!\w)(?:phụ trách|theo dõi|chỉ đạo|phân công|đứng điểm)(?!\w)")
_AREA = regex.compile(
    r"(?:gồm (?:các )?|các |tên )?(?:địa bàn|địa điểm|điểm|đơn vị|chi bộ|chi đoàn|thôn|bản|khu vực|khu phố|tổ dân phố"
    r"|lớp|khối|cụm|xã|phường|trường|lĩnh vực)(?!\w)"
)
_WHO = regex.compile(
    r"(?:họ (?:và )?tên|người|cán bộ|công chức|đồng chí|đ/c|ông,? bà|ông/bà|thành viên|chuyên viên)(?!\w)"
)
_HANDS_IN = regex.compile(r"(?<!\w)(?:nộp|gửi|báo cáo)(?!\w)")
_LONGEST_HEAD = 80
_FEWEST_ROWS = 2
# "-nt-" · "Như trên" · "〃": as in the row above
_SAME = regex.compile(r"\W*(?:nt|như trên|n\.t)\W*|[\"”“″〃]{1,2}|-//-|-\"-")
# "Bắt đầu" · "Thời gian bắt đầu", over a column of days, on which nothing is due
BEGINS = regex.compile(r"(?<!\w)(?:bắt đầu|khởi đầu)(?!\w)(?!.*(?:kết thúc|hoàn thành|đến))")
_HANDS_OVER = regex.compile(r"(?:chốt|bàn giao|nộp|gửi|chuyển|quyết toán)(?!\w)")
_FINISHES = regex.compile(
    r"(?:hoàn thành|hoàn thiện|hoàn chỉnh|trình|in|lập|tổng hợp|soạn|niêm yết|báo cáo|cấp phát|thanh toán"
    r"|công khai)(?!\w)"
    r"|(?:\p{L}+ ){1,2}xong(?!\w)"
)
_ORDER: tuple[Column, ...] = ("partner", "time", "lead", "task")


@dataclass(frozen=True, slots=True)
class Columns:
    """What each column holds, where their rows begin, the last column, what those in charge are, and what rows are."""

    kinds: dict[int, Column]
    begin: int
    last: int
    role: Role
    clue: Literal["task-row", "schedule-row"]
    charged: tuple[BodyMention, ...] = ()
    """Whom the line above charges with every row, where no column says who."""


def table_duties(annotated: AnnotatedDocument) -> list[Duty]:
    """A duty for each row that names a task and who is in charge of it; label stretches are its cells."""
    view = annotated.view
    duties: list[Duty] = []
    before: Columns | None = None
    for index, (rows, paragraphs) in _tables(annotated).items():
        columns = _columns(annotated, index, rows)
        # a table that goes on behind a page break has no head of its own
        top = rows[min(rows)]
        goes_on = columns is None and before is not None and max(top) == before.last and not _is_head(view, top)
        before = columns or (replace(before, begin=0) if goes_on and before else None)
        if before is not None and _is_programme(view, rows, before):
            before = None
        if before is None:
            continue
        for number in rows:
            if number < before.begin:
                continue
            known = {kind: _cell(annotated, index, rows, number, c, kind) for c, kind in before.kinds.items()}
            row = {k: s for k, s in known.items() if s}
            duty = _row_duty(view, row, paragraphs[number], _of_row(view, rows[number], row, before))
            if duty:
                duties.append(duty)
    return duties


def _of_row(view: NormalisedText, cells: dict[int, Stretch], row: dict[Column, Stretch], columns: Columns) -> Columns:
    """A row of a calendar may be work to be done by then: "Nộp quyết toán chi quý I", whatever its hour, or "Treo xong
    cờ, băng rôn", without one.
    """
    task = row.get("task")
    if columns.clue != "schedule-row" or task is None:
        return columns
    timed = any(_HOUR.search(view.norm, *cell) for cell in cells.values() if cell != task)
    works = _HANDS_OVER.match(view.norm, *task) or (not timed and _FINISHES.match(view.norm, *task))
    return replace(columns, clue="task-row") if works else columns


def _is_head(view: NormalisedText, row: dict[int, Stretch]) -> bool:
    """Whether a row says what stands below: "TT | Họ và tên | Số điện thoại"."""
    return any(_NUMBERS.fullmatch(view.norm, *view.trim(*cell)) for cell in row.values())


def _is_programme(view: NormalisedText, rows: Rows, columns: Columns) -> bool:
    """Whether the rows are the points of one day, each from hour to hour: "8h15 - 8h45 | Báo cáo | Ban Tổ chức"."""
    task = next(column for column, kind in columns.kinds.items() if kind == "task")
    head = rows[min(rows)].get(task)
    if head is not None and _WORK.search(view.norm, *head):
        return False
    data = [cells for number, cells in rows.items() if number >= columns.begin and len(cells) > 1]
    return len(data) >= _FEWEST_ROWS and any(
        all(column in cells and _FROM_TO.fullmatch(view.norm, *cells[column]) for cells in data) for column in data[0]
    )


def _tables(annotated: AnnotatedDocument) -> dict[int, tuple[Rows, dict[int, Paragraph]]]:
    """Stretches of the view by row and column for each table, and the first paragraph of each row."""
    found: dict[int, tuple[Rows, dict[int, Paragraph]]] = {}
    for paragraph in annotated.outline.paragraphs:
        block = paragraph.block
        if block.table is None or block.row is None or block.column is None:
            continue
        if paragraph.zone not in ("title", "body", "annex"):
            continue
        rows, paragraphs = found.setdefault(block.table, ({}, {}))
        cells = rows.setdefault(block.row, {})
        start, _ = cells.get(block.column, (paragraph.start, 0))
        cells[block.column] = (start, paragraph.end)
        paragraphs.setdefault(block.row, paragraph)
    return found


def _cell(
    annotated: AnnotatedDocument, table: int, rows: Rows, number: int, column: int, kind: Column
) -> Stretch | None:
    """The cell at a place, or the one above that it repeats ("-nt-") or that is merged over it; each row has a task of
    its own.
    """
    if column in rows[number] or kind == "task":
        own = rows[number].get(column)
        same = own and kind != "task" and _SAME.fullmatch(annotated.view.norm, *own)
        earlier = [row for row in rows if row < number] if same else []
        return _cell(annotated, table, rows, max(earlier), column, kind) if earlier else own
    grid = annotated.document.tables[table].rows
    for above in range(number - 1, -1, -1):
        cell = grid[above][column] if above < len(grid) and column < len(grid[above]) else None
        if cell is not None:
            return rows.get(above, {}).get(column) if above + cell.rows > number else None
    return None


def _columns(annotated: AnnotatedDocument, table: int, rows: Rows) -> Columns | None:
    """What the columns of a task table hold: as the words of its head say, else as the cells below look."""
    view = annotated.view
    first = min(rows)
    head, begin = _head(annotated, table, rows)
    if columns := _handed_in(annotated, rows, head, begin) or _in_charge(view, rows, head, begin):
        return columns
    found = _by_words(view, head)
    worded = set(found.values())
    data = [cells for number, cells in rows.items() if number >= begin]
    if "lead" not in worded or "task" not in worded:
        if any(end - start > _LONGEST_HEAD for start, end in rows[first].values()):
            return None
        found |= by_likeness(annotated, head, data, found)
    if "time" not in found.values() and (days := _column_of_days(annotated, head, data, set(found))) is not None:
        found[days] = "time"
    if not {"task", "lead"} <= set(found.values()) or (not worded and len(data) < _FEWEST_ROWS):
        return None
    if _only_lists_members(view, found, head, data):
        return None
    doers = head.get(next(number for number, kind in found.items() if kind == "lead"), ((0, 0),))[0]
    does = _DOES.search(view.norm, *doers) or "lead" not in worded
    role: Role = "other" if does and not _LEADS.search(view.norm, *doers) else "lead"
    heads = [view.norm[slice(*stretch)] for stretch in rows[first].values()]
    held = any(map(PLACE.match, heads)) or _is_calendar(annotated, found, data)
    takes_place = held and not any(map(_DUE.search, heads))
    return Columns(found, begin, max(rows[begin - 1]), role, "schedule-row" if takes_place else "task-row")


def _column_of_days(
    annotated: AnnotatedDocument, head: Heads, data: list[dict[int, Stretch]], others: set[int]
) -> int | None:
    """The column of days under a head such as "Ngày" or "Thứ, ngày", which names no limit."""
    norm = annotated.view.norm
    columns = [c for c, (stretch, *_) in head.items() if c not in others and _DAYS.match(norm, *stretch)]
    dated = (c for c in columns if all(within(annotated.dates, *cells[c]) for cells in data if c in cells))
    return next((c for c in dated if not BEGINS.search(norm[slice(*head[c][0])])), None)


def _is_calendar(annotated: AnnotatedDocument, found: dict[int, Column], data: list[dict[int, Stretch]]) -> bool:
    """Whether it begins with the day on which something is held: "Thời gian | Hoạt động | Phụ trách", most of it no
    work to do, or at its hour: "7h00, thứ Tư 01/4".
    """
    view = annotated.view
    task = next(number for number, kind in found.items() if kind == "task")
    if found.get(0) != "time" or not all(within(annotated.dates, *cells[0]) for cells in data if 0 in cells):
        return False
    days = [cells[0] for cells in data if 0 in cells]
    if sum(_HOUR.search(view.norm, *cell) is not None for cell in days) >= ENOUGH * len(days):
        return True
    tasks = [begins_with_verb(view, cells[task][0]) for cells in data if task in cells]
    return all(_DAY.match(view.norm, *cell) for cell in days) and sum(tasks) < ENOUGH * len(tasks)


def _only_lists_members(
    view: NormalisedText, found: dict[int, Column], head: Heads, data: list[dict[int, Stretch]]
) -> bool:
    """Whether it tells who the members of a committee are, with "Trưởng ban" or "Ủy viên" for a task."""
    lead = next(number for number, kind in found.items() if kind == "lead")
    task = next(number for number, kind in found.items() if kind == "task")
    if not any(_MEMBERS.search(view.norm, *stretch) for stretch in head.get(lead, ())):
        return False
    tasks = [begins_with_verb(view, cells[task][0]) for cells in data if task in cells]
    return sum(tasks) < ENOUGH * len(tasks)


def _handed_in(annotated: AnnotatedDocument, rows: Rows, head: Heads, begin: int) -> Columns | None:
    """The columns of a table of what is handed in by when, under a line that says by whom."""
    view = annotated.view
    found: dict[int, Column] = {}
    for number, ((start, end), *_) in head.items():
        words = view.norm[start:end]
        kind: Column | None = "task" if _HANDED_IN.match(words) else "time" if _DUE.search(words) else None
        if _HEADS["lead"].search(words):
            return None
        if kind and kind not in found.values():
            found[number] = kind
    top = min(start for start, _ in rows[min(rows)].values())
    above = paragraph_at(annotated, view.trim(0, top)[1] - 1)
    if set(found.values()) != {"task", "time"} or above is None or view.text[above.end - 1] != ":":
        return None
    subject = subject_of(view, above.content, above.end, above.end)
    charged = tuple(subject[0]) if subject else ()
    return Columns(found, begin, max(rows[begin - 1]), "other", "task-row", charged) if charged else None


def _in_charge(view: NormalisedText, rows: Rows, head: Heads, begin: int) -> Columns | None:
    """The columns of a table of persons and what each looks after, where no column says what is to be done."""
    heads = {number: view.norm[start:end] for number, ((start, end), *_) in head.items()}
    if not any(map(_CHARGE.search, heads.values())) or "task" in _by_words(view, head).values():
        return None
    who = next((number for number, words in heads.items() if _WHO.match(words)), None)
    areas = [number for number, words in heads.items() if number != who and _AREA.match(words)]
    if who is None or not areas:
        return None
    area = next((number for number in areas if _CHARGE.search(heads[number])), areas[-1])
    kinds: dict[int, Column] = {who: "lead", area: "task"}
    due = [number for number, words in heads.items() if number not in kinds and _DUE.search(words)]
    # those who are looked after have the limit of "Đơn vị | Cán bộ theo dõi | Hạn nộp báo cáo"
    kinds |= dict.fromkeys(due[:1] if not due or not _HANDS_IN.search(heads[due[0]]) else [], "time")
    return Columns(kinds, begin, max(rows[begin - 1]), "other", "task-row")


def _head(annotated: AnnotatedDocument, table: int, rows: Rows) -> tuple[Heads, int]:
    """The heads of the columns, and the first row behind them.

    Where a head stands over several ("Cơ quan thực hiện" over "Chủ trì" and "Phối hợp") a column's own comes first.
    """
    first = min(rows)
    upper, lower = rows[first], rows.get(first + 1, {})
    if 0 in lower or not set(lower) - set(upper):
        return {column: (stretch,) for column, stretch in upper.items()}, first + 1
    heads: Heads = {}
    above: Stretch | None = None
    for column in range(len(annotated.document.tables[table].rows[0])):
        above = upper.get(column, above)
        if named := tuple(s for s in (lower.get(column), above if column in {*upper, *lower} else None) if s):
            heads[column] = named
    return heads, first + 2


def _by_words(view: NormalisedText, head: Heads) -> dict[int, Column]:
    found: dict[int, Column] = {}
    for number, stretches in head.items():
        if any(end - start > _LONGEST_HEAD for start, end in stretches):
            return {}
        work = any(_IS_WORK.match(view.norm, *view.trim(*s)) for s in stretches)
        kind = "task" if work else next((k for s in stretches for k in _ORDER if _HEADS[k].search(view.norm, *s)), None)
        if kind == "time" and any(BEGINS.search(view.norm[start:end]) for start, end in stretches):
            continue
        if kind and kind not in found.values():
            found[number] = kind
    return found


def _row_duty(view: NormalisedText, row: dict[Column, Stretch], paragraph: Paragraph, columns: Columns) -> Duty | None:
    task, lead = row.get("task"), row.get("lead")
    bodies = _named(view, *lead) if lead else list(columns.charged)
    if not task or not bodies:
        return None
    partners: list[BodyMention] = split_bodies(view, *row["partner"]) if "partner" in row else []
    labels = [stretch for kind, stretch in row.items() if kind != "task"]
    section = section_path(paragraph.node)
    role: Role = "lead" if _LEADS.match(view.norm, *task) else columns.role
    return Duty(task[0], task[1], paragraph, section, bodies, partners, role, labels, columns.clue)


def _named(view: NormalisedText, start: int, end: int) -> list[BodyMention]:
    """Who is in charge, also under a name that no lexicon knows: "GVCN các lớp"."""
    if persons := persons_in_cell(view, start, end):
        return persons
    if not view.text[start].isupper() and not body_list(view, start, end)[0]:
        return []
    names = list(cut_names(view, start, end))
    return names if all(one.known or one.end - one.start <= LONGEST_NAME for one in names) else []
