"""A second reader learns from what people decided; its disagreement is a doubt or a place to look at, never a fact."""

from __future__ import annotations

import functools
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner

from hmtn_ingest.cli import app
from hmtn_ingest.pipeline import ingest
from hmtn_ingest.review.drafts import accept, accept_rest, add, reject
from hmtn_ingest.second_reader.consult import NEVER, SURE, disagreement, facts_of
from hmtn_ingest.second_reader.folder import SECOND_READER_VARIABLE, NoModel, model_version
from hmtn_ingest.second_reader.lines import headed_lines
from hmtn_ingest.second_reader.model import KINDS, Opinion, open_model
from hmtn_ingest.store.store import Store
from hmtn_ingest.training.figures import Pointers, ReaderComparison, compare_with_rules
from hmtn_ingest.training.learning import learn, save_model
from hmtn_ingest.training.lessons import Lesson, lesson_of
from parsers.records import DocumentRecord, Span
from tests.exports.material import PLAN, decided, plan

VILLAGES = ("Nà Lếch", "Bản Cuôn", "Khuổi Tấu", "Phiêng Lót", "Tà Vạt")


def text(village: str) -> str:
    return PLAN.replace("BỜ LAU", village.upper()).replace("Bờ Lau", village)


@pytest.fixture(autouse=True)
def no_second_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SECOND_READER_VARIABLE, "")


@functools.cache
def lesson(village: str) -> Lesson:
    """A plan of which every fact of the kinds that are learned was accepted."""
    document = decided(ingest(text(village).encode(), name=f"{village}.txt"))
    drafts = [accept(document, fact.id) for _, fact in facts_of(document.extracted)]
    found = lesson_of(village, decided(document.extracted, *drafts))
    assert found is not None
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("mô hình") / "một"
    lessons = [lesson(village) for village in VILLAGES[:3]]
    save_model(learn(lessons), lessons, path)
    return path


# -- lessons -----------------------------------------------------------------------------------------------------------


def test_a_document_teaches_when_all_that_is_learned_is_decided() -> None:
    record = plan()
    reviewed = decided(record)
    assert lesson_of("1", reviewed) is None
    wrong, *right = [fact.id for _, fact in facts_of(record)]
    start = record.text.index("Chủ trì, phối hợp")
    words = Span(start=start, end=start + 7, quote="Chủ trì")
    missed = add(record, "event", [words], {"name": "Lễ phát động", "date": None})
    drafts = [reject(reviewed, wrong), *(accept(reviewed, key) for key in right), missed]
    found = lesson_of("1", decided(record, *drafts))
    assert found is not None
    assert (found.wrong, found.right) == ({wrong}, set(right))
    assert [fact.spans for fact in found.missed] == [[words]]
    assert wrong not in {fact.id for _, fact in found.facts}


# -- where both disagree -----------------------------------------------------------------------------------------------


def opinions(record: DocumentRecord, shares: dict[str, dict[str, float]]) -> Sequence[Opinion]:
    """Opinions that agree with the record but in the lines that begin with the words given."""
    found = []
    for line in headed_lines(record):
        own = record.text[line.start : line.end].lstrip("- ")
        read = {kind for kind, fact in facts_of(record) if fact.spans and line.start <= fact.spans[0].start < line.end}
        agreed = {kind: 0.99 if kind in read else 0.01 for kind in KINDS}
        other = next((given for words, given in shares.items() if own.startswith(words)), {})
        found.append(Opinion(line, agreed | other))
    return found


def test_who_agrees_points_at_nothing() -> None:
    found = disagreement(plan(), opinions(plan(), {}))
    assert not found.doubted
    assert not found.unread


def test_a_fact_that_it_does_not_see_is_doubted() -> None:
    record = plan()
    found = disagreement(record, opinions(record, {"Báo cáo kết quả": {"deadline": NEVER}}))
    doubted = {deadline.id for deadline in record.deadlines if deadline.rrule}
    assert found.doubted == doubted
    assert doubted


def test_a_kind_that_is_sure_and_was_not_read_is_a_place_to_look_at() -> None:
    record = plan()
    found = disagreement(record, opinions(record, {"Chủ trì, phối hợp": {"event": SURE}}))
    ((kind, start, end),) = found.unread
    assert kind == "event"
    assert record.text[start:end].startswith("- Chủ trì, phối hợp")


# -- the model ---------------------------------------------------------------------------------------------------------


def test_the_same_lessons_give_the_same_model(folder: Path, tmp_path: Path) -> None:
    lessons = [lesson(village) for village in VILLAGES[:3]]
    again = tmp_path / "hai"
    assert save_model(learn(lessons), lessons, again) == model_version(folder)
    lines = headed_lines(lesson(VILLAGES[3]).record)
    first, second = open_model(folder).opinions(lines), open_model(again).opinions(lines)
    assert [one.shares for one in first] == [one.shares for one in second]


