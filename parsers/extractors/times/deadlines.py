"""Deadlines: what is due when, from whom, to whom."""

from __future__ import annotations

from dataclasses import dataclass

from parsers import regex
from parsers.annotated import AnnotatedDocument, Duty, within
from parsers.extractors.obligations.doers import doers, duty_at, paragraph_at
from parsers.extractors.obligations.subjects import subject_of
from parsers.extractors.times.binding import binding, clause_start, weakly_bound
from parsers.extractors.times.dates import doubts, how, shared_span
from parsers.extractors.times.offsets import offset_of
from parsers.extractors.times.owners import for_whom, owners
from parsers.extractors.times.parallel_limits import next_doers, own_end, topic
from parsers.extractors.times.roles import Dated, dated, in_time_label
from parsers.extractors.times.row_recipients import row_recipients
from parsers.extractors.times.submission import (
    CLAUSE_BREAK,
    PHONE,
    advised,
    recipients,
    recipients_before,
    recipients_behind,
)
from parsers.lexicon import load
from parsers.mentions.bodies.lists import body_list
from parsers.mentions.bodies.mentions import body_ref
from parsers.mentions.bodies.names import BodyMention
from parsers.mentions.bodies.words import begins_with_verb
from parsers.mentions.dates.mentions import DateMention
from parsers.records import BodyRef, Deadline, DeadlineRelation, assign_ids
from parsers.sentences import FULL_STOP, Sentences, clauses
from parsers.text import either, fold

_WORDS = load("dates")["deadlines"]

# "tiếp nhận danh sách do các thôn gửi về": whoever takes it is the recipient
_TAKES = regex.compile(r"(?<!\w)(?:tiếp nhận|nhận)(?!\w)[^.;\n\t]{0,80}(?<!\w)do ")
_REPORTS = regex.compile(rf"(?<!\w)(?:{either(_WORDS['reports'])})(?!\w)")
_SUPPLIES = regex.compile(r"(?:cung cấp|đăng(?: tải)?|phát|tổ chức) (?:\d|một|hai|ít nhất|tối thiểu)")
# "…, tuy nhiên đến nay còn một số đơn vị chưa gửi": the limit has passed and is cited
_MISSED = regex.compile(
    r"(?<!\w)(?:tuy nhiên|đến nay|nhưng)(?!\w)[^\n]{0,80}?(?<!\w)(?:chưa|còn|chậm)(?!\w)"
    r"|(?<!\w)(?:quá hạn|đã quá thời hạn)(?!\w)"
)

