"""The form of an official document: what its lines begin with, what they are, and where they cannot end.

What comes in is a line: as it stands for the functions (``plain``: composed letters, single blanks), in its normal form
(:func:`parsers.text.normal`) for the patterns in capitals. What goes out says what the line is. The readers ask where
paragraphs begin, the layout asks which part of the form a paragraph is; both know the form from here and from
``lexicon/letterhead.toml`` and ``types.toml``. Parts and their order: Nghị định 30/2020/NĐ-CP, Phụ lục I.

>>> type_of_line("KẾ HOẠCH"), is_head_line("Số: /KH-BCĐ"), is_signature("KT. CHỦ TỊCH"), starts_item("đ) Tham mưu")
('KẾ HOẠCH', True, True, True)
"""

from __future__ import annotations

import functools
import re

from parsers import regex
from parsers.lexicon import TYPE_NAMES, load
from parsers.text import either, fold, folded, folded_in_place, normal

# "- Sở Y tế;", "– Lập danh sách", "+ Đợt 1", "• Tuyên truyền", "* Lưu ý", "o Trạm Y tế"
_BULLET = re.compile(r"(?![-–—−+]\d)(?:[-–—−+•●▪■◦✓➢§·]\s*|\*\s+|o\s+(?=[A-ZĐÀ-Ỹ]))(?=\S)")
_DASH = re.compile(r"[-–—−]\s")
# "1. Mục đích", "1.1. Về dữ liệu", "2.1 Chỉ tiêu", "3) Kinh phí", "(1) Sở Y tế", "1- Đảng ủy", "3/ Hội",
# not "5 - 7 ngày"
_DECIMAL = re.compile(
    r"\(?(\d{1,2}(?:\.\d{1,2})*)"
    r"(?:(?:[.)]|(?<=\.\d)|(?<=\.\d\d))(?:\s|$)|(?:/|\s?[-–])\s(?=[^\W\d])|[-–](?=[A-ZĐÀ-Ỹ][a-zđà-ỹ]+\s))"
)
# "a) Nhiệm vụ", "đ) Tham mưu", "b. Yêu cầu", "c/ Kinh phí"
_LETTER = re.compile(r"([a-zđ])(?:\)|[./](?=\s))\s*")
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

_WORDS = load("letterhead")
_NORMAL_TYPES = {normal(written): name for written, name in TYPE_NAMES.items()}
_FOLDED_TYPES = {fold(name): name for name in TYPE_NAMES.values()}
_LONGEST_FIRST = sorted(_NORMAL_TYPES, key=len, reverse=True)
_SHORTEST = len(_LONGEST_FIRST[-1])
_SPACED = regex.compile(r"(?:\p{L} )+\p{L}")
_IN_SENTENCE = regex.compile(r"\W*(?:số|này|của)\b")

