"""A FICTIONAL portfolio for demonstrations and tests: no organisation, project or amount in it is real.

Only its totals are those published for 2022: 188 applications by 139 applicants for 137 924 745 kr, and 86 awards
to 64 recipients of 38 227 000 kr. Organisation numbers begin with 2, as no registered organisation's does, and
every name and title says that it is made up.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random

from stdnum.no import orgnr

from casework.intake.draft import COLUMNS
from casework.intake.moments import OSLO

APPLICATIONS, APPLICANTS, APPLIED_KRONER = 188, 139, 137_924_745
AWARDS, RECIPIENTS, AWARDED_KRONER = 86, 64, 38_227_000
STEP, SMALL = 1_000, 95_000
FIRST_RECEIVED = datetime(2021, 10, 18, 8, 0, tzinfo=OSLO)
FIRST_DECIDED = date(2022, 2, 14)

_PLACES = (
    "Fjordgløtt", "Blåbærlia", "Åsbrua", "Solvær", "Nordlysvåg", "Grønnholmen", "Tåkeheimen",
    "Stjernebakken", "Ørnesjø", "Bjørkevang", "Havsula", "Mølleåa",
)  # fmt: skip
_SOCIETIES = (
    "kvinneforening", "språkkafé", "ungdomslag", "flerkulturelle råd", "idrettslag", "nabohjelp",
    "leksehjelp", "kulturverksted", "mangfoldsnettverk", "foreldrelag", "friluftslag", "mållag",
)  # fmt: skip
_TITLES = {
    "A": ("Møteplassen", "Naboer på tur", "Sammen mot rasisme", "Unge stemmer"),
    "B": ("Norsk i hverdagen", "Veien til arbeid", "Samfunnet på si", "Språkvenn"),
    "C": ("Frie valg", "Likestilt", "Trygg familie", "Ung og fri"),
}
_KINDS = ("nationwide_project", "intent_agreement", "transferable_method", "broad_reach", "national_conference")
_GOALS = ("A", "B", "C", "A,B", "A,C", "B,C", "A,B,C")


@dataclass(frozen=True, slots=True)
class _Application:
    org: int
    applied: int
    received: datetime
    kind: str
    goals: str
    awarded: int = 0


def fictional_portfolio(seed: int = 2022) -> bytes:
    """The fictional portfolio as a portal would export it: UTF-8 with BOM, semicolons. The same seed, the same bytes.

    Every application received a decision: 86 an award, the others an empty amount.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(fictional_cells(seed))
    return out.getvalue().encode("utf-8-sig")


def fictional_cells(seed: int = 2022) -> tuple[tuple[str, ...], ...]:
    """The cells of the fictional portfolio, without the header, in the order of `COLUMNS`."""
    draw = Random(seed)
    numbers, names = _org_numbers(seed), _names(draw)
    applications = sorted(_applications(draw), key=lambda a: a.received)
    return tuple(_cells(i, a, numbers[a.org], names[a.org], draw) for i, a in enumerate(applications, 1))


def _applications(draw: Random) -> list[_Application]:
    found = [_applied(org, draw) for org in _applicants()]
    sums = _spread(APPLIED_KRONER, [20 * STEP] * len(found), [_ceiling(a.kind) for a in found], draw)
    found = [replace(a, applied=kroner) for a, kroner in zip(found, sums, strict=True)]
    chosen = _awarded(draw)
    # From 100 000 kr an auditor is needed (B20), so that some awards are to stay below.
    highest = [
        min(found[i].applied, SMALL if n % 8 == 0 else AWARDED_KRONER) // STEP * STEP for n, i in enumerate(chosen)
    ]
    for i, kroner in zip(chosen, _spread(AWARDED_KRONER, [10 * STEP] * AWARDS, highest, draw), strict=True):
        found[i] = replace(found[i], awarded=kroner)
    return found


