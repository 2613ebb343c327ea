"""The counter: the office as one person in one role may see and use it. Every face does everything through it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from casework.access.doorkeeper import Doorkeeper
from casework.access.looking import Looking
from casework.access.party_view import INTERNAL, INTERNAL_LAW
from casework.errors import BadInput, Fault, NotFound
from casework.handover import Message, Received, handed_over, read, receive
from casework.handover.below import asked
from casework.intake.documents import LARGEST
from casework.mail.ladder_view import LadderRung
from casework.model.access import RoleGrant, SavedForm
from casework.model.actor import Actor
from casework.model.case import Case
from casework.model.ids import case_id_of, target_of
from casework.model.mail import Dispatch
from casework.model.preview import Preview
from casework.model.record import Entry
from casework.model.rows import Party, Proceeding
from casework.office import Office
from casework.store import saved_forms


class Counter(Looking):
    """One person in one role before the office; made anew for each request.

    The verbs are those of `Office` without `by`, which is `actor`: whatever is done is recorded as done in that role.
    `scopes` are the rights that a service token is limited to. Every method raises Denied without the right to it;
    what the workflow, the law or the case stand in the way of is refused after that, as everywhere.
    """

    def __init__(
        self, office: Office, actor: Actor, grants: Sequence[RoleGrant], scopes: frozenset[str] | None = None
    ) -> None:
        self.office, self.actor = office, actor
        self.door = Doorkeeper(office, actor, grants, scopes)

    def open_case(
        self,
        *,
        scheme: str,
        year: int,
        party: str | Party,
        key: str | None = None,
        facts: Mapping[str, Any] | None = None,
    ) -> Case:
        """Register an application; a grantee registers its own organisation's."""
        self.door.scheme("case_open", scheme, year) if not self.as_party else self.door.plain("case_open")
        number = party.id if isinstance(party, Party) else party
        if self.as_party and number.replace(" ", "") != self.actor.agency:
            raise self.door.deny("case_open", None)
        return self.office.open_case(scheme=scheme, year=year, party=party, by=self.actor, key=key, facts=facts)

    def open(
        self,
        case_id: str,
        workflow: str,
        *,
        about: str | None = None,
        key: str | None = None,
        revision: int | None = None,
        facts: Mapping[str, Any] | None = None,
    ) -> Proceeding:
        """Open a proceeding beside the others, such as an appeal about a decision."""
        case_id = self.door.case("step", case_id)
        if about and self.as_appeal_body and not self._sent(case_id).has(about):
            raise NotFound("proceeding or decision", about)
        return self.office.open(case_id, workflow, by=self.actor, about=about, key=key, revision=revision, facts=facts)

    def perform(
        self,
        proceeding_id: str,
        transition: str,
        *,
        key: str | None = None,
        revision: int | None = None,
        facts: Mapping[str, Any] | None = None,
    ) -> Entry:
        """Make a transition; the person's half-written form for it is gone afterwards."""
        proceeding_id = self._step(proceeding_id)
        entry = self.office.perform(proceeding_id, transition, by=self.actor, key=key, revision=revision, facts=facts)
        self.drop_form(proceeding_id, transition)
        return entry

    def assign(self, case_id: str, person: str, role: str, *, revision: int | None = None) -> Entry:
        """Give a person a role in the case; a caseworker becomes responsible for it."""
        case_id = self.door.case("assign", case_id)
        return self.office.assign(case_id, person, role, by=self.actor, revision=revision)

    def unassign(self, case_id: str, person: str, role: str, *, revision: int | None = None) -> Entry:
        """End a person's role in the case."""
        case_id = self.door.case("assign", case_id)
        return self.office.unassign(case_id, person, role, by=self.actor, revision=revision)

    def declare_impartiality(
        self,
        case_id: str,
        person: str,
        *,
        impartial: bool,
        ground: str | None = None,
        exception: str | None = None,
        revision: int | None = None,
    ) -> Entry:
        """Record what a person declared, or had decided (fvl/8), about impartiality in this case."""
        case_id = self.door.case("declare_impartiality", case_id)
        told: dict[str, Any] = {"impartial": impartial, "ground": ground, "exception": exception}
        return self.office.declare_impartiality(case_id, person, by=self.actor, revision=revision, **told)

    def mark(
        self,
        target: str,
        mark: str,
        *,
        reason: str,
        code: str | None = None,
        until: date | None = None,
        revision: int | None = None,
    ) -> Entry:
        """Mark a case or proceeding: on_hold, registered_in_error, access_restricted, archived."""
        self.door.case("mark", target_of(target)[0])
        told: dict[str, Any] = {"reason": reason, "code": code, "until": until}
        return self.office.mark(target, mark, by=self.actor, revision=revision, **told)

    def unmark(self, target: str, mark: str, *, reason: str, revision: int | None = None) -> Entry:
        """Take a mark away again."""
        self.door.case("mark", target_of(target)[0])
        return self.office.unmark(target, mark, by=self.actor, reason=reason, revision=revision)

    def add_document(
        self,
        case_id: str,
        content: bytes | Iterable[bytes],
        *,
        title: str,
        kind: str = "received",
        proceeding_id: str | None = None,
        key: str | None = None,
        largest: int = LARGEST,
    ) -> Entry:
        """File a document in the case. The right is asked for before the first byte is read."""
        case_id = self.door.case("document_add", case_id)
        if self.as_party and kind == INTERNAL:
            raise BadInput(Fault("a document from outside is not internal", "kind"))
        return self.office.add_document(
            case_id,
            content,
            by=self.actor,
            title=title,
            kind=kind,
            proceeding_id=proceeding_id,
            key=key,
            largest=largest,
        )

    def undo(self, case_id: str, seq: int, *, reason: str, revision: int | None = None) -> Entry:
        """Undo a mistaken transition by a recorded correction."""
        case_id = self.door.case("undo", case_id)
        return self.office.undo(case_id, seq, by=self.actor, reason=reason, revision=revision)

    def register_party(self, party: Party) -> Party:
        """Register an organisation, or what has changed about it."""
        self.door.party("party_write", party.id)
        return self.office.register_party(party)

    def package(self, review_id: str) -> Message:
        """The appeal that was sent to the appeal body with its whole file (fvl/33-4), the same each time it is fetched.

        Raises BadInput for a review that nothing was sent for.
        """
        self.door.case("handover", case_id_of(review_id))
        return handed_over(self.office, review_id)

    def take_answer(self, data: bytes) -> Received:
        """Take in the receipt or the outcome of the appeal body; the same package twice is taken in once."""
        package = read(data)
        case = self.office.case(asked(self.office, package).case_id)
        self.door.case("handover", case.id)
        scheme = self.office.surroundings.definitions.scheme(case.scheme, case.year)
        return receive(self.office, data, by=self.actor, here=scheme.agency)

    def preview(self, proceeding_id: str, transition: str, facts: Mapping[str, Any]) -> Preview:
        """The letters that a transition would write, as they would go; nothing is written.

        A party is shown those of its own steps alone (fvl/18a). Raises NotFound, Refused for one not in order here.
        """
        proceeding_id = self._step(proceeding_id)
        if self.as_party and transition not in {option.name for option in self.available(proceeding_id)}:
            raise self.door.deny("step", case_id_of(proceeding_id), INTERNAL_LAW)
        return self.office.preview(proceeding_id, transition, by=self.actor, facts=facts)

    def reminders(self, case_id: str) -> list[LadderRung]:
        """Every rung of the ladder of every deadline of a case: sent, skipped, not needed, or still to come."""
        case_id = self.door.case("record_read", case_id)
        seen = {deadline.id for deadline in self._seen(case_id).deadlines}
        return [rung for rung in self.office.mail.ladders(case_id) if rung.deadline in seen]

    def message(self, message_id: str) -> Dispatch:
        """One message of a case within reach, by its id. Raises NotFound."""
        return self._message("mail_read", message_id)

    def _message(self, right: str, message_id: str) -> Dispatch:
        self.door.plain(right)
        found = self.office.mail.show(message_id)
        if found.case_id is None:
            # What is about no case, such as the overview of a day, is its recipient's own.
            raise NotFound("message", message_id)
        self.door.case(right, found.case_id)
        return found

    def retry_message(self, message_id: str) -> Dispatch:
        """Send a message once more, to where the recipient is now. Raises BadInput for one that has arrived."""
        return self.office.mail.retry(self._message("mail_write", message_id).id)

    def drop_message(self, message_id: str) -> Dispatch:
        """Do not send a message. Raises BadInput for one that was sent already."""
        return self.office.mail.drop(self._message("mail_write", message_id).id)

    def save_form(self, proceeding_id: str, transition: str, facts: Mapping[str, Any]) -> SavedForm:
        """Keep a half-written form, unchecked, until the transition is made; one for each person and transition."""
        proceeding_id = self._step(proceeding_id)
        revision, now = self.office.case(case_id_of(proceeding_id)).revision, self.office.clock.now()
        form = SavedForm(self.actor.person, proceeding_id, transition, dict(facts), revision, now)
        saved_forms.save(self.office.database, form)
        return form

    def saved_form(self, proceeding_id: str, transition: str) -> SavedForm | None:
        """The form that the person has begun on, if any."""
        proceeding_id = self._step(proceeding_id)
        return saved_forms.find(self.office.database, self.actor.person, proceeding_id, transition)

    def saved_forms(self) -> list[SavedForm]:
        """Every form that the person has begun on in cases within reach, the latest first."""
        found = saved_forms.of_person(self.office.database, self.actor.person)
        within = set(self.door.within("step", {case_id_of(form.proceeding_id) for form in found}))
        return [form for form in found if case_id_of(form.proceeding_id) in within]

    def drop_form(self, proceeding_id: str, transition: str) -> None:
        """Throw a half-written form of the person's away."""
        proceeding_id = proceeding_id.replace("/", "-", 1)
        saved_forms.drop(self.office.database, self.actor.person, proceeding_id, transition)
