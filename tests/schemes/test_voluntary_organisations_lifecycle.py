"""One application to the closed case, and what happens beside the straight road."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from casework import Actor, Office, Refused
from casework.definitions.shipped import shipped_folder
from casework.model.case import Case
from casework.model.rows import Party
from casework.testing import FrozenClock, office_in_memory
from tests import notified
from tests.schemes import voluntary_organisations_cases as c

AUDITED = {"auditor": "Revisor Ås", "auditor_title": "registered", "attested_on": "2023-03-01"}
CHECKS = (
    "annual_report_exists",
    "accounts_follow_the_act",
    "project_accounts_audited",
    "used_in_the_year",
    "used_as_granted",
)


@pytest.fixture
def clock() -> FrozenClock:
    """The morning after the application deadline."""
    return FrozenClock("2021-12-02T08:00:00+00:00")


@pytest.fixture
def office(clock: FrozenClock) -> Office:
    """An office with the shipped scheme."""
    return office_in_memory(clock)


def codes(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    """The codes of the reasons."""
    return {reason.code for reason in refused.value.reasons}


def accounted(office: Office, case: Case, used: int, unused: int) -> None:
    """Receive and approve everything the grantee owes."""
    use = {"used_amount": used, "unused_amount": unused}
    assert c.received(office, case, "annual_report") == []
    c.received(office, case, "accounts", accounts_law="regnskapsloven", **use)
    c.received(office, case, "project_accounts", **AUDITED, **use)
    for kind in ("annual_report", "accounts", "project_accounts"):
        expected = c.report(case, kind)
        if expected is not None:
            c.do(office, expected, "approve", c.CASEWORKER)


def controlled(office: Office, case: Case) -> None:
    """Carry out the yearly control without a deviation."""
    begun = {"kind": "yearly", "initiator": "agency"}
    control = office.open(case.id, "control", by=c.CASEWORKER, facts=begun)
    checks = {check: {"result": "ok", "evidence": "Rapport og regnskap"} for check in CHECKS}
    c.do(office, control, "record_finding", c.CASEWORKER, checks=checks)
    c.do(office, control, "finish", c.CASEWORKER, conclusion="I orden.")


def test_an_application_walks_to_the_closed_case(office: Office, clock: FrozenClock) -> None:
    """B1–B26: applied, assessed, awarded, paid, reported, controlled, closed."""
    case = c.applied(office)
    assert c.findings(case) == [] and case.stage == "applied" and not case.letters
    clock.move_to("2022-02-14T09:00:00+00:00")
    c.impartial(office, case.id, c.DECISION_MAKER, c.BUDGET_AUTHORITY)
    proposal = {"assessment": "Foreslås.", "proposed_amount": 200_000_00, "scores": c.SCORES}
    c.do(office, case.grant, "assess", c.CASEWORKER, **proposal)
    c.do(office, case.grant, "award", c.DECISION_MAKER, **{**c.AWARD, "amount": 200_000_00})
    case = office.case(case.id)
    assert case.stage == "awarded"
    assert {d.kind: str(d.last_day) for d in case.deadlines if d.name == "report"} == {
        "annual_report": "2023-03-15",
        "accounts": "2023-04-30",
        "project_accounts": "2023-04-30",
    }
    case = c.paid(office, case, 200_000_00, date(2022, 2, 14))
    notified.told(office, case.grant.id, "2022-02-14")
    clock.move_to("2023-03-10T09:00:00+00:00")
    office.tick()
    accounted(office, case, 200_000_00, 0)
    assert office.case(case.id).stage == "annual_reported"
    controlled(office, case)
    c.do(office, office.case(case.id).proceeding("payee_account"), "retire", c.CASEWORKER, reason="Alt er utbetalt.")
    c.do(office, case.grant, "close", c.CASEWORKER)
    closed = office.case(case.id)
    assert closed.stage == "closed" and not [d for d in closed.deadlines if d.status == "open"]


def test_a_local_activity_is_guided_to_its_municipality_by_name(office: Office) -> None:
    """B9, B10, fvl/11-4: the letter says which municipality, in the written form of the applicant."""
    party = Party(c.ORGANISATION.id, "Mølleåa mållag (oppdikta)", language_form="nn")
    case = c.applied(office, party, reach="local", municipality="Nordre Follo", national_character=None)
    letter = case.letters[0]
    text = office.letter_text(letter.id)
    assert (letter.template, letter.language) == ("guidance", "nn")
    assert "Nordre Follo" in text and "søknaden høyrer til der" in text


def test_what_is_outside_the_conditions_can_still_be_dismissed_or_rejected(office: Office) -> None:
    """B1: an award is refused under the rule; a refusal of the application needs no scores."""
    case = c.applied(office, reach="local", municipality="Oslo", national_character=None)
    c.impartial(office, case.id, c.DECISION_MAKER)
    c.do(office, case.grant, "assess", c.CASEWORKER, assessment="Lokal aktivitet.")
    with pytest.raises(Refused) as refused:
        c.do(office, case.grant, "award", c.DECISION_MAKER, **c.AWARD)
    assert {"local_activity", "belongs_to_municipality", "scoring_incomplete"} <= codes(refused)
    c.do(office, case.grant, "reject", c.DECISION_MAKER, reason="Lokale aktiviteter støttes av kommunen.")
    assert office.case(case.id).stage == "rejected"


def test_what_was_lacking_can_be_sent_later(office: Office) -> None:
    """fvl/11-4: a finding is no end; the application is judged by what is there when it is decided."""
    case = c.assessed(office, signed_by=None, transfer_value=None)
    assert len(c.findings(case)) == 2
    c.do(office, case.grant, "receive_information", c.GRANTEE, signed_by="gro", transfer_value="Metoden deles.")
    assert c.findings(office.case(case.id)) == []
    c.do(office, case.grant, "award", c.DECISION_MAKER, **c.AWARD)
    assert office.case(case.id).stage == "awarded"


def test_a_late_application_stays_late_whatever_is_sent_later(office: Office) -> None:
    """B2: what was sent in time is settled once."""
    case = c.assessed(office, received_at="2021-12-02T00:00:01+01:00", received_on="2021-12-02")
    c.do(office, case.grant, "receive_information", c.GRANTEE, title="Ny tittel")
    with pytest.raises(Refused) as refused:
        c.do(office, case.grant, "award", c.DECISION_MAKER, **c.AWARD)
    assert codes(refused) == {"late_application"}


def test_an_application_without_a_stated_time_counts_from_its_registration(office: Office) -> None:
    """B2: what nobody said came earlier came when it was registered."""
    case = c.applied(office, received_at=None, received_on=None)
    assert [f for f in c.findings(case) if "#B2:" in f]


def test_an_award_keeps_the_version_of_the_scheme(office: Office) -> None:
    """B26: the award is read together with the scheme of its year, as it stood."""
    scheme = office.surroundings.definitions.scheme(c.SCHEME, c.YEAR)
    version = c.awarded(office).grant.facts["scheme_version"]
    assert version == f"voluntary_organisations/2022@{scheme.digest[:12]}"


def test_a_second_award_brings_the_first_case_its_duty_too(office: Office, clock: FrozenClock) -> None:
    """B20: 60 000 kr and 60 000 kr to one organisation; the first case is not closed without project accounts."""
    clock.move_to("2022-02-14T09:00:00+00:00")
    first = c.awarded(office, {"amount": 60_000_00})
    with pytest.raises(Refused) as refused:
        c.do(office, first.grant, "review_duties", c.CASEWORKER)
    assert codes(refused) == {"no_duty_missing"}
    second = c.awarded(office, {"amount": 60_000_00}, application_id="P-2")
    assert c.report(second, "project_accounts") is not None and c.report(first, "project_accounts") is None
    with pytest.raises(Refused) as late:
        c.with_letter(office, first)
    assert codes(late) == {"duty_not_opened"}
    c.do(office, first.grant, "review_duties", c.CASEWORKER)
    first = c.with_letter(office, office.case(first.id))
    assert c.report(first, "project_accounts") is not None
    assert len([p for p in first.proceedings if p.workflow == "report"]) == 3


def test_the_threshold_can_be_read_per_award(clock: FrozenClock, tmp_path: Path) -> None:
    """B20: the source can be read both ways; a setting decides."""
    shipped = shipped_folder("workflows") / "schemes" / c.SCHEME / f"{c.YEAR}.toml"
    text = shipped.read_text("utf-8").replace('per = "organisation_and_year"', 'per = "award"')
    file = tmp_path / "2022.toml"
    file.write_text(text, "utf-8")
    office = office_in_memory(clock, schemes=[file])
    c.awarded(office, {"amount": 60_000_00})
    assert c.report(c.awarded(office, {"amount": 99_999_99}, application_id="P-2"), "project_accounts") is None
    assert c.report(c.awarded(office, {"amount": 100_000_00}, application_id="P-3"), "project_accounts") is not None


def test_a_reversed_award_leaves_no_duty_and_no_threshold_behind(office: Office, clock: FrozenClock) -> None:
    """fvl/35-1: what was reversed whole obliges to nothing, here or in the organisation's other cases."""
    clock.move_to("2022-02-14T09:00:00+00:00")
    first = c.awarded(office, {"amount": 60_000_00})
    told = {"reversal_basis": "fvl/35-1-b", "reason": "Tildelt to ganger."}
    c.do(office, first.grant, "propose_reversal", c.CASEWORKER, **told, proposed_reversal=60_000_00)
    with pytest.raises(Refused, match="propose_reversal"):
        office.perform(
            first.grant.id, "reverse_award", by=Actor("kari", "decision_maker"), facts={**told, "reversed_amount": 1}
        )
    c.do(office, first.grant, "reverse_award", c.DECISION_MAKER, **told, reversed_amount=60_000_00)
    first = office.case(first.id)
    assert {p.state for p in first.proceedings if p.workflow == "report"} == {"waived"}
    assert not [d for d in first.deadlines if d.status == "open"] and first.letters[-1].template == "award_reversed"
    notified.told(office, first.grant.id, "2022-02-14")
    assert str(office.case(first.id).deadline("appeal").last_day) == "2022-03-07"
    second = c.awarded(office, {"amount": 60_000_00}, application_id="P-2")
    assert c.report(second, "project_accounts") is None


