"""`casework access` and `casework token`: who has which role, and what other systems sign in with."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from casework.access import ROLES, Access, rights
from casework.errors import BadInput, Fault
from casework.faces.cli import access_texts as texts
from casework.faces.cli.paper import tell
from casework.faces.cli.settings import Settings
from casework.faces.cli.shared import Group, pass_settings
from casework.model.access import RoleGrant, ServiceToken

_BY = click.option("--by", required=True, metavar="PERSON", help="Who gives or takes it.")
_AGENCY = click.option("--agency", metavar="AGENCY", help="Acting for; a grantee's organisation number.")
_SCHEME = click.option("--scheme", help="Only in this scheme.")
_UNTIL = click.option("--until", "last_day", metavar="DAY", help="The last day that it counts (Oslo).")


@click.group(cls=Group)
def access() -> None:
    """Give people roles, take them away, and see who has which."""


@access.command()
@click.argument("person")
@click.argument("role", type=click.Choice(ROLES))
@_AGENCY
@_SCHEME
@click.option("--case", "case_id", metavar="CASE", help="Only in this case.")
@click.option("--from", "first_day", metavar="DAY", help="The first day that it counts (Oslo) [today].")
@_UNTIL
@_BY
@pass_settings
def grant(settings: Settings, /, person: str, role: str, **given: Any) -> None:
    """Give PERSON a ROLE."""
    first, last = (_day(given.pop(name), name) for name in ("first_day", "last_day"))
    made = Access(settings.office).grant(person, role, first_day=first, last_day=last, **given)
    tell(settings, made, lambda paper: paper.line(texts.GRANTED.format(id=made.id, person=person, role=role)))


@access.command()
@click.argument("grant_id", metavar="GRANT")
@_BY
@pass_settings
def revoke(settings: Settings, grant_id: str, by: str) -> None:
    """End a grant at once."""
    ended = Access(settings.office).revoke(grant_id, by=by)
    tell(settings, ended, lambda paper: paper.line(texts.REVOKED.format(id=ended.id)))


@access.command("list")
@click.option("--person", help="Only this person's.")
@pass_settings
def list_grants(settings: Settings, person: str | None) -> None:
    """Every grant, the oldest first; also those that no longer count."""
    found = Access(settings.office).grants(person)
    columns = ("person", "role", "agency", "scheme", "case_id", "first_day", "last_day", "revoked_at", "id")
    tell(settings, found, lambda paper: paper.table(columns, [_cells(row, columns) for row in found]))


@click.group(cls=Group)
def token() -> None:
    """Make and end the tokens that other systems sign in with."""


@token.command()
@click.argument("name")
@click.argument("role", type=click.Choice(ROLES))
@click.option("--scope", "scopes", multiple=True, required=True, type=click.Choice(tuple(rights())), metavar="RIGHT")
@_AGENCY
@_SCHEME
@_UNTIL
@_BY
@pass_settings
def create(settings: Settings, /, name: str, role: str, last_day: str | None, **given: Any) -> None:
    """Make a token for the system NAME; it is shown once, and not kept."""
    made, secret = Access(settings.office).create_token(name, role, last_day=_day(last_day, "last_day"), **given)
    told = {"id": made.id, "name": made.name, "token": secret}
    tell(settings, told, lambda paper: paper.line(texts.TOKEN.format(id=made.id, token=secret)))


@token.command("revoke")
@click.argument("token_id", metavar="TOKEN")
@_BY
@pass_settings
def revoke_token(settings: Settings, token_id: str, by: str) -> None:
    """End a token at once."""
    ended = Access(settings.office).revoke_token(token_id, by=by)
    tell(settings, ended, lambda paper: paper.line(texts.REVOKED.format(id=ended.id)))


@token.command("list")
@pass_settings
def list_tokens(settings: Settings) -> None:
    """Every token without its secret, the oldest first; also those that no longer count."""
    found = Access(settings.office).tokens()
    columns = ("name", "role", "agency", "scheme", "scopes", "first_day", "last_day", "revoked_at", "id")
    tell(settings, found, lambda paper: paper.table(columns, [_cells(row, columns) for row in found]))


def _cells(row: RoleGrant | ServiceToken, columns: tuple[str, ...]) -> list[Any]:
    values = (getattr(row, name) for name in columns)
    return [", ".join(value) if isinstance(value, tuple) else value for value in values]


def _day(written: str | None, where: str) -> date | None:
    try:
        return None if written is None else date.fromisoformat(written)
    except ValueError as error:
        raise BadInput(Fault(f"{written!r} is no day; write YYYY-MM-DD", where)) from error
