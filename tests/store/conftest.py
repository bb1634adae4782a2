"""Every test that takes ``store`` or ``url`` runs on SQLite, and on PostgreSQL where its server is installed."""

from __future__ import annotations

import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from hmtn_ingest.store.store import Store

_NUMBERS = itertools.count(1)


def _server() -> Path | None:
    """The folder of PostgreSQL's own programs; Debian keeps them off the PATH."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return installed[-1].parent if installed else None


@pytest.fixture(scope="session")
def cluster() -> Iterator[sa.URL]:
    """A PostgreSQL server of our own, in a folder that is thrown away, reached by a socket there and by nothing else."""
    programs = _server()
    if programs is None:
        pytest.skip("no PostgreSQL server here (apt-get install postgresql): the store was tested on SQLite only")
    user: dict[str, Any] = {}
    folder = Path(tempfile.mkdtemp(prefix="hmtn-pg-"))  # not pytest's: a socket's path may have 107 bytes only
    if os.getuid() == 0:  # the server refuses to run as root
        name = next(name for name in ("postgres", "nobody") if name in {entry.pw_name for entry in pwd.getpwall()})
        entry = pwd.getpwnam(name)
        user = {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
        os.chown(folder, entry.pw_uid, entry.pw_gid)
    data = folder / "data"

    def run(program: str, *arguments: str) -> None:
        log = folder / f"{program}.log"
        with log.open("w") as out:  # no pipe: the server would keep it open
            done = subprocess.run([programs / program, *arguments], stdout=out, stderr=out, cwd=folder, **user)
        assert done.returncode == 0, log.read_text()

    try:
        run("initdb", "-D", str(data), "-U", "hmtn", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        options = f"-k '{folder}' -c listen_addresses='' -c fsync=off"
        run("pg_ctl", "start", "-w", "-D", str(data), "-l", str(folder / "server.log"), "-o", options)
        try:
            yield sa.URL.create("postgresql", "hmtn", database="postgres", query={"host": str(folder)})
        finally:
            run("pg_ctl", "stop", "-m", "immediate", "-D", str(data))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> sa.URL:
    """An empty database."""
    if request.param == "sqlite":
        return sa.URL.create("sqlite", database=str(tmp_path / "hmtn.sqlite3"))
    server: sa.URL = request.getfixturevalue("cluster")
    name = f"test_{next(_NUMBERS)}"
    engine = sa.create_engine(server.set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sa.text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return server.set(database=name)


@pytest.fixture
def store(url: sa.URL) -> Iterator[Store]:
    opened = Store(url)
    yield opened
    opened.close()
