"""Count how usual syllables and pairs of them are, for the vote of the two readers of scans; the same from the same.

    .venv/bin/python scripts/count_syllables.py            # count and write
    .venv/bin/python scripts/count_syllables.py --check    # exit 1 where the file written would differ

Reads the samples of this repository (but those held out), the lexicon, the texts of the interface, and the words of
``scripts/common_words.txt``, which every official letter uses.
"""

from __future__ import annotations

import sys
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import regex

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from parsers.syllables import is_syllable  # noqa: E402

COUNTS = ROOT / "hmtn_ingest" / "readers" / "scan" / "data" / "syllables.txt"
SOURCES = (
    "samples/documents/*.txt",
    "scripts/common_words.txt",
    "parsers/lexicon/*.toml",
    "rules/lexicon/*.toml",
    "hmtn_ingest/i18n/vi.toml",
)
_PHRASE = regex.compile(r"[^\n.,;:()\[\]{}“”\"/|]+")
_WORD = regex.compile(r"[\p{L}\p{M}]+")


def phrases() -> Iterator[list[str]]:
    """Runs of Vietnamese words that no mark parts, in small letters."""
    for pattern in SOURCES:
        for path in sorted(ROOT.glob(pattern)):
            for text in texts(path):
                for phrase in _PHRASE.findall(unicodedata.normalize("NFC", text).lower()):
                    words = _WORD.findall(phrase)
                    if not phrase.isascii():
                        yield words


def texts(path: Path) -> Iterator[str]:
    """The strings of a TOML file, or the whole of a text file."""
    source = path.read_text(encoding="utf-8")
    yield from strings(tomllib.loads(source)) if path.suffix == ".toml" else [source]


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def counted() -> str:
    """The lines of the file: a syllable, or two that follow each other, and how often they stand in our texts."""
    counts: Counter[str] = Counter()
    for words in phrases():
        sound = [word if is_syllable(word) else "" for word in words]
        counts.update(word for word in sound if word)
        counts.update(f"{one} {other}" for one, other in pairwise(sound) if one and other)
    return "".join(f"{words} {count}\n" for words, count in sorted(counts.items()))


def main() -> int:
    lines = counted()
    if "--check" in sys.argv[1:]:
        return int(COUNTS.read_text(encoding="utf-8") != lines)
    COUNTS.write_text(lines, encoding="utf-8")
    print(f"{COUNTS.relative_to(ROOT)}: {lines.count(chr(10))} lines")
    return 0


if __name__ == "__main__":
    sys.exit(main())
