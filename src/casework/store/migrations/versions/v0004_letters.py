"""What a letter tells, who is reserved against electronic notices, and what another channel calls a message."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from casework.store.columns import Json

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_NAMED = sa.text("foreign_id is not null")


def upgrade() -> None:
    """Add the columns. What an earlier letter tells is not known: a person says it when its notice is sent."""
    told = "the items that the law asks for"
    op.add_column("letters", sa.Column("tells", Json, nullable=False, server_default=sa.text("'[]'"), comment=told))
    reserved = "by post alone (efvf/9)"
    op.add_column(
        "parties", sa.Column("reserved", sa.Boolean(), nullable=False, server_default=sa.false(), comment=reserved)
    )
    named = "what a host's channel calls the message"
    op.add_column("outbox", sa.Column("foreign_id", sa.String(length=200), nullable=True, comment=named))
    columns = ["channel", "foreign_id"]
    op.create_index("ix_outbox_foreign_id", "outbox", columns, sqlite_where=_NAMED, postgresql_where=_NAMED)


def downgrade() -> None:
    """Take them away."""
    op.drop_index("ix_outbox_foreign_id", "outbox")
    for table, column in (("outbox", "foreign_id"), ("parties", "reserved"), ("letters", "tells")):
        op.drop_column(table, column)
