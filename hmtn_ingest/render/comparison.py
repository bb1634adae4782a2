"""A comparison as HTML: here what stands in it, in ``templates/comparison.html`` its layout.

In: two documents compared, what they are called, and the way to a fact. Out: HTML, every text escaped; a summary over
all kinds of facts, then a table a kind. Called by the page that compares; a button says in ``data-go`` where it leads.

    comparison_page(compared, ("08/KH-BCĐ", "09/KH-BCĐ"), lambda side, key: None)  →  '<div class="cmp">…</div>'
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from hmtn_ingest.collection.comparison.pairs import Change
from hmtn_ingest.i18n import Language, say
from hmtn_ingest.render.comparison_lines import GROUPS, Compared, ComparedLine, Half, Note, say_field, word_changes
from hmtn_ingest.render.template import render
from hmtn_ingest.search import Stretch
from parsers.text import shorten

_STANDING_OUT: tuple[Change, ...] = ("changed", "gone", "new")
_FOLDED: tuple[Change, ...] = ("moved", "shifted", "same")
_QUOTED = 220  # characters of the words of a fact

Links = Callable[[int, str], str | None]
"""The way to a fact, by its side (0 or 1) and its key; ``None`` where there is none."""


class _KindSection(NamedTuple):
    """The facts of a kind: how many changed in which way, what stands out, and what is folded away."""

    kind: str
    name: str
    counts: Sequence[tuple[Change, int]]
    lines: Sequence[_LineRow]
    folded: Sequence[tuple[str, Sequence[_LineRow]]]


class _LineRow(NamedTuple):
    """A fact in both documents; ``group`` heads the rows from here on where it is not that of the row before."""

    change: Change
    change_name: str
    group: str
    old: _HalfCell | None
    new: _HalfCell | None
    notes: Sequence[tuple[str, str, str, str]]
    """Of each field its name, what it was, what it is, and by how much that differs."""
    doubts: Sequence[str]


class _HalfCell(NamedTuple):
    lead: str
    text: Sequence[Stretch]
    meta: str
    place: str
    link: str
    doubt: str


def comparison_page(compared: Compared, names: Sequence[str], links: Links, language: Language = "vi") -> str:
    """``names`` are those of the two documents."""
    kinds = [kind for kind in GROUPS if compared.of(kind)]
    changes = (*_STANDING_OUT, *_FOLDED)
    return render(
        "comparison.html",
        change_names=[say(f"comparison.{change}", language) for change in changes],
        sections=[_section(compared, kind, links, language) for kind in kinds],
        differs=any(compared.of(kind, *_STANDING_OUT) for kind in kinds),
        heads=[*names, say("comparison.what", language)],
        labels={
            "no_difference": say("comparison.no-difference", language),
            "only_these": say("comparison.only-these", language),
            "source": say("comparison.source", language),
        },
    )


def _section(compared: Compared, kind: str, links: Links, language: Language) -> _KindSection:
    def rows(*changes: Change) -> list[_LineRow]:
        return _rows(compared.of(kind, *changes), links, language)

    return _KindSection(
        kind=kind,
        name=say(f"kind.{kind}", language),
        counts=[(change, len(compared.of(kind, change))) for change in (*_STANDING_OUT, *_FOLDED)],
        lines=rows(*_STANDING_OUT),
        folded=[(say(f"comparison.{change}", language), found) for change in _FOLDED if (found := rows(change))],
    )


def _rows(lines: Sequence[ComparedLine], links: Links, language: Language) -> list[_LineRow]:
    rows = []
    group = ""
    for line in lines:
        rows.append(_row(line, line.group if line.group != group else "", links, language))
        group = line.group
    return rows


def _row(line: ComparedLine, group: str, links: Links, language: Language) -> _LineRow:
    texts: list[Sequence[Stretch]] = [[Stretch(half.text, False)] if half else [] for half in (line.old, line.new)]
    if line.old and line.new and line.old.text != line.new.text and line.kind not in ("quota", "quota_total"):
        texts = list(word_changes(line.old.text, line.new.text))
    old, new = (
        _half(line, half, texts[side], links(side, half.key), language) if half else None
        for side, half in enumerate((line.old, line.new))
    )
    notes = [(note.label, _short(note.old), _short(note.new), note.remark) for note in _notes(line, language)]
    return _LineRow(line.change, say(f"comparison.{line.change}", language), group, old, new, notes, line.doubts)


def _notes(line: ComparedLine, language: Language) -> list[Note]:
    """The notes that the two sides do not show by themselves: changed words are marked in the wording."""
    marked = {say_field(name, language) for name in ("action", "name", "title")}
    if line.kind == "header":
        return []
    notes = [note for note in line.notes if not note.shifted or line.change == "shifted"]
    return [note for note in notes if note.label not in marked or line.kind == "quota" or note.remark]


def _half(line: ComparedLine, half: Half, text: Sequence[Stretch], link: str | None, language: Language) -> _HalfCell:
    doubt = f"{say('comparison.doubt.reading', language)}: {half.doubts}" if half.doubts else ""
    return _HalfCell(half.lead, text, half.meta, _place(line, half, language), link or "", doubt)


def _place(line: ComparedLine, half: Half, language: Language) -> str:
    """Where a fact stands, and the words that it was read from: "phần II, trang 3 “trước ngày 15/4”"."""
    origin, in_table = half.origin, line.kind.startswith("quota")
    place = []
    if origin.part and not in_table:  # a table of an annex belongs to no numbered part
        place.append(f"{say('comparison.part', language)} {origin.part}")
    if origin.page:
        place.append(f"{say('comparison.page', language)} {origin.page}")
    words = "" if origin.words in (half.text, half.lead) or in_table else origin.words
    return ", ".join(place) + (f" “{_short(words)}”" if words else "")


def _short(text: str) -> str:
    return shorten(text, _QUOTED)
