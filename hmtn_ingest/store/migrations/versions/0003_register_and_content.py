"""The rows of the register of incoming documents, and a sketch of each text by which the same document is found."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

from hmtn_ingest.review.content import content_sketch

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "register",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("document_id", sa.Integer, nullable=False),
        sa.Column("arrival_number", sa.String, nullable=False),
        sa.Column("arrival_date", sa.Date),
        sa.Column("code", sa.String, nullable=False),
        sa.Column("subject", sa.String, nullable=False),
        sa.Column("handler", sa.String, nullable=False),
        sa.Column("due", sa.Date),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_register"),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name="fk_register_document_id", ondelete="CASCADE"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_register_document_id_id", "register", ["document_id", "id"])
    op.add_column("version", sa.Column("content", sa.String, nullable=False, server_default=""))
    version = sa.table("version", sa.column("id"), sa.column("record"), sa.column("content"))
    connection = op.get_bind()
    for number in connection.scalars(sa.select(version.c.id)).all():
        record = connection.scalar(sa.select(version.c.record).where(version.c.id == number))
        sketch = content_sketch(json.loads(str(record)).get("text", ""))
        connection.execute(sa.update(version).where(version.c.id == number).values(content=sketch))
