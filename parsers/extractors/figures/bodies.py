"""Whose a commitment or an achievement is: whom its sentence, its line or its list names."""

from __future__ import annotations

import regex

from parsers.annotated import AnnotatedDocument
from parsers.extractors.figures.leads import lines_above
from parsers.extractors.figures.parallels import Statement
from parsers.extractors.figures.statements import LEAD
from parsers.extractors.obligations.doers import doers, duty_at
from parsers.lexicon import load
from parsers.mentions.bodies.lists import body_list
from parsers.mentions.bodies.names import BodyMention
from parsers.mentions.quantities.mentions import QuantityMention
from parsers.sentences import sentences
from parsers.text import NormalisedText, either

_WORDS = load("statements")
_VERBS = either(_WORDS["wholes"]["verbs"])
_PLACES = either(_WORDS["wholes"]["places"])
_SMALL_PLACES = either([*_WORDS["wholes"]["places"], *_WORDS["wholes"]["small_places"]])
# "Toàn phường phấn đấu", "phường tổ chức", "Riêng CB-GV-NV đăng ký", "Khối các cơ quan tỉnh tổ chức", "Mỗi chi đoàn: 5"
_WHOLE = regex.compile(
    rf"(?P<who>(?!(?i:{either(_WORDS['wholes']['not_wholes'])})(?!\w))(?:(?i:{either(_WORDS['wholes']['leads'])}) "
    rf"[^,;:.\d]{{2,45}}?|(?i:(?:các )?(?:{_PLACES}))|[\p{{Lu}}&]{{2,}}(?:-[\p{{Lu}}&]{{2,}})*))"
    rf"(?= (?:{_VERBS})(?!\w)| ?:)"
)
# "… phấn đấu năm 2025 toàn huyện tiếp nhận …": a whole in the middle of a clause
_INSIDE = regex.compile(
    rf"(?<!\w)(?P<who>toàn (?:{_PLACES})|mỗi (?:{_SMALL_PLACES})(?:, (?:{_SMALL_PLACES}))*)(?= (?:{_VERBS})(?!\w))"
)
_ABOVE_ALL = regex.compile(r"(?i)(?:riêng|trong đó),? (?:đối với )?")
_AIMS = regex.compile(r" ph[ấầ]n đ[ấầ]u(?!\w)")
# "100% xã", "55% số phường trên toàn tỉnh", "100% huyện, thị xã, thành phố"
_PLACE_ONLY = regex.compile(
    rf"(?:các )?(?:{_SMALL_PLACES})(?:(?:,| và|, và) (?:{_SMALL_PLACES}))*(?=$| trên| trong| thuộc| của| tại)"
)
# … but "phổ biến đến 100% lớp" is reached by somebody else
_REACHED_BY_OTHERS = regex.compile(r"(?<!\w)(?:đến|tới|cho|tại|ở|với|trên)(?: các)? (?:\w+ )?$")
# "Khối cơ quan, trường học và lực lượng vũ trang: 60 đơn vị máu", "25 thôn: 240 đơn vị máu"
_LABEL = regex.compile(
    rf"(?P<who>(?i:khối|lực lượng|ngành|cụm) [^;:.\d\n]{{2,100}}?"
    rf"|\d+ (?:{_SMALL_PLACES})(?:, (?:{_SMALL_PLACES}))*) ?:(?= |$)"
)
# "Công an xã 42/30 đơn vị máu", "xã Nậm Lúa: 98/90", "điểm Bản Sen 250 đơn vị máu", "Trường A đạt 40 đơn vị máu"
_BESIDE = regex.compile(
    r" ?:? ?(?:đạt |được |là |tiếp nhận |tiếp nhận được |hiến |hiến được |có |vận động |đăng ký |\()*"
)
_CHUNK = regex.compile(r"(?r)(?:[,;:(] |\. |trong đó:? |\n)")
_POINT = regex.compile(r"(?:[Đđ]iểm) \p{Lu}[^,;:.\d\n]{1,40}?(?= ?:? $|$)")
# "mỗi đơn vị", after the units were named
_EACH_OF = regex.compile(r"(?:mỗi|từng) (?:đơn vị|cơ quan|nơi|khoa|địa phương|bệnh viện|trường)")
_NOT_BODIES = regex.compile(r"(?:mỗi|từng) (?:đợt|buổi|ngày|tuần|tháng|quý|năm|lần|sự kiện|người|ca)(?!\w)")
# "Căn cứ vào biên chế của các cơ quan, …, phấn đấu vận động tối thiểu 30%"
_OF_WHOM = regex.compile(
    r"(?:căn cứ|trên cơ sở) (?:vào )?(?:biên chế|số lượng|tổng số|chỉ tiêu|quân số)[^,;.]{0,40}? của "
)
# "Giao chỉ tiêu năm 2031 cho Ủy ban nhân dân các xã với tổng số 300 đơn vị máu"
_GIVEN_TO = regex.compile(r"(?<!\w)giao(?: \w+){0,14}? cho (?=\w)")
# "Trong năm 2026, ", "Năm 2026, ", "Phấn đấu ", before the subject of a clause
_OPENING = regex.compile(
    r"(?i)(?:(?:trong |đến |từ )?(?:ngày|năm|quý|tháng|giai đoạn|đợt)[^,;]{0,60}, |(?:hằng|hàng) năm, "
    r"|(?:trong|từ|đến)\b[^,;]{3,60}?(?:đầu năm|cuối năm|đến nay|vừa qua|năm \d{4}),? )"
)
_PREPOSED = regex.compile(r"(?:căn cứ|trên cơ sở|để|nhằm|thực hiện|theo|trong|với)\b[^;]{3,220}?, (?=\p{Lu}|các )")


