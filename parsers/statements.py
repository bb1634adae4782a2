"""What a sentence that holds a quantity says: a commitment, an achievement, or neither; of whom, and for when."""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

import regex

from parsers.doers import doers, duty_at, paragraph_at
from parsers.lexicon import load
from parsers.mentions.bodies import BodyMention, body_list
from parsers.mentions.quantities import QuantityMention
from parsers.normalise import View, either
from parsers.outline import RANKS, Node, Paragraph
from parsers.outlook import is_report, looks_ahead
from parsers.quota_lists import quota_lists
from parsers.reading import Reading, within
from parsers.records import DateValue, Quantity
from parsers.subjects import sentences

Stance = Literal["target", "result"]

_WORDS = load("statements")
_LONGEST_TITLE = 160
_LONGEST_LIST = 10
_WEAK = ("weak-cue",)


def _words(words: list[str]) -> regex.Pattern[str]:
    return regex.compile(rf"(?<!\w)(?:{either(words)})(?!\w)")


_COMMITS = _words(_WORDS["sections"]["commits"])
_EXCLUDES = _words(_WORDS["sections"]["excludes"])
_AHEAD = _words(_WORDS["ahead"]["words"])
_BEHIND = _words(_WORDS["behind"]["words"])
_DONE = regex.compile(
    rf"(?<!\w)(?!(?:{either(_WORDS['behind']['not_done'])})(?!\w))(?:{either(_WORDS['behind']['done'])})(?!\w)"
)
_REACHED = _words(_WORDS["behind"]["reached"])
_STAFF = _words(_WORDS["ahead"]["staff"])
# a verb that produces, up to three words before the number: "ưu tiên triển khai hoàn thiện 11 cơ sở dữ liệu"
_DIVIDES = regex.compile(r"(?<!\w)(?:chia|phân)(?: ra)?(?: làm| thành)? $")
_OF_BLOOD = regex.compile(r"máu|tổ chức|vận động|hmtn")
_PRODUCES = regex.compile(rf"(?<!\w)(?:{either(_WORDS['ahead']['produces'])})(?: \w+){{0,2}}[ :,]*$")
_CONDITION = regex.compile(rf"[\s,(+-]*(?:{either(_WORDS['apart']['conditions'])})(?!\w)")
_ENTITLEMENT = _words(_WORDS["apart"]["entitlements"])
_EACH_PERSON = regex.compile(r"(?<!\w)mỗi (?:người|cá nhân|đối tượng)[^;]{0,60}(?:nhận|hưởng|tặng|cấp)")
_WITHIN = regex.compile(rf"(?<!\w)(?:{either(_WORDS['apart']['within'])}) $")
_REGISTRANTS = _words(_WORDS["people"]["registrants"])
_DONORS = _words(_WORDS["people"]["donors"])
_YEARS = regex.compile(r"(?<!giai đoạn )năm (\d{4})(?! ?-)")
_HANDED = regex.compile(r"phấn đấu|được giao|giao chỉ tiêu")
_CLAUSE = regex.compile(r"; ?|\. (?=\p{Lu})")
_PLAN_NUMBER = regex.compile(r"(?:chỉ tiêu|kế hoạch|mục tiêu)(?: \w+){0,5}:? $")
_LEAD = regex.compile(r"[^:;.\n]{2,60}?\ ?:(?= |$)")
_BASIS = regex.compile(r"(?:căn cứ|thực hiện|theo|xét|để|triển khai|tiếp theo)\b")

