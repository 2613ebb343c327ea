"""Two databases with the same cases: one for the product, one for the floor."""

from __future__ import annotations

from pathlib import Path

import casework
from casework import Actor, Office
from casework.testing import FrozenClock

HERE = Path(__file__).parent
CASEWORKER = Actor("kari", "caseworker")
START = "2025-03-03T08:00:00Z"
ORGANISATION = casework.Party("310000000", "Målelaget (oppdiktet)")

SCHEME = """
[scheme]
id = "bench"
year = 2025
title = { nb = "Måling", nn = "Måling", en = "Measurement" }
chapter = "671.71"
legal_basis = ["regl/8"]
agency = "IMDi"
appeal_body = "AID"
authority = "AID"
workflow = "bench_step"
in_force = 2025-01-01
"""


def office(url: str, folder: Path) -> Office:
    """An office that knows the measured workflow and a scheme for it."""
    scheme = folder / "bench_scheme.toml"
    scheme.write_text(SCHEME)
    clock = FrozenClock(START)
    return Office(url, clock=clock, workflows=[HERE / "workflows"], schemes=[scheme], letters=[HERE / "letters"])


def filled(url: str, folder: Path, cases: int) -> tuple[Office, list[str]]:
    """An office with that many open cases, and their ids."""
    made = office(url, folder)
    ids: list[str] = []
    for start in range(0, cases, 500):
        with made.together():
            for _ in range(start, min(start + 500, cases)):
                ids.append(made.open_case(scheme="bench", year=2025, party=ORGANISATION, by=CASEWORKER).id)
    return made, ids
