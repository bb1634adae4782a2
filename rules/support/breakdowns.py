"""A whole and the parts that are said to make it up, as the text itself lists them.

In comes the running text of a document, out come :class:`Breakdown` s; ``rules/qt/parts_sum_mismatch.py`` compares. Two
shapes are read: members of a series with a number each, beside one another or a line each ("Quý I: 06 đợt", "đợt 1 là
90 đơn vị máu, đợt 2 là 75 đơn vị máu"), and labels with a number each that end in, or follow, a total ("khối cơ quan
250, khối trường học 300, tổng cộng 560 đơn vị máu").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from parsers import regex
from parsers.mentions.windows import matches_from
from rules.context import Context
from rules.support.shares import COUNT, FIGURE, NO_FIGURE, Share, digits, same_unit, share_of

_ORDINALS = {
    "nhất": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "năm": 5,
}  # fmt: skip
_MARKER = r"(?:(?:[-+*•]|\(?\d{1,2}[.)](?!\d)|\p{L}[.)]) ?)?"
_MEMBERS = ("quý", "đợt", "lần", "buổi", "vòng", "kỳ", "giai đoạn")
# "Quý I: 06 đợt" · "- Đợt 1 (tháng 4): 90 đơn vị máu" · "…, đợt 2 tiếp nhận 70 đơn vị máu"
_MEMBER = regex.compile(
    rf"(?P<word>{'|'.join(_MEMBERS)})"
    rf"(?<=(?:(?P<line>^{_MARKER})|[:;,(] ?| và |trong đó )(?:trong |tại )?(?P=word))(?: thứ)? "
    r"(?P<number>0?\d{1,2}|i{1,3}|iv|v|nhất|một|hai|ba|tư|bốn|năm)(?![\w])(?: năm 20\d\d|/20\d\d)?",
    regex.MULTILINE,
)
# "6 tháng đầu năm là 780 hồ sơ, 6 tháng cuối năm là 915 hồ sơ, nâng tổng số cả năm lên 1.695 hồ sơ"
_HALVES = regex.compile(
    r"(?<!\w)(?:0?6|sáu) tháng đầu(?: năm)?(?!\w)(?P<first>(?:[^.;\n\t]|\.(?=\d)){0,120}?)"
    r"(?<!\w)(?:0?6|sáu) tháng cuối(?: năm)?(?!\w)"
)
# "12.480 đoàn viên, trong đó | 8.120 nữ và 4.560 nam", "| 35 đại biểu nam, 40 đại biểu nữ": all are one or the other
_GENDERS = regex.compile(
    rf"(?<![\d.,])(?P<first>{COUNT})(?: \p{{L}}+){{0,2}} (?P<one>nam|nữ)(?: \([^()\n]*\))?(?:,| và|;|, và) "
    rf"(?P<last>{COUNT})(?: \p{{L}}+){{0,2}} (?!(?P=one))(?:nam|nữ)(?!\w)(?!(?:,| và|;) \d)"
)
# "…; trong đó | 6 tháng đầu năm", "(gồm | 21 nam và 27 nữ"
_OF_WHICH = regex.compile(r"(?<!\w)(?:trong đó|gồm|bao gồm|chia ra|cụ thể)(?: có)?:? ?$")
_PEOPLE = regex.compile(
    r"(?:người|đoàn viên|hội viên|đại biểu|học sinh|sinh viên|cán bộ|công nhân|thành viên|đảng viên|giáo viên)"
)
_TOTAL_WORD = r"(?:tổng(?: cộng| số| cả)?|cộng|cả năm|toàn năm)"
# "tổng cộng 560 đơn vị máu" · "cả năm: 110" · "Tổng: 160"
_TOTAL = regex.compile(
    rf"(?<!\w){_TOTAL_WORD}(?!\w)(?! (?:hợp|kết|công ty|cục|giám|duyệt|vệ sinh|phụ trách|rà soát|thể)(?!\w))"
    r"[^\d\n;.]{0,40}?(?=\d)"
)
# "khối cơ quan: 50" · "thôn 5 20 người" · "xã A là 250 đơn vị máu"
_LABELLED = regex.compile(
    rf"{_MARKER}(?P<label>\p{{L}}[^\n;:%]{{1,70}}?)(?: là| có| đạt| được|:| =| -)? ?{NO_FIGURE}(?P<low>{COUNT})"
    r"(?: (?P<unit>\p{L}+(?: \p{L}+){0,2}))?\.?"
)
# "350 người khối cơ quan"
_COUNTED = regex.compile(rf"{_MARKER}(?P<low>{COUNT}) (?P<unit>đơn vị(?: máu)?|\p{{L}}+)(?: [^\n;,:%\d]{{1,60}})?\.?")
_CHUNK = regex.compile(r"(?:(?! và )[^,;\n])+")
# "khối thôn, bản 60 đơn vị; khối cơ quan 30 đơn vị": semicolons part what holds commas
_PIECE = regex.compile(r"[^;\n]+")
_FURTHER_NAME = regex.compile(r"(?!cùng |và |với |không |chưa )[^\W\d]+(?: [^\W\d]+){0,4}\.?")
_LEAD = regex.compile(r"^(?:và |.*: (?=\p{L}))+")
# "… 30 đơn vị máu | (chi tiết tại Phụ lục kèm theo)", the bracket closed or not
_NOTE = regex.compile(r" \([^()\d]*\)?$")
_OPENINGS = ("bao gồm", "gồm", "chia ra", "trong đó", "cụ thể", "phân bổ", "như sau")
# "…, gồm: 350 người …" · "phân bổ như sau:"
_OPENING = regex.compile(
    r"(?<!\w)(?:bao gồm|gồm(?: có)?|chia ra|trong đó|cụ thể(?: như sau)?"
    r"|phân bổ (?:cụ thể )?như sau|như sau)(?: \([^()\n]{1,60}\))?:? ?"
)
_APART = regex.compile(r"(?<!\w)(?:mỗi|từng|so với|bình quân)(?!\w)")
# "30 đơn vị máu|/tháng", "30 người| mỗi thôn"
_EACH = regex.compile(r" ?/ ?\p{L}| (?:mỗi|từng|một) ")
# "các huyện Đá Mài, Tà Lèng mỗi huyện | 250 đơn vị máu"
_EACH_BEFORE = regex.compile(r"(?r)(?<!\w)(?:mỗi|từng|bình quân)(?: \p{L}+){1,4} ")
_LOOSE = regex.compile(
    r"(?<!\w)(?:ít nhất|tối thiểu|trở lên|trên|khoảng|gần|hơn|mỗi|hoặc|dự kiến|còn lại|tối đa|không quá|dưới"
    r"|năm 20\d\d|so với|tăng|giảm|thiếu|thêm"
    r"|trong đó|ngày|thứ|giờ|điều|khoản|tuổi|ml)(?!\w)"
)
_BEFORE = 2


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A whole and what the text says it is made of; ``word`` is what each part is called ("quý", "phần")."""

    whole: Share
    parts: list[Share]
    word: str

    @property
    def low(self) -> float:
        return sum(part.low for part in self.parts)

    @property
    def high(self) -> float:
        return sum(part.high for part in self.parts)

    @property
    def fits(self) -> bool:
        """Whether the parts can make up the whole."""
        return self.low <= self.whole.high and self.high >= self.whole.low


