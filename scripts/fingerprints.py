"""Fingerprints of all that the program says about the documents at hand: which bytes does a change of the code change?

For each document: its record, what ``check`` and ``show`` print, and every export of it with the same decisions of an
invented person. Documents are those of ``samples/`` and, where they lie beside the project, of ``../shared``.

    python scripts/fingerprints.py before.json               # before the change
    python scripts/fingerprints.py --against before.json     # after it: each output that is another now; exit code 1
    python scripts/fingerprints.py --keep FOLDER after.json  # the outputs themselves as well, to look at the difference
"""

from __future__ import annotations

import argparse
import concurrent.futures
import datetime
import hashlib
import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

FOLDERS = (
    "samples/documents", "samples/heldout", "../shared/eval/docs", "../shared/eval/plans", "../shared/eval/hmtn/docs",
    "../shared/eval/dev", "../shared/corpus/plans", "../shared/corpus/office",
)  # fmt: skip
KINDS = (".txt", ".md", ".docx", ".pdf")
FIRST = datetime.datetime(2026, 2, 2, 9, tzinfo=datetime.UTC)


def documents() -> list[Path]:
    found = [path for folder in FOLDERS if (ROOT / folder).is_dir() for path in sorted((ROOT / folder).iterdir())]
    return [path for path in found if path.suffix in KINDS]


def outputs(path: Path) -> dict[str, bytes]:
    """Everything that is said about one document, by name."""
    from typer.testing import CliRunner

    import hmtn_ingest
    from hmtn_ingest.cli import app
    from hmtn_ingest.exports import EXPORTS, export
    from hmtn_ingest.pipeline import ingest

    record = ingest(path)
    said = {"record": record.model_dump_json(by_alias=True, indent=1).encode()}
    hmtn_ingest.ingest = lambda *_, **__: record.model_copy(deep=True)  # read once for all commands
    try:
        for command in (["check"], ["check", "--preview", "--format", "json"], ["show"]):
            result = CliRunner().invoke(app, [*command, str(path)], env={"COLUMNS": "120"})
            if result.exception and not isinstance(result.exception, SystemExit):
                raise result.exception
            said[" ".join(command)] = result.output.replace(str(path), path.name).encode()
    finally:
        del hmtn_ingest.ingest
    if record.status == "failed":
        return said
    decided = with_decisions(record)
    for form in EXPORTS:
        bodies = {named.name for duty in record.obligations for named in duty.bodies}
        body = min(bodies, default="UBND xã") if form.by_body else None
        for reveal in (False, True):
            try:
                files = export(decided, form.name, body=body, reveal=reveal)
            except ValueError as error:  # no brief without a duty
                said[f"{form.name}{' revealed' * reveal}"] = str(error).encode()
                continue
            for file in files:
                said[f"{form.name}{' revealed' * reveal}: {file.name}"] = file.data + "".join(file.notes).encode()
    return said


def with_decisions(record):  # type: ignore[no-untyped-def]  # a reviewed document of any version of the program
    """The record after some facts were accepted, changed, rejected, marked as done and added, always the same ones."""
    from hmtn_ingest.review.decision import Decision
    from hmtn_ingest.review.drafts import accept, add, done, edit, reject
    from hmtn_ingest.review.reviewed import review

    reviewed = review(record)
    drafts = []
    for number, key in enumerate(reviewed.facts):
        if number % 7 == 3:
            drafts.append(reject(reviewed, key, "không đúng"))
        elif number % 3 == 0:
            drafts.append(accept(reviewed, key))
    for deadline in record.deadlines[:2]:
        drafts.append(edit(reviewed, deadline.id, {"/action": "Gửi danh sách đã sửa"}))
        drafts.append(done(reviewed, deadline.id))
    if record.obligations:
        values = {"action": "Việc người rà soát thêm", "role": "lead", "section": "I", "bodies": []}
        drafts.append(add(record, "obligation", record.obligations[0].spans[:1], values))
    kept = [
        Decision(**draft.model_dump(), id=number, by="Tẩn A Páo", at=FIRST + datetime.timedelta(minutes=number))
        for number, draft in enumerate(drafts, 1)
    ]
    return review(record, kept)


def name(path: Path) -> str:
    return "/".join(path.parts[-3:])


def fingerprints(path: Path, keep: Path | None) -> dict[str, str]:
    said = outputs(path)
    if keep:
        for output, data in said.items():
            file = keep / name(path).replace("/", "_") / output.replace("/", "_").replace(":", "")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
    return {output: hashlib.sha256(data).hexdigest() for output, data in said.items()}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("output", nargs="?", type=Path, help="where the fingerprints are written")
    parser.add_argument("--against", type=Path, help="earlier fingerprints to compare with")
    parser.add_argument("--keep", type=Path, help="folder for the outputs themselves")
    parser.add_argument("--only", default="", help="documents whose name has these letters in it")
    arguments = parser.parse_args()
    paths = [path for path in documents() if arguments.only in name(path)]
    with concurrent.futures.ProcessPoolExecutor(2) as pool:
        found = dict(zip(map(name, paths), pool.map(fingerprints, paths, [arguments.keep] * len(paths)), strict=True))
    if arguments.output:
        arguments.output.write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")
    print(f"{len(found)} documents, {sum(map(len, found.values()))} outputs")
    if not arguments.against:
        return 0
    before = json.loads(arguments.against.read_text(encoding="utf-8"))
    changed = 0
    for document, now in found.items():
        was = before.get(document, {})
        for output in sorted({*was, *now}):
            if was.get(output) != now.get(output):
                changed += 1
                what = "new" if output not in was else "gone" if output not in now else "changed"
                print(f"{document}  {output}  {what}")
    print(f"{changed} outputs are not what they were")
    return int(changed > 0)


if __name__ == "__main__":
    sys.exit(main())
