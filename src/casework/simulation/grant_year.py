"""`run`: a whole grant year of one scheme, from the first application to the closed cases of the year after."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from casework.clock.frozen import FrozenClock
from casework.errors import BadInput
from casework.model.scheme import Scheme
from casework.office import Office
from casework.simulation.applicants import Applicant, applicants
from casework.simulation.applying import life
from casework.simulation.behaviour import APPLICANTS, FOLLOWS, GRANTEES, Behaviour, Behaviours
from casework.simulation.case_in_hand import CaseInHand
from casework.simulation.summary import Summary, summarised
from casework.simulation.walk import Walk

#: The last day that is lived (month, day of the year after the grant year): reports, accounts and control are done.
ENDS = (6, 30)

#: Days lived, and days in all.
Progress = Callable[[int, int], None]


def run(
    office: Office,
    clock: FrozenClock,
    scheme: str,
    year: int,
    *,
    cases: int | None = None,
    seed: int = 2022,
    progress: Progress | None = None,
) -> Summary:
    """Walk a whole grant year over `office`, whose clock must be `clock`, and tell what came of it.

    `cases` is the most to open; the same seed gives the same record, to the hash. Deadlines are noticed each morning,
    people work on working days only, and every act goes through the office, which may refuse it. The clock is left
    at the end of the last day. Raises NotFound for an unknown scheme, BadInput for no cases or another clock.
    """
    if office.clock is not clock:
        raise BadInput("the office must be made with the clock that is to be moved: Office(url, clock=clock)")
    if cases is not None and cases < 1:
        raise BadInput(f"a simulated year needs at least 1 case, not {cases}")
    found = office.surroundings.definitions.scheme(scheme, year)
    walk, hands = Walk(office, clock), dealt(found, seed, cases)
    in_hand = [CaseInHand(walk, found, applicant, behaviour) for applicant, behaviour in hands]
    first, last = min(a.applies_on for a, _ in hands), date(year + 1, *ENDS)
    for case in in_hand:
        walk.plan(life(case))
    walk.through(first, last, _told(progress, first, last))
    return summarised(walk, found, in_hand, seed, (first, last))


def dealt(scheme: Scheme, seed: int, most: int | None) -> list[tuple[Applicant, Behaviour]]:
    """Everybody who applies, and how each behaves."""
    draw = Random(seed)
    grantees = Behaviours([kind for kind in GRANTEES if kind.needs is None or scheme.duty(kind.needs)], draw)
    others = iter(APPLICANTS)
    return [
        (applicant, grantees.next() if applicant.awarded else next(others, FOLLOWS))
        for applicant in applicants(scheme, seed, most)
    ]


def _told(progress: Progress | None, first: date, last: date) -> Callable[[date], None] | None:
    if progress is None:
        return None
    days = (last - first + timedelta(days=1)).days
    return lambda day: progress((day - first).days + 1, days)
