"""Two compared documents as a table to download.

In: a comparison, ``Compared``, whose texts are masked already. Out: the bytes of a CSV file with a row for each pair of
facts, in the order in which the page shows them: kind, change, what stood there, what stands there now, in what the two
differ, what is to be checked. The page of a comparison offers it.

    "Thời hạn","Đổi","trước 15/4/2025 · gửi danh sách","trước 10/4/2026 · gửi danh sách","Thời hạn: …","…"
"""

from __future__ import annotations

from collections.abc import Sequence

from hmtn_ingest.exports.cells import csv_file
from hmtn_ingest.i18n import Language, say
from hmtn_ingest.render.comparison_lines import GROUPS, Compared, ComparedLine, Half

_COLUMNS = ("kind", "change", "old", "new-side", "what", "check")


def comparison_table(compared: Compared) -> bytes:
    """Every line of the comparison as a row; no cell can run as a formula."""
    language = compared.language
    head = [say(f"comparison.{column}", language) for column in _COLUMNS]
    return csv_file([head, *(_cells(kind, line, language) for kind in GROUPS for line in compared.of(kind))])


def _cells(kind: str, line: ComparedLine, language: Language) -> Sequence[str]:
    return (
        say(f"kind.{kind}", language),
        say(f"comparison.{line.change}", language),
        _side(line.old),
        _side(line.new),
        "; ".join(
            f"{note.label}: {note.old} → {note.new}" + (f" ({note.remark})" if note.remark else "")
            for note in line.notes
        ),
        "; ".join(_to_check(line, language)),
    )


def _side(half: Half | None) -> str:
    return " · ".join(part for part in (half.lead, half.text, half.meta) if part) if half else ""


def _to_check(line: ComparedLine, language: Language) -> list[str]:
    """The doubts about the pair, then those of the reading on each side; what both sides doubt is said once."""
    reading = [
        f"{say('comparison.doubt.reading', language)}: {half.doubts}"
        for half in (line.old, line.new)
        if half and half.doubts
    ]
    return list(dict.fromkeys((*line.doubts, *reading)))
