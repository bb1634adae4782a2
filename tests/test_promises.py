"""What the software promises about every document, in every format."""

from __future__ import annotations

import gc
import json
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmtn_ingest.evaluation import ungrounded
from hmtn_ingest.pipeline import ingest
from parsers.records import DocumentRecord
from parsers.text import NormalisedText, fold
from tests.reading import record_at
from tests.rereading import unsupported

ROOT = Path(__file__).parent.parent
SAMPLES = sorted((ROOT / "samples" / "documents").iterdir())
HELD_OUT = [path for path in sorted((ROOT / "samples" / "heldout").iterdir()) if path.suffix != ".json"]
SHARED = ROOT.parent / "shared"
REAL = [
    path
    for folder in ("eval/docs", "eval/plans", "corpus/plans", "corpus/office")
    for path in (sorted((SHARED / folder).iterdir()) if (SHARED / folder).is_dir() else [])
    if path.suffix in (".txt", ".md", ".docx", ".pdf") and "scan" not in path.stem  # see tests/readers/scan
]
NAMES = sorted({path.stem for path in SAMPLES})


documents = pytest.mark.parametrize(
    "path", [*SAMPLES, *HELD_OUT, *REAL], ids=lambda path: f"{path.parent.name}-{path.name}"
)


@pytest.mark.documents
@documents
def test_every_quote_is_the_text_at_its_place(path: Path) -> None:
    assert ungrounded(record_at(path)) == []


@pytest.mark.documents
@documents
def test_reading_a_span_again_gives_its_value(path: Path) -> None:
    assert unsupported(record_at(path)) == []


@pytest.mark.documents
@documents
def test_a_document_with_problems_is_never_ok(path: Path) -> None:
    assert (record_at(path).status == "ok") == (record_at(path).problems == [])


@pytest.mark.documents
@documents
def test_references_lead_to_records_and_ids_are_one_each(path: Path) -> None:
    read = record_at(path)
    lists = (
        read.citations, read.bodies, read.dates, read.events, read.targets, read.results, read.quota_tables,
        read.obligations, read.deadlines, read.contacts, read.recipients,
    )  # fmt: skip
    ids = [item.id for kind in lists for item in kind]
    assert all(ids)
    assert len(ids) == len(set(ids))
    referred = [i for o in read.obligations for i in (*o.deadlines, *o.targets)]
    referred += [i for e in read.events for i in e.targets]
    referred += [i for i in (*(d.obligation for d in read.deadlines), *(t.event for t in read.targets)) if i]
    assert set(referred) <= set(ids)


@pytest.mark.documents
@pytest.mark.parametrize("name", NAMES)
def test_the_same_bytes_give_the_same_json(name: str) -> None:
    path = ROOT / "samples" / "documents" / f"{name}.txt"
    assert ingest(path).model_dump_json() == record_at(path).model_dump_json()


def facts(record: DocumentRecord) -> dict[str, list[str]]:
    """The facts of a record without their places, for comparing formats."""

    def bodies(refs: list[object]) -> list[str]:
        return sorted(fold(ref.canonical) for ref in refs)  # type: ignore[attr-defined]

    header = {
        name: getattr(record.header, name).value
        for name in type(record.header).model_fields
        if getattr(record.header, name)
    }
    return {
        "header": sorted(f"{k} {fold(str(getattr(v, 'edtf', v)))}" for k, v in header.items()),
        "citations": sorted(f"{c.relation} {c.code} {c.date and c.date.edtf}" for c in record.citations),
        "dates": sorted(f"{d.role} {d.date and d.date.edtf} {d.rrule}" for d in record.dates),
        "events": sorted(f"{e.date and e.date.edtf} {fold(e.name)}" for e in record.events),
        "targets": sorted(f"{t.quantity.model_dump_json()} {bodies(t.bodies)}" for t in record.targets),
        "results": sorted(f"{r.quantity.model_dump_json()} {r.planned} {r.ratio}" for r in record.results),
        "quotas": sorted(
            f"{row.ordinal} {fold(row.body.name)} {[v.value for v in row.values]}"
            for table in record.quota_tables
            for row in table.rows
        ),
        "obligations": sorted(f"{o.section} {o.role} {bodies(o.bodies)} {fold(o.action)}" for o in record.obligations),
        "deadlines": sorted(f"{d.relation} {d.due} {d.rrule} {bodies(d.bodies)}" for d in record.deadlines),
        "contacts": sorted(f"{c.name} {c.phone}" for c in record.contacts),
        "recipients": sorted(f"{fold(r.name)} {r.note}" for r in record.recipients),
    }


