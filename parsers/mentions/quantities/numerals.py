"""Numbers that count nothing: names ("Tổ 9", "Đề án 06"), years, section numbers, phones, document numbers."""

from __future__ import annotations

from parsers import regex
from parsers.mentions.dates.patterns import PLACE_NAMED_AFTER_DAY, YEAR
from parsers.mentions.quantities.units import LEXICON, Unit, unit_at
from parsers.text import NormalisedText, either, normal

# "Tổ 9", "Đề án 06", "Đội … số 4", "lần thứ 7", "ĐT: 0912"; not "tổng số 454", "mỗi tổ 03 người", "vũ trang 60"
_NAMED = regex.compile(
    rf"(?r)(?<!\w)(?<!tổng |tỷ |con |mỗi |từng |vũ |thời |dứt )"
    rf"(?<!(?<!khu |cụm )(?=công nghiệp))(?P<word>{either(LEXICON['named']['words'])})"
    r"(?P<mark>[ .:]{1,2})"
)
# what is counted after these stands there as a count, whatever word is before it: "đội hình 40 tình nguyện viên"
_NEVER_NUMBERED = frozenset(("blood", "donors"))
# "lấy | mẫu 05 hộ", "xét nghiệm | mẫu 02 người": samples are taken of so many; "theo mẫu 01" is a form
_SAMPLES = regex.compile(r"(?r)(?<!\w)(?:lấy|thu|xét nghiệm|phân tích|kiểm nghiệm|quan trắc) ")
# "Công an phường | 12 đ/c;", "ĐTN xã | 30 - 35 ĐVTN": so many of a body, where nothing else follows
_OF_BODY = regex.compile(r" ?(?:[,;.)(]|$|\n|đăng ký|tham gia|hiến)")
# "Trung ương2 và | 3": marks of footnotes · "chính quyền địa phương | 02 cấp"
_MARKS = regex.compile(r"(?r)\p{Ll}{2}\d{1,2}(?:,| và) ")
_TIERS = regex.compile(r"(?r)(?<!\w)chính quyền(?: \p{L}+){0,4} ")
_UPPER = regex.compile(r" ?(?:-|đến) ?\d{1,3}(?= )")
_UNIT_WORDS = frozenset(("phường", "xã", "quận"))
_BODY_BEFORE = regex.compile(r"(?r)\p{Lu}\p{L}* |(?:an|tế|đoàn|hội|sự|niên) ")
# "bố trí xe | 45 chỗ"
_SEATS = regex.compile(r" (?:chỗ|ghế)(?!\w)")
_VEHICLE = regex.compile(r"(?r)(?<!\w)(?:xe|ô tô|xe khách)(?: loại)? ")
_LONGEST_OF_UNIT, _LONGEST_IN_NAME = 2, 4  # figures
# "Công đoàn các khu công nghiệp | 300 người": nothing of these is numbered that high
_NUMBERED_LOW = frozenset((
    "phường", "xã", "quận", "công nghiệp", "khu", "khu vực", "khu phố", "phố", "tổ", "tổ dân phố", "thôn", "bản", "ấp",
    "xóm", "buôn", "khối", "nhóm", "vùng", "đội", "trạm", "trường",
))  # fmt: skip
# "tài khoản định danh mức | 2 | cài đặt thêm …", "dịch vụ công mức độ 4", "ở cơ sở 1 của Trung tâm"
# "ở mức 20 thành viên", "mức 95%" count
_LEVEL = regex.compile(r"(?r)(?<!\w)(?:mức|mức độ|cấp độ|bậc|hạng|trình độ|cơ sở|hội trường|kho|bến|quầy) ")
_DAY = regex.compile(r"(?:[12]\d|3[01]|0?[1-9])/(?:1[0-2]|0?[1-9])(?![\d/])")
_SEVERAL = regex.compile(
    r"(?r)(?<!\w)(?:các|những|mỗi|từng) (?:(?:xã|phường|thôn|bản|ấp|khu phố|tổ dân phố|trường), )*"
)
_CREWS = frozenset(("tổ", "đội", "nhóm", "hình"))
_CALLED = frozenset(map(normal, (
    "số", "mã", "tel", "fax", "đt", "điện thoại", "sđt", "zalo", "hotline", "stt", "tt", "iso", "thứ",
)))  # fmt: skip
# "số lượng: 200", "chỉ tiêu 250", "kế hoạch giao 300"
_COUNTED = regex.compile(r"(?r)(?:tổng số|tổng|trong số|số lượng|chỉ tiêu|kế hoạch giao|kế hoạch|mục tiêu) ?:? ")
# "0912.345.678", "02153 812 345", "(0215) 381 2345"
PHONE = regex.compile(r"(?<![\d.,])\(?(?:\+84|0)\d{1,4}\)?(?:[ .-]?\d{2,4}){2,4}(?!\d)")
# "1. ", "2.1. ", "3) ", "1.2 Nội dung"
_SECTION = regex.compile(r"\d{1,2}(?:\.\d{1,2})*\s?(?:[.)/:](?!\d)|[.,]? (?=\p{Lu}))")
_FIGURES = regex.compile(r"\d{1,2} ")
_YEAR = regex.compile(YEAR)
# what follows the figures of a document number or a dotted number: "/KH-BCĐ", "-NQ/TW", "/2024", ".598"
_CODE_TAIL = regex.compile(r"\s?[/-]\s?\p{Lu}{2}|\s?-\s?\p{Lu}\p{L}*/|/\d{4}|\.\d|,\d")