def breakdowns(context: Context) -> Iterator[Breakdown]:
    """Every whole with all of its parts, in the order of the text."""
    yield from _series(context)
    yield from _halves(context)
    yield from _genders(context)
    yield from _totals(context)
    yield from _made_of(context)


# ------------------------------------------------------------------ series


def _series(context: Context) -> Iterator[Breakdown]:
    text = context.prose.text
    for members in _runs(list(matches_from(_MEMBER, text, _MEMBERS)), text):
        shares = _one_unit([_amounts(text, member, after) for member, after in members])
        if shares is None:
            continue
        whole = _behind(text, shares) or _ahead_of(text, members[0][0], shares[0].unit)
        if whole is not None:
            yield Breakdown(whole, shares, members[0][0]["word"])


def _halves(context: Context) -> Iterator[Breakdown]:
    text = context.prose.text
    for match in matches_from(_HALVES, text, ("6 tháng", "06 tháng", "sáu tháng")):
        line_end = _line_end(text, match.end())
        total = _TOTAL.search(text, match.end(), line_end)
        stretches = (match.span("first"), (match.end(), total.start() if total else line_end))
        # cut out, as "6 tháng đầu năm | 210 lượt người" is no year
        amounts = [[s for m in FIGURE.finditer(text[a:b]) if (s := share_of(m, a))] for a, b in stretches]
        shares = _one_unit(amounts)
        if shares is None:
            continue
        whole = _behind(text, shares) if total else _divided(context, match.start(), shares, shares[0].unit)
        if whole:
            yield Breakdown(whole, shares, "phần")


