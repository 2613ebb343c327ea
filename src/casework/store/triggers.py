"""Triggers that keep entries and ledger postings append-only, on both databases."""

from __future__ import annotations

#: The tables that nobody may change or delete from.
APPEND_ONLY = ("entries", "ledger_postings", "contents")


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
    return [
        f"create trigger {table}_no_{verb} before {verb} on {table} "
        f"begin select raise(abort, 'append-only: {verb} on {table} is refused'); end"
        for verb in ("update", "delete")
    ]


def drop(dialect: str, table: str) -> list[str]:
    """The statements that take the triggers away again, for a migration down."""
    if dialect == "postgresql":
        return [f"drop trigger {table}_{name} on {table}" for name in ("append_only", "never_truncated")]
    return [f"drop trigger {table}_no_{verb}" for verb in ("update", "delete")]
