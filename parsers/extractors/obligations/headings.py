"""Headings that name bodies: who has to do what hangs from them.

"1. Sở Y tế" · "2. Hội Chữ thập đỏ tỉnh - Cơ quan thường trực Ban Chỉ đạo" · "3. Các trường được giao chỉ tiêu" ·
"4. UBND các xã thực hiện các nội dung sau:" · "5. Đội Giọt hồng", because its neighbours name bodies.
"""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Iterator
from dataclasses import replace

from parsers import regex
from parsers.annotated import AnnotatedDocument
from parsers.extractors.obligations.parts import role_of
from parsers.extractors.obligations.persons import persons_of_title
from parsers.extractors.obligations.subjects import subject_of
from parsers.layout.outline import RANKS, Node, Paragraph
from parsers.lexicon import load
from parsers.mentions.bodies.lists import REQUEST_WORDS, begins_body, body_list
from parsers.mentions.bodies.mentions import unnamed
from parsers.mentions.bodies.names import BodyMention, lengthened
from parsers.mentions.bodies.words import begins_with_verb, is_predicate, is_stop, names_thing, stops_at
from parsers.sentences import sentences
from parsers.text import NormalisedText, either, memo, normal

_LEXICON = load("duties")
_LONGEST_TITLE = 200
_MOST_ITEMS = 60
_LETTER = RANKS["letter"]

# "… trong khu công nghiệp", "… đang hoạt động trên địa bàn xã", "… được giao chỉ tiêu": which bodies are meant
_IN_TIME = r"(?!\ ?trong (?:năm|tháng|quý|tuần|kỳ|thời gian|giai đoạn|đợt|\d))"  # "Các chiến dịch trong năm" are nobody
_WHICH = regex.compile(rf"{_IN_TIME}\ ?(?:{either(_LEXICON['tails']['which'])})(?!\w)[^.;:]{{0,110}}:?")
# … with no figure: "Các xã đạt dưới 40% …" have something to do
_WHICH_ONES = regex.compile(rf"{_IN_TIME}\ (?:{either(_LEXICON['tails']['which'])})(?!\w)[^.;:\d]{{0,110}}")
# "… có trách nhiệm:", "… thực hiện các nội dung sau:", "… được giao nhiệm vụ sau đây:": that their work follows
_ANNOUNCES = regex.compile(
    rf",?\ ?(?:{either(_LEXICON['tails']['announces'])})(?!\w)(?:[^.;]{{0,90}}(?::|(?<!\w)sau(?:\ đây)?)|\ ?:?)"
)
# "… - Cơ quan thường trực Ban Chỉ đạo", "… (đồng chí phụ trách)": what the body is besides
_BESIDES = regex.compile(r"\ ?(?:-\ [^.;]{3,140}?|\([^()]{2,160}\)?):?")
_SEVERAL = ("các ", "mọi ", "mỗi ", "những ")
_ANYBODY = ("đơn vị", "cơ quan", "tổ chức")
# what a body is called by alone, once its name was said
_SHORT = frozenset((
    "văn phòng", "trung tâm", "phòng", "sở", "trạm", "hội", "đoàn", "công ty", "ban", "khoa", "trường", "bệnh viện",
    "công đoàn", "chi cục", "câu lạc bộ", "nhà văn hóa", "viện", "đội", "tổ",
))  # fmt: skip
# "Vì vậy các đơn vị | cần:"
_MUST = regex.compile(r"\ (?:cần|phải|cần phải|có trách nhiệm|tập trung)(?: (?:làm|thực hiện))?(?: tốt)?\ ?:")
_NO_TITLE = regex.compile(r"(?:[.;!?]|gồm:?)$")
_WORD = regex.compile(r"\w+")
# "PHÂN CÔNG TRÁCH NHIỆM": what is given out, nobody
_HANDS_OUT = regex.compile(
    r"phân công (?:trách nhiệm|nhiệm vụ|công việc|thực hiện|tổ chức|theo dõi|(?:cán bộ )?đầu mối|người phụ trách)(?!\w)"
)
_ASKED_OF = regex.compile(r"(?:đối với|đề nghị|trách nhiệm của|nhiệm vụ của|giao|phân công)\ ")
# "…; nhiệm vụ dưới đây giao | Đoàn các xã:" · "…, đề nghị | các trường:"
_HANDS_OVER = regex.compile(r"(?<=[;,.] [^;,.:\n]{0,60})(?<!bàn )(?:giao(?: cho)?|đề nghị|yêu cầu|phân công) ")
# "Sở Xây dựng | chỉ đạo | Thanh tra Sở thực hiện các nội dung sau:" · "| Chỉ đạo | các trường:"
_TELLS = regex.compile(
    r"(?: trên địa bàn(?: (?:thôn|xã|phường|huyện|tỉnh|thành phố))?)? ?"
    r"(?:chỉ đạo|giao(?: cho)?|yêu cầu|phân công)(?:,? (?:hướng dẫn|đôn đốc))? "
    r"(?:tổ chức (?=công đoàn|đoàn|hội))?(?=\p{L})"
)
# "Ban Quản lý Cơ sở 2 | và Bộ phận An ninh": one more, under a name that no lexicon knows
_ONE_MORE = regex.compile(r"(?:,? [Vv]à|[,;]) \p{Lu}[^.;:,()\n]{3,60}:?")
_CARRIES_OUT = regex.compile(
    r"(?P<who>\p{L}[^.;:\n]{5,400}?),? (?:căn cứ (?:quyết định|nghị quyết) này )?"
    r"chịu trách nhiệm (?:tổ chức )?thi hành(?!\w)"
)
# "…, | các ông, bà có tên tại Điều 1"
_AND_PERSONS = regex.compile(r"(?:[;,]|,? và) (?=(?:các|những) (?:ông|đồng chí|cá nhân)(?!\w))")
_COURTESY = regex.compile(r"(?:các )?(?:ông \(bà\)|ông, bà|ông/bà|đồng chí)(?: có tên trên)?:? (?=\p{L})")
_CUT = regex.compile(r"\ ?[;,]\ (?=\p{L})|[;,]?\n|\ và\ (?=\p{L})")
# "… - Cơ quan thường trực"; not "Văn hóa - xã hội", "Tư pháp - hộ tịch"
_ASIDE = regex.compile(r"\([^()]*\)?|\ [-–]\ (?!\p{Ll}+(?:\ \p{Ll}+){0,2}(?:\W|$)).*")