_VERBS = either(_WORDS["wholes"]["verbs"])
_PLACES = either(_WORDS["wholes"]["places"])
# "Toàn phường phấn đấu", "phường tổ chức", "Riêng CB-GV-NV đăng ký", "Khối các cơ quan tỉnh tổ chức", "Mỗi chi đoàn: 5"
_WHOLE = regex.compile(
    rf"(?i:riêng |trong đó,? )?(?P<who>(?i:{either(_WORDS['wholes']['leads'])}) [^,;:.\d]{{2,45}}?"
    rf"|(?i:(?:các )?(?:{_PLACES}))|[\p{{Lu}}&]{{2,}}(?:-[\p{{Lu}}&]{{2,}})*)(?= (?:{_VERBS})(?!\w)| ?:)"
)
_AIMS = regex.compile(r" ph[ấầ]n đ[ấầ]u(?!\w)")
# "100% xã", "55% số phường trên toàn tỉnh"
_PLACE_ONLY = regex.compile(rf"(?:các )?(?:{_PLACES})(?=$| trên| trong| thuộc| của| tại)")
# "Căn cứ vào biên chế của các cơ quan, …, phấn đấu vận động tối thiểu 30%"
_OF_WHOM = regex.compile(
    r"(?:căn cứ|trên cơ sở) (?:vào )?(?:biên chế|số lượng|tổng số|chỉ tiêu|quân số)[^,;.]{0,40}? của "
)
# "Trong năm 2026, ", "Năm 2026, ", "Phấn đấu ", before the subject of a clause
_OPENING = regex.compile(
    r"(?i)(?:(?:trong |đến |từ )?(?:ngày|năm|quý|tháng|giai đoạn|đợt)[^,;]{0,60}, |(?:hằng|hàng) năm, "
    r"|(?:trong|từ|đến)\b[^,;]{3,60}?(?:đầu năm|cuối năm|đến nay|vừa qua|năm \d{4}),? )"
)
_PREPOSED = regex.compile(r"(?:căn cứ|trên cơ sở|để|nhằm|thực hiện|theo|trong|với)\b[^;]{3,220}?, (?=\p{Lu}|các )")


@dataclass(frozen=True, slots=True)
class Statement:
    """A quantity with the sentence and clause around it; offsets into the view."""

    mention: QuantityMention
    paragraph: Paragraph
    sentence: tuple[int, int]
    clause: tuple[int, int]
    stance: Stance
    doubts: tuple[str, ...] = ()


def statements(reading: Reading, stance: Stance) -> Iterator[Statement]:
    """The quantities of running text (and of the rows of task tables) that are commitments, or achievements."""
    lists = [(flat.start, flat.end) for flat in quota_lists(reading)]
    for mention in reading.quantities:
        if mention.kind in ("money", "difference", "bare") or any(a <= mention.start < b for a, b in lists):
            continue
        paragraph = paragraph_at(reading, mention.start)
        if paragraph is None or paragraph.zone not in ("body", "annex"):
            continue
        if paragraph.block.table is not None and duty_at(reading, mention.start) is None:
            continue
        sentence = _sentence(reading.view, paragraph, mention.start)
        statement = Statement(mention, paragraph, sentence, _clause(reading.view, sentence, mention), stance)
        if _stance(reading, statement) == stance:
            yield statement if stance == "result" or _is_said(reading, statement) else replace(statement, doubts=_WEAK)


def _sentence(view: View, paragraph: Paragraph, at: int) -> tuple[int, int]:
    for start, end in sentences(view, paragraph.content, paragraph.end):
        if start <= at < end:
            return start, end
    return paragraph.content, paragraph.end


def _clause(view: View, sentence: tuple[int, int], mention: QuantityMention) -> tuple[int, int]:
    start, end = sentence
    for cut in _CLAUSE.finditer(view.text, start, end):
        if cut.end() <= mention.start:
            start = cut.end()
        elif cut.start() >= mention.end:
            return start, cut.start()
    return start, end


def _stance(reading: Reading, statement: Statement) -> Stance | None:
    norm, mention = reading.view.norm, statement.mention
    before = norm[statement.clause[0] : mention.start]
    section = _section(reading, statement.paragraph, mention.start)
    ahead = looks_ahead(reading, mention.start)
    behind = bool(_BEHIND.search(before) or _DONE.search(before))
    if mention.kind == "award" and ahead:
        return None
    if not ahead or (behind and not _COMMITS.search(before)):
        return "result" if _is_result(reading, mention, before, behind, ahead) else None
    if mention.planned is not None and mention.kind != "share":
        return "result"  # "315/250 đơn vị máu"
    if _past_year(reading, statement, before):
        return None
    return "target" if _is_target(statement, norm, before, section) else None


