"""Lists of bodies, split and distributed: "các huyện Tân Lạc, Mai Hòa và Đà Sơn", "Sở Y tế, Tài chính"."""

from __future__ import annotations

from dataclasses import replace

from parsers import regex
from parsers.mentions.bodies.asides import behind_apposition, behind_bracket, named_in_bracket, up_to_label_end
from parsers.mentions.bodies.fields import FIELDS, LONGEST_FIELD, known_field
from parsers.mentions.bodies.free_names import name_end
from parsers.mentions.bodies.groups import (
    BARE_GROUP,
    GROUP,
    GROUP_TAIL,
    LEADERS,
    LEADERS_BEFORE,
    counted_group,
    counts_names,
    group_body,
    group_kind,
    with_where_or_whose,
)
from parsers.mentions.bodies.heads import HEADS
from parsers.mentions.bodies.levels import level_at, level_tail
from parsers.mentions.bodies.mentions import unnamed
from parsers.mentions.bodies.names import BodyMention, expand, lengthened, named_at
from parsers.mentions.bodies.school_teams import school_team
from parsers.mentions.bodies.stems import (
    SHARED_OUT,
    common_words,
    distributed,
    element,
    faculty_end,
    numbered_element,
    unit_element,
    without_plural,
)
from parsers.mentions.bodies.which import WHERE_OR_WHOSE, with_work, work_behind
from parsers.mentions.bodies.words import (
    END,
    LEXICON,
    PLURAL,
    SEPARATORS,
    acts_behind_name,
    is_capital,
    is_predicate,
    names_thing,
    stops_at,
)
from parsers.text import NormalisedText, memo, normal

_MOST_WORDS = 6
# "hội", "trung tâm", "bộ phận": what the heads and groups of the lexicon begin with
_BEGINNINGS = frozenset(
    normal(" ".join(form.split()[:length]))
    for forms in (*(head["forms"] for head in HEADS), LEXICON["groups"]["forms"])
    for form in forms
    for length in ((1, 2) if len(form.split()) > 1 else (1,))
) | frozenset(normal(form) for form in LEXICON["parties"]["forms"])

_FORMS = frozenset(map(normal, LEXICON["groups"]["forms"]))
# what the titles of those end in who lead: "Quản đốc", "Lớp trưởng", "Chủ nhiệm"
_LEAD = frozenset(("trưởng", "đốc", "thư", "tịch", "nhiệm", "phó", "viên"))
# "Các chi đoàn khối 12", "các thôn cụm 3"
_NUMBERED = frozenset(("khối", "cụm", "khóa", "lớp", "tổ", "số"))
# "Hội Chữ thập đỏ huyện - Cơ quan thường trực …" says what the body is; "Đoàn trường - Hội Sinh viên" are two
_APPOSED = (["cơ"], ["đơn"], ["thường"], ["thành"], ["phó"], ["trưởng"], ["ủy"])
_BESIDE = frozenset(("với", "cùng"))
# "Đề nghị …", "Giao cho …", "Đối với …", "Trách nhiệm của …" before the bodies of a heading
REQUEST_WORDS = regex.compile(
    r"(?:(?:(?:kính |trân trọng )?(?:đề nghị|đê nghị|đ/n|nhờ|mong)|giao(?: cho)?|yêu cầu|(?:đối )?với|"
    r"riêng(?: đối với)?|phân công|"
    r"(?:(?:chức năng|trách nhiệm|nhiệm vụ|quyền hạn)(?:(?:,| và) (?:chức năng|trách nhiệm|nhiệm vụ|quyền hạn))*"
    r"(?: (?:chính|chung|cụ thể|riêng))? của|trách nhiệm|nhiệm vụ|(?:các |phần )?(?:công )?việc của))[ :]+)+"
)


def split_bodies(view: NormalisedText, start: int, end: int) -> list[BodyMention]:
    """The bodies of a stretch that is known to name bodies (a heading, a list after "phối hợp với", a table cell).

    Lists are distributed ("các huyện Tân Lạc, Mai Hòa và Đà Sơn" are three, "Sở Y tế, Tài chính" two); reading ends
    where a predicate begins.
    """
    return body_list(view, start, end)[0]


