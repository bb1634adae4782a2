"""Run by Alembic: the migrations, on the connection and in the transaction of who opens the database."""

from __future__ import annotations

from alembic import context

from hmtn_ingest.store.database import Base

context.configure(connection=context.config.attributes["connection"], target_metadata=Base.metadata)
context.run_migrations()
