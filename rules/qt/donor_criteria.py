"""donor-criteria: donors are asked for whom the regulation does not admit / tiêu chuẩn người hiến máu ngoài quy định

What it finds: In a text on giving blood: an age, a weight, a volume of whole blood or a pause between two donations
outside of what Circular 26/2013/TT-BYT admits: from 18 to 60 years, women from 42 kg, men from 45 kg, at most 500 ml
each time, at least 12 weeks apart; a limit given in two ways.

Why it matters: People come who have to be sent home, or more is taken than is safe.

Example: "mỗi lần hiến từ 250 ml đến 550 ml".

How to resolve: Compare with the regulation in force, and correct the figure.

Phát hiện: Trong văn bản về hiến máu: độ tuổi, cân nặng, lượng máu toàn phần hoặc khoảng cách giữa hai lần hiến ngoài
Thông tư 26/2013/TT-BYT: từ đủ 18 đến 60 tuổi, nữ từ 42 kg, nam từ 45 kg, mỗi lần không quá 500 ml, cách nhau ít nhất
12 tuần; một tiêu chuẩn ghi hai mức.

Vì sao: Người đến sẽ phải về, hoặc lượng máu lấy vượt mức an toàn.

Ví dụ: "mỗi lần hiến từ 250 ml đến 550 ml".

Cách xử lý: Đối chiếu với quy định hiện hành và sửa con số.
"""

from __future__ import annotations

from collections.abc import Iterator

from parsers import regex
from parsers.records import Span
from parsers.text import normal
from rules.context import Context
from rules.prose import one_line
from rules.rule import Hit, Rule, two_places

_GIVES = regex.compile(r"(?<!\w)(?:hiến(?: máu)?|hmtn)(?!\w)")
# what is given in other ways has limits of its own
_COMPONENTS = regex.compile(
    r"(?<!\w)(?:tiểu cầu|huyết tương|thành phần|gạn tách|tế bào gốc|bạch cầu|tạng|mô|giác mạc)(?!\w)"
)
# "từ đủ 18 đến 60 tuổi" · "đủ 18 tuổi đến dưới 61 tuổi" · "tuổi từ 18 - 60"
_AGE = regex.compile(
    r"(?<!\w)(?:từ|đủ|tuổi)(?: đủ)? (?P<low>\d{2})(?: tuổi)?(?: ?- ?| đến (?:hết |đủ )?)(?P<high>\d{2}) tuổi(?!\w)"
    r"|(?<!\w)tuổi:? (?:đời )?(?:từ )?(?:đủ )?(?P<first>\d{2})(?: ?- ?| đến (?:hết |đủ )?)(?P<last>\d{2})(?!\d|[./]\d)"
)
_WEIGHT = regex.compile(
    r"(?<!\w)(?P<sex>nữ|nam)(?: giới)?(?:,? (?:có )?(?:cân nặng|nặng))?:? (?:ít nhất |tối thiểu |từ |đủ |trên )*"
    r"(?P<kg>\d{2}) ?kg(?!(?: trở lên)? đối với)"
    r"|(?<!\w)(?P<least>\d{2}) ?kg(?: trở lên)? (?:đối với|với|ở) (?:người )?(?P<whose>nữ|nam)(?!\w)"
)
# "bạn nào dưới 45 kg, kể cả nữ, xin không ghi tên": nobody below it, of either sex
_REFUSED = regex.compile(
    r"(?<!\w)(?:dưới|chưa đủ|không đủ) (?P<kg>\d{2}) ?kg(?!(?: trở xuống)? (?:đối với|với|ở|là) (?:nam|nữ))"
    r"[^.;\n\t\d]{0,50}?(?<!\w)(?:không|chưa|miễn|loại)(?!\w)(?! quá| \d| 2| 3)"
)
_OF_ONE_SEX = regex.compile(
    r"(?<!\w)(?:nam|nữ)(?! sinh)(?: giới)?:? (?:cân nặng |nặng |có )*(?:dưới|chưa đủ|không đủ) "
)
_VOLUME = regex.compile(r"(?<![\d.,])(?P<ml>[5-9]\d\d) ?ml(?!\w)")
_EACH_TIME = regex.compile(r"(?<!\w)(?:mỗi lần|một lần|lượng máu|thể tích|lấy máu|hiến từ|hiến)(?!\w)")
_NO_BLOOD = regex.compile(r"(?<!\w)(?:nước|sữa|chai|hộp|cồn|dung dịch|uống|hóa chất)(?!\w)")
_PAUSE = regex.compile(
    r"(?<!\w)(?:giữa (?:hai|2|02|các) lần(?: hiến)?|lần (?:hiến )?liên tiếp"
    r"|lần(?: hiến(?: máu)?(?: toàn phần)?)? (?:gần nhất|trước|liền trước|gần đây))(?!\w)"
    r"(?:(?!chậm nhất|trước)[^.;)\n]){0,60}?(?P<count>\d{1,2}) (?P<unit>tuần|tháng|ngày)(?!\w)"
    r"|(?<!\w)(?P<since>\d{1,2}) (?P<of>tuần|tháng|ngày) (?:kể từ|tính từ|từ|sau) lần (?:hiến|cho máu)(?!\w)"
)
# around an age, as others come too: "30 đại biểu cao niên (từ 62 đến 78 tuổi) từng hiến máu"
_SPEAKS_OF_DONORS = regex.compile(
    r"(?<!\w)(?:(?<!từng |đã )hiến|đối tượng|độ tuổi|tiêu chuẩn|điều kiện|công dân|nhân dân|người dân|vận động)(?!\w)"
)
# those of whom a part is asked: "đoàn viên từ 18 đến 30 tuổi", "nữ từ 18 đến 55 tuổi", "người hiến lần đầu"
_SOME = regex.compile(
    r"(?<!\w)(?:đoàn viên|thanh niên|hội viên|sinh viên|học sinh|lần đầu|lực lượng|cán bộ|chiến sĩ|phụ nữ"
    r"|chiếm|tỷ lệ|trong tổng số|ưu tiên|chủ yếu|trong đó|nhóm|tập trung|350 ?ml|450 ?ml)(?!\w)"
)
_AGES_OF_ONE_SEX = regex.compile(r"(?<!\w)(?:nữ|nam) từ(?!\w)")
_BOTH_SEXES = regex.compile(r"(?<!\w)(?:cả nam (?:và|lẫn) nữ|nam,? nữ đều|không phân biệt (?:nam|giới))(?!\w)")
_AGE_OF_WOMEN = regex.compile(
    r"(?<!\w)nữ (?:giới )?(?:từ )?(?:đủ )?(?P<low>\d{2})(?: ?- ?| đến (?:hết |đủ )?)(?P<high>\d{2}) tuổi"
)
# "Nữ giảng viên, nhân viên đã qua tuổi 55 không thuộc diện lấy máu"
_WOMEN_REFUSED = regex.compile(
    r"(?<!\w)nữ(?: [^\W\d]+,?){0,6}? (?:qua|quá|trên|ngoài|hơn) (?:tuổi )?(?P<high>\d{2})(?: tuổi)?"
    r"(?: [^\W\d]+){0,3}? (?:không|chưa|xin không|được miễn)(?!\w)"
)
_NEAR = 50
_YOUNGEST, _OLDEST, _MOST_ML = 18, 60, 500
_LIGHTEST = {"nữ": 42, "nam": 45}
_LEAST_PAUSE = {"tuần": 12, "tháng": 3, "ngày": 84}


