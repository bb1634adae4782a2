"""Which numbers of a part that looks ahead are no commitments: conditions, entitlements, comparisons, marks, sizes.

In comes a :class:`NumberContext`; ``commitments`` asks this table before its own.
"""

from __future__ import annotations

from parsers import regex
from parsers.extractors.figures.background import is_background
from parsers.extractors.figures.clues import CONDITION, WORDS, Clue, NumberContext, whole_words
from parsers.text import either, normal

_HELPS = regex.compile(r"(?:hỗ trợ|trợ giúp|giúp đỡ|tặng)(?!\w)")
SENT = regex.compile(r"(?<!\w)(?:cử|bố trí|phân công|điều động|huy động)(?!\w)")
# "cho mỗi buổi từ 150 người đăng ký", "Tập thể (từ 10 người trở lên)"
_MEASURED = regex.compile(
    rf"(?<!\w)(?:{either(WORDS['apart']['for_whom'])}) (?:(?:mỗi|các|những|từng) )?"
    rf"(?:{either(WORDS['apart']['measured'])}) (?:có )?$"
    rf"|(?<!\w)(?:{either(WORDS['apart']['measured'])}) \($"
)
# "nơi có tỷ lệ dưới 30% thì được điều chỉnh": what follows from a number
_RULE = regex.compile(r",? (?:thì|có thể(?! tích)|mới được|được xét(?! nghiệm)|được xem xét|được cộng|sẽ được)(?!\w)")
_MARK_PLACE = regex.compile(r"(?<!\w)(?:bố trí|tổ chức|thành lập|lập|mở|duy trì|xây dựng)(?!\w)")
# "xóa | 04 điểm tập kết", "05 điểm đen": no marks
_PLACES = regex.compile(
    r"điểm (?:tập kết|rác|tồn đọng|ô nhiễm"
    r"|đen|nóng|sạt lở|ngập|giao thông|trường|trực|tiêm|phát|bán|chợ|du lịch|sinh hoạt|công cộng"
    r"|truy cập|xét nghiệm|giám sát|quan trắc|phục vụ|cấp nước|nguy hiểm|mất an toàn)(?!\w)"
)
_ENTITLEMENT = whole_words(WORDS["apart"]["entitlements"])
_EACH_PERSON = regex.compile(r"(?<!\w)mỗi (?:người|cá nhân|đối tượng)[^;]{0,60}(?:nhận|hưởng|tặng|cấp)")
_DIVIDES = regex.compile(r"(?<!\w)(?:chia|phân)(?: ra)?(?: làm| thành)? $")
# "Hội Khuyến học hỗ trợ | 80 hộp sữa": what a body gives all in all
_CONTRIBUTES = regex.compile(
    r"^(?!.*(?<!\w)(?:được|mỗi|mức)(?!\w)).*(?<!\w)hỗ trợ(?: thêm| khoảng)? $"
    # "hỗ trợ mỗi hội | 500 cây giống", "hỗ trợ cấp định danh điện tử cho | 120 lượt người"
    r"|(?<!\w)hỗ trợ (?:mỗi (?:hội|xã|phường|thôn|bản|trường|đơn vị|chi đoàn|chi hội|điểm)"
    r"|(?:cấp|làm|đăng ký|kích hoạt|cài đặt|vận chuyển|đưa đón) [^,;.:\d]{3,40} cho) $",
    regex.S,
)
_OF_BLOOD = regex.compile(r"máu|tổ chức|vận động|hmtn")
_HANDED = regex.compile(r"phấn đấu|được giao|giao chỉ tiêu")
BASIS = regex.compile(r"(?:căn cứ|thực hiện|theo|xét|để|triển khai|tiếp theo)\b")
# "tăng 10% so với năm 2025", "giảm 5% (so với cùng kỳ)"
_ROSE = regex.compile(r"(?:tăng|giảm|cao hơn|thấp hơn)(?: thêm| khoảng)? $")
_MORE = regex.compile(r"(?:cao|thấp|nhiều|ít|lớn) hơn(?!\w)")
# "Số vụ đuối nước giảm | 50% so với giai đoạn trước", "rà soát, giảm | ít nhất 10% …", among the aims
_IS_THE_AIM = regex.compile(
    r"(?:[^\d();]*[^\d(),;]{6,}|(?=[^\d(),;]{6})(?:[^\d();]|(?<=năm )20\d\d)*|[^\d();]*, |[-+*• ]*)giảm(?: thêm)? ?"
    r"|[-+*• ]*(?:tăng|nâng)(?: thêm)? ?"
)
_ROSE_IN_BRACKETS = ("(tăng ", "(giảm ", "(cao hơn ", "(thấp hơn ")
_COMPARED = regex.compile(r"[^;.]{0,24}(?<!\w)(?:so với|cùng kỳ)(?!\w)")
_EARLIER = (
    r"(?:(?:kết quả|thực hiện|số)(?: thực hiện| đạt được)? )?(?:của )?"
    r"(?:cùng kỳ|kỳ trước|năm trước|năm ngoái|năm \d{4})(?!\w)"
)
# "bằng | 120% | so với thực hiện năm 2025"
_AS_MUCH_AS = regex.compile(rf" so với {_EARLIER}")
# "so với thực hiện năm 2025 (| 350 người)"
_EARLIER_IN_BRACKETS = regex.compile(rf"(?<!\w)(?:so với|cùng kỳ) {_EARLIER} ?\((?:là |đạt |có )?$")
# "gửi 01 bản về Hội" is a copy, no village
_COPY = regex.compile(r"(?<!\w)(?:gửi|nộp|in|sao|sao gửi|lập|lập thành|ký|làm thành)(?: \w+)? $")
# what money is spent on, costs or is given is no aim: "kinh phí 45 triệu đồng", "mức 50.000 đồng/người", "trị giá …"
MONEY_SPENT = whole_words(WORDS["apart"]["money"])
_MONEY_AIM = regex.compile(r"(?<!\w)(?:đạt|thu|thu hút|giải ngân|huy động|vận động|ủng hộ|quyên góp)(?: \w+){0,4} $")
# "vận động nguồn lực xã hội hóa | tối thiểu 150 triệu đồng", "vận động nguồn lực trị giá | từ 9 tỷ đồng trở lên"
_RAISED = regex.compile(r"(?<!\w)(?:vận động|huy động|quyên góp|ủng hộ|thu hút)(?!\w)[^,;:.\d]{0,60} $")
_MONEY_REACHED = regex.compile(r"(?<!\w)đạt(?: mức)?[^,;.]{0,20}$")
OBJECTS = frozenset(("people", "staff", "thing", "gift", "members", "noun"))
# "70% phụ nữ mang thai được tầm soát | ít nhất 4 loại bệnh": how well each of them is served
_SERVED = regex.compile(r"\d ?% [^,;.:\d]*(?<!\w)được(?!\w)[^,;.:\d]*$")
# "Thành phần: … Mỗi xã cử | 01 lãnh đạo và 03 tình nguyện viên"
_EACH_SENDS = regex.compile(
    r"(?<!\w)(?:mỗi|từng)(?!\w)[^.;:\d]{1,60}"
    r"(?<!\w)(?:cử|bố trí|huy động|điều động|chọn|lựa chọn|giới thiệu|đề cử)(?!\w)"
)
# "có thể thay đổi khi kho máu xuống | dưới 200 đơn vị": when something happens
_WHEN = regex.compile(
    r"(?<!\w)(?:khi|nếu|trường hợp|nơi nào|đơn vị nào|địa phương nào)(?!\w)[^.;:]{0,60}"
    r"(?<!\w)(?:xuống|còn|chỉ còn|không đủ|chưa đủ|thiếu|vượt|hụt|chưa đạt|không đạt|giảm)(?: còn| đến| quá| xuống)? $"
)
# "Lượng máu dự trữ hiện chỉ còn | 30 đơn vị", "kho đang có | 120 đơn vị máu": what there is
_IN_STOCK = regex.compile(
    r"(?<!\w)(?:(?:hiện|hiện nay|hiện tại|đang|lúc này|tồn kho)(?: \w+){0,2}? (?:còn|có|tồn|dự trữ|lưu trữ|bảo quản)"
    r"|(?:dự trữ|kho máu|lượng máu)(?: [^\W\d]+){0,4} còn)"
    r"(?: khoảng| gần| hơn)? $"
)
# "UBND các xã chưa đạt | 50% kế hoạch rà soát …": who is meant; "chỉ đáp ứng khoảng | 60% nhu cầu"
_FALLS_SHORT = regex.compile(
    r"(?<!\w)(?:chưa|không|mới|chỉ|mới chỉ)(?: đạt| hoàn thành| thực hiện| đáp ứng)(?: được)?(?: khoảng| gần| hơn)? $"
)
# "01 cộng tác viên phụ trách | 80 hộ": how many each one has to look after
_LOOKED_AFTER = regex.compile(
    r"(?:\d|mỗi|từng) [^;.\d]{2,60} (?:phụ trách|quản lý|theo dõi|chăm sóc)(?: không quá| tối đa)? $"
)
# "(chưa tính | 35 người thử việc)"
_LEFT_OUT = regex.compile(r"(?<!\w)(?:(?:chưa|không) (?:bao gồm|tính|kể|gồm)(?: cả| đến)?|trừ|ngoại trừ) $")
LOSSES = whole_words(WORDS["apart"]["losses"])
# "các thôn có trên 200 dân": how big somebody is
_SIZE = regex.compile(r"(?:dân|nhân khẩu|khẩu|hộ|cử tri|học sinh|cán bộ|lao động)(?!\w)")
_HAS = regex.compile(r"(?<!\w)(?:các|những|mỗi|xã|thôn|bản|đơn vị|cơ quan|trường|doanh nghiệp)(?: \w+){0,2} có $")
# "Ít nhất 40% số công ty có | từ 500 lao động trở lên | thành lập …", "Trường có | từ 900 học sinh trở lên | : …"
_WHO_HAS = regex.compile(r"(?<!\w)có(?: quy mô| tổng số| sĩ số| chỉ tiêu| số lượng)?(?: từ \d[\d.]* (?:đến|tới))? $")
_SIZE_AND_UP = regex.compile(r"(?:từ|trên|dưới)(?!\w)|.* trở (?:lên|xuống)$")
_THEN_ACTS = regex.compile(
    r" ?:| (?:phải|cần|có|tổ chức|thành lập|xây dựng|bố trí|cử|lập|xem xét|rà soát|báo cáo|duy trì|chủ động|được|ghép)"
    r"(?!\w)"
    # "… giới thiệu ít nhất 30 người", "nơi có dưới 80 người | đăng ký thì ghép điểm"
    r"| (?:giới thiệu|vận động|huy động|phấn đấu|giao|tiếp nhận|ít nhất|tối thiểu)(?!\w)[^.;]*\d"
    r"|(?: [^\W\d]+){0,4} thì "
)
# "các cụm có tỷ lệ | dưới 50% | phải …", "đơn vị đạt | dưới 80% | báo cáo …"
_WHO_REACHES = regex.compile(
    r"(?<!\w)(?:các|những|đơn vị|địa phương|nơi|xã|phường|thôn|trường|chi đoàn)[^;.:\d]{0,30} (?:có|đạt|hoàn thành)"
    r"(?: (?:tỷ lệ|kết quả|số|mức)[^,;.:\d]{0,24})? $"
)
# "Rà soát các đơn vị đạt | dưới 45% | , tham mưu …": whom work is done with
_LOOKED_AT = regex.compile(
    r"(?<!\w)(?:rà soát|đôn đốc|kiểm tra|nhắc|nhắc nhở|phê bình|kiểm điểm|làm việc với|hỗ trợ|tập trung vào|chấn chỉnh"
    r"|giúp|giúp đỡ|báo cáo|cảnh báo|nêu tên|công khai|xử lý|tập trung|ưu tiên|động viên|thúc)"
    r"(?: (?:với|về|tại|ở|cho))? (?:các|những) (?:đơn vị|địa phương|nơi|xã|phường|thôn|trường|chi đoàn|cơ sở|cụm)"
    r"[^,;.:\d]{0,30} (?:có|đạt|hoàn thành)(?: (?:tỷ lệ|kết quả|số|mức)[^,;.:\d]{0,24})? $"
)
_THEN_OWES = regex.compile(
    r" ?:|(?: [^\W\d]+){0,4}? (?:phải|cần|rà soát|báo cáo|giải trình|có trách nhiệm|khẩn trương|tập trung|chủ động"
    r"|kiểm điểm|xây dựng|tiếp tục)(?!\w)"
)
# "được tính theo mức bình quân | 0,9% dân số", "chỉ tiêu xác định trên cơ sở | 3% dân số"
_RECKONED = regex.compile(
    r"(?<!\w)(?:tính|xác định|quy đổi) (?:theo|trên|bằng|dựa trên)(?: cơ sở)?(?: (?:mức|tỷ lệ|định mức))?"
    r"(?: bình quân)?(?: khoảng)? $"
)
# "vượt 15,5% so với chỉ tiêu | 200 đơn vị"
_COMPARED_PLAN = regex.compile(r"(?<!\w)so với (?:chỉ tiêu|kế hoạch|mục tiêu)(?: \p{L}+){0,4} $")
# "các bản xa | trên 15 km", "điểm cách trung tâm xã | 7 km": how far somebody is
_FAR_OFF = regex.compile(
    r"(?<!\w)(?:xa|cách|cự ly|cự li|bán kính|khoảng cách|quãng đường|trong vòng|phạm vi)(?: [^\W\d]+){0,5} $"
)
# "có thể tăng, giảm | 10% | tùy tình hình", "chênh lệch không quá 5%"
_VARIES = regex.compile(
    r"(?<!\w)(?:tăng(?:,| hoặc|/| hay) ?giảm|tăng giảm|chênh lệch|dao động|sai số)(?: khoảng| trong khoảng)? $"
)