def _genders(context: Context) -> Iterator[Breakdown]:
    """The number of people that is said before those of men and of women."""
    for match in _GENDERS.finditer(context.prose.text):
        parts = [
            Share(count, count, "người", *match.span(name))
            for name in ("first", "last")
            for count in [float(digits(match[name]))]
        ]
        if whole := _divided(context, match.start(), parts, None):
            yield Breakdown(whole, parts, "phần")


def _divided(context: Context, place: int, parts: list[Share], unit: str | None) -> Share | None:
    """The whole that "trong đó" right before its parts divides: the nearest of its unit, or of people.

    ``None`` where another number of the paragraph is what they make up.
    """
    text = context.prose.text
    begin = text.rfind("\n", 0, place) + 1
    ahead = [s for m in FIGURE.finditer(text, begin, place) if (s := share_of(m)) and s.low == s.high]
    ahead = [s for s in ahead if (same_unit(s.unit, unit) if unit else _PEOPLE.match(s.unit))]
    made = sum(part.low for part in parts)
    single = len(ahead) == 1 and unit is None
    if not ahead or "\t" in text[begin:place] or made in [s.low for s in ahead]:
        return None
    return ahead[-1] if single or _OF_WHICH.search(text, begin, place) else None


def _runs(found: list[regex.Match[str]], text: str) -> Iterator[list[tuple[regex.Match[str], int]]]:
    """Members 1 to n of one word, all at line starts or all in one paragraph, each with the place where it ends."""
    run: list[regex.Match[str]] = []
    for match in [*found, None]:
        if match is not None and run and _follows(run[-1], match, text):
            run.append(match)
            continue
        if len(run) >= 2:
            ends = [following.start() for following in run[1:]] + [len(text)]
            yield [(member, min(end, _line_end(text, member.end()))) for member, end in zip(run, ends, strict=True)]
        run = [match] if match is not None and _number(match) == 1 else []


def _follows(last: regex.Match[str], match: regex.Match[str], text: str) -> bool:
    if match["word"] != last["word"] or _number(match) != _number(last) + 1:
        return False
    if (match["line"] is None) != (last["line"] is None):
        return False
    return match["line"] is not None or "\n" not in text[last.end() : match.start()]


def _number(match: regex.Match[str]) -> int:
    written = match["number"]
    return int(written) if written.isdigit() else _ORDINALS[written]


def _line_end(text: str, offset: int) -> int:
    end = text.find("\n", offset)
    return len(text) if end < 0 else end


def _amounts(text: str, member: regex.Match[str], end: int) -> list[Share]:
    if "\t" in text[member.start() : end]:
        return []
    figures = FIGURE.finditer(text, member.end(), end)
    shares = (share_of(match) for match in figures if not _is_of_each(text, member.end(), match))
    return [share for share in shares if share is not None]


def _is_of_each(text: str, start: int, figure: regex.Match[str]) -> bool:
    """Whether it is so much a month, or for each of several."""
    unit = f" {figure['unit'] or ''} "  # "30 người mỗi thôn" reads like a unit of three words
    before = _EACH_BEFORE.match(text, start, figure.start())
    return before is not None or _EACH.search(unit) is not None or _EACH.match(text, figure.end()) is not None


