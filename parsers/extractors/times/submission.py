"""To whom something is handed in: the body behind "gửi về", "báo cáo", "trình"."""

from __future__ import annotations

from parsers import regex
from parsers.annotated import AnnotatedDocument, within
from parsers.extractors.times.columns import Stretch
from parsers.extractors.times.handed_to import handed_to
from parsers.lexicon import load
from parsers.mentions.bodies.lists import begins_body, body_list
from parsers.mentions.bodies.mentions import body_ref
from parsers.mentions.bodies.names import BodyMention
from parsers.mentions.bodies.words import begins_with_verb
from parsers.mentions.dates.patterns import OWN_WORD
from parsers.records import BodyRef
from parsers.sentences import FULL_STOP
from parsers.text import NormalisedText, either, normal

_WORDS = load("dates")["deadlines"]

# "Hội Chữ thập đỏ cấp | xã": a level, nothing that is given
_NO_LEVEL = r"(?!(?<=(?<!\w)cấp )(?:xã|phường|huyện|tỉnh|thôn|cơ sở|trung ương|trên|dưới|ủy|cứu)(?!\w))"
# no sign that ends a clause; "3.000 tờ gấp" holds none
_INSIDE = r"(?:[^.;:\n\t]|(?<=\d)\.(?=\d))"
# "gửi về " · "báo cáo kết quả về " · "trình " · "nộp cho " · "nộp phiếu tại " · "báo cáo, đề xuất " before a recipient
_TO = regex.compile(
    rf"(?r)(?<!\w){OWN_WORD}(?:{either(_WORDS['submits'])})(?: (?!để ){_INSIDE}{{0,110}})??"
    r" (?:về|cho|lên|tới|đến|sang|với|qua|gửi)(?: cho| về)? "
    rf"(?:(?:{either(_WORDS['persons'])}) [^.;:()\n\t]{{3,40}} \()?"
    rf"|(?<!\w){OWN_WORD}(?:{either(_WORDS['submits'])})(?:,? (?:và )?(?:đề xuất|kiến nghị|xin ý kiến|trình))?"
    r" (?:(?:kết quả|danh sách|báo cáo|hồ sơ|với) )?"
    rf"|(?<!\w)(?:{either(_WORDS['brings'])}) {_NO_LEVEL}{_INSIDE}{{0,110}}? (?:về|cho|đến|tới) "
    r"|(?<!\w)(?:nộp|gửi) [^.;:,\n\t]{0,60}?(?<!\w)tại "
    r"|(?<!\w)(?<!thông )(?<!cảnh )(?<!trên )báo(?: ngay| kịp thời)? "
)
# "gửi về | CĐGD Việt Nam" · "trình | Trưởng ban": a recipient that no list of bodies knows stands behind one of these
_HANDS_IN = regex.compile(
    rf"(?<!\w){OWN_WORD}(?:{either(_WORDS['submits'])}|(?P<only_to>{either(_WORDS['brings'])})) {_NO_LEVEL}"
)
_SIGN = regex.compile(r"[.;:,()\n\t]|$")
_TOWARDS = regex.compile(r"(?<!\w)(?:về|cho|lên|tới|đến|sang|vào(?= nhóm )|(?<=đăng ký (?:[^\W\d]+ ){0,4})với) ")
_NAME_ENDS = regex.compile(
    rf" (?:{either(_WORDS['papers'])}|bảng|dự thảo)(?!\w)|"
    r" ?(?:[.;:,()\n\t]|$)| (?:để|theo|trước|chậm|muộn|trong|vào|xem|tổng hợp|qua|hằng|hàng|định kỳ|không|biết|cho"
    r"|ký|duyệt|phê duyệt|ban hành|quyết định|thẩm định)(?!\w)"
)
_FARTHEST, _LONGEST_NAME = 70, 70
_NO_NAME = regex.compile(rf"(?:{either(_WORDS['papers'])})(?!\w)")
# "lập biên bản, | đưa Ban Chấp hành xem"
_SHOWN_TO = regex.compile(
    rf"(?<!\w)(?:đưa|để|xin)(?: cho)? (?!(?:lên|vào|ra|về|đến|được|ý|các|những|chữ|{either(_WORDS['papers'])})(?!\w))"
    r"(?P<who>\p{L}+(?: \p{L}+){0,4}?) (?:xem|duyệt|ký|phê duyệt|cho ý kiến|thẩm định)(?!\w)"
)
# "gửi | cô Vân | bản đăng ký" · "nộp về | thầy Phước |, tổ trưởng": people by their names
_TITLE = regex.compile(rf"(?:{either(_WORDS['persons'])})(?: giáo)? (?=\p{{L}})")
_GIVEN_NAME = regex.compile(r"\p{Lu}\p{Ll}*(?: \p{Lu}\p{Ll}*){0,4}(?!\w)")
# "báo khung giờ cho | từng tổ sản xuất" · "nhắn vào | nhóm Zalo “Máu hồng”"; to donors nothing is due
_GROUP = regex.compile(
    r"(?:từng|mỗi) (?!người|cá nhân|đồng chí|ngày|buổi|đợt|lần|tháng|quý|năm|tuần)\p{L}"
    r"|(?:các |toàn thể |từng )?(?:cha mẹ học sinh|phụ huynh|hội viên|đoàn viên|đại biểu|khách mời|người lao động"
    r"|nhà thầu|gia đình|thành viên|cán bộ, giáo viên)(?!\w)"
    r"|nhóm (?:zalo|facebook|viber|telegram)(?!\w)"
)
# "gửi cho | cán bộ văn hóa của phường": somebody of an office, whom no list names
_SOMEBODY = regex.compile(r"(?:cán bộ|công chức|chuyên viên|nhân viên|cộng tác viên|đầu mối|người phụ trách)(?!\w|,)")
# "trả kết quả xét nghiệm cho | người hiến máu"
_DONORS = regex.compile(r"người (?:đã )?hiến(?: máu)?(?!\w)")
_THEIRS = regex.compile(r"(?<!\w)(?:kết quả|giấy)(?!\w)")
# "báo cáo | CCHC": what a report is about, by its initials
_INITIALS = regex.compile(r"\p{Lu}{2,}(?!\w)")
# "Thường trực Ban Chỉ đạo" · "Lãnh đạo UBND xã" · "Chủ tịch UBND phường"
_OFFICE = regex.compile(rf"(?:(?:đồng chí|đ/c) )?(?:{either(_WORDS['heads'])})(?!\w)")
_HEAD_OF = regex.compile(rf"(?r)(?<!\w)(?:{either(_WORDS['heads'])}) ")
# "tham mưu | Trưởng ban | khen thưởng …, trình | trước ngày 10/7"
_ADVISES = regex.compile(r"(?<!\w)tham mưu(?: cho| giúp)? (?=\p{L})")
_SUBMITS_ALONE = regex.compile(r"[,;] ?(?:và )?trình(?: ký| duyệt| phê duyệt| ban hành| xem xét)?,? ?$")
# "trình Hiệu trưởng | ký báo cáo gửi Hội Chữ thập đỏ tỉnh": whoever signs is on the way
_SIGNS_THEN_SENDS = regex.compile(r" (?:ký|duyệt|phê duyệt)(?: [^\W\d]+){0,5} gửi ")
# "giao chỉ tiêu cho từng thôn, | gửi về | Ban Chỉ đạo tỉnh trước ngày …"
_HANDS_ON = regex.compile(r"(?<!\w)(?:gửi|nộp|báo cáo)(?: [^\W\d]+){0,3} (?:về|cho|tới|đến) ")
# "Việc lập danh sách được giao cho | Trạm Y tế xã": who gets the work, not the list
_GIVES_WORK = regex.compile(r"(?r)(?<!\w)(?<!bàn )(?:giao|phân công)(?: cho)? ")
_THROUGH = regex.compile(r" ?\((?:thông )?qua [^()\n]{2,160}\)| (?:thông qua|qua) (?=\p{L})")
_ALSO_TO = regex.compile(r" ?[;,] ?(?:(?:cơ quan|bộ phận) thường trực ?:? ?)?|,? và |,? đồng thời gửi ")
# "đơn vị | được kiểm tra | trước ngày 10/3": which one is meant
_ANYBODY = frozenset(("đơn vị", "cơ quan", "nơi", "địa phương", "tổ chức", "cá nhân"))
_WHICH_ONE = regex.compile(
    r" (?:được|đăng ký|đăng cai|tổ chức|tiếp nhận|nhận|phụ trách|chủ trì)(?: (?!trước|để|theo)[^\W\d]+){1,4}"
)
# "cho các khoa | lâm sàng": which of them
_GROUP_OF = regex.compile(r"(?:các|những) (?:khoa|phòng|trường|trạm|lớp|đội|cơ sở)")
_OF_GROUP = regex.compile(
    r"(?: (?!(?:trước|chậm|muộn|trong|vào|qua|theo|để|hằng|hàng|định|kết|biết|cùng|sau|khi|nếu|và|về|từ|đến|mỗi|xong)"
    r"(?!\w))\p{Ll}+){1,3}(?= ?[.;,)\n\t]| ?$)"
)
_AFTER_RECIPIENT = regex.compile(
    r"[.;,()\n\t]|$| \(| ?\./"
    r"| (?:kết quả|theo|để|trước|chậm|muộn|không|định kỳ|hằng|hàng|trong|vào|thông qua|qua|xem xét|về)(?!\w)"
)
_GOES_ON = regex.compile(
    r"(?:gửi )?(?:báo cáo|danh sách|kết quả)(?! ban hành)(?!\w)[^.;:\n\t]{0,50}"
    r"|(?:riêng )?(?:các |những )?(?:đợt|lần|số|vòng|quý|nội dung) [^.;:,\n\t]{1,40} (?:gửi|nộp)"
)
# "đợt 5 trước ngày 15/8|, đợt 6 |trước ngày 14/9; nộp về …"
_NEXT_ROUND = regex.compile(r",? (?:và )?(?:(?:đợt|lần|vòng|kỳ) \w{1,5},? )?")
# "…; | gửi Bệnh viện …" · ", sau đó nộp về …"
_SENDS_ON = regex.compile(r"[;,]? (?:và |sau đó |rồi |đồng thời )*(?P<verb>gửi|nộp|chuyển|trình|báo cáo)(?!\w)")
PHONE = regex.compile(r"\d(?:[ .]?\d){6}|@")
_PURPOSE = regex.compile(r"(?r)(?<!\w)để (?:tổng hợp|theo dõi|phối hợp|báo cáo)[^.;\n]*")
CLAUSE_BREAK = regex.compile(rf"; |{FULL_STOP}|\.[\n\t](?=\p{{Lu}})")


