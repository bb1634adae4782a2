"""The words around and inside the names of bodies: what ends a name, what begins a predicate, what names nobody."""

from __future__ import annotations

from parsers import regex
from parsers.lexicon import load
from parsers.text import NormalisedText, Tokens, either, normal

LEXICON = load("bodies")
END = frozenset((".", ";", ":", "(", ")", "\n", "\t", ",", "“", "”", '"', "?", "!", "…", "/"))
SEPARATORS = frozenset((",", ";", "và", "hoặc", "-", "với", "cùng", "+"))
# what everybody may be told in plain words: "Mỗi lực lượng | dựng đội", "Các xưởng, phòng | đọc kế hoạch này"
_DAILY_WORK = frozenset((
    "dựng", "đọc", "điền", "lo", "tự", "gom", "kéo", "dọn", "soạn", "chụp", "dán", "nhắn", "gọi", "chở", "khai",
    "nhờ", "chép", "sửa", "rửa", "lau", "nấu", "bày", "khiêng", "dắt", "trông", "đổi", "trả", "mua", "thuê",
    "mượn", "tìm", "đếm", "rút", "bớt", "dời", "neo", "buộc", "chằng", "cưa", "tỉa", "đào", "đắp", "lấp", "bơm",
    "gỡ", "kê", "rủ", "kèm", "đón", "dẫn", "cho", "đưa", "xin", "cất", "giục", "dặn", "góp", "bỏ", "mang",
    "cầm", "xem", "chọn", "bầu", "cắt",
))  # fmt: skip
# … but "các đội | sửa chữa", "các cơ sở | cho thuê lưu trú" are called by it
_TRADES = frozenset((
    "sửa chữa", "cho thuê", "cho vay", "đào tạo", "mua bán", "mua sắm", "đổi mới", "tự quản", "tự chủ", "tự vệ",
    "tự nguyện", "tự lập", "tự do", "dẫn đầu", "chọn lọc", "đón tiếp", "đón trả", "khai thác", "bơm nước", "nấu ăn",
    "cất trữ", "dẫn truyền", "cắt may", "lấp đầy", "bỏ phiếu", "bầu cử", "đọc sách", "dán nhãn", "rút tiền",
))  # fmt: skip
PLURAL = frozenset(("các", "những", "mọi", "mỗi", "từng"))
_STOPS = frozenset(" ".join(Tokens(normal(word)).words) for word in LEXICON["stops"]["words"])  # "b/c" is three tokens
# words that end a name like a predicate does, but are no verb
_PARTICLES = frozenset(normal(word) for word in LEXICON["stops"]["particles"])
_ACTS = frozenset(normal(word) for word in LEXICON["stops"]["acts"])
_WORKS = frozenset(normal(word) for word in LEXICON["stops"]["works"])
_SHORT_WORKS = [[word] for word in _WORKS if " " not in word]
_VERBS = (_STOPS - _PARTICLES) | _ACTS | {word for word in _WORKS if " " in word}
_COMPOUNDS = frozenset(normal(word) for word in LEXICON["stops"]["compounds"])
# "Ban Hiến máu | nhân đạo", "Câu lạc bộ Hiến máu | dự bị": no other word goes on such a name
_OF_BLOOD = ("tình", "nhân", "dự", "lưu", "vệ")
# no name goes on with these, in capitals either: "CÔNG ĐOÀN CƠ SỞ | CÓ TRÁCH NHIỆM"
_CHARGES = frozenset((("có", "trách", "nhiệm"), ("chịu", "trách", "nhiệm"), ("có", "nhiệm", "vụ")))
_HALVES = frozenset(LEXICON["stops"]["halves"])
_BEHIND_NAMES = frozenset(LEXICON["stops"]["behind_names"])
_SO_MANY = frozenset(("một", "hai", "ba", "bốn", "đủ", "toàn", "thêm"))
_THING = regex.compile(rf"(?:(?:tất cả các|các|những|một số|mọi|về)\ )?(?:{either(LEXICON['things']['words'])})(?!\w)")


def is_capital(view: NormalisedText, index: int) -> bool:
    char = view.text[view.tokens.starts[index]]
    return char.isupper()


def is_half(view: NormalisedText, index: int) -> bool:
    """Whether a word is the half of another one: "MÔI | TRƯỜNG", "KHOA | HỌC", "tại hội | trường UBND xã"; the school
    in "nhà trường THCS Nà Lốm" is one.
    """
    words = view.tokens.words
    pair = " ".join(words[max(0, index - 1) : index + 1])
    if not _in_capitals(view, index):
        return pair in _HALVES and pair != "nhà trường" and not is_capital(view, index)
    return pair in _HALVES or " ".join(words[index : index + 2]) in _HALVES


def _in_capitals(view: NormalisedText, index: int) -> bool:
    """Whether a word and one beside it are written in capitals throughout."""
    starts, ends = view.tokens.starts, view.tokens.ends
    near = [i for i in (index - 1, index, index + 1) if 0 <= i < len(starts)]
    capitals = [i for i in near if ends[i] - starts[i] > 1 and view.text[starts[i] : ends[i]].isupper()]
    return index in capitals and len(capitals) > 1


