"""Mutants of modules: which changes of the code do the tests see?

Comes in: modules, and the tests that are to see what changes in them. Each mutant is the module with one place
changed: a comparison turned, "and" for "or", a number one more or one less, a "not" left out, a branch that is never
taken. Goes out: each mutant with its line, killed (a test failed) or survived (none did: a promise is untested, or the
place does nothing).

    python scripts/mutants.py parsers/layout/zones.py --tests tests/parsers/layout --most 40
    python scripts/mutants.py rules/dt/*.py --tests tests/rules/test_dt.py --seed 3 --survivors

The same arguments give the same mutants. The tests run in a copy of the project, in a process of their own for each.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
NOT_COPIED = (".git", ".venv", ".uv", "__pycache__", ".*_cache", ".hypothesis")
OURS = ("hmtn_ingest", "parsers", "rules", "tests", "samples")

TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip


class Mutant(NamedTuple):
    """``change`` makes the mutant of a tree, in which it changes the node with the number ``node``."""

    path: str
    line: int
    what: str
    node: int
    change: Callable[[ast.AST], None]


def mutants_of(path: str) -> Iterator[Mutant]:
    """Every mutant of a module, in the order of its source."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    for number, node in enumerate(ast.walk(tree)):
        for what, change in changes(node):
            yield Mutant(path, getattr(node, "lineno", 0), what, number, change)


def changes(node: ast.AST) -> Iterator[tuple[str, Callable[[ast.AST], None]]]:
    """What may be changed in one node, in words, and how."""
    if isinstance(node, ast.Compare):
        for at, operator in enumerate(node.ops):
            turned = TURNED[type(operator)]
            yield f"{type(operator).__name__} is {turned.__name__}", lambda n, at=at, turned=turned: turn(n, at, turned)
    elif isinstance(node, ast.BoolOp):
        other = ast.Or if isinstance(node.op, ast.And) else ast.And
        yield f"{type(node.op).__name__} is {other.__name__}", lambda n: setattr(n, "op", other())
    elif isinstance(node, ast.Constant) and type(node.value) in (int, float):
        for step in (1, -1):
            yield f"{node.value} is {node.value + step}", lambda n, step=step: setattr(n, "value", n.value + step)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield "without not", lambda n: setattr(n, "op", ast.UAdd()) or setattr(n, "operand", truth(n.operand))
    elif isinstance(node, ast.If | ast.IfExp):
        yield "branch never taken", lambda n: setattr(n, "test", ast.Constant(False))


def turn(node: ast.AST, at: int, operator: type[ast.cmpop]) -> None:
    node.ops[at] = operator()  # type: ignore[attr-defined]


def truth(operand: ast.expr) -> ast.expr:
    """``+bool(operand)`` stands for ``not operand`` without the "not", whatever the operand is."""
    return ast.Call(ast.Name("bool", ast.Load()), [operand], [])


def source_of(mutant: Mutant) -> str:
    tree = ast.parse((ROOT / mutant.path).read_text(encoding="utf-8"))
    mutant.change(list(ast.walk(tree))[mutant.node])
    return ast.unparse(ast.fix_missing_locations(tree))


def run_tests(tests: list[str]) -> bool:
    """Whether all tests pass, in this process and its folder."""
    import pytest

    options = ["-x", "-q", "-p", "no:cacheprovider", "-n", "0", "--hypothesis-seed=0"]
    with open(os.devnull, "w") as silence, contextlib.redirect_stdout(silence), contextlib.redirect_stderr(silence):
        return int(pytest.main([*options, *tests])) == 0


def lives(mutant: Mutant, tests: list[str], seconds: float) -> bool:
    """Whether all tests pass with a mutant that is on disk; a test that never ends fails.

    They run in a fork of this process, in which they have passed once: what does not depend on the module is loaded
    and warm, so that a mutant takes little more than its tests.
    """
    child = os.fork()
    if child == 0:
        status = 1
        try:
            forget(mutant.path.removesuffix(".py").replace("/", "."))
            status = 0 if run_tests(tests) else 1
        finally:
            os._exit(status)
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return status == 0
        time.sleep(0.02)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return False


def forget(changed: str) -> None:
    """Unloads a module, all tests, and what imports them, so that the next import reads them again."""
    names = {changed.removesuffix(".__init__")}
    names.update(name for name in sys.modules if name.partition(".")[0] == "tests")
    ours = {name: imports_of(name) for name in sys.modules if name.partition(".")[0] in OURS}
    while more := {name for name, imported in ours.items() if name not in names and imported & names}:
        names |= more
    for name in names:
        sys.modules.pop(name, None)
        package, _, leaf = name.rpartition(".")
        if package in sys.modules:
            vars(sys.modules[package]).pop(leaf, None)


def imports_of(name: str) -> set[str]:
    """Modules that a loaded module imports, at any place; "from a import b" may mean a module "a.b"."""
    source = getattr(sys.modules[name], "__file__", None)
    found: set[str] = set()
    for node in ast.walk(ast.parse(Path(source).read_text(encoding="utf-8"))) if source else ():
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("modules", nargs="+", help="modules to change, from the root of the project")
    parser.add_argument("--tests", nargs="+", required=True, help="tests to run, as for pytest")
    parser.add_argument("--most", type=int, default=60, help="take so many mutants of all (default 60)")
    parser.add_argument("--seed", type=int, default=1, help="which ones (default 1)")
    parser.add_argument("--survivors", action="store_true", help="print only those that survive")
    asked = parser.parse_args()
    sys.dont_write_bytecode = True
    found = [mutant for path in asked.modules for mutant in mutants_of(path)]
    chosen = sorted(random.Random(asked.seed).sample(range(len(found)), min(asked.most, len(found))))
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent) / "project"
        shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*NOT_COPIED))
        os.chdir(folder)
        sys.path.insert(0, str(folder))
        started = time.monotonic()
        if not run_tests(asked.tests):
            print("the tests fail before anything is changed", file=sys.stderr)
            return 2
        longest = 30 + 5 * (time.monotonic() - started)
        killed: Counter[str] = Counter()
        survived: Counter[str] = Counter()
        for mutant in (found[index] for index in chosen):
            place = folder / mutant.path
            place.write_text(source_of(mutant), encoding="utf-8")
            alive = lives(mutant, asked.tests, longest)
            shutil.copy(ROOT / mutant.path, place)
            (survived if alive else killed)[mutant.path] += 1
            if alive or not asked.survivors:
                line = (ROOT / mutant.path).read_text(encoding="utf-8").splitlines()[mutant.line - 1].strip()
                print(
                    f"{'survived' if alive else 'killed':8} {mutant.path}:{mutant.line} {mutant.what}: {line}",
                    flush=True,
                )
    for path in asked.modules:
        if killed[path] or survived[path]:
            print(f"{path}: {killed[path]} killed, {survived[path]} survived")
    print(f"{len(chosen)} of {len(found)} mutants: {killed.total()} killed, {survived.total()} survived")
    return 0


if __name__ == "__main__":
    sys.exit(main())
