"""Who signed: competence, position, office and name (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.7)."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import Literal

from parsers import regex
from parsers.layout.cues import AUTHORITY, ORGAN, POSITION, SIGNING, TITLES, looks_like_name
from parsers.layout.grounding import Piece, grounded, upright_box
from parsers.layout.lines import lines_within
from parsers.layout.outline import Outline, Paragraph
from parsers.records import Grounded
from parsers.text import NormalisedText, fold

# "(Đã ký)", "(ký, đóng dấu)", "[daky]", "Ký bởi: …", "Thời gian ký: 13/11/2025 10:20:30", "05 HS"
_NOT_CONTENT = regex.compile(
    r"\W*(?:(?:đã )?ký\b.{0,25}|đã ký|\[?daky\]?|người ký\b.*|ký bởi\b.*|(?:thời gian|ngày) ký\b.*|cơ quan:.*"
    r"|email:.*|\d{1,3} \w+|\W*)\Z"
)
_OFFICE_IN_LINE = regex.compile(rf"(?<=\s)(?:{POSITION.pattern})")
# What a position may go on with: "PHÓ" | "CHỦ TỊCH", "KT." | "CHỦ TỊCH", "TM. BAN" | "THƯ KÝ HỘI"
_GOES_ON = regex.compile(
    r"(?:phó|quyền|q\.|[,&/-]|và|kiêm|của|(?:tm|kt|tl|tuq)[.]?|[tk]/[mtl]|(?:tm[.]?|t/m)[ .]{0,2}ban)\ ?\Z"
)
_NAME_AT_END = regex.compile(r"(?<=\p{Lu}{2} )\p{Lu}\p{Ll}+(?: \p{Lu}[\p{L}']*){1,5}\Z")
# "- Lưu: VT. PHÓ CHỦ TỊCH", "- Sở Y tế; KT. CHỦ TỊCH", "Nơi nhận: GIÁM ĐỐC": both columns on one line
_BESIDE = regex.compile(rf"(?<=[;.,:)] )(?:{AUTHORITY.pattern}|(?=\p{{Lu}}{{2}}).{{4,60}}\Z)")
_LONGEST_LINE = 90


@dataclass(slots=True)
class Signature:
    """The signature of a document as pieces of its view; ``None`` where it has none."""

    competence: Grounded[str] | None = None
    position: Grounded[str] | None = None
    office: Grounded[str] | None = None
    name: Grounded[str] | None = None


Role = Literal["competence", "position", "name", "more"]


@dataclass(slots=True)
class _Parts:
    competence: list[Piece] = field(default_factory=list)
    position: list[Piece] = field(default_factory=list)
    office: list[Piece] = field(default_factory=list)
    name: Piece | None = None


def signature(view: NormalisedText, outline: Outline) -> Signature:
    """The first signature of the document: under a decision that carries a plan, the decision's."""
    parts = _Parts()
    every = _pieces(view, outline)
    pieces = _right_column(view, every)
    beside = len(pieces) < len(every)
    for index, piece in enumerate(pieces):
        role = _role(view, pieces, index, parts)
        if role == "name":
            parts.name = _without_titles(view, piece)
            beside = beside or _second_signer(view, pieces[index + 1 :])
            break
        if role == "competence" and parts.position:
            break  # another body signs beside
        if role is not None:
            _take(view, piece, role, parts)
    doubts = ["second-signer"] if beside else []
    if view.document.ocr and not (parts.competence or parts.position):
        parts.name, doubts = _name_alone(view, outline), ["ocr"]
    return Signature(
        competence=grounded(view, parts.competence),
        position=grounded(view, parts.position),
        office=grounded(view, parts.office),
        name=grounded(view, [parts.name] if parts.name else [], doubts=doubts),
    )


def _name_alone(view: NormalisedText, outline: Outline) -> Piece | None:
    """The first name below the recipients of a scan: a seal may cover the office over it."""
    for paragraph in (one for one in _first(outline) if one.zone == "signature"):
        for line in lines_within(view, paragraph.start, paragraph.end):
            name = _without_titles(view, line)
            if looks_like_name(view.text[slice(*name)]):
                return name
    return None


def _take(view: NormalisedText, piece: Piece, role: Role, parts: _Parts) -> None:
    """Put a line that is no name where it belongs; an office that is stamped over the printed one counts once."""
    if role == "competence":
        parts.competence.append(piece)
    elif role == "more":
        unit = bool(parts.position) and ORGAN.match(view.norm, *piece)  # "PHÓ TRƯỞNG PHÒNG PHỤ TRÁCH" | "PHÒNG …"
        (parts.office if unit else parts.office or parts.position or parts.competence).append(piece)
    elif not parts.position:
        parts.position.append(piece)
    elif _words(view, piece) != _words(view, parts.position[-1]):
        parts.office.append(piece)


def _right_column(view: NormalisedText, pieces: list[Piece]) -> list[Piece]:
    """The lines below the right one of two offices that stand beside each other on a page; all where none do.

    The body that leads in issuing signs at the right (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục IV).
    """
    offices = [(box, piece) for piece in pieces if _signs(view.text[slice(*piece)], view.norm[slice(*piece)])
               and (box := upright_box(view, piece))]  # fmt: skip
    if in_cell := _right_cell(view, pieces):
        return in_cell
    for (left, _), (right, _) in itertools.permutations(offices, 2):
        level = min(left[3], right[3]) - max(left[1], right[1]) > (left[3] - left[1]) / 2
        if level and left[2] < right[0]:
            edge = (left[2] + right[0]) / 2
            placed = ((piece, upright_box(view, piece)) for piece in pieces)
            return [piece for piece, box in placed if box is None or (box[0] + box[2]) / 2 > edge]
    return pieces


