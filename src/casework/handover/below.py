"""At the first instance: sending an appeal to an appeal body with an office of its own, and taking in its answer."""

from __future__ import annotations

from casework.engine.permits import insider_refusals
from casework.errors import BadInput, NotFound, Refused, Stale
from casework.handover.carrying_out import carry_out, is_carried_out
from casework.handover.faults import wrong
from casework.handover.package import APPEAL, OUTCOME, Header, Message, Package, contents_of, message
from casework.model.actor import SYSTEM, Actor
from casework.model.ids import case_id_of
from casework.model.rows import Proceeding
from casework.office import Office

REVIEW, SENT = "appeal_review", "send_package"


def hand_over(office: Office, appeal_id: str, *, by: Actor, to: str | None = None) -> Message:
    """The appeal as one package for the appeal body `to` (default: the scheme's), forwarded now where it is not yet.

    Asked again it is the same message, byte for byte. Raises Refused where it is not ready (fvl/33-4); then nothing was
    forwarded.
    """
    insiders_only(by, "hand_over")
    appeal_id = appeal_id.replace("/", "-", 1)
    try:
        return handed_over(office, _sent(office, appeal_id, by, to))
    except (Stale, Refused):
        # Somebody else may have sent it since we looked: then there is one package, and this is it.
        review = _review(office, appeal_id)
        if review is None or "sent_id" not in review.facts or review.closed_at is not None:
            raise
        return handed_over(office, review.id)


def insiders_only(by: Actor, step: str) -> None:
    """Raise Refused for one whom a case is about, or who looks at it from outside: a package is the whole case."""
    refusals = insider_refusals(by)
    if refusals:
        raise Refused(step, refusals)


def _sent(office: Office, appeal_id: str, by: Actor, to: str | None) -> str:
    """The id of the review that stands for the appeal body's own, once the package was sent."""
    with office.together():
        review = _review(office, appeal_id)
        if review is None or review.state == "returned":
            office.perform(appeal_id, "forward", by=by)
            review = _review(office, appeal_id)
        if review is None:
            raise NotFound("review of appeal", appeal_id)
        if "sent_id" not in review.facts:
            office.perform(review.id, SENT, by=by, facts=_address(office, review, to))
            # What cannot be made into a package was not sent.
            handed_over(office, review.id)
        return review.id


def _review(office: Office, appeal_id: str) -> Proceeding | None:
    every = office.case(case_id_of(appeal_id)).proceedings
    return next((p for p in reversed(every) if p.workflow == REVIEW and p.parent == appeal_id), None)


def _address(office: Office, review: Proceeding, to: str | None) -> dict[str, str]:
    case = office.case(review.case_id)
    scheme = office.surroundings.definitions.scheme(case.scheme, case.year)
    return {"sent_id": f"{scheme.agency}/{review.id}", "sent_to": to or scheme.appeal_body}


def handed_over(office: Office, review_id: str) -> Message:
    """The package that was sent, made anew from the record: the whole case as it stood then. Raises BadInput."""
    history = office.history(case_id_of(review_id))
    sent = next((e for e in history if e.proceeding_id == review_id and e.name == SENT), None)
    if sent is None:
        raise wrong("nothing_sent", message_id=review_id)
    case = office.case(sent.case_id)
    review = next(p for p in case.proceedings if p.id == review_id)
    agency = office.surroundings.definitions.scheme(case.scheme, case.year).agency
    header = Header(APPEAL, sent.facts["sent_id"], agency, sent.facts["sent_to"], review.parent or "")
    entries = history[: sent.seq - 1]
    return message(header, case.party, entries, contents_of(office.database, entries))


def take_answer(office: Office, package: Package) -> bool:
    """What the appeal body answered: a receipt is noted, an outcome carried out. False where it was taken in before.

    Raises BadInput for an answer to what was not sent from here, or was sent to another body.
    """
    review = asked(office, package)
    if _is_taken(review, package):
        return False
    try:
        with office.together():
            _take(office, review, package)
    except (Stale, Refused):
        # Delivered twice at once: the other one may have been first.
        if not _is_taken(asked(office, package), package):
            raise
        return False
    return True


def _is_taken(review: Proceeding, package: Package) -> bool:
    if package.header.kind == OUTCOME:
        return is_carried_out(review, package)
    return review.facts.get("message_id") == package.header.message_id


def _take(office: Office, review: Proceeding, package: Package) -> None:
    if package.header.kind == OUTCOME:
        carry_out(office, review, package)
    else:
        office.perform(review.id, "acknowledge", by=SYSTEM, facts={"message_id": package.header.message_id})


def asked(office: Office, package: Package) -> Proceeding:
    """The review that the package answers. Raises BadInput."""
    header = package.header
    review_id = (header.answers or "").rpartition("/")[2]
    try:
        every = office.case(case_id_of(review_id)).proceedings
    except BadInput as error:
        raise wrong("nothing_sent", message_id=header.answers) from error
    for review in every:
        sent = (review.facts.get("sent_id"), review.facts.get("sent_to"))
        if review.id == review_id and sent == (header.answers, header.sender):
            return review
    raise wrong("nothing_sent", message_id=header.answers)
