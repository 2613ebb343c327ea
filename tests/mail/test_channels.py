"""Letters by post and by a host's own channel: handed over once, followed, and never taken for arrived too soon."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from casework import BadInput, NotFound, Office, Party, Proceeding
from casework.model.mail import FAILED, RETURNED, SENT, STAGED
from casework.notices.channel import Fate, Parcel, Receipt
from casework.store.verify import verify
from casework.testing import FrozenClock
from tests.mail.test_arrival import clock_of, notice, rejected
from tests.schemes import resource_case as rc

WORKER = "worker"


class FolderChannel:
    """A host's channel that keeps each letter as a file; told to, it fails, hangs, or is not there."""

    name = "folder"
    timeout = 0.2

    def __init__(self, folder: Path) -> None:
        self.folder, self.trouble, self.answers = folder, "", dict[str, Receipt]()

    def hand_over(self, parcel: Parcel) -> Receipt:
        """Write the letter under our id, so that twice the same is one."""
        if self.trouble == "hangs":
            time.sleep(1)
        if self.trouble == "breaks":
            raise ConnectionError("not there")
        if self.trouble == "refuses":
            return Receipt(Fate.REFUSED, code="no_mailbox")
        self.folder.mkdir(exist_ok=True)
        told = {"to": parcel.recipient, "subject": parcel.subject, "text": parcel.text}
        (self.folder / f"{parcel.id}.json").write_text(json.dumps(told), "utf-8")
        if self.trouble == "dies":
            raise ConnectionError("cut off after it was taken")
        return Receipt(Fate.TAKEN, f"theirs-{parcel.id}")

    def ask(self, message_id: str) -> Receipt:
        """What the test says has become of it."""
        return self.answers.get(message_id, Receipt(Fate.TAKEN, message_id))

    @property
    def taken(self) -> list[Path]:
        """The letters that it has."""
        return sorted(self.folder.glob("*.json"))


@pytest.fixture
def channel(tmp_path: Path) -> FolderChannel:
    """A channel of the host's own, over an empty folder."""
    return FolderChannel(tmp_path / "channel")


@pytest.fixture
def office(database_url: str, channel: FolderChannel) -> Iterator[Office]:
    """An office with that channel, and no mail server."""
    made = Office(database_url, clock=FrozenClock(rc.STARTS), channels=[channel])
    yield made
    made.close()


def carried(office: Office) -> str:
    """The notice of a rejection, sent by the channel of the host and handed over."""
    sent = rejected(office)
    office.perform(sent, "send", by=rc.CASEWORKER, facts={"channel": "electronic", "carrier": "folder"})
    office.letters.carry(WORKER)
    return sent


def again(office: Office, instant: str) -> Proceeding:
    """What another run later does; gives the notice as it then stands."""
    rc.move_to(office, instant)
    office.letters.carry(WORKER)
    return office.case("2025-00001").proceeding("notice")


def posted(office: Office) -> tuple[str, str]:
    """The notice of a rejection that was posted, and the id of its letter in the outbox."""
    sent = rejected(office, None)
    office.perform(sent, "send", by=rc.CASEWORKER)
    letter = office.letters.waiting()[0]
    office.letters.posted(letter.id, by=rc.CASEWORKER)
    return sent, letter.id


# ---- The port of a host


def test_a_channel_is_given_the_whole_letter(office: Office, channel: FolderChannel) -> None:
    """fvl/27-1: who it goes to, and all that it says."""
    carried(office)
    told = json.loads(channel.taken[0].read_text("utf-8"))
    assert told["to"] == rc.PARTY and "rekker ikke til" in told["text"] and told["subject"].startswith("Avslag")


def test_what_a_channel_has_taken_has_not_arrived(office: Office) -> None:
    """efvf/11-2: taken is not delivered."""
    sent = carried(office)
    assert notice(office, sent).state == "sent" and clock_of(office, sent) is None
    assert office.mail.messages(kind="letter")[0].status == SENT


def test_a_letter_that_the_channel_delivered_has_arrived_then(office: Office, channel: FolderChannel) -> None:
    """efvf/11-2: at the instant that the channel gives, on its day in Oslo."""
    carried(office)
    theirs = f"theirs-{channel.taken[0].stem}"
    channel.answers[theirs] = Receipt(Fate.DELIVERED, theirs, datetime(2025, 2, 4, 23, 30, tzinfo=UTC))
    found = again(office, "2025-02-06T09:00:00+01:00")
    assert (found.state, found.facts["arrived_on"]) == ("running", "2025-02-05")
    assert verify(office.database) == []


def test_a_report_that_comes_by_itself_counts_once(office: Office, channel: FolderChannel) -> None:
    """Idempotent by the channel's own name for the letter."""
    sent = carried(office)
    theirs = f"theirs-{channel.taken[0].stem}"
    read = Receipt(Fate.READ, theirs, datetime(2025, 2, 3, 12, tzinfo=UTC))
    office.letters.reported("folder", theirs, read)
    once = office.case("2025-00001")
    office.letters.reported("folder", theirs, read)
    assert office.case("2025-00001") == once
    assert {"record_arrival", "record_opening"} <= notice(office, sent).acts.keys()


def test_a_report_about_a_letter_that_is_not_ours_is_refused(office: Office) -> None:
    """A channel is believed about its own letters alone."""
    with pytest.raises(NotFound, match="folder"):
        office.letters.reported("folder", "nobody's", Receipt(Fate.READ))


