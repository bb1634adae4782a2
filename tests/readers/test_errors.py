"""What is wrong with a file is said in both languages, from the catalogues, under the name of the file."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from hmtn_ingest.i18n.phrases import say_problem
from hmtn_ingest.readers import Unreadable, read
from hmtn_ingest.readers.errors import problem
from parsers.records import Problem

READERS = Path(__file__).resolve().parents[2] / "hmtn_ingest" / "readers"

OWN_WORDS = {"__init__.py", "sniff.py", "container", "pdf", "scan", "sheet"}
"""Rooms of readers that may still hold Vietnamese texts; what is not here takes all of them from the catalogues."""


def writes_a_text(call: ast.AST) -> bool:
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
        return False
    return call.func.id == "Problem" or (call.func.id == "Unreadable" and len(call.args) > 1)


def test_readers_take_their_texts_from_the_catalogues() -> None:
    written = {
        path.relative_to(READERS).parts[0]
        for path in READERS.rglob("*.py")
        if any(map(writes_a_text, ast.walk(ast.parse(path.read_text(encoding="utf-8")))))
    } - {"errors.py"}
    assert written <= OWN_WORDS


def test_a_problem_is_said_in_both_languages() -> None:
    found = problem("numbering-format", formats="thaiCounting", page=2)
    assert (found.code, found.page) == ("numbering-format", 2)
    assert say_problem(found).startswith("Kiểu đánh số tự động chưa hỗ trợ (thaiCounting)")
    assert say_problem(found).endswith("(trang 2)")
    assert say_problem(found, "en").startswith("Automatic numbers of a kind not known here (thaiCounting)")
    assert say_problem(found, "en").endswith("(page 2)")


def test_a_problem_of_an_older_record_is_said_as_it_was_written() -> None:
    older = Problem(code="no-text", message="Tệp không có chữ.")
    assert say_problem(older, "en") == say_problem(older) == "Tệp không có chữ."


def test_a_code_comes_before_what_tells_its_texts_apart() -> None:
    assert Unreadable("damaged.docx").problem.code == "damaged"
    with pytest.raises(KeyError):
        Unreadable("no-such-text")


def test_a_refusal_names_its_file_in_both_languages() -> None:
    with pytest.raises(Unreadable) as caught:
        read(b"\x00\x01\x02\x03" * 50, "kế hoạch.txt")
    assert str(caught.value) == say_problem(caught.value.problem)
    assert say_problem(caught.value.problem).startswith("“kế hoạch.txt”: Tệp không phải là văn bản")
    assert say_problem(caught.value.problem, "en").startswith("“kế hoạch.txt”: The file holds no text")
