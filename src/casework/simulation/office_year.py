"""An office in the middle of its year, for people to look around in: about 300 cases at every stage.

The year before last is over; this year's reports are due, some late, some cases withheld, reclaimed or appealed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from casework.clock.frozen import FrozenClock
from casework.definitions.shipped import shipped_folder
from casework.errors import NotFound
from casework.model.scheme import Scheme
from casework.office import Office
from casework.simulation.applying import life
from casework.simulation.case_in_hand import CaseInHand
from casework.simulation.grant_year import dealt
from casework.simulation.staff import CASEWORKER
from casework.simulation.unrest import ACKNOWLEDGED, FORWARDED, changing, more_time, withholding
from casework.simulation.walk import Plan, Walk

#: A Tuesday in spring: the annual reports were due on 15 March, the control has begun.
TODAY = date(2026, 4, 21)
ENDED = date(2023, 6, 30)
BEGINS = "2021-10-01T06:00:00Z"
OLD, NEW = ("voluntary_organisations", 2022), ("voluntary_organisations", 2025)
RESOURCES = ("resource_environments", 2025)
OLD_CASES, NEW_CASES = 90, 200

#: Everybody who can be tried, with their role. Nobody has two but the one who shows that one acts in one at a time.
STAFF: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("kari", "Kari Nordmann", ("caseworker",)),
    ("jonas", "Jonas Li", ("caseworker",)),
    ("amina", "Amina Yusuf", ("caseworker",)),
    ("ola", "Ola Haugen", ("decision_maker",)),
    ("siri", "Siri Dahl", ("supervisor",)),
    ("berit", "Berit Moe", ("budget_authority",)),
    ("arne", "Arne Vik", ("attester",)),
    ("ragnhild", "Ragnhild Solberg (departementet)", ("appeal_body",)),
    ("henrik", "Henrik Lie (departementet)", ("appeal_body",)),
    ("tor", "Tor Lund (revisor)", ("auditor",)),
    ("eva", "Eva Strand", ("archivist",)),
    ("nils", "Nils Berg", ("administrator",)),
)

Progress = Callable[[str], None]


def scheme_folder(folder: Path) -> Path:
    """The scheme of voluntary organisations as it would stand in 2025, written into a folder of its own."""
    source = shipped_folder("workflows") / "schemes" / OLD[0] / f"{OLD[1]}.toml"
    made = folder / "schemes" / OLD[0]
    made.mkdir(parents=True, exist_ok=True)
    text = re.sub("202[1-3]", lambda year: str(int(year[0]) + NEW[1] - OLD[1]), source.read_text(encoding="utf-8"))
    (made / f"{NEW[1]}.toml").write_text(text, encoding="utf-8")
    return folder / "schemes"


def populate(
    office: Office,
    clock: FrozenClock,
    progress: Progress | None = None,
    *,
    old_cases: int = OLD_CASES,
    new_cases: int = NEW_CASES,
) -> None:
    """Live the years until the day, and leave the clock on its morning."""
    tell = progress or (lambda _: None)
    for person, name, _ in STAFF:
        office.mail.set_person(person, name=name, email=f"{person}@kontoret.example")
    tell(f"{OLD[0]} {OLD[1]}")
    walk = Walk(office, clock)
    # What is over was delivered: nobody is years late.
    old = [case for case in _cases(walk, *OLD, old_cases) if case.behaviour.annual is not None]
    _live(walk, old, ENDED)
    tell(f"{NEW[0]} {NEW[1]}, {RESOURCES[0]} {RESOURCES[1]}")
    new = _cases(walk, *NEW, new_cases)
    for plan in unrest(new):
        walk.plan(plan)
    _live(walk, [*new, *_cases(walk, *RESOURCES, None)], TODAY)
    _staffed(office)


def _live(walk: Walk, cases: Sequence[CaseInHand], until: date) -> None:
    if not cases:
        return
    for case in cases:
        walk.plan(life(case))
    walk.through(min(case.applicant.applies_on for case in cases), until)


def _cases(walk: Walk, scheme: str, year: int, most: int | None) -> list[CaseInHand]:
    """Everybody who applies, or as many; then first those who will be awarded something."""
    found: Scheme = walk.office.surroundings.definitions.scheme(scheme, year)
    hands = sorted(dealt(found, 2025, None), key=lambda hand: not hand[0].awarded)
    return [CaseInHand(walk, found, applicant, behaviour) for applicant, behaviour in hands[:most]]


def unrest(cases: Sequence[CaseInHand]) -> list[Plan]:
    """What happens to some of those who otherwise follow the rules."""
    calm = [case for case in cases if case.behaviour.name == "follows_the_rules" and case.applicant.awarded]
    never = [case for case in cases if case.behaviour.name == "never_delivers"]
    plans = [happens(case) for case, happens in zip(calm, (*_ONCE, *_ONCE[FORWARDED + 2 :] * 3), strict=False)]
    # Of those who never deliver, every other one was given more time, and is late all the same.
    longer = zip(never[::2], _LONGER, strict=False)
    return [*plans, *(more_time(case, date(2026, 2, day)) for case, day in longer)]


#: The days of February on which more time was given, so that some are a few days late and some a few weeks.
_LONGER = (23, 9, 25, 16)

#: One of each first, so that a small office has them all: appeals of every length, then what else may happen.
_ONCE: tuple[Callable[[CaseInHand], Plan], ...] = (
    *(partial(withholding, begins=date(2026, 2, 2), appeal=until) for until in range(ACKNOWLEDGED + 1)),
    partial(withholding, begins=date(2025, 5, 5)),
    partial(withholding, begins=date(2026, 4, 13)),
    partial(changing, begins=date(2026, 4, 9), assessed=False),
    partial(changing, begins=date(2026, 4, 9), assessed=True),
)


def _staffed(office: Office) -> None:
    """The open cases shared among three."""
    office.set_superior(CASEWORKER.person, "siri")
    open_cases = [row for row in office.cases(year=NEW[1]) if row["stage"] not in ("closed", "withdrawn")]
    for number, row in enumerate(open_cases):
        if number % 3:
            office.assign(row["id"], ("jonas", "amina")[number % 3 - 1], "caseworker", by=CASEWORKER)


def an_organisation(office: Office) -> tuple[str, str]:
    """Number and name of an organisation with something to do: late with a report. Raises NotFound for none."""
    for row in office.overdue(year=NEW[1]):
        return row["party"], row["party_name"]
    raise NotFound("organisation", "late with a report")
