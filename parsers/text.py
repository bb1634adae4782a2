"""One readable form of a document for matching, with an exact map back to the source.

The source is never edited. A :class:`NormalisedText` holds the same content in NFC, without formatting marks, with
single blanks and the usual dashes and apostrophes, and knows which stretch of the source each character came from.
"""

from __future__ import annotations

import bisect
import functools
import unicodedata
from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar, TypeVarTuple

from parsers import regex
from parsers.document import MOST_OF_PARAGRAPH, Block, Document
from parsers.folding import MARK as MARK
from parsers.folding import fold as fold
from parsers.folding import folded as folded
from parsers.folding import folded_in_place as folded_in_place
from parsers.ignorable import IGNORED, NO_CHARACTERS, with_marks
from parsers.offsets import offsets
from parsers.records import Span

# – — − ‑ as hyphen; ⁄ as slash; Ð ð (eth, from old fonts and OCR) as Đ đ; typographic apostrophes and primes as '
_SAME = {"–": "-", "—": "-", "−": "-", "‑": "-", "‐": "-", "⁄": "/", "∕": "/", "Ð": "Đ", "ð": "đ"}
_SAME |= dict.fromkeys("’‘′ʼ`", "'")
_BLANKS = dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u202f\u3000\t\n\r\f\v", " ")
SAME_CHARACTERS = str.maketrans(_SAME | _BLANKS)
# what is seen, with single blanks inside
_RUN = regex.compile(f"[^ {IGNORED}]++(?: [^ {IGNORED}]++)*+")

# hoà → hòa, khoẻ → khỏe, uỷ → ủy (not quý): tone on the first vowel of an open syllable, as in the style of 1984
_CANONICAL_TONE = (
    {f"o{old}": f"{new}a" for old, new in zip("àáảãạ", "òóỏõọ", strict=True)}
    | {f"o{old}": f"{new}e" for old, new in zip("èéẻẽẹ", "òóỏõọ", strict=True)}
    | {f"u{old}": f"{new}y" for old, new in zip("ỳýỷỹỵ", "ùúủũụ", strict=True)}
)
_OLD_TONE = regex.compile(r"(?<!q)(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?!\w)")
# as the South says what everybody writes otherwise
_AS_SPOKEN = (("gởi", "gửi"), ("nhứt", "nhất"), ("bịnh", "bệnh"))
# quí/quý, kì/kỳ, sĩ/sỹ, tỉ/tỷ, lí/lý, qui/quy: y is the canonical letter
_I_FOR_Y = regex.compile(r"(?<!\w)(qu|[hklmst])([iìíỉĩị])(?!\w)")
_Y = str.maketrans("iìíỉĩị", "yỳýỷỹỵ")


def normal(text: str) -> str:
    """``text`` in lower case, NFC, with one tone placement and y for i in open syllables; same length for NFC input.

    >>> normal("Quí III, UỶ BAN, hoà, gởi")
    'quý iii, ủy ban, hòa, gửi'
    """
    return _normal_phrase(text) if len(text) <= _PHRASE else _normal(text)


def _normal(text: str) -> str:
    lower = text.lower()
    if len(lower) != len(text):  # a few letters (İ) grow when lowered
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    if not unicodedata.is_normalized("NFC", lower):
        lower = unicodedata.normalize("NFC", lower)
    for spoken, written in _AS_SPOKEN:
        lower = lower.replace(spoken, written)
    lower = _OLD_TONE.sub(lambda m: _CANONICAL_TONE[m[0]], lower)
    return _I_FOR_Y.sub(lambda m: m[1] + m[2].translate(_Y), lower)


def _normal_in_place(text: str) -> str:
    """As :func:`normal`, and as long: letters that would run into one, as those of Hangul do, stay apart."""
    whole = normal(text)
    if len(whole) == len(text):
        return whole
    return "".join(one if len(one := normal(letter)) == 1 else letter for letter in text)


_SIGNS = str.maketrans({sign: f"\\{sign}" for sign in r"()[]{}?*+|^$\.-#&~ "})


def either(words: Iterable[str]) -> str:
    """A regex alternative of the words of a lexicon in their normal form, longest first."""
    return "|".join(normal(word).translate(_SIGNS) for word in sorted(words, key=len, reverse=True))


_PHRASE = 120  # names and cue words come again and again, whole documents do not
_normal_phrase = functools.lru_cache(maxsize=16384)(_normal)


