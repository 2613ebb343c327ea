"""The tables. Each row class of `model.rows` is one table; the schema refuses what the law forbids."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, MetaData, String, Table, Text

from casework.store.columns import NAMES, Amount, Day, Hash, Id, Json, Name, UtcDateTime, index_where

metadata = MetaData(naming_convention=NAMES)


def _case() -> Column[str]:
    return Column("case_id", Id, ForeignKey("cases.id"), nullable=False, index=True)


def _proceeding(nullable: bool = False) -> Column[str]:
    return Column("proceeding_id", Id, nullable=nullable)


parties = Table(
    "parties",
    metadata,
    # An organisation number, or `ukjent:` and the application where nobody gave one.
    Column("id", Id, primary_key=True, comment="organisation number, or ukjent: and an application"),
    Column("name", Text, nullable=False),
    Column("language_form", String(2), nullable=False),
    Column("language_source", Name, nullable=False),
    Column("email", Text),
    Column("address", Text),
    Column("reserved", sa.Boolean, nullable=False, server_default=sa.false(), comment="by post alone (efvf/9)"),
    CheckConstraint("language_form in ('nb', 'nn')", name="language_form"),
    comment="organisations, each once, by organisation number",
)

cases = Table(
    "cases",
    metadata,
    Column("id", Id, primary_key=True),
    Column("number", String(20), nullable=False, unique=True),
    Column("scheme", Name, nullable=False),
    Column("year", Integer, nullable=False),
    Column("party", Id, ForeignKey("parties.id"), nullable=False, index=True),
    Column("party_name", Text, nullable=False, comment="the name when the case was opened"),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("responsible", Text),
    Column("revision", Integer, nullable=False),
    Column("head", Hash, nullable=False, comment="hash of the last entry"),
    Column("stage", Name, nullable=False),
    Column("stages", Json, nullable=False),
    Column("marks", Json, nullable=False),
    Column("proceedings_opened", Integer, nullable=False),
    CheckConstraint("revision >= 1", name="revision_counts_entries"),
    CheckConstraint("stage <> ''", name="stage_given"),
    Index("ix_cases_scheme_year_stage", "scheme", "year", "stage"),
    comment="grant cases; a checked copy of what their entries say",
)

proceedings = Table(
    "proceedings",
    metadata,
    Column("id", Id, primary_key=True),
    _case(),
    Column("workflow", Name, nullable=False),
    Column("version", Integer, nullable=False),
    Column("digest", Hash, nullable=False, comment="of the workflow file it is pinned to"),
    Column("state", Name, nullable=False),
    Column("parent", Id),
    Column("about", Id),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("closed_at", UtcDateTime),
    Column("facts", Json, nullable=False),
    Column("acts", Json, nullable=False),
    Column("marks", Json, nullable=False),
    CheckConstraint("state <> ''", name="state_given"),
    index_where("ix_proceedings_open", "closed_at is null", "opened_at", "id", "workflow", "state"),
    # What the appeal body may see is a question of every request that it makes.
    index_where("ix_proceedings_before_appeal_body", "workflow = 'appeal_review'", "case_id"),
    comment="state machines of a case, side by side",
)

entries = Table(
    "entries",
    metadata,
    Column("case_id", Id, ForeignKey("cases.id"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("person", Text, nullable=False),
    Column("role", Name, nullable=False),
    Column("agency", Text),
    Column("kind", Name, nullable=False),
    Column("name", Name, nullable=False),
    Column("proceeding_id", Id),
    Column("from_state", Name),
    Column("to_state", Name),
    Column("facts", Json, nullable=False),
    Column("law", Text),
    Column("changes", Json, nullable=False),
    Column("previous", Hash, nullable=False),
    Column("hash", Hash, nullable=False, unique=True),
    CheckConstraint("seq >= 1", name="seq_from_one"),
    comment="the record: append-only, chained by hash within each case",
    sqlite_with_rowid=False,
)

deadlines = Table(
    "deadlines",
    metadata,
    Column("id", String(200), primary_key=True),
    _case(),
    _proceeding(),
    Column("name", Name, nullable=False),
    Column("kind", Name, nullable=False),
    Column("law", Text, nullable=False),
    Column("scheme", Name, nullable=False),
    Column("year", Integer, nullable=False),
    Column("caseworker", Text),
    Column("start_day", Day),
    Column("nominal_day", Day, nullable=False),
    Column("original_day", Day, nullable=False),
    Column("last_day", Day, nullable=False),
    Column("ends_at", UtcDateTime, nullable=False),
    Column("status", Name, nullable=False),
    Column("passed_at", UtcDateTime),
    Column("settled_at", UtcDateTime),
    Column("moves", Json, nullable=False),
    CheckConstraint("status in ('open', 'met', 'waived', 'withdrawn')", name="status"),
    CheckConstraint("last_day >= original_day", name="never_moved_earlier"),
    CheckConstraint("(status = 'open') = (settled_at is null)", name="settled_when_not_open"),
    index_where("ix_deadlines_due", "status = 'open' and passed_at is null", "ends_at"),
    index_where("ix_deadlines_open", "status = 'open'", "caseworker", "ends_at"),
    index_where("ix_deadlines_nearest", "status = 'open'", "ends_at", "id"),
    comment="time limits; what is due is a query",
)

letters = Table(
    "letters",
    metadata,
    Column("id", Id, primary_key=True),
    _case(),
    _proceeding(),
    Column("template", Name, nullable=False),
    Column("language", String(2), nullable=False),
    Column("recipient", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("digest", Hash, nullable=False, comment="of the text in contents"),
    Column("created_at", UtcDateTime, nullable=False),
    Column("status", Name, nullable=False),
    Column("sent_at", UtcDateTime),
    Column("tells", Json, nullable=False, server_default=sa.text("'[]'"), comment="the items that the law asks for"),
    CheckConstraint("status in ('staged', 'sent', 'withdrawn', 'undelivered')", name="status"),
    comment="letters as written, staged in the transaction of their cause",
)

decisions = Table(
    "decisions",
    metadata,
    Column("id", Id, primary_key=True),
    _case(),
    _proceeding(),
    Column("kind", Name, nullable=False),
    Column("law", Text, nullable=False),
    Column("outcome", Name, nullable=False),
    Column("decided_at", UtcDateTime, nullable=False),
    Column("decided_by", Text, nullable=False),
    Column("proposed_by", Text),
    Column("letter_id", Id),
    Column("status", Name, nullable=False),
    Column("follows", Id),
    Column("effect", Name),
    Column("decided_as", Name, nullable=False),
    CheckConstraint("proposed_by is null or proposed_by <> decided_by", name="has_two_people"),
    comment="individual decisions (fvl/2)",
)

documents = Table(
    "documents",
    metadata,
    Column("id", Id, primary_key=True),
    _case(),
    _proceeding(nullable=True),
    Column("kind", Name, nullable=False),
    Column("title", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("media_type", Name, nullable=False),
    Column("digest", Hash),
    Column("received_at", UtcDateTime, nullable=False),
    comment="documents on the case",
)

assignments = Table(
    "assignments",
    metadata,
    Column("id", String(400), primary_key=True),
    _case(),
    Column("person", Text, nullable=False),
    Column("role", Name, nullable=False),
    Column("since", UtcDateTime, nullable=False),
    Column("until", UtcDateTime),
    comment="who has which role in which case",
)

impartiality_declarations = Table(
    "impartiality_declarations",
    metadata,
    Column("id", Id, primary_key=True),
    _case(),
    Column("person", Text, nullable=False),
    Column("impartial", Integer, nullable=False),
    Column("ground", Name),
    Column("exception", Name),
    Column("declared_at", UtcDateTime, nullable=False),
    Column("declared_by", Text, nullable=False),
    CheckConstraint("impartial in (0, 1)", name="impartial"),
    comment="declarations of impartiality per person and case (fvl/6-1, fvl/6-2)",
)

AMOUNTS = (
    "applied awarded due paid withheld unpaid lapsed used unused reclaimed repaid set_off waived outstanding".split()
)
#: What stands beside the equations of the ledger.
MEMOS = "owed_back refunded in_collection interest interest_paid".split()

ledgers = Table(
    "ledgers",
    metadata,
    Column("id", Id, ForeignKey("cases.id"), primary_key=True),
    *(Column(name, Amount, nullable=False) for name in AMOUNTS),
    Column("accounted", Integer, nullable=False),
    *(Column(name, Amount, nullable=False) for name in MEMOS),
    *(CheckConstraint(f"{name} >= 0", name=f"{name}_not_negative") for name in (*AMOUNTS, *MEMOS)),
    CheckConstraint("accounted in (0, 1)", name="accounted"),
    CheckConstraint("awarded = paid + withheld + unpaid + lapsed", name="awarded_is_explained"),
    CheckConstraint("accounted = 0 or paid = used + unused", name="paid_is_accounted_for"),
    CheckConstraint("reclaimed = repaid + set_off + outstanding + waived", name="reclaimed_is_explained"),
    CheckConstraint("reclaimed <= paid", name="reclaimed_at_most_paid"),
    comment="running totals of each case, in øre",
)

ledger_postings = Table(
    "ledger_postings",
    metadata,
    Column("id", Id, primary_key=True),
    _case(),
    _proceeding(),
    Column("kind", Name, nullable=False),
    Column("amount", Amount, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    CheckConstraint("amount >= 0", name="amount_not_negative"),
    comment="every change of a ledger, in øre, each explained by an entry",
)

contents = Table(
    "contents",
    metadata,
    Column("digest", Hash, primary_key=True),
    Column("text", Text, nullable=False),
    comment="texts of letters and documents, each once, under its SHA-256",
)

superiors = Table(
    "superiors",
    metadata,
    Column("person", String(200), primary_key=True),
    Column("superior", Text, nullable=False),
    CheckConstraint("person <> superior", name="nobody_is_their_own"),
    comment="who is the direct superior of whom (fvl/6-3)",
)

idempotency_keys = Table(
    "idempotency_keys",
    metadata,
    Column("key", String(200), primary_key=True),
    Column("request", Hash, nullable=False, comment="hash of what was asked"),
    Column("case_id", Id, nullable=False),
    Column("seq", Integer, nullable=False),
    comment="what each key was first used for",
)

case_numbers = Table(
    "case_numbers",
    metadata,
    Column("year", Integer, primary_key=True),
    Column("last", Integer, nullable=False),
    comment="the last case number given out, by year",
)

installation = Table(
    "installation",
    metadata,
    Column("name", Name, primary_key=True),
    Column("value", Text, nullable=False),
    comment="what this database is for, such as simulation",
)