_LEADING = regex.compile(
    r"[\s,;:.\-–+*•()]*"
    r"(?:(?:và|đồng thời|định kỳ|sau đó|xong|trong đó|nhiệm vụ ?:|nội dung(?: thực hiện)? ?:)(?!\w)[\s,:]*)*"
)
_TRAILING = regex.compile(
    r"(?r)[\s,;:.(\-–/]*"
    r"(?:(?<!\w)(?:xong|dự kiến|hoàn thành|định kỳ|và|vào|thời gian|thực hiện xong|trong|đợt|theo|tối thiểu"
    r"|ít nhất|đầu giờ|cuối giờ|(?<=\()(?:đợt|lần|vòng|kỳ|buổi) (?:\d{1,2}|[ivx]{1,4}|nhất|đầu))[\s,;:(]*)*"
)
_BEHIND_END = regex.compile(rf",? để (?:tổng hợp|theo dõi|phối hợp|chỉ đạo|báo cáo)(?!\w)|; |{FULL_STOP}|\./")
# behind a date, what it is the date of: " (đợt 1)" · " đối với đợt 1" · " cho các trường tiểu học"
_ASIDE_OF = r"(?: ?\([^()\n\t]{1,60}\)| (?:đối với|cho) [^.;:,()\n\t]{1,40}?)"
_ROUND = regex.compile(rf"{_ASIDE_OF}(?=,? và |[,;.)]|$)")
# between the dates of a pair: " (đợt 1) và " · " đối với đợt 1 và " · ", đợt 2 " · " và "
_PAIRED = regex.compile(
    rf"(?:{_ASIDE_OF}(?:,? và|[,;])|(?:,? và|,)|;(?= (?:đợt|lần|vòng|kỳ) ))"
    r" ?(?:(?:đợt|lần|vòng|kỳ) [\wđ]{1,5} )?(?:xong |là |vào )*"
)
# "gửi báo cáo | đợt 1 | trước 15/4, | đợt 2 | trước 30/9"
_NUMBERED = regex.compile(
    r"(?<!\w)(?P<what>đợt|lần|vòng|kỳ)(?: thứ| số)? (?P<n>\d{1,2}|[ivx]{1,4}|nhất|hai|ba|tư|bốn|đầu|cuối)(?!\w)"
)
_OPEN_BRACKET = regex.compile(r"[^()]{0,60}\) ?")
# "Treo băng rôn | (Đoàn xã |, hoàn thành trước ngày 14/4)"
_UNCLOSED = regex.compile(r"(?r) ?(?P<sign>\()[^()\n\t]*")
_AND_ALSO = regex.compile(r",? (?:và )?")
# "Trong năm học, | mỗi tháng các lớp tổ chức …"
_MEANWHILE = regex.compile(
    r"(?:trong|suốt)(?: suốt| thời gian| cả)* (?:năm học|năm|học kỳ|quý|mùa|đợt)(?: [^.,;:\n\t]{1,20})?"
)
_ONLY_PERIOD = regex.compile(
    r"(?:cả )?năm(?: \d{4})?|0?[69] tháng(?: (?:đầu|cuối) năm)?|quý [iv\d]{1,3}|(?:đợt|lần|vòng|kỳ) [\wđ]{1,5}"
)
_NO_VERB = regex.compile(r"(?:về|cho|của|tại|theo|thời gian báo cáo)(?!\w)")
# "Hội Chữ thập đỏ xã | (Cơ quan Thường trực) chủ trì …"
_ASIDE_BEFORE = regex.compile(r" ?\([^()\n\t]{1,160}\) ?(?=[\w,])")
_ASIDE = regex.compile(r" ?\([^()]*\)$")
_MANY = regex.compile(r"(?:[Cc]ác|[Mm]ỗi|[Tt]ừng) ")
_SHORTEST = 6


@dataclass(frozen=True, slots=True)
class Before:
    """The deadline before: where its date ends, whether it comes back, and the stretch of its action."""

    end: int
    repeated: bool
    action: tuple[int, int]


def extract(annotated: AnnotatedDocument) -> list[Deadline]:
    """All limits and repeated duties that lie ahead, in order: the records that an officer reviews.

    A limit that is cited as missed, or that lies before the day of issue, has the doubt ``past``.
    """
    sentences = clauses(annotated.view)
    keyed: list[tuple[Deadline, str]] = []
    before: Before | None = None
    for one in dated(annotated):
        relation = None if one.mention.called_off else binding(annotated, one, sentences)
        if relation is None:
            continue
        record, action = _record(annotated, one, relation, before, sentences)
        if record.relation == "within" and not record.bodies and _says_nothing(annotated, one, action):
            continue
        before = Before(one.mention.end, bool(one.mention.rrule), action)
        keyed.append((record, f"{fold(record.spans[0].quote)} {fold(record.action)}"))
    assign_ids("deadline", keyed)
    return [record for record, _ in keyed]


def _says_nothing(annotated: AnnotatedDocument, one: Dated, action: tuple[int, int]) -> bool:
    """Whether a stretch of time stands alone, as the time of the whole: "IV. THỜI GIAN", "Từ ngày … đến ngày …"."""
    mention = one.mention
    alone = annotated.view.norm[action[0] : mention.cue_start].strip(" -+*:") in ("", "từ", "thời gian")
    return alone and action[1] <= mention.end + 1 and duty_at(annotated, mention.start) is None


