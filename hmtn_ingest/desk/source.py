"""The source pane of the review page: the pages of a PDF, or the text, with a mark over every fact.

The pane and the desk beside it talk through events of the browser's ``window``; offsets are code points into the text
of the record.

- to the pane: ``hmtn:show`` ``{keys, quiet?}`` or ``{start, end, quiet?}`` brings words into view and flashes them
  (``quiet``: moves only if they are out of sight, no flash); ``hmtn:states`` ``{key: status}``; ``hmtn:added``
  ``[{key, kind, start, end}]``, always the whole list.
- from the pane: ``hmtn:pick`` ``{keys}``, the innermost first; ``hmtn:words`` ``{start, end, quote, x, y}`` (``x`` and
  ``y`` in pixels of the window), or ``null`` when nothing is selected any more; ``hmtn:ready`` ``{}`` when it is there.

A menu for selected words must call ``preventDefault`` on ``pointerdown`` and ``mousedown``, or the browser takes the
selection back before the click arrives.
"""

from __future__ import annotations

from html import escape

import streamlit as st

from hmtn_ingest.review.decisions import Reviewed
from hmtn_ingest.review.privacy import mask_phones
from hmtn_ingest.review.wording import Language


def source(reviewed: Reviewed, data: bytes, *, phones: bool, language: Language, key: str) -> None:
    """Show the source of a document; ``data`` are the bytes of its file.

    ``phones`` shows phone numbers; ``key`` names the document (and version) whose place is kept, "source-12-1".
    """
    text = reviewed.extracted.text
    st.html(f"<pre>{escape(text if phones else mask_phones(text))}</pre>")
