"""How a reader refuses a file: by saying what is wrong with it and what to do."""

from __future__ import annotations

from parsers.document import Problem


class Unreadable(Exception):  # noqa: N818 - the name states the fact, as the caller reads it
    """A file that yields no text; ``problem`` names what is wrong and what to do (Vietnamese first)."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.problem = Problem(code=code, message=message)


class NoRecogniser(Exception):  # noqa: N818 - the name states the fact
    """No program that recognises letters in pictures can be loaded."""
