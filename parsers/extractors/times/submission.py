"""To whom something is handed in: the body behind "gửi về", "báo cáo", "trình"."""

from __future__ import annotations

import regex

from parsers.annotated import AnnotatedDocument, within
from parsers.lexicon import load
from parsers.mentions.bodies.lists import body_list
from parsers.mentions.bodies.mentions import body_ref
from parsers.mentions.bodies.names import BodyMention
from parsers.records import BodyRef
from parsers.sentences import FULL_STOP
from parsers.text import either

_WORDS = load("dates")["deadlines"]

# "gửi về " · "báo cáo kết quả về " · "trình " · "nộp cho " · "báo cáo " before a recipient
_TO = regex.compile(
    rf"(?r)(?<!\w)(?:{either(_WORDS['submits'])})(?: (?!để )[^.;:\n\t]{{0,110}})??"
    r" (?:về|cho|lên|tới|đến|với|qua|gửi)(?: cho| về)? "
    rf"|(?<!\w)(?:{either(_WORDS['submits'])}) (?:(?:kết quả|danh sách|báo cáo|hồ sơ) )?"
)
# "Thường trực Ban Chỉ đạo" · "Lãnh đạo UBND xã"
_HEAD_OF = regex.compile(r"(?r)(?<!\w)(?:cơ quan thường trực|bộ phận thường trực|thường trực|lãnh đạo|văn phòng) ")
_THROUGH = regex.compile(r" ?\((?:thông )?qua [^()\n]{2,160}\)| (?:thông qua|qua) (?=\p{L})")
_ALSO_TO = regex.compile(r" ?[;,] ?|,? và ")
_AFTER_RECIPIENT = regex.compile(
    r"[.;,()\n\t]|$| \(| ?\./"
    r"| (?:kết quả|theo|để|trước|chậm|định kỳ|hằng|hàng|trong|vào|thông qua|qua|xem xét|về)(?!\w)"
)
_GOES_ON = regex.compile(r"(?:gửi )?(?:báo cáo|danh sách|kết quả)(?! ban hành)(?!\w)[^.;:\n\t]{0,50}")
PHONE = regex.compile(r"\d(?:[ .]?\d){6}|@")
_PURPOSE = regex.compile(r"(?r)(?<!\w)để (?:tổng hợp|theo dõi|phối hợp|báo cáo)[^.;\n]*")
CLAUSE_BREAK = regex.compile(rf"; |{FULL_STOP}|\.[\n\t](?=\p{{Lu}})")


def recipient(annotated: AnnotatedDocument, start: int, end: int) -> BodyRef | None:
    """The body behind "gửi về", "báo cáo", "trình" in the stretch, as one phrase with "(qua …)"."""
    view, norm = annotated.view, annotated.view.norm
    limit = view.block_at(start).end
    for first in within(annotated.bodies, start, limit):
        if first.start >= end:
            break
        lead = _HEAD_OF.match(norm, max(start, first.start - 30), first.start)
        at = lead.start() if lead else first.start
        led = _TO.match(norm, max(start, at - 150), at)
        advises = led is not None and "tham mưu" in led[0] and not led[0].endswith("báo cáo ")
        signs_up = led is not None and led[0].startswith("đăng ký") and led[0].endswith("cho ")  # "người đăng ký … cho"
        if not led or advises or signs_up or _PURPOSE.match(norm, start, first.start):
            continue
        stop = _phrase_end(annotated, first, limit)
        dated_at = next((d.cue_start for d in within(annotated.dates, at, limit) if at < d.cue_start < stop), stop)
        stop = view.trim(at, dated_at, " ,;(")[1]
        named = {"name": view.text[at:stop], "spans": [view.span(at, stop)]}
        return body_ref(view, first).model_copy(update=named)
    return None


def recipient_before(annotated: AnnotatedDocument, action: tuple[int, int], begin: int) -> BodyRef | None:
    """Where the report that the sentence goes on with is handed in too: "Báo cáo UBND xã …; báo cáo năm trước …"."""
    view = annotated.view
    if not _GOES_ON.match(view.norm, *action):
        return None
    start, end = view.block_at(action[0]).start, action[0]
    clauses = [start, *(m.end() for m in CLAUSE_BREAK.finditer(view.text, start, end))]
    for at in reversed(clauses):
        found = recipient(annotated, at, end)
        if found:
            return found
        end = at
    return None


def _phrase_end(annotated: AnnotatedDocument, first: BodyMention, limit: int) -> int:
    """Where the recipients end: "Ban Chỉ đạo phường; UBND phường và Ban Chỉ đạo tỉnh (qua Hội Chữ thập đỏ tỉnh)"."""
    view, norm = annotated.view, annotated.view.norm
    end = first.end
    while True:
        through = _THROUGH.match(norm, end, limit)
        if through:
            if "(" in through[0]:
                return end if PHONE.search(through[0]) else through.end()
            bodies, reached = body_list(view, through.end(), limit)
            return reached if bodies else end
        also = _ALSO_TO.match(norm, end, limit)
        bodies, reached = body_list(view, also.end(), limit) if also else ([], end)
        if not bodies or not _AFTER_RECIPIENT.match(norm, reached):
            return end
        end = reached
