"""Label lines below tasks: "Đơn vị chủ trì: Sở Nội vụ", "Thời gian hoàn thành: …", "- Phối hợp: …"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from parsers import regex
from parsers.layout.outline import Paragraph
from parsers.lexicon import load
from parsers.mentions.bodies.words import begins_with_verb
from parsers.text import NormalisedText, either

LabelKind = Literal["lead", "doer", "partner", "time", "task", "other"]

# "Đơn vị chủ trì thực hiện: Sở Nội vụ" · "Thời gian hoàn thành: …" · "- Phối hợp: …" · "…; thời gian: tháng 3/2026"
_LABEL = regex.compile(
    "|".join(rf"(?P<{kind}>(?:{either(words)})(?!\w))" for kind, words in load("duties")["labels"].items())
)
_LABEL_END = regex.compile(r"[^:.;\n]{0,45}?:")
# … behind a verb: "Thực hiện chung:", but "Thực hiện mở tài khoản và phát hành thẻ: …" is work
_VERB_LABEL_END = regex.compile(r"[^:.;\n]{0,16}?:")
_WHO = ("lead", "doer", "partner")
_NEXT_LABEL = regex.compile(r"[;.] (?=\w)")


@dataclass(frozen=True, slots=True)
class Label:
    kind: LabelKind
    start: int
    content: int
    end: int


def labels_of(view: NormalisedText, paragraph: Paragraph) -> list[Label]:
    """The labels of a label line; none where the paragraph is something else."""
    labels: list[Label] = []
    at, end = paragraph.content, paragraph.end
    while at < end:
        match = _LABEL.match(view.norm, at, end)
        ends = _VERB_LABEL_END if begins_with_verb(view, at) else _LABEL_END
        colon = ends.match(view.norm, match.end(), end) if match else None
        if not match or not colon or (match.lastgroup in _WHO and _says_what(view, colon.end(), end)):
            break
        following = None
        for cut in _NEXT_LABEL.finditer(view.norm, colon.end(), end):
            label = _LABEL.match(view.norm, cut.end(), end)
            if label and _LABEL_END.match(view.norm, label.end(), end):
                following = cut
                break
        stop = following.start() if following else end
        kind: LabelKind = match.lastgroup  # type: ignore[assignment]
        labels.append(Label(kind, at, view.trim(colon.end(), stop)[0], stop))
        at = following.end() if following else end
    return labels


def _says_what(view: NormalisedText, colon: int, end: int) -> bool:
    """Whether work stands where a label would name somebody: "Thực hiện: khám sàng lọc cho người hiến máu"."""
    at = view.trim(colon, end)[0]
    return at < end and view.text[at].islower() and begins_with_verb(view, at)