def is_in_stock(s: NumberContext) -> bool:
    """Whether so much blood is there, "đơn vị" alone too; clubs that there are ("hiện có 02 câu lạc bộ") are none."""
    of_blood = s.kind == "blood" or s.mention.quantity.unit == "đơn vị"
    return of_blood and _IN_STOCK.search(s.before) is not None


def _is_entitlement(s: NumberContext) -> bool:
    """Whether the number is what somebody gets; who is sent afterwards ("hỗ trợ …, cử 02 bác sĩ") is not."""
    if s.kind == "money" and _MONEY_REACHED.search(s.before):
        return False  # "Vận động Quỹ hỗ trợ người hiến máu đạt ít nhất 450 triệu đồng"
    if s.kind == "noun" and s.part == "commits" and _HELPS.match(s.sentence.lstrip(" -+*0123456789.)")):
        return False  # "Hỗ trợ sửa chữa 02 nhà" among the aims
    if s.duty and s.kind in ("gift", "thing") and (s.mention.quantity.min or 0) > 1 and _CONTRIBUTES.search(s.before):
        return False
    got = [m.end() for m in _ENTITLEMENT.finditer(s.before)]
    return bool(got) and not any(m.start() >= got[-1] for m in SENT.finditer(s.before))


def _is_mark(s: NumberContext) -> bool:
    unit = normal(s.mention.quantity.unit or "")
    marks = s.kind == "noun" and unit.startswith("điểm") and not _PLACES.match(unit)
    return marks and not _MARK_PLACE.search(s.before)