def heading_bodies(view: NormalisedText, node: Node | None) -> list[BodyMention]:
    """The bodies that the nearest heading above names."""
    while node is not None:
        bodies = title_bodies(view, node)
        if bodies:
            return list(bodies)
        node = node.parent
    return []


def in_full(view: NormalisedText, node: Node | None, bodies: list[BodyMention]) -> list[BodyMention]:
    """Bodies under the names that a heading above gives them: "Văn phòng" is its "Văn phòng HĐND và UBND xã"."""
    above = heading_bodies(view, node) if any(body.name.lower() in _SHORT for body in bodies) else []
    full: list[BodyMention] = []
    for body in bodies:
        meant = [one for one in above if one.name.lower().startswith(f"{body.name.lower()} ")]
        full.append(meant[0] if len(meant) == 1 and body.name.lower() in _SHORT else body)
    return full


def opens_work(view: NormalisedText, node: Node) -> bool:
    """Whether a line is a heading of bodies with their work below it, and so no work itself."""
    return bool(title_bodies(view, node)) and (node.holds or is_list(view, *_read_to(view, node)))


@memo
def title_bodies(view: NormalisedText, node: Node) -> tuple[BodyMention, ...]:
    """The bodies that one heading names: all its words are their list; or a tail follows that says which, or that
    their work follows; or its neighbours name bodies.
    """
    p = node.paragraph
    if handed := handed_over(view, p):
        return tuple(handed)
    if p.end - p.content > _LONGEST_TITLE or _HANDS_OUT.match(view.norm, p.content, p.end):
        return ()
    if node.holds and (named := persons_of_title(view, p.content, p.end)):
        return tuple(named)
    bodies, reached = body_list(view, p.content, p.end)
    if bodies and node.holds and _ONE_MORE.fullmatch(view.text, reached, p.end):
        return tuple(cut_names(view, *_words(view, node)))
    if bodies and (is_list(view, reached, p.end) or (node.holds and _has_tail(view, bodies[-1].start, reached, p.end))):
        return (*bodies[:-1], _which_ones(view, bodies[-1], reached, p.end))
    return tuple(cut_names(view, *_words(view, node))) if node.holds and _among_bodies(view, node) else ()


