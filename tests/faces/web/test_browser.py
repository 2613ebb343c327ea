"""The pages in a real browser: accessible in every look, by keyboard alone, and whole ways through the office."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.faces.web.browsing import SCREENSHOTS, faults, opened_wide, overflows, signed_in
from tests.faces.web.conftest import Site

pytestmark = pytest.mark.browser

#: Every colour and every width once; the two do not depend on each other.
LOOKS = [("light", 1280), ("dark", 320)]
#: Pages of which a picture stands in the documentation: person, address, name.
SHOWN = ("my_day", "case", "overdue", "step", "appeal")


def pages(site: Site) -> dict[str, tuple[str, str]]:
    """Every kind of page, with somebody who may see it."""
    appealed = site.one("appeal", "merits_review")
    case_id, review = appealed[:10], site.one("appeal_review", "received")
    decided = site.one("reaction", "proposed")
    letter = next(x.id for x in site.office.case(case_id).letters)
    late = site.office.overdue()[0]["case"].replace("/", "-")
    own = site.office.cases(party=_party_of_leader(site))[0]["id"]
    return {
        "my_day": ("kari", "/my-day"),
        "case": ("kari", f"/cases/{case_id}"),
        "proceeding": ("kari", f"/proceedings/{appealed}"),
        "step": ("ola", f"/proceedings/{decided}/decide"),
        "opening": ("kari", f"/cases/{case_id}/open/control"),
        "letter": ("kari", f"/letters/{letter.replace('#', '%23')}"),
        "returning": ("ola", f"/proceedings/{decided}/return_proposal"),
        "act": ("kari", f"/cases/{case_id}/acts/hold"),
        "applications": ("kari", "/applications"),
        "application": ("kari", "/applications/voluntary_organisations/2025"),
        "bulk": ("siri", "/bulk?place=report.overdue"),
        "bulk_step": (
            "siri",
            f"/bulk/step?place=report.overdue&step=waive&p={site.one('report', 'overdue')}&p={decided}",
        ),
        "overdue": ("siri", "/overdue"),
        "ladder": ("siri", f"/cases/{late}/ladder"),
        "office": ("siri", "/office"),
        "year": ("siri", "/year"),
        "mail": ("siri", "/mail"),
        "search": ("tor", "/cases?q=2025"),
        "record": ("tor", f"/cases/{case_id}/record"),
        "inbox": ("ragnhild", "/appeals"),
        "appeal": ("ragnhild", f"/appeals/{review}"),
        "own_cases": ("leder", "/own"),
        "own_case": ("leder", f"/own/{own}"),
        "schemes": ("nils", "/schemes"),
        "scheme": ("nils", "/schemes/resource_environments/2025"),
        "workflow": ("nils", "/workflows/appeal"),
        "laws": ("nils", "/law"),
        "law": ("nils", "/law/fvl/29-1"),
        "nothing": ("nils", "/nothing"),
    }


def _party_of_leader(site: Site) -> str:
    from casework.access import Access

    return next(g.agency for g in Access(site.office).grants("leder") if g.agency)


NAMES = (
    "my_day case proceeding step opening letter returning act applications application bulk bulk_step overdue "
    "ladder office year mail search record inbox appeal own_cases own_case schemes scheme workflow laws law nothing"
).split()


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_accessible_in_light_and_dark_wide_and_narrow(
    site: Site, address: str, browser: Browser, name: str
) -> None:
    """WCAG 2.2 AA, which is the law for public bodies: axe-core finds nothing, also with everything open; nothing
    must be scrolled sideways at 320 px, which is a page at 400 % (1.4.10)."""
    person, path = pages(site)[name]
    with signed_in(browser, address, person) as page:
        page.goto(path)
        opened_wide(page)
        for look, width in LOOKS:
            page.emulate_media(color_scheme="dark" if look == "dark" else "light")
            page.set_viewport_size({"width": width, "height": 900})
            assert faults(page) == [], (name, look, width)
            assert not overflows(page), (name, look, width)


def test_the_door_is_accessible(address: str, browser: Browser) -> None:
    """Also before anybody has signed in."""
    page = browser.new_page(base_url=address)
    page.goto("/sign-in")
    assert faults(page) == []
    page.close()


def test_a_refused_form_is_accessible_and_leads_to_what_is_wrong(site: Site, address: str, browser: Browser) -> None:
    """The summary has the focus, and each fault leads to its field (WCAG 3.3.1)."""
    with signed_in(browser, address, "ola") as page:
        page.goto(f"/proceedings/{site.one('appeal', 'merits_review')}/uphold")
        page.locator('button[value="do"]').click()
        summary = page.get_by_role("alert")
        expect(summary).to_be_focused()
        assert faults(page) == []
        summary.get_by_role("link").first.click()
        expect(page.locator(":target")).to_have_attribute("aria-invalid", "true")


def _focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent.trim()"))


def test_the_report_of_a_step_in_many_cases_is_accessible(site: Site, address: str, browser: Browser) -> None:
    """Also with what was refused."""
    path = f"/bulk/step?place=report.overdue&step=waive&p={site.one('appeal', 'merits_review')}"
    with signed_in(browser, address, "siri") as page:
        page.goto(path)
        page.get_by_label("Begrunnelse").fill("Frafalles.")
        page.locator('button[value="do"]').click()
        expect(page.get_by_role("status")).to_contain_text("Gjort i 0 av 1 saker")
        opened_wide(page)
        assert faults(page) == []


def test_everything_can_be_done_with_the_keyboard_alone(site: Site, address: str, browser: Browser) -> None:
    """From the first page to a saved form: skip link, list, case, step, text, button; the focus is always seen."""
    with signed_in(browser, address, "ola") as page:
        page.goto("/my-day")
        page.keyboard.press("Tab")
        assert _focused(page) == "Gå til innholdet"
        page.keyboard.press("Enter")
        page.goto(f"/proceedings/{site.one('appeal', 'merits_review')}/uphold")
        for _ in range(60):
            page.keyboard.press("Tab")
            width = page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
            assert width >= 3, page.evaluate("document.activeElement.outerHTML")
            if page.evaluate("document.activeElement.name") == "reason":
                break
        page.keyboard.type("Skrevet uten mus")
        while page.evaluate("document.activeElement.value") != "save":
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.get_by_role("status")).to_contain_text("Skjemaet er lagret")
        expect(page.locator("[name=reason]")).to_have_value("Skrevet uten mus")


def test_the_office_works_without_script(site: Site, address: str, browser: Browser) -> None:
    """A filter, a language and a half-written form, with script switched off."""
    with signed_in(browser, address, "siri", java_script_enabled=False) as page:
        page.goto("/overdue")
        page.select_option("[name=kind]", "annual_report")
        page.get_by_role("button", name="Vis").click()
        assert "kind=annual_report" in page.url
        page.get_by_role("button", name="Nynorsk").click()
        expect(page.locator("html")).to_have_attribute("lang", "nn")
        expect(page.get_by_role("heading", level=1)).to_have_text("Forfalne rapportar")


def test_a_change_is_asked_for_assessed_and_decided(site: Site, address: str, browser: Browser) -> None:
    """The grantee asks, the caseworker proposes, another person decides (regl/14); everybody sees where it stands."""
    party = _party_of_leader(site)
    case_id = site.office.cases(party=party)[0]["id"]
    with signed_in(browser, address, "leder") as page:
        page.goto(f"/own/{case_id}")
        page.get_by_role("link", name=re.compile("endring", re.IGNORECASE)).first.click()
        page.get_by_label("budsjett").check()
        page.get_by_label(re.compile("ønsk", re.IGNORECASE)).first.fill("Flytte 20 000 kr fra reiser til lokaler.")
        page.locator('button[value="do"]').click()
        assert f"/{case_id}" in page.url
    request = next(p for p in site.office.case(case_id).proceedings if p.workflow == "change_request")
    assert request.state == "received"
    with signed_in(browser, address, "kari") as page:
        page.goto(f"/cases/{case_id}")
        expect(page.locator(f'a[href$="/proceedings/{request.id}/assess"]')).to_be_visible()


def test_a_package_for_the_auditor_is_downloaded(site: Site, address: str, browser: Browser) -> None:
    """Search, the record, the package."""
    number = site.office.case(site.one("appeal", "merits_review")[:10]).number
    with signed_in(browser, address, "tor") as page:
        page.get_by_role("searchbox").fill(number)
        page.keyboard.press("Enter")
        page.get_by_role("link", name=number).click()
        page.locator("summary", has_text="Alt som er gjort").click()
        page.get_by_role("link", name="Hele saken på én side").click()
        expect(page.get_by_role("status")).to_contain_text("Kjeden er kontrollert nå")
        with page.expect_download() as download:
            page.get_by_role("link", name="Last ned saken som pakke").click()
        assert download.value.suggested_filename == f"{number.replace('/', '-')}.zip"


@pytest.mark.parametrize("name", SHOWN)
def test_a_picture_of_the_page_stands_in_the_documentation(
    site: Site, address: str, browser: Browser, name: str
) -> None:
    """The pictures are made here, so that they show what is there."""
    person, path = pages(site)[name]
    with signed_in(browser, address, person, viewport={"width": 1100, "height": 760}) as page:
        page.goto(path)
        SCREENSHOTS.mkdir(exist_ok=True)
        page.screenshot(path=SCREENSHOTS / f"{name}.png")
    assert (SCREENSHOTS / f"{name}.png").stat().st_size < 150_000