def recipients(annotated: AnnotatedDocument, start: int, end: int) -> list[BodyRef]:
    """The bodies behind "gửi về", "báo cáo", "trình" in the stretch, the last with its "(qua …)"."""
    view, norm = annotated.view, annotated.view.norm
    limit = view.block_at(start).end
    for first in within(annotated.bodies, start, limit):
        if first.start >= end:
            break
        lead = _HEAD_OF.match(norm, max(start, first.start - 30), first.start)
        at = lead.start() if lead else first.start
        led = _TO.match(norm, max(start, at - 150), at)
        if led is None or _gets_nothing(norm, led[0], (start, at), first, end):
            continue
        return _phrase(annotated, at, first, limit)
    return _unknown(view, start, end) or _shown_to(view, start, end) or handed_to(view, start, end)


def _gets_nothing(norm: str, led: str, before: Stretch, first: BodyMention, end: int) -> bool:
    """Whether a body behind words that hand in is advised, signs, gets work or a share, or is what it is done for."""
    start, at = before
    return (
        ("tham mưu" in led and not led.endswith("báo cáo "))
        or (led.startswith("đăng ký") and led.endswith("cho "))  # "người đăng ký … cho"
        or (led.startswith("giao chỉ tiêu") and _HANDS_ON.search(norm, first.end, end) is not None)
        or _SIGNS_THEN_SENDS.match(norm, first.end, end) is not None
        or _GIVES_WORK.match(norm, start, at) is not None
        or _PURPOSE.match(norm, start, first.start) is not None
    )


