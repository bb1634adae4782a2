"""Duties: the paragraphs and table rows by which a document hands out work.

Work is handed out in three ways in running text: a sentence with its own subject ("Sở Tài chính chủ trì …"), a
heading that names bodies with bullets below, or tasks followed by label lines ("Đơn vị chủ trì: …", "Thời gian thực
hiện: …"). Task tables hand it out row by row.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import regex

from parsers.annotated import AnnotatedDocument, Duty, Role
from parsers.extractors.obligations.subjects import CLOSING, REQUEST, heading_bodies, is_list, subject_of
from parsers.layout.outline import RANKS, Node, Paragraph, section_path
from parsers.lexicon import load
from parsers.mentions.bodies.lists import body_list
from parsers.mentions.bodies.names import BodyMention
from parsers.sentences import sentences
from parsers.text import NormalisedText, either, fold

LabelKind = Literal["lead", "doer", "partner", "time", "task", "other"]

_LEXICON = load("duties")
_ARABIC, _LETTER = RANKS["arabic"], RANKS["letter"]

# "Đơn vị chủ trì thực hiện: Sở Nội vụ" · "Thời gian hoàn thành: …" · "- Phối hợp: …" · "…; thời gian: tháng 3/2026"
_LABEL = regex.compile(
    "|".join(rf"(?P<{kind}>(?:{either(words)})(?!\w))" for kind, words in _LEXICON["labels"].items())
)
_LABEL_END = regex.compile(r"[^:.;\n]{0,45}?:")
_NEXT_LABEL = regex.compile(r"[;.] (?=\w)")
_BACKGROUND = regex.compile(rf"(?<!\w)(?:{either(_LEXICON['background']['titles'])})(?!\w)")
_ASKING = regex.compile(rf"(?<!\w)(?:{either(_LEXICON['reports']['asking'])})(?!\w)")
_LOOKING_BACK = regex.compile(rf"(?<!\w)(?:{either(_LEXICON['reports']['looking_back'])})(?!\w)")
_TASKS = regex.compile(rf"(?<!\w)(?:{either(_LEXICON['background']['tasks'])})(?!\w)")
_EXPRESS = regex.compile(rf"(?<!\w)(?:{either(_LEXICON['express']['words'])})(?!\w)")
# "phối hợp với …", "phối hợp chặt chẽ cùng …", "cùng với …"
_WITH = regex.compile(r"(?<!\w)(?:phối hợp(?: chặt chẽ| tốt)?(?: cùng với| với| cùng)?|cùng với) ")
_CLAUSE = regex.compile(r"; ")
# "Khoa Cơ khí: 40 người;", "Đoàn các xã: mỗi đơn vị 15 ĐVTN."
_ALLOTS = regex.compile(r"[^:.;\n]{2,90}:\ ?(?:mỗi\ \w+(?:\ \w+)?\ )?\d[\d.]*\ [^.;:\n]{1,40}[.;]?(?=\n|$)")
# "Đề nghị các đơn vị nghiêm túc triển khai Kế hoạch này."
_CLOSES = regex.compile(r"(?:đề nghị|yêu cầu)\ [^\n]*(?:kế hoạch này|nghiêm túc)")
# "… xây dựng Kế hoạch …, cụ thể như sau:": the opening says what the document is
_OPENING = regex.compile(r"như sau[ :.]*$|(?:ban hành|xây dựng) kế hoạch")
# the predicate begins with leading: "Chủ trì, phối hợp …", "có trách nhiệm chủ trì", "là cơ quan chủ trì"
_LEADS = regex.compile(r"[\s,:-]*(?:(?:\w+,? ){0,6}?|là [^.]{0,110}? ?)chủ trì(?!\w)")
_SUPPORTS = regex.compile(r"[\s,:-]*(?:chủ động |tích cực |tham gia |có trách nhiệm |thường xuyên )*phối hợp(?!\w)")


@dataclass(frozen=True, slots=True)
class Label:
    kind: LabelKind
    start: int
    content: int
    end: int


def find_duties(annotated: AnnotatedDocument) -> list[Duty]:
    """All duties of the document's running text, in order."""
    duties: list[Duty] = []
    for group in _groups(annotated):
        duties += group
    return duties


