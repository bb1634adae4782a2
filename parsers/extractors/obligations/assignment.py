"""Whether a paragraph gives somebody work, and whom: tables of clues, the first that holds decides.

``REFUSALS`` say that a paragraph is something else; ``AGENTS`` find who has to act, the surest first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import regex

from parsers.annotated import AnnotatedDocument
from parsers.extractors.obligations.frames import (
    asked_at_last,
    doers_in_brackets,
    labelled_doers,
    passive_doers,
    sharers,
)
from parsers.extractors.obligations.headings import heading_bodies, is_list, opens_work, title_bodies
from parsers.extractors.obligations.parts import PartRole, part_role, parts, parts_above
from parsers.extractors.obligations.subjects import CLOSING, REQUEST, subject_of
from parsers.layout.outline import RANKS, Node, Paragraph
from parsers.lexicon import load
from parsers.mentions.bodies.lists import begins_body, body_list
from parsers.mentions.bodies.names import (
    END,
    BodyMention,
    begins_with_verb,
    expand,
    is_capital,
    is_predicate,
    names_thing,
    stops_at,
)
from parsers.sentences import sentences
from parsers.text import NormalisedText, either

_LEXICON = load("duties")
_LETTER = RANKS["letter"]
_EXPRESS = regex.compile(rf"(?<!\w)(?:{either(_LEXICON['express']['words'])})(?!\w)")
_WHO = regex.compile(rf"(?<!\w)(?:{either(_LEXICON['who']['titles'])})(?!\w)")
_CLAUSE = regex.compile(r"; ")
# "Khoa Cơ khí: 40 người;", "Đoàn các xã: mỗi đơn vị 15 ĐVTN."
_ALLOTS = regex.compile(r"[^:.;\n]{2,90}:\ ?(?:mỗi\ \w+(?:\ \w+)?\ )?\d[\d.]*\ [^.;:\n]{1,40}[.;]?(?=\n|$)")
# "… xây dựng Kế hoạch …, cụ thể như sau:": the opening says what the document is
_OPENING = regex.compile(r"như sau[ :.]*$|(?:ban hành|xây dựng) kế hoạch")
_CONTACT = regex.compile(
    r"[^.:]{0,30}liên hệ\ ?:|(?:xin )?liên hệ "
    r"|(?:mọi |các )?(?:thông tin|chi tiết|vướng mắc|thắc mắc)[^.:]{0,60}liên hệ"
)
# "UBND các xã: Tại Phụ lục II đính kèm."
_REFERS = regex.compile(r"[^.:]{3,160}:\ ?(?:chi tiết )?(?:tại|theo|xem) (?:phụ lục|biểu|bảng|mẫu|danh sách)")
_BRACKETS = regex.compile(r"\(.*\)\W*")
# "Báo cáo tổng hợp hằng ngày gửi UBND tỉnh", "Khi có ca bệnh bất thường, báo cáo ngay về …"
_REPORTS = regex.compile(
    r"(?:(?:khi|trước|sau|định kỳ|hằng|hàng|kết thúc|trong)\ [^.;:]{3,80},\ )?(?:báo cáo|gửi|nộp|tổng hợp)(?!\w)"
    r"[^.;]{0,60}?(?<!\w)(?:về|gửi|cho)\ (?=\p{L})"
)
_EACH_GETS = regex.compile(r",?\ (?:mỗi|từng)\ [^.;:,\d]{2,20}\ \d")
_CHARGED = regex.compile(r"\ (?:chịu|có) trách nhiệm(?!\w)")
_ACRONYM = regex.compile(r"\p{Lu}{2,8}(?: \d)? ")
_PARTY = regex.compile(rf"(?:các\ )?(?:{either(load('bodies')['parties']['forms'])})(?!\w)")
_HANDED = regex.compile(r"(?<!\w)(?:gửi|nộp) (?:về|cho)(?!\w)")
_LOOKS_BACK = regex.compile(r"(?:đến nay|hiện nay|hiện|thời gian qua|trong thời gian qua)(?!\w)|[^.]*(?<!\w)đã(?!\w)")
_MUST = regex.compile(r"(?<!\w)phải(?!\w)")
_SHORTEST, _LONGEST_TITLE = 12, 160
_DESCRIPTIVE: frozenset[PartRole] = frozenset(("background", "results"))
_COUNTED: frozenset[PartRole] = frozenset(("targets", "money"))


@dataclass(frozen=True, slots=True)
class Assigned:
    """Who has to act, by which clue, and why that may be wrong."""

    bodies: list[BodyMention]
    clue: str
    doubts: list[str] = field(default_factory=list)
    start: int | None = None
    """Where the work begins, where that is not the paragraph's first word."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A paragraph of the running text, with what the clues ask about it; ``end`` is behind its broken rest."""

    annotated: AnnotatedDocument
    paragraph: Paragraph
    end: int
    order: list[BodyMention]
    """Whom the opening of the document asks: they act where an item names nobody."""

    @property
    def view(self) -> NormalisedText:
        return self.annotated.view

    @property
    def start(self) -> int:
        return self.paragraph.content

    @property
    def text(self) -> str:
        return self.view.text[self.start : self.end]

    @property
    def above(self) -> Node | None:
        node = self.paragraph.node
        return node.parent if self.paragraph.opens and node else node

    @property
    def type_name(self) -> str | None:
        name = self.annotated.header.type_name
        return name.value if name else None

    @property
    def role(self) -> PartRole | None:
        return part_role(self.view, self.paragraph)

    @property
    def describes(self) -> bool:
        """Whether only an express duty counts here: in what a document is based on, or in one that only proposes."""
        if self.type_name in _LEXICON["proposals"]["types"]:
            return True
        return not self.paragraph.noted and self.role in (_DESCRIPTIVE | _COUNTED)

    @property
    def predicate(self) -> bool:
        """Whether the paragraph begins with what is to be done."""
        return self.start < self.end and begins_with_verb(self.view, self.start)


