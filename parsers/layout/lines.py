"""The written lines of a stretch: paragraphs of forms hold several, set apart by line breaks, tabs or wide gaps."""

from __future__ import annotations

from parsers import regex
from parsers.text import NormalisedText

# A line break, a tab, a pipe of a destroyed table, or three blanks and more: what sets two columns of a form apart
_BREAK = regex.compile(r"[\n\r\t\f\v|]|[ \u00a0]{3,}")
# … or where emphasis begins or ends between two words, all that a cell of Markdown keeps of its lines:
# "UBND TỈNH HÀ BÌNH **SỞ Y TẾ**", "**PHÓ GIÁM ĐỐC** *(Đã ký)* **Mai Thế Trung**"
_EMPHASIS = regex.compile(rf"{_BREAK.pattern}|[*_]{{1,3}} | [*_]{{1,3}}(?=\S)")


def lines_within(view: NormalisedText, start: int, end: int, *, by_emphasis: bool = False) -> list[tuple[int, int]]:
    """The stretch ``[start, end)`` cut where the source has a line break, a tab, a pipe or a wide gap, and
    ``by_emphasis`` where it turns bold or italic; no piece is empty.
    """
    pattern = _EMPHASIS if by_emphasis else _BREAK
    if start >= end:
        return []
    begin, _ = view.source(start, start + 1)
    _, stop = view.source(end - 1, end)
    if not pattern.search(view.document.text, begin, stop):
        return [(start, end)]
    cuts: list[int] = []
    for at in range(start, end):
        if view.text[at] in " \t\n|":
            a = view.source(at - 1, at)[1] if at > start else begin
            b = view.source(at + 1, at + 2)[0] if at + 1 < end else stop
            if pattern.search(view.document.text, a, b):
                cuts.append(at)
    pieces: list[tuple[int, int]] = []
    previous = start
    for cut in (*cuts, end):
        a, b = view.trim(previous, cut, " \t\n|")
        if a < b:
            pieces.append((a, b))
        previous = cut + 1
    return pieces
