"""Numbers and bullets at the start of a paragraph, and their rank.

The order of ranks follows Nghị định 30/2020/NĐ-CP, Phụ lục I: Phần, Chương, Mục, Điều, khoản, điểm; real documents add
"A.", "1.1.", "II.1.", "-", "+", "*". Which of two item marks holds the other is no rule of the form: every document has
its own order, which the outline learns.
"""

from __future__ import annotations

from parsers import regex
from parsers.text import NormalisedText, memo

# Ranks of numbering from the outside in; "1.1.1" is two deeper than "1". Lines without a number rank below sections
# and above items: a title ("SỞ Y TẾ"), a line that introduces what follows ("Quý I: 06 đợt:"). Items deepen the tree,
# not the path: letters, dashes, plus signs.
RANKS = {
    "phần": 0,
    "chương": 1,
    "mục": 2,
    "điều": 3,
    "upper": 3,
    "roman": 4,
    "inner": 5,
    "arabic": 6,
    "title": 10,
    "lead": 11,
    "letter": 12,
    "dash": 13,
    "plus": 14,
    "bracketed": 15,
}

# "Phần thứ nhất", "PHẦN II", "Chương I", "Mục 1", "Điều 5." | "II.1. ", "IV.2 " | "A. ", "II. ", "II) ", "II- ", "II/ "
# (not "V/v") | "1. ", "1. 100% ", "2.1. ", "1.1 Nội dung", "3) ", "3/ ", "3, ", "3- Văn phòng" (not "3 - 5 người") |
# "(1) " | "a) ", "(a) ", "a. ", "a/ " | "- ", "+ ", "* ", "• "
_NUMBER = regex.compile(
    r"""
    (?P<word>phần|chương|mục|điều)\ (?P<word_number>(?:thứ\ )?(?:[ivxlc]+|\d+|nhất|hai|ba|tư|bốn|năm|sáu)\b)\ ?[.:]?\ ?
  | (?P<mixed>[IVXL]{1,6}(?:\.\d{1,2}){1,3})(?:[.)]\ ?|\ )(?=\D|$)
  | (?P<roman>[IVXL]{1,6})(?:\ ?[.)\-]\ ?|\ ?/\ )(?=\D|$)
  | (?P<upper>[A-HĐ])\ ?[.)]\ (?=(?-i:\p{Lu}))
  | (?P<arabic>\d{1,2}(?:\ ?\.\ ?\d{1,2}){0,3})
    (?:\ ?[.)/:]\ ?(?=[^\d\s/.,])|\.\ (?=\d)|\ (?=(?-i:\p{Lu})\p{L}*[ ,])
      |,\ (?=(?-i:\p{Lu}))|\ ?-\ (?=\p{L}|\d+\ ?%)|-(?=(?-i:\p{Lu})\p{L}*[ ,:]))
  | \((?P<bracketed>\d{1,2})\)\ ?(?=\p{L}|\d)
  | \(?(?P<letter>[a-zđ])(?:\ ?\)|\.(?=\ )|/(?=\ ))\ ?(?=\S) | (?P<dash>[-•●▪*◦○])\ ?(?=\S)
  | (?P<plus>\+)\ ?(?=\S)
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
_ROMAN = regex.compile(r"[IVXL]+")
_SMALL_ROMAN = frozenset("ivxl")


@memo
def labelled(view: NormalisedText, start: int, end: int) -> tuple[str | None, int | None, int]:
    """Number or bullet of the paragraph ``[start, end)``, its rank, and where the content behind it begins.

    ``(None, None, start)`` where the paragraph has none.
    """
    match = _NUMBER.match(view.text, start, end)
    if not match:
        return None, None, start
    label, rank = _named(match) if match["word"] else _counted(match)
    return (label, rank, match.end()) if label else (None, None, start)


def _named(match: regex.Match[str]) -> tuple[str | None, int | None]:
    """Number and rank of "Phần thứ nhất", "Chương I", "Điều 5."."""
    word = match["word"].lower()
    if word != "chương" and match[0][0].islower():  # "phần 1 của", "mục II", "điều 5" go on a sentence
        return None, None
    if word == "điều":
        return f"Điều {match['word_number']}", RANKS[word]
    return match["word_number"].upper(), RANKS[word]


def _counted(match: regex.Match[str]) -> tuple[str | None, int | None]:
    """Number and rank of "II.1.", "A.", "2.1", "đ)", "-"; the case of a letter says which list it is of."""
    kind = match.lastgroup or ""
    label = match[kind].replace(" ", "")
    if kind == "roman" and not _ROMAN.fullmatch(label):
        if label not in _SMALL_ROMAN:
            return None, None
        kind = "letter"  # "i)" in a list of letters
    elif kind in ("letter", "upper"):
        kind = "upper" if label.isupper() else "letter"
    if kind in ("arabic", "mixed"):
        return label, RANKS["arabic"] + label.count(".") - (kind == "mixed")
    return label, RANKS[kind]
