"""What a target or result counts, in the document's words: "tỷ lệ người hiến máu nhắc lại", "tin, bài".

In comes a statement, out goes its name: of a share, rate or sum the words before it that say what it is, or whose share
it is; of a count its label, or the unit with what belongs to it; of blood what is done with it ("tiếp nhận máu").
"""

from __future__ import annotations

from parsers import regex
from parsers.annotated import AnnotatedDocument, beginning, within
from parsers.extractors.figures.labels import behind_numbers, beside
from parsers.extractors.figures.parallels import Statement
from parsers.lexicon import load
from parsers.text import either

_WORDS = load("statements")["names"]
_SHORTEST = 3
# "tỷ lệ người hiến máu nhắc lại đạt", "giá trị xuất khẩu đến năm 2030 đạt"; "số", "mức" where none of them stands
_MEASURE = regex.compile(rf"(?<!\w)(?:{either(_WORDS['measures'])})(?!\w)")
_COUNT = regex.compile(rf"(?<!\w)(?<!dân |con |nhân )(?:{either(_WORDS['counts'])})(?!\w)")
# … but an age belongs to those who have it: "tỷ lệ người từ 65 tuổi trở lên", "trẻ em dưới 15 tuổi"
_VERB = regex.compile(
    r"(?: (?!(?:dưới|trên) \d+ (?:tháng )?tuổi)(?<!trở )"
    rf"(?:{either(_WORDS['reaches'])})(?!\w)| ?[:(]).*",
    regex.S,
)
# "giảm | ít nhất 15% | số vụ ngộ độc": which way it goes
_CHANGES = regex.compile(
    r"(?:^|(?<=[ ,;:+-]))(?P<verb>giảm|tăng thêm|tăng|cắt giảm)(?: ít nhất| tối thiểu| trên| khoảng)? *$"
)
# "Người hiến máu nhắc lại chiếm trên 55%"
_SUBJECT = regex.compile(r"(?P<name>[^;:.()]{3,110}?) (?:đạt|chiếm|bằng|là|còn|giảm còn|giảm xuống|tăng lên)(?!\w)")
_YEARS = r"(?:trong |đến |từ )?(?:năm|giai đoạn) \d{4}(?: ?- ?\d{4})?"
_LEADING = regex.compile(rf"[ +*-]*(?:(?:{either(_WORDS['leading'])}|{_YEARS})(?!\w),?:? ?)*")
# what stands before a colon and says no more than that a number follows
_EMPTY_LABEL = regex.compile(rf"[ +*-]*(?:{either(_WORDS['empty_labels'])})(?!\w)")
_LABEL = regex.compile(r"(?P<name>[^,;:()\d][^;:()]{2,80}?) ?: ?$")
_PLAN = regex.compile(r"(?:kế hoạch|chỉ tiêu|mục tiêu|yêu cầu)(?!\w)")
# "tối thiểu 60% là đơn vị máu 350 ml"
_IS = regex.compile(r" (?:là|thuộc|dành cho) (?P<name>[^,;.()]{3,80})")
_BLOOD = regex.compile(r"(?<!\w)(?P<verb>tiếp nhận|thu nhận|thu được|thu|hiến|huy động)(?!\w)")
# "người đăng ký hiến máu", "người hiến máu nhắc lại", "tờ rơi tuyên truyền"
_GOES_ON = regex.compile(rf"(?: (?:{either(_WORDS['goes_on'])})(?!\w))+")
_NUMBERS = regex.compile(r"[\d., ]*\d(?: \([^()]*\))?(?: ?(?:-|/|đến|tới) ?[\d.]+)? ?(?=\p{L})")
_BEHIND_UNIT = regex.compile(r" trở lên| trở xuống| ?[/,(=;].*$| (?:đạt|vượt|bằng) .*$")
# "(mới đạt | 35% chỉ tiêu)"
_SAYS_NOTHING = regex.compile(
    r"(?:mới|chỉ|mới chỉ|tương ứng|tương đương|vượt|cũng)(?: (?:đạt|bằng|chiếm|được|có|hoàn thành))?"
)
_LONGEST_END = 60
_NEAR = 10
_SUMS = frozenset(("share", "rate", "measure", "money"))


def counted_name(annotated: AnnotatedDocument, statement: Statement) -> str | None:
    """What is counted, or ``None`` where the words leave it open."""
    if statement.mention.kind in _SUMS:
        return (
            _measured(annotated, statement)
            or _share_of(annotated, statement)
            or _label(annotated, statement)
            or _subject(annotated, statement)
            or _last_words(annotated, statement)
            or statement.mention.quantity.of
        )
    if statement.mention.kind == "blood":
        return _blood(annotated, statement)
    return _label(annotated, statement) or _rate(annotated, statement) or _unit(annotated, statement)


def _before(annotated: AnnotatedDocument, statement: Statement) -> tuple[int, int]:
    """The words between the number before it, or the clause's begin, and the number."""
    return max(statement.clause[0], behind_numbers(annotated, statement)), statement.mention.start


