"""The command line: extract, show, check, rules, explain, export, batch, schema, evaluate, train, doctor, run.

Imports stand inside the commands on purpose: ``--help`` and ``schema`` must not wait for Streamlit or pdfplumber.
"""

from __future__ import annotations

import enum
import gc
import itertools
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hmtn_ingest.cli import arguments
from hmtn_ingest.cli import batch as batching
from hmtn_ingest.cli import check as checking
from hmtn_ingest.cli import doctor as examining
from hmtn_ingest.cli import export as exporting
from hmtn_ingest.cli import train as training
from hmtn_ingest.cli.files import STDIN, Exit, Intake, complain, say_both, unwritable, write
from hmtn_ingest.i18n import say
from hmtn_ingest.reading.worker import Limits

if TYPE_CHECKING:
    from parsers.records import DocumentRecord


class Format(enum.StrEnum):
    JSON = "json"
    JSONL = "jsonl"
    TABLE = "table"


EXIT_CODES = """\
Mã kết thúc · Exit codes:

0  mọi tệp đọc trọn vẹn · every file was read completely

1  có tệp chỉ đọc được một phần; kết quả vẫn đầy đủ các bản ghi và dùng được, lý do ở stderr
· a file was read only in part; its record is in the output, with its problems

2  sai cách dùng lệnh · wrong usage

3  có tệp không đọc được; các tệp khác vẫn có trong kết quả
· a file could not be read; all others are in the output

130  bị dừng giữa chừng (Ctrl+C); chạy lại thì bản quét được đọc tiếp · interrupted; run again to go on
"""

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    help="Đọc kế hoạch, báo cáo hiến máu tình nguyện thành bản ghi có dẫn nguồn, không cần mạng.\n\n"
    "Reads Vietnamese plans and reports on voluntary blood donation into source-grounded records, offline.",
    epilog=EXIT_CODES,
)

Files = Annotated[
    list[str],
    typer.Argument(
        metavar="TỆP…", help="Tệp .docx, .pdf, .jpg, .xlsx, .txt, .zip…; “-” là đầu vào chuẩn · “-” is standard input"
    ),
]


@app.callback()
def main() -> None:
    # Almost nothing that a command makes becomes garbage by itself: looking for it at the usual pace costs a tenth.
    gc.set_threshold(100_000)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")  # not looked for among all packages that are installed
    # Vietnamese letters must come out whole on a console or pipe that the system set to another encoding (Windows).
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


@app.command(epilog=EXIT_CODES)
def extract(
    files: Files,
    form: Annotated[
        Format,
        typer.Option(
            "--format",
            parser=arguments.one_of(Format),
            metavar=arguments.names(Format),
            help="json: bản ghi đầy đủ; jsonl: mỗi dòng một bản ghi; table: bảng tóm tắt",
        ),
    ] = Format.JSON,
    output: Annotated[
        Path | None,
        typer.Option(metavar="THƯ_MỤC", help="Ghi mỗi tài liệu một tệp vào thư mục · one file a document"),
    ] = None,
    second_reader: arguments.SecondReader = None,
    timeout: arguments.Timeout = arguments.SECONDS,
    memory: arguments.Memory = arguments.MEGABYTES,
) -> None:
    """Đọc tệp và in bản ghi JSON: một tệp cho một đối tượng; nhiều tệp, tệp nén, thư cho một mảng.

    Reads files and prints their records as JSON: one object for one file, an array for several or a container.
    """
    if output and form is Format.TABLE:
        raise typer.BadParameter(say("cli.no-table-files"), param_hint="--format")
    arguments.use_second_reader(second_reader)
    intake = Intake(files, Limits(timeout, memory))
    if form is Format.TABLE:
        from hmtn_ingest.cli.show import print_table

        print_table(record for _, record in intake.records())
    elif output:
        _write_files(intake, output, form)
    else:
        _print_json(intake, form, several=len(files) > 1)
    raise typer.Exit(intake.exit)


