"""Clues that find who has to act on a paragraph, the surest first; each gives the bodies and why they may be wrong."""

from __future__ import annotations

import itertools
from collections.abc import Callable

from parsers import regex
from parsers.annotated import within
from parsers.extractors.obligations.addressees import is_sole_addressee
from parsers.extractors.obligations.candidate import DESCRIPTIVE, NOTE, Candidate, Found
from parsers.extractors.obligations.frames import (
    asked_at_last,
    doers_behind,
    doers_in_brackets,
    doers_in_last_bracket,
    labelled_doers,
    passive_doers,
    sharers,
    whichever,
)
from parsers.extractors.obligations.further import further_subjects, others_inside
from parsers.extractors.obligations.headings import (
    executors,
    handed_over_above,
    heading_bodies,
    named_in_headings,
    title_bodies,
)
from parsers.extractors.obligations.parts import parts
from parsers.extractors.obligations.people import acting_people, guests, told_apart
from parsers.extractors.obligations.persons import PERSON, group_of_persons, persons_acting
from parsers.extractors.obligations.refusals import has_days_below
from parsers.extractors.obligations.sentence_subjects import subjects_of_sentences
from parsers.extractors.obligations.subjects import CLOSING, PREPOSED, REQUEST
from parsers.extractors.obligations.unassigned import MUST, is_for_all, is_for_nobody, is_handed_in, is_note, says_who
from parsers.layout.outline import RANKS
from parsers.mentions.bodies.lists import begins_body, body_list
from parsers.mentions.bodies.mentions import unnamed
from parsers.mentions.bodies.words import END, begins_with_verb, is_capital, names_thing, stops_at
from parsers.sentences import sentences

_LETTER = RANKS["letter"]
_EACH_GETS = regex.compile(r",?\ (?:mỗi|từng)\ [^.;:,\d]{2,20}\ \d")
_ACRONYM = regex.compile(r"(?P<each>(?:Mỗi|Từng) )?(?P<name>\p{Lu}{2,8})(?: \d| (?:các|từng|mỗi) \p{Ll}+)? ")
# "Kinh phí khen thưởng | thực hiện theo quy định …", "Nguồn kinh phí từ …": where the money comes from
_FUNDED = regex.compile(
    r"(?:nguồn )?kinh phí(?: [^.;:,\n]{1,60})?? (?:thực hiện theo|được|từ|lấy từ|do|trích từ|chi từ|sử dụng từ)(?!\w)"
)

_ASKS_FOR = regex.compile(
    r"(?:kính |trân trọng )?(?:đề nghị|yêu cầu|mong) "
    rf"|(?:(?!chỉ tiêu|số |việc )[^.;:,\n\d]{{3,60}} (?<!được )(?<!đã ))?(?:giao(?: cho)?|phân công|ủy quyền(?: cho)?) "
    rf"(?={PERSON.pattern})"
)
# "Riêng đối với | các đơn vị đã đăng ký đủ chỉ tiêu: | rà soát lại danh sách"
_PICKS_OUT = regex.compile(
    r"(?:riêng )?(?:đối )?với (?P<who>(?:các|những|số) (?:[^.;:()\n\t]{4,110}?(?=(?:,? thì)?: ?\p{L})"
    r"|[^.;:,()\n\t]{4,90}?(?=(?:,? thì)?, \p{L})))(?:,? thì)?[:,] ?"
)
_APART = regex.compile("riêng ")
_IN_CASE = regex.compile(
    r"(?:(?:riêng )?đối với|trường hợp|khi|nếu|trong quá trình|định kỳ|hằng|hàng)(?!\w)[^.;:\n]{3,120}?"
    r"(?:, (?:thì )?| thì )"
)
_COMMA = regex.compile(", ")
_GAP, _MOST_COMMAS = 3, 3


def _executors(c: Candidate) -> Found | None:
    found = [executors(c.view, start, end) for start, end in sentences(c.view).within(c.start, c.end)]
    bodies = next((one for one in found if one), [])
    return (bodies, []) if bodies else None