def _right_cell(view: NormalisedText, pieces: list[Piece]) -> list[Piece]:
    """The lines in the right column of a table in which two offices stand beside each other; none where they do not."""
    places = {piece: block.block for piece in pieces if (block := view.block_at(piece[0]))}
    offices = [place for piece, place in places.items() if place.table is not None and SIGNING.match(view.norm, *piece)]
    for left, right in itertools.permutations(offices, 2):
        if (left.table, left.row) == (right.table, right.row) and (left.column or 0) < (right.column or 0):
            return [piece for piece in pieces if places[piece].table is None or places[piece].column == right.column]
    return []


def _words(view: NormalisedText, piece: Piece) -> str:
    return fold(view.text[slice(*piece)])


def _second_signer(view: NormalisedText, pieces: list[Piece]) -> bool:
    """Whether another office with a name follows the first name: two bodies issue together."""
    office = next((i for i, (a, b) in enumerate(pieces) if _signs(view.text[a:b], view.norm[a:b])), None)
    return office is not None and any(looks_like_name(view.text[a:b]) for a, b in pieces[office + 1 :])


def _signs(text: str, norm: str) -> bool:
    return bool(AUTHORITY.match(text)) or (text.isupper() and POSITION.match(norm) is not None)


def _role(view: NormalisedText, pieces: list[Piece], index: int, parts: _Parts) -> Role | None:
    """What a line of the signature is; a name, or what goes on a line, only behind an authority or an office."""
    text, norm = view.text[slice(*pieces[index])], view.norm[slice(*pieces[index])]
    if _NOT_CONTENT.match(norm):
        return None
    if AUTHORITY.match(text):
        return "competence"
    started = bool(parts.competence or parts.position)
    if started and _is_name(view, pieces, index):
        return "name"
    if POSITION.match(norm):
        return "position"
    return "more" if started and _continues(text) else None


def before_signature(view: NormalisedText, start: int, end: int) -> int:
    """Where the recipients' part of a line ends, should the signature stand beside it ("- Lưu: VT. PHÓ GIÁM ĐỐC")."""
    for match in _BESIDE.finditer(view.text, max(0, start - 2), end, overlapped=True):
        tail = view.text[match.start() : end]
        signs = AUTHORITY.match(tail) or (tail.isupper() and POSITION.match(view.norm, match.start(), end))
        if signs and match.start() >= start:
            return match.start()
    return start if view.text[start:end].isupper() and POSITION.match(view.norm, start, end) else end


def _pieces(view: NormalisedText, outline: Outline) -> list[Piece]:
    """The lines of the first signature, each cut where an office or a name begins inside it."""
    found: list[Piece] = []
    for paragraph in _first(outline):
        lines = lines_within(view, paragraph.start, paragraph.end, by_emphasis=True)
        if paragraph.zone == "recipients":
            lines = [piece for index, line in enumerate(lines) if (piece := _beside(view, line, first=index == 0))]
        for start, end in lines:
            if end - start <= _LONGEST_LINE * 2:
                found += _cut(view, start, end)
    return found


def _beside(view: NormalisedText, line: Piece, *, first: bool) -> Piece | None:
    """What of a line of the recipients belongs to the signature; in a second column a name does too."""
    begin = before_signature(view, *line)
    if begin < line[1]:
        return begin, line[1]
    return line if not first and looks_like_name(view.text[slice(*line)]) else None


def _first(outline: Outline) -> list[Paragraph]:
    """The paragraphs of the first signature with the recipients that stand before, after or beside it."""
    run: list[Paragraph] = []
    for paragraph in outline.paragraphs:
        if paragraph.zone in ("signature", "recipients"):
            run.append(paragraph)
        elif run:
            break
    return run


def _cut(view: NormalisedText, start: int, end: int) -> list[Piece]:
    """ "TM. BAN CHỈ ĐẠO TRƯỞNG BAN Lù A Sài" in its three parts; a line of one part stays whole."""
    cuts: set[int] = set()
    for match in AUTHORITY.finditer(view.text, start, end):
        if match.start() > start and view.text[match.start() - 1] == " ":
            cuts.add(match.start())
    for match in _OFFICE_IN_LINE.finditer(view.norm, start, end):
        if not _GOES_ON.search(view.norm, start, match.start() - 1) and view.text[match.start()].isupper():
            cuts.add(match.start())
    # capitals end where a name in small letters begins: "TRƯỞNG BAN Lù A Sài"
    name = _NAME_AT_END.search(view.text, start, end)
    if name and (POSITION.match(view.norm, start, end) or AUTHORITY.match(view.text, start, end)):
        cuts.add(name.start())
    edges = [start, *sorted(c for c in cuts if start < c < end), end]
    pieces = [view.trim(a, b) for a, b in itertools.pairwise(edges)]
    return [p for p in pieces if p[0] < p[1]]


def _is_name(view: NormalisedText, pieces: list[Piece], index: int) -> bool:
    start, end = _without_titles(view, pieces[index])
    text = view.text[start:end]
    if not looks_like_name(text):
        return False
    if not text.isupper():
        return True
    # in capitals "AN SƠN" may go on an office above: a name is the last that can be one
    return not any(looks_like_name(view.text[a:b]) for a, b in pieces[index + 1 : index + 4])


def _without_titles(view: NormalisedText, piece: Piece) -> Piece:
    match = TITLES.match(view.norm, *piece)
    start, end = (match.end(), piece[1]) if match else piece
    return view.trim(start, end, " .,;*:")


def _continues(text: str) -> bool:
    """A line in capitals; a single letter is a piece of a seal."""
    return text.isupper() and sum(map(str.isalpha, text)) > 1 and len(text) < _LONGEST_LINE