def shorten(text: str, most: int) -> str:
    """``text``, cut with "…" where it has more than ``most`` characters."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


# "GD&ĐT", "TH&THCS" and "19/5" are one token each; every sign is one; a line end and a tab are tokens too
_TOKEN = regex.compile(r"\w+(?:[&/]\w+)*+|[^\w ]")


class Tokens:
    """Syllables and signs of a normal text with their offsets, in three sequences of one length."""

    __slots__ = ("ends", "starts", "words")

    def __init__(self, norm: str) -> None:
        once: dict[str, str] = {}  # a text has few different words
        self.words: list[str] = [once.setdefault(word, word) for word in _TOKEN.findall(norm)]
        self.starts = array("I")
        self.ends = array("I")
        end = 0
        for word in self.words:
            start = norm.index(word, end)  # between two tokens stand blanks alone
            end = start + len(word)
            self.starts.append(start)
            self.ends.append(end)

    def first(self, offset: int) -> int:
        """Index of the first token that starts at or after ``offset``."""
        return bisect.bisect_left(self.starts, offset)


# "a) lập danh sách" begins an item although it begins in lower case
_ITEM = regex.compile(r"[a-zđ]\s?[.)]")


def _continues(before: str, paragraph: NormalisedBlock, piece: str, following: Block) -> bool:
    """Whether a paragraph only goes on with a sentence that a page break cut in two."""
    block = paragraph.block
    return (
        len(before) > 60
        and paragraph.end - paragraph.start + len(piece) < MOST_OF_PARAGRAPH
        and (before[-1].isalnum() or before[-1] == ",")
        and piece[:1].islower()
        and not _ITEM.match(piece)
        and block.table is None
        and following.table is None
        and block.role == following.role == "body"
        and not following.centred
    )


@dataclass(frozen=True, slots=True)
class NormalisedBlock:
    """A block of the document inside the view; a paragraph that was cut in two is one."""

    start: int
    end: int
    block: Block


def _alike(one: str, other: str) -> int:
    """How many letters two texts begin with in common."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _shifted(blocks: Sequence[NormalisedBlock], shifts: Sequence[tuple[int, int, int]]) -> list[NormalisedBlock]:
    """The blocks where stretches inside them (start, end) grew by so many characters."""
    found: list[NormalisedBlock] = []
    pending = list(reversed(shifts))
    grown = 0
    for block in blocks:
        start = block.start + grown
        while pending and pending[-1][0] < block.end:
            grown += pending.pop()[2]
        found.append(NormalisedBlock(start, block.end + grown, block.block))
    return found


