"""Who receives the document: the list under "Nơi nhận" (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.9)."""

from __future__ import annotations

from parsers import regex
from parsers.annotated import AnnotatedDocument
from parsers.layout.cues import RECIPIENTS, looks_like_name
from parsers.layout.grounding import Piece
from parsers.layout.lines import lines_within
from parsers.layout.outline import Paragraph
from parsers.layout.signature import before_signature
from parsers.records import How, Recipient, assign_ids
from parsers.text import NormalisedText, fold

_HEAD = regex.compile(rf"{RECIPIENTS.pattern}(?:\s?\([^()]{{1,30}}\))?\W*")
_ARCHIVE = regex.compile(r"lưu\b")
# what recognisers make of a dash: "ˆ Các phòng", ".-.Lưu"
_BULLET = regex.compile(r"\s?(?:[-+*•●▪◦ˆƒ]|\.-\.?)\s?")
_MARKS = ("-", "+", "*", "•", "●", "▪", "◦")
# "- Như trên; - UBND tỉnh (b/c); - Lưu: VT.": several items on one line; "các phòng -Website"
_NEXT_ITEM = regex.compile(r"(?<=[;,.)])\s?[-+•ˆƒ]\s?(?=\p{L})|(?<=\p{L}) -(?=\p{Lu}\p{Ll})")
_SEMICOLON = regex.compile(r";\s?")

# "(b/c)", "(để b/c)", "(bc)", "(báo cáo)", "(thay b/c)" | "(p/h)", "(P/h)", "(để ph/h)", "(p/hợp)", "(để phối hợp)" |
# "(để t/h)", "(t/hiện)", "(để thực hiện)"
_NOTES = (
    ("b/c", regex.compile(r"(?:để |thay )?(?:b ?/ ?c(?:áo)?|bc|báo cáo)(?: và .*)?")),
    ("p/h", regex.compile(r"(?:để )?(?:ph? ?/ ?h(?:ợp)?|ph|phối hợp)(?: .*)?")),
    ("t/h", regex.compile(r"(?:để )?(?:th? ?/ ?h(?:iện)?|th|thực hiện|triển khai)(?: .*)?")),
)
# in what way it gets there: "(bản giấy)", "(e-copy, b/c)", "(gửi qua email)"; not "(qua Trạm Y tế)"
_MANNER = regex.compile(
    r"e-?copy|e-?mail|bản (?:giấy|mềm|cứng|chính|sao|điện tử|scan)|\d{1,3} bản|gửi (?:kèm|bản) .*"
    r"|(?:gửi )?(?:qua|trên) (?:e-?mail|mạng|trục|hệ thống|phần mềm|zalo|fax|bưu điện|[ie]-?office|vnpt|ql ?vb).*"
)
_PARTED = regex.compile(r"[,;] ?")
# what everybody who has a copy may be meant to do with it: "(đưa tin)", "(theo dõi)"
_PURPOSE = regex.compile(r"đưa tin|đăng tin|đăng tải|tuyên truyền|theo dõi|chỉ đạo|giám sát|biết|tổng hợp")
# "(Đã ký)" of the column beside
_SIGNED = regex.compile(r"\W*(?:đã )?ký(?:,? đóng dấu)?\W*")
_NOTE = regex.compile(r"\s?[;,.]?\s?\((?P<note>[^()]{1,60})\)[\s;,.]*\Z")
_ENDS = " \t\n;:,./*"


def extract(annotated: AnnotatedDocument) -> list[Recipient]:
    """The recipients in order; ``note`` is "b/c", "p/h", "t/h" or what stands after "để"; "Lưu: …" has ``archive``.

    Of several lists (a decision that carries a plan) the first counts. "Như trên" stays as written: see
    ``find_addressees``.
    """
    view = annotated.view
    records: list[Recipient] = []
    for item in _items(view, _first_list(annotated.outline.paragraphs)):
        record = _record(view, item)
        if record is not None:
            records.append(record)
    assign_ids("recipient", ((r, fold(r.name)) for r in records))
    return records


def _first_list(paragraphs: list[Paragraph]) -> list[Paragraph]:
    run: list[Paragraph] = []
    for paragraph in paragraphs:
        if paragraph.zone == "recipients":
            run.append(paragraph)
        elif run and paragraph.zone != "signature":
            break
    return run


def _items(view: NormalisedText, paragraphs: list[Paragraph]) -> list[list[Piece]]:
    """The items of the list as pieces: an item may run over lines, a line may hold several items.

    A list with bullets has one for each item; in a list without them each line is an item, unless the line before it
    goes on.
    """
    lines = _lines(view, paragraphs)
    marked = sum(bool(_BULLET.match(view.text, *line)) for line in lines)
    bulleted = marked > 0 and marked * 2 >= len(lines) - 1
    stops = any(view.text[line[1] - 1] == ";" for line in lines)
    items: list[list[Piece]] = []
    before = ""
    for start, end in lines:
        written = view.text[start:end]
        own = bool(_BULLET.match(written))
        archived = bool(items) and bool(_ARCHIVE.match(view.norm, _content(view, items[-1][0])))
        pieces = _split(view, start, end, bulleted=bulleted or own or (stops and len(lines) > 2))
        if items and not own and _goes_on(before, written, bulleted=bulleted, stops=stops):
            if not archived or before.endswith((",", "-")) or written[0] == "(":
                items[-1].append(pieces[0])
                items += [[piece] for piece in pieces[1:]]
        elif not archived or own:
            items += [[piece] for piece in pieces]
        before = written
    return items