def _record(
    annotated: AnnotatedDocument, one: Dated, relation: DeadlineRelation, before: Before | None, sentences: Sentences
) -> tuple[Deadline, tuple[int, int]]:
    """The deadline, and the stretch of its action."""
    mention, view = one.mention, annotated.view
    begin, end = sentences.around(mention.start)
    labelled = in_time_label(annotated, mention)
    duty = duty_at(annotated, mention.start)
    beside = duty is not None and duty.clue == "schedule-row" and not duty.start <= mention.start < duty.end
    if (labelled or beside) and duty is not None:
        action = _phrase(annotated, duty.start, _first_sentence(annotated, duty.start, duty.end))
    else:
        action = _action(annotated, mention, before, begin, end)
    clause = _clause(annotated, mention, begin, end)
    inside = (
        recipients(annotated, mention.start, mention.end) if mention.offset else []
    )  # "báo cáo UBND xã trong 3 ngày"
    to = (
        inside
        or recipients(annotated, *action)
        or _addressees(annotated, mention, action, clause, end, labelled=labelled)
    )
    to = _in_full(annotated, mention, to)
    due = mention.value.last_day(mention.relation or relation) if mention.value else None
    bodies = owners(annotated, mention, clause, end)
    deadline = Deadline(
        relation=relation,
        date=mention.value,
        rrule=list(mention.rrule) if mention.rrule else None,
        time=mention.time if mention.rrule else None,
        offset=offset_of(annotated, mention.offset) if mention.offset else None,
        due=due,
        bodies=[body_ref(view, b) for b in bodies],
        submit_to=to,
        action=_of_its_round(annotated, mention, before, action),
        spans=[view.span(mention.cue_start, mention.end), *shared_span(annotated, mention)],
        how=how(one),
        doubts=[
            *_doubts(annotated, one, due, sentences),
            *_unsure_names(duty, bodies),
        ],
    )
    return deadline, action


def _addressees(
    annotated: AnnotatedDocument,
    mention: DateMention,
    action: tuple[int, int],
    clause: tuple[int, int],
    end: int,
    *,
    labelled: bool,
) -> list[BodyRef]:
    """To whom it goes where the action itself does not say it: its clause, the clause before, what follows."""
    view, (start, _) = annotated.view, clause
    if not labelled and (to := recipients(annotated, *clause) or recipients_before(annotated, action)):
        return to
    if not labelled and (to := advised(annotated, mention.cue_start)):
        return to
    if _TAKES.search(view.norm, start, mention.cue_start):
        return [body_ref(view, b) for b in doers(annotated, mention.cue_start)]
    reports = _REPORTS.search(view.norm, start, mention.cue_start)
    purpose = for_whom(view, mention.end, end) if reports else []
    to = [body_ref(view, b) for b in purpose] or recipients_behind(annotated, mention.end)
    return to or (row_recipients(annotated, mention) if labelled else [])


def _in_full(annotated: AnnotatedDocument, mention: DateMention, to: list[BodyRef]) -> list[BodyRef]:
    """Recipients with the name that the doer bears where they are called by its first word: "gửi về Sở"."""
    if len(to) != 1 or " " in to[0].name:
        return to
    owners = [body for body in doers(annotated, mention.cue_start) if body.name.startswith(f"{to[0].name} ")]
    return [body_ref(annotated.view, owners[0])] if len(owners) == 1 else to


def _doubts(annotated: AnnotatedDocument, one: Dated, due: str | None, sentences: Sentences) -> list[str]:
    found, value = doubts(annotated, one), one.mention.value
    if due is None and value and value.rough and "vague-day" not in found:
        found.append("vague-day")
    if _is_past(annotated, one.mention, due, sentences.around(one.mention.start)[1]):
        found.append("past")
    if weakly_bound(annotated, one, sentences):
        found.append("weak-due")
    return found


def _unsure_names(duty: Duty | None, bodies: list[BodyMention]) -> list[str]:
    """The doubt of a doer by a name that begins like no known body's, "Văn hóa - xã hội"; a column says that it is."""
    if duty is not None and duty.clue == "task-row":
        return []
    return ["unknown-body"] if any(not body.known and not _MANY.match(body.name) for body in bodies) else []


def _is_past(annotated: AnnotatedDocument, mention: DateMention, due: str | None, end: int) -> bool:
    if mention.rrule is None and _MISSED.search(annotated.view.norm, mention.end, end):
        return True
    issued = annotated.header.issued_date
    day = issued.value.first if issued and issued.value and "X" not in issued.value.edtf else None
    return due is not None and day is not None and due < day


# --- what is to be done -----------------------------------------------------------------------------------------------


