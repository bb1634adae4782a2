"""Whether a place in a document looks ahead, or tells of what was."""

from __future__ import annotations

from parsers import regex
from parsers.text import normal
from rules.context import Context

# "I. KẾT QUẢ 6 THÁNG ĐẦU NĂM" · "Đánh giá đợt 1" · "Tình hình thực hiện" · "II. TỒN TẠI, HẠN CHẾ"
_BEHIND = regex.compile(
    r"(?:đánh giá|kết quả|tình hình|thực trạng|tồn tại|hạn chế|khó khăn|thuận lợi|ưu điểm|nguyên nhân|đặc điểm"
    r"|sự cần thiết"
    r"|bối cảnh|khái quát|công tác chỉ đạo|căn cứ|cơ sở pháp lý)(?!\w)"
)
# "III. NHIỆM VỤ 6 THÁNG CUỐI NĂM" · "Phương hướng" · "Một số giải pháp" · "Tổ chức thực hiện"
_AHEAD = regex.compile(
    r"(?<!\w)(?:nhiệm vụ|phương hướng|giải pháp|kế hoạch|kiến nghị|đề xuất|tổ chức thực hiện|dự kiến|mục tiêu|chỉ tiêu"
    r"|thời gian tới|định hướng|kinh phí)(?!\w)"
)
# "so với đợt 1" · "cùng kỳ năm 2023" · "đã tiếp nhận" · "vừa qua" · "rút kinh nghiệm từ đợt 1" · "tiếp nối đợt 1";
# but money
# "đã cấp" and aims "đã đề ra" are of what lies ahead
_RETROSPECT = regex.compile(
    r"(?<!\w)(?:đã(?! (?:được )?(?:cấp|giao|phân bổ|bố trí|duyệt|phê duyệt|đề ra|nêu|đăng ký|ban hành|xây dựng|lập))"
    r"|so với|so sánh|cùng kỳ|cùng dịp|khi đó|năm đó|lúc đó|khi ấy|bấy giờ|như (?:dịp|kỳ|lần|tết|hè|mùa)"
    r"|vừa qua|trước đây|trước đó|rút kinh nghiệm|tiếp nối|kế thừa|phát huy|như đợt"
    r"|hơn đợt|bằng đợt|sau đợt|từ đợt|năm trước|năm ngoái|các năm|những năm|qua các|hằng năm từ|hiện nay|cũ"
    r"|thành công của|phải hoãn|bị hoãn|phải hủy|bị hủy|không tổ chức được)(?!\w)"
)
OTHER_TIME = regex.compile(r"(?<!\w)(?:cùng kỳ|năm trước|năm ngoái|đợt trước|quý trước|tháng trước)(?!\w)")
"""Words for an earlier time, whose figures are not those of the table of a report."""
_LONGEST_TITLE, _LONGEST_HEADING = 160, 60


def looks_back(context: Context, offset: int) -> bool:
    """Whether the part around an offset of the record's text reports: by its headings, else by the document's type."""
    for section in context.headings_at(offset):
        title = normal(section.title)
        longest = _LONGEST_HEADING if section.span.start <= offset < section.span.end else _LONGEST_TITLE
        if len(title) > longest:
            continue  # an item that is a whole sentence
        if _BEHIND.match(title):
            return True
        if _AHEAD.search(title):
            return False
    return context.is_report


def retrospective(sentence: str) -> bool:
    """Whether a sentence, in normal form, speaks of what was or compares with it."""
    return _RETROSPECT.search(sentence) is not None
