"""The days of a simulated year: at eight the clock ticks and the mail goes, then everybody does what was planned."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from heapq import heappop, heappush
from itertools import count

from casework.clock.frozen import FrozenClock
from casework.law.calendar import OSLO, is_working_day, oslo_day
from casework.model.case import Tick
from casework.office import Office

#: A plan does something, and yields the day (Oslo) on which it goes on.
Plan = Generator[date, None, None]

MORNING, OPENS, PACE = time(8, 0), time(8, 30), timedelta(seconds=20)


@dataclass
class Walk:
    """One office under a clock of its own, and what everybody has planned."""

    office: Office
    clock: FrozenClock
    ticks: list[Tick] = field(default_factory=list)
    _planned: list[tuple[date, int, Plan]] = field(default_factory=list)
    _numbers: count[int] = field(default_factory=count)

    @property
    def today(self) -> date:
        """The legal day (Oslo)."""
        return oslo_day(self.clock.now())

    def plan(self, plan: Plan) -> None:
        """Begin a plan: it is asked at once for its first day."""
        self._again(plan)

    def through(self, first: date, last: date, progress: Callable[[date], None] | None = None) -> None:
        """Live every day from the first to the last; what is planned for later is left undone."""
        day = first
        while day <= last:
            self._live(day)
            if progress:
                progress(day)
            day += timedelta(days=1)

    def _live(self, day: date) -> None:
        self.clock.move_to(_at(day, MORNING))
        self.ticks.append(self.office.tick())
        if self.office.mail.settings.sends:
            with self.office.together():
                self.office.mail.stage_digests()
                self.office.mail.send()
        self.clock.move_to(_at(day, OPENS))
        if self._planned and self._planned[0][0] <= day:
            # What is only tried needs one sync to disk a day, not one for each act.
            with self.office.together():
                self._act(day)

    def _act(self, day: date) -> None:
        while self._planned and self._planned[0][0] <= day:
            self._again(heappop(self._planned)[2])

    def _again(self, plan: Plan) -> None:
        """Let the plan go on to its next day; a plan that has ended is gone."""
        for day in plan:
            heappush(self._planned, (day, next(self._numbers), plan))
            return

    def moment(self) -> None:
        """A little later the same day: no two acts happen at the same instant."""
        self.clock.advance(PACE)


def working(day: date) -> date:
    """The day itself, or the next on which an office is open."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def _at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, OSLO).astimezone(UTC)
