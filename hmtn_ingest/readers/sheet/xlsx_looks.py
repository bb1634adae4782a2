"""The looks of an .xlsx file (ECMA-376 part 1, 18.3 and 18.8), read from its parts cell by cell."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from hmtn_ingest.readers import length
from hmtn_ingest.readers.sheet.looks import SheetLooks
from hmtn_ingest.readers.sheet.number_formats import BUILT_IN
from hmtn_ingest.readers.sheet.package import Element, SheetPackage, damaged
from parsers import regex

_ANY = "{*}"
_WIDEST = 16_384
_LONGEST_COUNT = 7  # figures of how many texts a workbook holds
_CELL = regex.compile(r"([A-Z]{1,3})(\d{1,7})\Z")
_RELATIONSHIP = regex.compile(r"\{[^}]*relationships\}id\Z")


def xlsx_looks(package: SheetPackage) -> dict[str, SheetLooks]:
    """The looks of each sheet, by its name."""
    formats = _formats(package)
    looks: dict[str, SheetLooks] = {}
    parts: dict[str, str] = {}
    taken = _Taken(_lengths(package))
    for name, part in _sheets(package):
        if parts.setdefault(part, name) != name:
            raise damaged()  # a part that is several sheets would be taken in for each of them
        looks[name] = _sheet(package, part, formats, taken)
    return looks


def _lengths(package: SheetPackage) -> list[int]:
    """How many letters each shared text has. Raises ``Unreadable`` where the part claims to hold more than it can."""
    lengths: list[int] = []
    for part in (name for name in package.names if name.lower().endswith("/sharedstrings.xml")):
        for node in package.elements(part, _ANY + "si", _ANY + "sst"):
            if node.tag.endswith("}si"):
                lengths.append(sum(map(len, node.itertext())))
            elif any(len(node.get(claim) or "") > _LONGEST_COUNT for claim in ("count", "uniqueCount")):
                raise damaged()
    return lengths


@dataclass(slots=True)
class _Taken:
    """How much the sheets of a workbook show together: one long text can stand in all of their cells."""

    lengths: list[int]
    letters: int = 0

    def add(self, node: Element, value: str) -> None:
        number = _number(value, -1) if node.get("t") == "s" else -1
        self.letters += self.lengths[number] if 0 <= number < len(self.lengths) else len(value)
        length.check_kept(self.letters)


def _sheets(package: SheetPackage) -> Iterator[tuple[str, str]]:
    """Name and part of each sheet."""
    workbook = "xl/workbook.xml"
    parts = {
        node.get("Id"): posixpath.normpath(posixpath.join("/xl", node.get("Target") or "")).lstrip("/")
        for node in package.tree("xl/_rels/workbook.xml.rels").iter(_ANY + "Relationship")
    }
    for sheet in package.tree(workbook).iter(_ANY + "sheet"):
        key = next((value for name, value in sheet.items() if _RELATIONSHIP.match(str(name))), None)
        if key in parts:
            yield sheet.get("name") or "", parts[key]


def _formats(package: SheetPackage) -> list[str]:
    """The number format of each style that cells name by its index."""
    part = next((name for name in package.names if name.lower() == "xl/styles.xml"), None)
    if part is None:
        return []
    styles = package.tree(part)
    own = {node.get("numFmtId"): node.get("formatCode") or "" for node in styles.iter(_ANY + "numFmt")}
    ids = [node.get("numFmtId") or "0" for node in styles.iterfind(f"{_ANY}cellXfs/{_ANY}xf")]
    return [own.get(key) or (BUILT_IN.get(_number(key, -1), "")) for key in ids]


def _sheet(package: SheetPackage, part: str, formats: list[str], taken: _Taken) -> SheetLooks:
    looks = SheetLooks()
    row, column = -1, -1
    for node in package.elements(part, _ANY + "col", _ANY + "c", _ANY + "row"):
        if node.tag.endswith("}col"):
            _column(node, looks)
        elif node.tag.endswith("}row"):
            row, column = _number(node.get("r"), row + 2) - 1, -1
            if _is_on(node.get("hidden")):
                looks.hidden_rows.add(row)
        else:
            parent = node.getparent()
            here = _number(parent.get("r") if parent is not None else None, row + 2) - 1
            place = _place(node.get("r")) or (here, column + 1)
            column = place[1]
            _cell(node, place, looks, formats, taken)
    return looks


def _place(reference: str | None) -> tuple[int, int] | None:
    """Row and column that a cell says to stand in, from 0. Raises ``Unreadable`` for what no program writes."""
    if not reference:
        return None
    match = _CELL.match(reference)
    if match is None:
        raise damaged()
    return int(match[2]) - 1, _letters(match[1])


def _cell(node: Element, place: tuple[int, int], looks: SheetLooks, formats: list[str], taken: _Taken) -> None:
    value, formula = node.find(_ANY + "v"), node.find(_ANY + "f")
    text = node.findtext(_ANY + "v") or ""
    shown = bool(text) or node.find(_ANY + "is") is not None
    if shown or (value is not None and node.get("t") == "str"):  # an empty text takes its place as well
        looks.filled.add(place)
        taken.add(node, text)
    if shown:
        if node.get("t") == "e":
            looks.errors[place] = text
        style = _number(node.get("s"), 0)
        if style < len(formats) and formats[style]:
            looks.formats[place] = formats[style]
    elif formula is not None and node.get("t") != "str":
        looks.unvalued.append(place)


def _column(node: Element, looks: SheetLooks) -> None:
    if _is_on(node.get("hidden")):
        first, last = _number(node.get("min"), 1), _number(node.get("max"), 0)
        looks.hidden_columns.update(range(first - 1, min(last, _WIDEST)))


def _is_on(value: str | None) -> bool:
    return value in ("1", "true")


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else otherwise


def _letters(letters: str) -> int:
    """The column that letters name, from 0: "A" is 0, "AB" is 27."""
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column - 1