def _measured(annotated: AnnotatedDocument, statement: Statement) -> str | None:
    """The words from the last "tỷ lệ", "giá trị" … on, up to the verb."""
    norm = annotated.view.norm
    start, end = _before(annotated, statement)
    heads = list(_MEASURE.finditer(norm, start, end)) or list(_COUNT.finditer(norm, start, end))
    if not heads or statement.mention.quantity.of is not None:
        return None
    verb = _VERB.search(norm, heads[-1].end(), end)
    return _text(annotated, heads[-1].start(), verb.start() if verb else end)


def _rate(annotated: AnnotatedDocument, statement: Statement) -> str | None:
    """What so many of each are: "tổng tỷ suất sinh đạt 2,1 con/phụ nữ"."""
    norm, quantity = annotated.view.norm, statement.mention.quantity
    counted = quantity.per is not None or norm.startswith("/", statement.mention.end)
    return (
        _measured(annotated, statement) if counted and _MEASURE.search(norm, *_before(annotated, statement)) else None
    )


def _share_of(annotated: AnnotatedDocument, statement: Statement) -> str | None:
    """What a share is of; with the verb of a change: "giảm số cặp tảo hôn" of "giảm 50% số cặp tảo hôn"."""
    of = statement.mention.quantity.of
    if of is None or _PLAN.match(of.lower()):
        return None
    changes = _CHANGES.search(annotated.view.norm, *_before(annotated, statement))
    return f"{changes['verb']} {of}" if changes else of.removeprefix("số ").removeprefix("các ")


def _subject(annotated: AnnotatedDocument, statement: Statement) -> str | None:
    found = _SUBJECT.search(annotated.view.norm, *_before(annotated, statement))
    return _text(annotated, *found.span("name")) if found else None


def _last_words(annotated: AnnotatedDocument, statement: Statement) -> str | None:
    """What else stands right before the number, or behind it: "tối thiểu 60% là đơn vị máu 350 ml"."""
    view = annotated.view
    if behind := _IS.match(view.norm, statement.mention.end, statement.clause[1]):
        return _text(annotated, *behind.span("name"))
    start, end = _before(annotated, statement)
    start = max(start, *(view.norm.rfind(sign, start, end) + 1 for sign in (", ", "(")))
    if within(annotated.dates, start, end):
        return None  # "đạt 80% trong quý II/2026 và | 90% …" goes on with what was said before
    words = _text(annotated, start, end) if end - start <= _LONGEST_END else None
    return words if words and " " in words else None  # "tăng", "bằng" say nothing


def _label(annotated: AnnotatedDocument, statement: Statement) -> str | None:
    """The words before a colon, where they name no body, time or round."""
    view = annotated.view
    start, end = _before(annotated, statement)
    label = _LABEL.search(view.norm, start, end)
    if label is None or _EMPTY_LABEL.match(view.norm, label.start("name")) or beside(annotated, statement):
        return None
    opens = label.start() in (statement.clause[0], statement.sentence[0]) or view.norm[label.start() - 2] in ",;.(:"
    dated = within(annotated.dates, label.start(), label.end())
    led = beginning(annotated.bodies, label.start(), label.start() + _NEAR)
    if not opens or dated or led:
        return None
    return _text(annotated, *label.span("name"))


def _blood(annotated: AnnotatedDocument, statement: Statement) -> str | None:
    """ "tiếp nhận máu", where a verb says what is done; else the unit."""
    verbs = list(_BLOOD.finditer(annotated.view.norm, statement.clause[0], statement.mention.start))
    unit = statement.mention.quantity.unit or "máu"
    if not verbs:
        return unit
    verb = annotated.view.text[slice(*verbs[-1].span("verb"))].lower()
    return f"{verb} {'tiểu cầu' if 'tiểu cầu' in unit else 'máu'}"


def _unit(annotated: AnnotatedDocument, statement: Statement) -> str | None:
    """The unit as it is written, with the words that belong to it."""
    view, mention = annotated.view, statement.mention
    number = _NUMBERS.search(view.norm, mention.start, mention.end)
    if number is None or view.text[mention.start : mention.end].rstrip().endswith(("”", '"')):
        return mention.quantity.unit  # 06 “Phiên chợ 0 đồng”
    goes_on = _GOES_ON.match(view.norm, mention.end, statement.clause[1])
    words = view.text[number.end() : goes_on.end() if goes_on else mention.end]
    if "," not in (mention.quantity.unit or ""):
        words = _BEHIND_UNIT.sub("", words)
    return words.strip() or mention.quantity.unit


def _text(annotated: AnnotatedDocument, start: int, end: int) -> str | None:
    """The words of a stretch as they are written, without what leads up to a noun."""
    view = annotated.view
    if leading := _LEADING.match(view.norm, start, end):
        start = leading.end()
    start, end = view.trim(start, end)
    says = end - start >= _SHORTEST and not _SAYS_NOTHING.fullmatch(view.norm, start, end)
    return view.text[start:end] if says else None