def labels_of(view: NormalisedText, paragraph: Paragraph) -> list[Label]:
    """The labels of a label line; none where the paragraph is something else."""
    labels: list[Label] = []
    at, end = paragraph.content, paragraph.end
    while at < end:
        match = _LABEL.match(view.norm, at, end)
        colon = _LABEL_END.match(view.norm, match.end(), end) if match else None
        if not match or not colon:
            break
        following = None
        for cut in _NEXT_LABEL.finditer(view.norm, colon.end(), end):
            label = _LABEL.match(view.norm, cut.end(), end)
            if label and _LABEL_END.match(view.norm, label.end(), end):
                following = cut
                break
        stop = following.start() if following else end
        kind: LabelKind = match.lastgroup  # type: ignore[assignment]
        labels.append(Label(kind, at, view.trim(colon.end(), stop)[0], stop))
        at = following.end() if following else end
    return labels


def _groups(annotated: AnnotatedDocument) -> Iterator[list[Duty]]:
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
) -> list[Duty]:
    view = annotated.view
    leads = [label for label in labels if label.kind == "lead"]
    named = leads or [label for label in labels if label.kind == "doer"]
    in_charge = [b for label in named for b in body_list(view, label.content, label.end)[0]]
    partners = [b for label in labels if label.kind == "partner" for b in body_list(view, label.content, label.end)[0]]
    lines = [(label.start, label.end) for label in labels]
    if in_charge:
        own = [p for p in tasks if not (p.opens and p.node is heading)] or tasks
        own = [p for p in own if not _introduces(view, p)] or own
        return [
            _duty(annotated, p, _subject_or(view, p, in_charge), partners, "lead" if leads else None, lines)
            for p in own
        ]
    duties = []
    for paragraph in tasks:
        bodies = _assigned(annotated, paragraph)
        if bodies:
            duties.append(_duty(annotated, paragraph, bodies, partners, None, lines))
    return duties


def _notes(view: NormalisedText, paragraph: Paragraph) -> bool:
    """A line that opens notes to everybody: "* Lưu ý:"."""
    return view.text[paragraph.end - 1] == ":" and bool(CLOSING.match(view.norm, paragraph.content))


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


def _assigned(annotated: AnnotatedDocument, paragraph: Paragraph) -> list[BodyMention]:
    """The bodies that a paragraph without label lines gives work to; none where it gives none."""
    view = annotated.view
    bodies, reached = body_list(view, paragraph.content, paragraph.end)
    if (bodies and is_list(view, reached, paragraph.end)) or _ALLOTS.match(view.norm, paragraph.content, paragraph.end):
        return []  # a heading, or a quota
    background = _proposes(annotated) or (not paragraph.noted and _in_background(view, paragraph))
    if _reports(annotated) and _under(view, paragraph, _LOOKING_BACK) and not _under(view, paragraph, _ASKING):
        return []
    for start, end in sentences(view).within(paragraph.content, paragraph.end):
        subject = subject_of(view, start, end, end)
        if subject is None:
            continue
        found, predicate = subject
        behind = view.norm[predicate : predicate + 60]
        first = start == paragraph.content
        requested = bool(REQUEST.search(view.norm, start, found[0].start + 1))
        if paragraph.node is None and _OPENING.search(view.norm, start, paragraph.end):
            continue
        if background and not (_EXPRESS.search(view.norm[start:predicate]) or _EXPRESS.search(behind)):
            continue
        if _each(view, found) and (whole := _above(view, paragraph)):
            return whole  # "Mỗi trường lập danh sách …" under "Các trường đại học, cao đẳng"
        if first or requested:
            return [*found, *_further(view, predicate, paragraph.end)] if first else found
    if background:
        return []
    above = _above(view, paragraph)
    if paragraph.end - paragraph.content < 12 or view.text[paragraph.content : paragraph.end].isupper():
        return []
    if CLOSING.match(view.norm, paragraph.content):
        return []
    return above


def _above(view: NormalisedText, paragraph: Paragraph) -> list[BodyMention]:
    return heading_bodies(view, paragraph.node.parent if paragraph.opens and paragraph.node else paragraph.node)


