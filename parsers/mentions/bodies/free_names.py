"""Where a free name ends, of which only the head is known: "Trung tâm | Dịch vụ tổng hợp", "Khoa | Khám bệnh"."""

from __future__ import annotations

from parsers import regex
from parsers.mentions.bodies.fields import known_field
from parsers.mentions.bodies.heads import head_at
from parsers.mentions.bodies.levels import SIGNS_INSIDE, level_at
from parsers.mentions.bodies.words import END, PLURAL, acts_behind_name, begins_with_verb, is_capital, stops_at
from parsers.text import NormalisedText

_MOST_SMALL = 3  # "Khoa Kiểm soát nhiễm khuẩn"
# "theo chỉ đạo của Bộ Y tế và | Kế hoạch này"
_ACT = regex.compile(
    r"(?:chỉ thị|chương trình|công văn|đề án|hướng dẫn|kế hoạch|luật|nghị định|nghị quyết|quyết định|thông báo"
    r"|thông tư)\ (?:này|số|trên|nêu)(?!\w)"
)


def name_end(view: NormalisedText, index: int, limit: int, *, proper: bool) -> int:
    """Where a free name that begins at ``index`` ends; ``proper`` names begin with a capital, a figure or "số"."""
    tokens = view.tokens
    strong = index  # behind the last word that must belong to the name
    plain = 0
    at = index
    while at < limit:
        word = tokens.words[at]
        if level_at(tokens, at, limit) and not (at == index and is_capital(view, at)):
            return at
        acts = at > index and acts_behind_name(view, at)
        if acts or (stops_at(view, at) and not _closes(view, index, strong, at, limit)) or word == "của":
            return _end_before_stop(view, index, strong, at, proper=proper)
        if word in SIGNS_INSIDE:
            if at == index or not _joins(view, at, limit, proper=proper):
                return at
            if (field := known_field(view, at + 1, limit)) > at + 1:  # "Ban Công tác xã hội - Hiến máu"
                at, strong, plain = field, field, 0
                continue
        elif at > index and (_is_amount(view, at, limit) or _counts_out(view, at, limit)):
            return at
        elif _is_strong(view, at):
            if at > index and _begins_another(view, at):
                return at
            strong, plain = at + 1, 0
        else:
            plain += 1
            if (proper and strong == index) or plain > 5:
                return min(strong + 1, at) if strong > index else index
        at += 1
    return at


def _closes(view: NormalisedText, index: int, strong: int, at: int, limit: int) -> bool:
    """Whether a word that says what is done elsewhere is the last of a name here: "Bệnh viện Truyền máu thành phố"."""
    tokens = view.tokens
    inside = at == strong > index and level_at(tokens, at + 1, limit) > 0
    return inside and not begins_with_verb(view, tokens.starts[at]) and tokens.words[at] not in END | PLURAL


def _end_before_stop(view: NormalisedText, index: int, strong: int, at: int, *, proper: bool) -> int:
    """Where a name ends that a predicate follows: small words may still belong to it ("Nhà máy Z115 cũ")."""
    acts = at < len(view.tokens.words) and begins_with_verb(view, view.tokens.starts[at])
    if at > strong and (not proper or (acts and index < strong and at - strong <= _MOST_SMALL)):
        return at
    return min(at, strong + 1) if strong > index else strong


def _joins(view: NormalisedText, at: int, limit: int, *, proper: bool) -> bool:
    """Whether a hyphen or "và" stands inside a name ("Văn hóa - Xã hội") and not between two."""
    if view.tokens.words[at] == "và" and (_is_company(view, at + 1, limit) or _is_act(view, at + 1, limit)):
        return False
    follows = at + 1 < limit and not stops_at(view, at + 1) and (is_capital(view, at + 1) or not proper)
    return follows and not head_at(view.tokens, at + 1) and not _is_another_faculty(view, at + 1, limit)


def _is_company(view: NormalisedText, at: int, limit: int) -> bool:
    """Whether a name in capitals with its place stands at a token: "Đồn Biên phòng Cửa Sót và | VNPT Hải Khánh"."""
    tokens = view.tokens
    if at + 1 >= limit:
        return False
    first, behind = (view.text[tokens.starts[i] : tokens.ends[i]] for i in (at, at + 1))
    return len(first) > 2 and first.isalpha() and first.isupper() and behind[0].isupper() and not behind.isupper()


def _is_act(view: NormalisedText, at: int, limit: int) -> bool:
    return at < limit and _ACT.match(view.norm, view.tokens.starts[at]) is not None


def _is_another_faculty(view: NormalisedText, at: int, limit: int) -> bool:
    """Whether a short head with a name of its own stands at token ``at``: "Khoa Luật và | Khoa Công nghệ"."""
    named = at + 1 < limit and is_capital(view, at) and is_capital(view, at + 1)
    return named and view.tokens.words[at] in ("khoa", "ban", "đội", "tổ", "cụm")


def _is_amount(view: NormalisedText, at: int, limit: int) -> bool:
    """Whether a figure behind a name counts what follows it: "Thôn Nà Hin 15 người", not "Trường THCS số 2"."""
    words = view.tokens.words
    if not words[at].isdigit() or words[at - 1] == "số" or at + 1 >= limit or is_capital(view, at + 1):
        return False
    after = words[at + 1]
    return after[0].isalpha() and not stops_at(view, at + 1) and after != "và"


def _counts_out(view: NormalisedText, at: int, limit: int) -> bool:
    """Whether a small word does something with so many: "Khoa Hồi sức cấp cứu | trực 01 kíp", not "tổ dân phố 01"."""
    words = view.tokens.words
    counts = at + 2 < limit and words[at + 1].isdigit() and words[at + 1].startswith("0") and words[at].isalpha()
    return counts and not is_capital(view, at) and _is_amount(view, at + 1, limit)


def _is_strong(view: NormalisedText, at: int) -> bool:
    words = view.tokens.words
    numbered = words[at] == "số" and words[at + 1 : at + 2] and words[at + 1][0].isdigit()  # not "Báo số lượng …"
    return bool(numbered) or words[at][0].isdigit() or is_capital(view, at)


def _begins_another(view: NormalisedText, at: int) -> bool:
    """Whether the head of another body stands at token ``at`` with a capital."""
    return is_capital(view, at) and head_at(view.tokens, at) and view.tokens.words[at - 1] not in SIGNS_INSIDE
