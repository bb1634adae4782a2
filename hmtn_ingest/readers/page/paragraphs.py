"""Lines of a PDF to paragraphs: which line goes on with the paragraph of the line before it.

A PDF knows no paragraphs. What tells them: a first line set in, a last line that ends early, the space between lines,
a bullet or number at the beginning, and the sentence itself.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from hmtn_ingest.readers.page.lines import BULLET, PageLine, marker_of
from parsers import regex
from parsers.layout import cues
from parsers.text import normal

# what may close a paragraph: "...thực hiện.", "...sau đây:", "...(b/c);", "...kế hoạch./.", "...hiến máu.”"
_CLOSED = regex.compile(r"[.;:!?…][\"”’»)\]]*$")
# a word broken behind its hyphen or slash: "126/2024/NĐ-", "2018-", "15/9/"
_BROKEN = regex.compile(r"[\p{L}\d][-–/]$")
# "Bến Lau, ngày 05 tháng 5 năm", "... ngày 05 tháng" whose rest stands on the next line of the letterhead
_DATE_HEAD = regex.compile(r"\b(?:ngày|tháng|năm)(?:\s+\d{1,2})?$")


def breaks_word(text: str) -> bool:
    """Whether a line ends inside a word ("Nghị định số 126/2024/NĐ-"), so that no blank follows."""
    return bool(_BROKEN.search(text))


@dataclass(slots=True)
class PageMeasure:
    """Where the running text of a page stands: margins in points, and how its paragraphs are set."""

    left: float
    right: float
    justified: bool
    indents: list[float] = field(default_factory=list)
    """Where several lines begin, the left margin apart."""
    first_indent: bool = False
    """Paragraphs begin with a first line set in, and the lines after it stand at the margin."""
    pitch: dict[int, float] = field(default_factory=dict)
    """Distance of lines inside a paragraph by font size in half points."""

    def line_pitch(self, size: float) -> float:
        return self.pitch.get(round(size * 2), 1.45 * size)

    @property
    def width(self) -> float:
        return self.right - self.left


def measures(pages: Sequence[Sequence[PageLine]], sizes: Sequence[tuple[float, float]]) -> list[PageMeasure]:
    """The measure of each page from its running lines; pages of one format share what one of them is too short to tell.

    ``sizes`` holds width and height of each page in points.
    """
    shared: dict[tuple[int, int], PageMeasure] = {}
    by_format: defaultdict[tuple[int, int], list[Sequence[PageLine]]] = defaultdict(list)
    for lines, size in zip(pages, sizes, strict=True):
        by_format[round(size[0]), round(size[1])].append(lines)
    for key, group in by_format.items():
        shared[key] = _measure(group, float(key[0]))
    result = []
    for lines, size in zip(pages, sizes, strict=True):
        common = shared[round(size[0]), round(size[1])]
        # Odd and even pages may have different margins, so a page that can tell its own is believed.
        own = _measure([lines], size[0]) if sum(1 for line in lines if line.kind == "flow") >= 15 else common
        moved = own.left - common.left
        if own is not common and abs(own.width - common.width) < 2 and abs(moved) > 2:
            indents = [i + moved for i in common.indents]
            result.append(
                PageMeasure(own.left, own.right, common.justified, indents, common.first_indent, common.pitch)
            )
        else:
            result.append(common)
    return result


def _measure(pages: Sequence[Sequence[PageLine]], page_width: float) -> PageMeasure:
    flow = [[line for line in lines if line.kind == "flow"] for lines in pages]
    every = [line for lines in flow for line in lines]
    ends = Counter(round(line.x1) for line in every if line.x1 - line.x0 > 0.35 * page_width)
    if not ends:
        return PageMeasure(0.12 * page_width, 0.92 * page_width, justified=False)
    # The right margin is where most long lines end; where they end anywhere, it is where the longest does.
    near = {x: sum(ends[x + d] for d in (-2, -1, 0, 1, 2)) for x in ends}
    top = max(near, key=lambda x: (near[x], x))
    justified = near[top] >= 0.4 * ends.total() and near[top] >= 3
    right = max(line.x1 for line in every if not justified or abs(line.x1 - top) <= 2.5)
    left, indents = _starts(every)
    first_indent, pitch = _settings(flow, left, right)
    return PageMeasure(left, right, justified, indents, first_indent, pitch)


def _starts(lines: Sequence[PageLine]) -> tuple[float, list[float]]:
    """The left margin, and where else several lines begin."""
    starts = Counter(round(line.x0) for line in lines)
    enough = max(2, 0.04 * len(lines))
    often = [x for x in sorted(starts) if starts[x - 1] + starts[x] + starts[x + 1] >= enough]
    begin = often[0] if often else min(starts)
    left = min(line.x0 for line in lines if abs(line.x0 - begin) <= 1.5)
    return left, [float(x) for x in often if x > left + 4]


def _settings(flow: Iterable[Sequence[PageLine]], left: float, right: float) -> tuple[bool, dict[int, float]]:
    """Whether first lines are set in, and the distance of lines by font size, from lines that run into each other."""
    steps: defaultdict[int, Counter[float]] = defaultdict(Counter)
    set_in = flush = 0
    for a, b in itertools.chain.from_iterable(map(pairwise, flow)):
        if not _run_into(a, b, right) or abs(b.x0 - left) >= 3:
            continue
        steps[round(a.size * 2)][round((b.base - a.base) * 2) / 2] += 1
        set_in += a.x0 - left > 0.8 * a.size
        flush += abs(a.x0 - left) < 3
    pitch = {size: min(count, key=lambda s: (-count[s], s)) for size, count in steps.items() if count.total() >= 2}
    return set_in >= 2 and set_in >= 0.15 * flush, pitch


def _run_into(a: PageLine, b: PageLine, right: float) -> bool:
    """Whether a line that is full to the right margin has the other one, in the same size, below it."""
    return a.kind == b.kind and abs(a.size - b.size) <= 0.6 and b.base > a.base and right - a.x1 <= 3 * a.size


def mark_centred(lines: Iterable[PageLine], measure: PageMeasure) -> None:
    """Flags lines that stand in the middle between the margins."""
    middle = (measure.left + measure.right) / 2
    for line in lines:
        if line.kind != "flow" or abs(line.centre - middle) > 3.5:
            continue
        inset = line.x0 - measure.left
        if inset < 4 or measure.right - line.x1 < 4:
            continue
        # A short paragraph may end where it happens to look centred; its beginning gives it away.
        set_in = any(abs(line.x0 - x) < 1.5 for x in measure.indents) and not line.bold
        line.centred = not set_in


def continues(paragraph: Sequence[PageLine], line: PageLine, before: PageMeasure, measure: PageMeasure) -> bool:
    """Whether ``line`` goes on with ``paragraph``; ``before`` is the measure of the page that its last line is on."""
    last = paragraph[-1]
    if last.kind != line.kind or last.kind == "aside" or last.group != line.group:
        return False
    if last.kind == "column":
        return last.page == line.page and _continues_in_column(paragraph, line)
    if line.centred and last.text.startswith("(") and ")" not in last.text and last.page == line.page:
        return True
    alone = last.centred or line.centred or last.spread or line.spread
    if alone or _parted(last, line, before, measure):
        return False
    return _reads_on(paragraph, line, before, measure)


def _reads_on(paragraph: Sequence[PageLine], line: PageLine, before: PageMeasure, measure: PageMeasure) -> bool:
    """Whether lines of one look are one paragraph: what the upper ends with, and what the lower begins with."""
    last = paragraph[-1]
    text = unicodedata.normalize("NFC", line.text)
    end = unicodedata.normalize("NFC", last.text)
    if _is_cut_word(end, text):
        return True
    item = bool(marker_of(text))
    closed = bool(_CLOSED.search(end))
    goes_on = not closed and text[:1].islower()
    at_margin = abs(line.x0 - measure.left) < 3
    room = before.right - last.x1
    if room > line.first_width + 0.3 * last.size:
        # The next word would have found room: the paragraph had ended, unless the sentence plainly runs on.
        return goes_on and not item and at_margin and room < 0.25 * before.width
    wrapped_item = at_margin and not closed and _wrapped_marker(text, measure)
    if item and not wrapped_item:
        return False
    if before.justified and room > 0.6 * last.size and not goes_on:
        return False
    aligned = _like_lines_above if len(paragraph) > 1 else _below_first
    return aligned(last, line, before, measure, closed=closed, goes_on=goes_on)


def _is_cut_word(end: str, text: str) -> bool:
    """ "… 126/2024/NĐ-" | "CP …": not before an item, which begins with a sign or number of its own."""
    return breaks_word(end) and text[:1].isalnum() and not marker_of(text)


def _parted(last: PageLine, line: PageLine, before: PageMeasure, measure: PageMeasure) -> bool:
    """Whether size, weight, distance or place alone tell the two lines apart."""
    if abs(last.size - line.size) > 0.12 * last.size:
        return True
    if line.page == last.page:
        step = line.base - last.base
        if step <= 0 or step > 1.2 * measure.line_pitch(max(last.size, line.size)) + 0.5:
            return True
    if max(last.x0 - before.left, line.x0 - measure.left) > 0.35 * before.width:
        return True
    # A heading stands out by weight or capitals; a bold beginning of a sentence goes on in small letters.
    heading = (last.bold and not line.bold) or (_in_capitals(last.text) and not _in_capitals(line.text))
    return heading and not line.text[:1].islower()


def _in_capitals(text: str) -> bool:
    return text.isupper() and sum(map(str.isalpha, text)) > 3


def _wrapped_marker(text: str, measure: PageMeasure) -> bool:
    """Whether a line that begins like an item is the rest of a sentence: "kinh tế / - xã hội", "tại mục / 15. ..."."""
    rest = text[len(marker_of(text)) :]
    return measure.first_indent or (rest[:1].islower() and bool(BULLET.match(text)))


def _insets(last: PageLine, line: PageLine, before: PageMeasure, measure: PageMeasure) -> tuple[float, float]:
    """How far the two lines begin from the margins of their pages, so that odd and even pages compare."""
    return last.x0 - before.left, line.x0 - measure.left


def _like_lines_above(
    last: PageLine, line: PageLine, before: PageMeasure, measure: PageMeasure, *, closed: bool, goes_on: bool
) -> bool:
    """Whether the line begins where the lines of a paragraph of several lines begin."""
    there, here = _insets(last, line, before, measure)
    if abs(here - there) < 0.4 * line.size:
        return line.page == last.page or not closed or measure.first_indent
    return here < there and goes_on


def _below_first(
    last: PageLine, line: PageLine, before: PageMeasure, measure: PageMeasure, *, closed: bool, goes_on: bool
) -> bool:
    """Whether the line begins where the second line of a paragraph would begin."""
    there, here = _insets(last, line, before, measure)
    if here < there - 0.5 * line.size:
        return True
    if here > there + 0.5 * line.size:
        # An item whose further lines stand under its text.
        exact = abs(here - (last.hang - before.left)) < 0.5 * line.size
        return bool(marker_of(last.text)) and (exact or (here - there < 3 * line.size and not closed))
    if there < 3 and measure.first_indent:
        return True
    if not measure.first_indent:
        return not closed or line.page == last.page
    # Two first lines below each other: one paragraph ends full, or a whole paragraph is set in.
    full = not before.justified or before.right - last.x1 < 0.3 * line.size
    return not closed and (goes_on or full)


def _continues_in_column(paragraph: Sequence[PageLine], line: PageLine) -> bool:
    """Inside a column each line stands for itself, save for items, subjects and names that the narrow column broke."""
    last = paragraph[-1]
    text = unicodedata.normalize("NFC", line.text)
    end = unicodedata.normalize("NFC", last.text)
    if (
        (marker_of(text) and not _DATE_HEAD.search(end))
        or line.base - last.base > 1.7 * last.size
        or abs(last.size - line.size) > 0.6
    ):
        return False
    if cues.crosses_phrase(end, text) or _DATE_HEAD.search(end):
        return True
    if _CLOSED.search(end) or end.endswith(","):
        return False
    begin = unicodedata.normalize("NFC", paragraph[0].text)
    return bool(text[:1].islower() or BULLET.match(begin) or cues.ABOUT.match(normal(begin)))


def cell_paragraphs(lines: Sequence[PageLine]) -> list[list[PageLine]]:
    """Lines of a table cell to paragraphs: one, unless the cell is a list whose items all begin alike."""
    paragraphs: list[list[PageLine]] = []
    kind = _item_kind(lines[0].text) if lines else ""
    for line in lines:
        if paragraphs and not (kind and _item_kind(line.text) == kind):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return paragraphs


def _item_kind(text: str) -> str:
    """What sort of item a line begins: its bullet, or one letter for all numbers and one for all letters."""
    marker = marker_of(text).strip()
    if not marker or BULLET.match(marker):
        return marker
    return "1" if any(map(str.isdigit, marker)) else "a"
