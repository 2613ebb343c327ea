"""At the appeal body, with an office of its own: taking in an appeal that was handed over, and answering it."""

from __future__ import annotations

from casework.errors import BadInput, CaseworkError, KeyReused, NotFound, Refused, reason
from casework.handover.faults import fault, wrong
from casework.handover.package import OUTCOME, RECEIPT, Header, Message, Package, contents_of, message
from casework.model.actor import Actor
from casework.model.case import Case
from casework.model.ids import case_id_of
from casework.model.record import Entry
from casework.model.rows import Proceeding
from casework.office import Office
from casework.rules.appeal_review import review_is_closed
from casework.taking_in import REVIEW, HandedOver


def take_appeal(office: Office, package: Package, *, by: Actor) -> tuple[Case, bool]:
    """A case of our own with the review of the appeal, acknowledged; and whether it is new: twice is once.

    Raises BadInput for what cannot be an appeal to be reviewed here.
    """
    _can_be_read_here(office, package)
    earlier = _earlier(office, package)
    handed = HandedOver(
        package.header.message_id,
        package.header.sender,
        package.header.recipient,
        package.digest,
        package.record,
        package.header.proceeding,
        package.contents,
        package.proof,
    )
    try:
        return office.take_in(handed, by=by), earlier is None
    except KeyReused as reused:
        raise wrong("id_reused", message_id=package.header.message_id) from reused


def _can_be_read_here(office: Office, package: Package) -> None:
    """An appeal that was forwarded, under a scheme and a workflow that this office has too."""
    record, definitions = package.record, office.surroundings.definitions
    appeal = record.proceeding(package.header.proceeding)
    if (appeal.workflow, appeal.state) != ("appeal", "forwarded"):
        raise wrong("contents", what="appeal")
    missing = []
    try:
        definitions.scheme(record.case.scheme, record.case.year)
    except NotFound:
        missing.append(f"{record.case.scheme} {record.case.year}")
    try:
        definitions.workflow(appeal.workflow, appeal.version, digest=appeal.digest)
    except CaseworkError:
        missing.append(f"{appeal.workflow} {appeal.version}")
    if missing:
        raise BadInput(*(fault("definitions", what=what) for what in missing))


def _earlier(office: Office, package: Package) -> str | None:
    """The case that this very message opened. Raises BadInput where the appeal is under review after another one."""
    below, header = package.record.case, package.header
    for row in office.cases(party=below.party, scheme=below.scheme, year=below.year):
        case = office.case(row["id"])
        facts = case.grant.facts
        if facts.get("message_id") == header.message_id and facts.get("handed_over_by") == header.sender:
            return case.id
        same = (facts.get("handed_over_by"), facts.get("id_below")) == (header.sender, header.proceeding)
        if same and case.proceeding(REVIEW).closed_at is None:
            raise wrong("under_review", case=case.number)
    return None


def receipt(office: Office, review_id: str) -> Message:
    """That the appeal was received, for the first instance. The same bytes whenever it is asked for."""
    return _answer(office, review_id, RECEIPT)


def outcome(office: Office, review_id: str) -> Message:
    """What came of the appeal, for the first instance: the decision, a withdrawal, or its return as incomplete.

    The same bytes whenever it is asked for. Raises Refused where the review has not ended.
    """
    return _answer(office, review_id, OUTCOME)


def _answer(office: Office, review_id: str, kind: str) -> Message:
    review_id = review_id.replace("/", "-", 1)
    case = office.case(case_id_of(review_id))
    review = next((p for p in case.proceedings if p.id == review_id and p.workflow == REVIEW), None)
    if review is None or "handed_over_by" not in case.grant.facts:
        raise NotFound("review of an appeal that was handed over", review_id)
    history = office.history(case.id)
    entries = history[: _told_by(history, review, kind).seq]
    known = case.grant.facts
    message_id = f"{known['message_id']}:{kind}"
    header = Header(kind, message_id, known["handed_over_to"], known["handed_over_by"], review.id, known["message_id"])
    return message(header, case.party, entries, contents_of(office.database, entries))


def _told_by(history: list[Entry], review: Proceeding, kind: str) -> Entry:
    """The entry that there is something to tell of."""
    own = [e for e in history if e.proceeding_id == review.id and e.kind == "performed"]
    if kind == RECEIPT:
        return next(e for e in own if e.name == "acknowledge")
    if review.closed_at is None:
        law, text = review_is_closed.law, review_is_closed.text
        raise Refused("outcome", [reason(review_is_closed.code, law, text)])
    return own[-1]
