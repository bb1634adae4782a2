"""The source pane alone: run with a document's path as the only argument, and "phones" to show phone numbers."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import streamlit as st

from hmtn_ingest.review.reviewed import Reviewed, review
from hmtn_ingest.web.panes.source.pane import source
from tests.reading import record_at


@st.cache_resource
def reviewed(path: str) -> Reviewed:
    return review(record_at(Path(path)))


st.set_page_config(layout="wide")
for style in ("render/facts.css", "web/style.css"):
    st.html(Path(__file__).parents[3] / "hmtn_ingest" / style)
path = st.query_params.get("file", sys.argv[-1])
left, right = st.columns(2)
with left:
    source(
        reviewed(path),
        Path(path).read_bytes(),
        phones="phones" in st.query_params,
        language="vi",
        key=f"source-{Path(path).name}",
        keep=Path(tempfile.gettempdir()) / "hmtn-source-page",
    )
with right:
    st.button("Chạy lại")
