"""Decisions as tables of clues: a name, a test, a verdict; the first clue that holds decides.

``commitments`` and ``achievements`` have such tables. The test looks at a :class:`NumberContext`: a number with the
words and the part around it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from parsers import regex
from parsers.annotated import AnnotatedDocument
from parsers.layout.outline import Paragraph
from parsers.lexicon import load
from parsers.mentions.quantities.mentions import QuantityMention
from parsers.text import either

WORDS = load("statements")

Part = Literal["commits", "excludes"]
"""What the nearest telling title above a number says about it."""


def whole_words(words: Sequence[str]) -> regex.Pattern[str]:
    """A pattern of whole words in the normal form."""
    return regex.compile(rf"(?<!\w)(?:{either(words)})(?!\w)")


_COMMITS = whole_words(WORDS["sections"]["commits"])
_AHEAD = whole_words(WORDS["ahead"]["words"])
WITHIN = regex.compile(rf"(?<!\w)(?:{either(WORDS['apart']['within'])}) $")
"""Words right before a number that make it a length of time."""
CONDITION = regex.compile(rf"[\s,(+-]*(?:{either(WORDS['apart']['conditions'])})(?!\w)")
"""Words at the beginning of a clause that make its numbers a condition."""


@dataclass(frozen=True, slots=True)
class NumberContext:
    """A number with what surrounds it, all in the normal form of the view.

    ``before`` and ``after`` are the rest of its clause, ``joined`` the words before the first of the numbers that are
    joined to it ("500 tờ rơi, 10 cờ"), ``sentence`` the whole sentence. ``duty``: it stands in a paragraph that gives
    somebody work. ``allotted_to``: nothing but a body stands before it ("Xã Khe Mây 01 đợt").
    """

    annotated: AnnotatedDocument
    mention: QuantityMention
    paragraph: Paragraph
    before: str
    after: str
    joined: str
    sentence: str
    part: Part | None
    ahead: bool
    report: bool
    duty: bool
    allotted_to: bool

    @property
    def clause(self) -> tuple[int, int]:
        return self.mention.start - len(self.before), self.mention.end + len(self.after)

    @property
    def kind(self) -> str:
        return self.mention.kind

    @property
    def levels(self) -> bool:
        """Whether it says on how many levels something is: "chính quyền địa phương 2 cấp", "3 cấp học"."""
        return self.kind == "noun" and (self.mention.quantity.unit or "").lower().split(" ")[0] == "cấp"

    @property
    def bound(self) -> bool:
        """Whether a comparator bounds it: "tối thiểu", "trở lên"; a bare "từ" does not."""
        return self.mention.quantity.comparator not in ("exactly", "about") and "open-from" not in self.mention.doubts

    @property
    def commits(self) -> bool:
        return self.part == "commits" or self.commits_itself

    @property
    def commits_itself(self) -> bool:
        return _COMMITS.search(self.before) is not None

    @property
    def aims(self) -> bool:
        return self.commits or self.bound or _AHEAD.search(self.before) is not None

    @property
    def aims_near(self) -> bool:
        return _AHEAD.search(self.before[-40:]) is not None

    @property
    def placed(self) -> bool:
        """Whether a preposition stands before it: a place or a whole, no aim."""
        if self.bound or (self.kind == "members" and self.before.endswith("với ")):
            return False
        return WITHIN.search(self.before) is not None


class Clue(NamedTuple):
    """``verdict`` holds where ``test`` does; ``weak`` says that only the place of the number speaks for it."""

    name: str
    test: Callable[[NumberContext], bool]
    verdict: bool
    weak: bool = False


def first_that_holds(clues: Sequence[Clue], setting: NumberContext) -> Clue | None:
    """The clue that decides, or ``None`` where none does."""
    return next((clue for clue in clues if clue.test(setting)), None)
