"""Who issues a document, by the fullest form of its name: the letterhead's, or one in running text that says more.

In comes the letterhead with the outline, out goes the name with its words; ``header`` calls it.
"""

from __future__ import annotations

from collections.abc import Sequence

from parsers import regex
from parsers.layout.cues import ATTACHED, ORGAN
from parsers.layout.grounding import Piece, grounded
from parsers.layout.letterhead import ADVISORY, Letterhead, spelled_out
from parsers.layout.outline import Outline, Paragraph
from parsers.lexicon import TYPE_NAMES, load
from parsers.mentions.codes import CodeMention
from parsers.records import Grounded
from parsers.text import NormalisedText, either, fold, normal

_WORDS = load("letterhead")
_TYPES = either([*TYPE_NAMES.values(), "kết quả", "tình hình", "như sau"])

# A name is over where it orders others: "… | hướng dẫn các đơn vị triển khai"
_NO_ORDER = r"(?:(?! (?:hướng dẫn|yêu cầu|đề nghị) các )[^,;:.()\n\t])"
# A body that opens a clause and issues the document: "Ban Chỉ đạo … phường X xây dựng Kế hoạch …", "UBND tỉnh ban
# hành Kế hoạch", "Ban Chỉ đạo vận động hiến máu tình nguyện (sau đây gọi là …) phường X báo cáo kết quả"
_OPENING = regex.compile(
    rf"(?:^|(?<=[,;.:)] ))(?P<organ>(?:{either(_WORDS['organs'])})\b{_NO_ORDER}{{0,130}}?"
    rf"(?P<aside> \((?:[^()\n]{{1,90}})\)(?P<more>{_NO_ORDER}{{0,90}}?))?)"
    rf" (?:xây dựng|ban hành|lập|đề ra|triển khai|thông báo|báo cáo|hướng dẫn"
    rf"|tổ chức triển khai)(?: \w+)?? (?:{_TYPES}|tới|đến)\b",
    regex.MULTILINE,
)
# "…, Hội Chữ thập đỏ thành phố X (sau đây gọi là Thành Hội) đã …": the issuer by its whole name
_CALLED = regex.compile(
    rf"(?:^|(?<=[,;] ))(?P<organ>(?:{either(_WORDS['organs'])})\b"
    r"(?:(?! (?:ban hành|xây dựng|lập|triển khai|thông báo|báo cáo|hướng dẫn|tổ chức|giao(?! thông)|về|đã|sẽ) )"
    r"[^,;:.()\n\t]){0,130}?)(?= \((?:sau|dưới) đây )",
    regex.MULTILINE,
)
# "Trên đây là Kế hoạch … của Ban Chỉ đạo vận động hiến máu tình nguyện phường X./."
_CLOSING = regex.compile(
    rf"trên đây là (?:nội dung )?(?P<type>{either(list(TYPE_NAMES.values()))})\b[^\n]{{0,400}}?"
    rf" của (?P<organ>(?:{either(_WORDS['organs'])})\b[^,;:.()/\n]{{0,130}}?)\s?(?=[,;.:/(\n]|\Z| (?:đề nghị"
    rf"|yêu cầu|kính)\b)"
)
# "(Kèm theo Kế hoạch số /KH-BCĐ ngày /01/2026 của Ban Chỉ đạo vận động HMTN phường X)"
_OF = regex.compile(r"\bcủa (?P<organ>[^,;:.()\n]{4,130})")


def issuing_body(
    view: NormalisedText,
    outline: Outline,
    head: Letterhead,
    promulgator: Piece | None,
    codes: list[CodeMention],
    type_name: Grounded[str] | None,
) -> Grounded[str] | None:
    """The issuing body: the letterhead's, or a fuller form of the same name in the body; else inferred."""
    written = _written_organs(view, outline, codes, type_name)
    if head.organ:
        short = " ".join(view.text[a:b] for a, b in head.organ)
        bare = spelled_out(short)
        opening = outline.zone("body")[:4]
        called = [[m.span("organ")] for p in opening for m in _CALLED.finditer(view.norm, p.start, p.end)]
        names = [(p, _spelled(view, p)) for p in (*written, *called)]
        fuller = [p for p, name in names if name.startswith(f"{bare} ") and not name.startswith(f"{bare} cac ")]
        place = _place_above(view, head)
        if fuller:
            return grounded(view, _with_place(view, fuller, place))
        if _OFFICE_OF.fullmatch(normal(short)) and head.superior:  # "UBND TỈNH LÂM HÀ" over "VĂN PHÒNG"
            return grounded(view, [*head.organ, *head.superior])
        if place and ADVISORY.match(normal(short)) and not _PLACED.search(normal(short)):
            return grounded(view, [*head.organ, place])
        return grounded(view, head.organ)
    if promulgator:
        return grounded(view, [promulgator])
    if not written:
        return None
    best = max(written, key=lambda p: len(_spelled(view, p)))
    found = grounded(view, best)
    if found:
        found.how = "inferred"
    return found


