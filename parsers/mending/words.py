"""The words of a text that cannot be or hardly are what was written, and what they are taken for."""

from __future__ import annotations

from parsers import regex
from parsers.mending.known_words import FIGURE, TOKEN, has_vowel, in_case, known_words
from parsers.mending.slips import apart, known_beside, nearest
from parsers.syllables import is_syllable
from parsers.text import NormalisedText

_LONGEST_ONSET = 3
_DAMAGED_SHARE, _DAMAGED_WORDS = 0.002, 3
"""From which share of words, and how many, on that cannot be a text counts as damaged."""


class MisreadWords:
    """The words of a view with what they are taken for; signs and figures are their neighbours."""

    def __init__(self, view: NormalisedText) -> None:
        self.view = view
        self.matches = list(TOKEN.finditer(view.norm))
        self.taken = [FIGURE if m[0].isdigit() else m[0] for m in self.matches]
        self.joined: set[int] = set()
        self.impossible = [
            i for i, m in enumerate(self.matches) if _is_odd(m[0], self._shown(i)) and not self._is_short_form(i)
        ]

    @property
    def is_damaged(self) -> bool:
        if self.view.document.ocr:
            return True
        slips = sum(self.taken[i] != self.matches[i][0] for i in self.impossible) + len(self.joined)
        return slips >= _DAMAGED_WORDS and slips >= _DAMAGED_SHARE * len(self.taken)

    def mend_impossible(self, *, sure: bool = False) -> None:
        """Mends what cannot be; ``sure`` where the text is known to be damaged."""
        for i in self.impossible:
            if self.taken[i] != self.matches[i][0] or i in self.joined or self._is_part(i):
                continue
            if self._is_named(i) and not self.view.document.ocr:
                continue  # a name of whatever language: "xã Trà Kót", "Krông Búk"
            left, right = self._beside(i)
            whole = self._torn(i)
            if whole is not None:
                at, word = whole
                self.taken[at], self.taken[at + 1] = word, ""
                self.joined.add(at)
                continue
            found = nearest(self.taken[i], left, right, self._shown(i)) or apart(self.taken[i], known=not sure)
            if found:
                self.taken[i] = found

    def mend_unlikely(self) -> None:
        pairs = known_words().pairs
        for i, word in enumerate(self.taken):
            if not word.isalpha() or word != self.matches[i][0] or not is_syllable(word) or self._is_part(i):
                continue
            left, right = self._beside(i)
            if (left, word) in pairs or (word, right) in pairs:
                continue
            found = known_beside(word, left, right, self._shown(i), named=self._is_named(i))
            if found:
                self.taken[i] = found

    def edits(self) -> list[tuple[int, int, str]]:
        found = []
        for i, match in enumerate(self.matches):
            if self.taken[i] in (match[0], FIGURE, ""):
                continue
            end = self.matches[i + 1].end() if i in self.joined else match.end()
            found.append((match.start(), end, in_case(self.view.text[match.start() : end], self.taken[i])))
        return found

    def _beside(self, i: int) -> tuple[str, str]:
        left = next((self.taken[k] for k in range(i - 1, max(-1, i - 3), -1) if self.taken[k]), "")
        right = next((self.taken[k] for k in range(i + 1, min(len(self.taken), i + 3)) if self.taken[k]), "")
        return left, right

    def _shown(self, i: int) -> str:
        return self.view.text[self.matches[i].start() : self.matches[i].end()]

    def _is_short_form(self, i: int) -> bool:
        """Whether a word is an abbreviation that the document uses: capitals among small letters, "Trung tâm IOC"."""
        shown = self._shown(i)
        near = [self._shown(k) for k in (i - 1, i + 1) if 0 <= k < len(self.matches)]
        return shown.isupper() and shown.isascii() and not any(len(word) > 1 and word.isupper() for word in near)

    def _is_named(self, i: int) -> bool:
        """Whether a word has a capital, as the word before it has."""
        if not i or self.matches[i - 1].end() + 1 != self.matches[i].start():
            return False
        return all(shown[:1].isupper() and not shown.isupper() for shown in (self._shown(i - 1), self._shown(i)))

    def _is_part(self, i: int) -> bool:
        """Whether a word touches figures or signs of a code, an address or a link: "QH15", "a@b.vn", "GD&ĐT"."""
        text = self.view.text
        before, after = self.matches[i].start() - 1, self.matches[i].end()
        return (before >= 0 and text[before] in "0123456789@&_/") or text[after : after + 1] in tuple("0123456789@&_/")

    def _torn(self, i: int) -> tuple[int, str] | None:
        """The word that this and the next, or the one before and this, were torn from, and where it begins."""
        pairs, words = known_words().pairs, known_words().words
        for at in (i, i - 1):
            if at < 0 or at + 1 >= len(self.matches) or self.joined & {at - 1, at, at + 1}:
                continue
            first, second = self.matches[at], self.matches[at + 1]
            whole = first[0] + second[0]
            if second.start() != first.end() + 1 or whole not in words or not (first[0] + second[0]).isalpha():
                continue
            left = self._beside(at)[0]
            right = self._beside(at + 1)[1]
            if (left, whole) in pairs or (whole, right) in pairs:
                return at, whole
        return None


_ROMAN = regex.compile(r"[IVXLC]+")


def _is_odd(word: str, shown: str) -> bool:
    """Whether letters can be no syllable and are nothing else that is written so: short forms, "IoT", "III"."""
    if not word.isalpha() or is_syllable(word):
        return False
    if not has_vowel(word):
        return shown.islower() and len(word) <= _LONGEST_ONSET
    return word not in known_words().others and (shown.isupper() or shown[1:].islower()) and not _ROMAN.fullmatch(shown)
