"""Whether a word is a Vietnamese syllable: onset, rime and tone, as the spelling of quốc ngữ combines them."""

from __future__ import annotations

import functools
import unicodedata

from parsers import regex

_TONES = "\u0300\u0301\u0303\u0309\u0323"  # huyền, sắc, ngã, hỏi, nặng
_STOPPED = "\u0301\u0323"  # a syllable that ends in p, t, c, ch has one of these

# Rimes without tone; what follows "qu" is read as "o…" or "u…".
_RIMES = frozenset(
    regex.findall(
        r"\w+",
        """
        a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
        e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
        o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong
        op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm
        uôn uông uôt uơ up ut uy uya uych uyên uyêt uynh uyp uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt
        ươu ưt ưu y yêm yên yêng yêt yêu
        """,
    )
)
_ONSETS = frozenset(regex.findall(r"\w+", "b c ch d đ g gh h k kh l m n ng ngh nh p ph r s t th tr v x")) | {""}
_FRONT = ("e", "ê", "i", "y")  # k, gh, ngh stand before these, c, g, ng before all others
_SPLIT = regex.compile(r"(ngh|ng|nh|gh|gi|qu|kh|th|tr|ph|ch|[bcdđghklmnprstvx])?(.*)")


@functools.lru_cache(maxsize=16384)
def is_syllable(word: str) -> bool:
    """Whether a word in small letters (any tone placement) is written as Vietnamese syllables are.

    >>> [is_syllable(w) for w in ("khoẻ", "nguyện", "ngành", "nghành", "tiêp", "triểnn")]
    [True, True, True, False, False, False]
    """
    letters = unicodedata.normalize("NFD", word)
    tones = [c for c in letters if c in _TONES]
    if len(tones) > 1:
        return False
    bare = unicodedata.normalize("NFC", "".join(c for c in letters if c not in _TONES))
    match = _SPLIT.fullmatch(bare)
    if match is None:
        return False
    return any(_fits(onset, rime, tones) for onset, rime in _readings(match[1] or "", match[2]))


def _readings(onset: str, rime: str) -> list[tuple[str, str]]:
    """ "gi" may be onset and vowel in one: "gì" is g + i, "giếng" gi + iêng with one i, "giờ" gi + ơ."""
    if onset == "gi":
        return [("d", rime), ("d", f"i{rime}"), ("d", "i")] if rime else [("d", "i")]
    if onset == "qu":
        return [("d", rime), ("d", f"o{rime}"), ("d", f"u{rime}")]
    return [(onset, rime)]


def _fits(onset: str, rime: str, tones: list[str]) -> bool:
    if onset not in _ONSETS or rime not in _RIMES:
        return False
    if onset in ("k", "gh", "ngh") and not rime.startswith(_FRONT):
        return False
    if onset in ("c", "g", "ng") and rime.startswith(_FRONT):
        return False
    stopped = rime.endswith(("p", "t", "c", "ch"))
    return not stopped or (bool(tones) and tones[0] in _STOPPED)
