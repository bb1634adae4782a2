"""How often a value without a doubt was wrong when it was measured: what *Accept the rest* says before it accepts.

The figures lie in ``measured.json`` beside this module; ``scripts/measure.py`` writes it from documents with gold.

    measured_trust().kinds["deadline"]  # (120, 4): of 120 deadlines without a doubt 4 were wrong in some part
"""

from __future__ import annotations

import functools
from importlib.resources import files

from pydantic import BaseModel

from hmtn_ingest.evaluation.trust import Trust

FILE = "measured.json"

_KIND_OF = {
    "header": "header",
    "deadlines": "deadline",
    "targets": "target",
    "results": "result",
    "quota_rows": "quota",
    "events": "event",
    "obligations": "obligation",
    "citations": "citation",
    "contacts": "contact",
    "recipients": "recipient",
    "dates": "date",
}
"""What evaluation counts, by the kind of fact that a person sees."""


class MeasuredTrust(BaseModel):
    """``kinds`` has for each kind how many values had no doubt and how many of these were wrong; ``date`` is ISO 8601.

    ``set_vi`` and ``set_en`` say which documents it was measured on.
    """

    date: str
    set_vi: str
    set_en: str
    documents: int
    kinds: dict[str, tuple[int, int]]

    @classmethod
    def of(cls, trust: Trust, *, documents: int, date: str, set_vi: str, set_en: str) -> MeasuredTrust:
        kinds = {_KIND_OF[name]: counts for name, counts in trust.sure.items() if name in _KIND_OF}
        return cls(date=date, set_vi=set_vi, set_en=set_en, documents=documents, kinds=kinds)


@functools.cache
def measured_trust() -> MeasuredTrust:
    """The figures that this version of the program came with."""
    text = files("hmtn_ingest.evaluation").joinpath(FILE).read_text(encoding="utf-8")
    return MeasuredTrust.model_validate_json(text)