def begins_body(view: NormalisedText, start: int, end: int) -> bool:
    """Whether a stretch begins with a word that names of bodies begin with, whatever follows: "Bộ phận …", "Đội …"."""
    request = REQUEST_WORDS.match(view.norm, start, end)
    words = view.tokens.words
    index, limit = view.tokens.first(request.end() if request else start), view.tokens.first(end)
    if words[index : index + 2] in (["tất", "cả"], ["toàn", "bộ"], ["toàn", "thể"]):
        index += 2
    if index < limit and words[index] in PLURAL:
        index += 1
    return any(" ".join(words[index : index + length]) in _BEGINNINGS for length in (1, 2) if index + length <= limit)


def body_list(view: NormalisedText, start: int, end: int) -> tuple[list[BodyMention], int]:
    """The bodies that a stretch begins with, and where in the view that list ends (``start`` where it names none)."""
    bodies, reached = _read_list(view, start, end)
    return list(bodies), reached


@memo
def _read_list(view: NormalisedText, start: int, end: int) -> tuple[list[BodyMention], int]:
    request = REQUEST_WORDS.match(view.norm, start, end)
    tokens = view.tokens
    index, limit = tokens.first(request.end() if request else start), tokens.first(end)
    index += counts_names(view, index, limit)
    bodies: list[BodyMention] = []
    reached = start
    separated = True
    apposition = False
    while index < limit:
        word = tokens.words[index]
        if word in SEPARATORS and (bodies or word not in _BESIDE):
            separated = True
            apposition = word == "-" and tokens.words[index + 1 : index + 2] in _APPOSED
            index += 1
        elif word == "(" and bodies:
            behind = behind_bracket(tokens, index, limit)
            bodies[-1] = named_in_bracket(view, bodies[-1], index + 1, behind - 1)
            index, reached = behind, tokens.ends[behind - 1]
        elif not (separated or _begins_again(view, index, limit, bodies[-1])) or (
            word in ("mỗi", "từng") and bodies
        ):  # "các huyện A, B, mỗi huyện 01 sự kiện"
            break
        elif behind := behind_apposition(view, index, limit) if bodies else 0:
            separated = False
            index, reached = behind, tokens.ends[behind - 1]
        elif mention := _next_body(view, index, limit, bodies[-1] if bodies else None):
            separated = False
            if bodies and _is_branch_of_last(tokens.words, index):
                bodies[-1] = lengthened(view, bodies[-1], mention.end)
            elif not (apposition and bodies):  # "Hội Chữ thập đỏ huyện - Cơ quan thường trực Ban Chỉ đạo"
                bodies.append(mention)
            reached = mention.end
            index = tokens.first(mention.end)
            if index < limit and tokens.words[index] in (":", "\n", "\t"):
                if not _distributes(view, index, mention, limit):
                    break
                separated = True
                index += 1
                bodies[-1:] = [_common(view, mention)]
        else:
            break
    if bodies and (whole := up_to_label_end(view, bodies[-1], index, limit)):
        bodies[-1], reached = whole, whole.end
    return distributed(view, bodies), reached


def _begins_again(view: NormalisedText, index: int, limit: int, last: BodyMention) -> bool:
    """Whether a body of the same kind begins without a sign before it: "Sở Y tế | Sở Nội vụ" in a cell."""
    words = view.tokens.words
    same = words[index] == words[view.tokens.first(last.start)] and is_capital(view, index)
    return same and not last.stem and named_at(view, index, limit) is not None


def _is_branch_of_last(words: list[str], index: int) -> bool:
    """Whether a branch stands behind a hyphen: "Văn phòng Đăng ký đất đai - | Chi nhánh Hòn Ngọc"."""
    return words[index - 1 : index + 2] == ["-", "chi", "nhánh"]