def test_a_letter_that_the_channel_gave_up_has_not_arrived(office: Office, channel: FolderChannel) -> None:
    """fvl/29-1: also where it was called delivered first, the time is taken back."""
    sent = carried(office)
    theirs = f"theirs-{channel.taken[0].stem}"
    office.letters.reported("folder", theirs, Receipt(Fate.DELIVERED, theirs, datetime(2025, 2, 3, 12, tzinfo=UTC)))
    office.letters.reported("folder", theirs, Receipt(Fate.FAILED, theirs, code="not_fetched"))
    assert notice(office, sent).state == "undelivered" and clock_of(office, sent) is None
    assert office.mail.messages(kind="letter")[0].status == RETURNED


@pytest.mark.parametrize("trouble", ["breaks", "hangs"])
def test_a_channel_that_fails_is_tried_again(office: Office, channel: FolderChannel, trouble: str) -> None:
    """Broken or hanging, the letter waits, and is handed over when the channel is back."""
    channel.trouble = trouble
    carried(office)
    waiting = office.mail.messages(kind="letter")[0]
    assert (waiting.status, waiting.attempts) == (STAGED, 1)
    channel.trouble = ""
    again(office, "2025-02-03T12:00:00+01:00")
    assert office.mail.messages(kind="letter")[0].status == SENT and len(channel.taken) == 1


def test_a_letter_handed_over_twice_is_one_letter(office: Office, channel: FolderChannel) -> None:
    """What was cut off after the channel had it is handed over again under the same id."""
    channel.trouble = "dies"
    carried(office)
    channel.trouble = ""
    again(office, "2025-02-03T12:00:00+01:00")
    assert len(channel.taken) == 1 and office.mail.messages(kind="letter")[0].status == SENT


def test_a_channel_that_will_never_take_it_leaves_a_task(office: Office, channel: FolderChannel) -> None:
    """fvl/27-1: a person sends it by post instead."""
    channel.trouble = "refuses"
    sent = carried(office)
    office.mail.send()
    assert office.mail.messages(kind="letter")[0].status == FAILED
    assert notice(office, sent).state == "undelivered"
    office.perform(sent, "send", by=rc.CASEWORKER, facts={"channel": "post", "carrier": None})
    assert notice(office, sent).state == "sent"


def test_a_channel_takes_no_name_of_the_offices_own(database_url: str) -> None:
    """E-mail and post are the office's."""
    taken = FolderChannel(Path())
    taken.name = "post"
    with pytest.raises(BadInput, match="another name"):
        Office(database_url, channels=[taken])


# ---- Post


def test_a_letter_is_printed_with_its_address(office: Office, tmp_path: Path) -> None:
    """A page to print, and printed again the same file."""
    sent = rejected(office, None)
    office.register_party(Party(rc.PARTY, "Ressursmiljøet (oppdiktet)", address="Storgata 1\n0155 Oslo"))
    office.perform(sent, "send", by=rc.CASEWORKER)
    files = office.letters.print(tmp_path / "print")
    page = files[0].read_text("utf-8")
    assert "Storgata 1<br>0155 Oslo" in page and "Avslag på søknaden" in page
    assert office.letters.print(tmp_path / "print") == files


def test_a_posted_letter_has_not_arrived_before_its_time_in_the_post(office: Office) -> None:
    """fvl/29-1: never the date of the letter; the scheme says how long the post takes."""
    sent, letter = posted(office)
    assert office.mail.show(letter).status == SENT and office.letters.waiting() == []
    office.tick()
    assert notice(office, sent).state == "sent" and clock_of(office, sent) is None


def test_after_that_time_it_is_presumed_and_says_so(office: Office) -> None:
    """fvl/29-1: five working days from Monday 3 February are Monday 10 February."""
    sent, _ = posted(office)
    rc.move_to(office, "2025-02-11T09:00:00+01:00")
    office.tick()
    found, running = notice(office, sent), clock_of(office, sent)
    assert (found.facts["arrived_on"], found.facts["evidence"]) == ("2025-02-10", "presumed")
    assert running and running.last_day == date(2025, 3, 3)


def test_what_is_only_presumed_becomes_final_by_a_person(office: Office) -> None:
    """fvl/29-1: the clock alone never makes it final."""
    sent, _ = posted(office)
    for day in ("2025-02-11", "2025-03-04", "2025-04-01", "2025-04-02"):
        rc.move_to(office, f"{day}T09:00:00+01:00" if day < "2025-03-30" else f"{day}T09:00:00+02:00")
        office.tick()
    assert notice(office, sent).state == "expired"
    office.perform(sent, "confirm_final", by=rc.CASEWORKER, facts={"reason": "parten har bekreftet mottaket"})
    assert notice(office, sent).state == "settled"


def test_a_proved_arrival_takes_the_place_of_a_presumed_one(office: Office) -> None:
    """fvl/29-1: the party may prove when the letter really came."""
    sent, _ = posted(office)
    rc.move_to(office, "2025-02-14T09:00:00+01:00")
    office.tick()
    proof = {"arrived_on": "2025-02-13", "evidence": "recorded", "reason": "stempel fra posten"}
    office.perform(sent, "prove_arrival", by=rc.CASEWORKER, facts=proof)
    running = clock_of(office, sent)
    assert running and running.last_day == date(2025, 3, 6)


def test_a_letter_that_comes_back_has_not_arrived(office: Office) -> None:
    """fvl/29-1: what was presumed is taken back, and a person finds the address."""
    sent, letter = posted(office)
    rc.move_to(office, "2025-02-11T09:00:00+01:00")
    office.tick()
    office.letters.returned(letter, by=rc.CASEWORKER)
    assert notice(office, sent).state == "undelivered" and clock_of(office, sent) is None
    assert office.mail.show(letter).status == RETURNED
    assert verify(office.database) == []


def test_what_was_posted_is_not_posted_again(office: Office) -> None:
    """A letter is recorded as posted once."""
    _, letter = posted(office)
    with pytest.raises(BadInput, match="is sent"):
        office.letters.posted(letter, by=rc.CASEWORKER)
