"""Persons by name who act, where no list of bodies names them: "Bà Trần Thị Hoa, Trưởng Trạm Y tế, | chuẩn bị …".

A title, a degree or a rank opens such a name; an office may follow it, and others with whom the person acts.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from parsers import regex
from parsers.lexicon import load
from parsers.mentions.bodies.mentions import unnamed
from parsers.mentions.bodies.names import BodyMention
from parsers.mentions.bodies.words import acts_next
from parsers.text import NormalisedText, either

_ONE_DEGREE = r"(?:bs(?:\.?ck)?(?:i{1,2}|[12])?|ck(?:i{1,2}|[12])|ths|ts|cnđd|cn|ks|pgs|gs|đd|ktv|ds|ys)\.?"
_RANK = r"(?:đại|thượng|trung|thiếu) (?:tướng|tá|[úu][ýy])|(?:thượng|trung|hạ) sĩ"
_DEGREE = rf"(?:{_ONE_DEGREE}(?: ?{_ONE_DEGREE})*(?: trưởng)?|{_RANK})"
PERSON = regex.compile(
    rf"(?:{either([*load('dates')['deadlines']['persons'], 'em', 'cháu', 'bác', 'bác sĩ'])}|(?P<degree>{_DEGREE})) "
)
# behind a degree, which may stand for other words ("CN Đoàn xã"): family name and given name
_FULL_NAME = regex.compile(r"\p{Lu}\p{Ll}[\p{L}'’]* \p{Lu}")
_PERSON_NAME = regex.compile(
    r"[^\W\d][\p{L}./]*(?: \p{L}{2,5}\.)*(?: (?:Đại|Thượng|Trung|Thiếu)(?= (?:tướng|tá|[úu][ýy])))?"
    r"(?: [\p{Ll}]+)?"
    r" \p{Lu}[\p{L}'’]*(?: \p{Lu}[\p{L}'’]*){0,5}"
)
# "Bác bảo vệ | Đèo Văn Sung", "Cô giáo chủ nhiệm Lò Thị Hạnh"
_JOB = regex.compile(r"(?:\p{Ll}+ ){1,3}(?=\p{Lu}\p{Ll}* \p{Lu})")
# "Trạm trưởng Y tế | Đàm Thị Nhuận", "Giám đốc - BSCKII. Thân Trọng Nghĩa"
_OFFICE = regex.compile(
    r"(?:phó )?(?:chủ tịch|bí thư|giám đốc|tổng giám đốc|hiệu trưởng|hiệu phó|chủ nhiệm|chánh|trưởng|phó"
    r"|đội phó|tổ phó|kế toán"
    r"|(?:bếp|trạm|tổ|đội|nhóm|khu|ấp|chi hội|chi đoàn|chỉ huy|xã đội|thôn đội|viện|cục|vụ) ?trưởng|chính trị viên"
    r"|thủ quỹ|thư ký|văn thư|cán bộ|công chức|chuyên viên|nhân viên|y sĩ|bác sĩ|điều dưỡng)(?!\w)"
)
_NAME = regex.compile(r"(?<=[ .])(?P<family>\p{Lu}\p{Ll}*)(?: \p{Lu}[\p{Ll}'’]*){1,4}(?= ?[ ,:(\n]|$)")
_FAMILY = frozenset(load("letterhead")["surnames"])
_AFTER_OFFICE = regex.compile(rf"(?: ?[-–] ?)?(?:{_DEGREE} ?)?")
# names of places and schools: "Chủ tịch UBND xã | Lâm Sơn Hạ", "Hiệu trưởng Trường THPT | Lê Quý Đôn"
_OF_PLACE = regex.compile(
    r"(?r)(?<!\w)(?:xã|phường|thị trấn|đặc khu|huyện|quận|tỉnh|thành phố|thôn|bản|ấp|buôn|làng|khu|khu phố|khóm|tổ"
    r"|trường|thpt|thcs|tiểu học|mầm non|mẫu giáo|đường|phố|chợ|công ty|bệnh viện|cụm|điểm|khoa) "
)
_MIDDLE = regex.compile(r"\p{L}+ (?:Văn|Thị) ")
_LONGEST_OFFICE = 80
_SIGN = regex.compile(r"[.,:;()\n\d]")
# "(Phó Chủ tịch Công đoàn)" · "- Chủ tịch Công đoàn," · ", nhân viên thư viện:" · ", Chủ tịch UBND xã, Phó Trưởng Ban:"
_BEHIND = regex.compile(
    r"(?:,? ?\([^()\n]{1,80}\)| ?[-–] ?[^,;:.()\n]{3,80}(?=[,:])"
    rf"|, ?(?!(?i:{PERSON.pattern}))\p{{L}}[^,;:.()\n]{{3,80}}(?=[,:]))?"
    r"(?:, ?\p{Lu}[^,;:.()\n]{3,80}(?=[,:]))*"
)
# what a person is, did or has is no work: "Ông Lò Văn Pâng là …", "… làm Trưởng ban"
_NO_WORK = regex.compile(
    r"[ ,]*(?:là|đã|đang|được|bị|có|không|luôn|vẫn|chưa|sinh|hiện|vừa|từng|nguyên|và|cùng|với|của|tại|ở|trong|theo|về"
    r"|cho|thuộc|giữ chức|giữ vai trò|làm (?:trưởng|phó|tổ trưởng|tổ phó|thư ký|chủ tịch)|hoặc|nếu|khi|người|nhân|do"
    r"|thì|xã|phường|thôn)(?!\w)"
)
_WORK_BEHIND_LABEL = regex.compile(
    r": ?(?=\p{L})(?!(?i:số |sđt|đt|điện thoại|email|phó |ủy viên|thành viên|trưởng|tổ trưởng|tổ phó|thư ký|chủ tịch))"
)
# "…: Trưởng Ban Tổ chức, | phụ trách chung; …"
_OFFICE_BEHIND_LABEL = regex.compile(
    r": ?(?:(?:phó |tổ |đội )?(?:trưởng|phó|ủy viên|thành viên|thư ký)(?!\w)[^,;.:\n]{0,60}[,;] )+"
)
_OF_COMMITTEE = r"(?:phó |tổ |đội |trưởng|ủy viên|thành viên|thư ký)"
_MEMBER = regex.compile(rf"(?:[-–:] ?{_OF_COMMITTEE}[^.;:\n]{{0,40}}|, ?{_OF_COMMITTEE}[^.;:,\n]{{0,40}})[;.]?$")
# "Bùi Thị Hải Yến, Chủ nhiệm Ủy ban Kiểm tra"
_NAME_AND_OFFICE = regex.compile(
    r"\p{Lu}\p{Ll}*(?: \p{Lu}\p{Ll}*){1,4}(?:,| [-–]) ?(?:Phó |Ủy viên|Trưởng|Bí thư|Chủ |Chi |Hiệu |Giám đốc"
    r"|Chuyên viên|Cán bộ|Công chức|Tổ |Đội |Nhân viên|Kế toán|Văn thư)[^:;.()\n]{0,110}"
)
_OFFICE_TAIL = regex.compile(r"(?: ?\([^()\n]{2,80}\)|(?: ?[-–,] ?)\p{L}[^:;.()\n]{2,120})?")
_GROUP_OF = regex.compile(r"(?P<group>\p{Lu}[^:;,\n()]{1,40}?)(?: ?\([^()\n]{2,60}\))? [-–] (?=\p{Ll}|Đ/c|Ông|Bà)")
_TEAM_OF = regex.compile(
    r"(?!(?:Đối với|Về|Trách nhiệm|Nhiệm vụ|Giao|Phân công|Đề nghị)(?!\w))"
    r"(?P<team>\p{Lu}[^:;,.()\n]{2,50}?) \((?P<inside>[^()\n]{4,200})\)[ .:]*"
)
_AND_OTHERS = regex.compile(r",? (?:và|cùng) (?P<who>(?:các|những|toàn thể) [^:;.,()\n]{2,60})$")
# "Cô Hạnh|, |cô Yến", "Bảo vệ| và |cô Thắm (y tế)"
_NEXT_PERSON = regex.compile(rf"(?:, | và |; )(?={PERSON.pattern}\p{{L}})")
_ALSO = regex.compile(r",? (?:và|cùng(?: với)?) |, ")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody by name, ``[start, end)``, with title or office; what tells who it is ends at ``behind``."""

    start: int
    end: int
    behind: int


