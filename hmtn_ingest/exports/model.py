"""What every format shares: what it is asked for, and what it makes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from hmtn_ingest.i18n import Language, say
from hmtn_ingest.review.reviewed import Reviewed


@dataclass(frozen=True, slots=True)
class Options:
    """``body`` narrows to what one body has to do; ``reveal`` leaves phone numbers as they are.

    ``language`` is that of heads and notes around what the documents say, in formats that people read; what goes to
    other systems, and what Vietnamese offices hand on in a form of theirs, is the same in every language.
    """

    body: str | None = None
    reveal: bool = False
    language: Language = "vi"


class File(NamedTuple):
    """A file that an export makes.

    ``name`` may have folders in it, parted by "/". ``notes`` say in Vietnamese what a person should know about it.
    """

    name: str
    data: bytes
    notes: tuple[str, ...] = ()


class Export(NamedTuple):
    """A format. ``write`` gets documents whose personal data is already masked where it has to be.

    ``by_body`` tells that ``Options.body`` is heeded; elsewhere it is refused, not passed over in silence.
    ``needs_body`` tells that nothing is made without one.
    """

    name: str
    write: Callable[[Sequence[Reviewed], Options], list[File]]
    by_body: bool = False
    needs_body: bool = False

    def called(self, language: Language = "vi") -> str:
        """What people call it: "Sổ tính Excel"."""
        return say(f"export-name.{self.name}", language)

    def about(self, language: Language = "vi") -> str:
        """What it is, in a few words."""
        return say(f"export.{self.name}", language)
