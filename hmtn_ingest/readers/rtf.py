"""Rich Text Format (1.9.1) to its text, without layout, and to the web page that a mail program wrapped in it.

Comes in: the bytes of an .rtf, or of the body of a message. Text in fonts of TCVN3 and VNI comes out as Unicode.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace

from hmtn_ingest.readers.old_codes import OldCode, font_code, in_unicode, is_typed_in

# "\'e1" | "\u7871 " | "\par" | "\~" | "{" | "}" | text
_TOKEN = re.compile(r"\\'([0-9a-fA-F]{2})|\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\(.)|([{}])|([^\\{}\r\n]+)", re.DOTALL)
_DEEPEST = 500

# destinations that hold no text of the document; so does any behind "\*"
_ASIDE = frozenset((
    "colortbl", "stylesheet", "listtable", "listoverridetable", "revtbl", "rsidtbl", "info", "pict", "object",
    "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf", "footnote", "annotation",
    "atnid", "atnauthor", "fldinst", "xe", "tc", "bkmkstart", "bkmkend", "themedata", "colorschememapping",
    "latentstyles", "datastore", "generator", "filetbl", "pntxta", "pntxtb", "shppict", "nonshppict", "mmathPr",
    "userprops", "xmlnstbl", "pgptbl", "shp", "txe", "rxe", "do",
))  # fmt: skip
_WRITTEN = {
    "par": "\n", "line": "\n", "page": "\n", "sect": "\n", "column": "\n", "tab": "\t", "cell": "\t", "nestcell": "\t",
    "row": "\n", "nestrow": "\n", "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "emspace": " ", "enspace": " ", "qmspace": " ",
}  # fmt: skip
_SIGNS = {"~": " ", "_": "-", "\n": "\n", "\r": "\n", "\\": "\\", "{": "{", "}": "}"}
# \fcharset: the code page of what is written in the font
_CODE_PAGES = {
    0: "cp1252", 77: "mac-roman", 128: "cp932", 129: "cp949", 134: "cp936", 136: "cp950", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip


_FROM_HTML = re.compile(rb"\\fromhtml1\b")
_HEAD = 1024  # bytes in which a file says so


def rtf_text(data: bytes) -> str:
    """Paragraphs, and cells of a row joined by tabs.

    Automatic numbers stand as the program that wrote the file spelled them. Merged cells, notes, headers and text boxes
    are not read.
    """
    return _read(_Reader(), data)


def wrapped_html(data: bytes) -> str | None:
    """The web page that was wrapped in RTF (MS-OXRTFEX); ``None`` where there is none."""
    return _read(_Reader(html=True), data) if _FROM_HTML.search(data[:_HEAD]) else None


def _read(reader: _Reader, data: bytes) -> str:
    reader.read(data.decode("latin-1"))
    return str(reader.text)


@dataclass(slots=True)
class _Group:
    """What holds inside a pair of braces."""

    aside: bool = False
    table: bool = False
    """Inside the table of fonts."""
    hidden: bool = False
    rendered: bool = False
    """Says once more what the wrapped web page says, for programs that show RTF."""
    font: int = 0
    skip: int = 1
    """So many characters behind a Unicode one repeat it for readers without Unicode."""


@dataclass(slots=True)
class _Font:
    page: str = ""
    name: str = ""


@dataclass(slots=True)
class _Text:
    """Stretches of text, each with the code of its font."""

    stretches: list[tuple[OldCode | None, list[str]]] = field(default_factory=list)

    def add(self, text: str, code: OldCode | None) -> None:
        if not self.stretches or self.stretches[-1][0] != code:
            self.stretches.append((code, []))
        self.stretches[-1][1].append(text)

    def __str__(self) -> str:
        typed = ((code, "".join(parts)) for code, parts in self.stretches)
        shown = (
            text if code is None or is_typed_in(code, text) is False else in_unicode(text, code) for code, text in typed
        )
        text = unicodedata.normalize(
            "NFC", "".join(shown).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        )
        return re.sub(r"\t\n", "\n", text)


class _Reader:
    """Reads the text, or with ``html`` the web page that is wrapped in it."""

    def __init__(self, *, html: bool = False) -> None:
        self.text = _Text()
        self._html = html
        self.page = "cp1252"
        self._default = 0
        self._fonts: dict[int, _Font] = {}
        self._codes: dict[int, OldCode | None] = {}
        self._groups = [_Group()]
        self._bytes = bytearray()
        self._to_skip = 0
        self._marked = False  # "\*" was the last token

    @property
    def _here(self) -> _Group:
        return self._groups[-1]

    def read(self, source: str) -> None:
        at = 0
        while (token := _TOKEN.search(source, at)) is not None:
            at = token.end()
            byte, word, number, sign, brace, plain = token.groups()
            if byte is None:
                self._flush()
            if byte is not None:
                self._byte(int(byte, 16))
            elif word == "bin":
                at += max(0, int(number or 0))  # raw bytes, as many as it says
            elif word is not None:
                self._word(word, int(number) if number else None)
            elif brace is not None:
                self._brace(brace)
            elif sign == "*":
                self._marked = True
                continue
            else:
                self._plain(_SIGNS.get(sign, "") if sign is not None else plain)
            self._marked = False
        self._flush()

    def _brace(self, brace: str) -> None:
        if brace == "{" and len(self._groups) < _DEEPEST:
            self._groups.append(replace(self._here))
        elif brace == "}" and len(self._groups) > 1:
            self._groups.pop()
        self._to_skip = 0

    def _byte(self, code: int) -> None:
        if self._to_skip:
            self._to_skip -= 1
        else:
            self._bytes.append(code)

    def _plain(self, text: str) -> None:
        skipped = min(self._to_skip, len(text))
        self._to_skip -= skipped
        self._write(text[skipped:])

    def _flush(self) -> None:
        """Decode the bytes gathered, in the code page of their font."""
        if self._bytes:
            font = self._fonts.get(self._here.font)
            page = (font.page if font else "") or self.page
            self._write(self._bytes.decode("cp1252" if self._code() else page, errors="replace"))
            self._bytes.clear()

    def _code(self) -> OldCode | None:
        """The old code of the font here; what is written in such a font are bytes, whatever its table says."""
        font = self._here.font
        if font not in self._codes:
            self._codes[font] = font_code(self._fonts[font].name) if font in self._fonts else None
        return self._codes[font]

    def _write(self, text: str) -> None:
        here = self._here
        if here.table:
            self._fonts.setdefault(here.font, _Font()).name += text.replace(";", "")
        elif not (here.aside or here.hidden or here.rendered) and text:
            self.text.add(text, self._code())

    def _word(self, word: str, number: int | None) -> None:
        here = self._here
        if word == "fonttbl":
            here.table = True
        elif self._html and word in ("htmltag", "htmlrtf"):
            here.rendered = word == "htmlrtf" and number != 0
        elif self._marked or word in _ASIDE:
            here.aside, here.table = True, False
        elif word in _WRITTEN:
            self._write("" if here.table else _WRITTEN[word])
        elif word == "u" and number is not None:
            self._write(chr(number & 0xFFFF))
            self._to_skip = here.skip
        else:
            self._setting(word, number)

    def _setting(self, word: str, number: int | None) -> None:
        here = self._here
        on = number != 0
        if word == "f" and number is not None:
            here.font = number
        elif word == "fcharset" and here.table:
            self._fonts.setdefault(here.font, _Font()).page = _CODE_PAGES.get(number or 0, "")
        elif word == "uc":
            here.skip = max(0, number if number is not None else 1)
        elif word in ("v", "deleted"):
            here.hidden = on
        elif word == "plain":
            here.font, here.hidden = self._default, False
        elif word == "deff" and number is not None:
            self._default = here.font = number
        elif word == "ansicpg" and number is not None:
            self.page = _known(f"cp{number}")


def _known(page: str) -> str:
    try:
        "".encode(page)
    except LookupError:
        return "cp1252"
    return page
