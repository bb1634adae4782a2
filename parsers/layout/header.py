"""The header of a document: the fields of Nghị định 30/2020/NĐ-CP, Phụ lục VI, each grounded in the text."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from parsers import regex
from parsers.layout.cues import ADDRESSED, ATTACHED, ORGAN, POSITION, title_type
from parsers.layout.grounding import Piece, grounded
from parsers.layout.issuer import is_own_type, issuing_body, signing_organ
from parsers.layout.letterhead import ADVISORY, Letterhead, letterhead, spelled_out
from parsers.layout.outline import Outline, Paragraph
from parsers.layout.signature import signature
from parsers.layout.zones import SEPARATOR
from parsers.lexicon import TYPE_NAMES, load
from parsers.mentions.codes import CodeMention, find_codes, symbol_type
from parsers.mentions.dates.mentions import DateContext
from parsers.mentions.dates.patterns import FULL_DAY, YEAR
from parsers.records import Grounded, Header
from parsers.text import NormalisedText, either, normal

_WORDS = load("letterhead")
_DRAFT = regex.compile(r"\W*\(?(?:dự thảo|bản thảo)\b.{0,20}\Z")

_CLOSING_TYPE = regex.compile(rf"trên đây là (?:nội dung )?(?P<type>{either(list(TYPE_NAMES.values()))})\b")
# "năm 2026", "đợt 2 năm 2024", "đợt 2, năm 2024", "6 tháng đầu năm 2024", "quý I năm 2026", "quý IV/2025", "tháng 5
# năm 2026", "giai đoạn 2026 - 2030", "năm học 2025 - 2026", "6 tháng đầu năm" with its year further behind; "nhiệm kỳ
# …" is none
_PERIOD = regex.compile(
    rf"(?<!\p{{L}})(?:(?P<half>\d{{1,2}} tháng (?:đầu|cuối) năm)(?! ?{YEAR})|(?:giai đoạn|năm học|thời kỳ"
    rf"|trong các năm)(?: từ)?(?: năm)? {YEAR} ?(?:-|đến(?: năm)?) ?{YEAR}"
    rf"|(?:(?:đợt|quý|tháng|lần(?: thứ)?) (?:[\divx]+)(?:(?:,| và| -)? ?(?:đợt |quý |tháng )?[\divx]+)?,? ?"
    rf"|\d{{1,2}} tháng (?:đầu |cuối )?|(?:nửa|giữa|đầu|cuối|quý) |)(?:năm ?|/)(?P<year>{YEAR})(?! ?(?:-"
    rf"|đến) ?{YEAR}))(?!\d)"
)
_BEFORE_PERIOD = regex.compile(
    r"(?:phiên họp|cuộc họp|kỳ họp)[^\n]{0,20}\Z"
    r"|(?:đến(?: hết)?|ngày \d{1,2}|tầm nhìn(?: đến)?|từ nay đến) (?:cuối |hết )?\Z|/\Z|\d\Z"
)
_CITED_DATE = regex.compile(rf"ngày {FULL_DAY}")


def extract(view: NormalisedText, outline: Outline, codes: list[CodeMention] | None = None) -> Header:
    """Every header field that the document shows, grounded; absent fields are ``None``, blanks have value ``None``.

    A letter (công văn) shows no type: its ``type_name`` is "CÔNG VĂN", inferred. Under a decision that carries a plan
    the header is the decision's. Doubts: ``blank``, ``ocr``, ``unreadable``, ``impossible-date``, ``signing-stamp``,
    ``incomplete-name``, ``from-annex``, ``inferred-type``.
    """
    codes = find_codes(view) if codes is None else codes
    head = letterhead(view, outline, codes)
    title = _title(outline)
    type_name = _type_name(view, title, head, outline)
    subject, promulgator = _subject(view, title, head, type_name)
    signed = signature(view, outline)
    header = Header(
        type_name=type_name,
        code_number=head.number,
        code_notation=head.notation,
        issued_place=head.place,
        issued_date=head.date,
        organ_name=issuing_body(view, outline, head, promulgator, codes, type_name),
        superior_organ_name=grounded(view, head.superior),
        subject=grounded(view, subject),
        competence=signed.competence,
        signer_position=signed.position,
        signer_office=signed.office,
        signer_name=signed.name,
        priority=head.priority,
        period=_period(view, subject),
    )
    if _is_office_elsewhere(header):
        header.signer_position, header.signer_office = None, header.signer_position
    if header.organ_name is None and header.competence is not None:
        header.organ_name = signing_organ(header.competence)
    if header.code_notation is None and header.type_name is not None:
        _number_from_annex(view, outline, codes, header)
    return header


# "PHÓ CHỦ TỊCH UBND TỈNH"
_OFFICE_OF = regex.compile(rf"{POSITION.pattern} (?P<organ>(?:{either(_WORDS['organs'])})\b.*)")


def _is_office_elsewhere(header: Header) -> bool:
    """Whether the only line over the signer's name is an office in another body than the one that issues."""
    position, organ = header.signer_position, header.organ_name
    if position is None or header.competence or header.signer_office or organ is None:
        return False
    if not ADVISORY.match(normal(organ.value or "")):
        return False
    named = _OFFICE_OF.match(normal(position.value or ""))
    return named is not None and not spelled_out(organ.value or "").startswith(spelled_out(named["organ"]))


