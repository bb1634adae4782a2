"""Starts the pages, reachable from this machine only.

Comes in: a port; goes out: nothing, as long as the server runs. The command ``run`` calls it.

    serve(8501, browser=False, limits=Limits())
"""

from __future__ import annotations

import os
from pathlib import Path

from hmtn_ingest.reading.worker import MEMORY_VARIABLE, TIMEOUT_VARIABLE, Limits

APP = Path(__file__).resolve().parents[2] / "app.py"


def serve(port: int, *, browser: bool, limits: Limits) -> None:
    """In this process and not in a child: stopping it must not leave a server behind."""
    os.environ |= {TIMEOUT_VARIABLE: str(limits.seconds), MEMORY_VARIABLE: str(limits.megabytes)}
    os.chdir(APP.parent)  # where Streamlit looks for .streamlit/config.toml
    from streamlit.web.cli import main as streamlit

    where = ["--server.address", "localhost", "--server.port", str(port)]
    streamlit(["run", APP.name, *where, "--server.headless", str(not browser).lower()])
