"""annex-missing: an annex is announced and not there / nêu có phụ lục nhưng không thấy

What it finds: The text announces an annex, a form or a table ("Phụ lục II kèm theo", "có Biểu chi tiết kèm theo"),
and neither the file nor one that was read beside it holds any. Annexes of other documents that the text cites are not
asked for.

Why it matters: The quotas or the form that a unit has to follow are mostly in the annex; without it the duty cannot
be done.

Example: "Chỉ tiêu cụ thể theo Phụ lục kèm theo." in a plan that ends with the signature.

How to resolve: Look for the annex as a file of its own; if it does not exist, strike the announcement or add the
annex.

Phát hiện: Nội dung nêu có phụ lục, biểu mẫu hoặc bảng kèm theo ("Phụ lục II kèm theo", "có Biểu chi tiết kèm theo")
nhưng trong tệp và các tệp được đọc cùng không có. Không tính phụ lục của văn bản khác được viện dẫn.

Vì sao: Chỉ tiêu hoặc biểu mẫu mà đơn vị phải theo thường nằm ở phụ lục; thiếu thì không thực hiện được.

Ví dụ: "Chỉ tiêu cụ thể theo Phụ lục kèm theo." trong kế hoạch chỉ đến phần ký là hết.

Cách xử lý: Tìm xem phụ lục có ở tệp riêng không; nếu không có thì bổ sung hoặc bỏ câu dẫn.
"""

from __future__ import annotations

from collections.abc import Iterator

from parsers import regex
from parsers.text import normal
from rules.context import Context
from rules.rule import Hit, Rule
from rules.support.annexes import annex_references

_THING = r"(?:phụ\slục|phụ\sbiểu|biểu|bảng|danh\ssách|danh\smục|mẫu|phân\sbổ|lịch|đề\scương|chi\stiết)"
_NUMBERS = r"(?:\s(?:số\s)?0?(?:[ivx]+|\d{1,2})\b(?:\s?,|\svà)?){1,6}"
_TYPE = r"(?:kế\shoạch|báo\scáo|quyết\sđịnh|công\svăn|thông\sbáo|hướng\sdẫn|văn\sbản)"
_OWN = rf"(?=\s?[.,;:)\]]|\s?\Z|\s(?:của\s)?{_TYPE}\snày)"
# "(có Biểu chi tiết kèm theo)", "(biểu phân bổ kèm theo)", "(Chi tiết theo Phụ lục đính kèm)"
# | "theo mẫu kèm theo.", "theo biểu mẫu số 02 đính kèm;", "Phụ lục I, II kèm theo", "Phụ lục kèm theo Kế hoạch này"
# | "theo chỉ tiêu tại Phụ lục, gửi", "tại Phụ lục 1;"
_ANNOUNCED = regex.compile(
    rf"""
    \((?P<in>[^()]{{0,60}}?\b{_THING}\b[^()]{{0,60}}?\b(?:kèm\stheo|đính\skèm))\s?[.;]?\)
  | (?:(?:theo|tại|ở|trong)\s(?:các\s)?(?:biểu\s)?{_THING}|phụ\slục|phụ\sbiểu)(?:\schi\stiết|\sphân\sbổ)?(?:{_NUMBERS})?
    \s?(?:được\s)?(?:kèm\stheo|đính\skèm){_OWN}
  | (?:theo|tại|ở)\s(?:các\s)?phụ\slục(?:{_NUMBERS})?(?=\s?[,;.)](?!\d))
    """,
    regex.VERBOSE,
)
# "phụ lục I, II, III", "Phụ lục số 02": which ones are asked for
_ASKED = regex.compile(rf"phụ\s(?:lục|biểu)({_NUMBERS})")
_CUE = regex.compile(r"\bkèm\b|\blục\b")
_WINDOW = 140
# The first line of what is attached: "PHỤ LỤC I", "BIỂU TỔNG HỢP", "Mẫu số 01", "DANH SÁCH …"
_HEADING = regex.compile(
    r"(?:^|\n)[\s#|(]*(?:phụ\slục|phụ\sbiểu|biểu|bảng|danh\ssách|danh\smục|mẫu|lịch|đề\scương)\b(?P<rest>[^\n]{0,90})"
)
_NUMBER = regex.compile(r"\b0?([ivx]+|\d{1,2})\b")
_ENOUGH = 60  # characters after the signature that can only be an annex


def check(context: Context) -> Iterator[Hit]:
    norm = context.norm
    end = _text_end(context)
    announced = [m for m in _announced(norm) if m.start() < end and not _line_of_annex(norm, m.start())]
    if not announced:
        return
    headings = list(_HEADING.finditer(norm, end))
    beside = context.record.source.annexes
    titles = "\n".join(normal(annex.title or "") for annex in beside)
    numbers = {n for m in (*headings, *_HEADING.finditer(titles)) for n in _NUMBER.findall(m["rest"][:12])}
    rest = len("".join(norm[end:].split()))
    if (
        headings
        or beside
        or rest >= _ENOUGH
        or any(context.at(span.start) >= end for table in context.record.quota_tables for span in table.spans[:1])
        or any(r.start > end for r in annex_references(context))
    ):
        asked = [(m, n) for m in announced for a in _ASKED.findall(m[0]) for n in _NUMBER.findall(a)]
        asked = [(m, n) for m, n in asked if numbers and n not in numbers]
        if not asked:
            return
        names = ", ".join(dict.fromkeys(n.upper() for _, n in asked))
        spans = [context.span(*_trimmed(norm, m)) for m in dict.fromkeys(m for m, _ in asked)]
        yield Hit(
            spans,
            f"Nội dung dẫn chiếu Phụ lục {names} nhưng trong tệp không có. Tìm phụ lục ở tệp riêng hoặc sửa dẫn chiếu.",
            f"The text refers to annex {names}, which is not in this file. Look for it in a file of its own.",
        )
        return
    spans = [context.span(*_trimmed(norm, m)) for m in announced]
    quote = " ".join(spans[0].quote.split())
    yield Hit(
        spans,
        f"“{quote}”: trong tệp không có phụ lục, biểu mẫu nào kèm theo. Tìm phụ lục ở tệp riêng hoặc bổ sung.",
        f"“{quote}”: this file holds no annex. Look for it in a file of its own, or add it.",
    )


def _announced(norm: str) -> Iterator[regex.Match[str]]:
    """Announcements, looked for only around the words that every one of them has."""
    passed = 0
    for word in _CUE.finditer(norm):
        match = _ANNOUNCED.search(norm, max(passed, word.start() - _WINDOW), word.end() + _WINDOW)
        if match:
            yield match
            passed = match.end()


def _text_end(context: Context) -> int:
    """Where signature and recipients end, and annexes begin."""
    header = context.record.header
    spans = [s for f in (header.signer_name, header.signer_office, header.signer_position) if f for s in f.spans]
    spans += [s for r in context.record.recipients for s in r.spans]
    return context.at(max((s.end for s in spans), default=len(context.record.text)))


def _line_of_annex(norm: str, start: int) -> bool:
    """Whether the words are themselves the heading of an annex."""
    return _HEADING.match(norm, norm.rfind("\n", 0, start) if "\n" in norm[:start] else 0) is not None


def _trimmed(norm: str, match: regex.Match[str]) -> tuple[int, int]:
    return (match.start("in"), match.end("in")) if match["in"] else (match.start(), match.end())


RULE = Rule("RF501", "annex-missing", "warning", "document", check)