def _heading(c: Candidate) -> Found | None:
    """The bodies of the heading that the paragraph hangs from."""
    view = c.view
    if c.describes or is_note(c) or (c.paragraph.label is None and _speaks_to_others(c)):
        return None
    if _FUNDED.match(view.norm, c.start, c.end):
        return None
    if handed := handed_over_above(c.annotated, c.paragraph):
        return handed, []
    node = c.above
    passed = False
    while node is not None:
        bodies = title_bodies(view, node)
        if bodies and (all(body.known for body in bodies) or _lists_work(c)):
            own = {body.name.lower() for body in bodies}
            others = [body for body in others_inside(c) if body.name.lower() not in own]
            return [*bodies, *others], ["inherited-body"] if passed else []
        passed = passed or node.rank < RANKS["title"]
        node = node.parent
    return None


def _speaks_to_others(c: Candidate) -> bool:
    """Whether a plain paragraph below the heading of a body goes on to something else.

    It closes the part, or hands something in for all, or stands behind the body's work and tells of something:
    "Thông tin về buổi hiến máu: …".
    """
    if CLOSING.match(c.view.norm, c.start) or is_for_all(c):
        return True
    behind = c.above is not None and c.start > c.above.paragraph.end + _GAP
    return behind and not c.predicate and not _lists_work(c)


def _lists_work(c: Candidate) -> bool:
    """Whether a paragraph, or some of the items beside it, begin with what is to be done."""
    if c.predicate or any(says_who(c.view, node) for node in parts(c.paragraph)):
        return True
    if c.above is not None and begins_with_verb(c.view, c.above.paragraph.content):
        return True
    node = c.paragraph.node
    beside = node.beside if c.paragraph.opens and node else []
    return 6 * sum(begins_with_verb(c.view, one.paragraph.content) for one in beside) > len(beside)


def _passive_below_all(c: Candidate) -> Found | None:
    """Who does a thing below a heading that speaks to all, or to several of whom this is one: "Tiền ăn nhẹ do Phòng
    Tài chính chi", under "Các phòng".
    """
    above = [
        body.name.lower() for body in (heading_bodies(c.view, c.above) if not c.predicate and not c.describes else [])
    ]
    found = _passive(c) if above else None
    to_all = all(name.startswith(("các ", "mọi ")) for name in above)
    alone = len(sentences(c.view).within(c.start, c.end)) == 1  # later sentences may speak of the others
    one_of_them = found is not None and alone and {body.name.lower() for body in found[0]} < set(above)
    return found if to_all or one_of_them else None


def _passive(c: Candidate) -> Found | None:
    if (c.describes and c.role != "targets") or (c.type_name == "BÁO CÁO" and c.role not in ("who", "requests")):
        return None
    bodies = passive_doers(c.view, c.start, c.end)
    return (bodies, []) if bodies else None


def _must(c: Candidate) -> Found | None:
    """People or things of a group that have to do something: "Tất cả lực lượng tham gia phải …"."""
    must = MUST.search(c.view.norm, c.start, min(c.end, c.start + 110))
    if c.describes or must is None or c.predicate or not begins_body(c.view, c.start, c.end):
        return None
    if names_thing(c.view, c.start, c.end):
        return None  # "Trường hợp phản ứng nặng phải báo cáo …"
    start, end = c.view.trim(c.start, must.start(), " ,")
    if any(sign in c.view.text[start:end] for sign in ".;:"):
        return None
    return [unnamed(c.view, start, end)], []


def _unknown(c: Candidate) -> Found | None:
    """A doer under a name that begins like a body's, before a verb: "Hội Nhân ái xã tiếp nhận …"."""
    if c.describes or c.predicate or c.paragraph.node is None or not begins_body(c.view, c.start, c.end):
        return None
    tokens = c.view.tokens
    first, limit = tokens.first(c.start), tokens.first(c.end)
    near = range(first + 1, min(first + 9, limit))
    acts = next((i for i in near if tokens.words[i] in END or stops_at(c.view, i)), limit)
    named = acts > first + 1 and is_capital(c.view, first) and is_capital(c.view, first + 1)
    if not named or acts >= limit or not begins_with_verb(c.view, tokens.starts[acts]):
        return None
    asked = asked_at_last(c.view, tokens.starts[acts], c.end)
    if asked and REQUEST.match(c.view.norm, tokens.starts[acts], c.end):
        return asked, []
    start, end = c.view.trim(c.start, tokens.starts[acts])
    return [unnamed(c.view, start, end)], []


