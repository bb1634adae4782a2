"""The two-column parts of a page that no rules part: letterhead and signature block."""

from __future__ import annotations

from dataclasses import dataclass

from hmtn_ingest.readers.page.words import PageWord, WordRow, is_column_gap, is_letter_spaced, phrase
from parsers import regex
from parsers.layout import cues
from parsers.text import normal

Band = tuple[list[list[PageWord]], list[list[PageWord]]]

# "Bến Lau, ngày 14 tháng ...", "Hà Nội, ngày      tháng ...", here from the last word of the place on
_DATE = regex.compile(r"^\p{L}+,\s*ngày\b", regex.I)


@dataclass(slots=True)
class _Gutter:
    """The empty strip between two columns, narrowed row by row."""

    left: float
    right: float

    def cut(self, row: WordRow, begins: float | None) -> int | None:
        """How many words of the row stand left of the gutter, or ``None`` when the row runs across it.

        ``begins`` is where the lines of a left-aligned left column start, if that is known. Narrows the gutter to what
        the row leaves free.
        """
        em = row.size
        words = row.words
        if is_letter_spaced(words):
            return None
        cuts = range(len(words) + 1)
        if begins is not None:
            cuts = range(1) if row.x0 > begins + 1.5 * em else range(1, len(words) + 1)
        best: tuple[float, int, float, float] | None = None
        for cut in cuts:
            left = max([w.x1 for w in words[:cut]], default=self.left)
            right = min([w.x0 for w in words[cut:]], default=self.right)
            left, right = max(left, self.left), min(right, self.right)
            # The blank of a stretched line may happen to lie over the gutter; it is narrower than a column gap.
            least = 0.7 if 0 < cut < len(words) and not is_column_gap(words, cut) else 0.35
            if right - left >= least * em and (best is None or right - left > best[0]):
                best = (right - left, cut, left, right)
        if best is None:
            return None
        self.left, self.right = best[2], best[3]
        return best[1]


def column_region(rows: list[WordRow], start: int, page_width: float) -> tuple[int, list[Band]] | None:
    """The two-column region that begins with row ``start``: the row behind it, and its bands of left and right lines.

    Known by what stands in them (national name, motto, date; "Nơi nhận"; two headings in capitals side by side) and
    followed down along the empty strip between their columns. A new band begins with the document number.
    """
    gutter = _letterhead_gutter(rows, start)
    if gutter is not None:
        return _follow(rows, start, gutter, 0, page_width, signature=False)
    found = _signature_gutter(rows, start, page_width)
    return _follow(rows, start, *found, page_width, signature=True) if found else None


def _letterhead_gutter(rows: list[WordRow], start: int) -> _Gutter | None:
    """The gutter of a letterhead whose first row is ``start``: left of what every right cell holds."""
    for row in rows[start : start + (6 if start == 0 else 4)]:
        index = _right_cell(row, top=start == 0)
        if index is None:
            continue
        edge = row.words[index].x0
        if index:
            return _Gutter(row.words[index - 1].x1, edge)
        # Alone in its row: a letterhead only if something stands to its left in the rows around.
        beside = [r for r in rows[start : start + 6] if r is not row and r.x0 < edge - 4 * row.size]
        ends = [w.x1 for r in beside for w in r.words if w.x1 < edge]
        return _Gutter(min(ends), edge) if ends else None
    return None


def _right_cell(row: WordRow, *, top: bool) -> int | None:
    """Where in a row the right cell of a letterhead begins: national name, motto or, at the top of a page, the date."""
    words = row.words
    for index, word in enumerate(words):
        first = word.text[0]
        if first in "CcĐđ":
            if cues.may_open_nation(str(word)) and cues.is_nation(phrase(words[index : index + 8])):
                return index
        elif top and index and first in "nN" and _DATE.match(phrase(words[index - 1 : index + 3])):
            begin = index
            while begin and not is_column_gap(words, begin):
                begin -= 1
            return begin
    return None


def _signature_gutter(rows: list[WordRow], start: int, page_width: float) -> tuple[_Gutter, int] | None:
    """The gutter of a signature block whose first row is ``start``, and how many rows belong to it in any case."""
    for index, row in enumerate(rows[start : start + 4], start):
        if not cues.RECIPIENTS.match(normal(phrase(row.words[:4]))):
            # Lines of the signature may stand higher than "Nơi nhận"; anything else ends the search.
            if row.x0 < 0.4 * page_width:
                break
            continue
        cut = next((i for i in range(1, len(row.words)) if is_column_gap(row.words, i)), None)
        left = row.words[cut - 1].x1 if cut else row.x1
        right = row.words[cut].x0 if cut else page_width
        if index > start:
            right = min(right, *(r.x0 for r in rows[start:index]))
        return (_Gutter(left, right), index + 1 - start) if left < right else None
    row = rows[start]
    cuts = [i for i in range(1, len(row.words)) if is_column_gap(row.words, i)]
    if len(cuts) == 1 and row.x0 < 0.5 * page_width < row.words[-1].x1:
        sides = [phrase(row.words[: cuts[0]]), phrase(row.words[cuts[0] :])]
        if all(s.isupper() and sum(map(str.isalpha, s)) > 5 and not any(map(str.isdigit, s)) for s in sides):
            return _Gutter(row.words[cuts[0] - 1].x1, row.words[cuts[0]].x0), 1
    return None


def _follow(
    rows: list[WordRow], start: int, gutter: _Gutter, least: int, page_width: float, *, signature: bool
) -> tuple[int, list[Band]] | None:
    """Follows the gutter down from row ``start``, at least ``least`` rows, as long as no row runs across it."""
    bands: list[Band] = [([], [])]
    left_edges: list[float] = []
    widest_gap = 9 if signature else 4
    index = start
    while index < len(rows):
        row = rows[index]
        if index - start >= max(least, 1) and row.top - rows[index - 1].bottom > widest_gap * row.size:
            break
        cut = gutter.cut(row, min(left_edges, default=None))
        if cut is None:
            break
        if not signature:
            if _both_sides(bands) and _is_title(row, cut, page_width):
                break
            if any(bands[-1]) and cues.NUMBER_BEGINS.match(normal(phrase(row.words[:cut]))):
                bands.append(([], []))
        elif cut:
            left_edges.append(row.x0)
        for side, words in zip(bands[-1], (row.words[:cut], row.words[cut:]), strict=True):
            if words:
                side.append(words)
        index += 1
    return (index, bands) if _both_sides(bands) else None


def _both_sides(bands: list[Band]) -> bool:
    return any(left for left, _ in bands) and any(right for _, right in bands)


def _is_title(row: WordRow, cut: int, page_width: float) -> bool:
    """A line in the middle of the page under the letterhead is the title of the document, not part of a column."""
    if abs(row.x0 + row.x1 - page_width) >= 0.06 * page_width:
        return False
    return cut in (0, len(row.words)) or cues.type_of_line(phrase(row.words)) is not None
