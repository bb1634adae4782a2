"""The command doctor: what is there, what is missing, what that costs, and the command that installs it."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from hmtn_ingest.cli import app, doctor
from hmtn_ingest.readers import equipment
from hmtn_ingest.readers.legacy import libreoffice as office
from hmtn_ingest.service import installation
from hmtn_ingest.service.installation import Part

ALL = ("formats", "trueocr", "tesseract", "libreoffice", "antiword", "fonts", "postgresql", "storage")


@pytest.fixture(autouse=True)
def data_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("HMTN_DATABASE_URL", f"sqlite:///{tmp_path / 'kho' / 'hmtn.sqlite3'}")
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["doctor", *arguments])


def with_parts(monkeypatch: pytest.MonkeyPatch, *others: Part) -> None:
    """A machine where all is well but for these parts."""
    changed = {part.name: part for part in others}

    def parts() -> Iterator[Part]:
        yield from (changed.get(name, Part(name, "there", True, "1.0")) for name in ALL)

    monkeypatch.setattr(installation, "installation", parts)


@pytest.mark.libreoffice
def test_this_machine_is_tried_out(data_folder: Path) -> None:
    result = run("--json")
    found = json.loads(result.stdout)
    state = {part["name"]: part["state"] for part in found["parts"]}
    assert tuple(state) == ALL
    assert {state[name] for name in ("formats", "trueocr", "tesseract", "storage")} == {"there"}
    assert (state["libreoffice"] == "there") == (office.find_libreoffice() is not None)
    assert found["ok"] == (state["libreoffice"] == "there") == (result.exit_code == 0)
    assert list(data_folder.iterdir()) == []  # no database is made by looking for its place


def test_all_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    with_parts(monkeypatch)
    result = run()
    assert result.exit_code == 0
    assert result.stdout.count("✓") == len(ALL)
    assert "Có đủ những gì việc đọc cần." in result.stdout
    assert "All that reading needs is there." in result.stdout


def test_what_is_missing_is_said_with_its_cost_and_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(shutil, "which", lambda name: name if name == "apt-get" else None)
    with_parts(monkeypatch, Part("libreoffice", "missing", True), Part("antiword", "missing", False))
    result = run()
    assert result.exit_code == 1
    assert "✗ LibreOffice: thiếu · missing" in result.stdout
    assert ".doc, .rtf, .odt chỉ đọc được phần chữ" in result.stdout
    assert "→ sudo apt-get install libreoffice-writer-nogui" in result.stdout
    assert "– antiword: thiếu · missing" in result.stdout


def test_what_nothing_needs_may_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    with_parts(monkeypatch, Part("antiword", "missing", False), Part("postgresql", "missing", False))
    result = run("--json")
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert found["ok"]
    driver = next(part for part in found["parts"] if part["name"] == "postgresql")
    assert driver["install"] == "uv sync --locked --extra postgresql"
    assert driver["cost"]
    assert driver["cost_en"]


@pytest.mark.parametrize(
    ("platform", "manager", "command"),
    [
        ("linux", "apt-get", "sudo apt-get install libreoffice-writer-nogui"),
        ("linux", "dnf", "sudo dnf install libreoffice-writer"),
        ("darwin", "brew", "brew install --cask libreoffice"),
        ("win32", "winget", "winget install --id TheDocumentFoundation.LibreOffice"),
        ("linux", "brew", None),
        ("freebsd14", "pkg", None),
    ],
)
def test_the_command_is_that_of_the_platform(
    platform: str, manager: str, command: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(shutil, "which", lambda name: name if name == manager else None)
    assert doctor.install_command("libreoffice") == command


def tried(name: str) -> Part:
    return next(part for part in installation.installation() if part.name == name)


@pytest.fixture
def light(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leaves out what takes seconds."""
    for work in ("_load_formats", "_recognise_by_trueocr", "_recognise_by_tesseract", "_convert"):
        monkeypatch.setattr(equipment, work, lambda: "")


def test_a_library_that_cannot_be_loaded_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "oxmsg", None)
    part = equipment.tried("formats", equipment._load_formats, needed=True)
    assert (part.state, part.detail) == ("missing", "oxmsg")
    monkeypatch.setitem(sys.modules, "trueocr", None)
    monkeypatch.delitem(sys.modules, "hmtn_ingest.readers.scan.trueocr_reader", raising=False)
    assert equipment.tried("trueocr", equipment._recognise_by_trueocr, needed=True).state == "missing"


def test_a_recogniser_that_reads_something_else_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    part = equipment.tried("tesseract", lambda: equipment._expect("2O26") or "", needed=True)
    assert part.state == "broken"
    assert "2O26" in part.detail


def test_libreoffice_that_is_not_there_or_does_not_work(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(office, "_PLACES", {})
    assert equipment.tried("libreoffice", equipment._convert, needed=True).state == "missing"
    (tmp_path / "soffice").write_text("#!/bin/sh\nexit 1\n")
    (tmp_path / "soffice").chmod(0o755)
    assert equipment.tried("libreoffice", equipment._convert, needed=True).state == "broken"


@pytest.mark.usefixtures("light")
def test_the_place_of_documents_is_written_to_and_left_as_it_was(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = tried("storage")
    assert (part.state, part.needed) == ("there", True)
    assert part.detail.endswith("hmtn.sqlite3")
    assert list(data_folder.iterdir()) == []
    (data_folder / "tep").write_text("không phải thư mục")
    monkeypatch.setenv("HMTN_DATABASE_URL", f"sqlite:///{data_folder / 'tep' / 'hmtn.sqlite3'}")
    assert tried("storage").state == "broken"


@pytest.mark.usefixtures("light")
def test_a_server_needs_its_driver_and_has_to_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not tried("postgresql").needed
    monkeypatch.setenv("HMTN_DATABASE_URL", "postgresql://nobody:secret@127.0.0.1:1/hmtn")
    assert tried("postgresql").needed
    storage = tried("storage")
    assert storage.state == "broken"
    assert "secret" not in storage.detail
    monkeypatch.setenv("HMTN_DATABASE_URL", "mysql://localhost/hmtn")
    assert tried("storage").state == "broken"
