"""Who makes up a crew, as a line lists it: "Mỗi chuyến gồm 18 người: 02 bác sĩ khám tuyển, 08 kỹ thuật viên".

In comes a number with the clause around it, out goes whether it counts people of such a crew. ``commitments`` and
``indicators`` ask.
"""

from __future__ import annotations

from parsers import regex
from parsers.annotated import AnnotatedDocument, within
from parsers.mentions.quantities.mentions import QuantityMention
from parsers.mentions.quantities.units import SERVANTS
from parsers.text import normal

_CREWS = r"(?:ê kíp|ê-kíp|kíp|đoàn|đội|tổ|nhóm|bộ phận)"
# "Mỗi chuyến đi gồm …", "Ê kíp tiếp nhận gồm …", "Nhân lực mỗi buổi: …"
_MADE_UP_OF = regex.compile(
    r"(?<!\w)(?:(?:mỗi|từng|một) (?:chuyến|buổi|ca|điểm|xe|ngày|đợt|bàn|" + _CREWS + r")|" + _CREWS
    + r"|nhân lực|nhân sự|biên chế)(?!\w)(?: [^\W\d]+){0,7} ?(?:(?<!\w)(?:gồm|bao gồm|có|cần|bố trí|cử)(?: có)?|:) ?"
)  # fmt: skip
_ITEMISED = regex.compile(r" ?(?::|\(|,? ?(?:gồm|bao gồm|trong đó)(?: có)?:?) ?")


def is_of_crew(annotated: AnnotatedDocument, mention: QuantityMention, clause: tuple[int, int]) -> bool:
    """Whether a number counts people of a crew that its clause makes up, or how many they are in all."""
    norm = annotated.view.norm
    made_up = _MADE_UP_OF.search(norm, clause[0], mention.start)
    if made_up is None or mention.kind not in ("people", "staff"):
        return False
    if _serves(mention):
        return True
    behind = within(annotated.quantities, mention.end, clause[1])
    listed = bool(behind) and _ITEMISED.fullmatch(norm, mention.end, behind[0].start) is not None
    return made_up.end() == mention.start and listed and _serves(behind[0])


def _serves(mention: QuantityMention) -> bool:
    return normal(mention.quantity.unit or "") in SERVANTS
