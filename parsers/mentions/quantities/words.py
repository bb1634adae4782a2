"""Numbers that are written out: "hai đợt", "ít nhất một cơ sở y tế", "khoảng hai trăm tình nguyện viên"."""

from __future__ import annotations

from parsers import regex
from parsers.mentions.quantities.units import LEXICON
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
_PEOPLE = (
    "lượt người|người|đơn vị máu|đồng chí|cán bộ|đoàn viên|hội viên|tình nguyện viên|thanh niên|sinh viên|học sinh"
)
WORD_NUMBER = regex.compile(
    rf"(?<!\w)(?=(?:{either(_DIGITS)}) )(?:"  # with which all of them begin: few words do
    # "hai đợt", "ba sự kiện", "mười đơn vị máu"
    rf"{_NO_REST}(?P<a>{either(LEXICON['words'])})"
    r"(?= (?:đợt|sự kiện|buổi hiến|ngày hội|đơn vị máu|điểm hiến|đồng chí|cán bộ|đoàn viên|hội viên|tình nguyện viên"
    r"|thanh niên|sinh viên)\b)"
    # "ít nhất một cơ sở y tế"
    rf"|(?<=(?:tối thiểu|ít nhất|không dưới|không quá|tối đa) )(?P<a>một|{either(LEXICON['words'])})(?= \p{{L}})"
    # "thành lập một đội tuyên truyền viên"
    r"|(?<=(?:thành lập|ra mắt)(?: mới)? )(?P<a>một)(?= (?:đội|tổ|câu lạc bộ|clb|nhóm)(?!\w))"
    # "khoảng hai trăm tình nguyện viên", "một trăm năm mươi đơn vị máu"
    rf"|{_NO_REST}(?P<a>{_COMPOUND})(?= (?:{_PEOPLE})(?!\w)))"
)


def number_in_words(words: str) -> int:
    """The number that a match of ``WORD_NUMBER`` is.

    >>> number_in_words("ba"), number_in_words("một trăm hai mươi lăm"), number_in_words("một nghìn hai trăm linh ba")
    (3, 125, 1203)
    """
    thousands, total, last = 0, 0, 0
    for word in words.split():
        if word in ("nghìn", "ngàn"):
            thousands, total, last = (total + last) * 1000, 0, 0
        elif word in ("linh", "lẻ"):
            continue
        elif word == "trăm":
            total, last = total + last * 100, 0
        elif word == "mươi":
            total, last = total + last * 10, 0
        elif word == "mười":
            total, last = total + 10, 0
        else:
            last = _DIGITS[word]
    return thousands + total + last
