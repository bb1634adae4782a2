"""The database itself: how it is made, that nothing in it can be rewritten, and what is said when it cannot be used."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from streamlit.testing.v1 import AppTest

from hmtn_ingest.review.drafts import accept
from hmtn_ingest.review.stored import RegisterEntry
from hmtn_ingest.store.database import HEAD, URL_VARIABLE, Base, Unusable, default_url
from hmtn_ingest.store.store import Store
from tests.plans import PLAN, read
from tests.store.people import PROCESSES, open_at_once
from tests.stored import open_stored

ROOT = Path(__file__).resolve().parent.parent.parent


def put(store: Store) -> int:
    document = store.add(PLAN.encode(), read(PLAN), by="Lan").document
    store.decide(document, accept(open_stored(store, document), "header.subject"), by="Lan")
    store.log_reveal(document, by="Lan")
    store.register(document, RegisterEntry("41", None, "07/KH-BCĐ", "Hiến máu", "Thử", None), by="Lan")
    return document


def kept(store: Store, document: int) -> tuple[object, ...]:
    return store.decisions(document), store.reveals(), store.registered()


# -- how it is made ----------------------------------------------------------------------------------------------------


def test_migrations_make_the_tables_that_the_program_uses(store: Store) -> None:
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
        assert context.get_current_revision() == HEAD


def test_the_newest_migration_is_the_one_that_is_asked_for() -> None:
    config = Config()
    config.set_main_option("script_location", "hmtn_ingest.store:migrations")
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_heads() == [HEAD]
    revisions = [script.revision for script in scripts.walk_revisions()]
    assert revisions == sorted(revisions, reverse=True)  # a database is newer if its number is greater


def test_opening_again_finds_what_was_kept(url: sa.URL) -> None:
    first = Store(url)
    document = put(first)
    first.close()
    second = Store(url)
    assert second.record(document) == read(PLAN)
    assert len(second.decisions(document)) == 1
    second.close()


@pytest.mark.processes
def test_processes_that_open_a_new_database_at_once_do_not_break_each_other(url: sa.URL) -> None:
    everyone = PROCESSES.Barrier(4)
    address = url.render_as_string(hide_password=False)
    openers = [PROCESSES.Process(target=open_at_once, args=(address, str(number), everyone)) for number in range(4)]
    for opener in openers:
        opener.start()
    for opener in openers:
        opener.join(120)
        assert opener.exitcode == 0
    store = Store(url)
    assert [store.setting(str(number), "was") for number in range(4)] == ["here"] * 4
    store.close()


# -- nothing is rewritten ----------------------------------------------------------------------------------------------


REWRITING = {
    "sqlite": (
        "UPDATE decision SET note = 'khác'",
        "UPDATE decision SET by = 'Pó' WHERE id = 1",
        "DELETE FROM decision",
        "UPDATE reveal SET by = 'Pó'",
        "DELETE FROM reveal",
        "UPDATE register SET handler = 'Pó'",
        "DELETE FROM register",
    ),
    "sqlite alone": (
        "INSERT OR REPLACE INTO decision SELECT * FROM decision WHERE id = 1",
        "REPLACE INTO reveal (id, document_id, by, at) VALUES (1, 1, 'Pó', '2026-01-01')",
        "REPLACE INTO register SELECT * FROM register WHERE id = 1",
        "UPDATE OR REPLACE decision SET id = 1",
        "REPLACE INTO document (id) VALUES (1)",
    ),
    "postgresql": ("TRUNCATE decision", "TRUNCATE reveal", "TRUNCATE register", "TRUNCATE document CASCADE"),
}


def test_decisions_reveals_and_the_register_are_only_added_to(store: Store) -> None:
    document = put(store)
    before = kept(store, document)
    of_one = "sqlite alone" if store.engine.dialect.name == "sqlite" else "postgresql"
    for statement in REWRITING["sqlite"] + REWRITING[of_one]:
        with pytest.raises(sa.exc.DatabaseError), store.engine.begin() as connection:
            connection.execute(sa.text(statement))
        assert kept(store, document) == before, statement
    store.delete(document)
    assert store.decisions(document) == []


def test_nothing_of_a_deleted_document_is_left_in_the_files(tmp_path: Path) -> None:
    """Deleted rows stay readable in a SQLite file and its journal unless they are overwritten."""
    store = Store(f"sqlite:///{tmp_path / 'hmtn.sqlite3'}")
    document = put(store)
    words = ["Khe Vải".encode(), b"khe vai", b"0900.000.117"]

    def left() -> list[bytes]:
        held = b"".join(path.read_bytes() for path in tmp_path.iterdir())
        return [word for word in words if word in held]

    assert left() == words
    store.delete(document)
    assert left() == []
    store.close()
    assert left() == []


def test_another_program_cannot_replace_what_was_kept(tmp_path: Path) -> None:
    """One that asks for no recursive triggers, as SQLite's own shell."""
    store = Store(f"sqlite:///{tmp_path / 'hmtn.sqlite3'}")
    document = put(store)
    before = kept(store, document)
    with contextlib.closing(sqlite3.connect(tmp_path / "hmtn.sqlite3")) as other:
        for statement in REWRITING["sqlite alone"]:
            with pytest.raises(sqlite3.DatabaseError):
                other.execute(statement)
    assert kept(store, document) == before
    store.close()


