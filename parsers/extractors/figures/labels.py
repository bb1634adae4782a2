"""The body that stands right beside its number: "Công an xã 42/30", "VNPT: 25 trạm", "khối trường học là 85 người".

In comes a statement, out go the bodies between the number before it (or the last bracket or "trong đó") and itself,
where nothing but a colon or a word like "đạt" parts them from it.
"""

from __future__ import annotations

from parsers import regex
from parsers.annotated import AnnotatedDocument, within
from parsers.extractors.figures.parallels import Statement
from parsers.lexicon import load
from parsers.mentions.bodies.groups import TRAILER
from parsers.mentions.bodies.lists import body_list
from parsers.mentions.bodies.names import BodyMention
from parsers.mentions.quantities.mentions import QuantityMention
from parsers.text import NormalisedText, either

_WHOLES = load("statements")["wholes"]
_SMALL_PLACES = either([*_WHOLES["places"], *_WHOLES["small_places"]])
# where the words beside a number begin: behind a number before it, a bracket, a sign, "trong đó"
_CUT = regex.compile(r"(?r)(?:[,;:(] |\(|\. |; |trong đó:? |trong đó có |riêng |\n)")
_PARTED = regex.compile(
    r"(?i)[\s,;.:()-]*(?:(?:và|cùng|trong đó|riêng|còn|bao gồm|gồm|cụ thể|trong số đó|trong số này)(?!\w)[\s,:]*)*"
)
_AIMS = regex.compile(r"ph[ấầ]n đ[ấầ]u(?!\w)")
# "Công an xã 42/30 đơn vị máu", "xã Nậm Lúa: 98/90", "Trường A đạt 40 đơn vị máu", "khối thôn là 160 người"
_BESIDE = regex.compile(
    r" ?:? ?(?:đạt |được |là |tiếp nhận |tiếp nhận được |hiến |hiến được |có |vận động |đăng ký |giao |mỗi đơn vị |\()*"
)
_POINT = regex.compile(
    r"(?i:(?:các |những )?điểm) (?:\p{Lu}|trung tâm|chính|lưu động|vệ tinh|cố định|phụ|còn lại)"
    r"[^,;:.\d\n]{0,40}?(?= ?:? $|$)"
)
# "Cụm phía Nam (các xã Khe Mây, Đá Sen): ngày 09/5/2026, tại nhà thi đấu, tiếp nhận | 250 đơn vị máu"
_SITE = regex.compile(
    r"(?P<who>[Cc]ụm [^:;.\d\n()]{2,40}?|[Đđ]iểm (?!danh|lại|nhấn)[^:;,.\d\n()]{2,60}?)"
    r"(?:, tại [^:;.\d\n()]{2,60}?)? ?(?:\([^()\n]{2,120}\))? ?: "
)
# "Khối cơ quan, trường học và lực lượng vũ trang: 60 đơn vị máu", "25 thôn: 240 đơn vị máu"
_LABEL = regex.compile(
    rf"(?P<who>(?i:khối|lực lượng|ngành|cụm) [^;:.\d\n]{{2,100}}?"
    rf"|\d+ (?:{_SMALL_PLACES})(?:, (?:{_SMALL_PLACES}))*) ?:(?= |$)"
)
# "khối trường học là 85 người", "riêng khối lực lượng vũ trang không dưới 50%", "tuyến tỉnh 180 cơ sở"
_GROUP = regex.compile(
    r"(?P<who>(?i:khối|lực lượng|ngành|cụm|các|các xã|những) [^;:.\d\n()]{2,60}?"
    r"|(?i:tuyến|cấp) (?i:tỉnh|huyện|xã|cơ sở)(?!\w))"
    r"(?: ?:| là| có| đạt| được giao| đăng ký| vận động| mỗi(?: (?:xã|phường|đơn vị|nơi))?)? ?$"
)
# "VNPT: 25 trạm", "Viettel: 33 trạm", "MobiFone: 09 trạm"
# "bố trí địa điểm, bàn ghế, | lực lượng tình nguyện | từ 10 người": who is called up
_CALLED_UP = regex.compile(
    r"(?<!\w)(?:bố trí|huy động|chuẩn bị|điều động|tổ chức|cử)(?!\w)[^;:.]*lực lượng [^,;:.\d]*$"
)
_NAME = regex.compile(r"(?P<who>\p{Lu}[\p{L}&.-]*(?: \p{Lu}[\p{L}&.-]*){0,4}) ?: ?$")
_POINTS = r"điểm (?:hiến máu |tiếp nhận |lấy máu )?(?:cố định|lưu động|hiến máu|tiếp nhận máu|tiêm)"
# "mỗi bản 05 người", "A, B và C, mỗi đơn vị 01 đợt", "mỗi điểm cố định từ 200 đơn vị máu"
_EACH = regex.compile(
    rf"(?<!\w)(?P<who>(?:mỗi|từng) (?:{either(_WHOLES['each'])}|{_SMALL_PLACES}|{_POINTS})"
    rf"(?:(?:,| và|, và) (?:{_SMALL_PLACES}))*(?: {TRAILER})?)(?: ?:| có| cử| từ| là| đạt)? $"
)
# "Trạm Y tế xã: tập huấn sơ cứu cho giáo viên, y tế thôn, | mỗi thôn 02 người"
_SERVED = regex.compile(r"(?<!\w)(?:tập huấn|đào tạo|bồi dưỡng|cấp phát|trao|tặng)(?!\w)[^;:.]* cho [^;:.]*$")
_NO_EACH = regex.compile(r"(?:mỗi|từng) (?:người|đợt|buổi|lần|ngày|quý|năm|tháng)(?!\w)")
_ROUND = regex.compile(r"(?i)(?:đợt|quý|tháng|năm|giai đoạn|loại|kỳ|vòng|lần|số|tổng|chỉ tiêu)(?!\w)")
# "khối 10: | 350 cuốn", "lớp 12A1 | 08 học sinh"
_NUMBERED = regex.compile(
    r"(?P<who>(?i:khối|lớp|chi đoàn|chi đội|cụm|đội|nhóm) \d{1,2}(?:\p{Lu}\d{0,2})?)(?: ?:| có)? ?$"
)
# "…, sinh viên thực tập và thân nhân người bệnh là | 15 người", behind another such group
_APART = regex.compile(r"(?r)(?<!\w)(?:trong đó(?: có)?|riêng) ")
_KINDS = (
    r"(?:sinh viên|học sinh|học viên|công nhân|cán bộ|đoàn viên|hội viên|thân nhân|người nhà|người lao động"
    r"|giáo viên|giảng viên|viên chức|công chức|phụ huynh|chiến sĩ|nhân dân|người dân|đảng viên)"
)
_PEOPLE = regex.compile(
    rf"(?P<who>{_KINDS}(?:(?:, | và ){_KINDS})*(?: [^\W\d]+){{0,9}}?(?: (?:khối|lớp|khóa) \d{{1,2}})?)"
    r"(?: (?:là|có|đạt))? $"
)
# "Cán bộ, công chức xã và giáo viên các trường: ít nhất 20% số người đủ điều kiện …"
_SHARE_OF_PEOPLE = regex.compile(rf"(?P<who>{_KINDS}(?:,| |\p{{L}}){{0,90}}?) ?:(?= |$)")
_REST = regex.compile(r"(?:các |những )(?:[^\W\d]+ ){1,2}(?:còn lại|khác)")
_VERB = regex.compile(rf"(?<!\w)(?:{either(_WHOLES['verbs'])})(?!\w)")
_AND = regex.compile(r", | và ")
_OF_BLOOD = regex.compile(r"khối (?:hồng cầu|tiểu cầu|bạch cầu|máu|lượng)(?!\w)")
_RESPECTIVELY = regex.compile(r"(?<!\w)lần lượt(?!\w)")
_COUNTED = frozenset(("blood", "people", "donors", "share", "members", "staff"))


