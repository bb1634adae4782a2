"""Who reaches a share: "100% các xã, phường" are to be reached by the communes themselves.

In comes a share with what it is of, out go the bodies that this names; none where it is of people or things, or is
reached by somebody else ("phổ biến đến 100% lớp").
"""

from __future__ import annotations

from parsers import regex
from parsers.extractors.figures.labels import named_whole
from parsers.lexicon import load
from parsers.mentions.bodies.lists import body_list
from parsers.mentions.bodies.names import BodyMention
from parsers.mentions.quantities.mentions import QuantityMention
from parsers.mentions.quantities.units import unit_at
from parsers.text import NormalisedText, either

_WORDS = load("statements")["wholes"]
_SMALL_PLACES = either([*_WORDS["places"], *_WORDS["small_places"]])
# "100% xã", "55% số phường trên toàn tỉnh", "100% huyện, thị xã, thành phố"
_PLACES = rf"(?:các )?(?:{_SMALL_PLACES})(?:(?:,| và|, và) (?:{_SMALL_PLACES}))*"
_PLACE_ONLY = regex.compile(rf"{_PLACES}(?=$| trên| trong| thuộc| của| tại)")
# "100% lớp có góc đọc sách"
_GROUPS = frozenset(("lớp", "các lớp", "lớp học", "chi đội", "liên đội", "nhóm trẻ", "tổ sản xuất", "tổ chuyên môn"))
_PLACES_HERE = regex.compile(rf"{_PLACES}(?!\w)")
# "19/19 trạm y tế"
_EVERY = regex.compile(r"(?:[^\d]{0,20} )?(?P<n>\d{1,4}) ?/ ?(?P<of>\d{1,4}) ")
# "70% cơ sở trợ giúp xã hội công lập", but no "đội ngũ cán bộ", "cơ sở vật chất"
_ORGANISATION = regex.compile(r"(?:các |số |tổng số )*(?:đơn vị (?=trường|cơ sở|bệnh viện|doanh nghiệp))?")
_THEN_ACTS = regex.compile(r" (?:có|đạt|tham gia|tổ chức|thực hiện|thành lập|duy trì|đăng ký|hoàn thành|cử)(?!\w)")
_NO_ORGANISATION = regex.compile(r" (?:ngũ|vật chất|hạ tầng|dữ liệu|sao)(?!\w)")
# … but "phổ biến đến 100% lớp" is reached by somebody else
_REACHED_BY_OTHERS = regex.compile(r"(?<!\w)(?:đến|tới|cho|tại|ở|với|trên)(?: các)? (?:\w+ )?$")
# "100% ca cấp cứu được đáp ứng": who is served reaches nothing
PASSIVE = regex.compile(r"[^,;.]{0,60}?(?<!\w)(?:được|bị)(?!\w)")
# … and a body that gets something: "100% khu công nghiệp | được trang bị máy"; one that is charged acts
_GETS = regex.compile(r" (?:đều |sẽ )?(?:được|bị) (?!giao|phân công|phân bổ)")


def all_of_them(view: NormalisedText, mention: QuantityMention) -> list[BodyMention]:
    """Who reach something all of them: "11/11 huyện, thị xã, thành phố hoàn thành chỉ tiêu"."""
    every = _EVERY.match(view.norm, mention.start, mention.end)
    if every is None or every["n"] != every["of"]:
        return []
    place = _PLACES_HERE.match(view.norm, every.end())
    known = unit_at(view.norm, every.end())
    end = place.end() if place else known[1] if known and known[0].kind == "body" else None
    return [named_whole(view, every.end(), end)] if end and _THEN_ACTS.match(view.norm, end) else []


def share_bodies(view: NormalisedText, mention: QuantityMention) -> list[BodyMention]:
    """ "100% các xã, phường" are to be reached by the communes themselves; "30% số cán bộ" are not."""
    of = mention.quantity.of
    if of is None or _REACHED_BY_OTHERS.search(view.norm, max(0, mention.start - 30), mention.start):
        return []
    start = view.text.find(of, mention.start, mention.end)
    if start < 0:
        return []
    start += len(of) - len(of.removeprefix("số ").removeprefix("Số "))
    if _GETS.match(view.norm, mention.end) or view.text[start - 1] in '“"':
        return []
    found, reached = body_list(view, start, mention.end)
    if found and reached >= start + len(of) - 3:
        return found
    if found and found[0].start == start and _THEN_ACTS.match(view.norm, start + len(of)):
        return [named_whole(view, start, start + len(of))]  # "70% công đoàn cơ sở doanh nghiệp tổ chức đối thoại"
    if of.lower() in _GROUPS and _THEN_ACTS.match(view.norm, mention.end):
        return [named_whole(view, start, start + len(of))]
    if place := _PLACE_ONLY.match(view.norm, start, mention.end):
        return [named_whole(view, start, place.end())]
    return _organisations(view, start, min(mention.end, start + len(of)), mention.end)


def _organisations(view: NormalisedText, start: int, end: int, behind: int) -> list[BodyMention]:
    """The organisations of a whole that reach it themselves: "70% cơ sở trợ giúp xã hội công lập"; a state ends the
    name, "thôn | không ma túy"."""
    if PASSIVE.match(view.norm, behind, behind + 40):
        return []
    head = _ORGANISATION.match(view.norm, start, end)
    known = unit_at(view.norm, head.end()) if head else None
    if known is None or known[0].kind != "body" or _NO_ORGANISATION.match(view.norm, known[1]):
        return []
    state = view.norm.find(" không ", start, end)
    return [named_whole(view, start, state if state > 0 else end)]
