"""The source pane of the review page: the pages of a PDF, or the text, with a mark over every fact.

It and the record pane beside it talk through events of the browser's ``window``; offsets are code points into the text
of the record. Its scripts are ES modules, which :func:`join_scripts` makes one of.

- to the pane: ``hmtn:show`` ``{keys, quiet?, parts?}`` or ``{start, end, quiet?}`` brings words into view and flashes
  them (``quiet``: moves only if they are out of sight, no flash; ``parts`` are values inside the fact, ``[[name, start,
  end]]``); ``hmtn:states`` ``{key: status}``; ``hmtn:added`` ``[{key, kind, start, end}]``, always the whole list;
  ``hmtn:filling`` ``{on}``: a click says where it is, and means what is said there; ``hmtn:choose`` ``{keys}``: words
  are to be chosen by keys, beginning at those of a fact.
- from the pane: ``hmtn:pick`` ``{keys}``, the innermost first; ``hmtn:words`` ``{start, end, quote, x, y}`` (``x`` and
  ``y`` in pixels of the window), or ``null`` when nothing is selected any more, with
  ``byKey`` where keys chose them; ``hmtn:left`` ``{}`` when keys chose none; ``hmtn:ready`` ``{}`` when it is there.

A menu for selected words must call ``preventDefault`` on ``pointerdown`` and ``mousedown``, or the browser takes the
selection back before the click arrives.
"""

from __future__ import annotations

import base64
import hashlib
import json
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import streamlit as st

from hmtn_ingest.i18n import Language, say, table
from hmtn_ingest.kinds import in_order
from hmtn_ingest.readers.page.words import Box
from hmtn_ingest.readers.pdf import images
from hmtn_ingest.review.reviewed import Reviewed
from hmtn_ingest.web.panes.scripts import join_scripts
from hmtn_ingest.web.panes.source import source_data
from parsers.records import DocumentRecord

_HERE = Path(__file__).parent
SCRIPTS = (
    "elements.js",
    "code_points.js",
    "page_words.js",
    "looks.js",
    "choosing.js",
    "text.js",
    "pages.js",
    "place.js",
    "pane.js",
)
"""Each behind those that it imports from."""
_FIRST_PAGES = 4
"""Pages that are there at once; others are drawn when they come near."""

_HTML = """
<section class="hm-source">
  <div class="hm-bar" role="toolbar">
    <div class="hm-views" role="group">
      <button type="button" name="pages"></button><button type="button" name="text"></button>
    </div>
    <div class="hm-zooms" role="group">
      <button type="button" name="farther">−</button><button type="button" name="fit"></button>
      <button type="button" name="closer">+</button>
    </div>
    <span class="hm-place"></span>
    <details class="hm-legend"><summary></summary><div></div></details>
  </div>
  <div class="hm-scroll" tabindex="0" role="region">
    <div class="hm-sheets" hidden></div>
    <div class="hm-text" hidden></div>
  </div>
</section>
"""

_pane = st.components.v2.component(
    "hmtn_source",
    html=_HTML,
    css=(_HERE / "pane.css").read_text(encoding="utf-8"),
    js=join_scripts(_HERE, SCRIPTS),
    isolate_styles=False,  # marks look as everywhere else, and the browser's selection reaches the text
)


@st.fragment
def source(reviewed: Reviewed, data: bytes, *, phones: bool, language: Language, key: str, keep: Path) -> None:
    """Show the source of a document; ``reviewed`` is not masked, ``data`` are the bytes of its file.

    ``keep`` is the folder of recognised pages of scans, ``phones`` shows phone numbers, ``key`` names the document and
    version whose place is kept, such as "source-12-1". It runs again by itself when the pane needs more pages or the
    words on them; the pane keeps what it has.
    """
    need = (st.session_state.get(key) or {}).get("need") or {}
    record = reviewed.extracted
    pages = (
        _page_images(record.source.sha256, _digest(record.text), data, record)
        if record.source.media_type == "application/pdf" or source_data.is_image_file(record)
        else ()
    )
    hide = source_data.hiding(reviewed)
    text = record.text if phones else hide(record.text)
    patches = _patches(record.source.sha256, text, data, reviewed, keep) if pages and not phones else {}
    given: dict[str, Any] = source_data.source_data(reviewed, text, pages, language)
    kinds = [kind.name for kind in in_order("colour")]
    given |= {
        "key": key,
        "sheets": [(page.width, page.height) for page in pages],
        "withheld": [] if phones else source_data.withheld(record, len(pages), all_pages=patches is None),
        "say": table("pane.source", language),
        "kinds": [(f"k-{kind}", say(f"kind.{kind}", language)) for kind in kinds]
        + [("k-date doubtful", say("fact.doubtful", language))],
        "order": kinds,
    }
    content = json.dumps([value for name, value in given.items() if name not in ("added", "states")], default=str)
    given["stamp"] = _digest(content)
    given["shelf"] = f"{record.source.sha256}/{_digest(text)}"
    given["pictures"] = {}
    if pages:
        for number in need.get("pages") or range(1, _FIRST_PAGES + 1):
            if 1 <= number <= len(pages) and number not in given["withheld"]:
                boxes = tuple((patches or {}).get(number, ()))
                given["pictures"][number] = _picture(record.source.sha256, number, boxes, data, record)
    given["words"] = _words(data, record, keep) if pages and need.get("words") else False
    given["asked"] = need.get("words", 0)  # so that "not yet" a second time is something new, which reaches the pane
    _pane(key=key, data=given, on_need_change=lambda: None)


def _digest(text: str) -> str:
    return hashlib.blake2s(text.encode(), digest_size=8).hexdigest()


# Arguments that begin with "_" are not part of what a result is kept under.


@st.cache_resource(max_entries=64, show_spinner=False)
def _page_images(sha256: str, text: str, _data: bytes, _record: DocumentRecord) -> tuple[images.PageImage, ...]:
    return source_data.page_images(_data, _record)


@st.cache_resource(max_entries=64, show_spinner=False)
def _patches(sha256: str, hidden: str, _data: bytes, _reviewed: Reviewed, _keep: Path) -> dict[int, list[Box]] | None:
    return source_data.patches(_data, _reviewed.extracted, source_data.hiding(_reviewed), _keep)


@st.cache_resource(max_entries=256, show_spinner=False)
def _picture(sha256: str, number: int, patches: tuple[Box, ...], _data: bytes, _record: DocumentRecord) -> str:
    picture = source_data.shown_picture(_data, _record, number, patches)
    return f"data:image/jpeg;base64,{base64.b64encode(picture).decode()}"


_reader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="words-on-pages")


def _words(data: bytes, record: DocumentRecord, keep: Path) -> dict[int, list[list[float]]] | None:
    """The words on the pages; ``None`` while they are being read, which must not keep the page waiting."""
    reading = _reading(record.source.sha256, _digest(record.text), data, record, keep)
    return source_data.by_page(reading.result()) if reading.done() else None


@st.cache_resource(max_entries=16, show_spinner=False)
def _reading(
    sha256: str, text: str, _data: bytes, _record: DocumentRecord, _keep: Path
) -> Future[list[source_data.Word]]:
    return _reader.submit(source_data.words, _data, _record, _keep)
