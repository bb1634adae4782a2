"""What the program says to people, in Vietnamese and in English: ``say`` by a key, ``phrases`` for values.

The texts stand in ``vi.toml`` and ``en.toml``, which have the same keys; a key is the path to a text, such as
"page.review.title" for ``title`` in the table ``[page.review]``. Everything that is shown asks here: pages, panes,
comparisons, exports. A catalogue is read when the first text is asked for, as ``hmtn-ingest --help`` says none of them.

    say("kind.deadline", "en")           →  "Deadlines"
    say("due.left", "vi", days=3)        →  "còn 3 ngày"
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any, Literal

Language = Literal["vi", "en"]


def say(key: str, language: Language = "vi", /, **values: object) -> str:
    """The text of ``key``, its ``{…}`` filled with ``values``; without values it is given as it stands.

    Raises ``KeyError`` for a key that the catalogues do not have, and for a placeholder that has no value.
    """
    text = _catalogue(language)[key]
    return text.format(**values) if values else text


def known(key: str) -> bool:
    """Whether there is such a text: a code that comes from data, such as a doubt of a later reading, may have none."""
    return key in _catalogue("vi")


def table(name: str, language: Language = "vi") -> dict[str, str]:
    """The texts of one table by their keys inside it, for what fills them in elsewhere: the scripts of a pane.

    Raises ``KeyError`` for a table that the catalogues do not have.
    """
    inside = {
        key.removeprefix(f"{name}."): text for key, text in _catalogue(language).items() if key.startswith(f"{name}.")
    }
    if not inside:
        raise KeyError(name)
    return inside


@functools.cache
def _catalogue(language: Language) -> Mapping[str, str]:
    """Every text of a language by its whole key."""
    text = files("hmtn_ingest.i18n").joinpath(f"{language}.toml").read_text(encoding="utf-8")
    return dict(_flat(tomllib.loads(text), ""))


def _flat(tables: Mapping[str, Any], path: str) -> Iterator[tuple[str, str]]:
    for name, value in tables.items():
        if isinstance(value, str):
            yield f"{path}{name}", value
        else:
            yield from _flat(value, f"{path}{name}.")
