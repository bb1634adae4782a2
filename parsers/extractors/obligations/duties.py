"""Duties: the paragraphs and table rows by which a document hands out work.

Work is handed out in three ways in running text: a sentence with its own subject ("Sở Tài chính chủ trì …"), a
heading that names bodies with bullets below, or tasks followed by label lines ("Đơn vị chủ trì: …", "Thời gian thực
hiện: …"). Task tables hand it out row by row.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator

from parsers import regex
from parsers.annotated import AnnotatedDocument, Duty, Role
from parsers.extractors.obligations.assignment import Assigned, assigned, opening_order
from parsers.extractors.obligations.candidate import Candidate
from parsers.extractors.obligations.frames import WITH_OTHERS
from parsers.extractors.obligations.headings import handed_over, heading_bodies, title_bodies
from parsers.extractors.obligations.labels import Label, labels_of
from parsers.extractors.obligations.subjects import CLOSING, PREPOSED, REQUEST, subject_of
from parsers.layout.outline import RANKS, Node, Paragraph, section_path
from parsers.mentions.bodies.lists import body_list
from parsers.mentions.bodies.names import BodyMention
from parsers.mentions.bodies.words import begins_with_verb
from parsers.sentences import sentences
from parsers.text import NormalisedText, fold

_ARABIC, _LETTER = RANKS["arabic"], RANKS["letter"]

# "phối hợp với …", "phối hợp chặt chẽ cùng …", "phối hợp, trao đổi thông tin với …", "cùng với …"
_WITH = regex.compile(
    r"(?<!\w)(?:phối hợp(?:,? (?:chặt chẽ|tốt|đồng bộ|kịp thời|hiệu quả|thường xuyên|(?:và )?trao đổi thông tin))*"
    r"(?: cùng với| với| cùng)?|cùng với|(?<=chủ trì,? )cùng) "
)
# "Phòng Kinh tế chủ trì, | Trạm Y tế và các khu phố | phối hợp"
_THEN_OTHERS = regex.compile(
    r"(?<=(?<!\w)(?:chủ trì|phụ trách|đầu mối|đảm nhiệm|đảm nhận)(?:(?! phối hợp)[^.;:\n]){0,80}[,;] )(?=\p{L})"
)
_TAKE_PART = regex.compile(r" (?:cùng |tham gia )?(?:phối hợp|hỗ trợ)(?: thực hiện| tổ chức| triển khai)?(?=[,.;)]|$)")
_BEGINS_WITH = regex.compile(r"cùng (?:với )?")
# "Đề nghị các đơn vị nghiêm túc triển khai Kế hoạch này."
_CLOSES = regex.compile(r"(?:đề nghị|yêu cầu)\ [^\n]*(?:kế hoạch này|nghiêm túc)")
# the predicate begins with leading: "Chủ trì, phối hợp …", "có trách nhiệm chủ trì", "là cơ quan chủ trì"
# "do Hội Chữ thập đỏ xã cùng | Đoàn xã tổ chức"
_BESIDE = regex.compile(r"(?r)(?<!\w)cùng (?:với )?")
_LEADS = regex.compile(r"[\s,:-]*(?:(?:\w+,? ){0,6}?|là [^.]{0,110}? ?)chủ trì(?!\w)")
# "Đề nghị các đơn vị | phối hợp tổ chức tại Mục III: | bố trí địa điểm": who is meant, not what they do
_PARTNERS_ABOVE = regex.compile(
    r"[\s,]*phối hợp(?: tổ chức| thực hiện)? (?:(?:nêu|có tên) )?"
    r"(?:tại|trong|ở|theo) (?:mục|phần|phụ lục|danh sách|biểu)"
    r"[^:.;\n]{0,40}:"
)
_CLAUSE_ENDS = regex.compile(r"[;.] (?=\p{L})")
_COMMA = regex.compile(", ")
_NEAR = 60
_GROUP_WORDS = 2
_GROUNDS = regex.compile(r"(?:căn cứ|theo|tùy theo|trên cơ sở|trong phạm vi)(?!\w)")
_IS = regex.compile(r"là (?:cơ quan|đơn vị|bộ phận|phòng|đầu mối)(?!\w)")
_SUPPORTS = regex.compile(r"[\s,:-]*(?:chủ động |tích cực |tham gia |có trách nhiệm |thường xuyên )*phối hợp(?!\w)")


def find_duties(annotated: AnnotatedDocument) -> list[Duty]:
    """All duties of the document's running text, in order."""
    duties: list[Duty] = []
    for group in _groups(annotated):
        duties += group
    return duties


