"""The catalogues say the same in two languages, have every text that the code asks for, and no other."""

from __future__ import annotations

import ast
import errno
import functools
import string
from collections.abc import Callable, Collection
from pathlib import Path
from typing import get_args

import pytest
import regex

from hmtn_ingest import i18n
from hmtn_ingest.collection import catalogue, due, figures, plan_result_pair
from hmtn_ingest.collection.comparison import pairs
from hmtn_ingest.exports import EXPORTS, review_status
from hmtn_ingest.i18n import phrases, say, table
from hmtn_ingest.kinds import ADDABLE, BY_NAME
from hmtn_ingest.readers import equipment, sniff
from hmtn_ingest.readers.legacy import reader as legacy
from hmtn_ingest.render import comparison_lines
from hmtn_ingest.review import decision, queue
from hmtn_ingest.review.table_parts import TABLE_PARTS
from hmtn_ingest.service import rulebook
from hmtn_ingest.store import database
from hmtn_ingest.web.panes.record import updates
from parsers import records
from tests.i18n.uses import Use, uses

ROOT = Path(__file__).resolve().parents[2]
VI, EN = (i18n._catalogue(language) for language in ("vi", "en"))
TABLES = frozenset(".".join(key.split(".")[:depth]) for key in VI for depth in range(1, key.count(".") + 1))
SOURCES = [ROOT / "app.py", *sorted((ROOT / "hmtn_ingest").rglob("*.py"))]
PANES = ROOT / "hmtn_ingest" / "web" / "panes"


def choices(model: type[records.Model], field: str) -> tuple[str, ...]:
    """What a field of a model may be."""
    annotation = model.model_fields[field].annotation
    found = get_args(annotation)
    return found if all(isinstance(one, str) for one in found) else get_args(found[0])


@functools.cache
def constants(folder: str) -> set[str]:
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / folder).rglob("*.py")]
    return {node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)}


KINDS = {*BY_NAME, "doubtful"}
MODELS = [one for one in vars(records).values() if isinstance(one, type) and issubclass(one, records.Model)]
FIELDS = {name for model in MODELS for name in model.model_fields}

DOCTOR = ("formats", "trueocr", "tesseract", "libreoffice", "antiword", "fonts", "postgresql", "storage")

Values = Collection[object] | Callable[[], Collection[object]]

