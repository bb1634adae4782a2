"""Other documents that a document cites by number: one record each, with all places that name it."""

from __future__ import annotations

import bisect
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from parsers import regex
from parsers.annotated import AnnotatedDocument, first_after
from parsers.extractors.obligations.doers import paragraph_at
from parsers.layout.cues import ATTACHED
from parsers.layout.grounding import Piece
from parsers.lexicon import load
from parsers.mentions.codes import CodeMention
from parsers.mentions.dates.patterns import FULL_DAY
from parsers.mentions.dates.values import Point, value
from parsers.records import Citation, DateValue, Header, How, assign_ids
from parsers.sentences import sentences
from parsers.text import NormalisedText, either, fold, normal

Relation = Literal["implements", "based_on", "mentions"]

_WORDS = load("citations")
_NAMED = either([*_WORDS["names"]["more"], *_WORDS["symbols"].values()])

# "ngày 29/7/2025", ", ngày 09/01/2024", "(ngày 03.8.2023)"
_DATE = regex.compile(
    rf"[\s,(]{{0,3}}(?:(?:hồi|lúc) \d{{1,2}} ?(?:giờ|h|g) ?(?:\d{{2}}(?: phút)?)?,? )?(?:ban hành )?ngày\s?{FULL_DAY}"
)
# "Ngày 22/12/2024, Bộ Chính trị đã ban hành" before a number: date and issuer stand in front
_DATE_BEFORE = regex.compile(
    rf"ngày\s?{FULL_DAY}[,\s]+(?P<organ>\p{{L}}[^,;:.()\n\d]{{2,110}}?)(?: \([^()\n]{{1,90}}\))?"
    r" (?:đã )?(?:ban hành|có|ra|ký) (?:các )?\Z"
)
# Where the name of an issuer ends in "của Thủ tướng Chính phủ phê duyệt …", "của Chính phủ và Kế hoạch số …"
_OF = regex.compile(r"[\s,]{1,2}(?:ban hành )?của (?=\p{L})")
_ORGAN_END = regex.compile(
    rf" (?:(?P<sure>{either(_WORDS['issuer']['sure_stops'])})"
    rf"|{either(_WORDS['issuer']['stops'])})(?!\w)| (?:và|với|cùng) (?:các )?(?:{_NAMED}|văn bản)(?!\w)"
    r"|[,;:.()\n\t\"“”/](?!\d)|\s[-]\s(?=\p{Ll})|\s?(?:ngày|hồi|lúc)\s?\d|\Z"
)
# "(vốn sự nghiệp) thuộc …", "(Điều 3) của …": a bracket inside a title, which goes on behind it
_ASIDE = (
    r"\((?!sau đây|gọi tắt|viết tắt|kèm|đính|ban hành|được|có|theo)(?=(?-i:\p{Ll})|(?:điều|khoản|mục|phần) )"
    r"[^()\n;]{2,60}\)(?= (?-i:\p{Ll}))"
)
# "của Ban Chỉ đạo về khoa học, công nghệ và chuyển đổi số tỉnh | ban hành …": what a board is for is its name
_BOARD = regex.compile(
    r"(?:tiểu )?ban chỉ đạo về (?!việc)[^.;:()\n\d]{5,160}?"
    r"(?= (?:ban hành|phê duyệt|thông báo|phân công|quy định)(?!\w))"
)
_TITLE = regex.compile(
    r"(?:[\s,]{1,2}(?:về việc|về|v/v)|(?= (?:phê duyệt|ban hành|quy định|hướng dẫn|sửa đổi,?|giao|thực hiện"
    r"|triển khai|công bố) ))"
    rf" (?P<title>(?:[^;\n()]|{_ASIDE}){{4,400}}?)"
    r"(?=;|\.(?:\s|\Z)|\)|,? (?:và|cùng) (?:các )?(?:" + _NAMED + rf") số|, (?-i:\p{{Lu}})|: | (?!{_ASIDE})\(|\n|\Z"
    rf"|(?<=”)(?! (?:{either(_WORDS['title']['behind_quotes'])})(?!\w))[, ])",
    regex.IGNORECASE,
)
_QUOTES = {"“": "”", '"': '"'}
# "theo đề nghị của Sở Y tế tại Tờ trình số …": the issuer stands in front
_ORGAN_BEFORE = regex.compile(
    r"(?:đề nghị|ý kiến|đề xuất|báo cáo) của (?P<organ>\p{L}[^,;:.()\n\d]{2,80}?) (?:tại|theo) (?:các )?\Z"
)
# "Công văn của Sở Y tế số 112/SYT-NVY": the issuer stands between the type and the number
_ORGAN_BETWEEN = regex.compile(rf"(?:{_NAMED}|văn bản) của (?P<organ>\p{{L}}[^,;:.()\n\d]{{2,80}}?)(?: số ?:?)? ?\Z")

