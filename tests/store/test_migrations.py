"""Up, down and up again, on both databases, with nothing lost and everything guarded."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, text

from casework import BadDatabase
from casework.store import pieces, triggers, upgrade
from casework.store.database import Database
from casework.store.schema import metadata
from casework.store.verify import verify
from tests.databases import MakeDatabase
from tests.store.conformance import KARI, decided, drill_office, stored

OLD = Path(__file__).parent / "old"
EXTRA = Path(__file__).parent / "extra_migration.py"


@pytest.fixture
def empty(empty_database_url: str) -> Iterator[Database]:
    """A database without tables."""
    made = Database(empty_database_url)
    yield made
    made.close()


def described(database: Database) -> dict[str, Any]:
    """Everything that the schema says: columns, keys, checks, indexes, comments, triggers."""
    if not database.sqlite:
        return _catalogue(database)
    with database.connection() as connection:
        rows = connection.execute(text("select type, name, sql from sqlite_master where name not like 'sqlite_%'"))
        return {f"{kind} {name}": _plain(sql or "") for kind, name, sql in rows if name != "casework_version"}


def _plain(sql: str) -> tuple[str, ...]:
    """The statement as its parts: the order in which columns and constraints are written means nothing."""
    flat = re.sub(r"\s+", " ", sql.replace('"', ""))
    if not flat.lower().startswith("create table"):
        return (flat,)
    head, _, rest = flat.partition("(")
    body, _, tail = rest.rpartition(")")
    return (head.strip(), *sorted(part.strip() for part in _split(body)), tail.strip())


def _split(body: str) -> list[str]:
    """The parts between the commas that stand in no parentheses."""
    parts, depth = [""], 0
    for character in body:
        depth += {"(": 1, ")": -1}.get(character, 0)
        if character == "," and not depth:
            parts.append("")
        else:
            parts[-1] += character
    return parts


CATALOGUE = {
    "columns": "select attrelid::regclass::text, attname, format_type(atttypid, atttypmod), attnotnull::text,"
    " coalesce(col_description(attrelid, attnum), ''), coalesce(pg_get_expr(adbin, adrelid), '')"
    " from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum"
    " where attnum > 0 and not attisdropped and attrelid in (select oid from pg_class where relkind = 'r' {own})",
    "constraints": "select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint"
    " where conrelid in (select oid from pg_class where relkind = 'r' {own})",
    "indexes": "select indexname, indexdef from pg_indexes where schemaname = 'public'",
    "comments": "select relname, coalesce(obj_description(oid), '') from pg_class where relkind = 'r' {own}",
    "triggers": "select tgname, pg_get_triggerdef(oid) from pg_trigger where not tgisinternal",
}


def _catalogue(database: Database) -> dict[str, Any]:
    own = "and relnamespace = 'public'::regnamespace and relname <> 'casework_version'"
    with database.connection() as connection:
        found = {
            name: sorted(tuple(row) for row in connection.execute(text(query.format(own=own))))
            for name, query in CATALOGUE.items()
        }
    return {name: [row for row in rows if "casework_version" not in row[0]] for name, rows in found.items()}


def created(database: Database) -> None:
    """Make the tables from the schema, without migrations."""
    with database.rebuilding() as connection:
        metadata.create_all(connection)
        for table in triggers.APPEND_ONLY:
            for statement in triggers.create(connection.dialect.name, table):
                connection.exec_driver_sql(statement.replace("%", "%%") if not database.sqlite else statement)


def test_the_program_knows_the_newest_migration() -> None:
    """`HEAD` is written out, so that starting does not read the migrations."""
    config = Config()
    config.set_main_option("script_location", str(upgrade.MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_heads() == [upgrade.HEAD]


def test_a_migrated_schema_is_the_created_one(empty: Database) -> None:
    """Columns, CHECKs, keys, indexes, comments and triggers: Alembic sees only some of these."""
    created(empty)
    made = described(empty)
    with empty.rebuilding() as connection:
        metadata.drop_all(connection)
    upgrade.upgrade(empty)
    assert described(empty) == made


def test_up_down_and_up_again(empty: Database) -> None:
    """Down leaves nothing behind, and up makes the same again."""
    assert upgrade.upgrade(empty) == upgrade.HEAD
    first = described(empty)
    upgrade.downgrade(empty, "base")
    with empty.connection() as connection:
        assert inspect(connection).get_table_names() == ["casework_version"]
    assert upgrade.version(empty) is None
    upgrade.upgrade(empty)
    assert described(empty) == first


def test_an_office_gives_an_empty_database_its_tables(empty_database_url: str) -> None:
    """Twenty lines to a running case: nothing to set up first."""
    office = drill_office(empty_database_url)
    assert office.case(decided(office)).stage == "decided"
    office.close()


def test_tables_of_the_host_stand_beside_ours(empty_database_url: str) -> None:
    """His rows and ours are in one database, and a migration leaves his alone."""
    engine = create_engine(empty_database_url)
    with engine.begin() as connection:
        connection.execute(text("create table host_orders (id integer primary key)"))
        connection.execute(text("insert into host_orders values (1)"))
    database = Database(empty_database_url)
    upgrade.ensure(database)
    upgrade.downgrade(database, "base")
    with engine.connect() as connection:
        assert connection.execute(text("select count(*) from host_orders")).scalar_one() == 1
    engine.dispose()
    database.close()


@pytest.mark.parametrize(("found", "told"), [("9999", "newer than this program"), ("0000", "casework db upgrade")])
def test_a_database_of_another_version_is_not_touched(database_url: str, found: str, told: str) -> None:
    """An older program must not write in a newer database, nor a newer one in an older database."""
    database = Database(database_url)
    with database.cursor(atomic=True) as cursor:
        cursor.execute(f"update casework_version set version_num = '{found}'")
    with pytest.raises(BadDatabase, match=told):
        drill_office(database_url)
    if found > upgrade.HEAD:
        with pytest.raises(BadDatabase, match=told):
            upgrade.upgrade(database)
        with pytest.raises(BadDatabase, match=told):
            upgrade.downgrade(database, "base")
    assert upgrade.version(database) == found
    database.close()


def test_a_version_that_is_not_there_is_bad_database(database_url: str) -> None:
    """A mistyped target is told, not thrown."""
    database = Database(database_url)
    with pytest.raises(BadDatabase, match="cannot be brought to version 7777"):
        upgrade.upgrade(database, "7777")
    database.close()


def test_offices_that_meet_at_an_empty_database_make_its_tables_once(empty_database_url: str) -> None:
    """Several web processes start at once over a new database."""
    databases = [Database(empty_database_url) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(upgrade.ensure, databases))
    assert upgrade.version(databases[0]) == upgrade.HEAD
    for database in databases:
        database.close()


def test_a_new_database_can_be_made_for_simulation_and_an_old_one_cannot(empty: Database) -> None:
    """A clock set by hand must never touch real cases (contract: --simulation)."""
    upgrade.upgrade(empty, simulation=True)
    assert upgrade.is_simulation(empty)
    upgrade.downgrade(empty, "base")
    upgrade.upgrade(empty)
    with pytest.raises(BadDatabase, match="cannot become a simulation"):
        upgrade.upgrade(empty, simulation=True)
    assert not upgrade.is_simulation(empty)


OLD_DATABASES = sorted(OLD.glob("*.sql"))


@pytest.mark.parametrize("dump", OLD_DATABASES, ids=lambda path: path.stem)
def test_an_old_database_is_upgraded_without_loss(tmp_path: Path, dump: Path) -> None:
    """A database as an earlier version left it: every entry is there afterwards, and it verifies."""
    url = f"sqlite:///{tmp_path / 'old.db'}"
    database = Database(url)
    with database.rebuilding() as connection:
        connection.connection.dbapi_connection.executescript(dump.read_text(encoding="utf-8"))  # type: ignore[union-attr]
    upgrade.upgrade(database)
    assert upgrade.version(database) == upgrade.HEAD
    office = drill_office(url)
    assert [e.name for e in office.history("2025-00001")] == ["open", "propose", "decide", "open"]
    assert office.letter_text("2025-00001#2.1") == "Til Øvelaget (oppdiktet): open, 2025-03-03.\n"
    assert verify(database) == []
    office.perform("2025-00001-1", "pay", by=KARI, facts={"amount": 1})
    _guarded(database)
    database.close()


def test_there_is_an_old_database_of_every_version() -> None:
    """Whoever adds a migration keeps a database of the version before it (see old/README.md)."""
    versions = {path.stem[1:5] for path in (upgrade.MIGRATIONS / "versions").glob("v*.py")}
    assert {path.stem[1:5] for path in OLD_DATABASES} == versions


def learn_one_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the program know one migration more, which builds tables anew."""
    folder = tmp_path / "migrations"
    shutil.copytree(upgrade.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    extra = EXTRA.read_text(encoding="utf-8").replace("THE_NEWEST", upgrade.HEAD)
    (folder / "versions" / "v9000_extra.py").write_text(extra, encoding="utf-8")
    monkeypatch.setattr(upgrade, "MIGRATIONS", folder)
    monkeypatch.setattr(upgrade, "HEAD", "9000")


def test_tables_built_anew_keep_their_rows_checks_and_triggers(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite changes a table by building it anew, which drops its triggers (architecture: Storage)."""
    office = drill_office(database_url)
    case_id, database = decided(office), office.database
    first, rows = described(database), stored(database, case_id)
    newest = upgrade.HEAD
    learn_one_more(tmp_path, monkeypatch)
    upgrade.upgrade(database)
    assert upgrade.version(database) == "9000"
    _guarded(database)
    assert described(database) != first
    upgrade.downgrade(database, newest)
    _guarded(database)
    assert described(database) == first
    assert stored(database, case_id) == rows and verify(database) == []
    database.close()


def _guarded(database: Database) -> None:
    pieces.save(database, "0" * 64, BytesIO(b"x"))
    columns = {"contents": "text", "pieces": "digest"}
    for table in triggers.APPEND_ONLY:
        for statement in (f"delete from {table}", f"update {table} set {columns.get(table, 'case_id')} = 'x'"):
            with pytest.raises(BadDatabase, match="append-only"), database.cursor() as cursor:
                cursor.execute(statement)


@pytest.mark.postgres
def test_a_migration_that_fails_changes_nothing(new_postgres_database: MakeDatabase, tmp_path: Path) -> None:
    """Everything is one transaction: a table of the host in the way leaves the database as it was."""
    for url in (new_postgres_database("template0"), f"sqlite:///{tmp_path / 'casework.db'}"):
        database = Database(url)
        with database.cursor() as cursor:
            cursor.execute("create table ledgers (id integer primary key)")
        with pytest.raises(BadDatabase, match=r"ledgers.* already exists"):
            upgrade.upgrade(database)
        with database.connection() as connection:
            assert inspect(connection).get_table_names() == ["ledgers"]
        database.close()
