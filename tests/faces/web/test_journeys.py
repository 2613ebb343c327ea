"""Whole ways through the office in a real browser, from one person to the next, by what each of them reads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.faces.web.browsing import faults
from tests.faces.web.conftest import Site
from tests.faces.web.walking import Walkers, walkers

pytestmark = pytest.mark.browser

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"


@pytest.fixture
def who(browser: Browser, address: str) -> Iterator[Walkers]:
    with walkers(browser, address) as found:
        yield found


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """A document on the grantee's own machine."""
    made = tmp_path / "årsregnskap.pdf"
    made.write_bytes(PDF)
    return made


def test_a_report_is_handed_in_with_its_figures_and_a_file_and_is_approved(
    site: Site, who: Walkers, paper: Path
) -> None:
    """The receipt comes at once (best/6.3.6); the caseworker approves, and the use is entered (regl/15-2)."""
    case_id, grete, kari = site.grant_of("grete"), who("grete"), who("kari")
    grete.follow("Gå til saken Regnskap " + case_id.replace("-", "/"))
    grete.follow("Lever rapporten", under="Regnskap")
    grete.fill({"Brukt beløp": "nesten alt"})
    grete.send("Lever rapporten")
    grete.refused("Dette står i veien")
    grete.fill(
        {
            "Deler som er levert": ["Regnskap etter regnskapsloven"],
            "Mottatt beløp": "328 000",
            "Brukt beløp": "328 000",
            "Restmidler": "0",
        }
    )
    grete.fill({"Regnskapet følger": "regnskapsloven", "Dokument": paper})
    grete.send("Lever rapporten")
    grete.told("Vi har tatt imot det dere sendte")
    grete.told(f"Kvitteringsnummer {case_id.replace('-', '/')}#")
    assert faults(grete.page) == []
    grete.reads("årsregnskap.pdf")
    kari.go(f"/cases/{case_id}")
    kari.do("Godkjenn", under="Regnskap")
    kari.told("Godkjenn")


def test_more_time_is_asked_for_and_given_and_both_days_are_shown(site: Site, who: Walkers) -> None:
    """The original day never disappears (best/6.3.6)."""
    case_id, geir, siri = site.grant_of("geir"), who("geir"), who("siri")
    geir.go(f"/own/{case_id}")
    geir.follow("Endringssøknad")
    geir.fill({"Gjelder": "periode", "Ønsket endring": "Vi ber om utsatt frist for årsrapporten til 12. juni."})
    geir.send("Endringssøknad")
    siri.go(f"/cases/{case_id}")
    siri.follow("Forleng fristen", under="Årsrapport")
    siri.fill({"Ny frist": "2026-06-12"})
    siri.send("Forleng fristen")
    siri.refused("begrunnelse")
    siri.fill({"Begrunnelse": "Revisor er syk."})
    siri.send("Forleng fristen")
    siri.told("Forleng fristen")
    geir.go(f"/own/{case_id}")
    row = geir.page.get_by_role("row").filter(has_text="12.06.2026")
    expect(row).to_contain_text("15.05.2026")


def test_a_change_is_decided_by_another_than_who_proposed_it(site: Site, who: Walkers) -> None:
    """Asked by the grantee, assessed and proposed by one, decided by another (best/6.3.3, regl/14)."""
    case_id = site.grant_of("gro")
    gro, kari, ola = who("gro"), who("kari"), who("ola")
    gro.go(f"/own/{case_id}")
    gro.follow("Endringssøknad")
    gro.send("Endringssøknad")
    gro.refused("Dette står i veien")
    gro.fill({"Gjelder": "budsjett", "Ønsket endring": "Flytte 20 000 kr fra reiser til lokaler."})
    gro.send("Endringssøknad")
    gro.told("Vi har tatt imot det dere sendte")
    kari.go(f"/cases/{case_id}")
    kari.do("Vurder", {"Vurdering": "Endringen er innenfor formålet."}, under="Endringssøknad")
    kari.do("Foreslå", {"Forslag": "Samtykke til endringen."}, under="Endringssøknad")
    expect(kari.page.get_by_role("link", name="Gi samtykke", exact=True)).to_have_count(0)
    ola.go(f"/cases/{case_id}")
    ola.do(
        "Gi samtykke",
        {"Begrunnelse": "Endringen tjener formålet.", "Gjelder fra": "2026-05-01"},
        under="Endringssøknad",
    )
    gro.go(f"/own/{case_id}")
    gro.reads("Samtykke")
