"""Bodies: offices, organisations and groups that plans name, with their kind, level and canonical name.

A body is a head from the lexicon ("Sở", "UBND", "Trạm Y tế"), what its kind of name goes on with, and a level with a
place ("phường Lâm Hà"). Groups ("các sở, ban, ngành liên quan") are bodies as well.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace
from typing import cast

import regex

from parsers.lexicon import load
from parsers.mentions.phrases import Phrases
from parsers.normalise import Tokens, View, either, normal
from parsers.records import BodyKind, BodyLevel, BodyRef

_LEXICON = load("bodies")
_HEADS = _LEXICON["head"]
_BY_FORM = {tuple(Tokens(normal(form)).words): head for head in _HEADS for form in head["forms"]}
_FIELDS = {tuple(Tokens(normal(form)).words) for form in _LEXICON["fields"]["forms"]}
_LONGEST_FIELD = max(map(len, _FIELDS))
_STOPS = frozenset(normal(word) for word in _LEXICON["stops"]["words"])
_LEVELS: dict[str, BodyLevel] = {
    normal(word): cast(BodyLevel, level) for level, words in _LEXICON["levels"].items() for word in words
}
_CITIES = frozenset(normal(name) for name in _LEXICON["cities"]["names"])
_CITY_WORDS = ("thành phố", "tp")
_ABBREVIATIONS = {form.upper(): full for form, full in _LEXICON["abbreviations"].items()}
_NO_LEVEL = frozenset(
    ("xã hội", "tỉnh ủy", "huyện ủy", "tỉnh đoàn", "huyện đoàn", "xã đoàn", "bản tin", "bản thân", "bản sắc", "bản đồ")
)
# short heads that also begin a name in lower case: "phòng Nội vụ"; "vụ", "ban", "bộ" are other words then
_SMALL_HEADS = frozenset(("sở", "phòng", "trường", "thôn", "bản", "ấp", "đài"))
# "Đoàn Thanh niên trường", "Trạm Y tế trường": of the school that the document is about
_OWN_UNITS = frozenset(("trường", "khoa", "khối"))
_SEPARATORS = frozenset((",", ";", "và", "-", "với", "cùng"))
_SIGNS_INSIDE = frozenset(("-", "và"))
_END = frozenset((".", ";", ":", "(", ")", "\n", "\t", ",", "“", "”", '"', "?", "!", "…", "/"))


_LEVEL_WORDS = [*_LEVELS, *_CITY_WORDS]
_GROUP_ITEM = rf"(?:{either(_LEXICON['groups']['forms'])})(?!\w)"
_LEADER = rf"(?:{either(_LEXICON['leaders']['forms'])})\ "
_TRAILER = rf"(?:{either(_LEXICON['trailers']['forms'])})(?!\w)"
_LEVEL = rf"(?:{either(_LEVEL_WORDS)})(?!\w)"

_LEADERS = frozenset(normal(form) for form in _LEXICON["leaders"]["forms"])
# "Các thành viên Ban Chỉ đạo …", "Lãnh đạo UBND …"
_LEADERS_BEFORE = regex.compile(rf"(?:các\ )?{_LEADER}(?:các\ )?")
# "các cơ quan, đơn vị có liên quan" · "Thủ trưởng các phòng, ban" · "các sở, ban, ngành tỉnh" · "mỗi xã, phường"
_GROUP = regex.compile(
    rf"(?<!\w)(?:{_LEADER}(?:của\ )?)?"
    rf"(?:(?:tất\ cả\ |toàn\ bộ\ )?các\ |mọi\ |mỗi\ |từng\ |{_LEADER}|lực\ lượng\ vũ\ trang(?!\w))"
    rf"(?:{_GROUP_ITEM})?(?:(?:,\ |\ và\ |,\ và\ |\ -\ |/)(?!các\ ){_GROUP_ITEM})*"
)
# the same without "các", where a list of bodies is known to begin: "Sở, ban, ngành liên quan"
_BARE_GROUP = regex.compile(rf"{_GROUP_ITEM}(?:(?:,\ |\ và\ |\ -\ |/)(?!các\ ){_GROUP_ITEM})*")
_GROUP_TAIL = regex.compile(rf"(?:\ {_TRAILER}(?:\ {_LEVEL})?|\ {_LEVEL})+")
# "CTĐ", "GD&ĐT", "TT."
_CAPITALS = regex.compile(r"(?<!\w)([\p{Lu}&]+)(?!\w)\.?")
# "Đề nghị …", "Giao cho …", "Đối với …", "Trách nhiệm của …" before the bodies of a heading
_REQUEST = regex.compile(
    r"(?:(?:đề nghị|giao(?: cho)?|yêu cầu|đối với|trách nhiệm(?: của)?|phân công|nhiệm vụ(?: của)?|kính đề nghị|"
    r"trân trọng đề nghị)[ :]+)+"
)
_PLURAL = frozenset(("các", "những", "mọi", "mỗi", "từng"))


@dataclass(frozen=True, slots=True)
class BodyMention:
    """A body in the view, named as written; ``canonical`` spells abbreviations out."""

    start: int
    end: int
    name: str
    canonical: str
    kind: BodyKind
    level: BodyLevel | None = None
    place: str | None = None


@functools.cache
def _gazetteer() -> Phrases:
    return Phrases({str(i): head["forms"] for i, head in enumerate(_HEADS)})


def find_bodies(view: View) -> list[BodyMention]:
    """All bodies that running text names, in order, not overlapping."""
    found: list[BodyMention] = []
    last = 0
    for label, first, after in _gazetteer().find(view):
        if view.tokens.starts[first] < last:
            continue
        mention = _named(view, _HEADS[int(label)], first, after, len(view.tokens.words))
        if mention:
            found.append(mention)
            last = mention.end
    for match in _GROUP.finditer(view.norm):
        if not _PLURAL.intersection(match[0].split()) and "vũ trang" not in match[0]:
            continue
        group = _group(view, match.start(), match.end(), len(view.norm))
        if group:
            found.append(group)
    return _disjoint(found)


def split_bodies(view: View, start: int, end: int) -> list[BodyMention]:
    """The bodies of a stretch that is known to name bodies (a heading, a list after "phối hợp với", a table cell).

    Lists are distributed ("các huyện Tân Lạc, Mai Hòa và Đà Sơn" are three, "Sở Y tế, Tài chính" two); reading ends
    where a predicate begins.
    """
    return body_list(view, start, end)[0]


def body_list(view: View, start: int, end: int) -> tuple[list[BodyMention], int]:
    """The bodies that a stretch begins with, and where in the view that list ends (``start`` where it names none)."""
    request = _REQUEST.match(view.norm, start, end)
    position = request.end() if request else start
    tokens = view.tokens
    index, limit = tokens.first(position), tokens.first(end)
    bodies: list[BodyMention] = []
    reached = start
    separated = True
    apposition = False
    while index < limit:
        word = tokens.words[index]
        if word in _SEPARATORS:
            separated = True
            apposition = word == "-"
            index += 1
            continue
        if word in ("mỗi", "từng") and bodies:  # "các huyện A, B, mỗi huyện 01 sự kiện"
            break
        if word == "(" and bodies:
            index = next((i for i in range(index, limit) if tokens.words[i] == ")"), limit - 1) + 1
            continue
        mention = _next_body(view, index, limit, bodies[-1] if bodies else None) if separated else None
        if mention is None:
            break
        separated = False
        if not (apposition and bodies):  # "Hội Chữ thập đỏ huyện - Cơ quan thường trực Ban Chỉ đạo"
            bodies.append(mention)
        reached = mention.end
        index = tokens.first(mention.end)
        if index < limit and tokens.words[index] in (":", "\n", "\t") and not _distributes(view, index, mention):
            break
        if index < limit and tokens.words[index] == ":":
            separated = True
            index += 1
    return _distributed(view, bodies), reached


def body_ref(view: View, mention: BodyMention) -> BodyRef:
    """The mention as it stands in records."""
    return BodyRef(
        name=mention.name,
        canonical=mention.canonical,
        kind=mention.kind,
        level=mention.level,
        spans=[view.span(mention.start, mention.end)],
    )


def expand(name: str) -> str:
    """``name`` with its abbreviations spelled out: "Hội CTĐ huyện" → "Hội Chữ thập đỏ huyện"."""
    return _CAPITALS.sub(lambda m: _ABBREVIATIONS.get(m[1], m[0]), name)


def _disjoint(found: list[BodyMention]) -> list[BodyMention]:
    kept: list[BodyMention] = []
    for mention in sorted(found, key=lambda m: (m.start, -m.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
        elif mention.start == kept[-1].start and mention.end > kept[-1].end:
            kept[-1] = mention
    return kept


def _capital(view: View, index: int) -> bool:
    char = view.text[view.tokens.starts[index]]
    return char.isupper()


def _stops_at(view: View, index: int) -> bool:
    """Whether a name ends before token ``index``; a word in capitals is part of a name ("Cần Thơ"), not a predicate."""
    tokens = view.tokens
    word = tokens.words[index]
    if word in _END or word in _PLURAL:
        return True
    if _capital(view, index):
        return False
    return word in _STOPS or (index + 1 < len(tokens.words) and f"{word} {tokens.words[index + 1]}" in _STOPS)


def _named(view: View, head: dict[str, object], first: int, after: int, limit: int) -> BodyMention | None:
    """The body whose head stands at tokens ``[first, after)``, or ``None`` where the words are no body."""
    tokens = view.tokens
    written_large = _capital(view, first)
    single = (
        after - first == 1
        and len(tokens.words[first]) < 7
        and not view.text[tokens.starts[first] : tokens.ends[first]].isupper()
    )
    end = after
    tail = head["tail"]
    if tail == "field":
        end = _field(view, after, limit)
        if end == after:
            return None
    elif tail == "name":
        must_name = single or not head.get("bare")
        end = _name(view, after, limit, proper=single or not written_large)
        if end == after and single:
            return None
        if end == after and must_name and not _level_at(tokens, after, limit):
            return None
    elif tail == "hospital":
        end = _hospital(view, after, limit)
    if (
        single
        and not written_large
        and (tokens.words[first] not in _SMALL_HEADS or after >= limit or not _capital(view, after))
    ):
        return None
    level = cast("BodyLevel | None", head.get("level"))
    end, found_level, place = _level_tail(view, end, limit)
    if end < limit and tokens.words[end] in _OWN_UNITS and head["kind"] != "school":
        end += 1
    if tail == "none" and end == after and not head.get("bare"):
        return None
    start_at, end_at = tokens.starts[first], tokens.ends[end - 1]
    name = view.text[start_at:end_at]
    written = view.text[start_at : tokens.ends[after - 1]]
    rest = view.text[tokens.ends[after - 1] : end_at]
    canonical = _canonical_head(head, written) + expand(rest)
    return BodyMention(start_at, end_at, name, canonical, cast(BodyKind, head["kind"]), found_level or level, place)


def _canonical_head(head: dict[str, object], written: str) -> str:
    """The head's canonical form where ``written`` only abbreviates or respells it; else ``written`` spelled out."""
    if head["tail"] == "none" and head["kind"] in ("front", "red_cross", "steering_committee"):
        return str(head["canonical"])
    full = expand(written)
    if normal(full) == normal(str(head["canonical"])):
        return str(head["canonical"])
    return full[:1].upper() + full[1:]