def _heads_work(c: Candidate) -> Found | None:
    """A name that no lexicon knows and that heads work elsewhere: "Văn hóa xã hội báo cáo nhanh …"."""
    if c.describes or c.predicate or c.paragraph.node is None:
        return None
    named = named_in_headings(c.annotated, c.start, c.end)
    return ([named], []) if named else None


def _people(c: Candidate) -> Found | None:
    """People, teams or parties to a contract that open the sentence: "Chủ đầu tư nộp hồ sơ …".

    They may stand behind a request or what comes first: "Ngay sau mỗi buổi, bộ phận văn thư nhắn số liệu …".
    """
    note = NOTE.match(c.view.norm, c.start, c.end)
    start = note.end() if note else c.start
    places = [_behind_order(c, start)]
    if PREPOSED.match(c.view.norm, start, c.end):
        commas = [comma.end() for comma in _COMMA.finditer(c.view.norm, start, c.end)][:_MOST_COMMAS]
        places += itertools.takewhile(lambda at: not begins_with_verb(c.view, at), commas)
    found = () if c.describes else (acting_people(c.view, at, c.end) for at in places)
    people = next((one for one in found if one), None)
    return ([people, *others_inside(c)], []) if people else None


def _told_apart(c: Candidate) -> Found | None:
    """Whichever of them: "Đơn vị đăng cai bố trí xe", "Người được phân công mở sổ theo dõi"."""
    apart = _APART.match(c.view.norm, c.start, c.end)
    which = None if c.describes else told_apart(c.view, apart.end() if apart else c.start, c.end)
    return ([which], []) if which else None


def _of_those(c: Candidate) -> Found | None:
    """Those of a group whom a label picks out: "Đối với các xã chưa đạt chỉ tiêu: rà soát nguyên nhân, …"."""
    picked = None if c.describes else _PICKS_OUT.match(c.view.norm, c.start, c.end)
    if picked is None or not begins_with_verb(c.view, picked.end()) or not begins_body(c.view, *picked.span("who")):
        return None
    return [unnamed(c.view, *picked.span("who"))], []


def _guests(c: Candidate) -> Found | None:
    """People of an occasion who are told what to bring or when to come: "Các ông, bà được tôn vinh mang theo …"."""
    invited = None if c.describes else guests(c.view, c.start, c.end)
    return ([invited], []) if invited else None


def _abbreviated(c: Candidate) -> Found | None:
    """A doer that the document names by capitals of its own: "CBCT nhận đề thi …", "Mỗi LCH cử 10 người …"."""
    match = _ACRONYM.match(c.view.text, c.start, c.end)
    if c.describes or match is None or not begins_with_verb(c.view, match.end()):
        return None
    above = [body.name for body in heading_bodies(c.view, c.above)]
    if match["each"]:  # "Mỗi LCH" is not "Ban Chấp hành các LCH", but one of "Các LCH"
        above = [name for name in above if regex.match(rf"(?i)(?:các )?{match['name']}", name)]
    if any(match["name"] in name for name in above):  # "II. Cán bộ coi thi (CBCT)"
        return None
    start, end = c.view.trim(match.start(), match.end())
    return [unnamed(c.view, start, end)], []


def _each_gets(c: Candidate) -> Found | None:
    """A list of bodies with so much for each, without a verb: "Xã Bờ Kè, xã Đá Dựng mỗi đơn vị 01 đợt"."""
    bodies, reached = body_list(c.view, c.start, c.end)
    if not bodies or c.role in DESCRIPTIVE or not _EACH_GETS.match(c.view.norm, reached, c.end):
        return None
    return bodies, []


def _aside(c: Candidate) -> Found | None:
    """Who stands in brackets, or acts in a case: "… (Trạm Y tế chủ trì)", "thôn nào có người bệnh thì báo"."""
    if c.describes:
        return None
    bodies = (
        doers_in_brackets(c.view, c.start, c.end)
        or whichever(c.view, c.start, c.end)
        or doers_in_last_bracket(c.view, c.start, c.end)
    )
    return (bodies, []) if bodies else None


