"""How a line of an official document begins and ends: what starts a paragraph, and what cannot end one.

The parts of a document and their order follow Nghị định 30/2020/NĐ-CP, Phụ lục I; all functions take ``Line.plain``.
"""

from __future__ import annotations

import re

# "- Sở Y tế;", "– Lập danh sách", "+ Đợt 1", "• Tuyên truyền", "* Lưu ý", "o Trạm Y tế"
_BULLET = re.compile(r"(?![-–—−+]\d)(?:[-–—−+•●▪■◦✓➢§·]\s*|\*\s+|o\s+(?=[A-ZĐÀ-Ỹ]))(?=\S)")
_DASH = re.compile(r"[-–—−]\s")
# "1. Mục đích", "1.1. Về dữ liệu", "2.1 Chỉ tiêu", "3) Kinh phí", "(1) Sở Y tế"
_DECIMAL = re.compile(r"\(?(\d{1,2}(?:\.\d{1,2})*)(?:[.)]|(?<=\.\d)|(?<=\.\d\d))(?:\s|$)")
# "a) Nhiệm vụ", "đ) Tham mưu", "b. Yêu cầu"
_LETTER = re.compile(r"([a-zđ])(?:\)|\.(?=\s))\s*")
# "I. MỤC ĐÍCH", "IV.2. Kinh phí", "II- NỘI DUNG", "A. PHẦN CHUNG"
_ROMAN = re.compile(r"([IVX]{1,5}|[A-H])(?:\.\d{1,2})*(?:[.)/]|\s?[-–])\s")
# "Điều 5. Tổ chức thực hiện", "Chương II", "Phần thứ nhất", "PHỤ LỤC I", "Phụ lục 2: Phân bổ chỉ tiêu"
_UNIT = re.compile(
    r"(?:Điều\s+\d+[.:]|ĐIỀU\s+\d+|(?:Chương|CHƯƠNG|PHẦN|MỤC|TIỂU MỤC)\s+[IVXL\d]+\b(?!/)"
    r"|Phần\s+(?:thứ\s+\w+|[IVX]+)\s*(?:$|[.:])|Mục\s+\d+[.:]|PHỤ\s+LỤC\b|Phụ\s+lục(?:\s+(?:số\s+)?[IVX\d]+)?\s*(?:$|[:.(]))"
)
# "[1] Nghị quyết số …": the notes at the end of a scraped page
_NOTE = re.compile(r"\[\d{1,3}\](?:\s|$)")
_NUMBERED = re.compile("|".join(p.pattern for p in (_DECIMAL, _LETTER, _ROMAN, _UNIT, _NOTE)))
_ITEM = re.compile(f"{_BULLET.pattern}|{_NUMBERED.pattern}")
_NUMBER_ONLY = re.compile(r"(?:\(?\d{1,2}(?:\.\d{1,2})*[.)]?|[a-zđ]\)|[IVXL]{1,6}\.|\[\d{1,3}\]|Điều\s+\d+\.?|[-–+•*])")

_TYPES = (
    "NGHỊ QUYẾT", "QUYẾT ĐỊNH", "CHỈ THỊ", "QUY CHẾ", "QUY ĐỊNH", "THÔNG CÁO", "THÔNG BÁO", "HƯỚNG DẪN", "CHƯƠNG TRÌNH",
    "KẾ HOẠCH", "PHƯƠNG ÁN", "ĐỀ ÁN", "DỰ ÁN", "BÁO CÁO", "BIÊN BẢN", "TỜ TRÌNH", "HỢP ĐỒNG", "CÔNG ĐIỆN", "GIẤY MỜI",
    "GIẤY GIỚI THIỆU", "PHIẾU GỬI", "PHIẾU CHUYỂN", "THƯ KÊU GỌI", "THƯ NGỎ", "CÔNG VĂN",
)  # fmt: skip
# "KẾ HOẠCH", "BÁO CÁO:", "QUYẾT ĐỊNH:"
_TYPE_LINE = re.compile(r"(?:" + "|".join(_TYPES) + r")\s*:?")

