"""What the schema itself refuses, whoever asks: changed entries, sums that do not add up, one person for two."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from casework import BadDatabase, Office
from casework.model.ledger import MOVEMENTS
from casework.store.schema import AMOUNTS, MEMOS
from tests.store.conformance import decided

APPEND_ONLY = {"entries": "name", "ledger_postings": "kind", "contents": "text"}


def executed(office: Office, statement: str) -> None:
    with office.database.cursor(atomic=True) as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_nobody_changes_or_deletes_what_was_written(office: Office, table: str) -> None:
    """Entries, postings and texts are append-only by trigger (architecture: the record)."""
    decided(office)
    column = APPEND_ONLY[table]
    statements = [f"update {table} set {column} = {column}", f"delete from {table}"]
    for statement in statements if office.database.sqlite else [*statements, f"truncate {table} cascade"]:
        with pytest.raises(BadDatabase, match="append-only"):
            executed(office, statement)


def test_an_insert_that_would_replace_an_entry_is_refused(office: Office) -> None:
    """SQLite's `insert or replace` deletes without asking; the triggers must still stand in the way."""
    case_id = decided(office)
    if office.database.sqlite:
        before = office.history(case_id)
        with pytest.raises(BadDatabase):
            executed(office, "insert or replace into entries select * from entries where seq = 2")
        assert office.history(case_id) == before


BROKEN = {
    "awarded_is_explained": "update ledgers set awarded = awarded + 1",
    "paid_is_accounted_for": "update ledgers set accounted = 1, paid = 2, unpaid = awarded - 2, used = 1, unused = 0",
    "reclaimed_is_explained": "update ledgers set reclaimed = 1, paid = 1, unpaid = awarded - 1",
    "reclaimed_at_most_paid": "update ledgers set reclaimed = 1, outstanding = 1",
    "accounted": "update ledgers set accounted = 2",
    "amount_not_negative": "insert into ledger_postings select 'x', case_id, proceeding_id, kind, -1, at"
    " from ledger_postings",
    "never_moved_earlier": "update deadlines set last_day = '2025-01-01'",
    "status": "update deadlines set status = 'forgotten'",
    "settled_when_not_open": "update deadlines set status = 'open', settled_at = opened_at from cases",
    "has_two_people": "update decisions set proposed_by = decided_by",
    "seq_from_one": "insert into entries (case_id, seq, at, person, role, kind, name, facts, changes, previous, hash)"
    " select case_id, 0, at, person, role, kind, name, facts, changes, previous, 'x' from entries where seq = 1",
    "revision_counts_entries": "update cases set revision = 0",
    "stage_given": "update cases set stage = ''",
    "state_given": "update proceedings set state = ''",
    "nobody_is_their_own": "insert into superiors values ('kari', 'kari')",
    "language_form": "update parties set language_form = 'en'",
    "impartial": "insert into impartiality_declarations (id, case_id, person, impartial, declared_at, declared_by)"
    " select 'x', id, 'kari', 2, opened_at, 'kari' from cases",
}


@pytest.mark.parametrize("constraint", [*BROKEN, *(f"{name}_not_negative" for name in (*AMOUNTS, *MEMOS))])
def test_the_schema_refuses_what_cannot_be(office: Office, constraint: str) -> None:
    """Each constraint is named, and holds against raw SQL too (contract: ledger)."""
    decided(office)
    account = constraint.removesuffix("_not_negative")
    statement = BROKEN.get(constraint) or f"update ledgers set {account} = -1"
    with pytest.raises(BadDatabase, match="ck_\\w+" if account in AMOUNTS else constraint):
        executed(office, statement)


@pytest.mark.parametrize("table", ["proceedings", "deadlines", "letters", "decisions"])
def test_nothing_belongs_to_a_case_that_is_not_there(office: Office, table: str) -> None:
    """Every row of a record refers to its case."""
    decided(office)
    with pytest.raises(BadDatabase, match=r"(?i)foreign key"):
        executed(office, f"update {table} set case_id = '2025-99999'")


def test_a_number_is_given_out_once(office: Office) -> None:
    """Two cases never share a number."""
    decided(office)
    with pytest.raises(BadDatabase, match=r"(?i)unique"):
        executed(
            office,
            "insert into cases select 'x', number, scheme, year, party, party_name, opened_at, responsible, revision,"
            " head, stage, stages, marks, proceedings_opened from cases",
        )


def test_every_account_of_the_ledger_has_a_column(office: Office) -> None:
    """What postings move is what the schema adds up, and what stands beside it."""
    moved = {account for movement in MOVEMENTS.values() for account in (*movement.adds, *movement.takes)}
    assert moved == {*AMOUNTS, *MEMOS}


def test_every_table_says_what_it_is_for(office: Office) -> None:
    """A comment on each table, where the database keeps comments."""
    if not office.database.sqlite:
        query = (
            "select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace"
            " and obj_description(oid) is null and relname <> 'casework_version'"
        )
        with office.database.connection() as connection:
            assert connection.execute(text(query)).scalars().all() == []
