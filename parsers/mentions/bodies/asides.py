"""What stands beside the names of a list and names nobody else: brackets, and words that say what a body is."""

from __future__ import annotations

from parsers import regex
from parsers.mentions.bodies.names import BodyMention, lengthened, named_at
from parsers.mentions.bodies.words import begins_with_verb, is_predicate, stops_at
from parsers.text import NormalisedText, Tokens

_WHAT_IT_IS = regex.compile(r"(?:là\ )?(?:đơn vị|cơ quan|bộ phận|lực lượng|đầu mối)\ ")
# "…, cơ quan thường trực Ban Chỉ đạo hiến máu tỉnh, có trách nhiệm:"
_STANDING = regex.compile(r"(?:là\ )?(?:cơ quan|đơn vị|bộ phận)\ thường trực(?!\w)")
_LONGEST = 16
_OFFICES = ("phòng ", "ban ", "khoa ", "tổ ", "trung tâm ", "viện ", "văn phòng ")


def behind_bracket(tokens: Tokens, index: int, limit: int) -> int:
    """Behind the bracket that opens at token ``index``, or at the end of the stretch."""
    return next((i for i in range(index, limit) if tokens.words[i] == ")"), limit - 1) + 1


def named_in_bracket(view: NormalisedText, office: BodyMention, index: int, after: int) -> BodyMention:
    """Whom the tokens ``[index, after)`` in brackets name for an office: "Cơ quan Thường trực (Hội Chữ thập đỏ xã)"."""
    named = named_at(view, index, after) if office.name.lower().startswith(("cơ quan ", "bộ phận ")) else None
    return named if named and named.end == view.tokens.ends[after - 1] else office


def behind_apposition(view: NormalisedText, index: int, limit: int) -> int:
    """Behind the words that say what the body before them is, "…, đơn vị bảo đảm chuyên môn, thực hiện …"; else 0."""
    tokens = view.tokens
    if standing := _STANDING.match(view.norm, tokens.starts[index], tokens.ends[limit - 1]):
        whose = named_at(view, tokens.first(standing.end()), limit)
        behind = tokens.first(whose.end if whose else standing.end())
        acts = behind + 1 < limit and tokens.words[behind] == "," and is_predicate(view, behind + 1)
        return behind + acts
    what = _WHAT_IT_IS.match(view.norm, tokens.starts[index], tokens.ends[limit - 1])
    if not what or not begins_with_verb(view, what.end()):
        return 0
    close = next((i for i in range(index + 2, min(limit, index + _LONGEST)) if tokens.words[i] in ",:;."), 0)
    if not close or tokens.words[close] in ";.":
        return 0
    acts = tokens.words[close] == "," and close + 1 < limit and begins_with_verb(view, tokens.starts[close + 1])
    return close + acts


def up_to_label_end(view: NormalisedText, last: BodyMention, index: int, limit: int) -> BodyMention | None:
    """An office of a label with its last small words: "Phòng Công tác chính trị và Quản lý | sinh viên: chủ trì",
    "Khoa Phòng|, chống bệnh truyền nhiễm: đầu mối".
    """
    words = view.tokens.words
    begin = view.tokens.first(last.end)
    parted = words[begin : begin + 1] == [","]
    if not last.name.lower().startswith(_OFFICES) or last.stem or index != begin + parted:
        return None
    stop = next((i for i in range(index, min(limit, index + (6 if parted else 4))) if words[i] == ":"), index)
    rest = range(index, stop)
    if stop == index or any((stops_at(view, i) and not parted) or not words[i].isalpha() for i in rest):
        return None
    if stop + 1 >= limit or not (is_predicate(view, stop + 1) or words[stop + 1 : stop + 3] == ["đầu", "mối"]):
        return None
    return lengthened(view, last, view.tokens.ends[stop - 1])
