"""The command that learns a second reader from what people decided: train."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hmtn_ingest.cli.files import Exit, say_both, unwritable

if TYPE_CHECKING:
    from hmtn_ingest.training import Lesson, ReaderComparison

LEAST_DOCUMENTS = 5

EXIT_CODES = """\
Mã kết thúc · Exit codes:

0  đã học xong và ghi mô hình · the model is written

1  mô hình không thêm được gì nên không ghi · the model adds nothing and is not written

2  sai cách dùng lệnh, hoặc chưa đủ văn bản đã rà soát · wrong usage, or too few reviewed documents

3  không mở được kho, không ghi được tệp · the store cannot be opened, or a file not be written
"""


def train(
    output: Annotated[Path, typer.Option(metavar="THƯ_MỤC", help="Nơi ghi mô hình · folder for the model")],
) -> None:
    """Học một mô hình đọc thứ hai từ các văn bản trong kho đã rà soát xong; mô hình không thêm được gì thì không ghi.

    Learns a second reader from the documents of the store whose review is done, without a network. Prints what it is
    worth on documents that it did not learn from, beside the rules; one that adds nothing is not written. Use it with
    --second-reader.
    """
    lessons = _lessons()
    if len(lessons) < LEAST_DOCUMENTS:
        typer.echo(say_both("train.too-few", count=len(lessons), least=LEAST_DOCUMENTS), err=True)
        raise typer.Exit(Exit.USAGE)
    from hmtn_ingest.training import compare_with_rules, learn, save_model

    typer.echo(say_both("train.learning", count=len(lessons)), err=True)
    comparison = compare_with_rules(lessons)
    _print(comparison, len(lessons))
    if not comparison.adds:
        typer.echo(say_both("train.adds-nothing"))
        raise typer.Exit(Exit.PARTLY)
    try:
        version = save_model(learn(lessons), lessons, output)
    except OSError as error:
        raise unwritable(error, output) from None
    typer.echo(say_both("train.written", version=version, folder=output))


def _lessons() -> list[Lesson]:
    """Those of all documents of the store that are reviewed as far as it takes, in the order of their numbers."""
    from hmtn_ingest.service.actor import local_actor, system_user
    from hmtn_ingest.service.documents import Unusable, existing_documents
    from hmtn_ingest.training import lesson_of

    actor = local_actor(system_user())
    try:
        documents = existing_documents()
        if documents is None:
            return []
        numbers = sorted({stored.document for stored in documents.find(actor)})
        found = (lesson_of(f"#{number}", documents.open(number, actor)) for number in numbers)
        return [lesson for lesson in found if lesson is not None]
    except Unusable as error:
        typer.echo(error.say(), err=True)
        raise typer.Exit(Exit.FAILED) from None


def _print(comparison: ReaderComparison, documents: int) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console(highlight=False)
    title = f"Trên văn bản chưa học ({documents} văn bản) · on documents left out"
    table = Table(title=title, title_justify="left", box=None, header_style="dim", pad_edge=False)
    for index, name in enumerate(("Loại · kind", "", "P", "R", "F1")):
        table.add_column(name, justify="left" if index < 2 else "right")
    for kind, rules in comparison.rules.items():
        for who, score in (("quy tắc · rules", rules), ("mô hình · model", comparison.model[kind])):
            table.add_row(kind, who, *(f"{share:.2f}" for share in (score.precision, score.recall, score.f1)))
    console.print(table)
    before, after = comparison.before, comparison.after
    console.print(
        f"Chỉ đúng chỗ sai, sót (pointed at): {before.pointed_at:.0%} → {after.pointed_at:.0%} · "
        f"đúng mà bị nghi (right flagged): {before.right_flagged:.1%} → {after.right_flagged:.1%}\n"
        f"Mô hình chỉ thêm (newly pointed at) {comparison.pointed} chỗ, {comparison.hits} chỗ sai hoặc sót thật "
        "(wrong or missed)"
    )
