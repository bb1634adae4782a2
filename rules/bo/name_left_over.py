"""name-left-over: the name of another commune or school stands where the own one belongs / còn sót tên đơn vị khác

What it finds: In the document of a commune: "trên địa bàn xã …", "toàn xã …" with the name of another one. In that of a
school or hospital: whose website, pupils or staff are meant, under the name of another one that stands nowhere else. A
backdrop or banner with another programme than that of the title.

Why it matters: The text was written over that of a neighbour, and other things in it may be the neighbour's, too.

Example: "trên trang thông tin điện tử của Trường Cao đẳng Suối Lạnh" in a notice of another college.

How to resolve: Put the own name, and read the sentences around it once more.

Phát hiện: Văn bản của một xã nhưng ghi "trên địa bàn xã …", "toàn xã …" với tên xã khác; văn bản của một trường, bệnh
viện nhưng trang thông tin, học sinh, viên chức lại ghi của trường, bệnh viện khác chỉ xuất hiện một lần;
chữ trên phông, băng rôn ghi chương trình khác tên văn bản.

Vì sao: Nội dung được chép từ văn bản của đơn vị khác, có thể còn sót chi tiết khác.

Ví dụ: "trên trang thông tin điện tử của Trường Cao đẳng Suối Lạnh" trong thông báo của một trường khác.

Cách xử lý: Ghi đúng tên đơn vị mình và đọc lại các câu xung quanh.
"""

from __future__ import annotations

from collections.abc import Iterator

from parsers import regex
from parsers.records import Span
from parsers.text import fold, normal
from rules.context import Context
from rules.prose import one_line
from rules.rule import Hit, Rule

_UNIT = r"(?P<unit>xã|phường|thị trấn|đặc khu)"
_NAME = r"(?P<name>\p{Lu}\p{L}*(?: \p{Lu}\p{L}*){0,3}+)"
_HOME = regex.compile(rf"{_UNIT}\s+{_NAME}\s*\Z", regex.IGNORECASE)
_OVER_ALL = regex.compile(rf"(?:trên địa bàn|[Tt]oàn|[Nn]hân dân) {_UNIT} {_NAME}(?! \(?cũ)")
_KIND = r"(?:Trường(?: (?:Đại học|Cao đẳng|Trung cấp|THPT|THCS|Tiểu học|Mầm non|Trung học))|Bệnh viện)"
_SCHOOL = regex.compile(rf"{_KIND}\b", regex.IGNORECASE)
_OWN_THING = regex.compile(
    r"(?:trang thông tin điện tử|[Ww]ebsite|[Cc]ổng thông tin điện tử|[Ff]anpage|con dấu|Ban Giám hiệu|Ban Giám đốc"
    rf"|viên chức|sinh viên|học sinh|học viên)(?: của)? (?P<name>{_KIND}(?: [-\p{{Lu}}][\w-]*| và| -){{1,8}})"
)

# of a neighbour, or of who else is named as issuer
_COMMITTEES = ("uy ban nhan dan", "ubnd", "ban chi dao")


_PROGRAMME = regex.compile(
    r"(?<!\w)(?P<name>hành trình đỏ|chủ nhật đỏ|lễ hội xuân hồng|giọt hồng tri ân|những giọt máu hồng"
    r"|chung dòng máu việt|ngày hội toàn dân hiến máu)(?!\w)"
)
# "phông sân khấu với dòng chữ: “…”"
_WRITTEN_ON = regex.compile(
    r"(?<!\w)(?:phông|ma-?két|maket|market|pa-?nô|băng rôn|băng-rôn|banner|backdrop|dòng chữ)(?!\w)"
    r"[^\n\"“]{0,80}[\"“](?P<text>[^\n\"”]{5,160})[\"”]"
)


def check(context: Context) -> Iterator[Hit]:
    yield from _other_programme(context)
    organ = context.record.header.organ_name
    if organ is None or not organ.value or organ.doubts or context.record.source.ocr:
        return
    home = _HOME.search(organ.value)
    if home is not None:
        yield from _other_commune(context, home, organ.spans)
    elif _SCHOOL.match(organ.value):
        yield from _other_school(context, fold(organ.value), organ.spans)


def _other_programme(context: Context) -> Iterator[Hit]:
    """A backdrop or banner that names another programme than the title of the document."""
    subject = context.record.header.subject
    titled = {match["name"] for match in _PROGRAMME.finditer(normal(one_line((subject and subject.value) or "")))}
    for match in context.prose.finditer(_WRITTEN_ON, "phông", "ket", "két", "nô", "rôn", "banner", "drop", "dòng chữ"):
        written = {name["name"] for name in _PROGRAMME.finditer(match["text"])}
        if subject and titled and written and not titled & written:
            span = context.said(*match.span("text"))
            yield Hit(
                [span, *subject.spans[:1]],
                f"“{one_line(span.quote)}” không phải chương trình nêu ở tên văn bản. Kiểm tra chữ trên phông.",
                f"“{one_line(span.quote)}” is not the programme of the title. Check what is written on the banner.",
            )
            return


def _other_commune(context: Context, home: regex.Match[str], spans: list[Span]) -> Iterator[Hit]:
    own, whole = fold(home["name"]), ""
    for match in _OVER_ALL.finditer(context.plain):
        name, unit = fold(match["name"]), fold(match["unit"])
        if unit != fold(home["unit"]) or name.startswith(own) or own.startswith(name):
            continue
        whole = whole or fold(context.plain)
        if not any(f"{committee} {unit} {name}" in whole for committee in _COMMITTEES):
            yield _hit(context.span(match.start("unit"), match.end("name")), spans)
            return


def _other_school(context: Context, own: str, spans: list[Span]) -> Iterator[Hit]:
    whole = fold(context.plain)
    for match in _OWN_THING.finditer(context.plain):
        name = fold(match["name"]).removesuffix(" va")
        if name in own or own in name or whole.count(name) > 1:
            continue
        yield _hit(context.span(*match.span("name")), spans)
        return


def _hit(other: Span, spans: list[Span]) -> Hit:
    name = one_line(other.quote)
    return Hit(
        [other, *spans[:1]],
        f"“{name}” không phải đơn vị ban hành. Kiểm tra có phải còn sót tên từ văn bản của đơn vị khác.",
        f"“{name}” is not who issues the document. Check whether the name is left over from another's text.",
    )


RULE = Rule("BO409", "name-left-over", "warning", "document", check)