def _groups(annotated: AnnotatedDocument) -> Iterator[Iterator[Duty]]:
    """Duties of the running text, one list for each stretch of tasks with the label lines that close it."""
    view = annotated.view
    tasks: list[Paragraph] = []
    labels: list[Label] = []
    heading: Node | None = None
    noting = False
    for paragraph in annotated.outline.zone("body"):
        if paragraph.block.table is not None or paragraph.block.role == "footnote":
            continue
        found = labels_of(view, paragraph)
        if found and found[0].kind == "task":
            if labels:
                yield _duties(annotated, tasks, labels, heading)
                tasks, labels = [], []
            if view.norm[found[0].content : found[0].end].strip():
                tasks.append(paragraph)
            continue
        if found:
            labels += found
            continue
        opens_section = paragraph.opens and paragraph.node is not None and paragraph.node.rank < _LETTER
        if labels or opens_section:
            yield _duties(annotated, tasks, labels, heading)
            tasks, labels = [], []
        if opens_section:
            heading = paragraph.node
            noting = False
        noting = noting or _notes(view, paragraph)
        paragraph.noted = noting
        tasks.append(paragraph)
    yield _duties(annotated, tasks, labels, heading)


def _duties(
    annotated: AnnotatedDocument, tasks: list[Paragraph], labels: list[Label], heading: Node | None
) -> Iterator[Duty]:
    view = annotated.view
    leads = [label for label in labels if label.kind == "lead"]
    named = leads or [label for label in labels if label.kind == "doer"]
    in_charge = [b for label in named for b in body_list(view, label.content, label.end)[0]]
    partners = [b for label in labels if label.kind == "partner" for b in body_list(view, label.content, label.end)[0]]
    lines = [(label.start, label.end) for label in labels]
    if in_charge:
        own = [p for p in tasks if not (p.opens and p.node is heading)] or tasks
        own = [p for p in own if not _introduces(view, p)] or own
        for p in own:
            found = Assigned(_subject_or(view, p, in_charge), "label-line")
            yield _duty(annotated, p, p.end, found, partners, "lead" if leads else None, lines)
        return
    for paragraph, end, given in _given(annotated, tasks):
        yield _duty(annotated, paragraph, end, given, partners, None, lines)


def _given(annotated: AnnotatedDocument, tasks: list[Paragraph]) -> Iterator[tuple[Paragraph, int, Assigned]]:
    """The paragraphs that give work by themselves, where that of each ends, and whom they give it."""
    order = opening_order(annotated)
    for index, paragraph in enumerate(tasks):
        end = _whole(tasks, index)
        given = assigned(Candidate(annotated, paragraph, end, order))
        if given:
            yield from ((paragraph, *share) for share in _shared_out(annotated.view, paragraph, end, given))


def _shared_out(
    view: NormalisedText, paragraph: Paragraph, end: int, given: Assigned
) -> Iterator[tuple[int, Assigned]]:
    """The share of each whom one paragraph hands work behind a colon: "Sở A: Hoàn thành …; | Sở B: Duy trì …"."""
    cuts: list[int] = []
    work = _work_of_label(view, paragraph.content, end) if given.start is None else None
    while work is not None:
        ends = (sign.end() for sign in _CLAUSE_ENDS.finditer(view.norm, work, end))
        at, work = next(((at, behind) for at in ends if (behind := _work_of_label(view, at, end))), (end, None))
        cuts += [at] if work else []
    if cuts:
        given = dataclasses.replace(given, bodies=[b for b in given.bodies if b.start < cuts[0]])
    yield view.trim(paragraph.content, cuts[0], " ;")[1] if cuts else end, given
    for at, behind in itertools.pairwise((*cuts, end)):
        share = Assigned(body_list(view, at, behind)[0], given.clue, given.doubts, at)
        yield view.trim(at, behind, " ;")[1] if behind < end else end, share


def _work_of_label(view: NormalisedText, at: int, end: int) -> int | None:
    """Where the work begins behind bodies with a colon and a capital letter: "Công an tỉnh: | Duy trì …"; none in
    "Các trường: Trường THCS A; Trường THPT B: Triển khai …", which names one by one who is meant.
    """
    bodies, reached = body_list(view, at, end)
    behind = reached + 2
    handed = bool(bodies) and view.text.startswith(": ", reached) and behind < end and view.text[behind].isupper()
    return behind if handed and not body_list(view, behind, end)[0] else None


