"""body-obsolete: a body that no longer exists / cơ quan không còn sau sắp xếp năm 2025

What it finds: A body of the former district level, or a department merged in 2025, that has something to do in a
document issued after the reform. Sentences about the past or the reorganisation, and cited documents of that time, do
not count.

Why it matters: Nobody receives the task; mostly the paragraph was taken over from an older plan.

Example: "Phòng Y tế phối hợp với Trạm Y tế …" in a plan of January 2026.

How to resolve: Put the body that has taken over the work since.

Phát hiện: Cơ quan cấp huyện cũ hoặc sở, ngành đã hợp nhất năm 2025 vẫn được giao việc trong văn bản ban hành sau thời
điểm đó. Câu nói về quá khứ, về việc sắp xếp, và văn bản cũ được viện dẫn thì không tính.

Vì sao: Không còn cơ quan nhận nhiệm vụ; thường do chép lại kế hoạch cũ.

Ví dụ: "Phòng Y tế phối hợp với Trạm Y tế …" trong kế hoạch tháng 01/2026.

Cách xử lý: Thay bằng cơ quan hiện đảm nhận nhiệm vụ đó.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from parsers import regex
from parsers.records import Body, Span
from parsers.text import memo, normal
from rules.context import Context
from rules.lexicon import load_words
from rules.prose import one_line
from rules.rule import Hit, Rule
from rules.support.timing import earliest_issue

_DATA = load_words("reform_2025")
_DISTRICT = _DATA["district"]
_KINDS = frozenset(_DISTRICT["kinds"])
_LEVEL = regex.compile(rf"(?<!\w)(?:{'|'.join(_DISTRICT['words'])})(?!\w)")
_NAMES = regex.compile(rf"(?<!\w)(?:{'|'.join(_DISTRICT['names'])})(?!\w)")
_REFORM = regex.compile(rf"(?<!\w)(?:{'|'.join(map(regex.escape, _DATA['speaks_of']['reform']))})(?!\w)")
_OFFICE = regex.compile(r"(?:phòng|sở|bộ) ")
_JOINT = regex.compile(r" ?[-,] ?")
# "tỉnh Quận …" is no district; "Đồng Huyện" neither: the word stands in small letters, or the whole name in capitals
_SMALL = regex.compile(rf"(?<!\w)(?:{'|'.join(_DISTRICT['words'])})(?!\w)", regex.IGNORECASE)


def check(context: Context) -> Iterator[Hit]:
    issued = earliest_issue(context)
    if issued is None:
        return
    for body in context.record.bodies:
        successor = _obsolete(context, body, issued)
        if successor is None:
            continue
        spans = [span for span in body.spans if _acts(context, span)]
        if spans:
            name = one_line(spans[0].quote)
            instead_vi = f" Nay là {successor}." if successor else ""
            instead_en = f" Its work is now with {successor}." if successor else ""
            yield Hit(
                spans,
                f"“{name}” không còn sau sắp xếp tổ chức năm 2025.{instead_vi} Kiểm tra cơ quan hiện đảm nhận nhiệm "
                "vụ.",
                f"“{name}” ended with the reorganisation of 2025.{instead_en} Check which body has the task now.",
                (body.id,),
            )


def _obsolete(context: Context, body: Body, issued: datetime.date) -> str | None:
    """What took the place of a body that had ended when the document was issued ("" where that is open)."""
    name = normal(body.canonical)
    if issued >= _DISTRICT["since"] and body.kind in _KINDS:
        of_district = body.level in ("district", "commune", None) and _LEVEL.search(name)
        if _NAMES.search(name) or (of_district and any(_SMALL.search(span.quote) for span in body.spans)):
            return ""
    if not _OFFICE.match(name) or _under_department(context):
        return None
    joined = " ".join(_JOINT.sub(" ", name).split())
    for office in _DATA["office"]:
        if issued >= office["since"] and any(f"{joined} ".startswith(f"{old} ") for old in office["names"]):
            return str(office["successor"])
    return None


def _under_department(context: Context) -> bool:
    """Whether the issuer is one whose own divisions bear such names: a department, a school, a hospital."""
    organ = context.record.header.organ_name
    return (
        organ is not None
        and bool(organ.value)
        and not regex.match(r"ủy ban|ubnd|ban chỉ đạo|hội|đảng|tỉnh|thành", normal(organ.value or ""))
    )


def _acts(context: Context, span: Span) -> bool:
    """Whether the body is named as one that exists, not in a paper or sentence about earlier times."""
    start = context.place(span.start)
    begin, end = context.prose.sentence(start)
    if _REFORM.search(context.prose.text, begin, end):
        return False
    return not any(a <= start < b + 40 and b > begin for a, b in _cited(context))


@memo
def _cited(context: Context) -> list[tuple[int, int]]:
    """The stretches of prose that name a paper."""
    return [(context.place(s.start), context.place(s.end)) for c in context.record.citations for s in c.spans]


RULE = Rule("BO404", "body-obsolete", "warning", "document", check)
