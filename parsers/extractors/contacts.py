"""People to ask: name, office, body and phone number. Personal data, masked wherever nobody asked to see it."""

from __future__ import annotations

from collections import defaultdict

from parsers import regex
from parsers.annotated import AnnotatedDocument
from parsers.layout.cues import ORGAN, POSITION, looks_like_name
from parsers.layout.grounding import Piece
from parsers.lexicon import load
from parsers.mentions.bodies.lists import begins_body
from parsers.mentions.contacts import ContactMention
from parsers.records import Contact, How, assign_ids
from parsers.text import NormalisedBlock, NormalisedText, either, fold, memo

_WORDS = load("contacts")
_SURNAMES = either(load("letterhead")["surnames"])
_SURNAME = regex.compile(rf"(?:{_SURNAMES})(?!\w)")
_NAME = r"(?-i:\p{Lu}[\p{L}']*(?:\ \p{Lu}[\p{L}']*){1,5})"

# "ông Lý Văn Sòi", "đ/c Trần Bình - Phó Chủ tịch …", "BS. Mạc Thị Hoài", "liên hệ anh Nghĩa"
_ADDRESS = either(_WORDS["address"])
_TITLE = either([*_WORDS["titles"], *load("letterhead")["titles"]])
_PERSON = regex.compile(
    rf"(?<![\p{{L}}/])(?P<cue>(?:(?:{_ADDRESS})\s?:?\s(?:(?:{_TITLE})[\s.]\s?)*|(?:(?:{_TITLE})[\s.]\s?)+))"
    rf"(?P<name>{_NAME}|(?<=\s)(?-i:\p{{Lu}}\p{{Ll}}+)(?=[\s,(:-]))",
    regex.IGNORECASE,
)
# "Nguyễn Văn An (0900 000 158)", "liên hệ: Nguyễn Văn An, SĐT …": a family name and no cue
_UNCUED = regex.compile(rf"(?<![\p{{L}}])(?P<cue>)(?P<name>(?=(?:{_SURNAMES})\s){_NAME})(?=\W)", regex.IGNORECASE)
# between name and number: "- Phó Chủ tịch Hội CTĐ huyện", "(Phó Bí thư Đoàn phường", ", chuyên viên Phòng Y tế"
_BEHIND = regex.compile(
    r"[\s,(:-]{1,4}(?P<office>\p{L}[^;:()\n\t]*?)(?=,? ?\(?(?:số )?(?:điện thoại|đt|sđt|di động|tel)\b"
    r"|[,;(:]|\s-\s(?=[\d(+]|số|đt|sđt|điện|di|tel)|\Z)"
)
_OFFICE = regex.compile(rf"(?:{either(_WORDS['offices'])})\b|{POSITION.pattern}")
# "gửi về Phòng Văn hóa - Xã hội (qua ông …", "Hội Chữ thập đỏ xã - đ/c …"
_BEFORE = regex.compile(r"(?P<organ>[^;:.()\n\t]{3,90}?)\s?(?:\((?:qua|gặp|liên hệ)?\s?|,? ?qua |\s-\s|:\s)\Z")
_PURPOSE = regex.compile(r"[\s)]{1,3}để (?P<purpose>[^.;,)\n]{3,80})")
# "điện thoại 0900 000 112, di động | 0900 000 158", "… máy lẻ 12, di động | 0900 000 158"
_SAME_PERSON = regex.compile(
    r"\W*(?:(?:số )?(?:máy )?lẻ:? \d{1,5}\W*)?(?:hoặc|và)?\W*"
    r"(?:(?:số )?(?:di động|điện thoại|máy(?: bàn)?|zalo|đt|đtdđ|dđ|sđt)(?: riêng| cá nhân)?\W*)?"
)
_ORGAN_INSIDE = regex.compile(rf"(?<!\p{{L}})(?<!xã )(?:{ORGAN.pattern})")  # not "Công tác xã hội"
_BRACKET = regex.compile(r"\s?\((?:gặp |liên hệ |qua )?(?P<inside>[^()\n]{4,120})\)")
_LOOK_BACK = 170
# "số 9 đường | Hoàng Văn Thụ", "Trường THPT | Lê Lợi"
_NAMED_AFTER = regex.compile(r"(?r)(?<!\w)(?:đường|phố|ngõ|ngách|đại lộ|thpt|thcs|tiểu học|mầm non) ")
_NOT_A_NAME = regex.compile(r"(?:điện thoại|đt|sđt|tel|email|hotline|zalo)\b")