# … also behind what it answers to: "Hưởng ứng Tháng Nhân đạo và thực hiện Kế hoạch số …"
_OCCASION = r"(?:^|\n)(?:hưởng ứng|nhân|để|nhằm|chào mừng|tiếp tục) [^.;:\n]{3,160}(?:, | và |, và )"
_BULLET = rf"(?:^|(?<=[.;:] )|(?<={_OCCASION}))\W{{0,3}}(?:\d{{1,2}}[.)] ?|[a-zđ]\) ?)?"
# what opens a sentence that names what it carries out, or what it rests on
_IMPLEMENTS = regex.compile(rf"{_BULLET}(?:{either(_WORDS['relations']['implements'])})\b", regex.MULTILINE)
_BASED_ON = regex.compile(rf"{_BULLET}(?:{either(_WORDS['relations']['based_on'])})\b", regex.MULTILINE)
# "theo Thông tư số …", "quy định tại Nghị định số …": said in passing, whatever the sentence carries out
_IN_PASSING = regex.compile(
    r"\b(?:theo|(?:quy định|hướng dẫn|nêu|phê duyệt|ban hành) tại|căn cứ)"
    r"(?: (?:đúng |tinh thần |nội dung )?\w+){0,2}:? \Z"
)
# "theo Quyết định số 496/QĐ-TTg … phê duyệt Đề án …| và | Thông tư số 34/2023/TT-BYT"
_AND = regex.compile(r"(?:,|;|,? và|,? cùng)(?: với)?(?: các)? \Z")
_LOOK_AHEAD, _LOOK_BEHIND = 320, 240
# "… số 08/CĐ-UBND | và số | 09/CĐ-UBND ngày 19/11/2025"
_SHARED = regex.compile(r"(?:,| và)(?: số ?:?)? ")


@dataclass(slots=True)
class _Cited:
    """All that the mentions of one document say."""

    mention: CodeMention
    pieces: list[Piece] = field(default_factory=list)
    dates: list[DateValue] = field(default_factory=list)
    organ: str | None = None
    title: str | None = None
    relations: list[tuple[bool, Relation]] = field(default_factory=list)
    impossible: bool = False
    blanks: bool = False


def extract(annotated: AnnotatedDocument) -> list[Citation]:
    """Every other document cited by number, in order of first mention.

    The document's own number (also in "(Kèm theo Kế hoạch số …)" of its annex) and blank numbers are none.
    ``relation`` is ``implements`` after "Thực hiện", "Triển khai", ``based_on`` after "Căn cứ", "Theo", "Xét", else
    ``mentions``. A short mention
    ("Nghị quyết 214/NQ-CP") belongs to the full one. Doubts: ``conflicting-dates``, ``impossible-date``.
    """
    view = annotated.view
    cited: dict[str, _Cited] = {}
    relations = _Relations(view)
    body = next(
        (p.start for p in annotated.outline.paragraphs if p.zone not in ("letterhead", "title", "stamp")),
        len(view.text),
    )
    for code, following in zip(annotated.codes, [*annotated.codes[1:], None], strict=False):
        if code.number is None or _is_own(annotated, code) or _is_stamped(annotated, code):
            continue
        key = _key(code)
        document = cited.setdefault(key, _Cited(code))
        if document.mention.code.isupper() and not code.code.isupper():
            document.mention = code  # "06/QĐ-TTG" of a title is "06/QĐ-TTg"
        _read(view, code, document)
        if not document.dates and following is not None and _SHARED.fullmatch(view.norm, code.end, following.start):
            _read_shared(view, following, document)
        document.relations.append((code.start < body, relations.of(code)))
    records = [_record(view, document) for document in cited.values()]
    assign_ids("citation", ((r, fold(r.code or "") + "/" + (r.type_name or "")) for r in records))
    return records


