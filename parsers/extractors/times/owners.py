"""Who a limit binds: the subject of its clause, an agent, those who are told, the heading, those whom a share is of.

In comes a date that binds, out go the bodies that are to act by then; none where the words name nobody.
"""

from __future__ import annotations

import bisect
import itertools

from parsers import regex
from parsers.annotated import AnnotatedDocument, within
from parsers.extractors.obligations.doers import doers, duty_at, paragraph_at
from parsers.extractors.obligations.frames import directed
from parsers.extractors.obligations.headings import heading_bodies, in_full
from parsers.extractors.obligations.persons import persons_acting
from parsers.extractors.obligations.subjects import subject_of
from parsers.extractors.times.parallel_limits import own_doers
from parsers.layout.outline import Paragraph
from parsers.lexicon import load
from parsers.mentions.bodies.lists import body_list
from parsers.mentions.bodies.mentions import unnamed
from parsers.mentions.bodies.names import BodyMention
from parsers.mentions.bodies.words import begins_with_verb, names_thing
from parsers.mentions.dates.mentions import DateMention
from parsers.text import NormalisedText, either, fold

_WORDS = load("dates")["deadlines"]

# "danh sách đăng ký | của các thôn | gửi về" · "hồ sơ | do các trường | nộp"
_AGENT = regex.compile(r"(?<!\w)(?:của|(?P<by>do)) ")
_ACTS = regex.compile(
    r" (?:gửi|nộp|lập|chuyển|báo cáo|trình|cung cấp|đăng ký|thực hiện|đảm nhiệm|đảm nhận|phụ trách|chủ trì"
    r"|chuẩn bị)(?!\w)"
)
# "Việc bố trí bàn ghế do | Tổ Hành chính | thực hiện": a name that no list knows
_NAMED_BY_DO = regex.compile(rf"\p{{Lu}}[^,.;:()\n\t]{{2,50}}?(?={_ACTS.pattern})")
# "Lưu ý: | danh sách đăng ký …" · "- Hồ sơ …"
_THING = regex.compile(
    r"(?:[-+*•] ?)?(?:[^:.;\n]{2,40}: ?)?(?:bản |các |toàn bộ )?(?:danh sách|hồ sơ|báo cáo|phiếu|kết quả)(?!\w)"
)
# "Tiếp nhận danh sách do các thôn gửi về": whoever hands it in has the limit
_TAKES = regex.compile(r"(?:tiếp nhận|nhận)(?!\w)")
# "gửi trước ngày 25/11 | để Hội Chữ thập đỏ tỉnh tổng hợp": who gets it, and acts next
_FOR_WHOM = regex.compile(r" ?để (?=\p{L})")
_SHORT_NAME = regex.compile(r"(?:Ban|Hội|Sở|Trung tâm|Trường|Viện|Bệnh viện|Phòng) (?=\p{Ll})")
# "chỉ đạo các xã triển khai | và tổng hợp, báo cáo": the one who tells has the second part
_DOES_TOO = regex.compile(rf"(?<!\w)(?:và|đồng thời) (?:{either(_WORDS['reports'])})(?!\w)")
_JUST_BEHIND = 3
_YEAR_ONLY = 4  # characters of "2026"
# "Thứ Sáu hằng tuần trong thời gian mở đăng ký, | trợ lý sinh viên khoa | báo cáo …"
_BEHIND_DATE = regex.compile(r"(?: (?:trong|của|từ|sau|trước)(?!\w)[^,.;:\n]{0,60})?, ")
# "Báo cáo tiến độ: | sáng thứ Hai hằng tuần, các khu phố …"
_LABEL = regex.compile(r"[^:;.,\n\t]{2,40}: ?")
_PEOPLE = regex.compile(
    r"(?P<who>(?!hằng|hàng|định|khi|nếu|trong|sau|đồng|và|thì)\p{L}+(?: \p{L}+){1,5}?)"
    r"(?= (?:báo cáo|gửi|nộp|tổng hợp|cập nhật|lập|rà soát)(?!\w))"
)
# "100% | xã, phường kiện toàn …" · "Phấn đấu ít nhất 90% số | trường học thành lập …"
_SHARE = regex.compile(r"(?<![\d.,])\d{1,3}(?:[.,]\d+)? ?% (?:(?:tổng )?số |các )?(?=\p{L})")
# "theo lịch của | Bệnh viện Đa khoa tỉnh |, gửi các đơn vị"
_BY_SCHEDULE = regex.compile(r"(?<!\w)theo (?:lịch|kế hoạch|thông báo|điều phối|phân công)(?: \p{L}+){0,3} của ")
_THEN_SENDS = regex.compile(r",? (?:và )?(?:gửi|thông báo|chuyển|báo)(?!\w)")


