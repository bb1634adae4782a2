"""What a content stream of a PDF draws (ISO 32000-1, annex A): its text, and the fonts and forms that it names.

drawing_of(b"BT /F1 12 Tf (KE HOACH) Tj ET /X0 Do")   # Drawing(text=8, fonts={"/F1"}, …)
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

# "(a \(b\) c)", "<00410042>", "/F1", "Tj", "T*", "'", "BI", a number, "[", "<<"
_TOKEN = re.compile(
    rb"%[^\r\n]*"
    rb"|(?P<string>\((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.|\([^()]*+\))*+\))*+\))"
    rb"|(?P<hex><[0-9A-Fa-f\s]*>)"
    rb"|(?P<name>/[^\s\x00()<>\[\]{}/%]*)"
    rb"|(?P<number>[-+.]*\d[\d.\-]*)"
    rb"|(?P<operator>[A-Za-z'\"][A-Za-z0-9*]*)"
    rb"|<<|>>|\[|\]|\{|\}"
    rb"|(?P<odd>[^\s])",
    re.DOTALL,
)
_ESCAPE = re.compile(rb"\\(?:[0-7]{1,3}|\r\n|.)", re.DOTALL)
_OPERATORS = frozenset(
    b"b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* G g gs h i ID j J K k l m M MP n q Q re"
    b" RG rg ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \" true false null".split()
)
_SHOWS = (b"Tj", b"TJ", b"'", b'"')
_INLINE_END = re.compile(rb"\sEI(?=\s|$)")
_FILLS = (b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*")
_PALE = 0.92
"""Of white: paler letters may not be seen, which the drawn page tells."""
_UNSEEN_MODES = (b"3", b"7")
_WHITE = {b"g": (b"1",), b"rg": (b"1", b"1", b"1"), b"k": (b"0", b"0", b"0", b"0")}


@dataclass(slots=True)
class Drawing:
    """``text`` counts the bytes of the strings that are shown, ``steps`` the operators; ``odd`` is what is none.

    ``faint`` says that text is shown in white or in no colour at all, or has white laid over it: it may be seen or not.
    """

    text: int = 0
    steps: int = 0
    fonts: set[str] = field(default_factory=set)
    forms: Counter[str] = field(default_factory=Counter)
    odd: int = 0
    unbalanced: bool = False
    faint: bool = False


def drawing_of(content: bytes, most_steps: int) -> Drawing:
    """What the content draws; reading ends after ``most_steps`` operators."""
    return _ContentReader(content, most_steps).drawing


class _ContentReader:
    def __init__(self, content: bytes, most_steps: int) -> None:
        self.drawing = Drawing()
        self._operands: list[bytes] = []
        self._strings = 0
        self._text_depth = self._begun = 0
        self._mode, self._white = b"0", False
        self._saved: list[tuple[bytes, bool]] = []
        at = 0
        while (token := _TOKEN.search(content, at)) is not None and self.drawing.steps < most_steps:
            at = token.end()
            kind = token.lastgroup
            if kind == "operator":
                if token[0] == b"ID":
                    end = _INLINE_END.search(content, at)
                    at = end.end() if end else len(content)
                else:
                    self._operator(token[0])
                self._operands.clear()
                self._strings = 0
            elif kind == "string":
                self._strings += len(_ESCAPE.sub(b"x", token[0])) - 2
            elif kind == "hex":
                self._strings += len(token[0]) // 2 - 1
            elif kind == "odd":
                self.drawing.odd += 1
            elif kind is not None:
                self._operands.append(token[0])
        self.drawing.unbalanced = self._text_depth != 0

    def _operator(self, name: bytes) -> None:
        drawing = self.drawing
        drawing.steps += 1
        if name not in _OPERATORS:
            drawing.odd += 1
        elif name in _SHOWS:
            drawing.text += self._strings
            drawing.faint |= bool(self._strings) and (self._white or self._mode in _UNSEEN_MODES)
        elif name in (b"BT", b"ET"):
            self._text_depth += 1 if name == b"BT" else -1
        elif name in (b"Tf", b"Do"):
            self._named(name)
        else:
            self._state(name)

    def _named(self, operator: bytes) -> None:
        resource = next((word for word in reversed(self._operands) if word.startswith(b"/")), None)
        if resource is None:
            self.drawing.odd += 1
        elif operator == b"Do":
            self.drawing.forms[_name(resource)] += 1
        else:
            self.drawing.fonts.add(_name(resource))

    def _state(self, name: bytes) -> None:
        if name == b"q":
            self._saved.append((self._mode, self._white))
        elif name == b"Q" and self._saved:
            self._mode, self._white = self._saved.pop()
        elif name == b"Tr" and self._operands:
            self._mode = self._operands[-1].partition(b".")[0].lstrip(b"0") or b"0"  # "3", "3.0", "03"
        elif name in _FILLS:
            self.drawing.faint |= self._white and self.drawing.text > 0  # it may cover what was shown
        elif name in (b"sc", b"scn", b"cs"):
            inks = len(self._operands) == 4  # of cyan, magenta, yellow and black: none of them is white
            self._white = bool(self._operands) and all(map(_is_none if inks else _is_one, self._operands))
        elif name in _WHITE:
            self._white = len(self._operands) == len(_WHITE[name]) and all(
                _is_one(word) if white == b"1" else _is_none(word)
                for word, white in zip(self._operands, _WHITE[name], strict=True)
            )


def _name(written: bytes) -> str:
    """A name as it is meant: "/F#31" is "/F1"."""
    return re.sub(rb"#([0-9A-Fa-f]{2})", lambda match: bytes.fromhex(match[1].decode()), written).decode("latin-1")


def _is_one(word: bytes) -> bool:
    try:
        return float(word) >= _PALE
    except ValueError:
        return False


def _is_none(word: bytes) -> bool:
    try:
        return float(word) <= 1 - _PALE
    except ValueError:
        return False
