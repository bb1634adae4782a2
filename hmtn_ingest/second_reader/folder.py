"""The folder of a second reader: which one this installation uses, and what lies in one.

Comes in: a folder. Goes out: the version of its model. Whoever only wants to know that needs no spaCy.
"""

from __future__ import annotations

import json
from pathlib import Path

SECOND_READER_VARIABLE = "HMTN_SECOND_READER"
"""The environment variable with the folder of this installation's second reader."""

MODEL_NAME = "hmtn_second_reader"


class NoModel(ValueError):  # noqa: N818 - the name states the fact
    """A folder that holds no second reader, or a damaged one."""


def model_version(folder: Path) -> str:
    """The version of the model in a folder. Raises :class:`NoModel` where there is none of ours."""
    try:
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise NoModel(str(folder)) from None
    if not isinstance(meta, dict) or meta.get("name") != MODEL_NAME or not (folder / "config.cfg").is_file():
        raise NoModel(str(folder))
    return str(meta.get("version", ""))