# A name that says where: "… tỉnh Lâm Khê", "… phường An Sơn", "… Quốc gia"
_PLACED = regex.compile(r"\b(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu|quốc gia|trung ương)\b")
_UNIT = regex.compile(
    r"\b(?:TỈNH|THÀNH PHỐ|TP\.?|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU)\ ?\p{Lu}.*", regex.DOTALL
)


_OFFICE_OF = regex.compile(r"văn phòng")
_LEVEL_AT_END = regex.compile(r" (?P<level>tinh|thanh pho|huyen|quan|thi xa|xa|phuong|thi tran|dac khu)$")


def _with_place(view: NormalisedText, names: Sequence[list[Piece]], place: Piece | None) -> list[Piece]:
    """The first form of the issuer's name; one that leaves out its place ("Ban Chỉ đạo … xã") with the place of another
    form, or of the body above.
    """
    spelled = [_spelled(view, name) for name in names]
    level = _LEVEL_AT_END.search(spelled[0])
    if level is None:
        return names[0]
    whole = next((name for name, words in zip(names, spelled, strict=True) if words.startswith(f"{spelled[0]} ")), None)
    if whole is not None or place is None:
        return whole or names[0]
    words = spelled_out(view.text[slice(*place)])
    own = words.startswith(f"{level['level']} ")
    return [*names[0], (place[0] + len(level["level"]) + 1, place[1])] if own else names[0]


def _place_above(view: NormalisedText, head: Letterhead) -> Piece | None:
    """The place of the body above ("UBND PHƯỜNG BẾN SẬY" → "PHƯỜNG BẾN SẬY")."""
    if not head.superior or not regex.match(
        r"(?:ủy ban nhân dân|ubnd)\b", view.norm[head.superior[0][0] : head.superior[0][1]]
    ):
        return None
    start, end = head.superior[-1]
    match = _UNIT.search(view.text[start:end])
    return (start + match.start(), end) if match else None


def _spelled(view: NormalisedText, pieces: list[Piece]) -> str:
    return spelled_out(" ".join(view.text[a:b] for a, b in pieces))


def _written_organs(
    view: NormalisedText, outline: Outline, codes: list[CodeMention], type_name: Grounded[str] | None
) -> list[list[Piece]]:
    """Full names of the issuer in running text: where it issues, in the closing, under the title of an annex."""
    found: list[list[Piece]] = []
    body = outline.zone("body")
    for paragraph in body[:14]:
        for match in _OPENING.finditer(view.norm, paragraph.start, paragraph.end):
            if not view.text[match.start()].isupper():
                continue
            if match["aside"]:
                cut = match.start("aside")
                more = view.trim(match.start("more"), match.end("more"))
                found.append([(match.start("organ"), cut), *([more] if more[0] < more[1] else [])])
            else:
                found.append([view.trim(match.start("organ"), match.end("organ"))])
    for paragraph in body[-8:]:
        closing = _CLOSING.match(view.norm, paragraph.start, paragraph.end)
        if closing:
            found.append([view.trim(closing.start("organ"), closing.end("organ"))])
    for paragraph in outline.zone("annex"):
        if ATTACHED.match(view.norm[paragraph.start : paragraph.end]) and is_own_type(
            view, paragraph, codes, type_name
        ):
            of = _OF.search(view.norm, paragraph.start, paragraph.end)
            if of and ORGAN.match(of["organ"]):
                found.append([view.trim(of.start("organ"), of.end("organ"), " */")])
    return found


def is_own_type(
    view: NormalisedText, paragraph: Paragraph, codes: list[CodeMention], type_name: Grounded[str] | None
) -> bool:
    """Whether "(Kèm theo Kế hoạch số …" names a document of this one's type."""
    for code in codes:
        if paragraph.start <= code.start < paragraph.end:
            return bool(
                type_name and type_name.value and code.type_name and fold(code.type_name) == fold(type_name.value)
            )
    return False


def signing_organ(competence: Grounded[str]) -> Grounded[str] | None:
    """ "TM. BAN CHỈ ĐẠO" → "BAN CHỈ ĐẠO": all that is left of the issuer's name when nothing else names it."""
    match = regex.match(r"T/?M\s?[./]?\s?(?P<organ>.+?)(?=\s(?:KT|TL|TUQ)\s?\.|\Z)", competence.value or "")
    if not match:
        return None
    return Grounded(value=match["organ"], spans=competence.spans[:1], how="inferred", doubts=["incomplete-name"])
