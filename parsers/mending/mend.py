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

from collections.abc import Iterable

from parsers.mending.figures import figures_with_letters, strokes_of_number_lines, torn_numbers
from parsers.mending.headings import heading_numbers
from parsers.mending.words import MisreadWords
from parsers.text import NormalisedText


def mend_words(view: NormalisedText) -> NormalisedText:
    """The view with its misread words as they are meant; itself where nothing is to be mended."""
    words = MisreadWords(view)
    words.mend_impossible()
    if words.is_damaged:
        words.mend_impossible(sure=True)  # what is mended by now is a neighbour that can be known
        words.mend_unlikely()
    edits = [*heading_numbers(view), *torn_numbers(view), *words.edits()]
    if words.is_damaged:
        edits += figures_with_letters(view)
        edits += strokes_of_number_lines(view)
    return view.rewritten(_apart_from_each_other(edits)) if edits else view


def _apart_from_each_other(edits: Iterable[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The edits in order, without those that begin inside another."""
    kept: list[tuple[int, int, str]] = []
    for edit in sorted(edits):
        if not kept or edit[0] >= kept[-1][1]:
            kept.append(edit)
    return kept
