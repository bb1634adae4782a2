"""What is written in one place and true in another: tuples and files, commands in the README, versions, data files."""

from __future__ import annotations

import importlib
import pkgutil
import re
import subprocess
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
import typer.main

import hmtn_ingest.readers
import parsers.extractors
import parsers.lexicon
from hmtn_ingest.cli import app
from hmtn_ingest.kinds import records_by_kind
from parsers.extractors import EXTRACTORS
from parsers.records import DocumentRecord, Source

ROOT = Path(__file__).resolve().parents[1]
TEXTS = ("README.md", "README.vi.md", "CONTRIBUTING.md", "docs/python.md", "benchmarks/README.md", "samples/README.md")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def modules_with(package: object, function: str) -> set[str]:
    """Names of the package's modules that define a public function of this name themselves."""
    path, name = package.__path__, package.__name__  # type: ignore[attr-defined]
    found = set()
    for info in pkgutil.walk_packages(path, f"{name}."):
        module = importlib.import_module(info.name)
        if getattr(getattr(module, function, None), "__module__", None) == module.__name__:
            found.add(info.name.removeprefix(f"{name}."))
    return found


def test_readers_are_the_files_on_disk() -> None:
    assert modules_with(hmtn_ingest.readers, "read") == {
        f"{reader.name}.reader" for reader in hmtn_ingest.readers.READERS
    }


def test_extractors_are_the_files_on_disk() -> None:
    assert modules_with(parsers.extractors, "extract") == {
        extractor.extract.__module__.removeprefix("parsers.extractors.") for extractor in EXTRACTORS
    }
    assert {extractor.name for extractor in EXTRACTORS} <= DocumentRecord.model_fields.keys()


def test_the_page_knows_every_kind_of_record() -> None:
    source = Source(file_name="", sha256="", media_type="", reader="")
    kinds = records_by_kind(DocumentRecord(source=source, status="ok"))
    extracted = {extractor.name for extractor in EXTRACTORS}
    assert {"quota_tables" if kind == "quota" else f"{kind}s" for kind, _ in kinds} == extracted


@pytest.mark.parametrize("path", sorted((ROOT / "parsers" / "lexicon").glob("*.toml")), ids=lambda path: path.stem)
def test_lexicon_files_can_be_read_and_hold_something(path: Path) -> None:
    assert parsers.lexicon.load(path.stem)


def test_version() -> None:
    assert version("hmtn-ingest") == PROJECT["project"]["version"]


def test_every_dependency_has_a_lower_bound() -> None:
    ungrouped = PROJECT["project"]["dependencies"]
    grouped = [entry for group in PROJECT["dependency-groups"].values() for entry in group]
    assert [entry for entry in ungrouped + grouped if ">=" not in entry] == []


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", TEXTS)
def test_files_that_the_texts_name_are_there(name: str) -> None:
    # `parsers/records.py`, `samples/src/`, [CONTRIBUTING.md](CONTRIBUTING.md); not `.venv/…`, globs or placeholders
    named = re.findall(r"`([\w./-]+/[\w./-]*)`", text(name)) + re.findall(r"\]\(([\w./-]+)\)", text(name))
    named = [path for path in named if not path.startswith((".venv", ".uv", "../shared"))]
    folders = (ROOT, (ROOT / name).parent)
    assert [path for path in named if not any((folder / path).exists() for folder in folders)] == []


def targets() -> list[str]:
    """What can be made, in the order of the Makefile; "test-fast: .venv/.ready-dev  ## …"."""
    return re.findall(r"^([a-z-]+):", text("Makefile"), flags=re.MULTILINE)


def test_make_help_says_what_each_target_does() -> None:
    shown = subprocess.run(
        ["make", "--no-print-directory", "help"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert [line.split()[0] for line in shown.splitlines()] == targets()
    assert all(len(line.split()) > 2 for line in shown.splitlines())
    (phony,) = re.findall(r"^\.PHONY: (.*)", text("Makefile"), flags=re.MULTILINE)
    assert phony.split() == targets()


@pytest.mark.parametrize("name", TEXTS)
def test_commands_that_the_texts_name_are_there(name: str) -> None:
    commands = typer.main.get_command(app).commands.keys()  # type: ignore[attr-defined]
    used = set(re.findall(r"hmtn-ingest ([a-z]+)", text(name)))
    assert used <= commands
    assert set(re.findall(r"(?:^|`)make ([a-z-]+)", text(name), flags=re.MULTILINE)) <= set(targets())


def test_the_readme_names_every_command() -> None:
    commands = typer.main.get_command(app).commands.keys()  # type: ignore[attr-defined]
    assert commands == set(re.findall(r"hmtn-ingest ([a-z]+)", text("README.md")))


@pytest.mark.parametrize("name", TEXTS)
def test_options_that_the_texts_name_are_there(name: str) -> None:
    known = {
        option
        for command in typer.main.get_command(app).commands.values()  # type: ignore[attr-defined]
        for parameter in command.params
        for option in parameter.opts
    }
    lines = [line for line in text(name).splitlines() if "hmtn-ingest" in line or "show --" in line]
    assert set(re.findall(r"(--[a-z][a-z-]+)\b", "\n".join(lines))) <= known | {"--locked", "--extra"}


def test_shell_scripts_can_be_parsed() -> None:
    for name in ("scripts/setup", "scripts/check-system", "scripts/check-lock"):
        assert subprocess.run(["sh", "-n", ROOT / name], check=False).returncode == 0
    assert subprocess.run(["bash", "-n", ROOT / ".ci" / "run"], check=False).returncode == 0


def test_setup_says_how_to_get_what_is_missing(tmp_path: Path) -> None:
    """A machine with a Python that has no venv, as Debian ships it, and one whose Python is too old."""
    project = tmp_path / "project"
    (project / "scripts").mkdir(parents=True)
    (project / "scripts" / "setup").write_text(text("scripts/setup"), encoding="utf-8")
    for tool in ("dirname", "rm", "mkdir"):
        found = subprocess.run(["sh", "-c", f"command -v {tool}"], capture_output=True, text=True, check=True)
        (tmp_path / tool).symlink_to(found.stdout.strip())
    fake = tmp_path / "python3"
    for script, remedy in (
        ('case "$*" in *venv*) exit 1;; *%d*) echo 3.11;; esac', "sudo apt-get install python3.11-venv"),
        ("exit 1", "no Python 3.11 or later found"),
    ):
        fake.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        fake.chmod(0o755)
        result = subprocess.run(
            ["/bin/sh", project / "scripts" / "setup", "run"],
            env={"PATH": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert result.returncode == 1
        assert remedy in result.stderr
        assert not (project / ".uv").exists()