def _key(code: CodeMention) -> str:
    """One key for all forms of a number; numbers without a symbol are told apart by their type."""
    return "".join(filter(str.isalnum, normal(code.code))) + ("" if code.notation else "|" + (code.type_name or ""))


def _is_own(annotated: AnnotatedDocument, code: CodeMention) -> bool:
    """Whether the number is the document's: that of its header, or that which its annex gives it."""
    header = annotated.header
    begin, end = annotated.view.source(code.start, code.end)
    symbols = header.code_notation.spans if header.code_notation else []
    if _same(header, code) or any(begin <= span.start and span.end <= end for span in symbols):
        return True
    paragraph = annotated.view.block_at(code.start)
    if not ATTACHED.match(annotated.view.norm[paragraph.start : paragraph.end]):
        return False
    type_name = header.type_name.value if header.type_name else None
    first = first_after(annotated.codes, paragraph.start) or code
    return bool(type_name and first is code and code.type_name and fold(code.type_name) == fold(type_name))


def _is_stamped(annotated: AnnotatedDocument, code: CodeMention) -> bool:
    """Whether the number is that of a copy: "SAO Y", "Số: 05/SY-UBND"."""
    paragraph = paragraph_at(annotated, code.start)
    return paragraph is not None and paragraph.zone == "stamp"


def _same(header: Header, code: CodeMention) -> bool:
    number, notation = header.code_number, header.code_notation
    if number is None or notation is None or number.value is None or notation.value is None:
        return False
    return code.number == number.value and fold(code.notation) == fold(notation.value)


def _read(view: NormalisedText, code: CodeMention, document: _Cited) -> None:
    """Date, issuer and title beside a number, and the stretch that names the document."""
    stop = min(view.block_at(code.start).end, code.end + _LOOK_AHEAD)
    end = code.end
    document.blanks = document.blanks or view.text[code.start : code.end] != code.code
    for _ in range(2):  # date and issuer stand in either order
        date = _DATE.match(view.norm, end, stop)
        if date:
            _date(date, document)
            end = date.end()
        of = _OF.match(view.norm, end, stop)
        if of:
            organ = view.trim(of.end(), _organ_end(view, of.end(), stop))
            document.organ = _better(document.organ, view.text[organ[0] : organ[1]])
            end = max(end, organ[1])
    title = _TITLE.match(view.text, end, stop)
    if title:
        document.title = _better(document.title, view.text[slice(*_in_quotes(view, *title.span("title")))])
    floor = max(view.block_at(code.start).start, code.lead - _LOOK_BEHIND)
    asked = _ORGAN_BEFORE.search(view.norm, floor, code.lead) or _ORGAN_BETWEEN.search(view.norm, floor, code.lead)
    if asked:
        document.organ = _better(document.organ, view.text[asked.start("organ") : asked.end("organ")])
    before = _DATE_BEFORE.search(view.norm, floor, code.lead)
    if before:
        if not document.dates:
            _date(before, document)
        document.organ = _better(document.organ, view.text[before.start("organ") : before.end("organ")])
    document.pieces.append(view.trim(code.lead, end, " ,"))


def _in_quotes(view: NormalisedText, start: int, end: int) -> tuple[int, int]:
    """A title without blanks and marks at its ends; quotation marks stay where both are of the title."""
    a, b = view.trim(start, end, ' \t\n*“”"')
    for opening, closing in _QUOTES.items():
        inside = view.text[a:b]
        if opening == closing:
            opens, closes = inside.count(opening) % 2 == 1, False
        else:
            opens, closes = (inside.count(x) > inside.count(y) for x, y in ((opening, closing), (closing, opening)))
        if opens and view.text.startswith(closing, b):
            b += 1
        if closes and a > start and view.text[a - 1] == opening:
            a -= 1
    return a, b


def _read_shared(view: NormalisedText, following: CodeMention, document: _Cited) -> None:
    """Date and issuer that stand once behind two numbers: "số 08/CĐ-UBND và số 09/CĐ-UBND ngày …"."""
    date = _DATE.match(view.norm, following.end, view.block_at(following.start).end)
    if date:
        _date(date, document)
        document.pieces.append(view.trim(*date.span(), " ,"))


