"""Place and date of issue (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.4): "Nà Lạnh, ngày 02 tháng 3 năm 2026".

In come stretches of a letterhead or of lines beside the signature, out comes what a date line there says, with blanks
left blank; ``parsers/layout/letterhead.py`` asks.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass

from parsers import regex
from parsers.layout.grounding import Piece
from parsers.layout.lines import lines_within
from parsers.mentions.dates.patterns import DAY_WORD, MONTH_WORD, YEAR_WORD
from parsers.records import DateValue, Grounded
from parsers.text import NormalisedText

# "Sơn Khê, ngày tháng 01 năm 2026", "Lạc Sơn ngày 4 tháng 4 năm 2017", "ngày32 tháng 10 năm 2017", "ngày … tháng
# … năm 20…", "Vân Hải, ngày 05/01/2026"
DATE = regex.compile(
    rf"(?<!\p{{L}}){DAY_WORD}\s?(?:(?P<day>[^\s,;:/]{{0,4}}|[._…\s]{{0,20}}?)"
    rf"\s?,?\s?{MONTH_WORD}\s?(?P<month>[^\s,;:()/]{{0,4}}|[._…\s]{{0,20}}?)"
    rf"\s?,?\s?{YEAR_WORD}\s?(?P<year>\d{{4}}|20\d?[._…\s]*|[._…]*)(?![\d])"
    r"|(?P<d>\d{1,2})\s?[/.-]\s?(?P<m>\d{1,2})\s?[/.-]\s?(?P<y>\d{4})(?!\d))"
)
# "Lào Cai, ngày", with nothing behind: all of the date is left open
_OPEN_DATE = regex.compile(rf"(?<=[,.] ?){DAY_WORD}\b[\s.…_]*\Z")
# "Thành phố Hồ Chí Minh", "TP. Hồ Chí Minh", "Bà Rịa - Vũng Tàu", "Hà Nội": capitalised words before "ngày"
_PLACE = regex.compile(
    r"(?<![\p{L}\d])(?:(?:Thành phố|Thị xã|Thị trấn|Tp\.?|TP\.?|Tx\.?|TX\.?)\ ?)?\p{Lu}\p{Ll}*(?:['’]\p{L}+)?"
    r"(?:(?:\ |\ ?-\ ?)\p{Lu}[\p{Ll}']*)*\ ?[,.;]?\ ?\Z"
)
_CAPITAL_PLACE = regex.compile(r"\A[\p{Lu} .'-]{2,40}?\ ?,\ ?\Z")
# "Công văn số 12 ngày …", "V/v … tại Kế hoạch ngày …": the date of another document
_CITING = regex.compile(r"(?:số\b[^\n]{0,40}|công văn|kế hoạch|quyết định|từ|đến|trước)\W*\Z")
_CELL_BEFORE, _CELL_BEHIND = regex.compile(r"(?r)\t *$"), regex.compile(r" *(?:[\t\n]|$)")


@dataclass(slots=True)
class DateLine:
    """A date line: its date, the pieces of its place, and the stretches that both take."""

    date: Grounded[DateValue]
    place: list[Piece]
    taken: list[Piece]


def date_line(view: NormalisedText, stretch: Piece) -> DateLine | None:
    """The first date line of ``stretch``; the date of another document is none."""
    for match in DATE.finditer(view.norm, *stretch):
        place = _place(view, max(stretch[0], view.block_at(match.start()).start), match.start())
        cited = match["month"] is None or _CITING.search(view.norm, stretch[0], match.start())
        if not place and cited and not _fills_a_cell(view, match):
            continue
        return DateLine(_date_value(view, match), place, [*place, (match.start(), match.end())])
    return None


def _fills_a_cell(view: NormalisedText, match: regex.Match[str]) -> bool:
    """Whether nothing stands beside a date in its cell: "Số: 52/TB | Ngày 16 tháng 4 năm 2026"."""
    return (
        _CELL_BEFORE.match(view.norm, 0, match.start()) is not None
        and _CELL_BEHIND.match(view.norm, match.end()) is not None
    )


def open_date_line(view: NormalisedText, stretches: Iterable[Piece]) -> DateLine | None:
    """A date line of which only the place and "ngày" are written."""
    for start, end in (line for stretch in stretches for line in lines_within(view, *stretch)):
        match = _OPEN_DATE.search(view.norm[start:end])
        place = _place(view, start, start + match.start()) if match else []
        if match and place:
            day = (start + match.start(), start + match.start() + 4)
            return DateLine(Grounded(value=None, spans=[view.span(*day)], doubts=["blank"]), place, [*place, day])
    return None


def _place(view: NormalisedText, floor: int, at: int) -> list[Piece]:
    """The place before the date; a name broken at the end of a cell's line goes on from the block above."""
    match = _PLACE.search(view.text, floor, at) or _CAPITAL_PLACE.search(view.text[floor:at])
    if match is None:
        return []
    shift = 0 if match.string is view.text else floor
    start, end = view.trim(match.start() + shift, match.end() + shift, " ,.;\t\n*")
    if start >= end:
        return []
    if start == floor and floor > 0:
        here, above = view.block_at(floor).block, view.block_at(floor - 1)
        whole = view.text[above.start : above.end]
        same_cell = (here.table, here.row, here.column) == (above.block.table, above.block.row, above.block.column)
        if same_cell and _PLACE.fullmatch(whole) and not whole.endswith((",", ".", ";")):
            return [view.trim(above.start, above.end), (start, end)]
    return [(start, end)]


def _date_value(view: NormalisedText, match: regex.Match[str]) -> Grounded[DateValue]:
    """The date of a date line: blanks as X, a day that cannot be or cannot be read as X with a doubt, never
    repaired.
    """
    doubts: list[str] = ["ocr"] if view.document.wholly_doubtful else []
    year = _figure(match["year"] or match["y"], 1900, 2100, doubts)
    month = _figure(match["month"] if match["month"] is not None else match["m"], 1, 12, doubts)
    day = _figure(match["day"] if match["month"] is not None else match["d"], 1, 31, doubts)
    start, end = view.trim(match.start(), match.end(), " .…_*")
    spans = [view.span(start, end)]
    doubts = list(dict.fromkeys(doubts))
    if year is None:
        return Grounded(value=None, spans=spans, doubts=doubts)
    if month is None:
        day = None
    elif day is not None and day > calendar.monthrange(year, month)[1]:
        day = None
        doubts.append("impossible-date")
    if month is None:
        value = DateValue(edtf=f"{year}-XX-XX", first=f"{year}-01-01", last=f"{year}-12-31")
    else:
        last = calendar.monthrange(year, month)[1] if day is None else day
        shown = "XX" if day is None else f"{day:02d}"
        prefix = f"{year}-{month:02d}-"
        value = DateValue(edtf=prefix + shown, first=f"{prefix}{day or 1:02d}", last=f"{prefix}{last:02d}")
    return Grounded(value=value, spans=spans, how="normalised", doubts=doubts)


def _figure(written: str | None, least: int, most: int, doubts: list[str]) -> int | None:
    written = (written or "").strip(" .…_*")
    if not written or (least == 1900 and len(written) < 4):
        doubts.append("blank")
        return None
    if not written.isascii() or not written.isdigit():
        doubts.append("unreadable")
        return None
    if not least <= int(written) <= most:
        doubts.append("impossible-date")
        return None
    return int(written)
