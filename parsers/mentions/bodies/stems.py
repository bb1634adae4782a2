"""What the elements of a list leave to the first: "huyện" of "các huyện Tân Lạc, Mai Hòa", "Sở" of "Sở Y tế, TC".

In comes an element with the one before it, out go the words that they share and the element's full name.
"""

from __future__ import annotations

from dataclasses import replace

from parsers.mentions.bodies.fields import known_field
from parsers.mentions.bodies.free_names import name_end
from parsers.mentions.bodies.levels import level_at, level_tail
from parsers.mentions.bodies.names import BodyMention, expand
from parsers.mentions.bodies.words import END, PLURAL, SEPARATORS, is_capital, stops_at
from parsers.text import NormalisedText, Tokens

Stretches = tuple[tuple[int, int], ...]
_SHORTEST_PLACE, _LONGEST_PLACE = 2, 3  # words of "Hội Phú", "Đoàn Văn Sơn"
_SINGLE_WORDS = frozenset(("sở", "bộ", "phòng", "trường", "ấp", "thôn", "xóm", "khóm", "buôn", "làng"))
# what "Các khoa: Kinh tế; Cơ khí - Xây dựng" shares out
SHARED_OUT = frozenset(("sở", "bộ", "phòng", "khoa", "ban"))


def before_level(tokens: Tokens, before: BodyMention) -> Stretches:
    """The words of a body before the word for its unit: "Ban Chỉ đạo" of "Ban Chỉ đạo huyện Tân Lạc"."""
    if before.stem:
        begin, end = before.stem[-1]
        last = tokens.first(end) - 1
        rest = ((begin, tokens.ends[last - 1]),) if tokens.starts[last] > begin else ()
        return (*before.stem[:-1], *rest) if level_at(tokens, last, last + 1) else ()
    first, after = tokens.first(before.start), tokens.first(before.end)
    at = next((i for i in range(first + 1, after) if level_at(tokens, i, after)), None)
    return () if at is None or tokens.words[at - 1] == "các" else ((before.start, tokens.ends[at - 1]),)


def before_number(view: NormalisedText, body: BodyMention) -> Stretches:
    """The words of a body before the number that it ends with, without "các"."""
    tokens = view.tokens
    first, last = tokens.first(body.start), tokens.first(body.end) - 1
    first += tokens.words[first] == "các"
    numbered = tokens.words[last].isdigit() and last > first
    return ((tokens.starts[first], tokens.ends[last - 1]),) if numbered else ()


def common_words(view: NormalisedText, first: BodyMention) -> Stretches:
    """The common words of a list that its first element shows: "huyện" of "Các huyện Tân Lạc", "Sở" of "Sở Y tế"."""
    tokens = view.tokens
    index, after = tokens.first(first.start), tokens.first(first.end)
    if first.place:
        while after > index and tokens.starts[after - 1] >= first.end - len(first.place):
            after -= 1
    elif tokens.words[index] in _SINGLE_WORDS:
        after = index + 1
    elif tokens.words[index] == "các" and tokens.words[index + 1] in SHARED_OUT:
        after = index + 2
    else:
        return ()
    kept = [i for i in range(index, after) if tokens.words[i] != "các"]
    stretches: list[tuple[int, int]] = []
    for i in kept:
        if stretches and i - 1 in kept:
            stretches[-1] = (stretches[-1][0], tokens.ends[i])
        else:
            stretches.append((tokens.starts[i], tokens.ends[i]))
    return tuple(stretches)


def faculty_end(view: NormalisedText, stem: Stretches, index: int, limit: int) -> int:
    """Where the name of a faculty or division ends that is no field of the lexicon: "Cơ khí - Xây dựng"."""
    shared = view.tokens.words[view.tokens.first(stem[-1][1]) - 1]
    if shared != "khoa":
        return index
    return max(name_end(view, index, limit, proper=True), known_field(view, index, limit))


