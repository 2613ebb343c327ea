"""Handing letters to one channel of a host, each once, whatever the channel does."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from casework.desk import Desk
from casework.log import kind_of, log
from casework.mail.delivery import ATTEMPTS, BATCH, Pass, pause
from casework.mail.parcels import parcel_of
from casework.mail.reported import became
from casework.model.mail import FAILED, SENT, WITHDRAWN, Dispatch
from casework.notices.channel import Fate, LetterChannel, Parcel, Receipt
from casework.store import outbox
from casework.store.failures import unusable


def batch(desk: Desk, channel: LetterChannel, worker: str) -> Pass:
    """Hand over one batch of what is due to the channel."""
    done, now = Pass(), desk.clock.now()
    for dispatch in outbox.claim(desk.database, worker, now, BATCH, channel=channel.name):
        due = outbox.still_due(desk.database, dispatch)
        if due:
            _one(desk, channel, dispatch, done)
        elif due is not None:
            done.withdrawn += outbox.settle(desk.database, dispatch, WITHDRAWN, now, "settled")
    return done


def in_time(channel: LetterChannel, ask: Callable[[], Receipt]) -> Receipt:
    """The answer of the channel. Raises TimeoutError: one that hangs must not hold the others."""
    waiting = ThreadPoolExecutor(1, "channel")
    try:
        return waiting.submit(ask).result(channel.timeout)
    finally:
        waiting.shutdown(wait=False)


def _one(desk: Desk, channel: LetterChannel, dispatch: Dispatch, done: Pass) -> None:
    parcel: Parcel | None = None
    try:
        parcel = given = parcel_of(desk, dispatch)
        receipt = in_time(channel, lambda: channel.hand_over(given))
    except Exception as error:
        # Whatever a host's channel or a letter does must not stop the others.
        if unusable(error):
            raise
        log.error("letter_not_carried", case=dispatch.case_id, mail=dispatch.id, error=kind_of(error))
        receipt = Receipt(Fate.LATER, code=kind_of(error))
    log.info("letter_handed_over", case=dispatch.case_id, mail=dispatch.id, outcome=str(receipt.fate))
    if parcel is None or receipt.fate is Fate.LATER:
        _later(desk, dispatch, receipt.code, done)
    else:
        _answered(desk, dispatch, parcel, receipt, done)


def _answered(desk: Desk, dispatch: Dispatch, parcel: Parcel, receipt: Receipt, done: Pass) -> None:
    now, named = desk.clock.now(), receipt.message_id or dispatch.id
    kept = {"message": parcel.text, "address": parcel.recipient, "foreign_id": named}
    if not outbox.change(desk.database, dispatch, **kept):
        log.warning("mail_claim_lost", mail=dispatch.id)
    elif receipt.fate in (Fate.REFUSED, Fate.FAILED):
        done.failed += outbox.settle(desk.database, dispatch, FAILED, now, receipt.code or str(receipt.fate))
    elif outbox.settle(desk.database, dispatch, SENT, now):
        done.sent += 1
        became(desk, replace(dispatch, status=SENT, sent_at=now, foreign_id=named), receipt)


def _later(desk: Desk, dispatch: Dispatch, code: str, done: Pass) -> None:
    now = desk.clock.now()
    if dispatch.attempts + 1 >= ATTEMPTS:
        done.failed += outbox.settle(desk.database, dispatch, FAILED, now, f"gave_up {code}")
    else:
        done.postponed += outbox.postpone(desk.database, dispatch, now + pause(dispatch), code)
