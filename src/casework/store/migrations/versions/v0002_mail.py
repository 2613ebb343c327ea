"""Reminders, the outbox, addresses and workers; and a letter can be undelivered."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from casework.store.migrations.mail import letters_with, outbox, reminders, writing

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

BEFORE = ("staged", "sent", "withdrawn")


def upgrade() -> None:
    """Make the tables. Open deadlines are given their next reminder by the first tick."""
    letters_with((*BEFORE, "undelivered"))
    for group in (reminders, outbox, writing):
        group()


def downgrade() -> None:
    """Take them away; a letter that was undelivered was sent."""
    for table in (
        "workers",
        "people",
        "suppressed_addresses",
        "bounces",
        "outbox",
        "reminders",
        "ladders",
        "next_rungs",
    ):
        op.drop_table(table)
    op.execute(sa.text("update letters set status = 'sent' where status = 'undelivered'"))
    letters_with(BEFORE)
