"""Plans and reports on voluntary blood donation as source-grounded records: ``ingest``, ``check``, ``export``.

``docs/python.md`` shows how to use them. They are loaded when they are first asked for: the command line has to answer
``--help`` without waiting for what reads documents.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hmtn_ingest.exports import export as export
    from hmtn_ingest.pipeline import ingest as ingest
    from hmtn_ingest.pipeline import ingest_all as ingest_all
    from hmtn_ingest.service.check import check as check

__all__ = ["check", "export", "ingest", "ingest_all"]

_PLACES = {
    "ingest": "hmtn_ingest.pipeline",
    "ingest_all": "hmtn_ingest.pipeline",
    "check": "hmtn_ingest.service.check",
    "export": "hmtn_ingest.exports",
}


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_PLACES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