def date_context(header: Header, parts: Sequence[tuple[int, int, int]] = ()) -> DateContext:
    """What year-less dates of this document are read against: the full day of issue, the year that it is about, and
    the years of its ``parts``.

    The year is that of ``period`` where the title names exactly one ("đợt 2 năm 2024"), else the year of issue.
    """
    issued = header.issued_date.value if header.issued_date else None
    day = (
        datetime.date.fromisoformat(issued.edtf)
        if issued and regex.fullmatch(r"\d{4}-\d\d-\d\d", issued.edtf)
        else None
    )
    years = set(regex.findall(YEAR, header.period.value or "")) if header.period else set()
    if len(years) == 1:
        year: int | None = int(years.pop())
    else:
        year = int(issued.edtf[:4]) if issued else None
    reports = header.type_name is not None and header.type_name.value == "BÁO CÁO"
    return DateContext(day, year, parts, reports)


def _title(outline: Outline) -> list[Paragraph]:
    """The first run of the title zone."""
    run: list[Paragraph] = []
    for paragraph in outline.paragraphs:
        if paragraph.zone == "title":
            run.append(paragraph)
        elif paragraph.zone != "stamp" and (run or paragraph.zone != "letterhead"):
            break
    return run


def _type_of_symbol(head: Letterhead) -> Grounded[str] | None:
    """The type that the letters of a number say; a telegram prints its type, "23/CĐ-VP, V/v …" is of a trade union."""
    if head.notation is None or not head.notation.value:
        return None
    named = symbol_type(head.notation.value)
    if named is None or (head.about and normal(named) == "công điện"):
        return Grounded(value="CÔNG VĂN", spans=head.notation.spans, how="inferred")
    if normal(named) not in _SMALL_TYPES:
        return None
    return Grounded(
        value=_SMALL_TYPES[normal(named)], spans=head.notation.spans, how="inferred", doubts=["inferred-type"]
    )


def _type_name(
    view: NormalisedText, title: list[Paragraph], head: Letterhead, outline: Outline
) -> Grounded[str] | None:
    for paragraph in title[:1]:
        text = view.text[paragraph.start : paragraph.end]
        found = title_type(text)
        if found:
            name, length, sound = found
            span = view.span(paragraph.start, paragraph.start + length)
            how = "exact" if span.quote == name else "normalised"
            return Grounded(value=name, spans=[span], how=how, doubts=[] if sound or view.document.voted else ["ocr"])
    if symbol := _type_of_symbol(head):
        return symbol
    if head.about:
        return Grounded(value="CÔNG VĂN", spans=[view.span(*head.about[0])], how="inferred", doubts=["inferred-type"])
    for paragraph in outline.zone("body"):
        match = _CLOSING_TYPE.match(view.norm, paragraph.start, paragraph.end)
        if match:
            span = view.span(match.start("type"), match.end("type"))
            return Grounded(value=_SMALL_TYPES[match["type"]], spans=[span], how="inferred", doubts=["inferred-type"])
    return None


_SMALL_TYPES = {normal(name): name for name in TYPE_NAMES.values()}


def _subject(
    view: NormalisedText, title: list[Paragraph], head: Letterhead, type_name: Grounded[str] | None
) -> tuple[list[Piece], Piece | None]:
    """Trích yếu, and the body that a decision names between it and the bases ("CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ …")."""
    pieces: list[Piece] = []
    for index, paragraph in enumerate(title):
        start, end = paragraph.start, paragraph.end
        norm = view.norm[start:end]
        if index == 0:
            found = title_type(view.text[start:end])
            start += found[1] if found else 0
            if _JOINT.fullmatch(view.norm, start, end):
                continue
        elif ADDRESSED.match(norm):
            break
        elif _names_nothing(norm) or (len(norm) < 90 and _holds(head, view, paragraph)):
            continue
        if ADDRESSED.match(norm):
            break
        piece = view.trim(start, end, " \t\n*:-_")
        if piece[0] < piece[1] and not SEPARATOR.fullmatch(view.text[piece[0] : piece[1]]):
            pieces.append(piece)
    promulgator: Piece | None = None
    opens = _promulgator_at(view, pieces)
    if opens and _promulgates(view, (pieces[opens][0], pieces[-1][1]), head, type_name):
        promulgator = (pieces[opens][0], pieces[-1][1])
        del pieces[opens:]
    if not pieces:
        pieces = head.about
    return [view.trim(*p, " \t\n*") for p in pieces], promulgator


