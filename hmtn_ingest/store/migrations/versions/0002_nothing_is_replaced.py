"""A row that is only added to is not written over by one with its number, whatever program asks for it."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    # "INSERT OR REPLACE" removes the old row first, and tells no trigger unless the connection asks for it. PostgreSQL
    # has no such statement: its ON CONFLICT is an update, which is refused already.
    if op.get_bind().dialect.name == "sqlite":
        for table in ("document", "decision", "reveal"):  # with a document its decisions would go
            op.execute(
                f"""CREATE TRIGGER {table}_is_not_replaced BEFORE INSERT ON {table}
                WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)
                BEGIN SELECT RAISE(ABORT, 'what was kept is never replaced'); END"""
            )