def bodies_of(annotated: AnnotatedDocument, statement: Statement) -> list[BodyMention]:
    """Who reaches or reached it: what the share is of, who stands beside the number, the subject of the clause, the
    line's lead, or the doers.
    """
    found = [body for body in _named(annotated, statement) if _is_somebody(annotated.view, body)]
    if len(found) == 1 and _EACH_OF.fullmatch(annotated.view.norm, found[0].start, found[0].end):
        named = _before_each(annotated, statement, found[0])
        return named if len(named) > 1 else found
    return found


def _is_somebody(view: NormalisedText, body: BodyMention) -> bool:
    """Whether the name is no "mỗi đợt" and no "đơn vị" of blood."""
    if _NOT_BODIES.match(view.norm, body.start):
        return False
    return not view.norm.startswith(" máu", body.end)


def _before_each(annotated: AnnotatedDocument, statement: Statement, each: BodyMention) -> list[BodyMention]:
    """Whom "mỗi đơn vị" takes up: the bodies before it in its sentence, or those whose duty it is."""
    found, _ = body_list(annotated.view, statement.sentence[0], each.start)
    if len(found) > 1:
        return found
    duty = duty_at(annotated, statement.mention.start)
    return duty.bodies if duty else []


def _named(annotated: AnnotatedDocument, statement: Statement) -> list[BodyMention]:
    view, mention = annotated.view, statement.mention
    if mention.kind == "share" and (found := _share_bodies(view, mention)):
        return found
    if found := _beside(view, statement):
        return found
    if given := _GIVEN_TO.search(view.norm, statement.sentence[0], mention.start):
        found, reached = body_list(view, given.end(), mention.start)
        if found and reached <= mention.start:
            return found
    for start in dict.fromkeys((statement.clause[0], statement.sentence[0])):
        if found := _subject(view, start, mention.start, statement.sentence[1]):
            return found
    of_whom = _OF_WHOM.match(view.norm, statement.sentence[0], mention.start)
    if of_whom and (found := body_list(view, of_whom.end(), mention.start)[0]):
        return found
    for start, end in sentences(view).within(statement.paragraph.content, statement.sentence[0]):
        if mention.kind != "share" and (found := _subject(view, start, end, end)):
            return found
    return doers(annotated, mention.start) or _introduced_by(annotated, statement)