BUILT: dict[str, Values] = {
    "about.{}": choices(records.Finding, "about"),
    "alternative.{}": choices(records.Alternative, "source"),
    "action.{}": get_args(decision.Action),
    "card.{}": KINDS - {"header", "body", "doubtful", "residue"},
    "choice.{}.{}": [
        *(f"relation.{one}" for one in get_args(records.DeadlineRelation)),
        *(f"comparator.{one}" for one in get_args(records.Comparator)),
        *(f"indicator.{one}" for one in get_args(records.Indicator)),
        *(f"role.{one}" for one in (*choices(records.Obligation, "role"), *get_args(records.DateRole))),
    ],
    "citation.{}": choices(records.Citation, "relation"),
    "comparator.{}": get_args(records.Comparator),
    "comparison.{}": (*get_args(pairs.Change), "kind", "change", "old", "new-side", "what", "check"),
    "comparison.doubt.{}": ("far", "rival", "words-remain"),
    "comparison.remark.{}{}": ("later", "later-one", "earlier", "earlier-one"),
    "database.{}": {*database._REASONS.values(), "bad-url", "no-driver", "newer", "foreign", "other"},
    "date.half-{}": (1, 2),
    "date.quarter-{}": (1, 2, 3, 4),
    "doctor.cost.{}": DOCTOR,
    "doctor.part.{}": DOCTOR,
    "doctor.state.{}": get_args(equipment.State),
    "export.{}": [form.name for form in EXPORTS],
    "export-name.{}": [form.name for form in EXPORTS],
    "family.{}": rulebook.FAMILIES,
    "figure.{}": get_args(figures.FigureKind),
    "header.{}": records.Header.model_fields,
    "indicator.{}": get_args(records.Indicator),
    "kind.{}": KINDS,
    "level.{}": (*get_args(records.BodyLevel), "other"),
    "list.{}": (*get_args(catalogue.Order)[1:], "when", "who", "document", "did", "about", "values", "file", "read"),
    "month.{}": range(1, 13),
    "pane.record-keys.{}": [name for _, name in updates._KEYS],
    "part.{}": choices(records.DateValue, "part"),
    "progress.{}": catalogue.PROGRESS,
    "problem.encoding-converted.{}": ("tcvn3", "vni"),
    "problem.text-only.{}": get_args(legacy.Failure),
    "problem.picture-unread.{}": ("no-recogniser", "unopened", "unclear"),
    "problem.unsupported.{}": [kind for _, kind in (*sniff._ZIP_KINDS, *sniff._MAGIC)],
    "problem.missing-part.{}": ("styles", "numbering", "footnotes", "endnotes"),
    "quantity.{}": get_args(records.Comparator),
    "recurrence.{}": phrases._COMMON.values(),
    "recurrence.every-{}": phrases._UNITS.values(),
    "refusal.{}": lambda: (
        constants("hmtn_ingest/review") & {key.partition(".")[2] for key in VI if key.startswith("refusal.")}
    ),
    "relation.{}": get_args(records.DeadlineRelation),
    "residue.{}": get_args(records.ResidueKind),
    "review-status.{}": review_status.STATUSES,
    "role.{}": choices(records.Obligation, "role"),
    "severity.{}": choices(records.Finding, "severity"),
    "signature.{}": choices(records.DigitalSignature, "status"),
    "standing.{}": due.STANDINGS,
    "status.{}": choices(records.DocumentRecord, "status"),
    "workbook.{}": constants("hmtn_ingest/exports/workbook")
    & {key.partition(".")[2] for key in VI if key.startswith("workbook.")},
    "weekday.{}": ("MO", "TU", "WE", "TH", "FR", "SA", "SU"),
    "offset.{}{}": [f"{way}{rest}" for way in ("within", "by", "on", "before") for rest in ("", "-alone")],
    "offset.{}{}{}": [
        f"{unit}{rest}"
        for unit in ("hours", "working-hours", "days", "working-days", "weeks", "months", "years")
        for rest in ("", "-one")
    ],
    "page.deadlines.own-{}": ("named", "inside", "group", "unsaid"),
    "page.deadlines.window-{}": due.WINDOWS,
    "page.deadlines.{}-listed": ("group", "unsaid"),
    "page.receive.same-{}": ("bytes", "number", "content"),
    "page.targets.note-{}": get_args(plan_result_pair.Note),
    "page.targets.reason-{}": get_args(plan_result_pair.Reason),
    "page.targets.view-{}": ("pairs", "totals", "lines", "aside"),
}
"""Keys that are put together, with all that is put in: what takes long to find, when it is asked for. Every text that
this makes has to be there."""

RESIDUE_REASONS = {
    "no-target-or-result",
    "no-deadline-or-event",
    "no-duty",
    "no-rows",
    "empty-heading",
    "second-reader",
}

GUARDED: dict[str, Values] = {
    "residue-reason.{}": RESIDUE_REASONS,
    "doubt.{}": lambda: constants("parsers") | constants("hmtn_ingest/readers"),
    "system.{}": errno.errorcode.values(),
    "field.{}": FIELDS
    | {"low", "high", "position", "for", "when", "cell", "counted", "table_title", *comparison_lines._FIELDS.values()},
}
"""Keys put together from what documents or old decisions hold: ``known`` is asked before, so a text may be missing."""

