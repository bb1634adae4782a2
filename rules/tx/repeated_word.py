"""repeated-word: one word twice in a row / từ bị lặp

What it finds: A word that stands twice in a row, in capitals or not: "Trường trường", "các các". Words that
Vietnamese doubles on purpose ("dần dần", "thường thường"), two words that only meet ("cơ quan quan tâm", "Trưởng
phòng Phòng Văn hóa") and numbers are left alone.

Why it matters: In a list of units the doubled word becomes part of the name, and the unit is not found under it;
elsewhere it is a slip that a reader stumbles over.

Example: "Trường trường mầm non Hoa Súng" in the quota table.

How to resolve: Strike one of the two.

Phát hiện: Một từ đứng hai lần liền nhau, viết hoa hay thường: "Trường trường", "các các". Không báo từ láy ("dần
dần", "thường thường"), hai từ chỉ tình cờ kề nhau ("cơ quan quan tâm", "Trưởng phòng Phòng Văn hóa") và chữ số.

Vì sao: Trong danh sách đơn vị, từ thừa thành một phần của tên và không tra được đơn vị; chỗ khác thì là lỗi gõ.

Ví dụ: "Trường trường mầm non Hoa Súng" trong bảng phân bổ.

Cách xử lý: Bỏ một trong hai từ.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from parsers import regex
from parsers.syllables import is_syllable
from parsers.text import normal
from rules.context import Context
from rules.lexicon import load_words
from rules.rule import Hit, Rule

_WORDS = load_words("repeats")
_REDUPLICATIONS = frozenset(map(normal, _WORDS["reduplications"]))
_JOINING = frozenset(map(normal, _WORDS["joining"]))
_BEFORE_NUMBERS = frozenset(map(normal, _WORDS["before_numbers"]))
_COMPOUNDS = tuple(map(normal, _WORDS["compounds"]))

# "trường trường mầm non", "trên các các nền tảng", "năm năm 2026", "bản\nbản" (a line that goes on); never across cells
_REPEATED = regex.compile(r"(?<![\p{L}\p{N}])(?P<word>\p{L}{1,7})(?P<gap>[ \n]{1,4})(?P=word)(?![\p{L}\p{N}])")
_BEFORE = regex.compile(r"(\p{L}+)[ \n]{1,3}\Z")
_AFTER = regex.compile(r"[ \n]{1,3}([\p{L}\p{N}]+)")


def check(context: Context) -> Iterator[Hit]:
    norm, plain = context.norm, context.plain
    for match in _repeated(context):
        second = match.end("gap")
        if "\n" in match["gap"] and (match["gap"].count("\n") > 1 or not plain[second].islower()):
            continue
        before = _BEFORE.search(norm, max(0, match.start() - 12), match.start())
        after = _AFTER.match(norm, match.end())
        word = match["word"]
        if not is_syllable(word) or not _slip(norm, word, before and before[1], after and after[1], match.end()):
            continue
        end = after.end() if after and "\n" not in after[0] else match.end()
        span = context.span(match.start(), end)
        quote = " ".join(span.quote.split())
        yield Hit(
            [span],
            f"Từ “{plain[match.start() : match.end('word')]}” bị lặp trong “{quote}”. Bỏ một từ nếu không có chủ ý.",
            f"The word “{word}” stands twice in “{quote}”. Strike one of the two if it is a slip.",
        )


def _repeated(context: Context) -> Iterator[regex.Match[str]]:
    """Where a word follows itself; looked for only where the list of words has it twice."""
    norm = context.norm
    places = set()
    for word in {word for word, following in pairwise(context.words) if word == following}:
        for twice in (f"{word} {word}", f"{word}\n{word}", f"{word} \n{word}", f"{word}\n {word}"):
            at = norm.find(twice)
            while at >= 0:
                places.add(at)
                at = norm.find(twice, at + 1)
    for place in sorted(places):
        if match := _REPEATED.match(norm, place):
            yield match


def _slip(norm: str, word: str, before: str | None, after: str | None, end: int) -> bool:
    """Whether a repeated word is one too many, from what stands around it; ``None`` is a break in the text."""
    if word in _BEFORE_NUMBERS and after and after[0].isdigit():
        return True
    if word in _REDUPLICATIONS:
        return False
    if word in _JOINING:
        return True
    if any(norm.startswith(compound, end - len(word)) for compound in _COMPOUNDS):
        return False  # "Tổ tổ chức họp", "hành vi vi phạm"
    if before is None or after is None:
        return True  # "- Xóm xóm Đồng", "tỉnh Lâm Hà Hà."
    # "hiến máu máu tình nguyện" is a slip if the words stand elsewhere with one "máu"; "đại biểu biểu quyết" do not
    memo = regex.compile(rf"(?<!\p{{L}}){before}\s+{word}\s+{after}(?!\p{{L}})")
    return memo.search(norm) is not None


RULE = Rule("TX601", "repeated-word", "warning", "document", check)
