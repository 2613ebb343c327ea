"""What a scenario takes as given below: the contested decision, its notices, the appeal up to its hand-over."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from casework import Actor
from tests.scenarios.desk import (
    ATTESTER,
    BUDGET,
    CASEWORKER,
    DECIDER,
    GRANTEE,
    MINISTRY,
    PARTY,
    STAFF,
    SUPERVISOR,
    CaseInHand,
    Desk,
    arrival_before,
    noon,
)

KRONER = 100
TELLS = "decision reasons right_of_appeal appeal_deadline appeal_body procedure access deferral costs".split()
LETTER = (
    "purpose use_conditions reporting_requirements payment_plan control_reservation breach_reactions repayment_terms"
).split()
#: What the Act of 2025 also asks of the reasons.
WEIGHED = {"main_considerations": "likebehandling har veid tyngst"}
#: The words that a scenario uses for what a letter tells.
LETTER_WORDS = {"klagefrist": "appeal_deadline", "klagerett": "right_of_appeal", "klageinstans": "appeal_body"}


class Below(CaseInHand):
    """The first instance. `given` is what the scenario takes as given; each deed is done once."""

    def __init__(self, desk: Desk, given: dict[str, Any]) -> None:
        super().__init__(desk)
        self.given = given
        self.decider = Actor(given.get("decided_first_instance_by") or DECIDER.person, "decision_maker")
        self.proposer = Actor(given.get("proposed_by") or CASEWORKER.person, "caseworker")
        self.decisions: dict[str, str] = {}
        self.notices: dict[str, str] = {}
        self.appeals: list[str] = []
        self.appeal_of: dict[str, str] = {}
        self.reaction_id = ""

    # ---- The grant

    def opened(self, **facts: Any) -> str:
        """The case, with everybody declared impartial. Gives the grant proceeding."""
        if not self.case_id:
            office = self.desk.office
            given = {"received_on": self.desk.today.isoformat(), **facts}
            case = office.open_case(scheme="scenario", year=self.desk.year, party=PARTY, by=CASEWORKER, facts=given)
            self.case_id = case.id
            office.assign(case.id, CASEWORKER.person, CASEWORKER.role, by=SUPERVISOR)
            for person in {actor.person: actor for actor in (*STAFF, self.decider, self.proposer)}.values():
                self.declared(person)
        return self.case.grant.id

    def assessed(self) -> str:
        """The application, assessed by one person."""
        grant = self.opened()
        if self.state(grant) == "applied":
            self.perform(grant, "assess", self.proposer, assessment="vurdert")
        return grant

    def awarded(self, nok: int = 1_000_000) -> str:
        """The grant, awarded and with its letter issued."""
        grant = self.assessed()
        if self.state(grant) == "assessed":
            self.perform(grant, "award", self.decider, amount=nok * KRONER, award_reason="oppfyller vilkårene")
            self.perform(grant, "issue_grant_letter", BUDGET, **dict.fromkeys(LETTER, "etter retningslinjene"))
        return grant

    def paid(self) -> None:
        """What the scenario says was paid, and reclaimed before."""
        nok = self.given.get("paid_nok") or 500_000
        if not self.case_id or not self.case.ledger.paid:
            self.awarded(max(nok, 1_000_000))
            account = self.open("payee_account", BUDGET, account_number="86011117947", account_source="brev")
            self.perform(account, "confirm", SUPERVISOR, confirmed_how="ringte daglig leder")
            payment = self.open("payment", CASEWORKER, amount=nok * KRONER, due_on=self.desk.today)
            self.perform(payment, "attest", ATTESTER, documentation="brevet")
            self.perform(payment, "pay", BUDGET, paid_on=self.desk.today)
            if earlier := self.given.get("reclaimed_so_far_nok"):
                self._reclaimed(earlier)

    # ---- A reaction

    def suspected(self) -> str:
        """A reclaim that is being considered."""
        self.paid()
        return self.open("reaction", CASEWORKER, breach="other", term="brevet 4.2", kind="reclaim", amount=100)

    def _reclaimed(self, nok: int) -> str:
        reaction = self.suspected()
        self.perform(reaction, "record_notice_exception", CASEWORKER, exception="fvl/16-3-c", reason="kjent med saken")
        self.propose_reaction(reaction, nok, "fvl/35-5:decision")
        self.decide_reaction(reaction, self.decider)
        return reaction

    def propose_reaction(self, reaction: str, nok: int, basis: str | None, **facts: Any) -> None:
        """One person proposes; what was proposed before is sent back first, and assessed again."""
        if self.state(reaction) == "proposed":
            self.perform(reaction, "return_proposal", self.decider, reason="beløpet må vurderes på nytt")
            self.perform(reaction, "assess_again", self.proposer, assessment_again="beløpet er regnet ut på nytt")
        given = {"kind": "reclaim", "amount": nok * KRONER, "basis": basis, "proposed_reasons": "brudd", **facts}
        self.perform(reaction, "propose", self.proposer, **given)

    def decide_reaction(self, reaction: str, by: Actor, **facts: Any) -> None:
        """Another person decides."""
        given = {"reasons": "vilkåret er brutt", "main_considerations": "bruddet er vesentlig"}
        self.perform(reaction, "decide", by, **{**given, "proportionality": "beløpet står i forhold", **facts})

    # ---- The contested decision, and when each party was told

    def decided(self) -> str:
        """The decision that the scenario is about, D1, with its notices."""
        if "D1" not in self.decisions:
            self.desk.move_to(self.decision_day())
            self.decisions["D1"] = self._reclaim_decision() if self.about_money() else self._rejection()
            self._told("D1")
        return self.decisions["D1"]

    def about_money(self) -> bool:
        """Whether the scenario is about a reclaim."""
        decision = self.given.get("decision")
        of_reclaim = isinstance(decision, dict) and "reclaim_nok" in decision
        return of_reclaim or self.given.get("decision_kind") == "reclaim" or bool(self.given.get("_reclaim"))

    def _reclaim_decision(self) -> str:
        self.paid()
        decision = self.given.get("decision")
        nok = decision["reclaim_nok"] if isinstance(decision, dict) else 100_000
        self.reaction_id = self._reclaimed(nok)
        return self.decision(self.reaction_id)

    def _rejection(self) -> str:
        if self.given.get("grants_right"):
            return self.decision(self.awarded())
        grant = self.assessed()
        self.perform(grant, "reject", self.decider, reason="ikke prioritert", **WEIGHED)
        return self.decision(grant)

    def decision_day(self) -> date:
        """When the decision was made: as given, or shortly before the first notice of it."""
        stated = self.given.get("decision_made") or self._sent()
        if stated:
            return date.fromisoformat(stated)
        first = min((d for d in self.arrivals().values() if d), default=None)
        return first - timedelta(days=2) if first else self.desk.first_day + timedelta(days=30)

    def _sent(self) -> str | None:
        """When the message of the first decision was sent; in an appeal case another decision is meant."""
        return None if "outcome" in self.given else self.given.get("decision_message_sent")

    def arrivals(self) -> dict[str, date | None]:
        """When the notice came through to each party; None where it never did."""
        if "arrived" in self.given:
            return {name: date.fromisoformat(day) for name, day in self.given["arrived"].items()}
        if "notification_arrived" in self.given:
            stated = self.given["notification_arrived"]
            return {"": date.fromisoformat(stated) if stated else None}
        last = (self.given.get("deadlines") or {}).get("klagefrist") or self.given.get("klagefrist")
        return {"": arrival_before(date.fromisoformat(last))} if last else {"": self._soon()}

    def _soon(self) -> date:
        made = self.given.get("decision_made") or self._sent()
        first = min([date.fromisoformat(made)] if made else [self.desk.first_day + timedelta(days=30)])
        return first + timedelta(days=1)

    def _told(self, name: str) -> None:
        parties = self.given.get("appellants") or list(self.arrivals())
        for party in dict.fromkeys([*self.arrivals(), *parties]):
            day = self.arrivals().get(party, next(iter(self.arrivals().values())))
            if day is not None:
                self.told(party or name, self.decisions[name], day, party=party or None)

    def told(self, name: str, decision: str, day: date | str | None, party: str | None = None, **tells: Any) -> str:
        """The notice of a decision, sent, and arrived on the day."""
        notice = self.last("notice", decision) if party is None else None
        notice = notice or self.open("notice", CASEWORKER, decision, party=party)
        self.notices[name] = notice
        omitted = "fvl/24-2" if self.given.get("reasons_given") is False else None
        items = [*TELLS, *(["how_to_get_reasons"] if omitted else [])]
        items += ["court_condition"] if self.given.get("exhaustion_required") else []
        sent = self._sent() if name == "D1" else None
        facts = {"channel": "post", "tells": items, "reasons_omitted": omitted, "sent_on": sent, **tells}
        self.perform(notice, "send", CASEWORKER, **facts)
        if day is not None:
            self.arrive(notice, day)
        return notice

    def arrive(self, notice: str, day: date | str) -> None:
        """The notice has come through."""
        self.desk.move_to(day)
        above = next(d for d in self.case.decisions if d.id == self.proceeding(notice).about).decided_as
        by = MINISTRY if above == "appeal_body" else CASEWORKER
        self.perform(notice, "record_arrival", by, arrived_on=day, evidence="recorded")

    # ---- The appeal

    def appealed(self, about: str | None = None, **facts: Any) -> str:
        """An appeal as it comes in; the last one is the one in hand."""
        received = facts.pop("received_at", None) or noon(self.desk.today)
        by = MINISTRY if facts.get("addressed_to") == "appeal_body" else CASEWORKER
        appeal = self.open("appeal", by, about, received_at=received, **facts)
        self.appeals.append(appeal)
        self.appeal_of[facts.get("appellant") or ""] = appeal
        return appeal

    @property
    def appeal(self) -> str:
        """The appeal in hand; where none has come in, it comes in now."""
        if not self.appeals:
            self.first_appeal()
        return self.appeals[-1]

    def first_appeal(self) -> None:
        """The appeals that the scenario takes as given, each from its party."""
        decision = self.decided()
        day = next((self.given[k] for k in _RECEIVED if self.given.get(k)), None)
        self.desk.move_to(day or self.desk.today + timedelta(days=1))
        for party in self.given.get("appellants") or [None]:
            self.appealed(decision, **self._of_appellant(party), received_at=noon(self.desk.today))

    def _of_appellant(self, party: str | None) -> dict[str, Any]:
        who = self.given.get("appellant") or {}
        other = self.given.get("counterparty") or {}
        above = self.given.get("appeal_addressed_to") == "ministry"
        return {
            "appellant": party or ("en annen" if who.get("party") is False else None),
            "is_party": who.get("party"),
            "legal_interest": who.get("legal_interest"),
            "counterparties": ["motparten"] if other.get("exists") else None,
            "addressed_to": "appeal_body" if above else None,
            "defects": ["not_signed"] if self.given.get("correction_deadline") else None,
        }

    def admitted(self) -> str:
        """The appeal in hand, admitted."""
        if self.state(self.appeal) == "received":
            self.perform(self.appeal, "admit", CASEWORKER)
        return self.appeal

    def in_review(self) -> str:
        """The appeal in hand, being reconsidered."""
        if self.state(self.admitted()) == "admissible":
            self.perform(self.appeal, "start_review", CASEWORKER)
        return self.appeal

    def prepared(self) -> str:
        """The appeal in hand, upheld and made ready, but for what the scenario leaves undone."""
        if self.state(self.in_review()) == "merits_review":
            self.hear_counterparty()
            self.perform(self.appeal, "uphold", CASEWORKER, reason="vedtaket er riktig", answers={})
        self.made_ready()
        return self.appeal

    def made_ready(self) -> None:
        """The file of the appeal in hand is complete, and the statement copied."""
        if self.state(self.appeal) != "preparing_forwarding" or self._has_done("complete_file"):
            return
        self.perform(self.appeal, "complete_file", CASEWORKER, file_list=["klagen", "vedtaket"])
        if self.given.get("statement_to_ministry", True):
            self.perform(self.appeal, "give_statement", CASEWORKER, statement_above="vedtaket bør stå")
            if self.given.get("copy_to_parties", True):
                self.perform(self.appeal, "copy_statement", CASEWORKER)

    def _has_done(self, step: str) -> bool:
        return step in self.proceeding(self.appeal).acts

    def hear_counterparty(self) -> None:
        """Who is opposed was told and heard, where the scenario says so."""
        other = self.given.get("counterparty") or {}
        if other.get("exists") and other.get("notified") and not self._has_done("tell_counterparties"):
            told = {"told_counterparties": ["motparten"], "statement_by": self.desk.today}
            self.perform(self.appeal, "tell_counterparties", CASEWORKER, **told)
            self.perform(self.appeal, "receive_statement", GRANTEE, statement="ingen merknader")

    def forwarded(self) -> str:
        """The appeal in hand, sent to the appeal body."""
        if self.state(self.appeal) != "forwarded":
            self.prepared()
            self.desk.move_to(
                date.fromisoformat(self.given["forwarded"]) if self.given.get("forwarded") else self.desk.today
            )
            self.forward()
        return self.appeal

    def forward(self) -> None:
        """The hand-over itself."""
        self.perform(self.appeal, "forward", SUPERVISOR, message_id=self.given.get("message_id"))


_RECEIVED = ("appeal_received_first_instance", "appeal_filed", "received")
