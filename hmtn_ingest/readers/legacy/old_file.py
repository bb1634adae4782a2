"""What the reader asks of a file before and after LibreOffice; each kind of file answers in a module of its own."""

from __future__ import annotations

from typing import Protocol


class OldFile(Protocol):
    """``filters`` are LibreOffice's names for what reads the kind, the likeliest first."""

    suffix: str
    media_type: str

    @property
    def filters(self) -> tuple[str, ...]: ...

    @property
    def encrypted(self) -> bool: ...

    @property
    def cut(self) -> bool:
        """Whether the file is shorter than it says."""

    @property
    def hole(self) -> bool:
        """Whether something inside the file is lost."""

    def for_libreoffice(self) -> bytes:
        """The bytes, with what LibreOffice would misread put right."""

    def text(self) -> str:
        """The text alone, a line a paragraph; empty where none can be read. Raises ``Unreadable``."""

    def lost_fonts(self) -> list[str]:
        """Names of fonts that the file uses, where ``text`` does not know which of it is in them."""