def _persons(c: Candidate) -> Found | None:
    """Persons by name who open the paragraph, or stand behind a request, and act."""
    persons = [] if c.describes else persons_acting(c.view, _behind_order(c, c.start), c.end)
    return ([*persons, *others_inside(c)], []) if persons else None


def _persons_behind_a_day(c: Candidate) -> Found | None:
    """Persons of a later sentence, behind one that only says when: "Mở cửa từ 16 giờ ngày 22/01. Chị Hậu lo …"."""
    first, *later = sentences(c.view).within(c.start, c.end)
    if c.describes or not later or not within(c.annotated.dates, *first):
        return None
    persons = [person for start, end in later for person in persons_acting(c.view, start, end)]
    return (persons, []) if persons else None


def _labelled(c: Candidate) -> Found | None:
    if c.describes:
        return None
    bodies = group_of_persons(c.view, c.start, c.end) or labelled_doers(c.view, c.paragraph)
    return (bodies, []) if bodies else None


def _behind_order(c: Candidate, start: int) -> int:
    """Where those stand who are asked or charged: "Giao | đồng chí Lò Văn Pâng … theo dõi"."""
    request = _ASKS_FOR.match(c.view.norm, start, c.end)
    return request.end() if request else start


def _behind_label(c: Candidate) -> Found | None:
    """In a part that hands out work: "Trang trí, khánh tiết: Văn phòng UBND xã;"."""
    given = c.role == "who" and c.paragraph.label is not None
    bodies = doers_behind(c.view, c.start, c.end) if given else []
    return (bodies, []) if bodies else None


def _shared(c: Candidate) -> Found | None:
    bodies = [] if c.role in DESCRIPTIVE else sharers(c.view, c.start, c.paragraph.end)
    return (bodies, ["weak-duty"]) if bodies else None


def _ordered(c: Candidate) -> Found | None:
    """Whom the opening asks, for an item that begins with what is to be done or what is to be handed in."""
    if not c.order or c.describes or c.role == "when" or (c.introduces and not has_days_below(c)):
        return None
    if not is_handed_in(c) and not _says_what_to_do(c):
        return None
    node = c.paragraph.node
    holds = node is not None and c.paragraph.opens and bool(node.children)
    if holds and not has_days_below(c):
        return None
    return c.order, [] if is_sole_addressee(c.annotated.addressees, [one.name for one in c.order]) else [
        "inherited-body"
    ]


def _says_what_to_do(c: Candidate) -> bool:
    """Whether what stands in a numbered part begins with work, or with a case before it: "Đối với người già yếu, | cử
    người đến tận nhà".
    """
    case = _IN_CASE.match(c.view.norm, c.start, c.end)
    works = c.predicate or (case is not None and begins_with_verb(c.view, case.end()))
    return works and (c.paragraph.label is not None or c.paragraph.node is not None)


def _later_clause(c: Candidate) -> Found | None:
    """The subject of a later clause: "Mỗi điểm phải bảo đảm …; UBND xã xác nhận …"."""
    if c.describes or c.paragraph.node is None or not MUST.search(c.view.norm, c.start, c.end):
        return None
    later = list(further_subjects(c, c.start, c.end, each=True))
    return (later, []) if later else None


AGENTS: tuple[tuple[str, Callable[[Candidate], Found | None]], ...] = (
    ("told-apart", _told_apart),
    ("person", _persons),
    ("subject", subjects_of_sentences),
    ("executors", _executors),
    ("label", _labelled),
    ("people", _people),
    ("unknown", _unknown),
    ("heads-work", _heads_work),
    ("of-those", _of_those),
    ("guests", _guests),
    ("abbreviated", _abbreviated),
    ("passive", _passive_below_all),
    ("heading", _heading),
    ("must", _must),
    ("each", _each_gets),
    ("passive", _passive),
    ("aside", _aside),
    ("behind-label", _behind_label),
    ("shares", _shared),
    ("order", _ordered),
    ("later-clause", _later_clause),
    ("person", _persons_behind_a_day),
    ("nobody", lambda c: ([], ["no-body"]) if is_for_nobody(c) else None),
)
