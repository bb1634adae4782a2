"""Figures of an evaluation as tables in a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from hmtn_ingest.evaluation import (
    Changes,
    Evaluation,
    Figures,
    LocalScore,
    Summary,
    Trust,
    evaluate,
    load_clues,
    load_gold,
    load_records,
)
from hmtn_ingest.i18n import known, say

_KINDS = (
    "Loại · kind", "P", "R", "F1", "Đúng · found", "Thừa · extra", "Thiếu · missed", "Chuẩn · support",
    "Trong số đúng · of the found",
)  # fmt: skip


def measure(records: Path | None, gold: Path | None, *, clues: bool, here: bool) -> Evaluation:
    """Records against gold, where they are given, and ``here`` the score of this installation."""
    now = Evaluation()
    if records and gold:
        marks = load_clues(records) if clues else None
        now = evaluate(load_records(records), load_gold(gold), marks)
    return now.model_copy(update={"here": _local_scores()}) if here else now


def print_evaluation(evaluation: Evaluation, *, here: bool = False) -> None:
    """One table for each format of document, then one line a document, then what could not be measured."""
    if here:
        _print_here(evaluation.here)
    if not evaluation.documents and here:
        return
    console = Console(highlight=False)
    for form, summary in evaluation.formats.items():
        console.print(_kinds(form, summary))
        console.print(
            f"{summary.documents} tài liệu · đúng trọn vẹn (whole) {summary.whole} = {summary.whole_rate:.0%} · "
            f"F1 trung bình các loại (macro) {summary.macro_f1:.3f} · "
            f"không dẫn nguồn (ungrounded) {summary.ungrounded}"
        )
        console.print(_trust(summary.trust))
    table = _table("Tài liệu · documents", ("Tài liệu", "Trạng thái", "P", "R", "F1", "Không dẫn nguồn · ungrounded"))
    for document in evaluation.documents:
        facts = document.facts
        table.add_row(Text(document.document), document.status, *_figures(facts)[:3], str(document.ungrounded))
    console.print(table)
    for what, names in (
        ("Không có kết quả chuẩn, không tính · no gold, not measured", evaluation.without_gold),
        ("Không có bản ghi, không tính · no record, not measured", evaluation.without_record),
    ):
        if names:
            console.print(Text(f"{what}: {', '.join(names)}", "yellow"))


def print_codes(trust: Trust) -> None:
    """Each clue and doubt: how many facts have it, and the share of those that are wrong."""
    table = _table("Dấu hiệu, nghi vấn · clues and doubts", ("Mã · code", "Dùng · used", "Sai · wrong", "Tỷ lệ sai"))
    for code, (used, wrong) in sorted(trust.codes.items(), key=lambda one: (-one[1][0], one[0])):
        table.add_row(Text(code), str(used), str(wrong), f"{wrong / used:.0%}")
    Console(highlight=False).print(table)


def _trust(trust: Trust) -> str:
    low, high = trust.wrong_when_sure_interval
    return (
        f"F1 có dẫn chứng (grounded) {trust.grounded_f1:.3f} · sai mà không nghi vấn (wrong when sure) "
        f"{trust.wrong_when_sure:.1%} [{low:.1%}–{high:.1%}], sai khi có nghi vấn (when doubted) "
        f"{trust.wrong_when_doubted:.0%} · chỉ đúng chỗ sai, sót (pointed at) {trust.pointed_at:.0%} · "
        f"đúng mà bị nghi (right flagged) {trust.right_flagged:.1%} · "
        f"chưa thuộc mục nào mỗi trang (residue a page) {trust.residue_a_page:.1f}\n"
    )


def _local_scores() -> dict[str, LocalScore]:
    """How often each kind was right by what people decided on the documents of this installation."""
    from hmtn_ingest.service.actor import local_actor
    from hmtn_ingest.service.documents import existing_documents

    documents = existing_documents()
    if documents is None:
        return {}
    scores = documents.scores(local_actor())
    documents.close()
    return {kind: LocalScore(right=one.right, judged=one.judged, missed=one.missed) for kind, one in scores.items()}


def _print_here(here: Mapping[str, LocalScore]) -> None:
    """The score of this installation: only what somebody looked at by itself counts."""
    columns = ("Loại · kind", "Đúng · right", "Đã xem · looked at", "Sót, đã thêm · missed")
    table = _table("Ở máy này, theo quyết định của người rà soát · here, by what people decided", columns)
    for kind, one in here.items():
        name = say(f"kind.{kind}") if known(f"kind.{kind}") else kind
        table.add_row(Text(name), f"{one.right}/{one.judged}", str(one.judged), str(one.missed))
    Console(highlight=False).print(table)


def print_changes(changes: Changes) -> None:
    """Gains and losses against the earlier run, fact by fact."""
    console = Console(highlight=False)
    console.print(f"\nSo với lần trước · against the earlier run: +{changes.gains} −{changes.losses}")
    for change in changes.changes:
        moved = f"F1 {change.f1_before:.3f} → {change.f1_now:.3f}"
        console.print(Text(f"{change.document} · {change.kind}: {moved}", "bold"))
        for fact in change.gained:
            console.print(Text(f"  + {fact}", "green"))
        for fact in change.lost:
            console.print(Text(f"  − {fact}", "red"))
    for what, names in (("Mới · added", changes.added), ("Không còn · removed", changes.removed)):
        if names:
            console.print(Text(f"{what}: {', '.join(names)}"))


def _kinds(form: str, summary: Summary) -> Table:
    table = _table(form, _KINDS)
    for kind, figures in (*summary.kinds.items(), ("tất cả · all", summary.facts)):
        table.add_row(
            kind, *_figures(figures), ", ".join(f"{name} {mean.mean:.2f}" for name, mean in figures.aspects.items())
        )
    return table


def _table(title: str, columns: tuple[str, ...]) -> Table:
    table = Table(title=Text(title, "bold"), title_justify="left", box=None, header_style="dim", pad_edge=False)
    for index, column in enumerate(columns):
        table.add_column(column, justify="left" if index in (0, len(_KINDS) - 1) else "right", overflow="fold")
    return table


def _figures(figures: Figures) -> tuple[str, ...]:
    """Shares and counts; a share of nothing is no share."""
    precision = f"{figures.precision:.3f}" if figures.found + figures.extra else "–"
    recall = f"{figures.recall:.3f}" if figures.support else "–"
    counts = (figures.found, figures.extra, figures.missed, figures.support)
    return (precision, recall, f"{figures.f1:.3f}", *map(str, counts))
