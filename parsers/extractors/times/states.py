"""Dates that tell how things are: the state of a day, what a stretch covers or needs, which bodies are meant.

In comes a date with its words (:class:`DateSetting`), out goes whether it tells; nobody is bound by it then.
"""

from __future__ import annotations

from parsers import regex
from parsers.extractors.obligations.subjects import subject_of
from parsers.extractors.times.columns import head_of, is_head
from parsers.extractors.times.setting import DateSetting
from parsers.lexicon import load
from parsers.mentions.dates.patterns import QUARTER
from parsers.records import DateRole
from parsers.text import either

_WORDS = load("dates")["roles"]

# "6 tháng đầu năm | trước ngày …" · "quý I/2026 | (chậm nhất …"
_THEN_LIMIT = regex.compile(r"[ (:,]*(?:gửi |nộp |là )*(?:trước|(?:chậm|muộn|trễ) nhất|hạn chót)(?!\w)")
# "Nhiệm vụ trọng tâm | quý IV năm 2026" · "lịch tiếp nhận quý III, | quý IV" · "nhu cầu máu | tháng 10"
_PAPER_OF = regex.compile(
    rf"(?r)(?<!\w)(?:{either(_WORDS['papers_of'])})(?: (?!trong|vào|từ|đến|đợt|buổi|tổ|dự)\p{{L}}+,?){{0,5}} "
    rf"(?:(?:quý|tháng) (?:{QUARTER}|\d{{1,2}})(?:/\d{{4}})?(?:,| và) )*"
)
# "Trong quý III, | toàn tỉnh cần tối thiểu 2.900 đơn vị" · "quý IV | cần 3.300 đơn vị"
_NEEDS = regex.compile(
    r",? (?:[^.;:,\n\t\d]{2,40}? )?(?:cần|cần có|nhu cầu)"
    r"(?: (?:tối thiểu|ít nhất|khoảng|gần|trên|từ|thêm|huy động|tiếp nhận)){0,2} \d"
)
# the state of things on a day: "tính đến " · "số liệu đến " · "đến " before a report's day
_AS_OF = regex.compile(r"(?:tính|cập nhật|số liệu|tại thời điểm|thời điểm|đến thời điểm)(?!\w)|đến ?$")
# "lượng máu giảm 22% so với | tháng 01"
_COMPARED_WITH = regex.compile(r"(?r)(?<!\w)so (?:với )?(?:cùng kỳ )?")
# "tránh dồn vào | quý IV" · "ca nặng thường dồn | vào các tháng 7, 8, 9"
_AVOIDS = regex.compile(
    r"(?r)(?<!\w)(?:tránh|không|hạn chế|giảm) (?:dồn|tập trung|để dồn|dồn dập)(?: [^\W\d]+){0,4} "
    r"|(?<!\w)dồn (?:vào |về |trong )?(?:các )?(?:tháng )?(?:\d{1,2}(?:, (?:và )?| và ))*"
)
# "đối với các điểm | trong tháng 5", "đối với các điểm trong tháng 5, | tháng 6": which are meant
_WHICH_ONES = regex.compile(
    r"(?r)(?<!\w)(?:đối với|cho|của)(?: các| những| từng)? (?:điểm|đợt|buổi|lịch|ngày hội|sự kiện|chương trình)"
    r"[^.;:\n\t\d]{0,40}?(?:(?:trong |vào )?(?:tháng|quý) [\divx]{1,4},? (?:và )?)*"
)
# "LỊCH TIẾP NHẬN MÁU | THÁNG 4"
_LIST_TITLE = regex.compile(r"(?:lịch|lich|danh sách|bảng|biểu)(?!\w)")
# "số trẻ lấy theo dữ liệu | ngày 31/8"
_TAKEN_FROM = regex.compile(
    r"(?r)(?<!\w)(?:theo|tính theo|lấy từ) (?:báo cáo|danh sách|dữ liệu|số liệu|thống kê)(?!\w)[^.;,:\n\t]{0,30} "
)
# the stretch that a report covers: "số liệu tính từ "
_COVERS = regex.compile(rf"(?r)(?<!\w)(?:{either(_WORDS['covers'])})(?!\w)[^.;\n\t]{{0,40}}")
# "Kỳ số liệu", "Kỳ báo cáo" over a column: the stretch of each row
_HEAD_COVERS = regex.compile(r"(?:kỳ|thời kỳ|giai đoạn|số liệu)(?!\w)(?!.*(?<!\w)(?:hạn|nộp|gửi)(?!\w))")
_TO_NOW = regex.compile(r"đến (?:nay|thời điểm|hiện nay)")
# "tình hình thiệt hại | đến sáng ngày …"
_STATE = regex.compile(
    r"(?r)(?<!\w)(?<!(?:cập nhật|gửi|nộp|công bố|niêm yết|nhập|thông báo|trả|chốt) (?:xong |toàn bộ )?)"
    r"(?:tình hình|thiệt hại|kết quả|số liệu|theo (?:báo cáo|thống kê|dữ liệu))(?!\w)[^.;:\n\t]{0,90}"
)
# "Giấy xác nhận có giá trị | đến hết ngày …"
_VALID = regex.compile(r"(?r)(?<!\w)(?:giá trị|hiệu lực|hạn sử dụng|còn hạn)(?!\w)[^.;:\n\t]{0,40}")
# "Cư trú trên địa bàn | trước ngày …", "trẻ sinh | trước ngày …"
_OF_WHOM = regex.compile(
    r"(?r)(?<!\w)(?:(?<!(?:đăng ký|quản lý|khai báo|xác nhận|giải quyết|cấp|làm) )"
    r"(?:cư trú|thường trú|tạm trú|hộ khẩu|sinh sống)(?!\w)[^.;:,\n\t]{0,40}"
    r"|(?:trẻ(?: em)?|người|công dân|thanh niên|nam|nữ|học sinh|trường hợp)(?: được)? sinh ?)"
)
# "Đến ngày …, | toàn tỉnh ghi nhận …" · "từ ngày 17 đến ngày 20, tỉnh | đang phải hứng chịu" · "lượng máu dự trữ còn …"
_TELLS = regex.compile(
    r",? [^.;:\n\t]{0,60}?(?<!\w)"
    r"(?:đã|đang|ghi nhận|xảy ra|hứng chịu|(?:chỉ|hiện) còn|hiện có|mới (?:có|đạt|được|gửi|nộp|báo cáo|triển khai)"
    r"|(?:dự trữ|tồn kho|kho máu|lượng máu)(?: [^\W\d]+){0,4} còn)(?!\w)"
)
# "trong quý IV/2025 | vẫn còn 37 hồ sơ trễ hạn", "quý I | mới đạt 61,4%"
_STANDS = regex.compile(
    r",? (?:[^.;:,\n\t\d]{2,40}? )?(?:vẫn còn|còn|mới chỉ|mới|chỉ|đã) (?:có |đạt )?(?:gần |hơn )?\d"
)
# "quý III| : 2.200 đơn vị máu" · "Quý I | tiếp nhận 2.940 đơn vị máu"
_COUNTS = regex.compile(
    r" ?:? ?(?:tiếp nhận |đạt |vận động |thu được )?(?:được )?(?:(?:từ|khoảng|trên|ít nhất|tối thiểu) )?"
    r"\d[\d.]*(?![\d/]| ?(?:%|đợt|buổi|sự kiện|lần))"
)


