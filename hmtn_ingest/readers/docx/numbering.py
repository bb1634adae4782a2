"""Automatic numbers of a .docx file as Word shows them (ECMA-376 part 1, 17.9)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from hmtn_ingest.readers.docx.package import Element, W, attribute, number, switch
from hmtn_ingest.readers.docx.styles import ParagraphStyle, Styles
from parsers.roman import roman

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_LEVELS = 9
_LONGEST_LABEL = 120
"""Letters; Word takes 31 for the text of a level, its numbers apart."""

# Fonts whose letters are pictures: "v" in Wingdings is a diamond.
SYMBOL_FONTS = frozenset(
    ("symbol", "wingdings", "wingdings 2", "wingdings 3", "webdings", "zapfdingbats", "marlett", "opensymbol")
)


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    format: str
    text: str
    legal: bool
    restart: int | None
    style: str | None
    font: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class _List:
    """One ``w:num``: its levels after overrides, its start overrides, and the list whose counters it shares."""

    counters: str
    levels: dict[int, _Level]
    starts: dict[int, int]


class Numbering:
    """The numbering part. ``unknown_formats`` gathers number formats that were shown as plain decimals, ``overlong``
    says that labels longer than any that Word makes were left out."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._lists: dict[int, _List] = {}
        self.unknown_formats: set[str] = set()
        self.overlong = False
        if root is None:
            return
        abstracts = {attribute(node, "abstractNumId") or "": node for node in root.iterfind(W + "abstractNum")}
        numbers = {number(node, "numId"): node for node in root.iterfind(W + "num")}
        for num_id, node in numbers.items():
            if num_id is None:
                continue
            name = attribute(node.find(W + "abstractNumId")) or ""
            abstract = abstracts.get(name)
            # 17.9.21: a list may only say which numbering style it follows; that style's list holds the levels.
            link = None if abstract is None else attribute(abstract.find(W + "numStyleLink"))
            if link is not None:
                linked = numbers.get(styles.numbering_link(link))
                name = (attribute(linked.find(W + "abstractNumId")) if linked is not None else None) or name
                abstract = abstracts.get(name)
            if abstract is None:
                continue
            levels = dict(_levels(abstract))
            starts: dict[int, int] = {}
            for override in node.iterfind(W + "lvlOverride"):
                levels.update(_levels(override))
                index, start = number(override, "ilvl"), number(override.find(W + "startOverride"))
                if index is not None and start is not None:
                    starts[index] = start
            self._lists[num_id] = _List(name, levels, starts)

    def place(self, properties: Element | None, style: ParagraphStyle) -> tuple[int, int] | None:
        """``(numId, level)`` of a paragraph with the properties ``w:pPr``; ``None`` where it has no number."""
        own = None if properties is None else properties.find(W + "numPr")
        num_id = None if own is None else number(own.find(W + "numId"))
        level = None if own is None else number(own.find(W + "ilvl"))
        num_id = style.num_id if num_id is None else num_id
        if not num_id or num_id not in self._lists:
            return None
        if level is None:
            # 17.9.23: a style stands at the level that names it, whatever level the style itself states.
            by_style = {entry.style: index for index, entry in self._lists[num_id].levels.items() if entry.style}
            level = next((by_style[name] for name in style.chain if name in by_style), style.level or 0)
        return num_id, level

    def font(self, num_id: int, level: int) -> str:
        """The font that a level states for its numbers; empty where these look like their paragraph."""
        entry = self._lists[num_id].levels.get(level)
        return entry.font if entry else ""

    def story(self) -> Story:
        """Fresh counters: body, text boxes and notes count apart."""
        return Story(self)


