"""Whoever has the database in hand and takes the triggers away still leaves a trace that is named."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from casework import BadInput, Office
from casework.model.chain import seal
from casework.store import checkpoint_file, records
from casework.store.triggers import APPEND_ONLY, drop
from casework.store.verify import checkpoint, verify, verify_against
from tests.store.conformance import KARI, decided, opened

# entry 1 opened, 2 propose, 3 decide, 4 the child opened, 5 and 6 pay
CASE = "2025-00001"


@pytest.fixture
def attacked(office: Office) -> Office:
    """An office whose triggers and references somebody took away."""
    decided(office)
    for amount in (1_000, 2_000):
        office.perform(f"{CASE}-1", "pay", by=KARI, facts={"amount": amount})
    opened(office)
    assert verify(office.database) == []
    dialect = office.database.engine.dialect.name
    run(office, *(statement for table in APPEND_ONLY for statement in drop(dialect, table)))
    return office


def run(office: Office, *statements: str) -> None:
    replica = "PRAGMA foreign_keys = OFF" if office.database.sqlite else "set session_replication_role = replica"
    with office.database.cursor() as cursor:
        for statement in (replica, *statements):
            cursor.execute(statement)
    office.close()


def found(office: Office) -> set[tuple[str, int | None, str]]:
    return {(f.case_id, f.seq, f.what) for f in verify(office.database)}


def test_nothing_is_found_where_nothing_was_done(attacked: Office) -> None:
    """Taking the triggers away alone alters nothing, and progress is told."""
    told: list[tuple[int, int]] = []
    assert verify(attacked.database, lambda done, of: told.append((done, of))) == []
    assert told == [(2, 2)]


FIELDS = {
    "name": "'award'",
    "person": "'ola'",
    "at": "'2025-03-03T09:00:00.000000Z'",
    "law": "'fvl/1'",
    "facts": "'{}'",
    "changes": "'[]'",
    "to_state": "'closed'",
    "agency": "'other'",
    "role": "'system'",
    "kind": "'caused'",
    "from_state": "'decided'",
    "proceeding_id": "'2025-00001-2'",
    "hash": "'0'",
}


@pytest.mark.parametrize("field", FIELDS)
def test_an_altered_entry_is_named(attacked: Office, field: str) -> None:
    """Every field of an entry is under its seal."""
    run(attacked, f"update entries set {field} = {FIELDS[field]} where case_id = '{CASE}' and seq = 2")
    assert (CASE, 2, "altered") in found(attacked)


def test_an_altered_link_is_named(attacked: Office) -> None:
    """The hash of the entry before is under the seal too."""
    run(attacked, f"update entries set previous = '0' where case_id = '{CASE}' and seq = 2")
    assert (CASE, 2, "altered") in found(attacked)


def test_an_entry_altered_and_sealed_anew_is_named(attacked: Office) -> None:
    """The next entry still points to the old one."""
    entry = replace(records.entries(attacked.database, CASE)[1], law="fvl/1")
    where = f"where case_id = '{CASE}' and seq = 2"
    run(attacked, f"update entries set law = 'fvl/1', hash = '{seal(entry)}' {where}")
    assert found(attacked) == {(CASE, 2, "altered")}


@pytest.mark.parametrize("seq", [1, 2, 3, 5])
def test_a_removed_entry_is_named(attacked: Office, seq: int) -> None:
    """A number is missing, and the next entry points into the void."""
    run(attacked, f"delete from entries where case_id = '{CASE}' and seq = {seq}")
    assert found(attacked) == {(CASE, seq, "removed")}


def test_a_cut_tail_is_named(attacked: Office) -> None:
    """The case says how many entries it has."""
    run(attacked, f"delete from entries where case_id = '{CASE}' and seq > 4")
    assert found(attacked) == {(CASE, 5, "removed"), (CASE, 6, "removed")}


def test_two_entries_in_the_wrong_order_are_named(attacked: Office) -> None:
    """The number of an entry is under its seal."""
    swap = ("5, 99", "6, 5", "99, 6")
    run(
        attacked,
        *(
            f"update entries set seq = {pair.split(', ')[1]} where case_id = '{CASE}' and seq = {pair.split(', ')[0]}"
            for pair in swap
        ),
    )
    assert found(attacked) == {(CASE, 5, "reordered"), (CASE, 6, "reordered")}


def copied(seq: int, new: int, hash_: str) -> str:
    columns = "at, person, role, agency, kind, name, proceeding_id, from_state, to_state, facts, law, changes, previous"
    return (
        f"insert into entries (case_id, seq, hash, {columns}) select case_id, {new}, '{hash_}', {columns}"
        f" from entries where case_id = '{CASE}' and seq = {seq}"
    )


def test_an_entry_put_between_two_others_is_named(attacked: Office) -> None:
    """Well sealed as it may be, the chain does not pass through it; those that made room were moved."""
    forged = seal(replace(records.entries(attacked.database, CASE)[4], seq=5, law="fvl/1", facts={}, changes=()))
    shift = [f"update entries set seq = {n + 1} where case_id = '{CASE}' and seq = {n}" for n in (6, 5)]
    alter = f"update entries set law = 'fvl/1', facts = '{{}}', changes = '[]' where hash = '{forged}'"
    run(attacked, *shift, copied(6, 5, forged), alter)
    assert found(attacked) == {(CASE, 5, "inserted"), (CASE, 6, "reordered"), (CASE, 7, "reordered")}


def test_an_entry_added_without_the_case_knowing_is_named(attacked: Office) -> None:
    """The case says how many entries it has."""
    run(attacked, copied(6, 7, "f" * 64))
    assert {what for _, seq, what in found(attacked) if seq == 7} <= {"altered", "inserted"}
    assert any(seq == 7 for _, seq, _ in found(attacked))


STATE = {
    "cases": "stage = 'open'",
    "proceedings": "state = 'closed'",
    "deadlines": "last_day = '2030-01-01'",
    "letters": "recipient = 'x'",
    "decisions": "outcome = 'open'",
    "ledgers": "unpaid = unpaid - 1, withheld = withheld + 1",
    "ledger_postings": "kind = 'lapsed'",
}


@pytest.mark.parametrize("table", STATE)
def test_a_stored_row_that_the_entries_do_not_say_is_named(attacked: Office, table: str) -> None:
    """The tables are a checked copy of the entries (architecture: the record)."""
    column = "id" if table in ("cases", "ledgers") else "case_id"
    run(attacked, f"update {table} set {STATE[table]} where {column} = '{CASE}'")
    assert (CASE, None, "state_differs") in found(attacked)


@pytest.mark.parametrize("table", ["proceedings", "deadlines", "letters", "decisions", "ledgers", "ledger_postings"])
def test_a_stored_row_that_is_gone_is_named(attacked: Office, table: str) -> None:
    """Also a row that nobody points to."""
    column = "id" if table == "ledgers" else "case_id"
    run(attacked, f"delete from {table} where {column} = '{CASE}'")
    assert (CASE, None, "state_differs") in found(attacked)


def test_an_invented_row_is_named(attacked: Office) -> None:
    """An assignment that nobody made."""
    columns = "case_id, person, role, since"
    run(
        attacked,
        f"insert into assignments (id, {columns}) select id, id, 'eve', 'caseworker', opened_at from cases",
    )
    assert {what for _, _, what in found(attacked)} == {"state_differs"}


def test_the_ledger_must_be_what_its_postings_make(attacked: Office) -> None:
    """Every øre is explained by a posting (contract: ledger)."""
    run(attacked, f"update ledger_postings set amount = amount + 1 where case_id = '{CASE}' and kind = 'paid'")
    assert (CASE, None, "ledger_differs") in found(attacked)


def test_a_letter_whose_text_was_altered_or_removed_is_named(attacked: Office) -> None:
    """What was sent is kept byte for byte."""
    run(attacked, "update contents set text = text || ' '")
    assert found(attacked) == {(CASE, None, "text_altered")}
    run(attacked, "delete from contents")
    assert found(attacked) == {(CASE, None, "text_removed")}


def test_a_case_that_was_removed_leaves_a_number_without_a_case(attacked: Office) -> None:
    """Numbers are given out without gaps."""
    wipe(attacked, "2025-00002")
    assert found(attacked) == {("2025-00002", None, "removed")}


def wipe(office: Office, case_id: str) -> None:
    tables = ("entries", "ledgers", "ledger_postings", "proceedings", "deadlines", "letters", "decisions", "cases")
    columns = {"ledgers": "id", "cases": "id"}
    run(office, *(f"delete from {table} where {columns.get(table, 'case_id')} = '{case_id}'" for table in tables))


def test_a_case_whose_row_or_whose_entries_are_gone_is_named(attacked: Office) -> None:
    """What is left of it tells that it was there."""
    run(attacked, f"delete from cases where id = '{CASE}'", "delete from entries where case_id = '2025-00002'")
    assert {(CASE, None, "removed"), ("2025-00002", None, "removed")} <= found(attacked)


def test_a_key_that_points_nowhere_is_named(attacked: Office) -> None:
    """A key must have been used for an entry that is there."""
    run(attacked, f"insert into idempotency_keys values ('k', 'x', '{CASE}', 99)")
    assert found(attacked) == {(CASE, 99, "key")}


def test_what_cannot_be_read_is_named_and_does_not_stop_the_rest(attacked: Office) -> None:
    """One damaged row hides nothing of the others."""
    wrong = 'changes = \'[["nowhere", "x", {}]]\'' if not attacked.database.sqlite else "changes = 'not json'"
    run(attacked, f"update entries set {wrong} where case_id = '{CASE}' and seq = 2", "update cases set head = '0'")
    assert ("2025-00002", None, "state_differs") in found(attacked)
    assert any(case_id == CASE for case_id, _, _ in found(attacked))


def test_every_finding_is_told_in_three_languages(attacked: Office) -> None:
    """An auditor reads bokmål, nynorsk or English."""
    run(attacked, f"delete from entries where case_id = '{CASE}' and seq = 2")
    (finding,) = verify(attacked.database)
    assert str(finding) == "2025-00001#2: føring 2 er fjernet"
    assert finding.in_language("nn") == "føring 2 er fjerna"
    assert finding.in_language("en") == "entry 2 was removed"


def test_a_checkpoint_finds_nothing_in_what_only_grew(office: Office) -> None:
    """Entries and cases added since are fine."""
    decided(office)
    before = checkpoint(office.database)
    office.perform(f"{CASE}-1", "pay", by=KARI, facts={"amount": 1})
    opened(office)
    assert verify_against(office.database, before) == []
    assert before["cases"].keys() == {CASE} and before["cases"][CASE][0] == 4


def test_a_checkpoint_finds_a_tail_that_was_cut_without_a_trace(attacked: Office) -> None:
    """Who also sets the case back is found out by what was kept elsewhere, and only by that."""
    before = checkpoint(attacked.database)
    head = records.entries(attacked.database, "2025-00001")[3].hash
    run(
        attacked,
        f"delete from entries where case_id = '{CASE}' and seq > 4",
        f"delete from ledger_postings where case_id = '{CASE}' and kind = 'paid'",
        f"update ledgers set paid = 0, unpaid = 50000 where id = '{CASE}'",
        f"update cases set revision = 4, head = '{head}' where id = '{CASE}'",
    )
    assert [(f.case_id, f.seq, f.what) for f in verify_against(attacked.database, before)] == [(CASE, 5, "removed")]


def test_a_checkpoint_finds_a_case_that_vanished_with_its_number(attacked: Office) -> None:
    """The last case and its number can be removed without a trace in the database itself."""
    before = checkpoint(attacked.database)
    wipe(attacked, "2025-00002")
    run(attacked, "update case_numbers set last = 1")
    assert verify(attacked.database) == []
    against = verify_against(attacked.database, before)
    assert [(f.case_id, f.seq, f.what) for f in against] == [("2025-00002", None, "removed")]


def test_a_checkpoint_finds_a_chain_that_was_sealed_anew(attacked: Office) -> None:
    """Who alters the last entry and seals it anew cannot alter the checkpoint."""
    before = checkpoint(attacked.database)
    entry = replace(records.entries(attacked.database, CASE)[5], law="fvl/1")
    run(
        attacked,
        f"update entries set law = 'fvl/1', hash = '{seal(entry)}' where case_id = '{CASE}' and seq = 6",
        f"update cases set head = '{seal(entry)}' where id = '{CASE}'",
    )
    assert verify(attacked.database) == []
    assert [(f.seq, f.what) for f in verify_against(attacked.database, before)] == [(6, "altered")]


def test_a_checkpoint_is_written_whole_and_read_back(office: Office, tmp_path: Path) -> None:
    """A file written over an earlier one replaces it at a stroke, and leaves nothing beside it."""
    file = tmp_path / "checkpoint.json"
    file.write_text("old")
    opened(office)
    made = checkpoint(office.database, created=office.clock.now())
    checkpoint_file.write(file, made)
    assert checkpoint_file.read(file) == made and made["created"] == "2025-03-03T08:00:00.000000Z"
    assert [path.name for path in tmp_path.glob("*checkpoint*")] == ["checkpoint.json"]


HEADS = '{"format": "casework-checkpoint-1", "cases": {"2025-00001": [1, "x"]}, "digest": "0"}'
NO_CHECKPOINTS = [
    "",
    "{",
    "[]",
    "{}",
    '{"format": "casework-checkpoint-1"}',
    '{"format": "other"}',
    HEADS,
    "[" * 100_000,
]


@pytest.mark.parametrize("content", NO_CHECKPOINTS, ids=range(len(NO_CHECKPOINTS)))
def test_a_file_that_is_no_checkpoint_is_bad_input(tmp_path: Path, content: str) -> None:
    """A damaged or altered checkpoint proves nothing, and says so."""
    file = tmp_path / "checkpoint.json"
    file.write_text(content)
    with pytest.raises(BadInput):
        checkpoint_file.read(file)


def test_an_altered_checkpoint_is_bad_input(office: Office, tmp_path: Path) -> None:
    """The digest is over all that is in it."""
    opened(office)
    made = json.loads(json.dumps(checkpoint(office.database)))
    made["cases"][CASE][0] = 2
    with pytest.raises(BadInput, match="digest"):
        verify_against(office.database, made)


@pytest.mark.parametrize("place", ["nowhere/checkpoint.json", "."])
def test_a_checkpoint_that_cannot_be_read_or_written_is_bad_input(tmp_path: Path, place: str) -> None:
    """A folder that is not there is the caller's mistake, told as one."""
    with pytest.raises(BadInput):
        checkpoint_file.read(tmp_path / place)
    with pytest.raises(BadInput):
        checkpoint_file.write(tmp_path / place, {})
