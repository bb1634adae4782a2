"""What is worked out when the program is set up changes how long a start takes, never what is read."""

from __future__ import annotations

import os
import pickle
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from hmtn_ingest.pipeline import ingest
from parsers import kept, regex

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "samples" / "documents" / "cong-van.txt"


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program in a folder of its own, prepared."""
    folder = tmp_path_factory.mktemp("program")
    for package in ("parsers", "rules", "hmtn_ingest"):
        shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__", "kept.pickle*"))
    python(folder, "-m", "hmtn_ingest.prepare")
    return folder


def python(program: Path, *arguments: str) -> bytes:
    environment = {**os.environ, "PYTHONPATH": str(program)}
    return subprocess.run(
        [sys.executable, *arguments], cwd=program, env=environment, check=True, capture_output=True
    ).stdout


def record(program: Path) -> bytes:
    return python(program, "-m", "hmtn_ingest", "extract", str(SAMPLE))


# the library compiles nothing while the program is loaded: all that it asks for is there
COUNT = """
import regex
made = []
compiled = regex.compile
regex.compile = lambda *arguments: made.append(arguments) or compiled(*arguments)
import hmtn_ingest.pipeline
import hmtn_ingest.readers.text.reader, hmtn_ingest.readers.docx.reader
print(len(made))
"""


@pytest.mark.processes
def test_a_prepared_program_compiles_no_pattern_at_its_start(program: Path) -> None:
    assert int(python(program, "-c", COUNT)) == 0


ROUND = """{sample}
V. BÁO CÁO VỀ {name}
1. Ngày 14/6/2026: tổ chức hiến máu tại {name}.
2. Các thôn gửi báo cáo trong 05 ngày làm việc kể từ khi kết thúc buổi hiến máu tại {name}.
3. Kinh phí của {name}: 12 suất quà cho {name}, mỗi suất 50.000 đồng; chiếm 45% quỹ của {name}.
"""


def test_words_of_documents_make_no_patterns_that_are_kept() -> None:
    """Whoever reads a million documents would keep a million patterns."""
    sample = SAMPLE.with_name("ke-hoach-phuong.txt").read_text(encoding="utf-8")
    known = set()
    for name in ("Nhà văn hóa Khe Vầu", "Trường Tiểu học Nà Hạ", "Trạm Y tế Lũng Cải"):
        known.add(len(kept._values))
        ingest(ROUND.format(sample=sample, name=name).encode(), name="ke-hoach.txt")
    assert len(kept._values) == max(known)


# what no dependency of the program itself brings is not there, as after `make run` in a fresh clone
WITHOUT_EXTRAS = """
import re, sys, tomllib
from importlib.metadata import packages_distributions

def name(requirement):
    return re.split(r"[^\\w.-]", requirement)[0].lower().replace("_", "-")

project = tomllib.load(open(sys.argv[1], "rb"))
extras = {name(line) for lines in project["project"]["optional-dependencies"].values() for line in lines}
modules = [module for module, owners in packages_distributions().items() if extras & {name(owner) for owner in owners}]
assert {"dask", "fsspec", "psycopg"} <= set(modules), modules
for module in modules:
    sys.modules[module] = None
from hmtn_ingest.prepare import prepare
print(prepare())
"""


@pytest.mark.processes
def test_a_program_without_its_extras_is_prepared_all_the_same(program: Path) -> None:
    assert int(python(program, "-c", WITHOUT_EXTRAS, str(ROOT / "pyproject.toml"))) > 400


@pytest.fixture(scope="module")
def whole(program: Path) -> bytes:
    return record(program)


@pytest.mark.processes
@pytest.mark.parametrize("damage", ["absent", "not a pickle", "another library", "another shape"])
def test_without_what_was_prepared_the_same_is_read(program: Path, whole: bytes, damage: str) -> None:
    file = program / "parsers" / "kept.pickle"
    good = file.read_bytes()
    instead = {
        "not a pickle": good[: len(good) // 2],
        "another library": pickle.dumps((("3.9", "2020.1.1"), {("a", 0): "b"})),
        "another shape": pickle.dumps([1, 2, 3]),
    }
    try:
        file.unlink()
        if damage != "absent":
            file.write_bytes(instead[damage])
        assert record(program) == whole
    finally:
        file.write_bytes(good)


def test_a_pattern_is_kept_with_its_flags() -> None:
    assert regex.compile("hiến máu").search("HIẾN MÁU") is None
    assert regex.compile("hiến máu", regex.IGNORECASE).search("HIẾN MÁU")
    assert regex.compile("hiến máu") is regex.compile("hiến máu")


def test_a_word_list_that_was_changed_is_read_anew(tmp_path: Path) -> None:
    first, second = tmp_path / "first.toml", tmp_path / "second.toml"
    first.write_text('forms = ["đơn vị máu"]', encoding="utf-8")
    second.write_text('forms = ["túi máu"]', encoding="utf-8")
    assert kept.kept_toml(first) == {"forms": ["đơn vị máu"]}
    assert kept.kept_toml(second) == {"forms": ["túi máu"]}


def test_every_room_takes_patterns_from_one_place() -> None:
    rooms = [path for room in ("parsers", "rules", "hmtn_ingest") for path in (ROOT / room).rglob("*.py")]
    direct = {
        path.name for path in rooms if re.search(r"^(?:import regex|from regex)\b", path.read_text("utf-8"), re.M)
    }
    assert direct == {"kept.py", "regex.py"}