class Story:
    """The counters of one story; lists of the same definition go on counting where the last one stopped."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._counters: dict[str, list[int | None]] = {}
        self._overridden: set[int] = set()

    def label(self, num_id: int, level: int) -> str:
        """Count one paragraph and give its label ("II.", "a)", "-"); empty where Word shows none."""
        entry = self._numbering._lists[num_id]
        here = entry.levels.get(level)
        if here is None:
            return ""
        counters = self._counters.setdefault(entry.counters, [None] * _LEVELS)
        for above in range(level):
            # A level that was stepped over counts as begun: after "1.1.1" comes "1.2".
            if counters[above] is None and above in entry.levels:
                counters[above] = entry.levels[above].start
        current = counters[level]
        if level in entry.starts and num_id not in self._overridden:
            self._overridden.add(num_id)
            current = None
        counters[level] = entry.starts.get(level, here.start) if current is None else current + 1
        for below in range(level + 1, _LEVELS):
            restart = entry.levels[below].restart if below in entry.levels else None
            # 17.9.10: without lvlRestart any higher level restarts; 0 never; n only level n (from 1) and those above.
            if restart is None or level < restart:
                counters[below] = None
        return "" if here.hidden else self._render(entry, here, counters)

    def _render(self, entry: _List, here: _Level, counters: list[int | None]) -> str:
        if here.format == "bullet":
            return _bullet(here)

        def value(match: re.Match[str]) -> str:
            index = int(match[1]) - 1
            count, level = counters[index], entry.levels.get(index)
            if count is None or level is None:
                return ""
            legal = here.legal and level.format not in ("none", "decimalZero")
            return self._format("decimal" if legal else level.format, count)

        # "%1." | "%1.%2." | "Điều %1." | "(%3)"
        label = "" if len(here.text) > _LONGEST_LABEL else re.sub(r"%([1-9])", value, here.text).strip()
        if len(label) > _LONGEST_LABEL or len(here.text) > _LONGEST_LABEL:
            self._numbering.overlong = True
            return ""
        return label

    def _format(self, name: str, count: int) -> str:
        if name.isdigit():  # a custom format: its sample "001" gives the width
            return str(count).zfill(len(name))
        render = _FORMATS.get(name)
        if render is None:
            self._numbering.unknown_formats.add(name)
            return str(count)
        return render(count)


def _levels(parent: Element) -> list[tuple[int, _Level]]:
    found = []
    for node in parent.iterfind(W + "lvl"):
        index = number(node, "ilvl")
        if index is None or not 0 <= index < _LEVELS:
            continue
        start, fonts = number(node.find(W + "start")), node.find(f"{W}rPr/{W}rFonts")
        font = attribute(fonts, "hAnsi") or attribute(fonts, "ascii") or ""
        level = _Level(
            start=0 if start is None else start,
            format=_format_name(node),
            text=attribute(node.find(W + "lvlText")) or "",
            legal=bool(switch(node.find(W + "isLgl"))),
            restart=number(node.find(W + "lvlRestart")),
            style=attribute(node.find(W + "pStyle")),
            font=font,
            hidden=bool(switch(node.find(f"{W}rPr/{W}vanish"))),
        )
        found.append((index, level))
    return found


def _format_name(level: Element) -> str:
    node = level.find(W + "numFmt")
    if node is None:
        node = level.find(f"{_MC}AlternateContent/{_MC}Choice/{W}numFmt")
    name = attribute(node) or "decimal"
    if name == "custom":
        sample = (attribute(node, "format") or "").split(",")[0].strip()
        return sample if sample.isdigit() else name
    return name


def _bullet(level: _Level) -> str:
    text = level.text.strip()
    if not text:
        return ""
    code = ord(text[0])
    if 0xE000 <= code <= 0xF8FF or text[0] == "·" or (level.font.lower() in SYMBOL_FONTS and code <= 0xFF):
        return "-"
    return text


def _letter(count: int) -> str:
    """a … z, aa, bb …: Word repeats the letter, and knows neither đ nor ă."""
    if not 0 < count <= 780:
        return str(count)
    return chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda count: f"{count:02}",
    "upperRoman": roman,
    "lowerRoman": lambda count: roman(count).lower(),
    "upperLetter": lambda count: _letter(count).upper(),
    "lowerLetter": _letter,
    "numberInDash": lambda count: f"- {count} -",
    "none": lambda count: "",
}