def _is_result(reading: Reading, mention: QuantityMention, before: str, behind: bool, ahead: bool) -> bool:
    if (
        mention.kind == "share"
        and mention.quantity.of is None
        and not _REACHED.search(before)
        and not is_report(reading)
    ):
        return False
    if _CONDITION.match(before):
        return False
    if not ahead and is_report(reading):
        return mention.planned is not None or not _PLAN_NUMBER.search(before)
    # a plan tells what was done only where it says so; how many stations there are is background
    counted = mention.kind in ("blood", "people", "donors", "event", "share", "members")
    return (behind or not ahead) and counted and (mention.planned is not None or bool(_REACHED.search(before)))


def _is_target(statement: Statement, norm: str, before: str, section: str | None) -> bool:
    mention, quantity = statement.mention, statement.mention.quantity
    bound = quantity.comparator not in ("exactly", "about") and "open-from" not in mention.doubts
    commits = section == "commits" or bool(_COMMITS.search(before))
    if (section == "excludes" and not commits) or _CONDITION.match(before):
        return False
    if _ENTITLEMENT.search(before) or _EACH_PERSON.search(before):
        return False
    opening = statement.paragraph.node is None and _BASIS.match(norm, statement.paragraph.content)
    if opening and not commits and not _HANDED.search(before):
        return False
    aims = commits or bound or bool(_AHEAD.search(before))
    placed = bool(_WITHIN.search(before)) and not bound
    match mention.kind:
        case "blood":
            return True
        case "share":
            alone = not before.strip(" -+:,(")
            if alone and quantity.of is not None:
                return True
            return aims and (quantity.of is not None or commits or bound or bool(_AHEAD.search(before[-40:])))
        case "event" if _DIVIDES.search(before) and not _OF_BLOOD.search(norm, *statement.sentence):
            return False
        case "event":
            return not placed and (
                commits or bound or bool(_PRODUCES.search(before) or _AHEAD.search(before)) or not before.strip()
            )
        case "staff":
            return bool(_STAFF.search(before))
        case "people" if quantity.indicator == "staff":
            return True
        case "people":
            return aims and not placed and "đại biểu" not in (quantity.unit or "")
        case "members":
            return not placed and (bound or commits or bool(_PRODUCES.search(before)))
        case "noun":
            return bound or (commits and not placed and bool(_AHEAD.search(before)))
        case "gift":
            return commits or bound
        case _:  # body, thing
            return bound or (not placed and (commits or bool(_PRODUCES.search(before))))


def _is_said(reading: Reading, statement: Statement) -> bool:
    """Whether words, and not only the place in a plan, make the number a commitment."""
    mention = statement.mention
    before = reading.view.norm[statement.clause[0] : mention.start]
    return bool(
        mention.quantity.comparator not in ("exactly", "about")
        or _COMMITS.search(before)
        or _AHEAD.search(before)
        or _PRODUCES.search(before)
        or _STAFF.search(before)
        or _section(reading, statement.paragraph, mention.start) == "commits"
    )


def _section(reading: Reading, paragraph: Paragraph, at: int) -> str | None:
    """What the nearest telling title above a place says about its numbers: "commits", "excludes" or nothing."""
    norm = reading.view.norm
    lead = _LEAD.match(norm, paragraph.content, paragraph.end)
    titles = [norm[lead.start() : lead.end()]] if lead and lead.end() <= at else []
    if (intro := _introduction(reading, paragraph)) is not None:
        titles.append(norm[max(intro.content, intro.end - _LONGEST_TITLE) : intro.end])
    node: Node | None = paragraph.node
    while node is not None:
        p = node.paragraph
        if not p.start <= at < p.end and p.end - p.content < _LONGEST_TITLE:
            titles.append(norm[p.content : p.end])
        node = node.parent
    for title in titles:
        if _COMMITS.search(title):
            return "commits"
        if _EXCLUDES.search(title):
            return "excludes"
    return None


def _past_year(reading: Reading, statement: Statement, before: str) -> bool:
    """Whether the clause speaks of a year that was over when the document was issued."""
    issued = reading.header.issued_date
    year = issued.value.edtf[:4] if issued and issued.value else ""
    if not year.isdigit() or _COMMITS.search(before):
        return False
    years = _YEARS.findall(before)
    return bool(years) and all(int(y) < int(year) for y in years)


