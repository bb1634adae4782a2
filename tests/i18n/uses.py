"""Which texts of the catalogues the code names, read from its source; ``test_catalogue`` asks.

In the source of a module, out each place that names a text, with the names of the values that fill it in:

    say("due.left", language, days=3)           "said"       due.left, {days}
    heading = ("kind.event", events)            "mentioned"  kind.event
    say(f"kind.{fact.kind}", language)          "built"      kind.{}
    say(status), after shell.texts("page.x")    "variable"   page.x: status
    table("pane.record", language)              "table"      pane.record
    Unreadable("damaged.docx")                  "said"       problem.damaged.docx
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Literal, NamedTuple

How = Literal["said", "mentioned", "built", "variable", "table"]
PASSING_ON = ("_say", "_plain", "_sum", "_absent", "say_both")
"""Functions of our own that take a whole key and only add a language or a mark-up."""


PROBLEMS = ("problem", "Unreadable")
"""What readers name a text of the table ``[problem]`` with."""


class Use(NamedTuple):
    """``values`` is ``None`` where the key is named but the text is not asked for."""

    how: How
    key: str
    values: frozenset[str] | None = None


def uses(source: str, tables: frozenset[str]) -> Iterator[Use]:
    """``tables`` are those of the catalogues: other strings are no keys."""
    tree = ast.parse(source)
    bound = dict(_bound(tree))
    asked: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            asked.add(id(node.func))
            if node.args and (found := list(_call(node, bound))):
                asked.update(id(inner) for inner in ast.walk(node.args[0]))
                yield from found
    for node in ast.walk(tree):
        if id(node) in asked:
            continue
        if isinstance(node, ast.Name) and bound.get(node.id) and isinstance(node.ctx, ast.Load):
            yield Use("variable", f"{bound[node.id]}: {node.id}")  # a function that is given away: format_func=say
        elif isinstance(node, ast.JoinedStr | ast.Constant):
            asked.update(id(inner) for inner in ast.walk(node))
            for use in _keys(node, ""):
                table = use.key.partition("{}")[0].rpartition(".")[0]
                if table in tables and " " not in use.key:
                    yield use._replace(how="mentioned") if use.how == "said" else use


def _bound(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """The names under which a module asks for texts, each with the table that goes before its keys."""
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.module == "hmtn_ingest.i18n":
            yield from ((name.asname or name.name, "") for name in node.names if name.name == "say")
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and _name(node.value) == "texts":
            (target,), (table,) = node.targets, node.value.args
            assert isinstance(target, ast.Name)
            assert isinstance(table, ast.Constant)
            yield target.id, str(table.value)


def _call(node: ast.Call, bound: dict[str, str]) -> Iterator[Use]:
    name, first = _name(node), node.args[0]
    plain = isinstance(node.func, ast.Name) or name == "texts"
    if plain and name in ("table", "texts") and isinstance(first, ast.Constant):
        yield Use("table", str(first.value))
    elif name in PASSING_ON or (plain and name in bound):
        yield from _filled(node, bound.get(name, ""))
    elif name in PROBLEMS and not isinstance(first, ast.Name | ast.Subscript):
        yield from _filled(node, "problem")


def _filled(node: ast.Call, table: str) -> Iterator[Use]:
    values = frozenset(keyword.arg or "" for keyword in node.keywords) - ({"page"} if table == "problem" else set())
    for use in _keys(node.args[0], table):
        yield use._replace(values=values)


def _keys(node: ast.expr, table: str) -> Iterator[Use]:
    before = f"{table}." if table else ""
    match node:
        case ast.Constant(value=str(key)):
            yield Use("said", before + key)
        case ast.IfExp(body=one, orelse=other):
            yield from _keys(one, table)
            yield from _keys(other, table)
        case ast.JoinedStr(values=parts):
            text = "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in parts)
            yield Use("built", before + text)
        case _ if table:
            yield Use("variable", f"{table}: {ast.unparse(node)}")


def _name(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