def persons_acting(view: NormalisedText, start: int, end: int) -> list[BodyMention]:
    """Persons who open the sentence by name and act, one or several: "Ông Thắng (Tổ trưởng tổ 7) và ông Quý làm …"."""
    persons = _persons(view, start, end)
    if not persons or not _act(view, persons[-1], end):
        return []
    return [_body(view, person.start, person.end) for person in persons]


def is_member(view: NormalisedText, start: int, end: int) -> bool:
    """Whether a line tells the office of a member: "Ông Lò Văn Pâng, công chức Tổ Kiểm tra - Thành viên;"."""
    person = person_at(view, start, end)
    return person is not None and _MEMBER.search(view.norm, person.end, end) is not None


def _persons(view: NormalisedText, start: int, end: int) -> list[Person]:
    """Those who stand one behind the other: "cô Hợp (9A), thầy Phiên (9B) và cô Yến (9C)"."""
    found: list[Person] = []
    at: int | None = start
    while at is not None and (person := person_at(view, at, end)):
        found.append(person)
        also = _ALSO.match(view.norm, person.behind, end)
        at = also.end() if also else None
    return found


def _act(view: NormalisedText, person: Person, end: int) -> bool:
    """Whether work follows a person: behind a colon, behind the office, or in words that say no state."""
    norm, behind = view.norm, person.behind
    if norm.startswith(":", behind):
        office = _OFFICE_BEHIND_LABEL.match(norm, behind, end)
        then_acts = office is not None and (
            acts_next(view, office.end()) or norm.startswith("chịu trách nhiệm", office.end())
        )
        return then_acts or _WORK_BEHIND_LABEL.match(norm, behind, end) is not None
    if acts_next(view, view.trim(behind, end, " ,")[0]):
        return True
    told = norm.startswith(", " if behind > person.end else " ", behind) and _is_full_name(view, person)
    at = view.trim(behind, end, " ,")[0]
    return told and at < end and view.text[at].islower() and not _NO_WORK.match(norm, behind, end)


