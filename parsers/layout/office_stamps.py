"""Stamps of the offices that a document comes to: "ĐẾN" of who received it, "SAO Y" of who copied it.

Their numbers, days and bodies are not the document's (Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, and Phụ lục IV). In
come the blocks of a document, out come those of such stamps; readers of pages ask the same words of single lines.

    SỞ Y TẾ TỈNH AN LẠC        who received it, where it is plain that this is no line of the letterhead
    CÔNG VĂN ĐẾN
    Số: 1253
    Ngày: 14/3/2026
    Chuyển: Phòng NVY
"""

from __future__ import annotations

from typing import Literal

from parsers import regex
from parsers.layout import cues
from parsers.text import NormalisedBlock, NormalisedText, memo, normal

Kind = Literal["number", "day", "way", "copy-number"]

_LONGEST = 80
_REACH = 6
"""Lines that a stamp has below the one that opens it, or above it in reading order."""
_HEAD = 12
_SEARCHED = 40
"""Lines at the beginning of a document that its letterhead is among."""

# "CÔNG VĂN ĐẾN", "Văn bản đến", "CV ĐẾN Số: 1253", "ĐẾN  Số: 1253", "ĐẾN"; "ĐÉN" as misread
_ARRIVED = regex.compile(
    r"\W*(?P<cue>(?:(?:công v[ăâa]n|v[ăâa]n b[ảa]n|cv|vb) )?đ[ếêée]n)(?P<rest>\W*\Z|[\W_]+(?:s[ốóôo]|ngày)\b.*)",
    regex.IGNORECASE,
)
# "SAO Y", "SAO Y BẢN CHÍNH", "SAO LỤC", "CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH"
_COPIED = regex.compile(
    r"\W*(?P<cue>sao y(?: bản chính)?|sao lục|trích sao|sao đúng(?: với)? bản chính"
    r"|(?:chứng thực )?bản sao (?:này )?đúng với bản chính)(?P<rest>\W*\Z|\W+(?:s[ốóôo]|ngày|quyển)\b.*)",
    regex.IGNORECASE,
)
_LABELS: dict[Kind, regex.Pattern[str]] = {
    # "Số: 05/SY-UBND"
    "copy-number": regex.compile(r"\W*số\s?:?[\s\d._…]*/?\s?(?:sy|sl|ts)\b.*"),
    # "Số: 1253", "Số:....1A53....", "Số đến: 77", "Số chứng thực: 487"; none: "Số: 45/KH-BCĐ"
    "number": regex.compile(r"\W*s[ốóôo](?: đến| chứng \w+)?(?:\s?[:.][^/]{0,30}|[\s\d._…]*)(?:/\s?\d{0,4}[\s._…]*)?"),
    # "Ngày: 14/3/2026", "Ngày đến: …", "Ngày....tháng....năm 20..", with what a recogniser makes of handwriting
    "day": regex.compile(r"\W*ngày(?: đến)?\s?(?:[:.…_]|\d).{0,45}"),
    # "Chuyển: Phòng NVY", "Lưu hồ sơ số: …", "Số và ký hiệu HS: …", "Quyển số: 02 - SCT/BS", "Giờ: …"
    "way": regex.compile(
        r"\W*(?:(?:kính )?chuyển|lưu hồ sơ(?: số)?|số và ký hiệu h\S*(?: \S+)?|quyển số|giờ)\s?[:.….].*"
    ),
}
_COPIED_WHERE = regex.compile(r"\W*[^,;:()\d]{2,40}, ?ngày\b.{0,12}?\btháng\b.{0,12}?\bnăm\b[\s.…_\d]*")
# "Số: 45/KH-BCĐ", "Số 12-TB/ĐTN", "Số:   /KH-UBND"
_OWN_NUMBER = regex.compile(r"\W*s[ốóôo]\s?[:.]?.{0,12}?[/-]\s?\p{L}{2}")
_FIGURES = regex.compile(r"[\d\s./-]{1,12}")


def opens_stamp(plain: str) -> bool:
    """Whether a line, as written, is one that such a stamp is known by: "CÔNG VĂN ĐẾN", "SAO Y BẢN CHÍNH"."""
    cue = _cue(plain)
    return cue is not None and (cue["cue"].isupper() or (cue["cue"][0].isupper() and " " in cue["cue"]))


def is_whole_stamp(plain: str) -> bool:
    """As :func:`opens_stamp`, of lines that are such a stamp even with nothing below them."""
    cue = _cue(plain)
    if cue is None or not cue["cue"].isupper():
        return False
    return " " in cue["cue"] or label_of(cue["rest"]) is not None