# "TM. BAN CHỈ ĐẠO", "KT. CHỦ TỊCH", "T/M ĐẢNG ỦY", "TUQ. GIÁM ĐỐC", "Q. TRƯỞNG PHÒNG", "TM.UBND"
_AUTHORITY = re.compile(r"(?:(?:TM|KT|TL|TUQ|Q)\s?[.,]|T/M|K/T|T/L)\s*(?=[A-ZĐÀ-Ỹ]{2})")
# "TRƯỞNG BAN", "PHÓ CHỦ TỊCH UBND PHƯỜNG", "GIÁM ĐỐC", "CHÁNH VĂN PHÒNG", "NGƯỜI LẬP BIỂU"
_POSITION = re.compile(
    r"(?:PHÓ\s+|QUYỀN\s+|Q\.\s*)?(?:CHỦ TỊCH|TRƯỞNG BAN|TRƯỞNG PHÒNG|TRƯỞNG TRẠM|TRƯỞNG KHOA|TRƯỞNG ĐOÀN|GIÁM ĐỐC|"
    r"TỔNG GIÁM ĐỐC|BÍ THƯ|CHÁNH VĂN PHÒNG|CHÁNH THANH TRA|CHÁNH ÁN|CỤC TRƯỞNG|CHI CỤC TRƯỞNG|VỤ TRƯỞNG|HIỆU TRƯỞNG|"
    r"VIỆN TRƯỞNG|CHỦ NHIỆM|BỘ TRƯỞNG|THỨ TRƯỞNG|CHỈ HUY TRƯỞNG|ĐỘI TRƯỞNG|TỔ TRƯỞNG|THƯ KÝ|ỦY VIÊN|"
    r"UỶ VIÊN|NGƯỜI LẬP)\b"
)
# "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Số: /KH-BCĐ", "Nơi nhận:", "Kính gửi: …"
_HEAD = re.compile(
    r"CỘNG\s+H(?:ÒA|OÀ)\b|Độc\s+lập\s*[-–]|ĐẢNG CỘNG SẢN VIỆT NAM$|Số\s*:|Nơi nhận\s*:?|Kính gửi\s*:?|V/v\b"
    r"|(?:DỰ THẢO|HỎA TỐC|THƯỢNG KHẨN|KHẨN|MẬT|TỐI MẬT)$"
)
# "Vĩnh An, ngày tháng 3 năm 2026", "Bến Sậy, ngày 14 tháng 01 năm 2026"
_PLACE_DATE = re.compile(r"[^,.;:()]{2,40},\s*ngày\b.{0,25}\btháng\b.{0,15}\bnăm\b[\s.…_\d]*")
# "Số: 12/KH-BCĐ", "Số /KH-UBND"
_NUMBER_LINE = re.compile(r"Số\s*:?\s*[\d.…_]*\s*(?:[-/]\s?[A-ZĐ][A-ZĐ\d&]*)+\.?")
# names of bodies as they stand in the left cell of a letterhead
_ORGAN = re.compile(
    r"(?:ỦY BAN|UỶ BAN|UBND|HỘI|BAN|SỞ|BỘ|TỈNH|THÀNH PHỐ|TP\.?|HUYỆN|QUẬN|THỊ XÃ|PHƯỜNG|XÃ|THỊ TRẤN|ĐẶC KHU|TRUNG TÂM|"
    r"TRẠM|BỆNH VIỆN|PHÒNG|CHI CỤC|CỤC|TRƯỜNG|ĐẢNG|ĐOÀN|MẶT TRẬN|CÔNG AN|CÔNG ĐOÀN|LIÊN ĐOÀN|VĂN PHÒNG)\b"
)
_ATTACHMENT = re.compile(r"\(\s*(?:Kèm|Ban hành kèm|Đính kèm|Có|Theo)\b", re.IGNORECASE)

