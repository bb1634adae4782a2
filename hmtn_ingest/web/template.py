"""What pages put into ``st.html``: their templates in templates/*.html, in the environment that ``render`` has too.

In: the name of a template and the values that it names. Out: HTML, every value escaped. Called by the pages.

    page_html("text.html", tag="div", look="hint", text="3 < 4", count="")  →  '<div class="hint">3 &lt; 4</div>'
"""

from __future__ import annotations

from typing import Any

from hmtn_ingest.render.template import environment


def page_html(name: str, /, **values: Any) -> str:
    """The template of that name (a file of web/templates) with these values."""
    return environment("hmtn_ingest.web").get_template(name).render(**values)