def beside(annotated: AnnotatedDocument, statement: Statement) -> list[BodyMention]:
    """The bodies between the last comma or number and the number itself."""
    view, mention = annotated.view, statement.mention
    start = statement.sentence[0]
    label = _LABEL.match(view.text, start, mention.start)
    if label is None and mention.kind == "share":
        label = _SHARE_OF_PEOPLE.match(view.norm, start, mention.start)
    if label and label.end() + 1 >= mention.start:
        return [named_whole(view, *label.span("who"))]
    each = _EACH.search(view.norm, start, mention.start)
    if each and not _NO_EACH.match(view.norm, each.start("who")):
        if _SERVED.search(view.norm, start, each.start()):
            return []
        return [named_whole(view, *each.span("who"))]
    begin = behind_numbers(annotated, statement)
    chunk = _chunk(view, begin, mention.start)
    for place in dict.fromkeys((begin, chunk)):
        if found := _list_beside(view, place, mention.start, listed=place == begin):
            return found
    if named := _named_beside(view, chunk, mention.start):
        return [named]
    if people := _people_beside(view, start, begin, mention):
        return [people]
    if chunk > start and (found := _one_beside(view, chunk, mention.start)) and mention.kind in _COUNTED:
        return found
    return []


def _people_beside(view: NormalisedText, start: int, begin: int, mention: QuantityMention) -> BodyMention | None:
    """A group of people of whom so many are, behind another number or "trong đó": "học sinh khối 12 ít nhất 40 em"."""
    apart = _APART.search(view.norm, begin, mention.start)
    place = apart.end() if apart else begin
    people = _PEOPLE.match(view.norm, place, mention.start) if place > start and mention.kind == "people" else None
    return named_whole(view, *people.span("who")) if people else None


def _named_beside(view: NormalisedText, chunk: int, until: int) -> BodyMention | None:
    """A point, a numbered class, a name or "các xã còn lại" that reaches from ``chunk`` to the number."""
    if point := _POINT.match(view.text, chunk, until):
        return named_whole(view, point.start(), view.trim(point.start(), point.end())[1])
    if numbered := _NUMBERED.match(view.text, chunk, until):
        return named_whole(view, *numbered.span("who"))
    if (name := _NAME.match(view.text, chunk, until)) and not _ROUND.match(view.text, chunk):
        return named_whole(view, *name.span("who"))
    rest = _REST.match(view.norm, chunk, until)
    return named_whole(view, *rest.span()) if rest else None


