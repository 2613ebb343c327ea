"""Who has which role, and what other systems sign in with."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Table, insert, select, update

from casework.errors import NotFound
from casework.model.access import RoleGrant, ServiceToken
from casework.store import access_tables as t
from casework.store.database import Database


def save_grant(database: Database, grant: RoleGrant) -> None:
    """Keep a new grant."""
    with database.transaction(), database.connection() as connection:
        connection.execute(insert(t.role_grants).values(**asdict(grant)))


def grants(database: Database, person: str | None = None) -> list[RoleGrant]:
    """Every grant, or those of one person, the oldest first; also those that no longer count."""
    query = select(t.role_grants).order_by(t.role_grants.c.granted_at, t.role_grants.c.id)
    if person is not None:
        query = query.where(t.role_grants.c.person == person)
    with database.connection() as connection:
        return [RoleGrant(**row) for row in connection.execute(query).mappings()]


def grant(database: Database, grant_id: str) -> RoleGrant:
    """The grant of that id. Raises NotFound."""
    with database.connection() as connection:
        row = connection.execute(select(t.role_grants).where(t.role_grants.c.id == grant_id)).mappings().first()
    if row is None:
        raise NotFound("grant", grant_id)
    return RoleGrant(**row)


def save_token(database: Database, token: ServiceToken, digest: str) -> None:
    """Keep a new token, by the digest of what is shown once."""
    values = asdict(token) | {"digest": digest, "scopes": list(token.scopes)}
    with database.transaction(), database.connection() as connection:
        connection.execute(insert(t.service_tokens).values(**values))


def tokens(database: Database) -> list[ServiceToken]:
    """Every token, the oldest first; also those that no longer count."""
    query = select(t.service_tokens).order_by(t.service_tokens.c.created_at, t.service_tokens.c.id)
    with database.connection() as connection:
        return [_token(row) for row in connection.execute(query).mappings()]


def token(database: Database, *, token_id: str | None = None, digest: str | None = None) -> ServiceToken | None:
    """The token of that id or digest, where there is one."""
    c = t.service_tokens.c
    wanted = c.id == token_id if token_id is not None else c.digest == digest
    with database.connection() as connection:
        row = connection.execute(select(t.service_tokens).where(wanted)).mappings().first()
    return _token(row) if row else None


def _token(row: Any) -> ServiceToken:
    values = {name: value for name, value in row.items() if name != "digest"}
    return ServiceToken(**values | {"scopes": tuple(values["scopes"])})


def revoke_grant(database: Database, grant_id: str, at: datetime, by: str) -> bool:
    """End a grant; whether it was not ended before."""
    return _revoke(database, t.role_grants, grant_id, at, by)


def revoke_token(database: Database, token_id: str, at: datetime, by: str) -> bool:
    """End a token; whether it was not ended before."""
    return _revoke(database, t.service_tokens, token_id, at, by)


def _revoke(database: Database, table: Table, row_id: str, at: datetime, by: str) -> bool:
    ended = update(table).where(table.c.id == row_id, table.c.revoked_at.is_(None)).values(revoked_at=at, revoked_by=by)
    with database.transaction(), database.connection() as connection:
        return connection.execute(ended).rowcount == 1