def check(context: Context) -> Iterator[Hit]:
    text = context.prose.text
    if not _GIVES.search(text):
        return
    yield from _two_ways(context)
    yield from _otherwise_for_women(context)
    for pattern, word, is_outside in _LIMITS:
        for match in context.prose.finditer(pattern, word):
            sentence, span = text[slice(*context.prose.sentence(match.start()))], context.said(*match.span())
            limit = is_outside(match, sentence) if _is_of_donors(context, sentence, span, pattern) else None
            if limit is None:
                continue
            yield Hit(
                [span],
                f"“{one_line(span.quote)}”: ngoài quy định của Thông tư 26/2013/TT-BYT ({limit[0]}). Kiểm tra lại.",
                f"“{one_line(span.quote)}” is outside of Circular 26/2013/TT-BYT ({limit[1]}). Check it.",
            )


def _two_ways(context: Context) -> Iterator[Hit]:
    """The same limit of age, weight or pause, given in two ways."""
    text = context.prose.text
    subject = context.record.header.subject
    on_donation = subject is not None and _GIVES.search(normal(subject.value or "")) is not None
    for pattern, word, limit_of in ((_AGE, "tuổi", _age), (_WEIGHT, "kg", _weight), (_PAUSE, "lần", _pause)):
        said: dict[str, tuple[tuple[int, ...], Span]] = {}
        for match in context.prose.finditer(pattern, word):
            sentence, span = text[slice(*context.prose.sentence(match.start()))], context.said(*match.span())
            if not (on_donation or _is_of_donors(context, sentence, span, pattern)) or _SOME.search(sentence):
                continue
            if _COMPONENTS.search(sentence) or (pattern is _AGE and _AGES_OF_ONE_SEX.search(sentence)):
                continue
            if pattern is _AGE and not _SPEAKS_OF_DONORS.search(text, *_around(match)):
                continue
            whose, limit = limit_of(match)
            first = said.setdefault(whose, (limit, span))
            if first[0] != limit:
                yield _conflict(first[1], span)
                break
        if pattern is _WEIGHT and "nữ" in said:
            (women,), told = said["nữ"]
            yield from _refused(context, women, told)