@app.command(epilog=EXIT_CODES)
def show(
    files: Files,
    phones: Annotated[
        bool, typer.Option("--phones", help="Hiện đủ dữ liệu cá nhân (mặc định được che) · show personal data in full")
    ] = False,
    timeout: arguments.Timeout = arguments.SECONDS,
    memory: arguments.Memory = arguments.MEGABYTES,
) -> None:
    """Tóm tắt văn bản ngay trên màn hình: thể thức, thời hạn, chỉ tiêu, bảng phân bổ, nhiệm vụ theo đơn vị.

    A readable summary: header, deadlines by date, targets, quotas, obligations by body. Personal data is masked.
    """
    from hmtn_ingest.cli.show import print_summary

    intake = Intake(files, Limits(timeout, memory))
    for _, record in intake.records():
        if record.status != "failed":
            print_summary(record, phones=phones)
    raise typer.Exit(intake.exit)


class Group(enum.StrEnum):
    """What `evaluate --by` counts for itself."""

    CLUE = "clue"


@app.command("evaluate", epilog="Mã kết thúc · Exit codes: 0 đã đo · measured; 2 tệp không dùng được · unusable input")
def evaluate_command(
    records: Annotated[
        Path | None, typer.Argument(metavar="BẢN_GHI", help="Bản ghi .json, tài liệu, hoặc thư mục · or a folder")
    ] = None,
    gold: Annotated[
        Path | None, typer.Argument(metavar="CHUẨN", help="Kết quả chuẩn: tệp .json hoặc thư mục · gold")
    ] = None,
    against: Annotated[
        Path | None, typer.Option(metavar="TỆP.json", help="So với lần trước đã ghi bằng --output · an earlier run")
    ] = None,
    output: Annotated[
        Path | None, typer.Option(metavar="TỆP.json", help="Ghi kết quả để so lần sau · save for a later --against")
    ] = None,
    by: Annotated[
        Group | None,
        typer.Option(
            parser=arguments.one_of(Group),
            metavar=arguments.names(Group),
            help="Mỗi dấu hiệu, mỗi nghi vấn: dùng mấy lần, sai mấy lần · use and precision of each clue and doubt",
        ),
    ] = None,
    here: Annotated[
        bool,
        typer.Option(
            "--here",
            help="Tỷ lệ đúng ở máy này, theo quyết định của người rà soát; không cần CHUẨN · the score of this "
            "installation by what people decided; needs no gold",
        ),
    ] = False,
) -> None:
    """Đo độ chính xác theo từng loại thông tin, và được mất so với lần trước.

    Precision, recall, F1 and support of each kind of fact against gold; gains and losses against an earlier run.
    """
    from hmtn_ingest import evaluation
    from hmtn_ingest.cli.evaluate import measure, print_changes, print_codes, print_evaluation
    from hmtn_ingest.i18n.phrases import say_os_error
    from hmtn_ingest.service.documents import Unusable
    from hmtn_ingest.whole_file import put

    if (records is None or gold is None) and not (here and records is None):
        raise typer.BadParameter("BẢN_GHI CHUẨN, --here · RECORDS GOLD, or --here")
    try:
        now = measure(records, gold, clues=by is not None, here=here)
        before = evaluation.load_evaluation(against) if against else None
        if output:
            put(output, (now.model_dump_json(indent=2) + "\n").encode())
    except (evaluation.EvaluationInputError, Unusable) as error:
        typer.echo(error.say() if isinstance(error, Unusable) else str(error), err=True)
        raise typer.Exit(Exit.USAGE) from None
    except OSError as error:
        complain(str(error.filename), say("cli.disk", error=say_os_error(error)))
        raise typer.Exit(Exit.USAGE) from None
    print_evaluation(now, here=here)
    if by:
        print_codes(now.total.trust)
    if before:
        print_changes(evaluation.compare_evaluations(now, before))


@app.command("schema")
def schema_command() -> None:
    """In JSON Schema của bản ghi · Prints the JSON Schema of a record."""
    import json

    from parsers.records import SCHEMA_VERSION, DocumentRecord

    described = DocumentRecord.model_json_schema(by_alias=True, mode="serialization")
    version = f"urn:hmtn-ingest:record:{SCHEMA_VERSION}"
    described = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": version, **described}
    write(json.dumps(described, ensure_ascii=False, indent=2) + "\n")


