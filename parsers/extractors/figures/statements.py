"""What a sentence that holds a quantity says: a commitment, an achievement, or neither.

In comes the annotated document, out go its statements, which ``targets`` and ``results`` make facts of. The tables of
``commitments`` and ``achievements`` decide; what they leave open is what the other items of its list are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from parsers import regex
from parsers.annotated import AnnotatedDocument, within
from parsers.extractors.figures.achievements import (
    COUNTED,
    OF_A_PLAN,
    REACHED,
    achievement_clue,
    came,
    tells_past,
    tells_so_far,
)
from parsers.extractors.figures.asides import YEAR_BESIDE, is_aside
from parsers.extractors.figures.clues import WORDS, NumberContext, Part, whole_words
from parsers.extractors.figures.commitments import are_honoured, commitment_clue, is_in_words
from parsers.extractors.figures.exclusions import BASIS
from parsers.extractors.figures.labels import beside
from parsers.extractors.figures.leads import lines_above
from parsers.extractors.figures.parallels import Stance, Statement, with_siblings
from parsers.extractors.figures.plan_numbers import is_plan_in_brackets
from parsers.extractors.figures.quota_lists import quota_lists
from parsers.extractors.obligations.doers import duty_at, paragraph_at
from parsers.extractors.obligations.outlook import is_report, looks_ahead
from parsers.extractors.obligations.parts import AIMED_AT
from parsers.layout.outline import Paragraph
from parsers.mentions.quantities.mentions import QuantityMention, TakenStretches
from parsers.mentions.quantities.words import number_in_words
from parsers.sentences import sentences
from parsers.text import NormalisedText, memo, normal

_LONGEST_TITLE = 160
_WEAK = ("weak-cue",)
_RECALLED = frozenset(("blood", "people", "donors", "event"))
_COMMITS = whole_words(WORDS["sections"]["commits"])
_EXCLUDES = whole_words(WORDS["sections"]["excludes"])
# "a) Về cải cách thủ tục hành chính" below "Mục tiêu cụ thể": what these aims are of
_ASPECT = regex.compile(
    r"[\W\d]*(?:\p{L}[.)] )?(?:về|lĩnh vực|công tác|trong|đối với|cải cách|thực hiện"
    r"|số hóa|giải quyết|xử lý|cắt giảm|rút ngắn|tỷ lệ|tỉ lệ|mức|số)(?!\w)"
)
_YEARS = regex.compile(r"(?<!giai đoạn )năm (\d{4})(?! ?-)")
# "500 tờ rơi tuyên truyền, 10 băng rôn", "06 y, bác sĩ và 01 xe cứu thương"
_JOINT = regex.compile(r"(?: [^\W\d]+){0,4}?(?:,|,? và|,? cùng) ")
# "(năm 2023 đạt 287 đơn vị)"
_ASIDE = regex.compile(r"(?r)\([^()\n\t]{0,80}")
# "kết quả thực hiện năm 2025 (6.512 đơn vị máu)", "danh hiệu đạt được trong năm học trước (tiếp nhận 684 đơn vị máu)"
_RESULT_IN_BRACKETS = regex.compile(
    r"(?<!\w)(?:kết quả|đạt được|đã đạt)(?!\w)[^;.:()\d]{0,60}năm(?: học)? [^;.:()]{4,15}"
    r"\((?![^()]*(?:phấn đấu|chỉ tiêu|kế hoạch|dự kiến|mục tiêu))[^()]*$"
)
# "Các xã A, B (đạt | dưới 20% kế hoạch | ) làm rõ trách nhiệm"
_FELL_SHORT = regex.compile(r"\((?:(?P<only>mới|chỉ|mới chỉ) )?(?:đạt|hoàn thành|thực hiện)(?: được)? ")
# "Năm 2030, toàn xã …" · "- Trong năm 2030 …"
_OPENS_WITH_YEAR = regex.compile(
    r"(?:[-+*•] ?)?(?:trong |riêng |cả |kết quả )?(?:\d+ tháng(?: đầu| cuối)? )?năm \d{4},? "
)
_OPENS_WITH_MONTHS = regex.compile(
    r"(?:[-+*•] ?)?(?:trong |qua |sau )?(?P<n>\d{1,2}|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười) tháng"
    r" (?:đầu năm|(?P<so_far>vừa qua|qua)),? "
)
_SCHOOL_YEAR = regex.compile(r"(?<!\w)năm học (\d{4}) ?[-–/] ?(\d{4})")
# "…; phấn đấu năm nay …": what comes next is ahead
_TURNS = regex.compile(
    r"(?<!\w)(?:phấn đấu|chỉ tiêu|mục tiêu|kế hoạch|yêu cầu|bảo đảm|đảm bảo|dự kiến|sẽ|tiếp tục|giao|đề nghị|cần|phải"
    r"|nâng|giữ vững|duy trì|năm nay)(?!\w)"
)
_CLAUSE = regex.compile(r"; ?|\. (?=\d[\d.,]*+ ?%)")
_STRIVES = regex.compile(
    r"(?<!\w)(?:phấn đấu|quyết tâm|yêu cầu|bảo đảm|đảm bảo)(?: có| đạt| để)*(?: ít nhất| tối thiểu| trên)? $"
)
_CHANGED_TO = regex.compile(r"(?<!\w)(?:lên|xuống|còn|thành)(?: còn| đến| tới)? $")
# "Trong đó, có 28 trạm …" goes on with what the sentence before speaks of
GOES_ON = regex.compile(
    r"(?:trong đó|trong số (?:này|đó|máu|người|lượt|đơn vị máu)|trong tổng số|cụ thể|bao gồm|gồm)(?!\w)"
)
LEAD = regex.compile(r"[^:;.\n]{2,60}?\ ?:(?= |$)")


def statements(annotated: AnnotatedDocument, stance: Stance) -> list[Statement]:
    """The quantities of running text (and of the rows of task tables) that are commitments, or achievements."""
    return [statement for statement in _statements(annotated) if statement.stance == stance]


@memo
def _statements(annotated: AnnotatedDocument) -> list[Statement]:
    found: list[Statement] = []
    undecided: list[Statement] = []
    for statement in _numbers(annotated):
        setting = _setting(annotated, statement)
        stance = _stance(setting, statement)
        clue = commitment_clue(setting) if stance == "target" else None
        if stance == "result":
            found.append(replace(statement, stance=stance, clue="achievement"))
        elif clue is not None and clue.verdict:
            weak = clue.weak or not is_in_words(setting)
            found.append(replace(statement, doubts=_WEAK if weak else (), clue=clue.name))
        elif clue is None and stance == "target":
            undecided.append(statement)
    return with_siblings(annotated, found, undecided)


def _numbers(annotated: AnnotatedDocument) -> Iterator[Statement]:
    """The numbers of running text and of the rows of task tables, those of flat quota lists left out."""
    lists = TakenStretches(sorted((flat.start, flat.end) for flat in quota_lists(annotated)))
    names = TakenStretches(sorted({(body.start, body.end) for duty in annotated.duties for body in duty.bodies}))
    for mention in annotated.quantities:
        if mention.kind == "bare" or lists.overlaps(mention.start, mention.start + 1):
            continue
        if names.overlaps(mention.start, mention.start + 1):  # "Ban điều hành 10 khu phố"
            continue
        paragraph = paragraph_at(annotated, mention.start)
        if paragraph is None or paragraph.zone not in ("body", "annex"):
            continue
        if paragraph.block.table is not None and duty_at(annotated, mention.start) is None:
            continue
        sentence = _sentence(annotated.view, paragraph, mention.start)
        yield Statement(mention, paragraph, sentence, _clause(annotated.view, sentence, mention), "target")


def _sentence(view: NormalisedText, paragraph: Paragraph, at: int) -> tuple[int, int]:
    for start, end in sentences(view).within(paragraph.content, paragraph.end):
        if start <= at < end:
            return start, end
    return paragraph.content, paragraph.end


def _clause(view: NormalisedText, sentence: tuple[int, int], mention: QuantityMention) -> tuple[int, int]:
    start, end = sentence
    for cut in _CLAUSE.finditer(view.text, start, end):
        if cut.end() <= mention.start:
            start = cut.end()
        elif cut.start() >= mention.end:
            return start, cut.start()
    return start, end


def _setting(annotated: AnnotatedDocument, statement: Statement) -> NumberContext:
    norm, mention = annotated.view.norm, statement.mention
    return NumberContext(
        annotated=annotated,
        mention=mention,
        paragraph=statement.paragraph,
        before=norm[statement.clause[0] : mention.start],
        after=norm[mention.end : statement.clause[1]],
        joined=_joined(annotated, statement),
        sentence=norm[slice(*statement.sentence)],
        part=_part(annotated, statement.paragraph, mention.start),
        ahead=looks_ahead(annotated, mention.start),
        report=is_report(annotated),
        duty=duty_at(annotated, mention.start) is not None,
        allotted_to=bool(beside(annotated, statement)),
    )


def _stance(setting: NumberContext, statement: Statement) -> Stance | None:
    """Which of the two the number may be, or ``None`` where it is neither; a commitment has its own table to pass."""
    annotated, mention, before = setting.annotated, setting.mention, setting.before
    told = _told_in_brackets(annotated, statement)
    if told is not None:
        tells = REACHED.search(told) or (setting.report and YEAR_BESIDE.search(told))
        return "result" if mention.kind in COUNTED and tells else None
    if _is_neither(setting, statement):
        return None
    behind = tells_past(before) or _goes_on_behind(annotated, statement)
    if not setting.ahead or tells_so_far(setting) or (behind and not setting.commits_itself):
        clue = achievement_clue(setting)
        return "result" if clue is not None and clue.verdict else None
    return _stance_ahead(setting, statement)


def _is_neither(setting: NumberContext, statement: Statement) -> bool:
    """Whether it is an award of a plan, a plan's number in brackets, or a bound that goes on behind a look back."""
    if setting.mention.kind == "award" and setting.ahead and not are_honoured(setting):
        return True
    if is_plan_in_brackets(setting.annotated, setting.mention):
        return True
    return setting.ahead and setting.bound and _continues_past(setting.annotated, statement)


