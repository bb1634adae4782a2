"""The text of one paragraph of a .docx file: what Word shows with all changes accepted, run by run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from hmtn_ingest.readers.docx.grid import branch
from hmtn_ingest.readers.docx.numbering import SYMBOL_FONTS
from hmtn_ingest.readers.docx.old_fonts import StyledText
from hmtn_ingest.readers.docx.package import Element, W, attribute, switch
from hmtn_ingest.readers.docx.styles import Look, Styles
from hmtn_ingest.readers.old_codes import OldCode, font_code, in_unicode

_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"

LINE, PAGE = "\n", "\f"

_CONTAINERS = frozenset(
    W + name
    for name in (
        "hyperlink", "ins", "moveTo", "sdt", "sdtContent", "smartTag", "customXml", "fldSimple", "dir", "bdo",
        "rubyBase",
    )
)  # fmt: skip
_CHARACTERS = {W + "tab": "\t", W + "ptab": "\t", W + "cr": LINE, W + "noBreakHyphen": "-"}
_BOXES = frozenset((W + "drawing", W + "pict", W + "object"))
_NOTES = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}

# What stands at U+F000 + code in the fonts that Word inserts symbols from; only shapes that carry meaning in a text.
_SYMBOLS = {
    0xA3: "≤", 0xA5: "∞", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠",
    0xBB: "≈", 0xD7: "⋅", 0xDE: "⇒",
}  # fmt: skip
_WINGDINGS = {
    0x28: "☎", 0x2A: "✉", 0x6C: "●", 0x6E: "■", 0x6F: "☐", 0x71: "❑", 0x76: "❖", 0x9F: "•", 0xA7: "▪", 0xA8: "☐",
    0xD8: "➢", 0xE0: "→", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip


@dataclass(slots=True)
class Content:
    """What a paragraph holds: its text, what is drawn in it, also text boxes, and the notes that it refers to."""

    pieces: list[StyledText] = field(default_factory=list)
    drawings: list[Element] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)

    @property
    def blank(self) -> bool:
        return not any(piece.text.strip() for piece in self.pieces)


class TextReader:
    """Reads paragraphs one after the other; knows the field that the last paragraph left open."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._fields: list[bool] = []  # of each open field: still in its instruction
        self._marks: set[Element] = set()
        self._style: str | None = None
        self._codes: dict[str, OldCode | None] = {}

    def begin(self, part: Element) -> None:
        """Prepare for a part: only fields that end are fields, so that a broken one cannot swallow the rest."""
        self._fields = []
        self._marks = set()
        opened: list[list[Element]] = []
        for mark in part.iter(W + "fldChar"):
            if next(mark.iterancestors(W + "del", W + "moveFrom"), None) is not None:
                continue
            kind = attribute(mark, "fldCharType")
            if kind == "begin":
                opened.append([mark])
            elif opened:
                opened[-1].append(mark)
                if kind == "end":
                    self._marks.update(opened.pop())

    def aside(self) -> list[bool]:
        """Set the open fields aside for a text box; give what ``resume`` takes."""
        fields, self._fields = self._fields, []
        return fields

    def resume(self, fields: list[bool]) -> None:
        self._fields = fields

    def read(self, paragraph: Element, style: str | None, content: Content) -> None:
        """Append what ``w:p`` of the named style holds."""
        self._style = style
        self._inline(paragraph, content)

    def _inline(self, parent: Element, content: Content) -> None:
        for node in parent:
            tag = node.tag
            if tag == W + "r":
                self._run(node, self._styles.look(self._style, node.find(W + "rPr")), content)
            elif tag in _CONTAINERS:
                self._inline(node, content)
            elif tag == _ALTERNATIVES:
                chosen = branch(node)
                if chosen is not None:
                    self._inline(chosen, content)
            elif tag in (_M + "oMath", _M + "oMathPara"):
                self._add(_formula(node), self._styles.look(self._style, None), content)

    def _run(self, run: Element, look: Look, content: Content) -> None:
        for node in run:
            if node.tag == W + "fldChar":
                self._field(node)
            elif any(self._fields) or look.hidden:
                continue
            elif node.tag in _NOTES:
                content.notes.append((_NOTES[node.tag], attribute(node, "id") or ""))
                if attribute(node, "customMarkFollows") in ("1", "true", "on"):
                    return  # what follows in this run is the mark itself
            else:
                self._add(self._characters(node, look), look, content)
                self._enclosed(node, look, content)

    def _characters(self, node: Element, look: Look) -> str:
        """What an element of a run shows as text."""
        if node.tag == W + "t":
            return self._letters(node.text or "", look)
        if node.tag == W + "br":
            return PAGE if attribute(node, "type") in ("page", "column") else LINE
        if node.tag == W + "softHyphen":
            return "\u00ad" if self._code(look) else ""  # the letter ư in TCVN3
        return _symbol(node) if node.tag == W + "sym" else _CHARACTERS.get(node.tag, "")

    def _enclosed(self, node: Element, look: Look, content: Content) -> None:
        """What an element of a run holds that has runs or paragraphs of its own."""
        if node.tag in _BOXES:
            content.drawings.append(node)
            content.boxes.extend(_text_boxes(node))
        elif node.tag == _ALTERNATIVES:
            chosen = branch(node)
            if chosen is not None:
                self._run(chosen, look, content)
        elif node.tag == W + "ruby":
            self._inline(node, content)

    def _field(self, mark: Element) -> None:
        if mark not in self._marks:
            return
        kind = attribute(mark, "fldCharType")
        if kind == "begin":
            self._fields.append(True)
        elif self._fields and kind == "separate":
            self._fields[-1] = False
        elif self._fields:
            self._fields.pop()

    def _letters(self, text: str, look: Look) -> str:
        text = text.replace("\n", " ").replace("\r", " ")
        if self._code(look) is not None:
            return text  # as typed: U+00AD is the letter ư in TCVN3
        font = look.font.lower()
        if font in SYMBOL_FONTS:
            text = "".join(_shape(ord(letter), font) for letter in text)
        text = text.replace("\u00ad", "")
        return "".join(upper if len(upper := c.upper()) == 1 else c for c in text) if look.capitals else text

    def _code(self, look: Look) -> OldCode | None:
        if look.font not in self._codes:
            self._codes[look.font] = font_code(look.font)
        code = self._codes[look.font]
        return code._replace(capitals=True) if code and look.capitals else code

    def _add(self, text: str, look: Look, content: Content) -> None:
        if text:
            code = None if text in (LINE, PAGE) else self._code(look)
            content.pieces.append(StyledText(text, look.bold, look.italic, code))


