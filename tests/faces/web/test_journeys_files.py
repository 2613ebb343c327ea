"""Documents handed in and fetched again, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.faces.web.browsing import faults
from tests.faces.web.conftest import Site
from tests.faces.web.walking import Walkers, walkers

pytestmark = pytest.mark.browser

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
LEADER = "gunn"


@pytest.fixture
def who(browser: Browser, address: str) -> Iterator[Walkers]:
    with walkers(browser, address) as found:
        yield found


def test_a_document_is_what_its_bytes_say_and_its_name_is_only_a_title(
    site: Site, who: Walkers, tmp_path: Path
) -> None:
    """Saved, never shown as a page of ours, under a name that leads nowhere."""
    case_id, gunn = site.grant_of(LEADER), who(LEADER)
    paper = tmp_path / "<b>..%2f..%2fvedtak.html"
    paper.write_bytes(PDF)
    gunn.go(f"/own/{case_id}")
    gunn.fill({"Velg en fil": paper})
    gunn.send("Legg i saken")
    gunn.told("Vi har tatt imot det dere sendte")
    assert faults(gunn.page) == []
    assert site.office.case(case_id).documents[-1].media_type == "application/pdf"
    with gunn.page.expect_download() as download:
        gunn.follow("<b>")
    assert Path(download.value.path()).read_bytes() == PDF
    assert not set(download.value.suggested_filename) & set("<>/\\%")


def test_a_document_that_is_too_large_is_refused_on_a_calm_page(site: Site, who: Walkers, tmp_path: Path) -> None:
    """Refused by its length, before it is read; nothing is filed."""
    case_id, gunn = site.grant_of(LEADER), who(LEADER)
    large = tmp_path / "alt.pdf"
    with large.open("wb") as file:
        file.truncate(site.largest + (2 << 20))
    before = site.office.case(case_id).revision
    gunn.go(f"/own/{case_id}")
    gunn.fill({"Velg en fil": large})
    gunn.send("Legg i saken")
    gunn.reads("innholdet er større enn")
    assert faults(gunn.page) == []
    assert site.office.case(case_id).revision == before
