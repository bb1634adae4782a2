"""round-mismatch: another round than the one the document is about / ghi nhầm đợt

What it finds: A document whose title names its round ("đợt 2") speaks of work for another round of the same year;
one for the ninth time that says it is the eighth.

Why it matters: The text was taken over from the earlier round; whoever follows it sums up, or calls people to, the
wrong one.

Example: The plan for "đợt 2 năm 2024" says "Là đầu mối huy động lực lượng tham gia hiến máu đợt 1 năm 2024".

How to resolve: Put the round of the title, unless the other round is really meant.

Phát hiện: Tiêu đề ghi đợt này ("đợt 2") nhưng nội dung công việc lại ghi đợt khác trong cùng năm; tiêu đề
ghi lần thứ chín nhưng nội dung ghi lần thứ tám.

Vì sao: Do chép lại từ văn bản của đợt trước; đơn vị thực hiện sẽ tổng hợp hoặc huy động nhầm đợt.

Ví dụ: Kế hoạch "đợt 2 năm 2024" ghi "Là đầu mối huy động lực lượng tham gia hiến máu đợt 1 năm 2024".

Cách xử lý: Sửa thành đợt nêu ở tiêu đề, trừ khi thực sự nói về đợt kia.
"""

from __future__ import annotations

from collections.abc import Iterator

from parsers import regex
from parsers.mentions.quantities.words import number_in_words
from parsers.roman import roman_value
from parsers.text import normal
from rules.context import Context
from rules.prose import one_line
from rules.rule import Hit, Rule
from rules.support.outlook import looks_back, retrospective
from rules.support.timing import about_years

_NUMBERS = {"nhất": 1, "hai": 2, "ba": 3, "tư": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4}
# "đợt 2 năm 2024" · "đợt II/2024" · "đợt thứ nhất" · "đợt 2, năm 2024"
_ROUND = regex.compile(
    r"(?<!\w)(?<!mỗi |các |số )đợt (?:thứ )?(?P<round>0?\d|iv|i{1,3}|nhất|hai|ba"
    r"|tư)(?!\w)(?! ?[-,/] ?(?:đợt )?\d{1,2}(?!\d))"
    r"(?:(?: \(.{1,20}\))?(?:,| của)? ?(?:năm |/ ?)(?P<year>20\d\d))?"
)
# "Đợt 1, toàn xã tiếp nhận được 80 đơn vị máu, đạt 120%"
_REACHED = regex.compile(
    r"(?<!\w)(?:đạt (?:trên |hơn )?[\d.,]+ ?%|(?:tiếp nhận|vận động|thu|hiến) được|kết thúc đợt|được tổ chức)(?!\w)"
)
# "(đợt 3 có 52 người tạm hoãn", "đợt 2: 357 đơn vị", "đợt 1 (ngày 11/02) tiếp nhận 262 đơn vị": what an earlier one was
_COUNTED = regex.compile(r"(?: ?\([^()\n]{1,30}\))?(?: ?:| có| đạt| tiếp nhận| thu| vận động)?(?: được)? \d")
# "người chưa đủ điều kiện sẽ hiến máu ở đợt 2", "chuẩn bị cho đợt 2"
_NEXT = regex.compile(
    r"(?<!\w)(?:sẽ|chuẩn bị|chuyển sang|tiếp theo|kế tiếp|sau đó|dự phòng|làm cơ sở|đăng ký trước)(?!\w)"
)
_ORDINAL = (
    r"(?P<ordinal>\d{1,3}|[ivx]+|(?:hai mươi |mười )?(?:nhất|một|hai|ba|tư|bốn|năm|lăm|sáu|bảy|tám|chín|mười))(?!\w)"
)
# "Ngày hội hiến máu tình nguyện “Giọt hồng tuổi trẻ” lần thứ IX"
_TITLED = regex.compile(rf"(?<!\w)lần thứ {_ORDINAL}")
_OCCASION = regex.compile(
    r"(?<!\w)(?:ngày hội|lễ hội|hội thi|hội thao|hội diễn|hội chợ|cuộc thi|giải|liên hoan|chương trình|ngày)(?!\w)"
)
_THIS_IS_THE = regex.compile(rf"(?<!\w)(?:đây|năm nay) là (?:lần|năm) thứ {_ORDINAL}")
_FOUR = {"tư": "bốn", "nhất": "một"}
_CLOSING = regex.compile(r"trên đây là (?:báo cáo|kế hoạch|thông báo)")


