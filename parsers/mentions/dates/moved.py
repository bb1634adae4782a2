"""Days that no longer hold: put off ("lùi từ ngày 05/3 sang ngày 12/3") or called off ("hủy buổi ngày 25/4").

In come the candidates of a text in order, with the words beside them; each that another day takes the place of, or that
is called off, is marked. What only would be moved ("nếu mưa, lùi sang ngày …") holds.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from parsers import regex
from parsers.mentions.dates.candidates import DateCandidate

_PUTS_OFF = r"(?:lùi|dời|rời lịch|hoãn|gia hạn)"
_CHANGES = rf"(?:{_PUTS_OFF}|(?<!chuyển )đổi|chuyển(?! đổi)|điều chỉnh|thay đổi)"
_INSIDE = r"[^.;:\n\t]"
# "Lùi thời gian tổ chức Ngày hội | từ ngày 05/3 | sang | ngày 12/3", "Dời buổi hiến máu | ngày 02/4 | đến | ngày 09/4"
_CHANGE_BEFORE = regex.compile(rf"(?r)(?<!\w){_CHANGES}(?!\w){_INSIDE}{{0,140}}")
_PUT_OFF_BEFORE = regex.compile(rf"(?r)(?<!\w){_PUTS_OFF}(?!\w){_INSIDE}{{0,140}}")
_INTO = regex.compile(r"[^.;:\n\t\d]{0,80}(?<!\w)(?:sang|thành)(?: hết)?[ :]*(?:ngày )?")
_UNTIL = regex.compile(r",? ?(?:đến|tới)(?: hết)?(?: ngày)? ?")
# "đợt hiến máu | ngày 20/3 | tại cụm Đông được chuyển sang | ngày 27/3"
_CHANGE_BETWEEN = regex.compile(
    rf"{_INSIDE}{{0,100}}?(?<!\w){_CHANGES}(?!\w)[^.;:\n\t\d]{{0,40}}(?<!\w)(?:sang|thành|đến|tới|vào|xuống|lên)"
    r"(?: hết)?[ :]*(?:ngày )?"
)
# "sáng ngày 20/6/2026 | (chuyển từ | ngày 13/6)"
_MOVED_FROM = regex.compile(rf"[^.;:()\n\t\d]{{0,40}}\((?:được )?{_CHANGES}(?: lịch| thời gian)? từ (?:ngày )?")
# "đến ngày 08/3 (thay cho hạn | ngày 01/3)"
_IN_PLACE_OF = regex.compile(r"(?r)(?<!\w)thay (?:cho|vì|thế(?: cho)?)(?!\w)[^.;,:()\n\t\d]{0,50}")
# "Hủy buổi hiến máu | ngày 03/5", "không tổ chức hiến máu | ngày 14/02"; not "báo cáo (số đạt, số phải hoãn) về Tỉnh
# đoàn | ngày 05/6", where donors are put off
_CALLS_OFF = regex.compile(
    r"(?r)(?<!\w)(?:hủy|hủy bỏ|(?<!(?:phải|bị|số|người|ca|trường hợp|tỷ lệ) (?:tạm )?)(?:tạm )?hoãn(?! hiến)|tạm dừng"
    r"|không tổ chức|thôi không tổ chức)(?!\w)(?:[^.;:,()\n\t\d]|\([^()\n]*\)){0,100}"
)
# "ngày 18/6/2026 | Viện không bố trí được xe", "| không tổ chức hiến máu"; not "| không tổ chức lễ khai mạc"
_OFF_BEHIND = regex.compile(
    r",?(?: [^\W\d]+){0,6}? không"
    r" (?:(?:tổ chức|tiếp nhận)(?= hiến máu| máu| tiếp nhận| lấy máu| buổi| đợt| ngày hội| ?[.;)\n]|$)"
    r"|bố trí được|lấy máu|diễn ra|làm việc|có (?:buổi|lịch|đợt))(?!\w)"
)
_AFTER = regex.compile(r"(?r)(?<!\w)(?:sau|quá|kể từ) (?:ngày )?")
_IF = regex.compile(r"(?r)(?<!\w)(?:nếu|trường hợp|trong trường hợp|khi)(?!\w)[^.;\n\t]{0,160}")
# "tháng 11/2026, | trường hợp biển động chuyển sang | tháng 12/2026"
_ONLY_IF = regex.compile(r"(?<!\w)(?:nếu|trường hợp|khi)(?!\w)")
_LIMIT = regex.compile(rf"(?r)(?<!\w)(?<!gia )hạn(?!\w){_INSIDE}{{0,140}}")
_FAR_BACK = 170


def mark_moved(candidates: Sequence[DateCandidate], norm: str) -> None:
    """Mark the days that no longer hold, and those in their place."""
    for one, following in itertools.pairwise(candidates):
        if _MOVED_FROM.fullmatch(norm, one.end, following.start):
            one.instead, following.called_off = True, True
        elif _takes_the_place(one, following, norm):
            one.called_off, following.instead = True, True
            if following.relation == "by" and not _LIMIT.match(norm, max(0, one.cue_start - _FAR_BACK), one.cue_start):
                following.relation = "on"  # "dời … ngày 02/4 đến ngày 09/4"
    for one in candidates:
        before = max(0, one.cue_start - _FAR_BACK)
        replaced = _IN_PLACE_OF.match(norm, before, one.cue_start)
        if replaced or _is_called_off(one, norm):
            one.called_off = one.called_off or bool(replaced) or not _is_supposed(one, norm)
        if one.called_off and one.relation == "from":
            one.relation, one.cue, one.cue_start = None, None, one.start


def _is_called_off(one: DateCandidate, norm: str) -> bool:
    """Whether the words beside a day say so; "báo cáo các buổi bị hủy trước ngày 05/6" limits something else."""
    if one.instead or one.relation in ("before", "by"):
        return False
    before = max(0, one.cue_start - _FAR_BACK)
    if _CALLS_OFF.match(norm, before, one.cue_start):
        return True
    return _OFF_BEHIND.match(norm, one.end) is not None and not _AFTER.match(norm, before, one.start)


def _takes_the_place(one: DateCandidate, following: DateCandidate, norm: str) -> bool:
    gap = norm[one.end : following.start]
    before = max(0, one.cue_start - _FAR_BACK)
    moved = (
        _CHANGE_BETWEEN.fullmatch(gap)
        or (_INTO.fullmatch(gap) and _CHANGE_BEFORE.match(norm, before, one.cue_start))
        or (_UNTIL.fullmatch(gap) and _PUT_OFF_BEFORE.match(norm, before, one.cue_start))
    )
    return bool(moved) and not _is_supposed(one, norm) and _ONLY_IF.search(gap) is None


def _is_supposed(one: DateCandidate, norm: str) -> bool:
    return _IF.match(norm, max(0, one.cue_start - _FAR_BACK), one.cue_start) is not None
