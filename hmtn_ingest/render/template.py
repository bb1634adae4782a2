"""Texts of HTML from templates/*.html: the one environment of Jinja2.

In: the name of a template and the values that it names. Out: its text, every value escaped (autoescape), a name that
nobody passes an error (StrictUndefined). Called by whoever shows a record, a catalogue, a comparison as HTML.

    render("catalogue.html", language="vi", rows=[...])

A text that is HTML already is passed as `markupsafe.Markup`; nothing else goes through unescaped.
"""

from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined


def render(name: str, **values: Any) -> str:
    """The template of that name (a file of render/templates) with these values."""
    return environment("hmtn_ingest.render").get_template(name).render(**values)


@cache
def facts_style() -> str:
    """The CSS of facts, for whatever page shows them."""
    return files("hmtn_ingest.render").joinpath("facts.css").read_text(encoding="utf-8")


@cache
def environment(package: str) -> Environment:
    """What loads and fills the templates of a package; that of the pages has its own."""
    return Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
