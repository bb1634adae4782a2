"""What the rules on words know, as data: TOML files beside this module, read once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from parsers.kept import kept_toml

_FOLDER = Path(__file__).parent


def load_words(name: str) -> dict[str, Any]:
    """The word list ``<name>.toml``."""
    return kept_toml(_FOLDER / f"{name}.toml")
