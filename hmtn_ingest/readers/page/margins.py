"""What stands around the running text of a paged document: running heads and feet, page numbers, footnotes."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence

from hmtn_ingest.readers.page.lines import PAGE_NUMBER, PRINTED, PageLine
from parsers import regex
from parsers.layout import cues
from parsers.text import normal

_NUMBER = regex.compile(r"\d+")
# "1 Công văn số ...", "(1) Theo ...", "* Ghi chú", "[2] Xem ...", "1Công văn ..."
_NOTE = regex.compile(r"^(?:[(\[]?\d{1,3}[)\]]?\.?\s*\p{L}|\*)")

EDGE = 2
"""So many lines at the top and at the bottom of a page are looked at."""


def without_running_lines(pages: Sequence[tuple[float, Sequence[PageLine]]]) -> list[list[PageLine]]:
    """Lines of each page without running heads, running feet and page numbers.

    ``pages`` holds the height and the lines of each page, from the first page on. A line goes when it holds nothing but
    its page number or what a browser prints there, or when the same words (page number apart) stand at the same height
    of another page.
    """
    seen: defaultdict[str, list[tuple[int, float, int | None]]] = defaultdict(list)
    edges: list[list[PageLine]] = []
    for index, (height, lines) in enumerate(pages):
        edge = _edge_lines(lines, height)
        edges.append(edge)
        for line in edge:
            key, offset = _key(line, index)
            seen[key].append((index, line.base, offset))
    kept = []
    for index, (height, lines) in enumerate(pages):
        running = set()
        for line in edges[index]:
            key, offset = _key(line, index)
            others = [s for s in seen[key] if s[0] != index and abs(s[1] - line.base) < 4 and s[2] == offset]
            # Inside the margin once more is enough; near the body a line may be repeated for its own sake.
            margin = not 0.068 <= line.base / height <= 0.932
            again = len(others) > 0 if margin else len(others) > 1 and _stands_apart(line, lines)
            if again or _is_lone_number(line, index, height) or (margin and PRINTED.match(line.text)):
                running.add(id(line))
        kept.append([line for line in lines if id(line) not in running])
    return kept


def _edge_lines(lines: Sequence[PageLine], height: float) -> list[PageLine]:
    """Lines near the edges of a page that may be running ones, the outermost first and only while they stand apart."""
    flow = sorted((line for line in lines if line.kind == "flow"), key=lambda line: line.base)
    edge: list[PageLine] = []
    for ordered, zone in ((flow, (0.0, 0.12)), (flow[::-1], (0.88, 1.0))):
        for line in ordered[:EDGE]:
            plain = unicodedata.normalize("NFC", line.text)
            if zone[0] <= line.base / height <= zone[1] and not _heads_form(plain):
                edge.append(line)
            else:
                break
    return edge


def _heads_form(plain: str) -> bool:
    """Whether a line may open page after page of forms: "Mẫu số 1", "DANH SÁCH", "CỘNG HÒA XÃ HỘI ..."."""
    return cues.is_nation(plain) or cues.ANNEX.match(normal(plain)) is not None


def _stands_apart(line: PageLine, lines: Sequence[PageLine]) -> bool:
    """Whether more than the space between two lines of a paragraph parts the line from the others of its page."""
    gaps = [abs(other.base - line.base) for other in lines if other is not line and other.kind == "flow"]
    return min(gaps, default=line.size * 9) > 1.9 * line.size


def _key(line: PageLine, index: int) -> tuple[str, int | None]:
    """The line with its page number taken out, and how far that number is from the place of the page in the file."""
    text = line.text.casefold()
    numbers = _NUMBER.findall(text)
    match = PAGE_NUMBER.match(text)
    own = [match["number"]] if match else [n for n in numbers if len(n) < 5 and int(n) == index + 1][-1:]
    if not own:
        return text, None
    if match:
        return "#", int(own[0]) - index
    head, _, tail = text.rpartition(own[0])
    return f"{head}#{tail}", int(own[0]) - index


def _is_lone_number(line: PageLine, index: int, height: float) -> bool:
    """Whether the line is just the number of its page in the margin, counted from the beginning of the file."""
    match = PAGE_NUMBER.match(line.text)
    if not match or int(match["number"]) != index + 1:
        return False
    return line.base < 0.075 * height or line.base > 0.925 * height


def split_footnotes(
    lines: Sequence[PageLine], rules: Sequence[float], body_size: float
) -> tuple[list[PageLine], list[PageLine]]:
    """Running lines and footnote lines of a page.

    Footnotes are the smaller lines at the foot of the page for which two of three speak: a short rule above them
    (``rules``: heights of such rules), a note mark at their beginning, clearly smaller letters.
    """
    flow = sorted((line for line in lines if line.kind == "flow"), key=lambda line: line.base)
    first = len(flow)
    while first and flow[first - 1].size < 0.96 * body_size:
        first -= 1
    notes = flow[first:]
    if not notes or not first:
        return list(lines), []
    above = flow[first - 1].bottom
    signs = [
        any(above - 2 <= rule <= notes[0].top + 4 for rule in rules),
        bool(_NOTE.match(notes[0].text)),
        max(line.size for line in notes) < 0.88 * body_size,
    ]
    if sum(signs) < 2:
        return list(lines), []
    taken = {id(line) for line in notes}
    return [line for line in lines if id(line) not in taken], notes


def main_size(lines: Sequence[PageLine]) -> float:
    """The font size of most of the text, in points; 0 without text."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return max(sizes.items(), key=lambda s: (s[1], s[0]))[0] if sizes else 0.0
