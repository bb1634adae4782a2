"""What is counted: canonical units, and the indicator that a unit stands for in its sentence."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from parsers import regex
from parsers.lexicon import load
from parsers.records import Indicator
from parsers.text import either, normal

LEXICON = load("units")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as the lexicon knows it; ``kind`` sorts units that follow the same rules."""

    unit: str
    kind: str


NEVER = Unit("", "never")


def _by_first_word() -> dict[str, list[tuple[str, Unit]]]:
    index: dict[str, list[tuple[str, Unit]]] = defaultdict(list)
    for entry in LEXICON["units"]:
        for form in entry["forms"]:
            index[_first_word(normal(form))].append((normal(form), Unit(entry.get("unit", form), entry["kind"])))
    for form in LEXICON["never"]["forms"]:
        index[_first_word(normal(form))].append((normal(form), NEVER))
    return {word: sorted(forms, key=lambda f: -len(f[0])) for word, forms in index.items()}


_WORD = regex.compile(r"[^\W\d_]++[²]?|[%°‰]\w?")


def _first_word(form: str) -> str:
    word = _WORD.match(form)
    return word[0] if word else form


_INDEX = _by_first_word()


def unit_at(norm: str, at: int) -> tuple[Unit, int] | None:
    """The longest known unit that begins at ``at`` of a normal text, and where it ends."""
    word = _WORD.match(norm, at)
    for form, unit in _INDEX.get(word[0], ()) if word else ():
        end = at + len(form)
        if norm.startswith(form, at) and not norm[end : end + 1].isalnum():
            return unit, end
    return None


