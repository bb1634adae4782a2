"""One answer to "the document as people left it", whoever asks: page, command line, batch, export."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from hmtn_ingest.cli import app
from hmtn_ingest.exports import export
from hmtn_ingest.pipeline import ingest
from hmtn_ingest.review.drafts import accept, edit, reject
from hmtn_ingest.review.facts import facts
from hmtn_ingest.review.reviewed import Reviewed, under_name
from hmtn_ingest.review.stored import Head, RegisterEntry
from hmtn_ingest.service.actor import Actor, local_actor, system_user
from hmtn_ingest.service.documents import Documents, default_address, existing_documents, open_documents
from hmtn_ingest.service.live_document import LiveDocument
from hmtn_ingest.service.rulebook import Rulebook
from hmtn_ingest.web.pages import shell
from hmtn_ingest.web.pages.samples import FOLDER
from rules import RULES
from tests.service.test_rulebook import NOBODY
from tests.stored import LAN

CONTRADICTIONS = FOLDER / "mau-thuan.txt"
MAI = local_actor("Mai")
QUIET = Rulebook(off=frozenset(["QT309"]))
EAGER = Rulebook(on=frozenset(["BO403"]))


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Documents]:
    """The documents of an installation of its own."""
    monkeypatch.setenv("HMTN_DATABASE_URL", f"sqlite:///{tmp_path / 'kho.sqlite3'}")
    opened = open_documents()
    yield opened
    opened.close()


def bring(documents: Documents, data: bytes, name: str) -> int:
    return documents.add(data, ingest(data, name=name), LAN).document


def live(documents: Documents, document: int) -> Reviewed:
    """As the review page has it."""

    def read(head: Head, actor: Actor) -> Any:
        record = documents.checked(head.document, actor, head.version)
        return record, facts(record)

    return LiveDocument(documents, document, read).load(LAN)


def listed(document: int) -> Reviewed:
    """As the pages that list documents have it."""
    return shell.reviewed(document)


def command(form: str, given: str, folder: Path) -> Path:
    """What ``export`` of a document writes."""
    result = CliRunner().invoke(app, ["export", given, "--to", form, "--output", str(folder)])
    assert result.exit_code == 0, result.output
    return Path(result.stdout.splitlines()[0])


def batched(form: str, source: Path, folder: Path) -> bytes:
    """What ``batch`` writes about the only file of a folder."""
    result = CliRunner().invoke(app, ["batch", str(source.parent), "--to", form, "--output", str(folder)])
    assert result.exit_code == 0, result.output
    (path,) = (one for one in folder.rglob(f"{source.name}*") if one.is_file())
    return path.read_bytes()


def codes(sarif: bytes) -> list[str]:
    return [one["ruleId"] for one in json.loads(sarif)["runs"][0]["results"]]


@pytest.mark.processes
def test_a_rule_that_is_switched_off_is_silent_for_all_who_ask(documents: Documents, tmp_path: Path) -> None:
    document = bring(documents, CONTRADICTIONS.read_bytes(), CONTRADICTIONS.name)
    (before,) = export(documents.open(document, LAN), "sarif")
    assert len(codes(before.data)) == 7
    documents.set_rulebook(QUIET, MAI)
    for reviewed in (documents.open(document, LAN), live(documents, document), listed(document)):
        (file,) = export(reviewed, "sarif")
        assert codes(file.data) == [code for code in codes(before.data) if code != "QT309"]
        assert len(codes(file.data)) == 6
    assert command("sarif", f"#{document}", tmp_path / "xuat").read_bytes() == file.data
    source = tmp_path / "den" / CONTRADICTIONS.name
    source.parent.mkdir()
    source.write_bytes(CONTRADICTIONS.read_bytes())
    assert batched("sarif", source, tmp_path / "ra") == file.data


@pytest.mark.processes
def test_a_rejected_finding_of_a_preview_rule_has_its_place_for_all_who_ask(
    documents: Documents, tmp_path: Path
) -> None:
    document = bring(documents, NOBODY.encode(), "ke-hoach.txt")
    documents.set_rulebook(EAGER, LAN)
    (key,) = (one.id for one in documents.open(document, LAN).record.findings if one.code == "BO403")
    documents.decide(document, reject(documents.open(document, LAN), key), LAN)
    for reviewed in (documents.open(document, LAN), live(documents, document), listed(document)):
        assert reviewed.state(key).status == "rejected"
        assert not reviewed.stale
        (page,) = export(reviewed, "html")
        assert "không còn chỗ trong văn bản này" not in page.data.decode()
    assert command("html", f"#{document}", tmp_path / "xuat").read_bytes() == page.data
    # the same file by its name, and in a folder
    source = tmp_path / "den" / "ke-hoach.txt"
    source.parent.mkdir()
    source.write_text(NOBODY, encoding="utf-8")
    assert command("html", str(source), tmp_path / "lai").read_bytes() == page.data
    assert batched("html", source, tmp_path / "ra") == page.data


def test_a_decision_outlives_the_time_in_which_its_rule_is_off(documents: Documents) -> None:
    document = bring(documents, NOBODY.encode(), "ke-hoach.txt")
    documents.set_rulebook(EAGER, LAN)
    (key,) = (one.id for one in documents.open(document, LAN).record.findings if one.code == "BO403")
    documents.decide(document, accept(documents.open(document, LAN), key), LAN)
    documents.set_rulebook(Rulebook(), LAN)
    assert key not in documents.open(document, LAN).states
    assert not documents.open(document, LAN).stale
    documents.set_rulebook(EAGER, LAN)
    assert documents.open(document, LAN).state(key).status == "accepted"


def test_the_facts_are_those_of_the_record(documents: Documents) -> None:
    document = bring(documents, CONTRADICTIONS.read_bytes(), CONTRADICTIONS.name)
    documents.set_rulebook(QUIET, LAN)
    for reviewed in (documents.open(document, LAN), live(documents, document)):
        assert reviewed.read == facts(reviewed.extracted)
        assert under_name(reviewed, "khac.txt").read == facts(under_name(reviewed, "khac.txt").extracted)


def test_an_open_page_follows_decisions_versions_and_rules(documents: Documents) -> None:
    document = bring(documents, NOBODY.encode(), "ke-hoach.txt")

    def read(head: Head, actor: Actor) -> Any:
        record = documents.checked(head.document, actor, head.version)
        return record, facts(record)

    page = LiveDocument(documents, document, read)
    assert page.last is None
    first = page.load(LAN)
    assert page.load(LAN) is first is page.last
    documents.decide(document, edit(first, "header.subject", {"/value": "Hiến máu tình nguyện"}), MAI)
    assert page.load(LAN).states == documents.open(document, LAN).states
    documents.set_rulebook(EAGER, MAI)
    assert page.load(LAN).states == documents.open(document, LAN).states != first.states
    later = NOBODY.replace("25/3/2026", "26/3/2026").encode()
    documents.add(later, ingest(later, name="ban-ky.txt"), MAI, document)
    assert "26/3/2026" in page.load(LAN).extracted.text
    assert page.load(LAN).states == documents.open(document, LAN).states
    documents.delete(document, MAI)
    with pytest.raises(LookupError):
        page.load(LAN)


def test_an_older_version_is_opened_with_the_same_decisions(documents: Documents) -> None:
    document = bring(documents, NOBODY.encode(), "ke-hoach.txt")
    documents.decide(document, accept(documents.open(document, LAN), "header.subject"), LAN)
    later = NOBODY.replace("25/3/2026", "26/3/2026").encode()
    documents.add(later, ingest(later, name="ban-ky.txt"), MAI, document)
    first, second = (one.version for one in documents.versions(document, LAN))
    assert "25/3/2026" in documents.open(document, LAN, first).extracted.text
    assert "26/3/2026" in documents.open(document, LAN, second).extracted.text
    assert documents.open(document, LAN) == documents.open(document, LAN, second)
    assert documents.open(document, LAN, first).state("header.subject").status == "accepted"


def test_a_document_that_is_not_there_is_said(documents: Documents) -> None:
    for call in (documents.open, documents.checked, documents.file, documents.head, documents.delete):
        with pytest.raises(LookupError):
            call(7, LAN)
    with pytest.raises(LookupError):
        documents.decide(7, [], LAN)
    assert documents.versions(7, LAN) == documents.find(LAN) == []


def test_who_asks_is_kept_beside_what_was_done(documents: Documents) -> None:
    document = bring(documents, NOBODY.encode(), "ke-hoach.txt")
    documents.decide(document, accept(documents.open(document, LAN), "header.subject"), MAI)
    documents.reveal(document, MAI)
    assert documents.versions(document, LAN)[0].added_by == "Lan"
    assert [one.by for one in documents.decisions(document, LAN)] == ["Mai"]
    assert [(one.document, one.by) for one in documents.reveals(LAN)] == [(document, "Mai")]
    documents.set_setting("own_body", "Trạm Y tế xã", MAI)
    assert (documents.setting("own_body", MAI), documents.setting("own_body", LAN)) == ("Trạm Y tế xã", None)
    assert local_actor().name == system_user() == local_actor("").name


def test_the_rules_in_use_are_those_of_everybody(documents: Documents) -> None:
    assert documents.rulebook(LAN) == Rulebook()
    book = Rulebook(off=frozenset(["DT201"]), on=frozenset(["BO403"]))
    documents.set_rulebook(book, LAN)
    assert documents.rulebook(MAI) == book
    documents.set_rulebook(Rulebook(off=frozenset(["XX999"])), LAN)  # a rule that is no more
    assert all(documents.rulebook(MAI).runs(one) for one in RULES if not one.preview)


def test_looking_for_documents_makes_no_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "kho.sqlite3"
    monkeypatch.setenv("HMTN_DATABASE_URL", f"sqlite:///{path}")
    assert existing_documents() is None
    assert not path.exists()
    made = open_documents()
    assert made.address == default_address()
    again = existing_documents()
    assert again is not None
    assert again.find(LAN) == []
    for one in (made, again):
        one.close()


def test_a_row_of_the_register_tells_its_document_as_people_left_it_and_when_it_is_deleted(
    documents: Documents,
) -> None:
    document = bring(documents, CONTRADICTIONS.read_bytes(), "mau-thuan.txt")
    documents.decide(document, edit(documents.open(document, LAN), "header.organ_name", {"/value": "UBND XÃ ĐÁ"}), LAN)
    documents.register(document, RegisterEntry("41", None, "12/KH-BCĐ", "Hiến máu", "Thử", None), LAN)
    documents.delete(document, LAN)
    entry = documents.register_entries(LAN)[document]
    assert (entry.type_name, entry.organ_name, entry.issued) == ("KẾ HOẠCH", "UBND XÃ ĐÁ", "2024-04-11")