def _told_in_brackets(annotated: AnnotatedDocument, statement: Statement) -> str | None:
    """The words of a bracket that tells what was, with what leads to it: "kết quả năm 2025 (6.512 đơn vị máu)"."""
    norm, (start, end) = annotated.view.norm, (statement.clause[0], statement.mention.start)
    aside = _ASIDE.match(norm, start, end)
    if aside and (_is_past(annotated, aside[0]) or _is_school_year_past(annotated, aside[0])):
        return aside[0]
    if aside and _fell_short(statement, aside[0]):
        return aside[0]
    compared = YEAR_BESIDE.search(norm, start, end)
    if compared and is_report(annotated) and _is_past(annotated, f"năm {compared['year']}"):
        return compared[0]
    told = _RESULT_IN_BRACKETS.search(norm, start, end)
    return told[0] if told else None


def _fell_short(statement: Statement, aside: str) -> bool:
    """Whether a bracket says how little of a plan those before it reached: "các xã A, B (đạt dưới 20% kế hoạch)"."""
    said, quantity = _FELL_SHORT.fullmatch(aside), statement.mention.quantity
    of_plan = quantity.of is not None and OF_A_PLAN.match(normal(quantity.of)) is not None
    return said is not None and of_plan and (said["only"] is not None or quantity.comparator == "less_than")


