"""When a notice arrived follows from what really happened to its alert (efvf/8, efvf/11-2, fvl/29-1)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from casework import Deadline, NotFound, Office, Party, Proceeding
from casework.model.mail import FAILED, RETURNED
from casework.store.verify import verify
from casework.testing import FrozenClock
from tests.mail.post_office import Letterbox, settings_for, text_of
from tests.mail.test_returned import report
from tests.schemes import resource_case as rc

ADDRESS = "post@ressursmiljoet.example"
REPRESENTATIVE = "advokat"


@pytest.fixture
def office(database_url: str, port: int, letterbox: Letterbox) -> Iterator[Office]:
    """An office whose mail goes to a real server."""
    made = Office(database_url, clock=FrozenClock(rc.STARTS), mail=settings_for(port))
    yield made
    made.close()


def rejected(office: Office, address: str | None = ADDRESS) -> str:
    """The notice of a rejection to an organisation with that address, not yet sent."""
    case = rc.assessed(office)
    office.register_party(Party(rc.PARTY, "Ressursmiljøet (oppdiktet)", email=address))
    office.perform(case.grant.id, "reject", by=rc.DECIDER, facts={"reason": "midlene rekker ikke til alle"})
    return office.case(case.id).proceeding("notice").id


def notice(office: Office, notice_id: str) -> Proceeding:
    """The notice as it stands."""
    return next(p for p in office.case(notice_id.rpartition("-")[0]).proceedings if p.id == notice_id)


def clock_of(office: Office, notice_id: str) -> Deadline | None:
    """The time for appeal that runs, if one does."""
    try:
        found = office.case(notice_id.rpartition("-")[0]).deadline("appeal", notice_id)
    except NotFound:
        return None
    return found if found.status == "open" else None


def told(office: Office, notice_id: str, **facts: str) -> str:
    """The notice, sent, with what waits in the outbox handed to the server."""
    office.perform(notice_id, "send", by=rc.CASEWORKER, facts=facts)
    office.mail.send()
    return notice_id


def test_a_decision_opens_its_notice_by_itself(office: Office) -> None:
    """fvl/27-1: every individual decision is told of, to its party, as a proceeding of its own."""
    found = notice(office, rejected(office))
    decision = office.case(found.case_id).decisions[-1]
    assert (found.state, found.about) == ("prepared", decision.id)


def test_a_decision_is_alerted_and_never_mailed(office: Office, letterbox: Letterbox) -> None:
    """efvf/8-2, efvf/8-3: the alert says that an individual decision is made, and not what it says."""
    told(office, rejected(office))
    assert len(letterbox.taken) == 1
    text = text_of(letterbox.taken[0])
    assert "enkeltvedtak" in text and "rekker ikke til" not in text
    assert "siste dag mandag 24. februar 2025" in text


def test_the_time_for_appeal_runs_from_when_the_alert_was_sent(office: Office) -> None:
    """efvf/11-2, fvl/29-1: available and alerted; the system enters it at the moment of sending."""
    sent = told(office, rejected(office))
    found = notice(office, sent)
    assert (found.state, found.facts["arrived_on"], found.facts["evidence"]) == ("running", "2025-02-03", "recorded")
    running = clock_of(office, sent)
    assert running and running.last_day == date(2025, 2, 24)
    entry = next(e for e in office.history(found.case_id) if e.name == "record_arrival")
    assert entry.actor.role == "system"
    assert verify(office.database) == []


def test_nothing_runs_before_the_alert_is_sent(office: Office, letterbox: Letterbox) -> None:
    """efvf/11-2: made available alone is not arrived."""
    letterbox.answers[ADDRESS] = "451 try later"
    sent = told(office, rejected(office))
    assert notice(office, sent).state == "sent" and clock_of(office, sent) is None


def test_an_alert_that_is_refused_for_good_has_not_arrived(office: Office, letterbox: Letterbox) -> None:
    """efvf/8-3: it waits for a person, and no time runs."""
    letterbox.answers[ADDRESS] = "550 5.1.1 no such user"
    sent = told(office, rejected(office))
    assert notice(office, sent).state == "undelivered" and clock_of(office, sent) is None
    assert office.mail.messages(kind="alert")[0].status == FAILED


def test_a_bounce_takes_the_time_for_appeal_back_in_the_record(office: Office) -> None:
    """efvf/8-3: a bounced alert means not arrived; what had begun to run is taken back, by an entry."""
    sent = told(office, rejected(office))
    message = office.mail.messages(kind="alert")[0]
    office.mail.bounced(report(message.id, address=ADDRESS, status="5.2.2"))
    found = notice(office, sent)
    assert found.state == "undelivered" and clock_of(office, sent) is None
    names = [e.name for e in office.history(found.case_id) if e.proceeding_id == sent]
    assert names[-2:] == ["notice_alert", "note_undelivered"]
    assert office.mail.show(message.id).status == RETURNED and verify(office.database) == []


def test_a_doubtful_bounce_moves_nothing(office: Office) -> None:
    """efvf/8-3: what may be forged goes to a person."""
    sent = told(office, rejected(office))
    message = office.mail.messages(kind="alert")[0]
    office.mail.bounced(report(message.id, address=ADDRESS, sender="<somebody@example.org>"))
    assert notice(office, sent).state == "running"


def test_a_notice_sent_again_starts_the_time_anew(office: Office) -> None:
    """fvl/29-1: three weeks from the alert that came through, and not from the one that did not."""
    sent = told(office, rejected(office))
    message = office.mail.messages(kind="alert")[0]
    office.mail.bounced(report(message.id, address=ADDRESS, status="5.1.1"))
    rc.move_to(office, "2025-02-10T09:00:00+01:00")
    office.register_party(Party(rc.PARTY, "Ressursmiljøet (oppdiktet)", email="ny@ressursmiljoet.example"))
    office.mail.send()
    running = clock_of(office, sent)
    assert notice(office, sent).facts["arrived_on"] == "2025-02-10"
    assert running and running.last_day == date(2025, 3, 3)


def test_an_unopened_decision_is_alerted_again_after_a_week(office: Office, letterbox: Letterbox) -> None:
    """efvf/8-5: and the time that runs goes on running from the first alert."""
    sent = told(office, rejected(office))
    rc.move_to(office, "2025-02-11T09:00:00+01:00")
    office.tick()
    office.mail.send()
    assert len(letterbox.taken) == 2 and notice(office, sent).facts["arrived_on"] == "2025-02-03"
    assert "Siste dag er mandag 24. februar 2025" in text_of(letterbox.taken[1])


def test_an_opened_decision_is_not_alerted_again(office: Office, letterbox: Letterbox) -> None:
    """efvf/8-5: the system keeps when it was opened."""
    sent = told(office, rejected(office))
    office.perform(sent, "record_opening", by=rc.GRANTEE, facts={"opened_on": "2025-02-03"})
    rc.move_to(office, "2025-02-11T09:00:00+01:00")
    office.tick()
    office.mail.send()
    assert len(letterbox.taken) == 1


def test_when_the_first_alert_bounces_the_second_one_counts(office: Office) -> None:
    """efvf/11-2: the time runs from the alert that came through."""
    sent = told(office, rejected(office))
    rc.move_to(office, "2025-02-11T09:00:00+01:00")
    office.tick()
    office.mail.send()
    first = min(office.mail.messages(kind="alert"), key=lambda message: message.created_at)
    office.mail.bounced(report(first.id, address=ADDRESS, status="5.2.2"))
    found = notice(office, sent)
    assert (found.state, found.facts["arrived_on"]) == ("running", "2025-02-11")


def test_a_bounce_of_the_second_alert_changes_nothing(office: Office) -> None:
    """efvf/11-2: the first one came through."""
    sent = told(office, rejected(office))
    rc.move_to(office, "2025-02-11T09:00:00+01:00")
    office.tick()
    office.mail.send()
    second = max(office.mail.messages(kind="alert"), key=lambda message: message.created_at)
    office.mail.bounced(report(second.id, address=ADDRESS, status="5.2.2"))
    found = notice(office, sent)
    assert (found.state, found.facts["arrived_on"]) == ("running", "2025-02-03")


def test_the_representative_is_told_and_starts_the_time(office: Office, letterbox: Letterbox) -> None:
    """fvl/12-3: the notice goes to the representative; the party is told as well where it asked for that."""
    office.mail.set_person(REPRESENTATIVE, name="Advokat (oppdiktet)", email="advokat@example.org")
    sent = rejected(office)
    decision = office.case(notice(office, sent).case_id).decisions[-1]
    facts = {"represented_by": REPRESENTATIVE, "party_is_told": "also"}
    own = office.open(notice(office, sent).case_id, "notice", by=rc.CASEWORKER, about=decision.id, facts=facts)
    letterbox.answers[ADDRESS] = "451 try later"
    told(office, own.id, channel="electronic")
    assert letterbox.addressees == ["advokat@example.org"]
    assert {m.recipient for m in office.mail.messages(kind="alert")} == {"grantee", f"person:{REPRESENTATIVE}"}
    assert notice(office, own.id).state == "running"


def test_an_alert_to_the_party_does_not_start_the_time_of_one_represented(office: Office, letterbox: Letterbox) -> None:
    """fvl/12-3: only what went to the representative counts."""
    office.mail.set_person(REPRESENTATIVE, name="Advokat (oppdiktet)", email="advokat@example.org")
    case_id = notice(office, rejected(office)).case_id
    facts = {"represented_by": REPRESENTATIVE, "party_is_told": "also"}
    decision = office.case(case_id).decisions[-1].id
    own = office.open(case_id, "notice", by=rc.CASEWORKER, about=decision, facts=facts)
    letterbox.answers["advokat@example.org"] = "451 try later"
    told(office, own.id, channel="electronic")
    assert letterbox.addressees == [ADDRESS] and notice(office, own.id).state == "sent"


def test_whoever_cannot_be_reached_electronically_is_written_to_by_post(office: Office, letterbox: Letterbox) -> None:
    """efvf/9: no address, or reserved: a letter on paper, and no alert."""
    sent = told(office, rejected(office, None))
    assert letterbox.taken == [] and notice(office, sent).state == "sent"
    letter = office.mail.messages(kind="letter")[0]
    assert (letter.channel, letter.template, letter.status) == ("post", "rejection", "staged")


def test_an_address_that_comes_with_an_application_sends_anew_what_was_undelivered(
    office: Office, letterbox: Letterbox
) -> None:
    """efvf/8-3: however the office gets to know of it; and an application without one forgets none."""
    letterbox.answers[ADDRESS] = "550 5.1.1 no such user"
    told(office, rejected(office))
    new = Party(rc.PARTY, "Ressursmiljøet (oppdiktet)", email="ny@ressursmiljoet.example")
    for party in (new, Party(rc.PARTY, "Ressursmiljøet (oppdiktet)")):
        office.open_case(scheme=rc.SCHEME, year=rc.YEAR, party=party, by=rc.CASEWORKER, facts=rc.ELIGIBLE)
    office.mail.send()
    assert office.party(rc.PARTY).email == new.email and new.email in letterbox.addressees


def test_letters_of_a_represented_party_go_to_the_representative_too(office: Office, letterbox: Letterbox) -> None:
    """fvl/12-3: everything within the mandate; here the receipt of an appeal."""
    office.mail.set_person(REPRESENTATIVE, name="Advokat (oppdiktet)", email="advokat@example.org")
    case_id = notice(office, rejected(office)).case_id
    decision = office.case(case_id).decisions[-1].id
    facts = {"represented_by": REPRESENTATIVE}
    office.open(case_id, "appeal", by=rc.CASEWORKER, about=decision, facts=facts)
    office.mail.send()
    assert sorted(letterbox.addressees) == ["advokat@example.org", ADDRESS]
