"""The second reader: a small spaCy pipeline that says of each line which kinds of fact stand in it, and where bodies
and dates are named.

Comes in: the folder of a model that ``hmtn-ingest train`` wrote. Goes out: a :class:`SecondReader`, asked by
:mod:`hmtn_ingest.second_reader.consult`. spaCy is imported where a model is opened, never before.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from hmtn_ingest.second_reader.folder import MODEL_NAME, SECOND_READER_VARIABLE, NoModel, model_version
from hmtn_ingest.second_reader.lines import HeadedLine
from parsers.records import ReaderModel

if TYPE_CHECKING:
    from spacy.language import Language

KINDS = ("obligation", "target", "result", "deadline", "event")
"""Kinds of fact that it knows; a line with none of them is of the category ``NOTHING``."""
NOTHING = "none"
SPANS = "places"
"""The span group with the bodies and dates of a line."""
BODY, DATE = "BODY", "DATE"


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the second reader thinks of a line: the share of each kind, and where bodies and dates are named."""

    line: HeadedLine
    shares: Mapping[str, float]
    bodies: Sequence[tuple[int, int]] = field(default=())
    dates: Sequence[tuple[int, int]] = field(default=())


class SecondReader:
    """A model, opened; ``model`` is what a record says of it."""

    def __init__(self, pipeline: Language, version: str) -> None:
        self._pipeline = pipeline
        self.model = ReaderModel(name=MODEL_NAME, version=version)

    def opinions(self, lines: Sequence[HeadedLine]) -> list[Opinion]:
        found = []
        for line, doc in zip(lines, self._pipeline.pipe(line.text for line in lines), strict=True):
            places: dict[str, list[tuple[int, int]]] = {BODY: [], DATE: []}
            for span in doc.spans.get(SPANS, ()):
                if span.start_char >= line.offset:
                    places[span.label_].append(line.place(span.start_char, span.end_char))
            found.append(Opinion(line, dict(doc.cats), sorted(places[BODY]), sorted(places[DATE])))
        return found


@functools.cache
def open_model(folder: Path) -> SecondReader:
    """Open as long as the process lives. Raises :class:`NoModel`."""
    version = model_version(folder)
    import spacy

    try:
        return SecondReader(spacy.load(folder), version)
    except Exception as error:  # whatever a damaged folder makes of the libraries
        raise NoModel(str(folder)) from error


def installed_model() -> SecondReader | None:
    """The second reader of this installation (``HMTN_SECOND_READER``); ``None`` where there is none."""
    folder = os.environ.get(SECOND_READER_VARIABLE)
    return open_model(Path(folder)) if folder else None
