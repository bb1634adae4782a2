"""Level and place behind the name of a body: "xã Tân Sơn", "các phường, thị trấn", "TP. Vĩnh An", "phường 5"."""

from __future__ import annotations

from typing import cast

from parsers import regex
from parsers.mentions.bodies.heads import BY_FORM, begins_head
from parsers.mentions.bodies.words import (
    END,
    LEXICON,
    PLURAL,
    ends_name_in_capitals,
    is_capital,
    is_stop,
    opens_predicate,
)
from parsers.mentions.quantities.numerals import is_part_of_name
from parsers.records import BodyLevel
from parsers.text import NormalisedText, Tokens, normal

LEVELS: dict[str, BodyLevel] = {
    normal(word): cast(BodyLevel, level) for level, words in LEXICON["levels"].items() for word in words
}
_CITIES = frozenset(normal(name) for name in LEXICON["cities"]["names"])
_ZONES = frozenset(normal(word) for word in LEXICON["zones"]["words"])
_MORE_ZONES = regex.compile(
    r"(?<=khu (?:chế xuất|công nghiệp|kinh tế|công nghệ cao))"
    r"(?:(?:,|\ và)\ (?:các\ )?(?:khu\ )?(?:chế xuất|công nghiệp|kinh tế|công nghệ cao)(?!\w))+"
)
CITY_WORDS = ("thành phố", "tp")
_NO_LEVEL = frozenset(
    ("xã hội", "tỉnh ủy", "huyện ủy", "tỉnh đoàn", "huyện đoàn", "xã đoàn", "bản tin", "bản thân", "bản sắc", "bản đồ")
)
# "P. Ba Đồn", "Q. Hồng Hà": one letter, with its full stop only
_LETTERS: dict[str, BodyLevel] = {"p": "commune", "q": "district"}
# "Đoàn Thanh niên trường", "Trạm Y tế trường": of the school that the document is about
_PLACES_TOO = frozenset(("sóc", "bản", "buôn", "ấp", "làng"))  # units that names of places begin with
_OWN_UNITS = frozenset(("trường", "trường học", "khoa", "khối", "bệnh viện", "nhà trường", "công ty", "cơ quan"))
SIGNS_INSIDE = frozenset(("-", "và", "&"))


def level_at(tokens: Tokens, index: int, limit: int) -> int:
    """How many tokens a level word takes at ``index``: "phường" one, "thành phố" two; 0 where there is none."""
    if index >= limit:
        return 0
    words = tokens.words
    if index + 1 < limit:
        pair = f"{words[index]} {words[index + 1]}"
        if pair in LEVELS or pair in CITY_WORDS:
            return 2
        if pair in _NO_LEVEL or (words[index] == "tt" and (words[index + 1],) in BY_FORM):  # "TT HĐDT"
            return 0
        if words[index] in _LETTERS and words[index + 1] == ".":
            return 1
    return 1 if words[index] in LEVELS or words[index] in CITY_WORDS else 0


def level_tail(view: NormalisedText, index: int, limit: int) -> tuple[int, BodyLevel | None, str | None]:
    """Level words and a place from token ``index`` on: "các xã, phường", "tỉnh Lâm Hà", "TP. Vĩnh An", "cấp xã"."""
    tokens = view.tokens
    if tokens.words[index : index + 2] == ["các", "cấp"] and index + 2 <= limit:
        return index + 2, None, None
    if zones := _zones_end(tokens, index, limit):
        zones = further_zones(view, zones, limit)
        end = place_end(view, zones, limit)
        return level_tail(view, zones, limit) if level_at(tokens, zones, limit) else (end, None, None)
    start = _level_start(tokens, index, limit)
    taken = level_at(tokens, start, limit)
    if not taken:
        return index, None, None
    word = " ".join(tokens.words[start : start + taken])
    several = start > index and tokens.words[index] == "các"
    at = _further_levels(view, start + taken, limit, several=several)
    dotted = at < limit and tokens.words[at] == "." and word in ("tp", "tx", "tt", *_LETTERS)
    place_from = at + 1 if dotted else at
    end = place_end(view, place_from, limit)
    if end == place_from:
        return at, level_of(word, None), None
    place = view.text[tokens.starts[place_from] : tokens.ends[end - 1]]
    return end, level_of(word, place), place


def _zones_end(tokens: Tokens, index: int, limit: int) -> int:
    """Behind the places of work that a body is of: "Công đoàn | các KCN"; 0 where none are named."""
    if index >= limit or tokens.words[index] != "các":
        return 0
    for length in (4, 3, 1):
        if index + length < limit and " ".join(tokens.words[index + 1 : index + 1 + length]) in _ZONES:
            return index + 1 + length
    return 0


