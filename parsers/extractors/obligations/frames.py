"""Who acts where no subject opens the clause: behind "do", "của … gửi", in brackets, in shares, in labels of a list."""

from __future__ import annotations

from collections.abc import Iterator

from parsers import regex
from parsers.extractors.obligations.headings import title_bodies
from parsers.extractors.obligations.people import acting_people
from parsers.extractors.obligations.subjects import REQUEST, subject_of
from parsers.layout.outline import Node, Paragraph
from parsers.mentions.bodies.lists import begins_body, body_list
from parsers.mentions.bodies.mentions import unnamed
from parsers.mentions.bodies.names import BodyMention
from parsers.mentions.bodies.words import acts_next, begins_with_verb, is_predicate, names_thing
from parsers.text import NormalisedText

# "Lễ hội Xuân hồng ngày 01/3 do Hội Chữ thập đỏ tỉnh chủ trì" · "Hành trình Đỏ: …, giao Tỉnh đoàn chủ trì"
# · "Các điểm khác sẽ được Hội Chữ thập đỏ tỉnh thông báo"
_BY = regex.compile(r"(?<!\w)(?:do|(?:sẽ|phải|cần) được|(?<!bàn )giao(?: cho)?)\ (?=\p{L})")
# what an office does with money and forms: elsewhere other words begin so ("chi đoàn", "cấp xã")
_PAYS = regex.compile(r" (?:chi|cấp|trả|tài trợ|đài thọ|bao|lo|in)(?= [^\W\d]|[,;.]|$)")
# "Kết quả xét nghiệm được | Bệnh viện tỉnh gửi về từng xã"; not what people get: "Người hiến máu được Sở Y tế tặng quà"
_FIRST_BY = regex.compile(
    r"(?!(?:mỗi |các |những )?(?:người|cá nhân|tập thể|đoàn viên|hội viên|gia đình)(?!\w))"
    r"[^.;:\n]{3,110}? được\ (?=\p{L})"
)
_NAMED_WORK = regex.compile(
    r"(?:(?!để |khi |nếu |cho |với |người |học sinh )[^.,;:\n]){3,40}? được\ (?=\p{Lu})", regex.I
)
# "… được Trạm Y tế phường | trình Trưởng ban": whatever is no particle says what the body does
_SOME_ACT = regex.compile(
    r" (?!(?:của|và|với|cho|về|tại|ở|trong|trên|theo|từ|là|có|gồm|thuộc|để|khi|nếu|thì|mà|đã|đang|chưa|không|các|những"
    r"|mỗi|năm|tháng|ngày|xã|phường|huyện|tỉnh|số|cùng|hoặc|như)(?!\w))\p{Ll}"
)
# "Việc lập danh sách | được giao cho | Trạm Y tế xã": the work first, then who gets it
_WORK_FOR = regex.compile(
    r"(?:phần |những |các |toàn bộ )?(?:việc|công việc|nhiệm vụ|công tác|nội dung)(?!\w)[^.;:\n]{2,160}?"
    r"\ (?:giao|phân công|ủy quyền)(?: cho)?\ (?=\p{L})"
)
_THERE = regex.compile(r" *(?:[.,;:]|\./|$)")
# "a) Chủ trì, phối hợp với:": with whom is said by the items below
WITH_OTHERS = regex.compile(
    r"(?P<leads>chủ trì,? (?:và )?)?(?:chủ động )?phối hợp(?: với| cùng)?(?: các đơn vị)?(?: sau)? ?:?"
)
# "Chỉ đạo | các trường | lập danh sách": whoever is told has to do it; but "Ban Chỉ đạo các xã lập …"
_DIRECTS = regex.compile(r"(?<!\w)(?<!ban )(?<!sự )(?:chỉ đạo|đôn đốc|yêu cầu|giao|phân công) (?=\p{L})")
# "Lễ hội Xuân hồng: ngày 01/3 tại Nhà văn hóa xã, | Đoàn xã chủ trì tổ chức"
_THEN_WHO = regex.compile(r",\ (?=\p{L})")
_HOSTS = regex.compile(r"\ (?:chủ trì|đăng cai|phụ trách|đảm nhận)(?!\w)")
_LEADS_IT = regex.compile(r"\ (?:chủ trì|phụ trách|đảm nhận|đảm nhiệm)(?=[,.;]| và | phối hợp|$)")
# "Danh sách đăng ký của | các cơ quan, đơn vị | gửi về …"; who confirms it hands in nothing: "… có xác nhận của Trưởng
# ban, gửi về …"
_OF = regex.compile(r"(?<!\w)(?<!xác nhận |chữ ký |ý kiến |đồng ý |chứng nhận |phê duyệt )của\ (?=\p{L})")
_HANDS_IN = regex.compile(
    r"[^.;:]{0,40}?(?:gửi|nộp|báo cáo|hoàn thành|chuyển)\ (?:[^.;:,]{0,60}\ )?(?:về|cho|đến|trước|tới|qua)(?!\w)"
)
# "Lịch năm | được hai bên | ký trước ngày 15/12"
_BY_PARTIES = regex.compile(r"[^.,;:\n]{3,110}? (?:do|được) (?P<who>(?:hai|các|mỗi) bên) (?=\p{L})")
# "khu phố nào có người bệnh thì | báo ngay"
_WHICHEVER = regex.compile(r"(?:^|(?<=[:;.] ))(?P<who>[^.;:,\n]{2,40}?) nào(?!\w)[^.;:\n]{2,120}?(?:,? thì|,? phải) ")
# "Danh sách của các thôn | gửi | Trạm Y tế"
_SENDS = regex.compile(r"\ (?:gửi|nộp)\ (?=\p{L})")
# "Xe và người của Khoa Huyết học | khởi hành trước giờ …"
_MOVES = regex.compile(r"\ (?:khởi hành|có mặt|xuất phát|tập trung|đến|trực)(?!\w)")
_NEAR_THE_START = 30
# "… (UBND xã chủ trì)"
_IN_BRACKETS = regex.compile(r"\((?:(?:do|giao)\ )?(?=\p{L})")
_ACTS = regex.compile(r"\ (?:chủ trì|phụ trách|thực hiện|chịu trách nhiệm|đảm nhiệm|tham mưu)[^()]{0,40}\)")
# "Treo băng rôn | (Đoàn xã, hoàn thành trước ngày 14/4/2026)."
_LAST_BRACKET = regex.compile(r"\((?=\p{L})[^()\n]{3,160}\)(?=[ .;/]*$)")
_AND_WHEN = regex.compile(
    r"(?:[,;:] ?(?:xong|hoàn thành|thực hiện|thời hạn|hạn|trước|chậm nhất|muộn nhất|trong|ngày|từ|đến)(?!\w)[^()]*)?\)"
)
# "(Trong đó VNPT: 25 trạm, Viettel: 33 trạm)"
_SHARE = regex.compile(r"(?:trong đó:?|[(,;:])\ ?(?=\p{L}[^:;,()]{1,60}:\ ?\d)")
_OFTEN = regex.compile(r" (?:(?:mỗi|hằng|hàng) (?:năm|quý|tháng|tuần) )?")
# "Trong đó: Quý I: 86 đơn vị; Quý II: 101 đơn vị", "loại 250 ml: 40, loại 350 ml: 60": parts that are nobody
_NOBODY = regex.compile(
    r"(?:quý|tháng|tuần|ngày|năm|học kỳ|kỳ|đợt|lần|vòng|buổi|giai đoạn|loại|nhóm|số|tổng|tỷ lệ|thể tích|nam|nữ|mức)"
    r"(?!\w)"
)
_AT_THE_END = regex.compile(r" ?(?:\((?:phối hợp|cùng|đầu mối|chủ trì|phụ trách)[^()]*\))?[ .;,/]*")
# "Đầu mối: Văn phòng Hội", "Địa điểm: Trường Nà Lốm": what a thing is like, no work
_IS_DETAIL = regex.compile(
    r"(?:đầu mối|địa điểm|địa chỉ|nơi|thời gian|thành phần|khách mời|đại biểu|chủ trì|phối hợp|người|đơn vị|cơ quan"
    r"|trưởng|phó|ủy viên|thành viên|chủ tịch|tổ trưởng|số|tên|họ tên|điện thoại|liên hệ|đối tượng|kính gửi"
    r"|nhà tài trợ)(?!\w)"
)
_SHORTEST_TASK, _LONGEST_PIECE = 25, 4
_LIST_SIGN = regex.compile(r"[,;] | và ")
_LABEL = regex.compile(r"[^:.;\n]{3,110}?\ ?:\ (?=\p{L})")


