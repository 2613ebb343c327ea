"""Which messages the letters of a transition become: to whom, and by which channel."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casework.model.contested import contested
from casework.model.mail import EMAIL, POST, Dispatch, dispatch_id
from casework.model.record import Change, Entry, Record
from casework.model.rows import Proceeding
from casework.rules.arrival import notices_of, sent_by
from casework.rules.letter import letter_of
from casework.rules.notice import representative_of, represented_by

#: What is mailed of an individual decision (efvf/8-3).
ALERT = "notice_alert"


def dispatches(entries: Sequence[Entry], record: Record) -> Iterator[Dispatch]:
    """The messages of new entries, in the record as it stands after them."""
    for entry in entries:
        for change in entry.changes:
            if change.collection == "letters" and "digest" in change.values and entry.kind != "reminded":
                yield from _of_letter(entry, change, record)
        if entry.name == "send":
            yield from _on_paper(entry, record)


def recipients_of(record: Record, notice: Proceeding) -> tuple[str, ...]:
    """Whom a notice goes to, the addressee first: the representative, else the party; both where it asked (fvl/12-3).

    Each is `grantee`, the party of the case, or `person:` and an id.
    """
    party = notice.facts.get("party")
    itself = "grantee" if party in (None, record.case.party) else f"person:{party}"
    representative = representative_of(record, notice)
    if representative is None:
        return (itself,)
    also = (itself,) if notice.facts.get("party_is_told") == "also" else ()
    return (f"person:{representative}", *also)


def _of_letter(entry: Entry, letter: Change, record: Record) -> Iterator[Dispatch]:
    """A letter is mailed; of a decision only the alert is (efvf/8-2), by its notice where it has one."""
    proceeding = record.proceeding(letter.values["proceeding_id"])
    if letter.values["template"] == ALERT and proceeding.workflow == "notice":
        for recipient in recipients_of(record, proceeding):
            yield _dispatch(entry, letter.id, ALERT, recipient, "alert")
        return
    decided = any(c.collection == "decisions" and "decided_at" in c.values for c in entry.changes)
    if not decided and "decision" not in letter.values.get("tells", ()):
        # Whoever represents the party is told of everything within the mandate (fvl/12-3).
        for recipient in ("grantee", "representative") if represented_by(record) else ("grantee",):
            yield _dispatch(entry, letter.id, letter.values["template"], recipient, "letter")
        return
    if not any(notices_of(record, proceeding)):
        yield _dispatch(entry, letter.id, letter.values["template"], "grantee", "alert")


def _on_paper(entry: Entry, record: Record) -> Iterator[Dispatch]:
    """The letter itself, by post or by the channel of a host, where its notice goes that way."""
    notice = record.proceeding(entry.proceeding_id or "")
    letter = letter_of(record, contested(record, notice)) if notice.workflow == "notice" else None
    channel = sent_by(record, notice)
    if letter is None or channel in (EMAIL, None):
        return
    for recipient in recipients_of(record, notice):
        row_id = dispatch_id("notice", entry.id, recipient, channel)
        yield _dispatch(entry, letter.id, letter.template, recipient, "letter", row_id=row_id, channel=channel or POST)


def _dispatch(
    entry: Entry,
    letter_id: str,
    template: str,
    recipient: str,
    kind: str,
    *,
    row_id: str | None = None,
    channel: str = EMAIL,
) -> Dispatch:
    return Dispatch(
        id=row_id or dispatch_id("letter", letter_id, recipient, channel),
        kind=kind,
        template=template,
        recipient=recipient,
        created_at=entry.at,
        not_before=entry.at,
        case_id=entry.case_id,
        letter_id=letter_id,
        channel=channel,
    )
