"""Which number of a part that looks ahead is a commitment.

In comes a :class:`NumberContext`, out goes the clue that decides; where none does, the siblings of the number
in its list do (``statements``). Numbers that are none come first (``exclusions``), then what each kind of unit asks
for, last the shapes that need no verb: "VNPT: 25 trạm", "mỗi đơn vị 01 đợt".
"""

from __future__ import annotations

from parsers import regex
from parsers.extractors.figures.clues import WORDS, Clue, NumberContext, whole_words
from parsers.extractors.figures.crews import is_of_crew
from parsers.extractors.figures.exclusions import NO_COMMITMENT, OBJECTS, SENT
from parsers.text import either

_STAFF = whole_words(WORDS["ahead"]["staff"])
_AHEAD = whole_words(WORDS["ahead"]["words"])
# a verb that produces, up to three words before the number: "tập trung khôi phục, đưa vào dùng 03 điểm hiến máu"
_PRODUCES = regex.compile(rf"(?<!\w)(?:{either(WORDS['ahead']['produces'])})(?: \w+){{0,2}}[ :,]*$")
# "Thu mẫu hằng tháng, tổng số | 384 mẫu nước"
_IN_ALL = regex.compile(r"(?<!\w)(?:tổng số|tổng cộng)(?: là)?:? $")
_FORMS = whole_words(WORDS["ahead"]["produces"])
# "bố trí 25 bàn", "chuẩn bị âm thanh, ánh sáng, 200 suất ăn"
_PROVIDES = regex.compile(
    rf"(?<!\w)(?<!thống |liệt )(?:{either(WORDS['ahead']['provides'])})(?: \w+){{0,2}}[ :,]*$"
    r"|(?<!\w)(?:in|in ấn|mua|mua sắm|thiết kế|sản xuất|biên soạn)(?:,| và)"
    r" (?:gửi|phát|cấp phát|phân phối|treo|chuyển) $"
    r"|(?<!\w)(?:chuẩn bị|bố trí|trang bị|cung cấp)(?!\w)[^;.:()\d]{1,80}, $"
)
# "tập huấn kỹ năng cho 150 tình nguyện viên", "gặp mặt, tôn vinh 50 người hiến máu tiêu biểu"
_SERVES = regex.compile(
    rf"(?<!\w)(?:{either(WORDS['ahead']['serves'])})(?!\w)[^;.:\d]{{0,40}}$"
    # "mở 28 lớp cho 580 học viên"
    r"|(?<!\w)(?:mở|tổ chức) \d{1,3} (?:lớp|khóa)(?!\w)[^;.:\d]{0,40}$"
)
# "Mỗi xã lựa chọn | tối đa 02 cá nhân và 01 gia đình"
_CHOOSES = regex.compile(
    r"(?<!\w)(?:lựa chọn|chọn|bình chọn|bình xét|xét chọn|giới thiệu|đề cử|suy tôn)(?!\w)[^;.:\d]{0,30}$"
)
# "thành lập đội tình nguyện gồm 20 đoàn viên", "ra mắt đội hình 40 tình nguyện viên"
# "thành lập đội 30 người, gồm 15 đoàn viên"
_TEAM = regex.compile(
    rf"(?<!\w)(?:{either(WORDS['ahead']['forms'])}) (?:\w+ ){{0,3}}?(?:{either(WORDS['ahead']['teams'])})(?!\w)"
    r"(?:[^;.:,\d]{0,40}$|[^;.:]{0,60}(?<!\w)(?:gồm|trong đó có|bao gồm)(?: có)? $)"
)
# "mỗi lớp khối 10, khối 11 gửi | 01 tranh"
_HANDS_IN = regex.compile(
    r"(?<!\w)(?:mỗi|từng) (?!người|cá nhân|đợt|buổi|lần)[^;.]{2,60} "
    r"(?:đỡ đầu|giúp đỡ|gửi|nộp|góp|đóng góp|dự thi|treo|trồng|làm|viết|vẽ|dựng|chuẩn bị|xây dựng|thực hiện|tặng"
    r"|ủng hộ)(?: dự thi)? $"
)
# "tiếp nhận 450 đơn vị máu, với | khoảng 600 lượt đăng ký"
_BESIDE_BLOOD = regex.compile(r"\d đơn vị(?: máu)?,? (?:với|từ|cùng) $")
_BY_WAY_OF = regex.compile(r"\d[^;.:]*(?<!\w)(?:thông )?qua $")
# "các phường A, B và C, mỗi nơi 01 đợt", "mỗi bản 05 người": an allotment without a verb
_EACH = regex.compile(
    r"(?<!\w)(?:mỗi|từng) (?!người|cá nhân)[^\W\d]+(?: [^\W\d]+){0,3}(?:, [^\W\d]+(?: [^\W\d]+)?){0,2} $"
)
# "VNPT: 25 trạm", "Quý I: 05 đợt", "(trong đó: khối trường học: 40"
_LABEL = regex.compile(r"[^.;]*[^\W\d]\)? ?: ?$")
_CIRCUMSTANCE = regex.compile(r"(?<!\w)(?:thời gian|thời lượng|địa điểm|hình thức|nơi ở|tuổi) ?: ?$")
# nothing but a bracket, a sign or another number follows
_LAST = regex.compile(r"[ .]*(?:$|[(),;.:+])|,? (?:và|cùng) |, ")
_ALLOTTED = frozenset(("event", "people", "staff", "members", "thing", "noun", "gift", "donors"))
# "rà soát 34 thôn, tổng hợp 57 hồ sơ": how much there is to look through
_LOOKS_THROUGH = whole_words(WORDS["apart"]["looks_through"])
# "Là đầu mối theo dõi, | tham mưu thành lập 02 đoàn kiểm tra", "Khảo sát, | lắp 340 biển báo"
_LAST_VERB = regex.compile(
    r".*, (?=(?:tham mưu )?(?:thành lập|lập|lắp|lắp đặt|cắm|trồng|xây dựng|xây|mở|tổ chức|ra mắt)(?!\w))"
)