def _is_basis(s: NumberContext) -> bool:
    opens = s.paragraph.node is None and BASIS.match(s.annotated.view.norm, s.paragraph.content) is not None
    return opens and not s.commits and not _HANDED.search(s.before)


def _is_comparison(s: NumberContext) -> bool:
    number = s.annotated.view.norm[s.mention.start : s.mention.end]
    rose = s.kind == "difference" or _ROSE.search(s.before) is not None or _MORE.match(number) is not None
    in_brackets = s.before.endswith(_ROSE_IN_BRACKETS) and "so với" in number  # "(tăng 6,9% so với chỉ tiêu năm 2025)"
    if s.kind == "share" and s.part == "commits" and _IS_THE_AIM.fullmatch(s.before):
        return False
    if _EARLIER_IN_BRACKETS.search(s.before) or (s.before.endswith("bằng ") and _AS_MUCH_AS.match(s.after)):
        return True
    return in_brackets or (rose and _COMPARED.match(s.after) is not None)


def _is_money_aside(s: NumberContext) -> bool:
    if s.kind != "money":
        return False
    if s.part == "excludes" or s.mention.quantity.per is not None:
        return True
    if _MONEY_REACHED.search(s.before) or ((s.bound or s.part == "commits") and _RAISED.search(s.before)):
        return False
    return MONEY_SPENT.search(s.before) is not None or not _MONEY_AIM.search(s.before)


