"""The letterhead: who issues (and the body above), number and symbol, place and date, urgency, "V/v" of a letter.

Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.1 to II.4. Letterheads come as cells, as lines, or with both columns on one
line; the motto of the right column is taken out first, and what is left of each line is read.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field

from parsers import regex
from parsers.layout import cues
from parsers.layout.cues import ABOUT, ADDRESSED, ATTACHED, ORGAN
from parsers.layout.date_line import DATE, DateLine, date_line, open_date_line
from parsers.layout.grounding import Piece, grounded, upright_box
from parsers.layout.lines import lines_within
from parsers.layout.office_stamps import office_stamps
from parsers.layout.outline import Outline, Paragraph
from parsers.lexicon import load
from parsers.mentions.codes import CodeMention
from parsers.records import DateValue, Grounded
from parsers.text import NormalisedText, either, fold

_WORDS = load("letterhead")
_BARE = regex.compile(rf"(?:{either(_WORDS['bare'])})\W*\Z")
_INNER = regex.compile(rf"(?:{either(_WORDS['inner'])})")
ADVISORY = regex.compile(rf"(?:{either(_WORDS['advisory'])})\b")

# The right column of the youth union's letterhead: "ĐOÀN TNCS HỒ CHÍ MINH"
_UNION = regex.compile(r"đoàn (?:tncs|thanh niên cộng sản) hồ chí minh")
# … in the line of who issues: "BCH ĐOÀN TRƯỜNG CAO ĐẲNG Y TẾ | ĐOÀN TNCS HỒ CHÍ MINH"
_UNION_BEHIND = regex.compile(rf"(?<=\w ){_UNION.pattern}(?=[ *-]*$)")
# … and of the unions beside it, which at the left would be the body above: "HỘI SINH VIÊN VIỆT NAM"
_SISTER_UNION = regex.compile(r"hội (?:sinh viên|lhtn|liên hiệp thanh niên) việt nam")
# "Thời gian ký: 13/11/2025 10:20:30", "Ngày ký: 18/10/2025 09:10:11", "Ngày ban hành: 25/4/2024"
_STAMP = regex.compile(
    r"(?:(?:thời gian|ngày) (?:ký|ban hành|hiệu lực|đăng)|ký (?:bởi|ngày)|người ký|cơ quan|email)\s?:[^|\n\t]*"
)
_STAMP_DAY = regex.compile(r"(?:thời gian|ngày) ký\s?:\s?(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
# "HỎA TỐC", "THƯỢNG KHẨN", "HỎA TỐC HẸN GIỜ"; "KHẨN" only alone in its line
_PRIORITY = regex.compile(
    r"(?<!\p{L})(?:HỎA TỐC(?: HẸN GIỜ)?|HOẢ TỐC(?: HẸN GIỜ)?|THƯỢNG KHẨN)(?!\p{L})|^KHẨN$", regex.MULTILINE
)
_DRAFT = regex.compile(r"\(?(?:dự thảo|bản thảo)(?: lần \d+| \d+)?\)?|(?:tối |tuyệt )?mật")
_ABOUT = regex.compile(rf"(?<!\p{{L}})(?:{ABOUT.pattern})")
# "KHOA NÔNG - LÂM" below a university; not "SỞ" | "KHOA HỌC VÀ CÔNG NGHỆ"
_FACULTY = regex.compile(r"khoa (?!học)")
_NO_LETTERS = regex.compile(r"[\W_\d]*\Z")

_NUMBER_CUE = regex.compile(rf"\b{cues.NUMBER_WORD}\s?\Z")
_SOUND_CUE = regex.compile(r"số\s?[:.]?\s?")
_FOREIGN = regex.compile(r"(?:công văn|kế hoạch|quyết định|theo|kèm)\W*\Z")
_UNREADABLE = regex.compile(
    rf"\A\W*{cues.NUMBER_WORD}\s?(?P<number>\S{{1,8}}(?: \S{{1,4}})?)\s?/\s?"
    r"(?P<notation>[\p{L}&]+\d{0,2}(?:\s?-\s?[\p{L}\d&]+)+)\s*\Z"
)


@dataclass(slots=True)
class Letterhead:
    """What the letterhead shows; pieces are stretches of the view."""

    organ: list[Piece] = field(default_factory=list)
    superior: list[Piece] = field(default_factory=list)
    number: Grounded[str] | None = None
    notation: Grounded[str] | None = None
    place: Grounded[str] | None = None
    date: Grounded[DateValue] | None = None
    priority: Grounded[str] | None = None
    about: list[Piece] = field(default_factory=list)


def letterhead(view: NormalisedText, outline: Outline, codes: Sequence[CodeMention]) -> Letterhead:
    """Everything above the title, and number and date lines that stand between the title and the body, or above the
    signature.
    """
    found = Letterhead()
    top = outline.paragraphs[: _title_end(outline)]
    head = [p for p in top if p.zone == "letterhead"]
    taken: list[Piece] = []
    if head:
        line = date_line(view, (head[0].start, head[-1].end))
        taken += _dated(view, line or open_date_line(view, [(p.start, p.end) for p in head]), found)
    for paragraph in top:
        if paragraph.zone == "letterhead" or _is_form_line(view, paragraph):
            taken += _number(view, paragraph, codes, found)
    for paragraph in (*top, *_above_signature(outline), *outline.zone("signature", "recipients")):
        if paragraph.zone != "letterhead" and _is_form_line(view, paragraph):
            taken += _dated(view, date_line(view, (paragraph.start, paragraph.end)), found)
    if not head:
        return found
    taken += _noise(view, head, found)
    taken += _about(view, head, taken, found)
    _issuers(view, head, taken, found)
    _doubt_stamp(view, head, found)
    return found


def _above_signature(outline: Outline) -> list[Paragraph]:
    """The paragraph above the first signature or list of recipients: some forms have their date line there."""
    for before, paragraph in itertools.pairwise(outline.paragraphs):
        if paragraph.zone in ("signature", "recipients"):
            return [before]
    return []


def _title_end(outline: Outline) -> int:
    """Index of the first paragraph after letterhead and title."""
    for index, paragraph in enumerate(outline.paragraphs):
        if paragraph.zone not in ("letterhead", "title", "stamp"):
            return index
    return len(outline.paragraphs)


def _is_form_line(view: NormalisedText, paragraph: Paragraph) -> bool:
    """A short paragraph that is a number or date line and nothing else."""
    norm = view.norm[paragraph.start : paragraph.end]
    if len(norm) > 90 or ATTACHED.match(norm) or ADDRESSED.match(norm):
        return False
    match = DATE.search(norm)
    if match:
        return not norm[match.end() :].strip(" .…_*") and not any(map(str.isdigit, norm[: match.start()]))
    return bool(cues.NUMBER_BEGINS.match(norm))


def _number(view: NormalisedText, paragraph: Paragraph, codes: Sequence[CodeMention], found: Letterhead) -> list[Piece]:
    """Reads the document's own number where ``paragraph`` has it; gives the stretch that it takes."""
    if found.notation is not None:
        return []
    for code in codes:
        if paragraph.start <= code.start and code.end <= paragraph.end:  # the first one decides
            return _number_of_code(view, paragraph, code, found)
    return _unreadable_number(view, paragraph, found)


