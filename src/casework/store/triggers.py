"""Triggers that keep entries and ledger postings append-only, on both databases."""

from __future__ import annotations

from sqlalchemy import Connection, inspect, text

#: The tables that nobody may change or delete from.
APPEND_ONLY = ("entries", "ledger_postings", "contents", "pieces")


def create(dialect: str, table: str) -> list[str]:
    """The statements that make the table append-only."""
    if dialect == "postgresql":
        return [
            "create or replace function casework_append_only() returns trigger language plpgsql as $$ begin "
            "raise exception 'append-only: % on % is refused', tg_op, tg_table_name "
            "using errcode = 'restrict_violation'; end $$",
            f"create trigger {table}_append_only before update or delete on {table} "
            "for each row execute function casework_append_only()",
            f"create trigger {table}_never_truncated before truncate on {table} "
            "for each statement execute function casework_append_only()",
        ]
    refused = "select raise(abort, 'append-only: {verb} on {table} is refused')"
    changing = [
        f"create trigger {table}_no_{verb} before {verb} on {table} begin {refused.format(verb=verb, table=table)}; end"
        for verb in ("update", "delete")
    ]
    # `insert or replace` deletes without asking the triggers of deletion.
    answer = "select raise(ignore)" if table in ("contents", "pieces") else refused.format(verb="replace", table=table)
    replacing = (
        f"create trigger {table}_no_replace before insert on {table} "
        f"when exists (select 1 from {table} where {_SAME[table]}) begin {answer}; end"
    )
    return [*changing, replacing]


#: When a new row would take the place of one that is there. The same text twice is one text.
_SAME = {
    "entries": "(case_id = new.case_id and seq = new.seq) or hash = new.hash",
    "ledger_postings": "id = new.id",
    "contents": "digest = new.digest",
    "pieces": "digest = new.digest and number = new.number",
}


def drop(dialect: str, table: str) -> list[str]:
    """The statements that take the triggers away again, for a migration down."""
    if dialect == "postgresql":
        return [f"drop trigger {table}_{name} on {table}" for name in ("append_only", "never_truncated")]
    return [f"drop trigger {table}_no_{verb}" for verb in ("update", "delete", "replace")]


def missing(connection: Connection) -> list[str]:
    """The statements that make the tables that are there append-only again, where one of them no longer is."""
    dialect = connection.dialect.name
    tables = set(inspect(connection).get_table_names()).intersection(APPEND_ONLY)
    unguarded = [table for table in APPEND_ONLY if table in tables and not _guarded(connection, table)]
    return [statement for table in unguarded for statement in create(dialect, table)]


def _guarded(connection: Connection, table: str) -> bool:
    if connection.dialect.name == "postgresql":
        query = "select count(*) from pg_trigger where tgrelid = to_regclass(:table) and not tgisinternal"
    else:
        query = "select count(*) from sqlite_master where type = 'trigger' and tbl_name = :table"
    return bool(connection.execute(text(query), {"table": table}).scalar())
