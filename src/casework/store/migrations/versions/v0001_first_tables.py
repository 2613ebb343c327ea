"""The first tables."""

from __future__ import annotations

from alembic import op

from casework.store import triggers
from casework.store.migrations.first_tables import around_cases, money, record_of_a_case

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

APPEND_ONLY = ("entries", "ledger_postings", "contents")


def upgrade() -> None:
    """Make the tables, and keep entries, postings and contents append-only."""
    for group in (around_cases, record_of_a_case, money):
        group.create()
    for table in APPEND_ONLY:
        for statement in triggers.create(op.get_bind().dialect.name, table):
            op.execute(statement)


def downgrade() -> None:
    """Take every table away."""
    op.drop_table("proceedings")
    op.drop_table("letters")
    op.drop_table("ledgers")
    op.drop_table("ledger_postings")
    op.drop_table("impartiality_declarations")
    op.drop_table("entries")
    op.drop_table("documents")
    op.drop_table("decisions")
    op.drop_table("deadlines")
    op.drop_table("assignments")
    op.drop_table("cases")
    op.drop_table("superiors")
    op.drop_table("refusals")
    op.drop_table("parties")
    op.drop_table("installation")
    op.drop_table("idempotency_keys")
    op.drop_table("contents")
    op.drop_table("case_numbers")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("drop function casework_append_only()")
