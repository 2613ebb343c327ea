"""How migrations run: on the connection they are given, the same scripts on SQLite and PostgreSQL."""

from __future__ import annotations

from alembic import context

from casework.store import triggers
from casework.store.schema import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    version_table="casework_version",
    render_as_batch=True,
    transactional_ddl=True,
)

with context.begin_transaction():
    context.run_migrations()
    # SQLite changes a table by building it anew, and the triggers stay behind with the old one.
    for statement in triggers.missing(connection):
        # psycopg reads a percent sign as the place of a parameter.
        connection.exec_driver_sql(statement if connection.dialect.name == "sqlite" else statement.replace("%", "%%"))
