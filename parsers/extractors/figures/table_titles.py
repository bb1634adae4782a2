"""The words above a table: its title, and the lines around it that say what it counts."""

from __future__ import annotations

from bisect import bisect_right

from parsers import regex
from parsers.annotated import AnnotatedDocument
from parsers.lexicon import load
from parsers.text import fold

_TITLES = load("tables")["titles"]
_BEGIN = regex.compile(rf"(?:{'|'.join(fold(w) for w in _TITLES['begin'])})(?!\w)")
_NOT_TITLE = regex.compile(rf"(?:{'|'.join(fold(w) for w in _TITLES['not_title'])})(?!\w)")


def title_of_table(annotated: AnnotatedDocument, start: int) -> tuple[str | None, str]:
    """The title in the lines above a table, and all words of those lines."""
    above = _lines_above(annotated, start)
    heads = [i for i, text in enumerate(above) if _BEGIN.match(fold(text))]
    lines = above[heads[0] :] if heads else above
    title: list[str] = []
    brackets = False
    for line in lines:
        opens = line.startswith("(") or brackets
        brackets = opens and not line.endswith(")")
        if not opens and not _NOT_TITLE.match(fold(line)):
            title.append(line)
    return " ".join(title).strip(" :") or None, " ".join(above)


def _lines_above(annotated: AnnotatedDocument, start: int) -> list[str]:
    """Up to seven lines right above a table that may be its title, from the line that begins an annex or a part on."""
    above: list[str] = []
    paragraphs = annotated.outline.paragraphs
    for number in range(bisect_right(paragraphs, start, key=lambda p: p.end) - 1, -1, -1):
        paragraph = paragraphs[number]
        if paragraph.block.table is not None or len(above) == 7 or paragraph.zone in ("signature", "recipients"):
            break
        text = " ".join(annotated.view.text[paragraph.start : paragraph.end].split())
        if text.endswith(".") and any(not line.startswith("(") for line in above):
            break  # a sentence before the title
        above.insert(0, text)
        opens = paragraph.zone == "body" and (paragraph.opens or text.endswith((".", ":")))
        if opens or (text == text.upper() and _BEGIN.match(fold(text))):
            break
    return above
