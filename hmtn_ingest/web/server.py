"""Starts the pages, reachable from this machine only unless somebody opens them to the network.

Comes in: a port, and the name or address under which others reach this machine; goes out: nothing, as long as the
server runs. The command ``run`` calls it.

    serve(8501, browser=False, limits=Limits())
"""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

from hmtn_ingest.reading.worker import MEMORY_VARIABLE, TIMEOUT_VARIABLE, Limits

APP = Path(__file__).resolve().parents[2] / "app.py"
_OWN = ("localhost", "127.0.0.1")
_CLOSED = "/_stcore/metrics"  # says how many people are here and what they hold in memory


def serve(port: int, *, browser: bool, limits: Limits, network: str | None = None) -> None:
    """In this process and not in a child: stopping it must not leave a server behind.

    ``network`` is the name or address of this machine at which it answers, too. Requests for any other host are
    refused: a page of a stranger whose name leads here (DNS rebinding) must not read documents.
    """
    os.environ |= {TIMEOUT_VARIABLE: str(limits.seconds), MEMORY_VARIABLE: str(limits.megabytes)}
    os.chdir(APP.parent)  # where Streamlit looks for .streamlit/config.toml
    import streamlit as st
    from starlette.middleware import Middleware
    from starlette.middleware.trustedhost import TrustedHostMiddleware

    hosts = [*_OWN, *([network] if network else [])]
    trusted = Middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False)
    app = st.App(APP, middleware=[trusted, Middleware(ClosedPath)])
    app.run(
        config={
            "server.address": network or "localhost",
            "server.port": port,
            "server.headless": not browser,
            "server.allowedHosts": hosts,
        }
    )


def try_port(port: int, network: str | None) -> None:
    """Raises ``OSError`` where nothing can be served at a port, as when another program has it."""
    host = network or "localhost"
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        if os.name == "posix":  # where it lets a server begin again at once, and takes no port from another
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((host, port))


class ClosedPath:
    """Answers "not found" for what Streamlit tells anybody about the server."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        from starlette.responses import PlainTextResponse

        closed = scope["type"] == "http" and scope["path"].rstrip("/") == _CLOSED
        await (PlainTextResponse("Not Found", 404) if closed else self.app)(scope, receive, send)