def owners(annotated: AnnotatedDocument, mention: DateMention, clause: tuple[int, int], end: int) -> list[BodyMention]:
    """Who is to act: the subject of the clause ("…; Công an xã bố trí …"), else of the sentence or the heading."""
    view, paragraph = annotated.view, paragraph_at(annotated, mention.start)
    start = max(clause[0], paragraph.content if paragraph else 0)
    if named := own_doers(annotated, start, mention, end) or _agents(annotated, start, mention.cue_start):
        return named
    if told := [] if _often(mention) else _told(annotated, start, mention):
        return told
    bodies = _without_partners(annotated, mention, doers(annotated, mention.cue_start))
    bodies = _last_to_act(view, bodies, start, mention.cue_start)
    if paragraph is None:
        return bodies
    if start > paragraph.content and (own := _subject_beside(view, bodies, start, mention.cue_start, end)):
        return in_full(view, paragraph.node, own)
    if own := _subject_behind(view, start, mention, end):
        return own
    if len(bodies) == 1 and bodies[0].name.lower().startswith("mỗi "):  # "Mỗi trường" under "Các trường …"
        return heading_bodies(view, paragraph.node) or bodies
    if duty_at(annotated, mention.start):
        return bodies
    return _outside_duties(annotated, paragraph, start, mention.cue_start) or bodies


def _without_partners(
    annotated: AnnotatedDocument, mention: DateMention, bodies: list[BodyMention]
) -> list[BodyMention]:
    """The subject without those that the duty only is done with: "Bệnh viện tỉnh | cùng Văn phòng Hội | thống nhất"."""
    duty = duty_at(annotated, mention.start)
    partners = {body.start for body in duty.partners} if duty else set()
    return [body for body in bodies if body.start not in partners] or bodies


def _subject_beside(
    view: NormalisedText, bodies: list[BodyMention], start: int, until: int, end: int
) -> list[BodyMention]:
    """The subject of a later clause, where it is none of ``bodies``: "Các cơ quan; các khu phố gửi …" is one list."""
    subject = subject_of(view, start, until, end)
    if subject is None and (persons := persons_acting(view, start, end)):
        return persons  # "… Đ/c Loan tổng hợp danh sách, ngày 22/4 gửi bệnh viện"
    of_heading = bool(bodies) and bodies[0].start < view.block_at(start).start
    known = set() if of_heading else {b.start for b in bodies}
    return subject[0] if subject and subject[1] <= until and not {b.start for b in subject[0]} <= known else []


def _last_to_act(view: NormalisedText, bodies: list[BodyMention], start: int, until: int) -> list[BodyMention]:
    """Those of several who act right before the limit: "Mẫu do Văn phòng cấp, | các chi bộ | nhận trước ngày …"."""
    comma = view.norm.rfind(", ", start, until)
    last, reached = body_list(view, comma + 2, until) if comma >= 0 else ([], start)
    listed = any(b.start < comma <= b.end for b in bodies)  # "Tổ Văn, Tổ Sử chấm bài" act together
    acts = bool(last) and {b.start for b in last} < {b.start for b in bodies} and begins_with_verb(view, reached + 1)
    return last if acts and not listed else bodies


def _subject_behind(view: NormalisedText, start: int, mention: DateMention, end: int) -> list[BodyMention]:
    """The subject behind a date that opens its sentence: "Ngày 25 hằng tháng, bí thư chi đoàn gửi danh sách".

    It may be people that no list knows: "Thứ Sáu hằng tuần, trợ lý sinh viên khoa báo cáo …".
    """
    label = _LABEL.match(view.norm, start, mention.cue_start)
    if mention.cue_start - view.trim(label.end() if label else start, end)[0] > 1:
        return []
    behind = _BEHIND_DATE.match(view.norm, mention.end, end)
    if behind is None:
        return []
    subject = subject_of(view, behind.end(), end, end)
    if subject and subject[1] <= end:
        return subject[0]
    people = _PEOPLE.match(view.norm, behind.end(), end)
    if people is None:
        return []
    who = people.span("who")
    if begins_with_verb(view, who[0]) or names_thing(view, *who) or body_list(view, *who)[0]:
        return []
    return [unnamed(view, *who)]


def _outside_duties(annotated: AnnotatedDocument, paragraph: Paragraph, start: int, end: int) -> list[BodyMention]:
    """Who is to act where the line gives nobody work: those of a share or a schedule, or of the items below."""
    view = annotated.view
    named = _sharers(view, start, end) or _schedulers(view, start, end)
    return named or _of_items(annotated, items_below(annotated, paragraph))