# On letters without accents and signs: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" whole or broken in two, "Độc lập - Tự do -
# Hạnh phúc", "ĐẢNG CỘNG SẢN VIỆT NAM"
_NATION = regex.compile(r"(?:xa hoi )?chu nghia viet nam|cong ?hoa xa ?hoi|dang cong san viet nam|doc ?lap ?tu ?do")
_NATION_LENGTH = 60
_DASHED = regex.compile(r"độc lập ?[-–—]")
# The same to be cut out of a letterhead, whole or broken in two; scanners change a letter or two
_MOTTO = regex.compile(
    r"(?:cong ?hoa ?xa ?hoi(?: ?chu ?nghia(?: ?viet(?: ?nam)?)?)?){e<=2}"
    r"|(?<!\w)(?:xa hoi )?chu nghia viet(?: nam)?(?!\w)"
    r"|(?:doc ?lap.{0,3}tu ?do.{0,3}hanh ?phuc){e<=3}|(?<!\w)dang cong san viet nam(?!\w)",
    regex.BESTMATCH,
)
# Both lines without a slip: the slower search for misread ones is not needed
_WRITTEN_WELL = regex.compile(
    r"(?P<nation>cong hoa xa hoi chu nghia viet nam)|(?P<motto>doc lap.{0,3}tu do.{0,3}hanh phuc)"
)
# "Số: 12/KH-BCĐ", "Số /KH-UBND", "Số: 202/2025/QH15", "SỐ 12-KH/TU", "Só: {24.2 /KH-SYT": how the line of the number
# begins, and the whole line
NUMBER_WORD = r"s[ốóôoòồổỏõ06áảa][azứ]?\s?[:.;/]?"
NUMBER_BEGINS = regex.compile(rf"\W*(?:{NUMBER_WORD}[\s\d._…]*[/-]|số\s?:)")
NUMBER_LINE = regex.compile(
    rf"\W*{NUMBER_WORD}[\d\s.…_]{{0,12}}[-/]?\ ?(?:\d{{4}}\ ?/\ ?)?[\p{{L}}\d&]+(?:\ ?[-/]\ ?[\p{{L}}\d&]+)*\W*\Z"
)
# "Sơn Khê, ngày tháng 01 năm 2026", "Lạc Sơn ngày 4 tháng 4 năm 2017", "Vân Hải, ngày 21\ntháng 11 năm 2025"
DATE_LINE = regex.compile(r"[^,;:()\d]{0,45},? ?ngày\b.{0,12}?\btháng\b.{0,12}?\bnăm\b[\s.…_\d]*\Z")
# "V/v triển khai …", "Về việc …": what a letter is about
_ABOUT_SHORT = regex.compile(r"v ?/ ?[vw]\b")
ABOUT = regex.compile(rf"{_ABOUT_SHORT.pattern}|(?:về|v\.v)\ việc\b")
ADDRESSED = regex.compile(r"\W*kính gửi\b")
# "Kính gửi các anh/chị,", "Thân gửi các bạn!": how a mail opens; "Kính gửi: UBND xã A," is a list of addressees
_SALUTATION = regex.compile(
    r"\W*(?:kính gửi|thân gửi|kính chào|chào|kính thưa|thưa)\b(?! ?:)[^:]{0,60}[,!]", regex.IGNORECASE
)
# "Nơi nhận:", "Nơi gửi:", and what scanners make of it: "Noi nhận", "Nơi nhân", "Nơi nhậm"; not "Nơi nhận hồ sơ: …"
RECIPIENTS = regex.compile(
    r"\W*n[ơo]i (?:nh[ậâạ][nm]|gửi(?=\s?:))\b(?! ?(?:hồ sơ|máu|đơn|đăng ký|danh sách|báo cáo|phiếu)\b)"
)
# "(Kèm theo Kế hoạch số …", "Ban hành kèm theo Quyết định …": the line under the title of an annex or of an attached
# plan
ATTACHED = regex.compile(r"[(\[*]?\ ?(?:được )?(?:ban hành )?(?:đính )?kèm theo\b")
# "PHỤ LỤC I", "Biểu tổng hợp", "Mẫu số 01", "DANH SÁCH", "Bảng phân bổ": the title of what is attached
ANNEX = regex.compile(r"\W*(?:phụ lục|phụ biểu|biểu|bảng|danh sách|danh mục|mẫu|lịch)\b(?!.*[.;]\Z)")
# "Đơn vị tính: đơn vị máu", "(ĐVT: người)": the line above a table
UNIT_LINE = regex.compile(r"\(?(?:đơn vị tính|đv tính|đvt) ?:")
# "DỰ THẢO", "(Dự thảo lần 2)", "HỎA TỐC", "MẬT": stamps and remarks alone in their line
STAMPED = regex.compile(r"\W*(?:\(?dự thảo\b.{0,20}|bản thảo|mật|tối mật|tuyệt mật|hỏa tốc|thượng khẩn|khẩn)\W*\Z")

# "TRƯỞNG BAN", "PHÓ CHỦ TỊCH", "Q. GIÁM ĐỐC", "QUYỀN HIỆU TRƯỞNG": an office that signs
POSITION = regex.compile(rf"(?:q\. ?|quyền )?(?:phó )?(?:{either(_WORDS['positions'])})\b")
# … or who approves beside it: "DUYỆT CỦA GIÁM ĐỐC", "PHÊ DUYỆT"
SIGNING = regex.compile(
    rf"(?:(?:(?:phê )?duyệt|xác nhận)(?: của)? ?(?:\Z|(?=\w)))?(?:(?<=duyệt|nhận)\Z|{POSITION.pattern})"
)
# "(Ký, ghi rõ họ tên)", "(Đã ký)", "Đã ký": between office and name
SIGNED = regex.compile(r"\W*(?:đã )?ký\b.{0,40}\Z|\W*\Z")
# As written: "TM. BAN CHỈ ĐẠO", "KT. CHỦ TỊCH", "TL. GIÁM ĐỐC", "T/M ỦY BAN", "TUQ. …", "TM ỦY BAN NHÂN DÂN", and of a
# scan "TL-BỘ TRƯỞNG"
AUTHORITY = regex.compile(
    r"(?:(?:TM|KT|TL|TUQ|Q)\ ?[.,]|T/M|K/T|T/L"
    r"|(?:TM|KT|TL|TUQ)(?:(?=\ \p{Lu}{2})|-(?=\ ?\p{Lu}{2,}\ \p{Lu}{2})))\ ?(?=\p{Lu})"
)
# A line that begins a body's name: "ỦY BAN NHÂN DÂN", "SỞ Y TẾ", "Ban Chỉ đạo"
ORGAN = regex.compile(rf"(?:{either(_WORDS['organs'])})\b(?!,? chống)")
_PLACE = regex.compile(r"(?:xã|phường|thị trấn|huyện|quận|thị xã|thành phố|tỉnh|đặc khu|thôn|bản)\b")
_SURNAME = regex.compile(rf"(?:{either(_WORDS['surnames'])})(?!\w)")
# "Lù A Sài", "Y Wen Êban", "TS. Trần Bình", "NGUYỄN VĂN AN": two to six words with capitals
_NAME = regex.compile(r"(?:\p{Lu}[\p{L}']*\.?\ ){1,5}\p{Lu}[\p{L}']*")
# "(Kèm theo …", "(Có biểu phân bổ kèm theo)", "(Theo Phụ lục …"
_REMARK = regex.compile(r"\( ?(?:(?:ban hành |đính )?kèm|có|theo)\b")

