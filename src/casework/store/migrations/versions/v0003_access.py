"""Who may do what, who has looked, half-written forms, and the feed for other systems."""

from __future__ import annotations

from alembic import op

from casework.store.migrations.access import TABLES, feed, forms, grants, looks, tokens

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables; everybody's roles are still to be granted."""
    for group in (grants, tokens, looks, forms, feed):
        group()


def downgrade() -> None:
    """Take them away."""
    for table in reversed(TABLES):
        op.drop_table(table)
