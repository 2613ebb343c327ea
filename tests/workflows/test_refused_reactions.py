"""What must be in place before a reaction is proposed, decided, carried out and closed: each by itself."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.scenarios.desk import BUDGET, CASEWORKER, DECIDER
from tests.scenarios.first_instance import KRONER
from tests.scenarios.world import World
from tests.workflows.reclaimed import codes, repaid, task, withheld
from tests.workflows.test_appeal_paths import MakeWorld, world

__all__ = ["world"]

DECIDED: dict[str, Any] = {"reasons": "vilkåret er brutt", "proportionality": "beløpet står i forhold"}


def reclaimed(world: MakeWorld) -> World:
    """A reclaim of NOK 60 000 that the party was told of."""
    w = world(decision={"reclaim_nok": 60_000})
    w.decided()
    return w


def told_of(w: World, **facts: Any) -> str:
    """A reaction that needs no warning, opened with other facts than those of a scenario."""
    w.paid()
    reaction = w.open("reaction", CASEWORKER, **{"breach": "other", "kind": "reclaim", "amount": 100, **facts})
    step = {"exception": "fvl/16-3-c", "reason": "kjent med saken"}
    w.perform(reaction, "record_notice_exception", CASEWORKER, **step)
    return reaction


def test_a_reaction_is_decided_only_on_somebody_elses_proposal(world: MakeWorld) -> None:
    """regl/14: one proposes, another decides."""
    w = world()
    reaction = told_of(w, term="brevet 4.2")
    step = {"basis": "fvl/35-5:decision", **DECIDED}
    assert codes(lambda: w.perform(reaction, "decide", DECIDER, **step)) == {"proposal_missing"}
    w.propose_reaction(reaction, 10_000, "fvl/35-5:decision")
    w.perform(reaction, "decide", DECIDER, **step)


def test_a_reaction_names_the_term_that_was_breached(world: MakeWorld) -> None:
    """fvl/17-1, fvl/35-5: what was not agreed cannot be breached."""
    w = world()
    reaction = told_of(w)
    step: dict[str, Any] = {"kind": "reclaim", "amount": 100, "basis": "fvl/35-5:decision", "proposed_reasons": "brudd"}
    assert codes(lambda: w.perform(reaction, "propose", CASEWORKER, **step)) == {"breach_and_term_are_named"}
    w.perform(reaction, "propose", CASEWORKER, **step, term="brevet 4.2")


def test_nothing_is_reclaimed_with_an_amount_of_nothing(world: MakeWorld) -> None:
    """best/6.3.3: a reaction takes something."""
    w = world()
    reaction = told_of(w, term="brevet 4.2", amount=None)
    refused = codes(lambda: w.propose_reaction(reaction, 0, "fvl/35-5:decision"))
    assert refused == {"amount_is_positive"}
    w.propose_reaction(reaction, 1, "fvl/35-5:decision")


@pytest.mark.parametrize(
    ("step", "fact"), [("record_repayment", "repaid_amount"), ("waive", "waived_amount"), ("set_off", "set_off_amount")]
)
def test_no_more_is_taken_off_a_claim_than_is_left_of_it(world: MakeWorld, step: str, fact: str) -> None:
    """best/6.3.5: repaid, waived and set off are what this reaction took, whatever another one has outstanding."""
    w = world(decision={"reclaim_nok": 60_000}, reclaimed_so_far_nok=50_000)
    w.decided()
    by = CASEWORKER if step == "record_repayment" else BUDGET
    needed: dict[str, dict[str, Any]] = {
        "record_repayment": {"paid_on": w.desk.today},
        "waive": {"reason": "uforholdsmessig"},
        "set_off": {"reason": "enige", "set_off_against": "neste termin"},
    }
    given = needed[step]
    assert "exceeds_outstanding" in codes(
        lambda: w.perform(w.reaction_id, step, by, **given, **{fact: 60_000 * KRONER + 1})
    )
    w.perform(w.reaction_id, step, by, **given, **{fact: 60_000 * KRONER})


def test_no_more_is_released_than_is_withheld(world: MakeWorld) -> None:
    """fvl/35-1-a: what another reaction withholds is not released in this one."""
    w = world()
    withheld(w, 50_000)
    reaction = withheld(w, 50_000)
    step = {"reason": "rapporten er kommet"}
    too_much = 50_000 * KRONER + 1
    assert "exceeds_outstanding" in codes(
        lambda: w.perform(reaction, "release", DECIDER, released_amount=too_much, **step)
    )
    w.perform(reaction, "release", DECIDER, released_amount=too_much - 1, **step)


def test_a_correction_of_when_the_claim_arose_says_the_day(world: MakeWorld) -> None:
    """fel/3-1: limitation runs from a day, and no day is no correction."""
    w = reclaimed(world)
    step = {"reason": "brukt før vi trodde"}
    assert codes(lambda: w.perform(w.reaction_id, "record_claim_day", CASEWORKER, **step)) == {"claim_day_is_given"}
    day = w.desk.today - timedelta(days=10)
    w.perform(w.reaction_id, "record_claim_day", CASEWORKER, claim_arose_on=day, **step)


def test_a_reaction_is_closed_when_nothing_of_it_is_left(world: MakeWorld) -> None:
    """best/6.3.5: an unpaid claim is not forgotten."""
    w = reclaimed(world)
    repaid(w, 59_999)
    w.desk.move_to(w.desk.today + timedelta(weeks=8))
    assert codes(lambda: w.perform(w.reaction_id, "settle", CASEWORKER)) == {"reaction_not_carried_out"}
    repaid(w, 1)
    w.perform(w.reaction_id, "settle", CASEWORKER)


def test_a_reaction_is_not_closed_while_its_party_may_appeal(world: MakeWorld) -> None:
    """fvl/29-1: paid at once is not accepted; the three weeks run out first."""
    w = reclaimed(world)
    repaid(w, 60_000)
    assert codes(lambda: w.perform(w.reaction_id, "settle", CASEWORKER)) == {"appeal_deadline_running"}


def test_a_claim_is_collected_in_one_place(world: MakeWorld) -> None:
    """best/6.3.5: while the reaction is open it collects what the appeal left of its claim."""
    w = reclaimed(world)
    repaid(w, 50_000)
    w.under_review()
    w.decide_above("delvis_medhold", new_amount=30_000 * KRONER)
    demand = {"demand_due_on": w.desk.today + timedelta(days=30)}
    assert codes(lambda: w.perform(task(w).id, "demand_payment", CASEWORKER, **demand)) == {"collected_elsewhere"}


def test_no_more_is_waived_of_an_award_that_fell_away_than_was_paid(world: MakeWorld) -> None:
    """best/6.3.5: the claim after an annulled award is what was paid."""
    w = world()
    w.paid()
    award = w.decisions["D1"] = next(d.id for d in w.case.decisions if d.kind == "grant.award")
    w.told("D1", award, w.desk.today)
    w.appealed(award)
    w.under_review()
    w.decide_above("opphevet_og_sendt_tilbake")
    w.desk.next_day()
    w.perform(w.case.grant.id, "reject", DECIDER, reason="oppfyller ikke vilkårene")
    step: dict[str, Any] = {"reason": "uforholdsmessig"}
    outstanding = w.case.ledger.outstanding
    refused = codes(lambda: w.perform(task(w).id, "waive", BUDGET, waived_amount=outstanding + 1, **step))
    assert "exceeds_outstanding" in refused
    w.perform(task(w).id, "waive", BUDGET, waived_amount=outstanding, **step)