def further_zones(view: NormalisedText, index: int, limit: int) -> int:
    """Behind the other kinds of zones that a body is of, too: "các khu chế xuất | và công nghiệp"."""
    match = _MORE_ZONES.match(view.norm, view.tokens.ends[index - 1], view.tokens.ends[limit - 1])
    return view.tokens.first(match.end()) if match else index


def _level_start(tokens: Tokens, index: int, limit: int) -> int:
    """Where the level word stands: behind "các" or "cấp", unless these are one themselves."""
    if index >= limit or tokens.words[index] not in ("các", "cấp"):
        return index
    return index if tokens.words[index] in LEVELS and level_at(tokens, index, limit) else index + 1


def _further_levels(view: NormalisedText, at: int, limit: int, *, several: bool) -> int:
    """Where the level words of a list end: "xã, phường"; "phường, thị trấn Trạc" are two where "các" is not before."""
    tokens = view.tokens
    while at < limit and tokens.words[at] in (",", "và", "/") and (more := level_at(tokens, at + 1, limit)):
        following = at + 1 + more
        if following < limit and is_capital(view, following) and not several:
            break
        at = following
    return at


def place_end(view: NormalisedText, start: int, limit: int) -> int:
    """Where the name of a place ends, up to four words with capitals or a figure; ``start`` where none stands there."""
    tokens = view.tokens
    end = start
    while end < min(limit, start + 4) and tokens.words[end] not in END:
        if tokens.words[end] in SIGNS_INSIDE:  # "CÔNG AN XÃ VÀ …"
            break
        # "Trạm Y tế xã | Tiếp nhận danh sách", "UBND XÃ TÂN HÒA | NĂM 2026"
        if opens_predicate(view, end) or ends_name_in_capitals(view, end):
            break
        named = is_capital(view, end) or (
            _counts(tokens, end, start, limit) and not (end == start and _is_amount(view, end))
        )
        if not named or begins_head(tuple(tokens.words[end : end + 8])):
            break
        if level_at(tokens, end, limit) and not (end == start and _is_place_of_two(view, end, limit)):
            break
        end += 1
    return end


def _is_place_of_two(view: NormalisedText, index: int, limit: int) -> bool:
    """Whether a place begins like a unit: "tỉnh | Sóc Trăng", "xã | Bản Lầu", not "tỉnh | Thành phố"."""
    tokens = view.tokens
    named = index + 1 < limit and is_capital(view, index) and view.text[tokens.starts[index + 1]].isupper()
    return named and tokens.words[index] in _PLACES_TOO and level_at(tokens, index, limit) == 1


def level_of(word: str, place: str | None) -> BodyLevel | None:
    """The level of a unit, "phường", "thành phố"; of a city it hangs on which one it is."""
    if word in CITY_WORDS:
        return "province" if place and normal(place) in _CITIES else "district"
    return LEVELS.get(word) or _LETTERS.get(word)


def _is_amount(view: NormalisedText, index: int) -> bool:
    """Whether the figure behind a level counts people: "Công an phường | 12 đ/c"."""
    tokens = view.tokens
    start, end = tokens.starts[index], tokens.ends[index]
    return view.text[start].isdigit() and not is_part_of_name(view, start, end)


def _goes_on(tokens: Tokens, index: int, limit: int) -> bool:
    """Whether the figure at ``index`` is the first of a longer number: "khối xã, phường 5.150 đơn vị máu"."""
    if index + 2 >= limit or tokens.words[index + 1] not in (".", ","):
        return False
    return tokens.words[index + 2].isdigit() and tokens.starts[index + 2] == tokens.ends[index + 1]


def _counts(tokens: Tokens, index: int, first: int, limit: int) -> bool:
    """Whether a figure is part of a place: "phường 5", "xã An Thạnh 1" — not the "02" of "xã Tân Hòa 02 cán bộ"."""
    word = tokens.words[index]
    if not word.isdigit() or _goes_on(tokens, index, limit):
        return False
    several = first > 1 and tokens.words[first - 2] in PLURAL  # "các phường 45 đơn vị máu"
    if index == first and not several:
        return True
    after = tokens.words[index + 1] if index + 1 < limit else ","
    return len(word) == 1 and (after in END or is_stop(after) or after == "và")


def own_unit(tokens: Tokens, end: int, limit: int) -> int:
    """Where a name ends with the word for its own institution: "Đoàn Thanh niên trường", "Trạm Y tế cơ quan"."""
    for length in (2, 1):
        if end + length <= limit and " ".join(tokens.words[end : end + length]) in _OWN_UNITS:
            return end + length
    return end
