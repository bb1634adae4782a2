"""Glyphs of a PDF in fonts of the codes TCVN3 and VNI, to glyphs of the Unicode letters that they show.

Comes in: the characters of a page as pdfplumber gives them, in the order of the file. Goes out: the same, each with the
letter that is to be seen; the two glyphs that VNI draws for a letter are one, with the box of both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from hmtn_ingest.readers.old_codes import OldCode, font_code, in_unicode, is_typed_in, letter_of
from parsers import regex

Glyph = dict[str, Any]

# "(cid:173)": how pdfminer writes a code that the font's table of names leaves out, as that of Windows does ư
_UNNAMED = regex.compile(r"\(cid:(\d+)\)")
# The hyphen and ư may have one name in a font; as wide as this, in ems, it is the letter.
_LETTER_WIDE = 0.4


def letters_shown(glyphs: Sequence[Glyph]) -> Sequence[Glyph]:
    """The glyphs with what their fonts show; those of fonts that hold Unicode after all are left as they are."""
    codes = {font: code for font in {glyph["fontname"] for glyph in glyphs} if (code := font_code(font))}
    if not codes:
        return glyphs
    words: dict[str, list[str]] = defaultdict(list)
    for glyph in glyphs:
        words[glyph["fontname"]].append(glyph["text"])
    codes = {
        font: code
        for font, code in codes.items()
        if code.name != "other" and is_typed_in(code, "".join(words[font])) is not False
    }
    shown: list[Glyph] = []
    waiting: Glyph | None = None  # a vowel of VNI, as typed, whose mark may follow
    for glyph in glyphs:
        code = codes.get(glyph["fontname"])
        both = _both(waiting, glyph, code)
        if both is not None:
            shown[-1], waiting = both, None
            continue
        waiting = glyph if code is not None and code.name == "VNI" else None
        shown.append(glyph if code is None else {**glyph, "text": in_unicode(_typed(glyph, code), code)})
    return shown


def _both(vowel: Glyph | None, mark: Glyph, code: OldCode | None) -> Glyph | None:
    """A vowel and the mark that was drawn over it as one glyph."""
    if vowel is None or code is None or code.name != "VNI":
        return None
    letter = letter_of(vowel["text"] + mark["text"], code)
    near = abs(mark["x0"] - vowel["x1"]) < max(mark["size"], vowel["size"])
    if letter is None or not near or abs(mark["matrix"][5] - vowel["matrix"][5]) > 0.2 * vowel["size"]:
        return None
    edges: Glyph = {edge: min(vowel[edge], mark[edge]) for edge in ("x0", "top", "y0")}
    edges.update({edge: max(vowel[edge], mark[edge]) for edge in ("x1", "bottom", "y1")})
    return {**vowel, **edges, "text": letter}


def _typed(glyph: Glyph, code: OldCode) -> str:
    """The sign that was typed for a glyph of an old font."""
    text: str = glyph["text"]
    unnamed = _UNNAMED.fullmatch(text)
    if unnamed is not None and 0xA0 < int(unnamed[1]) <= 0xFF:
        return chr(int(unnamed[1]))
    if text == "-" and code.name == "TCVN3" and glyph["x1"] - glyph["x0"] > _LETTER_WIDE * glyph["size"]:
        return "\u00ad"
    return text