def _which_ones(view: NormalisedText, last: BodyMention, reached: int, end: int) -> BodyMention:
    """The last body of a heading; a group with the words that say which: "Các doanh nghiệp | hoạt động trong …"."""
    _, end = view.trim(reached, end, " .:;")
    several = view.norm.startswith(_SEVERAL, last.start) or last.name.lower() in _ANYBODY
    group = several and last.end == reached and not last.stem
    which = _WHICH_ONES.fullmatch(view.norm, reached, end)
    if not group or which is None or _ANNOUNCES.fullmatch(view.norm, reached, end):
        return last
    return lengthened(view, last, end)


def handed_over(view: NormalisedText, paragraph: Paragraph) -> list[BodyMention]:
    """To whom a sentence over items gives them at its end: "… đã kết thúc; nhiệm vụ dưới đây giao Đoàn các xã:"."""
    if view.text[paragraph.end - 1] != ":":
        return []
    if told := _told(view, paragraph):
        return told
    for match in _HANDS_OVER.finditer(view.norm, paragraph.content, paragraph.end):
        bodies, reached = body_list(view, match.end(), paragraph.end)
        if bodies and is_list(view, reached, paragraph.end):
            return list(cut_names(view, match.end(), paragraph.end - 1))
    return []


def handed_over_above(annotated: AnnotatedDocument, paragraph: Paragraph) -> list[BodyMention]:
    """Whom the plain line right above the items of a paragraph gives them to."""
    if paragraph.label is None:
        return []
    paragraphs = annotated.outline.paragraphs
    at = bisect.bisect_left(paragraphs, paragraph.start, key=lambda p: p.start) - 1
    last = max(0, at - _MOST_ITEMS)
    while at >= last and paragraphs[at].label is not None and paragraphs[at].rank == paragraph.rank:
        at -= 1
    return handed_over(annotated.view, paragraphs[at]) if at >= last else []


def announces_items(view: NormalisedText, predicate: int, end: int) -> bool:
    """Whether a predicate only says that what is to be done follows: "… thực hiện các nhiệm vụ sau:"."""
    return view.text[end - 1] == ":" and _ANNOUNCES.fullmatch(view.norm, predicate, end) is not None


def _told(view: NormalisedText, paragraph: Paragraph) -> list[BodyMention]:
    """Whom a line over items, or the body that it begins with, tells to do them: "Chỉ đạo các trường tiểu học:".

    Or who does them, behind other words: "Để thực hiện Nghị quyết, Đảng ủy xã xác định các nhiệm vụ sau:".
    """
    _, end = view.trim(paragraph.content, paragraph.end, " .")
    tells = _TELLS.match(view.norm, body_list(view, paragraph.content, end)[1], end)
    bodies, reached = body_list(view, tells.end(), end) if tells else ([], end)
    if bodies and (view.norm[reached:end] == ":" or announces_items(view, reached, end)):
        return bodies
    start = sentences(view).within(paragraph.content, end)[-1][0]
    if paragraph.label is None and start == paragraph.content and not _goes_into_a_part(paragraph):
        return []
    subject = subject_of(view, start, end, end)
    says_so = subject and (announces_items(view, subject[1], end) or _MUST.fullmatch(view.norm, subject[1], end))
    return subject[0] if subject and says_so else []