def check(context: Context) -> Iterator[Hit]:
    yield from _held_so_often(context)
    subject = context.record.header.subject
    ours = _only_round(subject.value) if subject is not None and subject.value else None
    if subject is None or ours is None:
        return
    for match in _ROUND.finditer(context.prose.text):
        offset = context.source(*context.prose.plain(match.start(), match.start() + 1))[0]
        if any(s.start <= offset < s.end for s in subject.spans) or not _is_other(context, match, ours):
            continue
        if _is_meant(context, match, ours) or _stands_among_rounds(context, match.start(), offset):
            continue
        span = context.said(match.start(), match.end())
        written = one_line(span.quote)
        yield Hit(
            [span, *subject.spans[:1]],
            f"Văn bản về đợt {ours} nhưng chỗ này ghi “{written}”. Kiểm tra có phải còn sót từ văn bản của đợt khác.",
            f"The document is about round {ours}, but “{written}” stands here. Check whether it is left over from "
            "the text "
            "of another round.",
        )


def _held_so_often(context: Context) -> Iterator[Hit]:
    """How often an occasion is held by now, told otherwise than in the title: "lần thứ IX" and "lần thứ tám"."""
    subject = context.record.header.subject
    title = normal(one_line(subject.value or "")) if subject else ""
    titled = _TITLED.search(title)
    occasions = _OCCASION.findall(title, 0, titled.start()) if titled else []
    ours = _ordinal(titled["ordinal"]) if titled else None
    if subject is None or not occasions or occasions[-1] == "ngày" or ours is None:
        return
    for match in context.prose.finditer(_THIS_IS_THE, "lần thứ", "năm thứ"):
        sentence = context.prose.text[slice(*context.prose.sentence(match.start()))]
        told = _ordinal(match["ordinal"])
        if told not in (None, ours) and occasions[-1] in sentence:
            span = context.said(*match.span())
            yield Hit(
                [span, *subject.spans[:1]],
                f"“{one_line(span.quote)}”, nhưng tên văn bản ghi lần thứ {ours}. Kiểm tra lần nào đúng.",
                f"“{one_line(span.quote)}”, but the title says no. {ours}. Check which holds.",
            )
            return


def _ordinal(written: str) -> int | None:
    if written.isdigit():
        return int(written)
    try:
        return roman_value(written) or number_in_words(_FOUR.get(written, written))
    except ValueError:
        return None


def _only_round(title: str) -> int | None:
    """The round that a title names, if it names one."""
    named = {_number(match["round"]) for match in _ROUND.finditer(one_line(normal(title)))}
    return named.pop() if len(named) == 1 else None


def _is_other(context: Context, match: regex.Match[str], ours: int) -> bool:
    """Whether a round is another one than ours, of a year that the document is about."""
    if _number(match["round"]) in (None, ours):
        return False
    years = about_years(context)
    return not (match["year"] and years) or int(match["year"]) in years


def _is_meant(context: Context, match: regex.Match[str], ours: int) -> bool:
    """Whether the sentence of another round says why it is named: with ours, as past, as the next, in a citation."""
    begin, end = context.prose.sentence(match.start())
    sentence = context.prose.text[begin:end]
    if ours in {_number(other["round"]) for other in _ROUND.finditer(sentence)}:
        return True
    if retrospective(sentence) or _REACHED.search(sentence):
        return True
    number = _number(match["round"])
    if number is not None and number < ours and _COUNTED.match(context.prose.text, match.end()):
        return True
    if number is not None and number > ours and _NEXT.search(sentence):
        return True
    cited = ((context.place(s.start), context.place(s.end)) for c in context.record.citations for s in c.spans)
    return any(a < end and begin < b for a, b in cited)


def _stands_among_rounds(context: Context, place: int, offset: int) -> bool:
    """Whether a round stands in a table, in a list of rounds, or in a part that looks back; the closing never does."""
    sentence = context.prose.text[slice(*context.prose.sentence(place))]
    if "\t" in sentence or _lists_rounds(context, offset):
        return True
    return looks_back(context, offset) and not _CLOSING.search(sentence)


def _number(written: str) -> int | None:
    return int(written) if written.isdigit() else _NUMBERS.get(written)


def _lists_rounds(context: Context, offset: int) -> bool:
    """Whether the place is an item or heading of a list of rounds: the whole year's calendar, not a slip."""
    return any(_ROUND.match(one_line(normal(section.title))) for section in context.headings_at(offset))


RULE = Rule("DT208", "round-mismatch", "warning", "document", check)
