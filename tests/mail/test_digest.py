"""The overview of the day: who is told what, what goes further up, and that it stays away when there is nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from casework import Office
from casework.notices.mail_settings import MailSettings
from tests.mail.duties import DEFINITIONS, KARI, OLA, at, duty_office, owing
from tests.mail.post_office import Letterbox, mail_server, settings_for, text_of

HIERARCHY = {"kari": "sverre", "nils": "sverre", "sverre": "hilde"}


def with_people(office: Office, language: str = "nb") -> Office:
    """Kari and Nils work under Sverre, and he under Hilde."""
    for person in ("kari", "nils", "sverre", "hilde"):
        office.mail.set_person(person, name=person.title(), email=f"{person}@imdi.example", language=language)
    for person, superior in HIERARCHY.items():
        office.set_superior(person, superior)
    return office


def on_the_desk_of(office: Office, caseworker: str | None, due_day: str) -> str:
    """The number of a case with a report due that day, on that desk."""
    case_id = owing(office, due_day)
    if caseworker:
        office.assign(case_id, caseworker, "caseworker", by=OLA)
    return office.case(case_id).number


def overviews(office: Office, box: Letterbox, day: str) -> dict[str, str]:
    """What each person was sent on that day at nine, by name."""
    box.taken.clear()
    box.addressees.clear()
    at(office, day)
    office.mail.stage_digests()
    office.mail.send()
    return {a.partition("@")[0]: text_of(m) for a, m in zip(box.addressees, box.taken, strict=True)}


def test_each_is_told_of_the_own_desk_and_of_those_just_below(posting: Office, letterbox: Letterbox) -> None:
    """A caseworker sees the own cases, the supervisor both desks and whose they are; the head nothing yet."""
    with_people(posting)
    mine, his = on_the_desk_of(posting, "kari", "2026-08-17"), on_the_desk_of(posting, "nils", "2026-08-20")
    told = overviews(posting, letterbox, "2026-08-18")
    assert told.keys() == {"kari", "nils", "sverre"}
    assert mine in told["kari"] and his not in told["kari"]
    assert (
        f"{mine} Øvelaget (oppdiktet): Statusrapport, frist mandag 17. august 2026, 1 dag over (kari)" in told["sverre"]
    )
    assert his in told["sverre"]


def test_what_nobody_acts_on_goes_all_the_way_up(posting: Office, letterbox: Letterbox) -> None:
    """More than two weeks late: it stands first for the supervisor, and the head is told of nothing but that."""
    with_people(posting)
    late, soon = on_the_desk_of(posting, "kari", "2026-08-17"), on_the_desk_of(posting, "kari", "2026-09-07")
    assert "hilde" not in overviews(posting, letterbox, "2026-08-31")
    told = overviews(posting, letterbox, "2026-09-01")
    assert late in told["hilde"] and soon not in told["hilde"]
    assert told["sverre"].index("ingen har gjort noe") < told["sverre"].index(late) < told["sverre"].index(soon)
    assert "ingen har gjort noe" not in told["kari"]


def test_what_is_on_nobodys_desk_goes_to_those_who_lead(posting: Office, letterbox: Letterbox) -> None:
    """A case without a caseworker is somebody's to give away."""
    with_people(posting)
    number = on_the_desk_of(posting, None, "2026-08-17")
    told = overviews(posting, letterbox, "2026-08-18")
    assert told.keys() == {"sverre", "hilde"} and f"{number} " in told["sverre"] and "ingen har saken" in told["sverre"]


def test_a_day_with_nothing_brings_no_mail(posting: Office, letterbox: Letterbox) -> None:
    """Nor does what is far ahead, a closed day, or a second look on the same day."""
    with_people(posting)
    on_the_desk_of(posting, "kari", "2026-09-21")
    assert overviews(posting, letterbox, "2026-08-18") == {}
    assert overviews(posting, letterbox, "2026-09-20") == {}
    assert overviews(posting, letterbox, "2026-09-21").keys() == {"kari", "sverre"}
    assert overviews(posting, letterbox, "2026-09-21") == {}


def test_what_was_done_before_it_was_sent_is_left_out(posting: Office, letterbox: Letterbox) -> None:
    """The overview says how things stand when it is read, and stays away where nothing is left."""
    with_people(posting)
    on_the_desk_of(posting, "kari", "2026-08-17")
    at(posting, "2026-08-18").mail.stage_digests()
    posting.perform(f"{posting.cases()[0]['id']}-1", "deliver", by=KARI)
    posting.mail.send()
    assert [a for a in letterbox.addressees if a.endswith("@imdi.example")] == []


@pytest.mark.parametrize(("language", "said"), [("nn", "Nytt sidan sist"), ("en", "New since last time")])
def test_what_is_new_is_told_in_the_language_of_the_reader(
    posting: Office, letterbox: Letterbox, language: str, said: str
) -> None:
    """Since the working day before."""
    with_people(at(posting, "2026-08-14"), language)
    number = on_the_desk_of(posting, "kari", "2026-08-20")
    told = overviews(posting, letterbox, "2026-08-17")["kari"]
    assert told.index(said) < told.index(number)


def test_every_line_opens_its_case(database_url: str, port: int, letterbox: Letterbox) -> None:
    """The office says where its pages are (CASEWORK_MAIL_OFFICE_URL)."""
    office = with_people(duty_office(database_url, mail=settings_for(port, office_url="https://tilskudd.example/")))
    number = on_the_desk_of(office, "kari", "2026-08-17")
    told = overviews(office, letterbox, "2026-08-18")["kari"]
    assert f"https://tilskudd.example/cases/{number.replace('/', '-')}" in told
    assert "Åpne dagen din: https://tilskudd.example/" in told
    office.close()


def test_an_agency_writes_its_own_overview(tmp_path: Path, port: int) -> None:
    """A letter folder of the host is looked in first."""
    for language in ("nb", "nn"):
        (tmp_path / language).mkdir()
        (tmp_path / language / "digest.md").write_text("# Morgenpost\n{{ late | length }} sent", "utf-8")
    settings: MailSettings = settings_for(port)
    scheme, letters = DEFINITIONS / "scheme.toml", [tmp_path, DEFINITIONS / "letters"]
    office = Office(
        "sqlite://",
        clock=duty_office().clock,
        schemes=[scheme],
        workflows=[DEFINITIONS / "workflows"],
        letters=letters,
        mail=settings,
    )
    with mail_server(Letterbox(), port) as box:
        with_people(office)
        on_the_desk_of(office, "kari", "2026-08-17")
        assert overviews(office, box, "2026-08-18")["kari"].strip() == "1 sent"
        assert {str(message["Subject"]) for message in box.taken} == {"Morgenpost"}
    office.close()