def _is_size(s: NumberContext) -> bool:
    number = s.annotated.view.norm[s.mention.start : s.mention.end]
    if _WHO_HAS.search(s.before) and _SIZE_AND_UP.match(number) and _THEN_ACTS.match(s.after):
        return s.kind in ("people", "noun", "members", "thing", "body", "blood")
    sized = _SIZE.match(normal(s.mention.quantity.unit or "")) is not None
    return sized and s.bound and s.kind in ("noun", "thing", "body") and _HAS.search(s.before) is not None


def _says_which(s: NumberContext) -> bool:
    """Whether a share says who is meant: "các cụm có tỷ lệ dưới 50% phải rà soát …"."""
    if s.kind != "share":
        return False
    owes = _WHO_REACHES.search(s.before) is not None and _THEN_OWES.match(s.after) is not None
    return owes or (_LOOKED_AT.search(s.before) is not None and s.mention.quantity.comparator != "exactly")


def _is_unticked(s: NumberContext) -> bool:
    p = s.paragraph
    return s.annotated.view.text[p.start : p.end].lstrip(" -+*").startswith(("☐", "□"))


def _is_of_another_part(s: NumberContext) -> bool:
    return s.part == "excludes" and not s.commits_itself and not _EACH_SENDS.search(s.before)


