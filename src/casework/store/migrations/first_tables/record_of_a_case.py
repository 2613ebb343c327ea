"""The record of a case."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from casework.store.columns import Json, UtcDateTime


def cases() -> None:
    """Cases."""
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
        sa.CheckConstraint("stage <> ''", name=op.f("ck_cases_stage_given")),
        sa.CheckConstraint("revision >= 1", name=op.f("ck_cases_revision_counts_entries")),
        sa.ForeignKeyConstraint(["party"], ["parties.id"], name=op.f("fk_cases_party")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
        sa.UniqueConstraint("number", name=op.f("uq_cases_number")),
        comment="grant cases; a checked copy of what their entries say",
    )
    op.create_index(op.f("ix_cases_party"), "cases", ["party"], unique=False)
    op.create_index("ix_cases_scheme_year_stage", "cases", ["scheme", "year", "stage"], unique=False)


def assignments() -> None:
    """Assignments."""
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


def deadlines() -> None:
    """Deadlines."""
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


def deadline_indexes() -> None:
    """Deadline indexes."""
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


def decisions() -> None:
    """Decisions."""
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
        sa.Column("follows", sa.String(length=80), nullable=True),
        sa.Column("effect", sa.String(length=100), nullable=True),
        sa.Column("decided_as", sa.String(length=100), nullable=False),
        sa.CheckConstraint(
            "proposed_by is null or proposed_by <> decided_by", name=op.f("ck_decisions_has_two_people")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_decisions_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
        comment="individual decisions (fvl/2)",
    )
    op.create_index(op.f("ix_decisions_case_id"), "decisions", ["case_id"], unique=False)


def documents() -> None:
    """Documents."""
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


def entries() -> None:
    """Entries."""
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


def impartiality_declarations() -> None:
    """Impartiality declarations."""
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
        sa.CheckConstraint("impartial in (0, 1)", name=op.f("ck_impartiality_declarations_impartial")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_impartiality_declarations_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_impartiality_declarations")),
        comment="declarations of impartiality per person and case (fvl/6-1, fvl/6-2)",
    )
    op.create_index(
        op.f("ix_impartiality_declarations_case_id"), "impartiality_declarations", ["case_id"], unique=False
    )


def letters() -> None:
    """Letters."""
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


def proceedings() -> None:
    """Proceedings."""
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
        sa.CheckConstraint("state <> ''", name=op.f("ck_proceedings_state_given")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_proceedings_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proceedings")),
        comment="state machines of a case, side by side",
    )
    op.create_index(op.f("ix_proceedings_case_id"), "proceedings", ["case_id"], unique=False)


def create() -> None:
    """Make them, in the order that their references need."""
    cases()
    assignments()
    deadlines()
    deadline_indexes()
    decisions()
    documents()
    entries()
    impartiality_declarations()
    letters()
    proceedings()
