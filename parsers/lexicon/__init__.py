"""What the language knows, as data: TOML files beside this module, read once."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources
from typing import Any


@functools.cache
def load(name: str) -> dict[str, Any]:
    """The lexicon file ``<name>.toml``."""
    return tomllib.loads(resources.files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


FILES = tuple(
    sorted(f.name.removesuffix(".toml") for f in resources.files(__package__).iterdir() if f.name.endswith(".toml"))
)
"""The names of all lexicon files."""

TYPE_CODES: dict[str, str] = load("types")["types"]
"""Type name in capitals to its abbreviation, in the order of Nghị định 30/2020/NĐ-CP, Phụ lục III."""

TYPE_NAMES: dict[str, str] = {name: name for name in TYPE_CODES} | load("types")["misread"]
"""Type name as it may stand in a text (usual OCR damage included) to the type name."""
