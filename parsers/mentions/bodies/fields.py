"""Fields of work that offices are named by: "Nội vụ", "Văn hóa - Xã hội", "Tài chính, Ngân sách"."""

from __future__ import annotations

import functools

from rapidfuzz.distance import Levenshtein

from parsers.mentions.bodies.words import END, LEXICON, begins_with_verb, is_capital, stops_at
from parsers.text import NormalisedText, Tokens, normal

_WRITTEN = {normal(form): form for form in LEXICON["fields"]["forms"]}
_SHORTEST_SLIP = 7  # letters of a field in which one may be wrong
_FORMS = [Tokens(normal(form)).words for form in LEXICON["fields"]["forms"]]
# "Văn hóa và Thông tin" is written "Văn hóa & Thông tin", too
FIELDS = {tuple(form) for form in _FORMS} | {
    tuple("&" if word in ("và", "-") else word for word in form) for form in _FORMS if len(form) > 2
}
_SMALL_FIELDS = FIELDS | {tuple(Tokens(normal(form)).words) for form in LEXICON["fields"]["second"]}
_JOINED_FIELDS = FIELDS | {tuple(Tokens(normal(form)).words) for form in LEXICON["fields"]["joined"]}
LONGEST_FIELD = max(map(len, FIELDS))


@functools.lru_cache(maxsize=1024)
def meant_field(field: str) -> str:
    """The field that a slip of one letter stands for: " Sây dựng" is " Xây dựng"; any other as it is written."""
    norm = normal(field.strip())
    if norm in _WRITTEN or len(norm) < _SHORTEST_SLIP:
        return field
    near = [written for known, written in _WRITTEN.items() if Levenshtein.distance(norm, known, score_cutoff=1) == 1]
    return f" {near[0]}" if len(near) == 1 else field


def known_field(view: NormalisedText, index: int, limit: int) -> int:
    """Behind the longest field of work that the lexicon knows at token ``index``; ``index`` where it knows none."""
    words = view.tokens.words
    for length in range(min(LONGEST_FIELD, limit - index), 0, -1):
        if tuple(words[index : index + length]) in FIELDS and is_capital(view, index):
            return index + length
    return index


def second_field(view: NormalisedText, end: int, limit: int) -> int:
    """Where a second field of work ends, in small letters: "Phòng Quản lý doanh nghiệp | và lao động | là đầu mối".

    One that may be a verb ("và xây dựng kế hoạch") is a field only where nothing is done to anything.
    """
    words = view.tokens.words
    if end >= limit or words[end] != "và":
        return end
    after = end + 1
    length = next((n for n in range(LONGEST_FIELD, 0, -1) if tuple(words[after : after + n]) in _SMALL_FIELDS), 0)
    behind = after + length
    if not length or behind > limit or is_capital(view, after):
        return end
    acts = begins_with_verb(view, view.tokens.starts[after])
    ends = behind >= limit or words[behind] in END or words[behind] == "là"
    return behind if ends or (not acts and stops_at(view, behind)) else end


def joined_section(view: NormalisedText, first: int, after: int, limit: int) -> int:
    """Where a section's name ends that is two in one: "Ban Tuyên giáo | - Nữ công" of a union; 0 where it is not."""
    words = view.tokens.words
    if words[first] != "ban" or after + 1 >= limit or words[after] != "-" or not is_capital(view, after + 1):
        return 0
    lengths = range(min(LONGEST_FIELD, limit - after - 1), 0, -1)
    length = next((n for n in lengths if tuple(words[after + 1 : after + 1 + n]) in _JOINED_FIELDS), 0)
    return after + 1 + length if length else 0
