"""The names of bodies: a head from the lexicon, what its kind of name goes on with, a level and a place.

"Sở Nội vụ", "Trung tâm Dịch vụ tổng hợp phường", "UBND thị xã Vĩnh An", "Trường THCS Kim Đồng".
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace
from typing import cast

from parsers import regex
from parsers.mentions.bodies.committees import LONGEST_TOPIC, topic_end
from parsers.mentions.bodies.fields import joined_section, known_field, meant_field, second_field
from parsers.mentions.bodies.free_names import name_end
from parsers.mentions.bodies.heads import BY_FORM, HEADS, head_at
from parsers.mentions.bodies.levels import (
    further_zones,
    level_at,
    level_tail,
    own_unit,
    place_end,
)
from parsers.mentions.bodies.words import (
    END,
    LEXICON,
    PLURAL,
    acronym_end,
    acts_behind_name,
    begins_with_verb,
    is_capital,
    is_half,
    is_stop,
)
from parsers.records import BodyKind, BodyLevel
from parsers.text import NormalisedText, memo, normal

# heads by their first word, the longest first
_BY_WORD = {
    word: sorted(((form, head) for form, head in BY_FORM.items() if form[0] == word), key=lambda known: -len(known[0]))
    for word in {form[0] for form in BY_FORM}
}
_ABBREVIATIONS = {form.upper(): full for form, full in LEXICON["abbreviations"].items()}
# "CA": what is no body in small letters, "Ca bệnh"
_IN_CAPITALS = frozenset(normal(form) for head in HEADS for form in head["forms"] if form.isupper() and len(form) < 3)
# short heads that also begin a name in lower case: "phòng Nội vụ"; "vụ", "ban", "bộ" are other words then
_SMALL_HEADS = frozenset(("sở", "phòng", "trường", "thôn", "bản", "ấp", "đài"))
_WHOLE_NAME = 5  # "Ban Quản lý các khu công nghiệp" needs no name behind it
_ABOUT = tuple(f" {normal(word)}" for word in LEXICON["about"]["words"])
_BRANCHES = (["phân", "hiệu"], ["chi", "nhánh"])
# "CTĐ", "GD&ĐT", "TT."
_CAPITALS = regex.compile(r"(?<!\w)([\p{Lu}&]+)(?!\w)\.?")


@dataclass(frozen=True, slots=True)
class BodyMention:
    """A body in the view, named as written; ``canonical`` spells abbreviations out.

    ``stem`` holds the stretches of a list's common words, which an element leaves out: "huyện" for the second and third
    of "các huyện Tân Lạc, Mai Hòa, Đà Sơn". They are part of ``name``.
    """

    start: int
    end: int
    name: str
    canonical: str
    kind: BodyKind
    level: BodyLevel | None = None
    place: str | None = None
    stem: tuple[tuple[int, int], ...] = ()
    known: bool = True
    """Whether the lexicon knows the words that the name begins with."""


@functools.lru_cache(maxsize=16384)
def expand(name: str) -> str:
    """``name`` with its abbreviations and "&" spelled out: "Hội CTĐ huyện" → "Hội Chữ thập đỏ huyện"."""
    return _CAPITALS.sub(_spelled_out, name.replace(" & ", " và "))


def lengthened(view: NormalisedText, body: BodyMention, end: int) -> BodyMention:
    """The body with a name that goes on up to ``end``: "Các đơn vị | không đạt chỉ tiêu"."""
    name = view.text[body.start : end]
    return replace(body, end=end, name=name, canonical=expand(name))


def _spelled_out(match: regex.Match[str]) -> str:
    full = _ABBREVIATIONS.get(match[1])
    if full is None:
        return match[0]
    joined = match[0].endswith(".") and match.string[match.end() : match.end() + 1].isalpha()  # "TT.HĐND"
    return f"{full} " if joined else full


def named_body(view: NormalisedText, head: dict[str, object], first: int, after: int, limit: int) -> BodyMention | None:
    """The body whose head stands at tokens ``[first, after)``, or ``None`` where the words are no body."""
    tokens = view.tokens
    named = joined_section(view, first, after, limit) or _own_name(view, head, first, after, limit)
    if named is None or _is_other_word(view, first, after, limit):
        return None
    if head["kind"] == "steering_committee":
        named = topic_end(view, after, named, limit)
    if (zones := further_zones(view, named, limit)) > named:
        named = name_end(view, zones, limit, proper=True)
    end, level, place = _unit_of(view, head, first, after, named, limit)
    if head["kind"] != "school":
        end = own_unit(tokens, end, limit)
    end = _belonging(view, end, limit, branch=tokens.words[first : first + 2] in _BRANCHES)
    if end == after and (_says_about_what(view, first) or (head["tail"] == "none" and not head.get("bare"))):
        return None
    start_at, end_at = tokens.starts[first], tokens.ends[end - 1]
    written = view.text[start_at : tokens.ends[after - 1]]
    field, rest = view.text[tokens.ends[after - 1] : tokens.ends[named - 1]], view.text[tokens.ends[named - 1] : end_at]
    canonical = (
        _canonical_head(head, written) + expand(field if head["tail"] != "field" else meant_field(field)) + expand(rest)
    )
    kind, level = cast(BodyKind, head["kind"]), level or cast("BodyLevel | None", head.get("level"))
    return BodyMention(start_at, end_at, view.text[start_at:end_at], canonical, kind, level, place)


def _says_about_what(view: NormalisedText, first: int) -> bool:
    """Whether an office in small letters only says what the noun before it is about: "đoàn viên | công đoàn"."""
    words = view.tokens.words
    about = f" {' '.join(words[max(0, first - 2) : first])}".endswith(_ABOUT)
    return about and not is_capital(view, first)


def _belonging(view: NormalisedText, end: int, limit: int, *, branch: bool) -> int:
    """Where a name ends with what it belongs to: "Hội Chữ thập đỏ trực thuộc", "Phân hiệu Đại học X tại Lâm Hà",
    "Đảng ủy cơ quan | Văn phòng Quốc hội", "Ủy ban Kinh tế | của Quốc hội".
    """
    tokens = view.tokens
    if tokens.words[end : end + 2] == ["trực", "thuộc"] and end + 2 <= limit:
        return _owner_end(view, end + 2, limit)
    if tokens.words[end - 2 : end] == ["cơ", "quan"]:
        return _owner_end(view, end, limit)
    if tokens.words[end : end + 3] == ["của", "quốc", "hội"] and end + 3 <= limit:
        return end + 3
    if branch and end + 1 < limit and tokens.words[end] == "tại" and is_capital(view, end + 1):
        return place_end(view, end + 1, limit)
    return end


def _owner_end(view: NormalisedText, index: int, limit: int) -> int:
    """Behind the body that begins at token ``index``; ``index`` where none does."""
    owner = named_at(view, index, limit) if index < limit and is_capital(view, index) else None
    return view.tokens.first(owner.end) if owner else index


def _is_short_word(view: NormalisedText, first: int, after: int) -> bool:
    """Whether a head is one short syllable that may be another word: "phòng", "Trường", but not "UBND"."""
    tokens = view.tokens
    if after - first > 1 or len(tokens.words[first]) >= 7:
        return False
    return not view.text[tokens.starts[first] : tokens.ends[first]].isupper()


def _is_in_place(view: NormalisedText, first: int) -> bool:
    """Whether a short head is the first word of a place behind its unit: "xã | Trường Văn"."""
    tokens = view.tokens
    unit = first > 0 and level_at(tokens, first - 1, first) == 1 and tokens.words[first] == "trường"
    return unit and place_end(view, first, len(tokens.words)) > first + 1


def _is_other_word(view: NormalisedText, first: int, after: int, limit: int) -> bool:
    """Whether a short head in small letters is no head: "phòng chống", "vụ việc", but "phòng Nội vụ"; nor is "Ca" one
    that only stands for "CA", nor "BÁO CÁO" a newspaper.
    """
    tokens = view.tokens
    if after - first == 1 and (is_half(view, first) or _is_in_place(view, first)):
        return True
    if after - first == 1 and is_stop(" ".join(tokens.words[first : first + 2])):
        return True
    if after - first == 1 and tokens.words[first] in _IN_CAPITALS:
        return not view.text[tokens.starts[first] : tokens.ends[first]].isupper()
    if is_capital(view, first) or not _is_short_word(view, first, after):
        return False
    return view.tokens.words[first] not in _SMALL_HEADS or after >= limit or not is_capital(view, after)


def _own_name(view: NormalisedText, head: dict[str, object], first: int, after: int, limit: int) -> int | None:
    """Where the name behind a head ends, by the kind of name that it takes; ``None`` where a needed one is missing."""
    tail = head["tail"]
    words = view.tokens.words
    if words[after : after + 1] == ["hạng"] and after + 1 < limit and (not first or words[first - 1] not in PLURAL):
        return after + 2  # "bệnh viện hạng II", but "các bệnh viện hạng II"
    if tail == "hospital":
        return _hospital(view, after, limit)
    if tail in ("field", "owner", "known"):
        end = _needed(view, str(tail), after, limit)
        return end if end > after else None
    if tail != "name":
        return after
    short = _is_short_word(view, first, after)
    end = after if _acts(view, head, first, after, limit) else _free_end(view, head, first, after, limit)
    if end > after:
        return end
    return end if not short and _stands_alone(view, head, first, after, limit) else None


def _free_end(view: NormalisedText, head: dict[str, object], first: int, after: int, limit: int) -> int:
    proper = _is_short_word(view, first, after) or not is_capital(view, first)
    limit = _before_next(view, head, after, limit)
    # "Khoa Công nghệ thông tin": a verb elsewhere
    return max(name_end(view, after, limit, proper=proper), known_field(view, after, limit))


def _before_next(view: NormalisedText, head: dict[str, object], after: int, limit: int) -> int:
    """Where the name of a residential unit ends at the latest: "ấp Khe Mây | và Bản Sen" are two."""
    if head["kind"] != "residential_unit":
        return limit
    return next((at for at in range(after, min(limit, after + LONGEST_TOPIC)) if view.tokens.words[at] == "và"), limit)


def _acts(view: NormalisedText, head: dict[str, object], first: int, after: int, limit: int) -> bool:
    """Whether the head does something: "Ban Tổ chức | trang bị …", "Đài truyền thanh | mua 02 loa"; "Tổ sơ tán" is one.

    A word behind it that goes on a known name is none.
    """
    if after >= limit or known_field(view, after, limit) > after:
        return False
    return acts_behind_name(view, after, whole=after - first > 1 or bool(head.get("bare")))


def _needed(view: NormalisedText, tail: str, after: int, limit: int) -> int:
    """Where the words end without which a head is no name; ``after`` where there are none."""
    if tail == "field":
        return _field(view, after, limit)
    if tail == "known":
        return acronym_end(view, known_field(view, after, limit), limit)
    owner = named_at(view, after, limit) if after < limit and is_capital(view, after) else None
    return view.tokens.first(owner.end) if owner else after


def _stands_alone(view: NormalisedText, head: dict[str, object], first: int, after: int, limit: int) -> bool:
    """Whether a head without a name is a body, or acts: "- Văn phòng chuẩn bị quà tặng", "Bệnh viện cử 02 bác sĩ"."""
    if head.get("bare") or level_at(view.tokens, after, limit) or after - first >= _WHOLE_NAME:
        return True
    if after >= limit or not is_capital(view, first) or is_capital(view, after):
        return False
    return begins_with_verb(view, view.tokens.starts[after])


def _unit_of(
    view: NormalisedText, head: dict[str, object], first: int, after: int, end: int, limit: int
) -> tuple[int, BodyLevel | None, str | None]:
    """What follows the name that ends at ``end``: the body that this one is part of, or a level and a place."""
    tokens, free = view.tokens, head["tail"] == "none"
    is_part = end > after if head["tail"] == "name" else free and head["kind"] in ("party", "mass_organisation")
    owner = named_at(view, end, limit) if is_part and end < limit and is_capital(view, end) else None
    if free and owner is None and end < limit and is_capital(view, end) and tokens.words[end - 1] == "trường":
        owner = named_at(view, end - 1, limit)  # "Đoàn trường Cao đẳng Sư phạm"
    if owner:  # "Đội CSGT đường thủy Công an tỉnh", "Chi bộ Trường THCS Kim Đồng": part of the body named next
        return tokens.first(owner.end), owner.level, owner.place
    if free and end - first > 1 and level_at(tokens, end - 1, limit):  # "Đoàn phường Bắc Sơn"
        return level_tail(view, end - 1, limit)
    reached, level, place = level_tail(view, end, limit)
    local = head.get("level") != "central"  # "Phó Thủ tướng Chính phủ | Trần Văn A" names a person
    if (
        local and (free or head["tail"] == "hospital") and reached == after
    ):  # "Công an Vĩnh An", "Hội Chữ thập đỏ Lâm Hà"
        reached, place = _bare_place(view, reached, limit)
    return reached, level, place


def _takes_place(head: dict[str, object]) -> bool:
    """Whether a place may follow without its unit; behind "Phó Thủ tướng Chính phủ" it is a person."""
    return head["tail"] in ("none", "hospital") and head.get("level") != "central"


def _bare_place(view: NormalisedText, index: int, limit: int) -> tuple[int, str | None]:
    """A place that follows a name without its unit: two to four words with capitals."""
    tokens = view.tokens
    end = index
    while end < min(limit, index + 4) and tokens.words[end] not in END and is_capital(view, end):
        if head_at(tokens, end) or level_at(tokens, end, limit):
            break
        end += 1
    if end - index < 2:
        return index, None
    return end, view.text[tokens.starts[index] : tokens.ends[end - 1]]


def named_at(view: NormalisedText, index: int, limit: int) -> BodyMention | None:
    """The body whose head begins at token ``index``, by the longest head that gives one."""
    words = view.tokens.words
    if index >= limit:
        return None
    for form, head in _BY_WORD.get(words[index], ()):
        after = index + len(form)
        if after <= limit and tuple(words[index:after]) == form:
            mention = named_body(view, head, index, after, limit)
            if mention:
                return mention
    return None


def _canonical_head(head: dict[str, object], written: str) -> str:
    """The head's canonical form where ``written`` only abbreviates or respells it; else ``written`` spelled out."""
    if head["tail"] == "none" and head["kind"] in ("front", "red_cross", "steering_committee"):
        return str(head["canonical"])
    if head["tail"] == "known":  # "P.VHXH"
        return f"{head['canonical']} "
    full = expand(written)
    meant = (head["canonical"], *cast("list[str]", head.get("same", [])))
    if normal(full) in map(normal, map(str, meant)):
        return str(head["canonical"])
    return full[:1].upper() + full[1:]


def _field(view: NormalisedText, index: int, limit: int) -> int:
    tokens = view.tokens
    if index < limit and tokens.words[index] == ":":
        index += 1
    after = known_field(view, index, limit)
    joined = index < after < limit - 1 and tokens.words[after] in ("-", "và") and is_capital(view, after + 1)
    end = name_end(view, index, limit, proper=True) if joined or after == index else after
    return second_field(view, end, limit)


@memo
def _hospital(view: NormalisedText, after: int, limit: int) -> int:
    tokens = view.tokens
    at = after
    if at < limit and tokens.words[at] in ("thuộc", "-", ","):
        at += 1
    for length in (3, 2, 1):
        head = BY_FORM.get(tuple(tokens.words[at : at + length]))
        if head and head["canonical"] == "Bệnh viện":
            return name_end(view, at + length, limit, proper=False)
    return after
