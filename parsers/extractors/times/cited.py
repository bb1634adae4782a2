"""Dates of other documents ("Kế hoạch số 12/KH-UBND ngày …", "Luật Hiến máu ngày …"), and this one's by its number."""

from __future__ import annotations

import bisect

from parsers import regex
from parsers.annotated import AnnotatedDocument, code_ends, first_after
from parsers.layout.cues import ATTACHED
from parsers.layout.outline import Paragraph
from parsers.lexicon import load
from parsers.mentions.dates.mentions import DateMention
from parsers.records import DateRole
from parsers.text import either

_WORDS = load("dates")["roles"]

# between a document number and its date: " ngày ", ", ngày ", " ký ngày "
_AFTER_CODE = regex.compile(r"[ ,(]*(?:(?:ký|đề|ban hành)(?: ngày)?[ :]*)?")
# "Luật Quy hoạch ngày …" · "Công văn ngày …" · "Quyết định số 12 ngày …"
_AFTER_ACT = regex.compile(rf"(?r)(?<!\w)(?:{either(_WORDS['acts'])})(?: số:? ?\S*)?[^.;:,\n\t()]{{0,70}}?,? ")
_ACT_WITH_NUMBER = regex.compile(r"số:? ?\d")
_PLANS = regex.compile(rf"(?<!\w)(?:{either(_WORDS['plans'])})(?!\w)")
_LAW = regex.compile(r"(?r)(?<!\w)(?:luật|pháp lệnh|hiến pháp)(?!\w)[^.;:\n\t()]{0,90}?,? ")
# "Ngày 14/02/2025, Tỉnh ủy đã ban hành Chỉ thị số …"
_THEN_ISSUED = regex.compile(r",? [^.;\n]{0,210}?(?<!\w)(?:ban hành|ký ban hành|có|gửi) [^.;\n]{0,40}?$")
_FARTHEST = 260
_BASIS = regex.compile(r"\W*(?:căn cứ|xét đề nghị|theo đề nghị)(?!\w)")


def cited_role(annotated: AnnotatedDocument, mention: DateMention, paragraph: Paragraph) -> DateRole | None:
    """``cited`` for the date of another document, ``issued`` for this one's own, ``None`` for all others."""
    after_code = _after_code(annotated, mention, paragraph)
    if after_code:
        return after_code
    if mention.rrule or mention.value is None or mention.relation in ("before", "by", "within"):
        return None
    norm = annotated.view.norm
    if _BASIS.match(norm, paragraph.start, paragraph.end):
        return "cited"
    day = mention.value.first
    worded = mention.relation is not None or mention.cue_start < mention.start  # "Công văn …, tính đến ngày …"
    if worded or not day or day != mention.value.last:
        return None
    named = _of_an_act(annotated, mention, paragraph, day) or _then_issued(annotated, mention)
    return "cited" if named else None


def _after_code(annotated: AnnotatedDocument, mention: DateMention, paragraph: Paragraph) -> DateRole | None:
    ends = code_ends(annotated)
    index = bisect.bisect_right(ends, mention.cue_start) - 1
    if index < 0 or mention.cue_start - ends[index] >= 24:
        return None
    if not _AFTER_CODE.fullmatch(annotated.view.norm[ends[index] : mention.cue_start]):
        return None
    if mention.cue_start < mention.start:
        return None
    return "issued" if _is_own(annotated, ends[index], paragraph) else "cited"


def _of_an_act(annotated: AnnotatedDocument, mention: DateMention, paragraph: Paragraph, day: str) -> bool:
    """ "Luật Quy hoạch ngày …" · "Công văn ngày …" of a day before this document's."""
    norm = annotated.view.norm
    low = max(paragraph.start, mention.cue_start - 120)
    if not norm.startswith("ngày", mention.start):
        return False
    if _LAW.match(norm, low, mention.cue_start):
        return True
    act = _AFTER_ACT.match(norm, low, mention.cue_start)
    if act is None:
        return False
    issued = annotated.header.issued_date
    known = issued.value.last if issued and issued.value else None
    return bool(_ACT_WITH_NUMBER.search(act[0]) or (known and day <= known and not _PLANS.search(act[0])))


def _then_issued(annotated: AnnotatedDocument, mention: DateMention) -> bool:
    """ "Ngày 14/02/2025, Tỉnh ủy đã ban hành Chỉ thị số …"."""
    following = first_after(annotated.codes, mention.end + 1)
    if following is None or following.lead - mention.end >= _FARTHEST:
        return False
    return _THEN_ISSUED.match(annotated.view.norm, mention.end, max(mention.end, following.lead)) is not None


def _is_own(annotated: AnnotatedDocument, code_end: int, paragraph: Paragraph) -> bool:
    """Whether the number is this document's own, as in "(Kèm theo Kế hoạch số /KH-BCĐ ngày /01/2026"."""
    head = annotated.header
    code = next((c for c in annotated.codes if c.end == code_end), None)
    if code is None or head.code_notation is None or head.code_notation.value is None:
        return False
    if code.notation.lower() != head.code_notation.value.lower():
        return False
    own = head.code_number.value if head.code_number else None
    if code.number is None:
        return True
    if own is not None:
        return code.number.lstrip("0") == own.lstrip("0")
    return ATTACHED.match(annotated.view.norm, paragraph.start) is not None
