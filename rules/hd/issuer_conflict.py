"""issuer-conflict: letterhead, symbol, text and signature name different issuers / cơ quan ban hành không thống nhất

What it finds: The letterhead, the symbol, the opening sentence and the signature ("TM. …") of one document do not
name the same issuer: a people's committee above and a steering committee below, or the commune of another plan in the
text.

Why it matters: It decides who answers for the document and in which register its number is. Advisory bodies (Ban, Hội
đồng, Tổ) number in a series of their own.

Example: "ỦY BAN NHÂN DÂN XÃ SUỐI LẠNH" in the letterhead, "TM. BAN CHỈ ĐẠO" above the signature.

How to resolve: Ask the office in whose name the document is issued, and write that name at each of the places.

Phát hiện: Phần đầu, ký hiệu, câu mở đầu và phần ký ("TM. …") của một văn bản không nêu cùng một cơ quan: trên là Ủy
ban nhân dân, dưới là Ban Chỉ đạo, hoặc trong nội dung còn tên xã của kế hoạch khác.

Vì sao: Việc này quyết định ai chịu trách nhiệm và số văn bản thuộc sổ nào. Ban, Hội đồng, Tổ có hệ thống số riêng.

Ví dụ: Phần đầu ghi "ỦY BAN NHÂN DÂN XÃ SUỐI LẠNH", phần ký ghi "TM. BAN CHỈ ĐẠO".

Cách xử lý: Hỏi văn thư văn bản ban hành với danh nghĩa cơ quan nào và ghi thống nhất ở mọi chỗ.
"""

from __future__ import annotations

from collections.abc import Iterator

from parsers import regex
from parsers.records import Header, Span
from parsers.text import fold
from rules.context import Context
from rules.rule import Hit, Rule

# Kinds of issuers that sign as collectives, as they stand in names ("TM. ỦY BAN NHÂN DÂN") and symbols ("KH-UBND")
_KINDS = {
    "Ủy ban nhân dân": regex.compile(r"(?:uy (?:ban )?nhan dan|ubnd)\b"),
    "Hội đồng nhân dân": regex.compile(r"(?:(?:thuong truc )?hoi dong nhan dan|(?:tt ?)?hdnd)\b"),
    "Ban Chỉ đạo": regex.compile(r"(?:ban chi dao|bcd)\b"),
    "Ban Chấp hành": regex.compile(r"(?:ban chap hanh|bch)\b"),
    "Ủy ban Mặt trận Tổ quốc": regex.compile(r"(?:uy ban mat tran to quoc|uy ban mttq|ub ?mttq|mttq)\b"),
}
_UNIT = r"(?P<unit>tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)"
_PLACE = r"(?P<place>\p{Lu}\p{L}*(?:\s\p{Lu}\p{L}*){0,3})"
_NAME_WITH_PLACE = regex.compile(rf"{_UNIT}\s{_PLACE}\s*\Z", regex.IGNORECASE)
# "Ủy ban nhân dân xã Tân Kiệu ban hành Kế hoạch … như sau:", "Ban Chỉ đạo … phường An Sơn xây dựng Kế hoạch"
_ISSUES = regex.compile(
    rf"(?:Ủy\sban\snhân\sdân|Uỷ\sban\snhân\sdân|UBND|Ban\s[Cc]hỉ\sđạo)(?:\s\p{{Ll}}+){{0,6}}?\s{_UNIT}\s{_PLACE},?\s"
    r"(?:ban\shành|xây\sdựng|lập)\s(?P<type>[Kk]ế\shoạch|[Bb]áo\scáo|[Tt]hông\sbáo|[Hh]ướng\sdẫn)\b"
)

_OPENING = 6000  # characters behind the title in which basis and opening sentence stand


def check(context: Context) -> Iterator[Hit]:
    header = context.record.header
    organ = header.organ_name
    if organ is None or not organ.value or organ.how == "inferred" or organ.doubts or context.record.source.ocr:
        return
    kind = _kind(organ.value)
    for claim in _claims(header):
        other = _kind(claim[0])
        if kind and other and other != kind:
            yield _hit(organ.value, organ.spans, *claim)
            return
    yield from _other_place(context, organ.value, organ.spans)


def _claims(header: Header) -> Iterator[tuple[str, list[Span], str, str]]:
    """Who else issues the document: the name, where it stands, and that place in two languages."""
    competence, notation = header.competence, header.code_notation
    if competence and competence.value and not competence.doubts:
        collective = regex.match(r"T\W?M\W+(.*?)(?:\s[A-Z]{2}\.|\Z)", competence.value)
        if collective:
            yield collective[1], competence.spans, "phần ký", "the signature"
    if notation and notation.value and not notation.doubts:
        yield regex.split(r"[-/]", notation.value)[-1], notation.spans, "ký hiệu", "the symbol"


def _kind(name: str) -> str | None:
    """The kind of collective that a name begins with, however deep the unit is named behind it."""
    folded = fold(name)
    return next((kind for kind, pattern in _KINDS.items() if pattern.match(folded)), None)


def _other_place(context: Context, organ: str, spans: list[Span]) -> Iterator[Hit]:
    """The opening sentence of a plan that was written over the plan of another place."""
    home = _NAME_WITH_PLACE.search(organ)
    type_name = context.type_name
    if home is None or type_name is None:
        return
    opening = context.at(context.heading.end) + _OPENING
    for match in _ISSUES.finditer(context.plain, 0, opening):
        same_unit = fold(match["unit"]) == fold(home["unit"])
        if same_unit and fold(match["type"]) == fold(type_name) and fold(match["place"]) != fold(home["place"]):
            span = context.span(match.start(), match.end("place"))
            yield _hit(organ, spans, span.quote, [span], "câu mở đầu", "the opening sentence")
            return


def _hit(organ: str, spans: list[Span], written: str, others: list[Span], place_vi: str, place_en: str) -> Hit:
    written = " ".join(written.split())
    return Hit(
        [*spans, *others],
        f"Phần đầu ghi cơ quan ban hành là “{organ}”, {place_vi} lại ghi “{written}”. "
        "Kiểm tra văn bản ban hành với danh nghĩa cơ quan nào.",
        f"The letterhead names “{organ}” as issuer, {place_en} names “{written}”. "
        "Check in whose name the document is issued.",
    )


RULE = Rule("HD111", "issuer-conflict", "warning", "document", check)
