"""What is done with a case itself: people, impartiality, marks, corrections."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.faces.web.conftest import Person, Site

As = Callable[[str], Person]


@pytest.fixture
def case_id(site: Site, as_person: As) -> str:
    """A case of its own."""
    told = {"title": "Drift", "applied_amount": "1000", "received_on": "2026-04-20", "party_number": "313131319"}
    answer = as_person("kari").send("/applications/voluntary_organisations/2025", **told)
    return str(answer.headers["location"])[7:17]


def test_a_person_is_put_on_the_case_and_taken_off_it(site: Site, as_person: As, case_id: str) -> None:
    """Whoever is caseworker answers for the case; only those who are on it can be taken off."""
    siri, acts = as_person("siri"), f"/cases/{case_id}/acts"
    assert f'href="{acts}/assign"' in siri.look(f"/cases/{case_id}")
    assert f'href="{acts}/unassign"' not in siri.look(f"/cases/{case_id}")
    done = siri.send(f"{acts}/assign", person="jonas", role="caseworker")
    assert done.status_code == 303 and site.office.case(case_id).responsible == "jonas"
    assert "Registrert: " in siri.look(done.headers["location"])
    assert "caseworker jonas" in siri.look(f"{acts}/unassign")
    assert siri.send(f"{acts}/unassign", assignment="caseworker jonas").status_code == 303
    assert site.office.case(case_id).responsible is None


def test_impartiality_is_declared_with_the_ground_where_it_is_not(site: Site, as_person: As, case_id: str) -> None:
    """A disqualified person names the ground (fvl/6, fvl/8); without one nothing is recorded."""
    kari, path = as_person("kari"), f"/cases/{case_id}/acts/impartiality"
    assert 'value="kari"' in kari.look(path)
    before = site.office.case(case_id).revision
    assert kari.send(path, person="kari", impartial="false").status_code == 422
    assert site.office.case(case_id).revision == before
    assert kari.send(path, person="kari", impartial="false", ground="fvl/6-1-e").status_code == 303
    told = site.office.history(case_id)[-1]
    assert (told.name, told.law, told.facts["impartial"]) == ("declare_impartiality", "fvl/6-1-e", False)


def test_a_case_is_put_on_hold_with_a_code_and_a_day_and_taken_off_again(
    site: Site, as_person: As, case_id: str
) -> None:
    """A hold says what is awaited and ends on a day to come (fvl/11a-1)."""
    kari, acts = as_person("kari"), f"/cases/{case_id}/acts"
    told = {"target": case_id, "code": "awaiting_party", "reason": "Venter på budsjettet."}
    for until in ("", "2026-04-21"):
        answer = kari.send(f"{acts}/hold", **told, until=until)
        assert answer.status_code == 422 and 'href="#f-until"' in answer.text
    assert kari.send(f"{acts}/hold", **told, until="2026-05-12").status_code == 303
    assert "på vent" in kari.look(f"/cases/{case_id}")
    assert kari.send(f"{acts}/unmark", marked=f"on_hold {case_id}", reason="Kom i dag.").status_code == 303
    assert not site.office.case(case_id).marks


def test_what_was_registered_in_error_is_marked_and_stays_so(site: Site, as_person: As, case_id: str) -> None:
    """Nothing is deleted (arkf/11): the mark is told, with its reason, and cannot be chosen to be taken away."""
    kari, acts = as_person("kari"), f"/cases/{case_id}/acts"
    told = {"target": case_id, "mark_name": "registered_in_error", "reason": "Kom to ganger."}
    assert kari.send(f"{acts}/mark", **told).status_code == 303
    again = kari.send(f"{acts}/mark", **told)
    assert again.status_code == 422 and "er alt merket" in again.text
    assert f'href="{acts}/unmark"' not in kari.look(f"/cases/{case_id}")


def test_a_mistaken_step_is_undone_with_a_reason(site: Site, as_person: As, case_id: str) -> None:
    """By a recorded correction (arkf/11); without a reason it is not done."""
    kari, path = as_person("kari"), f"/cases/{case_id}/acts/undo"
    kari.send(f"/proceedings/{case_id}-1/assess", assessment="Feil sak.", proposed_amount="0")
    assert site.office.case(case_id).stage == "assessed"
    seq = re.findall(r'<option value="(\d+)">', kari.look(path))[0]
    refused = kari.send(path, step=seq, reason="")
    assert refused.status_code == 422 and 'href="#f-reason"' in refused.text
    assert kari.send(path, step=seq, reason="Gjaldt en annen sak.").status_code == 303
    assert site.office.case(case_id).stage == "applied"


def test_acts_are_for_those_with_the_right_to_them(site: Site, as_person: As, case_id: str) -> None:
    """An auditor changes nothing, and a party is on the other side of the counter."""
    for person in ("tor", "leder"):
        for act in ("assign", "hold", "undo", "impartiality"):
            as_person(person).look(f"/cases/{case_id}/acts/{act}", 403)
    as_person("kari").look(f"/cases/{case_id}/acts/nothing", 404)
