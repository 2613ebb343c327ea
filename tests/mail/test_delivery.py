"""What is staged reaches the mail server once, as the same message, and is on the case as it was sent."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casework import BadInput, Office, Party
from casework.model.mail import FAILED, SENT, STAGED, WITHDRAWN
from casework.notices.mail_settings import MailSettings
from casework.store import outbox
from casework.store.verify import verify
from tests.mail.duties import KARI, OLA, OPENED, PARTY, at, duty_office, owing, rows
from tests.mail.post_office import Letterbox, calendar_of, free_port, mail_server, settings_for, text_of


def reminded(office: Office, day: str = "2026-08-12", **more: object) -> str:
    """The id of a case whose reminder of that day is staged."""
    case_id = owing(at(office, OPENED), **more)  # type: ignore[arg-type]
    at(office, day).tick()
    return case_id


def statuses(office: Office) -> list[str]:
    """Where the messages stand, in no order."""
    return sorted(message.status for message in office.mail.messages())


def test_a_reminder_says_what_when_and_why_and_how(posting: Office, letterbox: Letterbox) -> None:
    """Subject first; the body with day, provision, how, whom to ask and the case number (pages: a reminder)."""
    case_id = reminded(posting)
    assert posting.mail.send().sent == 1
    (message,) = letterbox.taken
    number = posting.case(case_id).number
    assert message["Subject"] == "Statusrapport: frist lørdag 15. august 2026"
    assert letterbox.addressees == ["post@ovelaget.example"]
    assert message["Auto-Submitted"] == "auto-generated" and message["List-Id"]
    assert message["Reply-To"] == f"post+{case_id}@imdi.example"
    for kind in ("plain", "html"):
        text = text_of(message, kind)
        assert all(said in text for said in ("lørdag 15. august 2026", "3 dager", "Hvorfor", "Spørsmål", number))
    assert "prefers-color-scheme:dark" in text_of(message, "html") and "<img" not in text_of(message, "html")
    assert str(posting.mail.messages()[0].message).isascii()


@pytest.mark.parametrize(
    ("form", "said"), [("nb", "Det er om 3 dager"), ("nn", "Det er om 3 dagar"), ("en", "in 3 days")]
)
def test_a_reminder_is_in_the_written_form_of_the_organisation(
    posting: Office, letterbox: Letterbox, form: str, said: str
) -> None:
    """Bokmål or nynorsk as it uses itself (sprl/15), English where it asks for that."""
    party = replace(PARTY, language_form="nn" if form == "nn" else "nb", language_source="chosen")
    if form == "en":
        posting.mail.set_person(PARTY.id, name=PARTY.name, language="en")
    reminded(posting, party=party)
    posting.mail.send()
    assert said in text_of(letterbox.taken[0]) and letterbox.taken[0]["Content-Language"] == form


def test_what_was_sent_is_on_the_case_byte_for_byte(posting: Office, letterbox: Letterbox) -> None:
    """The letter, when it was sent, and the message itself; the record verifies."""
    case_id = reminded(posting)
    posting.mail.send()
    assert [(e.kind, e.name) for e in posting.history(case_id)][-2:] == [("reminded", "reminder"), ("sent", "reminder")]
    (letter,) = posting.case(case_id).letters
    assert letter.status == "sent" and letter.sent_at is not None
    (message,) = posting.mail.messages()
    assert message.status == SENT and message.letter_id == letter.id
    assert letterbox.ids() == [f"<{message.id}@imdi.example>"]
    assert text_of(letterbox.taken[0]).split()[0] in posting.letter_text(letter.id).replace("**", "")
    assert verify(posting.database) == []


@pytest.mark.parametrize("step", ["deliver", "waive", "withdraw"])
def test_what_was_settled_meanwhile_is_not_sent_though_staged(posting: Office, letterbox: Letterbox, step: str) -> None:
    """Met, waived or withdrawn between staging and sending."""
    case_id = reminded(posting)
    posting.perform(f"{case_id}-1", step, by=KARI)
    posting.mail.send()
    assert [m.status for m in posting.mail.messages(kind="reminder")] == [WITHDRAWN]
    assert all("frist" not in str(message["Subject"]) for message in letterbox.taken)


def test_what_was_extended_meanwhile_is_not_sent_for_the_old_day(posting: Office, letterbox: Letterbox) -> None:
    """The letter that tells the new day moves the calendar entry instead."""
    case_id = reminded(posting)
    posting.perform(f"{case_id}-1", "extend", by=KARI, facts={"new_day": "2026-09-15", "reason": "sykdom"})
    posting.mail.send()
    assert [str(message["Subject"]) for message in letterbox.taken] == [f"Ny frist, sak {posting.case(case_id).number}"]
    moved = calendar_of(letterbox.taken[0]) or ""
    assert "SEQUENCE:1" in moved and "20260915" in moved and "METHOD:PUBLISH" in moved


def test_a_calendar_entry_keeps_its_identity_until_it_is_cancelled(posting: Office, letterbox: Letterbox) -> None:
    """A stable UID; met, it goes away (RFC 5545)."""
    case_id = reminded(posting)
    posting.mail.send()
    posting.perform(f"{case_id}-1", "deliver", by=KARI)
    posting.mail.send()
    first, last = (calendar_of(message) or "" for message in letterbox.taken)
    uid = [line for line in first.splitlines() if line.startswith("UID")]
    assert uid and uid == [line for line in last.splitlines() if line.startswith("UID")]
    assert "SEQUENCE:0" in first and "STATUS:CONFIRMED" in first
    assert "METHOD:CANCEL" in last and "SEQUENCE:1" in last and "STATUS:CANCELLED" in last


def test_a_decision_is_not_mailed_but_alerted(posting: Office, letterbox: Letterbox) -> None:
    """The mail says that an individual decision has been made and where it is read (efvf/8-3)."""
    case_id = owing(posting)
    posting.perform(f"{case_id}-1", "decide", by=OLA)
    posting.mail.send()
    (message,) = letterbox.taken
    assert "enkeltvedtak" in text_of(message) and "Rapporten er mottatt" not in text_of(message)


def test_a_later_rung_tells_the_caseworker_and_those_above(posting: Office, letterbox: Letterbox) -> None:
    """The last rung goes to the grantee, the caseworker and the supervisor, and proposes a reaction to these."""
    for person, name in (("kari", "Kari Nordmann"), ("sverre", "Sverre Leder")):
        posting.mail.set_person(person, name=name, email=f"{person}@imdi.example")
    posting.set_superior("kari", "sverre")
    case_id = owing(posting)
    posting.assign(case_id, "kari", "caseworker", by=OLA)
    at(posting, "2026-09-07").tick()
    posting.mail.send()
    assert sorted(letterbox.addressees) == ["kari@imdi.example", "post@ovelaget.example", "sverre@imdi.example"]
    by_address = dict(zip(letterbox.addressees, letterbox.taken, strict=True))
    assert "forhåndsvarsel" in text_of(by_address["post@ovelaget.example"])
    assert "Kari Nordmann" in text_of(by_address["post@ovelaget.example"])
    assert "foreslå en reaksjon" in text_of(by_address["sverre@imdi.example"])


def test_whoever_represents_the_grantee_is_told_as_well(posting: Office, letterbox: Letterbox) -> None:
    """All messages go to the representative within the mandate (fvl/12-3)."""
    posting.mail.set_person("advokat", name="Advokat Ås", email="as@advokat.example")
    reminded(posting, represented_by="advokat")
    posting.mail.send()
    assert sorted(letterbox.addressees) == ["as@advokat.example", "post@ovelaget.example"]


def test_many_mails_use_one_connection(posting: Office, letterbox: Letterbox) -> None:
    """One connection for as long as it lasts."""
    for _ in range(30):
        owing(posting)
    at(posting, "2026-08-12").tick()
    assert posting.mail.send().sent == 30
    assert letterbox.connections == 1 and len(set(letterbox.ids())) == 30


def test_a_temporary_failure_is_tried_again_later_as_the_same_message(posting: Office, letterbox: Letterbox) -> None:
    """4xx: growing pauses; the message keeps its Message-ID and its bytes."""
    reminded(posting)
    letterbox.data_answers = ["451 try later", "452 try later", "250 OK"]
    assert posting.mail.send().postponed == 1
    first = posting.mail.messages()[0]
    assert (first.status, first.attempts, first.error) == (STAGED, 1, "451")
    assert posting.mail.send().sent == 0
    at(posting, "2026-08-12T09:02:00+02:00")
    assert posting.mail.send().postponed == 1
    second = posting.mail.messages()[0]
    assert second.not_before - second.created_at > first.not_before - first.created_at
    at(posting, "2026-08-12T10:00:00+02:00")
    assert posting.mail.send().sent == 1
    assert posting.mail.messages()[0].message == first.message


def test_a_connection_cut_in_the_middle_is_tried_again_and_stops_nobody(posting: Office, letterbox: Letterbox) -> None:
    """Whether the server took it is not known: it goes again with the same Message-ID."""
    reminded(posting)
    reminded(posting)
    letterbox.data_answers = ["hang up"]
    done = posting.mail.send()
    assert (done.sent, done.postponed) == (1, 1)
    at(posting, "2026-08-12T11:00:00+02:00")
    assert posting.mail.send().sent == 1
    assert len(set(letterbox.ids())) == 2


def test_a_permanent_failure_goes_to_a_person_at_once_and_stops_nobody(posting: Office, letterbox: Letterbox) -> None:
    """5xx; a dead address is written to no more, until there is another one."""
    reminded(posting)
    reminded(posting, party=Party("292503040", "Et annet lag (oppdiktet)", email="annet@lag.example"))
    letterbox.answers["post@ovelaget.example"] = "550 5.1.1 no such user"
    assert posting.mail.send().sent == 1
    assert [m.error for m in posting.mail.messages(status=FAILED)] == ["550 5.1.1"]
    assert len(posting.mail.to_look_at()[0]) == 1
    reminded(posting)
    posting.mail.send()
    assert "address_suppressed" in [m.error for m in posting.mail.messages(status=FAILED)]
    posting.register_party(replace(PARTY, email="ny@ovelaget.example"))
    assert posting.mail.send().sent == 2
    assert letterbox.addressees.count("ny@ovelaget.example") == 2


def test_without_an_address_it_waits_for_one(posting: Office, letterbox: Letterbox) -> None:
    """A changed address sends what was undelivered."""
    reminded(posting, party=replace(PARTY, email=None))
    posting.mail.send()
    assert [m.error for m in posting.mail.messages()] == ["no_address"]
    posting.register_party(PARTY)
    assert posting.mail.send().sent == 1


def test_a_mail_server_that_is_down_loses_nothing(database_url: str) -> None:
    """Refused connections for a day: everything is sent afterwards, once."""
    port = free_port()
    office = duty_office(database_url, mail=settings_for(port))
    for _ in range(5):
        reminded(office)
    for hour in range(0, 24, 6):
        at(office, f"2026-08-13T{hour:02d}:00:00+02:00")
        assert not office.mail.send().reachable
    with mail_server(Letterbox(), port) as box:
        at(office, "2026-08-14T06:00:00+02:00")
        assert office.mail.send().sent == 5
    assert len(set(box.ids())) == 5 and statuses(office) == [SENT] * 5
    office.close()


def test_no_more_than_so_many_a_minute(database_url: str, letterbox: Letterbox, port: int) -> None:
    """For the mail server's sake, all workers together."""
    office = duty_office(database_url, mail=settings_for(port, per_minute=10))
    for _ in range(25):
        reminded(office)
    assert office.mail.send().sent == 10
    at(office, "2026-08-12T09:00:30+02:00")
    assert office.mail.send().sent == 0
    at(office, "2026-08-12T09:01:01+02:00")
    assert office.mail.send().sent == 10
    office.close()


