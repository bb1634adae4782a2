"""Who has to act by the subjects of a paragraph's sentences, and which sentences hand out work at all."""

from __future__ import annotations

from parsers import regex
from parsers.annotated import within
from parsers.extractors.obligations.candidate import COUNTED, Candidate, Found
from parsers.extractors.obligations.further import further_subjects, is_each, persons_inside
from parsers.extractors.obligations.headings import announces_items, heading_bodies, in_full
from parsers.extractors.obligations.subjects import CLOSING, REQUEST, subject_of
from parsers.lexicon import load
from parsers.mentions.bodies.names import BodyMention, expand
from parsers.mentions.bodies.words import begins_with_verb
from parsers.sentences import sentences
from parsers.text import either, fold

_LEXICON = load("duties")
# not "cơ quan chủ trì Chương trình, cơ quan chủ trì dự án": who they are
_EXPRESS = regex.compile(rf"(?<!\w|(?:cơ quan|đơn vị) )(?:{either(_LEXICON['express']['words'])})(?!\w)")
# "… xây dựng Kế hoạch …, cụ thể như sau:": the opening says what the document is
_OPENING = regex.compile(r"như sau[ :.]*$|(?:ban hành|xây dựng) kế hoạch")
_CHARGED = regex.compile(r"\ (?:chịu|có) trách nhiệm(?!\w)")
# "Phân công lực lượng trông giữ xe", under the heading of those who assign them
_ASSIGNS_OWN = regex.compile(
    r"(?:phân công|giao|cử|bố trí|cắt cử) (?:các )?(?:lực lượng|cán bộ|chiến sĩ|nhân viên|đoàn viên|hội viên|thành viên"
    r"|người|công chức|viên chức|giáo viên|dân quân|tổ viên)(?!\w)"
)
# "Trong quá trình thực hiện, nếu có vướng mắc, các đơn vị phản ánh …", behind the work of somebody
_IN_TROUBLE = regex.compile(r"(?:trong )?quá trình [^.;:]*?(?<!\w)nếu(?!\w)")


def subjects_of_sentences(c: Candidate) -> Found | None:
    """The subjects of its sentences; those of later sentences only beside the first, or where they are asked."""
    view = c.view
    found: list[BodyMention] = []
    for start, end in sentences(view).within(c.start, c.end):
        subject = _subject(c, start, end)
        if subject is None:
            continue
        bodies, predicate = in_full(view, c.above, subject[0]), subject[1]
        if not _commits(c, start, predicate) or _only_announces(c, start, predicate, end):
            continue
        if not found and (whole := _whole_of_each(c, bodies)):
            return whole, []  # "Mỗi trường lập danh sách …" under "Các trường đại học, cao đẳng"
        if start == c.start:
            later = list(further_subjects(c, predicate, end, of_label=view.norm.startswith(":", predicate)))
            found += [*bodies, *in_full(view, c.above, later)]
        elif _is_asked(c, not found, start, subject) or _acts_besides(c, found, start, predicate, end):
            found += [body for body in bodies if not is_each(view, [body])]
    found += persons_inside(c) if found else []
    named = {body.name.lower().replace(" các ", " "): body for body in reversed(found)}
    return (list(named.values())[::-1], []) if found else None


def _subject(c: Candidate, start: int, end: int) -> tuple[list[BodyMention], int] | None:
    """The subject of a sentence; none of one that opens the document, or by which those of a heading assign theirs."""
    if c.paragraph.node is None and _OPENING.search(c.view.norm, start, c.end):
        return None
    if _ASSIGNS_OWN.match(c.view.norm, start, end) and heading_bodies(c.view, c.above):
        return None
    return subject_of(c.view, start, end, end)


def _acts_besides(c: Candidate, found: list[BodyMention], start: int, predicate: int, end: int) -> bool:
    """Whether a later sentence gives work beside the first, or behind what it costs: "… 20 triệu đồng. Các khoa …"."""
    if c.role == "money" and _is_due(c, start, predicate):
        return True
    return bool(found) and not _IN_TROUBLE.match(c.view.norm, start, end)


def _only_announces(c: Candidate, start: int, predicate: int, end: int) -> bool:
    """Whether a later sentence leads to the items below: "Mục tiêu: … Yêu cầu các xã thực hiện các việc sau:"."""
    return start > c.start and announces_items(c.view, predicate, end)


def _is_asked(c: Candidate, first: bool, start: int, subject: tuple[list[BodyMention], int]) -> bool:
    """Whether a later sentence asks or charges its subject, or the paragraph speaks to the whole part."""
    if first and c.predicate and heading_bodies(c.view, c.above):
        return False  # the work that it begins with is of those of the heading
    bodies, predicate = subject
    norm = c.view.norm
    asked = REQUEST.search(norm, start, bodies[0].start + 1) or _CHARGED.match(norm, predicate, c.end)
    return asked is not None or CLOSING.match(norm, c.start) is not None


def _commits(c: Candidate, start: int, predicate: int) -> bool:
    """Whether a sentence with a subject hands out work where the part only describes."""
    if not c.describes:
        return True
    norm = c.view.norm
    if _EXPRESS.search(norm[start:predicate]) or _EXPRESS.search(norm[predicate : predicate + 60]):
        return True
    if _is_due(c, start, predicate):
        return True
    if c.role not in COUNTED or start != c.start or not begins_with_verb(c.view, predicate):
        return False
    if _is_own_aim(c, predicate):
        return False
    # an item of the part, or the closing of a document that ends with its figures
    closes = CLOSING.match(norm, c.start) is not None or c.paragraph is c.annotated.outline.zone("body")[-1]
    return c.paragraph.rank is not None or (c.paragraph.label is None and closes)


def _is_due(c: Candidate, start: int, predicate: int) -> bool:
    """Whether somebody is to do it by a day, wherever a plan says it: "Phòng Nội vụ tổng hợp … trước ngày 30/4".

    Or within days that lie ahead: "Từ ngày 04/3 đến ngày 10/3, Trạm Y tế xã rà soát …".
    """
    if c.type_name == "BÁO CÁO" or (start != c.start and c.role != "money") or not begins_with_verb(c.view, predicate):
        return False
    if any(date.relation in ("before", "by") for date in within(c.annotated.dates, predicate, c.end)):
        return True
    issued = c.annotated.header.issued_date
    opens = within(c.annotated.dates, start, predicate)
    ahead = bool(opens) and opens[0].cue_start == start and opens[0].value is not None and opens[0].value.last
    return bool(ahead and issued and issued.value and issued.value.last and ahead >= issued.value.last)


def _is_own_aim(c: Candidate, predicate: int) -> bool:
    """Whether the subject before a predicate is the issuer itself, under the name that it gives itself in its text."""
    organ = c.annotated.header.organ_name
    name = fold(expand(c.view.text[slice(*c.view.trim(c.start, predicate))]))
    return organ is not None and organ.value is not None and f"{fold(expand(organ.value))} ".startswith(f"{name} ")


def _whole_of_each(c: Candidate, bodies: list[BodyMention]) -> list[BodyMention]:
    """Whom "mỗi trường" takes up: "Các trường đại học" of the heading; "mỗi xã" is not "Ban Chỉ đạo các xã"."""
    if not is_each(c.view, bodies):
        return []
    whole = heading_bodies(c.view, c.above)
    noun = bodies[0].name.lower().split()[1]
    several = [body.name.lower().split(" các ") for body in whole]
    return [] if any(len(names) > 1 and names[1].startswith(noun) for names in several) else whole