def _field(view: View, index: int, limit: int) -> int:
    tokens = view.tokens
    if index < limit and tokens.words[index] == ":":
        index += 1
    for length in range(min(_LONGEST_FIELD, limit - index), 0, -1):
        if tuple(tokens.words[index : index + length]) in _FIELDS and _capital(view, index):
            after = index + length
            goes_on = tokens.words[after : after + 1] in (["-"], ["và"]) and _capital(view, after + 1)
            return _name(view, index, limit, proper=True) if goes_on and after + 1 < limit else after
    return _name(view, index, limit, proper=True)


def _name(view: View, index: int, limit: int, *, proper: bool) -> int:
    """Where a free name that begins at ``index`` ends; ``proper`` names begin with a capital, a figure or "số"."""
    tokens = view.tokens
    strong = index
    at = index
    plain = 0
    while at < limit:
        word = tokens.words[at]
        if _level_at(tokens, at, limit) and not (at == index and _capital(view, at)):
            return at
        if _stops_at(view, at) or word == "của":
            return at if at > strong and not proper else max(strong, min(at, strong + (1 if strong > index else 0)))
        if word in _SIGNS_INSIDE:
            follows = at + 1 < limit and not _stops_at(view, at + 1) and (_capital(view, at + 1) or not proper)
            if at == index or not follows or _head_at(tokens, at + 1):
                return at
            at += 1
            continue
        if word == "số" or word[0].isdigit() or _capital(view, at):
            if at > index and _capital(view, at) and _head_at(tokens, at) and tokens.words[at - 1] not in _SIGNS_INSIDE:
                return at
            strong, plain = at + 1, 0
        else:
            plain += 1
            if (proper and strong == index) or plain > 5:
                return min(strong + 1, at) if strong > index else index
        at += 1
    return at