def test_a_notified_award_is_not_reversed_as_if_nobody_knew_of_it(office: Office, clock: FrozenClock) -> None:
    """fvl/35-1-b: that basis ends when the notice arrives."""
    clock.move_to("2022-02-14T09:00:00+00:00")
    case = c.awarded(office)
    notified.told(office, case.grant.id, "2022-02-14")
    told = {"reversal_basis": "fvl/35-1-b", "reason": "Feil."}
    c.do(office, case.grant, "propose_reversal", c.CASEWORKER, **told, proposed_reversal=90_000_00)
    with pytest.raises(Refused) as refused:
        c.do(office, case.grant, "reverse_award", c.DECISION_MAKER, **told, reversed_amount=90_000_00)
    assert codes(refused) == {"notice_has_arrived"}


def test_unused_money_opens_a_reclaim_and_keeps_the_case_open(office: Office, clock: FrozenClock) -> None:
    """B21: what could not be used in the year is repaid, or its later use was consented to."""
    clock.move_to("2022-02-14T09:00:00+00:00")
    case = c.paid(office, c.awarded(office), 90_000_00, date(2022, 2, 14))
    clock.move_to("2023-03-10T09:00:00+00:00")
    accounted(office, case, 80_000_00, 10_000_00)
    case = office.case(case.id)
    reaction = case.proceeding("reaction")
    assert (reaction.facts["amount"], reaction.facts["term"]) == (10_000_00, f"{c.CITED}#B21")
    controlled(office, case)
    with pytest.raises(Refused) as refused:
        c.do(office, case.grant, "close", c.CASEWORKER)
    assert {"unused_not_reclaimed", "open_proceedings"} <= codes(refused)