# phrases whose words belong together, broken where a line ends
_PHRASES = tuple(
    tuple(phrase.split())
    for phrase in (
        "cộng hòa xã hội chủ nghĩa việt nam", "cộng hoà xã hội chủ nghĩa việt nam", "độc lập - tự do - hạnh phúc",
        "ủy ban nhân dân", "uỷ ban nhân dân", "hội đồng nhân dân", "ban chỉ đạo", "hội chữ thập đỏ", "tổ quốc việt nam",
        "mục đích, yêu cầu", "mục đích yêu cầu", "tổ chức thực hiện", "hiến máu tình nguyện", "vận động hiến máu",
        "mặt trận tổ quốc việt nam", "đảng cộng sản việt nam", "văn hóa - xã hội", "kinh tế - xã hội",
        "văn hoá - xã hội",
        "huyết học - truyền máu", "kinh tế - hạ tầng", "kinh tế - kỹ thuật", "văn hóa - thể thao", "văn hoá - thể thao",
        "văn hóa - thông tin", "lao động - thương binh", "thương binh và xã hội", "an ninh - quốc phòng",
        "chính trị - xã hội", "tài chính - kế hoạch", "giáo dục - đào tạo", "thanh niên cộng sản hồ chí minh",
        "cộng sản hồ chí minh", "hồ chí minh",
    )
)  # fmt: skip
# last word of a line → (words that end the line, words that must follow)
_BROKEN_AT: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
for _phrase in _PHRASES:
    for _cut in range(1, len(_phrase)):
        _BROKEN_AT.setdefault(_phrase[_cut - 1], []).append((_phrase[:_cut], _phrase[_cut:]))

# "… của", "… phối hợp với", "Kế hoạch số": words that no paragraph ends with
_OPEN_ENDINGS = frozenset(
    ["và", "của", "cho", "với", "các", "những", "về", "để", "tại", "bởi", "hoặc", "nhằm", "mỗi", "mọi"]
)
_OPEN_PAIRS = (" căn cứ", " thuộc", "quyết định số", "kế hoạch số", "công văn số", "nghị quyết số")


# "trước ngày 15 tháng", "theo quy định tại khoản": a number follows
_TAKES_NUMBER = re.compile(
    r".*\b(?:tháng|ngày|năm|quý|số|khoản|điểm|điều|từ|đến|trên|dưới|khoảng|hơn|gần|đủ|nhất|tối thiểu)", re.IGNORECASE
)
# "Trên đây là Kế hoạch …", "Lưu ý: …": paragraphs that carry no number
_OPENING = re.compile(
    r"Trên đây là|Lưu ý|Ghi chú|Căn cứ|Trong quá trình|Thực hiện (?:Kế hoạch|Công văn|Quyết định)|Đề nghị"
)


def is_bullet(plain: str) -> bool:
    return bool(_BULLET.match(plain))


def is_dash(plain: str) -> bool:
    return bool(_DASH.match(plain))


def is_numbered(plain: str) -> bool:
    return bool(_NUMBERED.match(plain))


def is_unit(plain: str) -> bool:
    """Điều, Chương, Phần, Mục or Phụ lục."""
    return bool(_UNIT.match(plain))


def starts_item(plain: str) -> bool:
    return bool(_ITEM.match(plain))


def ordinal(plain: str) -> tuple[str, int] | None:
    """Kind of numbering and the last number of a numbered line: "2.1. …" is ("2.", 1), "đ) …" is ("a", 5)."""
    if match := _DECIMAL.match(plain):
        *parents, last = match[1].split(".")
        return ".".join([*parents, ""]), int(last)
    if match := _LETTER.match(plain):
        return ("a", "abcdđeghiklmnopqrstuvxy".find(match[1]) + 1)
    if match := _ROMAN.match(plain):
        values = {"I": 1, "V": 5, "X": 10}
        digits = [values.get(c, 0) for c in match[1]]
        return "I", sum(-d if i + 1 < len(digits) and digits[i + 1] > d else d for i, d in enumerate(digits))
    return None