def _agents(annotated: AnnotatedDocument, start: int, end: int) -> list[BodyMention]:
    """Who hands it in, behind the thing: "Danh sách đăng ký của các thôn gửi về …", "hồ sơ do các trường gửi".

    "thẩm định dự toán do Trạm Y tế lập" is work of the one who leads the clause.
    """
    view = annotated.view
    start = max([start, *(d.end for d in within(annotated.dates, start, end))])
    subject = subject_of(view, start, end, end)
    predicate = view.trim(subject[1] if subject and subject[1] < end else start, end, " -+*•:,")[0]
    works = begins_with_verb(view, predicate) and not _TAKES.match(view.norm, predicate, end)
    for match in _AGENT.finditer(view.norm, start, end):
        bodies, reached = body_list(view, match.end(), end)
        name = _NAMED_BY_DO.match(view.text, match.end(), end) if match["by"] and not bodies else None
        if name:
            bodies, reached = [unnamed(view, *name.span())], name.end()
        thing = (match["by"] and not works) or _THING.match(view.norm, start, match.start())
        if bodies and thing and _ACTS.match(view.norm, reached):
            return bodies
    return []


def _often(mention: DateMention) -> bool:
    """Whether it says how often and no day: "từng quý"."""
    return bool(mention.rrule) and not any("BY" in rule for rule in mention.rrule or ())


def _told(annotated: AnnotatedDocument, start: int, mention: DateMention) -> list[BodyMention]:
    """Whom the doer tells to do it by then: "Chỉ đạo các trường lập danh sách trước ngày …"."""
    view, end = annotated.view, mention.cue_start
    behind_dates = max([start, *(d.end for d in within(annotated.dates, start, end) if d.rrule or not _is_year(d))])
    if next_one := for_whom(view, behind_dates, end):
        return next_one
    bodies, reached = directed(view, behind_dates, end)
    too = _DOES_TOO.search(view.norm, reached, end) is not None
    return bodies if bodies and not too else _still_told(annotated, start, mention)


def _is_year(mention: DateMention) -> bool:
    """Whether it names a year and no more: "kế hoạch nhu cầu máu | năm 2026"."""
    return mention.value is not None and len(mention.value.edtf or "") <= _YEAR_ONLY


def _still_told(annotated: AnnotatedDocument, start: int, mention: DateMention) -> list[BodyMention]:
    """Whom the clause before tells, where its limit opens the next: "Chỉ đạo Bệnh viện …; trong 24 giờ báo cáo …"."""
    view = annotated.view
    before = view.norm.rfind("; ", view.block_at(start).start, max(0, start - 1))
    opens = mention.cue_start - start < _JUST_BEHIND and view.norm.startswith("; ", start - 2)
    return directed(view, max(before + 2, view.block_at(start).start), start - 2)[0] if opens else []


def for_whom(view: NormalisedText, start: int, end: int) -> list[BodyMention]:
    """Whom something is handed in to so that they go on with it: " để Hội Chữ thập đỏ tỉnh tổng hợp, trình …"."""
    purpose = _FOR_WHOM.match(view.norm, start, end)
    if purpose is None:
        return []
    bodies, reached = body_list(view, purpose.end(), end)
    short = None if bodies else _SHORT_NAME.match(view.text, purpose.end(), end)
    if short:  # "để Hội trao sau"
        reached = short.end() - 1
        bodies = [unnamed(view, short.start(), reached)]
    return bodies if bodies and reached + 1 < end and begins_with_verb(view, reached + 1) else []


def _sharers(view: NormalisedText, start: int, end: int) -> list[BodyMention]:
    """Those whom a share is of and who act: "100% xã, phường kiện toàn …"; "80% người dân" are no bodies."""
    share = _SHARE.search(view.norm, start, end)
    bodies, reached = body_list(view, share.end(), end) if share else ([], start)
    return bodies if bodies and reached + 1 < end and begins_with_verb(view, reached + 1) else []


def _schedulers(view: NormalisedText, start: int, end: int) -> list[BodyMention]:
    """Who makes the schedule that is sent: "theo lịch của Bệnh viện tỉnh, gửi các đơn vị"."""
    made = _BY_SCHEDULE.search(view.norm, start, end)
    bodies, reached = body_list(view, made.end(), end) if made else ([], start)
    return bodies if bodies and _THEN_SENDS.match(view.norm, reached, end) else []


def items_below(annotated: AnnotatedDocument, paragraph: Paragraph) -> list[Paragraph]:
    """The items of a line that ends with a colon: "Từ 10/3 đến 20/3:" and what is done then."""
    if annotated.view.text[paragraph.end - 1] != ":":
        return []
    found: list[Paragraph] = []
    paragraphs = annotated.outline.paragraphs
    first = bisect.bisect_right(paragraphs, paragraph.start, key=lambda p: p.start)
    for one in itertools.islice(paragraphs, first, None):
        if one.label is None or one.block.table is not None or (one.rank or 0) <= (paragraph.rank or 0):
            break
        found.append(one)
    return found


def _of_items(annotated: AnnotatedDocument, items: list[Paragraph]) -> list[BodyMention]:
    """The doers of the items of a line, each once."""
    duties = [duty for item in items if (duty := duty_at(annotated, item.content))]
    named = {fold(body.name): body for duty in reversed(duties) for body in reversed(duty.bodies)}
    return list(named.values())[::-1]