def test_it_knows_lines_that_it_did_not_learn_from(folder: Path) -> None:
    record = lesson(VILLAGES[3]).record
    found = open_model(folder).opinions(headed_lines(record))
    by_words = {record.text[one.line.start : one.line.end]: one for one in found}
    duty = next(one for words, one in by_words.items() if words.startswith("- Gửi danh sách"))
    heading = next(one for words, one in by_words.items() if words.startswith("II. TỔ CHỨC"))
    assert duty.shares["obligation"] > 0.5 > heading.shares["obligation"]


def test_a_model_holds_no_word_of_a_document(folder: Path) -> None:
    written = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    for word in ("Lếch", "LẾCH", "Truyền máu", "Mạc Thị Sen", "0900.000.245", "phường"):
        assert word.encode() not in written


@pytest.mark.parametrize("content", [None, "{", '{"name": "vi_core"}'])
def test_a_folder_without_a_model_of_ours_is_none(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "meta.json").write_text(content)
    with pytest.raises(NoModel):
        model_version(tmp_path)


# -- reading with it ---------------------------------------------------------------------------------------------------


def test_a_record_names_who_was_asked_and_has_the_same_facts(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = text(VILLAGES[4]).encode()
    alone = ingest(data, name="a.txt")
    monkeypatch.setenv(SECOND_READER_VARIABLE, str(folder))
    both = ingest(data, name="a.txt")
    assert both.source.second_reader is not None
    assert both.source.second_reader.version == model_version(folder)
    assert [fact.id for _, fact in facts_of(both)] == [fact.id for _, fact in facts_of(alone)]
    assert "second_reader" not in json.loads(alone.model_dump_json())["source"]
    assert {entry.id for entry in alone.residue} <= {entry.id for entry in both.residue}
    assert len({entry.id for entry in both.residue}) == len(both.residue)


def test_a_damaged_model_is_said_and_nothing_is_read_without_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SECOND_READER_VARIABLE, str(tmp_path))
    record = ingest(PLAN.encode(), name="a.txt")
    assert record.status == "failed"
    assert [problem.code for problem in record.problems] == ["second-reader"]


def test_extract_takes_a_folder_of_a_model_only(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(PLAN, encoding="utf-8")
    result = CliRunner().invoke(app, ["extract", str(file), "--second-reader", str(tmp_path)])
    assert result.exit_code == 2


# -- what it is worth --------------------------------------------------------------------------------------------------

BEFORE = Pointers(wrong=10, wrong_doubted=4, right=200, right_doubted=8)


@pytest.mark.parametrize(
    ("doubted", "right_doubted", "pointed", "hits", "adds"),
    [
        (7, 10, 5, 3, True),
        (4, 8, 0, 0, False),  # the same
        (5, 12, 5, 1, False),  # one in five is not more than one in five
        (9, 13, 10, 5, False),  # too many right ones
    ],
)
def test_when_a_model_is_worth_having(doubted: int, right_doubted: int, pointed: int, hits: int, adds: bool) -> None:
    after = Pointers(wrong=10, wrong_doubted=doubted, right=200, right_doubted=right_doubted)
    assert ReaderComparison(before=BEFORE, after=after, pointed=pointed, hits=hits).adds is adds


def test_each_document_is_judged_by_a_model_that_did_not_see_it() -> None:
    lessons = [lesson(village) for village in VILLAGES[:2]]
    comparison = compare_with_rules(lessons)
    assert comparison.before.right == sum(len(one.right) for one in lessons)
    assert comparison.rules["obligation"].f1 == 1  # all was accepted
    assert comparison.model["obligation"].found > 0
    assert not comparison.adds  # nothing was wrong


# -- the command -------------------------------------------------------------------------------------------------------


def train(tmp_path: Path, villages: Sequence[str], monkeypatch: pytest.MonkeyPatch) -> tuple[int, str]:
    monkeypatch.setenv("HMTN_DATABASE_URL", f"sqlite:///{tmp_path / 'kho.sqlite3'}")
    store = Store()
    for village in villages:
        data = text(village).encode()
        record = ingest(data, name=f"{village}.txt")
        kept = store.add(data, record, by="Lan")
        document = decided(record)
        drafts = accept_rest(document)
        drafts += [accept(document, fact.id) for _, fact in facts_of(record) if document.facts[fact.id].doubts]
        store.decide(kept.document, drafts, by="Lan")
    store.close()
    result = CliRunner().invoke(app, ["train", "--output", str(tmp_path / "mô hình")])
    return result.exit_code, result.output


def test_too_few_documents_teach_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code, said = train(tmp_path, VILLAGES[:1], monkeypatch)
    assert code == 2
    assert "1 văn bản" in said


def test_a_model_that_adds_nothing_is_refused_with_the_figures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code, said = train(tmp_path, VILLAGES, monkeypatch)
    assert code == 1
    assert "quy tắc" in said
    assert "right flagged" in said
    assert not (tmp_path / "mô hình").exists()
