"""Groups that are bodies without being one office: "các sở, ban, ngành liên quan", "Thủ trưởng các đơn vị"."""

from __future__ import annotations

from dataclasses import replace

from parsers import regex
from parsers.mentions.bodies.levels import CITY_WORDS, LEVELS, level_at, level_tail
from parsers.mentions.bodies.names import BodyMention, expand, named_at
from parsers.mentions.bodies.which import WHERE_OR_WHOSE, owner_behind, work_behind
from parsers.mentions.bodies.words import LEXICON, PLURAL, acts_next, is_capital
from parsers.records import BodyKind
from parsers.text import NormalisedText, either, normal

_LEVEL_WORDS = [*LEVELS, *CITY_WORDS]
# not "Lớp trưởng", "Tổ trưởng": whoever leads it
_OTHER_WORD = rf"(?:{either(LEXICON['groups']['other_words'])})(?!\w)"
_GROUP_ITEM = rf"(?!{_OTHER_WORD})(?:{either(LEXICON['groups']['forms'])})(?!\w|\ trưởng(?!\w))"
# what a title wants them to be: "Chính quyền số", "Trường học hạnh phúc"
_QUALITY = rf"(?:{either(LEXICON['groups']['qualities'])})(?!\w)"
_LEADER = rf"(?:phó\ )?(?:{either(LEXICON['leaders']['forms'])})(?:\ thường\ trực)?\ "
# "Quý doanh nghiệp", but "quý đơn vị máu"
_HONOURED = r"quý\ (?=(?:doanh nghiệp|đơn vị|cơ quan|công ty|nhà trường|trường|địa phương)(?!\w| máu))"
TRAILER = rf"(?:{either(LEXICON['trailers']['forms'])})(?!\w)"
_LEVEL = rf"(?:{either(_LEVEL_WORDS)})(?!\w)"
# no match begins with another word: looked at first, for most words of a text are none of these
_FIRST_WORD = either(
    sorted(
        {normal(form.split()[0]) for form in LEXICON["leaders"]["forms"]}
        | {"phó", "quý", "tất", "toàn", "các", "mọi", "mỗi", "từng", "lực"}
    )
)
LEADERS = frozenset(normal(form) for form in LEXICON["leaders"]["forms"])
# "Các thành viên Ban Chỉ đạo …", "Lãnh đạo UBND …", "Đồng chí Bí thư Đoàn xã"
LEADERS_BEFORE = regex.compile(rf"(?:các\ )?(?:(?:đồng\ chí|đ/c)\ (?:{_LEADER})?|{_LEADER})(?:các\ )?")
# "các cơ quan, đơn vị có liên quan" · "Thủ trưởng các phòng, ban" · "các sở, ban, ngành tỉnh" · "mỗi xã, phường"
GROUP = regex.compile(
    rf"\b(?<!sự\ )(?={_FIRST_WORD})(?:{_LEADER}(?:của\ )?)?"
    rf"(?:(?:tất\ cả\ |toàn\ bộ\ )?các\ |mọi\ |mỗi\ |từng\ |{_HONOURED}|{_LEADER}(?:\d{{1,3}}\ )?"
    r"|lực\ lượng\ vũ\ trang(?!\w))"
    rf"(?:{_GROUP_ITEM})?(?:(?:,\ |\ và\ |,\ và\ |\ -\ |/)(?!các\ ){_GROUP_ITEM})*"
)
# the same without "các", where a list of bodies is known to begin: "Sở, ban, ngành liên quan"
BARE_GROUP = regex.compile(
    rf"(?!{_GROUP_ITEM}\ {_QUALITY}){_GROUP_ITEM}(?:(?:,\ |\ và\ |\ -\ |/)(?!các\ ){_GROUP_ITEM})*"
)
GROUP_TAIL = regex.compile(
    # "các sở được giao chủ trì | để tham mưu", not "… được giao | chủ trì tổ chức …"
    r"(?:\ được giao chủ trì(?=\ (?:để|có trách nhiệm|chịu trách nhiệm|phải|cần)(?!\w)|[.;:)\n]|$)"
    rf"|\ {TRAILER}(?:(?:,|\ và)\ {TRAILER})*(?:\ {_LEVEL})?|\ {_LEVEL}"
    rf"|\ các\ {_LEVEL}(?:(?:,|\ và)\ {_LEVEL})*)+"  # "các đoàn thể | các xã, phường"
)
_LEVEL_BEHIND = regex.compile(rf"(?:^|\ )(?<!hợp tác\ ){_LEVEL}$")
# "các tỉnh, thành phố": all of them under the central government
_PROVINCES = regex.compile(r"(?<!\w)tỉnh(?:,|\ và|/)\ ?(?:thành phố|tp)$")
# A word that tells the kind of a group, the first that occurs in this order: "các trường học", "các cơ sở y tế"
_GROUP_KINDS: dict[str, BodyKind] = {
    "trường": "school",
    "giáo": "school",
    "bệnh viện": "health",
    "y tế": "health",
    "khám": "health",
    "máu": "health",
    "vũ trang": "armed_forces",
    "tổ dân phố": "residential_unit",
    "thôn": "residential_unit",
    "bản": "residential_unit",
    "doanh nghiệp": "business",
    "hợp tác xã": "business",
    "kinh doanh": "business",
    "sản xuất": "business",
    "nuôi trồng": "business",
    "ban chỉ đạo": "steering_committee",
    "báo chí": "media",
    "truyền thông": "media",
    "cấp ủy": "party",
    "sở": "government",
    "bộ": "government",
    "chính trị - xã hội": "mass_organisation",
    "công đoàn": "mass_organisation",
    "xã": "government",
    "huyện": "government",
}
# "cơ sở" and "xã hội" tell none
_KIND_WORD = regex.compile(rf"(?<!\w)(?:cơ sở|xã hội|{'|'.join(map(regex.escape, _GROUP_KINDS))})(?!\w)")