def _whole(tasks: list[Paragraph], index: int) -> int:
    """Where a paragraph ends with the rest that line breaks cut from it."""
    last = index
    while last + 1 < len(tasks) and tasks[last + 1].goes_on:
        last += 1
    return tasks[last].end


def _notes(view: NormalisedText, paragraph: Paragraph) -> bool:
    """A line that opens notes to everybody, "* Lưu ý:", and gives them to nobody by name."""
    opens = view.text[paragraph.end - 1] == ":" and CLOSING.match(view.norm, paragraph.content)
    return bool(opens) and not handed_over(view, paragraph)


def _introduces(view: NormalisedText, paragraph: Paragraph) -> bool:
    """A line that only announces the tasks below it: "… các nhiệm vụ sau:"."""
    return view.text[paragraph.start : paragraph.end].endswith(":") and paragraph.end - paragraph.content < 120


def _subject_or(view: NormalisedText, paragraph: Paragraph, in_charge: list[BodyMention]) -> list[BodyMention]:
    request = REQUEST.match(view.norm, paragraph.content, paragraph.end)
    if request:
        bodies, reached = body_list(view, paragraph.content, paragraph.end)
        if bodies and reached < paragraph.end:
            return bodies
    return in_charge


def _duty(
    annotated: AnnotatedDocument,
    paragraph: Paragraph,
    end: int,
    given: Assigned,
    partners: list[BodyMention],
    role: Role | None,
    lines: list[tuple[int, int]],
) -> Duty:
    view = annotated.view
    start = given.start or paragraph.content
    bodies = _called_by_name(view, start, given.bodies) or given.bodies
    joined = next((i for i, b in enumerate(bodies) if i and _BESIDE.match(view.norm, start, b.start)), len(bodies))
    bodies, beside = bodies[:joined], bodies[joined:]
    beside += _beside(view, start, end)
    named = {fold(b.name) for b in bodies}
    beside = list({fold(b.name): b for b in reversed((*beside, *partners)) if fold(b.name) not in named}.values())[::-1]
    passive = given.clue == "passive" and _LEADS.match(view.norm, bodies[-1].end, end)
    if over := _work_with(view, paragraph, given):
        bodies, beside, role = over[0], [*bodies, *beside], over[1]
    role = role or ("lead" if passive or _led_above(view, paragraph, given) else _role(view, start, end))
    own = given.clue in ("subject", "nobody") and _speaks_for_the_part(annotated, paragraph, bodies)
    return Duty(
        start,
        end,
        paragraph,
        _section(view, paragraph, closing=own),
        bodies,
        beside,
        role,
        lines,
        given.clue,
        given.doubts,
    )


def _called_by_name(view: NormalisedText, start: int, bodies: list[BodyMention]) -> list[BodyMention]:
    """The one of several bodies of a title by whose name the work opens: "- Phòng Vật tư, thiết bị y tế kiểm tra …"."""
    called = [b for b in bodies if b.end <= start and view.norm.startswith(view.norm[b.start : b.end], start)]
    return called if len(called) == 1 else []


def _beside(view: NormalisedText, start: int, end: int) -> list[BodyMention]:
    """Those with whom the work is done: "phối hợp với Sở Y tế", "Cùng Hội Chữ thập đỏ phường thăm hỏi …".

    Or who take part in what another leads: "Phòng Kinh tế chủ trì, Trạm Y tế và các khu phố phối hợp".
    """
    found: list[BodyMention] = []
    begins = _BEGINS_WITH.match(view.norm, start, end)
    for match in (*((begins,) if begins else ()), *_WITH.finditer(view.norm, start, end)):
        bodies, reached = body_list(view, match.end(), end)
        if match[0].endswith(("với ", "cùng ")) or _are_partners(view, match.end(), bodies, reached):
            found += bodies
    for others in _THEN_OTHERS.finditer(view.norm, start, end):
        bodies, reached = body_list(view, others.end(), end)
        if bodies and _TAKE_PART.match(view.norm, reached, end):
            found += bodies
    return found


def _work_with(view: NormalisedText, paragraph: Paragraph, given: Assigned) -> tuple[list[BodyMention], Role] | None:
    """Whose work an item is, and their part in it, below a line that only says that they do it with others.

    "a) Chủ trì, phối hợp với:" - "Sở Tài chính cân đối kinh phí;": those whom the item names are the others.
    """
    node = paragraph.node.parent if paragraph.opens and paragraph.node else paragraph.node
    if given.clue != "subject" or node is None:
        return None
    line = WITH_OTHERS.fullmatch(view.norm, node.paragraph.content, node.paragraph.end)
    bodies = heading_bodies(view, node.parent) if line else []
    return (bodies, "lead" if line and line["leads"] else "support") if bodies else None


