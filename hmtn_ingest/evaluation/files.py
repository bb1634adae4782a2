"""Gold, records and earlier evaluations from disk. Bad input is refused with a message that names the file."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from hmtn_ingest.evaluation.figures import Evaluation
from hmtn_ingest.evaluation.gold import Gold
from hmtn_ingest.pipeline import ingest_traced
from hmtn_ingest.readers import Unreadable
from hmtn_ingest.reading.files import read_limited
from hmtn_ingest.reading.worker import default_limits, workers
from parsers.records import DocumentRecord
from parsers.trace import traces

DOCUMENTS = frozenset((".txt", ".md", ".docx", ".pdf", ".doc", ".rtf", ".odt"))

M = TypeVar("M", bound=BaseModel)


class EvaluationInputError(ValueError):
    """A file that is no gold, no record or no evaluation, or a folder without any; the message is for the user."""


def load_gold(path: Path) -> dict[str, Gold]:
    """Gold by document name: of one file, or of every .json in a folder. Raises ``EvaluationInputError``."""
    files = _files(path, {".json"}, "bộ kết quả chuẩn · gold files")
    return {file.stem: _load(file, Gold, "bộ kết quả chuẩn · a gold file") for file in files}


def load_records(path: Path) -> dict[str, DocumentRecord]:
    """Records by document name (``plan.docx``), from one file or a folder.

    A .json is a saved record (``plan.docx.json``); a document is read here and now. Raises ``EvaluationInputError``.
    """
    records: dict[str, DocumentRecord] = {}
    for file in _files(path, DOCUMENTS | {".json"}, "tài liệu hoặc bản ghi · documents or records"):
        if file.suffix == ".json":
            records[file.stem] = _load(file, DocumentRecord, "bản ghi · a record")
        else:
            records[file.name] = read_limited(file)
    return records


def load_clues(path: Path) -> dict[str, dict[str, list[str]]]:
    """By document name and id of a fact, the clue that decided: documents are read again, saved records have none."""
    found: dict[str, dict[str, list[str]]] = {}
    for file in _files(path, DOCUMENTS, "tài liệu · documents"):
        with contextlib.suppress(Unreadable), workers(default_limits()).one() as worker:
            found[file.name] = worker.run(_clues, file.absolute())
    return found


def _clues(file: Path, tell: object) -> dict[str, list[str]]:
    """Work for a worker process."""
    record, annotated = ingest_traced(file)
    by_id = traces(annotated, record) if annotated is not None else {}
    return {key: [f"{trace.list_name}: {trace.clue}"] for key, trace in by_id.items() if trace.clue}


def load_evaluation(path: Path) -> Evaluation:
    """An evaluation that was saved as JSON. Raises ``EvaluationInputError``."""
    if not path.is_file():
        raise EvaluationInputError(f"{path}: không có tệp này · no such file")
    return _load(path, Evaluation, "kết quả đánh giá đã lưu · a saved evaluation")


def _files(path: Path, suffixes: set[str] | frozenset[str], what: str) -> list[Path]:
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise EvaluationInputError(f"{path}: không có tệp hoặc thư mục này · no such file or folder")
    files = sorted(file for file in path.iterdir() if file.is_file() and file.suffix.lower() in suffixes)
    if not files:
        raise EvaluationInputError(f"{path}: thư mục không có {what} in this folder: none found")
    return files


def _load(file: Path, model: type[M], what: str) -> M:
    try:
        return model.model_validate_json(file.read_bytes())
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"]) or "JSON"
        raise EvaluationInputError(
            f"{file}: tệp không phải là {what} ({where}: {first['msg']}; {error.error_count()} lỗi · errors)"
        ) from error
