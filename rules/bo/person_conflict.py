"""person-conflict: one person has two offices or two phone numbers / một người ghi hai chức vụ hoặc hai số điện thoại

What it finds: A person who holds an office of one body at one place and of another body at the next, or is head at one
place and deputy at the next; two people for one post; another head of the issuer than the one who signs; and a phone
number of a person, or office, that is nearly the one given elsewhere.

Why it matters: Invitations go to the wrong office, and nobody answers the phone.

Example: "Ông Lò Văn Mẫu, Phó Chủ tịch UBND tỉnh" in the letter, "… Phó Chủ tịch HĐND tỉnh" in the programme.

How to resolve: Ask the office of the person, and write the same at both places.

Phát hiện: Một người ở chỗ này giữ chức vụ của cơ quan này, ở chỗ khác giữ chức vụ của cơ quan khác, hoặc lúc là cấp
trưởng lúc là cấp phó; một nhiệm vụ ghi hai người; người đứng đầu cơ quan nêu trong văn bản khác người ký; hai số điện
thoại của một người, một nơi chỉ khác nhau vài chữ số.

Vì sao: Giấy mời gửi nhầm nơi, gọi điện không gặp.

Ví dụ: Thư mời ghi "Ông Lò Văn Mẫu, Phó Chủ tịch UBND tỉnh", chương trình ghi "… Phó Chủ tịch HĐND tỉnh".

Cách xử lý: Hỏi lại cơ quan của người đó và ghi thống nhất ở cả hai chỗ.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import NamedTuple

from parsers import regex
from parsers.mentions.bodies.names import expand
from parsers.records import Contact, Grounded, Span
from parsers.text import fold
from rules.context import Context
from rules.prose import one_line
from rules.rule import Hit, Rule, two_places
from rules.support.slips import swapped

_HEADS = (
    "Chủ tịch|Bí thư|Chủ nhiệm|Giám đốc|Hiệu trưởng|Trưởng phòng|Trưởng ban|Trưởng Ban|Trưởng Trạm|Trưởng khoa"
    "|Trưởng Khoa|Chánh Văn phòng|Đội trưởng|Chỉ huy trưởng|Trưởng Công an|Viện trưởng"
)
# "Ông Lò Văn Mẫu, Phó Chủ tịch Ủy ban nhân dân tỉnh, …" · "đồng chí … - Trưởng Trạm Y tế xã;"
_HOLDS = regex.compile(
    r"(?:[ÔôBb](?:ng|à)|[Đđ]ồng chí|[Đđ]/c)(?: \([^()]{1,6}\))? (?P<name>\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+){2,4})"
    rf"(?:,| -) (?P<deputy>Phó )?(?P<head>{_HEADS})"
    r"(?:(?= phụ trách)|(?P<body>(?! (?:phụ trách|điều hành))[^,;.():\n\t–-]{3,80}))"
)
# "đồng chí Lê Văn Mẫu, Phó Chủ tịch UBND tỉnh, Trưởng Ban Chỉ đạo"
_HEAD_IS = regex.compile(
    r"(?:[ÔôBb](?:ng|à)|[Đđ]ồng chí|[Đđ]/c)(?: \([^()]{1,6}\))? (?P<name>\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+){2,4})"
    r"(?:(?:,| [-–]) \p{Lu}[^,;.:()\n\t]{3,60}?)?(?:(?:,| [-–])| làm| là) "
    r"(?P<head>Trưởng [Bb]an|Chủ tịch|Bí thư|Chủ nhiệm|Giám đốc|Hiệu trưởng)"
    r"(?P<body> [^,;.():\n\t–-]{3,80}?)?(?= ?[,;.():\n\t–-]| (?:trực tiếp|phụ trách|chủ trì|điều hành|làm|là)(?!\w)|$)"
)
# "Kiện toàn BCĐ tỉnh do | đồng chí …, làm Trưởng Ban;"
_OF_COMMITTEE = regex.compile(r"(?r)(?<!\w)(?:BCĐ|Ban Chỉ đạo)(?!\w)[^.;:\n]{0,60}")
_FOR_THE_HEAD = regex.compile(r"(?:KT|TL|TUQ|Q)\.")
_NAME = r"(?P<name>\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}*){1,4})"
_LEADS = r"(?:Trưởng |Tổ trưởng |Đội trưởng )"
_LED = r"(?:Tiểu ban|Tổ|Đội|Nhóm|Ban|Bộ phận)"
# "- Tiểu ban Sơ tán, cứu nạn: ông Vi Văn Thuấn, …" · "Trưởng Tiểu ban …: bà …"; one person behind a colon
_POST_FIRST = regex.compile(
    rf"(?:^|\n)(?:[-+*•] ?|\p{{L}}\) ?|\d{{1,2}}[.)] ?)?{_LEADS}?(?P<post>{_LED} [^\n\t:()]{{6,60}}?)"
    rf"(?: do)?:? (?:ông|bà|đồng chí|đ/c|Ông|Bà) {_NAME}(?=,|;| -|\.|\n)"
)
_POST_IN_TABLE = regex.compile(
    rf"(?:^|\n|\t){_LEADS}(?P<post>(?:{_LED} )?[^\n\t:()]{{6,60}}?)\t(?:ông |bà |Ông |Bà )?{_NAME}(?=\t|\n)"
)
_CALLED = r"(?:ông|bà|đồng chí|đ/c|Ông|Bà|(?:BSCK(?:I|II|1|2)|ThS|TS|BS|PGS|GS|KS)(?:[. ]+(?:BS|TS|ThS))*\.?)"
# "Giao ThS. Hà Văn Đội, Trưởng khoa …, làm Đội trưởng Đội tiếp nhận máu lưu động"
_MADE_LEADER = regex.compile(
    rf"{_CALLED} {_NAME}(?:, [^,;.\n]{{3,70}},?)? (?:làm|giữ nhiệm vụ|là) "
    rf"{_LEADS}(?P<post>{_LED} [^,;.\n()]{{6,60}}?)(?=[,;.\n])"
)
# "Đội trưởng Đội tiếp nhận máu lưu động là ThS. Hà Văn Đội"
_LEADER_IS = regex.compile(
    rf"{_LEADS}(?P<post>{_LED} [^,;.\n():]{{6,60}}?)(?: là|:) (?:{_CALLED} ){{1,2}}{_NAME}(?!\w)"
)
_LEAST_OF_POST = 3
# "Kiện toàn BCĐ phường gồm 13 đ/c, do đ/c Hà Văn Đội, Phó Chủ tịch UBND phường làm Trưởng ban;"
_MADE_HEAD = regex.compile(
    rf"(?<!\w)(?:BCĐ|Ban Chỉ đạo)(?!\w)[^.;\n]{{0,80}}?{_CALLED} {_NAME}(?:(?:,| [-–]) [^;.\n]{{3,80}}?)? làm "
    r"Trưởng [Bb]an(?: Chỉ đạo)?(?=[,;.\n])"
)
# "sự điều hành của Trưởng ban, đ/c Hà Văn Đội, họp giao ban đều"
_HEAD_NAMED = regex.compile(rf"(?<!Phó )Trưởng [Bb]an(?: Chỉ đạo)?(?:,| là|:) {_CALLED} {_NAME}(?!\w)")
# "Trưởng Ban Tổ chức (thầy Hà Văn Đội)"
_POST_THEN_NAME = regex.compile(
    rf"{_LEADS}(?P<post>{_LED} [^,;.\n():]{{6,60}}?) \((?:{_CALLED}|[Tt]hầy|[Cc]ô|[Aa]nh|[Cc]hị) {_NAME}\)"
)
_NAMES_POSTS = regex.compile(rf"(?:T|t|ội t|ổ t)rưởng {_LED} ")
# "Ông Hà Văn Đội, Chủ tịch Công đoàn - Trưởng Ban Tổ chức."
_POST_LAST = regex.compile(
    rf"(?:{_CALLED}|[Tt]hầy|[Cc]ô) {_NAME}(?:(?:,| [-–]) [^;.\n]{{3,80}}?)? ?[-–,] (?:làm )?{_LEADS}"
    rf"(?P<post>{_LED} [^,;.\n():]{{6,60}}?)(?=[,;.\n])"
)
# "Trưởng Ban Tổ chức phát biểu khai mạc | Bà Lò Thị Mẩy"
_POST_IN_PROGRAMME = regex.compile(
    rf"(?:^|\n|\t){_LEADS}(?P<post>{_LED} [^\n\t:()]{{6,60}}?) (?:phát biểu|khai mạc|báo cáo|tuyên bố)[^\n\t]{{0,60}}"
    rf"\t(?:ông |bà |Ông |Bà |đồng chí |Đồng chí ){_NAME}(?=\t|\n|,)"
)
_POSTS = (_POST_LAST, _POST_THEN_NAME, _POST_IN_PROGRAMME, _POST_FIRST, _POST_IN_TABLE, _MADE_LEADER, _LEADER_IS)
# of these a person holds one; who heads a committee may have another office
_STAFF = frozenset(("truong phong", "truong ban", "truong khoa", "truong tram", "chanh van phong", "doi truong"))
_COMMITTEES = frozenset(("dao", "van", "dong", "chien", "dich", "du", "chuc"))
_SHORT = regex.compile(r"\p{Lu}{2,}")
_PHONE = regex.compile(r"(?<![\d.])0\d{2,3}[. ]?\d{3}[. ]?\d{3,4}(?![\d.]\d|\d)")
_NO_DIGITS_BEHIND = regex.compile(r"\D*$")
_PERSON = regex.compile(rf"(?<!\w){_CALLED}(?!\w)|(?:\p{{Lu}}\p{{Ll}}+ ){{2}}\p{{Lu}}\p{{Ll}}+")
_MOBILE = regex.compile(r"0[35789]\d{8}")
_FULL_NAME = regex.compile(r"\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+){1,4}")
_BEFORE_PHONE = 60
_MOST_DIGITS_APART, _MOST_COMPARED = 2, 200


class _Holder(NamedTuple):
    deputy: bool
    head: str
    body: frozenset[str]
    span: Span


def check(context: Context) -> Iterator[Hit]:
    yield from _offices(context)
    yield from _holders(context)
    yield from _signer(context)
    yield from _head_of_committee(context)
    yield from _phones(context)


def _signer(context: Context) -> Iterator[Hit]:
    """Who signs as the head of the issuer, where the text names another as its head."""
    header = context.record.header
    position, name, organ = header.signer_position, header.signer_name, header.organ_name
    if position is None or name is None or organ is None or _FOR_THE_HEAD.search(_value(header.competence)):
        return
    signed, issuer = fold(_value(name)), set(fold(expand(_value(organ))).split())
    for match in _HEAD_IS.finditer(context.plain):
        if fold(match["head"]) != fold(_value(position)) or _may_be_one(signed, fold(match["name"])):
            continue
        if not _is_of(issuer, match["body"]) and not (
            match["body"] is None and _heads_committee(context, match, issuer)
        ):
            continue
        span = context.span(*match.span())
        yield Hit(
            [span, *name.spans],
            f"“{one_line(span.quote)}”, nhưng người ký với chức danh đó là {one_line(_value(name))}. Kiểm tra lại.",
            f"“{one_line(span.quote)}”, but {one_line(_value(name))} signs in that office. Check it.",
        )
        return


def _head_of_committee(context: Context) -> Iterator[Hit]:
    """Two who head the committee that a document speaks of: "do đ/c … làm Trưởng ban", then "Trưởng ban, đ/c …"."""
    made = list(_MADE_HEAD.finditer(context.plain))
    for match in _HEAD_NAMED.finditer(context.plain) if len(made) == 1 else ():
        if not _may_be_one(fold(made[0]["name"]), fold(match["name"])):
            yield two_places(
                context.span(*made[0].span()),
                context.span(*match.span()),
                "“{first}” và “{second}”: một nhiệm vụ ghi hai người. Kiểm tra ai phụ trách.",
                "“{first}” and “{second}”: two people for one post. Check who holds it.",
            )
            return


def _is_of(issuer: set[str], body: str | None) -> bool:
    return body is not None and set(fold(expand(body)).split()) <= issuer


def _heads_committee(context: Context, match: regex.Match[str], issuer: set[str]) -> bool:
    """Whether the committee that issues a paper is named right before its head: "BCĐ tỉnh do … làm Trưởng Ban"."""
    return "dao" in issuer and _OF_COMMITTEE.match(context.plain, 0, match.start()) is not None


def _may_be_one(a: str, b: str) -> bool:
    """Whether two names may be one, written in part; "Trần Minh Quang" is not "Trần Quang Minh"."""
    first, second = a.split(), b.split()
    return first == second or (len(first) != len(second) and (set(first) <= set(second) or set(second) <= set(first)))


def _value(field: Grounded[str] | None) -> str:
    return (field.value or "") if field else ""


def _offices(context: Context) -> Iterator[Hit]:
    seen: dict[str, list[_Holder]] = {}
    for match in _HOLDS.finditer(context.plain):
        body = expand((match["body"] or "").strip())
        words = frozenset(fold(body).split())
        one = _Holder(bool(match["deputy"]), fold(match["head"]), words, context.span(match.start(), match.end()))
        name = fold(match["name"])
        other = next((other for other in seen.get(name, []) if _contradict(one, other)), None)
        seen.setdefault(name, []).append(one)
        if other is not None:
            yield two_places(
                other.span,
                one.span,
                "“{first}” và “{second}”: một người ghi hai chức vụ. Kiểm tra lại.",
                "“{first}” and “{second}”: one person with two offices. Check it.",
            )
            return


def _holders(context: Context) -> Iterator[Hit]:
    """Two people for one post, named with what it leads: "Tiểu ban Sơ tán, cứu nạn: ông A", in a table "… | B"."""
    seen: dict[str, tuple[str, Span]] = {}
    if not _NAMES_POSTS.search(context.plain):
        return
    found = [one for pattern in _POSTS for one in pattern.finditer(context.plain)]
    for match in sorted(found, key=lambda one: one.start()):
        post, name = fold(match["post"]), fold(match["name"])
        if len(post.split()) < _LEAST_OF_POST:
            continue
        span = context.span(*match.span())
        before = seen.setdefault(post, (name, span))
        if before[0] != name and not (
            set(before[0].split()) <= set(name.split()) or set(name.split()) <= set(before[0].split())
        ):
            yield two_places(
                before[1],
                span,
                "“{first}” và “{second}”: một nhiệm vụ ghi hai người. Kiểm tra ai phụ trách.",
                "“{first}” and “{second}”: two people for one post. Check who holds it.",
            )
            return


def _contradict(a: _Holder, b: _Holder) -> bool:
    """Whether both cannot be the one office, one of them written in short."""
    if a.head != b.head:
        return {a.head, b.head} <= _STAFF and not (_COMMITTEES & (a.body | b.body))
    if _SHORT.search(a.span.quote) or _SHORT.search(b.span.quote):
        return False  # what no list of abbreviations spells out
    if not a.body or not b.body:
        return False
    same_body = a.body <= b.body or b.body <= a.body
    return a.deputy != b.deputy if same_body else a.deputy == b.deputy


def _phones(context: Context) -> Iterator[Hit]:
    reached = [one for one in context.record.contacts if one.phone and one.spans][:_MOST_COMPARED]
    for a, b in itertools.combinations(reached, 2):
        if _one_person(a, b) and _nearly(a.phone or "", b.phone or ""):
            name = max(a.name, b.name, key=len)
            yield Hit(
                [a.spans[-1], b.spans[-1]],
                f"Hai số điện thoại của {name} gần giống nhau nhưng không trùng. Kiểm tra số nào đúng.",
                f"Two phone numbers of {name} are nearly the same, but not quite. Check which is right.",
                (a.id, b.id),
            )
            return
    yield from _written_phones(context)


def _written_phones(context: Context) -> Iterator[Hit]:
    """Two numbers in the text that are nearly the same, with the name of one person before both, or of offices with
    two digits swapped.
    """
    found = [(match, _named_before(context.plain, match.start())) for match in _PHONE.finditer(context.plain)][
        :_MOST_COMPARED
    ]
    for (a, named), (b, again) in itertools.combinations(found, 2):
        digits = [regex.sub(r"\D", "", one[0]) for one in (a, b)]
        if _nearly(*digits) and (
            named & again
            or (
                all(map(_MOBILE.fullmatch, digits))
                and swapped(*digits)
                and not any(_of_somebody(context, one) for one in (a, b))
            )
        ):
            yield Hit(
                [context.span(*a.span()), context.span(*b.span())],
                "Hai số điện thoại gần giống nhau nhưng không trùng. Kiểm tra có phải một số, số nào đúng.",
                "Two phone numbers are nearly the same, but not quite. Check whether they are one, and which is right.",
            )
            return


def _named_before(text: str, end: int) -> set[str]:
    """The last two words of each name right before a place: "Ngân Hà" of "Đỗ Thị Ngân Hà"."""
    before = _NO_DIGITS_BEHIND.search(text, max(0, end - _BEFORE_PHONE), end)
    names = _FULL_NAME.findall(before[0]) if before else ()
    return {" ".join(name.split()[-2:]) for name in names}


def _of_somebody(context: Context, phone: regex.Match[str]) -> bool:
    """Whether a number stands in a row or behind a person, not behind an office."""
    line = context.plain[context.plain.rfind("\n", 0, phone.start()) + 1 : phone.start()]
    return "\t" in line or _PERSON.search(line, max(0, len(line) - _BEFORE_PHONE)) is not None


def _one_person(a: Contact, b: Contact) -> bool:
    """Whether two names may be of one person: "Lâm", "Bùi Đức Lâm"."""
    first, second = fold(a.name).split(), fold(b.name).split()
    shorter, longer = sorted((first, second), key=len)
    return bool(shorter) and longer[-len(shorter) :] == shorter


def _nearly(a: str, b: str) -> bool:
    """Whether two numbers differ as one number does that was typed twice."""
    apart = sum(x != y for x, y in zip(a, b, strict=False))
    return len(a) == len(b) and 0 < apart <= _MOST_DIGITS_APART


RULE = Rule("BO408", "person-conflict", "warning", "document", check)