def _are_partners(view: NormalisedText, at: int, bodies: list[BodyMention], reached: int) -> bool:
    """Whether partners stand behind "phối hợp" without "với": "phối hợp | lực lượng Công an tuần tra"."""
    if view.text[at].isupper() or view.norm.startswith("các ", at):
        return True
    told = bool(bodies) and (bodies[0].kind != "other" or len(bodies[0].name.split()) > _GROUP_WORDS)
    goes_on = begins_with_verb(view, reached) or view.norm.startswith((" để ", ".", ";", ","), reached)
    return told and (goes_on or reached >= len(view.norm))


def _role(view: NormalisedText, start: int, end: int) -> Role:
    predicate = _predicate(view, start, end)
    if partners := _PARTNERS_ABOVE.match(view.norm, predicate, end):
        predicate = partners.end()
    if _LEADS.match(view.norm, predicate, end) or _leads_at_once(view, start, end):
        return "lead"
    if _SUPPORTS.match(view.norm, predicate, end):
        return "support"
    return "other"


def _predicate(view: NormalisedText, start: int, end: int) -> int:
    """Where it begins what is to be done: "Sở Y tế | chủ trì …", "Căn cứ chức năng, nhiệm vụ, | phối hợp với …"."""
    subject = subject_of(view, start, end, end)
    if subject and (PREPOSED.match(view.norm, start, end) or subject[0][0].start - start < _NEAR):
        return subject[1]
    commas = (
        (comma.end() for comma in _COMMA.finditer(view.norm, start, end)) if _GROUNDS.match(view.norm, start) else ()
    )
    return next((at for at in commas if begins_with_verb(view, at)), start)


def _leads_at_once(view: NormalisedText, start: int, end: int) -> bool:
    """Whether it says first what the body is: "Là đầu mối thực hiện Kế hoạch này. Chủ trì, phối hợp với …"."""
    first, *later = sentences(view).within(start, end)
    return _IS.match(view.norm, *first) is not None and bool(later) and _LEADS.match(view.norm, *later[0]) is not None


def _led_above(view: NormalisedText, paragraph: Paragraph, given: Assigned) -> bool:
    """Whether it is an item of a line that hands the lead to its bodies: "Giao Phòng A chủ trì, phối hợp với …:"."""
    node = paragraph.node
    if given.clue != "heading" or node is None:
        return False
    p = node.parent.paragraph if paragraph.opens and node.parent is not None else node.paragraph
    if p is paragraph or view.text[p.end - 1] != ":":
        return False
    bodies, reached = body_list(view, p.content, p.end)
    return bool(bodies) and _LEADS.match(view.norm, reached, p.end) is not None


def _speaks_for_the_part(annotated: AnnotatedDocument, paragraph: Paragraph, bodies: list[BodyMention]) -> bool:
    """Whether a plain paragraph with a subject of its own stands behind the work of others, or ends the document."""
    node = paragraph.node
    if node is None or paragraph.opens or paragraph.label is not None:
        return False
    above = {fold(body.name) for body in title_bodies(annotated.view, node)}
    if {fold(body.name) for body in bodies} & above:
        return False
    return bool(above and node.children) or paragraph is annotated.outline.zone("body")[-1]


def _section(view: NormalisedText, paragraph: Paragraph, *, closing: bool) -> str | None:
    return section_path(_place(view, paragraph, closing=closing))


def _place(view: NormalisedText, paragraph: Paragraph, *, closing: bool) -> Node | None:
    """The section that a paragraph belongs to; one that speaks to the whole part stands in the part."""
    node = paragraph.node
    if paragraph.noted and not (node is None or _in_work(view, node)):
        return node
    spoken = CLOSING.match(view.norm, paragraph.content) or _CLOSES.match(view.norm, paragraph.content)
    if closing or paragraph.noted or (paragraph.label is None and spoken):
        while node is not None and node.parent is not None and node.rank >= _ARABIC:
            node = node.parent
        if node is not None and not node.children and node.rank >= _ARABIC and _is_sentence(view, node):
            return None  # an item of a letter, no part
    return node


def _in_work(view: NormalisedText, node: Node) -> bool:
    """Whether a note stands below a heading of bodies: it speaks to all of them."""
    above: Node | None = node
    while above is not None:
        if title_bodies(view, above):
            return True
        above = above.parent
    return False


def _is_sentence(view: NormalisedText, node: Node) -> bool:
    return view.text[node.paragraph.end - 1] in ".;"