def is_part_of_name(view: NormalisedText, start: int, end: int) -> bool:
    """Whether the words beside the number between ``start`` and ``end`` make it a name, or the mark of a footnote."""
    norm = view.norm
    lo = max(0, start - 24)
    if _is_mark_or_tier(view, start, end) or _is_level(norm, start, end) or _is_day_in_name(norm, start):
        return True
    named = None if _COUNTED.match(norm, lo, start) else _NAMED.match(norm, lo, start)
    if named is None:
        return _SEATS.match(norm, end) is not None and _VEHICLE.match(norm, lo, start) is not None
    if ":" in named["mark"] and named["word"] not in _CALLED:
        return False  # "Thôn: 12 người", "Khối lực lượng vũ trang: 60"
    if _is_too_big(norm[start:end], named["word"]) or _are_samples(norm, named):
        return False  # "Giao xã, phường 11.800 đơn vị"
    counted = unit_at(norm, _range_end(norm, end) + 1)
    return counted is None or view.text.startswith("Điều", named.start()) or _names(view, named, counted)


def _is_mark_or_tier(view: NormalisedText, start: int, end: int) -> bool:
    lo = max(0, start - 24)
    tier = view.norm.startswith(" cấp", end) and _TIERS.match(view.norm, lo, start)
    return bool(tier or _MARKS.match(view.text, lo, start))


def _is_level(norm: str, start: int, end: int) -> bool:
    """Whether one figure says which of several it is, "mức 2", "cơ sở 1", and counts nothing that is known."""
    of_level = end - start == 1 and _LEVEL.match(norm, max(0, start - 14), start)
    return bool(of_level) and norm[end : end + 2].strip() != "%" and unit_at(norm, end + 1) is None


def _is_day_in_name(norm: str, start: int) -> bool:
    """Whether a place is called after a day: "đường 30/4"."""
    return _DAY.match(norm, start) is not None and PLACE_NAMED_AFTER_DAY.match(norm, 0, start) is not None


def _are_samples(norm: str, named: regex.Match[str]) -> bool:
    return named["word"] == "mẫu" and _SAMPLES.match(norm, max(0, named.start() - 16), named.start()) is not None


def _names(view: NormalisedText, named: regex.Match[str], counted: tuple[Unit, int]) -> bool:
    """Whether a word names by a number although it stands before something that is counted."""
    if counted[0].kind in _NEVER_NUMBERED:
        return False
    if _SEVERAL.match(view.norm, max(0, named.start() - 24), named.start()):
        return False  # "các phường 45 đơn vị/tháng", "mỗi xã, phường 02 hội nghị", but "các phường 1, 2, 3"
    if _is_of_body(view, named, counted):
        return False
    crew = named["word"] in _CREWS and view.text[named.start("word")].islower()
    return not (crew and counted[0].kind in ("people", "members", "staff"))


def _is_of_body(view: NormalisedText, named: regex.Match[str], counted: tuple[Unit, int]) -> bool:
    """Whether people are counted behind the unit of a body: "Công an phường | 12 đ/c;"."""
    people = named["word"] in _UNIT_WORDS and counted[0].kind in ("people", "members")
    if not people or not view.text[named.start()].islower():
        return False
    before = _BODY_BEFORE.match(view.text, max(0, named.start() - 24), named.start())
    return before is not None and _OF_BODY.match(view.norm, counted[1]) is not None


def _is_too_big(figures: str, word: str) -> bool:
    """Whether a number is none that wards have, or that anything has whose thousands are parted: "khối 1.200 người"."""
    if word in _NUMBERED_LOW:
        return len(figures.rstrip(" ,.")) > _LONGEST_OF_UNIT
    return not figures.isdigit() and len(figures) > _LONGEST_IN_NAME and word not in _CALLED


def _range_end(norm: str, end: int) -> int:
    """Where a range ends whose first number ends at ``end``: "30 - 35"."""
    upper = _UPPER.match(norm, end)
    return upper.end() if upper else end


def named_before_blank(norm: str, match: regex.Match[str]) -> int | None:
    """Where a number begins that only a blank parts from a name: "đợt 1 200 người", "Thôn 5 120 người"."""
    blank, start = match["a"].find(" "), match.start("a")
    lo = max(0, start - 24)
    if blank < 0 or _COUNTED.match(norm, lo, start) or not _NAMED.match(norm, lo, start):
        return None
    return start + blank + 1


def is_year(text: str) -> bool:
    return _YEAR.fullmatch(text) is not None


def is_section(view: NormalisedText, start: int) -> bool:
    """Whether a number at ``start`` is the numbering of its paragraph."""
    if start and view.norm[start - 1] != "\n":
        return False
    figures = _FIGURES.match(view.norm, start)
    unit = unit_at(view.norm, figures.end()) if figures else None
    if figures and unit and (figures[0][0] == "0" or view.text[figures.end() : unit[1]].isupper()):
        return False  # "01 Câu lạc bộ", "25 ĐVTN" count, "1 Nội dung" is a heading
    return bool(_SECTION.match(view.text, start))


def goes_on_as_code(view: NormalisedText, end: int) -> bool:
    """Whether what follows ``end`` makes the figures before it part of a document number or a dotted number."""
    return bool(_CODE_TAIL.match(view.text, end))