def group_kind(norm: str) -> BodyKind:
    """The kind of body that a group's words tell."""
    words = set(_KIND_WORD.findall(norm))
    return next((kind for word, kind in _GROUP_KINDS.items() if word in words), "other")


def group_body(view: NormalisedText, start: int, end: int, limit: int) -> BodyMention | None:
    """The group at ``[start, end)`` of the view, with what trails it."""
    end = _before_another(view, start, end)
    tail = GROUP_TAIL.match(view.norm, end, limit)
    own = tail.end() if tail else end
    end, owner = owner_behind(view, start, own, limit)
    end = work_behind(view, end, limit)
    tokens = view.tokens
    after = tokens.first(end)
    place = owner.place if owner else None
    level = owner.level if owner else None
    if after and _LEVEL_BEHIND.search(view.norm, start, end):
        back = after - 1
        while back > 0 and not level_at(tokens, back, after):
            back -= 1
        reached, level, place = level_tail(view, back, tokens.first(limit))
        end = max(end, tokens.ends[reached - 1])
        level = "province" if _PROVINCES.search(view.norm, start, end) else level
    start, end = view.trim(start, end, " ,-/")
    words = view.norm[start:end].split()
    if len(words) < 2 or words[-1] in PLURAL or words[-1] in ("của",):
        return None
    name = view.text[start:end]
    return BodyMention(
        start, end, name, expand(name), group_kind(view.norm[start : own if owner else end]), level, place
    )


# "năm" is a year; two of a kind are mostly those that were named just before
_COUNT = regex.compile(r"0?[3-9]|[1-9]\d|ba|bốn|sáu|bảy|tám|chín|mười")
_GRADE = regex.compile(r" (?:thcs|thpt|mầm non|tiểu học|trung học cơ sở|trung học phổ thông)(?!\w)")
_NUMBER_WORDS = frozenset(("hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"))
_NAMED_KINDS = frozenset((
    "xã", "phường", "huyện", "thôn", "ấp", "bản", "trường", "khu phố", "khoa", "bệnh viện", "trạm", "công ty",
    "chi hội", "chi đoàn", "tổ", "phòng",
))  # fmt: skip
_SAID_BEFORE = regex.compile(
    r"(?:bộ phận|đơn vị|cơ quan|bên|ngành|lực lượng|nơi|ban|phòng|tổ|đội|tổ chức|đoàn thể)(?!\w)"
)


def counts_names(view: NormalisedText, index: int, limit: int) -> bool:
    """Whether a word only says how many are named behind it: "Hai | xã Lùng Xén và Hua Sặt", "Ba | trường THCS A"."""
    words = view.tokens.words
    if index + 2 >= limit or words[index] not in _NUMBER_WORDS:
        return False
    kind = next((n for n in (1, 2) if " ".join(words[index + 1 : index + 1 + n]) in _NAMED_KINDS), 0)
    name = index + 1 + kind
    if not kind or name >= limit or is_capital(view, index) == is_capital(view, index + 1):
        return False
    return is_capital(view, name)


def counted_group(view: NormalisedText, index: int, limit: int) -> BodyMention | None:
    """So many of a group who act: "Sáu thôn | đưa người đến nơi cao", "Cả 06 khu phố lập danh sách"."""
    tokens = view.tokens
    at = index + (tokens.words[index] == "cả")
    if at + 1 >= limit or not _COUNT.fullmatch(tokens.words[at]):
        return None
    match = BARE_GROUP.match(view.norm, tokens.starts[at + 1], tokens.ends[limit - 1])
    if match is None or _SAID_BEFORE.match(match[0]):  # "Hai bộ phận …", under a heading that names the two
        return None
    grade = _GRADE.match(view.norm, match.end(), tokens.ends[limit - 1])
    group = group_body(view, tokens.starts[index], (grade or match).end(), tokens.ends[limit - 1])
    return group if group and acts_next(view, group.end) else None


# "các xã, các trường|, Công đoàn các khu công nghiệp"
_LAST_ITEM = regex.compile(rf"(?r)(?:,|\ và)\ (?P<item>{_GROUP_ITEM})\ ?")


def _before_another(view: NormalisedText, start: int, end: int) -> int:
    """Where a group ends whose last word, the only one with a capital, begins another name: "Công đoàn các …",
    "Ban nhân dân các ấp".
    """
    sign = max(view.norm.rfind(",", start, end), view.norm.rfind(" và ", start, end))
    last = _LAST_ITEM.fullmatch(view.norm, sign, end)
    if last is None or not view.text[last.start("item")].isupper():
        return end
    if any(map(str.isupper, view.text[start + 1 : last.start()])):
        return end
    other = named_at(view, view.tokens.first(last.start("item")), len(view.tokens.words))
    named = other is not None and other.end > last.end("item")
    return last.start() if named or view.norm.startswith("các ", end + (view.text[end - 1] != " ")) else end


def with_where_or_whose(view: NormalisedText, mention: BodyMention, limit: int) -> BodyMention:
    """The mention with where it is or whose it is: "các doanh nghiệp viễn thông | trên địa bàn tỉnh"."""
    last = view.tokens.ends[limit - 1]
    tail = GROUP_TAIL.match(view.norm, mention.end, last)
    if mention.level or tail is None or not WHERE_OR_WHOSE.match(view.norm, mention.end, last):
        return mention
    end, _ = owner_behind(view, mention.start, tail.end(), last)
    return replace(mention, end=end)
