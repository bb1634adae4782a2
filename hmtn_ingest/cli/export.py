"""The command that writes records in the formats of other systems: export."""

from __future__ import annotations

import getpass
import hashlib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hmtn_ingest.cli.files import STDIN, Exit, Intake, complain, write

if TYPE_CHECKING:
    from hmtn_ingest.review.reviewed import Reviewed
    from hmtn_ingest.store.store import Store
    from parsers.records import DocumentRecord

FORMATS = "json, jsonl, csv, xlsx, register, edxml, ics, html, annotations, sarif, brief"

EXIT_CODES = """\
Mã kết thúc · Exit codes:

0  mọi văn bản đọc trọn vẹn và đã xuất · everything was read completely and exported

1  có văn bản chỉ đọc được một phần, đã xuất phần đọc được · a document was read only in part, and exported

2  sai cách dùng lệnh · wrong usage

3  có văn bản không đọc được hoặc không ghi được tệp; các văn bản khác vẫn được xuất
· a document could not be read, or a file not be written; all others are exported
"""


def export(
    documents: Annotated[
        list[str],
        typer.Argument(
            metavar="TỆP|VĂN_BẢN…",
            help="Tệp .docx, .pdf, .txt, .md, hoặc số của văn bản trong kho như #12 · a file, or a document's number",
        ),
    ],
    to: Annotated[str, typer.Option("--to", metavar="ĐỊNH_DẠNG", help=f"Một trong · one of: {FORMATS}")],
    output: Annotated[Path, typer.Option(metavar="THƯ_MỤC", help="Nơi ghi các tệp · folder for the files")],
    body: Annotated[
        str | None, typer.Option(metavar="ĐƠN_VỊ", help="Chỉ việc của đơn vị này · only what this body has to do")
    ] = None,
    reveal: Annotated[
        bool,
        typer.Option("--reveal-personal-data", help="Ghi đủ số điện thoại (mặc định được che) · phone numbers in full"),
    ] = False,
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
        raise typer.BadParameter(f"“{to}” không có; chọn một trong: {names}.", param_hint="--to")
    if body is not None and not form.by_body:
        able = ", ".join(form.name for form in EXPORTS if form.by_body)
        message = f"--to {form.name} không lập riêng cho một đơn vị; --body dùng được với: {able}."
        raise typer.BadParameter(message, param_hint="--body")
    intake = Intake(documents)
    found = [one for one in _Shelf(intake, reveal).find(documents) if one.record.status != "failed"]
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
        complain(str(error.filename or output), f"không ghi được ({error.strerror})", "chọn thư mục khác cho --output")
        raise typer.Exit(Exit.FAILED) from None
    raise typer.Exit(intake.exit)


class _Shelf:
    """Where documents come from: the store where a person has decided on them, else the files themselves."""

    def __init__(self, intake: Intake, reveal: bool) -> None:
        self.intake = intake
        self.reveal = reveal
        self._store: Store | None = None
        self._opened = False

    def find(self, documents: list[str]) -> list[Reviewed]:
        """The documents that are there, in the order given; what is not there is said on stderr."""
        found = []
        for given in documents:
            number = given.removeprefix("#")
            if number.isdecimal() and not Path(given).exists():
                one = self._kept(given, int(number))
            else:
                one = self._decided(given) or self._read(given)
            if one is not None:
                found.append(one)
        return found

    def _kept(self, given: str, document: int) -> Reviewed | None:
        """A document of the store."""
        from hmtn_ingest.store.database import Unusable

        try:
            store = self._open()
            if store is not None:
                one = store.reviewed(document)
                self._remember(store, document)
                self.intake.heed(given, one.record)
                return one
        except LookupError:
            pass
        except Unusable as error:
            typer.echo(f"{given}: {error.say()}", err=True)
            self.intake.exit = Exit.FAILED
            return None
        complain(given, "không có văn bản mang số này trong kho", "xem số ở trang “Văn bản”, hoặc đưa tên tệp")
        self.intake.exit = Exit.FAILED
        return None

    def _decided(self, given: str) -> Reviewed | None:
        """The same bytes in the store, where somebody decided something about them."""
        from hmtn_ingest.store.database import Unusable

        try:
            if given == STDIN or not Path(given).is_file():
                return None
            digest = hashlib.sha256(Path(given).read_bytes()).hexdigest()
        except OSError:
            return None  # reading it says what is wrong
        try:
            store = self._open()
            known = store.same_bytes(digest) if store else None
            if store is None or known is None or not store.last_decision(known.document):
                return None
            one = store.reviewed(known.document, known.version)
            self._remember(store, known.document)
        except Unusable as error:
            typer.echo(f"{given}: {error.say()} Kết quả rà soát (nếu có) không được dùng.", err=True)
            return None
        made = len(one.decisions)
        said = f"dùng kết quả đã rà soát của văn bản #{known.document} trong kho ({made} quyết định)"
        typer.echo(f"{given}: {said} · reviewed values of document #{known.document} are used", err=True)
        self.intake.heed(given, one.record)
        return _named(one, Path(given).name)

    def _read(self, given: str) -> Reviewed | None:
        from hmtn_ingest.review.reviewed import review

        record = self.intake.read(given)
        return review(record) if record is not None else None

    def _open(self) -> Store | None:
        """The store, where there is one: looking for a document must not make a database."""
        from hmtn_ingest.store.database import default_url
        from hmtn_ingest.store.store import Store

        if not self._opened:
            url = default_url()
            file = url.database if url.get_backend_name() == "sqlite" else None
            self._store = Store(url) if file is None or Path(file).exists() else None
            self._opened = True
        return self._store

    def _remember(self, store: Store, document: int) -> None:
        if self.reveal:
            store.log_reveal(document, by=getpass.getuser())


def _named(reviewed: Reviewed, name: str) -> Reviewed:
    """A reviewed document under the name of the file that was given, which need not be that in the store."""

    def named(record: DocumentRecord) -> DocumentRecord:
        return record.model_copy(update={"source": record.source.model_copy(update={"file_name": name})})

    return replace(reviewed, extracted=named(reviewed.extracted), record=named(reviewed.record))
