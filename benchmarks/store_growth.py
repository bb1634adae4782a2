"""How a PostgreSQL store grows: bytes of tables and indexes, and how long its questions take, by number of documents.

``python benchmarks/store_growth.py DATABASE_URL [DOCUMENTS]``. The database is filled, so give an empty one. Documents
are the samples, read once; each copy has a number, figures and a digest of its own in file and record.
"""

from __future__ import annotations

import dataclasses
import hashlib
import os
import random
import re
import sys
import time
from collections.abc import Callable

import sqlalchemy as sa

from hmtn_ingest import ingest
from hmtn_ingest.store.store import Store
from hmtn_ingest.web.pages.samples import FOLDER
from parsers.records import DocumentRecord

SIZES = """
SELECT c.relname, c.relkind, pg_relation_size(c.oid),
       CASE WHEN c.reltoastrelid <> 0 THEN pg_total_relation_size(c.reltoastrelid) ELSE 0 END
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'public' AND c.relkind IN ('r', 'i') AND pg_relation_size(c.oid) > 100000 ORDER BY 2, 1
"""


@dataclasses.dataclass
class Sample:
    """A file, and its record as JSON."""

    data: bytes
    record: str

    def changed(self, chance: random.Random) -> tuple[bytes, DocumentRecord]:
        """Another document of the same shape: other digits in its text, another number, other bytes."""
        other = re.sub(r"(?<=[  (])[1-9](?=\d{2,}[ .,)])", lambda _: chance.choice("123456789"), self.record)
        data = self.data + chance.randbytes(16)
        record = DocumentRecord.model_validate_json(other)
        source = record.source.model_copy(update={"sha256": hashlib.sha256(data).hexdigest()})
        header = record.header
        if header.code_number is not None:
            number = header.code_number.model_copy(update={"value": str(chance.randrange(1, 9999))})
            header = header.model_copy(update={"code_number": number})
        return data, record.model_copy(update={"source": source, "header": header})


def timed(what: str, call: Callable[[], object]) -> str:
    began = time.perf_counter()
    call()
    return f"{what} {time.perf_counter() - began:.2f} s"


def tell(store: Store, documents: int, seconds: float) -> None:
    print(f"{documents} documents, kept in {seconds:.0f} s of processor here, load {os.getloadavg()[0]:.1f}")
    with store.engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").execute(sa.text("VACUUM ANALYZE"))
        for name, kind, own, toast in connection.execute(sa.text(SIZES)):
            print(f"  {'index' if kind == 'i' else 'table'} {name:40} {own / 1e6:9.1f} MB  toast {toast / 1e6:9.1f} MB")
        whole = connection.scalar(sa.text("SELECT pg_database_size(current_database())"))
        print(f"  database {whole / 1e6:.0f} MB")
    print(
        " ",
        timed("all heads", store.heads),
        timed("· list", store.documents),
        timed("· search, one word", lambda: store.documents("tieu hoc")),
        timed("· search, nothing found", lambda: store.documents("khong co o dau ca")),
        flush=True,
    )


def main() -> None:
    wanted = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
    samples = [
        Sample(path.read_bytes(), ingest(path).model_dump_json(by_alias=True)) for path in sorted(FOLDER.iterdir())
    ]
    store = Store(sys.argv[1])
    chance = random.Random(1)
    spent = 0.0
    for number in range(1, wanted + 1):
        data, record = samples[number % len(samples)].changed(chance)
        began = time.process_time()
        store.keep(data, record, by="benchmark")
        spent += time.process_time() - began
        if number in (1_000, 10_000, wanted):
            tell(store, number, spent)
    store.close()


if __name__ == "__main__":
    main()
