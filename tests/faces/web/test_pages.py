"""The pages: what is shown to whom, and what becomes of what is filled in."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from casework.access import Access
from casework.model.actor import Actor
from tests.faces.web.conftest import Person, Site

As = Callable[[str], Person]
KARI = Actor("kari", "caseworker")
HOSTILE = '<script>alert("x")</script>\u202eevil\U0001f600'


def csv_rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


@pytest.mark.parametrize(
    ("person", "paths"),
    [
        ("kari", ["/", "/my-day", "/cases", "/overdue", "/year", "/schemes", "/law", "/workflows/appeal"]),
        ("ola", ["/", "/overdue", "/cases"]),
        ("siri", ["/", "/office", "/mail", "/overdue", "/year?year=2025"]),
        ("tor", ["/", "/cases?q=2025", "/schemes"]),
        ("ragnhild", ["/", "/appeals"]),
        ("leder", ["/", "/own"]),
        ("nils", ["/", "/schemes", "/schemes/voluntary_organisations/2022", "/law/fvl/16-3-a"]),
    ],
)
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_each_role_has_its_pages_in_each_language(as_person: As, person: str, paths: list[str], language: str) -> None:
    """Whoever signs in finds what is theirs, in the language they chose."""
    who = as_person(person)
    who.client.post("/language", data={"language": language, "back": "/"})
    for path in paths:
        assert f'<html lang="{language}">' in who.look(path)


def test_every_case_has_a_page(site: Site, as_person: As) -> None:
    """At whatever stage it stands."""
    kari = as_person("kari")
    for row in site.office.cases():
        assert row["number"] in kari.look(f"/cases/{row['id']}")


def test_who_is_not_signed_in_is_asked_to(site: Site, as_person: As) -> None:
    """Nothing of a case is shown to nobody."""
    kari = as_person("kari")
    kari.client.post("/sign-out")
    answer = kari.client.get("/cases", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")


def test_a_grantee_sees_its_own_cases_only(site: Site, as_person: As) -> None:
    """The party's own access (fvl/18); others' cases are confidential (fvl/13b-1)."""
    leder = as_person("leder")
    own = set(re.findall(r"/own/(\d{4}-\d{5})", leder.look("/own")))
    other = next(row["id"] for row in site.office.cases() if row["id"] not in own)
    assert own and all(leder.look(f"/own/{case_id}") for case_id in own)
    leder.look(f"/cases/{other}", 403)
    leder.look(f"/own/{other}", 403)
    leder.look(f"/cases/{min(own)}/record", 403)


def test_the_page_of_a_case_says_why_something_cannot_be_done(site: Site, as_person: As) -> None:
    """A refusal is an answer: it names the rule, which opens in place."""
    page = as_person("ola").look(f"/cases/{site.one('appeal', 'merits_review').rpartition('-')[0]}")
    assert "Kan ikke gjøres nå" in page and '<details class="law">' in page


def test_a_step_is_made_once_however_often_its_form_is_sent(site: Site, as_person: As) -> None:
    """A double click, or the back button after it: the key of the form tells that it is the same."""
    kari, request = as_person("kari"), site.one("change_request", "received")
    path = f"/proceedings/{request}/request_information"
    form = dict(re.findall(r'name="(key|revision)" value="([^"]*)"', kari.look(path)))
    facts = _filled(site, request, "request_information")
    answers = [kari.client.post(path, data={"do": "do", **form, **facts}, follow_redirects=False) for _ in range(2)]
    assert [a.status_code for a in answers] == [303, 303], answers[0].text
    assert answers[0].headers["location"] == answers[1].headers["location"]
    entries = [e for e in site.office.history(request[:10]) if e.name == "request_information"]
    assert len(entries) == 1
    assert "Registrert: " in kari.look(answers[0].headers["location"])
    other = {"do": "do", **form, **facts, next(iter(facts)): "2026-06-15"}
    again = kari.client.post(path, data=other, follow_redirects=False)
    assert again.status_code == 409 and "er sendt før" in again.text


def _filled(site: Site, proceeding_id: str, name: str) -> dict[str, str]:
    """Something for each fact that the step must be given."""
    options = site.office.available(proceeding_id, by=KARI)
    specs = next(o.facts for o in options if o.name == name)
    written = {"date": "2026-05-30", "text": "Send oss budsjettet.", "list": "budsjett", "choices": "", "money": "100"}
    return {spec.name: written[spec.type] for spec in specs if spec.required}


def test_what_is_missing_is_told_at_its_field(site: Site, as_person: As) -> None:
    """Nothing is changed; what was filled in stands there still, as text."""
    ola, appeal = as_person("ola"), site.one("appeal", "merits_review")
    before = site.office.case(appeal[:10]).revision
    answer = ola.send(
        f"/proceedings/{appeal}/uphold", **{"answers.name": HOSTILE, "answers.value": "svar", "reason": ""}
    )
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text and 'href="#f-reason"' in answer.text
    assert "<script>alert" not in answer.text and "&lt;script&gt;alert" in answer.text
    assert site.office.case(appeal[:10]).revision == before


def test_a_lost_race_shows_what_the_other_changed(site: Site, as_person: As) -> None:
    """Two browsers on one case: the second is told who did what, and keeps what it wrote."""
    kari, appeal = as_person("kari"), site.one("appeal", "merits_review")
    path = f"/proceedings/{appeal}/uphold"
    form = dict(re.findall(r'name="(key|revision)" value="([^"]*)"', kari.look(path)))
    site.office.assign(appeal[:10], "amina", "caseworker", by=Actor("siri", "supervisor"))
    answer = kari.client.post(path, data={"do": "do", **form, "reason": "Det jeg skrev"}, follow_redirects=False)
    assert answer.status_code == 409
    assert "Saken er endret mens du skrev" in answer.text and "Siri Dahl" in answer.text
    assert "Det jeg skrev" in answer.text
    assert f'value="{site.office.case(appeal[:10]).revision}"' in answer.text


def test_a_half_written_form_is_kept_until_it_is_sent_or_thrown_away(site: Site, as_person: As) -> None:
    """Nothing is lost by looking elsewhere; it stands on the person's day."""
    ola, appeal = as_person("ola"), site.one("appeal", "merits_review")
    path = f"/proceedings/{appeal}/uphold"
    saved = ola.send(path, do="save", reason="Et halvt ord")
    assert saved.status_code == 303
    assert "Et halvt ord" in ola.look(path) and path in ola.look("/my-day")
    ola.client.post(f"{path}/drop")
    assert "Et halvt ord" not in ola.look(path)


