"""The tables beside the record: reminders, what is to be sent, who is written to, and which workers are alive."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, String, Table, Text

from casework.store.columns import Day, Hash, Id, Name, UtcDateTime, index_where
from casework.store.schema import metadata

_DeadlineId = String(200)

next_rungs = Table(
    "next_rungs",
    metadata,
    Column("deadline_id", _DeadlineId, ForeignKey("deadlines.id"), primary_key=True),
    Column("case_id", Id, nullable=False),
    Column("at", UtcDateTime, comment="null once no rung is left"),
    index_where("ix_next_rungs_at", "at is not null", "at"),
    comment="when the next reminder of each deadline goes; derived from the record and the ladder",
)

ladders = Table(
    "ladders",
    metadata,
    Column("scheme", Name, primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("digest", Hash, nullable=False, comment="of the rungs that next_rungs was counted by"),
    Column("since", UtcDateTime, nullable=False),
    comment="which ladder of each scheme the open deadlines follow",
)

reminders = Table(
    "reminders",
    metadata,
    Column("deadline_id", _DeadlineId, ForeignKey("deadlines.id"), primary_key=True),
    Column("last_day", Day, primary_key=True, comment="the day that it was about; an extension begins the ladder anew"),
    Column("rung", Integer, primary_key=True, comment="days from the due day"),
    Column("case_id", Id, nullable=False, index=True),
    Column("letter", Name, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("staged_at", UtcDateTime, nullable=False),
    Column("skipped", Name, comment="why it never went; null where it was staged"),
    Column("letter_id", Id),
    comment="each rung of each deadline once",
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("kind", Name, nullable=False),
    Column("template", Name, nullable=False),
    Column("recipient", String(220), nullable=False, comment="a role in the case, or person: and an id"),
    Column("created_at", UtcDateTime, nullable=False),
    Column("not_before", UtcDateTime, nullable=False),
    Column("case_id", Id, ForeignKey("cases.id"), index=True),
    Column("letter_id", Id),
    Column("deadline_id", _DeadlineId),
    Column("last_day", Day),
    Column("rung", Integer),
    Column("channel", Name, nullable=False),
    Column("status", Name, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("claimed_by", String(200)),
    Column("claimed_until", UtcDateTime, comment="by the clock of the database"),
    Column("address", Text),
    Column("message", Text, comment="byte for byte, from the first attempt on"),
    Column("sent_at", UtcDateTime),
    Column("settled_at", UtcDateTime),
    Column("recorded", Integer, nullable=False, comment="whether the entry that tells it is in the record"),
    Column("error", Text),
    Column("foreign_id", String(200), comment="what a host's channel calls the message"),
    CheckConstraint("kind in ('letter', 'alert', 'reminder', 'digest')", name="kind"),
    CheckConstraint("status in ('staged', 'sent', 'returned', 'failed', 'withdrawn', 'dropped')", name="status"),
    CheckConstraint("(sent_at is null) or (message is not null)", name="sent_is_kept"),
    CheckConstraint("recorded in (0, 1)", name="recorded"),
    index_where("ix_outbox_staged", "status = 'staged'", "not_before", "id"),
    index_where("ix_outbox_unrecorded", "recorded = 0 and sent_at is not null", "sent_at"),
    Index("ix_outbox_sent", "sent_at"),
    index_where("ix_outbox_deadline", "deadline_id is not null", "deadline_id"),
    index_where("ix_outbox_foreign_id", "foreign_id is not null", "channel", "foreign_id"),
    index_where("ix_outbox_unsent", "status in ('returned', 'failed')", "status"),
    comment="messages to be sent, each once; outside the chain",
)

bounces = Table(
    "bounces",
    metadata,
    Column("digest", Hash, primary_key=True, comment="of the message that came back"),
    Column("received_at", UtcDateTime, nullable=False),
    Column("dispatch", String(40), comment="the outbox row, where it can be told"),
    Column("arrived", Name, nullable=False),
    Column("address_dead", Integer, nullable=False),
    Column("status_code", Name),
    Column("verdict", Name, nullable=False),
    Column("doubt", Text, comment="why a person must look"),
    Column("text", Text, nullable=False),
    CheckConstraint("arrived in ('yes', 'no', 'unknown')", name="arrived"),
    CheckConstraint("address_dead in (0, 1)", name="address_dead"),
    CheckConstraint("verdict in ('applied', 'for_a_person', 'looked_at')", name="verdict"),
    comment="reports that a message did not arrive, and what was made of them",
)

suppressed = Table(
    "suppressed_addresses",
    metadata,
    Column("address", String(320), primary_key=True),
    Column("since", UtcDateTime, nullable=False),
    Column("why", Name, nullable=False),
    comment="addresses that nothing is sent to",
)

people = Table(
    "people",
    metadata,
    Column("person", String(200), primary_key=True, comment="a person id, or an organisation that asks for English"),
    Column("name", Text, nullable=False),
    Column("email", String(320)),
    Column("language", String(2), nullable=False),
    CheckConstraint("language in ('nb', 'nn', 'en')", name="language"),
    comment="where people are written to, and in which language",
)

workers = Table(
    "workers",
    metadata,
    Column("name", String(200), primary_key=True),
    Column("started_at", UtcDateTime, nullable=False),
    Column("beat_at", UtcDateTime, nullable=False),
    Column("stopped_at", UtcDateTime),
    Column("ticks", Integer, nullable=False),
    Column("told", Text, nullable=False, comment="what its last tick did, as JSON"),
    comment="the workers and when each was last heard of",
)