def joined_to_next(paragraph: Element) -> bool:
    """The paragraph's mark is deleted, moved away or hidden: its text runs on in the next paragraph."""
    mark = paragraph.find(f"{W}pPr/{W}rPr")
    if mark is None:
        return False
    gone = mark.find(W + "del") is not None or mark.find(W + "moveFrom") is not None
    return gone or bool(switch(mark.find(W + "vanish"))) or bool(switch(mark.find(W + "specVanish")))


def _shape(code: int, font: str) -> str:
    if not 0xF000 <= code <= 0xF0FF:
        return chr(code)
    low = code - 0xF000
    if font == "wingdings":
        return _WINGDINGS.get(low, chr(code))
    # Symbol has digits and most signs of ASCII at their own codes; its letters are Greek.
    if font == "symbol" and chr(low) in "0123456789%()+,./:;<=>[]":
        return chr(low)
    return _SYMBOLS.get(low, chr(code)) if font == "symbol" else chr(code)


def _symbol(node: Element) -> str:
    try:
        code = int(attribute(node, "char") or "", 16)
    except ValueError:
        return ""
    name = attribute(node, "font") or ""
    old, font = font_code(name), name.lower()
    if old is not None and code & 0xFF >= 0x20:
        return in_unicode(chr(code & 0xFF), old)
    if code <= 0xFF and font in SYMBOL_FONTS:
        code += 0xF000
    return _shape(code, font) if 0x20 <= code <= 0xFFFF and not 0xD800 <= code <= 0xDFFF else ""


def _formula(node: Element) -> str:
    """A formula on one line; a fraction keeps its stroke and a power its mark: 325/250 must not become 325250."""
    parts: list[str] = []
    for child in node:
        if child.tag == _M + "t":
            parts.append(child.text or "")
        elif child.tag in (_M + "den", _M + "sup"):
            parts.append(("/" if child.tag == _M + "den" else "^") + _formula(child))
        elif child.tag not in (W + "del", W + "moveFrom"):
            parts.append(_formula(child))
    return "".join(parts)


def _text_boxes(node: Element) -> Iterator[Element]:
    for child in node:
        if child.tag == W + "txbxContent":
            yield child
        elif child.tag == _ALTERNATIVES:
            chosen = branch(child)
            if chosen is not None:
                yield from _text_boxes(chosen)
        else:
            yield from _text_boxes(child)
