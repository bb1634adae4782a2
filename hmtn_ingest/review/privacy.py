"""Phone numbers are personal data: hidden wherever a person did not ask to see them."""

from __future__ import annotations

from typing import Any

import regex

from parsers.records import DocumentRecord

_VISIBLE = 3
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


def masked(record: DocumentRecord) -> DocumentRecord:
    """The record with every phone number hidden; offsets, quotes and the text still fit each other.

    A quote is cut from the masked text, because a number may be told only by the words before it.
    """
    text = mask_phones(record.text)
    hidden = DocumentRecord.model_validate(_masked(record.model_dump(by_alias=True), text))
    hidden.text = text
    for contact in hidden.contacts:
        contact.phone = contact.phone and _mask(contact.phone)
    return hidden


def _masked(value: Any, text: str) -> Any:
    if isinstance(value, str):
        return mask_phones(value)
    if isinstance(value, list):
        return [_masked(inner, text) for inner in value]
    if isinstance(value, dict):
        inner = {name: _masked(held, text) for name, held in value.items() if name not in ("text", "source")}
        inner |= {name: value[name] for name in ("text", "source") if name in value}
        if "quote" in value:
            inner["quote"] = text[value["start"] : value["end"]]
        return inner
    return value
