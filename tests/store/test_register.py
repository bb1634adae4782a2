"""The register of incoming documents as it is kept: nothing that an office wrote into it is lost, no number given twice."""

from __future__ import annotations

import dataclasses
import datetime
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from hmtn_ingest.review.stored import RegisterConflict, RegisterEntry
from hmtn_ingest.store.database import parse_url
from hmtn_ingest.store.store import Store
from tests.plans import PLAN, read

ENTRY = RegisterEntry(
    arrival_number="41",
    arrival_date=datetime.date(2026, 5, 4),
    code="07/KH-BCĐ",
    subject="Vận động hiến máu tình nguyện năm 2026",
    handler="Kha Thị Thử",
    due=datetime.date(2026, 5, 19),
)


def put(store: Store) -> int:
    return store.add(PLAN.encode(), read(PLAN), by="Lan").document


def with_number(number: str, day: datetime.date | None = ENTRY.arrival_date) -> RegisterEntry:
    return dataclasses.replace(ENTRY, arrival_number=number, arrival_date=day)


def written(store: Store) -> list[tuple[int, str, str]]:
    """Every row that was ever written: document, arrival number, who handles it."""
    with store.engine.connect() as connection:
        rows = connection.execute(sa.text("SELECT document_id, arrival_number, handler FROM register ORDER BY id"))
        return [(row[0], row[1], row[2]) for row in rows]


def test_the_newest_row_of_a_document_counts_and_those_before_it_stay(store: Store) -> None:
    document = put(store)
    store.register(document, ENTRY, by="Lan")
    first = store.registered(document)[document]
    assert dataclasses.replace(first, row=0, by="", at=None) == ENTRY
    assert (first.by, first.at and first.at.tzinfo) == ("Lan", datetime.UTC)
    store.register(document, dataclasses.replace(ENTRY, handler="Tòng Văn Piêng"), by="Mai", seen=first.row)
    newest = store.registered()[document]
    assert (newest.handler, newest.by) == ("Tòng Văn Piêng", "Mai")
    assert written(store) == [(document, "41", "Kha Thị Thử"), (document, "41", "Tòng Văn Piêng")]


def test_who_has_not_seen_the_row_of_a_colleague_does_not_write_over_it(store: Store) -> None:
    document = put(store)
    store.register(document, ENTRY, by="Lan")
    with pytest.raises(RegisterConflict) as conflict:
        store.register(document, with_number("42"), by="Mai")
    assert (conflict.value.document, conflict.value.entry.by) == (document, "Lan")
    assert written(store) == [(document, "41", "Kha Thị Thử")]


@pytest.mark.parametrize(
    ("given", "asked", "taken"),
    [
        (with_number("41"), with_number("41"), True),
        (with_number("41"), with_number("041"), True),
        (with_number("41A"), with_number("41a"), True),
        (with_number("41"), with_number("41A"), False),
        (with_number("41"), with_number("41", datetime.date(2025, 12, 31)), False),
        (with_number("41", None), with_number("41", datetime.datetime.now(datetime.UTC).date()), True),
        (with_number(""), with_number(""), False),
    ],
)
def test_an_arrival_number_is_given_once_a_year(
    store: Store, given: RegisterEntry, asked: RegisterEntry, taken: bool
) -> None:
    first, second = put(store), put(store)
    store.register(first, given, by="Lan")
    if taken:
        with pytest.raises(RegisterConflict):
            store.register(second, asked, by="Mai")
    else:
        store.register(second, asked, by="Mai")
    assert (second in store.registered()) is not taken


def test_of_colleagues_who_take_one_number_at_once_one_gets_it(store: Store) -> None:
    documents = [put(store) for _ in range(6)]

    def register(document: int) -> bool:
        try:
            store.register(document, ENTRY, by="Lan")
        except RegisterConflict:
            return False
        return True

    with ThreadPoolExecutor(len(documents)) as colleagues:
        assert sum(colleagues.map(register, documents)) == 1
    assert len(written(store)) == 1


def test_a_row_stays_when_its_document_is_deleted_and_its_number_is_not_given_again(store: Store) -> None:
    document, other = put(store), put(store)
    store.register(document, ENTRY, by="Lan")
    store.delete(document)
    assert written(store) == [(document, "41", "Kha Thị Thử")]
    assert store.registered()[document].subject == ENTRY.subject
    with pytest.raises(RegisterConflict) as conflict:
        store.register(other, ENTRY, by="Mai")
    assert conflict.value.document == document


def test_a_corrected_file_leaves_the_row_as_it_is(store: Store) -> None:
    document = put(store)
    store.register(document, ENTRY, by="Lan")
    corrected = PLAN.replace("Số: 07", "Số: 08")
    store.add(corrected.encode(), read(corrected), by="Mai", document=document)
    assert store.registered(document)[document].code == "07/KH-BCĐ"


def test_a_character_that_postgresql_has_not_loses_no_row(store: Store) -> None:
    document = put(store)
    store.register(document, dataclasses.replace(ENTRY, subject="Hiến máu\0 năm 2026"), by="Lan")
    assert store.registered(document)[document].subject == "Hiến máu năm 2026"


def test_rows_of_a_store_from_before_are_kept_through_its_migration(url: sa.URL) -> None:
    config = Config()
    config.set_main_option("script_location", "hmtn_ingest.store:migrations")
    engine = sa.create_engine(parse_url(url))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0003")
        connection.execute(sa.text("INSERT INTO document (id) VALUES (3)"))
        connection.execute(
            sa.text(
                "INSERT INTO register VALUES (7, 3, '41', '2026-05-04', '07/KH-BCĐ', 'Hiến máu', 'Thử', NULL, 'Lan', "
                "'2026-05-04 01:00:00.000000')"
            )
        )
    engine.dispose()
    store = Store(url)
    kept = store.registered(3)[3]
    assert (kept.row, kept.arrival_number, kept.arrival_date) == (7, "41", datetime.date(2026, 5, 4))
    assert kept.at == datetime.datetime(2026, 5, 4, 1, tzinfo=datetime.UTC)
    assert (kept.type_name, kept.organ_name, kept.issued) == ("", "", "")
    store.delete(3)
    assert written(store) == [(3, "41", "Thử")]
    store.close()
