"""The subject of a clause, and the heading that it stands under: who a sentence of an official document speaks of."""

from __future__ import annotations

import regex

from parsers.layout.outline import Node
from parsers.lexicon import load
from parsers.mentions.bodies.lists import body_list
from parsers.mentions.bodies.names import BodyMention, stops_at
from parsers.text import NormalisedText, either

_LEXICON = load("duties")

# "Lưu ý: …", "Trên đây là …", "Trong quá trình thực hiện, …": paragraphs that speak to the whole part
CLOSING = regex.compile(rf"(?:{either(_LEXICON['closing']['beginnings'])})(?!\w)")
# "Đề nghị các cơ quan …", "…; giao Sở Nội vụ …"
REQUEST = regex.compile(rf"(?<!\w)(?:{either(_LEXICON['requests']['words'])})\ ")
_ASKS = regex.compile(rf"[ ,]*(?:kính |trân trọng )?(?:{either(_LEXICON['requests']['words'])})\ (?=các|\w)")
_NO_DUTY = regex.compile(rf"[ ,]*(?:{either(_LEXICON['no_duty']['words'])})(?!\w)")
# "Lưu ý: Các cơ quan …", "Chế độ báo cáo : Hội Chữ thập đỏ …"
_PREFIX = regex.compile(r"[^:.;]{2,60}?\ ?:\ ")
# "Căn cứ chỉ tiêu được giao, Ban Chỉ đạo …", "Trên cơ sở kế hoạch này, các đơn vị …"
_PREPOSED = regex.compile(
    r"(?:căn cứ|trên cơ sở|trong|để|nhằm|theo|định kỳ|hằng|hàng|trước|sau khi|khi|nếu|từ|ngày|kết thúc|hết"
    r"|đến)\b"
    r"[^.;:]{3,220}?, "
)
# "Các doanh nghiệp trong khu công nghiệp", "Các trường học trên địa bàn xã": where the bodies of a heading are
_WHERE = regex.compile(r"(?:trong|trên|thuộc|tại|đóng)\ [^,.;:]{3,60}:?")
_CHARGED = regex.compile(r"(?:chịu|có) trách nhiệm ")
# "Các huyện Tân Lạc, Mai Hòa, mỗi đơn vị tổ chức 01 sự kiện"
_EACH = regex.compile(r",?\ (?:mỗi|từng)\ (?:đơn\ vị|huyện|xã|phường|trường|khoa|địa\ phương|thôn|cơ\ quan|tổ|bên|nơi)")
_COMMA = regex.compile(", ")


def heading_bodies(view: NormalisedText, node: Node | None) -> list[BodyMention]:
    """The bodies that the nearest heading above names, where the whole heading is their list."""
    while node is not None:
        p = node.paragraph
        bodies, reached = body_list(view, p.content, p.end)
        if bodies and is_list(view, reached, p.end):
            return bodies
        node = node.parent
    return []


def subject_of(view: NormalisedText, start: int, until: int, end: int) -> tuple[list[BodyMention], int] | None:
    """The subject of the sentence ``[start, end)`` before ``until``, as bodies, and where its predicate begins."""
    norm = view.norm
    places = [start]
    prefix = _PREFIX.match(norm, start, end)
    if prefix:
        places.append(prefix.end())
    if CLOSING.match(norm, start):
        places += [m.start() for m in REQUEST.finditer(norm, start, end)]
    if _PREPOSED.match(norm, start, end):
        commas = [m.end() for m in _COMMA.finditer(norm, start, min(end, start + 320))]
        places += [c for c in commas[:6] if view.text[c : c + 1].isupper() or norm.startswith("các ", c)]
    for place in places:
        if place > until or (place > start and norm.startswith(("nhiệm vụ", "trách nhiệm"), place)):
            continue
        bodies, reached = body_list(view, place, end)
        asked = _ASKS.match(norm, reached, end) if bodies else None
        if asked:  # "Ban Chỉ đạo tỉnh đề nghị các cơ quan …": the work is theirs
            requested, reached = body_list(view, asked.end(), end)
            bodies = requested or bodies
        each = _EACH.match(norm, reached, end) if bodies else None
        if each:
            reached = each.end()
        charged = _CHARGED.search(norm, reached, end) if bodies and norm.startswith((",", " và"), reached) else None
        if charged:  # the list ends in words that name no body: "… và các ông, bà có tên tại Điều 1"
            return bodies, charged.start()
        if bodies and reached < end and not _NO_DUTY.match(norm, reached, end):
            rest = norm[reached:end].strip(" ./;:,-")
            if rest[:1].isdigit():  # "Khoa Cơ khí: 40 người", "mỗi đơn vị 15 người": a number is no predicate
                continue
            if rest and not norm[reached:end].lstrip().startswith((";", ".", ",", ")")):
                return bodies, reached
    return None


def is_list(view: NormalisedText, reached: int, end: int) -> bool:
    """Whether nothing but a colon, or what the bodies are ("là cơ quan thường trực …:"), follows a list of bodies."""
    rest = view.norm[reached:end].strip(" .;,")
    if rest in ("", ":"):
        return True
    if rest.startswith(("là ", "- cơ quan thường trực", "(")) and rest.endswith((":", ")")):
        return True
    if _WHERE.fullmatch(rest):
        return True
    # "Phòng Vật tư thiết bị": the end of a name that no lexicon knows; a sentence would end with a full stop
    return view.text[end - 1].isalpha() and rest.count(" ") < 3 and not stops_at(view, view.tokens.first(reached))
