"""A date with the words around it, as the clues ask for them."""

from __future__ import annotations

import itertools

from parsers import regex
from parsers.annotated import AnnotatedDocument, within
from parsers.extractors.obligations.doers import duty_at
from parsers.extractors.obligations.outlook import looks_ahead
from parsers.layout.outline import Paragraph
from parsers.lexicon import load
from parsers.mentions.bodies.words import begins_with_verb
from parsers.mentions.dates.mentions import DateMention
from parsers.records import DateValue
from parsers.text import either

_WORDS = load("dates")["roles"]

_DAY = regex.compile(r"[\dX]{4}-[\dX]{2}-[\dX]{2}")
QUARTER = regex.compile(r"[\dX]{4}-3[3-6]")
_MONTH = regex.compile(r"[\dX]{4}-\d\d")

# "hoàn thành trong" · "xong trong" · "Thời hạn hoàn thành: "
_FINISHES = regex.compile(rf"(?r)(?<!\w)(?:{either(_WORDS['finishes'])})(?!\w)[^.;\n\t]{{0,60}}")
# "Thời gian hoàn thành: " · "Thời hạn ban hành: " · "Tiến độ: "
DUE_FIELD = regex.compile(
    rf"(?r)(?<!\w)(?:{either(_WORDS['due_fields'])})[^:\n\t.;]{{0,40}}: ?(?:hoàn thành |xong |thực hiện |dự kiến )*"
)
# "hạn nộp báo cáo quý III là | ngày 15/9"
_FEWEST = 3
_AND = regex.compile(r",? (?:và )?")
_LIMIT_IS = regex.compile(r"(?r)(?<!\w)hạn (?:nộp|gửi|đăng ký|báo cáo)(?!\w)[^.;:\n\t]{0,60} là ")


class DateSetting:
    """A date with the words around it, as the clues ask for them."""

    def __init__(
        self, annotated: AnnotatedDocument, mention: DateMention, value: DateValue, paragraph: Paragraph
    ) -> None:
        self.annotated, self.mention, self.value, self.paragraph = annotated, mention, value, paragraph
        self.norm, self.edtf = annotated.view.norm, value.edtf
        self.before = max(paragraph.start, mention.cue_start - 200)
        self.cue = self.norm[mention.cue_start : mention.start]
        self.ahead = looks_ahead(annotated, mention.start)
        self.is_day = _DAY.fullmatch(value.edtf) is not None
        self.finishes = bool(
            self.cue.startswith("xong")
            or _FINISHES.match(self.norm, max(self.before, mention.cue_start - 80), mention.cue_start)
            or DUE_FIELD.match(self.norm, self.before, mention.cue_start)
            or _LIMIT_IS.match(self.norm, self.before, mention.cue_start)
        )

    @property
    def coarse(self) -> bool:
        """A month, a quarter or one of several, and no day."""
        return bool(_MONTH.fullmatch(self.edtf) or QUARTER.fullmatch(self.edtf) or "[" in self.edtf)

    @property
    def listed(self) -> bool:
        """Whether it is one of three dates or more: "tăng thời lượng trong tháng 3, tháng 4 và tháng 6/2026"."""
        dates = within(self.annotated.dates, self.paragraph.start, self.paragraph.end)
        joined = [_AND.fullmatch(self.norm, a.end, b.cue_start) is not None for a, b in itertools.pairwise(dates)]
        at = dates.index(self.mention)
        first = next((i for i in range(at, 0, -1) if not joined[i - 1]), 0)
        last = next((i for i in range(at, len(joined)) if not joined[i]), len(joined))
        return last - first >= _FEWEST - 1

    @property
    def bound(self) -> bool:
        return duty_at(self.annotated, self.mention.start) is not None

    @property
    def charged(self) -> bool:
        """Whether somebody is told to do something by then; a line below a heading that begins with no verb tells."""
        duty = duty_at(self.annotated, self.mention.start)
        told = duty is not None and duty.clue == "heading"
        return duty is not None and (not told or begins_with_verb(self.annotated.view, duty.start))

    def behind(self, words: regex.Pattern[str], reach: int = 200) -> bool:
        """Whether ``words``, read backwards, stand right before the date."""
        low = max(self.before, self.mention.cue_start - reach)
        return words.match(self.norm, low, self.mention.cue_start) is not None

    def occasion(self, words: regex.Pattern[str], reach: int) -> bool:
        """Whether the sentence before the date, as far as ``reach``, has one of ``words``."""
        low = max(self.before, self.mention.cue_start - reach)
        return words.search(self.norm[low : self.mention.cue_start].rsplit(". ", 1)[-1]) is not None
