"""Who else has to act in a paragraph: the subjects of its later clauses.

In comes a candidate with the stretch behind whom it names first, out go those of "…; Công an xã bố trí …; Đoàn xã đón
tiếp …" and "… Riêng Trường A …".
"""

from __future__ import annotations

from collections.abc import Iterator

from parsers import regex
from parsers.extractors.obligations.candidate import Candidate
from parsers.extractors.obligations.frames import passive_doers
from parsers.extractors.obligations.headings import named_in_headings
from parsers.extractors.obligations.persons import PERSON, persons_acting
from parsers.extractors.obligations.subjects import subject_of
from parsers.extractors.obligations.unassigned import MUST
from parsers.mentions.bodies.lists import body_list
from parsers.mentions.bodies.names import BodyMention
from parsers.mentions.bodies.words import acts_next
from parsers.sentences import sentences
from parsers.text import NormalisedText

_CLAUSE = regex.compile(r"; ")
# "Phối hợp với Sở A; các doanh nghiệp …": those are partners
_WITH = regex.compile(r"(?<!\w)(?:phối hợp(?:(?: [^\W\d]+){0,2}(?: với| cùng))?|cùng với) ")
# "… về thủ tục: người vào tỉnh để làm việc; các đoàn đi …": what, not who
_ENUMERATES = regex.compile(r"[^;]*: [^;]*;")
# "…; số còn lại do Công an xã kiểm tra"
_REST_BY = regex.compile(r"(?:còn|số|phần|riêng)(?: [^.;:,\n]{1,40}?)? do (?=\p{L})")
_NAMES_MORE = regex.compile(r"[:;]|(?<!\w)(?:riêng|giao|phân công|đề nghị|yêu cầu) ")
# "… Riêng Trường A bố trí …", "… Đề nghị Công ty B cho công nhân nghỉ ca …"
_ASIDE = regex.compile(r"(?:riêng|(?:kính |trân trọng )?đề nghị|yêu cầu|giao) ")
_PERSON_PLACE = regex.compile(rf"(?:(?<=[^.;\n]{{3,80}}): |; |[.;] (?:giao(?: cho)?|phân công) )(?={PERSON.pattern})")


def further_subjects(
    c: Candidate, start: int, end: int, *, of_label: bool = False, each: bool = False
) -> Iterator[BodyMention]:
    """The subjects of the clauses that follow: "Trạm Y tế xã …; Công an xã bố trí …; Đoàn xã đón tiếp …"."""
    for clause in _CLAUSE.finditer(c.view.norm, start, end):
        subject = subject_of(c.view, clause.end(), end, end)
        if of_label and c.view.norm.startswith("riêng ", clause.end()):
            continue  # "Các trường: lập danh sách; riêng Trường A bố trí thêm hội trường": one of them
        if subject and (each or not is_each(c.view, subject[0])) and _does_work(c, subject[1], end, must=each):
            yield from subject[0]
        elif _REST_BY.match(c.view.norm, clause.end(), end):
            yield from passive_doers(c.view, clause.end(), end)
        elif subject is None and (named := named_in_headings(c.annotated, clause.end(), end)):
            yield named


def _does_work(c: Candidate, predicate: int, end: int, *, must: bool) -> bool:
    """Whether a predicate says what is to be done, or with ``must`` that something has to be."""
    return acts_next(c.view, predicate) or (must and bool(MUST.match(c.view.norm, predicate + 1, end)))


def is_each(view: NormalisedText, bodies: list[BodyMention]) -> bool:
    return all(view.norm.startswith(("mỗi ", "từng "), body.start) for body in bodies)


def others_inside(c: Candidate) -> Iterator[BodyMention]:
    """Who else has to act in an item under the heading of a body: "…; Đoàn xã thành lập …", "… Riêng Trường A …"."""
    if not _NAMES_MORE.search(c.view.norm, c.start, c.end):
        return
    partners = [body_list(c.view, found.end(), c.end)[1] for found in _WITH.finditer(c.view.norm, c.start, c.end)]
    if not _ENUMERATES.match(c.view.norm, c.start, c.end):
        yield from further_subjects(c, max((c.start, *partners)), c.end)
    yield from persons_inside(c)
    for start, end in sentences(c.view).within(c.start, c.end):
        subject = subject_of(c.view, start, end, end) if _ASIDE.match(c.view.norm, start, end) else None
        if start > c.start and subject and acts_next(c.view, subject[1]):
            yield from subject[0]


def persons_inside(c: Candidate) -> list[BodyMention]:
    """The persons whom a paragraph names besides: behind its label, in a later clause or charged in a later sentence.

    "Tổ Tin học: anh Long thiết kế …", "…; cô Thanh làm tổ phó", "… Giao đồng chí Bình làm đầu mối".
    """
    later = (start for start, _ in sentences(c.view).within(c.start, c.end) if start > c.start)
    found = (*(place.end() for place in _PERSON_PLACE.finditer(c.view.norm, c.start, c.end)), *later)
    places = (at for at in found if c.view.text.count("(", c.start, at) <= c.view.text.count(")", c.start, at))
    return [person for at in places for person in persons_acting(c.view, at, c.end)]
