"""Days on which something is handed in: "báo cáo Trưởng Ban vào ngày 30/6", "nộp Phòng Văn hóa - Xã hội ngày 14/4"."""

from __future__ import annotations

from parsers import regex
from parsers.extractors.times.setting import DateSetting
from parsers.records import DateRole

# "tổng hợp báo cáo Trưởng Ban Chỉ đạo | vào ngày 30/6": when it is handed in, where nothing is held
# · "chốt số liệu đăng ký và gửi Hội Chữ thập đỏ tỉnh | vào ngày 18/4"
_REPORTS_ON = regex.compile(
    r"(?r)(?<!\w)(?:báo cáo|gửi(?: lại)? (?:báo cáo|danh sách|kết quả|số liệu|lịch|phiếu)|nộp|trả lời|bàn giao"
    r"|thông báo (?:lại|cho|đến|kết quả|lịch)|(?:thanh )?quyết toán|thanh toán"
    r"|(?:chốt|tổng hợp|lập)(?: [^\W\d]+){1,8},? (?:và |rồi )?gửi)(?!\w)"
    r"(?:(?!(?<!\w)(?:hội nghị|họp|buổi|đợt|ngày hội|lễ|chương trình|mời|tổ chức)(?!\w))[^.;:,\n\t]){0,80}"
)
# "lập danh sách nộp Phòng Văn hóa - Xã hội | ngày 14/4/2026": with no word before the day
_HANDED_ON = regex.compile(
    r"(?r)(?<!\w)(?:nộp(?: về| cho)?|gửi về|gửi lại|nộp lại|báo cáo(?: kết quả)?(?: với| về)?)"
    r" \p{Lu}[^.;:,\n\t\d]{3,60}"
)
# "Đ/c Loan tổng hợp danh sách, ngày 22/4/2026 | gửi bệnh viện"
# "ngày 20/5/2027 | chốt số và ký nộp về Công an phường"
_THEN_HANDS = regex.compile(
    r",? (?:phải )?(?:(?:chốt|tổng hợp|lập danh sách|ký)(?: [^\W\d]+){0,4} )?"
    r"(?:gửi|nộp|trình|báo cáo|chuyển)(?!\w)(?! (?:đi|vào))"
)
# "danh sách gian hàng chốt | hôm 15/01/2027"
_SETTLED_ON = regex.compile(r"(?r)(?<!\w)chốt(?: danh sách| số liệu| sổ)?(?: vào)?(?: hôm)? ")


def day_of_hand_in(at: DateSetting) -> DateRole | None:
    """Such a day is due, where it lies ahead and nothing is held on it."""
    if not at.is_day or not at.ahead:
        return None
    handed = (
        at.mention.relation is None and at.bound and (_is_handed_on(at) or _THEN_HANDS.match(at.norm, at.mention.end))
    )
    if at.mention.relation in (None, "on") and at.behind(_SETTLED_ON, 30):
        return "due"
    return "due" if handed or (at.mention.relation == "on" and at.behind(_REPORTS_ON, 110)) else None


def _is_handed_on(at: DateSetting) -> bool:
    text = at.annotated.view.text
    return _HANDED_ON.match(text, max(at.before, at.mention.cue_start - 80), at.mention.cue_start) is not None
