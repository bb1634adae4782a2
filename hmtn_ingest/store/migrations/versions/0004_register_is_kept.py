"""What an office wrote into its register is only added to, and stays when its document is deleted: an arrival number
that was given is never given again."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    kept = {"sqlite_autoincrement": True}
    with op.batch_alter_table("register", table_kwargs=kept) as table:
        table.drop_constraint("fk_register_document_id", type_="foreignkey")
    for statement in _KEPT[op.get_bind().dialect.name]:
        op.execute(statement)


_KEPT = {
    "sqlite": (
        """CREATE TRIGGER register_is_kept BEFORE UPDATE ON register
        BEGIN SELECT RAISE(ABORT, 'the register is only added to'); END""",
        """CREATE TRIGGER register_stays BEFORE DELETE ON register
        BEGIN SELECT RAISE(ABORT, 'the register is only added to'); END""",
        """CREATE TRIGGER register_is_not_replaced BEFORE INSERT ON register
        WHEN EXISTS (SELECT 1 FROM register WHERE id = NEW.id)
        BEGIN SELECT RAISE(ABORT, 'the register is only added to'); END""",
    ),
    "postgresql": (
        """CREATE TRIGGER register_is_kept BEFORE UPDATE OR DELETE ON register
        FOR EACH ROW EXECUTE FUNCTION hmtn_is_kept()""",
        """CREATE TRIGGER register_stays BEFORE TRUNCATE ON register
        FOR EACH STATEMENT EXECUTE FUNCTION hmtn_is_kept()""",
    ),
}