def passive_doers(view: NormalisedText, start: int, end: int) -> list[BodyMention]:
    """Of a sentence that begins with what is to be done: the bodies behind "do", or behind "của" that hand it in."""
    if start >= end:
        return []
    if begins_with_verb(view, start):
        return _led_by(view, start, end) or _done_first(view, start, end)
    if bodies := _done_by(view, start, end) or hosting(view, start, end):
        return bodies
    for of in _OF.finditer(view.norm, start, end):
        bodies, reached = body_list(view, of.end(), end)
        moves = of.start() - start < _NEAR_THE_START and _MOVES.match(view.norm, reached, end)
        if bodies and (moves or _HANDS_IN.match(view.norm, reached, end) or _sends(view, reached, end)):
            return bodies
    return []


def _led_by(view: NormalisedText, start: int, end: int) -> list[BodyMention]:
    """Who leads what a verb begins: "Tập huấn cộng tác viên | do Phòng Y tế chủ trì, …"; not "do Ban tổ chức giao"."""
    for by in _BY.finditer(view.norm, start, end):
        bodies, reached = body_list(view, by.end(), end)
        if bodies and view.norm.startswith("do ", by.start()) and _LEADS_IT.match(view.norm, reached, end):
            return bodies
    return []


def _done_first(view: NormalisedText, start: int, end: int) -> list[BodyMention]:
    """Who does what a verb names as a thing: "Tổng hợp cả đợt | được Trạm Y tế trình Trưởng ban"."""
    first = _NAMED_WORK.match(view.norm, start, end)
    bodies, reached = body_list(view, first.end(), end) if first else ([], start)
    return bodies if bodies and _SOME_ACT.match(view.text, _behind_owner(view, reached, end), end) else []


