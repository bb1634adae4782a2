"""Words that a recogniser misread, taken for what they must have been: "phònq" for "phòng", "đơnvị" for "đơn vị".

In comes the view of a document, out goes one in which such words stand as they are meant, and which knows where they
are (``NormalisedText.mended``); ``annotate`` calls it, so that cue words, heads of tables, names of bodies and units
are found by the same patterns in clean and in damaged text. The source stays as it is: a span of the mended view quotes
what the document has, and what hangs on a mended word gets a doubt (:mod:`parsers.recognition`).

Words are mended to words that the lexicon knows only, a figure only where letters that look like one stand in it:

- a word that cannot be Vietnamese (:func:`parsers.syllables.is_syllable`), one or two usual slips of a recogniser away
  from a known one that fits its neighbours best;
- two words run together, or one torn in two, where the lexicon knows what comes of it;
- in a text that shows such damage, also a word that could be one but that the lexicon knows beside neither of its
  neighbours ("ngay 15", "tuyên truyển"), where one slip away stands one that it knows beside both; and "1O0", "ngày15".
"""

from __future__ import annotations

import functools
import itertools
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import regex

from parsers.lexicon import FILES, load
from parsers.roman import roman, roman_value
from parsers.syllables import is_syllable
from parsers.text import NormalisedText, fold, normal

_TOKEN = regex.compile(r"\p{L}+|\d+|[^\w ]")
_FIGURE = "#"
"""Stands for any number beside a word."""

# what a recogniser sees, and what may have stood there; on letters without marks
_SLIPS = {
    "a": "oe", "b": "h", "c": "eo", "d": "đ", "đ": "d", "e": "co", "f": "tl", "g": "q", "h": "bn", "i": "ltj", "j": "i",
    "l": "it", "n": "uh", "o": "ace", "q": "g", "t": "lif", "u": "n", "v": "y", "y": "v",
    "ri": "n", "rn": "m", "nn": "m", "in": "m", "ii": "u", "li": "h", "cl": "d", "vv": "w", "tl": "h",
}  # fmt: skip
_LONGEST = 8
"""No syllable has more letters: "nghiêng" and one that was read as two."""
_LONGEST_ONSET = 3
_SHORTEST_GLUED = 6
_DAMAGED_SHARE, _DAMAGED_WORDS = 0.002, 3
"""From which share of words, and how many, on that cannot be a text counts as damaged."""


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """Words that the lexicon holds, which of them stand side by side, and what they are without their marks."""

    words: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    by_letters: dict[str, tuple[str, ...]]
    others: frozenset[str]
    """What is written with letters and is no syllable: "ubnd", "poster"."""


@functools.cache
def _lexicon() -> _Lexicon:
    words: set[str] = set()
    others: set[str] = set()
    pairs: set[tuple[str, str]] = set()
    for name in FILES:
        for phrase in _phrases(load(name)):
            tokens = [_FIGURE if t.isdigit() else t for t in _TOKEN.findall(normal(phrase))]
            words.update(t for t in tokens if len(t) > 1 and is_syllable(t))
            others.update(t for t in tokens if t.isalpha() and not is_syllable(t))
            pairs.update(itertools.pairwise(tokens))
    by_letters: dict[str, list[str]] = defaultdict(list)
    for word in sorted(words):
        by_letters[fold(word)].append(word)
    return _Lexicon(frozenset(words), frozenset(pairs), {k: tuple(v) for k, v in by_letters.items()}, frozenset(others))


def _phrases(node: object) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for key, value in node.items():
            yield str(key)
            yield from _phrases(value)
    elif isinstance(node, list):
        for value in node:
            yield from _phrases(value)


def mend_words(view: NormalisedText) -> NormalisedText:
    """The view with its misread words as they are meant; itself where nothing is to be mended."""
    words = _Words(view)
    words.mend_impossible()
    if words.is_damaged:
        words.mend_impossible(sure=True)  # what is mended by now is a neighbour that can be known
        words.mend_unlikely()
    edits = _apart_from_each_other([*_headings(view), *words.edits(), *(_figures(view) if words.is_damaged else ())])
    return view.rewritten(edits) if edits else view