def _first_sentence(annotated: AnnotatedDocument, start: int, end: int) -> int:
    cut = CLAUSE_BREAK.search(annotated.view.text, start + 20, end)
    return cut.start() if cut else end


def _clause(annotated: AnnotatedDocument, mention: DateMention, begin: int, end: int) -> tuple[int, int]:
    """The sentence around the date, cut at semicolons."""
    view = annotated.view
    for cut in CLAUSE_BREAK.finditer(view.text, begin, mention.cue_start):
        begin = cut.end()
    following = CLAUSE_BREAK.search(view.text, mention.end, end)
    end = following.start() if following else end
    later = next((d for d in within(annotated.dates, mention.end, end) if d.relation in ("before", "by")), None)
    if later and within(annotated.bodies, mention.end, later.cue_start):
        end = mention.end  # "xong trong tháng 3, báo cáo UBND xã trước ngày …": the second limit has its own recipient
    return begin, end


def _clause_start(annotated: AnnotatedDocument, mention: DateMention, before: Before | None, begin: int) -> int:
    """Where the clause of the date begins: behind the date before it, the last semicolon, and the subject."""
    if before is not None and begin <= before.end <= mention.cue_start:
        aside = _ROUND.match(annotated.view.norm, before.end, mention.cue_start)
        begin = aside.end() if aside else before.end
        if following := next_doers(annotated.view, before.end, mention.cue_start, mention.end):
            return following[1]
    return clause_start(annotated, mention, begin)


def _action(
    annotated: AnnotatedDocument, mention: DateMention, before: Before | None, begin: int, end: int
) -> tuple[int, int]:
    """The words of the duty: those before the date, or behind it where it leads the clause.

    The second date of a pair has those of the first ("gửi danh sách trước ngày 05/3 đối với đợt 1 và trước ngày
    05/9 đối với đợt 2").
    """
    view = annotated.view
    if before and begin <= before.end <= mention.cue_start and _pairs(annotated, mention, before):
        return before.action
    paragraph = view.block_at(mention.start)
    begin, end = max(begin, paragraph.start), own_end(annotated, mention, min(end, paragraph.end))
    if _leads_its_clause(annotated, mention):
        return _words_behind(annotated, mention.end, end)
    known = paragraph_at(annotated, paragraph.start)
    content = known.content if known and known.start == paragraph.start else begin
    begin = max(begin, content)
    phrase = _phrase(annotated, max(_clause_start(annotated, mention, before, begin), content), mention.cue_start)
    if before and begin <= before.end and _ONLY_PERIOD.fullmatch(view.norm, *phrase):
        return before.action  # "6 tháng trước ngày 15/6; cả năm trước ngày 15/12"
    labels = view.norm[phrase[1] : mention.cue_start].strip() == ":"  # "Nguồn ngân sách: Hằng năm, …"
    if not _says_something(annotated, phrase) or labels:
        phrase = _words_elsewhere(annotated, mention, before, begin, end)
    return _out_of_bracket(annotated, phrase) if phrase[1] <= mention.cue_start else phrase


def _words_elsewhere(
    annotated: AnnotatedDocument, mention: DateMention, before: Before | None, begin: int, end: int
) -> tuple[int, int]:
    """The words of the duty where those before the date say too little: of the limit before, behind it, the topic."""
    view = annotated.view
    if before and begin <= before.end and next_doers(view, before.end, mention.cue_start, end):
        return before.action  # "Công an xã hoàn thành trước ngày 10/6, Đoàn xã hoàn thành trước ngày 15/6"
    behind = _words_behind(annotated, _behind_pairs(annotated, mention, end), end)
    if _says_something(annotated, behind):
        return behind
    if about := topic(view, begin, mention.cue_start):
        return about
    subject = subject_of(view, begin, mention.cue_start, mention.cue_start)
    phrase = _phrase(annotated, subject[1] if subject else begin, mention.cue_start)
    if _says_something(annotated, phrase):
        return phrase
    return view.trim(begin, end, " .;,\t\n")