def _number_of_code(view: NormalisedText, paragraph: Paragraph, code: CodeMention, found: Letterhead) -> list[Piece]:
    cue = _NUMBER_CUE.search(view.norm[paragraph.start : code.start])
    start = paragraph.start + cue.start() if cue and code.number is not None else code.start
    if not _is_own_number(view, paragraph, code, start, cued=cue is not None):
        return []
    odd = cue is not None and not _SOUND_CUE.fullmatch(cue[0]) and not view.document.voted
    stamped = _stamped(view, paragraph) if code.number is None else None
    if stamped is not None:
        found.number = grounded(view, [stamped], doubts=["number-apart"])
    elif code.number is None:
        found.number = Grounded(value=None, spans=[view.span(code.start, code.end)], doubts=["blank"])
    elif cue is not None and "/" in cue[0] and view.document.ocr:  # "S0/2-TB/ĐTN": a figure written by hand
        number = view.span(code.start, code.start + len(code.number))
        found.number = Grounded(value=None, spans=[number], doubts=["unreadable"])
    else:
        doubts = ["ocr"] if view.document.wholly_doubtful or odd else []
        found.number = grounded(view, [(code.start, code.start + len(code.number))], doubts=doubts)
    found.notation = _notation(view, code, doubts=["ocr"] if odd else [])
    return [(start, code.end)]


