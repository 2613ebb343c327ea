"""A migration of the tests alone: one column more on append-only tables, built anew on SQLite."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from casework.store.schema import metadata

revision = "9000"
down_revision = "THE_NEWEST"
branch_labels = None
depends_on = None

TABLES = ("entries", "ledger_postings", "contents", "cases")


def upgrade() -> None:
    """Add the column."""
    for name in TABLES:
        # Alembic does not see CHECK constraints in a database: what is copied is said.
        with op.batch_alter_table(name, copy_from=metadata.tables[name], recreate="auto") as table:
            table.add_column(sa.Column("extra", sa.Text(), nullable=True))
        _index_again(name)


def downgrade() -> None:
    """Take the column away again."""
    for name in TABLES:
        with op.batch_alter_table(name, copy_from=_with_extra(name), recreate="auto") as table:
            table.drop_column("extra")
        _index_again(name)


def _index_again(name: str) -> None:
    """Alembic leaves indexes of single columns behind with the old table."""
    for index in metadata.tables[name].indexes:
        op.create_index(str(index.name), name, [column.name for column in index.columns], if_not_exists=True)


def _with_extra(name: str) -> sa.Table:
    table = metadata.tables[name].to_metadata(sa.MetaData(naming_convention=metadata.naming_convention))
    table.append_column(sa.Column("extra", sa.Text(), nullable=True))
    return table
