"""Embed an office in an application with a database of its own: your rows and ours commit together, or not at all."""

# ruff: noqa: T201  (an example shows what happens)
from __future__ import annotations

from sqlalchemy import Column, MetaData, String, Table, create_engine, select
from sqlalchemy.pool import StaticPool

from casework import Actor, Office, Party, Refused

KARI = Actor("kari", "caseworker")
ORGANISATION = Party("310000000", "Eksempellaget (oppdiktet)", language_form="nn")


def main(url: str = "sqlite://") -> None:
    """A case, a row of our own in the same transaction, and a transaction that is rolled back with both."""
    office = Office(url)
    engine = office.database.engine if url == "sqlite://" else create_engine(url, poolclass=StaticPool)
    metadata = MetaData()
    notes = Table("notes", metadata, Column("case_id", String, primary_key=True), Column("text", String))
    metadata.create_all(engine)

    with engine.begin() as connection, office.joined(connection):
        case = office.open_case(scheme="voluntary_organisations", year=2022, party=ORGANISATION, by=KARI)
        connection.execute(notes.insert().values(case_id=case.id, text="Ring mandag."))
    print(f"{case.number}: {case.stage}, {case.party.name}")

    try:
        office.perform(case.grant.id, "assess", by=KARI, facts={"assessment": "Godt prosjekt."})
        with engine.begin() as connection, office.joined(connection):
            connection.execute(notes.update().values(text="Dette blir aldri stående."))
            office.perform(case.grant.id, "award", by=Actor("kari", "decision_maker"), facts={"amount": 100_000_00})
    except Refused as refused:
        for reason in refused.reasons:
            print(f"– {reason.message} ({reason.law})")

    with engine.connect() as connection:
        print(connection.execute(select(notes.c.text)).scalar_one())


if __name__ == "__main__":
    main()
