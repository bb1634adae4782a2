"""Document numbers: "141/KH-UBND", "466-KH/TU", "15/2023/TT-BYT", "202/2025/QH15", "Số: /KH-BCĐ".

Number and symbol follow Nghị định 30/2020/NĐ-CP, Phụ lục I, and Hướng dẫn 36-HD/VPTW (party style: hyphen before the
type).
"""

from __future__ import annotations

from dataclasses import dataclass

from parsers import regex
from parsers.lexicon import TYPE_NAMES, load
from parsers.mentions.dates.patterns import YEAR
from parsers.text import NormalisedText, normal

_LEXICON = load("citations")
_SYMBOLS: dict[str, str] = {symbol: name for symbol, name in _LEXICON["symbols"].items()}
# titles in capitals write "TTR" for "TTr"
_SYMBOLS |= {symbol.upper(): name for symbol, name in _SYMBOLS.items()}

_NAMES: dict[str, str] = {normal(name): name for name in (*_LEXICON["names"]["more"], *_SYMBOLS.values())}
_NAMES |= {normal(name): name.capitalize() for name in TYPE_NAMES.values() if normal(name) not in _NAMES}

_SYMBOL = "(?:" + "|".join(sorted(map(regex.escape, _SYMBOLS), key=len, reverse=True)) + ")"
# An issuer or unit: "UBND", "TTg", "QH15", "TTra", "P2", "ĐĐQH15", "CCHC&VTLT", "BV.HHTM". Two small letters at most
# stand together, so that "UBNDngày" ends after "UBND"; "Sở" is none.
_GROUP = r"\p{Lu}(?:[\p{Lu}\d&]|\p{Ll}{1,2}(?!\p{Ll})|\.(?=\p{Lu}{2}))*+"
_ISSUER = rf"(?=\p{{Lu}}(?:[\p{{Lu}}\d&]|\p{{Ll}}\p{{Lu}})){_GROUP}"
# the point of "66.2/2025/NQ-CP", one of several acts of a day, stands before a year only
_NUMBER = rf"(?P<number>\d{{1,6}}(?:\.\d{{1,2}}(?=\ ?/\ ?{YEAR}\ ?/))?[a-dA-D]?)"
# "số", "Số:", "Số.", "Số/", and what scanners make of it
_SO = r"\b[Ss](?:[ốỐóÓôÔoOòồổỏõ06]|ố|Ố)[azứ]?\ ?[:.;/]?\ ?"

# state style: "141/KH-UBND", "228 /BC-SNV", "15/2023/TT-BYT", "202/2025/QH15", "1945/SYT-NVY", "12/KH-UBND-VX",
# "223/KH- UBND",              "13 /KH - BCĐ", "212/GDĐT" (after "số"), "85/GM-UBND"
# party style: "466-KH/TU", "178-QĐ/TW", "3260-KH/ĐĐQH15", "1234- CV/HSV"; "12 KH/BCĐ" (a blank where the hyphen
# belongs)
_CODE = regex.compile(
    rf"""
    (?: (?P<so>{_SO}) | (?<![\p{{L}}\d/.\-_@&=]) )
    {_NUMBER}
    (?:
        \ ?/\ ? (?: (?P<year>{YEAR}\d?)\ ?/\ ? )?+
        (?P<notation>
            {_SYMBOL}(?![\p{{L}}\d])\ ?[-/]\ ?{_ISSUER}(?:-{_GROUP})*+
          | {_ISSUER}(?:-{_GROUP})++
          | (?P<single>{_ISSUER})(?!\p{{L}})
        )
      | (?:\ ?-\ ?|\ ) (?P<party>{_SYMBOL}\ ?/\ ?{_ISSUER}(?:-{_GROUP})*+)
    )
    """,
    regex.VERBOSE,
)
# "Số: /KH-BCĐ", "Số:..... /KH-BCĐ", "số        /KH-UBND", "Số      -QC/ĐU", "Số:    /2026/QĐ-UBND"
_BLANK = regex.compile(
    rf"""
    {_SO}[._…\ ]*+
    (?:
        /\ ? (?: (?P<year>{YEAR})\ ?/\ ? )?+ (?P<notation>(?:{_SYMBOL}\ ?-\ ?)?{_ISSUER}
            (?:-{_GROUP}|\ ?-\ ?{_ISSUER}(?!\p{{L}}))*+)
      | -\ ? (?P<party>{_SYMBOL}\ ?/\ ?{_ISSUER}(?:-{_GROUP})*+)
    )
    """,
    regex.VERBOSE,
)
# "Công văn số 284 của Hội …", "Công văn số 45 ngày …": a number without a symbol, on the normal form
_BARE = regex.compile(
    r"(?<!\w)(?:công văn|văn bản|kế hoạch|tờ trình|thông báo|báo cáo|quyết định|hướng dẫn)"
    r" số ?:? ?(?P<number>\d{1,5})(?=,? (?:ngày|của) )"
)

