"""How a reader says what is wrong with a file: by the key of a text, which the catalogues hold in both languages.

A key is a code, or a code and what tells its texts apart; the texts stand in the table ``[problem]`` of the catalogues.

    problem("numbering-format", formats="thaiCounting")   # a part could not be read
    raise Unreadable("damaged.docx")                      # nothing could: code "damaged"
"""

from __future__ import annotations

from hmtn_ingest.i18n import say
from parsers.document import Problem


def problem(key: str, page: int | None = None, **values: object) -> Problem:
    """What is wrong and what to do about it; ``values`` fill its text in. Raises ``KeyError`` for an unknown key."""
    vietnamese, english = say(f"problem.{key}", "vi", **values), say(f"problem.{key}", "en", **values)
    return Problem(code=key.partition(".")[0], message=vietnamese, message_en=english, page=page)


class Unreadable(Exception):  # noqa: N818 - the name states the fact, as the caller reads it
    """A file that yields no text; ``problem`` names what is wrong and what to do, by its key or as found before."""

    def __init__(self, found: str | Problem, **values: object) -> None:
        self.problem = found if isinstance(found, Problem) else problem(found, None, **values)
        super().__init__(self.problem.message)

    def name_file(self, name: str) -> None:
        """Lets the message begin with the name of the file, unless it does."""
        if self.problem.message.startswith(f"“{name}”: "):
            return
        self.problem = self.problem.model_copy(
            update={
                "message": f"“{name}”: {self.problem.message}",
                "message_en": self.problem.message_en and f"“{name}”: {self.problem.message_en}",
            }
        )
        self.args = (self.problem.message,)

    def __reduce__(self) -> tuple[type[Unreadable], tuple[Problem]]:
        return type(self), (self.problem,)


class NoRecogniser(Exception):  # noqa: N818 - the name states the fact
    """No program that recognises letters in pictures can be loaded."""
