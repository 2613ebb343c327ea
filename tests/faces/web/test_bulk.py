"""One step in many cases: chosen, counted, done, and told case by case."""

from __future__ import annotations

import re
from collections.abc import Callable

from casework.model.actor import Actor
from tests.faces.web.conftest import Person, Site

As = Callable[[str], Person]
PLACE = "report.overdue"


def chosen(page: str) -> list[str]:
    """The proceedings that can be ticked on the page."""
    return re.findall(r'<input type="checkbox" name="p" value="([^"]+)"', page)


def asked(step: str, *proceedings: str) -> str:
    """The address of the form for these."""
    return f"/bulk/step?place={PLACE}&step={step}" + "".join(f"&p={p}" for p in proceedings)


def sent(person: Person, path: str, **facts: str) -> str:
    """The address of the report, after sending the form twice as a double click does."""
    form = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', person.look(path))
    told: dict[str, list[str]] = {}
    for name, value in form:
        told.setdefault(name, []).append(value)
    answers = [person.client.post("/bulk/step", data={**told, **facts}, follow_redirects=False) for _ in range(2)]
    assert [a.status_code for a in answers] == [303, 303], answers[0].text
    assert answers[0].headers["location"] == answers[1].headers["location"]
    return str(answers[0].headers["location"])


def test_cases_are_chosen_where_they_stand_and_by_filters(site: Site, as_person: As) -> None:
    """The address is the saved view; from what is overdue one comes with its filters."""
    siri = as_person("siri")
    late = site.office.overdue(year=2025)
    assert f"/bulk?place={PLACE}" in siri.look("/overdue")
    page = siri.look(f"/bulk?place={PLACE}&late=1")
    assert {p[:10] for p in chosen(page)} == {row["case"].replace("/", "-") for row in late}
    longest = late[0]["days_late"]
    fewer = chosen(siri.look(f"/bulk?place={PLACE}&late={longest}"))
    assert 0 < len(fewer) < len(chosen(page))
    mine = chosen(siri.look(f"/bulk?place={PLACE}&caseworker=jonas"))
    assert mine and {site.office.case(p[:10]).responsible for p in mine} == {"jonas"}
    assert f'value="{mine[0]}" checked' in siri.look(f"/bulk?place={PLACE}&all=1")


def test_the_form_counts_in_how_many_cases_it_can_be_done(site: Site, as_person: As) -> None:
    """Before anything is done; why not in the others stands beside them, with its provision."""
    siri = as_person("siri")
    late, other = chosen(siri.look(f"/bulk?place={PLACE}")), site.one("appeal", "merits_review")
    page = siri.look(asked("waive", late[0], late[1], other))
    assert "Kan gjøres i 2 av 3 saker" in page
    assert site.office.history(late[0][:10])[-1].name != "waive"


def test_each_case_stands_or_falls_alone_and_every_one_is_told_of(site: Site, as_person: As) -> None:
    """Never half-told: what was done and what was refused, with reason and provision; sent again, it is not redone."""
    siri = as_person("siri")
    late = chosen(siri.look(f"/bulk?place={PLACE}"))
    done, marked = late[0], late[1]
    site.office.mark(marked, "registered_in_error", by=Actor("kari", "caseworker"), reason="Feil.")
    path = asked("waive", done, marked)
    report = siri.look(sent(siri, path, reason="Frafalles."))
    assert "Gjort i 1 av 2 saker" in report and "Ikke gjort" in report and "arkf/11" in report
    assert all(p.replace("-", "/", 1) in report for p in (done, marked))
    assert [e.name for e in site.office.history(done[:10])].count("waive") == 1


def test_facts_that_are_missing_stop_it_before_the_first_case(site: Site, as_person: As) -> None:
    """They would stop it in every one."""
    siri = as_person("siri")
    one = chosen(siri.look(f"/bulk?place={PLACE}"))[-1]
    before = site.office.case(one[:10]).revision
    told = {"place": PLACE, "step": "waive", "p": one, "reason": ""}
    answer = siri.client.post("/bulk/step", data=told, follow_redirects=False)
    assert answer.status_code == 422 and 'href="#f-reason"' in answer.text
    assert site.office.case(one[:10]).revision == before and not site.office.refusals(one[:10])


def test_it_is_a_right_of_its_own_and_its_report_is_ones_own(site: Site, as_person: As) -> None:
    """Whoever may take a step in one case may not therefore do it in many."""
    kari, siri, ola = as_person("kari"), as_person("siri"), as_person("ola")
    assert 'href="/bulk"' not in kari.look("/my-day")
    one = chosen(siri.look(f"/bulk?place={PLACE}"))[-1]
    for path in ("/bulk", asked("waive", one), "/bulk/reports/x"):
        kari.look(path, 403)
    report = sent(siri, asked("waive", one), reason="Frafalles.")
    ola.look(report, 404)
    siri.look(asked("waive"), 400)
    siri.look("/bulk/step?place=report.overdue&step=nothing&p=x", 404)