def test_the_letter_is_shown_before_it_goes(site: Site, as_person: As) -> None:
    """With what the law asks of it (fvl/27-3); nothing is written."""
    ola, reaction = as_person("ola"), site.one("reaction", "proposed")
    before = site.office.case(reaction[:10]).revision
    page = ola.look(f"/proceedings/{reaction}/decide")
    assert 'class="letter"' in page and "Brevet slik det går ut" in page
    assert site.office.case(reaction[:10]).revision == before


def test_the_list_of_what_is_overdue_keeps_its_filters_in_the_address(site: Site, as_person: As) -> None:
    """The address is the saved view; the files hold the same rows."""
    siri = as_person("siri")
    every = site.office.overdue()
    wanted = [row for row in every if row["kind"] == "annual_report"]
    assert 0 < len(wanted) < len(every)
    page = siri.look("/overdue?kind=annual_report&sort=case")
    assert f"Viser {len(wanted)} av {len(every)} forfalte" in page
    rows = csv_rows(siri.client.get("/overdue.csv?kind=annual_report&sort=case").content)
    assert len(rows) == len(wanted) + 1
    assert [row[0] for row in rows[1:]] == sorted(row["case"] for row in wanted)


def test_no_cell_of_an_export_is_a_formula(site: Site, as_person: As) -> None:
    """Whatever an organisation calls itself, a spreadsheet runs nothing (CSV and XLSX)."""
    row = site.office.overdue()[0]
    party = site.office.party(row["party"])
    name = '=HYPERLINK("http://x.example","klikk")'
    with site.office.database.cursor(atomic=True) as cursor:
        cursor.execute("update cases set party_name = ? where party = ?", (name, party.id))
    try:
        siri = as_person("siri")
        assert all(not cell.startswith("=") for r in csv_rows(siri.client.get("/overdue.csv").content) for cell in r)
        book = openpyxl.load_workbook(io.BytesIO(siri.client.get("/overdue.xlsx").content))
        cells = [cell for line in book.active.iter_rows() for cell in line]
        assert {cell.data_type for cell in cells} <= {"s", "n", "d"} and not any(cell.hyperlink for cell in cells)
        assert any("HYPERLINK" in str(cell.value) for cell in cells)
    finally:
        with site.office.database.cursor(atomic=True) as cursor:
            cursor.execute("update cases set party_name = ? where party = ?", (party.name, party.id))