def test_consent_cannot_be_given_to_what_was_already_done(office: Office, clock: FrozenClock) -> None:
    """B22: changes need written application and consent beforehand."""
    clock.move_to("2022-02-14T09:00:00+00:00")
    case = c.awarded(office)
    asked = {"concerns": "budget", "wanted_change": "Flere samlinger.", "spent_before_consent": True}
    request = office.open(case.id, "change_request", by=c.GRANTEE, facts=asked)
    c.do(office, request, "assess", c.CASEWORKER, assessment="Rimelig.")
    c.do(office, request, "propose", c.CASEWORKER, proposal="Samtykke.")
    consent = {"approval_reason": "Rimelig.", "valid_from": "2022-02-14"}
    with pytest.raises(Refused) as refused:
        c.do(office, request, "approve", c.DECISION_MAKER, **consent)
    assert codes(refused) == {"prior_consent_required"}
    assert office.case(case.id).proceeding("reaction").facts["term"] == f"{c.CITED}#B22"


def test_what_was_consented_to_is_no_breach(office: Office, clock: FrozenClock) -> None:
    """B22: consent beforehand makes other use the granted use."""
    clock.move_to("2022-02-14T09:00:00+00:00")
    case = c.awarded(office)
    asked = {"concerns": "budget", "wanted_change": "Flere samlinger."}
    request = office.open(case.id, "change_request", by=c.GRANTEE, facts=asked)
    c.do(office, request, "assess", c.CASEWORKER, assessment="Rimelig.")
    c.do(office, request, "propose", c.CASEWORKER, proposal="Samtykke.")
    c.do(office, request, "approve", c.DECISION_MAKER, approval_reason="Rimelig.", valid_from="2022-02-15")
    case = office.case(case.id)
    assert c.received(office, case, "accounts", accounts_law="regnskapsloven", outside_plan_amount=5_000_00) == []