_PEOPLE = LEXICON["people"]
_STAFF_BEFORE = regex.compile(rf"\b(?:{either(_PEOPLE['staff_before'])})\b(?:[^,;]|, ?(?=\d|$))*$")
SERVANTS = frozenset(normal(word) for word in _PEOPLE["servants"])
# "huy động 20 đoàn viên đón tiếp", "thành lập đội hình gồm 40 thanh niên hướng dẫn"
_CALLED_UP = regex.compile(
    r"\b(?:huy động|(?:thành lập|duy trì|tổ chức)(?: \w+){0,2} (?:đội|tổ|nhóm)|đội hình|đội tình nguyện)\b"
)
# "bố trí địa điểm, bàn ghế, lực lượng tình nguyện từ 10 - 15 người"
_FORCE = regex.compile(
    rf"\b(?:{either(_PEOPLE['staff_before'])}|chuẩn bị|huy động)\b[^;.]*"
    r"\blực lượng (?:tình nguyện|phục vụ|hỗ trợ|bảo vệ|giúp việc)(?: \w+){0,2} ?$"
)
# "thành lập tổ tuyên truyền gồm 7 - 10 sinh viên"
_TEAM_OF = regex.compile(
    r"\b(?:thành lập|ra mắt|duy trì|kiện toàn|xây dựng)(?: \w+){0,2} (?:đội|tổ|nhóm)(?! dân phố)\b[^,;]{0,50}"
    r" (?:gồm|có|với)(?: từ)? $"
)
# "tập huấn cho 40 cán bộ", "trợ giúp 4.000 lượt người", "nhận đỡ đầu 03 học sinh"
SERVED_BEFORE = regex.compile(
    rf"\b(?:{either(_PEOPLE['served'])})\b[^,;]*$"
    # "tập huấn kỹ năng tuyên truyền, tư vấn cho | 50 cộng tác viên"
    r"|\b(?:tập huấn|đào tạo|huấn luyện|bồi dưỡng)\b[^;.\d]*\bcho(?: ít nhất| tối thiểu| khoảng)? $"
)
# "kiện toàn 01 đội tuyên truyền viên | từ 7 - 10 người", "thành lập tổ vận động, mỗi tổ | 5 người", "lực lượng hiến máu
# dự bị | từ 30 đến 40 người": how many a team has
_TEAM_SIZE = regex.compile(
    r"\b(?:thành lập|ra mắt|duy trì|kiện toàn|củng cố)(?: \w+){0,2} (?:đội|tổ|nhóm)"
    r"(?! dân phố| công đoàn)(?: [^\W\d]+){0,4} $"
    r"|\b(?:thành lập|ra mắt|kiện toàn)\b[^;.]{0,80}, mỗi (?:đội|tổ|nhóm|câu lạc bộ|clb)(?: (?:có|gồm|từ|khoảng))* $"
    r"|\b(?:xây dựng|thành lập|ra mắt|duy trì|củng cố|kiện toàn)(?: \w+){0,2} (?:lực lượng|đội)(?: hiến máu)? dự bị"
    r"(?: (?:có|gồm|với|từ|khoảng))* $"
)
# "mỗi ê kíp | từ 8 đến 10 cán bộ", "02 đội lấy máu, mỗi đội | 09 người"
_CREW = regex.compile(
    r"\b(?:mỗi|từng) (?:(?:ê )?kíp(?: lấy máu| tiếp nhận máu)?|đội (?:lấy|tiếp nhận) máu|tổ (?:phục vụ|y tế|cấp cứu))"
    r"(?: trực)?(?: có| gồm| bố trí)? $"
    r"|\b(?:đội|tổ|kíp) (?:lấy|tiếp nhận) máu[^;.]{0,20}, mỗi (?:đội|tổ|kíp)(?: có| gồm)? $"
)
# "kết nạp mới | 40 đoàn viên", "tuyển thêm | 60 người vào danh sách"
_ADMITTED = regex.compile(r"\b(?:kết nạp|tuyển|tuyển chọn)(?: mới| thêm| được)* $")
# "cử 20 người | dự Lễ hội", "chọn cử 05 công chức | tham dự lớp tập huấn": they do not serve
_ATTENDS = regex.compile(
    r" (?:dự|tham dự|(?:đi|về) (?:dự|học|tập huấn|đào tạo)"
    r"|tham gia (?:lớp|lễ|hội|tập huấn|đào tạo|học|thi|chương trình))(?!\w)"
)
# "huy động 60 đoàn viên | tham gia lễ ra quân", "150 học sinh | dự lễ": what they come to is no giving of blood
COMES_TO = regex.compile(
    r" (?:dự|tham dự|đến dự|về dự|tham gia) (?:lễ|hội nghị|hội thảo|hội thi|hội thao|hội diễn|mít tinh|diễu hành|lớp"
    r"|tập huấn|cuộc thi|ra quân|tổng vệ sinh|đại hội|chiến dịch|phiên họp|cuộc họp|buổi (?:lễ|họp|nói chuyện))(?!\w)"
    r"(?! hội)(?![^,;.]{0,60}(?:hiến máu|xuân hồng|hành trình đỏ|giọt hồng|chủ nhật đỏ))"
)
# "lập tổ phục vụ | 18 người", "bố trí nhóm hậu cần 12 đoàn viên"
_SERVING_TEAM = regex.compile(
    r"\b(?:đội|tổ|nhóm|bộ phận|lực lượng) (?:phục vụ|hậu cần|đón tiếp|lễ tân|hỗ trợ|y tế|trực)"
    r"(?: (?:gồm|có|từ|khoảng))* $"
)
# "mỗi Tổ công đoàn thêm 02 người phục vụ"
_SERVES = regex.compile(rf"\W?(?:để |tham gia )?(?:{either(_PEOPLE['serves'])})\b")
_SERVE_AFTER = regex.compile(rf"\W?(?:\w+ ){{0,3}}(?:{either(_PEOPLE['serve_after'])})\b")
# "cử 12 hội viên đủ 20 tuổi vào tổ phục vụ"
_ON_DUTY = regex.compile(rf"[^,;.]{{0,30}}? (?:{either(_PEOPLE['on_duty'])})\b")
# "huy động 24 đoàn viên, chia đều cho hai nhà máy, làm nhiệm vụ tiếp đón"
_ON_DUTY_LATER = regex.compile(rf"[^;.]{{0,50}}? (?:{either([*_PEOPLE['serves'], *_PEOPLE['on_duty']])})\b")
# "02 người tham gia Đội hiến máu dự bị"
_JOINS = regex.compile(rf" (?:{either(_PEOPLE['joins'])}) (?:{either(_PEOPLE['clubs'])})\b")
_REGISTRANTS_BEFORE = regex.compile(rf"\b(?:{either(_PEOPLE['registrants_before'])})\b")
_REGISTRANTS_AFTER = regex.compile(rf"\W{{0,2}}(?:\w+ ){{0,4}}(?:{either(_PEOPLE['registrants_after'])})\b")
_DONORS_BEFORE = regex.compile(rf"\b(?:{either(_PEOPLE['donors_before'])})\b")
_DONORS_AFTER = regex.compile(rf"\W?(?:\w+ ){{0,2}}(?:{either(_PEOPLE['donors_after'])})\b")
# "vận động 06 người trở lên | đi hiến"
_GIVE = regex.compile(r"(?: trở lên)? (?:đi|trực tiếp|đến) hiến(?!\w)")
_BLOOD = LEXICON["blood"]
_BLOOD_BEFORE = regex.compile(rf"\b(?:{either(_BLOOD['before'])})\b")
# "Hành trình Đỏ: thu | 548/650 đơn vị"
_TAKEN_IN = regex.compile(r"\bthu(?: (?:về|khoảng|gần|hơn|trên|được))* ?$")
_BLOOD_AFTER = regex.compile(rf"\W{{0,2}}(?:{either(_BLOOD['after'])})")
_BLOOD_NEVER_AFTER = regex.compile(rf" (?:{either(_BLOOD['never_after'])})\b")