def test_a_late_case_opens_to_its_ladder_and_the_moves_of_its_day(site: Site, as_person: As) -> None:
    """Sent, skipped or to come; the original day never disappears."""
    extended = next(row for row in site.office.overdue() if row["original_day"] != row["due_day"])
    page = as_person("siri").look(f"/cases/{extended['case'].replace('/', '-')}/ladder")
    assert "Flyttet" in page and "Revisor er syk" in page
    day = extended["original_day"]
    assert f'datetime="{day}"' in page


def test_the_record_is_verified_on_the_spot(site: Site, as_person: As) -> None:
    """The whole record on one page, with the chain checked when it is opened."""
    case_id = site.office.cases(year=2025)[0]["id"]
    page = as_person("tor").look(f"/cases/{case_id}/record")
    assert "Kjeden er kontrollert nå" in page and site.office.history(case_id)[-1].hash in page


def test_the_package_proves_itself_without_casework(site: Site, as_person: As, tmp_path: Path) -> None:
    """Any Python verifies it; one changed letter or entry is named."""
    case_id = site.one("appeal", "merits_review")[:10]
    answer = as_person("tor").client.get(f"/cases/{case_id}/package")
    zipfile.ZipFile(io.BytesIO(answer.content)).extractall(tmp_path)
    assert _verified(tmp_path) == (0, "All files are as they were, and the record is one unbroken chain.")
    entries = tmp_path / "entries.jsonl"
    entries.write_text(entries.read_text("utf-8").replace('"kari"', '"jonas"', 1), "utf-8")
    code, told = _verified(tmp_path)
    assert code == 1 and "entries.jsonl was altered" in told and re.search(r"entry \d+ was altered", told)


def _verified(folder: Path) -> tuple[int, str]:
    command = [sys.executable, "-I", str(folder / "verify.py")]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    return ended.returncode, ended.stdout.strip()


def test_the_appeal_body_sees_both_sides_of_an_appeal_and_not_the_rest(site: Site, as_person: As) -> None:
    """Point by point (fvl/33-4); what was not sent to it stays with the first instance."""
    ragnhild = as_person("ragnhild")
    review = site.one("appeal_review", "received")
    assert review in ragnhild.look("/appeals")
    page = ragnhild.look(f"/appeals/{review}")
    assert "Rapporten ble sendt innen fristen" in page and "Vi ser ingen ny grunn" in page
    others = {row["id"] for row in site.office.cases()} - set(re.findall(r"\d{4}-\d{5}", ragnhild.look("/appeals")))
    ragnhild.look(f"/cases/{min(others)}", 403)