def assigned(candidate: Candidate) -> Assigned | None:
    """Who a paragraph without label lines gives work to; ``None`` where it gives none."""
    if any(refuses(candidate) for _, refuses in REFUSALS):
        return None
    for name, find in AGENTS:
        found = find(candidate)
        if found is not None:
            bodies, doubts = found
            unknown = ["unknown-body"] if any(not body.known and body.kind == "other" for body in bodies) else []
            return Assigned(bodies, name, [*doubts, *unknown], _start(candidate, bodies) if name == "subject" else None)
    return None


def _start(c: Candidate, bodies: list[BodyMention]) -> int | None:
    """Where the work begins in a paragraph that first looks back: at the sentence that names the bodies."""
    first, *later = sentences(c.view).within(c.start, c.end)
    if not _LOOKS_BACK.match(c.view.norm, *first):
        return None
    return next((start for start, end in later if bodies and start <= bodies[0].start < end), None)


def opening_order(annotated: AnnotatedDocument) -> list[BodyMention]:
    """Whom the opening of a document asks for what its items say: "UBND tỉnh yêu cầu các sở, ngành triển khai:"."""
    view = annotated.view
    for paragraph in annotated.outline.zone("body"):
        if paragraph.node is not None and not paragraph.opens:
            continue
        if paragraph.label is not None and paragraph.rank is not None and paragraph.rank < _LETTER:
            return []
        if view.text.endswith((":", "sau"), paragraph.start, paragraph.end):
            *_, (start, end) = sentences(view).within(paragraph.content, paragraph.end)
            return asked_at_last(view, start, end)
    return []


# -- what is no duty ----------------------------------------------------------------------------------------------


def _is_heading(c: Candidate) -> bool:
    node, view = c.paragraph.node, c.view
    if c.paragraph.opens and node is not None and opens_work(view, node):
        return True
    bodies, reached = body_list(view, c.start, c.paragraph.end)
    return bool(bodies) and is_list(view, reached, c.paragraph.end)


def _looks_back(c: Candidate) -> bool:
    above = parts_above(c.view, c.paragraph)
    if c.type_name != "BÁO CÁO" or "results" not in above:
        return False
    return "requests" not in above or not _asks(c, c.start)  # "Đánh giá và kiến nghị": only what asks


def _is_basis(c: Candidate) -> bool:
    """What a document is based on, before its first part."""
    return c.paragraph.node is None and c.view.norm.startswith(("căn cứ ", "xét "), c.start) and not _asks(c, c.start)


def _is_title(c: Candidate) -> bool:
    """A numbered line, no sentence, that holds text, items or a table: "Các đợt tiếp nhận máu"."""
    node = c.paragraph.node
    if not (c.paragraph.opens and node and node.holds and node.rank < _LETTER) or len(c.text) > _LONGEST_TITLE:
        return False
    if any(child.rank < _LETTER for child in node.children):
        return True
    return not c.text.endswith((".", ";", ":")) or (c.text.endswith(":") and _introduces(c))


def _introduces(c: Candidate) -> bool:
    """A line with a colon that holds items and has no subject: "Các hoạt động chính:"."""
    node = c.paragraph.node
    if not (c.paragraph.opens and node and node.holds and c.text.endswith(":")):
        return False
    return subject_of(c.view, c.start, c.end, c.end) is None and not c.predicate


def _asks(c: Candidate, start: int) -> bool:
    return REQUEST.search(c.view.norm, start, c.end) is not None


