"""Moving running proceedings to another version of their workflow: explicit, tried first, recorded and revertible.

Moving them back with the inverse mapping is a move like any other; nothing is erased.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from casework.desk import Desk
from casework.engine.draft import Draft
from casework.engine.facts import written
from casework.engine.permits import INTERNAL_CONTROL, role_refusals
from casework.errors import BadInput, Fault, Reason, Refused, Stale, Text, reason
from casework.model.actor import Actor
from casework.model.record import Entry, change
from casework.model.workflow import Workflow
from casework.store.running import Running, running

ROLES_THAT_MIGRATE = ("supervisor", "archivist", "system")

_NO_STATE = Text(
    "{proceeding} står i «{state}», som ikke finnes i {workflow} versjon {version}; si hvilken tilstand den svarer til",
    "{proceeding} står i «{state}», som ikkje finst i {workflow} versjon {version}; sei kva tilstand han svarar til",
    "{proceeding} is in “{state}”, which {workflow} version {version} does not have; say which state it corresponds to",
)
_FINAL = Text(
    "{proceeding} ville blitt avsluttet i «{state}»; avslutt med en overgang i stedet",
    "{proceeding} ville blitt avslutta i «{state}»; avslutt med ein overgang i staden",
    "{proceeding} would be closed in “{state}”; close it with a transition instead",
)


@dataclass(frozen=True, slots=True)
class Migration:
    """What is to be moved where: every running proceeding of the workflow, or only those named."""

    workflow: Workflow
    mapping: Mapping[str, str]
    why: str
    only: frozenset[str] | None = None

    def to_state(self, state: str) -> str:
        """The state in the target version."""
        return self.mapping.get(state, state)

    def concerns(self, each: Running) -> bool:
        """Whether the proceeding is to be moved."""
        return each.version != self.workflow.version and (self.only is None or each.proceeding_id in self.only)

    def row(self, each: Running) -> dict[str, Any]:
        """One line of what is, or would be, done."""
        return {
            "case": each.number,
            "proceeding": each.proceeding_id,
            "from_state": each.state,
            "to_state": self.to_state(each.state),
            "from_version": each.version,
            "to_version": self.workflow.version,
        }


def migration(
    desk: Desk, workflow: str, to: int, mapping: Mapping[str, str], why: str, only: Iterable[str] | None
) -> Migration:
    """The move that is asked for. Raises NotFound for an unknown version, BadInput for a mapping to nowhere."""
    target = desk.around.definitions.workflow(workflow, to)
    wrong = [(old, new) for old, new in mapping.items() if new not in target.states]
    if wrong:
        told = (Fault(f"{workflow} version {to} has no state {new!r}", old, "unknown_state") for old, new in wrong)
        raise BadInput(*told)
    return Migration(target, dict(mapping), written(why, "a migration"), frozenset(only) if only is not None else None)


def migrate(desk: Desk, wanted: Migration, by: Actor, *, dry_run: bool) -> list[dict[str, Any]]:
    """Move them all, or none. Raises Refused with a reason for each proceeding that has no state to go to."""
    concerned = [each for each in running(desk.database, wanted.workflow.name) if wanted.concerns(each)]
    reasons = [*role_refusals(by, ROLES_THAT_MIGRATE), *(r for each in concerned for r in _refusals(wanted, each))]
    if reasons:
        raise Refused("migrate", reasons)
    if not dry_run:
        with desk.database.transaction():
            for case_id, group in groupby(concerned, key=lambda each: each.case_id):
                _move_case(desk, wanted, by, case_id, list(group))
    return [wanted.row(each) for each in concerned]


def _refusals(wanted: Migration, each: Running) -> list[Reason]:
    target, state = wanted.workflow, wanted.to_state(each.state)
    values = {"proceeding": each.proceeding_id, "workflow": target.name, "version": target.version, "state": state}
    if state not in target.states:
        return [reason("target_has_no_state", INTERNAL_CONTROL, _NO_STATE.format(**values))]
    if target.states[state].final:
        return [reason("target_is_final", INTERNAL_CONTROL, _FINAL.format(**values))]
    return []


def _move_case(desk: Desk, wanted: Migration, by: Actor, case_id: str, group: list[Running]) -> None:
    def deed(draft: Draft) -> Entry:
        entries = [_move(draft, wanted, each) for each in group]
        return entries[0]

    desk.change(case_id, by, deed, attempted=(None, "migrate"))


def _move(draft: Draft, wanted: Migration, each: Running) -> Entry:
    proceeding, target = draft.record.proceeding(each.proceeding_id), wanted.workflow
    if (proceeding.version, proceeding.state) != (each.version, each.state):
        case = draft.record.case
        raise Stale(case.id, case.revision, case.revision)
    facts = {
        "workflow": target.name,
        "from_version": each.version,
        "to_version": target.version,
        "mapping": dict(wanted.mapping),
        "reason": wanted.why,
    }
    values = {"version": target.version, "digest": target.digest, "state": wanted.to_state(each.state)}
    entry = draft.entry(
        "migrated",
        "migrate",
        proceeding_id=proceeding.id,
        from_state=each.state,
        to_state=values["state"],
        facts=facts,
        law=INTERNAL_CONTROL,
        changes=(change("proceedings", proceeding.id, **values),),
    )
    return draft.enter(entry)
