"""Teams of a school, named by the subjects that they teach: "Tổ Toán - Tin", "Tổ Văn - Sử - Địa"."""

from __future__ import annotations

from parsers import regex
from parsers.mentions.bodies.names import BodyMention, expand
from parsers.mentions.bodies.words import END, LEXICON, SEPARATORS, acts_next, stops_at
from parsers.text import NormalisedText, either

_SUBJECT = rf"(?:{either(LEXICON['subjects']['names'])})(?!\w)"
_TEAM = regex.compile(
    rf"(?:tổ trưởng )?tổ (?:chuyên môn )?(?P<subjects>{_SUBJECT}(?:(?: ?[-–&] ?| và |, (?=\p{{L}}+ [-–] )){_SUBJECT})*)"
)


def school_team(view: NormalisedText, index: int, limit: int) -> BodyMention | None:
    """The team that tokens from ``index`` on name: its subject has a capital, and what it does or nothing follows."""
    tokens = view.tokens
    start = tokens.starts[index]
    team = _TEAM.match(view.norm, start, tokens.ends[limit - 1])
    if team is None or not view.text[team.start("subjects")].isupper():
        return None
    after = tokens.first(team.end())
    ends = after >= limit or tokens.words[after] in END | SEPARATORS or stops_at(view, after)
    if not ends and not acts_next(view, tokens.starts[after]):
        return None  # "Tổ Sinh viên tình nguyện"
    name = view.text[start : team.end()]
    return BodyMention(start, team.end(), name, expand(name), "school")