REFUSALS: tuple[tuple[str, Callable[[Candidate], bool]], ...] = (
    ("goes-on", lambda c: c.paragraph.goes_on),
    ("heading", _is_heading),
    ("title", _is_title),
    ("basis", _is_basis),
    ("quota", lambda c: bool(_ALLOTS.match(c.view.norm, c.start, c.paragraph.end))),
    ("short", lambda c: c.end - c.start < _SHORTEST or c.text.isupper()),
    ("in-brackets", lambda c: bool(_BRACKETS.fullmatch(c.view.norm, c.start, c.end))),
    ("refers", lambda c: bool(_REFERS.match(c.view.norm, c.start, c.end))),
    ("contact", lambda c: bool(_CONTACT.match(c.view.norm, c.start, c.end))),
    ("looks-back", _looks_back),
)

# -- who has to act -----------------------------------------------------------------------------------------------

Found = tuple[list[BodyMention], list[str]]


def _subjects(c: Candidate) -> Found | None:
    """The subjects of its sentences; those of later sentences only beside the first, or where they are asked."""
    view = c.view
    found: list[BodyMention] = []
    for start, end in sentences(view).within(c.start, c.end):
        subject = subject_of(view, start, end, end)
        if subject is None or (c.paragraph.node is None and _OPENING.search(view.norm, start, c.end)):
            continue
        bodies, predicate = subject
        if not _commits(c, start, predicate):
            continue
        if _each(view, bodies) and not found and (whole := heading_bodies(view, c.above)):
            return whole, []  # "Mỗi trường lập danh sách …" under "Các trường đại học, cao đẳng"
        first, asked = start == c.start, bool(REQUEST.search(view.norm, start, bodies[0].start + 1))
        asked = asked or bool(_CHARGED.match(view.norm, predicate, end))
        if first:
            found += [*bodies, *_further(view, predicate, end)]
        elif asked or found or CLOSING.match(view.norm, c.start):
            found += [body for body in bodies if not _each(view, [body])]
    named = {body.name.lower(): body for body in reversed(found)}
    return ([named.pop(body.name.lower()) for body in found if body.name.lower() in named], []) if found else None


def _commits(c: Candidate, start: int, predicate: int) -> bool:
    """Whether a sentence with a subject hands out work where the part only describes."""
    if not c.describes:
        return True
    norm = c.view.norm
    if _EXPRESS.search(norm[start:predicate]) or _EXPRESS.search(norm[predicate : predicate + 60]):
        return True
    return (
        c.role in _COUNTED and c.paragraph.rank is not None and start == c.start and begins_with_verb(c.view, predicate)
    )


def _further(view: NormalisedText, start: int, end: int) -> Iterator[BodyMention]:
    """The subjects of the clauses that follow: "Trạm Y tế xã …; Công an xã bố trí …; Đoàn xã đón tiếp …"."""
    for clause in _CLAUSE.finditer(view.norm, start, end):
        subject = subject_of(view, clause.end(), end, end)
        if subject and not _each(view, subject[0]) and begins_with_verb(view, subject[1]):
            yield from subject[0]


def _each(view: NormalisedText, bodies: list[BodyMention]) -> bool:
    return all(view.norm.startswith(("mỗi ", "từng "), body.start) for body in bodies)


def _heading(c: Candidate) -> Found | None:
    """The bodies of the heading that the paragraph hangs from."""
    view = c.view
    if c.describes or (c.paragraph.label is None and (CLOSING.match(view.norm, c.start) or _is_for_all(c))):
        return None
    node = c.above
    passed = False
    while node is not None:
        bodies = title_bodies(view, node)
        if bodies and (all(body.known for body in bodies) or _lists_work(c)):
            return list(bodies), ["inherited-body"] if passed else []
        passed = passed or node.rank < RANKS["title"]
        node = node.parent
    return None


def _is_for_all(c: Candidate) -> bool:
    """A plain paragraph behind the work of a body that begins with a thing to be handed in, by all."""
    holds = c.above is not None and bool(c.above.children)
    return holds and names_thing(c.view, c.start, c.end) and _HANDED.search(c.view.norm, c.start, c.end) is not None


def _lists_work(c: Candidate) -> bool:
    """Whether a paragraph, or some of the items beside it, begin with what is to be done."""
    if c.predicate or any(_WHO.search(_title(c.view, node)) for node in parts(c.paragraph)):
        return True
    if c.above is not None and begins_with_verb(c.view, c.above.paragraph.content):
        return True
    node = c.paragraph.node
    beside = node.beside if c.paragraph.opens and node else []
    return 6 * sum(begins_with_verb(c.view, one.paragraph.content) for one in beside) > len(beside)


def _passive(c: Candidate) -> Found | None:
    if (c.describes and c.role != "targets") or (c.type_name == "BÁO CÁO" and c.role not in ("who", "requests")):
        return None
    bodies = passive_doers(c.view, c.start, c.end)
    return (bodies, []) if bodies else None


