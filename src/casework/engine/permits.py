"""May this actor: role, assignment to the case, four eyes by person, impartiality."""

from __future__ import annotations

from casework.errors import Reason, Text, reason
from casework.law.impartiality import Declaration, may_act
from casework.model.actor import Actor
from casework.model.contested import decided_below
from casework.model.record import Record
from casework.model.rows import Proceeding
from casework.model.workflow import ROLES, Transition

INTERNAL_CONTROL = "regl/14"
#: Those whom a case is about, and those who look at it from outside.
ROLES_OUTSIDE = ("grantee", "auditor")
#: Who prepares and decides nothing; everybody else must be impartial (fvl/6, fvl/10), in tailored roles too.
ROLES_THAT_DO_NOT_HANDLE = (*ROLES_OUTSIDE, "archivist", "system")

_ROLE = Text(
    "rollen {role} kan ikke gjøre dette; det kan {roles}",
    "rolla {role} kan ikkje gjere dette; det kan {roles}",
    "the role {role} may not do this; {roles} may",
)
_BY_ITSELF = Text(
    "dette skjer av seg selv ({on}) og kan ikke gjøres for hånd",
    "dette skjer av seg sjølv ({on}) og kan ikkje gjerast for hand",
    "this happens by itself ({on}) and cannot be done by hand",
)
_OTHERS_CASE = Text(
    "saken gjelder en annen organisasjon",
    "saka gjeld ein annan organisasjon",
    "the case belongs to another organisation",
)
_NOT_ASSIGNED = Text(
    "{person} er ikke satt på saken", "{person} er ikkje sett på saka", "{person} is not assigned to the case"
)
_SAME_PERSON = Text(
    "{person} har selv gjort «{name}»; en annen må gjøre dette",
    "{person} har sjølv gjort «{name}»; ein annan må gjere dette",
    "{person} has done “{name}”; another person must do this",
)


def refusals(record: Record, proceeding: Proceeding, transition: Transition, actor: Actor) -> list[Reason]:
    """Every reason why this actor may not make the transition."""
    return [
        *_role(record, transition, actor),
        *_assignment(record, transition, actor),
        *_four_eyes(record, proceeding, transition, actor),
        *_impartiality(record, proceeding, transition, actor),
    ]


def _role(record: Record, transition: Transition, actor: Actor) -> list[Reason]:
    if transition.automatic:
        return [reason("not_by_hand", INTERNAL_CONTROL, _BY_ITSELF.format(on=transition.on))]
    if transition.by and actor.role not in transition.by:
        return role_refusals(actor, transition.by)
    if actor.role == "grantee" and actor.agency and actor.agency != record.case.party:
        return [reason("not_own_case", "fvl/18", _OTHERS_CASE)]
    return []


def _assignment(record: Record, transition: Transition, actor: Actor) -> list[Reason]:
    held = record.all("assignments").values()
    mine = [a for a in held if a.person == actor.person and a.role == actor.role and a.until is None]
    if transition.assigned and not mine and actor.role != "system":
        return [reason("not_assigned", INTERNAL_CONTROL, _NOT_ASSIGNED.format(person=actor.person))]
    return []


def _four_eyes(record: Record, proceeding: Proceeding, transition: Transition, actor: Actor) -> list[Reason]:
    reasons = []
    for name in transition.not_by:
        if actor.person in performers(record, proceeding, name):
            reasons.append(reason("same_person", INTERNAL_CONTROL, _SAME_PERSON.format(person=actor.person, name=name)))
    return reasons


def performers(record: Record, proceeding: Proceeding, name: str) -> set[str]:
    """Who has made the transition: in this proceeding, or, for "WORKFLOW.TRANSITION", anywhere in the case."""
    if "." not in name:
        return set(proceeding.acts.get(name, []))
    workflow, _, transition = name.partition(".")
    return {person for p in record.proceedings(workflow) for person in p.acts.get(transition, [])}


def _impartiality(record: Record, proceeding: Proceeding, transition: Transition, actor: Actor) -> list[Reason]:
    if actor.role in ROLES_THAT_DO_NOT_HANDLE:
        return []
    # The one declared last counts, in the order of the record: a clock may have been set back in between.
    last = {d.person: d for d in record.all("impartiality_declarations").values()}
    declarations = [
        Declaration(
            person=d.person,
            impartial=bool(d.impartial),
            ground=d.ground,
            declared_at=d.declared_at,
            exception=d.exception,
        )
        for d in last.values()
    ]
    required = transition.impartial == "declared"
    deciding = transition.decides
    below = decided_below(record, proceeding) if actor.role == "appeal_body" else frozenset()
    superiors = record.superior_of
    return list(
        may_act(actor.person, declarations, superiors, deciding=deciding, required=required, decided_below=below)
    )


def insider_refusals(actor: Actor) -> list[Reason]:
    """Why the actor may not correct, mark or staff a case: that is for those who handle or keep it."""
    return role_refusals(actor, tuple(role for role in ROLES if role not in ROLES_OUTSIDE))


def role_refusals(actor: Actor, roles: tuple[str, ...]) -> list[Reason]:
    """Why the actor may not do what only these roles may."""
    if actor.role in roles:
        return []
    return [reason("role_may_not", INTERNAL_CONTROL, _ROLE.format(role=actor.role, roles=", ".join(roles)))]