# "Lễ hội Xuân hồng: tháng 02/2027, dự kiến | 180 đơn vị | ."
_EXPECTED = regex.compile(r"(?<!\w)(?:dự kiến|phấn đấu|ước)(?: khoảng| đạt)? ?:? $")
_ENDS = regex.compile(r" ?(?:[.;)]|$)")
_ITEMS = regex.compile(
    r"[^,;.:(\d]{0,40} ?[:(] ?(?:dự kiến |cụ thể:? |gồm:? )?(?:vào |trong )?"
    r"(?:(?:đợt|vòng|lần|buổi|lớp|chặng|giai đoạn)(?: thứ)? (?:\d|i|một|nhất)|(?:các )?(?:tháng|quý) (?:\d|i))"
)


def is_expected(before: str, after: str) -> bool:
    """Whether a bare "đơn vị" is all that is expected of an event, as blood is: "…, dự kiến 180 đơn vị."."""
    return _EXPECTED.search(before) is not None and _ENDS.match(after) is not None


def commitment_clue(setting: NumberContext) -> Clue | None:
    """The clue that says whether the number is a commitment."""
    for clues in (NO_COMMITMENT, COMMITMENT):
        for clue in clues:
            if clue.test(setting):
                return clue
    return None


def are_honoured(s: NumberContext) -> bool:
    """Whether so many are met with at a ceremony, or named for it: "biểu dương 80 cá nhân", "chọn 02 gia đình"."""
    return _SERVES.search(s.joined) is not None or _CHOOSES.search(s.joined) is not None


def _share(s: NumberContext) -> bool:
    of = s.mention.quantity.of is not None
    alone = not s.before.strip(" -+:,(")
    return (alone and of) or (s.aims and (of or s.commits or s.bound or s.aims_near))


def _event(s: NumberContext) -> bool:
    if s.part == "commits" and _BY_WAY_OF.search(s.before):
        return True  # "tiếp nhận 1.700 đơn vị máu qua 04 đợt"
    said = s.commits or s.bound or _PRODUCES.search(s.before) or _AHEAD.search(s.before)
    return not s.placed and bool(said or not s.before.strip())


def _people(s: NumberContext) -> bool:
    served = _SERVES.search(s.before) or _TEAM.search(s.before) or _TEAM.search(s.joined)
    if _BESIDE_BLOOD.search(s.before):
        return True
    sent = s.mention.quantity.indicator == "staff" or SENT.search(s.before[-12:]) is not None
    return sent or bool(served) or (s.aims and not s.placed)