def of_site(annotated: AnnotatedDocument, statement: Statement) -> list[BodyMention]:
    """The group of communes that a line dates: "Cụm phía Nam: ngày 09/5, tại nhà thi đấu, tiếp nhận 250 đơn vị máu"."""
    site = _SITE.match(annotated.view.text, statement.paragraph.content, statement.mention.start)
    dated = site is not None and within(annotated.dates, site.end(), statement.mention.start)
    return [named_whole(annotated.view, *site.span("who"))] if site and dated else []


def respective(annotated: AnnotatedDocument, statement: Statement) -> list[BodyMention]:
    """The body whose turn it is: "Xã Khe Mây và xã Đá Sen lần lượt 500 và 300 đơn vị máu"."""
    view, (start, end) = annotated.view, statement.sentence
    in_turn = _RESPECTIVELY.search(view.norm, start, statement.mention.start)
    if in_turn is None:
        return []
    numbers = [m.start for m in within(annotated.quantities, in_turn.end(), end)]
    listed, _ = body_list(view, start, in_turn.start())
    if len(listed) != len(numbers):
        listed = _named_in_turn(view, start, in_turn.start())
    turn = numbers.index(statement.mention.start) if statement.mention.start in numbers else len(listed)
    return [listed[turn]] if turn < len(listed) == len(numbers) else []


def _named_in_turn(view: NormalisedText, start: int, end: int) -> list[BodyMention]:
    """What no body of the grammar is: "Khối cơ quan và khối trường học | vận động lần lượt 500 và 300 người"."""
    start = max(start, view.norm.rfind(":", start, end) + 1)
    verb = _VERB.search(view.norm, start, end)
    end = verb.start() if verb else end
    cuts = [(m.start(), m.end()) for m in _AND.finditer(view.norm, start, end)]
    begins, ends = [start, *(b for _, b in cuts)], [*(a for a, _ in cuts), end]
    return [named_whole(view, a, b) for a, b in zip(begins, ends, strict=True)]


def named_whole(view: NormalisedText, start: int, end: int) -> BodyMention:
    """A body that is no name of the grammar: a whole ("toàn xã"), a group ("khối trường học"), a label ("VNPT")."""
    start, end = view.trim(start, end)
    name = view.text[start:end]
    word = view.norm[start:end].removeprefix("toàn ").split(" ")[0]
    place = word in ("phường", "xã", "huyện", "quận", "tỉnh", "thị", "thành", "đặc")
    return BodyMention(start, end, name, name, "government" if place else "other")


def behind_numbers(annotated: AnnotatedDocument, statement: Statement) -> int:
    """Where the words that can belong to the number begin: behind the number before it, joining words left out."""
    start = statement.sentence[0]
    ends = [m.end for m in within(annotated.quantities, start, statement.mention.start)]
    if not ends and annotated.view.norm.startswith("cùng ", start):
        return start  # "Cùng Trạm Y tế xã lập danh sách …" begins with whom somebody works with
    begin = max(start, *ends) if ends else start
    parted = _PARTED.match(annotated.view.text, begin, statement.mention.start)
    return parted.end() if parted else begin


def _list_beside(view: NormalisedText, begin: int, until: int, *, listed: bool) -> list[BodyMention]:
    """A list or a group that reaches from ``begin`` to the number: "Thôn A 15 người", "khối trường học là 85 người"."""
    if _AIMS.search(view.norm, begin, until):
        return []
    found, reached = body_list(view, begin, until) if listed else ([], begin)
    if found and _is_name(found[0]) and _BESIDE.fullmatch(view.norm, reached, until):
        return found
    group = _GROUP.fullmatch(view.text, begin, until)
    if group and _CALLED_UP.search(view.norm, view.block_at(begin).start, group.end("who")):
        return []
    if group and _OF_BLOOD.match(view.norm, begin):
        return []  # "khối hồng cầu … tối thiểu 120 đơn vị"
    if group and view.norm.startswith(("khối", "lực lượng", "ngành", "cụm", "tuyến", "cấp"), begin):
        return [named_whole(view, *group.span("who"))]
    return []


def _is_name(body: BodyMention) -> bool:
    """Whether a capital is in the name; "Tổ chức 02 đợt" begins with a verb."""
    return any(char.isupper() for char in body.name) and body.name.lower() != "tổ chức"


def _chunk(view: NormalisedText, begin: int, until: int) -> int:
    """Where the last piece before the number begins."""
    cut = _CUT.search(view.norm, begin, until)
    while cut and view.norm[cut.start()] in ":(" and cut.end() >= until - 1:
        cut = _CUT.search(view.norm, begin, cut.start())
    return cut.end() if cut else begin


def _one_beside(view: NormalisedText, chunk: int, until: int) -> list[BodyMention]:
    found, reached = body_list(view, chunk, until)
    return found if len(found) == 1 and _is_name(found[0]) and _BESIDE.fullmatch(view.norm, reached, until) else []