def test_the_language_is_the_persons_choice_and_never_leads_away(as_person: As) -> None:
    """POST, redirect, GET; to an address among the pages."""
    kari = as_person("kari")
    for back, where in (("/overdue", "/overdue"), ("//evil.example", "/"), ("https://evil.example", "/")):
        answer = kari.client.post("/language", data={"language": "nn", "back": back}, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (303, where)
    assert "Forfalne rapportar" in kari.look("/overdue")


def test_a_form_from_another_site_is_not_carried_out(site: Site, as_person: As) -> None:
    """Whoever lures somebody to another page does nothing in their name."""
    kari, appeal = as_person("kari"), site.one("appeal", "merits_review")
    path = f"/proceedings/{appeal}/uphold"
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        answer = kari.client.post(path, data={"do": "do"}, headers=headers)
        assert answer.status_code == 403 and "ikke utført" in answer.text


def test_pages_load_nothing_from_outside_and_hold_no_script_or_style(site: Site, as_person: As) -> None:
    """The content security policy would stop it; nothing is there to be stopped."""
    page = as_person("kari").look(f"/cases/{site.office.cases(year=2025)[0]['id']}")
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', page)
    assert "<style" not in page and " style=" not in page and not re.search(r"\son\w+=", page)
    assert re.findall(r"<script[^>]*>", page) == ['<script src="/static/casework.js" defer>']


def test_text_with_markup_is_text_everywhere(site: Site, as_person: As, access: Access) -> None:
    """Also an organisation's own name: no element comes of it, and its writing direction ends with it."""
    row = site.office.cases(year=2025)[0]
    with site.office.database.cursor(atomic=True) as cursor:
        cursor.execute("update cases set party_name = ? where id = ?", (HOSTILE, row["id"]))
    try:
        for path in (f"/cases/{row['id']}", "/cases", f"/cases/{row['id']}/record"):
            page = as_person("tor").look(path)
            assert "<script>alert" not in page and f"<bdi>{_escaped(HOSTILE)}</bdi>" in page
    finally:
        with site.office.database.cursor(atomic=True) as cursor:
            cursor.execute("update cases set party_name = ? where id = ?", (row["party_name"], row["id"]))


def _escaped(text: str) -> str:
    return text.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&#34;")


def test_what_is_not_there_is_a_calm_page(as_person: As) -> None:
    """In the person's language, with a way on."""
    for path in ("/nothing", "/cases/2025-99999", "/law/fvl/999-1", "/workflows/nothing", "/letters/x"):
        assert "Siden finnes ikke" in as_person("kari").look(path, 404)


def test_the_one_who_decides_sees_what_is_proposed_and_sends_points_back(site: Site, as_person: As) -> None:
    """What is proposed, why, the facts and the rule stand beside the letter; single points go back with a reason."""
    ola, reaction = as_person("ola"), site.one("reaction", "proposed")
    page = ola.look(f"/proceedings/{reaction}/decide")
    assert "Det som er foreslått" in page and "Foreslått av <bdi>Kari Nordmann</bdi>" in page
    assert "Hovedhensyn og vurdering" in page and 'class="letter"' in page
    back = f"/proceedings/{reaction}/return_proposal"
    assert f'href="{back}"' in page
    form = ola.look(back)
    assert "Det som er foreslått" in form and 'type="checkbox" name="returned_points" value="Beløp"' in form
    assert ola.send(back, returned_points="Beløp", reason="").status_code == 422
    assert ola.send(back, returned_points="Beløp", reason="Se på beløpet.").status_code == 303
    assert site.office.case(reaction[:10]).proceedings[0] is not None
    again = as_person("kari").look(f"/proceedings/{reaction}/assess_again")
    assert 'name="assessed_points.name" value="Beløp"' in again


def test_the_points_of_an_appeal_stand_where_it_is_decided(site: Site, as_person: As) -> None:
    """Point by point, with what was proposed (fvl/33-2)."""
    page = as_person("ola").look(f"/proceedings/{site.one('appeal', 'merits_review')}/reverse_fully")
    assert "Punkt for punkt" in page and "Rapporten ble sendt innen fristen" in page