def _each(view: NormalisedText, bodies: list[BodyMention]) -> bool:
    return all(view.norm.startswith(("mỗi ", "từng "), body.start) for body in bodies)


def _further(view: NormalisedText, start: int, end: int) -> list[BodyMention]:
    """The subjects of the clauses that follow: "Trạm Y tế xã …; Công an xã bố trí …; Đoàn xã đón tiếp …"."""
    found: list[BodyMention] = []
    for clause in _CLAUSE.finditer(view.norm, start, end):
        bodies, predicate = body_list(view, clause.end(), end)
        if (
            bodies
            and not _each(view, bodies)
            and subject_of(view, clause.end(), clause.end(), end)
            and not is_list(view, predicate, end)
        ):
            found += bodies
    return found


def _duty(
    annotated: AnnotatedDocument,
    paragraph: Paragraph,
    bodies: list[BodyMention],
    partners: list[BodyMention],
    role: Role | None,
    lines: list[tuple[int, int]],
) -> Duty:
    view = annotated.view
    start, end = paragraph.content, paragraph.end
    beside: list[BodyMention] = []
    for match in _WITH.finditer(view.norm, start, end):
        if (
            view.norm.startswith("với", match.end() - 4)
            or view.norm.startswith("cùng", match.end() - 5)
            or view.text[match.end()].isupper()
            or view.norm.startswith("các ", match.end())
        ):
            beside += body_list(view, match.end(), end)[0]
    named = {fold(b.name) for b in bodies}
    beside = list({fold(b.name): b for b in reversed((*beside, *partners)) if fold(b.name) not in named}.values())[::-1]
    return Duty(
        start, end, paragraph, _section(view, paragraph), bodies, beside, role or _role(view, start, end), lines
    )


def _role(view: NormalisedText, start: int, end: int) -> Role:
    subject = subject_of(view, start, end, end)
    predicate = subject[1] if subject and subject[0][0].start - start < 60 else start
    if _LEADS.match(view.norm, predicate, end):
        return "lead"
    if _SUPPORTS.match(view.norm, predicate, end):
        return "support"
    return "other"


def _section(view: NormalisedText, paragraph: Paragraph) -> str | None:
    return section_path(_place(view, paragraph))


def _place(view: NormalisedText, paragraph: Paragraph) -> Node | None:
    """The section that a paragraph belongs to; one that speaks to the whole part stands in the part."""
    node = paragraph.node
    closing = paragraph.noted or (
        paragraph.label is None
        and (CLOSING.match(view.norm, paragraph.content) or _CLOSES.match(view.norm, paragraph.content))
    )
    if closing:
        while node is not None and node.parent is not None and node.rank >= _ARABIC:
            node = node.parent
        if node is not None and not node.children and node.rank >= _ARABIC and _is_sentence(view, node):
            return None  # an item of a letter, no part
    return node


def _proposes(annotated: AnnotatedDocument) -> bool:
    type_name = annotated.header.type_name
    return type_name is not None and type_name.value in _LEXICON["proposals"]["types"]


def _reports(annotated: AnnotatedDocument) -> bool:
    type_name = annotated.header.type_name
    return type_name is not None and type_name.value == "BÁO CÁO"


def _under(view: NormalisedText, paragraph: Paragraph, titles: regex.Pattern[str]) -> bool:
    """Whether a part above is headed with one of ``titles``: "Kiến nghị, đề xuất"."""
    node = paragraph.node
    while node is not None:
        p = node.paragraph
        if p is not paragraph and titles.search(view.norm, p.content, p.end):
            return True
        node = node.parent
    return False


def _is_sentence(view: NormalisedText, node: Node) -> bool:
    return view.text[node.paragraph.end - 1] in ".;"


def _in_background(view: NormalisedText, paragraph: Paragraph) -> bool:
    """Whether the nearest titled part above is one that hands out no work."""
    node = _place(view, paragraph)
    if node is None:
        return False
    if node.paragraph is paragraph:
        node = node.parent
    while node is not None:
        p = node.paragraph
        if p.end - p.content < 160 and node.rank < _LETTER:
            title = view.norm[p.content : p.end]
            if _TASKS.search(title):
                return False
            if _BACKGROUND.search(title):
                return True
        node = node.parent
    return False
