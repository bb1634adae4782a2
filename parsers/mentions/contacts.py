"""Phone numbers, e-mail addresses, and other personal data, from which no quantity and no date is read.

A number is a phone number by its cue ("Điện thoại", "SĐT", "ĐT") or by its shape: ten or eleven digits that begin
with 0 in groups as people write them, or as :mod:`parsers.mentions.personal_data` knows it. Ratios, amounts, dates and
document numbers are none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from parsers import regex
from parsers.mentions.personal_data import find_personal_data
from parsers.text import NormalisedText

# "điện thoại: ", "SĐT ", "ĐT: ", "số điện thoại", "đường dây nóng:", "Tel.", "hotline", "di động"
_CUE = (
    r"(?<![\p{L}\d])(?:(?:số )?(?:điện thoại|đ\.?t\.?(?:dđ)?|s\.?đ\.?t\.?|sdt|di động|dđ)|đường dây nóng|hotline"
    r"|tel|phone|zalo|số máy)"
    r"(?: (?:số|liên hệ|di động|cơ quan|bàn|trực|là))?\s?[.:]{0,2}\s?"
)
# after a cue: "0900 000 158", "(0215) 3.825.123", "3.825.123", "1900 1234", "+84 900 000 158"
_CUED = regex.compile(_CUE + r"(?P<number>(?:\(?\+?\d{1,5}\)?)(?:[ .\-]{0,2}\(?\d{1,5}\)?){1,5}|\d{7,11})(?![\d%/])")
# by shape: "0900 000 158", "0900.000.158", "02973.000.158", "0900000158", "0215.3.825.123", "+84 900 000 158"
_SHAPED = regex.compile(
    r"(?<![\p{L}\d/.,\-+(])(?P<number>\(?(?:\+?84[ .\-]?\)?[2-9]"
    r"|0[2-9])\d{1,8}\)?(?:[ .\-]\d{2,4}){0,3}(?:\d)?)(?![\d/%]|[.,]\d)"
)
# "0215.3825|.xxx": a number that somebody made unreadable
_CUT_OFF = regex.compile(r"[ .\-]?(?:x{2,}|\*{2,}|…|\.{3,})")
# "0900000158/0900000159": neither is whose stands before it
_OF_TWO = regex.compile(r"(?<=\d{7,11}) ?/ ?\d")
# "069 000 871" of "069 000 871).", with a figure of the next line behind it
_CLOSES = regex.compile(r"(?P<number>(?:\d[ .\-]?){6,}\d)\s?[)\]\n]")
# "hienmau@xa.example.vn"
_EMAIL = regex.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+(?!\w)")


@dataclass(frozen=True, slots=True)
class ContactMention:
    """A phone number (digits only, 0 for +84), an e-mail address, or with neither other personal data in the view."""

    start: int
    end: int
    phone: str | None = None
    email: str | None = None


def find_contacts(view: NormalisedText) -> list[ContactMention]:
    """All phone numbers, e-mail addresses and other personal data of the view in order."""
    found = {mention.start: mention for mention in _cued(view)}
    taken = {at for mention in found.values() for at in range(mention.start, mention.end)}

    def add(mention: ContactMention) -> None:
        found[mention.start] = mention
        taken.update(range(mention.start, mention.end))

    for match in _SHAPED.finditer(view.norm):
        digits = _digits(match["number"])
        start, end = _written(match)
        if (len(digits) == 10 or (len(digits) == 11 and digits[1] == "2")) and taken.isdisjoint(range(start, end)):
            add(ContactMention(start, end, phone=digits))
    for match in _EMAIL.finditer(view.text):
        add(ContactMention(*match.span(), email=match[0].rstrip(".")))
    for mention in _personal(view):
        if taken.isdisjoint(range(mention.start, mention.end)):
            add(mention)
    return [found[start] for start in sorted(found)]


def _cued(view: NormalisedText) -> Iterator[ContactMention]:
    """Numbers behind a word that announces one; of what somebody cut off ("0215.3825.xxx") no digit is a number."""
    for match in _CUED.finditer(view.norm):
        digits = _digits(match["number"])
        if 7 <= len(digits) <= 11 and (digits[0] == "0" or len(digits) <= 8 or digits.startswith(("18", "19"))):
            start, end = _written(match)
            cut = _CUT_OFF.match(view.norm, end)
            yield ContactMention(start, cut.end() if cut else end, phone=None if cut else digits)


def _personal(view: NormalisedText) -> Iterator[ContactMention]:
    """Personal data in all its shapes but for e-mail addresses, phone numbers with their digits."""
    for one in find_personal_data(view.text):
        if one.kind != "email":
            alone = not _OF_TWO.search(view.norm, max(0, one.start - 2), one.end + 2)
            end = _bracket_end(view.text, one.start, one.end) if one.kind == "phone" else one.end
            phone = _digits(view.text[one.start : end]) if one.kind == "phone" and alone else None
            yield ContactMention(one.start, end, phone=phone)


def _bracket_end(text: str, start: int, end: int) -> int:
    """Where a number ends that the bracket around it closes: "(ĐT 069 000 871).", not "(0215) 3.000.112"."""
    closing = _CLOSES.match(text, start, end)
    return closing.end("number") if closing else end


def _written(match: regex.Match[str]) -> tuple[int, int]:
    """The stretch of the number without brackets that it does not open or close itself."""
    start, end = match.span("number")
    number = match["number"].rstrip(" .-")
    end = start + len(number)
    if number.count("(") < number.count(")"):
        end -= 1
    elif number.count("(") > number.count(")"):
        start += 1
    return start, end


def _digits(written: str) -> str:
    digits = "".join(filter(str.isdigit, written))
    digits = digits.removeprefix("00") if len(digits) >= 12 else digits
    return "0" + digits[2:].removeprefix("0") if digits.startswith("84") and len(digits) >= 11 else digits
