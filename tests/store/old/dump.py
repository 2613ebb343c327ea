"""Write a dump of a small database of the present version on standard output."""

from __future__ import annotations

import sys

from tests.store.conformance import decided, drill_office


def main() -> None:
    """One decided case, with entries, letters, a ledger and a child."""
    office = drill_office("sqlite://")
    decided(office)
    with office.database.cursor() as cursor:
        sys.stdout.writelines(f"{line}\n" for line in cursor.connection.iterdump())


if __name__ == "__main__":
    main()
