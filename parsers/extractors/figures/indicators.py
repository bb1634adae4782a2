"""What a number counts: registrants, donors, staff, or people of another kind; blood, where it says "đơn vị" alone.

In comes a statement whose own words may leave it open ("Khoa Điện 100 sinh viên", "các xã miền núi 15 đơn vị"), out
goes its quantity with the indicator that its sentence, the numbers of its part, or the titles above it give.
"""

from __future__ import annotations

from parsers import regex
from parsers.annotated import AnnotatedDocument, within
from parsers.extractors.figures.clues import WORDS, whole_words
from parsers.extractors.figures.commitments import is_expected
from parsers.extractors.figures.crews import is_of_crew
from parsers.extractors.figures.labels import beside
from parsers.extractors.figures.leads import lines_above
from parsers.extractors.figures.parallels import Statement, numbered_part
from parsers.extractors.figures.statements import statements
from parsers.mentions.quantities.comparators import before
from parsers.mentions.quantities.units import COMES_TO, LEXICON, SERVANTS, SERVED_BEFORE
from parsers.records import Indicator, Quantity
from parsers.text import either, normal

_REGISTRANTS = whole_words(WORDS["people"]["registrants"])
_DONORS = whole_words(WORDS["people"]["donors"])
_PEOPLE = ("registrants", "donors", "members")
# "mỗi đội không ít hơn 09 người", "thành lập đội tình nguyện viên 30 người"
_OF_A_TEAM = regex.compile(
    r"(?:mỗi|từng|thành lập|kiện toàn|duy trì|củng cố) (?:mới )?(?:\d+ |một )?(?:đội|tổ|nhóm|câu lạc bộ|clb)"
    r"(?! (?:dân phố|công đoàn|dân cư|sản xuất|chuyên môn|nhân dân))(?!\w)[^,;]*$"
)
_IN_A_CLUB = regex.compile(
    # "mô hình “Tổ công nhân hiến máu dự bị” (từ 15 người)"
    r"[“\"](?:đội|tổ|nhóm|câu lạc bộ|clb) [^”\"]{3,60}[”\"] ?\((?:gồm |mỗi \w+ )?$"
    # "Số người tham gia Câu lạc bộ Máu hiếm tăng thêm 20 người, đạt 146 người"
    r"|(?<!\w)(?:số )?(?:người|thành viên|hội viên) (?:tham gia|của|trong|là thành viên)(?: các)? "
    r"(?:đội|tổ|nhóm|câu lạc bộ|clb)(?! dân phố)(?!\w)[^;:]*$"
    # "Mỗi tổ từ 3 đến 5 người, trực tại điểm hiến máu"
    r"|(?<!\w)(?:mỗi|từng) (?:đội|tổ|nhóm|kíp|ban|câu lạc bộ|clb)"
    r"(?: (?:trực|lưu động|xung kích|tuyên truyền|tình nguyện))?"
    r" (?:(?:gồm|có|từ|với|tối thiểu|ít nhất) )*$"
)
_CLUBS = frozenset(("câu lạc bộ", "clb", "đội", "tổ", "nhóm"))
_ENLISTED = regex.compile(r"(?<!\w)(?:vận động|đăng ký|huy động|tham gia hiến)(?!\w)")
_BLOOD = LEXICON["blood"]
# "chỉ tiêu 550 đơn vị", "lấy được ít nhất 75 đơn vị", "mỗi bệnh viện hạng I đạt 60 đơn vị", "quý IV cần 3.300 đơn vị"
_OF_BLOOD = regex.compile(rf"(?<!\w)(?:{either(_BLOOD['said_of'])})(?: \w+){{0,2}} ?:? $")
# "tại 12 đơn vị", "kiểm tra 05 đơn vị", "12 đơn vị tham gia": offices
_AT_OFFICES = regex.compile(rf"(?<!\w)(?:{either(_BLOOD['never_before'])}) $")
_OFFICES = regex.compile(rf" (?:{either(_BLOOD['never_after'])})(?!\w)")
# between a bound and the colon of its list: "tối thiểu | như sau"
_AS_FOLLOWS = regex.compile(r"(?r)(?: (?:như sau|sau đây|cụ thể|từng nơi|của từng \p{L}+))* ?")
_AND = regex.compile(r"(?: [^\W\d]+){0,2} (?:và|cùng) ")
_AT_LEAST = regex.compile(r"(?:ít nhất|tối thiểu|không dưới|không ít hơn)(?!\w)")
_BLOOD_UNIT = "đơn vị máu"


