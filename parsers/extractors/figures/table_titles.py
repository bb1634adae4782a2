"""The words above a table: its title, and the lines around it that say what it counts."""

from __future__ import annotations

import regex

from parsers.annotated import AnnotatedDocument
from parsers.lexicon import load
from parsers.text import fold

_TITLES = load("tables")["titles"]
_BEGIN = regex.compile(rf"(?:{'|'.join(fold(w) for w in _TITLES['begin'])})(?!\w)")
_NOT_TITLE = regex.compile(rf"(?:{'|'.join(fold(w) for w in _TITLES['not_title'])})(?!\w)")


def title_of_table(annotated: AnnotatedDocument, start: int) -> tuple[str | None, str]:
    """The title in the lines above a table, and all words of those lines."""
    above: list[str] = []
    for paragraph in reversed([p for p in annotated.outline.paragraphs if p.end <= start]):
        text = " ".join(annotated.view.text[paragraph.start : paragraph.end].split())
        if paragraph.block.table is not None or len(above) == 7:
            break
        if paragraph.zone in ("signature", "recipients"):
            break
        above.insert(0, text)
        if _BEGIN.match(fold(text)) and text == text.upper():
            break
        if paragraph.zone == "body" and (paragraph.opens or text.endswith((".", ":"))):
            break
    heads = [i for i, text in enumerate(above) if _BEGIN.match(fold(text))]
    lines = above[heads[-1] :] if heads and heads[-1] + 3 >= len(above) else above
    lines = above[heads[0] :] if heads else lines
    title: list[str] = []
    brackets = False
    for line in lines:
        opens = line.startswith("(") or brackets
        brackets = opens and not line.endswith(")")
        if opens or (title and _NOT_TITLE.match(fold(line))) or _NOT_TITLE.match(fold(line)):
            continue
        title.append(line)
    return " ".join(title).strip(" :") or None, " ".join(above)