def _is_full_name(view: NormalisedText, person: Person) -> bool:
    return any(name["family"] in _FAMILY for name in _NAME.finditer(view.text, person.start, person.end))


def _body(view: NormalisedText, start: int, end: int) -> BodyMention:
    return replace(unnamed(view, start, end), known=True)


def person_at(view: NormalisedText, at: int, end: int) -> Person | None:
    """A person by title and name, or by office and full name: "Bà Trần Thị Hoa, Trưởng Trạm Y tế,"."""
    stop = _titled(view, at, end) or _in_office(view, at, end)
    if stop is None:
        return None
    behind = _BEHIND.match(view.text, stop, end)
    return Person(at, stop, behind.end() if behind else stop)


def _titled(view: NormalisedText, at: int, end: int) -> int | None:
    """Where the name behind a title ends."""
    title = PERSON.match(view.norm, at, end)
    if title is None or (title["degree"] and not _FULL_NAME.match(view.text, title.end(), end)):
        return None
    if named := _in_office(view, title.end(), end):  # "Đồng chí | Phó Bí thư Hoàng Minh Quyết"
        return named
    if job := _JOB.match(view.text, title.end(), end):
        name = _NAME.match(view.text, job.end(), end)
    else:
        name = _PERSON_NAME.match(view.text, at, end) if view.text[title.end() : title.end() + 1].isupper() else None
    return name.end() if name else None


def _in_office(view: NormalisedText, at: int, end: int) -> int | None:
    """Where the full name behind an office ends: "Trạm trưởng Y tế Đàm Thị Nhuận"."""
    office = _OFFICE.match(view.norm, at, end)
    if office is None:
        return None
    degree = _AFTER_OFFICE.match(view.norm, office.end(), end)
    sign = _SIGN.search(view.norm, degree.end() if degree else office.end(), min(end, office.end() + _LONGEST_OFFICE))
    for name in _NAME.finditer(view.text, office.end(), min(end, office.end() + 2 * _LONGEST_OFFICE)):
        if sign and name.start() > sign.start():
            return None
        of_place = _OF_PLACE.match(view.norm, office.end(), name.start()) and not _MIDDLE.match(name[0])
        if name["family"] in _FAMILY and not of_place:
            return name.end()
    return None


def persons_named(view: NormalisedText, start: int, end: int) -> list[BodyMention]:
    """The person who is all that a heading names, with an office or without, and those with whom the person acts.

    "3. Cô Phan Thị Sen (nhân viên y tế):" · "4. KTV trưởng Lò Thị Hạnh và các kỹ thuật viên"
    """
    _, stop = view.trim(start, end, " .:;")
    person = person_at(view, start, stop)
    others = _AND_OTHERS.search(view.norm, person.end, stop) if person else None
    rest = _OFFICE_TAIL.fullmatch(view.text, person.end, others.start() if others else stop) if person else None
    if person is None or rest is None:
        return []
    stretches = [(person.start, person.end), *([others.span("who")] if others else [])]
    return [_body(view, *stretch) for stretch in stretches]


def persons_in_cell(view: NormalisedText, start: int, end: int) -> list[BodyMention]:
    """Those who are all that a cell holds, by name, each with the office: "Ông Lò Văn Pâng, Phó Hiệu trưởng", "Cô Hạnh,
    cô Yến (TPT Đội)".
    """
    start, end = view.trim(start, end)
    cuts = [match.span() for match in _NEXT_PERSON.finditer(view.norm, start, end)]
    if cuts:
        stretches = zip([start, *(b for _, b in cuts)], [*(a for a, _ in cuts), end], strict=True)
        return [_body(view, *stretch) for stretch in stretches]
    named = len(persons_named(view, start, end)) == 1 or _NAME_AND_OFFICE.fullmatch(view.text, start, end)
    return [_body(view, start, end)] if named else []


def group_of_persons(view: NormalisedText, start: int, end: int) -> list[BodyMention]:
    """A group and its persons before their work: "Nhóm 1 (ngõ 12) - chị Vi Thị Sen, anh Lò Văn Pâng: vận động …"."""
    group = _GROUP_OF.match(view.text, start, end)
    persons = _persons(view, group.end(), end) if group else []
    if not group or not persons or not view.norm.startswith(":", persons[-1].behind):
        return []
    return [_body(view, *group.span("group")), *(_body(view, person.start, person.end) for person in persons)]


def persons_of_title(view: NormalisedText, start: int, end: int) -> list[BodyMention]:
    """The persons who are all that a heading names, or its team with them: "Tổ tài chính (chị Sen, anh Pâng):"."""
    team = _TEAM_OF.fullmatch(view.text, start, end)
    if team is not None and person_at(view, *team.span("inside")) is not None:
        return [_body(view, *team.span("team"))]
    return persons_named(view, start, end)
