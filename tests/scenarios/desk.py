"""The people, the clock and the office of one scenario: everything is done through the public API."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from casework import Actor, Case, Entry, Office, Proceeding, Refused
from casework.law.time_limits import limit
from casework.testing import FrozenClock

OSLO = ZoneInfo("Europe/Oslo")
TEMPLATE = Path(__file__).with_name("scheme.toml")
PARTY = "292502591"

CASEWORKER = Actor("kari", "caseworker")
DECIDER = Actor("dina", "decision_maker")
SUPERVISOR = Actor("sigrid", "supervisor")
BUDGET = Actor("berit", "budget_authority")
ATTESTER = Actor("arne", "attester")
GRANTEE = Actor("gro", "grantee", PARTY)
MINISTRY = Actor("mona", "appeal_body")
MINISTER = Actor("magnus", "appeal_body")
STAFF = (CASEWORKER, DECIDER, BUDGET, MINISTRY, MINISTER)


def noon(day: date) -> datetime:
    """Midday in Oslo."""
    return datetime.combine(day, time(12), OSLO)


def moment(value: str) -> datetime:
    """The instant that a scenario names; a plain day is taken at midday."""
    return datetime.fromisoformat(value) if "T" in value else noon(date.fromisoformat(value))


def dates_in(value: Any) -> list[date]:
    """Every day that is named anywhere in a part of a scenario."""
    if isinstance(value, Mapping):
        return [d for each in value.values() for d in dates_in(each)]
    if isinstance(value, list):
        return [d for each in value for d in dates_in(each)]
    try:
        return [moment(value).astimezone(OSLO).date()] if isinstance(value, str) else []
    except ValueError:
        return []


def arrival_before(last: date) -> date:
    """A day of arrival from which the law gives that last day; the latest one there is."""
    days = (last - timedelta(weeks=3, days=n) for n in range(10))
    return next(day for day in days if limit("fvl/29-1", day).last_day == last)


@dataclass
class Desk:
    """An office over a fresh database, with its clock set well before the first day of the scenario."""

    url: str
    folder: Path
    first_day: date
    report_due: date | None = None
    statement_period: str = "3 weeks"
    rolls: str = "false"
    workflows: list[Path] = field(default_factory=list)
    commencements: list[Path] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.clock = FrozenClock(noon(self.first_day))
        self.year = self.first_day.year
        due = self.report_due or date(self.year + 3, 3, 15)
        text = TEMPLATE.read_text("utf-8").format(
            year=self.year,
            report_day=f"{due:%m-%d}",
            years_after=due.year - self.year,
            rolls=self.rolls,
            statement_period=self.statement_period,
        )
        self.scheme = self.folder / "scenario.toml"
        self.scheme.write_text(text, "utf-8")
        self.office = self._office()

    def _office(self) -> Office:
        given, acts = self.workflows, self.commencements
        return Office(self.url, clock=self.clock, schemes=[self.scheme], workflows=given, commencements=acts)

    def reopen(self) -> None:
        """The same database with other definitions, as after a restart."""
        self.office.close()
        self.office = self._office()

    def commence(self, day: str) -> None:
        """The Act of 2025 is in force from that day; a row is entered, and the office opened again."""
        file = self.folder / "commencement.toml"
        file.write_text(f"[[commencement]]\nday = {day}\nresolution = 'prøve'\n", "utf-8")
        self.commencements.append(file)
        self.reopen()

    @property
    def today(self) -> date:
        """The legal day."""
        return self.clock.now().astimezone(OSLO).date()

    def move_to(self, value: str | date | datetime | None) -> None:
        """On to that day or instant, never back; what has passed meanwhile is noticed."""
        at = moment(value) if isinstance(value, str) else value
        at = noon(at) if isinstance(at, date) and not isinstance(at, datetime) else at
        if at is not None and at > self.clock.now():
            self.clock.move_to(at)
            self.office.tick()

    def next_day(self) -> None:
        """The day after, at midday."""
        self.move_to(self.today + timedelta(days=1))


@dataclass
class CaseInHand:
    """One case, and what is done with it."""

    desk: Desk
    case_id: str = ""

    @property
    def case(self) -> Case:
        """The case as it is now."""
        return self.desk.office.case(self.case_id)

    @contextmanager
    def untouched(self) -> Iterator[None]:
        """Where what is done in the block is refused, nothing may have changed: no state, money, deadline or letter."""
        before = self._all()
        try:
            yield
        except Refused as refused:
            assert self._all() == before, f"the refused {refused.step} left a trace"
            raise

    def _all(self) -> tuple[Case, list[Any]]:
        return self.case, self.desk.office.mail.messages(case_id=self.case_id)

    def perform(self, proceeding: str, step: str, by: Actor, **facts: Any) -> Entry:
        """Make a transition; where it is refused, nothing may have changed."""
        with self.untouched():
            return self.desk.office.perform(proceeding, step, by=by, facts=_given(facts))

    def open(self, workflow: str, by: Actor, about: str | None = None, key: str | None = None, **facts: Any) -> str:
        """Open a proceeding and give its id; where it is refused, nothing may have changed."""
        with self.untouched():
            office = self.desk.office
            return office.open(self.case_id, workflow, by=by, about=about, key=key, facts=_given(facts)).id

    def declared(self, who: Actor) -> None:
        """Somebody has declared impartial in the case."""
        self.desk.office.declare_impartiality(self.case_id, who.person, by=who, impartial=True)

    def state(self, proceeding: str) -> str:
        """The state of a proceeding."""
        return self.proceeding(proceeding).state

    def proceeding(self, proceeding: str) -> Proceeding:
        """A proceeding of the case by its id."""
        return next(p for p in self.case.proceedings if p.id == proceeding)

    def last(self, workflow: str, about: str | None = None) -> str | None:
        """The last proceeding of that workflow (about that)."""
        found = [p.id for p in self.case.proceedings if p.workflow == workflow and about in (None, p.about)]
        return found[-1] if found else None

    def decision(self, proceeding: str) -> str:
        """The last decision made in a proceeding."""
        return [d.id for d in self.case.decisions if d.proceeding_id == proceeding][-1]

    def went_through(self, proceeding: str, state: str) -> bool:
        """Whether the proceeding was ever in that state."""
        history = self.desk.office.history(self.case_id)
        return any(e.proceeding_id == proceeding and e.to_state == state for e in history)


def _given(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _json(value) for name, value in facts.items() if value is not None}


def _json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, (date, datetime)) else value