def _common(view: NormalisedText, mention: BodyMention) -> BodyMention:
    """A mention before a colon, with the words that the places behind it share: "UBND | xã" of "UBND các xã:"."""
    last = view.tokens.first(mention.end) - 1
    shared = mention.level and level_at(view.tokens, last, last + 1)
    return replace(mention, stem=without_plural(view, mention)) if shared else mention


def _next_body(view: NormalisedText, index: int, limit: int, before: BodyMention | None) -> BodyMention | None:
    """The body that begins at token ``index`` of a list of bodies: the ways to name one, the surest first."""
    known = (
        numbered_element(view, before, index, limit)
        or unit_element(view, before, index, limit)
        or named_at(view, index, limit)
        or school_team(view, index, limit)
        or _several(view, index, limit)
        or _led(view, index, limit)
        or _of_several(view, index, limit)
        or _administration(view, index, limit)
    )
    if known:
        return with_work(view, known, limit) if normal(known.name) == "tiểu ban" else known
    if before and known_field(view, index, limit) > index and (field := _inherited(view, before, index, limit)):
        return field  # "Sở Y tế, Khoa học và Công nghệ": no "khoa"
    match = _group_words(view, index, limit)
    if match:
        verb = before is None and match[0] == "tổ chức" and view.tokens.first(match.end()) >= limit
        other = _is_other_word(view, match, limit)
        if verb or (other and not (before and _is_name(view, index, limit))):
            return None
        group = None if other else _group(view, match, limit)
        if group:
            return _extended(view, with_work(view, group, limit), limit)
    if before and is_capital(view, index):
        return _inherited(view, before, index, limit) or _unknown(view, index, limit)
    return _plural(view, index, limit) or counted_group(view, index, limit)


def _is_name(view: NormalisedText, index: int, limit: int) -> bool:
    """Whether a name goes on behind a word of groups: "…, Đoàn | Quân sự tỉnh"; "…, Tổ chức | hiến máu" does not."""
    return index + 1 < limit and is_capital(view, index) and is_capital(view, index + 1)


def _group(view: NormalisedText, match: regex.Match[str], limit: int) -> BodyMention | None:
    """The group that these words name: "các cơ quan, đơn vị", "trường học"."""
    group = group_body(view, match.start(), match.end(), view.tokens.ends[limit - 1])
    if group or match[0].split()[-1] in PLURAL:
        return group
    name = view.text[match.start() : match.end()]
    return BodyMention(match.start(), match.end(), name, expand(name), group_kind(match[0]))


def _plural(view: NormalisedText, index: int, limit: int) -> BodyMention | None:
    """Whatever stands behind "các" and is no thing: "các LCĐ", "các Tổ chuyên môn"."""
    start, end = view.tokens.starts[index], view.tokens.ends[index]
    if view.tokens.words[index] == "các" and _is_acronym(view, index + 1, limit):  # "Các LCĐ"
        return unnamed(view, start, view.tokens.ends[index + 1])
    if view.tokens.words[index] == "các" and not names_thing(view, start, view.tokens.ends[limit - 1]):
        return _extended(view, BodyMention(start, end, "", "", "other"), limit)
    return None


def _is_acronym(view: NormalisedText, index: int, limit: int) -> bool:
    """Whether capitals stand behind "các" that are no title in capitals: "các LCĐ"."""
    if index >= limit or view.text[view.tokens.starts[index - 1] : view.tokens.ends[index - 1]].isupper():
        return False
    word = view.text[view.tokens.starts[index] : view.tokens.ends[index]]
    return len(word) > 1 and word.isalpha() and word.isupper()


def _led(view: NormalisedText, index: int, limit: int) -> BodyMention | None:
    """A body behind those who lead it: "Lãnh đạo UBND xã"."""
    offset = view.tokens.starts[index]
    leader = LEADERS_BEFORE.match(view.norm, offset, view.tokens.ends[limit - 1])
    led = named_at(view, view.tokens.first(leader.end()), limit) if leader else None
    if not leader or not led:
        return None
    lead = view.text[offset : leader.end()]
    return replace(led, start=offset, canonical=expand(lead) + led.canonical, name=lead + led.name)


