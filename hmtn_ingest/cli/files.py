"""The files that a command was given, read one by one, and how well that went."""

from __future__ import annotations

import enum
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from hmtn_ingest.i18n import say
from hmtn_ingest.reading.files import PASSING, read_all_limited
from hmtn_ingest.reading.worker import Limits, workers

if TYPE_CHECKING:
    from rich.progress import Progress

    from hmtn_ingest.readers import PageProgress
    from parsers.records import DocumentRecord

STDIN = "-"


class Exit(enum.IntEnum):
    """The worst thing that happened decides; 2 is what the command-line parser itself uses for wrong usage."""

    READ = 0
    PARTLY = 1
    USAGE = 2
    FAILED = 3
    INTERRUPTED = 130
    """Stopped by the person, as shells count it."""


class Intake:
    """Reads the files of one command, says on stderr what went wrong, and remembers how badly it went."""

    def __init__(self, files: list[str], limits: Limits) -> None:
        if files.count(STDIN) > 1:
            raise typer.BadParameter(say("cli.stdin-once"), param_hint="TỆP")
        self.files = files
        self.exit = Exit.READ
        self._limits = limits
        workers(limits).start()  # it loads beside this process

    def records(self) -> Iterator[tuple[str, DocumentRecord]]:
        """File name and record of every file that is there, in the order given; a failed record says so itself.

        From a document on that misses an annex, records are held back: the annex may be one of the files after it.
        """
        if len(self.files) == 1:
            yield from self.read(self.files[0])
            return
        from hmtn_ingest.annexes import AnnexCard, annex_card, misses_annex, with_annexes

        cards: list[AnnexCard] = []
        held: list[tuple[str, DocumentRecord]] = []
        for name, record in (pair for file in self.files for pair in self.read(file)):
            if card := annex_card(record):
                cards.append(card)
            if held or misses_annex(record):
                held.append((name, record))
            else:
                yield name, record
        for name, record in held:
            yield name, with_annexes(record, cards) if misses_annex(record) else record

    def read(self, name: str) -> list[tuple[str, DocumentRecord]]:
        """Name and record of one file, or of each file in an archive or message; none where there is no file."""
        from hmtn_ingest.readers.file_name import readable_name

        records = self._read(name)
        if not records:
            self.exit = Exit.FAILED
        shown = [(_shown(readable_name(name), record), record) for record in records]
        for one, record in shown:
            self.heed(one, record)
        return shown

    def heed(self, name: str, record: DocumentRecord) -> None:
        """Say what went wrong with a record that is read already, and remember it."""
        for problem in record.problems:
            from hmtn_ingest.i18n.phrases import say_problem
            from hmtn_ingest.privacy import mask_personal_data

            # a refusal names its file already, for a record that is read far from the command line
            message = say_problem(problem).removeprefix(f"“{record.source.file_name}”: ")
            typer.echo(mask_personal_data(f"{name}: {message} [{problem.code}]"), err=True)
        self.exit = max(self.exit, {"ok": Exit.READ, "partial": Exit.PARTLY, "failed": Exit.FAILED}[record.status])

    def _read(self, name: str) -> list[DocumentRecord]:
        from hmtn_ingest.i18n.phrases import say_os_error
        from hmtn_ingest.readers.file_name import readable_name

        try:
            if name == STDIN:
                return self._ingest(_standard_input(), "stdin")
            return self._ingest(Path(name), readable_name(Path(name).name))
        except KeyboardInterrupt:
            raise typer.Exit(Exit.INTERRUPTED) from None
        except FileNotFoundError:
            complain(name, say("cli.no-file"))
        except IsADirectoryError:
            complain(name, say("cli.folder", name=name))
        except PermissionError:
            complain(name, say("cli.forbidden"))
        except OSError as error:
            complain(name, say("cli.disk", error=say_os_error(error)))
        return []

    def _ingest(self, source: Path | bytes, name: str) -> list[DocumentRecord]:
        """The records of a file; on a terminal, a bar shows how many pages of a scan are read.

        Recognised pages are kept until the record is made: a command that was stopped goes on where it was.
        """
        from hmtn_ingest.readers.kept_pages import KeptPages, default_folder

        with PageBar(name) as bar:
            try:
                records = read_all_limited(source, name=name, tell=bar.tell, keep=default_folder(), limits=self._limits)
            except KeyboardInterrupt:
                bar.close()
                complain(name, say("cli.stopped-scan" if bar.recognised else "cli.stopped"))
                raise
        for record in records if bar.recognised else ():
            if not any(problem.code in PASSING for problem in record.problems):
                KeptPages(default_folder(), record.source.sha256).forget()
        return records


def _standard_input() -> bytes:
    """All of it, or so much that it is known to be too large."""
    from hmtn_ingest.readers import MOST_BYTES

    return sys.stdin.buffer.read(MOST_BYTES + 1)


def _shown(name: str, record: DocumentRecord) -> str:
    """What a record is called on the command line: the path that was given, and what it is in there."""
    container = record.source.container
    return name + record.source.file_name.removeprefix(container.file_name) if container else name


class PageBar:
    """How many pages of a scan are read, on stderr where that is a terminal; nothing for what is read at once."""

    def __init__(self, name: str) -> None:
        self.recognised = False
        """Whether the file has pages whose letters are recognised."""
        self._name = name
        self._bar: Progress | None = None

    def __enter__(self) -> PageBar:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        if self._bar:
            self._bar.stop()

    def tell(self, page: PageProgress) -> None:
        self.recognised |= page.recognised
        if not self.recognised or page.pages < 2 or not sys.stderr.isatty():
            return
        if self._bar is None:
            from rich.console import Console
            from rich.markup import escape
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            columns = [
                TextColumn(escape(self._name)),
                BarColumn(),
                MofNCompleteColumn(),
                TextColumn(say("cli.pages-left")),
            ]
            self._bar = Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True)
            self._bar.add_task("", total=page.pages)
            self._bar.start()
        self._bar.update(self._bar.task_ids[0], completed=page.number - page.begun)


def complain(name: str, text: str) -> None:
    """Say on stderr what is wrong with a file, and what to do."""
    from hmtn_ingest.privacy import mask_personal_data

    typer.echo(mask_personal_data(f"{name}: {text}"), err=True)


def unwritable(error: OSError, output: Path) -> typer.Exit:
    """Says that a file cannot be written; the end of the command."""
    from hmtn_ingest.i18n.phrases import say_os_error

    complain(str(error.filename or output), say("cli.unwritable", error=say_os_error(error)))
    return typer.Exit(Exit.FAILED)


def say_both(key: str, /, **values: object) -> str:
    """A text in Vietnamese and in English, side by side."""
    return f"{say(key, **values)} · {say(key, 'en', **values)}"


def write(text: str) -> None:
    """To standard output as UTF-8 with plain line ends, whatever the console is set to."""
    sys.stdout.buffer.write(text.encode("utf-8", "surrogateescape"))  # the path of a file may be no UTF-8
    sys.stdout.buffer.flush()
