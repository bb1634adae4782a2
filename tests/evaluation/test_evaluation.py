"""Evaluation against gold: what counts as the same, what the figures are, and what a change brought."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

from hmtn_ingest.evaluation import (
    DocumentResult,
    Evaluation,
    EvaluationInputError,
    Gold,
    compare_evaluations,
    evaluate,
    load_evaluation,
    load_gold,
    load_records,
    ungrounded,
)
from hmtn_ingest.evaluation.gold import GoldQuantity
from hmtn_ingest.evaluation.matching import anchored, body_agreement, same_code, same_name, same_phone, same_quantity
from parsers.records import BodyRef, DateValue, DocumentRecord, Grounded, Quantity, Span
from tests.evaluation.gold_record import record_of

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples"
SHARED = ROOT.parent / "shared" / "eval"
GOLD = load_gold(SAMPLES / "gold")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Hội CTĐ phường", "Hội Chữ thập đỏ phường", True),
        ("UBND các xã, thị trấn", "Ủy ban nhân dân xã, thị trấn", True),
        ("BCĐ VĐHMTN tỉnh", "Ban Chỉ đạo vận động hiến máu tình nguyện tỉnh", True),
        ("Phòng Văn hoá - Xã hội", "Phòng Văn hóa Xã hội", True),
        ("Đề nghị Liên đoàn Lao động huyện", "Liên đoàn Lao động huyện", True),
        ("Trạm Y tế phường", "Công an phường", False),
        ("Trường Tiểu học số 1", "Trường Mầm non số 1", False),
        ("Sở Y tế", "Sở Tài chính", False),
        (None, "Sở Y tế", False),
        (None, None, True),
    ],
)
def test_names(one: str | None, other: str | None, same: bool) -> None:
    assert same_name(one, other) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("31/KH-BCĐ", "31 /KH - BCĐ", True),
        ("19-CT/TU", "19-CT/TU", True),
        ("31/KH-BCĐ", "13/KH-BCĐ", False),
        (None, None, False),
    ],
)
def test_codes(one: str | None, other: str | None, same: bool) -> None:
    assert same_code(one, other) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("0900000112", "0900.000.112", True),
        ("0900000112", "+84 900 000 112", True),
        ("0900000112", "0900 000 113", False),
        (None, None, False),
    ],
)
def test_phones(one: str | None, other: str | None, same: bool) -> None:
    assert same_phone(one, other) is same


def spans(*quotes: str) -> list[Span]:
    return [Span(start=0, end=len(quote), quote=quote) for quote in quotes]


@pytest.mark.parametrize(
    ("quote", "read", "same"),
    [
        ("trước ngày 15/4", ["trước ngày 15/4"], True),
        ("trước ngày 15/4", ["ngày 15/4"], True),
        ("ngày 15/4", ["đợt 1", "gửi trước\nngày 15/4 để tổng hợp"], True),
        ("trước ngày 15/4", ["trước ngày 30/9"], True),  # shares "trước ngày": the date itself is compared apart
        ("trước ngày 15/4", ["Quý II/2025"], False),
        ("trước ngày 15/4", [], False),
    ],
)
def test_anchors(quote: str, read: list[str], same: bool) -> None:
    assert anchored(quote, spans(*read)) is same


@pytest.mark.parametrize(
    ("want", "got", "same"),
    [
        (("at_least", 400, None), ("at_least", 400, None), True),
        (("at_least", 400, None), ("more_than", 400, None), False),
        (("at_least", 400, None), ("at_least", 4000, None), False),
        (("between", 700, 750), ("between", 700, 750), True),
        (("between", 700, 750), ("between", 700, 705), False),
        (("at_most", None, 30), ("at_most", None, 30), True),
        (("at_most", None, 30), ("at_most", None, 3), False),
        ((["about", "less_than"], 100, 100), ("less_than", None, 100), True),
        ((["about", "less_than"], 100, 100), ("about", 100, 100), True),
        ((["about", "less_than"], 100, 100), ("about", 10, 10), False),
    ],
)
def test_quantities(want: tuple[Any, Any, Any], got: tuple[Any, Any, Any], same: bool) -> None:
    fact = GoldQuantity(quote="đơn vị máu", comparator=want[0], min=want[1], max=want[2])
    read = Quantity(comparator=got[0], min=got[1], max=got[2], unit="đơn vị máu", indicator="blood_units")
    assert same_quantity(fact, read, spans("đơn vị máu")) is same


@pytest.mark.parametrize(
    ("got", "want", "agreement"),
    [
        ([], [], 1.0),
        (["Công an xã"], [], 0.0),
        (["Công an xã", "Trạm Y tế xã"], ["Trạm Y tế xã", "Công an xã"], 1.0),
        (["Công an xã"], ["Công an xã", "Trạm Y tế xã"], 2 / 3),
        (["Hội Chữ thập đỏ huyện Khe Trầm"], ["Hội Chữ thập đỏ huyện"], 1.0),
    ],
)
def test_bodies(got: list[str], want: list[str], agreement: float) -> None:
    bodies = [BodyRef(name=name, canonical=name, kind="other") for name in got]
    assert body_agreement(bodies, want) == pytest.approx(agreement)


def specimen(name: str, suffix: str = ".txt") -> DocumentRecord:
    text = (SAMPLES / "documents" / f"{name}.txt").read_text(encoding="utf-8")
    return record_of(GOLD[name], f"{name}{suffix}", text)


def measure(record: DocumentRecord, gold: Gold) -> DocumentResult:
    (result,) = evaluate({"plan.txt": record}, {"plan": gold}).documents
    return result


@pytest.mark.parametrize("name", GOLD)
def test_a_faultless_record_is_whole(name: str) -> None:
    result = measure(specimen(name), GOLD[name])
    assert result.whole
    assert {kind: (f.misses, f.extras) for kind, f in result.kinds.items() if f.f1 < 1} == {}
    assert {a: m.mean for f in result.kinds.values() for a, m in f.aspects.items() if m.mean < 1} == {}


@pytest.mark.parametrize("name", GOLD)
def test_an_empty_record_misses_everything_and_adds_nothing(name: str) -> None:
    empty = DocumentRecord(source=specimen(name).source, status="failed")
    result = measure(empty, GOLD[name])
    assert (result.facts.found, result.facts.extra) == (0, 0)
    assert result.facts.missed > 20
    assert (result.facts.precision, result.facts.recall, result.facts.f1) == (1, 0, 0)


def counts(result: DocumentResult, kind: str) -> tuple[int, int, int]:
    figures = result.kinds[kind]
    return figures.found, figures.extra, figures.missed


def test_a_wrong_value_is_missed_and_too_many() -> None:
    record = specimen("ke-hoach-huyen")
    record.header.code_number = Grounded(value="318")  # the number of the cited letter
    record.header.signer_office = Grounded(value="CHỦ TỊCH HỘI CHỮ THẬP ĐỎ")  # stands nowhere
    record.header.signer_name = None
    result = measure(record, GOLD["ke-hoach-huyen"])
    assert counts(result, "header") == (8, 2, 2)
    assert result.kinds["header"].misses == ["code_number: 041", "signer_name: Sầm Thị Hạ"]
    assert result.kinds["header"].extras == ["code_number: 318", "signer_office: CHỦ TỊCH HỘI CHỮ THẬP ĐỎ"]
    assert not result.whole


def test_a_date_read_a_month_off_and_one_in_another_role() -> None:
    record = specimen("quyet-dinh")
    due = next(date for date in record.dates if date.date and date.date.edtf == "2026-03-31")
    due.date = DateValue(edtf="2026-04-01")
    record.dates[-2].role = "event"
    result = measure(record, GOLD["quyet-dinh"])
    assert counts(result, "dates") == (7, 1, 1)
    assert result.kinds["dates"].aspects["role"].mean == pytest.approx(6 / 7)


def test_of_two_equal_targets_each_takes_the_one_of_its_bodies() -> None:
    """Thirty people of one faculty and thirty of another, read in the other order."""
    thirty = {
        "quote": "30 người",
        "comparator": "exactly",
        "min": 30,
        "max": 30,
        "unit": "người",
        "indicator": "registrants",
    }
    gold = Gold.model_validate(
        {"targets": [thirty | {"bodies": ["Khoa Kinh tế"]}, thirty | {"bodies": ["Khoa Du lịch"]}]}
    )
    record = record_of(gold, "")
    record.targets.reverse()
    figures = measure(record, gold).kinds["targets"]
    assert (figures.found, figures.aspects["bodies"].mean) == (2, 1)


def test_an_optional_fact_counts_neither_way() -> None:
    gold = Gold.model_validate(
        {"recipients": [{"name": "Sở Y tế"}, {"name": "Hội Chữ thập đỏ tỉnh", "optional": True}]}
    )
    with_both = record_of(gold.model_copy(update={"recipients": [r.model_copy() for r in gold.recipients or ()]}), "")
    required = counts(measure(with_both, gold), "recipients")
    full = Gold.model_validate({"recipients": [{"name": "Sở Y tế"}, {"name": "Hội Chữ thập đỏ tỉnh"}]})
    given = counts(measure(record_of(full, ""), gold), "recipients")
    assert required == given == (1, 0, 0)


def test_null_among_the_fair_readings_lets_a_field_stay_open() -> None:
    gold = Gold.model_validate({"header": {"type_name": ["CÔNG VĂN", None]}})
    record = record_of(gold, "")
    assert counts(measure(record, gold), "header") == (1, 0, 0)
    record.header.type_name = None
    assert counts(measure(record, gold), "header") == (0, 0, 0)
    record.header.type_name = Grounded(value="TỜ TRÌNH")
    assert counts(measure(record, gold), "header") == (0, 1, 0)


def test_a_kind_that_gold_leaves_out_is_not_scored() -> None:
    gold = Gold.model_validate({"recipients": []})
    assert measure(specimen("thong-bao"), gold).kinds.keys() == {"recipients"}


def test_findings_count_for_themselves() -> None:
    gold = GOLD["mau-thuan"]
    record = specimen("mau-thuan")
    record.findings = [finding for finding in record.findings if finding.name != "weekday-mismatch"]
    record.findings.append(record.findings[0].model_copy(update={"name": "number-blank"}))
    result = measure(record, gold)
    assert counts(result, "findings") == (6, 1, 1)
    assert result.whole  # about the facts alone
    either = Gold.model_validate({"must_find": [["date-blank", "quota-sum-mismatch"], "repeated-word"]})
    assert counts(measure(record, either), "findings") == (1, 0, 1)


def test_formats_are_measured_apart_and_together() -> None:
    records = {f"thong-bao{suffix}": specimen("thong-bao", suffix) for suffix in (".txt", ".docx", "_scan200.pdf")}
    records["thong-bao.docx"].contacts = []
    records["elsewhere.txt"] = specimen("thong-bao")
    evaluation = evaluate(records, GOLD)
    assert evaluation.without_gold == ["elsewhere.txt"]
    assert evaluation.without_record == sorted(GOLD.keys() - {"thong-bao"})
    assert {form: summary.whole for form, summary in evaluation.formats.items()} == {
        ".docx": 0,
        ".pdf scan200": 1,
        ".txt": 1,
    }
    total = evaluation.total
    assert (total.documents, total.whole, total.whole_rate) == (3, 2, pytest.approx(2 / 3))
    assert total.kinds["contacts"].recall == pytest.approx(2 / 3)
    assert total.kinds["contacts"].precision == 1
    assert total.kinds["contacts"].f1 == pytest.approx(0.8)
    assert total.kinds["contacts"].support == 3
    assert total.facts.missed == 1


def test_gains_and_losses_against_an_earlier_run(tmp_path: Path) -> None:
    earlier = specimen("cong-van")
    del earlier.deadlines[0]
    earlier.contacts.append(earlier.contacts[0].model_copy(update={"name": "Phòng Nghiệp vụ Y"}))
    before = evaluate({"cong-van.txt": earlier, "thong-bao.txt": specimen("thong-bao")}, GOLD)
    saved = tmp_path / "before.json"
    saved.write_text(before.model_dump_json(), encoding="utf-8")
    later = specimen("cong-van")
    later.recipients = later.recipients[1:]
    now = evaluate({"cong-van.txt": later, "cong-van.docx": later}, GOLD)

    changes = compare_evaluations(now, load_evaluation(saved))

    assert (changes.added, changes.removed) == (["cong-van.docx"], ["thong-bao.txt"])
    assert [(c.document, c.kind, c.gained, c.lost) for c in changes.changes] == [
        ("cong-van.txt", "contacts", ["no longer: Phòng Nghiệp vụ Y"], []),
        (
            "cong-van.txt",
            "deadlines",
            ["found: 2026-05-15 rà soát nhu cầu sử dụng máu và chế phẩm máu “trước 11g00 ngày 15/5/2026”"],
            [],
        ),
        ("cong-van.txt", "recipients", [], ["missed: Như trên"]),
    ]
    assert (changes.gains, changes.losses) == (2, 1)
    assert compare_evaluations(now, now).changes == []


def test_a_saved_evaluation_reads_back_as_it_was(tmp_path: Path) -> None:
    evaluation = evaluate({"du-thao.txt": specimen("du-thao")}, GOLD)
    saved = tmp_path / "evaluation.json"
    saved.write_text(evaluation.model_dump_json(indent=1), encoding="utf-8")
    assert load_evaluation(saved) == evaluation
    assert json.loads(saved.read_text(encoding="utf-8"))["total"]["facts"]["f1"] == 1


def test_spans_that_do_not_stand_in_the_text_are_named() -> None:
    record = specimen("du-thao")
    record.contacts = []
    record.text = record.text.replace("trước ngày 25/3/2026", "trước ngày 26/3/2026")
    assert ungrounded(record) == ["dates[2].spans[0]", "deadlines[0].spans[0]"]


def test_records_come_from_documents_and_from_saved_records(tmp_path: Path) -> None:
    plan = SAMPLES / "documents" / "thong-bao.txt"
    (tmp_path / "thong-bao.txt").write_bytes(plan.read_bytes())
    (tmp_path / "notes.html").write_text("not a document", encoding="utf-8")
    (read,) = load_records(tmp_path).values()
    saved = tmp_path / "saved"
    saved.mkdir()
    (saved / "thong-bao.txt.json").write_text(read.model_dump_json(by_alias=True), encoding="utf-8")
    assert load_records(saved) == {"thong-bao.txt": read}


@pytest.mark.parametrize(
    ("content", "load", "message"),
    [
        ('{"dates": 3}', load_gold, "a gold file"),
        ("not json", load_gold, "a gold file"),
        ('{"status": "ok"}', load_records, "a record"),
        ("[]", load_evaluation, "a saved evaluation"),
    ],
)
def test_a_file_of_another_kind_is_refused_by_name(tmp_path: Path, content: str, load: Any, message: str) -> None:
    path = tmp_path / "wrong.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(EvaluationInputError, match=rf"wrong\.json: .*{message}"):
        load(path)


@pytest.mark.parametrize("load", [load_gold, load_records, load_evaluation])
def test_nothing_there_is_said(tmp_path: Path, load: Any) -> None:
    with pytest.raises(EvaluationInputError, match="no such file"):
        load(tmp_path / "absent")


@pytest.mark.parametrize("load", [load_gold, load_records])
def test_a_folder_without_anything_to_read_is_refused(tmp_path: Path, load: Any) -> None:
    with pytest.raises(EvaluationInputError, match="none found"):
        load(tmp_path)


# ---- the same counts as the scorer that the gold files came with


def spoilt(gold: Gold, name: str) -> DocumentRecord:
    """A faultless record, then one fact in four dropped, one made wrong and one doubled in every kind."""
    record = record_of(gold, name)
    for kind in ("citations", "dates", "targets", "results", "events", "obligations", "deadlines", "recipients"):
        facts = getattr(record, kind)
        kept = [fact for at, fact in enumerate(facts) if at % 4 != 1]
        setattr(record, kind, [*kept, *(fact.model_copy(deep=True) for fact in kept[:1])])
    for at, date in enumerate(record.dates):
        if at % 5 == 2 and date.date:
            date.date = DateValue(edtf="1999-01-01")
    for at, target in enumerate(record.targets):
        if at % 3 == 2:
            target.bodies = target.bodies[1:]
    for table in record.quota_tables:
        del table.rows[::7]
    record.header.issued_place = None
    record.header.subject = Grounded(value="Báo cáo kết quả công tác năm")
    return record


def shared_gold() -> list[Path]:
    return [
        path
        for folder in ("gold", "plans", "scans", "hmtn", "dev")
        for path in sorted((SHARED / folder).glob("*.json"))
    ]


@pytest.mark.skipif(not (SHARED / "score.py").exists(), reason="no ../shared beside the project")
@pytest.mark.parametrize("spoil", [record_of, spoilt])
@pytest.mark.parametrize("path", [*shared_gold(), *sorted((SAMPLES / "gold").glob("*.json"))], ids=lambda p: p.stem)
def test_counts_agree_with_the_scorer_of_the_gold_files(path: Path, spoil: Any) -> None:
    spec = importlib.util.spec_from_file_location("score", SHARED / "score.py")
    assert spec is not None
    assert spec.loader is not None
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    gold = load_gold(path)[path.stem]
    record = spoil(gold, "plan.txt")

    ours = measure(record, gold)
    theirs = score.Tally()
    score.score(record.model_dump(mode="json", warnings=False), json.loads(path.read_text(encoding="utf-8")), theirs)

    assert {kind: counts(ours, kind) for kind in ours.kinds} == {
        kind: (theirs.tp[kind], theirs.fp[kind], theirs.fn[kind]) for kind in ours.kinds
    }
    for kind, figures in ours.kinds.items():
        for aspect, mean in figures.aspects.items():
            values = theirs.side[f"{kind}.{aspect}"]
            assert len(values) == mean.count
            assert mean.total >= sum(values) - 1e-9  # ours takes the best of several answers, theirs the first


def test_the_total_is_the_sum_of_its_documents() -> None:
    evaluation: Evaluation = evaluate({f"{name}.txt": spoilt(gold, name) for name, gold in GOLD.items()}, GOLD)
    for kind, figures in evaluation.total.kinds.items():
        assert figures.support == sum(document.kinds[kind].support for document in evaluation.documents)
    assert 0 < evaluation.total.macro_f1 < 1
