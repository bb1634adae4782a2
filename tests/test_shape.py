"""The shape of the code: how many paths lead through a function, how long a module is, what a name stands for.

What does not comply yet is named here. These lists only get shorter: a test fails when something new would have to be
named, and when something is named that complies by now. What it says then can be pasted here.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("hmtn_ingest", "parsers", "rules")

MOST_PATHS = 15
MOST_SUCH_FUNCTIONS = 22
MOST_LINES = 400
LONG_MODULES = """
"""
SHARED_CLASS_NAMES = """
"""
SHARED_FUNCTION_NAMES = """
"""
# what every reader, extractor, rule, export and page defines under the same name, and the program once more
ENTRIES = frozenset({"read", "extract", "check", "write", "page", "main", "upgrade"})

BRANCHES = ast.If | ast.IfExp | ast.For | ast.AsyncFor | ast.While | ast.ExceptHandler | ast.match_case
FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def modules() -> dict[str, str]:
    """The source of every module of the program."""
    found = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
    return {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in found}


@cache
def trees() -> dict[str, ast.Module]:
    return {path: ast.parse(source) for path, source in modules().items()}


def paths(function: ast.AST) -> int:
    """How many paths lead through a function: one, and one more for every branch, condition, "and" and "or"."""
    found = 1
    for node in ast.walk(function):
        if isinstance(node, BRANCHES):
            found += 1
        elif isinstance(node, ast.comprehension):
            found += len(node.ifs)
        elif isinstance(node, ast.BoolOp):
            found += len(node.values) - 1
    return found


def named_twice(names: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """The names that stand for several things, and the modules they stand in; what comes in are pairs of both."""
    found = defaultdict(list)
    for name, path in names:
        found[name].append(path)
    return {name: paths for name, paths in sorted(found.items()) if len(paths) > 1}


def classes() -> Iterator[tuple[str, str]]:
    for path, tree in trees().items():
        yield from ((node.name, path) for node in ast.walk(tree) if isinstance(node, ast.ClassDef))


def functions() -> Iterator[tuple[str, str]]:
    """The public functions of modules that are no entries."""
    for path, tree in trees().items():
        for node in tree.body:
            if isinstance(node, FUNCTIONS) and not node.name.startswith("_") and node.name not in ENTRIES:
                yield node.name, path


def listed(lines: Iterable[object]) -> str:
    return "\n  ".join(["", *map(str, lines)])


def test_paths_are_counted_with_their_conditions() -> None:
    source = """
def due(day, limits):
    if day and (day.year or day.month):                      # an if, an "and", an "or"
        return [one for one in limits if one if one > day]   # two conditions
    for one in limits:                                       # a loop
        try:
            one.check()
        except ValueError:                                   # a handler
            return one if day else None                      # a choice
    match day:
        case None:                                           # two cases
            return 0
        case _:
            return 1
"""
    assert paths(ast.parse(source)) == 1 + 3 + 2 + 1 + 1 + 1 + 2


def test_few_functions_have_many_paths() -> None:
    counted = [
        (paths(node), f"{path}:{node.lineno} {node.name}")
        for path, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, FUNCTIONS)
    ]
    more = sorted((one for one in counted if one[0] > MOST_PATHS), reverse=True)
    shown = listed(f"{count} {where}" for count, where in more)
    assert len(more) <= MOST_SUCH_FUNCTIONS, f"{len(more)} functions have over {MOST_PATHS} paths:{shown}"


def test_modules_are_short() -> None:
    lengths = {path: len(source.splitlines()) for path, source in modules().items()}
    longer = {path: length for path, length in lengths.items() if length > MOST_LINES}
    shown = listed(f"{length} {path}" for path, length in longer.items())
    assert set(LONG_MODULES.split()) == set(longer), f"modules over {MOST_LINES} lines:{shown}"


def test_a_class_has_its_name_for_itself() -> None:
    found = named_twice(classes())
    shown = listed(f"{name}: {', '.join(paths)}" for name, paths in found.items())
    assert set(SHARED_CLASS_NAMES.split()) == set(found), f"{' '.join(found)}\nclasses of one name:{shown}"


def test_a_public_function_has_its_name_for_itself() -> None:
    found = named_twice(functions())
    shown = listed(f"{name}: {', '.join(paths)}" for name, paths in found.items())
    assert set(SHARED_FUNCTION_NAMES.split()) == set(found), f"{' '.join(found)}\nfunctions of one name:{shown}"