def quantity_in_context(annotated: AnnotatedDocument, statement: Statement) -> tuple[Quantity, list[str]]:
    """The quantity with what it counts in its sentence, and why that may be wrong."""
    quantity = _bounded_with(annotated, statement, _bounded_by_lead(annotated, statement))
    if quantity.indicator != "other":
        return quantity, []
    if quantity.unit == "đơn vị" and (unsure := _counts_blood(annotated, statement)) is not None:
        return quantity.model_copy(update={"unit": _BLOOD_UNIT, "indicator": "blood_units"}), unsure
    if is_of_crew(annotated, statement.mention, statement.clause):
        return quantity.model_copy(update={"indicator": "staff"}), []
    if _are_in_a_club(annotated, statement):
        return quantity.model_copy(update={"indicator": "members"}), []
    return _of_people(annotated, statement, quantity), []


def _bounded_by_lead(annotated: AnnotatedDocument, statement: Statement) -> Quantity:
    """The quantity with the bound that opens its list: "số lượng tối thiểu: xã Sen 45 người, xã Lúa 35 người"."""
    quantity, norm = statement.mention.quantity, annotated.view.norm
    colon = norm.rfind(":", statement.sentence[0], statement.mention.start)
    lead = _AS_FOLLOWS.match(norm, statement.sentence[0], colon) if colon >= 0 else None
    if quantity.comparator != "exactly" or lead is None or quantity.unit == "%":
        return quantity
    _, bound = before(norm, statement.sentence[0], lead.start())
    if bound == "at_least":
        return quantity.model_copy(update={"comparator": bound, "max": None})
    return quantity.model_copy(update={"comparator": bound, "min": None}) if bound == "at_most" else quantity


def _bounded_with(annotated: AnnotatedDocument, statement: Statement, quantity: Quantity) -> Quantity:
    """The quantity with the bound of the people or the share before it: "ít nhất 05 đoàn viên và 02 phụ huynh"."""
    norm, mention = annotated.view.norm, statement.mention
    others = within(annotated.quantities, statement.clause[0], mention.start)
    if not others or quantity.comparator != "exactly":
        return quantity
    kinds = {others[-1].kind, mention.kind}
    if kinds - {"people", "staff"} and kinds != {"share"}:
        return quantity
    shared = _AND.fullmatch(norm, others[-1].end, mention.start) and _AT_LEAST.match(norm, others[-1].start)
    return quantity.model_copy(update={"comparator": "at_least", "max": None}) if shared else quantity


def _are_in_a_club(annotated: AnnotatedDocument, statement: Statement) -> bool:
    """Whether they are people of a club or team that is named before them."""
    mention = statement.mention
    per = (mention.quantity.per or "").lower()
    if mention.kind == "people" and per in _CLUBS:
        return per != "tổ" or "tổ dân phố" not in annotated.view.norm[slice(*statement.sentence)]
    named = _IN_A_CLUB.search(annotated.view.norm, statement.clause[0], mention.start)
    return mention.kind == "people" and named is not None