def _out_of_bracket(annotated: AnnotatedDocument, phrase: tuple[int, int]) -> tuple[int, int]:
    """The words before a bracket that only says who and when: "Treo băng rôn | (Đoàn xã, hoàn thành trước ngày …)".

    A bracket that begins with the work keeps it: "Phiếu đăng ký (gửi bản mềm trước ngày …)".
    """
    view, (start, end) = annotated.view, phrase
    bracket = _UNCLOSED.match(view.norm, start, end)
    if bracket is None:
        return phrase
    if begins_with_verb(view, bracket.end("sign")):
        return bracket.end("sign"), end
    outside = _phrase(annotated, start, bracket.start())
    return outside if _says_something(annotated, outside) else (bracket.end("sign"), end)


def _words_behind(annotated: AnnotatedDocument, at: int, end: int) -> tuple[int, int]:
    stop = _BEHIND_END.search(annotated.view.text, at, end)
    return _phrase(annotated, at, stop.start() if stop else end)


def _behind_pairs(annotated: AnnotatedDocument, mention: DateMention, end: int) -> int:
    """Where the dates end that go on with this one: "Trong tháng 4 và tháng 5, | …", "hằng quý và hằng năm | …"."""
    at = mention.end
    for following in within(annotated.dates, mention.end, end):
        alike = bool(following.rrule) == bool(mention.rrule)
        if not alike or _AND_ALSO.fullmatch(annotated.view.norm, at, following.cue_start) is None:
            break
        at = following.end
    return at


def _pairs(annotated: AnnotatedDocument, mention: DateMention, before: Before) -> bool:
    """Whether the date goes with the one before: "trước ngày 05/3 đối với đợt 1 và trước ngày 05/9 đối với đợt 2"."""
    alike = before.repeated == bool(mention.rrule)
    return alike and _PAIRED.fullmatch(annotated.view.norm, before.end, mention.cue_start) is not None


def _of_its_round(
    annotated: AnnotatedDocument, mention: DateMention, before: Before | None, action: tuple[int, int]
) -> str:
    """The words of the action; those shared with the limit before name the round of this one: "gửi báo cáo đợt 2"."""
    text, norm = annotated.view.text, annotated.view.norm
    if before is None or action != before.action:
        return text[slice(*action)]
    first = list(_NUMBERED.finditer(norm, *action))
    own = list(_NUMBERED.finditer(norm, before.end, mention.cue_start))
    if not first or not own or first[-1]["what"] != own[-1]["what"]:
        return text[slice(*action)]
    number = first[-1].span("n")
    return text[action[0] : number[0]] + text[slice(*own[-1].span("n"))] + text[number[1] : action[1]]


def _leads_its_clause(annotated: AnnotatedDocument, mention: DateMention) -> bool:
    """ "…, hằng quý báo cáo Ban Chỉ đạo tỉnh", "…, mỗi tuần cung cấp 01 bản tin": the work stands behind."""
    norm = annotated.view.norm
    led = mention.rrule is not None and norm.startswith(",", mention.cue_start - 2)
    work = _REPORTS.match(norm, mention.end + 1) or _SUPPLIES.match(norm, mention.end + 1)
    return led and work is not None


def _says_something(annotated: AnnotatedDocument, phrase: tuple[int, int]) -> bool:
    """Whether the words are more than the name of the body that is to act, or of a stretch of time."""
    start, end = phrase
    norm = annotated.view.norm
    if end - start < _SHORTEST or _NO_VERB.match(norm, start, end) or _MEANWHILE.fullmatch(norm, start, end):
        return False
    bodies, reached = body_list(annotated.view, start, end)
    return not bodies or reached < end


def _phrase(annotated: AnnotatedDocument, start: int, end: int) -> tuple[int, int]:
    """The stretch without conjunctions, brackets with contacts and loose punctuation at its ends."""
    norm = annotated.view.norm
    if start >= end:
        return start, start
    aside = _ASIDE_BEFORE.match(norm, start, end) or _OPEN_BRACKET.match(norm, start, end)
    start = aside.end() if aside else start
    lead = _LEADING.match(norm, start, end)
    start = lead.end() if lead else start
    while start < end:
        tail = _TRAILING.match(norm, start, end)
        stop = tail.start() if tail else end
        aside = _ASIDE.search(norm, start, stop)
        if aside and PHONE.search(aside[0]):
            stop = aside.start()
        if stop == end:
            break
        end = max(start, stop)
    return start, end
