"""What a committee is about: "Ban Chỉ đạo | phòng, chống tội phạm, tệ nạn xã hội và xây dựng nếp sống mới | tỉnh".

In comes where the name of a committee ends that is read like any other, out goes where its topic ends.
"""

from __future__ import annotations

from parsers import regex
from parsers.mentions.bodies.heads import head_at
from parsers.mentions.bodies.levels import level_at
from parsers.mentions.bodies.words import END, LEXICON, PLURAL, is_capital, is_predicate, names_thing, stops_at
from parsers.text import NormalisedText, either

LONGEST_TOPIC = 14
_LONGEST = 30  # words of a topic of several parts
# "Ban Chỉ đạo | phòng, chống …", "… | các Chương trình mục tiêu quốc gia": nothing else can stand behind the name
_AGAINST = regex.compile(r"\ phòng(?:,|\ và|)\ chống(?!\w)")
_PROGRAMMES = regex.compile(r"\ (?:các\ )?chương trình mục tiêu quốc gia(?!\w)")
# "Ban Chỉ đạo | về chuyển đổi số"; elsewhere one reports to it "về …"
_ABOUT = regex.compile(rf"\ về\ (?P<known>(?:{either(LEXICON['topics']['words'])})(?!\w))?")
_PARTED = ("và", ",", "-")
_UNITS = frozenset(("tỉnh", "thành phố", "tp", "huyện", "quận", "thị xã", "xã", "phường", "thị trấn", "đặc khu"))
# "phòng, chống dịch | của các xã", "… | trên địa bàn xã": the unit is not the committee's
_NOT_ITS_OWN = PLURAL | {"của", "cấp", "toàn", "bàn", "trong", "tại", "từ", "cho", "cùng"}
_ENDS = END - {","} | {"của"}


def topic_end(view: NormalisedText, after: int, end: int, limit: int) -> int:
    """Where a committee's name ends; its head ends at token ``after``, and, read like any other, it ends at ``end``."""
    tokens = view.tokens
    begin = tokens.ends[after - 1]
    if programmes := _PROGRAMMES.match(view.norm, begin, tokens.ends[limit - 1]):
        return tokens.first(programmes.end())
    against = _AGAINST.match(view.norm, begin, tokens.ends[limit - 1])
    about = _ABOUT.match(view.norm, begin, tokens.ends[limit - 1])
    if against:
        return max(end, _behind_parts(view, tokens.first(against.end()) - 1, limit, of_unit=False))
    if about and not names_thing(view, tokens.starts[after + 1], tokens.ends[limit - 1]):
        return max(end, _behind_parts(view, after, limit, of_unit=about["known"] is None))
    return _behind_commas(view, end, limit)


def _behind_parts(view: NormalisedText, begin: int, limit: int, *, of_unit: bool) -> int:
    """Behind a topic of several parts, which may begin like predicates, before a unit or where the sentence goes on.

    The topic opens with token ``begin``. With ``of_unit`` it is one only before a unit: 0 where none follows.
    """
    words = view.tokens.words
    acts = 0  # what begins like a predicate behind "và": a part of the topic where a unit follows it
    end = min(limit, begin + _LONGEST)
    for at in range(begin + 1, end):
        if _is_its_unit(view, at, limit):
            return at
        if _begins_another(view, at):
            end = at
            break
        if not is_predicate(view, at) or is_capital(view, at) or words[at - 1] == "về" or words[at] == "cho":
            continue
        if words[at - 1] not in _PARTED:
            end = at
            break
        acts = acts or at
    return 0 if of_unit else _trimmed(words, acts or end)


def _begins_another(view: NormalisedText, at: int) -> bool:
    """Whether something else begins at a token: a sign, another body, a group in the list."""
    words = view.tokens.words
    if words[at] in _ENDS or (words[at] in PLURAL and words[at - 1] in _PARTED):
        return True
    return is_capital(view, at) and head_at(view.tokens, at)


def _is_its_unit(view: NormalisedText, at: int, limit: int) -> bool:
    """Whether the unit of the committee stands at a token: "… chuyển đổi số | tỉnh", not "nông thôn", "tài sản"."""
    taken = level_at(view.tokens, at, limit)
    unit = " ".join(view.tokens.words[at : at + taken])
    return unit in _UNITS and view.tokens.words[at - 1] not in _NOT_ITS_OWN


def _trimmed(words: list[str], end: int) -> int:
    while words[end - 1] in _PARTED:
        end -= 1
    return end


def _behind_commas(view: NormalisedText, end: int, limit: int) -> int:
    """Where a topic ends that goes on behind a comma: "Ban Chỉ đạo xóa nhà tạm, nhà dột nát huyện"."""
    tokens = view.tokens
    if not _comma_inside(view, end, limit):
        return end
    for at in range(end + 1, min(limit, end + LONGEST_TOPIC)):
        taken = level_at(tokens, at, limit)
        if taken and at > end + 1:
            behind = at + taken
            return at if behind >= limit or is_capital(view, behind) or stops_at(view, behind) else end
        if not _comma_inside(view, at, limit) and (stops_at(view, at) or head_at(tokens, at)):
            return end
    return end


def _comma_inside(view: NormalisedText, at: int, limit: int) -> bool:
    """Whether a comma stands at a token, with a word in small letters behind it."""
    return at + 1 < limit and view.tokens.words[at] == "," and not is_capital(view, at + 1)
