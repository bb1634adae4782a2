"""Personal data by the shapes in which people write it: one table, :data:`SHAPES`, and what finds them in a text.

Comes in: any text; goes out: where its personal data stands. Reading takes no quantity and no date from there, and
:mod:`hmtn_ingest.privacy` hides it. A number that could as well be an amount, a date or a code is personal only behind
a word that says so, or below such a word in a table.

    find_personal_data("CCCD: 011 090 000 101")  # [PersonalData("identity", 6, 21, visible=3)]
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from parsers import regex
from parsers.lexicon import load
from parsers.mentions.bare_text import PLAIN_LETTERS, BareText
from parsers.mentions.windows import stretches


@dataclass(frozen=True, slots=True)
class Shape:
    """One way of writing one kind of personal data.

    ``kind`` is phone | extension | email | identity | bank | insurance | birth | tax. ``pattern`` reads the text as
    :class:`~parsers.mentions.bare_text.BareText` gives it; its groups ``value`` are personal, all but the last
    ``visible`` letters and digits. It begins with what ``begins`` finds, where there is such; else it holds what
    ``needs`` finds, where there is such.
    """

    kind: str
    pattern: regex.Pattern[str]
    visible: int
    begins: regex.Pattern[str] | None = None
    needs: regex.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class PersonalData:
    """Personal data in ``[start, end)`` of a text; ``visible`` of its last letters and digits stay."""

    kind: str
    start: int
    end: int
    visible: int


_LONGEST_BEFORE, _LONGEST_BEHIND = 500, 1000
"""Characters before and behind what a shape ``needs``, between which all of it stands."""


# -- blocks of the shapes --------------------------------------------------------------------------------------------

# between two digits: nothing, a blank, ".", "-", "'", " . ", ") ", ")-", the end of a line, a mark of HTML
_SEP = r"(?:[ \n.\-·'()]|&nbsp;|</?[a-z]{1,6}>){0,4}+"
# behind a word that says what the number is, also ",", "/", "_", "|", a tab
_WIDE = r"(?:[ \n\t.\-·'(),/_|;:]|&nbsp;|</?[a-z]{1,6}>){0,4}+"
# from the word that tells a number to the number: "… : ", " số ", " của bà Mẫn là "
_GAP = r"(?: ?\d ?[:)])?[^\d\n;]{0,40}?\n?(?<!\w)"
_TO = r"[ \n\t.:()\[\]|=_\-]{0,12}+(?:(?:so|no|la)(?!\w)[ .:]{0,3})?"

_UNITS = sorted({form.translate(PLAIN_LETTERS).lower() for unit in load("units")["units"] for form in unit["forms"]})
_COUNTED = "|".join(
    map(regex.escape, [*_UNITS, "đ", "vnđ", "vnd", "usd", "the", "so", "ho", "chiec", "tre", "dan", "thue bao"])
)
# "250 000 000 đồng", "95,2 %", "1.250.000 người", "1.234.567.890" are amounts
_NO_AMOUNT = rf"(?!\d)(?!,\d)(?! ?[%‰]|[ \n]?(?:{_COUNTED})(?!\w))"
_NO_THOUSANDS = r"(?!\d{1,3}(?:[.,]\d{3})+(?![.\d]))"
# 12/3/1985 · 2021 - 2025
_NO_DATE = r"(?!\d{1,2} ?[/.-] ?\d{1,2} ?[/.-] ?\d{4}(?!\d)|(?:19|20)\d\d ?- ?(?:19|20)\d\d(?!\d))"

# With its 0 a mobile number has ten digits, others have ten or eleven; after 84 there is one less.
_MOBILE, _LANDLINE = r"[35789](?:SEP\d){8}", r"[1246](?:SEP\d){8,9}"
_HOME = rf"\(?0SEP(?:{_MOBILE}|{_LANDLINE})(?!\d)"
_ABROAD = rf"84SEP(?:\(?0SEP)?(?:{_MOBILE}|{_LANDLINE})(?!\d)"
# 3825 101 · 3.825.101 · 38251010 · 3825 1010
_LOCAL = r"[1-9](?:\d{6,7}|[ .\-]\d{3}[ .\-]\d{3,4}|\d{2,3}[ .\-]\d{3,4})(?!\d)"
_PHONE_WORD = (
    r"(?<![\w&-])(?:[đd]ien thoai|đ\.? ?t(?:dđ|cq|nr)?|s\.?[đd]\.?t|[dđ]đ|di đong|zalo|viber|whatsapp|tel|telephone"
    r"|phone|mobile|hotline|fax|so may|may ban|đuong day nong|tong đai|goi so|goi(?= \d{7}))(?!\w)"
)
_ASK_WORD = rf"(?:{_PHONE_WORD}|(?<!\w)(?:lien he|goi|qua so|theo so|lh|call)(?!\w))"
# "bà Lò Thị Mẫn, " · "đ/c Sính: "
_NAMED = (
    r"(?<!\w)(?:ong|ba|anh|chi|em|co|chu|bac|đ/c|đong chi|bs|ths|bac si|y si)[. ]{1,2}"
    r"(?-i:\p{Lu}\p{Ll}*(?: \p{Lu}\p{Ll}*){0,5})[^\w\n]{1,4}"
)
_CARD_WORD = (
    r"(?<!\w)(?:c\.?c\.?c\.?d|c\.?m\.?t?\.?n\.?d|cmt|can cuoc|chung minh (?:nhan dan|thu)|đinh danh|gplx|gttt|tuy than"
    r"|giay phep lai xe|bang lai xe)(?!\w)"
)
_PASSPORT_WORD = r"(?<!\w)(?:ho chieu|passport)(?!\w)"
_ACCOUNT_NUMBER = r"(?<!\w)(?:stk|so (?:tai khoan|tk|the)|the atm|account(?: no)?)(?!\w)"
_ACCOUNT = r"(?:(?<!\w)(?:tai khoan|t\.?k|chuyen khoan)|bank)(?!\w)"  # "Vietcombank" ends in "bank"
_INSURANCE_WORD = r"(?<!\w)(?:bhyt|bhxh|bao hiem (?:y te|xa hoi))(?!\w)"
_TAX_WORD = r"(?<!\w)(?:ma so thue|ma thue|m\.?s\.?t)(?!\w)"
_DAY = (
    r"\d{1,2} ?[/.\-] ?\d{1,2} ?[/.\-] ?(?:\d{4}|\d\d)|(?:ngay )?\d{1,2} thang \d{1,2},? nam ?\d{4}"
    r"|\d{1,2} ?[/.\-] ?\d{4}"
)
_BIRTH_YEAR = r"(?:19[2-9]|20[0-2])\d(?! ?[:/-] ?\d)"
# "học sinh ngày …", "phát sinh ngày …": the end of another word
_ENDS_IN_BIRTH = (
    r"(?<!(?<!\w)(?:hoc|tuyen|ve|phat|hy|hi|thi|khai|an|dan|tai|so|nu|nam|tan|cuu|giam|hoi|ky|moi|nay|du|mon|quyen"
    r"|khang|tiet|đan|nhac|chung|tho|ho|giang|sat) )"
)
# "ông Sính sinh 1985" · ", sinh 1985" · "(sinh 1985", not "công dân sinh năm 2007"
_BEHIND_NAME = r"(?:(?<=(?:^|[\n\t,;:(|/-]) ?)|(?<=(?<![\w])(?-i:\p{Lu}\p{Ll}* )))"


# looked for once in a text, for all shapes that begin with them
_BEGINNINGS = {
    word: regex.compile(word, regex.IGNORECASE)
    for word in (
        _ASK_WORD, _PHONE_WORD, _NAMED, _CARD_WORD, _PASSPORT_WORD, _ACCOUNT_NUMBER, _ACCOUNT, _INSURANCE_WORD,
        _TAX_WORD,
    )
}  # fmt: skip


def _shape(kind: str, *parts: str, visible: int = 3, needs: str | None = None) -> Shape:
    written = "".join(parts).replace("SEP", _SEP).replace("WIDE", _WIDE)
    needed = regex.compile(needs, regex.IGNORECASE) if needs else None
    return Shape(kind, regex.compile(written, regex.IGNORECASE), visible, _BEGINNINGS.get(parts[0]), needed)


_PHONES = (
    # 0912345678 · 0912.345.678 · 091 234 5678 · 0236-3-000-126 · (0236) 3 888 999 · 09.12.34.56.78
    _shape("phone", r"(?<!\d)(?=0\d\d|\(0|0[35789](?:[.-]\d\d){4}(?!\d))(?P<value>", _HOME, ")"),
    # 0912,345,678 · 0912/345/678 · 0912_345_678 · 0912<tab>345<tab>678
    _shape("phone", r"(?<![\w.,/-])(?P<value>0[35789]\d\d([,/_;:|\t])\d{3}\2\d{3})(?![\d/])"),
    # +84 912 345 678 · (+84) 912.345.678 · +84 (0)912 345 678 · 0084912345678 · (84) 912 345 678 · 84912345678
    _shape("phone", r"(?<!\d)(?P<value>(?:\+|00|\((?=\+?84\))|(?=84\d{9}))\+?", _ABROAD, ")"),
    # +856 20 5555 0101 · +1 (202) 555-0101, not +1.234.567.890 đồng
    _shape("phone", r"(?<![\d+])\+(?!84)", _NO_THOUSANDS, r"(?P<value>[1-9](?:SEP\d){9,13})", _NO_AMOUNT),
    # "Mẫn, 09 12 34 56 78": pairs of their own, not "09 10 11 12 13"
    _shape(
        "phone",
        r"(?<![\d.,/-])(?<!\d )(?!0(\d) 1(?!\1)\d 1\d 1\d 1\d)(?P<value>0[35789](?: \d\d){4})(?! ?\d)",
        _NO_AMOUNT,
    ),
    # bà Mẫn, 0 912 345 678 · ông Sính 84 912 345 678
    _shape("phone", _NAMED, r"(?P<value>\(?\+?(?:", _HOME, "|", _ABROAD, "))"),
    # ĐT: 09 1 2345678 · zalo: 84.912.345.678
    _shape("phone", _ASK_WORD, _GAP, r"(?P<value>\(?\+?(?:", _HOME.replace("SEP", "WIDE"), "|", _ABROAD, "))"),
    # SĐT 912345678 · ĐT: 00856 20 5555 0101 · 856-20-55550101
    _shape("phone", _ASK_WORD, _GAP, r"(?P<value>(?:[35789]\d{8}|00[1-9](?:SEP\d){8,13})(?!\d))"),
    _shape("phone", _PHONE_WORD, _TO, _NO_THOUSANDS, r"(?P<value>[1-9](?:SEP\d){9,13})", _NO_AMOUNT),
    # ĐT: O912 345 67l, misread
    _shape(
        "phone",
        _ASK_WORD,
        _TO,
        r"(?=(?:[^\d\n]{0,4}\d){6})(?P<value>(?-i:[0Oo]WIDE[35789Oo](?:WIDE[\dOolI]){8}))(?!\w)",
    ),
    # ĐT: 3825 101, 3825 102, not "tiền điện thoại 1.250.000"
    _shape(
        "phone",
        r"(?<!(?:tien|cuoc|phi|mua) )",
        _PHONE_WORD,
        rf"(?:{_GAP}{_NO_DATE}(?P<value>{_LOCAL}|\(?0SEP[1-9](?:SEP\d){{8,9}}(?!\d)))",
        rf"(?: ?(?:[,/;-]|hoac|va) ?{_NO_DATE}(?P<value>{_LOCAL})(?<!000)(?![\d/]|[.,]\d))*",
        r"(?<!000)(?!/?\d|[.,]\d)",
        _NO_AMOUNT,
    ),
    # 0912345678-79 · 0215 3825 101 - 102
    _shape("phone", r"0\d{2,3}[ .]?\d{3,4}[ .]?\d{3,4} ?- ?(?P<value>\d{2,4})(?=[.;,)\n]|$)", visible=0),
    # đường dây nóng 1900 1234 · 1800.6789 · 19001234
    _shape("phone", _ASK_WORD, _GAP, r"(?P<value>1[89]00(?:[ .\-]?\d){4,6})", _NO_AMOUNT),
)
_EXTENSIONS = (
    # máy lẻ 215 · số máy lẻ: 1400 · bấm số lẻ 104, 105 · (lẻ 104)
    _shape(
        "extension",
        r"(?<!\w)(?:may (?:le|nhanh)|bam (?:so|phim|may)(?: le)?|(?<=\( ?)(?:so )?(?:le|nhanh))",
        _TO,
        r"(?P<value>\d{1,5})(?: ?(?:[,/-]|hoac|va) ?(?P<value>\d{1,5})(?!\d))*",
        _NO_AMOUNT,
        visible=0,
    ),
    # nội bộ: 104 · ext. 104
    _shape("extension", r"(?<!\w)(?:noi bo|ext)(?!\w)[.: ]{1,3}(?P<value>\d{2,5})", _NO_AMOUNT, visible=0),
    # 0215 3825 101, số lẻ 12 · x104 · xin số 104 · nhánh 2
    _shape(
        "extension",
        r"\d{3}[ ,(\-]{0,3}(?:(?:so )?(?:le|nhanh)|ext|noi bo|xin (?:gap )?so|bam so|x(?=\d))(?![^\W\d])[ .:]{0,3}",
        r"(?P<value>\d{1,5})(?!\d)",
        visible=0,
    ),
)
_AT = r"[(\[{] ?(?:at|a|a\.|a cong) ?[)\]}]"
_POST = r"(?:g|hot)mail|yahoo|outlook|icloud"
_ADDRESSES = (
    # man.lt@vidu.vn · man . lt @ vidu . vn · man.lt(a)gmail.com · man.lt [at] gmail (dot) com
    _shape(
        "email",
        r"(?<![\w.+\-'])(?P<value>[\w+\-']{1,64}+(?:(?: \. |\.)[\w+\-']{1,64}+){0,6}+)",
        rf"[\s_]?(?:[(\[{{]?\s?@|{_AT})[\s_]?[)\]}}]?\s?(?=[\w\-])",
        visible=0,
        needs=rf"@|{_AT}",
    ),
    _shape("email", r"(?<!\w)(?:e-?mail|gmail|thu đien tu)\s?:\s?(?P<value>[\w.+\-]+)\s?@", visible=0),
    # man.lt at gmail dot com · man.lt a còng gmail.com
    _shape(
        "email",
        r"(?<![\w.])(?P<value>\w[\w.+\-]{0,63}) (?:at|a cong|@) ",
        rf"(?=[\w\-]+ (?:dot|cham) \w|(?:{_POST})\b)",
        visible=0,
        needs=r" (?:at|a cong|@) ",
    ),
    # man.lt2gmail.com · man.lt)gmail.com · man.lt (2gmail.com, misread
    _shape(
        "email",
        rf"(?<![\w.])(?P<value>\w[\w.+\-]{{1,63}}?) ?[(\[)\]2©®@Qq]{{1,3}} ?(?={_POST})",
        visible=0,
        needs=_POST,
    ),
)
_CARDS = (
    # 011090000101 · 011 090 000 101: an amount does not begin with 0
    _shape("identity", r"(?<![\d.,])(?P<value>0\d{11}|0\d\d([ .\-])\d{3}\2\d{3}\2\d{3})(?!\d|[.,]\d)"),
    # CCCD: 0110 9000 0101 · CMND số 040.000.101 · chứng minh nhân dân 040000101
    _shape(
        "identity",
        _CARD_WORD,
        _GAP,
        r"(?P<value>\d{12}|\d{9}(?!\d)|\d(?:SEP\d){11}(?!\d)|\d(?:SEP\d){8})",
        _NO_AMOUNT,
    ),
    # hộ chiếu số B1234567 · C 1234567
    _shape("identity", _PASSPORT_WORD, r"[^\d\n;]{0,12}?(?<!\w)(?P<value>[A-Z]{1,2} ?\d{6,8})(?!\d)"),
    # DN4110000000101 · GD 4 11 1100000101 · HC4-11-1100000101
    _shape("insurance", r"(?<!\w)(?P<value>(?-i:[A-Z]{2})SEP[1-5]SEP\d\d(?:SEP\d){10})", _NO_AMOUNT),
    # mã số BHXH 1100000101 · thẻ BHYT: 1100 000 101 · BHYT số dn4111123456789
    _shape(
        "insurance",
        _INSURANCE_WORD,
        r"[^\d\n;]{0,16}?(?<!\w)",
        _NO_THOUSANDS,
        r"(?P<value>\d(?:[ .\-]?\d){9}|[a-z]{2}\d{13})",
        _NO_AMOUNT,
    ),
)
_ACCOUNTS = (
    # STK: 1020 0000 0101 · số thẻ 9704 0000 0000 0101 · 3714.0.1010101.00000
    _shape("bank", _ACCOUNT_NUMBER, _GAP, _NO_DATE, r"(?P<value>\d(?:[ .\-]{0,2}\d){7,18})", _NO_AMOUNT),
    # tài khoản 8600205000101, not "dư tài khoản 250.000.000"
    _shape("bank", _ACCOUNT, _GAP, _NO_DATE, _NO_THOUSANDS, r"(?P<value>\d(?:[ .\-]?\d){7,18})", _NO_AMOUNT),
    # MST 8000000101 · mã số thuế cá nhân: 8000 000 101 · 8000000101-001
    _shape("tax", _TAX_WORD, _GAP, r"(?P<value>\d{12}|\d(?:SEP\d){9}(?: ?- ?\d{3}(?!\d))?)", _NO_AMOUNT),
)
_BIRTHS = (
    # sinh ngày 12/3/1985 · sinh 12/3/1985 · sinh vào ngày 12 tháng 3 năm 1985
    _shape(
        "birth",
        _ENDS_IN_BIRTH,
        rf"(?<!\w)sinh(?: (?:vao|ngay|nam|thang)){{0,3}}[ :.(]{{1,4}}(?P<value>{_DAY})(?!\d)",
        visible=0,
    ),
    # ông Sính sinh năm 1985 · (sinh 1985)
    _shape(
        "birth",
        _BEHIND_NAME,
        _ENDS_IN_BIRTH,
        rf"sinh(?: nam)?[ :.(]{{1,4}}(?P<value>{_BIRTH_YEAR})(?!\d)",
        visible=0,
    ),
    # ngày sinh: 12.03.1985 · ngày, tháng, năm sinh: … · năm sinh: 1985 · NTNS: … · DOB: … · SN 1985
    _shape(
        "birth",
        r"(?<!\w|ky niem |nam )(?:(?:ngay(?:[,/]? ?thang)?(?:[,/]? ?nam)?|nam) sinh|ntns|dob|date of birth|n/s"
        r"|n\.s|(?-i:SN))",
        rf"(?!\w)[ \t:.(|]{{1,4}}(?P<value>{_DAY}|{_BIRTH_YEAR})(?!\d)",
        visible=0,
    ),
)

_SHORT = (*_EXTENSIONS, *_ADDRESSES, *_BIRTHS)
SHAPES: tuple[Shape, ...] = (*_PHONES, *_CARDS, *_ACCOUNTS, *_SHORT)
_FEWEST_DIGITS = 6
"""Of all shapes but the short ones."""

# heads of columns, and what a cell below them holds; the column's kind is the shape's
_CELLS = (
    (_PHONE_WORD, _shape("phone", r"(?P<value>[(+]?\d(?:WIDE\d){6,13})", _NO_AMOUNT)),
    (_CARD_WORD, _shape("identity", r"(?P<value>\d(?:SEP\d){8,11})(?!\d)")),
    (_PASSPORT_WORD, _shape("identity", r"(?P<value>[A-Z]{1,2} ?\d{6,8})(?!\d)")),
    (_ACCOUNT_NUMBER, _shape("bank", r"(?P<value>\d(?:[ .\-]?\d){7,18})", _NO_AMOUNT)),
    (r"(?:ma|so) (?:the |so )?" + _INSURANCE_WORD, _shape("insurance", r"(?P<value>\d(?:SEP\d){9})(?!\d)")),
    (
        r"(?<!\w)(?:(?:ngay|thang|nam)[ ,/]{1,2}sinh|sinh ngay|sinh nam|ntns)(?!\w)",
        _shape("birth", rf"(?P<value>{_DAY}|\d{{1,2}}[/-]\d{{1,2}}[/-]\d\d|{_BIRTH_YEAR})(?!\d)", visible=0),
    ),
    (_TAX_WORD, _shape("tax", r"(?P<value>\d(?:SEP\d){9,12})(?!\d)")),
)
_COLUMNS: tuple[tuple[regex.Pattern[str], Shape], ...] = tuple(
    (regex.compile(rf"[^\t]{{0,24}}?(?:{head})[^\t]{{0,24}}", regex.IGNORECASE), cell) for head, cell in _CELLS
)

_HEAD = regex.compile("|".join(f"(?:{head})" for head, _ in _CELLS), regex.IGNORECASE)

# the SHA-256 of a file, in which digits may stand like those of a phone
_FINGERPRINT = regex.compile(r"(?<!\w)(?=\d*[a-f])[0-9a-f]{32,}(?!\w)")
_POSSIBLE = regex.compile(r"\d|@|[mM]ail|\b[aA]t\b")


def find_personal_data(text: str) -> list[PersonalData]:
    """All personal data of a text in order; stretches of different shapes may overlap."""
    if not _POSSIBLE.search(text):
        return []
    plain = BareText(text)
    found = set(_in_sentences(plain.text)) | set(_in_columns(plain.text))
    if found and (fingerprints := [match.span() for match in _FINGERPRINT.finditer(plain.text)]):
        found = {one for one in found if not any(a <= one.start and one.end <= b for a, b in fingerprints)}
    places = plain.places
    return sorted(
        (PersonalData(one.kind, places[one.start], places[one.end - 1] + 1, one.visible) for one in found),
        key=lambda one: (one.start, one.end, one.kind),
    )


def _in_sentences(text: str) -> Iterator[PersonalData]:
    numbers = sum(map(text.count, "0123456789")) >= _FEWEST_DIGITS
    beginnings = _beginnings(text) if numbers else {}
    for shape in SHAPES if numbers else _SHORT:
        for match in _matches(shape, text, beginnings):
            for start, end in match.spans("value"):
                yield PersonalData(shape.kind, start, end, shape.visible)


def _beginnings(text: str) -> dict[regex.Pattern[str], list[int]]:
    """Where in the text each of the words stands that shapes begin with."""
    found = {
        word: [match.start() for match in word.finditer(text, overlapped=True)]
        for written, word in _BEGINNINGS.items()
        if written != _PHONE_WORD
    }
    phone = _BEGINNINGS[_PHONE_WORD]  # one of the words that ask for a number
    found[phone] = [at for at in found[_BEGINNINGS[_ASK_WORD]] if phone.match(text, at)]
    return found


def _matches(
    shape: Shape, text: str, beginnings: Mapping[regex.Pattern[str], Sequence[int]]
) -> Iterator[regex.Match[str]]:
    if shape.begins is not None:
        yield from filter(None, (shape.pattern.match(text, at) for at in beginnings[shape.begins]))
    elif shape.needs is None:
        yield from shape.pattern.finditer(text)
    else:
        places = [match.start() for match in shape.needs.finditer(text)]
        for start, end in stretches(places, _LONGEST_BEFORE, _LONGEST_BEHIND):
            yield from shape.pattern.finditer(text, start, end)


def _in_columns(text: str) -> Iterator[PersonalData]:
    """What stands below "Số điện thoại", "Ngày sinh", "CCCD" in the rows of a table, which are lines with tabs."""
    below: dict[int, Shape] = {}
    offset = 0
    for line in text.split("\n"):
        cells = line.split("\t")
        if len(cells) == 1:
            below = {}
        elif heads := _heads(cells) if _HEAD.search(line) else {}:
            below = heads
        else:
            yield from _in_row(cells, below, offset)
        offset += len(line) + 1


def _heads(cells: list[str]) -> dict[int, Shape]:
    return {i: cell for i, one in enumerate(cells) for head, cell in _COLUMNS if head.fullmatch(one)}


def _in_row(cells: list[str], below: dict[int, Shape], offset: int) -> Iterator[PersonalData]:
    for column, cell in enumerate(cells):
        if shape := below.get(column):
            for match in shape.pattern.finditer(cell):
                start, end = match.span("value")
                yield PersonalData(shape.kind, offset + start, offset + end, shape.visible)
        offset += len(cell) + 1