def _members(s: NumberContext) -> bool:
    team = _TEAM.search(s.before) is not None
    return team or (not s.placed and (s.bound or s.commits or _FORMS.search(s.before) is not None))


def _noun(s: NumberContext) -> bool:
    ready = _PROVIDES.search(s.joined) is not None
    ahead = _AHEAD.search(s.before) or s.before.endswith("thêm ")
    return s.bound or (not s.placed and (ready or (s.commits and bool(ahead))))


def _gift(s: NumberContext) -> bool:
    several = (s.mention.quantity.min or 0) > 1  # "01 phần quà" is what each one gets
    given = _PROVIDES.search(s.joined) or _PRODUCES.search(s.joined)
    return s.commits or s.bound or (several and bool(given))


def _thing(s: NumberContext) -> bool:
    ready = _PRODUCES.search(s.joined) or _PROVIDES.search(s.joined) or _PRODUCES.search(s.before)
    return s.bound or (not s.placed and (s.commits or bool(ready) or (s.duty and bool(_IN_ALL.search(s.before)))))


def _allotted(s: NumberContext) -> bool:
    """Whether a line allots the number without a verb."""
    label = _LABEL.fullmatch(s.before) and not _CIRCUMSTANCE.search(s.before)
    line = s.allotted_to or _EACH.search(s.before) or label
    return s.kind in _ALLOTTED and bool(line) and _LAST.match(s.after) is not None


def _itemised(s: NumberContext) -> bool:
    """Whether the times of so many stand right behind: "ra quân 03 vòng: vòng 1 …", "02 đợt (tháng 4 và tháng 9)"."""
    return s.kind in ("event", "noun", "thing") and not s.placed and _ITEMS.match(s.after) is not None


def _blood_expected(s: NumberContext) -> bool:
    bare = s.kind == "body" and s.mention.quantity.unit == "đơn vị"
    return bare and "máu" in s.annotated.view.norm and is_expected(s.before, s.after)


def _object(s: NumberContext) -> bool:
    """Whether it is the object of a paragraph that gives work, whatever its verb but one that looks through."""
    several = s.kind != "gift" or (s.mention.quantity.min or 0) > 1
    acted = bool(s.before.strip()) and not _LOOKS_THROUGH.search(_LAST_VERB.sub("", s.before))
    return s.duty and s.kind in OBJECTS and several and not s.placed and acted


COMMITMENT = (
    Clue("blood", lambda s: s.kind == "blood", True),
    Clue("money", lambda s: s.kind == "money", True),
    Clue("share", lambda s: s.kind == "share" and _share(s), True),
    Clue("event", lambda s: s.kind == "event" and _event(s), True),
    Clue("staff", lambda s: s.kind == "staff" and (s.bound or bool(_STAFF.search(s.before))), True),
    Clue("people", lambda s: s.kind == "people" and _people(s), True),
    Clue("crew", lambda s: is_of_crew(s.annotated, s.mention, s.clause), True),
    Clue("members", lambda s: s.kind == "members" and _members(s), True),
    Clue("noun", lambda s: s.kind == "noun" and _noun(s), True),
    Clue("gift", lambda s: s.kind == "gift" and _gift(s), True),
    Clue("honoured", lambda s: s.kind == "award" and are_honoured(s), True),
    Clue("measure", lambda s: s.kind in ("measure", "rate") and s.aims, True),
    Clue("thing", lambda s: s.kind in ("body", "thing") and _thing(s), True),
    Clue("allotted", _allotted, True),
    Clue("blood-expected", _blood_expected, True),
    Clue("hands-in", lambda s: s.kind in OBJECTS and _HANDS_IN.search(s.before) is not None, True),
    Clue("itemised", _itemised, True),
    Clue("share-of-a-duty", lambda s: s.kind == "share" and s.duty and s.mention.quantity.of is not None, True),
    Clue("object-of-a-duty", _object, True, weak=True),
)


def is_in_words(s: NumberContext) -> bool:
    """Whether words, and not only the place in a plan, make the number a commitment."""
    return bool(
        s.mention.quantity.comparator not in ("exactly", "about")
        or s.commits
        or any(pattern.search(s.before) for pattern in (_AHEAD, _PRODUCES, _STAFF, _SERVES, _TEAM))
        or any(pattern.search(s.joined) for pattern in (_PRODUCES, _PROVIDES))
    )
