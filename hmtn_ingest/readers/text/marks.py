"""Formatting marks of a text file: what Markdown, scrapers and typists put around the words.

Marks are found, never removed: the result is a list of stretches that are no content, and the stretches that stand in
bold and italic type. Numbering and bullets are content. Follows CommonMark where texts follow it; scraped texts open
and close emphasis across lines and around blanks, so delimiters are paired by turns within a paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

Stretch = tuple[int, int]

# "-------" under a letterhead, "---", "* * *", "_____" alone on a line, "=====", "-----o0o-----"
_RULE = re.compile(
    r"[ \t\u00a0]*(?:([-–—_=~*])[ \t\u00a0]*)(?:\1[ \t\u00a0]*){2,}"
    r"|[ \t\u00a0]*[-–—_=~*]{2,}[ \t]*[oO0@*]{1,3}[ \t]*[-–—_=~*]{2,}[ \t\u00a0]*"
)
# "```", "~~~markdown"
_FENCE = re.compile(r"[ \t]*(```|~~~)\w*[ \t]*")
# "** **", "* *", "**": a line of stars only
_STARS_ONLY = re.compile(r"[ \t\u00a0]*\*[* \t\u00a0]*")
# "## KẾ HOẠCH", "      ## ĐẢNG CỘNG SẢN"
_HEADING = re.compile(r"[ \t]*(#{1,6})(?=[ \t]+\S)[ \t]+")
_HEADING_END = re.compile(r"[ \t]+#+[ \t]*$")
# "> Lưu ý", "> > trích"
_QUOTE = re.compile(r"[ \t]*(?:>[ \t]?)+(?=[^\s>=])")
# "*   Quán triệt", "* Sở Y tế;"
_STAR_BULLET = re.compile(r"[ \t\u00a0]*(?:>[ \t]*)*\*(?=[ \t\u00a0]+[^\s*])")
_LONE_PIPE = re.compile(r"[ \t\u00a0]*\|[ \t\u00a0]*")
# "\-", "\*", "1\."; "**"; "<br>", "</b>"; "`"
_TOKEN = re.compile(
    r"\\(?=[*_#+\-.!|>`~()\[\]{}])(?P<escaped>.)"
    r"|(?P<stars>\*+)"
    r"|(?P<tag></?(?:b|i|u|em|strong|sup|sub|center|br)\s*/?>)",
    re.IGNORECASE,
)
_SIGN = re.compile(r"[\\*<_]")  # what any of these begins with
# "_Có phân bổ kèm theo_", "__Lưu ý__"; not "____/KH-UBND", not "bieu_mau_01.xlsx"
_UNDERLINES = re.compile(r"(?<![\w\\])(_{1,2})(?=[^\W_]|[“\"(*])((?:(?!\1).){0,2000}?[^\s_])\1(?!\w)", re.DOTALL)
_FOOTNOTE_STARS = re.compile(r"\(\*{1,3}\)")
# "MTQG*.*", "phòng ngừa*, *phát hiện": emphasis on a sign alone
_EMPHASISED_STOP = re.compile(r"(?<=\w)\*(?:[.,;:)”\"]{1,3})\s?\*(?!\*)")


@dataclass(slots=True)
class Marks:
    """Marks of one text, all in order of place."""

    stretches: list[Stretch] = field(default_factory=list)
    bold: list[Stretch] = field(default_factory=list)
    italic: list[Stretch] = field(default_factory=list)
    rules: set[int] = field(default_factory=set)
    """Starts of lines that are a horizontal rule or a fence: what stands above and below is never one paragraph."""
    headings: set[int] = field(default_factory=set)
    """Starts of lines that are a Markdown heading."""
    breaks: list[int] = field(default_factory=list)
    """Places of ``<br>``."""

    def covered(self, ranges: list[Stretch], place: int) -> int | None:
        """Index of the range that holds ``place``, or ``None``."""
        index = bisect_right(ranges, (place, 1 << 60)) - 1
        return index if index >= 0 and ranges[index][0] <= place < ranges[index][1] else None


def find_marks(text: str, lines: list[Stretch]) -> Marks:
    """Marks of ``text``, whose lines (without their line ends) are ``lines``."""
    marks = Marks()
    region: list[tuple[int, int, bool]] = []
    emphasis = _Emphasis(text, marks)
    for index, (start, end) in enumerate(lines):
        line = text[start:end]
        if not line.strip():
            emphasis.close(region)
            region = []
            continue
        if _LONE_PIPE.fullmatch(line):
            marks.stretches.append((start + line.index("|"), start + line.index("|") + 1))
            emphasis.close(region)
            region = []
            continue
        if _FENCE.fullmatch(line) or (_RULE.fullmatch(line) and not (_STARS_ONLY.fullmatch(line) and region)):
            marks.rules.add(start)
            marks.stretches.append(_trimmed(line, start))
            emphasis.close(region)
            region = []
            continue
        body = start
        quote = _QUOTE.match(line)
        if quote and _is_quote(text, lines, index, line[quote.end() :]):
            marks.stretches.append((start, start + len(quote[0].rstrip())))
            body = start + quote.end()
        heading = _HEADING.match(text, body, end)
        if heading:
            emphasis.close(region)
            region = []
            marks.headings.add(start)
            marks.stretches.append((heading.start(1), heading.end(1)))
            tail = _HEADING_END.search(text, heading.end(), end)
            if tail:
                marks.stretches.append((tail.start(), end))
                end = tail.start()
            marks.bold.append((heading.end(), end))
            body = heading.end()
        bullet = _STAR_BULLET.match(text, body, end)
        region.append((bullet.end() - 1 if bullet else body, end, bool(bullet)))
        if heading:
            emphasis.close(region)
            region = []
    emphasis.close(region)
    marks.stretches = merged(marks.stretches)
    marks.bold = merged(marks.bold)
    marks.italic = merged(marks.italic)
    return marks


def _is_quote(text: str, lines: list[Stretch], index: int, rest: str) -> bool:
    """ ">" opens a quotation unless it compares ("> 30%"): then a neighbouring line would have to be quoted too."""
    if not rest[:1].isdigit():
        return True
    around = [lines[i] for i in (index - 1, index + 1) if 0 <= i < len(lines)]
    return any(text[s:e].lstrip().startswith(">") for s, e in around)


@dataclass(slots=True)
class _Opened:
    """The stars of a paragraph that wait for their second half."""

    italic: Stretch | None = None
    """The stars themselves, and where the italic text begins."""
    italic_from: int = 0
    bold: int | None = None
    """Where the bold text begins."""


class _Emphasis:
    """Pairs the delimiters of one paragraph after the other; a double star left open may close in the next ones."""

    reach = 3

    def __init__(self, text: str, marks: Marks) -> None:
        self._text = text
        self._marks = marks
        self._waiting: tuple[int, int] | None = None  # place after an unclosed "**", paragraphs since

    def close(self, region: list[tuple[int, int, bool]]) -> None:
        if not region:
            return
        if self._waiting:
            place, age = self._waiting
            self._waiting = (place, age + 1) if age + 1 < self.reach else None
        start, end = region[0][0], region[-1][1]
        if not _SIGN.search(self._text, start, end):
            return
        self._underlines(start, end)
        stops = {place for m in _EMPHASISED_STOP.finditer(self._text, start, end) for place in (m.start(), m.end() - 1)}
        runs: list[Stretch] = []
        for line_start, line_end, bullet in region:
            kept = {m.start() + 1 for m in _FOOTNOTE_STARS.finditer(self._text, line_start, line_end)}
            for token in _TOKEN.finditer(self._text, line_start, line_end):
                if token["escaped"]:
                    self._mark(token.start(), token.start() + 1)
                elif token["tag"]:
                    self._mark(*token.span())
                    if token["tag"].lower().startswith("<br"):
                        self._marks.breaks.append(token.start())
                elif token.start() in stops:
                    self._mark(*token.span())
                elif token.start() in kept or (bullet and token.start() == line_start):
                    continue
                elif not self._multiplies(*token.span()):
                    runs.append(token.span())
        self._pair(runs)

    def _multiplies(self, start: int, end: int) -> bool:
        if end - start != 1:
            return False
        before, after = self._text[max(0, start - 3) : start], self._text[end : end + 3]
        if before[-1:].isspace() != after[:1].isspace():
            return False
        return before.rstrip()[-1:].isdigit() and after.lstrip()[:1].isdigit() and "\n" not in before + after

    def _pair(self, runs: list[Stretch]) -> None:
        """Pairs runs of stars by turns: one or three are italic, two or three bold."""
        opened = _Opened()
        odd_left = sum((stop - start) % 2 for start, stop in runs)
        for number, run in enumerate(runs):
            size = run[1] - run[0]
            odd_left -= size % 2
            if size % 2:
                self._pair_italic(run, opened, may_close=odd_left > 0)
            if size in (2, 3):
                self._pair_bold(run, opened, last=number == len(runs) - 1)
            elif size >= 4:
                self._mark(*run)
        if opened.bold is not None:
            self._waiting = (opened.bold, 0)
        if opened.italic and opened.italic[1] - opened.italic[0] == 1:
            start = opened.italic[0]
            if self._text[start : start + 3] == "***":
                self._mark(start, start + 1)

    def _pair_italic(self, run: Stretch, opened: _Opened, *, may_close: bool) -> None:
        start, stop = run
        size = stop - start
        if opened.italic:
            self._marks.italic.append((opened.italic_from, start))
            self._mark(*opened.italic)
            self._mark(start, start + 1)
            opened.italic = None
        elif size > 1 or (may_close and self._may_open(start, stop)):
            opened.italic = (start, start + 1) if size == 3 else run
            opened.italic_from = stop
        elif self._trails(start, stop):
            self._mark(start, stop)

    def _pair_bold(self, run: Stretch, opened: _Opened, *, last: bool) -> None:
        start, stop = run
        if opened.bold is not None:
            self._marks.bold.append((opened.bold, start))
            opened.bold = None
        elif self._waiting and last and not self._text[start - 1 : start].isspace():
            self._marks.bold.append((self._waiting[0], start))
            self._waiting = None
        else:
            opened.bold = stop
        self._mark(stop - 2, stop)

    def _may_open(self, start: int, stop: int) -> bool:
        after = self._text[stop : stop + 1]
        before = self._text[start - 1 : start] if start else ""
        if after.isspace() and not self._among_stars(start):
            return False
        return not (before.isalnum() and after in ".,;:)!?")

    def _among_stars(self, place: int) -> bool:
        """ "* *": the line holds nothing else."""
        before = self._text[max(0, place - 10) : place].rpartition("\n")[2]
        after = self._text[place : place + 10].partition("\n")[0]
        return bool(_STARS_ONLY.fullmatch(before + after))

    def _trails(self, start: int, stop: int) -> bool:
        """ "VN-2000;*" at the end of a line: the closing star of emphasis whose opening is lost."""
        return self._text[start - 1 : start] in tuple(";.,:)”") and self._text[stop : stop + 1] in ("", "\n")

    def _underlines(self, start: int, end: int) -> None:
        for match in _UNDERLINES.finditer(self._text, start, end):
            size = len(match[1])
            self._mark(match.start(), match.start() + size)
            self._mark(match.end() - size, match.end())
            ranges = self._marks.bold if size == 2 else self._marks.italic
            ranges.append((match.start() + size, match.end() - size))

    def _mark(self, start: int, end: int) -> None:
        self._marks.stretches.append((start, end))


def _trimmed(line: str, start: int) -> Stretch:
    return start + len(line) - len(line.lstrip()), start + len(line.rstrip())


def merged(stretches: list[Stretch]) -> list[Stretch]:
    merged: list[Stretch] = []
    for start, end in sorted(stretches):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif end > start:
            merged.append((start, end))
    return merged
