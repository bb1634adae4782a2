"""Documents with their versions, decisions, reveals and settings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "document",
        sa.Column("id", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_document"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "version",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("document_id", sa.Integer, nullable=False),
        sa.Column("reading", sa.Integer, nullable=False),
        sa.Column("sha256", sa.String, nullable=False),
        sa.Column("file_name", sa.String, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.Column("record", sa.String, nullable=False),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("type_name", sa.String),
        sa.Column("code_number", sa.String),
        sa.Column("code_notation", sa.String),
        sa.Column("organ_name", sa.String),
        sa.Column("subject", sa.String),
        sa.Column("issued", sa.String),
        sa.Column("natural_key", sa.String),
        sa.Column("search", sa.String, nullable=False),
        sa.Column("added_by", sa.String, nullable=False),
        sa.Column("added_at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_version"),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name="fk_version_document_id", ondelete="CASCADE"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_version_document_id_id", "version", ["document_id", "id"])
    op.create_index("ix_version_sha256", "version", ["sha256"])
    op.create_index("ix_version_natural_key", "version", ["natural_key"])
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("document_id", sa.Integer, nullable=False),
        sa.Column("action", sa.String, nullable=False),
        sa.Column("record", sa.String, nullable=False),
        sa.Column("words", sa.String, nullable=False),
        sa.Column("line", sa.String, nullable=False),
        sa.Column("place", sa.String, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("before", sa.JSON, nullable=False),
        sa.Column("after", sa.JSON, nullable=False),
        sa.Column("note", sa.String),
        sa.Column("undoes", sa.Integer),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_decision"),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name="fk_decision_document_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["undoes"], ["decision.id"], name="fk_decision_undoes", ondelete="CASCADE"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_decision_document_id_id", "decision", ["document_id", "id"])
    op.create_index("ix_decision_undoes", "decision", ["undoes"])
    op.create_table(
        "reveal",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("document_id", sa.Integer, nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_reveal"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_reveal_document_id", "reveal", ["document_id"])
    op.create_table(
        "setting",
        sa.Column("person", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("value", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("person", "name", name="pk_setting"),
    )
    for statement in _KEPT[op.get_bind().dialect.name]:
        op.execute(statement)


# What was decided or revealed is only ever added to. Decisions go with their document, which is deleted before them.
_KEPT = {
    "sqlite": (
        """CREATE TRIGGER decision_is_kept BEFORE UPDATE ON decision
        BEGIN SELECT RAISE(ABORT, 'decisions are never changed'); END""",
        """CREATE TRIGGER decision_goes_with_document BEFORE DELETE ON decision
        WHEN EXISTS (SELECT 1 FROM document WHERE id = OLD.document_id)
        BEGIN SELECT RAISE(ABORT, 'decisions go only with their document'); END""",
        """CREATE TRIGGER reveal_is_kept BEFORE UPDATE ON reveal
        BEGIN SELECT RAISE(ABORT, 'the log of reveals is never changed'); END""",
        """CREATE TRIGGER reveal_stays BEFORE DELETE ON reveal
        BEGIN SELECT RAISE(ABORT, 'the log of reveals is never changed'); END""",
    ),
    "postgresql": (
        """CREATE FUNCTION hmtn_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '% is only added to', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$""",
        """CREATE FUNCTION hmtn_goes_with_document() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF EXISTS (SELECT 1 FROM document WHERE id = OLD.document_id) THEN
                RAISE EXCEPTION 'decisions go only with their document' USING ERRCODE = 'restrict_violation';
            END IF;
            RETURN OLD;
        END $$""",
        """CREATE TRIGGER decision_is_kept BEFORE UPDATE ON decision
        FOR EACH ROW EXECUTE FUNCTION hmtn_is_kept()""",
        """CREATE TRIGGER decision_goes_with_document BEFORE DELETE ON decision
        FOR EACH ROW EXECUTE FUNCTION hmtn_goes_with_document()""",
        """CREATE TRIGGER decision_stays BEFORE TRUNCATE ON decision
        FOR EACH STATEMENT EXECUTE FUNCTION hmtn_is_kept()""",
        """CREATE TRIGGER reveal_is_kept BEFORE UPDATE OR DELETE ON reveal
        FOR EACH ROW EXECUTE FUNCTION hmtn_is_kept()""",
        """CREATE TRIGGER reveal_stays BEFORE TRUNCATE ON reveal
        FOR EACH STATEMENT EXECUTE FUNCTION hmtn_is_kept()""",
    ),
}