class NormalisedText:
    """A document for matching.

    ``text`` has the blocks joined by ``\\n`` (``\\t`` between cells of one row); ``norm`` is ``normal(text)`` and as
    long, so that an offset into one is an offset into the other. ``tokens`` are the syllables and signs of ``norm``.
    ``mended`` are the stretches that were rewritten (:meth:`rewritten`), in order.
    """

    __slots__ = ("_block_starts", "_ends", "_starts", "blocks", "document", "memo", "mended", "norm", "text", "tokens")

    def __init__(self, document: Document) -> None:
        self.document = document
        self.mended: tuple[tuple[int, int], ...] = ()
        self._starts = array("I")
        self._ends = array("I")
        pieces: list[str] = []
        blocks: list[NormalisedBlock] = []
        length = 0
        marks = iter(document.marks)
        mark = next(marks, None)
        single = unicodedata.is_normalized("NFC", document.text) and not MARK.search(document.text)
        for block in document.blocks:
            inside: list[tuple[int, int]] = []
            while mark and mark[0] < block.end:
                if mark[1] > block.start:
                    inside.append(mark)
                if mark[1] > block.end:
                    break
                mark = next(marks, None)
            add = self._add_runs if single else self._add
            piece = add(document.text, block.start, block.end, inside)
            if blocks and _continues(pieces[-1], blocks[-1], piece, block):
                pieces += (" ", piece)
                length += 1 + len(piece)
                blocks[-1] = NormalisedBlock(blocks[-1].start, length, blocks[-1].block)
                self._starts.append(block.end)
                self._ends.append(block.end)
                continue
            if blocks:
                last = blocks[-1].block
                same_row = block.table is not None and (last.table, last.row) == (block.table, block.row)
                pieces.append("\t" if same_row and last.column != block.column else "\n")
            pieces.append(piece)
            start = length + (1 if blocks else 0)
            length = start + len(piece)
            blocks.append(NormalisedBlock(start, length, block))
            self._starts.append(block.end)  # the separator that follows
            self._ends.append(block.end)
        self._set("".join(pieces), blocks)

    def _set(self, text: str, blocks: Sequence[NormalisedBlock]) -> None:
        self.text = text
        self.norm = _normal_in_place(text)
        self.blocks = tuple(blocks)
        self._block_starts = [b.start for b in blocks]
        self.tokens = Tokens(self.norm)
        self.memo = Memo()

    def rewritten(self, edits: Sequence[tuple[int, int, str]]) -> NormalisedText:
        """The same document with the stretches of ``edits`` (start, end, what stands there instead) rewritten.

        They come in order and lie inside blocks; spans of what was rewritten quote the source as it is.
        """
        other = NormalisedText.__new__(NormalisedText)
        other.document = self.document
        other._starts, other._ends = array("I"), array("I")
        pieces: list[str] = []
        mended: list[tuple[int, int]] = []
        at = length = 0
        for start, end, instead in (*edits, (len(self.text), len(self.text), "")):
            pieces += (self.text[at:start], instead)
            other._starts.extend(self._starts[at:start])
            other._ends.extend(self._ends[at:start])
            length += start - at
            if instead:
                mended.append((length, length + len(instead)))
                other._place(self, start, end, instead)
                length += len(instead)
            at = end
        other._starts.append(self._starts[-1])
        other._ends.append(self._ends[-1])
        other.mended = tuple(mended)
        shifts = [(start, end, len(instead) - (end - start)) for start, end, instead in edits]
        other._set("".join(pieces), _shifted(self.blocks, shifts))
        return other

    def _place(self, other: NormalisedText, start: int, end: int, instead: str) -> None:
        """Leads the letters of ``instead`` back to the source: those that stay to their own, the rest to what they
        replace."""
        old = other.text[start:end]
        head = _alike(old, instead)
        tail = _alike(old[head:][::-1], instead[head:][::-1])
        middle = len(instead) - head - tail
        first, last = start + head, end - tail
        self._starts.extend(other._starts[start:first])
        self._ends.extend(other._ends[start:first])
        self._starts.extend([other._starts[first]] * middle)
        self._ends.extend([other._ends[last - 1] if last > first else other._starts[first]] * middle)
        self._starts.extend(other._starts[last:end])
        self._ends.extend(other._ends[last:end])

    def _add(self, source: str, start: int, end: int, marks: list[tuple[int, int]]) -> str:
        raw = source[start:end]
        if unicodedata.is_normalized("NFC", raw) and not MARK.search(raw):
            return self._add_runs(source, start, end, marks)
        out: list[str] = []
        skip = {i for a, b in marks for i in range(max(a, start), min(b, end))}
        index = start
        while index < end:
            if index in skip or source[index] in NO_CHARACTERS:
                index += 1
                continue
            letter, stop = with_marks(source, index, end, skip)
            for char in unicodedata.normalize("NFC", letter).translate(SAME_CHARACTERS):
                if char == " " and (not out or out[-1] == " "):
                    continue
                out.append(char)
                self._starts.append(index)
                self._ends.append(stop)
            index = stop
        while out and out[-1] == " ":
            out.pop()
            self._starts.pop()
            self._ends.pop()
        return "".join(out)

    def _add_runs(self, source: str, start: int, end: int, marks: list[tuple[int, int]]) -> str:
        """Adds text whose letters are one character each: run by run, what lies between left out or made a blank."""
        plain = source[start:end].translate(SAME_CHARACTERS)
        for first, last in marks:
            first, last = max(first - start, 0), min(last, end) - start
            plain = plain[:first] + "\u200b" * (last - first) + plain[last:]
        out: list[str] = []
        at = 0
        for run in _RUN.finditer(plain):
            begin, stop = run.span()
            blank = plain.find(" ", at, begin) if out else -1
            if blank >= 0:
                out.append(" ")
                self._starts.append(start + blank)
                self._ends.append(start + blank + 1)
            out.append(run[0])
            self._starts += offsets(start + begin, start + stop)
            self._ends += offsets(start + begin + 1, start + stop + 1)
            at = stop
        return "".join(out)

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the source behind ``[start, end)`` of the view."""
        if start >= end:
            at = self._starts[start] if start < len(self._starts) else len(self.document.text)
            return at, at
        return self._starts[start], self._ends[end - 1]

    def at(self, offset: int) -> int:
        """Offset into ``text`` of an offset into the source."""
        return bisect.bisect_left(self._starts, offset)

    def span(self, start: int, end: int) -> Span:
        """The stretch ``[start, end)`` of the view as a span of the document."""
        return self.document.span(*self.source(start, end))

    def trim(self, start: int, end: int, characters: str = " \t\n") -> tuple[int, int]:
        """The stretch without ``characters`` at its ends."""
        while start < end and self.text[start] in characters:
            start += 1
        while end > start and self.text[end - 1] in characters:
            end -= 1
        return start, end

    def block_at(self, offset: int) -> NormalisedBlock:
        """The block that holds ``offset`` (or the one before it)."""
        return self.blocks[max(0, bisect.bisect_right(self._block_starts, offset) - 1)]


Ts = TypeVarTuple("Ts")
R = TypeVar("R")


class Memo:
    """What was worked out of one text already: results by function and its other arguments."""

    __slots__ = ("results",)

    def __init__(self) -> None:
        self.results: dict[tuple[object, ...], object] = {}


class Remembering(Protocol):
    """A text, or what was read of one, that keeps what was asked of it."""

    @property
    def memo(self) -> Memo: ...


T = TypeVar("T", bound=Remembering)


def memo(work: Callable[[T, *Ts], R]) -> Callable[[T, *Ts], R]:
    """``work``, done once for each stretch of one text: several extractors ask for the same.

    Its other arguments are offsets, paragraphs or sections, and nobody changes what it gives back.
    """

    @functools.wraps(work)
    def remembered(text: T, /, *args: *Ts) -> R:
        results = text.memo.results
        key = (work, args)
        if key not in results:
            results[key] = work(text, *args)
        return results[key]  # type: ignore[return-value]

    return remembered