# phrases whose words belong together, broken where a line ends
_PHRASES = tuple(
    tuple(phrase.split())
    for phrase in (
        "cộng hòa xã hội chủ nghĩa việt nam", "cộng hoà xã hội chủ nghĩa việt nam", "độc lập - tự do - hạnh phúc",
        "ủy ban nhân dân", "uỷ ban nhân dân", "hội đồng nhân dân", "ban chỉ đạo", "hội chữ thập đỏ", "tổ quốc việt nam",
        "mục đích, yêu cầu", "mục đích yêu cầu", "tổ chức thực hiện", "hiến máu tình nguyện", "vận động hiến máu",
        "mặt trận tổ quốc việt nam", "đảng cộng sản việt nam", "văn hóa - xã hội", "kinh tế - xã hội",
        "văn hoá - xã hội", "huyết học - truyền máu", "kinh tế - hạ tầng", "kinh tế - kỹ thuật", "dịch vụ",
        "văn hóa - thể thao", "văn hoá - thể thao",
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


def is_salutation(plain: str) -> bool:
    """Whether a line greets whom a mail is for, and the mail begins below it."""
    return _SALUTATION.fullmatch(plain) is not None


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


@functools.lru_cache(maxsize=4096)  # a reader and the layout look at each line several times
def leading_type(text: str) -> tuple[str, int, bool] | None:
    """The type name that a line is or begins with, the length of what names it, and whether it is written as it
    should be.

    "KẾ HOẠCH", "KÉ HOẠCH" (a scanner's), "K Ế H O Ạ C H", "KẾ HOẠCH Vận động …", "BÁO CÁO KẾT QUẢ …". Small letters
    name no type.
    """
    bare = text.rstrip(" .:*-_/")
    if bare.isupper():
        letters = normal(bare.replace(" ", "")) if _SPACED.fullmatch(bare) else None
        for name in _NORMAL_TYPES if letters else ():
            if letters == name.replace(" ", ""):
                return _NORMAL_TYPES[name], len(bare), True
        name = normal(bare)
        if name in _NORMAL_TYPES:
            return _NORMAL_TYPES[name], len(bare), normal(_NORMAL_TYPES[name]) == name
        if fold(bare) in _FOLDED_TYPES:
            return _FOLDED_TYPES[fold(bare)], len(bare), False
    if not text[:_SHORTEST].isupper():
        return None
    head = normal(text[:24])
    for name in _LONGEST_FIRST:
        if head.startswith(name + " ") and text[: len(name)].isupper():
            if text.endswith((";", ".", ",")) or _IN_SENTENCE.match(head, len(name)):
                return None
            return _NORMAL_TYPES[name], len(name), normal(_NORMAL_TYPES[name]) == name
    return None


def title_type(text: str) -> tuple[str, int, bool] | None:
    """As :func:`leading_type`, for a line that is known to open a title: small letters count too ("Kế hoạch tổ chức
    …").
    """
    found = leading_type(text)
    if found:
        return found
    norm = normal(text)
    for name in _LONGEST_FIRST:
        if norm == name or (norm.startswith(name) and not norm[len(name)].isalnum()):
            return _NORMAL_TYPES[name], len(name), True
    return None


def is_type_in_small_letters(plain: str) -> bool:
    """ "Kế hoạch:" and nothing else."""
    return normal(plain).rstrip(" :.") in _NORMAL_TYPES


def is_title_in_small_letters(plain: str) -> bool:
    """ "Kế hoạch tổ chức hiến máu tình nguyện đợt 1 năm 2025": how pages of the web begin."""
    found = title_type(plain)
    if found is None or not plain[0].isupper() or len(plain) > 200 or plain.endswith((".", ";", ":", ",")):
        return False
    return not _IN_SENTENCE.match(normal(plain), found[1])


# "TS. Nguyễn …", "BS.CKII Trần …", "ThS. BS. …", "Đại tá …"
TITLES = regex.compile(rf"(?:(?:{either(load('letterhead')['titles'])})(?:[.,]\ ?|\ |(?=[\p{{L}}]+\.)))+(?=\p{{L}})")


def looks_like_name(text: str) -> bool:
    """True where a line can be a person's name and nothing else that a signature holds."""
    bare = text.strip(" .,;*")
    titles = TITLES.match(normal(bare)) if len(normal(bare)) == len(bare) else None
    bare = bare[titles.end() :] if titles else bare  # "Thượng tá Đinh Công Tráng"
    if not _NAME.fullmatch(bare) or POSITION.match(normal(bare)):
        return False
    if bare.isupper():
        return _SURNAME.match(normal(bare)) is not None and not _PLACE.match(normal(bare))
    organ = ORGAN.match(normal(bare))
    return organ is None or organ[0] == "đoàn"  # a family name too


def type_of_line(plain: str) -> str | None:
    """The type name in capitals that the whole line is ("KẾ HOẠCH", "BÁO CÁO:"), or ``None``."""
    found = leading_type(plain)
    return found[0] if found and not plain[found[1] :].strip(" .:*-_/") else None


@functools.lru_cache(maxsize=4096)
def is_signature(plain: str) -> bool:
    """An authority or a position in capitals, as above the name of a signer."""
    return is_capitals(plain) and bool(AUTHORITY.match(plain) or POSITION.match(normal(plain)))


_NATION_OPENS = ("con", "chu", "dan", "doc")


def may_open_nation(word: str) -> bool:
    """Whether what :func:`is_nation` knows may begin with a word, for a first look at every word of a page."""
    return fold(word).startswith(_NATION_OPENS)


def is_nation(plain: str) -> bool:
    """National title or motto, or the beginning of one; the letterhead of the Party."""
    return _NATION.match(fold(plain[:_NATION_LENGTH])) is not None


def holds_motto(text: str) -> bool:
    """Whether the motto stands anywhere in a text, as in a letterhead that is set as a table."""
    return "doc lap tu do hanh phuc" in folded(text)


def mottoes(norm: str) -> list[tuple[int, int]]:
    """Where national title, motto and the Party's name stand in a letterhead; a letter or two may be misread."""
    bare = folded_in_place(norm)
    exact = list(_WRITTEN_WELL.finditer(bare))
    both = len({match.lastgroup for match in exact}) > 1
    return [match.span() for match in (exact if both else _MOTTO.finditer(bare))]


@functools.lru_cache(maxsize=4096)
def is_head_line(plain: str) -> bool:
    """National title, number line, place and date; "V/v", "Nơi nhận", "Kính gửi", "HỎA TỐC"."""
    if plain[:1].islower():  # "theo Quyết định / số 12/QĐ-UBND …" goes on a sentence
        return False
    norm = normal(plain)
    return bool(
        any(cue.match(norm) for cue in (NUMBER_BEGINS, ADDRESSED, RECIPIENTS, _ABOUT_SHORT, DATE_LINE))
        or (STAMPED.match(norm) and is_capitals(plain))
        or (is_nation(plain) and (plain[:8].isupper() or _DASHED.match(norm)))  # "Cộng hòa …" also goes on a sentence
    )


def is_whole_head_line(plain: str) -> bool:
    """As ``is_head_line``, of lines that end where they end: no "V/v", no "Kính gửi"."""
    norm = normal(plain)
    return is_head_line(plain) and not (_ABOUT_SHORT.match(norm) or ADDRESSED.match(norm))


def is_place_date(plain: str) -> bool:
    return bool(DATE_LINE.match(normal(plain)))


def is_organ(plain: str) -> bool:
    """A line of a letterhead that begins a body's name or the place that the name ends with."""
    norm = normal(plain)
    return is_capitals(plain) and bool(ORGAN.match(norm) or _PLACE.match(norm))


def is_attachment(plain: str) -> bool:
    """ "(Kèm theo Kế hoạch số …", "(Có biểu phân bổ kèm theo)" """
    return bool(_REMARK.match(normal(plain)))


@functools.lru_cache(maxsize=4096)
def is_capitals(plain: str) -> bool:
    letters = "".join(filter(str.isalpha, plain))
    return len(letters) >= 3 and sum(map(str.isupper, letters)) >= 0.9 * len(letters)


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
    lower = plain.casefold()
    return lower.rpartition(" ")[2] in _OPEN_ENDINGS or lower.endswith(_OPEN_PAIRS)


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