def _goes_into_a_part(paragraph: Paragraph) -> bool:
    """Whether a plain line over items stands in a numbered part, behind what opens the document."""
    return paragraph.opens and paragraph.node is not None and paragraph.node.parent is not None


@memo
def _unknown_headings(annotated: AnnotatedDocument) -> list[tuple[list[str], BodyMention]]:
    """The names of headings that no lexicon knows, by their words, which are two or more."""
    nodes = [p.node for p in annotated.outline.zone("body") if p.opens and p.node and p.node.holds]
    names = [body for node in nodes for body in title_bodies(annotated.view, node) if not body.known]
    words = [(_WORD.findall(normal(body.name)), body) for body in names]
    return [(own, body) for own, body in words if len(own) > 1]


def named_in_headings(annotated: AnnotatedDocument, start: int, end: int) -> BodyMention | None:
    """The name that a stretch begins with, before a verb, where a heading gives work to it under that name."""
    view = annotated.view
    for own, body in _unknown_headings(annotated):  # in whatever way the words are joined
        said = list(itertools.islice(_WORD.finditer(view.norm, start, end), len(own)))
        if [word[0] for word in said] == own and said[0].start() == start:
            until = said[-1].end()
            if view.norm.startswith(" ", until) and begins_with_verb(view, until + 1):
                return replace(body, start=start, end=until, name=view.text[start:until])
    return None


def is_list(view: NormalisedText, reached: int, end: int) -> bool:
    """Whether nothing but a colon, or where and what the bodies are, follows a list of bodies."""
    rest = view.norm[reached:end].strip(" .;,")
    if rest in ("", ":"):
        return True
    if rest.startswith(("là ", "- cơ quan thường trực", "(")) and rest.endswith((":", ")")):
        return True
    if _WHERE.fullmatch(rest):
        return True
    # "Phòng Vật tư thiết bị": the end of a name that no lexicon knows; a sentence would end with a full stop
    open_end = view.text[end - 1].isalpha() or rest.endswith(":")
    return open_end and rest.count(" ") < 3 and not stops_at(view, view.tokens.first(reached))


# "Các doanh nghiệp trong khu công nghiệp", "Các trường học trên địa bàn xã"
_WHERE = regex.compile(r"(?:trong|trên|thuộc|tại|đóng (?:chân|quân|trên|tại|ở))\ [^,.;:]{3,60}:?")


def _read_to(view: NormalisedText, node: Node) -> tuple[int, int]:
    p = node.paragraph
    return body_list(view, p.content, p.end)[1], p.end


def _has_tail(view: NormalisedText, start: int, reached: int, end: int) -> bool:
    """Whether what follows the last body of a list, which begins at ``start``, says which or announces its work."""
    _, end = view.trim(start, end, " .")
    if any(tail.fullmatch(view.norm, reached, end) for tail in (_WHICH, _ANNOUNCES, _BESIDES)):
        return True
    which = _WHICH.search(
        view.norm, start, end
    )  # "các đơn vị được giao" is read as one name: "… chỉ tiêu" goes with it
    return which is not None and which.start() < reached and which.end() == end


def _among_bodies(view: NormalisedText, node: Node) -> bool:
    """Whether a heading stands among headings that name bodies, or in a part that says who does what."""
    p = node.paragraph
    text = view.text[p.content : p.end]
    if ":" in text[:-1] or _NO_TITLE.search(text) or not text[:1].isupper() or not _is_name(view, node):
        return False
    if _ASKED_OF.match(view.norm, p.content, p.end):
        return True
    beside, named = _level(view, node.beside[0], node.rank)
    others, named = beside - 1, named - _begins_with_bodies(view, node)
    if named and 2 * named >= others:
        return True
    hands_out = node.parent is not None and role_of(view, node.parent) == "who"
    return hands_out and begins_body(view, p.content, p.end)