def _counts_blood(annotated: AnnotatedDocument, statement: Statement) -> list[str] | None:
    """Whether "đơn vị" alone is of blood, and how sure: a number of blood stands before it, or the words are such."""
    norm, mention, paragraph = annotated.view.norm, statement.mention, statement.paragraph
    if _OFFICES.match(norm, mention.end) or _AT_OFFICES.search(norm, statement.clause[0], mention.start):
        return None
    near = (
        *within(annotated.quantities, paragraph.content, mention.start),
        *within(annotated.quantities, mention.end, statement.sentence[1]),
    )
    if any(other.kind == "blood" for other in near):
        return []
    start = statement.clause[0]
    expected = is_expected(norm[start : mention.start], norm[mention.end : statement.clause[1]])
    if not expected and not _OF_BLOOD.search(norm, start, mention.start):
        return None
    return [] if "máu" in norm[paragraph.content : paragraph.end] else ["ambiguous-unit"] if "máu" in norm else None


def _of_people(annotated: AnnotatedDocument, statement: Statement, quantity: Quantity) -> Quantity:
    """People that the words beside the number leave open are what the sentence or its titles speak of."""
    mention = statement.mention
    if mention.kind != "people":
        return quantity
    if _are_served(annotated, statement) or quantity.comparator in ("at_most", "less_than"):
        return quantity  # who is trained or helped, and how many a place can hold
    norm = annotated.view.norm
    indicator = (
        _said_in_clause(norm, statement)
        or _spoken_of(norm[slice(*statement.sentence)])
        or _give_blood(annotated, statement)
        or _counted_in_part(annotated, statement)
    )
    titles = [norm[line.content : line.end] for line in lines_above(annotated, statement.paragraph)]
    subject = annotated.header.subject
    if subject is not None and beside(annotated, statement):  # "Thôn Sen 15 người" is of what the document is about
        titles.append(normal(subject.value or ""))
    for title in titles:
        indicator = indicator or _spoken_of(title)
    return quantity.model_copy(update={"indicator": indicator}) if indicator else quantity


def _said_in_clause(norm: str, statement: Statement) -> Indicator | None:
    """What the clause says of people: what they do, that they serve, or make up a team."""
    mention, (start, end) = statement.mention, statement.clause
    serves = normal(mention.quantity.unit or "") in SERVANTS
    # "Mỗi điểm hiến máu có 05 tình nguyện viên": what people do who serve, their own verb says
    own = serves and not _ENLISTED.search(norm, start, end)
    indicator = _spoken_of(norm[mention.start if own else start : end])
    if indicator is None and serves:
        return "staff"
    return indicator or ("members" if _OF_A_TEAM.search(norm, start, mention.start) else None)


def _give_blood(annotated: AnnotatedDocument, statement: Statement) -> Indicator | None:
    """Whether the sentence goes on with the blood of those people: "150 người tham gia, thu được 90 đơn vị máu"."""
    behind = within(annotated.quantities, statement.mention.end, statement.sentence[1])
    return "registrants" if any(other.kind == "blood" for other in behind) else None


def _are_served(annotated: AnnotatedDocument, statement: Statement) -> bool:
    norm, mention = annotated.view.norm, statement.mention
    if mention.quantity.unit == "lượt" and "phát" in norm[slice(*statement.sentence)]:
        return True  # of a broadcast
    if COMES_TO.match(norm, mention.end, statement.clause[1]):
        return True
    return SERVED_BEFORE.search(norm, statement.clause[0], mention.start) is not None


def _spoken_of(words: str) -> Indicator | None:
    if _REGISTRANTS.search(words):
        return "registrants"
    return "donors" if _DONORS.search(words) else None


def _counted_in_part(annotated: AnnotatedDocument, statement: Statement) -> Indicator | None:
    """What the nearest number of people before it counts that stands in its part: the whole of its shares."""
    part, mention = numbered_part(annotated, statement)[0], statement.mention
    for other in reversed(statements(annotated, "target")):
        if other.mention.quantity.indicator == "members" and other.sentence != statement.sentence:
            continue  # of a club
        if other.mention.start < mention.start and other.mention.quantity.indicator in _PEOPLE:
            return other.mention.quantity.indicator if numbered_part(annotated, other)[0] == part else None
    return None
