"""A row of the register tells of which document it is: its type, who issued it and when, also when it is deleted."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    for name in ("type_name", "organ_name", "issued"):
        op.add_column("register", sa.Column(name, sa.String, nullable=False, server_default=""))
