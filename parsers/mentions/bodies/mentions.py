"""Bodies: offices, organisations and groups that a text names, with their kind, level and canonical name."""

from __future__ import annotations

import functools

from parsers.mentions.bodies.groups import GROUP, group_body
from parsers.mentions.bodies.heads import HEADS
from parsers.mentions.bodies.names import BodyMention, expand, named_at, named_body
from parsers.mentions.bodies.phrases import Phrases
from parsers.mentions.bodies.words import PLURAL, is_capital
from parsers.records import BodyRef
from parsers.text import NormalisedText


@functools.cache
def _gazetteer() -> Phrases:
    return Phrases({str(i): head["forms"] for i, head in enumerate(HEADS)})


def find_bodies(view: NormalisedText) -> list[BodyMention]:
    """All bodies that running text names, in order, not overlapping."""
    found: list[BodyMention] = []
    last = 0
    limit = len(view.tokens.words)
    for label, first, after in _gazetteer().find(view):
        if view.tokens.starts[first] < last:
            continue
        mention = named_body(view, HEADS[int(label)], first, after, limit)
        if mention is None and is_capital(view, first):
            mention = _by_shorter_head(view, first, after)
        if mention:
            found.append(mention)
            last = mention.end
    for match in GROUP.finditer(view.norm):
        if not PLURAL.intersection(match[0].split()) and "vũ trang" not in match[0]:
            continue
        group = group_body(view, match.start(), match.end(), len(view.norm))
        if group:
            found.append(group)
    return _disjoint(found)


def _by_shorter_head(view: NormalisedText, first: int, after: int) -> BodyMention | None:
    """The longer name of an office that begins with a head of the lexicon: "Ban Dân tộc | và Tôn giáo"."""
    mention = named_at(view, first, len(view.tokens.words))
    return mention if mention and mention.end > view.tokens.ends[after - 1] else None


def unnamed(view: NormalisedText, start: int, end: int) -> BodyMention:
    """Somebody whom no lexicon knows, under the words that stand there."""
    name = view.text[start:end]
    return BodyMention(start, end, name, expand(name), "other", known=False)


def body_ref(view: NormalisedText, mention: BodyMention) -> BodyRef:
    """The mention as it stands in records."""
    return BodyRef(
        name=mention.name,
        canonical=mention.canonical,
        kind=mention.kind,
        level=mention.level,
        spans=[view.span(start, end) for start, end in (*mention.stem, (mention.start, mention.end))],
    )


def _disjoint(found: list[BodyMention]) -> list[BodyMention]:
    kept: list[BodyMention] = []
    for mention in sorted(found, key=lambda m: (m.start, -m.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
        elif mention.start == kept[-1].start and mention.end > kept[-1].end:
            kept[-1] = mention
    return kept
