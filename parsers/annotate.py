"""Tier one put together: from a document to everything that its words name, before any fact is drawn from it."""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from parsers.annotated import AnnotatedDocument, Placed
from parsers.document import Document
from parsers.extractors.obligations.addressees import find_addressees
from parsers.extractors.obligations.duties import find_duties
from parsers.extractors.obligations.task_tables import table_duties
from parsers.extractors.votes import likely_duties
from parsers.layout import header
from parsers.layout.outline import Paragraph, outline
from parsers.layout.years import years_of_parts
from parsers.mending.mend import mend_words
from parsers.mentions.bodies.mentions import find_bodies
from parsers.mentions.codes import find_codes
from parsers.mentions.contacts import find_contacts
from parsers.mentions.dates.mentions import find_dates
from parsers.mentions.quantities.mentions import find_quantities
from parsers.text import NormalisedText


def _overlaps(mention: Placed, others: Sequence[Placed]) -> bool:
    index = bisect.bisect_left(others, mention.end, key=lambda m: m.start) - 1
    return index >= 0 and others[index].end > mention.start


def _signs(signature: Sequence[Paragraph], mention: Placed) -> bool:
    """Whether the words are the title of a signer ("PHÓ CHỦ TỊCH UBND XÃ"), not a body that the text speaks of."""
    index = bisect.bisect_right(signature, mention.start, key=lambda p: p.start) - 1
    return index >= 0 and mention.start < signature[index].end


def annotate(document: Document) -> AnnotatedDocument:
    """Find all mentions of a document."""
    view = mend_words(NormalisedText(document))
    parts = outline(view)
    codes = find_codes(view)
    contacts = find_contacts(view)
    head = header.extract(view, parts, codes)
    named = [*((c.start, c.end) for c in codes), *((c.start, c.end) for c in contacts)]
    dates = find_dates(view, header.date_context(head, years_of_parts(parts, view)), sorted(named))
    named += [(d.start, d.end) for d in dates]
    signature = parts.zone("signature")
    annotated = AnnotatedDocument(
        document=document,
        view=view,
        outline=parts,
        header=head,
        codes=codes,
        contacts=contacts,
        dates=dates,
        quantities=find_quantities(view, sorted(named)),
        bodies=[b for b in find_bodies(view) if not _overlaps(b, codes) and not _signs(signature, b)],
        addressees=find_addressees(view, parts),
    )
    annotated.duties = sorted((*find_duties(annotated), *table_duties(annotated)), key=lambda duty: duty.start)
    annotated.duties = sorted((*annotated.duties, *likely_duties(annotated)), key=lambda duty: duty.start)
    return annotated