# -- who ---------------------------------------------------------------------------------------------------------------


def bodies_of(reading: Reading, statement: Statement) -> list[BodyMention]:
    """Who reaches or reached it: what the share is of, the subject of the clause, the line's lead, or the doers."""
    view, mention = reading.view, statement.mention
    if mention.kind == "share" and (found := _share_bodies(view, mention)):
        return found
    for start in dict.fromkeys((statement.clause[0], statement.sentence[0])):
        if found := _subject(view, start, mention.start, statement.sentence[1]):
            return found
    of_whom = _OF_WHOM.match(view.norm, statement.sentence[0], mention.start)
    if of_whom and (found := body_list(view, of_whom.end(), mention.start)[0]):
        return found
    for start, end in sentences(view, statement.paragraph.content, statement.sentence[0]):
        if mention.kind != "share" and (found := _subject(view, start, end, end)):
            return found
    return doers(reading, mention.start) or _introduced_by(reading, statement)


def _share_bodies(view: View, mention: QuantityMention) -> list[BodyMention]:
    """ "100% các xã, phường" are to be reached by the communes themselves; "30% số cán bộ" are not."""
    of = mention.quantity.of
    if of is None:
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


def _subject(view: View, start: int, until: int, end: int) -> list[BodyMention]:
    """The bodies that a clause begins with."""
    norm = view.norm
    places = [start]
    if lead := _LEAD.match(norm, start, until):
        places.append(view.trim(lead.end(), until)[0])
    for pattern in (_OPENING, _PREPOSED):
        if opening := pattern.match(view.text, start, until):
            places.append(opening.end())
    for place in places:
        if place > until:
            continue
        aim = _AIMS.search(norm, place, end)
        found, reached = body_list(view, place, aim.start() if aim else end)
        if found and found[0].start <= until and norm[reached : reached + 1] != ".":
            return [b for b in found if b.start <= until]
        whole = _WHOLE.match(view.text, place, min(end, until + 30))
        if whole and whole.start("who") <= until:
            return [_whole(view, *whole.span("who"))]
    return []


def _whole(view: View, start: int, end: int) -> BodyMention:
    name = view.text[start:end]
    word = view.norm[start:end].removeprefix("toàn ").split(" ")[0]
    place = word in ("phường", "xã", "huyện", "quận", "tỉnh", "thị", "thành", "đặc")
    return BodyMention(start, end, name, name, "government" if place else "other")


def _introduced_by(reading: Reading, statement: Statement) -> list[BodyMention]:
    """For an item: the subject of the paragraph that introduces its list."""
    intro = _introduction(reading, statement.paragraph)
    if intro is None:
        return []
    for start, end in reversed(list(sentences(reading.view, intro.content, intro.end))):
        if found := _subject(reading.view, start, end, end):
            return found
    return []


def _introduction(reading: Reading, paragraph: Paragraph) -> Paragraph | None:
    """The paragraph with a colon at its end that introduces the list in which an item stands."""
    view, paragraphs = reading.view, reading.outline.paragraphs
    if paragraph.rank is not None and paragraph.rank < RANKS["letter"]:
        return None
    if paragraph.label is None and not view.text.startswith("(", paragraph.content):
        return None
    index = bisect.bisect_left(paragraphs, paragraph.start, key=lambda p: p.start)
    for previous in reversed(paragraphs[max(0, index - _LONGEST_LIST) : index]):
        if view.text.endswith(":", previous.content, previous.end):
            return previous
        if previous.rank is not None and previous.rank < RANKS["letter"]:
            return None
    return None


# -- when --------------------------------------------------------------------------------------------------------------


def period_of(reading: Reading, statement: Statement) -> DateValue | None:
    """The time that the number is for: a date of its clause or sentence, of its item, of a heading, of the document."""
    mention = statement.mention
    for start, end in (statement.clause, statement.sentence):
        if found := _nearest(reading, start, end, mention):
            return found
    if found := _time_line(reading, statement.paragraph):
        return found
    node = statement.paragraph.node
    while node is not None:
        p = node.paragraph
        if found := _nearest(reading, p.content, p.end, mention):
            return found
        if found := _time_line(reading, p):
            return found
        node = node.parent
    return _of_document(reading)


