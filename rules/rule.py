"""What a rule is, and what it says.

A rule is a module of a family with a ``RULE``; its check gets a :class:`~rules.context.Context`, yields a :class:`Hit`
for each thing that it finds. ``rules/hd/number_blank.py`` shows the form.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from parsers.records import Span
from rules.context import Context
from rules.prose import one_line

Severity = Literal["error", "warning", "info"]
About = Literal["document", "reading"]


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: the places that contradict each other, in the order in which the message names them.

    ``records`` are the ids of the records that it concerns. ``about`` stands where one place differs from its rule: a
    word that is misread in a scan is misspelt in a file that was typed.
    """

    spans: list[Span]
    message_vi: str
    message_en: str
    records: tuple[str, ...] = ()
    about: About | None = None


def two_places(first: Span, second: Span, message_vi: str, message_en: str, records: tuple[str, ...] = ()) -> Hit:
    """What two places tell otherwise; "{first}" and "{second}" in the messages are their words, each in one line."""
    words = {"first": one_line(first.quote), "second": one_line(second.quote)}
    return Hit([first, second], message_vi.format(**words), message_en.format(**words), records)


@dataclass(frozen=True)
class Rule:
    """One rule. Its manual page is the docstring of the module that defines it.

    The page has a first line in English and Vietnamese and then, each a paragraph, "What it finds:", "Why it matters:",
    "Example:", "How to resolve:" and "Phát hiện:", "Vì sao:", "Ví dụ:", "Cách xử lý:".

    ``code`` is never used again for another rule. ``about`` says whether the document or our reading of it is in
    question. A ``preview`` rule is not yet precise and runs only on request.
    """

    code: str
    name: str
    severity: Severity
    about: About
    check: Callable[[Context], Iterable[Hit]]
    preview: bool = False

    @property
    def family(self) -> str:
        return self.code[:2]

    @property
    def page(self) -> str:
        """The manual page, English and Vietnamese."""
        import sys

        return (sys.modules[self.check.__module__].__doc__ or "").strip()
