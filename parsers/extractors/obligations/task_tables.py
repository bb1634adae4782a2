"""Task tables: "TT | Nhiệm vụ | Chủ trì | Phối hợp | Thời gian hoàn thành", one duty a row."""

from __future__ import annotations

from collections import defaultdict
from typing import Literal

import regex

from parsers.annotated import AnnotatedDocument, Duty, Role
from parsers.layout.outline import Paragraph, section_path
from parsers.lexicon import load
from parsers.mentions.bodies.lists import split_bodies
from parsers.mentions.bodies.names import BodyMention, expand
from parsers.text import NormalisedText, either

Column = Literal["task", "lead", "partner", "time"]
Stretch = tuple[int, int]

# Heads of columns: "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành"
_HEADS = {
    column: regex.compile(rf"(?<!\w)(?:{either(words)})(?!\w)") for column, words in load("duties")["columns"].items()
}
_DOES = regex.compile(r"(?:thực hiện|phụ trách)")
_LEADS = regex.compile(r"(?:chủ trì|đầu mối)")
_LONGEST_NAME = 60
_ORDER: tuple[Column, ...] = ("partner", "time", "lead", "task")


def table_duties(annotated: AnnotatedDocument) -> list[Duty]:
    """A duty for each row that names a task and who is in charge of it; label stretches are its cells."""
    view = annotated.view
    cells, paragraphs = _cells(annotated)
    duties: list[Duty] = []
    columns: dict[int, Column] = {}
    role: Role = "lead"
    for (table, row), by_column in sorted(cells.items()):
        if row == 0:
            head = _columns(view, by_column)
            # a table that goes on behind a page break has no head of its own
            goes_on = not head and max(by_column) == max(columns, default=-1)
            columns = head if head else columns if goes_on else {}
            role = _role(view, by_column, head) if head else role
            if head:
                continue
        if not columns:
            continue
        known = {columns[c]: s for c, s in by_column.items() if c in columns}
        duty = _row_duty(view, known, paragraphs[table, row], role)
        if duty:
            duties.append(duty)
    return duties


def _cells(
    annotated: AnnotatedDocument,
) -> tuple[dict[tuple[int, int], dict[int, Stretch]], dict[tuple[int, int], Paragraph]]:
    """Stretches of the view by (table, row) and column, and the first paragraph of each row."""
    cells: defaultdict[tuple[int, int], dict[int, Stretch]] = defaultdict(dict)
    paragraphs: dict[tuple[int, int], Paragraph] = {}
    for paragraph in annotated.outline.paragraphs:
        block = paragraph.block
        if block.table is None or block.row is None or block.column is None:
            continue
        if paragraph.zone not in ("body", "annex"):
            continue
        key = (block.table, block.row)
        start, _ = cells[key].get(block.column, (paragraph.start, 0))
        cells[key][block.column] = (start, paragraph.end)
        paragraphs.setdefault(key, paragraph)
    return dict(cells), paragraphs


def _columns(view: NormalisedText, by_column: dict[int, Stretch]) -> dict[int, Column]:
    """What the columns of a head row hold; empty where the row is no head of a task table."""
    found: dict[int, Column] = {}
    for number, (start, end) in by_column.items():
        if end - start > 80:
            return {}
        kind = next((kind for kind in _ORDER if _HEADS[kind].search(view.norm, start, end)), None)
        if kind and kind not in found.values():
            found[number] = kind
    return found if {"task", "lead"} <= set(found.values()) else {}


def _role(view: NormalisedText, by_column: dict[int, Stretch], head: dict[int, Column]) -> Role:
    """What those in the column of doers are: "Đơn vị thực hiện", "Phụ trách" alone say nothing of leading."""
    doers = next(by_column[number] for number, kind in head.items() if kind == "lead")
    return "other" if _DOES.search(view.norm, *doers) and not _LEADS.search(view.norm, *doers) else "lead"


def _row_duty(view: NormalisedText, row: dict[Column, Stretch], paragraph: Paragraph, role: Role) -> Duty | None:
    task, lead = row.get("task"), row.get("lead")
    if not task or not lead:
        return None
    bodies = split_bodies(view, *lead) or _named(view, *lead)
    if not bodies:
        return None
    partners: list[BodyMention] = split_bodies(view, *row["partner"]) if "partner" in row else []
    labels = [stretch for kind, stretch in row.items() if kind != "task"]
    section = section_path(paragraph.node)
    return Duty(task[0], task[1], paragraph, section, bodies, partners, role, labels, "task-row")


def _named(view: NormalisedText, start: int, end: int) -> list[BodyMention]:
    """Who is in charge under a name that no lexicon knows: "GVCN các lớp"."""
    name = view.text[start:end]
    if not name[:1].isupper() or len(name) > _LONGEST_NAME:
        return []
    return [BodyMention(start, end, name, expand(name), "other", known=False)]
