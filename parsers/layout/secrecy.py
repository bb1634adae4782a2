"""The stamp of a state secret in the head of a document: MẬT, TỐI MẬT, TUYỆT MẬT (Luật Bảo vệ bí mật nhà nước, Điều 8).

Comes in a document as it was read, goes out the level that is stamped on it, or ``None``. Only a stamp is one: alone in
its line or cell, or beside the letterhead. "Bí mật", "bảo mật" in a text or title, "HỎA TỐC", and a list of all levels
are none.

    secrecy_stamp(document)  # "TỐI MẬT"
"""

from __future__ import annotations

import regex

from parsers.document import Document
from parsers.text import fold

_HEAD = 2500
"""Characters from the beginning in which a stamp stands."""
# "MẬT" · "[TỐI MẬT]" · "Độ mật: Tuyệt mật"; "MẶT", "MAT" as misread
_ALONE = regex.compile(
    r"[\W_]*(?:(?P<label>(?i:độ mật)\s*:\s*)?(?P<level>(?:TUY[ỆÊE]T\s+|T[ỐÔO]I\s+)?M[ẬẶÂĂA]T))[\W_]*"
)
_LABELLED = regex.compile(r"[\W_]*độ mật\s*:\s*(?P<level>(?:tuyệt |tối )?mật)[\W_]*", regex.IGNORECASE)
# "TỐI MẬT    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" · "Số: 12-BC/TU  (MẬT)"
_LETTERHEAD = regex.compile(
    r"CỘNG H[ÒO][ÀA] XÃ HỘI|Độc lập\s*-|ĐẢNG CỘNG SẢN|^\W*Số\s?[:.]|^\W*(?:ỦY BAN|UỶ BAN|TỈNH ỦY|SỞ|BỘ) "
)
_BESIDE = regex.compile(r"(?:^|\s\s|\(|\s(?=\S+$))(?P<level>(?:TUYỆT\s|TỐI\s)?MẬT)(?=\)|\s\s|\s(?:CỘNG|ĐẢNG|Độc)|\s*$)")
# "… BẢO VỆ BÍ" | "MẬT": the rest of a title
_GOES_ON = regex.compile(r"(?:BÍ|BẢO|CƠ|GIẢI|ĐỘ|THÔNG TIN|VÀ|,)\W*$")
_SPLIT = regex.compile(r"[\W_]*(?P<first>TUYỆT|TỐI)[\W_]*")


def secrecy_stamp(document: Document) -> str | None:
    """The level that is stamped in the head: "MẬT", "TỐI MẬT" or "TUYỆT MẬT"."""
    before = ""
    for line in document.text[:_HEAD].split("\n"):
        levels = [level for cell in line.split("\t") if (level := _level(cell, before))]
        if len(levels) == 1 and not (line.count("\t") and "mật" in before.lower()):
            return levels[0]
        before = line if line.strip() else before
    return None


def is_secrecy_stamp(line: str) -> bool:
    """Whether a line by itself, such as one stamped in red, is a level of secrecy."""
    return _ALONE.fullmatch(line) is not None


def _level(cell: str, before: str) -> str | None:
    if _GOES_ON.search(before):
        return None
    if alone := _ALONE.fullmatch(cell) or _LABELLED.fullmatch(cell):
        split = _SPLIT.fullmatch(before)
        return _canonical(f"{split['first']} {alone['level']}" if split else alone["level"])
    if _LETTERHEAD.search(cell) and (beside := _BESIDE.search(cell)) and not _GOES_ON.search(cell[: beside.start()]):
        return _canonical(beside["level"])
    return None


def _canonical(level: str) -> str:
    return {"tuyet mat": "TUYỆT MẬT", "toi mat": "TỐI MẬT"}.get(fold(level), "MẬT")