def _lines(view: NormalisedText, paragraphs: list[Paragraph]) -> list[Piece]:
    """The written lines of the list, without its head and without what the signature has beside it."""
    found: list[Piece] = []
    for paragraph in paragraphs:
        head = _HEAD.match(view.norm, paragraph.start, paragraph.end)
        start = head.end() if head else paragraph.start
        if head:  # "Nơi nhận: - Như trên": the bullet is the first item's
            bullet = regex.search(r"[-+•*]\s?\Z", view.text[head.start() : head.end()])
            start = head.start() + bullet.start() if bullet else start
        for index, line in enumerate(_written(view, start, paragraph.end)):
            end = before_signature(view, *line)
            signer = index > 0 and looks_like_name(view.text[slice(*line)]) and view.text[line[1] - 1] != ";"
            if line[0] < end and not signer and not _SIGNED.fullmatch(view.norm, *line):
                found.append((line[0], end))
    return found


def _written(view: NormalisedText, start: int, end: int) -> list[Piece]:
    """The written lines of a stretch; a bullet far from its words belongs to them."""
    found: list[Piece] = []
    for line in lines_within(view, start, end):
        if found and view.text[slice(*found[-1])].strip() in _MARKS:
            found[-1] = (found[-1][0], line[1])
        else:
            found.append(line)
    return found


def _goes_on(before: str, written: str, *, bulleted: bool, stops: bool) -> bool:
    """Whether a line goes on the item before it."""
    if written[0] == "(" or written[0].islower() or before.endswith((",", "-", " và", " của", "&")):
        return True
    return (bulleted or stops) and not before.endswith((";", ".", "/", ")"))


def _split(view: NormalisedText, start: int, end: int, *, bulleted: bool) -> list[Piece]:
    cuts = [m.span() for m in _NEXT_ITEM.finditer(view.text, start, end)]
    if not bulleted and not cuts:  # "Nơi nhận: Như trên; UBND tỉnh; Lưu: VT."
        cuts = [m.span() for m in _SEMICOLON.finditer(view.text, start, end)]
    edges = [start, *(edge for cut in cuts for edge in cut), end]
    pieces = [view.trim(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    return [p for p in pieces if p[0] < p[1]]


def _content(view: NormalisedText, piece: Piece) -> int:
    """Where an item begins behind its bullet."""
    bullet = _BULLET.match(view.text, *piece)
    return bullet.end() if bullet else piece[0]


def _record(view: NormalisedText, item: list[Piece]) -> Recipient | None:
    pieces = _bracketed(view, [(_content(view, item[0]), item[0][1]), *item[1:]])
    start, end = pieces[0][0], pieces[-1][1]
    if len(pieces) > 1 and view.text[pieces[-1][0]] == "(":
        note = _NOTE.match(view.text, *pieces[-1])
    else:
        note = _NOTE.search(view.text, pieces[-1][0], end)
    archive = bool(_ARCHIVE.match(view.norm, start))
    value = _noted(" ".join(view.norm[note.start("note") : note.end("note")].split())) if note and not archive else None
    if note and value:
        pieces[-1] = (pieces[-1][0], note.start())
    pieces = [(a, b) for a, b in (view.trim(*p) for p in pieces) if a < b]
    if not pieces:
        return None
    pieces[-1] = view.trim(*pieces[-1], _ENDS)
    if pieces[-1][0] >= pieces[-1][1]:
        return None
    name = " ".join(view.text[a:b] for a, b in pieces)
    if not any(c.isalpha() for c in name):
        return None
    spans = [view.span(*piece) for piece in pieces]
    if note and value:
        spans.append(view.span(note.start("note") - 1, note.end("note") + 1))
    how: How = "joined" if len(pieces) > 1 else "exact" if spans[0].quote == name else "normalised"
    return Recipient(name=name, note=value, archive=archive, spans=spans, how=how)


def _bracketed(view: NormalisedText, pieces: list[Piece]) -> list[Piece]:
    """Pieces of which none cuts a bracket: "Hội Chữ thập đỏ tỉnh (để | b/c)" is one."""
    whole = pieces[:1]
    for piece in pieces[1:]:
        start, end = whole[-1]
        gap = view.text[end : piece[0]]
        if view.text.count("(", start, end) > view.text.count(")", start, end) and not gap.strip():
            whole[-1] = (start, piece[1])
        else:
            whole.append(piece)
    return whole


def _noted(norm: str) -> str | None:
    """What a bracket behind a name says about its copy: what for, by the usual signs, or else in what way it comes."""
    signs = [_sign(part) for part in _PARTED.split(norm.strip()) if not _MANNER.fullmatch(part)]
    if not signs:
        return norm.strip()
    if all(signs):
        return ", ".join(dict.fromkeys(sign for sign in signs if sign))
    bare = norm.removeprefix("để ").strip()
    return bare if norm.startswith("để ") or _PURPOSE.fullmatch(bare) else None


def _sign(norm: str) -> str | None:
    return next((sign for sign, pattern in _NOTES if pattern.fullmatch(norm)), None)