def indicator_of(unit: Unit, before: str, after: str) -> tuple[Unit, Indicator, str | None]:
    """The indicator that ``unit`` stands for between the words ``before`` and ``after`` it in its clause.

    The unit comes back changed where the words decide what it is (a bare "đơn vị" of blood); the third value says why
    the reading may be wrong.
    """
    match unit.kind:
        case "blood":
            return unit, "blood_units", None
        case "event":
            return unit, "events", None
        case "members" | "staff":
            if _REGISTRANTS_AFTER.match(after) or _DONORS_AFTER.match(after):
                return _person(unit, before, after)
            return unit, "members" if unit.kind == "members" else "staff", None
        case "people":
            return _person(unit, before, after)
        case "donors":
            return Unit(unit.unit, "people"), "registrants" if _REGISTRANTS_AFTER.match(after) else "donors", None
        case "unit":
            led = _BLOOD_BEFORE.search(before) or _TAKEN_IN.search(before)
            if (led and not _BLOOD_NEVER_AFTER.match(after)) or _BLOOD_AFTER.match(after):
                return Unit("đơn vị máu", "blood"), "blood_units", "ambiguous-unit"
            return Unit("đơn vị", "body"), "other", None
        case _:
            return unit, "other", None


def _person(unit: Unit, before: str, after: str) -> tuple[Unit, Indicator, str | None]:
    if _are_called_up(unit, before, after) and not _GIVE.match(after):
        return unit, "staff", None
    if SERVED_BEFORE.search(before) or COMES_TO.match(after):
        return unit, "other", None
    if _SERVING_TEAM.search(before):
        return unit, "staff", None
    if _are_on_duty(before, after):
        return unit, "staff", None
    if _CREW.search(before):
        return unit, "staff", None
    if any(team.search(before) for team in (_TEAM_OF, _TEAM_SIZE, _ADMITTED)) or _JOINS.match(after):
        return unit, "members", None
    if _REGISTRANTS_AFTER.match(after):
        return unit, "registrants", None
    if _DONORS_BEFORE.search(before) or _GIVE.match(after):
        return unit, "donors", None
    if _REGISTRANTS_BEFORE.search(before):
        return unit, "registrants", None
    if _DONORS_AFTER.match(after):
        return unit, "donors", None
    return unit, "other", None


def _are_called_up(unit: Unit, before: str, after: str) -> bool:
    """Whether they are sent, or called up to serve: "cử 02 bác sĩ", "huy động 20 đoàn viên đón tiếp"."""
    serves = normal(unit.unit) in SERVANTS
    called_up = (_SERVE_AFTER.match(after) or serves) and _CALLED_UP.search(before)
    called_up = called_up or (serves and _ADMITTED.search(before))  # "tuyển 60 tình nguyện viên"
    sent = _STAFF_BEFORE.search(before) is not None and _ATTENDS.match(after) is None
    return bool(called_up or sent or _FORCE.search(before))


def _are_on_duty(before: str, after: str) -> bool:
    """Whether the words behind the number say that they serve: "02 người phục vụ"."""
    if _SERVES.match(after) or _ON_DUTY.match(after):
        return True
    return _CALLED_UP.search(before) is not None and _ON_DUTY_LATER.match(after) is not None
