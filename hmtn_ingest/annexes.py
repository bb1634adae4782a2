"""Annexes in files of their own: which of several records read together is the annex of which.

Come in: records of files that came in one archive or message, or were given together. Go out: the same records; one
that announces an annex says which file it is (``source.annexes``), and does not miss it any more. Called by the
pipeline for containers, by command line, batch and intake for files given together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pydantic import Field

import rules
from parsers.records import AnnexFile, DocumentRecord
from parsers.text import fold
from parsers.values import Model
from rules.context import Context
from rules.findings import in_text_order, with_places
from rules.support.annexes import annex_references, annex_title

_MISSING = "annex-missing"


class DocumentCode(Model):
    """By what an annex names the document that it is attached to: "12/kh-bcd" as codes are compared, and its year."""

    code: str
    year: int | None = None

    def agrees(self, other: DocumentCode) -> bool:
        """Whether both are the code of one document; a year that is not there speaks against nothing."""
        return self.code == other.code and (None in (self.year, other.year) or self.year == other.year)


class AnnexCard(Model):
    """What is to be known of a file that is an annex: ``of`` are the documents that it says it is attached to."""

    file: AnnexFile
    container: str | None = None
    of: list[DocumentCode] = Field(default_factory=list)


def joined(records: Sequence[DocumentRecord]) -> list[DocumentRecord]:
    """The records in their order, each that announces annexes with those that are among them.

    An annex belongs to the document that it names. One that names none belongs to the document that came in the same
    archive or message, where that is the only one which misses an annex.
    """
    cards = [card for record in records if (card := annex_card(record))]
    waiting = [record for record in records if misses_annex(record)] if cards else []
    containers = [_container(record) for record in waiting]
    found = {
        id(record): with_annexes(record, cards, alone=containers.count(_container(record)) == 1) for record in waiting
    }
    return [found.get(id(record), record) for record in records]


def misses_annex(record: DocumentRecord) -> bool:
    """Whether a document announces an annex that its own file does not hold."""
    return bool(record.source.annexes) or any(finding.name == _MISSING for finding in record.findings)


def annex_card(record: DocumentRecord) -> AnnexCard | None:
    """What tells whose annex a record is; ``None`` where it is a document in its own right."""
    if record.status == "failed" or record.header.code_number is not None:
        return None
    context = Context(record)
    title = annex_title(context)
    unnamed = record.header.type_name is None and (title is not None or record.source.reader == "sheet")
    if not (context.is_attached or unnamed):
        return None
    of = [_code(one.number, one.notation, one.year) for one in annex_references(context) if one.number]
    file = AnnexFile(file_name=record.source.file_name, sha256=record.source.sha256, title=title)
    return AnnexCard(file=file, container=_container(record), of=of)


def with_annexes(record: DocumentRecord, cards: Iterable[AnnexCard], *, alone: bool = False) -> DocumentRecord:
    """The record with the annexes that belong to it; ``alone`` in its container, it takes those that name no other."""
    files = [card.file for card in cards if _belongs(card, record, alone)]
    return with_annex_files(record, files)


def with_annex_files(record: DocumentRecord, files: Sequence[AnnexFile]) -> DocumentRecord:
    """The record with files known to be its annexes, and its findings in the light of them."""
    known = {one.sha256 for one in record.source.annexes}
    new = [one for one in files if one.sha256 not in known and one.sha256 != record.source.sha256]
    if not new:
        return record
    source = record.source.model_copy(update={"annexes": [*record.source.annexes, *new]})
    changed = record.model_copy(update={"source": source})
    others = [finding for finding in record.findings if finding.name != _MISSING]
    still = with_places(rules.check(changed, select=[_MISSING]), record)
    return changed.model_copy(update={"findings": in_text_order([*others, *still])})


def document_code(record: DocumentRecord) -> DocumentCode | None:
    """By what an annex can name the document; ``None`` while it has no number."""
    number, notation = record.header.code_number, record.header.code_notation
    if number is None or number.value is None or notation is None or notation.value is None:
        return None
    return _code(number.value, notation.value, record.issue_year)


def _belongs(card: AnnexCard, record: DocumentRecord, alone: bool) -> bool:
    if card.of:
        code = document_code(record)
        return code is not None and any(code.agrees(one) for one in card.of)
    return alone and card.container is not None and card.container == _container(record)


def _code(number: str, notation: str, year: int | None) -> DocumentCode:
    return DocumentCode(code=fold(f"{number.lstrip('0')}/{notation}"), year=year)


def _container(record: DocumentRecord) -> str | None:
    return record.source.container.sha256 if record.source.container else None