def _of_several(view: NormalisedText, index: int, limit: int) -> BodyMention | None:
    """Those who lead several, or are their organisation: "Quản đốc | các phân xưởng", "Đoàn | các doanh nghiệp"."""
    tokens = view.tokens
    at = next((i for i in range(index + 1, min(limit, index + 4)) if tokens.words[i] == "các"), index)
    if at == index or not is_capital(view, index) or is_predicate(view, index):
        return None
    head = " ".join(tokens.words[index:at])
    several = _next_body(view, at, limit, None) if tokens.words[at - 1] in _LEAD or head in _FORMS else None
    if several is None:
        return None
    start = tokens.starts[index]
    name = view.text[start : several.end]
    return replace(several, start=start, name=name, canonical=expand(name))


def _administration(view: NormalisedText, index: int, limit: int) -> BodyMention | None:
    """A unit with its place, which stands for its administration: "huyện Tân Lạc", "TP. Vĩnh An"."""
    tokens = view.tokens
    if not level_at(tokens, index, limit) or index + 1 >= limit:
        return None
    reached, level, place = level_tail(view, index, limit)
    if not place:
        return None
    start, end = tokens.starts[index], tokens.ends[reached - 1]
    name = view.text[start:end]
    return BodyMention(start, end, name, expand(name), "government", level, place)


def _group_words(view: NormalisedText, index: int, limit: int) -> regex.Match[str] | None:
    offset, last = view.tokens.starts[index], view.tokens.ends[limit - 1]
    match = GROUP.match(view.norm, offset, last) or BARE_GROUP.match(view.norm, offset, last)
    return match if match and match[0].strip() and match[0].strip() not in LEADERS else None


def _is_other_word(view: NormalisedText, match: regex.Match[str], limit: int) -> bool:
    """Whether a single group word goes on as a verb, or as another word: "tổ chức ngày hội", "Ban hành …"."""
    tokens = view.tokens
    after = tokens.first(match.end())
    if after >= limit or tokens.words[after] in SEPARATORS or tokens.words[after] in END:
        return False
    last = tokens.ends[limit - 1]
    trailed = GROUP_TAIL.match(view.norm, match.end(), last) or work_behind(view, match.end(), last) > match.end()
    return not trailed and (match[0] == "tổ chức" or " " not in match[0])


def _several(view: NormalisedText, index: int, limit: int) -> BodyMention | None:
    """The first of several bodies of one kind: "các đồn Biên phòng Tà Nung, Hang Mây", "các trường THPT Lê Lợi, …"."""
    tokens = view.tokens
    inner = named_at(view, index + 1, limit) if tokens.words[index] == "các" else None
    if inner is None or inner.place:
        return None
    own = after = tokens.first(inner.end)
    while own > index + 2 and is_capital(view, own - 1):
        own -= 1
    if own == after:
        return None
    start = tokens.starts[index]
    return replace(
        inner, start=start, name=view.text[start : inner.end], place=view.text[tokens.starts[own] : inner.end]
    )


def _extended(view: NormalisedText, mention: BodyMention, limit: int) -> BodyMention | None:
    """The mention with the words that still belong to it before the next separator or predicate."""
    tokens = view.tokens
    begin = tokens.first(mention.end)
    at = _last_word(view, begin, limit)
    listed = at >= limit or tokens.words[at] in SEPARATORS or tokens.words[at] == ":"
    cut_short = at < limit and at - begin >= _MOST_WORDS
    if at > begin and not cut_short and (listed or not mention.level):
        mention = replace(mention, end=tokens.ends[at - 1])
    mention = with_where_or_whose(view, mention, limit)
    name = view.text[mention.start : mention.end]
    if len(name.split()) < 2 and not name.isupper():
        return None
    if not mention.canonical and (at >= limit or tokens.words[at] in END - {","}):  # "Các thông số: …" says what
        return None
    return replace(mention, name=name, canonical=mention.canonical if mention.name == name else expand(name))


