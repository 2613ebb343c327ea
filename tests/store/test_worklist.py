"""Lists of what lies open across cases, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from casework.model.access import EVERYTHING, Reach, Slice
from casework.store import worklist
from casework.store.worklist import Chosen
from tests.access.two_agencies import KARI, OURS, TwoAgencies, two_agencies

NOWHERE: Reach = ()


@pytest.fixture
def both(database_url: str) -> Iterator[TwoAgencies]:
    made = two_agencies(database_url)
    yield made
    made.office.close()


def test_what_is_under_way_is_told_within_reach_and_by_workflow(both: TwoAgencies) -> None:
    """Nobody is shown a proceeding of a case that is out of their reach (fvl/13b-1)."""
    database = both.office.database
    ours: Reach = (Slice(case_id=both.own),)
    every = worklist.under_way(database, EVERYTHING)
    assert {row["case_id"] for row in every} == {both.own, both.other}
    assert {row["case_id"] for row in worklist.under_way(database, ours)} == {both.own}
    assert worklist.under_way(database, NOWHERE) == []
    name = every[0]["workflow"]
    assert {row["workflow"] for row in worklist.under_way(database, EVERYTHING, (name,))} == {name}
    assert len(worklist.under_way(database, EVERYTHING, most=1)) == 1


def test_places_count_what_stands_there_and_standing_lists_it(both: TwoAgencies) -> None:
    """What is counted is what can be chosen, whatever the list is narrowed to."""
    database, own = both.office.database, both.office.case(both.own)
    for chosen in (Chosen(), Chosen(scheme=own.scheme), Chosen(year=own.year), Chosen(due_before=date(2030, 1, 1))):
        for place in worklist.places(database, EVERYTHING, chosen):
            where = (place["workflow"], place["state"])
            rows = worklist.standing(database, EVERYTHING, where, chosen, 100)
            assert len(rows) == place["count"] > 0
            assert worklist.standing(database, EVERYTHING, where, chosen, 100, start=len(rows)) == []
    assert worklist.places(database, EVERYTHING, Chosen(scheme="nothing")) == []
    assert worklist.places(database, EVERYTHING, Chosen(due_before=date(2000, 1, 1))) == []
    assert worklist.places(database, NOWHERE, Chosen()) == []


def test_workload_follows_who_is_responsible(both: TwoAgencies) -> None:
    """A case is counted with the person who answers for it, and chosen by that person."""
    office = both.office
    office.assign(both.own, "jonas", "caseworker", by=KARI)
    load = {row["responsible"]: row["cases"] for row in worklist.workload(office.database, EVERYTHING)}
    assert load["jonas"] == 1
    found = worklist.places(office.database, EVERYTHING, Chosen(caseworker="jonas"))
    assert sum(place["count"] for place in found) == sum(p.closed_at is None for p in office.case(both.own).proceedings)


def test_cases_are_found_by_number_and_organisation(both: TwoAgencies) -> None:
    """In any letter case, also letters that are not English."""
    database = both.office.database
    for words in (both.own, both.own.replace("-", "/"), OURS.id, "vElaGet"):
        assert [row["id"] for row in worklist.found(database, EVERYTHING, words)] == [both.own]
    assert worklist.found(database, NOWHERE, both.own) == []
    assert sum(worklist.stages(database, EVERYTHING).values()) == 2