def element(view: NormalisedText, like: BodyMention, stem: Stretches, start: int, end: int) -> BodyMention:
    """The element ``[start, end)`` of a distributed list, under the list's common words."""
    own = view.text[start:end]
    name = " ".join((*(view.text[a:b] for a, b in stem), own))
    unit = bool(level_at(view.tokens, view.tokens.first(stem[0][0]), len(view.tokens.words)))  # "huyện Tân Lạc"
    canonical = expand(name if unit else name[:1].upper() + name[1:])
    last = view.tokens.first(stem[-1][1]) - 1
    place = own if like.place or level_at(view.tokens, last, last + 1) else None
    return BodyMention(start, end, name, canonical, like.kind, like.level, place, stem)


def distributed(view: NormalisedText, bodies: list[BodyMention]) -> list[BodyMention]:
    """A distributed list with its first element like the others; "Các Bộ:" itself is none of "Quốc phòng, Công an"."""
    if len(bodies) < 2 or not bodies[1].stem:
        return bodies
    first = bodies[0]
    if first.stem and first.stem[-1][1] == first.end:  # "Ban Chỉ đạo huyện:" before the names of the districts
        return bodies[1:]
    if first.name.lower().removeprefix("các ") in SHARED_OUT:
        return bodies[1:]
    number = first.name.split()[-1]
    if first.name.lower().startswith("các ") and number.isdigit() and bodies[1].name.split()[-1].isdigit():
        return [element(view, first, bodies[1].stem, first.end - len(number), first.end), *bodies[1:]]
    if not first.place or "các" not in first.name.lower().split():
        return bodies
    return [element(view, first, bodies[1].stem, first.end - len(first.place), first.end), *bodies[1:]]


def _place_in_list(view: NormalisedText, before: BodyMention | None, index: int, limit: int) -> BodyMention | None:
    """The next of several places whose name begins like a body's: "các phường Đa Sơn, Hội Phú, Bản Lầu"."""
    if before is None or not before.place or not (before.stem or before.name.lower().startswith("các ")):
        return None
    tokens, last = view.tokens, index
    while last < limit and tokens.words[last] not in SEPARATORS and tokens.words[last] not in END:
        if not is_capital(view, last) or view.text[tokens.starts[last] : tokens.ends[last]].isupper():
            return None
        last += 1
    if not _SHORTEST_PLACE <= last - index <= _LONGEST_PLACE:
        return None
    if level_at(tokens, index, limit) and tokens.words[index] != "bản":
        return None
    stem = before.stem or common_words(view, before)
    return element(view, before, stem, tokens.starts[index], tokens.ends[last - 1]) if stem else None


def numbered_element(view: NormalisedText, before: BodyMention | None, index: int, limit: int) -> BodyMention | None:
    """The next of several that are told apart by a number: "5" and "8" of "các Khu phố 4, 5, 8"."""
    tokens = view.tokens
    if before is None or not tokens.words[index].isdigit() or tokens.words[index - 1] not in (",", "và"):
        return None
    behind = tokens.words[index + 1] if index + 1 < limit else ","
    if behind not in SEPARATORS | END | PLURAL and not stops_at(view, index + 1):
        return None
    stem = before.stem or before_number(view, before)
    return element(view, before, stem, tokens.starts[index], tokens.ends[index]) if stem else None


def unit_element(view: NormalisedText, before: BodyMention | None, index: int, limit: int) -> BodyMention | None:
    """The same body of another unit: "thị xã Gò Mây" behind "Ban Chỉ đạo huyện Tân Lạc" is its Ban Chỉ đạo, "các khu
    vực" behind "Tòa án nhân dân tỉnh" are its Tòa án nhân dân.
    """
    if listed := _place_in_list(view, before, index, limit):
        return listed
    tokens = view.tokens
    if before and tokens.words[index : index + 3] == ["các", "khu", "vực"] and (stem := before_level(tokens, before)):
        return element(view, before, stem, tokens.starts[index], tokens.ends[index + 2])
    taken = level_at(tokens, index, limit)
    if before is None or not before.place or not taken or (before.stem and tokens.words[index - 1] == ";"):
        return None
    reached, level, place = level_tail(view, index, limit)
    stem = before_level(tokens, before)
    if not stem or not place or level not in ("district", "commune"):
        return None
    return replace(
        element(view, before, stem, tokens.starts[index], tokens.ends[reached - 1]), place=place, level=level
    )
