"""A simulated year: the same seed gives the same record, people keep office hours, and the rules hold."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest

from casework import Actor, BadInput, NotFound, Office, Refused
from casework.law.calendar import is_working_day, oslo_day
from casework.simulation import Summary, run
from casework.simulation.staff import BUDGET_AUTHORITY, CASEWORKER, STAFF
from casework.store.verify import verify
from casework.testing import FrozenClock, office_in_memory

STAFF_IDS = {actor.person for actor in STAFF}
NAMED, OPEN = ("resource_environments", 2025), ("voluntary_organisations", 2022)


class Year:
    """A year that was walked."""

    def __init__(self, scheme: tuple[str, int], cases: int | None = None, seed: int = 2022) -> None:
        self.clock = FrozenClock("2021-01-01T08:00:00Z")
        self.office: Office = office_in_memory(self.clock)
        self.days: list[tuple[int, int]] = []
        told = lambda lived, of_all: self.days.append((lived, of_all))  # noqa: E731
        self.summary: Summary = run(self.office, self.clock, *scheme, cases=cases, seed=seed, progress=told)

    def case_of(self, behaviour: str) -> str:
        """The first case of a behaviour."""
        return self.summary.examples[behaviour]

    def refused_in(self, behaviour: str) -> set[str]:
        """The provisions that refused something in the cases of a behaviour."""
        return {law for r in self.summary.refused if r.behaviour == behaviour for _, law in r.reasons}


@pytest.fixture(scope="module")
def named() -> Iterator[Year]:
    """A whole year of the scheme whose recipients the budget names."""
    year = Year(NAMED)
    yield year
    year.office.close()


@pytest.fixture(scope="module")
def competed() -> Iterator[Year]:
    """Some applications of the scheme with open competition: enough for every behaviour."""
    year = Year(OPEN, cases=20)
    yield year
    year.office.close()


def test_the_same_seed_gives_the_same_record(named: Year) -> None:
    """The head of a chain covers everything before it: two walks that agree on the heads agree on all."""
    again = Year(NAMED)
    assert _hashes(again.office) == _hashes(named.office)
    assert again.summary.as_json() == named.summary.as_json()


def _hashes(office: Office) -> dict[str, str]:
    return {row["id"]: office.history(row["id"])[-1].hash for row in office.cases()}


def test_the_record_is_the_same_on_every_database(database_url: str) -> None:
    """The chain covers what was decided, not where it is stored."""
    clock = FrozenClock("2021-01-01T08:00:00Z")
    office = Office(database_url, clock=clock)
    run(office, clock, *OPEN, cases=4)
    assert _hashes(office) == _hashes(Year(OPEN, cases=4).office)
    office.close()


def test_another_seed_gives_other_applicants() -> None:
    """A year is drawn from its seed, not fixed."""
    parties = [{row["party"] for row in Year(OPEN, cases=3, seed=seed).office.cases()} for seed in (1, 2)]
    assert not parties[0] & parties[1]


@pytest.mark.parametrize("which", ["named", "competed"])
def test_nothing_in_the_record_is_altered(which: str, request: pytest.FixtureRequest) -> None:
    """What a year leaves behind verifies, and each ledger adds up."""
    year: Year = request.getfixturevalue(which)
    assert list(verify(year.office.database)) == []
    assert year.summary.ledger_holds
    assert year.summary.failed_ticks == 0


@pytest.mark.parametrize("which", ["named", "competed"])
def test_the_staff_works_on_working_days_only(which: str, request: pytest.FixtureRequest) -> None:
    """Nobody decides on a Sunday; grantees, who are volunteers, may write on any day."""
    year: Year = request.getfixturevalue(which)
    acted = [entry for row in year.office.cases() for entry in year.office.history(row["id"])]
    by_staff = [entry for entry in acted if entry.actor.person in STAFF_IDS]
    assert by_staff
    assert [e.id for e in by_staff if not is_working_day(oslo_day(e.at))] == []


@pytest.mark.parametrize("which", ["named", "competed"])
def test_only_what_breaks_a_rule_is_refused(which: str, request: pytest.FixtureRequest) -> None:
    """Whoever follows the rules, or is late, or has money left, meets no refusal in the shipped files."""
    year: Year = request.getfixturevalue(which)
    assert {r.behaviour for r in year.summary.refused} <= {"outside_the_conditions", "new_account"}


def test_nothing_is_done_before_its_time(named: Year) -> None:
    """The entries of a case follow each other in time."""
    for row in named.office.cases():
        instants = [entry.at for entry in named.office.history(row["id"])]
        assert instants == sorted(instants)


def test_every_day_is_told_to_whoever_waits(named: Year) -> None:
    """Progress counts the days lived up to all of them."""
    first, last = named.summary.first_day, named.summary.last_day
    assert named.days[-1] == ((last - first).days + 1, (last - first).days + 1)
    assert [lived for lived, _ in named.days] == list(range(1, len(named.days) + 1))


class TestNamedRecipients:
    """resource_environments 2025: recipients and amounts stand in the budget (A4, A7)."""

    def test_whoever_follows_the_rules_has_a_closed_case(self, named: Year) -> None:
        """Applied, awarded, reported in August and March, controlled, closed."""
        case = named.office.case(named.case_of("follows_the_rules"))
        steps = [e.name for e in named.office.history(case.id) if e.proceeding_id == case.grant.id]
        milestones = [
            "award",
            "issue_grant_letter",
            "note_status_report",
            "note_annual_report",
            "note_control",
            "close",
        ]
        assert [step for step in steps if step in milestones] == milestones
        assert case.ledger.paid == case.ledger.awarded == case.ledger.used > 0

    def test_a_late_status_report_is_overdue_and_then_received(self, named: Year) -> None:
        """15 August passes, the breach is recorded, and the report is registered all the same (A36)."""
        late = {x.kind: x for x in named.summary.late if x.case == named.case_of("late_report")}
        assert str(late["status_report"].due) == "2025-08-15"
        assert late["status_report"].days == 9
        history = named.office.history(named.case_of("late_report"))
        assert [e.name for e in history if e.name in ("fall_overdue", "receive")][:2] == ["fall_overdue", "receive"]

    def test_who_never_delivers_stays_awarded_and_on_the_list(self, named: Year) -> None:
        """A duty that is not met does not go away by itself."""
        case = named.case_of("never_delivers")
        assert named.office.case(case).stage == "awarded"
        rows = {row["kind"]: row for row in named.office.overdue() if row["case"].replace("/", "-") == case}
        assert (
            rows["status_report"]["days_late"] == named.summary.late[0].days or rows["status_report"]["days_late"] > 300
        )

    def test_a_transfer_to_equity_is_reclaimed(self, named: Year) -> None:
        """What the accounts show as moved to equity is told beforehand, decided by another, and paid back (A41)."""
        case = named.office.case(named.case_of("equity_transfer"))
        assert case.ledger.reclaimed == case.ledger.repaid == case.ledger.unused > 0
        decision = next(d for d in case.decisions if d.kind == "reaction.decide")
        assert decision.decided_by != decision.proposed_by
        steps = [e.name for e in named.office.history(case.id)]
        assert (
            steps.index("send_notice")
            < steps.index("propose")
            < steps.index("decide")
            < steps.index("record_repayment")
        )

    def test_an_extension_keeps_the_original_day(self, named: Year) -> None:
        """The day moves; the first one never disappears."""
        case = named.office.case(named.case_of("extension"))
        extended = [d for d in case.deadlines if d.name == "report" and d.moves]
        assert extended
        assert all(d.original_day is not None and d.last_day is not None for d in extended)
        assert all(d.original_day < d.last_day for d in extended if d.original_day and d.last_day)

    def test_a_waived_status_report_stops_nothing(self, named: Year) -> None:
        """The annual report moves the grant on without it."""
        case = named.office.case(named.case_of("waived"))
        assert case.proceeding("report", kind="status_report").state == "waived"
        assert case.stage == "closed"

    def test_whom_the_budget_does_not_name_is_refused(self, named: Year) -> None:
        """The application is registered and guided about; the award is refused under A4."""
        assert "resource_environments/2025#A4" in named.refused_in("outside_the_conditions")
        case = named.office.case(named.case_of("outside_the_conditions"))
        assert case.ledger.awarded == 0
        assert "guidance" in {letter.template for letter in case.letters}

    def test_whoever_withdraws_is_withdrawn(self, named: Year) -> None:
        """Nothing more happens in the case."""
        assert named.office.case(named.case_of("withdraws")).stage == "withdrawn"


class TestOpenCompetition:
    """voluntary_organisations 2022: applications are weighed, most are rejected."""

    def test_every_behaviour_is_there(self, competed: Year) -> None:
        """Each kind of grantee that fits the scheme comes once before any comes twice."""
        fitting = {"late_report", "never_delivers", "unused_money", "equity_transfer", "extension", "incomplete"}
        assert (
            fitting | {"follows_the_rules", "outside_the_conditions", "withdraws"} <= competed.summary.behaviours.keys()
        )

    def test_outside_the_conditions_every_reason_is_told(self, competed: Year) -> None:
        """A local activity, for profit, without authority to sign: B1, B8, B9, B10, B11 and B25 at once."""
        codes = {law.rpartition("#")[2] for law in competed.refused_in("outside_the_conditions")}
        assert {"B1", "B8", "B9", "B10", "B11", "B25"} <= codes

    def test_a_new_account_is_paid_to_only_when_confirmed(self, competed: Year) -> None:
        """The payment is refused until a second person has confirmed the account (best/6.3.8.1)."""
        assert competed.refused_in("new_account") == {"best/6.3.8.1"}
        case = competed.office.case(competed.case_of("new_account"))
        assert case.ledger.paid == case.ledger.awarded

    def test_an_incomplete_report_is_told_what_it_lacks(self, competed: Year) -> None:
        """Received as incomplete, then complete."""
        case = competed.office.case(competed.case_of("incomplete"))
        assert "report_incomplete" in {letter.template for letter in case.letters}

    def test_nobody_is_both_who_proposes_and_who_decides(self, competed: Year) -> None:
        """Four eyes, by person (regl/14)."""
        decisions = [d for row in competed.office.cases() for d in competed.office.case(row["id"]).decisions]
        assert decisions
        assert [d.id for d in decisions if d.decided_by == d.proposed_by] == []


def test_an_unknown_scheme_is_told() -> None:
    """There is nothing to walk."""
    clock = FrozenClock("2021-01-01T08:00:00Z")
    with pytest.raises(NotFound, match="nowhere"):
        run(office_in_memory(clock), clock, "nowhere", 2022)


def test_the_office_must_live_by_the_clock_that_is_moved() -> None:
    """Another clock would leave the office in another time."""
    office = office_in_memory(FrozenClock("2021-01-01T08:00:00Z"))
    with pytest.raises(BadInput, match="clock"):
        run(office, FrozenClock("2021-01-01T08:00:00Z"), *OPEN)


def test_a_year_needs_a_case() -> None:
    """Nothing can be said of none."""
    clock = FrozenClock("2021-01-01T08:00:00Z")
    with pytest.raises(BadInput, match="at least 1"):
        run(office_in_memory(clock), clock, *OPEN, cases=0)


def test_a_real_person_can_go_on_where_the_year_ended() -> None:
    """What is simulated is an ordinary record: the next act is judged by the same rules."""
    year = Year(OPEN, cases=5)
    case = year.office.case(year.case_of("never_delivers"))
    with pytest.raises(Refused) as refused:
        year.office.perform(case.grant.id, "issue_grant_letter", by=BUDGET_AUTHORITY)
    assert refused.value.reasons[0].law == "best/6.3.3"
    options = year.office.available(case.grant.id, by=Actor(CASEWORKER.person, "caseworker"))
    assert options
    assert isinstance(year.clock.now(), datetime)


def test_letters_to_who_writes_nynorsk_hold_no_bokmål(named: Year) -> None:
    """What people write into a letter is in the party's own form, as the template is (sprl/15)."""
    cases = [named.office.case(row["id"]) for row in named.office.cases()]
    texts = [named.office.letter_text(x.id) for c in cases if c.party.language_form == "nn" for x in c.letters]
    assert texts
    assert [text for text in texts if " ikke " in text or "Midlene" in text] == []
