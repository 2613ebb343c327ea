"""What is owed back to a grantee, lies with collection, or is interest."""

from __future__ import annotations

from casework.store.migrations.ledger_memos import add, take_away

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the accounts."""
    add()


def downgrade() -> None:
    """Take them away."""
    take_away()