# "128", alone in its line
_FIGURES = regex.compile(r"\d{1,5}")
_LINES_BETWEEN = 4
_MARGIN, _HEIGHTS_APART = 12.0, 1.6
"""How far, in points and in heights of the line, a stamped number may stand off the line that it belongs to."""


def _stamped(view: NormalisedText, paragraph: Paragraph) -> Piece | None:
    """The number that a stamp prints a line above its blank label, or below it.

    On a page lines of the other column may come between the two in reading order: there the place on the page tells.
    """
    stamps = office_stamps(view)
    blocks = [block for at, block in enumerate(view.blocks) if block.start < block.end and at not in stamps]
    here = next(i for i, block in enumerate(blocks) if block.start <= paragraph.start < block.end)
    own = [view.trim(*line) for line in lines_within(view, paragraph.start, paragraph.end)]
    reach = 1 if view.document.layout is None else _LINES_BETWEEN
    near = [(b.start, b.end) for b in (*blocks[max(0, here - reach) : here], *blocks[here + 1 : here + 1 + reach])]
    beside = [piece for piece in near if view.document.layout is None or _is_close(view, piece, paragraph)]
    alone = [view.trim(*piece, " \t\n*") for piece in (*own, *beside)]
    found = [piece for piece in alone if _FIGURES.fullmatch(view.text, *piece)]
    return found[0] if len(found) == 1 else None


def _is_close(view: NormalisedText, piece: Piece, paragraph: Paragraph) -> bool:
    """Whether a stretch stands over or under the line of the number, and near it."""
    one, line = upright_box(view, piece), upright_box(view, (paragraph.start, paragraph.end))
    if one is None or line is None or view.span(*piece).page != view.span(paragraph.start, paragraph.end).page:
        return False
    (x0, top, x1, bottom), (left, upper, right, lower) = one, line
    apart = max(upper - bottom, top - lower)
    return left - _MARGIN <= x0 and x1 <= right + _MARGIN and apart <= _HEIGHTS_APART * (lower - upper)


def _is_own_number(view: NormalisedText, paragraph: Paragraph, code: CodeMention, start: int, *, cued: bool) -> bool:
    """Whether a code is the document's own: behind "Số", alone in its line, or with a number left open.

    "V/v … theo Công văn số …" names another document's.
    """
    ahead = view.norm[paragraph.start : start].strip(" \t*|")
    if ABOUT.search(ahead) or _FOREIGN.search(ahead):
        return False
    alone = not ahead and not view.text[code.end : paragraph.end].strip(" .*|")
    return cued or alone or code.number is None


def _unreadable_number(view: NormalisedText, paragraph: Paragraph, found: Letterhead) -> list[Piece]:
    """A number line of a scan of which only the symbol can be read."""
    match = _UNREADABLE.match(view.norm[paragraph.start : paragraph.end])
    if match is None or not view.text[paragraph.start + match.start("notation")].isupper():
        return []
    number = (paragraph.start + match.start("number"), paragraph.start + match.end("number"))
    notation = (paragraph.start + match.start("notation"), paragraph.start + match.end("notation"))
    found.number = Grounded(value=None, spans=[view.span(*number)], doubts=["unreadable"])
    found.notation = grounded(view, [notation], doubts=[] if view.document.voted else ["ocr"])
    return [(paragraph.start, paragraph.end)]


def _notation_at(view: NormalisedText, code: CodeMention) -> int:
    """Where the symbol begins inside a code that may hold blanks."""
    letters = len(code.notation)
    at = code.end
    while letters and at > code.start:
        at -= 1
        letters -= view.text[at] != " "
    return at