VARIABLES: dict[str, Collection[str]] = {
    "page.deadlines: say": ("open", "done", "both"),
    "page.deadlines: status": ("reviewed", "unreviewed", "stale"),
    "page.deadlines: task.reach": ("group", "unsaid"),
    "page.document_comparison: heading": ("versions-of", "year-by-year"),
    "page.document_comparison: name": ("old", "new"),
    "page.documents: name": ("type", "year", "organ", "state"),
    "page.documents: say": ("list", "compare", "history"),
    "page.receive: name": (
        "pages",
        "deadlines",
        "targets",
        "quotas",
        "duties",
        "findings",
        "doubtful",
        "unread",
        "rest",
    ),
    "page.targets: status": ("reviewed", "unreviewed", "stale"),
}
"""Keys of a page that stand in a variable, by the table and the expression."""

SCRIPTS: dict[str, Collection[str]] = {
    "pane.record.add {}": (*ADDABLE, *TABLE_PARTS),
    "pane.record.part {}": queue.PARTS,
    "pane.record.severity {}": choices(records.Finding, "severity"),
    "pane.record.status {}": (*get_args(decision.Status)[1:], "gone"),
    "pane.record.rest {}": ("kind", "count", "measured", "here"),
    "pane.record.status finding {}": ("accepted", "rejected"),
    "pane.record.status none {}": ("accepted",),
    "pane.record.status residue {}": ("rejected",),
    "pane.source.{}": ("pages", "text", "fit"),
    "pane.source.{}_hint": ("pages", "text", "fit", "closer", "farther"),
}
"""Keys that the scripts of a pane put together."""


def filled(key: str, values: Values) -> list[str]:
    """ "choice.{}.{}" takes "role.lead"."""
    start, _, rest = key.partition("{}")
    found = values() if callable(values) else values
    return [f"{start}{value}{rest.rpartition('{}')[2]}" for value in found]


