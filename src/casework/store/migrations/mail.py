"""The tables of version 0002."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from casework.store.columns import UtcDateTime


def _where(name: str, table: str, condition: str, *columns: str) -> None:
    where = sa.text(condition)
    op.create_index(name, table, list(columns), unique=False, sqlite_where=where, postgresql_where=where)


def letters_with(statuses: Sequence[str]) -> None:
    """Letters that may stand in these ways. SQLite cannot change a CHECK, so the table is built anew there."""
    listed = ", ".join(f"'{status}'" for status in statuses)
    check = f"status in ({listed})"
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint(op.f("ck_letters_status"), "letters", type_="check")
        op.create_check_constraint(op.f("ck_letters_status"), "letters", check)
        return
    op.drop_index(op.f("ix_letters_case_id"), "letters")
    op.rename_table("letters", "letters_before")
    _letters(check)
    op.execute(sa.text("insert into letters select * from letters_before"))
    op.drop_table("letters_before")


def _letters(check: str) -> None:
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
        sa.CheckConstraint(check, name=op.f("ck_letters_status")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_letters_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letters")),
        comment="letters as written, staged in the transaction of their cause",
    )
    op.create_index(op.f("ix_letters_case_id"), "letters", ["case_id"], unique=False)


def reminders() -> None:
    """Ladders and their rungs."""
    op.create_table(
        "next_rungs",
        sa.Column("deadline_id", sa.String(length=200), nullable=False),
        sa.Column("case_id", sa.String(length=80), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=True, comment="null once no rung is left"),
        sa.ForeignKeyConstraint(["deadline_id"], ["deadlines.id"], name=op.f("fk_next_rungs_deadline_id")),
        sa.PrimaryKeyConstraint("deadline_id", name=op.f("pk_next_rungs")),
        comment="when the next reminder of each deadline goes; derived from the record and the ladder",
    )
    _where("ix_next_rungs_at", "next_rungs", "at is not null", "at")
    op.create_table(
        "ladders",
        sa.Column("scheme", sa.String(length=100), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column(
            "digest", sa.String(length=64), nullable=False, comment="of the rungs that next_rungs was counted by"
        ),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("scheme", "year", name=op.f("pk_ladders")),
        comment="which ladder of each scheme the open deadlines follow",
    )
    _rungs()


def _rungs() -> None:
    op.create_table(
        "reminders",
        sa.Column("deadline_id", sa.String(length=200), nullable=False),
        sa.Column(
            "last_day",
            sa.Date(),
            nullable=False,
            comment="the day that it was about; an extension begins the ladder anew",
        ),
        sa.Column("rung", sa.Integer(), nullable=False, comment="days from the due day"),
        sa.Column("case_id", sa.String(length=80), nullable=False),
        sa.Column("letter", sa.String(length=100), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("staged_at", UtcDateTime(), nullable=False),
        sa.Column(
            "skipped", sa.String(length=100), nullable=True, comment="why it never went; null where it was staged"
        ),
        sa.Column("letter_id", sa.String(length=80), nullable=True),
        sa.ForeignKeyConstraint(["deadline_id"], ["deadlines.id"], name=op.f("fk_reminders_deadline_id")),
        sa.PrimaryKeyConstraint("deadline_id", "last_day", "rung", name=op.f("pk_reminders")),
        comment="each rung of each deadline once",
    )
    op.create_index(op.f("ix_reminders_case_id"), "reminders", ["case_id"], unique=False)


def outbox() -> None:
    """What is to be sent."""
    op.create_table(
        "outbox",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=100), nullable=False),
        sa.Column("template", sa.String(length=100), nullable=False),
        sa.Column(
            "recipient", sa.String(length=220), nullable=False, comment="a role in the case, or person: and an id"
        ),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("not_before", UtcDateTime(), nullable=False),
        sa.Column("case_id", sa.String(length=80), nullable=True),
        sa.Column("letter_id", sa.String(length=80), nullable=True),
        sa.Column("deadline_id", sa.String(length=200), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("rung", sa.Integer(), nullable=True),
        sa.Column("channel", sa.String(length=100), nullable=False),
        sa.Column("status", sa.String(length=100), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("claimed_by", sa.String(length=200), nullable=True),
        sa.Column("claimed_until", UtcDateTime(), nullable=True, comment="by the clock of the database"),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("message", sa.Text(), nullable=True, comment="byte for byte, from the first attempt on"),
        sa.Column("sent_at", UtcDateTime(), nullable=True),
        sa.Column("settled_at", UtcDateTime(), nullable=True),
        sa.Column("recorded", sa.Integer(), nullable=False, comment="whether the entry that tells it is in the record"),
        sa.Column("error", sa.Text(), nullable=True),
        sa.CheckConstraint("kind in ('letter', 'alert', 'reminder', 'digest')", name=op.f("ck_outbox_kind")),
        sa.CheckConstraint(
            "status in ('staged', 'sent', 'returned', 'failed', 'withdrawn', 'dropped')",
            name=op.f("ck_outbox_status"),
        ),
        sa.CheckConstraint("(sent_at is null) or (message is not null)", name=op.f("ck_outbox_sent_is_kept")),
        sa.CheckConstraint("recorded in (0, 1)", name=op.f("ck_outbox_recorded")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_outbox_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        comment="messages to be sent, each once; outside the chain",
    )
    _outbox_indexes()


def _outbox_indexes() -> None:
    op.create_index(op.f("ix_outbox_case_id"), "outbox", ["case_id"], unique=False)
    op.create_index("ix_outbox_sent", "outbox", ["sent_at"], unique=False)
    _where("ix_outbox_staged", "outbox", "status = 'staged'", "not_before", "id")
    _where("ix_outbox_unrecorded", "outbox", "recorded = 0 and sent_at is not null", "sent_at")
    _where("ix_outbox_deadline", "outbox", "deadline_id is not null", "deadline_id")
    _where("ix_outbox_unsent", "outbox", "status in ('returned', 'failed')", "status")


def writing() -> None:
    """Who is written to, what came back, and the workers."""
    _bounces()
    op.create_table(
        "suppressed_addresses",
        sa.Column("address", sa.String(length=320), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.Column("why", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("address", name=op.f("pk_suppressed_addresses")),
        comment="addresses that nothing is sent to",
    )
    op.create_table(
        "people",
        sa.Column(
            "person",
            sa.String(length=200),
            nullable=False,
            comment="a person id, or an organisation that asks for English",
        ),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.String(length=320), nullable=True),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.CheckConstraint("language in ('nb', 'nn', 'en')", name=op.f("ck_people_language")),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_people")),
        comment="where people are written to, and in which language",
    )
    op.create_table(
        "workers",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("beat_at", UtcDateTime(), nullable=False),
        sa.Column("stopped_at", UtcDateTime(), nullable=True),
        sa.Column("ticks", sa.Integer(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False, comment="what its last tick did, as JSON"),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_workers")),
        comment="the workers and when each was last heard of",
    )


def _bounces() -> None:
    op.create_table(
        "bounces",
        sa.Column("digest", sa.String(length=64), nullable=False, comment="of the message that came back"),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.Column("dispatch", sa.String(length=40), nullable=True, comment="the outbox row, where it can be told"),
        sa.Column("arrived", sa.String(length=100), nullable=False),
        sa.Column("address_dead", sa.Integer(), nullable=False),
        sa.Column("status_code", sa.String(length=100), nullable=True),
        sa.Column("verdict", sa.String(length=100), nullable=False),
        sa.Column("doubt", sa.Text(), nullable=True, comment="why a person must look"),
        sa.Column("text", sa.Text(), nullable=False),
        sa.CheckConstraint("arrived in ('yes', 'no', 'unknown')", name=op.f("ck_bounces_arrived")),
        sa.CheckConstraint("address_dead in (0, 1)", name=op.f("ck_bounces_address_dead")),
        sa.CheckConstraint("verdict in ('applied', 'for_a_person', 'looked_at')", name=op.f("ck_bounces_verdict")),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_bounces")),
        comment="reports that a message did not arrive, and what was made of them",
    )
