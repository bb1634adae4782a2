"""Phone numbers are personal data: hidden wherever a person did not ask to see them.

Texts and records come in and go out again with "•" for digits, equally long. What people decided about a record is
masked in :mod:`hmtn_ingest.review.masking`.

    mask_phones("ĐT: 0900 000 123")  # "ĐT: •••• ••• 123"
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import regex

from parsers.records import DocumentRecord

_VISIBLE = 3
_TELLING = 8  # digits from which on a number can be nothing but a phone that we know
# what may stand between two digits of a number: nothing, a blank, ".", "-", " . ", ") ", ")-", the end of a line
_SEP = r"\)?(?:[^\S\t]|[.\-–‑·]){0,3}+"
# "ĐT: " · "SĐT 0…" · "zalo số" · "Điện thoại: (" · "liên hệ"
_CUE = (
    r"(?<=(?<!\w)(?:điện thoại|đ\.?t|s[đd]t|dđ|di động|zalo|tel|phone|hotline|fax|liên hệ)"
    r"(?: số)?\s?[.:]{0,2}\s?\(?)"
)
# The digits are counted, as only their number tells a phone from a row of quotas: with its 0 a mobile number has ten,
# others have ten or eleven; after 84 there is one less. Money has its dots after each third digit, so never as many.
_MOBILE = r"[35789](?:SEP\d){8}"
_OTHER = r"[1246](?:SEP\d){8,9}"
# 0912345678 · 0912.345.678 · 091 234 5678 · 0236-3-000-126 · (0236) 3 888 999 · (04) 3888 9999 · 09.12.34.56.78
_HOME = rf"(?:(?=0\d\d|\(0|0\d(?:[.-]\d\d){{4}}(?!\d))|{_CUE})\(?0SEP(?:{_MOBILE}|{_OTHER})"
# +84 912 345 678 · (+84) 912.345.678 · +84 (0)912 345 678 · 0084912345678 · 84912345678 · zalo 84 912 345 678
_ABROAD = rf"(?:\+|(?<!\d)00|\((?=\+?84\))|(?=84\d{{9}})|{_CUE})\+?84SEP(?:\(?0SEP)?(?:{_MOBILE}|{_OTHER})"
# 12 digits in one: the number of an identity card, which is as personal
_CARD = r"0\d{11}"
_PHONE = regex.compile(
    rf"(?<!\d)(?=[+(08])(?:{_ABROAD}|{_HOME}|{_CARD})(?!\d)".replace("SEP", _SEP),
    regex.IGNORECASE,
)


def mask_phones(text: str) -> str:
    """The text with all but the last three digits of each phone number replaced by "•"; the length stays the same."""
    return str(_PHONE.sub(lambda match: _mask(match[0]), text))


def _mask(number: str) -> str:
    hidden = sum(character.isdigit() for character in number) - _VISIBLE
    masked = []
    for character in number:
        if character.isdigit() and hidden:
            hidden -= 1
            character = "•"
        masked.append(character)
    return "".join(masked)


def mask_record(record: DocumentRecord, hide: Callable[[str], str]) -> DocumentRecord:
    """The record with every phone number hidden; offsets, quotes and the text still fit each other.

    ``hide`` is what :func:`hider` gave for it. A quote is cut from the masked text: a number may be told only by
    the words before it.
    """
    text = hide(record.text)
    hidden = DocumentRecord.model_validate(mask_values(record.model_dump(by_alias=True), hide, text))
    hidden.text = text
    hidden.source.file_name = hide(record.source.file_name)
    for contact in hidden.contacts:
        contact.phone = contact.phone and _mask(contact.phone)
    return hidden


_ID = regex.compile(r"[a-z]+(?:-added)?-[0-9a-f]{10}")  # may look like a number, and leads from record to record


def hider(records: Iterable[DocumentRecord], more: Iterable[str] = ()) -> Callable[[str], str]:
    """Hides phone numbers, and those of the records wherever they stand: without the words that tell them, too.

    The length of a text stays the same. A short number is not looked for: 115 may as well be a target.
    """
    known = set(more)
    for record in records:
        known |= {match[0] for match in _PHONE.finditer(record.text)}
        known |= {contact.phone for contact in record.contacts if contact.phone}
    digits = {"".join(character for character in number if character.isdigit()) for number in known}
    longest_first = sorted((d for d in digits if len(d) >= _TELLING), key=lambda d: (-len(d), d))
    anywhere = "|".join(r"[\s.\-–‑·()]{0,3}+".join(number) for number in longest_first)
    written = regex.compile(rf"(?<!\d)(?:{anywhere})(?!\d)") if anywhere else None

    def hide(text: str) -> str:
        text = mask_phones(text)
        return str(written.sub(lambda match: _mask(match[0]), text)) if written else text

    return hide


def mask_values(value: Any, hide: Callable[[str], str], text: str = "") -> Any:
    """JSON with its strings hidden; ``text`` is the masked text, or "" where quotes do not lie in it."""
    if isinstance(value, str):
        return value if _ID.fullmatch(value) else hide(value)
    if isinstance(value, list):
        return [mask_values(inner, hide, text) for inner in value]
    if isinstance(value, dict):
        masked = {name: mask_values(one, hide, text) for name, one in value.items() if name not in ("text", "source")}
        masked |= {name: value[name] for name in ("text", "source") if name in value}
        if "quote" in value and text:
            masked["quote"] = text[value["start"] : value["end"]]
        return masked
    return value


def error_place(error: BaseException) -> str:
    """Type and place of an error ("KeyError, tables.py:41"); not its message, which may hold words of the document."""
    frame = error.__traceback__
    while frame and frame.tb_next:
        frame = frame.tb_next
    place = f", {Path(frame.tb_frame.f_code.co_filename).name}:{frame.tb_lineno}" if frame else ""
    return f"{type(error).__name__}{place}"
