"""The accounts beside the equations of version 0005: owed back, refunded, with collection, interest."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from casework.store.migrations.first_tables.money import ledgers

MEMOS = "owed_back refunded in_collection interest interest_paid".split()


def add() -> None:
    """Add them, all 0. SQLite cannot add a CHECK, so the table is built anew there."""
    if op.get_bind().dialect.name == "postgresql":
        for name in MEMOS:
            op.add_column("ledgers", sa.Column(name, sa.BigInteger(), nullable=False, server_default="0"))
            op.alter_column("ledgers", name, server_default=None)
            op.create_check_constraint(op.f(f"ck_ledgers_{name}_not_negative"), "ledgers", f"{name} >= 0")
        return
    op.rename_table("ledgers", "ledgers_before")
    ledgers(*(sa.Column(name, sa.BigInteger(), nullable=False) for name in MEMOS), *_checks())
    _copied(f"{{columns}}, {', '.join('0' for _ in MEMOS)}", f"{{columns}}, {', '.join(MEMOS)}")


def take_away() -> None:
    """Take them away. What they held stands in the postings."""
    if op.get_bind().dialect.name == "postgresql":
        for name in MEMOS:
            op.drop_column("ledgers", name)
        return
    op.rename_table("ledgers", "ledgers_before")
    ledgers()
    _copied("{columns}", "{columns}")


def _checks() -> list[sa.CheckConstraint]:
    return [sa.CheckConstraint(f"{name} >= 0", name=op.f(f"ck_ledgers_{name}_not_negative")) for name in MEMOS]


def _copied(selected: str, inserted: str) -> None:
    """What stood in the table before, in the one built anew."""
    columns = [column["name"] for column in sa.inspect(op.get_bind()).get_columns("ledgers")]
    shared = ", ".join(name for name in columns if name not in MEMOS)
    into, out = inserted.format(columns=shared), selected.format(columns=shared)
    op.execute(sa.text(f"insert into ledgers ({into}) select {out} from ledgers_before"))
    op.drop_table("ledgers_before")
