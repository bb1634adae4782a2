"""What the people of a number are: registrants, donors, staff, or people of another kind.

In comes a statement whose own words may leave it open ("Khoa Điện 100 sinh viên"), out goes its quantity with the
indicator that its sentence, the numbers of its part, or the titles above it give.
"""

from __future__ import annotations

import regex

from parsers.annotated import AnnotatedDocument
from parsers.extractors.figures.clues import WORDS, whole_words
from parsers.extractors.figures.labels import beside
from parsers.extractors.figures.leads import lines_above
from parsers.extractors.figures.parallels import Statement, part_of
from parsers.extractors.figures.statements import statements
from parsers.mentions.quantities.units import SERVANTS, SERVED_BEFORE
from parsers.records import Indicator, Quantity
from parsers.text import normal

_REGISTRANTS = whole_words(WORDS["people"]["registrants"])
_DONORS = whole_words(WORDS["people"]["donors"])
_PEOPLE = ("registrants", "donors", "members")
# "mỗi đội không ít hơn 09 người"
_OF_A_TEAM = regex.compile(r"(?:mỗi|từng) (?:đội|tổ|nhóm|câu lạc bộ|clb)(?! (?:dân phố|công đoàn|dân cư))(?!\w)[^,;]*$")


def indicator_in_context(annotated: AnnotatedDocument, statement: Statement) -> Quantity:
    """The quantity; people that the words beside the number leave open are what the sentence or its titles speak of."""
    mention = statement.mention
    quantity = mention.quantity
    if mention.kind != "people" or quantity.indicator != "other":
        return quantity
    if _are_served(annotated, statement) or quantity.comparator in ("at_most", "less_than"):
        return quantity  # who is trained or helped, and how many a place can hold
    norm = annotated.view.norm
    indicator = _spoken_of(norm[slice(*statement.sentence)])
    if indicator is None and normal(quantity.unit or "") in SERVANTS:
        indicator = "staff"
    if indicator is None and _OF_A_TEAM.search(norm, statement.clause[0], mention.start):
        indicator = "members"
    indicator = indicator or _counted_in_part(annotated, statement)
    titles = [norm[line.content : line.end] for line in lines_above(annotated, statement.paragraph)]
    subject = annotated.header.subject
    if subject is not None and beside(annotated, statement):  # "Thôn Sen 15 người" is of what the document is about
        titles.append(normal(subject.value or ""))
    for title in titles:
        indicator = indicator or _spoken_of(title)
    return quantity.model_copy(update={"indicator": indicator}) if indicator else quantity


def _are_served(annotated: AnnotatedDocument, statement: Statement) -> bool:
    norm, mention = annotated.view.norm, statement.mention
    if mention.quantity.unit == "lượt" and "phát" in norm[slice(*statement.sentence)]:
        return True  # of a broadcast
    return SERVED_BEFORE.search(norm, statement.clause[0], mention.start) is not None


def _spoken_of(words: str) -> Indicator | None:
    if _REGISTRANTS.search(words):
        return "registrants"
    return "donors" if _DONORS.search(words) else None


def _counted_in_part(annotated: AnnotatedDocument, statement: Statement) -> Indicator | None:
    """What the nearest number of people before it counts that stands in its part: the whole of its shares."""
    part, mention = part_of(annotated, statement)[0], statement.mention
    for other in reversed(statements(annotated, "target")):
        if other.mention.start < mention.start and other.mention.quantity.indicator in _PEOPLE:
            return other.mention.quantity.indicator if part_of(annotated, other)[0] == part else None
    return None
