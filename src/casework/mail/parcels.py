"""What is handed to a channel, or printed: the letter of an outbox row, and to whom it goes."""

from __future__ import annotations

from casework.desk import Desk
from casework.errors import BadInput, Fault
from casework.mail.recipients import recipient
from casework.model.mail import Dispatch
from casework.model.rows import Letter
from casework.notices.channel import Parcel
from casework.notices.readable import html, plain
from casework.store import lists


def parcel_of(desk: Desk, dispatch: Dispatch) -> Parcel:
    """The letter with its recipient. Raises BadInput where nobody is meant, or there is no letter."""
    record = desk.load(dispatch.case_id or "")
    letter: Letter | None = record.all("letters").get(dispatch.letter_id or "")
    to = recipient(desk.database, dispatch.recipient, record)
    if letter is None or to is None:
        raise BadInput(Fault(f"message {dispatch.id} has no letter or nobody to go to", "id"))
    text = lists.content(desk.database, letter.digest)
    party = record.party
    return Parcel(
        id=dispatch.id,
        case=record.case.number,
        recipient=to.person,
        name=to.name,
        address=party.address if party and to.person == party.id else None,
        language=letter.language,
        subject=letter.subject,
        text=plain(text),
        html=html(letter.subject, text, letter.language),
    )
