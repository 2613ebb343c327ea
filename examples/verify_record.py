"""Prove that nothing was altered: verify the record, change one row behind our back, and see it named."""

# ruff: noqa: T201  (an example shows what happens)
from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import text

from casework import Actor, Office
from casework.store.verify import verify

KARI = Actor("kari", "caseworker")


def main() -> None:
    """Whoever has the database can change it; nobody can change it unseen."""
    with TemporaryDirectory() as folder:
        office = Office(f"sqlite:///{Path(folder) / 'casework.db'}")
        case = office.open_case(scheme="voluntary_organisations", year=2022, party="310000000", by=KARI)
        office.assign(case.id, "kari", "caseworker", by=KARI)
        print(f"verified: {list(verify(office.database)) == []}")

        with office.database.engine.begin() as connection:
            connection.execute(text("update cases set responsible = 'ola'"))
        for altered in verify(office.database):
            print(altered)
        office.close()


if __name__ == "__main__":
    main()