def _notation(view: NormalisedText, code: CodeMention, doubts: list[str]) -> Grounded[str]:
    one_letter = len(code.notation) == 1
    at = view.text.rfind(code.notation, code.start, code.end) if one_letter else _notation_at(view, code)
    span = view.span(at, code.end)
    how = "exact" if span.quote == code.notation else "normalised"
    return Grounded(value=code.notation, spans=[span], how=how, doubts=doubts)


def _dated(view: NormalisedText, line: DateLine | None, found: Letterhead) -> list[Piece]:
    """Takes the first date line for place and date of issue; gives the stretches that it takes."""
    if line is None or found.date is not None:
        return []
    found.date, found.place = line.date, grounded(view, line.place)
    return line.taken


def _noise(view: NormalisedText, head: Sequence[Paragraph], found: Letterhead) -> list[Piece]:
    """Motto, stamps, urgency, drafts: stretches that name no issuer."""
    start, end = head[0].start, head[-1].end
    taken = [(start + a, start + b) for a, b in cues.mottoes(view.norm[start:end])]
    taken += [(m.start(), m.end()) for p in (_STAMP, _DRAFT) for m in p.finditer(view.norm, start, end)]
    priority = _PRIORITY.search(view.text[start:end])
    if priority:
        piece = (start + priority.start(), start + priority.end())
        taken.append(piece)
        found.priority = grounded(view, [piece])
    unions = [p for p in head if _UNION.fullmatch(view.norm[p.start : p.end].strip(" *-"))]
    unions += [p for p in head[1:] if _SISTER_UNION.fullmatch(view.norm[p.start : p.end].strip(" *-"))]
    named = [p for p in head if ORGAN.match(view.norm[p.start : p.end]) and p not in unions]
    for paragraph in unions:
        at = head.index(paragraph)
        above = view.norm[head[at - 1].start : head[at - 1].end] if at else ""
        if named and not _BARE.match(above):
            taken.append((paragraph.start, paragraph.end))
    beside = ((p, _UNION_BEHIND.search(view.norm[p.start : p.end])) for p in head)
    return taken + [
        (p.start + behind.start(), p.start + behind.end())
        for p, behind in beside
        if behind and not _BARE.match(view.norm[p.start : p.start + behind.start()])
    ]


def _about(view: NormalisedText, head: Sequence[Paragraph], taken: Sequence[Piece], found: Letterhead) -> list[Piece]:
    """ "V/v …" of a letter with the lines that it runs on."""
    for index, paragraph in enumerate(head):
        match = _ABOUT.search(view.norm, paragraph.start, paragraph.end)
        if not match:
            continue
        pieces = [_until(match.start(), paragraph.end, taken)]
        for following in head[index + 1 :]:
            free = all(b <= following.start or a >= following.end for a, b in taken)
            if not free or not _runs_on(view, paragraph, following):
                break
            pieces.append((following.start, following.end))
        found.about = [view.trim(a, b, " \t\n*") for a, b in pieces]
        return pieces
    return []


def _runs_on(view: NormalisedText, paragraph: Paragraph, following: Paragraph) -> bool:
    """Whether a line in small letters stands in the column of the one above; plain lines are a left column."""
    text, here, there = view.text[following.start : following.end], paragraph.block, following.block
    same_cell = (here.column or 0) == (there.column or 0) and (here.table is None or here.table == there.table)
    return same_cell and not text.isupper() and not _NO_LETTERS.match(text)


def _until(start: int, end: int, taken: Sequence[Piece]) -> Piece:
    return start, min([end, *(a for a, _ in taken if a >= start)])


