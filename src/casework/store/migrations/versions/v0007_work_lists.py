"""Indexes for work lists: the nearest deadlines, what is open, and what lies before the appeal body."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

INDEXES = (
    ("ix_proceedings_open", "proceedings", "closed_at is null", ["opened_at", "id", "workflow", "state"]),
    ("ix_proceedings_before_appeal_body", "proceedings", "workflow = 'appeal_review'", ["case_id"]),
    ("ix_deadlines_nearest", "deadlines", "status = 'open'", ["ends_at", "id"]),
)


def upgrade() -> None:
    """Make the indexes."""
    for name, table, condition, columns in INDEXES:
        where = sa.text(condition)
        op.create_index(name, table, columns, unique=False, sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    """Take them away; nothing is lost."""
    for name, table, _, _ in INDEXES:
        op.drop_index(name, table)
