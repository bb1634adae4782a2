"""Runs of a .docx in fonts of the codes TCVN3 and VNI, to Unicode.

A run is read by the code of its font. Where people pasted Unicode into such a run, the font's name is wrong: what was
typed shows itself by letters that the code lacks, in the run, else in its paragraph, else in the whole file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from hmtn_ingest.readers.docx.package import Element, Package, W, attribute
from hmtn_ingest.readers.docx.styles import Styles
from hmtn_ingest.readers.old_codes import OldCode, font_code, in_unicode, is_typed_in, letter_of


@dataclass(frozen=True, slots=True)
class StyledText:
    """A stretch of one look; a break (``LINE``, ``PAGE``) is a piece of its own. ``code``: of its font, as typed."""

    text: str
    bold: bool = False
    italic: bool = False
    code: OldCode | None = None


class OldFonts:
    """What the old fonts of a file are used for. ``unread``: text in a font of an unknown code was met."""

    def __init__(self, package: Package, styles: Styles) -> None:
        self.unread = False
        parts = [part for part in (package.document, package.footnotes, package.endnotes) if part is not None]
        used = Counter[tuple[str, bool]]()
        if _named([*parts, *(part for part in (package.styles, package.theme) if part is not None)]):
            for part in parts:
                used.update(_uses(part, styles))
        self._typed = {name: used[name, True] >= used[name, False] for name, _ in used}

    def read(self, pieces: Sequence[StyledText]) -> list[StyledText]:
        """The pieces of a paragraph in Unicode."""
        if all(piece.code is None for piece in pieces):
            return list(pieces)
        together = _marks_with_letters(pieces)
        words = {
            code.name: "".join(piece.text for piece in together if piece.code and piece.code.name == code.name)
            for code in (piece.code for piece in together)
            if code is not None
        }
        return [self._piece(piece, piece.code, words[piece.code.name]) if piece.code else piece for piece in together]

    def label(self, text: str, font: str) -> str:
        """An automatic number in Unicode: its own words are typed in the font of its level, or of its paragraph."""
        code = font_code(font) if text else None
        if code is None or is_typed_in(code, text) is False:
            return text
        return in_unicode(text, code)

    def _piece(self, piece: StyledText, code: OldCode, paragraph: str) -> StyledText:
        typed = is_typed_in(code, piece.text)
        typed = is_typed_in(code, paragraph) if typed is None else typed
        if code.name == "other":
            self.unread = self.unread or bool(typed)
            return replace(piece, code=None)
        if typed or (typed is None and self._typed.get(code.name, True)):
            return replace(piece, text=in_unicode(piece.text, code), code=None)
        return replace(piece, text=piece.text.replace("\u00ad", ""), code=None)


def _named(parts: Sequence[Element]) -> bool:
    """Whether a font of an old code is named anywhere."""
    names = {value for part in parts for node in part.iter(W + "rFonts") for value in node.attrib.values()}
    names |= {node.get("typeface", "") for part in parts for node in part.iter("{*}latin")}
    return any(font_code(str(name)) for name in names)


def _uses(part: Element, styles: Styles) -> Counter[tuple[str, bool]]:
    """How many runs show that they were typed in the code of their font, and how many that they were not."""
    found = Counter[tuple[str, bool]]()
    for paragraph in part.iter(W + "p"):
        style = attribute(paragraph.find(f"{W}pPr/{W}pStyle"))
        for run in paragraph.iterfind(f".//{W}r"):
            code = font_code(styles.look(style, run.find(W + "rPr")).font)
            text = "".join(node.text or "" for node in run.iterfind(W + "t"))
            typed = None if code is None else is_typed_in(code, text)
            if code is not None and typed is not None:
                found[code.name, typed] += 1
    return found


def _marks_with_letters(pieces: Sequence[StyledText]) -> list[StyledText]:
    """VNI writes a letter as two signs, and Word may part them: the mark goes to the piece that has its vowel."""
    together = [*pieces]
    for here, (left, right) in enumerate(pairwise(pieces)):
        left = together[here]
        code = left.code
        if code is None or right.code is None or code.name != right.code.name or not left.text or not right.text:
            continue
        if letter_of(left.text[-1] + right.text[0], code) and not letter_of(right.text[:2], right.code):
            together[here] = replace(left, text=left.text + right.text[0])
            together[here + 1] = replace(right, text=right.text[1:])
    return together
