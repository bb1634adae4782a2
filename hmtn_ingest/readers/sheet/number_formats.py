"""What a cell shows of the value it holds, as a Vietnamese office writes it: 7.000, 1,5, 20/03/2026.

Comes in: a value and the number format of its cell (ECMA-376 part 1, 18.8.30 and 18.8.31; the old .xls has the same
codes). Goes out: the text. A program shows the separators of the machine that it runs on, so that the same file shows
"7,000" on one and "7.000" on the next; the record has one form, in which "." parts thousands and "," decimals.

>>> shown(7000, "#,##0"), shown(0.856, "0.0%"), shown(3, "00")
('7.000', '85,6%', '03')
"""

from __future__ import annotations

import datetime
import itertools
import re
from decimal import ROUND_HALF_UP, Context, Decimal

CellValue = bool | int | float | str | datetime.date | datetime.time | datetime.timedelta

BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "dd/mm/yyyy", 15: "dd/mm/yyyy",
    16: "dd/mm", 17: "mm/yyyy", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss", 22: "dd/mm/yyyy h:mm",
    37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 41: "#,##0", 42: "#,##0", 43: "#,##0.00",
    44: "#,##0.00",
}  # fmt: skip
"""Formats that files name by number only (ECMA-376 part 1, 18.8.30), in the forms of Vietnam."""

# parts of a format: a literal, "\x", "_x" (a blank as wide as x), "*x" (filled up with x), "[Red]", "[$₫-42A]", …
_PART = re.compile(
    r'"(?P<literal>[^"]*)"?|\\(?P<escaped>.)|(?P<gap>_.)|(?P<fill>\*.)|\[\$(?P<currency>[^\]-]*)[^\]]*\]|(?P<code>\[[^\]]*\])'
    r"|(?P<digits>[0#?](?:[0#?,]*[0#?])?(?P<scale>,*)(?:\.(?P<decimals>[0#?]*))?)|(?P<other>.)",
    re.DOTALL,
)
_GENERAL = re.compile(r"(?:general|@)?\Z", re.IGNORECASE)
_SIGNIFICANT = 10
_LONGEST_FORMAT = 255  # what Excel takes
_EXACT = Context(prec=2_000)  # a number of 308 figures with all that a format can ask for


def shown(value: CellValue, code: str) -> str:
    """The text of a cell with this value and number format."""
    if len(code) > _LONGEST_FORMAT:
        code = ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value, code)
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return _moment(value, code)
    if isinstance(value, datetime.timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60:02d}:{minutes % 60:02d}" + (f":{seconds:02d}" if seconds else "")
    return value


def written(number: Decimal, *, grouped: bool = False, decimals: int | None = None) -> str:
    """A number with "," before its decimals, and "." between its thousands where it is ``grouped``."""
    if decimals is not None:
        number = number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _EXACT)
    text = f"{number:,f}" if grouped else f"{number:f}"
    return text.translate(str.maketrans(",.", ".,"))


def _number(value: float, code: str) -> str:
    sections = _sections(code)
    section = sections[0]
    if len(sections) > 1 and value < 0:
        section, value = sections[1], -value
    elif len(sections) > 2 and value == 0:
        section = sections[2]
    return _in_section(value, section)


def _sections(code: str) -> list[str]:
    """The parts for numbers above, below and at nought, as ";" parts them outside of literals."""
    bare = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', lambda match: "\x00" * len(match[0]), code)
    cuts = [-1, *(match.start() for match in re.finditer(";", bare)), len(code)]
    return [code[a + 1 : b] for a, b in itertools.pairwise(cuts)]


def _in_section(value: float, section: str) -> str:
    parts = list(_PART.finditer(section))
    slots = [part["digits"] for part in parts if part["digits"]]
    others = "".join(part["other"] or "" for part in parts)
    if _GENERAL.match(section.strip()) or "E" in others or "/" in others:
        return _general(value)
    number = Decimal(repr(value)) * 100 ** others.count("%")
    places = _spread(number, slots) if len(slots) > 1 else []
    text = ""
    for part in parts:
        if part["digits"]:
            text += places.pop(0) if places else _digits(number, part)
        else:
            text += part["literal"] or part["escaped"] or part["currency"] or part["other"] or " " * bool(part["gap"])
    text = " ".join(text.split())
    return f"-{text}" if number < 0 and slots and any(c in "123456789" for c in text) else text


def _spread(number: Decimal, slots: list[str]) -> list[str]:
    """The digits of a whole number in several places: "0000 000 000" is how a phone number is kept."""
    digits = str(abs(int(number))).zfill(sum(slot.count("0") for slot in slots))
    found: list[str] = []
    for slot in reversed(slots[1:]):
        found.insert(0, digits[-len(slot) :])
        digits = digits[: -len(slot)]
    return [digits, *found]


def _digits(number: Decimal, slot: re.Match[str]) -> str:
    """The number in the places that "#,##0.0" holds for it, without its sign."""
    whole, decimals = slot["digits"].partition(".")[0].rstrip(","), slot["decimals"] or ""
    number = abs(number) / 1000 ** len(slot["scale"])
    text = written(number, grouped="," in whole, decimals=len(decimals))
    front, comma, behind = text.partition(",")
    least = decimals.count("0")
    while len(behind) > least and behind.endswith("0"):
        behind = behind[:-1]
    if front == "0" and "0" not in whole:
        front = ""
    front = front.zfill(whole.count("0")) if "," not in whole else front
    return front + (comma + behind if behind else "")


def _general(value: float) -> str:
    """As many digits as a cell without a format shows."""
    if isinstance(value, int) or value.is_integer():
        return str(int(value))
    return written(Decimal(f"{value:.{_SIGNIFICANT}g}"))


def _moment(value: datetime.date | datetime.time, code: str) -> str:
    """Day, month and year in the order of Vietnam, as many of them as the format shows."""
    signs = re.sub(r'"[^"]*"|\\.|\[\$[^\]]*\]|am/pm|general|@', "", code.lower())
    signs = re.sub(r"h+\W*m+|m+\W*s+", "h", signs)
    parts = []
    if not isinstance(value, datetime.time) and (date := _date(value, signs)):
        parts.append(date)
    if not isinstance(value, datetime.date) or isinstance(value, datetime.datetime):
        clock = value if isinstance(value, datetime.time) else value.time()
        if not parts or "h" in signs or not (signs or clock == datetime.time()):
            parts.append(clock.strftime("%H:%M:%S" if clock.second else "%H:%M"))
    return " ".join(parts)


def _date(date: datetime.date, signs: str) -> str:
    if not signs:
        signs = "dmy"
    wanted = {"%d": "d" in signs, "%m": "m" in signs or {"d", "y"} <= set(signs), "%Y": "y" in signs}
    return date.strftime("/".join(sign for sign, is_wanted in wanted.items() if is_wanted))