def _falls_short(s: NumberContext) -> bool:
    """Whether a share was not reached; "tỷ lệ máu hủy do không đạt | dưới 2%" is bounded from above."""
    upper = s.mention.quantity.comparator in ("at_most", "less_than")
    return s.kind == "share" and not upper and _FALLS_SHORT.search(s.before) is not None


def _is_loss(s: NumberContext) -> bool:
    """Whether it is what a disaster cost; among the aims "tỷ lệ chết/mắc không quá 0,09%" is to be reached."""
    return LOSSES.search(s.before) is not None and not (s.part == "commits" and s.bound)


def _is_condition(s: NumberContext) -> bool:
    return CONDITION.match(s.before) is not None or _WHEN.search(s.before) is not None


NO_COMMITMENT = (
    Clue("part-of-other-numbers", _is_of_another_part, False),
    Clue("condition", _is_condition, False),
    Clue("background", is_background, False),
    Clue("levels", lambda s: s.levels, False),
    Clue("falls-short", _falls_short, False),
    Clue("says-which", _says_which, False),
    Clue("of-each-served", lambda s: s.kind in OBJECTS and _SERVED.search(s.before) is not None, False),
    Clue("looked-after", lambda s: s.kind in OBJECTS and _LOOKED_AFTER.search(s.before) is not None, False),
    Clue("reckoned", lambda s: s.kind == "share" and _RECKONED.search(s.before) is not None, False),
    Clue("plan-compared-with", lambda s: _COMPARED_PLAN.search(s.before) is not None, False),
    Clue("far-off", lambda s: s.mention.quantity.unit == "km" and _FAR_OFF.search(s.before) is not None, False),
    Clue("varies", lambda s: s.kind == "share" and _VARIES.search(s.before) is not None, False),
    Clue("left-out", lambda s: _LEFT_OUT.search(s.before) is not None, False),
    Clue("entitlement", _is_entitlement, False),
    Clue("what-each-person-gets", lambda s: _EACH_PERSON.search(s.before) is not None, False),
    Clue("rule", lambda s: _RULE.match(s.after) is not None, False),
    Clue("measured-against", lambda s: _MEASURED.search(s.before) is not None, False),
    Clue("mark", _is_mark, False),
    Clue("basis", _is_basis, False),
    Clue("comparison", _is_comparison, False),
    Clue("in-stock", is_in_stock, False),
    Clue("loss", _is_loss, False),
    Clue("size", _is_size, False),
    Clue("box-without-tick", _is_unticked, False),
    Clue("money-spent", _is_money_aside, False),
    Clue("copy", lambda s: s.mention.quantity.unit == "bản" and _COPY.search(s.before) is not None, False),
    Clue("guests", lambda s: "đại biểu" in (s.mention.quantity.unit or ""), False),
    Clue(
        "whose-the-next-number-is",
        lambda s: s.kind == "body" and s.after.lstrip().startswith(":"),
        False,
    ),
    Clue(
        "parts-of-a-whole",
        lambda s: s.kind == "event" and bool(_DIVIDES.search(s.before)) and not _OF_BLOOD.search(s.sentence),
        False,
    ),
)