def _stance_ahead(setting: NumberContext, statement: Statement) -> Stance | None:
    """The same in a part that looks ahead: a plan's number, or a year that was over when it was issued, looks back."""
    mention, annotated = setting.mention, setting.annotated
    if mention.planned is not None and mention.kind != "share":
        return "target" if _STRIVES.search(setting.before) else "result"  # "phấn đấu 8/10 xã" · "315/250 đơn vị máu"
    if _opens_with_past(annotated, statement) and not _TURNS.search(setting.before):
        return "result" if mention.kind in COUNTED and _tells_reached(setting) else None
    if setting.commits_itself or not _is_past(annotated, setting.before):
        return "target"
    if setting.part == "commits" or BASIS.match(annotated.view.norm, statement.sentence[0]):
        return None
    return "result" if mention.kind in _RECALLED and _tells_reached(setting) else None


def _tells_reached(setting: NumberContext) -> bool:
    """Whether the words around a number say that it was reached, or that so many came: "có 268 người tham gia"."""
    return REACHED.search(setting.before) is not None or came(setting)


def _opens_with_past(annotated: AnnotatedDocument, statement: Statement) -> bool:
    """Whether the sentence is about a time that was over: "Năm 2030, tỷ lệ …", "Bốn tháng đầu năm, khoa cấp phát …"."""
    norm, sentence = annotated.view.norm, statement.sentence
    opening = _OPENS_WITH_YEAR.match(norm, *sentence)
    months = _OPENS_WITH_MONTHS.match(norm, *sentence)
    if months and (issued := annotated.header.issued_date) and issued.value:
        count = int(months["n"]) if months["n"].isdigit() else number_in_words(months["n"])
        month = issued.value.edtf[5:7]
        return months["so_far"] is not None or (month.isdigit() and count <= int(month))
    return opening is not None and _is_past(annotated, opening[0])


