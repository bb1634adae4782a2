"""Figures in which letters stand for figures, words in which figures stand for letters, words run together with one."""

from __future__ import annotations

from collections.abc import Iterator

from parsers import regex
from parsers.mending.known_words import FIGURE, in_case, known_words
from parsers.text import NormalisedText, normal

# "1O0", "I5", "2O25": figures, and letters that look like one; not "5l", "QH15", "I/2026"
_FIGURE_WITH_LETTERS = regex.compile(r"(?<![\p{L}\d&])(?=[lI|Oo]*\d)(?=\d*[lI|Oo])[\dlI|Oo]{2,6}(?<!l)(?![\p{L}\d&])")
_AS_FIGURES = str.maketrans("lI|Oo", "11100")
# "ngày15", "250đơn vị"
_GLUED = regex.compile(r"(?<!\p{L})(?:(?<!\d)(?P<word>\p{L}{3,})(?=\d)|(?<=\d)(?P<behind>\p{L}{3,}))(?!\p{L})")
# "8ệnh viện", "tr0ng", "vớ1", "U8ND": words in which one letter was taken for a figure
_WORD_WITH_FIGURE = regex.compile(
    r"(?<![\p{L}\d])(?=[\p{L}\d]{3,8}(?![\p{L}\d]))\p{L}*(?P<figure>[015689])\p{L}+|\p{L}{2,7}(?P<last>[19])(?![\p{L}\d])"
)
# "1 09/2016", "22/1 1/2017", "2 1": a number in which a recogniser saw a blank
_TORN_NUMBER = regex.compile(r"\d \d")
# "Số:1849BNV-TCBC", "Số: 12lKH-BCĐ": the stroke between number and symbol, lost or taken for a letter
_NUMBER_LINE = regex.compile(
    r"\W*S[ốóô6]\ ?[:.;]\ ?\d{0,4}(?P<last>\d)\ ?[|lI!\\]?(?=(?:\p{Lu}{2,}|\p{Lu}{2,}\d)[-–]\p{Lu}{2})"
)
# the likest first
_AS_LETTERS = {"0": "oô", "1": "li", "5": "s", "6": "bô", "8": "b", "9": "g"}


def _words_with_figure(view: NormalisedText) -> Iterator[tuple[int, int, str]]:
    """Words of a damaged text in which a letter was taken for a figure; a first letter was a capital, as 8 is for B."""
    lexicon = known_words()
    for match in _WORD_WITH_FIGURE.finditer(view.text):
        written = normal(match[0])
        figure = match["figure"] or match["last"]
        meant = [written.replace(figure, letter) for letter in _AS_LETTERS[figure]]
        known = [word for word in meant if (word in lexicon.words or word in lexicon.others) and len(word) > 2]
        if known:
            yield match.start(), match.end(), in_case(match[0].replace(figure, "A"), known[0])


def torn_numbers(view: NormalisedText) -> Iterator[tuple[int, int, str]]:
    """Numbers that one reader saw torn, as the other reader has them."""
    for reading in view.document.doubtful_segments():
        read, other = view.document.text[reading.start : reading.end], reading.other
        torn = _TORN_NUMBER.search(read) and not _TORN_NUMBER.search(other)
        if torn and read.replace(" ", "") == other.replace(" ", ""):
            yield view.at(reading.start), view.at(reading.end), other


def figures_with_letters(view: NormalisedText) -> Iterator[tuple[int, int, str]]:
    """Figures that hold a letter, words that hold a figure or were run together with one, in a damaged text."""
    yield from _words_with_figure(view)
    pairs = known_words().pairs
    for match in _FIGURE_WITH_LETTERS.finditer(view.text):
        yield match.start(), match.end(), match[0].translate(_AS_FIGURES)
    for match in _GLUED.finditer(view.text):
        word = normal(match[0])
        if match["word"] and (word, FIGURE) in pairs:
            yield match.start(), match.end(), match[0] + " "
        elif match["behind"] and (FIGURE, word) in pairs:
            yield match.start(), match.end(), " " + match[0]


def strokes_of_number_lines(view: NormalisedText) -> Iterator[tuple[int, int, str]]:
    """The lost strokes of document numbers."""
    for block in view.blocks:
        match = _NUMBER_LINE.match(view.text, block.start, block.end)
        if match:
            yield match.start("last"), match.end(), f"{match['last']}/"