def extract(annotated: AnnotatedDocument) -> list[Contact]:
    """One record for each phone number that stands beside a person's name; two numbers of one person give two."""
    view = annotated.view
    records: list[Contact] = []
    floor = 0
    last: regex.Match[str] | None = None
    for mention in annotated.contacts:
        if mention.phone is None:
            continue
        block = view.block_at(mention.start)
        start = max(block.start, mention.start - _LOOK_BACK)
        person = _person(view, max(start, min(floor, mention.start)), mention.start)
        if (
            person is None
            and last is not None
            and floor > start
            and _SAME_PERSON.fullmatch(view.norm, floor, mention.start)
        ):
            person = last  # a second number of the same person
        behind = None if person else _named_behind(view, mention)
        if behind is not None:
            records.append(_record(view, behind, mention, behind_it=True))
            floor, last = mention.end, behind
            continue
        record = _record(view, person, mention) if person else _from_row(annotated, mention)
        if record is not None:
            records.append(record)
        floor, last = mention.end, person
    assign_ids("contact", ((r, fold(r.name) + "/" + (r.phone or "")) for r in records))
    return records


def _person(view: NormalisedText, start: int, end: int) -> regex.Match[str] | None:
    """The last person named before a number."""
    found = None
    for match in _PERSON.finditer(view.text, start, end):
        if not _NOT_A_NAME.match(view.norm, match.start("name")) and not _is_organ(view, match):
            found = match
    if found is None:
        for match in _UNCUED.finditer(view.text, start, end):
            if looks_like_name(match["name"]) and not _NAMED_AFTER.match(view.norm, 0, match.start("name")):
                found = match
    return found


def _is_organ(view: NormalisedText, person: regex.Match[str]) -> bool:
    """Whether an office stands where a name would: "Chuyên viên | Ban Chính sách - Pháp luật"; "Đoàn Văn An" is one."""
    start, end = person.span("name")
    organ = begins_body(view, start, end) and not _SURNAME.match(view.norm, start)
    return organ or ORGAN.match(view.norm, start) is not None


def _named_behind(view: NormalisedText, mention: ContactMention) -> regex.Match[str] | None:
    """Who is named in brackets behind a number: "số máy trực 0900 000 158 (BS. Mạc Thị Hoài, Trưởng khoa …)"."""
    opening = _BRACKET.match(view.text, mention.end)
    if opening is None:
        return None
    return _PERSON.match(view.text, opening.start("inside"), opening.end("inside")) or next(
        (m for m in _UNCUED.finditer(view.text, opening.start("inside"), opening.end()) if looks_like_name(m["name"])),
        None,
    )


def _record(
    view: NormalisedText, person: regex.Match[str], mention: ContactMention, *, behind_it: bool = False
) -> Contact:
    name = view.trim(*person.span("name"), " .,")
    opening = _BRACKET.match(view.text, mention.end) if behind_it else None
    office, organ = _office(view, name[1], opening.end("inside") if opening else mention.start)
    if organ is None and not behind_it:
        block = view.block_at(person.start())
        before = _BEFORE.search(view.norm, block.start, person.start())
        organ = _organ_in(view, *before.span("organ")) if before else None
    cue = " ".join(view.text[person.start("cue") : person.end("cue")].split()).rstrip(" :")
    title = ", ".join(p for p in (cue, view.text[office[0] : office[1]] if office else "") if p)
    purpose = _PURPOSE.match(view.norm, mention.end)
    pieces = [
        name,
        *(p for p in (office, organ) if p and not (office and p is organ and office[0] <= p[0] < office[1])),
    ]
    pieces.append((mention.start, mention.end))
    how: How = "joined"
    return Contact(
        name=view.text[name[0] : name[1]],
        title=title or None,
        organ_name=view.text[organ[0] : organ[1]] if organ else None,
        phone=mention.phone,
        **{"for": view.text[purpose.start("purpose") : purpose.end("purpose")].strip() if purpose else None},
        spans=[view.span(*piece) for piece in pieces],
        how=how,
    )