# -- what is said when it cannot be used -------------------------------------------------------------------------------


@pytest.mark.parametrize("version", ["9999", "a1b2c3", "0001b"])
def test_a_database_of_a_newer_program_is_left_alone(url: sa.URL, version: str) -> None:
    store = Store(url)
    put(store)
    with store.engine.begin() as connection:
        connection.execute(sa.text(f"UPDATE alembic_version SET version_num = '{version}'"))
    store.close()
    with pytest.raises(Unusable) as refusal:
        Store(url)
    assert "phiên bản mới hơn" in refusal.value.say()
    assert "cập nhật chương trình" in refusal.value.say()
    assert "newer version" in refusal.value.say("en")
    assert str(url.database) in refusal.value.say()


@pytest.mark.parametrize("locked", ["file", "folder"])
def test_a_database_that_may_not_be_written_is_read(tmp_path: Path, locked: str) -> None:
    file = tmp_path / "chỉ đọc" / "hmtn #1.sqlite3"
    url = sa.URL.create("sqlite", database=str(file))
    store = Store(url)
    document = put(store)
    store.close()
    kept = file.read_bytes()
    with nobody_writes(file, file.parent if locked == "folder" else file):
        opened = Store(url)
        assert opened.record(document) == read(PLAN)
        assert [one.document for one in opened.documents()] == [document]
        assert len(opened.decisions(document)) == 1
        for write in (lambda: opened.delete(document), lambda: opened.set_setting("a", "b", 1)):
            with pytest.raises(Unusable) as refusal:
                write()
            assert refusal.value.reason == "read-only"
            assert str(file) in refusal.value.say()
        opened.close()
    assert file.read_bytes() == kept


@contextlib.contextmanager
def nobody_writes(file: Path, place: Path) -> Iterator[None]:
    """``place`` cannot be written; the test goes on as a user whom that binds, where it runs as root."""
    before, root = place.stat().st_mode, os.geteuid() == 0
    above = [folder for folder in file.parents if len(folder.parts) > 2]
    modes = {folder: folder.stat().st_mode for folder in above}
    for folder in above:
        folder.chmod(modes[folder] | 0o055)
    file.chmod(0o644)
    place.chmod(0o555 if place.is_dir() else 0o444)
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
        place.chmod(before)
        for folder in above:
            folder.chmod(modes[folder])


def test_a_database_of_another_program_is_left_alone(url: sa.URL) -> None:
    engine = sa.create_engine(url.set(drivername="postgresql+psycopg") if url.host or url.query else url)
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE document (name VARCHAR)"))
    with pytest.raises(Unusable, match="chuyển dữ liệu ấy đi"):
        Store(url)
    assert sa.inspect(engine).get_table_names() == ["document"]
    engine.dispose()


@pytest.fixture
def full(tmp_path: Path) -> Path:
    """A database with a document, closed."""
    path = tmp_path / "dữ liệu 100%?.sqlite3"
    store = Store(sa.URL.create("sqlite", database=str(path)))
    put(store)
    store.close()
    return path


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "hmtn.sqlite3"
    path.write_text("Kính gửi: Trạm Y tế xã\n" * 100)
    with pytest.raises(Unusable) as refusal:
        Store(f"sqlite:///{path}")
    assert f"“{path}”" in refusal.value.say()
    assert "bị hỏng" in refusal.value.say()
    assert "sao lưu" in refusal.value.say()
    assert path.read_text().startswith("Kính gửi")


