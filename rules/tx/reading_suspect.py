"""reading-suspect: a word that is none, a mark away from the expected one / từ có thể đọc hoặc gõ sai dấu

What it finds: A phrase that is an expected one but for a mark ("tô chức", "tình giao", "phần đầu vận động"), and
words in small letters that cannot be Vietnamese syllables although they carry Vietnamese marks ("nghành"). Names,
foreign words and abbreviations are left alone, but for Đ read as D in the most usual ones (BCD).

Why it matters: Where one mark was lost, others may have been, in names and figures too; and a search does not find
the word. In a scan or a converted file it is our reading that is in doubt, in a typed file the document.

Example: "đạt và vượt chỉ tiêu tình giao" for "tỉnh giao".

How to resolve: Compare with the page; read the figures around the place twice.

Phát hiện: Cụm từ chỉ khác cụm thường dùng ở dấu ("tô chức", "tình giao", "phần đầu vận động"), và từ có dấu tiếng
Việt nhưng không thể là âm tiết tiếng Việt ("nghành"). Không xét tên riêng, từ nước ngoài, chữ viết tắt, trừ vài chữ Đ
bị đọc thành D (BCD).

Vì sao: Chỗ này mất một dấu thì chỗ khác, kể cả tên và con số, cũng có thể sai; tìm kiếm không ra từ đó. Với bản quét
hoặc tệp chuyển đổi, đó là nghi ngờ về cách đọc; với tệp soạn thảo, đó là lỗi của văn bản.

Ví dụ: "đạt và vượt chỉ tiêu tình giao" thay vì "tỉnh giao".

Cách xử lý: Đối chiếu với trang gốc; đọc kỹ các con số quanh đó.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import pairwise

from parsers import regex
from parsers.mending.known_words import in_case
from parsers.records import Span
from parsers.syllables import is_syllable
from parsers.text import fold, normal
from rules.context import Context
from rules.lexicon import load_words
from rules.rule import About, Hit, Rule

_LEXICON = load_words("phrases")
_COMPOUNDS = frozenset(map(normal, _LEXICON["compounds"]))
_ALLOWED = frozenset(map(normal, _LEXICON["allowed"]))
_ABBREVIATIONS = {written: item["expected"] for item in _LEXICON["abbreviation"] for written in item["written"]}


def _by_first(phrases: Iterable[tuple[str, str]]) -> dict[str, list[tuple[list[str], str]]]:
    found: dict[str, list[tuple[list[str], str]]] = defaultdict(list)
    for words, expected in phrases:
        found[words.split()[0]].append((words.split(), expected))
    return dict(found)


_EXPECTED = _by_first((fold(phrase), phrase) for phrase in _LEXICON["expected"])
_CONFUSED = _by_first((normal(w), item["expected"]) for item in _LEXICON["confusion"] for w in item["written"])
_CONFUSED_WORDS = {phrase[0] for phrases in _CONFUSED.values() for phrase, _ in phrases if len(phrase) == 1}
_CONFUSED_PAIRS = {(p[0], p[1]) for phrases in _CONFUSED.values() for p, _ in phrases if len(p) > 1}
_ABBREVIATED = frozenset(map(normal, _ABBREVIATIONS))
_SOUND = {pair for phrase in _LEXICON["expected"] for pair in pairwise(normal(phrase).split())}
_FOLDED = {pair for phrase in _LEXICON["expected"] for pair in pairwise(fold(phrase).split())}
_FIRST_CONFUSED, _FIRST_FOLDED = ({first for first, _ in pairs} for pairs in (_CONFUSED_PAIRS, _FOLDED))
_WORD = regex.compile(r"\p{L}+")
_MARKED = regex.compile(r"[ăâđêôơưàằầèềìòồờùừỳáắấéếíóốớúứýảẳẩẻểỉỏổởủửỷãẵẫẽễĩõỗỡũữỹạặậẹệịọộợụựỵ]")
_VOWEL = regex.compile(r"[aăâeêioôơuưy]")  # an abbreviation in capitals has none: "vđhmtn"
_TOO_MANY = 30  # so many words are not misread one by one: the text itself is damaged
_FOREIGN = regex.compile(r"[fjwz]")


def check(context: Context) -> Iterator[Hit]:
    found: dict[tuple[str, str | None], list[Span]] = {}
    doubtful = _doubtful(context)
    words = _PlacedWords(context) if doubtful else None
    passed = 0
    for index in doubtful:
        if words is None or index < passed:
            continue
        length, expected = words.suspect(index)
        if length:
            start, end = words.places[index][0], words.places[index + length - 1][1]
            key = " ".join(words.norm[index : index + length])
            found.setdefault((key, expected), []).append(context.span(start, end))
            passed = index + length
    # in a file that was typed a wrong mark is the writer's, in all others it may be ours
    about: About = "document" if context.record.source.reader in ("docx", "legacy") else "reading"
    if len(found) > _TOO_MANY:
        places = [spans[0] for spans in found.values()]
        yield Hit(
            places[:_TOO_MANY],
            f"{len(places)} từ khác nhau có thể đọc sai. Đối chiếu cả văn bản với trang gốc trước khi dùng số liệu.",
            f"{len(places)} different words may be misread. Compare the whole text with its pages before you use it.",
            about=about,
        )
        return
    for (_, wanted), spans in found.items():
        quote = " ".join(spans[0].quote.split())
        times = f" ({len(spans)} chỗ)" if len(spans) > 1 else ""
        if wanted:
            wanted = in_case(quote, wanted)
            vi = f"“{quote}”{times}: có lẽ là “{wanted}”. Đối chiếu với trang gốc."
            en = f"“{quote}” is probably “{wanted}”. Compare with the page."
        else:
            vi = f"“{quote}”{times} không phải là từ tiếng Việt. Đối chiếu với trang gốc."
            en = f"“{quote}” is no Vietnamese word. Compare with the page."
        yield Hit(spans, vi, en, about=about)


def _doubtful(context: Context) -> list[int]:
    """The words at which a damaged phrase may begin: most texts have none, and are left after one look at each word."""
    words = context.words
    # an abbreviation or a name stands nowhere in small letters
    odd = {word for word in context.vocabulary if _odd(word) and (word in _ABBREVIATED or word in context.plain)}
    first = {word for word in context.vocabulary if _may_begin(word)}
    if not odd and not first:
        return []
    found = {at for at, word in enumerate(words) if word in odd}
    places = (at for at, pair in enumerate(pairwise(words)) if pair[0] in first and _odd_pair(*pair))
    found.update(at for at in places if " ".join(words[max(0, at - 1) : at + 1]) not in _COMPOUNDS)
    return sorted(found)


@functools.lru_cache(maxsize=65536)
def _odd(word: str) -> bool:
    if word in _CONFUSED_WORDS or word in _ABBREVIATED:
        return True
    return not (word.isascii() or is_syllable(word) or not _VOWEL.search(word))


@functools.lru_cache(maxsize=65536)
def _may_begin(word: str) -> bool:
    """Whether a word is the first of a phrase that can be damaged, in whatever marks."""
    return fold(word) in _FIRST_FOLDED or word in _FIRST_CONFUSED


@functools.lru_cache(maxsize=65536)
def _odd_pair(first: str, second: str) -> bool:
    pair = (first, second)
    if pair in _CONFUSED_PAIRS:
        return True
    return pair not in _SOUND and (fold(first), fold(second)) in _FOLDED and f"{first} {second}" not in _ALLOWED


def _is_no_word(written: str) -> bool:
    """Whether a word cannot be Vietnamese although it carries its marks.

    Capitals may begin a name, of whatever language; letters without marks may be a foreign word.
    """
    if written != normal(written) or len(written) < 2 or written.isascii() or _FOREIGN.search(written):
        return False
    return not is_syllable(written)


class _PlacedWords:
    """The words of a document with their places."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.places = [match.span() for match in _WORD.finditer(context.norm)]  # of ``context.words``
        self.norm = context.words
        self._answers: dict[tuple[tuple[str, str], int, str], bool] = {}

    def suspect(self, index: int) -> tuple[int, str | None]:
        """How many words from ``index`` on are in doubt, and what was expected; 0 where nothing is."""
        found = self._confused(index) or self._off_by_a_mark(index)
        if found is not None:
            return found
        start, end = self.places[index]
        as_written = self.context.plain[start:end]
        if as_written in _ABBREVIATIONS:
            return 1, _ABBREVIATIONS[as_written]
        return int(_is_no_word(as_written) and self._alone(start, end)), None

    def _confused(self, index: int) -> tuple[int, str] | None:
        """A phrase that is known to stand for another one."""
        for phrase, expected in _CONFUSED.get(self.norm[index], ()):
            if self.norm[index : index + len(phrase)] == phrase and self._joined(index, len(phrase)):
                return len(phrase), expected
        return None

    def _off_by_a_mark(self, index: int) -> tuple[int, str | None] | None:
        """An expected phrase but for a mark; no words of it where it stands as expected."""
        for phrase, expected in _EXPECTED.get(fold(self.norm[index]), ()):
            here = self.norm[index : index + len(phrase)]
            if [fold(word) for word in here] != phrase or not self._joined(index, len(phrase)):
                continue
            written = " ".join(here)
            if written == normal(expected):
                return 0, None
            if written not in _ALLOWED and _MARKED.search(written) and not self._meeting(index, len(phrase)):
                return len(phrase), expected
        return None

    def _joined(self, index: int, count: int) -> bool:
        """Whether words stand in one phrase: nothing but blanks between them, no cell, no empty line, and no line that
        begins anew ("ỦY BAN NHÂN DÂN" above "PHÓ CHỦ TỊCH").
        """
        for at in range(index, index + count - 1):
            gap = self.context.plain[self.places[at][1] : self.places[at + 1][0]]
            if not gap.isspace() or "\t" in gap or gap.count("\n") > 1:
                return False
            if "\n" in gap and self.context.plain[self.places[at + 1][0]].isupper():
                return False
        return True

    def _meeting(self, index: int, count: int) -> bool:
        """Whether two sound words only meet, as in "giao thông bảo đảm": each stands elsewhere in other company."""
        last = index + count - 1
        if index == 0 or last + 1 >= len(self.norm):
            return False
        before, first, second = self.norm[index - 1 : index + 2]
        former, final, after = self.norm[last - 1 : last + 2]
        return self._stands((before, first), 1, second) and self._stands((final, after), -1, former)

    def _stands(self, pair: tuple[str, str], side: int, other: str) -> bool:
        """Whether a pair of words stands anywhere without ``other`` at its side (1 behind it, -1 before it)."""
        asked = (pair, side, other)
        if asked not in self._answers:
            at_side = (at + 2 if side > 0 else at - 1 for at in self._places_of[pair[0]] if self._pair(at) == pair)
            self._answers[asked] = any(0 <= at < len(self.norm) and self.norm[at] != other for at in at_side)
        return self._answers[asked]

    def _pair(self, at: int) -> tuple[str, ...]:
        return tuple(self.norm[at : at + 2])

    @cached_property
    def _places_of(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for at, word in enumerate(self.norm):
            found[word].append(at)
        return found

    def _alone(self, start: int, end: int) -> bool:
        """Whether a word stands free, not in an address, a formula or a word that a line end has cut."""
        plain = self.context.plain
        around = plain[max(0, start - 1) : start] + plain[end : end + 1]
        return not any(c.isdigit() or c in "@_/&'-" for c in around) and plain[max(0, start - 1) : start] != "."


RULE = Rule("TX602", "reading-suspect", "info", "reading", check)
