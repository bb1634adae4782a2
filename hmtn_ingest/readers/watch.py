"""A reading followed page by page: told to whoever waits, kept against doing it twice, stopped on demand.

Readers of files with pages say how many there are, ask :meth:`PageWatch.kept` before they read one, and call
:meth:`PageWatch.done` after it; who recognises letters says in between what the first of them are.

    ingest(path, tell=lambda page: print(page.number, page.pages))
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

from hmtn_ingest.readers import length
from hmtn_ingest.readers.errors import problem
from parsers.document import Problem

if TYPE_CHECKING:
    from hmtn_ingest.readers.page.document import PageContent

_PREVIEW = 160  # characters


class Cancelled(BaseException):
    """Raised by whoever is told of a page, to end the reading; no error, so that nothing takes it for a bad page."""


class PageProgress(NamedTuple):
    """Page ``number`` of ``pages`` was read. ``words`` are its first ones, to see that it is the right one.

    ``begun`` says that it is not read yet: ``words`` are a first sight of a page that is being recognised, by one
    reader alone, and it is told of again. ``recognised`` says that its letters are, ``anew`` that they were just now,
    which takes long, ``kept`` that this is not needed again. ``content`` is to be looked at before the reading goes on;
    it stays in the process that reads. ``member`` says that no page but file ``number`` of ``pages`` in an archive or
    message is begun, whose name ``words`` are.
    """

    number: int
    pages: int
    words: str
    begun: bool = False
    recognised: bool = False
    anew: bool = False
    kept: bool = False
    content: PageContent | None = None
    member: bool = False


class Shelf(Protocol):
    """Where recognised pages of one file are kept; see :mod:`hmtn_ingest.readers.kept_pages`."""

    def page(self, number: int) -> tuple[PageContent, list[Problem]] | None: ...

    def keep(self, content: PageContent, problems: Sequence[Problem]) -> bool: ...


class PageWatch:
    """Follows one reading, in which no page is begun after so many ``seconds``.

    ``tell`` is called for every page and may raise :class:`Cancelled`.
    """

    def __init__(
        self,
        tell: Callable[[PageProgress], None] = lambda page: None,
        shelf: Shelf | None = None,
        seconds: float = math.inf,
    ) -> None:
        self.pages = 0
        """How many the file has; its reader says so."""
        self._tell = tell
        self._shelf = shelf
        self._seconds, self._end = seconds, time.monotonic() + seconds
        self._found = 0
        self._letters = 0

    def kept(self, number: int) -> tuple[PageContent, list[Problem]] | None:
        """A page that was recognised when the same file was read before, with its problems."""
        found = self._shelf.page(number) if self._shelf else None
        self._found = number if found else self._found
        return found

    def left_out(self, number: int) -> Problem | None:
        """Why page ``number`` and those behind it are not to be read any more; ``None`` as long as there is time."""
        if time.monotonic() < self._end or number == 1:
            return None
        return problem("timeout.pages", minutes=f"{self._seconds / 60:g}", first=number, last=self.pages)

    def begun(self, number: int, words: str) -> None:
        """Told by who recognises a page when its first words are seen, long before it is done."""
        self._tell(PageProgress(number, self.pages, _shortened(words), begun=True, recognised=True))

    def done(self, content: PageContent, problems: Sequence[Problem] = ()) -> None:
        """Told by a reader when it has read a page, in the order of the pages.

        Raises ``Unreadable`` with ``too-long`` as soon as there are more letters than a document may have.
        """
        recognised = content.recognised or bool(content.inlaid)
        anew = recognised and self._found != content.number
        kept = self._shelf.keep(content, problems) if anew and self._shelf else not anew
        self._letters += content.letters
        length.check_count(self._letters)
        self._tell(
            PageProgress(content.number, self.pages, _first_words(content), False, recognised, anew, kept, content)
        )


def _first_words(content: PageContent) -> str:
    words = ""
    for line in content.every_line():
        words += f"{line.text} "
        if len(words) > _PREVIEW:
            break
    return _shortened(words)


def _shortened(words: str) -> str:
    return " ".join(words.split())[:_PREVIEW]
