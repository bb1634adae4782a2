"""What the language knows, as data: TOML files beside this module, read once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from parsers.kept import kept_toml

_FOLDER = Path(__file__).parent


def load(name: str) -> dict[str, Any]:
    """The lexicon file ``<name>.toml``."""
    return kept_toml(_FOLDER / f"{name}.toml")


FILES = tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))
"""The names of all lexicon files."""

TYPE_CODES: dict[str, str] = load("types")["types"]
"""Type name in capitals to its abbreviation, in the order of Nghị định 30/2020/NĐ-CP, Phụ lục III."""

TYPE_NAMES: dict[str, str] = {name: name for name in TYPE_CODES} | load("types")["misread"]
"""Type name as it may stand in a text (usual OCR damage included) to the type name."""
