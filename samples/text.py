"""A specimen as plain text: what a copy out of a word processor or off a web page looks like."""

from __future__ import annotations

import textwrap
import unicodedata
from itertools import zip_longest

from samples.source import Grid, Pair, Paragraph, Specimen, plain


def write(specimen: Specimen) -> bytes:
    """UTF-8 in the specimen's normalisation form; a blank line between paragraphs, tabs between cells."""
    options = specimen.options
    stretches: list[str] = []
    previous = ""
    for part in specimen.parts:
        if isinstance(part, Pair):
            left, right = [plain(line) for line in part.left], [plain(line) for line in part.right]
            if part.kind == "letterhead" and options.letterhead == "tabs":
                stretches.append("\n".join(f"{a}\t{b}".strip() for a, b in zip_longest(left, right, fillvalue="")))
            else:
                stretches += ["\n".join(left), "\n".join(right)]
        elif isinstance(part, Grid):
            stretches.append("\n".join("\t".join(row) for row in part.rows))
        elif isinstance(part, Paragraph):
            text = ("- " if part.kind == "bullet" else "") + plain(part.text)
            if options.wrap and part.kind in ("paragraph", "bullet", "basis"):
                text = textwrap.fill(text, options.wrap, break_on_hyphens=False, break_long_words=False)
            if part.kind == previous == "title":
                stretches[-1] += "\n" + text
            else:
                stretches.append(text)
        previous = part.kind if isinstance(part, Paragraph) else ""
    return unicodedata.normalize(options.unicode, "\n\n".join(stretches) + "\n").encode()
