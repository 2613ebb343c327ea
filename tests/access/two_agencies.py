"""An office with the cases of two agencies, and somebody for every role."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from casework import Actor, Office, Party
from casework.access import Access, Counter
from casework.model.access import Seat
from casework.testing import FrozenClock

HERE = Path(__file__).parent
LETTERS = HERE.parent / "store" / "drill" / "letters"
START = "2025-03-03T08:00:00Z"
OURS, THEIRS = Party("974760673", "Øvelaget (oppdiktet)"), Party("923609016", "Nabolaget (oppdiktet)")
KARI, NILS = Actor("kari", "caseworker", "IMDi"), Actor("nils", "caseworker", "Lotteritilsynet")

#: Who has which role with us, and for whom they act.
STAFF = {
    "grantee": ("leder", OURS.id),
    "caseworker": ("kari", "IMDi"),
    "decision_maker": ("ola", "IMDi"),
    "supervisor": ("siri", "IMDi"),
    "budget_authority": ("berit", "IMDi"),
    "attester": ("arne", "IMDi"),
    "appeal_body": ("mona", "AID"),
    "auditor": ("rita", None),
    "archivist": ("arkiv", "IMDi"),
    "administrator": ("admin", None),
}


@dataclass(frozen=True, slots=True)
class TwoAgencies:
    """The office, and the ids of one case of ours and one of theirs, each with an appeal that was forwarded."""

    office: Office
    access: Access
    own: str
    other: str

    def counter(self, role: str) -> Counter:
        """The counter that the person with that role is met at."""
        person, agency = STAFF[role]
        return self.access.counter(person, Seat(role, agency))


def two_agencies(url: str) -> TwoAgencies:
    """The two cases over the database of that URL, whose clock stands still."""
    folders = HERE / "definitions"
    office = Office(
        url,
        clock=FrozenClock(START),
        workflows=[folders / "workflows"],
        schemes=[folders / "schemes"],
        letters=[LETTERS],
    )
    access = Access(office)
    for role, (person, agency) in STAFF.items():
        access.grant(person, role, by="admin", agency=agency)
    return TwoAgencies(office, access, _case(office, "ours", OURS, KARI), _case(office, "theirs", THEIRS, NILS))


def _case(office: Office, scheme: str, party: Party, by: Actor) -> str:
    case = office.open_case(scheme=scheme, year=2025, party=party, by=by, facts={"note": "søknad"})
    office.perform(case.grant.id, "assess", by=by, facts={"opinion": "tynt begrunnet"})
    office.perform(case.grant.id, "tell", by=by)
    office.perform(case.grant.id, "forward", by=by)
    return case.id