@pytest.mark.documents
@pytest.mark.parametrize("kind", [".docx", ".pdf"])
@pytest.mark.parametrize("name", NAMES)
def test_every_format_gives_the_same_facts(name: str, kind: str) -> None:
    folder = ROOT / "samples" / "documents"
    assert facts(record_at(folder / f"{name}{kind}")) == facts(record_at(folder / f"{name}.txt"))


@pytest.mark.documents
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda text: unicodedata.normalize("NFD", text), id="decomposed"),
        pytest.param(lambda text: text.replace("\n", "\r\n"), id="crlf"),
        pytest.param(lambda text: "\ufeff" + text, id="bom"),
        pytest.param(lambda text: text.replace("hòa", "hoà").replace("Ủy", "Uỷ").replace("ủy", "uỷ"), id="old tones"),
    ],
)
def test_the_form_of_the_letters_does_not_change_the_facts(name: str, change: Callable[[str], str]) -> None:
    path = ROOT / "samples" / "documents" / f"{name}.txt"
    changed = ingest(change(path.read_text(encoding="utf-8")).encode(), name=path.name)
    assert facts(changed) == facts(record_at(path))


SOUP = [
    "KẾ HOẠCH", "BÁO CÁO", "Số:", "/KH-UBND", "ngày", "tháng", "năm 2026", "trước", "hằng năm", "31/02", "15/4", "Quý II",
    "I.", "1.", "1.1.", "a)", "- ", "+", "UBND xã", "Sở Y tế", "chủ trì", "phối hợp với", "các", "và", ",", ";", ":", "(",
    ")", "từ", "130", "đơn vị máu", "trở lên", "ít nhất", "30%", "\t", "\n", "TM.", "Nơi nhận:", "Lưu: VT", "Điều 1.",
    "Phụ lục", "Tổng cộng", "đến", "hoặc", "325/250", "0900 000 111", "“", "”", "…", "./.",
]  # fmt: skip


class Panic(BaseException):
    """As libraries in Rust raise it, which is no ``Exception``."""


@pytest.mark.parametrize(
    ("error", "code"), [(KeyError, "crash"), (RecursionError, "crash"), (Panic, "crash"), (MemoryError, "memory")]
)
def test_a_defect_is_a_failed_record_without_words_of_the_document(
    error: type[BaseException], code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise error("điện thoại 0900000123")

    monkeypatch.setattr("hmtn_ingest.pipeline.annotate", broken)
    record = ingest("KẾ HOẠCH\nĐiện thoại 0900000123\n".encode(), name="kế hoạch.txt")
    (problem,) = record.problems
    assert (record.status, problem.code) == ("failed", code)
    for text in (problem.message, problem.message_en or ""):
        assert text.startswith("“kế hoạch.txt”: ")
        assert "0900000123" not in text
        assert code == "memory" or f"{error.__name__}, test_promises.py:" in text


def test_a_name_that_is_no_text_is_shown_as_far_as_it_is() -> None:
    name = b"k\xe9-hoach.txt".decode("utf-8", "surrogateescape")
    record = ingest("KẾ HOẠCH\n".encode(), name=name)
    assert record.source.file_name == "k\ufffd-hoach.txt"
    assert DocumentRecord.model_validate_json(record.model_dump_json()) == record


@given(st.lists(st.sampled_from(SOUP), max_size=60))
def test_no_soup_of_keywords_breaks_the_reading(words: list[str]) -> None:
    read = ingest(" ".join(words).encode(), name="soup.txt")
    assert ungrounded(read) == []
    assert json.loads(read.model_dump_json(by_alias=True))["schema_version"] == "1.1"


@pytest.mark.parametrize("name", NAMES)
def test_nothing_of_a_document_stays_behind_its_record(name: str) -> None:
    text = ingest((ROOT / "samples" / "documents" / f"{name}.txt").read_bytes(), name=f"{name}.txt").text
    gc.collect()
    assert not [one for one in gc.get_objects() if isinstance(one, NormalisedText) and one.document.text == text]