def _behind_owner(view: NormalisedText, reached: int, end: int) -> int:
    """Where the name of a body ends that says whose it is: "Khoa Sàng lọc | của Trung tâm"."""
    if not view.norm.startswith(" của ", reached):
        return reached
    owners, behind = body_list(view, reached + len(" của "), end)
    return behind if owners else reached


def _done_by(view: NormalisedText, start: int, end: int) -> list[BodyMention]:
    """Who does it behind "do", "được": a body, or the parties to a plan."""
    first = _FIRST_BY.match(view.norm, start, end)
    found: list[BodyMention] = []  # "Quà do Phòng A chi; bàn ghế do Phòng B chuẩn bị"
    for by in (*_BY.finditer(view.norm, start, end), *([first] if first else [])):
        bodies, reached = body_list(view, by.end(), end)
        pays = view.norm.startswith("do ", by.start()) and _PAYS.match(view.norm, reached, end)
        if bodies and (pays or _acts_there(view, reached, end, surely=by is first)):
            found += [*bodies, *_then_act(view, reached, end)]
        elif not found and (people := acting_people(view, by.end(), end)):
            return [people]  # "Việc trang trí do tổ hậu cần thực hiện"
    if found:
        return list({body.name: body for body in reversed(found)}.values())[::-1]
    if given := work_for(view, start, end):
        return given
    parties = _BY_PARTIES.match(view.norm, start, end)
    return [unnamed(view, *parties.span("who"))] if parties and begins_with_verb(view, parties.end()) else []


