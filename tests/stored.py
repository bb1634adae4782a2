"""A stored document as whoever tests it sees it."""

from __future__ import annotations

from hmtn_ingest.review.reviewed import Reviewed
from hmtn_ingest.service.actor import local_actor
from hmtn_ingest.service.documents import Documents
from hmtn_ingest.store.store import Store

LAN = local_actor("Lan")


def open_stored(store: Store, document: int, version: int | None = None) -> Reviewed:
    return Documents(store).open(document, LAN, version)