def is_number_alone(plain: str) -> bool:
    """ "3.", "2.10.", "a)" or "-" with nothing behind it: its text stands on the next line."""
    return bool(_NUMBER_ONLY.fullmatch(plain)) and not plain.isdigit()


def is_type_line(plain: str) -> bool:
    return bool(_TYPE_LINE.fullmatch(plain))


def is_signature(plain: str) -> bool:
    """An authority or a position in capitals, as above the name of a signer."""
    return bool(_AUTHORITY.match(plain) or _POSITION.match(plain)) and is_capitals(plain)


def is_head_line(plain: str) -> bool:
    """National title, number line, place and date, "Nơi nhận", "Kính gửi"."""
    return bool(_HEAD.match(plain) or _PLACE_DATE.fullmatch(plain) or _NUMBER_LINE.fullmatch(plain))


def is_whole_head_line(plain: str) -> bool:
    """As ``is_head_line``, of lines that end where they end: no "V/v", no "Kính gửi"."""
    return is_head_line(plain) and not plain.startswith(("V/v", "Kính gửi"))


def is_place_date(plain: str) -> bool:
    return bool(_PLACE_DATE.fullmatch(plain))


def is_organ(plain: str) -> bool:
    return bool(_ORGAN.match(plain)) and is_capitals(plain)


def is_attachment(plain: str) -> bool:
    """ "(Kèm theo Kế hoạch số …", "(Có biểu phân bổ kèm theo)" """
    return bool(_ATTACHMENT.match(plain))


def is_name(plain: str) -> bool:
    """Two to six capitalised syllables and nothing else, as a person's name below a signature."""
    words = plain.split()
    return 2 <= len(words) <= 6 and all(w.isalpha() and w.istitle() for w in words)


def is_capitals(plain: str) -> bool:
    letters = [c for c in plain if c.isalpha()]
    return len(letters) >= 3 and sum(c.isupper() for c in letters) >= 0.9 * len(letters)


def starts_low(plain: str) -> bool:
    """Begins as the middle of a sentence does."""
    return bool(plain) and plain.lstrip("“\"'(‘")[:1].islower() and not starts_item(plain)


def is_finished(plain: str) -> bool:
    """Ends as a sentence or an item of a list does."""
    core = plain.rstrip(" )]”\"'’»*")
    if core != plain and plain.rstrip(" ”\"'’»*")[-1:] in ")]":
        return core[-1:] in ".;" and plain[-1:] not in ")]"
    return core[-1:] in tuple(".;:!?…") or core.endswith("./")


def leaves_open(plain: str) -> bool:
    """Ends in a comma, a dash, an open bracket or a word that needs another."""
    if is_finished(plain):
        return False
    if plain[-1:] in ",([“&/" or (plain[-1:] in "-–" and len(plain) > 1):
        return True
    folded = plain.casefold()
    return folded.rpartition(" ")[2] in _OPEN_ENDINGS or folded.endswith(_OPEN_PAIRS)


def takes_number(plain: str) -> bool:
    """Ends in a word that a number must follow, so that the next line does not begin with its ordinal."""
    return bool(_TAKES_NUMBER.fullmatch(plain[-20:]))


def opens_paragraph(plain: str) -> bool:
    """Begins as paragraphs without a number do."""
    return bool(_OPENING.match(plain))


def crosses_phrase(before: str, after: str) -> bool:
    """True where a fixed phrase begins at the end of one line and goes on in the next."""
    left = tuple(w.lstrip("“\"'(") for w in before.casefold().replace("–", "-").split()[-8:])
    if not left or left[-1] not in _BROKEN_AT:
        return False
    right = [w.rstrip(",.;:”\")'") for w in after.casefold().replace("–", "-").split()[:8]]
    for head, tail in _BROKEN_AT[left[-1]]:
        if left[-len(head) :] == head and right[: len(tail)] == [w.rstrip(",") for w in tail]:
            return True
    return False