def _unknown(view: NormalisedText, start: int, end: int) -> list[BodyRef]:
    """A recipient that no list of bodies knows: a name with a capital, an office, or a group behind "về", "cho"."""
    for verb in _HANDS_IN.finditer(view.norm, start, end):
        for at in _places(view, verb, end):
            if _GIVES_WORK.match(view.norm, start, at) or _PURPOSE.match(view.norm, start, at):
                continue
            may = _may_receive(view, at, end, led=at > verb.end()) or _is_somebody(view, verb, at, end)
            if may and (named := _named_at(view, verb, at, end)):
                return named
    return []


def _places(view: NormalisedText, verb: regex.Match[str], end: int) -> list[int]:
    """Where behind a verb its recipient may stand: behind "về", "cho", or at once."""
    sign = _SIGN.search(view.norm, verb.end(), end)
    limit = min(sign.start() if sign else end, verb.end() + _FARTHEST)
    told = verb["only_to"] in ("báo", "thông báo") and _OFFICE.match(view.norm, verb.end(), limit)
    towards = [match.end() for match in _TOWARDS.finditer(view.norm, verb.end(), limit)]
    return towards if verb["only_to"] and not told else [*towards, verb.end()]


def _named_at(view: NormalisedText, verb: regex.Match[str], at: int, end: int) -> list[BodyRef]:
    if person := _person(view, at, end):
        return [person]
    if bodies := body_list(view, at, end)[0]:
        return [_which_one(view, body, end) for body in bodies]
    if at == verb.end() and verb[0].endswith("báo cáo ") and _INITIALS.match(view.text, at, end):
        return []
    stop = _NAME_ENDS.search(view.norm, at + 1, end)
    name_end = stop.start() if stop else end
    if name_end - at > _LONGEST_NAME:
        return []
    name = view.text[at:name_end]
    return [BodyRef(name=name, canonical=name, kind="other", spans=[view.span(at, name_end)])]


