"""Whom a sentence gives its number to: "giao chỉ tiêu cho UBND các xã với tổng số …", "Tỉnh giao xã A 140 đơn vị"."""

from __future__ import annotations

from parsers import regex
from parsers.annotated import AnnotatedDocument
from parsers.extractors.figures.parallels import Statement
from parsers.mentions.bodies.lists import body_list
from parsers.mentions.bodies.names import BodyMention

# "Giao chỉ tiêu năm 2031 cho Ủy ban nhân dân các xã với tổng số 300 đơn vị máu"
GIVEN_TO = regex.compile(r"(?<!\w)giao(?: \w+){0,14}? cho (?=\w)")
# "Tỉnh giao | xã Đông Hưng | chỉ tiêu 140 đơn vị máu"
_GIVES_AT_ONCE = regex.compile(r"(?<!\w)(?<!được )(?<!bàn )giao (?:cho )?(?=\w)")
_HOW_MUCH = regex.compile(r" (?:chỉ tiêu |tiếp nhận |vận động |thu )?(?:là )?")


def given_to(annotated: AnnotatedDocument, statement: Statement) -> list[BodyMention]:
    """Those behind "giao … cho", or between "giao" and the number."""
    view, mention = annotated.view, statement.mention
    given = GIVEN_TO.search(view.norm, statement.sentence[0], mention.start)
    found, reached = body_list(view, given.end(), mention.start) if given else ([], 0)
    if found and reached <= mention.start:
        return found
    for gives in _GIVES_AT_ONCE.finditer(view.norm, statement.clause[0], mention.start):
        found, reached = body_list(view, gives.end(), mention.start)
        if found and _HOW_MUCH.fullmatch(view.norm, reached, mention.start):
            return found
    return []