def _is_school_year_past(annotated: AnnotatedDocument, aside: str) -> bool:
    """Whether a bracket speaks of a school year that was ending when the document was issued."""
    years = _SCHOOL_YEAR.search(aside)
    issued = annotated.header.issued_date
    year = issued.value.edtf[:4] if issued and issued.value else ""
    return years is not None and year.isdigit() and int(years[2]) <= int(year)


def _goes_on_behind(annotated: AnnotatedDocument, statement: Statement) -> bool:
    """Whether "Trong đó …" goes on with a sentence that looks back."""
    norm, start = annotated.view.norm, statement.sentence[0]
    if _continues_past(annotated, statement):
        return True
    if not GOES_ON.match(norm, start):
        return False
    before = sentences(annotated.view).within(statement.paragraph.content, start)
    return bool(before) and tells_past(norm[slice(*before[-1])]) and not _COMMITS.search(norm[slice(*before[-1])])


def _continues_past(annotated: AnnotatedDocument, statement: Statement) -> bool:
    """Whether a clause goes on behind one that looks back: "Toàn tỉnh đã tiếp nhận …; các xã tổ chức được 12 đợt"."""
    norm, begin = annotated.view.norm, statement.clause[0]
    reached = REACHED.search(norm, begin, statement.mention.start) is not None
    turns = _TURNS.search(norm, *statement.clause) or _YEARS.search(norm, *statement.clause)
    return reached and tells_past(norm[statement.sentence[0] : begin]) and not turns


def _joined(annotated: AnnotatedDocument, statement: Statement) -> str:
    """The words of the clause before the first of the quantities that are joined to this one: "500 tờ rơi, 10 cờ"."""
    norm = annotated.view.norm
    start = statement.mention.start
    for previous in reversed(within(annotated.quantities, statement.clause[0], start)):
        if not _JOINT.fullmatch(norm, previous.end, start):
            break
        start = previous.start
    return norm[statement.clause[0] : start]


def _part(annotated: AnnotatedDocument, paragraph: Paragraph, at: int) -> Part | None:
    """What the nearest telling title above a place says about its numbers: "commits", "excludes" or nothing."""
    norm = annotated.view.norm
    lead = LEAD.match(norm, paragraph.content, paragraph.end)
    titles = [norm[lead.start() : lead.end()]] if lead and lead.end() <= at else []
    for line in lines_above(annotated, paragraph):
        if not line.start <= at < line.end and (line.end - line.content < _LONGEST_TITLE or norm[line.end - 1] == ":"):
            titles.append(norm[max(line.content, line.end - _LONGEST_TITLE) : line.end])
    for title in titles:
        if _COMMITS.search(title) or AIMED_AT.search(title):
            return "commits"
        if _EXCLUDES.search(title) and not (_ASPECT.match(title) and any(map(_COMMITS.search, titles))):
            return "excludes"
    return None


def _is_past(annotated: AnnotatedDocument, before: str) -> bool:
    """Whether words speak of a year that was over when the document was issued."""
    issued = annotated.header.issued_date
    year = issued.value.edtf[:4] if issued and issued.value else ""
    if not year.isdigit():
        return False
    if _CHANGED_TO.search(before):
        return False  # "từ 23 ca năm 2030 xuống còn 18 ca"
    years = [m[1] for m in _YEARS.finditer(before) if not is_aside(before, 0, m.start())]
    return bool(years) and all(int(y) < int(year) for y in years)
