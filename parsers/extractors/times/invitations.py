"""What people are invited to: "… trân trọng kính mời … tham dự Hội nghị …", with its time in a line below."""

from __future__ import annotations

from parsers import regex
from parsers.annotated import AnnotatedDocument
from parsers.extractors.obligations.doers import paragraph_at
from parsers.mentions.dates.mentions import DateMention
from parsers.text import memo

# "kính mời lãnh đạo các sở, xã tham dự | Hội nghị triển khai …" · "mời dự họp" · "mời đồng chí tới dự | lễ …"
_INVITES = regex.compile(
    r"(?<!\w)mời(?!\w)[^.;\n\t]{0,300}?(?<!\w)(?:tham dự|tới dự|đến dự|về dự|dự|tham gia) (?:cuộc |buổi )?"
    r"(?P<name>(?:họp|hội nghị|hội thảo|lễ|buổi|cuộc|phiên|ngày hội|tập huấn|chương trình|tọa đàm|kỳ họp)(?!\w)"
    r"[^.;:,\n\t()]{0,120}?)(?=[.;:,\n\t()]|$| (?:vào|tại|như sau|theo|lúc|do|với|cụ thể)(?!\w))"
)
# "Dự Hội nghị tổng kết …" · "Về việc mời tham dự Lễ tôn vinh …": what an invitation is about
_ABOUT = regex.compile(
    r"(?:(?:v/v|về việc|mời)\W{1,3})*(?:tham dự|đến dự|dự|họp) (?:cuộc |buổi )?"
    r"(?P<name>(?:họp|hội nghị|hội thảo|lễ|buổi|cuộc|phiên|ngày hội|tập huấn|chương trình|tọa đàm|kỳ họp)(?!\w).*)",
    regex.DOTALL,
)
# "Thời gian: 08 giờ 00, ngày …" · "1. Thời gian họp: …"
_TIME = regex.compile(r"(?:[-+*•] ?)?thời gian(?! (?:hoàn thành|gửi|nộp|đăng ký|báo cáo|xác nhận))[^:\n\t]{0,30}: ?")


@memo
def _invitation(annotated: AnnotatedDocument) -> tuple[int, int] | None:
    """Where the document names what it invites to: the first line that does, else what it is about."""
    view = annotated.view
    for paragraph in annotated.outline.zone("title", "body", "letterhead"):
        match = _INVITES.search(view.norm, paragraph.start, paragraph.end)
        if match:
            return view.trim(*match.span("name"))
    subject = annotated.header.subject
    if subject is None or not subject.spans:
        return None
    start, end = (view.at(subject.spans[0].start), view.at(subject.spans[-1].end - 1) + 1)
    about = _ABOUT.fullmatch(view.norm, start, end)
    return view.trim(*about.span("name")) if about else None


def invited_to(annotated: AnnotatedDocument, mention: DateMention) -> tuple[int, int] | None:
    """The name of what takes place on a day that the "Thời gian:" line of an invitation gives."""
    paragraph = paragraph_at(annotated, mention.start)
    name = _invitation(annotated)
    if paragraph is None or name is None or mention.value is None or mention.relation in ("before", "by"):
        return None
    if name[0] < paragraph.start and _TIME.match(annotated.view.norm, paragraph.content, mention.cue_start):
        return name
    inside = paragraph.start <= name[0] < mention.start and paragraph.zone == "body"
    return name if inside else None