def _applicants() -> Iterator[int]:
    """The organisation behind each application: every one once, the first forty again, nine of these a third time."""
    yield from range(APPLICANTS)
    yield from (extra % 40 for extra in range(APPLICATIONS - APPLICANTS))


def _awarded(draw: Random) -> list[int]:
    """Which applications receive an award: two each for the first organisations, one each for a draw of the others."""
    twice = AWARDS - RECIPIENTS
    others = _shuffled(range(twice, APPLICANTS), draw)[: RECIPIENTS - twice]
    second = range(APPLICANTS, APPLICANTS + twice)
    return [*range(twice), *second, *others]


def _applied(org: int, draw: Random) -> _Application:
    # By day only: at night a clock time may have come twice.
    days, seconds = int(draw.random() * 42), int(draw.random() * 14 * 3600)
    received = FIRST_RECEIVED + timedelta(days=days, seconds=seconds)
    return _Application(org, 0, received, _pick(_KINDS, draw), _pick(_GOALS, draw))


def _ceiling(kind: str) -> int:
    return 600 * STEP if kind == "national_conference" else 1_000 * STEP


def _spread(total: int, lowest: Sequence[int], highest: Sequence[int], draw: Random) -> list[int]:
    """Amounts in whole thousands between their bounds that come to the total; the first one takes what is left."""
    places = [draw.random() for _ in lowest]
    room = [high - low for low, high in zip(lowest, highest, strict=True)]
    wanted = total - sum(lowest)
    drawn = sum(r * p for r, p in zip(room, places, strict=True))
    if wanted > drawn:
        lift = (wanted - drawn) / (sum(room) - drawn)
        places = [p + lift * (1 - p) for p in places]
    else:
        places = [p * wanted / drawn for p in places]
    amounts = [low + int(r * p) // STEP * STEP for low, r, p in zip(lowest, room, places, strict=True)]
    return _filled(amounts, highest, total)


def _filled(amounts: list[int], highest: Sequence[int], total: int) -> list[int]:
    while (rest := total - sum(amounts)) > 0:
        for i, high in enumerate(highest):
            step = min(STEP, rest)
            if rest and amounts[i] + step <= high:
                amounts[i] += step
                rest -= step
    return amounts


def _cells(number: int, one: _Application, org_number: str, name: str, draw: Random) -> tuple[str, ...]:
    title = f"{_pick(_TITLES[one.goals[0]], draw)} (oppdiktet prosjekt)"
    budget = max(one.applied, min(_ceiling(one.kind), -(-one.applied * 5 // 4 // STEP) * STEP))
    decided = FIRST_DECIDED + timedelta(days=int(draw.random() * 5))
    return (
        f"FIKTIV-2022-{number:04}",
        org_number,
        name,
        title,
        one.kind,
        one.goals,
        _kroner(budget),
        _kroner(one.applied),
        f"{one.received:%d.%m.%Y %H:%M:%S}",
        _kroner(one.awarded) if one.awarded else "",
        f"{decided:%d.%m.%Y}",
    )


def _kroner(kroner: int) -> str:
    return f"{kroner:,}".replace(",", " ")


def _names(draw: Random) -> list[str]:
    names = [f"{place} {society} (oppdiktet)" for place in _PLACES for society in _SOCIETIES]
    return [names[i] for i in _shuffled(range(len(names)), draw)]


def _org_numbers(seed: int) -> list[str]:
    """Valid check digits in a series that is never issued; another seed begins elsewhere in it."""
    stem = 20_220_000 + seed * 1_000 % 9_000_000
    found: list[str] = []
    while len(found) < APPLICANTS:
        stem += 1
        found += [n for digit in range(10) if orgnr.is_valid(n := f"{stem:08}{digit}")]
    return found


def _shuffled(numbers: Sequence[int], draw: Random) -> list[int]:
    # Only `random()` is promised to give the same numbers in every version of Python.
    return sorted(numbers, key=lambda _: draw.random())


def _pick(choices: Sequence[str], draw: Random) -> str:
    return choices[int(draw.random() * len(choices))]