@app.command()
def run(
    port: Annotated[
        int, typer.Option(parser=arguments.port, metavar="CỔNG", help="Cổng trên máy này · port on this machine")
    ] = 8501,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Tự mở trình duyệt · open a browser window")
    ] = False,
    network: Annotated[
        str | None,
        typer.Option(
            "--network",
            metavar="TÊN_MÁY",
            help="Mở cho cả mạng nội bộ, ở tên hoặc địa chỉ IP này của máy; ai vào được đều đọc được mọi văn bản, "
            "không mật khẩu, không mã hoá · open to the network at this name or address: no password, no encryption",
        ),
    ] = None,
    second_reader: arguments.SecondReader = None,
    timeout: arguments.Timeout = arguments.SECONDS,
    memory: arguments.Memory = arguments.MEGABYTES,
) -> None:
    """Mở trang đối chiếu văn bản và bản ghi trên máy này · Starts the review page; without --network from here only."""
    from hmtn_ingest.web import server

    if not server.APP.is_file():
        complain("app.py", say("cli.no-app"))
        raise typer.Exit(Exit.FAILED)
    arguments.use_second_reader(second_reader)
    where = f"http://{network or 'localhost'}:{port}"
    try:
        server.try_port(port, network)
    except OSError as error:
        from hmtn_ingest.i18n.phrases import say_os_error

        complain(where, say("cli.closed-port", error=say_os_error(error)))
        raise typer.Exit(Exit.FAILED) from None
    if network:
        typer.echo(f"{say('cli.network', name=network)}\n{say('cli.network', 'en', name=network)}", err=True)
    typer.echo(f"{say_both('cli.open-browser')}: {where}   (Ctrl+C: {say_both('cli.stop')})", err=True)
    server.serve(port, browser=browser, network=network, limits=Limits(timeout, memory))


app.command(epilog=checking.EXIT_CODES)(checking.check)
app.command("rules")(checking.list_rules)
app.command()(checking.explain)
app.command("export", epilog=exporting.EXIT_CODES)(exporting.export_command)
app.command(epilog=batching.EXIT_CODES)(batching.batch)
app.command(epilog=training.EXIT_CODES)(training.train)
app.command(epilog=examining.EXIT_CODES)(examining.doctor)


def _json(record: DocumentRecord, form: Format) -> str:
    return record.model_dump_json(by_alias=True, indent=2 if form is Format.JSON else None)


def _print_json(intake: Intake, form: Format, *, several: bool) -> None:
    """One record at a time, so that a thousand files need no more memory than the largest of them; records behind one
    that misses an annex wait for the last file, which may be it."""
    records = (record for _, record in intake.records())
    first = next(records, None)
    several = several or (first is not None and first.source.container is not None)
    array = several and form is Format.JSON
    between = "[\n"
    try:
        for record in itertools.chain([first] if first else [], records):
            write(f"{between if array else ''}{_json(record, form)}{'' if array else chr(10)}")
            between = ",\n"
    finally:  # who stops the command gets the records that are ready, as JSON that can be read
        if array:
            write("[]\n" if between == "[\n" else "\n]\n")


def _write_files(intake: Intake, folder: Path, form: Format) -> None:
    """Writes ``<file name>.json`` for each document and prints its path; equal names are told apart by a number."""
    from hmtn_ingest.whole_file import put

    try:
        folder.mkdir(parents=True, exist_ok=True)
        taken: set[str] = set()
        for name, record in intake.records():
            inside = record.source.file_name.replace("/", " - ") if record.source.container else ""
            stem = inside or ("stdin" if name == STDIN else Path(name).name)
            target, count = stem, 1
            while target in taken:
                count += 1
                target = f"{stem}-{count}"
            taken.add(target)
            path = folder / f"{target}.{form.value}"
            put(path, (_json(record, form) + "\n").encode("utf-8"))
            write(f"{path}\n")
    except OSError as error:
        raise unwritable(error, folder) from None