# "KẾ HOẠCH LIÊN TỊCH": more of the type than of the subject
_JOINT = regex.compile(r"\W*(?:liên tịch|liên ngành|phối hợp|hành động|công tác)\W*")


def _names_nothing(norm: str) -> bool:
    """A line of the title that is no part of the subject: "(Kèm theo …)", "(Dự thảo)", a rule."""
    return bool(ATTACHED.match(norm) or _DRAFT.match(norm) or SEPARATOR.fullmatch(norm))


def _holds(head: Letterhead, view: NormalisedText, paragraph: Paragraph) -> bool:
    """Whether number or date of the letterhead was read in the paragraph."""
    begin, stop = view.source(paragraph.start, paragraph.end)
    values = (head.number, head.notation, head.date)
    return any(span.start >= begin and span.end <= stop for v in values if v for span in v.spans)


def _promulgator_at(view: NormalisedText, pieces: list[Piece]) -> int:
    """Index of the line, behind the first, at which lines in capitals begin that end the title with a body's name."""
    at = len(pieces)
    while at > 1 and view.text[slice(*pieces[at - 1])].isupper():
        at -= 1
        if POSITION.match(view.norm, *pieces[at]) or ORGAN.match(view.norm, *pieces[at]):
            return at
    return 0


def _promulgates(view: NormalisedText, piece: Piece, head: Letterhead, type_name: Grounded[str] | None) -> bool:
    text, norm = view.text[piece[0] : piece[1]], view.norm[piece[0] : piece[1]]
    if not text.isupper() or not (ORGAN.match(norm) or POSITION.match(norm)):
        return False
    organ = " ".join(view.text[a:b] for a, b in head.organ)
    same = bool(organ) and spelled_out(organ) in spelled_out(text)
    return same or (
        type_name is not None and type_name.value in ("QUYẾT ĐỊNH", "NGHỊ QUYẾT", "CHỈ THỊ", "QUY CHẾ", "QUY ĐỊNH")
    )


def _number_from_annex(view: NormalisedText, outline: Outline, codes: list[CodeMention], header: Header) -> None:
    """Number and symbol of a document without a number line, from "(Kèm theo Kế hoạch số 12/KH-BCĐ …)" of its own
    annex.
    """
    for paragraph in outline.zone("annex"):
        if not ATTACHED.match(view.norm[paragraph.start : paragraph.end]):
            continue
        for code in codes:
            if paragraph.start <= code.start < paragraph.end and is_own_type(view, paragraph, [code], header.type_name):
                if code.number is not None:
                    span = [view.span(code.start, code.end)]
                    header.code_number = Grounded(value=code.number, spans=span, how="inferred", doubts=["from-annex"])
                    header.code_notation = Grounded(
                        value=code.notation, spans=span, how="inferred", doubts=["from-annex"]
                    )
                return


def _period(view: NormalisedText, subject: list[Piece]) -> Grounded[str] | None:
    """The year, round or span of years that the title names, outside the dates and numbers of cited documents."""
    if not subject:
        return None
    start, end = subject[0][0], subject[-1][1]
    norm = _CITED_DATE.sub(lambda m: "\x00" * len(m[0]), view.norm[start:end]).replace("\n", " ")
    for match in _PERIOD.finditer(norm):
        if _BEFORE_PERIOD.search(norm, 0, match.start()):
            continue
        pieces = [(start + match.start(), start + match.end())]
        if match["half"]:  # "6 tháng đầu năm, phương hướng 6 tháng cuối năm 2023": the year stands behind
            year = regex.search(rf"năm ({YEAR})", norm, pos=match.end())
            if year is None:
                continue
            pieces.append((start + year.start(1), start + year.end(1)))
        found = grounded(view, pieces)
        if found and found.value:
            value = regex.sub(r"\p{L}+", lambda m: m[0] if _ROMAN.fullmatch(m[0]) else m[0].lower(), found.value)
            if value != found.value:
                found.how = "joined" if len(pieces) > 1 else "normalised"
                found.value = value
        return found
    return None


_ROMAN = regex.compile(r"[IVX]+")
