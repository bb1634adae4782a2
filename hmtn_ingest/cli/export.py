"""The command that writes records in the formats of other systems: export."""

from __future__ import annotations

import hashlib
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hmtn_ingest.cli import arguments
from hmtn_ingest.cli.files import STDIN, Exit, Intake, complain, say_both, unwritable, write
from hmtn_ingest.i18n import say
from hmtn_ingest.reading.worker import Limits

if TYPE_CHECKING:
    from hmtn_ingest.review.reviewed import Reviewed
    from hmtn_ingest.service.actor import Actor
    from hmtn_ingest.service.documents import Documents

FORMATS = "xlsx, brief, ics, html, register, csv, edxml, json, jsonl, annotations, sarif, spacy"

EXIT_CODES = """\
Mã kết thúc · Exit codes:

0  mọi văn bản đọc trọn vẹn và đã xuất · everything was read completely and exported

1  có văn bản chỉ đọc được một phần, đã xuất phần đọc được · a document was read only in part, and exported

2  sai cách dùng lệnh · wrong usage

3  có văn bản không đọc được hoặc không ghi được tệp; các văn bản khác vẫn được xuất
· a document could not be read, or a file not be written; all others are exported
"""


def export_command(
    documents: Annotated[
        list[str],
        typer.Argument(
            metavar="TỆP|VĂN_BẢN…",
            help="Tệp .docx, .pdf, .xlsx, .zip…, hoặc số của văn bản trong kho như #12 · a file, or a document number",
        ),
    ],
    to: Annotated[str, typer.Option("--to", metavar="ĐỊNH_DẠNG", help=f"Một trong · one of: {FORMATS}")],
    output: Annotated[Path, typer.Option(metavar="THƯ_MỤC", help="Nơi ghi các tệp · folder for the files")],
    body: Annotated[
        str | None, typer.Option(metavar="ĐƠN_VỊ", help="Chỉ việc của đơn vị này · only what this body has to do")
    ] = None,
    reveal: Annotated[
        bool,
        typer.Option("--reveal-personal-data", help="Không che dữ liệu cá nhân · personal data in full"),
    ] = False,
    timeout: arguments.Timeout = arguments.SECONDS,
    memory: arguments.Memory = arguments.MEGABYTES,
) -> None:
    """Xuất bản ghi sang định dạng của các hệ thống khác; giá trị người đã rà soát được dùng thay giá trị máy đọc.

    Writes records in the formats of other systems. What people decided wins over what the program read. Prints the
    paths of the files.
    """
    from hmtn_ingest import export as export_records
    from hmtn_ingest.exports import EXPORTS, save

    form = next((form for form in EXPORTS if form.name == to.lower()), None)
    if form is None:
        names = ", ".join(form.name for form in EXPORTS)
        raise typer.BadParameter(say("cli.no-choice", given=to, choices=names), param_hint="--to")
    if body is not None and not form.by_body:
        able = ", ".join(form.name for form in EXPORTS if form.by_body)
        raise typer.BadParameter(say("cli.no-body-format", format=form.name, able=able), param_hint="--body")
    intake = Intake(documents, Limits(timeout, memory))
    found = [one for one in _Sources(intake, reveal).find(documents) if one.record.status != "failed"]
    if not found:
        raise typer.Exit(intake.exit)
    try:
        files = export_records(found, form.name, body=body, reveal=reveal)
    except ValueError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(Exit.USAGE) from None
    try:
        for file, path in zip(files, save(files, output), strict=True):
            write(f"{path}\n")
            for note in file.notes:
                typer.echo(note, err=True)
    except OSError as error:
        raise unwritable(error, output) from None
    raise typer.Exit(intake.exit)


class _Sources:
    """Where documents come from: the store where a person has decided on them, else the files themselves."""

    def __init__(self, intake: Intake, reveal: bool) -> None:
        self.intake = intake
        self.reveal = reveal

    def find(self, documents: list[str]) -> list[Reviewed]:
        """The documents that are there, in the order given; what is not there is said on stderr."""
        from hmtn_ingest.service.documents import document_number

        found = []
        for given in documents:
            number = given.removeprefix("#")
            if number.isdecimal() and not Path(given).exists():
                one = self._by_number(given, document_number(number))
            else:
                one = self._by_bytes(given)
                if one is None:
                    found += self._read(given)
            if one is not None:
                found.append(one)
        return found

    def _by_number(self, given: str, document: int) -> Reviewed | None:
        """A document of the store."""
        from hmtn_ingest.service.documents import Unusable

        try:
            if self._documents is not None:
                return self._open(given, document)
        except LookupError:
            pass
        except Unusable as error:
            typer.echo(f"{given}: {error.say()}", err=True)
            self.intake.exit = Exit.FAILED
            return None
        complain(given, say("cli.no-document"))
        self.intake.exit = Exit.FAILED
        return None

    def _by_bytes(self, given: str) -> Reviewed | None:
        """The same bytes in the store, where somebody decided something about them."""
        try:
            if given == STDIN or not Path(given).is_file():
                return None
            with Path(given).open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            return None  # reading it says what is wrong
        return self._known(given, digest)

    def _known(self, given: str, digest: str) -> Reviewed | None:
        """The document of the store with these bytes, where somebody decided something about it."""
        from hmtn_ingest.review.reviewed import under_name
        from hmtn_ingest.service.documents import Unusable

        try:
            documents = self._documents
            known = documents.same_bytes(digest, self._actor) if documents else None
            if documents is None or known is None or not documents.head(known.document, self._actor).decision:
                return None
            one = self._open(given, known.document, known.version)
        except Unusable as error:
            typer.echo(f"{given}: {error.say()} {say('cli.unreviewed')}", err=True)
            return None
        used = say_both("cli.reviewed", document=known.document, count=len(one.decisions))
        typer.echo(f"{given}: {used}", err=True)
        return under_name(one, Path(given).name)

    def _read(self, given: str) -> list[Reviewed]:
        from hmtn_ingest.review.reviewed import review

        found = []
        for name, record in self.intake.read(given):
            known = self._known(name, record.source.sha256) if record.source.container else None
            found.append(known or review(record))
        return found

    def _open(self, given: str, document: int, version: int | None = None) -> Reviewed:
        assert self._documents is not None
        one = self._documents.open(document, self._actor, version)
        if self.reveal:
            self._documents.reveal(document, self._actor)
        self.intake.heed(given, one.record)
        return one

    @cached_property
    def _documents(self) -> Documents | None:
        from hmtn_ingest.service.documents import existing_documents

        return existing_documents()

    @cached_property
    def _actor(self) -> Actor:
        from hmtn_ingest.service.actor import local_actor

        return local_actor()
