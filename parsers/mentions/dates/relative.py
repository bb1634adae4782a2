"""Limits that count from something: "trong 05 ngày làm việc kể từ ngày nhận được …", "trước mỗi đợt 05 ngày".

In comes the normal form of a text, out go the stretches with a duration, what it is counted from, and whether the
limit lies before that or after it. A length of time that limits nothing ("tổ chức trong 02 ngày") is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from parsers import regex
from parsers.mentions.dates.context import CLOCKS
from parsers.mentions.dates.patterns import LEXICON, PART_OF_DAY
from parsers.mentions.windows import places, stretches
from parsers.text import either

_WORDS = LEXICON["relative"]

_NUMBERS = {word: number for number, word in enumerate(_WORDS["numbers"], 1)}
# "05 ngày làm việc" · "05 (năm) ngày" · "24 - 48 giờ" · "từ 03 đến 05 ngày" · "một tuần" · "03 tháng"
_LENGTH = (
    rf"(?:(?:từ )?(?P<least>\d{{1,3}}) ?(?:-|đến) ?)?(?P<n>\d{{1,3}}|{either(_NUMBERS)})(?: ?\([^()\n\t\d]{{2,20}}\))?"
    r" (?P<unit>ngày|giờ|tiếng|tuần|tháng)(?P<working> làm việc)?(?! ?\d)(?!\w)"
)
# only where it is said from what it counts: nobody is to wait "quá 45 phút"
_OR_MINUTES = _LENGTH.replace("ngày|giờ|", "ngày|giờ|phút|")
# "kể từ ngày nhận được Kế hoạch này" · "sau khi kết thúc mỗi đợt" · "tính từ khi có văn bản"
_FROM = r"(?:(?:được )?(?:kể từ|tính từ|tính kể từ)(?: sau)?|từ|sau|ngay sau|kể)"
_WHAT = (
    r"(?P<anchor>(?!\d|đó|này|(?:ngày |thứ )[\w/.]{1,10}(?: \([^()]*\))? (?:đến|-) )[^.,;:()\n\t]{3,110}?)"
    rf"(?= ?[.,;:()\n\t]| ?$| (?:{either(_WORDS['anchor_ends'])})(?!\w)"
    rf"| và (?:{either(_WORDS['follows'])})(?!\w)"
    rf"|(?<=(?<!\w)(?:{either(_WORDS['events'])})(?: máu)?) (?:{either(_WORDS['follows'])})(?!\w))"
)
_CUE = rf"(?<!\w)(?P<cue>{either(_WORDS['within'])})"
# "Đợt 2" · "lần thứ hai": one of several, by its number
_ROUND = (
    r"(?:đợt|lần|vòng|buổi|kỳ)(?: thứ| số)? (?:\d{1,2}|[ivx]{1,4}|nhất|hai|ba|tư)(?! (?:ngày|giờ|tuần|tháng))(?!\w)"
)
_AT_LEAST = rf"(?:(?:{either(_WORDS['at_least'])}) )?"

# "trong thời hạn 05 ngày làm việc, kể từ ngày nhận được …" · "chậm nhất sau 05 ngày kể từ ngày ban hành"
# · "không quá 07 ngày sau khi kết thúc" · "trong vòng 24 giờ sau khi có kết quả"
_AFTER = regex.compile(rf"{_CUE} {_AT_LEAST}{_OR_MINUTES},? {_FROM} {_WHAT}")
# "huy động lực lượng trong vòng 02 giờ khi có yêu cầu máu khẩn cấp"
_ON_CALL = regex.compile(
    rf"(?<!\w)(?:trong vòng|trong thời hạn|không quá|chậm nhất|muộn nhất) {_OR_MINUTES},? (?=khi ){_WHAT}"
)
# "Kể từ ngày nhận được Kế hoạch này, trong vòng 10 ngày"
_FROM_FIRST = regex.compile(rf"(?<!\w)(?:kể từ|tính từ) {_WHAT},? {_CUE} {_AT_LEAST}{_LENGTH}")
# "sau khi kết thúc mỗi đợt 05 ngày" · "sau mỗi đợt hiến máu chậm nhất 03 ngày"
_AFTER_LAST = regex.compile(
    rf"(?<!\w)sau (?P<anchor>{_ROUND}|(?:ngày|{either(_WORDS['occasions'])})(?!\w)[^.,;:()\n\t\d]{{0,70}}?),?"
    rf" (?:(?:{either([*_WORDS['within'], *_WORDS['at_least']])}) )?{_LENGTH}(?! (?:sau|kể|tính|trước))"
)
# "chậm nhất 05 ngày trước ngày tổ chức" · "ít nhất 03 ngày làm việc trước mỗi đợt" · "trước 07 ngày so với ngày hội"
_BEFORE = regex.compile(
    rf"(?<!\w)(?:{either(_WORDS['ahead'])}) {_AT_LEAST}{_LENGTH},? (?:trước|so với)(?: khi)? {_WHAT}"
)
# "- Hai ngày trước mỗi đợt, rà soát danh sách"
_BEFORE_FIRST = regex.compile(
    rf"(?<=(?:^|[\n\t.;:*+-]) ?){_LENGTH} trước "
    rf"(?=(?:khi )?(?:mỗi|từng|các|ngày (?:tổ|diễn|hiến|hội)|đợt|buổi)(?!\w)){_WHAT}"
)
# "in áo, giao đủ cho các đoàn | 2 ngày trước lễ khai mạc"; not "không uống rượu 24 giờ trước khi hiến máu"
_BEFORE_INSIDE = regex.compile(
    rf"(?<=(?<!\w)(?:{either(_WORDS['hands_over'])})(?!\w)[^.;:\n\t]{{0,60}} ){_LENGTH} trước "
    rf"(?=(?:mỗi|từng|ngày (?:tổ|diễn|hiến|hội)|đợt|buổi|lễ|hội nghị)(?!\w)){_WHAT}"
)
# "trước hai tuần (10 ngày làm việc) khai mạc ngày hội" · "trước 03 ngày khi tổ chức"
_BEFORE_ACT = regex.compile(
    rf"(?<!\w)trước {_AT_LEAST}{_LENGTH}(?: ?\([^()\n\t]{{2,30}}\))?"
    r" (?P<anchor>(?:diễn ra|tổ chức|khai mạc|bắt đầu|khi|thực hiện)(?!\w)[^.,;:()\n\t]{0,80}?)"
    rf"(?= ?[.,;:()\n\t]| ?$| (?:{either(_WORDS['anchor_ends'])}|về)(?!\w))"
)
# "trước ngày diễn ra 02 ngày" · "trước mỗi đợt 05 ngày" · "trước khi tổ chức ít nhất 10 ngày"
_BEFORE_LAST = regex.compile(
    rf"(?<!\w)(?:(?:chậm|muộn|trễ) nhất )?trước"
    rf" (?P<anchor>{_ROUND}|(?:(?:{either(_WORDS['occasions'])})(?!\w)|ngày (?!mùng|mồng|rằm|thứ|chủ)\p{{L}}+)"
    r"[^.,;:()\n\t\d]{0,70}?),?"
    rf" {_AT_LEAST}{_OR_MINUTES}(?! (?:sau|kể|tính|trước))"
)
# "trước 17g00 ngày liền trước của mỗi đợt" · "trong chiều hôm trước ngày hội"
# · "chậm nhất 16 giờ ngày trước buổi hiến máu"
_EVE = regex.compile(
    rf"(?<!\w)(?:(?:trước|(?:chậm|muộn|trễ) nhất(?: là)?|trong)(?: {CLOCKS})?,?(?: (?:buổi )?{PART_OF_DAY})?"
    rf"|{CLOCKS}|(?:buổi )?{PART_OF_DAY}) (?:của )?(?:ngày|hôm) (?:liền |liền kề )?trước(?: liền kề)? (?:của )?"
    rf"(?P<anchor>(?:các|{either(_WORDS['occasions'])})(?!\w)[^.,;:()\n\t]{{0,70}}?)"
    rf"(?= ?[.,;:()\n\t]| ?$| (?:{either([*_WORDS['anchor_ends'], *_WORDS['follows']])})(?!\w))"
)
# "trước 10 ngày đối với đợt II"
_BEFORE_ROUND = regex.compile(rf"(?<!\w)trước {_AT_LEAST}{_LENGTH} (?:đối với|cho|của) (?:các )?(?P<anchor>{_ROUND})")
# "trước ít nhất 05 ngày": of what, the sentence says elsewhere
# "chốt quy mô từng điểm trước 03 ngày." · "báo Ban Tổ chức trước 02 ngày để điều chỉnh"
_BARE_BEFORE = regex.compile(
    rf"(?<!\w)trước (?:(?:{either(_WORDS['at_least'])}) {_LENGTH}|{_LENGTH}(?= ?(?:[.;,)\n\t]|$)| để(?!\w)))"
)
# "trong thời hạn 05 ngày làm việc" · "không quá 07 ngày"; not "tổ chức trong 02 ngày"
_BARE = regex.compile(rf"{_CUE} {_LENGTH}(?! (?:qua|liên tục|liền|đầu|cuối|gần|tới|trước|lễ|nghỉ))")
_LASTS = frozenset(_WORDS["lasts"])
# "thông báo kết quả cho người hiến máu | trong 07 ngày."; not "thông báo trên loa trong 07 ngày"
_ANSWERED = regex.compile(
    rf"(?r)(?<!\w)(?:{either(_WORDS['answers'])})(?!\w)(?:(?!(?<!\w)(?:{either(_WORDS['broadcasts'])})(?!\w))[^.;\n\t]){{0,80}}"
)
_CLAUSE_ENDS = regex.compile(r" ?(?:[.;)\n\t]|,(?! (?:từ|bắt đầu)(?!\w))|$)")
# "chậm nhất 16 giờ ngày 02/7" · "muộn nhất là 9 giờ sáng": an hour of the clock, where nothing says what it counts from
_HOUR_OF_THE_CLOCK = regex.compile(r"(?:chậm|muộn|trễ) nhất(?: là)? [^.;\n]{1,20}? giờ")

_UNITS = {"ngày": "P{}D", "giờ": "PT{}H", "phút": "PT{}M", "tiếng": "PT{}H", "tuần": "P{}W", "tháng": "P{}M"}
_FORMS: tuple[tuple[regex.Pattern[str], Literal["before", "within"]], ...] = (
    (_BEFORE, "before"),
    (_BEFORE_ACT, "before"),
    (_BEFORE_FIRST, "before"),
    (_BEFORE_LAST, "before"),
    (_BEFORE_INSIDE, "before"),
    (_BEFORE_ROUND, "before"),
    (_EVE, "before"),
    (_AFTER, "within"),
    (_ON_CALL, "within"),
    (_FROM_FIRST, "within"),
    (_AFTER_LAST, "within"),
    (_BARE_BEFORE, "before"),
    (_BARE, "within"),
)
"""The fullest first: of two that overlap the first counts."""
_UNIT_WORDS = ("ngày", "giờ", "phút", "tiếng", "tuần", "tháng")
_FROM_NUMBER_TO_UNIT = 140
"""Characters at most between the beginning of a limit and its unit."""


@dataclass(frozen=True, slots=True)
class RelativeLimit:
    """``duration`` in ISO 8601 ("P5D"); ``anchor`` is the stretch that says from what, where one does."""

    start: int
    end: int
    relation: Literal["before", "within"]
    duration: str
    working: bool
    anchor: tuple[int, int] | None


def relative_limits(norm: str) -> list[RelativeLimit]:
    """All limits of a normal text that count from something, in order, not overlapping."""
    kept: list[RelativeLimit] = []
    taken = bytearray(len(norm))
    near = list(stretches(places(norm, _UNIT_WORDS), _FROM_NUMBER_TO_UNIT))
    for pattern, relation in _FORMS:
        for one in _limits(pattern, relation, norm, near):
            if taken.find(1, one.start, one.end) < 0:
                taken[one.start : one.end] = b"\x01" * (one.end - one.start)
                kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def _limits(
    pattern: regex.Pattern[str], relation: Literal["before", "within"], norm: str, near: list[tuple[int, int]]
) -> Iterator[RelativeLimit]:
    for match in (match for start, end in near for match in pattern.finditer(norm, start, end)):
        if pattern is _EVE:
            yield RelativeLimit(match.start(), match.end(), relation, "P1D", False, match.span("anchor"))
            continue
        number = int(match["n"]) if match["n"].isdigit() else _NUMBERS[match["n"]]
        if match["least"] and relation == "before":
            number = min(number, int(match["least"]))  # three days before is the last that is in time
        lasts = pattern is _BARE and match["cue"] in _LASTS and not match["working"] and not _is_answer(norm, match)
        on_the_clock = pattern is _BARE and _HOUR_OF_THE_CLOCK.fullmatch(match[0])
        if number and not lasts and not on_the_clock:
            anchor = match.span("anchor") if "anchor" in match.groupdict() else None
            duration = _UNITS[match["unit"]].format(number)
            yield RelativeLimit(match.start(), match.end(), relation, duration, bool(match["working"]), anchor)


def _is_answer(norm: str, match: regex.Match[str]) -> bool:
    """Whether "trong 07 ngày" closes a clause by which somebody is given something: it says when, not how long."""
    begin = max(norm.rfind("\n", 0, match.start()) + 1, match.start() - _FROM_NUMBER_TO_UNIT)
    return (
        match["cue"] == "trong"
        and match["unit"] != "tháng"
        and _CLAUSE_ENDS.match(norm, match.end()) is not None
        and _ANSWERED.match(norm, begin, match.start()) is not None
    )
