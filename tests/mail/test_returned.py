"""A message that came back: did it arrive, and is the address dead?"""

from __future__ import annotations

import pytest

from casework import Office
from casework.model.mail import FAILED, RETURNED, SENT
from casework.store.verify import verify
from tests.mail.duties import OPENED, at, owing
from tests.mail.post_office import Letterbox

DSN = """Return-Path: {sender}
From: MAILER-DAEMON@imdi.example
To: tilskudd@imdi.example
Subject: Undelivered Mail
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

It did not arrive.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.imdi.example

Final-Recipient: rfc822; {address}
Action: {action}
Status: {status}

--b
Content-Type: text/rfc822-headers

Message-ID: {message_id}
Subject: x

--b--
"""


def sent(office: Office) -> tuple[str, str]:
    """A case whose reminder was sent, and the id of the message."""
    case_id = owing(at(office, OPENED))
    at(office, "2026-08-12").tick()
    office.mail.send()
    return case_id, office.mail.messages()[0].id


def report(dispatch: str, *, domain: str = "imdi.example", **changed: str) -> bytes:
    """What a mail server says of the message."""
    values = {"sender": "<>", "address": "post@ovelaget.example", "action": "failed", "status": "5.1.1", **changed}
    return DSN.format(message_id=f"<{dispatch}@{domain}>", **values).encode()


def test_a_message_that_did_not_arrive_marks_its_letter_and_its_address(posting: Office, letterbox: Letterbox) -> None:
    """The letter is undelivered, the address written to no more, and a person sees it."""
    case_id, dispatch = sent(posting)
    assert posting.mail.bounced(report(dispatch)).verdict == "applied"
    assert posting.mail.show(dispatch).status == RETURNED
    (letter,) = posting.case(case_id).letters
    assert letter.status == "undelivered" and posting.history(case_id)[-1].kind == "returned"
    assert [message.id for message in posting.mail.to_look_at()[0]] == [dispatch]
    owing(at(posting, OPENED))
    at(posting, "2026-08-12").tick()
    posting.mail.send()
    assert "address_suppressed" in [message.error for message in posting.mail.messages(status=FAILED)]
    assert verify(posting.database) == []


@pytest.mark.parametrize("status", ["5.2.2", "4.4.7", "5.7.1"])
def test_a_full_mailbox_is_no_dead_address(posting: Office, letterbox: Letterbox, status: str) -> None:
    """This message did not arrive; the next one may."""
    _, dispatch = sent(posting)
    bounce = posting.mail.bounced(report(dispatch, status=status))
    assert (bounce.arrived, bounce.address_dead) == ("no", 0)
    posting.mail.retry(dispatch)
    assert posting.mail.send().sent == 1
    assert len(letterbox.ids()) == 2 and len(set(letterbox.ids())) == 1


@pytest.mark.parametrize(("action", "arrived"), [("delayed", "unknown"), ("delivered", "yes"), ("relayed", "yes")])
def test_what_is_only_delayed_or_did_arrive_changes_nothing(
    posting: Office, letterbox: Letterbox, action: str, arrived: str
) -> None:
    """Only what did not arrive touches anything."""
    _, dispatch = sent(posting)
    assert posting.mail.bounced(report(dispatch, action=action)).arrived == arrived
    assert posting.mail.show(dispatch).status == SENT


@pytest.mark.parametrize(
    ("changed", "doubt"),
    [
        ({"address": "annen@lag.example"}, "other_address"),
        ({"domain": "annet.example"}, "not_tied_to_a_message"),
        ({"sender": "<noen@lag.example>"}, "not_from_a_mail_server"),
        ({"dispatch": "0" * 20}, "not_tied_to_a_message"),
        ({"dispatch": ""}, "not_tied_to_a_message"),
    ],
)
def test_what_cannot_be_tied_or_may_be_forged_goes_to_a_person(
    posting: Office, letterbox: Letterbox, changed: dict[str, str], doubt: str
) -> None:
    """And changes nothing."""
    case_id, dispatch = sent(posting)
    bounce = posting.mail.bounced(report(**{"dispatch": dispatch, **changed}))
    assert (bounce.verdict, bounce.doubt) == ("for_a_person", doubt)
    assert posting.mail.show(dispatch).status == SENT
    assert posting.case(case_id).letters[0].status == "sent"
    assert [each.doubt for each in posting.mail.to_look_at()[1]] == [doubt]


@pytest.mark.parametrize("raw", [b"", b"\x00\xff", b"Subject: Fravar\n\nJeg er borte.", "Æ".encode("latin-1") * 99])
def test_what_is_no_report_goes_to_a_person(posting: Office, raw: bytes) -> None:
    """An answer from an absent person, or noise."""
    assert posting.mail.bounced(raw).verdict == "for_a_person"


def test_the_same_report_twice_is_one(posting: Office, letterbox: Letterbox) -> None:
    """A mail server may hand it over twice."""
    case_id, dispatch = sent(posting)
    for _ in range(2):
        posting.mail.bounced(report(dispatch))
    assert [entry.kind for entry in posting.history(case_id)].count("returned") == 1


def test_a_report_that_comes_much_too_late_goes_to_a_person(posting: Office, letterbox: Letterbox) -> None:
    """Servers give up after days."""
    _, dispatch = sent(posting)
    at(posting, "2026-09-12")
    assert posting.mail.bounced(report(dispatch)).doubt == "too_late"