def _one_unit(amounts: list[list[Share]]) -> list[Share] | None:
    """One number for each member, all of one unit; a unit may be left out behind the first."""
    if not all(amounts):
        return None
    for unit in dict.fromkeys(share.unit for share in amounts[0] if share.unit):
        noun = unit.split()[0]
        if any(sum(s.unit.split()[:1] == [noun] for s in shares) > 1 for shares in amounts):
            continue  # "05 buổi theo lịch và 01 buổi bổ sung"
        fitting = [[s for s in shares if same_unit(s.unit, unit)] for shares in amounts]
        if all(len(shares) == 1 for shares in fitting):
            return [shares[0] for shares in fitting]
    bare = [[s for s in shares if not s.unit] for shares in amounts]
    if all(len(shares) == 1 for shares in bare):
        return [shares[0] for shares in bare]
    return None


def _behind(text: str, shares: list[Share]) -> Share | None:
    """The total that the paragraph states behind its parts."""
    total = _TOTAL.search(text, shares[-1].end, _line_end(text, shares[-1].end))
    figure = FIGURE.match(text, total.end()) if total else None
    share = share_of(figure) if figure else None
    if share is None or not (same_unit(share.unit, shares[0].unit) or not share.unit or not shares[0].unit):
        return None
    return share


def _ahead_of(text: str, member: regex.Match[str], unit: str) -> Share | None:
    """The one number of the unit that introduces a series: in its paragraph, else in the one or two above it."""
    if not unit:
        return None
    start = text.rfind("\n", 0, member.start()) + 1
    stretches = [(start, member.start())] if member.start() > start else []
    for _ in range(_BEFORE):
        end = start - 1
        start = text.rfind("\n", 0, max(0, end)) + 1
        if end > start:
            stretches.append((start, end))
    for begin, stop in stretches:
        if "\t" in text[begin:stop]:
            return None
        wholes = [s for m in FIGURE.finditer(text, begin, stop) if (s := share_of(m)) and same_unit(s.unit, unit)]
        if wholes:
            apart = regex.search(r"(?<!\w)(?:mỗi|từng|so với|năm trước|đã|bình quân)(?!\w)", text[begin:stop])
            each = _EACH.match(text, wholes[-1].end) is not None
            return None if len({(w.low, w.high) for w in wholes}) > 1 or apart or each else wholes[0]
    return None


# ------------------------------------------------------------------ totals


def _totals(context: Context) -> Iterator[Breakdown]:
    text = context.prose.text
    for total in matches_from(_TOTAL, text, ("tổng", "cộng", "cả năm", "toàn năm")):
        figure = FIGURE.match(text, total.end())
        whole = share_of(figure) if figure else None
        if whole is not None and "\t" not in _line(text, total.start()):
            yield from _of_one_unit(whole, _parts_above(text, total.start()))


def _made_of(context: Context) -> Iterator[Breakdown]:
    """ "600 người, gồm: 350 người … và 200 người …" · "160 người, phân bổ như sau:" before a list."""
    text = context.prose.text
    for opening in matches_from(_OPENING, text, _OPENINGS):
        begin, _ = context.prose.sentence(opening.start())
        paragraph = text.rfind("\n", 0, opening.start()) + 1
        ahead = text[max(begin, paragraph) : opening.start()]
        figures = [
            (m, share) for m in FIGURE.finditer(ahead) if (share := share_of(m, max(begin, paragraph))) and share.unit
        ]
        if len(figures) != 1 or "\t" in ahead or _APART.search(ahead):
            continue
        whole = figures[0][1]
        end = _line_end(text, opening.end())
        if end <= opening.end() + 1:
            parts = _listed_below(text, end)
        else:
            whole_made = "trong đó" not in opening[0]  # what is only among the whole may count one thing twice
            stop = _stop(text, opening.end(), end)
            parts = _labelled_run(text, opening.end(), stop, strict=True, semicolons=whole_made)
        for breakdown in _of_one_unit(whole, parts):
            if "trong đó" not in opening[0] or breakdown.low > whole.high:
                yield breakdown


