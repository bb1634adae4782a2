"""Persons by name who act, where no list of bodies names them: "Bà Trần Thị Hoa, Trưởng Trạm Y tế, | chuẩn bị …".

A title, a degree or a rank opens such a name; an office may follow it, and others with whom the person acts.
"""

from __future__ import annotations

from dataclasses import replace

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
    r"(?P<who>[^\W\d][\p{L}./]*(?: \p{L}{2,5}\.)*(?: (?:Đại|Thượng|Trung|Thiếu)(?= (?:tướng|tá|[úu][ýy])))?"
    r"(?: [\p{Ll}]+)?"
    r" \p{Lu}[\p{L}'’]*(?: \p{Lu}[\p{L}'’]*){0,5})"
    r"(?:,? ?\([^()\n]{2,80}\)| ?[-–] ?[^,;:.()\n]{3,80}(?=[,:])|, ?\p{Lu}[^,;:.()\n]{3,80}(?=[,:]))?"
)
# "Bùi Thị Hải Yến, Chủ nhiệm Ủy ban Kiểm tra"
_NAME_AND_OFFICE = regex.compile(
    r"\p{Lu}\p{Ll}*(?: \p{Lu}\p{Ll}*){1,4}(?:,| [-–]) ?(?:Phó |Ủy viên|Trưởng|Bí thư|Chủ |Chi |Hiệu |Giám đốc"
    r"|Chuyên viên|Cán bộ|Công chức|Tổ |Đội |Nhân viên|Kế toán|Văn thư)[^:;.()\n]{0,110}"
)
_OFFICE_TAIL = regex.compile(r"(?: ?\([^()\n]{2,80}\)|(?: ?[-–,] ?)\p{L}[^:;.()\n]{2,120})?")
_GROUP_OF = regex.compile(r"(?P<group>\p{Lu}[^:;,\n()]{1,40}?)(?: ?\([^()\n]{2,60}\))? [-–] (?=\p{Ll}|Đ/c|Ông|Bà)")
_ALSO_NAMED = regex.compile(rf"(?:, | và | cùng )(?={PERSON.pattern})")
_AND_OTHERS = regex.compile(r",? (?:và|cùng) (?P<who>(?:các|những|toàn thể) [^:;.,()\n]{2,60})$")
_ALSO_PERSON = regex.compile(rf",? (?:và|cùng) (?={PERSON.pattern})")


def persons_acting(view: NormalisedText, start: int, end: int) -> list[BodyMention]:
    """Persons who open the sentence by name and act, one or several: "Ông Thắng (Tổ trưởng tổ 7) và ông Quý làm …"."""
    found: list[BodyMention] = []
    at = start
    while name := person_at(view, at, end):
        found.append(replace(unnamed(view, *name.span("who")), known=True))
        further = _ALSO_PERSON.match(view.norm, name.end(), end)
        if further is None:
            return found if acts_next(view, view.trim(name.end(), end, " ,:")[0]) else []
        at = further.end()
    return []


def person_at(view: NormalisedText, at: int, end: int) -> regex.Match[str] | None:
    """A person by title and name, with an office or without: "Bà Trần Thị Hoa, Trưởng Trạm Y tế,"."""
    title = PERSON.match(view.norm, at, end)
    if title is None or not view.text[title.end() : title.end() + 1].isupper():
        return None
    if title["degree"] and not _FULL_NAME.match(view.text, title.end(), end):
        return None
    return _PERSON_NAME.match(view.text, at, end)


def persons_named(view: NormalisedText, start: int, end: int) -> list[BodyMention]:
    """The person who is all that a heading names, with an office or without, and those with whom the person acts.

    "3. Cô Phan Thị Sen (nhân viên y tế):" · "4. KTV trưởng Lò Thị Hạnh và các kỹ thuật viên"
    """
    _, stop = view.trim(start, end, " .:;")
    name = person_at(view, start, stop)
    others = _AND_OTHERS.search(view.norm, name.end("who"), stop) if name else None
    rest = _OFFICE_TAIL.fullmatch(view.text, name.end("who"), others.start() if others else stop) if name else None
    if name is None or rest is None:
        return []
    stretches = [name.span("who"), *([others.span("who")] if others else [])]
    return [replace(unnamed(view, *stretch), known=True) for stretch in stretches]


def person_in_cell(view: NormalisedText, start: int, end: int) -> BodyMention | None:
    """The person by name, with the office, who is all that a cell holds: "Ông Lò Văn Pâng, Phó Hiệu trưởng"."""
    named = len(persons_named(view, start, end)) == 1 or _NAME_AND_OFFICE.fullmatch(view.text, *view.trim(start, end))
    return replace(unnamed(view, *view.trim(start, end)), known=True) if named else None


def group_of_persons(view: NormalisedText, start: int, end: int) -> list[BodyMention]:
    """A group and its persons before their work: "Nhóm 1 (ngõ 12) - chị Vi Thị Sen, anh Lò Văn Pâng: vận động …"."""
    group = _GROUP_OF.match(view.text, start, end)
    if group is None:
        return []
    found, at = [group.span("group")], group.end()
    while name := person_at(view, at, end):
        found.append(name.span("who"))
        further = _ALSO_NAMED.match(view.norm, name.end("who"), end)
        if further is None:
            break
        at = further.end()
    labelled = len(found) > 1 and view.norm.startswith(":", found[-1][1])
    return [replace(unnamed(view, *stretch), known=True) for stretch in found] if labelled else []
