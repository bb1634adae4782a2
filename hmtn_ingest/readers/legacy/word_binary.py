"""What stands in a .doc by its own account: encrypted or whole, of which version, and its text without any layout.

The text is found as MS-DOC 2.4.1 says: the file information block names the table stream and the piece table in it
(Clx), which says where in the stream each run of characters stands, in one byte or two each. Nothing is searched for.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from io import BytesIO
from struct import error as StructError  # noqa: N812 - its name in the library says nothing
from struct import unpack_from
from typing import NamedTuple

import olefile

from hmtn_ingest.readers.errors import Unreadable
from hmtn_ingest.readers.legacy.antiword import antiword_text

_WORD_97 = 0xA5EC
_WORD_6 = 0xA5DC
# bits of the word at 0x0A of the file information block
_ENCRYPTED = 0x0100
_TABLE_1 = 0x0200
_LENGTHS = 0x4C
"""Of body, footnotes, headers, macros, comments, endnotes, text boxes and those of headers, four bytes each."""
_CLX = 0x01A2
_FONTS = 0x0112

# marks of fields: what stands between 13 and 14 is their instruction, what follows up to 15 their result
_FIELD = re.compile("\x13[^\x13\x14\x15]*(?:\x14([^\x13\x14\x15]*))?\x15")
# cells and rows end like paragraphs, as nothing here says which is which; 1E is a hyphen, 1F one to break at
_ENDS = str.maketrans({"\r": "\n", "\x07": "\n", "\x0b": "\n", "\x0c": "\n", "\x0e": "\n", "\x1e": "-"})
_HOLE = "\0" * 4
_NO_TEXT = re.compile("[\x00-\x08\x0f-\x1f]")


class WordBinary:
    """The streams of a .doc. Raises ``Unreadable`` with ``damaged`` where it holds no Word document (MS-CFB)."""

    suffix = ".doc"
    media_type = "application/msword"

    def __init__(self, data: bytes) -> None:
        self._data = data
        try:
            with contextlib.closing(olefile.OleFileIO(BytesIO(data))) as file:
                self._word: bytes = file.openstream("WordDocument").read()
                self._kind, self._flags = unpack_from("<H8xH", self._word)
                table = "1Table" if self._flags & _TABLE_1 else "0Table"
                self._tables: bytes = file.openstream(table).read() if file.exists(table) else b""
                self.cut = bool(file.parsing_issues)
        except MemoryError:  # says nothing about the file
            raise
        except Exception as error:  # olefile lets through what its parser trips over, from IndexError to RecursionError
            raise Unreadable("damaged.legacy", suffix=self.suffix) from error
        if self._kind not in (_WORD_97, _WORD_6):
            raise Unreadable("damaged.legacy", suffix=self.suffix)

    @property
    def filters(self) -> tuple[str, ...]:
        return ("MS Word 97",) if self._kind == _WORD_97 else ("MS Word 95", "MS WinWord 6.0")

    @property
    def encrypted(self) -> bool:
        return bool(self._flags & _ENCRYPTED)

    def for_libreoffice(self) -> bytes:
        return self._data

    def text(self) -> str:
        """What antiword prints where it is installed, as it knows tables; else the characters of the piece table."""
        return antiword_text(self._data) or self.characters()

    @property
    def hole(self) -> bool:
        """Whether characters are no bytes any more, as a disk or a download lost them."""
        with contextlib.suppress(StructError, ValueError):
            return self._kind == _WORD_97 and _HOLE in "".join(_characters(self._word, one) for one in self._pieces())
        return False

    def characters(self) -> str:
        """Body, footnotes, endnotes and text boxes, a line a paragraph or cell.

        Automatic numbers are no text there, and what was deleted under revision still is. Of Word 6 and 95 nothing.
        """
        try:
            body, notes, *others = unpack_from("<8i", self._word, _LENGTHS)
            pieces = list(self._pieces()) if self._kind == _WORD_97 else []
        except (StructError, ValueError):
            return ""
        text = "".join(_characters(self._word, piece) for piece in pieces)
        at, parts = 0, []
        for length, kept in zip(
            (body, notes, *others), (True, True, False, False, False, True, True, False), strict=True
        ):
            parts.append(text[at : at + max(length, 0)] if kept else "")
            at += max(length, 0)
        return _readable("".join(parts))

    def lost_fonts(self) -> list[str]:
        """The names in the table of fonts (2.9.286, 2.9.87); of a damaged table what could be read."""
        names: list[str] = []
        with contextlib.suppress(StructError, IndexError):
            at, length = unpack_from("<II", self._word, _FONTS)
            table = self._tables[at : at + length]
            here = 4
            for _ in range(unpack_from("<H", table)[0]):
                size = table[here]
                name = table[here + 40 : here + 1 + size].decode("utf-16-le", errors="replace")
                names.append(name.partition("\0")[0])
                here += 1 + size
        return names

    def _pieces(self) -> Iterator[_Piece]:
        """The pieces of the piece table (2.9.38, 2.9.177), in the order of the text."""
        start, length = unpack_from("<II", self._word, _CLX)
        clx = self._tables[start : start + length]
        at = 0
        while clx[at : at + 1] == b"\x01":  # a Prc: properties of pieces
            at += 3 + unpack_from("<H", clx, at + 1)[0]
        if clx[at : at + 1] != b"\x02":
            raise ValueError("no piece table")
        size = unpack_from("<I", clx, at + 1)[0]
        places = clx[at + 5 : at + 5 + size]
        count = (len(places) - 4) // 12
        ends = unpack_from(f"<{count + 1}I", places)
        most = len(self._word)
        for number in range(count):
            where = unpack_from("<I", places, 4 * (count + 1) + 8 * number + 2)[0]
            wide = not where & 0x40000000
            offset = where & 0x3FFFFFFF
            characters = ends[number + 1] - ends[number]
            if not 0 <= characters <= most:
                raise ValueError("a piece that is longer than the file")
            most -= characters  # pieces that lie over each other would unfold a small file into a large one
            yield _Piece(offset if wide else offset // 2, characters, wide)


class _Piece(NamedTuple):
    start: int
    characters: int
    wide: bool


def _characters(word: bytes, piece: _Piece) -> str:
    if piece.wide:
        return word[piece.start : piece.start + 2 * piece.characters].decode("utf-16-le", errors="replace")
    return word[piece.start : piece.start + piece.characters].decode("cp1252", errors="replace")


def _readable(text: str) -> str:
    for _ in range(20):  # fields stand in fields
        text, changed = _FIELD.subn(lambda field: field[1] or "", text)
        if not changed:
            break
    return _NO_TEXT.sub("", text.translate(_ENDS))