def _issuers(view: NormalisedText, head: Sequence[Paragraph], taken: Sequence[Piece], found: Letterhead) -> None:
    """The issuing body's lines, and those of the body above it."""
    organs: list[list[Piece]] = []
    for piece in _left_column(view, head, _rest(view, head, taken), found):
        if not _may_name_issuer(view, piece):
            continue
        last = " ".join(view.norm[a:b] for a, b in organs[-1]) if organs else ""
        begins = ORGAN.match(view.norm, *piece) or _FACULTY.match(view.norm, *piece)
        if organs and (not begins or _is_unfinished(last)):
            organs[-1].append(piece)
        else:
            organs.append([piece])
    if len(organs) > 1 and _INNER.fullmatch(" ".join(view.norm[a:b] for a, b in organs[-1])):
        organs[-2:] = [organs[-2] + organs[-1]]  # "ỦY BAN MTTQ VIỆT NAM TỈNH …", "BAN THƯỜNG TRỰC"
    if organs:
        found.organ = organs[-1]
        if len(organs) > 1:
            found.superior = organs[-2]


def _left_column(
    view: NormalisedText, head: Sequence[Paragraph], pieces: list[Piece], found: Letterhead
) -> list[Piece]:
    """The lines of a page that can name the issuer: beside the motto's column, where it has one, and over the number.

    What a register or a digital signature prints into the margin, and urgency in a stamp, name none.
    """
    start, end = head[0].start, head[-1].end
    mottoes = [upright_box(view, (start + a, start + b)) for a, b in cues.mottoes(view.norm[start:end])]
    edge = min((box[0] for box in mottoes if box), default=None)
    number = found.notation.spans[0] if found.notation else None
    below = view.document.layout.place(number.start, number.end) if view.document.layout and number else None
    placed = [(piece, upright_box(view, piece)) for piece in pieces]
    if edge is None or not any(box and box[2] <= edge for _, box in placed):
        return pieces
    floor = below[3] if below else float("inf")
    return [piece for piece, box in placed if box is None or (box[0] < edge and box[1] < floor)]


def _may_name_issuer(view: NormalisedText, piece: Piece) -> bool:
    """A line in capitals, or one that begins as a body's name does."""
    text = view.text[slice(*piece)]
    letters = [c for c in text if c.isalpha()]
    if len(text) > 100 or len(letters) < 2:
        return False
    capitals = sum(c.isupper() for c in letters) >= 0.7 * len(letters)
    return capitals or ORGAN.match(view.norm[slice(*piece)]) is not None


def _is_unfinished(name: str) -> bool:
    """Whether a body's name needs the next line: "ỦY BAN NHÂN DÂN", "HỘI KHUYẾN HỌC VÀ"."""
    return _BARE.match(name) is not None or name.endswith((" và", " -", ",", " của", "&"))


def _rest(view: NormalisedText, head: Sequence[Paragraph], taken: Sequence[Piece]) -> list[Piece]:
    """The lines of the letterhead without what has been read."""
    rest: list[Piece] = []
    for paragraph in head:
        inside = sorted(
            (max(a, paragraph.start), min(b, paragraph.end))
            for a, b in taken
            if a < paragraph.end and b > paragraph.start
        )
        at = paragraph.start
        for a, b in (*inside, (paragraph.end, paragraph.end)):
            if at < a:
                rest += lines_within(view, *view.trim(at, a), by_emphasis=True)
            at = max(at, b)
    trimmed = [view.trim(a, b, " \t\n*-_|,.:;=~") for a, b in rest]
    return [(a, b) for a, b in trimmed if a < b and not _NO_LETTERS.match(view.text[a:b])]


def _doubt_stamp(view: NormalisedText, head: Sequence[Paragraph], found: Letterhead) -> None:
    """A signing stamp that names another day than the date line is said as a doubt of the date."""
    match = _STAMP_DAY.search(view.norm, head[0].start, head[-1].end)
    if match and found.date:
        stamped = f"{match[3]}-{int(match[2]):02d}-{int(match[1]):02d}"
        if found.date.value is None or found.date.value.edtf != stamped:
            found.date.doubts.append("signing-stamp")


def spelled_out(name: str) -> str:
    """A body's name folded, with its abbreviations written out: for comparing two forms of one name."""
    return " ".join(_ABBREVIATIONS.get(word, word) for word in fold(name).split())


_ABBREVIATIONS = {fold(short): fold(long) for short, long in _WORDS["abbreviations"].items()}
