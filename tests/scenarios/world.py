"""What a scenario takes as given above and beside: the appeal body, deferral, costs, reversal, reports, changes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from casework import Actor
from tests.scenarios.desk import BUDGET, CASEWORKER, DECIDER, GRANTEE, MINISTER, MINISTRY, Desk, noon
from tests.scenarios.first_instance import KRONER, WEIGHED, Below

#: What the appeal body decides, in the words of scenarios, by the transition that does it.
ABOVE = {
    "stadfestet": "uphold",
    "avvist": "dismiss",
    "medhold": "change_in_favour",
    "delvis_medhold": "change_partly",
    "opphevet_og_sendt_tilbake": "annul",
    "opphevet_avvisning": "set_aside_dismissal",
    "endret_til_skade": "change_to_detriment",
    "endret_til_ugunst": "change_to_detriment",
}
#: What the Act of 2025 also asks of the appeal body.
LAWFUL = {"lawfulness": "vedtaket har hjemmel"}
#: What the first instance decides in the appeal.
BELOW = {"medhold": "reverse_fully", "delvis_medhold": "reverse_partly", "new_decision": "reverse_partly"}


class World(Below):
    """One scenario as far as it has come."""

    deferral = ""
    costs = ""
    reversal = ""
    report = ""
    change = ""
    access = ""

    def __init__(self, desk: Desk, given: dict[str, Any]) -> None:
        super().__init__(desk, given)
        self.ruleset: dict[str, str] = {}
        #: The names of every event that is played in this world.
        self.upcoming: set[str] = set()
        self.seen_overdue: list[dict[str, Any]] = []

    # ---- The appeal body

    @property
    def review(self) -> str | None:
        """The appeal body's proceeding about the appeal in hand."""
        return self.last("appeal_review", self.appeal)

    def handed_over(self) -> str:
        """The appeal in hand, with the appeal body; of one that was dismissed, the appeal against that."""
        if self.appeals and self.state(self.appeal) == "dismissed_first_instance":
            self.appealed(self.decisions["dismissal"])
        self.forwarded()
        return self.review or ""

    def received_above(self) -> str:
        """The hand-over, acknowledged."""
        review = self.handed_over()
        if self.state(review) == "handed_over":
            self.perform(review, "acknowledge", MINISTRY)
        return review

    def under_review(self) -> str:
        """The appeal in hand, under review above."""
        review = self.received_above()
        if self.state(review) == "received":
            self.perform(review, "start_review", MINISTRY)
        return review

    def dismissed(self, day: str | None = None, arrived: str | None = None) -> str:
        """The appeal in hand, dismissed by the first instance, and the party told. Gives the dismissal."""
        self.desk.move_to(day)
        if self.state(self.appeal) == "late" and not self._has_done("refuse_relief"):
            answers = {"blame": "ja", "special_reasons": "nei", "harm_to_others": "nei"}
            self.perform(self.appeal, "refuse_relief", CASEWORKER, **answers)
        self._propose("avvisning")
        self.perform(self.appeal, "dismiss", self.decider, reason="vilkårene for klage er ikke oppfylt", **WEIGHED)
        self.decisions["dismissal"] = self.decision(self.appeal)
        self.told("dismissal", self.decisions["dismissal"], arrived or self.desk.today + timedelta(days=2))
        return self.decisions["dismissal"]

    def _propose(self, what: str) -> None:
        """One proposes; whoever decides declares anew, where the appeal brings new persons into the case."""
        if not self._has_done("propose"):
            self.perform(self.appeal, "propose", CASEWORKER, proposal=what)
            self.declared(self.decider)

    def late_appeal(self) -> str:
        """An appeal that came too late."""
        if not self.appeals:
            decision = self.decided()
            self.desk.move_to(self.desk.today + timedelta(weeks=6))
            self.appealed(decision, received_at=noon(self.desk.today))
        return self.appeal

    def dismissed_late(self) -> str:
        """A late appeal, dismissed; the one that was not in order at first is the only ground there is."""
        self.late_appeal()
        return self.decisions.get("dismissal") or self.dismissed()

    def dismissal_under_review(self) -> str:
        """The dismissal of one appeal, appealed and under review above; the dismissal is decision `dismissal`."""
        decision = self.dismissed_late()
        self.appealed(decision)
        return self.under_review()

    def decide_above(self, outcome: str, **facts: Any) -> str:
        """One at the appeal body assesses, another decides. Gives the decision."""
        review = self.review or self.open("appeal_review", MINISTRY, self.appeal)
        if "assess" not in self.proceeding(review).acts:
            self.perform(
                review, "assess", MINISTRY, assessment="vurdert", founded=outcome.endswith("medhold"), **LAWFUL
            )
        step = ABOVE[outcome]
        if step == "change_to_detriment":
            facts = {"weighing": "hensynet til fellesskapet veier tyngst", **facts}
        self.perform(
            review, step, MINISTER, reason="etter en samlet vurdering", **WEIGHED, **self.undoing(step), **facts
        )
        decision = self.decisions["ministry"] = self.decision(review)
        if step == "set_aside_dismissal":
            self._reopened()
        return decision

    def _reopened(self) -> None:
        """The appeal whose dismissal was set aside is the one in hand again."""
        made = {d.id: d.proceeding_id for d in self.case.decisions}
        self.appeals.append(made[self.proceeding(self.appeal).about or ""])

    def announce_detriment(self, review: str) -> None:
        """The party is told beforehand of a change for the worse, and answers at once."""
        if "announce_detriment" not in self.proceeding(review).acts:
            day = self.desk.today
            self.perform(review, "announce_detriment", MINISTRY, announced_change="kravet settes opp", statement_by=day)
            self.perform(review, "receive_statement", GRANTEE, statement="vi er uenige")

    def undoing(self, step: str) -> dict[str, int]:
        """The money that a whole reversal or an annulment undoes."""
        postings = [p for p in self.case.postings if p.proceeding_id == self.reaction_id]
        taken = sum(
            p.amount for p in postings if p.kind in ("repaid", "collected", "set_off", "waived", "reclaim_reversed")
        )
        outstanding = sum(p.amount for p in postings if p.kind == "reclaimed") - taken
        whole = step in ("reverse_fully", "change_in_favour", "annul", "reverse")
        return {"reclaim_reversed_amount": outstanding} if whole and self.reaction_id and outstanding else {}

    def other_appellant(self) -> None:
        """Another appellant's appeal against the same decision, assessed above as the scenario says."""
        other = self.given.get("other_appellant") or {}
        if other.get("appealed"):
            mine = self.appeal
            self.appealed(self.decided(), appellant="en annen", is_party=True)
            review = self.under_review()
            self.perform(review, "assess", MINISTRY, assessment="vurdert", founded=bool(other.get("founded")))
            self.appeals.append(mine)

    # ---- The first instance decides in the appeal

    def decide_below(self, outcome: str, reclaim_nok: int | None = None) -> str:
        """The first instance reverses, wholly or in part. Gives the new decision."""
        self.hear_counterparty()
        self._propose(outcome)
        facts = self._new_amount(reclaim_nok) if reclaim_nok is not None else self.undoing(BELOW[outcome])
        self.perform(
            self.appeal, BELOW[outcome], self.decider, reason="klagen fører fram", answers={}, **WEIGHED, **facts
        )
        return self.decision(self.appeal)

    def _new_amount(self, nok: int) -> dict[str, int]:
        before = self.case.ledger.outstanding
        return {"new_amount": nok * KRONER, "reclaim_reversed_amount": max(before - nok * KRONER, 0)}

    # ---- Beside the appeal

    def ask_deferral(self, above: bool = False, day: str | None = None) -> str:
        """A request that the decision waits."""
        asked = {"addressed_to": "appeal_body" if above else "first_instance", "requested_on": day}
        self.deferral = self.open("deferral", GRANTEE, self.decided(), **asked)
        return self.deferral

    def costs_opened(self) -> str:
        """The question of costs after the decision that the scenario names."""
        if not self.costs:
            decision = self._decision_for_costs()
            self.costs = self.last("costs", decision) or self.open("costs", CASEWORKER, decision)
        return self.costs

    def _decision_for_costs(self) -> str:
        if self.given.get("outcome") and "changed_by" not in self.given:
            self.under_review()
            return self.decide_above(self.given["outcome"])
        above = self.given.get("changed_by") == "ministry"
        _ = self.under_review() if above else self.in_review()
        decision = self.decide_above("medhold") if above else self.decide_below("medhold")
        self.told("new_decision", decision, self.given.get("new_decision_message_arrived") or self.desk.today)
        return decision

    def claim(self, nok: int = 20_000, at: str | None = None) -> str:
        """The party claims its costs."""
        costs = self.costs_opened()
        if self.state(costs) not in ("to_be_told", "told", "late"):
            costs = self.costs = self.open("costs", CASEWORKER, self.proceeding(costs).about)
        self.desk.move_to(at)
        received = noon(date.fromisoformat(at)) if at else None
        self.perform(costs, "claim", GRANTEE, claimed_amount=nok * KRONER, claimed_at=received)
        return costs

    def decide_costs(self, above: bool, nok: int = 20_000) -> None:
        """One assesses the claim, another decides it."""
        costs = self.costs_opened()
        if self.state(costs) in ("to_be_told", "told"):
            self.claim(nok)
        if self.state(costs) != "assessed":
            judged = {"necessary": True, "substantial": True, "due_to_the_party": False, "annulment_benefits": True}
            self.perform(costs, "assess", MINISTRY if above else CASEWORKER, assessment="vurdert", **judged)
        by = MINISTER if above else DECIDER
        self.perform(costs, "grant", by, granted_amount=nok * KRONER, reason="nødvendig bistand", **WEIGHED)

    def raise_reversal(self, by: Actor = CASEWORKER, raised_by: str = "own_motion") -> str:
        """The question whether to reverse the decision."""
        about = self.decisions.get("ministry") or self.decided()
        self.reversal = self.open("reversal", by, about, raised_by=raised_by)
        return self.reversal

    def superior_case(self) -> str:
        """The superior body has taken the decision up."""
        if not self.reversal:
            sent = self.given.get("decision_message_sent") or self.desk.today
            decided = self._contested_by_superior(sent)
            self.desk.move_to(sent)
            self.reversal = self.open("reversal", MINISTRY, decided, raised_by="superior")
            self.perform(self.reversal, "take_up_by_superior", MINISTRY, decision_sent_on=sent)
        return self.reversal

    def _contested_by_superior(self, sent: str | date) -> str:
        """The decision that the superior body takes up: the one in the appeal case, where the scenario has one."""
        if "outcome" in self.given and "ministry" not in self.decisions:
            self.under_review()
            self.desk.move_to(sent)
            self.decide_above(self.given["outcome"])
        return self.decisions.get("ministry") or self.decided()

    def asked_for_change(self) -> str:
        """A change request, assessed and proposed by one person."""
        if not self.change:
            self.awarded()
            spent = self.given.get("spent_before_consent")
            asked = {"concerns": "budget", "wanted_change": "flytte midler", "spent_before_consent": spent}
            self.change = self.open("change_request", GRANTEE, **asked)
            self.perform(self.change, "assess", CASEWORKER, assessment="vurdert")
            self.perform(self.change, "propose", CASEWORKER, proposal="samtykke")
        return self.change

    def report_expected(self) -> str:
        """The report that the award brought with it."""
        if not self.report:
            self.awarded()
            self.report = self.last("report") or ""
        return self.report

    def reaction_begun(self) -> str:
        """A reaction as far as the scenario takes it: told of, heard, with what has come in since."""
        if not self.reaction_id:
            self.reaction_id = self.suspected()
            self._told_beforehand()
        return self.reaction_id

    def _told_beforehand(self) -> None:
        if self.given.get("notice_sent", True) is False:
            return
        sent = self.given.get("notice_sent")
        self.desk.move_to(sent if isinstance(sent, str) else None)
        self.perform(self.reaction_id, "send_notice", CASEWORKER, notice_facts="brukt til annet enn formålet")
        self._statement_by(self.given.get("statement_deadline"))
        if self.given.get("statement_received", "statement_deadline" not in self.given):
            self.perform(self.reaction_id, "receive_statement", GRANTEE, statement="vi er uenige")
        if self.given.get("new_information_after"):
            self.perform(self.reaction_id, "note_new_information", CASEWORKER, new_information="tips fra andre")
            if self.given.get("new_information_shown"):
                self.perform(self.reaction_id, "show_new_information", CASEWORKER, statement_by=self.desk.today)
                self.perform(self.reaction_id, "receive_statement", GRANTEE, statement="ingen merknader")

    def _statement_by(self, stated: str | None) -> None:
        """The letter stated a later day than the scheme's period gives."""
        last = self.case.deadline("statement", self.reaction_id).last_day
        if stated and last and date.fromisoformat(stated) > last:
            self.perform(self.reaction_id, "extend_statement", CASEWORKER, new_day=stated, reason="oppgitt i varselet")

    def demand(self) -> None:
        """The demand for payment of the reclaim."""
        self.decided()
        stated = self.given.get("reclaim_due")
        due = max(date.fromisoformat(stated), self.desk.today) if stated else self.desk.today + timedelta(weeks=3)
        self.perform(self.reaction_id, "demand_payment", BUDGET, demand_due_on=due)
