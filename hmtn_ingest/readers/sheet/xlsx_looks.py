"""The looks of an .xlsx file (ECMA-376 part 1, 18.3 and 18.8), read from its parts cell by cell."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from hmtn_ingest.readers.sheet.looks import SheetLooks
from hmtn_ingest.readers.sheet.number_formats import BUILT_IN
from hmtn_ingest.readers.sheet.package import Element, SheetPackage
from parsers import regex

_ANY = "{*}"
_WIDEST = 16_384
_CELL = regex.compile(r"([A-Z]{1,3})(\d{1,7})\Z")
_RELATIONSHIP = regex.compile(r"\{[^}]*relationships\}id\Z")


def xlsx_looks(package: SheetPackage) -> dict[str, SheetLooks]:
    """The looks of each sheet, by its name."""
    formats = _formats(package)
    return {name: _sheet(package, part, formats) for name, part in _sheets(package)}


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


def _sheet(package: SheetPackage, part: str, formats: list[str]) -> SheetLooks:
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
            match = _CELL.match(node.get("r") or "")
            place = (int(match[2]) - 1, _letters(match[1])) if match else (row + 1, column + 1)
            column = place[1]
            _cell(node, place, looks, formats)
    return looks


def _cell(node: Element, place: tuple[int, int], looks: SheetLooks, formats: list[str]) -> None:
    value, formula = node.find(_ANY + "v"), node.find(_ANY + "f")
    if node.find(_ANY + "is") is not None or (value is not None and value.text):
        looks.filled.add(place)
        if node.get("t") == "e" and value is not None:
            looks.errors[place] = value.text or ""
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
