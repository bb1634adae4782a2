"""The noun phrase behind a number where the lexicon knows no unit, or only the head of one.

In comes the view with the place behind a number, out goes where the phrase ends; ``reader`` calls it.
"03 tuyên truyền viên nòng cốt của xã" ends before "của".
"""

from __future__ import annotations

from parsers import regex
from parsers.mentions.quantities.units import LEXICON, Unit, unit_at
from parsers.text import NormalisedText, normal

_MOST_WORDS = 4
# "24 “Ngày Chủ nhật xanh”"
_QUOTED = regex.compile(r"[“\"]\p{L}[^“”\"\n]{3,60}[”\"]")
_WORD = regex.compile(r"\p{L}++[\p{L}\d-]*+")
_JOINT = regex.compile(r", | và ")
_END_OF_PEOPLE = regex.compile(r" (?:trở lên|trở xuống|đăng ký|tham gia|hiến|phục vụ|hưởng ứng)(?!\w)|[.;]?(?:$|\n)")
_STOPS = frozenset(normal(word) for word in LEXICON["stops"]["words"])
_HEADS = frozenset(normal(word) for word in LEXICON["heads"]["words"])


def unknown_noun(view: NormalisedText, at: int) -> int:
    """Where up to four words from ``at`` on, no verb or preposition, or a name in quotes, end; ``at`` for neither."""
    if (quoted := _QUOTED.match(view.text, at)) and view.norm[at - 3 : at - 1].isdigit():
        return quoted.end()
    written = view.text[at : at + 2]
    if written[:1].isupper() and not _shouted(view, at):
        return at
    return _end_of_words(view, at)


def whole_noun(view: NormalisedText, unit: Unit, at: int, stop: int) -> tuple[Unit, int]:
    """A unit whose head says little, with the words behind it: "01 tổ tuyên truyền lưu động"."""
    if unit.unit not in _HEADS or view.norm[stop : stop + 1] != " ":
        return unit, stop
    if view.text[stop + 1 : stop + 2].isupper() or unit_at(view.norm, stop + 1):
        return unit, stop
    end = _end_of_words(view, stop + 1)
    return (Unit(view.text[at:end], unit.kind), end) if end > stop + 1 else (unit, stop)


def with_others(view: NormalisedText, unit: Unit, at: int, stop: int) -> tuple[Unit, int]:
    """A unit of people with those counted with them: "300 sinh viên, viên chức trở lên"."""
    joint = _JOINT.match(view.norm, stop) if unit.kind == "people" else None
    other = unit_at(view.norm, joint.end()) if joint else None
    if other is None or other[0].kind != "people" or not _END_OF_PEOPLE.match(view.norm, other[1]):
        return unit, stop
    return Unit(view.text[at : other[1]], unit.kind), other[1]


def _shouted(view: NormalisedText, at: int) -> bool:
    word = _WORD.match(view.norm, at)
    return word is not None and view.text[at : word.end()].isupper()


def _end_of_words(view: NormalisedText, at: int) -> int:
    end, begin = at, at
    for _ in range(_MOST_WORDS):
        word = _WORD.match(view.norm, begin)
        if word is None or word[0] in _STOPS:
            break
        end = word.end()
        if view.norm[end : end + 1] != " ":
            break
        begin = end + 1
    return end
