"""Letters that go another way than by e-mail: printed and posted, or handed to the channel of a host.

The outbox is the one of e-mail: each letter is claimed by one worker, retried with growing pauses, and never given up
silently.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

from casework.desk import Desk
from casework.engine.perform import perform
from casework.errors import BadInput, Fault, NotFound
from casework.law.calendar import OSLO, add_working_days
from casework.log import kind_of, log
from casework.mail import handing_over
from casework.mail.arrivals import follow, notice_of
from casework.mail.delivery import Pass
from casework.mail.entering import enter_about_letter
from casework.mail.parcels import parcel_of
from casework.mail.reported import became
from casework.model.actor import Actor
from casework.model.mail import EMAIL, POST, RETURNED, SENT, STAGED, Dispatch
from casework.notices.channel import LetterChannel, Receipt
from casework.notices.printing import print_into
from casework.store import carried, outbox
from casework.store.failures import unusable

#: How often a channel is asked what became of a letter, and for how long after it took it.
ASKED_EVERY, ASKED_FOR = timedelta(hours=1), timedelta(days=14)


class Carriage:
    """The letters of one office that are no e-mail. `channels` are what the host fills, each under its own name."""

    def __init__(self, desk: Desk, channels: Iterable[LetterChannel] = ()) -> None:
        self._desk, self._database = desk, desk.database
        self.channels: Mapping[str, LetterChannel] = {channel.name: channel for channel in channels}
        if taken := self.channels.keys() & {EMAIL, POST}:
            raise BadInput(Fault(f"{', '.join(taken)} is the office's own; give the channel another name", "channels"))

    # ---- By post

    def waiting(self) -> list[Dispatch]:
        """The letters that wait to be posted, the newest first."""
        return [d for d in outbox.listing(self._database, {"status": STAGED, "kind": "letter"}) if d.channel == POST]

    def print(self, folder: str | Path) -> list[Path]:
        """Write every letter that waits as a page to print; printed again, a letter is the same file."""
        return [print_into(Path(folder), parcel_of(self._desk, dispatch)) for dispatch in self.waiting()]

    def posted(self, dispatch_id: str, *, by: Actor, on: date | None = None) -> Dispatch:
        """Record that a letter was posted (default: today); from then it is presumed to arrive, as the scheme says.

        Raises BadInput for one that does not wait to be posted.
        """
        found = self._by_post(dispatch_id, (STAGED,))
        now = self._desk.clock.now()
        day = on or now.astimezone(OSLO).date()
        sent = replace(found, status=SENT, sent_at=now, message=parcel_of(self._desk, found).text)
        with self._database.transaction():
            values = {"status": SENT, "sent_at": now, "settled_at": now, "message": sent.message, "recorded": 1}
            outbox.mark(self._database, found.id, **values)
            record = self._desk.load(found.case_id or "")
            enter_about_letter(self._desk, record, "sent", sent, {"status": "sent", "sent_at": now})
            self._posted(sent, day, by)
        return outbox.one(self._database, found.id)

    def _posted(self, dispatch: Dispatch, day: date, by: Actor) -> None:
        record = self._desk.load(dispatch.case_id or "")
        notice = notice_of(record, dispatch)
        if notice is None:
            return
        transit = self._desk.around.scheme_of(record).settings.get("postal_transit_working_days")
        presumed = add_working_days(day, int(transit)).isoformat() if transit else None
        draft = self._desk.draft(record, by)
        perform(draft, notice.id, "record_posting", {"posted_on": day.isoformat(), "presumed_on": presumed})
        self._desk.write(record, draft)

    def returned(self, dispatch_id: str, *, by: Actor, because: str = "returned") -> Dispatch:
        """Record that a posted letter came back: it has not arrived, and what had begun to run is taken back."""
        found = self._by_post(dispatch_id, (SENT,))
        now = self._desk.clock.now()
        back = replace(found, status=RETURNED, error=because[:100])
        with self._database.transaction():
            outbox.mark(self._database, found.id, status=RETURNED, error=back.error, settled_at=now)
            record = self._desk.load(found.case_id or "")
            draft = self._desk.draft(record, by)
            follow(self._desk, draft, back)
            self._desk.write(record, draft)
        return outbox.one(self._database, found.id)

    def _by_post(self, dispatch_id: str, allowed: tuple[str, ...]) -> Dispatch:
        found = outbox.one(self._database, dispatch_id)
        if found.channel != POST or found.status not in allowed:
            told = f"message {found.id} goes by {found.channel} and is {found.status}; a letter by post that is"
            raise BadInput(Fault(f"{told} {' or '.join(allowed)} is meant", "id"))
        return found

    # ---- By a channel of the host

    def carry(self, worker: str) -> Pass:
        """Hand over what is due to the channels of the host, and ask what became of what they have."""
        done = Pass()
        for channel in self.channels.values():
            done = done + handing_over.batch(self._desk, channel, worker)
            self._ask(channel)
        return done

    def reported(self, channel: str, message_id: str, receipt: Receipt) -> Dispatch:
        """Take in what a channel says of a letter by its own name for it; the same again changes nothing.

        Raises NotFound for a letter that the channel was not given.
        """
        found = carried.by_foreign_id(self._database, channel, message_id)
        if found is None:
            raise NotFound(f"letter with channel {channel}", message_id)
        became(self._desk, found, receipt)
        return outbox.one(self._database, found.id)

    def _ask(self, channel: LetterChannel) -> None:
        now: datetime = self._desk.clock.now()
        for dispatch in carried.carried(self._database, channel.name, now, now - ASKED_FOR):
            outbox.mark(self._database, dispatch.id, not_before=now + ASKED_EVERY)
            try:
                name = dispatch.foreign_id or ""
                became(self._desk, dispatch, handing_over.in_time(channel, partial(channel.ask, name)))
            except Exception as error:
                # Whatever a host's channel does must not stop the others.
                if unusable(error):
                    raise
                log.error("letter_not_followed", case=dispatch.case_id, mail=dispatch.id, error=kind_of(error))
