"""What goes wrong between people, their browsers and the machine, in a real browser."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, expect

from tests.faces.web.browsing import faults, signed_in
from tests.faces.web.conftest import Site
from tests.faces.web.walking import Walker, Walkers, walkers

pytestmark = pytest.mark.browser

#: Markup, a formula, writing turned around and a face: a text like any other.
HOSTILE = '=1+1<b onclick="x()">fet</b>\u202eomvendt\u202c \U0001f600'
LEADER = "gard"


@pytest.fixture
def who(browser: Browser, address: str) -> Iterator[Walkers]:
    with walkers(browser, address) as found:
        yield found


def _asked_for_a_change(site: Site, walker: Walker, text: str) -> str:
    """A request of the leader's; the id of its proceeding."""
    case_id = site.grant_of(LEADER)
    walker.go(f"/own/{case_id}")
    walker.follow("Endringssøknad")
    walker.fill({"Gjelder": "budsjett", "Ønsket endring": text})
    walker.send("Endringssøknad")
    walker.told("Vi har tatt imot det dere sendte")
    return [p.id for p in site.office.case(case_id).proceedings if p.workflow == "change_request"][-1]


def _entries(site: Site, proceeding_id: str, name: str) -> int:
    history = site.office.history(proceeding_id[:10])
    return len([e for e in history if (e.proceeding_id, e.name) == (proceeding_id, name)])


def test_the_second_of_two_browsers_is_told_what_the_first_has_changed(
    site: Site, who: Walkers, browser: Browser, address: str
) -> None:
    """Nothing is overwritten, and nothing that was written is lost: what changed, and by whom."""
    request = _asked_for_a_change(site, who(LEADER), "Nye lokaler.")
    kari = who("kari")
    with signed_in(browser, address, "kari") as other:
        second = Walker(other)
        for walker in (kari, second):
            walker.go(f"/proceedings/{request}/assess")
            walker.fill({"Vurdering": "Det jeg skrev"})
        kari.send("Vurder")
        kari.told("✓")
        second.send("Vurder")
        second.refused("Saken er endret mens du skrev")
        second.refused("Kari Nordmann: Vurder")
        expect(other.get_by_label("Vurdering")).to_have_value("Det jeg skrev")
        second.send("Vurder")
        second.told("✓")
    assert _entries(site, request, "assess") == 2


def test_the_back_button_and_a_double_click_do_it_once(site: Site, who: Walkers) -> None:
    """The form knows that it was sent, and the office that it is the same."""
    request, kari = _asked_for_a_change(site, who(LEADER), "Flere reiser."), who("kari")
    kari.go(f"/proceedings/{request}/assess")
    kari.fill({"Vurdering": "Vurdert en gang."})
    kari.page.get_by_role("main").get_by_role("button", name="Vurder", exact=True).dblclick()
    kari.told("✓")
    kari.go(f"/proceedings/{request}/propose")
    kari.fill({"Forslag": "Samtykke."})
    kari.send("Foreslå")
    kari.told("✓")
    kari.page.go_back()
    kari.fill({"Forslag": "Samtykke."})
    kari.send("Foreslå")
    expect(kari.page.get_by_role("main")).to_contain_text(re.compile("✓|Dette står i veien"))
    assert [_entries(site, request, name) for name in ("assess", "propose")] == [1, 1]


def test_text_with_markup_turned_writing_and_emoji_is_text(site: Site, who: Walkers) -> None:
    """On the page of the one who wrote it and of those who read it: no element comes of it."""
    request, kari = _asked_for_a_change(site, who(LEADER), HOSTILE), who("kari")
    kari.go(f"/proceedings/{request}")
    kari.reads("<b onclick=")
    kari.reads("\U0001f600")
    expect(kari.page.locator("main b[onclick]")).to_have_count(0)
    assert faults(kari.page) == []


@pytest.fixture
def renamed(site: Site) -> Iterator[str]:
    """An organisation that is late, and calls itself something that a spreadsheet would run."""
    row = site.office.overdue()[0]
    name = site.office.party(row["party"]).name
    _rename(site, row["party"], HOSTILE)
    yield HOSTILE
    _rename(site, row["party"], name)


def _rename(site: Site, party: str, name: str) -> None:
    with site.office.database.cursor(atomic=True) as cursor:
        cursor.execute("update cases set party_name = ? where party = ?", (name, party))


def test_an_export_is_downloaded_and_holds_text_and_no_formula(renamed: str, who: Walkers) -> None:
    """CSV and XLSX as a spreadsheet opens them: a name that begins with = is a name."""
    siri = who("siri")
    siri.go("/overdue")
    siri.reads("<b onclick=")
    rows = list(csv.reader(io.StringIO(_downloaded(siri, "CSV").decode("utf-8-sig")), delimiter=";"))
    named = [cell for row in rows for cell in row if "fet</b>" in cell]
    assert named and all(renamed in cell and not cell.startswith("=") for cell in named)
    book = openpyxl.load_workbook(io.BytesIO(_downloaded(siri, "XLSX")))
    cells = [cell for row in book.active.iter_rows() for cell in row]
    assert any("fet</b>" in str(cell.value) for cell in cells)
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}


def _downloaded(walker: Walker, link: str) -> bytes:
    with walker.page.expect_download() as download:
        walker.follow(link)
    return Path(download.value.path()).read_bytes()
