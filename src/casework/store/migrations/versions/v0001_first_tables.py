"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from casework.store import triggers
from casework.store.schema import Json, UtcDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, and keep entries, postings and contents append-only."""
    op.create_table(
        "case_numbers",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_case_numbers")),
        comment="the last case number given out, by year",
    )
    op.create_table(
        "contents",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_contents")),
        comment="texts of letters and documents, each once, under its SHA-256",
    )
    op.create_table(
        "idempotency_keys",
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("request", sa.String(length=64), nullable=False, comment="hash of what was asked"),
        sa.Column("case_id", sa.String(length=80), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_idempotency_keys")),
        comment="what each key was first used for",
    )
    op.create_table(
        "installation",
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_installation")),
        comment="what this database is for, such as simulation",
    )
    op.create_table(
        "parties",
        sa.Column(
            "id",
            sa.String(length=80),
            nullable=False,
            comment="organisation number, or `ukjent:` and the application where nobody gave one",
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
    op.create_table(
        "superiors",
        sa.Column("person", sa.String(length=200), nullable=False),
        sa.Column("superior", sa.Text(), nullable=False),
        sa.CheckConstraint("person <> superior", name=op.f("ck_superiors_nobody_is_their_own")),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_superiors")),
        comment="who is the direct superior of whom (fvl/6-3)",
    )
    op.create_table(
        "cases",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("scheme", sa.String(length=100), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("party", sa.String(length=80), nullable=False),
        sa.Column("party_name", sa.Text(), nullable=False, comment="the name when the case was opened"),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column("responsible", sa.Text(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("head", sa.String(length=64), nullable=False, comment="hash of the last entry"),
        sa.Column("stage", sa.String(length=100), nullable=False),
        sa.Column("stages", Json, nullable=False),
        sa.Column("marks", Json, nullable=False),
        sa.Column("proceedings_opened", sa.Integer(), nullable=False),
        sa.CheckConstraint("revision >= 1", name=op.f("ck_cases_revision_counts_entries")),
        sa.ForeignKeyConstraint(["party"], ["parties.id"], name=op.f("fk_cases_party")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
        sa.UniqueConstraint("number", name=op.f("uq_cases_number")),
        comment="grant cases; a checked copy of what their entries say",
    )
    op.create_index(op.f("ix_cases_party"), "cases", ["party"], unique=False)
    op.create_index("ix_cases_scheme_year_stage", "cases", ["scheme", "year", "stage"], unique=False)
    op.create_table(
        "assignments",
        sa.Column("id", sa.String(length=400), nullable=False),
        sa.Column("case_id", sa.String(length=80), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=100), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_assignments_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignments")),
        comment="who has which role in which case",
    )
    op.create_index(op.f("ix_assignments_case_id"), "assignments", ["case_id"], unique=False)
    op.create_table(
        "deadlines",
        sa.Column("id", sa.String(length=200), nullable=False),
        sa.Column("case_id", sa.String(length=80), nullable=False),
        sa.Column("proceeding_id", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("kind", sa.String(length=100), nullable=False),
        sa.Column("law", sa.Text(), nullable=False),
        sa.Column("scheme", sa.String(length=100), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("caseworker", sa.Text(), nullable=True),
        sa.Column("start_day", sa.Date(), nullable=True),
        sa.Column("nominal_day", sa.Date(), nullable=False),
        sa.Column("original_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=False),
        sa.Column("status", sa.String(length=100), nullable=False),
        sa.Column("passed_at", UtcDateTime(), nullable=True),
        sa.Column("settled_at", UtcDateTime(), nullable=True),
        sa.Column("moves", Json, nullable=False),
        sa.CheckConstraint("(status = 'open') = (settled_at is null)", name=op.f("ck_deadlines_settled_when_not_open")),
        sa.CheckConstraint("status in ('open', 'met', 'waived', 'withdrawn')", name=op.f("ck_deadlines_status")),
        sa.CheckConstraint("last_day >= original_day", name=op.f("ck_deadlines_never_moved_earlier")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_deadlines_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadlines")),
        comment="time limits; what is due is a query",
    )
    op.create_index(op.f("ix_deadlines_case_id"), "deadlines", ["case_id"], unique=False)
    op.create_index(
        "ix_deadlines_due",
        "deadlines",
        ["ends_at"],
        unique=False,
        sqlite_where=sa.text("status = 'open' and passed_at is null"),
        postgresql_where=sa.text("status = 'open' and passed_at is null"),
    )
    op.create_index(
        "ix_deadlines_open",
        "deadlines",
        ["caseworker", "ends_at"],
        unique=False,
        sqlite_where=sa.text("status = 'open'"),
        postgresql_where=sa.text("status = 'open'"),
    )
    op.create_table(
        "decisions",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("case_id", sa.String(length=80), nullable=False),
        sa.Column("proceeding_id", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=100), nullable=False),
        sa.Column("law", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(length=100), nullable=False),
        sa.Column("decided_at", UtcDateTime(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("proposed_by", sa.Text(), nullable=True),
        sa.Column("letter_id", sa.String(length=80), nullable=True),
        sa.Column("status", sa.String(length=100), nullable=False),
        sa.CheckConstraint(
            "proposed_by is null or proposed_by <> decided_by", name=op.f("ck_decisions_has_two_people")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_decisions_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
        comment="individual decisions (fvl/2)",
    )
    op.create_index(op.f("ix_decisions_case_id"), "decisions", ["case_id"], unique=False)
    op.create_table(
        "documents",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("case_id", sa.String(length=80), nullable=False),
        sa.Column("proceeding_id", sa.String(length=80), nullable=True),
        sa.Column("kind", sa.String(length=100), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=True),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_documents_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
        comment="documents on the case",
    )
    op.create_index(op.f("ix_documents_case_id"), "documents", ["case_id"], unique=False)
    op.create_table(
        "entries",
        sa.Column("case_id", sa.String(length=80), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=100), nullable=False),
        sa.Column("agency", sa.Text(), nullable=True),
        sa.Column("kind", sa.String(length=100), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("proceeding_id", sa.String(length=80), nullable=True),
        sa.Column("from_state", sa.String(length=100), nullable=True),
        sa.Column("to_state", sa.String(length=100), nullable=True),
        sa.Column("facts", Json, nullable=False),
        sa.Column("law", sa.Text(), nullable=True),
        sa.Column("changes", Json, nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.CheckConstraint("seq >= 1", name=op.f("ck_entries_seq_from_one")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_entries_case_id")),
        sa.PrimaryKeyConstraint("case_id", "seq", name=op.f("pk_entries")),
        sa.UniqueConstraint("hash", name=op.f("uq_entries_hash")),
        comment="the record: append-only, chained by hash within each case",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "impartiality_declarations",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("case_id", sa.String(length=80), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("impartial", sa.Integer(), nullable=False),
        sa.Column("ground", sa.String(length=100), nullable=True),
        sa.Column("exception", sa.String(length=100), nullable=True),
        sa.Column("declared_at", UtcDateTime(), nullable=False),
        sa.Column("declared_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_impartiality_declarations_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_impartiality_declarations")),
        comment="declarations of impartiality per person and case (fvl/6-1, fvl/6-2)",
    )
    op.create_index(
        op.f("ix_impartiality_declarations_case_id"), "impartiality_declarations", ["case_id"], unique=False
    )
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
    op.create_table(
        "ledgers",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("applied", sa.BigInteger(), nullable=False),
        sa.Column("awarded", sa.BigInteger(), nullable=False),
        sa.Column("due", sa.BigInteger(), nullable=False),
        sa.Column("paid", sa.BigInteger(), nullable=False),
        sa.Column("withheld", sa.BigInteger(), nullable=False),
        sa.Column("unpaid", sa.BigInteger(), nullable=False),
        sa.Column("lapsed", sa.BigInteger(), nullable=False),
        sa.Column("used", sa.BigInteger(), nullable=False),
        sa.Column("unused", sa.BigInteger(), nullable=False),
        sa.Column("reclaimed", sa.BigInteger(), nullable=False),
        sa.Column("repaid", sa.BigInteger(), nullable=False),
        sa.Column("set_off", sa.BigInteger(), nullable=False),
        sa.Column("waived", sa.BigInteger(), nullable=False),
        sa.Column("outstanding", sa.BigInteger(), nullable=False),
        sa.Column("accounted", sa.Integer(), nullable=False),
        sa.CheckConstraint("accounted = 0 or paid = used + unused", name=op.f("ck_ledgers_paid_is_accounted_for")),
        sa.CheckConstraint("accounted in (0, 1)", name=op.f("ck_ledgers_accounted")),
        sa.CheckConstraint("applied >= 0", name=op.f("ck_ledgers_applied_not_negative")),
        sa.CheckConstraint("awarded = paid + withheld + unpaid + lapsed", name=op.f("ck_ledgers_awarded_is_explained")),
        sa.CheckConstraint("awarded >= 0", name=op.f("ck_ledgers_awarded_not_negative")),
        sa.CheckConstraint("due >= 0", name=op.f("ck_ledgers_due_not_negative")),
        sa.CheckConstraint("lapsed >= 0", name=op.f("ck_ledgers_lapsed_not_negative")),
        sa.CheckConstraint("outstanding >= 0", name=op.f("ck_ledgers_outstanding_not_negative")),
        sa.CheckConstraint("paid >= 0", name=op.f("ck_ledgers_paid_not_negative")),
        sa.CheckConstraint("reclaimed <= paid", name=op.f("ck_ledgers_reclaimed_at_most_paid")),
        sa.CheckConstraint(
            "reclaimed = repaid + set_off + outstanding + waived", name=op.f("ck_ledgers_reclaimed_is_explained")
        ),
        sa.CheckConstraint("reclaimed >= 0", name=op.f("ck_ledgers_reclaimed_not_negative")),
        sa.CheckConstraint("repaid >= 0", name=op.f("ck_ledgers_repaid_not_negative")),
        sa.CheckConstraint("set_off >= 0", name=op.f("ck_ledgers_set_off_not_negative")),
        sa.CheckConstraint("unpaid >= 0", name=op.f("ck_ledgers_unpaid_not_negative")),
        sa.CheckConstraint("unused >= 0", name=op.f("ck_ledgers_unused_not_negative")),
        sa.CheckConstraint("used >= 0", name=op.f("ck_ledgers_used_not_negative")),
        sa.CheckConstraint("waived >= 0", name=op.f("ck_ledgers_waived_not_negative")),
        sa.CheckConstraint("withheld >= 0", name=op.f("ck_ledgers_withheld_not_negative")),
        sa.ForeignKeyConstraint(["id"], ["cases.id"], name=op.f("fk_ledgers_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledgers")),
        comment="running totals of each case, in øre",
    )
    op.create_table(
        "letters",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("case_id", sa.String(length=80), nullable=False),
        sa.Column("proceeding_id", sa.String(length=80), nullable=False),
        sa.Column("template", sa.String(length=100), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False, comment="of the text in contents"),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("status", sa.String(length=100), nullable=False),
        sa.Column("sent_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("status in ('staged', 'sent', 'withdrawn')", name=op.f("ck_letters_status")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_letters_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letters")),
        comment="letters as written, staged in the transaction of their cause",
    )
    op.create_index(op.f("ix_letters_case_id"), "letters", ["case_id"], unique=False)
    op.create_table(
        "proceedings",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("case_id", sa.String(length=80), nullable=False),
        sa.Column("workflow", sa.String(length=100), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False, comment="of the workflow file it is pinned to"),
        sa.Column("state", sa.String(length=100), nullable=False),
        sa.Column("parent", sa.String(length=80), nullable=True),
        sa.Column("about", sa.String(length=80), nullable=True),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.Column("facts", Json, nullable=False),
        sa.Column("acts", Json, nullable=False),
        sa.Column("marks", Json, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_proceedings_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proceedings")),
        comment="state machines of a case, side by side",
    )
    op.create_index(op.f("ix_proceedings_case_id"), "proceedings", ["case_id"], unique=False)
    for table in triggers.APPEND_ONLY:
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
