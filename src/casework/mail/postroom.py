"""What people do with the mail: look at it, send it again, drop it, hand in what came back."""

from __future__ import annotations

import os
import socket
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from casework.desk import Desk
from casework.engine.surroundings import WrittenLetter
from casework.errors import BadInput, Fault
from casework.mail.delivery import Delivery, Pass
from casework.mail.digest import stage_digests
from casework.mail.ladder_view import LadderRung, ladders
from casework.mail.returned import take_back
from casework.model.mail import CANNOT_BE_WRITTEN, DROPPED, FAILED, RETURNED, STAGED, Dispatch
from casework.notices.mail_settings import MailSettings
from casework.notices.message import Envelope, written
from casework.notices.postman import Answer, Postman, postman
from casework.store import bounces, outbox, people, workers
from casework.store.bounces import Bounce
from casework.store.people import Person
from casework.store.reminders import LeftBehind, left_behind
from casework.store.workers import Worker

#: What is due for longer was not left for want of time.
PATIENCE = timedelta(minutes=15)


class Postroom:
    """The mail of one office. `settings` say where it goes; without any, it waits in the outbox."""

    def __init__(self, desk: Desk, settings: MailSettings | None = None) -> None:
        self._desk = desk
        self._database = desk.database
        self.settings = settings or MailSettings()

    def delivery(self, worker: str | None = None, carrier: Postman | None = None) -> Delivery:
        """One worker's way of sending; its name must be its own."""
        return Delivery(self._desk, self.settings, carrier or postman(self.settings), worker or worker_name())

    def send(self) -> Pass:
        """Send everything that may be sent now."""
        carrier, total = postman(self.settings), Pass()
        delivery = self.delivery(carrier=carrier)
        try:
            while not (done := delivery.run()).idle:
                total = total + done
                if not done.reachable:
                    break
        finally:
            carrier.close()
            delivery.finish()
        return total

    def stage_digests(self) -> int:
        """Stage the overviews of the day, once; how many are new."""
        return stage_digests(self._desk, self._desk.clock.now())

    def messages(self, **filters: Any) -> list[Dispatch]:
        """The messages, the newest first. Filters: status, kind, case_id, recipient, template, error."""
        if case_id := filters.get("case_id"):
            filters["case_id"] = case_id.replace("/", "-", 1)
        return outbox.listing(self._database, filters)

    def to_look_at(self) -> tuple[list[Dispatch], list[Bounce]]:
        """What waits for a person: messages not delivered or not to be written, and reports that cannot be judged."""
        unsent = [d for status in (FAILED, RETURNED) for d in self.messages(status=status)]
        unsent += self.messages(status=STAGED, error=CANNOT_BE_WRITTEN)
        return unsent, bounces.for_a_person(self._database)

    def show(self, dispatch_id: str) -> Dispatch:
        """One message by its id or the beginning of it. Raises NotFound."""
        return outbox.one(self._database, dispatch_id)

    def retry(self, dispatch_id: str) -> Dispatch:
        """Send it once more, to where the recipient is now; nothing is sent twice that has not come back."""
        found = self.show(dispatch_id)
        if not outbox.again(self._database, found.id, self._desk.clock.now()):
            raise BadInput(
                Fault(f"message {found.id} is {found.status}; only what was not sent can be sent again", "id")
            )
        return self.show(found.id)

    def drop(self, dispatch_id: str) -> Dispatch:
        """Do not send it. Raises BadInput for what was sent already."""
        found = self.show(dispatch_id)
        if found.status not in (STAGED, FAILED, RETURNED):
            raise BadInput(Fault(f"message {found.id} is {found.status}; only what waits can be dropped", "id"))
        outbox.mark(self._database, found.id, status=DROPPED, settled_at=self._desk.clock.now())
        return self.show(found.id)

    def drop_before(self, instant: datetime) -> int:
        """Do not send what was staged before that instant, as when mail is turned on in an old office; how many."""
        return outbox.drop_before(self._database, instant, self._desk.clock.now())

    def test(self, address: str) -> Answer:
        """Send a test message at once, past the outbox."""
        now = self._desk.clock.now()
        letter = WrittenLetter("nb", "Prøve fra casework", "Denne e-posten viser at posten går ut.\n")
        envelope = Envelope(f"test.{uuid4().hex[:16]}", address, "", None, now)
        carrier = postman(self.settings)
        try:
            return carrier.hand_over(envelope.dispatch_id, address, written(self.settings, envelope, letter))
        finally:
            carrier.close()

    def bounced(self, raw: bytes) -> Bounce:
        """Take in a message that says that ours did not arrive, and judge it."""
        return take_back(self._desk, self.settings, raw)

    def set_person(self, person: str, *, name: str, email: str | None = None, language: str = "nb") -> Person:
        """Say what a person is called and where they are written to; what could not be sent to them is sent anew."""
        if language not in ("nb", "nn", "en"):
            raise BadInput(Fault(f"the language is nb, nn or en, not {language!r}", "language"))
        made = Person(person, name, email, language)
        with self._database.transaction():
            before = people.find(self._database, person)
            people.save(self._database, made)
            if before is None or before.email != email:
                self.readdressed(person)
        return made

    def readdressed(self, person: str) -> int:
        """Send anew what did not reach an organisation or person at an old address; how many messages that are."""
        ids = outbox.waiting_for_address(self._database, person)
        return sum(outbox.again(self._database, row_id, self._desk.clock.now()) for row_id in ids)

    def people(self) -> list[Person]:
        """Everybody who is registered."""
        return people.everybody(self._database)

    def left_behind(self) -> list[LeftBehind]:
        """What was due and could not be done, so that a person must look; the earliest first."""
        return left_behind(self._database, self._desk.clock.now() - PATIENCE)

    def ladders(self, case_id: str) -> list[LadderRung]:
        """Every rung of every deadline of a case: sent, skipped, not needed, or still to come. Raises NotFound."""
        return ladders(self._desk, case_id)

    def workers(self) -> list[Worker]:
        """The workers, the one last heard of first."""
        return workers.everybody(self._database)

    def counts(self) -> dict[str, int]:
        """How many messages stand where."""
        return outbox.counts(self._database)


def worker_name() -> str:
    """A name that no other worker has: the machine, the process, and something of its own."""
    return f"{socket.gethostname()[:100]}:{os.getpid()}:{uuid4().hex[:8]}"
