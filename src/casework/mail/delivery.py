"""Sending what is staged: claimed, handed over when it is still due, and never lost on the way."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from casework.desk import Desk
from casework.log import kind_of, log
from casework.mail.entering import record_sent
from casework.mail.preparing import Preparing, Unsent
from casework.mail.settling import Settling
from casework.model import mail
from casework.model.mail import CANNOT_BE_WRITTEN, Dispatch, dispatch_id
from casework.notices.mail_settings import MailSettings
from casework.notices.postman import ACCEPTED, LATER, REFUSED, UNREACHABLE, WITHHELD, Answer, Postman
from casework.store import outbox
from casework.store.failures import unusable

#: How many messages are claimed at a time: what one worker can surely send within its lease.
BATCH = 25
#: After so many attempts, about six days, a person must look.
ATTEMPTS = 40
#: After so many seconds of one batch the claims are renewed, so that a slow server does not outlast them.
RENEWAL = 60
LONGEST_PAUSE = timedelta(hours=4)
#: The address itself is said not to exist (RFC 3463).
DEAD = ("5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1")


_COUNTS = ("sent", "postponed", "failed", "withdrawn", "recorded")


@dataclass(slots=True)
class Pass:
    """What one pass did, and whether the mail server could be reached at all."""

    sent: int = 0
    postponed: int = 0
    failed: int = 0
    withdrawn: int = 0
    recorded: int = 0
    reachable: bool = True

    def __add__(self, later: Pass) -> Pass:
        """Both together; whether the server can be reached is as the later one found it."""
        sums = {name: getattr(self, name) + getattr(later, name) for name in _COUNTS}
        return replace(later, **sums)

    @property
    def idle(self) -> bool:
        """Whether there was nothing to do."""
        return not (self.sent or self.postponed or self.failed or self.withdrawn or self.recorded)


class Delivery:
    """One worker's way of sending. `worker` is a name that no other one has."""

    def __init__(self, desk: Desk, settings: MailSettings, postman: Postman, worker: str) -> None:
        self._desk, self._settings, self._postman, self._worker = desk, settings, postman, worker
        self._database = desk.database
        self._preparing, self._settling = Preparing(desk, settings), Settling(desk.database)
        self._interrupted = False
        self._left_out: set[str] = set()
        self.stopping = False

    def run(self) -> Pass:
        """Send one batch of what is due, and enter in the record what was sent before."""
        done = Pass(sent=self._settling.end())
        if self._interrupted:
            outbox.give_back(self._database, self._worker)
        self._interrupted = True
        if self._settings.sends:
            now = self._desk.clock.now()
            claimed = outbox.claim(self._database, self._worker, now, BATCH, self._settings.per_minute)
            self._send(claimed, done)
        self._interrupted = False
        done.recorded = record_sent(self._desk, self._left_out)
        return done

    def finish(self) -> None:
        """Let others have what was claimed and not sent. Raises BadDatabase."""
        self._settling.end()
        self._settling.close()
        outbox.give_back(self._database, self._worker)

    def _send(self, claimed: Sequence[Dispatch], done: Pass) -> None:
        renewed = time.monotonic()
        for dispatch in claimed:
            if self.stopping or not done.reachable:
                break
            if time.monotonic() - renewed > RENEWAL:
                outbox.renew(self._database, self._worker)
                renewed = time.monotonic()
            try:
                self._one(dispatch, done)
            except Exception as error:
                # Whatever a letter or a host's rule does must not stop the others.
                if unusable(error):
                    raise
                log.error("mail_not_written", case=dispatch.case_id, mail=dispatch.id, error=kind_of(error))
                self._later(dispatch, CANNOT_BE_WRITTEN, done)
        done.sent += self._settling.end()
        if self.stopping or not done.reachable:
            outbox.give_back(self._database, self._worker)

    def _one(self, dispatch: Dispatch, done: Pass) -> None:
        # What waits since an earlier attempt, or is not written, may be settled by now, and then costs nothing more.
        new = dispatch.message is None
        if (new or dispatch.attempts) and not self._goes(dispatch, outbox.still_due(self._database, dispatch), done):
            return
        if new:
            prepared = self._preparing.prepared(dispatch)
            if isinstance(prepared, Unsent):
                self._settle(dispatch, prepared.status, done, prepared.why)
            if not isinstance(prepared, Dispatch):
                return
            dispatch = prepared
        self._hand_over(dispatch, done)

    def _hand_over(self, dispatch: Dispatch, done: Pass) -> None:
        due = self._settling.ask(dispatch)

        def may_go() -> bool:
            # The message before this one is committed by then: a crash doubles only one.
            done.sent += self._settling.end()
            return self._goes(dispatch, due(), done)

        answer = self._postman.hand_over(dispatch.id, dispatch.address or "", dispatch.message or "", may_go)
        if answer.outcome != WITHHELD:
            self._answered(dispatch, answer, done)

    def _goes(self, dispatch: Dispatch, due: bool | None, done: Pass) -> bool:
        """Whether it goes on its way; what is not due any more is withdrawn, and what is not ours is left alone."""
        if due is None:
            log.warning("mail_claim_lost", mail=dispatch.id)
        elif not due:
            self._settle(dispatch, mail.WITHDRAWN, done, "settled")
        return bool(due)

    def _answered(self, dispatch: Dispatch, answer: Answer, done: Pass) -> None:
        log.info("mail_handed_over", case=dispatch.case_id, mail=dispatch.id, outcome=answer.outcome, code=answer.code)
        if answer.outcome == ACCEPTED:
            self._settling.begin(dispatch, self._desk.clock.now())
        elif answer.outcome == REFUSED:
            if answer.code.endswith(DEAD):
                outbox.suppress(self._database, dispatch.address or "", self._desk.clock.now(), answer.code)
            self._settle(dispatch, mail.FAILED, done, answer.code)
        elif answer.outcome in (LATER, UNREACHABLE):
            done.reachable = answer.outcome != UNREACHABLE
            self._later(dispatch, answer.code, done)

    def _settle(self, dispatch: Dispatch, status: str, done: Pass, error: str | None = None) -> None:
        if outbox.settle(self._database, dispatch, status, self._desk.clock.now(), error):
            done.failed += status == mail.FAILED
            done.withdrawn += status == mail.WITHDRAWN

    def _later(self, dispatch: Dispatch, error: str, done: Pass) -> None:
        if dispatch.attempts + 1 >= ATTEMPTS:
            self._settle(dispatch, mail.FAILED, done, f"gave_up {error}")
        elif outbox.postpone(self._database, dispatch, self._desk.clock.now() + pause(dispatch), error):
            done.postponed += 1


def pause(dispatch: Dispatch) -> timedelta:
    """How long to wait before the next attempt: twice as long each time, and not for all at once."""
    waited = min(timedelta(minutes=2 ** min(dispatch.attempts, 10)), LONGEST_PAUSE)
    spread = int(dispatch_id(dispatch.id, dispatch.attempts)[:4], 16) / 0xFFFF
    return waited * (0.75 + spread / 2)