@functools.lru_cache(maxsize=4096)
def _begins_head(words: tuple[str, ...]) -> bool:
    return any(words[:length] in _BY_FORM for length in range(2, len(words) + 1))


def _head_at(tokens: Tokens, index: int) -> bool:
    words = tuple(tokens.words[index : index + 8])
    return _begins_head(words) or words[:1] in (
        ("sở",),
        ("ubnd",),
        ("hđnd",),
        ("công an",),
        ("phòng",),
        ("trường",),
        ("bộ",),
    )


def _hospital(view: View, after: int, limit: int) -> int:
    tokens = view.tokens
    at = after
    if at < limit and tokens.words[at] in ("thuộc", "-", ","):
        at += 1
    for length in (3, 2, 1):
        head = _BY_FORM.get(tuple(tokens.words[at : at + length]))
        if head and head["canonical"] == "Bệnh viện":
            return _name(view, at + length, limit, proper=False)
    return after


def _level_at(tokens: Tokens, index: int, limit: int) -> int:
    """How many tokens a level word takes at ``index``: "phường" one, "thành phố" two; 0 where there is none."""
    if index >= limit:
        return 0
    words = tokens.words
    if index + 1 < limit:
        pair = f"{words[index]} {words[index + 1]}"
        if pair in _LEVELS or pair in _CITY_WORDS:
            return 2
        if pair in _NO_LEVEL:
            return 0
    return 1 if words[index] in _LEVELS or words[index] in _CITY_WORDS else 0