def _acts_there(view: NormalisedText, reached: int, end: int, *, surely: bool) -> bool:
    """Whether it is said behind a body what it does; where it ``surely`` does, any word says so."""
    if view.norm.startswith(" ", reached) and acts_next(view, reached + 1):
        return True
    return surely and _SOME_ACT.match(view.text, _behind_owner(view, reached, end), end) is not None


def _then_act(view: NormalisedText, start: int, end: int) -> list[BodyMention]:
    """Who acts with what others have done: "… do Văn phòng cấp, | các chi bộ | nhận trước ngày 05/3"; no partners."""
    comma = _THEN_WHO.search(view.norm, start, end)
    bodies, reached = body_list(view, comma.end(), end) if comma else ([], start)
    acts = view.norm.startswith(" ", reached) and not view.norm.startswith((" phối hợp", " cùng"), reached)
    return bodies if acts and acts_next(view, reached + 1) else []


def work_for(view: NormalisedText, start: int, end: int) -> list[BodyMention]:
    """Who is given the work that a sentence begins with: "Việc lập danh sách được giao cho Trạm Y tế xã, …"."""
    given = _WORK_FOR.match(view.norm, start, end)
    bodies, reached = body_list(view, given.end(), end) if given else ([], start)
    acts = view.norm.startswith(" ", reached) and reached + 1 < end and begins_with_verb(view, reached + 1)
    return bodies if acts or _THERE.match(view.norm, reached, end) else []


def whichever(view: NormalisedText, start: int, end: int) -> list[BodyMention]:
    """Those of a group who have to act in a case: "khu phố nào có người bệnh thì báo ngay cho Trạm Y tế"."""
    for one in _WHICHEVER.finditer(view.norm, start, end):
        first, last = one.span("who")
        if begins_body(view, first, last) and begins_with_verb(view, one.end()):
            return [unnamed(view, first, last)]
    return []


def _sends(view: NormalisedText, reached: int, end: int) -> bool:
    """Whether a body right behind the verb gets it: "Danh sách của các thôn | gửi Trạm Y tế trước ngày …"."""
    sends = _SENDS.match(view.norm, reached, end)
    return sends is not None and bool(body_list(view, sends.end(), end)[0])


def hosting(view: NormalisedText, start: int, end: int) -> list[BodyMention]:
    """Who leads what a line says is held: "…, tại Nhà văn hóa xã, Đoàn xã chủ trì"."""
    for comma in _THEN_WHO.finditer(view.norm, start, end):
        bodies, reached = body_list(view, comma.end(), end)
        if bodies and view.text[comma.end()].isupper() and _HOSTS.match(view.norm, reached, end):
            return bodies
    return []


def directed(view: NormalisedText, start: int, end: int) -> tuple[list[BodyMention], int]:
    """Whom the doer tells to do it, and where what they do begins: "Sở Y tế chỉ đạo Bệnh viện tỉnh tiếp nhận"."""
    for tells in _DIRECTS.finditer(view.norm, start, end):
        bodies, reached = body_list(view, tells.end(), end)
        acts = _OFTEN.match(view.norm, reached, end)
        if bodies and acts and acts.end() < end and begins_with_verb(view, acts.end()):
            return bodies, reached
    return [], start


def doers_in_brackets(view: NormalisedText, start: int, end: int) -> list[BodyMention]:
    """The bodies of "… (Trạm Y tế chủ trì)"."""
    for opening in _IN_BRACKETS.finditer(view.norm, start, end):
        bodies, reached = body_list(view, opening.end(), end)
        if bodies and _ACTS.match(view.norm, reached, end):
            return bodies
    return []


def doers_in_last_bracket(view: NormalisedText, start: int, end: int) -> list[BodyMention]:
    """The bodies in the bracket that closes a task, with nothing but their limit: "… (Công an xã, xong trước …)"."""
    last = _LAST_BRACKET.search(view.norm, start, end)
    bodies, reached = body_list(view, last.start() + 1, last.end()) if last else ([], start)
    apposition = last is not None and any(b.end + 1 == last.start() for b in body_list(view, start, end)[0])
    alone = last is not None and _AND_WHEN.fullmatch(view.norm, reached, last.end())
    named = last is not None and view.text[last.start() + 1].isupper()
    return bodies if alone and named and not apposition and begins_with_verb(view, start) else []


