"""body-named-two-ways: one office under two names / một cơ quan ghi hai tên

What it finds: One office whose name is written with different joints ("-", ",", "và"), or under a former or rival
name, in one document. Abbreviations, tone placement, capitals and a missing place are no second name.

Why it matters: Readers cannot tell whether one office or two are meant; a register finds its duties under one name
only.

Example: "Trạm Y tế phường" in the task list, "Trung tâm Y tế phường" in the quota table.

How to resolve: Look up the name in the decision that founded the office and use it throughout.

Phát hiện: Cùng một cơ quan nhưng tên ghi khác nhau về dấu nối ("-", ",", "và"), hoặc dùng tên cũ, tên khác trong cùng
văn bản. Viết tắt, cách đặt dấu thanh, chữ hoa và việc bỏ địa danh không tính.

Vì sao: Người đọc không biết là một hay hai cơ quan; khi tra cứu sẽ sót nhiệm vụ.

Ví dụ: Phần phân công ghi "Trạm Y tế phường", bảng phân bổ ghi "Trung tâm Y tế phường".

Cách xử lý: Tra quyết định thành lập và ghi thống nhất một tên.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from parsers import regex
from parsers.records import Body, Span
from parsers.text import fold, normal
from rules.context import Context
from rules.lexicon import load_words
from rules.prose import one_line
from rules.rule import Hit, Rule

_KINDS = frozenset(("government", "health", "party", "media", "armed_forces"))
_LEVEL = regex.compile(r"(?:^| )(?:tỉnh|thành phố|tp\.?|huyện|quận|thị xã|xã(?! hội)|phường|thị trấn|đặc khu)(?: .*)?$")
# "Trung tâm Huyết học - Truyền máu, Bệnh viện Đa khoa tỉnh": the comma stands before the office above
_OFFICE_ABOVE = regex.compile(r",(?= (?:bệnh viện|sở|ủy ban|công an|bộ|trung tâm|trường))")
_JOINT = regex.compile(r" ?[-,/] ?| và | & ")
_ABBREVIATION = regex.compile(r"(?<!\w)(?:\p{Lu}{2,}\w*|\p{Lu}+&\p{Lu}+)(?!\w)")
_RIVALS = [
    (rivals["level"], frozenset(" ".join(_JOINT.sub(" ", name).split()) for name in rivals["names"]))
    for rivals in load_words("offices")["rivals"]
]
_GROUP = regex.compile(r"^(?:các|mọi|mỗi|từng|toàn bộ|những|thủ trưởng|lãnh đạo|đại diện|thành viên) |(?: các | từng )")


def check(context: Context) -> Iterator[Hit]:
    named = (body for body in context.record.bodies if body.spans and body.kind in _KINDS)
    bodies = [body for body in named if not _GROUP.search(normal(body.canonical))]
    yield from _joints(bodies)
    yield from _rivals(context, bodies)


def _joints(bodies: list[Body]) -> Iterator[Hit]:
    """The same words with different joints."""
    forms: dict[tuple[str, str], dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for body in bodies:
        for span in body.spans:
            written = one_line(span.quote)
            if _ABBREVIATION.search(written) and not written.isupper():
                continue
            name, place = _apart(written, body)
            if len(name.split()) >= 3:
                joint = _JOINT.sub(lambda m: {"v": "+", "&": "+"}.get(m[0].strip()[:1], m[0].strip()), name)
                forms[_JOINT.sub(" ", name), place][joint].append(span)
    for written_as in forms.values():
        if len(written_as) > 1:
            first, second = sorted(written_as.values(), key=lambda spans: spans[0].start)[:2]
            yield _hit(first[0].quote, second[0].quote, [first[0], second[0]])


def _apart(written: str, body: Body) -> tuple[str, str]:
    """Name and place of an office, both to be compared: "phòng kinh tế, hạ tầng và đô thị", "" (here) or "ben say"."""
    norm = _OFFICE_ABOVE.sub("", normal(written))
    tail = _LEVEL.search(norm, 4)
    name = norm[: tail.start()] if tail else norm
    place = fold(tail[0]) if tail and len(tail[0].split()) > 2 else ""
    return name, place if body.place and fold(body.place) in place else ""


def _rivals(context: Context, bodies: list[Body]) -> Iterator[Hit]:
    """Two names of one office of one unit."""
    for level, names in _RIVALS:
        found: dict[str, dict[str, Body]] = defaultdict(dict)
        for body in bodies:
            if body.level != level or _goes_on(context, body.spans[0]):
                continue
            norm = normal(body.canonical)
            tail = _LEVEL.search(norm, 4)
            if tail is None:
                continue
            name = " ".join(_JOINT.sub(" ", norm[: tail.start()]).split())
            if name in names:
                found[fold(tail[0])].setdefault(name, body)
        for named in found.values():
            if len(named) > 1:
                a, b = sorted(named.values(), key=lambda body: body.spans[0].start)[:2]
                yield _hit(a.spans[0].quote, b.spans[0].quote, [a.spans[0], b.spans[0]], (a.id, b.id))


def _goes_on(context: Context, span: Span) -> bool:
    """Whether the office serves more than the one unit: "Trung tâm Y tế khu vực Đông Lạc"."""
    behind = context.record.text[span.end : span.end + 20]
    return normal(one_line(behind)).startswith(("khu vực", "liên xã", "liên phường"))


def _hit(first: str, second: str, spans: list[Span], records: tuple[str, ...] = ()) -> Hit:
    a, b = one_line(first), one_line(second)
    return Hit(
        spans,
        f"Một cơ quan ghi hai tên: “{a}” và “{b}”. Kiểm tra tên đúng và ghi thống nhất.",
        f"One office under two names: “{a}” and “{b}”. Check the right name and use it throughout.",
        records,
    )


RULE = Rule("BO401", "body-named-two-ways", "warning", "document", check)
