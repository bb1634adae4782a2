"""What the rules on words know, as data: TOML files beside this module, read once."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources
from typing import Any


@functools.cache
def load_words(name: str) -> dict[str, Any]:
    """The word list ``<name>.toml``."""
    return tomllib.loads(resources.files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))
