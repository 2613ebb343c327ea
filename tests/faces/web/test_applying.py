"""Registering an application in the pages, and taking the case on from there."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.faces.web.conftest import Person, Site

As = Callable[[str], Person]
FORM = "/applications/voluntary_organisations/2025"
NEW = "313131319"
APPLICATION = {"title": "Drift 2025", "applied_amount": "250 000", "received_on": "2026-04-20"}


def opened(answer: object) -> str:
    """The id of the case that the answer leads to."""
    where = re.fullmatch(r"/(?:cases|own)/(\d{4}-\d{5})\?done=1", answer.headers["location"])  # type: ignore[attr-defined]
    assert where is not None
    return where[1]


def test_a_caseworker_registers_an_application_of_a_new_organisation(site: Site, as_person: As) -> None:
    """What comes in is registered (fvl/11-4), once however often the form is sent; amounts are read as written."""
    kari = as_person("kari")
    assert FORM in kari.look("/applications")
    form = dict(re.findall(r'name="(key)" value="([^"]*)"', kari.look(FORM)))
    told = {**form, **APPLICATION, "party_number": NEW, "party_name": "Nye Stemmer", "party_language": "nn"}
    answers = [kari.client.post(FORM, data=told, follow_redirects=False) for _ in range(2)]
    case = site.office.case(opened(answers[0]))
    assert opened(answers[1]) == case.id
    assert (case.party_name, case.party.language_form, case.ledger.applied) == ("Nye Stemmer", "nn", 25_000_000)
    assert "Nye Stemmer" in kari.look(f"/cases/{case.id}?done=1")


def test_a_known_organisation_is_not_changed_by_its_number_alone(site: Site, as_person: As) -> None:
    """Whoever leaves the name open means the organisation as it is registered."""
    party = site.office.case(site.office.cases(year=2025)[3]["id"]).party
    answer = as_person("kari").send(FORM, **APPLICATION, party_number=party.id)
    assert answer.status_code == 303, answer.text
    assert site.office.party(party.id) == party


def test_a_number_that_is_none_is_told_at_its_field(site: Site, as_person: As) -> None:
    """Nothing is registered; what was filled in stands there still, and a name is asked for where it is needed."""
    kari, before = as_person("kari"), len(site.office.cases())
    wrong = kari.send(FORM, **APPLICATION, party_number="313131310")
    assert wrong.status_code == 422 and 'href="#f-party_number"' in wrong.text and "Drift 2025" in wrong.text
    unnamed = kari.send(FORM, **APPLICATION, party_number=NEW, party_email="post@nye.example")
    assert unnamed.status_code == 422 and 'href="#f-party_name"' in unnamed.text
    assert len(site.office.cases()) == before


def test_a_grantee_applies_for_its_own_organisation(site: Site, as_person: As) -> None:
    """Whatever number is slipped in, the case is of the organisation that the person acts for (fvl/18)."""
    leder = as_person("leder")
    own = {row["party"] for row in site.office.cases() if row["id"] in leder.look("/own")}
    assert "party_number" not in leder.look(FORM)
    case_id = opened(leder.send(FORM, **APPLICATION, party_number=NEW))
    assert {site.office.case(case_id).party.id} == own
    assert case_id in leder.look("/own")


def test_whoever_may_not_register_is_not_asked_to(as_person: As) -> None:
    """An auditor changes nothing."""
    tor = as_person("tor")
    assert 'href="/applications"' not in tor.look("/cases")
    tor.look("/applications", 403)


def test_an_application_is_decided_in_the_pages_alone(site: Site, as_person: As) -> None:
    """Registered, assigned, declared impartial, assessed by one and refused by another; the letter follows."""
    kari, ola = as_person("kari"), as_person("ola")
    case_id = opened(kari.send(FORM, **APPLICATION, party_number=NEW, party_name="Nye Stemmer"))
    assert kari.send(f"/cases/{case_id}/acts/assign", person="kari", role="caseworker").status_code == 303
    for who, name in ((kari, "kari"), (ola, "ola")):
        assert who.send(f"/cases/{case_id}/acts/impartiality", person=name, impartial="true").status_code == 303
    assessed = kari.send(f"/proceedings/{case_id}-1/assess", assessment="Faller utenfor.", proposed_amount="0")
    assert assessed.status_code == 303, assessed.text
    rejected = ola.send(f"/proceedings/{case_id}-1/reject", reason="Utenfor.", main_considerations="Formålet.")
    assert rejected.status_code == 303, rejected.text
    case = site.office.case(case_id)
    assert case.stage == "rejected" and [p.workflow for p in case.proceedings] == ["grant", "notice"]
