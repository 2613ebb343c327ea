"""START HERE: the office that an embedder holds. A few verbs; everything else follows from the files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from casework import documents, migrating, wiring
from casework.asking import Asking
from casework.clock.wall import Clock, WallClock
from casework.desk import Desk, key_for
from casework.engine import corrections, marks, perform
from casework.engine.draft import Draft
from casework.laddering import Laddering
from casework.mail.arrivals import presume
from casework.mail.carriage import Carriage
from casework.mail.postroom import Postroom
from casework.model.actor import SYSTEM, Actor
from casework.model.case import Case, Tick
from casework.model.ids import case_id_of, found, known, target_of
from casework.model.record import Entry
from casework.model.rows import Party, Proceeding
from casework.notices.channel import LetterChannel
from casework.notices.mail_settings import MailSettings
from casework.opening import Opening, applicant, application, newly_registered, readdressed
from casework.staffing import Staffing
from casework.store import records, upgrade
from casework.store.database import Database
from casework.store.failures import KeyTaken
from casework.taking_in import HandedOver, TakingIn
from casework.ticking import Passing, tick


class Office(Asking, Staffing):
    """Everything that can be done with cases, over one database.

    `workflows`, `schemes` and `letters` are folders or files and `rules` modules, all added to the shipped ones;
    of two of one name the first found wins. `commencements` are files that put provisions of the 2025 Act in force,
    added to those known. `channels` carry letters for the host; `clock` tells the time (default: the machine's). An
    empty database is given its tables; an older or newer one raises BadDatabase.
    """

    def __init__(
        self,
        url: str,
        *,
        clock: Clock | None = None,
        workflows: Iterable[str | Path] = (),
        schemes: Iterable[str | Path] = (),
        rules: Iterable[ModuleType] = (),
        letters: Iterable[str | Path] = (),
        commencements: Iterable[str | Path] = (),
        channels: Iterable[LetterChannel] = (),
        mail: MailSettings | None = None,
    ) -> None:
        self.clock = clock or WallClock()
        self.database = Database(url)
        self.surroundings = wiring.surroundings(
            tuple(workflows), tuple(schemes), tuple(rules), tuple(letters), tuple(commencements)
        )
        upgrade.ensure(self.database)
        self._desk = Desk(self.database, self.surroundings, self.clock)
        self._laddering = Laddering(self._desk)
        self._passing = Passing(self._desk)
        self.mail = Postroom(self._desk, mail)
        self.letters = Carriage(self._desk, channels)

    def open_case(
        self,
        *,
        scheme: str,
        year: int,
        party: str | Party,
        by: Actor,
        key: str | None = None,
        facts: Mapping[str, Any] | None = None,
    ) -> Case:
        """Register an application, or a recipient named in the budget. Malformed input raises BadInput; an
        application outside the scheme's conditions is registered all the same (fvl/11) and refused at the award.
        """
        applied = application(self.surroundings, scheme, year, party, facts or {})
        used = key_for(key, f"{scheme}/{year}", by, [str(party), facts])

        def opened(number: int) -> Entry:
            return Opening(self._desk, applied, applicant(self.mail, self.database, party), number).enter(by, used)

        return self.case(self._numbered(year, used, opened).case_id)

    def take_in(self, handed: HandedOver, *, by: Actor) -> Case:
        """Open a case of our own from an appeal that another office handed over, with its review acknowledged.

        The same message again gives the same case and writes nothing; with other contents it raises KeyReused.
        """
        used = key_for(f"hand-over:{handed.message_id}", f"from {handed.sender}", SYSTEM, handed.digest)

        def opened(number: int) -> Entry:
            party = newly_registered(self.database, handed.record.party or Party(handed.record.case.party, ""))
            return TakingIn(self._desk, handed, party, number).enter(by, used)

        return self.case(self._numbered(handed.record.case.year, used, opened).case_id)

    def _numbered(self, year: int, key: records.Key | None, opening: Callable[[int], Entry]) -> Entry:
        """Open a case under the next number of the year; where the key was used, give what it opened then."""
        earlier = self._desk.earlier(key)
        if earlier:
            return earlier
        try:
            with self.database.transaction():
                return opening(records.take_number(self.database, year))
        except KeyTaken:
            first = self._desk.earlier(key)
            if first is None:
                raise
            return first

    def open(
        self,
        case_id: str,
        workflow: str,
        *,
        by: Actor,
        about: str | None = None,
        key: str | None = None,
        revision: int | None = None,
        facts: Mapping[str, Any] | None = None,
    ) -> Proceeding:
        """Open a proceeding beside the others. `about` is the decision, report or proceeding it concerns."""

        def deed(draft: Draft) -> Entry:
            return perform.open_proceeding(draft, workflow, about=known(draft.record, about), given=facts)

        request, attempted = [workflow, about, facts], (None, f"{workflow}.open")
        entry = self._desk.change(case_id, by, deed, key=key, request=request, revision=revision, attempted=attempted)
        return self._desk.load(entry.case_id).proceeding(entry.proceeding_id or "")

    def perform(
        self,
        proceeding_id: str,
        transition: str,
        *,
        by: Actor,
        key: str | None = None,
        revision: int | None = None,
        facts: Mapping[str, Any] | None = None,
    ) -> Entry:
        """Make a transition. Raises Refused with every reason, Stale where the case is no longer at `revision`.

        The same `key` returns the first entry and writes nothing; for other input it raises KeyReused.
        """
        proceeding_id = proceeding_id.replace("/", "-", 1)
        return self._desk.change(
            case_id_of(proceeding_id),
            by,
            lambda draft: perform.perform(draft, found(draft.record, proceeding_id), transition, facts or {}),
            key=key,
            request=[proceeding_id, transition, facts],
            revision=revision,
            attempted=(proceeding_id, transition),
        )

    def tick(self) -> Tick:
        """Record every deadline that has passed, with what follows by itself, and stage what reminders are due."""
        done = tick(self._passing, self._laddering)
        presume(self._desk)
        return done

    @contextmanager
    def joined(self, connection: Connection | Session) -> Iterator[Office]:
        """Within the block our rows are written in the host's transaction; the host commits or rolls back both."""
        with self.database.join(connection.connection() if isinstance(connection, Session) else connection):
            yield self

    @contextmanager
    def together(self) -> Iterator[Office]:
        """Within the block everything is one transaction: all of it is written, or nothing."""
        with self.database.transaction():
            yield self

    def register_party(self, party: Party) -> Party:
        """Register an organisation, or what has changed about it. Raises BadInput for a wrong number or form."""
        with self.database.transaction():
            return readdressed(self.mail, self.database, party)

    def mark(
        self,
        target: str,
        mark: str,
        *,
        by: Actor,
        reason: str,
        code: str | None = None,
        until: date | None = None,
        revision: int | None = None,
    ) -> Entry:
        """Mark a case or proceeding: on_hold (with code and day), registered_in_error, access_restricted, archived."""
        case_id, proceeding_id = target_of(target)

        def deed(draft: Draft) -> Entry:
            row_id = known(draft.record, proceeding_id)
            return marks.mark(draft, mark, reason, proceeding_id=row_id, code=code, until=until)

        return self._desk.change(case_id, by, deed, revision=revision, attempted=(proceeding_id, f"mark {mark}"))

    def unmark(self, target: str, mark: str, *, by: Actor, reason: str, revision: int | None = None) -> Entry:
        """Take a mark away again; one registered in error stays so."""
        case_id, proceeding_id = target_of(target)

        def deed(draft: Draft) -> Entry:
            return marks.unmark(draft, mark, reason, proceeding_id=known(draft.record, proceeding_id))

        return self._desk.change(case_id, by, deed, revision=revision, attempted=(proceeding_id, f"unmark {mark}"))

    def add_document(
        self,
        case_id: str,
        content: bytes | Iterable[bytes],
        *,
        by: Actor,
        title: str,
        kind: str = "received",
        proceeding_id: str | None = None,
        key: str | None = None,
        largest: int = documents.LARGEST,
    ) -> Entry:
        """File a document: its bytes, and an entry with their SHA-256. One of the kind `internal` is not for the party.

        Raises BadInput for what is empty, larger than `largest` bytes or of a type that is not taken in.
        """
        paper = documents.Paper(content, title, kind, proceeding_id, largest)
        return documents.file_in(self._desk, case_id, paper, by, key)

    def undo(self, case_id: str, seq: int, *, by: Actor, reason: str, revision: int | None = None) -> Entry:
        """Undo the mistaken transition entered as number `seq`, by a recorded correction.

        Raises Refused where something irreversible followed: a sent letter, a payment, an arrived notice.
        """
        history = self.history(case_id)
        irreversible = wiring.irreversible(self.surroundings, history)

        def deed(draft: Draft) -> Entry:
            return corrections.undo(draft, seq, reason, history, irreversible)

        # What is undone was judged by this history: nothing may have been entered since.
        read = len(history) if revision is None else revision
        return self._desk.change(case_id, by, deed, revision=read, attempted=(None, f"undo {seq}"))

    def migrate(
        self,
        *,
        workflow: str,
        to: int,
        by: Actor,
        mapping: Mapping[str, str] | None = None,
        dry_run: bool = False,
        reason: str = "",
        only: Iterable[str] | None = None,
    ) -> list[dict[str, Any]]:
        """Move running proceedings, or `only` those, to another version of their workflow; a row for each.

        `mapping` says what a state becomes that the target does not have. Moved back, they go with the inverse mapping.
        Raises Refused with every proceeding that has nowhere to go; then none is moved.
        """
        why = reason or f"Flyttet til {workflow} versjon {to}"
        wanted = migrating.migration(self._desk, workflow, to, mapping or {}, why, only)
        return migrating.migrate(self._desk, wanted, by, dry_run=dry_run)

    def close(self) -> None:
        """Close every connection to the database. The office can be used again; it then connects anew."""
        self.database.close()