def placeholders(text: str) -> set[str]:
    """The names of what fills a text in: {month.name} and {month.number} are both of a month."""
    return {name.partition(".")[0] for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def in_scripts(pane: str) -> set[str]:
    """Every word that the scripts of a pane quote or read as a property."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted((PANES / pane).rglob("*.js")))
    quoted = regex.findall(r'"([^"\n]*)"', text)
    read = regex.findall(r"\bsay\.(\w+)", text)
    return {*quoted, *read}


@pytest.fixture(scope="module")
def found() -> list[Use]:
    return [use for path in SOURCES for use in uses(path.read_text(encoding="utf-8"), TABLES)]


def test_both_languages_have_the_same_texts_in_the_same_order() -> None:
    assert list(VI) == list(EN)


def test_a_text_is_filled_in_by_the_same_values_in_both_languages() -> None:
    assert {key: placeholders(text) for key, text in VI.items()} == {key: placeholders(EN[key]) for key in EN}


def test_no_text_is_empty() -> None:
    assert [key for texts in (VI, EN) for key, text in texts.items() if not text.strip()] == []


def test_every_text_that_the_code_says_is_there(found: list[Use]) -> None:
    said = {use.key for use in found if use.how == "said"}
    said |= {key for built, values in BUILT.items() for key in filled(built, values)}
    said |= {f"{of.partition(':')[0]}.{key}" for of, keys in VARIABLES.items() for key in keys}
    said |= {key for built, values in SCRIPTS.items() for key in filled(built, values)}
    assert sorted(said - VI.keys()) == []


def test_every_key_that_is_put_together_is_declared_here(found: list[Use]) -> None:
    # what puts a table before the keys of others: that of a page, that of the readers' problems
    binding = {"{}.{}", "problem.{}"}
    assert {use.key for use in found if use.how == "built"} == BUILT.keys() | GUARDED.keys() | binding
    assert {use.key for use in found if use.how == "variable"} == VARIABLES.keys()


def test_every_text_is_said_somewhere(found: list[Use]) -> None:
    said = {use.key for use in found if use.how in ("said", "mentioned")}
    said |= {key for built, values in (BUILT | GUARDED | SCRIPTS).items() for key in filled(built, values)}
    said |= {f"{of.partition(':')[0]}.{key}" for of, keys in VARIABLES.items() for key in keys}
    said |= {key for name in ("app.widgets", "figures-csv", "sample") for key in filled(f"{name}.{{}}", table(name))}
    said |= {f"pane.{pane}.{word}" for pane in ("record", "source") for word in in_scripts(pane)}
    assert sorted(VI.keys() - said) == []


def test_whole_tables_are_given_away_only_where_this_test_knows_it(found: list[Use]) -> None:
    pages = {name for name in TABLES if name == "app" or name.startswith("page.")}
    assert {use.key for use in found if use.how == "table"} == pages | {
        "app.widgets", "figures-csv", "sample", "pane.record", "pane.source"
    }  # fmt: skip


def test_every_text_gets_the_values_that_it_needs(found: list[Use]) -> None:
    declared = BUILT | {of.replace(": ", ".{}: "): keys for of, keys in VARIABLES.items()}
    wrong = []
    for use in found:
        if use.values is None or use.key in GUARDED or "" in use.values:
            continue
        of = use.key if use.how != "variable" else use.key.replace(": ", ".{}: ")
        keys = filled(of.partition(":")[0], declared[of]) if use.how in ("built", "variable") else [use.key]
        needed = [placeholders(VI[key]) for key in keys]
        if not all(one <= use.values for one in needed) or not use.values <= set().union(*needed):
            wrong.append((use.key, sorted(use.values), needed))
    assert wrong == []


def test_the_samples_that_have_a_name_are_there() -> None:
    assert set(table("sample")) <= {path.stem for path in (ROOT / "samples" / "documents").iterdir()}


def test_a_text_is_said_in_the_language_that_is_asked_for() -> None:
    assert (say("status.partial"), say("status.partial", "en")) == ("Chỉ đọc được một phần", "Read only in part")
    assert say("due.left", "vi", days=3) == "còn 3 ngày"
    assert table("pane.record")["left"] == "Còn {left} / {all} mục"  # the scripts fill it in


def test_a_key_or_a_value_that_is_missing_is_an_error() -> None:
    with pytest.raises(KeyError):
        say("status.no-such")
    with pytest.raises(KeyError):
        say("due.left", "vi", day=3)
    with pytest.raises(KeyError):
        table("no-such")


@pytest.mark.parametrize(
    ("source", "use"),
    [
        ('say("due.left", language, days=3)', Use("said", "due.left", frozenset({"days"}))),
        ('self._say("fact.to")', Use("said", "fact.to", frozenset())),
        ('heading = ("kind.event", events)', Use("mentioned", "kind.event")),
        ('say(f"kind.{fact.kind}", language)', Use("built", "kind.{}", frozenset())),
        ('key = f"month.{number}"', Use("built", "month.{}")),
        ('table("pane.record", language)', Use("table", "pane.record")),
        ('Unreadable("damaged.docx")', Use("said", "problem.damaged.docx", frozenset())),
        ('problem("bad-page", page=3, words=found)', Use("said", "problem.bad-page", frozenset({"words"}))),
    ],
)
def test_uses_are_found_in_the_source(source: str, use: Use) -> None:
    assert list(uses(f"from hmtn_ingest.i18n import say\n{source}\n", TABLES)) == [use]


@pytest.mark.parametrize(
    ("source", "use"),
    [
        (
            'say("open" if one else "done")',
            [Use("said", "page.x.open", frozenset()), Use("said", "page.x.done", frozenset())],
        ),
        ("say(status)", [Use("variable", "page.x: status", frozenset())]),
        ("choose(format_func=say)", [Use("variable", "page.x: say")]),
    ],
)
def test_the_table_of_a_page_goes_before_its_keys(source: str, use: list[Use]) -> None:
    assert list(uses(f'say = shell.texts("page.x")\n{source}\n', TABLES)) == [Use("table", "page.x"), *use]