def test_a_message_that_cannot_be_written_stops_nobody(posting: Office, letterbox: Letterbox) -> None:
    """A poisonous row: the others go, and it is tried again later."""
    reminded(posting)
    reminded(posting)
    first = posting.mail.messages()[0].id
    with posting.database.cursor(atomic=True) as cursor:
        cursor.execute(f"update outbox set template = 'no_such_letter' where id = '{first}'")
    done = posting.mail.send()
    assert (done.sent, done.postponed) == (1, 1)
    assert posting.mail.show(first).error == "cannot_be_written"


def test_a_case_registered_in_error_reminds_nobody(posting: Office, letterbox: Letterbox) -> None:
    """What should not be there asks nothing of anybody."""
    case_id = reminded(posting)
    posting.mark(case_id, "registered_in_error", by=KARI, reason="dobbelt")
    posting.mail.send()
    assert letterbox.taken == []


def test_a_message_can_be_dropped_and_sent_after_all(posting: Office, letterbox: Letterbox) -> None:
    """By hand; what was sent is neither dropped nor sent again."""
    reminded(posting)
    (message,) = posting.mail.messages()
    posting.mail.drop(message.id[:8])
    assert posting.mail.send().sent == 0
    posting.mail.retry(message.id)
    assert posting.mail.send().sent == 1
    for verb in (posting.mail.drop, posting.mail.retry):
        with pytest.raises(BadInput, match="is sent"):
            verb(message.id)


