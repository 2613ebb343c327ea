"""The tables of who may do what, who has looked, and what other systems have been told; beside the record."""

from __future__ import annotations

from sqlalchemy import BigInteger, CheckConstraint, Column, Index, Integer, LargeBinary, String, Table, Text

from casework.store.columns import Day, Hash, Id, Json, Name, UtcDateTime
from casework.store.schema import metadata

_Person = String(200)
_RowId = Integer().with_variant(BigInteger(), "postgresql")

role_grants = Table(
    "role_grants",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("person", _Person, nullable=False, index=True),
    Column("role", Name, nullable=False),
    Column("agency", String(200), comment="the body acted for; for a grantee, the organisation number"),
    Column("scheme", Name, comment="only in this scheme"),
    Column("case_id", Id, comment="only in this case"),
    Column("first_day", Day, nullable=False),
    Column("last_day", Day),
    Column("granted_at", UtcDateTime, nullable=False),
    Column("granted_by", _Person, nullable=False),
    Column("revoked_at", UtcDateTime),
    Column("revoked_by", _Person),
    CheckConstraint("last_day is null or last_day >= first_day", name="ends_after_it_begins"),
    CheckConstraint("(revoked_at is null) = (revoked_by is null)", name="revoked_by_somebody"),
    CheckConstraint("role <> 'grantee' or agency is not null", name="grantee_of_an_organisation"),
    comment="who has which role, for which agency, in what, and until when",
)

service_tokens = Table(
    "service_tokens",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("digest", Hash, nullable=False, unique=True, comment="of the token, which is shown once and not kept"),
    Column("name", _Person, nullable=False),
    Column("role", Name, nullable=False),
    Column("agency", String(200)),
    Column("scheme", Name),
    Column("scopes", Json, nullable=False, comment="the rights that it may use, of those that its role has"),
    Column("first_day", Day, nullable=False),
    Column("last_day", Day),
    Column("created_at", UtcDateTime, nullable=False),
    Column("created_by", _Person, nullable=False),
    Column("revoked_at", UtcDateTime),
    Column("revoked_by", _Person),
    CheckConstraint("last_day is null or last_day >= first_day", name="ends_after_it_begins"),
    comment="what other systems sign in with",
)

case_reads = Table(
    "case_reads",
    metadata,
    Column("id", _RowId, primary_key=True, autoincrement=True),
    Column("at", UtcDateTime, nullable=False),
    Column("person", _Person, nullable=False, index=True),
    Column("role", Name, nullable=False),
    Column("agency", String(200)),
    Column("case_id", Id, nullable=False, index=True),
    Column("what", Name, nullable=False, comment="the right that was used"),
    comment="who has looked at which case, and when",
)

denials = Table(
    "denials",
    metadata,
    Column("id", _RowId, primary_key=True, autoincrement=True),
    Column("at", UtcDateTime, nullable=False),
    Column("person", _Person, nullable=False),
    Column("role", Name, nullable=False),
    Column("agency", String(200)),
    Column("what", Name, nullable=False, comment="the right that was missing"),
    Column("case_id", Id),
    Column("code", Name, nullable=False),
    comment="what was tried without the right to it",
)

saved_forms = Table(
    "saved_forms",
    metadata,
    Column("person", _Person, primary_key=True),
    Column("proceeding_id", Id, primary_key=True),
    Column("transition", Name, primary_key=True),
    Column("facts", Json, nullable=False, comment="as far as they were filled in; not checked"),
    Column("revision", Integer, nullable=False, comment="of the case when it was saved"),
    Column("saved_at", UtcDateTime, nullable=False),
    comment="half-written forms; gone when the transition is made",
)

answers = Table(
    "answers",
    metadata,
    Column("id", Hash, primary_key=True, comment="of the person, the address and the idempotency key"),
    Column("request", Hash, nullable=False, comment="of what was asked"),
    Column("answered_at", UtcDateTime, nullable=False),
    Column("body", Text, nullable=False),
    comment="what was answered to a request over many cases, to be answered again",
)

feed = Table(
    "feed",
    metadata,
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("case_id", Id, nullable=False),
    Column("seq", Integer, nullable=False),
    Index("uq_feed_case_id_seq", "case_id", "seq", unique=True),
    comment="every entry in the order that other systems are told of it",
)

feed_heads = Table(
    "feed_heads",
    metadata,
    Column("case_id", Id, primary_key=True, comment="or `*`, whose seq is the last position given out"),
    Column("seq", BigInteger, nullable=False),
    comment="how far the entries of each case have a position in the feed",
)

pieces = Table(
    "pieces",
    metadata,
    Column("digest", Hash, primary_key=True, comment="SHA-256 of the whole document"),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("bytes", LargeBinary, nullable=False),
    CheckConstraint("number >= 0", name="numbered_from_zero"),
    comment="documents that were handed in, each once, in pieces",
)

refusals = Table(
    "refusals",
    metadata,
    Column("id", _RowId, primary_key=True, autoincrement=True),
    Column("at", UtcDateTime, nullable=False),
    Column("case_id", Id, nullable=False, index=True),
    Column("proceeding_id", Id),
    Column("name", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("role", Name, nullable=False),
    Column("reasons", Json, nullable=False, comment="code and provision of each"),
    comment="attempts that were refused; outside the chain",
)