def test_accounts_that_disagree_are_not_both_approved(office: Office, clock: FrozenClock) -> None:
    """B19, B20: the use is entered once, and the project accounts tell the same."""
    clock.move_to("2022-02-14T09:00:00+00:00")
    case = c.paid(office, c.awarded(office, {"amount": 100_000_00}), 100_000_00, date(2022, 2, 14))
    clock.move_to("2023-03-10T09:00:00+00:00")
    c.received(office, case, "accounts", accounts_law="regnskapsloven", used_amount=100_000_00, unused_amount=0)
    c.received(office, case, "project_accounts", **AUDITED, used_amount=90_000_00, unused_amount=10_000_00)
    accounts, project = c.report(case, "accounts"), c.report(case, "project_accounts")
    assert accounts is not None and project is not None
    c.do(office, accounts, "approve", c.CASEWORKER)
    with pytest.raises(Refused) as refused:
        c.do(office, project, "approve", c.CASEWORKER)
    assert codes(refused) == {"accounts_disagree"}


def test_due_days_left_open_at_the_award_are_set_report_by_report(office: Office, clock: FrozenClock) -> None:
    """B23: the days stand in the letter; they may be set after the award, before the letter goes out."""
    clock.move_to("2022-02-14T09:00:00+00:00")
    case = c.awarded(office, {"report_due_on": None, "accounts_due_on": None})
    with pytest.raises(Refused) as refused:
        c.with_letter(office, case)
    assert codes(refused) == {"due_day_not_set"}
    for kind in ("annual_report", "accounts"):
        expected = c.report(case, kind)
        assert expected is not None
        c.do(office, expected, "set_due_day", c.CASEWORKER, due_day="2023-03-31")
    case = c.with_letter(office, case)
    assert {d.kind for d in case.deadlines if d.name == "report"} == {"annual_report", "accounts"}
    assert "Årsrapport: senest fredag 31. mars 2023" in office.letter_text(case.letters[-1].id)


@pytest.mark.parametrize(("actor", "initiator"), [(c.CASEWORKER, "agency"), (Actor("rut", "auditor"), "oag")])
def test_both_who_may_control_can_begin_at_any_time(office: Office, actor: Actor, initiator: str) -> None:
    """B24: the grant manager and the Office of the Auditor General."""
    case = c.awarded(office)
    begun = {"kind": "ad_hoc", "initiator": initiator, "subject": "Bruken av tilskuddet."}
    assert office.open(case.id, "control", by=actor, facts=begun).state == "begun"