def _apart_from_each_other(edits: Iterable[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The edits in order, without those that begin inside another."""
    kept: list[tuple[int, int, str]] = []
    for edit in sorted(edits):
        if not kept or edit[0] >= kept[-1][1]:
            kept.append(edit)
    return kept


class _Words:
    """The words of a view with what they are taken for; signs and figures are their neighbours."""

    def __init__(self, view: NormalisedText) -> None:
        self.view = view
        self.matches = list(_TOKEN.finditer(view.norm))
        self.taken = [_FIGURE if m[0].isdigit() else m[0] for m in self.matches]
        self.joined: set[int] = set()
        self.impossible = [i for i, m in enumerate(self.matches) if _is_odd(m[0], view.text[m.start() : m.end()])]

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
            left, right = self._beside(i)
            whole = self._torn(i)
            if whole is not None:
                at, word = whole
                self.taken[at], self.taken[at + 1] = word, ""
                self.joined.add(at)
                continue
            found = _nearest(self.taken[i], left, right, self._shown(i)) or _apart(self.taken[i], known=not sure)
            if found:
                self.taken[i] = found

    def mend_unlikely(self) -> None:
        pairs = _lexicon().pairs
        for i, word in enumerate(self.taken):
            if not word.isalpha() or word != self.matches[i][0] or not is_syllable(word) or self._is_part(i):
                continue
            left, right = self._beside(i)
            if (left, word) in pairs or (word, right) in pairs:
                continue
            found = _known_beside(word, left, right, self._shown(i))
            if found:
                self.taken[i] = found

    def edits(self) -> list[tuple[int, int, str]]:
        found = []
        for i, match in enumerate(self.matches):
            if self.taken[i] in (match[0], _FIGURE, ""):
                continue
            end = self.matches[i + 1].end() if i in self.joined else match.end()
            found.append((match.start(), end, _in_case(self.view.text[match.start() : end], self.taken[i])))
        return found

    def _beside(self, i: int) -> tuple[str, str]:
        left = next((self.taken[k] for k in range(i - 1, max(-1, i - 3), -1) if self.taken[k]), "")
        right = next((self.taken[k] for k in range(i + 1, min(len(self.taken), i + 3)) if self.taken[k]), "")
        return left, right

    def _shown(self, i: int) -> str:
        return self.view.text[self.matches[i].start() : self.matches[i].end()]

    def _is_part(self, i: int) -> bool:
        """Whether a word touches figures or signs of a code, an address or a link: "QH15", "a@b.vn", "GD&ĐT"."""
        text = self.view.text
        before, after = self.matches[i].start() - 1, self.matches[i].end()
        return (before >= 0 and text[before] in "0123456789@&_/") or text[after : after + 1] in tuple("0123456789@&_/")

    def _torn(self, i: int) -> tuple[int, str] | None:
        """The word that this and the next, or the one before and this, were torn from, and where it begins."""
        pairs, words = _lexicon().pairs, _lexicon().words
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


_VOWEL = regex.compile(r"[aeiouy]")
_ROMAN = regex.compile(r"[IVXLC]+")


def _is_odd(word: str, shown: str) -> bool:
    """Whether letters can be no syllable and are nothing else that is written so: short forms, "IoT", "III"."""
    if not word.isalpha() or is_syllable(word):
        return False
    if not _VOWEL.search(fold(word)):
        return shown.islower() and len(word) <= _LONGEST_ONSET
    return word not in _lexicon().others and (shown.isupper() or shown[1:].islower()) and not _ROMAN.fullmatch(shown)


def _nearest(word: str, left: str, right: str, shown: str) -> str | None:
    """The one known word that a misread one must have been: the fewest slips away, and known beside most neighbours.

    Words in capitals are mostly short for something ("UBND"): there a neighbour has to know it.
    """
    if not 2 <= len(word) <= _LONGEST or not _VOWEL.search(fold(word)):
        return None
    for slips, options in enumerate((_one_slip(word), _two_slips(word)), 1):
        ranked = sorted(((_fit(option, left, right), option) for option in options), reverse=True)
        if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
            if ranked and ranked[0][0]:
                return None
            continue
        fit, option = ranked[0]
        if fit:
            return option
        if slips == 1 and len(ranked) == 1 and shown.islower() and len(word) > 2:
            return option
    return None


def _fit(option: str, left: str, right: str) -> int:
    pairs = _lexicon().pairs
    return ((left, option) in pairs) + ((option, right) in pairs)


def _known_beside(word: str, left: str, right: str, shown: str) -> str | None:
    """The one word a slip away that the lexicon knows beside both neighbours, as far as these are words or figures.

    One neighbour is enough where the lexicon does not know the word itself, and it is no name.
    """
    telling = _tells(left) + _tells(right)
    known = word in _lexicon().words
    needed = 1 if not known and shown.islower() else max(telling, 1)
    fitting = [option for option in _one_slip(word) if option != word and _fit(option, left, right) >= needed]
    if known and telling < 2:  # letters are taken for others less often than marks are lost
        fitting = [option for option in fitting if fold(option) == fold(word)]
    return fitting[0] if len(fitting) == 1 else None


def _tells(neighbour: str) -> bool:
    return neighbour == _FIGURE or neighbour.isalpha()


@functools.lru_cache(maxsize=8192)
def _one_slip(word: str) -> tuple[str, ...]:
    """Known words that differ by one slip: by marks alone, or by letters of which one was taken for another."""
    lexicon = _lexicon()
    found = {w for w in lexicon.by_letters.get(fold(word), ()) if _marks_apart(w, word) == 1}
    found |= {w for w in _alike(word) if w in lexicon.words}
    return tuple(sorted(found))


@functools.lru_cache(maxsize=8192)
def _two_slips(word: str) -> tuple[str, ...]:
    lexicon = _lexicon()
    found = set(lexicon.by_letters.get(fold(word), ()))
    for once in _alike(word):
        found.update(lexicon.by_letters.get(fold(once), ()))
        found.update(w for w in _alike(once) if w in lexicon.words)
    found.discard(word)
    return tuple(sorted(found))


def _marks_apart(one: str, other: str) -> int:
    """How many letters of two words of one spelling differ in their marks."""
    return sum(a != b for a, b in zip(one, other, strict=True)) if len(one) == len(other) else 2


def _alike(word: str) -> Iterable[str]:
    """What may have stood there where one letter, or two that look like one, were misread; marks stay."""
    for i, letter in enumerate(word):
        base, *marks = list(unicodedata.normalize("NFD", letter))
        for meant in _SLIPS.get(base, ""):
            written = unicodedata.normalize("NFC", meant + "".join(marks))
            if len(written) == 1:
                yield word[:i] + written + word[i + 1 :]
        for meant in _SLIPS.get(word[i : i + 2], "") if i + 1 < len(word) else "":
            yield word[:i] + meant + word[i + 2 :]


def _apart(word: str, *, known: bool) -> str | None:
    """Two words that were run together, where there is one way only; ``known``: the lexicon has them side by side."""
    lexicon = _lexicon()
    cuts = [(word[:i], word[i:]) for i in range(2, len(word) - 1)]
    cuts = [cut for cut in cuts if lexicon.words.issuperset(cut)]
    beside = [cut for cut in cuts if cut in lexicon.pairs]
    if not beside and not known and len(word) >= _SHORTEST_GLUED and not word.isascii():
        beside = cuts
    return " ".join(beside[0]) if len(beside) == 1 else None


# "1O0", "I5", "2O25": figures, and letters that look like one; not "5l", "QH15", "I/2026"
_FIGURE_WITH_LETTERS = regex.compile(r"(?<![\p{L}\d&])(?=[lI|Oo]*\d)(?=\d*[lI|Oo])[\dlI|Oo]{2,6}(?<!l)(?![\p{L}\d&])")
_AS_FIGURES = str.maketrans("lI|Oo", "11100")
# "ngày15", "250đơn vị"
_GLUED = regex.compile(r"(?<!\p{L})(?:(?<!\d)(?P<word>\p{L}{3,})(?=\d)|(?<=\d)(?P<behind>\p{L}{3,}))(?!\p{L})")


def _figures(view: NormalisedText) -> Iterator[tuple[int, int, str]]:
    """Figures that hold a letter, and words run together with one, in a damaged text."""
    pairs = _lexicon().pairs
    for match in _FIGURE_WITH_LETTERS.finditer(view.text):
        yield match.start(), match.end(), match[0].translate(_AS_FIGURES)
    for match in _GLUED.finditer(view.text):
        word = normal(match[0])
        if match["word"] and (word, _FIGURE) in pairs:
            yield match.start(), match.end(), match[0] + " "
        elif match["behind"] and (_FIGURE, word) in pairs:
            yield match.start(), match.end(), " " + match[0]


# "H. NỘI DUNG", "IH- TỔ CHỨC", "Il. CHỈ TIÊU", "I MỤC ĐÍCH": a Roman numeral over capitals, as a recogniser sees it
_NUMERAL = r"(?P<number>[IVXHLTlU1|]{1,5})(?P<sign>\ ?[.,/)-])?"
_HEADING = regex.compile(rf"{_NUMERAL}(?=\ ?\p{{Lu}})")
_READ_OTHERWISE = regex.compile(_NUMERAL)
_STROKES = str.maketrans({"H": "II", "U": "II", "L": "I", "T": "I", "l": "I", "1": "I", "|": "I"})
# "1, Hội Chữ thập đỏ"
_ORDINAL = regex.compile(r"\d{1,2}(?P<sign>,)(?=\ ?\p{Lu})")


def _headings(view: NormalisedText) -> Iterator[tuple[int, int, str]]:
    """Numbers of headings of which strokes were taken for letters, or a sign was lost.

    A Roman numeral is taken for another only where that is the next in order, as the second reader has it or as its
    strokes can be read.
    """
    others = {reading.start: reading.other for reading in view.document.doubtful}
    last = 0
    for block in view.blocks:
        ordinal = _ORDINAL.match(view.text, block.start, block.end) if view.document.ocr else None
        if ordinal:
            yield *ordinal.span("sign"), "."
        match = _HEADING.match(view.text, block.start, block.end)
        if match is None or not _is_in_capitals(view.text[match.end() : block.end]):
            continue
        other = _READ_OTHERWISE.match(others.get(view.source(match.start(), match.end())[0], ""))
        value = _numeral_in_order(match, other, last)
        if value is not None:
            last = value
            sign = match["sign"] or (other and other["sign"]) or ""
            if f"{roman(value)}{sign}" != match[0]:
                yield match.start(), match.end(), f"{roman(value)}{sign}"


def _numeral_in_order(match: regex.Match[str], other: regex.Match[str] | None, last: int) -> int | None:
    """The number of a heading: as written where that can be or nothing else comes next, else as its likes have it."""
    written = roman_value(match["number"])
    plain = written if roman(written or 0) == match["number"] else None
    read = [match["number"], *([other["number"]] if other else [])]
    nexts = [n for text in read if (n := roman_value(text.translate(_STROKES))) in (last + 1, 1)]
    if plain is not None and (plain in (1, last + 1) and not (plain == 1 and last + 1 in nexts[1:])):
        return plain
    if match["sign"] or (other and other["sign"]):
        return next((n for n in nexts if n == last + 1 > 1), plain)
    return plain


def _is_in_capitals(text: str) -> bool:
    """Whether most letters of a heading are capitals."""
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 3 and sum(map(str.isupper, letters)) >= 0.8 * len(letters)


def _in_case(shown: str, word: str) -> str:
    letters = shown.replace(" ", "")
    if letters.isupper() and len(letters) > 1:
        return word.upper()
    return word[:1].upper() + word[1:] if shown[:1].isupper() else word