def _beside(view: NormalisedText, statement: Statement) -> list[BodyMention]:
    """The one body between the last comma and the number: "…, Công an xã 42/30 đơn vị máu"."""
    mention = statement.mention
    start = statement.sentence[0]
    label = _LABEL.match(view.text, start, mention.start)
    if label and label.end() + 1 >= mention.start:
        return [_whole(view, *label.span("who"))]
    if mention.kind not in ("blood", "people", "donors", "share"):
        return []
    cut = _CHUNK.search(view.norm, start, mention.start)
    while cut and view.norm[cut.start()] in ":(" and cut.end() >= mention.start - 1:
        cut = _CHUNK.search(view.norm, start, cut.start())
    chunk = cut.end() if cut else start
    if point := _POINT.match(view.text, chunk, mention.start):
        return [_whole(view, point.start(), view.trim(point.start(), point.end())[1])]
    if chunk == start:
        return []
    found, reached = body_list(view, chunk, mention.start)
    if (
        len(found) == 1
        and any(char.isupper() for char in found[0].name)
        and _BESIDE.fullmatch(view.norm, reached, mention.start)
    ):
        return found
    return []


def _share_bodies(view: NormalisedText, mention: QuantityMention) -> list[BodyMention]:
    """ "100% các xã, phường" are to be reached by the communes themselves; "30% số cán bộ" are not."""
    of = mention.quantity.of
    if of is None or _REACHED_BY_OTHERS.search(view.norm, max(0, mention.start - 30), mention.start):
        return []
    start = view.text.find(of, mention.start, mention.end)
    if start < 0:
        return []
    start += len(of) - len(of.removeprefix("số ").removeprefix("Số "))
    found, reached = body_list(view, start, mention.end)
    if found and reached >= start + len(of) - 3:
        return found
    place = _PLACE_ONLY.match(view.norm, start, mention.end)
    return [_whole(view, start, place.end())] if place else []


def _subject(view: NormalisedText, start: int, until: int, end: int) -> list[BodyMention]:
    """The bodies that a clause begins with."""
    norm = view.norm
    places = [start]
    if lead := LEAD.match(norm, start, until):
        places.append(view.trim(lead.end(), until)[0])
    for pattern in (_ABOVE_ALL, _OPENING, _PREPOSED):
        if opening := pattern.match(view.text, start, until):
            places.append(opening.end())
    for place in places:
        if place > until:
            continue
        whole = _WHOLE.match(view.text, place, min(end, until + 30))
        if whole and whole.start("who") <= until:
            return [_whole(view, *whole.span("who"))]
        aim = _AIMS.search(norm, place, end)
        found, reached = body_list(view, place, aim.start() if aim else end)
        if found and found[0].start <= until and norm[reached : reached + 1] != ".":
            return [b for b in found if b.start <= until]
    inside = _INSIDE.search(norm, start, until)
    return [_whole(view, *inside.span("who"))] if inside else []


def _whole(view: NormalisedText, start: int, end: int) -> BodyMention:
    name = view.text[start:end]
    word = view.norm[start:end].removeprefix("toàn ").split(" ")[0]
    place = word in ("phường", "xã", "huyện", "quận", "tỉnh", "thị", "thành", "đặc")
    return BodyMention(start, end, name, name, "government" if place else "other")


def _introduced_by(annotated: AnnotatedDocument, statement: Statement) -> list[BodyMention]:
    """For an item: the subject of the paragraph that introduces its list."""
    view = annotated.view
    for line in lines_above(annotated, statement.paragraph)[1:]:
        if not view.text.endswith(":", line.content, line.end):
            return []
        for start, end in reversed(sentences(view).within(line.content, line.end)):
            if found := _subject(view, start, end, end):
                return found
    return []
