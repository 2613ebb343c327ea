"""How migrations run: on the connection they are given, the same scripts on SQLite and PostgreSQL."""

from __future__ import annotations

from alembic import context

from casework.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table="casework_version",
    render_as_batch=True,
    transactional_ddl=True,
)

with context.begin_transaction():
    context.run_migrations()