@memo
def _level(view: NormalisedText, first: Node, rank: int) -> tuple[int, int]:
    """How many headings of a rank stand beside each other, the first of all named; how many begin with bodies."""
    level = [node for node in first.beside if node.rank == rank]
    return len(level), sum(_begins_with_bodies(view, node) for node in level)


@memo
def _begins_with_bodies(view: NormalisedText, node: Node) -> bool:
    """Whether a heading is a list of bodies, or their label before the work itself ("Công an xã: Giữ trật tự")."""
    p = node.paragraph
    bodies, reached = body_list(view, p.content, p.end)
    if not bodies:
        return False
    return (
        view.norm.startswith(":", reached)
        or is_list(view, reached, p.end)
        or _has_tail(view, bodies[-1].start, reached, p.end)
    )


def _is_name(view: NormalisedText, node: Node) -> bool:
    """Whether a title may name somebody: it begins neither with a predicate nor with a thing to be dealt with."""
    start, end = _words(view, node)
    if start >= end or names_thing(view, start, end):
        return False
    first = view.tokens.first(start)
    pair = " ".join(view.tokens.words[first : first + 2])
    return not is_predicate(view, first) or (begins_body(view, start, end) and not is_stop(pair))  # "Báo và Đài …"


def _words(view: NormalisedText, node: Node) -> tuple[int, int]:
    """A title without "Đề nghị", "Trách nhiệm của" before it and the announcement behind it."""
    p = node.paragraph
    asked = REQUEST_WORDS.match(view.norm, p.content, p.end)
    start = asked.end() if asked else p.content
    announced = _ANNOUNCES.search(view.norm, start + 1, p.end)
    end = announced.start() if announced and announced.end() == p.end else p.end
    return view.trim(start, end, " :.,;")


def cut_names(view: NormalisedText, start: int, end: int) -> Iterator[BodyMention]:
    """The names of a title or cell that no grammar reads to its end, cut where a sign or "và" parts them."""
    at = start
    asides = [match.span() for match in _ASIDE.finditer(view.text, at, end)]
    cuts = [m for m in _CUT.finditer(view.text, at, end) if not any(a <= m.start() < b for a, b in asides)]
    cuts = [m for m in cuts if view.text[m.end()].isupper() or begins_body(view, m.end(), end)]
    while at < end:
        bodies, reached = body_list(view, at, end)
        cut = next((m for m in cuts if m.start() >= max(reached, at + 1)), None)
        stop = cut.start() if cut else end
        yield from _named(view, bodies, at, stop)
        at = cut.end() if cut else end


def executors(view: NormalisedText, start: int, end: int) -> list[BodyMention]:
    """Who has to carry out a decision, as its last article says: "Chánh Văn phòng, Trưởng các phòng chịu trách nhiệm
    thi hành Quyết định này."
    """
    closing = _CARRIES_OUT.match(view.norm, start, end)
    if closing is None or not view.text[closing.start("who")].isupper():
        return []
    courtesy = _COURTESY.match(view.norm, *closing.span("who"))
    begin = courtesy.end() if courtesy else closing.start("who")
    end = view.trim(begin, closing.end("who"), " ,")[1]
    persons = _AND_PERSONS.search(view.norm, begin, end)
    named = list(cut_names(view, begin, persons.start() if persons else end))
    return [*named, *([unnamed(view, persons.end(), end)] if persons else [])]


def _named(view: NormalisedText, bodies: list[BodyMention], start: int, end: int) -> Iterator[BodyMention]:
    """The bodies of one piece of a title; the last one takes what follows it as part of its name."""
    aside = _ASIDE.search(view.text, bodies[-1].end if bodies else start + 1, end)
    _, end = view.trim(start, aside.start() if aside else end, " ,;:-\n\t")
    if not bodies:
        yield unnamed(view, start, end)
        return
    yield from bodies[:-1]
    last = bodies[-1]
    if end > last.end and not last.stem:
        last = lengthened(view, last, end)
    yield last