def _level_tail(view: View, index: int, limit: int) -> tuple[int, BodyLevel | None, str | None]:
    """Level words and a place from token ``index`` on: "các xã, phường", "tỉnh Lâm Hà", "TP. Vĩnh An", "cấp xã"."""
    tokens = view.tokens
    if tokens.words[index : index + 2] == ["các", "cấp"] and index + 2 <= limit:
        return index + 2, None, None
    at = index + 1 if index < limit and tokens.words[index] in ("các", "cấp") else index
    if index < limit and tokens.words[index] in _LEVELS and (taken := _level_at(tokens, index, limit)):
        at = index
    taken = _level_at(tokens, at, limit)
    if not taken:
        return index, None, None
    several = at > index and tokens.words[index] == "các"
    word = " ".join(tokens.words[at : at + taken])
    at += taken
    while at < limit and tokens.words[at] in (",", "và", "/") and (more := _level_at(tokens, at + 1, limit)):
        following = at + 1 + more
        if following < limit and _capital(view, following) and not several:
            break
        at = following
    place_from = at + 1 if at < limit and tokens.words[at] == "." and word in ("tp", "tx", "tt") else at
    place_end = place_from
    while (
        place_end < limit
        and place_end - place_from < 4
        and tokens.words[place_end] not in _END
        and (_capital(view, place_end) or (place_end == place_from and tokens.words[place_end].isdigit()))
        and not _level_at(tokens, place_end, limit)
        and not _begins_head(tuple(tokens.words[place_end : place_end + 8]))
    ):
        place_end += 1
    place = None
    if place_end > place_from:
        place = view.text[tokens.starts[place_from] : tokens.ends[place_end - 1]]
        at = place_end
    level = _LEVELS.get(word)
    if word in _CITY_WORDS:
        level = "province" if place and normal(place) in _CITIES else "district"
    return at, level, place


