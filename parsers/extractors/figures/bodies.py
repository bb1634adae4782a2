"""Whose a commitment or an achievement is: whom its share, its line, its clause or its list names.

In comes a statement, out go the bodies, each with the words that name it, and a doubt where they come from far. The
ways to name them stand in ``WAYS``, the nearest words first; the addressees of a letter or report are never among them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from parsers import regex
from parsers.annotated import AnnotatedDocument, within
from parsers.extractors.figures.clause_subjects import (
    ABOVE_ALL,
    HOW_MANY,
    THE_WHOLE,
    UNDERTAKING,
    WHOLE_IN_TITLE,
    clause_subject,
)
from parsers.extractors.figures.clubs import club_of
from parsers.extractors.figures.handed_out import GIVEN_TO, given_to
from parsers.extractors.figures.labels import behind_numbers, beside, named_whole, of_site, respective
from parsers.extractors.figures.leads import lines_above
from parsers.extractors.figures.parallels import Statement
from parsers.extractors.figures.shares import PASSIVE, all_of_them, share_bodies
from parsers.extractors.obligations.doers import doers, duty_at
from parsers.extractors.obligations.frames import directed
from parsers.lexicon import load
from parsers.mentions.bodies.lists import body_list
from parsers.mentions.bodies.names import BodyMention
from parsers.mentions.bodies.words import begins_with_verb
from parsers.mentions.quantities.words import number_in_words
from parsers.sentences import sentences
from parsers.text import NormalisedText, either, normal

_WORDS = load("statements")
# "mỗi đơn vị", after the units were named
_EACH_OF = regex.compile(rf"(?:mỗi|từng) (?:{either(_WORDS['wholes']['each'])}|điểm)(?= lần lượt|$)")
# "phối hợp với Hội Chữ thập đỏ tỉnh, | Bệnh viện Đa khoa tỉnh tổ chức …"
_PARTNERS = regex.compile(r"(?r)(?<!\w)(?:phối hợp|hiệp đồng|cùng)(?!\w)[^;.\d]*")
# "Tỉnh | giao 360 đơn vị máu": whoever gives it out is to reach nothing
_GIVES = regex.compile(
    r" (?:đã )?(?:giao|phân bổ|ấn định)(?: chỉ tiêu)?"
    r" (?:\d|cho |từ |tối thiểu |ít nhất |(?:xã|phường|thị trấn|huyện|tỉnh|đơn vị|trường|bệnh viện)(?!\w))"
)
# "Hai | trường bố trí lịch học"
_SO_MANY = regex.compile(r"(?r)(?<!\w)(?P<n>hai|ba|bốn|0?[2-4]) ")
_UNNAMED = frozenset(("đơn vị", "đơn vị máu", "cơ quan", "nơi", "tổ chức", "bộ phận"))
# "… đề nghị | Đoàn các xã, phường vận động mỗi đơn vị …"
_ASKED = regex.compile(r"(?<!\w)(?:đề nghị|yêu cầu|giao) (?=\w)")
# "Các phường A, B | mỗi phường 30 người", "Chủ tịch các xã A, B | huy động | mỗi xã 30 người"
_TO_EACH = regex.compile(r"\W{0,3}(?:(?:huy động|vận động|cử|bố trí|điều động|tổ chức|giao|cho) )?")
_LISTS = regex.compile(r"(?:các|những) (?=\w)")
_SEVERAL = regex.compile(r"(?<!\w)(?:các|những)(?!\w)")
_NOT_BODIES = regex.compile(
    r"(?:mỗi|từng) (?:chương trình|chiến dịch|lễ hội|ngày hội|hội thi|hoạt động|đợt|buổi"
    r"|ngày|tuần|tháng|quý|năm|lần|sự kiện|người|ca)(?!\w)"
)
# "…, dự kiến thu 200 đơn vị máu. Đơn vị đăng cai: Đoàn xã Lâm Bảo."
_HOST = regex.compile(
    r"(?<!\w)(?:đơn vị|cơ quan) (?:đăng cai|tổ chức|chủ trì|thực hiện|phụ trách|chịu trách nhiệm) ?: ?"
)
# "Căn cứ vào biên chế của các cơ quan, …, phấn đấu vận động tối thiểu 30%"
_OF_WHOM = regex.compile(
    r"(?:căn cứ|trên cơ sở) (?:vào )?(?:biên chế|số lượng|tổng số|chỉ tiêu|quân số)[^,;.]{0,40}? của "
)
# "…, do Hội Chữ thập đỏ tỉnh chủ trì, …", "100% ngày hội do các xã tổ chức"
_BY = regex.compile(r"(?<!\w)do (?=\w)")
_CARRIES_OUT = regex.compile(r",? (?:chủ trì|tổ chức|thực hiện|phụ trách|đảm nhiệm|đăng cai)(?!\w)")
# "Trong tổng số máu tiếp nhận có ít nhất 60% …" goes on with whom the sentence before names
_GOES_ON = regex.compile(r"(?:trong (?:tổng )?số|trong đó|cụ thể)(?!\w)")
_TOTAL = regex.compile(r"(?:tổng|cộng|tổng cộng|tổng số)(?!\w)")
_COMMA = regex.compile(r", ")

_OPENS = regex.compile(r"(?<!\w)(?:mở|tổ chức|khai giảng|khai mạc)(?: mới| thêm| được)? $")
_RATE = regex.compile(r"(?:giảm |nâng )?t[ỷỉ] lệ (?:người|số người|cán bộ|đoàn viên|hội viên)(?!\w)")
# "Trên 90% | cán bộ, đảng viên được tuyên truyền"
_PEOPLE = regex.compile(
    r"(?:số )?(?:cán bộ|công chức|viên chức|đảng viên|đoàn viên|hội viên|người dân|nhân dân|công nhân|người lao động)"
)
_LEVELS_UP = 2
_OWED_BY_WHOLES = ("blood_units", "registrants", "donors", "events")


class Way(NamedTuple):
    """One way to find the bodies; ``far`` says that they stand outside the list or section of the number."""

    name: str
    find: Callable[[AnnotatedDocument, Statement], list[BodyMention]]
    far: bool = False


def bodies_of(annotated: AnnotatedDocument, statement: Statement) -> tuple[list[BodyMention], list[str]]:
    """Who reaches or reached it, and why that may be wrong."""
    for way in WAYS:
        found = [body for body in way.find(annotated, statement) if _is_somebody(annotated.view, body)]
        if found:
            return _taken_up(annotated, statement, found), ["inherited-body"] if way.far else []
    return [], []


def _taken_up(annotated: AnnotatedDocument, statement: Statement, found: list[BodyMention]) -> list[BodyMention]:
    """Whom "mỗi đơn vị" or "mỗi tổ" stands for, where the words before it say so; else the bodies as they are."""
    view = annotated.view
    if owed := _all_so_many(annotated, statement, found[0]):
        return owed
    if len(found) > 1 or not view.norm.startswith(("mỗi ", "từng "), found[0].start):
        return found
    if opened := _opened_before(annotated, statement, found[0]):
        return bodies_of(annotated, opened)[0]
    if each := _EACH_OF.match(view.norm, found[0].start, found[0].end):
        return _before_each(annotated, statement, found[0]) or [named_whole(view, found[0].start, _end(each, found[0]))]
    if counted := _counted_before(annotated, statement, found[0]):
        return bodies_of(annotated, counted)[0] or found
    for begin in _begins(annotated, statement, found[0]):
        listed, reached = body_list(view, begin, found[0].start)
        many = len(listed) > 1 or (bool(listed) and _are_several(listed[0]))
        if many and _TO_EACH.fullmatch(view.norm, reached, found[0].start):
            return listed
    return found


def _all_so_many(annotated: AnnotatedDocument, statement: Statement, found: BodyMention) -> list[BodyMention]:
    """Whom "Hai trường" speaks of: those whose duty it is, where they are so many."""
    counted = _SO_MANY.match(annotated.view.norm, max(0, found.start - 12), found.start)
    duty = duty_at(annotated, statement.mention.start)
    if counted is None or duty is None or any(char.isupper() for char in found.name):
        return []
    count = int(counted["n"]) if counted["n"].isdigit() else number_in_words(counted["n"])
    return duty.bodies if len(duty.bodies) == count else []


def _counted_before(annotated: AnnotatedDocument, statement: Statement, each: BodyMention) -> Statement | None:
    """The statement of the sentence that counts what "mỗi tổ" takes up: "thành lập 01 tổ vận động, mỗi tổ có …"."""
    view = annotated.view
    noun = view.norm[each.start : each.end].split(" ", 1)[1]
    for mention in reversed(within(annotated.quantities, statement.sentence[0], each.start)):
        words = view.norm[mention.start : mention.end + len(noun) + 1]
        if regex.search(rf"\d ?{regex.escape(noun)}(?!\w)", words):
            return replace(statement, mention=mention)
    return None


def _opened_before(annotated: AnnotatedDocument, statement: Statement, each: BodyMention) -> Statement | None:
    """The statement of the classes or teams that somebody opens: "mở 03 lớp (…), mỗi lớp tối thiểu 40 người"."""
    counted = _counted_before(annotated, statement, each)
    clause = slice(statement.sentence[0], counted.mention.start) if counted else slice(0)
    return counted if _OPENS.search(annotated.view.norm[clause]) else None


def _end(each: regex.Match[str], body: BodyMention) -> int:
    """Where "mỗi đơn vị lần lượt" ends as a name; "mỗi cơ quan, đơn vị" stays whole."""
    return body.end if "," in body.name else each.end()


def _is_somebody(view: NormalisedText, body: BodyMention) -> bool:
    """Whether it is no "mỗi đợt", no "đơn vị" of blood, no label ("Đơn vị tiếp nhận: …"), nor who hands it out."""
    if _GIVES.match(view.norm, body.end):
        return False
    if _NOT_BODIES.match(view.norm, body.start) or normal(body.name) in _UNNAMED:
        return False
    return not view.norm.startswith(" máu", body.end)


def _before_each(annotated: AnnotatedDocument, statement: Statement, each: BodyMention) -> list[BodyMention]:
    """Whom "mỗi đơn vị" takes up: the bodies before it in its sentence, or those whose duty it is."""
    begins, duty = _begins(annotated, statement, each), duty_at(annotated, statement.mention.start)
    told = directed(annotated.view, begins[-1], each.start)[0]
    lists = (body_list(annotated.view, at, each.start)[0] for at in begins)
    named = (*lists, told, duty.bodies if duty else [])
    return next((bodies for bodies in named if len(bodies) > 1 or any(_are_several(body) for body in bodies)), [])


def _begins(annotated: AnnotatedDocument, statement: Statement, each: BodyMention) -> list[int]:
    """Where the list that "mỗi đơn vị" takes up may begin, the nearest place first."""
    view, start = annotated.view, statement.sentence[0]
    asked = [match.end() for match in _ASKED.finditer(view.norm, start, each.start)]
    begins = [asked[-1] if asked else start]
    for sign in (": ", "; ", ", riêng "):
        if (at := view.norm.rfind(sign, begins[-1], each.start - 2)) >= 0:
            alone = ABOVE_ALL.match(view.text, at + 2, each.start)
            begins.insert(0, alone.end() if alone else at + len(sign))
    if led := next(
        (c for c in _COMMA.finditer(view.norm, begins[-1], each.start) if _LISTS.match(view.norm, c.end())), None
    ):
        begins.append(led.end())
    if numbers := within(annotated.quantities, begins[0], each.start):
        begins.insert(0, view.trim(numbers[-1].end, each.start, " ,;")[0])
    counted = (HOW_MANY.match(view.text, begin, each.start) for begin in begins)
    return [counts.end() if counts else begin for begin, counts in zip(begins, counted, strict=True)]


def _are_several(body: BodyMention) -> bool:
    """Whether one name speaks of several: "các khu phố", "Đoàn các xã, phường"."""
    return _SEVERAL.search(normal(body.name)) is not None


def _of_share(annotated: AnnotatedDocument, statement: Statement) -> list[BodyMention]:
    if statement.mention.kind == "share":
        return share_bodies(annotated.view, statement.mention)
    return all_of_them(annotated.view, statement.mention) if statement.stance == "target" else []


def _beside(annotated: AnnotatedDocument, statement: Statement) -> list[BodyMention]:
    return respective(annotated, statement) or of_site(annotated, statement) or beside(annotated, statement)


def _directed(annotated: AnnotatedDocument, statement: Statement) -> list[BodyMention]:
    """Whom the clause tells to reach it, or who takes over: "giao Hội Chữ thập đỏ xã chủ trì, toàn xã tiếp nhận …"."""
    view, until = annotated.view, statement.mention.start
    told, reached = directed(view, statement.clause[0], until)
    if not told or _is_of_who_directs(annotated, statement, told, reached):
        return []
    later = (clause_subject(view, comma.end(), until, until) for comma in _COMMA.finditer(view.norm, reached, until))
    return [told, *filter(None, later)][-1]


def _is_of_who_directs(
    annotated: AnnotatedDocument, statement: Statement, told: list[BodyMention], reached: int
) -> bool:
    """Whether it is the task of whoever directs others: "Chỉ đạo các trạm y tế giữ mạng lưới, tối thiểu 01 người"."""
    duty, until = duty_at(annotated, statement.mention.start), statement.mention.start
    unnamed = not any(char.isupper() for body in told for char in body.name)
    return unnamed and duty is not None and bool(duty.bodies) and "," in annotated.view.norm[reached:until]


def _by_whom(annotated: AnnotatedDocument, statement: Statement) -> list[BodyMention]:
    """ "…, do Hội Chữ thập đỏ tỉnh chủ trì, tiếp nhận 600 đơn vị máu"."""
    view = annotated.view
    for by in _BY.finditer(view.norm, *statement.clause):
        found, reached = body_list(view, by.end(), statement.clause[1])
        if found and _CARRIES_OUT.match(view.norm, reached):
            return found
    return []


def _subject_of_clause(annotated: AnnotatedDocument, statement: Statement) -> list[BodyMention]:
    view, until = annotated.view, statement.mention.start
    clause, sentence = statement.clause[0], statement.sentence[0]
    if UNDERTAKING.search(view.norm, sentence, until):
        return []
    if body_list(view, sentence, until)[1] > clause:
        clause = sentence  # "Xã A; xã B; Công an tỉnh tổ chức …": the signs part bodies, no clauses
    near = max(clause, behind_numbers(annotated, statement))
    colon = max(clause, view.norm.rfind(": ", clause, until) + 2)  # "… phân bổ như sau: các phường 45 đơn vị"
    commas = _COMMA.finditer(view.norm, near, until if near > clause else near)
    later = [comma.end() for comma in commas if _acts(view, comma.end(), until)]
    for start in dict.fromkeys((*later[-1:], max(near, colon), near, clause, sentence)):
        if start < clause and _opens_another(view, statement):
            return []
        if found := [b for b in clause_subject(view, start, until, statement.sentence[1]) if _is_somebody(view, b)]:
            return found
    return []


def _acts(view: NormalisedText, start: int, until: int) -> bool:
    """Whether a known body begins another clause behind a comma: "…, | Ban Chỉ huy Quân sự xã bố trí 01 xe"."""
    found, reached = body_list(view, start, until)
    known = bool(found) and found[0].known and view.text[start].isupper()
    return known and begins_with_verb(view, reached + 1) and not _PARTNERS.match(view.norm, start - 160, start)


def _opens_another(view: NormalisedText, statement: Statement) -> bool:
    """Whether a share of something else stands behind what each one has: "Mỗi thôn có 01 tổ; 80% dân số được cấp …"."""
    start = statement.sentence[0]
    behind = statement.mention.kind == "share" and statement.clause[0] > start
    return behind and view.norm.startswith(("mỗi ", "từng "), view.trim(start, statement.clause[0], " -+*\t")[0])


def _of_whom(annotated: AnnotatedDocument, statement: Statement) -> list[BodyMention]:
    view = annotated.view
    of_whom = _OF_WHOM.match(view.norm, statement.sentence[0], statement.mention.start)
    return body_list(view, of_whom.end(), statement.mention.start)[0] if of_whom else []


def _share_before(annotated: AnnotatedDocument, statement: Statement) -> list[BodyMention]:
    """Of whom the last share before it in the sentence is: "100% xã có đội, mỗi đội từ 20 thành viên"."""
    start, clause = statement.sentence[0], statement.clause[0]
    if statement.mention.kind == "share" and clause > start:
        return []
    if not annotated.view.norm.startswith(("mỗi ", "từng "), clause):
        start = clause  # "100% xã rà soát …; tối thiểu 50 cộng tác viên …"
    for mention in reversed(within(annotated.quantities, start, statement.mention.start)):
        if mention.kind == "share" and (found := share_bodies(annotated.view, mention)):
            return found
    return []


def _sentences_before(annotated: AnnotatedDocument, statement: Statement) -> list[BodyMention]:
    view = annotated.view
    if _TOTAL.match(view.norm, statement.sentence[0]):
        return []
    if statement.mention.kind == "share" and not _GOES_ON.match(view.norm, statement.sentence[0]):
        return []
    for start, end in sentences(view).within(statement.paragraph.content, statement.sentence[0]):
        if found := clause_subject(view, start, end, end):
            return found
    return []


def _host(annotated: AnnotatedDocument, statement: Statement) -> list[BodyMention]:
    """Whom the paragraph names at its end as the one who holds what the number is of."""
    view, until = annotated.view, statement.paragraph.end
    label = _HOST.search(view.norm, statement.mention.end, until)
    return body_list(view, label.end(), until)[0] if label else []


def _doers(annotated: AnnotatedDocument, statement: Statement) -> list[BodyMention]:
    """Whose duty the paragraph is; addressees are to act, but no number is theirs."""
    addressed = {(body.start, body.end) for body in annotated.addressees}
    found = [b for b in doers(annotated, statement.mention.start) if (b.start, b.end) not in addressed]
    if any(b.start < statement.mention.start for b in found):
        # "… thành lập 03 đoàn kiểm tra; đồng chí Chủ tịch Hội làm trưởng đoàn": who acts in a later clause
        found = [b for b in found if not statement.clause[1] <= b.start < statement.paragraph.end]
    if statement.clue == "allotted" or _opens_another(annotated.view, statement):
        # "Lắp mới: 58 trạm (Bưu điện: 25 trạm)": who stands beside another number has that
        return [b for b in found if not statement.paragraph.start <= b.start < statement.paragraph.end]
    return found


def _introduced_by(annotated: AnnotatedDocument, statement: Statement) -> list[BodyMention]:
    """The subject of the lines that introduce the list, or the whole that a title names: "Chỉ tiêu chung toàn tỉnh"."""
    view, mention = annotated.view, statement.mention
    if mention.quantity.of is not None and PASSIVE.match(view.norm, mention.end, statement.clause[1]):
        return []  # "100% ca cấp cứu được đáp ứng kịp thời"
    for line in lines_above(annotated, statement.paragraph)[1:]:
        if view.text.endswith(":", line.content, line.end):
            if given := GIVEN_TO.search(view.norm, line.content, line.end):
                return body_list(view, given.end(), line.end)[0]
            for start, end in reversed(sentences(view).within(line.content, line.end)):
                if found := clause_subject(view, start, end, end):
                    return found
        if title := WHOLE_IN_TITLE.search(view.norm, line.content, line.end):
            return [named_whole(view, *title.span("who"))]
    return []


def _of_siblings(annotated: AnnotatedDocument, statement: Statement) -> list[BodyMention]:
    """The whole that an earlier item of the same list, or of that above, speaks of: "1. Toàn xã vận động …", "2. Chia
    làm 02 đợt:", "- Đợt 1: 40 đơn vị máu".

    What the whole owes goes on, blood, donors and rounds; shares, clubs and staff of the list have bodies of their own.
    """
    node = statement.paragraph.node
    if not _is_owed_by_whole(annotated, statement) or not statement.paragraph.opens:
        return []
    for _ in range(_LEVELS_UP):
        if node is None or node.parent is None:
            return []
        for sibling in node.parent.children:
            if sibling is node:
                break
            p = sibling.paragraph
            found = clause_subject(annotated.view, p.content, p.end, p.end)
            if len(found) == 1 and THE_WHOLE.match(found[0].name):
                return found
        node = node.parent
    return []


def _is_owed_by_whole(annotated: AnnotatedDocument, statement: Statement) -> bool:
    """Whether the whole owes it too: blood, donors, rounds, and what share of its people does something."""
    if statement.mention.quantity.indicator in _OWED_BY_WHOLES:
        return True
    if statement.mention.kind != "share":
        return False
    whole = normal(statement.mention.quantity.of or "")
    of_people = _PEOPLE.match(whole) and " của " not in whole
    return bool(of_people or _RATE.match(annotated.view.norm, statement.sentence[0]))


WAYS = (
    Way("share", _of_share),
    Way("beside", _beside),
    Way("given", given_to),
    Way("directed", _directed),
    Way("subject", _subject_of_clause),
    Way("by", _by_whom),
    Way("of-whom", _of_whom),
    Way("share-before", _share_before),
    Way("sentence-before", _sentences_before),
    Way("host", _host),
    Way("duty", _doers),
    Way("club", club_of),
    Way("introduction", _introduced_by),
    Way("sibling", _of_siblings, far=True),
)
