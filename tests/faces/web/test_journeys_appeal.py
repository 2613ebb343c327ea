"""From a report that is late, through the reaction and the appeal, to the ministry, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.faces.web.browsing import faults
from tests.faces.web.conftest import Site
from tests.faces.web.journeys import LATE
from tests.faces.web.walking import Walkers, walkers

pytestmark = pytest.mark.browser

TERM = "Tilskuddsbrevet punkt 4: rapportering innen fristen"
BREACH = "Rapport eller regnskap er ikke levert til fristen i tilskuddsbrevet"
BASIS = (
    "Forvaltningsloven (1967) § 35 (5): Adgangen til å endre følger av vedtaket selv, "
    "for eksempel vilkårene i tilskuddsbrevet."
)
WEIGHED = {
    "Grunnlag for omgjøring": BASIS,
    "Hovedhensyn": "Likebehandling.",
    "Hvorfor reaksjonen er forholdsmessig": "Beløpet er lite.",
}
ANSWERED = "Svar på det klageren tar opp"
POINT = "Rapporten ble forsinket fordi revisor var syk"


@pytest.fixture
def who(browser: Browser, address: str) -> Iterator[Walkers]:
    with walkers(browser, address) as found:
        yield found


def test_a_late_report_leads_to_a_reaction_and_an_appeal_that_reaches_the_ministry(site: Site, who: Walkers) -> None:
    """Told beforehand, heard, decided by another and notified (fvl/16, regl/14, fvl/27); appealed, reconsidered and
    forwarded (fvl/33)."""
    case_id = site.grant_of(LATE)
    _told_beforehand_and_heard(case_id, who)
    _decided_and_notified(case_id, who)
    _appealed(case_id, who)
    _reconsidered_and_forwarded(case_id, who)
    who("ragnhild").go("/appeals")
    who("ragnhild").reads(case_id.replace("-", "/"))
    states = {p.workflow: p.state for p in site.office.case(case_id).proceedings}
    assert (states["appeal"], states["appeal_review"]) == ("forwarded", "handed_over")


def _told_beforehand_and_heard(case_id: str, who: Walkers) -> None:
    kari, leader = who("kari"), who(LATE)
    kari.go(f"/cases/{case_id}")
    kari.unfold("Åpne")
    kari.follow("Reaksjon")
    kari.fill({"Slags brudd": BREACH, "Vilkåret som er brutt": TERM, "Reaksjon": "tilbakekreving", "Beløp": "50 000"})
    kari.send("Reaksjon")
    kari.told("✓")
    warned = {"Hva vi bygger på": "Ingen rapport er kommet.", "Hvor det viste seg": "Listen over forfalte rapporter"}
    kari.do("Send forhåndsvarsel", warned)
    leader.go(f"/own/{case_id}")
    leader.follow("Send uttalelse")
    leader.send("Send uttalelse")
    leader.refused("«Uttalelsen» mangler")
    leader.fill({"Uttalelsen": "Revisor var syk."})
    leader.send("Send uttalelse")
    leader.told("Kvitteringsnummer")


def _decided_and_notified(case_id: str, who: Walkers) -> None:
    kari, ola = who("kari"), who("ola")
    kari.go(f"/cases/{case_id}")
    kari.do("Foreslå reaksjon", {"Foreslått begrunnelse": "Rapporten er ikke levert.", **WEIGHED})
    ola.go(f"/cases/{case_id}")
    ola.do("Vedta tilbakekreving", {"Begrunnelse": "Rapporten er ikke levert.", **WEIGHED})
    kari.go(f"/cases/{case_id}")
    kari.do("Underrett parten")
    kari.do("Registrer at underretningen har kommet fram", {"Kom fram": "2026-04-21"})


def _appealed(case_id: str, who: Walkers) -> None:
    leader = who(LATE)
    leader.go(f"/own/{case_id}")
    leader.reads("En klage må være sendt senest tirsdag 12. mai 2026")
    leader.follow("Klage")
    leader.fill({"Ønsket endring": "Kravet slettes.", "Det klageren tar opp": POINT, "Er part": "Ja"})
    leader.send("Klage")
    leader.told("Vi har tatt imot det dere sendte")
    assert faults(leader.page) == []


def _reconsidered_and_forwarded(case_id: str, who: Walkers) -> None:
    kari, ola = who("kari"), who("ola")
    kari.go(f"/cases/{case_id}")
    kari.do("Ta klagen opp")
    kari.do("Begynn vurderingen")
    kari.do("Oppretthold vedtaket", {ANSWERED: {POINT: "Fristen var kjent."}, "Begrunnelse": "Vi finner ikke grunn."})
    kari.do("Gjør saksmappen komplett", {"Dokumenter som følger saken": "vedtaket\nklagen"})
    kari.do("Skriv uttalelse til klageinstansen", {"Uttalelse til klageinstansen": "Vi står ved vedtaket."})
    kari.do("Send partene kopi av uttalelsen")
    ola.go(f"/cases/{case_id}")
    ola.do("Oversend til klageinstansen")