def _group(view: View, start: int, end: int, limit: int) -> BodyMention | None:
    """The group at ``[start, end)`` of the view, with what trails it."""
    tail = _GROUP_TAIL.match(view.norm, end, limit)
    end = tail.end() if tail else end
    tokens = view.tokens
    after = tokens.first(end)
    place = None
    level: BodyLevel | None = None
    if after and _LEVEL_BEHIND.search(view.norm, start, end):
        back = after - 1
        while back > 0 and not _level_at(tokens, back, after):
            back -= 1
        reached, level, place = _level_tail(view, back, tokens.first(limit))
        end = max(end, tokens.ends[reached - 1])
    start, end = view.trim(start, end, " ,-/")
    words = view.norm[start:end].split()
    if len(words) < 2 or words[-1] in _PLURAL or words[-1] in ("của",):
        return None
    name = view.text[start:end]
    return BodyMention(start, end, name, expand(name), _group_kind(view.norm[start:end]), level, place)


_LEVEL_BEHIND = regex.compile(rf"(?:^|\ ){_LEVEL}$")
_GROUP_KINDS: tuple[tuple[str, BodyKind], ...] = (
    ("trường", "school"),
    ("giáo", "school"),
    ("bệnh viện", "health"),
    ("y tế", "health"),
    ("vũ trang", "armed_forces"),
    ("tổ dân phố", "residential_unit"),
    ("thôn", "residential_unit"),
    ("bản", "residential_unit"),
    ("doanh nghiệp", "business"),
    ("ban chỉ đạo", "steering_committee"),
    ("báo chí", "media"),
    ("truyền thông", "media"),
    ("cấp ủy", "party"),
    ("sở", "government"),
    ("xã", "government"),
    ("huyện", "government"),
)


def _group_kind(norm: str) -> BodyKind:
    return next((kind for word, kind in _GROUP_KINDS if regex.search(rf"(?<!\w){word}(?!\w)", norm)), "other")


def _next_body(view: View, index: int, limit: int, before: BodyMention | None) -> BodyMention | None:
    """The body that begins at token ``index`` of a list of bodies."""
    tokens = view.tokens
    offset, last = tokens.starts[index], tokens.ends[limit - 1]
    for length in range(min(14, limit - index), 0, -1):
        head = _BY_FORM.get(tuple(tokens.words[index : index + length]))
        if head:
            mention = _named(view, head, index, index + length, limit)
            if mention:
                return mention
    leader = _LEADERS_BEFORE.match(view.norm, offset, last)
    if leader and (led := _whose(view, tokens.first(leader.end()), limit)):
        lead = view.text[offset : leader.end()]
        return replace(led, start=offset, canonical=expand(lead) + led.canonical, name=lead + led.name)
    match = _GROUP.match(view.norm, offset, last) or _BARE_GROUP.match(view.norm, offset, last)
    if match and match[0].strip() and match[0].strip() not in _LEADERS:
        after = tokens.first(match.end())
        alone = after >= limit or tokens.words[after] in _SEPARATORS or tokens.words[after] in _END
        trailed = alone or bool(_GROUP_TAIL.match(view.norm, match.end(), last))
        if not trailed and (match[0] == "tổ chức" or " " not in match[0]):  # a verb, or another word: "Ban hành …"
            return None
        group = _group(view, match.start(), match.end(), last)
        if group:
            return group if group.level else _extended(view, group, limit)
        if match[0].split()[-1] not in _PLURAL:
            plain = BodyMention(offset, match.end(), view.text[offset : match.end()], "", _group_kind(match[0]))
            return _extended(view, replace(plain, canonical=expand(plain.name)), limit)
    if before and _capital(view, index):
        return _inherited(view, before, index, limit) or _unknown(view, index, limit)
    if tokens.words[index] in _PLURAL:
        return _extended(view, BodyMention(offset, tokens.ends[index], "", "", "other"), limit)
    return None