def _narrates(at: DateSetting) -> bool:
    """Whether the sentence tells what is: "Đến 12 giờ ngày …, toàn tỉnh ghi nhận …"."""
    return not at.charged and _TELLS.match(at.norm, at.mention.end, at.paragraph.end) is not None


def tells_state(at: DateSetting) -> bool:
    """Whether "đến ngày …" says how things were then: in a look back, behind a state, before what tells of one.

    "Cập nhật kết quả lên phần mềm hết ngày 15/4" is work with its limit.
    """
    state = at.cue.strip() != "hết" and at.behind(_STATE)
    return not at.ahead or state or at.behind(_VALID) or _narrates(at) or _lies_back(at)


def says_who_is_meant(at: DateSetting) -> bool:
    """ "Cư trú trên địa bàn trước ngày 01/5/2025": what somebody has to be, not what somebody has to do."""
    return not at.charged and at.behind(_OF_WHOM)


def _lies_back(at: DateSetting) -> bool:
    """ "Số lao động có mặt đến 20/8", "Đến hết 22/8 tiếp nhận 497 đơn vị" in a paper of 28/8: how things were."""
    issued = at.annotated.header.issued_date
    day = issued.value.first if issued and issued.value else None
    return (
        at.cue.strip() in ("đến", "đến hết", "tới", "tới hết")
        and not at.charged
        and day is not None
        and (at.value.last or day) < day
    )


