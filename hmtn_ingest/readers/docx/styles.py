"""Styles of a .docx file: how a paragraph and a run look after all inheritance (ECMA-376 part 1, 17.7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from hmtn_ingest.readers.docx.package import Element, W, attribute, number, switch


class Look(NamedTuple):
    """How a run looks; ``font`` is the font of letters beyond ASCII."""

    bold: bool = False
    italic: bool = False
    capitals: bool = False
    hidden: bool = False
    font: str = ""


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """What a paragraph style says with all that it is based on; ``chain`` names the styles, nearest first."""

    chain: tuple[str, ...]
    alignment: str | None
    num_id: int | None
    level: int | None


_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

# Look's on/off fields, in its order.
_TOGGLES = ("b", "i", "caps", "vanish")
_Stated = tuple[bool | None, ...]
_NOTHING: _Stated = (None,) * len(_TOGGLES)


class Styles:
    """The styles part and the fonts that the theme names; works with defaults where the file has none."""

    def __init__(self, root: Element | None, theme: Element | None = None) -> None:
        self._theme_fonts = _theme_fonts(theme)
        self._styles: dict[str, Element] = {}
        self._default: str | None = None
        defaults: Element | None = None
        if root is not None:
            defaults = root.find(W + "docDefaults")
            for node in root.iterfind(W + "style"):
                name = attribute(node, "styleId")
                if name is None:
                    continue
                self._styles.setdefault(name, node)
                if attribute(node, "type") == "paragraph" and switch_attribute(node, "default"):
                    self._default = self._default or name
        run = None if defaults is None else defaults.find(f"{W}rPrDefault/{W}rPr")
        self._run_defaults = _toggles(run)
        self._default_font = self._font(run) or ""
        paragraph = None if defaults is None else defaults.find(f"{W}pPrDefault/{W}pPr")
        self._default_alignment = None if paragraph is None else attribute(paragraph.find(W + "jc"))
        self._paragraphs: dict[str | None, ParagraphStyle] = {}
        self._looks: dict[tuple[str | None, str | None], Look] = {}

    def paragraph(self, name: str | None) -> ParagraphStyle:
        """The paragraph style ``name``; the default style for ``None`` or an unknown name."""
        if name not in self._paragraphs:
            chain = self._chain(name) or self._chain(self._default)
            alignment: str | None = None
            num_id: int | None = None
            level: int | None = None
            for node in chain:
                properties = node.find(W + "pPr")
                if properties is None:
                    continue
                alignment = alignment or attribute(properties.find(W + "jc"))
                numbering = properties.find(W + "numPr")
                if numbering is not None:
                    num_id = number(numbering.find(W + "numId")) if num_id is None else num_id
                    level = number(numbering.find(W + "ilvl")) if level is None else level
            names = tuple(attribute(node, "styleId") or "" for node in chain)
            self._paragraphs[name] = ParagraphStyle(names, alignment or self._default_alignment, num_id, level)
        return self._paragraphs[name]

    def look(self, paragraph_style: str | None, properties: Element | None) -> Look:
        """The look of a run with the properties ``w:rPr`` in a paragraph of the named style."""
        if properties is None:
            return self._style_look(paragraph_style, None)
        look = self._style_look(paragraph_style, attribute(properties.find(W + "rStyle")))
        bold, italic, capitals, hidden = _toggles(properties)
        font = self._font(properties)
        return Look(
            look.bold if bold is None else bold,
            look.italic if italic is None else italic,
            look.capitals if capitals is None else capitals,
            look.hidden if hidden is None else hidden,
            look.font if font is None else font,
        )

    def numbering_link(self, name: str) -> int | None:
        """The ``numId`` that the numbering style ``name`` stands for."""
        return self.paragraph(name).num_id if name in self._styles else None

    def inner_rules(self, name: str | None) -> str | None:
        """Kind of the vertical lines between the columns of a table of the style ``name``."""
        for node in self._chain(name):
            rule = attribute(node.find(f"{W}tblPr/{W}tblBorders/{W}insideV"))
            if rule is not None:
                return rule
        return None

    def _style_look(self, paragraph_style: str | None, run_style: str | None) -> Look:
        key = (paragraph_style, run_style)
        if key not in self._looks:
            below, font_below = self._inherited(self._chain(paragraph_style) or self._chain(self._default))
            above, font_above = self._inherited(self._chain(run_style))
            # 17.7.3: a property that both styles switch on is off, one that the defaults switch on stays on.
            bold, italic, capitals, hidden = (
                bool(default) or bool(first) != bool(second)
                for default, first, second in zip(self._run_defaults, below, above, strict=True)
            )
            font = font_below if font_above is None else font_above
            font = self._default_font if font is None else font
            self._looks[key] = Look(bold, italic, capitals, hidden, font)
        return self._looks[key]

    def _inherited(self, chain: list[Element]) -> tuple[_Stated, str | None]:
        stated, font = _NOTHING, None
        for node in chain:
            properties = node.find(W + "rPr")
            if properties is not None:
                nearer_first = zip(stated, _toggles(properties), strict=True)
                stated = tuple(base if near is None else near for near, base in nearer_first)
                font = self._font(properties) if font is None else font
        return stated, font

    def _font(self, properties: Element | None) -> str | None:
        """The font of letters beyond ASCII that ``w:rPr`` states; 17.3.2.26: one of the theme goes before a name."""
        fonts = None if properties is None else properties.find(W + "rFonts")
        for kind in ("hAnsi", "ascii") if fonts is not None else ():
            theme = attribute(fonts, kind + "Theme")
            if theme is not None:
                return self._theme_fonts.get(theme, "")
            name = attribute(fonts, kind)
            if name is not None:
                return name
        return None

    def _chain(self, name: str | None) -> list[Element]:
        chain: list[Element] = []
        seen: set[str] = set()
        while name is not None and name in self._styles and name not in seen:
            seen.add(name)
            chain.append(self._styles[name])
            name = attribute(self._styles[name].find(W + "basedOn"))
        return chain


def switch_attribute(node: Element, name: str) -> bool:
    """An on/off attribute that is off when absent."""
    return attribute(node, name) in ("1", "true", "on")


def _toggles(properties: Element | None) -> _Stated:
    if properties is None:
        return _NOTHING
    return tuple(switch(properties.find(W + name)) for name in _TOGGLES)


def _theme_fonts(theme: Element | None) -> dict[str, str]:
    """Names of fonts by how ``w:hAnsiTheme`` refers to them ("minorHAnsi")."""
    found: dict[str, str] = {}
    if theme is None:
        return found
    for rank in ("major", "minor"):
        for node in theme.iterfind(f".//{_A}{rank}Font/{_A}latin"):
            found.update(dict.fromkeys((f"{rank}HAnsi", f"{rank}Ascii"), node.get("typeface", "")))
    return found
