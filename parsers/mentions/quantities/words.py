"""Numbers that are written out: "hai đợt", "ít nhất một cơ sở y tế", "khoảng hai trăm tình nguyện viên"."""

from __future__ import annotations

from collections.abc import Iterator

from parsers import regex
from parsers.mentions.quantities.units import LEXICON, unit_at
from parsers.text import either, normal

_WORDS = {normal(word): number for word, number in LEXICON["words"].items()}
_DIGITS = {"một": 1, "mốt": 1, "tư": 4, "năm": 5, "lăm": 5} | _WORDS
_DIGIT = either([word for word, number in _DIGITS.items() if number < 10])
_TENS = rf"(?:(?:{_DIGIT}) mươi(?: (?:{_DIGIT}))?|mười(?: (?:{_DIGIT}))?)"
_HUNDREDS = rf"(?:{_DIGIT}) trăm(?: (?:(?:linh|lẻ) (?:{_DIGIT})|{_TENS}))?"
# "hai trăm", "một trăm hai mươi", "hai trăm linh ba", "ba mươi", "mười lăm", "một nghìn hai trăm"
_COMPOUND = rf"(?:(?:{_HUNDREDS}|{_TENS}|{_DIGIT}) (?:nghìn|ngàn)(?: {_HUNDREDS})?|{_HUNDREDS}|{_TENS})"
# … but "hai trăm" is the rest of a number in "ba vạn hai trăm", and so is "ba" in "linh ba"
_NO_REST = rf"(?<!\w)(?<!(?<!\w)(?:{either(_DIGITS)}|trăm|mươi|linh|lẻ|nghìn|ngàn|vạn|triệu|tỷ) )"
_SMALL = either(LEXICON["words"])
# "lần thứ hai", "tháng ba", "cả hai đợt", "của hai người": a name, or what was counted before
_NAMED = (
    r"(?<!(?<!\w)(?<!mỗi |từng )(?:thứ|tháng|quý|đợt|lớp|khối|khóa|số|loại|hạng|cấp|cả|của|giữa|một trong|trong số) )"
)
# "năm" is a year but behind what is done or had in that number: "tổ chức | năm buổi", "mỗi khu vực có | năm người"
_FIVE = (
    rf"năm(?<=(?<!\w)(?:{either(LEXICON['five']['before'])}|(?:mỗi|từng)(?: [^\W\d]+){{1,3}}"
    rf"|(?:tổ|đội|nhóm)(?: [^\W\d]+){{0,3}}|(?:{_SMALL})(?: [^\W\d]+){{1,3}}(?:,| và)) năm)"
)
# "một" is an article but where somebody has to have or make so many: "thành lập | một đội", "mỗi xã xây dựng | một đội"
_CREWS = "đội|tổ|câu lạc bộ|clb|nhóm|đợt|buổi|sự kiện|ngày hội|kíp"
_ONE = (
    r"một(?<=(?<!\w)(?:(?:thành lập|ra mắt|xây dựng)(?: mới| thêm| được)?"
    r"|(?:mỗi|từng) [^,;:.\n\t]{2,40} (?:có|lập|tổ chức|duy trì|cử|bố trí)(?: được)?) một)"
)
_ONE_OF = rf"một(?<=(?:tối thiểu|ít nhất|không dưới|không quá|tối đa) một)(?= \p{{L}})|{_ONE}(?= (?:{_CREWS})(?!\w))"
_COUNT = rf"(?:{_COMPOUND}|{_SMALL}|{_FIVE})"
WORD_NUMBER = regex.compile(
    rf"(?<!\w)(?=(?:{either(_DIGITS)}) )"  # with which all of them begin: few words do
    # "hai đợt", "mười lăm đến hai mươi người"; "ít nhất một cơ sở y tế", "thành lập một đội tuyên truyền viên"
    rf"(?:{_NAMED}{_NO_REST}(?P<a>{_COUNT})(?: ?(?:đến|tới|-) ?(?P<b>{_COUNT}))?(?= \p{{L}})|(?P<a>{_ONE_OF}))"
)
# "ít nhất | hai xã": behind these whatever is counted; elsewhere what plans count
_BOUND = regex.compile(r"(?r)(?<!\w)(?:tối thiểu|ít nhất|không dưới|không quá|tối đa) ")
_COUNTED = frozenset(("blood", "people", "donors", "members", "staff", "event"))
_OCCASIONS = ("câu lạc bộ", "buổi ", "căn nhà", "địa chỉ nhân đạo")


def word_numbers(norm: str) -> Iterator[regex.Match[str]]:
    """The written-out numbers that count something."""
    return (match for match in WORD_NUMBER.finditer(norm) if _is_count(norm, match))


def _is_count(norm: str, match: regex.Match[str]) -> bool:
    if match["a"] == "một" or _BOUND.match(norm, max(0, match.start() - 12), match.start()):
        return True
    unit = unit_at(norm, match.end() + 1)
    return unit is not None and (unit[0].kind in _COUNTED or unit[0].unit.startswith(_OCCASIONS))


_BELOW_TEN = {word: number for word, number in _DIGITS.items() if number < 10} | {"không": 0, "nhăm": 5, "bẩy": 7}
_SCALES = {"nghìn": 1_000, "ngàn": 1_000, "triệu": 1_000_000, "tỷ": 1_000_000_000, "tỉ": 1_000_000_000}
NUMBER_WORDS = (*_BELOW_TEN, *_SCALES, "mười", "mươi", "chục", "trăm", "linh", "lẻ")
"""What numbers in words are made of."""
_FIGURE = either(_BELOW_TEN)
# "ba trăm", "linh năm", "mười hai", "không trăm hai mươi"
_BELOW_THOUSAND = regex.compile(
    rf"(?:(?P<hundreds>{_FIGURE}) trăm ?)?(?:(?:linh|lẻ) |(?P<tens>{_FIGURE}) (?:mươi|chục) ?|(?P<ten>mười) ?)?"
    rf"(?P<ones>{_FIGURE})?"
)
_SCALE = regex.compile(rf" ?(?<!\w)({either(_SCALES)})(?!\w) ?")


def number_in_words(words: str) -> int:
    """The number that written-out words in normal form are; ``ValueError`` where numbers are not built so.

    >>> number_in_words("một nghìn hai trăm linh ba"), number_in_words("hai triệu, năm trăm nghìn")
    (1203, 2500000)
    """
    *scaled, rest = _SCALE.split(words.replace(",", ""))
    groups, scales = scaled[::2], [_SCALES[scale] for scale in scaled[1::2]]
    if scales != sorted(set(scales), reverse=True):
        raise ValueError(words)
    whole = sum(_below_thousand(group) * scale for group, scale in zip(groups, scales, strict=True))
    return whole + (_below_thousand(rest) if rest else 0)


def _below_thousand(words: str) -> int:
    match = _BELOW_THOUSAND.fullmatch(words) if words else None
    if match is None:
        raise ValueError(words)
    hundreds, tens, ones = (_BELOW_TEN[match[name]] if match[name] else 0 for name in ("hundreds", "tens", "ones"))
    return hundreds * 100 + (10 if match["ten"] else tens * 10) + ones
