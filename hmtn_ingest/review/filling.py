"""Words of the source as the text of a field, and the words that go with a value that was filled in so.

In: a record, a field of a form, and what a person dragged over or clicked on. Out: text as it is typed there
(`review.input_values` reads it back), with the stretch of the words; then changes that hold that stretch. Pure.

    words_for(record, "deadline", "date", 310, 310)    # ("20/03/2026", 308, 323): a click into "ngày 20/3/2026"
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pydantic import JsonValue

from hmtn_ingest.i18n.phrases import say_recurrence
from hmtn_ingest.review import input_values
from hmtn_ingest.review.field_types import Changes, Look
from hmtn_ingest.review.fields import FORMS
from hmtn_ingest.review.input_values import Refused
from hmtn_ingest.review.proposals import trimmed
from hmtn_ingest.review.table_parts import TABLE_PARTS
from hmtn_ingest.review.words_in_context import WordsInContext, text_document
from parsers import regex
from parsers.layout.header import date_context
from parsers.mentions.dates.mentions import DateMention, find_dates
from parsers.records import DeadlineRelation, DocumentRecord, Span
from parsers.text import NormalisedText, fold

Stretch = tuple[int, int]

_NUMBER = regex.compile(r"\d[\d.,]*\d|\d")
_WORD = regex.compile(r"[^\s,;()]+")
# "18/KH-UBND"
_CODE = regex.compile(r"(?P<code_number>\d+[a-z]?)/(?P<code_notation>\p{Lu}[\p{L}\d/-]*)")
# "- Địa điểm: | Hội trường xã | ; …"
_CLAUSE = regex.compile(r"[^.;:,()\n\t]+(?:[.,/-](?=\S)[^.;:,()\n\t]+)*")
_LABEL = regex.compile(r"[-+*•]\s*|[\da-zđIVX.]{1,6}[.)]\s+")
_ONE_WORD = ("code", "unit", "phone")


def words_for(record: DocumentRecord, key: str, form: str, name: str, start: int, end: int) -> tuple[str, int, int]:
    """The text for a field and where its words stand; ``start == end`` is a click. ``key`` is that of the fact, or "".

    Where a selection holds no such value, its words are the text: the field says what is wrong with them. Raises
    :class:`~hmtn_ingest.review.input_values.Refused` where nothing was clicked on, or the field takes no words.
    """
    field = next((one for one in FORMS.get(form, ()) if one.name == name), None)
    look: Look = field.look if field else _look_in_table(form, name)
    if look in ("choice", "flag") or name == "section":  # where a duty stands is no words of it
        raise Refused("no-words")
    found = _value(record, key, name, look, start, end)
    if found is None and start < end:
        start, end = trimmed(record.text, start, end)
        found = " ".join(record.text[start:end].split()), start, end
    if found is None:
        raise Refused("no-words")
    return found


def _look_in_table(form: str, name: str) -> Look:
    """How a cell, or a field of a new row or column, is typed; what is no such field takes no words."""
    if form == "quota-row" and name == "body":
        return "bodies"
    numbers = name.startswith("/") if form == "quota" else name.startswith("values/")
    return "number" if numbers else "text" if form in TABLE_PARTS else "choice"


def _value(
    record: DocumentRecord, key: str, name: str, look: Look, start: int, end: int
) -> tuple[str, int, int] | None:
    text = record.text
    if name in ("date", "due", "period", "time", "rrule", "offset") or key == "header.issued_date":
        return _date(record, name, start, end)
    if look == "bodies":
        return _body(text, start, end)
    if look == "number":
        return _at(_NUMBER, text, start, end)
    if key in ("header.code_number", "header.code_notation"):
        part = key.partition(".")[2]
        code = next((one for one in _around(_CODE, text, start, end)), None)
        return (code[part], *code.span(part)) if code else None
    if start < end:
        return None
    if look == "long":
        begin, stop = _line(text, start, end)
        label = _LABEL.match(text, begin, stop)
        return _plain(text, label.end() if label else begin, stop)
    return _at(_WORD if name in _ONE_WORD else _CLAUSE, text, start, end)


def _date(record: DocumentRecord, name: str, start: int, end: int) -> tuple[str, int, int] | None:
    begin, stop = _line(record.text, start, end)
    view = NormalisedText(text_document(record.text[begin:stop]))
    for mention in find_dates(view, date_context(record.header), []):
        first, last = (begin + place for place in view.source(mention.cue_start, mention.end))
        if first < max(end, start + 1) and start < last and (said := _said(mention, name, view)):
            return said, first, last
    return None


def how_it_binds(record: DocumentRecord, start: int, end: int) -> DeadlineRelation | None:
    """How the words before a date bind: "trước ngày 20/3" ends before that day; ``None`` where they say nothing."""
    view = NormalisedText(text_document(record.text[start:end]))
    found = find_dates(view, date_context(record.header), [])
    relation = found[0].relation if len(found) == 1 else None
    return None if relation == "from" else relation


def _said(mention: DateMention, name: str, view: NormalisedText) -> str | None:
    if name == "rrule":
        return say_recurrence(list(mention.rrule)) if mention.rrule else None
    if name == "offset":
        if mention.offset is None:
            return None
        return view.text[mention.cue_start : max(mention.end, mention.offset.anchor[1] if mention.offset.anchor else 0)]
    time = mention.value.time if mention.value else mention.time
    if name == "time":
        return time
    return input_values.format_date(mention.value) or None


def _body(text: str, start: int, end: int) -> tuple[str, int, int] | None:
    around = WordsInContext(text)
    if start == end:
        place = around.body_at(start)
        return _plain(text, *place) if place else _at(_CLAUSE, text, start, end)
    start, end = trimmed(text, start, end)
    named = around.bodies_within(start, end)
    if not named or named[0][0] != start:
        return None  # a name that no list of bodies knows
    return "; ".join(" ".join(text[a:b].split()) for a, b in named), start, named[-1][1]


def _line(text: str, start: int, end: int) -> Stretch:
    stop = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, stop if stop >= 0 else len(text)


def _plain(text: str, start: int, end: int) -> tuple[str, int, int] | None:
    start, end = trimmed(text, start, end)
    return (" ".join(text[start:end].split()), start, end) if start < end else None


def _at(pattern: regex.Pattern[str], text: str, start: int, end: int) -> tuple[str, int, int] | None:
    found = next(_around(pattern, text, start, end), None)
    return _plain(text, *found.span()) if found else None


def _around(pattern: regex.Pattern[str], text: str, start: int, end: int) -> Iterator[regex.Match[str]]:
    """What the pattern finds in the line and shares a letter with the stretch."""
    matches = pattern.finditer(text, *_line(text, start, end))
    return (match for match in matches if match.start() < max(end, start + 1) and start < match.end())


def with_words(changes: Changes, spans: Sequence[Span], words: Sequence[Span], *, own: bool = False) -> Changes:
    """Changes that hold the words that the new value was read from: at the value, where it has words of its own.

    Else they stand beside the ``spans`` of the fact; in the place of those where the value is all of it (``own``).
    """
    found: Changes = {}
    placed = False
    for place, value in changes.items():
        found[place], inside = _grounded(value, words)
        if place.endswith("/value") and place != "/value":
            found[place.removesuffix("value") + "spans"] = _dumped(words)
            inside = True
        placed = placed or inside
    if words and not placed:
        before = [] if own else spans
        more = [one for one in words if not any(old.start <= one.start and one.end <= old.end for old in before)]
        found["/spans"] = _dumped([*before, *more])
    return found


def _grounded(value: JsonValue, words: Sequence[Span]) -> tuple[JsonValue, bool]:
    """A value with its words, and whether it takes any: bodies do, and texts that are grounded by themselves."""
    if isinstance(value, list):
        pairs = [_grounded(one, words) for one in value]
        return [one for one, _ in pairs], any(placed for _, placed in pairs)
    if not isinstance(value, dict) or "spans" not in value:
        return value, False
    if "canonical" not in value:
        return {**value, "spans": _dumped(words), "how": "normalised"}, True
    own = value["spans"] or _dumped([one for one in words if fold(str(value["name"])) in fold(one.quote)][:1])
    return {**value, "spans": own}, True


def _dumped(words: Sequence[Span]) -> list[JsonValue]:
    return [word.model_dump(mode="json") for word in words]


def chosen_words(record: DocumentRecord, stretches: Sequence[Sequence[int]]) -> list[Span]:
    """Stretches that a person chose, as words of the record."""
    found = (trimmed(record.text, *stretch[:2]) for stretch in stretches if len(stretch) > 1)
    return [Span(start=start, end=end, quote=record.text[start:end]) for start, end in found if start < end]
