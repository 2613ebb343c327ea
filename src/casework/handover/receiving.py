"""Taking in a package, whichever it is: the one door for what comes from another office."""

from __future__ import annotations

from dataclasses import dataclass

from casework.handover.above import take_appeal
from casework.handover.below import asked, insiders_only, take_answer
from casework.handover.faults import wrong
from casework.handover.package import APPEAL, read
from casework.model.actor import Actor
from casework.office import Office
from casework.taking_in import REVIEW


@dataclass(frozen=True, slots=True)
class Received:
    """What was received, and the review here that it belongs to; `new` is False where it was taken in before."""

    kind: str
    message_id: str
    sender: str
    case_id: str
    review_id: str
    new: bool


def receive(office: Office, data: bytes, *, by: Actor, here: str) -> Received:
    """Take in a package for the agency `here`: an appeal opens a case, an answer is entered. Twice is once.

    Raises BadInput for one that is damaged, altered, too large, of another version, not for this agency, or an answer
    to nothing; Refused for one that does not fit where the case stands. Then nothing was written.
    """
    insiders_only(by, "receive")
    package = read(data)
    header = package.header
    if header.recipient != here:
        raise wrong("wrong_address", to=header.recipient, here=here)
    if header.kind == APPEAL:
        case, new = take_appeal(office, package, by=by)
        review = case.proceeding(REVIEW)
    else:
        new = take_answer(office, package)
        review = asked(office, package)
    return Received(header.kind, header.message_id, header.sender, review.case_id, review.id, new)