def heads_a_column(at: DateSetting) -> DateRole | None:
    """ "Số người có mặt đến 20/8", "Ngày tiêm (tháng 10/2026)" over the cells of a column."""
    alone = at.mention.cue_start == at.paragraph.content and at.mention.end == at.paragraph.end
    says = at.mention.relation in ("by", "within") or at.coarse
    return "period" if says and not alone and is_head(at.annotated, at.paragraph) else None


def covers_a_period(at: DateSetting) -> bool:
    words, relation = at.norm[at.mention.start : at.mention.end], at.mention.relation
    if not at.ahead or _TO_NOW.search(words) or at.behind(_COVERS) or _narrates(at):
        return True
    if _HEAD_COVERS.match(head_of(at.annotated, at.paragraph)):
        return True
    return "tháng đầu" in words or "tháng cuối" in words or (relation is None and "X" in at.edtf)


def covered(at: DateSetting) -> DateRole | None:
    """What a report covers, or figures count: "báo cáo 6 tháng đầu năm trước ngày …", "(quý III: 2.200 đơn vị máu)"."""
    bare = at.coarse and at.mention.relation in (None, "within")
    if bare and (_NEEDS.match(at.norm, at.mention.end) or _STANDS.match(at.norm, at.mention.end)):
        return "period"
    if at.is_day or at.mention.relation is not None:
        return None
    if _THEN_LIMIT.match(at.norm, at.mention.end):
        return "period"
    if at.coarse and not at.finishes and at.behind(_PAPER_OF):
        return "period"
    counts = at.coarse and _COUNTS.match(at.norm, at.mention.end) is not None
    return "period" if counts and not (at.paragraph.opens and at.mention.start - at.paragraph.content < 4) else None


def as_of(at: DateSetting) -> DateRole | None:
    if at.coarse and (at.behind(_COMPARED_WITH) or at.behind(_AVOIDS)):
        return "period"
    return "period" if _AS_OF.match(at.cue) or (at.is_day and at.behind(_TAKEN_FROM)) else None


def titles_a_schedule(at: DateSetting) -> DateRole | None:
    """ "A. LỊCH TIẾP NHẬN MÁU THÁNG 4" over its rows."""
    node = at.paragraph.node
    titles = at.coarse and at.paragraph.opens and node and _LIST_TITLE.match(at.norm, at.paragraph.content)
    return "period" if titles and at.paragraph.end - at.mention.end < 3 else None


def of_what_is_held(at: DateSetting) -> DateRole | None:
    return "period" if at.coarse and at.behind(_WHICH_ONES, 120) else None


def tells_which(at: DateSetting) -> DateRole | None:
    """ "Các xã chưa tổ chức trong quý I | rà soát …": which bodies are meant."""
    subject = subject_of(at.annotated.view, at.paragraph.content, at.paragraph.end, at.paragraph.end)
    return "period" if subject and subject[0][-1].end <= at.mention.cue_start < subject[1] else None
