"""A text as personal data is looked for in it: letters without marks, one kind of blank, dash and digit."""

from __future__ import annotations

import unicodedata

_NOTHING = frozenset("*`~")  # Markdown around and inside a number
_ALIKE = {"Đ": "Đ", "đ": "đ", "Ð": "Đ", "ð": "đ", "−": "-", "⁄": "/", "∕": "/", "•": "·", "∙": "·", "●": "·", "‧": "·"}


class PlainLetters(dict[int, str]):
    """For ``str.translate``: letters without marks, digits as 0–9, one blank, one dash; nothing for what is unseen."""

    def __missing__(self, code: int) -> str:
        self[code] = plain = self._plain(chr(code))
        return plain

    @staticmethod
    def _plain(character: str) -> str:
        category = unicodedata.category(character)
        if character in _NOTHING or category in ("Mn", "Me", "Cf"):
            return ""
        if character in _ALIKE or character in "\t\n":
            return _ALIKE.get(character, character)
        if category == "Nd":
            return str(unicodedata.decimal(character))
        if category == "Pd":
            return "-"
        if category in ("Zs", "Cc"):
            return " "
        compatible = unicodedata.normalize("NFKC", character)
        return unicodedata.normalize("NFD", compatible)[0] if len(compatible) == 1 else character


PLAIN_LETTERS = PlainLetters()


class BareText:
    """A text without marks over its letters, with the way back: ``places[i]`` is where character i stands in it."""

    def __init__(self, text: str) -> None:
        self.text = text.translate(PLAIN_LETTERS)
        whole = len(self.text) == len(text)
        self.places = range(len(text)) if whole else [i for i, c in enumerate(text) if PLAIN_LETTERS[ord(c)]]