def sharers(view: NormalisedText, start: int, end: int) -> list[BodyMention]:
    """The bodies among which a task is shared out: "Lắp mới: 58 trạm (trong đó VNPT: 25 trạm, Viettel: 33 trạm)"."""
    found: list[BodyMention] = []
    for share in _SHARE.finditer(view.norm, start, end):
        bodies, reached = body_list(view, share.end(), end)
        name_end = view.text.index(":", share.end())
        name = view.text[share.end() : name_end]
        if bodies and reached == name_end:
            found += bodies
        elif name[:1].isupper() and not _NOBODY.match(view.norm, share.end(), name_end):
            found.append(unnamed(view, share.end(), name_end))
    return found if len(found) > 1 else []


def asked_at_last(view: NormalisedText, start: int, end: int) -> list[BodyMention]:
    """The bodies that the last request of a sentence names: "… UBND tỉnh yêu cầu các sở, ngành triển khai:"."""
    for request in reversed(list(REQUEST.finditer(view.norm, start, end))):
        subject = subject_of(view, request.start(), request.start(), end)
        bodies, reached = body_list(view, request.start(), end)
        if subject or (bodies and view.norm[reached:end].strip() == ":"):
            return subject[0] if subject else bodies
    return []


def doers_behind(view: NormalisedText, start: int, end: int) -> list[BodyMention]:
    """Those whom a line gives what its label says: "Trang trí, khánh tiết: Văn phòng UBND xã;"."""
    label = _LABEL.match(view.norm, start, end)
    if label is None or _IS_DETAIL.match(view.norm, start, end) or body_list(view, start, label.end())[0]:
        return []
    bodies, reached = body_list(view, label.end(), end)
    return bodies if bodies and _AT_THE_END.fullmatch(view.norm, reached, end) else []


def labelled_doers(view: NormalisedText, paragraph: Paragraph) -> list[BodyMention]:
    """The body of a label that no lexicon knows, where the labels beside it are bodies: "Nhóm Giọt hồng: …"."""
    label = _LABEL.match(view.norm, paragraph.content, paragraph.end)
    if not label or not paragraph.opens or paragraph.node is None or not view.text[label.start()].isupper():
        return []
    if view.norm.startswith("đầu mối", label.start()):
        return []
    start, end = view.trim(label.start(), label.end(), " :")
    if paragraph.end - label.end() < _SHORTEST_TASK:
        return []
    if is_predicate(view, view.tokens.first(start)) or len(view.norm[start:end].split()) > 16:
        return []
    if names_thing(view, start, end):
        return []
    others = [one for one in paragraph.node.beside if one is not paragraph.node]
    named = [one for one in others if _is_labelled(view, one)]
    if not named or 2 * len(named) < len(others):
        return []
    return list(_parted(view, start, end))


def _parted(view: NormalisedText, start: int, end: int) -> Iterator[BodyMention]:
    """The names of a label: "Doanh nghiệp, tổ chức, cá nhân" are three, "Tiểu ban Y tế, An ninh" is one."""
    cuts = [match.span() for match in _LIST_SIGN.finditer(view.text, start, end)]
    pieces = list(zip([start, *(b for _, b in cuts)], [*(a for a, _ in cuts), end], strict=True))
    one = view.norm.startswith("tiểu ban ", start) and view.norm.count("tiểu ban", start, end) == 1
    if one or any(len(view.norm[a:b].split()) > _LONGEST_PIECE for a, b in pieces):
        pieces = [(start, end)]
    for a, b in pieces:
        yield unnamed(view, a, b)


def _is_labelled(view: NormalisedText, node: Node) -> bool:
    """Whether a numbered line begins with the label of known bodies, or is their heading."""
    p = node.paragraph
    bodies, reached = body_list(view, p.content, p.end)
    return bool(bodies) and (view.norm.startswith(":", reached) or bool(title_bodies(view, node)))