def _otherwise_for_women(context: Context) -> Iterator[Hit]:
    """Ages for women that are not those which hold for both: "từ đủ 18 đến 60 tuổi, cả nam và nữ"."""
    text = context.prose.text
    both = [
        match
        for match in context.prose.finditer(_AGE, "tuổi")
        if _BOTH_SEXES.search(text, *context.prose.sentence(match.start()))
    ]
    for refused in context.prose.finditer(_WOMEN_REFUSED, "nữ ") if both else ():
        if int(refused["high"]) < _age(both[0])[1][1]:
            yield _conflict(context.said(*both[0].span()), context.said(*refused.span()))
            return
    for women in context.prose.finditer(_AGE_OF_WOMEN, "nữ ") if both else ():
        if (int(women["low"]), int(women["high"])) != _age(both[0])[1]:
            yield _conflict(context.said(*both[0].span()), context.said(*women.span()))
            return


def _refused(context: Context, women: int, told: Span) -> Iterator[Hit]:
    """Who weighs less than a limit is refused, that is more than what is asked of women."""
    for match in context.prose.finditer(_REFUSED, "kg"):
        sentence = context.prose.text[slice(*context.prose.sentence(match.start()))]
        if int(match["kg"]) <= women or _OF_ONE_SEX.search(sentence) or _COMPONENTS.search(sentence):
            continue
        yield _conflict(told, context.said(*match.span()))
        return


def _conflict(first: Span, second: Span) -> Hit:
    return two_places(
        first,
        second,
        "“{first}” và “{second}”: tiêu chuẩn người hiến máu ghi hai mức. Kiểm tra mức nào đúng.",
        "“{first}” and “{second}”: two limits for donors. Check which holds.",
    )


def _age(match: regex.Match[str]) -> tuple[str, tuple[int, ...]]:
    return "", (int(match["low"] or match["first"]), int(match["high"] or match["last"]))


def _weight(match: regex.Match[str]) -> tuple[str, tuple[int, ...]]:
    return match["sex"] or match["whose"], (int(match["kg"] or match["least"]),)


def _pause(match: regex.Match[str]) -> tuple[str, tuple[int, ...]]:
    """In weeks; three months are twelve weeks."""
    days = {"tuần": 7, "tháng": 28, "ngày": 1}[match["unit"] or match["of"]] * int(match["count"] or match["since"])
    return "", (days // 7,)


def _is_of_donors(context: Context, sentence: str, span: Span, about: regex.Pattern[str]) -> bool:
    """Whether a sentence, or a heading above it, is about those who give whole blood; weights are theirs."""
    if _COMPONENTS.search(sentence):
        return False
    titles = (normal(section.title) for section in context.headings_at(span.start))
    return about is _WEIGHT or _GIVES.search(sentence) is not None or any(_GIVES.search(title) for title in titles)


def _of_age(match: regex.Match[str], sentence: str) -> tuple[str, str] | None:
    low, high = int(match["low"] or match["first"]), int(match["high"] or match["last"])
    if (low >= _YOUNGEST and high <= _OLDEST) or not _SPEAKS_OF_DONORS.search(match.string, *_around(match)):
        return None
    return "từ đủ 18 đến 60 tuổi", "from 18 to 60 years"


def _around(match: regex.Match[str]) -> tuple[int, int]:
    """Where it is said whose age it is: before it, or right behind it; that of a bracket stands before it."""
    text, start = match.string, match.start()
    begin = max(start - _NEAR, *(text.rfind(sign, 0, start) for sign in ".;\n"), 0)
    bracketed = text[start - 1 : start] == "("
    return begin, start if bracketed else min(len(text), match.end() + _NEAR // 2)


def _of_weight(match: regex.Match[str], sentence: str) -> tuple[str, str] | None:
    if int(match["kg"] or match["least"]) >= _LIGHTEST[match["sex"] or match["whose"]]:
        return None
    return "nữ từ 42 kg, nam từ 45 kg", "women from 42 kg, men from 45 kg"


def _of_volume(match: regex.Match[str], sentence: str) -> tuple[str, str] | None:
    if int(match["ml"]) <= _MOST_ML or not _EACH_TIME.search(sentence) or _NO_BLOOD.search(sentence):
        return None
    return "mỗi lần không quá 500 ml máu toàn phần", "at most 500 ml of whole blood each time"


def _of_pause(match: regex.Match[str], sentence: str) -> tuple[str, str] | None:
    if int(match["count"] or match["since"]) >= _LEAST_PAUSE[match["unit"] or match["of"]]:
        return None
    return (
        "hai lần hiến máu toàn phần cách nhau ít nhất 12 tuần",
        "at least 12 weeks between two donations of whole blood",
    )


_LIMITS = (
    (_AGE, "tuổi", _of_age),
    (_WEIGHT, "kg", _of_weight),
    (_VOLUME, "ml", _of_volume),
    (_PAUSE, "lần", _of_pause),
)  # fmt: skip
"""A pattern, a word that each of its matches holds, and what says that a match is outside of the law."""

RULE = Rule("QT316", "donor-criteria", "warning", "document", check)
