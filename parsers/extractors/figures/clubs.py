"""The club whose members a number counts: "Câu lạc bộ “Giọt hồng” phường với từ 35 thành viên"."""

from __future__ import annotations

from parsers import regex
from parsers.annotated import AnnotatedDocument
from parsers.extractors.figures.labels import named_whole
from parsers.extractors.figures.parallels import Statement
from parsers.mentions.bodies.names import BodyMention

# "Duy trì Câu lạc bộ “Giọt hồng” phường với từ 35 thành viên", "Đội hiến máu dự bị của xã giữ ổn định ở mức 20 …"
_CLUB = regex.compile(
    r"(?P<who>(?i:câu lạc bộ|clb|đội|chi hội|hội|nhóm) "
    r"(?=[“\"\p{Lu}]|hiến máu|máu|nhóm máu|dự bị|tình nguyện|xung kích|tuyên truyền)"
    r"[^,;:.\d]{2,60}?) (?:với|có|gồm|đạt|giữ|duy trì|ổn định|phát triển|nâng|tăng|còn|lên|đủ|bảo đảm|đảm bảo"
    r"|huy động|vận động|tham gia)(?!\w)"
)
# "Thành lập mới 01 | Câu lạc bộ … với 25 thành viên": whoever founds it is to bring them together
_FOUNDED = regex.compile(r"(?<!\w)(?:thành lập|ra mắt)(?: mới)?(?: thêm)?(?: \d+| một)? $")


def club_of(annotated: AnnotatedDocument, statement: Statement) -> list[BodyMention]:
    """The club whose members they are."""
    club = _CLUB.search(annotated.view.text, statement.clause[0], statement.mention.start)
    if club is None or statement.mention.kind not in ("members", "people"):
        return []
    if _FOUNDED.search(annotated.view.norm, statement.clause[0], club.start("who")):
        return []
    return [named_whole(annotated.view, *club.span("who"))]
