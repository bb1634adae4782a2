"""``csv``: flat tables with a Frictionless data package that says what is in them (Data Package and Table Schema 1.0).

One folder for all documents. Every table is there, with its head, even where there is nothing to put into it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from hmtn_ingest.exports.cells import csv_file
from hmtn_ingest.exports.flat_rows import FlatSource
from hmtn_ingest.exports.flat_tables import TABLES, FlatField, FlatTable
from hmtn_ingest.exports.model import File, Options
from hmtn_ingest.review.reviewed import Reviewed

_KEY_LENGTH = 12


def write(documents: Sequence[Reviewed], options: Options) -> list[File]:
    """The tables as CSV, and ``datapackage.json``."""
    sources = [FlatSource(key, one) for key, one in zip(_document_keys(documents), documents, strict=True)]
    files = []
    resources = []
    for table in TABLES:
        rows = [[row[field.name] for field in table.fields] for source in sources for row in table.rows(source)]
        file = File(f"{table.name}.csv", csv_file([[field.name for field in table.fields], *rows]))
        files.append(file)
        resources.append(_resource(table, file))
    package = {
        "profile": "tabular-data-package",
        "name": "hmtn-ingest",
        "title": "Dữ liệu đọc từ kế hoạch, báo cáo hiến máu tình nguyện",
        "description": "Facts of Vietnamese plans and reports on voluntary blood donation, as people left them. "
        "A text that a spreadsheet could run as a formula has one apostrophe before it.",
        "resources": resources,
    }
    return [*files, File("datapackage.json", (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode())]


def _document_keys(documents: Sequence[Reviewed]) -> list[str]:
    """The beginning of each file's SHA-256; the same bytes a second time get a number."""
    keys: list[str] = []
    for document in documents:
        key = stem = document.record.source.sha256[:_KEY_LENGTH]
        count = 1
        while key in keys:
            count += 1
            key = f"{stem}-{count}"
        keys.append(key)
    return keys


def _resource(table: FlatTable, file: File) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_described(field) for field in table.fields],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    if table.leads_to:
        schema["foreignKeys"] = [
            {"fields": name, "reference": {"resource": to, "fields": "document" if to == "documents" else "id"}}
            for name, to in table.leads_to
        ]
    return {
        "name": table.name,
        "path": file.name,
        "profile": "tabular-data-resource",
        "title": table.title,
        "description": table.about,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(file.data),
        "hash": f"sha256:{hashlib.sha256(file.data).hexdigest()}",
        "schema": schema,
    }


def _described(field: FlatField) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if field.required:
        constraints["required"] = True
    if field.values:
        constraints["enum"] = list(field.values)
    described = {"name": field.name, "type": field.type, "title": field.title, "description": field.about}
    return {**described, "constraints": constraints} if constraints else described
