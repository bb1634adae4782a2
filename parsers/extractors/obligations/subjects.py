"""The subject of a clause: who a sentence of an official document speaks of."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from parsers import regex
from parsers.lexicon import load
from parsers.mentions.bodies.lists import body_list
from parsers.mentions.bodies.names import BodyMention, lengthened
from parsers.mentions.bodies.words import acts_next, begins_with_verb
from parsers.text import NormalisedText, either, memo

_LEXICON = load("duties")

# "Lưu ý: …", "Trên đây là …", "Trong quá trình thực hiện, …": paragraphs that speak to the whole part
CLOSING = regex.compile(rf"(?:{either(_LEXICON['closing']['beginnings'])})(?!\w)")
# "Đề nghị các cơ quan …", "…; giao Sở Nội vụ …"
REQUEST = regex.compile(rf"(?<!\w)(?:{either(_LEXICON['requests']['words'])})\ ")
_ASKED_BEFORE = regex.compile(rf"(?r)(?<!\w|được )(?:{either(_LEXICON['requests']['words'])})\ ")
# "Để buổi lễ thành công, Ban Tổ chức đề nghị:": those who are asked stand in the lines below
ASKS_BELOW = regex.compile(
    rf"[^.;\n]*(?<!\w)(?:{either(_LEXICON['requests']['words'])}|phân công nhiệm vụ)"
    r"(?: (?:(?:một số|các) )?(?:nội dung|nhiệm vụ|công việc|việc|vấn đề))?(?: cụ thể)?(?: như)?(?: sau)?(?: đây)? ?:"
)
_ASKS = regex.compile(rf"[ ,]*(?:kính |trân trọng )?(?:{either(_LEXICON['requests']['words'])})\ (?=các|\w)")
_NO_DUTY = regex.compile(rf"[ ,]*(?:{either(_LEXICON['no_duty']['words'])})(?!\w)")
# "Lưu ý: Các cơ quan …", "Chế độ báo cáo : Hội Chữ thập đỏ …"
_PREFIX = regex.compile(r"[^:.;]{2,90}?\ ?:\ ")
# "Về phía | Bệnh viện Đa khoa tỉnh: bố trí …"
_ON_THE_PART = regex.compile(r"(?:về|từ) phía (?=\p{L})")
# "Căn cứ chỉ tiêu được giao, Ban Chỉ đạo …", "Trên cơ sở kế hoạch này, các đơn vị …"
PREPOSED = regex.compile(
    r"(?:căn cứ|trên cơ sở|là (?:lực lượng|cơ quan|đơn vị|đầu mối)"
    r"|về|trong|để|nhằm|theo|định kỳ|hằng|hàng|trước|sau(?! \d+ (?:năm|tháng))|khi|nếu|từ|ngày"
    r"|kết thúc|hết|đến|do|vì|vào|ngoài|bên cạnh|cùng với|riêng|nhân|hưởng ứng|tại|(?:chậm|muộn|trễ) nhất|cuối|đầu"
    r"|đồng thời|song song|theo đó|trước mắt|ngay (?:sau|khi|trong|từ)"
    r"|mỗi khi|cứ|nhận được|thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật|sáng|chiều|tối)\b"
    r"[^.;:]{0,220}?, "
)
# "Ngày Toàn dân hiến máu: trong tháng 4/2026 | mỗi xã, phường tổ chức …"
_TIME_FIRST = regex.compile(
    r"(?:trong|vào|từ|đến|ngày|tháng|quý|năm)\ [^.;:,\n]{0,40}?\d{4}\ (?=(?:mỗi|các|từng|toàn)\ )"
)
# "Muộn nhất đến 15/4/2026 | Trạm Y tế xã phải gửi danh sách", without a comma
_LIMIT_FIRST = regex.compile(
    r"(?:(?:chậm|muộn|trễ) nhất(?: là| đến| vào)?|trước|đến)(?: hết)?(?: (?:\d{1,2} giờ(?: \d\d)?|\d{1,2}h\d*))?"
    r"(?: ngày)? \d{1,2}[/.]\d{1,2}(?:[/.]\d{4})? (?=\p{L})"
)
# "Kiến nghị | UBND tỉnh bố trí vốn …"
_PETITIONS = regex.compile(r"kiến nghị (?!với )(?=\p{L})")
# "Danh sách …", "Thiệt hại ban đầu …", then who hands it in
_PAPER_FIRST = regex.compile(
    r"(?:[-+*•] ?)?(?:các |bản |toàn bộ )?(?P<paper>danh sách|báo cáo|số liệu|hồ sơ|biên bản|biểu|phiếu|kết quả"
    r"|thiệt hại|dự toán|chứng từ|tờ trình)(?!\w)[^.;:,\n\d]{0,80}"
)
_GOVERNED = regex.compile(
    r"(?r)(?<!\w)(?:của|cho|với|về|đến|tới|tại|từ|do|theo|cùng|và|trên|tình hình|gửi|nộp|báo cáo|giữa|ở) "
)
_HANDS_IN = regex.compile(r" (?:gửi|nộp|báo(?! cáo)|báo cáo|chuyển|lập|tổng hợp)(?!\w)")
# "Vì vậy | các đơn vị cần:"
_SO = regex.compile(r"(?:vì vậy|vì thế|do đó|do vậy|bởi vậy|theo đó|qua đó|trước tình hình đó)(?: thì)?,? (?=\p{L})")
# "Hằng quý | Hội Chữ thập đỏ xã rà soát …", "Trước mỗi đợt | các thôn lập danh sách …", without a comma
_OFTEN_FIRST = regex.compile(
    r"(?:(?:cứ|định kỳ) (?:[^\W\d]+|\d{1,2}) (?:ngày|tuần|tháng)(?: một lần|/lần)?,?"
    r"|(?:mỗi )?(?:sáng |chiều |tối )?(?:thứ (?:[^\W\d]+|[2-7])|chủ nhật)(?: (?:hằng|hàng|mỗi) tuần)?"
    r"|(?:cứ )?(?:đến )?(?:định kỳ )?(?:(?:trước|sau|vào|cuối|đầu|trong) )?(?:ngày \d{1,2} )?(?:mỗi|hằng|hàng|từng) "
    r"(?:ngày|tuần|tháng|quý|năm|năm học|học kỳ|đợt|buổi|lần)(?: hiến máu)?(?: một lần)?) (?=\p{L})"
)
# "… và các ông, bà có tên tại Điều 1": the end of a list in words that name no body
_PERSONS_NAMED = regex.compile(
    r", (?:các )?bà (?:có tên|nêu|được)(?: [^\W\d]+){0,4}(?: điều \d+)?(?: [^\W\d]+){0,3}?(?= ?(?:,|chịu|có |$))"
)
_GOES_ON = regex.compile(r",|\ (?:và|có tên|nêu|ghi)(?!\w)")
# "Quá trình thực hiện có vướng mắc, các đơn vị …"
_IN_CASE = regex.compile(r"(?:quá trình|trường hợp|mọi|có (?:gì )?(?:vướng|khó|vấn)|gặp)\ [^.;:]{3,160}?, ")
# "Bệnh viện tỉnh | được đề nghị | bố trí 40 giường"
_CALLED_ON = regex.compile(r"\ được (?:đề nghị|yêu cầu|giao|phân công|mời) ")
# "Sở Tài chính|, trên cơ sở dự toán do Hội lập, | tham mưu …"
_INSERTED = regex.compile(
    r", (?:(?:trên cơ sở|căn cứ|sau khi|theo|khi|qua|ngoài|trong)(?!\w)"
    r"|(?:do [^,;:\n]{3,60} (?:phụ trách|chủ trì|quản lý|đứng đầu)|đứng đầu là [^,;:\n]{3,60}),)"
)
# "17 giờ ngày 15/11: | hạn chót | các lớp nộp phiếu"
_LIMIT_WORDS = regex.compile(r"(?:hạn chót|hạn cuối|thời hạn|hạn)(?: để)? (?=các |mỗi )")
_CHARGED = regex.compile(r"(?:chịu|có) trách nhiệm ")
# "Các huyện Tân Lạc, Mai Hòa, mỗi đơn vị tổ chức 01 sự kiện"
_EACH = regex.compile(r",?\ (?:mỗi|từng)\ (?:đơn\ vị|huyện|xã|phường|trường|khoa|địa\ phương|thôn|cơ\ quan|tổ|bên|nơi)")
_COMMA, _BLANK = regex.compile(", "), regex.compile(" ")
# "Công đoàn cơ sở | có từ 1.000 đoàn viên trở lên | giới thiệu ít nhất 30 người"
_OF_SIZE = regex.compile(r"\ có\ (?P<least>(?:từ|trên|dưới|hơn)\ \d[\d.]*)\ (?:[^.;:,\n]|\.(?=\d)){3,70}")
_GROUP_WORDS = 2
# "thôn nào vắng quá 1/3 thì | trưởng thôn báo cáo", "Nếu mưa bão thì | Trạm Y tế xã thông báo"
_CONDITION = regex.compile(r"(?:nếu|khi|trường hợp|[^.;:,\n]{2,40}? nào)(?!\w)[^.;:\n]{3,120}?(?<!\w)thì ")
# "UBND các xã chưa đạt 50% kế hoạch | rà soát nguyên nhân", "Các trường đạt dưới 40% | tập trung vận động":
# which of them, before what they are to do
_LACKING = regex.compile(
    r"\ (?:hiện )?(?:chưa|còn|có|đã|đang|không|đạt|hoàn thành)\ [^.;:,\n]{6,70}?"
    rf"(?= (?:{either(_LEXICON['lacking']['words'])})(?!\w))"
)
# whoever it is: what says which of them belongs to the name
_ANYBODY = frozenset(("đơn vị", "cơ quan", "địa phương", "tổ chức", "cá nhân"))
# "Các địa phương không có điểm hiến máu tại lịch trên | vận động người dân đến điểm gần nhất"
_WHICH_HAVE = regex.compile(
    r"\ (?:chưa|không|có) (?!trách nhiệm)[^.;:,\n\d]{6,70}?"
    rf"(?= (?:{either(_LEXICON['lacking']['verbs'])})(?!\w))"
)


def _names_work(view: NormalisedText, reached: int, end: int) -> bool:
    """Whether what looks like a body only labels the work of the subject behind it: "Thanh tra: UBND xã làm …"."""
    if not view.norm.startswith(": ", reached) or view.norm.startswith(("mỗi ", "từng "), reached + 2):
        return False
    bodies, predicate = body_list(view, reached + 2, end)
    return bool(bodies) and begins_with_verb(view, predicate)


def _is_preposed(view: NormalisedText, at: int, end: int) -> bool:
    """Whether something stands before the subject; "do" that names who does it is no cause: "do Trạm Y tế chủ trì"."""
    if not PREPOSED.match(view.norm, at, end):
        return False
    bodies, reached = body_list(view, at + len("do "), end) if view.norm.startswith("do ", at) else ([], at)
    return not (bodies and view.norm.startswith(" ", reached) and acts_next(view, reached + 1))


def _begins_subject(view: NormalisedText, at: int, end: int) -> bool:
    """Whether a subject may begin behind a comma: "…, Sở Y tế …", "…, đề nghị các trường …", "…, nhà trường gửi …"."""
    if view.text[at : at + 1].isupper() or view.norm.startswith("các ", at) or REQUEST.match(view.norm, at, end):
        return True
    bodies, reached = body_list(view, at, end)
    charged = _CHARGED.match(view.norm, reached + 1, end)
    says_who = bool(bodies) and (bodies[0].kind != "other" or _says_which(bodies[0]) or charged is not None)
    return says_who and acts_next(view, reached)


def _says_which(body: BodyMention) -> bool:
    """Whether more than the word for a group is said: "đơn vị điều trị", "cơ sở tiếp nhận máu"."""
    return len(body.name.split()) > _GROUP_WORDS


@memo
def subject_of(view: NormalisedText, start: int, until: int, end: int) -> tuple[list[BodyMention], int] | None:
    """The subject of the sentence ``[start, end)`` before ``until``, as bodies, and where its predicate begins."""
    for place in _places(view, start, end):
        if place > until or (place > start and view.norm.startswith(("nhiệm vụ", "trách nhiệm"), place)):
            continue
        subject = _subject_at(view, place, end)
        if subject:
            return subject
    return None


def _places(view: NormalisedText, start: int, end: int) -> list[int]:
    """Where in a sentence its subject may begin: at once, behind a label, a request, what stands before it."""
    norm = view.norm
    condition = _CONDITION.match(norm, start, end)
    places = [condition.end(), start] if condition else [start]
    places += [m.end() for opening in (_ON_THE_PART, _SO, _PETITIONS) if (m := opening.match(norm, start, end))]
    prefix = _PREFIX.match(norm, start, end)
    if prefix:
        behind = (pattern.match(norm, prefix.end(), end) for pattern in (REQUEST, _LIMIT_WORDS))
        places += [prefix.end(), *(m.end() for m in behind if m)]
    places += [m.end() for at in places if (m := _TIME_FIRST.match(norm, at, end))]
    openings = (m for at in places for first in (_LIMIT_FIRST, _OFTEN_FIRST) if (m := first.match(norm, at, end)))
    places += [m.end() for m in list(openings) if _begins_subject(view, m.end(), end)]
    places += _behind_paper(view, start, end)
    if CLOSING.match(norm, start):
        places += [m.start() for m in REQUEST.finditer(norm, start, end)]
    if (
        (prefix and _is_preposed(view, prefix.end(), end))
        or _is_preposed(view, start, end)
        or _IN_CASE.match(norm, start, end)
    ):
        commas = [m.end() for m in _COMMA.finditer(norm, start, min(end, start + 320))]
        outside = list(_outside_lists(view, start, commas[:6], end))
        outside += [m.end() for comma in outside if (m := _OFTEN_FIRST.match(norm, comma, end))]
        places += [c for c in outside if _begins_subject(view, c, end)]
    return places


def _behind_paper(view: NormalisedText, start: int, end: int) -> Iterator[int]:
    """Who hands in a paper that is named first: "Danh sách người hiến | các khoa gửi về Phòng Công tác xã hội"."""
    paper, inside = _PAPER_FIRST.match(view.norm, start, end), start
    for blank in _BLANK.finditer(view.norm, paper.end("paper"), paper.end()) if paper else ():
        at = blank.end()
        if at < inside or not _begins_name(view, at):
            continue
        bodies, reached = body_list(view, at, end)
        if _GOVERNED.match(view.norm, start, at):
            inside = reached
        elif bodies and _HANDS_IN.match(view.norm, reached, end):
            yield at
            return


def _outside_lists(view: NormalisedText, start: int, commas: list[int], end: int) -> Iterator[int]:
    """The places behind commas that are no further element of a list.

    "Căn cứ chức năng, nhiệm vụ, | phối hợp với các cơ quan, đơn vị liên quan triển khai …": whom a verb governs is no
    subject; "theo đề nghị của các Sở, ban, ngành, | Sở Tài chính trình …": behind any other list a new name is one.
    """
    reached, governed = start, False
    for begin, place in itertools.pairwise((start, *commas)):
        for at in (begin, *(blank.end() for blank in _BLANK.finditer(view.norm, begin, place - 2))):
            if at < reached or not _begins_name(view, at):
                continue
            behind = body_list(view, at, end)[1]
            if behind > place:
                if asked := _ASKED_BEFORE.match(view.norm, begin, at):  # "Để đạt chỉ tiêu tỉnh giao đề nghị các ban, …"
                    yield asked.start()
                governed = _governs(view, begin, at) or (governed and at == begin)
                reached = behind
        inside = place < reached
        if not inside or not (governed or (view.text[place].islower() and not view.norm.startswith("các ", place))):
            yield place


def _governs(view: NormalisedText, begin: int, at: int) -> bool:
    """Whether a verb governs a list at ``at``: it opens the clause, or the list follows it: "đánh giá | các xã"."""
    if view.norm.endswith("của ", begin, at):
        return False
    pair = view.norm.rfind(" ", begin, max(begin, view.norm.rfind(" ", begin, at - 1)))
    return begins_with_verb(view, begin) or (pair > begin and begins_with_verb(view, pair + 1))


def _begins_name(view: NormalisedText, at: int) -> bool:
    return view.text[at].isupper() or view.norm.startswith("các ", at)


def _sized(view: NormalisedText, body: BodyMention, reached: int, end: int) -> BodyMention | None:
    """A body with how big it has to be, before what it is to do: "Trường | có từ 500 sinh viên trở lên | lập đội"."""
    size = _OF_SIZE.match(view.norm, reached, end) if reached == body.end else None
    blanks = _BLANK.finditer(view.norm, size.end("least"), size.end()) if size else ()
    acts = next((blank.start() for blank in blanks if begins_with_verb(view, blank.end())), None)
    if acts is None:
        return None
    return lengthened(view, body, acts)


def _subject_at(view: NormalisedText, place: int, end: int) -> tuple[list[BodyMention], int] | None:
    """The bodies at ``place`` and where their predicate begins; ``None`` where they have none."""
    norm = view.norm
    bodies, reached = body_list(view, place, end)
    if not bodies or _names_work(view, reached, end):
        return None
    asked = _ASKS.match(norm, reached, end)
    if asked:  # "Ban Chỉ đạo tỉnh đề nghị các cơ quan …": the work is theirs
        requested, behind = body_list(view, asked.end(), end)
        bodies, reached = (requested, behind) if requested else (bodies, reached)
    each = _EACH.match(norm, reached, end)
    if each:
        reached = each.end()
    reached = _behind_asides(view, reached, end)
    charged = _CHARGED.search(norm, reached, end) if _GOES_ON.match(norm, reached) else None
    if charged:  # the list ends in words that name no body: "… và các ông, bà có tên tại Điều 1"
        persons = _PERSONS_NAMED.match(norm, bodies[-1].end, charged.start())
        return [*bodies[:-1], lengthened(view, bodies[-1], persons.end())] if persons else bodies, charged.start()
    bodies, reached = _which_are_meant(view, bodies, reached, end)
    rest = norm[reached:end].strip(" ./;:,-")
    if not rest or rest[0].isdigit() or _NO_DUTY.match(norm, reached, end):
        return None  # "Khoa Cơ khí: 40 người", "mỗi đơn vị 15 người": a number is no predicate
    return None if norm[reached:end].lstrip().startswith((";", ".", ",", ")")) else (bodies, reached)


def _which_are_meant(
    view: NormalisedText, bodies: list[BodyMention], reached: int, end: int
) -> tuple[list[BodyMention], int]:
    """The bodies, and where what says which of them are meant ends: how big they are, what they lack or have.

    It belongs to a name that says nothing else: "Đơn vị không đạt chỉ tiêu | giải trình …".
    """
    if sized := _sized(view, bodies[-1], reached, end):
        bodies, reached = [*bodies[:-1], sized], sized.end
    lacking = _LACKING.match(view.norm, reached, end) or _WHICH_HAVE.match(view.norm, reached, end)
    if lacking is None:
        return bodies, reached
    anybody = bodies[-1].name.lower() in _ANYBODY
    return [*bodies[:-1], lengthened(view, bodies[-1], lacking.end())] if anybody else bodies, lacking.end()


def _behind_asides(view: NormalisedText, reached: int, end: int) -> int:
    """Where a predicate begins that a request in the passive or an inserted phrase parts from its subject."""
    called = _CALLED_ON.match(view.norm, reached, end)
    if called and begins_with_verb(view, called.end()):
        return called.end() - 1
    if _INSERTED.match(view.norm, reached, end):
        later = (comma.end() for comma in _COMMA.finditer(view.norm, reached + 2, end))
        return next((at - 1 for at in later if begins_with_verb(view, at)), reached)
    return reached