def _organ_end(view: NormalisedText, start: int, stop: int) -> int:
    """Where the issuer's name ends; "Sở Xây dựng" does not end at "Xây dựng", which stands with a capital."""
    if board := _BOARD.match(view.norm, start, stop):
        return board.end()
    for match in _ORGAN_END.finditer(view.norm, start, stop):
        word = view.text[match.start() : match.end()].strip()
        if word == "-" and view.text[match.end() : match.end() + 1].isupper():
            continue  # "Bộ Lao động - Thương binh và Xã hội"
        sure = match["sure"] is not None or view.text[start : match.start()].isupper()
        if sure or not word[:1].isupper():
            return match.start()
    return stop


def _better(known: str | None, found: str) -> str | None:
    """The first form of a name, but one in small letters rather than the capitals of a title."""
    if not found:
        return known
    return found if known is None or (known.isupper() and not found.isupper()) else known


def _date(match: regex.Match[str], document: _Cited) -> None:
    point = Point("day", int(match["year"]), int(match["month"]), int(match["day"]))
    if point.impossible or not 1900 <= int(match["year"]) <= 2100:
        document.impossible = True
        return
    document.dates.append(value([point]))


class _Relations:
    """What the sentences of each block say of the documents that they name; each block is read once."""

    def __init__(self, view: NormalisedText) -> None:
        self._view = view
        self._read: dict[int, tuple[list[int], list[tuple[int, Relation]]]] = {}
        self._passing = -1  # where the last document is named that was said in passing

    def of(self, code: CodeMention) -> Relation:
        starts, cues = self._block(code)
        start = starts[bisect.bisect_right(starts, code.start) - 1]
        passing = _IN_PASSING.search(self._view.norm, max(start, code.lead - 60), code.lead)
        opens = passing and any(passing.start() < at <= passing.end() for at, _ in cues)  # "…; căn cứ Kế hoạch số …"
        if code.lead - start > 12 and passing and not opens:
            self._passing = code.lead
            return "mentions"
        if self._goes_on(code, start, [at for at, _ in cues]):
            return "mentions"
        said = [relation for at, relation in cues if start <= at <= code.lead]
        return said[-1] if said else "mentions"

    def _goes_on(self, code: CodeMention, start: int, cues: list[int]) -> bool:
        """Whether a document is named beside one that its sentence names in passing, outside of brackets."""
        norm = self._view.norm
        if self._passing < start or _AND.search(norm, max(start, code.lead - 20), code.lead) is None:
            return False
        cue_between = any(self._passing < at <= code.lead for at in cues)
        return not cue_between and ")" not in norm[self._passing : code.lead]

    def _block(self, code: CodeMention) -> tuple[list[int], list[tuple[int, Relation]]]:
        """Starts of the sentences, and where which cue ends."""
        view = self._view
        block = view.block_at(code.start)
        if block.start not in self._read:
            starts = [start for start, _ in sentences(view).within(block.start, block.end)]
            cues: list[tuple[int, Relation]] = [
                (m.end(), "implements") for m in _IMPLEMENTS.finditer(view.norm, block.start, block.end)
            ]
            cues += [(m.end(), "based_on") for m in _BASED_ON.finditer(view.norm, block.start, block.end)]
            self._read[block.start] = starts, sorted(cues)
        return self._read[block.start]


def _record(view: NormalisedText, document: _Cited) -> Citation:
    mention = document.mention
    days = list(dict.fromkeys(d.edtf for d in document.dates))
    doubts = ["conflicting-dates"] if len(days) > 1 else []
    if document.impossible and not days:
        doubts.append("impossible-date")
    how: How = "normalised" if document.blanks else "exact"
    return Citation(
        relation=_first_said(document.relations),
        type_name=mention.type_name,
        code=mention.code,
        date=document.dates[0] if document.dates else None,
        organ_name=document.organ,
        title=document.title,
        spans=[view.span(*piece) for piece in document.pieces],
        how=how,
        doubts=doubts,
    )


def _first_said(relations: Iterable[tuple[bool, Relation]]) -> Relation:
    """The first relation beyond a mere mention; what the body says counts before what the title says."""
    said = [r for _, r in sorted(relations, key=lambda pair: pair[0]) if r != "mentions"]
    return said[0] if said else "mentions"