def _office(view: NormalisedText, start: int, end: int) -> tuple[Piece | None, Piece | None]:
    """The office behind a name and the body that it belongs to: ", Phó Bí thư Đoàn phường"."""
    behind = _BEHIND.match(view.norm, start, end)
    piece = view.trim(*behind.span("office"), " ,.-") if behind else None
    if piece and _OFFICE.match(view.norm, *piece):
        return piece, _organ_in(view, *piece)
    return None, piece if piece and ORGAN.match(view.norm, *piece) else None


# "… gửi về | Đoàn xã | trước ngày 05/7", "liên hệ | Phòng Y tế": what leads to the body, and what is no more of it
_LEADS = regex.compile(r"(?<!\p{L})(?:về|cho|đến|tới|tại|qua|với|hệ|gửi|nộp) (?=\p{L})")
_TAIL = regex.compile(
    r",? (?:trước|(?:chậm|muộn|trễ) nhất|trong|vào|để|xong|bằng|theo) (?:ngày|nhất|giờ|tháng|khi|\d|file|mẫu|\p{Ll}+ )"
)


def _organ_in(view: NormalisedText, start: int, end: int) -> Piece | None:
    """The body's name at the end of a stretch ("Phó Chủ tịch Hội CTĐ huyện" → "Hội CTĐ huyện").

    In a clause ("các tổ dân phố gom phiếu nộp Đoàn phường trước ngày …") it is the one that the last verb leads to.
    """
    leads = [lead.end() for lead in _LEADS.finditer(view.norm, start, end)]
    named = [lead for lead in leads if ORGAN.match(view.norm, lead, end)]
    if named:
        return _until_tail(view, named[-1], end)
    for match in _ORGAN_INSIDE.finditer(view.norm, start, end):
        if POSITION.match(view.norm, match.start(), end):
            continue  # "Trạm trưởng Trạm Y tế xã"
        if view.text[match.start()].islower() and ORGAN.match(view.norm, match.end() + 1, end):
            continue  # "Phó Trưởng phòng Phòng Nội vụ"
        if view.text[match.start()].isupper() or (match.start() > start and not leads):
            return _until_tail(view, match.start(), end)
    return None


def _until_tail(view: NormalisedText, start: int, end: int) -> Piece:
    tail = _TAIL.search(view.norm, start, end)
    return view.trim(start, tail.start() if tail else end, " ,.-")


def _from_row(annotated: AnnotatedDocument, mention: ContactMention) -> Contact | None:
    """A number in a table cell of its own belongs to the name in its row."""
    view = annotated.view
    here = view.block_at(mention.start).block
    if here.table is None:
        return None
    row = [b for b in _rows(annotated)[here.table, here.row] if b.block is not here]
    named = [(b, name) for b in row if (name := _name_of_cell(view, b.start, b.end))]
    if len(named) != 1:
        return None
    (cell, name) = named[0]
    office = next((view.trim(b.start, b.end) for b in row if _OFFICE.match(view.norm, b.start, b.end)), None)
    cue = view.text[cell.start : name[0]].strip(" :.")
    pieces = [name, *([office] if office else []), (mention.start, mention.end)]
    organ = _organ_in(view, *office) if office else None
    return Contact(
        name=view.text[name[0] : name[1]],
        title=", ".join(p for p in (cue, view.text[slice(*office)] if office else "") if p) or None,
        organ_name=view.text[slice(*organ)] if organ else None,
        phone=mention.phone,
        spans=[view.span(*piece) for piece in sorted(pieces)],
        how="joined",
    )


@memo
def _rows(annotated: AnnotatedDocument) -> dict[tuple[int | None, int | None], list[NormalisedBlock]]:
    """What stands in each row of each table."""
    rows: dict[tuple[int | None, int | None], list[NormalisedBlock]] = defaultdict(list)
    for one in annotated.view.blocks:
        rows[one.block.table, one.block.row].append(one)
    return rows


def _name_of_cell(view: NormalisedText, start: int, end: int) -> Piece | None:
    """The name in a cell that holds nothing else: "Lý Văn Sòi", "Đồng chí Lý Văn Sòi"."""
    person = _PERSON.match(view.text, start, end)
    whole = person is not None and (person.start(), person.end()) == (start, end)
    if person and whole and _SURNAME.match(view.norm, person.start("name")) and looks_like_name(person["name"]):
        return person.span("name")  # "Ông Mạch Gia Bảo", of no family Ông
    if looks_like_name(view.text[start:end]):
        return start, end
    return person.span("name") if person and whole and looks_like_name(person["name"]) else None
