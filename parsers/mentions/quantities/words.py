"""Numbers that are written out: "hai đợt", "ít nhất một cơ sở y tế", "khoảng hai trăm tình nguyện viên"."""

from __future__ import annotations

from parsers import regex
from parsers.mentions.quantities.units import LEXICON
from parsers.text import either, normal

_WORDS = {normal(word): number for word, number in LEXICON["words"].items()}
_DIGITS = {"một": 1, "mốt": 1, "tư": 4, "năm": 5, "lăm": 5} | _WORDS
_DIGIT = either([word for word, number in _DIGITS.items() if number < 10])
_TENS = rf"(?:(?:{_DIGIT}) mươi(?: (?:{_DIGIT}))?|mười(?: (?:{_DIGIT}))?)"
# "hai trăm", "một trăm hai mươi", "ba mươi", "mười lăm"
_COMPOUND = rf"(?:(?:{_DIGIT}) trăm(?: {_TENS})?|{_TENS})"
_PEOPLE = (
    "lượt người|người|đơn vị máu|đồng chí|cán bộ|đoàn viên|hội viên|tình nguyện viên|thanh niên|sinh viên|học sinh"
)
WORD_NUMBER = regex.compile(
    # "hai đợt", "ba sự kiện", "mười đơn vị máu"
    rf"(?<!\w)(?P<a>{either(LEXICON['words'])})"
    r"(?= (?:đợt|sự kiện|buổi hiến|ngày hội|đơn vị máu|điểm hiến|đồng chí|cán bộ|đoàn viên|hội viên|tình nguyện viên"
    r"|thanh niên|sinh viên)\b)"
    # "ít nhất một cơ sở y tế"
    rf"|(?<=(?:tối thiểu|ít nhất|không dưới|không quá|tối đa) )(?P<a>một|{either(LEXICON['words'])})(?= \p{{L}})"
    # "thành lập một đội tuyên truyền viên"
    r"|(?<=(?:thành lập|ra mắt)(?: mới)? )(?P<a>một)(?= (?:đội|tổ|câu lạc bộ|clb|nhóm)(?!\w))"
    # "khoảng hai trăm tình nguyện viên", "một trăm năm mươi đơn vị máu"
    rf"|(?<!\w)(?P<a>{_COMPOUND})(?= (?:{_PEOPLE})(?!\w))"
)


def number_in_words(words: str) -> int:
    """The number that a match of ``WORD_NUMBER`` is.

    >>> number_in_words("ba"), number_in_words("hai trăm"), number_in_words("một trăm hai mươi lăm")
    (3, 200, 125)
    """
    total, last = 0, 0
    for word in words.split():
        if word == "trăm":
            total, last = total + last * 100, 0
        elif word == "mươi":
            total, last = total + last * 10, 0
        elif word == "mười":
            total, last = total + 10, 0
        else:
            last = _DIGITS[word]
    return total + last