def _shown_to(view: NormalisedText, start: int, end: int) -> list[BodyRef]:
    """Who gets a paper to look it through or sign it: "soạn đề cương, đưa tổ chuyên môn duyệt"."""
    shown = _SHOWN_TO.search(view.norm, start, end)
    if shown is None:
        return []
    name = view.text[slice(*shown.span("who"))]
    return [BodyRef(name=name, canonical=name, kind="other", spans=[view.span(*shown.span("who"))])]


def _person(view: NormalisedText, at: int, end: int) -> BodyRef | None:
    """Somebody by name: "cô Vân", "đồng chí Lê Thị Hoa"; an office behind "đồng chí" is the office's."""
    title = _TITLE.match(view.norm, at, end)
    if title is None or _OFFICE.match(view.norm, title.end(), end) or begins_body(view, title.end(), end):
        return None
    given = _GIVEN_NAME.match(view.text, title.end(), end)
    if given is None:
        return None
    name = view.text[at : given.end()]
    return BodyRef(name=name, canonical=name, kind="other", spans=[view.span(at, given.end())])


def _which_one(view: NormalisedText, body: BodyMention, end: int) -> BodyRef:
    """A body with the words that say which one is meant, where its name says nothing: "đơn vị được kiểm tra"."""
    ref = body_ref(view, body)
    which = _WHICH_ONE.match(view.norm, body.end, end) if normal(body.name) in _ANYBODY else None
    if which is None:
        return ref
    name = view.text[body.start : which.end()]
    return ref.model_copy(update={"name": name, "canonical": name, "spans": [view.span(body.start, which.end())]})


def _may_receive(view: NormalisedText, at: int, end: int, *, led: bool) -> bool:
    """Whether the words at ``at`` may name who gets something; ``led`` by "về", "cho" also a group without capital."""
    if at + 1 >= end or _NO_NAME.match(view.norm, at, end):
        return False
    named = view.text[at].isupper() or _OFFICE.match(view.norm, at, end) or _person(view, at, end)
    return bool(named) or (led and (begins_body(view, at, end) or _GROUP.match(view.norm, at, end) is not None))


def _is_somebody(view: NormalisedText, verb: regex.Match[str], at: int, end: int) -> bool:
    """Whether the words behind "về", "cho" name somebody of an office, or donors who get what is theirs."""
    if at == verb.end():
        return False
    somebody = not verb["only_to"] and _SOMEBODY.match(view.norm, at, end)
    donors = _DONORS.match(view.norm, at, end) and _THEIRS.search(view.norm, verb.start(), at)
    return bool(somebody or donors)