def _cue(plain: str) -> regex.Match[str] | None:
    if len(plain) > _LONGEST:
        return None
    return _ARRIVED.fullmatch(plain) or _COPIED.fullmatch(plain)


def label_of(plain: str) -> Kind | None:
    """What a line of such a stamp fills in: its number, its day, whom it goes to."""
    norm = normal(plain)
    if len(norm) > _LONGEST:
        return None
    return next((kind for kind, pattern in _LABELS.items() if pattern.fullmatch(norm)), None)


def is_headless_stamp(number: str, day: str) -> bool:
    """Whether lines below each other are "Số: 1253" and "Ngày: 14/3/2026": what is left of a stamp whose head cannot be
    read, where the document has a number of its own.
    """
    return label_of(number) == "number" and label_of(day) == "day" and all(":" in plain for plain in (number, day))


def is_own_number(plain: str) -> bool:
    """Whether a line is that of a document's number: "Số: 45/KH-BCĐ"."""
    return _OWN_NUMBER.match(normal(plain)) is not None


@memo
def office_stamps(view: NormalisedText) -> frozenset[int]:
    """Which blocks of a document are lines of such stamps, by their places among its blocks."""
    found: set[int] = set()
    for index, block in enumerate(view.blocks):
        plain = _plain(view, block)
        if index not in found and opens_stamp(plain):
            found |= _stamp_around(view, index, plain)
    for index in range(min(_SEARCHED, len(view.blocks) - 1)):
        if index not in found and _is_unopened(view, index):
            found |= {index, index + 1}
    return frozenset(found)


def _is_unopened(view: NormalisedText, index: int) -> bool:
    """Whether two lines are left of a stamp in a letterhead that has a number of its own."""
    number, day = (_plain(view, block) for block in view.blocks[index : index + 2])
    if not is_headless_stamp(number, day):
        return False
    others = (view.blocks[at] for at in range(min(_SEARCHED, len(view.blocks))) if at != index)
    return any(is_own_number(_plain(view, other)) for other in others)


def _stamp_around(view: NormalisedText, index: int, plain: str) -> set[int]:
    labels: dict[Kind, int] = {}
    below = _labelled(view, range(index + 1, index + 1 + _REACH), labels, index)
    above = _labelled(view, range(index - 1, index - 1 - _REACH, -1), labels, index) if not below else []
    if not (labels or is_whole_stamp(plain)):
        return set()
    stamp = {index, *below, *above}
    if (first := _head(view, min(stamp))) is not None and _COPIED.match(plain) is None:
        stamp.add(first)
    return stamp


def _labelled(view: NormalisedText, places: range, labels: dict[Kind, int], opening: int) -> list[int]:
    """The lines from the one that opens a stamp on, as long as each fills in what none before it did."""
    taken: list[int] = []
    here = view.blocks[opening].block
    for at in places:
        if not 0 <= at < len(view.blocks):
            break
        block = view.blocks[at]
        plain = view.text[block.start : block.end]
        if not plain.strip():
            continue
        if (block.block.table, block.block.row, block.block.column) != (here.table, here.row, here.column):
            break
        kind = label_of(plain)
        if kind is None and "copy-number" in labels and "day" not in labels and _COPIED_WHERE.fullmatch(normal(plain)):
            kind = "day"
        figures = kind is None and labels and _FIGURES.fullmatch(plain) is not None
        if not figures and (kind is None or kind in labels):
            break
        if kind is not None:
            labels[kind] = at
        taken.append(at)
    return taken


def _head(view: NormalisedText, top: int) -> int | None:
    """The line over a stamp that names who received the document; a letterhead has named its issuer by then, or has not
    begun.
    """
    above = [at for at in range(max(0, top - _HEAD), top) if view.blocks[at].start < view.blocks[at].end]
    if not above:
        return None
    plain = _plain(view, view.blocks[above[-1]])
    if view.blocks[above[-1]].block.role != view.blocks[top].block.role:
        return None
    if not plain.isupper() or cues.is_head_line(plain) or cues.type_of_line(plain):
        return None
    begun = any(cues.NUMBER_BEGINS.match(normal(_plain(view, view.blocks[at]))) for at in above[:-1])
    return above[-1] if begun or above[-1] == 0 else None


def _plain(view: NormalisedText, block: NormalisedBlock) -> str:
    return view.text[block.start : block.end]
