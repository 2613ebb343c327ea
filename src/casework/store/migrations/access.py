"""The tables of version 0003."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from casework.store.columns import UtcDateTime

TABLES = "role_grants service_tokens case_reads denials saved_forms answers feed feed_heads".split()


def _json() -> sa.JSON:
    return sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql")


def _row_id() -> sa.Integer:
    return sa.Integer().with_variant(sa.BigInteger(), "postgresql")


def grants() -> None:
    """Who has which role."""
    op.create_table(
        "role_grants",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("person", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=100), nullable=False),
        sa.Column(
            "agency",
            sa.String(length=200),
            nullable=True,
            comment="the body acted for; for a grantee, the organisation number",
        ),
        sa.Column("scheme", sa.String(length=100), nullable=True, comment="only in this scheme"),
        sa.Column("case_id", sa.String(length=80), nullable=True, comment="only in this case"),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("granted_at", UtcDateTime(), nullable=False),
        sa.Column("granted_by", sa.String(length=200), nullable=False),
        sa.Column("revoked_at", UtcDateTime(), nullable=True),
        sa.Column("revoked_by", sa.String(length=200), nullable=True),
        sa.CheckConstraint(
            "last_day is null or last_day >= first_day", name=op.f("ck_role_grants_ends_after_it_begins")
        ),
        sa.CheckConstraint(
            "(revoked_at is null) = (revoked_by is null)", name=op.f("ck_role_grants_revoked_by_somebody")
        ),
        sa.CheckConstraint(
            "role <> 'grantee' or agency is not null", name=op.f("ck_role_grants_grantee_of_an_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_grants")),
        comment="who has which role, for which agency, in what, and until when",
    )
    op.create_index(op.f("ix_role_grants_person"), "role_grants", ["person"], unique=False)


def tokens() -> None:
    """What other systems sign in with."""
    op.create_table(
        "service_tokens",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column(
            "digest",
            sa.String(length=64),
            nullable=False,
            comment="of the token, which is shown once and not kept",
        ),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=100), nullable=False),
        sa.Column("agency", sa.String(length=200), nullable=True),
        sa.Column("scheme", sa.String(length=100), nullable=True),
        sa.Column("scopes", _json(), nullable=False, comment="the rights that it may use, of those that its role has"),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("created_by", sa.String(length=200), nullable=False),
        sa.Column("revoked_at", UtcDateTime(), nullable=True),
        sa.Column("revoked_by", sa.String(length=200), nullable=True),
        sa.CheckConstraint(
            "last_day is null or last_day >= first_day", name=op.f("ck_service_tokens_ends_after_it_begins")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_tokens")),
        sa.UniqueConstraint("digest", name=op.f("uq_service_tokens_digest")),
        comment="what other systems sign in with",
    )


def looks() -> None:
    """Who has looked, and who was not let in."""
    op.create_table(
        "case_reads",
        sa.Column("id", _row_id(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("person", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=100), nullable=False),
        sa.Column("agency", sa.String(length=200), nullable=True),
        sa.Column("case_id", sa.String(length=80), nullable=False),
        sa.Column("what", sa.String(length=100), nullable=False, comment="the right that was used"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_reads")),
        comment="who has looked at which case, and when",
    )
    op.create_index(op.f("ix_case_reads_person"), "case_reads", ["person"], unique=False)
    op.create_index(op.f("ix_case_reads_case_id"), "case_reads", ["case_id"], unique=False)
    op.create_table(
        "denials",
        sa.Column("id", _row_id(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("person", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=100), nullable=False),
        sa.Column("agency", sa.String(length=200), nullable=True),
        sa.Column("what", sa.String(length=100), nullable=False, comment="the right that was missing"),
        sa.Column("case_id", sa.String(length=80), nullable=True),
        sa.Column("code", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_denials")),
        comment="what was tried without the right to it",
    )


def forms() -> None:
    """Half-written forms, and what was answered."""
    op.create_table(
        "saved_forms",
        sa.Column("person", sa.String(length=200), nullable=False),
        sa.Column("proceeding_id", sa.String(length=80), nullable=False),
        sa.Column("transition", sa.String(length=100), nullable=False),
        sa.Column("facts", _json(), nullable=False, comment="as far as they were filled in; not checked"),
        sa.Column("revision", sa.Integer(), nullable=False, comment="of the case when it was saved"),
        sa.Column("saved_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("person", "proceeding_id", "transition", name=op.f("pk_saved_forms")),
        comment="half-written forms; gone when the transition is made",
    )
    op.create_table(
        "answers",
        sa.Column(
            "id", sa.String(length=64), nullable=False, comment="of the person, the address and the idempotency key"
        ),
        sa.Column("request", sa.String(length=64), nullable=False, comment="of what was asked"),
        sa.Column("answered_at", UtcDateTime(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answers")),
        comment="what was answered to a request over many cases, to be answered again",
    )


def feed() -> None:
    """What other systems are told, in order."""
    op.create_table(
        "feed",
        sa.Column("position", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.String(length=80), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_feed")),
        comment="every entry in the order that other systems are told of it",
    )
    op.create_index("uq_feed_case_id_seq", "feed", ["case_id", "seq"], unique=True)
    op.create_table(
        "feed_heads",
        sa.Column(
            "case_id",
            sa.String(length=80),
            nullable=False,
            comment="or `*`, whose seq is the last position given out",
        ),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_feed_heads")),
        comment="how far the entries of each case have a position in the feed",
    )
