"""The commands on findings: check, rules, explain."""

from __future__ import annotations

import enum
from pathlib import Path
from typing import Annotated

import typer

from hmtn_ingest.cli import arguments
from hmtn_ingest.cli.files import Exit, Intake, say_both, write
from hmtn_ingest.i18n import say
from hmtn_ingest.reading.worker import Limits, default_limits, workers


class Report(enum.StrEnum):
    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"


class Found(enum.IntEnum):
    """The exit code of ``check``: an unreadable file outweighs findings, as they may be incomplete."""

    NOTHING = 0
    FINDINGS = 1
    UNREADABLE = 2


EXIT_CODES = """\
Mã kết thúc · Exit codes:

0  không có lỗi, cảnh báo nào (có thể có ghi chú) · no error and no warning

1  có lỗi hoặc cảnh báo · an error or a warning was found

2  có tệp không đọc được, hoặc sai cách dùng lệnh · a file could not be read, or wrong usage
"""

Selectors = list[str] | None


def check(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="TỆP…",
            help="Tệp .docx, .pdf, .jpg, .xlsx, .txt, .zip…; “-” là đầu vào chuẩn · “-” is standard input",
        ),
    ],
    form: Annotated[
        Report,
        typer.Option(
            "--format",
            parser=arguments.one_of(Report),
            metavar=arguments.names(Report),
            help="Dạng kết quả · form of the output",
        ),
    ] = Report.TEXT,
    select: Annotated[
        Selectors,
        typer.Option(metavar="QUY_TẮC", help="Chỉ các quy tắc này: tên, mã hoặc họ, cách nhau dấu phẩy · only these"),
    ] = None,
    ignore: Annotated[Selectors, typer.Option(metavar="QUY_TẮC", help="Bỏ qua các quy tắc này · not these")] = None,
    preview: Annotated[
        bool, typer.Option("--preview", help="Cả các quy tắc chưa thật chính xác · also rules that are not yet precise")
    ] = False,
    timeout: arguments.Timeout = arguments.SECONDS,
    memory: arguments.Memory = arguments.MEGABYTES,
) -> None:
    """Tìm chỗ văn bản tự mâu thuẫn hoặc thiếu: mỗi dòng một phát hiện, kèm các chỗ liên quan.

    Finds what contradicts itself or is missing: one line a finding, with the places it concerns.
    """
    intake = Intake(files, Limits(timeout, memory))
    import rules
    from hmtn_ingest import check as findings_of
    from hmtn_ingest.exports import findings as reports

    chosen, ignored = _split(select), _split(ignore)
    try:
        rules.chosen(chosen, ignored, preview=preview)
    except ValueError as error:
        raise typer.BadParameter(_unknown(str(error)), param_hint="--select/--ignore") from None
    checked = []
    worst = Found.NOTHING
    for name, record in intake.records():
        if record.status == "failed":
            continue
        findings = findings_of(record, select=chosen, ignore=ignored, preview=preview)
        one = reports.Checked(name, record, findings)
        if any(finding.severity != "info" for finding in findings):
            worst = Found.FINDINGS
        if form in (Report.TEXT, Report.GITHUB):
            write(reports.text(one) if form is Report.TEXT else reports.github(one))
        else:
            checked.append(one)
    if form is Report.JSON:
        write(reports.as_json(checked))
    elif form is Report.SARIF:
        write(reports.sarif(checked))
    raise typer.Exit(Found.UNREADABLE if intake.exit is Exit.FAILED else worst)


def list_rules() -> None:
    """Liệt kê các quy tắc kiểm tra · Lists the rules."""
    from rules import RULES

    width = max(len(rule.name) for rule in RULES)
    for rule in RULES:
        summary = rule.page.partition("\n")[0].rpartition(" / ")[2]
        marks = [say(f"severity.{rule.severity}").lower()]
        marks += [say("cli.about-reading")] if rule.about == "reading" else []
        marks += [say("cli.preview")] if rule.preview else []
        write(f"{rule.code}  {rule.name:<{width}}  {summary} ({', '.join(marks)})\n")


def explain(
    name: Annotated[
        str,
        typer.Argument(
            metavar="QUY_TẮC|TỆP",
            help="Tên hoặc mã quy tắc, như numbering-gap hay OL101; với --fact: tệp · a rule, or a file with --fact",
        ),
    ],
    fact: Annotated[
        str | None,
        typer.Option(
            "--fact", metavar="MÃ", help="Mã mục, như deadline-8062c1b9d4: vì sao có mục này · why it is there"
        ),
    ] = None,
) -> None:
    """In trang hướng dẫn của một quy tắc, hoặc vì sao một mục có trong bản ghi.

    Prints the manual page of a rule, or why a fact is in the record of a file.
    """
    if fact is not None:
        _explain_fact(Path(name), fact)
        return
    from rules import RULES

    for rule in RULES:
        if name.lower() == rule.name or name.upper() == rule.code:
            write(f"{rule.code} {rule.page}\n")
            return
    raise typer.BadParameter(_unknown(name), param_hint="QUY_TẮC")


def _explain_fact(file: Path, key: str) -> None:
    from hmtn_ingest.cli.explain import explain_fact
    from hmtn_ingest.readers import Unreadable

    if not file.is_file():
        raise typer.BadParameter(say_both("cli.no-such-file", file=file), param_hint="TỆP")
    try:
        with workers(default_limits()).one() as worker:
            explained: str | None = worker.run(explain_fact, file.absolute(), key)
    except Unreadable as refusal:
        typer.echo(f"{file}: {refusal.problem.message} [{refusal.problem.code}]", err=True)
        raise typer.Exit(Exit.FAILED) from None
    if explained is None:
        raise typer.BadParameter(say_both("cli.no-such-fact", file=file, key=key), param_hint="--fact")
    write(explained)


def _split(selectors: Selectors) -> list[str] | None:
    """ "--select HD,OL101 --select repeated-word" names three; without the option all rules are meant."""
    return None if selectors is None else [s.strip() for given in selectors for s in given.split(",") if s.strip()]


def _unknown(name: str) -> str:
    import difflib

    from rules import RULES

    near = difflib.get_close_matches(name.lower(), [rule.name for rule in RULES], n=1)
    hint = f" {say('cli.near-rule', name=near[0])}" if near else ""
    return f"{say('cli.no-rule', name=name)}{hint} {say('cli.list-rules')}"