def _last_word(view: NormalisedText, begin: int, limit: int) -> int:
    """Behind the words from token ``begin`` on that no sign, "và" or predicate ends, a few at most."""
    tokens = view.tokens
    at = begin
    while at < min(limit, begin + _MOST_WORDS) and not stops_at(view, at) and tokens.words[at] != "và":
        numbered = tokens.words[at - 1] in _NUMBERED and tokens.words[at - 2] not in ("mỗi", "từng")
        if not (tokens.words[at].isalpha() or numbered):  # "Các chi đoàn khối 12", but "mỗi tổ | 10 người"
            break
        if tokens.words[at : at + 2] == ["hiến", "máu"] and not is_capital(view, at):  # "Cá nhân hiến máu từ 10 lần"
            break
        if acts_behind_name(view, at) or WHERE_OR_WHOSE.match(view.norm, tokens.ends[at - 1]):
            break
        at += 1
    return at


def _inherited(view: NormalisedText, before: BodyMention, index: int, limit: int) -> BodyMention | None:
    """A list element that leaves out the words of the one before: "huyện Tân Lạc, Mai Hòa", "Sở Y tế, Tài chính"."""
    tokens = view.tokens
    stem = before.stem or common_words(view, before)
    if not stem:
        return None
    words = tuple(tokens.words[index : index + LONGEST_FIELD])
    length = next((n for n in range(min(len(words), limit - index), 0, -1) if words[:n] in FIELDS), 0)
    last = index + length
    if not (length and before.kind == "government"):
        last = faculty_end(view, stem, index, limit)
        while (
            last < limit
            and tokens.words[last] not in END
            and (is_capital(view, last) or (last > index and tokens.words[last].isdigit()))
        ):
            last += 1
    listed = last >= limit or tokens.words[last] in SEPARATORS | END | PLURAL
    if last == index or not (listed or before.place or length):
        return None
    return element(view, before, stem, tokens.starts[index], tokens.ends[last - 1])


def _unknown(view: NormalisedText, index: int, limit: int) -> BodyMention | None:
    """A list element under a name that no head begins: "… , Đoàn Luật sư tỉnh, …"."""
    tokens = view.tokens
    end, level, place = level_tail(view, name_end(view, index, limit, proper=True), limit)
    alike = (
        tokens.words[index] in tokens.words[max(0, index - _MOST_WORDS) : index]
    )  # "Đoàn Công an, | Đoàn Quân sự cử"
    acts = bool(level) and alike and end < limit and is_predicate(view, end)
    listed = end >= limit or acts or tokens.words[end] in (",", ";", "và")
    name = view.text[tokens.starts[index] : tokens.ends[end - 1]]
    if not listed or (end - index < 2 and not (name.isupper() and len(name) > 2)):
        return None
    return BodyMention(tokens.starts[index], tokens.ends[end - 1], name, expand(name), "other", level, place)


def _distributes(view: NormalisedText, index: int, mention: BodyMention, limit: int) -> bool:
    """Whether the colon at ``index`` opens the list whose common words are ``mention``: "Các Bộ: Quốc phòng, Công an",
    "Ban Chỉ đạo huyện: Tân Lạc, Mai Hòa".
    """
    tokens = view.tokens
    last = tokens.first(mention.end) - 1
    if tokens.words[index] == ":" and mention.level and not mention.place and level_at(tokens, last, index):
        return _lists_places(view, index + 1, limit)
    head = mention.name.lower().removeprefix("các ").strip()
    return tokens.words[index] == ":" and head in SHARED_OUT | {"xã", "phường", "huyện"}


def _lists_places(view: NormalisedText, index: int, limit: int) -> bool:
    """Whether names of places, parted by commas, begin at token ``index``, and no verb: "Bắc Sơn, Tân Lạc"."""
    tokens = view.tokens
    at = index
    while at < limit and is_capital(view, at) and at - index < 4:
        at += 1
    return at > index and at < limit and tokens.words[at] in (",", "và") and not is_predicate(view, index)