# "Kế hoạch số ", "Kế hoạch số: ", "công văn ", "Nghị quyết số" before a number
# searched backwards from the number
_NAMED = regex.compile(
    r"(?r)(?<!\w)(?P<name>"
    + "|".join(sorted(map(regex.escape, _NAMES), key=len, reverse=True))
    + r")(?: số)?\ ?:?\ ?\Z"
)
# "Luật Phòng, chống ma túy số ", "Pháp lệnh … số "
_LAW = regex.compile(
    r"(?<!\w)(?P<name>Luật|Bộ luật|Pháp lệnh) (?:(?!\b(?:Luật|Pháp lệnh)\b)[^;.:()\n\d])+(?i: số ?:? ?)\Z"
)
_LAW_CODE = regex.compile(r"(?:QH|UBTVQH)\d{1,2}")
_LOOK_BACK = 110


@dataclass(frozen=True, slots=True)
class CodeMention:
    """A document number in the view; ``number`` keeps leading zeros and is ``None`` where it is left blank.

    ``start``/``end`` hold number and symbol ("141/KH-UBND"), with "Số:" where the number is blank. ``code`` has no
    stray blanks. ``type_name`` is the type as a sentence names it ("Kế hoạch"), from the words before or else from
    the symbol. ``lead`` is where the naming begins: at "Kế hoạch" of "Kế hoạch số 141/KH-UBND", or at "số".
    """

    start: int
    end: int
    code: str
    number: str | None
    notation: str
    type_name: str | None = None
    lead: int = 0


def find_codes(view: NormalisedText) -> list[CodeMention]:
    """All document numbers of the view in order, blank ones included. Ratios, dates and addresses of web pages are
    none.
    """
    found: list[CodeMention] = []
    for match in _CODE.finditer(view.text):
        if match["single"] and not _single_is_code(view, match):
            continue
        party = match["party"]
        notation = (party or match["notation"]).replace(" ", "")
        year = match["year"]
        code = f"{match['number']}-{notation}" if party else "/".join(p for p in (match["number"], year, notation) if p)
        start = match.start("number")
        name, lead = _named(view, match.start(), start, notation)
        found.append(CodeMention(start, match.end(), code, match["number"], notation, name, lead))
    taken = {m.start for m in found}
    for match in _BLANK.finditer(view.text):
        notation = (match["party"] or match["notation"]).replace(" ", "")
        code = f"-{notation}" if match["party"] else "/".join(("", *(p for p in (match["year"], notation) if p)))
        name, lead = _named(view, match.start(), match.start(), notation)
        found.append(CodeMention(match.start(), match.end(), code, None, notation, name, lead))
    for match in _BARE.finditer(view.norm):
        start = match.start("number")
        if start not in taken:
            name, lead = _named(view, start, start, "")
            found.append(CodeMention(start, match.end("number"), match["number"], match["number"], "", name, lead))
    found.sort(key=lambda m: m.start)
    return found


def symbol_type(notation: str) -> str | None:
    """The type that a symbol names ("KH-UBND" → "Kế hoạch", "KH/TU" → "Kế hoạch", "QH15" → ``None``)."""
    return _SYMBOLS.get(regex.split(r"[-/]", notation, maxsplit=1)[0])


def _single_is_code(view: NormalisedText, match: regex.Match[str]) -> bool:
    """ "212/GDĐT" is a code after "số" or alone in its paragraph; "202/2025/QH15" always; "01/QUÝ" never."""
    if match["year"] and _LAW_CODE.fullmatch(match["single"]):
        return True
    if match["so"] is None or not regex.search(r"\p{Lu}{2}", match["single"]):
        return False
    block = view.block_at(match.start())
    if match.start() == block.start:
        return True
    return bool(_NAMED.search(view.norm, max(0, match.start() - _LOOK_BACK), match.start()))


def _named(view: NormalisedText, before: int, number: int, notation: str) -> tuple[str | None, int]:
    """Type name of a number whose "số" begins at ``before``, and where its naming begins."""
    floor = max(view.block_at(number).start, before - _LOOK_BACK)
    match = _NAMED.search(view.norm, floor, before)
    if match:
        return _NAMES[match["name"]], match.start()
    if _LAW_CODE.fullmatch(notation):
        law = _LAW.search(view.text, floor, number)
        if law:
            return law["name"], law.start()
    name = symbol_type(notation)
    if name is None and "-" in notation:
        name = "Công văn"  # a letter's symbol is issuer and unit, without a type
    return name, before