def _of_one_unit(whole: Share, parts: list[Share]) -> Iterator[Breakdown]:
    """The breakdown, where two or more parts and their whole count one thing."""
    if len(parts) < 2 or any(p.unit and whole.unit and not same_unit(p.unit, whole.unit) for p in parts):
        return
    if len({part.unit.split(" ")[0] for part in parts if part.unit}) <= 1:
        yield Breakdown(whole, parts, "phần")


def _stop(text: str, start: int, end: int) -> int:
    """Where the sentence of a run of parts ends, semicolons within it."""
    stop = regex.compile(r"[.)](?= |$)").search(text, start, end)
    return stop.start() if stop else end


def _line(text: str, offset: int) -> str:
    return text[text.rfind("\n", 0, offset) + 1 : _line_end(text, offset)]


def _parts_above(text: str, total: int) -> list[Share]:
    """The labels with a number each that stand directly before a total, in its line and, where it opens one, above."""
    begin = text.rfind("\n", 0, total) + 1
    sentence = max(text.rfind(". ", begin, total) + 1, begin)
    parts = _labelled_run(text, sentence, total)
    if parts or regex.fullmatch(_MARKER, text[begin:total].strip()) is None:
        return parts
    found: list[Share] = []
    while begin > 0:
        end = begin - 1
        begin = text.rfind("\n", 0, end) + 1
        row = _labelled_run(text, begin, end)
        if len(row) != 1:
            break
        found.insert(0, row[0])
    return found


def _listed_below(text: str, line_end: int) -> list[Share]:
    """The labels with a number each in the lines that follow; ``[]`` where the last of them is a total."""
    found: list[Share] = []
    begin = line_end + 1
    while begin < len(text):
        end = _line_end(text, begin)
        row = _labelled_run(text, begin, end)
        if len(row) != 1 or _TOTAL.search(text, begin, end):
            goes_on = text[begin : begin + 1] == text[line_end + 1 : line_end + 2]  # an item that is no part
            return [] if goes_on or _TOTAL.search(text, begin, end) else found
        found += row
        begin = end + 1
    return found


def _labelled_run(text: str, start: int, end: int, *, strict: bool = False, semicolons: bool = False) -> list[Share]:
    """The parts of a stretch that ends with the last of them; ``[]`` where a piece between them is no part.

    Before the first of them other words may stand, unless ``strict``. Where ``semicolons`` may part them, each piece
    between those is one, whatever commas its name holds.
    """
    found: list[Share] = []
    names_go_on = False
    for chunk in _pieces(text, start, end) if semicolons else _CHUNK.finditer(text, start, end):
        words = _NOTE.sub("", _LEAD.sub("", chunk[0].strip()))
        match = _LABELLED.fullmatch(words) or _COUNTED.fullmatch(words)
        if match is None or _LOOSE.search(words):
            if found and _goes_on(words, found[-1].unit):
                names_go_on = True
            elif words and (found or strict):
                return []
            continue
        amount = float(digits(match["low"]))
        at = chunk.start() + chunk[0].find(words)
        found.append(Share(amount, amount, match["unit"] or "", at + match.start("low"), at + match.end()))
    return [] if names_go_on and len({share.unit.partition(" ")[0] for share in found}) > 1 else found


def _goes_on(words: str, unit: str) -> bool:
    """Whether a piece names more of what the part before it counts: "140 lượt cán bộ, | công chức", units in each."""
    return bool(unit and words) and _FURTHER_NAME.fullmatch(words) is not None and not words.startswith(unit)


def _pieces(text: str, start: int, end: int) -> Iterable[regex.Match[str]]:
    """The pieces of a run of parts: between semicolons where each of those has one number, else between commas."""
    pieces = list(_PIECE.finditer(text, start, end))
    if len(pieces) > 1 and all(len(list(FIGURE.finditer(text, *piece.span()))) == 1 for piece in pieces):
        return pieces
    return _CHUNK.finditer(text, start, end)