@pytest.mark.parametrize("damage", ["pages", "cut"])
def test_a_damaged_file_is_named_with_the_remedy(full: Path, damage: str) -> None:
    data = bytearray(full.read_bytes())
    if damage == "pages":
        data[4096:] = b"\xa5" * (len(data) - 4096)
    else:
        del data[8192:]
    full.write_bytes(data)

    def use() -> None:
        store = Store(sa.URL.create("sqlite", database=str(full)))
        for one in store.documents():
            open_stored(store, one.document)
        put(store)

    with pytest.raises(Unusable) as refusal:
        use()
    assert f"“{full}” bị hỏng" in refusal.value.say()
    assert "chép bản sao lưu gần nhất" in refusal.value.say()


USE = """
import os, sys
import sqlalchemy as sa
from hmtn_ingest.store.database import Unusable
from hmtn_ingest.store.store import Store
Store("sqlite://").close()  # imports all there is, which another user may not read
if os.getuid() == 0:  # root may write anywhere
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
try:
    store = Store(sa.URL.create("sqlite", database=sys.argv[1]))
    store.log_reveal(1, by="Lan")
except Unusable as error:
    sys.stdout.buffer.write(error.say().encode())
"""

needs_users = pytest.mark.skipif(not hasattr(os, "setuid"), reason="needs the users of a Unix system")


def said_to_another_user(path: Path) -> str:
    done = subprocess.run([sys.executable, "-c", USE, str(path)], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


@pytest.fixture
def others(full: Path) -> Iterator[Path]:
    """The database in a folder that every user can look into and none but root may write."""
    folder = Path(tempfile.mkdtemp(prefix="hmtn-"))
    path = folder / "hmtn.sqlite3"
    shutil.copy(full, path)
    path.chmod(0o444)
    folder.chmod(0o555)
    yield path
    folder.chmod(0o755)
    shutil.rmtree(folder)


@needs_users
def test_a_file_that_may_not_be_written_is_named_with_the_remedy(others: Path) -> None:
    said = said_to_another_user(others)
    assert f"“{others}”" in said
    assert "quyền" in said


@needs_users
def test_a_folder_that_cannot_be_made_is_named_with_the_remedy(others: Path) -> None:
    said = said_to_another_user(others.parent / "mới" / "hmtn.sqlite3")
    assert "không mở được" in said
    assert "thư mục chứa nó" in said


def test_a_path_that_is_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="không mở được"):
        Store(f"sqlite:///{tmp_path}")


@pytest.mark.parametrize("given", ["hmtn.sqlite3", "mysql://root@localhost/hmtn", "postgresql+psycopg2://x/y", "::"])
def test_an_address_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv(URL_VARIABLE, given)
    with pytest.raises(Unusable, match=URL_VARIABLE):
        Store()


def test_a_server_that_does_not_answer_is_named_without_its_password() -> None:
    with pytest.raises(Unusable) as refusal:
        Store("postgresql://lan:mat-khau@127.0.0.1:1/hmtn")
    assert "không kết nối được" in refusal.value.say()
    assert "127.0.0.1" in refusal.value.say()
    assert "mat-khau" not in refusal.value.say() + refusal.value.say("en")


def test_a_database_that_is_not_on_the_server_is_named(cluster: sa.URL) -> None:
    with pytest.raises(Unusable) as refusal:
        Store(cluster.set(database="khong_co"))
    assert "khong_co" in refusal.value.say()


def test_a_server_that_comes_back_is_used_again(cluster: sa.URL) -> None:
    store = Store(cluster)
    document = put(store)
    with sa.create_engine(store.url, isolation_level="AUTOCOMMIT").connect() as connection:
        ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> "
        connection.execute(sa.text(ended + "pg_backend_pid()"))
    assert len(store.decisions(document)) == 1
    store.close()


def test_without_an_address_the_data_lies_in_the_users_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(URL_VARIABLE, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "nhà 50%"))
    monkeypatch.setenv("HOME", str(tmp_path))
    path = Path(str(default_url().database))
    assert tmp_path in path.parents
    store = Store()
    document = put(store)
    store.close()
    assert path.is_file()
    if os.name == "posix":
        assert path.parent.stat().st_mode & 0o077 == 0  # personal data: for its owner only
    assert Store().record(document) == read(PLAN)


def test_the_pages_say_what_is_wrong(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "hmtn.sqlite3"
    path.write_text("<b>Kính gửi</b>\n" * 300)
    monkeypatch.setenv(URL_VARIABLE, f"sqlite:///{path}")
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])  # its place the page takes
    import streamlit

    streamlit.cache_resource.clear()
    app: Any = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.run()
    streamlit.cache_resource.clear()
    assert not app.exception
    shown = " ".join(str(element.proto) for element in app.main if element.type == "html")
    assert "bị hỏng" in shown.encode().decode("unicode_escape", "ignore") or "bị hỏng" in shown or "damaged" in shown