def ends_name_in_capitals(view: NormalisedText, index: int) -> bool:
    """Whether a word says where or when what a name in capitals stands in takes place: "SỞ Y TẾ | TRONG NĂM 2026".

    "NĂM" may be a name, "XÃ NĂM CĂN": only before a number it is none.
    """
    words = view.tokens.words
    if words[index] not in _BEHIND_NAMES or not _in_capitals(view, index):
        return False
    return words[index] != "năm" or any(word[0].isdigit() for word in words[index + 1 : index + 2])


def stops_at(view: NormalisedText, index: int) -> bool:
    """Whether a name ends before token ``index``; a word in capitals is part of a name ("Cần Thơ"), not a predicate."""
    tokens = view.tokens
    word = tokens.words[index]
    if word in END or word in PLURAL or tuple(tokens.words[index : index + 3]) in _CHARGES:
        return True
    if ends_name_in_capitals(view, index):
        return True
    if is_capital(view, index) or (index and f"{tokens.words[index - 1]} {word}" in _COMPOUNDS):
        return False
    if _names_its_work(view, index):
        return False
    if word in _DAILY_WORK and PLURAL.intersection(tokens.words[max(0, index - 3) : index]):
        return " ".join(tokens.words[index : index + 2]) not in _TRADES
    if word not in _OF_BLOOD and index and tokens.words[index - 1] == "máu" and _names_its_work(view, index - 1):
        return True
    return is_predicate(view, index)


def _names_its_work(view: NormalisedText, index: int) -> bool:
    """Whether a word is of the work that a body is called by: "Ban Hiến | máu", "Khoa Tiếp | nhận | máu"."""
    words = view.tokens.words
    if index < 2:
        return False
    if words[index] == "máu":
        work = index - (2 if words[index - 1] == "nhận" else 1)
        of_site = words[index - 1] == "hiến" and words[index - 2] in ("điểm", "đội", "nhóm")
        return of_site or (words[index - 1] in ("hiến", "nhận", "truyền", "lấy") and is_capital(view, work))
    goes_on = f"{words[index - 1]} {words[index]}" in _VERBS and is_capital(view, index - 1)
    return goes_on or words[index : index + 2] == ["dự", "bị"]


def is_predicate(view: NormalisedText, index: int) -> bool:
    """Whether a predicate begins with token ``index``, whatever its first letter: "Tổ chức …", "phối hợp …"."""
    words = view.tokens.words
    return any(" ".join(words[index : index + length]) in _STOPS for length in (1, 2, 3))


def acts_behind_name(view: NormalisedText, index: int, *, whole: bool = True) -> bool:
    """Whether token ``index``, in a name that could go on, begins what the body does: "Tổ y tế lưu động | sơ tán".

    Behind a word that is no ``whole`` name only what says how many: "Tổ sơ tán" is one, "Tổ | mua 10 áo phao" acts.
    """
    words = view.tokens.words
    if is_capital(view, index) or (index and f"{words[index - 1]} {words[index]}" in _COMPOUNDS):
        return False
    acts = whole and any(" ".join(words[index : index + n]) in _ACTS for n in (2, 3))
    return acts or _does_how_many(view, index)


def _does_how_many(view: NormalisedText, index: int) -> bool:
    """Whether a verb at token ``index`` stands before so many or all of something: "mua | 200 suất quà"."""
    words = view.tokens.words
    length = next((n for n in (2, 1) if " ".join(words[index : index + n]) in _WORKS), 0)
    return length > 0 and any(
        word in PLURAL or word in _SO_MANY or word[0].isdigit() for word in words[index + length : index + length + 1]
    )


def opens_predicate(view: NormalisedText, index: int) -> bool:
    """Whether a capital word and a small one are a predicate of two words: "Tiếp nhận …", not "Cần Thơ"."""
    words = view.tokens.words
    both = " ".join(words[index : index + 2])
    return index + 1 < len(words) and both in _VERBS and not is_capital(view, index + 1)


def is_stop(words: str) -> bool:
    """Whether these words, in small letters, begin a predicate."""
    return words in _STOPS


def begins_with_verb(view: NormalisedText, start: int) -> bool:
    """Whether the words at ``start`` say what is to be done: a predicate, no time and no preposition ("Trong …")."""
    index = view.tokens.first(start)
    words = view.tokens.words
    if index >= len(words):
        return False
    return any(" ".join(words[index : index + n]) in _VERBS for n in (1, 2, 3)) or _does_how_many(view, index)


def acts_next(view: NormalisedText, start: int) -> bool:
    """Whether the words at ``start``, behind somebody's name, say what is to be done: "Hội Phụ nữ xã | nấu cháo"."""
    index = view.tokens.first(start)
    return begins_with_verb(view, start) or view.tokens.words[index : index + 1] in _SHORT_WORKS


def names_thing(view: NormalisedText, start: int, end: int) -> bool:
    """Whether words begin with a thing to be dealt with, nobody: "Các đợt tiếp nhận máu", "Chế độ báo cáo"."""
    return _THING.match(view.norm, start, end) is not None


def acronym_end(view: NormalisedText, after: int, limit: int) -> int:
    """Where capitals end that stand right behind an abbreviation: "P.VHTT", "P.KT-HT"; "P. Him Lam" is a ward."""
    tokens, end = view.tokens, after
    while end < limit and tokens.starts[end] == tokens.ends[end - 1]:
        word = view.text[tokens.starts[end] : tokens.ends[end]]
        if not (word.isupper() and len(word) > 1) and word not in ("&", "-"):
            break
        end += 1
    return end
