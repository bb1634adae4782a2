"""What is drawn from an annotated document: one door a kind of fact, all of them in ``EXTRACTORS``.

Each ``extract(annotated)`` gives the list of :class:`parsers.records.DocumentRecord` that it is named after.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from parsers.annotated import AnnotatedDocument
from parsers.extractors import citations, contacts, recipients
from parsers.extractors.events import events
from parsers.extractors.figures import quota_tables, results, targets
from parsers.extractors.obligations import obligations
from parsers.extractors.times import dates, deadlines
from parsers.records import Record


class Extractor(NamedTuple):
    """``name`` is the list of the record that ``extract`` fills."""

    name: str
    extract: Callable[[AnnotatedDocument], Sequence[Record]]


EXTRACTORS = (
    Extractor("citations", citations.extract),
    Extractor("dates", dates.extract),
    Extractor("events", events.extract),
    Extractor("targets", targets.extract),
    Extractor("results", results.extract),
    Extractor("quota_tables", quota_tables.extract),
    Extractor("obligations", obligations.extract),
    Extractor("deadlines", deadlines.extract),
    Extractor("contacts", contacts.extract),
    Extractor("recipients", recipients.extract),
)
