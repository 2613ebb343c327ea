"""What each role sees at the counter, and what it does not."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from casework import NotFound, Party, Refused
from casework.access import ROLES, Counter, rights
from casework.errors import Denied
from casework.model.access import Seat
from tests.access.two_agencies import OURS, STAFF, THEIRS, TwoAgencies

#: A way to use each right that is about a case.
IN_A_CASE: dict[str, Callable[[Counter, str], object]] = {
    "case_read": lambda c, case: c.case(case),
    "record_read": lambda c, case: c.history(case),
    "letter_read": lambda c, case: c.letter(f"{case}#3.1"),
    "document_read": lambda c, case: c.document(f"{case}:d9"),
    "step": lambda c, case: c.available(f"{case}-1"),
    "assign": lambda c, case: c.assign(case, "kari", "caseworker"),
    "declare_impartiality": lambda c, case: c.declare_impartiality(case, "kari", impartial=True),
    "mark": lambda c, case: c.mark(case, "access_restricted", reason="skjermes"),
    "undo": lambda c, case: c.undo(case, 2, reason="feil"),
    "mail_read": lambda c, case: c.messages(case),
    "looks_read": lambda c, case: c.looks(case),
}


def is_let_in(deed: Callable[[], object]) -> bool:
    """Whether the right was there, whatever the case said afterwards."""
    try:
        deed()
    except Denied:
        return False
    except (NotFound, Refused) as after:
        assert isinstance(after, Refused) or after.kind == "document"
    return True


@pytest.mark.parametrize("role", ROLES)
def test_every_role_has_what_the_table_says_and_no_more(both: TwoAgencies, role: str) -> None:
    """The one declared table, in a case of one's own and in another agency's."""
    for name, use in IN_A_CASE.items():
        for case_id, having in ((both.own, rights()[name].own), (both.other, rights()[name].other)):
            let_in = is_let_in(partial(use, both.counter(role), case_id))
            assert let_in == (role in having), (role, name, case_id)


def test_the_list_of_cases_holds_what_may_be_seen(both: TwoAgencies) -> None:
    """A caseworker has the agency's, a grantee the organisation's, an auditor all, an administrator none."""
    seen = {role: [row["id"] for row in both.counter(role).cases()] for role in STAFF if role != "administrator"}
    assert seen.pop("auditor") == [both.other, both.own]
    assert all(ids == [both.own] for ids in seen.values())
    with pytest.raises(Denied):
        both.counter("administrator").cases()


def test_the_ministry_sees_what_was_sent_to_it_and_not_the_rest(both: TwoAgencies) -> None:
    """fvl/33-4: the case goes to the appeal body with the appeal, and not before."""
    fresh = both.office.open_case(scheme="ours", year=2025, party=OURS, by=both.counter("caseworker").actor)
    ministry = both.counter("appeal_body")
    with pytest.raises(Denied):
        ministry.case(fresh.id)
    assert [row["id"] for row in ministry.cases()] == [both.own]
    assert ministry.case(both.own).id == both.own


def test_a_party_is_not_shown_how_the_agency_came_to_it(both: TwoAgencies) -> None:
    """fvl/18a: what was prepared within the agency is its own; letters, deadlines and what the party gave are not."""
    both.counter("caseworker").assign(both.own, "kari", "caseworker")
    seen = both.counter("grantee").case(both.own)
    assert seen.assignments == () and seen.grant.facts == {"note": "søknad"} and seen.grant.acts == {}
    assert [letter.template for letter in seen.letters] == ["drill_letter"]
    assert [d.name for d in seen.deadlines] == ["answer"]
    assert {p.workflow for p in seen.proceedings} == {"plain"}
    names = {m.name for m in both.counter("grantee").timeline(both.own)}
    assert "tell" in names and not names & {"assess", "forward", "assign"}


def test_a_party_is_not_told_of_steps_that_are_others(both: TwoAgencies) -> None:
    """The form shows a party what it can do itself, with what stands in the way of that."""
    assert [option.name for option in both.counter("grantee").available(f"{both.own}-1")] == ["write"]
    with pytest.raises(Denied):
        both.counter("grantee").available(f"{both.own}-2")


def test_a_grantee_applies_for_its_own_organisation_alone(both: TwoAgencies) -> None:
    """fvl/18: a party acts in its own cases."""
    grantee = both.counter("grantee")
    assert grantee.open_case(scheme="theirs", year=2025, party=OURS).party.id == OURS.id
    with pytest.raises(Denied):
        grantee.open_case(scheme="theirs", year=2025, party=THEIRS)
    with pytest.raises(Denied):
        both.counter("caseworker").open_case(scheme="theirs", year=2025, party=THEIRS)


def test_organisations_are_seen_by_those_who_have_their_cases(both: TwoAgencies) -> None:
    """A caseworker has no business with organisations that only others give grants to."""
    caseworker = both.counter("caseworker")
    assert caseworker.party(OURS.id).name == OURS.name
    with pytest.raises(Denied):
        caseworker.party(THEIRS.id)
    assert caseworker.register_party(Party(OURS.id, "Nytt navn")).name == "Nytt navn"


def test_a_role_can_be_limited_to_a_scheme_and_to_a_case(both: TwoAgencies) -> None:
    """Also an auditor's, who otherwise reads everything."""
    both.access.grant("ros", "auditor", by="admin", scheme="ours")
    both.access.grant("tor", "caseworker", by="admin", agency="IMDi", case_id=both.own)
    assert [row["id"] for row in both.access.counter("ros").cases()] == [both.own]
    another = both.office.open_case(scheme="ours", year=2025, party=OURS, by=both.counter("caseworker").actor)
    with pytest.raises(Denied):
        both.access.counter("tor").case(another.id)
    assert both.access.counter("tor").case(both.own).id == both.own


def test_whoever_has_two_roles_acts_in_one_and_it_is_recorded_which(both: TwoAgencies) -> None:
    """regl/14: four eyes are counted by person and role."""
    both.access.grant("kari", "supervisor", by="admin", agency="IMDi")
    with pytest.raises(Denied) as refused:
        both.access.counter("kari")
    assert [r.code for r in refused.value.reasons] == ["choose_role"]
    both.access.counter("kari", Seat("supervisor", "IMDi")).perform(f"{both.own}-1", "write", facts={"note": "x"})
    actor = both.office.history(both.own)[-1].actor
    assert (actor.person, actor.role, actor.agency) == ("kari", "supervisor", "IMDi")


def test_a_half_written_form_is_kept_until_the_step_is_made(both: TwoAgencies) -> None:
    """One for each person and transition; nobody else's is shown."""
    kari, siri = both.counter("caseworker"), both.counter("supervisor")
    kari.save_form(f"{both.own}-1", "write", {"note": "halv"})
    kari.save_form(f"{both.own}-1", "write", {"note": "halvannen"})
    assert [form.facts for form in kari.saved_forms()] == [{"note": "halvannen"}] and siri.saved_forms() == []
    kari.perform(f"{both.own}-1", "write", facts={"note": "hel"})
    assert kari.saved_form(f"{both.own}-1", "write") is None
