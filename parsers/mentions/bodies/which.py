"""Which ones of a group are meant: "các đơn vị | trực thuộc Sở Y tế", "các tổ chức | cung cấp dịch vụ chi trả"."""

from __future__ import annotations

from parsers import regex
from parsers.mentions.bodies.names import BodyMention, lengthened, named_at
from parsers.mentions.bodies.words import (
    END,
    LEXICON,
    SEPARATORS,
    acts_next,
    begins_with_verb,
    is_capital,
    is_predicate,
    stops_at,
)
from parsers.text import NormalisedText, either

_WORK = regex.compile(rf"\ (?:{either(LEXICON['which']['work'])})(?!\w)")
_BELONGING = regex.compile(r"(?r)\ (?P<directly>trực )?thuộc")
WHERE_OR_WHOSE = regex.compile(
    r"\ (?:(?:trực\ )?thuộc|(?:(?:đóng|hoạt động|đóng chân|đứng chân)\ )?trên\ địa\ bàn|tại\ địa\ phương)(?!\w)"
)
# "các đơn vị trực thuộc | Sở": the office that the document is about
_BARE_OWNERS = frozenset(LEXICON["which"]["owners"])
# what is named by its work: "các tổ kiểm tra", "các đội phản ứng nhanh"
_TEAMS = frozenset(("tổ", "đội", "đoàn", "nhóm"))
_SECTIONS = (["tiểu", "ban"], ["bộ", "phận"])
# what these are named by, in two words: others are what they do ("Các bộ phận | chuẩn bị báo cáo")
_NAMED_BY = frozenset((
    "chăm sóc", "giám sát", "hướng dẫn", "khám tuyển", "kiểm tra", "phục vụ", "sàng lọc", "tiếp nhận", "tiếp đón",
    "trang trí", "tuyên truyền", "truyền thông", "tư vấn", "vận động", "xét nghiệm", "đón tiếp", "đăng ký",
))  # fmt: skip
_UNIONS = frozenset(("công", "chi", "liên", "tập", "bộ"))  # "các cấp công đoàn | kiểm tra" are no teams
_MOST_WORDS = 6


def owner_behind(view: NormalisedText, start: int, end: int, limit: int) -> tuple[int, BodyMention | None]:
    """Where the group ``[start, end)`` ends with the body that it belongs to, and that body; "thuộc" alone is none."""
    belonging = _BELONGING.match(view.norm, start, end)
    if belonging is None:
        return end, None
    tokens = view.tokens
    at, last = tokens.first(end), tokens.first(limit)
    owner = named_at(view, at, last) if at < last and is_capital(view, at) else None
    if owner:
        return owner.end, owner
    bare = at < last and is_capital(view, at) and tokens.words[at] in _BARE_OWNERS
    if bare and (at + 1 >= last or stops_at(view, at + 1) or tokens.words[at + 1] in SEPARATORS):
        return tokens.ends[at], None
    return (end if belonging["directly"] else belonging.start()), None


def work_behind(view: NormalisedText, end: int, limit: int) -> int:
    """Where a group ends with the work that tells which ones are meant; ``end`` where it is what they are to do.

    "các tổ chức | cung cấp dịch vụ chi trả | lập danh sách", but "các xã | cung cấp dịch vụ cho người dân".
    """
    work = _WORK.match(view.norm, end, limit)
    if work is None:
        return end
    tokens = view.tokens
    at, last = tokens.first(work.end()), tokens.first(limit)
    most = min(last, at + _MOST_WORDS)
    while at < most and not stops_at(view, at) and tokens.words[at] not in SEPARATORS | {"cho"}:
        at += 1
    told = at >= last or tokens.words[at] in END | SEPARATORS or begins_with_verb(view, tokens.starts[at])
    return tokens.ends[at - 1] if told else end


def with_work(view: NormalisedText, group: BodyMention, limit: int) -> BodyMention:
    """A team with the work that it is named by, where another verb follows: "các tổ kiểm tra | báo cáo kết quả".

    "Tiểu ban tuyên truyền | viết bài", "bộ phận tiếp nhận | phát nước uống"
    """
    tokens = view.tokens
    at = tokens.first(group.end)
    section = tokens.words[max(at - 2, 0) : at] in _SECTIONS and " ".join(tokens.words[at : at + 2]) in _NAMED_BY
    if section and at + 2 < limit and acts_next(view, tokens.starts[at + 2]):
        return lengthened(view, group, tokens.ends[at + 1])
    team = tokens.words[at - 1] in _TEAMS and not _UNIONS.intersection(tokens.words[max(at - 2, 0) : at - 1])
    if not team or at + 2 >= limit or not begins_with_verb(view, tokens.starts[at]):
        return group
    if is_predicate(view, at + 2) and begins_with_verb(view, tokens.starts[at + 2]):
        return lengthened(view, group, tokens.ends[at + 1])
    return group
