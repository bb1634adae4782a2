"""A comparison as HTML. Every word that comes from a document is escaped here; links carry what Python is to hear."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from hmtn_ingest.collection.comparison.lines import GROUPS, Compared, Half, Line, Note, say_field, word_changes
from hmtn_ingest.collection.comparison.pairs import Change
from hmtn_ingest.i18n import Language, say
from hmtn_ingest.search import Stretch
from parsers.text import shorten

_STANDING_OUT: tuple[Change, ...] = ("changed", "gone", "new")
_FOLDED: tuple[Change, ...] = ("moved", "shifted", "same")
_QUOTED = 220  # characters of the words of a fact


class Page:
    """Builds the HTML; ``heads`` name the two documents, ``go`` gives the link to a fact of a side, if there is one."""

    def __init__(
        self, compared: Compared, heads: Sequence[str], go: Callable[[int, str], str | None], language: Language = "vi"
    ) -> None:
        self.compared = compared
        self.heads = heads
        self.go = go
        self.language = language

    def html(self) -> str:
        kinds = [kind for kind in GROUPS if self.compared.of(kind)]
        sections = "".join(map(self._section, kinds))
        differs = any(self.compared.of(kind, *_STANDING_OUT) for kind in kinds)
        none = "" if differs else f'<p class="cmp-none">{self._say("comparison.no-difference")}</p>'
        hint = f'<p class="hint">{self._say("comparison.only-these")}</p>'
        return f'<div class="cmp">{self._summary(kinds)}{none}{sections}{hint}</div>'

    def _summary(self, kinds: Sequence[str]) -> str:
        """How much changed in each kind: the answer in one glance."""
        rows = []
        for kind in kinds:
            cells = "".join(
                f'<td class="{change}">{len(self.compared.of(kind, change)) or "–"}</td>'
                for change in (*_STANDING_OUT, *_FOLDED)
            )
            rows.append(f'<tr><th><a href="#cmp-{kind}">{self._say(f"kind.{kind}")}</a></th>{cells}</tr>')
        heads = "".join(f"<th>{self._say(f'comparison.{change}')}</th>" for change in (*_STANDING_OUT, *_FOLDED))
        return f'<table class="cmp-sum"><thead><tr><th></th>{heads}</tr></thead><tbody>{"".join(rows)}</tbody></table>'

    def _section(self, kind: str) -> str:
        out = self.compared.of(kind, *_STANDING_OUT)
        parts = [self._table(out)] if out else []
        for change in _FOLDED:
            lines = self.compared.of(kind, change)
            if lines:
                summary = f'{self._say(f"comparison.{change}")}: <span class="count">{len(lines)}</span>'
                parts.append(f"<details><summary>{summary}</summary>{self._table(lines)}</details>")
        heading = f'<h3 id="cmp-{kind}">{self._say(f"kind.{kind}")}</h3>'
        return f'<section class="cmp-{kind}">{heading}{"".join(parts)}</section>'

    def _table(self, lines: Sequence[Line]) -> str:
        rows = []
        group = ""
        for line in lines:
            if line.group != group:
                group = line.group
                rows.append(f'<tr class="group"><th colspan="3">{escape(group)}</th></tr>')
            rows.append(self._row(line))
        heads = "".join(f"<th>{escape(head)}</th>" for head in (*self.heads, say("comparison.what", self.language)))
        return f'<table class="cmp-lines"><thead><tr>{heads}</tr></thead><tbody>{"".join(rows)}</tbody></table>'

    def _row(self, line: Line) -> str:
        texts = [[Stretch(half.text, False)] if half else [] for half in (line.old, line.new)]
        if line.old and line.new and line.old.text != line.new.text and line.kind not in ("quota", "quota_total"):
            texts = list(word_changes(line.old.text, line.new.text))
        cells = [
            f'<td class="{name}">{self._half(at, line, half, texts[at]) if half else ""}</td>'
            for at, (name, half) in enumerate((("was", line.old), ("is", line.new)))
        ]
        tag = f'<span class="tag {line.change}">{self._say(f"comparison.{line.change}")}</span>'
        notes = "".join(map(self._note, self._told(line)))
        doubts = "".join(f'<div class="reason">{escape(doubt)}</div>' for doubt in line.doubts)
        return f'<tr class="{line.change}">{"".join(cells)}<td>{tag}{notes}{doubts}</td></tr>'

    def _told(self, line: Line) -> list[Note]:
        """The notes that the two sides do not show by themselves: changed words are marked in the wording."""
        marked = {say_field(name, self.language) for name in ("action", "name", "title")}
        if line.kind == "header":
            return []
        notes = [note for note in line.notes if not note.shifted or line.change == "shifted"]
        return [note for note in notes if note.label not in marked or line.kind == "quota" or note.remark]

    def _note(self, note: Note) -> str:
        remark = f' <b class="remark">{escape(note.remark)}</b>' if note.remark else ""
        values = f"{escape(_short(note.old))} → {escape(_short(note.new))}"
        return f'<div class="note"><span class="field">{escape(note.label)}:</span> {values}{remark}</div>'

    def _half(self, at: int, line: Line, half: Half, text: Sequence[Stretch]) -> str:
        mark = "del" if at == 0 else "ins"
        said = " ".join(f"<{mark}>{escape(one.text)}</{mark}>" if one.found else escape(one.text) for one in text)
        lead = f'<div class="lead">{escape(half.lead)}</div>' if half.lead else ""
        meta = f'<div class="meta">{escape(half.meta)}</div>' if half.meta else ""
        doubt = f"{say('comparison.doubt.reading', self.language)}: {half.doubts}" if half.doubts else ""
        reason = f'<div class="reason">{escape(doubt)}</div>' if doubt else ""
        return f"{lead}<div>{said}</div>{meta}{self._origin(at, line, half)}{reason}"

    def _origin(self, at: int, line: Line, half: Half) -> str:
        """The words of a fact with their place, and the way there."""
        origin = half.origin
        place = []
        if origin.part and not line.kind.startswith("quota"):  # a table of an annex belongs to no numbered part
            place.append(f"{say('comparison.part', self.language)} {origin.part}")
        if origin.page:
            place.append(f"{say('comparison.page', self.language)} {origin.page}")
        words = "" if origin.words in (half.text, half.lead) or line.kind.startswith("quota") else origin.words
        said = ", ".join(place) + (f" “{_short(words)}”" if words else "")
        link = self.go(at, half.key)
        show = self._say("comparison.source")
        button = f'<button class="go" data-go="{escape(link)}">{show}</button>' if link else ""
        return f'<div class="words">{escape(said)} {button}</div>' if said or button else ""

    def _say(self, key: str) -> str:
        return escape(say(key, self.language))


def _short(text: str) -> str:
    return shorten(text, _QUOTED)
