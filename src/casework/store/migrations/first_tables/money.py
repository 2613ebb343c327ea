"""Ledgers and their postings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from casework.store.columns import UtcDateTime

AMOUNTS = (
    "applied awarded due paid withheld unpaid lapsed used unused reclaimed repaid set_off waived outstanding".split()
)


def ledger_postings() -> None:
    """Ledger postings."""
    op.create_table(
        "ledger_postings",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("case_id", sa.String(length=80), nullable=False),
        sa.Column("proceeding_id", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=100), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_ledger_postings_amount_not_negative")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_ledger_postings_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_postings")),
        comment="every change of a ledger, in øre, each explained by an entry",
    )
    op.create_index(op.f("ix_ledger_postings_case_id"), "ledger_postings", ["case_id"], unique=False)


def ledgers(*added: sa.Column[int] | sa.CheckConstraint) -> None:
    """Ledgers, with what a later version added."""
    op.create_table(
        "ledgers",
        sa.Column("id", sa.String(length=80), nullable=False),
        *(sa.Column(name, sa.BigInteger(), nullable=False) for name in AMOUNTS),
        sa.Column("accounted", sa.Integer(), nullable=False),
        *added,
        sa.CheckConstraint("accounted = 0 or paid = used + unused", name=op.f("ck_ledgers_paid_is_accounted_for")),
        sa.CheckConstraint("accounted in (0, 1)", name=op.f("ck_ledgers_accounted")),
        sa.CheckConstraint("awarded = paid + withheld + unpaid + lapsed", name=op.f("ck_ledgers_awarded_is_explained")),
        sa.CheckConstraint("reclaimed <= paid", name=op.f("ck_ledgers_reclaimed_at_most_paid")),
        sa.CheckConstraint(
            "reclaimed = repaid + set_off + outstanding + waived", name=op.f("ck_ledgers_reclaimed_is_explained")
        ),
        *(sa.CheckConstraint(f"{name} >= 0", name=op.f(f"ck_ledgers_{name}_not_negative")) for name in AMOUNTS),
        sa.ForeignKeyConstraint(["id"], ["cases.id"], name=op.f("fk_ledgers_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledgers")),
        comment="running totals of each case, in øre",
    )


def create() -> None:
    """Make them, in the order that their references need."""
    ledger_postings()
    ledgers()
