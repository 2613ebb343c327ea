"""What is otherwise under the Act of 2025, difference by difference, and what is enforced already now."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from casework import Actor
from casework.definitions.library import Definitions
from casework.law.impartiality import grounds
from tests.scenarios.desk import CASEWORKER, DECIDER, GRANTEE, MINISTER, MINISTRY, noon
from tests.scenarios.first_instance import TELLS, WEIGHED
from tests.scenarios.world import World
from tests.workflows.act_world import NEVER, NEW, MakeWorld, citations, make_worlds

BOTH_ACTS = pytest.mark.parametrize(("since", "new"), [(NEVER, False), (NEW, True)], ids=["1967", "2025"])


@pytest.fixture
def world(sqlite_template: Path, tmp_path: Path) -> MakeWorld:
    """Makes a world under the Act of 2025, or not yet."""
    return make_worlds(sqlite_template, tmp_path)


def change_proposed(w: World) -> str:
    """A request for a change, proposed by one person."""
    w.awarded()
    return w.asked_for_change()


# ---- Appeals: form, standing, time, review


@BOTH_ACTS
def test_an_appeal_needs_a_signature_under_the_old_act_alone(world: MakeWorld, since: str, new: bool) -> None:
    """fvl/32-1, fvl2025/66-1: the new Act asks for none."""
    w = world(since)
    appeal = w.appealed(w.decided(), defects=["not_signed"])
    if new:
        w.perform(appeal, "admit", CASEWORKER)
    else:
        assert citations(lambda: w.perform(appeal, "admit", CASEWORKER)) == {("form_is_defective", "fvl/32-3")}


@BOTH_ACTS
def test_another_defect_of_form_is_one_under_both(world: MakeWorld, since: str, new: bool) -> None:
    """fvl/32-3, fvl2025/66-4: what change is wanted must be said."""
    w = world(since)
    appeal = w.appealed(w.decided(), defects=["no_change_stated"])
    law = "fvl2025/66-4" if new else "fvl/32-3"
    assert citations(lambda: w.perform(appeal, "admit", CASEWORKER)) == {("form_is_defective", law)}


@pytest.mark.parametrize(
    ("since", "interest", "stands"),
    [
        (NEVER, "legal_interest", True),
        (NEVER, "substantially_affected", False),
        (NEVER, "purpose_covers", False),
        (NEW, "legal_interest", False),
        (NEW, "substantially_affected", True),
        (NEW, "purpose_covers", True),
    ],
)
def test_who_else_may_appeal_is_for_each_act_to_say(world: MakeWorld, since: str, interest: str, stands: bool) -> None:
    """fvl/28-1, fvl2025/61-1: legal interest, or being substantially affected, or a purpose that covers the matter."""
    w = world(since)
    appeal = w.appealed(w.decided(), appellant="en annen", is_party=False, **{interest: True})
    assessed = {"reason": "vurdert"} if w.state(appeal) == "timeliness_unclear" else {}
    if stands:
        w.perform(appeal, "admit", CASEWORKER, **assessed)
    else:
        law = "fvl2025/61-1" if since == NEW else "fvl/28-1"
        refused = citations(lambda: w.perform(appeal, "admit", CASEWORKER, **assessed))
        assert refused == {("no_standing_must_dismiss", law)}


@BOTH_ACTS
def test_an_electronic_appeal_sent_in_time_counts_under_the_new_act(world: MakeWorld, since: str, new: bool) -> None:
    """efvf/11-5, fvl2025/64-1: sent before midnight and arrived after it."""
    w = world(since, notification_arrived="2026-03-08")
    decision = w.decided()
    w.desk.move_to("2026-03-31")
    times = {"sent_at": "2026-03-30T23:59:00+02:00", "received_at": "2026-03-31T00:01:00+02:00"}
    appeal = w.appealed(decision, channel="electronic", **times)
    assert w.state(appeal) == ("received" if new else "late")


def test_a_transitional_rule_keeps_the_rule_of_arrival(world: MakeWorld) -> None:
    """fvl2025/64-1: the switch is a row of data."""
    rows = '[[transitional]]\nact = "fvl"\nprovisions = ["fvl2025/64-1"]\nresolution = "prøve"\n'
    w = world(NEW, rows, notification_arrived="2026-03-08")
    decision = w.decided()
    w.desk.move_to("2026-03-31")
    times = {"sent_at": "2026-03-30T23:59:00+02:00", "received_at": "2026-03-31T00:01:00+02:00"}
    assert w.state(w.appealed(decision, channel="electronic", **times)) == "late"


@BOTH_ACTS
def test_the_appeal_body_assesses_lawfulness(world: MakeWorld, since: str, new: bool) -> None:
    """fvl2025/68-2: it shall, whatever the appellant raises; under the 1967 Act it may."""
    w = world(since)
    review = w.under_review()
    w.perform(review, "assess", MINISTRY, assessment="vurdert")
    deed = {"reason": "vedtaket er riktig", **WEIGHED}
    if new:
        refused = citations(lambda: w.perform(review, "uphold", MINISTER, **deed))
        assert refused == {("lawfulness_not_assessed", "fvl2025/68-2")}
        w.perform(review, "assess", MINISTRY, assessment="vurdert", lawfulness="det har hjemmel")
    w.perform(review, "uphold", MINISTER, **deed)


def test_the_first_instance_changes_in_favour_alone_under_both(world: MakeWorld) -> None:
    """fvl2025/67-2: the guard is in the Act itself."""
    w = world(NEW, decision={"reclaim_nok": 100_000})
    w.in_review()
    refused = citations(lambda: w.decide_below("delvis_medhold", reclaim_nok=200_000))
    assert ("not_to_detriment_in_first_instance", "fvl2025/67-2") in refused


@pytest.mark.parametrize("since", [NEVER, NEW])
def test_nobody_decides_an_appeal_against_his_own_decision(world: MakeWorld, since: str) -> None:
    """fvl2025/26-4: enforced already, as it is stricter and costs nothing."""
    w = world(since)
    review = w.under_review()
    w.perform(review, "assess", MINISTRY, assessment="vurdert", lawfulness="det har hjemmel")
    below = Actor(DECIDER.person, "appeal_body")
    refused = citations(lambda: w.perform(review, "uphold", below, reason="vedtaket er riktig", **WEIGHED))
    assert ("impartiality", "fvl2025/26-4") in refused


# ---- Impartiality


@pytest.mark.parametrize("ground", ["fvl2025/26-2", "fvl2025/26-3-a", "fvl2025/26-3-b"])
def test_the_ties_of_the_new_act_disqualify_already(world: MakeWorld, ground: str) -> None:
    """fvl2025/26-2, fvl2025/26-3-a, fvl2025/26-3-b: cohabitants, step family; enforced already."""
    w = world(NEVER)
    grant = w.opened()
    person = Actor("siri", "caseworker")
    w.desk.office.declare_impartiality(w.case_id, "siri", by=person, impartial=False, ground=ground)
    refused = citations(lambda: w.perform(grant, "assess", person, assessment="vurdert"))
    assert ("impartiality", ground) in refused
    assert ground in {each.provision for each in grounds()}


def test_a_missing_declaration_is_cited_under_the_governing_act(world: MakeWorld) -> None:
    """fvl2025/29-2: each assesses his or her own impartiality."""
    w = world(NEW)
    request = change_proposed(w)
    other = Actor("ola", "decision_maker")
    refused = citations(lambda: w.perform(request, "refuse", other, reason="nei", **WEIGHED))
    assert ("impartiality", "fvl2025/29-2") in refused


# ---- Decisions: reasons, notice, terms, correction


@BOTH_ACTS
def test_all_of_the_reasons_shall_stand_there(world: MakeWorld, since: str, new: bool) -> None:
    """fvl/25-3, fvl2025/57-1-c: facts, rules, and the main considerations."""
    w = world(since)
    request = change_proposed(w)
    if new:
        refused = citations(lambda: w.perform(request, "refuse", DECIDER, reason="utenfor formålet"))
        assert refused == {("main_considerations_missing", "fvl2025/57-1-c")}
    w.perform(request, "refuse", DECIDER, reason="utenfor formålet", **(WEIGHED if new else {}))
    letter = next(x for x in w.case.letters if x.template == "change_refused")
    told = w.desk.office.letter_text(letter.id)
    assert (WEIGHED["main_considerations"] in told) is new
    assert ("Ansvarlig: dina" in told) is new


@BOTH_ACTS
def test_a_notice_names_the_case_officer(world: MakeWorld, since: str, new: bool) -> None:
    """fvl2025/59-2: nothing is sent from a case that nobody is assigned to."""
    w = world(since)
    request = change_proposed(w)
    w.perform(request, "refuse", DECIDER, reason="utenfor formålet", **WEIGHED)
    w.desk.office.unassign(w.case_id, CASEWORKER.person, CASEWORKER.role, by=Actor("sigrid", "supervisor"))
    notice = w.last("notice", w.decision(request)) or ""
    deed = {"channel": "post", "tells": TELLS}
    if new and not w.case.responsible:
        refused = citations(lambda: w.perform(notice, "send", CASEWORKER, **deed))
        assert refused == {("case_officer_not_named", "fvl2025/59-2")}
    else:
        w.perform(notice, "send", CASEWORKER, **deed)


@BOTH_ACTS
def test_terms_are_linked_and_proportionate(world: MakeWorld, since: str, new: bool) -> None:
    """fvl2025/41: said for each set of terms; unwritten law before that."""
    w = world(since)
    request = change_proposed(w)
    consent = {"approval_reason": "rimelig", "valid_from": w.desk.today, "terms": "månedlig rapport"}
    if new:
        refused = citations(lambda: w.perform(request, "approve", DECIDER, **consent))
        assert refused == {("terms_unjustified", "fvl2025/41")}
    w.perform(request, "approve", DECIDER, **consent, terms_reason="kontroll med bruken, og lite arbeid")


@BOTH_ACTS
def test_a_slip_of_the_pen_is_corrected_in_the_open(world: MakeWorld, since: str, new: bool) -> None:
    """fvl2025/70: the corrected decision is sent and shows what was corrected; what changes the decision is no slip."""
    w = world(since)
    found = w.open("clerical_correction", CASEWORKER, w.decided(), error="feil årstall")
    change = {"was": "2025", "now": "2026"}
    law = "fvl2025/70" if new else "fvl/27-1:correction"
    refused = citations(lambda: w.perform(found, "correct", CASEWORKER, **change, meaning_is_the_same=False))
    assert refused == {("not_a_clerical_error", law)}
    w.perform(found, "correct", CASEWORKER, **change, meaning_is_the_same=True)
    told = w.desk.office.letter_text(w.case.letters[-1].id)
    assert "2025" in told and "2026" in told and ("av 2025 § 70" in told) is new


def test_no_individual_decision_is_made_by_a_machine() -> None:
    """fvl2025/11: every decision has a person who may make it, and a second one who proposed."""
    decisions = [t for w in Definitions().workflows().values() for t in w.transitions if t.decides]
    assert decisions
    assert [t.name for t in decisions if t.automatic or "system" in t.by or not t.by or not t.not_by] == []


# ---- Before the decision: notice, access, delay


@pytest.mark.parametrize("since", [NEVER, NEW])
def test_an_announced_case_that_is_dropped_is_told(world: MakeWorld, since: str) -> None:
    """fvl2025/58-4: the party hears of it; enforced already."""
    w = world(since)
    reaction = w.suspected()
    w.perform(reaction, "send_notice", CASEWORKER, notice_facts="brukt til annet")
    w.perform(reaction, "receive_statement", GRANTEE, statement="vi har brukt alt riktig")
    w.perform(reaction, "shelve", CASEWORKER, reason="forklaringen holder")
    assert w.case.letters[-1].template == "reaction_shelved"


@pytest.mark.parametrize(("since", "in_force"), [(NEVER, False), (NEW, True)])
def test_an_exception_from_notice_is_one_of_the_act_that_governs(world: MakeWorld, since: str, in_force: bool) -> None:
    """fvl/16-3-a, fvl2025/42-3-b: a quick decision is a ground of the new Act alone."""
    w = world(since)
    reaction = w.suspected()
    deed = {"exception": "fvl2025/42-3-b", "reason": "det haster"}
    if in_force:
        w.perform(reaction, "record_notice_exception", CASEWORKER, **deed)
    else:
        refused = citations(lambda: w.perform(reaction, "record_notice_exception", CASEWORKER, **deed))
        assert refused == {("provision_not_in_force", "fvl2025/99")}


@pytest.mark.parametrize(
    ("since", "ground", "listed"),
    [(NEVER, "fvl/18a", True), (NEVER, "fvl2025/47", False), (NEW, "fvl2025/47", True), (NEW, "fvl/18a", False)],
)
def test_access_is_refused_on_the_list_of_the_act_that_governs(
    world: MakeWorld, since: str, ground: str, listed: bool
) -> None:
    """fvl/21-1, fvl2025/53-1: another list, other letters."""
    w = world(since)
    w.assessed()
    request = w.open("access_request", GRANTEE, wanted_documents="alt")
    kept = {"exemptions": {"notat": ground}, "facts_given": {"notat": "given"}, "extended_access": "nei"}
    w.perform(request, "assess", CASEWORKER, assessment="vurdert", **kept)
    deed = {"reason": "internt", **WEIGHED}
    if listed:
        w.perform(request, "refuse", DECIDER, **deed)
    else:
        law = "fvl2025/53-1" if since == NEW else "fvl/21-1"
        refused = citations(lambda: w.perform(request, "refuse", DECIDER, **deed))
        assert refused == {("no_such_exemption", law)}


@BOTH_ACTS
def test_a_delay_beyond_the_stated_time_is_told(world: MakeWorld, since: str, new: bool) -> None:
    """fvl/11a-2:delay, fvl2025/17-3: a second clock, from what was stated; enforced already."""
    w = world(since)
    w.assessed()
    request = w.open("access_request", GRANTEE, wanted_documents="alt")
    stated = w.desk.today + timedelta(days=5)
    w.perform(request, "send_provisional_reply", CASEWORKER, delay_reason="ferie", expected_on=stated)
    w.desk.move_to(noon(stated + timedelta(days=1)))
    entry = w.desk.office.history(w.case_id)[-1]
    assert (entry.name, entry.law) == ("note_delay", "fvl2025/17-3" if new else "fvl/11a-2:delay")