def _extended(view: View, mention: BodyMention, limit: int) -> BodyMention | None:
    """The mention with the words that still belong to it before the next separator or predicate."""
    tokens = view.tokens
    at = tokens.first(mention.end)
    begin = at
    while (
        at < limit
        and not _stops_at(view, at)
        and tokens.words[at].isalpha()
        and tokens.words[at] != "và"
        and at - begin < 6
    ):
        at += 1
    if at > begin and not (at < limit and at - begin >= 6):
        mention = replace(mention, end=tokens.ends[at - 1])
    name = view.text[mention.start : mention.end]
    if len(name.split()) < 2 and not name.isupper():
        return None
    if not mention.canonical and at < limit and tokens.words[at] == ":":  # "Các thông số: …" says what, not who
        return None
    return replace(mention, name=name, canonical=mention.canonical if mention.name == name else expand(name))


def _whose(view: View, index: int, limit: int) -> BodyMention | None:
    """The body named right at token ``index``, of which the group before it is a part."""
    for length in range(min(14, limit - index), 0, -1):
        head = _BY_FORM.get(tuple(view.tokens.words[index : index + length]))
        if head:
            return _named(view, head, index, index + length, limit)
    return None


def _inherited(view: View, before: BodyMention, index: int, limit: int) -> BodyMention | None:
    """A list element that leaves out the word of the one before: "huyện Tân Lạc, Mai Hòa", "Sở Y tế, Tài chính"."""
    tokens = view.tokens
    start = tokens.starts[index]
    common = before.canonical.split()[0].rstrip(":")
    length = next(
        (
            n
            for n in range(min(_LONGEST_FIELD, limit - index), 0, -1)
            if tuple(tokens.words[index : index + n]) in _FIELDS
        ),
        0,
    )
    if length and common in ("Sở", "Bộ", "Phòng", "Các"):
        end = tokens.ends[index + length - 1]
        name = view.text[start:end]
        head = before.canonical.split()[1] if common == "Các" else common
        return BodyMention(start, end, name, f"{head} {expand(name)}", before.kind, before.level)
    last = index
    while (
        last < limit
        and tokens.words[last] not in _END
        and (_capital(view, last) or (last > index and tokens.words[last].isdigit()))
    ):
        last += 1
    if last == index:
        return None
    end = tokens.ends[last - 1]
    name = view.text[start:end]
    if before.place:
        stem = before.canonical.removesuffix(before.place).removeprefix("các ")
        return replace(before, start=start, end=end, name=name, canonical=stem + name, place=name)
    if before.kind == "school":
        return replace(before, start=start, end=end, name=name, canonical=f"Trường {expand(name)}", place=None)
    return None


def _unknown(view: View, index: int, limit: int) -> BodyMention | None:
    """A list element under a name that no head begins: "… , Đoàn Luật sư tỉnh, …"."""
    tokens = view.tokens
    end, level, place = _level_tail(view, _name(view, index, limit, proper=True), limit)
    listed = end >= limit or tokens.words[end] in (",", ";", "và")
    if end - index < 2 or not listed:
        return None
    name = view.text[tokens.starts[index] : tokens.ends[end - 1]]
    return BodyMention(tokens.starts[index], tokens.ends[end - 1], name, expand(name), "other", level, place)


def _distributes(view: View, index: int, mention: BodyMention) -> bool:
    """Whether the colon at ``index`` opens the list whose common word is ``mention``: "Các Bộ: Quốc phòng, Công an"."""
    tokens = view.tokens
    head = mention.name.lower().removeprefix("các ").strip()
    return tokens.words[index] == ":" and head in ("sở", "bộ", "phòng", "xã", "phường", "huyện")


def _distributed(view: View, bodies: list[BodyMention]) -> list[BodyMention]:
    """Drop the common word of a distributed list once its elements are there ("Các Bộ:" before "Quốc phòng")."""
    if len(bodies) > 1 and bodies[0].name.lower() in ("các bộ", "các sở", "sở", "bộ"):
        return bodies[1:]
    if (
        len(bodies) > 1
        and bodies[0].place
        and bodies[0].name.lower().startswith("các ")
        and bodies[1].level == bodies[0].level
    ):
        first = bodies[0]
        bodies[0] = replace(first, canonical=first.canonical[4:])
    return bodies
