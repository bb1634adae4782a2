"""Which lines of a text file make one paragraph.

Two kinds of file have to be told apart: those whose lines are whole paragraphs, and those that were wrapped at a
column (scraped pages, mail, terminals). In the first a line stands alone unless it visibly goes on; in the second a
line goes on unless something visibly begins.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from hmtn_ingest.readers.text.lines import TextLine
from hmtn_ingest.readers.text.wrapping import Wrapping
from parsers.layout import cues
from parsers.text import normal

_NUMBERS = tuple("0123456789/…._")


class TextParagraph:
    """Lines that belong together. ``plain`` is their beginning: enough to see what kind of paragraph it is."""

    __slots__ = ("brackets", "lines", "plain")
    _beginning = 600

    def __init__(self, line: TextLine) -> None:
        self.lines = [line]
        self.plain = line.plain
        self.brackets = _open_brackets(line)

    @property
    def last(self) -> TextLine:
        return self.lines[-1]

    def add(self, line: TextLine) -> None:
        self.lines.append(line)
        self.brackets += _open_brackets(line)
        if len(self.plain) < self._beginning:
            self.plain = f"{self.plain} {line.plain}"


def _open_brackets(line: TextLine) -> int:
    return line.plain.count("(") - line.plain.count(")")


@dataclass(slots=True)
class _Seam:
    """Where a line follows a paragraph without a blank line between them, and what is known of both."""

    before: TextParagraph
    after: TextLine
    wrapping: Wrapping
    counters: dict[str, int]
    """The last number of each kind of numbering that has been met."""
    heads: bool
    """The letterhead may still be going on."""
    cell: bool
    last: TextLine = field(init=False)
    left: str = field(init=False)
    right: str = field(init=False)
    first: bool = field(init=False)
    """The paragraph has one line so far."""
    finished: bool = field(init=False)
    """Its last line ends as a sentence does."""

    def __post_init__(self) -> None:
        self.last = self.before.last
        self.left, self.right = self.last.plain, self.after.plain
        self.first = len(self.before.lines) == 1
        self.finished = cues.is_finished(self.left)

    def full(self) -> bool:
        return self.wrapping.full(self.last, self.after, first=self.first)


class ParagraphReader:
    """Puts the lines of a file into paragraphs; ``in_cell`` lines are those of one table cell."""

    def __init__(self, wrapping: Wrapping) -> None:
        self._wrapping = wrapping
        self.page_numbers: list[tuple[int, int]] = []
        """Places of page numbers found inside sentences: they are no content."""

    def paragraphs(self, lines: Sequence[TextLine], *, in_cell: bool = False, top: bool = False) -> list[TextParagraph]:
        """``lines`` with their blank lines (``empty``); ``top`` where the letterhead may still be going on."""
        found: list[TextParagraph] = []
        counters: dict[str, int] = {}
        gap = barrier = False
        for index, line in enumerate(lines):
            barrier |= line.rule
            if line.empty:
                gap = True
                continue
            before = found[-1] if found else None
            if gap and not in_cell and self._is_page_number(before, line, lines[index + 1 : index + 6]):
                self.page_numbers.append((line.first, line.last))
                continue
            if before is None or barrier:
                goes_on = False
            elif gap:
                goes_on = self._goes_on_after_blank(before, line, lines[index + 1 : index + 40])
            else:
                heads = in_cell or (top and not _type_named(found))
                goes_on = _goes_on(_Seam(before, line, self._wrapping, counters, heads, in_cell))
            if before and goes_on:
                before.add(line)
            else:
                found.append(TextParagraph(line))
                if number := cues.ordinal(line.plain):
                    counters[number[0]] = number[1]
            gap = barrier = False
        return found

    def _is_page_number(self, before: TextParagraph | None, line: TextLine, later: Sequence[TextLine]) -> bool:
        """A number alone between blank lines where the sentence before it goes on behind it."""
        number = line.plain.strip("- –—")
        if before is None or not number.isdigit() or len(number) > 3 or not later or not later[0].empty:
            return False
        following = next((candidate for candidate in later if not candidate.empty), None)
        return (
            following is not None
            and cues.starts_low(following.plain)
            and self._goes_on_after_blank(before, following, ())
        )

    def _goes_on_after_blank(self, before: TextParagraph, after: TextLine, later: Sequence[TextLine]) -> bool:
        """A blank line inside a sentence: the text was cut at the foot of a page."""
        whole, left, right = before.plain, before.last.plain, after.plain
        if after.heading or before.last.heading or cues.is_finished(left):
            return False
        if any(map(_is_of_the_form, (whole, left, right))):
            return False
        if cues.starts_low(right):
            return not cues.is_capitals(whole) and not cues.is_number_alone(whole)
        if cues.starts_item(right):
            dash = self._wrapping.wrapped and cues.is_dash(right) and not _next_is_dash(later)
            return dash and _is_long_sentence(before)
        if cues.leaves_open(left) and len(whole) >= 60 and not cues.is_bullet(whole):
            return True
        return _closes_bracket(before, right)


def _closes_bracket(before: TextParagraph, right: str) -> bool:
    inside, closing, _ = right.partition(")")
    return before.brackets > 0 and bool(closing) and "(" not in inside


def _type_named(paragraphs: Sequence[TextParagraph]) -> bool:
    """Whether one of the last paragraphs is the line of the type, so that the letterhead is over."""
    return any(cues.type_of_line(paragraph.plain) for paragraph in paragraphs[-12:])


def _is_long_sentence(paragraph: TextParagraph) -> bool:
    return len(paragraph.plain) >= 150 and not cues.is_bullet(paragraph.plain) and not _emphasised(paragraph)


def _is_of_the_form(plain: str) -> bool:
    return bool(cues.type_of_line(plain)) or cues.is_head_line(plain) or cues.is_signature(plain)


# --- whether a line goes on with a paragraph: each clue says yes, no, or nothing; the first that speaks decides


def _goes_on(seam: _Seam) -> bool:
    """Whether a line goes on with the paragraph right above it."""
    for clue in _CLUES:
        verdict = clue(seam)
        if verdict is not None:
            return verdict
    return seam.wrapping.wrapped and _wrapped_on(seam)


def _title(seam: _Seam) -> bool | None:
    """A heading and a type name stand alone, but "**II. NỘI DUNG / KẾ HOẠCH**" is one heading."""
    if seam.after.heading or cues.type_of_line(seam.left):
        return False
    if cues.type_of_line(seam.right):
        return cues.is_numbered(seam.before.plain) and _spans(seam.last, seam.after)
    return None


def _number_alone(seam: _Seam) -> bool | None:
    """ "3." has its text in the next line."""
    return not cues.starts_item(seam.right) if seam.first and cues.is_number_alone(seam.left) else None


def _broken_phrase(seam: _Seam) -> bool | None:
    return True if not seam.finished and cues.crosses_phrase(seam.left, seam.right) else None


def _head_line(seam: _Seam) -> bool | None:
    """Lines of the letterhead stand alone, but for a number behind "Số:" and a date behind its place."""
    if cues.is_head_line(seam.right):
        return False
    if seam.left.casefold().endswith(("số:", "số")) and seam.right[:1] in _NUMBERS:
        return True
    whole = cues.is_whole_head_line(seam.left) and not cues.is_place_date(f"{seam.before.plain} {seam.right}")
    return False if whole else None


def _salutation(seam: _Seam) -> bool | None:
    return False if cues.is_salutation(seam.before.plain) and seam.right[:1].isupper() else None


def _item(seam: _Seam) -> bool | None:
    return not seam.finished and _breaks_before_item(seam) if cues.starts_item(seam.right) else None


def _below_heading(seam: _Seam) -> bool | None:
    return cues.starts_low(seam.right) and not seam.finished if seam.last.heading else None


def _left_open(seam: _Seam) -> bool | None:
    """A bracket, a word that needs a number or another word: "trước ngày", "phối hợp với"."""
    if seam.before.brackets > 0 and ")" in seam.right and len(seam.before.plain) < 400:
        return True
    if seam.finished:
        return None
    if cues.takes_number(seam.left) and seam.right[:1].isdigit():
        return True
    open_word = cues.leaves_open(seam.left) and not seam.left.endswith(",")
    return True if open_word and not seam.last.stops_hard else None


def _signer_or_organ(seam: _Seam) -> bool | None:
    """Lines of a signature and bodies of a letterhead each stand alone."""
    left, right = seam.left, seam.right
    if cues.is_signature(right) or (cues.is_capitals(left) and right[:1] in "([/" and cues.SIGNED.match(normal(right))):
        return False
    if cues.is_signature(seam.before.plain) and (cues.looks_like_name(right) or cues.is_capitals(right)):
        return False
    if not cues.is_capitals(left):
        return None
    if seam.heads and cues.is_organ(right) and not left.endswith(","):
        return False
    return False if not cues.is_capitals(right) and cues.looks_like_name(right) else None


def _attachment(seam: _Seam) -> bool | None:
    """ "(Kèm theo Kế hoạch số …)" below a title."""
    if not cues.is_attachment(seam.right):
        return None
    return False if not seam.full() or cues.is_capitals(seam.left) else None


def _running_on(seam: _Seam) -> bool | None:
    """Signs inside the two lines that one sentence or heading goes on, however the file is wrapped."""
    if seam.finished or seam.last.stops_hard:
        return None
    if cues.starts_low(seam.right):
        return True
    if cues.leaves_open(seam.left):
        return True if not cues.is_bullet(seam.before.plain) or seam.wrapping.wrapped else None
    return True if _spans(seam.last, seam.after) and not cues.is_organ(seam.right) else None


_CLUES: tuple[Callable[[_Seam], bool | None], ...] = (
    _title,
    _number_alone,
    _broken_phrase,
    _head_line,
    _salutation,
    _item,
    _below_heading,
    _left_open,
    _signer_or_organ,
    _attachment,
    _running_on,
)
"""What the form says comes before what the sentence says, and that before what the length of the lines says."""


def _wrapped_on(seam: _Seam) -> bool:
    """Whether a line of a wrapped file goes on because the one above had no room for its first word."""
    if seam.cell:
        return seam.full() and not seam.finished and not cues.is_capitals(seam.left) and not cues.is_bullet(seam.right)
    if seam.wrapping.indented:
        return seam.after.indent <= 1
    if _differs(seam.before, seam.after) or (seam.finished and cues.opens_paragraph(seam.right)):
        return False
    if seam.wrapping.loose and (not seam.finished or cues.starts_low(seam.right)):
        return True
    return seam.full()


def _breaks_before_item(seam: _Seam) -> bool:
    """A line that looks like an item is the middle of a sentence: "Văn hóa / - Thể thao", "tháng / 12. Định kỳ"."""
    wrapping, right = seam.wrapping, seam.right
    if wrapping.indented and not seam.cell:
        return seam.after.indent <= 1
    dash = cues.is_dash(right)
    if dash and _dash_joins(seam):
        return True
    if not wrapping.wrapped or seam.cell or (cues.is_bullet(right) and not dash) or _stands_alone(seam):
        return False
    full = seam.full() and wrapping.common(seam.last, first=seam.first)
    return full if dash else (full or cues.takes_number(seam.left)) and not _counts_on(seam)


def _stands_alone(seam: _Seam) -> bool:
    """A heading, or one of the parts that commas end."""
    return seam.left.endswith(",") or cues.is_capitals(seam.left) or _emphasised(seam.before)


def _dash_joins(seam: _Seam) -> bool:
    """ "05 / - 10 người", "Văn hóa / - thể thao": what looks like a bullet is a dash."""
    if seam.left[-1:].isdigit() and seam.right[2:3].isdigit() and (seam.wrapping.wrapped or seam.cell):
        return True
    low = seam.right[2:].lstrip()[:1].islower()
    return low and not (cues.is_bullet(seam.before.plain) or seam.left.endswith(",") or cues.is_capitals(seam.left))


def _counts_on(seam: _Seam) -> bool:
    """Whether a line begins with the number that comes next, or with "Điều", "Chương", "Phụ lục"."""
    number = cues.ordinal(seam.right)
    expected = number is not None and seam.counters.get(number[0], 0) + 1 == number[1]
    return expected or cues.is_unit(seam.right)


def _spans(before: TextLine, after: TextLine) -> bool:
    """True where one stretch of emphasis holds the end of one line and the beginning of the next."""
    return (before.bold_after is not None and before.bold_after == after.bold_before) or (
        before.italic_after is not None and before.italic_after == after.italic_before
    )


def _emphasised(paragraph: TextParagraph) -> bool:
    first, last = paragraph.lines[0], paragraph.last
    return (first.bold_before is not None and last.bold_after is not None) or (
        first.italic_before is not None and last.italic_after is not None
    )


def _next_is_dash(later: Sequence[TextLine]) -> bool:
    """A dash that has others after it opens an item of a list."""
    blank = False
    for line in later:
        if line.empty:
            blank = True
        elif cues.is_bullet(line.plain):
            return True
        elif blank:
            return False
    return False


def _differs(before: TextParagraph, after: TextLine) -> bool:
    """A heading above its text: all of it bold or in capitals, and what follows is neither."""
    if _emphasised(before) and after.bold_before is None:
        return not cues.starts_low(after.plain)
    return cues.is_capitals(before.plain) and " " in before.plain and not cues.is_capitals(after.plain)
