"""Document numbers: "141/KH-UBND", "466-KH/TU", "15/2023/TT-BYT", "202/2025/QH15"."""

from __future__ import annotations

from dataclasses import dataclass

from parsers.normalise import View


@dataclass(frozen=True, slots=True)
class CodeMention:
    """A document number in the view; ``number`` keeps leading zeros and is ``None`` where it is left blank."""

    start: int
    end: int
    code: str
    number: str | None
    notation: str
    type_name: str | None = None


def find_codes(view: View) -> list[CodeMention]:
    """All document numbers of the view in order."""
    return []