def _must(c: Candidate) -> Found | None:
    """People or things of a group that have to do something: "Tất cả lực lượng tham gia phải …"."""
    must = _MUST.search(c.view.norm, c.start, min(c.end, c.start + 110))
    if c.describes or must is None or c.predicate or not begins_body(c.view, c.start, c.end):
        return None
    start, end = c.view.trim(c.start, must.start(), " ,")
    name = c.view.text[start:end]
    if any(sign in name for sign in ".;:"):
        return None
    return [BodyMention(start, end, name, expand(name), "other", known=False)], []


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
    name = c.view.text[start:end]
    return [BodyMention(start, end, name, expand(name), "other", known=False)], []


def _party(c: Candidate) -> Found | None:
    """People or parties to a contract that open the sentence: "Chủ đầu tư nộp hồ sơ …"."""
    party = _PARTY.match(c.view.norm, c.start, c.end)
    if c.describes or party is None:
        return None
    tokens = c.view.tokens
    first, limit = tokens.first(party.end()), tokens.first(c.end)
    near = range(first, min(first + 7, limit))
    acts = next((i for i in near if tokens.words[i] in END or is_predicate(c.view, i)), limit)
    if acts >= limit or not begins_with_verb(c.view, tokens.starts[acts]):
        return None
    start, end = c.view.trim(c.start, tokens.starts[acts])
    name = c.view.text[start:end]
    return [BodyMention(start, end, name, expand(name), "other", known=False)], []


def _abbreviated(c: Candidate) -> Found | None:
    """A doer that the document names by capitals of its own: "CBCT nhận đề thi …"."""
    match = _ACRONYM.match(c.view.text, c.start, c.end)
    if c.describes or match is None or not begins_with_verb(c.view, match.end()):
        return None
    if any(match[0].strip() in body.name for body in heading_bodies(c.view, c.above)):  # "II. Cán bộ coi thi (CBCT)"
        return None
    start, end = c.view.trim(match.start(), match.end())
    name = c.view.text[start:end]
    return [BodyMention(start, end, name, expand(name), "other", known=False)], []


def _each_gets(c: Candidate) -> Found | None:
    """A list of bodies with so much for each, without a verb: "Xã Bờ Kè, xã Đá Dựng mỗi đơn vị 01 đợt"."""
    bodies, reached = body_list(c.view, c.start, c.end)
    if not bodies or c.role in _DESCRIPTIVE or not _EACH_GETS.match(c.view.norm, reached, c.end):
        return None
    return bodies, ["weak-duty"]


def _bracketed(c: Candidate) -> Found | None:
    bodies = [] if c.describes else doers_in_brackets(c.view, c.start, c.end)
    return (bodies, []) if bodies else None


def _labelled(c: Candidate) -> Found | None:
    bodies = [] if c.describes else labelled_doers(c.view, c.paragraph)
    return (bodies, []) if bodies else None


def _shared(c: Candidate) -> Found | None:
    bodies = [] if c.role in _DESCRIPTIVE else sharers(c.view, c.start, c.paragraph.end)
    return (bodies, ["weak-duty"]) if bodies else None


def _ordered(c: Candidate) -> Found | None:
    """Whom the opening asks, for an item that begins with what is to be done."""
    if not c.order or c.describes or c.role == "when" or c.paragraph.label is None or not c.predicate or _introduces(c):
        return None
    if c.paragraph.node is not None and c.paragraph.node.children:
        return None
    return c.order, ["inherited-body"]


def _nobody(c: Candidate) -> Found | None:
    """A task that names nobody: below a note, a report to be handed in, a task in a part that says who does what."""
    if c.describes or c.paragraph.node is None or _introduces(c):
        return None
    noted = c.paragraph.noted and c.paragraph.label is not None
    reports = bool(_REPORTS.match(c.view.norm, c.start, c.end)) or _is_for_all(c)
    node = c.above
    told = c.predicate and node is not None and node.rank < _LETTER and _WHO.search(_title(c.view, node)) is not None
    must = c.paragraph.label is not None and _MUST.search(c.view.norm, c.start, min(c.end, c.start + 110)) is not None
    return ([], ["no-body"]) if noted or reports or told or must else None


def _title(view: NormalisedText, node: Node) -> str:
    return view.norm[node.paragraph.content : node.paragraph.end]


AGENTS: tuple[tuple[str, Callable[[Candidate], Found | None]], ...] = (
    ("subject", _subjects),
    ("label", _labelled),
    ("unknown", _unknown),
    ("party", _party),
    ("abbreviated", _abbreviated),
    ("heading", _heading),
    ("must", _must),
    ("each", _each_gets),
    ("passive", _passive),
    ("in-brackets", _bracketed),
    ("shares", _shared),
    ("order", _ordered),
    ("nobody", _nobody),
)