def advised(annotated: AnnotatedDocument, end: int) -> list[BodyRef]:
    """Who is advised and then gets the paper: "tham mưu Trưởng ban khen thưởng …, trình | trước ngày …"."""
    view = annotated.view
    start = view.block_at(end).start
    start = max(start, view.norm.rfind(". ", start, end))
    if _SUBMITS_ALONE.search(view.norm, start, end) is None:
        return []
    advice = _ADVISES.search(view.norm, start, end)
    if advice is None:
        return []
    bodies, _ = body_list(view, advice.end(), end)
    office = _OFFICE.match(view.norm, advice.end(), end)
    if bodies or office is None:
        return [body_ref(view, body) for body in bodies]
    name = view.text[office.start() : office.end()]
    return [BodyRef(name=name, canonical=name, kind="other", spans=[view.span(*office.span())])]


def recipients_before(annotated: AnnotatedDocument, action: tuple[int, int]) -> list[BodyRef]:
    """Where the report that the sentence goes on with is handed in too: "Báo cáo UBND xã …; báo cáo năm trước …"."""
    view = annotated.view
    if not _GOES_ON.match(view.norm, *action):
        return []
    start, end = view.block_at(action[0]).start, action[0]
    clauses = [start, *(m.end() for m in CLAUSE_BREAK.finditer(view.text, start, end))]
    for at in reversed(clauses):
        found = recipients(annotated, at, end)
        if found:
            return found
        end = at
    return []


def recipients_behind(annotated: AnnotatedDocument, at: int) -> list[BodyRef]:
    """Where what is done by a date ending at ``at`` goes next: "…, hoàn thành trước ngày 10/3; gửi Bệnh viện tỉnh"."""
    view = annotated.view
    limit = view.block_at(at).end
    for following in within(annotated.dates, at, limit):
        if _NEXT_ROUND.fullmatch(view.norm, at, following.cue_start) is None:
            break
        at = following.end
    sends = _SENDS_ON.match(view.norm, at, limit)
    if sends is None:
        return []
    cut = CLAUSE_BREAK.search(view.text, sends.end(), limit)
    stop = cut.start() if cut else limit
    dated = any(d.value or d.rrule or d.offset for d in within(annotated.dates, sends.end(), stop))
    return [] if dated else recipients(annotated, sends.start("verb"), stop)


def _phrase(annotated: AnnotatedDocument, at: int, first: BodyMention, limit: int) -> list[BodyRef]:
    """The recipients: "Ban Chỉ đạo phường; UBND phường và Ban Chỉ đạo tỉnh (qua Hội Chữ thập đỏ tỉnh)"."""
    view, norm = annotated.view, annotated.view.norm
    dated_at = next((d.cue_start for d in within(annotated.dates, at, limit) if d.cue_start > at), limit)
    found, start, end = [first], [at], [first.end]
    while True:
        through = _THROUGH.match(norm, end[-1], limit)
        if through:
            end[-1] = _end_of_channel(view, through, end[-1], limit)
            break
        also = _ALSO_TO.match(norm, end[-1], limit)
        bodies, reached = body_list(view, also.end(), limit) if also else ([], end[-1])
        if also is None or not bodies or also.end() >= dated_at or not _AFTER_RECIPIENT.match(norm, reached):
            break
        for body in bodies:
            found.append(body)
            start.append(max(body.start, also.end()))
            end.append(body.end)
        end[-1] = max(end[-1], reached)
    refs = []
    end[-1] = _end_of_group(view, found[-1], end[-1], dated_at)
    for body, a, b in zip(found, start, end, strict=True):
        a, b = view.trim(a, min(b, dated_at) if a < dated_at else b, " ,;(")
        refs.append(body_ref(view, body).model_copy(update={"name": view.text[a:b], "spans": [view.span(a, b)]}))
    return refs


def _end_of_group(view: NormalisedText, body: BodyMention, end: int, limit: int) -> int:
    """Where a group ends that its own words tell from others: "các khoa | lâm sàng", "các trường | bán trú"."""
    which = (
        _OF_GROUP.match(view.norm, end, limit) if end == body.end and _GROUP_OF.fullmatch(body.name.lower()) else None
    )
    if which is None or begins_with_verb(view, end + 1) or _NO_NAME.match(view.norm, end + 1):
        return end
    return which.end()


def _end_of_channel(view: NormalisedText, through: regex.Match[str], end: int, limit: int) -> int:
    """Where "(qua Hội Chữ thập đỏ tỉnh)" ends; a person with a phone is no part of the recipient."""
    if "(" in through[0]:
        return end if PHONE.search(through[0]) else through.end()
    bodies, reached = body_list(view, through.end(), limit)
    return reached if bodies else end
