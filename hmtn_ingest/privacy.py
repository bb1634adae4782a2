"""Personal data is hidden wherever a person did not ask to see it: phone numbers, cards, accounts, birthdays.

Texts and records come in and go out again with "•" for letters and digits, equally long. How people write such data is
known to :mod:`parsers.mentions.personal_data`. What people decided about a record is masked in
:mod:`hmtn_ingest.review.masking`.

    mask_personal_data("ĐT: 0900 000 123")  # "ĐT: •••• ••• 123"
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from parsers import regex
from parsers.mentions.personal_data import PersonalData, find_personal_data
from parsers.records import DocumentRecord

_VISIBLE = 3
_TELLING = 8  # letters and digits from which on a number can be nothing but the personal one that we know
_ALONE = 6  # the same of one that is all of a text, as in a cell
_BETWEEN = r"[\s.\-–‑·()]{0,3}+"
# "ĐT: 0900 0…": a message of a rule quotes only the beginning of a paragraph
_CUT = regex.compile(rf"(?<!\w)(?:\d(?:{_BETWEEN}\d){{2,20}}|\w[\w.+-]{{2,}}?) ?(?=…|\.\.\.)")


def mask_personal_data(text: str) -> str:
    """The text with "•" for personal data, all but the last digits of longer numbers; the length stays the same."""
    return _mask_all(text, find_personal_data(text))


def _mask_all(text: str, found: Sequence[PersonalData]) -> str:
    if not found:
        return text
    letters = list(text)
    for one in found:
        letters[one.start : one.end] = [
            "•" if masked == "•" else letter
            for letter, masked in zip(letters[one.start : one.end], _mask_found(text, one), strict=True)
        ]
    return "".join(letters)


def _mask_found(text: str, one: PersonalData) -> str:
    return _mask(text[one.start : one.end], one.visible)


def _mask(written: str, visible: int = _VISIBLE) -> str:
    hidden = sum(character.isalnum() for character in written) - visible
    masked = []
    for character in written:
        if character.isalnum() and hidden > 0:
            hidden -= 1
            character = "•"
        masked.append(character)
    return "".join(masked)


def mask_record(record: DocumentRecord, hide: Callable[[str], str]) -> DocumentRecord:
    """The record with all personal data hidden; offsets, quotes and the text still fit each other.

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
    """Hides personal data, and that of the records wherever it stands: without the words that tell it, too.

    ``more`` are phone numbers. The length of a text stays the same. A short number is not looked for: 115 may as well
    be a target.
    """
    known = {(number, _VISIBLE) for number in more}
    whole: dict[str, str] = {}
    for record in records:
        whole[record.text], found = _personal(record.text)
        known |= found
        known |= {(contact.phone, _VISIBLE) for contact in record.contacts if contact.phone}
    written = {"".join(filter(str.isalnum, value)): visible for value, visible in known}
    longest_first = sorted((one for one in written if len(one) >= _TELLING), key=lambda one: (-len(one), one))
    anywhere = "|".join(_BETWEEN.join(one) for one in longest_first)
    again = regex.compile(rf"(?<!\w)(?:{anywhere})(?!\w)") if anywhere else None
    alone = {one for one in written if _ALONE <= len(one) < _TELLING}

    def hide_again(match: regex.Match[str]) -> str:
        return _mask(match[0], written["".join(filter(str.isalnum, match[0]))])

    def hide_beginning(match: regex.Match[str]) -> str:
        letters = "".join(filter(str.isalnum, match[0]))
        return _mask(match[0], 0) if any(one.startswith(letters) for one in written) else match[0]

    def hide(text: str) -> str:
        text = _CUT.sub(hide_beginning, whole.get(text) or mask_personal_data(text))
        if alone and len(text) < 2 * _TELLING and (letters := "".join(filter(str.isalnum, text))) in alone:
            return _mask(text, written[letters])
        return str(again.sub(hide_again, text)) if again else text

    return functools.cache(hide)  # one name stands in many facts


@functools.lru_cache(maxsize=32)  # a page asks for the same document with each answer to a key
def _personal(text: str) -> tuple[str, frozenset[tuple[str, int]]]:
    """The text of a document masked, and what is personal in it, with how much of it stays visible."""
    found = find_personal_data(text)
    return _mask_all(text, found), frozenset((text[one.start : one.end], one.visible) for one in found)


def mask_values(value: Any, hide: Callable[[str], str], text: str = "") -> Any:
    """JSON with its strings hidden; ``text`` is the masked text, or "" where quotes do not lie in it."""
    if isinstance(value, str):
        return value if _ID.fullmatch(value) else hide(value)
    if isinstance(value, list):
        return [mask_values(inner, hide, text) for inner in value]
    if isinstance(value, dict):
        known = {name: value[name] for name in ("text", "source") if name in value}
        if "quote" in value and text:
            known["quote"] = text[value["start"] : value["end"]]
        return {name: mask_values(one, hide, text) for name, one in value.items() if name not in known} | known
    return value


def error_place(error: BaseException) -> str:
    """Type and place of an error ("KeyError, tables.py:41"); not its message, which may hold words of the document."""
    frame = error.__traceback__
    while frame and frame.tb_next:
        frame = frame.tb_next
    place = f", {Path(frame.tb_frame.f_code.co_filename).name}:{frame.tb_lineno}" if frame else ""
    return f"{type(error).__name__}{place}"
