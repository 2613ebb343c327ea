"""What stands beside the cases: organisations, numbers, keys, texts, refusals, superiors."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from casework.store.columns import Json, UtcDateTime


def case_numbers() -> None:
    """Case numbers."""
    op.create_table(
        "case_numbers",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_case_numbers")),
        comment="the last case number given out, by year",
    )


def contents() -> None:
    """Contents."""
    op.create_table(
        "contents",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_contents")),
        comment="texts of letters and documents, each once, under its SHA-256",
    )


def idempotency_keys() -> None:
    """Idempotency keys."""
    op.create_table(
        "idempotency_keys",
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("request", sa.String(length=64), nullable=False, comment="hash of what was asked"),
        sa.Column("case_id", sa.String(length=80), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_idempotency_keys")),
        comment="what each key was first used for",
    )


def installation() -> None:
    """Installation."""
    op.create_table(
        "installation",
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_installation")),
        comment="what this database is for, such as simulation",
    )


def parties() -> None:
    """Parties."""
    op.create_table(
        "parties",
        sa.Column(
            "id",
            sa.String(length=80),
            nullable=False,
            comment="organisation number, or ukjent: and an application",
        ),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("language_form", sa.String(length=2), nullable=False),
        sa.Column("language_source", sa.String(length=100), nullable=False),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.CheckConstraint("language_form in ('nb', 'nn')", name=op.f("ck_parties_language_form")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parties")),
        comment="organisations, each once, by organisation number",
    )


def refusals() -> None:
    """Refusals."""
    op.create_table(
        "refusals",
        sa.Column("id", sa.Integer().with_variant(sa.BigInteger(), "postgresql"), autoincrement=True, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("case_id", sa.String(length=80), nullable=False),
        sa.Column("proceeding_id", sa.String(length=80), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=100), nullable=False),
        sa.Column("reasons", Json, nullable=False, comment="code and provision of each"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refusals")),
        comment="attempts that were refused; outside the chain",
    )
    op.create_index(op.f("ix_refusals_case_id"), "refusals", ["case_id"], unique=False)


def superiors() -> None:
    """Superiors."""
    op.create_table(
        "superiors",
        sa.Column("person", sa.String(length=200), nullable=False),
        sa.Column("superior", sa.Text(), nullable=False),
        sa.CheckConstraint("person <> superior", name=op.f("ck_superiors_nobody_is_their_own")),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_superiors")),
        comment="who is the direct superior of whom (fvl/6-3)",
    )


def create() -> None:
    """Make them, in the order that their references need."""
    case_numbers()
    contents()
    idempotency_keys()
    installation()
    parties()
    refusals()
    superiors()