def _nearest(reading: Reading, start: int, end: int, mention: QuantityMention) -> DateValue | None:
    """The last date before the number, or else the first one after it; dates of cited documents aside."""
    dates = [
        d for d in within(reading.dates, start, end)
        if d.value is not None and d.value.edtf and not any(c.end <= d.start <= c.end + 12 for c in reading.codes)
    ]  # fmt: skip
    earlier = [d for d in dates if d.end <= mention.start]
    later = [d for d in dates if d.start >= mention.end]
    # a day says more than the year beside it; a named day ("Ngày Quốc tế … 05/12") is what the event is held for
    nearest = sorted([*reversed(earlier), *later], key=lambda d: (d.named, len(d.value.edtf if d.value else "") < 7))
    return nearest[0].value if nearest else None


def _time_line(reading: Reading, paragraph: Paragraph) -> DateValue | None:
    """The date of a "Thời gian: …" line beside the paragraph in its section."""
    node = paragraph.node
    parent = node.parent if node is not None and paragraph.opens else node
    for child in parent.children if parent is not None else ():
        p = child.paragraph
        if reading.view.norm.startswith("thời gian", p.content):
            dates = [d for d in within(reading.dates, p.content, p.end) if d.value is not None]
            return dates[0].value if dates else None
    return None


_SPAN_OF_YEARS = regex.compile(r"(\d{4}) ?- ?(\d{4})")
_HALF = regex.compile(r"6 tháng (đầu|cuối) năm (\d{4})")
_QUARTER = regex.compile(r"quý (i{1,3}|iv|[1-4])\b\D*(\d{4})")
_YEAR = regex.compile(r"(\d{4})")
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def _of_document(reading: Reading) -> DateValue | None:
    period = reading.header.period
    text = (period.value or "").lower() if period else ""
    if span := _SPAN_OF_YEARS.search(text):
        first, last = span.groups()
        return DateValue(edtf=f"{first}/{last}", first=f"{first}-01-01", last=f"{last}-12-31", inferred=["period"])
    if half := _HALF.search(text):
        days = ("01-01", "06-30") if half[1] == "đầu" else ("07-01", "12-31")
        edtf = f"{half[2]}-{40 if half[1] == 'đầu' else 41}"
        return DateValue(edtf=edtf, first=f"{half[2]}-{days[0]}", last=f"{half[2]}-{days[1]}", inferred=["period"])
    if quarter := _QUARTER.search(text):
        number = _QUARTERS.get(quarter[1]) or int(quarter[1])
        last_day = {1: "03-31", 2: "06-30", 3: "09-30", 4: "12-31"}[number]
        first_day = f"{quarter[2]}-{3 * number - 2:02d}-01"
        return DateValue(
            edtf=f"{quarter[2]}-{32 + number}", first=first_day, last=f"{quarter[2]}-{last_day}", inferred=["period"]
        )
    if year := _YEAR.search(text):
        return DateValue(edtf=year[1], first=f"{year[1]}-01-01", last=f"{year[1]}-12-31", inferred=["period"])
    return None


# -- what --------------------------------------------------------------------------------------------------------------


def indicator_in_context(reading: Reading, statement: Statement) -> tuple[Quantity, list[str]]:
    """The quantity; people that the words beside the number leave open are what the sentence or its titles speak of."""
    mention = statement.mention
    quantity = mention.quantity
    if mention.kind != "people" or quantity.indicator != "other" or statement.stance != "target":
        return quantity, []
    norm = reading.view.norm
    texts = [norm[slice(*statement.sentence)]]
    node = statement.paragraph.node
    while node is not None:
        texts.append(norm[node.paragraph.content : node.paragraph.end])
        node = node.parent
    for text in texts:
        for pattern, indicator in ((_REGISTRANTS, "registrants"), (_DONORS, "donors")):
            if pattern.search(text):
                return quantity.model_copy(update={"indicator": indicator}), ["indicator-from-context"]
    return quantity, []
