"""The communes of Vietnam since July 2025, from the dated list ``lexicon/communes.tsv``.

find_commune("Xã Quốc Việt", "Tỉnh Lạng Sơn")   # also knows that it lay in Huyện Tràng Định
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import NamedTuple

from parsers.text import normal

_FILE = Path(__file__).parent / "lexicon" / "communes.tsv"


class Commune(NamedTuple):
    """A commune, ward or special zone; ``former`` are the districts and provinces that its parts belonged to."""

    name: str
    province: str
    former: tuple[str, ...]


@functools.cache
def communes() -> tuple[Commune, ...]:
    """All of them, province by province in the order of their official numbers."""
    lines = [line for line in _FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    rows = (line.split("\t") for line in lines)
    return tuple(Commune(name, province, tuple(former.split("; "))) for name, province, former in rows)


def provinces() -> list[str]:
    """The provinces that the communes belong to, in the order of their official numbers."""
    return list(dict.fromkeys(commune.province for commune in communes()))


def find_commune(name: str, province: str) -> Commune | None:
    """The commune of this name in a province; both are compared without regard to case and tone placement."""
    wanted = (normal(name), normal(province))
    return next((one for one in communes() if (normal(one.name), normal(one.province)) == wanted), None)