def test_overdue_counts_what_was_sent(posting: Office, letterbox: Letterbox) -> None:
    """Reminders that reached the mail server, not those that were planned (contract: `overdue`)."""
    reminded(posting, "2026-08-12")
    posting.mail.send()
    at(posting, "2026-08-18").tick()
    assert posting.overdue()[0]["reminders_sent"] == 1
    posting.mail.send()
    assert posting.overdue()[0]["reminders_sent"] == 2


def test_a_worker_that_lost_its_claim_does_not_send(posting: Office, letterbox: Letterbox) -> None:
    """Frozen past its lease and continued, it notices before its next message."""
    reminded(posting)
    (claimed,) = outbox.claim(posting.database, "frozen", posting.clock.now(), 10)
    with posting.database.cursor(atomic=True) as cursor:
        cursor.execute("update outbox set claimed_until = '2020-01-01T00:00:00.000000Z'")
    assert outbox.still_due(posting.database, claimed) is None
    assert posting.mail.send().sent == 1
    assert not outbox.settle(posting.database, claimed, SENT, posting.clock.now())


def test_mail_goes_into_a_folder_to_open(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Without a mail server; each message is one file."""
    folder = tmp_path_factory.mktemp("post")
    office = duty_office(database_url, mail=MailSettings(folder=str(folder), sender="a@imdi.example"))
    reminded(office)
    office.mail.send()
    assert [file.suffix for file in folder.iterdir()] == [".eml"]
    office.close()


def test_the_digest_of_the_day_comes_once_and_not_for_nothing(posting: Office, letterbox: Letterbox) -> None:
    """What is late and due, to the caseworker and the supervisor; none if nothing."""
    for person in ("kari", "sverre"):
        posting.mail.set_person(person, name=person.capitalize(), email=f"{person}@imdi.example")
    posting.set_superior("kari", "sverre")
    assert at(posting, "2026-08-12").mail.stage_digests() == 0
    case_id = owing(posting)
    posting.assign(case_id, "kari", "caseworker", by=OLA)
    at(posting, "2026-08-13T06:59:00+02:00")
    assert posting.mail.stage_digests() == 0
    at(posting, "2026-08-13T07:00:00+02:00")
    assert posting.mail.stage_digests() == 2 and posting.mail.stage_digests() == 0
    posting.mail.send()
    assert sorted(letterbox.addressees) == ["kari@imdi.example", "sverre@imdi.example"]
    assert "1 innen sju dager" in str(letterbox.taken[0]["Subject"]) and "Statusrapport" in text_of(letterbox.taken[0])
    assert rows(posting, "select count(*) from outbox where kind = 'digest' and status = 'sent'") == [(2,)]
    assert at(posting, "2026-08-15").mail.stage_digests() == 0
